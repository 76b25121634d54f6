"""The 8 V-scan: its advice, how sure it says it is, and its words, for published, extreme and drawn answers."""

from __future__ import annotations

import itertools
import math
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings

from calculators.catalogue.acht_v_scan import CALCULATOR, acht_v_scan
from calculators.catalogue.acht_v_scan.form import QUESTIONS, Questions
from calculators.catalogue.acht_v_scan.plans import ACTIONS
from calculators.model.answer import Amount, Answer, BarChart, ChainChart, RadarChart
from calculators.model.comparison import beside
from calculators.model.declarations import declare
from calculators.model.errors import InputError
from calculators.model.forms import read_form, write_form
from calculators.model.layers import describe_form
from calculators.model.sharing import read_link, write_link
from calculators.model.validation import accept, check
from calculators.operations.eight_steps import STEPS
from calculators.presentation.answer import answer_as_text
from tests.said import html_of, sentence, sentences
from tests.strategies import inputs_of

DECLARATION = declare(acht_v_scan)
DOCS = Path(__file__).parents[3] / "docs"

# Eight scores with one low, each question of a step with the same answer.
PUBLISHED = (7, 6, 8, 5, 3, 4, 3, 6)


def _questions(scores: tuple[float, ...], **answers: list[float]) -> dict[str, Any]:
    """Answers that give these scores, and for some steps the answers themselves."""
    return {step: [score, score] for step, score in zip(STEPS, scores, strict=True)} | answers


def _scan(scores: tuple[float, ...], **answers: list[float]) -> Answer:
    return acht_v_scan(**accept(DECLARATION, {"questions": _questions(scores, **answers)}))


def _example() -> Answer:
    return acht_v_scan(**accept(DECLARATION, CALCULATOR.example.inputs))


def _figure(answer: Answer, name: str) -> float:
    value = next(figure.value for figure in answer.figures if figure.name == name)
    assert isinstance(value, Amount)
    assert value.value is not None
    return value.value


def test_published_example_gives_the_published_figures() -> None:
    """Mean 5.25, chain 4.954, loss 5.6%, weakest verwennen, also as the words of the page."""
    answer = _scan(PUBLISHED)
    assert _figure(answer, "Gemiddelde") == 5.25
    assert round(_figure(answer, "Sterkte van de keten"), 3) == 4.954
    assert round(_figure(answer, "Verlies door zwakke schakels"), 3) == 0.056
    assert _figure(answer, "Zwakste stap") == 3
    assert _figure(answer, "Verschil hoog en laag") == 5
    assert sentence(answer.headline) == "Begin bij verwennen of verrassen: die staan gelijk."
    loss = sentence(answer.reasons[1])
    assert "kom je uit op een 4,95, bij een gewoon gemiddelde van 5,25. Volgens onze vuistregel" in loss
    assert "kosten de zwakke schakels je 5,6% van je kracht." in loss


def test_a_step_scores_the_mean_of_its_questions() -> None:
    """A 2 and a 9 are a 5,5, and the question with the lowest answer is the one to look at first."""
    answer = _scan((8, 8, 8, 8, 8, 8, 8, 8), verleiden=[9, 2])
    assert _figure(answer, "Zwakste stap") == 5.5
    asked = QUESTIONS["verleiden"][1]
    assert sentence(answer.reasons[1]) == f"Kijk bij verleiden eerst naar de vraag '{asked}' Die kreeg een 2."


def test_equal_answers_within_the_step_name_no_question() -> None:
    """When both questions of the weakest step have the same answer, none of them is singled out."""
    assert not any("de vraag" in sentence(reason) for reason in _scan(PUBLISHED).reasons)


def test_first_of_equal_steps_is_advised_and_the_tie_is_said() -> None:
    """Verwennen and verrassen share the last place: the first of them is advised, and the advice is called unsure."""
    answer = _scan(PUBLISHED)
    assert "Verwennen en verrassen zijn met een 3 samen je zwakste schakels." in sentence(answer.reasons[0])
    assert "Niet zeker: verwennen en verrassen staan gelijk" in sentences(answer.certainty)
    assert "Zodra verwennen een hoger cijfer krijgt, is verrassen aan de beurt." in sentences(answer.change)


def test_scores_that_differ_by_rounding_are_equal() -> None:
    """0.1 + 0.2 is not 0.3 in a computer, but two steps with the same mean share the last place."""
    answer = _scan((8, 8, 8, 8, 8, 8, 8, 8), verfijnen=[3.1, 3.2], verdienen=[3.15, 3.15])
    assert sentence(answer.reasons[0]).startswith("Verfijnen en verdienen zijn met een 3,15 samen")


def test_all_equal_begins_at_the_front() -> None:
    """Without a weakest link the first step is advised, no link is marked and nothing is lost."""
    answer = _scan((7,) * 8)
    assert sentence(answer.headline) == "Je keten is overal even sterk: begin vooraan, bij verkennen."
    assert _figure(answer, "Verlies door zwakke schakels") == pytest.approx(0, abs=1e-12)
    assert isinstance(answer.chart, ChainChart)
    assert {link.remark for link in answer.chart.links} == {""}
    assert "bij welke stap ook" in sentences(answer.change)


def test_all_tens_ask_for_a_second_opinion() -> None:
    """Nothing can go up: no step is advised, and there is no chart of gains."""
    answer = _scan((10,) * 8)
    assert sentence(answer.headline) == "Alle acht stappen krijgen een 10."
    assert not any(isinstance(chart, BarChart) for chart in answer.more_charts)
    assert len(answer.plans[0].steps) == 3


def test_the_last_step_below_ten_has_no_other_step_after_it() -> None:
    """When all others have a 10, the turning point is a 10 and not "above the 10"."""
    answer = _scan((10,) * 7 + (9,))
    assert (
        sentence(answer.reasons[0]) == "Verdienen is met een 9 je zwakste schakel. Alle andere stappen krijgen een 10."
    )
    assert "Bij verkennen valt niets te winnen: dat is al een 10." in sentences(answer.change)
    assert "Krijgt verdienen ook een 10, dan is er geen zwakste schakel meer." in sentences(answer.change)


def test_a_strong_weakest_step_is_called_strong() -> None:
    """From an 8 on even the weakest step is praised; below it is not."""
    assert "Ook je zwakste stap is dus sterk" in " ".join(map(sentence, _scan((9,) * 7 + (8,)).reasons))
    assert "Ook je zwakste stap" not in " ".join(map(sentence, _scan((9,) * 7 + (7.5,)).reasons))


@pytest.mark.parametrize(("gap", "words"), [(0.5, "0,5 punt onder"), (1, "1 punt onder"), (2, "2 punten onder")])
def test_margin_counts_points(gap: float, words: str) -> None:
    """The distance to the next step is said, in the singular up to one point."""
    assert words in sentences(_scan((8,) * 7 + (8 - gap,)).certainty)


def test_one_point_in_one_answer_is_tried_everywhere() -> None:
    """Half a point apart, another step is at least as weak after some of the 32 changes; counted here by hand."""
    questions: dict[str, list[float]] = {str(step): [8.0, 6.0] for step in STEPS} | {
        "verwennen": [4.0, 2.0],
        "verrassen": [4.0, 3.0],
    }
    answer = acht_v_scan(cast("Questions", questions))
    changes = 0
    for step, index, change in itertools.product(STEPS, (0, 1), (-1, 1)):
        changed = {name: list(answers) for name, answers in questions.items()}
        changed[step][index] += change
        means = {name: math.fsum(answers) / 2 for name, answers in changed.items()}
        changes += any(means[name] <= means["verwennen"] for name in STEPS if name != "verwennen")
    assert changes == 4
    assert "dan is in 4 van de 32 gevallen een andere stap minstens zo zwak: verrassen." in sentences(answer.certainty)


def test_answers_at_the_ends_of_the_scale_cannot_go_further() -> None:
    """A 10 cannot go up and a 1 cannot go down: those changes are not counted."""
    answer = _scan((10, 10, 10, 10, 10, 10, 1.5, 1))
    assert "in 2 van de 18 gevallen" in sentences(answer.certainty)


def test_a_wide_margin_is_called_unmovable() -> None:
    """When no single answer can change the advice, the card says so."""
    assert "verdienen blijft de zwakste stap" in sentences(_scan((8,) * 7 + (2,)).certainty)


def test_turning_point_is_the_score_of_the_next_step() -> None:
    """Above the score of the next step that step is advised, below it is not."""
    assert "Komt verwennen boven de 4, dan is verrassen aan de beurt." in sentences(_example().change)
    for grade, advised in ((3.4, "verwennen of verrassen"), (3.6, "verrassen of verwennen")):
        answer = _scan((7, 6, 8, 5, grade, 4, 3.5, 6))
        assert sentence(answer.headline) == f"Begin bij {advised}: dat verschil is te klein om te tellen."


def test_chain_marks_the_weakest_links_and_no_other() -> None:
    """The remark stands at every link of the last place."""
    chart = _scan(PUBLISHED).chart
    assert isinstance(chart, ChainChart)
    assert [link.name for link in chart.links if link.remark] == ["Verwennen", "Verrassen"]
    assert [link.strength for link in chart.links] == list(PUBLISHED)


def test_gains_are_those_of_one_point_more() -> None:
    """Each bar is the growth of the chain, as the eighth root of the product has it."""
    chart = next(chart for chart in _scan(PUBLISHED).more_charts if isinstance(chart, BarChart))
    root = math.prod(PUBLISHED) ** (1 / 8)
    expected = [root * ((score + 1) / score) ** (1 / 8) - root for score in PUBLISHED]
    assert [bar.parts[0].value for bar in chart.bars] == pytest.approx(expected, rel=1e-9)
    assert [bar.name for bar in chart.bars if bar.emphasis] == ["Verwennen"]


@pytest.mark.parametrize("step", STEPS)
def test_each_step_has_its_plan_and_its_page(step: str) -> None:
    """The weakest step gives three things to do and a link to a page that exists."""
    answer = _scan((7,) * 8, **{step: [2.0, 2.0]})
    plan = answer.plans[0]
    assert step in plan.title
    assert len({sentence(each) for each in plan.steps}) == 3
    assert plan.link is not None
    assert plan.link.path == f"kennis/{step}/"
    assert (DOCS / f"{plan.link.path.rstrip('/')}.md").is_file()


@pytest.mark.parametrize(
    ("steps", "lever"),
    [
        (STEPS[:4], "nieuwe klanten"),
        (STEPS[4:6], "klanten die langer blijven"),
        (STEPS[6:7], "klanten die je aanbevelen"),
        (STEPS[7:], "klanten die meer kopen"),
    ],
)
def test_each_step_moves_one_of_the_four_levers(steps: tuple[str, ...], lever: str) -> None:
    """The worth is said in words: which of the four ways to earn more moves, and where that becomes euros."""
    for step in steps:
        answer = _scan((7,) * 8, **{step: [2.0, 2.0]})
        assert f"dan merk je dat vooral aan {lever} (een vuistregel)." in sentences(answer.worth)
        assert "rekenmachines/bierviltje/" in [link.path for link in answer.links]


def test_all_words_are_dutch_sentences() -> None:
    """Questions end in a question mark and differ; actions end in a full stop and differ."""
    questions = [question for pair in QUESTIONS.values() for question in pair]
    actions = [action for three in ACTIONS.values() for action in three]
    assert tuple(QUESTIONS) == tuple(ACTIONS) == STEPS
    assert all(question.endswith("?") for question in questions)
    assert all(action.endswith((".", "?")) for action in actions)
    assert len(set(questions)) == 16
    assert len(set(actions)) == 24


def test_fields_have_the_names_of_the_contract() -> None:
    """Two questions a step, named ``questions.verkennen[0]`` and so on."""
    names = list(describe_form(CALCULATOR)["fields"])
    assert names == [f"questions.{step}[{index}]" for step in STEPS for index in (0, 1)]


@pytest.mark.parametrize(("typed", "code"), [("", "required"), ("0,5", "out_of_range"), ("veel", "not_a_number")])
def test_a_wrong_grade_is_said_with_its_question(typed: str, code: str) -> None:
    """A fault stands at its own field and quotes the question."""
    texts = write_form(DECLARATION, CALCULATOR.example.inputs) | {"questions.verwennen[0]": typed}
    errors = check(DECLARATION, read_form(DECLARATION, texts)).errors
    assert [(error.code, error.field) for error in errors] == [(code, "questions.verwennen[0]")]
    assert f"de vraag '{QUESTIONS['verwennen'][0]}'" in errors[0].message


def test_a_second_grade_may_be_left_out() -> None:
    """One grade a step is enough: that is its score, and the table says that there was no second."""
    one = {step: [grade, None] for step, (grade, _) in CALCULATOR.example.inputs["questions"].items()}
    answer = acht_v_scan(cast("Questions", one))
    radar = answer.more_charts[0]
    assert isinstance(radar, RadarChart)
    assert list(radar.shapes[0].values) == [grade for grade, _ in one.values()]
    assert "niet gegeven" in html_of(answer)


def test_a_deel_link_holds_all_answers() -> None:
    """The numbers of the example come back from a link."""
    inputs = dict(CALCULATOR.example.inputs)
    assert read_link(DECLARATION, write_link(DECLARATION, inputs)) == inputs


def test_an_earlier_scan_lies_under_the_radar() -> None:
    """Compared with an earlier scan the figures stand side by side and the radar shows both shapes."""
    compared = beside(_scan(PUBLISHED), _example())
    assert compared.comparison is not None
    assert [row[0] for row in compared.comparison.rows] == [figure.name for figure in _example().figures]
    radar = next(chart for chart in compared.more_charts if isinstance(chart, RadarChart))
    assert [shape.emphasis for shape in radar.shapes] == [True, False]


@settings(max_examples=500, deadline=None)
@given(inputs_of(DECLARATION, decimals=2))
def test_any_allowed_answers_give_an_answer(inputs: dict[str, Any]) -> None:
    """Whatever is filled in: an advice for the two lowest steps, three cards, and no number that is none."""
    try:
        answer = acht_v_scan(**accept(DECLARATION, inputs))
    except InputError:
        return
    html = html_of(answer)
    assert not any(word in html.lower() for word in (">nan", " nan", ">inf", " inf", '"inf', '"nan', "onbeperkt"))
    assert len(answer.cards) == 3
    means = {step: math.fsum(answers) / 2 for step, answers in inputs["questions"].items()}
    headline = sentence(answer.headline)
    advised = sorted(means[step] for step in STEPS if step in headline)
    if "vooraan" in headline:
        assert STEPS[0] in headline
    else:
        assert advised == pytest.approx(sorted(means.values())[: len(advised)])
    assert "{" not in answer_as_text(answer)
