"""What parting with a client would mean, by how many of its hours are filled again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from calculators.catalogue.charts import HEADROOM, drawable
from calculators.catalogue.klant_houden_of_loslaten.client import Judged
from calculators.operations import fire
from calculators.operations.arithmetic import bounded, exceeds, product, total

HALF_A_EURO = 0.5
TABLE_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)

HARDLY_ANY = 0.01  # a part of the hours that nobody plans with

TurningPoint = Literal["no_hours", "no_difference", "always", "never", "when_full", "hardly_any", "depends"]


class Parting(NamedTuple):
    """What was filled in about parting, as the form has it."""

    refill: float
    avoidable_share: float
    exit_cost: float
    lag_months: float


class Difference(NamedTuple):
    """Euros more than now, or less; under half a euro is the same."""

    euros: float

    @property
    def change(self) -> Literal["more", "less", "same"]:
        """Which of the three it is."""
        if abs(self.euros) < HALF_A_EURO:
            return "same"
        return "more" if self.euros > 0 else "less"


class Refilled(NamedTuple):
    """What parting brings a year against now, and in the first year, with a share of the hours filled again."""

    share: float
    gain: float
    first_year: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Farewell:
    """What parting with a client would mean.

    Attributes:
        break_even, needed: shares of the hours to fill before parting pays: a year, and in the first year.
        turning_point: the kind of the first; ``when_full`` is just not at a loss.
        first_year: whether that can earn itself back; ``has_start`` whether it differs from the others.
        work: the hours a year to fill before parting pays, where it hangs on that.
        full, empty: what it brings with all hours filled, and with none.
        own, own_first_year: what it brings at the share that was chosen.
        rows: from none of the hours to all; ``drawn_share`` the turning point, where it is among these.
    """

    parting: Parting
    break_even: float | None
    needed: float | None
    turning_point: TurningPoint
    first_year: Literal["nothing_filled", "out_of_reach", "hardly_any", "within_reach"]
    has_start: bool
    work: float | None
    full: Difference
    empty: Difference
    own: Difference
    own_first_year: Difference
    rows: tuple[Refilled, ...]
    drawn_share: float | None

    @property
    def reach(self) -> tuple[float, float]:
        """The lowest and highest number of the picture, with room around the lines."""
        ends = self.rows[0], self.rows[-1]
        shown = [0.0, *(drawable(each.gain) for each in ends)]
        if self.has_start:
            shown += [drawable(each.first_year) for each in ends]
        room = (HEADROOM - 1) * max(1.0, max(shown) - min(shown))
        return min(shown) - room, max(shown) + room


def farewell(judged: Judged, parting: Parting) -> Farewell:
    """Return what parting with this client would mean."""
    client, hours = judged.client, judged.hours
    found = fire.break_even(judged.contribution, hours, client.target_rate, client.internal_rate, *parting[1:])
    full, empty = found["gain_full_refill"], found["gain_no_refill"]

    def refilled(share: float) -> Refilled:
        """Both gains are straight lines between their ends; the first year has fewer months, and a price."""
        later = max(0.0, fire.MONTHS_A_YEAR - parting.lag_months) * share / fire.MONTHS_A_YEAR
        gain, start = (
            total([product(part, bounded(full)), product(1 - part, bounded(empty))]) for part in (share, later)
        )
        return Refilled(share, gain, start - parting.exit_cost)

    share, needed, verdict = found["break_even"], found["break_even_year1"], found["verdict"]
    own = refilled(parting.refill)
    drawn = None if share is None or not 0 < share <= 1 else share
    return Farewell(
        parting=parting,
        break_even=None if share is None else max(0.0, share),
        needed=None if needed is None else max(0.0, needed),
        turning_point=_turning_point(found, hours),
        first_year=_first_year(needed),
        has_start=parting.exit_cost > 0 or parting.lag_months > 0,
        work=None if share is None or verdict != "depends" else share * hours,
        full=Difference(full),
        empty=Difference(empty),
        own=Difference(own.gain),
        own_first_year=Difference(own.first_year),
        rows=tuple(
            refilled(each) for each in sorted({*TABLE_SHARES, parting.refill, *([] if drawn is None else [drawn])})
        ),
        drawn_share=drawn,
    )


def _turning_point(found: fire.BreakEven, hours: float) -> TurningPoint:
    share, verdict = found["break_even"], found["verdict"]
    if hours == 0:
        return "no_hours"
    if share is None or verdict is None:
        return "no_difference"
    if verdict == "depends" and share < HARDLY_ANY:
        return "hardly_any"
    return "when_full" if verdict == "depends" and not exceeds(1, share) else verdict


def _first_year(needed: float | None) -> Literal["nothing_filled", "out_of_reach", "hardly_any", "within_reach"]:
    if needed is None:
        return "nothing_filled"
    if exceeds(needed, 1):
        return "out_of_reach"
    return "hardly_any" if needed < HARDLY_ANY else "within_reach"
