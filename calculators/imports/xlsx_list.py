"""Reads the rows of an Excel workbook (.xlsx): a zip with XML in it.

Only what a list of customers needs is read: the visible sheets in their order, with texts, numbers, dates and durations
as they were meant. A formula gives the value that Excel kept; nothing is calculated.

Source: ECMA-376 part 1, sections 18.2 (workbook), 18.3 (worksheets), 18.4 (shared strings), 18.8 (styles).

Conventions: names of elements count, namespaces do not, so that the strict form of the standard is read too. A number
has the 15 digits that Excel itself shows: what stands behind them is what doubles leave. What is unpacked is counted,
so that a small file cannot become a large one. A ``<!DOCTYPE`` is refused.
"""

from __future__ import annotations

import datetime as dt
import functools
import io
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from calculators.imports._cells import NumberCell
from calculators.imports._markup import MarkupReader
from calculators.imports.headers import Row
from calculators.imports.tables import MOST_COLUMNS, check_row_count, too_many_columns
from calculators.model.dutch_numbers import format_number
from calculators.model.errors import InputError

if TYPE_CHECKING:
    import zipfile

MEGABYTE = 1 << 20
MOST_UNPACKED = 100 * MEGABYTE
MOST_PARTS = 10_000

_PIECE = 1 << 16
_ENTRY = b"PK\x01\x02"  # begins what a zip tells about one of its parts
_DOCTYPE_FORBIDDEN = (
    "Dit bestand bevat een DOCTYPE en wordt voor de veiligheid niet gelezen. Open het in Excel en bewaar het opnieuw."
)

_MAIN_PART = "xl/workbook.xml"
_DOCUMENT, _STRINGS, _STYLES = "/officeDocument", "/sharedStrings", "/styles"  # how the types of relations end
_TRUE = {"1", "true"}

# Between them and 1 March 1900 Excel counts a day that never was; no invoice is that old.
_DAY_ZERO = dt.date(1899, 12, 30)
_DAY_ZERO_1904 = dt.date(1904, 1, 1)
_MOST_DAYS = 2_900_000  # in the year 9839
_HOURS_A_DAY = 24

_DIGITS = 15
_SMALL_DIGITS = 20
_SHORT = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?")  # fewer digits than that, and so without noise
_LETTERS = re.compile(r"[A-Z]{1,3}")
_LONGEST_FORMAT = 255
# In the code of a format: quoted and escaped text, room, filling, colours and conditions, but not [h], [mm] and [ss].
_NOT_SHOWN = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)


class Shown(Enum):
    """What a number is shown as."""

    DATE = "date"
    DURATION = "duration"


# The formats that have a number and no code in a workbook (ECMA-376 18.8.30), with those of East Asia.
_BUILT_IN = {
    **dict.fromkeys([14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)], Shown.DATE),
    **dict.fromkeys([18, 19, 20, 21, 45, 46, 47], Shown.DURATION),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The name of a sheet, and its rows that are not empty.

    Attributes:
        hidden_columns: the indexes of columns that do not show.
        hidden_rows: the numbers of rows that do not show because of a filter or by hand; not those of a folded group.
    """

    name: str
    rows: list[Row]
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()


def read_workbook(data: bytes) -> Iterator[Sheet]:
    """Give the visible sheets of a workbook, each as soon as it is read.

    A cell with a number is a ``NumberCell``; a date is text as 2025-12-31, a duration a number of hours, a boolean
    WAAR or ONWAAR.

    Args:
        data: the bytes of the file.

    Raises:
        InputError: at ``text``: ``wrong_type`` for a zip that is no workbook or that is damaged, ``file_too_large``
            when more comes out of it than the limits of this module, and ``doctype_forbidden``.
    """
    import struct  # noqa: PLC0415 -- only a visitor with a workbook waits for these three
    import zipfile  # noqa: PLC0415
    import zlib  # noqa: PLC0415

    # What they say of a damaged zip, of parts that are not there, and of parts that are packed in a way that this
    # Python lacks or behind a password.
    faults = (zipfile.BadZipFile, zlib.error, struct.error, LookupError, EOFError, OSError, RuntimeError, ValueError)
    if data.count(_ENTRY) > MOST_PARTS:
        raise _too_large(f"heeft meer dan {format_number(MOST_PARTS, 0)} onderdelen")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from _sheets(_Package(archive))
    except InputError:
        raise
    except faults:
        message = (
            "Dit Excel-bestand is beschadigd of met een wachtwoord beveiligd. "
            "Open het in Excel en bewaar het opnieuw als .xlsx of CSV, zonder wachtwoord."
        )
        raise InputError("wrong_type", "text", message) from None


class _Relation(NamedTuple):
    """What a part of a workbook refers to: under which key, of which kind, and where it is."""

    key: str
    kind: str
    part: str


class _Package:
    """The parts of a workbook, unpacked piece by piece and never more than the limit in all."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._parts = frozenset(archive.namelist())
        self._left = MOST_UNPACKED

    def has(self, part: str) -> bool:
        return part in self._parts

    def read(self, part: str, reader: _PartReader) -> None:
        with self._archive.open(part) as member:
            while piece := member.read(_PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise _too_large(f"is uitgepakt groter dan {MOST_UNPACKED // MEGABYTE} MB")
                reader.markup.feed(piece)
        reader.markup.finish()


class _PartReader:
    """Is told of the elements in a part of a workbook."""

    def __init__(self) -> None:
        self.markup = MarkupReader(self.start, self.end, _DOCTYPE_FORBIDDEN)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take an element that opens."""
        raise NotImplementedError

    def end(self, name: str) -> None:
        """Take an element that closes."""


def _sheets(package: _Package) -> Iterator[Sheet]:
    main = _part_of(_relations(package, ""), _DOCUMENT) or _MAIN_PART
    if not package.has(main) or not main.endswith(".xml"):
        raise _no_workbook()
    outline = _Outline()
    package.read(main, outline)
    if not outline.sheets:
        raise _no_workbook()
    relations = _relations(package, main)
    strings = _Strings()
    if part := _part_of(relations, _STRINGS):
        package.read(part, strings)
    styles = _Styles()
    if part := _part_of(relations, _STYLES):
        package.read(part, styles)
    parts = {relation.key: relation.part for relation in relations}
    for name, key in outline.sheets:
        reader = _SheetReader(strings.texts, styles.shown, outline.day_zero)
        package.read(parts[key], reader)
        yield Sheet(name, reader.rows)


def _relations(package: _Package, part: str) -> list[_Relation]:
    folder, name = posixpath.split(part)
    reader = _Relations(folder)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if package.has(listing):
        package.read(listing, reader)
    return reader.relations


def _part_of(relations: Iterable[_Relation], kind: str) -> str:
    return next((relation.part for relation in relations if relation.kind.endswith(kind)), "")


class _Relations(_PartReader):
    """What a part in a folder refers to."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.relations: list[_Relation] = []
        self._folder = folder

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if _local(name) == "Relationship":
            target = posixpath.normpath(posixpath.join("/", self._folder, attributes.get("Target", "")))
            self.relations.append(_Relation(attributes.get("Id", ""), attributes.get("Type", ""), target.lstrip("/")))


class _Outline(_PartReader):
    """The visible sheets of a workbook by name and key, and the day from which its dates count."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str]] = []
        self.day_zero = _DAY_ZERO

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = _local(name)
        if local == "workbookPr" and attributes.get("date1904") in _TRUE:
            self.day_zero = _DAY_ZERO_1904
        elif local == "sheet" and attributes.get("state", "visible") == "visible":
            key = next((value for name, value in attributes.items() if _local(name) == "id"), "")
            self.sheets.append((attributes.get("name", ""), key))


class _Styles(_PartReader):
    """Which styles of a workbook show a number as a date or a duration, by the index that cells name."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[str, Shown] = {}
        self._formats: dict[str, Shown] = {str(number): shown for number, shown in _BUILT_IN.items()}
        self._is_list_of_cells = False
        self._count = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = _local(name)
        if local == "numFmt":
            self._add_format(attributes.get("numFmtId", ""), attributes.get("formatCode", ""))
        elif local == "cellXfs":
            self._is_list_of_cells = True
        elif local == "xf" and self._is_list_of_cells:
            if shown := self._formats.get(attributes.get("numFmtId", "")):
                self.shown[str(self._count)] = shown
            self._count += 1

    def end(self, name: str) -> None:
        if _local(name) == "cellXfs":
            self._is_list_of_cells = False

    def _add_format(self, key: str, code: str) -> None:
        self._formats.pop(key, None)
        if shown := shown_by(code):
            self._formats[key] = shown


class _TextReader(_PartReader):
    """Collects text, but for the pronunciation that stands beside Japanese."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[str] = []
        self._is_pronunciation = False

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        if name == "rPh":
            self._is_pronunciation = True
        elif name == "t" and not self._is_pronunciation:
            self.markup.listen(self._pieces.append)

    def end(self, name: str) -> None:
        if name == "rPh":
            self._is_pronunciation = False
        elif name == "t":
            self.markup.listen(None)

    def taken(self) -> str:
        """Return the text since the last time."""
        text = "".join(self._pieces)
        self._pieces.clear()
        return text


class _Strings(_TextReader):
    """The texts that the cells of a workbook share."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        super().start(_local(name), attributes)

    def end(self, name: str) -> None:
        local = _local(name)
        super().end(local)
        if local == "si":
            self.texts.append(self.taken())


class _SheetReader(_TextReader):
    """The rows of a sheet that are not empty.

    Args:
        strings: the texts that cells share.
        shown: what the styles show numbers as.
        day_zero: the day from which dates count.
    """

    def __init__(self, strings: list[str], shown: Mapping[str, Shown], day_zero: dt.date) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self._strings = strings
        self._shown = shown
        self._day_zero = day_zero
        self._row = 0
        self._row_count = 0
        self._cells: list[str] = []
        self._column = 0  # of the next cell when it does not say where it stands
        self._kind = ""
        self._style = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(":")[2] if ":" in name else name
        if local == "v":
            self.markup.listen(self._pieces.append)
        elif local == "c":
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
            if letters := _LETTERS.match(attributes.get("r", "")):
                self._column = column_of(letters[0])
        elif local == "row":
            self._row_count += 1
            check_row_count(self._row_count)
            written = attributes.get("r", "")
            self._row = int(written) if written else self._row + 1
            self._cells, self._column = [], 0
        else:
            super().start(local, attributes)

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2] if ":" in name else name
        if local == "v":
            self.markup.listen(None)
        elif local == "c":
            if text := self.taken():
                self._place(self._value(text))
            self._column += 1
        elif local == "row":
            if self._cells:
                self.rows.append((self._row, self._cells))
        else:
            super().end(local)

    def _place(self, cell: str) -> None:
        if self._column >= MOST_COLUMNS:
            raise too_many_columns(self._row, MOST_COLUMNS)
        missing = self._column + 1 - len(self._cells)
        if missing > 0:
            self._cells += [""] * missing
        self._cells[self._column] = cell

    def _value(self, text: str) -> str:
        match self._kind:
            case "n":
                return number_cell(text, self._shown.get(self._style), self._day_zero)
            case "s":
                return self._strings[int(text)]
            case "b":
                return "WAAR" if text.strip() in _TRUE else "ONWAAR"
            case _:
                return text


@functools.cache
def column_of(letters: str) -> int:
    """Return the index of a column.

    >>> column_of("A"), column_of("Z"), column_of("AA")
    (0, 25, 26)
    """
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return column - 1


def shown_by(code: str) -> Shown | None:
    """Return what a format shows a number as; None for a number.

    >>> shown_by("dd-mm-yyyy;@"), shown_by("[h]:mm"), shown_by('0.00 "per dag"'), shown_by("[Red]0")
    (<Shown.DATE: 'date'>, <Shown.DURATION: 'duration'>, None, None)
    """
    letters = set(_NOT_SHOWN.sub("", code[:_LONGEST_FORMAT].partition(";")[0]).lower())
    if letters & {"d", "y"}:
        return Shown.DATE
    if letters & {"h", "s"}:
        return Shown.DURATION
    return Shown.DATE if "m" in letters and not letters & {"0", "#"} else None


def number_cell(written: str, shown: Shown | None, day_zero: dt.date) -> str:
    """Return the cell for a number as Excel wrote it.

    >>> number_cell("45658", Shown.DATE, dt.date(1899, 12, 30)), number_cell("1.5", Shown.DURATION, dt.date.min)
    ('2025-01-01', '36')
    >>> number_cell("0.30000000000000004", None, dt.date.min), number_cell("1.5E-7", None, dt.date.min)
    ('0.3', '0.00000015')
    """
    if shown is None and _SHORT.fullmatch(written):
        return NumberCell(written)
    try:
        value = float(written)
    except ValueError:
        return written
    if shown is Shown.DATE and 0 <= value < _MOST_DAYS:
        return (day_zero + dt.timedelta(days=int(value))).isoformat()
    return NumberCell(_plain(value * _HOURS_A_DAY if shown is Shown.DURATION else value))


def _plain(value: float) -> str:
    text = f"{value:.{_DIGITS}g}"
    return f"{value:.{_SMALL_DIGITS}f}".rstrip("0").rstrip(".") if "e" in text else text


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _too_large(what: str) -> InputError:
    message = f"Dit Excel-bestand {what}. Bewaar alleen het blad met je klanten in een nieuw bestand."
    return InputError("file_too_large", "text", message)


def _no_workbook() -> InputError:
    message = (
        "In dit bestand zit geen Excel-lijst. Is het een zipbestand, pak het dan eerst uit. "
        "Bewaar een lijst uit een ander programma als .xlsx of CSV."
    )
    return InputError("wrong_type", "text", message)
