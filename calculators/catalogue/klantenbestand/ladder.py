"""The ladder as it was filled in, and where it leads; also with other rates."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, cast

from calculators.catalogue.klantenbestand.form import DEFAULT_RATES, PageCounts, PageRates
from calculators.model.errors import InputError
from calculators.operations import customer_base
from calculators.operations.arithmetic import bounded, product, total
from calculators.operations.customer_states import Counts, RateName, Rates

# The operation refuses a whole state; the page says so at the first of the fields concerned.
FAULTS_OF_STATE = {
    "rates.klant": ("rates.klant_to_vast", "klant"),
    "rates.vaste_klant": ("rates.vast_to_ambassadeur", "vaste klant"),
    "rates.ambassadeur": ("rates.ambassadeur_to_vast", "ambassadeur"),
}
# Where nobody knows how many consumers there are, as many as come each year keep coming: there are always enough.
ENOUGH = 1e6
# The rates that decide how many customers there are: who comes in, and who leaves.
COMING: tuple[RateName, ...] = ("consument_to_klant", "new_per_ambassadeur")
LEAVING: tuple[RateName, ...] = ("klant_to_consument", "vast_to_consument", "ambassadeur_to_consument")


class Move(NamedTuple):
    """A yearly step on the ladder, from one rung to another (counted from consument, 0)."""

    rate: RateName
    source: int
    target: int

    @property
    def up(self) -> bool:
        """Whether it is a step to be glad of."""
        return self.target > self.source


MOVES = (
    Move("consument_to_klant", 0, 1),
    Move("klant_to_vast", 1, 2),
    Move("klant_to_consument", 1, 0),
    Move("vast_to_ambassadeur", 2, 3),
    Move("vast_to_klant", 2, 1),
    Move("vast_to_consument", 2, 0),
    Move("ambassadeur_to_vast", 3, 2),
    Move("ambassadeur_to_consument", 3, 0),
)


@dataclass(frozen=True, slots=True)
class Ladder:
    """What was filled in.

    Attributes:
        guessed: how many rates are rules of thumb.
        on_guesses: whether of the rates that decide how many customers there are more than half are.
        pool_known: whether it is known how many consumers there are.
        new: customers who came last year, where that was told; ``retention`` is what follows from who left.
        before: customers a year ago, where both were told.
        flat: whether one margin holds for all customers.
    """

    start: Counts
    rates: Rates
    rewards: list[float] | None
    years: int
    guessed: int
    on_guesses: bool
    pool_known: bool
    new: float | None
    retention: float | None
    before: float | None
    flat: bool

    @property
    def present(self) -> float:
        """How many customers there are now."""
        return math.fsum((self.start["klant"], self.start["vaste_klant"], self.start["ambassadeur"]))

    def with_rates(self, changed: Mapping[RateName, float]) -> Ladder:
        """Return it with some other rates."""
        return replace(self, rates=cast("Rates", {**self.rates, **changed}))

    def rows(self) -> list[list[float]]:
        """Return how many people stand on each rung now and after each year.

        Raises:
            InputError: ``sum_exceeds_one`` when more than everyone leaves a rung.
        """
        try:
            return customer_base.project(self.start, self.rates, self.years)["counts"]
        except InputError as fault:
            raise _at_a_field(fault) from fault

    def end(self) -> float:
        """Return the customers after the last year."""
        return customers(self.rows()[-1])

    def outcome(self) -> float:
        """Return what counts in the end: the margin of the last year, or without margins the customers."""
        row = self.rows()[-1]
        return customers(row) if self.rewards is None else yearly_margin(row, self.rewards)

    def steady(self) -> customer_base.SteadyState:
        """Return where it settles."""
        return customer_base.steady(math.fsum((self.start["consument"], self.present)), self.rates)

    def room(self, rung: int) -> float:
        """Return which part of a rung does not move yet."""
        return customer_base.yearly_chain(self.rates)[rung][rung]

    def rising(self, factor: float) -> Ladder:
        """Return it with every chance to go up times a factor, as far as there are people left to move."""
        return self.with_rates(
            {
                move.rate: min(1.0, self.rates[move.rate] * factor, self.rates[move.rate] + self.room(move.source))
                for move in MOVES
                if move.up
            }
        )


class LastYear(NamedTuple):
    """What was told of last year: who came, who left, and what is left a customer; None where it was not told."""

    new: float | None = None
    lost: float | None = None
    margin: float | None = None


def ladder_of(
    start: PageCounts, given: PageRates | None, rewards: list[float] | None, years: int, last: LastYear
) -> Ladder:
    """Return the ladder, with rates that agree with last year, and rules of thumb for what was not told.

    Raises:
        InputError: ``required`` where nothing tells how many come in; ``out_of_range`` when more came than can be.
    """
    own = {name: value for name, value in (given or {}).items() if value is not None}
    consumers = start.get("consument")
    if consumers is None and last.new is None:
        message = "Vul in hoeveel nieuwe klanten je vorig jaar kreeg."
        raise InputError("required", "new_last_year", message)
    present = math.fsum((start["klant"], start["vaste_klant"], start["ambassadeur"]))
    pool = ENOUGH * max(1.0, present, last.new or 0.0) if consumers is None else consumers
    counts: Counts = {**start, "consument": pool}
    told = (*(COMING if last.new is not None else ()), *(LEAVING if last.lost is not None else ()))
    known = {*own, *told}
    rates, retention = _fitted(counts, cast("Rates", {**DEFAULT_RATES, **own}), last)
    margins = rewards if rewards is not None or last.margin is None else [0.0, *[last.margin] * 3]
    return Ladder(
        counts,
        rates,
        margins,
        years,
        guessed=len(DEFAULT_RATES) - len(known),
        on_guesses=2 * sum(name not in known for name in (*COMING, *LEAVING)) > len((*COMING, *LEAVING)),
        pool_known=consumers is not None,
        new=last.new,
        retention=retention,
        before=None if last.new is None or last.lost is None else max(0.0, present - last.new + last.lost),
        flat=rewards is None and last.margin is not None,
    )


def _fitted(counts: Counts, rates: Rates, last: LastYear) -> tuple[Rates, float | None]:
    if last.new is None and last.lost is None:
        return rates, None
    try:
        found = customer_base.from_last_year(counts, rates, last.new, last.lost)
    except InputError as fault:
        if fault.field == "new":
            raise InputError(fault.code, "new_last_year", fault.message) from fault
        raise _at_a_field(fault) from fault
    return found["rates"], found["retention"]


def _at_a_field(fault: InputError) -> InputError:
    """Return the refusal of a state as one at the first of the fields concerned."""
    field, who = FAULTS_OF_STATE[fault.field]
    message = f"De kansen waarmee een {who} van trede verandert, zijn samen hoogstens 100%. Wat leeg is, telt mee als vuistregel. Verlaag er een."
    return InputError(fault.code, field, message)


def customers(row: Sequence[float]) -> float:
    """Return how many people are customers of any kind."""
    return math.fsum(row[1:])


def yearly_margin(row: Sequence[float], rewards: Sequence[float]) -> float:
    """Return the euros a year that the people on all rungs bring."""
    return total([bounded(product(count, reward)) for count, reward in zip(row, rewards, strict=True)])
