"""Several years of a customer list: who came, who stayed and who left, from what each customer was billed a month.

A *window* is twelve whole months. W0 ends with the last whole month of the data, W1 is the twelve before, and so on. A
customer is *present* in a window when its amount there is more than 0; credit alone is no purchase.

Sources: the bridge and the split into first and later years are of this site; the interval is that of Jeffreys, by
L. Brown, T. Cai & A. DasGupta, "Interval Estimation for a Binomial Proportion", Statistical Science 16 (2001) 101.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal, localcontext
from typing import Annotated, TypedDict

from calculators.model.errors import InputError
from calculators.model.operation import operation
from calculators.model.quantities import Items, Quantity, Unit, Words
from calculators.operations import customer_list, proportion
from calculators.operations.arithmetic import ratio

MONTHS = 12
TOP_FRACTION = 0.2
_DIGITS = 700  # enough to add any two doubles without rounding

Name = Annotated[str, Words("klant")]
Month = Annotated[str, Words("maand", meaning="Een jaar en een maand, zoals 2025-12.")]
Amount = Annotated[float, Quantity("bedrag", Unit.EURO, meaning="Omzet, excl. btw; een creditnota is negatief.")]
AmountsByName = Annotated[dict[str, Amount], Items("bedragen per klant", "klant", fewest=0)]
Level = Annotated[
    float, Quantity("zekerheid", Unit.FRACTION, maximum=0.999, above=0, meaning="Hoe vaak de grenzen het juist hebben.")
]
Windows = Annotated[
    list[AmountsByName], Items("jaren", "jaar", fewest=2, meaning="Per jaar het bedrag van elke klant, nieuwste eerst.")
]


class Booked(TypedDict):
    """What one customer was billed in one month."""

    name: Name
    month: Month
    amount: Amount


Window = TypedDict("Window", {"from": str, "until": str, "amounts": dict[str, float]})


class YearWindows(TypedDict):
    """Windows of twelve whole months, the newest first."""

    windows: list[Window]


class BridgeCustomers(TypedDict):
    """How many customers make each part of the bridge."""

    start: int
    new: int
    returned: int
    kept: int
    lost: int
    end: int


class Bridge(TypedDict):
    """From the turnover of one year to that of the next, by customer."""

    start: float
    new: float
    returned: float
    grown: float
    shrunk: float
    lost: float
    corrections: float
    end: float
    customers: BridgeCustomers


class Kept(TypedDict):
    """How many customers of a year bought again in the next, and between what that share lies."""

    start: int
    kept: int
    retention: float | None
    low: float | None
    high: float | None
    revenue_retention: float | None


class Retention(Kept):
    """The same for all, for customers in their first year, and for the others."""

    first: Kept | None
    later: Kept | None


class Dependence(TypedDict):
    """How much of a year's turnover hangs on few customers."""

    customers: int
    largest_share: float | None
    effective_clients: float | None
    top20_share: float | None


class ThenNow(TypedDict):
    """The dependence of this year and of the year before."""

    now: Dependence
    then: Dependence


@operation
def windows(
    months: Annotated[list[Annotated[Booked, "de bedragen"]], Items("bedragen per maand", "regel", fewest=0)],
    last: Month,
) -> YearWindows:
    """Lay windows of twelve months over the months of a list, the newest first.

    There are as many as the data reach back to as a whole: the oldest begins at or after the earliest month. A name
    stands in ``amounts`` where it has an amount, also when that is 0 or less. What came after ``last`` is left out.

    Args:
        months: what each customer was billed a month; a month may come more than once.
        last: the last whole month of the data.

    Raises:
        InputError: ``required``, ``wrong_type``, ``not_a_number``, and ``out_of_range`` for a month that is none.

    Source: of this site.

    >>> bought = [{"name": "Smit", "month": month, "amount": 10} for month in ("2024-01", "2024-07", "2025-12")]
    >>> [(each["from"], each["until"], each["amounts"]) for each in windows(bought, "2025-12")["windows"]]
    [('2025-01', '2025-12', {'Smit': 10.0}), ('2024-01', '2024-12', {'Smit': 20.0})]
    """
    end = month_number(last, "last")
    booked: dict[int, dict[str, list[float]]] = {}
    earliest = end + 1
    numbers: dict[str, int] = {}  # a list has few months and many lines
    for index, each in enumerate(months):
        written = each["month"]
        if written not in numbers:
            numbers[written] = month_number(written, f"months[{index}].month")
        if (month := numbers[written]) <= end:
            earliest = min(earliest, month)
            by_name = booked.setdefault((end - month) // MONTHS, {})
            by_name.setdefault(each["name"], []).append(each["amount"])
    whole = (end + 1 - earliest) // MONTHS
    return {
        "windows": [
            {
                "from": written_month(end - MONTHS * back - MONTHS + 1),
                "until": written_month(end - MONTHS * back),
                "amounts": {name: added(amounts) for name, amounts in booked.get(back, {}).items()},
            }
            for back in range(whole)
        ]
    }


@operation
def bridge(windows: Windows) -> Bridge:
    """Bridge the turnover of last year (W1) to that of this year (W0), customer by customer.

    New: present in W0 and in no earlier window given; returned: in W0 and not in W1, but in an earlier one; kept: in
    both, of whom ``grown`` is the sum of the rises and ``shrunk`` that of the falls; lost: in W1 and not in W0.
    ``corrections`` is what the amounts of 0 or less differ. Amounts are added as decimals, so the bridge closes to
    the cent: start + new + returned + grown - shrunk - lost + corrections = end.

    Args:
        windows: amounts by customer, the newest first; those after the second only say who was here before.

    Raises:
        InputError: ``required``, ``wrong_type``, ``not_a_number``, ``empty_list``, ``too_few`` below two windows.

    Source: of this site; the names of the parts are those of a revenue bridge in the trade.

    >>> found = bridge([{"A": 120, "B": 50, "C": -5}, {"A": 100, "D": 30}, {"B": 10}])
    >>> found["start"], found["returned"], found["grown"], found["lost"], found["corrections"], found["end"]
    (130.0, 50.0, 20.0, 30.0, -5.0, 165.0)
    """
    now, before, *earlier = windows
    here, there = _present(now), _present(before)
    known = set().union(*map(_present, earlier))
    kept = [name for name in here if name in there]
    changes = [added([now[name], -before[name]]) for name in kept]
    came = [name for name in here if name not in there]
    lost = [name for name in there if name not in here]
    credit_now = [amount for amount in now.values() if amount <= 0]
    credit_before = [-amount for amount in before.values() if amount <= 0]
    return {
        "start": added(before.values()),
        "new": added(now[name] for name in came if name not in known),
        "returned": added(now[name] for name in came if name in known),
        "grown": added(change for change in changes if change > 0),
        "shrunk": added(-change for change in changes if change < 0),
        "lost": added(before[name] for name in lost),
        "corrections": added([*credit_now, *credit_before]),
        "end": added(now.values()),
        "customers": {
            "start": len(there),
            "new": sum(name not in known for name in came),
            "returned": sum(name in known for name in came),
            "kept": len(kept),
            "lost": len(lost),
            "end": len(here),
        },
    }


@operation
def retention(windows: Windows, level: Level = 0.9) -> Retention:
    """Count which share of last year's customers bought again this year, and how sure that is.

    ``retention`` = kept / start. ``low`` and ``high`` are the interval of Jeffreys, the quantiles of
    Beta(kept + ½, start - kept + ½) with equal tails, from 0 when nobody stayed and to 1 when all did.
    ``revenue_retention`` is what those customers bought in W0, all amounts added, divided by what they bought in W1.
    ``first`` is the same for customers of W1 that are in no earlier window, ``later`` for the others; both are None
    with two windows only, or when there is no such customer. Without customers in W1 the shares are None.

    Args:
        windows: amounts by customer, the newest first.
        level: how often the interval holds the share, more than 0 and at most 0.999.

    Raises:
        InputError: ``required``, ``wrong_type``, ``not_a_number``, ``out_of_range``, ``empty_list``, ``too_few``.

    Source: Brown, Cai & DasGupta (2001).

    >>> found = retention([{"A": 1, "B": 1}, {"A": 1, "B": 1, "C": 2}], 0.8)
    >>> found["kept"], found["start"], round(found["low"], 2), round(found["high"], 2), found["revenue_retention"]
    (2, 3, 0.32, 0.9, 0.5)
    """
    now, before, *earlier = windows
    there = _present(before)
    known = set().union(*map(_present, earlier))
    first = [name for name in there if name not in known]
    later = [name for name in there if name in known]
    return {
        **_kept(list(there), now, before, level),
        "first": _kept(first, now, before, level) if earlier and first else None,
        "later": _kept(later, now, before, level) if earlier and later else None,
    }


@operation
def then_now(windows: Windows) -> ThenNow:
    """Compare on how few customers the turnover hangs, this year and last year.

    Of the customers that are present: the largest share and the effective number of customers (``list.concentration``)
    and the share of the largest 20% (``list.pareto``); None in a window without customers.

    Args:
        windows: amounts by customer, the newest first; the second is the year before.

    Raises:
        InputError: ``required``, ``wrong_type``, ``not_a_number``, ``empty_list``, ``too_few`` below two windows.

    Source: Hirschman (1964), as ``list.concentration`` has it.

    >>> found = then_now([{"A": 75, "B": 25}, {"A": 50, "B": 50}])
    >>> found["now"]["largest_share"], found["then"]["largest_share"], found["then"]["effective_clients"]
    (0.75, 0.5, 2.0)
    """
    return {"now": _dependence(windows[0]), "then": _dependence(windows[1])}


def month_number(month: str, path: str) -> int:
    """Return the number of a month, counted from the year 0.

    Raises:
        InputError: ``out_of_range``, when it is not written as 2025-12.

    >>> month_number("2025-01", "last") - month_number("2024-12", "last")
    1
    """
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month, re.ASCII):
        raise InputError("out_of_range", path, "Schrijf de maand als jaar en maand, zoals 2025-12.")
    return 12 * int(month[:4]) + int(month[5:]) - 1


def written_month(number: int) -> str:
    """Return a month as it is written.

    >>> written_month(month_number("2025-12", "last") + 1)
    '2026-01'
    """
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def added(amounts: Iterable[float]) -> float:
    """Return the sum of amounts as they are written in decimals.

    >>> added([0.1, 0.2])
    0.3
    """
    told = list(amounts)
    if len(told) <= 1:
        return float(told[0]) if told else 0.0
    with localcontext() as context:
        context.prec = _DIGITS
        return float(sum((Decimal(repr(float(amount))) for amount in told), Decimal(0)))


def _present(window: Mapping[str, float]) -> dict[str, float]:
    return {name: amount for name, amount in window.items() if amount > 0}


def kept_of(start: int, kept: int, level: float, revenue_retention: float | None = None) -> Kept:
    """Return which share of some customers bought again, with the interval of Jeffreys.

    Args:
        start: how many customers there were.
        kept: how many of them bought again, at most as many.
        level: how often the interval holds the share.
        revenue_retention: what they bought, divided by what they bought before, where that is known.

    >>> kept_of(2, 2, 0.9)["high"]
    1.0
    """
    low, high = proportion.interval(kept, start, level) if start else (None, None)
    retention = kept / start if start else None
    return {
        "start": start,
        "kept": kept,
        "retention": retention,
        "low": low,
        "high": high,
        "revenue_retention": revenue_retention,
    }


def _kept(names: Collection[str], now: Mapping[str, float], before: Mapping[str, float], level: float) -> Kept:
    earned = added(now.get(name, 0.0) for name in names)
    share = ratio(earned, added(before[name] for name in names)) if names else None
    return kept_of(len(names), sum(now.get(name, 0.0) > 0 for name in names), level, share)


def _dependence(window: Mapping[str, float]) -> Dependence:
    amounts: Sequence[float] = list(_present(window).values())
    if not amounts:
        return {"customers": 0, "largest_share": None, "effective_clients": None, "top20_share": None}
    spread = customer_list.concentration(list(amounts))
    return {
        "customers": len(amounts),
        "largest_share": spread["largest_share"],
        "effective_clients": spread["effective_clients"],
        "top20_share": customer_list.pareto(list(amounts), TOP_FRACTION)["share"],
    }


OPERATIONS = (windows, bridge, retention, then_now)
