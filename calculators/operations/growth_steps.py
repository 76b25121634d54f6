"""What one step in a year is worth: a customer more, an order more, a higher price; and what a wished amount takes.

A customer that is won, kept or brought in by another one is the same customer: once there, it stays and buys as all
do. So there is one value of a customer, and what differs between the three is what they cost. All amounts are euros a
year: the mean over the years ahead, in money of today.
"""

from __future__ import annotations

from typing import Annotated, TypedDict

from calculators.model.operation import operation
from calculators.model.quantities import Quantity, Unit
from calculators.operations.arithmetic import product, ratio
from calculators.operations.eight_steps import (
    Customers,
    Discount,
    GrossMargin,
    NewPerYear,
    OrderValue,
    ReferralRate,
    Retention,
    Years,
    growth,
)

ONE_PERCENT = 0.01

SpendPerYear = Annotated[
    float,
    Quantity("omzet per klant per jaar", Unit.EURO, minimum=0, meaning="Wat een klant bij jou besteedt, excl. btw."),
]
Target = Annotated[
    float, Quantity("wat je per jaar meer wilt verdienen", Unit.EURO, above=0, meaning="Marge: wat je overhoudt.")
]


class Unitary(TypedDict):
    """What the smallest steps bring, in euros a year.

    Keys:
        customer: one customer more every year, won, kept or brought in.
        order: one customer a year that buys once more.
        spend_percent: every customer buying 1% more.
        price_percent: a price that is 1% higher, as long as nobody leaves for it.
    """

    customer: float
    order: float
    spend_percent: float
    price_percent: float


class Exchange(TypedDict):
    """How many of each of those steps a wished amount takes; None where no number of them is enough."""

    customer: float | None
    order: float | None
    spend_percent: float | None
    price_percent: float | None


@operation
def unit_values(
    customers: Customers,
    new_per_year: NewPerYear,
    retention: Retention,
    referral_rate: ReferralRate,
    spend_per_year: SpendPerYear,
    order_value: OrderValue,
    gross_margin: GrossMargin,
    years: Years,
    discount: Discount = 0.0,
) -> Unitary:
    """Return what the smallest steps bring in a year.

    With P_t the customers of year t divided by (1 + discount)^t, and n years: a customer more each year adds
    m/n x the sum of P_t for a firm that starts with nobody and gets one customer a year, m = spend x gross margin;
    1% more spending adds 1% of m/n x the sum of P_t, and 1% price 1% of spend/n x that sum, as purchases stay.

    Args:
        customers: today, 0 or more.
        new_per_year: 0 or more, apart from those referred.
        retention: fraction of 0 to 1.
        referral_rate: new customers each customer brings a year, 0 or more.
        spend_per_year: euros a customer, 0 or more.
        order_value: euros of one order, 0 or more.
        gross_margin: fraction of 0 to 1.
        years: a whole number of 1 to 50.
        discount: a year, 0 or more.

    Raises:
        InputError: ``required``, ``wrong_type``, ``not_a_number``, ``not_integer``, ``out_of_range``.

    Source: elementary, on the projection of ``v8.growth``.

    >>> values = unit_values(200, 40, 0.8, 0, 450, 150, 0.6, 5)
    >>> [round(values[each], 2) for each in ("customer", "order", "spend_percent", "price_percent")]
    [623.89, 90.0, 540.0, 900.0]
    """
    margin = product(spend_per_year, gross_margin)
    present = growth(customers, new_per_year, retention, referral_rate, 1, 1, 1, years, discount)["total"] / years
    one_a_year = growth(0, 1, retention, referral_rate, 1, 1, 1, years, discount)["total"] / years
    every_year = growth(0, 1, 0, 0, 1, 1, 1, years, discount)["total"] / years
    return {
        "customer": product(one_a_year, margin),
        "order": product(every_year, order_value, gross_margin),
        "spend_percent": product(ONE_PERCENT, present, margin),
        "price_percent": product(ONE_PERCENT, present, spend_per_year),
    }


@operation
def exchange(
    customers: Customers,
    new_per_year: NewPerYear,
    retention: Retention,
    referral_rate: ReferralRate,
    spend_per_year: SpendPerYear,
    order_value: OrderValue,
    gross_margin: GrossMargin,
    years: Years,
    target_per_year: Target,
    discount: Discount = 0.0,
) -> Exchange:
    """Return how many of the smallest steps a wished amount a year takes, each by itself.

    Args:
        customers: as for ``unit_values``.
        new_per_year: as for ``unit_values``.
        retention: as for ``unit_values``.
        referral_rate: as for ``unit_values``.
        spend_per_year: as for ``unit_values``.
        order_value: as for ``unit_values``.
        gross_margin: as for ``unit_values``.
        years: as for ``unit_values``.
        target_per_year: euros a year, more than 0.
        discount: as for ``unit_values``.

    Raises:
        InputError: as ``unit_values`` does.

    Source: elementary: the amount divided by what one step brings.

    >>> needed = exchange(200, 40, 0.8, 0, 450, 150, 0.6, 5, 5000)
    >>> round(needed["customer"], 2), round(needed["price_percent"], 2)
    (8.01, 5.56)
    """
    one = unit_values(
        customers,
        new_per_year,
        retention,
        referral_rate,
        spend_per_year,
        order_value,
        gross_margin,
        years,
        discount,
    )
    return {
        "customer": ratio(target_per_year, one["customer"]),
        "order": ratio(target_per_year, one["order"]),
        "spend_percent": ratio(target_per_year, one["spend_percent"]),
        "price_percent": ratio(target_per_year, one["price_percent"]),
    }


OPERATIONS = (unit_values, exchange)
