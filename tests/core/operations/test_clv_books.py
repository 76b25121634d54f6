"""Amounts from the books: against ledgers that are kept line by line."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.operations.clv_books import (
    cohort,
    excl_vat,
    from_totals,
    historic,
    late_payment,
    ratio,
    schedule,
    time_cost,
)
from calculators.operations.clv_retention import finite

BANDS = ("loss", "tight", "healthy", "strong")

amounts = st.floats(-1e6, 1e6)
positive = st.floats(0.01, 1e6)
counts = st.integers(0, 1000)
rates = st.floats(0, 1)


@given(amounts, st.sampled_from([0, 0.09, 0.21]))
def test_btw_comes_on_top_again(amount: float, vat: float) -> None:
    """The amount without btw and the btw are the amount with it, and the btw is the rate of the first."""
    parts = excl_vat(amount, vat)
    assert parts["amount_excl"] + parts["vat_amount"] == pytest.approx(amount, rel=1e-14)
    assert parts["vat_amount"] == pytest.approx(vat * parts["amount_excl"], rel=1e-12, abs=1e-9)


@given(st.integers(0, 50), st.integers(0, 12), st.integers(0, 10), st.integers(0, 100), st.integers(0, 500))
def test_historic_value_is_the_sum_of_all_orders(price: int, orders: int, years: int, percent: int, cost: int) -> None:
    """Writing down every order of every year gives the same."""
    written = [price for _ in range(years) for _ in range(orders)]
    value = historic(price, orders, years, percent / 100, cost)
    assert value["revenue"] == sum(written)
    assert value["gross_profit"] == pytest.approx(sum(written) * percent / 100)
    assert value["net"] == pytest.approx(sum(written) * percent / 100 - cost)


@given(positive, positive, positive, positive)
def test_totals_give_a_revenue_that_does_not_depend_on_orders(
    revenue: float, orders: float, customers: float, customer_years: float
) -> None:
    """Orders cancel out: what a customer pays a year times the years that one stays."""
    value = from_totals(revenue, orders, customers, customer_years)["revenue"]
    assert value == pytest.approx(revenue / customers * (customer_years / customers), rel=1e-12)


@given(st.lists(amounts, min_size=1, max_size=30), rates, rates)
def test_schedule_is_discounted_from_the_last_period_back(
    margins: list[float], retention: float, discount: float
) -> None:
    """Working back from the last period, each time losing customers and time, gives the same."""
    value = 0.0
    for margin in reversed(margins):
        value = margin + value * retention / (1 + discount)
    assert schedule(margins, retention, discount)["clv"] == pytest.approx(value, rel=1e-9, abs=1e-6)


@given(amounts, rates, rates, st.integers(1, 40))
def test_schedule_of_equal_margins_is_the_finite_value(
    margin: float, retention: float, discount: float, periods: int
) -> None:
    """Equal margins leave the formula of a new customer who pays at once."""
    expected = finite(margin, retention, discount, "new_immediate", periods)["clv"]
    assert schedule([margin] * periods, retention, discount)["clv"] == pytest.approx(expected, rel=1e-11, abs=1e-9)


@given(st.lists(st.tuples(counts, amounts), min_size=1, max_size=12), rates, rates)
def test_cohort_adds_up_over_groups(periods: list[tuple[int, float]], gross_margin: float, discount: float) -> None:
    """A group of two customers for each one is worth twice as much, and as much per customer."""
    customers, revenue = [float(count) for count, _ in periods], [amount for _, amount in periods]
    single = cohort(customers, revenue, gross_margin, discount)
    double = cohort([2 * count for count in customers], revenue, gross_margin, discount)
    assert double["npv"] == pytest.approx(2 * single["npv"], rel=1e-12, abs=1e-6)
    assert double["per_customer"] == (
        None if customers[0] == 0 else pytest.approx(single["per_customer"], rel=1e-12, abs=1e-6)
    )


@given(st.lists(amounts, min_size=1, max_size=12), rates, rates)
def test_cohort_that_shrinks_at_a_rate_is_a_schedule(revenue: list[float], retention: float, discount: float) -> None:
    """When the same share stays every period, a customer of the group follows the schedule."""
    customers = [1000 * retention**period for period in range(len(revenue))]
    expected = schedule(revenue, retention, discount)["clv"]
    assert cohort(customers, revenue, 1, discount)["per_customer"] == pytest.approx(expected, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize(
    ("limit", "below", "reached"), [(1, "loss", "tight"), (3, "tight", "healthy"), (5, "healthy", "strong")]
)
def test_band_starts_at_its_limit_to_the_last_bit(limit: int, below: str, reached: str) -> None:
    """A ratio that misses a limit by rounding has reached it; one that is really below has not."""
    assert ratio(math.nextafter(limit, 0), 1)["band"] == reached
    assert ratio(limit - 1e-6, 1)["band"] == below


@given(amounts, amounts, positive)
def test_band_rises_with_value(one: float, other: float, cost: float) -> None:
    """More value never gives a lower band."""
    low, high = sorted((one, other))
    assert BANDS.index(ratio(low, cost)["band"]) <= BANDS.index(ratio(high, cost)["band"])


@given(positive, st.floats(0, 1e6), positive, st.floats(0, 1e4), st.floats(0, 500))
def test_time_cost_divides_the_same_money_in_each_way(
    revenue: float, costs: float, billed: float, unbilled: float, rate: float
) -> None:
    """Per hour times hours, or per euro times revenue: what is left is the same."""
    outcome = time_cost(revenue, costs, billed, unbilled, rate)
    assert outcome["net_per_hour"] is not None
    assert outcome["margin"] is not None
    scale = revenue + costs + outcome["time_cost"]
    assert outcome["net_per_hour"] * outcome["hours"] == pytest.approx(outcome["net"], abs=1e-9 * scale)
    assert outcome["margin"] * revenue == pytest.approx(outcome["net"], abs=1e-9 * scale)


@given(st.floats(1, 1e5), st.floats(0, 1e5), st.floats(1, 500), st.floats(0, 500), st.floats(0.5, 500))
def test_unbilled_hours_only_take_away(
    revenue: float, costs: float, billed: float, unbilled: float, rate: float
) -> None:
    """An hour more that nobody pays for lowers what is left and raises the hidden share."""
    before, after = (time_cost(revenue, costs, billed, unbilled + more, rate) for more in (0, 1))
    assert after["net"] < before["net"]
    assert (after["hidden_share"] or 0) > (before["hidden_share"] or 0)


@given(st.floats(0, 1e6), st.integers(0, 400), st.floats(0, 0.3))
def test_late_payment_costs_interest_day_by_day(outstanding: float, days: int, rate: float) -> None:
    """Booking the interest of every day adds up to the same."""
    booked = math.fsum(outstanding * rate / 365 for _ in range(days))
    assert late_payment(outstanding, days, rate)["cost"] == pytest.approx(booked, rel=1e-12, abs=1e-300)
