"""Amounts as the calculators show them: no more decimals than an estimate deserves."""

from __future__ import annotations

from calculators.model.answer import Amount, Count, Share, Value
from calculators.model.quantities import Unit

# From here on nobody needs cents.
LARGE_AMOUNT = 100.0
HALF_A_CENT = 0.005

# From here on a rate, a number of hours and a number of customers are whole.
MANY = 10.0
TENTH = 0.1


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


def rough_percent(fraction: float) -> Amount:
    """Return a percentage, with a decimal below 10%.

    >>> rough_percent(0.0525).decimals, rough_percent(0.525).decimals
    (1, 0)
    """
    return Amount(fraction, Unit.FRACTION, decimals=1 if fraction < TENTH else 0)


def share(part: float | None) -> Value:
    """Return a part of a whole, "n.v.t." where there is no whole.

    >>> share(0.25), share(None).value
    (Share(value=0.25), None)
    """
    return Amount(None) if part is None else Share(min(1.0, part))


def customers(number: float, decimals: int = 0) -> Count:
    """Return a number of customers with its noun: "1 klant", "3 klanten"."""
    return Count(number, "klant", "klanten", decimals)


def people(number: float) -> Amount:
    """Return a number of customers, with a decimal below 10.

    >>> people(2.5).decimals, people(25.5).decimals
    (1, 0)
    """
    return Amount(number, Unit.PEOPLE, decimals=0 if number >= MANY else 1)


def hours(value: float | None) -> Amount:
    """Return a number of hours, with a decimal below 10.

    >>> hours(8.33).decimals, hours(83.3).decimals
    (1, 0)
    """
    return Amount(value, Unit.HOURS, decimals=0 if value is None or value >= MANY else 1)


def hourly(rate: float | None, *beside: float) -> Amount:
    """Return an amount an hour, with cents where it would otherwise look the same as a rate it differs from.

    Args:
        rate: in euros an hour; None where there is none.
        beside: rates that stand near it in the answer.

    >>> hourly(59.6).decimals, hourly(59.6, 60.0).decimals, hourly(60.0, 60.0).decimals
    (0, 2, 0)
    """
    if rate is None:
        return Amount(None, Unit.EURO_PER_HOUR)
    close = abs(rate) < MANY or any(abs(rate - other) < 1 for other in beside)
    return Amount(rate, Unit.EURO_PER_HOUR, decimals=2 if close and not _is_whole(rate) else 0)


def agreed_rate(rate: float) -> Amount:
    """Return an amount an hour as it was typed.

    >>> agreed_rate(60.0).decimals, agreed_rate(62.5).decimals
    (0, 2)
    """
    return Amount(rate, Unit.EURO_PER_HOUR, decimals=0 if _is_whole(rate) else 2)


def _is_whole(amount: float) -> bool:
    return float(round(amount, 2)).is_integer()
