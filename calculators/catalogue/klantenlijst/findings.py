"""Every number that is said or drawn about a list of customers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, NamedTuple

from calculators.catalogue.charts import drawable
from calculators.catalogue.klantenlijst.book import Book, Customer, Group, summed, unchecked, worth_asking
from calculators.catalogue.vocabulary import TARGET_RATE
from calculators.operations import customer_list
from calculators.operations.arithmetic import bounded, exceeds, product, ratio
from calculators.operations.fire import DEPENDENT_SHARE

# Rules of thumb of this page: how far hours that nobody writes down may be off, and words for a Gini coefficient.
HOURS_DOUBT = 0.25
EVEN_GINI, UNEVEN_GINI = 0.3, 0.6
DEPENDENCE_LIMIT = DEPENDENT_SHARE

MOST_NAMED = 3
MOST_POINTS = 116
FEWEST_FOR_TOP = 5  # with fewer customers, 20% of them is less than one
FEWEST_FOR_PYRAMID = 100  # with fewer customers, 1% of them is less than one

HALF_A_EURO = 0.5

Inequality = Literal["even", "uneven", "very_uneven"]


class Whale(NamedTuple):
    """The results added up, the best first: so many customers are gaining and so many losing.

    Attributes:
        gain, erosion: euros that the first bring and the last cost.
        total: what is left; ``net`` is on which side of nothing that is, to half a euro.
        more: which part it grows when nobody costs money any more; None without a net gain.
        cumulative: the sum after each customer; ``points`` are as many of it as can be told apart, and the peak.
    """

    gaining: int
    losing: int
    gain: float
    erosion: float
    total: float
    net: Literal["gain", "even", "loss"]
    more: float | None
    cumulative: list[float]
    points: tuple[tuple[float, float], ...]


class Spread(NamedTuple):
    """How revenue is spread; shares are None when there is none.

    Attributes:
        top_customers, top_share: the largest 20%; ``has_top`` is whether the list is long enough to say so.
        is_dependent: whether more revenue hangs on the largest customer than is safe.
        effective_customers: as spread as by so many customers of equal size.
    """

    revenue: float
    top_customers: int
    top_share: float | None
    has_top: bool
    largest_share: float | None
    is_dependent: bool
    effective_customers: float | None
    gini: float | None
    inequality: Inequality | None


class Doubt(NamedTuple):
    """Between what the result and the number of losing customers are, when hours of those that weigh most are off.

    ``only`` is the one customer it is about; None when there are several, which are ``all_large`` or just all.
    """

    only: Customer | None
    all_large: bool
    low: float
    high: float
    fewest: int
    most: int


class Nearest(NamedTuple):
    """The large customer, of so many compared, that needs least to go from gain to loss or back.

    It takes an amount of revenue or as many hours of work; with "none" it is there already.
    """

    customer: Customer
    compared: int
    amount: float
    hours: float
    way: Literal["none", "more_hours", "revenue", "fewer_hours"]


class Recovery(NamedTuple):
    """What gets the worst customer to nothing: a rise of its price or, unless None, fewer hours."""

    loss: float
    rise: float
    hours: float | None


class Parting(NamedTuple):
    """What it does to part with all that cost money: it saves euros, is free, or needs other work an hour for them."""

    effect: Literal["saves", "free", "needs_work"]
    amount: float
    hours: float
    hourly: float | None


class Lift(NamedTuple):
    """What it brings to lift the lowest yield an hour to the mean of all together."""

    customer: Customer
    lowest: float
    mean: float
    gain: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found about the list.

    Attributes:
        largest, best, worst: the customers with the largest revenue, the highest result and the lowest.
        known, unknown: whose result is known, and whose hours are not while those of others are.
        without_costs: how many of those known have no costs filled in.
        small: those of class C that bring revenue, ``small_mean`` on average, which bears ``small_hours`` of work.
        floors: a long list, divided over the customer pyramid.
        contribution: of those known; ``turning_rate`` is the internal rate at which nothing is left of it.
        bearing: the largest customer that brings anything, and how many hours it can take.
        closer: the customer that deserves a closer look; ``takes_rate`` and ``takes_revenue`` are whether the other
            calculator takes this internal rate, and all revenue as a total.
    """

    book: Book
    largest: Customer
    best: Customer
    worst: Customer
    whale: Whale
    spread: Spread
    known: Group
    unknown: Group
    without_costs: int
    small: Group
    small_mean: float
    small_hours: float | None
    floors: tuple[Group, ...]
    doubt: Doubt | None
    nearest: Nearest | None
    contribution: float
    turning_rate: float | None
    bearing: tuple[Customer, float] | None
    recovery: Recovery | None
    parting: Parting
    lift: Lift | None
    asked: tuple[str, ...]
    closer: Customer | None
    takes_rate: bool
    takes_revenue: bool


def find(book: Book) -> Findings:
    """Find out all that is said and drawn about the list."""
    customers, ranked = book.customers, book.ranked
    small = book.group([each for each in customers if each.abc == "C" and each.size > 0])
    small_mean = small.revenue / max(1, small.count)
    worked = [each for each in ranked if each.hours]
    heavy = [each for each in worked if each.abc == "A"] or worked
    whale, spread, closer = _whale(book), _spread(book), _closer(book)
    contribution = summed(each.contribution for each in ranked)
    bringing = next((each for each in customers if each.contribution > 0), None)
    return Findings(
        book=book,
        largest=customers[0],
        best=ranked[0],
        worst=ranked[-1],
        whale=whale,
        spread=spread,
        known=book.group(ranked),
        unknown=book.group([each for each in customers if book.basis == "hours" and each.hours is None]),
        without_costs=sum(each.costs is None for each in ranked),
        small=small,
        small_mean=small_mean,
        small_hours=ratio(small_mean, book.rate),
        floors=_floors(book),
        doubt=_doubt(book, heavy, whale),
        nearest=_nearest(book, heavy),
        contribution=contribution,
        turning_rate=ratio(contribution, summed(each.hours for each in ranked)),
        bearing=(bringing, bringing.contribution / book.rate) if bringing and book.rate else None,
        recovery=_recovery(book),
        parting=_parting(book),
        lift=_lift(book),
        asked=tuple(each.label for each in worth_asking(customers)[:MOST_NAMED]),
        closer=closer,
        takes_rate=book.rate <= TARGET_RATE,
        takes_revenue=closer is not None and spread.revenue >= closer.revenue,
    )


def least_yield(customers: Sequence[Customer]) -> Customer | None:
    """Return the customer that brings least an hour; None when none takes hours. Of equal ones the first as given."""
    worked = [each for each in customers if each.hourly is not None]
    return min(worked, key=lambda each: (each.hourly, each.place), default=None)


def _whale(book: Book) -> Whale:
    curve = unchecked(customer_list.whale)([each.result for each in book.ranked])
    result, erosion, count = bounded(curve["total"]), bounded(curve["erosion"]), len(book.ranked)
    heights, step = (0.0, *curve["cumulative"]), max(1, -(-count // MOST_POINTS))
    places = sorted({*range(0, count + 1, step), curve["peak_customers"], count})
    return Whale(
        gaining=curve["peak_customers"],
        losing=curve["unprofitable"],
        gain=bounded(curve["peak"]),
        erosion=erosion,
        total=result,
        net="gain" if result > HALF_A_EURO else "loss" if result < -HALF_A_EURO else "even",
        more=erosion / result if result > HALF_A_EURO else None,
        cumulative=curve["cumulative"],
        points=tuple((float(place), drawable(heights[place])) for place in places),
    )


def _spread(book: Book) -> Spread:
    sizes = [each.size for each in book.customers]
    top = unchecked(customer_list.pareto)(sizes, customer_list.TOP_FRACTION)
    gini = unchecked(customer_list.gini)(sizes)["gini"]
    spread = unchecked(customer_list.concentration)(sizes) if book.size else None
    has_top = len(sizes) >= FEWEST_FOR_TOP
    return Spread(
        revenue=summed(each.revenue for each in book.customers),
        top_customers=top["customers"],
        top_share=top["share"],
        has_top=has_top,
        largest_share=spread and spread["largest_share"],
        is_dependent=spread is not None and not exceeds(DEPENDENCE_LIMIT, spread["largest_share"]),
        effective_customers=spread and spread["effective_clients"],
        gini=gini,
        inequality=_inequality(gini) if has_top and gini is not None else None,
    )


def _inequality(gini: float) -> Inequality:
    return "even" if gini < EVEN_GINI else "uneven" if gini < UNEVEN_GINI else "very_uneven"


def _floors(book: Book) -> tuple[Group, ...]:
    if len(book.customers) < FEWEST_FOR_PYRAMID:
        return ()
    sizes, rest = customer_list.curry(len(book.customers)), iter(book.customers)
    floors = (sizes["top"], sizes["large"], sizes["medium"], sizes["small"])
    return tuple(book.group(list(islice(rest, size))) for size in floors)


def _doubt(book: Book, heavy: Sequence[Customer], whale: Whale) -> Doubt | None:
    doubts = [bounded(product(HOURS_DOUBT, each.hours or 0.0, book.rate)) for each in heavy]
    doubt = summed(doubts)
    if not doubt:
        return None
    sure = whale.losing - sum(each.result < 0 for each in heavy)
    fewest = sure + sum(each.result + off_by < 0 for each, off_by in zip(heavy, doubts, strict=True))
    most = sure + sum(each.result - off_by < 0 for each, off_by in zip(heavy, doubts, strict=True))
    only = heavy[0] if len(heavy) == 1 else None
    return Doubt(only, heavy[0].abc == "A", whale.total - doubt, whale.total + doubt, fewest, most)


def _nearest(book: Book, heavy: Sequence[Customer]) -> Nearest | None:
    if not book.rate or not heavy:
        return None
    customer = min(heavy, key=lambda each: abs(each.result))
    amount = abs(customer.result)
    nearest = Nearest(customer, len(heavy), amount, amount / book.rate, "fewer_hours")
    if amount < HALF_A_EURO:
        return nearest._replace(way="none")
    if customer.result > 0:
        return nearest._replace(way="more_hours")
    return nearest._replace(way="revenue") if exceeds(nearest.hours, customer.hours or 0.0) else nearest


def _recovery(book: Book) -> Recovery | None:
    worst = book.ranked[-1]
    if worst.result >= 0 or worst.revenue <= 0:
        return None
    hours = ratio(-worst.result, book.rate)
    within_reach = hours is not None and not exceeds(hours, worst.hours or 0.0)
    return Recovery(-worst.result, -worst.result / worst.revenue, hours if within_reach else None)


def _parting(book: Book) -> Parting:
    losers = [each for each in book.ranked if each.result < 0]
    left, hours = summed(each.contribution for each in losers), summed(each.hours for each in losers)
    parting = Parting("needs_work", abs(left), hours, ratio(left, hours))
    if left < -HALF_A_EURO or not hours:
        return parting._replace(effect="saves")
    return parting._replace(effect="free") if left < HALF_A_EURO else parting


def _lift(book: Book) -> Lift | None:
    worked = [each for each in book.ranked if each.hours]
    lowest = least_yield(worked)
    mean = ratio(summed(each.contribution for each in worked), summed(each.hours for each in worked))
    if lowest is None or lowest.hourly is None or mean is None:
        return None
    gain = bounded(product(bounded(mean - lowest.hourly), lowest.hours or 0.0))
    return Lift(lowest, lowest.hourly, mean, gain) if len(worked) > 1 and gain > HALF_A_EURO else None


def _closer(book: Book) -> Customer | None:
    """Return the largest loss, or else the lowest yield an hour, where the other calculator takes its numbers."""
    worst = book.ranked[-1]
    chosen = worst if worst.result < 0 else least_yield(book.ranked)
    if book.basis != "hours" or chosen is None or chosen.revenue <= 0 or (chosen.costs or 0.0) < 0:
        return None
    return chosen
