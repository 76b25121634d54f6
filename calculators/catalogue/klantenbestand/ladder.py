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
from calculators.operations.customer_states import RateName, Rates

# The operation refuses a whole state; the page says so at the first of the fields concerned.
FAULTS_OF_STATE = {
    "rates.klant": ("rates.klant_to_vast", "klant"),
    "rates.vaste_klant": ("rates.vast_to_ambassadeur", "vaste klant"),
    "rates.ambassadeur": ("rates.ambassadeur_to_vast", "ambassadeur"),
}


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
    """What was filled in; ``guessed`` is how many rates are rules of thumb."""

    start: PageCounts
    rates: Rates
    rewards: list[float] | None
    years: int
    guessed: int

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
            field, who = FAULTS_OF_STATE[fault.field]
            message = f"De kansen waarmee een {who} van trede verandert, zijn samen hoogstens 100%. Wat leeg is, telt mee als vuistregel. Verlaag er een."
            raise InputError(fault.code, field, message) from fault

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


def ladder_of(start: PageCounts, given: PageRates | None, rewards: list[float] | None, years: int) -> Ladder:
    """Return the ladder, with rules of thumb for the rates that were left empty."""
    own = {name: value for name, value in (given or {}).items() if value is not None}
    return Ladder(start, cast("Rates", {**DEFAULT_RATES, **own}), rewards, years, guessed=len(DEFAULT_RATES) - len(own))


def customers(row: Sequence[float]) -> float:
    """Return how many people are customers of any kind."""
    return math.fsum(row[1:])


def yearly_margin(row: Sequence[float], rewards: Sequence[float]) -> float:
    """Return the euros a year that the people on all rungs bring."""
    return total([bounded(product(count, reward)) for count, reward in zip(row, rewards, strict=True)])
