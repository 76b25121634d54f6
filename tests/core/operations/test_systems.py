"""Quality without luck: against counting every outcome, walking through the year and drawing lots."""

import itertools
import math
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import run
from calculators.operations.systems import EFFECTS, LEVERS

shares = st.integers(0, 100).map(lambda percent: percent / 100)
steps = st.fixed_dictionaries({"name": st.just("stap"), "reliability": shares, "pass": shares})
journeys = st.lists(steps, min_size=1, max_size=6)
improvable = st.fixed_dictionaries(
    {"name": st.just("stap"), "base_failure": shares}, optional=dict.fromkeys((*LEVERS, "pass"), shares)
)
plans = st.fixed_dictionaries(
    {
        "touchpoints": st.lists(improvable, min_size=1, max_size=5),
        "journeys_per_year": st.integers(0, 1000),
        "leave_share": shares,
        "customer_value": st.integers(0, 5000),
    },
    optional={"effects": st.fixed_dictionaries({}, optional=dict.fromkeys(LEVERS, shares))},
)
losses = st.fixed_dictionaries(
    {
        "reliability": shares,
        "customers": st.integers(0, 1000),
        "visits_per_year": st.integers(0, 12),
        "leave_share": shares,
        "complaint_share": shares,
        "recovery_share": shares,
        "customer_value": st.integers(0, 5000),
        "leave_unresolved": shares,
        "leave_recovered": shares,
    }
)


def _journey(touchpoints: list[dict[str, Any]]) -> dict[str, Any]:
    return run("sys.journey", {"touchpoints": touchpoints})


def _all_content(touchpoints: list[dict[str, Any]]) -> float:
    """Add up the probabilities of all ways in which a customer meets some steps and all of those go right."""
    ways = itertools.product((True, False), repeat=len(touchpoints))
    return math.fsum(
        math.prod(
            each["pass"] * each["reliability"] if met else 1 - each["pass"]
            for each, met in zip(touchpoints, way, strict=True)
        )
        for way in ways
    )


@given(touchpoints=journeys)
def test_journey_goes_right_as_often_as_all_outcomes_say(touchpoints: list[dict[str, Any]]) -> None:
    """Reliability is the total of all ways to meet steps without a failure, the rest is disappointed."""
    outcome = _journey(touchpoints)
    assert outcome["reliability"] == pytest.approx(_all_content(touchpoints), abs=1e-12)
    assert outcome["disappointed_share"] == pytest.approx(1 - _all_content(touchpoints), abs=1e-12)


@given(touchpoints=journeys, data=st.data())
def test_importance_is_what_a_perfect_step_brings_over_a_failing_one(
    touchpoints: list[dict[str, Any]], data: st.DataObject
) -> None:
    """Reliability is a straight line in each step, so its slope is the difference between its two ends."""
    index = data.draw(st.integers(0, len(touchpoints) - 1))
    low, high = (
        _journey([*touchpoints[:index], {**touchpoints[index], "reliability": end}, *touchpoints[index + 1 :]])
        for end in (0, 1)
    )
    expected = high["reliability"] - low["reliability"]
    assert expected == pytest.approx(_journey(touchpoints)["importance"][index], abs=1e-12)


@given(touchpoints=journeys, seed=st.randoms(use_true_random=False))
def test_order_of_steps_does_not_matter(touchpoints: list[dict[str, Any]], seed: random.Random) -> None:
    """A journey is as reliable in any order, and fails as often."""
    other = seed.sample(touchpoints, len(touchpoints))
    for key in ("reliability", "expected_failures"):
        assert _journey(touchpoints)[key] == pytest.approx(_journey(other)[key], rel=1e-12)


@given(touchpoints=journeys, extra=steps)
def test_another_step_never_helps(touchpoints: list[dict[str, Any]], extra: dict[str, Any]) -> None:
    """One more chance to fail makes a journey no better."""
    assert _journey([*touchpoints, extra])["reliability"] <= _journey(touchpoints)["reliability"] + 1e-15


def test_pass_is_everyone_when_left_out() -> None:
    """Without ``pass`` every customer meets the step; null says the same."""
    bare = {"name": "kassa", "reliability": 0.9}
    assert _journey([{**bare, "pass": 1}]) == _journey([bare]) == _journey([{**bare, "pass": None}])


def test_long_journey_is_done_in_one_sweep() -> None:
    """Ten thousand steps are no burden: importance does not multiply all other steps anew for each."""
    outcome = _journey([{"name": "stap", "reliability": 1 - 1e-6}] * 10_000)
    assert outcome["importance"] == pytest.approx([(1 - 1e-6) ** 9999] * 10_000, rel=1e-9)


@given(reliability=shares, visits=st.integers(1, 30))
def test_consistency_is_a_product_of_visits(reliability: float, visits: int) -> None:
    """All visits go right with the product of the single ones; otherwise at least one goes wrong."""
    outcome = run("sys.consistency", {"reliability": reliability, "visits": visits})
    expected = math.prod([reliability] * visits)
    assert outcome["all_good"] == pytest.approx(expected, rel=1e-12)
    assert outcome["at_least_one_bad"] == pytest.approx(1 - expected, abs=1e-12)


def test_rare_failures_over_many_visits() -> None:
    """One failure in 10^12 visits, 10^9 times: one in a thousand, with the digits that 1 - R^k would lose."""
    outcome = run("sys.consistency", {"reliability": 1 - 2.0**-40, "visits": 1_000_000_000})
    assert outcome["at_least_one_bad"] == pytest.approx(-math.expm1(-1e9 * 2.0**-40), rel=1e-9)


def test_staff_mix_by_drawing_lots() -> None:
    """Half a million pairs of visits to a restaurant with a great and an ordinary colleague."""
    lots = random.Random(7)
    draws = 500_000

    def visit() -> bool:
        return lots.random() < (0.98 if lots.random() < 2 / 5 else 0.70)

    visits = [(visit(), visit()) for _ in range(draws)]
    outcome = run("sys.staff_mix", {"staff": [{"share": 2, "reliability": 0.98}, {"share": 3, "reliability": 0.70}]})
    assert sum(first and second for first, second in visits) / draws == pytest.approx(outcome["two_good"], abs=0.003)
    assert sum(first and not second for first, second in visits) / draws == pytest.approx(
        outcome["good_then_bad"], abs=0.003
    )


@given(
    staff=st.lists(st.tuples(st.integers(1, 100), shares), min_size=1, max_size=6),
    scale=st.sampled_from([1e-300, 1e-3, 7.0, 1e306]),
)
def test_shares_have_no_unit(staff: list[tuple[int, float]], scale: float) -> None:
    """Days a week or millions of years: only the ratio of shares counts, and luck never helps."""
    days = run("sys.staff_mix", {"staff": [{"share": share, "reliability": good} for share, good in staff]})
    other = run("sys.staff_mix", {"staff": [{"share": share * scale, "reliability": good} for share, good in staff]})
    assert other["reliability"] == pytest.approx(days["reliability"], rel=1e-12)
    assert 0 <= days["luck_gap"] <= 1


@given(presence=st.lists(shares, min_size=1, max_size=8))
def test_backup_counts_the_days_on_which_somebody_is_there(presence: list[float]) -> None:
    """Adding up all combinations of present and absent with at least one present gives the same."""
    there = math.fsum(
        math.prod(each if present else 1 - each for each, present in zip(presence, way, strict=True))
        for way in itertools.product((True, False), repeat=len(presence))
        if any(way)
    )
    outcome = run("sys.backup", {"presence": presence})
    assert outcome["available"] == pytest.approx(there, abs=1e-12)
    assert outcome["single_point"] == (len(presence) == 1)


def _completed(plan: dict[str, Any], index: int, lever: str) -> dict[str, Any]:
    touchpoints = [dict(each) for each in plan["touchpoints"]]
    touchpoints[index][lever] = 1
    return {**plan, "touchpoints": touchpoints}


@given(plan=plans)
def test_levers_bring_what_the_changed_plan_shows(plan: dict[str, Any]) -> None:
    """Each improvement is worth the difference between the plan with and without it."""
    named = {**plan, "touchpoints": [{**each, "name": str(at)} for at, each in enumerate(plan["touchpoints"])]}
    outcome = run("sys.levers", named)
    for gain in outcome["top3"]:
        after = run("sys.levers", _completed(named, int(gain["touchpoint"]), gain["lever"]))
        assert gain["delta"] == pytest.approx(after["reliability"] - outcome["reliability"], abs=1e-12)
        worth = plan["journeys_per_year"] * gain["delta"] * plan["leave_share"] * plan["customer_value"]
        assert gain["value"] == pytest.approx(worth, rel=1e-12)


@given(plan=plans)
def test_best_lever_beats_all_others(plan: dict[str, Any]) -> None:
    """No single measure brings more than the best, and the first three descend."""
    outcome = run("sys.levers", plan)
    values = [gain["value"] for gain in outcome["top3"]]
    assert outcome["best"] == (outcome["top3"][0] if values else None)
    assert all(one >= other - 1e-9 * max(1, one) for one, other in itertools.pairwise(values))
    reached = [
        run("sys.levers", _completed(plan, index, lever))["reliability"]
        for index in range(len(plan["touchpoints"]))
        for lever in LEVERS
    ]
    if values and values[0] > 1e-6:
        assert max(reached) == pytest.approx(outcome["reliability"] + outcome["best"]["delta"], abs=1e-9)


@given(plan=plans)
def test_reliability_of_levers_is_that_of_the_journey(plan: dict[str, Any]) -> None:
    """With the reliabilities that come out, the plain journey is as reliable."""
    outcome = run("sys.levers", plan)
    touchpoints = [
        {"name": "stap", "reliability": reliability, "pass": each.get("pass")}
        for reliability, each in zip(outcome["reliabilities"], plan["touchpoints"], strict=True)
    ]
    assert outcome["reliability"] == pytest.approx(_journey(touchpoints)["reliability"], abs=1e-12)


@given(plan=plans)
def test_given_default_effects_change_nothing(plan: dict[str, Any]) -> None:
    """An effect that is left out is the rule of thumb of this site."""
    effects = {**EFFECTS, **plan.get("effects", {})}
    assert run("sys.levers", {**plan, "effects": effects}) == run("sys.levers", plan)


@given(year=losses)
def test_loss_walks_through_the_year(year: dict[str, Any]) -> None:
    """Visit after visit, those who are disappointed and leave are counted off."""
    outcome = run("sys.loss", year)
    still, content = float(year["customers"]), float(year["customers"])
    silent = (1 - year["complaint_share"]) * year["leave_share"]
    unsolved = year["complaint_share"] * (1 - year["recovery_share"]) * year["leave_unresolved"]
    solved = year["complaint_share"] * year["recovery_share"] * year["leave_recovered"]
    for _ in range(year["visits_per_year"]):
        still -= still * (1 - year["reliability"]) * (silent + unsolved + solved)
        content *= year["reliability"]
    lost = year["customers"] - still
    assert outcome["lost_customers"] == pytest.approx(lost, abs=1e-9)
    assert outcome["lost_value"] == pytest.approx(lost * year["customer_value"], abs=1e-5)
    assert outcome["disappointed_customers"] == pytest.approx(year["customers"] - content, abs=1e-9)
    assert outcome["retention_effect"] * year["customers"] == pytest.approx(still, abs=1e-9)


@given(year=losses, better=shares)
def test_better_work_loses_no_more(year: dict[str, Any], better: float) -> None:
    """More reliable visits never lose more customers."""
    worse, other = sorted((year["reliability"], better))
    before, after = (run("sys.loss", {**year, "reliability": each}) for each in (worse, other))
    assert after["lost_customers"] <= before["lost_customers"] + 1e-9


def test_small_hazards_keep_their_digits() -> None:
    """A loss of 1 in 10^18 at each visit is still counted, though 1 - h is 1 in a double."""
    outcome = run(
        "sys.loss",
        {
            "reliability": 0,
            "customers": 1,
            "visits_per_year": 1e18,
            "leave_share": 1e-18,
            "complaint_share": 0,
            "recovery_share": 0,
            "customer_value": 1,
        },
    )
    assert outcome["lost_customers"] == pytest.approx(1 - math.exp(-1), rel=1e-12)
    assert outcome["retention_effect"] == pytest.approx(math.exp(-1), rel=1e-12)


@pytest.mark.parametrize("size", [5e-324, 1e-300, 1e300, 1.7e308])
@pytest.mark.parametrize("share", [0.0, 5e-324, 1e-17, 1.0])
def test_extreme_numbers_never_make_nan(size: float, share: float) -> None:
    """The smallest and largest doubles give numbers, at most infinite."""
    year = dict.fromkeys(("customers", "visits_per_year", "customer_value"), size) | dict.fromkeys(
        ("reliability", "leave_share", "complaint_share", "recovery_share"), share
    )
    plan = {
        "touchpoints": [{"name": "a", "base_failure": share}, {"name": "b", "base_failure": 1, "backup": share}],
        "journeys_per_year": size,
        "leave_share": share,
        "customer_value": size,
    }
    loss, levers = run("sys.loss", year), run("sys.levers", plan)
    numbers = [*loss.values(), levers["reliability"], *(gain["value"] for gain in levers["top3"])]
    assert not any(map(math.isnan, numbers))


@given(answers=st.lists(st.integers(0, 4), min_size=1, max_size=20))
def test_emyth_is_a_hundred_when_nothing_hangs_on_the_owner(answers: list[int]) -> None:
    """The score is 100 times the share of all points; turning every answer round turns the score round."""
    outcome = run("sys.emyth", {"answers": answers})
    opposite = run("sys.emyth", {"answers": [4 - answer for answer in answers]})
    assert outcome["score"] + opposite["score"] == pytest.approx(100)
    assert outcome["owner_only"] == answers.count(0)


failing = st.fixed_dictionaries(
    {"name": st.just("stap"), "failure": shares}, optional=dict.fromkeys((*LEVERS, "pass"), shares)
)


@given(plan=plans)
def test_measures_are_levers_seen_from_now(plan: dict[str, Any]) -> None:
    """From the failures that ``sys.levers`` finds, the same improvements follow without knowing how it once was."""
    levers = run("sys.levers", {**plan, "journeys_per_year": 1, "leave_share": 1, "customer_value": 1})
    effects = plan.get("effects", {})
    now = [
        {**{key: value for key, value in each.items() if key != "base_failure"}, "failure": 1 - reliability}
        for each, reliability in zip(plan["touchpoints"], levers["reliabilities"], strict=True)
    ]
    found = run("sys.measures", {"touchpoints": now, "effects": effects})
    assert found["reliability"] == pytest.approx(levers["reliability"], abs=1e-12)
    assert [gain["delta"] for gain in found["top3"]] == pytest.approx(
        [gain["delta"] for gain in levers["top3"]], abs=1e-9
    )
    for each, base in zip(plan["touchpoints"], found["base_failures"], strict=True):
        left = math.prod(1 - {**EFFECTS, **effects}[lever] * each.get(lever, 0) for lever in LEVERS)
        if left > 1e-9:
            assert base == pytest.approx(each["base_failure"], rel=1e-9)


@given(touchpoints=st.lists(failing, min_size=1, max_size=5))
def test_three_measures_together_do_less_than_their_sum(touchpoints: list[dict[str, Any]]) -> None:
    """Together they help at least as much as the best alone, and where all stand at one step less than added up."""
    found = run("sys.measures", {"touchpoints": touchpoints})
    gained = found["together"] - found["reliability"]
    assert gained >= (found["best"]["delta"] if found["best"] else 0) - 1e-12
    if len(touchpoints) == 1:
        assert gained <= sum(gain["delta"] for gain in found["top3"]) + 1e-12


@given(year=losses, retention=shares, often=st.floats(0, 60))
def test_no_more_leave_through_failures_than_leave_at_all(year: dict[str, Any], retention: float, often: float) -> None:
    """Lost customers are at most the customers who leave for any reason, however often they come."""
    outcome = run("sys.departures", {**year, "visits_per_year": often, "retention": retention})
    assert outcome["lost_customers"] <= outcome["leavers"] * (1 + 1e-12)
    assert outcome["lost_customers"] <= outcome["uncapped_customers"] * (1 + 1e-12)
    assert outcome["lost_value"] == pytest.approx(outcome["lost_customers"] * year["customer_value"])


@given(year=losses, often=st.integers(0, 6))
def test_up_to_six_visits_it_is_the_loss_of_a_year(year: dict[str, Any], often: int) -> None:
    """Without retention, for who comes at most six times, it is what ``sys.loss`` finds."""
    year = {**year, "visits_per_year": often}
    assert run("sys.departures", year)["lost_customers"] == pytest.approx(run("sys.loss", year)["lost_customers"])


@given(year=losses, often=st.floats(0, 60), more=st.floats(0, 20))
def test_who_comes_more_often_leaves_no_less(year: dict[str, Any], often: float, more: float) -> None:
    """There is no cliff at six visits, and a weekly visit never loses more than one reason to leave allows."""
    lost, then = (
        run("sys.departures", {**year, "visits_per_year": visits})["lost_customers"] for visits in (often, often + more)
    )
    assert lost <= then + 1e-9


@given(year=losses, retention=shares, often=st.floats(0.1, 30))
def test_the_fitted_share_gives_the_same_loss(year: dict[str, Any], retention: float, often: float) -> None:
    """Filled in as the leave share of everybody, the fitted one loses as many without knowing the retention."""
    year = {**year, "visits_per_year": often}
    outcome = run("sys.departures", {**year, "retention": retention})
    plain = {**year, "leave_share": min(1, outcome["fitted_leave"]), "complaint_share": 0}
    assert run("sys.departures", plain)["lost_customers"] == pytest.approx(outcome["lost_customers"], abs=1e-6)


@pytest.mark.parametrize("size", [5e-324, 1e-300, 1e300, 1.7e308])
@pytest.mark.parametrize("share", [0.0, 5e-324, 1e-17, 1.0])
def test_extreme_departures_and_measures_are_numbers(size: float, share: float) -> None:
    """The smallest and largest doubles give numbers, at most infinite."""
    year = dict.fromkeys(("customers", "visits_per_year", "customer_value"), size) | dict.fromkeys(
        ("reliability", "leave_share", "complaint_share", "recovery_share", "retention"), share
    )
    steps = [{"name": "a", "failure": share}, {"name": "b", "failure": 1, "backup": share}]
    left, found = run("sys.departures", year), run("sys.measures", {"touchpoints": steps, "effects": {"backup": 1}})
    numbers = [*left.values(), found["reliability"], found["together"], *(gain["delta"] for gain in found["top3"])]
    assert not any(math.isnan(each) for each in numbers)
