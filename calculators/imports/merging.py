"""Several files add up to one list of customers: other years, other administrations, invoices beside hours.

Two customers are one when they have the same number, else when they have the same name (compared without case and extra
white space). What one file keeps apart stays apart: two numbers in it are two customers, whatever their names.

Source: ours; within one file the readers follow the same rule.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from calculators.imports._headers import VAT_BASES, VatBasis
from calculators.imports.reading import Kind, Reading
from calculators.imports.tables import SUMMED, ListedCustomer, Summed


@dataclass(frozen=True, slots=True)
class FileShare:
    """What one file brought: its customers before they were merged, and its turnover in euros."""

    name: str
    kind: Kind
    customers: int
    total: float
    skipped: int


@dataclass(frozen=True, slots=True)
class SharedNumber:
    """A number under which files have customers with different names; they were taken for one."""

    id: str
    names: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """The customers of all files.

    Attributes:
        customers: in the order in which they first appear; amounts in euros.
        total: the turnover of all files in euros, with what is unassigned.
        unassigned: turnover in auditfiles that belongs to no customer, in euros.
        vat_bases: the bases that occur, best first; more than one means that unlike amounts were added up.
        files: what each file brought.
        shared_numbers: numbers with different names, to be looked at: files of two administrations may use the same
            numbers for different customers.
    """

    customers: list[ListedCustomer]
    total: float
    unassigned: float
    vat_bases: list[VatBasis]
    files: list[FileShare]
    shared_numbers: list[SharedNumber]


def merge(readings: Sequence[tuple[str, Reading]]) -> Merged:
    """Add up the customers of several files.

    Turnover, costs, margin, hours and invoices are added up, as far as a file has them; the latest date and the first
    spelling stay. Sums do not depend on the order of the files.

    Args:
        readings: the name of each file with its reading.

    >>> march, april = (Reading("csv", [{"name": name, "revenue": 1.5}], 1.5) for name in ("Smit", "SMIT "))
    >>> merged = merge([("maart.csv", march), ("april.csv", april)])
    >>> merged.customers, merged.total
    ([{'name': 'Smit', 'revenue': 3.0}], 3.0)
    """
    people = _People()
    for _, reading in readings:
        people.add_file(reading.customers)
    bases = {reading.vat_basis for _, reading in readings}
    return Merged(
        customers=[person.listed() for person in people.all],
        total=math.fsum(reading.total for _, reading in readings),
        unassigned=math.fsum(reading.unassigned for _, reading in readings),
        vat_bases=[basis for basis in VAT_BASES if basis in bases],
        files=[
            FileShare(name, reading.kind, len(reading.customers), reading.total, len(reading.skipped))
            for name, reading in readings
        ],
        shared_numbers=people.shared_numbers,
    )


@dataclass(slots=True)
class _Person:
    """One customer with what each file says about it."""

    said: list[ListedCustomer] = field(default_factory=list)
    has_number: bool = False
    last_file: int = -1

    def listed(self) -> ListedCustomer:
        named = next(filter(_is_named, self.said), self.said[0])
        listed: ListedCustomer = {"name": named["name"], "revenue": 0.0}
        for role in SUMMED:
            if values := self._values(role):
                listed[role] = math.fsum(values)
        if any("id" in each for each in self.said):
            listed["id"] = next((key for each in self.said if (key := each.get("id"))), None)
        if any("invoices" in each for each in self.said):
            listed["invoices"] = sum(each.get("invoices", 0) for each in self.said)
        if any("date" in each for each in self.said):
            listed["date"] = max(each.get("date") or "" for each in self.said) or None
        return listed

    def _values(self, role: Summed) -> list[float]:
        return [value for each in self.said if (value := each.get(role)) is not None]


class _People:
    """All customers so far, to be found by number and by name."""

    def __init__(self) -> None:
        self.all: list[_Person] = []
        self.shared_numbers: list[SharedNumber] = []
        self._by_number: dict[str, _Person] = {}
        self._by_name: dict[str, _Person] = {}  # the first with a number
        self._unnumbered: dict[str, _Person] = {}
        self._file = -1

    def add_file(self, customers: Sequence[ListedCustomer]) -> None:
        """Add the customers of a file: first those with a known number, so that no namesake takes their place."""
        self._file += 1
        known = set(self._by_number)
        for customer in customers:
            if customer.get("id") in known:
                self._add_to(self._by_number[customer["id"] or ""], customer)
        for customer in customers:
            if customer.get("id") not in known:
                self._add_to(self._namesake(customer), customer)

    def _namesake(self, customer: ListedCustomer) -> _Person:
        """Return who has the same name and is not in this file yet; else somebody new."""
        name = _plain_name(customer)
        for person in (self._unnumbered.get(name), self._by_name.get(name)):
            if person and person.last_file != self._file:
                return person
        person = _Person()
        self.all.append(person)
        return person

    def _add_to(self, person: _Person, customer: ListedCustomer) -> None:
        name = _plain_name(customer)
        if key := customer.get("id"):
            self._compare_names(key, person, customer)
            if self._unnumbered.get(name) is person:
                del self._unnumbered[name]
            person.has_number = True
            self._by_number.setdefault(key, person)
        (self._by_name if person.has_number else self._unnumbered).setdefault(name, person)
        person.said.append(customer)
        person.last_file = self._file

    def _compare_names(self, key: str, person: _Person, customer: ListedCustomer) -> None:
        before = next(filter(_is_named, person.said), customer)
        if _is_named(customer) and _plain_name(before) != _plain_name(customer):
            self.shared_numbers.append(SharedNumber(key, (before["name"], customer["name"])))


def _is_named(customer: ListedCustomer) -> bool:
    """Whether a customer has a name: without one a reader gives its number."""
    return customer["name"] != customer.get("id")


def _plain_name(customer: ListedCustomer) -> str:
    return " ".join(customer["name"].split()).casefold()
