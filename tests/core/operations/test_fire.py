"""Parting with customers: against the printed table, and against the books of a year kept month by month."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import run
from calculators.model.declarations import declare
from calculators.operations import find
from tests.strategies import inputs_of

FAIR = {
    "revenue": 9000,
    "direct_costs": 0,
    "hours_billed": 80,
    "hours_unbilled": 20,
    "symptoms": {"delays": 2},
    "signs": {"loyal": 2},
    "internal_rate": 60,
    "target_rate": 90,
}
REVENUES = {"good": 9000, "thin": 7500, "loss": 5000}
ANSWERS = {"low": (4, 0), "mid": (2, 2), "high": (0, 4)}

# In the order in which they are checked, each with a value that its own check refuses.
REFUSED = {
    "revenue": -1,
    "direct_costs": -1,
    "hours_billed": -1,
    "hours_unbilled": -1,
    "symptoms": {"delays": 5},
    "signs": {"loyal": -1},
    "referral_value": "veel",
    "misconduct": "nee",
    "internal_rate": -1,
    "target_rate": 0,
    "total_revenue": 0,
}

amounts = st.integers(0, 20_000).map(float)
hours = st.integers(1, 500).map(float)
rates = st.integers(1, 200).map(float)
shares = st.integers(0, 100).map(lambda percent: percent / 100)
answers = st.none() | st.integers(0, 4)
client_inputs = inputs_of(
    declare(find("fire.client")),
    internal_rate=st.floats(0, 60),
    target_rate=st.floats(60, 200),
    misconduct=st.just(value=False),
)
staff = st.fixed_dictionaries(
    {
        "name": st.just("Klant"),
        "contribution": st.integers(-5000, 20_000).map(float),
        "hours": hours,
        "advice": st.sampled_from(["keep", "repair", "raise_price", "hand_over", "fire", None]),
    }
)


def _client(**changes: object) -> dict[str, Any]:
    return run("fire.client", {**FAIR, **changes})


def _break_even(**inputs: object) -> dict[str, Any]:
    return run("fire.break_even", inputs)


def _case(money: str, fit: str) -> dict[str, Any]:
    symptom, sign = ANSWERS[fit]
    return {"revenue": REVENUES[money], "symptoms": {"delays": symptom}, "signs": {"loyal": sign}}


@pytest.mark.parametrize(
    ("money", "fit", "advice"),
    [
        ("good", "low", "repair"),
        ("good", "mid", "keep"),
        ("good", "high", "keep"),
        ("thin", "low", "hand_over"),
        ("thin", "mid", "raise_price"),
        ("thin", "high", "keep"),
        ("loss", "low", "fire"),
        ("loss", "mid", "repair"),
        ("loss", "high", "raise_price"),
    ],
)
def test_advice_is_that_of_the_table(money: str, fit: str, advice: str) -> None:
    """Money and fit together give the advice of the table in ``fire``."""
    outcome = _client(**_case(money, fit))
    assert (money, advice) == (outcome["money"], outcome["advice"])


@pytest.mark.parametrize(("money", "advice"), [("loss", "repair"), ("thin", "repair"), ("good", "repair")])
def test_dependency_turns_parting_into_repair(money: str, advice: str) -> None:
    """Who brings in 30% or more is not sent away."""
    assert advice == _client(**_case(money, "low"), total_revenue=10_000)["advice"]


@pytest.mark.parametrize("money", REVENUES)
@pytest.mark.parametrize("fit", ANSWERS)
def test_misconduct_ends_it(money: str, fit: str) -> None:
    """After misconduct the advice is to part, also with a customer that the business depends on."""
    outcome = _client(**_case(money, fit), misconduct=True, total_revenue=10_000)
    assert (outcome["advice"], outcome["flags"]) == ("fire", ["misconduct", "dependency"])


@pytest.mark.parametrize(
    ("symptom", "fit", "advice"), [(2.8, 40, "raise_price"), (2.81, 39.875, "hand_over"), (1.2, 60, "keep")]
)
def test_limits_of_the_fit_belong_to_the_higher_band(symptom: float, fit: float, advice: str) -> None:
    """A fit of exactly 40 is mid, of exactly 60 high."""
    outcome = _client(**_case("thin", "mid") | {"symptoms": {"delays": symptom}})
    assert (outcome["fit"], outcome["advice"]) == (pytest.approx(fit), advice)


@pytest.mark.parametrize(("revenue", "money"), [(9000, "good"), (8999, "thin"), (6000, "thin"), (5999, "loss")])
def test_limits_of_the_rate_belong_to_the_higher_band(revenue: float, money: str) -> None:
    """An hour at exactly the target rate is good, at exactly the internal rate thin."""
    assert money == _client(revenue=revenue)["money"]


def test_last_bits_do_not_make_a_loss() -> None:
    """An effective rate of 0.3 reaches a target rate of 0.1 + 0.2."""
    outcome = _client(revenue=0.3, hours_billed=1, hours_unbilled=0, internal_rate=0.1, target_rate=0.1 + 0.2)
    assert outcome["money"] == "good"


@given(inputs=client_inputs)
def test_unanswered_and_left_out_are_the_same(inputs: dict[str, Any]) -> None:
    """An answer of null counts as much as none at all."""
    answered = {
        group: {name: answer for name, answer in inputs[group].items() if answer is not None}
        for group in ("symptoms", "signs")
    }
    assert run("fire.client", inputs) == run("fire.client", {**inputs, **answered})


@given(
    known=st.dictionaries(st.sampled_from(["bottom_price", "extra_demands", "delays"]), st.floats(0, 4)), more=shares
)
def test_more_trouble_never_improves_the_fit(known: dict[str, float], more: float) -> None:
    """The fit falls or stays when one symptom gets worse."""
    before, after = (_client(symptoms={**known, "interference": 4 * level})["fit"] for level in (0.0, more))
    assert after <= before + 1e-9


@given(revenue=amounts.filter(bool), direct_costs=amounts, unbilled=hours, target_rate=st.integers(60, 200))
def test_price_rise_reaches_the_target_rate(
    revenue: float, direct_costs: float, unbilled: float, target_rate: float
) -> None:
    """With prices that much higher an hour brings in the target rate, or what it brought in before if that is more."""
    inputs = {"direct_costs": direct_costs, "hours_unbilled": unbilled, "target_rate": target_rate}
    now = _client(revenue=revenue, **inputs)
    raised = _client(revenue=revenue * (1 + now["price_rise_to_target"]), **inputs)
    assert raised["effective_rate"] == pytest.approx(max(target_rate, now["effective_rate"]))


@pytest.mark.parametrize("field", REFUSED)
def test_fields_are_checked_in_the_order_of_the_specification(field: str) -> None:
    """Of several faults the first one is reported, and the comparison of rates comes last of all."""
    names = list(REFUSED)
    later = {name: REFUSED[name] for name in names[names.index(field) :]}
    path = {"symptoms": "symptoms.delays", "signs": "signs.loyal"}.get(field, field)
    assert path == _client(**later)["error"]["field"]


def test_rates_are_compared_after_all_fields() -> None:
    """A target rate below the internal rate is reported when every field is right by itself."""
    errors = [_client(target_rate=50, **fault)["error"]["field"] for fault in ({"total_revenue": 0}, {})]
    assert errors == ["total_revenue", "target_rate"]


def _first_year_gain(inputs: dict[str, float], refill: float) -> float:
    """Keep the books of the year after parting, month by month."""
    month = inputs["hours"] / 12
    gain = -inputs["exit_cost"]
    for number in range(12):
        filled = refill * month if number >= inputs["lag_months"] else 0.0
        saved = (month - filled) * inputs["avoidable_share"] * inputs["internal_rate"]
        gain += filled * inputs["target_rate"] + saved - inputs["contribution"] / 12
    return gain


break_even_inputs = st.fixed_dictionaries(
    {
        "contribution": amounts,
        "hours": hours,
        "target_rate": rates,
        "internal_rate": rates,
        "avoidable_share": shares,
        "exit_cost": amounts,
        "lag_months": st.integers(0, 11).map(float),
    }
).filter(lambda each: each["target_rate"] > each["avoidable_share"] * each["internal_rate"] + 0.01)


@given(inputs=break_even_inputs)
def test_first_year_ends_at_zero_with_the_break_even_refill(inputs: dict[str, float]) -> None:
    """In the books of the first year, that share of the hours filled again leaves no gain and no loss."""
    refill = _break_even(**inputs)["break_even_year1"]
    assert _first_year_gain(inputs, refill) == pytest.approx(0, abs=1e-6)


@given(inputs=break_even_inputs)
def test_later_years_end_at_zero_with_the_break_even_refill(inputs: dict[str, float]) -> None:
    """In the books of a later year (no cost of parting, no lag) the other break-even does so."""
    refill = _break_even(**inputs)["break_even"]
    assert _first_year_gain({**inputs, "exit_cost": 0, "lag_months": 0}, refill) == pytest.approx(0, abs=1e-6)


@given(inputs=break_even_inputs)
def test_gains_are_those_of_the_books(inputs: dict[str, float]) -> None:
    """The gains of full and no refill are those of a later year with all or none of the hours filled."""
    outcome = _break_even(**inputs)
    later = {**inputs, "exit_cost": 0, "lag_months": 0}
    books = [_first_year_gain(later, refill) for refill in (1, 0)]
    assert [outcome["gain_full_refill"], outcome["gain_no_refill"]] == pytest.approx(books, abs=1e-6)


@given(inputs=break_even_inputs)
def test_verdict_follows_from_the_gains(inputs: dict[str, float]) -> None:
    """Always when even empty hours gain, never when even full ones lose, otherwise it depends."""
    outcome = _break_even(**inputs)
    no_loss = -1e-6
    if outcome["gain_no_refill"] >= no_loss:
        expected = "always"
    elif outcome["gain_full_refill"] >= no_loss:
        expected = "depends"
    else:
        expected = "never"
    assert expected == outcome["verdict"]


@given(inputs=break_even_inputs, more=rates)
def test_first_year_asks_more_as_parting_costs_more(inputs: dict[str, float], more: float) -> None:
    """A higher cost of parting asks for more hours filled in the first year."""
    before, after = (_break_even(**{**inputs, "exit_cost": inputs["exit_cost"] + extra}) for extra in (0, more))
    assert after["break_even_year1"] > before["break_even_year1"]


@given(contribution=amounts, hours=hours, target_rate=rates, more=rates)
def test_better_work_asks_for_less_refill(contribution: float, hours: float, target_rate: float, more: float) -> None:
    """The higher the target rate, the fewer hours have to be filled."""
    before, after = (
        _break_even(contribution=contribution, hours=hours, target_rate=rate)
        for rate in (target_rate, target_rate + more)
    )
    assert after["break_even"] <= before["break_even"]


@given(clients=st.lists(staff, min_size=1, max_size=6), target_rate=rates)
def test_portfolio_is_one_client_of_all_that_leave(clients: list[dict[str, Any]], target_rate: float) -> None:
    """The outcome is that of parting with one customer that has all their hours and contribution."""
    outcome = run("fire.portfolio", {"clients": clients, "target_rate": target_rate})
    leaving = [each for each in clients if each["advice"] in {"fire", "hand_over"}]
    one = _break_even(
        contribution=math.fsum(each["contribution"] for each in leaving),
        hours=math.fsum(each["hours"] for each in leaving),
        target_rate=target_rate,
    )
    shared = ("break_even", "verdict", "gain_full_refill")
    assert [one[key] for key in shared] == [outcome[key] for key in shared]


@given(clients=st.lists(staff, min_size=1, max_size=6))
def test_portfolio_rate_before_is_the_mean_by_hours(clients: list[dict[str, Any]]) -> None:
    """Those that leave and those that stay, weighted by their hours, make the rate of all."""
    outcome = run("fire.portfolio", {"clients": clients, "target_rate": 90})
    staying = math.fsum(each["hours"] for each in clients) - outcome["released_hours"]
    whole = outcome["lost_contribution"] + staying * (outcome["rate_after"] or 0)
    assert outcome["rate_before"] * (outcome["released_hours"] + staying) == pytest.approx(whole, abs=1e-6)


@pytest.mark.parametrize(
    ("op", "inputs", "key", "expected"),
    [
        ("fire.client", FAIR | {"hours_billed": 1.7e308, "hours_unbilled": 1.7e308}, "effective_rate", 0),
        (
            "fire.client",
            FAIR | {"revenue": 1.7e308, "hours_billed": 5e-324, "hours_unbilled": 0},
            "effective_rate",
            math.inf,
        ),
        ("fire.client", FAIR | {"hours_billed": 1e308, "revenue": 1}, "price_rise_to_target", math.inf),
        ("fire.break_even", {"contribution": 1e300, "hours": 1e300, "target_rate": 1e300}, "break_even", 1e-300),
        ("fire.break_even", {"contribution": 1, "hours": 1e300, "target_rate": 1e300}, "gain_full_refill", math.inf),
        ("fire.break_even", {"contribution": 1, "hours": 5e-324, "target_rate": 1}, "break_even", math.inf),
    ],
)
def test_extreme_amounts_have_an_outcome(op: str, inputs: dict[str, Any], key: str, expected: float) -> None:
    """The smallest and largest doubles lead to a number or infinity."""
    assert run(op, inputs)[key] == pytest.approx(expected)
