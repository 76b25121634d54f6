"""The rhythm of customers: published estimates, scipy's optimum, and rules that are tried on the year that is over."""

import csv
import itertools
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, special

from calculators import run
from calculators.operations import customer_rhythm
from calculators.operations.customer_rhythm import _Seen

CDNOW = Path(__file__).parents[2] / "examples" / "cdnow.csv"

buyers = st.lists(
    st.lists(st.integers(0, 47), min_size=1, max_size=12, unique=True).map(sorted), min_size=0, max_size=40
)


def written(month: int) -> str:
    """Months count from January 2022."""
    return f"{2022 + month // 12}-{month % 12 + 1:02d}"


def as_customers(lists: list[list[int]]) -> list[dict[str, Any]]:
    """Customers with these months."""
    return [{"name": f"Klant {at}", "months": [written(month) for month in each]} for at, each in enumerate(lists)]


def cdnow() -> Counter[_Seen]:
    """The 2,357 customers of CDNOW that Fader, Hardie & Lee (2005) fit, in weeks, as brucehardie.com publishes them."""
    with CDNOW.open(encoding="utf-8") as file:
        return Counter(
            {
                _Seen(int(row["repeats"]), float(row["last"]), float(row["watched"])): int(row["customers"])
                for row in csv.DictReader(file)
            }
        )


def test_the_published_estimates_of_cdnow() -> None:
    """R 0.243, alpha 4.414, a 0.793, b 2.426 and a log-likelihood of -9582.4, as published."""
    model = customer_rhythm.fit(cdnow().elements())
    assert model is not None
    assert [round(model[name], 3) for name in ("r", "alpha", "a", "b")] == [0.243, 4.414, 0.793, 2.426]
    assert round(model["log_likelihood"], 1) == -9582.4
    assert customer_rhythm.chance_alive(_Seen(26, 30, 38.86), model) == pytest.approx(0.0781, abs=1e-4)


def _by_scipy(groups: Counter[_Seen]) -> float:
    """The largest log-likelihood that scipy finds, with the formula written anew from the article (equation 6)."""
    x, last, watched = np.array(list(groups), dtype=float).T
    counts = np.array(list(groups.values()), dtype=float)

    def minus(logs: Sequence[float]) -> float:
        r, alpha, a, b = np.exp(logs)
        bought = special.gammaln(r + x) - special.gammaln(r) + r * np.log(alpha)
        alive = bought + special.betaln(a, b + x) - special.betaln(a, b) - (r + x) * np.log(alpha + watched)
        gone = bought + special.betaln(a + 1, b + np.maximum(x, 1) - 1) - special.betaln(a, b)
        gone = np.where(x > 0, gone - (r + x) * np.log(alpha + last), -np.inf)
        return -float(counts @ np.logaddexp(alive, gone))

    found = optimize.minimize(minus, [0.0] * 4, method="Nelder-Mead", options={"maxiter": 4000, "fatol": 1e-9})
    return -float(found.fun)


@pytest.mark.parametrize("seed", range(4))
def test_the_likelihood_is_as_high_as_scipy_finds(seed: int) -> None:
    """On made-up firms: the same optimum as scipy's, up to how far both look."""
    dice = random.Random(seed)
    firm = [bought_by_model(dice, 0.4 + seed / 5, 3.0, 0.8, 3.0) for _ in range(800)]
    groups = Counter(customer_rhythm._seen(each, 47) for each in firm if each[0] < 47)
    model = customer_rhythm.fit(groups.elements())
    assert model is not None
    assert model["log_likelihood"] == pytest.approx(_by_scipy(groups), abs=1e-3)


def bought_by_model(dice: random.Random, r: float, alpha: float, a: float, b: float, until: int = 48) -> list[int]:
    """The months in which a customer of BG/NBD buys, from a first month before ``until``."""
    rate, stops = dice.gammavariate(r, 1 / alpha), dice.betavariate(a, b)
    at = dice.uniform(0, until)
    months = {int(at)}
    while dice.random() >= stops:
        at += dice.expovariate(max(rate, 1e-9))
        if at >= until:
            break
        months.add(int(at))
    return sorted(months)


@given(buyers)
def test_what_is_told_of_a_customer_follows_from_its_months(lists: list[list[int]]) -> None:
    """Purchases, silence, gap and ratio, counted anew; a chance lies between 0 and 1."""
    found = run("list.rhythm", {"customers": as_customers(lists), "last": written(47)})
    assert isinstance(found, dict)
    for told, months in zip(found["customers"], lists, strict=True):
        gaps = sorted(later - before for before, later in itertools.pairwise(months))
        assert (told["purchases"], told["since"]) == (len(months), 47 - months[-1])
        middle = (gaps[(len(gaps) - 1) // 2] + gaps[len(gaps) // 2]) / 2 if gaps else None
        assert told["gap"] == middle
        assert told["ratio"] == (told["since"] / middle if middle else None)
        assert (told["p_alive"] is None) == (found["model"] is None)
        assert told["p_alive"] is None or 0 <= told["p_alive"] <= 1


@given(buyers)
def test_a_backtest_counts_whom_it_judges(lists: list[list[int]]) -> None:
    """Named is left and returned; right is the share judged rightly; the rule has most of it."""
    found = run("list.backtest", {"customers": as_customers(lists), "last": written(47)})
    assert isinstance(found, dict)
    tried = [found[rule] for rule in ("silence", "model") if found[rule]]
    for each in tried:
        assert each["named"] == each["left"] + each["returned"]
        stayed_unnamed = found["customers"] - found["left"] - each["returned"]
        assert each["right"] == pytest.approx((each["left"] + stayed_unnamed) / found["customers"])
    assert (found["rule"] is None) == (tried == [])
    if found["rule"]:
        assert found[found["rule"]]["right"] == max(each["right"] for each in tried)
    judged = [each for each in lists if max((month for month in each if month <= 35), default=-99) > 35 - 24]
    assert found["customers"] == len(judged)
    assert found["left"] == sum(max(each) <= 35 for each in judged)


def test_nobody_can_be_judged_without_a_year_to_look_back() -> None:
    """A list of one year has no rule; customers that all stayed have none either."""
    for lists in ([[40]] * 30, [[20, 40]] * 30):
        found = run("list.backtest", {"customers": as_customers(lists), "last": written(47)})
        assert isinstance(found, dict)
        assert found["rule"] is None
