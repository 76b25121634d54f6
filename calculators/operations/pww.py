"""PWW: which customer group deserves the marketing.

Three scores a group (Persoonlijke voldoening, Waarde voor de markt, Winstgevendheid), added up; the highest total
wins. Beside the total stand four answers to "how sure is that": which single score would change the winner, how far
a weight can move, in which share of all weightings each group wins, and how often when scores are a point off.

Sources: A. Dib, The 1-Page Marketing Plan (the index); E. Triantaphyllou & A. Sanchez, "A sensitivity analysis
approach for some deterministic multi-criteria decision-making methods", Decision Sciences 28 (1997) 151-194 (smallest
change of one score); R. Lahdelma & P. Salminen, "SMAA-2", Operations Research 49 (2001) 444-454 (share of weightings).

Conventions: weights are normalised to sum 1 and then multiplied by 3, so that weighted totals stay on the scale 3 to
30; a group stands before another when its total is more than 1e-9 higher, relative to max(1, total).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Annotated, Literal, TypedDict

from calculators.model.operation import operation
from calculators.model.quantities import Items, Options, Quantity, Unit, Words
from calculators.operations.arithmetic import TOLERANCE, exceeds

Criterion = Literal["fulfilment", "market_value", "profitability"]

CRITERIA: tuple[Criterion, ...] = ("fulfilment", "market_value", "profitability")
CRITERION_LABELS = ("Persoonlijke voldoening", "Waarde voor de markt", "Winstgevendheid")

LOWEST_SCORE = 1.0
HIGHEST_SCORE = 10.0


Name = Annotated[str, Words("naam", "Hoe jij deze klantgroep noemt.")]
Fulfilment = Annotated[
    float,
    Quantity(
        "persoonlijke voldoening",
        Unit.POINTS,
        LOWEST_SCORE,
        HIGHEST_SCORE,
        meaning="Hoe graag werk je voor deze klanten?",
    ),
]
MarketValue = Annotated[
    float,
    Quantity(
        "waarde voor de markt",
        Unit.POINTS,
        LOWEST_SCORE,
        HIGHEST_SCORE,
        meaning="Hoe goed waarderen en betalen zij je werk?",
    ),
]
Profitability = Annotated[
    float,
    Quantity(
        "winstgevendheid",
        Unit.POINTS,
        LOWEST_SCORE,
        HIGHEST_SCORE,
        meaning="Wat houd je onder de streep over?",
    ),
]


class Segment(TypedDict):
    """A customer group with its three scores."""

    name: Name
    fulfilment: Fulfilment
    market_value: MarketValue
    profitability: Profitability


Segments = Annotated[list[Segment], Items("klantgroepen", "klantgroep", unique="name")]

Weight = Annotated[float, Quantity("gewicht", Unit.WEIGHT, minimum=0)]
Weights = Annotated[
    list[Weight],
    Items(
        "de weging",
        "gewicht",
        names=CRITERION_LABELS,
        some_positive=True,
        meaning="Laat leeg als de drie vragen even zwaar tellen. Anders: hoe hoger het getal, hoe zwaarder.",
    ),
]

Spread = Annotated[
    int, Quantity("speling", Unit.POINTS, minimum=1, meaning="Hoeveel punten elk cijfer ernaast kan zitten.")
]


class Ranking(TypedDict):
    """Totals and places, in the order of the segments."""

    totals: list[float]
    weighted_totals: list[float]
    ranks: list[int]
    winners: list[str]
    margin: float | None


class FlipCell(TypedDict):
    """One score that, changed alone, ends the lead."""

    segment: str
    criterion: Criterion
    direction: Literal["down", "up"]


class ScoreFlip(TypedDict):
    """The smallest change of one score that ends the lead, and the scores that can do it."""

    min_change: float | None
    cells: list[FlipCell]


class WeightInterval(TypedDict):
    """Between which weights of one criterion the winner stays first."""

    winner: str
    current: float
    low: float
    high: float


class MinWeightChange(TypedDict):
    """The smallest move of one weight that ends the lead."""

    min_weight_change: float | None


class WeightShares(TypedDict):
    """By name: in which share of all weightings a segment is first."""

    shares: dict[str, float]


class WinProbabilities(TypedDict):
    """By name: the probability of being first when scores are uncertain."""

    win_probability: dict[str, float]


Point = tuple[float, float]


@operation
def rank(segments: Segments, weights: Weights | None = None) -> Ranking:
    """Add up the scores and rank the segments.

    Formula: T = W1 s1 + W2 s2 + W3 s3 with W = 3 w / (w1 + w2 + w3). Ranks are competition ranks: 1 plus the number
    that stand strictly before. ``margin`` is best minus second best: 0 when shared, None with one segment.

    Args:
        segments: at least one, with names that differ.
        weights: three numbers of 0 or more, not all 0, in the order of the criteria; left out means equal.

    Raises:
        InputError: ``required``, ``not_a_number``, ``out_of_range``, ``empty_list``, ``length_mismatch``,
            ``duplicate_name``.

    Source: Dib, The 1-Page Marketing Plan.

    >>> rank([{"name": "A", "fulfilment": 6, "market_value": 8, "profitability": 5},
    ...       {"name": "B", "fulfilment": 8, "market_value": 9, "profitability": 8}])["ranks"]
    [2, 1]
    """
    factors = multipliers(weights)
    totals = _weighted_totals(segments, factors)
    ordered = sorted(totals, reverse=True)
    ranks = [1 + sum(exceeds(other, total) for other in totals) for total in totals]
    winners = [segment["name"] for segment, place in zip(segments, ranks, strict=True) if place == 1]
    margin = None
    if len(totals) > 1:
        margin = ordered[0] - ordered[1] if len(winners) == 1 else 0.0
    return {
        "totals": [math.fsum(_scores(segment)) for segment in segments],
        "weighted_totals": totals,
        "ranks": ranks,
        "winners": winners,
        "margin": margin,
    }


@operation
def score_flip(segments: Segments, weights: Weights | None = None) -> ScoreFlip:
    """Find the smallest change of one single score after which the winner is no longer alone in first place.

    For every criterion with a weight above 0: the winner's score can fall by d = (T_winner - T_best rival) / W, or a
    rival's can rise by d = (T_winner - T_rival) / W, as far as the scale of 1 to 10 allows. A tie counts as a change.
    ``min_change`` is None when no single score can do it (or there is one segment), and 0 when first place is shared.

    Args:
        segments: at least one, with names that differ.
        weights: as for ``rank``.

    Raises:
        InputError: as ``rank``.

    Source: after Triantaphyllou & Sanchez (1997), in closed form for a weighted sum.

    >>> score_flip([{"name": "A", "fulfilment": 8, "market_value": 6, "profitability": 7},
    ...             {"name": "B", "fulfilment": 6, "market_value": 8, "profitability": 8}])["min_change"]
    1.0
    """
    factors = multipliers(weights)
    totals = _weighted_totals(segments, factors)
    best = totals.index(max(totals))
    rivals = [index for index in range(len(segments)) if index != best]
    if not rivals:
        return {"min_change": None, "cells": []}
    if not all(exceeds(totals[best], totals[rival]) for rival in rivals):
        return {"min_change": 0.0, "cells": []}
    changes: list[tuple[float, FlipCell]] = []
    closest = max(totals[rival] for rival in rivals)
    for criterion, factor in zip(CRITERIA, factors, strict=True):
        if factor == 0:
            continue
        down = (totals[best] - closest) / factor
        if _fits(down, segments[best][criterion] - LOWEST_SCORE):
            changes.append((down, _cell(segments[best], criterion, "down")))
        for rival in rivals:
            up = (totals[best] - totals[rival]) / factor
            if _fits(up, HIGHEST_SCORE - segments[rival][criterion]):
                changes.append((up, _cell(segments[rival], criterion, "up")))
    if not changes:
        return {"min_change": None, "cells": []}
    smallest = min(change for change, _ in changes)
    return {"min_change": smallest, "cells": [cell for change, cell in changes if not exceeds(change, smallest)]}


@operation
def weight_interval(
    segments: Segments,
    criterion: Annotated[Criterion, Options("de vraag", CRITERION_LABELS)],
    weights: Weights | None = None,
) -> WeightInterval:
    """Find between which weights of one criterion the winner stays first.

    The weight t of the criterion moves over 0 to 1 while the other two keep their ratio (and share 1 - t equally when
    both are 0). The lead over each rival is a straight line in t, so each rival cuts off one side at most. With a
    shared first place the first winner in input order is taken.

    Args:
        segments: at least one, with names that differ.
        criterion: which weight moves.
        weights: as for ``rank``; left out they are equal.

    Raises:
        InputError: as ``rank``, and ``unknown_choice`` for another criterion.

    Source: elementary; the weight triangle of ``weight_share`` cut along one line.

    >>> weight_interval([{"name": "A", "fulfilment": 8, "market_value": 6, "profitability": 7},
    ...                  {"name": "B", "fulfilment": 6, "market_value": 8, "profitability": 8}], "fulfilment")["low"]
    0.0
    """
    shares = normalised(weights)
    return _interval(segments, CRITERIA.index(criterion), shares)


@operation
def min_weight_change(segments: Segments, weights: Weights | None = None) -> MinWeightChange:
    """Find the smallest move of one weight after which the winner no longer is sure to be first.

    The smallest distance between a current weight and an edge of its interval (see ``weight_interval``), over the three
    criteria; edges at 0 and 1 are not edges. None when no weight can do it.

    Args:
        segments: at least one, with names that differ.
        weights: as for ``weight_interval``.

    Raises:
        InputError: as ``rank``.

    Source: as ``weight_interval``.

    >>> round(min_weight_change([{"name": "A", "fulfilment": 8, "market_value": 6, "profitability": 7},
    ...                          {"name": "B", "fulfilment": 6, "market_value": 8, "profitability": 8}])
    ...       ["min_weight_change"], 4)
    0.0952
    """
    shares = normalised(weights)
    distances = []
    for index in range(len(CRITERIA)):
        interval = _interval(segments, index, shares)
        if interval["low"] > TOLERANCE:
            distances.append(abs(interval["current"] - interval["low"]))
        if interval["high"] < 1 - TOLERANCE:
            distances.append(abs(interval["current"] - interval["high"]))
    return {"min_weight_change": min(distances, default=None)}


@operation
def weight_share(segments: Segments) -> WeightShares:
    """Find in which share of all possible weightings each segment is first.

    All weightings form a triangle; each segment is best in a convex part of it, and its share is the area of that
    part. Segments with the same three scores share their part equally. The shares add up to 1.

    Args:
        segments: at least one, with names that differ.

    Raises:
        InputError: as ``rank``.

    Source: the first-rank acceptability of Lahdelma & Salminen (2001), exact, for uniform weights.

    >>> weight_share([{"name": "A", "fulfilment": 9, "market_value": 5, "profitability": 5},
    ...               {"name": "B", "fulfilment": 5, "market_value": 9, "profitability": 5},
    ...               {"name": "C", "fulfilment": 6, "market_value": 6, "profitability": 8}])["shares"]
    {'A': 0.3125, 'B': 0.3125, 'C': 0.375}
    """
    areas = []
    for segment, region in zip(segments, weight_regions(segments), strict=True):
        twins = sum(_scores(other) == _scores(segment) for other in segments)
        areas.append(_area(region) / twins)
    whole = math.fsum(areas)
    return {"shares": {segment["name"]: area / whole for segment, area in zip(segments, areas, strict=True)}}


@operation
def uncertainty(segments: Segments, spread: Spread = 1, weights: Weights | None = None) -> WinProbabilities:
    """Find how often each segment is first when every score may be some points off.

    Every score moves, on its own, by a whole number from -spread to +spread, all equally likely, and is then kept
    within 1 to 10. Totals are plain sums, or weighted ones as in ``rank``; a shared first place is shared equally.
    Exact: the distribution of each total, and for each outcome a polynomial in the number of rivals that share it.

    Args:
        segments: at least one, with names that differ.
        spread: whole points, 1 or more.
        weights: as in ``rank``; left out, the three scores count equally.

    Raises:
        InputError: as ``rank``, and ``not_integer``.

    Source: elementary probability.

    >>> chances = uncertainty([{"name": "A", "fulfilment": 10, "market_value": 10, "profitability": 10},
    ...                        {"name": "B", "fulfilment": 10, "market_value": 10, "profitability": 9}])
    >>> round(chances["win_probability"]["A"], 6)
    0.678326
    """
    factors = multipliers(weights)
    distributions = [_total_distribution(segment, spread, factors) for segment in segments]
    below = [_Below(each) for each in distributions]
    chances = {}
    for index, segment in enumerate(segments):
        rivals = below[:index] + below[index + 1 :]
        parts = [chance * _expected_share(total, rivals) for total, chance in distributions[index].items()]
        chances[segment["name"]] = math.fsum(parts)
    return {"win_probability": chances}


def weight_regions(segments: Sequence[Segment]) -> list[list[Point]]:
    """Return for each segment the part of the weight triangle in which it is first.

    Each part is a polygon of points (weight of fulfilment, weight of market value); an empty list when a segment is
    first nowhere. Segments with the same scores have the same part.
    """
    regions = []
    for segment in segments:
        region: list[Point] = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]
        for rival in segments:
            if _scores(rival) != _scores(segment):
                lead = [mine - theirs for mine, theirs in zip(_scores(segment), _scores(rival), strict=True)]
                region = _clip(region, lead)
        regions.append(region)
    return regions


def normalised(weights: Sequence[float] | None) -> list[float]:
    """Return the weights scaled to sum 1; equal weights when none are given."""
    if weights is None:
        return [1 / 3, 1 / 3, 1 / 3]
    # Dividing by the largest first keeps weights such as 1e308 from adding up to infinity.
    largest = max(weights)
    scaled = [weight / largest for weight in weights]
    whole = math.fsum(scaled)
    return [weight / whole for weight in scaled]


def multipliers(weights: Sequence[float] | None) -> list[float]:
    """Return the weights scaled to sum 3, so that weighted totals keep the scale of three scores."""
    return [3 * share for share in normalised(weights)]


OPERATIONS = (rank, score_flip, weight_interval, min_weight_change, weight_share, uncertainty)


def _scores(segment: Segment) -> tuple[float, float, float]:
    return segment["fulfilment"], segment["market_value"], segment["profitability"]


def _weighted_totals(segments: Sequence[Segment], multipliers: Sequence[float]) -> list[float]:
    return [math.fsum(m * s for m, s in zip(multipliers, _scores(segment), strict=True)) for segment in segments]


def _fits(change: float, room: float) -> bool:
    return not exceeds(change, room)


def _cell(segment: Segment, criterion: Criterion, direction: Literal["down", "up"]) -> FlipCell:
    return {"segment": segment["name"], "criterion": criterion, "direction": direction}


def _interval(segments: Sequence[Segment], index: int, shares: Sequence[float]) -> WeightInterval:
    others = [other for other in range(len(CRITERIA)) if other != index]
    rest = math.fsum(shares[other] for other in others)
    ratios = {other: shares[other] / rest if rest > 0 else 0.5 for other in others}
    totals = _weighted_totals(segments, [3 * share for share in shares])
    top = max(totals)
    first = next(each for each, total in enumerate(totals) if not exceeds(top, total))
    mine = _scores(segments[first])
    low, high = 0.0, 1.0
    for rival in segments:
        theirs = _scores(rival)
        at_zero = math.fsum(ratios[other] * (mine[other] - theirs[other]) for other in others)
        at_one = mine[index] - theirs[index]
        slope = at_one - at_zero
        if slope == 0:
            continue
        crossing = -at_zero / slope
        if slope > 0:
            low = max(low, crossing)
        else:
            high = min(high, crossing)
    return {"winner": segments[first]["name"], "current": shares[index], "low": low, "high": high}


def _clip(region: Sequence[Point], lead: Sequence[float]) -> list[Point]:
    """Keep the part of a polygon where the lead over a rival is not negative (Sutherland-Hodgman, one edge)."""

    def height(point: Point) -> float:
        return lead[0] * point[0] + lead[1] * point[1] + lead[2] * (1 - point[0] - point[1])

    kept: list[Point] = []
    for start, end in zip(region, [*region[1:], *region[:1]], strict=True):
        before, after = height(start), height(end)
        if before >= 0:
            kept.append(start)
        if (before > 0 > after) or (before < 0 < after):
            at = before / (before - after)
            kept.append((start[0] + at * (end[0] - start[0]), start[1] + at * (end[1] - start[1])))
    return kept


def _area(region: Sequence[Point]) -> float:
    """Return the area of a polygon as a share of the whole triangle, whose area is one half."""
    if not region:
        return 0.0
    return abs(math.fsum(a[0] * b[1] - b[0] * a[1] for a, b in zip(region, [*region[1:], region[0]], strict=True)))


def _total_distribution(segment: Segment, spread: int, factors: Sequence[float]) -> dict[float, float]:
    """Return the probability of each possible total of a segment."""
    totals = {0.0: 1.0}
    for factor, score in zip(factors, _scores(segment), strict=True):
        outcomes = _score_distribution(score, spread)
        combined: dict[float, float] = {}
        for total, chance in totals.items():
            for value, likelihood in outcomes.items():
                # Rounded so that 7.1 + 1.2 and 8.3 count as the same total (G7).
                key = round(total + factor * value, 9)
                combined[key] = combined.get(key, 0.0) + chance * likelihood
        totals = combined
    return totals


def _score_distribution(score: float, spread: int) -> dict[float, float]:
    """Return the probability of each value of a score that is up to ``spread`` points off, kept within the scale."""
    outcomes: dict[float, float] = {}
    chance = 1 / (2 * spread + 1)
    reach = min(spread, math.ceil(HIGHEST_SCORE - LOWEST_SCORE))
    for step in range(-reach, reach + 1):
        value = round(min(HIGHEST_SCORE, max(LOWEST_SCORE, score + step)), 9)
        outcomes[value] = outcomes.get(value, 0.0) + chance
    # Every step further than the width of the scale ends at one of its two ends.
    beyond = (spread - reach) * chance
    for end in (LOWEST_SCORE, HIGHEST_SCORE):
        outcomes[end] = outcomes.get(end, 0.0) + beyond
    return {value: likelihood for value, likelihood in outcomes.items() if likelihood > 0}


class _Below:
    """How likely a total is, and how likely a lower one."""

    def __init__(self, distribution: Mapping[float, float]) -> None:
        self._totals = sorted(distribution)
        self._chances = list(accumulate((distribution[each] for each in self._totals), initial=0.0))
        self.of = distribution

    def __call__(self, total: float) -> float:
        return self._chances[bisect_left(self._totals, total)]


def _expected_share(total: float, rivals: Sequence[_Below]) -> float:
    """Return the expected part of first place at ``total``: 0 when a rival has more, 1/(1 + ties) otherwise."""
    ties = [1.0]
    for rival in rivals:
        below = rival(total)
        equal = rival.of.get(total, 0.0)
        ties = [
            below * (ties[count] if count < len(ties) else 0.0) + equal * (ties[count - 1] if count else 0.0)
            for count in range(len(ties) + 1)
        ]
    return math.fsum(chance / (1 + count) for count, chance in enumerate(ties))
