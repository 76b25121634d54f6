"""A client as it was filled in, the judgement of it, and what becomes of it when an answer or amount differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, cast

from calculators.catalogue.klant_houden_of_loslaten.form import (
    IN_ONE_ANSWER,
    SHARES,
    HoursOfAYear,
    OtherClient,
    ShareCode,
)
from calculators.operations import clv, fire
from calculators.operations.arithmetic import bounded, exceeds, product, total
from calculators.operations.fire import DEPENDENT_SHARE, SIGNS, SYMPTOMS, Advice, Fit, Money

# Of a group of statements this part must be answered before it bears a farewell; a question that asks for a whole
# group in one answer counts for a quarter of it: rules of thumb of this page.
ENOUGH_ANSWERED = 0.5
IN_ONE = 0.25

# From this share of the turnover on, a client is let go slowly: rule of thumb.
SIZEABLE_SHARE = 0.2


class Portion(NamedTuple):
    """Between what the share of a client in the turnover of the whole business lies."""

    low: float
    high: float

    @property
    def exact(self) -> bool:
        """Whether it is known to the euro."""
        return self.low == self.high

    @property
    def dependent(self) -> bool:
        """Whether the business surely hangs on this client."""
        return not exceeds(DEPENDENT_SHARE, self.low)

    @property
    def known(self) -> bool:
        """Whether it is known on which side of that limit it is."""
        return self.dependent or not exceeds(self.high, DEPENDENT_SHARE)

    @property
    def sizeable(self) -> bool:
        """Whether it may be so much that parting takes preparation."""
        return exceeds(self.high, SIZEABLE_SHARE)

    @property
    def near_the_limit(self) -> bool:
        """Whether it is above the limit, and hardly."""
        return self.exact and self.dependent and exceeds(2 * DEPENDENT_SHARE - SIZEABLE_SHARE, self.low)


NOT_TOLD = Portion(0.0, 1.0)


def portion(revenue: float, total_revenue: float | None, code: ShareCode | None) -> Portion:
    """Return the share of the client under review: from the turnover of the business, or else as it was told."""
    if total_revenue is not None:
        return _bounded(revenue, total_revenue, total_revenue)
    return NOT_TOLD if code is None else Portion(*SHARES[code])


def portion_beside(revenue: float, reviewed: float, total_revenue: float | None, code: ShareCode | None) -> Portion:
    """Return the share of a client beside the one under review, from what was told about that one."""
    if total_revenue is not None:
        return _bounded(revenue, total_revenue, total_revenue)
    if code is None or not reviewed:
        return NOT_TOLD
    low, high = SHARES[code]
    return _bounded(revenue, max(reviewed + revenue, reviewed / high), reviewed / low if low else None)


def _bounded(revenue: float, least: float, most: float | None) -> Portion:
    """Return the share of a revenue in a turnover of at least and at most so much."""
    high = min(1.0, revenue / least) if least else 1.0
    low = min(high, revenue / most) if most else 0.0
    return Portion(low, high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A client as it was filled in; with ``replace`` also as it could be.

    Attributes:
        answers: to the questions of both groups, 0 (never) to 4 (always); None or left out is not answered.
        portion: its share of the turnover of the whole business.
        whole: whether the one answer of a group is all that was asked.
    """

    name: str
    revenue: float
    direct_costs: float
    time: HoursOfAYear
    answers: Mapping[str, float | None]
    internal_rate: float
    target_rate: float
    portion: Portion
    referral_value: float = 0.0
    misconduct: bool = False
    whole: bool = False

    def answering(self, changed: Mapping[str, float | None]) -> Client:
        """Return it with other answers to some questions."""
        return replace(self, answers={**self.answers, **changed})

    def judge(self) -> fire.ClientJudgement:
        """Return what the operation makes of it; of a dependent client all of the turnover is as good as its share."""
        return fire.client(
            self.revenue,
            self.direct_costs,
            self.time.billed,
            self.time.unbilled,
            cast("fire.Symptoms", {each: self.answers.get(each) for each in SYMPTOMS}),
            cast("fire.Signs", {each: self.answers.get(each) for each in SIGNS}),
            referral_value=self.referral_value,
            misconduct=self.misconduct,
            internal_rate=self.internal_rate,
            target_rate=self.target_rate,
            total_revenue=self.revenue if self.portion.dependent and self.revenue else None,
        )

    def advice(self) -> Advice | None:
        """Return the advice of the table; misconduct decides even when no question has been answered yet."""
        return "fire" if self.misconduct else self.judge()["advice"]

    def answered_enough(self, group: Iterable[str]) -> bool:
        """Tell whether so much of a group of statements was answered that a farewell can rest on it."""
        names = list(group)
        given = [each for each in names if self.answers.get(each) is not None]
        in_one = [each for each in given if each in IN_ONE_ANSWER]
        statements = len(names) - sum(each in IN_ONE_ANSWER for each in names)
        return self.whole or not exceeds(
            ENOUGH_ANSWERED, IN_ONE * len(in_one) + (len(given) - len(in_one)) / statements
        )


def beside(other: OtherClient, reviewed: Client, share: Portion) -> Client:
    """Return a client to set beside the one under review; the mean of a group is the one answer given for it."""
    return Client(
        name=other["name"],
        revenue=other["revenue"],
        direct_costs=other.get("direct_costs") or 0.0,
        time=HoursOfAYear(other["hours_billed"], other["hours_unbilled"], split=True),
        answers={SYMPTOMS[0]: other.get("symptoms"), SIGNS[0]: other.get("signs")},
        internal_rate=reviewed.internal_rate,
        target_rate=reviewed.target_rate,
        portion=share,
        whole=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A client with its judgement and its sums over a year.

    Attributes:
        advice, unanswered: what the table says, or which group of questions needs an answer first.
        fit, band: how well it fits, 0 to 100, and in a word.
        rate, money: what an hour brings in, in euros, and in a word.
        price_rise: the part by which the price must rise to reach the target rate; None without revenue or hours.
        hours: billed or not.
        contribution: euros that come in, less direct costs.
        net: what is left of it after paying the hours.
    """

    client: Client
    advice: Advice | None
    unanswered: Literal["both", "symptoms", "signs"]
    fit: float | None
    band: Fit | None
    rate: float | None
    money: Money
    price_rise: float | None
    hours: float
    contribution: float
    net: float

    def lacks(self, rate: float) -> float:
        """Return the euros a year that lack until an hour brings in this much; negative when there is more."""
        return bounded(product(self.hours, rate)) - self.contribution


def judged(client: Client) -> Judged:
    """Return a client with its judgement and its sums; the sums are never infinite."""
    found = client.judge()
    sums = clv.time_cost(
        client.revenue, client.direct_costs, client.time.billed, client.time.unbilled, client.internal_rate
    )
    groups = found["symptom_score"], found["promoter_score"]
    return Judged(
        client=client,
        advice=client.advice(),
        unanswered="signs" if groups[0] is not None else "both" if groups[1] is None else "symptoms",
        fit=found["fit"],
        band=None if found["fit"] is None else fire.fit_band(found["fit"]),
        rate=found["effective_rate"],
        money=found["money"],
        price_rise=found["price_rise_to_target"] if sums["hours"] else None,
        hours=bounded(sums["hours"]),
        contribution=bounded(total([bounded(sums["contribution"]), client.referral_value])),
        net=bounded(total([bounded(sums["net"]), client.referral_value])),
    )
