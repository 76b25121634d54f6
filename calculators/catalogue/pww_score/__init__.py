"""PWW-score: on which customer group a business should aim its marketing."""

from __future__ import annotations

from calculators.catalogue.pww_score import charts, words
from calculators.catalogue.pww_score.examples import EXAMPLE
from calculators.catalogue.pww_score.findings import FAIRLY_SURE, HARDLY_MATTERS, find
from calculators.catalogue.pww_score.form import Segments
from calculators.catalogue.sentences import filled
from calculators.model.amounts import percent
from calculators.model.answer import Answer, FirstStep, Link
from calculators.model.calculator import Calculator, Section
from calculators.operations.pww import Weights


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
        Section("Jouw klantgroepen", ("segments",), add="Klantgroep toevoegen", kern=True),
        Section("Telt een vraag zwaarder?", ("weights",)),
    ),
    example=EXAMPLE,
    rows_when_empty=2,
    rules={"hardly_matters": percent(HARDLY_MATTERS), "fairly_sure": percent(FAIRLY_SURE)},
)
