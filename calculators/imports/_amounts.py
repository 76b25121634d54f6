"""Amounts from files: exact, in the decimal mark of their column.

Signs, parentheses and currency are those of ``calculators.model.dutch_numbers``; the difference is that a whole column
tells which of comma and dot is the decimal mark, and that nothing is rounded to a double before it is added up.
"""

from __future__ import annotations

import re
from typing import Literal

from calculators.imports._cells import NumberCell

DecimalMark = Literal[",", "."]

# Amounts are whole numbers of 10^-DECIMALS. No package writes more digits than the pattern allows.
DECIMALS = 20
_POWERS: list[int] = [10**power for power in range(DECIMALS + 1)]
_PLAIN = re.compile(r"([0-9]{0,30})(?:\.([0-9]{0,20}))?")
# How nearly all amounts are written: read at once, and to the same number as by the rules below.
_ORDINARY = {
    ",": re.compile(r"(-?)([0-9]{1,30}|[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,9})(?:,([0-9]{1,20}))?"),
    ".": re.compile(r"(-?)([0-9]{1,30}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,9})(?:\.([0-9]{1,20}))?"),
}
_OTHER_MARK: dict[DecimalMark, DecimalMark] = {",": ".", ".": ","}

_CURRENCY = re.compile(r"€|eur(?:o)?", re.IGNORECASE)
_MINUS_SIGNS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-"})
_WHOLE_AMOUNT = re.compile(r"[.,]--?$")
_THOUSANDS = {
    ".": re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+"),
    ",": re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+"),
}
_DUTCH = re.compile(r"[0-9.,]*,[0-9]{1,2}|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]*")
_ENGLISH = re.compile(r"[0-9.,]*\.[0-9]{1,2}|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]*")


def exact_amount(plain: str) -> int | None:
    """Return a plain decimal ("1234.5", without sign) as a whole number of 10^-20; None when it is not one.

    >>> exact_amount("0.1") + exact_amount("0.2") == exact_amount("0.3")
    True
    >>> exact_amount("1e5") is None
    True
    """
    match = _PLAIN.fullmatch(plain)
    if match is None or not any(match.groups()):
        return None
    whole, fraction = match.groups(default="")
    return int(whole + fraction.ljust(DECIMALS, "0"))


def as_number(amount: int) -> float:
    """Return the double nearest to an exact amount.

    >>> as_number(3 * exact_amount("0.1"))
    0.3
    """
    return float(amount / 10**DECIMALS)


class DecimalVote:
    """The vote of a column's cells about its decimal mark: any Dutch evidence is a comma, else any English a dot.

    Evidence is one or two digits behind the last separator, or groups of three with the other separator behind them.
    Without evidence the mark is a comma.

    >>> vote = DecimalVote()
    >>> [(vote.count(cell), vote.mark)[1] for cell in ("1.234", "12.50", "12,50")]
    [',', '.', ',']
    """

    def __init__(self) -> None:
        self.mark: DecimalMark = ","
        self.decided = False

    def count(self, cell: str) -> None:
        """Take a cell into account; once the vote is decided no cell can change it."""
        dutch_is_possible = "," in cell
        english_is_news = "." in cell and self.mark == ","
        if not (dutch_is_possible or english_is_news) or isinstance(cell, NumberCell):
            return
        _, digits = _without_sign(cell)
        if _DUTCH.fullmatch(digits):
            self.mark, self.decided = ",", True
        elif _ENGLISH.fullmatch(digits):
            self.mark = "."


def read_amount(cell: str, mark: DecimalMark) -> int | None:
    """Return what a cell says as an exact amount, or None when it is no number in the style of its column.

    >>> as_number(read_amount("€ 1.234,50-", ",")), read_amount("12.50", ","), as_number(read_amount("12,5", ","))
    (-1234.5, None, 12.5)
    >>> as_number(read_amount(NumberCell("12.5"), ","))
    12.5
    """
    if isinstance(cell, NumberCell):
        mark = "."
    if ordinary := _ORDINARY[mark].fullmatch(cell):
        minus, whole, fraction = ordinary.groups(default="")
        amount = int(whole.replace(_OTHER_MARK[mark], "") + fraction) * _POWERS[DECIMALS - len(fraction)]
        return -amount if minus else amount
    return _read_any_amount(cell, mark)


def _read_any_amount(cell: str, mark: DecimalMark) -> int | None:
    negative, digits = _without_sign(cell)
    whole, point, fraction = digits.partition(mark)
    thousands = _OTHER_MARK[mark]
    if thousands in whole:
        if not _THOUSANDS[thousands].fullmatch(whole):
            return None
        whole = whole.replace(thousands, "")
    amount = exact_amount(f"{whole}.{fraction}" if point else whole)
    return -amount if amount and negative else amount


def _without_sign(cell: str) -> tuple[bool, str]:
    """Return whether a cell is negative, and what is left without white space, currency and one sign."""
    bare = _CURRENCY.sub("", "".join(cell.split())).translate(_MINUS_SIGNS)
    bare = _WHOLE_AMOUNT.sub("", bare)
    if bare.startswith("(") and bare.endswith(")"):
        return True, bare[1:-1]
    if bare.startswith(("-", "+")):
        return bare[0] == "-", bare[1:]
    return bare.endswith("-"), bare.removesuffix("-")
