"""What several years of a list say: who stayed, who fell silent, and what that is worth.

The list comes from files alone, with an amount a month; so nothing here takes more than a few passes over it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from calculators.catalogue.klantenlijst.book import unchecked
from calculators.operations import customer_rhythm, customer_years
from calculators.operations.customer_rhythm import Backtest, Bought
from calculators.operations.customer_years import (
    MONTHS,
    Bridge,
    Retention,
    ThenNow,
    Window,
    added,
    month_number,
    written_month,
)

WHOLE_FROM = 25  # the day from which the last date of a list makes its month a whole one
LEVEL = 0.9  # how often a share lies within the bounds that are told
FEW = 10  # customers of last year, below which a share says little
MOST_SILENT = 8  # that are shown
ONCE = 0.05  # fewer than this share buys again in work that is done once
NEARLY_ALL = 0.8  # so many of the gaps are one month with subscriptions, or a year with a season
SEASON = (10, 14)  # months between two purchases of who comes once a year

# What kind of selling it is: that says what silence means.
Pattern = Literal["usual", "subscription", "season", "once"]


class Listed(NamedTuple):
    """A customer of the list with what was billed in each month.

    Costs and hours are of all months together; None where they are not known, or are also of turnover without a month.
    """

    label: str
    months: Mapping[str, float]
    costs: float | None = None
    hours: float | None = None


def as_listed(
    label: str, months: Mapping[str, float], revenue: float, costs: float | None, hours: float | None
) -> Listed:
    """Return a customer of the list; costs and hours only where all of its turnover has a month.

    >>> as_listed("Smit", {"2025-01": 10.0}, revenue=10.0, costs=4.0, hours=None).costs
    4.0
    >>> as_listed("Smit", {"2025-01": 10.0}, revenue=15.0, costs=4.0, hours=None).costs is None
    True
    """
    if added(months.values()) != revenue:
        return Listed(label, months)
    return Listed(label, months, costs, hours)


@dataclass(frozen=True, slots=True)
class Silent:
    """A customer whose silence is unusual.

    Attributes:
        since: the month of the last purchase; ``gap`` are the months that usually lie between two, where there are two.
        worth: what it bought in the twelve months that end with the last purchase.
        chance: that it buys within a year, where there is a model.
    """

    label: str
    since: str
    silence: int
    gap: float | None
    worth: float
    chance: float | None


@dataclass(frozen=True, slots=True)
class Years:
    """All that is known from the years of a list.

    Attributes:
        windows: the newest first, at least two.
        kept: the share of last year's customers that bought again, with what that is made of.
        silent: whose silence is unusual, the most valuable first, and how many there are.
        tried: the rule by which they were found, and how well rules did on the last year.
        empty: months within the windows in which nobody bought anything.
        orders: purchases (months with one) a customer a year, of those of this year, and ``order`` what one is.
        regulars: customers of this year that were there in an earlier one; ``ambassadors`` are not known.
        largest: what the largest customer bought this year.
        hours: own hours that an average customer of this year took; ``margin`` is the part of the turnover that is left
            after costs. Both as in all months, and only where the list has them of every customer.
    """

    windows: tuple[Window, ...]
    bridge: Bridge
    kept: Retention
    then_now: ThenNow
    pattern: Pattern
    silent: tuple[Silent, ...]
    silent_count: int
    tried: Backtest
    empty: tuple[str, ...]
    orders: float
    order: float
    regulars: int
    largest: float
    hours: float | None
    margin: float | None

    @property
    def few(self) -> bool:
        """Whether there are too few customers to say much."""
        return self.kept["start"] < FEW


def find_years(customers: Sequence[Listed], last: str) -> Years | None:
    """Return what the years of a list say; nothing with less than two whole ones.

    Args:
        customers: of the list; amounts in euros.
        last: the last whole month of the list, as "2025-12".

    >>> months = [f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13)]
    >>> years = find_years([Listed("Smit", dict.fromkeys(months, 10.0))], "2025-12")
    >>> years.kept["kept"], years.bridge["end"], years.pattern
    (1, 120.0, 'subscription')
    """
    # Two customers may have the same name: here each has its own place as a name.
    booked: list[customer_years.Booked] = [
        {"name": str(place), "month": month, "amount": amount}
        for place, each in enumerate(customers)
        for month, amount in each.months.items()
    ]
    windows = unchecked(customer_years.windows)(booked, last)["windows"]
    if len(windows) < 2:  # noqa: PLR2004 -- this year and last year
        return None
    amounts = [each["amounts"] for each in windows]
    kept = unchecked(customer_years.retention)(amounts, LEVEL)
    end = month_number(last, "last")
    bought = _bought(customers, end)
    pattern = _pattern(bought, kept)
    tried = customer_rhythm.try_rules(bought, end)
    silent = [] if pattern == "once" else _silent(customers, bought, end, tried)
    now = {name: amount for name, amount in amounts[0].items() if amount > 0}
    purchases = sum(end - MONTHS < month <= end for months in bought.values() for month in months)
    earlier = {name for window in amounts[1:] for name, amount in window.items() if amount > 0}
    return Years(
        windows=tuple(windows),
        bridge=unchecked(customer_years.bridge)(amounts),
        kept=kept,
        then_now=unchecked(customer_years.then_now)(amounts),
        pattern=pattern,
        silent=tuple(silent[:MOST_SILENT]),
        silent_count=len(silent),
        tried=tried,
        empty=tuple(_empty(booked, windows)),
        orders=purchases / len(now) if now else 0.0,
        order=added(now.values()) / purchases if purchases else 0.0,
        regulars=sum(name in earlier for name in now),
        largest=max(now.values(), default=0.0),
        hours=_hours(customers, purchases / len(now) if now else 0.0),
        margin=_margin(customers),
    )


def last_whole_month(months: Sequence[str], until: str) -> str:
    """Return the last month of a list, or the one before where the list ends too early in it.

    Args:
        months: all that have an amount, at least one.
        until: the last date of the list, as "2025-12-31"; blank where it has none.

    >>> last_whole_month(["2025-11", "2025-12"], "2025-12-31"), last_whole_month(["2025-11", "2025-12"], "2025-12-09")
    ('2025-12', '2025-11')
    """
    last = max(months)
    ends_early = until[:7] == last and int(until[8:]) < WHOLE_FROM
    return written_month(month_number(last, "last") - 1) if ends_early else last


def of_last_year(customers: Sequence[Listed], last: str) -> list[float]:
    """Return what each customer bought in the twelve months that end with the last whole one."""
    end = month_number(last, "last")
    inside = {written_month(end - back) for back in range(MONTHS)}
    return [added(amount for month, amount in each.months.items() if month in inside) for each in customers]


def months_of(customers: Sequence[Listed], last: str) -> int:
    """Return how many months the list goes back, with the last whole one; 0 without months."""
    known = [month for each in customers for month in each.months if month <= last]
    return month_number(last, "last") - month_number(min(known), "months") + 1 if known else 0


def _bought(customers: Sequence[Listed], end: int) -> dict[str, list[int]]:
    """Return the months in which each customer bought, by its place in the list."""
    written = {month for each in customers for month in each.months}  # a few, and many customers
    numbers = {month: number for month in written if (number := month_number(month, "months")) <= end}
    bought = {}
    for place, each in enumerate(customers):
        months = sorted(numbers[month] for month, amount in each.months.items() if amount > 0 and month in numbers)
        if months:
            bought[str(place)] = months
    return bought


def _pattern(bought: Bought, kept: Retention) -> Pattern:
    gaps = [gap for months in bought.values() for gap in customer_rhythm.gaps_of(months)]
    if kept["start"] >= FEW and (kept["retention"] or 0.0) <= ONCE:
        return "once"
    if gaps and sum(gap == 1 for gap in gaps) >= NEARLY_ALL * len(gaps):
        return "subscription"
    low, high = SEASON
    if gaps and sum(low <= gap <= high for gap in gaps) >= NEARLY_ALL * len(gaps):
        return "season"
    return "usual"


def _silent(customers: Sequence[Listed], bought: Bought, end: int, tried: Backtest) -> list[Silent]:
    """Return who is named by the rule and was a customer in the two years before, the most valuable first."""
    model = customer_rhythm.fit_to(bought, end)
    rule = tried["rule"] if model and tried["rule"] else "silence"
    found = []
    for name in customer_rhythm.leavers(rule, bought, end, tried["silence_months"], model):
        months, customer = bought[name], customers[int(name)]
        silence = end - months[-1]
        if silence >= customer_rhythm.WATCHED:
            continue
        year = {written_month(months[-1] - back) for back in range(MONTHS)}
        found.append(
            Silent(
                label=customer.label,
                since=written_month(months[-1]),
                silence=silence,
                gap=customer_rhythm.usual_gap(months),
                worth=added(amount for month, amount in customer.months.items() if month in year),
                chance=customer_rhythm.chance_to_buy(months, end, model) if model else None,
            )
        )
    return sorted(found, key=lambda each: (-each.worth, each.label, each.since))


def _hours(customers: Sequence[Listed], orders: float) -> float | None:
    """Return the own hours a customer a year: those of a month with a purchase, as often as there are such months."""
    hours = [each.hours for each in customers if each.hours is not None]
    months = sum(amount > 0 for each in customers for amount in each.months.values())
    return added(hours) / months * orders if months and len(hours) == len(customers) else None


def _margin(customers: Sequence[Listed]) -> float | None:
    costs = [each.costs for each in customers if each.costs is not None]
    revenue = added(amount for each in customers for amount in each.months.values())
    if revenue <= 0 or len(costs) < len(customers):
        return None
    return 1 - added(costs) / revenue


def _empty(booked: Sequence[customer_years.Booked], windows: Sequence[Window]) -> list[str]:
    known = {each["month"] for each in booked}
    first, last = month_number(windows[-1]["from"], "from"), month_number(windows[0]["until"], "until")
    return [month for number in range(first, last + 1) if (month := written_month(number)) not in known]
