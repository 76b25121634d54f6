"""Reading and writing numbers the Dutch way."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.model.dutch_numbers import (
    NotANumberError,
    ReadingKind,
    format_money,
    format_number,
    format_percent,
    parse_number,
)

READ: list[tuple[str, ReadingKind, float | None]] = [
    ("", "money", None),
    ("   ", "money", None),
    ("\u00a0", "money", None),
    ("0", "money", 0.0),
    ("7", "money", 7.0),
    ("7,5", "money", 7.5),
    (",5", "money", 0.5),
    ("7,", "money", 7.0),
    ("1234,5", "money", 1234.5),
    ("1.234,50", "money", 1234.5),
    ("1 234,5", "money", 1234.5),
    ("1\u202f234,5", "money", 1234.5),
    ("€ 1.234", "money", 1234.0),
    ("€1.234,-", "money", 1234.0),
    ("1.234,--", "money", 1234.0),
    ("EUR 12", "money", 12.0),
    ("12 euro", "money", 12.0),
    ("1.234", "money", 1234.0),
    ("12.345.678", "money", 12345678.0),
    ("1,234", "money", 1.234),
    ("1,234,567", "money", 1234567.0),
    ("1,234.56", "money", 1234.56),
    ("1,234,567.89", "money", 1234567.89),
    ("1.23", "money", 1.23),
    ("12.5", "money", 12.5),
    ("0.123", "money", 0.123),
    ("0.500", "money", 0.5),
    ("1234.567", "money", 1234.567),
    ("-5", "money", -5.0),
    ("\u22125", "money", -5.0),
    ("\u20135", "money", -5.0),
    ("5-", "money", -5.0),
    ("+5", "money", 5.0),
    ("(5)", "money", -5.0),
    ("€ -1.234,56", "money", -1234.56),
    ("-0", "money", 0.0),
    ("80%", "percent", 0.8),
    ("80", "percent", 0.8),
    (" 80 %", "percent", 0.8),
    ("12,5%", "percent", 0.125),
    ("7%", "percent", 0.07),
    ("-5%", "percent", -0.05),
    ("100", "percent", 1.0),
]

REFUSED: list[tuple[str, ReadingKind]] = [
    ("veel", "money"),
    ("€", "money"),
    ("80%", "money"),
    ("80%%", "percent"),
    ("%", "percent"),
    ("1e9", "money"),
    ("--5", "money"),
    ("-5-", "money"),
    ("(-5)", "money"),
    ("1.2.3", "money"),
    ("1,2,3", "money"),
    ("1.23,456.7", "money"),
    ("12.34,5", "money"),
    ("1,2.345,6", "money"),
    (".", "money"),
    (",", "money"),
    ("1.234.56", "money"),
    ("nan", "money"),
    ("oneindig", "money"),
    ("٣", "money"),
    ("9" * 400, "money"),
]


@pytest.mark.parametrize(("text", "kind", "value"), READ)
def test_typed_number_is_read(text: str, kind: ReadingKind, value: float | None) -> None:
    """What people type becomes the number they mean."""
    assert parse_number(text, kind) == value


@pytest.mark.parametrize(("text", "kind"), REFUSED)
def test_text_that_is_no_number_is_refused(text: str, kind: ReadingKind) -> None:
    """What is not one clear number is refused, not guessed."""
    with pytest.raises(NotANumberError):
        parse_number(text, kind)


def test_reading_gives_no_negative_zero() -> None:
    """Minus nothing is nothing."""
    assert math.copysign(1, parse_number("-0,0") or 0.0) == 1


# CLDR nl as Babel 2.18 and Intl.NumberFormat print it, but for the negative zero.
MONEY: list[tuple[float | None, int, str]] = [
    (1234.56, 2, "€ 1.234,56"),
    (-1234.56, 2, "€ -1.234,56"),
    (2.675, 2, "€ 2,68"),
    (1.005, 2, "€ 1,01"),
    (-0.001, 2, "€ 0,00"),
    (0.0, 2, "€ 0,00"),
    (1e21, 0, "€ 1.000.000.000.000.000.000.000"),
    (999999.995, 2, "€ 1.000.000,00"),
    (5e-324, 2, "€ 0,00"),
    (None, 2, "n.v.t."),
    (math.inf, 2, "onbeperkt"),
    (-math.inf, 2, "onbeperkt negatief"),
]


@pytest.mark.parametrize(("value", "decimals", "text"), MONEY)
def test_money_is_written(value: float | None, decimals: int, text: str) -> None:
    """Amounts are written as on a Dutch invoice, with a no-break space after the euro sign."""
    assert format_money(value, decimals) == text.replace("€ ", "€\u00a0")


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(0.125, 1, "12,5%"), (-0.05, 0, "-5%"), (0.285, 0, "29%"), (1.0, 0, "100%"), (None, 1, "n.v.t.")],
)
def test_percentage_is_written(value: float | None, decimals: int, text: str) -> None:
    """Percentages have no space before the sign and are rounded in decimal."""
    assert format_percent(value, decimals) == text


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_what_is_written_is_read_back(value: float) -> None:
    """Writing a number with three decimals and reading it gives the number, within half a thousandth."""
    assert parse_number(format_number(value, 2)) == pytest.approx(value, abs=0.005000001, rel=1e-15)


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_decimal_numbers_survive_exactly(units: int, decimals: int) -> None:
    """A number with at most four decimals comes back exactly, when it has decimals to tell the mark by."""
    value = units / 10**decimals
    assert parse_number(format_number(value, 4)) == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_can_be_written(value: float) -> None:
    """No double is too large, too small or too long; there is never a negative zero."""
    text = format_number(value, 2)
    assert not text.startswith("-0,00")
