"""``python -m tests.benchmarks.embeds``: how soon a calculator on somebody else's site is there, and how soon it fits.

First visits of the page for a frame and of the same form in plain JavaScript take turns, each in a fresh profile. Then,
in a page of another site: from what a visitor does until the frame is as high as what stands in it.
"""

from __future__ import annotations

import statistics
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from calculators.build.site import SITE
from tests.benchmarks.pages import OURS, PLAIN, SLUG, Page, assemble
from tests.benchmarks.visits import Visitor
from tests.browser.host import Host
from tests.browsers import launch_chromium
from tests.server import StaticServer

ROUNDS = 7
FOLDS = 10
MOST_VISIBLE, MOST_MS = 1.2, 100.0
# In the frame and in the page around it, one clock: when a fold opened, and when the frame had the height for it.
OPEN = """(place) => {
  const fold = document.querySelectorAll(".kk-outcome [data-more] > details")[place];
  fold.open = !fold.open;
  return performance.timeOrigin + performance.now();
}"""
FITTED = """() => new Promise((done) => {
  const frame = document.querySelector("klant-kompas").shadowRoot.querySelector("iframe");
  window.fitted = new Promise((come) => new ResizeObserver((_, own) => {
    if (window.isOpened) { own.disconnect(); come(performance.timeOrigin + performance.now()); }
  }).observe(frame));
  window.isOpened = false;
  requestAnimationFrame(() => requestAnimationFrame(() => { window.isOpened = true; done(); }));
})"""


def visible(site: Path) -> tuple[list[float], list[float]]:
    """Return in milliseconds when a first result could be read: in our page for a frame, and in plain JavaScript."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        playwright = stack.enter_context(sync_playwright())
        pages = {page.name: page for page in assemble(folder, site)}
        ours, plain = pages[OURS], pages[PLAIN]
        framed = Page(OURS, ours.folder, f"insluiten/{SLUG}/", "intent", ours.python)
        visitors = [
            Visitor(playwright, each, stack.enter_context(StaticServer(each.folder))) for each in (framed, plain)
        ]
        seen: list[list[float]] = [[], []]
        for _ in range(ROUNDS):
            for place, visitor in enumerate(visitors):
                with visitor.profile() as profile:
                    tab = profile.browser.new_page()
                    tab.goto(visitor.address)
                    seen[place].append(tab.evaluate("probe.visible"))
        return seen[0], seen[1]


def fitting(site: Path) -> list[float]:
    """Return in milliseconds how long the frame took to be as high as what stands in it, each time a fold opened."""
    with StaticServer(site) as server, sync_playwright() as playwright, launch_chromium(playwright) as browser:
        code = (
            f'<script src="{server.url}insluiten/klant-kompas.js"></script><klant-kompas naam="{SLUG}"></klant-kompas>'
        )
        with Host(server.url, code) as host:
            page = browser.new_page(viewport={"width": 600, "height": 900})  # one column: what opens makes it higher
            page.goto(host.url)
            frame = page.frames[1]
            frame.locator("html.kk-fitted").wait_for()
            times = []
            for place in range(FOLDS):
                page.evaluate(FITTED)
                opened = frame.evaluate(OPEN, place % 2)
                times.append(page.evaluate("window.fitted") - opened)
            return times


def main() -> int:
    """Measure and report; a missed goal is a finding, not a failure."""
    if not SITE.is_dir():
        print(f"There is no built site in {SITE}. Run `make site` first.", file=sys.stderr)
        return 1
    times = fitting(SITE)
    ours, plain = (statistics.median(each) for each in visible(SITE))
    print(f"First visible result in a frame: {ours:.0f} ms, plain JavaScript {plain:.0f} ms: {ours / plain:.2f}x")
    print(f"(goal: at most {MOST_VISIBLE}x)")
    print(f"As high as what stands in it: {statistics.median(times):.0f} ms, longest {max(times):.0f} ms")
    print(f"(goal: at most {MOST_MS:.0f} ms)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
