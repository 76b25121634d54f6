"""What one step in a year is worth, against a projection written anew, and what a wished amount takes."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import run

FIRM: dict[str, Any] = {
    "customers": 200,
    "new_per_year": 40,
    "retention": 0.8,
    "referral_rate": 0.05,
    "spend_per_year": 450,
    "order_value": 150,
    "gross_margin": 0.6,
    "years": 5,
    "discount": 0.08,
}
UNITS = ("customer", "order", "spend_percent", "price_percent")

firms = st.fixed_dictionaries(
    {
        "customers": st.integers(0, 1000),
        "new_per_year": st.integers(0, 200),
        "retention": st.integers(0, 100).map(lambda value: value / 100),
        "referral_rate": st.integers(0, 40).map(lambda value: value / 100),
        "spend_per_year": st.integers(0, 5000),
        "order_value": st.integers(0, 500),
        "gross_margin": st.integers(0, 100).map(lambda value: value / 100),
        "years": st.integers(1, 12),
        "discount": st.integers(0, 20).map(lambda value: value / 100),
    }
)


def _values(firm: dict[str, Any]) -> dict[str, float]:
    found = run("grow.unit_values", firm)
    assert isinstance(found, dict)
    return found


def _mean_margin(firm: dict[str, Any], *, more: float = 0.0, dearer: float = 0.0, bought: float = 0.0) -> float:
    """The mean margin of a year in money of today, year by year."""
    customers, margins = float(firm["customers"]), []
    for year in range(1, firm["years"] + 1):
        customers = customers * (firm["retention"] + firm["referral_rate"]) + firm["new_per_year"] + more
        spend = firm["spend_per_year"] * (1 + bought)
        left = spend * firm["gross_margin"] + firm["spend_per_year"] * dearer
        margins.append(customers * left / (1 + firm["discount"]) ** year)
    return math.fsum(margins) / int(firm["years"])


@given(firms)
def test_each_unit_is_the_difference_that_it_makes(firm: dict[str, Any]) -> None:
    """A customer a year, 1% of spending and 1% of price add what a projection with them has more than one without."""
    values, now = _values(firm), _mean_margin(firm)
    for name, change in (
        ("customer", {"more": 1}),
        ("spend_percent", {"bought": 0.01}),
        ("price_percent", {"dearer": 0.01}),
    ):
        expected = _mean_margin(firm, **change) - now
        assert values[name] == pytest.approx(expected, rel=1e-6, abs=1e-6 * max(1.0, abs(now))), name


@given(firms)
def test_an_extra_order_is_its_margin_each_year(firm: dict[str, Any]) -> None:
    """One customer a year that buys once more leaves the margin of one order, each year again."""
    worth = sum((1 + firm["discount"]) ** -year for year in range(1, firm["years"] + 1)) / firm["years"]
    assert _values(firm)["order"] == pytest.approx(firm["order_value"] * firm["gross_margin"] * worth)


@given(firms, st.integers(1, 100_000))
def test_what_is_needed_brings_the_amount(firm: dict[str, Any], target: int) -> None:
    """As many units as are needed bring the wished amount; where a unit brings nothing, no number is enough."""
    given_firm = {name: value for name, value in firm.items() if name != "discount"}
    needed = run("grow.exchange", {**given_firm, "target_per_year": target, "discount": firm["discount"]})
    values = _values(firm)
    assert isinstance(needed, dict)
    for name in UNITS:
        if values[name] > 0:
            assert needed[name] * values[name] == pytest.approx(target)
        else:
            assert needed[name] is None


@given(firms, st.integers(2, 50))
def test_a_larger_firm_of_the_same_shares_has_the_same_customer(firm: dict[str, Any], times: int) -> None:
    """The value of a customer and of an order does not depend on the size; what all buy grows with it."""
    larger = {**firm, "customers": times * firm["customers"], "new_per_year": times * firm["new_per_year"]}
    one, many = _values(firm), _values(larger)
    assert many["customer"] == pytest.approx(one["customer"])
    assert many["order"] == pytest.approx(one["order"])
    assert many["price_percent"] == pytest.approx(times * one["price_percent"])


def test_one_year_by_hand() -> None:
    """In one year at 0%: 85% of 200 and 40 are 210 customers of 450; one more leaves 270, 1% price 210 x 4.50."""
    values = _values({**FIRM, "years": 1, "discount": 0})
    assert values == {
        "customer": pytest.approx(270),
        "order": pytest.approx(90),
        "spend_percent": pytest.approx(210 * 2.7),
        "price_percent": pytest.approx(210 * 4.5),
    }
