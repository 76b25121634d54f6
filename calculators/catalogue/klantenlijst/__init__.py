"""Klantenlijst: who earns the money, seen along all customers of a business.

The list is typed in rows, or comes from a file of any length; so nothing here takes more than a sort, and what is
shown stays small. Customers are numbered by revenue unless their names are asked for.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, NotRequired, TypedDict

from calculators.model.amounts import euros
from calculators.model.answer import (
    Amount,
    Answer,
    Axis,
    Bar,
    BarChart,
    Bubble,
    Card,
    Chart,
    Figure,
    FirstStep,
    Handover,
    Limit,
    Line,
    LineChart,
    Link,
    Mark,
    Names,
    Part,
    Plan,
    ScatterChart,
    Sentence,
    Share,
    Table,
    Value,
    say,
)
from calculators.model.calculator import Calculator, Example, ListIntake, Section
from calculators.model.intake import Sample
from calculators.model.quantities import Items, Quantity, Unit, Words
from calculators.operations import customer_list
from calculators.operations.arithmetic import bounded, exceeds, product, ratio, total
from calculators.operations.customer_list import TOP_FRACTION, AbcClass, AbcClasses, Concentration, Gini, WhaleCurve
from calculators.operations.fire import DEPENDENT_SHARE

# What the curve is about: only revenue, what is left after costs, or what is left after costs and hours.
Basis = Literal["revenue", "costs", "hours"]

# The operations without their own check of every value: the rows have been checked already, and a file is long.
_whale: Callable[[list[float]], WhaleCurve] = inspect.unwrap(customer_list.whale)
_gini: Callable[[list[float]], Gini] = inspect.unwrap(customer_list.gini)
_abc: Callable[[list[float], float, float], AbcClasses] = inspect.unwrap(customer_list.abc)
_pareto: Callable[[list[float], float], customer_list.Pareto] = inspect.unwrap(customer_list.pareto)
_concentration: Callable[[list[float]], Concentration] = inspect.unwrap(customer_list.concentration)

# Usual limits of the classes (specification, 3.7) and the default rate (specification, 9).
A_LIMIT, B_LIMIT = 0.8, 0.95
USUAL_INTERNAL_RATE = 60.0
# From this internal rate on, the usual target rate of klant-houden-of-loslaten does not allow it any more.
USUAL_TARGET_RATE = 90.0
HIGHEST_RATE = 10_000.0

# Rules of thumb of this page: how far hours that nobody writes down may be off, and words for a Gini coefficient.
HOURS_DOUBT = 0.25
EVEN_GINI, UNEVEN_GINI = 0.3, 0.6

MOST_TYPED = 60
MOST_ASKED = 15
MOST_NAMED = 3
FEWEST_FOR_TOP = 5  # with fewer customers, 20% of them is less than one
FEWEST_FOR_PYRAMID = 100  # with fewer customers, 1% of them is less than one

MOST_POINTS = 116
MOST_BARS = 10
FIRST_ROWS, LAST_ROWS = 12, 7
LARGEST_BUBBLES, WORST_BUBBLES = 15, 5

HALF_A_EURO = 0.5
MANY_HOURS = 10.0

# A drawing needs finite numbers, and room around them; a rate far beyond the others stands at the edge.
DRAWABLE = 1e12
HEADROOM = 1.15
HIGHEST_DRAWN_RATES = 4.0


class CustomerRow(TypedDict):
    """One customer with the sums of a year; what is not known is left out."""

    name: NotRequired[Annotated[str, Words("naam", "Hoe jij deze klant noemt; mag leeg.", may_be_blank=True)] | None]
    revenue: Annotated[float, Quantity("omzet", Unit.EURO, meaning="Van één jaar, excl. btw, creditnota's eraf.")]
    costs: NotRequired[
        Annotated[
            float,
            Quantity("kosten", Unit.EURO, meaning="Inkoop en uitbesteed werk, excl. btw. Een teruggave met een min."),
        ]
        | None
    ]
    hours: NotRequired[
        Annotated[
            float, Quantity("uren", Unit.HOURS, minimum=0, meaning="Alle uren in dat jaar, ook bellen en mailen.")
        ]
        | None
    ]


# On the page a row is not called a customer: "Klant 1" is the largest one, wherever it stands.
Customers = Annotated[list[CustomerRow], Items("klanten", "regel", most=MOST_TYPED)]
InternalRate = Annotated[
    float,
    Quantity(
        "intern uurtarief",
        Unit.EURO_PER_HOUR,
        0,
        HIGHEST_RATE,
        slider=(0, 150, 1),
        meaning="Wat een uur werk jou kost, excl. btw.",
    ),
]
ShowNames = Annotated[
    bool,
    Quantity(
        "toon namen in de uitslag",
        meaning="Uit: je grootste klant heet Klant 1, de volgende Klant 2. Namen blijven op dit apparaat.",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """The list, read: columns with a place for every customer, and the orders in which they are looked at.

    Attributes:
        labels: how each customer is called in the answer.
        sizes: revenue, or 0 where it is negative; shares and classes are made with it.
        left: revenue minus costs.
        by_revenue: all customers, the largest first.
        unknown: those whose hours are not known while those of others are, the largest first.
        curve: those that the curve is about, the best first; ``results`` holds what each adds to it.
        yields: what an hour brings, of those on the curve that take hours.
    """

    basis: Basis
    rate: float
    labels: list[str]
    revenues: list[float]
    costs: list[float | None]
    hours: list[float | None]
    left: list[float]
    sizes: list[float]
    classes: list[AbcClass]
    by_revenue: list[int]
    unknown: list[int]
    curve: list[int]
    results: list[float]
    yields: dict[int, float]

    @property
    def count(self) -> int:
        return len(self.revenues)

    @property
    def worst(self) -> int:
        return self.curve[-1]

    @property
    def largest(self) -> int:
        return self.by_revenue[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sums:
    """What the operations say about the list; shares are None when there is no revenue."""

    curve: WhaleCurve
    total: float
    gain: float
    erosion: float
    revenue: float
    size: float
    top_customers: int
    top_share: float | None
    gini: float | None
    spread: Concentration | None

    @property
    def losing(self) -> int:
        return self.curve["unprofitable"]

    @property
    def largest_share(self) -> float | None:
        return None if self.spread is None else self.spread["largest_share"]

    def share(self, amount: float) -> Value:
        """A part of all revenue."""
        return Share(min(1.0, amount / self.size)) if self.size else Amount(None)


def klantenlijst(
    customers: Customers, internal_rate: InternalRate = USUAL_INTERNAL_RATE, *, show_names: ShowNames = False
) -> Answer:
    """Say which customers earn the money and which cost it, how much hangs on the largest, and what to do about it."""
    book = _read(customers, internal_rate, show_names=show_names)
    sums = _add_up(book)
    closer = _to_look_at(book)
    chart, *more_charts = _charts(book, sums)
    steps = tuple(_steps(book, sums))
    loses = book.basis != "revenue" and sums.losing > 0
    return Answer(
        headline=_headline(book, sums),
        reasons=tuple(_reasons(book, sums)),
        chart=chart,
        more_cards=(
            Card("Hoe zeker is dit?", tuple(_certainty(book, sums))),
            Card("Wat verandert het?", tuple(_change(book, sums))),
            Card("Wat is het waard?", tuple(_worth(book, sums))),
        ),
        figures=tuple(_figures(book, sums)),
        more_charts=tuple(more_charts),
        plans=(Plan("Wat kun je nu doen?", steps),),
        handovers=() if closer is None else (_handover(book, sums, closer),),
        links=(
            *((LOOK_AT_ONE,) if closer is None else ()),
            Link("Kies op welke klantgroep je je marketing richt", "rekenmachines/pww-score/"),
        ),
        first_step=FirstStep(steps[0], sums.erosion if loses else None),
        export=_export(book, sums),
    )


def asked_first(customers: Sequence[CustomerRow], most: int = MOST_ASKED) -> list[int]:
    """Return the places in the list of the customers whose hours are worth asking, most important first.

    Those of class A come first, by revenue; then the others of which the costs are known, the lowest margin first.
    Customers whose hours are known are passed over.

    >>> asked_first([{"revenue": 10, "costs": 9}, {"revenue": 90}, {"revenue": 8, "costs": 1}], 2)
    [1, 0]
    """
    if not customers:
        return []
    revenues = [each["revenue"] for each in customers]
    costs = [each.get("costs") for each in customers]
    hours = [each.get("hours") for each in customers]
    return _worth_asking(revenues, costs, hours, _abc(revenues, A_LIMIT, B_LIMIT)["classes"])[: max(0, most)]


def _worth_asking(
    revenues: Sequence[float],
    costs: Sequence[float | None],
    hours: Sequence[float | None],
    classes: Sequence[AbcClass],
) -> list[int]:
    asked = [index for index, spent in enumerate(hours) if spent is None]
    large = [index for index in asked if classes[index] == "A"]
    margins = {
        index: 1 - cost / revenues[index]
        for index in asked
        if (cost := costs[index]) is not None and classes[index] != "A" and revenues[index] > 0
    }
    return [
        *sorted(large, key=revenues.__getitem__, reverse=True),
        *sorted(margins, key=lambda index: (margins[index], -revenues[index])),
    ]


# From rows to numbers.


def _basis(costs: Sequence[float | None], hours: Sequence[float | None]) -> Basis:
    if any(each is not None for each in hours):
        return "hours"
    return "costs" if any(each is not None for each in costs) else "revenue"


def _read(customers: Sequence[CustomerRow], rate: float, *, show_names: bool) -> _Book:
    revenues = [each["revenue"] for each in customers]
    costs = [each.get("costs") for each in customers]
    hours = [each.get("hours") for each in customers]
    basis = _basis(costs, hours)
    left = _bounded([revenue - (cost or 0.0) for revenue, cost in zip(revenues, costs, strict=True)])
    sizes = [max(0.0, revenue) for revenue in revenues]
    by_revenue = sorted(range(len(revenues)), key=revenues.__getitem__, reverse=True)
    results = revenues if basis == "revenue" else _results(left, hours, rate)
    unknown = [index for index in by_revenue if hours[index] is None] if basis == "hours" else []
    counted = [index for index in by_revenue if hours[index] is not None] if basis == "hours" else by_revenue
    return _Book(
        basis=basis,
        rate=rate,
        labels=_labels(customers, by_revenue, show_names=show_names),
        revenues=revenues,
        costs=costs,
        hours=hours,
        left=left,
        sizes=sizes,
        classes=_abc(sizes, A_LIMIT, B_LIMIT)["classes"],
        by_revenue=by_revenue,
        unknown=unknown,
        curve=sorted(counted, key=results.__getitem__, reverse=True),
        results=results,
        yields=_yields(left, hours),
    )


def _bounded(values: list[float]) -> list[float]:
    return values if all(map(math.isfinite, values)) else [bounded(each) for each in values]


def _results(left: Sequence[float], hours: Sequence[float | None], rate: float) -> list[float]:
    """Return what is left after paying the hours that are known."""
    return _bounded([each - (spent or 0.0) * rate for each, spent in zip(left, hours, strict=True)])


def _yields(left: Sequence[float], hours: Sequence[float | None]) -> dict[int, float]:
    spent = [index for index, each in enumerate(hours) if each]
    return dict(zip(spent, _bounded([left[index] / (hours[index] or 1.0) for index in spent]), strict=True))


def _labels(customers: Sequence[CustomerRow], by_revenue: Sequence[int], *, show_names: bool) -> list[str]:
    """Number the customers by revenue; with ``show_names`` only those that have no name."""
    labels = [""] * len(by_revenue)
    for rank, index in enumerate(by_revenue, start=1):
        name = (customers[index].get("name") or "").strip() if show_names else ""
        labels[index] = name or f"Klant {rank}"
    return labels


def _add_up(book: _Book) -> _Sums:
    curve = _whale([book.results[index] for index in book.curve])
    size = bounded(total(book.sizes))
    top = _pareto(book.sizes, TOP_FRACTION)
    return _Sums(
        curve=curve,
        total=bounded(curve["total"]),
        gain=bounded(curve["peak"]),
        erosion=bounded(curve["erosion"]),
        revenue=bounded(total(book.revenues)),
        size=size,
        top_customers=top["customers"],
        top_share=top["share"],
        gini=_gini(book.sizes)["gini"],
        spread=_concentration(book.sizes) if size else None,
    )


# Values with no more digits than they deserve.


def _is_whole(amount: float) -> bool:
    return float(round(amount, 2)).is_integer()


def _hourly(rate: float | None, *beside: float) -> Amount:
    """An amount per hour; with cents when it would otherwise look the same as a rate it differs from."""
    if rate is None:
        return Amount(None, Unit.EURO_PER_HOUR)
    close = abs(rate) < MANY_HOURS or any(abs(rate - other) < 1 for other in beside)
    return Amount(rate, Unit.EURO_PER_HOUR, decimals=2 if close and not _is_whole(rate) else 0)


def _agreed(rate: float) -> Amount:
    """A rate as it was typed."""
    return Amount(rate, Unit.EURO_PER_HOUR, decimals=0 if _is_whole(rate) else 2)


def _hours(hours: float | None) -> Amount:
    return Amount(hours, Unit.HOURS, decimals=0 if hours is None or hours >= MANY_HOURS else 1)


def _customers(count: int) -> str:
    return "klant" if count == 1 else "klanten"


# The answer and its reasons.


def _headline(book: _Book, sums: _Sums) -> Sentence:
    return _headline_of_revenue(book, sums) if book.basis == "revenue" else _headline_of_profit(book, sums)


def _headline_of_revenue(book: _Book, sums: _Sums) -> Sentence:
    if sums.top_share is None:
        return say("Deze lijst bevat geen omzet.")
    if book.count == 1:
        return say("Al je omzet komt van één klant.")
    if book.count < FEWEST_FOR_TOP:
        return say("Je grootste klant brengt {share} van je omzet.", share=Share(sums.top_share))
    return say("De grootste 20% van je klanten brengt {share} van je omzet.", share=Share(sums.top_share))


def _headline_of_profit(book: _Book, sums: _Sums) -> Sentence:
    gaining, losing = sums.curve["peak_customers"], sums.losing
    values: dict[str, Value] = {
        "gaining": Amount(gaining),
        "gainers": _customers(gaining),
        "bring": "levert" if gaining == 1 else "leveren samen",
        "gain": euros(sums.gain),
        "losing": Amount(losing),
        "losers": _customers(losing),
        "cost": "kost" if losing == 1 else "kosten",
        "erosion": euros(sums.erosion),
    }
    if not gaining and not losing:
        return say("Je verdient niets aan deze klanten, en ze kosten je ook niets.")
    if not gaining:
        return say("Je verdient aan geen enkele klant: {losing} {losers} {cost} je {erosion}.", **values)
    if losing and sums.total > HALF_A_EURO:
        return say(
            "{gaining} {gainers} {bring} {gain} winst op; {losing} andere {cost} je daarvan weer {erosion}.", **values
        )
    if losing:
        return say("{gaining} {gainers} {bring} {gain} winst op, maar {losing} andere {cost} je {erosion}.", **values)
    if book.basis == "hours" and not book.unknown:
        return say("Geen enkele klant kost je geld: {gaining} {gainers} {bring} {gain} winst op.", **values)
    if book.basis == "hours":
        return say("{gaining} {gainers} {bring} {gain} winst op.", **values)
    return say("{gaining} {gainers} {bring} {gain} op, vóór je eigen uren.", **values)


def _reasons(book: _Book, sums: _Sums) -> Iterator[Sentence]:
    yield from _scope(book, sums)
    if book.basis != "revenue":
        yield from _outstanding(book, sums)
    if sums.spread is not None and book.count > 1:
        yield _dependency(book, sums.spread["largest_share"])
        yield say(
            "Je omzet is even gespreid als bij {number} {customers} van gelijke grootte.",
            number=Amount(sums.spread["effective_clients"], decimals=1),
            customers="klant" if round(sums.spread["effective_clients"], 1) == 1 else "klanten",
        )


def _scope(book: _Book, sums: _Sums) -> Iterator[Sentence]:
    """Say what the curve is about and what is missing in it."""
    if book.basis == "revenue":
        yield say("Dit gaat over omzet. Wie er winst oplevert, zie je als je kosten en uren invult.")
        return
    if book.basis == "costs":
        yield say("Dit is omzet min kosten. Je uren tellen nog niet mee, want die staan nergens ingevuld.")
    unknown = book.unknown
    if unknown:
        yield say(
            "Dit gaat over {known} van je {count} klanten, goed voor {share} van je omzet. Van de rest zijn de uren nog niet bekend.",
            known=Amount(len(book.curve)),
            count=Amount(book.count),
            share=sums.share(total([book.sizes[index] for index in book.curve])),
        )
    yield from _missing_costs(book)


def _missing_costs(book: _Book) -> Iterator[Sentence]:
    missing = sum(book.costs[index] is None for index in book.curve)
    if missing == len(book.curve):
        yield say("Kosten vulde je niet in: die tellen als nul.")
    elif missing:
        yield say(
            "Bij {missing} {customers} vulde je geen kosten in: die tellen als nul.",
            missing=Amount(missing),
            customers=_customers(missing),
        )


def _outstanding(book: _Book, sums: _Sums) -> Iterator[Sentence]:
    """Name the customer that costs most, or else the one that brings most."""
    if len(book.curve) == 1:
        return
    if sums.losing:
        worst = book.worst
        yield say(
            "{client} kost je het meest: {loss} per jaar, bij een omzet van {revenue}.",
            client=book.labels[worst],
            loss=euros(-book.results[worst]),
            revenue=euros(book.revenues[worst]),
        )
    elif book.results[book.curve[0]] > 0:
        best = book.curve[0]
        yield say(
            "Aan {client} verdien je het meest: {profit} per jaar.",
            client=book.labels[best],
            profit=euros(book.results[best]),
        )


def _dependency(book: _Book, share: float) -> Sentence:
    values: dict[str, Value] = {
        "client": book.labels[book.largest],
        "share": Share(share),
        "limit": Amount(DEPENDENT_SHARE, Unit.FRACTION),
    }
    if exceeds(DEPENDENT_SHARE, share):
        return say(
            "Je grootste klant is {share} van je omzet. Dat is onder de {limit} die wij als grens aanhouden (vuistregel).",
            **values,
        )
    return say(
        "{client} is {share} van je omzet. Vanaf {limit} raakt het je hele bedrijf als zo'n klant weggaat (vuistregel).",
        **values,
    )


def _figures(book: _Book, sums: _Sums) -> Iterator[Figure]:
    yield Figure("Klanten", Amount(book.count))
    if book.basis == "revenue":
        yield Figure("Omzet", euros(sums.revenue))
    else:
        yield Figure("Winst", euros(sums.total))
        yield Figure("Klanten die geld kosten", Amount(sums.losing))
    yield Figure("Aandeel van de grootste 20%", _share_or_none(sums.top_share))
    yield Figure("Grootste klant", _share_or_none(sums.largest_share))
    effective = None if sums.spread is None else sums.spread["effective_clients"]
    yield Figure("Omzet gespreid als bij", Amount(effective, Unit.PEOPLE, decimals=1))


def _share_or_none(share: float | None) -> Value:
    return Amount(None) if share is None else Share(min(1.0, share))


# How sure it is.


def _certainty(book: _Book, sums: _Sums) -> Iterator[Sentence]:
    if not sums.size:
        yield say("Zonder omzet valt er nog weinig te vergelijken.")
    elif book.basis == "revenue":
        yield say("De volgorde op omzet is zeker, als je lijst volledig is. Aan wie je verdient, is nog onbekend.")
    elif book.basis == "costs":
        yield say("De volgorde kan nog veranderen: een klant met veel uren zakt, zodra je die uren invult.")
    if book.basis == "hours":
        yield _doubtful_hours(book, sums)
        yield from _unknown_hours(book, sums)
    if sums.gini is not None and book.count >= FEWEST_FOR_TOP:
        yield _inequality(sums.gini)


def _doubtful_hours(book: _Book, sums: _Sums) -> Sentence:
    """Say what happens when the hours of the largest customers are off."""
    doubts = _doubts(book)
    doubt = bounded(total(list(doubts.values())))
    if not doubt:
        return say("De uren wegen hier niet mee: de uitslag hangt alleen af van omzet en kosten.")
    sure = sums.losing - sum(book.results[index] < 0 for index in doubts)
    fewest, most = (sure + sum(book.results[index] + side * doubts[index] < 0 for index in doubts) for side in (1, -1))
    first = next(iter(doubts))
    several = "al je grote klanten (klasse A)" if book.classes[first] == "A" else "deze klanten"
    values: dict[str, Value] = {
        "whose": book.labels[first] if len(doubts) == 1 else several,
        "doubt": Amount(HOURS_DOUBT, Unit.FRACTION),
        "low": euros(sums.total - doubt),
        "high": euros(sums.total + doubt),
        "fewest": Amount(fewest),
        "most": Amount(most),
    }
    start = "Zijn de uren van {whose} {doubt} te laag of te hoog geschat, dan ligt de winst tussen {low} en {high}."
    if fewest != most:
        return say(start + " Het aantal klanten dat geld kost, ligt dan tussen {fewest} en {most}.", **values)
    if not most:
        return say(start + " Ook dan kost geen van deze klanten je geld.", **values)
    return say(start + " Het blijven dezelfde klanten die geld kosten.", **values)


def _doubts(book: _Book) -> dict[int, float]:
    """Return in euros how far the hours of the customers that weigh most may be off."""
    return {index: bounded(product(HOURS_DOUBT, book.hours[index] or 0.0, book.rate)) for index in _weighty(book)}


def _weighty(book: _Book) -> list[int]:
    """Return those of class A with hours, or else all with hours."""
    spent = [index for index in book.curve if book.hours[index]]
    return [index for index in spent if book.classes[index] == "A"] or spent


def _unknown_hours(book: _Book, sums: _Sums) -> Iterator[Sentence]:
    unknown = book.unknown
    if not unknown:
        return
    values: dict[str, Value] = {
        "count": Amount(len(unknown)),
        "customers": _customers(len(unknown)),
        "share": sums.share(total([book.sizes[index] for index in unknown])),
    }
    most = bounded(total([book.left[index] for index in unknown]))
    if most <= 0:
        yield say("Van {count} {customers} ({share} van je omzet) ontbreken de uren.", **values)
        return
    yield say(
        "Van {count} {customers} ({share} van je omzet) ontbreken de uren. De winst kan daardoor hooguit {most} hoger zijn.",
        most=euros(most),
        **values,
    )


def _inequality(gini: float) -> Sentence:
    values: dict[str, Value] = {"gini": Amount(gini, decimals=2)}
    scale = " (Gini {gini}; 0 is gelijk, 1 is alles bij één klant)."
    if gini < EVEN_GINI:
        return say("Je omzet is vrij gelijk verdeeld" + scale + " Een fout bij één klant doet dus weinig.", **values)
    if gini < UNEVEN_GINI:
        return say("Je omzet is ongelijk verdeeld" + scale + " Controleer vooral de cijfers van de grootste.", **values)
    return say("Je omzet is heel ongelijk verdeeld" + scale + " Controleer eerst de cijfers van de grootste.", **values)


# What would change it.


def _change(book: _Book, sums: _Sums) -> Iterator[Sentence]:
    if book.basis == "hours":
        yield from _nearest_to_nothing(book)
        yield from _turning_rate(book, sums)
    else:
        yield _hours_until_loss(book)
    if sums.spread is not None and book.count > 1 and book.basis != "hours":
        yield say(
            "Gaat {client} weg, dan mis je {revenue} omzet: {share} van het geheel.",
            client=book.labels[book.largest],
            revenue=euros(book.revenues[book.largest]),
            share=Share(sums.spread["largest_share"]),
        )


def _nearest_to_nothing(book: _Book) -> Iterator[Sentence]:
    """Name the large customer that needs least to go from gain to loss or back."""
    spent = _weighty(book)
    if not book.rate:
        yield say("Vul in wat een uur je kost: dan zie je wie te veel tijd vraagt.")
        return
    if not spent:
        yield say("Nergens staan uren boven nul. Vul ze in: dan zie je wie te veel tijd vraagt.")
        return
    nearest = min(spent, key=lambda index: abs(book.results[index]))
    result, hours = book.results[nearest], book.hours[nearest] or 0.0
    needed = abs(result) / book.rate
    values: dict[str, Value] = {
        "client": book.labels[nearest],
        "nearest": "" if len(spent) == 1 else " Van je grote klanten zit die het dichtst bij de grens.",
        "hours": _hours(needed),
        "amount": euros(abs(result)),
    }
    if abs(result) < HALF_A_EURO:
        yield say("{client} zit precies op de grens: elk extra uur kost je geld.", **values)
    elif result > 0:
        yield say("Met {hours} uur extra werk verdien je niets meer aan {client}.{nearest}", **values)
    elif exceeds(needed, hours):
        yield say("Met {amount} meer omzet kost {client} je niets meer.{nearest}", **values)
    else:
        yield say("Met {hours} uur minder werk of {amount} meer omzet kost {client} je niets meer.{nearest}", **values)


def _turning_rate(book: _Book, sums: _Sums) -> Iterator[Sentence]:
    """Say at which internal rate all of them together bring nothing."""
    left = bounded(total([book.left[index] for index in book.curve]))
    rate = ratio(left, bounded(total([book.hours[index] or 0.0 for index in book.curve])))
    if rate is None:
        return
    values: dict[str, Value] = {"turning": _hourly(rate, book.rate), "rate": _agreed(book.rate)}
    if left <= 0:
        yield say(
            "Met een lager intern uurtarief kom je er niet: de kosten zijn samen al minstens zo hoog als de omzet."
        )
    elif sums.total > HALF_A_EURO:
        yield say(
            "Kost een uur je {turning} in plaats van {rate}, dan houd je aan deze klanten samen niets meer over.",
            **values,
        )
    elif sums.total < -HALF_A_EURO:
        yield say(
            "Pas als een uur je minder dan {turning} kost in plaats van {rate}, houd je aan deze klanten samen iets over.",
            **values,
        )


def _hours_until_loss(book: _Book) -> Sentence:
    """Say how many hours the largest customer that brings anything can take."""
    bringing = next((index for index in book.by_revenue if book.left[index] > 0), None)
    if bringing is None or not book.rate:
        return say("Vul bij je grootste klanten de uren in, en wat een uur je kost: dan zie je aan wie je verdient.")
    template = (
        "{client} kost je geld zodra er meer dan {hours} uur per jaar in gaat zitten, als een uur je {rate} kost en er geen andere kosten zijn."
        if book.basis == "revenue"
        else "{client} kost je geld zodra er meer dan {hours} uur per jaar in gaat zitten, als een uur je {rate} kost."
    )
    return say(
        template,
        client=book.labels[bringing],
        hours=_hours(book.left[bringing] / book.rate),
        rate=_agreed(book.rate),
    )


# What it is worth.


def _worth(book: _Book, sums: _Sums) -> Iterator[Sentence]:
    if book.basis == "revenue":
        yield from _worth_of_revenue(book)
        return
    if sums.losing:
        yield _worth_of_losers(sums)
        yield from _worth_of_worst(book)
        yield from _worth_of_parting(book, sums)
        return
    if book.basis == "costs":
        yield say("Zonder je uren erbij kost geen klant je geld. Vul ze in: dan zie je wat er overblijft.")
        return
    yield say("Geen van deze klanten kost je geld: met afscheid nemen win je niets.")
    yield from _worth_of_average(book)


def _worth_of_revenue(book: _Book) -> Iterator[Sentence]:
    """Turn the revenue of small customers into the hours that they can bear."""
    small = [index for index in book.curve if book.classes[index] == "C" and book.sizes[index] > 0]
    if not small:
        yield say("In euro's weet je het pas met kosten en uren erbij: omzet is nog geen winst.")
        return
    mean = bounded(total([book.sizes[index] for index in small])) / len(small)
    values: dict[str, Value] = {
        "count": Amount(len(small)),
        "mean": euros(mean),
        "hours": _hours(mean / book.rate if book.rate else None),
        "rate": _agreed(book.rate),
    }
    start = (
        "Je kleinste klant (klasse C) brengt {mean} per jaar."
        if len(small) == 1
        else "Je {count} kleinste klanten (klasse C) brengen gemiddeld {mean} per jaar."
    )
    if not book.rate:
        yield say(start + " Vul in wat een uur je kost, dan zie je hoeveel werk dat waard is.", **values)
        return
    yield say(start + " Kost zo'n klant je meer dan {hours} uur van {rate}, dan leg je erop toe.", **values)


def _worth_of_losers(sums: _Sums) -> Sentence:
    values: dict[str, Value] = {"losing": Amount(sums.losing), "erosion": euros(sums.erosion)}
    start = (
        "Kost die klant je niets meer, dan scheelt dat {erosion} per jaar"
        if sums.losing == 1
        else "Kosten die {losing} klanten je niets meer, dan scheelt dat {erosion} per jaar"
    )
    if sums.total <= HALF_A_EURO:
        return say(start + ".", **values)
    return say(start + ": {more} meer winst.", more=Amount(sums.erosion / sums.total, Unit.FRACTION), **values)


def _worth_of_worst(book: _Book) -> Iterator[Sentence]:
    worst = book.worst
    loss, revenue, hours = -book.results[worst], book.revenues[worst], book.hours[worst] or 0.0
    if revenue <= 0:
        return
    values: dict[str, Value] = {
        "client": book.labels[worst],
        "loss": euros(loss),
        "rise": Amount(loss / revenue, Unit.FRACTION, decimals=0 if loss >= revenue / MANY_HOURS else 1),
        "hours": _hours(loss / book.rate if book.rate else None),
    }
    start = "Bij {client} is {loss} te winnen, met een prijs die {rise} hoger is"
    if book.rate and not exceeds(loss / book.rate, hours):
        yield say(start + " of met {hours} uur minder werk.", **values)
    else:
        yield say(start + ".", **values)


def _worth_of_parting(book: _Book, sums: _Sums) -> Iterator[Sentence]:
    """Say what their hours must bring elsewhere when all customers with a loss go."""
    losers = [index for index in book.curve if book.results[index] < 0]
    left = bounded(total([book.left[index] for index in losers]))
    hours = bounded(total([book.hours[index] or 0.0 for index in losers]))
    one = sums.losing == 1
    values: dict[str, Value] = {
        "them": "die klant" if one else "die klanten",
        "missed": euros(abs(left)),
        "hours": _hours(hours),
        "least": _hourly(ratio(left, hours), book.rate),
    }
    if left < -HALF_A_EURO or not hours:
        yield say("Neem je afscheid van {them}, dan scheelt dat {missed}, ook als je geen nieuw werk vindt.", **values)
        return
    if left < HALF_A_EURO:
        yield say("Neem je afscheid van {them}, dan houd je {hours} uur over, en je mist er geen geld door.", **values)
        return
    yield say(
        "Neem je afscheid van {them}, dan mis je {missed} (omzet min kosten) en houd je {hours} uur over. Dat loont zodra die uren gemiddeld meer dan {least} opleveren.",
        **values,
    )


def _worth_of_average(book: _Book) -> Iterator[Sentence]:
    """Say what it brings to lift the lowest yield per hour to that of all together."""
    yields = book.yields
    if len(yields) < 2:  # noqa: PLR2004 -- one customer is its own average
        return
    lowest = min(yields, key=yields.__getitem__)
    mean = ratio(
        bounded(total([book.left[index] for index in yields])), total([book.hours[index] or 0.0 for index in yields])
    )
    gain = bounded(product(bounded((mean or 0.0) - yields[lowest]), book.hours[lowest] or 0.0))
    if gain <= HALF_A_EURO:
        return
    yield say(
        "Een uur voor {client} levert het minst op: {lowest}. Haal je daar het gemiddelde van {mean}, dan scheelt dat {gain} per jaar.",
        client=book.labels[lowest],
        lowest=_hourly(yields[lowest], book.rate, mean or 0.0),
        mean=_hourly(mean, book.rate, yields[lowest]),
        gain=euros(gain),
    )


# What to do with it.


def _steps(book: _Book, sums: _Sums) -> Iterator[Sentence]:
    asked = _worth_asking(book.revenues, book.costs, book.hours, book.classes)[:MOST_NAMED]
    names = Names(tuple(book.labels[index] for index in asked)) if asked else None
    if not sums.size:
        yield say("Vul bij elke klant de omzet van een jaar in.")
    if book.basis == "revenue" and names:
        yield say("Schat eerst de kosten en de uren van {names}: daar zit de meeste omzet.", names=names)
    if book.basis != "revenue" and sums.losing:
        yield say(
            "Begin bij {client}. Zoek uit of het aan de prijs ligt of aan de uren, en bespreek het.",
            client=book.labels[book.worst],
        )
    elif book.basis != "revenue" and book.results[book.curve[0]] > 0:
        yield say("Bel {client}. Vraag wat er nog beter kan.", client=book.labels[book.curve[0]])
    if book.basis != "revenue" and names:
        yield say("Schat ook de uren van {names}.", names=names)
    if sums.largest_share is not None and not exceeds(DEPENDENT_SHARE, sums.largest_share):
        yield say("Zoek nieuwe klanten, zodat {client} een kleiner deel wordt.", client=book.labels[book.largest])
    yield say("Vul de lijst over een halfjaar opnieuw in.")


LOOK_AT_ONE = Link("Bekijk één klant: houden of loslaten?", "rekenmachines/klant-houden-of-loslaten/")


def _to_look_at(book: _Book) -> int | None:
    """Return the customer that deserves a closer look: the largest loss, or else the lowest yield per hour."""
    if book.basis != "hours":
        return None
    if book.results[book.worst] < 0:
        chosen = book.worst
    else:
        if not book.yields:
            return None
        chosen = min(book.yields, key=book.yields.__getitem__)
    return chosen if book.revenues[chosen] > 0 and (book.costs[chosen] or 0.0) >= 0 else None


def _handover(book: _Book, sums: _Sums, chosen: int) -> Handover:
    fields = [
        ("revenue", Amount(book.revenues[chosen], Unit.EURO, decimals=2)),
        ("direct_costs", Amount(book.costs[chosen] or 0.0, Unit.EURO, decimals=2)),
        # All hours of this customer; how many of them are paid is asked there.
        ("hours_billed", Amount(book.hours[chosen], Unit.HOURS, decimals=2)),
        ("hours_unbilled", Amount(0.0, Unit.HOURS)),
    ]
    if book.rate <= USUAL_TARGET_RATE:
        fields.append(("internal_rate", Amount(book.rate, Unit.EURO_PER_HOUR, decimals=2)))
    if sums.revenue >= book.revenues[chosen]:
        fields.append(("total_revenue", Amount(sums.revenue, Unit.EURO, decimals=2)))
    return Handover(
        say("Houd je {client}, of laat je die los? Neem de cijfers mee", client=book.labels[chosen]),
        "klant-houden-of-loslaten",
        tuple(fields),
    )


# Charts.


def _charts(book: _Book, sums: _Sums) -> Iterator[Chart]:
    yield _curve(book, sums)
    yield _largest(book, sums)
    if sums.size:
        yield _classes(book, sums)
    if len(book.yields) > 1:
        yield _hourly_chart(book)


def _drawable(value: float) -> float:
    return max(-DRAWABLE, min(DRAWABLE, value))


def _sampled(count: int, peak: int) -> list[int]:
    """Return so many places along the curve as can be told apart, with both ends and the peak."""
    step = max(1, math.ceil(count / MOST_POINTS))
    return sorted({0, *range(0, count + 1, step), peak, count})


def _curve(book: _Book, sums: _Sums) -> LineChart:
    heights = [0.0, *sums.curve["cumulative"]]
    count = len(book.curve)
    peak = sums.curve["peak_customers"]
    points = tuple((float(place), _drawable(heights[place])) for place in _sampled(count, peak))
    levels = [height for _, height in points]
    room = (HEADROOM - 1) * (max(levels) - min(levels)) or 1.0
    end = (float(count), _drawable(sums.total))
    what = "omzet" if book.basis == "revenue" else "winst"
    reference = (
        Line("als iedereen gelijk was", ((0.0, 0.0), end), emphasis=False)
        if book.basis == "revenue"
        else Line("wat je overhoudt", ((0.0, end[1]), end), emphasis=False)
    )
    return LineChart(
        key="curve",
        title=_curve_title(book, sums),
        description=_curve_words(book, sums),
        x=Axis("klanten, de grootste eerst" if book.basis == "revenue" else "klanten, de beste eerst", float(count)),
        y=Axis(f"{what} opgeteld", max(levels) + room, min(0.0, *levels) - (room if min(levels) < 0 else 0), Unit.EURO),
        lines=(Line(what, points), reference),
        marks=tuple(_curve_marks(book, sums)),
        table=_curve_table(book, heights),
    )


def _curve_title(book: _Book, sums: _Sums) -> str:
    if book.basis == "revenue":
        return "Zo snel loopt je omzet op"
    return "Waar de lijn daalt, kost een klant je geld" if sums.losing else "Zo bouwt je winst zich op"


def _curve_words(book: _Book, sums: _Sums) -> Sentence:
    values: dict[str, Value] = {
        "count": Amount(sums.curve["peak_customers"]),
        "customers": _customers(sums.curve["peak_customers"]),
        "peak": euros(sums.gain),
        "total": euros(sums.total),
    }
    if book.basis == "revenue":
        return say("Lijn met de omzet van alle klanten opgeteld, de grootste eerst. Het einde is {total}.", **values)
    if sums.losing:
        return say(
            "Lijn met de winst opgeteld, de beste klant eerst. Na {count} {customers} is het hoogste punt {peak}; daarna daalt de lijn naar {total}.",
            **values,
        )
    return say("Lijn met de winst opgeteld, de beste klant eerst. De lijn eindigt op {total}.", **values)


def _curve_marks(book: _Book, sums: _Sums) -> Iterator[Mark]:
    if book.basis == "revenue" and sums.top_share is not None and sums.top_customers < book.count:
        top = sums.top_customers
        yield Mark(float(top), _drawable(sums.curve["cumulative"][top - 1]), "grootste 20%")
    if book.basis != "revenue" and sums.losing:
        yield Mark(float(sums.curve["peak_customers"]), _drawable(sums.gain), euros(sums.gain))
    yield Mark(float(len(book.curve)), _drawable(sums.total), euros(sums.total))


def _curve_table(book: _Book, heights: Sequence[float]) -> Table:
    count = len(book.curve)
    shown = range(count) if count <= FIRST_ROWS + LAST_ROWS else (*range(FIRST_ROWS), *range(count - LAST_ROWS, count))
    rows = [_curve_row(book, heights, place) for place in shown]
    if len(rows) < count:
        between = book.curve[FIRST_ROWS : count - LAST_ROWS]
        columns_between = (book.revenues,) if book.basis == "revenue" else (book.revenues, book.results)
        cells = tuple(euros(bounded(total([each[index] for index in between]))) for each in columns_between)
        rows.insert(FIRST_ROWS, ("Alle klanten hiertussen", *cells, euros(heights[count - LAST_ROWS])))
    columns = ("Klant", "Omzet", "Opgeteld") if book.basis == "revenue" else ("Klant", "Omzet", "Winst", "Opgeteld")
    caption = "Omzet per klant, en opgeteld" if book.basis == "revenue" else "Winst per klant, en opgeteld"
    return Table(caption, columns, tuple(rows))


def _curve_row(book: _Book, heights: Sequence[float], place: int) -> tuple[Value, ...]:
    index = book.curve[place]
    profit = () if book.basis == "revenue" else (euros(book.results[index]),)
    return (book.labels[index], euros(book.revenues[index]), *profit, euros(heights[place + 1]))


def _largest(book: _Book, sums: _Sums) -> BarChart:
    """Draw where the revenue of the largest customers goes; a line across a bar is the revenue that falls short."""
    shown = book.by_revenue[:MOST_BARS]
    bars = tuple(_bar(book, sums, index) for index in shown)
    short = any(bar.mark is not None for bar in bars)
    lengths = [math.fsum(part.value for part in bar.parts) for bar in bars]
    return BarChart(
        key="largest",
        title=_largest_title(book, short=short),
        description=say(
            "Balken van {names}, de grootste op omzet. De eerste heeft een omzet van {revenue}.",
            names=Names(tuple(book.labels[index] for index in shown)),
            revenue=euros(book.revenues[book.largest]),
        ),
        series=_series(book, shown),
        bars=bars,
        longest=max(lengths) or 1.0,
        unit=Unit.EURO,
        decimals=0,
        table=_largest_table(book, sums, shown),
    )


def _largest_title(book: _Book, *, short: bool) -> str:
    if book.basis == "revenue":
        return "Je grootste klanten, met hun deel van je omzet"
    end = "; het streepje is de omzet, als die tekortschiet" if short else ""
    return f"Waar de omzet van je grootste klanten blijft{end}"


def _series(book: _Book, shown: Sequence[int]) -> tuple[str, ...]:
    if book.basis == "revenue":
        return ("Omzet",)
    if book.basis == "costs":
        return ("Kosten", "Winst")
    unknown = ("Uren onbekend",) if any(book.hours[index] is None for index in shown) else ()
    return ("Kosten", "Uren", "Winst", *unknown)


def _bar(book: _Book, sums: _Sums, index: int) -> Bar:
    name = f"{book.labels[index]} · {book.classes[index]}"
    revenue, profit = _length(book.revenues[index]), book.results[index]
    if book.basis == "revenue":
        return Bar(name, (Part(0, revenue),), sums.share(book.sizes[index]), emphasis=book.classes[index] == "A")
    costs = Part(0, _length(book.costs[index] or 0.0))
    if book.basis == "hours" and book.hours[index] is None:
        return Bar(name, (costs, Part(3, _length(book.left[index]))), "uren onbekend")
    time = () if book.basis == "costs" else (Part(1, _length(product(book.hours[index] or 0.0, book.rate))),)
    parts = (costs, *time, Part(1 + len(time), _length(profit)))
    return Bar(name, parts, euros(profit), mark=revenue if profit < 0 < revenue else None)


def _length(amount: float) -> float:
    return max(0.0, min(DRAWABLE, amount))


def _largest_table(book: _Book, sums: _Sums, shown: Sequence[int]) -> Table:
    columns = _columns(book)
    rows = [_row(book, sums, index) for index in shown]
    others = book.by_revenue[len(shown) :]
    if others:
        revenue = euros(bounded(total([book.revenues[index] for index in others])))
        share = sums.share(total([book.sizes[index] for index in others]))
        named: tuple[Value, ...] = ("Alle andere", "", revenue, share)
        rows.append(named + ("",) * (len(columns) - len(named)))
    return Table("De grootste klanten op omzet", columns, tuple(rows))


def _columns(book: _Book) -> tuple[str, ...]:
    known = {"revenue": (), "costs": ("Kosten", "Winst"), "hours": ("Kosten", "Uren", "Winst", "Opbrengst per uur")}
    return ("Klant", "Klasse", "Omzet", "Aandeel", *known[book.basis])


UNKNOWN = "onbekend"


def _row(book: _Book, sums: _Sums, index: int) -> tuple[Value, ...]:
    """Return all that is known of one customer, under the headings of ``_columns``."""
    name, size = book.labels[index], sums.share(book.sizes[index])
    row = (name, book.classes[index], euros(book.revenues[index]), size)
    if book.basis == "revenue":
        return row
    costs, hours, profit = book.costs[index], book.hours[index], euros(book.results[index])
    spent = UNKNOWN if costs is None else euros(costs)
    if book.basis == "costs":
        return (*row, spent, profit)
    if hours is None:
        return (*row, spent, UNKNOWN, UNKNOWN, UNKNOWN)
    return (*row, spent, _hours(hours), profit, _hourly(book.yields.get(index), book.rate))


def _export(book: _Book, sums: _Sums) -> Table:
    """Return all customers, made by column: a row at a time takes too long for a long file."""
    order = book.by_revenue
    columns: list[Sequence[Value]] = [
        [book.labels[index] for index in order],
        [book.classes[index] for index in order],
        _amounts([book.revenues[index] for index in order], Unit.EURO),
        [Share(book.sizes[index] / (sums.size or 1.0)) for index in order],
    ]
    if book.basis != "revenue":
        costs = _amounts([book.costs[index] for index in order], Unit.EURO)
        profits = _amounts([book.results[index] for index in order], Unit.EURO)
        columns += [costs, profits]
    if book.basis == "hours":
        hours = [book.hours[index] for index in order]
        yields = [Amount(book.yields.get(index), Unit.EURO_PER_HOUR, 2) for index in order]
        columns[-1:] = [_amounts(hours, Unit.HOURS), _where(hours, profits), _where(hours, yields)]
    return Table("Alle klanten, de grootste omzet eerst", _columns(book), tuple(zip(*columns, strict=True)))


def _amounts(values: Sequence[float | None], unit: Unit) -> list[Value]:
    return [UNKNOWN if each is None else Amount(each, unit, 2) for each in values]


def _where(known: Sequence[float | None], values: Sequence[Value]) -> list[Value]:
    return [UNKNOWN if each is None else value for each, value in zip(known, values, strict=True)]


CLASSES: dict[AbcClass, str] = {
    "A": "Klasse A, de eerste 80%",
    "B": "Klasse B, de volgende 15%",
    "C": "Klasse C, de laatste 5%",
}


def _classes(book: _Book, sums: _Sums) -> BarChart:
    members: dict[AbcClass, list[int]] = {each: [] for each in CLASSES}
    for index in book.by_revenue:
        members[book.classes[index]].append(index)
    groups = [(CLASSES[each], indexes) for each, indexes in members.items()]
    shares = {name: sums.share(total([book.sizes[index] for index in indexes])) for name, indexes in groups}
    return BarChart(
        key="classes",
        title="Hoeveel van je omzet komt uit klasse A, B en C?",
        description=say(
            "Balken met het deel van je omzet. Klasse A, {count} van de {all} klanten, brengt {share}.",
            count=Amount(len(members["A"])),
            all=Amount(book.count),
            share=shares[CLASSES["A"]],
        ),
        series=("Deel van je omzet",),
        bars=tuple(
            Bar(
                name, (Part(0, share.value if isinstance(share, Share) else 0.0),), share, emphasis=name == CLASSES["A"]
            )
            for name, share in shares.items()
        ),
        longest=1.0,
        table=Table(
            "Klanten en omzet per klasse",
            ("Groep", "Klanten", "Deel van je klanten", "Omzet", "Deel van je omzet"),
            tuple(_group_row(book, sums, name, indexes) for name, indexes in (*groups, *_pyramid(book))),
        ),
    )


def _pyramid(book: _Book) -> Iterator[tuple[str, list[int]]]:
    """Divide a long list over the floors of the customer pyramid."""
    if book.count < FEWEST_FOR_PYRAMID:
        return
    floors = customer_list.curry(book.count)
    start = 0
    for name, size in (
        ("Top: de beste 1%", floors["top"]),
        ("Groot: de volgende 4%", floors["large"]),
        ("Middel: de volgende 15%", floors["medium"]),
        ("Klein: de rest", floors["small"]),
    ):
        yield name, book.by_revenue[start : start + size]
        start += size


def _group_row(book: _Book, sums: _Sums, name: str, indexes: Sequence[int]) -> tuple[Value, ...]:
    return (
        name,
        Amount(len(indexes)),
        Share(len(indexes) / book.count),
        euros(bounded(total([book.revenues[index] for index in indexes]))),
        sums.share(total([book.sizes[index] for index in indexes])),
    )


def _hourly_chart(book: _Book) -> ScatterChart:
    """Draw what an hour brings against revenue, for the largest customers and those with the largest loss."""
    yields = book.yields
    largest = [index for index in book.by_revenue if index in yields][:LARGEST_BUBBLES]
    worst = [index for index in book.curve if index in yields][-WORST_BUBBLES:]
    shown = list(dict.fromkeys(largest + worst))
    revenues = [_drawable(book.revenues[index]) for index in shown]
    rates = [_drawable(yields[index]) for index in shown]
    lowest = min(shown, key=yields.__getitem__)
    reach = HIGHEST_DRAWN_RATES * max(book.rate, _middle(rates))
    return ScatterChart(
        key="yields",
        title="Wat een uur oplevert, bij kleine en grote klanten",
        description=say(
            "Elke klant als cirkel: naar rechts meer omzet, naar boven meer opbrengst per uur, groter is meer uren. {client} levert het minst op: {rate} per uur.",
            client=book.labels[lowest],
            rate=_hourly(yields[lowest], book.rate),
        ),
        x=Axis("omzet", HEADROOM * max(revenues) if max(revenues) > 0 else 1.0, min(0.0, *revenues), Unit.EURO),
        y=Axis(
            "opbrengst per uur",
            HEADROOM * max(1.0, book.rate, min(reach, max(rates))),
            HEADROOM * max(-reach, min(0.0, *rates)),
            Unit.EURO_PER_HOUR,
        ),
        bubbles=tuple(
            Bubble(
                book.labels[index], revenue, rate, _length(book.hours[index] or 0.0), emphasis=book.results[index] < 0
            )
            for index, revenue, rate in zip(shown, revenues, rates, strict=True)
        ),
        y_limits=(Limit(book.rate, "kosten per uur"),),
        table=Table(
            "Omzet, uren en opbrengst per uur",
            ("Klant", "Omzet", "Uren", "Per uur"),
            tuple(
                (
                    book.labels[index],
                    euros(book.revenues[index]),
                    _hours(book.hours[index]),
                    _hourly(yields[index], book.rate),
                )
                for index in shown
            ),
        ),
    )


def _middle(rates: Sequence[float]) -> float:
    """Return a rate in the middle, without its sign, for the scale of a drawing."""
    return sorted(map(abs, rates))[len(rates) // 2] or 1.0


CALCULATOR = Calculator(
    slug="klantenlijst",
    name="Klantenlijst",
    question="Aan welke klanten verdien je?",
    calculate=klantenlijst,
    sections=(
        Section("Wat kost een uur?", ("internal_rate", "show_names")),
        Section(
            "Je klanten",
            ("customers",),
            add="Klant toevoegen",
            intro="Omzet is genoeg voor een eerste beeld. Met kosten en uren zie je ook aan wie je verdient.",
        ),
    ),
    example=Example(
        business="drukkerij",
        inputs={
            "internal_rate": 60,
            "customers": [
                {"name": "Modehuis Fictief", "revenue": 66000, "costs": 31000, "hours": 640},
                {"name": "Uitgeverij Voorbeeld", "revenue": 39000, "costs": 15500, "hours": 260},
                {"name": "Gemeente Nergenshuizen", "revenue": 27500, "costs": 9800, "hours": 170},
                {"name": "Brouwerij De Proef", "revenue": 18000, "costs": 7200, "hours": 95},
                {"name": "Theater Denkbeeld", "revenue": 14500, "costs": 6900, "hours": 165},
                {"name": "Makelaardij Verzonnen", "revenue": 12000, "costs": 4100, "hours": 60},
                {"name": "Camping Utopia", "revenue": 9500, "costs": 3600, "hours": 55},
                {"name": "Stichting Zomaar", "revenue": 7000, "costs": 2600, "hours": 48},
                {"name": "Fietsenzaak Bijvoorbeeld", "revenue": 5200, "costs": 1900, "hours": 30},
                {"name": "Koffiebar Test", "revenue": 4000, "costs": 1500},
                {"name": "Advocaten Denk en Beeld", "revenue": 3600, "costs": 900, "hours": 18},
                {"name": "Sportclub Verzinsel", "revenue": 2500, "costs": 1100},
            ],
        },
        source="Een verzonnen drukkerij met verzonnen klanten.",
    ),
    intake=ListIntake(
        field="customers",
        asked_first=asked_first,
        samples=(
            Sample("excel-nl", "Excel (CSV)"),
            Sample("boekhouding", "Facturen uit een boekhoudpakket"),
            Sample("xlsx", "Excel (.xlsx)"),
            Sample("xaf", "Auditfile"),
        ),
        limits="CSV of tekst tot 30 MB, Excel (.xlsx) tot 15 MB, auditfile (.xaf) tot 150 MB. Je browser leest ze zelf.",
    ),
    rows_when_empty=3,
)
