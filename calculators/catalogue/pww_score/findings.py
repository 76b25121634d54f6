"""Every number that is said or drawn about customer groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from calculators.operations import pww
from calculators.operations.arithmetic import TOLERANCE
from calculators.operations.pww import CRITERIA, Segments, Weights

LABELS = pww.CRITERION_LABELS
SPREAD = 1

# Rules of thumb for the words around a share of weightings; the page calls them so.
HARDLY_MATTERS = 0.9
FAIRLY_SURE = 0.5

Outcome = Literal["alone", "tie", "winner"]
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
    """The smallest change of one score that makes first place shared."""

    change: float
    criterion: str
    name: str
    old: float
    new: float


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found about the groups: who stand first, second and highest in profitability, and what turns that."""

    outcome: Outcome
    standings: tuple[Standing, ...]
    winners: tuple[Standing, ...]
    runners_up: tuple[Standing, ...]
    richest: tuple[Standing, ...]
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
        outcome="alone" if len(standings) == 1 else "tie" if len(winners) > 1 else "winner",
        standings=standings,
        winners=winners,
        runners_up=tuple(each for each in standings if each.rank == second),
        richest=tuple(each for each in standings if each.scores[-1] == most),
        leader=max(standings, key=lambda each: each.share),
        margin=ranking["margin"],
        sureness=_sureness(winners[0].share),
        flip=_flip(segments, weights),
        weight_change=pww.min_weight_change(segments, weights)["min_weight_change"],
        weights=pww.normalised(weights),
        weighted=weights is not None,
    )


def _standings(segments: Segments, weights: Weights | None, ranking: pww.Ranking) -> tuple[Standing, ...]:
    factors, regions = pww.multipliers(weights), pww.weight_regions(segments)
    shares, chances = pww.weight_share(segments)["shares"], pww.uncertainty(segments, SPREAD)["win_probability"]
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
    change, cells = found["min_change"], found["cells"]
    if not change or not cells:
        return None
    criterion, name = cells[0]["criterion"], cells[0]["segment"]
    old = next(each for each in segments if each["name"] == name)[criterion]
    new = old - change if cells[0]["direction"] == "down" else old + change
    return Flip(change, LABELS[CRITERIA.index(criterion)], name, old, new)
