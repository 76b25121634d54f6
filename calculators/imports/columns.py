"""Which column is what: by its heading, by what stands in it, and by what a visitor points out.

The surest word wins, not the leftmost: "Klant" is the customer where "Naam" stands beside it. What stands in a column
can overrule its heading: digits only are no name where another column holds names, and a price times a quantity that
gives the next column is no turnover. Where two columns can be meant the visitor is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, NotRequired, TypedDict

from calculators.imports._headings import (
    HELPERS,
    ROLES,
    VAT_BASES,
    Helper,
    Role,
    VatBasis,
    normalised,
    understand,
    vat_basis,
)
from calculators.imports._profiles import (
    HALF,
    Column,
    adds_up,
    holds_clocks,
    holds_currencies,
    holds_dates,
    holds_kinds,
    holds_orders,
    holds_sides,
    holds_statuses,
    is_multiple,
    is_share,
    labels_of,
    letter,
    looked_at,
    multiplies,
    same_values,
)
from calculators.imports.told import Note, Question
from calculators.model.errors import InputError
from calculators.model.quantities import Words

SAMPLE_ROWS = 400  # so many rows tell what stands in a column
MOST_CHOICES = 12

_ANYBODY = 5.0  # a heading that may name anybody, such as "Naam"
_PERIODS = frozenset({"jaar", "boekjaar", "periode", "kwartaal", "year", "period", "quarter", "maand", "month"})
_HOURS = 10.0  # a heading that says hours and no time of the day
_SURE = 6.0  # a heading that says turnover whatever stands below it
_WEAK = 2.0  # a heading that says turnover only when no other does, such as "Factuur"


class ColumnMapping(TypedDict):
    """Which header stands for what; blank for a column that must not be used."""

    name: NotRequired[Annotated[str, Words("kolom met de naam", may_be_blank=True)]]
    id: NotRequired[Annotated[str, Words("kolom met het klantnummer", may_be_blank=True)]]
    revenue: NotRequired[Annotated[str, Words("kolom met de omzet", may_be_blank=True)]]
    costs: NotRequired[Annotated[str, Words("kolom met de kosten", may_be_blank=True)]]
    margin: NotRequired[Annotated[str, Words("kolom met de marge", may_be_blank=True)]]
    hours: NotRequired[Annotated[str, Words("kolom met de uren", may_be_blank=True)]]
    date: NotRequired[Annotated[str, Words("kolom met de datum", may_be_blank=True)]]
    invoice: NotRequired[Annotated[str, Words("kolom met het factuurnummer", may_be_blank=True)]]


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of each role, and what is to be said about the choice.

    Attributes:
        used: the index of the column of each role and helper that has one.
        first_names: the columns that stand before the name of a person, such as "Voornaam".
        second_name: the column that names the customer where that of the name is blank, such as a contact where there
            is no company; None when there is none.
        percent: the roles whose column holds percentages.
        basis: whether the turnover is excl. or incl. btw, by heading or by arithmetic.
        currency: the code of another currency than the euro in the heading of the turnover, or nothing.
        notes: what a visitor should know.
        question: what must be known first, or None.
    """

    used: dict[Role | Helper, int]
    first_names: tuple[int, ...] = ()
    second_name: int | None = None
    percent: frozenset[Role] = frozenset()
    basis: VatBasis = "unknown"
    currency: str = ""
    notes: tuple[Note, ...] = ()
    question: Question | None = None


def column_of(header: Sequence[str], role: str, wanted: str) -> int:
    """Return the column that a visitor points out: by its label, its heading or its letter.

    Raises:
        InputError: ``unknown_choice`` at ``mapping.revenue`` and so on when there is none, or more than one.

    >>> column_of(["Klant", "Omzet", "Omzet"], "revenue", "Kolom C"), column_of(["Klant", "Omzet €"], "name", "klant")
    (2, 0)
    """
    labels, words = labels_of(header), wanted.strip()
    places = [f"kolom {letter(column)}" for column in range(len(header))]
    if words in labels:
        return labels.index(words)
    for found in (
        [column for column, cell in enumerate(header) if cell.strip() == words],
        [column for column, place in enumerate(places) if place.casefold() == words.casefold()],
        [column for column, cell in enumerate(header) if normalised(words) and normalised(cell) == normalised(words)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            choices = ", ".join(labels[column][:40] for column in found[:MOST_CHOICES])
            message = f"De kop '{words[:40]}' staat er meer dan één keer. Kies een van deze: {choices}."
            raise InputError("unknown_choice", f"mapping.{role}", message)
    choices = ", ".join(label[:40] for label in labels[:20])
    message = f"De kolom '{words[:40]}' staat niet in het bestand. Kies een van deze: {choices}."
    raise InputError("unknown_choice", f"mapping.{role}", message)


def choose_columns(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    mapping: Mapping[str, str] | None = None,
    hidden: frozenset[int] = frozenset(),
    answers: Mapping[str, str] | None = None,
) -> Columns:
    """Return the column of each role, as pointed out, else as recognised.

    Args:
        header: the headings.
        rows: the cells of the first rows.
        mapping: headings to be used instead of what is recognised; blank for a column that must not be used.
        hidden: columns that do not show in a workbook: used only when no other will do.
        answers: what a visitor answered to the question ``revenue_column``.

    Raises:
        InputError: ``no_revenue_column`` at ``text``; ``unknown_choice`` at ``mapping.revenue`` and so on when a
            wanted heading is not there; ``required`` at ``mapping.name`` without a column for the customer.

    >>> choose_columns(["Naam", "Klant", "Factuur", "Bedrag"], [["Piet", "Bos BV", "20250001", "10"]]).used
    {'name': 1, 'revenue': 3, 'invoice': 2}
    """
    return _Chooser(header, rows, mapping or {}, hidden, answers or {}).choose()


class _Chooser:
    """Chooses the columns of one table, role by role; a column serves one role."""

    def __init__(
        self,
        header: Sequence[str],
        rows: Iterable[Sequence[str]],
        mapping: Mapping[str, str],
        hidden: frozenset[int],
        answers: Mapping[str, str],
    ) -> None:
        self._header = header
        self._labels = labels_of(header)
        self._columns = looked_at(header, rows, hidden)
        self._answers = answers
        self._used: dict[Role | Helper, int] = {}
        self._percent: set[Role] = set()
        self._notes: list[Note] = []
        self._question: Question | None = None
        self._first_names: tuple[int, ...] = ()
        self._second_name: int | None = None
        self._basis: dict[int, VatBasis] = {}
        self._wanted: dict[str, int | None] = {
            role: column_of(header, role, wanted) if wanted.strip() else None for role, wanted in mapping.items()
        }

    def choose(self) -> Columns:
        for role, column in self._wanted.items():
            if column is not None:
                self._used[role] = column  # type: ignore[index]  # the roles of the mapping
        self._choose_helpers()
        self._choose_customer()
        self._choose_revenue()
        for role in ("costs", "margin", "hours", "date", "invoice"):
            self._choose_other(role)  # type: ignore[arg-type]  # a literal
        if "revenue" not in self._used and not {"debit", "credit"} <= set(self._used):
            raise self._no_revenue()
        if "name" not in self._used and "id" not in self._used:
            raise InputError("required", "mapping.name", "Kies de kolom met de naam of die met het klantnummer.")
        self._tell_periods()
        revenue = self._used.get("revenue")
        heading = self._columns[revenue].heading if revenue is not None else understand("")
        basis = self._basis.get(revenue, heading.basis) if revenue is not None else "unknown"
        used = {role: self._used[role] for role in (*ROLES, *HELPERS) if role in self._used}
        return Columns(
            used,
            self._first_names,
            self._second_name,
            frozenset(self._percent),
            basis,
            heading.currency,
            tuple(self._notes),
            self._question,
        )

    def _free(self, role: Role | Helper) -> list[Column]:
        """Return the columns that may serve a role by their headings, the surest first, hidden ones last."""
        taken = set(self._used.values())
        found = [each for each in self._columns if each.heading.strength(role) and each.index not in taken]
        return sorted(found, key=lambda each: (each.hidden, -each.heading.strength(role), each.index))

    def _choose_customer(self) -> None:
        if "name" in self._wanted and "id" in self._wanted:
            return
        numbers = [each.index for each in self._free("id")]
        if "name" not in self._wanted:
            self._choose_name(numbers)
        if "id" not in self._wanted and (left := [each for each in numbers if each != self._used.get("name")]):
            self._used["id"] = left[0]

    def _choose_name(self, numbers: list[int]) -> None:
        named = self._free("name")
        found = [each for each in named if not each.mostly(each.amounts - each.digits, HALF)] or named
        names = [each for each in found if not each.mostly(each.digits) and not holds_orders(each)]
        coded = [each for each in found if each.mostly(each.digits) and each.heading.strength("name") > 5]  # noqa: PLR2004
        names.sort(key=lambda each: not each.filled)
        if names:
            self._used["name"] = names[0].index
            self._tell_twins("name", names)
            self._choose_second_name(names)
            self._choose_first_names(names[0])
        elif lasts := self._free("last_name"):
            self._used["name"] = lasts[0].index
            self._choose_first_names(lasts[0])
            numbers += [each.index for each in coded]
        elif found and not numbers:
            self._used["name"] = found[0].index

    def _choose_first_names(self, last: Column) -> None:
        """Choose the columns with the rest of a person's name, where the name is that of anybody and not of a firm."""
        if last.heading.strength("name") > _ANYBODY:
            return
        firsts, infixes = self._free("first_name"), self._free("infix")
        self._first_names = tuple(each.index for each in (*firsts[:1], *infixes[:1]))
        if self._first_names:
            parts = ", ".join(self._labels[place] for place in (*self._first_names, last.index))
            self._notes.append(Note("whole_name", {"used": parts}))
        elif last.heading.strength("last_name"):
            self._notes.append(Note("last_name_only", {"used": last.label}))

    def _choose_second_name(self, names: Sequence[Column]) -> None:
        """Choose what names the customer where the first column is blank; a bare "Naam" may be anybody."""
        first = names[0]
        seconds = [each for each in names[1:] if each.heading.strength("name") >= _SURE and not each.hidden]
        if seconds and any(
            not one.strip() and other.strip() for one, other in zip(first.cells, seconds[0].cells, strict=True)
        ):
            self._second_name = seconds[0].index
            self._notes.append(Note("second_name", {"used": first.label, "others": seconds[0].label}))

    def _tell_twins(self, role: Role, found: Sequence[Column]) -> None:
        """Tell which of columns with equally sure headings was taken, where they differ."""
        first = found[0]
        twins = [
            each
            for each in found[1:]
            if each.heading.strength(role) == first.heading.strength(role)
            and each.hidden == first.hidden
            and each.cells != first.cells
        ]
        if twins:
            others = ", ".join(each.label for each in twins[:3])
            self._notes.append(Note("twin_columns", {"role": role, "used": first.label, "others": others}))

    # Turnover.

    def _choose_revenue(self) -> None:
        if "revenue" in self._wanted:
            return
        if (answer := self._answers.get("revenue_column")) in self._labels:
            self._used["revenue"] = self._labels.index(answer)
            return
        found = self._revenue_candidates()
        if not found:
            return
        found = self._of_last_year(found)
        found.sort(key=self._rank)
        first = found[0]
        self._used["revenue"] = first.index
        if first.hidden:
            self._notes.append(Note("hidden_column", {"used": first.label}))
        rivals = [each for each in found[1:] if not each.hidden and not same_values(each, first)]
        equals = [each for each in rivals if self._rank(each)[:-1] == self._rank(first)[:-1]]
        if equals:
            self._settle(first, equals)
        elif others := [each for each in rivals if self._basis_of(each) == self._basis_of(first)]:
            names = ", ".join(each.label for each in others[:3])
            self._notes.append(Note("other_revenue", {"used": first.label, "others": names}))
        self._ask_about_unknown(first)

    def _of_last_year(self, found: list[Column]) -> list[Column]:
        """Return the columns without those of earlier years, which are told."""
        last = max((year for each in found for year in each.heading.years), default=0)
        kept = [each for each in found if not each.heading.years or max(each.heading.years) == last]
        if len(kept) < len(found):
            years = {"used": kept[0].label, "others": ", ".join(each.label for each in found if each not in kept)}
            self._notes.append(Note("other_years", years))
        return kept

    def _ask_about_unknown(self, first: Column) -> None:
        """Ask when a column with amounts says excl. btw in a heading that is not understood, and the first does not."""
        others = [
            each
            for each in self._columns
            if not each.heading.is_known
            and each.index not in self._used.values()
            and each.mostly(each.amounts - each.percents, HALF)
            and vat_basis(each.label) == "excl"
        ]
        if others and self._basis_of(first) != "excl" and not self._question:
            options = tuple(each.label for each in (first, *others))[:MOST_CHOICES]
            self._question = Question("revenue_column", options, {"columns": ", ".join(options)})

    def _revenue_candidates(self) -> list[Column]:
        headed = self._free("revenue")
        found = [each for each in headed if not each.filled or each.mostly(each.amounts - each.percents, HALF)]
        if not found:  # nothing reads as amounts: the surest heading, of which every row is told
            found = [each for each in headed if each.heading.strength("revenue") >= _SURE][:1]
        surest = max((each.heading.strength("revenue") for each in found), default=0)
        found = [
            each
            for each in found
            if each.heading.strength("revenue") > _WEAK or (surest <= _WEAK and not each.mostly(each.digits, HALF))
        ]
        if any(not each.hidden for each in found):
            found = [each for each in found if not each.hidden]
        self._learn_basis(found)
        return [each for each in found if not self._is_price(each, found)]

    def _rank(self, column: Column) -> tuple[bool, bool, int, float, int]:
        basis = VAT_BASES.index(self._basis_of(column))
        return (column.hidden, bool(column.heading.currency), basis, -column.heading.strength("revenue"), column.index)

    def _basis_of(self, column: Column) -> VatBasis:
        return self._basis.get(column.index, column.heading.basis)

    def _learn_basis(self, found: Sequence[Column]) -> None:
        """Learn from arithmetic which of two columns is excl. btw: with the btw beside it, or with a rate of btw."""
        taxes = [each for each in self._columns if each.heading.strength("vat") and each.amounts]
        for low in found:
            for high in found:
                if low is high or {self._basis_of(low), self._basis_of(high)} != {"unknown"}:
                    continue
                with_tax = any(adds_up(low.values, tax.values, high.values) for tax in taxes)
                if with_tax or is_multiple(low.values, high.values):
                    self._basis[low.index], self._basis[high.index] = "excl", "incl"

    def _is_price(self, column: Column, found: Sequence[Column]) -> bool:
        """Whether a column times a quantity gives another one."""
        counts = [each for each in self._columns if each.heading.strength("quantity") and each.amounts]
        return any(
            multiplies(count.values, column.values, other.values)
            for count in counts
            for other in found
            if other is not column
        )

    def _settle(self, first: Column, equals: Sequence[Column]) -> None:
        """Ask which of columns with equally sure headings and other amounts is the turnover."""
        options = tuple(each.label for each in [first, *equals][:MOST_CHOICES])
        self._question = Question("revenue_column", options, {"columns": ", ".join(options)})

    def _no_revenue(self) -> InputError:
        choices = [each.label for each in self._columns if each.amounts and each.index != self._used.get("id")]
        shown = f" Bijvoorbeeld: {', '.join(choice[:40] for choice in choices[:5])}." if choices else ""
        message = (
            "In dit bestand staat geen kolom met omzet die we herkennen. Geef de kolom een kop als 'Omzet excl. btw', "
            f"of wijs hem aan.{shown}"
        )
        return InputError("no_revenue_column", "text", message)

    # Everything else.

    def _tell_periods(self) -> None:
        """Tell that a column with years or quarters is not used, so that all of them are added up."""
        if "date" in self._used:
            return
        taken = set(self._used.values())
        for each in self._columns:
            if normalised(each.label) in _PERIODS and each.filled and each.index not in taken:
                self._notes.append(Note("unused_period", {"used": each.label}))

    def _choose_other(self, role: Role) -> None:
        if role in self._wanted:
            self._mark_percent(role)
            return
        found = self._free(role)
        if role == "date":
            found = [each for each in found if not each.filled or holds_dates(each)]
        elif role == "invoice":
            found = [
                each
                for each in found
                if each.heading.strength("revenue") == 0 or not each.mostly(each.amounts - each.digits)
            ]
        elif role == "hours":
            found = self._without_clocks(found)
        else:
            found.sort(key=is_share)
        if not found:
            return
        self._used[role] = found[0].index
        if role in {"costs", "margin", "hours"}:
            self._tell_twins(role, [each for each in found if is_share(each) == is_share(found[0])])
        self._mark_percent(role)

    def _without_clocks(self, found: list[Column]) -> list[Column]:
        """Return the columns without those that may hold the time of the day: "Tijd" beside a date."""
        if not any(each.heading.strength("date") for each in self._columns):
            return found
        clocks = [each for each in found if each.heading.strength("hours") < _HOURS and holds_clocks(each)]
        self._notes += [Note("clock_times", {"used": each.label}) for each in clocks]
        return [each for each in found if each not in clocks]

    def _mark_percent(self, role: Role) -> None:
        """Take note that a column holds percentages; leave it unused when it may also hold fractions."""
        index = self._used.get(role)
        if index is None or role not in {"costs", "margin"} or not is_share(self._columns[index]):
            return
        column = self._columns[index]
        values = [abs(value) for value in column.values if value]
        if not column.percents and values and max(values) <= 1:
            del self._used[role]
            self._notes.append(Note("unclear_percentage", {"role": role, "used": column.label}))
            return
        if column.heading.percent:  # else every cell tells by its own sign
            self._percent.add(role)
        self._notes.append(Note("percentage", {"role": role, "used": column.label}))

    def _choose_helpers(self) -> None:
        """Choose the columns that say how an amount counts, by what stands in them more than by their headings."""
        tests: dict[Helper, Callable[..., bool]] = {
            "currency": holds_currencies,
            "sign": holds_sides,
            "status": holds_statuses,
            "kind": holds_kinds,
        }
        for helper, holds in tests.items():
            taken = set(self._used.values())
            fit = [
                each
                for each in self._columns
                if each.index not in taken
                and each.kinds
                and (each.heading.strength(helper) or not {"name", *HELPERS} & set(each.heading.meanings))
                and holds(each, sure=each.heading.strength(helper) > 0)
            ]
            if fit:
                best = max(fit, key=lambda each: (each.heading.strength(helper), -each.index))
                self._used[helper] = best.index
        sides: tuple[Helper, ...] = ("debit", "credit")
        for side in sides:
            if found := [each for each in self._free(side) if not each.filled or each.amounts]:
                self._used[side] = found[0].index
