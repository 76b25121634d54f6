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


def test_figures_keep_their_names() -> None:
    """The comparison with a starting point goes by name, so the names never depend on the numbers."""
    names = [each.name for each in _answer().figures]
    assert names == [each.name for each in _answer(customers=0, new_per_year=0, gross_margin=0).figures]


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
