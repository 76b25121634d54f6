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
    """A number with its unit and the most decimals it deserves; zeros at the end are left out, except in money.

    Attributes:
        signed: whether a plus is written too, for a difference.
    """

    value: float | None
    unit: Unit = Unit.NONE
    decimals: int = 0
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole between 0 and 1, of which "100%" and "0%" are only said when they are exact."""

    value: float


@dataclass(frozen=True, slots=True)
class Count:
    """A number with the noun that fits it: "1 klant", "3 klanten", "0,5 uur"; as many decimals at most as it deserves.

    Attributes:
        one, many: the noun behind what is written as 1, and behind any other number.
    """

    value: float
    one: str
    many: str
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Names:
    """One or more names, written as "A, B en C"."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a year, as "2025-03"."""

    month: str


Value = Amount | Share | Count | Names | Month | str


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
    """One bar: a name, its pieces from left to right, what is written at its end, and whether it is the winner.

    Attributes:
        mark: a place on the bar to point at, such as a target.
    """

    name: str
    parts: tuple[Part, ...]
    note: Value
    emphasis: bool = False
    mark: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartBase:
    """What every chart must have: a title, a description for who does not see it, and its data as a table.

    Attributes:
        key: names the chart within the answer; ids are made with it.
    """

    key: str
    title: str
    description: Sentence
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart(ChartBase):
    """Horizontal bars from zero, stacked when there is more than one series.

    Attributes:
        longest: what a bar over the whole width stands for; more than 0.
        unit, decimals: how the numbers under the pieces of a stacked bar are written.
        criteria: whether the series are the three criteria of PWW, which have colours of their own.
        left: which series is what is left when the others, which are costs, are taken off.
    """

    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    longest: float
    unit: Unit = Unit.NONE
    decimals: int = 1
    criteria: bool = False
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A piece between two numbers, such as one step of a sum or one swing of a tornado.

    Attributes:
        start, end: an end above the start is a gain, one below it a loss.
        note: what is written at the name, such as the signed amount.
        total: whether this is where the sum stands, and not a gain or loss.
    """

    name: str
    start: float
    end: float
    note: Value
    total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanChart(ChartBase):
    """Horizontal pieces around a line at zero.

    A waterfall, when each starts where the last ended; a tornado, when all start at 0. In a waterfall that begins with
    a total, what goes off is a cost and no loss, and the next total is what is left.
    """

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """What an axis counts and how far it runs; the round numbers along it are chosen by the drawing."""

    label: str
    most: float
    least: float = 0.0
    unit: Unit = Unit.NONE
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points (x, y) in order of x; one without emphasis is a thin dashed reference.

    Attributes:
        left: whether it is what is left for the owner, in the colour for good.
    """

    name: str
    points: tuple[tuple[float, float], ...]
    emphasis: bool = True
    left: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot with words at a point of a chart."""

    x: float
    y: float
    label: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart(ChartBase):
    """Lines over a common axis, each named where it ends; what falls outside the axes is cut off."""

    x: Axis
    y: Axis
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of a stack: its name and its thickness at each moment."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaChart(ChartBase):
    """Layers on top of each other over time, the first one below."""

    x: Axis
    y: Axis
    moments: tuple[float, ...]
    layers: tuple[Layer, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A value on each spoke of a radar, with its name; one without emphasis is dashed."""

    name: str
    values: tuple[float, ...]
    emphasis: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RadarChart(ChartBase):
    """Values on spokes around a centre of 0; ``most`` is the outer ring."""

    spokes: tuple[str, ...]
    most: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A link of a chain: the stronger, the thicker. ``remark`` is a word at a special one, such as "zwakste"."""

    name: str
    strength: float
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainChart(ChartBase):
    """A chain of links; ``most`` is the greatest strength."""

    links: tuple[ChainLink, ...]
    most: float


@dataclass(frozen=True, slots=True)
class Bubble:
    """A named circle at (x, y); its area is ``size``."""

    name: str
    x: float
    y: float
    size: float
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """A thin line across a chart at a value of one axis, with its words."""

    value: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScatterChart(ChartBase):
    """Circles over two axes, with lines that divide the field and words in its corners.

    Attributes:
        corners: words for top left, top right, bottom left, bottom right.
    """

    x: Axis
    y: Axis
    bubbles: tuple[Bubble, ...]
    x_limits: tuple[Limit, ...] = ()
    y_limits: tuple[Limit, ...] = ()
    corners: tuple[str, str, str, str] = ("", "", "", "")


@dataclass(frozen=True, slots=True)
class Flow:
    """How many go from one group (its place in ``before``) to another (its place in ``after``)."""

    source: int
    target: int
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowChart(ChartBase):
    """Groups left and right with bands between them, as thick as the number that moves (a Sankey diagram).

    Attributes:
        before_counts, after_counts: how many there are in each group, where not all of them are in a band.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    flows: tuple[Flow, ...]
    before_title: str
    after_title: str
    before_counts: tuple[float, ...] = ()
    after_counts: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class DotGroup:
    """A group of equal dots."""

    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DotChart(ChartBase):
    """Dots in rows of ten, a shape and colour for each group (at most four), so that a chance can be counted."""

    groups: tuple[DotGroup, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a triangle, as points (first weight, second weight) of a polygon, with the name that is best there."""

    name: str
    points: tuple[tuple[float, float], ...]
    share: float
    emphasis: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TriangleChart(ChartBase):
    """All ways to divide weight over three things; every corner is all weight on one of them."""

    corners: tuple[str, str, str]
    regions: tuple[Region, ...]
    marker: tuple[float, float]
    marker_label: str


Chart = (
    BarChart
    | SpanChart
    | LineChart
    | AreaChart
    | RadarChart
    | ChainChart
    | ScatterChart
    | FlowChart
    | DotChart
    | TriangleChart
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the few numbers that sum up the answer; it keeps its name, so that two answers can be compared."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class Card:
    """A small block beside the answer: how sure, what would change it, what it is worth."""

    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A page of this site to go on with: its words and its path from the top, such as "kennis/verkennen/"."""

    words: str
    path: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Things to do, first things first."""

    title: str
    steps: tuple[Sentence, ...]
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A sample text to use and change."""

    title: str
    paragraphs: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Handover:
    """A result that the visitor can take along to another calculator.

    Attributes:
        words: what is taken where, as the words of a link: "Neem € 4.348 mee als klantwaarde naar de systeemscan".
        to: the slug of the other calculator.
        fields: names of its fields with the numbers that go there, rounded as they are shown. A list that is named
            is replaced by what comes along.
    """

    words: Sentence
    to: str
    fields: tuple[tuple[str, Amount], ...]


@dataclass(frozen=True, slots=True)
class FirstStep:
    """What to do first, for a report that lays the answers of several calculators side by side.

    Attributes:
        action: one thing to do, as a whole sentence.
        per_year: about how many euros of margin it brings in the next twelve months, from this action alone, where the
            calculator can say so; it is the middle of ``low`` and ``high``, as far as those are known.
        urgent: whether it goes before everything else, whatever its euros: misconduct, a client that the business
            cannot do without, a loss on every customer.
    """

    action: Sentence
    per_year: float | None = None
    low: float | None = None
    high: float | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer, in reading order.

    Attributes:
        headline: the answer in one sentence; ``reasons`` say why.
        figures: the numbers that sum it up, at most six.
        comparison: the same numbers beside those of a base case; filled by ``model.comparison``.
        first_step: the one thing to do first; ``more_steps`` are others that are urgent, or worth euros of their own.
        loses: whether every sale costs money, so that more of them is no gain.
        amount: which value of the headline is the amount that ``Calculator.measure`` gives; empty when none is.
        export: a table that is too long for the page; it stands in the download only.
        certainty, change, worth: how sure it is, what would change it, what it is worth; each has a card, as
            ``more_cards`` have that this calculator alone has.
        plans, letters: what to do with it; ``handovers`` and ``links``: where to go on.
    """

    headline: Sentence
    reasons: tuple[Sentence, ...]
    chart: Chart
    certainty: tuple[Sentence, ...]
    change: tuple[Sentence, ...]
    worth: tuple[Sentence, ...]
    more_cards: tuple[Card, ...] = ()
    figures: tuple[Figure, ...] = ()
    more_charts: tuple[Chart, ...] = ()
    plans: tuple[Plan, ...] = ()
    letters: tuple[Letter, ...] = ()
    handovers: tuple[Handover, ...] = ()
    links: tuple[Link, ...] = ()
    first_step: FirstStep | None = None
    more_steps: tuple[FirstStep, ...] = ()
    loses: bool = False
    amount: str = ""
    comparison: Table | None = None
    export: Table | None = None

    @property
    def steps(self) -> tuple[FirstStep, ...]:
        """What to do first, and what else is urgent or worth euros."""
        return (self.first_step, *self.more_steps) if self.first_step else self.more_steps

    @property
    def own_cards(self) -> tuple[Card, ...]:
        """How sure it is, what would change it, what it is worth."""
        own = (
            ("Hoe zeker is dit?", self.certainty),
            ("Wat verandert het?", self.change),
            ("Wat is het waard?", self.worth),
        )
        return tuple(Card(title, sentences) for title, sentences in own if sentences)

    @property
    def cards(self) -> tuple[Card, ...]:
        """All small blocks beside the answer, in reading order."""
        return (*self.own_cards, *self.more_cards)
