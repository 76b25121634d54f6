"""Nothing jumps under the reader: not while a page comes in, and not when an answer changes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import ElementHandle, Locator, expect

from tests.browser.conftest import Calculator, OpenPage
from tests.browser.pages import every_calculator, every_page
from tests.server import StaticServer

PHONE = {"width": 390, "height": 844}

# A line that breaks elsewhere when the fonts come in; browsers call a page good below 0.1.
MOST = 0.05

# A pixel at most, by which a line was rounded otherwise.
NONE = 0.001

# From before the first paint, so that none is missed.
WATCH = """window.shifts = [];
new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value, sources, hadRecentInput }) =>
  [value, sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.textContent), hadRecentInput]))
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
    assert sum(value for value, *_ in found) < MOST, found


def _top(place: Locator | ElementHandle) -> float:
    """Where something is on the screen, as browsers tell it in parts of pixels."""
    top: float = place.evaluate("place => place.getBoundingClientRect().top")
    return top


def _middle(place: Locator) -> None:
    """Put something in the middle of the screen, so that no browser scrolls to it by itself."""
    place.evaluate("place => place.scrollIntoView({ block: 'center', behavior: 'instant' })")


@every_calculator
def test_nothing_shifts_when_the_answer_changes(slug: str, calculator: Callable[..., Calculator]) -> None:
    """What is being typed in stays where it is: in an own form, and when something was said above it."""
    shown = calculator(slug, viewport=PHONE)
    shown.start()
    fields = shown.form.locator("[data-fields] :is(.kk-choice, .kk-field:has(input[inputmode])):visible")
    place = fields.first.locator("label:has([type=radio]:not(:checked)), input[inputmode]").first
    _middle(place)
    before = _top(place)
    _answer(place)
    shown.settle()
    assert abs(_top(place) - before) < 1


# Empties a field and scrolls on to what is named before any answer can have come in; says where that then is.
EMPTY_AND_SCROLL_ON = """(field, place) => {
  field.focus({ preventScroll: true });
  field.value = "";
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  place.scrollIntoView({ block: "center", behavior: "instant" });
  return place.getBoundingClientRect().top;
}"""


@pytest.mark.parametrize("width", [390, 1280])
@every_calculator
def test_nothing_shifts_for_who_typed_and_scrolled_on(
    slug: str, width: int, calculator: Callable[..., Calculator]
) -> None:
    """The answer to a field that is out of sight by then moves nothing that somebody may be about to press."""
    shown = calculator(slug, viewport={"width": width, "height": 844})
    shown.start()
    shown.form.evaluate("form => form.querySelectorAll('details').forEach(each => each.open = true)")
    fields = shown.form.locator("[data-fields] :is([type=radio], input[inputmode]):visible").element_handles()
    of_one_row = [each for each in fields if not re.search(r"\[[1-9]", each.get_attribute("name") or "")]
    for index, field in enumerate(of_one_row):
        if field.get_attribute("inputmode"):
            place = fields[0 if index > len(of_one_row) / 2 else -1]  # the one that is further away
            before = field.evaluate(EMPTY_AND_SCROLL_ON, place)
            expect(shown.answer.and_(shown.form.locator('[data-stale="pending"]'))).to_have_count(0)
            assert abs(_top(place) - before) < 1, field.get_attribute("name")


@pytest.mark.parametrize("width", [320, 390, 1280])
@every_calculator
def test_nothing_shifts_when_the_example_gives_way(
    slug: str, width: int, calculator: Callable[..., Calculator]
) -> None:
    """The first answer stays under the finger, and so does the next; no shift comes by itself after that."""
    shown = calculator(slug, viewport={"width": width, "height": 844})
    shown.page.add_init_script(WATCH)
    shown.page.reload()
    shown.start(own=False)
    if slug == "klantenlijst":
        shown.field("customers[0].revenue")  # all there is to type stands in a fold
    shown.page.evaluate(SHIFTS)
    shown.page.evaluate("window.shifts.length = 0")
    fields = shown.form.locator("[data-fields] :is(.kk-choice, .kk-field:has(input[inputmode])):visible")
    for field in (fields.nth(0), fields.nth(1)):
        place = field.locator("label:has([type=radio]:not(:checked)), input[inputmode]").first
        _middle(place)
        before = _top(place)
        _answer(place)
        shown.settle()
        expect(shown.headline).to_have_text(re.compile(r"^Nog \d+ antwoord"))
        assert abs(_top(place) - before) < 1
    found = shown.page.evaluate(SHIFTS)
    assert sum(value for value, _, typed in found if not typed) < NONE, found


def _answer(place: Locator) -> None:
    if place.evaluate("place => place.matches('label')"):
        place.click()
    else:
        place.press("Control+a")
        place.press("3")
