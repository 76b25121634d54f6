"""Amounts from files: exact, in the decimal mark of their column.

Signs, parentheses and currency are those of ``calculators.model.dutch_numbers``; the difference is that a whole column
tells which of comma and dot is the decimal mark, and that nothing is rounded to a double before it is added up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

DecimalMark = Literal[",", "."]

# Amounts are whole numbers of 10^-DECIMALS. No package writes more digits than the pattern allows.
DECIMALS = 20
_PLAIN = re.compile(r"([0-9]{0,30})(?:\.([0-9]{0,20}))?")

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


def decimal_mark(cells: Iterable[str]) -> DecimalMark:
    """Return the decimal mark of a column: a comma on any Dutch evidence, else a dot on any English, else a comma.

    Evidence is one or two digits behind the last separator, or groups of three with the other separator behind them.

    >>> decimal_mark(["1.234", "12,50"]), decimal_mark(["1,234", "12.50"]), decimal_mark(["1.234"])
    (',', '.', ',')
    """
    mark: DecimalMark = ","
    for cell in cells:
        _, digits = _without_sign(cell)
        if _DUTCH.fullmatch(digits):
            return ","
        if _ENGLISH.fullmatch(digits):
            mark = "."
    return mark


def read_amount(cell: str, mark: DecimalMark) -> int | None:
    """Return what a cell says as an exact amount, or None when it is no number in the style of its column.

    >>> as_number(read_amount("€ 1.234,50-", ",")), read_amount("12.50", ",")
    (-1234.5, None)
    """
    negative, digits = _without_sign(cell)
    whole, point, fraction = digits.partition(mark)
    thousands = "." if mark == "," else ","
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
