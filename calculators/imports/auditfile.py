"""Reads turnover per customer from an XML Auditfile Financieel (3.x and 4.0).

The file holds the customers, the ledger and every booking of a year. Turnover is what is booked on the revenue
accounts; the customer of a booking is named on its lines, or in a subledger.

Sources: the XML schemas of XAF 3.1, 3.2, 3.2.1 and 4.0 (auditfiles.nl, softwarepakketten.nl).

Conventions: names of elements count, in any case; namespaces do not (wrong ones occur in practice), except for the
version. A ``<!DOCTYPE`` is refused before anything in it is looked at: no auditfile needs one, and it is the way in for
XML bombs. The file is read piece by piece and never held as a whole. What is not quite XML is repaired
(``_auditfile_bytes``); what is not sure is asked or told (``ledger``).
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, TypedDict

from calculators.imports._auditfile_accounts import Account, rgs_code
from calculators.imports._auditfile_bookings import Bookings
from calculators.imports._auditfile_bytes import Transcoder
from calculators.imports._auditfile_owners import Line, Record, amount_of
from calculators.imports._auditfile_roots import check_root, too_old
from calculators.imports._auditfile_values import iso_date
from calculators.imports._files import FileBytes, FileText, given_file, well_formed
from calculators.imports._markup import BrokenMarkupError, MarkupReader
from calculators.imports.ledger import Auditfile, Note, chosen_accounts
from calculators.model.errors import InputError
from calculators.model.operation import operation

_PIECE = 1 << 16
_MOST_SPELLINGS = 50  # of names of elements in one place

_DOCTYPE_FORBIDDEN = (
    "Dit bestand bevat een DOCTYPE en wordt voor de veiligheid niet gelezen. Exporteer een gewone auditfile."
)
_PART_OF_SPLIT = re.compile(
    r"vervolgbestand|(?:deel|bestand|part|file|volume)\s*[0-9]+\s*(?:van|of|/)\s*(?!1\b)[0-9]+", re.IGNORECASE
)

_HEADER = "/header"
_CUSTOMER = "/customersSuppliers/customerSupplier"
_ACCOUNT = "/generalLedger/ledgerAccount"
_TAXONOMY = f"{_ACCOUNT}/taxonomy"
_CONCEPT = f"{_TAXONOMY}/entryPoint"
_TAXONOMY_LINK = "/generalLedger/taxonomies/taxonomy/taxoElement"
_TRANSACTIONS = "/transactions"
_JOURNAL = f"{_TRANSACTIONS}/journal"
_TRANSACTION = f"{_JOURNAL}/transaction"
_LINE = f"{_TRANSACTION}/trLine"
_SUBLEDGER = f"{_TRANSACTIONS}/subledgers/subledger"
_SUBLEDGER_LINE = f"{_SUBLEDGER}/sbLine"

# What is read: elements, by the path of the element they stand in. All but the header stand in the company; some
# packages close that too early.
_RECORDS = {
    _HEADER: ("fiscalYear", "startDate", "endDate", "curCode", "auditfileVersion"),
    _CUSTOMER: ("custSupID", "custSupName", "custSupTp"),
    _ACCOUNT: ("accID", "accDesc", "accTp", "RGScode", "leadCode", "leadReference", "leadCrossRef", "accountID"),
    _TAXONOMY: ("taxoRef", "conceptRef"),
    _CONCEPT: ("conceptRef",),
    _TAXONOMY_LINK: ("glAccID", "txCd"),
    _TRANSACTIONS: ("linesCount",),
    _JOURNAL: ("jrnID", "desc", "jrnTp", "journalID"),
    _TRANSACTION: ("nr", "desc", "periodNumber", "trDt", "transactionID"),
    _LINE: ("accID", "docRef", "effDate", "amnt", "amntTp", "custSupID", "invRef"),
    _SUBLEDGER: ("sbType",),
    _SUBLEDGER_LINE: ("jrnID", "trNr", "docRef", "invRef", "custSupID"),
}


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

    Give the file as ``text`` or as ``bytes_hex``. Revenue accounts are those whose RGScode starts with "WOmz"; of
    accounts without a code those whose description says so, or that start with 8; without any, the profit and loss
    accounts that sales journals credit. Credit adds, debit subtracts. A line belongs to its own customer, else to the
    only customer in its booking or of its document, else it is ``unassigned``. ``invoices`` counts bookings (journal
    and number). The opening balance, the entry that closes the year and amounts that cannot be read do not count.
    ``version`` is "3.2", "4.0" or "unknown". Amounts are excl. btw, added up exactly.

    Args:
        text: the file as text; an encoding named in the file is then ignored.
        bytes_hex: the bytes of the file as hexadecimal digits; the encoding is the one named in the file, unless the
            bytes deny it.

    Raises:
        InputError: ``required`` at ``text`` with none of both and ``exactly_one`` with both; ``not_a_number`` at
            ``bytes_hex`` when it is not hexadecimal; at ``text``: ``doctype_forbidden``, ``wrong_type`` for a workbook
            written as XML, and ``not_an_auditfile`` for another root, a version before 3, a part of a file that was
            split, or broken XML.

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
    found = reader.finish()
    turnover = found.revenue()
    return {
        "version": found.version,
        "fiscal_year": found.fiscal_year,
        "customers": [
            {"id": each["id"], "name": each["name"], "revenue": each["revenue"], "invoices": each["invoices"]}
            for each in turnover.customers
        ],
        "unassigned": turnover.unassigned,
        "total": turnover.total,
    }


@dataclass(slots=True)
class _Element:
    """An element that is read, or that leads to one.

    Attributes:
        name: the name without namespace.
        is_text: whether it is its text that is read.
        inner: the elements in it that are read, by their names as they are written; None for those that are not.
        finish: told what was read of it; None when it only leads to others.
    """

    name: str
    is_text: bool = False
    inner: dict[str, _Element | None] = field(default_factory=dict)
    finish: Callable[[Record], None] | None = None

    def find(self, written: str) -> _Element | None:
        """Return the element with this name, in any case and with any prefix; None when it is not read."""
        local = written.rpartition(":")[2].lower()
        found = next((each for name, each in self.inner.items() if name.lower() == local), None)
        if len(self.inner) < _MOST_SPELLINGS:
            self.inner[written] = found
        return found


def _tree(finish: Mapping[str, Callable[[Record], None]]) -> _Element:
    """Return the root of what is read, with what is to be told of each record."""
    root, company = _Element("auditfile"), _Element("company")
    for path, names in _RECORDS.items():
        record = company
        for step in path.split("/")[1:]:
            record = record.inner.setdefault(step, _Element(step)) or record
        record.finish = finish[path]
        record.inner |= {name: _Element(name, is_text=True) for name in names if name not in record.inner}
    root.inner = {**company.inner, "company": company}
    return root


class AuditfileReader:
    """Reads an auditfile while its pieces come in, and holds what its accounts and customers add up to, not the file.

    Args:
        encoding: how the bytes are to be read; None for what the file says itself.
        most_customers: how many customers the file may have.

    Raises:
        InputError: as ``xaf``; ``file_too_large`` at ``text`` with more customers.

    >>> reader = AuditfileReader()
    >>> for piece in (b"<auditfile><header><fiscalYear>20", b"25</fiscalYear></header></auditfile>"):
    ...     reader.feed(piece)
    >>> reader.finish().fiscal_year
    '2025'
    """

    def __init__(self, encoding: str | None = None, most_customers: float = math.inf) -> None:
        self._bookings = Bookings(most_customers)
        self._version = "unknown"
        self._tree = _tree(
            {
                _HEADER: self._finish_header,
                _CUSTOMER: self._bookings.add_customer,
                _ACCOUNT: self._finish_account,
                _TAXONOMY: self._finish_taxonomy,
                _CONCEPT: self._finish_taxonomy,
                _TAXONOMY_LINK: self._finish_taxonomy_link,
                _TRANSACTIONS: self._finish_transactions,
                _JOURNAL: self._finish_journal,
                _TRANSACTION: self._finish_transaction,
                _LINE: self._finish_line,
                _SUBLEDGER: lambda _: None,
                _SUBLEDGER_LINE: self._finish_subledger_line,
            }
        )
        self._open: list[_Element] = []  # what is read, from the root
        self._passing = 0  # how many elements are open in it that are not read
        self._records: list[Record] = []  # what was read so far of each open record
        self._text: list[str] = []  # since an element began or ended; to hear it all is cheaper than to switch
        self._lines: list[Line] = []  # of the open booking, as far as they may be turnover
        self._all_lines: list[Record] = []
        self._named: set[str] = set()  # customers on all lines of the open booking
        self._codes: dict[str, str] = {}  # RGS codes that stand apart from their accounts
        self._lines_read = 0
        self._lines_stated = 0
        self._markup = MarkupReader(self._start, self._end, _DOCTYPE_FORBIDDEN, repair=Transcoder(encoding))
        self._markup.listen(self._text.append)
        self._markup.tell_comments(self._see_comment)

    def feed(self, piece: bytes) -> None:
        """Read on."""
        try:
            self._markup.feed(piece)
        except BrokenMarkupError as broken:
            raise _damaged(broken.line) from None

    def finish(self) -> Auditfile:
        """Return what the file says about turnover, now that all pieces were given."""
        try:
            self._markup.finish()
        except BrokenMarkupError as broken:
            raise _damaged(broken.line) from None
        self._take_codes()
        if self._markup.has_more:
            self._bookings.notes.append(Note("text_behind_end"))
        if self._lines_stated > self._lines_read:
            values = {"stated": self._lines_stated, "found": self._lines_read}
            self._bookings.notes.append(Note("lines_missing", values))
        header, books = self._bookings.header, self._bookings.books()
        return Auditfile(
            self._version,
            header.get("fiscalYear"),
            iso_date(header.get("startDate", "")),
            iso_date(header.get("endDate", "")),
            header.get("curCode") or None,
            books,
            chosen_accounts(books),
            self._lines_read,
        )

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._passing:
            self._passing += 1
            return
        if not self._open:
            self._version = check_root(name, attributes)
            self._open.append(self._tree)
            return
        parent = self._open[-1]
        element = parent.inner.get(name, parent)
        if element is parent:  # this spelling is new
            element = parent.find(name)
        if element is None:
            self._passing = 1
            return
        self._open.append(element)
        if element.is_text:
            self._text.clear()
        elif element.finish:
            self._records.append({})

    def _end(self, _name: str) -> None:
        if self._passing:
            self._passing -= 1
            self._text.clear()  # nobody asked for it; and of a text only what stands behind other elements counts
            return
        element = self._open.pop()
        if element.is_text:
            text = self._text
            self._records[-1][element.name] = (text[0] if len(text) == 1 else "".join(text)).strip()
        elif element.finish:
            element.finish(self._records.pop())
        elif not self._open:
            self._markup.close()

    def _see_comment(self, comment: str) -> None:
        if _PART_OF_SPLIT.search(comment):
            self._bookings.notes.append(Note("part_of_split_file", {"comment": " ".join(comment.split())[:60]}))

    def _finish_header(self, header: Record) -> None:
        if re.match(r"\s*(?:clair|[012]\b)", header.get("auditfileVersion", ""), re.IGNORECASE):
            raise too_old()
        self._bookings.header = header

    def _finish_account(self, account: Record) -> None:
        if "accountID" in account:
            raise too_old()
        leads = (account.get(name, "") for name in ("leadReference", "leadCode", "leadCrossRef"))
        code = rgs_code(account.get("RGScode", ""), account.get("taxonomy", ""), *leads)
        key = account.get("accID", "")
        self._bookings.add_account(Account(key, account.get("accDesc", ""), account.get("accTp", ""), code))

    def _finish_taxonomy(self, taxonomy: Record) -> None:
        account = self._records[-1]
        account["taxonomy"] = " ".join([account.get("taxonomy", ""), *taxonomy.values()])

    def _finish_taxonomy_link(self, link: Record) -> None:
        if code := rgs_code(link.get("txCd", "")):
            self._codes.setdefault(link.get("glAccID", ""), code)

    def _take_codes(self) -> None:
        for key, code in self._codes.items():
            account = self._bookings.ledger.get(key)
            if account and not account.code:
                account.code = code

    def _finish_line(self, line: Record) -> None:
        self._lines_read += 1
        account, number = line.get("accID", ""), line.get("custSupID")
        customer = self._bookings.key_of(number) if number else ""
        if customer:
            line["customer"] = customer
            self._named.add(customer)
        self._all_lines.append(line)
        if account not in self._bookings.passed_over:  # the ledger may stand after the bookings
            amount = amount_of(line)
            if amount is None:
                line["line"] = str(self._markup.line)
            elif line["amnt"][-3:-2] != ".":
                self._bookings.see_amount(line["amnt"])
            self._lines.append(Line(account, customer, amount, line))

    def _finish_transaction(self, transaction: Record) -> None:
        if "transactionID" in transaction:
            raise too_old()
        if self._lines:
            self._bookings.add_transaction(transaction, self._records[-1], self._lines, self._all_lines, self._named)
            self._lines.clear()
        self._all_lines.clear()
        self._named.clear()

    def _finish_journal(self, journal: Record) -> None:
        if "journalID" in journal:
            raise too_old()
        self._bookings.finish_journal(journal)

    def _finish_transactions(self, transactions: Record) -> None:
        stated = transactions.get("linesCount", "")
        if re.fullmatch(r"[0-9]{1,9}", stated):
            self._lines_stated += int(stated)

    def _finish_subledger_line(self, line: Record) -> None:
        self._bookings.add_subledger_line(line, self._records[-1].get("sbType", ""))


def _damaged(line: int) -> InputError:
    message = (
        f"Dit bestand is niet als auditfile te lezen: het is beschadigd of afgebroken bij regel {line}. "
        "Exporteer het opnieuw als XML Auditfile Financieel."
    )
    return InputError("not_an_auditfile", "text", message)
