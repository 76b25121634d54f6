"""The charts: who fits and who pays, what parting brings, and what each client leaves."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue.charts import Effect, Words, drawable, tornado
from calculators.catalogue.klant_houden_of_loslaten.farewell import Farewell
from calculators.catalogue.klant_houden_of_loslaten.findings import FIT_LIMITS, Findings
from calculators.catalogue.klant_houden_of_loslaten.words import advice, rate, score
from calculators.model.amounts import euros, hours
from calculators.model.answer import (
    Axis,
    Bubble,
    Chart,
    Limit,
    Line,
    LineChart,
    Mark,
    Names,
    ScatterChart,
    Share,
    SpanChart,
    Table,
    say,
)
from calculators.model.quantities import Unit


def charts(found: Findings) -> Iterator[Chart]:
    """Return what there is to draw, the main one first."""
    if found.placed:
        yield _field(found)
    # What it would bring to part with whom the business hangs on is no picture to go by.
    if not found.placed or found.verdict.kind == "misconduct" or not found.judged.client.portion.dependent:
        yield _gains(found.farewell)
    if found.others:
        yield _results(found)


def _field(found: Findings) -> ScatterChart:
    """Draw who fits (x) and who pays (y); what is far outside stands at the edge."""
    client = found.judged.client
    lowest, highest = found.rate_reach
    advices = {each.client.name: advice(kind) for each, kind in found.kinds}
    limits = Limit(client.internal_rate, "je kosten"), Limit(client.target_rate, "je doel")
    return ScatterChart(
        key="field",
        title="Past de samenwerking, en loont ze?",
        description=say(
            "Elke klant als cirkel: naar rechts past de samenwerking beter, naar boven levert een uur meer op. {names}.",
            names=Names(tuple(f"{each.client.name}: {advices[each.client.name]}" for each, _, _ in found.placed)),
        ),
        x=Axis("past bij je (punten)", 100.0),
        y=Axis("opbrengst per uur", highest, lowest, Unit.EURO_PER_HOUR),
        bubbles=tuple(
            Bubble(each.client.name, x, y, drawable(max(each.client.revenue, 1.0)), emphasis=each is found.judged)
            for each, x, y in found.placed
        ),
        x_limits=(Limit(FIT_LIMITS[0], "redelijk"), Limit(FIT_LIMITS[1], "goed")),
        y_limits=limits[1:] if found.equal_rates else limits,
        corners=("afspraken maken", "houden", "afscheid nemen", "prijs verhogen"),
        table=Table(
            "Score, opbrengst en advies per klant",
            ("Klant", "Past bij je", "Per uur", "Omzet", "Advies"),
            tuple(
                (each.client.name, score(each), rate(each), euros(each.client.revenue), advice(kind))
                for each, kind in found.kinds
            ),
        ),
    )


def _gains(farewell: Farewell) -> LineChart:
    """Draw what parting brings against the share of the hours that is filled again."""
    empty, *_, full = farewell.rows
    lowest, highest = farewell.reach
    start = Line(
        "eerste jaar", tuple((each.share, drawable(each.first_year)) for each in (empty, full)), emphasis=False
    )
    refill = farewell.parting.refill
    own = Mark(refill, drawable(farewell.own.euros), "jouw keuze")
    return LineChart(
        key="gain",
        title="Wat afscheid oplevert, hangt af van hoeveel uren je opnieuw vult",
        description=say(
            "Een rechte lijn: zonder nieuw werk is het verschil {none} per jaar, met alle vrije uren gevuld {full}.",
            none=euros(empty.gain, signed=True),
            full=euros(full.gain, signed=True),
        ),
        x=Axis("deel van de vrije uren dat je vult", 1.0, unit=Unit.FRACTION),
        y=Axis("verschil per jaar", highest, lowest, Unit.EURO),
        lines=(
            Line("per jaar", tuple((each.share, drawable(each.gain)) for each in (empty, full))),
            *((start,) if farewell.has_start else ()),
            Line("evenveel als nu", ((0.0, 0.0), (1.0, 0.0)), emphasis=False),
        ),
        marks=(own,) if farewell.drawn_share is None else (Mark(farewell.drawn_share, 0.0, "omslagpunt"), own),
        table=Table(
            "Verschil met nu per deel dat je opnieuw vult",
            ("Deel gevuld", "Per jaar", *(("Eerste jaar",) if farewell.has_start else ())),
            tuple(
                (Share(share), *(euros(each, signed=True) for each in (gains if farewell.has_start else gains[:1])))
                for share, *gains in farewell.rows
            ),
        ),
    )


def _results(found: Findings) -> SpanChart:
    return tornado(
        Words(
            "clients",
            "Wat er per klant overblijft als je uren betaald zijn",
            say(
                "Een balk per klant: naar rechts blijft er geld over, naar links leg je toe. {first}: {net} per jaar.",
                first=found.judged.client.name,
                net=euros(found.judged.net),
            ),
            "Uren, wat er per jaar overblijft en advies per klant",
            ("Klant", "Uren", "Blijft over", "Advies"),
        ),
        [
            Effect(name, drawable(each.net), net, (name, hours(each.hours), net, advice(kind)))
            for each, kind in found.kinds
            for name, net in [(each.client.name, euros(each.net))]
        ],
    )
