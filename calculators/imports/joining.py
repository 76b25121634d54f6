"""Several lists become one: who is in more than one of them is added up.

Two customers are one when they have the same number, else when they have the same name (compared as ``_who`` does).
What one list keeps apart stays apart: two numbers in it are two customers, whatever their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from calculators.imports._who import name_key, number_key
from calculators.imports.tables import SUMMED, ListedCustomer, Summed


@dataclass(frozen=True, slots=True)
class SharedNumber:
    """A number under which lists have customers with different names; they were taken for one."""

    id: str
    names: tuple[str, str]


@dataclass(frozen=True, slots=True)
class SharedName:
    """A name under which lists have customers with different numbers; they were taken for two."""

    name: str
    ids: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Joined:
    """The customers of several lists, in the order in which they first appear, and who is to be looked at."""

    customers: list[ListedCustomer]
    shared_numbers: list[SharedNumber]
    shared_names: list[SharedName]


def join(lists: Iterable[Sequence[ListedCustomer]], *, renumbered: bool = False) -> Joined:
    """Add up the customers of several lists.

    Turnover, costs, margin, hours, invoices and months are added up, as far as a list has them; the latest date and the
    first spelling stay. What is unknown in one list is unknown in all. Sums do not depend on the order of the lists.

    Args:
        lists: the customers of each.
        renumbered: whether the same name with another number in another list is the same customer, as after a change
            of bookkeeping packages.

    >>> join([[{"name": "Smit", "revenue": 1.5}], [{"name": "SMIT ", "revenue": 1.5}]]).customers
    [{'name': 'Smit', 'revenue': 3.0}]
    """
    people = _People(renumbered=renumbered)
    for customers in lists:
        people.add_list(customers)
    return Joined([person.listed() for person in people.all], people.shared_numbers, people.shared_names)


def exact_sum(amounts: Iterable[float]) -> float:
    """Return the sum of amounts as they are written in decimals, without what doubles leave of them.

    >>> exact_sum([0.1, 0.2])
    0.3
    """
    return float(sum(map(Decimal, map(repr, amounts)), Decimal(0)))


@dataclass(slots=True)
class _Person:
    """One customer with what each list says about it."""

    said: list[ListedCustomer] = field(default_factory=list)
    has_number: bool = False
    last_list: int = -1

    def listed(self) -> ListedCustomer:
        if len(self.said) == 1:
            return self.said[0]
        named = next(filter(_is_named, self.said), self.said[0])
        listed: ListedCustomer = {"name": named["name"], "revenue": 0.0}
        for role in SUMMED:
            values = self._values(role)
            if values:
                listed[role] = None if None in values else exact_sum(filter(None, values))
        if any("id" in each for each in self.said):
            listed["id"] = next((key for each in self.said if (key := each.get("id"))), None)
        if any("invoices" in each for each in self.said):
            listed["invoices"] = sum(each.get("invoices", 0) for each in self.said)
        if any("date" in each for each in self.said):
            listed["date"] = max(each.get("date") or "" for each in self.said) or None
        if any("months" in each for each in self.said):
            listed["months"] = self._months()
        return listed

    def _values(self, role: Summed) -> list[float | None]:
        return [each.get(role) for each in self.said if role in each]

    def _months(self) -> dict[str, float]:
        amounts: dict[str, list[float]] = {}
        for each in self.said:
            for month, amount in each.get("months", {}).items():
                amounts.setdefault(month, []).append(amount)
        return {month: exact_sum(amounts[month]) for month in sorted(amounts)}


class _People:
    """All customers so far, to be found by number and by name."""

    def __init__(self, *, renumbered: bool = False) -> None:
        self._renumbered = renumbered
        self.all: list[_Person] = []
        self.shared_numbers: list[SharedNumber] = []
        self.shared_names: list[SharedName] = []
        self._by_number: dict[str, _Person] = {}
        self._by_name: dict[str, _Person] = {}  # the first with a number
        self._unnumbered: dict[str, _Person] = {}
        self._list = -1

    def add_list(self, customers: Sequence[ListedCustomer]) -> None:
        """Add the customers of a list: first those with a known number, so that no namesake takes their place."""
        self._list += 1
        known = set(self._by_number)
        for customer in customers:
            if (key := _number(customer)) in known:
                self._add_to(self._by_number[key], customer)
        for customer in customers:
            if _number(customer) not in known:
                self._add_to(self._namesake(customer), customer)

    def _namesake(self, customer: ListedCustomer) -> _Person:
        """Return who has the same name and is not in this list yet; else somebody new."""
        name = name_key(customer["name"])
        numbered = self._by_name.get(name)
        # Another number: two customers, or one that was given a new number.
        if numbered and _number(customer) and not self._renumbered:
            self._tell_namesakes(numbered, customer)
            numbered = None
        for person in (self._unnumbered.get(name), numbered):
            if person and person.last_list != self._list:
                return person
        person = _Person()
        self.all.append(person)
        return person

    def _add_to(self, person: _Person, customer: ListedCustomer) -> None:
        name = name_key(customer["name"])
        if key := _number(customer):
            self._compare_names(key, person, customer)
            if self._unnumbered.get(name) is person:
                del self._unnumbered[name]
            person.has_number = True
            self._by_number.setdefault(key, person)
        (self._by_name if person.has_number else self._unnumbered).setdefault(name, person)
        person.said.append(customer)
        person.last_list = self._list

    def _compare_names(self, key: str, person: _Person, customer: ListedCustomer) -> None:
        before = next(filter(_is_named, person.said), customer)
        if _is_named(customer) and name_key(before["name"]) != name_key(customer["name"]):
            self.shared_numbers.append(SharedNumber(key, (before["name"], customer["name"])))

    def _tell_namesakes(self, person: _Person, customer: ListedCustomer) -> None:
        before = next((number for each in person.said if (number := each.get("id"))), "")
        if person.last_list != self._list:
            self.shared_names.append(SharedName(customer["name"], (before, customer.get("id") or "")))


def _number(customer: ListedCustomer) -> str:
    return number_key(customer.get("id") or "")


def _is_named(customer: ListedCustomer) -> bool:
    """Whether a customer has a name: without one a reader gives its number."""
    return customer["name"] != customer.get("id")
