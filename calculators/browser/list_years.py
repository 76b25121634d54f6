"""The years of a list that a visitor dropped: what its months say, below the answer about one year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from calculators.browser.protocol import Result
from calculators.catalogue.klantenlijst.years import (
    Listed,
    Years,
    as_listed,
    find_years,
    last_whole_month,
    months_of,
    of_last_year,
)
from calculators.catalogue.klantenlijst.years_words import too_short, years_answer
from calculators.imports.merging import Merged
from calculators.imports.reading import TableReading
from calculators.imports.tables import ListedCustomer
from calculators.model.calculator import Calculator
from calculators.model.naming import for_others
from calculators.model.origins import Filling
from calculators.presentation.answer import PAPER, answer_as_text
from calculators.presentation.html import Html, join
from calculators.presentation.years import TITLE, render_onward, render_too_short, render_years

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class History:
    """What the months of the files say.

    Attributes:
        last: the last whole month; blank where there are no months.
        months: how many it goes back, with that one.
        years: what two whole years or more say, where there are so many.
        rows: the customers of the last of those, for the answer about a year; empty where the whole list counts.
    """

    last: str = ""
    months: int = 0
    years: Years | None = None
    rows: list[Row] = field(default_factory=list)


def read_history(tables: Sequence[TableReading], merged: Merged) -> History:
    """Lay the years over the months of all files; the last month is left out where it is no whole one.

    Args:
        tables: of all files, for their last date.
        merged: the customers of all files together.
    """
    listed = [_listed(each) for each in merged.customers]
    known = [month for each in listed for month in each.months]
    if not known:
        return History()
    last = last_whole_month(known, max((table.until_date for table in tables), default=""))
    years = find_years(listed, last)
    rows = []
    # What stands beside the turnover has no months, so it cannot be told which part of it is of one year.
    if years and not any(each.keys() & {"costs", "margin", "hours"} for each in merged.customers):
        amounts = of_last_year(listed, last)
        rows = [
            {**row_of(each), "revenue": amount}
            for each, amount in zip(merged.customers, amounts, strict=True)
            if amount
        ]
    return History(last, months_of(listed, last), years, rows)


def add_years(reply: Result, calculator: Calculator, filling: Filling, history: History) -> None:
    """Put what several years of the list say below the answer about one year; names as the form has them."""
    boxes = calculator.names
    if filling.business or boxes is None or not history.last:
        return
    years = history.years

    def written(texts: Mapping[str, str], part: str) -> Html:
        prefix = f"{calculator.slug}-{part}"
        if years is None:
            return render_too_short(too_short(history.months, history.last), prefix)
        return render_years(years_answer(years, hide=boxes.hide in texts), prefix)

    reply["more"] = join(written(filling.texts, "result"), Html(reply.get("more", "")))
    if reply.get("paper"):
        reply["paper"] = join(Html(reply["paper"]), written(for_others(calculator, filling.texts), PAPER))
    if years:
        reply["next"] = join(render_onward(years_answer(years)), Html(reply.get("next", "")))


def years_as_text(calculator: Calculator, filling: Filling, history: History) -> str:
    """Write what several years of the list say as plain text; names as the form has them."""
    boxes = calculator.names
    if filling.business or boxes is None or history.years is None:
        return ""
    return f"{TITLE}\n{answer_as_text(years_answer(history.years, hide=boxes.hide in filling.texts))}"


def _listed(customer: ListedCustomer) -> Listed:
    row = row_of(customer)
    return as_listed(row["name"], customer.get("months", {}), row["revenue"], row["costs"], row["hours"])


def row_of(customer: ListedCustomer) -> Row:
    """Return a row of the form with what the list has of a customer."""
    revenue = customer["revenue"]
    costs = customer.get("costs")
    if costs is None and (margin := customer.get("margin")) is not None:
        costs = revenue - margin
    return {"name": customer["name"], "revenue": revenue, "costs": costs, "hours": customer.get("hours")}
