"""Every number that is said or drawn about customer groups."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, NamedTuple

from calculators.operations import pww
from calculators.operations.arithmetic import TOLERANCE, exceeds
from calculators.operations.pww import CRITERIA, HIGHEST_SCORE, LOWEST_SCORE, Segments, Weights

LABELS = pww.CRITERION_LABELS
SPREAD = 1
SMALLEST_CHANGE = 0.1  # nobody gives a grade more exactly

# Rules of thumb for the words around a share of weightings; the page calls them so.
HARDLY_MATTERS = 0.9
FAIRLY_SURE = 0.5

# Rules of thumb for the advice: below this chance to stay first it is too close, a group at or below this grade for
# profitability earns too little to aim at, and below half of the points no group is worth it.
TOO_CLOSE = 0.5
UNPROFITABLE = 3.0
HALF_OF_THE_POINTS = 15.0

# Of what a group is called near the winner: it is first at least this part as often.
NEAR = 0.5
MOST_NAMED = 3

Outcome = Literal["alone", "none", "tie", "close", "unprofitable", "winner"]
Sureness = Literal["certain", "hardly_matters", "fairly_sure", "depends"]


class Standing(NamedTuple):
    """A group with its scores, their parts of the total, and how often it is first: by weighting, and by chance."""

    name: str
    scores: tuple[float, ...]
    parts: tuple[float, ...]
    total: float
    rank: int
    share: float
    region: tuple[tuple[float, float], ...]
    chance: float


class Flip(NamedTuple):
    """A change of one score, the smallest in tenths of a point, that ends the lead."""

    change: float
    criterion: str
    name: str
    old: float
    new: float


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found about the groups: who stand first, second and highest in profitability, and what turns that.

    Attributes:
        near: who are first nearly as often as the winner, when scores are a point off, the winner included.
        alone_best: for each question, who stand first when only that one counts.
        poor: which of the winners earn too little.
    """

    outcome: Outcome
    standings: tuple[Standing, ...]
    winners: tuple[Standing, ...]
    runners_up: tuple[Standing, ...]
    richest: tuple[Standing, ...]
    near: tuple[Standing, ...]
    alone_best: tuple[tuple[str, tuple[str, ...]], ...]
    poor: tuple[str, ...]
    leader: Standing
    margin: float | None
    sureness: Sureness
    flip: Flip | None
    weight_change: float | None
    weights: list[float]
    weighted: bool


def find(segments: Segments, weights: Weights | None) -> Findings:
    """Find who stand first, how sure that is and what would change it."""
    ranking = pww.rank(segments, weights)
    standings = _standings(segments, weights, ranking)
    winners = tuple(each for each in standings if each.rank == 1)
    second = min((each.rank for each in standings if each.rank > 1), default=0)
    most = max(each["profitability"] for each in segments)
    return Findings(
        outcome=_outcome(standings, winners),
        standings=standings,
        winners=winners,
        runners_up=tuple(each for each in standings if each.rank == second),
        richest=tuple(each for each in standings if each.scores[-1] == most),
        near=tuple(each for each in standings if each.chance >= NEAR * winners[0].chance),
        alone_best=tuple((label, _best(standings, place)) for place, label in enumerate(LABELS)),
        poor=tuple(each.name for each in winners if each.scores[-1] <= UNPROFITABLE),
        leader=max(standings, key=lambda each: each.share),
        margin=ranking["margin"],
        sureness=_sureness(winners[0].share),
        flip=_flip(segments, weights),
        weight_change=pww.min_weight_change(segments, weights)["min_weight_change"],
        weights=pww.normalised(weights),
        weighted=weights is not None and exceeds(max(weights), min(weights)),
    )


def _outcome(standings: tuple[Standing, ...], winners: tuple[Standing, ...]) -> Outcome:
    first = winners[0]
    if len(standings) == 1:
        return "alone"
    if exceeds(HALF_OF_THE_POINTS, first.total):
        return "none"
    if len(winners) > 1:
        return "tie"
    if exceeds(TOO_CLOSE, first.chance):
        return "close"
    return "unprofitable" if first.scores[-1] <= UNPROFITABLE else "winner"


def _best(standings: tuple[Standing, ...], place: int) -> tuple[str, ...]:
    most = max(each.scores[place] for each in standings)
    return tuple(each.name for each in standings if not exceeds(most, each.scores[place]))


def _standings(segments: Segments, weights: Weights | None, ranking: pww.Ranking) -> tuple[Standing, ...]:
    factors, regions = pww.multipliers(weights), pww.weight_regions(segments)
    shares, chances = (
        pww.weight_share(segments)["shares"],
        pww.uncertainty(segments, SPREAD, weights)["win_probability"],
    )
    found = []
    for each, total, rank, region in zip(segments, ranking["weighted_totals"], ranking["ranks"], regions, strict=True):
        name, scores = each["name"], tuple(each[criterion] for criterion in CRITERIA)
        parts = tuple(factor * score for factor, score in zip(factors, scores, strict=True))
        found.append(Standing(name, scores, parts, total, rank, shares[name], tuple(region), chances[name]))
    return tuple(found)


def _sureness(share: float) -> Sureness:
    if share > 1 - TOLERANCE:
        return "certain"
    return "hardly_matters" if share >= HARDLY_MATTERS else "fairly_sure" if share >= FAIRLY_SURE else "depends"


def _flip(segments: Segments, weights: Weights | None) -> Flip | None:
    found = pww.score_flip(segments, weights)
    exact, cells = found["min_change"], found["cells"]
    if not exact or not cells:
        return None
    criterion, name = cells[0]["criterion"], cells[0]["segment"]
    old = next(each for each in segments if each["name"] == name)[criterion]
    sign = -1 if cells[0]["direction"] == "down" else 1
    # Rounded up, as a change that is rounded down does not do what is said of it; never beyond the scale.
    change = round(math.ceil((exact - TOLERANCE) / SMALLEST_CHANGE) * SMALLEST_CHANGE, 1)
    new = round(old + sign * change, 9)
    if not LOWEST_SCORE <= new <= HIGHEST_SCORE:
        change, new = exact, old + sign * exact
    return Flip(change, LABELS[CRITERIA.index(criterion)], name, old, new)
