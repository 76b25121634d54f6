"""Dutch numbers as operations: reading what people type, writing what they read.

The rules themselves live in ``calculators.model.dutch_numbers``.

Source: CLDR for nl (patterns for decimals, currency and percentages), with one deviation: there is no negative zero.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from calculators.model import dutch_numbers
from calculators.model.errors import InputError
from calculators.model.operation import operation
from calculators.model.quantities import Options, Quantity, Unit, Words

ReadingKind = Literal["money", "percent"]

Decimals = Annotated[int, Quantity("decimalen", Unit.NONE, minimum=0, maximum=20)]


class Written(TypedDict):
    """A number in Dutch words and signs."""

    text: str


class Read(TypedDict):
    """The number that was read, or None when nothing was filled in."""

    value: float | None


Writable = Annotated[float, Quantity("getal", Unit.NONE, unbounded=True, meaning="Het getal; leeg is 'n.v.t.'.")]


@operation
def format_money(value: Writable | None, decimals: Decimals) -> Written:
    r"""Write an amount in euros.

    The euro sign, a no-break space, dots for thousands and a comma for decimals; rounded half away from zero on the
    shortest decimal form of the double. Infinities become words, None becomes "n.v.t.".

    Args:
        value: euros; None and infinities are allowed here.
        decimals: 0 to 20.

    Raises:
        InputError: ``required``, ``not_a_number``, ``not_integer``, ``out_of_range``.

    Source: CLDR nl.

    >>> format_money(1234.56, 2)
    {'text': '€\xa01.234,56'}
    """
    return {"text": dutch_numbers.format_money(value, decimals)}


@operation
def format_percent(value: Writable | None, decimals: Decimals) -> Written:
    """Write a fraction as a percentage, without a space before the sign.

    Args:
        value: a fraction, 0.125 for 12,5%; None and infinities are allowed here.
        decimals: 0 to 20.

    Raises:
        InputError: as ``format_money``.

    Source: CLDR nl.

    >>> format_percent(0.285, 0)
    {'text': '29%'}
    """
    return {"text": dutch_numbers.format_percent(value, decimals)}


@operation
def parse_number(
    text: Annotated[str, Words("tekst", "Een getal zoals je het intypt.", may_be_blank=True)],
    kind: Annotated[ReadingKind, Options("soort", ("bedrag of getal", "percentage"))],
) -> Read:
    """Read a number as Dutch people type it.

    See ``calculators.model.dutch_numbers.parse_number`` for the rules.

    Args:
        text: what was typed; blank means nothing filled in.
        kind: "money" for any number, "percent" for percentages.

    Raises:
        InputError: ``required``, ``wrong_type``, ``not_a_number`` (field ``text``), ``unknown_choice``.

    Source: CLDR nl, and what visitors type.

    >>> parse_number("1.234,5", "money")
    {'value': 1234.5}
    """
    try:
        return {"value": dutch_numbers.parse_number(text, kind)}
    except dutch_numbers.NotANumberError:
        message = "Hier staat geen getal. Vul alleen een getal in, met een komma voor decimalen."
        raise InputError("not_a_number", "text", message) from None


OPERATIONS = (format_money, format_percent, parse_number)
