"""The list of customers, read: each with its numbers, the largest first.

A file may hold a hundred thousand customers, so nothing here takes more than a sort.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal, NamedTuple, ParamSpec, TypeVar

from calculators.catalogue.klantenlijst.form import CustomerRow
from calculators.operations import customer_list
from calculators.operations.arithmetic import bounded, total
from calculators.operations.customer_list import AbcClass

P = ParamSpec("P")
R = TypeVar("R")

# What counts for a customer: only revenue, what is left after costs, or what is left after costs and hours.
Basis = Literal["revenue", "costs", "hours"]

# Usual limits of the classes.
A_LIMIT, B_LIMIT = 0.8, 0.95

MOST_ASKED = 15


class Customer(NamedTuple):
    """One customer; None is what is not known.

    Attributes:
        place: its place in the list as it was given, from 0.
        label: how it is called in the answer.
        size: its revenue, or 0 where that is negative; shares and classes are made with it.
        share: its part of all revenue, 0 to 1; None when there is no revenue.
        costs: as they were given, or by the margin that holds for all.
        labour: what its hours cost.
        contribution: revenue minus costs; what is not known counts as nothing.
        result: what counts for it by the basis of the list: revenue, contribution, or that minus labour.
        hourly: contribution an hour; None without hours.
    """

    place: int
    label: str
    abc: AbcClass
    revenue: float
    size: float
    share: float | None
    costs: float | None
    hours: float | None
    labour: float | None
    contribution: float
    result: float
    hourly: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """Some customers together: ``part`` is theirs of all customers, ``share`` theirs of all revenue, both 0 to 1."""

    count: int
    part: float
    revenue: float
    share: float | None
    result: float


class Book(NamedTuple):
    """The whole list.

    Attributes:
        rate: what an hour costs, in euros; ``margin`` is the part of revenue that is left after costs, where none
            were given; None when nobody told.
        size: all revenue, where a negative one counts as nothing.
        customers: the largest revenue first; equal ones in the order of the list, here and below.
        ranked: those of which the result is known, the best first.
    """

    basis: Basis
    rate: float
    margin: float | None
    size: float
    customers: list[Customer]
    ranked: list[Customer]

    def group(self, members: Sequence[Customer]) -> Group:
        """Return some of the customers together."""
        return Group(
            count=len(members),
            part=len(members) / len(self.customers),
            revenue=summed(each.revenue for each in members),
            share=min(1.0, summed(each.size for each in members) / self.size) if self.size else None,
            result=summed(each.result for each in members),
        )


def read(rows: Sequence[CustomerRow], rate: float, margin: float | None = None, *, hide_names: bool = False) -> Book:
    """Read the rows of the list.

    Args:
        rows: at least one, checked already.
        rate: what an hour costs, in euros.
        margin: one for all customers of which the costs are not given.
        hide_names: whether customers are numbered by revenue, as those without a name are.
    """
    order = sorted(range(len(rows)), key=lambda place: rows[place]["revenue"], reverse=True)
    revenues = [rows[place]["revenue"] for place in order]
    given = [rows[place].get("costs") for place in order]
    costs = given if margin is None else _by_margin(revenues, given, margin)
    hours = [rows[place].get("hours") for place in order]
    basis: Basis = "revenue"
    if any(each is not None for each in (*costs, *hours)):
        basis = "hours" if any(each is not None for each in hours) else "costs"
    sizes = [max(0.0, revenue) for revenue in revenues]
    size = bounded(total(sizes))
    contributions = _finite([revenue - (cost or 0.0) for revenue, cost in zip(revenues, costs, strict=True)])
    labour = [None if spent is None else spent * rate for spent in hours]
    after_labour = [each - (cost or 0.0) for each, cost in zip(contributions, labour, strict=True)]
    names = ["" if hide_names else (rows[place].get("name") or "").strip() for place in order]
    columns: tuple[Iterable[object], ...] = (
        order,
        [name or f"Klant {rank}" for rank, name in enumerate(names, start=1)],
        unchecked(customer_list.abc)(sizes, A_LIMIT, B_LIMIT)["classes"],
        revenues,
        sizes,
        [each / size if size else None for each in sizes],
        costs,
        hours,
        labour,
        contributions,
        revenues if basis == "revenue" else _finite(after_labour),
        [bounded(each / spent) if spent else None for each, spent in zip(contributions, hours, strict=True)],
    )
    customers = list(map(Customer, *columns))
    known = [each for each in customers if basis != "hours" or each.hours is not None]
    return Book(basis, rate, margin, size, customers, sorted(known, key=attrgetter("result"), reverse=True))


def asked_first(rows: Sequence[CustomerRow], most: int = MOST_ASKED) -> list[int]:
    """Return the places in the list of the customers whose hours are worth asking, most important first.

    Args:
        rows: of the list, in any order.
        most: how many places to return at most.

    >>> asked_first([{"revenue": 10, "costs": 9}, {"revenue": 90}, {"revenue": 8, "costs": 1}], 2)
    [1, 0]
    """
    asked = worth_asking(read(rows, 0.0, hide_names=True).customers) if rows else []
    return [each.place for each in asked[: max(0, most)]]


def worth_asking(customers: Sequence[Customer]) -> list[Customer]:
    """Return the customers whose hours are worth asking.

    Those of class A come first, by revenue; then the others of which the costs are known, the lowest margin first.
    Customers whose hours are known are passed over.
    """
    asked = [each for each in customers if each.hours is None]
    small = [each for each in asked if each.abc != "A" and each.costs is not None and each.revenue > 0]
    small.sort(key=lambda each: 1 - (each.costs or 0.0) / each.revenue)
    return [each for each in asked if each.abc == "A"] + small


def unchecked(operation: Callable[P, R]) -> Callable[P, R]:
    """Return an operation without its own check of every value: the rows were checked already, and a file is long."""
    bare: Callable[P, R] = inspect.unwrap(operation)
    return bare


def summed(values: Iterable[float | None]) -> float:
    """Return the finite sum of some values; None counts as nothing."""
    return bounded(total([each or 0.0 for each in values]))


def _by_margin(revenues: list[float], costs: list[float | None], margin: float) -> list[float | None]:
    return [revenue * (1 - margin) if cost is None else cost for revenue, cost in zip(revenues, costs, strict=True)]


def _finite(values: list[float]) -> list[float]:
    return values if all(map(math.isfinite, values)) else [bounded(each) for each in values]
