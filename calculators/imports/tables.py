"""A table of rows becomes a list of customers, whatever file the rows are from.

The columns are recognised by their headers, and a mapping can correct that; the rows of one customer are added up. A
table knows nothing of files: ``csv_list`` and ``xlsx_list`` make them.

Conventions: amounts are added up exactly; names are compared without case and extra white space; rows that cannot be
read are left out and told.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Literal, NotRequired, TypedDict

from calculators.imports._amounts import DecimalMark, DecimalVote, as_number, read_amount
from calculators.imports._headers import (
    ROLE_OF,
    ROLES,
    TOTALS,
    VAT_BASES,
    Role,
    VatBasis,
    first_word,
    normalised,
    vat_basis,
)
from calculators.model.dutch_numbers import format_number
from calculators.model.errors import InputError
from calculators.model.quantities import Words

Summed = Literal["revenue", "costs", "margin", "hours"]
Row = tuple[int, list[str]]  # the number of its first line in the file, and its cells

MOST_ROWS = 1_000_000
MOST_COLUMNS = 200
MOST_CUSTOMERS = 100_000

SUMMED: tuple[Summed, ...] = ("revenue", "costs", "margin", "hours")

_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2})(?:[T ].*)?")
_REMEMBERED_DATES = 1024


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


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a table may be; without a limit it may be any size."""

    columns: float = math.inf
    customers: float = math.inf


NO_LIMITS = Limits()
FILE_LIMITS = Limits(MOST_COLUMNS, MOST_CUSTOMERS)  # for what visitors bring


@dataclass(frozen=True, slots=True)
class Table:
    """The headers of a table, and the rows below them, which can be gone through more than once."""

    header: list[str]
    rows: Iterable[Row]


@dataclass(frozen=True, slots=True)
class Listing:
    """The customers of a table in the order in which they first appear, and how it was read.

    Attributes:
        customers: amounts in euros.
        decimal: the decimal mark of the turnover.
        vat_basis: whether the turnover is excl. or incl. btw, as far as its header tells.
        mapping: the header that was used for each role, None for a role without a column.
        skipped: the rows that were left out.
        total: the turnover of all customers in euros.
    """

    customers: list[ListedCustomer]
    decimal: DecimalMark
    vat_basis: VatBasis
    mapping: dict[Role, str | None]
    skipped: list[SkippedRow]
    total: float


class Vocabulary:
    """The headers that are understood: those that packages write, and those that a mapping names.

    >>> words = Vocabulary({"revenue": "Waarde"})
    >>> words.find_header([(1, ["Lijst"]), (2, ["Klant", "Waarde", "Omzet"])])
    (1, ['Klant', 'Waarde', 'Omzet'])
    >>> words.columns(["Klant", "Waarde", "Omzet"])
    {'name': 0, 'revenue': 1}
    """

    def __init__(self, mapping: ColumnMapping | None) -> None:
        self._wanted: dict[Role, str] = {
            role: header for role in ROLES if (header := (mapping or {}).get(role)) is not None
        }
        named = {normalised(header): role for role, header in self._wanted.items() if normalised(header)}
        self._known: dict[str, Role] = ROLE_OF | named
        self._customer_headers = {header for header, role in self._known.items() if role in {"name", "id"}}
        self._first_words = {header.split()[0] for header in self._customer_headers}

    def find_header(self, rows: Iterable[Row]) -> tuple[int, list[str]] | None:
        """Return the index and the cells of the first row with a header for the customer; None when there is none."""
        for index, (_, cells) in enumerate(rows):
            if len(cells) > 1 and any(map(self._tells_the_customer, cells)):
                return index, [cell.strip() for cell in cells]
        return None

    def is_complete(self, header: Sequence[str]) -> bool:
        """Return whether a header has a column for the customer and one for the turnover, without a wish unmet."""
        try:
            self.columns(header)
        except InputError:
            return False
        return True

    def understood(self, header: Iterable[str]) -> int:
        """Return how many cells of a header are understood."""
        return sum(normalised(cell) in self._known for cell in header)

    def columns(self, header: Sequence[str]) -> dict[Role, int]:
        """Return the column of each role, as wanted, else as recognised; a role without a column is left out.

        Raises:
            InputError: ``no_revenue_column`` at ``text``; ``unknown_choice`` at ``mapping.revenue`` and so on when a
                wanted header is not there; ``required`` at ``mapping.name`` without a column for the customer.
        """
        columns: dict[Role, int] = {}
        for role in ROLES:
            if role in self._wanted:
                if self._wanted[role].strip():
                    columns[role] = _wanted_column(header, role, self._wanted[role])
                continue
            found = [column for column, cell in enumerate(header) if self._known.get(normalised(cell)) == role]
            if role == "revenue":
                found.sort(key=lambda column: VAT_BASES.index(vat_basis(header[column])))
            if found:
                columns[role] = found[0]
        if "revenue" not in columns:
            message = (
                "In dit bestand staat geen kolom met omzet. Geef de kolom een kop als 'Omzet excl. btw', of wijs hem "
                "aan."
            )
            raise InputError("no_revenue_column", "text", message)
        if "name" not in columns and "id" not in columns:
            raise InputError("required", "mapping.name", "Kies de kolom met de naam of die met het klantnummer.")
        return columns

    def _tells_the_customer(self, cell: str) -> bool:
        return first_word(cell) in self._first_words and normalised(cell) in self._customer_headers


def guess_header(rows: Iterable[Row]) -> tuple[int, list[str]] | None:
    """Return the index and the cells of the first row of two or more filled cells; None when there is none.

    It serves to ask which column is which when no header is recognised.

    >>> guess_header([(1, ["Lijst", ""]), (2, ["Afnemer", "Bruto"])])
    (1, ['Afnemer', 'Bruto'])
    """
    for index, (_, cells) in enumerate(rows):
        header = [cell.strip() for cell in cells]
        if sum(map(bool, header)) > 1:
            return index, header
    return None


def no_header() -> InputError:
    """Return the error for a file in which no row of headers is recognised."""
    message = "In dit bestand staat geen regel met koppen als 'Klant' en 'Omzet'. Zet die erboven en probeer opnieuw."
    return InputError("no_revenue_column", "text", message)


def add_up(table: Table, columns: Mapping[Role, int], limits: Limits = NO_LIMITS) -> Listing:
    """Add up the rows of each customer.

    Args:
        table: the headers and rows.
        columns: the column of each role; turnover and the customer's name or number at least.
        limits: how large the table may be.

    Raises:
        InputError: ``file_too_large`` at ``text`` when a limit is passed.

    >>> table = Table(["Klant", "Omzet"], [(2, ["Smit", "1,50"]), (3, ["smit", "2"]), (4, ["Bos", "?"])])
    >>> listing = add_up(table, {"name": 0, "revenue": 1})
    >>> listing.customers, listing.skipped
    ([{'name': 'Smit', 'revenue': 3.5}], [{'line': 4, 'reason': 'not_a_number'}])
    """
    marks = _decimal_marks(table.rows, columns)
    sums = _Sums(columns, marks, limits)
    for line, cells in table.rows:
        if len(cells) > limits.columns:
            _check_columns(line, cells, limits)
        sums.add(line, cells)
    return Listing(
        customers=[_listed(customer, columns) for customer in sums.customers()],
        decimal=marks["revenue"],
        vat_basis=vat_basis(table.header[columns["revenue"]]),
        mapping={role: table.header[columns[role]] if role in columns else None for role in ROLES},
        skipped=sums.skipped,
        total=as_number(sum(customer.sums["revenue"] for customer in sums.customers())),
    )


@dataclass(slots=True)
class _Customer:
    """What the rows of one customer add up to; sums are exact amounts."""

    id: str
    sums: dict[Summed, int]
    name: str = ""
    invoices: set[str] = field(default_factory=set)
    date: str = ""


class _Sums:
    """The customers so far; a row is read in one go, because there may be a hundred thousand of them."""

    def __init__(self, columns: Mapping[Role, int], marks: Mapping[Summed, DecimalMark], limits: Limits) -> None:
        self.skipped: list[SkippedRow] = []
        self._customers: dict[tuple[Role, str], _Customer] = {}
        self._seen: dict[tuple[str, str], _Customer] = {}  # by number and name as they are written
        self._width = max(columns.values()) + 1
        self._columns = columns
        self._marks = marks
        self._limits = limits
        self._others = [
            (role, column, marks[role])
            for role in SUMMED
            if role != "revenue" and (column := columns.get(role)) is not None
        ]

    def customers(self) -> Iterable[_Customer]:
        return self._customers.values()

    def add(self, line: int, cells: Sequence[str]) -> None:
        """Add a row to its customer, or to what is skipped; pass over empty rows and totals."""
        if len(cells) < self._width:  # rows may be shorter than the header
            cells = [*cells, *[""] * (self._width - len(cells))]
        columns = self._columns
        number = cells[columns["id"]].strip() if "id" in columns else ""
        name = cells[columns["name"]].strip() if "name" in columns else ""
        if (name or number).lower() in TOTALS:
            return
        amount = read_amount(cells[columns["revenue"]], self._marks["revenue"])
        if amount is None:
            if any(map(str.strip, cells)):
                self.skipped.append({"line": line, "reason": "not_a_number"})
        elif not name and not number:
            self.skipped.append({"line": line, "reason": "required"})
        else:
            customer = self._seen.get((number, name)) or self._meet(number, name)
            customer.sums["revenue"] += amount
            self._add_details(customer, cells)

    def _add_details(self, customer: _Customer, cells: Sequence[str]) -> None:
        for role, column, mark in self._others:
            customer.sums[role] += read_amount(cells[column], mark) or 0
        if "invoice" in self._columns:
            customer.invoices.add(cells[self._columns["invoice"]].strip())
        if "date" in self._columns:
            customer.date = max(customer.date, _iso_date(cells[self._columns["date"]].strip()))

    def _meet(self, number: str, name: str) -> _Customer:
        """Return the customer of a number and name that were not seen together before."""
        key: tuple[Role, str] = ("id", number) if number else ("name", " ".join(name.split()).casefold())
        customer = self._customers.get(key)
        if customer is None:
            if len(self._customers) >= self._limits.customers:
                raise _too_many("klanten", self._limits.customers)
            customer = self._customers[key] = _Customer(number, dict.fromkeys(self._marks, 0))
        customer.name = customer.name or name
        self._seen[number, name] = customer
        return customer


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


def _decimal_marks(rows: Iterable[Row], columns: Mapping[Role, int]) -> dict[Summed, DecimalMark]:
    """Return the decimal mark of each column of amounts; the rows are read no further than needed."""
    votes = {role: DecimalVote() for role in SUMMED if role in columns}
    open_votes = [(columns[role], vote) for role, vote in votes.items()]
    for _, cells in rows:
        for column, vote in open_votes:
            if column < len(cells):
                vote.count(cells[column])
        if any(vote.decided for _, vote in open_votes):
            open_votes = [(column, vote) for column, vote in open_votes if not vote.decided]
            if not open_votes:
                break
    return {role: vote.mark for role, vote in votes.items()}


def check_row_count(count: int) -> None:
    """Refuse a table with too many rows.

    Raises:
        InputError: ``file_too_large`` at ``text``.

    >>> check_row_count(1_000_000)
    """
    if count > MOST_ROWS:
        raise _too_many("regels", MOST_ROWS)


def too_many_columns(line: int, most: float) -> InputError:
    """Return the error for a row with too many columns."""
    message = (
        f"Regel {line} heeft meer dan {format_number(most, 0)} kolommen. "
        "Bewaar alleen de kolommen met klant, omzet, kosten en uren, en probeer opnieuw."
    )
    return InputError("file_too_large", "text", message)


def _check_columns(line: int, cells: Sequence[str], limits: Limits) -> None:
    """Refuse a row with too many columns; empty cells at its end do not count."""
    filled = next((column for column in range(len(cells), 0, -1) if cells[column - 1].strip()), 0)
    if filled > limits.columns:
        raise too_many_columns(line, limits.columns)


def _too_many(what: str, limit: float) -> InputError:
    message = (
        f"Dit bestand heeft meer dan {format_number(limit, 0)} {what}. "
        "Exporteer een kortere periode of een deel van je klanten."
    )
    return InputError("file_too_large", "text", message)


def _listed(customer: _Customer, columns: Mapping[Role, int]) -> ListedCustomer:
    listed: ListedCustomer = {"name": customer.name or customer.id, "revenue": as_number(customer.sums["revenue"])}
    for role in SUMMED:
        if role in columns:
            listed[role] = as_number(customer.sums[role])
    if "id" in columns:
        listed["id"] = customer.id or None
    if "invoice" in columns:
        listed["invoices"] = len(customer.invoices - {""})
    if "date" in columns:
        listed["date"] = customer.date or None
    return listed


@functools.lru_cache(maxsize=_REMEMBERED_DATES)
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
