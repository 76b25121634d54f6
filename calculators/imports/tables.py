"""A table of rows becomes a list of customers, whatever file the rows are from.

The headings are found (``headers``), the columns are recognised (``columns``) and a mapping can correct that, and the
rows of one customer are added up (``_rows``). A table knows nothing of files: ``csv_list`` and ``xlsx_list`` make them.

Conventions: amounts are added up exactly; who is who is told by ``_who``; rows that are not sure are left out and told.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NotRequired, TypedDict

from calculators.imports._amounts import DecimalMark, as_number, look_at
from calculators.imports._customer import Customer, without_doubles
from calculators.imports._headings import HELPERS, ROLES, Helper, Role, VatBasis
from calculators.imports._profiles import labels_of
from calculators.imports._rows import RowReader, TooManyColumnsError, TooManyCustomersError
from calculators.imports._styles import Styles, styles_of
from calculators.imports.columns import SAMPLE_ROWS, Columns, choose_columns
from calculators.imports.headers import Header, Row, is_like_header
from calculators.imports.told import LeftOut, Note, Question
from calculators.model.dutch_numbers import format_number
from calculators.model.errors import InputError

Summed = Literal["revenue", "costs", "margin", "hours"]

MOST_ROWS = 1_000_000
MOST_COLUMNS = 200
MOST_CUSTOMERS = 100_000

SUMMED: tuple[Summed, ...] = ("revenue", "costs", "margin", "hours")


class ListedCustomer(TypedDict):
    """What a list says about one customer; what the list has no column for is left out, what is unknown is None."""

    id: NotRequired[str | None]
    name: str
    revenue: float
    costs: NotRequired[float | None]
    margin: NotRequired[float | None]
    hours: NotRequired[float | None]
    invoices: NotRequired[int]
    date: NotRequired[str | None]
    months: NotRequired[dict[str, float]]


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a table may be; without a limit it may be any size."""

    columns: float = math.inf
    customers: float = math.inf


NO_LIMITS = Limits()
FILE_LIMITS = Limits(MOST_COLUMNS, MOST_CUSTOMERS)  # for what visitors bring


@dataclass(frozen=True, slots=True)
class Table:
    """The headings of a table, and the rows below them, which can be gone through more than once.

    Attributes:
        header: the headings, and where they stand.
        rows: all rows below the headings.
        name: of the sheet, where there is one.
        hidden_columns, hidden_rows: what does not show in a workbook.
        positions_are_sure: whether every cell stands in its own column for certain, as in a workbook.
        splits_amounts: whether a decimal comma that was not quoted stands between two cells.
        mentions_credit: whether the word credit stands anywhere.
    """

    header: Header
    rows: Iterable[Row]
    name: str = ""
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    positions_are_sure: bool = False
    splits_amounts: bool = False
    mentions_credit: bool = False

    @property
    def width(self) -> int:
        """How many columns there are, up to the last heading."""
        return max((column for column, cell in enumerate(self.header.cells, 1) if cell), default=len(self.header.cells))


@dataclass(frozen=True, slots=True)
class Choices:
    """What a visitor chose.

    Attributes:
        mapping: headings for roles; blank for a column that must not be used.
        answers: answers to questions, by their code.
        accounts: the accounts of an auditfile that are turnover; None for those that the reader chose.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    accounts: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The customers of a table in the order in which they first appear, and how it was read.

    Attributes:
        customers: amounts in euros.
        decimal: the decimal mark of the turnover.
        vat_basis: whether the turnover is excl. or incl. btw, as far as the list tells.
        mapping: the label of the column of each role and helper, None for a role without one.
        left_out: the rows that do not count.
        total: the turnover of all customers in euros.
        rows, counted: how many rows there are below the headings, and how many of them count.
        from_date, until_date: the first and last date in the table, as 2025-12-31.
        notes: what a visitor should know.
        question: what has to be known before the customers are certain.
    """

    customers: list[ListedCustomer]
    decimal: DecimalMark
    vat_basis: VatBasis
    mapping: dict[str, str | None]
    left_out: list[LeftOut]
    total: float
    rows: int = 0
    counted: int = 0
    from_date: str = ""
    until_date: str = ""
    notes: tuple[Note, ...] = ()
    question: Question | None = None


def read_rows(table: Table, choices: Choices | None = None, limits: Limits = NO_LIMITS) -> Listing:
    """Add up the rows of each customer.

    Args:
        table: the headings and rows.
        choices: what a visitor chose.
        limits: how large the table may be.

    Raises:
        InputError: as ``columns.choose_columns``; ``file_too_large`` at ``text`` when a limit is passed.

    >>> rows = [(2, ["Smit", "1,50"]), (3, ["smit", "2"]), (4, ["Bos", "?"])]
    >>> listing = read_rows(Table(Header(0, ["Klant", "Omzet"]), rows))
    >>> listing.customers, [(each.line, each.reason) for each in listing.left_out]
    ([{'name': 'Smit', 'revenue': 3.5}], [(4, 'not_a_number')])
    """
    choices = choices or Choices()
    header = table.header.cells
    sample = list(_above_other_tables(itertools.islice(table.rows, SAMPLE_ROWS)))
    if not table.positions_are_sure:  # what stands in a row with further cells may have been pushed aside
        sample = [cells for cells in sample if not any(map(str.strip, cells[len(header) :]))] or sample
    columns = choose_columns(header, sample, choices.mapping, table.hidden_columns, choices.answers)
    styles = styles_of(table.rows, columns, choices.answers)
    reader = RowReader(
        header,
        columns,
        styles,
        answers=choices.answers,
        hidden=table.hidden_rows,
        most_customers=limits.customers,
        most_columns=limits.columns,
        positions_are_sure=table.positions_are_sure,
        splits_amounts=table.splits_amounts,
    )
    reader.learn_dates(itertools.islice(table.rows, SAMPLE_ROWS))
    try:
        reader.read(table.rows)
    except TooManyCustomersError:
        raise too_many("klanten", limits.customers) from None
    except TooManyColumnsError as wide:
        raise too_many_columns(wide.line, limits.columns) from None
    by_words = [*_credit_in_words(table, columns, styles)] if table.mentions_credit else []
    people = without_doubles(reader.customers.values())
    turned = [*_turned_costs(people, columns)] if reader.costs_are_below_zero else []
    customers = [_listed(customer, columns) for customer in people]
    days = [day for day, _ in reader.dates.values() if day]
    labels = labels_of(header)
    return Listing(
        customers=customers,
        decimal=styles.of["revenue"].mark,
        vat_basis=columns.basis,
        mapping={role: labels[columns.used[role]] if role in columns.used else None for role in (*ROLES, *HELPERS)},
        left_out=sorted(reader.left_out, key=lambda each: each.line or 0),
        total=as_number(sum(customer.revenue for customer in people)),
        rows=reader.rows,
        counted=sum(customer.rows for customer in people),
        from_date=min(days, default=""),
        until_date=max(days, default=""),
        notes=(*columns.notes, *styles.notes, *reader.notes, *by_words, *turned),
        question=columns.question or styles.question or reader.question,
    )


def _turned_costs(people: Sequence[Customer], columns: Columns) -> Iterator[Note]:
    """Turn costs that are all written below zero, as a ledger does, and give a note about it."""
    spent = [each for each in people if each.details.get("costs") and each.revenue > 0]
    if "costs" in columns.used and spent and all(each.details["costs"] < 0 for each in spent):
        for each in people:
            if "costs" in each.details:
                each.details["costs"] = -each.details["costs"]
        yield Note("turned_costs")


def _credit_in_words(table: Table, columns: Columns, styles: Styles) -> Iterator[Note]:
    """Give a note when rows with an amount above zero say credit, while no column tells the kind of document."""
    place = columns.used.get("revenue")
    if place is None or "kind" in columns.used or "sign" in columns.used:
        return
    passed = {place, columns.used.get("name"), columns.used.get("id")}
    lines = [
        line
        for line, cells in table.rows
        if any("credit" in cell.lower() for at, cell in enumerate(cells) if at not in passed)
        and place < len(cells)
        and (look_at(cells[place], styles.of["revenue"]).amount or 0) > 0
    ]
    if lines:
        yield Note("credit_in_words", {"count": len(lines), "lines": ", ".join(map(str, lines[:5]))})


def _above_other_tables(rows: Iterable[Row]) -> Iterator[list[str]]:
    """Give the cells of rows up to where, below a blank row, words stand as headings of another table do."""
    before = None
    for line, cells in rows:
        if not any(map(str.strip, cells)):
            continue
        if before is not None and line > before + 1 and is_like_header(cells, after_blank=True):
            return
        before = line
        yield cells


def _listed(customer: Customer, columns: Columns) -> ListedCustomer:
    used: dict[Role | Helper, int] = columns.used
    listed: ListedCustomer = {"name": customer.name or customer.number, "revenue": as_number(customer.revenue)}
    if "costs" in used:
        listed["costs"] = _detail(customer, "costs")
    if "margin" in used:
        listed["margin"] = _detail(customer, "margin")
    if "hours" in used:
        listed["hours"] = _detail(customer, "hours")
    if "id" in used:
        listed["id"] = customer.number or None
    if "invoice" in used:
        listed["invoices"] = len(customer.invoices - {""})
    if "date" in used:
        listed["date"] = customer.date or None
        listed["months"] = {month: as_number(amount) for month, amount in sorted(customer.months.items())}
    return listed


def _detail(customer: Customer, role: Role) -> float | None:
    """Return costs, margin or hours; None when no cell holds them, one cannot be read, or hours are below zero."""
    if role in customer.unclear or role not in customer.details:
        return None
    value = as_number(customer.details[role])
    return None if role == "hours" and value < 0 else value


def no_table() -> InputError:
    """Return the error for a file in which no row of headings is recognised."""
    message = "In dit bestand staat geen regel met koppen als 'Klant' en 'Omzet'. Zet die erboven en probeer opnieuw."
    return InputError("no_revenue_column", "text", message)


def check_row_count(count: int) -> None:
    """Refuse a table with too many rows.

    Raises:
        InputError: ``file_too_large`` at ``text``.

    >>> check_row_count(1_000_000)
    """
    if count > MOST_ROWS:
        raise too_many("regels", MOST_ROWS)


def too_many_columns(line: int, most: float) -> InputError:
    """Return the error for a row with too many columns."""
    message = (
        f"Regel {line} heeft meer dan {format_number(most, 0)} kolommen. "
        "Bewaar alleen de kolommen met klant, omzet, kosten en uren, en probeer opnieuw."
    )
    return InputError("file_too_large", "text", message)


def too_many(what: str, limit: float) -> InputError:
    """Return the error for a file with more rows or customers than the limit."""
    message = (
        f"Dit bestand heeft meer dan {format_number(limit, 0)} {what}. "
        "Exporteer een kortere periode of een deel van je klanten."
    )
    return InputError("file_too_large", "text", message)
