"""Who costs money, why, and what makes such a customer pay again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import Literal, NamedTuple

from calculators.catalogue.klantenlijst.book import Book, Customer, summed
from calculators.operations.arithmetic import bounded, exceeds, product, ratio

# Rules of thumb of this page. A customer seldom takes a higher rise than the first; above the second no price helps;
# where a rise alone asks too much, so much of it can be had. And how far hours that nobody writes down may be off.
THINKABLE_RISE = 0.25
HIGHEST_RISE = 0.5
EASY_RISE = 0.1
HOURS_DOUBT = 0.25

HALF_A_EURO = 0.5

Way = Literal["price", "both", "hours", "cost_price", "unpaid"]


class Repair(NamedTuple):
    """What makes a customer pay again.

    Attributes:
        way: a higher price (or, unless None, fewer hours); both; only fewer hours, as no price gets there; a price
            above the costs, which is more than half as much again; or any payment at all.
        loss: what it costs a year.
        rise: of its price; with "both" the part that price does.
        fewer: hours less; ``left`` are the hours that it can bear.
        low, middle, high: euros that the rise brings in a year, hours being as sure as they are; None beyond a rise
            that is thinkable.
    """

    customer: Customer
    way: Way
    loss: float
    rise: float
    fewer: float | None = None
    left: float = 0.0
    low: float | None = None
    middle: float | None = None
    high: float | None = None


class Parting(NamedTuple):
    """What it does to part with all that cost money: it saves euros, is free, or needs other work an hour for them."""

    effect: Literal["saves", "free", "needs_work"]
    amount: float
    hours: float
    hourly: float | None


class Losses(NamedTuple):
    """The customers that cost money; one with more credit notes than invoices is none of them.

    Attributes:
        customers: those of which the result is known, the largest loss first; ``amount`` is theirs together.
        worst: those that share the largest loss.
        by_price: how many of them pay less than their costs, so that no hour less can help; ``by_hours`` the others.
        below_cost: those of which the hours are not known, and who pay less than their costs already.
        share: the part of all revenue that hangs on the customers; None without revenue.
        repair: of the first of the worst, or else of the first below cost; None without one.
        parting: None where too much revenue hangs on them.
    """

    customers: tuple[Customer, ...]
    amount: float
    worst: tuple[Customer, ...]
    by_price: int
    by_hours: int
    below_cost: tuple[Customer, ...]
    share: float | None
    repair: Repair | None
    parting: Parting | None


def find_losses(book: Book, dependence: float) -> Losses:
    """Find out who costs money.

    Args:
        book: the list.
        dependence: from this part of all revenue on, a business cannot do without.
    """
    losers = tuple(
        sorted((each for each in book.ranked if each.result < 0 <= each.revenue), key=lambda each: each.result)
    )
    unknown = [each for each in book.customers if each.hours is None] if book.basis == "hours" else []
    below = [each for each in unknown if each.contribution < 0 <= each.revenue]
    below.sort(key=lambda each: each.contribution)
    share = min(1.0, summed(each.size for each in losers) / book.size) if book.size else None
    by_price = sum(each.contribution < 0 for each in losers)
    worst = tied(losers, lambda each: each.result)
    first = worst[0] if worst else below[0] if below else None
    alone = len(book.customers) == 1 or share is None or not exceeds(dependence, share)
    return Losses(
        customers=losers,
        amount=-summed(each.result for each in losers),
        worst=worst,
        by_price=by_price,
        by_hours=len(losers) - by_price,
        below_cost=tuple(below),
        share=share,
        repair=_repair(book, first) if first else None,
        parting=None if alone or not losers else _parting(losers),
    )


def tied(customers: Sequence[Customer], by: Callable[[Customer], float]) -> tuple[Customer, ...]:
    """Return those that have the same as the first, to half a euro.

    Args:
        customers: in the order of what they are compared by.
        by: gives that.
    """
    first = by(customers[0]) if customers else 0.0
    return tuple(takewhile(lambda each: abs(by(each) - first) < HALF_A_EURO, customers))


def _repair(book: Book, customer: Customer) -> Repair:
    known = book.basis != "hours" or customer.hours is not None
    loss = -(customer.result if known else customer.contribution)
    needed = ratio(loss, customer.revenue)
    if needed is None:
        return Repair(customer, "unpaid", loss, 0.0)
    most_hours = ratio(customer.contribution, book.rate) or 0.0
    if customer.contribution < 0:
        way: Way = "cost_price" if exceeds(needed, HIGHEST_RISE) else "price"
        return _worth(book, Repair(customer, way, loss, needed))
    fewer = (customer.hours or 0.0) - most_hours
    if exceeds(needed, HIGHEST_RISE):
        return Repair(customer, "hours", loss, needed, fewer, most_hours)
    if exceeds(needed, THINKABLE_RISE):
        paid = EASY_RISE * customer.revenue
        rest = bounded((loss - paid) / book.rate)
        return Repair(customer, "both", loss, EASY_RISE, rest, (customer.hours or 0.0) - rest, paid, paid, paid)
    return _worth(book, Repair(customer, "price", loss, needed, fewer, most_hours))


def _worth(book: Book, repair: Repair) -> Repair:
    if exceeds(repair.rise, THINKABLE_RISE):
        return repair
    doubt = bounded(product(HOURS_DOUBT, repair.customer.hours or 0.0, book.rate))
    most = max(repair.loss, THINKABLE_RISE * repair.customer.revenue)
    low, high = max(0.0, repair.loss - doubt), min(repair.loss + doubt, most)
    return repair._replace(low=low, middle=repair.loss, high=high)


def _parting(losers: Sequence[Customer]) -> Parting:
    left, hours = summed(each.contribution for each in losers), summed(each.hours for each in losers)
    parting = Parting("needs_work", abs(left), hours, ratio(left, hours))
    if left < -HALF_A_EURO or not hours:
        return parting._replace(effect="saves")
    return parting._replace(effect="free") if left < HALF_A_EURO else parting
