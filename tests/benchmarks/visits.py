"""The visits of one round: a browser goes to a page, changes a field and waits for what Python says.

Times are taken in the page by ``probe.js``, from the moment at which the page starts Python until it shows the result
of the first change. Python starts

- on our page at the intent: the page has loaded and is idle, the first field gets the focus and is changed at once;
- on a naive page with the page itself: at the start of its loading; the field is changed as soon as it is there.

Every first visit is made in a fresh profile on disk, not in a private window: only there does a browser keep what it
compiled, as it does for a visitor. The browser has shown another page by then, so that its own start is not measured.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypedDict

from playwright.sync_api import BrowserContext, Playwright

from calculators.browser.desk import Desk
from calculators.catalogue import find
from calculators.model.origins import Origin, example_filling
from calculators.operations.pww import CRITERIA
from tests import browsers
from tests.benchmarks.memory import pages_megabytes
from tests.benchmarks.pages import OURS, PLAIN, SLUG, Page
from tests.server import Line, StaticServer

PROBE = Path(__file__).with_name("probe.js")
CHANGES = 50
SLOWDOWN = 4
READING_MS = 10_000
LOOKING_MS = 3_000
STAYING_MS = 6_000  # so long after an answer a strong device has kept what Python had in memory
SCORES = [f"{score}" for score in range(1, 11)]
NO_OTHER_HOST = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


class Change(TypedDict):
    """A change of one field, and the HTML of the result that belongs to it; None is any other result than before."""

    field: str
    text: str
    result: str | None


@dataclass(frozen=True, slots=True)
class Visit:
    """What was seen in one visit.

    Attributes:
        readable_ms: from the start of the page's loading until something can be read.
        visible_ms: the same until a result can be read, of whatever is in the fields then.
        start_ms: from the start of Python until the first live result.
        load_ms: from the start of the page's loading until that same result, of a visitor who acts at once.
        tasks_ms: how long each long task of the main thread took that ended after the start of Python.
        changes_ms: how long each further change took until its result was there.
        sent: what came over the line until the first live result: each path with its number of bytes.
        memory_mb: how much more the browser's pages hold in memory at the end than before.
    """

    readable_ms: float
    visible_ms: float
    start_ms: float
    load_ms: float
    tasks_ms: list[float]
    changes_ms: list[float]
    sent: list[tuple[str, int]]
    memory_mb: float


@dataclass(frozen=True, slots=True)
class Round:
    """The visits to one page in one round.

    Attributes:
        page: the page.
        cold: a first visit, in which 50 more changes are made.
        warm: the second visit in the same profile.
        slowed: a first visit with a processor that is four times slower.
        lines: a first visit over each slower line, by its name.
        read: a first visit over the fastest of these, by who first looks at the page for a while; None without any.
        looked: a first visit by who looks for three seconds, on a device that says to be strong, with a good line.
        again: the second visit on that device, by who acts at once.
    """

    page: Page
    cold: Visit
    warm: Visit
    slowed: Visit
    lines: dict[str, Visit]
    read: Visit | None
    looked: Visit
    again: Visit


@dataclass(frozen=True, slots=True)
class Profile:
    """A browser that is open, and the folder in which it keeps what it keeps."""

    browser: BrowserContext
    folder: str


class Visitor:
    """Visits one page. Making one reads its fields and has the server compress what belongs to Python."""

    def __init__(self, playwright: Playwright, page: Page, server: StaticServer) -> None:
        self.page = page
        self._playwright = playwright
        self._server = server
        with self.profile() as profile:
            tab = profile.browser.new_page()
            tab.goto(self.address)
            self._first, *self._more = _changes(tab.evaluate("probe.texts()"), page)
        for file in page.folder.rglob("*"):
            if file.is_file() and page.python.search(f"/{file.relative_to(page.folder).as_posix()}"):
                server.content(file)

    @property
    def address(self) -> str:
        """Where the page is served."""
        return self._server.url + self.page.path

    @contextmanager
    def profile(self) -> Iterator[Profile]:
        """Open a browser with a fresh profile on disk."""
        executable = browsers._noted("chromium")
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            browser = self._playwright.chromium.launch_persistent_context(
                folder, executable_path=executable, args=[NO_OTHER_HOST]
            )
            browser.add_init_script(path=PROBE)
            browser.pages[0].goto(f"{self._server.url}404.html")
            yield Profile(browser, folder)
            browser.close()

    def visit(
        self,
        profile: Profile,
        *,
        changes: int = 0,
        slowdown: float = 1,
        line: Line | None = None,
        reading_ms: int = 0,
        is_strong: bool = False,
        staying_ms: int = 0,
    ) -> Visit:
        """Go to the page, over a line of some speed, look at it, make the first change, and so many more, and stay."""
        self._server.line = line
        eager = self.page.starts_at == "load" and not reading_ms
        before = pages_megabytes(profile.folder)
        tab = profile.browser.new_page()
        tab.add_init_script(f"probe.begin({json.dumps(self._first)}, {json.dumps(eager)}, {reading_ms})")
        if line is not None:
            tab.add_init_script(_tell_line(line))
        if is_strong:
            tab.add_init_script(_tell("connection", {"saveData": False, "downlink": 10}))
            tab.add_init_script(_tell("hardwareConcurrency", 8))
            tab.add_init_script(_tell("deviceMemory", 8))
        if slowdown != 1:
            profile.browser.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        self._server.requested.clear()
        tab.goto(self.address, wait_until="commit")
        seen = tab.evaluate("probe.first")
        sent = list(self._server.requested)
        start = 0 if eager else seen["intent"]
        visit = Visit(
            readable_ms=seen["readable"],
            visible_ms=seen["visible"],
            start_ms=seen["shown"] - start,
            load_ms=seen["shown"],
            tasks_ms=tab.evaluate("start => probe.tasksSince(start)", start),
            changes_ms=tab.evaluate("changes => probe.times(changes)", self._more[:changes]),
            sent=sent,
            memory_mb=pages_megabytes(profile.folder) - before,
        )
        self._server.line = None
        tab.wait_for_timeout(staying_ms)
        tab.close()
        return visit


LINES: tuple[tuple[str, Line], ...] = (
    ("10 Mbit/s", Line(10_000_000 / 8, 0.15)),
    ("1.6 Mbit/s", Line(1_600_000 / 8, 0.15)),
)


def make_round(visitors: Sequence[Visitor], slower_lines: Sequence[tuple[str, Line]] = LINES) -> list[Round]:
    """Make the visits of one round; of each kind all pages in turn, so that they meet the machine in the same state."""
    with ExitStack() as stack:
        opened = [(visitor, stack.enter_context(visitor.profile())) for visitor in visitors]
        cold = [visitor.visit(profile, changes=CHANGES) for visitor, profile in opened]
        warm = [visitor.visit(profile) for visitor, profile in opened]
    with ExitStack() as stack:
        opened = [(visitor, stack.enter_context(visitor.profile())) for visitor in visitors]
        slowed = [visitor.visit(profile, slowdown=SLOWDOWN) for visitor, profile in opened]
    lines: list[dict[str, Visit]] = [{} for _ in visitors]
    for name, line in slower_lines:
        with ExitStack() as stack:
            opened = [(visitor, stack.enter_context(visitor.profile())) for visitor in visitors]
            for found, (visitor, profile) in zip(lines, opened, strict=True):
                found[name] = visitor.visit(profile, line=line)
    read: list[Visit | None] = [None] * len(visitors)
    if slower_lines:
        with ExitStack() as stack:
            opened = [(visitor, stack.enter_context(visitor.profile())) for visitor in visitors]
            line = slower_lines[0][1]
            read = [visitor.visit(profile, line=line, reading_ms=READING_MS) for visitor, profile in opened]
    with ExitStack() as stack:
        opened = [(visitor, stack.enter_context(visitor.profile())) for visitor in visitors]
        strong = [partial(visitor.visit, profile, is_strong=True) for visitor, profile in opened]
        looked = [visit(reading_ms=LOOKING_MS, staying_ms=STAYING_MS) for visit in strong]
        again = [visit() for visit in strong]
    every = zip(visitors, cold, warm, slowed, lines, read, looked, again, strict=True)
    return [Round(visitor.page, *visits) for visitor, *visits in every]


def _tell_line(line: Line) -> str:
    """What a browser tells a page of a line that it knows; of one to its own machine it knows nothing."""
    return _tell("connection", {"saveData": False, "downlink": line.bytes_per_second * 8 / 1_000_000})


def _tell(name: str, value: object) -> str:
    return f"Object.defineProperty(navigator, '{name}', {{ value: {json.dumps(value)} }});"


def _changes(texts: dict[str, str], page: Page) -> list[Change]:
    """Return the first change and the further ones, starting from what stands in the fields.

    A page of ours or with our core must show exactly what Python gives; a page without it just something else. Ours
    tells that it shows an example, and where the texts are from.
    """
    scores = [name for name in texts if name.rpartition(".")[2] in CRITERIA]
    example = example_filling(find(SLUG), find(SLUG).example)
    origins = {name: origin.value for name, origin in example.origins.items()}
    made = []
    for turn in range(1 + CHANGES):
        field = scores[turn % len(scores)]
        text = SCORES[(SCORES.index(texts[field]) + 3) % len(SCORES)]
        texts, origins = {**texts, field: text}, {**origins, field: Origin.OWN.value}
        told = {"origins": origins, "business": example.business} if page.name == OURS else {}
        asked = {"task": "calculate", "slug": SLUG, "texts": texts, **told}
        reply = json.loads(Desk().respond(json.dumps(asked)))
        made.append(Change(field=field, text=text, result=None if page.name == PLAIN else reply["result"]))
    return made
