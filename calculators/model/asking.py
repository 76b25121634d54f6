"""Percentages that may not be what was meant: "0,88" can be 88%, and "82" of ten customers can be 82%."""

from __future__ import annotations

from calculators.model.dutch_numbers import format_number, number_in
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
    value = number_in(text)
    if value is None or "%" in text or quantity.unit is not Unit.FRACTION:
        return None
    if way == "of_ten" and TEN < value <= TEN * TEN:
        return f"{format_number(value, 6, trim=True)}%"
    is_part = 0 < value < 1 or (value == 1 and way == AS_BEFORE)
    return f"{format_number(value, 6, shift=2, trim=True)}%" if is_part and way != "years" else None


def is_hardly_small(quantity: Quantity) -> bool:
    """Tell whether hardly anybody has so small a share that there could be doubt: no answer before it is known.

    >>> is_hardly_small(Quantity("kans", Unit.FRACTION))
    False
    """
    usual = quantity.rule is not None and quantity.rule.low > ONE_PERCENT
    return usual or quantity.hardly_small or quantity.written_in is not None
