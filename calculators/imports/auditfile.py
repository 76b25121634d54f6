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
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple, TypedDict
from xml.parsers import expat

from calculators.imports._amounts import as_number, exact_amount
from calculators.imports._files import FileBytes, FileText, given_file, well_formed
from calculators.model.errors import InputError
from calculators.model.operation import operation

_PIECE = 1 << 16

_PROFIT_AND_LOSS = "P"
_SALES_JOURNAL = "S"
_REVENUE_CODE = "WOmz"  # turnover in the Referentie Grootboekschema
_REVENUE_DIGIT = "8"
_SIGNS = {"C": 1, "D": -1}

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
_LEAVES = {f"{path}/{name}" for path, names in _RECORDS.items() for name in names}
_WAYS = {way for leaf in _LEAVES for way in itertools.accumulate(leaf.split("/"), "{}/{}".format)}


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
    reader = _Reader(encoding)
    reader.read(stream)
    return reader.bookings.revenue()


class _Posting(NamedTuple):
    """One line of a booking; an amount that cannot be read is None."""

    account: str
    customer: str
    amount: int | None
    invoice: tuple[str, str]


class _Account(NamedTuple):
    kind: str
    code: str

    @property
    def may_hold_revenue(self) -> bool:
        return self.kind == _PROFIT_AND_LOSS or self.code.startswith(_REVENUE_CODE)


@dataclass
class _Customer:
    revenue: int = 0
    invoices: set[tuple[str, str]] = field(default_factory=set)


@dataclass
class _Bookings:
    """What an auditfile says, as far as it concerns turnover."""

    version: str = "unknown"
    fiscal_year: str | None = None
    names: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, _Account] = field(default_factory=dict)
    in_sales_journals: set[str] = field(default_factory=set)
    postings: list[_Posting] = field(default_factory=list)

    def revenue(self) -> AuditfileRevenue:
        customers: dict[str, _Customer] = {}
        accounts = self._revenue_accounts()
        for posting in self.postings:
            if posting.account not in accounts:
                continue
            if posting.amount is None:
                place = f"dagboek {posting.invoice[0][:60]}, boeking {posting.invoice[1][:60]}"
                message = f"Een bedrag in het auditfile is niet te lezen ({place}). Exporteer het bestand opnieuw."
                raise InputError("not_an_auditfile", "text", message)
            customer = customers.setdefault(posting.customer, _Customer())
            customer.revenue += posting.amount
            customer.invoices.add(posting.invoice)
        total = sum(customer.revenue for customer in customers.values())
        unassigned = customers.pop("", _Customer())
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
            "unassigned": as_number(unassigned.revenue),
            "total": as_number(total),
        }

    def _revenue_accounts(self) -> set[str]:
        coded = {key for key, account in self.accounts.items() if account.code.startswith(_REVENUE_CODE)}
        profit_and_loss = {key for key, account in self.accounts.items() if account.kind == _PROFIT_AND_LOSS}
        eights = {key for key in profit_and_loss if key.startswith(_REVENUE_DIGIT)}
        return coded or eights or profit_and_loss & self.in_sales_journals


class _Reader:
    """Turns the events of an XML parser into bookings."""

    def __init__(self, encoding: str | None) -> None:
        self.bookings = _Bookings()
        self._ways: list[str | None] = []  # from the root to the open element; None for what is not read
        self._records: list[dict[str, str]] = []  # what was read so far of each open element of _RECORDS
        self._text: list[str] = []
        self._lines: list[dict[str, str]] = []  # of the open booking
        self._used: set[str] = set()  # accounts in the open journal
        self._finish = {
            _HEADER: self._finish_header,
            _CUSTOMER: self._finish_customer,
            _ACCOUNT: self._finish_account,
            _JOURNAL: self._finish_journal,
            _TRANSACTION: self._finish_transaction,
            _LINE: self._lines.append,
        }
        self._parser = expat.ParserCreate(encoding)
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text.append

    def read(self, stream: BinaryIO) -> None:
        try:
            while piece := stream.read(_PIECE):
                self._parser.Parse(piece, False)  # noqa: FBT003 -- expat takes no keywords
            self._parser.Parse(b"", True)  # noqa: FBT003 -- idem
        except InputError:
            raise
        except (expat.ExpatError, LookupError, ValueError):  # the latter two for encodings that Python cannot read
            message = (
                f"Dit bestand is niet als auditfile te lezen: het is beschadigd of afgebroken bij regel "
                f"{self._parser.CurrentLineNumber}. Exporteer het opnieuw als XML Auditfile Financieel."
            )
            raise InputError("not_an_auditfile", "text", message) from None

    def _refuse_doctype(self, *_: object) -> None:
        message = "Dit bestand bevat een DOCTYPE en wordt om veiligheid niet gelezen. Exporteer een gewoon auditfile."
        raise InputError("doctype_forbidden", "text", message)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        prefix, _, local = name.rpartition(":")
        if not self._ways:
            if local != "auditfile":
                message = "Dit bestand is geen auditfile. Kies een XML Auditfile Financieel uit je boekhoudpakket."
                raise InputError("not_an_auditfile", "text", message)
            self.bookings.version = _version(attributes.get(f"xmlns:{prefix}" if prefix else "xmlns", ""))
            self._ways.append("")
            return
        way = None if self._ways[-1] is None else f"{self._ways[-1]}/{local}"
        self._ways.append(way if way in _WAYS else None)
        if way in _RECORDS:
            self._records.append({})
        self._text.clear()

    def _end(self, _name: str) -> None:
        way = self._ways.pop()
        if way in _LEAVES:
            self._records[-1][way.rpartition("/")[2]] = "".join(self._text).strip()
        elif way in _RECORDS:
            self._finish[way](self._records.pop())
        self._text.clear()

    def _finish_header(self, header: dict[str, str]) -> None:
        self.bookings.fiscal_year = header.get("fiscalYear")

    def _finish_customer(self, customer: dict[str, str]) -> None:
        self.bookings.names[customer.get("custSupID", "")] = customer.get("custSupName", "")

    def _finish_account(self, account: dict[str, str]) -> None:
        found = _Account(account.get("accTp", ""), account.get("RGScode", ""))
        self.bookings.accounts[account.get("accID", "")] = found

    def _finish_transaction(self, transaction: dict[str, str]) -> None:
        customers = {line["custSupID"] for line in self._lines if line.get("custSupID")}
        only = customers.pop() if len(customers) == 1 else ""
        invoice = (self._records[-1].get("jrnID", ""), transaction.get("nr", ""))
        for line in self._lines:
            account = line.get("accID", "")
            known = self.bookings.accounts.get(account)
            if known is None or known.may_hold_revenue:  # the ledger may stand after the bookings
                posting = _Posting(account, line.get("custSupID") or only, _signed_amount(line), invoice)
                self.bookings.postings.append(posting)
                self._used.add(account)
        self._lines.clear()

    def _finish_journal(self, journal: dict[str, str]) -> None:
        if journal.get("jrnTp") == _SALES_JOURNAL:
            self.bookings.in_sales_journals |= self._used
        self._used.clear()


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
