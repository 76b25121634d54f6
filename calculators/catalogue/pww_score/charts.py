"""The charts: points, the triangle of weightings and the chances when scores are a point off."""

from __future__ import annotations

from calculators.catalogue.charts import Ranked, Words, ranking
from calculators.catalogue.pww_score.findings import LABELS, Findings
from calculators.model.amounts import one_decimal
from calculators.model.answer import Amount, Bar, BarChart, Names, Part, Region, Share, Table, TriangleChart, say


def points(found: Findings) -> BarChart:
    """Draw the total of each group, from its three scores."""
    names = Names(tuple(each.name for each in found.winners))
    return BarChart(
        key="totals",
        title="Punten per klantgroep",
        description=say(
            "Gestapelde balken: {winner} is de langste met {points} van de 30 punten.",
            winner=names,
            points=one_decimal(found.winners[0].total),
        ),
        series=LABELS,
        bars=tuple(
            Bar(
                name,
                tuple(Part(place, part) for place, part in enumerate(parts)),
                one_decimal(total),
                emphasis=rank == 1,
            )
            for name, _, parts, total, rank, *_ in found.standings
        ),
        longest=30.0,
        criteria=True,
        table=Table(
            "Cijfers, totaal en plaats per klantgroep",
            ("Klantgroep", *LABELS, "Totaal, gewogen" if found.weighted else "Totaal", "Plaats"),
            tuple(
                (name, *(one_decimal(score) for score in scores), one_decimal(total), Amount(rank))
                for name, scores, _, total, rank, *_ in found.standings
            ),
        ),
    )


def weightings(found: Findings) -> TriangleChart:
    """Draw who wins at which weighting of the three questions."""
    return TriangleChart(
        key="weights",
        title="Wie wint bij welke weging?",
        description=say(
            "Driehoek van alle manieren om de drie vragen te wegen. {name} heeft het grootste deel: {share}.",
            name=found.leader.name,
            share=Share(found.leader.share),
        ),
        corners=LABELS,
        regions=tuple(Region(each.name, each.region, each.share, emphasis=each.rank == 1) for each in found.standings),
        marker=(found.weights[0], found.weights[1]),
        marker_label="jouw weging" if found.weighted else "even zwaar",
        table=Table(
            "Deel van alle wegingen waarbij een klantgroep wint",
            ("Klantgroep", "Wint bij"),
            tuple((each.name, Share(each.share)) for each in found.standings),
        ),
    )


def chances(found: Findings) -> BarChart:
    """Draw how often each group is first when every score may be a point off."""
    description = say(
        "Balken met de kans per klantgroep, als elk cijfer gelijk blijft of één punt hoger of lager is. {name}: {chance}.",
        name=found.winners[0].name,
        chance=Share(found.winners[0].chance),
    )
    title, caption = "Kans op de eerste plaats als je er een punt naast zit", "Kans op de eerste plaats per klantgroep"
    rows = [Ranked(each.name, each.chance, Share(each.chance), emphasis=each.rank == 1) for each in found.standings]
    return ranking(Words("chances", title, description, caption, ("Klantgroep", "Kans")), "Kans", rows, longest=1.0)
