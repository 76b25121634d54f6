"""How often a visit goes well, what failures cost a year, and what to arrange first.

A step fails as often as it did of late. Where only the failures without measures were told, as in the first edition,
the present ones follow from these. What a measure is worth is the loss before it minus the loss after it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast

from calculators.catalogue.systeemscan import form
from calculators.catalogue.systeemscan.customers import Cost, Customers, cost_of
from calculators.catalogue.systeemscan.staff import GUESTS, Lottery, lottery_of, two_visits
from calculators.operations import systems
from calculators.operations.arithmetic import exceeds
from calculators.operations.systems import (
    EFFECTS,
    LEVERS,
    Effects,
    FailingTouchpoint,
    Lever,
    MeasureGain,
    MeasureGains,
    OwnerDependence,
)
from calculators.operations.what_if import around, turn

# Rules of thumb of this site, called so on the page.
OFF_BY = 0.25
HALF = 0.5
TARGET = 0.95
DAYS_PRESENT = 0.8  # four days of five

ONE_OF_LAST = 1 / form.LAST
ONE_SHOWN = 0.05 / form.LAST  # below this two counts of twenty with one decimal look the same
HALVINGS = 20  # finds a rate to the millionth part
TWO_SAY_THE_SAME = 0.025  # half a time of the last twenty


class Step(NamedTuple):
    """A step as it is now. Shares are of 0 to 1, amounts are euros a year.

    Attributes:
        base_failure: of the visits to it that would fail without measures; None where that cannot be computed back.
        failure: of the visits to it, those that fail now.
        passing: of the customers, who meets it.
        spoils: of all visits, which fail here.
        left: of all visits, for which all is still well after it.
        level: where the sum stands after it, below 0; ``change`` is by how much it fell.
        adds, lost: the same as amounts above 0.
    """

    name: str
    base_failure: float | None
    failure: float
    passing: float
    spoils: float
    left: float
    level: float
    change: float
    adds: float
    lost: float


class Action(NamedTuple):
    """A measure at a step: what it brings in points of reliability and in euros a year, None where that is unknown."""

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
    """How rarely the first step must fail before another comes first; failures of the last twenty visits."""

    case: Literal["only", "close", "hardly ever", "later"]
    name: str
    follower: str
    now: float
    limit: float


class Improved(NamedTuple):
    """The business with the first actions in place."""

    reliability: float
    saved: float | None
    kept: float
    leaving: float


@dataclass(frozen=True, slots=True)
class Journey:
    """The steps of which it is known how often they fail, and what follows from that.

    Attributes:
        steps: in the order of the customer.
        reliability: of the visits, how many go well from begin to end.
        cost: None when customers, visits or the value of a customer are missing.
        weakest: the steps that spoil most visits.
        actions: at most three measures, the best first.
        weaker_first: the first action when all measures work half as well, None when there is none.
        leaving_less: the loss when half as many leave, None when nothing is lost or the loss is not known.
        each_step, reached: how often each step must go well for the target, and how many do.
        one_less_at: the steps where one failure of twenty less saves most, and ``one_less_saved`` how much.
        retention_after: with the first actions in place, None when it cannot be said.
    """

    steps: tuple[Step, ...]
    reliability: float
    cost: Cost | None
    weakest: tuple[str, ...]
    actions: tuple[Action, ...]
    weaker_first: Action | None
    range: Range
    leaving_less: float | None
    each_step: float
    reached: int
    one_less_at: tuple[str, ...]
    one_less_saved: float | None
    turning: Turning | None
    improved: Improved
    retention_after: float | None

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
    def loss_can_be_drawn(self) -> bool:
        """Whether something is lost, and it is known how much, and not without end."""
        lost = self.cost.lost["lost_value"] if self.cost and self.cost.is_known else 0.0
        return exceeds(lost, 0) and math.isfinite(lost)

    @property
    def target(self) -> Literal["one step", "all", "none", "one", "some"]:
        """How many of the steps go well often enough."""
        if len(self.steps) == 1:
            return "one step"
        if self.reached == len(self.steps):
            return "all"
        return "none" if self.reached == 0 else "one" if self.reached == 1 else "some"


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found. Shares are of 0 to 1.

    Attributes:
        journey: None as long as of no step it is known how often it fails.
        unknown: the steps of which that is not known.
        missing: what must be told before there are euros, as it is called in the form.
        torn: the steps of which the last twenty visits say something else than the failures without measures.
        overrated: the steps that fail more often than the effects of their measures allow.
        counted: whether failures were counted of the last twenty visits.
        staff: None without roles; ``compares_staff`` tells whether there are several.
        visits: the chance of two good ones, a good and a bad one, a bad and a good one and two bad ones, and how many of
            100 customers meet that.
        alone_at: the steps that only one person can do, and ``nobody`` the share of the days without.
    """

    journey: Journey | None
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    torn: tuple[str, ...]
    overrated: tuple[str, ...]
    counted: bool
    staff: Lottery | None
    compares_staff: bool
    visits: tuple[tuple[float, int], ...]
    owner: OwnerDependence | None
    answers: tuple[float, ...]
    alone_at: tuple[str, ...]
    nobody: float

    @property
    def tells_an_amount(self) -> bool:
        """Whether there is one amount of euros that is lost."""
        cost = self.journey.cost if self.journey else None
        return cost is not None and cost.is_known and cost.something_is_lost

    @property
    def owner_only(self) -> Literal["never", "once", "often"]:
        """How often the owner is the only one."""
        count = self.owner["owner_only"] if self.owner else 0
        return "never" if count == 0 else "once" if count == 1 else "often"


def reliability_of(touchpoints: Sequence[form.Touchpoint], effects: form.Effects | None) -> float | None:
    """Return how often a visit goes well, 0 to 1; None when of no step it is known how often it fails."""
    strengths = _effects(effects or {})
    known = [step for each in touchpoints if (step := _failing(each, strengths)) is not None]
    return systems.measures(known, strengths)["reliability"] if known else None


def find(
    touchpoints: Sequence[form.Touchpoint],
    effects: form.Effects | None,
    customers: Customers | tuple[str, ...],
    staff: Sequence[form.Role],
    answers: Sequence[float],
) -> Findings:
    """Calculate all that is said and drawn about a business.

    Args:
        touchpoints: the steps of the customer's journey.
        effects: which part of the failures each measure takes away; what is left out is a rule of thumb.
        customers: who comes, and what they do when something goes wrong; or what is missing to know that.
        staff: who may be at work; may be empty.
        answers: to the questions about the owner, 0 to 4; may be empty.
    """
    strengths = _effects(effects or {})
    found = [(each, _failing(each, strengths)) for each in touchpoints]
    known = [step for _, step in found if step is not None]
    known_customers = customers if isinstance(customers, Customers) else None
    journey = _journey(known, strengths, known_customers) if known else None
    lottery = lottery_of(staff)
    return Findings(
        journey=journey,
        unknown=tuple(each["name"] for each, step in found if step is None) if known else (),
        missing=() if isinstance(customers, Customers) else customers,
        torn=tuple(each["name"] for each, step in found if step is not None and _is_torn(each, step, strengths)),
        overrated=_overrated(journey, known),
        counted=any(each.get("failed_of_20") is not None for each in touchpoints),
        staff=lottery,
        compares_staff=len(staff) > 1,
        visits=two_visits(lottery, journey.reliability if journey else 1.0),
        owner=systems.emyth(list(answers)) if answers else None,
        answers=tuple(answers),
        alone_at=tuple(each["name"] for each in touchpoints if each.get("people") == 1),
        nobody=1 - systems.backup([DAYS_PRESENT])["available"],
    )


def _failing(given: form.Touchpoint, effects: Effects) -> FailingTouchpoint | None:
    """Return a step with how often it fails now; None when that is not known."""
    failed, base = given.get("failed_of_20"), given.get("base_failure")
    if failed is not None:
        failure = failed / form.LAST
    elif base is not None:
        failure = _without_measures_now(given, base, effects)
    else:
        return None
    share = given.get("pass_")
    measures = {lever: given.get(lever) or 0.0 for lever in LEVERS}
    rates = {"failure": failure, "pass_": 1.0 if share is None else share}
    return cast("FailingTouchpoint", {"name": given["name"], **rates, **measures})


def _without_measures_now(given: form.Touchpoint, base: float, effects: Effects) -> float:
    """Return how often a step fails now that without measures would fail this often."""
    measures = {lever: given.get(lever) or 0.0 for lever in LEVERS}
    step = cast("systems.ImprovableTouchpoint", {"name": given["name"], "base_failure": base, **measures})
    return 1 - systems.levers([step], 1.0, 1.0, 1.0, effects)["reliabilities"][0]


def _is_torn(given: form.Touchpoint, step: FailingTouchpoint, effects: Effects) -> bool:
    base = given.get("base_failure")
    if base is None or given.get("failed_of_20") is None:
        return False
    return abs(_without_measures_now(given, base, effects) - step["failure"]) > TWO_SAY_THE_SAME


def _overrated(journey: Journey | None, known: Sequence[FailingTouchpoint]) -> tuple[str, ...]:
    steps = journey.steps if journey else ()
    arranged = [any(step.get(lever) for lever in LEVERS) for step in known]
    return tuple(step.name for step, some in zip(steps, arranged, strict=False) if some and step.base_failure is None)


def _effects(given: form.Effects, strength: float = 1.0) -> Effects:
    stated = {lever: EFFECTS[lever] if (own := given.get(lever)) is None else own for lever in LEVERS}
    return cast("Effects", {lever: strength * effect for lever, effect in stated.items()})


def _journey(known: list[FailingTouchpoint], strengths: Effects, customers: Customers | None) -> Journey:
    gains = systems.measures(known, strengths)
    reliability = gains["reliability"]
    cost = cost_of(customers, reliability) if customers else None
    now: list[systems.Touchpoint] = [
        {"name": step["name"], "reliability": 1 - step["failure"], "pass_": step["pass_"]} for step in known
    ]
    steps = _steps(now, gains, cost)
    actions = tuple(_action(cost, reliability, each) for each in gains["top3"])
    weaker = systems.measures(known, _effects({**strengths}, HALF))["best"]
    each_step = TARGET ** (1 / len(steps))
    weights = _weights(now)
    improved = _improve(gains, cost)
    half_leave = cost_of(customers.leaving_less(), reliability).lost["lost_value"] if customers else 0.0
    return Journey(
        steps=steps,
        reliability=reliability,
        cost=cost,
        weakest=_highest(steps, [step.spoils for step in steps]),
        actions=actions,
        weaker_first=_action(cost, reliability, weaker) if weaker and actions else None,
        range=_range(known, cost),
        leaving_less=half_leave if cost and cost.is_known and cost.something_is_lost else None,
        each_step=each_step,
        reached=sum(not exceeds(each_step, 1 - step.spoils) for step in steps),
        one_less_at=_highest(steps, weights),
        one_less_saved=cost.saved(reliability + ONE_OF_LAST * max(weights)) if cost else None,
        turning=_turning(known, strengths, actions[0].step) if actions else None,
        improved=improved,
        retention_after=_retention_after(customers, cost, improved) if customers and actions else None,
    )


def _steps(now: list[systems.Touchpoint], gains: MeasureGains, cost: Cost | None) -> tuple[Step, ...]:
    steps, before = [], 0.0
    for place, (step, base) in enumerate(zip(now, gains["base_failures"], strict=True), start=1):
        left = systems.journey(now[:place])["reliability"]
        level = 0.0 - (cost.value(left) if cost else 0.0)
        failure, passing = 1 - step["reliability"], step["pass_"]
        rates = (base, failure, passing, passing * failure, left)
        steps.append(Step(step["name"], *rates, level, level - before, before - level, 0.0 - level))
        before = level
    return tuple(steps)


def _action(cost: Cost | None, reliability: float, gain: MeasureGain) -> Action:
    saved = cost.saved(reliability + gain["delta"]) if cost else None
    return Action(gain["touchpoint"], gain["lever"], gain["delta"], saved)


def _highest(steps: Sequence[Step], values: Sequence[float]) -> tuple[str, ...]:
    """Return the names of the steps with the highest value."""
    most = max(values)
    return tuple(step.name for step, value in zip(steps, values, strict=True) if not exceeds(most, value))


def _range(known: list[FailingTouchpoint], cost: Cost | None) -> Range:
    def reliability(factor: float) -> float:
        scaled: list[FailingTouchpoint] = [{**step, "failure": min(1.0, factor * step["failure"])} for step in known]
        return systems.measures(scaled)["reliability"]

    bad, good = around(reliability, 1.0, OFF_BY)
    return Range(bad, good, cost.value(good) if cost else 0.0, cost.value(bad) if cost else 0.0)


def _weights(now: list[systems.Touchpoint]) -> list[float]:
    """Return what one failure of twenty less does for the reliability; a step must have that one to give."""
    return [
        importance if not exceeds(step["reliability"], 1 - ONE_OF_LAST) else 0.0
        for importance, step in zip(systems.journey(now)["importance"], now, strict=True)
    ]


def _turning(known: list[FailingTouchpoint], effects: Effects, name: str) -> Turning:
    now = next(step["failure"] for step in known if step["name"] == name)

    def first_at(failure: float) -> str | None:
        """Which step would come first if the first one failed this often."""
        steps: list[FailingTouchpoint] = [
            {**step, "failure": failure} if step["name"] == name else step for step in known
        ]
        best = systems.measures(steps, effects)["best"]
        return best["touchpoint"] if best else None

    of_last = form.LAST * now
    if first_at(0.0) is None:
        return Turning("only", name, name, of_last, 0.0)
    limit = turn(lambda place: first_at(place) not in {name, None}, 0.0, now, HALVINGS).holds
    case: Literal["close", "hardly ever", "later"] = "hardly ever" if limit < ONE_SHOWN else "later"
    case = "close" if now - limit < ONE_SHOWN else case
    return Turning(case, name, str(first_at(limit)), of_last, form.LAST * limit)


def _improve(gains: MeasureGains, cost: Cost | None) -> Improved:
    """Put the top three in place."""
    then = gains["together"]
    if cost is None:
        return Improved(then, None, 0.0, 0.0)
    return Improved(then, cost.saved(then), cost.kept(then), cost.share(then))


def _retention_after(customers: Customers, cost: Cost | None, improved: Improved) -> float | None:
    """Return the retention with the top three in place: r times those who then stay over those who stay now.

    Not where the loss was made to fit: then the failures may be less to blame than was counted with.
    """
    retention = customers.retention
    if (
        retention is None
        or not exceeds(retention, 0)
        or cost is None
        or cost.lost["capped"]
        or cost.lost["lost_share"] >= 1
    ):
        return None
    return min(1.0, retention * (1 - improved.leaving) / (1 - cost.lost["lost_share"]))
