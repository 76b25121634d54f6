"""Circles over two axes, with lines that divide the field and words in its corners."""

from __future__ import annotations

import math
from collections.abc import Iterator

from calculators.model.answer import Bubble, Limit, ScatterChart
from calculators.presentation import text
from calculators.presentation.charts._room import Box, Room, Spot, around, spot, written
from calculators.presentation.charts._svg import (
    SMALL,
    Anchor,
    circle,
    drawing,
    fit,
    line,
    share_of,
    steady,
    tenth,
    wrap,
)
from calculators.presentation.charts.axes import Frame, frame
from calculators.presentation.html import Html, join

SMALLEST, LARGEST = 4.0, 16.0  # radius
INSET = 18.0
HEIGHT = 224.0
LONGEST_NAME = 150.0
LONGEST_LIMIT = 125.0
CORNER_GAP = 4.0
LINE_HEIGHT = 17.0
_SIDES: tuple[tuple[float, Anchor], ...] = ((4.0, "start"), (-4.0, "end"))  # of an upright line
ENOUGH_ROOM = 60.0  # a name may cover this much; beyond that it is left out, and stands in the table


def draw(chart: ScatterChart, base: str) -> Html:
    """Draw lines and words of the field first, then the circles, the largest below, then their names."""
    field = frame(chart.x, chart.y, INSET, HEIGHT)
    room = field.room()
    corners = _corners(chart.corners, field, room)
    placed = [(each, _circle(each, chart, field)) for each in chart.bubbles]
    room.take(*(box for _, box in placed))
    limits = [*_upright_limits(chart.x_limits, field, room), *_level_limits(chart.y_limits, field, room)]
    order = sorted(range(len(placed)), key=lambda index: (-steady(chart.bubbles[index].size), index))
    by_importance = sorted(order, key=lambda index: not chart.bubbles[index].emphasis)
    return drawing(
        base,
        text.sentence(chart.description),
        field.height,
        field.drawn,
        *corners,
        *limits,
        *(_drawn(placed[index][0], placed[index][1], field) for index in order),
        *(_name(placed[index][0], placed[index][1], field, room) for index in by_importance),
    )


def _circle(bubble: Bubble, chart: ScatterChart, field: Frame) -> Box:
    """Return the square around a circle; one that lies outside the axes is put at their edge."""
    most = max(steady(each.size) for each in chart.bubbles)
    radius = max(SMALLEST, LARGEST * math.sqrt(share_of(bubble.size, most)))
    x, y = field.inside(field.place((bubble.x, bubble.y)))
    return Box(tenth(x - radius), tenth(y - radius), tenth(x + radius), tenth(y + radius))


def _drawn(bubble: Bubble, box: Box, field: Frame) -> Html:
    inside = field.x.holds(bubble.x) and field.y.holds(bubble.y)
    kind = f"kk-bubble{' kk-bubble--main' if bubble.emphasis else ''}{'' if inside else ' kk-bubble--outside'}"
    return circle((box.left + box.right) / 2, (box.top + box.bottom) / 2, (box.right - box.left) / 2, kind)


def _name(bubble: Bubble, box: Box, field: Frame, room: Room) -> Html | None:
    words = fit(bubble.name, LONGEST_NAME, bold=bubble.emphasis)
    if not words:
        return None
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    beside = around(x, y, (box.right - box.left) / 2 + 3, words, left=field.left, bold=bubble.emphasis)
    found = room.find(beside)
    if found is None or (found[1] > ENOUGH_ROOM and not bubble.emphasis):
        return None
    return written(found[0], words, f"kk-bubble-name{' kk-strong' if bubble.emphasis else ''}", room)


def _corners(words: tuple[str, str, str, str], field: Frame, room: Room) -> list[Html]:
    half = (field.right - field.left) / 2 - 1.5 * CORNER_GAP
    left, right = field.left + CORNER_GAP, field.right - CORNER_GAP
    top, bottom = field.top + SMALL, field.bottom - CORNER_GAP - 1
    places: tuple[tuple[float, float, Anchor], ...] = (
        (left, top, "start"),
        (right, top, "end"),
        (left, bottom, "start"),
        (right, bottom, "end"),
    )
    parts = []
    for (x, y, anchor), each in zip(places, words, strict=True):
        rows = wrap(each, half, 2)
        first = y if y == top else y - (len(rows) - 1) * LINE_HEIGHT
        for row, shown in enumerate(rows):
            if shown:
                side = spot(x, first + row * LINE_HEIGHT, anchor, shown, within=(field.left, field.right))
                parts.append(written(side, shown, "kk-corner-words", room))
    return parts


def _upright_limits(limits: tuple[Limit, ...], field: Frame, room: Room) -> Iterator[Html]:
    for limit in limits:
        if not field.x.holds(limit.value):
            continue
        x = tenth(field.x.at(limit.value))
        words = fit(limit.label, LONGEST_LIMIT)
        spots = [
            spot(x + side, y, anchor, words, within=(field.left, field.right))
            for y in (field.bottom - 42, field.top + 52, field.bottom - 62, field.top + 72)
            for side, anchor in _SIDES
        ]
        yield _limit(line(x, field.top, x, field.bottom, "kk-limit"), words, room.find(spots), room)


def _level_limits(limits: tuple[Limit, ...], field: Frame, room: Room) -> Iterator[Html]:
    for limit in limits:
        if not field.y.holds(limit.value):
            continue
        y = tenth(field.y.at(limit.value))
        words = fit(limit.label, LONGEST_LIMIT)
        ends: tuple[tuple[float, Anchor], ...] = ((field.right - 3, "end"), (field.left + 3, "start"))
        spots = [
            spot(x, y + lift, anchor, words, within=(field.left, field.right))
            for x, anchor in ends
            for lift in (-5.0, 16.0)
        ]
        yield _limit(line(field.left, y, field.right, y, "kk-limit"), words, room.find(spots), room)


def _limit(drawn: Html, words: str, found: tuple[Spot, float] | None, room: Room) -> Html:
    if found is None or not words:
        return drawn
    return join(drawn, written(found[0], words, "kk-limit-words", room))
