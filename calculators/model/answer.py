"""What a calculator answers: sentences with values, charts as numbers, tables. Nothing here is formatted.

A catalogue module composes an ``Answer`` from the results of operations; the presentation turns it into HTML, SVG,
plain text or CSV, each value once, according to its unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from calculators.model.quantities import Unit


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit and the most decimals it deserves; zeros at the end are left out, except in money."""

    value: float | None
    unit: Unit = Unit.NONE
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole between 0 and 1, of which "100%" and "0%" are only said when they are exact."""

    value: float


@dataclass(frozen=True, slots=True)
class Names:
    """One or more names, written as "A, B en C"."""

    names: tuple[str, ...]


Value = Amount | Share | Names | str


@dataclass(frozen=True)
class Sentence:
    """A Dutch sentence with places for values: ``Sentence("{name} scoort {points}.", {...})``."""

    template: str
    values: Mapping[str, Value] = field(default_factory=dict)


def say(template: str, **values: Value) -> Sentence:
    """Make a sentence.

    >>> say("{points} van de 30 punten.", points=Amount(25)).values["points"].value
    25
    """
    return Sentence(template, values)


@dataclass(frozen=True, slots=True)
class Table:
    """The same data as a chart, or a table of its own; the first column holds the names of the rows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a stacked bar: which series it belongs to and how long it is."""

    series: int
    value: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: a name, its pieces from left to right, what is written at its end, and whether it is the winner."""

    name: str
    parts: tuple[Part, ...]
    note: Value
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars, stacked when there is more than one series.

    A chart cannot be made without a title, a description for who does not see it, and its data as a table.
    """

    key: str
    title: str
    description: Sentence
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    longest: float
    table: Table


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a triangle, as points (first weight, second weight) of a polygon, with the name that is best there."""

    name: str
    points: tuple[tuple[float, float], ...]
    share: float
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class TriangleChart:
    """All ways to divide weight over three things; every corner is all weight on one of them."""

    key: str
    title: str
    description: Sentence
    corners: tuple[str, str, str]
    regions: tuple[Region, ...]
    marker: tuple[float, float]
    marker_label: str
    table: Table


Chart = BarChart | TriangleChart


@dataclass(frozen=True, slots=True)
class Card:
    """A small block beside the answer: how sure, what would change it, what it is worth."""

    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer, in reading order: one sentence, why, the main chart, the cards, further charts."""

    headline: Sentence
    reasons: tuple[Sentence, ...]
    chart: BarChart | TriangleChart
    cards: tuple[Card, ...]
    more_charts: tuple[Chart, ...] = ()
