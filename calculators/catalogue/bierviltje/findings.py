"""Every number that is said or drawn about where the customers are heading and what a step in a year brings."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from calculators.catalogue.bierviltje.form import OwnSteps
from calculators.catalogue.vocabulary import LARGEST
from calculators.model.errors import InputError
from calculators.operations import eight_steps, growth_steps
from calculators.operations.arithmetic import exceeds, product, total

RETENTION_DOUBT = 0.05  # a rule of thumb of this site; the page calls it so
ARRIVED = 0.005  # so near to where it is heading, the number of customers is there for all that anyone can see
# Dearer than this is paid by hardly anybody, and so much more is bought by hardly anybody: no way to an amount.
MOST_DEARER, MOST_BOUGHT = 0.5, 1.0
SAME = 0.05  # steps that bring as much but for a twentieth are called equal: nobody knows their numbers that well
ONE_PERCENT = 0.01

RETENTION_STEPS = 20
USUAL_LOWEST_RETENTION = 0.5

StepName = Literal["new_per_year", "retention", "orders", "referrals", "price"]
STEPS: tuple[StepName, ...] = ("new_per_year", "retention", "orders", "referrals", "price")
Outlook = Literal["stays", "grows_by_referrals", "grows_by_staying", "empties", "arrives", "heads"]


class Case(NamedTuple):
    """The inputs in the terms of the operations; euros excl. btw.

    Attributes:
        spend: of one customer a year; ``order_value`` is that of one order.
        acquisition_cost: of winning one customer; ``hours`` are the owner's for one customer a year, if known.
    """

    customers: float
    new_per_year: float
    retention: float
    referral_rate: float
    spend: float
    order_value: float
    gross_margin: float
    years: int
    discount: float
    target: float
    acquisition_cost: float | None
    hours: float | None

    @property
    def firm(self) -> tuple[float, float, float, float, float, float, float, int, float]:
        """What the operations ask, in their order."""
        return self[:9]

    @property
    def margin_per_customer(self) -> float:
        """Euros a year."""
        return product(self.spend, self.gross_margin)

    @property
    def orders(self) -> float:
        """How often a customer buys in a year."""
        return self.spend / self.order_value if self.order_value else 0.0

    @property
    def leavers(self) -> float:
        """How many customers leave in a year."""
        return product(self.customers, 1 - self.retention)

    def growth(self) -> eight_steps.Growth:
        """Project customers and margin."""
        customers, new, kept, referred, spend, _, margin, years, discount = self.firm
        return eight_steps.growth(customers, new, kept, referred, 1, spend, margin, years, discount)

    def unit_values(self) -> growth_steps.Unitary:
        """What the smallest steps bring in a year."""
        return growth_steps.unit_values(*self.firm)

    def exchange(self) -> growth_steps.Exchange:
        """How many of the smallest steps the wished amount takes."""
        return growth_steps.exchange(*self.firm[:8], self.target, self.discount)


class Needs(NamedTuple):
    """What the wished amount takes, each by itself; None where that is out of reach.

    Attributes:
        won: customers more every year; ``kept`` as many fewer lost, as far as so many leave.
        bought, dearer: parts by which all buy more or the price is higher.
    """

    won: float | None
    kept: float | None
    bought: float | None
    dearer: float | None


class OwnStep(NamedTuple):
    """A step that the owner can take in a year, and what it brings in euros a year, after what it costs to win."""

    name: StepName
    size: float
    gain: float


class Doubt(NamedTuple):
    """Another retention: the margin there, how many customers the amount takes then, and who wins there."""

    retention: float
    margin: float
    won: float | None
    winners: tuple[StepName, ...]


class Balance(NamedTuple):
    """The retention that keeps the customers as many: any will do, all must stay, or now it is above, below or it."""

    retention: float
    side: Literal["any", "all", "above", "below", "exact"]


class Wallet(NamedTuple):
    """What a customer spends a year, here and in total, in euros; what a larger share of it would bring.

    Attributes:
        target: in euros; ``target_share`` and ``share`` are parts of the total.
        is_reached: whether more is spent here already than is wanted.
    """

    spend: float
    elsewhere: float
    total: float
    target: float
    target_share: float
    share: float
    extra_margin: float
    is_reached: bool


class AtRetention(NamedTuple):
    """Customers at the end and the margin at a retention; ``in_table`` is whether the table shows it."""

    retention: float
    customers: float
    margin: float
    in_table: bool


class Year(NamedTuple):
    """The customers at the end of a year, by where they come from; the margin is that of the year itself."""

    stayed: float
    new: float
    referred: float
    customers: float
    margin: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found about one case.

    Attributes:
        margin: over all years, in money of today.
        course: of all years; the first is now.
        last, steady: customers at the end, and where their number is heading.
        outlook: what comes after that.
        brought_by_hundred: new customers that a hundred customers bring a year.
        values: what the smallest steps bring a year; ``needs`` is what the wished amount takes.
        own: the owner's own steps, the largest gain first.
        winners: the steps that bring most, all that do so about equally; empty with fewer than two steps.
        lead: by how much the winner is ahead; None without another one behind it.
        may_leave: the part of the customers that may leave for the higher price before it brings nothing.
        extra_hours: what the customers of the own steps cost the owner in a year, where that is known.
        doubts: what happens when retention is estimated five points off.
        balance: None without customers.
        retentions: what another retention does, the lowest first.
    """

    case: Case
    margin: float
    course: tuple[Year, ...]
    last: float
    steady: float
    trend: Literal["grows", "shrinks", "stays"]
    outlook: Outlook
    brought_by_hundred: float
    values: growth_steps.Unitary
    needs: Needs
    own: tuple[OwnStep, ...]
    winners: tuple[StepName, ...]
    lead: float | None
    may_leave: float | None
    extra_hours: float | None
    doubts: tuple[Doubt, ...]
    balance: Balance | None
    retentions: tuple[AtRetention, ...]
    wallet: Wallet | None

    @property
    def earns(self) -> bool:
        """Whether a customer leaves any margin."""
        return exceeds(self.case.margin_per_customer, 0)

    @property
    def kind(self) -> Literal["nothing", "exchange", "one step", "loss", "winner", "tie"]:
        """What the answer is about."""
        if not self.earns:
            return "nothing"
        if not self.own:
            return "exchange"
        if self.own[0].gain <= 0:
            return "loss"
        if len(self.own) == 1:
            return "one step"
        return "winner" if len(self.winners) == 1 else "tie"

    @property
    def wins_dearly(self) -> bool:
        """Whether winning a customer costs more than that customer brings."""
        cost = self.case.acquisition_cost
        return cost is not None and exceeds(cost, self.values["customer"])


def find(case: Case, steps: OwnSteps, total_spend: float | None, target_share: float | None) -> Findings:
    """Find out all that is said and drawn.

    Args:
        case: inputs within the bounds of the form.
        steps: what the owner can do in a year; customers, and a part for the price.
        total_spend: what a customer spends a year in all, in euros; given together with the target share.
        target_share: which part of it is wanted, 0 to 1.

    Raises:
        InputError: ``out_of_range`` when referrals make the customers run away, more customers are kept than leave,
            or a customer spends more here than in total; ``required`` when only one of the last two is given.
    """
    _refuse_runaway(case)
    _refuse_more_than_leave(case, steps)
    growth, values = case.growth(), case.unit_values()
    own = own_steps(case, values, steps)
    winners = _winners(own)
    last = growth["customers"][-1]
    # A number that does not change is where it is heading already.
    steady = last if math.isclose(last, case.customers) else growth["steady_state"]
    extra = total([each.size for each in own if each.name in {"new_per_year", "retention", "referrals"}])
    return Findings(
        case=case,
        margin=growth["total"],
        course=_course(case, growth),
        last=last,
        steady=steady,
        trend="grows" if exceeds(last, case.customers) else "shrinks" if exceeds(case.customers, last) else "stays",
        outlook=_outlook(case, last, steady),
        brought_by_hundred=100 * case.referral_rate,
        values=values,
        needs=_needs(case, case.exchange()),
        own=own,
        winners=winners,
        lead=own[0].gain - own[1].gain if len(own) > 1 and len(winners) == 1 else None,
        may_leave=_may_leave(case, steps),
        extra_hours=product(case.hours, extra) if case.hours and extra else None,
        doubts=tuple(_doubts(case, steps)),
        balance=_balance(case),
        retentions=_retentions(case),
        wallet=_wallet(case, total_spend, target_share),
    )


def amount(case: Case, steps: OwnSteps) -> float | None:
    """Return the amount that the answer is about: what the best own step brings, or the customers that are needed."""
    own = own_steps(case, case.unit_values(), steps)
    return own[0].gain if own else case.exchange()["customer"]


def own_steps(case: Case, values: growth_steps.Unitary, steps: OwnSteps) -> tuple[OwnStep, ...]:
    """Return the steps that the owner named, the largest gain first; equal ones keep their order."""
    cost = product(case.acquisition_cost or 0.0, _mean_year(case))
    each_brings: dict[StepName, float] = {
        "new_per_year": values["customer"] - cost,
        "retention": values["customer"],
        "orders": values["order"],
        "referrals": values["customer"],
        "price": values["price_percent"] / ONE_PERCENT,
    }
    found = [OwnStep(name, size, product(size, each_brings[name])) for name in STEPS if (size := steps.get(name))]
    return tuple(sorted(found, key=lambda each: -round(each.gain, 6)))


def _mean_year(case: Case) -> float:
    """What a euro of every year is worth in money of today, as a mean over the years."""
    return sum((1 + case.discount) ** -year for year in range(1, case.years + 1)) / case.years


def _winners(own: tuple[OwnStep, ...]) -> tuple[StepName, ...]:
    if len(own) <= 1 or own[0].gain <= 0:
        return ()
    return tuple(each.name for each in own if each.gain >= own[0].gain * (1 - SAME))


def _needs(case: Case, needed: growth_steps.Exchange) -> Needs:
    won, bought, dearer = needed["customer"], needed["spend_percent"], needed["price_percent"]
    return Needs(
        won=won,
        kept=won if won is not None and won <= case.leavers else None,
        bought=None if bought is None or bought * ONE_PERCENT > MOST_BOUGHT else bought * ONE_PERCENT,
        dearer=None if dearer is None or dearer * ONE_PERCENT > MOST_DEARER else dearer * ONE_PERCENT,
    )


def _may_leave(case: Case, steps: OwnSteps) -> float | None:
    """Return the part of the customers that may leave before a higher price brings nothing."""
    price = steps.get("price")
    return price / (case.gross_margin + price) if price else None


def _refuse_runaway(case: Case) -> None:
    """Refuse where one customer would become more of them than the form takes."""
    if product(*[case.retention + case.referral_rate] * case.years) > LARGEST:
        runaway = "Met zoveel aanbevelingen loopt het aantal klanten uit de hand. Vul bij aanbevelingen of bij jaren vooruit een kleiner getal in."
        raise InputError("out_of_range", "referral_rate", runaway)


def _refuse_more_than_leave(case: Case, steps: OwnSteps) -> None:
    if exceeds(steps.get("retention") or 0.0, case.leavers):
        message = "Zoveel klanten vertrekken er niet in een jaar. Vul bij minder klanten kwijt een kleiner getal in."
        raise InputError("out_of_range", "steps.retention", message)


def _course(case: Case, growth: eight_steps.Growth) -> tuple[Year, ...]:
    before = (case.customers, *growth["customers"])
    years = zip(before, growth["customers"], growth["margin"], strict=False)
    return (
        Year(case.customers, 0.0, 0.0, case.customers, None),
        *(
            Year(case.retention * start, case.new_per_year, case.referral_rate * start, end, margin)
            for start, end, margin in years
        ),
    )


def _outlook(case: Case, last: float, steady: float) -> Outlook:
    if steady == last:
        return "stays"
    if math.isinf(steady):
        return "grows_by_referrals" if case.referral_rate > 0 else "grows_by_staying"
    if steady == 0:
        return "empties"
    return "arrives" if math.isclose(last, steady, rel_tol=ARRIVED) else "heads"


def _doubts(case: Case, steps: OwnSteps) -> Iterable[Doubt]:
    for retention in (max(0.0, case.retention - RETENTION_DOUBT), min(1.0, case.retention + RETENTION_DOUBT)):
        other = case._replace(retention=retention)
        if other != case:
            won = _winners(own_steps(other, other.unit_values(), steps))
            yield Doubt(retention, other.growth()["total"], other.exchange()["customer"], won)


def _balance(case: Case) -> Balance | None:
    """Return the retention that keeps the customers: 1 - referral rate - new / customers."""
    if case.customers == 0:
        return None
    balance = Balance(1 - case.referral_rate - case.new_per_year / case.customers, "exact")
    if not exceeds(balance.retention, 0):
        return balance._replace(side="any")
    if not exceeds(1, balance.retention):
        return balance._replace(side="all")
    if exceeds(case.retention, balance.retention):
        return balance._replace(side="above")
    return balance._replace(side="below") if exceeds(balance.retention, case.retention) else balance


def _retentions(case: Case) -> tuple[AtRetention, ...]:
    least = USUAL_LOWEST_RETENTION if case.retention >= USUAL_LOWEST_RETENTION else 0.0
    grid = [least + (1 - least) * step / RETENTION_STEPS for step in range(RETENTION_STEPS + 1)]
    found = []
    for retention in sorted({*grid, case.retention}):
        growth = case._replace(retention=retention).growth()
        found.append(AtRetention(retention, growth["customers"][-1], growth["total"], retention in grid[::2]))
    return tuple(found)


def _wallet(case: Case, total: float | None, target_share: float | None) -> Wallet | None:
    if total is None and target_share is None:
        return None
    if total is None:
        missing = "Vul bij totale besteding per klant per jaar een bedrag in, of maak gewenst klantaandeel leeg."
        raise InputError("required", "total_spend", missing)
    if target_share is None:
        missing = "Vul bij gewenst klantaandeel een percentage in, of maak de totale besteding leeg."
        raise InputError("required", "target_share", missing)
    spend = case.spend
    if exceeds(spend, total):
        more = "Een klant koopt bij jou al voor meer dan deze totale besteding. Vul minstens in wat hij bij jou per jaar besteedt."
        raise InputError("out_of_range", "total_spend", more)
    spend, target = min(spend, total), target_share * total
    wallet = eight_steps.wallet(case.customers, spend, total, target_share, case.gross_margin)
    return Wallet(
        spend=spend,
        elsewhere=total - spend,
        total=total,
        target=target,
        target_share=target_share,
        share=spend / total,
        extra_margin=wallet["extra_margin"],
        is_reached=exceeds(spend, target),
    )
