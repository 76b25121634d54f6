"""What the parts of a report say against each other: the same number told differently, more of what loses money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from calculators.model.declarations import Number, declare
from calculators.model.errors import InputError
from calculators.model.forms import read_form, way_of
from calculators.model.quantities import Quantity, Unit
from calculators.model.report import Chapter
from calculators.model.validation import check
from calculators.model.ways_to_write import AS_BEFORE


@dataclass(frozen=True, slots=True)
class _Asked:
    """A number that several calculators ask.

    Attributes:
        name: what it is called; ``fields`` are its names in forms.
        apart: how far two of them may lie from each other: a part of the larger or, of a rate, so much of the whole.
    """

    name: str
    fields: tuple[str, ...]
    apart: float


ASKED = (
    _Asked("klantbehoud", ("retention",), 0.03),
    _Asked("wat een uur je kost", ("internal_rate",), 0.05),
    _Asked("marge", ("gross_margin", "margin_share"), 0.1),
    _Asked("aantal klanten", ("customers",), 0.2),
)
UNITS = {"of_ten": " van de 10", "years": " jaar", "percent": "%"}
EUROS = frozenset({Unit.EURO, Unit.EURO_PER_HOUR})
SLOPPY = 1e-9

# Calculators whose things to do bring more of the same work, unless they are about the price.
SELLING = frozenset({"bierviltje", "klantenbestand"})
# The calculator that says what one customer brings.
ONE_CUSTOMER = "klantwaarde"


class Told(NamedTuple):
    """What a part of the report says of a number: ``text`` as it was typed, with its unit."""

    chapter: Chapter
    text: str
    value: float


class Contradiction(NamedTuple):
    """A number that parts of the report do not agree about."""

    name: str
    told: tuple[Told, ...]


def find_contradictions(chapters: Sequence[Chapter]) -> list[Contradiction]:
    """Return the numbers that parts of a report tell differently; rules of thumb tell nothing.

    >>> from calculators.catalogue import find
    >>> parts = [(find("klantwaarde"), "88"), (find("systeemscan"), "60")]
    >>> chapters = [Chapter(calculator, {"retention": text}, "2026-11-30", None) for calculator, text in parts]
    >>> [(each.name, [one.text for one in each.told]) for each in find_contradictions(chapters)]
    [('klantbehoud', ['88%', '60%'])]
    """
    found = []
    for asked in ASKED:
        told = [each for chapter in chapters for each in _told(chapter, asked)]
        values = [each.value for each in told]
        if told and max(values) - min(values) > asked.apart * (1 if _is_rate(asked) else max(values)) + SLOPPY:
            found.append(Contradiction(asked.name, tuple(told)))
    return found


def _is_rate(asked: _Asked) -> bool:
    return asked.name in {"klantbehoud", "marge"}


def _told(chapter: Chapter, asked: _Asked) -> list[Told]:
    declaration = declare(chapter.calculator.calculate)
    numbers = {each.name: each.node.quantity for each in declaration.fields if isinstance(each.node, Number)}
    values = read_form(declaration, chapter.texts)
    told = []
    for name in asked.fields:
        text = chapter.texts.get(name, "").strip()
        if name not in numbers or not text or name in chapter.guessed:
            continue
        value = values[name]
        if isinstance(value, float) and value >= 0:
            told.append(Told(chapter, _as_told(text, numbers[name], chapter.texts), value))
    return told


def _as_told(text: str, quantity: Quantity, texts: Mapping[str, str]) -> str:
    """Return a number as it was typed, with its unit."""
    if quantity.unit is not Unit.FRACTION:
        return f"€ {text}" if quantity.unit in EUROS and "€" not in text else text
    way = AS_BEFORE if text.endswith("%") else way_of(quantity, texts)
    return f"{text.removesuffix('%')}{UNITS.get(way, '%')}"


def loses_money(chapters: Sequence[Chapter]) -> Chapter | None:
    """Return the part of a report that says that every sale costs money, where there is one."""
    return next((each for each in chapters if each.answer and (each.answer.loses or _is_negative(each))), None)


def _is_negative(chapter: Chapter) -> bool:
    calculator = chapter.calculator
    if calculator.slug != ONE_CUSTOMER or calculator.measure is None:
        return False
    declaration = declare(calculator.calculate)
    checked = check(declaration, read_form(declaration, chapter.texts))
    try:
        amount = None if checked.errors else calculator.measure(**checked.values)
    except InputError:  # a fault that is only seen in calculating
        return False
    return amount is not None and amount < 0


def sells_more(chapter: Chapter, action: str) -> bool:
    """Tell whether something to do brings more of the same work, which is no gain while that loses money.

    >>> from calculators.catalogue import find
    >>> chapter = Chapter(find("bierviltje"), {}, "2026-11-30", None)
    >>> sells_more(chapter, "Vraag klanten om een aanbeveling."), sells_more(chapter, "Verhoog je prijs met 3%.")
    (True, False)
    """
    return chapter.calculator.slug in SELLING and "prijs" not in action.lower()
