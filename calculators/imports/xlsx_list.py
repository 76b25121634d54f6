"""Reads the rows of an Excel workbook (.xlsx): a zip with XML in it.

Only what a list of customers needs is read: the visible sheets in their order, with texts, numbers, dates and durations
as they were meant. A formula gives the value that Excel kept; nothing is calculated, and a formula without a kept value
is an ``UncalculatedCell``.

Source: ECMA-376 part 1, sections 18.2 (workbook), 18.3 (worksheets), 18.4 (shared strings), 18.8 (styles), 22.9.2.19
(escapes in texts); part 2 (names of parts).

Conventions: names of elements count, namespaces do not, so that the strict form of the standard is read too. Names of
parts are compared without case, as part 2 asks, and whichever slash they are written with. One cell that refers to
nothing is ``#REF!``, as in Excel, and the rest is read. A number has the 15 digits that Excel itself shows: what stands
behind them is what doubles leave. What is unpacked is counted, so that a small file cannot become a large one. A
``<!DOCTYPE`` is refused.
"""

from __future__ import annotations

import bisect
import datetime as dt
import functools
import io
import posixpath
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from calculators.imports._amounts import read_amount
from calculators.imports._cells import NumberCell, UncalculatedCell
from calculators.imports._formats import BUILT_IN, NO_REFERENCE, Meaning, Shown, number_cell, shown_by
from calculators.imports._markup import BrokenMarkupError, MarkupReader
from calculators.imports.headers import Row
from calculators.imports.tables import MOST_COLUMNS, check_row_count, too_many_columns
from calculators.model.dutch_numbers import format_number
from calculators.model.errors import InputError

if TYPE_CHECKING:
    import zipfile

MEGABYTE = 1 << 20
MOST_UNPACKED = 100 * MEGABYTE
MOST_PARTS = 10_000
MOST_REPEATED = 100_000  # cells that take what stands in another one; with more of them none does


_PIECE = 1 << 16
_ENTRY = b"PK\x01\x02"  # begins what a zip tells about one of its parts
_DOCTYPE_FORBIDDEN = (
    "Dit bestand bevat een DOCTYPE en wordt voor de veiligheid niet gelezen. Open het in Excel en bewaar het opnieuw."
)

_MAIN_PART = "xl/workbook.xml"
_USUAL_STRINGS, _USUAL_STYLES = "xl/sharedstrings.xml", "xl/styles.xml"
_DOCUMENT, _STRINGS, _STYLES = "/officeDocument", "/sharedStrings", "/styles"  # how the types of relations end
_SHEETS_WITHOUT_CELLS = ("/chartsheet", "/dialogsheet", "/xlMacrosheet", "/xlIntlMacrosheet")  # idem
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
_TRUE = {"1", "true"}

# Between them and 1 March 1900 Excel counts a day that never was; no invoice is that old.
_DAY_ZERO = dt.date(1899, 12, 30)
_DAY_ZERO_1904 = dt.date(1904, 1, 1)

_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_LONGEST_ROW_NUMBER = 7  # digits; Excel has 1,048,576 rows
_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_NOTHING, _NOTHING_OR_ZERO = frozenset({""}), frozenset({"", "0"})
# A text that is a date, and one that is an amount, a percentage or a time: "€ 5,-", "12%", "8:30", "7,5 uur", "2u30".
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_MEASURE = 40
_MEASURE = re.compile(r"\W*[0-9][0-9\s.,:'-]*+(?:(?:u|uur|uren|h|min|minuten)[0-9\s]*+(?:m|min)?)?\W*")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATE = re.compile("[\ud800-\udfff]")

_MOST_STYLES = 65_536  # Excel allows 65,490


@dataclass(frozen=True, slots=True)
class Sheet:
    """The name of a sheet, and its rows that are not empty.

    Attributes:
        rows: a text in merged cells of one column stands in each of its rows; an amount only in the first, so that it
            counts once.
        hidden_columns: the indexes of columns that do not show.
        hidden_rows: the numbers of rows that do not show because of a filter or by hand; not those of a folded group,
            whose details count.
    """

    name: str
    rows: list[Row]
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()


def read_workbook(data: bytes) -> Iterator[Sheet]:
    """Give the visible sheets of a workbook, each as soon as it is read.

    A cell with a number is a ``NumberCell``, with a percent sign behind it or a foreign currency before it where its
    format shows that: "12.5%", "$ 1234.5". A date is text as 2025-12-31, a duration a number of hours, a boolean WAAR
    or ONWAAR, an error as Excel shows it: "#N/A", and "#REF!" too for a cell that refers to nothing. A formula that no
    program has calculated is an ``UncalculatedCell`` with the formula: "=B2+C2". Sheets without cells are passed over.

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
        self._names = {_part_name(name): name for name in archive.namelist()}
        self._left = MOST_UNPACKED

    @property
    def parts(self) -> Iterable[str]:
        """The names of all parts, as ``_part_name`` gives them."""
        return self._names

    def has(self, part: str) -> bool:
        return part in self._names

    def begins_with(self, part: str, expected: bytes) -> bool:
        """Return whether a part is there and begins like that."""
        if not self.has(part):
            return False
        with self._archive.open(self._names[part]) as member:
            return member.read(len(expected)) == expected

    def read(self, part: str, reader: _PartReader) -> None:
        with self._archive.open(self._names[part]) as member:
            while piece := member.read(_PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise _too_large(f"is uitgepakt groter dan {MOST_UNPACKED // MEGABYTE} MB")
                reader.markup.feed(piece)
        reader.markup.finish()

    def read_if_there(self, part: str, reader: _PartReader) -> bool:
        """Read a part that may be missing, and return whether it was there."""
        if is_there := self.has(part):
            self.read(part, reader)
        return is_there


def _part_name(written: str, folder: str = "") -> str:
    r"""Return the one name of a part, however a zip or a relation writes it.

    >>> _part_name("xl\\SharedStrings.xml"), _part_name("../styles.xml", "xl/worksheets"), _part_name("/XL/./a.xml")
    ('xl/sharedstrings.xml', 'xl/styles.xml', 'xl/a.xml')
    """
    return posixpath.normpath(posixpath.join("/", folder, written.replace("\\", "/"))).lstrip("/").lower()


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
    main = _main_part(package)
    if not package.has(main) or not main.endswith(".xml"):
        raise _no_workbook(package)
    outline = _Outline()
    package.read(main, outline)
    relations = _relations(package, main)
    parts = list(_parts_of_sheets(package, main, outline, relations))
    if not parts:
        raise _no_workbook(package)
    strings, styles = _Strings(), _Styles()
    has_strings = package.read_if_there(_part_of(relations, _STRINGS) or _USUAL_STRINGS, strings)
    package.read_if_there(_part_of(relations, _STYLES) or _USUAL_STYLES, styles)
    for name, part in parts:
        reader = _SheetReader(
            strings.texts if has_strings else None,
            styles.shown,
            outline.day_zero,
            is_to_be_calculated=outline.is_to_be_calculated,
        )
        package.read(part, reader)
        yield reader.sheet(name)


def _main_part(package: _Package) -> str:
    """Return the part that is said to be the workbook, or the one that it nearly always is."""
    try:
        part = _part_of(_relations(package, ""), _DOCUMENT)
    except BrokenMarkupError:
        part = ""
    return part if package.has(part) else _MAIN_PART


def _parts_of_sheets(
    package: _Package, main: str, outline: _Outline, relations: Iterable[_Relation]
) -> Iterator[tuple[str, str]]:
    """Give the name and the part of each visible sheet with cells; those that are not there are passed over.

    Raises:
        LookupError: without relations, when it is not plain which sheet is in which part.
    """
    parts = {relation.key: relation.part for relation in relations if not relation.kind.endswith(_SHEETS_WITHOUT_CELLS)}
    if not relations:
        numbered = _numbered_sheets(package, posixpath.dirname(main))
        if len(numbered) != len(outline.sheets):
            raise LookupError
        parts = {sheet.key: part for sheet, part in zip(outline.sheets, numbered, strict=True)}
    for sheet in outline.sheets:
        part = parts.get(sheet.key, "")
        if sheet.is_visible and package.has(part):
            yield sheet.name, part


def _numbered_sheets(package: _Package, folder: str) -> list[str]:
    pattern = re.compile(rf"{re.escape(_part_name('worksheets', folder))}/sheet([0-9]{{1,9}})\.xml")
    numbers = {int(match[1]): part for part in package.parts if (match := pattern.fullmatch(part))}
    return [numbers[number] for number in sorted(numbers)]


def _relations(package: _Package, part: str) -> list[_Relation]:
    folder, name = posixpath.split(part)
    reader = _Relations(folder)
    package.read_if_there(posixpath.join(folder, "_rels", f"{name}.rels"), reader)
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
            part = _part_name(attributes.get("Target", ""), self._folder)
            self.relations.append(_Relation(attributes.get("Id", ""), attributes.get("Type", ""), part))


class _ListedSheet(NamedTuple):
    """A sheet as the workbook lists it: its key is that of the relation to its part."""

    name: str
    key: str
    is_visible: bool


class _Outline(_PartReader):
    """The sheets of a workbook, the day from which its dates count, and whether formulas are yet to be calculated."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[_ListedSheet] = []
        self.day_zero = _DAY_ZERO
        self.is_to_be_calculated = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = _local(name)
        if local == "workbookPr" and attributes.get("date1904") in _TRUE:
            self.day_zero = _DAY_ZERO_1904
        elif local == "calcPr":
            self.is_to_be_calculated = attributes.get("fullCalcOnLoad") in _TRUE
        elif local == "sheet":
            key = next((value for name, value in attributes.items() if _local(name) == "id"), "")
            is_visible = attributes.get("state", "visible") == "visible"
            self.sheets.append(_ListedSheet(attributes.get("name", ""), key, is_visible))


class _Styles(_PartReader):
    """What the styles of a workbook show a number as, by the index that cells name."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[str, Meaning] = {}
        self._formats: dict[str, Meaning] = {str(number): shown for number, shown in BUILT_IN.items()}
        self._is_list_of_cells = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = _local(name)
        if local == "numFmt":
            self._formats[attributes.get("numFmtId", "")] = shown_by(attributes.get("formatCode", ""))
        elif local == "cellXfs":
            self._is_list_of_cells = True
        elif local == "xf" and self._is_list_of_cells and len(self.shown) < _MOST_STYLES:
            self.shown[str(len(self.shown))] = self._formats.get(attributes.get("numFmtId", ""))

    def end(self, name: str) -> None:
        if _local(name) == "cellXfs":
            self._is_list_of_cells = False


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
            self.texts.append(unescaped(self.taken()))


class _Area(NamedTuple):
    """Cells next to each other: the indexes of the first and last column, and the numbers of the first and last row."""

    left: int
    right: int
    top: int
    bottom: int


def _area(reference: str) -> _Area | None:
    """Return the cells that a reference names; None for one cell, or for nonsense.

    >>> _area("A2:B10"), _area("A2")
    (_Area(left=0, right=1, top=2, bottom=10), None)
    """
    match = _AREA.fullmatch(reference)
    return match and _Area(column_of(match[1]), column_of(match[3]), int(match[2]), int(match[4]))


class _SheetReader(_TextReader):
    """The rows of a sheet that are not empty.

    Args:
        strings: the texts that cells share; None when the workbook has none, which matters only to a cell that refers
            to one.
        shown: what the styles show numbers as; empty when the workbook has none.
        day_zero: the day from which dates count.
        is_to_be_calculated: whether the workbook asks the program that opens it to calculate all formulas.
    """

    def __init__(
        self, strings: list[str] | None, shown: Mapping[str, Meaning], day_zero: dt.date, *, is_to_be_calculated: bool
    ) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._strings = strings or []
        self._has_strings = strings is not None
        self._shown = shown
        self._without_style = Shown.UNKNOWN if shown else None
        self._day_zero = day_zero
        self._row = 0
        self._row_count = 0
        self._row_is_open = False
        self._row_is_hidden = False
        self._cells: list[str] = []
        self._column = 0  # of the next cell when it does not say where it stands
        self._kind = ""
        self._style = ""
        self._formula: list[str] | None = None  # its pieces; None for a cell without one
        self._is_kept = False  # whether there is something, if only an empty text, beside the formula
        # The formulas with a zero, until one has another value. XlsxWriter writes zeros and leaves the rest to Excel.
        self._zeros: list[tuple[list[str], int, UncalculatedCell]] | None = [] if is_to_be_calculated else None
        self._hidden_columns: set[int] = set()
        self._hidden_rows: set[int] = set()
        self._merges: list[_Area] = []
        self._arrays: list[_Area] = []  # where one formula gives many cells their values
        self._rows_are_renumbered = False

    def sheet(self, name: str) -> Sheet:
        """Return the sheet, now that its part is read."""
        for cells, column, formula in self._zeros or ():
            cells[column] = formula
        if not self._rows_are_renumbered:
            columns = [area for area in self._merges if area.left == area.right]  # what is wider is a title
            _repeat(self._rows, columns, _is_repeatable, _NOTHING)
            _repeat(self._rows, self._arrays, lambda cell: isinstance(cell, UncalculatedCell), _NOTHING_OR_ZERO)
        return Sheet(name, self._rows, frozenset(self._hidden_columns), frozenset(self._hidden_rows))

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(":")[2] if ":" in name else name
        if local == "v":
            self.markup.listen(self._pieces.append)
        elif local == "c":
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
            self._formula = None
            if letters := _LETTERS.match(attributes.get("r", "")):
                self._column = column_of(letters[0])
        elif local == "row":
            self._start_row(attributes)
        elif local == "f":
            self._formula, self._is_kept = [], False
            self.markup.listen(self._formula.append)
            if attributes.get("t") == "array":
                _add_area(self._arrays, attributes)
        elif local == "col":
            self._add_columns(attributes)
        elif local == "mergeCell":
            _add_area(self._merges, attributes)
        else:
            super().start(local, attributes)

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2] if ":" in name else name
        if local == "v":
            self.markup.listen(None)
            self._is_kept = True
        elif local == "c":
            text = self.taken()
            if self._formula is not None:
                self._end_formula("".join(self._formula), text)
            elif text:
                self._place(self._value(text))
            self._column += 1
        elif local == "row":
            if self._cells:
                self._rows.append((self._row, self._cells))
                if self._row_is_hidden:
                    self._hidden_rows.add(self._row)
            self._cells, self._row_is_open = [], False
        elif local == "f":
            self.markup.listen(None)
        else:
            super().end(local)

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        if self._row_is_open:
            raise ValueError("a row in a row")
        self._row_count += 1
        check_row_count(self._row_count)
        written = attributes.get("r", "")
        row = int(written) if written.isdecimal() and len(written) <= _LONGEST_ROW_NUMBER else 0
        if row <= self._row:  # no two rows get the same number, whatever the file says
            row = self._row + 1
            self._rows_are_renumbered |= bool(written)
        self._row = row
        is_hidden = attributes.get("hidden") in _TRUE or _is_zero(attributes.get("ht", ""))
        self._row_is_hidden = is_hidden and attributes.get("outlineLevel", "0") == "0"
        self._cells, self._column, self._row_is_open = [], 0, True

    def _add_columns(self, attributes: Mapping[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        is_hidden = attributes.get("hidden") in _TRUE or _is_zero(attributes.get("width", ""))
        if is_hidden and first.isdecimal() and last.isdecimal():
            columns = range(MOST_COLUMNS)
            self._hidden_columns.update(columns[max(int(first[:9]) - 1, 0) : int(last[:9])])

    def _end_formula(self, formula: str, text: str) -> None:
        cell = UncalculatedCell(f"={formula}")
        if text:
            self._place(self._value(text))
            if self._zeros is not None:
                if self._kind == "n" and _is_zero(text):
                    self._zeros.append((self._cells, self._column, cell))
                else:
                    self._zeros = None
        elif not (self._kind == "str" and self._is_kept):  # the value of ="" is kept as an empty text
            self._place(cell)

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
                return number_cell(text, self._shown.get(self._style, self._without_style), self._day_zero)
            case "s":
                try:
                    index = int(text)
                    return self._strings[index] if index >= 0 else NO_REFERENCE
                except (ValueError, IndexError):
                    if not self._has_strings:
                        raise
                    return NO_REFERENCE
            case "b":
                return "WAAR" if text.strip() in _TRUE else "ONWAAR"
            case _:
                return unescaped(text)


def _add_area(areas: list[_Area], attributes: Mapping[str, str]) -> None:
    area = _area(attributes.get("ref", ""))
    if area and len(areas) <= MOST_REPEATED:
        areas.append(area)


def _repeat(rows: Sequence[Row], areas: Sequence[_Area], repeats: Callable[[str], bool], free: Container[str]) -> None:
    """Write what stands in the first cell of an area in its other cells, of rows that are there.

    With more cells than MOST_REPEATED nothing is written: that is no list.

    Args:
        rows: in the order of their numbers; changed in place.
        areas: where.
        repeats: whether the first cell is to be repeated.
        free: the cells that may be overwritten.

    >>> rows = [(2, ["Smit", NumberCell("5")]), (3, ["", "x"]), (9, ["", "y"])]
    >>> _repeat(rows, [_Area(0, 0, 2, 4)], bool, {""})
    >>> rows
    [(2, ['Smit', '5']), (3, ['Smit', 'x']), (9, ['', 'y'])]
    """
    numbers = [number for number, _ in rows] if areas else []
    places = []
    left_over = MOST_REPEATED
    for area in areas:
        first, end = bisect.bisect_left(numbers, area.top), bisect.bisect_right(numbers, area.bottom)
        columns = range(area.left, min(area.right + 1, MOST_COLUMNS))
        if first < end and numbers[first] == area.top and columns:
            places.append((first, end, columns))
            left_over -= (end - first) * len(columns)
    if left_over < 0:
        return
    for first, end, columns in places:
        top = rows[first][1]
        if columns[0] < len(top) and repeats(top[columns[0]]):
            for _, cells in rows[first:end]:
                _write(cells, columns, top[columns[0]], free)


def _write(cells: list[str], columns: range, cell: str, free: Container[str]) -> None:
    cells.extend([""] * (columns[-1] + 1 - len(cells)))
    for column in columns:
        if cells[column] in free:
            cells[column] = cell


def _is_repeatable(cell: str) -> bool:
    """Return whether a cell that is merged over rows belongs to each of them; the amount of three rows is there once.

    >>> _is_repeatable("Smit"), _is_repeatable("2025-12-31"), _is_repeatable("€ 1.234,50"), _is_repeatable("7,5 uur")
    (True, True, False, False)
    """
    if not cell or isinstance(cell, (NumberCell, UncalculatedCell)):
        return False
    if _ISO_DATE.fullmatch(cell):
        return True
    if len(cell) <= _LONGEST_MEASURE and _MEASURE.fullmatch(cell):
        return False
    return read_amount(cell, ",") is None and read_amount(cell, ".") is None


def _is_zero(written: str) -> bool:
    """Return whether a number is zero; nothing at all is not.

    >>> _is_zero("0.0"), _is_zero(""), _is_zero("x")
    (True, False, False)
    """
    try:
        return bool(written) and float(written) == 0
    except ValueError:
        return False


@functools.cache
def column_of(letters: str) -> int:
    """Return the index of a column.

    >>> column_of("A"), column_of("Z"), column_of("aa")
    (0, 25, 26)
    """
    column = 0
    for letter in letters.upper():
        column = 26 * column + ord(letter) - ord("A") + 1
    return column - 1


def unescaped(text: str) -> str:
    r"""Return a text with the signs that XML cannot hold, which Excel writes as _xHHHH_.

    >>> unescaped("A_x000D_\nB"), unescaped("_x005F_x000D_"), unescaped("_xD83D__xDE00_") == "\U0001f600"
    ('A\r\nB', '_x000D_', True)
    """
    if "_x" not in text:
        return text
    text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if _SURROGATE.search(text):  # halves of pairs: two make a sign, one is none
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _too_large(what: str) -> InputError:
    message = f"Dit Excel-bestand {what}. Bewaar alleen het blad met je klanten in een nieuw bestand."
    return InputError("file_too_large", "text", message)


def _no_workbook(package: _Package) -> InputError:
    """Return the error for a zip without sheets, with the way out for what it is instead."""
    parts = package.parts
    if package.begins_with("mimetype", _OPEN_DOCUMENT):
        message = "Dit is een OpenDocument-bestand (.ods). Bewaar het in LibreOffice of Excel als .xlsx of CSV."
    elif package.has("xl/workbook.bin"):
        message = "Dit is een binair Excel-bestand (.xlsb). Open het in Excel en bewaar het als .xlsx of CSV."
    elif any(part == "index.zip" or (part.startswith("index/") and part.endswith(".iwa")) for part in parts):
        message = "Dit is een bestand van Apple. Is het van Numbers, exporteer het daar dan als Excel of CSV."
    else:
        message = (
            "In dit bestand zit geen Excel-lijst. Is het een zipbestand, pak het dan eerst uit. "
            "Bewaar een lijst uit een ander programma als .xlsx of CSV."
        )
    return InputError("wrong_type", "text", message)
