"""The form of a calculator, made from the signature of its function: labels, hints, limits, lists, sliders.

Ids and names follow from the field's path and nothing else, so that the build and the browser write the same form.
In the template of a list item the index is written as ``{index}`` and its number as ``{number}``; the page's script
fills them in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from calculators.model.calculator import Calculator, Section
from calculators.model.declarations import Choice, Field, Flag, Node, Number, Record, Sequence, Text, declare
from calculators.model.dutch_numbers import format_number
from calculators.model.forms import Texts, count_rows
from calculators.model.quantities import Quantity, Unit
from calculators.presentation.html import Html, element, join

_SEPARATORS = re.compile(r"[.\[]")

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


def render_fields(calculator: Calculator, texts: Texts) -> Html:
    """Write all inputs of a calculator with these texts filled in."""
    fields = {each.name: each for each in declare(calculator.calculate).fields}
    return join(*(_section(calculator, section, fields, texts) for section in calculator.sections))


def _section(calculator: Calculator, section: Section, fields: Mapping[str, Field], texts: Texts) -> Html:
    inputs = [
        _field(fields[name].node, Place(calculator.slug, name), texts, section, calculator.rows_when_empty)
        for name in section.fields
    ]
    return element(
        "fieldset",
        {"class": "kk-section"},
        element("legend", {"class": "kk-section__title"}, section.title),
        *inputs,
    )


def _field(node: Node, place: Place, texts: Texts, section: Section, rows_when_empty: int) -> Html:
    if isinstance(node, Sequence):
        if node.items.names:
            return _fixed_list(node, place, texts)
        return _rows(node, place, texts, section, rows_when_empty)
    return _input(node, place, texts)


def _fixed_list(node: Sequence, place: Place, texts: Texts) -> Html:
    """Write a list of fixed length: one field an item, under the item's own name."""
    inputs = [
        _input(node.item, Place(place.slug, f"{place.path}[{index}]"), texts, label=name)
        for index, name in enumerate(node.items.names)
    ]
    hint = element("p", {"class": "kk-hint"}, node.items.meaning) if node.items.meaning else None
    # Faults of the list as a whole have a place of their own.
    return join(hint, *inputs, _error(place.id))


def _rows(node: Sequence, place: Place, texts: Texts, section: Section, rows_when_empty: int) -> Html:
    count = count_rows(place.path, texts)
    rows = [_row(node, place, str(index), str(index + 1), texts) for index in range(count)]
    template = element("template", None, _row(node, place, INDEX, NUMBER, {}))
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
                "data-when-empty": rows_when_empty,
            },
            *rows,
            template,
        ),
        _error(place.id),
        add,
    )


def _row(node: Sequence, place: Place, index: str, number: str, texts: Texts) -> Html:
    owner = f"{node.items.item} {number}"
    inner = Place(place.slug, f"{place.path}[{index}]", owner)
    record = node.item if isinstance(node.item, Record) else Record(())
    inputs = [_input(each.node, Place(place.slug, f"{inner.path}.{each.name}", owner), texts) for each in record.fields]
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


def _input(node: Node, place: Place, texts: Texts, label: str | None = None) -> Html:
    match node:
        case Number(quantity=quantity):
            return _number(quantity, place, texts.get(place.path, ""), label or quantity.label, integer=node.integer)
        case Text(words=words):
            return _text(place, texts.get(place.path, ""), words.label, words.meaning, words.longest)
        case Choice(options=options, codes=codes):
            return _choice(place, texts.get(place.path, ""), options.label, options.meaning, codes, options.words)
        case Flag(quantity=quantity):
            return _flag(place, place.path in texts, quantity)
        case Record():
            inputs = (_input(each.node, Place(place.slug, f"{place.path}.{each.name}"), texts) for each in node.fields)
            legend = element("legend", None, node.label) if node.label else None
            return element("fieldset", {"class": "kk-group"}, legend, *inputs)
        case Sequence():
            return _fixed_list(node, place, texts)


def _error(field_id: str) -> Html:
    return element("p", {"class": "kk-error", "id": f"{field_id}-error", "data-error": True, "hidden": True})


def _labelled(place: Place, label: str, hint: str, *controls: Html) -> Html:
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


def _number(quantity: Quantity, place: Place, value: str, label: str, *, integer: bool) -> Html:
    hint = _number_hint(quantity)
    negative = quantity.minimum is None and quantity.above is None
    control = element(
        "input",
        {
            "class": "kk-input kk-input--number",
            "type": "text",
            # The keypad for decimals has no minus sign on many phones.
            "inputmode": None if negative else ("numeric" if integer else "decimal"),
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
    )


def _number_hint(quantity: Quantity) -> str:
    """The meaning with the unit and the limits, so that nobody has to make a mistake to learn them."""
    limits = ""
    if quantity.minimum is not None and quantity.maximum is not None:
        shift = 2 if quantity.unit is Unit.FRACTION else 0
        low, high = (format_number(each, 4, shift=shift, trim=True) for each in (quantity.minimum, quantity.maximum))
        limits = f"{low} tot {high}"
    unit = "" if quantity.unit in {Unit.NONE, Unit.WEIGHT} else quantity.unit.value
    scale = " ".join(each for each in (limits, unit) if each)
    return f"{quantity.meaning} ({scale})" if quantity.meaning and scale else quantity.meaning or scale.capitalize()


def _slider(quantity: Quantity, place: Place, value: str, label: str) -> Html | None:
    """A slider beside a score; the field stays the one with the name and the exact number."""
    if quantity.unit is not Unit.POINTS or quantity.minimum is None or quantity.maximum is None:
        return None
    owner = f" van {place.owner}" if place.owner else ""
    return element(
        "input",
        {
            "class": "kk-slider kk-live",
            "type": "range",
            "min": format_number(quantity.minimum),
            "max": format_number(quantity.maximum),
            "step": "0.5",
            "value": value.replace(",", ".") or format_number((quantity.minimum + quantity.maximum) // 2),
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
    return _labelled(place, quantity.label, quantity.meaning, box)
