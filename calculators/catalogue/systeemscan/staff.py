"""What customers meet when it depends on who is at work."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from calculators.catalogue.systeemscan import form
from calculators.operations import systems
from calculators.operations.arithmetic import exceeds
from calculators.operations.systems import StaffMix

GUESTS = 100
HALF = 0.5


class Lottery(NamedTuple):
    """What customers meet when it depends on who is at work; ``best`` is a role, None when all are as good."""

    mix: StaffMix
    best: str | None


def lottery_of(staff: Sequence[form.Role]) -> Lottery | None:
    """Return what it means that these are at work in turn; None without roles."""
    if not staff:
        return None
    mix = _staff_mix(staff)
    return Lottery(mix, _best_role(staff, mix))


def _staff_mix(staff: Sequence[form.Role]) -> StaffMix:
    return systems.staff_mix([{"share": each["share"], "reliability": each["reliability"]} for each in staff])


def _best_role(staff: Sequence[form.Role], mix: StaffMix) -> str | None:
    if not exceeds(mix["luck_gap"], 0):
        return None
    return next(each["name"] for each in staff if each["reliability"] == mix["best"])


def two_visits(lottery: Lottery | None, reliability: float) -> tuple[tuple[float, int], ...]:
    """Return the chance of two good visits, a good and a bad, a bad and a good and two bad, and how many of 100 meet it.

    Args:
        lottery: who may be at work; None when every visit goes well as often.
        reliability: how often that is.
    """
    mix = lottery.mix if lottery else systems.staff_mix([{"share": 1.0, "reliability": reliability}])
    mixed = mix["good_then_bad"]
    chances = (mix["two_good"], mixed, mixed, max(0.0, 1 - mix["two_good"] - 2 * mixed))
    return tuple(zip(chances, _whole(chances), strict=True))


def _whole(chances: Sequence[float]) -> list[int]:
    """Divide 100 over the chances in whole numbers; the two in the middle are as likely, and get as many."""
    exact = [GUESTS * chance for chance in chances]
    mixed = math.floor(round(exact[1], 9) + HALF)
    good = math.floor(round(exact[0], 9))
    left = GUESTS - 2 * mixed - good - math.floor(round(exact[-1], 9))
    # What is left over goes to the one with the larger remainder; what is short comes off the many.
    more_good = exact[0] - good >= exact[-1] - math.floor(exact[-1])
    good += left if left < 0 else math.ceil(left / 2) if more_good else math.floor(left / 2)
    return [good, mixed, mixed, GUESTS - 2 * mixed - good]
