"""Constant retention: against payments that are written out one by one, simulated or calculated in exact fractions."""

import itertools
import math
import random
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculators.operations.clv_retention import (
    NewTiming,
    Timing,
    convert,
    finite,
    infinite,
    multiple_table,
    payback,
    retention_from_counts,
    retention_uplift,
    two_stage,
)

TIMINGS: tuple[Timing, ...] = ("new_immediate", "new_end", "existing_end", "new_mid")
NEW_TIMINGS: tuple[NewTiming, ...] = ("new_immediate", "new_end")

# Chance and delay of payment t, by the moment at which a customer pays.
CHANCE_LAG = {"new_immediate": 0, "new_end": 0, "existing_end": 1, "new_mid": 0}
DELAY = {"new_immediate": 0.0, "new_end": 1.0, "existing_end": 1.0, "new_mid": 0.5}

margins = st.floats(-1000, 1000)
retentions = st.floats(0, 0.9)
discounts = st.floats(0, 0.5)
growths = st.floats(-0.5, 0.04)
timings = st.sampled_from(TIMINGS)


def payments(
    margin: float, retention: float, discount: float, timing: Timing, growth: float, count: int
) -> list[float]:
    """Return what every payment is worth now, one by one."""
    kept = retention * (1 + growth)
    return [margin * kept ** (t + CHANCE_LAG[timing]) / (1 + discount) ** (t + DELAY[timing]) for t in range(count)]


@given(margins, retentions, discounts, timings, growths)
def test_endless_value_is_the_sum_of_many_payments(
    margin: float, retention: float, discount: float, timing: Timing, growth: float
) -> None:
    """The formula gives what five hundred payments add up to."""
    expected = math.fsum(payments(margin, retention, discount, timing, growth, 500))
    actual = infinite(margin, retention, discount, timing, growth)["clv"]
    assert actual == pytest.approx(expected, rel=1e-11, abs=1e-9)


@given(margins, st.floats(0, 1), discounts, timings, st.floats(-0.9, 2), st.integers(1, 60))
def test_finite_value_is_the_sum_of_its_payments(
    margin: float, retention: float, discount: float, timing: Timing, growth: float, periods: int
) -> None:
    """The formula gives what the payments add up to, also when growth outruns discount."""
    expected = math.fsum(payments(margin, retention, discount, timing, growth, periods))
    actual = finite(margin, retention, discount, timing, periods, growth)["clv"]
    assert actual == pytest.approx(expected, rel=1e-11, abs=1e-9)


@pytest.mark.parametrize("timing", TIMINGS)
def test_endless_value_is_the_mean_of_simulated_customers(timing: Timing) -> None:
    """Customers who leave by the throw of a die are on average worth the formula, within 4 standard errors."""
    retention, discount, count = 0.8, 0.1, 20_000
    chance = random.Random(20)
    values = []
    for _ in range(count):
        worth, period = 0.0, 0
        stays = timing != "existing_end" or chance.random() < retention
        while stays:
            worth += 100 / (1 + discount) ** (period + DELAY[timing])
            period += 1
            stays = chance.random() < retention
        values.append(worth)
    mean = math.fsum(values) / count
    error = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / count / count)
    assert abs(infinite(100, retention, discount, timing)["clv"] - mean) < 4 * error


@given(st.integers(1, 10**15), st.integers(0, 10**15), timings.filter(lambda timing: timing != "new_mid"))
def test_digits_stay_where_retention_comes_close_to_one_plus_discount(
    leaving: int, discount_units: int, timing: Timing
) -> None:
    """Compared with exact fractions, no digit is lost however small the distance is."""
    retention, discount = 1 - leaving / 2**53, discount_units / 2**80
    r, i = Fraction(retention), Fraction(discount)
    numerator = {"new_immediate": 1 + i, "new_end": Fraction(1), "existing_end": r}[timing]
    actual = infinite(1, retention, discount, timing)["clv"]
    assert actual == pytest.approx(float(numerator / (1 + i - r)), rel=2e-15)


@given(margins, st.floats(0, 1), discounts, growths)
def test_new_customer_is_worth_one_payment_more(
    margin: float, retention: float, discount: float, growth: float
) -> None:
    """A new customer is worth a payment now and then what an existing one is worth."""
    new = infinite(margin, retention, discount, "new_immediate", growth)["clv"]
    existing = infinite(margin, retention, discount, "existing_end", growth)["clv"]
    assert new == pytest.approx(margin + existing, rel=1e-12, abs=1e-9)


@given(st.floats(0, 1), st.floats(0, 1), discounts, timings)
def test_endless_value_rises_with_retention(one: float, other: float, discount: float, timing: Timing) -> None:
    """Who keeps customers longer has customers that are worth more."""
    low, high = sorted((one, other))
    assert infinite(100, low, discount, timing)["clv"] <= infinite(100, high, discount, timing)["clv"] * (1 + 1e-12)


@given(retentions, discounts, discounts, timings)
def test_endless_value_falls_with_discount(retention: float, one: float, other: float, timing: Timing) -> None:
    """Money that counts less later makes a customer worth less."""
    low, high = sorted((one, other))
    assert infinite(100, retention, low, timing)["clv"] * (1 + 1e-12) >= infinite(100, retention, high, timing)["clv"]


@given(margins, retentions, discounts, timings, growths)
def test_value_is_the_margin_times_the_multiple(
    margin: float, retention: float, discount: float, timing: Timing, growth: float
) -> None:
    """Twice the margin is twice the value."""
    value = infinite(margin, retention, discount, timing, growth)
    assert value["clv"] == pytest.approx(margin * value["multiple"], rel=1e-15)


@given(retentions, timings)
def test_expected_periods_are_the_undiscounted_value(retention: float, timing: Timing) -> None:
    """Without discount or growth a margin of 1 is worth as many euros as payments are expected."""
    value = infinite(1, retention, 0, timing)
    assert value["expected_periods"] == pytest.approx(value["multiple"], rel=1e-14)


@given(st.floats(0, 0.95), discounts, timings, st.integers(1, 50))
def test_finite_value_grows_towards_the_endless_one(
    retention: float, discount: float, timing: Timing, periods: int
) -> None:
    """Every further payment adds something, and all of them together are the endless value."""
    some = finite(100, retention, discount, timing, periods)["clv"]
    more = finite(100, retention, discount, timing, periods + 1)["clv"]
    endless = infinite(100, retention, discount, timing)["clv"]
    assert some <= more * (1 + 1e-14)
    assert more <= endless * (1 + 1e-14)


def test_finite_value_of_a_huge_number_of_payments_is_the_endless_one() -> None:
    """A number of periods with 300 digits is no reason to stop."""
    endless = infinite(100, 0.9, 0.1, "new_mid")["clv"]
    assert finite(100, 0.9, 0.1, "new_mid", 10**300)["clv"] == pytest.approx(endless, rel=1e-14)


def test_finite_value_just_within_a_double_is_finite() -> None:
    """1 + 1e200 is no infinity, though the square of 1e200 that the formula mentions is."""
    assert finite(1, 1, 0, "new_immediate", 2, 1e200)["clv"] == pytest.approx(1e200, rel=1e-12)


def test_multiple_table_is_the_published_one() -> None:
    """Every cell rounds to what Gupta and Lehmann print."""
    table = multiple_table([0.6, 0.7, 0.8, 0.9], [0.1, 0.12, 0.14, 0.16], "existing_end")["table"]
    assert [[round(cell, 2) for cell in row] for row in table] == [
        [1.20, 1.15, 1.11, 1.07],
        [1.75, 1.67, 1.59, 1.52],
        [2.67, 2.50, 2.35, 2.22],
        [4.50, 4.09, 3.75, 3.46],
    ]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=4), st.lists(discounts, min_size=1, max_size=4), timings)
def test_multiple_table_holds_the_endless_multiples(rows: list[float], columns: list[float], timing: Timing) -> None:
    """Row by retention, column by discount."""
    expected = [[infinite(1, row, column, timing)["multiple"] for column in columns] for row in rows]
    assert multiple_table(rows, columns, timing)["table"] == expected


@given(margins, st.floats(0, 1), retentions, discounts)
def test_two_stage_value_is_the_sum_of_many_payments(
    margin: float, first_retention: float, retention: float, discount: float
) -> None:
    """One payment for sure, and then what stays after the first period pays on."""
    ratio = retention / (1 + discount)
    later = (first_retention / (1 + discount) * ratio**t for t in range(500))
    expected = margin * math.fsum((1, *later))
    actual = two_stage(margin, first_retention, retention, discount, "new_immediate")["clv"]
    assert actual == pytest.approx(expected, rel=1e-11, abs=1e-9)


@given(margins, st.floats(0, 1), discounts, st.sampled_from(NEW_TIMINGS))
def test_two_stage_with_the_same_retention_twice_is_the_endless_value(
    margin: float, retention: float, discount: float, timing: NewTiming
) -> None:
    """A first period like any other makes no difference."""
    expected = infinite(margin, retention, discount, timing)["clv"]
    assert two_stage(margin, retention, retention, discount, timing)["clv"] == pytest.approx(
        expected, rel=1e-12, abs=1e-9
    )


def test_one_point_of_first_retention_is_worth_its_published_amount() -> None:
    """For 1.000, 85% and 8% one point more after the first year is worth 43,48."""
    before = two_stage(1000, 0.5, 0.85, 0.08, "new_immediate")["clv"]
    after = two_stage(1000, 0.51, 0.85, 0.08, "new_immediate")["clv"]
    assert round(after - before, 2) == 43.48


@given(
    st.integers(1, 5000),
    st.integers(1, 500),
    st.integers(0, 100).map(lambda percent: percent / 100),
    st.floats(0, 0.05),
)
def test_payback_is_the_month_in_which_the_payments_reach_the_cost(
    cost: int, margin: int, retention: float, discount: float
) -> None:
    """Paying month after month until the cost is there takes as long as the closed form says, or never ends."""
    ratio = retention / (1 + discount)
    reached = itertools.accumulate(margin * ratio**month for month in itertools.count())
    enough = (month for month, paid in enumerate(reached, start=1) if paid >= cost * (1 - 1e-9))
    never = ratio < 1 and margin / (1 - ratio) <= cost * (1 + 1e-9)
    expected = None if never else next(enough)
    assert payback(cost, margin, retention, discount)["months"] == expected


@given(st.floats(1e-3, 1e6), st.floats(1e-3, 1e6), st.floats(0, 1), st.floats(0, 1))
def test_payback_with_losses_takes_no_less_than_without(
    cost: float, margin: float, retention: float, discount: float
) -> None:
    """Leaving customers and discount can only lengthen the payback, by less than a month of rounding up."""
    outcome = payback(cost, margin, retention, discount)
    assert outcome["simple_months"] is not None
    if outcome["months"] is not None:
        assert outcome["months"] >= outcome["simple_months"] * (1 - 1e-8)


@given(st.floats(0.01, 0.95), st.floats(0, 0.5), st.floats(0, 0.5), timings)
def test_uplift_compares_two_endless_values(retention: float, delta: float, discount: float, timing: Timing) -> None:
    """The uplift is what the value formula gives before and after, retention being at most 1."""
    before = infinite(1, retention, discount, timing)["clv"]
    after = infinite(1, min(1, retention + delta), discount, timing)["clv"]
    uplift = retention_uplift(retention, delta, discount, timing)["uplift"]
    assert uplift == pytest.approx(after / before - 1, rel=1e-9, abs=1e-12)


@given(st.floats(0.05, 0.95), st.floats(0.01, 0.5), timings)
def test_elasticity_is_the_slope_of_the_logarithms(retention: float, discount: float, timing: Timing) -> None:
    """A numerical derivative of ln value to ln retention gives the same."""
    step = 1e-6
    above = infinite(1, retention * math.exp(step), discount, timing)["clv"]
    below = infinite(1, retention * math.exp(-step), discount, timing)["clv"]
    slope = math.log(above / below) / (2 * step)
    assert retention_uplift(retention, 0, discount, timing)["elasticity"] == pytest.approx(slope, rel=1e-6)


def test_uplift_of_almost_nothing_keeps_its_digits() -> None:
    """A delta of 1e-12 brings 1e-12 / (1 + i - r)."""
    uplift = retention_uplift(0.8, 1e-12, 0.1, "new_end")["uplift"]
    assert uplift == pytest.approx(1e-12 / 0.3, rel=1e-11)


@given(st.floats(0, 1), st.sampled_from(["retention", "churn", "lifespan"]))
def test_conversion_from_any_form_gives_the_others(retention: float, form: str) -> None:
    """There and back again through churn or lifespan changes nothing."""
    whole = convert(retention=retention)
    given_back = {"retention": whole["retention"], "churn": whole["churn"], "lifespan": whole["lifespan"]}
    assume(math.isfinite(given_back[form]))
    again = convert(**{form: given_back[form]})
    assert again["retention"] == pytest.approx(retention, abs=1e-15)


@given(st.floats(0, 1))
def test_twelve_months_of_retention_make_a_year(retention: float) -> None:
    """Multiplying the monthly retention twelve times gives the yearly one."""
    assert math.prod([convert(retention=retention)["retention_month"]] * 12) == pytest.approx(retention, rel=1e-13)


@given(st.integers(1, 1000), st.integers(0, 1000), st.data())
def test_counts_give_the_share_that_stayed(start: int, new: int, data: st.DataObject) -> None:
    """Whoever is counted customer by customer, retention is who stayed over who was there."""
    stayed = data.draw(st.integers(0, start))
    outcome = retention_from_counts(start, new, stayed + new)
    assert outcome["retention"] == stayed / start
    assert outcome["churn"] == (start - stayed) / start
