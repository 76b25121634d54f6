"""How the amounts of each column are written, and which side of a ledger is turnover: what one row cannot tell."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from calculators.imports._amounts import OTHER_MARK, DecimalMark, DecimalVote, Style, look_at
from calculators.imports._codes import side_of
from calculators.imports._headings import Role
from calculators.imports._who import clean
from calculators.imports.columns import SAMPLE_ROWS, Columns
from calculators.imports.headers import Row
from calculators.imports.told import Note, Question

AMOUNTS: tuple[Role, ...] = ("revenue", "costs", "margin", "hours")
_SURE_SIDE = 0.75  # of all that is booked: the side of the turnover


@dataclass(frozen=True, slots=True)
class Styles:
    """How to read the amounts of a table.

    Attributes:
        of: the style of each column of amounts; that of the turnover also for columns Debet and Credit.
        sides: 1 for the side that is turnover and -1 for the other, where cells name sides.
        notes, question: what is to be said, and what has to be known first.
    """

    of: dict[Role, Style]
    sides: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    question: Question | None = None


def styles_of(rows: Iterable[Row], columns: Columns, answers: Mapping[str, str]) -> Styles:
    """Return how the amounts of a table are written; the rows are read no further than needed.

    >>> rows = [(2, ["A", "1,234"]), (3, ["B", "12,500"])]
    >>> styles_of(rows, Columns({"name": 0, "revenue": 1}), {}).of["revenue"].mark
    '.'
    """
    votes = _votes(rows, columns)
    told = {vote.mark for vote in votes.values() if vote.has_evidence}
    found: dict[Role, Style] = {}
    notes: list[Note] = []
    question = None
    for role, vote in votes.items():
        style = Style(vote.mark, vote.three_decimals[vote.mark])
        if vote.is_open:
            unlike = bool(told) and vote.mark not in told
            if role == "hours":
                style = _style_of_hours(vote, told)
            elif answers.get("decimal") == "decimals":
                style = Style(OTHER_MARK[vote.mark], three_decimals=True)
            elif answers.get("decimal") != "thousands" and (unlike or vote.contradicts):
                question = Question("decimal", ("thousands", "decimals"), {"cell": vote.ambiguous.strip()})
            elif vote.mark == ".":
                notes.append(Note("comma_thousands", {"cell": vote.ambiguous.strip()}))
        found[role] = style
    sides = _sides(rows, columns, found["revenue"], answers)
    if sides is None:
        question = question or Question("sides", ("credit", "debit"))
        sides = {"credit": 1, "debit": -1}
    elif sides:
        plus, minus = ("credit", "debit") if sides["credit"] > 0 else ("debit", "credit")
        notes.append(Note("sides", {"plus": plus, "minus": minus}))
    elif "sign" in columns.used:
        notes.append(Note("plus_minus"))
    return Styles(found, sides, tuple(notes), question)


def _style_of_hours(vote: DecimalVote, told: set[DecimalMark]) -> Style:
    """Return how hours with three digits behind their separator are read: as the amounts tell, else as ambiguous."""
    written: DecimalMark = "," if "," in vote.ambiguous else "."
    if len(told) == 1:
        (mark,) = told
        return Style(mark, three_decimals=True)
    return Style(written)


def _votes(rows: Iterable[Row], columns: Columns) -> dict[Role, DecimalVote]:
    places: dict[Role, list[int]] = {role: [columns.used[role]] for role in AMOUNTS if role in columns.used}
    if "revenue" not in places:
        places = {"revenue": [columns.used["debit"], columns.used["credit"]], **places}
    votes = {role: DecimalVote() for role in places}
    stream = iter(rows)
    looking = [(place, votes[role]) for role, found in places.items() for place in found]
    _count(itertools.islice(stream, SAMPLE_ROWS), looking)
    if looking := [(place, vote) for place, vote in looking if not vote.has_evidence]:
        _count(stream, looking)
    return votes


def _count(rows: Iterable[Row], looking: list[tuple[int, DecimalVote]]) -> None:
    for _, cells in rows:
        for place, vote in looking:
            if place < len(cells):
                vote.count(cells[place])


def _sides(rows: Iterable[Row], columns: Columns, style: Style, answers: Mapping[str, str]) -> dict[str, int] | None:
    """Return the sign of both sides; nothing where no cell names one, None where neither is clearly the turnover."""
    sums = _two_columns(rows, columns, style) if "revenue" not in columns.used else _one_column(rows, columns, style)
    if not any(sums.values()) and "revenue" in columns.used:
        return {}
    if answer := answers.get("sides"):
        return {"credit": 1, "debit": -1} if answer == "credit" else {"credit": -1, "debit": 1}
    total = sum(sums.values())
    if sums["credit"] >= _SURE_SIDE * total:
        return {"credit": 1, "debit": -1}
    if sums["debit"] >= _SURE_SIDE * total:
        return {"credit": -1, "debit": 1}
    return None


def _two_columns(rows: Iterable[Row], columns: Columns, style: Style) -> dict[str, int]:
    """Return what stands in the columns Debet and Credit together."""
    sums = {"debit": 0, "credit": 0}
    places = {"debit": columns.used["debit"], "credit": columns.used["credit"]}
    for _, cells in rows:
        for side, place in places.items():
            sums[side] += abs(look_at(cells[place], style).amount or 0) if place < len(cells) else 0
    return sums


def _one_column(rows: Iterable[Row], columns: Columns, style: Style) -> dict[str, int]:
    """Return what is booked on each side, as told by a column beside the amount or in its own cell."""
    sums = {"debit": 0, "credit": 0}
    revenue, sign = columns.used["revenue"], columns.used.get("sign")
    if sign is None and not _names_sides(rows, revenue, style):
        return sums
    for _, cells in rows:
        if revenue < len(cells):
            found = look_at(cells[revenue], style)
            side = found.side or (side_of(clean(cells[sign])) if sign is not None and sign < len(cells) else "")
            if side in sums:
                sums[side] += abs(found.amount or 0)
    return sums


def _names_sides(rows: Iterable[Row], revenue: int, style: Style) -> bool:
    sample = itertools.islice(rows, SAMPLE_ROWS)
    return any(revenue < len(cells) and bool(look_at(cells[revenue], style).side) for _, cells in sample)
