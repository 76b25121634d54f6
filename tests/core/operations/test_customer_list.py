"""The customer list: against brute force over subsets and pairs, and exact fractions."""

import itertools
import math
import random
import time
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import run

cents = st.integers(-(10**7), 10**7).map(lambda each: each / 100)
profits = st.lists(cents, min_size=1, max_size=30)
revenues = st.lists(cents.map(abs), min_size=1, max_size=12).filter(any)
whole_euros = st.lists(st.integers(0, 12), min_size=1, max_size=8).filter(any)

HUGE = 1.7e308
TINY = 5e-324


def _whale(values: list[float]) -> dict[str, Any]:
    return run("list.whale", {"profits": values})


def _gini(values: list[float]) -> float:
    return float(run("list.gini", {"values": values})["gini"])


def _hhi(values: list[float]) -> float:
    return float(run("list.concentration", {"values": values})["hhi"])


def _classes(values: list[float], **limits: float) -> list[str]:
    return list(run("list.abc", {"values": values, **limits})["classes"])


@given(values=st.lists(st.integers(-50, 50), min_size=1, max_size=7))
def test_whale_is_the_best_choice_of_so_many_customers(values: list[int]) -> None:
    """Each point of the curve is the most profit that so many customers can have together."""
    best = [max(map(sum, itertools.combinations(values, count))) for count in range(1, len(values) + 1)]
    assert best == _whale([float(value) for value in values])["cumulative"]


@given(values=profits)
def test_whale_peak_and_erosion_are_profits_and_losses(values: list[float]) -> None:
    """The peak is the sum of the profits, the erosion that of the losses."""
    outcome = _whale(values)
    gained, lost = (math.fsum(max(0.0, sign * value) for value in values) for sign in (1, -1))
    assert (outcome["peak"], outcome["erosion"]) == pytest.approx((gained, lost), abs=1e-6)


@given(values=profits)
def test_whale_points_are_exact_sums(values: list[float]) -> None:
    """Each point of the curve is the exact sum of the numbers given, to the last bits."""
    ordered = sorted(map(Fraction, values), reverse=True)
    exact = [float(each) for each in itertools.accumulate(ordered)]
    assert _whale(values)["cumulative"] == pytest.approx(exact, rel=1e-15, abs=1e-20)


def test_whale_does_not_drift() -> None:
    """Ten times ten cents is one euro."""
    assert _whale([0.1] * 10)["total"] == 1


@given(values=profits, data=st.data())
def test_whale_does_not_depend_on_the_order(values: list[float], data: st.DataObject) -> None:
    """The curve is the same for the customers in another order."""
    assert _whale(values) == _whale(data.draw(st.permutations(values)))


@given(values=profits)
def test_whale_without_the_losses_ends_at_its_peak(values: list[float]) -> None:
    """When the customers with a loss are left out, the total is the peak and nothing erodes."""
    kept = [value for value in values if value >= 0] or [0.0]
    outcome = _whale(kept)
    assert (outcome["total"], outcome["erosion"]) == (_whale(values)["peak"], 0)


def test_whale_of_100_000_customers_takes_less_than_half_a_second() -> None:
    """The best of three runs, checks included, in time of the processor."""
    chance = random.Random(35)
    values = [chance.gauss(100, 200) for _ in range(100_000)]
    times = []
    for _ in range(3):
        start = time.process_time()
        _whale(values)
        times.append(time.process_time() - start)
    assert min(times) < 0.5


def test_whale_of_huge_amounts_has_ratios() -> None:
    """Sums too large for a double are infinite; their ratios are not lost."""
    outcome = _whale([HUGE, HUGE, -HUGE])
    assert outcome["peak"] == math.inf
    assert (outcome["total"], outcome["erosion"]) == (HUGE, HUGE)
    assert (outcome["peak_ratio"], outcome["top20_share"]) == (2, 1)


@given(values=revenues)
def test_gini_is_half_the_relative_mean_difference(values: list[float]) -> None:
    """The index is the mean difference between all pairs, divided by twice the mean."""
    pairs = math.fsum(abs(one - other) for one in values for other in values)
    expected = pairs / (2 * len(values) * math.fsum(values))
    assert _gini(values) == pytest.approx(expected, abs=1e-12)


@given(values=revenues)
def test_gini_is_twice_the_area_above_the_lorenz_curve(values: list[float]) -> None:
    """The index is 1 minus twice the area below the line of cumulative shares, from poor to rich."""
    heights = list(itertools.accumulate(sorted(values), initial=0.0))
    area = math.fsum(map(math.fsum, itertools.pairwise(heights))) / 2 / len(values) / heights[-1]
    assert _gini(values) == pytest.approx(1 - 2 * area, abs=1e-9)


@given(values=revenues, factor=st.sampled_from([0.5, 2.0, 1024.0]), times=st.integers(1, 4))
def test_gini_does_not_depend_on_unit_or_size(values: list[float], factor: float, times: int) -> None:
    """Other units, and several copies of all customers, give the same index."""
    assert _gini([factor * value for value in values] * times) == pytest.approx(_gini(values), abs=1e-12)


@given(values=revenues)
def test_gini_falls_when_all_get_the_same_extra(values: list[float]) -> None:
    """The same amount for everybody makes the list less unequal, or leaves it equal."""
    assert _gini([value + 100 for value in values]) <= _gini(values) + 1e-12


@given(values=st.lists(st.integers(-20, 100), min_size=1, max_size=12))
def test_abc_classes_follow_exact_shares(values: list[int]) -> None:
    """The class of each customer follows from the exact share of those that come before it."""
    total = sum(value for value in values if value > 0)
    expected = []
    for index, value in enumerate(values):
        before = sum(other for place, other in enumerate(values) if other > 0 and (-other, place) < (-value, index))
        if value <= 0 or before >= Fraction(95, 100) * total:
            expected.append("C")
        else:
            expected.append("B" if before >= Fraction(80, 100) * total else "A")
    assert expected == _classes([float(value) for value in values])


@given(values=revenues)
def test_abc_customers_of_class_a_reach_the_limit(values: list[float]) -> None:
    """Class A holds at least 80% of the total, and less without its smallest customer."""
    largest = sorted((value for value, letter in zip(values, _classes(values), strict=True) if letter == "A"))
    limit = 0.8 * math.fsum(values)
    assert math.fsum(largest[1:]) < limit * (1 + 1e-9)
    assert math.fsum(largest) >= limit * (1 - 1e-9)


def test_abc_of_huge_amounts_has_classes() -> None:
    """Amounts that add up to more than a double can hold still have shares."""
    assert _classes([HUGE] * 10) == ["A"] * 8 + ["B"] * 2


@given(values=st.lists(st.integers(-20, 100), min_size=1, max_size=8), percent=st.integers(1, 100))
def test_pareto_is_the_largest_choice_of_so_many_customers(values: list[int], percent: int) -> None:
    """The share is the most that so many customers can have together; their number is rounded up exactly."""
    count = math.ceil(Fraction(percent, 100) * len(values))
    largest = max(map(sum, itertools.combinations(values, count)))
    share = largest / sum(values) if sum(values) > 0 else None
    outcome = run("list.pareto", {"values": values, "fraction": percent / 100})
    assert outcome == {"customers": count, "share": share if share is None else pytest.approx(share, abs=1e-12)}


@given(values=revenues, first=st.integers(1, 100), second=st.integers(1, 100))
def test_pareto_share_grows_with_the_fraction(values: list[float], first: int, second: int) -> None:
    """More customers have at least the same share; all have everything."""
    low, high = (
        run("list.pareto", {"values": values, "fraction": percent / 100})["share"]
        for percent in sorted((first, second))
    )
    assert low <= high + 1e-12
    assert run("list.pareto", {"values": values, "fraction": 1})["share"] == 1


def test_curry_rounds_up_exactly() -> None:
    """For every number of clients the floors are those of exact fractions, and they add up."""
    for clients in range(1, 5001):
        best, twentieth, fifth = (-(-clients // part) for part in (100, 20, 5))
        expected = {"top": best, "large": twentieth - best, "medium": fifth - twentieth, "small": clients - fifth}
        assert expected == run("list.curry", {"clients": clients})


@given(values=whole_euros)
def test_concentration_is_the_chance_of_the_same_client(values: list[int]) -> None:
    """The index is the probability that two euros drawn at random, with replacement, come from the same client."""
    euros = [client for client, value in enumerate(values) for _ in range(value)]
    same = sum(one == other for one in euros for other in euros)
    assert _hhi([float(value) for value in values]) == pytest.approx(same / len(euros) ** 2)


@given(values=revenues)
def test_concentration_counts_between_one_and_all_clients(values: list[float]) -> None:
    """There are effectively between 1 and n clients, and at least so many as the largest share allows."""
    outcome = run("list.concentration", {"values": values})
    assert 1 - 1e-12 <= outcome["effective_clients"] <= len(values) * (1 + 1e-12)
    assert outcome["largest_share"] ** 2 <= outcome["hhi"] * (1 + 1e-12)
    assert outcome["hhi"] <= outcome["largest_share"] * (1 + 1e-12)


@given(values=revenues.filter(lambda each: len(each) > 1))
def test_concentration_rises_when_clients_merge(values: list[float]) -> None:
    """Two clients as one make the list more concentrated."""
    first, second, *rest = values
    assert _hhi([first + second, *rest]) >= _hhi(values) - 1e-12


@pytest.mark.parametrize("amount", [TINY, HUGE])
@pytest.mark.parametrize(
    ("op", "key", "expected"),
    [
        ("list.gini", "gini", 0),
        ("list.concentration", "effective_clients", 4),
        ("list.abc", "classes", ["A", "A", "A", "A"]),
    ],
)
def test_equal_amounts_of_any_size_are_equal(op: str, key: str, expected: object, amount: float) -> None:
    """The smallest and the largest doubles give the same outcome as any other amount."""
    assert expected == run(op, {"values": [amount] * 4})[key]
