"""What to do first about a customer: the way out of a loss, or the heaviest of three steps that are equally hard."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, NamedTuple

from calculators.catalogue.klantwaarde.customer import Customer
from calculators.operations.arithmetic import exceeds

# Three steps that ask about as much of an owner; a rule of thumb of this site.
DEARER, FASTER, FEWER_LEAVERS = 0.05, 0.10, 0.10
# A price that rises by more is paid by hardly anybody.
THINKABLE = 0.5
HOURS_IN_A_YEAR = 8760.0

LeverName = Literal["price", "hours", "retention"]


class Lever(NamedTuple):
    """One of the three steps: the number that changes, and what it brings for each year that a customer stays.

    Attributes:
        per_year: euros; a customer that stays longer is worth more in all, which is spread over the years of now.
    """

    name: LeverName
    old: float
    new: float
    per_year: float


class WayOut(NamedTuple):
    """Where a customer that costs money breaks even; None where no such price or number of hours exists.

    Attributes:
        unthinkable: whether that price is more than customers accept.
    """

    price: float | None
    hours: float | None
    unthinkable: bool


def levers(customer: Customer) -> tuple[Lever, ...]:
    """Return the three steps that bring something, the heaviest first.

    Each is counted by itself: the customer as it is, with that one number changed.
    """
    multiple = customer.worth(1.0)
    net = customer.year()["net"]
    dearer = customer.with_price(customer.order_value * (1 + DEARER)) if customer.order_value else customer
    faster = customer.with_hours(customer.hours * (1 - FASTER))
    longer = replace(customer, retention=fewer_leave(customer.retention))
    # Who stays longer is worth more in all; that is spread over the years of now.
    stay = net * (longer.worth(1.0) / multiple - 1) if multiple else 0.0
    found = [
        Lever("price", customer.order_value, dearer.order_value, dearer.year()["net"] - net),
        Lever("hours", customer.hours, faster.hours, faster.year()["net"] - net),
        Lever("retention", customer.retention, longer.retention, stay),
    ]
    telling = [each for each in found if exceeds(each.per_year, 0.0)]
    return tuple(sorted(telling, key=lambda each: -round(each.per_year, 6)))


def fewer_leave(retention: float) -> float:
    """Return the retention when a tenth fewer customers leave: of 80% that is 82%.

    >>> round(fewer_leave(0.8), 6)
    0.82
    """
    return 1 - (1 - retention) * (1 - FEWER_LEAVERS)


def way_out(price: float | None, hours: float | None, now: float) -> WayOut:
    """Return where a customer breaks even, and whether such a price can be asked.

    Args:
        price: at which it breaks even; None when there is none.
        hours: below which it breaks even; None or less than 0 when there are none.
        now: the price of today.
    """
    unthinkable = price is not None and price > now * (1 + THINKABLE)
    return WayOut(price, hours if hours is not None and hours >= 0 else None, unthinkable)
