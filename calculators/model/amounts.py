"""Amounts as the calculators show them: no more decimals than an estimate deserves."""

from __future__ import annotations

from dataclasses import replace

from calculators.model.answer import Amount
from calculators.model.quantities import Unit

# From here on nobody needs cents.
LARGE_AMOUNT = 100.0
HALF_A_CENT = 0.005
# Below this a number of customers has a decimal.
TENTHS_BELOW = 10.0


def euros(value: float | None, *, signed: bool = False) -> Amount:
    """Return an amount in euros: cents below 100 euros, where there are any.

    >>> euros(1234.56).decimals, euros(9.21).decimals, euros(25.0).decimals
    (0, 2, 0)
    """
    cents = value is not None and abs(value) < LARGE_AMOUNT and abs(value - round(value)) >= HALF_A_CENT
    return Amount(value, Unit.EURO, decimals=2 if cents else 0, signed=signed)


def percent(fraction: float) -> Amount:
    """Return a percentage with one decimal, where it is not zero.

    >>> percent(0.875)
    Amount(value=0.875, unit=<Unit.FRACTION: '%'>, decimals=1, signed=False)
    """
    return Amount(fraction, Unit.FRACTION, decimals=1)


def rate(fraction: float) -> Amount:
    """Return a percentage with one decimal only where it has one: for a handover, which writes its decimals out.

    >>> rate(0.88).decimals, rate(0.875).decimals
    (0, 1)
    """
    return Amount(fraction, Unit.FRACTION, decimals=0 if round(100.0 * fraction, 6).is_integer() else 1)


def cents(value: float | None) -> Amount:
    """Return an amount in euros with its cents, however large.

    >>> cents(1234.5).decimals
    2
    """
    return Amount(value, Unit.EURO, decimals=2)


def hourly_as_euros(value: float) -> Amount:
    """Return an amount per hour: cents below 100 euros, where there are any.

    >>> hourly_as_euros(60.5).decimals, hourly_as_euros(60.5).unit
    (2, <Unit.EURO_PER_HOUR: '€ per uur'>)
    """
    return replace(euros(value), unit=Unit.EURO_PER_HOUR)


def one_decimal(value: float) -> Amount:
    """Return a plain number with one decimal, where it is not zero: a grade, hours, years.

    >>> one_decimal(7.25)
    Amount(value=7.25, unit=<Unit.NONE: ''>, decimals=1, signed=False)
    """
    return Amount(value, decimals=1)


def rough(value: float) -> Amount:
    """Return a plain number, with one decimal below 10.

    >>> rough(9.5).decimals, rough(95.5).decimals
    (1, 0)
    """
    return Amount(value, decimals=1 if abs(value) < TENTHS_BELOW else 0)


def percent_points(difference: float) -> Amount:
    """Return the difference of two percentages, with one decimal where it is not zero.

    >>> percent_points(0.168).unit
    <Unit.PERCENT_POINTS: 'procentpunt'>
    """
    return Amount(difference, Unit.PERCENT_POINTS, decimals=1)
