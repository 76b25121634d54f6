"""The two axes under lines, areas and circles: hairlines at round numbers, with their words."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.model.answer import Axis
from calculators.presentation.charts._room import Room
from calculators.presentation.charts._scale import Scale, Tick, axis_words, scale, ticks
from calculators.presentation.charts._svg import SMALL, WIDTH, Anchor, fit, label, line, width_of
from calculators.presentation.html import Html, join

TOP = 36.0  # below the label of the vertical axis, with a line of words between them
PLOT_HEIGHT = 176.0
RIGHT = WIDTH - 4.0
TICK_GAP = 6.0
TICK_LENGTH = 5.0
LETTERS_DOWN = 5.5  # from the middle of small letters to the line they stand on
LABEL_ROOM = 47.0  # below the plot: the numbers and what they count
BETWEEN_TICKS = 8.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The field of a plot.

    Attributes:
        x, y: from numbers to places.
        left, right, top, bottom: the edges of the field.
        drawn: the axes themselves.
        height: of everything, words included.
    """

    x: Scale
    y: Scale
    left: float
    right: float
    top: float
    bottom: float
    drawn: Html
    height: float

    def place(self, point: tuple[float, float]) -> tuple[float, float]:
        """Return where a point is drawn, inside or outside the field."""
        return self.x.at(point[0]), self.y.at(point[1])

    def inside(self, place: tuple[float, float]) -> tuple[float, float]:
        """Return a place, moved to the edge of the field when it lies outside."""
        return max(self.left, min(self.right, place[0])), max(self.top, min(self.bottom, place[1]))

    def room(self) -> Room:
        """Return the space that words may use."""
        return Room(self.top - SMALL, self.bottom)


def frame(x_axis: Axis, y_axis: Axis, inset: float = 0.0, height: float = PLOT_HEIGHT) -> Frame:
    """Draw axes.

    Args:
        x_axis: from left to right.
        y_axis: from bottom to top.
        inset: how far the ends of the axes stay away from the edges, for circles that stick out and words in corners.
        height: of the field.
    """
    top, bottom = TOP, TOP + height
    y = scale(y_axis.least, y_axis.most, bottom - inset, top + inset)
    rows = ticks(y, y_axis.unit, y_axis.decimals)
    left = max((width_of(row.words) for row in rows), default=0.0) + TICK_GAP
    x = scale(x_axis.least, x_axis.most, left + inset, RIGHT - inset)
    columns = _spread(ticks(x, x_axis.unit, x_axis.decimals), x)
    drawn = join(
        label(0, SMALL, fit(axis_words(y_axis), WIDTH), "kk-axis-label"),
        *(_row(row, y, left) for row in rows),
        *(_column(column, x, bottom) for column in columns),
        line(left, bottom, RIGHT, bottom, "kk-axis") if not y.crosses_zero else None,
        line(x.at(0), top, x.at(0), bottom, "kk-axis") if x.crosses_zero else None,
        label(RIGHT, bottom + LABEL_ROOM - 5, fit(axis_words(x_axis), RIGHT), "kk-axis-label", "end"),
    )
    return Frame(x, y, left, RIGHT, top, bottom, drawn, bottom + LABEL_ROOM)


def _row(row: Tick, y: Scale, left: float) -> Html:
    place = y.at(row.value)
    kind = "kk-axis" if row.value == 0 and y.crosses_zero else "kk-grid"
    return join(
        line(left, place, RIGHT, place, kind),
        label(left - TICK_GAP, place + LETTERS_DOWN, row.words, "kk-tick", "end"),
    )


def _column(column: Tick, x: Scale, bottom: float) -> Html:
    place = x.at(column.value)
    half = width_of(column.words) / 2
    anchor: Anchor = "end" if place + half > WIDTH else "start" if place - half < 0 else "middle"
    spot = {"end": WIDTH, "start": 0.0, "middle": place}[anchor]
    return join(
        line(place, bottom, place, bottom + TICK_LENGTH, "kk-axis"),
        label(spot, bottom + TICK_LENGTH + SMALL + 1, column.words, "kk-tick", anchor),
    )


def _spread(columns: list[Tick], x: Scale) -> list[Tick]:
    """Leave out every other number, as often as it takes for their words to stay apart."""
    while len(columns) > 1 and _touching(columns, x):
        columns = columns[::2]
    return columns


def _touching(columns: list[Tick], x: Scale) -> bool:
    widest = max(width_of(each.words) for each in columns)
    return x.at(columns[1].value) - x.at(columns[0].value) < widest + BETWEEN_TICKS
