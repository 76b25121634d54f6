"""Horizontal bars from zero, plain or stacked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from calculators.model.answer import Amount, Bar, BarChart
from calculators.presentation import text
from calculators.presentation.charts._svg import (
    NORMAL,
    SMALL,
    WIDTH,
    Palette,
    drawing,
    fit,
    key,
    label,
    line,
    rectangle,
    share_of,
    width_of,
    wrap,
)
from calculators.presentation.html import Html, element

NAME_BASE = 15.0
NAME_GAP = 10.0
NAME_LINES, NAME_HEIGHT = 2, 18.0
BAR_TOP = 22.0  # below a name of one line
BAR_HEIGHT = 12.0
ROW_GAP = 9.0
VALUE_BASE = 15.0  # below a bar
VALUE_GAP = 3.0
MARK_REACH = 3.0  # how far a mark sticks out of its bar


class _Piece(NamedTuple):
    """A piece of a bar as it is drawn, and how much room there is for words under it."""

    series: int
    value: float
    left: float
    width: float
    room: float


def draw(chart: BarChart, base: str) -> Html:
    """Draw the bars in the order in which they come."""
    stacked = len(chart.series) > 1
    palette = Palette(base, len(chart.series) if stacked else 1, criteria=chart.criteria, left=chart.left)
    carried = _carried(chart) if stacked else {}
    names, top = key(tuple(enumerate(chart.series)), palette) if carried is None else ([], 0.0)
    rows = []
    for index, bar in enumerate(chart.bars):
        words = _words(bar, index, chart, carried or {}) if stacked else []
        rows.append(_bar(bar, chart, palette, top, words))
        top += bar_top(bar.name, text.write(bar.note)) + BAR_HEIGHT + (SMALL + VALUE_GAP if words else 0) + ROW_GAP
    return drawing(base, text.sentence(chart.description), top, palette.definitions(), *names, *rows)


def heading(name: str, note: str, top: float, kind: str = "") -> list[Html]:
    """Write a name and, at the other end of the line, what belongs to it."""
    names, shown_note = heading_words(name, note)
    return [
        *(label(0, top + NAME_BASE + row * NAME_HEIGHT, each, f"kk-name{kind}") for row, each in enumerate(names)),
        label(WIDTH, top + NAME_BASE, shown_note, f"kk-total{kind}", "end"),
    ]


def heading_words(name: str, note: str) -> tuple[list[str], str]:
    """Return a name as it fits beside a note, on as many lines as it takes, and the note."""
    shown_note = fit(note, WIDTH, NORMAL, bold=True)
    room = max(0.0, WIDTH - width_of(shown_note, NORMAL, bold=True) - NAME_GAP)
    return wrap(name, room, NAME_LINES, NORMAL, bold=True), shown_note


def bar_top(name: str, note: str) -> float:
    """Return how far below the start of its row a bar begins."""
    return BAR_TOP + (len(heading_words(name, note)[0]) - 1) * NAME_HEIGHT


def _carried(chart: BarChart) -> dict[int, int] | None:
    """Return which bar can carry the name of each series under its piece; None when a name has no place at all."""
    places: dict[int, int] = {}
    drawn = set()
    for index, bar in enumerate(chart.bars):
        for piece in _pieces(bar, chart.longest):
            drawn.add(piece.series)
            if piece.series not in places and width_of(_named(piece, chart)) + VALUE_GAP <= piece.room:
                places[piece.series] = index
    return None if drawn - set(places) else places


def _named(piece: _Piece, chart: BarChart) -> str:
    name = chart.series[piece.series] if 0 <= piece.series < len(chart.series) else ""
    return f"{name} {_value(piece, chart)}"


def _value(piece: _Piece, chart: BarChart) -> str:
    return text.write(Amount(piece.value, chart.unit, chart.decimals))


def _words(bar: Bar, index: int, chart: BarChart, carried: dict[int, int]) -> list[tuple[float, str]]:
    """Return what stands under the pieces of a bar, and where: their names in one bar, and numbers that fit."""
    words = []
    for piece in _pieces(bar, chart.longest):
        named = carried.get(piece.series) == index
        shown = _named(piece, chart) if named else _value(piece, chart)
        if width_of(shown) + VALUE_GAP <= (piece.room if named else piece.width):
            words.append((piece.left, shown))
    return words


def _bar(bar: Bar, chart: BarChart, palette: Palette, top: float, words: Sequence[tuple[float, str]]) -> Html:
    emphasis = " kk-strong" if bar.emphasis else ""
    note = text.write(bar.note)
    level = top + bar_top(bar.name, note)
    parts = [*heading(bar.name, note, top, emphasis), rectangle(0, level, WIDTH, BAR_HEIGHT, "kk-track")]
    for piece in _pieces(bar, chart.longest):
        if len(chart.series) == 1:
            parts.append(rectangle(piece.left, level, piece.width, BAR_HEIGHT, f"kk-single{emphasis}"))
        else:
            parts.append(palette.piece(piece.series, piece.left, level, piece.width, BAR_HEIGHT))
    parts += [label(left + 1, level + BAR_HEIGHT + VALUE_BASE, shown, "kk-value") for left, shown in words]
    if bar.mark is not None:
        parts.append(_mark(_length(bar.mark, chart.longest), level))
    return element("g", None, *parts)


def _length(value: float, longest: float) -> float:
    """Return how long a value is drawn, at most the whole width."""
    return share_of(value, longest) * WIDTH


def _pieces(bar: Bar, longest: float) -> list[_Piece]:
    """Return the pieces that can be seen; words under the last one may go on to the edge."""
    left = 0.0
    pieces = []
    for part in bar.parts:
        width = min(_length(part.value, longest), WIDTH - left)
        if width > 0:
            pieces.append(_Piece(part.series, part.value, left, width, width))
        left += width
    return [*pieces[:-1], *(each._replace(room=WIDTH - each.left) for each in pieces[-1:])]


def _mark(x: float, top: float) -> Html:
    """Point at a place on a bar; a mark at the very end stays inside the drawing."""
    inside = max(1.0, min(WIDTH - 1, x))
    return line(inside, top - MARK_REACH, inside, top + BAR_HEIGHT + MARK_REACH, "kk-target")
