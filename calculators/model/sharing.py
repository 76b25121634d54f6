"""Deel-links: the numbers of a form in a short, versioned piece of text for the fragment of an address.

Only numbers, choices and flags go along, never free text: a link must not carry names of customers. What comes in
from a link is text in fields like any other, and meets the same validation.

A link ends with a check of what stands before it: programs for mail and chat cut links, and what is left of one may
well look like another. Those of version 1 have none; whoever opens one is told to look at the numbers.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from calculators.model.declarations import Choice, Flag, Node, Number, Record, Sequence, Text
from calculators.model.forms import MOST_ROWS

VERSION, UNCHECKED = "2", "1"
LONGEST = 2000

_FIELD, _ITEM, _LEAF = ";", "~", "_"
_ALLOWED = re.compile(r"[0-9;~_.\-]*")
_ADDED = " \t\r\n)>]}\"'”’»,.!?:"  # what programs and people put behind an address, and cannot be the end of one


class BrokenLinkError(ValueError):
    """A link that this version cannot read."""


def write_link(declaration: Record, inputs: Mapping[str, Any]) -> str:
    """Return the fragment for these inputs; what is not a number yet is left out.

    >>> from calculators.model.declarations import declare
    >>> from calculators.operations.pww import rank
    >>> write_link(declare(rank), {"segments": [{"name": "Geheim", "fulfilment": 7.5, "market_value": 8}]})
    '2;7.5_8_;;2526'
    """
    parts = [_encode(each.node, inputs.get(each.name)) for each in declaration.fields]
    text = _FIELD.join((VERSION, *parts))
    return f"{text}{_FIELD}{_check_of(text)}"


def trimmed(fragment: str) -> str:
    """Return a fragment without what programs and people put behind an address.

    >>> trimmed("2;7.5_8_;;2526)."), trimmed("2;7.5_8_;;2526&utm_source=mail")
    ('2;7.5_8_;;2526', '2;7.5_8_;;2526')
    """
    return fragment.partition("&")[0].rstrip(_ADDED)


def is_checked(fragment: str) -> bool:
    """Tell whether a link that was read is known to be whole.

    >>> is_checked("2;7.5_8_;;2526"), is_checked("1;7.5_8_;")
    (True, False)
    """
    return not fragment.startswith(f"{UNCHECKED}{_FIELD}")


def read_link(declaration: Record, fragment: str, before: int | None = None) -> dict[str, Any]:
    """Return the inputs in a fragment; items get their numbered name ("Klantgroep 1") for a name.

    Args:
        declaration: of the form.
        fragment: behind the # and the name of the calculator.
        before: how many fields links of the first edition have, where fields were added at the end since.

    Raises:
        BrokenLinkError: for another version, other characters or too many of them, a number that is none, or a check
            that does not fit.

    >>> from calculators.model.declarations import declare
    >>> from calculators.operations.pww import rank
    >>> read_link(declare(rank), "2;7.5_8_;;2526")["segments"]
    [{'name': 'Klantgroep 1', 'fulfilment': 7.5, 'market_value': 8.0, 'profitability': None}]
    """
    if len(fragment) > LONGEST or not _ALLOWED.fullmatch(fragment):
        raise BrokenLinkError(fragment[:LONGEST])
    version, *parts = fragment.split(_FIELD)
    if version == VERSION:
        text, _, check = fragment.rpartition(_FIELD)
        parts = parts[:-1]
        if check != _check_of(text):
            raise BrokenLinkError(fragment)
    elif version != UNCHECKED:
        raise BrokenLinkError(fragment)
    if len(parts) not in {len(declaration.fields), before}:
        raise BrokenLinkError(fragment)
    parts += [""] * (len(declaration.fields) - len(parts))
    return {each.name: _decode(each.node, part, "") for each, part in zip(declaration.fields, parts, strict=True)}


def _check_of(text: str) -> str:
    """Return four digits that nearly every change of the text changes too."""
    return f"{zlib.crc32(text.encode()) % 10_000:04}"


def _encode(node: Node, value: Any) -> str:  # noqa: ANN401 -- JSON values have no common type
    if isinstance(node, Sequence):
        return _ITEM.join(_LEAF.join(_leaves(node.item, item)) for item in value or ())
    return _LEAF.join(_leaves(node, value))


def _leaves(node: Node, value: Any) -> Iterator[str]:  # noqa: ANN401 -- as above
    match node:
        case Number():
            yield _number(value) if isinstance(value, int | float) else ""
        case Choice(codes=codes):
            yield str(codes.index(value)) if value in codes else ""
        case Flag():
            yield "1" if value else ""
        case Record(fields=fields):
            for each in fields:
                yield from _leaves(each.node, (value or {}).get(each.name))
        case Text():
            return
        case Sequence(items=items, item=item) if items.names:
            given = list(value or ())[: len(items.names)]
            for each in (*given, *[None] * (len(items.names) - len(given))):
                yield from _leaves(item, each)
        case Sequence():
            message = "a list of free length inside another input has no place in a link"
            raise TypeError(message)


def without_names(node: Node, value: Any, name: str = "") -> Any:  # noqa: ANN401 -- as above
    """Return these inputs with every text replaced by the numbered name of its list item.

    What is calculated from them cannot hold a name that was typed, whatever the sentences around it.

    >>> from calculators.model.declarations import declare
    >>> from calculators.operations.pww import rank
    >>> segment = {"name": "Jansen", "fulfilment": 7, "market_value": 7, "profitability": 7}
    >>> without_names(declare(rank), {"segments": [segment], "weights": None})["segments"][0]["name"]
    'Klantgroep 1'
    """
    match node:
        case _ if value is None:
            return None
        case Text():
            return name or node.label.capitalize()
        case Record(fields=fields):
            return {each.name: without_names(each.node, value.get(each.name), name) for each in fields}
        case Sequence(item=item):
            return [without_names(item, each, node.item_label(index).capitalize()) for index, each in enumerate(value)]
        case _:
            return value


def _number(value: float) -> str:
    """Write a number without an exponent, with no more decimals than anyone types."""
    digits = f"{value:.6f}".rstrip("0").rstrip(".")
    return digits if digits != "-0" else "0"


def _decode(node: Node, part: str, name: str) -> Any:  # noqa: ANN401 -- as above
    if isinstance(node, Sequence):
        items = part.split(_ITEM)[: (node.items.most or MOST_ROWS) + 1] if part else []
        values = [
            _take(node.item, iter(item.split(_LEAF)), node.item_label(index).capitalize())
            for index, item in enumerate(items)
        ]
        return values or None
    return _take(node, iter(part.split(_LEAF)), name)


def _take(node: Node, leaves: Iterator[str], name: str) -> Any:  # noqa: ANN401 -- as above
    match node:
        case Text():
            return name
        case Record(fields=fields):
            return {each.name: _take(each.node, leaves, name) for each in fields}
        case Number():
            return _as_number(next(leaves, ""))
        case Choice(codes=codes):
            index = next(leaves, "")
            return codes[int(index)] if index.isdecimal() and int(index) < len(codes) else None
        case Flag():
            return next(leaves, "") == "1"
        case Sequence(items=items, item=item):
            values = [_take(item, leaves, "") for _ in items.names]
            return None if all(value is None for value in values) else values


def _as_number(leaf: str) -> float | None:
    if not leaf:
        return None
    try:
        number = float(leaf)
    except ValueError:
        raise BrokenLinkError(leaf) from None
    if not math.isfinite(number):
        raise BrokenLinkError(leaf)
    return number
