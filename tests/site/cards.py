"""The social cards of a built site: which title is on each, and which are not of today."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from tests.pages import full_pages

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def meta(page: Path, name: str) -> str:
    """Return what a page says in its head; it must be there once."""
    found = re.findall(rf'<meta (?:property|name)="{name}" content="(.*?)">', page.read_text("utf-8"))
    assert len(found) == 1, f"{page} must say {name} once"
    return unescape(found[0])


def chunks(png: bytes) -> dict[str, bytes]:
    """Return the parts of a PNG, by the names that the format gives them."""
    parts, place = {}, len(SIGNATURE)
    while place < len(png):
        length, kind = int.from_bytes(png[place : place + 4]), png[place + 4 : place + 8]
        parts[kind.decode()] = png[place + 8 : place + 8 + length]
        place += length + 12
    return parts


def title_on(card: Path) -> str:
    """Return the title that a card notes to show."""
    return chunks(card.read_bytes())["iTXt"].rpartition(b"\0")[2].decode()


def stale_cards(site: Path) -> list[str]:
    """Return the addresses of pages without a card or with another title on it, and cards of pages that are gone."""
    stale, used = [], set()
    for page in (page for page in full_pages(site) if page.name != "404.html"):
        card = site / "assets" / "cards" / meta(page, "og:image").rpartition("/")[2]
        used.add(card)
        if not card.is_file() or title_on(card) != meta(page, "og:title"):
            stale.append(page.relative_to(site).as_posix().removesuffix("index.html") or "home")
    return stale + [card.name for card in sorted((site / "assets" / "cards").iterdir()) if card not in used]
