"""Charts as SVG: colours by class, no inline style, every number also in the table beside it.

Drawn for a phone (320 units wide) and scaled up from there, so that text stays readable. Colours are never the only
difference: the pieces of a bar have patterns, areas carry names.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from calculators.model.answer import Amount, Bar, BarChart, Chart, Region, Table, TriangleChart, Value
from calculators.presentation import text
from calculators.presentation.html import Html, element, join

WIDTH = 320.0
ROW_HEIGHT = 54.0
BAR_HEIGHT = 16.0
KEY_HEIGHT = 18.0
KEY_SWATCH = 11.0
KEY_LETTER = 5.9  # width of an average letter of the key
LONGEST_NAME = 34

TRIANGLE_SIDE = 270.0
TRIANGLE_LEFT = 25.0
TRIANGLE_TOP = 26.0
TRIANGLE_HEIGHT = 233.8  # side x the square root of 3/4
LEAST_LABELLED_SHARE = 0.06
LONGEST_LABEL = 22


def render_chart(chart: Chart, prefix: str) -> Html:
    """Draw a chart as a figure, with its title, its description and the same data as a table.

    Args:
        chart: the numbers and words.
        prefix: starts every id, so that two calculators can stand on one page.
    """
    base = f"{prefix}-{chart.key}"
    drawing = _bars(chart, base) if isinstance(chart, BarChart) else _triangle(chart, base)
    return element(
        "figure",
        {"class": "kk-chart"},
        element("figcaption", {"class": "kk-chart__title", "id": f"{base}-title"}, chart.title),
        drawing,
        element(
            "details",
            {"class": "kk-fold kk-fold--table", "data-keep-open": f"{base}-table"},
            element("summary", None, "Tabel tonen"),
            render_table(chart.table),
        ),
    )


def render_table(table: Table) -> Html:
    """Write a table in a container that scrolls by itself when the screen is narrow.

    The class keeps the theme from wrapping the table once more.
    """
    return element(
        "div",
        {"class": "kk-table", "tabindex": "0", "role": "region", "aria-label": table.caption},
        element(
            "table",
            {"class": "kk-data"},
            element("caption", None, table.caption),
            element("thead", None, element("tr", None, *(_heading(each) for each in table.columns))),
            element("tbody", None, *(_row(row) for row in table.rows)),
        ),
    )


def _heading(words: str) -> Html:
    return element("th", {"scope": "col"}, words)


def _row(row: Sequence[Value]) -> Html:
    name, *numbers = row
    cells = [element("td", None, text.write(each)) for each in numbers]
    return element("tr", None, element("th", {"scope": "row"}, text.write(name)), *cells)


def _svg(base: str, description: str, height: float, *children: Html) -> Html:
    attributes = {
        "class": "kk-chart__drawing",
        "viewBox": f"0 0 {_number(WIDTH)} {_number(height)}",
        "role": "img",
        "aria-labelledby": f"{base}-title {base}-description",
    }
    return element("svg", attributes, element("desc", {"id": f"{base}-description"}, description), *children)


def _number(value: float) -> str:
    """Write a coordinate: one decimal is finer than a pixel, and hides last bits that differ between machines."""
    return f"{round(value, 1) + 0.0:g}"  # adding zero turns -0.0 into 0.0


def _label(x: float, y: float, words: str, kind: str, anchor: str | None = None) -> Html:
    return element("text", {"class": kind, "x": _number(x), "y": _number(y), "text-anchor": anchor}, words)


def _rectangle(x: float, y: float, width: float, height: float, kind: str, fill: str | None = None) -> Html:
    box = {"x": _number(x), "y": _number(y), "width": _number(width), "height": _number(height)}
    return element("rect", {"class": kind, **box, "fill": fill})


def _shorten(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def _bars(chart: BarChart, base: str) -> Html:
    stacked = len(chart.series) > 1
    key, top = _key(chart.series, base) if stacked else ([], 0.0)
    rows = [_bar(bar, chart, base, top + index * ROW_HEIGHT, stacked=stacked) for index, bar in enumerate(chart.bars)]
    height = top + len(chart.bars) * ROW_HEIGHT
    return _svg(base, text.sentence(chart.description), height, *key, *rows)


def _patterns(base: str, count: int) -> Html:
    """Stripes for the second series and dots for the third, so that print and colour-blind eyes tell them apart."""
    marks = [
        element("path", {"class": "kk-mark", "d": "M0 6L6 0"}),
        element("circle", {"class": "kk-mark kk-mark--dot", "cx": "3", "cy": "3", "r": "1.1"}),
    ]
    box = {"width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
    patterns = [
        element("pattern", {"id": f"{base}-pattern-{index}", **box}, mark)
        for index, mark in enumerate(marks[: count - 1], start=1)
    ]
    return element("defs", None, *patterns)


def _piece(series: int, base: str, x: float, y: float, width: float, height: float) -> Html:
    plain = _rectangle(x, y, width, height, f"kk-series kk-series--{series}")
    if series == 0:
        return plain
    return join(plain, _rectangle(x, y, width, height, "kk-texture", f"url(#{base}-pattern-{series})"))


def _key(series: Sequence[str], base: str) -> tuple[list[Html], float]:
    """Name the pieces above the bars, in the order in which they are stacked; also return how high that is."""
    parts = [_patterns(base, len(series))]
    left, line = 0.0, 0
    for index, words in enumerate(series):
        width = KEY_SWATCH + 5 + len(words) * KEY_LETTER
        if left and left + width > WIDTH:
            left, line = 0.0, line + 1
        top = line * KEY_HEIGHT
        parts.append(_piece(index, base, left, top + 2, KEY_SWATCH, KEY_SWATCH))
        parts.append(_label(left + KEY_SWATCH + 5, top + 12, words, "kk-key"))
        left += width + 12
    return parts, (line + 1) * KEY_HEIGHT + 6


def _bar(bar: Bar, chart: BarChart, base: str, top: float, *, stacked: bool) -> Html:
    emphasis = " kk-strong" if bar.emphasis else ""
    parts = [
        _label(0, top + 13, _shorten(bar.name, LONGEST_NAME), f"kk-name{emphasis}"),
        _label(WIDTH, top + 13, text.write(bar.note), f"kk-total{emphasis}", "end"),
        _rectangle(0, top + 19, WIDTH, BAR_HEIGHT, "kk-track"),
    ]
    left = 0.0
    for part in bar.parts:
        width = part.value / chart.longest * WIDTH
        if width > 0 and stacked:
            parts.append(_piece(part.series, base, left, top + 19, width, BAR_HEIGHT))
        elif width > 0:
            parts.append(_rectangle(left, top + 19, width, BAR_HEIGHT, f"kk-single{emphasis}"))
        left += width
    if stacked:
        parts.extend(_values(bar, chart, top))
    return element("g", None, *parts)


def _values(bar: Bar, chart: BarChart, top: float) -> list[Html]:
    """The number of every piece, under it where it is wide enough to carry one."""
    labels = []
    left = 0.0
    for part in bar.parts:
        width = part.value / chart.longest * WIDTH
        words = text.write(Amount(part.value, decimals=1))
        if width >= 8 * len(words):
            labels.append(_label(left + 1, top + 19 + BAR_HEIGHT + 11, words, "kk-value"))
        left += width
    return labels


def _triangle(chart: TriangleChart, base: str) -> Html:
    height = TRIANGLE_TOP + TRIANGLE_HEIGHT + 26
    regions = _merged(chart.regions)
    shapes = [_region(region, index) for index, region in enumerate(regions)]
    first, second, third = chart.corners
    corners = [
        _label(WIDTH / 2, TRIANGLE_TOP - 12, f"Alleen {first}", "kk-key", "middle"),
        _label(0, height - 6, f"Alleen {second}", "kk-key", "start"),
        _label(WIDTH, height - 6, f"Alleen {third}", "kk-key", "end"),
    ]
    outline = _polygon([(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)], "kk-outline")
    names = [_region_name(region) for region in regions if region.share >= LEAST_LABELLED_SHARE]
    x, y = _place(*chart.marker)
    marker = join(
        element("circle", {"class": "kk-marker", "cx": _number(x), "cy": _number(y), "r": "5"}),
        _label(x + 9, y + 4, chart.marker_label, "kk-marker-label"),
    )
    return _svg(base, text.sentence(chart.description), height, *shapes, outline, *corners, *names, marker)


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
    x = TRIANGLE_LEFT + TRIANGLE_SIDE * (0.5 * first + third)
    return x, TRIANGLE_TOP + TRIANGLE_HEIGHT * (1 - first)


def _polygon(points: Sequence[tuple[float, float]], kind: str) -> Html:
    corners = " ".join(",".join(_number(each) for each in _place(*point)) for point in points)
    return element("polygon", {"class": kind, "points": corners})


def _region(region: Region, index: int) -> Html:
    kind = "kk-area kk-area--winner" if region.emphasis else f"kk-area kk-area--{index % 4}"
    return _polygon(region.points, kind)


def _region_name(region: Region) -> Html:
    places = [_place(*point) for point in region.points]
    x = math.fsum(each[0] for each in places) / len(places)
    y = math.fsum(each[1] for each in places) / len(places)
    # A little above the middle, where the dot of the current weighting often stands.
    return _label(x, y - 12, _shorten(region.name, LONGEST_LABEL), "kk-area-name", "middle")
