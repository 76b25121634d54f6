"""How charts look in a page: as wide as each other, with letters that can be read, and nothing over anything else."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page

from calculators.catalogue import find, slugs
from calculators.model.comparison import beside
from calculators.model.origins import example_filling
from calculators.model.solving import solve_example
from calculators.presentation.answer import render_answer, render_more
from tests.browser.conftest import OpenPage
from tests.browser.pages import every_calculator, every_page
from tests.browser.test_preferences import contrast
from tests.server import StaticServer

SMALLEST = 12.0  # CSS pixels

# The size of every letter in a drawing as it is seen: what the style says, times how far the drawing is scaled.
LETTERS = """
() => [...document.querySelectorAll(".kk-chart__drawing text")].filter((each) => each.checkVisibility()).map((each) => {
  const drawing = each.ownerSVGElement;
  const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
  return [parseFloat(getComputedStyle(each).fontSize) * scale, each.textContent];
})
"""

WIDTHS = """
() => [...document.querySelectorAll(":is([data-result], [data-more]) .kk-chart")].map((each) =>
  [each, each.querySelector(".kk-chart__drawing"), each.querySelector("details")].map((part) =>
    Math.round(part.getBoundingClientRect().width)))
"""

# Words in the way of others: the first kind may not touch the second. The boxes are a little smaller than the lines,
# which have room for accents and tails.
TOUCHING = """
([some, others]) => [...document.querySelectorAll(".kk-chart__drawing")].flatMap((drawing) => {
  const box = (each) => {
    const { left, right, top, bottom, height } = each.getBoundingClientRect();
    const less = each.localName === "text" ? height / 5 : 0;
    return { left, right, top: top + less, bottom: bottom - less };
  };
  const boxes = (kind) => [...drawing.querySelectorAll(kind)].map((each) => [each, box(each)]);
  return boxes(some).flatMap(([one, a]) => boxes(others)
    .filter(([, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
    .map(([other]) => `${one.outerHTML} ${other.outerHTML}`));
})
"""

COLOURS = """
() => {
  const rgb = (paint) => paint.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const panel = rgb(getComputedStyle(document.querySelector(".kk-panel")).backgroundColor);
  return [...document.querySelectorAll(".kk-track")].map((each) => [rgb(getComputedStyle(each).stroke), panel]);
}
"""


def _compare(page: Page, slug: str) -> None:
    """Lay the answer to the last example beside that to the first, as 'Vergelijk' does; there may be one only."""
    calculator = find(slug)
    answers = [solve_example(calculator, each) for each in (calculator.example, *calculator.presets)]
    compared = beside(answers[-1], answers[0])
    filling = example_filling(calculator, calculator.example)
    parts = {"result": render_answer(compared, calculator, filling), "more": render_more(compared, slug)}
    for name, html in parts.items():
        page.evaluate("([name, html]) => { document.querySelector(`[data-${name}]`).innerHTML = html; }", [name, html])
    _unfold(page)


def _unfold(page: Page) -> None:
    """Open every fold: what is folded has no size."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")


@every_page
def test_letters_can_be_read_on_the_narrowest_page(address: str, open_page: OpenPage, server: StaticServer) -> None:
    """On a page 320 pixels wide no letter of a drawing is smaller than 12 pixels."""
    page = open_page(f"{server.url}{address}", viewport={"width": 320, "height": 900})
    _unfold(page)
    assert [each for each in page.evaluate(LETTERS) if each[0] < SMALLEST] == []


@pytest.mark.parametrize("width", [320, 390, 820, 1280, 1920])
@every_calculator
def test_charts_of_an_answer_are_as_wide_as_each_other(
    slug: str, width: int, open_page: OpenPage, server: StaticServer
) -> None:
    """Charts stand under each other with one left and one right edge, drawings and folds as well."""
    page = open_page(f"{server.url}rekenmachines/{slug}/", viewport={"width": width, "height": 900})
    _unfold(page)
    assert len({each for chart in page.evaluate(WIDTHS) for each in chart}) == 1


@pytest.mark.parametrize("medium", ["screen", "print"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("slug", slugs())
def test_nothing_goes_through_numbers(
    slug: str, width: int, medium: Literal["screen", "print"], open_page: OpenPage, server: StaticServer
) -> None:
    """What joins steps stays off all words; words at lines, dots and circles stay off the axes, in a comparison too."""
    page = open_page(f"{server.url}rekenmachines/{slug}/", viewport={"width": width, "height": 900})
    _unfold(page)
    page.emulate_media(media=medium)
    for compared in (False, True):
        if compared:
            _compare(page, slug)
        assert page.evaluate(TOUCHING, [".kk-joint", "text"]) == []
        named = ".kk-curve-name, .kk-mark-name, .kk-bubble-name, .kk-layer-name, .kk-limit-words, .kk-corner-words"
        assert page.evaluate(TOUCHING, [named, ".kk-tick, .kk-axis-label"]) == []
        assert page.evaluate(TOUCHING, [".kk-name", ".kk-total"]) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@every_calculator
def test_tracks_can_be_seen(
    slug: str, scheme: Literal["light", "dark"], open_page: OpenPage, server: StaticServer
) -> None:
    """How far a bar could go has an edge with a contrast of 3 on what it stands on."""
    page = open_page(f"{server.url}rekenmachines/{slug}/", color_scheme=scheme)
    _unfold(page)
    for edge, panel in page.evaluate(COLOURS):
        assert contrast(edge, panel) >= 3


@pytest.mark.parametrize("slug", slugs())
def test_a_comparison_fits_a_phone(slug: str, open_page: OpenPage, server: StaticServer) -> None:
    """The last column, with the difference, is in sight without scrolling."""
    page = open_page(f"{server.url}rekenmachines/{slug}/", viewport={"width": 390, "height": 844})
    _unfold(page)
    _compare(page, slug)
    table = page.locator(".kk-comparison .kk-table")
    assert table.evaluate("(each) => each.scrollWidth <= each.clientWidth")


@every_calculator
def test_paper_keeps_titles_with_what_they_are_of(slug: str, open_page: OpenPage, server: StaticServer) -> None:
    """No page ends between a title and its chart or between a caption and its table, nor goes through a chart."""
    page = open_page(f"{server.url}rekenmachines/{slug}/")
    page.emulate_media(media="print")
    for kind, rule in (
        (".kk-chart__title", "breakAfter"),
        (".kk-data caption", "breakAfter"),
        (".kk-data thead", "breakAfter"),
        (".kk-chart__drawing", "breakInside"),
    ):
        rules = page.evaluate(
            "([kind, rule]) => [...document.querySelectorAll(kind)].map((each) => getComputedStyle(each)[rule])",
            [kind, rule],
        )
        assert set(rules) == {"avoid"}
