"""Which rows of a table add up others: recognised by words (``_totals``) and by arithmetic, row after row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from calculators.imports._amounts import Found
from calculators.imports._customer import Customer
from calculators.imports._dates import read_date
from calculators.imports._totals import TOTAL_CELLS, Boundaries, TotalKind, kind_of_total, named_in_total
from calculators.imports._verdicts import LONGEST_DETAIL
from calculators.imports._who import clean, is_nothing, name_key, number_key, number_of
from calculators.imports.columns import Columns
from calculators.imports.headers import is_value
from calculators.imports.told import Note

Key = tuple[str, str]


def key_of(number: str, name: str) -> Key:
    """Return under which key a customer is known: by number, else by name.

    >>> key_of("D1", "Bos"), key_of("n.v.t.", "BOS")
    (('id', 'd1'), ('name', 'bos'))
    """
    if known := number_of(number):
        return ("id", number_key(known))
    return ("name", name_key("" if is_nothing(name) else name))


class TableRow(NamedTuple):
    """A row with the number and the name of its customer."""

    line: int
    number: str
    name: str
    cells: Sequence[str]


class TotalRows:
    """Tells totals from customers while the rows of a table are read.

    Args:
        columns: the column of each role.
        customers: those that were met so far.

    Attributes:
        sums: what was added up so far.
        is_below: whether a total of everything stood above.
        notes: what a visitor should know.
    """

    def __init__(self, columns: Columns, customers: Mapping[Key, Customer]) -> None:
        self.sums = Boundaries()
        self.is_below = False
        self._rows_above = 0
        self.notes: list[Note] = []
        self._telling = {columns.used[role] for role in ("id", "date", "invoice") if role in columns.used}
        self._customers = customers
        self._aside: set[str] = set()

    def set_aside(self, amount: int, name: str) -> None:
        """Take note of a row that was left out: a printed total may hold it, and be named after its customer."""
        self.sums.aside += amount
        self._aside.add(name_key(name))

    def close(self, amount: int | None) -> None:
        """Take note that a total stands here."""
        self._rows_above = self.sums.rows
        self.is_below = self.is_below or (amount is not None and self.sums.is_all(amount))
        self.sums.close()

    def count_below(self) -> int:
        """Return how many rows count that stand below a total of everything above them."""
        return self.sums.rows - self._rows_above if self.is_below else 0

    def label_of(self, row: TableRow, found: Found, open_names: Sequence[str], *, begins_group: bool) -> str | None:
        """Return what a total is called, which may be nothing; None for a row that is no total.

        Args:
            row: what stands in it.
            found: its amount.
            open_names: the customers whose group is open or may begin.
            begins_group: whether the row above it holds a customer alone.
        """
        line, number, name, cells = row
        label = name or number
        if is_nothing(label):
            return self._nameless(cells, found, begins_group=begins_group)
        if name and number_of(number) and kind_of_total(number) != "certain":
            return label if self._totals_its_own(number, name) else None
        if key_of(number, name) in self._customers:
            return self._elsewhere(line, number, name, cells, found)
        kind = "certain" if kind_of_total(number) == "certain" else kind_of_total(label)
        if not kind:
            return self._elsewhere(line, number, name, cells, found)
        return label if self._is_sure(kind, label, found, open_names) else None

    def _is_sure(self, kind: TotalKind, label: str, found: Found, open_names: Sequence[str]) -> bool:
        """Whether words, arithmetic or the customer that is named make a total of what may be one."""
        if kind != "maybe":  # words of a list alone are nobody's name
            return True
        if found.amount is not None and self.sums.is_sum(found.amount):
            return True
        keys = set(map(name_key, named_in_total(label)))
        known = self._aside | {name_key(name) for name in open_names}
        return bool(keys & known) or any(self._is_customer(key) for key in keys)

    def _is_customer(self, key: str) -> bool:
        if ("name", key) in self._customers or ("id", key) in self._customers:
            return True
        return any(name_key(each.name) == key for each in self._customers.values() if each.number)

    def _elsewhere(self, line: int, number: str, name: str, cells: Sequence[str], found: Found) -> str | None:
        """Return the name of a total that says so in another column: it is one when its amount is a sum."""
        if TOTAL_CELLS.isdisjoint(cells):
            return None
        own = self._customers.get(key_of(number, name))
        if found.amount is not None and (self.sums.is_sum(found.amount) or (own and own.revenue == found.amount)):
            return name or number
        self.notes.append(Note("total_elsewhere", {"line": line, "name": (name or number)[:LONGEST_DETAIL]}))
        return None

    def _nameless(self, cells: Sequence[str], found: Found, *, begins_group: bool) -> str | None:
        """Return what a row without a customer says of a total; a sum with nothing but amounts beside it is one too."""
        for cell in cells:
            text = clean(cell)
            kind = kind_of_total(text) if text else ""
            if kind == "certain" or (kind == "maybe" and found.amount is not None and self.sums.is_sum(found.amount)):
                return text
        if begins_group:
            return None  # the first row below a name alone is the first of its group
        bare = not any(
            cell.strip() and (place in self._telling or not is_value(cell) or read_date(clean(cell)))
            for place, cell in enumerate(cells)
        )
        return "" if bare and found.amount is not None and self.sums.is_sum(found.amount) else None

    def _totals_its_own(self, number: str, name: str) -> bool:
        """Whether a row with a number has the name of a total of the customer with that number."""
        own = self._customers.get(key_of(number, ""))
        named = map(name_key, named_in_total(name)) if kind_of_total(name) else ()
        return bool(own and own.name and name_key(own.name) in named)
