"""The cards of an overview: each page of a calculator says in its front matter what its own card holds.

    card:
      group: Wie zijn je beste klanten?     of which cards it is one; without one of the "overige"
      title: ...                            otherwise the question of the calculator
      text: Vergelijk je klantgroepen ...
      link: Bereken je PWW-score

They stand in the order of the menu. So a new page has a card without another page being touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from calculators.build.thumbnail import render_thumbnail
from calculators.catalogue import find, slugs
from calculators.presentation.effort import write_effort
from calculators.presentation.html import Html, element, join

OTHERS = "overige"
ALL = "alle"

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PageCard:
    """What the card of one page holds."""

    slug: str
    group: str
    title: str
    text: str
    link: str


def read_cards(folder: Path, settings: Path) -> list[PageCard]:
    """Return the cards of all calculators whose page stands in a folder, in the order of the menu.

    Args:
        folder: with the pages, such as docs/rekenmachines.
        settings: mkdocs.yml, whose ``nav`` has the order; what is not in it comes last.

    Raises:
        LookupError: for a page whose front matter holds no card, with what to add.
    """
    menu = re.findall(rf"\b{re.escape(folder.name)}/([\w-]+)\.md", settings.read_text("utf-8"))
    places = {slug: place for place, slug in enumerate(menu)}
    here = [slug for slug in slugs() if (folder / f"{slug}.md").is_file()]
    return [_card(folder / f"{slug}.md", slug) for slug in sorted(here, key=lambda slug: places.get(slug, len(places)))]


def _card(page: Path, slug: str) -> PageCard:
    card = _front_matter(page).get("card")
    if not isinstance(card, Mapping) or not card.get("text") or not card.get("link"):
        raise LookupError(f"{page.name} heeft geen kaart. Zet bovenaan 'card:' met daaronder 'text:' en 'link:'.")
    title = card.get("title") or find(slug).question
    return PageCard(slug, str(card.get("group") or OTHERS), str(title), str(card["text"]), str(card["link"]))


def _front_matter(page: Path) -> Mapping[str, Any]:
    import yaml  # noqa: PLC0415 -- every builder of pages has it, and the extension works without

    found = _FRONT.match(page.read_text("utf-8"))
    values = yaml.safe_load(found[1]) if found else None
    return values if isinstance(values, Mapping) else {}


def render_cards(cards: list[PageCard], group: str) -> Html:
    """Write the cards of one group, for the page of the folder itself, or all of them, for the home page.

    There may be none of the others.

    Raises:
        LookupError: for a group that no page names.
    """
    chosen = [card for card in cards if group in {card.group, ALL}]
    if not chosen and group not in {OTHERS, ALL}:
        known = ", ".join(dict.fromkeys(card.group for card in cards))
        raise LookupError(f"Geen pagina heeft een kaart bij '{group}'. Er zijn: {known}.")
    if not chosen:
        return join()
    above = "rekenmachines/" if group == ALL else ""
    items = element("ul", None, *(_item(card, above) for card in chosen))
    # Of all cards together the search knows each already, on the page of the folder.
    return element("div", {"class": "grid cards", "data-search-exclude": True if group == ALL else None}, items)


def _item(card: PageCard, above: str) -> Html:
    calculator = find(card.slug)
    return element(
        "li",
        None,
        element("p", None, element("strong", None, card.title)),
        render_thumbnail(calculator),
        element("p", None, card.text),
        element("p", {"class": "kk-effort"}, write_effort(calculator)),
        element("p", None, element("a", {"href": f"{above}{card.slug}/"}, card.link)),
    )
