"""The rows of a table, read one by one: whose amount it is, whether it counts, and what is told when it does not.

There may be a hundred thousand rows: one that is like those before it goes the fast way, all others the sure way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from calculators.imports._amounts import (
    DECIMALS,
    Found,
    QuickReader,
    as_number,
    look_at,
    splits_a_text,
    splits_an_amount,
)
from calculators.imports._customer import Customer
from calculators.imports._dates import is_month_first, read_date
from calculators.imports._details import DETAILS, Details
from calculators.imports._headings import Helper, Role, is_english
from calculators.imports._styles import Styles
from calculators.imports._total_rows import TableRow, TotalRows, key_of
from calculators.imports._totals import TOTAL_CELLS, kind_of_total
from calculators.imports._verdicts import HELPERS, LONGEST_DETAIL, MOST_EXAMPLES, Judge, Verdict
from calculators.imports._who import clean, is_nothing, is_rounded, name_key, number_of
from calculators.imports.columns import Columns
from calculators.imports.headers import Row, is_like_header
from calculators.imports.told import LeftOut, Note, Question, Reason

_FEWEST_BEFORE_SUM = 3
_FEWEST_BEFORE_LARGE_SUM = 2
_SMALL_SUM = 100 * 10**DECIMALS
_FEWEST_NAMELESS = 2
_MANY_NAMELESS = 0.25
_RULE = re.compile(r"[-=_:*.+ |]+")  # a line drawn between rows
_GROUP = re.compile(r"(?:klant|debiteur|relatie|customer|client|afnemer|naam)\s*:\s*", re.IGNORECASE)
# What only a row of its own has, and not the heading of a group.
_OF_A_SALE: tuple[Role | Helper, ...] = (*DETAILS, *HELPERS, "date", "invoice")


class TooManyCustomersError(Exception):
    """There are more customers than the limit."""


class TooManyColumnsError(Exception):
    """A row has more filled cells than the limit.

    Attributes:
        line: its number.
    """

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


class RowReader:
    """Reads the rows of one table.

    Args:
        header: the headings, to recognise them when they come back.
        columns: the column of each role.
        styles: how amounts are written.
        answers: what a visitor answered to the questions ``nameless`` and ``last_row``.
        hidden: the numbers of rows that do not show.
        most_customers, most_columns: how many there may be.
        positions_are_sure: whether a cell stands in its own column for certain, as in a workbook.
    """

    def __init__(
        self,
        header: Sequence[str],
        columns: Columns,
        styles: Styles,
        *,
        answers: Mapping[str, str],
        hidden: frozenset[int],
        most_customers: float,
        most_columns: float,
        positions_are_sure: bool,
        splits_amounts: bool,
    ) -> None:
        self.customers: dict[tuple[str, str], Customer] = {}
        self.left_out: list[LeftOut] = []
        self.notes: list[Note] = []
        self.question: Question | None = None
        self.rows = 0
        self.dates: dict[str, tuple[str, str]] = {}  # as they are written: the day as 2025-12-31, and the month
        self._header = [clean(cell) for cell in header]
        self._used = columns.used
        self._first_names = columns.first_names
        self._second_name = columns.second_name
        self._currency = columns.currency
        self._styles = styles
        self._answers = answers
        self._hidden = hidden
        self._most_customers, self._most_columns = most_customers, most_columns
        self._sure, self._splits_amounts = positions_are_sure, splits_amounts
        self._width = len(header)
        self._seen: dict[object, Customer] = {}  # by number and name as they are written
        self._totals = TotalRows(columns, self.customers)
        self._sums = self._totals.sums
        self._judge = Judge(columns, styles)
        self._details = Details(columns, styles)
        self._month_first = False
        self._dated = "date" in columns.used
        self._group: Customer | None = None  # to whom rows without a customer belong
        self._waiting: tuple[int, str, str] | None = None  # a row with a customer alone, which may begin a group
        self._blank = -1
        self._other_table = False
        self._last: tuple[int, int, Customer] | None = None  # line, amount and customer
        self._nameless = 0
        self._own_rows = 0  # rows that name their customer beside the amount
        self._above: Customer | None = None
        self._names: dict[str, str] = {}  # numbers with two names
        self._rounded = 0
        self._undated: list[int] = []
        self._line = -1  # of the last row that was read surely

    @property
    def costs_are_below_zero(self) -> bool:
        """Whether most rows with turnover have costs below zero, as a ledger writes them; credit notes aside."""
        return self._details.costs_below > 0

    def learn_dates(self, rows: Iterable[Row]) -> None:
        """Learn from the first rows whether the month stands before the day.

        In a list of English make either may be first where no date tells: then its dates are not used.
        """
        place = self._used.get("date")
        if place is None:
            return
        written = [cells[place] for _, cells in rows if place < len(cells)]
        order = is_month_first(written)
        self._month_first = bool(order)
        may_be_american = self._styles.of["revenue"].mark == "." or is_english(self._header)
        if order is None and may_be_american and any("/" in cell for cell in written):
            self.notes.append(
                Note("date_order", {"cell": next(cell for cell in written if "/" in cell)[:LONGEST_DETAIL]})
            )
            self._dated = False

    def read(self, rows: Iterable[Row]) -> None:  # noqa: C901, PLR0912 -- a call for each row would double its time
        """Add the rows to their customers, or to what is left out."""
        used = self._used
        turnover = used.get("revenue", -1)
        who_place, number_place = used.get("name", -1), used.get("id", -1)
        quick = QuickReader(self._styles.of["revenue"]).read
        width, seen, sums = self._width, self._seen, self._sums
        plain, invoice = self._judge.plain, used.get("invoice", -1)
        date = used["date"] if self._dated else -1
        details, detailed, dates = self._details, bool(self._details), self.dates
        no_total = TOTAL_CELLS.isdisjoint
        fast = may_be_fast = turnover >= 0 and not (self._currency or self._hidden or self._first_names)
        customer: Customer | None
        last: tuple[int, int, Customer] | None = None
        count = 0
        for count, (line, cells) in enumerate(rows, 1):  # noqa: B007 -- how many there are
            if fast and len(cells) == width and (amount := quick(cells[turnover])) is not None:
                if number_place < 0:
                    customer = seen.get(cells[who_place])
                else:
                    customer = seen.get((cells[number_place], cells[who_place] if who_place >= 0 else ""))
                if customer is not None and no_total(cells):
                    for place, known in plain:
                        if cells[place] not in known:
                            break
                    else:
                        sums.total += amount
                        sums.rows += 1
                        customer.revenue += amount
                        customer.rows += 1
                        if date >= 0:
                            day, month = dates.get(cells[date]) or self._date(cells[date])
                            if day:
                                months = customer.months
                                months[month] = months.get(month, 0) + amount
                                if day > customer.date:  # noqa: PLR1730 -- max() takes twice the time
                                    customer.date = day
                            elif cells[date]:
                                self._undated.append(line)
                        if invoice >= 0:
                            customer.invoices.add(cells[invoice])
                        if detailed:
                            details.add(customer, cells, amount, 1, line)
                        last = (line, amount, customer)
                        continue
            self._last = last
            self._read_surely(line, cells)
            last = self._last
            fast = may_be_fast and self._waiting is None and self._group is None and not self._other_table
        self._last = last
        self.rows += count
        self._finish()

    # One row, the sure way.

    def _read_surely(self, line: int, cells: list[str]) -> None:
        filled = [cell for cell in cells if cell.strip()]
        self._note_gap(line, filled)
        if not filled:
            return
        if self._other_table:
            self._leave_out(line, "other_table")
        elif not (self._is_too_wide(line, cells) or self._is_drawn(line, cells, filled)):
            cells = [*cells, *[""] * (self._width - len(cells))]
            found = self._amount(cells)
            if not self._begins_other_table(line, cells, filled, found):
                self._read_row(line, cells, found)

    def _note_gap(self, line: int, filled: Sequence[str]) -> None:
        """Take note of a blank row; what stands below it belongs to nobody above it."""
        before = max(self._line, self._last[0] if self._last else -1)
        self._line = line
        gap = self._sure and 0 <= before < line - 1  # a workbook gives no empty rows
        if gap or not filled:
            self._blank = line - 1 if gap else line
            self._group = None
        if not filled:
            self.rows -= 1

    def _begins_other_table(self, line: int, cells: Sequence[str], filled: Sequence[str], found: Found) -> bool:
        words = found.trouble == "not_a_number"
        if not (words or found.trouble == "empty"):
            return False
        if not words and any(kind_of_total(each) == "certain" for each in self._who(cells)):
            return False  # a total of nothing
        if not is_like_header(cells, after_blank=words and self._blank == line - 1):
            return False
        self._other_table = True
        heading = "; ".join(cell.strip() for cell in filled)
        self.notes.append(Note("other_table", {"line": line, "heading": heading[:80]}))
        return True

    def _read_row(self, line: int, cells: Sequence[str], found: Found) -> None:
        number, name = self._who(cells)
        nobody = is_nothing(name) and not number_of(number)
        begins_group = self._waiting is not None
        row = TableRow(line, number, name, cells)
        label = self._totals.label_of(row, found, self._open_names(), begins_group=begins_group)
        if label is not None:
            self._leave_out(line, "total", label[:LONGEST_DETAIL], found.amount)
            self._totals.close(found.amount)
            self._end_group()
        elif nobody and found.trouble == "empty":
            self._without_customer(line, cells)
        elif line in self._hidden:
            self._set_aside(line, number, name, found, Verdict(0, "hidden"))
        elif not (verdict := self._judge.judge(cells, found)).factor:
            self._set_aside(line, number, name, found, verdict)
        elif found.amount is None:
            self._without_amount(line, number, name, cells, found)
        elif found.percent:
            self._leave_out(line, "percentage", self._written(cells))
        else:
            self._count(line, number, name, cells, found, verdict.factor)

    def _open_names(self) -> list[str]:
        """Return the customers whose group is open or may begin."""
        waiting = [self._waiting[2]] if self._waiting else []
        return [*waiting, self._group.name] if self._group else waiting

    def _set_aside(self, line: int, number: str, name: str, found: Found, verdict: Verdict) -> None:
        """Leave out a row that is no turnover; it may be in the totals, and the first of a group."""
        self._leave_out(line, verdict.reason, verdict.detail, found.amount)
        amount = found.amount or 0
        self._totals.set_aside(amount if verdict.sign > 0 else -abs(amount), name or number)
        if not is_nothing(name or number):
            self._end_group()
        elif self._waiting is not None:
            self._begin_group()

    def _count(self, line: int, number: str, name: str, cells: Sequence[str], found: Found, factor: int) -> None:
        amount = found.amount or 0
        amount = amount if factor > 0 else -abs(amount)
        self._rounded += found.is_rounded
        if customer := self._customer(line, number, name, cells, amount):
            self._add(customer, line, cells, amount, factor)

    def _is_drawn(self, line: int, cells: Sequence[str], filled: Sequence[str]) -> bool:
        """Whether a row is a line between rows, or the headings once more; below a total those begin a second list."""
        if all(map(_RULE.fullmatch, filled)) and len(max(filled, key=len)) > 1:
            return True
        if not self._is_header(cells):
            return False
        if self._totals.is_below:
            self.notes.append(Note("second_list", {"line": line}))
        return True

    def _is_too_wide(self, line: int, cells: Sequence[str]) -> bool:
        """Leave out a row with more filled cells than there are headings; in a workbook further cells do no harm."""
        if len(cells) <= self._width:
            return False
        if len(cells) > self._most_columns and any(map(str.strip, cells[int(self._most_columns) :])):
            raise TooManyColumnsError(line)
        beyond = any(cell.strip() for cell in cells[self._width :])
        split = splits_a_text(cells) or (self._splits_amounts and splits_an_amount(cells))
        if self._sure or not (beyond or split):
            return False
        self._leave_out(line, "extra_cells", f"{len(cells)}")
        for cell in filter(None, map(clean, cells)):  # in which of them the customer stands is not known any more
            self._totals.set_aside(0, cell)
        return True

    def _is_header(self, cells: Sequence[str]) -> bool:
        return [clean(cell) for cell in cells[: self._width]] == self._header[: len(cells)] and len(
            cells
        ) >= self._width

    def _who(self, cells: Sequence[str]) -> tuple[str, str]:
        number, name = self._used.get("id"), self._used.get("name")
        written = clean(cells[name]) if name is not None else ""
        if self._first_names:
            written = " ".join(part for place in (*self._first_names, name or 0) if (part := clean(cells[place])))
        if self._second_name is not None and is_nothing(written):
            written = clean(cells[self._second_name])
        return clean(cells[number]) if number is not None else "", written

    def _written(self, cells: Sequence[str]) -> str:
        place = self._used.get("revenue")
        return clean(cells[place])[:LONGEST_DETAIL] if place is not None else ""

    def _amount(self, cells: Sequence[str]) -> Found:
        style = self._styles.of["revenue"]
        place = self._used.get("revenue")
        if place is not None:
            return look_at(cells[place], style)
        debit, credit = (look_at(cells[self._used[side]], style) for side in ("debit", "credit"))
        for side in (debit, credit):
            if side.amount is None and side.trouble != "empty":
                return side
        if debit.amount is None and credit.amount is None:
            return debit
        signs = self._styles.sides
        return Found(signs["debit"] * (debit.amount or 0) + signs["credit"] * (credit.amount or 0))

    def _without_amount(self, line: int, number: str, name: str, cells: Sequence[str], found: Found) -> None:
        trouble = found.trouble or "not_a_number"
        if trouble == "empty":
            self._end_group()
            if any(cells[self._used[role]].strip() for role in _OF_A_SALE if role in self._used):
                self._leave_out(line, "empty", name[:LONGEST_DETAIL])  # a row of its own, that begins no group
            else:
                self._waiting = (line, number, _GROUP.sub("", name, count=1))
            return
        self._group = None
        reason: Reason = "currency" if trouble == "currency" else trouble
        self._leave_out(line, reason, self._written(cells))
        self._totals.set_aside(0, name or number)

    def _without_customer(self, line: int, cells: Sequence[str]) -> None:
        """Take a row with neither a customer nor an amount: costs or hours in it belong to a group, or are told."""
        if not any(cells[self._used[role]].strip() for role in DETAILS if role in self._used):
            return  # nothing is lost
        if self._group is not None:
            self._details.add(self._group, cells, 0, 1, line)
        else:
            self._leave_out(line, "empty")

    # Whose it is.

    def _customer(self, line: int, number: str, name: str, cells: Sequence[str], amount: int) -> Customer | None:
        known = number_of(number)
        if is_nothing(name):
            if not known:
                return self._nobody(line, number, name, amount)
            name = ""
        self._end_group()
        self._own_rows += 1
        key = key_of(number, name)
        customer = self.customers.get(key)
        if customer is None:
            if len(self.customers) >= self._most_customers:
                raise TooManyCustomersError
            customer = self.customers[key] = Customer(known, name)
        elif name and customer.name and name_key(name) != name_key(customer.name):
            self._names.setdefault(known, f"{customer.name}, {name}")
        customer.name = customer.name or name
        if number and is_rounded(number):
            self._names.setdefault("", number)
        place, who = self._used.get("id"), self._used.get("name")
        written = cells[who] if who is not None else ""
        if written or place is not None:
            self._seen[(cells[place], written) if place is not None else written] = customer
        self._above = customer
        return customer

    def _nobody(self, line: int, number: str, name: str, amount: int) -> Customer | None:
        """Return whose row without a customer it is: that of a group, or of the row above when a visitor says so."""
        if self._waiting is not None and not self._own_rows:
            self._begin_group()
        if self._group is not None:
            return self._group
        wrong = name or number
        if self._above is not None and not wrong:
            self._nameless += 1
            if self._answers.get("nameless") == "above":
                return self._above
        self._leave_out(line, "error_value" if wrong.startswith("#") else "required", wrong[:LONGEST_DETAIL], amount)
        return None

    def _begin_group(self) -> None:
        """Take the customer that stands alone on a row as that of the rows below it."""
        if self._waiting is None:
            return
        _, number, name = self._waiting
        self._waiting = None
        key = key_of(number, name)
        self._group = self.customers.setdefault(key, Customer(number_of(number), "" if is_nothing(name) else name))
        self._sums.close()

    def _end_group(self) -> None:
        """End the group that is open; a customer alone on a row, without rows that belong to it, has no amount."""
        self._group = None
        if self._waiting is not None:
            line, _, name = self._waiting
            self._waiting = None
            self._leave_out(line, "empty", name[:LONGEST_DETAIL])

    # Adding up.

    def _add(self, customer: Customer, line: int, cells: Sequence[str], amount: int, factor: int) -> None:
        self._sums.add(amount)
        customer.revenue += amount
        customer.rows += 1
        if "invoice" in self._used:
            customer.invoices.add(cells[self._used["invoice"]])
        day, month = self._date(cells[self._used["date"]]) if self._dated else ("", "")
        if day:
            customer.months[month] = customer.months.get(month, 0) + amount
            customer.date = max(customer.date, day)
        elif self._dated and not is_nothing(clean(cells[self._used["date"]])):
            self._undated.append(line)
        if self._details:
            self._details.add(customer, cells, amount, factor, line)
        self._last = (line, amount, customer)

    def _date(self, cell: str) -> tuple[str, str]:
        found = self.dates.get(cell)
        if found is None:
            day = read_date(clean(cell), month_first=self._month_first)
            found = self.dates[cell] = (day, day[:7])
        return found

    def _leave_out(self, line: int, reason: Reason, detail: str = "", amount: int | None = None) -> None:
        self.left_out.append(LeftOut(line, reason, detail, None if amount is None else as_number(amount)))

    # At the end.

    def _finish(self) -> None:
        self._end_group()
        self._ask_about_nameless()
        self._ask_about_last_row()
        self.notes += [*self._totals.notes, *self._details.notes(), *self._judge.notes()]
        if below := self._totals.count_below():
            self.notes.append(Note("below_total", {"count": below}))
        if self._undated:
            shown = ", ".join(str(line) for line in self._undated[:MOST_EXAMPLES])
            self.notes.append(Note("undated", {"count": len(self._undated), "lines": shown}))
        if self._rounded:
            self.notes.append(Note("rounded_amounts", {"count": self._rounded}))
        if rounded := self._names.pop("", ""):
            self.notes.append(Note("rounded_numbers", {"number": rounded[:LONGEST_DETAIL]}))
        for number, names in list(self._names.items())[:MOST_EXAMPLES]:
            self.notes.append(Note("shared_number", {"number": number[:LONGEST_DETAIL], "names": names[:120]}))

    def _ask_about_nameless(self) -> None:
        count = self._nameless
        if (
            "nameless" in self._answers
            or count < _FEWEST_NAMELESS
            or count < _MANY_NAMELESS * (self._sums.rows + count)
        ):
            return
        self.question = Question("nameless", ("above", "apart"), {"count": count})

    def _fewest(self, amount: int) -> int:
        """Return how many rows must stand above a sum to ask about it: small whole amounts add up by chance."""
        return _FEWEST_BEFORE_SUM if abs(amount) < _SMALL_SUM else _FEWEST_BEFORE_LARGE_SUM

    def _ask_about_last_row(self) -> None:
        """Ask about a last row that is exactly the sum of all others, whatever its name: it may be a total."""
        if self._last is None or self.question:
            return
        line, amount, customer = self._last
        numbered = any(map(str.isdigit, customer.number))
        alone = customer.rows == 1 and not numbered and not customer.date and not (customer.invoices - {""})
        others = self._sums.total - amount
        is_sum = amount in {others, others + self._sums.aside}
        if not alone or not amount or not is_sum or self._sums.rows <= self._fewest(amount):
            return
        answer = self._answers.get("last_row")
        if answer == "total":
            self.customers = {key: each for key, each in self.customers.items() if each is not customer}
            self._leave_out(line, "total", customer.name[:LONGEST_DETAIL], amount)
        elif answer is None:
            values: dict[str, str | float] = {
                "line": line,
                "name": customer.name[:LONGEST_DETAIL],
                "amount": as_number(amount),
            }
            self.question = Question("last_row", ("total", "customer"), values)
