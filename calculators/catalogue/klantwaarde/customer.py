"""One customer: the numbers that decide what one is worth, counted by the year and by the month."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from calculators.operations import clv
from calculators.operations.clv_books import TimeCost
from calculators.operations.clv_retention import MONTHS_IN_A_YEAR, Timing

CHART_MONTHS_LEAST = 24
CHART_MONTHS_WITHOUT_END = 60
CHART_MONTHS_MOST = 600
CHART_STEPS = 24


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer as filled in; every "what if" is a copy with one number changed. Euros excl. btw, rates 0 to 1.

    Attributes:
        first_retention: after the first year, where it is another one; None for a customer you have.
        acquisition_cost: also what was paid for a customer you have.
        share_type_one: the part of the customers brought in that would not have come otherwise.
        incentive: euros for each of them.
    """

    timing: Timing
    order_value: float
    orders_per_year: float
    gross_margin: float
    retention: float
    first_retention: float | None
    growth: float
    discount: float
    acquisition_cost: float
    hours_billed: float
    hours_unbilled: float
    internal_rate: float
    referrals_per_year: float
    share_type_one: float
    incentive: float

    @property
    def is_new(self) -> bool:
        """Whether the customer is still to be won."""
        return self.timing != "existing_end"

    @property
    def hours(self) -> float:
        """All own hours a year."""
        return self.hours_billed + self.hours_unbilled

    @property
    def to_earn_back(self) -> float:
        """The acquisition cost, as far as it is not spent already."""
        return self.acquisition_cost if self.is_new else 0.0

    def year(self) -> TimeCost:
        """One year with the customer."""
        books = clv.historic(self.order_value, self.orders_per_year, 1, self.gross_margin)
        direct_costs = max(0.0, books["revenue"] - books["gross_profit"])
        return clv.time_cost(books["revenue"], direct_costs, self.hours_billed, self.hours_unbilled, self.internal_rate)

    def worth(self, margin: float) -> float:
        """What a margin per year is worth over all years; may be infinite."""
        match self.timing, self.first_retention:
            case ("new_immediate" | "new_end") as timing, first if first is not None:
                return clv.two_stage(margin, first, self.retention, self.discount, timing)["clv"]
            case _:
                return clv.infinite(margin, self.retention, self.discount, self.timing, self.growth)["clv"]

    def outcome(self) -> float:
        """What the customer is worth after the own hours and the acquisition."""
        return self.worth(self.year()["net"]) - self.to_earn_back

    def outcome_with(self, field: str, value: float) -> float:
        """The same with another value of one numeric field, or of all hours together."""
        if field == "hours":
            return self.with_hours(value).outcome()
        other: dict[str, Any] = {field: value}
        return replace(self, **other).outcome()

    def with_hours(self, hours: float) -> Customer:
        """The same customer with another number of own hours; each kind of hours changes alike."""
        part = hours / self.hours if self.hours else 0.0
        return replace(self, hours_billed=self.hours_billed * part, hours_unbilled=self.hours_unbilled * part)

    def with_price(self, price: float) -> Customer:
        """The same customer at another price, more than 0; what is bought in for it costs as much as before."""
        margin = 1 - (1 - self.gross_margin) * self.order_value / price
        return replace(self, order_value=price, gross_margin=margin)

    def to_lose(self) -> float:
        """What is lost with a customer one has: what all later years bring, and the cost of winning another one."""
        return replace(self, timing="existing_end", first_retention=None).outcome() + self.acquisition_cost

    def expected_years(self) -> float:
        """How many years there are to come."""
        if self.first_retention is not None:
            # Without discount a margin of 1 is worth as much as there are years.
            return clv.two_stage(1, self.first_retention, self.retention, 0, "new_immediate")["multiple"]
        return clv.infinite(1, self.retention, self.discount, self.timing)["expected_periods"]

    def least_net(self) -> float | None:
        """What must remain of a year for the acquisition to come back; None when no amount will do."""
        multiple = self.worth(1.0)
        if self.to_earn_back == 0 or math.isinf(multiple):
            return 0.0
        return self.to_earn_back / multiple if multiple else None


class Monthly(NamedTuple):
    """A customer counted by the month: what is left of a month, and what is kept and discounted from month to month.

    Attributes:
        kept: retention a month; ``kept_first`` is that of the first year, when it is another one.
        left: the share that is left after the first year, in money of its start.
    """

    margin: float
    kept: float
    discount: float
    kept_first: float | None
    left: float

    @classmethod
    def of(cls, customer: Customer, net: float) -> Monthly:
        """Return the months of a customer that leaves ``net`` euros a year."""
        first = customer.first_retention
        # That the margin grows weighs against customers that leave.
        kept = min(1.0, customer.retention * (1 + customer.growth))
        return cls(
            margin=net / MONTHS_IN_A_YEAR,
            kept=_per_month(kept),
            discount=math.expm1(math.log1p(customer.discount) / MONTHS_IN_A_YEAR),
            kept_first=None if first is None else _per_month(first),
            left=0.0 if first is None else first / (1 + customer.discount),
        )

    def earned(self, months: int) -> float:
        """The expected margin of the first months together."""
        if months == 0:
            return 0.0
        if self.kept_first is None:
            return self._earned(self.kept, months)
        first = self._earned(self.kept_first, min(months, MONTHS_IN_A_YEAR))
        if months <= MONTHS_IN_A_YEAR:
            return first
        return first + self.left * self._earned(self.kept, months - MONTHS_IN_A_YEAR)

    def _earned(self, kept: float, months: int) -> float:
        return clv.finite(self.margin, kept, self.discount, "new_immediate", months)["clv"]

    def payback(self, cost: float) -> int | None:
        """Months until the cost is back, with customers that leave; None is never."""
        if self.kept_first is None:
            return self._payback(cost, self.kept)
        months = self._payback(cost, self.kept_first)
        if months is not None and months <= MONTHS_IN_A_YEAR:
            return months
        # What is missing after a year is earned by those who are left, in money of a year later.
        missing = cost - self.earned(MONTHS_IN_A_YEAR)
        if self.left == 0 or math.isinf(missing / self.left):
            return None
        later = self._payback(missing / self.left, self.kept)
        return None if later is None else MONTHS_IN_A_YEAR + later

    def line(self, months: int | None, cost: float) -> tuple[tuple[int, float, float], ...]:
        """Months to draw, with what is earned by then and what is left of that after the cost, which is back in ``months``."""
        end = CHART_MONTHS_WITHOUT_END
        if months is not None:
            end = int(min(CHART_MONTHS_MOST, max(CHART_MONTHS_LEAST, 1.5 * months)))
        moments = {*range(0, end + 1, math.ceil(end / CHART_STEPS)), end}
        if months is not None and months <= end:
            moments.add(months)
        heights = [(month, self.earned(month)) for month in sorted(moments)]
        return tuple((month, height, height - cost) for month, height in heights)

    def _payback(self, cost: float, kept: float) -> int | None:
        months = clv.payback(max(0.0, cost), self.margin, kept, self.discount)["months"]
        return None if months is None or math.isinf(months) else int(months)


def _per_month(kept_per_year: float) -> float:
    return math.pow(kept_per_year, 1 / MONTHS_IN_A_YEAR)
