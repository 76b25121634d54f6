"""How far a share that was counted in a few customers may lie from the share of all customers like them."""

from __future__ import annotations

import math

from calculators.operations.what_if import turn

FOUR_OF_FIVE = 0.8
TEN = 10

_SMALLEST = 1e-300
_CLOSE = 1e-15
_MOST_TERMS = 1000


def interval(kept: float, counted: float, level: float = FOUR_OF_FIVE) -> tuple[float, float]:
    """Return between what the share of all customers lies, when ``kept`` of ``counted`` stayed.

    The interval of Jeffreys: the quantiles of Beta(kept + ½, counted - kept + ½) with equal tails, from 0 when nobody
    stayed and to 1 when all did. Source: Brown, Cai & DasGupta (2001), Interval Estimation for a Binomial Proportion.

    Args:
        kept: 0 to ``counted``; halves may be.
        counted: how many were counted, more than 0.
        level: how often the share lies within it, 0 to 1.

    >>> low, high = interval(7, 10)
    >>> round(low, 3), round(high, 3)
    (0.498, 0.849)
    """
    first, second = kept + 0.5, counted - kept + 0.5
    tail = (1 - level) / 2
    low = 0.0 if kept <= 0 else turn(lambda share: below(share, first, second) < tail, 0.0, 1.0).ends
    high = 1.0 if kept >= counted else turn(lambda share: below(share, first, second) < 1 - tail, 0.0, 1.0).ends
    return low, high


def of_ten(share: float) -> tuple[float, float]:
    """Return between what a share lies that was counted in ten customers, four times out of five.

    >>> [round(each, 2) for each in of_ten(0.8)]
    [0.61, 0.92]
    """
    return interval(TEN * share, TEN)


def below(share: float, first: float, second: float) -> float:
    """Return the chance that a share of Beta(first, second) is smaller than ``share``: the regularised incomplete beta.

    By the continued fraction of DLMF 8.17.22, with the method of Lentz.

    >>> round(below(0.5, 2.0, 2.0), 6), round(below(0.3, 1.0, 3.0), 6)
    (0.5, 0.657)
    """
    if share <= 0 or share >= 1:
        return 0.0 if share <= 0 else 1.0
    # The fraction converges quickly left of the mean; right of it the chance of the other side is taken.
    if share > (first + 1) / (first + second + 2):
        return 1 - below(1 - share, second, first)
    scale = math.lgamma(first + second) - math.lgamma(first) - math.lgamma(second)
    front = math.exp(scale + first * math.log(share) + second * math.log1p(-share)) / first
    upper, lower, value = 1.0, 0.0, 1.0
    for term in range(1, _MOST_TERMS):
        lower = 1 / _away_from_zero(1 + _coefficient(term, share, first, second) * lower)
        upper = _away_from_zero(1 + _coefficient(term, share, first, second) / upper)
        value *= upper * lower
        if abs(upper * lower - 1) < _CLOSE:
            break
    return front / value


def _coefficient(term: int, share: float, first: float, second: float) -> float:
    """The numerator of a term of the continued fraction, from 1."""
    half, odd = divmod(term, 2)
    if odd:
        top = -(first + half) * (first + second + half)
        return top * share / ((first + 2 * half) * (first + 2 * half + 1))
    return half * (second - half) * share / ((first + 2 * half - 1) * (first + 2 * half))


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _SMALLEST else _SMALLEST
