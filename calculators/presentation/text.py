"""Values and sentences as plain Dutch text."""

from __future__ import annotations

from collections.abc import Sequence

from calculators.model.answer import Amount, Names, Sentence, Share, Value
from calculators.model.dutch_numbers import format_money, format_number, format_percent, format_unbounded
from calculators.model.quantities import Unit

LAST_BITS = 1e-9  # below this a difference is rounding, not chance


def write(value: Value) -> str:
    """Write one value the way its unit asks.

    >>> write(Amount(21.60, decimals=1)), write(Amount(0.0952, Unit.FRACTION)), write(Names(("A", "B", "C")))
    ('21,6', '10%', 'A, B en C')
    """
    match value:
        case str():
            return value
        case Names(names=names):
            return enumerate_names(names)
        case Share(value=share):
            return _share(share)
        case Amount(value=number, unit=Unit.EURO, decimals=decimals):
            return format_money(number, decimals)
        case Amount(value=number, unit=Unit.FRACTION, decimals=decimals):
            return format_percent(number, decimals)
        case Amount(value=number, decimals=decimals):
            return format_unbounded(number) or format_number(number or 0.0, decimals, trim=True)


def sentence(said: Sentence) -> str:
    """Write a sentence with its values filled in.

    >>> sentence(Sentence("{name} krijgt {points} punten.", {"name": "A {b}", "points": Amount(7.5, decimals=1)}))
    'A {b} krijgt 7,5 punten.'
    """
    return said.template.format_map({name: write(value) for name, value in said.values.items()})


def enumerate_names(names: Sequence[str]) -> str:
    """Write names as a Dutch enumeration.

    >>> enumerate_names(["A"]), enumerate_names(["A", "B"])
    ('A', 'A en B')
    """
    *first, last = names
    return f"{', '.join(first)} en {last}" if first else last


def _share(share: float) -> str:
    """Write a share in whole percents, without claiming certainty that is not there."""
    rounded = format_percent(share, 0)
    if rounded == "100%" and share < 1 - LAST_BITS:
        return "meer dan 99%"
    if rounded == "0%" and share > LAST_BITS:
        return "minder dan 1%"
    return rounded
