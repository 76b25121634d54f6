"""One field of a form: its label, hint, limits and slider, and where what stands in it comes from.

Ids and names follow from the field's path and nothing else, so that the build and the browser write the same form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from calculators.model.declarations import Choice, Flag, Node, Number, Text
from calculators.model.dutch_numbers import NO_BREAK_SPACE, format_number, machine_number
from calculators.model.forms import write_number
from calculators.model.origins import Filling, Origin
from calculators.model.quantities import Quantity, Unit
from calculators.presentation.html import Html, element, join

_SEPARATORS = re.compile(r"[.\[]")
_PLAIN = re.compile(r"\d+(?:,\d+)?")

# A limit that only a slip of the keyboard passes is told when it is passed.
UNHEARD_OF = 10_000.0
HALF_A_POINT = 0.5

SYMBOLS = {
    Unit.EURO: "€",
    Unit.EURO_PER_HOUR: "€ per uur",
    Unit.HOURS: "uur",
    Unit.YEARS: "jaar",
    Unit.MONTHS: "maanden",
    Unit.DAYS: "dagen",
    Unit.PEOPLE: "klanten",
    Unit.TIMES: "keer",
    Unit.FRACTION: "%",
}
# What is said at a field about where its text comes from.
ORIGINS: Mapping[Origin, str] = {
    Origin.EXAMPLE: "voorbeeld",
    Origin.RULE: "vuistregel",
    Origin.OWN: "van jou",
    Origin.LIST: "uit je lijst",
    Origin.TAKEN: "overgenomen",
    Origin.SHARED: "gedeeld met je",
    Origin.SAVED: "door jou bewaard",
}
UNKNOWN = "weet ik niet"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the form a field stands.

    Attributes:
        path: its name; ``slug`` starts its id.
        owner: what its list item is called, for those who hear a label without seeing the item around it.
    """

    slug: str
    path: str
    owner: str = ""

    @property
    def id(self) -> str:
        """The id of the input: ``pww-score-segments-0-fulfilment``."""
        return f"{self.slug}-{_SEPARATORS.sub('-', self.path).replace(']', '')}"


@dataclass(frozen=True, slots=True)
class Asked:
    """One field as it is asked.

    Attributes:
        node: what it takes; ``place`` is where it stands.
        label: what it is called.
        blank: what it means to leave it empty; nothing when it must be filled.
        may_be_empty: whether it may be.
        start: what stands in it in a form of one's own; nothing in the kern.
        hint: what the example has there.
    """

    node: Node
    place: Place
    label: str
    blank: str = ""
    may_be_empty: bool = True
    start: str = ""
    hint: str = ""


def render_field(asked: Asked, filling: Filling) -> Html:
    """Write one field with what stands in it."""
    place = asked.place
    value = filling.texts.get(place.path, "")
    match asked.node:
        case Number(quantity=quantity) if quantity.buttons and _has_a_place(value, quantity):
            return _buttons(asked, filling, value, quantity)
        case Number(quantity=quantity):
            return _number(asked, filling, value, quantity)
        case Text(words=words):
            return _text(asked, filling, value, words.meaning, words.longest)
        case Choice(options=options, codes=codes) if options.buttons:
            choices = dict(zip(codes, options.words, strict=True)) | ({"": "?"} if options.may_be_unknown else {})
            return _choice_buttons(asked, filling, value, options.meaning, choices)
        case Choice(options=options, codes=codes):
            return _choice(asked, filling, value, options.meaning, dict(zip(codes, options.words, strict=True)))
        case Flag(quantity=quantity):
            return _flag(place, place.path in filling.texts, quantity)
        case node:
            message = f"{node!r} must be one field"
            raise TypeError(message)


def error_at(field_id: str) -> Html:
    """Write the place where it is said what is wrong with a field, or with a list as a whole."""
    return element("p", {"class": "kk-error", "id": f"{field_id}-error", "data-error": True, "hidden": True})


def origin_of(place: Place, filling: Filling, *, inside: bool = False) -> Html:
    """Write where the text in a field comes from: nothing for an empty one.

    Args:
        place: of the field.
        filling: of the form.
        inside: whether it stands in the name of a group, and is heard with that.
    """
    origin = filling.origins.get(place.path)
    words = ORIGINS[origin] if origin else ""
    if origin is Origin.TAKEN and filling.source:
        words = f"{words} {filling.source}"
    code = origin.value if origin else ""
    key = None if inside else f"{place.id}-origin"
    return element("span", {"class": "kk-origin", "id": key, "data-origin": code}, words)


def _upper(label: str) -> str:
    return label[:1].upper() + label[1:]


def _owner(place: Place) -> Html | None:
    return element("span", {"class": "kk-hidden"}, f" van {place.owner}") if place.owner else None


def _labelled(asked: Asked, filling: Filling, hint: str | Html, *controls: Html | None) -> Html:
    place = asked.place
    return element(
        "div",
        {"class": "kk-field"},
        element(
            "div",
            {"class": "kk-field__head"},
            element("label", {"class": "kk-label", "for": place.id}, _upper(asked.label), _owner(place)),
            origin_of(place, filling),
        ),
        element("p", {"class": "kk-hint", "id": f"{place.id}-hint"}, hint) if hint else None,
        *controls,
        # Below the field: a sentence that appears above it would push the field away under a thumb.
        error_at(place.id),
    )


def _hint_and_error(place: Place, hint: str | Html) -> str:
    return f"{place.id}-hint {place.id}-error" if hint else f"{place.id}-error"


def _described(place: Place, hint: str) -> dict[str, str | None]:
    """The error comes first in what is read out, as it does on the screen."""
    parts = [f"{place.id}-hint"] if hint else []
    return {"aria-describedby": " ".join([*parts, f"{place.id}-origin", f"{place.id}-error"])}


def _number(asked: Asked, filling: Filling, value: str, quantity: Quantity) -> Html:
    place = asked.place
    hint = _number_hint(quantity, asked.blank)
    whole = isinstance(asked.node, Number) and asked.node.integer
    # The keypad for decimals has no minus sign on many phones.
    negative = quantity.may_be_less and quantity.minimum is None
    control = element(
        "input",
        {
            # Amounts of a year take more room than a score.
            "class": f"kk-input kk-input--number{' kk-input--wide' if quantity.unit is Unit.EURO else ''}",
            "type": "text",
            "inputmode": None if negative else ("numeric" if whole else "decimal"),
            "autocomplete": "off",
            "spellcheck": "false",
            "id": place.id,
            "name": place.path,
            "value": value,
            "placeholder": f"bijv. {asked.hint}" if asked.hint else None,
            "data-start": asked.start or None,
            **_described(place, hint),
        },
    )
    symbol = "" if quantity.written_in else SYMBOLS.get(quantity.unit)
    unit = element("span", {"class": "kk-unit", "aria-hidden": "true"}, symbol) if symbol else None
    return _labelled(
        asked,
        filling,
        hint,
        element("div", {"class": "kk-control"}, control, unit, _slider(quantity, place, value, asked.label)),
    )


def with_unit(quantity: Quantity, text: str) -> str:
    r"""Return a number as it was typed, with the unit that stands beside its field.

    >>> with_unit(Quantity("uurtarief", Unit.EURO_PER_HOUR), "60"), with_unit(Quantity("korting", Unit.FRACTION), "8%")
    ('€\xa060 per uur', '8%')
    """
    symbol = SYMBOLS.get(quantity.unit, "")
    if symbol.startswith("€"):
        return f"€{NO_BREAK_SPACE}{text.removeprefix('€').strip()}{symbol.removeprefix('€')}"
    return f"{text.removesuffix('%')}{'' if symbol in {'', '%'} else ' '}{symbol}"


def told_maximum(quantity: Quantity) -> float | None:
    """Return the largest value that a visitor is told of beforehand; None for no limit, or one that nobody meets."""
    most = quantity.maximum
    return None if most is None or most >= UNHEARD_OF else most


def _number_hint(quantity: Quantity, blank: str) -> Html:
    """The meaning with the unit and the limits, so that nobody has to make a mistake to learn them.

    A unit that stands beside the field is only there for who hears the page.
    """
    if quantity.written_in:  # its limits are another for each way to write it
        return join(quantity.meaning)
    unit = "" if quantity.unit in {Unit.NONE, Unit.WEIGHT} else quantity.unit.value
    limits = ""
    most = told_maximum(quantity)
    if quantity.minimum is not None and most is not None:
        shift = 2 if quantity.unit is Unit.FRACTION else 0
        low, high = (format_number(each, 4, shift=shift, trim=True) for each in (quantity.minimum, most))
        limits = f"{low} tot {high}"
    scale = f"{limits} {unit}".strip()
    # Who sees "€" or "%" beside the field needs no second one; that a part is 0 to 100% goes without saying.
    whole = quantity.unit is Unit.FRACTION and (quantity.minimum, quantity.maximum) == (0, 1)
    seen = "" if whole else (limits if quantity.unit in SYMBOLS else scale)
    shown = "; ".join(each for each in (seen, blank) if each)
    words = f"{quantity.meaning} ({shown})" if quantity.meaning and shown else quantity.meaning or shown.capitalize()
    return join(words, element("span", {"class": "kk-hidden"}, f" {scale}") if scale != seen else None)


def _slider(quantity: Quantity, place: Place, value: str, label: str) -> Html | None:
    """A slider beside a field; the field stays the one with the name and the exact number."""
    reach = quantity.slider
    if reach is None and quantity.unit is Unit.POINTS and quantity.minimum is not None and quantity.maximum is not None:
        reach = (quantity.minimum, quantity.maximum, HALF_A_POINT)
    if reach is None:
        return None
    shift = 2 if quantity.unit is Unit.FRACTION else 0
    low, high, step = (machine_number(each, shift=shift) for each in reach)
    middle = machine_number((reach[0] + reach[1]) / 2, shift=shift)
    owner = f" van {place.owner}" if place.owner else ""
    return element(
        "input",
        {
            "class": "kk-slider kk-live",
            "type": "range",
            "min": low,
            "max": high,
            "step": step,
            "value": value.replace(",", ".") if _PLAIN.fullmatch(value) else middle,
            # An empty field is not the middle of the scale.
            "data-empty": not value,
            "aria-label": f"{label}{owner}, schuif",
            "data-slider-for": place.id,
        },
    )


def _whole(quantity: Quantity) -> Iterator[str]:
    """The whole numbers that a field takes, as they are typed."""
    low, high = quantity.minimum or 0, quantity.maximum or 0
    return (write_number(quantity, number) for number in range(int(low), int(high) + 1))


def _has_a_place(value: str, quantity: Quantity) -> bool:
    """Tell whether a row of buttons can show a text: what is no number is corrected in a field."""
    if quantity.beside_buttons:
        return True
    return value in ("", *_whole(quantity)) or bool(quantity.button_words and _PLAIN.fullmatch(value))


def _choices(value: str, quantity: Quantity, *, may_be_empty: bool) -> dict[str, str]:
    """Return what each button stands for and what is on it, in order.

    Not to know counts as a number only where a number is needed.
    """
    unknown = {"": "?"} if may_be_empty else {}
    if not quantity.button_words:
        return {**{text: text for text in _whole(quantity)}, **unknown}
    choices = {write_number(quantity, number): words for number, words in quantity.button_words}
    if may_be_empty and UNKNOWN in choices.values():
        choices = {text: words for text, words in choices.items() if words != UNKNOWN} | unknown
    if value and value not in choices and not quantity.beside_buttons:
        # Of an older link, or typed elsewhere: it stays what it is, between the others.
        choices[value] = f"{value}{'%' if quantity.unit is Unit.FRACTION else ''}"
    return choices


def _buttons(asked: Asked, filling: Filling, value: str, quantity: Quantity) -> Html:
    """Write a row of buttons, one for each whole number; not knowing is an answer too, where it may be left empty."""
    place = asked.place
    choices = _choices(value, quantity, may_be_empty=asked.may_be_empty)
    rows = [_button(place, text, shown, on=text == value) for text, shown in choices.items()]
    if quantity.beside_buttons:
        rows.append(_beside(asked, "" if value in choices else value))
    words = bool(quantity.button_words) and not quantity.beside_buttons
    return _row_of_buttons(asked, filling, quantity.meaning, *rows, words=words)


def _choice_buttons(asked: Asked, filling: Filling, value: str, hint: str, choices: Mapping[str, str]) -> Html:
    """Write a row of buttons, one for each choice; what is chosen by itself says nothing about where it is from."""
    rows = (_button(asked.place, code, shown, on=code == value, start=asked.start) for code, shown in choices.items())
    return _row_of_buttons(asked, filling, hint, *rows, words=True)


def _row_of_buttons(asked: Asked, filling: Filling, hint: str, *rows: Html, words: bool = False) -> Html:
    place = asked.place
    return element(
        "fieldset",
        {"class": "kk-field kk-choice", "id": place.id, "aria-describedby": _hint_and_error(place, hint)},
        element(
            "legend",
            {"class": "kk-field__head"},
            element("span", {"class": "kk-label"}, _upper(asked.label), _owner(place)),
            " ",
            origin_of(place, filling, inside=True),
        ),
        element("p", {"class": "kk-hint", "id": f"{place.id}-hint"}, hint) if hint else None,
        element("div", {"class": f"kk-choice__row{' kk-choice__row--words' if words else ''}"}, *rows),
        error_at(place.id),
    )


def _beside(asked: Asked, value: str) -> Html:
    """Write the field for a number that has no button; the page's script empties it when a button is chosen."""
    place = asked.place
    owner = f" van {place.owner}" if place.owner else ""
    return element(
        "input",
        {
            "class": "kk-input kk-choice__beside",
            "type": "text",
            "inputmode": "decimal",
            "autocomplete": "off",
            "name": place.path,
            "value": value,
            "placeholder": "getal",
            "aria-label": f"{asked.label}{owner}, ander getal",
            "data-beside": True,
        },
    )


def _button(place: Place, text: str, shown: str, *, on: bool, start: str = "") -> Html:
    words = join(element("b", {"aria-hidden": "true"}, shown), element("span", {"class": "kk-hidden"}, UNKNOWN))
    # The label stands around its button, so that neither needs an id: there are many of them.
    return element(
        "label",
        {"class": "kk-tap"},
        element(
            "input",
            {"type": "radio", "name": place.path, "value": text, "checked": on, "data-start": start or None},
        ),
        element("b", None, shown) if text else words,
    )


def _text(asked: Asked, filling: Filling, value: str, hint: str, longest: int) -> Html:
    place = asked.place
    attributes = {
        "class": "kk-input",
        "type": "text",
        "autocomplete": "off",
        "spellcheck": "false",
        "maxlength": longest,
        "id": place.id,
        "name": place.path,
        "value": value,
        "placeholder": f"bijv. {asked.hint}" if asked.hint else None,
        **_described(place, hint),
    }
    return _labelled(asked, filling, hint, element("input", attributes))


def _choice(asked: Asked, filling: Filling, value: str, hint: str, choices: Mapping[str, str]) -> Html:
    place = asked.place
    options = [
        element("option", {"value": code, "selected": code == value}, shown)
        for code, shown in {"": "Kies", **choices}.items()
    ]
    attributes = {
        "class": "kk-input",
        "id": place.id,
        "name": place.path,
        "data-start": asked.start or None,
        **_described(place, hint),
    }
    return _labelled(asked, filling, hint, element("select", attributes, *options))


def _flag(place: Place, value: bool, quantity: Quantity) -> Html:  # noqa: FBT001 -- the value of the field itself
    box = element(
        "input",
        {
            "type": "checkbox",
            "id": place.id,
            "name": place.path,
            "checked": value,
            "aria-describedby": _hint_and_error(place, quantity.meaning),
        },
    )
    label = element("label", {"for": place.id}, _upper(quantity.label))
    return element(
        "div",
        {"class": "kk-field"},
        element("div", {"class": "kk-check"}, box, label),
        element("p", {"class": "kk-hint", "id": f"{place.id}-hint"}, quantity.meaning) if quantity.meaning else None,
        error_at(place.id),
    )
