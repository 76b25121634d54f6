"""Doelgroep & klantenbestand: from consument to ambassadeur, and what it is worth to know your customers' addresses.

People are in one of four states: consument (could become a customer), klant, vaste klant, ambassadeur. Each year some
move on and some fall back. The same mathematics values any chain of states.

Sources: source 004 (the four states); P. E. Pfeifer & R. L. Carraway, "Modeling customer relationships as Markov
chains", Journal of Interactive Marketing 14(2) (2000) 43-55 (value of a chain).

Conventions: one step is one year; people may be fractions of a person; a matrix has a row for each state with the
chances to be in each state a year later.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Annotated, Literal, TypedDict, cast

from calculators.model.errors import InputError
from calculators.model.operation import operation
from calculators.model.quantities import Items, Quantity, Unit
from calculators.operations import _markov
from calculators.operations.arithmetic import TOLERANCE, product, ratio
from calculators.operations.customer_states import Counts, RateName, Rates, StartCounts, YearlyRates

LONGEST_PROJECTION = 1000

# A power of two, so dividing is exact. Four counts of 1e308 then add up to a number instead of infinity.
_HEADROOM = 8.0

Rate = Annotated[float, Quantity("kans per jaar", Unit.FRACTION, 0, 1)]

Matrix = Annotated[
    list[Annotated[list[Rate], Items("rij van de overgangen", "kans")]],
    Items("de overgangen", "rij", meaning="Per toestand een rij met de kans op elke toestand een jaar later."),
]
Discount = Annotated[
    float, Quantity("rekenrente", Unit.FRACTION, minimum=0, meaning="Wat geld over een jaar minder waard is.")
]
Years = Annotated[int, Quantity("jaren vooruit", Unit.YEARS, 1, LONGEST_PROJECTION)]
Reward = Annotated[float, Quantity("marge per jaar", Unit.EURO)]
KnownShare = Annotated[
    float,
    Quantity("bekende adressen", Unit.FRACTION, 0, 1, meaning="Van welk deel van je klanten heb je een adres?"),
]
TargetShare = Annotated[float, Quantity("doel bekende adressen", Unit.FRACTION, 0, 1)]
Mailings = Annotated[float, Quantity("berichten per jaar", Unit.TIMES, minimum=0)]
Response = Annotated[
    float, Quantity("reactie", Unit.FRACTION, 0, 1, meaning="Welk deel komt door een bericht een keer extra?")
]
VisitMargin = Annotated[
    float, Quantity("marge per bezoek", Unit.EURO, meaning="Wat je aan één bezoek overhoudt, excl. btw.")
]
MessageCost = Annotated[float, Quantity("kosten per bericht", Unit.EURO, minimum=0, meaning="Excl. btw.")]
Attrition = Annotated[
    float,
    Quantity("verlies van adressen", Unit.FRACTION, 0, 1, meaning="Welk deel valt per jaar weg of meldt zich af?"),
]


NewLastYear = Annotated[
    float, Quantity("nieuw vorig jaar", Unit.PEOPLE, minimum=0, meaning="Wie vorig jaar voor het eerst kocht.")
]
LostLastYear = Annotated[float, Quantity("weg vorig jaar", Unit.PEOPLE, minimum=0, meaning="Wie vorig jaar wegbleef.")]


class Projection(TypedDict):
    """A row [consument, klant, vaste klant, ambassadeur] for the start and for each year."""

    counts: list[list[float]]


class SteadyState(TypedDict):
    """Where the groups settle, or why that cannot be said."""

    counts: Counts | None
    market_exhausted: bool
    reason: Literal["not_unique"] | None


class StationaryDistribution(TypedDict):
    """The share of time in each state in the long run, or why that cannot be said."""

    distribution: list[float] | None
    reason: Literal["not_unique"] | None


class StateValues(TypedDict):
    """What a customer in each state is worth; None where that has no meaning."""

    values: list[float | None]


class LastYear(TypedDict):
    """The chances to move that agree with who came and who left last year."""

    rates: Rates
    retention: float | None


class Reach(TypedDict):
    """What the addresses of customers bring in a year."""

    value_per_contact: float
    current: float
    target: float
    gain: float
    missed: float
    lifetime_per_contact: float
    break_even_response: float | None


@operation
def project(
    start: StartCounts,
    rates: YearlyRates,
    years: Years,
) -> Projection:
    """Move the four groups forward year by year.

    All moves of a year count from its start. New customers: min(C, C c + A g), on their own account and through
    ambassadors, never more than there are consumers. Nobody is lost: the population stays the same.

    Args:
        start: people in each state, 0 or more.
        rates: fractions a year; ``new_per_ambassadeur`` is a number of people, 0 or more.
        years: whole, 1 to 1000 (a longer table helps nobody).

    Raises:
        InputError: ``required``, ``not_a_number``, ``not_integer``, ``out_of_range``, and ``sum_exceeds_one`` at
            ``rates.klant``, ``rates.vaste_klant`` or ``rates.ambassadeur`` when more than everyone leaves a state.

    Source: source 004; a Markov chain with word of mouth.

    >>> project({"consument": 100, "klant": 0, "vaste_klant": 0, "ambassadeur": 10},
    ...         {"consument_to_klant": 0.1, "klant_to_vast": 0, "klant_to_consument": 0, "vast_to_ambassadeur": 0,
    ...          "vast_to_klant": 0, "vast_to_consument": 0, "ambassadeur_to_vast": 0, "ambassadeur_to_consument": 0,
    ...          "new_per_ambassadeur": 0.5}, 1)["counts"][1]
    [85.0, 15.0, 0.0, 10.0]
    """
    _check_outflows(rates)
    chain = yearly_chain(rates)
    row = [start["consument"], start["klant"], start["vaste_klant"], start["ambassadeur"]]
    row = [count / _HEADROOM for count in row]
    rows = [row]
    for _ in range(years):
        row = _next_year(row, chain, rates["new_per_ambassadeur"])
        rows.append(row)
    return {"counts": [[count * _HEADROOM for count in row] for row in rows]}


@operation
def steady(
    population: Annotated[
        float, Quantity("doelgroep", Unit.PEOPLE, above=0, meaning="Iedereen bij elkaar: consumenten en klanten.")
    ],
    rates: YearlyRates,
) -> SteadyState:
    """Find the numbers in each state that stay the same from year to year.

    Solves the yearly moves of ``project`` for a standstill, first without the limit that no more people can become
    customers than there are consumers. Where that limit would be passed (C c + A g > C, or a negative number) every
    consumer becomes a customer each year, and ``market_exhausted`` tells so. ``counts`` is None with ``reason``
    "not_unique" when several standstills exist, as with all rates 0. With ``consument_to_klant`` 0 the standstill
    without any customers is the answer, although ambassadors, once there, might keep a customer base going.

    Args:
        population: people in all, more than 0.
        rates: as for ``project``.

    Raises:
        InputError: as ``project``.

    Source: source 004; the balance equations of a Markov chain, solved by hand.

    >>> steady(100, {"consument_to_klant": 0.2, "klant_to_vast": 0, "klant_to_consument": 0.3,
    ...              "vast_to_ambassadeur": 0, "vast_to_klant": 0, "vast_to_consument": 1, "ambassadeur_to_vast": 0,
    ...              "ambassadeur_to_consument": 1, "new_per_ambassadeur": 0})["counts"]["klant"]
    40.0
    """
    _check_outflows(rates)
    conversion, referrals = rates["consument_to_klant"], rates["new_per_ambassadeur"]
    weights = _balance(rates, conversion, referrals)
    if not any(weights):
        return {"counts": None, "market_exhausted": False, "reason": "not_unique"}
    consumers, *_, ambassadors = weights
    exhausted = ambassadors > 0 and ambassadors * referrals > consumers * (1 - conversion) * (1 + TOLERANCE)
    if exhausted:
        weights = _balance(rates, 1.0, 0.0)
    whole = math.fsum(weights)
    consument, klant, vaste_klant, ambassadeur = (population * (weight / whole) for weight in weights)
    counts: Counts = {
        "consument": consument,
        "klant": klant,
        "vaste_klant": vaste_klant,
        "ambassadeur": ambassadeur,
    }
    return {"counts": counts, "market_exhausted": exhausted, "reason": None}


@operation
def stationary(matrix: Matrix) -> StationaryDistribution:
    """Find the share of time that a chain spends in each state in the long run.

    Solves x = x P with sum x = 1. When the chain can end in more than one closed group of states the answer depends on
    the start: ``distribution`` is None and ``reason`` "not_unique".

    Args:
        matrix: square, chances from 0 to 1, each row summing to 1 (within 1e-9).

    Raises:
        InputError: ``required``, ``wrong_type``, ``not_a_number``, ``out_of_range``, ``empty_list``, and at
            ``matrix[k]``: ``length_mismatch`` (not square) and ``sum_not_one``.

    Source: Grassmann, Taksar & Heyman (1985), see ``calculators.operations._markov``.

    >>> stationary([[0.5, 0.5], [0.25, 0.75]])["distribution"]
    [0.3333333333333333, 0.6666666666666666]
    """
    _check_matrix(matrix)
    classes = _markov.closed_classes(_markov.reachable(matrix))
    if len(classes) > 1:
        return {"distribution": None, "reason": "not_unique"}
    distribution = [0.0] * len(matrix)
    for state, share in _shares(matrix, classes[0]):
        distribution[state] = share
    return {"distribution": distribution, "reason": None}


@operation
def value(
    matrix: Matrix,
    rewards: Annotated[
        list[Reward], Items("de opbrengsten", "opbrengst", meaning="Per toestand een marge per jaar, excl. btw.")
    ],
    discount: Discount,
) -> StateValues:
    """Find what a customer in each state is worth, now and later.

    V = (I - P / (1 + i))^-1 r: the reward of the present state is received now, that of the next state a year later.

    Without discount (i = 0) the sum may have no end. From a closed group of states with rewards that are all 0 nothing
    more comes. A closed group whose rewards average more (less) than 0 makes every state that can reach it worth
    plus (minus) infinity; one with rewards that average exactly 0 makes them None, and so do both infinities together.

    Args:
        matrix: as for ``stationary``.
        rewards: euros excl. btw for one year in each state, as many as the matrix has rows.
        discount: a fraction a year, 0 or more.

    Raises:
        InputError: as ``stationary``, and ``length_mismatch`` at ``rewards``.

    Source: Pfeifer & Carraway (2000).

    >>> value([[0.5, 0.5], [0, 1]], [100, 0], 0)["values"]
    [200.0, 0.0]
    """
    _check_matrix(matrix)
    if len(rewards) != len(matrix):
        message = f"Geef bij de opbrengsten precies {len(matrix)} getallen: één voor elke rij van de overgangen."
        raise InputError("length_mismatch", "rewards", message)
    # Scaled, so that rewards of 1e308 do not add up to infinity halfway.
    scale = max(abs(reward) for reward in rewards) or 1.0
    gains = [reward / scale for reward in rewards]
    values: Sequence[float | None]
    if discount > 0:
        present = [(1 + discount) * gain for gain in gains]
        values = _markov.expected_totals(matrix, [discount] * len(matrix), present)
    else:
        values = _undiscounted(matrix, gains)
    return {"values": [None if each is None else each * scale for each in values]}


@operation
def reach(
    customers: Annotated[float, Quantity("aantal klanten", Unit.PEOPLE, minimum=0)],
    known_share: KnownShare,
    target_share: TargetShare,
    mailings_per_year: Mailings,
    response: Response,
    margin_per_visit: VisitMargin,
    cost_per_message: MessageCost,
    attrition: Attrition,
    discount: Discount,
) -> Reach:
    """Find what it is worth to know the addresses of your customers.

    A known address brings v = c (x m - k) a year: c messages, response x, margin m, cost k. With N customers and shares
    s and s2: ``current`` = N s v, ``target`` = N s2 v, ``gain`` = N (s2 - s) v, ``missed`` = N (1 - s) v.
    ``lifetime_per_contact`` = v (1 + i) / (i + a), the first year counted in full; infinite when i + a = 0 (0 when
    v = 0). ``break_even_response`` = k / m, None when m = 0. Count only extra visits in the response.

    Args:
        customers: 0 or more.
        known_share: s.
        target_share: s2.
        mailings_per_year: c, 0 or more.
        response: x, extra visits per message.
        margin_per_visit: m in euros excl. btw; may be negative.
        cost_per_message: k in euros excl. btw.
        attrition: a, the share of addresses lost in a year.
        discount: i, a fraction a year.

    Raises:
        InputError: ``required``, ``not_a_number``, ``out_of_range``.

    Source: elementary; the multiple is that of ``clv.infinite`` with ``new_immediate`` and retention 1 - a.

    >>> outcome = reach(2400, 0.2, 0.5, 10, 0.03, 22, 0.02, 0.2, 0.08)
    >>> round(outcome["value_per_contact"], 2), round(outcome["gain"])
    (6.4, 4608)
    """
    yearly = product(mailings_per_year, response * margin_per_visit - cost_per_message)
    ending = discount + attrition
    return {
        "value_per_contact": yearly,
        "current": product(customers * known_share, yearly),
        "target": product(customers * target_share, yearly),
        "gain": product(customers * (target_share - known_share), yearly),
        "missed": product(customers * (1 - known_share), yearly),
        "lifetime_per_contact": product((1 + discount) / ending if ending > 0 else math.inf, yearly),
        "break_even_response": ratio(cost_per_message, margin_per_visit),
    }


@operation
def from_last_year(
    start: StartCounts,
    rates: YearlyRates,
    new: NewLastYear | None = None,
    lost: LostLastYear | None = None,
) -> LastYear:
    """Fit the chances to move to two counts that a business knows: who came last year, and who left.

    With n customers now there were n - new + lost a year ago. ``retention`` = 1 - lost / that (None when nobody was
    there). The chances to leave keep their proportions: they are multiplied by one number, none above 1, so that of the
    present customers as large a part leaves; where that cannot be reached the groups with a chance of 0 leave too, all
    by the same part. Of those who stay as many climb or fall back as before. ``consument_to_klant`` becomes the new
    ones who came by themselves / consumers; through ambassadors come no more than there were new ones.

    Args:
        start: people in each state now, 0 or more.
        rates: fractions a year, as for ``project``; what the counts say wins.
        new: customers who bought for the first time last year; left out the rates stay as they are.
        lost: customers who stayed away last year; left out the rates stay as they are.

    Raises:
        InputError: as ``project``, and ``out_of_range`` at ``new`` when more came than there are or left.

    Source: elementary: last year's arrivals and departures as the chances of this year.

    >>> rates = {"consument_to_klant": 0.1, "klant_to_vast": 0.3, "klant_to_consument": 0.4,
    ...          "vast_to_ambassadeur": 0.1, "vast_to_klant": 0.1, "vast_to_consument": 0.1,
    ...          "ambassadeur_to_vast": 0, "ambassadeur_to_consument": 0, "new_per_ambassadeur": 0}
    >>> start = {"consument": 500, "klant": 50, "vaste_klant": 50, "ambassadeur": 0}
    >>> found = from_last_year(start, rates, 25, 25)
    >>> found["retention"], found["rates"]["consument_to_klant"], round(found["rates"]["klant_to_consument"], 9)
    (0.75, 0.05, 0.4)
    """
    _check_outflows(rates)
    counts = (start["klant"], start["vaste_klant"], start["ambassadeur"])
    present, arrived = math.fsum(counts), new or 0.0
    if arrived > (present + (lost or 0.0)) * (1 + TOLERANCE):
        message = "Er kwamen meer nieuwe klanten dan er nu klanten zijn of weggingen. Controleer deze aantallen."
        raise InputError("out_of_range", "new", message)
    fitted = rates.copy()
    retention = None
    before = present - arrived + (lost or 0.0)
    if lost is not None and before > 0:
        retention = 1 - min(1.0, lost / before)
        fitted = cast("Rates", {**rates, **_leaving_as_last_year(counts, rates, 1 - retention)})
    if new is not None:
        ambassadors, consumers = start["ambassadeur"], start["consument"]
        referred = min(product(ambassadors, rates["new_per_ambassadeur"]), new)
        if ambassadors > 0:
            fitted["new_per_ambassadeur"] = min(rates["new_per_ambassadeur"], referred / ambassadors)
        fitted["consument_to_klant"] = min(1.0, (new - referred) / consumers) if consumers > 0 else 0.0
    return {"rates": fitted, "retention": retention}


def yearly_chain(rates: Rates) -> list[list[float]]:
    """Return the chances to be in each state a year later, without word of mouth."""
    consument_klant = rates["consument_to_klant"]
    klant_vast, klant_weg = rates["klant_to_vast"], rates["klant_to_consument"]
    vast_ambassadeur, vast_klant = rates["vast_to_ambassadeur"], rates["vast_to_klant"]
    vast_weg = rates["vast_to_consument"]
    ambassadeur_vast, ambassadeur_weg = rates["ambassadeur_to_vast"], rates["ambassadeur_to_consument"]
    return [
        [_staying(consument_klant), consument_klant, 0.0, 0.0],
        [klant_weg, _staying(klant_vast, klant_weg), klant_vast, 0.0],
        [vast_weg, vast_klant, _staying(vast_ambassadeur, vast_klant, vast_weg), vast_ambassadeur],
        [ambassadeur_weg, 0.0, ambassadeur_vast, _staying(ambassadeur_vast, ambassadeur_weg)],
    ]


OPERATIONS = (project, steady, stationary, value, reach, from_last_year)


_GROUPS: tuple[tuple[RateName, tuple[RateName, ...]], ...] = (
    ("klant_to_consument", ("klant_to_vast",)),
    ("vast_to_consument", ("vast_to_ambassadeur", "vast_to_klant")),
    ("ambassadeur_to_consument", ("ambassadeur_to_vast",)),
)


def _leaving_as_last_year(counts: Sequence[float], rates: Rates, share: float) -> dict[RateName, float]:
    """Return the chances of customers to leave and to move, so that together this share of them leaves."""
    usual = [rates[leave] for leave, _ in _GROUPS]
    factor = _factor(counts, usual, share)
    # Where all who may leave do, the others make up for the rest.
    reached = math.fsum(count for count, rate in zip(counts, usual, strict=True) if rate > 0)
    others = math.fsum(count for count, rate in zip(counts, usual, strict=True) if not rate)
    rest = min(1.0, max(0.0, share * math.fsum(counts) - reached) / others) if factor is None and others > 0 else 0.0
    fitted: dict[RateName, float] = {}
    for (leave, moves), rate in zip(_GROUPS, usual, strict=True):
        leaving = rest if not rate else 1.0 if factor is None else min(1.0, rate * factor)
        fitted[leave] = leaving
        for move in moves:
            fitted[move] = rates[move] * (1 - leaving) / (1 - rate) if rate < 1 else rates[move] * (1 - leaving)
    return fitted


def _factor(counts: Sequence[float], usual: Sequence[float], share: float) -> float | None:
    """Return by what the usual chances are multiplied, none above 1, so that this share leaves; None if impossible."""
    wanted = share * math.fsum(counts)
    weight = math.fsum(count * rate for count, rate in zip(counts, usual, strict=True))
    for rate, count in sorted(zip(usual, counts, strict=True), reverse=True):
        if not count or not rate:
            continue
        if wanted * rate < weight * (1 + TOLERANCE):
            return max(0.0, wanted) / weight
        wanted -= count
        weight -= count * rate
    return None if wanted > 0 and share > 0 else 1.0


def _check_outflows(rates: Rates) -> None:
    outflows = {
        "klant": (rates["klant_to_vast"], rates["klant_to_consument"]),
        "vaste_klant": (rates["vast_to_ambassadeur"], rates["vast_to_klant"], rates["vast_to_consument"]),
        "ambassadeur": (rates["ambassadeur_to_vast"], rates["ambassadeur_to_consument"]),
    }
    for state, parts in outflows.items():
        if math.fsum(parts) > 1 + TOLERANCE:
            words = state.replace("_", " ")
            message = f"De kansen waarmee een {words} verandert zijn samen hoogstens 100%. Verlaag er een."
            raise InputError("sum_exceeds_one", f"rates.{state}", message)


def _check_matrix(matrix: Sequence[Sequence[float]]) -> None:
    for index, row in enumerate(matrix):
        if len(row) != len(matrix):
            message = f"Geef bij rij {index + 1} van de overgangen precies {len(matrix)} kansen: één voor elke rij."
            raise InputError("length_mismatch", f"matrix[{index}]", message)
    for index, row in enumerate(matrix):
        if abs(math.fsum(row) - 1) > TOLERANCE:
            message = f"De kansen in rij {index + 1} van de overgangen zijn samen geen 100%. Pas ze aan tot het klopt."
            raise InputError("sum_not_one", f"matrix[{index}]", message)


def _staying(*leaving: float) -> float:
    """Return the chance to stay; the chances to leave may add up to a hair more than 1."""
    return max(0.0, 1 - math.fsum(leaving))


def _next_year(counts: Sequence[float], chain: Sequence[Sequence[float]], referrals: float) -> list[float]:
    """Return the counts a year later; ambassadors bring in consumers who would not have come by themselves."""
    moved = [
        math.fsum(count * chance for count, chance in zip(counts, column, strict=True))
        for column in zip(*chain, strict=True)
    ]
    brought = min(counts[0] * chain[0][0], counts[3] * referrals)
    return [moved[0] - brought, moved[1] + brought, moved[2], moved[3]]


def _balance(rates: Rates, conversion: float, referrals: float) -> list[float]:
    """Return numbers in proportion to the four groups at a standstill, without a limit on new customers.

    These are the cofactors of the balance equations (arrivals = departures for klant, vaste klant and ambassadeur),
    multiplied out so that only one difference is left: customers whom ambassadors bring in (``referrals`` each) no
    longer are consumers. All are 0 when the equations have more than one solution.
    """
    klant_vast, klant_weg = rates["klant_to_vast"], rates["klant_to_consument"]
    vast_ambassadeur, vast_klant = rates["vast_to_ambassadeur"], rates["vast_to_klant"]
    vast_weg, ambassadeur_weg = rates["vast_to_consument"], rates["ambassadeur_to_consument"]
    ambassadeur_uit = rates["ambassadeur_to_vast"] + ambassadeur_weg
    through = vast_ambassadeur * ambassadeur_weg
    vast_uit = through + (vast_klant + vast_weg) * ambassadeur_uit
    home = klant_weg * vast_uit + klant_vast * (through + vast_weg * ambassadeur_uit)
    up = klant_vast * vast_ambassadeur
    return [home - referrals * up, conversion * vast_uit, conversion * klant_vast * ambassadeur_uit, conversion * up]


def _shares(matrix: Sequence[Sequence[float]], states: Sequence[int]) -> Iterable[tuple[int, float]]:
    """Return the states of a closed group, each with its share of time in the long run."""
    return zip(states, _markov.stationary(_markov.restricted(matrix, states)), strict=True)


def _undiscounted(matrix: Sequence[Sequence[float]], gains: Sequence[float]) -> list[float | None]:
    """Return the sum of all future gains from each state, as far as it has an end and a meaning."""
    reachable = _markov.reachable(matrix)
    classes = _markov.closed_classes(reachable)
    eventual = {state: _eventual(matrix, states, gains) for states in classes for state in states}
    values: list[float | None] = [_together([eventual[end] for end in ends if end in eventual]) for ends in reachable]
    passing = [state for state, each in enumerate(values) if each == 0 and state not in eventual]
    leaving = [math.fsum(matrix[state][end] for end in eventual) for state in passing]
    within = _markov.restricted(matrix, passing)
    totals = _markov.expected_totals(within, leaving, [gains[state] for state in passing])
    for state, total in zip(passing, totals, strict=True):
        values[state] = total
    return values


def _eventual(matrix: Sequence[Sequence[float]], states: Sequence[int], gains: Sequence[float]) -> float | None:
    """Return what a closed group yields in the end: nothing, an infinite amount, or None when it cancels out."""
    if not any(gains[state] for state in states):
        return 0.0
    yearly = [share * gains[state] for state, share in _shares(matrix, states)]
    gained = math.fsum(each for each in yearly if each > 0)
    lost = -math.fsum(each for each in yearly if each < 0)
    if math.isclose(gained, lost, rel_tol=TOLERANCE):
        return None
    return math.inf if gained > lost else -math.inf


def _together(outcomes: Sequence[float | None]) -> float | None:
    """Return what comes of several possible ends: None when one is None or when both infinities meet."""
    if None in outcomes or {math.inf, -math.inf} <= set(outcomes):
        return None
    return next((each for each in outcomes if each), 0.0)
