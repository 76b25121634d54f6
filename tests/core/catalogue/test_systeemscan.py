"""The systeemscan: chances against their formulas, euros against the loss, and words that fit odd numbers."""

import math
import random
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import run
from calculators.catalogue.systeemscan import CALCULATOR, systeemscan
from calculators.catalogue.systeemscan.form import QUESTIONS
from calculators.model.amounts import two_digits
from calculators.model.answer import Amount, Answer, BarChart, DotChart, Sentence, SpanChart
from calculators.model.declarations import declare
from calculators.model.errors import InputError
from calculators.model.forms import read_form, write_form
from calculators.model.sharing import read_link
from calculators.model.solving import solve
from calculators.model.validation import accept
from calculators.presentation import text
from tests.said import html_of, sentences

DECLARATION = declare(systeemscan)
EXAMPLES = (CALCULATOR.example, *CALCULATOR.presets)
LOSS = "Klantwaarde die je per jaar verspeelt"

shares = st.integers(0, 100).map(lambda percent: percent / 100)
businesses = st.fixed_dictionaries(
    {
        "touchpoints": st.lists(
            st.fixed_dictionaries(
                {"base_failure": shares}, optional=dict.fromkeys(("documented", "measured", "pass"), shares)
            ),
            min_size=1,
            max_size=5,
        ).map(lambda steps: [{"name": f"stap {number}", **step} for number, step in enumerate(steps, start=1)]),
        "customers": st.integers(0, 1000),
        "visits_per_year": st.integers(0, 12),
        "customer_value": st.integers(0, 5000),
        "retention": shares,
    },
)


def _scan(*steps: Mapping[str, Any], **inputs: Any) -> Answer:  # noqa: ANN401 -- JSON values
    """Scan a business of 200 customers with two visits a year, worth 1.500 each, of whom few stay."""
    firm = {"customers": 200, "visits_per_year": 2, "customer_value": 1500, "retention": 0}
    given = {"touchpoints": list(steps), **firm, **inputs}
    return systeemscan(**accept(DECLARATION, given))


def _step(base_failure: float, name: str = "levering", /, **arranged: float) -> dict[str, Any]:
    return {"name": name, "base_failure": base_failure, **arranged}


def _counted(failed: int, name: str = "levering", /, **arranged: float) -> dict[str, Any]:
    return {"name": name, "failed_of_20": failed, **arranged}


def _figure(answer: Answer, name: str) -> float:
    value = next(figure.value for figure in answer.figures if figure.name == name)
    assert isinstance(value, Amount)
    assert value.value is not None
    return value.value


def _loss(answer: Answer) -> float:
    """Return what is lost; where that is nothing there is no such figure."""
    return _figure(answer, LOSS) if any(figure.name == LOSS for figure in answer.figures) else 0.0


def _number(sentence: Sentence, name: str) -> float:
    value = sentence.values[name]
    assert isinstance(value, Amount)
    assert value.value is not None
    return value.value


def _card(answer: Answer, title: str) -> str:
    return sentences(next(card.sentences for card in answer.cards if card.title == title))


def _dots(answer: Answer) -> list[int]:
    chart = next(each for each in answer.more_charts if isinstance(each, DotChart))
    return [group.count for group in chart.groups]


def _plan(answer: Answer) -> tuple[Sentence, ...]:
    return answer.plans[0].steps if answer.plans else ()


def test_loss_is_the_published_one() -> None:
    """95% reliable, 200 customers, 2 visits, 1.500 euros: 10,4 customers and 15.674,72 euros, told with two digits."""
    answer = _scan(_step(0.05))
    assert _figure(answer, "Verloren klanten per jaar") == 10
    assert _figure(answer, LOSS) == 16_000


def test_chain_is_the_product_of_its_steps() -> None:
    """Rolled throughput yield in Minitab's support pages: 0,95 x 0,84 x 0,88 is 0,70."""
    answer = _scan(_step(0.05, "a"), _step(0.16, "b"), _step(0.12, "c"))
    assert _figure(answer, "Kans dat een bezoek goed gaat") == pytest.approx(0.95 * 0.84 * 0.88, rel=1e-12)
    assert text.sentence(answer.headline) == "70 van de 100 bezoeken gaan goed."
    assert isinstance(answer.chart, BarChart)
    left = [bar.parts[0].value for bar in answer.chart.bars]
    assert left == pytest.approx([1, 0.95, 0.95 * 0.84, 0.95 * 0.84 * 0.88], rel=1e-12)


def test_measures_take_failures_away() -> None:
    """Half on paper and fully practised: 20% x (1 - 0,3 x 0,5) x (1 - 0,3) fails, and effects can be changed."""
    step = _step(0.2, documented=0.5, trained=1)
    assert _figure(_scan(step), "Kans dat een bezoek goed gaat") == pytest.approx(1 - 0.2 * 0.85 * 0.7, rel=1e-12)
    weaker = _scan(step, effects={"documented": 0, "trained": 0.1})
    assert _figure(weaker, "Kans dat een bezoek goed gaat") == pytest.approx(1 - 0.2 * 0.9, rel=1e-12)


def test_step_that_few_customers_meet_counts_for_those() -> None:
    """A step of which half fails, met by one in ten, spoils 5% of the visits."""
    assert _figure(_scan(_step(0.5, **{"pass": 0.1})), "Kans dat een bezoek goed gaat") == pytest.approx(0.95)


def test_the_two_evenings_in_the_restaurant() -> None:
    """Two colleagues: 0,98 on 2 and 0,70 on 3 days is 81,2%, 16,8 points below the best."""
    answer = systeemscan(**accept(DECLARATION, CALCULATOR.example.inputs))
    assert _figure(answer, "Verschil door wie er werkt") == pytest.approx(0.168, abs=1e-9)
    assert _dots(answer) == [66, 15, 15, 4]
    assert "Wie er werkt scheelt 16,8 procentpunt: bij Topper gaat 98% goed, gemiddeld 81%." in sentences(
        answer.reasons
    )


def test_two_visits_without_roles_follow_the_steps() -> None:
    """Nobody filled in: two visits at 90% each."""
    answer = _scan(_step(0.1))
    assert _dots(answer) == [81, 9, 9, 1]
    assert all(figure.name != "Verschil door wie er werkt" for figure in answer.figures)


def test_one_role_or_equal_roles_are_no_lottery() -> None:
    """With one role there is nothing to compare; two equal ones make no difference, and that is said."""
    one = _scan(_step(0.1), staff=[{"name": "Kok", "share": 5, "reliability": 0.9}])
    assert "Wie er werkt" not in sentences(one.reasons)
    role = {"share": 2, "reliability": 0.9}
    two = _scan(_step(0.1), staff=[{"name": "Kok", **role}, {"name": "Hulp", **role}])
    assert "Wie er werkt maakt voor je klanten geen verschil." in sentences(two.reasons)


@given(base_failure=shares)
def test_dots_add_up_to_a_hundred(base_failure: float) -> None:
    """Whole dots, as near to the chances as they can be, one hundred together; as likely is as many."""
    counts = _dots(_scan(_step(base_failure)))
    good = 1 - base_failure
    chances = [good * good, good * base_failure, good * base_failure, base_failure * base_failure]
    assert sum(counts) == 100
    assert all(abs(count - 100 * chance) <= 1 + 1e-9 for count, chance in zip(counts, chances, strict=True))
    assert counts[1] == counts[2]
    assert min(counts) >= 0


@given(inputs=businesses)
def test_actions_are_those_of_the_operation(inputs: dict[str, Any]) -> None:
    """The plan names the steps of ``sys.levers`` in its order; with one visit a year its euros are the same too."""
    inputs = {**inputs, "visits_per_year": 1, "customers": 100, "customer_value": 1000, "retention": 0}
    answer = systeemscan(**accept(DECLARATION, inputs))
    leave = 0.7 * 0.63 + 0.3 * (0.5 * 0.54 + 0.5 * 0.05)
    expected = run(
        "sys.levers",
        {
            "touchpoints": inputs["touchpoints"],
            "journeys_per_year": 100,
            "leave_share": leave,
            "customer_value": 1000,
        },
    )["top3"]
    steps = _plan(answer)
    assert [step.values["name"] for step in steps] == [row["touchpoint"] for row in expected]
    for step, row in zip(steps, expected, strict=True):
        if "saved" in step.values:
            assert _number(step, "saved") == two_digits(row["value"])


@given(inputs=businesses)
def test_no_action_saves_more_than_is_lost(inputs: dict[str, Any]) -> None:
    """A customer can be lost only once a year, so no saving is larger than the loss, alone or together."""
    answer = systeemscan(**accept(DECLARATION, inputs))
    lost = _loss(answer)
    for sentence in (*_plan(answer), *answer.worth):
        if "saved" in sentence.values:
            assert 0 < _number(sentence, "saved") <= lost * (1 + 1e-9)


@given(inputs=businesses)
def test_no_more_customers_are_lost_than_leave_at_all(inputs: dict[str, Any]) -> None:
    """Whatever is filled in, failures never cost more customers than leave for any reason."""
    answer = systeemscan(**accept(DECLARATION, inputs))
    leavers = inputs["customers"] * (1 - inputs["retention"])
    assert _figure(answer, "Verloren klanten per jaar") <= two_digits(leavers) + 1e-9
    assert _loss(answer) <= two_digits(leavers * inputs["customer_value"]) + 1e-9


@given(inputs=businesses)
def test_a_firm_ten_times_as_large_gets_the_same_advice(inputs: dict[str, Any]) -> None:
    """Size decides nothing: with ten times the customers the same steps come first, and ten times as many are lost."""
    small, large = (
        systeemscan(**accept(DECLARATION, {**inputs, "customers": size * inputs["customers"]})) for size in (1, 10)
    )
    assert text.sentence(small.headline) == text.sentence(large.headline)
    names = [[step.values["name"] for step in _plan(answer)] for answer in (small, large)]
    assert names[0] == names[1]
    assert _loss(large) == pytest.approx(10 * _loss(small), rel=0.011)


@given(inputs=businesses, seed=st.randoms(use_true_random=False))
def test_names_and_order_of_steps_decide_nothing(inputs: dict[str, Any], seed: random.Random) -> None:
    """Other names, another order, and a step where nothing goes wrong: the same share of visits, the same euros."""
    answer = systeemscan(**accept(DECLARATION, inputs))
    steps = [{**step, "name": f"moment {step['name']}"} for step in inputs["touchpoints"]]
    other = [*seed.sample(steps, len(steps)), _step(0.0, "zonder fouten")]
    changed = systeemscan(**accept(DECLARATION, {**inputs, "touchpoints": other}))
    assert text.sentence(answer.headline) == text.sentence(changed.headline)
    assert _loss(changed) == pytest.approx(_loss(answer), rel=0.011)
    gains = [[step.values.get("saved", step.values.get("delta")) for step in _plan(each)] for each in (answer, changed)]
    for one, same in zip(*gains, strict=True):
        assert isinstance(one, Amount)
        assert isinstance(same, Amount)
        assert one.value == pytest.approx(same.value, rel=0.1, abs=1e-9)


@given(inputs=businesses)
def test_waterfall_ends_at_the_loss(inputs: dict[str, Any]) -> None:
    """Every piece starts where the last one ended, none is a gain, and the end is the loss of a year."""
    answer = systeemscan(**accept(DECLARATION, inputs))
    lost = _loss(answer)
    charts = [each for each in answer.more_charts if isinstance(each, SpanChart)]
    assert bool(charts) == (lost > 1e-9)
    for chart in charts:
        *pieces, total = chart.spans
        assert [piece.start for piece in pieces[1:]] == [piece.end for piece in pieces[:-1]]
        assert all(piece.end <= piece.start for piece in pieces)
        assert two_digits(-total.end) == pytest.approx(lost, rel=1e-12)


def test_turning_point_changes_the_first_action() -> None:
    """Just above the limit the plan starts with the same step, just below it with the step that was named."""
    offer, delivery = _step(0.3, "offerte"), _step(0.2, "levering", documented=0.5)
    answer = _scan(offer, delivery)
    sentence = answer.change[-1]
    limit = _number(sentence, "limit") / 20
    assert sentence.values["follower"] == "levering"
    assert 0 < limit < 0.3
    assert _number(sentence, "now") == pytest.approx(6)
    for base_failure, first in ((limit + 1e-5, "offerte"), (limit - 1e-5, "levering")):
        assert _plan(_scan(_step(base_failure, "offerte"), delivery))[0].values["name"] == first


def test_turning_point_that_is_near_or_never_comes() -> None:
    """A tie is called one; when only one step has failures there is no other to begin with."""
    tie = sentences(_scan(_step(0.1, "a"), _step(0.1, "b")).change)
    assert "Nipt: gaat a iets minder vaak mis, dan begin je bij b." in tie
    assert "helpt het meest bij a en b" in tie
    alone = sentences(_scan(_step(0.1, "a"), _step(0, "b")).change)
    assert "Alleen bij a valt nog iets te winnen." in alone


@pytest.mark.parametrize(
    ("failures", "said"),
    [
        ([0.1, 0.1], "97,5% van de gevallen goed gaan. Dat haalt nu geen enkele stap."),
        ([0.1, 0.02], "Dat haalt nu één stap."),
        ([0.1, 0.01, 0.01], "Dat halen nu 2 stappen."),
        ([0.01, 0.01], "Alle 2 stappen gaan in 97,5% van de gevallen of vaker goed."),
        ([0.1], "Met één stap hangt alles aan die stap: haalt die 95%"),
    ],
)
def test_what_each_step_must_reach(failures: list[float], said: str) -> None:
    """For 95% over n steps each must reach the n-th root of 95%."""
    steps = (_step(failure, f"stap {number}") for number, failure in enumerate(failures))
    assert said in sentences(_scan(*steps).change)


def test_range_of_a_quarter() -> None:
    """A quarter fewer or more failures: 20% becomes 15% to 25%, but never more than always."""
    assert "dan gaat 75% tot 85% van de bezoeken goed" in sentences(_scan(_step(0.2)).certainty)
    assert "dan gaat 0% tot 25% van de bezoeken goed" in sentences(_scan(_step(1.0)).certainty)


def test_weaker_measures_hardly_change_the_first_action() -> None:
    """From the failures of now half the effect of all measures leaves the order; it is said."""
    same = _scan(_step(0.3, "a"), _step(0.1, "b"))
    assert "dan blijft je eerste actie dezelfde" in sentences(same.certainty)
    other = _scan(_counted(3, "a", documented=0.5), _counted(3, "b"), effects={"documented": 0.9})
    assert "Leg vast hoe de stap b gaat" in sentences(_plan(other))


def test_the_loss_is_made_to_fit_the_retention() -> None:
    """Who keeps 95% cannot lose more than 5% to failures: the loss is at most that, and it is said; 60% fits."""
    fitted = _scan(_step(0.3), retention=0.95)
    assert _loss(fitted) == 200 * 0.05 * 1500
    assert "hoogstens" in sentences(fitted.reasons)
    assert "Daarom rekenen we met minder vertrek na een fout" in sentences(fitted.certainty)
    assert "hoogstens" in sentences(_plan(fitted))
    plain = _scan(_step(0.3), retention=0.6)
    assert "hoogstens" not in sentences((*plain.reasons, *plain.certainty, *_plan(plain)))


def test_without_retention_the_loss_is_a_range() -> None:
    """No single amount rests on nothing: lowest and highest are said, and the actions have no euros."""
    answer = _scan(_step(0.3), retention=None)
    assert answer.amount == ""
    least, most = (_number(answer.reasons[0], name) for name in ("least", "most"))
    assert 0 < least < most <= 200 * 0.5 * 1500
    assert all("saved" not in step.values for step in _plan(answer))
    assert all(figure.name != LOSS for figure in answer.figures)


@pytest.mark.parametrize("failed", [0, 1, 5, 20])
def test_what_was_counted_is_how_often_it_fails_now(failed: int) -> None:
    """Measures in place take nothing off what was counted; what it would be without them is computed back."""
    answer = _scan(_counted(failed, documented=1))
    assert _figure(answer, "Kans dat een bezoek goed gaat") == pytest.approx(1 - failed / 20)
    cells = answer.chart.table.rows[0]
    base = failed / 20 / 0.7
    if base <= 1:
        assert isinstance(cells[2], Amount)
        assert cells[2].value == pytest.approx(base)
    else:
        assert cells[2] == "onbekend"
        assert "doen daar dus minder" in sentences(answer.certainty)


def test_links_of_the_first_edition_mean_the_same() -> None:
    """A link with failures without measures opens, and says what it said: 20% half on paper fails 17% of the times."""
    fragment = "1;0.2_0.5_____;200;2;1500;;0~2~0~0~0~0;;;;;;0.6;___"
    texts = write_form(DECLARATION, read_link(DECLARATION, fragment, CALCULATOR.fields_before))
    assert "touchpoints[0].failed_of_20" not in texts
    solved = solve(CALCULATOR, texts)
    assert solved.answer is not None
    assert _figure(solved.answer, "Kans dat een bezoek goed gaat") == pytest.approx(0.83)
    assert _figure(solved.answer, "Werkt zonder jou") == pytest.approx(100 * 2 / 24)


def test_retention_goes_along_improved() -> None:
    """Retention times the new effect over the old one, when it was given and can be true."""
    answer = _scan(_step(0.3), retention=0.6)
    leave = 0.7 * 0.63 + 0.3 * (0.5 * 0.54 + 0.5 * 0.05)
    better = 0.3 * 0.7 * 0.7 * 0.75
    expected = 0.6 * (1 - better * leave) ** 2 / (1 - 0.3 * leave) ** 2
    assert {handover.to for handover in answer.handovers} == {"bierviltje", "klantwaarde"}
    for handover in answer.handovers:
        (name, amount), *_ = handover.fields
        assert name == "retention"
        assert amount.value == pytest.approx(expected, rel=1e-12)
    assert _scan(_step(0.3), retention=0.95).handovers == ()  # the loss was made to fit
    assert _scan(_step(0.3), retention=None).handovers == ()
    assert _scan(_step(1), visits_per_year=999, retention=1e-12).handovers == ()  # nobody is left
    assert _scan(_step(0), retention=0.6).handovers == ()


@pytest.mark.parametrize(
    ("answers", "said", "score"),
    [
        ([0, 0, 0, 0, 0, 0], "Je bedrijf hangt aan jou: 0 van de 100 punten. Bij 6 vragen ben jij de enige.", 0),
        (
            [0, 2, 2, 2, 2, 2],
            "Een deel van je bedrijf loopt zonder jou: 42 van de 100 punten. Bij één vraag ben jij de enige.",
            250 / 6,
        ),
        ([4, 4, 4, 4, 4, 4], "Je bedrijf loopt grotendeels zonder jou: 100 van de 100 punten. Doe de proef", 100),
    ],
)
def test_works_without_you(answers: list[float], said: str, score: float) -> None:
    """Score, band and a next step; the answers come back in a chart."""
    answer = _scan(_step(0.1), answers=answers)
    assert _figure(answer, "Werkt zonder jou") == pytest.approx(score)
    assert said in _card(answer, "Werkt het zonder jou?")
    chart = answer.more_charts[-1]
    assert isinstance(chart, BarChart)
    assert [(bar.name, bar.parts[0].value) for bar in chart.bars] == list(zip(QUESTIONS, answers, strict=True))


def test_questions_may_stay_empty() -> None:
    """Without answers there is no score and no chart of it, and the card says what to do."""
    answer = _scan(_step(0.1))
    assert all(figure.name != "Werkt zonder jou" for figure in answer.figures)
    assert "Beantwoord de zes vragen" in _card(answer, "Werkt het zonder jou?")


def test_step_that_one_person_can_do_is_named() -> None:
    """Exactly one person: a warning with the share of days without; two persons or no number: none."""
    steps = (_step(0.1, "a", people=1), _step(0.1, "b", people=2), _step(0.1, "c"))
    said = _card(_scan(*steps), "Werkt het zonder jou?")
    assert "Maar één persoon kan dit: a." in said
    assert "op 20% van de dagen niemand" in said
    assert "Maar één persoon" not in _card(_scan(*steps[1:]), "Werkt het zonder jou?")


@pytest.mark.parametrize(
    ("base_failure", "said"),
    [
        (0, "Er gaat volgens jou nergens iets mis."),
        (0.001, "Van de 100 bezoeken gaat er minder dan één mis."),
        (0.006, "99 van de 100 bezoeken gaan goed."),
        (0.985, "2 van de 100 bezoeken gaan goed."),
        (0.99, "Bijna bij elk bezoek gaat ergens iets mis."),
        (1, "Bij elk bezoek gaat ergens iets mis."),
    ],
)
def test_headline_fits_the_number(base_failure: float, said: str) -> None:
    """No "100 of 100" that is not exact, and no plural for one."""
    assert text.sentence(_scan(_step(base_failure)).headline) == said


def test_one_lost_customer_is_singular() -> None:
    """One customer "komt" not back."""
    answer = _scan(_step(0.05), customers=19.14)
    assert ": 1 klant blijft weg." in sentences(answer.reasons)


def test_nothing_to_gain_gives_no_plan() -> None:
    """No failures, or all measures in place: no actions, and the card says so."""
    arranged = dict.fromkeys(("documented", "trained", "measured", "backup"), 1)
    for step in (_step(0), _step(0.2, **arranged)):
        answer = _scan(step)
        assert answer.plans == ()
        assert "niets meer te winnen" in sentences(answer.worth)


def test_without_euros_actions_still_come() -> None:
    """With a customer value of 0 the plan counts visits instead of euros."""
    answer = _scan(_step(0.2), customer_value=0)
    assert "dan gaat 6 procentpunt meer van de bezoeken goed." in sentences(_plan(answer))
    assert all(not isinstance(chart, SpanChart) for chart in answer.more_charts)


def test_infinite_loss_has_no_chart_of_euros() -> None:
    """Numbers too large for a double are said as unlimited and not drawn."""
    answer = _scan(_step(0.2), customers=1e9, customer_value=1e308)
    assert math.isinf(_figure(answer, LOSS))
    assert all(not isinstance(chart, SpanChart) for chart in answer.more_charts)
    assert "onbeperkt" in html_of(answer)


def test_empty_shares_are_the_defaults() -> None:
    """Leaving the optional fields empty is the same as filling in what the form says they are."""
    full = CALCULATOR.example.inputs
    bare = {name: full[name] for name in ("touchpoints", "customers", "visits_per_year", "customer_value", "staff")}
    given = {**bare, "answers": full["answers"], "retention": full["retention"]}
    assert systeemscan(**accept(DECLARATION, given)) == systeemscan(**accept(DECLARATION, full))


def test_two_steps_with_one_name_are_refused_at_the_second() -> None:
    """Actions name their step, so names must differ."""
    with pytest.raises(InputError) as refused:
        _scan(_step(0.1, "Balie"), _step(0.2, " balie"))
    assert (refused.value.code, refused.value.field) == ("duplicate_name", "touchpoints[1].name")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.business)
def test_examples_fill_the_whole_form(example: Any) -> None:  # noqa: ANN401 -- an Example
    """Every example fills every field (roles may be none), goes through the form unchanged, and has three actions."""
    assert set(example.inputs) == {each.name for each in DECLARATION.fields}
    answer = systeemscan(**accept(DECLARATION, read_form(DECLARATION, write_form(DECLARATION, example.inputs))))
    assert len(_plan(answer)) == 3
    assert len(answer.figures) <= 6
