"""What there is to say about a customer: every number, and every comparison that decides between two sentences."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from calculators.catalogue.klantwaarde.customer import Customer, Monthly
from calculators.catalogue.klantwaarde.levers import HOURS_IN_A_YEAR, Lever, WayOut, fewer_leave, levers, way_out
from calculators.catalogue.klantwaarde.shapes import HALF_A_CENT, Outlook, Referrals, Rise, Told, Turning, YearStep
from calculators.operations import clv
from calculators.operations.arithmetic import exceeds, product
from calculators.operations.clv_books import Band, TimeCost
from calculators.operations.clv_relation import PASS_MARK as PASS_MARK  # noqa: PLC0414 -- the charts take it from here
from calculators.operations.clv_relation import SOFT_FACTORS, SoftFactor, SoftScore, SoftScores
from calculators.operations.what_if import Swing, swings, turn

HORIZON_YEARS = 5
ONE_POINT = 0.01
FIVE_POINTS = 0.05
TEN_PERCENT_MORE = 1.1
CUSTOMERS_TO_THINK_OF = 100

# Five points more retention give +25% and +95% from these starts, without discount; the third shows a low start.
SLOGAN_STARTS = (0.75, 0.897368)
LOW_START = 0.5


CURVE_STEPS = 50
# The curve shoots up near 100%: this many times the value of today is as high as it is drawn.
CURVE_HEIGHT = 3

# The inputs that can be turned; rates end at 100%.
KEPT = ("retention", "first_retention")
RATES = ("gross_margin", *KEPT)
COSTS = ("hours", "internal_rate", "acquisition_cost")
LEVERS = ("order_value", *RATES, "growth", "discount", *COSTS)


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was calculated for one customer. Euros excl. btw, rates 0 to 1; infinite is without end.

    Attributes:
        before_hours, after_hours: the value over all years without and with the own hours.
        outcome: after hours and acquisition.
        months: until the acquisition is earned back, counted by the month; None is never, or nothing to earn back.
        outlook: None when the outcome has no end.
        far_share: of the value, what lies beyond the horizon; None when it is hardly any.
        hours_turn: the own hours from which nothing remains.
        way_out: where a customer that costs money breaks even.
        levers: three steps that are equally hard, the heaviest first.
        to_lose: what is lost with such a customer once one has it.
        price_turn: the price at which a customer that costs money breaks even, with purchases as they are.
        one_hour: what one hour less a year is worth, where it can be said.
        uplift: the part that five points of retention add to the value, where it can be said.
        slogan_uplift: the same from a low start.
        referrals: None when there are none, or when they cannot be counted.
        told: what was filled in and has no other place.
        earned: months, what they brought in together, and what is left of that after the acquisition.
        curve: retention and outcome.
    """

    customer: Customer
    year: TimeCost
    revenue: float
    direct_costs: float
    before_hours: float
    after_hours: float
    outcome: float
    expected_years: float
    months: int | None
    ratio: float | None
    band: Band
    outlook: Outlook | None
    far_share: float | None
    swings: tuple[Swing, ...]
    retention_turn: Turning | None
    hours_turn: Turning | None
    price_turn: float | None
    one_point: Rise
    five_points: Rise
    first_year_point: Rise | None
    one_hour: float | None
    way_out: WayOut
    levers: tuple[Lever, ...]
    to_lose: float
    uplift: float | None
    slogan_uplift: float | None
    referrals: Referrals | None
    soft: SoftScore
    grades: dict[SoftFactor, float]
    told: Told
    earned: tuple[tuple[int, float, float], ...]
    curve: tuple[tuple[float, float], ...]

    @property
    def result(self) -> Literal["nothing", "gain", "loss", "endless gain", "endless loss"]:
        """What the customer is in the end."""
        if abs(self.outcome) < HALF_A_CENT:
            return "nothing"
        if math.isinf(self.outcome):
            return "endless gain" if self.outcome > 0 else "endless loss"
        return "gain" if self.outcome > 0 else "loss"

    @property
    def pays(self) -> bool:
        """Whether the customer costs nothing in the end."""
        return self.outcome >= 0

    @property
    def loses_something(self) -> bool:
        """Whether what is lost with a customer is worth taking along."""
        return 1 <= self.to_lose < math.inf

    @property
    def ratio_is_negative(self) -> bool:
        """Whether what was spent on winning a customer only grows."""
        return self.ratio is not None and self.ratio < 0

    @property
    def costs_acquisition(self) -> bool:
        """Whether there is an acquisition to earn back."""
        return self.customer.to_earn_back > 0

    @property
    def acquisition_spent(self) -> bool:
        """Whether there was an acquisition that no longer counts."""
        return not self.customer.is_new and self.customer.acquisition_cost > 0

    @property
    def year_result(self) -> Literal["no hours", "free hours", "loss", "gain"]:
        """What a year is, once the own hours are counted."""
        if not self.year["time_cost"]:
            return "free hours" if self.year["hours"] else "no hours"
        return "gain" if self.year["net"] >= 0 else "loss"

    @property
    def retention_pays(self) -> bool:
        """Whether every year longer is worth something."""
        return self.year["net"] > 0

    @property
    def hours_hide(self) -> bool:
        """Whether who forgets the own hours sees another value."""
        return self.year["time_cost"] != 0 and self.before_hours != 0 and math.isfinite(self.before_hours)

    @property
    def lasting(self) -> Literal["gone", "outgrown", "existing", "new", "new at a cost", "new at a loss"]:
        """What kind of years are to come."""
        if math.isinf(self.after_hours):
            return "outgrown"
        if not self.customer.is_new:
            return "existing" if self.customer.retention else "gone"
        if not self.costs_acquisition:
            return "new"
        return "new at a cost" if self.after_hours >= 0 else "new at a loss"

    @property
    def payback(self) -> Literal["no cost", "doubtful", "never", "in time"]:
        """Whether the acquisition is earned back; doubtful where counting by the month and by the year disagree."""
        if not self.costs_acquisition:
            return "no cost"
        if (self.months is not None) != self.pays:
            return "doubtful"
        return "never" if self.months is None else "in time"

    @property
    def cause(self) -> Literal["year", "acquisition", "lever", "nothing"]:
        """What to do something about first: each year costs money, winning customers does, or neither."""
        if self.result == "endless gain":
            return "nothing"
        if self.year["net"] < 0:
            return "year"
        if self.costs_acquisition and self.outcome < 0:
            return "acquisition"
        return "lever" if self.levers else "nothing"

    @property
    def point_for_many(self) -> float | None:
        """What one point of retention is worth for a hundred customers."""
        return None if self.one_point.size is None else self.one_point.size * CUSTOMERS_TO_THINK_OF

    @property
    def heaviest_is_endless(self) -> bool:
        """Whether 10% more of the heaviest input leaves no end to the sum."""
        return bool(self.swings) and math.isinf(self.swings[0].effect)

    @property
    def year_steps(self) -> tuple[YearStep, ...]:
        """From revenue to what is left of a year, without the steps that change nothing."""
        contribution, net = self.year["contribution"], self.year["net"]
        after_billed = contribution - product(self.customer.hours_billed, self.customer.internal_rate)
        steps = [
            YearStep("revenue", self.revenue),
            YearStep("purchases", contribution, -self.direct_costs),
            *(
                (
                    YearStep("billed", after_billed, after_billed - contribution),
                    YearStep("unbilled", net, net - after_billed),
                )
                if self.customer.hours_unbilled
                else (YearStep("hours", net, net - contribution),)
            ),
            YearStep("net", net),
        ]
        if self.referrals is not None:
            together = net + self.referrals.annual
            steps += [YearStep("referrals", together, self.referrals.annual), YearStep("together", together)]
        return tuple(each for each in steps if each.change is None or abs(each.change) >= HALF_A_CENT)

    @property
    def swing_lengths(self) -> tuple[float, ...]:
        """How long each swing is drawn: one without an end as long as the longest that has one."""
        longest = max((abs(each.effect) for each in self.swings if math.isfinite(each.effect)), default=1.0)
        return tuple(max(-longest, min(longest, each.effect)) for each in self.swings)

    @property
    def earned_range(self) -> tuple[float, float]:
        """From where to where the line of what was earned is drawn."""
        heights = [height for _, height, _ in self.earned]
        return min(0.0, *heights), max(self.customer.to_earn_back, *heights) * TEN_PERCENT_MORE

    @property
    def curve_range(self) -> tuple[float, float]:
        """From where to where the curve is drawn: all of it, unless the end would press the rest flat."""
        values = [value for _, value in self.curve if math.isfinite(value)]
        height = CURVE_HEIGHT * max(abs(self.outcome), abs(values[0]), self.customer.to_earn_back)
        least, most = max(min(0.0, *values), -height), min(max(0.0, *values), height)
        return (least, most) if most > least else (least, least + 1)


def find(customer: Customer, scores: SoftScores, told: Told) -> Findings:
    """Calculate all that is said and drawn about a customer.

    Args:
        customer: as filled in.
        scores: grades of 1 to 10 for what is on no invoice.
        told: what was filled in and has no other place.
    """
    year, outcome = customer.year(), customer.outcome()
    revenue = product(customer.order_value, customer.orders_per_year)
    before_hours, after_hours = customer.worth(year["contribution"]), customer.worth(year["net"])
    monthly = Monthly.of(customer, year["net"])
    months = monthly.payback(customer.to_earn_back) if customer.to_earn_back else None
    hours_turn, price_turn = _hours_turn(customer, year), _price_turn(customer, year) if outcome < 0 else None
    ratio, band = _ratio(after_hours, customer.to_earn_back)
    five_points = _rise(customer, "retention", customer.retention, FIVE_POINTS)
    first = customer.first_retention
    rates = [step / CURVE_STEPS for step in range(CURVE_STEPS + 1)]
    return Findings(
        customer=customer,
        year=year,
        revenue=revenue,
        direct_costs=revenue - year["contribution"],
        before_hours=before_hours,
        after_hours=after_hours,
        outcome=outcome,
        expected_years=customer.expected_years(),
        months=months,
        ratio=ratio,
        band=band,
        outlook=_outlook(customer) if math.isfinite(outcome) else None,
        far_share=_far_share(customer) if before_hours else None,
        swings=_swings(customer, outcome) if math.isfinite(outcome) else (),
        retention_turn=_retention_turn(customer, year["net"]) if customer.to_earn_back else None,
        hours_turn=hours_turn,
        price_turn=price_turn,
        way_out=way_out(price_turn, hours_turn.at if hours_turn else None, customer.order_value),
        levers=levers(customer),
        to_lose=customer.to_lose(),
        one_point=_rise(customer, "retention", customer.retention, ONE_POINT),
        five_points=five_points,
        first_year_point=None if first is None else _rise(customer, "first_retention", first, ONE_POINT),
        one_hour=_one_hour(customer),
        uplift=_uplift(customer) if five_points.gain else None,
        slogan_uplift=clv.retention_uplift(LOW_START, FIVE_POINTS, 0, "new_immediate")["uplift"],
        referrals=_referrals(customer, outcome) if customer.referrals_per_year and math.isfinite(outcome) else None,
        soft=clv.soft_score(scores),
        grades={each: grade for each in SOFT_FACTORS if (grade := scores.get(each)) is not None},
        told=told,
        earned=monthly.line(months, customer.to_earn_back),
        curve=tuple((rate, customer.outcome_with("retention", rate)) for rate in rates),
    )


def _ratio(value: float, cost: float) -> tuple[float | None, Band]:
    """Of a value without end there is a ratio, but nothing to say of it."""
    if cost == 0 or math.isinf(value):
        return (value if cost else None), "no_cost"
    found = clv.ratio(value, cost)
    return found["ratio"], found["band"]


def _rise(customer: Customer, field: str, old: float, points: float) -> Rise:
    new, now = min(1.0, old + points), customer.outcome()
    gain = None if math.isinf(now) else customer.outcome_with(field, new) - now
    return Rise(old, new, not exceeds(old + points, 1.0), gain)


def _swings(customer: Customer, outcome: float) -> tuple[Swing, ...]:
    """The effect of 10% more of every input that has one; of retention, of 10% fewer customers that leave."""
    changes = [(field, old, _more(field, old)) for field in LEVERS if (old := getattr(customer, field)) is not None]
    return tuple(swings(customer.outcome_with, outcome, changes, hardly_any=HALF_A_CENT, endless=True))


def _more(field: str, old: float) -> float:
    if field in KEPT:
        return fewer_leave(old)
    return min(old * TEN_PERCENT_MORE, 1.0 if field in RATES else math.inf)


def _referrals(customer: Customer, value: float) -> Referrals | None:
    per_year, share, incentive = customer.referrals_per_year, customer.share_type_one, customer.incentive
    kept, discount, timing = customer.retention, customer.discount, customer.timing
    found = clv.referral(per_year, share, value, customer.acquisition_cost, incentive, kept, discount, timing)
    if math.isinf(found["annual"]) or math.isinf(found["crv"]):
        return None
    if customer.first_retention is not None:
        return Referrals(found["annual"], customer.worth(found["annual"]), None)
    many = found["reproduction"]
    return Referrals(found["annual"], found["crv"], many if 1 <= many < math.inf else None)


def _outlook(customer: Customer) -> Outlook:
    low, high = max(0.0, customer.retention - FIVE_POINTS), min(1.0, customer.retention + FIVE_POINTS)
    return Outlook(low, customer.outcome_with("retention", low), high, customer.outcome_with("retention", high))


def _far_share(customer: Customer) -> float | None:
    multiple = customer.worth(1.0)
    if customer.first_retention is not None or math.isinf(multiple) or multiple == 0:
        return None
    near = clv.finite(1, customer.retention, customer.discount, customer.timing, HORIZON_YEARS, customer.growth)["clv"]
    far = max(0.0, 1 - near / multiple)
    return None if far < ONE_POINT else far


def _retention_turn(customer: Customer, net: float) -> Turning | None:
    def loses(retention: float) -> bool:
        return customer.outcome_with("retention", retention) < 0

    if net <= 0:
        return Turning("no help")
    if not loses(0.0):
        return Turning("always") if customer.first_retention is None else None
    if loses(1.0):
        return Turning("out of reach")
    return Turning("missed" if loses(customer.retention) else "holds", turn(loses, 0.0, 1.0).ends)


def _hours_turn(customer: Customer, year: TimeCost) -> Turning | None:
    least = customer.least_net()
    if customer.internal_rate == 0 or least is None or year["contribution"] == 0:
        return None
    most = year["hours"] + (year["net"] - least) / customer.internal_rate
    if most < 0:
        return Turning("out of reach", most)
    if most > HOURS_IN_A_YEAR:
        return None
    return Turning("holds" if year["net"] >= least else "missed", most)


def _price_turn(customer: Customer, year: TimeCost) -> float | None:
    least = customer.least_net()
    if least is None or year["contribution"] <= 0:
        return None
    purchases = product(customer.order_value, customer.orders_per_year) - year["contribution"]
    return (purchases + year["time_cost"] + least) / customer.orders_per_year


def _one_hour(customer: Customer) -> float | None:
    value = customer.worth(customer.internal_rate)
    return None if customer.hours < 1 or value == 0 or math.isinf(value) else value


def _uplift(customer: Customer) -> float | None:
    if customer.growth or customer.first_retention is not None:
        return None
    uplift = clv.retention_uplift(customer.retention, FIVE_POINTS, customer.discount, customer.timing)["uplift"]
    return None if uplift is None or math.isinf(uplift) else uplift
