"""Systemiseren: quality that does not hang on who happens to be at work.

A customer meets a company at a series of touchpoints. Each goes right with some probability; a customer is pleased
only when all of them do. From there follow what disappointment costs a year and which step to put in order first.

Sources: W. E. Deming and rolled throughput yield as in Minitab's support pages and T. Pyzdek, The Six Sigma Handbook
(a chain of steps); Z. W. Birnbaum, "On the importance of different components in a multicomponent system", in
Multivariate Analysis II (1969) 581-592 (importance of a step); TARP, Consumer Complaint Handling in America, through
fastcompany.com/663494 (who stays after a complaint); M. E. Gerber, The E-Myth Revisited (works without the owner).

Conventions: touchpoints fail independently of each other; probabilities and shares are fractions. The effects of
``levers`` and ``measures`` are placeholders to be changed, not research.
"""

from __future__ import annotations

import functools
import itertools
import math
import operator
from collections.abc import Sequence
from typing import Annotated, Literal, NotRequired, TypedDict

from calculators.model.operation import operation
from calculators.model.quantities import Items, Quantity, Unit, Words
from calculators.operations.arithmetic import TOLERANCE, exceeds, product

Lever = Literal["documented", "trained", "measured", "backup"]

LEVERS: tuple[Lever, ...] = ("documented", "trained", "measured", "backup")
EFFECTS: dict[Lever, float] = {"documented": 0.30, "trained": 0.30, "measured": 0.25, "backup": 0.20}

OWNER_BELOW = 40.0
SYSTEM_FROM = 75.0
HIGHEST_ANSWER = 4.0

NEGLIGIBLE_VALUE = 1e-12

# Up to so many visits a year each failure is a new reason to leave. Who comes more often is used to one; rule of thumb.
VISITS_COUNTED = 6.0

Name = Annotated[str, Words("naam", "Hoe jij deze stap noemt.")]
Reliability = Annotated[
    float,
    Quantity("betrouwbaarheid", Unit.FRACTION, 0, 1, meaning="Hoe vaak het goed gaat: 95% is 19 van de 20 keer."),
]
Passing = Annotated[
    float,
    Quantity("deel van de klanten", Unit.FRACTION, 0, 1, meaning="Welk deel van je klanten langs deze stap komt."),
]
LeaveShare = Annotated[
    float,
    Quantity("vertrek zonder klacht", Unit.FRACTION, 0, 1, meaning="Welk deel weggaat zonder iets te zeggen."),
]
LeaveUnresolved = Annotated[
    float,
    Quantity(
        "vertrek na een klacht die blijft liggen",
        Unit.FRACTION,
        0,
        1,
        meaning="Leeg is even vaak als wie niets zegt.",
    ),
]
LeaveRecovered = Annotated[float, Quantity("vertrek na een opgeloste klacht", Unit.FRACTION, 0, 1)]
ComplaintShare = Annotated[
    float, Quantity("klagers", Unit.FRACTION, 0, 1, meaning="Welk deel het zegt als er iets misgaat.")
]
RecoveryShare = Annotated[
    float, Quantity("opgeloste klachten", Unit.FRACTION, 0, 1, meaning="Welk deel van de klachten je oplost.")
]
VisitsPerYear = Annotated[float, Quantity("bezoeken per klant per jaar", Unit.TIMES, minimum=0, meaning="Per klant.")]
CustomerValue = Annotated[
    float, Quantity("klantwaarde", Unit.EURO, minimum=0, meaning="Wat één klant je nog oplevert, excl. btw.")
]

BaseFailure = Annotated[
    float,
    Quantity("gaat mis zonder afspraken", Unit.FRACTION, 0, 1, meaning="Hoe vaak het misgaat als niets is geregeld."),
]
Documented = Annotated[
    float, Quantity("staat op papier", Unit.FRACTION, 0, 1, meaning="Hoever de werkwijze op papier staat.")
]
Trained = Annotated[
    float, Quantity("is geoefend", Unit.FRACTION, 0, 1, meaning="Hoever iedereen het zo heeft geleerd.")
]
Measured = Annotated[
    float, Quantity("wordt gemeten", Unit.FRACTION, 0, 1, meaning="Hoever je bijhoudt of het goed gaat.")
]
BackedUp = Annotated[
    float, Quantity("vervanging is geregeld", Unit.FRACTION, 0, 1, meaning="Hoever een ander het kan overnemen.")
]
DocumentedEffect = Annotated[float, Quantity("effect van opschrijven", Unit.FRACTION, 0, 1)]
TrainedEffect = Annotated[float, Quantity("effect van oefenen", Unit.FRACTION, 0, 1)]
MeasuredEffect = Annotated[float, Quantity("effect van meten", Unit.FRACTION, 0, 1)]
BackupEffect = Annotated[float, Quantity("effect van vervanging", Unit.FRACTION, 0, 1)]
ColleagueReliability = Annotated[
    float, Quantity("gaat goed", Unit.FRACTION, 0, 1, meaning="Hoe vaak het goed gaat bij deze collega.")
]
OwnerAnswer = Annotated[float, Quantity("antwoord", Unit.POINTS, 0, HIGHEST_ANSWER)]


class Touchpoint(TypedDict):
    """A step that customers meet, and how often it goes right."""

    name: Name
    reliability: Reliability
    pass_: NotRequired[Passing]


class Colleague(TypedDict):
    """Someone who does the work part of the time."""

    share: Annotated[
        float,
        Quantity("aandeel", Unit.WEIGHT, above=0, meaning="Hoe vaak je deze collega treft, zoals dagen per week."),
    ]
    reliability: ColleagueReliability


class ImprovableTouchpoint(TypedDict):
    """A step, how often it fails when nothing is arranged, and how far each measure has come."""

    name: Name
    base_failure: BaseFailure
    documented: NotRequired[Documented]
    trained: NotRequired[Trained]
    measured: NotRequired[Measured]
    backup: NotRequired[BackedUp]
    pass_: NotRequired[Passing]


class FailingTouchpoint(TypedDict):
    """A step, how often it fails as it is arranged now, and how far each measure has come."""

    name: Name
    failure: Annotated[
        float, Quantity("gaat mis", Unit.FRACTION, 0, 1, meaning="Hoe vaak het misgaat zoals het nu geregeld is.")
    ]
    documented: NotRequired[Documented]
    trained: NotRequired[Trained]
    measured: NotRequired[Measured]
    backup: NotRequired[BackedUp]
    pass_: NotRequired[Passing]


class Effects(TypedDict):
    """Which part of the failures each measure takes away when it is fully in place."""

    documented: NotRequired[DocumentedEffect]
    trained: NotRequired[TrainedEffect]
    measured: NotRequired[MeasuredEffect]
    backup: NotRequired[BackupEffect]


Touchpoints = Annotated[list[Touchpoint], Items("stappen", "stap")]
ImprovableTouchpoints = Annotated[list[ImprovableTouchpoint], Items("stappen", "stap")]
FailingTouchpoints = Annotated[list[FailingTouchpoint], Items("stappen", "stap")]
Staff = Annotated[list[Colleague], Items("collega's", "collega")]


class Journey(TypedDict):
    """How often a whole journey goes right, and how much each step matters."""

    reliability: float
    disappointed_share: float
    expected_failures: float
    importance: list[float]


class Consistency(TypedDict):
    """The odds over several visits."""

    all_good: float
    at_least_one_bad: float


class StaffMix(TypedDict):
    """What a customer meets when it depends on who is at work."""

    reliability: float
    two_good: float
    good_then_bad: float
    best: float
    luck_gap: float


class Backup(TypedDict):
    """Whether somebody is there who can do it."""

    available: float
    single_point: bool


class LeverGain(TypedDict):
    """What it brings to put one measure fully in place at one step."""

    touchpoint: str
    lever: Lever
    delta: float
    value: float


class LeverGains(TypedDict):
    """The present state, and the improvements by value."""

    reliability: float
    reliabilities: list[float]
    best: LeverGain | None
    top3: list[LeverGain]
    count: int


class Loss(TypedDict):
    """What failures cost a year."""

    disappointed_visits: float
    disappointed_customers: float
    leave_per_failure: float
    hazard_per_visit: float
    retention_effect: float
    lost_customers: float
    lost_value: float


class MeasureGain(TypedDict):
    """How much more often all goes right once one measure at one step is fully in place."""

    touchpoint: str
    lever: Lever
    delta: float


class MeasureGains(TypedDict):
    """The present state, the improvements by what they do, and the first three together."""

    reliability: float
    base_failures: list[float | None]
    best: MeasureGain | None
    top3: list[MeasureGain]
    count: int
    together: float


class Departures(TypedDict):
    """Who leaves in a year because of failures, of all who leave."""

    leavers: float | None
    uncapped_customers: float
    fitted_leave: float
    capped: bool
    lost_share: float
    lost_customers: float
    lost_value: float


class OwnerDependence(TypedDict):
    """How far a company runs without its owner."""

    score: float
    owner_only: int
    band: Literal["owner", "transition", "system"]


@operation
def journey(touchpoints: Touchpoints) -> Journey:
    """Find how often a customer's whole journey goes right.

    With p the reliability of a step and q the share of customers that meets it (``pass``, left out: everyone), a step
    leaves a customer content with 1 - q (1 - p). ``reliability`` R is the product over the steps,
    ``disappointed_share`` = 1 - R, ``expected_failures`` = sum of q (1 - p). ``importance`` of a step is dR/dp: q times
    the product over the other steps.

    Args:
        touchpoints: at least one; names may be the same.

    Raises:
        InputError: ``required``, ``not_a_number``, ``out_of_range``, ``empty_list``.

    Source: rolled throughput yield (Minitab support; Pyzdek, The Six Sigma Handbook); Birnbaum (1969).

    >>> round(journey([{"name": "offerte", "reliability": 0.95}, {"name": "levering", "reliability": 0.84},
    ...                {"name": "nazorg", "reliability": 0.88}])["reliability"], 2)
    0.7
    """
    passing = [_or_else(each.get("pass_"), 1.0) for each in touchpoints]
    failures = [share * (1 - each["reliability"]) for share, each in zip(passing, touchpoints, strict=True)]
    content = [1 - failure for failure in failures]
    whole = math.prod(content)
    return {
        "reliability": whole,
        "disappointed_share": 1 - whole,
        "expected_failures": math.fsum(failures),
        "importance": _importance(passing, content),
    }


@operation
def consistency(
    reliability: Reliability,
    visits: Annotated[int, Quantity("bezoeken", Unit.TIMES, minimum=1, meaning="Hoe vaak dezelfde klant terugkomt.")],
) -> Consistency:
    """Find the odds that every one of several visits goes right.

    ``all_good`` = R^k, ``at_least_one_bad`` = 1 - R^k.

    Args:
        reliability: the probability R that one visit goes right.
        visits: the number k of visits, whole, 1 or more.

    Raises:
        InputError: ``required``, ``not_a_number``, ``not_integer``, ``out_of_range``.

    Source: elementary probability.

    >>> round(consistency(0.9, 10)["all_good"], 2)
    0.35
    """
    return {"all_good": float(reliability**visits), "at_least_one_bad": _at_least_once(1 - reliability, visits)}


@operation
def staff_mix(staff: Staff) -> StaffMix:
    """Find what it means for customers that quality depends on who is at work.

    ``reliability`` p is the mean, weighted with the shares (scaled to sum 1); ``two_good`` = p^2 for two visits in a
    row, ``good_then_bad`` = p (1 - p), ``best`` the highest reliability and ``luck_gap`` = best - p.

    Args:
        staff: at least one; shares above 0 in any unit, such as days a week.

    Raises:
        InputError: ``required``, ``not_a_number``, ``out_of_range``, ``empty_list``.

    Source: the restaurant of source 000: one great colleague on 2 of 5 days.

    >>> mix = staff_mix([{"share": 2, "reliability": 0.98}, {"share": 3, "reliability": 0.70}])
    >>> round(mix["reliability"], 3), round(mix["luck_gap"], 3)
    (0.812, 0.168)
    """
    # Dividing by the largest first keeps shares such as 1e308 from adding up to infinity.
    largest = max(each["share"] for each in staff)
    shares = [each["share"] / largest for each in staff]
    best = max(each["reliability"] for each in staff)
    good = math.fsum(share * each["reliability"] for share, each in zip(shares, staff, strict=True))
    mean = min(best, good / math.fsum(shares))
    return {
        "reliability": mean,
        "two_good": mean * mean,
        "good_then_bad": mean * (1 - mean),
        "best": best,
        "luck_gap": best - mean,
    }


@operation
def backup(
    presence: Annotated[
        list[Annotated[float, Quantity("aanwezigheid", Unit.FRACTION, 0, 1)]],
        Items("mensen die dit kunnen", "persoon", meaning="Hoe vaak ieder van hen er is: 4 van de 5 dagen is 80%."),
    ],
) -> Backup:
    """Find how often somebody is there who can do it.

    ``available`` = 1 - product of (1 - presence), when people are absent independently of each other.
    ``single_point`` tells that exactly one person can do it.

    Args:
        presence: the share of the time that each person is there, at least one person.

    Raises:
        InputError: ``required``, ``not_a_number``, ``out_of_range``, ``empty_list``.

    Source: elementary probability (parallel system).

    >>> backup([0.8])
    {'available': 0.8, 'single_point': True}
    """
    return {"available": 1 - math.prod(1 - each for each in presence), "single_point": len(presence) == 1}


@operation
def levers(
    touchpoints: ImprovableTouchpoints,
    journeys_per_year: Annotated[
        float,
        Quantity("klantreizen per jaar", Unit.TIMES, minimum=0, meaning="Hoe vaak een klant alle stappen doorloopt."),
    ],
    leave_share: LeaveShare,
    customer_value: CustomerValue,
    effects: Annotated[Effects, "de effecten"] | None = None,
) -> LeverGains:
    """Rank the improvements of all steps by what they are worth in a year.

    A step fails with f = f0 times the product of (1 - e x) over the four measures, where x says how far a measure is
    in place and e which part of the failures it takes away. For each measure with x below 1: ``delta`` is how much R
    (see ``journey``) rises with x = 1, and ``value`` = journeys x delta x leave share x customer value. Improvements
    worth nothing are left out; equal values stand in the order of the steps, then of the measures.

    Args:
        touchpoints: at least one; measures that are left out are not in place at all.
        journeys_per_year: 0 or more.
        leave_share: the share of disappointed customers that leaves.
        customer_value: euros excl. btw, 0 or more.
        effects: fractions; what is left out is 0.30 (documented, trained), 0.25 (measured) or 0.20 (backup). These are
            placeholders, to be changed by whoever knows better.

    Raises:
        InputError: ``required``, ``not_a_number``, ``out_of_range``, ``empty_list``.

    Source: Birnbaum (1969) for the importance of a step; the effects are a rule of thumb.

    >>> levers([{"name": "offerte", "base_failure": 0.2, "documented": 1}, {"name": "levering", "base_failure": 0.4}],
    ...        100, 0.5, 1000)["best"]["touchpoint"]
    'levering'
    """
    strengths = {lever: _or_else((effects or {}).get(lever), EFFECTS[lever]) for lever in LEVERS}
    passing = [_or_else(each.get("pass_"), 1.0) for each in touchpoints]
    failures = [_failure(each, strengths) for each in touchpoints]
    content = [1 - share * failure for share, failure in zip(passing, failures, strict=True)]
    gains: list[LeverGain] = []
    for touchpoint, importance in zip(touchpoints, _importance(passing, content), strict=True):
        for lever in LEVERS:
            delta = importance * _prevented(touchpoint, lever, strengths)
            value = delta * leave_share * journeys_per_year * customer_value
            if value > NEGLIGIBLE_VALUE:
                gains.append({"touchpoint": touchpoint["name"], "lever": lever, "delta": delta, "value": value})
    gains.sort(key=functools.cmp_to_key(_by_value_descending))
    return {
        "reliability": math.prod(content),
        "reliabilities": [1 - failure for failure in failures],
        "best": gains[0] if gains else None,
        "top3": gains[:3],
        "count": len(gains),
    }


@operation
def loss(
    reliability: Reliability,
    customers: Annotated[float, Quantity("aantal klanten", Unit.PEOPLE, minimum=0)],
    visits_per_year: VisitsPerYear,
    leave_share: LeaveShare,
    complaint_share: ComplaintShare,
    recovery_share: RecoveryShare,
    customer_value: CustomerValue,
    leave_unresolved: LeaveUnresolved | None = None,
    leave_recovered: LeaveRecovered = 0.0,
) -> Loss:
    """Find how many customers leave in a year because something went wrong, and what they would have been worth.

    With R, N customers and k visits: ``leave_per_failure`` l = (1 - q) L0 + q ((1 - s) L1 + s L2), where a share q
    complains, a share s of the complaints is solved, and L0, L1 and L2 leave in silence, after an unsolved and after a
    solved complaint. ``hazard_per_visit`` h = (1 - R) l, ``retention_effect`` = (1 - h)^k, ``disappointed_visits`` =
    N k (1 - R), ``disappointed_customers`` = N (1 - R^k), ``lost_customers`` = N (1 - (1 - h)^k), ``lost_value`` = that
    times the customer value.

    Args:
        reliability: the probability R that a visit goes right.
        customers: 0 or more.
        visits_per_year: per customer, 0 or more.
        leave_share: L0.
        complaint_share: q.
        recovery_share: s.
        customer_value: euros excl. btw, 0 or more.
        leave_unresolved: L1; left out it is L0.
        leave_recovered: L2; left out it is 0.

    Raises:
        InputError: ``required``, ``not_a_number``, ``out_of_range``.

    Source: elementary probability; the shares after TARP (fastcompany.com/663494).

    >>> round(loss(0.95, 200, 2, 0.63, 0.3, 0.5, 1500, 0.54, 0.05)["lost_value"], 2)
    15674.72
    """
    failure = 1 - reliability
    leave = _leave(leave_share, complaint_share, recovery_share, leave_unresolved, leave_recovered)
    hazard = failure * leave
    lost = customers * _at_least_once(hazard, visits_per_year)
    return {
        "disappointed_visits": customers * failure * visits_per_year,
        "disappointed_customers": customers * _at_least_once(failure, visits_per_year),
        "leave_per_failure": leave,
        "hazard_per_visit": hazard,
        "retention_effect": _never(hazard, visits_per_year),
        "lost_customers": lost,
        "lost_value": lost * customer_value,
    }


@operation
def measures(touchpoints: FailingTouchpoints, effects: Annotated[Effects, "de effecten"] | None = None) -> MeasureGains:
    """Rank the improvements of all steps by what they do, from how often each step fails as it is now.

    People know how often something went wrong of late, not how often it would go wrong if nothing were arranged. With f
    the present failure rate, x how far a measure is in place and e which part of the failures it takes away, completing
    it takes away f e (1 - x) / (1 - e x). ``delta`` of a measure with x below 1 is how much R (see ``journey``) rises
    by that. ``base_failures`` are computed back: f divided by the product of (1 - e x), None where that is above 1 (it
    fails more often than the effects allow). ``together`` is R with the first three in place. Improvements worth
    nothing are left out; equal ones stand in the order of the steps, then of the measures.

    Args:
        touchpoints: at least one; measures that are left out are not in place at all.
        effects: fractions; what is left out is 0.30 (documented, trained), 0.25 (measured) or 0.20 (backup). These are
            placeholders, to be changed by whoever knows better.

    Raises:
        InputError: ``required``, ``not_a_number``, ``out_of_range``, ``empty_list``.

    Source: the formula of ``levers`` with the present failures in the place of those without measures.

    >>> found = measures([{"name": "offerte", "failure": 0.14, "documented": 1}, {"name": "levering", "failure": 0.1}])
    >>> found["best"]["touchpoint"], round(found["best"]["delta"], 4), round(found["base_failures"][0], 4)
    ('offerte', 0.0378, 0.2)
    """
    strengths = {lever: _or_else((effects or {}).get(lever), EFFECTS[lever]) for lever in LEVERS}
    passing = [_or_else(each.get("pass_"), 1.0) for each in touchpoints]
    content = [1 - share * each["failure"] for share, each in zip(passing, touchpoints, strict=True)]
    gains: list[tuple[int, MeasureGain]] = []
    for place, (touchpoint, importance) in enumerate(zip(touchpoints, _importance(passing, content), strict=True)):
        for lever in LEVERS:
            delta = importance * touchpoint["failure"] * (1 - _left(touchpoint, lever, strengths))
            if delta > NEGLIGIBLE_VALUE:
                gains.append((place, {"touchpoint": touchpoint["name"], "lever": lever, "delta": delta}))
    gains.sort(key=functools.cmp_to_key(_by_delta_descending))
    first = gains[:3]
    left = [touchpoint["failure"] for touchpoint in touchpoints]
    for place, gain in first:
        left[place] *= _left(touchpoints[place], gain["lever"], strengths)
    return {
        "reliability": math.prod(content),
        "base_failures": [_computed_back(each, strengths) for each in touchpoints],
        "best": first[0][1] if first else None,
        "top3": [gain for _, gain in first],
        "count": len(gains),
        "together": math.prod(1 - share * failure for share, failure in zip(passing, left, strict=True)),
    }


@operation
def departures(
    reliability: Reliability,
    customers: Annotated[float, Quantity("aantal klanten", Unit.PEOPLE, minimum=0)],
    visits_per_year: VisitsPerYear,
    leave_share: LeaveShare,
    complaint_share: ComplaintShare,
    recovery_share: RecoveryShare,
    customer_value: CustomerValue,
    retention: Annotated[
        float,
        Quantity("klantbehoud", Unit.FRACTION, 0, 1, meaning="Welk deel van de klanten er een jaar later nog is."),
    ]
    | None = None,
    leave_unresolved: LeaveUnresolved | None = None,
    leave_recovered: LeaveRecovered = 0.0,
) -> Departures:
    """Find how many customers leave in a year because something went wrong: never more than leave at all.

    With R, N, k and l (``leave_per_failure``) as in ``loss``: up to six visits a year the lost share is
    1 - (1 - (1 - R) l)^k. From there on a customer is counted once a year, l (1 - R^k), and never less than at six
    visits. With ``retention`` r only ``leavers`` = N (1 - r) leave at all: where the share would be above 1 - r, l is
    made smaller until it fits (``capped``). ``fitted_leave`` is l as it was counted with; given as the leave share
    (without complaints) it tells what another reliability would cost. ``uncapped_customers`` is the number without r.

    Args:
        reliability: the probability R that a visit goes right.
        customers: 0 or more.
        visits_per_year: per customer, 0 or more.
        leave_share: share that leaves in silence after a failure.
        complaint_share: share that complains.
        recovery_share: share of the complaints that is solved.
        customer_value: euros excl. btw, 0 or more.
        retention: share of the customers that is there a year later; left out nothing is capped.
        leave_unresolved: share that leaves after an unsolved complaint; left out it is the leave share.
        leave_recovered: share that leaves after a solved complaint; left out it is 0.

    Raises:
        InputError: ``required``, ``not_a_number``, ``out_of_range``.

    Source: ``loss``; who leaves at all bounds who leaves for one reason. Six visits are a rule of thumb: the shares of
        TARP are of customers with a problem with a purchase, and Maxham & Netemeyer (2002) found that a second failure
        is not judged apart from the first.

    >>> found = departures(0.81, 400, 4, 0.63, 0.3, 0.5, 500, 0.9, 0.54, 0.05)
    >>> round(found["uncapped_customers"]), round(found["lost_customers"]), round(found["lost_value"]), found["capped"]
    (138, 40, 20000, True)
    """
    leave = _leave(leave_share, complaint_share, recovery_share, leave_unresolved, leave_recovered)
    failure, fitted = 1 - reliability, leave
    uncapped = _lost_share(failure, leave, visits_per_year)
    share = uncapped
    if retention is not None and exceeds(uncapped, 1 - retention):
        fitted = min(leave, _fitting(failure, 1 - retention, visits_per_year))
        share = min(1 - retention, _lost_share(failure, fitted, visits_per_year))
    lost = customers * share
    return {
        "leavers": None if retention is None else customers * (1 - retention),
        "uncapped_customers": customers * uncapped,
        "fitted_leave": fitted,
        "capped": fitted < leave,
        "lost_share": share,
        "lost_customers": lost,
        "lost_value": product(lost, customer_value),
    }


@operation
def emyth(
    answers: Annotated[
        list[OwnerAnswer],
        Items("de antwoorden", "antwoord", meaning="Van 0 (alleen ik kan het) tot 4 (loopt zonder mij, met controle)."),
    ],
) -> OwnerDependence:
    """Score how far a company runs without its owner.

    ``score`` = 100 times the mean answer / 4; ``owner_only`` counts the answers 0; ``band`` is owner below 40,
    transition below 75, and system from there.

    Args:
        answers: at least one, from 0 (only I can) to 4 (runs without me, checked).

    Raises:
        InputError: ``required``, ``not_a_number``, ``out_of_range``, ``empty_list``.

    Source: after Gerber, The E-Myth Revisited (source 000); the bands are a rule of thumb.

    >>> emyth([0, 2, 4])
    {'score': 50.0, 'owner_only': 1, 'band': 'transition'}
    """
    score = 100 * math.fsum(answers) / (HIGHEST_ANSWER * len(answers))
    band: Literal["owner", "transition", "system"] = "system"
    if exceeds(OWNER_BELOW, score):
        band = "owner"
    elif exceeds(SYSTEM_FROM, score):
        band = "transition"
    return {"score": score, "owner_only": sum(answer == 0 for answer in answers), "band": band}


OPERATIONS = (journey, consistency, staff_mix, backup, levers, loss, measures, departures, emyth)


def _or_else(value: float | None, default: float) -> float:
    return default if value is None else value


def _leave(
    silent: float, complaint_share: float, recovery_share: float, unresolved: float | None, recovered: float
) -> float:
    """Return which part leaves after a failure, whether they complain or not."""
    complained = (1 - recovery_share) * _or_else(unresolved, silent) + recovery_share * recovered
    return (1 - complaint_share) * silent + complaint_share * complained


def _lost_share(failure: float, leave: float, visits: float) -> float:
    """Return which part of the customers leaves in a year."""
    share = _at_least_once(failure * leave, min(visits, VISITS_COUNTED))
    return max(share, leave * _at_least_once(failure, visits)) if visits > VISITS_COUNTED else share


def _fitting(failure: float, most: float, visits: float) -> float:
    """Return the part that leaves after a failure of which no more than ``most`` is lost in a year."""
    if most <= 0:
        return 0.0
    each = _at_least_once(most, 1 / min(visits, VISITS_COUNTED)) / failure
    return min(each, most / _at_least_once(failure, visits)) if visits > VISITS_COUNTED else each


def _left(touchpoint: FailingTouchpoint, lever: Lever, strengths: dict[Lever, float]) -> float:
    """Return the part of the present failures that is left once a measure is fully in place."""
    arranged, strength = _or_else(touchpoint.get(lever), 0.0), strengths[lever]
    return 1 - strength * (1 - arranged) / (1 - strength * arranged) if arranged < 1 else 1.0


def _computed_back(touchpoint: FailingTouchpoint, strengths: dict[Lever, float]) -> float | None:
    """Return how often a step would fail without its measures, None where that is more than always."""
    left = math.prod(1 - strengths[lever] * _or_else(touchpoint.get(lever), 0.0) for lever in LEVERS)
    if exceeds(touchpoint["failure"], left):
        return None
    return min(1.0, touchpoint["failure"] / left) if left > 0 else 0.0


def _never(chance: float, times: float) -> float:
    """Return (1 - chance)^times, also where 1 - chance rounds to 1."""
    if chance == 1:
        return 0.0 if times > 0 else 1.0
    return math.exp(times * math.log1p(-chance))


def _at_least_once(chance: float, times: float) -> float:
    """Return 1 - (1 - chance)^times, also where that is very small."""
    if chance == 1:
        return 1.0 if times > 0 else 0.0
    return -math.expm1(times * math.log1p(-chance))


def _importance(passing: Sequence[float], content: Sequence[float]) -> list[float]:
    """Return for each step dR/dp: the share that meets it times the product over all other steps."""
    before = itertools.accumulate(content[:-1], operator.mul, initial=1.0)
    after = list(itertools.accumulate(reversed(content[1:]), operator.mul, initial=1.0))
    return [share * left * right for share, left, right in zip(passing, before, reversed(after), strict=True)]


def _remaining(touchpoint: ImprovableTouchpoint, lever: Lever, strengths: dict[Lever, float]) -> float:
    """Return the part of the failures that a measure leaves, as far as it is in place."""
    return 1 - strengths[lever] * _or_else(touchpoint.get(lever), 0.0)


def _failure(touchpoint: ImprovableTouchpoint, strengths: dict[Lever, float]) -> float:
    return touchpoint["base_failure"] * math.prod(_remaining(touchpoint, lever, strengths) for lever in LEVERS)


def _prevented(touchpoint: ImprovableTouchpoint, lever: Lever, strengths: dict[Lever, float]) -> float:
    """Return how much less often a step fails once a measure is fully in place.

    Not as the difference of two failure rates, which would leave noise in the last bits where a measure does nothing.
    """
    others = math.prod(_remaining(touchpoint, other, strengths) for other in LEVERS if other != lever)
    return touchpoint["base_failure"] * others * strengths[lever] * (1 - _or_else(touchpoint.get(lever), 0.0))


def _by_value_descending(one: LeverGain, other: LeverGain) -> int:
    return _descending(one["value"], other["value"])


def _by_delta_descending(one: tuple[int, MeasureGain], other: tuple[int, MeasureGain]) -> int:
    return _descending(one[1]["delta"], other[1]["delta"])


def _descending(one: float, other: float) -> int:
    if math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE):
        return 0
    return -1 if one > other else 1
