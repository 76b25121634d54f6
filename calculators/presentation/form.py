"""The form of a calculator, made from the signature of its function: labels, hints, limits, lists, sliders.

Ids and names follow from the field's path and nothing else, so that the build and the browser write the same form.
In the template of a list item the index is written as ``{index}`` and its number as ``{number}``; the page's script
fills them in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from calculators.model.calculator import Calculator, Section
from calculators.model.declarations import Choice, Field, Flag, Node, Number, Record, Sequence, Text, declare
from calculators.model.dutch_numbers import format_number, machine_number
from calculators.model.forms import Texts, count_rows
from calculators.model.quantities import Quantity, Unit
from calculators.presentation.html import Html, element, join

_SEPARATORS = re.compile(r"[.\[]")
_PLAIN = re.compile(r"\d+(?:,\d+)?")

# A limit that only a slip of the keyboard passes is told when it is passed.
UNHEARD_OF = 10_000.0
HALF_A_POINT = 0.5
NO_ORIGINS: Mapping[str, str] = MappingProxyType({})

INDEX = "{index}"
NUMBER = "{number}"

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
class _Filling:
    """What stands in the fields, and where some of it came from."""

    texts: Texts
    origins: Mapping[str, str]


def render_fields(calculator: Calculator, texts: Texts, origins: Mapping[str, str] = NO_ORIGINS) -> Html:
    """Write all inputs of a calculator with these texts filled in.

    Args:
        calculator: whose form it is.
        texts: name of the field: what stands in it.
        origins: name of the field: where its number was taken from, said below it.
    """
    fields = {each.name: each for each in declare(calculator.calculate).fields}
    filling = _Filling(texts, origins)
    return join(*(_section(calculator, section, fields, filling) for section in calculator.sections))


def _section(calculator: Calculator, section: Section, fields: Mapping[str, Field], filling: _Filling) -> Html:
    inputs = [
        _field(fields[name], Place(calculator.slug, name), filling, section, calculator.rows_when_empty)
        for name in section.fields
    ]
    return element(
        "fieldset",
        {"class": "kk-section"},
        element("legend", {"class": "kk-section__title"}, section.title),
        element("p", {"class": "kk-note"}, section.intro) if section.intro else None,
        *inputs,
    )


def _field(each: Field, place: Place, filling: _Filling, section: Section, rows_when_empty: int) -> Html:
    match each.node:
        case Sequence(items=items) as node if not items.names:
            return _rows(node, place, filling, section, rows_when_empty)
        # The heading of the section names a list or a record that is a section of its own.
        case Sequence() as node:
            return _fixed_list(node, place, filling)
        case Record() as node:
            return join(*_inputs_of(node, place, filling), _error(place.id))
        case node:
            return _input(node, place, filling, blank=_blank(each))


def _inputs_of(record: Record, place: Place, filling: _Filling) -> list[Html]:
    return [
        _input(each.node, Place(place.slug, f"{place.path}.{each.name}", place.owner), filling, blank=_blank(each))
        for each in record.fields
    ]


def _blank(each: Field) -> str:
    """What it means to leave a field empty."""
    if each.required and not each.nullable:
        return ""
    match each.node, each.default:
        case Number(quantity=quantity), float() | int() as default:
            shift = 2 if quantity.unit is Unit.FRACTION else 0
            sign = "%" if quantity.unit is Unit.FRACTION else ""
            return f"leeg is {format_number(default, 4, shift=shift, trim=True)}{sign}"
        case _:
            return "mag leeg"


def _fixed_list(node: Sequence, place: Place, filling: _Filling) -> Html:
    """Write a list of fixed length: one field an item, under the item's own name."""
    inputs = [
        _input(node.item, Place(place.slug, f"{place.path}[{index}]"), filling, label=name)
        for index, name in enumerate(node.items.names)
    ]
    hint = element("p", {"class": "kk-hint"}, node.items.meaning) if node.items.meaning else None
    # Faults of the list as a whole have a place of their own.
    return join(hint, element("div", {"class": "kk-list"}, *inputs), _error(place.id))


def _rows(node: Sequence, place: Place, filling: _Filling, section: Section, rows_when_empty: int) -> Html:
    count = count_rows(place.path, filling.texts)
    rows = [_row(node, place, str(index), str(index + 1), filling) for index in range(count)]
    template = element("template", None, _row(node, place, INDEX, NUMBER, _Filling({}, NO_ORIGINS)))
    items = node.items
    most = items.most
    add = element(
        "button",
        {
            "type": "button",
            "class": "kk-button kk-button--quiet kk-live",
            "data-action": "add",
            "data-list": place.path,
            "data-full": f"Meer dan {most} past niet: verwijder eerst een {items.item}." if most else None,
        },
        f"+ {section.add}",
    )
    return join(
        element(
            "div",
            {
                "class": "kk-rows",
                "id": place.id,
                "data-rows": place.path,
                "data-fewest": items.fewest,
                "data-most": most,
                "data-few": f"Er blijft minstens {items.fewest} {items.item} staan.",
                "data-when-empty": min(rows_when_empty, items.fewest) if items.fewest == 0 else rows_when_empty,
            },
            *rows,
            template,
        ),
        _error(place.id),
        add,
    )


def _row(node: Sequence, place: Place, index: str, number: str, filling: _Filling) -> Html:
    owner = f"{node.items.item} {number}"
    inner = Place(place.slug, f"{place.path}[{index}]", owner)
    record = node.item if isinstance(node.item, Record) else Record(())
    inputs = _inputs_of(record, inner, filling)
    return element(
        "div",
        {"class": "kk-row", "role": "group", "aria-labelledby": f"{inner.id}-title", "data-row": True},
        element(
            "div",
            {"class": "kk-row__head"},
            element("span", {"class": "kk-row__title", "id": f"{inner.id}-title"}, owner.capitalize()),
            element(
                "span",
                {"class": "kk-row__buttons kk-live"},
                _row_button("up", "↑", f"{owner} omhoog", ""),
                _row_button("down", "↓", f"{owner} omlaag", ""),
                _row_button("remove", "×", f"{owner} verwijderen", f"{owner.capitalize()} is verwijderd."),
            ),
        ),
        *inputs,
    )


def _row_button(action: str, sign: str, label: str, done: str) -> Html:
    return element(
        "button",
        {
            "type": "button",
            "class": "kk-icon-button",
            "data-action": action,
            "aria-label": label,
            "title": label,
            "data-done": done or None,
        },
        element("span", {"aria-hidden": "true"}, sign),
    )


def _input(node: Node, place: Place, filling: _Filling, label: str | None = None, blank: str = "") -> Html:
    value = filling.texts.get(place.path, "")
    match node:
        case Number():
            return _number(node, place, value, label or node.label, blank, filling.origins.get(place.path, ""))
        case Text(words=words):
            return _text(place, value, words.label, words.meaning, words.longest)
        case Choice(options=options, codes=codes):
            return _choice(place, value, options.label, options.meaning, codes, options.words)
        case Flag(quantity=quantity):
            return _flag(place, place.path in filling.texts, quantity)
        case Record():
            return _group(node.label, *_inputs_of(node, place, filling))
        case Sequence():
            return _group(node.label, _fixed_list(node, place, filling))


def _group(label: str, *inputs: Html) -> Html:
    legend = element("legend", {"class": "kk-group__title"}, label[:1].upper() + label[1:]) if label else None
    return element("fieldset", {"class": "kk-group"}, legend, *inputs)


def _error(field_id: str) -> Html:
    return element("p", {"class": "kk-error", "id": f"{field_id}-error", "data-error": True, "hidden": True})


def _labelled(place: Place, label: str, hint: str | Html, *controls: Html | None) -> Html:
    owner = element("span", {"class": "kk-hidden"}, f" van {place.owner}") if place.owner else None
    return element(
        "div",
        {"class": "kk-field"},
        element("label", {"class": "kk-label", "for": place.id}, label[:1].upper() + label[1:], owner),
        element("p", {"class": "kk-hint", "id": f"{place.id}-hint"}, hint) if hint else None,
        *controls,
        # Below the field: a sentence that appears above it would push the field away under a thumb.
        _error(place.id),
    )


def _described(place: Place, hint: str) -> dict[str, str | None]:
    """The error comes first in what is read out, as it does on the screen."""
    return {"aria-describedby": f"{place.id}-hint {place.id}-error" if hint else f"{place.id}-error"}


def _number(node: Number, place: Place, value: str, label: str, blank: str, origin: str) -> Html:
    quantity = node.quantity
    hint = _number_hint(quantity, blank)
    negative = quantity.minimum is None and quantity.above is None
    control = element(
        "input",
        {
            # Amounts of a year take more room than a score.
            "class": f"kk-input kk-input--number{' kk-input--wide' if quantity.unit is Unit.EURO else ''}",
            "type": "text",
            # The keypad for decimals has no minus sign on many phones.
            "inputmode": None if negative else ("numeric" if node.integer else "decimal"),
            "autocomplete": "off",
            "spellcheck": "false",
            "id": place.id,
            "name": place.path,
            "value": value,
            **_described(place, hint),
        },
    )
    symbol = SYMBOLS.get(quantity.unit)
    unit = element("span", {"class": "kk-unit", "aria-hidden": "true"}, symbol) if symbol else None
    return _labelled(
        place,
        label,
        hint,
        element("div", {"class": "kk-control"}, control, unit, _slider(quantity, place, value, label)),
        element("p", {"class": "kk-origin"}, origin) if origin else None,
    )


def told_maximum(quantity: Quantity) -> float | None:
    """Return the largest value that a visitor is told of beforehand; None for no limit, or one that nobody meets."""
    most = quantity.maximum
    return None if most is None or most >= UNHEARD_OF else most


def _number_hint(quantity: Quantity, blank: str) -> Html:
    """The meaning with the unit and the limits, so that nobody has to make a mistake to learn them.

    A unit that stands beside the field is only there for who hears the page.
    """
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


def _text(place: Place, value: str, label: str, hint: str, longest: int) -> Html:
    attributes = {
        "class": "kk-input",
        "type": "text",
        "autocomplete": "off",
        "spellcheck": "false",
        "maxlength": longest,
        "id": place.id,
        "name": place.path,
        "value": value,
        **_described(place, hint),
    }
    return _labelled(place, label, hint, element("input", attributes))


def _choice(place: Place, value: str, label: str, hint: str, codes: tuple[str, ...], words: tuple[str, ...]) -> Html:
    options = [
        element("option", {"value": code, "selected": code == value}, shown)
        for code, shown in zip(("", *codes), ("Kies", *words), strict=True)
    ]
    attributes = {"class": "kk-input", "id": place.id, "name": place.path, **_described(place, hint)}
    return _labelled(place, label, hint, element("select", attributes, *options))


def _flag(place: Place, value: bool, quantity: Quantity) -> Html:  # noqa: FBT001 -- the value of the field itself
    box = element(
        "input",
        {
            "type": "checkbox",
            "id": place.id,
            "name": place.path,
            "checked": value,
            **_described(place, quantity.meaning),
        },
    )
    label = element("label", {"for": place.id}, quantity.label[:1].upper() + quantity.label[1:])
    return element(
        "div",
        {"class": "kk-field"},
        element("div", {"class": "kk-check"}, box, label),
        element("p", {"class": "kk-hint", "id": f"{place.id}-hint"}, quantity.meaning) if quantity.meaning else None,
        _error(place.id),
    )
