"""From dropping a list to printing what it says, a page asks nothing of anybody: counted where requests arrive.

Not in the page, which may not see all of them, but at the server of the site, and at a proxy through which everything
for other hosts would go. That those would hear a request of any kind has tests of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE_MS, Calculator, wait_until
from tests.browser.test_intake import DROP
from tests.server import LocalServer, StaticServer

SLUG = "klantenlijst"
LIST = "Klant;Omzet;Kosten;Uren\nBakker Geheim;48000;9000;300\nVos;21000;4000;220\nDe Wit;9000;3500;160\n"
ENGINES = ("chromium", pytest.param("firefox", marks=pytest.mark.full))
# Chromium itself asks its maker how forms are filled in, on every site: no page asks that, and none can stop it.
OF_THE_BROWSER = "CONNECT content-autofill.googleapis.com:443 HTTP/1.1"
# A page does something for a next visit three seconds after its first answer (REST_MS in ahead.ts).
QUIET_MS = 4_000
# What Firefox prints cannot be had; what a page does for it can.
PRINT = "dispatchEvent(new Event('beforeprint')), dispatchEvent(new Event('afterprint'))"

BEACON = "address => navigator.sendBeacon(address, 'geheim')"
PREFETCH = (
    "address => document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href: address }))"
)
WORKER = """address => {
  const program = new Blob([`fetch(${JSON.stringify(address)}).catch(() => {})`], { type: "text/javascript" });
  new Worker(URL.createObjectURL(program));
}"""
PICTURE = "address => { new Image().src = address; }"


class Elsewhere(LocalServer):
    """All other hosts: a proxy that hears what is asked of them, and gives nothing."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        heard = self.heard

        class Handler(BaseHTTPRequestHandler):
            def handle_one_request(self) -> None:
                asked = self.rfile.readline(65_537).decode("latin-1").strip()
                if asked != OF_THE_BROWSER:
                    heard.append(asked)
                self.wfile.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                self.close_connection = True

        super().__init__(Handler)


@dataclass
class Line:
    """All that a browser can ask over the line.

    Attributes:
        site: the server of the site.
        others: all other hosts.
        before: how much was heard at the time from which is counted.
    """

    site: StaticServer
    others: Elsewhere
    before: tuple[int, int] = field(default=(0, 0))

    def count_from_here(self) -> None:
        """Forget what was asked until now."""
        self.before = len(self.site.heard), len(self.others.heard)

    @property
    def heard(self) -> list[str]:
        """What was asked since."""
        return [*self.site.heard[self.before[0] :], *self.others.heard[self.before[1] :]]


Visit = Callable[[str], Page]


@pytest.fixture
def line(server: StaticServer) -> Iterator[Line]:
    """What is asked of the site, and of everybody else."""
    with Elsewhere() as others:
        yield Line(server, others)


@pytest.fixture(params=ENGINES)
def visit(line: Line, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Opens an address in a browser of which everything for other hosts goes to the proxy; the page is as it is."""
    browser: Browser = request.getfixturevalue(request.param)
    context = browser.new_context(proxy={"server": line.others.origin, "bypass": "127.0.0.1"})
    context.set_default_timeout(PATIENCE_MS)

    def open_at(address: str) -> Page:
        page = context.new_page()
        page.goto(f"{line.site.url}{address}")
        return page

    yield open_at
    context.close()


def _hears(page: Page, line: Line, words: str) -> None:
    """Wait until something was heard."""
    wait_until(page, lambda: any(words in each for each in line.heard))


def _quiet(page: Page, line: Line) -> None:
    """Wait until nothing has been asked for a while: what a page fetches ahead, and for a next visit, is in."""
    before = -1
    while before != len(line.heard):
        before = len(line.heard)
        page.wait_for_timeout(QUIET_MS)


def test_no_request_from_drop_to_print(visit: Visit, line: Line, request: pytest.FixtureRequest) -> None:
    """Python is there; then a list is dropped, read, corrected, copied to a report and printed: 0 requests."""
    page = visit(f"rekenmachines/{SLUG}/")
    shown = Calculator(page, SLUG)
    shown.form.locator("summary", has_text="Plak rijen").click()
    shown.form.locator("[data-action=sample]").first.click()
    expect(shown.form.locator("[data-report]")).to_contain_text("klanten, samen")
    shown.settle()
    _quiet(page, line)
    assert any(".wasm" in each for each in line.heard)
    line.count_from_here()

    assert page.evaluate(DROP, ["mijn-klanten.csv", LIST])
    expect(shown.form.locator("[data-report]")).to_contain_text("3 klanten, samen")
    expect(shown.form.locator("[data-proof]")).to_contain_text("0 verzoeken")
    shown.settle()
    expect(shown.result).to_contain_text("Bakker Geheim")
    shown.field("internal_rate").fill("71")
    shown.settle()
    shown.button("report").click()
    if "chromium" in request.node.name:
        assert page.pdf()
    page.evaluate(PRINT)
    shown.settle()
    _quiet(page, line)
    assert line.heard == []


@pytest.mark.parametrize(
    ("how", "kind"),
    [(BEACON, "POST"), (PREFETCH, "GET"), (WORKER, "GET"), (PICTURE, "GET")],
    ids=["beacon", "prefetch", "worker", "picture"],
)
def test_a_request_to_the_site_would_be_counted(how: str, kind: str, visit: Visit, line: Line) -> None:
    """A beacon, a prefetch, a request of a worker and a picture that a page of the site does are all heard."""
    page = visit("over/")
    assert "verklikker" not in str(line.heard)
    page.evaluate(how, f"{line.site.url}verklikker.png")
    _hears(page, line, f"{kind} {line.site.prefix}verklikker.png")


@pytest.mark.parametrize("how", [BEACON, PICTURE], ids=["beacon", "picture"])
def test_a_request_to_another_host_would_be_counted(how: str, visit: Visit, line: Line) -> None:
    """Where no policy forbids it, as it does on every page of the site, a request to elsewhere comes by the proxy."""
    page = visit("third-party-notices.txt")
    assert "verklikker" not in str(line.heard)
    page.evaluate(how, "http://elders.example/verklikker.png")
    _hears(page, line, "http://elders.example/verklikker.png")
