"""Every number that is said or drawn about a list of customers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Literal, NamedTuple

from calculators.catalogue.charts import drawable
from calculators.catalogue.klantenlijst.book import Book, Customer, Group, summed, unchecked, worth_asking
from calculators.catalogue.klantenlijst.losses import HALF_A_EURO, HOURS_DOUBT, Losses, find_losses, tied
from calculators.catalogue.vocabulary import TARGET_RATE
from calculators.operations import customer_list
from calculators.operations.arithmetic import bounded, exceeds, product, ratio
from calculators.operations.fire import DEPENDENT_SHARE

# Rules of thumb of this page: words for a Gini coefficient.
EVEN_GINI, UNEVEN_GINI = 0.3, 0.6
DEPENDENCE_LIMIT = DEPENDENT_SHARE

MOST_NAMED = 3
MOST_POINTS = 116
FEWEST_FOR_TOP = 5  # with fewer customers, 20% of them is less than one
FEWEST_FOR_PYRAMID = 100  # with fewer customers, 1% of them is less than one
MOST_OF_REVENUE = 0.5  # with less of it known, the rest is worth knowing before anything is done

Inequality = Literal["even", "uneven", "very_uneven"]


class Whale(NamedTuple):
    """The results added up, the best first: so many customers are gaining and so many losing.

    Attributes:
        gain, erosion: euros that the first bring and the last cost.
        total: what is left; ``net`` is on which side of nothing that is, to half a euro.
        more: which part it grows when nobody costs money any more; None without a net gain, or beyond twice as much.
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
        dependent: the customers on each of which more revenue hangs than is safe, ``dependent_share`` together.
        effective_customers: as spread as by so many customers of equal size.
    """

    revenue: float
    top_customers: int
    top_share: float | None
    has_top: bool
    largest_share: float | None
    dependent: tuple[Customer, ...]
    dependent_share: float
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

    It takes an amount of revenue or as many hours of work; with "none" it is there already. There may be more of them.
    """

    customers: tuple[Customer, ...]
    compared: int
    amount: float
    hours: float
    way: Literal["none", "more_hours", "revenue", "fewer_hours"]


class Lift(NamedTuple):
    """What it brings to lift the lowest yield an hour, of one customer or of equal ones, to the mean of all together."""

    customers: tuple[Customer, ...]
    lowest: float
    mean: float
    gain: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found about the list.

    Attributes:
        largest, best: the customers that share the largest revenue, and the highest result.
        all_equal: whether all customers of which the result is known bring the same.
        losses: who costs money; ``all_lose`` is whether nobody brings anything, as far as most of revenue goes.
        credits: those with more credit notes than invoices, of which the result is known.
        known, unknown: whose result is known, and whose hours are not while those of others are.
        without_costs: how many of those known have no costs filled in.
        small: those of class C that bring revenue, ``small_mean`` on average, which bears ``small_hours`` of work.
        floors: a long list, divided over the customer pyramid.
        contribution: of those known; ``turning_rate`` is the internal rate at which nothing is left of it.
        bearing: the largest customers that bring anything, and how many hours each can take.
        asked: whose costs and hours are worth knowing; ``asked_first`` is whether that comes before all else.
        closer: the customer that deserves a closer look; ``closer_is_needed`` is whether the business cannot do without;
            ``takes_rate`` and ``takes_revenue`` are whether the other
            calculator takes this internal rate, and all revenue as a total.
    """

    book: Book
    largest: tuple[Customer, ...]
    best: tuple[Customer, ...]
    all_equal: bool
    losses: Losses
    all_lose: bool
    credits: Group
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
    bearing: tuple[tuple[Customer, ...], float] | None
    lift: Lift | None
    asked: tuple[str, ...]
    asked_first: bool
    closer: Customer | None
    closer_is_needed: bool
    takes_rate: bool
    takes_revenue: bool


def find(book: Book) -> Findings:
    """Find out all that is said and drawn about the list."""
    customers, ranked = book.customers, book.ranked
    small = book.group([each for each in customers if each.abc == "C" and each.size > 0])
    small_mean = small.revenue / max(1, small.count)
    worked = [each for each in ranked if each.hours and each.revenue >= 0]
    heavy = [each for each in worked if each.abc == "A"] or worked
    whale, spread = _whale(book), _spread(book)
    losses, closer = find_losses(book, DEPENDENCE_LIMIT), _closer(book)
    known = book.group(ranked)
    credited = book.group([each for each in ranked if each.revenue < 0])
    asked = worth_asking(customers)[:MOST_NAMED]
    contribution = summed(each.contribution for each in ranked)
    return Findings(
        book=book,
        largest=tied(customers, lambda each: each.revenue),
        best=tied(ranked, lambda each: each.result),
        all_equal=len(ranked) > 1 and abs(ranked[0].result - ranked[-1].result) < HALF_A_EURO,
        losses=losses,
        all_lose=bool(losses.customers) and not whale.gaining and _is_most(known),
        credits=credited,
        whale=whale,
        spread=spread,
        known=known,
        unknown=book.group([each for each in customers if book.basis == "hours" and each.hours is None]),
        without_costs=sum(each.costs is None for each in ranked),
        small=small,
        small_mean=small_mean,
        small_hours=ratio(small_mean, book.rate),
        floors=_floors(book),
        doubt=_doubt(book, heavy, whale, losses),
        nearest=_nearest(book, heavy),
        contribution=contribution,
        turning_rate=ratio(contribution, summed(each.hours for each in ranked)),
        bearing=_bearing(book),
        lift=_lift(book),
        asked=tuple(each.label for each in asked),
        asked_first=bool(asked) and (book.basis != "hours" or not _is_most(known)),
        closer=closer,
        closer_is_needed=closer is not None and (closer in spread.dependent or len(customers) == 1),
        takes_rate=book.rate <= TARGET_RATE,
        takes_revenue=closer is not None and spread.revenue >= closer.revenue,
    )


def least_yield(customers: Sequence[Customer]) -> tuple[Customer, ...]:
    """Return the customers that bring least an hour, to half a euro, the lowest first."""
    worked = sorted((each for each in customers if each.hourly is not None), key=_hourly)
    return tied(worked, _hourly)


def _hourly(customer: Customer) -> float:
    return customer.hourly or 0.0


def _is_most(known: Group) -> bool:
    """Tell whether these customers bring most of the revenue; without revenue that is whether they are most of all."""
    return not exceeds(MOST_OF_REVENUE, known.part if known.share is None else known.share)


def _bearing(book: Book) -> tuple[tuple[Customer, ...], float] | None:
    bringing = [each for each in book.customers if each.contribution > 0]
    if not bringing or not book.rate:
        return None
    largest = tied(bringing, lambda each: each.revenue)
    same = tied(largest, lambda each: each.contribution)
    return same, same[0].contribution / book.rate


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
        more=erosion / result if result > HALF_A_EURO and erosion <= result else None,
        cumulative=curve["cumulative"],
        points=tuple((float(place), drawable(heights[place])) for place in places),
    )


def _spread(book: Book) -> Spread:
    sizes = [each.size for each in book.customers]
    top = unchecked(customer_list.pareto)(sizes, customer_list.TOP_FRACTION)
    gini = unchecked(customer_list.gini)(sizes)["gini"]
    spread = unchecked(customer_list.concentration)(sizes) if book.size else None
    has_top = len(sizes) >= FEWEST_FOR_TOP
    dependent = tuple(takewhile(lambda each: not exceeds(DEPENDENCE_LIMIT, each.share or 0.0), book.customers))
    return Spread(
        revenue=summed(each.revenue for each in book.customers),
        top_customers=top["customers"],
        top_share=top["share"],
        has_top=has_top,
        largest_share=spread and spread["largest_share"],
        dependent=dependent,
        dependent_share=min(1.0, summed(each.share for each in dependent)),
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


def _doubt(book: Book, heavy: Sequence[Customer], whale: Whale, losses: Losses) -> Doubt | None:
    doubts = [bounded(product(HOURS_DOUBT, each.hours or 0.0, book.rate)) for each in heavy]
    doubt = summed(doubts)
    if not doubt:
        return None
    sure = len(losses.customers) - sum(each.result < 0 for each in heavy)
    fewest = sure + sum(each.result + off_by < 0 for each, off_by in zip(heavy, doubts, strict=True))
    most = sure + sum(each.result - off_by < 0 for each, off_by in zip(heavy, doubts, strict=True))
    only = heavy[0] if len(heavy) == 1 else None
    return Doubt(only, heavy[0].abc == "A", whale.total - doubt, whale.total + doubt, fewest, most)


def _nearest(book: Book, heavy: Sequence[Customer]) -> Nearest | None:
    if not book.rate or not heavy:
        return None
    order = sorted(heavy, key=lambda each: abs(each.result))
    customer = order[0]
    amount = abs(customer.result)
    same = tied(order, lambda each: each.result)
    nearest = Nearest(same, len(heavy), amount, amount / book.rate, "fewer_hours")
    if amount < HALF_A_EURO:
        return nearest._replace(way="none")
    if customer.result > 0:
        return nearest._replace(way="more_hours")
    return nearest._replace(way="revenue") if exceeds(nearest.hours, customer.hours or 0.0) else nearest


def _lift(book: Book) -> Lift | None:
    worked = [each for each in book.ranked if each.hours]
    lowest = least_yield(worked)
    mean = ratio(summed(each.contribution for each in worked), summed(each.hours for each in worked))
    if not lowest or lowest[0].hourly is None or mean is None:
        return None
    rate = lowest[0].hourly
    gain = bounded(product(bounded(mean - rate), summed(each.hours for each in lowest)))
    return Lift(lowest, rate, mean, gain) if len(worked) > 1 and gain > HALF_A_EURO else None


def _closer(book: Book) -> Customer | None:
    """Return the largest loss, or else the lowest yield an hour, where the other calculator takes its numbers."""
    fit = [each for each in book.ranked if each.revenue > 0 and (each.costs or 0.0) >= 0]
    if book.basis != "hours" or not fit:
        return None
    return fit[-1] if fit[-1].result < 0 else next(iter(least_yield(fit)), None)
