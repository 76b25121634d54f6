"""Browsers, pages that watch for anything that goes wrong unseen, and the calculator as a test drives it."""

from __future__ import annotations

import json
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from calculators.build.runtime import CACHE
from calculators.catalogue import find
from calculators.model.declarations import declare
from calculators.model.forms import write_form
from calculators.model.layers import layers
from calculators.presentation.fields import Place
from tests.browser.builds import Builds
from tests.browser.firefox import skip_methods, skip_options
from tests.browsers import launch_chromium, launch_firefox
from tests.server import StaticServer

PATIENCE_MS = 30_000  # a busy machine is slow; a test waits for states, never for time
expect.set_options(timeout=PATIENCE_MS)


def wait_until(page: Page, is_so: Callable[[], bool]) -> None:
    """Wait for a state that the page itself does not show; the page goes on meanwhile."""
    end = time.monotonic() + PATIENCE_MS / 1000
    while not is_so():
        assert time.monotonic() < end, "it did not come to that"
        page.wait_for_timeout(50)


OPEN_FOLDS = """(form, name) => {
  const field = form.querySelector(`[name="${CSS.escape(name)}"]`);
  for (let fold = field?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}"""

INDEX = re.compile(r"\[\d+\]")

OpenPage = Callable[..., Page]

# Not every browser tells in the console what the security policy blocked; this tells it in all of them.
TELL_VIOLATIONS = (
    "addEventListener('securitypolicyviolation',"
    " event => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))"
)

# Nothing comes in by itself: what is fetched ahead has tests of its own, in test_ahead.py.
SAVE_DATA = "Object.defineProperty(navigator, 'connection', { configurable: true, value: { saveData: true } });"


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, once for all tests."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Chromium, once for all tests.

    Without the second compiler of WebAssembly, a third of the work of a start of Python: it makes faster code of what
    runs long, and no test does. The benchmarks have it.
    """
    browser = launch_chromium(playwright, args=["--js-flags=--liftoff-only"])
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """Firefox, once for all tests."""
    browser = launch_firefox(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def builds() -> Iterator[Builds]:
    """Builds that may take the place of the one that was built."""
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        yield Builds(Path(folder))


@pytest.fixture
def excused() -> list[str]:
    """Addresses that answer with a fault because a test wants it; the browser itself tells that in the console."""
    return []


@pytest.fixture
def watched(excused: list[str]) -> Iterator[Callable[[BrowserContext], Page]]:
    """Opens pages of which nothing may end up in the console and nothing may go to another host."""
    seen: list[str] = []

    def note(where: str, words: str) -> None:
        if not any(address in where or address in words for address in excused):
            seen.append(words)

    def watch(context: BrowserContext) -> Page:
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(TELL_VIOLATIONS)
        context.add_init_script(SAVE_DATA)
        page = context.new_page()
        page.on("console", lambda each: note(each.location["url"], f"console: {each.type} {each.text}"))
        page.on("pageerror", lambda problem: note("", f"error: {problem}"))
        context.on(
            "request",
            lambda request: (
                None
                if urlsplit(request.url).hostname in {"127.0.0.1", "localhost", None}
                else seen.append(f"request to another host: {request.url}")
            ),
        )
        return page

    yield watch
    assert seen == []


@pytest.fixture
def open_page(request: pytest.FixtureRequest, watched: Callable[[BrowserContext], Page]) -> Iterator[OpenPage]:
    """Opens an address in a fresh profile of the engine asked for; options are Playwright's ``new_context``."""
    engine = request.config.getoption("engine")
    contexts: list[BrowserContext] = []

    def open_at(url: str, browser: Browser | None = None, **options: Any) -> Page:  # noqa: ANN401 -- Playwright's own
        asked_for = browser or request.getfixturevalue(engine)
        if engine == "firefox" and browser is None:
            skip_options(options)
        context = asked_for.new_context(**options)
        contexts.append(context)
        page = watched(context)
        if engine == "firefox" and browser is None:
            skip_methods(page)
        page.goto(url)
        return page

    yield open_at
    for context in contexts:
        context.close()


# Fields for a number; what stands beside buttons is one of them, and what stands aside may change nothing.
NUMBERS = "[data-fields] input[inputmode]:not([data-beside], .kk-aside input)"


class Calculator:
    """A calculator on a page, in the words of a test."""

    def __init__(self, page: Page, slug: str) -> None:
        self.page = page
        self.slug = slug
        self.form = page.locator(f'form[data-calculator="{slug}"]')
        # All of the answer, what is folded included; ``answer`` is what is always in sight.
        self.result = self.form.locator(".kk-outcome")
        self.answer = self.form.locator("[data-result]")
        self.next = self.form.locator("[data-next]")
        self.headline = self.answer.locator(".kk-headline")
        self.summary = self.form.locator("[data-error-summary]")
        self.message = self.form.locator("[data-message]")

    def field(self, name: str) -> Locator:
        """The field with this name, in sight: a fold around it is opened."""
        self.form.evaluate(OPEN_FOLDS, name)
        return self.form.locator(f'[name="{name}"]')

    def choose(self, name: str, answer: str) -> None:
        """Press a button of a row of buttons, or type in the field beside them what has no button."""
        row = self.field(name)
        button = row.and_(self.form.locator(f'[type=radio][value="{answer}"]'))
        if button.count():
            button.check(force=True)
        else:
            row.and_(self.form.locator("[data-beside]")).fill(answer)

    @property
    def numbers(self) -> Locator:
        """The fields for a number, in the order of the form; a calculator may have buttons alone."""
        return self.form.locator(NUMBERS)

    def change(self, text: str, place: int = 0) -> tuple[str, str]:
        """Type a number, in the first field as a rule; where all is buttons, press another one of the first row.

        Returns:
            The name of the field, and what stands there now.
        """
        if self.numbers.count():
            name = self.numbers.nth(place).get_attribute("name") or ""
            self.field(name).fill(text)
            return name, text
        button = self.form.locator("fieldset.kk-choice").nth(place).locator("[type=radio]:not(:checked)").first
        name, value = button.get_attribute("name") or "", button.get_attribute("value") or ""
        self.choose(name, value)
        return name, value

    def expect_text(self, name: str, text: str) -> None:
        """Expect what stands in a field, or which button of a row is on."""
        field = self.field(name)
        if field.first.get_attribute("type") == "radio":
            expect(field.and_(self.form.locator(f'[value="{text}"]'))).to_be_checked()
        else:
            expect(field).to_have_value(text)

    def type_kern(self, **others: str) -> None:
        """Type what the example has in the kern, as far as an own form has room for it; ``others`` is typed instead."""
        self.form.wait_for()
        calculator = find(self.slug)
        layer = layers(calculator)
        texts = write_form(declare(calculator.calculate), calculator.example.inputs)
        for name, text in texts.items():
            field = self.form.locator(f'[name="{name}"]')
            if layer.get(name, layer.get(INDEX.sub("[0]", name))) != "kern" or not field.count():
                continue
            self.field(name)  # opens the folds around it
            if field.first.get_attribute("type") == "radio":
                self.choose(name, text)
            elif field.evaluate("field => field.matches('select')"):
                field.select_option(text)
            else:
                field.fill(others.get(name, text))

    def error(self, name: str) -> Locator:
        """The place of the error of the field or the row of buttons with this name."""
        self.field(name)
        return self.page.locator(f"#{Place(self.slug, name).id}-error")

    def button(self, action: str) -> Locator:
        """The buttons with this action, in sight where they are behind "Meer"; lists have one a row."""
        button = self.form.locator(f'[data-action="{action}"]')
        button.evaluate_all('all => all.forEach(each => each.closest(".kk-more")?.setAttribute("open", ""))')
        return button

    def start(self, *, own: bool = True) -> None:
        """Show intent and wait until Python is there and has answered.

        Args:
            own: whether the numbers of the example become those of the visitor, as if kept on the device before;
                otherwise the example stands there until something is typed.
        """
        self.form.locator("input").first.focus()
        self.page.locator(f'form[data-calculator="{self.slug}"][data-state="ready"]').wait_for()
        self.settle()
        if own:
            self.take_example()

    def take_example(self) -> None:
        """Make the numbers of the example the visitor's own, by way of what is kept on the device."""
        calculator = find(self.slug)
        texts = write_form(declare(calculator.calculate), calculator.example.inputs)
        key = f"klantkompas.{self.slug}"
        before = self.page.evaluate("key => localStorage.getItem(key)", key)
        self.page.evaluate(
            "([key, text]) => localStorage.setItem(key, text)",
            [key, json.dumps({"texts": texts, "origins": dict.fromkeys(texts, "own")})],
        )
        self.button("restore").evaluate("button => button.click()")
        expect(self.message).to_have_text("Je bewaarde invoer staat er weer.")
        put_back = "([key, text]) => text === null ? localStorage.removeItem(key) : localStorage.setItem(key, text)"
        self.page.evaluate(put_back, [key, before])
        self.settle()

    def settle(self) -> None:
        """Wait until the result belongs to what stands in the fields, or is marked as old."""
        self.form.locator('[data-stale="pending"], [aria-busy]').first.wait_for(state="detached")


@pytest.fixture
def calculator(open_page: OpenPage, server: StaticServer) -> Callable[..., Calculator]:
    """Opens the page of a calculator."""

    def open_calculator(slug: str, **options: Any) -> Calculator:  # noqa: ANN401 -- Playwright's own
        fragment = options.pop("fragment", "")
        return Calculator(open_page(f"{server.url}rekenmachines/{slug}/{fragment}", **options), slug)

    return open_calculator
