"""What has the focus is in sight: not under the headline that stays in view, nor under the line at the bottom."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Calculator
from tests.browser.keyboard import LOOK, MOST_STOPS
from tests.browser.pages import every_calculator

SCREENS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 320, "height": 568}},
    "zoomed in": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
    "desktop": {"viewport": {"width": 1280, "height": 720}},
}
OPEN = "document.querySelectorAll('details').forEach(each => { each.open = true; })"
# Where the walk begins: a key did not lead there, so that stop is not judged. What is hidden has no boxes.
ENDS = """([form, key]) => {
  const stops = [...form.querySelectorAll("a[href], button, input, select, textarea, summary")];
  const seen = stops.filter((each) => each.getClientRects().length && getComputedStyle(each).visibility === "visible");
  (key === "Tab" ? seen[0] : seen.at(-1)).focus();
}"""
INSIDE = "form => form.contains(document.activeElement)"


def _hidden(shown: Calculator, key: str) -> list[str]:
    """Go through the form with a key, and give what was not in sight while it had the focus."""
    form = shown.form.element_handle()
    shown.page.evaluate("document.querySelectorAll('[data-stop]').forEach(each => { delete each.dataset.stop; })")
    shown.page.evaluate(ENDS, [form, key])
    hidden, count = [], 0
    while count < MOST_STOPS and shown.form.evaluate(INSIDE):
        look = shown.page.evaluate(LOOK, count)
        if look["again"]:
            break
        if count and not look["seen"]:
            hidden.append(look["markup"])
        count += 1
        shown.page.keyboard.press(key)
    assert count > 10
    return hidden


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
@pytest.mark.parametrize("screen", SCREENS)
@every_calculator
def test_no_stop_is_hidden(slug: str, screen: str, key: str, calculator: Callable[..., Calculator]) -> None:
    """Down and up through a whole form and its answer with every fold open, and through one that lacks answers."""
    shown = calculator(slug, reduced_motion="reduce", **SCREENS[screen])
    shown.start()
    shown.page.evaluate(OPEN)
    assert _hidden(shown, key) == []
    shown.button("clear").evaluate("button => button.click()")
    expect(shown.headline).to_have_text(re.compile(r"^Nog \d+ antwoord"))
    shown.page.evaluate(OPEN)
    assert _hidden(shown, key) == []
