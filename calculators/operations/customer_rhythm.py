"""The rhythm in which customers buy, and whose silence is unusual for them.

A purchase is a month with an amount. The model is BG/NBD: each customer buys at a rate of his own (gamma distributed
with r and alpha) until he stops, which may happen after each purchase with a chance of his own (beta distributed with
a and b). Source: P. Fader, B. Hardie & K. Lee, "Counting Your Customers the Easy Way", Marketing Science 24 (2005)
275. A plain rule, "silent for longer than so many months", is hard to beat: M. Wübben & F. von Wangenheim, "Instant
Customer Base Analysis: Managerial Heuristics Often Get It Right", Journal of Marketing 72 (2008) 82. So both are tried
on the year that is over (``backtest``).
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from statistics import median
from typing import Annotated, Literal, NamedTuple, TypedDict

from calculators.model.operation import operation
from calculators.model.quantities import Items
from calculators.operations.customer_years import MONTHS, Month, Name, month_number

FEWEST = 20  # customers to fit a model to
WATCHED = 2 * MONTHS  # who bought nothing in so long is gone already
RHYTHM_FROM = 3  # purchases, from which a customer is known to have a rhythm of its own
USUAL = 0.9  # so many of the gaps between purchases are no longer than a silence that is usual
HALF = 0.5

_STEP = 0.5  # how far a simplex steps and shrinks
_FURTHEST = 12.0  # a logarithm beyond this is a maximum without end
_CLOSE = 1e-8
_MOST_STEPS = 600

Rule = Literal["silence", "model"]
RULES: tuple[Rule, ...] = ("silence", "model")  # the plainest first


class Buyer(TypedDict):
    """The months in which one customer bought."""

    name: Name
    months: Annotated[list[Month], Items("maanden", "maand", fewest=1)]


Buyers = Annotated[list[Annotated[Buyer, "de klanten"]], Items("klanten", "klant", fewest=0)]


class BuyerRhythm(TypedDict):
    """How often one customer bought, how long ago the last time is, and what that means for him."""

    name: str
    purchases: int
    since: int
    gap: float | None
    ratio: float | None
    p_alive: float | None


class RhythmModel(TypedDict):
    """The parameters of BG/NBD in months, with the logarithm of the likelihood."""

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float


class Rhythm(TypedDict):
    """The rhythm of each customer, in the order given, and the model or nothing."""

    customers: list[BuyerRhythm]
    model: RhythmModel | None


class Called(TypedDict):
    """What a rule would have said a year ago: how many it named, and of whom which left and which came back."""

    named: int
    left: int
    returned: int
    right: float


class Backtest(TypedDict):
    """Who left in the last year, how many of them each rule would have named, and which rule to use now."""

    customers: int
    left: int
    rule: Rule | None
    silence_months: int
    model: Called | None
    silence: Called | None


# The months of each customer by its name, sorted and each once, as numbers; at least one.
Bought = Mapping[str, Sequence[int]]


class _Seen(NamedTuple):
    """What the model needs of a customer: repeat purchases, time of the last, time watched; all from the first."""

    repeats: int
    last: float
    watched: float


@operation
def rhythm(customers: Buyers, last: Month) -> Rhythm:
    """Tell for each customer how long its silence is, against its own rhythm, and how likely it is to be still there.

    ``purchases`` counts different months, ``since`` is the months from the last of them to ``last``, ``gap`` the
    median of the gaps between them (None with one purchase), ``ratio`` = since / gap. ``p_alive`` is the chance that
    the customer has not stopped, by BG/NBD fitted to all customers by maximum likelihood: x = purchases - 1,
    t_x = last purchase - first, T = ``last`` - first; who has T = 0 stays out of the fit. ``model`` and ``p_alive``
    are None below 20 customers, without any repeat, or where the likelihood has no maximum of its own. Months after
    ``last`` are left out, and with them a customer that has no others.

    Args:
        customers: at least one month each.
        last: the last whole month of the data.

    Raises:
        InputError: ``required``, ``wrong_type``, ``empty_list``, and ``out_of_range`` for a month that is none.

    Source: Fader, Hardie & Lee (2005), equations 6 and 10.

    >>> found = rhythm([{"name": "Smit", "months": ["2024-01", "2024-04", "2024-07"]}], "2025-01")["customers"][0]
    >>> found["purchases"], found["since"], found["gap"], found["ratio"], found["p_alive"]
    (3, 6, 3.0, 2.0, None)
    """
    end = month_number(last, "last")
    bought = _bought(customers, end)
    model = fit_to(bought, end)
    told = [_rhythm(customers[int(place)]["name"], months, end, model) for place, months in bought.items()]
    return {"customers": told, "model": model}


@operation
def backtest(customers: Buyers, last: Month) -> Backtest:
    """Try on the year that is over which rule finds the customers that leave.

    All rules are made from the months up to twelve before ``last``. They judge who bought in the 24 months before
    that; a customer *left* when it bought nothing in the twelve months since. ``silence`` names who was silent for
    longer than ``silence_months``, ``model`` whose chance to buy in a year is below a half by BG/NBD; neither names
    who bought three times or more and was silent for as long before. ``silence_months`` is the limit that was right
    most often in that year and in the one before together, where that can be judged too; of equal ones the middle
    one. ``right`` is the share of customers about whom a rule was right, and ``rule`` the one with most of that, of
    equal ones the plainest. Below 20 customers to judge, or when nobody left, nothing is tried: ``rule`` is None
    and ``silence_months`` is what 90% of the gaps between two purchases are no longer than.

    Args:
        customers: at least one month each.
        last: the last whole month of the data.

    Raises:
        InputError: ``required``, ``wrong_type``, ``empty_list``, and ``out_of_range`` for a month that is none.

    Source: Wübben & von Wangenheim (2008).

    >>> backtest([{"name": "Smit", "months": ["2024-01"]}], "2025-01")["rule"] is None
    True
    """
    end = month_number(last, "last")
    return try_rules(_bought(customers, end), end)


def try_rules(bought: Bought, end: int) -> Backtest:
    """Return what ``backtest`` does, of months that were read already.

    Args:
        bought: the customers.
        end: the last whole month.
    """
    year = _judge(bought, end - MONTHS)
    limit = _usual_silence(bought)
    tried: dict[Rule, Called] = {}
    if year.can_be_tried:
        limit = _best_limit([year, _judge(bought, end - 2 * MONTHS)])
        model = fit_to(year.known, year.cut)
        for rule in RULES if model else RULES[:-1]:
            tried[rule] = _called(year.left, leavers(rule, year.known, year.cut, limit, model))
    return {
        "customers": len(year.left),
        "left": sum(year.left.values()),
        # Of equal ones the plainest.
        "rule": max(tried.items(), key=lambda each: each[1]["right"])[0] if tried else None,
        "silence_months": limit,
        "model": tried.get("model"),
        "silence": tried.get("silence"),
    }


class _Judged(NamedTuple):
    """A year that is over: what was known before it, and of each customer to judge whether it left."""

    cut: int
    known: Bought
    left: Mapping[str, bool]

    @property
    def can_be_tried(self) -> bool:
        return len(self.left) >= FEWEST and any(self.left.values())


def _judge(bought: Bought, cut: int) -> _Judged:
    known = {name: before for name, months in bought.items() if (before := [each for each in months if each <= cut])}
    left = {
        name: not any(cut < each <= cut + MONTHS for each in bought[name])
        for name, months in known.items()
        if cut - months[-1] < WATCHED
    }
    return _Judged(cut, known, left)


def _best_limit(years: Iterable[_Judged]) -> int:
    """Return the months of silence that told best who left, of the years that can be tried."""
    right = [0] * WATCHED
    for year in years:
        for name, left in year.left.items() if year.can_be_tried else ():
            months = year.known[name]
            silence = 0 if was_silent_before(months, year.cut) else year.cut - months[-1]
            # A limit below its silence names it, a higher one does not.
            for limit in range(silence) if left else range(silence, WATCHED):
                right[limit] += 1
    best = [limit for limit in range(WATCHED) if right[limit] == max(right)]
    return best[len(best) // 2]


def _usual_silence(bought: Bought) -> int:
    """Return the months that nearly all gaps between two purchases are no longer than."""
    gaps = sorted(itertools.chain.from_iterable(map(gaps_of, bought.values())))
    return gaps[math.ceil(USUAL * len(gaps)) - 1] if gaps else MONTHS


def leavers(rule: Rule, bought: Bought, end: int, limit: int, model: RhythmModel | None) -> set[str]:
    """Return whom a rule names at the end of a month; nobody where it needs a model and there is none.

    Args:
        rule: which one.
        bought: the sorted months of each customer.
        end: the month.
        limit: the months of silence that are no longer than usual.
        model: fitted to these customers.
    """
    named = {
        name
        for name, months in bought.items()
        if (end - months[-1] > limit if rule == "silence" else model and chance_to_buy(months, end, model) < HALF)
    }
    return {name for name in named if not was_silent_before(bought[name], end)}


def was_silent_before(months: Sequence[int], end: int) -> bool:
    """Tell whether a customer with a rhythm of its own was silent for at least as long before, and came back.

    Args:
        months: sorted, of its purchases.
        end: the month until which it is silent.

    >>> was_silent_before([1, 2, 3, 13, 14, 15], 23), was_silent_before([1, 2, 3, 13, 14, 15], 25)
    (True, False)
    """
    return len(months) >= RHYTHM_FROM and end - months[-1] < max(gaps_of(months))


def gaps_of(months: Sequence[int]) -> list[int]:
    """Return the months between each purchase and the next.

    >>> gaps_of([1, 2, 3, 9])
    [1, 1, 6]
    """
    return [later - before for before, later in itertools.pairwise(months)]


def fit_to(bought: Bought, end: int) -> RhythmModel | None:
    """Fit the model to customers as they are known at the end of a month; see ``fit``."""
    return fit(_seen(months, end) for months in bought.values())


def fit(customers: Iterable[_Seen]) -> RhythmModel | None:
    """Fit BG/NBD by maximum likelihood: Nelder-Mead over the logarithms of r, alpha, a and b, from 0 with steps of ½.

    Args:
        customers: those with a time watched of 0 are left out.

    Returns:
        Nothing below 20 customers, without any repeat, or where the likelihood rises without an end.
    """
    groups = Counter(each for each in customers if each.watched > 0)
    if groups.total() < FEWEST or not any(each.repeats for each in groups):
        return None
    likelihood = _likelihood(groups)
    found = _minimum(lambda logs: -likelihood(logs), [0.0] * 4)
    if found is None:
        return None
    r, alpha, a, b = map(math.exp, found)
    return {"r": r, "alpha": alpha, "a": a, "b": b, "log_likelihood": likelihood(found)}


def _likelihood(groups: Mapping[_Seen, int]) -> Callable[[Sequence[float]], float]:
    counts = {each.repeats for each in groups}
    times = {time for each in groups for time in (each.last, each.watched)}
    told = [(*each, customers) for each, customers in groups.items()]
    exp, log = math.exp, math.log

    def logarithm(logs: Sequence[float]) -> float:
        r, alpha, a, b = (exp(max(-50.0, min(50.0, each))) for each in logs)
        shared = {x: _of_repeats(x, r, alpha, a, b) for x in counts}
        waited = {time: log(alpha + time) for time in times}
        parts = []
        for x, last, watched, customers in told:
            constant, left = shared[x]
            alive = -(r + x) * waited[watched]
            if x:
                gone = left - (r + x) * waited[last]
                # The logarithm of both chances together, from the larger one, so that no exponent overflows.
                alive = alive + log(1.0 + exp(gone - alive)) if alive > gone else gone + log(1.0 + exp(alive - gone))
            parts.append(customers * (constant + alive))
        return math.fsum(parts)

    return logarithm


def _of_repeats(x: int, r: float, alpha: float, a: float, b: float) -> tuple[float, float]:
    """What the likelihood has of the number of repeats alone."""
    bought = math.lgamma(r + x) - math.lgamma(r) + r * math.log(alpha)
    stayed = math.lgamma(a + b) - math.lgamma(b) + math.lgamma(b + x) - math.lgamma(a + b + x)
    return bought + stayed, math.log(a) - math.log(b + (x - 1)) if x else 0.0


def _minimum(value: Callable[[Sequence[float]], float], start: Sequence[float]) -> list[float] | None:
    """Return where a function is smallest, by the simplex of Nelder and Mead; nothing when it settles nowhere near."""
    points = [list(start)] + [
        [each + (_STEP if at == axis else 0.0) for at, each in enumerate(start)] for axis in range(len(start))
    ]
    simplex = sorted(((value(point), point) for point in points), key=lambda each: each[0])
    for _ in range(_MOST_STEPS):
        if max(map(abs, simplex[0][1])) > _FURTHEST:
            return None
        if simplex[-1][0] - simplex[0][0] < _CLOSE:
            return simplex[0][1]
        centre = [math.fsum(column) / len(start) for column in zip(*(point for _, point in simplex[:-1]), strict=True)]
        worst = simplex[-1][1]

        def along(step: float, centre: list[float] = centre, worst: list[float] = worst) -> tuple[float, list[float]]:
            point = [middle + step * (middle - each) for middle, each in zip(centre, worst, strict=True)]
            return value(point), point

        mirrored = along(1.0)
        if mirrored[0] < simplex[0][0]:
            better = min(along(2.0), mirrored, key=lambda each: each[0])
        elif mirrored[0] < simplex[-2][0]:
            better = mirrored
        else:
            better = along(_STEP if mirrored[0] < simplex[-1][0] else -_STEP)
            if better[0] >= min(mirrored[0], simplex[-1][0]):
                best = simplex[0][1]
                shrunk = [
                    [to + _STEP * (each - to) for each, to in zip(point, best, strict=True)] for _, point in simplex[1:]
                ]
                simplex = sorted([simplex[0], *((value(point), point) for point in shrunk)], key=lambda each: each[0])
                continue
        simplex = sorted([*simplex[:-1], better], key=lambda each: each[0])
    return None


def chance_alive(seen: _Seen, model: RhythmModel) -> float:
    """Return the chance that a customer has not stopped.

    Formula: 1 / (1 + a / (b + x - 1) ((alpha + T) / (alpha + t_x))^(r + x)), and 1 without a repeat.
    """
    if not seen.repeats:
        return 1.0
    power = (model["r"] + seen.repeats) * math.log((model["alpha"] + seen.watched) / (model["alpha"] + seen.last))
    odds = math.log(model["a"]) - math.log(model["b"] + (seen.repeats - 1)) + power
    return 1 / (1 + math.exp(min(odds, 700.0)))


def chance_to_buy(months: Sequence[int], end: int, model: RhythmModel, ahead: int = MONTHS) -> float:
    """Return the chance that a customer buys within the next months: still there, and not silent for so long."""
    seen = _seen(months, end)
    silent = (model["r"] + seen.repeats) * math.log(
        (model["alpha"] + seen.watched) / (model["alpha"] + seen.watched + ahead)
    )
    return chance_alive(seen, model) * (1 - math.exp(silent))


def _called(judged: Mapping[str, bool], names: Collection[str]) -> Called:
    named = [left for name, left in judged.items() if name in names]
    right = sum(left == (name in names) for name, left in judged.items())
    return {
        "named": len(named),
        "left": sum(named),
        "returned": len(named) - sum(named),
        "right": right / len(judged),
    }


def _bought(customers: Sequence[Buyer], end: int) -> dict[str, list[int]]:
    """Return the months of each customer by its place, as two may have the same name."""
    bought: dict[str, list[int]] = {}
    for index, each in enumerate(customers):
        months = {month_number(month, f"customers[{index}].months[{at}]") for at, month in enumerate(each["months"])}
        known = sorted(month for month in months if month <= end)
        if known:
            bought[str(index)] = known
    return bought


def _seen(months: Sequence[int], end: int) -> _Seen:
    return _Seen(len(months) - 1, months[-1] - months[0], end - months[0])


def _rhythm(name: str, months: Sequence[int], end: int, model: RhythmModel | None) -> BuyerRhythm:
    gap = usual_gap(months)
    since = end - months[-1]
    return {
        "name": name,
        "purchases": len(months),
        "since": since,
        "gap": gap,
        "ratio": since / gap if gap else None,
        "p_alive": chance_alive(_seen(months, end), model) if model else None,
    }


def usual_gap(months: Sequence[int]) -> float | None:
    """Return the median of the months between two purchases; nothing with one purchase.

    >>> usual_gap([1, 2, 3, 9])
    1.0
    """
    gaps = gaps_of(months)
    return float(median(gaps)) if gaps else None


OPERATIONS = (rhythm, backtest)
