"""PWW-score: on which customer group a business should aim its marketing."""

from __future__ import annotations

from calculators.catalogue.pww_score import charts, words
from calculators.catalogue.pww_score.examples import EXAMPLE
from calculators.catalogue.pww_score.findings import (
    FAIRLY_SURE,
    HALF_OF_THE_POINTS,
    HARDLY_MATTERS,
    TOO_CLOSE,
    UNPROFITABLE,
    find,
)
from calculators.catalogue.pww_score.form import Segments
from calculators.catalogue.sentences import filled
from calculators.model.amounts import percent
from calculators.model.answer import Amount, Answer, Card, FirstStep, Link
from calculators.model.calculator import Calculator, Section
from calculators.operations.pww import Weights


def pww_score(segments: Segments, weights: Weights | None = None) -> Answer:
    """Compare customer groups and say which deserves the marketing, how sure that is and what would change it."""
    found = find(segments, weights)
    values, alone = words.values(found), found.outcome == "alone"
    headline, step = filled([words.HEADLINES[found.outcome], words.FIRST_STEPS.get(found.outcome, "")], values)
    return Answer(
        headline,
        filled(words.reasons(found), values),
        charts.points(found),
        certainty=filled(words.certainty(found), values),
        change=filled(words.change(found), values),
        worth=filled(words.worth(found), values),
        more_cards=() if alone else (Card("Telt maar één vraag?", tuple(words.one_question(found))),),
        figures=tuple(words.figures(found)),
        more_charts=() if alone else (charts.weightings(found), charts.chances(found)),
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
        Section("Cijfers: 3 is zwak, 6 gewoon, 9 top", ("segments",), add="Klantgroep toevoegen", kern=True),
        Section("Eigen weging", ("weights",)),
    ),
    example=EXAMPLE,
    rows_when_empty=2,
    rules={
        "hardly_matters": percent(HARDLY_MATTERS),
        "fairly_sure": percent(FAIRLY_SURE),
        "too_close": percent(TOO_CLOSE),
        "unprofitable": Amount(UNPROFITABLE),
        "half_of_the_points": Amount(HALF_OF_THE_POINTS),
    },
)
