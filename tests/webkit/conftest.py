"""WebKit, and a page in it that watches for anything that goes wrong unseen."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from tests.server import StaticServer
from tests.webkit.driver import webkit

PATIENCE_S = 120  # a busy machine is slow; a test waits for states, never for time
LISTENER = Path(__file__).with_name("listen.js")
HEAD = b'<meta charset="utf-8">'


class ListeningServer(StaticServer):
    """Puts a script in front of every page that tells this server what the page does wrong."""

    def answer(self, path: str) -> tuple[HTTPStatus, Path]:
        """Answer as a host does, and have the script too."""
        return (HTTPStatus.OK, LISTENER) if path == f"{self.prefix}{LISTENER.name}" else super().answer(path)

    def content(self, file: Path) -> bytes:
        """Return the content of a file, a page with the script in it."""
        content = super().content(file)
        if file.suffix != ".html":
            return content
        script = f'<script src="{self.prefix}{LISTENER.name}"></script>'.encode()
        return gzip.compress(gzip.decompress(content).replace(HEAD, HEAD + script, 1))

    @property
    def wrong(self) -> list[str]:
        """What pages told."""
        told = f"{self.prefix}wrong/"
        return [unquote(path.removeprefix(told)) for path, _ in self.requested if path.startswith(told)]


class Visit:
    """A visitor with WebKit, in the words of a test."""

    def __init__(self, browser: WebKitGTK, server: ListeningServer) -> None:
        self.browser = browser
        self.server = server

    def open(self, path: str) -> None:
        """Go to a page of the site."""
        self.browser.get(self.server.url + path)

    def wait(self, state: Callable[[], object], what: str = "") -> None:
        """Wait until something is so."""
        exchanged = [StaleElementReferenceException]  # the page put another element in its place: look again
        WebDriverWait(self.browser, PATIENCE_S, ignored_exceptions=exchanged).until(lambda _: state(), what)

    def find(self, selector: str) -> WebElement:
        """The element with this CSS selector, as soon as it is there."""
        self.wait(lambda: self.browser.find_elements(By.CSS_SELECTOR, selector), f"no {selector}")
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def reads(self, selector: str, words: str) -> None:
        """Wait until an element has these words in it, and a visitor sees them."""
        self.wait(lambda: words in self.find(selector).text, f"no '{words}' in {selector}")

    def press(self, selector: str) -> None:
        """Bring something into view, as a visitor does, and press it."""
        place = self.find(selector)
        self.run("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", place)
        self.wait(place.is_displayed)
        place.click()

    def fill(self, selector: str, text: str) -> None:
        """Type over what stands in a field."""
        field = self.find(selector)
        field.clear()
        field.send_keys(text)

    def run(self, script: str, *arguments: object) -> Any:  # noqa: ANN401 -- whatever the script returns
        """Run a script in the page."""
        return self.browser.execute_script(script, *arguments)

    def told(self) -> list[str]:
        """What went wrong so far, with what is still being told."""
        self.browser.execute_async_script("Promise.allSettled(window.told ?? []).then(arguments[0])")
        return self.server.wrong


@pytest.fixture(scope="session")
def browser() -> Iterator[WebKitGTK]:
    """WebKit, once for all tests."""
    with webkit() as running:
        yield running


@pytest.fixture
def visit(browser: WebKitGTK, site: Path) -> Iterator[Visit]:
    """A visit on a server of its own, so to a browser that has kept nothing; nothing may go wrong in it."""
    with ListeningServer(site) as server:
        visit = Visit(browser, server)
        yield visit
        assert visit.told() == []
