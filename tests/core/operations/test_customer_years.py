"""Several years of a list: windows that lose nothing, a bridge that closes to the cent, and who bought again."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from calculators import run
from tests.examples.examples import TOLERANCE, difference

NAMES = [f"Klant {number}" for number in range(1, 9)]
cents = st.integers(-50_000, 500_000).map(lambda amount: amount / 100)
years = st.dictionaries(st.sampled_from(NAMES), cents, max_size=8)
several_years = st.lists(years, min_size=2, max_size=5)
months = st.tuples(st.integers(2020, 2025), st.integers(1, 12)).map(lambda each: f"{each[0]}-{each[1]:02d}")
bookings = st.lists(
    st.fixed_dictionaries({"name": st.sampled_from(NAMES), "month": months, "amount": cents}), max_size=40
)


def _run(op: str, **inputs: object) -> dict[str, Any]:
    found = run(op, inputs)
    assert isinstance(found, dict)
    assert "error" not in found, found
    return found


def _decimals(*amounts: float) -> Decimal:
    return sum((Decimal(repr(amount)) for amount in amounts), Decimal(0))


@given(several_years)
def test_the_bridge_closes_to_the_cent(windows: list[dict[str, float]]) -> None:
    """Last year's turnover and all changes make this year's, in decimals; both ends are the sums of their lists."""
    found = _run("list.bridge", windows=windows)
    closed = _decimals(found["start"], found["new"], found["returned"], found["grown"], found["corrections"])
    assert closed - _decimals(found["shrunk"], found["lost"]) == _decimals(found["end"])
    assert _decimals(found["start"]) == _decimals(*windows[1].values())
    assert _decimals(found["end"]) == _decimals(*windows[0].values())
    assert min(found[part] for part in ("new", "returned", "grown", "shrunk", "lost")) >= 0


@given(several_years)
def test_every_customer_is_counted_once(windows: list[dict[str, float]]) -> None:
    """Who was there stayed or left, and who is there stayed, is new or came back."""
    counted = _run("list.bridge", windows=windows)["customers"]
    assert counted["start"] == counted["kept"] + counted["lost"]
    assert counted["end"] == counted["kept"] + counted["new"] + counted["returned"]
    kept = _run("list.retention", windows=windows)
    assert (kept["start"], kept["kept"]) == (counted["start"], counted["kept"])


@given(several_years, st.permutations(NAMES))
def test_names_mean_nothing(windows: list[dict[str, float]], others: list[str]) -> None:
    """With other names, and in another order, all is the same."""
    renamed = dict(zip(NAMES, others, strict=True))
    turned = [dict(reversed([(renamed[name], amount) for name, amount in window.items()])) for window in windows]
    for op in ("list.bridge", "list.retention", "list.then_now"):
        assert difference(_run(op, windows=windows), _run(op, windows=turned), TOLERANCE) is None, op


@given(several_years)
def test_first_and_later_years_make_all(windows: list[dict[str, float]]) -> None:
    """Customers in their first year and the others are together all customers of last year."""
    found = _run("list.retention", windows=windows)
    parts = [found[part] for part in ("first", "later") if found[part]]
    if len(windows) == 2:
        assert parts == []
    else:
        assert sum(part["start"] for part in parts) == found["start"]
        assert sum(part["kept"] for part in parts) == found["kept"]


@given(st.integers(1, 300), st.data(), st.sampled_from([0.8, 0.9, 0.95]))
def test_the_interval_is_that_of_jeffreys(start: int, data: st.DataObject, level: float) -> None:
    """The quantiles of scipy's beta distribution, and the ends where nobody or everybody stayed."""
    kept = data.draw(st.integers(0, start))
    before = {str(number): 1.0 for number in range(start)}
    found = _run("list.retention", windows=[dict(list(before.items())[:kept]), before], level=level)
    quantiles = stats.beta(kept + 0.5, start - kept + 0.5).ppf([(1 - level) / 2, (1 + level) / 2])
    low, high = (0 if kept == 0 else quantiles[0]), (1 if kept == start else quantiles[1])
    assert (found["low"], found["high"]) == pytest.approx((low, high), abs=1e-9)


@given(bookings)
def test_windows_hold_all_that_is_in_their_months(booked: list[dict[str, Any]]) -> None:
    """Each amount stands in the one window of its month, to the cent; the oldest window is a whole one."""
    windows = _run("list.windows", months=booked, last="2025-12")["windows"]
    assert [each["until"] for each in windows] == [f"{2025 - back}-12" for back in range(len(windows))]
    for each in windows:
        inside = [row["amount"] for row in booked if each["from"] <= row["month"] <= each["until"]]
        assert _decimals(*each["amounts"].values()) == _decimals(*inside)
    if booked:
        earliest = min(row["month"] for row in booked)
        assert all(earliest <= each["from"] for each in windows)
        assert len(windows) == (2025 - int(earliest[:4])) + (earliest[5:] == "01")


def test_a_year_may_end_in_any_month() -> None:
    """Windows are twelve months, also where the last whole month is no December."""
    booked = [{"name": "A", "month": "2024-04", "amount": 1.0}, {"name": "A", "month": "2025-03", "amount": 2.0}]
    (window,) = _run("list.windows", months=booked, last="2025-03")["windows"]
    assert (window["from"], window["until"], window["amounts"]) == ("2024-04", "2025-03", {"A": 3.0})


@pytest.mark.parametrize("month", ["2025", "2025-13", "2025-00", "12-2025", "2025-1", "２０２５-01", ""])
def test_what_is_no_month_is_refused_with_its_place(month: str) -> None:
    """The sentence shows how a month is written."""
    error = run("list.windows", {"months": [], "last": month})
    assert isinstance(error, dict)
    assert error["error"]["field"] == "last"
    assert error["error"]["code"] in {"out_of_range", "required"}
