"""The shapes of what is found about a customer, each with the one word by which a sentence is chosen."""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

# Below this many euros cents count.
HALF_A_CENT = 0.005

StepName = Literal["revenue", "purchases", "hours", "billed", "unbilled", "net", "referrals", "together"]


class Told(NamedTuple):
    """What was filled in and has no other place in what was found.

    Attributes:
        vat_included: whether the price was filled in with btw.
        first_year_over: whether a retention after the first year was filled in that no longer counts.
        everyone_stays: whether it was filled in that nobody ever leaves.
    """

    vat_included: bool = False
    first_year_over: bool = False
    everyone_stays: bool = False


class Outlook(NamedTuple):
    """The outcome with five points of retention less and more."""

    low: float
    worst: float
    high: float
    best: float

    @property
    def verdict(self) -> Literal["gain", "loss", "same", "either"]:
        """Whether retention, as far as it is uncertain, decides between gain and loss."""
        least, most = min(self.worst, self.best), max(self.worst, self.best)
        if least >= HALF_A_CENT:
            return "gain"
        if most <= -HALF_A_CENT:
            return "loss"
        return "same" if most - least < HALF_A_CENT else "either"


class Rise(NamedTuple):
    """What a customer is worth more when a rate rises by some points, to 100% at most.

    Attributes:
        fits: whether all of these points fit below 100%.
        gain: euros; None where the value has no end already.
    """

    old: float
    new: float
    fits: bool
    gain: float | None

    @property
    def size(self) -> float | None:
        """The gain or loss, without its sign."""
        return None if self.gain is None else abs(self.gain)

    @property
    def result(self) -> Literal["full", "unknown", "loss", "gain"]:
        """Whether it pays, if the rate can rise at all."""
        if self.old >= 1:
            return "full"
        if self.gain is None or math.isinf(self.gain):
            return "unknown"
        return "loss" if self.gain < 0 else "gain"


class Turning(NamedTuple):
    """Where the outcome turns from loss to gain, and how that compares with now."""

    case: Literal["no help", "always", "out of reach", "holds", "missed"]
    at: float = 0.0


class Referrals(NamedTuple):
    """What the customers are worth that this customer brings in: per year and over all years.

    Attributes:
        successors: how many they are in all, where a customer more than replaces itself.
    """

    annual: float
    total: float
    successors: float | None

    @property
    def pay(self) -> bool:
        """Whether they cost nothing."""
        return self.total >= 0

    @property
    def is_amount(self) -> bool:
        """Whether a year of them is worth taking along."""
        return self.annual >= 1


class YearStep(NamedTuple):
    """A step from revenue to net: where the sum stands, and by how much it changed; None where it only stands."""

    name: StepName
    end: float
    change: float | None = None
