"""A result that goes along to another calculator, in the fragment of a link: numbers only, by field.

``#systeemscan+klantwaarde;customer_value=4348`` opens the systeemscan with one field filled, from klantwaarde. What
comes in is text in fields like any other, and meets the same validation.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from calculators.model.answer import Amount, Handover
from calculators.model.declarations import Number, Record, Sequence, Text
from calculators.model.forms import MOST_ROWS, Texts, write_number
from calculators.model.quantities import Unit
from calculators.model.sharing import LONGEST, BrokenLinkError

# The home page, which is no calculator and sends numbers along too.
HOME = "home"
# The years of a list, which are the visitor's own.
BOOKS = "boeken"
_PLACES = {HOME: "van de startpagina", BOOKS: "uit je eigen boeken"}

_FRAGMENT = re.compile(r"([a-z0-9-]+)((?:;[a-z0-9_.]+=-?[0-9.]+)+)")
_INDEX = re.compile(r"\.(\d{1,4})(?=\.|$)")


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came along: the slug of the calculator it is from (or ``HOME``), and what to type in which field."""

    source: str
    texts: Mapping[str, str]


def write_handover(source: str, handover: Handover) -> str:
    """Return the fragment, without the #; a number that is not there or not finite is left out.

    >>> from calculators.model.answer import Sentence
    >>> value = Amount(4347.83, Unit.EURO)
    >>> write_handover("klantwaarde", Handover(Sentence(""), "systeemscan", (("customer_value", value),)))
    'systeemscan+klantwaarde;customer_value=4348'
    """
    fields = (
        f";{_dotted(name)}={_plain(amount.value, amount)}"
        for name, amount in handover.fields
        if amount.value is not None and math.isfinite(amount.value)
    )
    return f"{handover.to}+{source}{''.join(fields)}"


def told_source(source: str, name_of: Callable[[str], str]) -> str:
    """Return where numbers were taken from, as it is said behind "overgenomen".

    Args:
        source: as it stands in the fragment.
        name_of: gives what the calculator with a slug is called.

    Raises:
        LookupError: from ``name_of``, for a source that is neither a calculator nor a known place.

    >>> told_source("home", str), told_source("bierviltje", str.capitalize)
    ('van de startpagina', 'uit Bierviltje')
    """
    return _PLACES.get(source) or f"uit {name_of(source)}"


def read_handover(declaration: Record, fragment: str) -> Arrival:
    """Return what came along in a fragment, after the slug and the plus; fields that do not exist are dropped.

    Raises:
        BrokenLinkError: for any other shape.

    >>> from calculators.model.declarations import declare
    >>> from calculators.operations.pww import rank
    >>> read_handover(declare(rank), "bron;segments.0.fulfilment=7.5;onzin=1").texts
    {'segments[0].fulfilment': '7,5'}
    """
    match = _FRAGMENT.fullmatch(fragment) if len(fragment) <= LONGEST else None
    if match is None:
        raise BrokenLinkError(fragment[:LONGEST])
    texts: dict[str, str] = {}
    for part in match[2][1:].split(";"):
        name, _, text = part.partition("=")
        path = _INDEX.sub(r"[\1]", name)
        if text.count(".") > 1 or text in {".", "-", "-."} or not math.isfinite(float(text)):
            raise BrokenLinkError(fragment)
        node = _number_at(declaration, path)
        if node is not None:
            texts[path] = write_number(node.quantity, round(float(text), 8))
    return Arrival(match[1], texts)


def fill_in(declaration: Record, arrival: Arrival, texts: Texts) -> dict[str, str]:
    """Return the texts of the form with what came along in them.

    A list that something came along for is replaced as a whole; its items get their numbered name.
    """
    filled = dict(texts)
    for each in declaration.fields:
        if isinstance(each.node, Sequence) and not each.node.items.names:
            _clear_list(each.name, each.node, arrival.texts, filled)
    return {**filled, **arrival.texts}


def _clear_list(name: str, node: Sequence, arrived: Iterable[str], filled: dict[str, str]) -> None:
    places = {int(match[1]) for path in arrived if (match := re.match(rf"{re.escape(name)}\[(\d+)\]", path))}
    if not places:
        return
    for path in [path for path in filled if path.startswith(f"{name}[")]:
        del filled[path]
    record = node.item if isinstance(node.item, Record) else Record(())
    for place in sorted(places):
        for each in record.fields:
            if isinstance(each.node, Text):
                filled[f"{name}[{place}].{each.name}"] = node.item_label(place).capitalize()


def _dotted(path: str) -> str:
    return path.replace("[", ".").replace("]", "")


def _plain(number: float, amount: Amount) -> str:
    """Write the number as it is shown, so that what arrives is what was read."""
    decimals = amount.decimals + (2 if amount.unit is Unit.FRACTION else 0)
    return f"{round(number, decimals):.{decimals}f}"


def _number_at(declaration: Record, path: str) -> Number | None:
    node: object = declaration
    for step in re.findall(r"\[\d+\]|[^.\[\]]+", path):
        if step.startswith("["):
            node = node.item if isinstance(node, Sequence) and _within(node, int(step[1:-1])) else None
        elif isinstance(node, Record):
            node = next((each.node for each in node.fields if each.name == step), None)
        else:
            node = None
    return node if isinstance(node, Number) else None


def _within(node: Sequence, index: int) -> bool:
    return index < (len(node.items.names) or node.items.most or MOST_ROWS)
