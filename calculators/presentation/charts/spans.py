"""Pieces between two numbers: the steps of a sum (a waterfall), or swings to both sides of zero (a tornado)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from calculators.model.answer import Amount, Span, SpanChart
from calculators.presentation import text
from calculators.presentation.charts._scale import Scale, scale
from calculators.presentation.charts._svg import (
    KEY_GAP,
    KEY_HEIGHT,
    KEY_SWATCH,
    WIDTH,
    drawing,
    label,
    line,
    rectangle,
    steady,
    width_of,
)
from calculators.presentation.charts.bars import heading
from calculators.presentation.html import Html, element, join

ROW_HEIGHT = 46.0
BAR_TOP = 19.0
BAR_HEIGHT = 14.0
THINNEST = 1.5  # a step of nothing can still be seen
ZERO_REACH = 3.0
ENDS = 1.0  # keeps the line at zero inside the drawing

WORDS = {"gain": "erbij", "loss": "eraf", "total": "totaal"}


def draw(chart: SpanChart, base: str) -> Html:
    """Draw a row for each span, joined where one goes on from where the last one ended."""
    values = [steady(each) for span in chart.spans for each in (span.start, span.end)]
    across = scale(min([0.0, *values]), max([0.0, *values]), ENDS, WIDTH - ENDS)
    kinds = [_kind(each) for each in chart.spans]
    names, top = _key([each for each in WORDS if each in kinds], base) if set(kinds) - {"total"} else ([], 0.0)
    tops = [top + index * ROW_HEIGHT for index in range(len(chart.spans))]
    rows = [_row(each, across, each_top, base) for each, each_top in zip(chart.spans, tops, strict=True)]
    height = top + len(chart.spans) * ROW_HEIGHT
    description = text.sentence(chart.description)
    return drawing(base, description, height, _pattern(base), *names, *_joints(chart.spans, across, tops), *rows)


def _kind(span: Span) -> str:
    if span.total:
        return "total"
    return "gain" if steady(span.end) >= steady(span.start) else "loss"


def _pattern(base: str) -> Html:
    """Stripes over losses, for print and for eyes that see no red."""
    stripes = element("path", {"class": "kk-mark", "d": "M0 6L6 0"})
    box = {"width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
    return element("defs", None, element("pattern", {"id": f"{base}-loss", **box}, stripes))


def _piece(kind: str, base: str, x: float, y: float, width: float, height: float) -> Html:
    plain = rectangle(x, y, width, height, f"kk-span kk-span--{kind}")
    if kind != "loss":
        return plain
    return join(plain, rectangle(x, y, width, height, "kk-texture", f"url(#{base}-loss)"))


def _key(kinds: Sequence[str], base: str) -> tuple[list[Html], float]:
    parts: list[Html] = []
    left = 0.0
    for kind in kinds:
        parts.append(_piece(kind, base, left, 2, KEY_SWATCH, KEY_SWATCH))
        parts.append(label(left + KEY_SWATCH + KEY_GAP, 12, WORDS[kind], "kk-key"))
        left += KEY_SWATCH + KEY_GAP + width_of(WORDS[kind]) + 14
    return parts, KEY_HEIGHT + 6


def _row(span: Span, across: Scale, top: float, base: str) -> Html:
    start, end = sorted((across.at(span.start), across.at(span.end)))
    width = max(THINNEST, end - start)
    left = min(start, WIDTH - width)
    zero = across.at(0)
    return element(
        "g",
        None,
        _piece(_kind(span), base, left, top + BAR_TOP, width, BAR_HEIGHT),
        line(zero, top + BAR_TOP - ZERO_REACH, zero, top + BAR_TOP + BAR_HEIGHT + ZERO_REACH, "kk-axis"),
        *heading(span.name, _note(span), top, " kk-strong kk-halo" if span.total else " kk-halo"),
    )


def _note(span: Span) -> str:
    """Write a gain with its plus, so that the colour is not the only thing that says so."""
    note = span.note
    if _kind(span) == "gain" and isinstance(note, Amount):
        note = replace(note, signed=True)
    return text.write(note)


def _joints(spans: Sequence[Span], across: Scale, tops: Sequence[float]) -> list[Html]:
    """Draw a hairline from the end of a step to the start of the next, or to the total that it makes."""
    parts = []
    for span, after, top in zip(spans, spans[1:], tops, strict=False):
        here = steady(span.end)
        goes_on = here in {steady(after.start), steady(after.end)} if after.total else here == steady(after.start)
        if goes_on and here:
            x = across.at(here)
            parts.append(line(x, top + BAR_TOP, x, top + ROW_HEIGHT + BAR_TOP + BAR_HEIGHT, "kk-joint"))
    return parts
