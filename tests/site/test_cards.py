"""The social cards: the picture of a page that goes along when somebody shares its address."""

import re
from pathlib import Path

import pytest

from calculators.build.site import SITE
from tests.pages import full_pages
from tests.server import published_address
from tests.site.cards import SIGNATURE, chunks, meta, title_on

PAGES = [page for page in full_pages(SITE) if page.name != "404.html"]
LARGEST = 30_000


def _address(page: Path) -> str:
    return page.relative_to(SITE).as_posix().removesuffix("index.html")


def _card(page: Path) -> Path:
    address, published = meta(page, "og:image"), published_address(SITE)
    assert address.startswith(f"{published}assets/cards/")
    card = SITE / address.removeprefix(published)
    assert card.is_file(), f"There is no card for {_address(page)}. `make keep` draws it."
    return card


@pytest.mark.parametrize("page", PAGES, ids=_address)
def test_page_has_a_card(page: Path) -> None:
    """Every page names its own picture, in full, with the size that it has, and with words for who cannot see it."""
    content = _card(page).read_bytes()
    assert content.startswith(SIGNATURE)
    header = chunks(content)["IHDR"]
    size = [int.from_bytes(header[:4]), int.from_bytes(header[4:8])]
    assert size == [1200, 630] == [int(meta(page, f"og:image:{side}")) for side in ("width", "height")]
    assert len(content) <= LARGEST
    assert meta(page, "og:title") in meta(page, "og:image:alt")
    assert meta(page, "twitter:card") == "summary_large_image"


@pytest.mark.parametrize("page", PAGES, ids=_address)
def test_card_shows_the_title_that_the_page_has(page: Path) -> None:
    """A card notes which title is on it, so that a changed title asks for a new card."""
    assert title_on(_card(page)) == meta(page, "og:title"), "The title has changed: `make keep` draws a new card."


def test_no_card_is_left_over(site: Path) -> None:
    """Each card belongs to one page, and is named by its content, as networks keep a picture by its address."""
    cards = list((site / "assets" / "cards").iterdir())
    assert sorted(cards) == sorted(_card(page) for page in PAGES), "A page is gone: `make keep` takes its card away."
    assert [card.name for card in cards if not re.search(r"\.[0-9a-f]{10}\.png$", card.name)] == []


def test_what_cards_are_made_of_is_not_published(site: Path) -> None:
    """Their design and their fonts stay in the source."""
    assert [path.name for path in site.rglob("*") if path.suffix in {".ttf", ".yml"} or path.name == ".cards"] == []
