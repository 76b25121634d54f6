"""Between the fields of a form (names and typed text) and the inputs of a function (JSON values).

A field's name is its path in the inputs: ``segments[0].fulfilment``. Text in which no number can be read is passed on
as it is, so that validation refuses it at its own field, with its own sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from calculators.model.declarations import Choice, Field, Flag, Node, Number, Record, Sequence, Text
from calculators.model.dutch_numbers import NotANumberError, format_number, parse_number
from calculators.model.quantities import Quantity, RuleOfThumb, Unit
from calculators.model.ways_to_write import AS_BEFORE, read_share, write_share

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
        match each.node:
            case Number(quantity=Quantity(written_in=way)) if way and each.name in texts:
                texts[each.name] = write_share(inputs[each.name], inputs.get(way.choice) or AS_BEFORE)
    return texts


def way_of(quantity: Quantity, texts: Texts) -> str:
    """Return how a number is written, where a choice beside it in the form says so; see ``ways_to_write``.

    >>> way_of(Quantity("korting", Unit.FRACTION), {"retention_unit": "years"})
    'percent'
    """
    return texts.get(quantity.written_in.choice, AS_BEFORE) if quantity.written_in else AS_BEFORE


def write_number(quantity: Quantity, value: float) -> str:
    """Return a number as it is typed in its field; a percentage with its sign where it may be written otherwise too.

    >>> write_number(Quantity("korting", Unit.FRACTION), 0.085)
    '8,5'
    """
    text = format_number(value, 10, shift=2 if quantity.unit is Unit.FRACTION else 0, trim=True)
    return f"{text}%" if quantity.written_in else text


@dataclass(frozen=True, slots=True)
class Leaf:
    """One field of a form.

    Attributes:
        path: its name; ``[0]`` stands for every item of a list that grows.
        node: what it takes: a number, a text, a choice or a flag.
        label: what it is called; an item of a fixed list has a name of its own.
        default: what holds when it is empty; None when nothing does.
        optional: whether it may be empty.
    """

    path: str
    node: Node
    label: str
    default: object
    optional: bool

    @property
    def rule(self) -> RuleOfThumb | None:
        """The rule of thumb that stands in for it, where there is one."""
        return self.node.quantity.rule if isinstance(self.node, Number) else None


def leaves(declaration: Record) -> Iterator[Leaf]:
    """Return the fields of a form, in order.

    >>> from calculators.model.declarations import declare
    >>> from calculators.operations.pww import rank
    >>> [each.path for each in leaves(declare(rank))][:2]
    ['segments[0].name', 'segments[0].fulfilment']
    """
    for each in declaration.fields:
        yield from _leaves(each, each.name, each.node.label)


def _leaves(field: Field, path: str, label: str) -> Iterator[Leaf]:
    match field.node:
        case Record(fields=fields):
            for each in fields:
                yield from _leaves(each, f"{path}.{each.name}", each.node.label)
        case Sequence(items=items, item=item):
            inner = Field(field.name, field.keyword, item, required=field.required, nullable=field.nullable)
            for index in range(len(items.names) or 1):
                yield from _leaves(inner, f"{path}[{index}]", items.names[index] if items.names else item.label)
        case node:
            yield Leaf(path, node, label, field.default, not field.required or field.nullable)


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
        case Number(quantity=quantity):
            return _read_number(quantity, text, way_of(quantity, texts))
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
            read = (_read_node(node.item, f"{path}[{index}]", texts) for index in range(count))
            values = [_numbered(node, index, item) for index, item in enumerate(read)]
            # An optional list of fixed length that is wholly empty was not filled in at all.
            return None if optional and all(value is None for value in values) else values


def _numbered(node: Sequence, index: int, item: Any) -> Any:  # noqa: ANN401 -- as above
    """Give an item without a name its number for one: who compares two groups need not name them."""
    if not isinstance(node.item, Record):
        return item
    names = {each.name for each in node.item.fields if isinstance(each.node, Text) and not each.node.words.may_be_blank}
    number = node.item_label(index).capitalize()
    return {name: number if name in names and value is None else value for name, value in item.items()}


def _read_number(quantity: Quantity, text: str, way: str) -> float | str | None:
    try:
        return read_share(text, way) if quantity.unit is Unit.FRACTION else parse_number(text)
    except NotANumberError:
        return text


def _write(node: Node, value: Any, path: str, texts: dict[str, str]) -> None:  # noqa: ANN401 -- as above
    if value is None and not isinstance(node, Record):
        return
    match node:
        case Number(quantity=quantity):
            texts[path] = write_number(quantity, value)
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
