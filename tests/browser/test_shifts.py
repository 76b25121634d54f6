"""Nothing jumps under the reader: not while a page comes in, and not when an answer changes."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Calculator, OpenPage
from tests.browser.pages import every_calculator, every_page
from tests.server import StaticServer

PHONE = {"width": 390, "height": 844}

# A line that breaks elsewhere when the fonts come in; browsers call a page good below 0.1.
MOST = 0.05

# From before the first paint, so that none is missed.
WATCH = """window.shifts = [];
new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value, sources }) =>
  [value, sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.textContent)]))
).observe({ type: "layout-shift", buffered: true });"""
SHIFTS = "() => new Promise((told) => requestAnimationFrame(() => requestAnimationFrame(() => told(window.shifts))))"


@every_page
def test_nothing_shifts_while_a_page_comes_in(address: str, open_page: OpenPage, server: StaticServer) -> None:
    """From the first paint until all scripts have run, everything stays where it was but for the width of letters."""
    page = open_page("about:blank", viewport=PHONE)
    page.add_init_script(WATCH)
    page.goto(server.url + address)
    page.wait_for_load_state("networkidle")
    expect(page.locator("html.kk-scripted")).to_be_attached()
    found = page.evaluate(SHIFTS)
    assert sum(value for value, _ in found) < MOST, found


@every_calculator
def test_nothing_shifts_when_the_answer_changes(slug: str, calculator: Callable[..., Calculator]) -> None:
    """What is being typed in, and all above it, stays where it is."""
    shown = calculator(slug, viewport=PHONE)
    shown.start()
    field = shown.form.locator("input[inputmode]").first
    field.scroll_into_view_if_needed()
    before = field.bounding_box()
    field.press("Control+a")
    field.press("3")
    shown.settle()
    assert field.bounding_box() == before
