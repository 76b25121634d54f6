"""The field that narrows a page of short entries, such as the page of words, to those with what is typed in them."""

from __future__ import annotations

from calculators.presentation.html import Html, element

ID = "filter"


def render_filter(nouns: str) -> Html:
    """Write the field; without scripts it is not there, and the page is the plain list that it is.

    Args:
        nouns: what one entry is called and what several are, with a comma: "begrip, begrippen".

    Raises:
        LookupError: for another number of nouns.
    """
    one, _, many = (noun.strip() for noun in nouns.partition(","))
    if not one or not many or "," in many:
        raise LookupError(
            f"'{nouns}' zijn geen twee woorden. Schrijf het enkelvoud en het meervoud: begrip, begrippen."
        )
    return element(
        "form",
        {
            "class": "kk-filter kk-live",
            "method": "dialog",
            "autocomplete": "off",
            "aria-label": f"Zoek een {one}",
            "data-filter": True,
            "data-search-exclude": True,
            "data-say-one": f"1 {one} gevonden",
            "data-say-many": f"{{count}} {many} gevonden",
            "data-say-none": f"Geen {one} gevonden. Probeer een ander woord, of een stuk ervan.",
        },
        element("label", {"class": "kk-label", "for": ID}, f"Zoek een {one}"),
        element(
            "input",
            {
                "class": "kk-input",
                "type": "search",
                "id": ID,
                "maxlength": 60,
                "spellcheck": "false",
                "autocomplete": "off",
                "aria-describedby": f"{ID}-told",
            },
        ),
        element("p", {"class": "kk-hint", "id": f"{ID}-told", "role": "status", "data-told": True}),
    )
