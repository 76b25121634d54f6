"""Every page by keyboard alone: where Tab stops is kept in keyboard.txt, and each stop is seen."""

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.keyboard import HEIGHT, WIDTHS, read_kept, summarise, walk
from tests.browser.pages import PAGES, every_page
from tests.server import StaticServer

pytestmark = pytest.mark.full

RENEW = "If this is meant: python -m tests.browser.keyboard, and read the difference in keyboard.txt."


@pytest.mark.parametrize("width", WIDTHS)
@every_page
def test_tab_goes_through_the_page_in_reading_order(
    address: str, width: int, open_page: OpenPage, server: StaticServer
) -> None:
    """Tab leads through all controls and out of the page again; each is in front, named and marked while it is met."""
    viewport = {"width": width, "height": HEIGHT}
    stops = walk(open_page(f"{server.url}{address}", viewport=viewport, reduced_motion="reduce"))
    assert [stop.markup for stop in stops if stop.again] == []
    assert [stop.markup for stop in stops if not stop.seen] == []
    assert [stop.markup for stop in stops if not stop.ring] == []
    assert [stop.markup for stop in stops if not stop.later] == []
    assert [stop.markup for stop in stops if not stop.name] == []
    assert summarise(stops) == read_kept().get((address, width)), RENEW


def test_every_page_is_kept() -> None:
    """The kept list is about exactly the pages of the site, at both widths."""
    assert read_kept().keys() == {(address, width) for address in PAGES for width in WIDTHS}, RENEW
