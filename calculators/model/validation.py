"""Checks inputs against their declaration and gives back values that can be trusted.

Every field is checked in the order of the signature; per field: is it there, is it a number, is it whole, is it
within its limits. All faults are collected, because a page shows them all; an operation reports the first.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from calculators.model.declarations import ByName, Choice, Field, Flag, Node, Number, Record, Sequence, Text
from calculators.model.errors import ErrorCode, InputError
from calculators.model.messages import refusal

_ABSENT = object()  # a field that is left out, which is not the same as null


@dataclass
class Checked:
    """What came out of a check: the values under their Python names, and all faults in order."""

    values: dict[str, Any]
    errors: list[InputError] = field(default_factory=list)


def check(declaration: Record, inputs: object) -> Checked:
    """Check inputs in the form of the contract (JSON values under contract names).

    Unknown keys are passed over (``unknown_inputs`` refuses them); a field that is left out gets its default.
    """
    errors: list[InputError] = []
    values = _record(declaration, inputs, "", "", errors)
    return Checked(values if isinstance(values, dict) else {}, errors)


def accept(declaration: Record, inputs: object) -> dict[str, Any]:
    """Return the checked values.

    Raises:
        InputError: the first fault, when there is one.
    """
    checked = check(declaration, inputs)
    if checked.errors:
        raise checked.errors[0]
    return checked.values


def _refuse(errors: list[InputError], code: ErrorCode, node: Node, path: str, place: str) -> None:
    errors.append(InputError(code, path, refusal(code, node, place)))


def _record(node: Record, value: object, path: str, place: str, errors: list[InputError]) -> object:
    if not isinstance(value, Mapping):
        _refuse(errors, "wrong_type", node, path, place or node.label or "de invoer")
        return None
    values = {}
    for each in node.fields:
        given = value.get(each.name, value.get(each.keyword, _ABSENT))
        inner = f"{path}.{each.name}" if path else each.name
        label = each.node.label or each.name
        values[each.keyword] = _field(each, given, inner, f"{label} van {place}" if place else label, errors)
    return values


def _field(each: Field, given: object, path: str, place: str, errors: list[InputError]) -> object:
    if given is not None and given is not _ABSENT:
        return _value(each.node, given, path, place, errors)
    if not each.required:
        return each.default
    if given is _ABSENT or not each.nullable:
        _refuse(errors, "required", each.node, path, place)
    return None


def _value(node: Node, value: object, path: str, place: str, errors: list[InputError]) -> object:
    match node:
        case Number():
            return _number(node, value, path, place, errors)
        case Text():
            return _text(node, value, path, place, errors)
        case Choice():
            if value not in node.codes:
                code: ErrorCode = "wrong_type" if isinstance(value, list | dict) else "unknown_choice"
                _refuse(errors, code, node, path, place)
            return value
        case Flag():
            if not isinstance(value, bool):
                _refuse(errors, "wrong_type", node, path, place)
            return value
        case Sequence():
            return _sequence(node, value, path, place, errors)
        case ByName():
            return _by_name(node, value, path, place, errors)
        case Record():
            return _record(node, value, path, place, errors)


def _by_name(node: ByName, value: object, path: str, place: str, errors: list[InputError]) -> object:
    if not isinstance(value, Mapping):
        _refuse(errors, "wrong_type", node, path, place)
        return None
    values = {}
    for name, given in value.items():
        inner, label = f"{path}[{name!r}]", f"{node.item.label} van {name}"
        if given is None:
            _refuse(errors, "required", node.item, inner, label)
        else:
            values[str(name)] = _value(node.item, given, inner, label, errors)
    return values


def _number(node: Number, value: object, path: str, place: str, errors: list[InputError]) -> object:
    if node.quantity.unbounded and value in ("Infinity", "-Infinity", math.inf, -math.inf):
        return float(str(value))
    number = _as_double(value)
    if number is None:
        _refuse(errors, "wrong_type" if isinstance(value, list | dict) else "not_a_number", node, path, place)
        return None
    if node.integer and not number.is_integer():
        _refuse(errors, "not_integer", node, path, place)
        return None
    limits = node.quantity
    if limits.choices and number not in limits.choices:
        _refuse(errors, "unknown_choice", node, path, place)
    elif (
        (limits.minimum is not None and number < limits.minimum)
        or (limits.maximum is not None and number > limits.maximum)
        or (limits.above is not None and number <= limits.above)
    ):
        _refuse(errors, "out_of_range", node, path, place)
    return int(number) if node.integer else number


def _as_double(value: object) -> float | None:
    """Return the value as a finite double, or None for anything else (booleans are not numbers here)."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _text(node: Text, value: object, path: str, place: str, errors: list[InputError]) -> object:
    if not isinstance(value, str):
        _refuse(errors, "wrong_type", node, path, place)
    elif not value.strip() and not node.words.may_be_blank:
        _refuse(errors, "required", node, path, place)
    return value


def _sequence(node: Sequence, value: object, path: str, place: str, errors: list[InputError]) -> object:
    if not isinstance(value, list):
        _refuse(errors, "wrong_type", node, path, place)
        return None
    if fault := _count_fault(node, len(value)):
        _refuse(errors, fault, node, path, place)
        return None
    items, found = node.items, len(errors)
    values = []
    for index, given in enumerate(value):
        inner, label = f"{path}[{index}]", _item_place(node, index, place)
        if given is None and (items.needed is None or index < items.needed):
            _refuse(errors, "required", node.item, inner, label)
        values.append(None if given is None else _value(node.item, given, inner, label, errors))
    if len(errors) == found:
        _check_whole(node, values, path, place, errors)
    return values


def _count_fault(node: Sequence, count: int) -> ErrorCode | None:
    items = node.items
    if items.names and count != len(items.names):
        return "length_mismatch"
    if count == 0 and items.fewest > 0:
        return "empty_list"
    if count < items.fewest:
        return "too_few"
    if items.most is not None and count > items.most:
        return "out_of_range"
    return None


def _item_place(node: Sequence, index: int, place: str) -> str:
    """What an item is called in a sentence; an item with a name of its own says which list it belongs to."""
    label = node.item_label(index)
    if label.endswith("?"):
        return f"de vraag '{label}'"
    return f"{place} van {label}" if node.items.names else label


def _check_whole(node: Sequence, values: list[Any], path: str, place: str, errors: list[InputError]) -> None:
    items = node.items
    if items.some_positive and not any(value > 0 for value in values):
        _refuse(errors, "out_of_range", node, path, place)
    if items.unique and isinstance(node.item, Record):
        name = next(each.node for each in node.item.fields if each.name == items.unique)
        seen: set[str] = set()
        for index, value in enumerate(values):
            key = str(value[items.unique]).strip().casefold()
            if key in seen:
                label = f"{name.label} van {_item_place(node, index, place)}"
                _refuse(errors, "duplicate_name", name, f"{path}[{index}].{items.unique}", label)
            seen.add(key)
