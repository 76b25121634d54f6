"""Percentages that may not be what was meant: "0,88" can be 88%, and "82" of ten customers can be 82%."""

from __future__ import annotations

from calculators.model.dutch_numbers import NotANumberError, format_number, parse_number
from calculators.model.quantities import Quantity, Unit
from calculators.model.ways_to_write import AS_BEFORE, TEN

ONE_PERCENT = 0.01


def meant_instead(quantity: Quantity, text: str, way: str = AS_BEFORE) -> str | None:
    """Return the percentage that may have been meant instead of what was typed; None where there is no doubt.

    Args:
        quantity: of the field.
        text: what was typed; a percent sign leaves no doubt.
        way: how it is written, where a choice beside it says so.

    >>> margin = Quantity("brutomarge", Unit.FRACTION)
    >>> meant_instead(margin, "0,88"), meant_instead(margin, "0,88%"), meant_instead(margin, "82", "of_ten")
    ('88%', None, '82%')
    """
    value = _read(text)
    if value is None or "%" in text or quantity.unit is not Unit.FRACTION:
        return None
    if way == "of_ten" and TEN < value <= TEN * TEN:
        return f"{format_number(value, 6, trim=True)}%"
    is_part = 0 < value < 1 or (value == 1 and way == AS_BEFORE)
    return f"{format_number(value, 6, shift=2, trim=True)}%" if is_part and way != "years" else None


def must_be_asked(quantity: Quantity, text: str, way: str = AS_BEFORE) -> bool:
    """Tell whether there is no answer before it is known what was meant: hardly anybody has so small a share.

    >>> must_be_asked(Quantity("kans", Unit.FRACTION), "0,4")
    False
    """
    usual = quantity.rule is not None and quantity.rule.low > ONE_PERCENT
    return (usual or quantity.written_in is not None) and meant_instead(quantity, text, way) is not None


def _read(text: str) -> float | None:
    try:
        return parse_number(text)
    except NotANumberError:
        return None
