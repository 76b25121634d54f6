"""The customers in rows: the largest ones, those at the ends of the curve, and all of them to download."""

from __future__ import annotations

from collections.abc import Sequence

from calculators.catalogue.klantenlijst.book import Book, Customer, Group
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
    others = Group(book, book.by_revenue[len(shown) :])
    if others.count:
        named: tuple[Value, ...] = ("Alle andere", "", euros(others.sum(book.revenues)), share(others.share))
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
    book, count = found.book, found.known.count
    only_revenue = book.basis == "revenue"
    first, last = (FIRST_ROWS, count - LAST_ROWS) if count > FIRST_ROWS + LAST_ROWS else (count, count)

    def row(name: str, members: Sequence[int], end: int) -> tuple[Value, ...]:
        group = Group(book, members)
        result = () if only_revenue else (euros(group.sum(book.results)),)
        return (name, euros(group.sum(book.revenues)), *result, euros(found.whale.cumulative[end - 1]))

    rows = [row(book.labels[index], [index], end) for end, index in enumerate(book.by_result[:first], start=1)]
    if last > first:
        rows.append(row("Alle klanten hiertussen", book.by_result[first:last], last))
    rows += [row(book.labels[index], [index], end) for end, index in enumerate(book.by_result[last:], start=last + 1)]
    if only_revenue:
        return Table("Omzet per klant, en opgeteld", ("Klant", "Omzet", "Opgeteld"), tuple(rows))
    return Table("Winst per klant, en opgeteld", ("Klant", "Omzet", "Winst", "Opgeteld"), tuple(rows))


def everyone(book: Book) -> Table:
    """Return all customers, made by column: a row at a time takes too long for a long file."""
    order = book.by_revenue
    costs, spent = [book.costs[index] for index in order], [book.hours[index] for index in order]
    results = _amounts([book.results[index] for index in order], Unit.EURO)
    columns: list[Sequence[Value]] = [
        [book.labels[index] for index in order],
        [book.classes[index] for index in order],
        _amounts([book.revenues[index] for index in order], Unit.EURO),
        [Share(book.share(book.sizes[index]) or 0.0) for index in order],
    ]
    if book.basis == "costs":
        columns += [_amounts(costs, Unit.EURO), results]
    if book.basis == "hours":
        rates: list[Value] = [Amount(book.hourly.get(index), Unit.EURO_PER_HOUR, 2) for index in order]
        columns += [_amounts(costs, Unit.EURO), _amounts(spent, Unit.HOURS)]
        columns += [_where(spent, results), _where(spent, rates)]
    return Table("Alle klanten, de grootste omzet eerst", _columns(book), tuple(zip(*columns, strict=True)))


def _amounts(values: Sequence[float | None], unit: Unit) -> list[Value]:
    return [UNKNOWN if each is None else Amount(each, unit, 2) for each in values]


def _where(known: Sequence[float | None], values: Sequence[Value]) -> list[Value]:
    return [UNKNOWN if each is None else value for each, value in zip(known, values, strict=True)]
