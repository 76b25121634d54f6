"""What is drawn about the customers, the steps and what they bring."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue.bierviltje.findings import Findings, Wallet
from calculators.catalogue.bierviltje.words import STEP_TEXTS, names, years
from calculators.catalogue.charts import Point, Ranked, Words, curve, ranking
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
    Table,
    say,
)
from calculators.model.quantities import Unit


def charts(found: Findings) -> Iterator[Chart]:
    """Draw the own steps, the course of the customers, the smallest steps, retention and, where asked, the share."""
    if found.own:
        yield _own(found)
    yield _course(found)
    if found.earns:
        yield _units(found)
    yield _retention(found)
    if found.wallet:
        yield _share(found.wallet)


def _own(found: Findings) -> BarChart:
    rows = [
        Ranked(
            STEP_TEXTS[each.name].name.capitalize(),
            max(0.0, each.gain),
            euros(each.gain),
            emphasis=each.name in found.winners,
        )
        for each in found.own
    ]
    best = found.own[0]
    words = Words(
        "own",
        "Wat jouw stappen per jaar opleveren",
        say(
            "Balken met wat elke stap oplevert, de grootste eerst: {name} {gain}.",
            name=names((best.name,)),
            gain=euros(best.gain),
        ),
        "Extra marge per jaar, gemiddeld, in geld van nu",
        ("Stap", "Per jaar"),
    )
    return ranking(words, "Per jaar", rows, longest=max(best.gain, 1.0))


def _units(found: Findings) -> BarChart:
    values = found.values
    units = {
        "1 klant erbij, gebleven of via een ander": values["customer"],
        "10 klanten kopen één keer extra": 10 * values["order"],
        "1% meer omzet per klant": values["spend_percent"],
        "1% hogere prijs": values["price_percent"],
    }
    most = max(units.values())
    words = Words(
        "units",
        "De wisselkoers: wat elke stap per jaar waard is",
        say(
            "Vier balken met wat een stap per jaar oplevert; de langste is {amount}. Ze zijn niet even moeilijk.",
            amount=euros(most),
        ),
        "Extra marge per jaar van elke stap, gemiddeld, in geld van nu",
        ("Stap", "Per jaar"),
    )
    return ranking(
        words,
        "Per jaar",
        [Ranked(name, value, euros(value)) for name, value in units.items()],
        longest=most if most > 0 else 1.0,
    )


def _course(found: Findings) -> AreaChart:
    most = max(each.customers for each in found.course)
    described = "Gestapelde vlakken per jaar: gebleven, nieuw en aangebracht. Het aantal klanten gaat in {years} van {now} naar {then}."
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
    described = "Een stijgende lijn: de marge in {years} loopt van {low} bij {least} klantbehoud tot {high} bij 100%. Nu is het {now}."
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
