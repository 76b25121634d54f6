"""PWW-score: on which customer group a business should aim its marketing."""

from __future__ import annotations

from typing import Annotated

from calculators.catalogue.pww_score import charts, words
from calculators.catalogue.pww_score.findings import find
from calculators.catalogue.sentences import filled
from calculators.model.answer import Answer, FirstStep, Link
from calculators.model.calculator import Calculator, Example, Formula, Section, Source
from calculators.model.quantities import Items
from calculators.operations.pww import Segment, Weights

Segments = Annotated[list[Segment], Items("klantgroepen", "klantgroep", most=12, unique="name")]


def pww_score(segments: Segments, weights: Weights | None = None) -> Answer:
    """Compare customer groups and say which deserves the marketing, how sure that is and what would change it."""
    found = find(segments, weights)
    values = words.values(found)
    headline, step = filled([words.HEADLINES[found.outcome], words.FIRST_STEPS.get(found.outcome, "")], values)
    return Answer(
        headline,
        filled(words.reasons(found), values),
        charts.points(found),
        certainty=filled(words.certainty(found), values),
        change=filled(words.change(found), values),
        worth=filled(words.worth(found), values),
        figures=tuple(words.figures(found)),
        more_charts=() if found.outcome == "alone" else (charts.weightings(found), charts.chances(found)),
        links=(
            Link("Bereken wat zo'n klant je waard is", "rekenmachines/klantwaarde/"),
            Link("Bekijk één klant: houden of loslaten?", "rekenmachines/klant-houden-of-loslaten/"),
        ),
        first_step=FirstStep(step) if step.template else None,
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
