"""The calculator Klantwaarde: figures, sentences, turning points and charts, against operations and published cases."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.catalogue.klantwaarde import CALCULATOR, klantwaarde
from calculators.catalogue.klantwaarde.findings import SLOGAN_STARTS
from calculators.model.answer import Amount, Answer, BarChart, Card, Count, LineChart, Share, SpanChart
from calculators.model.declarations import declare
from calculators.model.errors import InputError
from calculators.model.validation import accept
from calculators.operations import clv
from calculators.presentation import text
from tests.said import Said, html_of
from tests.strategies import inputs_of

DECLARATION = declare(klantwaarde)
OFFICE = dict(CALCULATOR.example.inputs)
# A margin of 1.000 a year at 85% and 8%: worked out for every timing.
THOUSAND = {"order_value": 1000, "orders_per_year": 1, "retention": 0.85, "discount": 0.08}


def _answer(inputs: dict[str, Any], **changes: Any) -> Answer:  # noqa: ANN401 -- JSON values have no common type
    return klantwaarde(**accept(DECLARATION, {**inputs, **changes}))


def _figure(answer: Answer, name: str) -> float | None:
    value = next(figure.value for figure in answer.figures if figure.name == name)
    assert isinstance(value, Amount)
    return value.value


def _outcome(inputs: dict[str, Any], **changes: Any) -> float:  # noqa: ANN401 -- as above
    value = _figure(_answer(inputs, **changes), "Na je uren en werving")
    assert value is not None
    return value


def _headline(answer: Answer) -> str:
    return text.sentence(answer.headline).replace("\N{NO-BREAK SPACE}", " ")


def _card(answer: Answer, title: str) -> Card:
    return next(card for card in answer.cards if card.title == title)


def _said(answer: Answer, key: str) -> float:
    """The number that is said under this name, in whichever card."""
    values = [each.values[key] for card in answer.cards for each in card.sentences if key in each.values]
    assert isinstance(values[0], Amount | Count | Share)
    assert values[0].value is not None
    return values[0].value


def _chart(answer: Answer, key: str) -> Any:  # noqa: ANN401 -- the caller knows which kind it is
    return next(chart for chart in (answer.chart, *answer.more_charts) if chart.key == key)


def _keys(answer: Answer) -> list[str]:
    return [chart.key for chart in (answer.chart, *answer.more_charts)]


def _assert_refused(code: str, field: str, inputs: dict[str, Any]) -> None:
    with pytest.raises(InputError) as refusal:
        _answer(inputs)
    assert (refusal.value.code, refusal.value.field) == (code, field)


# -- Figures ---------------------------------------------------------------------------------------------------------


def test_the_example_by_hand() -> None:
    """12 x 165 x 90% = 1.782 a year, minus 20 hours of 55 = 682; times 1,08 / (1,08 - 0,88), minus 400."""
    answer = _answer(OFFICE)
    assert _headline(answer) == "Een nieuwe klant is je € 3.283 waard."
    assert _figure(answer, "Vóór je uren en werving") == pytest.approx(1782 * 5.4)
    assert _figure(answer, "Na je uren en werving") == pytest.approx(682 * 5.4 - 400)
    assert _figure(answer, "Wervingskosten terug na") == 8
    assert _figure(answer, "Waarde per euro werving") == pytest.approx(682 * 5.4 / 400)
    assert _figure(answer, "Eén punt klantbehoud") == pytest.approx(682 * 1.08 * (1 / 0.19 - 1 / 0.20))
    assert _figure(answer, "Netto per uur") == pytest.approx(1782 / 20 - 55)


@pytest.mark.parametrize(
    ("timing", "value"),
    [("new_immediate", 4695.65), ("new_end", 4347.83), ("existing_end", 3695.65), ("new_mid", 4518.39)],
)
def test_every_moment_of_paying(timing: str, value: float) -> None:
    """A margin of 1.000 at 85% and 8% (formulas of Gupta & Lehmann 2003 and Berger & Nasr 1998)."""
    assert _outcome(THOUSAND, timing=timing) == pytest.approx(value, abs=0.005)


def test_the_multiple_of_gupta_and_lehmann() -> None:
    """80% and 10%: 2,67 times the margin for a customer you have (Gupta & Lehmann 2003, read at ealhamed.github.io)."""
    inputs = {"order_value": 1, "orders_per_year": 1, "retention": 0.8, "discount": 0.1, "timing": "existing_end"}
    assert _outcome(inputs) == pytest.approx(2.67, abs=0.005)


def test_own_hours_as_in_the_two_clients() -> None:
    """50.000 minus 8.000 and 500 hours of 38 leaves 23.000 (jnbservice.com)."""
    answer = _answer(
        {"order_value": 50_000, "orders_per_year": 1, "gross_margin": 0.84, "retention": 0},
        hours_billed=400,
        hours_unbilled=100,
        internal_rate=38,
    )
    assert _figure(answer, "Na je uren en werving") == pytest.approx(23_000)
    assert _chart(answer, "year").table.rows[-1][1].value == pytest.approx(23_000)


def test_payback_with_customers_that_leave() -> None:
    """900 at 100 a month, 95% and 0,5% a month: 13 months."""
    inputs = {"order_value": 1200, "orders_per_year": 1, "acquisition_cost": 900}
    answer = _answer(inputs, retention=0.95**12, discount=1.005**12 - 1)
    assert _figure(answer, "Wervingskosten terug na") == 13


def test_payback_that_never_comes_is_called_nooit() -> None:
    """Costs that all years together do not earn back are never back."""
    answer = _answer(THOUSAND, acquisition_cost=5000)
    assert answer.figures[2].value == "nooit"
    assert "De wervingskosten verdien je nooit terug." in Said(answer).everything


def test_payback_is_doubtful_when_months_and_years_disagree() -> None:
    """A customer that pays a year and leaves earns the cost back by the year, but not if all leave at once."""
    answer = _answer(THOUSAND, retention=0, acquisition_cost=400)
    assert _figure(answer, "Na je uren en werving") == pytest.approx(600)
    assert answer.figures[2].value == "niet zeker"


def test_two_stages_as_published() -> None:
    """1 + 0,5 / (1 - 0,75) = 3 (freemathhelp.com thread 92447)."""
    inputs = {"order_value": 1, "orders_per_year": 1, "retention": 0.75, "first_retention": 0.5, "discount": 0}
    assert _outcome(inputs) == pytest.approx(3)


def test_a_point_after_the_first_year() -> None:
    """1.000 at 85% and 8%: one point more after the first year is worth 43,48."""
    answer = _answer(THOUSAND, first_retention=0.6)
    assert "Eén punt meer na het eerste jaar scheelt € 43,48 per klant." in Said(answer).everything


def test_payback_over_the_first_year_and_later() -> None:
    """With another first year the months after it are counted with those who are left; equal rates change nothing."""
    inputs = {**OFFICE, "acquisition_cost": 1500}
    plain = _figure(_answer(inputs), "Wervingskosten terug na")
    assert plain == _figure(_answer(inputs, first_retention=0.88), "Wervingskosten terug na")
    slower = _figure(_answer(inputs, first_retention=0.5), "Wervingskosten terug na")
    assert plain is not None
    assert slower is not None
    assert 12 < plain < slower
    chart = _chart(_answer(inputs, first_retention=0.5), "payback")
    assert chart.marks[0].y >= 1500 > dict(chart.lines[0].points).get(slower - 1, 0)


def test_only_the_order_is_converted_from_btw() -> None:
    """121 incl. 21% and 109 incl. 9% are 100 excl.; the other amounts stay."""
    excl = _outcome(OFFICE, order_value=100)
    assert _outcome(OFFICE, order_value=121, vat="incl21") == pytest.approx(excl)
    assert _outcome(OFFICE, order_value=109, vat="incl9") == pytest.approx(excl)
    assert (
        "Gerekend is met € 100,00 per keer excl. btw."
        in Said(_answer(OFFICE, order_value=121, vat="incl21")).everything
    )


def test_three_ways_to_say_how_long_customers_stay() -> None:
    """80% stays, 20% leaves and five years are the same."""
    stays = _outcome({**OFFICE, "retention": 0.8})
    bare = {key: value for key, value in OFFICE.items() if key != "retention"}
    assert _outcome(bare, churn=0.2) == pytest.approx(stays)
    assert _outcome(bare, lifespan=5) == pytest.approx(stays)


def test_growth_is_part_of_the_value() -> None:
    """Growth of 5% counts as in clv.infinite."""
    expected = clv.infinite(682, 0.88, 0.08, "new_immediate", 0.05)["clv"] - 400
    assert _outcome(OFFICE, growth=0.05) == pytest.approx(expected)


def test_acquisition_of_a_customer_you_have_is_spent() -> None:
    """What was paid for a customer you have does not change what that customer is still worth, and the page says so."""
    answer = _answer(OFFICE, timing="existing_end")
    assert _figure(answer, "Na je uren en werving") == pytest.approx(682 * 0.88 / 0.2)
    assert _headline(answer) == "Deze klant is je nog € 3.001 waard."
    assert _figure(answer, "Wervingskosten terug na") is None
    assert "De werving van € 400 heb je al betaald." in Said(answer).everything


# -- What is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given_ways", [{}, {"retention": 0.8, "churn": 0.2}, {"churn": 0.2, "lifespan": 5}, {"retention": 0, "lifespan": 1}]
)
def test_exactly_one_way_to_say_how_long(given_ways: dict[str, float]) -> None:
    """None or more than one of retention, churn and lifespan is refused at retention."""
    _assert_refused("exactly_one", "retention", {"order_value": 100, "orders_per_year": 2, **given_ways})


def test_growth_and_another_first_year_do_not_go_together() -> None:
    """The two-stage value knows no growth: refused at growth, and allowed with growth 0."""
    _assert_refused("out_of_range", "growth", {**THOUSAND, "first_retention": 0.6, "growth": 0.02})
    assert _outcome(THOUSAND, first_retention=0.6, growth=0) > 0


def test_another_first_year_needs_a_moment_that_two_stage_knows() -> None:
    """Through the year is refused at timing; for a customer you have the field is passed over with a sentence."""
    _assert_refused("unknown_choice", "timing", {**THOUSAND, "first_retention": 0.6, "timing": "new_mid"})
    answer = _answer(THOUSAND, first_retention=0.6, timing="existing_end")
    assert _figure(answer, "Na je uren en werving") == pytest.approx(3695.65, abs=0.005)
    assert "Het klantbehoud na het eerste jaar telt niet mee" in Said(answer).everything


def test_amounts_beyond_any_customer_are_refused() -> None:
    """More than a milliard a year is a slip of the keyboard, also as a product."""
    _assert_refused("out_of_range", "orders_per_year", {**THOUSAND, "order_value": 1e6, "orders_per_year": 1e6})
    _assert_refused("out_of_range", "internal_rate", {**THOUSAND, "hours_billed": 1e6, "internal_rate": 1e6})
    _assert_refused("out_of_range", "acquisition_cost", {**THOUSAND, "acquisition_cost": 1e308})


# -- What is said ----------------------------------------------------------------------------------------------------


def test_a_customer_that_costs_money() -> None:
    """A negative outcome is said as a cost, for a new customer and for one you have."""
    assert "Een nieuwe klant kost je € " in _headline(_answer(OFFICE, hours=44))
    answer = _answer(OFFICE, hours=44, timing="existing_end")
    assert "Deze klant kost je nog € " in _headline(answer)
    assert "Per jaar leg je € 638 toe" in Said(answer).everything
    assert "elk extra jaar leg je erop toe" in Said(answer).everything


def test_a_customer_that_brings_nothing() -> None:
    """Zero is neither a value nor a cost."""
    assert _headline(_answer(THOUSAND, order_value=0)) == "Een nieuwe klant levert je niets op."
    answer = _answer(THOUSAND, orders_per_year=0, timing="existing_end")
    assert _headline(answer) == "Deze klant levert je niets meer op."


@pytest.mark.parametrize("timing", ["new_immediate", "existing_end"])
def test_a_value_without_end_is_no_amount(timing: str) -> None:
    """Growth overtakes those who leave: no amount, the way out is said, and no chart runs off."""
    answer = _answer(THOUSAND, retention=0.95, growth=0.2, timing=timing)
    who = "deze klant" if timing == "existing_end" else "een nieuwe klant"
    assert _headline(answer) == f"Met deze cijfers komt er aan de waarde van {who} geen eind."
    assert "Vul een lagere groei in" in Said(answer).everything
    assert "swings" not in _keys(answer)
    assert answer.handovers[0].to == "bierviltje"
    assert answer.first_step is None


@pytest.mark.parametrize("way", [{"retention": 1}, {"churn": 0}, {"retention": 0.9996}])
def test_nobody_keeps_everybody(way: dict[str, float]) -> None:
    """Whoever says that all stay is counted with 98%, in every number, and it is said."""
    blank = {name: value for name, value in THOUSAND.items() if name != "retention"}
    answer = _answer(blank | way)
    assert _outcome(blank | way) == _outcome(THOUSAND, retention=0.98)
    assert "Dat houdt geen bedrijf vol, dus er is gerekend met 98%." in Said(answer).everything


def test_uncertainty_is_five_points_of_retention() -> None:
    """The range in the first card is the outcome with five points less and five points more."""
    sentence = _answer(OFFICE).certainty[0]
    low, high = _outcome(OFFICE, retention=0.83), _outcome(OFFICE, retention=0.93)
    assert sentence.values["worst"] == Amount(pytest.approx(low), sentence.values["worst"].unit)  # type: ignore[arg-type, union-attr]
    assert sentence.values["best"] == Amount(pytest.approx(high), sentence.values["best"].unit)  # type: ignore[arg-type, union-attr]


def test_how_much_lies_far_away() -> None:
    """After five payments (0,88 / 1,08)^5 of the value is still to come."""
    assert _said(_answer(OFFICE), "share") == pytest.approx((0.88 / 1.08) ** 5)


def test_the_turning_points_give_zero() -> None:
    """At the retention, the hours and the price that are said, the outcome is nothing."""
    dear = {**OFFICE, "acquisition_cost": 2000}
    turn = _said(_answer(dear), "turn")
    assert 0 < turn < 0.88
    assert _outcome(dear, retention=turn) == pytest.approx(0, abs=1e-6)
    most = _said(_answer(dear), "most")
    assert _outcome({**dear, "hours_unbilled": None}, hours=most) == pytest.approx(0, abs=1e-6)
    costly = {**OFFICE, "acquisition_cost": 5000}
    answer = _answer(costly)
    price = _said(answer, "price")
    margin = 1 - 0.1 * 165 / price  # purchases stay
    assert _outcome(costly, order_value=price, gross_margin=margin) == pytest.approx(0, abs=1e-6)
    assert "De werving komt er pas uit vanaf" in Said(answer).everything


def test_turning_points_that_do_not_exist_are_not_said_as_numbers() -> None:
    """More retention helps nobody who loses on every year, and a first year can already pay for all."""
    assert "Meer klantbehoud helpt niet" in Said(_answer(OFFICE, hours=44)).everything
    assert "zelfs uit als na het eerste jaar niemand terugkomt" in Said(_answer(OFFICE)).everything
    assert (
        "Zelfs met 100% klantbehoud komt de werving er niet uit."
        in Said(_answer(OFFICE, acquisition_cost=20_000)).everything
    )
    assert "Ook als het je geen uur kost, houd je niets over." in Said(_answer(OFFICE, order_value=1)).everything


def test_one_point_is_also_said_for_a_hundred_customers() -> None:
    """One point at 88% is worth 194 a customer, and a hundred times that for a hundred."""
    assert (
        "Van 88% naar 89% klantbehoud is € 194 per klant waard. Bij 100 klanten is dat € 19.383."
        in Said(_answer(OFFICE)).everything
    )


def test_no_full_point_left() -> None:
    """At 99,5% there is no full point left, and none is promised."""
    answer = _answer(THOUSAND, retention=0.995)
    assert "geen vol punt meer" in Said(answer).everything
    assert next(each.value for each in answer.figures if each.name == "Eén punt klantbehoud") == "niet meer mogelijk"


def test_five_points_in_this_case() -> None:
    """80 to 85% at 10% for a customer you have: 27,5% more."""
    inputs = {**THOUSAND, "retention": 0.8, "discount": 0.1, "timing": "existing_end"}
    sentence = _card(_answer(inputs), "Vijf punten meer klantbehoud").sentences[0]
    assert sentence.values["uplift"].value == pytest.approx(0.275)  # type: ignore[union-attr]
    gain = _outcome(inputs, retention=0.85) - _outcome(inputs)
    assert sentence.values["gain"].value == pytest.approx(gain)  # type: ignore[union-attr]


def test_the_starts_that_the_slogan_needs() -> None:
    """+25% from 75% and +95% from 89,7368%, undiscounted (the Reichheld test); from 50% it is 11,1%."""
    uplifts = [clv.retention_uplift(start, 0.05, 0, "new_immediate")["uplift"] for start in SLOGAN_STARTS]
    assert uplifts == [pytest.approx(0.25), pytest.approx(0.95, abs=1e-5)]
    sentence = _card(_answer(OFFICE), "Vijf punten meer klantbehoud").sentences[1]
    assert sentence.values["uplift"].value == pytest.approx(1 / 9)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("cost", "word"), [(5000, "minder dan hij kost"), (2000, "krap"), (1000, "gezond"), (400, "ruim")]
)
def test_bands_are_called_conventions(cost: float, word: str) -> None:
    """The four bands of value per euro, and that they are no science."""
    words = Said(_answer(OFFICE, acquisition_cost=cost)).everything
    assert word in words
    assert ("geen wetenschap" in words) == (cost != 5000)


def test_without_acquisition_nothing_is_said_of_it() -> None:
    """No cost: no payback, no ratio, no chart of it."""
    answer = _answer(OFFICE, acquisition_cost=0)
    assert _figure(answer, "Wervingskosten terug na") is None
    assert _figure(answer, "Waarde per euro werving") is None
    assert answer.chart.key == "year"
    assert "werving" not in Said(answer).everything.lower()


def test_referrals_stand_beside_the_value() -> None:
    """Referrals are worth what clv.referral says of this customer's own outcome, and do not change the headline."""
    answer = _answer(OFFICE)
    without = _answer(OFFICE, referrals_per_year=0)
    assert answer.headline == without.headline
    own = _outcome(OFFICE)
    found = clv.referral(0.1, 0.6, own, 400, 25, 0.88, 0.08, "new_immediate")
    said = next(reason for reason in answer.reasons if "aanbrengt" in reason.template)
    assert said.values["value"].value == pytest.approx(found["crv"])  # type: ignore[union-attr]
    assert _chart(answer, "year").spans[-1].end == pytest.approx(682 + found["annual"])


def test_customers_that_bring_in_their_successors() -> None:
    """One referral a year for eight years is more than one successor: the base grows by itself."""
    assert "groeit je klantenbestand vanzelf" in Said(_answer(OFFICE, referrals_per_year=1)).everything


def test_grades_are_a_second_axis() -> None:
    """Grades change no euro; 5,5 is a pass, 5,4 is not; without grades nothing is said."""
    passed = _answer(OFFICE, scores={"energy": 5.5})
    failed = _answer(OFFICE, scores={"energy": 5.4})
    silent = _answer(OFFICE, scores={})
    assert passed.figures == failed.figures == silent.figures
    assert "een voldoende" in Said(passed).everything
    assert "een onvoldoende" in Said(failed).everything
    assert "voldoende" not in Said(silent).everything
    chart = _chart(failed, "grades")
    assert isinstance(chart, BarChart)
    assert chart.title.endswith("onvoldoende")
    assert {bar.mark for bar in chart.bars} == {5.5}
    assert "grades" not in _keys(silent)


# -- Charts and handovers --------------------------------------------------------------------------------------------


def test_payback_chart_crosses_the_cost_at_the_mark() -> None:
    """The marked month is the first point of the line at or above the cost."""
    chart = _answer(OFFICE).chart
    assert isinstance(chart, LineChart)
    assert chart.marks[0].x == 8
    points = dict(chart.lines[0].points)
    assert points[7] < 400 <= points[8]


def test_waterfall_is_a_sum() -> None:
    """Each step starts where the last one ended, and the totals are where the sum stands."""
    chart = _chart(_answer(OFFICE), "year")
    assert isinstance(chart, SpanChart)
    for before, after in zip(chart.spans, chart.spans[1:], strict=False):
        assert before.end == (after.end if after.total else after.start)


def test_tornado_is_the_outcome_with_ten_percent_more() -> None:
    """Every swing is the outcome with that input 10% higher, or a tenth fewer leavers; the largest stands first."""
    chart = _chart(_answer(OFFICE), "swings")
    fields: dict[str, dict[str, float]] = {
        "Klantbehoud": {"retention": 0.892},
        "Brutomarge": {"gross_margin": 0.99},
        "Jouw uren": {"hours": 22, "hours_unbilled": 6.6},
        "Wervingskosten": {"acquisition_cost": 440},
        "Rekenrente": {"discount": 0.088},
    }
    spans = {span.name: span.end for span in chart.spans}
    for name, change in fields.items():
        assert spans[name] == pytest.approx(_outcome(OFFICE, **change) - _outcome(OFFICE))
    assert spans["Jouw uren"] < 0
    sizes = [abs(span.end) for span in chart.spans]
    assert sizes == sorted(sizes, reverse=True)
    capped = {span.name: span.end for span in _chart(_answer(OFFICE, gross_margin=0.95), "swings").spans}
    expected = _outcome(OFFICE, gross_margin=1) - _outcome(OFFICE, gross_margin=0.95)
    assert capped["Brutomarge"] == pytest.approx(expected)


def test_curve_runs_through_the_mark() -> None:
    """The mark lies at the present retention and outcome, and every point of the curve is finite."""
    answer = _answer(OFFICE, discount=0)
    chart = _chart(answer, "curve")
    assert (chart.marks[0].x, chart.marks[0].y) == (0.88, _figure(answer, "Na je uren en werving"))
    assert all(math.isfinite(value) for point in chart.lines[0].points for value in point)
    assert chart.lines[0].points[-1][0] < 1


def test_handovers_carry_what_the_other_calculators_call_the_same() -> None:
    """What is lost with a customer to the systeemscan, the year to the other two; nothing negative or without end."""
    taken = {handover.to: dict(handover.fields) for handover in _answer(OFFICE).handovers}
    assert taken["systeemscan"]["customer_value"].value == pytest.approx(682 * 0.88 / 0.2 + 400)
    assert {name: amount.value for name, amount in taken["bierviltje"].items()} == {
        "order_value": 165,
        "orders_per_year": 12,
        "gross_margin": 0.9,
        "retention": 0.88,
    }
    assert taken["klant-houden-of-loslaten"]["revenue"].value == 1980
    assert taken["klant-houden-of-loslaten"]["direct_costs"].value == pytest.approx(198)
    loss = _answer(OFFICE, hours=44)
    assert "systeemscan" not in {handover.to for handover in loss.handovers}


# -- What to do first ------------------------------------------------------------------------------------------------

CUSTOMERS = st.fixed_dictionaries(
    {
        "order_value": st.integers(5, 5000),
        "orders_per_year": st.integers(1, 52),
        "gross_margin": st.floats(0.1, 1).map(lambda value: round(value, 2)),
        "retention": st.floats(0, 0.97).map(lambda value: round(value, 2)),
        "hours": st.integers(0, 200),
        "internal_rate": st.integers(10, 120),
        "acquisition_cost": st.sampled_from([0, 100, 2000]),
        "timing": st.sampled_from(["new_immediate", "new_mid", "new_end", "existing_end"]),
    }
)


def _net(inputs: dict[str, Any]) -> float:
    """What a year leaves, straight from the numbers."""
    left = inputs["order_value"] * inputs["orders_per_year"] * inputs["gross_margin"]
    return float(left - inputs["hours"] * inputs["internal_rate"])


@given(CUSTOMERS)
def test_the_first_step_follows_the_cause(inputs: dict[str, Any]) -> None:
    """A year that costs money asks for price or hours, dear winning for another way of it; the rest has a lever."""
    answer = _answer(inputs)
    said = text.sentence(answer.first_step.action) if answer.first_step else ""
    if _net(inputs) < 0:
        assert answer.first_step is not None
        assert answer.first_step.urgent
        assert said.startswith(
            ("Vraag minstens", "Breng je uren terug tot", "Neem zo'n klant niet meer aan", "Kijk eerst")
        )
    elif inputs["timing"] != "existing_end" and inputs["acquisition_cost"] and _outcome(inputs) < 0:
        assert answer.first_step is not None
        assert answer.first_step.urgent
        assert said.startswith("Stop met deze manier van werven")
    else:
        assert said.startswith(("Vraag zo'n klant", "Breng je uren voor zo'n klant", "Laat 10% minder"))


@given(CUSTOMERS)
def test_the_euros_of_the_step_are_those_of_its_recalculation(inputs: dict[str, Any]) -> None:
    """5% more price, a tenth fewer hours or a tenth fewer leavers: the largest of the three, each counted anew."""
    answer = _answer(inputs)
    step = answer.first_step
    if step is None or step.per_year is None:
        return
    price = 0.05 * inputs["order_value"] * inputs["orders_per_year"]  # purchases stay
    hours = 0.1 * inputs["hours"] * inputs["internal_rate"]
    bare = {**inputs, "acquisition_cost": 0}
    now, longer = _outcome(bare), _outcome(bare, retention=1 - 0.9 * (1 - inputs["retention"]))
    stay = _net(inputs) * (longer / now - 1) if now else 0.0
    assert step.per_year == pytest.approx(max(price, hours, stay), rel=1e-6, abs=1e-6)


# -- Anything at all -------------------------------------------------------------------------------------------------

FIELDS = {each.name for each in DECLARATION.fields}
WAYS = ("retention", "churn", "lifespan")
RATES = st.floats(0, 1).map(lambda rate: round(rate, 2))
ONE_WAY = st.one_of(
    st.tuples(st.sampled_from(["retention", "churn"]), RATES),
    st.tuples(st.just("lifespan"), st.floats(1, 1e6)),
)
LIFELIKE = inputs_of(
    DECLARATION,
    decimals=2,
    order_value=st.floats(0, 5000).map(lambda value: round(value, 2)),
    orders_per_year=st.floats(0, 300).map(lambda value: round(value, 1)),
    hours_billed=st.floats(0, 200).map(lambda value: round(value, 1)),
    hours_unbilled=st.floats(0, 100).map(lambda value: round(value, 1)),
    internal_rate=st.floats(0, 150).map(round),
    acquisition_cost=st.sampled_from([0, 25, 400, 5000]),
    growth=st.sampled_from([0, 0, 0.02, -0.5, 1]),
    hours=st.none(),  # with both parts given any other total is refused
)


def _attempt(inputs: dict[str, Any]) -> Answer | str:
    """The answer, or the field at which the inputs were refused."""
    try:
        return _answer(inputs)
    except InputError as error:
        return error.field


def _assert_shown(inputs: dict[str, Any]) -> None:
    answer = _attempt(inputs)
    if isinstance(answer, str):
        assert answer in FIELDS
        return
    html = html_of(answer).lower()
    assert "nan" not in html.replace("financ", "")
    assert ">inf" not in html
    assert "inf " not in html
    for chart in (answer.chart, *answer.more_charts):
        if isinstance(chart, LineChart):
            assert chart.x.least < chart.x.most
            assert chart.y.least < chart.y.most
            assert math.isfinite(chart.y.least + chart.y.most)


@given(inputs=LIFELIKE, way=ONE_WAY)
def test_any_lifelike_input_gives_an_answer(inputs: dict[str, Any], way: tuple[str, float]) -> None:
    """The same for numbers of small businesses, where amounts and signs vary more."""
    _assert_shown({**inputs, **dict.fromkeys(WAYS), way[0]: way[1]})
