"""What if: an outcome with one input changed. The one search by halving of the house stands here.

An outcome is handed over as a function of what changes, so that every calculator can ask about its own sum.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import NamedTuple

# Halving an interval of 1 this often leaves less than the last bits of a double.
HALVINGS = 60


class Swing(NamedTuple):
    """What another value of one input does with the outcome.

    Attributes:
        name: of the input.
        old, new: its value now and in the what-if.
        effect: by how much the outcome grows, in the unit of the outcome.
    """

    name: str
    old: float
    new: float
    effect: float


class Turn(NamedTuple):
    """Where something stops to hold: ``holds`` is the last place found where it does, ``ends`` the first where not."""

    holds: float
    ends: float


def swings(
    outcome_with: Callable[[str, float], float],
    now: float,
    changes: Iterable[tuple[str, float, float]],
    hardly_any: float = 0.0,
    *,
    endless: bool = False,
) -> list[Swing]:
    """Return what each change does with the outcome, the largest first; equal effects keep their order.

    Args:
        outcome_with: the outcome when the input of this name has this value, and all else stays.
        now: the outcome as it is.
        changes: name, old and new value of each change.
        hardly_any: effects smaller than this are left out.
        endless: whether effects without an end count, as the largest; otherwise they are left out too.

    >>> price = swings(lambda name, value: value * 12, 1200.0, [("price", 100.0, 110.0)])
    >>> [(each.name, each.effect) for each in price]
    [('price', 120.0)]
    """
    found = [Swing(name, old, new, outcome_with(name, new) - now) for name, old, new in changes]
    telling = [each for each in found if abs(each.effect) >= hardly_any and (endless or math.isfinite(each.effect))]
    # Rounded, so that the last bits do not decide between two inputs that weigh the same.
    return sorted(telling, key=lambda each: -round(abs(each.effect), 6))


def turn(holds: Callable[[float], bool], low: float, high: float, halvings: int = HALVINGS) -> Turn:
    """Find by halving where ``holds``, true at the one end and false at the other, changes.

    Args:
        holds: whether it holds at a place; asked at places between the two ends alone.
        low: a place where it holds; it may be the larger of the two.
        high: a place where it does not.
        halvings: how often; the distance that is left is halved each time.

    >>> turn(lambda place: place * place < 2, 0, 2).ends
    1.4142135623730951
    >>> round(turn(lambda place: place > 0.25, 1, 0).holds, 9)
    0.25
    """
    held, ended = float(low), float(high)
    for _ in range(halvings):
        middle = (held + ended) / 2
        if holds(middle):
            held = middle
        else:
            ended = middle
    return Turn(held, ended)


def around(
    outcome: Callable[[float], float], value: float, off_by: float, least: float = 0.0, most: float = math.inf
) -> tuple[float, float]:
    """Return the lowest and highest outcome when an input is this part lower or higher than thought.

    Args:
        outcome: the outcome at a value of the input.
        value: what is thought.
        off_by: the part it may be off, 0.25 for a quarter.
        least: what the input is at least, however far it is off.
        most: what it is at most.

    >>> around(lambda hours: 100 - 2 * hours, 20, 0.25)
    (50.0, 70.0)
    """
    ends = [outcome(min(most, max(least, value * factor))) for factor in (1 - off_by, 1 + off_by)]
    return min(ends), max(ends)
