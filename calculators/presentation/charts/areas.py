"""Layers on top of each other over time, each with its name where it is thick enough."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from calculators.model.answer import AreaChart
from calculators.presentation import text
from calculators.presentation.charts._svg import (
    SMALL,
    TONES,
    Palette,
    drawing,
    fit,
    height_at,
    key,
    label,
    path,
    polygon,
    rectangle,
    steady,
    tenth,
    trace,
    width_of,
)
from calculators.presentation.charts.axes import Frame, frame
from calculators.presentation.html import Html, element, join

Point = tuple[float, float]

LONGEST_NAME = 185.0
LEAST_THICKNESS = 13.0  # of a layer that carries its name
ONE_MOMENT = 24.0  # how wide a single moment is drawn
MARGIN = 3.0  # at both ends of a name
TRIES = 16  # places along a layer


@dataclass(frozen=True, slots=True)
class _Band:
    """A layer as it is drawn: its upper and lower edge, from left to right."""

    upper: tuple[Point, ...]
    lower: tuple[Point, ...]


def draw(chart: AreaChart, base: str) -> Html:
    """Draw the layers from the lowest up; names that have no room inside stand in a key below."""
    field = frame(chart.x, chart.y)
    palette = Palette(base, len(chart.layers), wash=True)
    bands = _bands(chart, field)
    names = [_name(layer.name, band, field) for layer, band in zip(chart.layers, bands, strict=True)]
    if names and names[-1] is None:
        names[-1] = _name_above(chart.layers[-1].name, bands[-1], field)
    left_over = [index for index, name in enumerate(names) if name is None and chart.layers[index].name]
    below, height = _key(chart, palette, left_over, field.height)
    return drawing(
        base,
        text.sentence(chart.description),
        height,
        palette.definitions(),
        _clip(base, field),
        field.drawn,
        element(
            "g",
            {"clip-path": f"url(#{base}-clip)"},
            *(_layer(band, index, palette) for index, band in enumerate(bands)),
        ),
        *names,
        *below,
    )


def _clip(base: str, field: Frame) -> Html:
    box = rectangle(field.left, field.top, field.right - field.left, field.bottom - field.top, "kk-clip")
    return element("clipPath", {"id": f"{base}-clip"}, box)


def _bands(chart: AreaChart, field: Frame) -> list[_Band]:
    """Stack the layers; a layer without a value for a moment has none there, and none is below zero."""
    totals = [0.0] * len(chart.moments)
    bands = []
    for layer in chart.layers:
        values = [*layer.values, *[0.0] * len(totals)][: len(totals)]
        above = [
            steady(math.fsum((total, max(0.0, steady(value))))) for total, value in zip(totals, values, strict=True)
        ]
        lower = [field.place(each) for each in zip(chart.moments, totals, strict=True)]
        upper = [field.place(each) for each in zip(chart.moments, above, strict=True)]
        bands.append(_Band(_widened(upper), _widened(lower)))
        totals = above
    return bands


def _widened(points: Sequence[Point]) -> tuple[Point, ...]:
    """Give a single moment some width."""
    if len(points) != 1:
        return tuple(points)
    x, y = points[0]
    return ((x - ONE_MOMENT / 2, y), (x + ONE_MOMENT / 2, y))


def _layer(band: _Band, index: int, palette: Palette) -> Html:
    outline = [*band.upper, *reversed(band.lower)]
    texture = palette.texture(index)
    return join(
        polygon(outline, palette.kind(index)),
        polygon(outline, palette.texture_kind, texture) if texture else None,
        path(trace(band.upper), f"kk-edge kk-edge--{index % TONES}"),
    )


def _name(name: str, band: _Band, field: Frame) -> Html | None:
    """Write a name where the layer is thickest over the whole width of the words."""
    words = fit(name, LONGEST_NAME, bold=True)
    half = width_of(words, bold=True) / 2 + MARGIN
    inside = [x for x, _ in band.upper if field.left <= x <= field.right]
    if not words or not inside or max(inside) - min(inside) < 2 * half:
        return None
    first, last = min(inside) + half, max(inside) - half
    centres = [first + (last - first) * step / TRIES for step in range(TRIES + 1)]
    gaps = [_gap(band, centre - half, centre + half, field) for centre in centres]
    best = max(range(len(gaps)), key=lambda index: (tenth(gaps[index][1] - gaps[index][0]), index))
    top, bottom = gaps[best]
    if bottom - top < LEAST_THICKNESS:
        return None
    return label(centres[best], (top + bottom) / 2 + SMALL / 3, words, "kk-layer-name", "middle")


def _name_above(name: str, band: _Band, field: Frame) -> Html | None:
    """Write the name of the highest layer above its end, where nothing else is."""
    words = fit(name, LONGEST_NAME, bold=True)
    start = field.right - width_of(words, bold=True)
    reaches = bool(band.upper) and max(x for x, _ in band.upper) > field.right - MARGIN
    if not words or not reaches or start < field.left:
        return None
    highest = min(height_at(band.upper, start), *(y for x, y in band.upper if start < x))
    return label(field.right, max(field.top, min(field.bottom, highest)) - MARGIN, words, "kk-layer-name", "end")


def _gap(band: _Band, left: float, right: float, field: Frame) -> tuple[float, float]:
    """Return the top and bottom of the room that a layer has all the way between two places."""
    upper = [height_at(band.upper, left), height_at(band.upper, right), *(y for x, y in band.upper if left < x < right)]
    lower = [height_at(band.lower, left), height_at(band.lower, right), *(y for x, y in band.lower if left < x < right)]
    return max(field.top, *upper), min(field.bottom, *lower)


def _key(chart: AreaChart, palette: Palette, left_over: Sequence[int], top: float) -> tuple[list[Html], float]:
    if not left_over:
        return [], top
    return key([(index, chart.layers[index].name) for index in left_over], palette, top)
