"""Pieces between two numbers: the steps of a sum (a waterfall), or swings to both sides of zero (a tornado)."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from calculators.model.answer import Amount, Span, SpanChart
from calculators.presentation import text
from calculators.presentation.charts._scale import Scale, scale
from calculators.presentation.charts._svg import (
    NORMAL,
    WIDTH,
    drawing,
    line,
    rectangle,
    steady,
    width_of,
)
from calculators.presentation.charts.bars import NAME_BASE, NAME_HEIGHT, bar_top, heading, heading_words
from calculators.presentation.html import Html, element, join

BAR_HEIGHT = 12.0
ROW_GAP = 10.0
THINNEST = 1.5  # a step of nothing can still be seen
ZERO_REACH = 2.0
ENDS = 1.0  # keeps the line at zero inside the drawing
RISE, FALL = 0.85 * NORMAL, 0.25 * NORMAL  # of letters, above and below the line they stand on
CLEAR = 3.0  # between words and what passes them

Kind = Literal["total", "left", "gain", "cost", "loss"]
STRIPED: tuple[Kind, ...] = ("cost", "loss")


def draw(chart: SpanChart, base: str) -> Html:
    """Draw a row for each span, joined where one goes on from where the last one ended."""
    values = [steady(each) for span in chart.spans for each in (span.start, span.end)]
    across = scale(min([0.0, *values]), max([0.0, *values]), ENDS, WIDTH - ENDS)
    kinds = _kinds(chart.spans)
    heights = [bar_top(each.name, _note(each)) + BAR_HEIGHT + ROW_GAP for each in chart.spans]
    *tops, height = itertools.accumulate(heights, initial=0.0)
    rows = [_row(*each, across, base) for each in zip(chart.spans, kinds, tops, strict=True)]
    description = text.sentence(chart.description)
    pattern = _pattern(base) if set(STRIPED) & set(kinds) else None
    return drawing(base, description, height, pattern, *_joints(chart.spans, across, tops), *rows)


def _kinds(spans: Sequence[Span]) -> list[Kind]:
    """Tell what each span is; a sum that begins with a total goes from there, by costs, to what is left."""
    sum_of_costs = bool(spans) and spans[0].total
    kinds: list[Kind] = []
    for index, span in enumerate(spans):
        if span.total:
            kinds.append("total" if index == 0 else "left" if steady(span.end) >= 0 else "loss")
        elif steady(span.end) >= steady(span.start):
            kinds.append("gain")
        else:
            kinds.append("cost" if sum_of_costs else "loss")
    return kinds


def _pattern(base: str) -> Html:
    """Stripes over what goes off, for print and for eyes that see no red."""
    stripes = element("path", {"class": "kk-mark", "d": "M0 6L6 0"})
    box = {"width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
    return element("defs", None, element("pattern", {"id": f"{base}-loss", **box}, stripes))


def _piece(kind: Kind, base: str, x: float, y: float, width: float, height: float) -> Html:
    plain = rectangle(x, y, width, height, f"kk-span kk-span--{kind}")
    if kind not in STRIPED:
        return plain
    return join(plain, rectangle(x, y, width, height, "kk-texture", f"url(#{base}-loss)"))


def _row(span: Span, kind: Kind, top: float, across: Scale, base: str) -> Html:
    start, end = sorted((across.at(span.start), across.at(span.end)))
    width = max(THINNEST, end - start)
    left = min(start, WIDTH - width)
    zero = across.at(0)
    level = top + bar_top(span.name, _note(span))
    return element(
        "g",
        None,
        _piece(kind, base, left, level, width, BAR_HEIGHT),
        line(zero, level - ZERO_REACH, zero, level + BAR_HEIGHT + ZERO_REACH, "kk-axis"),
        *heading(span.name, _note(span), top, " kk-strong" if span.total else ""),
    )


def _note(span: Span) -> str:
    """Write a gain with its plus, so that the colour is not the only thing that says so."""
    note = span.note
    if not span.total and steady(span.end) >= steady(span.start) and isinstance(note, Amount):
        note = replace(note, signed=True)
    return text.write(note)


def _joints(spans: Sequence[Span], across: Scale, tops: Sequence[float]) -> list[Html]:
    """Draw a hairline from the end of a step to the start of the next, or to the total that it makes.

    Where the words of the next row are in its way, it goes on below them.
    """
    parts = []
    for span, after, top in zip(spans, spans[1:], tops[1:], strict=False):
        here = steady(span.end)
        goes_on = here in {steady(after.start), steady(after.end)} if after.total else here == steady(after.start)
        if goes_on and here:
            x, start, end = across.at(here), top - ROW_GAP, top + bar_top(after.name, _note(after))
            for first, last in _in_the_way(x, after):
                parts.append(line(x, start, x, top + first, "kk-joint"))
                start = top + last
            parts.append(line(x, start, x, end, "kk-joint"))
    return parts


def _in_the_way(x: float, span: Span) -> list[tuple[float, float]]:
    """Return from where to where, below the start of a row, its words stand at a place."""
    names, note = heading_words(span.name, _note(span))
    in_name = x < max(width_of(each, NORMAL, bold=True) for each in names) + CLEAR
    in_note = x > WIDTH - width_of(note, NORMAL, bold=True) - CLEAR
    lines = len(names) if in_name else 1 if in_note else 0
    return [(NAME_BASE - RISE, NAME_BASE + (lines - 1) * NAME_HEIGHT + FALL)] if lines else []
