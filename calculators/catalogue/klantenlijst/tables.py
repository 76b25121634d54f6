"""The customers in rows: the largest ones, those at the ends of the curve, and all of them to download."""

from __future__ import annotations

from collections.abc import Sequence

from calculators.catalogue.klantenlijst.book import Book, Customer
from calculators.catalogue.klantenlijst.findings import Findings
from calculators.model.amounts import euros, hourly, hours, share
from calculators.model.answer import Amount, Share, Table, Value
from calculators.model.quantities import Unit

UNKNOWN = "onbekend"
FIRST_ROWS, LAST_ROWS = 12, 7


def largest(book: Book, shown: Sequence[Customer]) -> Table:
    """Return the largest customers with all that is known of them, and all others in one row."""
    columns = _columns(book)
    rows = [_row(book, each) for each in shown]
    others = book.group(book.customers[len(shown) :])
    if others.count:
        named: tuple[Value, ...] = ("Alle andere", "", euros(others.revenue), share(others.share))
        rows.append(named + ("",) * (len(columns) - len(named)))
    return Table("De grootste klanten op omzet", columns, tuple(rows))


def _columns(book: Book) -> tuple[str, ...]:
    known = {"revenue": (), "costs": ("Kosten", "Winst"), "hours": ("Kosten", "Uren", "Winst", "Opbrengst per uur")}
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


def along_curve(found: Findings) -> Table:
    """Return both ends of the curve, and all customers between in one row."""
    ranked, heights = found.book.ranked, found.whale.cumulative
    places = range(len(ranked))
    if len(ranked) > FIRST_ROWS + LAST_ROWS:
        shown = (*places[:FIRST_ROWS], *places[-LAST_ROWS:])
        between = [found.book.group(ranked[FIRST_ROWS:-LAST_ROWS])]
    else:
        shown, between = tuple(places), []
    rows = [(ranked[each].label, ranked[each].revenue, ranked[each].result, heights[each]) for each in shown]
    rows[FIRST_ROWS:FIRST_ROWS] = [
        ("Alle klanten hiertussen", each.revenue, each.result, heights[-LAST_ROWS - 1]) for each in between
    ]
    if found.book.basis == "revenue":
        revenues = tuple((name, euros(revenue), euros(height)) for name, revenue, _, height in rows)
        return Table("Omzet per klant, en opgeteld", ("Klant", "Omzet", "Opgeteld"), revenues)
    results = tuple((name, *map(euros, numbers)) for name, *numbers in rows)
    return Table("Winst per klant, en opgeteld", ("Klant", "Omzet", "Winst", "Opgeteld"), results)


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
