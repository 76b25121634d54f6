"""Whose hours are worth asking, when a file has told the revenue of everyone and the hours of nobody."""

from __future__ import annotations

from collections.abc import Sequence

from calculators.catalogue.klantenlijst.book import Book, read
from calculators.catalogue.klantenlijst.form import CustomerRow

MOST_ASKED = 15


def asked_first(customers: Sequence[CustomerRow], most: int = MOST_ASKED) -> list[int]:
    """Return the places in the list of the customers whose hours are worth asking, most important first.

    Those of class A come first, by revenue; then the others of which the costs are known, the lowest margin first.
    Customers whose hours are known are passed over.

    Args:
        customers: rows of the list, in any order.
        most: how many places to return at most.

    >>> asked_first([{"revenue": 10, "costs": 9}, {"revenue": 90}, {"revenue": 8, "costs": 1}], 2)
    [1, 0]
    """
    if not customers:
        return []
    return worth_asking(read(customers, 0.0, show_names=False))[: max(0, most)]


def worth_asking(book: Book) -> list[int]:
    """Return the places of all customers worth asking, as ``asked_first`` does."""
    asked = [index for index, spent in enumerate(book.hours) if spent is None]
    large = [index for index in asked if book.classes[index] == "A"]
    margins = {
        index: 1 - cost / book.revenues[index]
        for index in asked
        if (cost := book.costs[index]) is not None and book.classes[index] != "A" and book.revenues[index] > 0
    }
    return [
        *sorted(large, key=book.revenues.__getitem__, reverse=True),
        *sorted(margins, key=lambda index: (margins[index], -book.revenues[index])),
    ]
