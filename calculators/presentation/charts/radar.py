"""Values on spokes around a centre: what is strong sticks out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from calculators.model.answer import RadarChart, Shape
from calculators.model.quantities import Unit
from calculators.presentation import text
from calculators.presentation.charts._scale import Tick, scale, ticks
from calculators.presentation.charts._svg import (
    WIDTH,
    Anchor,
    circle,
    drawing,
    fit,
    label,
    line,
    polygon,
    share_of,
    steady,
    strength_words,
    tenth,
    width_of,
    wrap,
)
from calculators.presentation.html import Html, join

Point = tuple[float, float]

WIDEST, NARROWEST = 92.0, 48.0  # radius
NAMES_HEIGHT = 62.0  # above and below the outer ring
NAME_DISTANCE = 9.0
LINE_HEIGHT = 17.0
LETTER_HEIGHT = 11.5
NEARLY_UPRIGHT = 0.2  # spokes this close to straight up or down have their name centred
TOP_NAME = 240.0
FEWEST_SIDES = 3
KEY_SAMPLE = 20.0
KEY_HEIGHT = 22.0
SHAPES = 3
DOT_RADIUS = 2.5


@dataclass(frozen=True, slots=True)
class _Web:
    """Where the spokes stand: the first one upright, the rest clockwise."""

    x: float
    y: float
    radius: float
    count: int

    def at(self, spoke: float, share: float) -> Point:
        """Return the point on a spoke at a share of its length."""
        across, down = self.direction(spoke)
        return self.x + self.radius * share * across, self.y + self.radius * share * down

    def direction(self, spoke: float) -> Point:
        """Return how far a spoke goes to the right and down, for each unit of its length."""
        angle = math.tau * spoke / max(1, self.count)
        return math.sin(angle), -math.cos(angle)

    @property
    def lowest(self) -> float:
        """Where the lowest spoke ends."""
        return max((self.at(spoke, 1.0)[1] for spoke in range(self.count)), default=self.y + self.radius)


def draw(chart: RadarChart, base: str) -> Html:
    """Draw rings, spokes with their names and the main value, and the shapes; the main one on top."""
    web = _web_of(chart)
    kinds = _kinds(chart.shapes)
    order = sorted(range(len(chart.shapes)), key=lambda index: chart.shapes[index].emphasis)
    main = next((each for each in chart.shapes if each.emphasis), None)
    return drawing(
        base,
        text.sentence(chart.description),
        web.lowest + NAMES_HEIGHT,
        *_key(chart.shapes),
        *_rings(chart, web),
        *(_shape(chart.shapes[index], kinds[index], chart, web) for index in order),
        *_ring_numbers(chart, web),
        *(_spoke(index, chart, main, web) for index in range(web.count)),
    )


def _web_of(chart: RadarChart) -> _Web:
    """Choose a radius that leaves room for the longest word at the sides."""
    count = len(chart.spokes)
    unit = _Web(0, 0, 1, count)
    radius = WIDEST
    for index, name in enumerate(chart.spokes):
        across = abs(unit.direction(index)[0])
        if across >= NEARLY_UPRIGHT:
            widest = max((width_of(word) for word in name.split(" ")), default=0.0)
            radius = min(radius, (WIDTH / 2 - widest - 1) / across - NAME_DISTANCE)
    radius = tenth(max(NARROWEST, radius))
    top = len(chart.shapes) * KEY_HEIGHT if len(chart.shapes) > 1 else 0.0
    return _Web(WIDTH / 2, top + NAMES_HEIGHT + radius, radius, count)


def _kinds(shapes: Sequence[Shape]) -> list[str]:
    """Give the shapes that matter looks of their own; the others are dashed."""
    strong = [index for index, each in enumerate(shapes) if each.emphasis]
    return [
        f"kk-shape--{strong.index(index) % SHAPES}" if each.emphasis else "kk-shape--aside"
        for index, each in enumerate(shapes)
    ]


def _rings(chart: RadarChart, web: _Web) -> list[Html]:
    shares = [share_of(tick.value, chart.most) for tick in _ticks(chart)]
    spokes = [line(web.x, web.y, *web.at(index, 1.0), "kk-grid") for index in range(web.count)]
    return [*(_ring(web, share, "kk-ring") for share in shares if share < 1), *spokes, _ring(web, 1.0, "kk-axis-ring")]


def _ticks(chart: RadarChart) -> list[Tick]:
    unit = Unit.FRACTION if steady(chart.most) == 1 else Unit.NONE
    return [tick for tick in ticks(scale(0, chart.most, 0, 1), unit) if tick.value > 0]


def _ring(web: _Web, share: float, kind: str) -> Html:
    if web.count < FEWEST_SIDES:
        return circle(web.x, web.y, web.radius * share, kind)
    return polygon([web.at(index, share) for index in range(web.count)], kind)


def _ring_numbers(chart: RadarChart, web: _Web) -> list[Html]:
    """Write what the rings stand for, halfway between two spokes, where no corner of a shape can be."""
    inward = math.cos(math.pi / web.count) if web.count >= FEWEST_SIDES else 1.0
    numbers = []
    for tick in _ticks(chart):
        x, y = web.at(0.5, inward * share_of(tick.value, chart.most))
        numbers.append(label(x, y + 5.5, tick.words, "kk-tick kk-halo", "middle"))
    return numbers


def _shape(shape: Shape, kind: str, chart: RadarChart, web: _Web) -> Html:
    values = [*shape.values, *[0.0] * web.count][: web.count]
    corners = [web.at(index, share_of(value, chart.most)) for index, value in enumerate(values)]
    dots = [circle(*corner, DOT_RADIUS, f"kk-corner {kind}") for corner in corners] if shape.emphasis else []
    return join(polygon(corners, f"kk-shape {kind}"), *dots)


def _spoke(index: int, chart: RadarChart, main: Shape | None, web: _Web) -> Html:
    """Write the name of a spoke at its end, with the value of the main shape under it."""
    across, down = web.direction(index)
    end_x, end_y = web.at(index, 1.0)
    x, y = end_x + NAME_DISTANCE * across, end_y + NAME_DISTANCE * down
    anchor: Anchor = "middle" if abs(across) < NEARLY_UPRIGHT else "start" if across > 0 else "end"
    room = {"middle": TOP_NAME, "start": WIDTH - x, "end": x}[anchor]
    rows = [(each, "kk-spoke") for each in wrap(chart.spokes[index], room, 2)]
    if main is not None and index < len(main.values):
        rows.append((fit(strength_words(main.values[index], chart.most), room, bold=True), "kk-spoke kk-strong"))
    # A block above the centre stands on its point, one below hangs from it.
    first = y + LETTER_HEIGHT - (1 - down) / 2 * ((len(rows) - 1) * LINE_HEIGHT + LETTER_HEIGHT)
    return join(
        *(label(x, first + row * LINE_HEIGHT, words, kind, anchor) for row, (words, kind) in enumerate(rows) if words)
    )


def _key(shapes: Sequence[Shape]) -> list[Html]:
    """Name the shapes, each with a piece of its line."""
    if len(shapes) < 2:  # noqa: PLR2004 -- one shape needs no key: the title says what it is
        return []
    parts = []
    for index, (shape, kind) in enumerate(zip(shapes, _kinds(shapes), strict=True)):
        level = index * KEY_HEIGHT + 8
        parts.append(line(0, level, KEY_SAMPLE, level, f"kk-shape {kind}"))
        if shape.emphasis:
            parts.append(circle(KEY_SAMPLE / 2, level, DOT_RADIUS, f"kk-corner {kind}"))
        words = fit(shape.name, WIDTH - KEY_SAMPLE - 6, bold=shape.emphasis)
        parts.append(label(KEY_SAMPLE + 6, level + 5.5, words, "kk-key kk-strong" if shape.emphasis else "kk-key"))
    return parts
