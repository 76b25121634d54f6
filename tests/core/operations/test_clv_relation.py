"""Beside the invoices: against customers followed year by year, and grades counted as often as they weigh."""

import math
import statistics
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import run
from calculators.operations.clv_relation import SOFT_FACTORS, RatedCustomer, quadrants, referral, soft_score

grades = st.integers(1, 10) | st.none()
scores = st.fixed_dictionaries({}, optional=dict.fromkeys(SOFT_FACTORS, grades))
rated = st.lists(
    st.tuples(st.integers(-1000, 1000).map(float), st.integers(-1000, 1000).map(float)), min_size=1, max_size=9
).map(lambda pairs: [RatedCustomer(name=f"Klant {index}", clv=clv, crv=crv) for index, (clv, crv) in enumerate(pairs)])


@given(st.floats(0, 5), st.floats(0, 1), st.floats(-1e4, 1e4), st.floats(0, 1e3), st.floats(0, 1e3), st.floats(0, 0.95))
def test_referral_value_is_that_of_the_customers_brought_in_year_after_year(
    referrals: float, share: float, value: float, saved: float, incentive: float, retention: float
) -> None:
    """Following the referring customer for 600 years gives the same value and the same number of new customers."""
    discount = 0.08
    outcome = referral(referrals, share, value, saved, incentive, retention, discount, "new_immediate")
    yearly = referrals * share * (value - incentive) + referrals * (1 - share) * (saved - incentive)
    present = math.fsum(yearly * retention**year / (1 + discount) ** year for year in range(600))
    offspring = math.fsum(referrals * share * retention**year for year in range(600))
    assert outcome["annual"] == pytest.approx(yearly, rel=1e-9, abs=1e-6)
    assert outcome["crv"] == pytest.approx(present, rel=1e-9, abs=1e-6)
    assert outcome["reproduction"] == pytest.approx(offspring, rel=1e-9, abs=1e-12)


def test_reproduction_of_one_keeps_the_base_alive() -> None:
    """With one new customer for every one that leaves, the number of customers stays what it was."""
    retention, referrals = 0.75, 0.25
    assert referral(referrals, 1, 0, 0, 0, retention, 0, "new_end")["reproduction"] == 1
    assert 100 * retention + 100 * referrals == 100


@given(rated)
def test_cuts_are_the_medians(customers: list[RatedCustomer]) -> None:
    """The standard library has the same middle."""
    outcome = quadrants(customers)
    assert outcome["clv_cut"] == statistics.median(customer["clv"] for customer in customers)
    assert outcome["crv_cut"] == statistics.median(customer["crv"] for customer in customers)


@given(rated)
def test_at_least_half_are_on_or_above_each_cut(customers: list[RatedCustomer]) -> None:
    """Half of the customers are champion or affluent, and half champion or advocate, or more with ties."""
    kinds = list(quadrants(customers)["quadrant"].values())
    assert 2 * sum(kind in {"champion", "affluent"} for kind in kinds) >= len(customers)
    assert 2 * sum(kind in {"champion", "advocate"} for kind in kinds) >= len(customers)


@given(rated, st.randoms(use_true_random=False), st.integers(-10, 10))
def test_quadrants_do_not_depend_on_order_or_unit(customers: list[RatedCustomer], chance: Any, power: int) -> None:  # noqa: ANN401 -- Hypothesis' own Random
    """Shuffled, and in euros or in cents, every customer stays in the same quadrant."""
    other = [RatedCustomer(name=each["name"], clv=each["clv"] * 2.0**power, crv=each["crv"]) for each in customers]
    chance.shuffle(other)
    assert quadrants(other)["quadrant"] == quadrants(customers)["quadrant"]


@given(scores, st.fixed_dictionaries(dict.fromkeys(SOFT_FACTORS, st.integers(0, 5))))
def test_weighted_score_counts_a_grade_as_often_as_it_weighs(
    answers: dict[str, int | None], weights: dict[str, int]
) -> None:
    """A weight of 3 is the same as giving the grade three times."""
    repeated = [grade for factor, grade in answers.items() if grade is not None for _ in range(weights[factor])]
    expected = statistics.fmean(repeated) if repeated else None
    outcome = run("clv.soft_score", {"scores": answers, "weights": weights})
    assert outcome["score"] == (None if expected is None else pytest.approx(expected, rel=1e-14))
    assert outcome["sufficient"] == (None if expected is None else expected >= 5.5 - 1e-12)
    assert outcome["answered"] == sum(grade is not None for grade in answers.values())


@given(scores, st.floats(1e-300, 1e300))
def test_weights_that_are_all_equal_do_not_matter(answers: dict[str, int | None], weight: float) -> None:
    """Only the ratio of weights counts, however large or small they are."""
    plain = run("clv.soft_score", {"scores": answers})
    weighted = run("clv.soft_score", {"scores": answers, "weights": dict.fromkeys(SOFT_FACTORS, weight)})
    assert weighted == plain | {"score": None if plain["score"] is None else pytest.approx(plain["score"], rel=1e-14)}


def test_absent_and_null_are_both_not_answered() -> None:
    """A factor that is left out and one that is None leave the same score."""
    assert soft_score({"energy": 6, "loyalty": None}) == soft_score({"energy": 6})
