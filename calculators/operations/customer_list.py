"""The customer list: where the money comes from, and how much hangs on a few customers.

Sources: R. Kaplan & R. Cooper, Cost & Effect (Harvard Business School Press, 1998) (whale curve); C. Gini,
"Variabilità e mutabilità" (1912) (inequality); J. Curry & A. Curry, The Customer Marketing Method (2000) (pyramid);
A. Hirschman, "The Paternity of an Index", American Economic Review 54 (1964) 761 (concentration).

Conventions: "the best so much percent" of n customers is rounded up to whole customers, as ceil(fraction n - 1e-9), so
that the last bit of 0.2 times 15 does not make a fourth customer. A total of at most 1e-9 counts as nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Annotated, Literal, TypedDict

from calculators.model.operation import operation
from calculators.model.quantities import Bounds, Items, Quantity, Unit
from calculators.operations.arithmetic import TOLERANCE, exceeds

AbcClass = Literal["A", "B", "C"]

TOP_FRACTION = 0.2
PYRAMID_FRACTIONS = (0.01, 0.05, 0.2)

# Amounts above HUGE are calculated in units of HUGE_UNIT, so that no sum or product on the way is infinite.
HUGE = 2.0**900
HUGE_UNIT = 2.0**64

Profits = Annotated[
    list[Annotated[float, Quantity("winst", Unit.EURO, meaning="Wat deze klant in een jaar oplevert na alle kosten.")]],
    Items("winst per klant", "klant"),
]
Amounts = Annotated[
    list[Annotated[float, Quantity("bedrag", Unit.EURO, meaning="Omzet of winst van deze klant, excl. btw.")]],
    Items("bedragen per klant", "klant"),
]
Revenue = Annotated[float, Quantity("omzet", Unit.EURO, meaning="Omzet van deze klant, excl. btw.")]
Revenues = Annotated[list[Annotated[Revenue, Bounds(minimum=0)]], Items("omzet per klant", "klant", some_positive=True)]
Limit = Annotated[
    float, Quantity("grens", Unit.FRACTION, 0, 1, meaning="Tot welk deel van het totaal een klasse loopt.")
]
Fraction = Annotated[
    float, Quantity("deel van de klanten", Unit.FRACTION, maximum=1, above=0, meaning="De grootste zoveel procent.")
]
ClientCount = Annotated[int, Quantity("aantal klanten", Unit.PEOPLE, minimum=1)]


class WhaleCurve(TypedDict):
    """The curve of cumulative profit, from the most to the least profitable customer, with its marks."""

    total: float
    peak: float
    peak_customers: int
    peak_ratio: float | None
    erosion: float
    unprofitable: int
    top20_customers: int
    top20_share: float | None
    cumulative: list[float]


class Gini(TypedDict):
    """Inequality: 0 when all customers bring in the same, near 1 when one brings in everything."""

    gini: float | None


class AbcClasses(TypedDict):
    """The class of each customer, in the order of the input."""

    classes: list[AbcClass]


class Pareto(TypedDict):
    """How many customers the largest so much percent are, and their share of the total."""

    customers: int
    share: float | None


class Pyramid(TypedDict):
    """How many customers stand on each floor of the customer pyramid."""

    top: int
    large: int
    medium: int
    small: int


class Concentration(TypedDict):
    """How much revenue hangs on few customers."""

    hhi: float
    effective_clients: float
    largest_share: float


@operation
def whale(profits: Profits) -> WhaleCurve:
    """Draw the whale curve: cumulative profit over customers, the most profitable first.

    The curve rises to ``peak`` (what the customers with a profit bring in) and falls back to ``total`` over those with
    a loss; ``erosion`` = peak - total is what the latter cost. ``peak_ratio`` = peak / total and ``top20_share`` =
    the cumulative profit of the best ceil(0.2 n) customers / total; both are None when the total is not above 0.

    Args:
        profits: euros a customer, at least one; losses are negative.

    Raises:
        InputError: ``required``, ``wrong_type``, ``empty_list``, ``not_a_number``.

    Source: Kaplan & Cooper (1998).

    >>> outcome = whale([0, 140, -40, 0, 0])
    >>> outcome["peak"], outcome["total"], outcome["peak_ratio"], outcome["erosion"]
    (140.0, 100.0, 1.4, 40.0)
    """
    ordered, unit = _in_safe_units(sorted(profits, reverse=True))
    cumulative = _running_sums(ordered)
    total = cumulative[-1]
    highest = max(cumulative)
    peak = max(0.0, highest)
    top_customers = _customers_in(TOP_FRACTION, len(profits))
    return {
        "total": total * unit,
        "peak": peak * unit,
        "peak_customers": sum(profit > 0 for profit in profits),
        "peak_ratio": _share(peak, total, unit),
        "erosion": (peak - total) * unit,
        "unprofitable": sum(profit < 0 for profit in profits),
        "top20_customers": top_customers,
        "top20_share": _share(cumulative[top_customers - 1], total, unit),
        "cumulative": [part * unit for part in cumulative],
    }


@operation
def gini(values: Amounts) -> Gini:
    """Measure how unequally an amount is spread over customers.

    With the values x in ascending order: gini = sum of (2i - n - 1) x_i over i = 1..n, divided by n times their sum.
    Without correction for small samples: when one of n customers has everything, gini = (n - 1)/n. None when a value
    is negative or all are 0.

    Args:
        values: euros a customer, at least one.

    Raises:
        InputError: ``required``, ``wrong_type``, ``empty_list``, ``not_a_number``.

    Source: Gini (1912), in the form for an ordered list.

    >>> gini([0, 0, 0, 100])
    {'gini': 0.75}
    """
    ordered, _ = _in_safe_units(sorted(values))
    count, total = len(ordered), math.fsum(ordered)
    if ordered[0] < 0 or total == 0:
        return {"gini": None}
    spread = math.fsum((2 * place - count - 1) * value for place, value in enumerate(ordered, start=1))
    return {"gini": spread / (count * total)}


@operation
def abc(values: Amounts, a_limit: Limit = 0.8, b_limit: Limit = 0.95) -> AbcClasses:
    """Put customers in classes A, B and C by their share of the total.

    From large to small (equal ones in the order of the input) a customer is A when those before it have together less
    than ``a_limit`` of the total, otherwise B when less than ``b_limit``, otherwise C; so the customer that crosses
    a limit still belongs to the higher class. Values of 0 or less are C and do not count in the total. With
    ``b_limit`` below ``a_limit`` nobody is B.

    Args:
        values: euros a customer, at least one.
        a_limit: fraction of the total, 0 to 1.
        b_limit: fraction of the total, 0 to 1.

    Raises:
        InputError: ``required``, ``wrong_type``, ``empty_list``, ``not_a_number``, ``out_of_range``.

    Source: usual practice in stock and customer management; the crossing item as in Easyflex.

    >>> abc([5, 80, 15])
    {'classes': ['C', 'A', 'B']}
    """
    amounts, _ = _in_safe_units(values)
    by_size = sorted((index for index, amount in enumerate(amounts) if amount > 0), key=lambda each: -amounts[each])
    sums = _running_sums(amounts[index] for index in by_size)
    classes: list[AbcClass] = ["C"] * len(amounts)
    before = 0.0
    for index, after in zip(by_size, sums, strict=True):
        share = before / sums[-1]
        if exceeds(a_limit, share):
            classes[index] = "A"
        elif exceeds(b_limit, share):
            classes[index] = "B"
        before = after
    return {"classes": classes}


@operation
def pareto(values: Amounts, fraction: Fraction) -> Pareto:
    """Find the share of the total that the largest customers have: "20% of them bring in 80%".

    ``customers`` = ceil(fraction n - 1e-9), ``share`` = their sum / the total; None when the total is not above 0.
    Negative values count in the total, so a share can be more than 1.

    Args:
        values: euros a customer, at least one.
        fraction: above 0, to 1.

    Raises:
        InputError: ``required``, ``wrong_type``, ``empty_list``, ``not_a_number``, ``out_of_range``.

    Source: elementary, after Pareto.

    >>> pareto([50, 30, 10, 6, 4], 0.2)
    {'customers': 1, 'share': 0.5}
    """
    ordered, unit = _in_safe_units(sorted(values, reverse=True))
    customers = _customers_in(fraction, len(ordered))
    return {"customers": customers, "share": _share(math.fsum(ordered[:customers]), math.fsum(ordered), unit)}


@operation
def curry(clients: ClientCount) -> Pyramid:
    """Divide customers over the floors of the customer pyramid.

    The best 1%, the best 5% and the best 20% are each rounded up to whole customers; every floor holds what comes on
    top of the one above it, and ``small`` is the rest.

    Args:
        clients: a whole number of 1 or more.

    Raises:
        InputError: ``required``, ``wrong_type``, ``not_a_number``, ``not_integer``, ``out_of_range``.

    Source: Curry & Curry (2000).

    >>> curry(250)
    {'top': 3, 'large': 10, 'medium': 37, 'small': 200}
    """
    top, large, medium = (_customers_in(fraction, clients) for fraction in PYRAMID_FRACTIONS)
    return {"top": top, "large": large - top, "medium": medium - large, "small": clients - medium}


@operation
def concentration(values: Revenues) -> Concentration:
    """Measure how much revenue hangs on few customers.

    ``hhi`` (Herfindahl-Hirschman index) = the sum of the squared shares, 1/n when all are equal and 1 when one has
    everything. ``effective_clients`` = 1/hhi: so many customers of equal size would be as concentrated.

    Args:
        values: euros a customer, 0 or more, not all 0.

    Raises:
        InputError: ``required``, ``wrong_type``, ``empty_list``, ``not_a_number``, ``out_of_range``.

    Source: Hirschman (1964).

    >>> concentration([50, 25, 25])
    {'hhi': 0.375, 'effective_clients': 2.6666666666666665, 'largest_share': 0.5}
    """
    amounts, _ = _in_safe_units(values)
    total = math.fsum(amounts)
    hhi = math.fsum((amount / total) ** 2 for amount in amounts)
    return {"hhi": hhi, "effective_clients": 1 / hhi, "largest_share": max(amounts) / total}


OPERATIONS = (whale, gini, abc, pareto, curry, concentration)


def _in_safe_units(values: Sequence[float]) -> tuple[list[float], float]:
    """Return the values in units in which their sums stay finite, and that unit: 1 unless a value is huge."""
    unit = HUGE_UNIT if max(map(abs, values)) > HUGE else 1.0
    return [value / unit for value in values], unit


def _running_sums(values: Iterable[float]) -> list[float]:
    """Return the sums of the first one, two, ... values (Neumaier: what a rounding loses is kept apart and added)."""
    sums = []
    whole = lost = 0.0
    for value in values:
        larger = whole + value
        lost += (whole - larger) + value if abs(whole) >= abs(value) else (value - larger) + whole
        whole = larger
        sums.append(whole + lost)
    return sums


def _customers_in(fraction: float, count: int) -> int:
    return math.ceil(fraction * count - TOLERANCE)


def _share(part: float, total: float, unit: float) -> float | None:
    return part / total if exceeds(total * unit, 0) else None
