"""Reads turnover per customer from an XML Auditfile Financieel (3.x and 4.0).

The file holds the customers, the ledger and every booking of a year. Turnover is what is booked on the revenue
accounts; the customer of a booking is named on its lines.

Sources: the XML schemas of XAF 3.2, 3.2.1 and 4.0 (auditfiles.nl, softwarepakketten.nl).

Conventions: names of elements count, namespaces do not (wrong ones occur in practice), except for the version. A
``<!DOCTYPE`` is refused before anything in it is looked at: no auditfile needs one, and it is the way in for XML bombs.
The file is read piece by piece and never held as a whole.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple, TypedDict

from calculators.imports._amounts import as_number, exact_amount
from calculators.imports._files import FileBytes, FileText, given_file, well_formed
from calculators.imports._markup import BrokenMarkupError, MarkupReader
from calculators.model.dutch_numbers import format_number
from calculators.model.errors import InputError
from calculators.model.operation import operation

_PIECE = 1 << 16
_ACCOUNTS_A_CUSTOMER = 5  # on average, for the limit of what is held

_PROFIT_AND_LOSS = "P"
_SALES_JOURNAL = "S"
_REVENUE_CODE = "WOmz"  # turnover in the Referentie Grootboekschema
_REVENUE_DIGIT = "8"
_SIGNS = {"C": 1, "D": -1}

_DOCTYPE_FORBIDDEN = (
    "Dit bestand bevat een DOCTYPE en wordt voor de veiligheid niet gelezen. Exporteer een gewone auditfile."
)

_HEADER = "/header"
_CUSTOMER = "/company/customersSuppliers/customerSupplier"
_ACCOUNT = "/company/generalLedger/ledgerAccount"
_JOURNAL = "/company/transactions/journal"
_TRANSACTION = f"{_JOURNAL}/transaction"
_LINE = f"{_TRANSACTION}/trLine"

# What is read: elements, by the path within the root of the element they stand in.
_RECORDS = {
    _HEADER: ("fiscalYear",),
    _CUSTOMER: ("custSupID", "custSupName"),
    _ACCOUNT: ("accID", "accTp", "RGScode"),
    _JOURNAL: ("jrnID", "jrnTp"),
    _TRANSACTION: ("nr",),
    _LINE: ("accID", "amnt", "amntTp", "custSupID"),
}

Record = dict[str, str]
Invoice = tuple[str, str]  # the journal and the number of a booking


class AuditfileCustomer(TypedDict):
    """What one customer was billed in the year of the file."""

    id: str
    name: str
    revenue: float
    invoices: int


class AuditfileRevenue(TypedDict):
    """Turnover per customer, in the order in which they first appear in the bookings."""

    version: str
    fiscal_year: str | None
    customers: list[AuditfileCustomer]
    unassigned: float
    total: float


@operation
def xaf(text: FileText | None = None, bytes_hex: FileBytes | None = None) -> AuditfileRevenue:
    """Read turnover per customer from an XML Auditfile Financieel.

    Give the file as ``text`` or as ``bytes_hex``. Revenue accounts are those whose RGScode starts with "WOmz"; without
    any, the profit and loss accounts that start with 8; without any, the profit and loss accounts used in sales
    journals. Credit adds, debit subtracts. A line belongs to its own customer, else to the only customer in its
    booking, else it is ``unassigned``. ``invoices`` counts bookings (journal and number). ``version`` is "3.2", "4.0"
    or "unknown". Amounts are euros excl. btw, added up exactly.

    Args:
        text: the file as text; an encoding named in the file is then ignored.
        bytes_hex: the bytes of the file as hexadecimal digits; the encoding is the one named in the file.

    Raises:
        InputError: ``required`` at ``text`` with none of both and ``exactly_one`` with both; ``not_a_number`` at
            ``bytes_hex`` when it is not hexadecimal; at ``text``: ``doctype_forbidden``, and ``not_an_auditfile`` for
            another root, broken XML, or an amount on a revenue account that cannot be read.

    Source: the XML schemas of XAF 3.2, 3.2.1 and 4.0.

    >>> xaf("<auditfile><header><fiscalYear>2025</fiscalYear></header></auditfile>")["fiscal_year"]
    '2025'
    """
    given = given_file(text, bytes_hex)
    if isinstance(given, bytes):
        return read_auditfile(io.BytesIO(given))
    return read_auditfile(io.BytesIO(well_formed(given).encode()), "utf-8")


def read_auditfile(stream: BinaryIO, encoding: str | None = None) -> AuditfileRevenue:
    """Return turnover per customer from an auditfile that is read piece by piece.

    Args:
        stream: the bytes of the file.
        encoding: how the bytes are to be read; None for what the file says itself.

    Raises:
        InputError: as ``xaf``.
    """
    reader = AuditfileReader(encoding)
    while piece := stream.read(_PIECE):
        reader.feed(piece)
    return reader.finish()


class _Line(NamedTuple):
    """A line of a booking; an amount that cannot be read is None."""

    account: str
    customer: str
    amount: int | None


class _Account(NamedTuple):
    kind: str
    code: str

    @property
    def may_hold_revenue(self) -> bool:
        return self.kind == _PROFIT_AND_LOSS or self.code.startswith(_REVENUE_CODE)


@dataclass(slots=True)
class _Billed:
    """What was booked for a customer; ``first`` tells which booking of the file was the first."""

    first: int
    revenue: int = 0
    invoices: set[Invoice] = field(default_factory=set)


@dataclass
class _Bookings:
    """What an auditfile says, as far as it concerns turnover.

    Which accounts hold turnover is only known at the end, so bookings are added up for each account and customer.
    """

    most_customers: float
    version: str = "unknown"
    fiscal_year: str | None = None
    names: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, _Account] = field(default_factory=dict)
    in_sales_journals: set[str] = field(default_factory=set)
    _billed: dict[tuple[str, str], _Billed] = field(default_factory=dict)
    _unreadable: dict[str, tuple[int, Invoice]] = field(default_factory=dict)  # the first on each account
    _customers: set[str] = field(default_factory=set)
    _count: int = 0

    def add(self, account: str, customer: str, amount: int | None, invoice: Invoice) -> None:
        """Add a line of a booking to what was booked for its customer."""
        self._count += 1
        billed = self._billed.get((account, customer))
        if billed is None:
            billed = self._billed[account, customer] = _Billed(self._count)
            self._customers.add(customer)
            self._check_customers()
        if amount is None:
            self._unreadable.setdefault(account, (self._count, invoice))
        else:
            billed.revenue += amount
            billed.invoices.add(invoice)

    def revenue(self) -> AuditfileRevenue:
        accounts = self._revenue_accounts()
        self._check_amounts(accounts)
        customers = self._of_customers(accounts)
        total = sum(customer.revenue for customer in customers.values())
        unassigned = customers.pop("", None)
        return {
            "version": self.version,
            "fiscal_year": self.fiscal_year,
            "customers": [
                {
                    "id": key,
                    "name": self.names.get(key) or key,
                    "revenue": as_number(customer.revenue),
                    "invoices": len(customer.invoices),
                }
                for key, customer in customers.items()
            ],
            "unassigned": as_number(unassigned.revenue) if unassigned else 0.0,
            "total": as_number(total),
        }

    def _revenue_accounts(self) -> set[str]:
        coded = {key for key, account in self.accounts.items() if account.code.startswith(_REVENUE_CODE)}
        profit_and_loss = {key for key, account in self.accounts.items() if account.kind == _PROFIT_AND_LOSS}
        eights = {key for key in profit_and_loss if key.startswith(_REVENUE_DIGIT)}
        return coded or eights or profit_and_loss & self.in_sales_journals

    def _of_customers(self, accounts: set[str]) -> dict[str, _Billed]:
        """Return what was booked on these accounts for each customer, in the order of their first booking."""
        on_accounts = [
            (customer, billed) for (account, customer), billed in self._billed.items() if account in accounts
        ]
        customers: dict[str, _Billed] = {}
        for customer, billed in sorted(on_accounts, key=lambda each: each[1].first):
            known = customers.setdefault(customer, _Billed(billed.first))
            known.revenue += billed.revenue
            known.invoices |= billed.invoices
        return customers

    def _check_amounts(self, accounts: Iterable[str]) -> None:
        unreadable = [self._unreadable[account] for account in accounts if account in self._unreadable]
        if unreadable:
            _, (journal, number) = min(unreadable)
            place = f"dagboek {journal[:60]}, boeking {number[:60]}"
            message = f"Een bedrag in de auditfile is niet te lezen ({place}). Exporteer het bestand opnieuw."
            raise InputError("not_an_auditfile", "text", message)

    def _check_customers(self) -> None:
        most = self.most_customers
        if len(self._customers) > most or len(self._billed) > _ACCOUNTS_A_CUSTOMER * most:
            message = (
                f"Deze auditfile heeft meer dan {format_number(most, 0)} klanten, of te veel rekeningen. "
                "Exporteer een kortere periode."
            )
            raise InputError("file_too_large", "text", message)


@dataclass(slots=True)
class _Element:
    """An element that is read, or that leads to one.

    Attributes:
        name: the name without namespace.
        way: the path from the root.
        is_record: whether it is one of _RECORDS.
        is_text: whether it is its text that is read.
        inner: the elements in it that are read.
    """

    name: str
    way: str
    is_record: bool = False
    is_text: bool = False
    inner: dict[str, _Element] = field(default_factory=dict)


def _elements() -> _Element:
    """Return the root of what is read."""
    root = _Element("auditfile", "")
    for path, names in _RECORDS.items():
        record = root
        for step in path.split("/")[1:]:
            record = record.inner.setdefault(step, _Element(step, f"{record.way}/{step}"))
        record.is_record = True
        record.inner |= {name: _Element(name, f"{path}/{name}", is_text=True) for name in names}
    return root


_ROOT = _elements()


class AuditfileReader:
    """Reads an auditfile while its pieces come in, and holds what its customers add up to, not the file.

    Args:
        encoding: how the bytes are to be read; None for what the file says itself.
        most_customers: how many customers the file may have.

    Raises:
        InputError: as ``xaf``; ``file_too_large`` at ``text`` with more customers.

    >>> reader = AuditfileReader()
    >>> for piece in (b"<auditfile><header><fiscalYear>20", b"25</fiscalYear></header></auditfile>"):
    ...     reader.feed(piece)
    >>> reader.finish()["fiscal_year"]
    '2025'
    """

    def __init__(self, encoding: str | None = None, most_customers: float = math.inf) -> None:
        self._bookings = _Bookings(most_customers)
        self._open: list[_Element] = []  # what is read, from the root
        self._passing = 0  # how many elements are open in it that are not read
        self._records: list[Record] = []  # what was read so far of each open record
        self._text: list[str] = []
        self._lines: list[_Line] = []  # of the open booking, as far as they may be turnover
        self._named: set[str] = set()  # customers on all lines of the open booking
        self._used: set[str] = set()  # accounts in the open journal
        self._finish_record = {
            _HEADER: self._finish_header,
            _CUSTOMER: self._finish_customer,
            _ACCOUNT: self._finish_account,
            _JOURNAL: self._finish_journal,
            _TRANSACTION: self._finish_transaction,
            _LINE: self._finish_line,
        }
        self._markup = MarkupReader(self._start, self._end, _DOCTYPE_FORBIDDEN, encoding)

    def feed(self, piece: bytes) -> None:
        """Read on."""
        try:
            self._markup.feed(piece)
        except BrokenMarkupError as broken:
            raise _damaged(broken.line) from None

    def finish(self) -> AuditfileRevenue:
        """Return turnover per customer, now that all pieces were given."""
        try:
            self._markup.finish()
        except BrokenMarkupError as broken:
            raise _damaged(broken.line) from None
        return self._bookings.revenue()

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._passing:
            self._passing += 1
            return
        if not self._open:
            self._start_root(name, attributes)
            return
        parent = self._open[-1]
        element = parent.inner.get(name.rpartition(":")[2] if ":" in name else name)
        if element is None:
            self._passing = 1
            if parent.is_text:
                self._markup.listen(None)
            return
        self._open.append(element)
        if element.is_text:
            self._markup.listen(self._text.append)
        elif element.is_record:
            self._records.append({})

    def _start_root(self, name: str, attributes: Mapping[str, str]) -> None:
        prefix, _, local = name.rpartition(":")
        if local != _ROOT.name:
            message = "Dit bestand is geen auditfile. Kies een XML Auditfile Financieel uit je boekhoudpakket."
            raise InputError("not_an_auditfile", "text", message)
        self._bookings.version = _version(attributes.get(f"xmlns:{prefix}" if prefix else "xmlns", ""))
        self._open.append(_ROOT)

    def _end(self, _name: str) -> None:
        if self._passing:
            self._passing -= 1
            if not self._passing and self._open[-1].is_text:  # only what stands behind other elements counts
                self._text.clear()
                self._markup.listen(self._text.append)
            return
        element = self._open.pop()
        if element.is_text:
            self._records[-1][element.name] = "".join(self._text).strip()
            self._text.clear()
            self._markup.listen(None)
        elif element.is_record:
            self._finish_record[element.way](self._records.pop())

    def _finish_header(self, header: Record) -> None:
        self._bookings.fiscal_year = header.get("fiscalYear")

    def _finish_customer(self, customer: Record) -> None:
        self._bookings.names[customer.get("custSupID", "")] = customer.get("custSupName", "")

    def _finish_account(self, account: Record) -> None:
        found = _Account(account.get("accTp", ""), account.get("RGScode", ""))
        self._bookings.accounts[account.get("accID", "")] = found

    def _finish_line(self, line: Record) -> None:
        customer, account = line.get("custSupID", ""), line.get("accID", "")
        if customer:
            self._named.add(customer)
        known = self._bookings.accounts.get(account)
        if known is None or known.may_hold_revenue:  # the ledger may stand after the bookings
            self._lines.append(_Line(account, customer, _signed_amount(line)))
            self._used.add(account)

    def _finish_transaction(self, transaction: Record) -> None:
        only = self._named.pop() if len(self._named) == 1 else ""
        invoice = (self._records[-1].get("jrnID", ""), transaction.get("nr", ""))
        for line in self._lines:
            self._bookings.add(line.account, line.customer or only, line.amount, invoice)
        self._lines.clear()
        self._named.clear()

    def _finish_journal(self, journal: Record) -> None:
        if journal.get("jrnTp") == _SALES_JOURNAL:
            self._bookings.in_sales_journals |= self._used
        self._used.clear()


def _damaged(line: int) -> InputError:
    message = (
        f"Dit bestand is niet als auditfile te lezen: het is beschadigd of afgebroken bij regel {line}. "
        "Exporteer het opnieuw als XML Auditfile Financieel."
    )
    return InputError("not_an_auditfile", "text", message)


def _version(namespace: str) -> str:
    return next((version for version in ("4.0", "3.2") if version in namespace), "unknown")


def _signed_amount(line: Mapping[str, str]) -> int | None:
    """Return the amount of a line, credit above zero; None when it cannot be read."""
    written, sign = line.get("amnt", ""), _SIGNS.get(line.get("amntTp", ""))
    if written.startswith(("-", "+")):
        sign = -sign if sign and written[0] == "-" else sign
        written = written[1:]
    amount = exact_amount(written)
    return None if amount is None or sign is None else sign * amount
