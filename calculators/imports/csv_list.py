"""Reads a customer list from a CSV file of any bookkeeping package.

No two packages write the same file, so everything is recognised: the encoding, the delimiter, the line with the
headers, the columns by their names, the decimal mark of each column. The outcome tells what was recognised, and a
``mapping`` can correct it.

Sources: RFC 4180 (quotes); the exports of Moneybird, SnelStart, Exact Online, AFAS and others as far as publicly
documented, and what Excel writes with Dutch settings.

Conventions: amounts are added up exactly; names are compared without case and extra white space; rows that cannot be
read are left out and told. A quote that is never closed is an ordinary character: it must not swallow what follows.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Literal, NotRequired, TypedDict

from calculators.imports._amounts import DecimalMark, as_number, decimal_mark, read_amount
from calculators.imports._files import FileBytes, FileText, given_file, well_formed
from calculators.imports._headers import ROLE_OF, ROLES, VAT_BASES, Role, VatBasis, normalised, vat_basis
from calculators.model.errors import InputError
from calculators.model.operation import operation
from calculators.model.quantities import Words

Summed = Literal["revenue", "costs", "margin", "hours"]
Row = tuple[int, list[str]]  # the number of its first line in the file, and its cells

DELIMITERS = (";", ",", "\t", "|")
SUMMED: tuple[Summed, ...] = ("revenue", "costs", "margin", "hours")
TOTALS = frozenset({"totaal", "eindtotaal", "subtotaal", "totalen", "total", "grand total"})

_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_SEPARATOR_LINE = re.compile(r"sep=([^\w\s\"]|\t)[ \t]*(?:\r\n|\r|\n|\Z)", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2})(?:[T ].*)?")


class ColumnMapping(TypedDict):
    """Which header stands for what; blank for a column that must not be used."""

    name: NotRequired[Annotated[str, Words("kolom met de naam", may_be_blank=True)]]
    id: NotRequired[Annotated[str, Words("kolom met het klantnummer", may_be_blank=True)]]
    revenue: NotRequired[Annotated[str, Words("kolom met de omzet", may_be_blank=True)]]
    costs: NotRequired[Annotated[str, Words("kolom met de kosten", may_be_blank=True)]]
    margin: NotRequired[Annotated[str, Words("kolom met de marge", may_be_blank=True)]]
    hours: NotRequired[Annotated[str, Words("kolom met de uren", may_be_blank=True)]]
    date: NotRequired[Annotated[str, Words("kolom met de datum", may_be_blank=True)]]
    invoice: NotRequired[Annotated[str, Words("kolom met het factuurnummer", may_be_blank=True)]]


class ListedCustomer(TypedDict):
    """What a list says about one customer; what the list has no column for is left out."""

    id: NotRequired[str | None]
    name: str
    revenue: float
    costs: NotRequired[float]
    margin: NotRequired[float]
    hours: NotRequired[float]
    invoices: NotRequired[int]
    date: NotRequired[str | None]


class SkippedRow(TypedDict):
    """A row that was left out, by the number of its first line in the file."""

    line: int
    reason: Literal["not_a_number", "required"]


class CustomerList(TypedDict):
    """The customers in the order in which they first appear, and how the file was read."""

    customers: list[ListedCustomer]
    delimiter: str
    decimal: DecimalMark
    encoding: Literal["utf-8", "utf-8-sig", "cp1252"]
    vat_basis: VatBasis
    mapping: dict[Role, str | None]
    skipped: list[SkippedRow]
    total: float


@operation
def csv(
    text: FileText | None = None,
    bytes_hex: FileBytes | None = None,
    mapping: Annotated[ColumnMapping, "de kolommen"] | None = None,
) -> CustomerList:
    r"""Read a customer list from a CSV file.

    Give the file as ``text`` or as ``bytes_hex`` (read as UTF-8, else as Windows-1252). The header is the first line
    with a known name for the customer or the customer's number; turnover excl. btw is preferred to turnover of which
    the header does not tell, and that to incl. btw. Rows of one customer (the same number, else the same name) are
    added up, credit notes included. Empty rows and totals are passed over; a row without a readable amount
    ("not_a_number") or with an amount but without a customer ("required") stands in ``skipped``. Hours, costs and
    margins that cannot be read count as 0; ``date`` is the latest, as 2025-12-31, of dates written year or day first.

    Args:
        text: the file as text.
        bytes_hex: the bytes of the file as hexadecimal digits.
        mapping: headers to be used instead of what is recognised; blank for a column that must not be used.

    Raises:
        InputError: ``required`` at ``text`` with none of both and ``exactly_one`` with both; ``not_a_number`` at
            ``bytes_hex`` when it is not hexadecimal; ``empty_file`` and ``no_revenue_column`` (no header, or none for
            turnover) at ``text``; ``unknown_choice`` at ``mapping.revenue`` and so on when the header is not in the
            file; ``required`` at ``mapping.name`` when neither name nor number may be used.

    Source: RFC 4180; public documentation of bookkeeping packages.

    >>> csv("Klant;Omzet excl. btw\nJansen;1.234,50\njansen ;-34,50\nTotaal;1.200,00")["customers"]
    [{'name': 'Jansen', 'revenue': 1200.0}]
    """
    content, encoding = _decoded(given_file(text, bytes_hex))
    if not content.strip():
        raise InputError(
            "empty_file", "text", "Het bestand is leeg. Kies een bestand met een regel per klant of factuur."
        )
    wanted = {role: header for role in ROLES if (header := (mapping or {}).get(role)) is not None}
    known = ROLE_OF | {normalised(header): role for role, header in wanted.items() if normalised(header)}
    table = _find_table(content, known)
    columns = _find_columns(table.header, known, wanted)
    marks = {role: decimal_mark(table.cells(columns[role])) for role in SUMMED if role in columns}
    customers, skipped = _add_up(table, columns, marks)
    return {
        "customers": [_listed(customer, columns) for customer in customers],
        "delimiter": table.delimiter,
        "decimal": marks["revenue"],
        "encoding": encoding,
        "vat_basis": vat_basis(table.header[columns["revenue"]]),
        "mapping": {role: table.header[columns[role]] if role in columns else None for role in ROLES},
        "skipped": skipped,
        "total": as_number(sum(customer.sums["revenue"] for customer in customers)),
    }


@dataclass(frozen=True)
class _Table:
    delimiter: str
    header: list[str]
    rows: list[Row]

    def cells(self, column: int) -> Iterator[str]:
        return (_cell(cells, column) for _, cells in self.rows)


@dataclass
class _Customer:
    """What the rows of one customer add up to; sums are exact amounts."""

    id: str = ""
    name: str = ""
    sums: dict[Summed, int] = field(default_factory=dict)
    invoices: set[str] = field(default_factory=set)
    date: str = ""


def _decoded(given: str | bytes) -> tuple[str, Literal["utf-8", "utf-8-sig", "cp1252"]]:
    if isinstance(given, str):
        text = well_formed(given)
    elif given.startswith(_BYTE_ORDER_MARK.encode()):
        text = given.decode("utf-8", "replace")
    else:
        try:
            return given.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            return given.decode("cp1252", "replace"), "cp1252"
    if text.startswith(_BYTE_ORDER_MARK):
        return text.removeprefix(_BYTE_ORDER_MARK), "utf-8-sig"
    return text, "utf-8"


def _find_table(content: str, known: Mapping[str, Role]) -> _Table:
    """Return the table as split by the delimiter that gives the most known headers.

    The rows behind each header are left to be read until the delimiter is known.
    """
    separator = _SEPARATOR_LINE.match(content)
    start, line = (separator.end(), 2) if separator else (0, 1)
    best, most = None, 0
    for delimiter in (separator[1],) if separator else DELIMITERS:
        rows = _rows(content, delimiter, start, line)
        header = next((cells for _, cells in rows if _is_header(cells, known)), None)
        count = sum(normalised(cell) in known for cell in header or ())
        if header and count > most:
            best, most = (delimiter, header, rows), count
    if best is None:
        message = (
            "In dit bestand staat geen regel met koppen als 'Klant' en 'Omzet'. Zet die erboven en probeer opnieuw."
        )
        raise InputError("no_revenue_column", "text", message)
    delimiter, header, rows = best
    return _Table(delimiter, [cell.strip() for cell in header], list(rows))


def _rows(content: str, delimiter: str, start: int, line: int) -> Iterator[Row]:
    """Split a text into rows of cells, from position ``start``, which is in line ``line``.

    A quoted cell (RFC 4180) ends at a quote before a delimiter or the end of a line. Where there is no such quote the
    first one is an ordinary character.
    """
    stop = re.escape(delimiter)
    cell = re.compile(rf' *"((?:[^"]|"")*+)" *(?=[{stop}\r\n]|\Z)|([^{stop}\r\n]*)')
    first, cells, position = line, [], start
    while match := cell.match(content, position):
        quoted, plain = match.groups()
        if quoted is None:
            cells.append(plain)
        else:
            cells.append(quoted.replace('""', '"'))
            line += len(_LINE_END.findall(quoted))
        position = match.end()
        if content.startswith(delimiter, position):
            position += 1
            continue
        yield first, cells
        ending = _LINE_END.match(content, position)
        if ending is None:
            return
        position = ending.end()
        line += 1
        first, cells = line, []


def _is_header(cells: Sequence[str], known: Mapping[str, Role]) -> bool:
    return len(cells) > 1 and any(known.get(normalised(cell)) in {"name", "id"} for cell in cells)


def _find_columns(header: Sequence[str], known: Mapping[str, Role], wanted: Mapping[Role, str]) -> dict[Role, int]:
    """Return the column of each role, as wanted, else as recognised; a role without a column is left out."""
    columns: dict[Role, int] = {}
    for role in ROLES:
        if role in wanted:
            if wanted[role].strip():
                columns[role] = _wanted_column(header, role, wanted[role])
            continue
        found = [column for column, cell in enumerate(header) if known.get(normalised(cell)) == role]
        if role == "revenue":
            found.sort(key=lambda column: VAT_BASES.index(vat_basis(header[column])))
        if found:
            columns[role] = found[0]
    if "revenue" not in columns:
        message = (
            "In dit bestand staat geen kolom met omzet. Geef de kolom een kop als 'Omzet excl. btw', of wijs hem aan."
        )
        raise InputError("no_revenue_column", "text", message)
    if "name" not in columns and "id" not in columns:
        raise InputError("required", "mapping.name", "Kies de kolom met de naam of die met het klantnummer.")
    return columns


def _wanted_column(header: Sequence[str], role: Role, wanted: str) -> int:
    if wanted.strip() in header:
        return header.index(wanted.strip())
    words = normalised(wanted)
    for column, cell in enumerate(header):
        if words and normalised(cell) == words:
            return column
    choices = ", ".join(cell[:40] for cell in header[:20] if cell)
    message = f"De kolom '{wanted.strip()[:40]}' staat niet in het bestand. Kies een van deze: {choices}."
    raise InputError("unknown_choice", f"mapping.{role}", message)


def _add_up(
    table: _Table, columns: Mapping[Role, int], marks: Mapping[Summed, DecimalMark]
) -> tuple[list[_Customer], list[SkippedRow]]:
    """Add up the rows of each customer."""
    customers: dict[tuple[Role, str], _Customer] = {}
    skipped: list[SkippedRow] = []
    for line, cells in table.rows:
        row = {role: _cell(cells, column).strip() for role, column in columns.items()}
        number, name = row.get("id", ""), row.get("name", "")
        if not any(cell.strip() for cell in cells) or (name or number).lower() in TOTALS:
            continue
        amounts = {role: read_amount(row[role], mark) for role, mark in marks.items()}
        if amounts["revenue"] is None:
            skipped.append({"line": line, "reason": "not_a_number"})
        elif not name and not number:
            skipped.append({"line": line, "reason": "required"})
        else:
            key: tuple[Role, str] = ("id", number) if number else ("name", " ".join(name.split()).casefold())
            customer = customers.setdefault(key, _Customer(id=number))
            customer.name = customer.name or name
            for role, amount in amounts.items():
                customer.sums[role] = customer.sums.get(role, 0) + (amount or 0)
            customer.invoices |= {row.get("invoice", "")} - {""}
            customer.date = max(customer.date, _iso_date(row.get("date", "")))
    return list(customers.values()), skipped


def _listed(customer: _Customer, columns: Mapping[Role, int]) -> ListedCustomer:
    listed: ListedCustomer = {"name": customer.name or customer.id, "revenue": as_number(customer.sums["revenue"])}
    for role in SUMMED:
        if role in columns:
            listed[role] = as_number(customer.sums[role])
    if "id" in columns:
        listed["id"] = customer.id or None
    if "invoice" in columns:
        listed["invoices"] = len(customer.invoices)
    if "date" in columns:
        listed["date"] = customer.date or None
    return listed


def _cell(cells: Sequence[str], column: int) -> str:
    """Return a cell; rows may be shorter than the header."""
    return cells[column] if column < len(cells) else ""


def _iso_date(cell: str) -> str:
    """Return a date as 2025-12-31, or nothing when the cell holds none.

    >>> _iso_date("31-12-2025"), _iso_date("2025-12-31T10:00"), _iso_date("1/2/25"), _iso_date("31-31-2025")
    ('2025-12-31', '2025-12-31', '2025-02-01', '')
    """
    if match := _YEAR_FIRST.fullmatch(cell):
        year, month, day = map(int, match.groups())
    elif match := _DAY_FIRST.fullmatch(cell):
        day, month = int(match[1]), int(match[2])
        year = int(f"20{match[3]}"[-4:])
    else:
        return ""
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""
