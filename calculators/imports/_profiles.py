"""What stands in the columns of a table: seen from its first rows, beside what the headings say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from calculators.imports._amounts import DecimalVote, Style, as_number, look_at
from calculators.imports._cells import UncalculatedCell
from calculators.imports._codes import (
    CURRENCIES,
    is_side,
    is_telling_kind,
    is_telling_status,
    names_currency,
    verdict_on_kind,
)
from calculators.imports._dates import read_date
from calculators.imports._headings import Heading, understand
from calculators.imports._who import clean, is_nothing

_LETTERS = re.compile(r"[^\W\d_]")
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?")
_DIGITS = re.compile(r"[0-9]+")
_ORDER = re.compile(r"#?[A-Z]{0,4}[-_]?[0-9]{3,}")
_MOSTLY = 0.9
HALF = 0.5
_MOST_KINDS = 12
_LONGEST_CODE = 3
_CENT = 0.011
_RATES = (1.21, 1.09, 1.06)  # of Dutch btw, now and before


def letter(column: int) -> str:
    """Return the letters by which a spreadsheet calls a column.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def labels_of(header: Sequence[str]) -> list[str]:
    """Return a label for each column that no other has: its heading, with its letter where that is needed.

    >>> labels_of(["Klant", "Omzet", "Omzet", ""])
    ['Klant', 'Omzet (kolom B)', 'Omzet (kolom C)', 'Kolom D']
    """
    cells = [" ".join(cell.split()) for cell in header]
    count: dict[str, int] = {}
    for cell in cells:
        count[cell] = count.get(cell, 0) + 1
    return [
        f"Kolom {letter(column)}" if not cell else f"{cell} (kolom {letter(column)})" if count[cell] > 1 else cell
        for column, cell in enumerate(cells)
    ]


@dataclass(slots=True)
class Column:
    """A column with what its heading says and what stands in the first rows."""

    index: int
    label: str
    heading: Heading
    cells: list[str]
    values: list[float | None] = field(default_factory=list)
    filled: int = 0
    amounts: int = 0
    percents: int = 0
    digits: int = 0
    texts: int = 0
    hidden: bool = False

    def mostly(self, count: int, share: float = _MOSTLY) -> bool:
        """Whether so many of the filled cells are at least a share of them."""
        return self.filled > 0 and count >= share * self.filled

    @property
    def kinds(self) -> set[str]:
        """The different values in a column."""
        return {text for cell in self.cells if (text := clean(cell).casefold())}


def looked_at(header: Sequence[str], rows: Iterable[Sequence[str]], hidden: frozenset[int]) -> list[Column]:
    """Return the columns with what stands in their first rows."""
    sample = [list(cells) for cells in rows]
    columns = []
    for index, label in enumerate(labels_of(header)):
        cells = [row[index] if index < len(row) else "" for row in sample]
        column = Column(index, label, understand(header[index]), cells, hidden=index in hidden)
        vote = DecimalVote()
        for cell in cells:
            vote.count(cell)
        style = Style(vote.mark, vote.three_decimals[vote.mark])
        for cell in cells:
            _count(column, cell, style)
        columns.append(column)
    return columns


def _count(column: Column, cell: str, style: Style) -> None:
    text = cell.strip()
    if not text or is_nothing(text):
        column.values.append(None)
        return
    column.filled += 1
    found = look_at(cell, style)
    column.values.append(None if found.amount is None else as_number(found.amount))
    column.amounts += (
        found.amount is not None or found.trouble in {"currency", "ambiguous"} or isinstance(cell, UncalculatedCell)
    )
    column.percents += found.percent
    column.digits += _DIGITS.fullmatch(text) is not None
    column.texts += _LETTERS.search(text) is not None


def holds_orders(column: Column) -> bool:
    """Whether the values are numbers of orders (#1001), which a web shop calls names."""
    orders = sum(_ORDER.fullmatch(cell.strip()) is not None and "#" in cell for cell in column.cells)
    return column.mostly(orders)


def holds_dates(column: Column) -> bool:
    return column.mostly(sum(bool(read_date(clean(cell))) for cell in column.cells), HALF)


def holds_clocks(column: Column) -> bool:
    """Whether the values can all be times of the day."""
    filled = [text for cell in column.cells if (text := clean(cell))]
    return bool(filled) and all(map(_CLOCK.fullmatch, filled))


def holds_currencies(column: Column, *, sure: bool) -> bool:
    kinds = column.kinds
    if sure:  # cells that are no currency are judged row by row
        return any(map(names_currency, kinds))
    return bool(kinds) and kinds <= CURRENCIES


def holds_sides(column: Column, *, sure: bool) -> bool:
    kinds = column.kinds
    if sure:
        return any(map(is_side, kinds))
    return bool(kinds) and all(map(is_side, kinds)) and (len(kinds) > 1 or kinds <= {"af", "bij"})


def holds_statuses(column: Column, *, sure: bool) -> bool:
    if sure:
        return column.texts > 0
    kinds = column.kinds
    return 0 < len(kinds) <= _MOST_KINDS and is_telling_status(kinds)


def holds_kinds(column: Column, *, sure: bool) -> bool:
    kinds = column.kinds
    if sure:
        codes = len(kinds) <= _MOST_KINDS and all(len(kind) <= _LONGEST_CODE for kind in kinds)
        return bool(kinds) and (codes or any(verdict_on_kind(kind) != "unknown" for kind in kinds))
    return 0 < len(kinds) <= _MOST_KINDS and is_telling_kind(kinds)


def is_share(column: Column) -> bool:
    return column.heading.percent or column.mostly(column.percents, HALF)


def same_values(one: Column, other: Column) -> bool:
    return one.filled > 0 and one.values == other.values


def _pairs(*columns: Sequence[float | None]) -> list[tuple[float, ...]]:
    return [each for each in zip(*columns, strict=True) if None not in each]


def adds_up(low: Sequence[float | None], tax: Sequence[float | None], high: Sequence[float | None]) -> bool:
    """Whether two columns together are the third, in nearly all rows and not just because the second is 0."""
    rows = [each for each in _pairs(low, tax, high) if each[1]]
    fits = sum(abs(one + two - three) < 2 * _CENT for one, two, three in rows)
    return bool(rows) and fits >= _MOSTLY * len(rows)


def is_multiple(low: Sequence[float | None], high: Sequence[float | None]) -> bool:
    """Whether one column is the other with btw, in nearly all rows."""
    rows = [each for each in _pairs(low, high) if each[0]]
    fits = sum(any(abs(one * rate - two) < 2 * _CENT for rate in _RATES) for one, two in rows)
    return bool(rows) and fits >= _MOSTLY * len(rows)


def multiplies(count: Sequence[float | None], price: Sequence[float | None], other: Sequence[float | None]) -> bool:
    rows = [each for each in _pairs(count, price, other) if each[0] not in {0, 1} and each[1]]
    fits = sum(abs(one * two - three) < 2 * _CENT for one, two, three in rows)
    return bool(rows) and fits >= _MOSTLY * len(rows)
