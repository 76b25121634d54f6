"""What is drawn about a list of customers, with the tables beside it, and all customers to download."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calculators.catalogue.charts import HEADROOM, drawable
from calculators.catalogue.klantenlijst.book import Book, Customer
from calculators.catalogue.klantenlijst.findings import Findings, least_yield
from calculators.catalogue.klantenlijst.naming import named
from calculators.model.amounts import customers, euros, hourly, hours, share
from calculators.model.answer import (
    Amount,
    Axis,
    Bar,
    BarChart,
    Bubble,
    Chart,
    Limit,
    Line,
    LineChart,
    Mark,
    Names,
    Part,
    ScatterChart,
    Sentence,
    Share,
    Table,
    Value,
    say,
)
from calculators.model.quantities import Unit

MOST_BARS = 10
LOSSES_SHOWN = 3  # at least, however small these customers are
# What is left of revenue is profit once the own hours are taken off.
LEFT = {"revenue": "Omzet", "costs": "Over vóór je uren", "hours": "Winst"}
LARGEST_BUBBLES, WORST_BUBBLES = 15, 5
FIRST_ROWS, LAST_ROWS = 12, 7
UNKNOWN = "onbekend"

# A rate far beyond the others stands at the edge.
HIGHEST_DRAWN_RATES = 4.0

CLASSES = {"A": "Klasse A, de eerste 80%", "B": "Klasse B, de volgende 15%", "C": "Klasse C, de laatste 5%"}
FLOORS = ("Top: de beste 1%", "Groot: de volgende 4%", "Middel: de volgende 15%", "Klein: de rest")


def charts(found: Findings) -> Iterator[Chart]:
    """Draw the curve, the largest customers and, where there is something to see, classes and yields."""
    yield _curve(found)
    yield _largest(found.book)
    if found.book.size:
        yield _classes(found)
    if len(worked := [each for each in found.book.customers if each.hours]) > 1:
        yield _yields(found.book, worked)


def _curve(found: Findings) -> LineChart:
    only_revenue, count = found.book.basis == "revenue", float(found.known.count)
    end = drawable(found.whale.total)
    levels = [height for _, height in found.whale.points]
    room = (HEADROOM - 1) * (max(levels) - min(levels)) or 1.0
    what, order = LEFT[found.book.basis].lower(), f"klanten, de {'grootste' if only_revenue else 'beste'} eerst"
    name, start = ("als iedereen gelijk was", 0.0) if only_revenue else ("wat je overhoudt", end)
    reference = Line(name, ((0.0, start), (count, end)), emphasis=False)
    title, description = _curve_words(found)
    return LineChart(
        key="curve",
        title=title,
        description=description,
        x=Axis(order, count),
        y=Axis(f"{what} opgeteld", max(levels) + room, min(levels) - (room if min(levels) < 0 else 0), Unit.EURO),
        lines=(Line(what, found.whale.points, left=not only_revenue), reference),
        marks=(*_curve_marks(found), Mark(count, end, euros(found.whale.total))),
        table=_curve_table(found),
    )


def _curve_words(found: Findings) -> tuple[str, Sentence]:
    total = euros(found.whale.total)
    if found.book.basis == "revenue":
        described = "Lijn met de omzet van alle klanten opgeteld, de grootste eerst. Het einde is {total}."
        return "Zo snel loopt je omzet op", say(described, total=total)
    what = "de winst" if found.book.basis == "hours" else "wat er vóór je uren overblijft,"
    if not found.whale.losing:
        described = f"Lijn met {what} opgeteld, de beste klant eerst. De lijn eindigt op {{total}}."
        built = (
            "Zo bouwt je winst zich op" if found.book.basis == "hours" else "Zo loopt op wat je overhoudt vóór je uren"
        )
        return built, say(described, total=total)
    described = f"Lijn met {what} opgeteld, de beste klant eerst. Na {{gaining}} is het hoogste punt {{peak}}; daarna daalt de lijn naar {{total}}."
    gaining, peak = customers(found.whale.gaining), euros(found.whale.gain)
    return "Waar de lijn daalt, kost een klant je geld", say(described, gaining=gaining, peak=peak, total=total)


def _curve_marks(found: Findings) -> Iterator[Mark]:
    top = found.spread.top_customers
    if found.book.basis != "revenue" and found.whale.losing:
        yield Mark(float(found.whale.gaining), drawable(found.whale.gain), euros(found.whale.gain))
    if found.book.basis == "revenue" and found.spread.top_share is not None and top < found.known.count:
        yield Mark(float(top), drawable(found.whale.cumulative[top - 1]), "grootste 20%")


def _largest(book: Book) -> BarChart:
    """Draw where the revenue of the largest customers goes, and of those that cost most, in the order of profit.

    A line across a bar is the revenue that falls short.
    """
    shown = _shown(book)
    bars = tuple(_bar(book, each) for each in shown)
    short = "; het streepje is de omzet, als die tekortschiet" if any(bar.mark is not None for bar in bars) else ""
    unknown = ("Uren onbekend",) if any(each.hours is None for each in shown) else ()
    title, series = {
        "revenue": ("Je grootste klanten, met hun deel van je omzet", ("Omzet",)),
        "costs": (f"Aan wie je overhoudt vóór je uren{short}", ("Kosten", LEFT["costs"])),
        "hours": (f"Aan wie je verdient{short}", ("Kosten", "Uren", LEFT["hours"], *unknown)),
    }[book.basis]
    order = "de grootste op omzet" if book.basis == "revenue" else "wie het meest oplevert bovenaan"
    described = f"Balken van {{names}}, {order}. De eerste heeft een omzet van {{revenue}}."
    names, revenue = Names(tuple(each.label for each in shown)), euros(shown[0].revenue)
    return BarChart(
        key="largest",
        title=title,
        description=say(described, names=names, revenue=revenue),
        series=series,
        bars=bars,
        left=None if book.basis == "revenue" else series.index(LEFT[book.basis]),
        longest=max(sum(part.value for part in bar.parts) for bar in bars) or 1.0,
        unit=Unit.EURO,
        decimals=0,
        table=_largest_table(book, shown),
    )


def _shown(book: Book) -> list[Customer]:
    """Return the largest customers; with more than revenue known those that cost most too, the highest result first."""
    if book.basis == "revenue":
        return book.customers[:MOST_BARS]
    losers = [each for each in book.ranked if each.result < 0][-LOSSES_SHOWN:]
    largest = [each for each in book.customers[:MOST_BARS] if each not in losers]
    shown = {each.place for each in (*losers, *largest[: MOST_BARS - len(losers)])}
    ranked = [each for each in book.ranked if each.place in shown]
    done = {each.place for each in ranked}
    return ranked + [each for each in book.customers[:MOST_BARS] if each.place in shown - done]


def _bar(book: Book, customer: Customer) -> Bar:
    name, revenue, result = f"{customer.label} · {customer.abc}", _length(customer.revenue), customer.result
    if book.basis == "revenue":
        return Bar(name, (Part(0, revenue),), share(customer.share), emphasis=customer.abc == "A")
    costs = Part(0, _length(customer.costs or 0.0))
    if book.basis == "hours" and customer.labour is None:
        return Bar(name, (costs, Part(3, _length(customer.contribution))), "uren onbekend")
    mark = revenue if result < 0 < revenue else None
    if customer.labour is None:
        return Bar(name, (costs, Part(1, _length(result))), euros(result), mark=mark)
    parts = (costs, Part(1, _length(customer.labour)), Part(2, _length(result)))
    return Bar(name, parts, euros(result), mark=mark)


def _length(amount: float) -> float:
    return max(0.0, drawable(amount))


def _classes(found: Findings) -> BarChart:
    book = found.book
    groups = {name: book.group([each for each in book.customers if each.abc == abc]) for abc, name in CLASSES.items()}
    first = groups[CLASSES["A"]]
    count, everyone = Amount(first.count), Amount(len(book.customers))
    described = "Balken met het deel van je omzet. Klasse A, {count} van de {all} klanten, brengt {share}."
    if len(book.customers) == 1:
        described = "Balken met het deel van je omzet. Je enige klant is klasse A en brengt {share}."
    rows = (*groups.items(), *zip(FLOORS, found.floors, strict=False))
    return BarChart(
        key="classes",
        title="Hoeveel van je omzet komt uit klasse A, B en C?",
        description=say(described, count=count, all=everyone, share=share(first.share)),
        series=("Deel van je omzet",),
        bars=tuple(
            Bar(name, (Part(0, group.share or 0.0),), share(group.share), emphasis=group is first)
            for name, group in groups.items()
        ),
        longest=1.0,
        table=Table(
            "Klanten en omzet per klasse",
            ("Groep", "Klanten", "Deel van je klanten", "Omzet", "Deel van je omzet"),
            tuple(
                (name, Amount(group.count), Share(group.part), euros(group.revenue), share(group.share))
                for name, group in rows
            ),
        ),
    )


def _yields(book: Book, worked: list[Customer]) -> ScatterChart:
    """Draw what an hour brings against revenue, for the largest customers and those with the largest loss."""
    worst = [each for each in book.ranked if each.hours][-WORST_BUBBLES:]
    shown = list(dict.fromkeys(worked[:LARGEST_BUBBLES] + worst))
    rates = [drawable(each.hourly or 0.0) for each in shown]
    lowest = least_yield(shown)
    described = "Elke klant als cirkel: naar rechts meer omzet, naar boven meer opbrengst per uur, groter is meer uren. Het minst levert {client} op: {rate} per uur."
    x, y = _axes(book.rate, [drawable(each.revenue) for each in shown], rates)
    return ScatterChart(
        key="yields",
        title="Wat een uur oplevert, bij kleine en grote klanten",
        description=say(described, client=named(lowest), rate=hourly(lowest[0].hourly, book.rate)),
        x=x,
        y=y,
        bubbles=tuple(
            Bubble(each.label, drawable(each.revenue), rate, _length(each.hours or 0.0), emphasis=each.result < 0)
            for each, rate in zip(shown, rates, strict=True)
        ),
        y_limits=(Limit(book.rate, "kosten per uur"),),
        table=Table(
            "Omzet, uren en opbrengst per uur",
            ("Klant", "Omzet", "Uren", "Per uur"),
            tuple(
                (each.label, euros(each.revenue), hours(each.hours), hourly(each.hourly, book.rate)) for each in shown
            ),
        ),
    )


def _axes(rate: float, revenues: Sequence[float], rates: Sequence[float]) -> tuple[Axis, Axis]:
    middle = sorted(map(abs, rates))[len(rates) // 2] or 1.0
    reach = HIGHEST_DRAWN_RATES * max(rate, middle)
    highest = HEADROOM * max(1.0, rate, min(reach, max(rates)))
    lowest = HEADROOM * max(-reach, min(0.0, *rates))
    widest = HEADROOM * max(revenues) if max(revenues) > 0 else 1.0
    return (
        Axis("omzet", widest, min(0.0, *revenues), Unit.EURO),
        Axis("opbrengst per uur", highest, lowest, Unit.EURO_PER_HOUR),
    )


def _largest_table(book: Book, shown: Sequence[Customer]) -> Table:
    """Return the largest customers with all that is known of them, and all others in one row."""
    columns = _columns(book)
    rows = [_row(book, each) for each in shown]
    places = {each.place for each in shown}
    others = book.group([each for each in book.customers if each.place not in places])
    if others.count:
        named: tuple[Value, ...] = ("Alle andere", "", euros(others.revenue), share(others.share))
        rows.append(named + ("",) * (len(columns) - len(named)))
    caption = "De grootste klanten op omzet" if book.basis == "revenue" else "De klanten in de grafiek"
    return Table(caption, columns, tuple(rows))


def _columns(book: Book) -> tuple[str, ...]:
    known = {
        "revenue": (),
        "costs": ("Kosten", LEFT["costs"]),
        "hours": ("Kosten", "Uren", "Winst", "Opbrengst per uur"),
    }
    return ("Klant", "Klasse", "Omzet", "Aandeel", *known[book.basis])


def _row(book: Book, customer: Customer) -> tuple[Value, ...]:
    row = (customer.label, customer.abc, euros(customer.revenue), share(customer.share))
    costs, result = UNKNOWN if customer.costs is None else euros(customer.costs), euros(customer.result)
    if book.basis == "revenue":
        return row
    if book.basis == "costs":
        return (*row, costs, result)
    if customer.hours is None:
        return (*row, costs, UNKNOWN, UNKNOWN, UNKNOWN)
    return (*row, costs, hours(customer.hours), result, hourly(customer.hourly, book.rate))


def _curve_table(found: Findings) -> Table:
    """Return both ends of the curve, and all customers between in one row."""
    ranked, heights = found.book.ranked, found.whale.cumulative
    rows = [(each.label, each.revenue, each.result, height) for each, height in zip(ranked, heights, strict=True)]
    if len(ranked) > FIRST_ROWS + LAST_ROWS:
        between = found.book.group(ranked[FIRST_ROWS:-LAST_ROWS])
        one_row = ("Alle klanten hiertussen", between.revenue, between.result, heights[-LAST_ROWS - 1])
        rows[FIRST_ROWS:-LAST_ROWS] = [one_row]
    if found.book.basis == "revenue":
        revenues = tuple((name, euros(revenue), euros(height)) for name, revenue, _, height in rows)
        return Table("Omzet per klant, en opgeteld", ("Klant", "Omzet", "Opgeteld"), revenues)
    results = tuple((name, euros(revenue), euros(result), euros(height)) for name, revenue, result, height in rows)
    left = LEFT[found.book.basis]
    return Table(f"{left} per klant, en opgeteld", ("Klant", "Omzet", left, "Opgeteld"), results)


def everyone(book: Book) -> Table:
    """Return all customers, made by column: a row at a time takes too long for a long file."""
    customers = book.customers
    columns: list[Sequence[Value]] = [
        [each.label for each in customers],
        [each.abc for each in customers],
        _cells([each.revenue for each in customers]),
        [Share(each.share or 0.0) for each in customers],
    ]
    costs = _cells([each.costs for each in customers])
    if book.basis == "costs":
        columns += [costs, _cells([each.result for each in customers])]
    if book.basis == "hours":
        hours = [each.hours for each in customers]
        yields: list[Value] = [
            UNKNOWN if each.hours is None else Amount(each.hourly, Unit.EURO_PER_HOUR, 2) for each in customers
        ]
        results = [None if each.hours is None else each.result for each in customers]
        columns += [costs, _cells(hours, Unit.HOURS), _cells(results), yields]
    return Table("Alle klanten, de grootste omzet eerst", _columns(book), tuple(zip(*columns, strict=True)))


def _cells(values: Sequence[float | None], unit: Unit = Unit.EURO) -> list[Value]:
    return [UNKNOWN if each is None else Amount(each, unit, 2) for each in values]
