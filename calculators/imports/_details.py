"""Costs, margin and hours beside the turnover: known where every cell can be read, unknown where one cannot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calculators.imports._amounts import DECIMALS, QuickReader, Style, look_at, read_hours, times
from calculators.imports._customer import Customer
from calculators.imports._headings import Role
from calculators.imports._styles import Styles
from calculators.imports._verdicts import MOST_EXAMPLES
from calculators.imports._who import clean, is_nothing
from calculators.imports.columns import Columns
from calculators.imports.told import Note

_ONE = 10**DECIMALS
# There is a value, and nobody knows it; a "?" is a blank cell.
_NOT_KNOWN = frozenset({"onbekend", "unknown", "n.b.", "nb"})
DETAILS: tuple[Role, ...] = ("costs", "margin", "hours")


class Details:
    """Adds the details of rows to their customers, and remembers which cells cannot be read.

    Args:
        columns: the column of each role.
        styles: how amounts are written.

    Attributes:
        costs_below: of the rows with turnover, how many more have costs below zero than above.
    """

    def __init__(self, columns: Columns, styles: Styles) -> None:
        self._columns = [
            (role, columns.used[role], styles.of[role], QuickReader(styles.of[role]).read, role in columns.percent)
            for role in DETAILS
            if role in columns.used
        ]
        self._unclear: dict[Role, list[int]] = {}
        self.costs_below = 0

    def __bool__(self) -> bool:
        return bool(self._columns)

    def add(self, customer: Customer, cells: Sequence[str], amount: int, factor: int, line: int) -> None:
        """Add what a row says; a cell that holds nothing adds nothing, an unreadable one makes the detail unknown."""
        details = customer.details
        for role, place, style, quick, percent in self._columns:
            cell = cells[place]
            if not cell:
                continue
            if factor > 0 and not percent and (quickly := quick(cell)) is not None:
                details[role] = details.get(role, 0) + quickly
                if role == "costs" and amount > 0 and quickly:
                    self.costs_below += 1 if quickly < 0 else -1
            elif not is_nothing(text := clean(cell)) or text.casefold() in _NOT_KNOWN:
                value = (
                    read_hours(cell, style) if role == "hours" else _read(cell, style, amount, factor, percent=percent)
                )
                if value is None:
                    customer.unclear.add(role)
                    self._unclear.setdefault(role, []).append(line)
                else:
                    details[role] = details.get(role, 0) + value
                    if role == "costs" and amount > 0 and value:
                        self.costs_below += 1 if value < 0 else -1

    def notes(self) -> Iterator[Note]:
        """Give which cells could not be read."""
        for role, lines in self._unclear.items():
            shown = ", ".join(str(line) for line in lines[:MOST_EXAMPLES])
            yield Note("unclear_details", {"role": role, "count": len(lines), "lines": shown})


def _read(cell: str, style: Style, amount: int, factor: int, *, percent: bool) -> int | None:
    """Return costs or margin in euros; a percentage is a part of the turnover, a credit note takes off."""
    found = look_at(cell, style)
    if found.amount is None or found.side:
        return None
    if found.percent:
        return times(amount, found.amount)
    if percent:  # more than all of it is no percentage of the turnover
        return times(amount, found.amount // 100) if abs(found.amount) <= 100 * _ONE else None
    return -abs(found.amount) if factor < 0 else found.amount
