"""What the format of a number in a workbook shows it as: a date, a duration, a percentage, foreign money.

Source: ECMA-376 part 1, sections 18.8.30 and 18.8.31 (number formats).
"""

from __future__ import annotations

import datetime as dt
import re
from enum import Enum
from typing import NamedTuple

from calculators.imports._cells import NumberCell

_MOST_DAYS = 2_900_000  # in the year 9839
_HOURS_A_DAY = 24
_DIGITS = 15
_SMALL_DIGITS = 20
_SHORT = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?")  # fewer digits than that, and so without noise
_LONGEST_FORMAT = 255
_SECTION = re.compile(r'(?:"[^"]*"?|\\.|[^;"\\])*')  # the first one of a format's code is for ordinary numbers
_EURO = re.compile(r"€|(?<![a-z])euro?(?![a-z])", re.IGNORECASE)
_NAMED_CURRENCY = re.compile(r"\[\$([^\]-]*[^\]\s-][^\]-]*)")
NO_REFERENCE = "#REF!"  # what Excel says of a reference to nothing
# In the code of a format: quoted and escaped text, room, filling, colours and conditions, but not [h], [mm] and [ss].
_NOT_SHOWN = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
# The same, with what is text on the screen in a group: in quotes, escaped, or the currency in [$USD-409].
_TEXT = re.compile(r'"([^"]*)"?|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]')
_CURRENCY = re.compile(
    r"[A-Z]{0,3}[$£¥¢฿\u20a0-\u20bf]"
    r"|(?<![^\W\d_])(?:USD|GBP|CHF|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|TRY|RUB|UAH|JPY|CNY|RMB|INR|AUD|CAD|NZD|SGD|HKD|ZAR"
    r"|BRL|MXN|ILS|THB|KRW|AED|SAR|IDR|MYR|PHP|MAD|SRD|ANG|AWG|XCG|NLG|kr|zł|Kč|Ft|S?Fr|lei)(?![^\W\d_])"
)


class Shown(Enum):
    """What a number is shown as."""

    DATE = "date"
    DURATION = "duration"
    PERCENTAGE = "percentage"  # 0.25 as 25%
    WITH_PERCENT_SIGN = "percent_sign"  # 25 as 25%: the sign is mere text
    UNKNOWN = "unknown"  # the style that tells it is not there


class Money(NamedTuple):
    """What a number is shown as: an amount in another currency than the euro.

    Attributes:
        currency: its sign or code, as the format writes it.
    """

    currency: str


Meaning = Shown | Money | None  # None for a mere number

# The formats that have a number and no code in a workbook (ECMA-376 18.8.30), with those of East Asia.
BUILT_IN = {
    **dict.fromkeys([9, 10], Shown.PERCENTAGE),
    **dict.fromkeys([14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)], Shown.DATE),
    **dict.fromkeys([18, 19, 20, 21, 45, 46, 47], Shown.DURATION),
}


def shown_by(code: str) -> Meaning:
    """Return what a format shows a number as; None for a number, with or without euros.

    >>> shown_by("dd-mm-yyyy;@"), shown_by("[h]:mm"), shown_by('0.00 "per dag"'), shown_by("[Red]0")
    (<Shown.DATE: 'date'>, <Shown.DURATION: 'duration'>, None, None)
    >>> shown_by("0.0%"), shown_by("[$USD-409] #,##0"), shown_by('"€" #,##0.00')
    (<Shown.PERCENTAGE: 'percentage'>, Money(currency='USD'), None)
    """
    match = _SECTION.match(code[:_LONGEST_FORMAT])
    section = match[0] if match else ""
    bare = _NOT_SHOWN.sub("", section).lower()
    letters = set(bare)
    has_digits = bool(letters & {"0", "#", "?"}) or "general" in bare
    if has_digits and (currency := _foreign_currency(section)):
        return Money(currency)
    if letters & {"d", "y"}:
        return Shown.DATE
    if letters & {"h", "s"}:
        return Shown.DURATION
    if has_digits:
        return _percentage(section, bare)
    return Shown.DATE if "m" in letters else None


def _percentage(section: str, bare: str) -> Meaning:
    if "%" in bare:
        return Shown.PERCENTAGE
    return Shown.WITH_PERCENT_SIGN if "%" in _text_of(section) else None


def _foreign_currency(section: str) -> str:
    """Return the sign or code of the currency that a format shows; empty for the euro, or for none.

    >>> _foreign_currency('"$"#,##0'), _foreign_currency("[$€-413] 0"), _foreign_currency("[$-413]0")
    ('$', '', '')
    """
    text = _text_of(section)
    if _EURO.search(text):
        return ""
    found = _NAMED_CURRENCY.search(section)
    if found:
        return found[1].strip()
    found = _CURRENCY.search(text)
    return found[0] if found else ""


def _text_of(section: str) -> str:
    return _TEXT.sub(lambda match: "".join(filter(None, match.groups())), section)


def number_cell(written: str, shown: Meaning, day_zero: dt.date) -> str:
    """Return the cell for a number as Excel wrote it.

    >>> number_cell("45658", Shown.DATE, dt.date(1899, 12, 30)), number_cell("1.5", Shown.DURATION, dt.date.min)
    ('2025-01-01', '36')
    >>> number_cell("0.30000000000000004", None, dt.date.min), number_cell("1.5E-7", None, dt.date.min)
    ('0.3', '0.00000015')
    >>> number_cell("0.07", Shown.PERCENTAGE, dt.date.min), number_cell("1234.50", Money("$"), dt.date.min)
    ('7%', '$ 1234.5')
    """
    if shown is None and _SHORT.fullmatch(written):
        return NumberCell(written)
    try:
        value = float(written)
    except ValueError:
        return written
    if shown is Shown.DATE and 0 <= value < _MOST_DAYS:
        return (day_zero + dt.timedelta(days=int(value))).isoformat()
    match shown:
        case Shown.DURATION:
            return NumberCell(_plain(value * _HOURS_A_DAY))
        case Shown.PERCENTAGE:
            return NumberCell(f"{_plain(value * 100)}%")
        case Shown.WITH_PERCENT_SIGN:
            return NumberCell(f"{_plain(value)}%")
        case Shown.UNKNOWN:
            return NO_REFERENCE
        case Money(currency):
            return NumberCell(f"{currency} {_plain(value)}")
        case _:
            return NumberCell(_plain(value))


def _plain(value: float) -> str:
    text = f"{value:.{_DIGITS}g}"
    return f"{value:.{_SMALL_DIGITS}f}".rstrip("0").rstrip(".") if "e" in text else text
