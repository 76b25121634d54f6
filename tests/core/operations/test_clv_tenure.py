"""The sBG model: against a fine grid, long sums, integrals and customers with a chance of their own."""

import itertools
import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.operations.clv_tenure import HIGHEST, LOWEST, sbg_fit, sbg_project, sbg_residual

HIGH_END: list[float] = [1000, 869, 743, 653, 593, 551, 517, 491]
REGULAR: list[float] = [1000, 631, 468, 382, 326, 289, 262, 241]

# One odd group for each way in which the likelihood can have its top at, or near, a limit.
GROUPS: list[list[float]] = [
    HIGH_END,
    REGULAR,
    [1000, 500, 250],
    [1000, 333, 111],
    [100, 0, 0],
    [100, 100, 100],
    [100, 100, 0],
    [100, 50, 50],
    [100, 50, 0],
    [1000, 900, 700, 300],
    [5, 5, 4, 4, 4, 0, 0],
    [1, 0.9, 0.85, 0.85],
]

parameters = st.floats(0.05, 50)
discounts = st.floats(0.05, 1)
tiny_discounts = st.floats(-12, 2).map(lambda power: 10**power)
groups = st.lists(st.integers(0, 1000).map(float), min_size=3, max_size=12).map(lambda counts: sorted(counts)[::-1])


def log_likelihood(survivors: list[float], alpha: float, beta: float) -> float:
    """Follow the recursions of Fader and Hardie (2007): P(t) from P(t-1), and what is left over after the last one."""
    leaving, staying, parts = alpha / (alpha + beta), 1.0, []
    for t, (before, after) in enumerate(itertools.pairwise(survivors), start=1):
        if t > 1:
            leaving *= (beta + t - 2) / (alpha + beta + t - 1)
        staying *= (beta + t - 1) / (alpha + beta + t - 1)
        if before > after:
            parts.append((before - after) * math.log(leaving))
    if survivors[-1] > 0:
        parts.append(survivors[-1] * math.log(staying))
    return math.fsum(parts)


@pytest.mark.parametrize("survivors", GROUPS, ids=str)
def test_no_point_of_a_fine_grid_is_more_likely_than_the_fit(survivors: list[float]) -> None:
    """Five points a decade in both directions, and five hundred a decade around the fit, do not beat it."""
    fit = sbg_fit(survivors)
    axis = [LOWEST * 10 ** (step / 5) for step in range(61)]
    near = [10 ** (step / 500) for step in range(-20, 21)]
    points = itertools.chain(
        itertools.product(axis, axis),
        ((fit["alpha"] * one, fit["beta"] * other) for one, other in itertools.product(near, near)),
    )
    best = max(
        log_likelihood(survivors, min(alpha, HIGHEST), min(beta, HIGHEST))
        for alpha, beta in points
        if alpha >= LOWEST and beta >= LOWEST
    )
    assert best <= fit["log_likelihood"] + 1e-9 * max(1, abs(best))


@given(groups)
def test_every_group_has_an_answer_within_the_limits(survivors: list[float]) -> None:
    """Equal counts, zeros, whatever comes: two parameters within the limits, and a word when one is at a limit."""
    fit = sbg_fit(survivors)
    assert LOWEST <= fit["alpha"] <= HIGHEST
    assert LOWEST <= fit["beta"] <= HIGHEST
    at_limit = survivors[0] == 0 or bool({fit["alpha"], fit["beta"]} & {LOWEST, HIGHEST})
    assert fit.get("at_limit", False) == at_limit


@given(groups.filter(lambda counts: counts[0] > 0))
def test_log_likelihood_is_that_of_the_fitted_model(survivors: list[float]) -> None:
    """The recursions give the same likelihood for the parameters found."""
    fit = sbg_fit(survivors)
    expected = log_likelihood(survivors, fit["alpha"], fit["beta"])
    assert fit["log_likelihood"] == pytest.approx(expected, rel=1e-8, abs=1e-6)


@given(parameters, parameters, st.integers(3, 20))
@settings(max_examples=50)
def test_fit_finds_the_model_that_made_the_counts(alpha: float, beta: float, periods: int) -> None:
    """Counts that follow a model exactly give its parameters back."""
    survivors = [1000.0, *(1000 * share for share in sbg_project(alpha, beta, 1, periods)["survival"])]
    fit = sbg_fit(survivors)
    assert fit["alpha"] == pytest.approx(alpha, rel=1e-4)
    assert fit["beta"] == pytest.approx(beta, rel=1e-4)


@pytest.mark.parametrize("scale", [1e-300, 1e-3, 7, 1e300])
def test_fit_does_not_depend_on_the_size_of_the_group(scale: float) -> None:
    """Counted in ones, thousands or shares, the same model is most likely."""
    plain, scaled = sbg_fit(HIGH_END), sbg_fit([count * scale for count in HIGH_END])
    assert scaled["alpha"] == pytest.approx(plain["alpha"], rel=1e-9)
    assert scaled["beta"] == pytest.approx(plain["beta"], rel=1e-9)
    assert scaled["log_likelihood"] == pytest.approx(plain["log_likelihood"] * scale, rel=1e-9)


def test_long_list_with_equal_counts_and_zeros_is_fitted() -> None:
    """Ten years of months, in which whole years nobody leaves and then everybody."""
    survivors = [400.0] * 30 + [300.0] * 50 + [20.0] * 20 + [0.0] * 20
    fit = sbg_fit(survivors)
    assert fit["log_likelihood"] == pytest.approx(log_likelihood(survivors, fit["alpha"], fit["beta"]), rel=1e-9)


@given(parameters, parameters, st.integers(1, 40))
def test_survival_is_the_mean_over_customers_with_a_chance_of_their_own(alpha: float, beta: float, period: int) -> None:
    """The mean of (1 - chance)^t over a beta distribution is a quotient of beta functions."""

    def log_beta(one: float, other: float) -> float:
        return math.lgamma(one) + math.lgamma(other) - math.lgamma(one + other)

    expected = math.exp(log_beta(alpha, beta + period) - log_beta(alpha, beta))
    assert sbg_project(alpha, beta, period, period)["survival"] == [pytest.approx(expected, rel=1e-10)]


def test_survival_is_the_share_of_simulated_customers() -> None:
    """Twenty thousand customers, each with a chance drawn from the beta distribution, leave as the model says."""
    chance, count, periods = random.Random(12), 20_000, 5
    staying = [0] * periods
    for _ in range(count):
        leaves = chance.betavariate(0.668, 3.806)
        for period in range(periods):
            if chance.random() < leaves:
                break
            staying[period] += 1
    survival = sbg_project(0.668, 3.806, 1, periods)["survival"]
    errors = [4 * math.sqrt(share * (1 - share) / count) for share in survival]
    assert all(
        abs(share - stayed / count) < error for share, stayed, error in zip(survival, staying, errors, strict=True)
    )


@given(parameters, parameters, st.integers(1, 50), st.integers(0, 50))
def test_retention_rises_and_multiplies_to_survival(alpha: float, beta: float, first: int, more: int) -> None:
    """Each year a larger share stays, and each year's survival is last year's times that share."""
    outcome = sbg_project(alpha, beta, first, first + more)
    assert outcome["retention"] == sorted(outcome["retention"])
    for (before, after), share in zip(itertools.pairwise(outcome["survival"]), outcome["retention"][1:], strict=True):
        assert after == pytest.approx(before * share, rel=1e-14)


@given(parameters, parameters, discounts, st.integers(0, 30))
@settings(max_examples=50)
def test_residual_lifetime_is_the_sum_of_many_terms(alpha: float, beta: float, discount: float, completed: int) -> None:
    """Adding the discounted chances of 800 renewals gives the same."""
    survival = [1.0, *sbg_project(alpha, beta, 1, completed + 800)["survival"]]
    terms = (survival[completed + 1 + n] / survival[completed] * (1 / (1 + discount)) ** n for n in range(800))
    actual = sbg_residual(alpha, beta, discount, completed)["derl"]
    assert actual == pytest.approx(math.fsum(terms), rel=1e-11)


@given(st.floats(1e-3, 100), st.floats(1e-3, 1e4), tiny_discounts, st.integers(0, 1000))
def test_residual_lifetime_is_this_renewal_and_what_comes_after(
    alpha: float, beta: float, discount: float, completed: int
) -> None:
    """Who renews pays now, and a period later is one renewal further: for any discount, however small."""
    stays = 1 / (1 + alpha / (beta + completed))
    later = sbg_residual(alpha, beta, discount, completed + 1)["derl"]
    actual = sbg_residual(alpha, beta, discount, completed)["derl"]
    assert actual == pytest.approx(stays * (1 + later / (1 + discount)), rel=1e-12)


@pytest.mark.parametrize("discount", [1e-9, 1e-12, 1e-100, 5e-324])
def test_residual_lifetime_without_discount_is_the_limit(discount: float) -> None:
    """For alpha above 2 the value comes as close to the closed form as the discount is to 0."""
    limit = sbg_residual(3.5, 4, 0, 6)["derl"]
    assert limit == 4
    assert sbg_residual(3.5, 4, discount, 6)["derl"] == pytest.approx(limit, rel=max(1e-13, 10 * discount))


@pytest.mark.parametrize("discount", [1e-20, 1e-60, 1e-200])
def test_residual_lifetime_of_customers_who_may_stay_for_ever_grows_as_a_power(discount: float) -> None:
    """For alpha 1/2 and beta 1 it tends to (pi / 2) / sqrt(d), the first term of its expansion at d = 0."""
    actual = sbg_residual(0.5, 1, discount, 0)["derl"]
    assert actual == pytest.approx(math.pi / 2 / math.sqrt(discount), rel=1e-9)


@pytest.mark.parametrize(("alpha", "beta", "discount"), [(2, 3, 0.1), (5, 2, 0.01), (3.3, 8.1, 0.5), (2.5, 40, 0.001)])
def test_residual_lifetime_is_an_integral_over_chances(alpha: float, beta: float, discount: float) -> None:
    """The mean over the beta distribution of what a customer with a known chance is worth, by Simpson's rule."""
    steps = 20_000

    def density(chance: float) -> float:
        return math.pow(chance, alpha - 1) * math.pow(1 - chance, beta - 1)

    def worth(chance: float) -> float:
        return (1 - chance) * (1 + discount) / (discount + chance)

    weights = [1, *([4, 2] * (steps // 2 - 1)), 4, 1]
    chances = [step / steps for step in range(steps + 1)]
    whole = math.fsum(weight * density(chance) for weight, chance in zip(weights, chances, strict=True))
    part = math.fsum(weight * density(chance) * worth(chance) for weight, chance in zip(weights, chances, strict=True))
    assert sbg_residual(alpha, beta, discount, 0)["derl"] == pytest.approx(part / whole, rel=1e-5)


@given(st.floats(0.05, 0.95), discounts)
def test_customers_who_are_all_alike_have_a_constant_retention(retention: float, discount: float) -> None:
    """With huge parameters the model is the one of constant retention."""
    expected = retention * (1 + discount) / (1 + discount - retention)
    actual = sbg_residual(1e12 * (1 - retention), 1e12 * retention, discount, 0)["derl"]
    assert actual == pytest.approx(expected, rel=1e-9)


@given(parameters, parameters, tiny_discounts, tiny_discounts, st.integers(0, 100))
def test_residual_lifetime_falls_with_discount_and_rises_with_tenure(
    alpha: float, beta: float, one: float, other: float, completed: int
) -> None:
    """Later money counts less, and who stayed longer stays longer."""
    low, high = sorted((one, other))
    cheap = sbg_residual(alpha, beta, low, completed)["derl"]
    assert cheap * (1 + 1e-12) >= sbg_residual(alpha, beta, high, completed)["derl"]
    assert cheap <= sbg_residual(alpha, beta, low, completed + 1)["derl"] * (1 + 1e-12)
