"""PWW: properties that must hold for all segments, and checks by other means than the formulas."""

import itertools
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import InputError
from calculators.model.declarations import declare
from calculators.operations import pww
from calculators.operations.pww import CRITERIA, Segment
from tests.strategies import inputs_of

SEGMENTS = inputs_of(declare(pww.weight_share)).map(lambda inputs: inputs["segments"])
WEIGHTS = st.lists(st.floats(0.01, 100), min_size=3, max_size=3)

CLOSE_RACE: list[Segment] = [
    {"name": "Coaching", "fulfilment": 8, "market_value": 6, "profitability": 7},
    {"name": "Training", "fulfilment": 6, "market_value": 8, "profitability": 8},
    {"name": "Advies", "fulfilment": 5, "market_value": 9, "profitability": 7},
]


@given(SEGMENTS)
def test_total_is_the_sum_of_three_scores(segments: list[Segment]) -> None:
    """Without weights the weighted total is the plain total, between 3 and 30."""
    ranking = pww.rank(segments)
    assert ranking["totals"] == pytest.approx([sum(segment[key] for key in CRITERIA) for segment in segments])
    assert ranking["weighted_totals"] == ranking["totals"]
    assert all(3 <= total <= 30 for total in ranking["totals"])


@given(SEGMENTS, st.randoms(use_true_random=False))
def test_order_of_the_segments_does_not_matter(segments: list[Segment], shuffler: random.Random) -> None:
    """Ranks, shares and probabilities go with the segment, not with its place in the list."""
    shuffled = shuffler.sample(segments, len(segments))
    ranks = dict(zip((each["name"] for each in segments), pww.rank(segments)["ranks"], strict=True))
    assert ranks == dict(zip((each["name"] for each in shuffled), pww.rank(shuffled)["ranks"], strict=True))
    assert pww.weight_share(segments)["shares"] == pytest.approx(pww.weight_share(shuffled)["shares"], abs=1e-9)
    chances = pww.uncertainty(segments)["win_probability"]
    assert chances == pytest.approx(pww.uncertainty(shuffled)["win_probability"], abs=1e-9)


@given(SEGMENTS, WEIGHTS, st.floats(0.001, 1000))
def test_only_the_ratio_of_weights_matters(segments: list[Segment], weights: list[float], factor: float) -> None:
    """Weights of 1, 2, 3 and of 10, 20, 30 give the same totals."""
    scaled = [weight * factor for weight in weights]
    first, second = pww.rank(segments, weights), pww.rank(segments, scaled)
    assert first["weighted_totals"] == pytest.approx(second["weighted_totals"])


@given(SEGMENTS)
def test_shares_of_all_weightings_are_a_whole(segments: list[Segment]) -> None:
    """The shares are never negative and add up to 1."""
    shares = pww.weight_share(segments)["shares"].values()
    assert math.fsum(shares) == pytest.approx(1)
    assert min(shares) >= 0


@given(SEGMENTS, st.integers(1, 12))
def test_chances_are_a_whole(segments: list[Segment], spread: int) -> None:
    """The win probabilities are never negative and add up to 1."""
    chances = pww.uncertainty(segments, spread)["win_probability"].values()
    assert math.fsum(chances) == pytest.approx(1)
    assert min(chances) >= 0


@given(SEGMENTS)
def test_a_higher_score_never_lowers_the_place(segments: list[Segment]) -> None:
    """Raising one score of a segment does not make its rank worse."""
    before = pww.rank(segments)["ranks"][0]
    raised: list[Segment] = [{**segments[0], "fulfilment": 10.0}, *segments[1:]]
    assert pww.rank(raised)["ranks"][0] <= before


def test_shares_agree_with_drawn_weightings() -> None:
    """Drawing 40,000 weightings at random gives the same shares, within what chance allows."""
    draw = random.Random(1)
    wins = dict.fromkeys((each["name"] for each in CLOSE_RACE), 0)
    for _ in range(40_000):
        low, high = sorted((draw.random(), draw.random()))
        wins[pww.rank(CLOSE_RACE, [low, high - low, 1 - high])["winners"][0]] += 1
    drawn = {name: count / 40_000 for name, count in wins.items()}
    assert drawn == pytest.approx(pww.weight_share(CLOSE_RACE)["shares"], abs=0.01)


def test_chances_agree_with_trying_every_combination() -> None:
    """Enumerating all 3^6 ways in which six scores can be a point off gives the same chances."""
    pair = CLOSE_RACE[:2]
    wins = dict.fromkeys((each["name"] for each in pair), 0.0)
    for steps in itertools.product((-1, 0, 1), repeat=6):
        totals = [
            sum(min(10, max(1, segment[key] + step)) for key, step in zip(CRITERIA, moved, strict=True))
            for segment, moved in zip(pair, (steps[:3], steps[3:]), strict=True)
        ]
        best = [segment["name"] for segment, total in zip(pair, totals, strict=True) if total == max(totals)]
        for name in best:
            wins[name] += 1 / len(best) / 3**6
    assert wins == pytest.approx(pww.uncertainty(pair)["win_probability"])


@pytest.mark.parametrize("weights", [[1, 1, 1], [0, 0, 1], [3, 1, 2], [0.5, 0.25, 0.25]])
def test_weighted_chances_agree_with_trying_every_combination(weights: list[float]) -> None:
    """Enumerating all 3^6 ways gives the same chances with weights; equal ones are none."""
    pair = CLOSE_RACE[:2]
    wins = dict.fromkeys((each["name"] for each in pair), 0.0)
    for steps in itertools.product((-1, 0, 1), repeat=6):
        moved: list[Segment] = [
            {**each, **{key: min(10, max(1, each[key] + step)) for key, step in zip(CRITERIA, part, strict=True)}}  # type: ignore[typeddict-item]
            for each, part in zip(pair, (steps[:3], steps[3:]), strict=True)
        ]
        best = pww.rank(moved, weights)["winners"]
        for name in best:
            wins[name] += 1 / len(best) / 3**6
    chances = pww.uncertainty(pair, 1, weights)["win_probability"]
    assert wins == pytest.approx(chances)
    if len(set(weights)) == 1:
        assert chances == pytest.approx(pww.uncertainty(pair)["win_probability"])


@given(SEGMENTS, WEIGHTS)
def test_the_score_that_flips_really_flips(segments: list[Segment], weights: list[float]) -> None:
    """Changing a named score by the smallest change ends the lead; by a little less it does not."""
    flip = pww.score_flip(segments, weights)
    if not flip["min_change"] or flip["min_change"] < 1e-6:
        return
    cell = flip["cells"][0]
    winner = pww.rank(segments, weights)["winners"]
    for factor, alone in ((1 - 1e-3, True), (1.0, False)):
        change = flip["min_change"] * factor * (-1 if cell["direction"] == "down" else 1)
        moved: list[Segment] = [
            {**each, cell["criterion"]: min(10.0, max(1.0, each[cell["criterion"]] + change))}  # type: ignore[misc]  # a computed key
            if each["name"] == cell["segment"]
            else each
            for each in segments
        ]
        assert (pww.rank(moved, weights)["winners"] == winner) is alone


@given(SEGMENTS)
def test_just_inside_an_interval_the_winner_stays(segments: list[Segment]) -> None:
    """At both edges of the interval of a weight, taken a little inwards, the same segment is among the winners."""
    interval = pww.weight_interval(segments, "fulfilment")
    for edge, inwards in ((interval["low"], 1e-6), (interval["high"], -1e-6)):
        weight = min(1.0, max(0.0, edge + inwards))
        if interval["low"] <= weight <= interval["high"]:
            rest = (1 - weight) / 2
            assert interval["winner"] in pww.rank(segments, [weight, rest, rest])["winners"]


def test_equal_segments_share() -> None:
    """Two segments with the same scores share the first place, the weightings and the chances."""
    twins: list[Segment] = [{**CLOSE_RACE[0], "name": name} for name in ("A", "B")]
    assert pww.rank(twins)["margin"] == 0
    assert pww.score_flip(twins) == {"min_change": 0.0, "cells": []}
    assert pww.weight_share(twins)["shares"] == {"A": 0.5, "B": 0.5}
    assert pww.uncertainty(twins)["win_probability"] == pytest.approx({"A": 0.5, "B": 0.5})


def test_one_segment_has_nothing_to_lose() -> None:
    """With one segment there is no margin and nothing that can change it."""
    alone = CLOSE_RACE[:1]
    assert pww.rank(alone)["margin"] is None
    assert pww.score_flip(alone)["min_change"] is None
    assert pww.min_weight_change(alone)["min_weight_change"] is None


def test_huge_weights_do_not_overflow() -> None:
    """Weights near the largest double still give totals on the scale."""
    assert pww.rank(CLOSE_RACE, [1e308, 1e308, 1e308])["weighted_totals"] == pytest.approx([21, 22, 21])


def test_a_plain_call_is_checked_as_well() -> None:
    """The typed function refuses what the contract refuses."""
    with pytest.raises(InputError, match="out_of_range at segments"):
        pww.rank([{"name": "A", "fulfilment": 11, "market_value": 5, "profitability": 5}])
