"""What the parts of a report say against each other: the same number told differently, more of what loses money."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from calculators.model.declarations import Number, declare
from calculators.model.dutch_numbers import NotANumberError, parse_number
from calculators.model.errors import InputError
from calculators.model.forms import read_form
from calculators.model.quantities import Unit
from calculators.model.report import Chapter
from calculators.model.validation import check


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
OF_TEN, YEARS = "of_ten", "years"
IN_YEARS = "{} jaar"
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
    numbers: Mapping[str, Number] = {
        each.name: each.node for each in declare(chapter.calculator.calculate).fields if isinstance(each.node, Number)
    }
    told = []
    for name in asked.fields:
        text = chapter.texts.get(name, "").strip()
        if name not in numbers or not text or name in chapter.guessed:
            continue
        found = _read(text, numbers[name].quantity.unit, chapter.texts.get(f"{name}_unit", ""))
        told += [Told(chapter, *found)] if found else []
    return told


def _read(text: str, unit: Unit, said: str) -> tuple[str, float] | None:
    """Return a number as it is told, and as what it counts; None when there is none to compare."""
    rate = unit is Unit.FRACTION or bool(said)
    try:
        number = parse_number(re.sub(r"\s*%$", "", text), "money")
    except NotANumberError:
        return None
    if number is None:
        return None
    if rate and text.endswith("%"):
        return text, number / 100
    if said == OF_TEN:
        return f"{text} van de 10", number / 10
    if said == YEARS:
        return (IN_YEARS.format(text), max(0.0, 1 - 1 / number)) if number > 0 else None
    if rate:
        return f"{text}%", number / 100
    return (f"€ {text}" if unit in EUROS and "€" not in text else text), number


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
