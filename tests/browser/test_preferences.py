"""What visitors ask of their device: colours of their own, and less motion."""

from __future__ import annotations

import re
from typing import Literal

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.keyboard import walk
from tests.browser.pages import every_kind, every_page
from tests.server import StaticServer

pytestmark = pytest.mark.full

# Pieces that only lead the eye or lie under others, and the lines of a pattern on the colour that it tells apart.
BACKGROUND = r'class="[^"]*\bkk-(grid|track|casing|halo|clip|mark(?!--| kk-mark--wash| kk-mark--dot kk-mark--wash))\b'

# Every piece of every chart with the colours in which it is drawn, on the colour of the page.
DRAWN = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const page = getComputedStyle(document.body).backgroundColor;
  const over = (paint, opacity) => {
    canvas.globalAlpha = 1;
    canvas.fillStyle = page;
    canvas.fillRect(0, 0, 1, 1);
    canvas.globalAlpha = opacity;
    canvas.fillStyle = paint;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const pieces = ["rect", "path", "circle", "polygon", "polyline", "line", "ellipse", "text"];
  return [...document.querySelectorAll(pieces.map((name) => `.kk-chart__drawing ${name}`))].map((each) => {
    const style = getComputedStyle(each);
    const paints = [[style.fill, style.fillOpacity], [style.stroke, style.strokeOpacity]];
    const colours = paints.filter(([paint]) => paint.startsWith("rgb"));
    return {
      markup: each.outerHTML.slice(0, 120),
      text: each.localName === "text",
      page: over(page, 1),
      colours: colours.map(([paint, opacity]) => over(paint, Number(opacity))),
    };
  });
}
"""


def contrast(one: list[int], other: list[int]) -> float:
    """The ratio between two colours as WCAG 2.2 defines it, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: list[int]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@every_page
def test_forced_colours_keep_charts_legible(
    address: str, scheme: Literal["light", "dark"], open_page: OpenPage, server: StaticServer
) -> None:
    """In the visitor's own few colours every word of a chart has a contrast of 4.5, every other piece that counts 3."""
    page = open_page(f"{server.url}{address}", forced_colors="active", color_scheme=scheme)
    for piece in page.evaluate(DRAWN):
        if piece["colours"] and not re.search(BACKGROUND, piece["markup"]):
            best = max(contrast(colour, piece["page"]) for colour in piece["colours"])
            assert best >= (4.5 if piece["text"] else 3), piece


@every_kind
def test_forced_colours_keep_the_focus_visible(address: str, open_page: OpenPage, server: StaticServer) -> None:
    """Where the theme or we draw the focus with a colour or a shadow, an outline is still there."""
    page = open_page(f"{server.url}{address}", forced_colors="active", reduced_motion="reduce")
    assert [stop.markup for stop in walk(page) if not stop.ring] == []


@pytest.mark.parametrize("wish", ["reduce", "no-preference"])
def test_less_motion_is_none(
    wish: Literal["reduce", "no-preference"], open_page: OpenPage, server: StaticServer
) -> None:
    """The drawer slides in for who has no wish; for who wants less motion nothing moves at all."""
    page = open_page(server.url, reduced_motion=wish, viewport={"width": 390, "height": 844})
    page.get_by_role("button", name="Menu", exact=True).click()
    assert bool(page.evaluate("document.getAnimations().length")) is (wish == "no-preference")
