"""Percentages that may not be what was meant are asked about, in every calculator, before they count."""

import pytest

from calculators.catalogue import find
from calculators.model.layers import doubtful, unanswered

# What hardly anybody has less than 1% of; rates that can be that small count as they stand.
ASKED = [
    ("klantwaarde", "retention"),
    ("klantwaarde", "first_retention"),
    ("klantwaarde", "gross_margin"),
    ("klantwaarde", "discount"),
    ("bierviltje", "retention"),
    ("bierviltje", "target_share"),
    ("klant-houden-of-loslaten", "refill"),
    ("klantenlijst", "margin_share"),
    ("systeemscan", "retention"),
]
COUNTED = [
    ("klantwaarde", "churn"),
    ("bierviltje", "referral_rate"),
    ("bierviltje", "steps.price"),
    ("klantenbestand", "response"),
]


@pytest.mark.parametrize(("slug", "name"), ASKED)
def test_a_part_where_a_percentage_is_asked_is_no_answer_yet(slug: str, name: str) -> None:
    """0,6 may be 60%: that is asked, and no answer comes before it is known; a percent sign leaves no doubt."""
    calculator = find(slug)
    assert doubtful(calculator, {name: "0,6"})[name][1] == "60%"
    assert "bedoel je 60%?" in unanswered(calculator, {name: "0,6"})[name]
    assert doubtful(calculator, {name: "0,6%"}) == doubtful(calculator, {name: "60"}) == {}


@pytest.mark.parametrize(("slug", "name"), COUNTED)
def test_a_rate_that_can_be_that_small_counts(slug: str, name: str) -> None:
    """Six customers of a thousand that leave or answer are ordinary."""
    assert doubtful(find(slug), {name: "0,6"}) == {}
