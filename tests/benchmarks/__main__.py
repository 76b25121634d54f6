"""``python -m tests.benchmarks``: measure, print the table, and keep it in dist/bench.md and dist/bench.json.

QUICK=1 in the environment makes it two rounds instead of five, one where two would take more than two minutes, and
leaves out the slower lines.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from calculators.build.runtime import ROOT
from calculators.build.site import SITE
from tests.benchmarks.measures import measures
from tests.benchmarks.pages import assemble
from tests.benchmarks.report import as_json, as_markdown, machine, summarise
from tests.benchmarks.visits import LINES, Round, Visitor, make_round
from tests.browsers import launch_chromium
from tests.server import Line, StaticServer

OUT = ROOT / "dist"
ROUNDS = 5
QUICK_ROUNDS, QUICK_SECONDS = 2, 115.0


def measure(
    site: Path, most: int, seconds: float, slower_lines: Sequence[tuple[str, Line]]
) -> tuple[list[Round], dict[str, str]]:
    """Make the rounds and return them with what is to be known about the machine.

    Args:
        site: the folder with our built site.
        most: the number of rounds.
        slower_lines: on which first visits are made too, by name; they take a minute a round.
        seconds: no round is begun that would end later, judged by the longest before; the first is always made.
    """
    begun = time.monotonic()
    busy = [os.getloadavg()[0]]
    rounds: list[Round] = []
    lengths: list[float] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        playwright = stack.enter_context(sync_playwright())
        with launch_chromium(playwright) as browser:
            facts = machine(browser.version)
        pages = assemble(folder, site)
        visitors = [Visitor(playwright, page, stack.enter_context(StaticServer(page.folder))) for page in pages]
        while len(lengths) < most:
            start = time.monotonic()
            if lengths and start - begun + max(lengths) > seconds:
                break
            print(f"Round {len(lengths) + 1} of {most}", file=sys.stderr)
            rounds += make_round(visitors, slower_lines)
            visitors.append(visitors.pop(0))  # none is always first
            lengths.append(time.monotonic() - start)
            busy.append(os.getloadavg()[0])
    load = ", ".join(f"{each:.1f}" for each in busy)
    return rounds, {**facts, "Rounds": str(len(lengths)), "Load of the machine before and after each": load}


def main() -> int:
    """Measure and report; a missed goal is a finding, not a failure."""
    quick = os.environ.get("QUICK", "0") not in {"", "0"}
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure how fast the page is.")
    default = QUICK_ROUNDS if quick else ROUNDS
    parser.add_argument("--rounds", type=int, default=default, help="how often each page is measured (%(default)s)")
    parser.add_argument("--site", type=Path, default=SITE, help="another build of the site, for an experiment")
    options = parser.parse_args()
    if not options.site.is_dir():
        print(f"There is no built site in {options.site}. Run `make site` first.", file=sys.stderr)
        return 1
    slower_lines = () if quick else LINES
    rounds, facts = measure(options.site, options.rounds, QUICK_SECONDS if quick else math.inf, slower_lines)
    lines = [summarise(each, rounds) for each in measures([name for name, _ in slower_lines])]
    report = as_markdown(lines, facts)
    OUT.mkdir(exist_ok=True)
    (OUT / "bench.md").write_text(report, "utf-8")
    (OUT / "bench.json").write_text(as_json(lines, facts), "utf-8")
    print(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
