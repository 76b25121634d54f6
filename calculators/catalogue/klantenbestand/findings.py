"""Every number that is said or drawn about a customer base."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, NamedTuple

from calculators.catalogue.klantenbestand.form import RUNGS
from calculators.catalogue.klantenbestand.ladder import LEAVING, MOVES, Ladder, customers, yearly_margin
from calculators.operations import customer_base
from calculators.operations.arithmetic import TOLERANCE, product
from calculators.operations.customer_states import RATES, Counts, RateName
from calculators.operations.what_if import around, turn

OFF_BY = 0.25  # how far the least certain inputs may be off: rule of thumb, and the page calls it so
STEP_UP = 10  # as many customers as one person can pay attention to; the sentence calls them "Tien"

TENTH = 0.1  # how much better a chance can become in a year: rule of thumb
POINT = 0.01  # one percentage point
NEARLY = 0.001  # rates closer than this are the same to who reads them
HALVINGS = 20  # finds a rate to the millionth part
MOST_GROWTH = 0.5  # above this part a year a business asks itself whether the numbers are right: rule of thumb
SHRINKING = 0.05  # a part fewer customers from which keeping them comes first: rule of thumb
EXPLAINED = 0.1  # a difference with the bierviltje of more than this part is explained
VISIBLE = 0.5  # fewer people than this are not seen in whole numbers
SEEN_IN_FLOW = 0.05  # fewer people than this are not seen with one decimal

Trend = Literal["same", "up", "down"]
Worth = Literal["unpriced", "too_large", "no_end", "gains", "no_gain"]
LongRun = Literal["exhausted", "exhausted_soon", "not_unique", "unknown", "stays", "settles"]
Range = Literal["same", "grows", "shrinks", "open"]
Turning = Literal["no_customers", "near", "if_less", "if_more", "always_grows", "never_enough"]
Paying = Literal["pays", "no_margin", "nothing", "never", "too_little"]


class Lever(NamedTuple):
    """One rate a percentage point better, and what that brings in the last year (euros, or customers)."""

    rate: RateName
    label: str
    old: float
    new: float
    effect: float


class Detour(NamedTuple):
    """The year in which there are fewer or more customers than both now and in the end."""

    kind: Literal["dip", "peak"]
    year: int
    number: float


class Stream(NamedTuple):
    """How many people go from one rung to another in the first year."""

    source: int
    target: int
    people: float


class Contacts(NamedTuple):
    """The known addresses: what was filled in, and what they bring."""

    known: float
    target: float
    margin: float
    reach: customer_base.Reach

    @property
    def lasting(self) -> bool:
        """Whether what an address brings as long as it is kept has an end."""
        return math.isfinite(self.reach["lifetime_per_contact"])

    @property
    def paying(self) -> Paying:
        """Whether a message pays, or why it does not."""
        yearly, least = self.reach["value_per_contact"], self.reach["break_even_response"]
        if yearly > 0:
            return "pays"
        if self.margin <= 0:
            return "no_margin"
        if not yearly or least is None:
            return "nothing"
        return "never" if least > 1 else "too_little"


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found.

    Attributes:
        rows, numbers: people on each rung, and customers in all, now and after each year.
        margins: euros a year now and in the end; None without margins or without an end.
        values, steps: of a person on each rung, and what the next rung is worth more.
        settled: customers in the long run, where that is sure.
        exhausting: from how many new customers per ambassador the target group runs out.
        reach: lowest and highest number when the chances to go up are off; ``fewer`` with fewer consumers.
        turning_point: the chance to become a customer at which growing turns into shrinking.
        levers: the most telling first; ``visible`` whether that can be seen.
        streams: of the first year, without the consumers who stay that; ``shown`` those that can be seen.
        alone: new customers of the first year who come by themselves.
        retention, referrals: of all customers in the first year, as parts of them; None without customers.
        growth: by which part the number of customers grows a year, at its fastest.
        unclimbed: customers in the end if nobody climbed, as the bierviltje counts; None where that is about the same.
        gain: euros that the first rate, a tenth better, brings in the first year; None without margins.
        average_value: what a customer of now is worth on average; None where that is nothing to go on with.
    """

    ladder: Ladder
    rows: list[list[float]]
    numbers: list[float]
    trend: Trend
    detour: Detour | None
    margins: tuple[float, float] | None
    values: list[float | None]
    steps: list[float | None]
    worth: Worth
    settled: float | None
    long_run: LongRun
    exhausting: float
    reach: tuple[float, float]
    range: Range
    fewer: float | None
    one_left: bool
    turning: Turning
    turning_point: float
    levers: list[Lever]
    visible: bool
    streams: list[Stream]
    alone: float
    retention: float | None
    referrals: float
    contacts: Contacts | None
    half_addresses: bool
    growth: float
    unclimbed: float | None
    gain: float | None
    average_value: float | None

    @property
    def doubtful(self) -> bool:
        """Whether it grows faster than hardly any business does."""
        return self.growth > MOST_GROWTH

    @property
    def grew(self) -> bool:
        """Whether it was last year that it grew so fast."""
        before = self.ladder.before
        return before is not None and self.numbers[0] > (1 + MOST_GROWTH) * before

    @property
    def grows(self) -> bool:
        """Whether it is the next year in which it grows so fast."""
        return self.numbers[1] > (1 + MOST_GROWTH) * self.numbers[0]

    @property
    def priced(self) -> bool:
        """Whether there are margins, so that it is about euros."""
        return self.ladder.rewards is not None

    @property
    def ten_up(self) -> float:
        """What ten customers who become regulars are worth more together."""
        return product(STEP_UP, self.steps[1] or 0.0)

    @property
    def higher(self) -> float | None:
        """What a regular who becomes an ambassador is worth more, if anything."""
        return self.steps[2] if self.steps and self.steps[2] and self.steps[2] > 0 else None

    @property
    def shown(self) -> list[Stream]:
        """The streams that can be seen with one decimal."""
        return [each for each in self.streams if each.people >= SEEN_IN_FLOW]

    @property
    def new_and_lost(self) -> tuple[float, float]:
        """How many of these come, and how many leave."""
        new = math.fsum(each.people for each in self.shown if each.source == 0)
        return new, math.fsum(each.people for each in self.shown if each.target == 0)

    @property
    def finite_values(self) -> list[float]:
        """The values of all rungs, when none is without an end and one is more than 0."""
        values = [each for each in self.values if each is not None and math.isfinite(each)]
        return values if len(values) == len(RUNGS) and max(values) > 0 else []

    @property
    def helpful(self) -> list[Lever]:
        """The levers that bring anything; where customers run away those that keep them come first."""
        return helpful_of(self.levers, self.numbers)

    @property
    def kept(self) -> float:
        """Which part of the new customers stays a year, in whatever way."""
        return 1 - self.ladder.rates["klant_to_consument"]

    @property
    def sure(self) -> bool:
        """Whether euros may be named: not on guesses alone, nor on numbers that are asked about."""
        return not (self.doubtful or self.ladder.on_guesses)


def whole(number: float) -> int:
    """Return the whole number in which a count is written."""
    return math.floor(round(number, 9) + 0.5)


def find(ladder: Ladder, discount: float, contacts: Contacts | None, *, half_addresses: bool) -> Findings:
    """Find all that is said about a customer base.

    Raises:
        InputError: when more than everyone leaves a rung.
    """
    rows = ladder.rows()
    numbers = [customers(row) for row in rows]
    now, end = numbers[0], numbers[-1]
    values = _values(ladder, discount)
    steps = [_difference(after, before) for before, after in pairwise(values)]
    settled, long_run, exhausting = _long_run(ladder, end)
    low, high = around(lambda factor: ladder.rising(factor).end(), 1.0, OFF_BY)
    consumers = ladder.start["consument"]
    thinned: Counts = {**ladder.start, "consument": consumers * (1 - OFF_BY)}
    # Who counted the new customers knows how many came, whatever the number of consumers is.
    fewer = replace(ladder, start=thinned).end() if consumers and ladder.new is None else None
    turning, turning_point = _turning(ladder, now, end)
    levers = _levers(ladder)
    streams = _streams(ladder, rows)
    alone = consumers * ladder.rates["consument_to_klant"]
    leaving = math.fsum(each.people for each in streams if each.source and not each.target)
    return Findings(
        ladder=ladder,
        rows=rows,
        numbers=numbers,
        trend="same" if whole(end) == whole(now) else "down" if end < now else "up",
        detour=_detour(numbers),
        margins=_margins(ladder, rows),
        values=values,
        steps=steps,
        worth=_worth(steps, discount),
        settled=settled,
        long_run=long_run,
        exhausting=exhausting,
        reach=(low, high),
        range="same" if whole(high) == whole(low) else "grows" if low > now else "shrinks" if high < now else "open",
        fewer=fewer,
        one_left=fewer is not None and whole(fewer) == 1,
        turning=turning,
        turning_point=turning_point,
        levers=levers,
        visible=bool(levers) and levers[0].effect >= VISIBLE,
        streams=streams,
        alone=alone,
        retention=max(0.0, 1 - leaving / now) if now >= VISIBLE else None,
        referrals=max(0.0, streams[0].people - alone) / now if now >= VISIBLE else 0.0,
        contacts=contacts,
        half_addresses=half_addresses,
        growth=_growth(numbers, ladder.before),
        unclimbed=_unclimbed(ladder, end),
        gain=_gain(ladder, helpful_of(levers, numbers)),
        average_value=_average(values, rows[0], now),
    )


def _growth(numbers: Sequence[float], before: float | None) -> float:
    """Return by which part it grows a year at its fastest: last year, the next, or over the whole period."""
    now, later, end = numbers[0], numbers[1], numbers[-1]
    if now < VISIBLE:
        return 0.0
    last = 0.0 if before is None else now / before if before >= VISIBLE else math.inf
    return max(last, later / now, math.pow(end / now, 1 / (len(numbers) - 1))) - 1


def _unclimbed(ladder: Ladder, end: float) -> float | None:
    if ladder.new is None or ladder.retention is None:
        return None
    inflow = min(1.0, ladder.new / ladder.start["consument"]) if ladder.start["consument"] else 0.0
    still: dict[RateName, float] = dict.fromkeys(RATES, 0.0)
    still |= {**dict.fromkeys(LEAVING, 1 - ladder.retention), "consument_to_klant": inflow}
    flat = ladder.with_rates(still).end()
    return flat if abs(flat - end) > EXPLAINED * max(end, 1.0) else None


def helpful_of(levers: Sequence[Lever], numbers: Sequence[float]) -> list[Lever]:
    """Return the levers that bring anything, the one to begin with first."""
    helping = [each for each in levers if each.effect > 0]
    shrinks = numbers[-1] < (1 - SHRINKING) * numbers[0]
    return sorted(helping, key=lambda each: each.rate not in LEAVING) if shrinks else helping


def _gain(ladder: Ladder, helpful: Sequence[Lever]) -> float | None:
    if not helpful or ladder.rewards is None:
        return None
    best = helpful[0]
    year = replace(ladder, years=1)
    # A point is much of a small chance and little of a large one: a tenth is as much effort everywhere.
    better = best.old + TENTH * best.old * (1 if best.new > best.old else -1)
    gain = _difference(year.with_rates({best.rate: min(1.0, better)}).outcome(), year.outcome())
    return gain if gain and gain > 0 else None


def _average(values: Sequence[float | None], row: Sequence[float], now: float) -> float | None:
    if not values or now < VISIBLE or any(each is None or not math.isfinite(each) for each in values[1:]):
        return None
    worth = yearly_margin(row[1:], [each or 0.0 for each in values[1:]]) / now
    return worth if math.isfinite(worth) and worth >= VISIBLE else None


def _difference(after: float | None, before: float | None) -> float | None:
    """Return what is gained, or None where that has no meaning."""
    if after is None or before is None or not (math.isfinite(after) and math.isfinite(before)):
        return None
    return after - before


def _values(ladder: Ladder, discount: float) -> list[float | None]:
    if not ladder.rewards:
        return []
    return customer_base.value(customer_base.yearly_chain(ladder.rates), ladder.rewards, discount)["values"]


def _worth(steps: Sequence[float | None], discount: float) -> Worth:
    """Return what it is worth when a customer becomes a regular, in a word."""
    if not steps:
        return "unpriced"
    if steps[1] is None:
        return "too_large" if discount > 0 else "no_end"
    return "gains" if steps[1] > 0 else "no_gain"


def _margins(ladder: Ladder, rows: Sequence[Sequence[float]]) -> tuple[float, float] | None:
    if ladder.rewards is None:
        return None
    now, end = (yearly_margin(row, ladder.rewards) for row in (rows[0], rows[-1]))
    return (now, end) if math.isfinite(now) and math.isfinite(end) else None


def _detour(numbers: list[float]) -> Detour | None:
    ends, lowest, highest = (numbers[0], numbers[-1]), min(numbers), max(numbers)
    if whole(lowest) < whole(min(ends)):
        return Detour("dip", numbers.index(lowest), lowest)
    if whole(highest) > whole(max(ends)):
        return Detour("peak", numbers.index(highest), highest)
    return None


def _long_run(ladder: Ladder, end: float) -> tuple[float | None, LongRun, float]:
    """Return the customers in the long run, what to say of it, and from how many referrals consumers run out.

    Without consumers who come by themselves the operation gives the standstill without customers, although
    ambassadors may keep the base going; then no number is claimed.
    """
    steady, rates = ladder.steady(), ladder.rates
    counts, referrals = steady["counts"], rates["new_per_ambassadeur"]
    unsure = counts is None or (not rates["consument_to_klant"] and referrals > 0)
    settled = (
        None if counts is None or unsure else math.fsum((counts["klant"], counts["vaste_klant"], counts["ambassadeur"]))
    )
    if steady["market_exhausted"]:
        lasts = turn(
            lambda new: not ladder.with_rates({"new_per_ambassadeur": new}).steady()["market_exhausted"],
            0.0,
            referrals,
            HALVINGS,
        ).holds
        return settled, "exhausted_soon" if lasts < POINT else "exhausted", lasts
    if steady["reason"]:
        return settled, "not_unique", 0.0
    if settled is None:
        return settled, "unknown", 0.0
    return settled, "stays" if whole(settled) == whole(end) else "settles", 0.0


def _turning(ladder: Ladder, now: float, end: float) -> tuple[Turning, float]:
    """Return at which inflow of new customers growing turns into shrinking, and what to say of it."""
    if now < VISIBLE:
        return "no_customers", 0.0

    # In people a year where it is not known of how many consumers; otherwise as a part of these.
    pool = 1.0 if ladder.pool_known else ladder.start["consument"]

    def ends(inflow: float) -> float:
        return ladder.with_rates({"consument_to_klant": min(1.0, inflow / pool)}).end()

    inflow = ladder.rates["consument_to_klant"] * pool
    most = 1.0 if ladder.pool_known else max(now, inflow)
    low, high = (0.0, inflow) if end > now else (inflow, most)
    point = None
    if ends(low) <= now <= ends(high):
        point = turn(lambda place: ends(place) < now, low, high, HALVINGS).ends
    close = NEARLY if ladder.pool_known else VISIBLE
    if whole(end) == whole(now) or (point is not None and abs(point - inflow) < close):
        return "near", 0.0
    if point is None:
        return ("always_grows" if end > now else "never_enough"), 0.0
    return ("if_less" if end > now else "if_more"), point


def _levers(ladder: Ladder) -> list[Lever]:
    """Return each rate a percentage point better, the most telling first."""
    levers = []
    before = ladder.outcome()
    scale = abs(before) or 1.0  # what is less than the last bits of it does nothing
    for move in MOVES:
        if not ladder.pool_known and not move.source:
            continue  # a point of people whom nobody counted says nothing
        old = ladder.rates[move.rate]
        if (ladder.room(move.source) if move.up else old) < POINT - TOLERANCE:
            continue
        new = min(1.0, old + POINT) if move.up else max(0.0, old - POINT)
        effect = _difference(ladder.with_rates({move.rate: new}).outcome(), before)
        if effect is not None and math.isfinite(effect):
            effect = effect if abs(effect) > TOLERANCE * scale else 0.0
            levers.append(Lever(move.rate, RATES[move.rate].label, old, new, effect))
    return sorted(levers, key=lambda lever: -round(lever.effect / scale, 9))


def _streams(ladder: Ladder, rows: Sequence[Sequence[float]]) -> list[Stream]:
    """Return who goes where in the first year, without the consumers who stay what they are."""
    now, later = rows[0], rows[1]
    moving = [Stream(*move[1:], now[move.source] * ladder.rates[move.rate]) for move in MOVES if move.source]
    staying = [Stream(rung, rung, now[rung] * ladder.room(rung)) for rung in range(1, len(now))]
    # All others who are klant a year later came from the consumers, by themselves or through an ambassador.
    others = math.fsum(each.people for each in (*moving, *staying) if each.target == 1)
    return [Stream(0, 1, max(0.0, later[1] - others)), *moving, *staying]
