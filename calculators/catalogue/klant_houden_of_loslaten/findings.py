"""Every number that is said or drawn about a client."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, get_args

from calculators.catalogue.charts import HEADROOM
from calculators.catalogue.klant_houden_of_loslaten.client import Client, Judged
from calculators.catalogue.klant_houden_of_loslaten.farewell import Farewell
from calculators.catalogue.klant_houden_of_loslaten.form import IN_ONE_ANSWER, REVIEWED
from calculators.operations import fire
from calculators.operations.arithmetic import bounded, exceeds, product
from calculators.operations.fire import ADVICE, HIGHEST_ANSWER, PARTING, QUESTIONS, SIGNS, SYMPTOMS, Advice

LABELS: dict[Advice, str] = dict(zip(get_args(Advice), fire.ADVICE_LABELS, strict=True))
FIT_LIMITS = (fire.MID_FIT, fire.HIGH_FIT)

UNBILLED_DOUBT = 0.5  # hours that nobody writes down are guessed badly: rule of thumb, and the page calls it so

LOWEST_GRADE, HIGHEST_GRADE = 1.0, 10.0
HIGHEST_DRAWN_TARGETS = 3.0  # a rate far beyond the target stands at the edge of the picture


class Distance(NamedTuple):
    """How far a number is from the nearest of its limits."""

    limit: float
    by: float
    side: Literal["above", "below", "on"]


class Turn(NamedTuple):
    """An answer that, one step lower or higher, gives another advice."""

    question: str
    old: float
    new: float
    advice: Advice


class OpenQuestions(NamedTuple):
    """How many are open, between which scores they can bring it, and whether the advice stays the same."""

    number: int
    low: float | None
    high: float | None
    sure: bool


class Doubt(NamedTuple):
    """What an hour brings in when the unbilled hours are guessed badly, and which other advice that may give."""

    low: float
    high: float
    other: Advice | None


class Route(NamedTuple):
    """What it takes until an hour brings in a rate: euros a year, or fewer hours (None when hours do not do it)."""

    euros: float
    hours: float | None
    within_unbilled: bool


class Room(NamedTuple):
    """How many euros a year less, or hours more, leave the advice as it is."""

    euros: float
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found about the client under review, the others beside it, and parting.

    Attributes:
        shortage: euros a year until the target rate; ``short`` whether that is more than nothing.
        share_of_revenue: of the whole business; ``dependency_decides`` whether that gives another advice.
        worst: at most two annoyances with the highest answer.
        turns: answers that change the advice; ``turning_questions`` how many questions those are of.
        keeping_rate: the lowest rate from which money alone makes the advice to keep.
        aim, route: that rate, or else the target rate, and what it takes; no route when it is there already.
        floor, room: what an hour must bring in for a client to be kept, and what is left above it.
        unbilled_worth: euros a year, were the unbilled hours paid.
        yearly_gain: euros a year that following the advice is worth: a fair price, or other work.
        portfolio, leaving: all clients, where there are others, and those that the advice parts with.
        grades: the rates on a scale of 1 to 10, where they differ.
    """

    judged: Judged
    others: tuple[Judged, ...]
    farewell: Farewell
    shortage: float
    short: bool
    share_of_revenue: float
    dependency_decides: bool
    fit_distance: Distance | None
    rate_distance: Distance | None
    worst: tuple[str, ...]
    turns: tuple[Turn, ...]
    open_questions: OpenQuestions | None
    doubt: Doubt | None
    keeping_rate: float | None
    aim: float
    route: Route | None
    floor: float
    room: Room | None
    unbilled_worth: float
    yearly_gain: float | None
    portfolio: fire.Portfolio | None
    leaving: tuple[str, ...]
    grades: tuple[float, ...]

    @property
    def everyone(self) -> tuple[Judged, ...]:
        """The client under review and the others."""
        return self.judged, *self.others

    @property
    def parting(self) -> bool:
        """Whether the advice is to part."""
        return self.judged.advice in PARTING

    @property
    def turning_questions(self) -> int:
        """How many questions could change the advice."""
        return len({turn.question for turn in self.turns})

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


def find(judged: Judged, others: tuple[Judged, ...], farewell: Farewell) -> Findings:
    """Find all that is said about a client, the others beside it, and parting."""
    client, rate = judged.client, judged.rate
    keeping_rate = _keeping_rate(judged)
    aim = client.target_rate if keeping_rate is None else keeping_rate
    shortage = judged.lacks(client.target_rate)
    lowest_kept = judged.band is not None and ADVICE["thin"][judged.band] == "keep"
    floor = client.internal_rate if lowest_kept else client.target_rate
    return Findings(
        judged=judged,
        others=others,
        farewell=farewell,
        shortage=shortage,
        short=exceeds(shortage, 0),
        share_of_revenue=client.revenue / (client.total_revenue or client.revenue or 1.0),
        dependency_decides=replace(client, total_revenue=None).advice() != judged.advice,
        fit_distance=None if judged.fit is None else _distance(judged.fit, FIT_LIMITS),
        rate_distance=None if rate is None else _distance(rate, (client.target_rate, client.internal_rate)),
        worst=_worst(client),
        turns=tuple(_turns(client, judged.advice)),
        open_questions=_open_questions(client),
        doubt=None if rate is None or not client.hours_unbilled else _doubt(client, judged.advice),
        keeping_rate=keeping_rate,
        aim=aim,
        route=_route(judged, aim),
        floor=floor,
        room=_room(judged, floor),
        unbilled_worth=bounded(product(client.hours_unbilled, client.target_rate)),
        yearly_gain=_yearly_gain(judged, farewell),
        portfolio=_portfolio([judged, *others]) if others else None,
        leaving=tuple(
            REVIEWED.lower() if each is judged else each.client.name
            for each in (judged, *others)
            if each.advice in PARTING
        ),
        grades=_grades([each.rate for each in (judged, *others) if each.rate is not None]),
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


def _turns(client: Client, advice: Advice | None) -> Iterator[Turn]:
    if advice is None:
        return
    for question, old in client.answers.items():
        for step in (-1, 1):
            if old is None or not 0 <= old + step <= HIGHEST_ANSWER:
                continue
            other = client.answering({question: old + step}).advice()
            if other is not None and other != advice:
                yield Turn(QUESTIONS[question].label, old, old + step, other)


def _open_questions(client: Client) -> OpenQuestions | None:
    symptoms, signs = (
        [each for each in group if each not in IN_ONE_ANSWER and client.answers.get(each) is None]
        for group in (SYMPTOMS, SIGNS)
    )
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


def _doubt(client: Client, advice: Advice | None) -> Doubt:
    cases = [
        replace(client, hours_unbilled=client.hours_unbilled * factor)
        for factor in (1 + UNBILLED_DOUBT, 1 - UNBILLED_DOUBT)
    ]
    rates = [each.judge()["effective_rate"] or 0.0 for each in cases]
    others = (each.advice() for each in cases)
    return Doubt(min(rates), max(rates), next((each for each in others if each not in {None, advice}), None))


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
    return Route(lack, cut, within_unbilled=cut is not None and not exceeds(cut, judged.client.hours_unbilled))


def _room(judged: Judged, floor: float) -> Room | None:
    room = -judged.lacks(floor)
    return Room(room, judged.contribution / floor - judged.hours) if floor and exceeds(room, 0) else None


def _yearly_gain(judged: Judged, farewell: Farewell) -> float | None:
    match judged.advice:
        case "raise_price":
            gain = judged.lacks(judged.client.target_rate)
        case "fire" | "hand_over" if judged.hours:
            gain = farewell.own.euros
        case _:
            return None
    return gain if math.isfinite(gain) and gain > 0 else None


def _portfolio(everyone: Sequence[Judged]) -> fire.Portfolio:
    clients: list[fire.Client] = [
        {"name": each.client.name, "contribution": each.contribution, "hours": each.hours, "advice": each.advice}
        for each in everyone
    ]
    return fire.portfolio(clients, everyone[0].client.target_rate)


def _grades(rates: Sequence[float]) -> tuple[float, ...]:
    spread = max(rates) - min(rates) if rates else 0.0
    if not exceeds(spread, 0) or not math.isfinite(spread):
        return ()
    return tuple(LOWEST_GRADE + (HIGHEST_GRADE - LOWEST_GRADE) * (rate - min(rates)) / spread for rate in rates)
