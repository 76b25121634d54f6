"""What is drawn about the customers and the four levers."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue.bierviltje.findings import Findings, Wallet
from calculators.catalogue.bierviltje.words import LEVER_TEXTS, names, setting, years
from calculators.catalogue.charts import Effect, Point, Ranked, Words, curve, ranking, tornado
from calculators.model.amounts import euros, people, percent
from calculators.model.answer import (
    Amount,
    AreaChart,
    Axis,
    Bar,
    BarChart,
    Chart,
    Layer,
    LineChart,
    Mark,
    Part,
    SpanChart,
    Table,
    say,
)
from calculators.model.quantities import Unit


def charts(found: Findings) -> Iterator[Chart]:
    """Draw the levers, the course of the customers, the small steps, retention and, where asked, what is bought."""
    yield _levers(found)
    yield _course(found)
    yield _steps(found)
    yield _retention(found)
    if found.wallet:
        yield _share(found.wallet)


def _levers(found: Findings) -> SpanChart:
    effects = [
        Effect(
            name := LEVER_TEXTS[each.name].name.capitalize(),
            each.gain,
            euros(each.gain),
            (
                name,
                setting(each.name, each.old),
                setting(each.name, each.new),
                euros(each.gain),
                Amount(each.per_percent, Unit.FRACTION, decimals=1),
            ),
        )
        for each in found.levers
    ]
    first, second, third, fourth = (LEVER_TEXTS[each.name].name for each in found.levers)
    one, two, three, four = (euros(each.gain) for each in found.levers)
    described = f"Vier balken vanaf nul, de grootste eerst: {first} {{one}}, {second} {{two}}, {third} {{three}} en {fourth} {{four}}."
    words = Words(
        "levers",
        "Extra marge als elk 10% omhooggaat",
        say(described, one=one, two=two, three=three, four=four),
        "Extra marge als elk 10% omhooggaat, in geld van nu",
        ("Wat", "Nu", "10% meer", "Extra marge", "1% meer geeft"),
    )
    return tornado(words, effects)


def _course(found: Findings) -> AreaChart:
    most = max(each.customers for each in found.course)
    described = "Gestapelde vlakken per jaar: gebleven, nieuw en aangebracht. Het aantal klanten gaat in {years} jaar van {now} naar {then}."
    now, then = people(found.case.customers), people(found.last)
    titles = {
        "grows": "Je klantenbestand groeit",
        "shrinks": "Je klantenbestand krimpt",
        "stays": "Je klantenbestand blijft gelijk",
    }
    return AreaChart(
        key="customers",
        title=titles[found.trend],
        description=say(described, now=now, then=then, years=years(found)),
        x=Axis("jaar", most=float(found.case.years)),
        y=Axis("klanten", most=most or 1.0, decimals=people(most).decimals),
        moments=tuple(float(year) for year, _ in enumerate(found.course)),
        layers=(
            Layer("gebleven", tuple(each.stayed for each in found.course)),
            Layer("nieuw", tuple(each.new for each in found.course)),
            Layer("aangebracht", tuple(each.referred for each in found.course)),
        ),
        table=Table(
            caption="Klanten en marge per jaar; het bedrag is dat van het jaar zelf",
            columns=("Jaar", "Gebleven", "Nieuw", "Aangebracht", "Samen", "Marge"),
            rows=tuple(
                (
                    Amount(year) if year else "Nu",
                    *map(people, (each.stayed, each.new, each.referred, each.customers)),
                    "" if each.margin is None else euros(each.margin),
                )
                for year, each in enumerate(found.course)
            ),
        ),
    )


def _steps(found: Findings) -> BarChart:
    rows = [
        Ranked(LEVER_TEXTS[each.name].step, each.step, euros(each.step), emphasis=each.name in found.best_steps)
        for each in found.steps
    ]
    most = found.steps[0].step
    described = "Balken met wat één kleine stap oplevert. De langste is {amount}, bij {names}."
    best = names(found.best_steps or (each.name for each in found.steps))
    words = Words(
        "steps",
        "Wat levert één kleine stap op?",
        say(described, amount=euros(most), names=best),
        "Extra marge van één kleine stap, in geld van nu",
        ("Stap", "Extra marge"),
    )
    return ranking(words, "Extra marge", rows, longest=most if most > 0 else 1.0)


def _retention(found: Findings) -> LineChart:
    points = [
        Point(
            each.retention,
            each.margin,
            (percent(each.retention), people(each.customers), euros(each.margin)) if each.in_table else (),
        )
        for each in found.retentions
    ]
    first, most = found.retentions[0], max(each.margin for each in found.retentions)
    low, least, high, now = euros(first.margin), percent(first.retention), euros(most), euros(found.margin)
    described = "Een stijgende lijn: de marge in {years} jaar loopt van {low} bij {least} klantbehoud tot {high} bij 100%. Nu is het {now}."
    words = Words(
        "retention",
        "Wat klantbehoud met je marge doet",
        say(described, years=years(found), low=low, least=least, high=high, now=now),
        "Klanten en marge bij elk klantbehoud",
        ("Klantbehoud", "Klanten aan het eind", "Marge"),
    )
    x = Axis("klantbehoud", most=1.0, least=first.retention, unit=Unit.FRACTION)
    y = Axis("marge over de hele periode", most=most if most > 0 else 1.0, unit=Unit.EURO)
    return curve(words, "marge", points, (x, y), [Mark(found.case.retention, found.margin, "nu")])


def _share(wallet: Wallet) -> BarChart:
    spend, total, target = euros(wallet.spend), euros(wallet.total), euros(wallet.target)
    described = "Een balk van {total}: {ours} bij jou en {elsewhere} elders. Het streepje staat op {target}, het aandeel dat je wilt."
    parts = (Part(0, wallet.spend), Part(1, wallet.elsewhere))
    return BarChart(
        key="wallet",
        title="Klantaandeel: wat een klant per jaar uitgeeft",
        description=say(described, total=total, ours=spend, elsewhere=euros(wallet.elsewhere), target=target),
        series=("bij jou", "elders"),
        bars=(Bar("Eén klant; streepje is gewenst", parts, total, mark=wallet.target),),
        longest=wallet.total,
        unit=Unit.EURO,
        decimals=total.decimals,
        table=Table(
            caption="Besteding van één klant per jaar, excl. btw",
            columns=("Wat", "Bedrag", "Aandeel"),
            rows=(
                ("Bij jou", spend, Amount(wallet.share, Unit.FRACTION)),
                ("Gewenst bij jou", target, Amount(wallet.target_share, Unit.FRACTION)),
                ("In totaal", total, Amount(1.0, Unit.FRACTION)),
            ),
        ),
    )
