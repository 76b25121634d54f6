"""PWW-score: on which customer group a business should aim its marketing."""

from __future__ import annotations

from typing import Annotated

from calculators.model.answer import (
    Amount,
    Answer,
    Bar,
    BarChart,
    Card,
    Figure,
    FirstStep,
    Link,
    Names,
    Part,
    Region,
    Sentence,
    Share,
    Table,
    TriangleChart,
    Value,
    say,
)
from calculators.model.calculator import Calculator, Example, Formula, Section, Source
from calculators.model.quantities import Items, Unit
from calculators.operations import pww
from calculators.operations.arithmetic import TOLERANCE
from calculators.operations.pww import CRITERIA, CRITERION_LABELS, Ranking, ScoreFlip, Segment, Weights

# Rules of thumb for the words around a share of weightings; the page calls them so.
HARDLY_MATTERS = 0.9
FAIRLY_SURE = 0.5

HIGHEST_TOTAL = 30.0
SPREAD = 1

PageSegments = Annotated[list[Segment], Items("klantgroepen", "klantgroep", most=12, unique="name")]


def pww_score(segments: PageSegments, weights: Weights | None = None) -> Answer:
    """Compare customer groups and say which deserves the marketing, how sure that is and what would change it."""
    ranking = pww.rank(segments, weights)
    shares = pww.weight_share(segments)["shares"]
    chances = pww.uncertainty(segments, SPREAD)["win_probability"]
    return Answer(
        headline=_headline(ranking),
        reasons=_reasons(segments, ranking, weights),
        chart=_bars(segments, ranking, weights),
        more_cards=(
            _certainty(ranking, shares, chances, weights),
            _change(segments, ranking, weights),
            _worth(segments, ranking),
        ),
        figures=_figures(ranking, shares, chances),
        more_charts=(
            _triangle(segments, ranking, shares, weights),
            _chances(segments, ranking, chances),
        )
        if len(segments) > 1
        else (),
        links=(
            Link("Bereken wat zo'n klant je waard is", "rekenmachines/klantwaarde/"),
            Link("Bekijk één klant: houden of loslaten?", "rekenmachines/klant-houden-of-loslaten/"),
        ),
        first_step=_first_step(ranking),
    )


def _points(value: float | None) -> Amount:
    return Amount(value, Unit.NONE, decimals=1)


def _figures(ranking: Ranking, shares: dict[str, float], chances: dict[str, float]) -> tuple[Figure, ...]:
    best = Figure("Hoogste totaal", Amount(max(ranking["weighted_totals"]), Unit.POINTS, decimals=1))
    if ranking["margin"] is None:
        return (best,)
    winner = ranking["winners"][0]
    return (
        best,
        Figure("Voorsprong", Amount(ranking["margin"], Unit.POINTS, decimals=1)),
        Figure("Deel van alle wegingen", Share(shares[winner])),
        Figure("Kans bij een punt ernaast", Share(chances[winner])),
    )


def _headline(ranking: Ranking) -> Sentence:
    winners = ranking["winners"]
    if len(ranking["ranks"]) == 1:
        return say(
            "{name} krijgt {points} van de 30 punten.", name=winners[0], points=_points(max(ranking["weighted_totals"]))
        )
    if len(winners) > 1:
        return say("{names} staan samen bovenaan.", names=Names(tuple(winners)))
    return say("Richt je marketing op {name}.", name=winners[0])


def _reasons(segments: PageSegments, ranking: Ranking, weights: Weights | None) -> tuple[Sentence, ...]:
    totals = ranking["weighted_totals"]
    best = _points(max(totals))
    weighing = () if weights is None else (say("Hierin telt jouw eigen weging van de drie vragen mee."),)
    if len(segments) == 1:
        return (say("Voeg een tweede klantgroep toe: pas dan valt er iets te kiezen."), *weighing)
    if len(ranking["winners"]) > 1:
        reason = say(
            "Elk {points} van de 30 punten. Kijk bij welke groep je het liefst nog een jaar langer werkt, of geef een vraag meer gewicht.",
            points=best,
        )
        return (reason, *weighing)
    runner_up = sorted(ranking["ranks"])[1]
    second = [segment["name"] for segment, rank in zip(segments, ranking["ranks"], strict=True) if rank == runner_up]
    reason = say(
        "{points} van de 30 punten, {margin} meer dan {second}.",
        points=best,
        margin=_points(ranking["margin"]),
        second=Names(tuple(second)),
    )
    return (reason, *weighing, say("Andere klanten blijven welkom: je kiest alleen waar je marketing over gaat."))


def _first_step(ranking: Ranking) -> FirstStep | None:
    if len(ranking["ranks"]) == 1:
        return None
    if len(ranking["winners"]) > 1:
        action = say("Kies tussen {names}: zoek bij één cijfer beter bewijs.", names=Names(tuple(ranking["winners"])))
    else:
        action = say("Schrijf je volgende bericht voor {name}.", name=ranking["winners"][0])
    return FirstStep(action)


def _bars(segments: PageSegments, ranking: Ranking, weights: Weights | None) -> BarChart:
    factors = pww.multipliers(weights)
    bars = tuple(
        Bar(
            name=segment["name"],
            parts=tuple(Part(index, factors[index] * segment[criterion]) for index, criterion in enumerate(CRITERIA)),
            note=_points(total),
            emphasis=rank == 1,
        )
        for segment, total, rank in zip(segments, ranking["weighted_totals"], ranking["ranks"], strict=True)
    )
    return BarChart(
        key="totals",
        title="Punten per klantgroep",
        description=say(
            "Gestapelde balken: {winner} is de langste met {points} van de 30 punten.",
            winner=Names(tuple(ranking["winners"])),
            points=_points(max(ranking["weighted_totals"])),
        ),
        series=CRITERION_LABELS,
        bars=bars,
        longest=HIGHEST_TOTAL,
        criteria=True,
        table=Table(
            caption="Cijfers, totaal en plaats per klantgroep",
            columns=("Klantgroep", *CRITERION_LABELS, "Totaal" if weights is None else "Totaal, gewogen", "Plaats"),
            rows=tuple(
                (
                    segment["name"],
                    *(_points(segment[criterion]) for criterion in CRITERIA),
                    _points(total),
                    Amount(rank),
                )
                for segment, total, rank in zip(segments, ranking["weighted_totals"], ranking["ranks"], strict=True)
            ),
        ),
    )


def _certainty(ranking: Ranking, shares: dict[str, float], chances: dict[str, float], weights: Weights | None) -> Card:
    title = "Hoe zeker is dit?"
    winners = ranking["winners"]
    if len(ranking["ranks"]) == 1:
        return Card(title, (say("Met één klantgroep is er niets te vergelijken."),))
    if len(winners) > 1:
        return Card(title, (say("Niet zeker: de eerste plaats is gedeeld, één halve punt beslist."),))
    winner = winners[0]
    share = shares[winner]
    values: dict[str, Value] = {"name": winner, "share": Share(share)}
    if share > 1 - TOLERANCE:
        first = say("Hoe je de drie vragen ook weegt, {name} staat bovenaan.", name=winner)
    elif share >= HARDLY_MATTERS:
        first = say(
            "Het maakt weinig uit hoe je weegt: bij {share} van alle mogelijke wegingen staat {name} bovenaan.",
            **values,
        )
    elif share >= FAIRLY_SURE:
        first = say("Redelijk zeker: bij {share} van alle mogelijke wegingen staat {name} bovenaan.", **values)
    else:
        first = say(
            "Het hangt af van wat jij belangrijk vindt: bij {share} van alle mogelijke wegingen staat {name} bovenaan.",
            **values,
        )
    second = say(
        "Zit elk cijfer er hooguit één punt naast, dan is de kans {chance} dat {name} bovenaan staat{equally}.",
        name=winner,
        chance=Share(chances[winner]),
        equally="" if weights is None else " (met drie even zware vragen)",
    )
    return Card(title, (first, second))


def _change(segments: PageSegments, ranking: Ranking, weights: Weights | None) -> Card:
    title = "Wat verandert het?"
    if len(segments) == 1:
        return Card(title, (say("Een tweede klantgroep: dan zie je welk cijfer de doorslag geeft."),))
    if len(ranking["winners"]) > 1:
        return Card(title, (say("Elk cijfer dat je bij een van de winnaars verandert, geeft de doorslag."),))
    return Card(title, (_score_change(segments, pww.score_flip(segments, weights)), _weight_change(segments, weights)))


def _score_change(segments: PageSegments, flip: ScoreFlip) -> Sentence:
    if flip["min_change"] is None:
        return say("Geen enkel los cijfer kan de winnaar van zijn plaats krijgen.")
    cell = flip["cells"][0]
    score = next(segment for segment in segments if segment["name"] == cell["segment"])[cell["criterion"]]
    down = cell["direction"] == "down"
    return say(
        "Eén cijfer moet minstens {change} {points} schuiven voordat de eerste plaats gedeeld wordt. Bijvoorbeeld: {criterion} van {name} van {old} naar {new}.",
        change=_points(flip["min_change"]),
        points="punt" if flip["min_change"] <= 1 else "punten",
        criterion=CRITERION_LABELS[CRITERIA.index(cell["criterion"])],
        name=cell["segment"],
        old=_points(score),
        new=_points(score - flip["min_change"] if down else score + flip["min_change"]),
    )


def _weight_change(segments: PageSegments, weights: Weights | None) -> Sentence:
    change = pww.min_weight_change(segments, weights)["min_weight_change"]
    if change is None:
        return say("Eén vraag zwaarder of lichter laten tellen verandert de winnaar niet.")
    return say(
        "Laat je één vraag {change} van het geheel zwaarder of lichter tellen, dan kan de winnaar wisselen.",
        change=Amount(change, Unit.FRACTION),
    )


def _worth(segments: PageSegments, ranking: Ranking) -> Card:
    title = "Wat is het waard?"
    basis = say("PWW telt punten, geen euro's. Van de drie vragen zegt Winstgevendheid het meest over geld.")
    if len(ranking["winners"]) > 1 or len(segments) == 1:
        return Card(title, (basis,))
    winner = next(segment for segment in segments if segment["name"] == ranking["winners"][0])
    most = max(segment["profitability"] for segment in segments)
    richest = tuple(segment["name"] for segment in segments if segment["profitability"] == most)
    if winner["profitability"] == most:
        verdict = say("Daarop scoort {name} het hoogst: {score}.", name=winner["name"], score=_points(most))
    else:
        verdict = say(
            "Daarop scoort {name} {score} en {richest} {most}: aan je winnaar verdien je dus niet het meest.",
            name=winner["name"],
            score=_points(winner["profitability"]),
            richest=Names(richest),
            most=_points(most),
        )
    check = say("Reken het na: neem van één klant de omzet min de kosten, en deel die door je uren (excl. btw).")
    return Card(title, (basis, verdict, check))


def _triangle(
    segments: PageSegments, ranking: Ranking, shares: dict[str, float], weights: Weights | None
) -> TriangleChart:
    regions = tuple(
        Region(segment["name"], tuple(points), shares[segment["name"]], emphasis=segment["name"] in ranking["winners"])
        for segment, points in zip(segments, pww.weight_regions(segments), strict=True)
    )
    leader = max(shares, key=shares.__getitem__)
    now = pww.normalised(weights)
    return TriangleChart(
        key="weights",
        title="Wie wint bij welke weging?",
        description=say(
            "Driehoek van alle manieren om de drie vragen te wegen. {name} heeft het grootste deel: {share}.",
            name=leader,
            share=Share(shares[leader]),
        ),
        corners=CRITERION_LABELS,
        regions=regions,
        marker=(now[0], now[1]),
        marker_label="jouw weging" if weights else "even zwaar",
        table=Table(
            caption="Deel van alle wegingen waarbij een klantgroep wint",
            columns=("Klantgroep", "Wint bij"),
            rows=tuple((name, Share(share)) for name, share in shares.items()),
        ),
    )


def _chances(segments: PageSegments, ranking: Ranking, chances: dict[str, float]) -> BarChart:
    names = [segment["name"] for segment in segments]
    return BarChart(
        key="chances",
        title="Kans op de eerste plaats als je er een punt naast zit",
        description=say(
            "Balken met de kans per klantgroep, als elk cijfer gelijk blijft of één punt hoger of lager is. {name}: {chance}.",
            name=ranking["winners"][0],
            chance=Share(chances[ranking["winners"][0]]),
        ),
        series=("Kans",),
        bars=tuple(
            Bar(name, (Part(0, chances[name]),), Share(chances[name]), emphasis=name in ranking["winners"])
            for name in names
        ),
        longest=1.0,
        table=Table(
            caption="Kans op de eerste plaats per klantgroep",
            columns=("Klantgroep", "Kans"),
            rows=tuple((name, Share(chances[name])) for name in names),
        ),
    )


CALCULATOR = Calculator(
    slug="pww-score",
    name="PWW-score",
    question="Welke klantgroep verdient je marketing?",
    calculate=pww_score,
    sections=(
        Section("Jouw klantgroepen", ("segments",), add="Klantgroep toevoegen"),
        Section("Telt een vraag zwaarder?", ("weights",)),
    ),
    example=Example(
        business="installatiebedrijf",
        inputs={
            "segments": [
                {"name": "Woningcorporaties", "fulfilment": 6, "market_value": 8, "profitability": 5},
                {"name": "Commercieel vastgoed", "fulfilment": 8, "market_value": 9, "profitability": 8},
                {"name": "Particulieren", "fulfilment": 7, "market_value": 6, "profitability": 5},
            ],
        },
        source="Het voorbeeld van het installatiebedrijf in het artikel over PWW.",
    ),
    formulas=(
        Formula(
            "Totaal",
            "Persoonlijke voldoening + Waarde voor de markt + Winstgevendheid: minstens 3, hoogstens 30 punten.",
        ),
        Formula(
            "Totaal met weging",
            "Elk cijfer telt mee met 3 × het eigen gewicht ÷ de som van de drie gewichten. Zo blijft de schaal 3 tot 30.",
        ),
        Formula(
            "Omslagpunt",
            "Het verschil tussen de winnaar en een ander, gedeeld door het gewicht van de vraag: zoveel moet één cijfer veranderen.",
        ),
        Formula(
            "Deel van alle wegingen",
            "Elke verdeling van gewicht over de drie vragen is een punt in een driehoek. Het deel is de oppervlakte waar een klantgroep wint.",
        ),
        Formula(
            "Kans als je er een punt naast zit",
            "Elk cijfer blijft gelijk, stijgt of daalt één punt, elk met kans een derde en los van de andere cijfers. Alle mogelijkheden zijn geteld.",
        ),
    ),
    assumptions=(
        "De cijfers zijn je eigen oordeel. De berekening maakt ze niet beter, maar laat wel zien welk cijfer de doorslag geeft.",
        "De drie vragen staan los van elkaar: een 9 voor de een maakt een 2 voor de ander goed.",
        "Vuistregel van deze site: wint een klantgroep bij minstens 90% van de wegingen, dan maakt de weging weinig uit; onder 50% hangt het van jou af.",
    ),
    sources=(
        Source(
            "The 1-Page Marketing Plan",
            "Allan Dib (2016)",
            "Het idee van de drie cijfers per klantgroep; Dib leerde het van Frank Kern.",
        ),
        Source(
            "A sensitivity analysis approach for some deterministic multi-criteria decision-making methods",
            "E. Triantaphyllou en A. Sánchez (1997)",
            "Welk ene cijfer de uitslag verandert.",
        ),
        Source(
            "SMAA-2: stochastic multicriteria acceptability analysis for group decision making",
            "R. Lahdelma en P. Salminen (2001)",
            "Bij welk deel van alle wegingen een keuze wint.",
        ),
    ),
    rows_when_empty=2,
)
