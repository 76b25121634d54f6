"""8 V-scan: what an experienced adviser would say to named kinds of firms, and what holds for all answers.

The advice of each situation was written down before the calculator was asked.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.catalogue.acht_v_scan import CALCULATOR
from calculators.catalogue.acht_v_scan.form import NO, PARTLY, QUESTIONS, UNKNOWN, YES
from calculators.model.answer import Answer
from calculators.model.origins import Filling, Origin, own_filling
from calculators.model.solving import solve
from calculators.operations.eight_steps import STEPS
from calculators.presentation.form import render_fields
from tests.said import assert_shown, sentence, sentences

WORDS = {"n": NO, "?": UNKNOWN, "d": PARTLY, "j": YES}


@dataclass(frozen=True)
class Situation:
    """A firm with its answers (n no, ? not known, d partly, j yes, or grades), how the headline begins, and why."""

    firm: str
    answers: str
    says: str
    why: str
    never: str = "overal even sterk"
    tells: str = ""

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the form."""
        told = self.answers.split() if " " in self.answers else list(self.answers)
        grades = [f"{WORDS[each]:g}" if each in WORDS else each for each in told]
        return {f"questions.{step}[0]": grade for step, grade in zip(STEPS, grades, strict=True)}


SITUATIONS = (
    Situation("beginner, alles een 1", "1 1 1 1 1 1 1 1", "Alle stappen vragen werk: begin vooraan, bij verkennen",
              "een zwakke keten is niet overal even sterk"),
    Situation("beginner, alles nee", "nnnnnnnn", "Alle stappen vragen werk: begin vooraan, bij verkennen",
              "niets staat"),
    Situation("drukke zzp'er, alles weet ik niet", "????????", "Alle stappen vragen werk: begin vooraan, bij verkennen",
              "wie niets weet, begint met kijken"),
    Situation("winkelier, alles nee of deels", "dnndnddn", "Alle stappen vragen werk: begin vooraan, bij verkennen",
              "geen voldoende"),
    Situation("alles net onvoldoende", "5,4 5,4 5,4 5,4 5,4 5,4 5,4 5,4", "Alle stappen vragen werk", "onder de 5,5"),
    Situation("alles net voldoende", "5,5 5,5 5,5 5,5 5,5 5,5 5,5 5,5", "Je keten is overal even sterk: begin vooraan",
              "gelijk en voldoende", never="vragen werk"),
    Situation("installateur zonder nazorg", "jjjjnjdj", "Begin bij verwennen, en daarna bij verrassen",
              "nee is duidelijk zwakker dan deels"),
    Situation("fietsenwinkel, twee keer nee", "jjjjnjnj", "Begin bij verwennen of verrassen: die staan gelijk",
              "niet uit elkaar te houden"),
    Situation("adviseur, nee en weet ik niet", "jjjjnj?j", "Begin bij verwennen of verrassen: dat verschil is te klein",
              "niet weten is bijna nee"),
    Situation("kapper, één stap deels", "jjjdjjjj", "Begin bij veroveren, en daarna bij verkennen", "de rest is ja"),
    Situation("coach zonder ideale klant", "jndjjjjj", "Begin bij verfijnen, en daarna bij verleiden",
              "nee, dan deels"),
    Situation("restaurant, niemand beveelt aan", "jjjjjjnj", "Begin bij verrassen, en daarna bij verkennen",
              "één duidelijke zwakke schakel"),
    Situation("webwinkel, klanten blijven niet", "jjjjdnjj", "Begin bij verbinden, en daarna bij verwennen",
              "nee, dan deels"),
    Situation("groothandel, verkoopt niets bij", "jjjjjddn", "Begin bij verdienen, en daarna bij verbinden",
              "nee, dan deels"),
    Situation("drie keer nee", "njnjjnjj", "Begin bij verkennen of verleiden: die staan gelijk", "drie gelijk",
              tells="Verkennen, verleiden en verbinden zijn met een 2 samen je zwakste schakels"),
    Situation("eerste editie, cijfers een half punt uit elkaar", "7 6 8 5 3 4 3,5 6",
              "Begin bij verwennen of verrassen: dat verschil is te klein", "een half punt is geen bewijs",
              tells="Ook dichtbij: verbinden"),
    Situation("eerste editie, één ver achter", "8 8 8 8 8 8 8 2", "Begin bij verdienen, en daarna bij verkennen",
              "zes punten"),
    Situation("twee punten verschil", "8 8 8 8 8 8 6 4", "Begin bij verdienen, en daarna bij verrassen",
              "genoeg verschil"),
    Situation("anderhalf punt verschil", "8 8 8 8 8 8 5,5 4", "Begin bij verdienen of verrassen", "te weinig verschil"),
    Situation("alles ja", "jjjjjjjj", "Je keten is overal even sterk: begin vooraan, bij verkennen", "sterk en gelijk",
              never="vragen werk"),
    Situation("alles tien", "10 10 10 10 10 10 10 10", "Alle acht stappen krijgen een 10", "beter kan niet"),
    Situation("tien en één negen", "10 10 10 10 10 10 10 9", "Begin bij verdienen of verkennen",
              "een punt verschil telt niet"),
    Situation("alles laag, laatste het laagst", "4 4 4 4 4 4 4 1",
              "Alle stappen vragen werk: begin vooraan, bij verkennen",
              "eerst de basis"),
    Situation("één ja tussen nee", "njnnnnnn", "Begin bij verkennen of verleiden: die staan gelijk", "zeven gelijk"),
    Situation("zeven ja, één weet ik niet", "jjjjj?jj", "Begin bij verbinden, en daarna bij verkennen",
              "zoek eerst uit waarom klanten blijven"),
    Situation("alles deels", "dddddddd", "Alle stappen vragen werk: begin vooraan, bij verkennen", "deels is geen ja"),
)  # fmt: skip


def _answer(typed: dict[str, str]) -> Answer:
    solved = solve(CALCULATOR, typed)
    assert solved.answer is not None, solved.faults
    return solved.answer


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.firm)
def test_the_advice_is_that_of_an_adviser(situation: Situation) -> None:
    """The headline names where to begin, two steps where there is a difference, and never calls weak strong."""
    answer = _answer(situation.typed)
    headline = sentence(answer.headline)
    assert headline.startswith(situation.says), situation.why
    assert situation.never not in headline or situation.says.startswith("Je keten")
    assert situation.tells in sentences(answer.reasons), situation.why
    assert_shown(answer)


def test_there_are_enough_situations() -> None:
    """At least 25 kinds of firms, each once."""
    assert len({each.firm for each in SITUATIONS}) == len(SITUATIONS) >= 25


GRADES = st.lists(st.integers(2, 20).map(lambda half: half / 2), min_size=8, max_size=8)


def _typed(grades: list[float]) -> dict[str, str]:
    return {f"questions.{step}[0]": f"{grade:g}".replace(".", ",") for step, grade in zip(STEPS, grades, strict=True)}


@settings(max_examples=300, deadline=None)
@given(grades=GRADES)
def test_the_two_lowest_are_named_and_what_cannot_be_told_apart_is_said(grades: list[float]) -> None:
    """Two steps with the lowest grades; below two points of difference they are called equal or too near."""
    headline = sentence(_answer(_typed(grades)).headline)
    lowest = sorted(grades)
    if lowest[-1] < 5.5:
        assert headline == "Alle stappen vragen werk: begin vooraan, bij verkennen."
        return
    assert "vragen werk" not in headline
    if lowest[0] == lowest[-1]:
        return
    named = [grade for step, grade in zip(STEPS, grades, strict=True) if step in headline]
    assert sorted(named) == lowest[:2]
    gap = lowest[1] - lowest[0]
    assert ("gelijk" in headline) == (gap == 0)
    assert ("te klein" in headline) == (0 < gap < 2)
    assert ("daarna" in headline) == (gap >= 2)


@settings(max_examples=100, deadline=None)
@given(grades=GRADES, place=st.integers(0, 7))
def test_a_better_answer_never_makes_a_step_the_weakest(grades: list[float], place: int) -> None:
    """A step that was not among the two lowest is not after its grade went up."""
    before, step = sentence(_answer(_typed(grades)).headline), STEPS[place]
    better = [min(10.0, grade + 3) if index == place else grade for index, grade in enumerate(grades)]
    after = sentence(_answer(_typed(better)).headline)
    if step not in before and "vooraan" not in before and "vooraan" not in after:
        assert step not in after


def test_the_questions_are_rows_of_buttons_and_a_grade_of_the_first_edition_stays_a_number() -> None:
    """Yes, partly, no and not known are buttons; a 7 that came along has a button of its own, and is on."""
    empty = str(render_fields(CALCULATOR, own_filling(CALCULATOR, {}, Origin.OWN)))
    assert empty.count('type="radio"') == 8 * 4 + 8 * 4
    kept = str(
        render_fields(CALCULATOR, Filling({"questions.verkennen[0]": "7"}, {"questions.verkennen[0]": Origin.SAVED}))
    )
    assert 'value="7" checked' in kept
    assert kept.count('type="radio"') == 8 * 4 + 8 * 4 + 1


def test_every_question_can_be_answered_with_yes() -> None:
    """Facts and no feelings: no question asks how good or how well."""
    questions = [each for pair in QUESTIONS.values() for each in pair]
    assert not [each for each in questions if each.startswith(("Hoe", "Wat", "Waarom"))]


def test_what_an_answer_counts_for_is_said() -> None:
    """The grades behind the buttons stand in the card about certainty."""
    said = sentences(_answer(SITUATIONS[6].typed).certainty)
    assert "Nee telt als een 2, weet ik niet als een 3, deels als een 5 en ja als een 9." in said
    assert "in ongeveer de helft van de gevallen dezelfde zwakste stap" in said
