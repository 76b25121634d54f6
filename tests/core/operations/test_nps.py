"""NPS: against the variance of the answers as +1, 0 and -1, and against repeated samples."""

import math
import random
import statistics
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import run

answer_lists = st.lists(st.integers(0, 10), min_size=1, max_size=60)


def _score(answers: list[int]) -> dict[str, Any]:
    return run("nps.score", {"answers": answers})


def _vote(answer: int) -> int:
    if answer >= 9:
        return 1
    return -1 if answer <= 6 else 0


@given(answers=answer_lists)
def test_score_is_the_mean_vote(answers: list[int]) -> None:
    """The score is 100 times the mean when promoters count as +1 and detractors as -1."""
    assert _score(answers)["nps"] == pytest.approx(100 * statistics.fmean(map(_vote, answers)), abs=1e-12)


@given(answers=answer_lists)
def test_margin_is_that_of_a_mean(answers: list[int]) -> None:
    """The margin is 1.96 standard errors of the mean vote."""
    standard_error = math.sqrt(statistics.pvariance(map(_vote, answers)) / len(answers))
    assert _score(answers)["margin95"] == pytest.approx(196 * standard_error, rel=1e-9, abs=1e-6)


@given(answers=answer_lists)
def test_groups_are_a_whole(answers: list[int]) -> None:
    """Promoters, passives and detractors are shares of all answers."""
    groups = _score(answers)
    assert math.fsum((groups["promoters"], groups["passives"], groups["detractors"])) == pytest.approx(1)


@given(answers=answer_lists, data=st.data())
def test_order_of_answers_does_not_matter(answers: list[int], data: st.DataObject) -> None:
    """The outcome is the same for the answers in another order."""
    assert _score(answers) == _score(data.draw(st.permutations(answers)))


@given(answers=answer_lists, times=st.integers(2, 5))
def test_more_of_the_same_narrows_the_margin(answers: list[int], times: int) -> None:
    """With n times the same answers the score stays and the margin shrinks by the root of n."""
    once, more = _score(answers), _score(answers * times)
    assert (more["nps"], more["margin95"]) == pytest.approx((once["nps"], once["margin95"] / math.sqrt(times)))


@given(answers=answer_lists, higher=st.integers(0, 10), lower=st.integers(0, 10))
def test_a_higher_answer_never_lowers_the_score(answers: list[int], higher: int, lower: int) -> None:
    """The score rises or stays when one answer rises."""
    low, high = sorted((lower, higher))
    assert _score([*answers, low])["nps"] <= _score([*answers, high])["nps"]


def test_margin_holds_in_95_of_100_samples() -> None:
    """In repeated samples of customers the score of all customers lies within the margin 95% of the time."""
    chance = random.Random(20)
    customers = [0] * 20 + [7] * 35 + [10] * 45
    samples = 2000
    hits = 0
    for _ in range(samples):
        outcome = _score(chance.choices(customers, k=200))
        hits += abs(outcome["nps"] - 25) <= outcome["margin95"]
    assert hits / samples == pytest.approx(0.95, abs=0.015)
