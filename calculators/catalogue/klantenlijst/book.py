"""The list of customers, read: a column for every kind of number, and the orders in which they are looked at.

A file may hold a hundred thousand customers, so nothing here takes more than a sort, and sums of a part of the list
are made when they are asked for.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, ParamSpec, TypeVar

from calculators.catalogue.klantenlijst.form import CustomerRow
from calculators.operations import customer_list
from calculators.operations.arithmetic import bounded, product, total
from calculators.operations.customer_list import AbcClass

P = ParamSpec("P")
R = TypeVar("R")

# What counts for a customer: only revenue, what is left after costs, or what is left after costs and hours.
Basis = Literal["revenue", "costs", "hours"]

# Usual limits of the classes (specification, 3.7).
A_LIMIT, B_LIMIT = 0.8, 0.95


def unchecked(operation: Callable[P, R]) -> Callable[P, R]:
    """Return an operation without its own check of every value: the rows were checked already, and a file is long."""
    bare: Callable[P, R] = inspect.unwrap(operation)
    return bare


class Customer(NamedTuple):
    """One customer; None is what is not known.

    Attributes:
        label: how it is called in the answer.
        share: its part of all revenue, 0 to 1; None when there is no revenue.
        labour: what its hours cost.
        contribution: revenue minus costs; what is not known counts as nothing.
        result: what counts for it by the basis of the list: revenue, contribution, or that minus labour.
        hourly: contribution an hour; None without hours.
    """

    label: str
    abc: AbcClass
    revenue: float
    share: float | None
    costs: float | None
    hours: float | None
    labour: float | None
    contribution: float
    result: float
    hourly: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Columns with a place for every customer.

    Attributes:
        rate: what an hour costs, in euros.
        sizes: revenue, or 0 where it is negative; shares and classes are made with it. ``size`` is their sum.
        contributions, results, hourly: as those of a ``Customer``; ``hourly`` holds those with hours above 0.
        by_revenue: the places of all customers, the largest first.
        by_result: those of which the result is known, the best first.
    """

    basis: Basis
    rate: float
    labels: list[str]
    revenues: list[float]
    costs: list[float | None]
    hours: list[float | None]
    contributions: list[float]
    results: list[float]
    sizes: list[float]
    size: float
    classes: list[AbcClass]
    by_revenue: list[int]
    by_result: list[int]
    hourly: dict[int, float]

    @property
    def count(self) -> int:
        """How many customers there are."""
        return len(self.revenues)

    def customer(self, index: int) -> Customer:
        """Return all that is known of the customer at a place of the list."""
        hours = self.hours[index]
        return Customer(
            label=self.labels[index],
            abc=self.classes[index],
            revenue=self.revenues[index],
            share=self.share(self.sizes[index]),
            costs=self.costs[index],
            hours=hours,
            labour=None if hours is None else product(hours, self.rate),
            contribution=self.contributions[index],
            result=self.results[index],
            hourly=self.hourly.get(index),
        )

    def share(self, size: float) -> float | None:
        """Return which part of all revenue this is; None when there is no revenue."""
        return min(1.0, size / self.size) if self.size else None


@dataclass(frozen=True, slots=True)
class Group:
    """Some customers of the list together: ``members`` are their places."""

    book: Book
    members: Sequence[int]

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.members)

    @property
    def part(self) -> float:
        """Which part of all customers they are, 0 to 1."""
        return self.count / self.book.count

    @property
    def share(self) -> float | None:
        """Their part of all revenue, 0 to 1; None when there is no revenue."""
        return self.book.share(self.sum(self.book.sizes))

    def sum(self, column: Sequence[float | None]) -> float:
        """Return the finite sum of a column of the book over the group; None counts as nothing."""
        return bounded(total([column[index] or 0.0 for index in self.members]))


def read(customers: Sequence[CustomerRow], rate: float, *, show_names: bool) -> Book:
    """Read the rows into columns.

    Args:
        customers: at least one, checked already.
        rate: what an hour costs, in euros.
        show_names: whether names are said; otherwise the customers are numbered by revenue.
    """
    revenues = [each["revenue"] for each in customers]
    costs = [each.get("costs") for each in customers]
    hours = [each.get("hours") for each in customers]
    basis: Basis = "hours" if _any_known(hours) else "costs" if _any_known(costs) else "revenue"
    contributions = _finite([revenue - (cost or 0.0) for revenue, cost in zip(revenues, costs, strict=True)])
    after_hours = [each - (spent or 0.0) * rate for each, spent in zip(contributions, hours, strict=True)]
    results = revenues if basis == "revenue" else _finite(after_hours)
    sizes = [max(0.0, revenue) for revenue in revenues]
    by_revenue = sorted(range(len(revenues)), key=revenues.__getitem__, reverse=True)
    known = [index for index in by_revenue if basis != "hours" or hours[index] is not None]
    return Book(
        basis=basis,
        rate=rate,
        labels=_labels(customers, by_revenue, show_names=show_names),
        revenues=revenues,
        costs=costs,
        hours=hours,
        contributions=contributions,
        results=results,
        sizes=sizes,
        size=bounded(total(sizes)),
        classes=unchecked(customer_list.abc)(sizes, A_LIMIT, B_LIMIT)["classes"],
        by_revenue=by_revenue,
        by_result=sorted(known, key=results.__getitem__, reverse=True),
        hourly={index: bounded(contributions[index] / spent) for index, spent in enumerate(hours) if spent},
    )


def _any_known(column: Iterable[float | None]) -> bool:
    return any(each is not None for each in column)


def _finite(values: list[float]) -> list[float]:
    return values if all(map(math.isfinite, values)) else [bounded(each) for each in values]


def _labels(customers: Sequence[CustomerRow], by_revenue: Sequence[int], *, show_names: bool) -> list[str]:
    """Number the customers by revenue; with ``show_names`` only those that have no name."""
    labels = [""] * len(by_revenue)
    for rank, index in enumerate(by_revenue, start=1):
        name = (customers[index].get("name") or "").strip() if show_names else ""
        labels[index] = name or f"Klant {rank}"
    return labels
