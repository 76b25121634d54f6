"""Where the owner of another site chooses a calculator for it, sees it live and takes the code along.

The code of the first calculator is there without scripts; ``docs/assets/scripts/embed_chooser.ts`` writes the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from calculators.build.embed_page import ELEMENT, FOLDER, WRONG, frame, name_of, pages_of, title_of
from calculators.catalogue import find, slugs
from calculators.model.calculator import Calculator, Example
from calculators.presentation.html import Attribute, Html, element, join

FIRST = "klantwaarde"
NEAREST = "Deze lijkt er het meest op en kan wel: {kleur}."
_COPIED = "Gekopieerd."
_NOT_COPIED = "Deze browser laat kopiëren niet toe. Selecteer de code en kopieer hem zelf."


def render_embed_chooser(url: str) -> Html:
    """Write the panel.

    Args:
        url: where the site stands, with a slash at the end.
    """
    calculator = find(FIRST)
    return element(
        "form",
        {
            "class": "kk-panel kk-embedding",
            "method": "dialog",
            "autocomplete": "off",
            "data-embed-chooser": f"{url}{FOLDER}/{ELEMENT}",
            "data-search-exclude": True,
            "aria-label": "Kies een rekenmachine voor je eigen site",
        },
        element("div", {"class": "kk-embedding__choices kk-live"}, *_choices()),
        _code("line", "De regel voor je pagina", "Kopieer de regel", str(line(url, calculator))),
        element(
            "details",
            {"class": "kk-fold"},
            element("summary", None, "Mag er op jouw site geen script? Neem dan dit frame"),
            element(
                "p",
                None,
                "Het frame is altijd even hoog. Is de rekenmachine hoger, dan schuif je erin. Pas de hoogte zelf aan.",
            ),
            _code("frame", "De code van het frame", "Kopieer het frame", str(frame(FIRST, url, title_of(calculator)))),
            element("p", None, "Vraagt je sitebouwer alleen om een adres? Dit is het:"),
            _code("address", "Het adres van het frame", "Kopieer het adres", f"{url}{FOLDER}/{FIRST}/"),
        ),
        element("h2", None, "Zo ziet het eruit"),
        element(
            "div",
            {"data-embedded": True},
            element("noscript", None, element("iframe", {"src": f"{FIRST}/", "title": title_of(calculator)})),
        ),
    )


def line(url: str, calculator: Calculator) -> Html:
    """Write the line that an owner puts into a page. Where no script runs, it is a link."""
    script = element("script", {"src": f"{url}{FOLDER}/{ELEMENT}", "async": True})
    link = element("a", {"href": f"{url}rekenmachines/{calculator.slug}/"}, calculator.question)
    return join(script, element("klant-kompas", {"naam": calculator.slug}, link))


def _choices() -> Iterator[Html]:
    options = (_option(calculator, *page) for calculator in map(find, slugs()) for page in pages_of(calculator))
    yield _field("calculator", "Welke rekenmachine?", "", "select", {}, *options)
    yield _field(
        "kleur",
        "Jouw kleur",
        "Voor knoppen en links. Leeg laten mag.",
        "input",
        {"type": "text", "spellcheck": "false", "placeholder": "bijv. #7a1f5c"},
    )
    looks = (("", "zoals je pagina"), ("licht", "altijd licht"), ("donker", "altijd donker"))
    kinds = (element("option", {"value": value}, words) for value, words in looks)
    yield _field("weergave", "Licht of donker", "", "select", {}, *kinds)
    yield _field(
        "gesprek",
        "Waar vraagt je bezoeker een gesprek aan?",
        "Je e-mailadres, of het webadres van je eigen formulier of agenda. Leeg laten mag: dan komt er geen knop.",
        "input",
        {"type": "text", "placeholder": "bijv. naam@kantoor.nl"},
    )


def _option(calculator: Calculator, page: str, example: Example) -> Html:
    is_worked = example is calculator.example
    return element(
        "option",
        {
            "value": calculator.slug,
            "data-example": None if is_worked else name_of(example),
            "data-page": page,
            "data-question": calculator.question,
            "data-title": title_of(calculator),
            "selected": page == FIRST,
        },
        f"{calculator.name} (voorbeeld: {example.business})" if calculator.presets else calculator.name,
    )


def _field(name: str, label: str, hint: str, tag: str, attributes: Mapping[str, Attribute], *options: Html) -> Html:
    """Write a field with its label, and the place where is said what cannot be used."""
    identity = f"embed-{name}"
    described = f"{identity}-hint {identity}-error" if hint else f"{identity}-error"
    named = {"class": "kk-input", "id": identity, "name": name, "aria-describedby": described}
    error = {
        "class": "kk-error",
        "id": f"{identity}-error",
        "role": "alert",
        "data-says": WRONG.get(name),
        "data-nearest": NEAREST if name == "kleur" else None,
    }
    return element(
        "div",
        {"class": "kk-field"},
        element("label", {"class": "kk-label", "for": identity}, label),
        element("p", {"class": "kk-hint", "id": f"{identity}-hint"}, hint) if hint else None,
        element("p", error),
        element(tag, {**named, **attributes}, *options),
    )


def _code(name: str, label: str, button: str, code: str) -> Html:
    """Write code to copy, as plain text and not as markup; it wraps, so that all of it is in sight."""
    return element(
        "div",
        {"class": "kk-embedding__code"},
        element("p", {"class": "kk-label", "id": f"embed-{name}"}, label),
        element(
            "pre", {"tabindex": "0", "aria-labelledby": f"embed-{name}"}, element("code", {"data-code": name}, code)
        ),
        element(
            "button",
            {
                "type": "button",
                "class": "kk-button kk-live",
                "data-action": "copy-code",
                "data-of": name,
                "data-done": _COPIED,
                "data-failed": _NOT_COPIED,
            },
            button,
        ),
        " ",
        element("span", {"role": "status", "data-copied": name}),
    )
