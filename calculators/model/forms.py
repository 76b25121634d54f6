"""Between the fields of a form (names and typed text) and the inputs of a function (JSON values).

A field's name is its path in the inputs: ``segments[0].fulfilment``. Text in which no number can be read is passed on
as it is, so that validation refuses it at its own field, with its own sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from calculators.model.declarations import Choice, Field, Flag, Node, Number, Record, Sequence, Text, declare
from calculators.model.dutch_numbers import NotANumberError, format_number, parse_number
from calculators.model.quantities import Unit
from calculators.model.schema import schema_of

Texts = Mapping[str, str]

MOST_ROWS = 1000


def texts_of(given: object) -> dict[str, str]:
    """Return the texts in what was kept on a device or came from a page: it may be damaged, only text counts.

    >>> texts_of({"name": "A", "size": 3}), texts_of(None)
    ({'name': 'A'}, {})
    """
    return {name: text for name, text in given.items() if isinstance(text, str)} if isinstance(given, dict) else {}


def read_form(declaration: Record, texts: Texts) -> dict[str, Any]:
    """Return the inputs that were typed, ready for validation.

    >>> from calculators.model.declarations import declare
    >>> from calculators.operations.pww import rank
    >>> read_form(declare(rank), {"segments[0].name": "A", "segments[0].fulfilment": "7,5"})["segments"]
    [{'name': 'A', 'fulfilment': 7.5, 'market_value': None, 'profitability': None}]
    """
    return {each.name: _read(each, each.name, texts) for each in declaration.fields}


def write_form(declaration: Record, inputs: Mapping[str, Any]) -> dict[str, str]:
    """Return the text of every field for these inputs, in the order of the form; the reverse of ``read_form``.

    >>> from calculators.model.declarations import declare
    >>> from calculators.operations.pww import rank
    >>> write_form(declare(rank), {"weights": [1, 0.5, 0]})
    {'weights[0]': '1', 'weights[1]': '0,5', 'weights[2]': '0'}
    """
    texts: dict[str, str] = {}
    for each in declaration.fields:
        _write(each.node, inputs.get(each.name), each.name, texts)
    return texts


def describe_form(function: Callable[..., object], slug: str) -> dict[str, Any]:
    """Return the names of the fields of a form and what they take; ``[0]`` stands for every item of a list.

    >>> from calculators.operations.pww import rank
    >>> list(describe_form(rank, "voorbeeld")["fields"])[:2]
    ['segments[0].name', 'segments[0].fulfilment']
    """
    declaration = declare(function)
    return {"calculator": slug, "fields": dict(_leaves(declaration, "")), "inputs": schema_of(declaration)}


def _leaves(node: Node, path: str) -> Iterator[tuple[str, str]]:
    match node:
        case Record(fields=fields):
            for each in fields:
                yield from _leaves(each.node, f"{path}.{each.name}" if path else each.name)
        case Sequence(items=items, item=item):
            for index in range(len(items.names) or 1):
                yield from _leaves(item, f"{path}[{index}]")
        case _:
            yield path, node.label


def count_rows(path: str, texts: Texts) -> int:
    """Return how many items of the list at ``path`` the fields describe.

    >>> count_rows("segments", {"segments[0].name": "A", "segments[2].name": "C"})
    3
    """
    pattern = re.compile(re.escape(path) + r"\[(\d{1,4})\]")
    found = (pattern.match(name) for name in texts)
    return max((int(match.group(1)) + 1 for match in found if match), default=0)


def _read(each: Field, path: str, texts: Texts) -> Any:  # noqa: ANN401 -- JSON values have no common type
    return _read_node(each.node, path, texts, optional=not each.required)


def _read_node(node: Node, path: str, texts: Texts, *, optional: bool = False) -> Any:  # noqa: ANN401 -- as above
    text = texts.get(path, "")
    match node:
        case Number():
            return _read_number(node, text)
        case Text():
            return text.strip() or None
        case Choice():
            return text or None
        case Flag():
            return path in texts
        case Record():
            return {each.name: _read(each, f"{path}.{each.name}", texts) for each in node.fields}
        case Sequence():
            # One more than allowed is enough to be refused; a made-up link must not ask for thousands.
            most = (node.items.most or MOST_ROWS) + 1
            count = len(node.items.names) or min(count_rows(path, texts), most)
            values = [_read_node(node.item, f"{path}[{index}]", texts) for index in range(count)]
            # An optional list of fixed length that is wholly empty was not filled in at all.
            return None if optional and all(value is None for value in values) else values


def _read_number(node: Number, text: str) -> float | str | None:
    try:
        return parse_number(text, "percent" if node.quantity.unit is Unit.FRACTION else "money")
    except NotANumberError:
        return text


def _write(node: Node, value: Any, path: str, texts: dict[str, str]) -> None:  # noqa: ANN401 -- as above
    if value is None and not isinstance(node, Record):
        return
    match node:
        case Number(quantity=quantity):
            shift = 2 if quantity.unit is Unit.FRACTION else 0
            texts[path] = format_number(value, 10, shift=shift, trim=True)
        case Flag():
            if value:
                texts[path] = "on"
        case Text() | Choice():
            texts[path] = str(value)
        case Record():
            for each in node.fields:
                _write(each.node, (value or {}).get(each.name), f"{path}.{each.name}", texts)
        case Sequence():
            for index, item in enumerate(value):
                _write(node.item, item, f"{path}[{index}]", texts)
