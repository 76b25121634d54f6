"""The bierviltje: which lever it names, where it says the customers are heading, what flips it, what it refuses."""

import html
import math
import random
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calculators.catalogue.bierviltje import CALCULATOR, bierviltje
from calculators.model.answer import Amount, Answer, AreaChart, BarChart, Count, LineChart
from calculators.model.declarations import declare
from calculators.model.errors import InputError
from calculators.model.validation import accept
from calculators.operations import eight_steps
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


def _chart(answer: Answer, key: str) -> Any:  # noqa: ANN401 -- the caller knows which kind it is
    return next(chart for chart in (answer.chart, *answer.more_charts) if chart.key == key)


def _customers(answer: Answer) -> AreaChart:
    chart = _chart(answer, "customers")
    assert isinstance(chart, AreaChart)
    return chart


def _retention(answer: Answer) -> LineChart:
    chart = _chart(answer, "retention")
    assert isinstance(chart, LineChart)
    return chart


def test_published_example_keeps_its_figures() -> None:
    """Total, customers and steady state; a customer and 1% of price are a fifth of what they are in five years."""
    figures = _figures(_answer())
    assert figures == {
        "Marge over de hele periode": pytest.approx(303257.94, abs=0.005),
        "Klanten aan het eind": pytest.approx(237.09, abs=0.005),
        "Klanten op den duur": pytest.approx(266.67, abs=0.005),
        "Eén klant meer per jaar": pytest.approx(3325.79 / 5, abs=0.005),
        "1% hogere prijs per jaar": pytest.approx(303257.94 / 0.6 * 0.01 / 5, abs=0.005),
        "Klanten die per jaar vertrekken": pytest.approx(40),
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
    balance = 1 - inputs["referral_rate"] - inputs["new_per_year"] / max(inputs["customers"], 1)
    if inputs["customers"] and 0 <= balance <= 1:
        growth = eight_steps.growth(**{**inputs, "retention": balance})
        assert growth["customers"][-1] == pytest.approx(inputs["customers"])


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
    chart = _chart(answer, "wallet")
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


def _answer_or_refusal(inputs: dict[str, Any]) -> Answer | InputError:
    try:
        return bierviltje(**accept(DECLARATION, inputs))
    except InputError as refused:
        return refused


def _assert_answers(inputs: dict[str, Any]) -> None:
    """The inputs give a page without numbers that are none, or are refused at a field of the form."""
    answer = _answer_or_refusal(inputs)
    if isinstance(answer, InputError):
        assert answer.field.partition(".")[0] in {each.name for each in DECLARATION.fields}
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
    # But for the owner's own steps: with those the example would tell a visitor what to do.
    assert {*CALCULATOR.example.inputs, "steps"} == {each.name for each in DECLARATION.fields}
    figures = _figures(bierviltje(**CALCULATOR.example.inputs))
    assert figures["Marge over de hele periode"] == pytest.approx(241041.51, abs=0.005)
    sections = [name for section in CALCULATOR.sections for name in section.fields]
    assert sorted(sections) == sorted({*CALCULATOR.example.inputs, "steps"})


@pytest.mark.parametrize("singular", [{"customers": 1}, {"new_per_year": 1}, {"referral_rate": 0.01, "retention": 1}])
@pytest.mark.parametrize("part", [_headline, _reasons, _descriptions])
def test_ones_do_not_make_odd_plurals(singular: dict[str, float], part: Callable[..., str]) -> None:
    """With a one in it a sentence never reads "1 klanten"."""
    assert "1 klanten" not in part(**singular)


# -- What a wished amount takes, and own steps -----------------------------------------------------------------------

GARDENER: dict[str, Any] = {
    "customers": 200,
    "new_per_year": 40,
    "retention": 0.8,
    "spend_per_year": 450,
    "gross_margin": 0.6,
}
STEP_NAMES = ("new_per_year", "retention", "orders", "referrals", "price")


@st.composite
def firms(draw: st.DrawFn) -> dict[str, Any]:
    """A plausible firm: a shop with many small customers up to an agency with a few large ones."""
    size = draw(st.integers(5, 2000))
    return {
        "customers": size,
        "new_per_year": round(size * draw(st.floats(0, 0.5))),
        "retention": draw(st.floats(0.4, 0.95).map(lambda value: round(value, 2))),
        "spend_per_year": draw(st.integers(20, 20_000)),
        "orders_per_year": draw(st.integers(1, 12)),
        "gross_margin": draw(st.floats(0.2, 1).map(lambda value: round(value, 2))),
        "referral_rate": draw(st.sampled_from([0, 0.02, 0.05])),
    }


@st.composite
def named_steps(draw: st.DrawFn, firm: dict[str, Any]) -> dict[str, float]:
    """What an owner of this firm may name: some customers of a hundred, and a few percent of price."""
    few = firm["customers"] / 100
    leavers = firm["customers"] * (1 - firm["retention"])
    wanted = {
        "new_per_year": draw(st.floats(0.5, 5)) * few,
        "retention": min(draw(st.floats(0.5, 5)) * few, leavers),
        "orders": draw(st.floats(1, 40)) * few,
        "referrals": draw(st.floats(0.5, 5)) * few,
        "price": draw(st.sampled_from([0.01, 0.02, 0.05])),
    }
    names = draw(st.lists(st.sampled_from(STEP_NAMES), min_size=2, max_size=5, unique=True))
    return {name: wanted[name] for name in STEP_NAMES if name in names}


@st.composite
def cases(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, float]]:
    """A firm with the steps of its owner."""
    firm = draw(firms())
    return firm, draw(named_steps(firm))


def _total(firm: dict[str, Any], **changes: float) -> float:
    """The mean margin of a year, straight from the projection: customers times what each leaves."""
    now = {**firm, **changes}
    customers, total = float(now["customers"]), 0.0
    for year in range(1, 6):
        customers = customers * (now["retention"] + now["referral_rate"]) + now["new_per_year"]
        left = now["spend_per_year"] * (1 + now.get("price", 0.0)) - now["spend_per_year"] * (1 - now["gross_margin"])
        total += customers * left / 1.08**year
    return total / 5


@given(firms())
def test_without_own_steps_no_step_wins(firm: dict[str, Any]) -> None:
    """The numbers of a firm alone name no winner: what each way takes is said, and the owner is asked."""
    answer = _answer_of(firm)
    assert "het meest" not in sentences((answer.headline,))
    assert sentences((answer.headline,)).startswith("Voor €")
    assert answer.first_step is not None
    assert "Wat lukt jou in een jaar?" in sentences((answer.first_step.action,))
    assert answer.first_step.per_year is None


def _answer_of(firm: dict[str, Any], **more: Any) -> Answer:  # noqa: ANN401 -- any input of the form
    return bierviltje(**accept(DECLARATION, {**firm, **more}))


@given(cases())
def test_the_euros_of_a_step_are_those_of_its_recalculation(case: tuple[dict[str, Any], dict[str, float]]) -> None:
    """Each step's euros a year are the difference that it makes in a projection of one's own."""
    firm, steps = case
    bars = {name: _amount(value) for name, value in _chart(_answer_of(firm, steps=steps), "own").table.rows}
    now = _total(firm)
    if "new_per_year" in steps:
        more = firm["new_per_year"] + steps["new_per_year"]
        assert bars["Nieuwe klanten"] == pytest.approx(_total(firm, new_per_year=more) - now, rel=1e-6)
    if "price" in steps:
        assert bars["Een hogere prijs"] == pytest.approx(_total(firm, price=steps["price"]) - now, rel=1e-6)
    if "orders" in steps:
        one = firm["spend_per_year"] / firm["orders_per_year"] * firm["gross_margin"]
        mean = sum(1.08**-year for year in range(1, 6)) / 5
        assert bars["Meer kopen"] == pytest.approx(steps["orders"] * one * mean, rel=1e-6)


@given(cases())
def test_a_customer_is_a_customer(case: tuple[dict[str, Any], dict[str, float]]) -> None:
    """Won, kept or brought in: as many customers are worth as much, and that is called equal."""
    firm, steps = case
    many = min(steps.get("retention", 1.0), firm["customers"] * (1 - firm["retention"]))
    answer = _answer_of(firm, steps={"new_per_year": many, "retention": many, "referrals": many})
    assert "leveren ongeveer evenveel op" in sentences((answer.headline,))


@given(cases())
def test_size_decides_nothing(case: tuple[dict[str, Any], dict[str, float]]) -> None:
    """A firm ten times as large, with steps ten times as large, has the same winner."""
    firm, steps = case
    larger = {**firm, "customers": 10 * firm["customers"], "new_per_year": 10 * firm["new_per_year"]}
    tenfold = {name: size if name == "price" else 10 * size for name, size in steps.items()}
    one, ten = _answer_of(firm, steps=steps), _answer_of(larger, steps=tenfold)
    assert _named(one) == _named(ten)


def _named(answer: Answer) -> list[str]:
    return [row.name for row in _chart(answer, "own").bars if row.emphasis]


def test_every_step_wins_somewhere() -> None:
    """Over a thousand plausible firms with steps of their owners each of the five wins at least one in twenty times."""
    draw = random.Random(19)
    wins: Counter[str] = Counter()
    for _ in range(1000):
        size, retention, margin = draw.randint(20, 2000), draw.uniform(0.5, 0.9), draw.uniform(0.3, 0.95)
        firm = {**GARDENER, "customers": size, "new_per_year": round(size * draw.uniform(0.05, 0.4))}
        firm |= {
            "retention": round(retention, 2),
            "gross_margin": round(margin, 2),
            "orders_per_year": draw.randint(1, 6),
        }
        few = size / 100
        steps = {name: few * draw.uniform(0.5, 4) for name in ("new_per_year", "retention", "referrals")}
        steps |= {"orders": few * draw.uniform(5, 60), "price": draw.uniform(0, 0.05)}
        wins.update(_named(_answer_of(firm, steps=steps))[:1])
    assert all(wins[name] >= 50 for name in NAMES), wins


NAMES = ("Nieuwe klanten", "Klantbehoud", "Meer kopen", "Aanbevelingen", "Een hogere prijs")


@given(firms(), st.integers(500, 50_000))
def test_what_an_amount_takes_brings_that_amount(firm: dict[str, Any], target: int) -> None:
    """As many customers more every year as are said bring the wished amount, in a projection of one's own."""
    won = _answer_of(firm, target_per_year=target).headline.values["won"]
    assert isinstance(won, Count)
    more = _total(firm, new_per_year=firm["new_per_year"] + won.value) - _total(firm)
    assert more == pytest.approx(target, rel=1e-6)


def test_a_value_of_a_customer_is_of_one_customer() -> None:
    """Twelve customers of 960 at 60%: five in five years, each at most what one brings."""
    coach = {"customers": 12, "new_per_year": 1, "retention": 0.6, "referral_rate": 0.1, "spend_per_year": 960}
    answer = _answer_of(coach, gross_margin=1)
    value = _figures(answer)["Eén klant meer per jaar"]
    assert f"zijn in 5 jaar 5 klanten: hoogstens € {value:,.0f}".replace(",", ".") in sentences(answer.worth)


def test_more_cannot_be_kept_than_leave() -> None:
    """Of 200 customers at 80% forty leave: keeping fifty of them is refused at its own field."""
    with pytest.raises(InputError) as caught:
        _answer_of(GARDENER, steps={"retention": 50})
    assert caught.value.field == "steps.retention"


def test_a_customer_that_costs_more_than_it_brings_is_not_the_advice() -> None:
    """With acquisition above the value of a customer, winning more of them is a loss, and that is the headline."""
    answer = _answer_of(GARDENER, steps={"new_per_year": 5}, acquisition_cost=900)
    assert sentences((answer.headline,)) == "Nieuwe klanten kosten je hier meer dan ze opleveren."
    assert answer.first_step is not None
    assert answer.first_step.per_year is None


def test_hours_of_more_customers_are_said_beside_a_price() -> None:
    """More customers cost the owner hours; a higher price does not."""
    answer = _answer_of(GARDENER, steps={"new_per_year": 5, "price": 0.02}, hours=3)
    assert "ongeveer 15 uur per jaar. Een hogere prijs kost er geen." in sentences(answer.reasons)


def test_links_of_before_open_with_the_same_customers() -> None:
    """Times a year and an amount, without a turnover per customer, are the same turnover."""
    before = {name: value for name, value in GARDENER.items() if name != "spend_per_year"}
    old = _answer_of(before, orders_per_year=3, order_value=150)
    assert _figures(old) == _figures(_answer_of(GARDENER, orders_per_year=3))
