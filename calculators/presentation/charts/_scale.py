"""From numbers to places: scales and the round numbers along them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from calculators.model.answer import Amount, Axis
from calculators.model.quantities import Unit
from calculators.presentation import text
from calculators.presentation.charts._svg import capitalised, fit, steady

MOST_TICKS = 5
FEWEST_TICKS = 3
ROUND_DIGITS = (1, 2, 5)
TOLERANCE = 1e-9  # of a step: a tick at the very end of an axis belongs to it
WIDEST_TICK = 108.0

# From a million on, numbers along an axis are counted in these.
THOUSANDS = 3
LARGE = ((12, "bln"), (9, "mld"), (6, "mln"))

PERCENT_UNITS = frozenset({Unit.FRACTION, Unit.PERCENT_POINTS})
EURO_UNITS = frozenset({Unit.EURO, Unit.EURO_PER_HOUR})
CENTS = 2

# An axis whose numbers do not show their unit says it in words, unless its label does already.
UNIT_WORDS = {
    Unit.EURO_PER_HOUR: ("per uur", ("uur",)),
    Unit.HOURS: ("uren", ("uur", "uren")),
    Unit.YEARS: ("jaren", ("jaar", "jaren")),
    Unit.MONTHS: ("maanden", ("maand",)),
    Unit.DAYS: ("dagen", ("dag",)),
    Unit.TIMES: ("keren", ("keer", "keren")),
    Unit.POINTS: ("punten", ("punt",)),
    Unit.PEOPLE: ("klanten", ("klant", "mensen")),
    Unit.PERCENT_POINTS: ("procentpunt", ("procent",)),
}


@dataclass(frozen=True, slots=True)
class Scale:
    """Turns numbers between ``least`` and ``most`` into places between ``start`` and ``end``."""

    least: float
    most: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the place of a number, which may lie outside."""
        # First the share, so that huge numbers stay finite.
        share = (steady(value) - self.least) / (self.most - self.least)
        return self.start + share * (self.end - self.start)

    def holds(self, value: float) -> bool:
        """Tell whether a number lies between the ends."""
        slack = TOLERANCE * (self.most - self.least)
        return self.least - slack <= steady(value) <= self.most + slack

    @property
    def crosses_zero(self) -> bool:
        """Whether zero lies between the ends and is not one of them."""
        return self.least < 0 < self.most


def scale(least: float, most: float, start: float, end: float) -> Scale:
    """Make a scale; one without length gets some, so that there is always a place."""
    low, high = steady(least), steady(most)
    if high <= low:
        high = low + max(abs(low), 1.0)
    return Scale(low, high, start, end)


@dataclass(frozen=True, slots=True)
class Tick:
    """A round number on an axis, with its words."""

    value: float
    words: str


@dataclass(frozen=True, slots=True)
class _Step:
    """A round number, ``digit`` x 10^``exponent``, kept in whole numbers to stay exact."""

    digit: int
    exponent: int

    @property
    def size(self) -> float:
        return float(f"{self.digit}e{self.exponent}")

    def multiples(self, along: Scale) -> range:
        first = math.ceil(along.least / self.size - TOLERANCE)
        last = math.floor(along.most / self.size + TOLERANCE)
        return range(first, last + 1)


def ticks(along: Scale, unit: Unit = Unit.NONE, decimals: int = 0) -> list[Tick]:
    r"""Return three to five round numbers between the ends of a scale.

    >>> [tick.words for tick in ticks(scale(0, 23_000, 0, 1), Unit.EURO)]
    ['€\xa00', '€\xa05.000', '€\xa010.000', '€\xa015.000', '€\xa020.000']
    >>> [tick.words for tick in ticks(scale(0, 0.9, 0, 1), Unit.FRACTION)]
    ['0%', '20%', '40%', '60%', '80%']
    >>> [tick.words for tick in ticks(scale(0, 3_000_000, 0, 1))]
    ['0', '1\xa0mln', '2\xa0mln', '3\xa0mln']
    """
    step = _step(along, decimals + (CENTS if unit in PERCENT_UNITS else 0))
    multiples = step.multiples(along)
    largest = max((abs(each) for each in multiples), default=0) * step.size
    power, word = next(((power, word) for power, word in LARGE if largest >= 10**power), (0, ""))
    if unit in PERCENT_UNITS:
        power, word = 0, ""
    return [
        Tick(float(f"{each * step.digit}e{step.exponent}"), _words(each * step.digit, step.exponent, unit, power, word))
        for each in multiples
    ]


def _step(along: Scale, decimals: int) -> _Step:
    """Choose the finest step that gives no more ticks than there is room for."""
    exponent = int(f"{along.most - along.least:e}".partition("e")[2])  # a logarithm would differ in its last bits
    steps = [_Step(digit, power) for power in range(exponent - 1, exponent + 2) for digit in ROUND_DIGITS]
    counts = [(step, len(step.multiples(along))) for step in steps]
    # Half a customer is no round number, unless there would be nothing left to read.
    whole = [(step, count) for step, count in counts if step.exponent >= -decimals and count > 1]
    choices = whole or counts
    fitting = [(step, count) for step, count in choices if count <= MOST_TICKS]
    if not fitting:
        return choices[-1][0]
    step, count = fitting[0]
    slightly_more = [each for each, number in choices if number == MOST_TICKS + 1]
    return slightly_more[0] if count < FEWEST_TICKS and slightly_more else step


def _words(digits: int, exponent: int, unit: Unit, power: int, word: str) -> str:
    value = float(f"{digits}e{exponent - power}")
    decimals = max(0, power - exponent - (CENTS if unit in PERCENT_UNITS else 0))
    if not digits:
        decimals = 0
    elif unit in EURO_UNITS and decimals == 1 and not power:
        decimals = CENTS
    words = text.write(Amount(value, unit, decimals))
    return fit(f"{words}\N{NO-BREAK SPACE}{word}" if word and digits else words, WIDEST_TICK)


def axis_words(axis: Axis) -> str:
    """Return the label of an axis, with its unit where neither the label nor the numbers show it.

    >>> axis_words(Axis("tijd", 10, unit=Unit.YEARS)), axis_words(Axis("Na hoeveel jaar", 10, unit=Unit.YEARS))
    ('Tijd (jaren)', 'Na hoeveel jaar')
    """
    words, stems = UNIT_WORDS.get(axis.unit, ("", ()))
    said = axis.label.casefold()
    if words and not any(stem in said for stem in stems):
        return capitalised(f"{axis.label} ({words})" if axis.label else words)
    return capitalised(axis.label)
