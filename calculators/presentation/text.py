"""Values and sentences as plain Dutch text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from calculators.model.answer import Amount, Count, Month, Names, Sentence, Share, Value
from calculators.model.dutch_numbers import format_money, format_number, format_percent, format_unbounded
from calculators.model.quantities import Unit

NOTHING = "€0,%\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}\N{NARROW NO-BREAK SPACE}"  # before the sign of the euro, which stays with its digits
LAST_BITS = 1e-9  # below this a difference is rounding, not chance

# Python in the build and in the browser may differ in the last bits of a power or logarithm; what is shown must not.
SHOWN_DIGITS = 12

MEASURES = {
    Unit.EURO_PER_HOUR: "per uur",
    Unit.HOURS: "uur",
    Unit.YEARS: "jaar",
    Unit.MONTHS: "maanden",
    Unit.DAYS: "dagen",
    Unit.TIMES: "keer",
    Unit.POINTS: "punten",
    Unit.PEOPLE: "klanten",
    Unit.PERCENT_POINTS: "procentpunt",
}
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
SINGULARS = {Unit.MONTHS: "maand", Unit.DAYS: "dag", Unit.POINTS: "punt", Unit.PEOPLE: "klant"}


def write(value: Value) -> str:
    """Write one value the way its unit asks.

    >>> write(Amount(21.60, decimals=1)), write(Amount(0.0952, Unit.FRACTION)), write(Names(("A", "B", "C")))
    ('21,6', '10%', 'A, B en C')
    >>> write(Month("2025-03"))
    'maart 2025'
    >>> write(Count(1.04, "klant", "klanten", decimals=1)), write(Count(0, "klant", "klanten"))
    ('1 klant', '0 klanten')
    """
    match value:
        case str():
            return value
        case Names(names=names):
            return enumerate_names(names)
        case Month(month=month):
            return f"{MONTHS[int(month[5:]) - 1]} {month[:4]}"
        case Share(value=share):
            return _share(share)
        case Count(value=number, one=one, many=many, decimals=decimals):
            words = _amount(Amount(number, decimals=decimals))
            return f"{words} {one if words == '1' else many}"
        case Amount():
            return _amount(value)


def write_column(values: Sequence[Value]) -> list[str]:
    """Write the values of one column, numbers of a unit with as many decimals as the one that needs most.

    >>> write_column((Amount(1.9, decimals=1), Amount(1, decimals=1))), write_column((Amount(1, decimals=1), "n.v.t."))
    (['1,9', '1,0'], ['1', 'n.v.t.'])
    """
    words = [write(value) for value in values]
    needed: dict[Unit, int] = {}
    for each, value in zip(words, values, strict=True):
        if isinstance(value, Amount) and "," in each:
            decimals = len(each.rpartition(",")[2].rstrip("%"))
            needed[value.unit] = max(decimals, needed.get(value.unit, 0))
    return [
        _amount(replace(value, decimals=min(value.decimals, needed.get(value.unit, 0))), trim=False)
        if isinstance(value, Amount)
        else each
        for each, value in zip(words, values, strict=True)
    ]


def measure(value: Value) -> str:
    r"""Write a value with its unit behind it, for a number that stands alone.

    >>> measure(Amount(75, Unit.EURO_PER_HOUR)), measure(Amount(1, Unit.MONTHS)), measure(Amount(0.05, Unit.FRACTION))
    ('€\xa075 per uur', '1 maand', '5%')
    """
    words = write(value)
    if not isinstance(value, Amount) or value.value is None or math.isinf(value.value):
        return words
    unit = SINGULARS.get(value.unit) if words.lstrip("+-") == "1" else None
    unit = unit or MEASURES.get(value.unit)
    return f"{words} {unit}" if unit else words


def _amount(amount: Amount, *, trim: bool = True) -> str:
    number, decimals = amount.value, amount.decimals
    if number is None or math.isinf(number):
        return format_unbounded(number) or ""
    number = float(f"{number:.{SHOWN_DIGITS}g}")
    match amount.unit:
        case Unit.EURO | Unit.EURO_PER_HOUR:
            words = format_money(abs(number), decimals)
            if number < 0 and not amount.signed and words.strip(NOTHING):
                words = f"{MINUS}{words}"
        case Unit.FRACTION:
            words = f"{format_number(number, decimals, shift=2, trim=trim)}%"
        case Unit.PERCENT_POINTS:
            words = format_number(number, decimals, shift=2, trim=trim)
        case _:
            words = format_number(number, decimals, trim=trim)
    if not amount.signed or not words.strip(NOTHING):
        return words
    return f"{words.removeprefix('-')} {'meer' if number > 0 else 'minder'}"


def sentence(said: Sentence) -> str:
    """Write a sentence with its values filled in.

    >>> sentence(Sentence("{name} krijgt {points} punten.", {"name": "A {b}", "points": Amount(7.5, decimals=1)}))
    'A {b} krijgt 7,5 punten.'
    """
    return said.template.format_map({name: write(value) for name, value in said.values.items()})


def write_day(day: str) -> str:
    """Write a day in words.

    >>> write_day("2026-11-06")
    '6 november 2026'
    """
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def enumerate_names(names: Sequence[str]) -> str:
    """Write names as a Dutch enumeration.

    >>> enumerate_names(["A"]), enumerate_names(["A", "B"])
    ('A', 'A en B')
    """
    *first, last = names
    return f"{', '.join(first)} en {last}" if first else last


def _share(share: float) -> str:
    """Write a share in whole percents, without claiming certainty that is not there."""
    rounded = format_percent(float(f"{share:.{SHOWN_DIGITS}g}"), 0)
    if rounded == "100%" and share < 1 - LAST_BITS:
        return "meer dan 99%"
    if rounded == "0%" and share > LAST_BITS:
        return "minder dan 1%"
    return rounded
