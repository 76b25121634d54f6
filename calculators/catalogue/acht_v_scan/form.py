"""What the 8 V-scan asks: two questions about each step."""

from __future__ import annotations

from typing import Annotated, TypedDict

from calculators.model.quantities import Items, Quantity, Unit
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
# What is asked; a 10 is always good.
QUESTIONS: dict[Step, tuple[str, str]] = {
    "verkennen": (
        "Hoe goed weet je wat er in je markt verandert?",
        "Hoe goed weet je wat concurrenten bieden en waarin jij anders bent?",
    ),
    "verfijnen": (
        "Hoe scherp kun je je ideale klant beschrijven?",
        "Hoe goed weet je uit je cijfers aan welke klanten je verdient?",
    ),
    "verleiden": (
        "Hoe goed weet je waar je klant van droomt en waar hij tegenop ziet?",
        "Hoe goed laat je met bewijs zien dat jij hem daarmee helpt?",
    ),
    "veroveren": (
        "Hoe makkelijk kan een nieuwe klant je vinden, bereiken en bij je kopen?",
        "Hoe goed neem je twijfel weg, met beoordelingen, duidelijke prijzen of garantie?",
    ),
    "verwennen": (
        "Hoe goed help je een nieuwe klant in de eerste weken op weg?",
        "Hoe goed houd je contact na een koop, los van rekeningen en reclame?",
    ),
    "verbinden": (
        "Hoe sterk is de reden om bij je te blijven, zoals een voordeel of een vaste afspraak?",
        "Hoe goed stem je je aandacht af op wat er bij een klant speelt?",
    ),
    "verrassen": (
        "Hoe vaak bevelen klanten je uit zichzelf aan?",
        "Hoe goed vraag je klanten naar hun ervaring en doe je er iets mee?",
    ),
    "verdienen": (
        "Hoe goed weet je wat je klanten nog bij anderen kopen?",
        "Hoe goed bied je klanten op het juiste moment iets aan dat bij ze past?",
    ),
}

Grade = Annotated[float, Quantity("cijfer", Unit.POINTS, LOWEST_SCORE, HIGHEST_SCORE)] | None


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
