"""What a file says: its customers, how it was read, and what has to be known before they are certain.

The tables of a file are read here: the text of one file, or the sheets of a workbook that have the same headings. They
can be read again with what a visitor chose; how a file comes in is the business of ``files``.

    reading = read_table(content)
    corrected = read_table(content, Choices({"revenue": "Bruto"}))
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from calculators.imports import csv_list
from calculators.imports._amounts import DecimalMark
from calculators.imports._cells import NumberCell
from calculators.imports._headings import VAT_BASES, VatBasis, normalised, understand
from calculators.imports._profiles import labels_of
from calculators.imports._totals import kind_of_total
from calculators.imports.headers import Header, find_header, no_header
from calculators.imports.joining import exact_sum, join
from calculators.imports.ledger import Auditfile, LedgerAccount
from calculators.imports.tables import (
    FILE_LIMITS,
    MOST_COLUMNS,
    Choices,
    ListedCustomer,
    Listing,
    Table,
    no_table,
    read_rows,
    too_many_columns,
)
from calculators.imports.told import LeftOut, Note, Question, Reason
from calculators.imports.xlsx_list import Sheet
from calculators.model.errors import InputError

Kind = Literal["csv", "xlsx", "xaf"]
Encoding = Literal["utf-8", "utf-8-sig", "cp1252", "utf-16"]

PREVIEWED_ROWS = 5
LONGEST_PREVIEW = 80
_LONG_PERIOD = 13  # months: a year that does not begin on the first day of a month touches so many
# A sheet with such a name holds what is hoped for, not what was sold.
_PLAN_SHEETS = ("begroting", "begroot", "budget", "prognose", "forecast", "planning", "offerte", "concept", "target")
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_SUMMARY_SHEETS = ("totaal", "total", "overzicht", "samenvatting", "summary", "jaartotaal", "alles")
_NO_TURNOVER = (
    "In dit bestand staat geen regel die meetelt. Wijs de kolom met de klant en die met de omzet aan, of kies een ander "
    "bestand."
)
_REASON_OF: dict[str, Reason] = {
    "not_a_number": "not_a_number",
    "several_customers": "several_customers",
    "closing_entry": "closing",
    "opening_balance": "opening",
}
# Why an auditfile has no customers, and the way on.
_NO_CUSTOMERS = {
    "no_bookings": "In deze auditfile staan geen boekingen. Exporteer hem opnieuw, met alle mutaties van het jaar.",
    "no_revenue_accounts": "In deze auditfile herkennen we geen grootboekrekening met omzet. Wijs hieronder aan welke rekeningen omzet zijn ({accounts}).",
    "no_revenue": "Op de rekeningen met omzet ({accounts}) staat in deze auditfile geen omzet. Wijs hieronder andere rekeningen aan.",
    "no_customers": "In deze auditfile staat bij geen enkele boeking van de omzet een klant ({accounts}). Exporteer hem met debiteuren, of kies een lijst met je facturen.",
}
# When most rows are left out for one of these, something is wrong with the columns or the file.
_UNREADABLE = {"not_a_number", "ambiguous", "percentage", "extra_cells", "not_calculated"}
# Why no row at all counts, and the way on.
_NOBODY: dict[Reason, str] = {
    "currency": "Alle bedragen staan in een andere munt dan de euro ({detail}). Reken ze eerst om naar euro's, of wijs "
    "een kolom met euro's aan.",
    "extra_cells": "De regels hebben meer cellen dan er koppen zijn. Bij komma's tussen de kolommen moet een bedrag met "
    "een komma tussen aanhalingstekens staan. Bewaar de lijst als Excel (.xlsx) of met puntkomma's.",
    "not_calculated": "De bedragen zijn formules die nog nooit zijn uitgerekend. Open het bestand in Excel, sla het op en "
    "kies het opnieuw.",
    "not_a_number": "In de kolom met omzet staat geen bedrag dat te lezen is ({detail}). Wijs een andere kolom aan.",
    "ambiguous": "De bedragen zijn op twee manieren te lezen ({detail}). Bewaar de lijst als Excel (.xlsx), of met twee "
    "cijfers achter de komma.",
    "empty": "In de kolom met omzet staat geen enkel bedrag. Wijs een andere kolom aan.",
    "percentage": "In de kolom met omzet staan percentages. Wijs de kolom met euro's aan.",
    "required": "Bij geen enkele regel staat een klant. Wijs de kolom met de naam of het klantnummer aan.",
    "error_value": "In de kolom met de klant staan alleen fouten van een formule ({detail}). Los ze op in Excel.",
    "status": "Geen enkele regel telt mee, want de status is {detail}. Kies bij Status 'niet gebruiken' als dat niet klopt.",
    "kind": "Geen enkele regel telt mee, want de soort is {detail}. Kies bij Soort 'niet gebruiken' als dat niet klopt.",
    "hidden": "Alle regels zijn verborgen, bijvoorbeeld door een filter. Haal het filter weg in Excel en sla het op.",
}


@dataclass(frozen=True, slots=True)
class TextContent:
    """The text of a file with columns, and how its bytes were written."""

    text: str
    encoding: Encoding


@dataclass(frozen=True, slots=True)
class SheetContent:
    """The visible sheets of a workbook."""

    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class AuditfileContent:
    """What the accounts and customers of an auditfile add up to."""

    auditfile: Auditfile


TableContent = TextContent | SheetContent | AuditfileContent


@dataclass(frozen=True, slots=True)
class TableReading:
    """How one table of a file was read.

    Attributes:
        name: of the sheet; blank in a text.
        columns: the label of the column of each role and helper that has one.
        rows: how many rows stand below the headings.
        from_date, until_date: the first and last date, as 2025-12-31; blank without dates.
    """

    name: str
    columns: Mapping[str, str]
    rows: int
    from_date: str = ""
    until_date: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says, and how it was read.

    Attributes:
        kind: what the file is.
        customers: in the order in which they first appear; amounts in euros.
        total: the turnover in euros, with what is unassigned.
        vat_basis: whether the turnover is excl. or incl. btw, as far as the file tells.
        problem: why there are no customers although there are columns: which one must be pointed out; None when all is
            well. Then ``headers`` are what stands in the place where headers are expected.
        question: what has to be known before the customers are certain; None when all is sure.
        headers: the labels of the columns, for a visitor to choose from.
        mapping: the label that was used for each role and helper, None for one without a column.
        preview: the first rows of the table, as text.
        left_out: rows that do not count, and why.
        notes: what a visitor should know.
        tables: the tables that were read.
        content: what ``read_table`` needs to read the file again with other choices.
        accounts: the accounts of an auditfile that are turnover, and those that may be.
        choices: what a visitor chose.
        unassigned: turnover in an auditfile that belongs to no customer, in euros.
        fiscal_year: the year of an auditfile, as it is written there.
        encoding, delimiter: how a text is written.
        decimal: the decimal mark of the turnover, where it is text.
    """

    kind: Kind
    customers: list[ListedCustomer] = field(default_factory=list)
    total: float = 0.0
    vat_basis: VatBasis = "unknown"
    problem: InputError | None = None
    question: Question | None = None
    headers: list[str] = field(default_factory=list)
    mapping: dict[str, str | None] = field(default_factory=dict)
    preview: list[list[str]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    tables: list[TableReading] = field(default_factory=list)
    content: TableContent | None = None
    choices: Choices = field(default_factory=Choices)
    accounts: list[LedgerAccount] = field(default_factory=list)
    unassigned: float = 0.0
    fiscal_year: str | None = None
    encoding: Encoding | None = None
    delimiter: str | None = None
    decimal: DecimalMark | None = None

    @property
    def is_sure(self) -> bool:
        """Whether the customers can be counted on: nothing is to be pointed out or answered first."""
        return self.problem is None and self.question is None


def read_table(content: TableContent, choices: Choices | None = None) -> Reading:
    r"""Return what the tables of a file say, with what a visitor chose.

    Args:
        content: the tables, from an earlier reading.
        choices: headings to be used instead of what is recognised, and answers to questions.

    Returns:
        The reading; with a ``problem`` at the field of the mapping that has to be chosen (``no_revenue_column`` at
        ``text``, ``required`` at ``mapping.name``, ``unknown_choice`` at ``mapping.revenue`` and so on), or
        ``empty_list`` at ``text`` when no row counts.

    Raises:
        InputError: at ``text``: ``file_too_large`` for too many rows, columns or customers, and ``no_revenue_column``
            when there is nothing like a table.

    >>> content = TextContent("Klant;Winst voor belasting\nSmit;1,50", "utf-8")
    >>> read_table(content).problem.code
    'no_revenue_column'
    >>> read_table(content, Choices({"revenue": "Winst voor belasting"})).total
    1.5
    """
    choices = choices or Choices()
    if isinstance(content, TextContent):
        return _read_text(content, choices)
    if isinstance(content, AuditfileContent):
        return _read_auditfile(content, choices)
    return _read_sheets(content, choices)


def _read_text(content: TextContent, choices: Choices) -> Reading:
    split = csv_list.find_table(content.text, choices.mapping.values()) or csv_list.guess_table(content.text)
    if split is None:
        raise no_table()
    reading = Reading("csv", content=content, choices=choices, encoding=content.encoding, delimiter=split.delimiter)
    return _with_tables(reading, [split.table])


def _read_sheets(content: SheetContent, choices: Choices) -> Reading:
    tables, notes = _tables_of(content.sheets, choices)
    if not tables:
        raise no_table()
    return _with_tables(Reading("xlsx", content=content, choices=choices, notes=notes), tables)


def _read_auditfile(content: AuditfileContent, choices: Choices) -> Reading:
    """Return the turnover of an auditfile on the accounts that the reader or the visitor chose."""
    auditfile = content.auditfile
    found = auditfile.revenue(choices.accounts)
    customers: list[ListedCustomer] = [
        {
            "id": each["id"],
            "name": each["name"],
            "revenue": each["revenue"],
            "invoices": each["invoices"],
            "months": each["months"],
        }
        for each in found.customers
    ]
    counted = ", ".join(f"{each.id} {each.description}".strip() for each in found.accounts if each.counted)
    asked = found.question and "accounts" not in choices.answers
    days = (auditfile.start or "", auditfile.until or "")
    reading = Reading(
        "xaf",
        customers=customers,
        total=found.total,
        vat_basis="excl",
        question=Question("accounts", ("right",), {"accounts": counted[:200] or "geen"}) if asked else None,
        left_out=[LeftOut(each.line, _REASON_OF[each.reason], each.place, each.amount) for each in found.left_out],
        notes=[Note(each.code, each.values) for each in found.notes],
        tables=[TableReading("", {"revenue": counted} if counted else {}, auditfile.lines, *days)],
        content=content,
        choices=choices,
        accounts=found.accounts,
        unassigned=found.unassigned,
        fiscal_year=auditfile.fiscal_year,
    )
    if customers or asked:
        return reading
    why = next((note for note in reading.notes if note.code in _NO_CUSTOMERS), None)
    message = _NO_CUSTOMERS[why.code].format(**why.values) if why else _NO_TURNOVER
    return replace(reading, problem=InputError("empty_list", "text", message))


def _tables_of(sheets: Sequence[Sheet], choices: Choices) -> tuple[list[Table], list[Note]]:
    """Return the tables of all sheets that have the same headings as the first with a customer and a turnover."""
    found = [(sheet, find_header(sheet.rows, choices.mapping.values())) for sheet in sheets]
    complete = [(sheet, header) for sheet, header in found if header and header.complete]
    if not complete:
        partial = [(sheet, header) for sheet, header in found if header]
        guessed = [(sheet, header) for sheet in sheets if (header := no_header(sheet.rows))]
        return [_table(*each) for each in (partial or guessed)[:1]], []
    plans = [sheet.name for sheet, _ in complete if sheet.name.casefold().startswith(_PLAN_SHEETS)]
    if len(plans) < len(complete):
        complete = [(sheet, header) for sheet, header in complete if sheet.name not in plans]
    else:
        plans = []
    _, first = complete[0]
    same = [_table(sheet, header) for sheet, header in complete if _meaning(header) == _meaning(first)]
    others = [sheet.name for sheet, header in complete if _meaning(header) != _meaning(first)]
    notes = [Note("other_sheets", {"sheets": ", ".join(others)[:200], "used": same[0].name})] if others else []
    if plans:
        notes.append(Note("plan_sheets", {"sheets": ", ".join(plans)[:200]}))
    years = {year for table in same for year in _YEAR.findall(table.name)}
    if len(years) > 1:
        notes.append(Note("year_sheets", {"years": ", ".join(sorted(years))[:200]}))
    return same, notes


def _meaning(header: Header) -> frozenset[str]:
    """Return the headings of a customer and a turnover without years, to compare two sheets."""
    roles = {"name", "id", "revenue"}
    return frozenset(
        " ".join(word for word in normalised(cell).split() if not word.isdigit())
        for cell in header.cells
        if roles & set(understand(cell).meanings)
    )


def _table(sheet: Sheet, header: Header) -> Table:
    rows = sheet.rows[header.index + 1 :]
    width = max((len(cells) for _, cells in itertools.islice(rows, 400)), default=0)
    cells = [*header.cells, *[""] * (min(width, MOST_COLUMNS) - len(header.cells))]
    return Table(
        replace(header, cells=cells),
        rows,
        sheet.name,
        hidden_columns=sheet.hidden_columns,
        hidden_rows=sheet.hidden_rows,
        positions_are_sure=True,
        mentions_credit=any("credit" in "\n".join(cells).lower() for _, cells in rows),
    )


def _with_tables(reading: Reading, tables: Sequence[Table]) -> Reading:
    """Return the reading with what its tables say, or with the problem that a visitor has to solve first."""
    first = tables[0]
    if first.width > MOST_COLUMNS:
        raise too_many_columns(first.header.line, MOST_COLUMNS)
    labels = labels_of(first.header.cells)
    reading = replace(reading, headers=labels, preview=list(_preview(first, len(labels))))
    try:
        listings = [read_rows(table, reading.choices, FILE_LIMITS) for table in tables]
    except InputError as problem:
        if problem.code == "file_too_large":
            raise
        return replace(reading, problem=problem)
    if len(tables) == 1:
        return _told(reading, tables, listings, [], None)
    kept, notes, question = _counting(tables, listings, reading.choices)
    return _told(reading, [tables[at] for at in kept], [listings[at] for at in kept], notes, question)


def _told(
    reading: Reading, tables: Sequence[Table], listings: Sequence[Listing], notes: list[Note], question: Question | None
) -> Reading:
    many = len(tables) > 1
    joined = join([listing.customers for listing in listings]) if many else None
    customers = joined.customers if joined else listings[0].customers
    left_out = [
        replace(each, table=table.name) if many else each
        for table, listing in zip(tables, listings, strict=True)
        for each in listing.left_out
    ]
    said = [
        Note(note.code, {**note.values, "table": table.name}) if many else note
        for table, listing in zip(tables, listings, strict=True)
        for note in listing.notes
    ]
    said += [
        Note("shared_number", {"number": each.id, "names": ", ".join(each.names)})
        for each in (joined.shared_numbers[:5] if joined else [])
    ]
    said += [
        Note("shared_name", {"name": each.name, "first": each.ids[0], "second": each.ids[1]})
        for each in (joined.shared_names[:5] if joined else [])
    ]
    bases = {listing.vat_basis for listing in listings}
    found = [
        TableReading(
            table.name,
            {role: label for role, label in listing.mapping.items() if label},
            listing.rows,
            listing.from_date,
            listing.until_date,
        )
        for table, listing in zip(tables, listings, strict=True)
    ]
    reading = replace(
        reading,
        customers=customers,
        total=exact_sum(listing.total for listing in listings),
        vat_basis=next(basis for basis in VAT_BASES[::-1] if basis in bases),
        mapping=listings[0].mapping,
        left_out=left_out,
        notes=[*reading.notes, *notes, *said, *_about_period(found)],
        question=next((each.question for each in listings if each.question), question),
        tables=found,
        decimal=listings[0].decimal,
    )
    unreadable = sum(each.reason in _UNREADABLE for each in left_out)
    counted = sum(listing.counted for listing in listings)
    if (not customers and reading.question is None) or unreadable > counted:
        return replace(reading, customers=[], total=0.0, question=None, problem=_nobody(left_out))
    return reading


def _counting(
    tables: Sequence[Table], listings: Sequence[Listing], choices: Choices
) -> tuple[list[int], list[Note], Question | None]:
    """Return which sheets count: not one that adds up the others; two that are the same are asked about."""
    everything = list(range(len(tables)))
    totals = [round(listing.total, 2) for listing in listings]
    for place, table in enumerate(tables):
        others = [total for at, total in enumerate(totals) if at != place]
        named = table.name.casefold().startswith(_SUMMARY_SHEETS) or kind_of_total(table.name) == "certain"
        adds_up = abs(math.fsum(others) - totals[place]) < 0.015 and totals[place] != 0  # noqa: PLR2004 -- a cent
        if adds_up and (named or len(others) > 1):
            note = Note("summary_sheet", {"sheet": table.name})
            return [at for at in everything if at != place], [note], None
    for one, other in itertools.combinations(everything, 2):
        if listings[one].customers and listings[one].customers == listings[other].customers:
            answer = choices.answers.get("same_sheet")
            if answer == "once":
                return [at for at in everything if at != other], [], None
            if answer is None:
                values = {"first": tables[one].name, "second": tables[other].name}
                return everything, [], Question("same_sheet", ("once", "twice"), values)
    summaries = [table.name for table in tables if table.name.casefold().startswith(_SUMMARY_SHEETS)]
    if summaries and "summary_sheet" not in choices.answers:
        return everything, [], Question("summary_sheet", ("leave_out", "count"), {"sheet": summaries[0]})
    if summaries and choices.answers["summary_sheet"] == "leave_out":
        kept = [at for at in everything if tables[at].name not in summaries]
        return kept or everything, [], None
    return everything, [], None


def _about_period(tables: Iterable[TableReading]) -> list[Note]:
    """Return a note when the dates span more than a year."""
    days = [day for table in tables for day in (table.from_date, table.until_date) if day]
    if not days:
        return []
    first, last = min(days), max(days)
    months = 12 * (int(last[:4]) - int(first[:4])) + int(last[5:7]) - int(first[5:7]) + 1
    return [Note("long_period", {"from": first, "until": last, "months": months})] if months > _LONG_PERIOD else []


def _nobody(left_out: Sequence[LeftOut]) -> InputError:
    """Return why nobody is left: the reason of most rows, and the way on."""
    reasons = [each.reason for each in left_out if each.reason in _NOBODY]
    if not reasons:
        return InputError("empty_list", "text", _NO_TURNOVER)
    reason = max(reasons, key=reasons.count)
    detail = next((each.detail for each in left_out if each.reason == reason and each.detail), "leeg")
    return InputError("empty_list", "text", _NOBODY[reason].format(detail=detail))


def _preview(table: Table, width: int) -> Iterator[list[str]]:
    for _, cells in itertools.islice(table.rows, PREVIEWED_ROWS):
        yield [_shown(cell) for cell in cells[:width]] + [""] * (width - len(cells))


def _shown(cell: str) -> str:
    if isinstance(cell, NumberCell):
        return cell.replace(".", ",")
    text = cell.strip()
    return text if len(text) <= LONGEST_PREVIEW else f"{text[: LONGEST_PREVIEW - 1]}…"
