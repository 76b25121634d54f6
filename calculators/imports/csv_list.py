"""Reads a customer list from a CSV file of any bookkeeping package.

No two packages write the same file, so everything is recognised: the encoding, the delimiter, the line with the
headers, the columns by their names, the decimal mark of each column. The outcome tells what was recognised, and a
``mapping`` can correct it.

Sources: RFC 4180 (quotes); the exports of Moneybird, SnelStart, Exact Online, AFAS and others as far as publicly
documented, and what Excel writes with Dutch settings.

Conventions: those of ``tables``; a quote that is never closed is an ordinary character: it must not swallow what
follows.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from csv import Error as CsvError
from csv import reader as csv_reader
from dataclasses import dataclass
from typing import Annotated, Literal, NamedTuple, TypedDict

from calculators.imports._amounts import DecimalMark
from calculators.imports._files import FileBytes, FileText, given_file, well_formed
from calculators.imports._headers import Role, VatBasis
from calculators.imports.tables import (
    ColumnMapping,
    ListedCustomer,
    Row,
    SkippedRow,
    Table,
    Vocabulary,
    add_up,
    guess_header,
    no_header,
)
from calculators.model.errors import InputError
from calculators.model.operation import operation

Encoding = Literal["utf-8", "utf-8-sig", "cp1252"]

DELIMITERS = (";", ",", "\t", "|")

_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_SEPARATOR_LINE = re.compile(r"sep=([^\w\s\"]|\t)[ \t]*(?:\r\n|\r|\n|\Z)", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n?|\n")


class CustomerList(TypedDict):
    """The customers in the order in which they first appear, and how the file was read."""

    customers: list[ListedCustomer]
    delimiter: str
    decimal: DecimalMark
    encoding: Encoding
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
    content, encoding = decoded(given_file(text, bytes_hex))
    if not content.strip():
        raise empty_file()
    vocabulary = Vocabulary(mapping)
    split = find_table(content, vocabulary)
    if split is None:
        raise no_header()
    listing = add_up(split.table, vocabulary.columns(split.table.header))
    return {
        "customers": listing.customers,
        "delimiter": split.delimiter,
        "decimal": listing.decimal,
        "encoding": encoding,
        "vat_basis": listing.vat_basis,
        "mapping": listing.mapping,
        "skipped": listing.skipped,
        "total": listing.total,
    }


class SplitTable(NamedTuple):
    """A table, and the delimiter by which the text was split into it."""

    delimiter: str
    table: Table


def empty_file() -> InputError:
    """Return the error for a file with nothing in it."""
    return InputError("empty_file", "text", "Het bestand is leeg. Kies een bestand met een regel per klant of factuur.")


def decoded(given: str | bytes) -> tuple[str, Encoding]:
    r"""Return the text of a file without byte order mark, and how its bytes are written.

    >>> decoded(b"Caf\xe9"), decoded("Café".encode("utf-8-sig"))
    (('Café', 'cp1252'), ('Café', 'utf-8-sig'))
    """
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


def find_table(content: str, vocabulary: Vocabulary) -> SplitTable | None:
    r"""Return the table as split by the delimiter that gives the most known headers; None without a row of headers.

    >>> find_table("Lijst\nKlant;Omzet\nSmit;1", Vocabulary(None)).table.header
    ['Klant', 'Omzet']
    """
    best, most = None, 0
    for rows in _ways_to_split(content):
        found = vocabulary.find_header(rows)
        if found is None:
            continue
        index, header = found
        count = vocabulary.understood(header)
        if count > most:
            best, most = SplitTable(rows.delimiter, Table(header, rows.after(index))), count
    return best


def guess_table(content: str) -> SplitTable | None:
    r"""Return the table when its headers are not known: below the first row of two or more filled cells.

    The delimiter is the one that gives that row the most cells. None when there is no such row.

    >>> guess_table("Lijst\nAfnemer;Bruto\nSmit;1").table.header
    ['Afnemer', 'Bruto']
    """
    best = None
    for rows in _ways_to_split(content):
        if found := guess_header(rows):
            index, header = found
            if best is None or len(header) > len(best.table.header):
                best = SplitTable(rows.delimiter, Table(header, rows.after(index)))
    return best


@dataclass(frozen=True, slots=True)
class _TextRows:
    """The rows of a text, split anew every time they are gone through: the text is all that is held."""

    content: str
    delimiter: str
    start: int
    line: int
    passed: int = 0

    def __iter__(self) -> Iterator[Row]:
        return itertools.islice(_rows(self.content, self.delimiter, self.start, self.line), self.passed, None)

    def after(self, index: int) -> _TextRows:
        """Return the rows behind the one with this index."""
        return _TextRows(self.content, self.delimiter, self.start, self.line, self.passed + index + 1)


def _ways_to_split(content: str) -> Iterator[_TextRows]:
    """Give the rows by each delimiter that occurs, or by the one that the first line names."""
    if separator := _SEPARATOR_LINE.match(content):
        yield _TextRows(content, separator[1], separator.end(), 2)
        return
    for delimiter in DELIMITERS:
        if delimiter in content:
            yield _TextRows(content, delimiter, 0, 1)


def _rows(content: str, delimiter: str, start: int, line: int) -> Iterator[Row]:
    """Split a text into rows of cells, from position ``start``, which is in line ``line``.

    A quoted cell (RFC 4180) ends at a quote before a delimiter or the end of a line. Where there is no such quote the
    first one is an ordinary character. Lines without quotes, and quotes that keep to the rules, go the fast way.
    """
    while True:
        ending = _LINE_END.search(content, start)
        text = content[start : ending.start()] if ending else content[start:]
        if '"' not in text:
            yield line, text.split(delimiter)
        elif cells := _well_quoted(text, delimiter):
            yield line, cells
        else:
            cells, end = _any_quoted(content, delimiter, start)
            yield line, cells
            line += len(_LINE_END.findall(content, start, end))
            ending = _LINE_END.match(content, end)
        if ending is None:
            return
        start = ending.end()
        line += 1


def _well_quoted(text: str, delimiter: str) -> list[str] | None:
    """Return the cells of a line that keeps to RFC 4180; None for any other, which ``_any_quoted`` can read.

    >>> _well_quoted('"a;b";c', ";"), _well_quoted('"a"b;c', ";"), _well_quoted('"a', ";")
    (['a;b', 'c'], None, None)
    """
    if text.count('"') % 2 or ' "' in text or '" ' in text:
        return None
    try:
        return next(csv_reader((text,), delimiter=delimiter, strict=True))
    except CsvError:
        return None


def _any_quoted(content: str, delimiter: str, position: int) -> tuple[list[str], int]:
    """Return the cells of the row that starts at a position, and where it ends."""
    cells = []
    cell = _cell(delimiter)
    while match := cell.match(content, position):
        quoted, plain = match.groups()
        cells.append(plain if quoted is None else quoted.replace('""', '"'))
        position = match.end()
        if not content.startswith(delimiter, position):
            break
        position += 1
    return cells, position


@functools.cache
def _cell(delimiter: str) -> re.Pattern[str]:
    stop = re.escape(delimiter)
    return re.compile(rf' *"((?:[^"]|"")*+)" *(?=[{stop}\r\n]|\Z)|([^{stop}\r\n]*)')
