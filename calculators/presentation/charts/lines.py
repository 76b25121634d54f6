"""Lines over a common axis, each with its name where there is room along it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from calculators.model.answer import Line, LineChart, Mark
from calculators.presentation import text
from calculators.presentation.charts._room import Box, Room, Spot, along, around, spot, written
from calculators.presentation.charts._svg import (
    SMALL,
    WIDTH,
    circle,
    drawing,
    fit,
    height_at,
    path,
    trace,
    width_of,
)
from calculators.presentation.charts.axes import Frame, frame
from calculators.presentation.html import Html, join

Point = tuple[float, float]

MARK_RADIUS = 4.0
NAME_WIDTHS = (215.0, 157.0, 114.0)
LONGEST_MARK = 200.0
KINDS = 3
NAME_PLACES = (1.0, 0.85, 0.7, 0.5, 0.3, 0.1, 0.0)  # along the line, the end first
NAME_GAPS = (6.0, 18.0)  # between a name and its line
LETTERS = 11.5  # how high they are
EDGE = 1e-6


def draw(chart: LineChart, base: str) -> Html:
    """Draw the references below the lines that matter, then the marks, then the words."""
    field = frame(chart.x, chart.y)
    pieces = [visible(each.points, field) for each in chart.lines]
    kinds = _kinds(chart.lines)
    room = field.room()
    for piece in (each for several in pieces for each in several):
        room.take(*along(piece))
    marks = [each for each in chart.marks if field.x.holds(each.x) and field.y.holds(each.y)]
    room.take(*(_dot_box(field.place((each.x, each.y))) for each in marks))
    order = sorted(range(len(kinds)), key=lambda index: chart.lines[index].emphasis)
    return drawing(
        base,
        text.sentence(chart.description),
        field.height,
        field.drawn,
        *(path("".join(trace(each) for each in pieces[index]), f"kk-curve {kinds[index]}") for index in order),
        *(_mark(each, field, room) for each in marks),
        *(
            _name(line.name, several, kind, field, room)
            for line, several, kind in zip(chart.lines, pieces, kinds, strict=True)
        ),
    )


def _kinds(lines: Sequence[Line]) -> list[str]:
    """Number the lines that matter and the references, each with looks of their own."""
    counts = {True: 0, False: 0}
    kinds = []
    for each in lines:
        own = "left" if each.left else str(counts[True] % KINDS)
        kinds.append(f"kk-curve--{own}" if each.emphasis else "kk-curve--aside")
        counts[each.emphasis] += 1
    return kinds


def visible(points: Sequence[Point], field: Frame) -> list[list[Point]]:
    """Return the parts of a line that lie inside the field."""
    places = [field.place(each) for each in points]
    places = places * 2 if len(places) == 1 else places  # a line of one point is a dot
    pieces: list[list[Point]] = []
    for start, end in itertools.pairwise(places):
        cut = _cut(start, end, field)
        if cut is None:
            continue
        if pieces and pieces[-1][-1] == cut[0]:
            pieces[-1].append(cut[1])
        else:
            pieces.append(list(cut))
    return pieces


def _cut(start: Point, end: Point, field: Frame) -> tuple[Point, Point] | None:
    """Cut a straight line off at the edges of the field (Liang and Barsky)."""
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    first, last = 0.0, 1.0
    sides = ((-dx, x - field.left), (dx, field.right - x), (-dy, y - field.top), (dy, field.bottom - y))
    for speed, distance in sides:
        if speed == 0:
            if distance < -EDGE:
                return None
        elif speed < 0:
            first = max(first, distance / speed)
        else:
            last = min(last, distance / speed)
    if first > last:
        return None
    begin = start if first == 0 else (x + first * dx, y + first * dy)
    finish = end if last == 1 else (x + last * dx, y + last * dy)
    # Of a point that lies extremely far away, so much precision is lost that the cut can miss the edge.
    return field.inside(begin), field.inside(finish)


def _dot_box(place: Point) -> Box:
    x, y = place
    return Box(x - MARK_RADIUS, y - MARK_RADIUS, x + MARK_RADIUS, y + MARK_RADIUS)


def _mark(mark: Mark, field: Frame, room: Room) -> Html:
    x, y = field.place((mark.x, mark.y))
    words = fit(text.write(mark.label), LONGEST_MARK, bold=True)
    dot = circle(x, y, MARK_RADIUS, "kk-marker")
    found = room.find(around(x, y, MARK_RADIUS + 4, words, left=field.left, bold=True)) if words else None
    if found is None:
        return dot
    return join(dot, written(found[0], words, "kk-mark-name", room))


def _name(name: str, pieces: Sequence[Sequence[Point]], kind: str, field: Frame, room: Room) -> Html | None:
    """Write the name of a line beside it, shortened when only then it covers nothing."""
    tries = []
    for width in NAME_WIDTHS if name and pieces else ():
        words = fit(name, min(width, WIDTH - field.left - 2), bold=True)
        found = room.find(_name_spots(words, pieces, field, room))
        if found:
            tries.append((words, *found))
        if found and not found[1]:
            break
    if not tries:
        return None
    words, place, _ = tries[-1] if not tries[-1][2] else tries[0]
    return written(place, words, f"kk-curve-name {kind}-name", room)


def _name_spots(words: str, pieces: Sequence[Sequence[Point]], field: Frame, room: Room) -> Iterator[Spot]:
    """Give places right above and below the line, from its end back to its start, and then with more distance."""
    line = [point for piece in pieces for point in piece]
    first, last = min(x for x, _ in line), max(x for x, _ in line)
    width = width_of(words, bold=True)
    for gap in NAME_GAPS:
        for share in NAME_PLACES:
            end = min(WIDTH, max(field.left + 2 + width, first + share * (last - first) + (1 - share) * width))
            high, low = _extent(line, end - width, end)
            for level in (high - gap, low + gap + LETTERS):
                inside = min(max(level, room.top + SMALL), room.bottom - SMALL / 3)
                yield spot(end, inside, "end", words, bold=True, within=(field.left + 2, WIDTH))


def _extent(line: Sequence[Point], start: float, end: float) -> tuple[float, float]:
    """Return how high and how low a line comes between two places."""
    levels = [height_at(line, start), height_at(line, end), *(y for x, y in line if start <= x <= end)]
    return min(levels), max(levels)
