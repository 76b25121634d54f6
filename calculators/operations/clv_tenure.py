"""Retention that rises with tenure: the shifted-beta-geometric model (sBG).

Every customer leaves with a chance of their own, the same every period; over customers that chance has a beta(alpha,
beta) distribution. Who leaves easily goes first, so those who are left stay better and better:

    retention in period t     r(t) = (beta + t - 1) / (alpha + beta + t - 1)
    still customer after t    S(t) = r(1) r(2) ... r(t), S(0) = 1

Source: P. Fader & B. Hardie, "How to project customer retention", Journal of Interactive Marketing 21 (2007) 76-90,
and "Customer-base valuation in a contractual setting: the perils of ignoring heterogeneity", Marketing Science 29
(2010) 85-93 (residual lifetime).
"""

from __future__ import annotations

import itertools
import math
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, NotRequired, TypedDict

from calculators.model.errors import InputError
from calculators.model.operation import operation
from calculators.model.quantities import Items, Quantity, Unit
from calculators.operations.arithmetic import bounded
from calculators.operations.clv_retention import Discount

# The parameters are sought within these limits.
LOWEST = 1e-6
HIGHEST = 1e6

# A projection further than this says nothing and only costs memory.
LAST_PERIOD = 100_000

# A smaller discount counts as this one, so that no count of periods becomes too large for a double.
SMALLEST_DISCOUNT = 1e-290

# e to the minus this is 0 in doubles.
_NOTHING = 750.0

# Steps of half a decade; a square root has the same bits everywhere, a power may not.
_GRID_STEP = math.sqrt(10)

# How many terms of the alternating series, each of which adds 0.77 digit, and how many periods are multiplied out.
_ALTERNATING_TERMS = 24
_HEAD = 32

Alpha = Annotated[
    float, Quantity("alfa", Unit.NONE, above=0, meaning="Eerste getal van het model; hoger is meer vertrek.")
]
Beta = Annotated[
    float, Quantity("bèta", Unit.NONE, above=0, meaning="Tweede getal van het model; hoger is meer klantbehoud.")
]


class TenureModel(TypedDict):
    """The parameters that make the counts most likely; ``at_limit`` is there, and True, when one lies at a limit."""

    alpha: float
    beta: float
    log_likelihood: float
    at_limit: NotRequired[bool]


class Projection(TypedDict):
    """For each period: which share is still customer after it, and which share of those before it stayed."""

    survival: list[float]
    retention: list[float]


class ResidualLifetime(TypedDict):
    """The discounted number of payments still to come."""

    derl: float


@operation
def sbg_fit(
    survivors: Annotated[
        list[Annotated[float, Quantity("aantal klanten", Unit.PEOPLE, minimum=0)]],
        Items(
            "aantallen klanten",
            "periode",
            fewest=3,
            meaning="Hoeveel klanten van dezelfde groep er bij de start en na elke periode nog zijn.",
        ),
    ],
) -> TenureModel:
    """Fit the model to the number of customers that are left after each period.

    Maximum likelihood: the alpha and beta between 1e-6 and 1e6 with the highest log_likelihood = the sum over t of
    (n[t-1] - n[t]) ln P(t), plus n[T] ln S(T), where P(t) = S(t-1) - S(t). ``at_limit`` is added, and True, when the
    maximum lies at a limit: the counts then show no differences between customers (1000, 500, 250), or too little of
    anything (100, 0, 0). Without any customer at the start every model is as likely, and 1, 1 is given.

    For every beta there is one best alpha, the root of an increasing function. What is left is a search along beta:
    the slope of the likelihood is looked at in steps of half a decade, and each top between two steps is bisected.

    Args:
        survivors: at least 3 counts of 0 or more, none higher than the one before; fractions are allowed.

    Raises:
        InputError: ``required``, ``not_a_number``, ``out_of_range``, ``empty_list``, ``too_few``, and
            ``not_decreasing`` at the first count that is higher than the one before.

    Source: Fader & Hardie (2007), equation 7 and appendix B.

    >>> fit = sbg_fit([1000, 869, 743, 653, 593, 551, 517, 491])
    >>> round(fit["alpha"], 3), round(fit["beta"], 3), round(fit["log_likelihood"], 2)
    (0.668, 3.806, -1611.16)
    """
    for index, (before, after) in enumerate(itertools.pairwise(survivors), start=1):
        if after > before:
            message = (
                f"Het aantal klanten bij periode {index + 1} is hoger dan het aantal ervoor. "
                "Vul hoogstens hetzelfde aantal in en tel nieuwe klanten niet mee."
            )
            raise InputError("not_decreasing", f"survivors[{index}]", message)
    start = survivors[0]
    if start == 0:
        return {"alpha": 1.0, "beta": 1.0, "log_likelihood": 0.0, "at_limit": True}
    losses = _Losses.of([count / start for count in survivors])
    alpha, beta = max(_tops(losses), key=lambda top: losses.log_likelihood(*top))
    fit: TenureModel = {"alpha": alpha, "beta": beta, "log_likelihood": start * losses.log_likelihood(alpha, beta)}
    if {alpha, beta} & {LOWEST, HIGHEST}:
        fit["at_limit"] = True
    return fit


@operation
def sbg_project(
    alpha: Alpha,
    beta: Beta,
    from_: Annotated[int, Quantity("eerste periode", Unit.NONE, 1, LAST_PERIOD)],
    to: Annotated[int, Quantity("laatste periode", Unit.NONE, 1, LAST_PERIOD)],
) -> Projection:
    """Project which share of the customers stays.

    Formula: retention r(t) = (beta + t - 1) / (alpha + beta + t - 1) and survival S(t) = r(1) ... r(t), for the
    periods t = from ... to.

    Args:
        alpha: more than 0.
        beta: more than 0.
        from_: the first period, 1 to 100 000.
        to: the last period, not before the first.

    Raises:
        InputError: ``required``, ``not_a_number``, ``not_integer``, ``out_of_range`` (also at ``to`` when it comes
            before ``from``).

    Source: Fader & Hardie (2007), equations 5 and 8.

    >>> [round(share, 3) for share in sbg_project(0.668, 3.806, 8, 10)["survival"]]
    [0.46, 0.436, 0.414]
    """
    if to < from_:
        message = f"De laatste periode ligt voor de eerste. Vul bij laatste periode {from_} of meer in."
        raise InputError("out_of_range", "to", message)
    retention = [_retention(alpha, beta, period - 1) for period in range(1, to + 1)]
    survival = list(itertools.accumulate(retention, operator.mul))
    return {"survival": survival[from_ - 1 :], "retention": retention[from_ - 1 :]}


@operation
def sbg_residual(
    alpha: Alpha,
    beta: Beta,
    discount: Discount,
    completed: Annotated[
        int, Quantity("verlengingen tot nu toe", Unit.TIMES, minimum=0, meaning="Hoe vaak de klant al gebleven is.")
    ],
) -> ResidualLifetime:
    """Value the payments of 1 that a customer with some renewals behind them will still make.

    Formula: derl = the sum over n = 0, 1, 2, ... of S(k + 1 + n) / S(k) / (1 + d)^n, with k renewals completed: the
    next payment is due now and is only made by who stays. Without discount it is (beta + k) / (alpha - 1) when
    alpha > 1, and infinite otherwise. The terms fall off slowly when d is small, so the sum is turned into an
    alternating series, of which 24 terms give all digits for any d; a d below 1e-290 counts as 1e-290.

    Args:
        alpha: more than 0.
        beta: more than 0.
        discount: per period, 0 or more.
        completed: whole number of renewals k made already, 0 or more.

    Raises:
        InputError: ``required``, ``not_a_number``, ``not_integer``, ``out_of_range``.

    Source: Fader & Hardie (2010), equation 6; H. Cohen, F. Rodriguez Villegas & D. Zagier, "Convergence acceleration
    of alternating series", Experimental Mathematics 9 (2000) 3-12.

    >>> round(sbg_residual(0.668, 3.806, 0.1, 7)["derl"], 3)
    7.53
    >>> sbg_residual(3, 1, 0, 5)["derl"]
    3.0
    """
    renewed = bounded(beta + completed)
    if discount == 0:
        return {"derl": renewed / (alpha - 1) if alpha > 1 else math.inf}
    decay = math.log1p(max(discount, SMALLEST_DISCOUNT))
    log_survival = _log_survival(alpha, renewed)

    def log_term(number: float) -> float:
        return log_survival(number) - (number - 1) * decay

    return {"derl": _slow_sum(log_term, last=1 + _NOTHING / decay)}


@dataclass(frozen=True, slots=True)
class _Losses:
    """Who were there before each period, who left in it and who stayed, as shares of the start."""

    before: list[float]
    left: list[float]
    stayed: list[float]

    @classmethod
    def of(cls, survivors: Sequence[float]) -> _Losses:
        pairs = [(before, after) for before, after in itertools.pairwise(survivors) if before > 0]
        return cls(
            [before for before, _ in pairs],
            [before - after for before, after in pairs],
            [after for _, after in pairs],
        )

    def log_likelihood(self, alpha: float, beta: float) -> float:
        return -math.fsum(
            left * math.log1p((beta + period) / alpha) + stayed * math.log1p(alpha / (beta + period))
            for period, (left, stayed) in enumerate(zip(self.left, self.stayed, strict=True))
        )

    def slope(self, alpha: float, beta: float) -> float:
        """Return the derivative of the log-likelihood to beta."""
        return math.fsum(
            (stayed * alpha - left * (beta + period)) / ((beta + period) * (alpha + beta + period))
            for period, (left, stayed) in enumerate(zip(self.left, self.stayed, strict=True))
        )

    def best_alpha(self, beta: float, at_least: float = LOWEST) -> float:
        """Return the most likely alpha for this beta, which must not be below ``at_least``.

        The derivative to alpha is 0 where the expected losses, the sum of before x alpha / (alpha + beta + period),
        are the real ones. They rise with alpha, ever slower, so that Newton's steps come from below and never pass
        the root.
        """
        real = math.fsum(self.left)

        def expected(alpha: float) -> float:
            return math.fsum(before * alpha / (alpha + beta + period) for period, before in enumerate(self.before))

        if expected(HIGHEST) <= real:
            return HIGHEST
        alpha, following = 0.0, at_least
        while following > alpha:
            alpha = following
            rate = math.fsum(
                before * (beta + period) / (alpha + beta + period) ** 2 for period, before in enumerate(self.before)
            )
            following = alpha + (real - expected(alpha)) / rate
        return alpha


def _tops(losses: _Losses) -> list[tuple[float, float]]:
    """Return (alpha, beta) at every top of the likelihood along beta; at least one, perhaps at a limit."""
    steps = round(2 * math.log10(HIGHEST / LOWEST))
    betas = [*itertools.accumulate([_GRID_STEP] * (steps - 1), operator.mul, initial=LOWEST), HIGHEST]
    grid = []
    alpha = LOWEST
    for beta in betas:
        alpha = losses.best_alpha(beta, alpha)
        grid.append((alpha, beta))
    rising = [losses.slope(*point) > 0 for point in grid]
    tops = []
    if not rising[0]:
        tops.append(grid[0])
    for here, there, up, still_up in zip(grid, grid[1:], rising, rising[1:], strict=False):
        if up and not still_up:
            tops.append(_bisect(losses, here, there[1]))
    if rising[-1]:
        tops.append(grid[-1])
    return tops


def _bisect(losses: _Losses, below: tuple[float, float], above: float) -> tuple[float, float]:
    """Return the top between a point where the likelihood rises along beta and a beta where it falls."""
    while True:
        alpha, beta = below
        middle = math.sqrt(beta * above)
        if not beta < middle < above:
            return below
        point = (losses.best_alpha(middle, alpha), middle)
        if losses.slope(*point) > 0:
            below = point
        else:
            above = middle


def _retention(alpha: float, beta: float, period: float) -> float:
    """Return (beta + period) / (alpha + beta + period), also where that sum is too large for a double."""
    return 1 / (1 + alpha / (beta + period))


def _log_survival(alpha: float, beta: float) -> Callable[[float], float]:
    """Return the function ln S(t).

    The first periods are multiplied out. After those, a quotient of four gamma functions remains, of which Stirling's
    formula leaves terms of the size of the outcome itself, so that no digits are lost for a large t.
    """
    losses = (math.log1p(alpha / (beta + period)) for period in range(_HEAD))
    head = [-loss for loss in itertools.accumulate(losses, initial=0.0)]
    base = beta + _HEAD

    def log_survival(periods: float) -> float:
        if periods <= _HEAD:
            return head[int(periods)]
        more = periods - _HEAD
        together = base + alpha + more
        return head[_HEAD] - (
            (0.5 - base) * math.log1p(alpha / base * (more / together))
            + alpha * math.log1p(more / (base + alpha))
            + more * math.log1p(alpha / (base + more))
            + _stirling(together)
            - _stirling(base + more)
            - _stirling(base + alpha)
            + _stirling(base)
        )

    return log_survival


def _stirling(number: float) -> float:
    """Return what Stirling's formula adds to ln Gamma, to the last bit from 32 on."""
    inverse = 1 / number
    square = inverse * inverse
    return inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)))


def _slow_sum(log_term: Callable[[float], float], last: float) -> float:
    """Return the sum of e^log_term(n) for n = 1, 2, ... last, however slowly the terms fall off.

    Van Wijngaarden: it equals the alternating series b(1) - b(2) + b(3) - ... with b(k) the sum over j = 0, 1, 2, ...
    of 2^j e^log_term(2^j k). For terms that are a mixture of powers x^n with x in 0 to 1, as shares that survive are,
    the weights of Cohen, Rodriguez Villegas and Zagier (their algorithm 1) leave a part of 5.8^-24 out.
    """
    count = _ALTERNATING_TERMS
    largest = (3 + math.sqrt(8)) ** count
    divisor = (largest + 1 / largest) / 2
    binomial, weight = -1.0, -divisor
    parts = []
    for index in range(count):
        weight = binomial - weight
        parts.append(weight * _doubled(log_term, index + 1, last))
        binomial *= (index + count) * (index - count) / ((index + 0.5) * (index + 1))
    return math.fsum(parts) / divisor


def _doubled(log_term: Callable[[float], float], first: int, last: float) -> float:
    terms = []
    number, factor = float(first), 1.0
    while number <= max(last, first):
        terms.append(factor * math.exp(log_term(number)))
        number, factor = 2 * number, 2 * factor
    return math.fsum(terms)
