"""Horizontal bars from zero, plain or stacked."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.model.answer import Amount, Bar, BarChart
from calculators.presentation import text
from calculators.presentation.charts._svg import (
    NORMAL,
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
)
from calculators.presentation.html import Html, element

ROW_HEIGHT = 54.0
BAR_TOP = 19.0
BAR_HEIGHT = 16.0
NAME_BASE = 13.0
NAME_GAP = 10.0
VALUE_GAP = 3.0
MARK_REACH = 3.0  # how far a mark sticks out of its bar


def draw(chart: BarChart, base: str) -> Html:
    """Draw the bars in the order in which they come."""
    stacked = len(chart.series) > 1
    palette = Palette(base, len(chart.series) if stacked else 1, criteria=chart.criteria)
    names, top = key(tuple(enumerate(chart.series)), palette) if stacked else ([], 0.0)
    rows = [_bar(bar, chart, palette, top + index * ROW_HEIGHT) for index, bar in enumerate(chart.bars)]
    height = top + len(chart.bars) * ROW_HEIGHT
    return drawing(base, text.sentence(chart.description), height, palette.definitions(), *names, *rows)


def heading(name: str, note: str, top: float, kind: str = "") -> list[Html]:
    """Write a name and, at the other end of the line, what belongs to it."""
    shown_note = fit(note, WIDTH, NORMAL, bold=True)
    room = max(0.0, WIDTH - width_of(shown_note, NORMAL, bold=True) - NAME_GAP)
    shown_name = fit(name, room, NORMAL, bold=True)
    return [
        label(0, top + NAME_BASE, shown_name, f"kk-name{kind}"),
        label(WIDTH, top + NAME_BASE, shown_note, f"kk-total{kind}", "end"),
    ]


def _bar(bar: Bar, chart: BarChart, palette: Palette, top: float) -> Html:
    emphasis = " kk-strong" if bar.emphasis else ""
    parts = [
        *heading(bar.name, text.write(bar.note), top, emphasis),
        rectangle(0, top + BAR_TOP, WIDTH, BAR_HEIGHT, "kk-track"),
    ]
    for series, left, width, value in _pieces(bar, chart.longest):
        if len(chart.series) == 1:
            parts.append(rectangle(left, top + BAR_TOP, width, BAR_HEIGHT, f"kk-single{emphasis}"))
            continue
        parts.append(palette.piece(series, left, top + BAR_TOP, width, BAR_HEIGHT))
        words = text.write(Amount(value, chart.unit, chart.decimals))
        if width_of(words) + VALUE_GAP <= width:
            parts.append(label(left + 1, top + BAR_TOP + BAR_HEIGHT + 11, words, "kk-value"))
    if bar.mark is not None:
        parts.append(_mark(_length(bar.mark, chart.longest), top + BAR_TOP))
    return element("g", None, *parts)


def _length(value: float, longest: float) -> float:
    """Return how long a value is drawn, at most the whole width."""
    return share_of(value, longest) * WIDTH


def _pieces(bar: Bar, longest: float) -> Iterator[tuple[int, float, float, float]]:
    """Give series, place, width and value of the pieces that can be seen."""
    left = 0.0
    for part in bar.parts:
        width = min(_length(part.value, longest), WIDTH - left)
        if width > 0:
            yield part.series, left, width, part.value
        left += width


def _mark(x: float, top: float) -> Html:
    """Point at a place on a bar; a mark at the very end stays inside the drawing."""
    inside = max(1.0, min(WIDTH - 1, x))
    return line(inside, top - MARK_REACH, inside, top + BAR_HEIGHT + MARK_REACH, "kk-target")
