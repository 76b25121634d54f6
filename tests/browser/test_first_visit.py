"""What every calculator shows on a first visit, in Chromium: before Python is there, and at the first change."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from calculators.catalogue import find, slugs
from calculators.presentation.page import render_outcome
from tests.browser.conftest import Calculator
from tests.server import StaticServer

Open = Callable[..., Calculator]

pytestmark = pytest.mark.parametrize("slug", slugs())


def assert_same_bytes(shown: Calculator, slug: str) -> None:
    """The result as it was built, as the page shows it, and as the browser calculates it: the same HTML."""
    built = str(render_outcome(find(slug)))
    assert shown.answer.inner_html() == built
    shown.answer.evaluate("result => { result.innerHTML = ''; }")
    shown.start(own=False)
    expect(shown.headline).to_be_visible()
    assert shown.answer.inner_html() == built


def _answer_something(shown: Calculator) -> None:
    """Tap the first button that is not chosen, or type in the first field."""
    first = shown.form.locator("[data-fields] :is([type=radio]:not(:checked), input[inputmode])").first
    shown.field(first.get_attribute("name") or "")
    if first.get_attribute("type") == "radio":
        first.check(force=True)
    else:
        first.fill("3")


def test_example_is_there_without_javascript(slug: str, calculator: Open) -> None:
    """With JavaScript off the page shows the form, the example, its result and what needs JavaScript."""
    shown = calculator(slug, java_script_enabled=False)
    expect(shown.form).to_have_attribute("data-state", "static")
    expect(shown.headline).to_be_visible()
    expect(shown.form.locator("noscript p")).to_be_visible()
    expect(shown.form.locator(".kk-live").first).to_be_hidden()


def test_a_first_visit_on_a_narrow_phone(slug: str, calculator: Open, server: StaticServer) -> None:
    """Reading loads no Python; Python gives the bytes of the build; a change makes no request; all fits 320 pixels."""
    shown = calculator(slug, viewport={"width": 320, "height": 640}, has_touch=True)
    shown.page.wait_for_load_state("networkidle")
    assert [path for path, _ in server.requested if "python-" in path or "core." in path] == []
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 320
    assert_same_bytes(shown, slug)
    before = list(server.requested)
    expect(shown.headline).to_have_text(re.compile("^Voorbeeld:"))
    _answer_something(shown)
    shown.settle()
    expect(shown.headline).to_have_text(re.compile(r"^Nog \d+ antwoord"))
    expect(shown.form).to_have_attribute("data-whose", "own")
    assert server.requested == before
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 320
