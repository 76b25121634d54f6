"""Amounts as the calculators show them: no more decimals than an estimate deserves."""

from __future__ import annotations

from dataclasses import replace

from calculators.model.answer import Amount, Count, Share, Value
from calculators.model.quantities import Unit

# From here on nobody needs cents.
LARGE_AMOUNT = 100.0
HALF_A_CENT = 0.005
# Below this a number of customers has a decimal.
TENTHS_BELOW = 10.0
# Below this a rough percentage has a decimal.
TENTH = 0.1
# From here on an hourly amount needs no cents, and hours no decimals.
LARGE_RATE = 10.0
MANY_HOURS = 10.0


def euros(value: float | None, *, signed: bool = False) -> Amount:
    """Return an amount in euros: cents below 100 euros, where there are any.

    >>> euros(1234.56).decimals, euros(9.21).decimals, euros(25.0).decimals
    (0, 2, 0)
    """
    cents = value is not None and abs(value) < LARGE_AMOUNT and abs(value - round(value)) >= HALF_A_CENT
    return Amount(value, Unit.EURO, decimals=2 if cents else 0, signed=signed)


def two_digits(value: float) -> float:
    """Return a number with no more than two digits that count, as an estimate that rests on rules of thumb deserves.

    >>> two_digits(69132.4), two_digits(138.2), two_digits(0.0)
    (69000.0, 140.0, 0.0)
    """
    return float(f"{value:.1e}")


def about_euros(value: float) -> Amount:
    """Return an estimate in euros, with two digits that count.

    >>> about_euros(69132.4).value
    69000.0
    """
    return Amount(two_digits(value), Unit.EURO)


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


def one_decimal(value: float | None) -> Amount:
    """Return a plain number with one decimal, where it is not zero: a grade, a score, hours, years.

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
    return Amount(number, Unit.PEOPLE, decimals=0 if number >= TENTHS_BELOW else 1)


def share_or_more(part: float) -> Share | Amount:
    """Return a part of a whole; below nothing or above the whole as a percentage without decimals.

    >>> share_or_more(0.2), share_or_more(1.18).decimals
    (Share(value=0.2), 0)
    """
    return Share(part) if 0 <= part <= 1 else Amount(part, Unit.FRACTION)


def points(value: float | None, *limits: float) -> Amount:
    """Return whole points; with decimals when they would look the same as a limit that they differ from.

    >>> points(6.7, 40, 60).decimals, points(39.6, 40, 60).decimals
    (0, 2)
    """
    close = value is not None and any(abs(value - limit) < 1 for limit in limits)
    return Amount(value, Unit.POINTS, decimals=2 if close else 0)


def distance(value: float) -> Count:
    """Return a distance in points, of which up to one takes the singular: "0,5 punt".

    >>> distance(0.5).many, distance(2).many
    ('punt', 'punten')
    """
    noun = "punt" if value <= 1 else "punten"
    return Count(value, noun, noun, decimals=1)


def hours(value: float | None) -> Amount:
    """Return hours, in whole ones from 10 on.

    >>> hours(12.5).decimals, hours(2.5).decimals
    (0, 1)
    """
    return Amount(value, Unit.HOURS, decimals=0 if value is None or value >= MANY_HOURS else 1)


def hourly(value: float | None, *beside: float) -> Amount:
    """Return euros per hour; with cents below 10 euros, or when it would look the same as one beside it that differs.

    >>> hourly(75.4).decimals, hourly(9.21).decimals, hourly(89.6, 90).decimals, hourly(9.0).decimals
    (0, 2, 2, 0)
    """
    close = value is not None and (abs(value) < LARGE_RATE or any(abs(value - other) < 1 for other in beside))
    return Amount(value, Unit.EURO_PER_HOUR, decimals=2 if close and not _is_whole(value) else 0)


def hourly_as_typed(value: float) -> Amount:
    """Return euros per hour with cents, where there are any.

    >>> hourly_as_typed(87.5).decimals, hourly_as_typed(90.0).decimals
    (2, 0)
    """
    return Amount(value, Unit.EURO_PER_HOUR, decimals=0 if _is_whole(value) else 2)


def _is_whole(value: float | None) -> bool:
    return value is not None and float(round(value, 2)).is_integer()
