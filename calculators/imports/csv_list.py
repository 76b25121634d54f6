"""Reads a customer list from a CSV file of any bookkeeping package.

No two packages write the same file, so everything is recognised: the encoding, the delimiter, the line with the
headers, the columns by their names and values, the decimal mark of each column. The outcome tells what was recognised,
and a ``mapping`` can correct it.

Sources: RFC 4180 (quotes); the exports of Moneybird, SnelStart, Exact Online, AFAS and others as far as publicly
documented, and what Excel writes with Dutch settings.

Conventions: those of ``tables``; a quote that is never closed is an ordinary character: it must not swallow what
follows.
"""

from __future__ import annotations

import collections
import dataclasses
import functools
import itertools
import re
from collections.abc import Iterable, Iterator
from csv import Error as CsvError
from csv import reader as csv_reader
from dataclasses import dataclass
from typing import Annotated, Literal, NamedTuple, TypedDict

from calculators.imports._amounts import DecimalMark, splits_an_amount
from calculators.imports._files import FileBytes, FileText, given_file, well_formed
from calculators.imports._headings import ROLES, Role, VatBasis
from calculators.imports._who import clean
from calculators.imports.columns import SAMPLE_ROWS, ColumnMapping
from calculators.imports.headers import Header, Row, find_header, is_value, no_header
from calculators.imports.tables import MOST_COLUMNS, Choices, ListedCustomer, Table, no_table, read_rows
from calculators.imports.told import Reason
from calculators.model.errors import InputError
from calculators.model.operation import operation

Encoding = Literal["utf-8", "utf-8-sig", "cp1252"]

DELIMITERS = (";", ",", "\t", "|")

# The operation tells less finely than the page why a row was left out.
_REASONS: dict[Reason, Reason] = {
    "empty": "not_a_number",
    "percentage": "not_a_number",
    "ambiguous": "not_a_number",
    "error_value": "required",
    "total": "required",  # a sum without a name: those with one are passed over
}
_BLOCK = 1 << 16  # so many characters are split at a time
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


class SkippedRow(TypedDict):
    """A row that was left out, by the number of its first line in the file."""

    line: int
    reason: Reason


@operation
def csv(
    text: FileText | None = None,
    bytes_hex: FileBytes | None = None,
    mapping: Annotated[ColumnMapping, "de kolommen"] | None = None,
) -> CustomerList:
    r"""Read a customer list from a CSV file.

    Give the file as ``text`` or as ``bytes_hex`` (read as UTF-8, else as Windows-1252). The header is the first line
    with a known name for the customer and the turnover; turnover excl. btw is preferred to turnover of which the header
    does not tell, and that to incl. btw. Rows of one customer (the same number, else the same name) are added up,
    credit notes included. Empty rows and totals are passed over; a row without a readable amount ("not_a_number"), with
    an amount but without a customer ("required"), or that is not sure in another way stands in ``skipped``. Hours,
    costs and margins that cannot be read are None; ``date`` is the latest, as 2025-12-31. What a visitor would be asked
    is taken as most likely here.

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
    chosen = {role: header for role, header in (mapping or {}).items() if isinstance(header, str)}
    split = find_table(content, chosen.values())
    if split is None:
        raise no_table()
    listing = read_rows(split.table, Choices(chosen))
    return {
        "customers": listing.customers,
        "delimiter": split.delimiter,
        "decimal": listing.decimal,
        "encoding": encoding,
        "vat_basis": listing.vat_basis,
        "mapping": {role: listing.mapping[role] for role in ROLES},
        "skipped": [
            {"line": each.line, "reason": _REASONS.get(each.reason, each.reason)}
            for each in listing.left_out
            if each.line is not None and (each.reason != "total" or not each.detail)
        ],
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

    A file with many letters in UTF-8 and a few broken ones is UTF-8 all the same.

    >>> decoded(b"Caf\xe9"), decoded("Café".encode("utf-8-sig"))
    (('Café', 'cp1252'), ('Café', 'utf-8-sig'))
    >>> decoded("Café, Crème, één".encode() + b" \xe9")[0]
    'Café, Crème, één �'
    """
    if isinstance(given, str):
        text = well_formed(given)
    elif given.startswith(_BYTE_ORDER_MARK.encode()):
        text = given.decode("utf-8", "replace")
    else:
        try:
            return given.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            return _without_mark(given)
    if text.startswith(_BYTE_ORDER_MARK):
        return text.removeprefix(_BYTE_ORDER_MARK), "utf-8-sig"
    return text, "utf-8"


def _without_mark(given: bytes) -> tuple[str, Encoding]:
    """Return bytes that are no pure UTF-8: as UTF-8 with some damage, else as Windows-1252."""
    text = given.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    letters = sum(map(text.count, "éëïöüèêçáà€ÉË"))
    if letters > 2 * broken:
        return text, "utf-8"
    return given.decode("cp1252", "replace"), "cp1252"


def find_table(content: str, wanted: Iterable[str] = ()) -> SplitTable | None:
    r"""Return the table as split by the delimiter that gives the most known headers; None without a row of headers.

    >>> find_table("Lijst\nKlant;Omzet\nSmit;1").table.header.cells
    ['Klant', 'Omzet']
    >>> find_table('"Klant,Omzet"\n"Smit,1"').table.header.cells
    ['Klant', 'Omzet']
    """
    wanted = list(wanted)
    best, most = None, (False, 0)
    for text in _ways_to_read(content):
        for rows in _ways_to_split(text):
            header = find_header(rows, wanted)
            if header and (header.complete, header.understood) > most:
                best, most = SplitTable(rows.delimiter, _table(rows, header)), (header.complete, header.understood)
        if best:
            return best
    return best


def guess_table(content: str) -> SplitTable | None:
    r"""Return the table when its headers are not known: below the first row of two or more filled cells.

    The delimiter is the one that gives that row the most cells. None when there is no such row. Where that row holds
    amounts the table has no headers, and begins with it.

    >>> guess_table("Lijst\nAfnemer van;Bruto\nSmit;1").table.header.cells
    ['Afnemer van', 'Bruto']
    """
    best = None
    for rows in _ways_to_split(content):
        header = no_header(rows)
        if header and (best is None or len(header.cells) > len(best.table.header.cells)):
            best = SplitTable(rows.delimiter, _table(rows, header))
    return best


def _table(rows: TextRows, header: Header) -> Table:
    """Return the table below headings, with blank ones for the columns that most rows have beyond them.

    Where commas are between the columns, a further cell is what stood behind the comma of an amount: no column.
    """
    below = rows.after(header.index)
    sample = [cells for _, cells in itertools.islice(below, SAMPLE_ROWS)]
    widths = collections.Counter(len(cells) for cells in sample if any(map(str.strip, cells)))
    usual, count = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
    filled = max((place for place, cell in enumerate(header.cells, 1) if cell), default=0)
    written = len(header.cells)
    commas = rows.delimiter == ","
    cells = header.cells[: max(filled, 2)] if header.index >= 0 else header.cells
    if filled < usual <= MOST_COLUMNS and 2 * count > sum(widths.values()):
        beyond = [cell for row in sample for cell in row[filled:usual] if cell.strip()]
        # What stands beyond the headings may have been pushed there by a delimiter in a text before it: not when all
        # rows are as long, and no amount stands there.
        shifted = any(map(is_value, beyond)) or (beyond and len(widths) > 1)
        shifted = shifted or (commas and (beyond or any(map(splits_an_amount, sample))))
        if usual <= written or not shifted:
            cells = [*cells, *[""] * (usual - len(cells))]
    return Table(
        dataclasses.replace(header, cells=cells),
        below,
        splits_amounts=commas,
        mentions_credit="credit" in rows.content.lower(),
    )


@dataclass(frozen=True, slots=True)
class TextRows:
    """The rows of a text, split anew every time they are gone through: the text is all that is held."""

    content: str
    delimiter: str
    start: int
    line: int
    passed: int = 0

    def __iter__(self) -> Iterator[Row]:
        rows = _rows(self.content, self.delimiter, self.start, self.line)
        if '="' in self.content:  # what guards a text against Excel
            rows = (
                (line, [clean(cell) if cell.lstrip().startswith('="') else cell for cell in cells])
                for line, cells in rows
            )
        return itertools.islice(rows, self.passed, None) if self.passed else rows

    def after(self, index: int) -> TextRows:
        """Return the rows behind the one with this index."""
        return TextRows(self.content, self.delimiter, self.start, self.line, self.passed + index + 1)


def _ways_to_read(content: str) -> Iterator[str]:
    """Give the text, and, where each line is quoted as a whole, what stands between the quotes."""
    yield content
    if content.startswith('"'):
        lines = _LINE_END.sub("\n", content).split("\n")
        if all(line.startswith('"') and line.endswith('"') and len(line) > 1 for line in lines if line):
            yield "\n".join(line[1:-1].replace('""', '"') for line in lines)


def _ways_to_split(content: str) -> Iterator[TextRows]:
    """Give the rows by each delimiter that occurs, or by the one that the first line names."""
    if separator := _SEPARATOR_LINE.match(content):
        yield TextRows(content, separator[1], separator.end(), 2)
        return
    for delimiter in DELIMITERS:
        if delimiter in content:
            yield TextRows(content, delimiter, 0, 1)


def _rows(content: str, delimiter: str, start: int, line: int) -> Iterator[Row]:
    """Split a text into rows of cells, from position ``start``, which is in line ``line``.

    Lines without quotes are split many at a time, the others one by one.
    """
    length = len(content)
    while start < length:
        end = content.find("\n", start + _BLOCK)
        block = content[start:] if end < 0 else content[start : end + 1]
        if '"' in block:
            for number, cells, behind in _quoted_rows(content, delimiter, start, line, start + len(block)):
                yield number, cells
                start, line = behind
            continue
        text = block.replace("\r\n", "\n").replace("\r", "\n") if "\r" in block else block
        lines = text.split("\n")
        if text.endswith("\n"):
            del lines[-1]
        for one in lines:
            yield line, one.split(delimiter)
            line += 1
        start += len(block)
    if length == 0 or content[-1] in "\r\n":  # behind the last line end stands an empty line
        yield line, [""]


def _quoted_rows(
    content: str, delimiter: str, start: int, line: int, until: int
) -> Iterator[tuple[int, list[str], tuple[int, int]]]:
    """Give the rows up to a position or just beyond it, with the position and line that come next.

    A quoted cell (RFC 4180) ends at a quote before a delimiter or the end of a line. Where there is no such quote the
    first one is an ordinary character. Lines without quotes, and quotes that keep to the rules, go the fast way.
    """
    while start < until:
        ending = _LINE_END.search(content, start)
        text = content[start : ending.start()] if ending else content[start:]
        number = line
        if '"' not in text:
            cells = text.split(delimiter)
        elif found := _well_quoted(text, delimiter):
            cells = found
        else:
            cells, end = _any_quoted(content, delimiter, start)
            line += len(_LINE_END.findall(content, start, end))
            ending = _LINE_END.match(content, end)
        start = ending.end() if ending else len(content)
        line += 1
        yield number, cells, (start, line)


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
