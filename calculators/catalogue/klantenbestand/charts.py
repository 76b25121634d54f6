"""The charts: growth, the value of each rung, what a point does, the first year and the known addresses."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue.charts import Effect, Words, tornado
from calculators.catalogue.klantenbestand.findings import Contacts, Findings
from calculators.catalogue.klantenbestand.words import IMPROVED, effect
from calculators.model.amounts import euros, percent
from calculators.model.answer import (
    Amount,
    AreaChart,
    Axis,
    Bar,
    BarChart,
    Chart,
    Count,
    Flow,
    FlowChart,
    Layer,
    Part,
    Share,
    SpanChart,
    Table,
    Value,
    say,
)
from calculators.model.quantities import Unit

STATES = ("Consument", "Klant", "Vaste klant", "Ambassadeur")
GROUPS = ("consumenten", "klanten", "vaste klanten", "ambassadeurs")


def charts(found: Findings) -> Iterator[Chart]:
    """Return what there is to draw, the main one first."""
    yield _growth(found)
    if found.finite_values:
        yield _ladder(found)
    if found.visible:
        yield _levers(found)
    if found.shown:
        yield _flows(found)
    if found.contacts:
        yield _addresses(found.contacts)


def _growth(found: Findings) -> AreaChart:
    rows, years = found.rows, found.ladder.years
    first = 0 if found.ladder.pool_known else 1  # consumers that nobody counted are not told
    return AreaChart(
        key="growth",
        title="Je klanten per jaar, zonder de consumenten",
        description=say(
            "Drie lagen op elkaar: klanten, vaste klanten en ambassadeurs. Samen van {now} nu naar {end} over {years} jaar, van wie {ambassadors}.",
            now=Amount(found.numbers[0]),
            end=Amount(found.numbers[-1]),
            years=Amount(years),
            ambassadors=Count(rows[-1][3], "ambassadeur", "ambassadeurs"),
        ),
        x=Axis("jaar", years, unit=Unit.YEARS),
        y=Axis("klanten", max(1.0, *found.numbers), unit=Unit.PEOPLE),
        moments=tuple(float(year) for year in range(len(rows))),
        layers=tuple(Layer(name, tuple(row[place] for row in rows)) for place, name in enumerate(GROUPS) if place),
        table=Table(
            "Mensen per trede, per jaar",
            ("Jaar", *STATES[first:], "Klanten samen"),
            tuple(
                (Amount(year) if year else "nu", *(Amount(count) for count in row[first:]), Amount(number))
                for year, (row, number) in enumerate(zip(rows, found.numbers, strict=True))
            ),
        ),
    )


def _ladder(found: Findings) -> BarChart:
    first = 0 if found.ladder.pool_known else 1
    names, values = STATES[first:], found.finite_values[first:]
    most = max(values)
    steps: list[Value] = [*(euros(each, signed=True) for each in found.steps[first:]), ""]
    return BarChart(
        key="ladder",
        title="Wat een persoon op elke trede je waard is",
        description=say(
            "Balken in euro's per persoon: klant {k}, vaste klant {v}, ambassadeur {a}.",
            **dict(zip("kva", map(euros, found.finite_values[1:]), strict=True)),
        ),
        series=("Waarde",),
        bars=tuple(
            Bar(name, (Part(0, max(0.0, value)),), euros(value), emphasis=value == most)
            for name, value in zip(names, values, strict=True)
        ),
        longest=most,
        unit=Unit.EURO,
        decimals=0,
        table=Table(
            "Waarde per persoon en wat een trede hoger scheelt (excl. btw)",
            ("Trede", "Waarde", "Een trede hoger"),
            tuple((name, euros(value), step) for name, value, step in zip(names, values, steps, strict=True)),
        ),
    )


def _levers(found: Findings) -> SpanChart:
    title, column = (
        ("Eén procentpunt beter: extra marge in het laatste jaar", "Marge per jaar erbij")
        if found.priced
        else ("Eén procentpunt beter: extra klanten na de periode", "Klanten erbij")
    )
    effects = [
        Effect(IMPROVED[lever.rate], lever.effect, note, (lever.label, percent(lever.old), percent(lever.new), note))
        for lever in found.levers
        for note in [effect(found, lever, signed=True)]
    ]
    description = say(
        "Per kans wat één procentpunt scheelt. Het meest: {best}, {effect}.",
        best=effects[0].name,
        effect=effects[0].note,
    )
    columns = ("Kans", "Nu", "Wordt", column)
    return tornado(Words("levers", title, description, "Wat één procentpunt per kans scheelt", columns), effects)


def _flows(found: Findings) -> FlowChart:
    new, lost = found.new_and_lost
    return FlowChart(
        key="flow",
        title="Wie stapt er het eerste jaar over?",
        description=say(
            "Stromen van nu naar over een jaar: {new} erbij en {lost} weg. Consumenten die consument blijven, zijn weggelaten.",
            new=Amount(new),
            lost=Amount(lost),
        ),
        before=STATES,
        after=STATES,
        flows=tuple(Flow(*each) for each in found.shown),
        before_title="nu",
        after_title="over een jaar",
        before_counts=(found.rows[0][0] if found.ladder.pool_known else new, *found.rows[0][1:]),
        after_counts=(found.rows[1][0] if found.ladder.pool_known else lost, *found.rows[1][1:]),
        table=Table(
            "Overstappen in het eerste jaar, zonder consumenten die consument blijven",
            ("Van", "Naar", "Mensen"),
            tuple(
                (STATES[source], STATES[target], Amount(people, decimals=1)) for source, target, people in found.shown
            ),
        ),
    )


def _addresses(contacts: Contacts) -> BarChart:
    known, target = Share(contacts.known), Share(contacts.target)
    return BarChart(
        key="addresses",
        title="Van hoeveel klanten heb je een adres?",
        description=say("Balk tot {known}, met een streep bij je doel: {target}.", known=known, target=target),
        series=("Bekend",),
        bars=(Bar("Bekend; de streep is je doel", (Part(0, contacts.known),), known, mark=contacts.target),),
        longest=1.0,
        unit=Unit.FRACTION,
        decimals=0,
        table=Table(
            "Bekende adressen: deel van je klanten en opbrengst per jaar",
            ("", "Deel", "Opbrengst per jaar"),
            (
                ("Nu", known, euros(contacts.reach["current"])),
                ("Doel", target, euros(contacts.reach["target"])),
            ),
        ),
    )
