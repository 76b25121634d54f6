"""Several files add up to one list of customers: other years, other administrations, invoices beside hours.

The same list twice, or two lists that overlap, is asked about: what stands in both would count twice.

Source: ours; within one file the readers follow the same rule about who is who (``joining``).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from calculators.imports._headings import VAT_BASES, VatBasis
from calculators.imports._who import name_key, number_key
from calculators.imports.joining import Joined, SharedNumber, exact_sum, join
from calculators.imports.reading import Kind, Reading
from calculators.imports.tables import ListedCustomer
from calculators.imports.told import Note, Question

# So many equal amounts are no coincidence, as long as they are most of what two files share; in one month one will do.
_FEWEST_EQUAL = 3
_MOST_EQUAL = 0.5
_MOST_TOLD = 5
# So many customers with the same name and another number are a new bookkeeping package, and not namesakes.
_FEWEST_RENUMBERED = 5
_MOST_RENUMBERED = 1 / 3


@dataclass(frozen=True, slots=True)
class FileShare:
    """What one file brought: its customers before they were merged, and its turnover in euros."""

    name: str
    kind: Kind
    customers: int
    total: float
    skipped: int


@dataclass(frozen=True, slots=True)
class Merged:
    """The customers of all files.

    Attributes:
        customers: in the order in which they first appear; amounts in euros.
        total: the turnover of all files in euros, with what is unassigned.
        unassigned: turnover in auditfiles that belongs to no customer, in euros.
        vat_bases: the bases that occur, best first; more than one means that unlike amounts were added up.
        files: what each file brought.
        shared_numbers: numbers with different names, to be looked at: files of two administrations may use the same
            numbers for different customers.
        notes: what a visitor should know.
        question: whether files that hold the same amounts count once or twice, or whether customers of the same name
            that were given other numbers are the same; None when nothing is unsure, or it was answered.
    """

    customers: list[ListedCustomer]
    total: float
    unassigned: float
    vat_bases: list[VatBasis]
    files: list[FileShare]
    shared_numbers: list[SharedNumber]
    notes: tuple[Note, ...] = ()
    question: Question | None = None


def merge(readings: Sequence[tuple[str, Reading]], answer: str = "", numbers: str = "") -> Merged:
    """Add up the customers of several files.

    Args:
        readings: the name of each file with its reading.
        answer: whether what stands in two files counts "once" or "twice"; blank when it was not asked yet.
        numbers: whether customers of the same name with other numbers in other files are the "same" or "different".

    >>> march, april = (Reading("csv", [{"name": name, "revenue": 1.5}], 1.5) for name in ("Smit", "SMIT "))
    >>> merged = merge([("maart.csv", march), ("april.csv", april)], "twice")
    >>> merged.customers, merged.total
    ([{'name': 'Smit', 'revenue': 3.0}], 3.0)
    """
    notes: list[Note] = []
    question = None
    counted = list(readings)
    alike = _alike(readings)
    if alike and not answer:
        first, second = alike[0]
        values: dict[str, str | float] = {"first": readings[first][0], "second": readings[second][0]}
        question = Question("same_list", ("once", "twice"), values)
    elif alike and answer == "once":
        for first, second in alike:
            left = _without(counted[second][1], counted[first][1])
            counted[second] = (counted[second][0], left)
            notes.append(Note("left_out_twice", {"first": readings[first][0], "second": readings[second][0]}))
    joined = join((reading.customers for _, reading in counted), renumbered=numbers == "same")
    if not numbers and not question:
        question = _renumbered(counted, joined)
    bases = {reading.vat_basis for _, reading in counted}
    return Merged(
        customers=joined.customers,
        total=exact_sum(reading.total for _, reading in counted),
        unassigned=exact_sum(reading.unassigned for _, reading in counted),
        vat_bases=[basis for basis in VAT_BASES if basis in bases],
        files=[
            FileShare(name, reading.kind, len(reading.customers), reading.total, len(reading.left_out))
            for name, reading in counted
        ],
        shared_numbers=joined.shared_numbers,
        notes=(
            *notes,
            *(
                Note("shared_name", {"name": each.name, "first": each.ids[0], "second": each.ids[1]})
                for each in joined.shared_names[:_MOST_TOLD]
            ),
        ),
        question=question,
    )


def _renumbered(readings: Sequence[tuple[str, Reading]], joined: Joined) -> Question | None:
    """Ask once for all whether namesakes are the same, when there are so many that another package gave the numbers."""
    found = joined.shared_names
    smallest = min((len(reading.customers) for _, reading in readings), default=0)
    if len(found) < max(_FEWEST_RENUMBERED, _MOST_RENUMBERED * smallest):
        return None
    first = found[0]
    values: dict[str, str | float] = {
        "count": len(found),
        "name": first.name,
        "first": first.ids[0],
        "second": first.ids[1],
    }
    return Question("new_numbers", ("same", "different"), values)


def _alike(readings: Sequence[tuple[str, Reading]]) -> list[tuple[int, int]]:
    """Return the pairs of files that hold the same amounts of the same customers, or of which one holds the other."""
    amounts = [dict(_amounts(reading.customers)) for _, reading in readings]
    found = []
    for first, second in itertools.combinations(range(len(amounts)), 2):
        one, other = amounts[first], amounts[second]
        shared = one.keys() & other.keys()
        equal = sum(1 for key in shared if one[key] == other[key] and one[key])
        within = 0 < equal == min(len(one), len(other))
        dated = any(month and one[key, month] == other[key, month] for key, month in shared)
        if within or ((dated or equal >= _FEWEST_EQUAL) and equal > _MOST_EQUAL * len(shared)):
            found.append((first, second))
    return found


def _amounts(customers: Iterable[ListedCustomer]) -> Iterable[tuple[tuple[str, str], float]]:
    """Give the turnover of each customer, by month where that is known."""
    for each in customers:
        key = number_key(each.get("id") or "") or name_key(each["name"])
        if months := each.get("months"):
            for month, amount in months.items():
                yield (key, month), amount
        else:
            yield (key, ""), each["revenue"]


def _without(reading: Reading, other: Reading) -> Reading:
    """Return a reading without what another one holds too; costs and hours of such customers become unknown."""
    known = dict(_amounts(other.customers))
    left: list[ListedCustomer] = []
    for each in reading.customers:
        own = dict(_amounts([each]))
        double = {key for key, amount in own.items() if known.get(key) == amount}
        if not double:
            left.append(each)
        elif len(double) < len(own):
            months = {month: amount for (key, month), amount in own.items() if (key, month) not in double}
            kept: ListedCustomer = {"name": each["name"], "revenue": exact_sum(months.values()), "months": months}
            if "id" in each:
                kept["id"] = each["id"]
            left.append(kept)
    total = exact_sum(each["revenue"] for each in left)
    return Reading(reading.kind, left, total, reading.vat_basis, left_out=reading.left_out)
