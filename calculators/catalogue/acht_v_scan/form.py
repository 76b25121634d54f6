"""What the 8 V-scan asks: two questions about each step."""

from __future__ import annotations

from typing import Annotated, TypedDict

from calculators.model.quantities import Buttons, Items, Quantity, Unit
from calculators.operations.eight_steps import HIGHEST_SCORE, LOWEST_SCORE, Step

# The step in one question, shown above its questions.
SUBJECTS: dict[Step, str] = {
    "verkennen": "Wat gebeurt er in je markt?",
    "verfijnen": "Wie is je ideale klant?",
    "verleiden": "Wie is de mens achter je klant?",
    "veroveren": "Hoe makkelijk kiest een klant voor jou?",
    "verwennen": "Hoeveel aandacht krijgt een klant na de koop?",
    "verbinden": "Waarom blijft een klant bij je?",
    "verrassen": "Wat vertellen klanten over je?",
    "verdienen": "Groeit de waarde van elke klant?",
}
# What is asked, as facts; a yes is always good. Grades of 1 to 10, as the first edition had them, are the same answers
# told more precisely.
QUESTIONS: dict[Step, tuple[str, str]] = {
    "verkennen": (
        "Weet je wat er dit jaar in je markt verandert?",
        "Kun je van drie concurrenten zeggen waarin jij anders bent?",
    ),
    "verfijnen": (
        "Kun je je ideale klant in één zin beschrijven?",
        "Weet je uit je cijfers aan welke klanten je verdient?",
    ),
    "verleiden": (
        "Weet je van klanten zelf waar ze van dromen en tegenop zien?",
        "Laat je met bewijs zien dat jij hen daarmee helpt?",
    ),
    "veroveren": (
        "Kan een nieuwe klant je makkelijk vinden, bereiken en bij je kopen?",
        "Neem je twijfel weg, met beoordelingen, duidelijke prijzen of garantie?",
    ),
    "verwennen": (
        "Help je elke nieuwe klant in de eerste weken op weg?",
        "Houd je contact na een koop, los van rekeningen en reclame?",
    ),
    "verbinden": (
        "Heeft een klant een sterke reden om te blijven, zoals een voordeel of een vaste afspraak?",
        "Stem je je aandacht af op wat er bij een klant speelt?",
    ),
    "verrassen": (
        "Bevelen klanten je vaak uit zichzelf aan?",
        "Vraag je klanten naar hun ervaring, en doe je er iets mee?",
    ),
    "verdienen": (
        "Weet je wat je klanten nog bij anderen kopen?",
        "Bied je klanten op het juiste moment iets aan dat bij ze past?",
    ),
}
# What an answer counts for: rules of thumb of this page. Who does not know, does not steer by it.
NO, UNKNOWN, PARTLY, YES = 2.0, 3.0, 5.0, 9.0
ANSWERS = Buttons(((NO, "nee"), (PARTLY, "deels"), (YES, "ja"), (UNKNOWN, "weet ik niet")))

Grade = Annotated[float, Quantity("cijfer", Unit.POINTS, LOWEST_SCORE, HIGHEST_SCORE), ANSWERS] | None


def _asked(step: Step) -> Items:
    return Items(step, "vraag", names=QUESTIONS[step], meaning=SUBJECTS[step], needed=1)


class Questions(TypedDict):
    """The answers to the questions about each step; the second one may be left out."""

    verkennen: Annotated[list[Grade], _asked("verkennen")]
    verfijnen: Annotated[list[Grade], _asked("verfijnen")]
    verleiden: Annotated[list[Grade], _asked("verleiden")]
    veroveren: Annotated[list[Grade], _asked("veroveren")]
    verwennen: Annotated[list[Grade], _asked("verwennen")]
    verbinden: Annotated[list[Grade], _asked("verbinden")]
    verrassen: Annotated[list[Grade], _asked("verrassen")]
    verdienen: Annotated[list[Grade], _asked("verdienen")]
