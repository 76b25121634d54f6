"""How far a share that was counted in a few customers may lie from that of all customers like them."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.operations.proportion import below, interval, of_ten


def test_seven_of_ten_is_half_to_seventeen_twentieths() -> None:
    """The figures of the page: 7 of 10 is 50 to 85%, four times out of five."""
    assert [round(each, 2) for each in of_ten(0.7)] == [0.5, 0.85]


@given(st.integers(1, 400).flatmap(lambda counted: st.tuples(st.integers(0, counted), st.just(counted))))
def test_the_interval_lies_around_what_was_counted(case: tuple[int, int]) -> None:
    """It holds the counted share, stays within 0 to 1, and its mirror is the interval of those who left."""
    kept, counted = case
    low, high = interval(kept, counted)
    assert 0 <= low <= kept / counted <= high <= 1
    left = interval(counted - kept, counted)
    assert [1 - left[1], 1 - left[0]] == pytest.approx([low, high], abs=1e-9)


@given(st.floats(0.1, 0.9), st.floats(0.5, 50), st.floats(0.5, 50))
def test_the_chance_of_both_sides_is_one(share: float, first: float, second: float) -> None:
    """What lies below a share and what lies above it is everything."""
    assert below(share, first, second) + below(1 - share, second, first) == pytest.approx(1)


def test_a_stated_range_holds_four_times_out_of_five() -> None:
    """Over shares anywhere, the interval of ten customers holds the true one in 75 to 85% of the counts."""
    draw = random.Random(7)
    held = 0
    for _ in range(4000):
        share = draw.uniform(0.3, 0.97)
        kept = sum(draw.random() < share for _ in range(10))
        low, high = of_ten(kept / 10)
        held += low <= share <= high
    assert 0.75 <= held / 4000 <= 0.85
