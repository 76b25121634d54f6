"""Reading and writing numbers the Dutch way: a comma for decimals, a dot for thousands.

The rules are those of CLDR for nl, written out here because a browser's Python has no Dutch locale. They live in
the model because three rooms need them: error messages, the operations ``nl.*`` and the pages.
"""

from __future__ import annotations

import math
import re
from typing import Literal

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

ReadingKind = Literal["money", "percent", "tenths"]

_CURRENCY = re.compile(r"€|eur(?:o)?", re.IGNORECASE)
_MINUS_SIGNS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-"})
_WHOLE_AMOUNT = re.compile(r"[.,]--?$")
_DOT_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_LONGEST = 1_000  # characters; with all its decimals the largest number there is has less than half of that


class NotANumberError(ValueError):
    """Text in which no number can be read."""


def parse_number(text: str, kind: ReadingKind = "money") -> float | None:
    """Read a number as Dutch people type it.

    Args:
        text: what was typed; blank text means that nothing was filled in.
        kind: "percent" divides by 100, with or without a percent sign, and "tenths" by 10; "money" is any other number.

    Returns:
        The number, or None when nothing was filled in.

    Raises:
        NotANumberError: when the text is something else than one number.

    A single comma is always the decimal mark; dots that split the digits in groups of three are thousands.

    >>> parse_number("€ 1.234,50")
    1234.5
    >>> parse_number("7,5"), parse_number("1.234"), parse_number("1.23"), parse_number(" ")
    (7.5, 1234.0, 1.23, None)
    >>> parse_number("80%", "percent"), parse_number("80", "percent")
    (0.8, 0.8)
    """
    if not text.strip():
        return None
    if len(text) > _LONGEST:
        raise NotANumberError(text)
    bare = _CURRENCY.sub("", "".join(text.split())).translate(_MINUS_SIGNS)
    bare = _WHOLE_AMOUNT.sub("", bare)
    negative, bare = _take_sign(bare)
    shift = 0
    if kind == "percent":
        bare = bare.removesuffix("%")
        shift = 2
    elif kind == "tenths":
        shift = 1
    plain = _plain_decimal(bare)
    # The decimal shift happens in the text: 0.07 must not become 0.07000000000000001.
    value = float(f"{plain}e-{shift}")
    if math.isinf(value):
        raise NotANumberError(text)
    return -value if negative and value else value


def number_in(text: str) -> float | None:
    """Return the number in a text; None when there is none.

    >>> number_in("7,5"), number_in("veel"), number_in(" ")
    (7.5, None, None)
    """
    try:
        return parse_number(text)
    except NotANumberError:
        return None


def _take_sign(bare: str) -> tuple[bool, str]:
    """Split off at most one sign: leading, trailing, or parentheses around the whole."""
    if bare.startswith("(") and bare.endswith(")"):
        return True, bare[1:-1]
    if bare.startswith("-"):
        return True, bare[1:]
    if bare.startswith("+"):
        return False, bare[1:]
    if bare.endswith("-"):
        return True, bare[:-1]
    return False, bare


def _plain_decimal(bare: str) -> str:
    """Turn digits with Dutch or English separators into digits with at most one dot."""
    if not re.fullmatch(r"[.,]*[0-9][0-9.,]*", bare):
        raise NotANumberError(bare)
    if "," in bare and "." in bare:
        decimal = max(",.", key=bare.rfind)
        thousands = "," if decimal == "." else "."
        whole, _, fraction = bare.rpartition(decimal)
        if decimal in whole or not _is_grouped(whole, thousands):
            raise NotANumberError(bare)
        return f"{whole.replace(thousands, '')}.{fraction}"
    if bare.count(",") == 1:
        return bare.replace(",", ".")
    if "," in bare:
        if not _is_grouped(bare, ","):
            raise NotANumberError(bare)
        return bare.replace(",", "")
    if _DOT_THOUSANDS.fullmatch(bare):
        return bare.replace(".", "")
    if bare.count(".") > 1:
        raise NotANumberError(bare)
    return bare


def _is_grouped(digits: str, separator: str) -> bool:
    """Tell whether the digits stand in groups of three, as in 1.234.567."""
    return re.fullmatch(rf"\d{{1,3}}(?:{re.escape(separator)}\d{{3}})+", digits) is not None


def format_number(value: float, decimals: int = 0, *, shift: int = 0, trim: bool = False) -> str:
    """Write a finite number with a comma for decimals and dots for thousands.

    Args:
        value: any finite number.
        decimals: how many decimals, 0 or more.
        shift: powers of ten to multiply with first, in decimal; 2 makes a percentage of a fraction.
        trim: leave out decimals that are zero.

    Halves are rounded away from zero on the shortest decimal form of the number (2.675 becomes 2,68), because that
    is the number a person saw or typed. There is no negative zero.

    >>> format_number(1234567.891, 2), format_number(2.675, 2), format_number(-0.001, 2)
    ('1.234.567,89', '2,68', '0,00')
    >>> format_number(25.0, 1, trim=True), format_number(0.285, 0, shift=2)
    ('25', '29')
    """
    units = _round_half_away(abs(value), decimals, shift)
    digits = str(units).rjust(decimals + 1, "0")
    whole, fraction = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    if trim:
        fraction = fraction.rstrip("0")
    sign = "-" if value < 0 and units else ""
    return sign + f"{int(whole):,}".replace(",", ".") + ("," + fraction if fraction else "")


def machine_number(value: float, decimals: int = 4, *, shift: int = 0) -> str:
    """Write a finite number as an attribute of HTML wants it: a dot for decimals and nothing between thousands.

    >>> machine_number(12_345.5), machine_number(0.285, shift=2), machine_number(-1000.0)
    ('12345.5', '28.5', '-1000')
    """
    return format_number(value, decimals, shift=shift, trim=True).replace(".", "").replace(",", ".")


def _round_half_away(value: float, decimals: int, shift: int) -> int:
    """Return value x 10^(decimals + shift), rounded half up on its shortest decimal form."""
    mantissa, _, exponent = repr(value).partition("e")
    whole, _, fraction = mantissa.partition(".")
    power = int(exponent or 0) - len(fraction) + decimals + shift
    digits = int(whole + fraction)
    scale: int = 10 ** abs(power)
    if power >= 0:
        return digits * scale
    quotient, rest = divmod(digits, scale)
    return quotient + (2 * rest >= scale)


def format_unbounded(value: float | None) -> str | None:
    """Return the word for a number that cannot be written in digits, or None for an ordinary number.

    >>> format_unbounded(None), format_unbounded(float("inf")), format_unbounded(1.0)
    ('n.v.t.', 'onbeperkt', None)
    """
    if value is None:
        return "n.v.t."
    if math.isinf(value):
        return "onbeperkt" if value > 0 else "onbeperkt negatief"
    return None


def format_money(value: float | None, decimals: int = 2) -> str:
    r"""Write an amount in euros.

    >>> format_money(1234.56), format_money(-1234.56)
    ('€\xa01.234,56', '€\xa0-1.234,56')
    """
    return format_unbounded(value) or f"€{NO_BREAK_SPACE}{format_number(value or 0.0, decimals)}"


def format_percent(value: float | None, decimals: int = 1) -> str:
    """Write a fraction as a percentage.

    >>> format_percent(0.125), format_percent(-0.05, 0)
    ('12,5%', '-5%')
    """
    return format_unbounded(value) or f"{format_number(value or 0.0, decimals, shift=2)}%"
