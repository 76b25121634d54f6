"""What a reader tells beside the customers: what it left out, what it noticed, and what it has to ask.

Codes and values; the sentences are made where they are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Reason = Literal[
    "not_a_number",  # the amount cannot be read
    "required",  # there is no customer
    "empty",  # there is no amount
    "total",  # a total, or another row that stands below a list
    "ambiguous",  # 1,234 is 1.234 or 1,234
    "percentage",  # a percentage where euros are due
    "not_calculated",  # a formula that was never calculated
    "currency",  # another currency than the euro
    "status",  # a draft, cancelled, refunded
    "kind",  # a quotation, a purchase, a payment
    "sign",  # neither debit nor credit can be read
    "credit",  # a credit note that is positive while others are negative
    "extra_cells",  # more cells than there are headings
    "hidden",  # a row that does not show
    "other_table",  # below the list begins another table
    "error_value",  # the customer is #N/A or another error of a formula
    "closing",  # the closing entry of a year
    "opening",  # the opening balance of a year
    "several_customers",  # a booking with more customers, of which it is not clear whose turnover it is
]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that does not count.

    Attributes:
        line: the number of its first line in the file or sheet; None where a file has no lines to point at.
        reason: why.
        detail: what the reason is about: the status, the currency, the text that cannot be read.
        amount: its turnover in euros (or in the currency of ``detail``), where it can be read.
        table: the sheet in which it stands.
    """

    line: int | None
    reason: Reason
    detail: str = ""
    amount: float | None = None
    table: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a visitor should know about how a table was read: a code, and what its sentence needs."""

    code: str
    values: Mapping[str, str | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """What has to be known before a table can be read for certain.

    Attributes:
        code: which question; the answer is given under this code.
        options: the answers that can be given.
        values: what the sentence needs.
    """

    code: str
    options: tuple[str, ...]
    values: Mapping[str, str | float] = field(default_factory=dict)
