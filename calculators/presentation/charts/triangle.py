"""All ways to divide weight over three things, coloured by what is best there."""

from __future__ import annotations

import math
from collections.abc import Sequence

from calculators.model.answer import Region, TriangleChart
from calculators.presentation import text
from calculators.presentation.charts._room import Box, Room, spot, written
from calculators.presentation.charts._svg import WIDTH, Anchor, circle, drawing, fit, label, polygon, shorten, wrap
from calculators.presentation.html import Html, join

SIDE = 270.0
LEFT = 25.0
TOP = 28.0
HEIGHT = 233.8  # side x the square root of 3/4
LEAST_LABELLED_SHARE = 0.06
LONGEST_LABEL = 22
LONGEST_NAME = 200.0
LIFTS = (-14.0, 24.0, -34.0, 44.0, -54.0, 64.0)
LINES, LINE_HEIGHT = 2, 17.0  # of the words at a corner
AREAS = 4
MARKER_RADIUS = 5.0


def draw(chart: TriangleChart, base: str) -> Html:
    """Draw the areas, their names and a dot at the present weights."""
    regions = _merged(chart.regions)
    shapes = [_region(region, index) for index, region in enumerate(regions)]
    first, second, third = (f"Alleen {each}" for each in chart.corners)
    below, half = TOP + HEIGHT + 3, WIDTH / 2 - 6
    corners = [
        label(WIDTH / 2, TOP - 12, fit(first, WIDTH), "kk-key", "middle"),
        *_lines(wrap(second, half, LINES), 0, below, "start"),
        *_lines(wrap(third, half, LINES), WIDTH, below, "end"),
    ]
    height = below + LINES * LINE_HEIGHT + 6
    room = Room(TOP, TOP + HEIGHT)
    marker = _marker(chart, room)
    outline = polygon([_place(*point) for point in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0))], "kk-outline")
    names = [_region_name(region, room) for region in regions if region.share >= LEAST_LABELLED_SHARE]
    description = text.sentence(chart.description)
    return drawing(base, description, height, *shapes, outline, *corners, *names, marker)


def _lines(rows: Sequence[str], x: float, top: float, anchor: Anchor) -> list[Html]:
    return [label(x, top + row * LINE_HEIGHT, words, "kk-key", anchor) for row, words in enumerate(rows, start=1)]


def _marker(chart: TriangleChart, room: Room) -> Html:
    x, y = _place(*chart.marker)
    words = fit(chart.marker_label, WIDTH / 2)
    room.take(Box(x - MARKER_RADIUS, y - MARKER_RADIUS, x + MARKER_RADIUS, y + MARKER_RADIUS))
    place = spot(x + 9, y + 5, "start", words, within=(0.0, WIDTH))
    return join(circle(x, y, MARKER_RADIUS, "kk-marker"), written(place, words, "kk-marker-label", room))


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


def _region_name(region: Region, room: Room) -> Html | None:
    """Write the name of an area a little above its middle, or as near to that as nothing else stands."""
    places = [_place(*point) for point in region.points]
    x = math.fsum(each[0] for each in places) / len(places)
    y = math.fsum(each[1] for each in places) / len(places)
    words = fit(shorten(region.name, LONGEST_LABEL), LONGEST_NAME, bold=True)
    found = room.find(spot(x, y + lift, "middle", words, bold=True, within=(0.0, WIDTH)) for lift in LIFTS)
    return written(found[0], words, "kk-area-name", room) if found else None
