"""The page Mijn rapport: what can be done with the report, the made-up report until there is one, and where to go on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calculators.model.calculator import Calculator
from calculators.model.report import LONGEST, LONGEST_COMPANY, MOST_ROWS, Chapter
from calculators.presentation.html import Html, element, join
from calculators.presentation.newer import render_newer
from calculators.presentation.page import render_button, render_status

TOP = "../"  # from /mijn-rapport/ to the top of the site

SENTENCES = {
    "put": "Het staat in je rapport, alleen in deze browser op dit apparaat.",
    "put-for-now": "Het staat in je rapport tot je dit tabblad sluit: deze browser laat bewaren niet toe. Download het op de pagina Mijn rapport.",
    "put-nameless": "De namen van je klanten gaan niet mee.",
    "put-list": "De namen uit je bestand gaan niet mee.",
    "example": "Dit is het voorbeeld. Vul eerst je eigen cijfers in; dan kan het in je rapport.",
    "invalid": "Er is nog geen uitkomst om in je rapport te zetten.",
    "long-list": f"Je lijst is te lang voor het rapport: er passen {MOST_ROWS} klanten in. Download liever de uitkomst.",
    "full": "De opslag van deze browser is vol. Je rapport is niet veranderd. Wis iets wat je eerder bewaarde, of download je rapport.",
    "damaged": "Dit bestand is geen rapport van Klantkompas, of het is beschadigd. Je rapport is niet veranderd.",
    "newer": "Dit rapport is gemaakt met een nieuwere versie van deze site. Ververs de pagina en probeer het opnieuw. Je rapport is niet veranderd.",
    "too-long": "In een veld staat een tekst die te lang is voor je rapport, of je rapport wordt te groot. Je rapport is niet veranderd. Maak de tekst korter en probeer het opnieuw.",
    "kept-damaged": "Wat hier als rapport bewaard is, is beschadigd. Kies op de pagina Mijn rapport 'Wis mijn rapport' om opnieuw te beginnen, of laad daar een rapport dat je eerder hebt gedownload.",
    "kept-newer": "Wat hier als rapport bewaard is, is gemaakt met een nieuwere versie van deze site. Ververs de pagina.",
    "for-now": "Deze browser laat bewaren niet toe. Je rapport blijft staan tot je dit tabblad sluit: download het als je het wilt houden.",
    "elsewhere": "Je rapport is in een ander tabblad veranderd.",
    "named": "De naam van je bedrijf is veranderd.",
    "unknown": "Een deel van je rapport hoort bij een rekenmachine die deze site niet kent. Dat deel staat hier niet, maar blijft wel bewaard.",
    "edit": "Dit zijn de cijfers uit je rapport.",
    "edit-list": "Dit zijn de cijfers uit je rapport. De klanten uit je bestand die niet in het formulier staan, tellen mee. Namen uit een bestand bewaart het rapport niet.",
    "not-there": "Deze rekenmachine staat niet in je rapport. Er is niets veranderd.",
    "loaded": "Je rapport is geladen.",
    "removed": "Dit onderdeel is uit je rapport gehaald.",
    "wiped": "Je rapport is gewist: op dit apparaat is er niets meer van bewaard.",
    "wiped-all": "Alles is gewist: je rapport en alles wat je bij de rekenmachines bewaarde.",
}

BYTES_A_CHARACTER = 4  # at most, in UTF-8

FAILED = {
    "browser": "De rekenhulp kon in deze browser niet starten. Je rapport is niet veranderd. Kies 'Maak opnieuw' om het nog eens te proberen.",
    "offline": "Deze site is nu niet te bereiken. Kijk of je internet hebt. Je rapport is niet veranderd; kies 'Maak opnieuw' om het nog eens te proberen.",
    "missing": "Een deel van de rekenhulp kwam niet goed binnen. Je rapport is niet veranderd; kies over een paar minuten 'Maak opnieuw'.",
    "silent": "De rekenhulp gaf geen antwoord en is gestopt. Je rapport is niet veranderd; kies 'Maak opnieuw' om hem opnieuw te starten.",
    "ended": "Er ging iets mis bij het rekenen, en de rekenhulp is gestopt. Je rapport is niet veranderd; kies 'Maak opnieuw' om hem opnieuw te starten.",
}


def render_next(chapters: Sequence[Chapter], missing: Sequence[Calculator]) -> Html:
    """Write where to go on: change what was filled in, or fill in what is not there yet.

    Kept apart from the report: the theme rewrites every link of a page.
    """
    changes = (
        element("a", {"href": f"{TOP}rekenmachines/{slug}/#{slug}@rapport"}, f"Verander je cijfers bij {name}")
        for slug, name in ((each.calculator.slug, each.calculator.name) for each in chapters)
    )
    others = (
        element("a", {"href": f"{TOP}rekenmachines/{each.slug}/"}, f"{each.name}: {each.question}") for each in missing
    )
    return join(
        _links("Cijfers veranderen", changes) if chapters else None,
        _links("Nog niet in je rapport", others) if missing else None,
    )


def _links(title: str, links: Iterator[Html]) -> Html:
    return element(
        "section",
        {"class": "kk-next"},
        element("h2", None, title),
        element("ul", None, *(element("li", None, link) for link in links)),
    )


def render_report_page(example: Html) -> Html:
    """Write the page; what the script says stands in attributes of the form."""
    return element(
        "form",
        {
            "class": "kk-myreport",
            "data-report-page": True,
            "data-state": "static",
            "method": "dialog",
            "novalidate": True,
            "autocomplete": "off",
            "aria-label": "Mijn rapport",
            "data-search-exclude": True,
            "data-most-bytes": BYTES_A_CHARACTER * LONGEST,
            **{f"data-say-{name}": words for name, words in SENTENCES.items()},
        },
        element(
            "noscript",
            None,
            element(
                "p",
                {"class": "kk-note"},
                "Een eigen rapport maken werkt alleen met JavaScript. Het voorbeeld hieronder kun je ook zonder lezen.",
            ),
        ),
        _desk(),
        render_status(FAILED),
        element(
            "p",
            {"class": "kk-myreport__example"},
            "Voorbeeld: zo ziet een rapport eruit. Dit bedrijf en zijn cijfers zijn verzonnen.",
        ),
        element("div", {"class": "kk-myreport__body", "data-report": True}, example),
        element("div", {"class": "kk-myreport__next", "data-report-next": True}),
        render_newer(),
    )


def _desk() -> Html:
    """The name above the report, and all that can be done with it; the style sheet shows what fits its state."""
    filled = {"data-when-filled": True}
    return element(
        "div",
        {"class": "kk-panel kk-myreport__desk kk-live"},
        element(
            "p",
            {"data-when-empty": True},
            "Je rapport is nog leeg. Vul een rekenmachine in en kies daar 'Zet in mijn rapport'. "
            "Heb je eerder een rapport gedownload, dan kun je het hier laden.",
        ),
        element(
            "div",
            {"class": "kk-field", **filled},
            element("label", {"class": "kk-label", "for": "rapport-bedrijf"}, "Naam van je bedrijf"),
            element(
                "p", {"class": "kk-hint", "id": "rapport-bedrijf-hint"}, "Komt boven het rapport te staan; mag leeg."
            ),
            element(
                "input",
                {
                    "class": "kk-input",
                    "type": "text",
                    "id": "rapport-bedrijf",
                    "data-company": True,
                    "maxlength": LONGEST_COMPANY,
                    "dir": "auto",
                    "autocomplete": "organization",
                    "aria-describedby": "rapport-bedrijf-hint",
                },
            ),
        ),
        element(
            "div",
            {"class": "kk-actions"},
            element("span", {"data-when-failed": True}, render_button("calculate", "Maak opnieuw", "")),
            element("span", filled, render_button("print", "Print of maak een PDF", "")),
            element("span", filled, render_button("download", "Download rapport", "")),
            element(
                "span",
                None,
                element(
                    "input",
                    {
                        "class": "kk-file",
                        "type": "file",
                        "id": "rapport-bestand",
                        "accept": ".json,application/json",
                        "data-load": True,
                    },
                ),
                element("label", {"class": "kk-button kk-button--quiet", "for": "rapport-bestand"}, "Laad een rapport"),
            ),
            element("span", filled, render_button("wipe", "Wis mijn rapport", "")),
            render_button("wipe-all", "Wis alles van deze site", ""),
        ),
        element(
            "div",
            {"class": "kk-undo", "role": "status"},
            element("span", {"data-message": True}),
            render_button("undo", "Ongedaan maken", "Teruggezet.", hidden=True),
        ),
    )
