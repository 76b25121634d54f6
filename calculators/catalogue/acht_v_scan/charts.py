"""What the 8 V-scan draws."""

from __future__ import annotations

from collections.abc import Sequence

from calculators.catalogue.acht_v_scan.findings import Findings
from calculators.catalogue.acht_v_scan.words import grade
from calculators.catalogue.charts import Ranked, Words, ranking
from calculators.model.answer import (
    Amount,
    BarChart,
    ChainChart,
    ChainLink,
    Names,
    RadarChart,
    Shape,
    Table,
    Value,
    say,
)

HIGHEST = 10.0


def chain(found: Findings) -> ChainChart:
    """Draw the steps as links, the stronger the thicker."""
    steps, weakest = found.steps.values(), found.lowest
    words = "Keten van acht schakels, hoe sterker hoe dikker. De dunste: {weakest}, met een {score}. De dikste: {strongest}, met een {most}."
    title = f"Je keten is het zwakst bij {found.first.step}"
    if found.standing == "tied":
        title = "Je keten heeft meer dan één zwakste schakel"
    elif found.standing != "alone":
        title, weakest = "Je keten is overal even sterk", ()
        words = "Keten van acht even sterke schakels, elk met een {score}."
    if found.all_low:
        title = "Alle acht schakels zijn zwak"
    return ChainChart(
        key="chain",
        title=title,
        description=say(
            words,
            weakest=Names(found.lowest),
            score=grade(found.score),
            strongest=Names(found.strongest),
            most=grade(found.top.score),
        ),
        links=tuple(
            ChainLink(each.step.capitalize(), each.score, "zwakste" if each.step in weakest else "") for each in steps
        ),
        most=HIGHEST,
        table=Table(
            caption="Cijfer per stap",
            columns=("Stap", "Cijfer", "Verschil met het gemiddelde"),
            rows=tuple(
                (each.step.capitalize(), grade(each.score), Amount(each.above_mean, decimals=2, signed=True))
                for each in steps
            ),
        ),
    )


def radar(found: Findings) -> RadarChart:
    """Draw the shape of the business."""
    steps = found.steps.values()
    return RadarChart(
        key="radar",
        title="De vorm van je bedrijf in acht stappen",
        description=say(
            "Web met acht spaken van 0 tot 10. Tussen het hoogste en het laagste cijfer zit {spread}.",
            spread=grade(found.scan["spread"]),
        ),
        spokes=tuple(each.step.capitalize() for each in steps),
        most=HIGHEST,
        shapes=(Shape("Nu", tuple(each.score for each in steps)),),
        table=Table(
            caption="Antwoorden per stap",
            columns=("Stap", "Eerste vraag", "Tweede vraag", "Cijfer"),
            rows=tuple((each.step.capitalize(), *_both(each.answers), grade(each.score)) for each in steps),
        ),
    )


def _both(answers: Sequence[float]) -> tuple[Value, Value]:
    first, *second = map(grade, answers)
    return (first, second[0] if second else "niet gegeven")


def gains(found: Findings) -> BarChart:
    """Draw what a point more does at each step; there must be a step that can go up."""
    gain = found.first.gain
    return ranking(
        Words(
            key="gains",
            title="Waar één punt erbij het meeste doet",
            description=say(
                "Balken per stap: zoveel sterker wordt de keten met één punt erbij, hoogstens tot een 10. De langste is {step}, met {gain}.",
                step=found.first.step,
                gain=grade(gain),
            ),
            caption="Wat één punt erbij doet met de keten",
            columns=("Stap", "Cijfer", "Winst voor de keten", "Keten wordt"),
        ),
        "Winst voor de keten",
        [
            Ranked(
                each.step.capitalize(),
                each.gain,
                grade(each.gain),
                emphasis=each is found.first,
                cells=(each.step.capitalize(), grade(each.score), grade(each.gain), grade(each.chain)),
            )
            for each in found.steps.values()
        ],
        longest=gain,
    )
