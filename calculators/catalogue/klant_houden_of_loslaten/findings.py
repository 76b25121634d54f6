"""Every number that is said or drawn about a client."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, NamedTuple, get_args

from calculators.catalogue.charts import HEADROOM
from calculators.catalogue.klant_houden_of_loslaten.client import Client, Judged
from calculators.catalogue.klant_houden_of_loslaten.farewell import Difference, Farewell, Parting, farewell
from calculators.catalogue.klant_houden_of_loslaten.form import IN_ONE_ANSWER, REVIEWED
from calculators.catalogue.klant_houden_of_loslaten.verdict import (
    LARGEST_RISE,
    THINKABLE_RISE,
    UNTHINKABLE_RISE,
    Kind,
    Verdict,
    verdict,
)
from calculators.operations import fire
from calculators.operations.arithmetic import bounded, exceeds, product, total
from calculators.operations.fire import ADVICE, HIGHEST_ANSWER, QUESTIONS, SIGNS, SYMPTOMS, Advice

LABELS: dict[Advice, str] = dict(zip(get_args(Advice), fire.ADVICE_LABELS, strict=True))
FIT_LIMITS = (fire.MID_FIT, fire.HIGH_FIT)
DEPENDENT_SHARE = fire.DEPENDENT_SHARE

UNBILLED_DOUBT = 0.5  # hours that nobody writes down are guessed badly: rule of thumb, and the page calls it so

HOURS_DOUBT = 0.2  # of all hours together, guessed from the head: rule of thumb too
# A year of billable hours of one person, of which a client can take a large part: rules of thumb.
BILLABLE_YEAR = 1250.0

# A grade by what an hour brings in, in parts of the target rate: rule of thumb.
GRADES = ((0.0, 1.0), (1.0, 7.0), (1.5, 9.0), (1.75, 10.0))
FIRM_PARTING: tuple[Kind, ...] = ("misconduct", "hand_over", "fire")
HIGHEST_DRAWN_TARGETS = 3.0  # a rate far beyond the target stands at the edge of the picture


class Distance(NamedTuple):
    """How far a number is from the nearest of its limits."""

    limit: float
    by: float
    side: Literal["above", "below", "on"]


class OpenQuestions(NamedTuple):
    """How many are open, between which scores they can bring it, and whether the advice stays the same."""

    number: int
    low: float | None
    high: float | None
    sure: bool


class Doubt(NamedTuple):
    """What an hour brings in when hours are guessed badly, and which other advice that may give.

    Attributes:
        by: the part by which they may be off; ``all_hours`` whether that is of all hours, or of the unbilled ones.
    """

    by: float
    all_hours: bool
    low: float
    high: float
    other: Advice | None


class Route(NamedTuple):
    """What it takes until an hour brings in a rate: euros a year, or fewer hours (None when hours do not do it)."""

    euros: float
    hours: float | None
    within_unbilled: bool
    price_alone: bool


class Room(NamedTuple):
    """How many euros a year less, or hours more, leave the advice as it is; never more than there is turnover."""

    euros: float
    hours: float
    whole_revenue: bool


class PriceAndHours(NamedTuple):
    """What a thinkable rise of the price brings a year, and the hours to drop for the rest; None when hours fall short."""

    rise: float
    euros: float
    left: float
    hours: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found about the client under review, the others beside it, and parting.

    Attributes:
        verdict: what to do; of the others in ``verdicts``, in their order.
        shortage: euros a year until the target rate; ``short`` whether that is more than nothing.
        price: how much of that the price can bring, and how much must come from fewer hours.
        worst: at most two annoyances with the highest answer.
        keeping_rate: the lowest rate from which money alone makes the advice to keep.
        aim, route: that rate, or else the target rate, and what it takes; no route when it is there already.
        floor, room: what an hour must bring in for a client to be kept, and what is left above it.
        unbilled_worth: euros a year, were the unbilled hours paid.
        work: hours of other work at the share of them that is filled again.
        two_years: euros a year that parting brings on average over two years; ``yearly`` is that when the first is a
            loss, and otherwise what it brings every year.
        yearly_gain: euros a year that the first step is worth: a thinkable rise of the price, or other work.
        portfolio, leaving: all clients, where there are others, and those that the advice parts with.
        grades: the rates on a scale of 1 to 10, where they differ.
    """

    judged: Judged
    others: tuple[Judged, ...]
    verdict: Verdict
    verdicts: tuple[Verdict, ...]
    farewell: Farewell
    shortage: float
    short: bool
    price: PriceAndHours
    large_part_of_a_year: bool
    fit_distance: Distance | None
    rate_distance: Distance | None
    worst: tuple[str, ...]
    open_questions: OpenQuestions | None
    doubt: Doubt | None
    keeping_rate: float | None
    aim: float
    route: Route | None
    floor: float
    room: Room | None
    unbilled_worth: float
    work: float
    two_years: Difference
    yearly: Difference
    yearly_gain: float | None
    portfolio: fire.Portfolio | None
    leaving: tuple[str, ...]
    grades: tuple[float, ...]

    @property
    def large(self) -> Client | None:
        """The largest of the others, where the business hangs on it."""
        largest = max((each.client for each in self.others), key=lambda each: each.portion.low, default=None)
        return largest if largest and largest.portion.dependent else None

    @property
    def undecided(self) -> tuple[str, ...]:
        """The others of which too little is known to part with them."""
        others = zip(self.others, self.verdicts, strict=True)
        return tuple(each.client.name for each, its in others if its.kind == "provisional")

    @property
    def everyone(self) -> tuple[Judged, ...]:
        """The client under review and the others."""
        return self.judged, *self.others

    @property
    def kinds(self) -> tuple[tuple[Judged, Kind], ...]:
        """Everyone with what to do."""
        found = (self.verdict, *self.verdicts)
        return tuple((each, its.kind) for each, its in zip(self.everyone, found, strict=True))

    @property
    def turning_questions(self) -> int:
        """How many questions could change the advice."""
        return len({turn.question for turn in self.verdict.turns})

    @property
    def first_year_costs(self) -> bool:
        """Whether parting brings less than now in the first year, although it may bring more later."""
        return self.farewell.has_start and self.farewell.own_first_year.change == "less"

    @property
    def rise(self) -> Literal["small", "fair", "large", "unthinkable"]:
        """How much the price would have to rise."""
        rise = self.judged.price_rise
        if rise is None or exceeds(rise, UNTHINKABLE_RISE):
            return "unthinkable"
        return "large" if exceeds(rise, LARGEST_RISE) else "fair" if exceeds(rise, THINKABLE_RISE) else "small"

    @property
    def urgent(self) -> bool:
        """Whether what to do goes before everything else."""
        return self.judged.client.misconduct or self.judged.client.portion.dependent

    @property
    def advices(self) -> tuple[Advice, ...]:
        """The advice at this money with a low, a middling and a high fit."""
        return tuple(ADVICE[self.judged.money].values())

    @property
    def placed(self) -> tuple[tuple[Judged, float, float], ...]:
        """Clients with their place in the field: how well they fit, and their rate or the edge of the picture."""
        reach = HIGHEST_DRAWN_TARGETS * self.judged.client.target_rate
        return tuple(
            (each, each.fit, max(-reach, min(reach, each.rate)))
            for each in self.everyone
            if each.fit is not None and each.rate is not None
        )

    @property
    def rate_reach(self) -> tuple[float, float]:
        """The lowest and highest rate of the picture, with room around the circles."""
        rates = [rate for _, _, rate in self.placed]
        return HEADROOM * min(0.0, *rates), HEADROOM * max(self.judged.client.target_rate, *rates)

    @property
    def equal_rates(self) -> bool:
        """Whether the target rate is no more than what an hour costs."""
        client = self.judged.client
        return not exceeds(client.target_rate, client.internal_rate)


def find(judged: Judged, others: tuple[Judged, ...], parting: Parting) -> Findings:
    """Find all that is said about a client, the others beside it, and parting."""
    client, rate = judged.client, judged.rate
    leaving = farewell(judged, parting)
    own, verdicts = verdict(judged, leaving), tuple(verdict(each, farewell(each, parting)) for each in others)
    keeping_rate = _keeping_rate(judged)
    aim = client.target_rate if keeping_rate is None else keeping_rate
    shortage = judged.lacks(client.target_rate)
    lowest_kept = judged.band is not None and ADVICE["thin"][judged.band] == "keep"
    floor = client.internal_rate if lowest_kept else client.target_rate
    price = _price(judged, shortage)
    two_years = Difference(total([leaving.own_first_year.euros / 2, leaving.own.euros / 2]))
    yearly = two_years if leaving.own_first_year.change == "less" else leaving.own
    return Findings(
        judged=judged,
        others=others,
        verdict=own,
        verdicts=verdicts,
        farewell=leaving,
        shortage=shortage,
        short=exceeds(shortage, 0),
        price=price,
        large_part_of_a_year=not exceeds(fire.DEPENDENT_SHARE * BILLABLE_YEAR, judged.hours),
        fit_distance=None if judged.fit is None else _distance(judged.fit, FIT_LIMITS),
        rate_distance=None if rate is None else _distance(rate, (client.target_rate, client.internal_rate)),
        worst=_worst(client),
        open_questions=_open_questions(client),
        doubt=None if rate is None else _doubt(client, judged.advice),
        keeping_rate=keeping_rate,
        aim=aim,
        route=_route(judged, aim),
        floor=floor,
        room=_room(judged, floor),
        unbilled_worth=bounded(product(client.time.unbilled, client.target_rate)),
        work=product(parting.refill, judged.hours),
        two_years=two_years,
        yearly=yearly,
        yearly_gain=_yearly_gain(own.kind, price, yearly),
        portfolio=_portfolio([judged, *others], [own, *verdicts]) if others else None,
        leaving=tuple(
            REVIEWED.lower() if each is judged else each.client.name
            for each, its in zip((judged, *others), (own, *verdicts), strict=True)
            if its.kind in FIRM_PARTING
        ),
        grades=_grades([each for each in (judged, *others) if each.rate is not None]),
    )


def _distance(value: float, limits: tuple[float, float]) -> Distance:
    limit = min(limits, key=lambda each: abs(each - value))
    by = abs(value - limit)
    return Distance(limit, by, "on" if not exceeds(by, 0) else "above" if value > limit else "below")


def _worst(client: Client) -> tuple[str, ...]:
    """Name the annoyances with the highest answer, because that is where talking pays first."""
    answers = {each: client.answers.get(each) or 0.0 for each in SYMPTOMS}
    highest = max(answers.values())
    return tuple(QUESTIONS[each].label for each, answer in answers.items() if answer == highest > 0)[:2]


def _open_questions(client: Client) -> OpenQuestions | None:
    def left_open(group: Sequence[str]) -> list[str]:
        """Who answered for the whole group left none of its statements open."""
        if client.whole or all(client.answers.get(each) is not None for each in group if each in IN_ONE_ANSWER):
            return []
        return [each for each in group if each not in IN_ONE_ANSWER and client.answers.get(each) is None]

    symptoms, signs = left_open(SYMPTOMS), left_open(SIGNS)
    if not symptoms and not signs:
        return None
    worst = client.answering({**dict.fromkeys(symptoms, HIGHEST_ANSWER), **dict.fromkeys(signs, 0.0)})
    best = client.answering({**dict.fromkeys(symptoms, 0.0), **dict.fromkeys(signs, HIGHEST_ANSWER)})
    return OpenQuestions(
        len(symptoms) + len(signs),
        worst.judge()["fit"],
        best.judge()["fit"],
        sure=worst.advice() == best.advice() == client.advice(),
    )


def _doubt(client: Client, advice: Advice | None) -> Doubt | None:
    time, all_hours = client.time, not client.time.split
    by = HOURS_DOUBT if all_hours else UNBILLED_DOUBT
    if not all_hours and not time.unbilled:
        return None
    cases = [
        replace(
            client,
            time=time._replace(billed=time.billed * (factor if all_hours else 1), unbilled=time.unbilled * factor),
        )
        for factor in (1 + by, 1 - by)
    ]
    rates = [each.judge()["effective_rate"] or 0.0 for each in cases]
    others = (each.advice() for each in cases)
    other = next((each for each in others if each not in {None, advice}), None)
    return Doubt(by, all_hours, min(rates), max(rates), other)


def _price(judged: Judged, shortage: float) -> PriceAndHours:
    """Return what a thinkable rise brings, and how many hours less the rest takes."""
    client = judged.client
    euros = max(0.0, min(shortage, product(THINKABLE_RISE, client.revenue)))
    income = bounded(total([judged.contribution, euros]))
    hours = judged.hours - income / client.target_rate if income > 0 else None
    left = max(0.0, (judged.price_rise or 0.0) - THINKABLE_RISE)
    return PriceAndHours(THINKABLE_RISE, euros, left, None if hours is None else max(0.0, hours))


def _keeping_rate(judged: Judged) -> float | None:
    client = judged.client
    for rate in (client.internal_rate, client.target_rate):
        lack = product(judged.hours, rate) - judged.contribution
        revenue = client.revenue + lack
        if exceeds(lack, 0) and math.isfinite(revenue) and replace(client, revenue=revenue).advice() == "keep":
            return rate
    return None


def _route(judged: Judged, rate: float) -> Route | None:
    lack = judged.lacks(rate)
    if not exceeds(lack, 0):
        return None
    cut = lack / rate if judged.contribution > 0 else None
    client = judged.client
    return Route(
        lack,
        cut,
        within_unbilled=client.time.split and cut is not None and not exceeds(cut, client.time.unbilled),
        price_alone=not exceeds(lack, product(UNTHINKABLE_RISE, client.revenue)),
    )


def _room(judged: Judged, floor: float) -> Room | None:
    room, revenue = -judged.lacks(floor), judged.client.revenue
    if not floor or not exceeds(room, 0):
        return None
    return Room(min(room, revenue), judged.contribution / floor - judged.hours, not exceeds(revenue, room))


def _yearly_gain(kind: Kind, price: PriceAndHours, yearly: Difference) -> float | None:
    """Return what the first step brings a year; never more than a thinkable rise of the price."""
    match kind:
        case "raise_price" | "part_price":
            gain = price.euros
        case "find_work" | "hand_over" | "fire":
            gain = yearly.euros
        case _:
            return None
    return gain if math.isfinite(gain) and gain > 0 else None


def _portfolio(everyone: Sequence[Judged], verdicts: Sequence[Verdict]) -> fire.Portfolio:
    clients: list[fire.Client] = [
        {
            "name": each.client.name,
            "contribution": each.contribution,
            "hours": each.hours,
            "advice": "fire" if its.kind in FIRM_PARTING else None,
        }
        for each, its in zip(everyone, verdicts, strict=True)
    ]
    return fire.portfolio(clients, everyone[0].client.target_rate)


def _grades(everyone: Sequence[Judged]) -> tuple[float, ...]:
    """Grade what an hour brings in by the target rate, where there is something to compare."""
    return tuple(_grade(each) for each in everyone) if len(everyone) > 1 else ()


def _grade(judged: Judged) -> float:
    part = (judged.rate or 0.0) / judged.client.target_rate
    for (low, worst), (high, best) in pairwise(GRADES):
        if part <= high:
            return worst + (best - worst) * max(0.0, part - low) / (high - low)
    return GRADES[-1][1]
