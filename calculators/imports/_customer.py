"""What the rows of one customer add up to, and when two of them turn out to be one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from calculators.imports._headings import Role
from calculators.imports._who import name_key


@dataclass(slots=True, eq=False)
class Customer:
    """What the rows of one customer add up to; sums are exact amounts.

    Attributes:
        number: as it is first written, or nothing.
        name: as it is first written, or nothing.
        details: costs, margin and hours as far as cells hold them.
        unclear: the details of which a cell cannot be read.
        months: the turnover by month, as 2025-12.
    """

    number: str
    name: str
    revenue: int = 0
    rows: int = 0
    details: dict[Role, int] = field(default_factory=dict)
    unclear: set[Role] = field(default_factory=set)
    invoices: set[str] = field(default_factory=set)
    date: str = ""
    months: dict[str, int] = field(default_factory=dict)

    def take(self, other: Customer) -> None:
        """Add what another customer adds up to, who turned out to be the same."""
        self.revenue += other.revenue
        self.rows += other.rows
        for role, amount in other.details.items():
            self.details[role] = self.details.get(role, 0) + amount
        self.unclear |= other.unclear
        self.invoices |= other.invoices
        self.date = max(self.date, other.date)
        for month, amount in other.months.items():
            self.months[month] = self.months.get(month, 0) + amount


def without_doubles(customers: Iterable[Customer]) -> list[Customer]:
    """Return the customers after those that turn out to be one were joined.

    Who has no number joins the only number of that name; numbers that differ in leading zeros alone are one when their
    names are the same.

    >>> [each.number for each in without_doubles([Customer("1", "A"), Customer("", "a"), Customer("01", "A")])]
    ['1']
    """
    people = list(customers)
    by_name: dict[str, list[Customer]] = {}
    for each in people:
        if each.number and each.name:
            by_name.setdefault(name_key(each.name), []).append(each)
    gone: set[int] = set()
    for namesakes in by_name.values():
        first_of: dict[str, Customer] = {}
        for each in namesakes:
            first = first_of.setdefault(each.number.lstrip("0"), each)
            if first is not each and each.number.isdigit():
                first.take(each)
                gone.add(id(each))
    for each in people if by_name else ():
        if not each.number:
            same = [one for one in by_name.get(name_key(each.name), []) if id(one) not in gone]
            if len(same) == 1:
                same[0].take(each)
                gone.add(id(each))
    return [each for each in people if id(each) not in gone] if gone else people
