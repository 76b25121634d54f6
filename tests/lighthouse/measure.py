"""Measure a page of each kind with Lighthouse, as on a telephone: ``python -m tests.lighthouse.measure``.

Three times each, behind gzip, in a Chromium of its own; the median counts. Prints a table, keeps it in
dist/lighthouse.md and .json, and ends with 1 when a score is below its goal. MARGIN=3 in the environment lowers the
goal for speed: a machine that does other things as well measures with noise.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
from typing import Any

from calculators.build.runtime import ROOT, find_node
from calculators.build.site import SITE
from tests.browsers import _noted
from tests.server import StaticServer

LIGHTHOUSE = ROOT / ".cache" / "lighthouse" / "node_modules" / "lighthouse"
OUT = ROOT / "dist"
ROUNDS = 3

PAGES = {
    "home": "",
    "an article": "kennis/pww/",
    "a calculator": "rekenmachines/pww-score/",
    "the form": "gesprek/",
}
GOALS = {"performance": 97, "accessibility": 100, "best-practices": 100, "seo": 100}
METRICS = {
    "largest-contentful-paint": "LCP (s)",
    "total-blocking-time": "TBT (ms)",
    "cumulative-layout-shift": "CLS",
    "total-byte-weight": "kB",
}
SCALE = {"largest-contentful-paint": 1000, "total-byte-weight": 1000}

Found = dict[str, float]


def measure(url: str) -> Found:
    """Return the scores (0 to 100) and metrics of one visit, by name."""
    command = [
        *(find_node(), str(LIGHTHOUSE / "cli" / "index.js"), url, "--output=json", "--quiet"),
        f"--only-categories={','.join(GOALS)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking --no-first-run",
    ]
    environment = {**os.environ, "CHROME_PATH": _noted("chromium")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"Lighthouse could not measure {url}:\n{done.stderr}")
    return read(json.loads(done.stdout))


def read(report: dict[str, Any]) -> Found:
    """Return what counts of a report of Lighthouse.

    >>> audits = {name: {"numericValue": 1500} for name in METRICS}
    >>> found = read({"categories": {name: {"score": 0.98} for name in GOALS}, "audits": audits})
    >>> found["seo"], found["largest-contentful-paint"], found["total-blocking-time"]
    (98, 1.5, 1500.0)
    """
    scores = {name: round(100 * report["categories"][name]["score"]) for name in GOALS}
    metrics = {name: report["audits"][name]["numericValue"] / SCALE.get(name, 1) for name in METRICS}
    return {**scores, **metrics}


def missed(medians: dict[str, Found], margin: float) -> list[str]:
    """Return in words which scores are below their goal; the margin is for speed alone.

    >>> missed({"home": {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 99}}, 3)
    ['home: seo is 99, the goal is 100']
    """
    goals = {**GOALS, "performance": GOALS["performance"] - margin}
    return [
        f"{page}: {name} is {found[name]:g}, the goal is {goal:g}"
        for page, found in medians.items()
        for name, goal in goals.items()
        if found[name] < goal
    ]


def as_markdown(medians: dict[str, Found]) -> str:
    """Return the table."""
    head = ["page", *GOALS, *METRICS.values()]
    rows = [head, ["---", *["---:"] * (len(head) - 1)]]
    rows += [
        [page, *(f"{found[name]:.0f}" for name in GOALS), *(f"{found[name]:.{_decimals(name)}f}" for name in METRICS)]
        for page, found in medians.items()
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def _decimals(name: str) -> int:
    return {"largest-contentful-paint": 1, "cumulative-layout-shift": 3}.get(name, 0)


def main() -> int:
    """Measure in rounds, so that every page meets the machine in the same state, and report."""
    if not LIGHTHOUSE.is_dir() or not shutil.which(_noted("chromium")):
        print("Lighthouse is not there: run `make lighthouse`, which installs it.", file=sys.stderr)
        return 1
    rounds: dict[str, list[Found]] = {page: [] for page in PAGES}
    with StaticServer(SITE) as server:
        for number in range(ROUNDS):
            for page, address in PAGES.items():
                print(f"Round {number + 1} of {ROUNDS}: {page}", file=sys.stderr)
                rounds[page].append(measure(server.url + address))
    medians = {
        page: {name: statistics.median(each[name] for each in found) for name in found[0]}
        for page, found in rounds.items()
    }
    OUT.mkdir(exist_ok=True)
    (OUT / "lighthouse.json").write_text(json.dumps({"medians": medians, "rounds": rounds}, indent=2) + "\n", "utf-8")
    (OUT / "lighthouse.md").write_text(as_markdown(medians), "utf-8")
    print(as_markdown(medians))
    below = missed(medians, float(os.environ.get("MARGIN", "0")))
    print("\n".join(below) or "Every score meets its goal.")
    return bool(below)


if __name__ == "__main__":
    sys.exit(main())
