"""What klantwaarde draws."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue.charts import Effect, Point, Ranked, Step, Words, curve, ranking, tornado, waterfall
from calculators.catalogue.klantwaarde.findings import PASS_MARK, Findings
from calculators.catalogue.klantwaarde.shapes import StepName
from calculators.catalogue.klantwaarde.words import LEVERS
from calculators.model.amounts import euros, one_decimal, percent
from calculators.model.answer import Amount, Axis, BarChart, Chart, Count, Line, LineChart, Mark, SpanChart, say
from calculators.model.quantities import Unit

STEPS: dict[StepName, str] = {
    "revenue": "Omzet per jaar",
    "purchases": "Inkoop",
    "hours": "Jouw uren",
    "billed": "Betaalde uren",
    "unbilled": "Onbetaalde uren",
    "net": "Netto per jaar",
    "referrals": "Aanbevelingen",
    "together": "Met aanbevelingen",
}
GRADES = {
    "collaboration": "Samenwerking",
    "energy": "Energie",
    "loyalty": "Loyaliteit",
    "referrals": "Aanbevelingen",
    "feedback": "Feedback",
}
HIGHEST_GRADE = 10.0

# Of the points of the curve, every fifth has a row.
CURVE_ROW = 5


def charts(found: Findings) -> Iterator[Chart]:
    """Draw the payback where there is something to earn back, the year, the levers, retention and the grades."""
    if found.costs_acquisition:
        yield _payback(found)
    yield _year(found)
    if found.swings:
        yield _swings(found)
    yield _curve(found)
    if found.grades:
        yield _grades(found)


def _payback(found: Findings) -> LineChart:
    cost, (least, most), end = found.customer.to_earn_back, found.earned_range, float(found.earned[-1][0])
    description = say(
        "De lijn met wat een klant oplevert, komt nooit boven de wervingskosten van {cost}.", cost=euros(cost)
    )
    if found.months is not None:
        description = say(
            "De lijn met wat een klant oplevert, komt na {months} boven de wervingskosten van {cost}.",
            months=Count(found.months, "maand", "maanden"),
            cost=euros(cost),
        )
    return curve(
        Words(
            key="payback",
            title="Wanneer heb je de wervingskosten terug?",
            description=description,
            caption="Wat een klant na je uren opgeteld oplevert, met de kans op vertrek",
            columns=("Na maand", "Opgeteld", "Na aftrek van de werving"),
        ),
        "wat je overhoudt",
        [
            Point(month, together, (Amount(month), euros(together), euros(left)))
            for month, together, left in found.earned
        ],
        axes=(Axis("maanden", end), Axis("opgeteld per klant", most, least, Unit.EURO)),
        marks=[Mark(month, height, "terugverdiend") for month, height, _ in found.earned if month == found.months],
        references=[Line("wervingskosten", ((0.0, cost), (end, cost)), emphasis=False)],
        left=True,
    )


def _year(found: Findings) -> SpanChart:
    return waterfall(
        Words(
            key="year",
            title="Van omzet naar wat je per jaar overhoudt",
            description=say(
                "Van {revenue} omzet per jaar blijft {net} over na inkoop en je eigen uren.",
                revenue=euros(found.revenue),
                net=euros(found.year["net"]),
            ),
            caption="Eén klant, één jaar, excl. btw",
            columns=("Stap", "Bedrag"),
        ),
        [
            Step(STEPS[each.name], each.end, euros(each.end), total=True)
            if each.change is None
            else Step(STEPS[each.name], each.end, euros(each.change))
            for each in found.year_steps
        ],
    )


def _swings(found: Findings) -> SpanChart:
    effects = [
        Effect(LEVERS[swing.name][0], length, euros(swing.effect, signed=True))
        for swing, length in zip(found.swings, found.swing_lengths, strict=True)
    ]
    return tornado(
        Words(
            key="swings",
            title="Wat een stap van 10% doet met de uitkomst",
            description=say(
                "Balken per getal, het zwaarste eerst: {name} geeft {effect}.",
                name=effects[0].name,
                effect=effects[0].note,
            ),
            caption="Verschil in euro's per klant als één getal 10% hoger is, of 10% minder klanten vertrekken",
            columns=("Wat verandert", "Verschil"),
        ),
        effects,
    )


def _curve(found: Findings) -> LineChart:
    least, most = found.curve_range
    return curve(
        Words(
            key="curve",
            title="Elk punt klantbehoud is meer waard dan het vorige"
            if found.retention_pays
            else "De uitkomst bij elk klantbehoud",
            description=say(
                "Lijn van de uitkomst per klant bij 0 tot 100% klantbehoud. Bij {retention} is die {value}.",
                retention=percent(found.customer.retention),
                value=euros(found.outcome),
            ),
            caption="Waarde na je uren en werving bij elk klantbehoud",
            columns=("Klantbehoud", "Waarde"),
        ),
        "waarde",
        [
            Point(rate, value, (Amount(rate, Unit.FRACTION), euros(value)) if index % CURVE_ROW == 0 else ())
            for index, (rate, value) in enumerate(found.curve)
        ],
        axes=(
            Axis("klantbehoud", 1.0, unit=Unit.FRACTION),
            Axis("waarde na uren en werving", most, least, Unit.EURO),
        ),
        marks=() if found.outlook is None else [Mark(found.customer.retention, found.outcome, "nu")],
        references=[Line("quitte", ((0.0, 0.0), (1.0, 0.0)), emphasis=False)] if least < 0 < most else (),
    )


def _grades(found: Findings) -> BarChart:
    score = found.soft["score"] or 0.0
    verdict = "voldoende" if found.soft["sufficient"] else "onvoldoende"
    grades = [Ranked(GRADES[name], grade, one_decimal(grade), mark=PASS_MARK) for name, grade in found.grades.items()]
    return ranking(
        Words(
            key="grades",
            title=f"Wat niet op de factuur staat: {verdict}",
            description=say(
                "Balken met de cijfers die je gaf. Gemiddeld {score}: {verdict}.",
                score=one_decimal(score),
                verdict=verdict,
            ),
            caption="Cijfers van 1 tot 10; vanaf 5,5 is het een voldoende",
            columns=("Onderdeel", "Cijfer"),
        ),
        "Cijfer",
        [*grades, Ranked("Gemiddeld", score, one_decimal(score), emphasis=True, mark=PASS_MARK)],
        HIGHEST_GRADE,
    )
