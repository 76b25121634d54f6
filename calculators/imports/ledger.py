"""What a bookkeeping says about turnover: per account, customer and month, so that it can be taken again.

Which accounts hold turnover is a choice (``_auditfile_accounts``); another one needs no second reading of the file.

Conventions: amounts are euros excl. btw, added up exactly; credit adds and debit subtracts; months are "2025-01".
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypedDict

from calculators.imports._amounts import as_number
from calculators.imports._auditfile_accounts import Account, Choice, Use, choose, ordered
from calculators.imports._auditfile_closing import Aside, closing_entries

MOST_NAMED = 10  # accounts or customers in one note

Reason = Literal["not_a_number", "several_customers", "closing_entry", "opening_balance"]
NoteCode = Literal[
    "accounts_not_counted",
    "accounts_not_in_ledger",
    "accounts_unsure",
    "large_entry_without_customer",
    "lines_missing",
    "months_unknown",
    "no_bookings",
    "no_customers",
    "no_revenue",
    "no_revenue_accounts",
    "other_currency",
    "part_of_split_file",
    "suppliers_counted",
    "text_behind_end",
    "thousands_or_decimals",
    "two_names",
    "unassigned_below_zero",
]


class BilledCustomer(TypedDict):
    """What one customer was billed; ``months`` holds what is known by month."""

    id: str
    name: str
    revenue: float
    invoices: int
    months: dict[str, float]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that does not count for a customer.

    Attributes:
        line: the line of the file, where known.
        reason: ``not_a_number`` (an amount or its side that cannot be read), ``several_customers`` (of which one is not
            clear; it is in ``unassigned``), ``closing_entry`` and ``opening_balance`` (no turnover).
        place: the journal and the booking, in Dutch.
        amount: euros, credit above zero; None when it cannot be read.
    """

    line: int | None
    reason: Reason
    place: str
    amount: float | None


@dataclass(frozen=True, slots=True)
class Note:
    """Something that has to be told, with the values for its sentence."""

    code: NoteCode
    values: Mapping[str, str | float | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LedgerAccount:
    """An account, and whether it counts as turnover.

    Attributes:
        amount: credit minus debit in euros, of all bookings but those that close the year.
        counted: whether it is in the turnover.
        sure: whether its signs agree; when not, somebody should be asked.
    """

    id: str
    description: str
    amount: float
    counted: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class Turnover:
    """Turnover per customer, in the order in which they first appear in the bookings.

    Attributes:
        unassigned: what belongs to no customer.
        total: all, with what is unassigned.
        unassigned_months: what belongs to no customer, by month.
        left_out: what does not count, or not for a customer.
        notes: what has to be told.
        accounts: those that count, and those that might.
        question: "accounts" when it has to be asked which accounts are turnover; None when that is sure.
    """

    customers: list[BilledCustomer]
    unassigned: float
    total: float
    unassigned_months: dict[str, float]
    left_out: list[LeftOut]
    notes: list[Note]
    accounts: list[LedgerAccount]
    question: Literal["accounts"] | None


@dataclass(slots=True)
class Booked:
    """What was booked on an account for a customer; ``first`` tells which booking of the file was the first.

    Invoices are numbers of the reader's, each once.
    """

    first: int
    months: dict[str, int] = field(default_factory=dict)
    invoices: set[int] | array[int] = field(default_factory=set)

    def add(self, amount: int, month: str, invoice: int) -> None:
        """Add an exact amount; ``month`` is nothing when unknown."""
        self.months[month] = self.months.get(month, 0) + amount
        if not isinstance(self.invoices, set):
            self.invoices = set(self.invoices)
        self.invoices.add(invoice)

    def pack(self) -> None:
        """Take less memory, once all is added: a large auditfile has as many invoices as lines."""
        self.invoices = array("L", self.invoices)

    def join(self, other: Booked) -> None:
        """Add what was booked on another account."""
        self.first = min(self.first, other.first)
        for month, amount in other.months.items():
            self.months[month] = self.months.get(month, 0) + amount
        self.invoices = {*self.invoices, *other.invoices}

    @property
    def total(self) -> int:
        """The amount of all months."""
        return sum(self.months.values())

    def in_euros(self) -> dict[str, float]:
        """Return the known months in their order."""
        return {month: as_number(self.months[month]) for month in sorted(self.months) if month}


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that is left out or belongs to nobody for certain: its account, and what is told."""

    account: str
    told: LeftOut


@dataclass(frozen=True, slots=True)
class Books:
    """All that was added up of a file; keys are accounts, and accounts with customers ("" for nobody)."""

    booked: Mapping[tuple[str, str], Booked]
    uses: Mapping[str, Use]
    ledger: Mapping[str, Account]
    names: Mapping[str, tuple[str, str]]  # the number and the name by the key of a customer
    suppliers: Collection[str]  # keys of who is in the list as a supplier alone
    asides: Sequence[Aside]
    faults: Sequence[Fault]
    notes: Sequence[Note]


@dataclass(frozen=True, slots=True)
class Auditfile:
    """What an auditfile says, as far as it concerns turnover.

    Attributes:
        version: "3.2", "4.0" or "unknown".
        fiscal_year: the year as it is written in the file.
        start, until: the first and the last day of the file as ISO dates.
        currency: the code of the currency of the amounts.
        lines: how many lines its bookings have.
    """

    version: str
    fiscal_year: str | None
    start: str | None
    until: str | None
    currency: str | None
    books: Books = field(repr=False)
    choice: Choice = field(repr=False)
    lines: int = 0

    def revenue(self, accounts: Collection[str] | None = None) -> Turnover:
        """Return the turnover per customer.

        Args:
            accounts: the numbers of the accounts that hold turnover; None for those that the reader chose.
        """
        chosen = self.choice if accounts is None else _asked(self.choice, accounts)
        return _turnover(self.books, chosen, self.currency, is_asked=accounts is not None)


def _asked(choice: Choice, accounts: Collection[str]) -> Choice:
    others = (choice.counted | choice.others) - set(accounts)
    return Choice(set(accounts), others, others & (choice.counted | choice.told))


def chosen_accounts(books: Books) -> Choice:
    """Return which accounts hold turnover, by the bookings without those that close the year."""
    return choose(books.ledger, books.uses)


def _turnover(books: Books, choice: Choice, currency: str | None, *, is_asked: bool) -> Turnover:
    closing, large = closing_entries(books.asides, choice.counted, books.ledger, books.uses)
    customers = _of_customers(books, choice.counted, closing)
    total = sum(billed.total for billed in customers.values())
    nobody = customers.pop("", None) or Booked(0)
    uncertain = bool(choice.unsure) or (not choice.counted and bool(choice.others))
    turnover = Turnover(
        customers=[_customer(key, billed, books.names) for key, billed in customers.items()],
        unassigned=as_number(nobody.total),
        total=as_number(total),
        unassigned_months=nobody.in_euros(),
        left_out=[*_left_out(books, choice.counted), *(_closed(aside, choice.counted) for aside in closing)],
        notes=[],
        accounts=_accounts(books, choice, closing),
        question="accounts" if uncertain and not is_asked else None,
    )
    turnover.notes.extend(_notes(books, choice, turnover, large, currency))
    return turnover


def _of_customers(books: Books, accounts: Collection[str], closing: Sequence[Aside]) -> dict[str, Booked]:
    """Return what was booked on these accounts for each customer, in the order of their first booking."""
    booked = [(customer, each) for (account, customer), each in books.booked.items() if account in accounts]
    closed = {id(aside) for aside in closing}
    for aside in books.asides:
        kept = {account: amount for account, amount in aside.amounts.items() if account in accounts}
        if kept and id(aside) not in closed:
            booked.append(("", Booked(aside.count, {aside.month: sum(kept.values())}, {aside.invoice})))
    customers: dict[str, Booked] = {}
    for customer, each in sorted(booked, key=lambda pair: pair[1].first):
        customers.setdefault(customer, Booked(each.first)).join(each)
    return customers


def _customer(key: str, billed: Booked, names: Mapping[str, tuple[str, str]]) -> BilledCustomer:
    number, name = names.get(key, (key, ""))
    return {
        "id": number,
        "name": name or number,
        "revenue": as_number(billed.total),
        "invoices": len(billed.invoices),
        "months": billed.in_euros(),
    }


def _left_out(books: Books, accounts: Collection[str]) -> Iterator[LeftOut]:
    """Give what is told of these accounts; without any, all amounts that cannot be read: they may be why."""
    return (
        fault.told
        for fault in books.faults
        if fault.account in accounts or (not accounts and fault.told.reason == "not_a_number")
    )


def _closed(aside: Aside, accounts: Collection[str]) -> LeftOut:
    return LeftOut(None, "closing_entry", aside.place, as_number(-aside.debit(accounts)))


def _accounts(books: Books, choice: Choice, closing: Sequence[Aside]) -> list[LedgerAccount]:
    closed = {id(aside) for aside in closing}
    amounts = {key: use.total for key, use in books.uses.items()}
    for aside in books.asides:
        if id(aside) not in closed:
            for account, amount in aside.amounts.items():
                amounts[account] = amounts.get(account, 0) + amount
    return [
        LedgerAccount(
            key,
            books.ledger[key].description if key in books.ledger else "",
            as_number(amounts.get(key, 0)),
            counted=key in choice.counted,
            sure=key not in choice.unsure,
        )
        for key in ordered(choice.counted | choice.others, books.ledger)
    ]


def _notes(
    books: Books, choice: Choice, turnover: Turnover, large: Sequence[Aside], currency: str | None
) -> Iterator[Note]:
    yield from books.notes
    if currency and currency.upper() not in {"EUR", "EURO", "€"}:
        yield Note("other_currency", {"currency": currency[:10]})
    yield from _why_nothing(books, choice, turnover)
    missing = [key for key in ordered(choice.counted, books.ledger) if key not in books.ledger]
    if missing and turnover.customers:
        yield Note("accounts_not_in_ledger", {"accounts": _listed(missing, books.ledger)})
    unsure = [each.id for each in turnover.accounts if not each.sure]
    if unsure:
        yield Note("accounts_unsure", {"accounts": _listed(unsure, books.ledger)})
    others = [each for each in turnover.accounts if each.id in choice.told]
    if others and turnover.customers:
        amount = sum(round(each.amount * 100) for each in others) / 100
        yield Note(
            "accounts_not_counted", {"accounts": _listed([each.id for each in others], books.ledger), "amount": amount}
        )
    suppliers = [each for each in turnover.customers if each["id"].casefold() in books.suppliers]
    if suppliers:
        names, amount = (
            [each["name"][:60] for each in suppliers],
            sum(round(each["revenue"] * 100) for each in suppliers),
        )
        yield Note("suppliers_counted", {"names": ", ".join(names[:MOST_NAMED]), "amount": amount / 100})
    if turnover.unassigned < 0:
        yield Note("unassigned_below_zero", {"amount": turnover.unassigned})
    for aside in large:
        amount = as_number(-aside.debit(choice.counted))
        yield Note("large_entry_without_customer", {"place": aside.place, "amount": amount})
    unknown = sum(
        booked.months.get("", 0) for (account, _), booked in books.booked.items() if account in choice.counted
    )
    if unknown:
        yield Note("months_unknown", {"amount": as_number(unknown)})


def _why_nothing(books: Books, choice: Choice, turnover: Turnover) -> Iterator[Note]:
    """Say why there are no customers."""
    if turnover.customers:
        return
    if not books.uses and not books.asides and not books.faults:
        yield Note("no_bookings", {"accounts": _listed(list(books.ledger), books.ledger)})
    elif not choice.counted:
        present = ordered({*books.ledger, *books.uses}, books.ledger)
        yield Note("no_revenue_accounts", {"accounts": _listed(present, books.ledger)})
    elif turnover.unassigned:
        accounts = ordered(choice.counted, books.ledger)
        values: dict[str, str | float | int] = {
            "amount": turnover.unassigned,
            "accounts": _listed(accounts, books.ledger),
        }
        yield Note("no_customers", values)
    else:
        yield Note("no_revenue", {"accounts": _listed(ordered(choice.counted, books.ledger), books.ledger)})


def _listed(keys: Sequence[str], ledger: Mapping[str, Account]) -> str:
    """Write accounts with their descriptions, as far as they fit in a sentence.

    >>> _listed(["8000", "8100"], {"8000": Account("8000", "Omzet hoog")})
    '8000 Omzet hoog, 8100'
    """
    written = [
        f"{key or 'zonder nummer'} {ledger[key].description if key in ledger else ''}".strip()[:60]
        for key in keys[:MOST_NAMED]
    ]
    return ", ".join([*written, "…"] if len(keys) > MOST_NAMED else written)
