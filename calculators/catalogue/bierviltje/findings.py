"""Every number that is said or drawn about where the customers are heading and what the four levers bring."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from calculators.catalogue.vocabulary import LARGEST
from calculators.model.errors import InputError
from calculators.operations import eight_steps
from calculators.operations.arithmetic import exceeds, product
from calculators.operations.eight_steps import LEVERS, ONE_POINT, TEN_PERCENT_MORE, LeverComparison

RETENTION_DOUBT = 0.05  # a rule of thumb of this site; the page calls it so
LEAST_RATIO = 0.1  # below this a ratio with one decimal says nothing
ARRIVED = 0.005  # so near to where it is heading, the number of customers is there for all that anyone can see

RETENTION_STEPS = 20
USUAL_LOWEST_RETENTION = 0.5

LeverName = eight_steps.LeverName
Winners = tuple[LeverName, ...]
Outlook = Literal["stays", "grows_by_referrals", "grows_by_staying", "empties", "arrives", "heads"]


class Case(eight_steps.Plan):
    """The inputs of the operations, and what these say about them."""

    def growth(self) -> eight_steps.Growth:
        """Project customers and margin."""
        return eight_steps.growth(*self)

    def winners(self) -> Winners:
        """Return the levers that bring most with 10% more; none when nothing brings anything."""
        levers = eight_steps.levers(*self)
        return largest({name: levers["levers"][name]["plus10"] for name in levers["order"]})


class Lever(NamedTuple):
    """One lever: its value now and with 10% more, what that adds to the margin, and what one small step adds.

    Attributes:
        per_percent: the part by which 1% more raises the margin; None without a margin.
        is_capped: whether retention stops at 100%.
    """

    name: LeverName
    old: float
    new: float
    gain: float
    per_percent: float | None
    is_capped: bool
    step: float


class Doubt(NamedTuple):
    """The margin at another retention, and which levers win there instead; none where that changes nothing."""

    retention: float
    margin: float
    instead: Winners


class Turn(NamedTuple):
    """The first retention, in whole percents, at which other levers win."""

    retention: float
    winners: Winners


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
        levers: the largest gain first.
        steps: the same, the largest small step first; steps that differ by the last bits only keep their order.
        winners: the levers that bring most with 10% more, and ``best_steps`` those with one small step.
        at_zero: levers of which 10% is nothing.
        combined: what 10% more of all four brings, of which ``synergy`` because they strengthen each other;
            ``is_worth`` is whether that is anything.
        worth_of_customer, worth_of_point: what one customer a year and one point of retention bring; None for nothing.
        customers_per_point: how many such customers weigh as much as a point; None where that says nothing.
        doubts: what happens when retention is estimated five points off.
        below, above: where other levers win.
        balance: None without customers.
        retentions: what another retention does, the lowest first.
        per_year: the gain of the best lever, spread evenly over the years.
    """

    case: Case
    margin: float
    course: tuple[Year, ...]
    last: float
    steady: float
    trend: Literal["grows", "shrinks", "stays"]
    outlook: Outlook
    brought_by_hundred: float
    levers: tuple[Lever, ...]
    steps: tuple[Lever, ...]
    winners: Winners
    best_steps: Winners
    at_zero: Winners
    combined: float
    is_worth: bool
    synergy: float | None
    worth_of_customer: float | None
    worth_of_point: float | None
    customers_per_point: float | None
    doubts: tuple[Doubt, ...]
    below: Turn | None
    above: Turn | None
    balance: Balance | None
    retentions: tuple[AtRetention, ...]
    wallet: Wallet | None
    per_year: float

    def lever(self, name: LeverName) -> Lever:
        """Return what was found about a lever."""
        return next(each for each in self.levers if each.name == name)


def find(case: Case, total_spend: float | None, target_share: float | None) -> Findings:
    """Find out all that is said and drawn.

    Args:
        case: inputs within the bounds of the form.
        total_spend: what a customer spends a year in all, in euros; given together with the target share.
        target_share: which part of it is wanted, 0 to 1.

    Raises:
        InputError: ``out_of_range`` when referrals make the customers run away, or a customer spends more here than
            in total; ``required`` when only one of the last two is given.
    """
    _refuse_runaway(case)
    growth, levers, winners = case.growth(), eight_steps.levers(*case), case.winners()
    found = tuple(_lever(case, growth["total"], levers, name) for name in levers["order"])
    in_order = [each for name in LEVERS for each in found if each.name == name]
    steps = {each.name: each.step for each in in_order}
    customer, point = (_if_any(steps[name]) for name in ("new_per_year", "retention"))
    per_point = point / customer if point and customer else 0.0
    last = growth["customers"][-1]
    # A number that does not change is where it is heading already.
    steady = last if math.isclose(last, case.customers) else growth["steady_state"]
    return Findings(
        case=case,
        margin=growth["total"],
        course=_course(case, growth),
        last=last,
        steady=steady,
        trend="grows" if exceeds(last, case.customers) else "shrinks" if exceeds(case.customers, last) else "stays",
        outlook=_outlook(case, last, steady),
        brought_by_hundred=100 * case.referral_rate,
        levers=found,
        steps=tuple(sorted(in_order, key=lambda each: -round(each.step, 6))),
        winners=winners,
        best_steps=largest(steps),
        at_zero=tuple(name for name in LEVERS if getattr(case, name) == 0),
        combined=levers["combined"],
        is_worth=exceeds(levers["combined"], 0),
        synergy=_if_any(levers["synergy"]),
        worth_of_customer=customer,
        worth_of_point=point,
        customers_per_point=per_point if per_point >= LEAST_RATIO else None,
        doubts=tuple(_doubts(case, winners)),
        below=_turn(case, winners, range(math.ceil(case.retention * 100) - 1, -1, -1)),
        above=_turn(case, winners, range(math.floor(case.retention * 100) + 1, 101)),
        balance=_balance(case),
        retentions=_retentions(case),
        wallet=_wallet(case, total_spend, target_share),
        per_year=product(found[0].gain, 1 / case.years),
    )


def largest(amounts: Mapping[LeverName, float]) -> Winners:
    """Return all levers with the largest amount; none when that is nothing."""
    most = max(amounts.values())
    return tuple(name for name, amount in amounts.items() if not exceeds(most, amount)) if exceeds(most, 0) else ()


def _refuse_runaway(case: Case) -> None:
    """Refuse where one customer would become more of them than the form takes."""
    if product(*[case.retention + case.referral_rate] * case.years) > LARGEST:
        runaway = "Met zoveel aanbevelingen loopt het aantal klanten uit de hand. Vul bij aanbevelingen of bij jaren vooruit een kleiner getal in."
        raise InputError("out_of_range", "referral_rate", runaway)


def _if_any(amount: float) -> float | None:
    return amount if exceeds(amount, 0) else None


def _lever(case: Case, margin: float, levers: LeverComparison, name: LeverName) -> Lever:
    lever = levers["levers"][name]
    old: float = getattr(case, name)
    if name == "orders_per_year":
        step = case._replace(orders_per_year=old + ONE_POINT).growth()["total"] - margin
    else:
        step = levers["per_point"][name]
    new = 1.0 if lever["capped"] else TEN_PERCENT_MORE * old
    per_percent = None if lever["elasticity"] is None else lever["elasticity"] * ONE_POINT
    return Lever(name, old, new, lever["plus10"], per_percent, lever["capped"], step)


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


def _doubts(case: Case, winners: Winners) -> Iterable[Doubt]:
    for retention in (max(0.0, case.retention - RETENTION_DOUBT), min(1.0, case.retention + RETENTION_DOUBT)):
        other = case._replace(retention=retention)
        if other != case:
            yield Doubt(retention, other.growth()["total"], _instead(winners, other))


def _instead(winners: Winners, other: Case) -> Winners:
    """Return who wins in another case, where the first winner does not; a case without winners changes nothing."""
    others = other.winners() if winners else ()
    return () if winners[:1] and winners[0] in others else others


def _turn(case: Case, winners: Winners, percents: Iterable[int]) -> Turn | None:
    for hundredths in percents:
        if instead := _instead(winners, case._replace(retention=hundredths / 100)):
            return Turn(hundredths / 100, instead)
    return None


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
    spend = product(case.orders_per_year, case.order_value)
    if exceeds(spend, total):
        more = "Een klant koopt bij jou al voor meer dan deze totale besteding. Vul minstens keer per jaar × bedrag per keer in."
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
