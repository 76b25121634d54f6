"""Where a table begins: the row with its headings, above which titles may stand and beside which nothing may stand.

A row is taken for the headings when its words are understood; the first one with a customer and a turnover is surest.
Headings may stand in two rows. A table without headings begins with its first row, and its columns are called by their
letters.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from calculators.imports._cells import NumberCell
from calculators.imports._dates import read_date
from calculators.imports._headings import normalised, understand
from calculators.imports._who import clean

Row = tuple[int, list[str]]  # the number of its first line in the file, and its cells

FARTHEST_HEADER = 1000  # so many rows are looked at; above no list stand more lines than that
_NUMBER = re.compile(
    r"\W*+(?:euro?\W*+)?[0-9][0-9.,'’‘`´\s]*+\W*+(?:(?:euro?|cr|dr|credit|debet|debit)\W*+)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a table.

    Attributes:
        index: the place among the rows of the last row of headings; -1 when there are none above the first row.
        cells: the headings.
        line: the number of their line.
        understood: how many of them are understood.
        complete: whether there is one for the customer and one for the turnover.
    """

    index: int
    cells: list[str]
    line: int = 1
    understood: int = 0
    complete: bool = False


def find_header(rows: Iterable[Row], wanted: Iterable[str] = ()) -> Header | None:
    """Return the row of headings; None when no row has one for the customer.

    Args:
        rows: of the table, from the top of its sheet or file.
        wanted: headings that a visitor points out, which are understood too.

    >>> find_header([(1, ["Naam", "Test BV"]), (2, ["Debiteur", "Omzet"]), (3, ["A", "1"])]).cells
    ['Debiteur', 'Omzet']
    >>> find_header([(1, ["Klant", "Omzet"]), (2, ["", "excl. btw"]), (3, ["A", "1"])]).cells
    ['Klant', 'Omzet excl. btw']
    """
    known = {normalised(heading) for heading in wanted if normalised(heading)}
    best: Header | None = None
    before: Row | None = None
    looked = list(itertools.islice(rows, FARTHEST_HEADER))
    for index, (line, cells) in enumerate(looked):
        found = _judged(index, line, [cell.strip() for cell in cells], known)
        if not (found and found.complete) and before is not None:
            found = _both(looked, index, known) or found
        before = (line, cells)
        if found is None:
            continue
        if found.complete:
            best = found
            break
        if best is None or found.understood > best.understood:
            best = found
    if best is None:
        return None
    return _with_next(looked, best, known)


def no_header(rows: Iterable[Row]) -> Header | None:
    """Return headings to ask with when none is recognised: the first row of two or more filled cells.

    When that row holds amounts or dates it is no heading but the first row of the table.

    >>> no_header([(1, ["Lijst", ""]), (2, ["Afnemer", "Bruto"])])
    Header(index=1, cells=['Afnemer', 'Bruto'], line=2, understood=0, complete=False)
    >>> no_header([(1, ["Jansen", "1.234,50"])])
    Header(index=-1, cells=['', ''], line=1, understood=0, complete=False)
    """
    for index, (line, cells) in enumerate(itertools.islice(rows, FARTHEST_HEADER)):
        header = [cell.strip() for cell in cells]
        if sum(map(bool, header)) < 2:  # noqa: PLR2004 -- a title stands alone
            continue
        if any(map(is_value, cells)):
            return Header(index - 1, [""] * len(header), line)
        return Header(index, header, line)
    return None


def is_value(cell: str) -> bool:
    """Return whether a cell holds a number or a date, and so is no heading; a year may be one.

    >>> is_value("1.234,50"), is_value("31-12-2025"), is_value("2025"), is_value("Omzet 2025"), is_value("")
    (True, True, False, False, False)
    >>> is_value("1\N{NO-BREAK SPACE}000,00"), is_value("1’000.50"), is_value("1.000,00 Cr")
    (True, True, True)
    """
    text = clean(cell)
    if isinstance(cell, NumberCell):
        return not (text.isdigit() and text.startswith(("19", "20")) and len(text) == 4)  # noqa: PLR2004
    if not text or len(text) > 40:  # noqa: PLR2004 -- no number is longer
        return False
    if text.isdigit() and len(text) == 4 and text.startswith(("19", "20")):  # noqa: PLR2004
        return False
    return _NUMBER.fullmatch(text) is not None or len(read_date(text)) > 7  # noqa: PLR2004 -- more than a month


def is_like_header(cells: Sequence[str], *, after_blank: bool) -> bool:
    """Return whether a row with a word where the amount is due looks like the headings of another table.

    Below a blank row one word that is known is enough; without one two headings must be understood.

    >>> is_like_header(["Leverancier", "Waarde"], after_blank=True), is_like_header(["Bos", "x"], after_blank=True)
    (True, False)
    >>> is_like_header(["Klant", "Omzet"], after_blank=False)
    True
    """
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) < 2 or any(map(is_value, filled)):  # noqa: PLR2004
        return False
    known = [understand(cell.strip()) for cell in filled]
    if after_blank and any(each.is_known for each in known):
        return True
    if all(each.is_known for each in known) and any(each.meanings for each in known):
        return True
    return sum(bool(each.meanings) for each in known) >= 2  # noqa: PLR2004


def _judged(index: int, line: int, cells: list[str], known: set[str]) -> Header | None:
    """Return a row as headings when one of them is that of a customer."""
    if sum(map(bool, cells)) < 2 and not (cells and cells[0] and len(cells) > 1):  # noqa: PLR2004
        return None
    understood, customer, turnover = 0, False, False
    if known and any(map(is_value, cells)):
        known = set()  # what a visitor points out cannot be a row of the list
    for cell in cells:
        if not cell:
            continue
        meanings = understand(cell).meanings
        pointed = bool(known) and normalised(cell) in known
        understood += bool(meanings) or pointed
        customer |= "name" in meanings or "id" in meanings or pointed
        turnover |= "revenue" in meanings or pointed
    if not customer:
        return None
    return Header(index, cells, line, understood, turnover and understood >= 2)  # noqa: PLR2004


def _both(rows: Sequence[Row], index: int, known: set[str]) -> Header | None:
    """Return two rows as one of headings, when they only together have a customer and a turnover."""
    above, (line, below) = rows[index - 1][1], rows[index]
    if not _are_words(above) or not _are_words(below) or rows[index - 1][0] + 1 != line:
        return None
    found = _judged(index, line, _joined(above, below), known)
    return found if found and found.complete else None


def _with_next(rows: Sequence[Row], header: Header, known: set[str]) -> Header:
    """Return headings with the row below them, when that only specifies them: a year, a currency, excl. btw."""
    if not 0 <= header.index < len(rows) - 1:
        return header
    line, below = rows[header.index + 1]
    filled = [cell for cell in below if cell.strip()]
    lines = 1 + sum(max(0, len(cell.splitlines()) - 1) for cell in rows[header.index][1])
    if not filled or line > header.line + lines or not all(map(_specifies, filled)):
        return header
    for cell, under in zip(header.cells, below, strict=False):
        meanings = understand(cell).meanings
        if under.strip() and {"name", "id"} & set(meanings) and normalised(under) not in {"naam", "nummer"}:
            return header  # a customer, or the headings once more
    joined = _judged(header.index + 1, line, _joined(header.cells, below), known)
    return joined if joined and joined.complete >= header.complete else header


def _specifies(cell: str) -> bool:
    """Whether a cell can only make a heading above it more precise."""
    text = cell.strip()
    return not is_value(cell) and (
        understand(text).is_known or understand(text).percent or bool(understand(text).currency)
    )


def _are_words(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and not any(map(is_value, filled)) and any(understand(cell.strip()).is_known for cell in filled)


def _joined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    width = max(len(above), len(below))
    pairs = itertools.zip_longest(above, below, fillvalue="")
    return [" ".join(f"{one} {two}".split()) for one, two in itertools.islice(pairs, width)]
