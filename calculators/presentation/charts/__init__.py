"""Charts as SVG: colours by class, no inline style, every number also in the table beside it.

All are as wide as each other, and scale with their place; their letters hardly do (see ``_svg``). Colours are never
the only difference: pieces have patterns, lines and areas carry their names, gains and losses a sign and a word.
"""

from __future__ import annotations

from collections.abc import Sequence

from calculators.model.answer import (
    AreaChart,
    BarChart,
    ChainChart,
    Chart,
    DotChart,
    FlowChart,
    LineChart,
    RadarChart,
    ScatterChart,
    SpanChart,
    Table,
    TriangleChart,
)
from calculators.presentation import text
from calculators.presentation.charts import areas, bars, chain, dots, flows, lines, radar, scatter, spans, triangle
from calculators.presentation.html import Html, element

__all__ = ["render_chart", "render_table"]


def render_chart(chart: Chart, prefix: str) -> Html:
    """Draw a chart as a figure, with its title, its description and the same data as a table.

    Args:
        chart: the numbers and words.
        prefix: starts every id, so that two calculators can stand on one page.
    """
    base = f"{prefix}-{chart.key}"
    return element(
        "figure",
        {"class": "kk-chart"},
        element("figcaption", {"class": "kk-chart__title", "id": f"{base}-title"}, chart.title),
        _draw(chart, base),
        element(
            "details",
            {"class": "kk-fold kk-fold--table", "data-keep-open": f"{base}-table"},
            element("summary", {"aria-label": f"Tabel tonen: {chart.title}"}, "Tabel tonen"),
            render_table(chart.table),
        ),
    )


def _draw(chart: Chart, base: str) -> Html:  # noqa: C901 -- one line for every kind
    match chart:
        case BarChart():
            return bars.draw(chart, base)
        case SpanChart():
            return spans.draw(chart, base)
        case LineChart():
            return lines.draw(chart, base)
        case AreaChart():
            return areas.draw(chart, base)
        case RadarChart():
            return radar.draw(chart, base)
        case ChainChart():
            return chain.draw(chart, base)
        case ScatterChart():
            return scatter.draw(chart, base)
        case FlowChart():
            return flows.draw(chart, base)
        case DotChart():
            return dots.draw(chart, base)
        case TriangleChart():
            return triangle.draw(chart, base)


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
            element("tbody", None, *(_row(row) for row in _written(table))),
        ),
    )


def _heading(words: str) -> Html:
    # An empty cell is no heading, also not in the corner.
    return element("th", {"scope": "col"}, words) if words else element("td")


def _written(table: Table) -> list[tuple[str, ...]]:
    """The cells of the rows as text, each column written alike."""
    return list(zip(*(text.write_column(column) for column in zip(*table.rows, strict=True)), strict=True))


def _row(row: Sequence[str]) -> Html:
    name, *numbers = row
    heading = element("th", {"scope": "row"}, name) if name else element("td")
    return element("tr", None, heading, *(element("td", None, number) for number in numbers))
