"""How customers that share a place are named: no tie is decided by the order of the list."""

from __future__ import annotations

from collections.abc import Sequence

from calculators.catalogue.klantenlijst.book import Customer
from calculators.model.answer import Names

MOST_NAMED = 3


def named(customers: Sequence[Customer]) -> Names:
    """Return the names of some customers, the last of many as a number: "A, B en 4 andere"."""
    labels = [each.label for each in customers]
    if len(labels) <= MOST_NAMED:
        return Names(tuple(labels))
    first = labels[: MOST_NAMED - 1]
    return Names((*first, f"{len(labels) - len(first)} andere"))
