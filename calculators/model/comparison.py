"""An answer beside the answer to a base case: what changed, in numbers and in the charts that have room for both."""

from __future__ import annotations

import math
from dataclasses import replace

from calculators.model.answer import Amount, Answer, Chart, Figure, LineChart, RadarChart, Share, Table, Value
from calculators.model.quantities import Unit

BASE = "Vertrekpunt"


def beside(base: Answer, now: Answer) -> Answer:
    """Return the answer with its figures, lines and radar shapes beside those of the base case.

    Figures and charts belong together when they have the same name or key; what the base case does not have is left
    as it is.

    >>> from calculators.model.answer import Figure, DotChart, Sentence
    >>> words = Sentence("")
    >>> dots = DotChart(key="k", title="", description=words, table=Table("", (), ()), groups=())
    >>> old, new = (Answer(words, (), dots, (), (), (), figures=(Figure("waarde", Amount(each)),)) for each in (2, 5))
    >>> beside(old, new).comparison.rows[0][3].value
    3
    """
    before = {figure.name: figure for figure in base.figures}
    rows = tuple(_row(before[figure.name], figure) for figure in now.figures if figure.name in before)
    charts = {chart.key: chart for chart in (base.chart, *base.more_charts)}
    return replace(
        now,
        comparison=Table("Vergeleken met je vertrekpunt", ("", "Eerst", "Nu", "Verschil"), rows) if rows else None,
        chart=_overlaid(now.chart, charts.get(now.chart.key)),
        more_charts=tuple(_overlaid(chart, charts.get(chart.key)) for chart in now.more_charts),
    )


def _row(before: Figure, now: Figure) -> tuple[Value, ...]:
    return (now.name, before.value, now.value, _difference(before.value, now.value))


def _difference(before: Value, now: Value) -> Value:
    if before == now:
        return "gelijk"
    if not isinstance(before, Amount | Share) or not isinstance(now, Amount | Share):
        return "veranderd"
    old, new = before.value, now.value
    if old is None or new is None or math.isinf(old) or math.isinf(new):
        return "veranderd"
    if isinstance(now, Amount) and now.unit is not Unit.FRACTION:
        return replace(now, value=new - old, signed=True)
    # From 20% to 25% is 5 points more, not 5%.
    decimals = now.decimals if isinstance(now, Amount) else 0
    return Amount(new - old, Unit.PERCENT_POINTS, decimals, signed=True)


def _overlaid(now: Chart, base: Chart | None) -> Chart:
    if isinstance(now, LineChart) and isinstance(base, LineChart):
        own = tuple(replace(line, name=BASE, emphasis=False) for line in base.lines if line.emphasis)
        return replace(now, lines=(*now.lines, *own))
    if isinstance(now, RadarChart) and isinstance(base, RadarChart):
        own_shapes = tuple(replace(shape, name=BASE, emphasis=False) for shape in base.shapes if shape.emphasis)
        return replace(now, shapes=(*now.shapes, *own_shapes))
    return now
