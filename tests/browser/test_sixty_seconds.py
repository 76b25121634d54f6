"""How much a page of a calculator asks of a reader: screens, words, charts, questions, paper."""

from __future__ import annotations

import pytest

from calculators.catalogue import slugs
from tests.browser.conftest import OpenPage
from tests.server import StaticServer

PHONE = {"width": 390, "height": 844}
MOST_SCREENS = 6
MOST_TOP = 490
MOST_WORDS = 120
MOST_SHEETS = 3

WORDS = """
() => [...document.querySelectorAll("[data-result] :is(.kk-whose, .kk-headline, .kk-range, .kk-reason, .kk-todo)")]
  .flatMap((each) => each.innerText.split(/\\s+/)).filter(Boolean).length
"""
# What is filled in first: a field, a button of a row, or the button that chooses a file.
FIRST = """
() => Math.min(...[...document.querySelectorAll(".kk-inputs :is([data-fields] [name], [data-drop] label)")]
  .filter((each) => each.getClientRects().length).map((each) => each.getBoundingClientRect().top))
"""


@pytest.mark.parametrize("slug", slugs())
def test_a_page_is_short(slug: str, open_page: OpenPage, server: StaticServer) -> None:
    """On a phone a page is six screens; its first question is on the first, the answer has one chart and few words."""
    page = open_page(f"{server.url}rekenmachines/{slug}/", viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollHeight") <= MOST_SCREENS * PHONE["height"]
    assert page.evaluate(FIRST) <= MOST_TOP
    assert page.evaluate(WORDS) <= MOST_WORDS
    assert page.locator("[data-result] .kk-chart:visible, [data-more] .kk-chart:visible").count() == 1


@pytest.mark.parametrize("slug", slugs())
def test_paper_is_saved(slug: str, open_page: OpenPage, server: StaticServer) -> None:
    """Printed, a calculator is at most three sheets of A4, and the answer stands on the first."""
    page = open_page(f"{server.url}rekenmachines/{slug}/")
    sheets = page.pdf(format="A4").count(b"/Type /Page\n")
    assert 1 <= sheets <= MOST_SHEETS
    page.emulate_media(media="print")
    answer, fields = (page.locator(each).bounding_box() for each in (".kk-outcome", "[data-fields]"))
    assert answer is not None
    assert fields is not None
    assert answer["y"] < fields["y"]
