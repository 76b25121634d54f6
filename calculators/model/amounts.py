"""Amounts as the calculators show them: no more decimals than an estimate deserves."""

from __future__ import annotations

from calculators.model.answer import Amount
from calculators.model.quantities import Unit

# From here on nobody needs cents.
LARGE_AMOUNT = 100.0
HALF_A_CENT = 0.005


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
