"""Amounts and hours from files: exact, in the decimal mark of their column.

Signs, parentheses and currency are those of ``calculators.model.dutch_numbers``; the difference is that a whole column
tells which of comma and dot is the decimal mark, and that nothing is rounded to a double before it is added up.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from calculators.imports._cells import NumberCell, UncalculatedCell

DecimalMark = Literal[",", "."]
Trouble = Literal["not_a_number", "ambiguous", "currency", "percentage", "not_calculated", "empty"]
Side = Literal["", "debit", "credit"]

# Amounts are whole numbers of 10^-DECIMALS. No package writes more digits than the pattern allows.
DECIMALS = 20
_POWERS: list[int] = [10**power for power in range(DECIMALS + 1)]
_ONE = _POWERS[DECIMALS]
_PLAIN = re.compile(r"([0-9]{0,30})(?:\.([0-9]{0,20}))?")
# How nearly all amounts are written: read at once, and to the same number as by the rules below. Three digits behind
# the mark are not among them: they may be thousands.
ORDINARY = {
    ",": re.compile(r"(-?)([0-9]{1,30}|[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,9})(?:,([0-9]{1,2}|[0-9]{4,20}))?"),
    ".": re.compile(r"(-?)([0-9]{1,30}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,9})(?:\.([0-9]{1,2}|[0-9]{4,20}))?"),
}
_IN_A_WORKBOOK = re.compile(r"(-?)([0-9]{1,30})(?:\.([0-9]{1,20}))?")
OTHER_MARK: dict[DecimalMark, DecimalMark] = {",": ".", ".": ","}

_EURO = re.compile(r"€|eur(?:o|os)?(?![a-z])", re.IGNORECASE)
_FOREIGN = re.compile(
    r"(?<![a-z])(us\$|a\$|c\$|usd|gbp|chf|sek|nok|dkk|pln|czk|huf|ron|bgn|jpy|cny|cad|aud|nzd|try|zar|inr|hkd|sgd|ils|"
    r"mxn|brl|dollars?|pounds?|pond|fr\.|kr\.?)(?![a-z])|([$£¥₺₹₽₩₪])",
    re.IGNORECASE,
)
_CODES = {
    "$": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD", "£": "GBP", "pound": "GBP", "pounds": "GBP",
    "pond": "GBP", "¥": "JPY", "a$": "AUD", "c$": "CAD", "fr.": "CHF", "kr": "SEK", "kr.": "SEK",
}  # fmt: skip
_MINUS_SIGNS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{EM DASH}": "-", "\N{HYPHEN}": "-"})
_APOSTROPHES = str.maketrans("", "", "'’‘`´")
_WHOLE_AMOUNT = re.compile(r"[.,]--?$")
_NOTHING = re.compile(r"-{1,2}|-?[.,]?-{1,2}|-[.,]-{0,2}")
_SIDE = re.compile(r"(?P<amount>.*[0-9)\-])(?P<side>cr|c|credit|dr|db|d|debet|debit)|"
                   r"(?P<before>cr|credit|dr|db|debet|debit)(?P<behind>[(\-+]?[0-9].*)", re.IGNORECASE)  # fmt: skip
_SPLIT_DIGITS = re.compile(r"[0-9](?:\s+|['’‘`´])[0-9]")
_GROUPED_DIGITS = re.compile(r"[^0-9]*[0-9]{1,3}(?:(?:\s|['’‘`´])[0-9]{3})+(?:[.,][0-9]*)?[^0-9]*")
_SCIENTIFIC = re.compile(r"(-?[0-9](?:[.,][0-9]{1,15})?)E([+-][0-9]{2})")
_THOUSANDS = {
    ".": re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+"),
    ",": re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+"),
}
# What may stand before and behind a comma in an amount, with its sign and currency: "€ 1" and "50-", "1" and "000.00".
_WHOLE = re.compile(r"(?:[-+−–—(€\s]|EUR)*(?:[0-9.][0-9.\s'’‘`´]*)?[0-9]", re.IGNORECASE)
_CENTS = re.compile(r"[0-9]{1,4}(?:\.(?:[0-9]{1,4}|--?))?(?:[-+−–—)€\s]|EUR|CR|DR|[CD])*", re.IGNORECASE)
_HAS_DIGIT = re.compile(r"[0-9]")
_SEPARATED = re.compile(r"[0-9]*[.,][0-9.,]*")

_CLOCK = re.compile(r"([0-9]{1,5}):([0-5][0-9])(?::([0-5][0-9])(?:[.,][0-9]+)?)?")
_SPOKEN = re.compile(
    r"(?:([0-9]{1,6}(?:[.,][0-9]{1,6})?)(?:uren|uur|u|hours|hour|hrs|hr|h))?"
    r"(?:([0-9]{1,6})(?:minuten|minuut|minutes|min|m)?)?",
    re.IGNORECASE,
)


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


def times(amount: int, fraction: int) -> int:
    """Return the product of two exact amounts, rounded to an exact one.

    >>> as_number(times(exact_amount("1000"), exact_amount("0.25")))
    250.0
    """
    return (amount * fraction + _ONE // 2) // _ONE


class DecimalVote:
    """The vote of a column's cells about its decimal mark: any Dutch evidence is a comma, else any English a dot.

    Evidence is one, two or more than three digits behind the last separator, or groups of three with the other
    separator behind them. Three digits may be thousands or decimals: "1.234" and "1,234" are no evidence. A column with
    nothing else has thousands.

    Attributes:
        decided: whether no cell can change the mark any more.
        three_decimals: whether a cell shows that three digits behind the mark are decimals, such as "0,125".
        ambiguous: a cell with three digits behind its only separator, where there is one.

    >>> vote = DecimalVote()
    >>> [(vote.count(cell), vote.mark)[1] for cell in ("1.234", "12.50", "12,50")]
    [',', '.', ',']
    >>> vote = DecimalVote()
    >>> [(vote.count(cell), vote.mark)[1] for cell in ("1,234", "12")]
    ['.', '.']
    """

    def __init__(self) -> None:
        self.decided = False
        self.three_decimals: dict[str, bool] = {",": False, ".": False}
        self.ambiguous = ""
        self._evidence: set[DecimalMark] = set()
        self._ambiguous: dict[str, str] = {}

    @property
    def mark(self) -> DecimalMark:
        """The decimal mark so far."""
        if "," in self._evidence:
            return ","
        if "." in self._evidence:
            return "."
        return "." if "," in self._ambiguous and "." not in self._ambiguous else ","

    @property
    def has_evidence(self) -> bool:
        """Whether a cell tells the mark without doubt."""
        return bool(self._evidence)

    @property
    def is_open(self) -> bool:
        """Whether there is no evidence while a cell can be read in two ways."""
        return not self._evidence and bool(self._ambiguous)

    @property
    def contradicts(self) -> bool:
        """Whether both separators stand before three digits, without evidence for one of them."""
        return not self._evidence and len(self._ambiguous) > 1

    def count(self, cell: str) -> None:
        """Take a cell into account."""
        if isinstance(cell, NumberCell) or not ("," in cell or "." in cell):
            return
        digits = _stripped(cell).digits
        if not _SEPARATED.fullmatch(digits):
            return
        commas, dots = digits.count(","), digits.count(".")
        if commas and dots:
            last: DecimalMark = "," if digits.rfind(",") > digits.rfind(".") else "."
            whole = digits.rpartition(last)[0]
            if _THOUSANDS[OTHER_MARK[last]].fullmatch(whole):
                self._tell(last)
            return
        mark: DecimalMark = "," if commas else "."
        if commas + dots > 1:  # 1.234.567: groups, and so not the decimal mark
            if _THOUSANDS[mark].fullmatch(digits):
                self._tell(OTHER_MARK[mark])
            return
        whole, _, fraction = digits.partition(mark)
        if len(fraction) != 3:  # noqa: PLR2004 -- the digits of a thousand
            if fraction:
                self._tell(mark)
        elif _THOUSANDS[mark].fullmatch(digits):
            self._ambiguous.setdefault(mark, cell)
            self.ambiguous = self.ambiguous or cell
        else:  # 0,125 or 1234,567: no thousands are written so
            self.three_decimals[mark] = True
            self._tell(mark)

    def _tell(self, mark: DecimalMark) -> None:
        self._evidence.add(mark)
        self.decided = "," in self._evidence


@dataclass(frozen=True, slots=True)
class Style:
    """How the amounts of a column are written.

    Attributes:
        mark: the decimal mark.
        three_decimals: whether three digits behind the mark are decimals; they are told as ambiguous otherwise.
    """

    mark: DecimalMark = ","
    three_decimals: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a cell that should hold an amount.

    Attributes:
        amount: the exact amount, None when there is trouble.
        trouble: why there is no amount.
        side: whether the cell itself says debit or credit.
        percent: whether ``amount`` is a fraction that was written with a percent sign.
        currency: the code of another currency than the euro.
        is_rounded: whether a spreadsheet has rounded what is written (1,23E+05).
    """

    amount: int | None = None
    trouble: Trouble | None = None
    side: Side = ""
    percent: bool = False
    currency: str = ""
    is_rounded: bool = False


class QuickReader:
    """Reads an amount that is written as nearly all are, to the same number as ``look_at`` and much faster.

    >>> quick = QuickReader(Style(","))
    >>> as_number(quick.read("-1.234,50")), as_number(quick.read(NumberCell("12.5"))), quick.read("€ 5")
    (-1234.5, 12.5, None)
    """

    __slots__ = ("_ordinary", "_thousands")

    def __init__(self, style: Style) -> None:
        self._ordinary = ORDINARY[style.mark].fullmatch
        self._thousands = OTHER_MARK[style.mark]

    def read(self, cell: str) -> int | None:
        """Return the exact amount; None for any cell that has to be looked at."""
        match = self._ordinary(cell) if cell.__class__ is str else _IN_A_WORKBOOK.fullmatch(cell)
        if match is None or cell.__class__ is UncalculatedCell:
            return None
        minus, whole, fraction = match.groups("")
        if cell.__class__ is str and self._thousands in whole:
            whole = whole.replace(self._thousands, "")
        amount = int(whole + fraction) * _POWERS[DECIMALS - len(fraction)]
        return -amount if minus else amount


def read_amount(cell: str, mark: DecimalMark, *, three_decimals: bool = True) -> int | None:
    """Return what a cell says as an exact amount, or None when it is no amount in the style of its column.

    >>> as_number(read_amount("€ 1.234,50-", ",")), read_amount("12.50", ","), as_number(read_amount("12,5", ","))
    (-1234.5, None, 12.5)
    >>> as_number(read_amount(NumberCell("12.5"), ","))
    12.5
    """
    found = look_at(cell, Style(mark, three_decimals))
    return None if found.percent or found.side else found.amount


def look_at(cell: str, style: Style) -> Found:
    """Return what stands in a cell that should hold an amount: the amount, or why there is none.

    >>> look_at("1,234", Style(",")).trouble, look_at("$ 5", Style(",")).currency, look_at("12%", Style(",")).percent
    ('ambiguous', 'USD', True)
    >>> as_number(look_at("1'234.50", Style(".")).amount), look_at("40,00 D", Style(",")).side
    (1234.5, 'debit')
    """
    if isinstance(cell, UncalculatedCell):
        return Found(trouble="not_calculated")
    mark = style.mark
    three_decimals = style.three_decimals
    if isinstance(cell, NumberCell):
        mark, three_decimals = ".", True
    stripped = _stripped(cell)
    if stripped.currency:
        return Found(trouble="currency", currency=stripped.currency)
    digits = stripped.digits
    if not _HAS_DIGIT.search(digits):
        return _without_digits(cell, stripped.signed)
    if scientific := _SCIENTIFIC.fullmatch(digits):
        return _scientific(scientific, negative=stripped.negative)
    if not three_decimals and _THOUSANDS[mark].fullmatch(digits) and digits.count(mark) == 1:
        return Found(trouble="ambiguous")
    amount = _digits_in_style(digits, mark)
    if amount is None:
        return Found(trouble="not_a_number")
    if stripped.percent:
        amount = amount // 100
    return Found(-amount if amount and stripped.negative else amount, side=stripped.side, percent=stripped.percent)


def _without_digits(cell: str, signed: str) -> Found:
    if not cell.strip():
        return Found(trouble="empty")
    # A dash is how bookkeepers write nothing.
    return Found(0) if _NOTHING.fullmatch(signed) else Found(trouble="not_a_number")


def _digits_in_style(digits: str, mark: DecimalMark) -> int | None:
    whole, point, fraction = digits.partition(mark)
    thousands = OTHER_MARK[mark]
    if thousands in whole:
        if not _THOUSANDS[thousands].fullmatch(whole):
            return None
        whole = whole.replace(thousands, "")
    return exact_amount(f"{whole}.{fraction}" if point else whole)


def read_hours(cell: str, style: Style) -> int | None:
    """Return the hours that a cell says as an exact amount: a number, a clock, or words; None for anything else.

    >>> [as_number(read_hours(cell, Style(","))) for cell in ("7,5", "12:30", "7u30", "7,5 uur", "45 min")]
    [7.5, 12.5, 7.5, 7.5, 0.75]
    >>> read_hours("halve dag", Style(",")) is None
    True
    """
    found = look_at(cell, style)
    if found.amount is not None:
        return None if found.percent or found.side else found.amount
    if found.trouble == "ambiguous":
        return None
    bare = "".join(cell.split())
    if clock := _CLOCK.fullmatch(bare):
        hours, minutes, seconds = clock.groups(default="0")
        return (int(hours) * 3600 + int(minutes) * 60 + int(seconds)) * _ONE // 3600
    spoken = _SPOKEN.fullmatch(bare)
    if spoken is None or not (spoken[1] or spoken[2]):
        return None
    if spoken[1] is None and bare.isdigit():
        return None
    whole_hours = exact_amount((spoken[1] or "0").replace(",", ".")) or 0
    return whole_hours + int(spoken[2] or 0) * _ONE // 60


def splits_a_text(cells: Sequence[str]) -> bool:
    """Return whether two cells beside each other may be one text that had the delimiter in it: "Berg, P.".

    >>> splits_a_text(["Van der Berg", " P.", "5"]), splits_a_text(["Bos", "5", ""])
    (True, False)
    """
    return any(
        other.startswith(" ") and one[-1:].isalpha() and other.strip()[:1].isalpha()
        for one, other in itertools.pairwise(cells)
    )


def splits_an_amount(cells: Sequence[str]) -> bool:
    """Whether two cells beside each other may be what stands before and behind a comma of an amount.

    >>> splits_an_amount(["Bos", "1", "50", ""]), splits_an_amount(["Bos", "1.50", "x"])
    (True, False)
    >>> splits_an_amount(["Bos", "-1", "50 €"]), splits_an_amount(["Bos", "€ 1", "50-"])
    (True, True)
    >>> splits_an_amount(["Bos", "1'001", "50"]), splits_an_amount(["Bos", "1 001", "50"])
    (True, True)
    >>> splits_an_amount(["Bos", "1", "002.50"]), splits_an_amount(["Bos", "1", "002.-"])
    (True, True)
    """
    return any(_WHOLE.fullmatch(one) and _CENTS.fullmatch(other) for one, other in itertools.pairwise(cells))


@dataclass(frozen=True, slots=True)
class _Stripped:
    """A cell without white space, currency and one sign.

    Attributes:
        digits: what is left.
        signed: what was there before the sign was taken off.
    """

    digits: str
    signed: str = ""
    negative: bool = False
    side: Side = ""
    percent: bool = False
    currency: str = ""


def _stripped(cell: str) -> _Stripped:
    if _SPLIT_DIGITS.search(cell) and not _GROUPED_DIGITS.fullmatch(cell):
        return _Stripped("", cell)  # "12 50": a space or an apostrophe stands before three digits
    bare = _EURO.sub("", "".join(cell.split())).translate(_MINUS_SIGNS)
    if not _HAS_DIGIT.search(bare):
        return _Stripped("", bare)
    bare = bare.translate(_APOSTROPHES)
    side: Side = ""
    if bare[-1].isalpha() or bare[0].isalpha():
        if currency := _foreign(cell):
            return _Stripped("", bare, currency=currency)
        if sided := _SIDE.fullmatch(bare):
            bare = sided["amount"] or sided["behind"]
            side = "credit" if (sided["side"] or sided["before"]).lower().startswith("c") else "debit"
    elif currency := _foreign(cell):
        return _Stripped("", bare, currency=currency)
    percent = bare.endswith("%")
    bare = bare.removesuffix("%")
    bare = _WHOLE_AMOUNT.sub("", bare)
    if bare.startswith("(") and bare.endswith(")"):
        return _Stripped(bare[1:-1], bare, negative=True, side=side, percent=percent)
    if bare.startswith(("-", "+")):
        return _Stripped(bare[1:], bare, bare[0] == "-", side, percent)
    return _Stripped(bare.removesuffix("-"), bare, bare.endswith("-"), side, percent)


def _foreign(cell: str) -> str:
    """Return the code of a currency in a cell that is not the euro, or nothing."""
    found = _FOREIGN.search(cell)
    if found is None:
        return ""
    written = found[0].casefold()
    return _CODES.get(written, written.upper())


def _scientific(match: re.Match[str], *, negative: bool) -> Found:
    """Return a number as a spreadsheet writes a long one: with fewer digits than it has."""
    shift = int(match[2])
    whole, _, fraction = match[1].replace(",", ".").partition(".")
    if not 0 <= shift <= DECIMALS:
        return Found(trouble="not_a_number")
    amount = int(whole + fraction) * _ONE * 10**shift // 10 ** len(fraction)
    return Found(-amount if negative else amount, is_rounded=True)
