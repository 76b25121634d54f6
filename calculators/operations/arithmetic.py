"""Arithmetic that ends in a number for any doubles: no exception, no NaN.

Sums and products too large for a double are infinite, as IEEE has it. Where two infinities would make NaN, one of
them is taken for the largest double. Comparisons of calculated values allow for the last bits.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence

TOLERANCE = 1e-9
LARGEST = sys.float_info.max

_SHRINK = 2.0**-64


def exceeds(value: float, limit: float) -> bool:
    """Tell whether value is more than limit by more than 1e-9, relative to the larger of both and 1.

    >>> exceeds(0.3, 0.1 + 0.2), exceeds(0.1 + 0.2, 0.3), exceeds(0.3, 0.2)
    (False, False, True)
    """
    return value > limit and not math.isclose(value, limit, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def total(values: Sequence[float]) -> float:
    """Return the sum of finite numbers, exact until the last rounding.

    >>> total([0.1] * 10), total([1e308, 1e308]), total([1e308, 1e308, -1e308])
    (1.0, inf, 1e+308)
    """
    try:
        return math.fsum(values)
    except OverflowError:
        # fsum gives up when a sum on the way is too large, also where the whole is not.
        return math.fsum(value * _SHRINK for value in values) / _SHRINK


def product(*factors: float) -> float:
    """Return the product; nothing times infinity is nothing.

    >>> product(2.0, 3.0), product(0.0, math.inf)
    (6.0, 0.0)
    """
    return math.prod(factors) if all(factors) else 0.0


def ratio(numerator: float, denominator: float) -> float | None:
    """Return the quotient, or None when the denominator is 0.

    >>> ratio(1.0, 4.0), ratio(1.0, 0.0), ratio(math.inf, math.inf)
    (0.25, None, inf)
    """
    return numerator / bounded(denominator) if denominator else None


def bounded(value: float) -> float:
    """Return the value, or the largest double of its sign when it is infinite.

    >>> bounded(-math.inf) == -LARGEST
    True
    """
    return max(-LARGEST, min(LARGEST, value))
