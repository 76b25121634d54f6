"""Whether the amount of a row counts, and with which sign: its currency, status, kind and side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from calculators.imports._amounts import Found
from calculators.imports._codes import is_euro, side_of, verdict_on_kind, verdict_on_status
from calculators.imports._headings import Helper
from calculators.imports._styles import Styles
from calculators.imports._who import clean, is_nothing
from calculators.imports.columns import Columns
from calculators.imports.told import Note, Reason

MOST_EXAMPLES = 5
LONGEST_DETAIL = 40

HELPERS: tuple[Helper, ...] = ("currency", "status", "kind", "sign")


class Verdict(NamedTuple):
    """What a row counts for.

    Attributes:
        factor: 1, -1 for what takes turnover off, or 0 for what does not count.
        reason, detail: why it does not, and what stands there.
        sign: with which sign a printed total may hold it all the same.
    """

    factor: int
    reason: Reason = "not_a_number"
    detail: str = ""
    sign: int = 1


class Judge:
    """Judges the rows of one table, and remembers what is to be told about it.

    Args:
        columns: the column of each role and helper.
        styles: which side of a ledger is turnover.

    Attributes:
        plain: the columns of helpers, each with the values that leave an amount as it is.
    """

    def __init__(self, columns: Columns, styles: Styles) -> None:
        self.plain: list[tuple[int, set[str]]] = [
            (columns.used[helper], set()) for helper in HELPERS if helper in columns.used
        ]
        self._used = columns.used
        self._currency = columns.currency
        self._sides = styles.sides
        self._unknown: dict[Helper, dict[str, None]] = {}  # values that are not known and count
        self._credit_signs: set[bool] = set()

    def judge(self, cells: Sequence[str], found: Found) -> Verdict:
        """Return what a row counts for."""
        code = self._text(cells, "currency")
        side = found.side or side_of(self._text(cells, "sign"))
        takes_off = side == "minus" or self._sides.get(side, 1) < 0
        if found.currency or not is_euro(code) or (self._currency and not code):
            sign = -1 if takes_off else 1
            return Verdict(0, "currency", (found.currency or code or self._currency).upper(), sign)
        by_kind = self._by_status_and_kind(cells, found)
        if not by_kind.factor:
            return by_kind._replace(sign=-1 if takes_off else 1)
        if not side and self._text(cells, "sign"):
            return Verdict(0, "sign", self._text(cells, "sign")[:LONGEST_DETAIL])
        if takes_off:
            return Verdict(-1)
        if by_kind.factor > 0:
            for place, known in self.plain:
                known.add(cells[place])
        return by_kind

    def notes(self) -> Iterator[Note]:
        """Give what a visitor should know about the rows that count."""
        for helper, values in self._unknown.items():
            shown = ", ".join(list(values)[:MOST_EXAMPLES])
            yield Note("unknown_values", {"helper": helper, "values": shown[:200]})
        if len(self._credit_signs) > 1:
            yield Note("mixed_credit")
        elif self._credit_signs == {False}:
            yield Note("credit_taken_off")

    def _by_status_and_kind(self, cells: Sequence[str], found: Found) -> Verdict:
        factor = 1
        status, kind = self._text(cells, "status"), self._text(cells, "kind")
        for helper, text, verdict in (
            ("status", status, verdict_on_status(status)),
            ("kind", kind, verdict_on_kind(kind)),
        ):
            if verdict == "leave_out":
                return Verdict(0, "status" if helper == "status" else "kind", text[:LONGEST_DETAIL])
            if verdict == "credit":
                factor = -1
                if found.amount:
                    self._credit_signs.add(found.amount < 0)
            elif verdict == "unknown":
                self._unknown.setdefault("status" if helper == "status" else "kind", {})[text] = None
        return Verdict(factor)

    def _text(self, cells: Sequence[str], helper: Helper) -> str:
        place = self._used.get(helper)
        text = "" if place is None else clean(cells[place])
        return "" if helper != "sign" and is_nothing(text) else text
