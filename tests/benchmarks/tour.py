"""``python -m tests.benchmarks.tour``: one visit along all calculators, in which Python starts once.

On each page fifty changes are made, in the first few number fields by turns. The first change on a page that is not
the first shows what a second calculator costs; the others what a change costs. The report is kept in
dist/bench-calculators.md and dist/bench-calculators.json; a missed goal is shown and is no failure.
"""

from __future__ import annotations

import itertools
import json
import os
import statistics
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from calculators.browser.desk import Desk
from calculators.build.runtime import ROOT
from calculators.build.site import SITE
from calculators.catalogue import slugs
from tests import browsers
from tests.benchmarks.visits import NO_OTHER_HOST, PROBE, Change
from tests.server import StaticServer

OUT = ROOT / "dist"
CHANGES = 51
FIELDS = 5
TYPED = ("3", "4", "5", "6")
MOST_CHANGE_MS = 25
MOST_FIRST_MS = 100

INDEX = "rekenmachines/"


@dataclass(frozen=True, slots=True)
class Stop:
    """One calculator: milliseconds of its first change, and of the fifty after it."""

    slug: str
    first: float
    median: float
    p95: float


def take_tour() -> list[Stop]:
    """Visit all calculators one after the other, by the links of the site."""
    with (
        TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        StaticServer(SITE) as server,
        sync_playwright() as playwright,
    ):
        profile = playwright.chromium.launch_persistent_context(
            folder, executable_path=browsers._noted("chromium"), args=[NO_OTHER_HOST]
        )
        profile.add_init_script(path=PROBE)
        tab = profile.pages[0]
        tab.goto(server.url + INDEX)
        stops = [_stop(tab, slug) for slug in slugs()]
        profile.close()
    return stops


def _stop(tab: Page, slug: str) -> Stop:
    tab.locator(f'.md-content a[href$="{slug}/"]').first.click()
    tab.locator(f'form[data-calculator="{slug}"]').wait_for()
    names = tab.evaluate("[...document.querySelectorAll('form [inputmode]')].map(field => field.name)")
    changes = list(itertools.islice(_changes(slug, tab.evaluate("probe.texts()"), names[:FIELDS]), CHANGES))
    first, *others = tab.evaluate("changes => probe.times(changes)", changes)
    tab.locator(f'.md-path a[href$="{INDEX}"], .md-path a[href=".."], .md-path a[href="../"]').last.click()
    tab.locator('.md-content a[href*="pww-score"]').first.wait_for()
    p95 = statistics.quantiles(others, n=20, method="inclusive")[-1]
    return Stop(slug, first, statistics.median(others), p95)


def _changes(slug: str, texts: dict[str, str], names: list[str]) -> Iterator[Change]:
    """Return changes without end that each give an answer."""
    for text, field in itertools.cycle(itertools.product(TYPED, names)):
        changed = {**texts, field: text}
        reply = json.loads(Desk().respond(json.dumps({"task": "calculate", "slug": slug, "texts": changed})))
        if reply["result"] is not None:
            texts = changed
            yield Change(field=field, text=text, result=reply["result"])


def as_markdown(stops: list[Stop]) -> str:
    """Return the report as a page to read."""
    told = (
        f"Milliseconds from a change until its result is in the page; Chromium, {os.cpu_count()} cores, load "
        f"{os.getloadavg()[0]:.1f}. Goals: median ≤ {MOST_CHANGE_MS}; first change on a next page ≤ {MOST_FIRST_MS}."
    )
    head = [
        "| calculator | first change | median of 50 | 95th percentile | goals met |",
        "| --- | ---: | ---: | ---: | --- |",
    ]
    rows = [_row(stop, starts=index == 0) for index, stop in enumerate(stops)]
    return "\n".join(["# Calculators in one visit", "", told, "", *head, *rows]) + "\n"


def _row(stop: Stop, *, starts: bool) -> str:
    name = f"{stop.slug} (starts Python)" if starts else stop.slug
    met = stop.median <= MOST_CHANGE_MS and (starts or stop.first <= MOST_FIRST_MS)
    return f"| {name} | {stop.first:.0f} | {stop.median:.1f} | {stop.p95:.1f} | {'yes' if met else '**no**'} |"


def main() -> int:
    """Measure and report."""
    stops = take_tour()
    report = as_markdown(stops)
    OUT.mkdir(exist_ok=True)
    (OUT / "bench-calculators.md").write_text(report, "utf-8")
    Path(OUT / "bench-calculators.json").write_text(json.dumps([asdict(stop) for stop in stops], indent=2), "utf-8")
    print(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
