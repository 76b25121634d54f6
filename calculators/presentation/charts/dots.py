"""Dots in rows of ten, so that a chance can be counted: a shape and a colour for each group."""

from __future__ import annotations

from calculators.model.answer import Amount, DotChart, DotGroup
from calculators.presentation import text
from calculators.presentation.charts._svg import NORMAL, WIDTH, drawing, fit, label, number, wrap
from calculators.presentation.html import Html, element

IN_A_ROW = 10
PITCH = 14.0
HALF = 4.2  # of a shape
MOST_DRAWN = 300
ROUND_STEPS = (1, 2, 5)
SHAPES = 4

KEY_LEFT = IN_A_ROW * PITCH + 14
KEY_WORDS = KEY_LEFT + 15
KEY_LINES = 3
LINE_HEIGHT = 17.5
KEY_GAP = 9.0


def draw(chart: DotChart, base: str) -> Html:
    """Draw the dots group after group, and beside them what they stand for."""
    total = sum(max(0, each.count) for each in chart.groups)
    each_stands_for = _stands_for(total)
    places = [index for index, group in enumerate(chart.groups) for _ in range(_drawn(group, each_stands_for))]
    dots = [
        _shape(group, (place % IN_A_ROW + 0.5) * PITCH, (place // IN_A_ROW + 0.5) * PITCH)
        for place, group in enumerate(places)
    ]
    key, key_height = _key(chart, total, each_stands_for)
    rows = -(-len(places) // IN_A_ROW)
    return drawing(base, text.sentence(chart.description), max(rows * PITCH, key_height), *dots, *key)


def _stands_for(total: int) -> int:
    """Return how many one dot stands for, a round number, so that there are never too many to draw."""
    power = 1
    while total > MOST_DRAWN * power * ROUND_STEPS[-1]:
        power *= 10
    return next(power * step for step in ROUND_STEPS if total <= MOST_DRAWN * power * step)


def _drawn(group: DotGroup, each_stands_for: int) -> int:
    """Return the number of dots, halves up; a group of some has one at least."""
    if group.count <= 0:
        return 0
    return max(1, (2 * group.count + each_stands_for) // (2 * each_stands_for))


def _shape(group: int, x: float, y: float) -> Html:
    """Draw a disc, a ring, a square or a cross."""
    kind = f"kk-dot kk-dot--{group % SHAPES}"
    match group % SHAPES:
        case 0:
            return element("circle", {"class": kind, "cx": number(x), "cy": number(y), "r": number(HALF + 0.6)})
        case 1:
            return element("circle", {"class": kind, "cx": number(x), "cy": number(y), "r": number(HALF - 0.4)})
        case 2:
            side = number(2 * HALF)
            corner = {"x": number(x - HALF), "y": number(y - HALF)}
            return element("rect", {"class": kind, **corner, "width": side, "height": side})
        case _:
            low, high, left, right = (number(each) for each in (y + HALF, y - HALF, x - HALF, x + HALF))
            return element("path", {"class": kind, "d": f"M{left} {high}L{right} {low}M{left} {low}L{right} {high}"})


def _key(chart: DotChart, total: int, each_stands_for: int) -> tuple[list[Html], float]:
    parts: list[Html] = []
    top = 0.0
    for index, group in enumerate(chart.groups):
        parts.append(_shape(index, KEY_LEFT + HALF, top + NORMAL / 2 - 1))
        count = fit(f"{_count(group.count)} van de {_count(total)}", WIDTH - KEY_WORDS, NORMAL, bold=True)
        parts.append(label(KEY_WORDS, top + NORMAL * 0.75, count, "kk-total kk-strong"))
        lines = wrap(group.name, WIDTH - KEY_WORDS, KEY_LINES)
        for row, words in enumerate(lines, start=1):
            parts.append(label(KEY_WORDS, top + NORMAL * 0.75 + row * LINE_HEIGHT, words, "kk-key"))
        top += NORMAL + len(lines) * LINE_HEIGHT + KEY_GAP
    if each_stands_for > 1:
        words = fit(f"Eén teken is {_count(each_stands_for)}.", WIDTH - KEY_LEFT)
        parts.append(label(KEY_LEFT, top + NORMAL, words, "kk-key"))
        top += NORMAL + KEY_GAP
    return parts, top


def _count(count: int) -> str:
    return text.write(Amount(max(0, count)))
