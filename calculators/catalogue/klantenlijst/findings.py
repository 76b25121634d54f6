"""Every number that is said or drawn about a list of customers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, NamedTuple

from calculators.catalogue.klantenlijst.asking import worth_asking
from calculators.catalogue.klantenlijst.book import Book, Customer, Group, unchecked
from calculators.catalogue.vocabulary import TARGET_RATE
from calculators.operations import customer_list
from calculators.operations.arithmetic import bounded, exceeds, product, ratio, total
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

# A drawing needs finite numbers.
DRAWABLE = 1e12


Inequality = Literal["even", "uneven", "very_uneven"]


class Whale(NamedTuple):
    """The results added up, the best first: the curve rises over ``gaining`` customers and falls over ``losing``.

    Attributes:
        gain, erosion: euros that the first bring and the others cost.
        total: what is left; ``net`` is on which side of nothing that is, to half a euro.
        more: which part it grows when nobody costs money any more; None without a net gain.
        cumulative: the sum after each customer.
        points: of the curve, so many as can be told apart, with both ends and the peak.
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
        top_customers, top_share: how many the largest 20% are, and their part of all revenue; ``has_top`` is whether
            the list is long enough to say so.
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
    """What happens when the hours of the customers that weigh most are off.

    Attributes:
        only: the one customer it is about; None when there are several.
        all_large: whether they are all customers of class A that take hours.
        low, high: all results together; ``fewest`` and ``most`` are how many customers cost money.
    """

    only: Customer | None
    all_large: bool
    low: float
    high: float
    fewest: int
    most: int


class Nearest(NamedTuple):
    """The large customer that needs least to go from gain to loss or back, among ``compared`` customers.

    Attributes:
        amount: euros to the point where it brings nothing; ``hours`` is as many hours of work.
        way: what turns it: nothing, as it is there; more hours; more revenue; fewer hours or more revenue.
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
        known, unknown: those whose result is known, and those whose hours are not while those of others are.
        hidden_gain: what the unknown bring before hours.
        without_costs: how many of those known have no costs filled in.
        small: those of class C that bring revenue, ``small_mean`` on average, which bears ``small_hours`` of work.
        floors: a long list, divided over the customer pyramid.
        doubt: None when the hours do not weigh.
        contribution: of those known; ``turning_rate`` is the internal rate at which nothing is left of it.
        bearing: the largest customer that brings anything, and how many hours it can take.
        asked: the customers whose hours are worth asking.
        closer: the customer that deserves a closer look; ``takes_rate`` is whether the other calculator takes this
            internal rate, ``takes_revenue`` whether it takes all revenue as a total.
    """

    book: Book
    largest: Customer
    best: Customer
    worst: Customer
    whale: Whale
    spread: Spread
    known: Group
    unknown: Group
    hidden_gain: float
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
    known = Group(book, book.by_result)
    unknown = Group(book, [index for index in book.by_revenue if book.basis == "hours" and book.hours[index] is None])
    small = Group(book, [index for index in book.by_result if book.classes[index] == "C" and book.sizes[index] > 0])
    small_mean = small.sum(book.sizes) / max(1, small.count)
    worked = [index for index in book.by_result if book.hours[index]]
    heavy = [index for index in worked if book.classes[index] == "A"] or worked
    whale, spread, closer = _whale(book), _spread(book), _closer(book)
    contribution = known.sum(book.contributions)
    return Findings(
        book=book,
        largest=book.customer(book.by_revenue[0]),
        best=book.customer(book.by_result[0]),
        worst=book.customer(book.by_result[-1]),
        whale=whale,
        spread=spread,
        known=known,
        unknown=unknown,
        hidden_gain=unknown.sum(book.contributions),
        without_costs=sum(book.costs[index] is None for index in book.by_result),
        small=small,
        small_mean=small_mean,
        small_hours=ratio(small_mean, book.rate),
        floors=_floors(book),
        doubt=_doubt(book, heavy, whale),
        nearest=_nearest(book, heavy),
        contribution=contribution,
        turning_rate=ratio(contribution, known.sum(book.hours)),
        bearing=_bearing(book),
        recovery=_recovery(book),
        parting=_parting(book),
        lift=_lift(book),
        asked=tuple(book.labels[index] for index in worth_asking(book)[:MOST_NAMED]),
        closer=closer,
        takes_rate=book.rate <= TARGET_RATE,
        takes_revenue=closer is not None and spread.revenue >= closer.revenue,
    )


def drawable(value: float) -> float:
    """Return a number that fits in a drawing."""
    return max(-DRAWABLE, min(DRAWABLE, value))


def _whale(book: Book) -> Whale:
    curve = unchecked(customer_list.whale)([book.results[index] for index in book.by_result])
    whole, erosion, count = bounded(curve["total"]), bounded(curve["erosion"]), len(book.by_result)
    heights = (0.0, *curve["cumulative"])
    step = max(1, -(-count // MOST_POINTS))
    places = sorted({0, *range(0, count + 1, step), curve["peak_customers"], count})
    return Whale(
        gaining=curve["peak_customers"],
        losing=curve["unprofitable"],
        gain=bounded(curve["peak"]),
        erosion=erosion,
        total=whole,
        net="gain" if whole > HALF_A_EURO else "loss" if whole < -HALF_A_EURO else "even",
        more=erosion / whole if whole > HALF_A_EURO else None,
        cumulative=curve["cumulative"],
        points=tuple((float(place), drawable(heights[place])) for place in places),
    )


def _spread(book: Book) -> Spread:
    top = unchecked(customer_list.pareto)(book.sizes, customer_list.TOP_FRACTION)
    gini = unchecked(customer_list.gini)(book.sizes)["gini"]
    has_top = len(book.sizes) >= FEWEST_FOR_TOP
    concentration = unchecked(customer_list.concentration)(book.sizes) if book.size else None
    largest_share = concentration and concentration["largest_share"]
    return Spread(
        revenue=bounded(total(book.revenues)),
        top_customers=top["customers"],
        top_share=top["share"],
        has_top=has_top,
        largest_share=largest_share,
        is_dependent=largest_share is not None and not exceeds(DEPENDENCE_LIMIT, largest_share),
        effective_customers=concentration and concentration["effective_clients"],
        gini=gini,
        inequality=_inequality(gini) if has_top else None,
    )


def _inequality(gini: float | None) -> Inequality | None:
    if gini is None:
        return None
    return "even" if gini < EVEN_GINI else "uneven" if gini < UNEVEN_GINI else "very_uneven"


def _floors(book: Book) -> tuple[Group, ...]:
    if len(book.by_revenue) < FEWEST_FOR_PYRAMID:
        return ()
    floors = customer_list.curry(len(book.by_revenue))
    rest = iter(book.by_revenue)
    sizes = (floors["top"], floors["large"], floors["medium"], floors["small"])
    return tuple(Group(book, list(islice(rest, size))) for size in sizes)


def _doubt(book: Book, heavy: Sequence[int], whale: Whale) -> Doubt | None:
    doubts = {index: bounded(product(HOURS_DOUBT, book.hours[index] or 0.0, book.rate)) for index in heavy}
    doubt = bounded(total(list(doubts.values())))
    if not doubt:
        return None
    sure = whale.losing - sum(book.results[index] < 0 for index in heavy)
    fewest, most = (sure + sum(book.results[index] + side * doubts[index] < 0 for index in heavy) for side in (1, -1))
    first = book.customer(heavy[0])
    only = first if len(heavy) == 1 else None
    return Doubt(only, first.abc == "A", whale.total - doubt, whale.total + doubt, fewest, most)


def _nearest(book: Book, heavy: Sequence[int]) -> Nearest | None:
    if not book.rate or not heavy:
        return None
    customer = book.customer(min(heavy, key=lambda index: abs(book.results[index])))
    amount = abs(customer.result)
    nearest = Nearest(customer, len(heavy), amount, amount / book.rate, "fewer_hours")
    if amount < HALF_A_EURO:
        return nearest._replace(way="none")
    if customer.result > 0:
        return nearest._replace(way="more_hours")
    return nearest._replace(way="revenue") if exceeds(nearest.hours, customer.hours or 0.0) else nearest


def _bearing(book: Book) -> tuple[Customer, float] | None:
    bringing = next((index for index in book.by_revenue if book.contributions[index] > 0), None)
    if bringing is None or not book.rate:
        return None
    return book.customer(bringing), book.contributions[bringing] / book.rate


def _recovery(book: Book) -> Recovery | None:
    worst = book.customer(book.by_result[-1])
    if worst.result >= 0 or worst.revenue <= 0:
        return None
    hours = ratio(-worst.result, book.rate)
    within_reach = hours is not None and not exceeds(hours, worst.hours or 0.0)
    return Recovery(-worst.result, -worst.result / worst.revenue, hours if within_reach else None)


def _parting(book: Book) -> Parting:
    losers = Group(book, [index for index in book.by_result if book.results[index] < 0])
    left, hours = losers.sum(book.contributions), losers.sum(book.hours)
    parting = Parting("needs_work", abs(left), hours, ratio(left, hours))
    if left < -HALF_A_EURO or not hours:
        return parting._replace(effect="saves")
    return parting._replace(effect="free") if left < HALF_A_EURO else parting


def _lift(book: Book) -> Lift | None:
    if len(book.hourly) < 2:  # noqa: PLR2004 -- one customer is its own average
        return None
    worked = Group(book, list(book.hourly))
    lowest = min(book.hourly, key=book.hourly.__getitem__)
    mean = ratio(worked.sum(book.contributions), worked.sum(book.hours)) or 0.0
    gain = bounded(product(bounded(mean - book.hourly[lowest]), book.hours[lowest] or 0.0))
    return Lift(book.customer(lowest), book.hourly[lowest], mean, gain) if gain > HALF_A_EURO else None


def _closer(book: Book) -> Customer | None:
    """Return the largest loss, or else the lowest yield an hour, where the other calculator takes its numbers."""
    if book.basis != "hours":
        return None
    chosen = book.by_result[-1]
    if book.results[chosen] >= 0:
        if not book.hourly:
            return None
        chosen = min(book.hourly, key=book.hourly.__getitem__)
    customer = book.customer(chosen)
    return customer if customer.revenue > 0 and (customer.costs or 0.0) >= 0 else None
