"""Where words may stand in a drawing: the first place that is free, or else the one that covers the least."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from calculators.presentation.charts._svg import SMALL, WIDTH, Anchor, label, tenth, width_of
from calculators.presentation.html import Html

LETTER_RISE = 0.75  # of the size of type: how far letters stand above their line
LETTER_FALL = 0.25
STRIDE = 8.0  # how finely a line is followed
HAIR = 1e-6
LINE_ROOM = 2.0  # above and below a line


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> float:
        """Return the surface that two rectangles share."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for words: where their line begins, is halved or ends, and the rectangle they fill."""

    x: float
    y: float
    anchor: Anchor
    box: Box


def spot(x: float, y: float, anchor: Anchor, words: str, *, bold: bool = False, within: tuple[float, float]) -> Spot:
    """Return the place for words at a point, moved aside when they would stick out on the left or right."""
    width = width_of(words, SMALL, bold=bold)
    left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    moved = max(within[0], min(within[1] - width, left)) - left
    box = Box(
        tenth(left + moved), tenth(y - SMALL * LETTER_RISE), tenth(left + moved + width), tenth(y + SMALL * LETTER_FALL)
    )
    return Spot(tenth(x + moved), tenth(y), anchor, box)


@dataclass(slots=True)
class Room:
    """What has been drawn so far, and how high and low words may stand."""

    top: float
    bottom: float
    taken: list[Box] = field(default_factory=list)

    def take(self, *boxes: Box) -> None:
        """Keep words away from places."""
        self.taken.extend(boxes)

    def find(self, spots: Iterable[Spot]) -> tuple[Spot, float] | None:
        """Return the first spot that covers nothing, or the one that covers least, with how much that is.

        Of none when all spots lie above or below the drawing.
        """
        best: tuple[Spot, float] | None = None
        for each in spots:
            if each.box.top < self.top or each.box.bottom > self.bottom:
                continue
            covered = math.fsum(each.box.overlap(box) for box in self.taken)
            if best is None or covered < best[1]:
                best = each, tenth(covered)
            if not best[1]:
                break
        return best


def around(x: float, y: float, distance: float, words: str, *, left: float, bold: bool = False) -> list[Spot]:
    """Return the places beside a point, the best first: right, left, above and below it, and further away.

    None goes further to the left than ``left``, for there stand the numbers of the axis.
    """
    level = y + SMALL * (LETTER_RISE - LETTER_FALL) / 2
    offsets = (0.0, -13.0, 13.0, -26.0, 26.0)
    sides: list[tuple[float, float, Anchor]] = []
    for offset in offsets:
        near = distance if abs(offset) < distance else distance / 2
        sides += [(x + near, level + offset, "start"), (x - near, level + offset, "end")]
    for lift in (distance + 4, distance + 20):
        sides += [(x, y - lift, "middle"), (x, y + lift + SMALL * LETTER_RISE - 1, "middle")]
    within = left, WIDTH
    return [spot(*side, words, bold=bold, within=within) for side in sides if _free(side, words, within, bold=bold)]


def written(place: Spot, words: str, kind: str, room: Room) -> Html:
    """Write words at a place that was found, and keep others away from it."""
    room.take(place.box)
    return label(place.x, place.y, words, kind, place.anchor)


def _free(side: tuple[float, float, Anchor], words: str, within: tuple[float, float], *, bold: bool) -> bool:
    """Tell whether words at a side would not have to move over the point itself."""
    start, _, anchor = side
    width = width_of(words, SMALL, bold=bold)
    if anchor == "start":
        return start + width <= within[1]
    return start - width >= within[0] if anchor == "end" else True


def along(points: Sequence[tuple[float, float]]) -> list[Box]:
    """Return small rectangles that cover a line."""
    boxes: list[Box] = []
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        steps = max(1, math.ceil(max(abs(x2 - x1), abs(y2 - y1)) / STRIDE - HAIR))
        for step in range(steps):
            here, there = step / steps, (step + 1) / steps
            xs = sorted((x1 + (x2 - x1) * here, x1 + (x2 - x1) * there))
            ys = sorted((y1 + (y2 - y1) * here, y1 + (y2 - y1) * there))
            boxes.append(Box(tenth(xs[0]), tenth(ys[0] - LINE_ROOM), tenth(xs[1]), tenth(ys[1] + LINE_ROOM)))
    return _gathered(boxes)


def _gathered(boxes: Sequence[Box]) -> list[Box]:
    """Join the rectangles of a line with very many points, so that looking for room stays quick."""
    gathered: list[Box] = []
    for box in boxes:
        if gathered:
            last = gathered[-1]
            both = Box(
                min(last.left, box.left),
                min(last.top, box.top),
                max(last.right, box.right),
                max(last.bottom, box.bottom),
            )
            if both.right - both.left <= STRIDE and both.bottom - both.top <= STRIDE:
                gathered[-1] = both
                continue
        gathered.append(box)
    return gathered
