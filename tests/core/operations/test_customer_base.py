"""The customer base and chains of states: against exact fractions, long sums and year after year."""

import itertools
import math
import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculators import run

STATES = ("consument", "klant", "vaste_klant", "ambassadeur")
P0 = {
    "consument_to_klant": 0.04,
    "klant_to_vast": 0.30,
    "klant_to_consument": 0.40,
    "vast_to_ambassadeur": 0.10,
    "vast_to_klant": 0.10,
    "vast_to_consument": 0.10,
    "ambassadeur_to_vast": 0.05,
    "ambassadeur_to_consument": 0.05,
    "new_per_ambassadeur": 0.05,
}

percents = st.integers(0, 100).map(lambda percent: percent / 100)
thirds = st.integers(0, 33).map(lambda percent: percent / 100)
all_rates = st.fixed_dictionaries(
    dict.fromkeys(P0, thirds)
    | {"consument_to_klant": percents, "new_per_ambassadeur": st.integers(0, 40).map(lambda each: each / 20)}
)
starts = st.fixed_dictionaries(dict.fromkeys(STATES, st.integers(0, 10_000)))


def _row(weights: Sequence[int]) -> list[float]:
    return [weight / sum(weights) for weight in weights]


def _matrices(size: int) -> st.SearchStrategy[list[list[float]]]:
    rows = st.lists(st.integers(0, 4), min_size=size, max_size=size).filter(any).map(_row)
    return st.lists(rows, min_size=size, max_size=size)


matrices = st.integers(1, 5).flatmap(_matrices)
chains = st.integers(1, 5).flatmap(
    lambda size: st.tuples(_matrices(size), st.lists(st.integers(-50, 50), min_size=size, max_size=size))
)
discounts = st.integers(1, 200).map(lambda percent: percent / 100)


def _project(start: Mapping[str, float], rates: Mapping[str, float], years: int) -> list[list[float]]:
    counts: list[list[float]] = run("base.project", {"start": start, "rates": rates, "years": years})["counts"]
    return counts


def _solve(rows: list[list[Fraction]], right: list[Fraction]) -> list[Fraction] | None:
    """Solve linear equations exactly; None when they have not exactly one solution."""
    table = [[*row, value] for row, value in zip(rows, right, strict=True)]
    size = len(rows[0])
    for column in range(size):
        pivot = next((row for row in range(column, len(table)) if table[row][column]), None)
        if pivot is None:
            return None
        table[column], table[pivot] = table[pivot], table[column]
        table[column] = [value / table[column][column] for value in table[column]]
        for row in range(len(table)):
            if row != column:
                factor = table[row][column]
                table[row] = [a - factor * b for a, b in zip(table[row], table[column], strict=True)]
    return None if any(row[size] for row in table[size:]) else [row[size] for row in table[:size]]


def _exact(matrix: list[list[float]]) -> list[list[Fraction]]:
    """Return the chances as the fractions that they stand for."""
    return [[Fraction(chance).limit_denominator(1000) for chance in row] for row in matrix]


@given(start=starts, rates=all_rates)
def test_project_follows_the_flows_of_the_specification(start: dict[str, float], rates: dict[str, float]) -> None:
    """One year is the sum of all flows, written out one by one."""
    c, k, v, a = (start[state] for state in STATES)
    new = min(c, c * rates["consument_to_klant"] + a * rates["new_per_ambassadeur"])
    up, away = k * rates["klant_to_vast"], k * rates["klant_to_consument"]
    praise, down, lost = (v * rates[f"vast_to_{end}"] for end in ("ambassadeur", "klant", "consument"))
    cool, gone = a * rates["ambassadeur_to_vast"], a * rates["ambassadeur_to_consument"]
    expected = [
        c - new + away + lost + gone,
        k + new - up - away + down,
        v + up - praise - down - lost + cool,
        a + praise - cool - gone,
    ]
    assert _project(start, rates, 1)[1] == pytest.approx(expected, abs=1e-8)


@given(start=starts, rates=all_rates, years=st.integers(1, 30))
def test_nobody_is_lost_or_counted_below_zero(start: dict[str, float], rates: dict[str, float], years: int) -> None:
    """The population stays the same, and no group falls below zero."""
    rows = _project(start, rates, years)
    assert len(rows) == years + 1
    assert all(math.fsum(row) == pytest.approx(sum(start.values()), rel=1e-12) for row in rows)
    assert all(count >= 0 for row in rows for count in row)


@given(start=starts, rates=all_rates, data=st.data())
def test_projecting_goes_on_where_it_stopped(
    start: dict[str, float], rates: dict[str, float], data: st.DataObject
) -> None:
    """Two years and three years are five years."""
    first = data.draw(st.integers(1, 4))
    whole = _project(start, rates, 5)
    rest = _project(dict(zip(STATES, whole[first], strict=True)), rates, 5 - first)
    assert list(itertools.chain(*rest)) == pytest.approx(list(itertools.chain(*whole[first:])), abs=1e-8)


@given(rates=all_rates, population=st.integers(1, 100_000))
def test_steady_stands_still(rates: dict[str, float], population: int) -> None:
    """A year later the numbers are the same, they add up to the population and none is negative."""
    outcome = run("base.steady", {"population": population, "rates": rates})
    assume(outcome["counts"])
    counts = list(outcome["counts"].values())
    assert _project(outcome["counts"], rates, 1)[1] == pytest.approx(counts, abs=1e-9 * population)
    assert math.fsum(counts) == pytest.approx(population, rel=1e-12)
    assert min(counts) >= 0


@pytest.mark.parametrize("referrals", [0, 0.05, 0.2, 0.5, 2])
def test_steady_is_where_years_lead(referrals: float) -> None:
    """A thousand years of projecting end at the steady state, also when the market is exhausted."""
    rates = {**P0, "new_per_ambassadeur": referrals}
    start = {"consument": 5000, "klant": 300, "vaste_klant": 120, "ambassadeur": 50}
    counts = run("base.steady", {"population": 5470, "rates": rates})["counts"]
    assert _project(start, rates, 1000)[-1] == pytest.approx(list(counts.values()), rel=1e-6)


def _unlimited(rates: dict[str, float]) -> list[Fraction] | None:
    """Solve the balance equations exactly, without the limit on new customers."""
    rate = {name: Fraction(round(value * 100), 100) for name, value in rates.items()}
    klant = rate["klant_to_vast"] + rate["klant_to_consument"]
    vast = rate["vast_to_ambassadeur"] + rate["vast_to_klant"] + rate["vast_to_consument"]
    ambassadeur = rate["ambassadeur_to_vast"] + rate["ambassadeur_to_consument"]
    rows = [
        [Fraction(1)] * 4,
        [rate["consument_to_klant"], -klant, rate["vast_to_klant"], rate["new_per_ambassadeur"]],
        [Fraction(0), rate["klant_to_vast"], -vast, rate["ambassadeur_to_vast"]],
        [Fraction(0), Fraction(0), rate["vast_to_ambassadeur"], -ambassadeur],
        [
            -rate["consument_to_klant"],
            rate["klant_to_consument"],
            rate["vast_to_consument"],
            rate["ambassadeur_to_consument"] - rate["new_per_ambassadeur"],
        ],
    ]
    return _solve(rows, [Fraction(1), *[Fraction(0)] * 4])


@given(rates=all_rates)
def test_steady_solves_the_balance_equations(rates: dict[str, float]) -> None:
    """Exact elimination finds the same numbers, and says in the same cases that they are not unique."""
    outcome = run("base.steady", {"population": 1, "rates": rates})
    expected = _unlimited(rates)
    if expected is None:  # also when arrivals and departures balance only with a population of 0
        assert outcome["reason"] == "not_unique" or outcome["market_exhausted"]
        return
    assert outcome["reason"] is None
    new = expected[0] * Fraction(rates["consument_to_klant"]) + expected[3] * Fraction(rates["new_per_ambassadeur"])
    limited = min(expected) < 0 or float(new) > float(expected[0]) * (1 + 1e-9)
    assert outcome["market_exhausted"] == limited
    if not limited:
        assert list(outcome["counts"].values()) == pytest.approx([float(each) for each in expected], abs=1e-9)


@given(matrix=matrices)
def test_stationary_solves_the_equations(matrix: list[list[float]]) -> None:
    """Exact elimination finds the same shares, and says in the same cases that they are not unique."""
    outcome = run("base.stationary", {"matrix": matrix})
    exact = _exact(matrix)
    size = len(matrix)
    rows = [[Fraction(1)] * size] + [
        [exact[start][end] - (start == end) for start in range(size)] for end in range(size)
    ]
    expected = _solve(rows, [Fraction(1)] + [Fraction(0)] * size)
    if expected is None:
        assert outcome == {"distribution": None, "reason": "not_unique"}
    else:
        assert outcome["distribution"] == pytest.approx([float(each) for each in expected], abs=1e-12)
        assert outcome["reason"] is None


def test_stationary_of_a_chain_that_hardly_moves() -> None:
    """Chances of 1e-14 to leave keep all their digits: 1 to 2 is 1 to 2."""
    slow = [[1 - 2e-14, 2e-14], [1e-14, 1 - 1e-14]]
    assert run("base.stationary", {"matrix": slow})["distribution"] == pytest.approx([1 / 3, 2 / 3], rel=1e-14)


def test_stationary_by_drawing_lots() -> None:
    """A walk of 200.000 steps spends its time as the distribution says."""
    matrix = [[0.5, 0.3, 0.2], [0.1, 0.6, 0.3], [0.4, 0.1, 0.5]]
    lots, state, visits = random.Random(11), 0, [0, 0, 0]
    for _ in range(200_000):
        state = lots.choices(range(3), matrix[state])[0]
        visits[state] += 1
    expected = run("base.stationary", {"matrix": matrix})["distribution"]
    assert [visit / 200_000 for visit in visits] == pytest.approx(expected, abs=0.01)


@given(chain=chains, discount=st.integers(10, 200).map(lambda percent: percent / 100))
def test_value_is_the_sum_of_all_years(chain: tuple[list[list[float]], list[int]], discount: float) -> None:
    """Year after year, the expected reward of each start is discounted and added until it no longer counts."""
    matrix, rewards = chain
    expected = [0.0] * len(matrix)
    rows = [[float(start == end) for end in range(len(matrix))] for start in range(len(matrix))]
    factor = 1.0
    while factor > 1e-14:
        for start, row in enumerate(rows):
            expected[start] += factor * math.fsum(chance * reward for chance, reward in zip(row, rewards, strict=True))
        rows = [
            [math.fsum(chance * matrix[via][end] for via, chance in enumerate(row)) for end in range(len(matrix))]
            for row in rows
        ]
        factor /= 1 + discount
    outcome = run("base.value", {"matrix": matrix, "rewards": rewards, "discount": discount})
    assert outcome["values"] == pytest.approx(expected, abs=1e-8)


@given(chain=chains)
def test_value_without_discount_is_the_limit(chain: tuple[list[list[float]], list[int]]) -> None:
    """With a discount that goes to 0 values grow to the ones without; infinite ones grow with 1/i."""
    matrix, rewards = chain
    without = run("base.value", {"matrix": matrix, "rewards": rewards, "discount": 0})["values"]
    nearly = run("base.value", {"matrix": matrix, "rewards": rewards, "discount": 1e-10})["values"]
    for limit, near in zip(without, nearly, strict=True):
        if limit is None:
            continue
        if math.isinf(limit):
            assert near * math.copysign(1, limit) > 1e6
        else:
            assert near == pytest.approx(limit, abs=1e-5)


@given(matrix=matrices, reward=st.integers(1, 9), discount=discounts)
def test_value_of_the_same_reward_everywhere(matrix: list[list[float]], reward: int, discount: float) -> None:
    """If every state pays the same, the chain does not matter: r (1 + i) / i."""
    outcome = run("base.value", {"matrix": matrix, "rewards": [reward] * len(matrix), "discount": discount})
    assert outcome["values"] == pytest.approx([reward * (1 + discount) / discount] * len(matrix), rel=1e-12)


@given(chain=chains, discount=st.just(0.0) | discounts, scale=st.sampled_from([-1.0, 3.0, 1e-300, 1e300]))
def test_value_grows_with_the_rewards(
    chain: tuple[list[list[float]], list[int]], discount: float, scale: float
) -> None:
    """Values are in proportion to the rewards, with or without a sum."""
    matrix, rewards = chain
    one = run("base.value", {"matrix": matrix, "rewards": rewards, "discount": discount})["values"]
    scaled = [reward * scale for reward in rewards]
    other = run("base.value", {"matrix": matrix, "rewards": scaled, "discount": discount})["values"]
    for value, changed in zip(one, other, strict=True):
        if value is None or not math.isfinite(value):
            assert changed == (None if value is None else value * scale)
        else:
            assert changed == pytest.approx(value * scale, rel=1e-9, abs=1e-9 * abs(scale))


def test_value_of_a_class_that_balances_has_no_sum() -> None:
    """Gains and losses of one third each cancel also when their doubles do not."""
    matrix = [[0, 1, 0], [0, 0, 1], [1, 0, 0]]
    outcome = run("base.value", {"matrix": matrix, "rewards": [0.1, 0.2, -0.3], "discount": 0})
    assert outcome["values"] == [None, None, None]


@pytest.mark.parametrize("tiny", [5e-324, 1e-200, 1e-17])
@pytest.mark.parametrize("reward", [5e-324, 1.0, 1.7e308])
@pytest.mark.parametrize("discount", [0.0, 5e-324, 1e-16, 1e300])
def test_extreme_chains_never_make_nan(tiny: float, reward: float, discount: float) -> None:
    """Chances and rewards at the ends of the doubles give numbers, infinities or None."""
    matrix = [[1.0, tiny, tiny], [tiny, 1.0, tiny], [tiny, tiny, 1.0]]
    for rewards in ([reward, -reward, reward], [0, 0, reward]):
        values = run("base.value", {"matrix": matrix, "rewards": rewards, "discount": discount})["values"]
        assert not any(value is not None and math.isnan(value) for value in values)
    distribution = run("base.stationary", {"matrix": matrix})["distribution"]
    assert math.fsum(distribution) == pytest.approx(1)


@pytest.mark.parametrize("size", [5e-324, 1e-300, 1e300, 1.7e308])
def test_extreme_bases_never_make_nan(size: float) -> None:
    """A population at the ends of the doubles gives numbers, at most infinite."""
    rates = {**P0, "new_per_ambassadeur": size}
    rows = _project(dict.fromkeys(STATES, size), rates, 3)
    counts = run("base.steady", {"population": size, "rates": rates})["counts"]
    assert not any(map(math.isnan, [*itertools.chain(*rows), *counts.values()]))


reaches = st.fixed_dictionaries(
    {
        "customers": st.integers(0, 5000),
        "known_share": percents,
        "target_share": percents,
        "mailings_per_year": st.integers(0, 24),
        "response": percents,
        "margin_per_visit": st.integers(-10, 100),
        "cost_per_message": st.integers(0, 100).map(lambda cents: cents / 100),
        "attrition": percents,
        "discount": percents,
    }
)


@given(inputs=reaches)
def test_reach_splits_all_customers(inputs: dict[str, Any]) -> None:
    """What known and unknown addresses bring is what all would bring, and the gain is target minus current."""
    outcome = run("base.reach", inputs)
    everyone = inputs["customers"] * outcome["value_per_contact"]
    assert outcome["current"] + outcome["missed"] == pytest.approx(everyone, rel=1e-9, abs=1e-6)
    assert outcome["gain"] == pytest.approx(outcome["target"] - outcome["current"], rel=1e-9, abs=1e-6)


@given(inputs=reaches)
def test_reach_breaks_even_at_the_response_that_it_names(inputs: dict[str, Any]) -> None:
    """With that response a contact brings nothing and costs nothing."""
    response = run("base.reach", inputs)["break_even_response"]
    assume(response is not None and 0 <= response <= 1)
    outcome = run("base.reach", {**inputs, "response": response})
    assert outcome["value_per_contact"] == pytest.approx(0, abs=1e-9)


@given(inputs=reaches)
def test_lifetime_is_the_sum_of_the_years_that_an_address_lasts(inputs: dict[str, Any]) -> None:
    """Each year a share of the addresses is gone and the money counts less, the first year in full."""
    assume(inputs["attrition"] + inputs["discount"] >= 0.01)
    outcome = run("base.reach", inputs)
    years, factor = [], 1.0
    while factor > 1e-15:
        years.append(outcome["value_per_contact"] * factor)
        factor *= (1 - inputs["attrition"]) / (1 + inputs["discount"])
    assert outcome["lifetime_per_contact"] == pytest.approx(math.fsum(years), rel=1e-9)


@pytest.mark.parametrize("size", [0.0, 5e-324, 1e300, 1.7e308])
@pytest.mark.parametrize("share", [0.0, 5e-324, 1.0])
@pytest.mark.parametrize("margin", [0.0, -1.7e308, 5e-324, 1.7e308])
def test_extreme_reach_never_makes_nan(size: float, share: float, margin: float) -> None:
    """Numbers at the ends of the doubles give numbers, at most infinite."""
    inputs = dict.fromkeys(("customers", "mailings_per_year", "cost_per_message", "discount"), size) | dict.fromkeys(
        ("known_share", "target_share", "response", "attrition"), share
    )
    outcome = run("base.reach", {**inputs, "margin_per_visit": margin})
    assert not any(value is not None and math.isnan(value) for value in outcome.values())


@given(start=starts, rates=all_rates, new=st.floats(0, 1), lost=st.floats(0, 2))
def test_last_year_comes_again(start: dict[str, int], rates: dict[str, float], new: float, lost: float) -> None:
    """A year with the fitted chances brings the counted new customers and loses as large a part as last year."""
    present = sum(start[name] for name in STATES[1:])
    assume(present > 0)
    came, left = new * present, lost * present
    outcome = run("base.from_last_year", {"start": start, "rates": rates, "new": came, "lost": left})
    fitted = outcome["rates"]
    leaving = [fitted[name] for name in ("klant_to_consument", "vast_to_consument", "ambassadeur_to_consument")]
    gone = math.fsum(start[name] * rate for name, rate in zip(STATES[1:], leaving, strict=True))
    if outcome["retention"] is not None:
        assert gone == pytest.approx((1 - outcome["retention"]) * present, rel=1e-6, abs=1e-6)
        assert outcome["retention"] == pytest.approx(1 - min(1, left / (present - came + left)))
    if came <= start["consument"]:
        arrived = start["consument"] * fitted["consument_to_klant"]
        arrived += start["ambassadeur"] * fitted["new_per_ambassadeur"]
        assert arrived == pytest.approx(came, rel=1e-9, abs=1e-6)
    run("base.project", {"start": start, "rates": fitted, "years": 3})  # no more than everyone leaves a state


@given(start=starts, rates=all_rates, lost=st.floats(0, 1))
def test_who_stays_climbs_as_often(start: dict[str, int], rates: dict[str, float], lost: float) -> None:
    """However many leave, of those who stay the same part becomes a regular; without counts nothing changes."""
    assert run("base.from_last_year", {"start": start, "rates": rates})["rates"] == pytest.approx(rates)
    present = sum(start[name] for name in STATES[1:])
    fitted = run("base.from_last_year", {"start": start, "rates": rates, "lost": lost * present})["rates"]
    if fitted["klant_to_consument"] < 1 - 1e-6:
        assert fitted["klant_to_vast"] / (1 - fitted["klant_to_consument"]) == pytest.approx(
            rates["klant_to_vast"] / (1 - rates["klant_to_consument"])
        )
