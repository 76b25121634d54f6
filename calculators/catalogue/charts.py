"""Charts that several calculators draw: the picture and its table come from one list.

Every row carries ``cells``, its row in the table; left out, these are its name and its note.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from calculators.model.answer import (
    Axis,
    Bar,
    BarChart,
    Line,
    LineChart,
    Mark,
    Part,
    Sentence,
    Span,
    SpanChart,
    Table,
    Value,
)

# A drawing needs finite numbers, and room around them.
DRAWABLE = 1e12
HEADROOM = 1.15


class Words(NamedTuple):
    """What stands around a chart.

    Attributes:
        key: names the chart within the answer.
        caption, columns: of its table.
    """

    key: str
    title: str
    description: Sentence
    caption: str
    columns: tuple[str, ...]


class Step(NamedTuple):
    """A step of a waterfall.

    Attributes:
        end: where the sum stands after it.
        note: what is written at it.
        total: whether it shows where the sum stands, and is no gain or loss.
        in_table: whether it has a row there.
    """

    name: str
    end: float
    note: Value
    total: bool = False
    cells: tuple[Value, ...] = ()
    in_table: bool = True


class Effect(NamedTuple):
    """A bar from zero, to the left or to the right, with what is written at it."""

    name: str
    effect: float
    note: Value
    cells: tuple[Value, ...] = ()


class Ranked(NamedTuple):
    """A bar of a ranking, with what is written at it; ``mark`` is a place on it to point at."""

    name: str
    value: float
    note: Value
    emphasis: bool = False
    mark: float | None = None
    cells: tuple[Value, ...] = ()


class Point(NamedTuple):
    """A point of a curve. Without ``cells`` it is drawn, but has no row in the table; without an end, the reverse."""

    x: float
    y: float
    cells: tuple[Value, ...] = ()


def drawable(value: float) -> float:
    """Return the value, or the nearest that can be drawn.

    >>> drawable(-1e300) == -DRAWABLE, drawable(12.5)
    (True, 12.5)
    """
    return max(-DRAWABLE, min(DRAWABLE, value))


def waterfall(words: Words, steps: Sequence[Step]) -> SpanChart:
    """Return the steps of a sum, each from where the one before it ended."""
    starts = [0.0, *(step.end for step in steps)]
    spans = tuple(
        Span(step.name, 0.0 if step.total else start, step.end, step.note, total=step.total)
        for start, step in zip(starts, steps, strict=False)
    )
    return _spans(words, spans, [step for step in steps if step.in_table])


def tornado(words: Words, effects: Sequence[Effect]) -> SpanChart:
    """Return the effects of several changes, all from zero, in the order given."""
    return _spans(words, tuple(Span(each.name, 0.0, each.effect, each.note) for each in effects), effects)


def ranking(words: Words, series: str, rows: Sequence[Ranked], longest: float) -> BarChart:
    """Return bars of one kind, in the order given; ``longest`` is what the whole width stands for."""
    return BarChart(
        key=words.key,
        title=words.title,
        description=words.description,
        series=(series,),
        bars=tuple(
            Bar(row.name, (Part(0, row.value),), row.note, emphasis=row.emphasis, mark=row.mark) for row in rows
        ),
        longest=longest,
        table=_table(words, rows),
    )


def curve(
    words: Words,
    line: str,
    points: Sequence[Point],
    axes: tuple[Axis, Axis],
    marks: Sequence[Mark] = (),
    references: Sequence[Line] = (),
    *,
    left: bool = False,
) -> LineChart:
    """Return one line through points, with dots to point at and thin lines to compare it with.

    ``left`` says that the line is what is left for the owner.
    """
    drawn = tuple((point.x, point.y) for point in points if math.isfinite(point.y))
    return LineChart(
        key=words.key,
        title=words.title,
        description=words.description,
        x=axes[0],
        y=axes[1],
        lines=(Line(line, drawn, left=left), *references),
        marks=tuple(marks),
        table=Table(words.caption, words.columns, tuple(point.cells for point in points if point.cells)),
    )


def _spans(words: Words, spans: tuple[Span, ...], rows: Sequence[Step] | Sequence[Effect]) -> SpanChart:
    return SpanChart(
        key=words.key, title=words.title, description=words.description, spans=spans, table=_table(words, rows)
    )


def _table(words: Words, rows: Sequence[Step] | Sequence[Effect] | Sequence[Ranked]) -> Table:
    return Table(words.caption, words.columns, tuple(row.cells or (row.name, row.note) for row in rows))
