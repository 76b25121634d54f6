"""The comparison itself: it sees what somebody changed, and not how letters are smoothed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.screenshots.pictures import OTHER_BROWSER, SAME_BROWSER, Darkroom
from tests.server import StaticServer

BUTTON = "form[data-lead] [type=submit]"
FORM = "form[data-lead]"

ShareOf = Callable[[str, dict[str, str]], float]


@pytest.fixture(scope="module", params=["desktop", "phone"])
def share_of(chromium: Browser, site: Path, request: pytest.FixtureRequest) -> Iterator[ShareOf]:
    """Gives a part of a page other styles, and tells how much of the picture differs then."""
    darkroom = Darkroom(chromium)
    with StaticServer(site) as server:
        page = darkroom.open(f"{server.url}gesprek/", "light")
    before = darkroom.take(page, request.param)

    def measure(selector: str, styles: dict[str, str]) -> float:
        part = page.locator(selector)
        part.evaluate("(part, styles) => Object.assign(part.style, styles)", styles)
        share = darkroom.compare(before, darkroom.take(page, request.param)).share
        part.evaluate("part => part.removeAttribute('style')")
        return share

    yield measure
    page.close()


@pytest.mark.parametrize(
    ("selector", "styles", "limit"),
    [
        (BUTTON, {"translate": "0 8px"}, SAME_BROWSER),
        (BUTTON, {"background": "#8a5a00"}, SAME_BROWSER),
        (BUTTON, {"visibility": "hidden"}, SAME_BROWSER),
        (FORM, {"translate": "0 8px"}, OTHER_BROWSER),
        (FORM, {"background": "#eee"}, OTHER_BROWSER),
    ],
    ids=["button moved", "button of another colour", "button gone", "form moved", "form of another colour"],
)
def test_a_change_is_seen(selector: str, styles: dict[str, str], limit: float, share_of: ShareOf) -> None:
    """A small part that moves by 8 pixels or changes colour is seen by the same browser; a large one by any."""
    assert share_of(selector, styles) > limit


@pytest.mark.parametrize(
    ("styles", "limit"),
    [
        ({"webkitTextStroke": "0.15px"}, OTHER_BROWSER),
        ({"translate": "0.4px 0.4px"}, OTHER_BROWSER),
        ({"textRendering": "geometricPrecision"}, OTHER_BROWSER),
        ({}, 0),
    ],
    ids=["bolder letters", "less than a pixel", "letters placed otherwise", "the same page"],
)
def test_how_letters_are_smoothed_is_not(styles: dict[str, str], limit: float, share_of: ShareOf) -> None:
    """Letters smoothed or placed otherwise, as on another machine, pass; the same page does not differ at all."""
    assert share_of("article", styles) <= limit
