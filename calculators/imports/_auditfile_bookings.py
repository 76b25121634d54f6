"""Adds up the bookings of an auditfile while they are read, for each account, customer and month.

Which accounts hold turnover is only known at the end, as the ledger may stand behind the bookings; what is surely of
the balance is passed over. Bookings that may close the year and lines without a customer are kept until the end.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from calculators.imports._amounts import as_number
from calculators.imports._auditfile_accounts import Account, Use, describes_equity
from calculators.imports._auditfile_closing import Aside
from calculators.imports._auditfile_owners import (
    Line,
    Pending,
    Record,
    Subledgers,
    is_paid,
    owners,
    references,
)
from calculators.imports._auditfile_values import (
    Journal,
    customer_key,
    has_three_decimals,
    journal_of,
    month_of,
    month_of_period,
)
from calculators.imports.ledger import Booked, Books, Fault, LeftOut, Note, Reason
from calculators.model.dutch_numbers import format_number
from calculators.model.errors import InputError

_ACCOUNTS_A_CUSTOMER = 5  # on average, for the limit of what is held
_MOST_REMEMBERED = 100_000  # spellings of customers and dates
_MOST_ASIDE = 4000
_MOST_FAULTS = 10_000
_LONGEST_NAME = 60
_MOST_NAMES_TOLD = 5
_CLOSING = re.compile(r"afsluit|closing|resultaatbestemming|jaarwinst|winstverdeling", re.IGNORECASE)
_OPENING = re.compile(r"beginbalans|openingsbalans|opening ?balance|\bbegin ?saldo", re.IGNORECASE)


@dataclass
class Bookings:
    """What an auditfile says, as far as it concerns turnover.

    Args:
        most_customers: how many customers the file may have.
    """

    most_customers: float = math.inf
    header: Record = field(default_factory=dict)
    ledger: dict[str, Account] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    count: int = 0  # lines that were read
    stated: str = ""  # how many lines the file says to have
    passed_over: set[str] = field(default_factory=set)  # accounts that are surely of the balance
    _names: dict[str, tuple[str, str, bool]] = field(default_factory=dict)  # number, name, whether a customer
    _twice: dict[str, tuple[str, str]] = field(default_factory=dict)
    _written: dict[str, str] = field(default_factory=dict)  # numbers of customers as the lines have them
    _keys: dict[str, str] = field(default_factory=dict)
    _months: dict[str, str] = field(default_factory=dict)
    _booked: dict[tuple[str, str], Booked] = field(default_factory=dict)
    _invoices: dict[str, int] = field(default_factory=dict)
    _uses: dict[str, Use] = field(default_factory=dict)
    _in_journal: dict[str, int] = field(default_factory=dict)  # what the open journal booked on each account
    _customers: set[str] = field(default_factory=set)
    _faults: list[Fault] = field(default_factory=list)
    _asides: list[Aside] = field(default_factory=list)
    _pending: list[Pending] = field(default_factory=list)
    _subledgers: Subledgers = field(default_factory=Subledgers)
    _has_journals: bool = False
    _last_journal: tuple[Record, int, Journal] = field(default_factory=lambda: ({}, 0, Journal.UNKNOWN))
    _commas: int = 0
    _three_decimals: int = 0

    def key_of(self, number: str) -> str:
        """Return the key of a customer's number; nothing for nobody."""
        key = self._keys.get(number)
        if key is None:
            key = customer_key(number)
            if len(self._keys) < _MOST_REMEMBERED:
                self._keys[number] = key
                self._written.setdefault(key, " ".join(number.split()))
        return key

    def add_customer(self, record: Record) -> None:
        """Take the name of a customer or supplier; one number may be both, and then the customer's counts."""
        number = " ".join(record.get("custSupID", "").split())
        key, name = customer_key(number), record.get("custSupName", "")
        if not key or not name:
            return
        supplier = re.sub(r"[^a-z]", "", record.get("custSupTp", "").lower())
        is_customer = not (supplier in {"s", "l", "v"} or supplier.startswith(("sup", "lev", "cred", "vendor")))
        known = self._names.get(key)
        if known is None or (is_customer and not known[2]):
            self._names[key] = (number, name, is_customer)
        elif is_customer == known[2] and known[1].casefold() != name.casefold():
            self._twice.setdefault(key, (known[1], name))

    def _is_supplier(self, key: str) -> bool:
        return key in self._names and not self._names[key][2]

    def add_account(self, account: Account) -> None:
        """Take an account of the ledger."""
        self.ledger[account.id] = account
        if not account.may_hold_revenue:
            self.passed_over.add(account.id)

    def see_amount(self, amount: str) -> None:
        """Take note of how amounts are written, as a dot may part thousands where a comma is the decimal mark."""
        self._commas += "," in amount
        self._three_decimals += has_three_decimals(amount)

    def add_transaction(
        self, transaction: Record, journal: Record, lines: Sequence[Line], records: Sequence[Record], named: set[str]
    ) -> None:
        """Add a booking.

        Args:
            transaction: what stands beside its lines.
            journal: what stands beside it in its journal.
            lines: those that may be turnover.
            records: all lines, in their order.
            named: the keys of the customers on all lines.
        """
        kind = self._kind(journal)
        self._has_journals = True
        if _is_opening(kind, transaction, journal):
            self._leave_out(lines, "opening_balance", transaction, journal)
            return
        if self._may_close(kind, transaction, records, named) and self._set_aside(transaction, journal, lines, records):
            return
        invoice = f"{journal.get('jrnID', '')}\n{transaction.get('nr', '')}"
        billed_to = named if len(named) < 2 else {key for key in named if not self._is_supplier(key)}  # noqa: PLR2004
        only = next(iter(billed_to)) if len(billed_to) == 1 else ""
        found = owners(lines, records) if len(billed_to) > 1 or (named and not billed_to) else None
        billed = bool(named) and kind is not Journal.PURCHASES and kind is not Journal.MONEY
        for place, line in enumerate(lines):
            owner = found[place] if found else line.customer or only
            if owner and kind is Journal.MONEY and not line.customer and is_paid(owner, line, records):
                owner = ""
            if line.amount is None:
                self._tell(line, "not_a_number", transaction, journal)
                self._uses.setdefault(line.account, Use())
                self._in_journal.setdefault(line.account, 0)
                continue
            month = self._month(line.record, transaction)
            self._add(line, owner, month, self._number(invoice), billed=billed)
            if not owner:
                told = tuple(references(line.record))
                waiting = Pending(invoice, line.account, line.amount, month, told, self.count, bool(named))
                self._pending.append(waiting)

    def _number(self, invoice: str) -> int:
        """Return the number under which the bookings of an invoice are counted."""
        return self._invoices.setdefault(invoice, len(self._invoices))

    def _kind(self, journal: Record) -> Journal:
        known, size, kind = self._last_journal
        if journal is not known or len(journal) != size:  # a type may still come behind the bookings
            kind = journal_of(journal.get("jrnTp", ""), journal.get("jrnID", ""), journal.get("desc", ""))
            self._last_journal = (journal, len(journal), kind)
        return kind

    def _add(self, line: Line, owner: str, month: str, invoice: int, *, billed: bool) -> None:
        account, amount = line.account, line.amount or 0
        booked = self._booked.get((account, owner))
        self.count += 1
        if booked is None:
            booked = self._booked[account, owner] = Booked(self.count)
            self._customers.add(owner)
            self._check_customers()
        booked.add(amount, month, invoice)
        use = self._uses.get(account)
        if use is None:
            use = self._uses[account] = Use()
        use.total += amount
        if billed:
            use.billed += amount
        self._in_journal[account] = self._in_journal.get(account, 0) + amount

    def _month(self, line: Record, transaction: Record) -> str:
        date = line.get("effDate", "")
        month = self._months.get(date)
        if month is None:
            month = month_of(date)
            if len(self._months) < _MOST_REMEMBERED:
                self._months[date] = month
        if month:
            return month
        period = transaction.get("periodNumber", "")
        year, start = self.header.get("fiscalYear", ""), self.header.get("startDate")
        return month_of(transaction.get("trDt", "")) or month_of_period(period, year, start)

    def _may_close(self, kind: Journal, transaction: Record, records: Sequence[Record], named: Collection[str]) -> bool:
        """Whether a booking may close the year: no customer is billed, in a journal for anything or by its words."""
        if named:
            owned = [record for record in records if "customer" in record]
            if kind is not Journal.GENERAL or not all(self._is_equity(record.get("accID", "")) for record in owned):
                return False
        if kind is Journal.GENERAL or kind is Journal.UNKNOWN:
            return True
        return bool(_CLOSING.search(transaction.get("desc", "")))

    def _is_equity(self, account: str) -> bool:
        return describes_equity(self.ledger.get(account) or Account(account))

    def _set_aside(
        self, transaction: Record, journal: Record, lines: Sequence[Line], records: Sequence[Record]
    ) -> bool:
        """Keep a booking that may close the year; return whether it was."""
        amounts: dict[str, int] = {}
        for line in lines:
            if line.amount is None:
                return False
            amounts[line.account] = amounts.get(line.account, 0) + line.amount
        counter = frozenset(account for record in records if (account := record.get("accID", "")))
        if not any(amount < 0 for amount in amounts.values()) and not any(map(self._is_equity, counter)):
            return False
        text = " ".join([journal.get("jrnID", ""), journal.get("desc", ""), transaction.get("desc", "")])
        self.count += 1
        place = _place(transaction, journal)
        invoice = f"{journal.get('jrnID', '')}\n{transaction.get('nr', '')}"
        month = self._month(records[0] if records else {}, transaction)
        self._asides.append(Aside(amounts, counter, text[:200], place, self._number(invoice), month, self.count))
        if len(self._asides) > _MOST_ASIDE:
            self._keep_largest_asides()
        return True

    def _keep_largest_asides(self) -> None:
        """Add the smaller half of what was kept aside to the bookings: the close of a year is large."""
        by_size = sorted(self._asides, key=lambda aside: -max(map(abs, aside.amounts.values())))
        half = _MOST_ASIDE // 2
        self._asides = sorted(by_size[:half], key=lambda aside: aside.count)
        for aside in by_size[half:]:
            for account, amount in aside.amounts.items():
                booked = self._booked.setdefault((account, ""), Booked(aside.count))
                booked.add(amount, aside.month, aside.invoice)
                self._uses.setdefault(account, Use()).total += amount

    def _leave_out(self, lines: Sequence[Line], reason: Reason, transaction: Record, journal: Record) -> None:
        for line in lines:
            self._tell(line, reason, transaction, journal)

    def _tell(self, line: Line, reason: Reason, transaction: Record, journal: Record) -> None:
        if len(self._faults) < _MOST_FAULTS:
            written = line.record.get("line")
            amount = None if line.amount is None else as_number(line.amount)
            told = LeftOut(int(written) if written else None, reason, _place(transaction, journal), amount)
            self._faults.append(Fault(line.account, told))

    def add_subledger_line(self, record: Record, kind: str) -> None:
        """Take the customer on a line of a subledger of customers."""
        customer = self.key_of(record.get("custSupID", ""))
        if not customer or kind.strip().lower().startswith(("su", "s", "cr", "lev")):
            return
        if not self._pending and self._has_journals:  # nothing is asked
            return
        number = record.get("trNr", "")
        invoice = f"{record.get('jrnID', '')}\n{number}" if number else ""
        self._subledgers.add(invoice, customer, references(record))

    def finish_journal(self, journal: Record) -> None:
        """Take what a journal booked into account, now that it is known what it is for."""
        if self._kind(journal) is Journal.SALES:
            for account, amount in self._in_journal.items():
                use = self._uses[account]
                use.sales += amount
                use.in_sales = True
        self._in_journal.clear()

    def books(self) -> Books:
        """Return all that was added up."""
        self._name_pending()
        self._tell_amounts()
        self._invoices.clear()
        for booked in self._booked.values():
            booked.pack()
        names = {key: (written, "") for key, written in self._written.items()}
        names.update({key: (number, name) for key, (number, name, _) in self._names.items()})
        for key, (first, second) in list(self._twice.items())[:_MOST_NAMES_TOLD]:
            values = {"number": names[key][0], "first": first[:_LONGEST_NAME], "second": second[:_LONGEST_NAME]}
            if key in self._customers:
                self.notes.append(Note("two_names", values))
        return Books(
            self._booked,
            self._uses,
            self.ledger,
            names,
            frozenset(filter(self._is_supplier, self._names)),
            tuple(self._asides),
            tuple(self._faults),
            tuple(self.notes),
        )

    def _name_pending(self) -> None:
        """Give lines without a customer to the one that the subledgers name; tell of those that may be of several."""
        for pending in self._pending:
            owner = self._subledgers.owner(pending)
            if owner:
                self._give(pending, owner)
            elif pending.is_of_several and len(self._faults) < _MOST_FAULTS:
                journal, number = pending.invoice.split("\n", 1)
                place = _place({"nr": number}, {"jrnID": journal})
                told = LeftOut(None, "several_customers", place, as_number(pending.amount))
                self._faults.append(Fault(pending.account, told))
        self._pending.clear()

    def _give(self, pending: Pending, owner: str) -> None:
        nobody = self._booked[pending.account, ""]
        invoice = self._number(pending.invoice)
        nobody.add(-pending.amount, pending.month, invoice)
        booked = self._booked.setdefault((pending.account, owner), Booked(pending.first))
        booked.first = min(booked.first, pending.first)
        booked.add(pending.amount, pending.month, invoice)
        use = self._uses[pending.account]
        use.billed += pending.amount
        self._customers.add(owner)
        self._check_customers()

    def _tell_amounts(self) -> None:
        if self._commas and self._three_decimals:
            self.notes.append(Note("thousands_or_decimals", {"count": self._three_decimals}))

    def _check_customers(self) -> None:
        most = self.most_customers
        if len(self._customers) > most or len(self._booked) > _ACCOUNTS_A_CUSTOMER * most:
            message = (
                f"Deze auditfile heeft meer dan {format_number(most, 0)} klanten, of te veel rekeningen. "
                "Exporteer een kortere periode."
            )
            raise InputError("file_too_large", "text", message)


def _is_opening(kind: Journal, transaction: Record, journal: Record) -> bool:
    if kind is Journal.OPENING:
        return True
    said = transaction.get("desc", "").lower()
    if ("begin" in said or "opening" in said) and _OPENING.search(said):
        return True
    period = transaction.get("periodNumber", "").strip()
    return journal.get("jrnTp", "").strip().upper() in {"O", "OB"} and bool(period) and not period.strip("0")


def _place(transaction: Record, journal: Record) -> str:
    name = journal.get("jrnID", "")[:_LONGEST_NAME]
    return f"dagboek {name}, boeking {transaction.get('nr', '')[:_LONGEST_NAME]}"
