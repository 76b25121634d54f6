"""8 V-scan: which of the eight steps of customer-minded business is the weakest link, and what to do about it."""

from __future__ import annotations

from typing import Annotated

from calculators.catalogue.acht_v_scan import charts, words
from calculators.catalogue.acht_v_scan.examples import BICYCLE_SHOP
from calculators.catalogue.acht_v_scan.findings import find
from calculators.catalogue.acht_v_scan.form import Questions
from calculators.catalogue.acht_v_scan.plans import plan
from calculators.model.answer import Answer, FirstStep, Link
from calculators.model.calculator import Calculator, Formula, Section, Source

LINKS = (
    Link("Reken op het bierviltje uit wat dat in euro's oplevert", "rekenmachines/bierviltje/"),
    Link("Lees hoe de acht stappen samenhangen", "kennis/de-8-v-stappen/"),
)


def acht_v_scan(questions: Annotated[Questions, "de acht stappen"]) -> Answer:
    """Say with which of the eight steps to begin, how sure that is and what it does for the whole chain."""
    found = find(questions)
    to_do = plan(found)
    return Answer(
        headline=words.headline(found),
        reasons=tuple(words.reasons(found)),
        chart=charts.chain(found),
        certainty=tuple(words.certainty(found)),
        change=tuple(words.change(found)),
        worth=tuple(words.worth(found)),
        figures=words.figures(found),
        more_charts=(charts.radar(found), *([] if found.standing == "perfect" else [charts.gains(found)])),
        plans=(to_do,),
        links=LINKS,
        first_step=FirstStep(to_do.steps[0]),
    )


CALCULATOR = Calculator(
    slug="acht-v-scan",
    name="8 V-scan",
    question="Wat is de zwakste schakel van je bedrijf?",
    calculate=acht_v_scan,
    sections=(
        Section(
            "Geef elke vraag een cijfer",
            ("questions",),
            intro="Een 1 is: helemaal niet. Een 10 is: beter kan niet. Halve punten mogen.",
        ),
    ),
    example=BICYCLE_SHOP,
    formulas=(
        Formula("Cijfer van een stap", "Het gemiddelde van de antwoorden op de vragen van die stap."),
        Formula("Gemiddelde", "De acht cijfers opgeteld en gedeeld door 8."),
        Formula(
            "Sterkte van de keten",
            "De acht cijfers met elkaar vermenigvuldigd, en daarvan drie keer achter elkaar de wortel (het meetkundig gemiddelde).",
        ),
        Formula(
            "Verlies door zwakke schakels",
            "1 − sterkte van de keten ÷ gemiddelde. Zijn alle cijfers gelijk, dan is het verlies 0%.",
        ),
        Formula(
            "Winst van één punt erbij",
            "De sterkte van de keten als één stap een punt hoger krijgt (hoogstens een 10), min de sterkte nu. Die winst is altijd het grootst bij het laagste cijfer.",
        ),
        Formula(
            "Waar je begint",
            "Bij de stap met de grootste winst. Zijn er meer, dan bij de stap die het eerst komt.",
        ),
    ),
    assumptions=(
        "De cijfers zijn je eigen oordeel. Vul de scan ook eens in met een medewerker of een klant.",
        "Vuistregel van deze site: de acht stappen zijn samen een keten. Een zwakke schakel kost daarin meer dan een sterke goedmaakt.",
        "Vuistregel van deze site: elke stap telt even zwaar, en binnen een stap elke vraag.",
        "Vuistregel van deze site: vanaf een 8 noemen we een stap sterk, en onder 0,5% noemen we het verlies klein.",
        "De vragen zijn van deze site. Ze volgen de onderwerpen die Van Leeuwen bij elke stap noemt.",
        "Welke stap vooral nieuwe klanten, klantbehoud, aanbevelingen of meer kopen oplevert, is een vuistregel: in het echt werken de stappen op elkaar in.",
    ),
    sources=(
        Source(
            "8 stappen van klantgericht ondernemen",
            "Sjors van Leeuwen (2018)",
            "De acht stappen, hun volgorde en hun onderwerpen.",
            language="nl",
        ),
    ),
)
