"""The visits of one round: a browser goes to a page, changes a field and waits for what Python says.

Times are taken in the page (``probe.js``), from the moment at which the page starts Python until it shows the result
of the first change. Python starts
- on our page at the intent: the first field gets the focus, once the page has loaded, and is changed at once;
- on a naive page with the page itself: from the start of its loading; the field is changed as soon as it is there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from playwright.sync_api import Browser, BrowserContext

from calculators.adapters.browser import respond
from calculators.operations.pww import CRITERIA
from tests.benchmarks.pages import SLUG, Page
from tests.server import StaticServer

PROBE = Path(__file__).with_name("probe.js")
CHANGES = 50
SLOWDOWN = 4
SCORES = [f"{half / 2:g}".replace(".", ",") for half in range(2, 21)]


class Change(TypedDict):
    """A change of one field and the HTML of the result that belongs to it."""

    field: str
    text: str
    result: str


@dataclass(frozen=True, slots=True)
class Visit:
    """What was seen in one visit.

    Attributes:
        start_ms: from the start of Python until the first live result.
        load_ms: from the start of the page's loading until that same result, of a visitor who acts at once.
        tasks_ms: how long each long task of the main thread took that ended after the start of Python.
        changes_ms: how long each further change took until its result was there.
        sent: what came over the line: each path with its number of bytes.
    """

    start_ms: float
    load_ms: float
    tasks_ms: list[float]
    changes_ms: list[float]
    sent: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Round:
    """The visits to one page in one round.

    Attributes:
        page: the page.
        cold: the first visit in a fresh browser profile.
        warm: the second visit in that profile, so with what the browser kept.
        slowed: a first visit while the processor is slowed down.
    """

    page: Page
    cold: Visit
    warm: Visit
    slowed: Visit


class Visitor:
    """Visits one page with one browser; the server and the changes are made once."""

    def __init__(self, browser: Browser, page: Page, server: StaticServer) -> None:
        self.page = page
        self._browser = browser
        self._server = server
        self._changes: list[Change] = []

    def prepare(self) -> None:
        """Read what stands in the page's fields, and have the server compress all files once."""
        with self._context() as context:
            tab = context.new_page()
            tab.goto(self._server.url + self.page.path)
            self._changes = changes(tab.evaluate("probe.texts()"))
            tab.close()
            self._visit(context)

    def round(self) -> Round:
        """Make the visits of one round."""
        with self._context() as context:
            cold = self._visit(context)
            warm = self._visit(context, CHANGES)
        with self._context() as context:
            slowed = self._visit(context, slowdown=SLOWDOWN)
        return Round(self.page, cold, warm, slowed)

    @contextmanager
    def _context(self) -> Iterator[BrowserContext]:
        context = self._browser.new_context(locale="nl-NL")
        context.add_init_script(path=PROBE)
        yield context
        context.close()

    def _visit(self, context: BrowserContext, count: int = 0, slowdown: float = 1) -> Visit:
        first, *more = self._changes[: 1 + count]
        moment = "DOMContentLoaded" if self.page.starts_at == "load" else "load"
        tab = context.new_page()
        tab.add_init_script(f"probe.begin({json.dumps(moment)}, {json.dumps(first)})")
        if slowdown != 1:
            context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        self._server.requested.clear()
        tab.goto(self._server.url + self.page.path, wait_until="commit")
        seen = tab.evaluate("probe.first")
        start = 0 if self.page.starts_at == "load" else seen["intent"]
        visit = Visit(
            start_ms=seen["shown"] - start,
            load_ms=seen["shown"],
            tasks_ms=tab.evaluate("start => probe.tasksSince(start)", start),
            changes_ms=tab.evaluate("changes => probe.times(changes)", more),
            sent=list(self._server.requested),
        )
        tab.close()
        return visit


def changes(texts: dict[str, str]) -> list[Change]:
    """Return the changes that a visitor makes, one more than are timed, starting from what stands in the fields."""
    made = []
    scores = [name for name in texts if name.rpartition(".")[2] in CRITERIA]
    for turn in range(CHANGES + 1):
        field = scores[turn % len(scores)]
        text = SCORES[(SCORES.index(texts[field]) + 7) % len(SCORES)]
        texts = {**texts, field: text}
        reply = json.loads(respond(json.dumps({"task": "calculate", "slug": SLUG, "texts": texts})))
        made.append(Change(field=field, text=text, result=reply["result"]))
    return made
