"""Links of a chain, as thick as they are strong."""

from __future__ import annotations

import math
from collections.abc import Sequence

from calculators.model.answer import ChainChart, ChainLink
from calculators.presentation import text
from calculators.presentation.charts._svg import (
    NORMAL,
    WIDTH,
    drawing,
    fit,
    label,
    number,
    share_of,
    strength_words,
    tenth,
    wrap,
)
from calculators.presentation.html import Html, element, join

MOST_IN_A_ROW = 3
LINK_HEIGHT = 30.0
ROUND = LINK_HEIGHT / 2
OVERLAP = 20.0  # how far two links reach into each other
EDGE = 6.0
THINNEST, THICKEST = 2.0, 8.5
CASING = 3.0  # the paper on both sides of a link that goes over another

WORDS_GAP = 5.0
NAME_HEIGHT, NUMBER_HEIGHT = 17.0, 19.0
ROW_GAP = 12.0


def draw(chart: ChainChart, base: str) -> Html:
    """Draw the links in rows of at most three, each through the one before it."""
    count = len(chart.links)
    rows = max(1, math.ceil(count / MOST_IN_A_ROW))
    across = max(1, math.ceil(count / rows))
    parts = []
    top = EDGE
    for start in range(0, count, across):
        row = chart.links[start : start + across]
        parts.append(_row(row, across, chart.most, top))
        top += LINK_HEIGHT + _words_height(row, (WIDTH - 2 * EDGE - OVERLAP) / across) + ROW_GAP
    return drawing(base, text.sentence(chart.description), top, *parts)


def _row(links: Sequence[ChainLink], across: int, most: float, top: float) -> Html:
    pitch = (WIDTH - 2 * EDGE - OVERLAP) / across
    parts: list[Html] = []
    for index, link in enumerate(links):
        left = EDGE + index * pitch
        parts.append(_over(_outline(left, top, pitch + OVERLAP), link, most))
        if index:
            # The link before goes over this one above and under it below: that is what holds them together.
            parts.append(_over(_upper_end(left + OVERLAP, top), links[index - 1], most))
    middles = [EDGE + OVERLAP / 2 + (index + 0.5) * pitch for index in range(len(links))]
    words = [_words(link, most, x, top, pitch) for link, x in zip(links, middles, strict=True)]
    return element("g", None, *parts, *words)


def _outline(left: float, top: float, width: float) -> str:
    start = f"M{number(left + ROUND)} {number(top)}"
    straight, height = number(width - 2 * ROUND), number(LINK_HEIGHT)
    bend = f"a{number(ROUND)} {number(ROUND)} 0 0 1 0"
    return f"{start}h{straight}{bend} {height}h-{straight}{bend} -{height}z"


def _upper_end(right: float, top: float) -> str:
    """Return the upper right quarter of a link."""
    quarter = number(ROUND)
    return f"M{number(right - ROUND)} {number(top)}a{quarter} {quarter} 0 0 1 {quarter} {quarter}"


def _over(outline: str, link: ChainLink, most: float) -> Html:
    """Draw a line with a little paper along it, so that it goes over what is there."""
    thickness = tenth(THINNEST + (THICKEST - THINNEST) * share_of(link.strength, most))
    kind = "kk-link kk-link--special" if link.remark else "kk-link"
    return join(
        element("path", {"class": "kk-casing", "d": outline, "stroke-width": number(thickness + CASING)}),
        element("path", {"class": kind, "d": outline, "stroke-width": number(thickness)}),
    )


def _words(link: ChainLink, most: float, x: float, top: float, room: float) -> Html:
    strong = " kk-strong" if link.remark else ""
    rows = [(each, f"kk-link-name{strong}", NAME_HEIGHT) for each in _name_lines(link, room)]
    rows.append(
        (fit(strength_words(link.strength, most), room, NORMAL, bold=True), "kk-total kk-strong", NUMBER_HEIGHT)
    )
    if link.remark:
        rows.append((fit(link.remark, room, bold=True), "kk-remark", NAME_HEIGHT))
    level = top + LINK_HEIGHT + WORDS_GAP
    parts = []
    for words, kind, height in rows:
        level += height
        parts.append(label(x, level, words, kind, "middle"))
    return join(*parts)


def _name_lines(link: ChainLink, room: float) -> list[str]:
    return wrap(link.name, room - WORDS_GAP, 2, bold=bool(link.remark))


def _words_height(links: Sequence[ChainLink], room: float) -> float:
    """Return how high the words below a row are."""
    heights = [len(_name_lines(each, room)) * NAME_HEIGHT + (NAME_HEIGHT if each.remark else 0) for each in links]
    return WORDS_GAP + max(heights) + NUMBER_HEIGHT
