"""A calculator on a page of somebody else: what stands in the frame, and what is said where it cannot be shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from calculators.model.calculator import Calculator, Example
from calculators.presentation.answer import TOP
from calculators.presentation.html import Html, element, join
from calculators.presentation.page import render_calculator

# What may be asked of a frame in its address, and what is said about a text that cannot be used (see embed_options.ts).
WRONG = {
    "kleur": (
        "Deze kleur kan niet. Schrijf hem als #1f6f5c. Is hij zo geschreven, dan is hij te licht: tekst in die kleur "
        "is niet goed te lezen. Kies een donkerder kleur."
    ),
    "weergave": "Deze weergave bestaat niet. Schrijf licht of donker, of laat hem weg.",
    "gesprek": "Dit adres voor een gesprek kan niet. Schrijf een e-mailadres, of een webadres dat begint met https://.",
}
FOLDER, UNKNOWN = "insluiten", "onbekend"  # the last of these is for a name that there is not
ELEMENT = "klant-kompas.js"
# A frame without our script is as high as its page says; within it one scrolls.
WIDTH, HEIGHT = 640, 1000

NAME = "Rekenmachine van Klantkompas"  # of a frame of which no more is known
FOR_THE_OWNER = "Deze rekenmachine is nog niet goed ingesteld."
THERE_IS_NONE = "Deze rekenmachine bestaat niet. Kijk of de naam goed geschreven is."


def pages_of(calculator: Calculator) -> Iterator[tuple[str, Example]]:
    """Give the name of each page of a calculator for frames, and its example; the worked one has the shortest name.

    The names stand on sites of others: they never change (tests/site/test_embeds.py).

    >>> from calculators.catalogue import find
    >>> [name for name, _ in pages_of(find("klantwaarde"))]
    ['klantwaarde', 'klantwaarde-kapsalon', 'klantwaarde-webbureau-een-klant']
    """
    yield calculator.slug, calculator.example
    for preset in calculator.presets:
        yield f"{calculator.slug}-{name_of(preset)}", preset


def name_of(example: Example) -> str:
    """Return how an example is named in an address.

    >>> name_of(Example("webbureau, één klant", {}, ""))
    'webbureau-een-klant'
    """
    plain = unicodedata.normalize("NFD", example.business).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def title_of(calculator: Calculator) -> str:
    """Return what the frame is called, for who hears the page around it."""
    return f"{calculator.question} {NAME}"


def frame(name: str, url: str, title: str) -> Html:
    """Write the frame that an owner of a site, or the site by itself, puts into a page."""
    return element(
        "iframe",
        {
            "src": f"{url}{FOLDER}/{name}/",
            "title": title,
            "width": "100%",
            "height": HEIGHT,
            "frameborder": 0,
            "loading": "lazy",
            "allow": "clipboard-write",
        },
    )


def render_embed(calculator: Calculator, example: Example) -> Html:
    """Write the body of a page for a frame."""
    return join(
        element(
            "main",
            {"class": "md-content md-typeset"},
            element("h1", None, calculator.question),
            render_calculator(calculator, example, embedded=True),
            _talk(),
            _origin(),
        ),
        *(_wrong(name, words) for name, words in WRONG.items()),
    )


def render_unknown() -> Html:
    """Write the body of the page for a frame that names a calculator that there is not."""
    return element(
        "main",
        {"class": "md-content md-typeset"},
        element("h1", {"class": "kk-hidden"}, NAME),
        element("div", {"class": "kk-panel"}, element("p", None, THERE_IS_NONE, " ", _which())),
    )


def _talk() -> Html:
    """The owner of the page around it is who a visitor talks with; the script fills in what is in the address."""
    return element(
        "p",
        {"class": "kk-panel kk-embed__talk", "data-talk": True, "hidden": True},
        element(
            "a",
            {"class": "kk-button kk-button--cta", "href": "#", "rel": "noopener"},
            "Plan een gesprek",
        ),
        " ",
        element("span", {"data-with": True}),
    )


def _origin() -> Html:
    return element(
        "p",
        {"class": "kk-panel kk-embed__origin"},
        "Rekenmachine van ",
        element("a", {"href": TOP}, "Klantkompas"),
        ". Wat je invult, gaat nergens heen en wordt hier niet bewaard.",
    )


def _wrong(name: str, words: str) -> Html:
    return element(
        "div",
        {"class": "kk-panel md-typeset", "role": "alert", "data-wrong": name, "hidden": True},
        element("p", None, element("strong", None, FOR_THE_OWNER), " ", words, " ", _which()),
    )


def _which() -> Html:
    return element("a", {"href": f"{TOP}insluiten/"}, "Zo sluit je een rekenmachine in")
