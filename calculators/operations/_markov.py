"""Chains of states: which states are final, where a chain ends up, and what it yields on the way.

Everything is done by state reduction, which adds, multiplies and divides but never subtracts: the diagonal (staying
where one is) is never used. So a chain that hardly moves keeps all its digits.

Source: W. K. Grassmann, M. I. Taksar & D. P. Heyman, "Regenerative analysis and steady state distributions for Markov
chains", Operations Research 33 (1985) 1107-1116.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

# Products of chances may be too small for a double. Totals are kept above this, so that nothing is divided by zero.
SMALLEST_TOTAL = 1e-300

Rates = Sequence[Sequence[float]]


def reachable(rates: Rates) -> list[set[int]]:
    """Return for each state the states that it can come to, itself included.

    >>> reachable([[0.5, 0.5], [0, 1]])
    [{0, 1}, {1}]
    """
    links = [{state for state, rate in enumerate(row) if rate > 0} for row in rates]
    return [_spread(state, links) for state in range(len(rates))]


def closed_classes(reach: Sequence[set[int]]) -> list[list[int]]:
    """Return the groups of states that, once entered, are never left, each in ascending order.

    >>> closed_classes(reachable([[0.5, 0.5, 0], [0, 1, 0], [0, 0, 1]]))
    [[1], [2]]
    """
    return [
        sorted(states)
        for state, states in enumerate(reach)
        if state == min(states) and all(state in reach[other] for other in states)
    ]


def restricted(rates: Rates, states: Iterable[int]) -> list[list[float]]:
    """Return the rates among these states only."""
    kept = list(states)
    return [[rates[start][end] for end in kept] for start in kept]


def stationary(rates: Rates) -> list[float]:
    """Return the share of time in each state of a chain in which every state can come to every other.

    >>> stationary([[0.5, 0.5], [0.25, 0.75]])
    [0.3333333333333333, 0.6666666666666666]
    """
    reduced = [list(row) for row in rates]
    for last in range(len(reduced) - 1, 0, -1):
        leaving = reduced[last][:last]
        total = max(math.fsum(leaving), SMALLEST_TOTAL)
        for row in reduced[:last]:
            row[last] /= total
            _reroute(row, leaving, row[last])
    weights = [1.0]
    for state in range(1, len(reduced)):
        weights.append(math.fsum(weight * row[state] for weight, row in zip(weights, reduced, strict=False)))
        largest = max(weights)
        weights = [weight / largest for weight in weights]
    whole = math.fsum(weights)
    return [weight / whole for weight in weights]


def expected_totals(rates: Rates, leaving: Sequence[float], gains: Sequence[float]) -> list[float]:
    """Return what a chain yields from each state until it is left.

    Solves (leaving_k + sum of rate_kj) v_k = gain_k + sum of rate_kj v_j, over all j other than k.

    Args:
        rates: between the states; from each of them the chain must be left sooner or later.
        leaving: the rate at which the chain is left, for each state.
        gains: what one unit of time in each state yields.

    >>> expected_totals([[0.5, 0.25], [0, 0]], [0.25, 1], [1, 2])
    [3.0, 2.0]
    """
    reduced = [list(row) for row in rates]
    left, earned = list(leaving), list(gains)
    totals = [0.0] * len(reduced)
    for last in range(len(reduced) - 1, -1, -1):
        onward = reduced[last][:last]
        totals[last] = max(math.fsum(onward) + left[last], SMALLEST_TOTAL)
        for state in range(last):
            share = reduced[state][last] / totals[last]
            _reroute(reduced[state], onward, share)
            left[state] += share * left[last]
            earned[state] += share * earned[last]
    values: list[float] = []
    for row, gain, total in zip(reduced, earned, totals, strict=True):
        later = math.fsum(rate * value for rate, value in zip(row, values, strict=False))
        values.append((gain + later) / total)
    return values


def _spread(start: int, links: Sequence[set[int]]) -> set[int]:
    seen, waiting = {start}, [start]
    while waiting:
        new = links[waiting.pop()] - seen
        seen |= new
        waiting.extend(new)
    return seen


def _reroute(row: list[float], onward: Sequence[float], share: float) -> None:
    """Send what goes to a state that is taken out to where that state sends it."""
    if share > 0:
        for state, rate in enumerate(onward):
            row[state] += share * rate
