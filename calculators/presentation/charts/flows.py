"""Groups left and right with bands between them, as thick as the number that moves."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from calculators.model.answer import Flow, FlowChart
from calculators.presentation import text
from calculators.presentation.charts._svg import (
    NORMAL,
    SMALL,
    WIDTH,
    Anchor,
    capitalised,
    drawing,
    fit,
    label,
    number,
    path,
    plain_number,
    rectangle,
    steady,
)
from calculators.presentation.html import Html, join

TITLES = 30.0  # height of the line above the columns
COLUMN = 120.0  # room for names
NODE = 7.0
BANDS_HEIGHT = 170.0  # of all bands together
LINE_HEIGHT = 18.0
SLOT_GAP = 6.0  # between the words of two groups
THINNEST = 1.0

STAYS, MOVES = "kk-flow kk-flow--stays", "kk-flow"


@dataclass(slots=True)
class _Group:
    """A group in a column: its name and numbers, and how far its bands have been laid."""

    words: tuple[str, ...]
    thickness: float
    slot: float
    top: float
    laid: float = 0.0


def draw(chart: FlowChart, base: str) -> Html:
    """Draw the columns and the bands between them."""
    flows = [each for each in chart.flows if _counts(each, chart)]
    whole = math.fsum(steady(each.amount) for each in flows)
    thickness = [max(THINNEST, steady(each.amount) / whole * BANDS_HEIGHT) for each in flows]
    out = _words(chart.before, chart.before_counts, [(each.source, each.amount) for each in flows], "gaan")
    into = _words(chart.after, chart.after_counts, [(each.target, each.amount) for each in flows], "komen")
    before = _column(out, [each.source for each in flows], thickness)
    after = _column(into, [each.target for each in flows], thickness)
    height = TITLES + max(_height(before), _height(after))
    _centre(before, height)
    _centre(after, height)
    stays = [chart.before[each.source] == chart.after[each.target] for each in flows]
    bands = [
        _band(before[flow.source], after[flow.target], thick, STAYS if stay else MOVES)
        for flow, thick, stay in zip(flows, thickness, stays, strict=True)
    ]
    return drawing(
        base,
        text.sentence(chart.description),
        height,
        label(0, SMALL, fit(capitalised(chart.before_title), WIDTH / 2 - 4, bold=True), "kk-column-title"),
        label(WIDTH, SMALL, fit(capitalised(chart.after_title), WIDTH / 2 - 4, bold=True), "kk-column-title", "end"),
        *bands,
        *(_group(each, COLUMN - NODE, 0.0, "start") for each in before),
        *(_group(each, WIDTH - COLUMN, WIDTH, "end") for each in after),
    )


def _counts(flow: Flow, chart: FlowChart) -> bool:
    known = 0 <= flow.source < len(chart.before) and 0 <= flow.target < len(chart.after)
    return known and steady(flow.amount) > 0


def _words(
    names: Sequence[str], counts: Sequence[float], amounts: Sequence[tuple[int, float]], moving: str
) -> list[tuple[str, ...]]:
    """Return what stands at the groups of one side: name, number, and how many of these are in a band if not all."""
    words: list[tuple[str, ...]] = []
    for place, name in enumerate(names):
        drawn = _written(math.fsum(steady(amount) for group, amount in amounts if group == place))
        whole = _written(counts[place]) if place < len(counts) else drawn
        words.append((name, whole) if whole == drawn else (name, whole, f"{drawn} {moving}"))
    return words


def _written(number_of_people: float) -> str:
    return text.write(plain_number(steady(number_of_people)))


def _column(words: Sequence[tuple[str, ...]], places: Sequence[int], thickness: Sequence[float]) -> list[_Group]:
    """Lay out the groups of one side from top to bottom; ``places`` says to which group each flow belongs."""
    groups = []
    top = TITLES
    for place, rows in enumerate(words):
        thick = math.fsum(each for index, each in zip(places, thickness, strict=True) if index == place)
        slot = max(len(rows) * LINE_HEIGHT + SLOT_GAP, thick + 8)
        groups.append(_Group(rows, thick, slot, top + (slot - thick) / 2))
        top += slot
    return groups


def _height(groups: Sequence[_Group]) -> float:
    return math.fsum(each.slot for each in groups)


def _centre(groups: Sequence[_Group], height: float) -> None:
    """Move the lower of two columns to the middle of the higher one."""
    down = (height - TITLES - _height(groups)) / 2
    for each in groups:
        each.top += down


def _band(source: _Group, target: _Group, thickness: float, kind: str) -> Html:
    left, right = COLUMN, WIDTH - COLUMN
    middle = number(WIDTH / 2)
    high, low = source.top + source.laid, target.top + target.laid
    source.laid += thickness
    target.laid += thickness
    there = (
        f"M{number(left)} {number(high)}C{middle} {number(high)} {middle} {number(low)} {number(right)} {number(low)}"
    )
    low, high = low + thickness, high + thickness
    back = (
        f"L{number(right)} {number(low)}C{middle} {number(low)} {middle} {number(high)} {number(left)} {number(high)}Z"
    )
    return path(there + back, kind)


def _group(group: _Group, node: float, x: float, anchor: Anchor) -> Html:
    first = group.top + (group.thickness - len(group.words) * LINE_HEIGHT) / 2 + LINE_HEIGHT - 5
    room = COLUMN - NODE - 5
    name, total, *moving = group.words
    rows = [
        (fit(name, room), "kk-key"),
        (fit(total, room, NORMAL, bold=True), "kk-total kk-strong"),
        *((fit(each, room), "kk-value") for each in moving),
    ]
    return join(
        rectangle(node, group.top, NODE, group.thickness, "kk-node") if group.thickness > 0 else None,
        *(label(x, first + row * LINE_HEIGHT, words, kind, anchor) for row, (words, kind) in enumerate(rows)),
    )
