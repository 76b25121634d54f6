"""How often a visit goes well, what failures cost a year, and what to arrange first.

What a measure is worth is the loss before it minus the loss after it, both from ``systems.loss``. The ``value`` of
``systems.levers`` counts every failed visit, so also a customer who would leave twice in one year; its order is the
same, and with one visit a year its amounts are too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Literal, NamedTuple, cast

from calculators.catalogue.systeemscan import form
from calculators.operations import systems
from calculators.operations.arithmetic import bounded, exceeds
from calculators.operations.systems import (
    EFFECTS,
    LEVERS,
    Effects,
    ImprovableTouchpoint,
    Lever,
    LeverGain,
    LeverGains,
    Loss,
    OwnerDependence,
    StaffMix,
)
from calculators.operations.what_if import around, turn

# Rules of thumb of this site, called so on the page.
OFF_BY = 0.25
HALF = 0.5
TARGET = 0.95
DAYS_PRESENT = 0.8  # four days of five

ONE_POINT = 0.01
ONE_SHOWN = 0.0005  # below this two percentages with one decimal look the same
HALVINGS = 20  # finds a rate to the millionth part
GUESTS = 100


@dataclass(frozen=True, slots=True)
class Customers:
    """Who comes, and what they do when something goes wrong; shares of 0 to 1, the value of one in euros."""

    customers: float
    visits_per_year: float
    customer_value: float
    leave_share: float
    complaint_share: float
    recovery_share: float
    leave_unresolved: float
    leave_recovered: float

    def loss(self, reliability: float) -> Loss:
        """What a year costs when a visit goes right this often, 0 to 1."""
        return systems.loss(min(1.0, reliability), **asdict(self))

    def cost(self, reliability: float) -> float:
        """The euros of that."""
        return self.loss(reliability)["lost_value"]

    def saved(self, before: float, after: float) -> float:
        """The euros a year that a better reliability saves."""
        return bounded(self.cost(before)) - bounded(self.cost(after))

    def leaving_less(self) -> Customers:
        """The same customers, of whom half as many leave."""
        return replace(
            self,
            leave_share=HALF * self.leave_share,
            leave_unresolved=HALF * self.leave_unresolved,
            leave_recovered=HALF * self.leave_recovered,
        )


class Step(NamedTuple):
    """A step as it is now. Shares are of 0 to 1, amounts are euros a year.

    Attributes:
        base_failure, failure: of the visits to it that fail, without measures and with those of now.
        passing: of the customers, who meets it.
        spoils: of all visits, which fail here.
        left: of all visits, for which all is still well after it.
        level: where the sum stands after it, below 0; ``change`` is by how much it fell.
        adds, lost: the same as amounts above 0.
    """

    name: str
    base_failure: float
    failure: float
    passing: float
    spoils: float
    left: float
    level: float
    change: float
    adds: float
    lost: float


class Action(NamedTuple):
    """A measure at a step: what it brings in points of reliability and in euros a year, None where that is nothing."""

    step: str
    lever: Lever
    delta: float
    saved: float | None


class Range(NamedTuple):
    """The reliability and the loss when a quarter more or fewer failures happen than was filled in."""

    bad: float
    good: float
    least: float
    most: float


class Turning(NamedTuple):
    """How rarely the first step must fail before another comes first."""

    case: Literal["only", "close", "hardly ever", "later"]
    name: str
    follower: str
    now: float
    limit: float


class Improved(NamedTuple):
    """The business with the first actions in place; ``kept`` is the share of the customers that failures leave."""

    reliability: float
    saved: float | None
    kept: float

    @property
    def leaving(self) -> float:
        """The share that leaves in a year because of failures."""
        return 1 - self.kept


class Lottery(NamedTuple):
    """What customers meet when it depends on who is at work; ``best`` is a role, None when all are as good."""

    mix: StaffMix
    best: str | None


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found. Shares are of 0 to 1, amounts are euros a year.

    Attributes:
        reliability: of the visits, how many go well from begin to end.
        weakest: the steps that spoil most visits.
        actions: at most three measures, the best first.
        weaker_first: the first action when all measures work half as well, None when there is none.
        leaving_less: the loss when half as many leave, None when nothing is lost.
        each_step, reached: how often each step must go well for the target, and how many do.
        point_at: the steps where one point fewer failures saves most, and ``point_saved`` how much.
        retention: as filled in, and None when it was not; ``retention_after`` with the first actions in place, None
            when it cannot be said.
        staff: None without roles; ``compares_staff`` tells whether there are several.
        visits: the chance of two good ones, a good and a bad one, a bad and a good one and two bad ones, and how many of
            100 customers meet that.
        alone_at: the steps that only one person can do, and ``nobody`` the share of the days without.
    """

    customers: Customers
    steps: tuple[Step, ...]
    reliability: float
    loss: Loss
    weakest: tuple[str, ...]
    actions: tuple[Action, ...]
    weaker_first: Action | None
    range: Range
    leaving_less: float | None
    each_step: float
    reached: int
    point_at: tuple[str, ...]
    point_saved: float | None
    turning: Turning | None
    improved: Improved
    retention: float | None
    retention_after: float | None
    staff: Lottery | None
    compares_staff: bool
    visits: tuple[tuple[float, int], ...]
    owner: OwnerDependence | None
    answers: tuple[float, ...]
    alone_at: tuple[str, ...]
    nobody: float

    @property
    def odds(self) -> Literal["always", "nearly always", "some", "hardly ever", "never"]:
        """How many visits go well, where a number of 100 would say too much."""
        if self.reliability in {0, 1}:
            return "always" if self.reliability else "never"
        if self.reliability >= 1 - HALF / GUESTS:
            return "nearly always"
        return "hardly ever" if self.reliability < (1 + HALF) / GUESTS else "some"

    @property
    def most_spoilt(self) -> float:
        """How many of all visits fail at the weakest step."""
        return max(step.spoils for step in self.steps)

    @property
    def guests(self) -> float:
        """Of 100 visits, how many go well."""
        return GUESTS * self.reliability

    @property
    def same_first(self) -> bool:
        """Whether the first action stays the same when all measures work half as well."""
        return self.weaker_first is not None and self.weaker_first[:2] == self.actions[0][:2]

    @property
    def contradicted(self) -> bool:
        """Whether more customers stay than the failures leave."""
        return self.retention is not None and exceeds(self.retention, self.loss["retention_effect"])

    @property
    def leaving(self) -> float:
        """The share of the customers that leaves in a year because of failures."""
        return 1 - self.loss["retention_effect"]

    @property
    def loss_can_be_drawn(self) -> bool:
        """Whether something is lost, and not without end."""
        return exceeds(self.loss["lost_value"], 0) and math.isfinite(self.loss["lost_value"])

    @property
    def target(self) -> Literal["one step", "all", "none", "one", "some"]:
        """How many of the steps go well often enough."""
        if len(self.steps) == 1:
            return "one step"
        if self.reached == len(self.steps):
            return "all"
        return "none" if self.reached == 0 else "one" if self.reached == 1 else "some"

    @property
    def owner_only(self) -> Literal["never", "once", "often"]:
        """How often the owner is the only one."""
        count = self.owner["owner_only"] if self.owner else 0
        return "never" if count == 0 else "once" if count == 1 else "often"


def reliability_of(touchpoints: Sequence[form.Touchpoint], effects: form.Effects | None) -> float:
    """Return how often a visit goes well, 0 to 1."""
    return _gains([_step(each) for each in touchpoints], _effects(effects or {}))["reliability"]


def find(
    touchpoints: Sequence[form.Touchpoint],
    effects: form.Effects | None,
    customers: Customers,
    staff: Sequence[form.Role],
    answers: Sequence[float],
    retention: float | None,
) -> Findings:
    """Calculate all that is said and drawn about a business.

    Args:
        touchpoints: the steps of the customer's journey, at least one.
        effects: which part of the failures each measure takes away; what is left out is a rule of thumb.
        customers: who comes, and what they do when something goes wrong.
        staff: who may be at work; may be empty.
        answers: to the questions about the owner, 0 to 4; may be empty.
        retention: the share that is still a customer next year, where it is known.
    """
    given = [_step(each) for each in touchpoints]
    strengths = _effects(effects or {})
    gains = _gains(given, strengths)
    reliability, loss = gains["reliability"], customers.loss(gains["reliability"])
    now: list[systems.Touchpoint] = [
        {"name": step["name"], "reliability": reliability, "pass_": step["pass_"]}
        for step, reliability in zip(given, gains["reliabilities"], strict=True)
    ]
    steps = _steps(given, now, customers)
    actions = tuple(_action(customers, reliability, each) for each in gains["top3"])
    weaker = _gains(given, _effects({**strengths}, HALF))["best"]
    each_step = TARGET ** (1 / len(steps))
    weights = _weights(now)
    mix = _staff_mix(staff) if staff else None
    improved = _improve(given, strengths, gains, customers)
    return Findings(
        customers=customers,
        steps=steps,
        reliability=reliability,
        loss=loss,
        weakest=_highest(steps, [step.spoils for step in steps]),
        actions=actions,
        weaker_first=_action(customers, reliability, weaker) if weaker and actions else None,
        range=_range(given, strengths, customers),
        leaving_less=customers.leaving_less().cost(reliability) if exceeds(loss["lost_value"], 0) else None,
        each_step=each_step,
        reached=sum(not exceeds(each_step, 1 - step.spoils) for step in steps),
        point_at=_highest(steps, weights),
        point_saved=_positive(customers.saved(reliability, reliability + ONE_POINT * max(weights))),
        turning=_turning(given, strengths, actions[0].step) if actions else None,
        improved=improved,
        retention=retention,
        retention_after=_retention_after(retention, loss, improved) if actions else None,
        staff=None if mix is None else Lottery(mix, _best_role(staff, mix)),
        compares_staff=len(staff) > 1,
        visits=_two_visits(mix or systems.staff_mix([{"share": 1.0, "reliability": reliability}])),
        owner=systems.emyth(list(answers)) if answers else None,
        answers=tuple(answers),
        alone_at=tuple(each["name"] for each in touchpoints if each.get("people") == 1),
        nobody=1 - systems.backup([DAYS_PRESENT])["available"],
    )


def _step(given: form.Touchpoint) -> ImprovableTouchpoint:
    share = given.get("pass_")
    rates = {"base_failure": given["base_failure"], "pass_": 1.0 if share is None else share}
    measures = {lever: given.get(lever) or 0.0 for lever in LEVERS}
    return cast("ImprovableTouchpoint", {"name": given["name"], **rates, **measures})


def _effects(given: form.Effects, strength: float = 1.0) -> Effects:
    stated = {lever: EFFECTS[lever] if (own := given.get(lever)) is None else own for lever in LEVERS}
    return cast("Effects", {lever: strength * effect for lever, effect in stated.items()})


def _gains(steps: list[ImprovableTouchpoint], effects: Effects) -> LeverGains:
    """Rank by what a measure does for the reliability: the order is the same in euros, also where all euros are 0."""
    return systems.levers(steps, 1.0, 1.0, 1.0, effects)


def _positive(saved: float) -> float | None:
    return saved if exceeds(saved, 0) else None


def _steps(given: list[ImprovableTouchpoint], now: list[systems.Touchpoint], customers: Customers) -> tuple[Step, ...]:
    steps, before = [], 0.0
    for place, (step, after) in enumerate(zip(given, now, strict=True), start=1):
        left = systems.journey(now[:place])["reliability"]
        level = 0.0 - customers.cost(left)
        failure, passing = 1 - after["reliability"], step["pass_"]
        rates = (step["base_failure"], failure, passing, passing * failure, left)
        steps.append(Step(step["name"], *rates, level, level - before, before - level, 0.0 - level))
        before = level
    return tuple(steps)


def _action(customers: Customers, reliability: float, gain: LeverGain) -> Action:
    saved = customers.saved(reliability, reliability + gain["delta"])
    return Action(gain["touchpoint"], gain["lever"], gain["delta"], _positive(saved))


def _highest(steps: Sequence[Step], values: Sequence[float]) -> tuple[str, ...]:
    """Return the names of the steps with the highest value."""
    most = max(values)
    return tuple(step.name for step, value in zip(steps, values, strict=True) if not exceeds(most, value))


def _range(given: list[ImprovableTouchpoint], effects: Effects, customers: Customers) -> Range:
    def reliability(factor: float) -> float:
        scaled: list[ImprovableTouchpoint] = [
            {**step, "base_failure": min(1.0, factor * step["base_failure"])} for step in given
        ]
        return _gains(scaled, effects)["reliability"]

    bad, good = around(reliability, 1.0, OFF_BY)
    return Range(bad, good, customers.cost(good), customers.cost(bad))


def _weights(now: list[systems.Touchpoint]) -> list[float]:
    """Return what a point fewer failures does for the reliability; a step must have that point to give."""
    return [
        importance if step["reliability"] <= 1 - ONE_POINT else 0.0
        for importance, step in zip(systems.journey(now)["importance"], now, strict=True)
    ]


def _turning(given: list[ImprovableTouchpoint], effects: Effects, name: str) -> Turning:
    now = next(step["base_failure"] for step in given if step["name"] == name)

    def first_at(base_failure: float) -> str | None:
        """Which step would come first if the first one failed this often."""
        steps: list[ImprovableTouchpoint] = [
            {**step, "base_failure": base_failure} if step["name"] == name else step for step in given
        ]
        best = _gains(steps, effects)["best"]
        return best["touchpoint"] if best else None

    if first_at(0.0) is None:
        return Turning("only", name, name, now, 0.0)
    limit = turn(lambda place: first_at(place) not in {name, None}, 0.0, now, HALVINGS).holds
    case: Literal["close", "hardly ever", "later"] = "hardly ever" if limit < ONE_SHOWN else "later"
    return Turning("close" if now - limit < ONE_SHOWN else case, name, str(first_at(limit)), now, limit)


def _improve(given: list[ImprovableTouchpoint], effects: Effects, gains: LeverGains, customers: Customers) -> Improved:
    """Put the top three in place."""
    steps = [step.copy() for step in given]
    for gain in gains["top3"]:
        step = next(each for each in steps if each["name"] == gain["touchpoint"])
        step[gain["lever"]] = 1.0
    then = _gains(steps, effects)["reliability"]
    saved = _positive(customers.saved(gains["reliability"], then))
    return Improved(then, saved, customers.loss(then)["retention_effect"])


def _retention_after(retention: float | None, loss: Loss, improved: Improved) -> float | None:
    """Return the retention with the top three in place (r x new effect / old effect).

    One that contradicts the loss would come out absurdly high, and is not said.
    """
    now = loss["retention_effect"]
    if not retention or not now or exceeds(retention, now):
        return None
    return min(1.0, retention * improved.kept / now)


def _staff_mix(staff: Sequence[form.Role]) -> StaffMix:
    return systems.staff_mix([{"share": each["share"], "reliability": each["reliability"]} for each in staff])


def _best_role(staff: Sequence[form.Role], mix: StaffMix) -> str | None:
    if not exceeds(mix["luck_gap"], 0):
        return None
    return next(each["name"] for each in staff if each["reliability"] == mix["best"])


def _two_visits(mix: StaffMix) -> tuple[tuple[float, int], ...]:
    mixed = mix["good_then_bad"]
    chances = (mix["two_good"], mixed, mixed, max(0.0, 1 - mix["two_good"] - 2 * mixed))
    return tuple(zip(chances, _whole(chances), strict=True))


def _whole(chances: Sequence[float]) -> list[int]:
    """Divide 100 over the chances in whole numbers, the largest remainders first (ties in order)."""
    exact = [GUESTS * chance for chance in chances]
    counts = [math.floor(each) for each in exact]
    # Rounded, so that the last bits do not decide a tie.
    order = sorted(range(len(exact)), key=lambda index: -round(exact[index] - counts[index], 9))
    for index in order[: GUESTS - sum(counts)]:
        counts[index] += 1
    return counts
