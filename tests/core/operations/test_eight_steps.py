"""The eight steps and the plan for growth: against logarithms, cohorts, exact fractions and numerical slopes."""

import itertools
import math
import statistics
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import run
from calculators.operations.eight_steps import LEVERS, STEPS

PLAN = {
    "customers": 200,
    "new_per_year": 40,
    "retention": 0.8,
    "referral_rate": 0.05,
    "orders_per_year": 3,
    "order_value": 150,
    "gross_margin": 0.6,
    "years": 5,
}

points = st.integers(2, 20).map(lambda each: each / 2)
scores = st.fixed_dictionaries(dict.fromkeys(STEPS, points))
percents = st.integers(0, 100).map(lambda percent: percent / 100)
plans = st.fixed_dictionaries(
    {
        "customers": st.integers(0, 1000).map(float),
        "new_per_year": st.integers(0, 200).map(float),
        "retention": percents,
        "referral_rate": percents,
        "orders_per_year": st.integers(1, 12).map(float),
        "order_value": st.integers(1, 500).map(float),
        "gross_margin": st.integers(1, 100).map(lambda percent: percent / 100),
        "years": st.integers(1, 12),
        "discount": st.integers(0, 30).map(lambda percent: percent / 100),
    }
)
earning_plans = plans.filter(lambda plan: plan["customers"] * (plan["retention"] + plan["referral_rate"]) > 1)


def _scan(each: dict[str, float]) -> dict[str, Any]:
    return run("v8.scan", {"scores": each})


def _growth(plan: dict[str, Any], **changes: float) -> dict[str, Any]:
    return run("v8.growth", {**plan, **changes})


def _total(plan: dict[str, Any], **changes: float) -> float:
    return float(_growth(plan, **changes)["total"])


def _levers(plan: dict[str, Any], **changes: float) -> dict[str, Any]:
    return run("v8.levers", {**plan, **changes})


@given(each=scores)
def test_chain_is_the_geometric_mean(each: dict[str, float]) -> None:
    """The chain is the mean of the logarithms, back on the scale of the scores."""
    assert _scan(each)["chain"] == pytest.approx(statistics.geometric_mean(each.values()), rel=1e-12)


@given(each=scores)
def test_chain_is_between_the_weakest_link_and_the_mean(each: dict[str, float]) -> None:
    """A chain is never weaker than its weakest link and never stronger than the mean."""
    outcome = _scan(each)
    assert min(each.values()) - 1e-12 <= outcome["chain"] <= outcome["mean"] + 1e-12


@given(score=points)
def test_equal_links_lose_nothing(score: float) -> None:
    """With eight equal scores the chain is exactly that score."""
    outcome = _scan(dict.fromkeys(STEPS, score))
    assert (outcome["chain"], outcome["chain_loss"], outcome["spread"]) == (score, 0, 0)


@given(each=scores)
def test_gains_are_those_of_a_new_scan(each: dict[str, float]) -> None:
    """Each gain is what the chain grows in a scan with that score one higher, at most 10."""
    outcome = _scan(each)
    higher = [_scan({**each, step: min(10, each[step] + 1)})["chain"] for step in STEPS]
    assert [outcome["chain"] + gain for gain in outcome["gains"]] == pytest.approx(higher, abs=1e-12)


@given(each=st.fixed_dictionaries(dict.fromkeys(STEPS, st.integers(1, 9))))
def test_weakest_link_is_the_best_next(each: dict[str, float]) -> None:
    """While every step can still go up a whole point, the weakest one is the best to start with."""
    outcome = _scan(each)
    assert outcome["weakest"] == outcome["best_next"]


def test_step_that_is_full_is_not_the_best_next() -> None:
    """A step of 10 cannot go up, and one of 9.5 by half a point only."""
    outcome = _scan({**dict.fromkeys(STEPS, 10), "verbinden": 9.9, "verrassen": 9.5})
    assert (outcome["weakest"], outcome["best_next"]) == ("verrassen", "verrassen")


@given(plan=plans)
def test_customers_are_the_sum_of_their_cohorts(plan: dict[str, Any]) -> None:
    """The customers of a year are those left of the first ones and of each year's new ones, with whom they brought."""
    factor = Fraction(plan["retention"]) + Fraction(plan["referral_rate"])
    expected = [
        Fraction(plan["customers"]) * factor**year
        + sum(Fraction(plan["new_per_year"]) * factor ** (year - start) for start in range(1, year + 1))
        for year in range(1, plan["years"] + 1)
    ]
    assert _growth(plan)["customers"] == pytest.approx([float(each) for each in expected], rel=1e-12)


@given(plan=plans)
def test_customers_follow_the_closed_form(plan: dict[str, Any]) -> None:
    """The last year is q^n N0 + A (1 - q^n)/(1 - q), or N0 + n A when q is 1."""
    factor, years = plan["retention"] + plan["referral_rate"], plan["years"]
    stock, new = plan["customers"], plan["new_per_year"]
    if factor == 1:
        expected = stock + years * new
    else:
        expected = factor**years * stock + new * (1 - factor**years) / (1 - factor)
    assert _growth(plan)["customers"][-1] == pytest.approx(expected, rel=1e-9)


@given(plan=plans)
def test_total_is_the_exact_sum_of_discounted_margins(plan: dict[str, Any]) -> None:
    """The total is the margin of each year divided by (1 + discount)^t, in exact fractions."""
    outcome = _growth(plan)
    rate = 1 + Fraction(plan["discount"])
    exact = sum(Fraction(margin) / rate**year for year, margin in enumerate(outcome["margin"], start=1))
    assert outcome["total"] == pytest.approx(float(exact), rel=1e-12)


@given(plan=plans.filter(lambda plan: plan["retention"] + plan["referral_rate"] < 0.99))
def test_steady_state_stays_and_attracts(plan: dict[str, Any]) -> None:
    """From the steady state the number does not change; from elsewhere it comes closer every year."""
    steady = _growth(plan)["steady_state"]
    years = _growth(plan, customers=steady, years=50)["customers"]
    assert years == pytest.approx([steady] * 50, rel=1e-9)
    distances = [abs(each - steady) for each in (plan["customers"], *_growth(plan)["customers"])]
    assert all(later <= earlier + 1e-6 for earlier, later in itertools.pairwise(distances))


@given(plan=plans, lever=st.sampled_from(LEVERS), more=percents)
def test_more_of_a_lever_never_brings_less(plan: dict[str, Any], lever: str, more: float) -> None:
    """The total rises or stays when an input rises."""
    higher = plan[lever] + more if lever != "retention" else min(1, plan[lever] + more)
    assert _total(plan, **{lever: higher}) >= _total(plan) * (1 - 1e-12)


@given(plan=earning_plans, lever=st.sampled_from(LEVERS))
def test_elasticity_is_the_numerical_slope(plan: dict[str, Any], lever: str) -> None:
    """The elasticity is the slope of the total, measured over a small step on both sides, times input / total."""
    inside = {**plan, "retention": min(max(plan["retention"], 0.01), 0.99)}
    step = 1e-4
    value = inside[lever]
    below, above = (_total(inside, **{lever: value * (1 + sign * step)}) for sign in (-1, 1))
    expected = (above - below) / (2 * step) / _total(inside)
    assert _levers(inside)["levers"][lever]["elasticity"] == pytest.approx(expected, rel=1e-5, abs=1e-7)


@given(plan=plans)
def test_increases_are_differences_of_totals(plan: dict[str, Any]) -> None:
    """Ten percent more, and one point more, bring what two plans for growth differ."""
    outcome = _levers(plan)
    more = {lever: plan[lever] * 1.1 for lever in LEVERS}
    more["retention"] = min(1, more["retention"])
    points_more = {
        "retention": min(1, plan["retention"] + 0.01),
        "referral_rate": plan["referral_rate"] + 0.01,
        "new_per_year": plan["new_per_year"] + 1,
    }
    base = _total(plan)
    expected = [_total(plan, **{lever: more[lever]}) - base for lever in LEVERS]
    expected += [_total(plan, **{lever: value}) - base for lever, value in points_more.items()]
    expected += [_total(plan, **more) - base]
    actual = [outcome["levers"][lever]["plus10"] for lever in LEVERS]
    actual += [outcome["per_point"][lever] for lever in points_more]
    actual += [outcome["combined"]]
    assert actual == pytest.approx(expected, rel=1e-9, abs=1e-6)


@given(plan=plans)
def test_levers_strengthen_each_other(plan: dict[str, Any]) -> None:
    """All four together bring at least what they bring apart."""
    outcome = _levers(plan)
    assert outcome["synergy"] >= -1e-9 * outcome["base"]


@given(plan=plans)
def test_levers_are_ordered_by_what_they_bring(plan: dict[str, Any]) -> None:
    """No lever brings more than the one before it in the order."""
    outcome = _levers(plan)
    increases = [outcome["levers"][lever]["plus10"] for lever in outcome["order"]]
    allowed = 1e-9 * max(1, *increases)
    assert all(later <= earlier + allowed for earlier, later in itertools.pairwise(increases))


@given(new=st.integers(1, 200), retention=percents, years=st.integers(1, 50))
def test_levers_that_bring_the_same_keep_their_order(new: int, retention: float, years: int) -> None:
    """Without customers today, new ones and orders bring the same but for the last bits; new ones stay in front."""
    order = _levers(PLAN, customers=0, new_per_year=new, retention=retention, years=years)["order"]
    assert order.index("new_per_year") < order.index("orders_per_year")


def test_retention_of_just_100_percent_is_not_capped() -> None:
    """Ten percent more than 1/1.1 is 1 but for the last bits."""
    capped = [_levers(PLAN, retention=value)["levers"]["retention"]["capped"] for value in (1 / 1.1, 0.91)]
    assert capped == [False, True]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"referral_rate": 1e300, "years": 50}, math.inf),
        ({"new_per_year": 1.7e308, "customers": 1.7e308}, math.inf),
        ({"new_per_year": 1.7e308, "customers": 1.7e308, "gross_margin": 0}, 0),
        ({"order_value": 1e308, "orders_per_year": 1e308, "customers": 0, "new_per_year": 0}, 0),
        ({"order_value": 1e308, "orders_per_year": 1e308, "gross_margin": 0}, 0),
        ({"discount": 1e300, "years": 50}, 57_330 / 1e300),
        # Growth and discount cancel: 200 customers x 270 euro, in each of 50 years.
        ({"new_per_year": 0, "referral_rate": 1e10, "discount": 1e10 - 0.2, "years": 50}, 2_700_000),
    ],
)
def test_growth_without_bounds_has_a_total(changes: dict[str, float], expected: float) -> None:
    """A total too large for a double is infinite; nothing times infinity is nothing."""
    assert _total(PLAN, **changes) == pytest.approx(expected, rel=1e-6)


def test_levers_of_an_infinite_base_are_infinite() -> None:
    """Ten percent more of an infinite total is infinite, and its elasticity is not known."""
    outcome = _levers(PLAN, referral_rate=1e300, years=50)
    assert (outcome["combined"], outcome["synergy"]) == (math.inf, math.inf)
    assert outcome["levers"]["referral_rate"] == {"plus10": math.inf, "elasticity": None, "capped": False}


def test_lever_that_becomes_infinite_is_infinite() -> None:
    """An input near the largest double, times 1.1, is infinite, also when nobody stays for a second year."""
    changes = {"new_per_year": 1.7e308, "retention": 0, "referral_rate": 0, "order_value": 1e-9, "discount": 1e3}
    outcome = _levers(PLAN, **changes)
    assert math.isfinite(outcome["base"])
    assert outcome["levers"]["new_per_year"]["plus10"] == math.inf


@given(customers=st.integers(0, 500), total=st.integers(1, 5000), current=percents, target=percents, margin=percents)
def test_wallet_is_the_difference_of_two_revenues(
    customers: int, total: int, current: float, target: float, margin: float
) -> None:
    """The extra revenue is what all customers spend at the target share, minus what they spend now."""
    inputs = {
        "customers": customers,
        "spend_with_us": min(total, current * total),
        "total_spend": total,
        "target_share": target,
        "gross_margin": margin,
    }
    outcome = run("v8.wallet", inputs)
    assert outcome["current_share"] == pytest.approx(current)
    assert outcome["extra_revenue"] == pytest.approx(customers * total * (target - current), abs=1e-6)
    assert outcome["extra_margin"] == pytest.approx(margin * outcome["extra_revenue"])
