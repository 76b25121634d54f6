"""Whose turnover a line of a booking is: the customer on the line, in the booking, or on the line of the same invoice.

What does not tell is nobody's: it is never divided by guess.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from calculators.imports._auditfile_values import exact_side

Record = dict[str, str]


class Line(NamedTuple):
    """A line of a booking that may be turnover; an amount that cannot be read is None."""

    account: str
    customer: str
    amount: int | None
    record: Record


def amount_of(record: Record) -> int | None:
    """Return the amount of a line, credit above zero; None when it cannot be read."""
    return exact_side(record.get("amnt", ""), record.get("amntTp", ""))


def references(record: Record) -> list[str]:
    """Return the numbers of documents on a line, without case."""
    return [text.strip().casefold() for name in ("docRef", "invRef") if (text := record.get(name, "")).strip()]


def is_paid(customer: str, line: Line, records: Sequence[Record]) -> bool:
    """Whether a customer in a booking of bank or cash pays there, so that other turnover in it need not be theirs."""
    booked = [amount_of(record) or 0 for record in records if record.get("customer") == customer]
    return bool(line.amount) and sum(booked) * (line.amount or 0) > 0


def owners(lines: Sequence[Line], records: Sequence[Record]) -> list[str]:
    """Return the customer of each line of a booking with more than one; nothing for lines that may be of several.

    Args:
        lines: those that may be turnover.
        records: all lines of the booking, in their order, with ``customer``.
    """
    found = [line.customer or _by_reference(line.record, records) for line in lines]
    if all(found):
        return found
    by_amount = _by_amount(records)
    return [owner or by_amount.get(id(line.record), "") for owner, line in zip(found, lines, strict=True)]


def _by_reference(record: Record, records: Sequence[Record]) -> str:
    for name in ("docRef", "invRef"):
        written = record.get(name, "").strip().casefold()
        customers = {
            customer
            for other in records
            if (customer := other.get("customer")) and other.get(name, "").strip().casefold() == written
        }
        if written and len(customers) == 1:
            return customers.pop()
    return ""


def _by_amount(records: Sequence[Record]) -> dict[int, str]:
    """Return the customer of each line by where it stands, when the amounts leave one way only.

    Each line of a customer must be as large as the lines that follow it up to the next, or as those before it.
    """
    amounts = [amount_of(record) for record in records]
    exact: list[int] = [amount for amount in amounts if amount is not None]
    owned = [record.get("customer", "") for record in records]
    if len(exact) < len(amounts) or sum(exact) != 0 or 0 in itertools.compress(exact, owned):
        return {}
    ways = [way for way in (_following(exact, owned), _preceding(exact, owned), _in_order(exact, owned)) if way]
    if not ways or any(way != ways[0] for way in ways):
        return {}
    return {id(record): owner for record, owner in zip(records, ways[0], strict=True)}


def _following(amounts: Sequence[int], owned: Sequence[str]) -> list[str]:
    owners_, current, balance = [], "", 0
    for amount, owner in zip(amounts, owned, strict=True):
        if owner:
            if balance:
                return []
            current = owner
        elif not current:
            return []
        balance += amount
        owners_.append(current)
    return [] if balance else owners_


def _preceding(amounts: Sequence[int], owned: Sequence[str]) -> list[str]:
    return _following(amounts[::-1], owned[::-1])[::-1]


def _in_order(amounts: Sequence[int], owned: Sequence[str]) -> list[str]:
    """Return the owners when all customers come first, with different amounts, and then their lines in that order."""
    count = next((place for place, owner in enumerate(owned) if not owner), len(owned))
    due = [(-amounts[place], owned[place]) for place in range(count)]
    if any(owned[count:]) or len({size for size, _ in due}) < len(due):
        return []
    owners_, rest = list(owned[:count]), 0
    for amount in amounts[count:]:
        if not due:
            return []
        rest += amount
        owners_.append(due[0][1])
        if rest == due[0][0]:
            due, rest = due[1:], 0
    return [] if due or rest else owners_


class Pending(NamedTuple):
    """A line without a customer, which a subledger may still name."""

    invoice: str
    account: str
    amount: int
    month: str
    references: tuple[str, ...]
    first: int
    is_of_several: bool


@dataclass(slots=True)
class Subledgers:
    """The customers that stand in the subledgers alone, by booking and by document."""

    _by_invoice: dict[str, set[str]] = field(default_factory=dict)
    _by_document: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def add(self, invoice: str, customer: str, documents: Collection[str]) -> None:
        """Add a line; ``invoice`` is nothing when it names no booking."""
        if invoice:
            self._by_invoice.setdefault(invoice, set()).add(customer)
        for document in documents:
            self._by_document.setdefault((invoice, document), set()).add(customer)
            self._by_document.setdefault(("", document), set()).add(customer)

    def owner(self, pending: Pending) -> str:
        """Return the customer of a line; nothing when the subledgers do not tell."""
        of_booking = self._by_invoice.get(pending.invoice, set())
        if len(of_booking) == 1:
            return next(iter(of_booking))
        invoice = pending.invoice if of_booking else ""
        for document in pending.references:
            customers = self._by_document.get((invoice, document), set())
            if len(customers) == 1:
                return next(iter(customers))
        return ""
