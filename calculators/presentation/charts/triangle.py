"""All ways to divide weight over three things, coloured by what is best there."""

from __future__ import annotations

import math
from collections.abc import Sequence

from calculators.model.answer import Region, TriangleChart
from calculators.presentation import text
from calculators.presentation.charts._svg import WIDTH, circle, drawing, fit, label, polygon, shorten, width_of
from calculators.presentation.html import Html, join

SIDE = 270.0
LEFT = 25.0
TOP = 26.0
HEIGHT = 233.8  # side x the square root of 3/4
LEAST_LABELLED_SHARE = 0.06
LONGEST_LABEL = 22
AREAS = 4
MARKER_RADIUS = 5.0


def draw(chart: TriangleChart, base: str) -> Html:
    """Draw the areas, their names and a dot at the present weights."""
    height = TOP + HEIGHT + 26
    regions = _merged(chart.regions)
    shapes = [_region(region, index) for index, region in enumerate(regions)]
    first, second, third = (f"Alleen {each}" for each in chart.corners)
    corners = [
        label(WIDTH / 2, TOP - 12, fit(first, WIDTH), "kk-key", "middle"),
        label(0, height - 6, fit(second, WIDTH / 2), "kk-key", "start"),
        label(WIDTH, height - 6, fit(third, WIDTH / 2), "kk-key", "end"),
    ]
    outline = polygon([_place(*point) for point in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0))], "kk-outline")
    names = [_region_name(region) for region in regions if region.share >= LEAST_LABELLED_SHARE]
    description = text.sentence(chart.description)
    return drawing(base, description, height, *shapes, outline, *corners, *names, _marker(chart))


def _marker(chart: TriangleChart) -> Html:
    x, y = _place(*chart.marker)
    words = fit(chart.marker_label, WIDTH / 2)
    left = max(0.0, min(x + 9, WIDTH - width_of(words)))
    return join(circle(x, y, MARKER_RADIUS, "kk-marker"), label(left, y + 4, words, "kk-marker-label"))


def _merged(regions: Sequence[Region]) -> list[Region]:
    """Make one area of those that would lie exactly over each other (groups with equal scores)."""
    twins: dict[tuple[tuple[float, float], ...], list[Region]] = {}
    for region in regions:
        if region.points:
            twins.setdefault(region.points, []).append(region)
    return [
        Region(
            " = ".join(each.name for each in same),
            points,
            math.fsum(each.share for each in same),
            emphasis=any(each.emphasis for each in same),
        )
        for points, same in twins.items()
    ]


def _place(first: float, second: float) -> tuple[float, float]:
    """Turn weights into a place: first corner on top, second left below, third right below."""
    third = 1 - first - second
    x = LEFT + SIDE * (0.5 * first + third)
    return x, TOP + HEIGHT * (1 - first)


def _region(region: Region, index: int) -> Html:
    kind = "kk-area kk-area--winner" if region.emphasis else f"kk-area kk-area--{index % AREAS}"
    return polygon([_place(*point) for point in region.points], kind)


def _region_name(region: Region) -> Html:
    places = [_place(*point) for point in region.points]
    x = math.fsum(each[0] for each in places) / len(places)
    y = math.fsum(each[1] for each in places) / len(places)
    words = shorten(region.name, LONGEST_LABEL)
    half = width_of(words, bold=True) / 2
    inside = max(half, min(WIDTH - half, x))
    # A little above the middle, where the dot of the current weighting often stands.
    return label(inside, y - 12, words, "kk-area-name", "middle")
