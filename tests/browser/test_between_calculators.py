"""From one calculator to the next: results that go along, and examples of other kinds of business."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from calculators.catalogue import find, slugs
from calculators.model.solving import solve_example
from tests.browser.conftest import Calculator
from tests.server import StaticServer

Open = Callable[..., Calculator]

HANDOVERS = [
    (slug, index) for slug in slugs() for index, _ in enumerate(solve_example(find(slug), find(slug).example).handovers)
]
PRESETS = [(slug, index) for slug in slugs() for index, _ in enumerate(find(slug).presets, start=1)]


@pytest.mark.parametrize(("slug", "index"), HANDOVERS)
def test_a_result_goes_along(slug: str, index: int, calculator: Open, server: StaticServer) -> None:
    """A handover fills fields of the other calculator, says where they are from, and starts no second Python.

    Nothing of the example stands under it; undo brings that back.
    """
    shown = calculator(slug)
    shown.start()
    way = shown.next.locator('a[href*="+"]').nth(index)
    # The theme may have made the whole address of it.
    there = Calculator(shown.page, (way.get_attribute("href") or "").rpartition("/#")[0].rpartition("/")[2])
    started = len([path for path, _ in server.requested if path.endswith(".wasm")])
    way.click()
    expect(shown.page.get_by_role("heading", level=1)).to_be_in_viewport()  # and not as far down as the link was
    taken = there.form.locator('[data-origin="taken"]')
    expect(taken.first).to_have_text(f"overgenomen uit {find(slug).name}")
    expect(there.message).to_have_text(f"Overgenomen uit {find(slug).name}. Vul de rest zelf in.")
    expect(there.form).to_have_attribute("data-state", "ready")
    there.settle()
    assert len([path for path, _ in server.requested if path.endswith(".wasm")]) == started
    expect(there.form.locator('[data-origin="example"]')).to_have_count(0)
    expect(there.headline).not_to_contain_text("Voorbeeld")
    there.button("undo").click()
    expect(taken).to_have_count(0)
    expect(there.headline).to_contain_text("Voorbeeld: ")


@pytest.mark.parametrize(("slug", "index"), PRESETS)
def test_another_kind_of_business_fills_the_form(slug: str, index: int, calculator: Open) -> None:
    """A preset fills the form, names its kind of business, gives the answer of that example, and can be undone."""
    shown = calculator(slug)
    before = shown.headline.inner_text()
    shown.button("preset").nth(index).click()
    expect(shown.form.locator("[data-example] strong")).to_have_text(find(slug).presets[index - 1].business)
    shown.settle()
    expect(shown.summary).to_be_hidden()
    shown.button("undo").click()
    expect(shown.headline).to_have_text(before)
