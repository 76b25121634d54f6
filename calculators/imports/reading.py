"""Reads a file of any kind that a visitor brings, piece by piece: one way in for the page.

What a file is, is seen from its content, because names lie: a workbook, an auditfile, or text with columns. What can
not be read is refused with a sentence that says what to do. A file that is too large is refused before it is read
(``limits_for``), and while it is read when it turns out to be larger or of another kind than its name said.

Errors stand at ``text``, as those of ``import.csv`` and ``import.xaf``, and have their codes. A file of a kind that
nobody can read here (PDF, .xls, a picture, a web page) is ``wrong_type``: something of another shape is due.
``not_an_auditfile`` is for XML alone.

    intake = Intake(name)
    for piece in pieces:
        intake.feed(piece)
    reading = intake.finish()
    corrected = read_table(reading.content, {"revenue": "Bruto"})
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

from calculators.imports import csv_list, xlsx_list
from calculators.imports._amounts import DecimalMark
from calculators.imports._cells import NumberCell
from calculators.imports._files import well_formed
from calculators.imports._headers import Role, VatBasis
from calculators.imports.auditfile import AuditfileReader
from calculators.imports.csv_list import decoded, empty_file
from calculators.imports.tables import (
    FILE_LIMITS,
    MOST_COLUMNS,
    MOST_CUSTOMERS,
    ColumnMapping,
    ListedCustomer,
    SkippedRow,
    Table,
    Vocabulary,
    add_up,
    check_row_count,
    no_header,
    too_many_columns,
)
from calculators.imports.xlsx_list import MEGABYTE, Sheet, read_workbook
from calculators.model.dutch_numbers import format_number
from calculators.model.errors import InputError

Kind = Literal["csv", "xlsx", "xaf"]
Encoding = Literal["utf-8", "utf-8-sig", "cp1252", "utf-16"]

MOST_BYTES: dict[Kind, int] = {"csv": 30 * MEGABYTE, "xlsx": 15 * MEGABYTE, "xaf": 150 * MEGABYTE}
LONGEST_LINE = 1_000_000
PREVIEWED_ROWS = 5
LONGEST_PREVIEW = 80
LONGEST_NAME = 60

_KIND_OF_ENDING: dict[str, Kind] = {
    "xaf": "xaf", "xml": "xaf", "xlsx": "xlsx", "xlsm": "xlsx", "xlsb": "xlsx", "xls": "xlsx"
}  # fmt: skip
_A_FILE: dict[Kind, str] = {"csv": "een CSV- of tekstbestand", "xlsx": "een Excel-bestand", "xaf": "een auditfile"}

_HEAD = 4096  # so many bytes tell what a file is
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF = b"%PDF"
_PACKED = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_OPEN_AND_SAVE = "Open het in Excel en bewaar het als .xlsx of CSV."
_WEB_PAGE = (b"<html", b"<!doctype html", b"<table", b"<head", b"<body", b"<meta", b"<div")


@dataclass(frozen=True, slots=True)
class TextContent:
    """The text of a file with columns, and how its bytes were written."""

    text: str
    encoding: Encoding


@dataclass(frozen=True, slots=True)
class SheetContent:
    """The sheets of a workbook, up to the one with the list."""

    sheets: tuple[Sheet, ...]


TableContent = TextContent | SheetContent


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
        headers: the headers of the table, for a visitor to choose from.
        mapping: the header that was used for each role, None for a role without a column.
        preview: the first rows of the table, as text.
        skipped: rows that were left out, and why.
        content: what ``read_table`` needs to read the table with another mapping; None for an auditfile.
        unassigned: turnover in an auditfile that belongs to no customer, in euros.
        fiscal_year: the year of an auditfile, as it is written there.
        encoding, delimiter: how a text is written.
        decimal: the decimal mark of the turnover, where it is text.
        sheet: the name of the sheet with the list in a workbook.
    """

    kind: Kind
    customers: list[ListedCustomer] = field(default_factory=list)
    total: float = 0.0
    vat_basis: VatBasis = "unknown"
    problem: InputError | None = None
    headers: list[str] = field(default_factory=list)
    mapping: dict[Role, str | None] = field(default_factory=dict)
    preview: list[list[str]] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    content: TableContent | None = None
    unassigned: float = 0.0
    fiscal_year: str | None = None
    encoding: Encoding | None = None
    delimiter: str | None = None
    decimal: DecimalMark | None = None
    sheet: str | None = None


def limits_for(name: str, size: int) -> int:
    """Return how many bytes a file with this name may have, before anything of it is read.

    Args:
        name: the name of the file; what stands behind its last dot tells what it seems to be.
        size: how many bytes it has.

    Raises:
        InputError: ``file_too_large`` at ``text`` when it has more.

    >>> limits_for("klanten.csv", 1000) == 30 * MEGABYTE
    True
    """
    kind = _KIND_OF_ENDING.get(name.rpartition(".")[2].lower(), "csv")
    if size > MOST_BYTES[kind]:
        raise _too_large(name, kind)
    return MOST_BYTES[kind]


class Intake:
    r"""Takes in a file of any kind while its pieces come.

    A text or a workbook is held until it is complete; of an auditfile only what its customers add up to.

    Args:
        name: the name of the file, for what is said about it.

    >>> intake = Intake("klanten.csv")
    >>> for piece in (b"Klant;Om", b"zet\nSmit;1,50"):
    ...     intake.feed(piece)
    >>> intake.finish().customers
    [{'name': 'Smit', 'revenue': 1.5}]
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._size = 0
        self._head = b""
        self._reader: _Reader | None = None

    def feed(self, piece: bytes) -> None:
        """Read on.

        Raises:
            InputError: at ``text``, as soon as the file turns out to be one that cannot be read; see ``finish``.
        """
        self._size += len(piece)
        if self._reader is None:
            self._head += piece
            if len(self._head) >= _HEAD:
                self._start()
        else:
            self._pass_on(self._reader, piece)

    def finish(self) -> Reading:
        """Return what the file says, now that all pieces were given.

        Raises:
            InputError: at ``text``: ``empty_file``; ``file_too_large``; ``wrong_type`` for a kind of file that cannot
                be read, or a workbook that is damaged; ``no_revenue_column`` without anything like a table;
                ``not_an_auditfile`` and ``doctype_forbidden`` for XML.
        """
        reader = self._reader or self._start()
        return reader.finish()

    def _start(self) -> _Reader:
        head, self._head = self._head, b""
        self._reader = _reader_for(head[:_HEAD])
        self._pass_on(self._reader, head)
        return self._reader

    def _pass_on(self, reader: _Reader, piece: bytes) -> None:
        if self._size > MOST_BYTES[reader.kind]:
            raise _too_large(self._name, reader.kind)
        reader.feed(piece)


def read_pasted(text: str) -> Reading:
    r"""Return what pasted rows say.

    Raises:
        InputError: as ``Intake.finish``.

    >>> read_pasted("Klant\tOmzet\nSmit\t1,50").customers
    [{'name': 'Smit', 'revenue': 1.5}]
    """
    intake = Intake("de geplakte tekst")
    intake.feed(well_formed(text).encode())
    return intake.finish()


def read_table(content: TableContent, mapping: ColumnMapping | None = None) -> Reading:
    r"""Return what a table says, with headers that a visitor pointed out.

    Args:
        content: the table, from an earlier reading.
        mapping: headers to be used instead of what is recognised; blank for a column that must not be used.

    Returns:
        The reading; with a ``problem`` at the field of the mapping that has to be chosen (``no_revenue_column`` at
        ``text``, ``required`` at ``mapping.name``, ``unknown_choice`` at ``mapping.revenue`` and so on).

    Raises:
        InputError: at ``text``: ``file_too_large`` for too many rows, columns or customers, and ``no_revenue_column``
            when there is nothing like a table.

    >>> content = TextContent("Klant;Bruto\nSmit;1,50", "utf-8")
    >>> read_table(content).problem.code, read_table(content, {"revenue": "Bruto"}).total
    ('no_revenue_column', 1.5)
    """
    vocabulary = Vocabulary(mapping)
    if isinstance(content, TextContent):
        return _read_text(content, vocabulary)
    return _read_sheets(content, vocabulary)


def _read_text(content: TextContent, vocabulary: Vocabulary) -> Reading:
    split = csv_list.find_table(content.text, vocabulary) or csv_list.guess_table(content.text)
    if split is None:
        raise no_header()
    reading = Reading("csv", content=content, encoding=content.encoding, delimiter=split.delimiter)
    return _with_table(reading, split.table, vocabulary)


def _read_sheets(content: SheetContent, vocabulary: Vocabulary) -> Reading:
    found = xlsx_list.find_table(content.sheets, vocabulary) or xlsx_list.guess_table(content.sheets)
    if found is None:
        raise no_header()
    return _with_table(Reading("xlsx", content=content, sheet=found.sheet), found.table, vocabulary)


def _with_table(reading: Reading, table: Table, vocabulary: Vocabulary) -> Reading:
    """Return the reading with what its table says, or with the problem that a visitor has to solve first."""
    width = max((column for column, cell in enumerate(table.header, 1) if cell), default=0)
    if width > MOST_COLUMNS:
        raise too_many_columns(1, MOST_COLUMNS)
    reading = replace(reading, headers=table.header[:width], preview=list(_preview(table, width)))
    try:
        columns = vocabulary.columns(table.header)
    except InputError as problem:
        return replace(reading, problem=problem)
    listing = add_up(table, columns, FILE_LIMITS)
    return replace(
        reading,
        customers=listing.customers,
        total=listing.total,
        vat_basis=listing.vat_basis,
        mapping=listing.mapping,
        skipped=listing.skipped,
        decimal=listing.decimal,
    )


def _preview(table: Table, width: int) -> Iterator[list[str]]:
    for _, cells in itertools.islice(table.rows, PREVIEWED_ROWS):
        yield [_shown(cell) for cell in cells[:width]] + [""] * (width - len(cells))


def _shown(cell: str) -> str:
    if isinstance(cell, NumberCell):
        return cell.replace(".", ",")
    text = cell.strip()
    return text if len(text) <= LONGEST_PREVIEW else f"{text[: LONGEST_PREVIEW - 1]}…"


class _Reader(Protocol):
    """Reads a file of one kind while its pieces come."""

    kind: Kind

    def feed(self, piece: bytes) -> None: ...

    def finish(self) -> Reading: ...


class _TextReader:
    kind: Kind = "csv"

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def feed(self, piece: bytes) -> None:
        self._pieces.append(piece)

    def finish(self) -> Reading:
        content = self._content()
        if not content.text.strip():
            raise empty_file()
        _check_lines(content.text)
        return read_table(content)

    def _content(self) -> TextContent:
        """Return the text; the bytes are let go."""
        data = b"".join(self._pieces)
        self._pieces.clear()
        if data.startswith(_UTF_16):  # "Unicode-tekst" of Excel
            return TextContent(data.decode("utf-16", "replace"), "utf-16")
        return TextContent(*decoded(data))


class _WorkbookReader:
    kind: Kind = "xlsx"

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def feed(self, piece: bytes) -> None:
        self._pieces.append(piece)

    def finish(self) -> Reading:
        data = b"".join(self._pieces)
        self._pieces.clear()
        vocabulary = Vocabulary(None)
        sheets: list[Sheet] = []
        for sheet in read_workbook(data):
            sheets.append(sheet)
            if (found := xlsx_list.find_table([sheet], vocabulary)) and vocabulary.is_complete(found.table.header):
                break
        if not any(sheet.rows for sheet in sheets):
            raise empty_file()
        return read_table(SheetContent(tuple(sheets)))


class _AuditfileReader:
    kind: Kind = "xaf"

    def __init__(self) -> None:
        self._auditfile = AuditfileReader(most_customers=MOST_CUSTOMERS)

    def feed(self, piece: bytes) -> None:
        self._auditfile.feed(piece)

    def finish(self) -> Reading:
        found = self._auditfile.finish()
        return Reading(
            "xaf",
            customers=[
                {"id": each["id"], "name": each["name"], "revenue": each["revenue"], "invoices": each["invoices"]}
                for each in found["customers"]
            ],
            total=found["total"],
            vat_basis="excl",
            unassigned=found["unassigned"],
            fiscal_year=found["fiscal_year"],
        )


def _reader_for(head: bytes) -> _Reader:
    """Return the reader for a file that begins like this.

    Raises:
        InputError: ``wrong_type`` at ``text`` when there is none.
    """
    if head.startswith(_ZIP):
        return _WorkbookReader()
    # Without byte order mark, white space and the zeros of UTF-16.
    plain = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").replace(b"\0", b"").lstrip()
    if head.startswith(_OLD_OFFICE):
        raise _unreadable(
            "Dit is een oud Excel-bestand (.xls), of een bestand met een wachtwoord.",
            "Open het in Excel en bewaar het als .xlsx of CSV, zonder wachtwoord.",
        )
    if plain.startswith(_PDF):
        raise _unreadable("Dit is een pdf.", "Exporteer de lijst uit je pakket als Excel (.xlsx) of CSV.")
    if plain.lower().startswith(_WEB_PAGE):
        raise _unreadable("Dit is een webpagina, ook als de naam anders zegt.", _OPEN_AND_SAVE)
    if _begins_as_markup(plain):
        return _AuditfileReader()
    if head.startswith(_PACKED):
        raise _unreadable("Dit is een ingepakt bestand.", "Pak het eerst uit, en kies dan het bestand dat erin zit.")
    if b"\0" in head and not head.startswith(_UTF_16):
        raise _unreadable("Dit bestand is geen lijst die we kunnen lezen.", _OPEN_AND_SAVE)
    return _TextReader()


def _begins_as_markup(plain: bytes) -> bool:
    return plain[:1] == b"<" and (plain[1:2].isalpha() or plain[1:2] in {b"?", b"!"})


def _check_lines(text: str) -> None:
    """Refuse a text with too many lines, or with one that is too long, before it is split: no list is like that."""
    check_row_count(text.count("\n") + text.count("\r") - text.count("\r\n"))
    start = 0
    while len(text) - start > LONGEST_LINE:
        end = max(text.rfind(mark, start, start + LONGEST_LINE + 1) for mark in "\r\n")
        if end < 0:
            message = (
                f"Dit bestand heeft een regel van meer dan {format_number(LONGEST_LINE, 0)} tekens. "
                "Kies een lijst met een regel per klant of factuur."
            )
            raise InputError("file_too_large", "text", message)
        start = end + 1


def _too_large(name: str, kind: Kind) -> InputError:
    message = (
        f"'{name[-LONGEST_NAME:]}' is te groot: {_A_FILE[kind]} mag hoogstens {MOST_BYTES[kind] // MEGABYTE} MB zijn. "
        "Exporteer een kortere periode."
    )
    return InputError("file_too_large", "text", message)


def _unreadable(what: str, way_out: str) -> InputError:
    return InputError("wrong_type", "text", f"{what} {way_out}")
