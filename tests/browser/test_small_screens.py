"""Zoomed in to 400%, with text set wider, and for thumbs: nothing is cut off, hidden or too small to touch."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.keyboard import walk
from tests.browser.pages import every_kind, every_page
from tests.server import StaticServer

pytestmark = pytest.mark.full

# What 400% makes of a screen of 1280 by 1024 pixels: fewer pixels for the page, each four times as large.
ZOOMED_IN: dict[str, Any] = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}

# The distances of WCAG 1.4.12, as a visitor's own style sheet sets them.
WIDER_TEXT = """
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }
"""

# What sticks out of the screen, and what its own box cuts off. Frames that scroll, and what is there for the ear only,
# are neither; a field scrolls as one types.
CUT_OFF = """
() => [...document.body.querySelectorAll("*")].filter((each) => {
  const style = getComputedStyle(each);
  const box = each.getBoundingClientRect();
  const shown = each.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const heard = box.width <= 1 || box.height <= 1 || each.closest(".kk-hidden, .kk-trap");
  if (!shown || heard || each.closest("[aria-hidden=true]")) return false;
  const scrolls = (at) => ["auto", "scroll"].includes(getComputedStyle(at).overflowX);
  let frame = each.parentElement;
  while (frame && !scrolls(frame)) frame = frame.parentElement;
  const out = !frame && (box.right > innerWidth + 1 || box.left < -1);
  const cuts = (overflow) => ["hidden", "clip"].includes(overflow);
  const wide = cuts(style.overflowX) && each.scrollWidth > each.clientWidth + 1;
  const high = cuts(style.overflowY) && each.scrollHeight > each.clientHeight + 1;
  return out || ((wide || high) && !each.matches("input, svg, svg *"));
}).map((each) => each.outerHTML.slice(0, 120))
"""

# What can be touched and is smaller than 24 by 24 pixels; links in a sentence may be as small as its letters.
TARGETS = "a[href], button, input, select, textarea, summary, label.kk-button, [tabindex='0']"
SMALL_TARGETS = """
(targets) => [...document.querySelectorAll(targets)]
  .filter((each) => {
    const box = each.getBoundingClientRect();
    if (!each.checkVisibility({ visibilityProperty: true }) || each.matches(".kk-file, .kk-trap *")) return false;
    if (box.width >= 24 && box.height >= 24) return false;
    const around = each.closest("p, li, td, th, dd, dt, figcaption, label, h1, h2, h3");
    const words = (at) => at.textContent.trim().length;
    const sentence = getComputedStyle(each).display === "inline" && around && words(around) > words(each);
    return !sentence;
  }).map((each) => {
    const box = each.getBoundingClientRect();
    return `${Math.round(box.width)} x ${Math.round(box.height)}: ${each.outerHTML.slice(0, 120)}`;
  })
"""


@every_page
def test_zoomed_in_to_400_percent_nothing_is_cut_off(address: str, open_page: OpenPage, server: StaticServer) -> None:
    """The page fits the width, and what has the focus is in front on a screen that is this low as well."""
    page = open_page(f"{server.url}{address}", reduced_motion="reduce", **ZOOMED_IN)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate(CUT_OFF) == []
    assert [stop.markup for stop in walk(page) if not stop.seen] == []


@pytest.mark.parametrize("width", [320, 1280])
@every_page
def test_wider_text_loses_nothing(address: str, width: int, open_page: OpenPage, server: StaticServer) -> None:
    """With the distances between letters, words and lines that a visitor may set, all text still fits."""
    page = open_page(
        f"{server.url}{address}", bypass_csp=True, reduced_motion="reduce", viewport={"width": width, "height": 900}
    )
    page.add_style_tag(content=WIDER_TEXT)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("width", [320, 390])
@every_page
def test_targets_can_be_touched(address: str, width: int, open_page: OpenPage, server: StaticServer) -> None:
    """Everything to press is at least 24 by 24 pixels, folded parts included; links in a sentence are excused."""
    page = open_page(f"{server.url}{address}", viewport={"width": width, "height": 844}, has_touch=True)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert page.evaluate(SMALL_TARGETS, TARGETS) == []


@pytest.mark.parametrize("opened", ["Menu", "Zoeken"])
@every_kind
def test_targets_of_the_drawer_and_the_search_can_be_touched(
    address: str, opened: str, open_page: OpenPage, server: StaticServer
) -> None:
    """The same for what the buttons in the header bring."""
    page = open_page(f"{server.url}{address}", viewport={"width": 390, "height": 844}, has_touch=True)
    page.get_by_role("button", name=opened, exact=True).click()
    assert page.evaluate(SMALL_TARGETS, TARGETS) == []
