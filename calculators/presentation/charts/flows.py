"""Groups left and right with bands between them, as thick as the number that moves."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from calculators.model.answer import Flow, FlowChart
from calculators.presentation import text
from calculators.presentation.charts._svg import (
    KEY_GAP,
    KEY_HEIGHT,
    KEY_SWATCH,
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
    width_of,
)
from calculators.presentation.html import Html, join

TITLES = 26.0  # height of the line above the columns
COLUMN = 88.0  # room for names
NODE = 7.0
BANDS_HEIGHT = 170.0  # of all bands together
SLOT = 34.0  # the least height of a group: its name and its number
THINNEST = 1.0

STAYS, MOVES = "kk-flow kk-flow--stays", "kk-flow"


@dataclass(slots=True)
class _Group:
    """A group in a column: its name, what flows through it, and how far its bands have been laid."""

    name: str
    total: float
    thickness: float
    top: float
    laid: float = 0.0


def draw(chart: FlowChart, base: str) -> Html:
    """Draw the columns and the bands between them."""
    flows = [each for each in chart.flows if _counts(each, chart)]
    whole = math.fsum(steady(each.amount) for each in flows)
    thickness = [max(THINNEST, steady(each.amount) / whole * BANDS_HEIGHT) for each in flows]
    before = _column(chart.before, [each.source for each in flows], flows, thickness)
    after = _column(chart.after, [each.target for each in flows], flows, thickness)
    height = TITLES + max(_height(before), _height(after))
    _centre(before, height)
    _centre(after, height)
    stays = [chart.before[each.source] == chart.after[each.target] for each in flows]
    bands = [
        _band(before[flow.source], after[flow.target], thick, STAYS if stay else MOVES)
        for flow, thick, stay in zip(flows, thickness, stays, strict=True)
    ]
    key, height = _key(height + 4) if any(stays) and not all(stays) else ([], height)
    return drawing(
        base,
        text.sentence(chart.description),
        height,
        label(0, SMALL, fit(capitalised(chart.before_title), WIDTH / 2 - 4, bold=True), "kk-column-title"),
        label(WIDTH, SMALL, fit(capitalised(chart.after_title), WIDTH / 2 - 4, bold=True), "kk-column-title", "end"),
        *bands,
        *(_group(each, COLUMN - NODE, 0.0, "start") for each in before),
        *(_group(each, WIDTH - COLUMN, WIDTH, "end") for each in after),
        *key,
    )


def _counts(flow: Flow, chart: FlowChart) -> bool:
    known = 0 <= flow.source < len(chart.before) and 0 <= flow.target < len(chart.after)
    return known and steady(flow.amount) > 0


def _column(
    names: Sequence[str], places: Sequence[int], flows: Sequence[Flow], thickness: Sequence[float]
) -> list[_Group]:
    """Lay out the groups of one side from top to bottom; ``places`` says to which group each flow belongs."""
    groups = []
    top = TITLES
    for place, name in enumerate(names):
        mine = [index for index, each in enumerate(places) if each == place]
        total = math.fsum(steady(flows[index].amount) for index in mine)
        thick = math.fsum(thickness[index] for index in mine)
        slot = max(SLOT, thick + 8)
        groups.append(_Group(name, total, thick, top + (slot - thick) / 2))
        top += slot
    return groups


def _height(groups: Sequence[_Group]) -> float:
    return math.fsum(max(SLOT, each.thickness + 8) for each in groups)


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
    middle = group.top + group.thickness / 2
    room = COLUMN - NODE - 5
    total = fit(text.write(plain_number(group.total)), room, NORMAL, bold=True)
    return join(
        rectangle(node, group.top, NODE, group.thickness, "kk-node") if group.thickness > 0 else None,
        label(x, middle - 2, fit(group.name, room), "kk-key", anchor),
        label(x, middle + 12, total, "kk-total kk-strong", anchor),
    )


def _key(top: float) -> tuple[list[Html], float]:
    parts: list[Html] = []
    left = 0.0
    for words, kind in (("verandert", MOVES), ("blijft", STAYS)):
        parts.append(rectangle(left, top + 8, KEY_SWATCH, KEY_SWATCH, kind))
        parts.append(label(left + KEY_SWATCH + KEY_GAP, top + 18, words, "kk-key"))
        left += KEY_SWATCH + KEY_GAP + width_of(words) + 14
    return parts, top + KEY_HEIGHT + 8
