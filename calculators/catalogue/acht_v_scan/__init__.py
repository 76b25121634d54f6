"""8 V-scan: which of the eight steps of customer-minded business is the weakest link, and what to do about it."""

from __future__ import annotations

from typing import Annotated

from calculators.catalogue.acht_v_scan import charts, words
from calculators.catalogue.acht_v_scan.examples import BICYCLE_SHOP
from calculators.catalogue.acht_v_scan.findings import HARDLY_ANY_LOSS, PASS_MARK, STRONG_STEP, TELLING_GAP, find
from calculators.catalogue.acht_v_scan.form import NO, PARTLY, UNKNOWN, YES, Questions
from calculators.catalogue.acht_v_scan.plans import plan
from calculators.model.amounts import percent
from calculators.model.answer import Amount, Answer, FirstStep, Link
from calculators.model.calculator import Calculator, Section

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
            "Klopt dit voor jouw bedrijf?",
            ("questions",),
            kern=True,
            only=0,
        ),
        Section(
            "Een tweede vraag per stap",
            ("questions",),
            intro="Mag leeg. Met een tweede antwoord hangt een stap niet aan één vraag.",
            only=1,
        ),
    ),
    example=BICYCLE_SHOP,
    rules={
        "strong_step": Amount(STRONG_STEP),
        "hardly_any_loss": percent(HARDLY_ANY_LOSS),
        "pass_mark": Amount(PASS_MARK, decimals=1),
        "telling_gap": Amount(TELLING_GAP),
        "no": Amount(NO),
        "unknown": Amount(UNKNOWN),
        "partly": Amount(PARTLY),
        "yes": Amount(YES),
    },
)
