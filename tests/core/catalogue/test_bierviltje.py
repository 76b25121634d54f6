"""The bierviltje: which lever it names, where it says the customers are heading, what flips it, what it refuses."""

import html
import math
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calculators.catalogue.bierviltje import CALCULATOR, bierviltje
from calculators.catalogue.bierviltje.findings import Case
from calculators.model.answer import Amount, Answer, AreaChart, BarChart, LineChart, SpanChart
from calculators.model.declarations import declare
from calculators.model.errors import InputError
from calculators.model.validation import accept
from calculators.operations import eight_steps
from calculators.presentation import text
from tests.said import html_of, sentences
from tests.strategies import inputs_of

# The worked example of the eight steps; its figures are without a rate of interest.
PUBLISHED: dict[str, Any] = {
    "customers": 200,
    "new_per_year": 40,
    "retention": 0.8,
    "referral_rate": 0.05,
    "orders_per_year": 3,
    "order_value": 150,
    "gross_margin": 0.6,
    "years": 5,
    "discount": 0,
}
DECLARATION = declare(bierviltje)

percents = st.integers(0, 100).map(lambda percent: percent / 100)
businesses = st.fixed_dictionaries(
    {
        "customers": st.integers(0, 1000),
        "new_per_year": st.integers(0, 200),
        "retention": percents,
        "referral_rate": percents,
        "orders_per_year": st.integers(0, 24),
        "order_value": st.integers(0, 500),
        "gross_margin": percents,
        "years": st.integers(1, 12),
        "discount": percents,
    }
)


def _answer(**changes: Any) -> Answer:  # noqa: ANN401 -- any input of the form
    return bierviltje(**accept(DECLARATION, {**PUBLISHED, **changes}))


def _headline(**changes: Any) -> str:  # noqa: ANN401 -- as above
    return sentences((_answer(**changes).headline,))


def _reasons(**changes: Any) -> str:  # noqa: ANN401 -- as above
    return sentences(_answer(**changes).reasons)


def _certainty(**changes: Any) -> str:  # noqa: ANN401 -- as above
    return sentences(_answer(**changes).certainty)


def _change(**changes: Any) -> str:  # noqa: ANN401 -- as above
    return sentences(_answer(**changes).change)


def _worth(**changes: Any) -> str:  # noqa: ANN401 -- as above
    return sentences(_answer(**changes).worth)


def _descriptions(**changes: Any) -> str:  # noqa: ANN401 -- as above
    answer = _answer(**changes)
    return sentences(tuple(chart.description for chart in (answer.chart, *answer.more_charts)))


def _figures(answer: Answer) -> dict[str, float]:
    return {
        each.name: each.value.value
        for each in answer.figures
        if isinstance(each.value, Amount) and each.value.value is not None
    }


def _amount(value: object) -> float:
    assert isinstance(value, Amount)
    assert value.value is not None
    return value.value


def _tornado(answer: Answer) -> SpanChart:
    assert isinstance(answer.chart, SpanChart)
    return answer.chart


def _customers(answer: Answer) -> AreaChart:
    chart = answer.more_charts[0]
    assert isinstance(chart, AreaChart)
    return chart


def _steps(answer: Answer) -> BarChart:
    chart = answer.more_charts[1]
    assert isinstance(chart, BarChart)
    return chart


def _retention(answer: Answer) -> LineChart:
    chart = answer.more_charts[2]
    assert isinstance(chart, LineChart)
    return chart


def test_published_example_names_retention_with_its_euros() -> None:
    """10% more retention brings € 62.716, the most of the four."""
    assert _headline() == "Je wint het meest met klantbehoud: 10% meer is € 62.716 extra marge in 5 jaar."


def test_published_example_keeps_its_figures() -> None:
    """Total, customers, steady state, one point, one customer and all four together."""
    figures = _figures(_answer())
    assert figures == {
        "Marge over de hele periode": pytest.approx(303257.94, abs=0.005),
        "Klanten aan het eind": pytest.approx(237.09, abs=0.005),
        "Klanten op den duur": pytest.approx(266.67, abs=0.005),
        "Eén punt klantbehoud": pytest.approx(7170.52, abs=0.005),
        "Eén extra nieuwe klant per jaar": pytest.approx(3325.79, abs=0.005),
        "Alle vier samen": pytest.approx(120446.45, abs=0.005),
    }


def test_interest_makes_the_margin_of_today() -> None:
    """At 8% the published total is € 241.041,51, and 8% is what an empty field means."""
    inputs = {name: value for name, value in PUBLISHED.items() if name not in {"discount", "years"}}
    for answer in (_answer(discount=0.08), bierviltje(**inputs)):
        assert _figures(answer)["Marge over de hele periode"] == pytest.approx(241041.51, abs=0.005)


def test_tornado_has_the_four_levers_from_large_to_small() -> None:
    """The bars are the published gains in order, and the table has the same numbers."""
    chart = _tornado(_answer())
    assert [(span.name, round(span.end, 2)) for span in chart.spans] == [
        ("Klantbehoud", 62715.75),
        ("Meer kopen", 30325.79),
        ("Nieuwe klanten", 13303.18),
        ("Aanbevelingen", 3562.71),
    ]
    assert [_amount(row[3]) for row in chart.table.rows] == [span.end for span in chart.spans]
    assert text.write_column([row[4] for row in chart.table.rows]) == ["1,9%", "1,0%", "0,4%", "0,1%"]


def test_ten_percent_is_said_in_real_numbers_with_a_warning() -> None:
    """The visitor reads what 10% more means, and that it is not equally hard everywhere."""
    assert "10% meer is hier klantbehoud van 80% naar 88%." in _reasons()
    assert "Niet bij alle vier is 10% even moeilijk" in _reasons()


def test_customers_are_told_from_now_to_the_end_to_where_they_head() -> None:
    """200 now, 237 after five years, about 267 in the long run."""
    assert "Je aantal klanten gaat in 5 jaar van 200 naar 237, en op den duur naar ongeveer 267." in _reasons()


def test_layers_are_those_who_stayed_are_new_or_were_brought() -> None:
    """The layers add up to the customers of each year; year 0 holds all who are there now."""
    chart = _customers(_answer())
    stayed, new, referred = (layer.values for layer in chart.layers)
    assert (stayed[0], new[0], referred[0]) == (200, 0, 0)
    assert (stayed[1], new[1], referred[1]) == pytest.approx((160, 40, 10))
    together = [math.fsum(parts) for parts in zip(stayed, new, referred, strict=True)]
    assert together == pytest.approx([200, 210, 218.5, 225.725, 231.86625, 237.0863125])
    assert [_amount(row[4]) for row in chart.table.rows] == pytest.approx(together)


@pytest.mark.parametrize(
    ("changes", "title", "said"),
    [
        ({"retention": 0.6}, "Je klantenbestand krimpt", "van 200 naar 124"),
        ({"retention": 0.75, "new_per_year": 40}, "Je klantenbestand blijft gelijk", "Je aantal klanten blijft 200."),
        ({"retention": 0}, "Je klantenbestand krimpt", "van 200 naar 42 en blijft daarna ongeveer gelijk."),
        ({"new_per_year": 0, "referral_rate": 0}, "Je klantenbestand krimpt", "op den duur naar 0"),
    ],
)
def test_shrinking_and_steady_bases_are_called_so(changes: dict[str, float], title: str, said: str) -> None:
    """A base that shrinks, stays or empties is told in its own words."""
    assert _customers(_answer(**changes)).title == title
    assert said in _reasons(**changes)


@pytest.mark.parametrize(
    ("changes", "doubt"),
    [
        ({"referral_rate": 0.3}, "zolang 100 klanten er per jaar 30 aanbrengen. Zulke groei houdt een keer op."),
        ({"retention": 1, "referral_rate": 0}, "zolang niemand vertrekt. Dat komt bijna nooit voor."),
    ],
)
def test_growth_without_end_is_doubted(changes: dict[str, float], doubt: str) -> None:
    """Where customers grow without end, the figure says so and the sentence doubts the input that causes it."""
    assert _figures(_answer(**changes))["Klanten op den duur"] == math.inf
    assert doubt in _reasons(**changes)


def test_a_base_without_new_customers_that_all_stay_is_not_endless() -> None:
    """With everybody staying and nobody coming, 200 customers stay 200."""
    answer = _answer(retention=1, referral_rate=0, new_per_year=0)
    assert _figures(answer)["Klanten op den duur"] == 200


def test_capped_retention_is_said_and_not_called_ten_percent() -> None:
    """From 93% only 7 points are left: the headline says from where to where, and so does the table."""
    assert "Je wint het meest met klantbehoud: van 93% naar 100% is" in _headline(retention=0.93)
    assert "Klantbehoud telt mee van 93% tot 100%: hoger kan niet." in _reasons(retention=0.93)
    assert text.write(_tornado(_answer(retention=0.93)).table.rows[0][2]) == "100%"
    assert "Meer klantbehoud dan 100% kan niet." in _reasons(retention=1)


def test_a_lever_at_zero_is_sent_to_the_small_step() -> None:
    """10% of no referrals is nothing; the small step still shows what they are worth."""
    assert "Bij aanbevelingen staat 0, en 10% daarvan blijft 0." in _reasons(referral_rate=0)
    bars = {bar.name: bar.parts[0].value for bar in _steps(_answer(referral_rate=0)).bars}
    assert bars["1 op de 100 brengt iemand aan"] > 0


def test_levers_that_bring_the_same_share_the_first_place() -> None:
    """Who starts at zero gets equally much from 10% more newcomers as from 10% more orders."""
    said = _headline(customers=0, retention=0.5)
    assert "Je wint het meest met nieuwe klanten en meer kopen: elk 10% meer is" in said


@pytest.mark.parametrize("changes", [{"gross_margin": 0}, {"orders_per_year": 0}, {"customers": 0, "new_per_year": 0}])
def test_nothing_brings_nothing(changes: dict[str, float]) -> None:
    """Without customers, orders or margin no lever wins, and nothing is recommended."""
    answer = _answer(**changes)
    assert _headline(**changes) == "Met deze cijfers houd je in 5 jaar niets over."
    assert answer.plans == ()
    assert "10% meer van niets blijft niets" in _reasons(**changes)


def test_small_steps_are_compared_beside_ten_percent() -> None:
    """One point of retention and of referrals are both € 7.171, one customer a year € 3.326."""
    bars = [(bar.name, bar.parts[0].value, bar.emphasis) for bar in _steps(_answer()).bars]
    assert [(name, round(value, 2), first) for name, value, first in bars[:3]] == [
        ("1 op de 100 blijft langer", 7170.52, True),
        ("1 op de 100 brengt iemand aan", 7170.52, True),
        ("1 extra nieuwe klant per jaar", 3325.79, False),
    ]
    # A hundredth of an order more of three is the same part of the total.
    assert bars[3][1] == pytest.approx(303257.94187500014 / 300)
    assert "Met één kleine stap win je het meest bij klantbehoud en aanbevelingen: elk € 7.171." in _change()


def test_certainty_is_the_margin_with_retention_five_points_off() -> None:
    """At 75% the count stays 200, so the margin is exactly 5 x 200 x € 270."""
    said = _certainty()
    assert "Bij 75% is de marge in 5 jaar € 270.000, bij 85% is dat € 340.978." in said
    assert "Ook dan win je het meest met klantbehoud." in said


@pytest.mark.parametrize(
    ("retention", "said"),
    [
        (1, "Bij 95% is de marge in 5 jaar"),
        (0, "Bij 5% is de marge in 5 jaar"),
        (0.98, "Bij 93% win je het meest met klantbehoud."),
    ],
)
def test_certainty_stays_within_what_retention_can_be(retention: float, said: str) -> None:
    """At 0% and 100% only one side is left; another winner five points away is named."""
    assert said in _certainty(retention=retention)


def test_the_turning_point_of_retention_is_where_another_lever_wins() -> None:
    """At the named percentages another lever wins, one percent closer it does not."""
    match = re.search(r"Zakt je klantbehoud naar (\d+)% of stijgt het naar (\d+)%.*meer kopen", _change())
    assert match
    low, high = (int(each) / 100 for each in match.groups())
    assert "meer kopen" in _headline(retention=low)
    assert "meer kopen" in _headline(retention=high)
    assert "klantbehoud" in _headline(retention=low + 0.01)
    assert "klantbehoud" in _headline(retention=high - 0.01)


def test_one_year_has_no_turning_point() -> None:
    """In a single year more orders win at every retention."""
    assert "Bij elk klantbehoud win je het meest met meer kopen." in _change(years=1)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Onder 75% klantbehoud krimpt je klantenbestand."),
        ({"retention": 0.7}, "Vanaf 75% klantbehoud krimpt je klantenbestand niet meer."),
        ({"retention": 0.75}, "Met 75% klantbehoud blijft je klantenbestand precies gelijk."),
        ({"new_per_year": 300}, "krimpt bij geen enkel klantbehoud"),
        ({"new_per_year": 0, "referral_rate": 0}, "alleen als elke klant blijft"),
    ],
)
def test_the_retention_that_keeps_the_count_is_named(changes: dict[str, float], said: str) -> None:
    """1 - 0.05 - 40/200 = 75% keeps 200 customers; other inputs have their own words."""
    assert said in _change(**changes)


@given(businesses)
def test_at_the_balance_the_count_stays(inputs: dict[str, Any]) -> None:
    """With the retention of the formula next year has as many customers as this year."""
    case = Case(**inputs)
    balance = 1 - case.referral_rate - case.new_per_year / max(case.customers, 1)
    if case.customers and 0 <= balance <= 1:
        assert case._replace(retention=balance).growth()["customers"][-1] == pytest.approx(case.customers)


def test_worth_says_what_reinforces_and_what_a_customer_may_cost() -> None:
    """All four together, the part beyond the sum, and a point against a customer."""
    said = _worth()
    assert "€ 120.446 extra marge in 5 jaar, waarvan € 10.539 doordat ze elkaar versterken." in said
    assert "Eén extra nieuwe klant per jaar is in 5 jaar € 3.326 waard." in said
    assert "Eén punt klantbehoud is € 7.171 waard, evenveel als 2,2 van die klanten per jaar." in said


def test_line_of_retention_rises_and_carries_the_mark_of_now() -> None:
    """The line runs from 50% to 100% through the mark at 80%; below 50% it starts at 0."""
    chart = _retention(_answer())
    points = chart.lines[0].points
    assert (chart.x.least, points[0][0], points[-1][0]) == (0.5, 0.5, 1)
    assert [y for _, y in points] == sorted(y for _, y in points)
    assert (chart.marks[0].x, round(chart.marks[0].y, 2)) == (0.8, 303257.94)
    assert (chart.marks[0].x, chart.marks[0].y) in points
    assert _retention(_answer(retention=0.4)).x.least == 0


def test_klantaandeel_shows_what_a_larger_share_brings() -> None:
    """200 x (65% of 800 - 450) x 60% = € 8.400 a year; the mark stands at € 520."""
    answer = _answer(total_spend=800, target_share=0.65)
    assert "Van 56% naar 65% klantaandeel is € 8.400 extra marge per jaar." in sentences(answer.worth)
    chart = answer.more_charts[3]
    assert isinstance(chart, BarChart)
    assert [part.value for part in chart.bars[0].parts] == [450, 350]
    assert chart.bars[0].mark == pytest.approx(520)


def test_a_target_below_the_share_of_now_is_no_gain() -> None:
    """Who has 45% and wants 40% is told so, without a loss being called a gain."""
    assert "Je klantaandeel is al 45%, meer dan de 40% die je wilt." in _worth(total_spend=1000, target_share=0.4)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"total_spend": 800}, "required", "target_share"),
        ({"target_share": 0.5}, "required", "total_spend"),
        ({"total_spend": 449, "target_share": 0.5}, "out_of_range", "total_spend"),
        ({"total_spend": 0, "target_share": 0.5}, "out_of_range", "total_spend"),
        ({"retention": 1.01}, "out_of_range", "retention"),
        ({"years": 51}, "out_of_range", "years"),
        ({"years": 2.5}, "not_integer", "years"),
        ({"referral_rate": 500, "years": 50}, "out_of_range", "referral_rate"),
        ({"customers": 1e200, "referral_rate": 0}, "out_of_range", "customers"),
        ({"customers": 0, "order_value": 1e200, "orders_per_year": 1e200}, "out_of_range", "orders_per_year"),
        ({"total_spend": 1e300, "target_share": 0.5}, "out_of_range", "total_spend"),
    ],
)
def test_faults_are_said_at_a_field_of_the_form(changes: dict[str, float], code: str, field: str) -> None:
    """Half a klantaandeel, a total below what is bought here, and sizes beyond any business are refused."""
    with pytest.raises(InputError) as caught:
        _answer(**changes)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_total_spend_may_be_exactly_what_is_bought_here() -> None:
    """Three times ten cents is thirty cents, also where the last bit says otherwise."""
    answer = _answer(order_value=0.1, total_spend=0.3, target_share=1)
    assert "Van 100% naar 100% klantaandeel is € 0 extra marge per jaar." in sentences(answer.worth)


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ({}, "systeemscan"),
        ({"retention": 1}, "klantwaarde"),
        ({"customers": 0, "retention": 0.5}, "klantenbestand"),
        ({"retention": 0.2, "referral_rate": 1.5}, "klantwaarde"),
    ],
)
def test_the_calculator_of_the_best_lever_comes_first(changes: dict[str, float], first: str) -> None:
    """Retention leads to the systeemscan, newcomers to klantenbestand, orders and referrals to klantwaarde."""
    assert _answer(**changes).handovers[0].to == first


def test_referrals_can_win() -> None:
    """Where one customer brings more than stay, referrals are the strongest."""
    assert "Je wint het meest met aanbevelingen:" in _headline(retention=0.2, referral_rate=1.5)


def test_what_goes_to_klantwaarde_is_what_was_typed() -> None:
    """The fields keep their meaning there."""
    handover = next(each for each in _answer().handovers if each.to == "klantwaarde")
    assert {name: amount.value for name, amount in handover.fields} == {
        "order_value": 150,
        "orders_per_year": 3,
        "gross_margin": 0.6,
        "retention": 0.8,
        "discount": 0,
    }


def test_customers_that_go_along_stay_as_many() -> None:
    """Klantenbestand gets all customers as customers and none twice; the systeemscan gets their number."""
    fields = {each.to: {name: amount.value for name, amount in each.fields} for each in _answer().handovers}
    assert fields["klantenbestand"] == {"start.klant": 200, "start.vaste_klant": 0, "start.ambassadeur": 0}
    assert fields["systeemscan"] == {"customers": 200, "visits_per_year": 3}


def test_more_orders_point_to_the_own_klantaandeel() -> None:
    """The plan for more orders ends at the fields for klantaandeel on the same page."""
    assert "Klantaandeel op deze pagina" in sentences(_answer(years=1).plans[0].steps)


def test_figures_keep_their_names() -> None:
    """The comparison with a starting point goes by name, so the names never depend on the numbers."""
    names = [each.name for each in _answer().figures]
    assert names == [each.name for each in _answer(customers=0, new_per_year=0, gross_margin=0).figures]


@given(businesses)
def test_the_winner_is_the_lever_that_adds_most(inputs: dict[str, Any]) -> None:
    """The headline's amount is the largest difference that 10% more of one input makes in the total."""
    base = eight_steps.growth(**inputs)["total"]
    totals = [
        eight_steps.growth(
            **{**inputs, name: min(1.0, 1.1 * inputs[name]) if name == "retention" else 1.1 * inputs[name]}
        )
        for name in eight_steps.LEVERS
    ]
    most = max(each["total"] for each in totals) - base
    assert max(span.end for span in _tornado(_answer(**inputs)).spans) == pytest.approx(most, rel=1e-6, abs=1e-6)


def _answer_or_refusal(inputs: dict[str, Any]) -> Answer | InputError:
    try:
        return bierviltje(**accept(DECLARATION, inputs))
    except InputError as refused:
        return refused


def _assert_answers(inputs: dict[str, Any]) -> None:
    """The inputs give a page without numbers that are none, or are refused at a field of the form."""
    answer = _answer_or_refusal(inputs)
    if isinstance(answer, InputError):
        assert answer.field in {each.name for each in DECLARATION.fields}
        return
    words = html.unescape(html_of(answer))
    assert not re.search(r"\b(nan|inf|None)\b", words)
    for x, y in _retention(answer).lines[0].points:
        assert math.isfinite(x)
        assert math.isfinite(y)
    for axis in (_customers(answer).x, _customers(answer).y, _retention(answer).x, _retention(answer).y):
        assert axis.least < axis.most < math.inf


@given(inputs_of(DECLARATION, decimals=2))
@example({**PUBLISHED, "customers": 5e-324})
@example({**PUBLISHED, "new_per_year": 1e308, "discount": 1e308})
def test_any_allowed_input_gives_an_answer(inputs: dict[str, Any]) -> None:
    """Whatever the form lets through is answered or refused at its field."""
    _assert_answers(inputs)


@given(businesses, st.none() | st.integers(1, 5000), st.none() | percents)
def test_any_business_gives_an_answer(inputs: dict[str, Any], total: int | None, target: float | None) -> None:
    """The same for numbers as businesses have them, with zeros and ones among them."""
    _assert_answers({**inputs, "total_spend": total, "target_share": target})


def test_example_is_complete() -> None:
    """The worked example fills every field, and its figures are those of the published example at 8%."""
    assert set(CALCULATOR.example.inputs) == {each.name for each in DECLARATION.fields}
    figures = _figures(bierviltje(**CALCULATOR.example.inputs))
    assert figures["Marge over de hele periode"] == pytest.approx(241041.51, abs=0.005)
    sections = [name for section in CALCULATOR.sections for name in section.fields]
    assert sorted(sections) == sorted(CALCULATOR.example.inputs)


@pytest.mark.parametrize("singular", [{"customers": 1}, {"new_per_year": 1}, {"referral_rate": 0.01, "retention": 1}])
@pytest.mark.parametrize("part", [_headline, _reasons, _descriptions])
def test_ones_do_not_make_odd_plurals(singular: dict[str, float], part: Callable[..., str]) -> None:
    """With a one in it a sentence never reads "1 klanten"."""
    assert "1 klanten" not in part(**singular)
