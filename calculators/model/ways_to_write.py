"""Ways to write a share of customers that stays: "8 van de 10", "80%" or "5 jaar" are the same number."""

from __future__ import annotations

from typing import Literal, get_args

from calculators.model.dutch_numbers import format_number, parse_number

Way = Literal["of_ten", "percent", "years"]
WAYS: tuple[Way, ...] = get_args(Way)
AS_BEFORE: Way = "percent"  # how it was written before there was a choice

TEN = 10
# What stays as written after a link, in which a share has six decimals.
DECIMALS_OF_YEARS = 3


def read_share(text: str, way: str) -> float | None:
    """Return the share that was typed; outside 0 to 1 it cannot be one.

    Args:
        text: a percent sign always means a percentage.
        way: one of ``WAYS``; anything else reads as a percentage.

    Returns:
        0 to 1; None for blank text.

    Raises:
        NotANumberError: when the text is something else than one number.

    Years are how long a customer stays on average: of five years one in five leaves each year.

    >>> read_share("8", "of_ten"), read_share("80", "percent"), read_share("80%", "of_ten"), read_share("5", "years")
    (0.8, 0.8, 0.8, 0.8)
    >>> read_share("82", "of_ten"), read_share("0,5", "years")
    (8.2, -1.0)
    """
    if "%" in text or way not in {"of_ten", "years"}:
        return parse_number(text, "percent")
    if way == "of_ten":
        return parse_number(text, "tenths")
    years = parse_number(text)
    if years is None:
        return None
    return 1 - 1 / years if years > 0 else -1.0


def write_share(share: float, way: str) -> str:
    """Return a share as it is typed in a way; as a percentage where that way has no words for it.

    >>> write_share(0.8, "of_ten"), write_share(0.88, "percent"), write_share(0.75, "years"), write_share(1, "years")
    ('8', '88', '4', '100%')
    """
    if way == "of_ten":
        return format_number(share, 9, shift=1, trim=True)
    if way == "years":
        return format_number(1 / (1 - share), DECIMALS_OF_YEARS, trim=True) if share < 1 else "100%"
    return format_number(share, 10, shift=2, trim=True)
