"""A client as it was filled in, the judgement of it, and what becomes of it when an answer or amount differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, cast

from calculators.catalogue.klant_houden_of_loslaten.form import OtherClient
from calculators.operations import clv, fire
from calculators.operations.arithmetic import bounded, product, total
from calculators.operations.fire import SIGNS, SYMPTOMS, Advice, Fit, Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A client as it was filled in; with ``replace`` also as it could be.

    Attributes:
        answers: to the questions of both groups, 0 (never) to 4 (always); None or left out is not answered.
    """

    name: str
    revenue: float
    direct_costs: float
    hours_billed: float
    hours_unbilled: float
    answers: Mapping[str, float | None]
    internal_rate: float
    target_rate: float
    referral_value: float = 0.0
    misconduct: bool = False
    total_revenue: float | None = None

    def answering(self, changed: Mapping[str, float | None]) -> Client:
        """Return it with other answers to some questions."""
        return replace(self, answers={**self.answers, **changed})

    def judge(self) -> fire.ClientJudgement:
        """Return what the operation makes of it."""
        return fire.client(
            self.revenue,
            self.direct_costs,
            self.hours_billed,
            self.hours_unbilled,
            cast("fire.Symptoms", {each: self.answers.get(each) for each in SYMPTOMS}),
            cast("fire.Signs", {each: self.answers.get(each) for each in SIGNS}),
            referral_value=self.referral_value,
            misconduct=self.misconduct,
            internal_rate=self.internal_rate,
            target_rate=self.target_rate,
            total_revenue=self.total_revenue,
        )

    def advice(self) -> Advice | None:
        """Return the advice; misconduct decides even when no question has been answered yet."""
        return "fire" if self.misconduct else self.judge()["advice"]


def beside(other: OtherClient, reviewed: Client) -> Client:
    """Return a client to set beside the one under review; the mean of a group is the one answer given for it."""
    return Client(
        name=other["name"],
        revenue=other["revenue"],
        direct_costs=other.get("direct_costs") or 0.0,
        hours_billed=other["hours_billed"],
        hours_unbilled=other["hours_unbilled"],
        answers={SYMPTOMS[0]: other.get("symptoms"), SIGNS[0]: other.get("signs")},
        internal_rate=reviewed.internal_rate,
        target_rate=reviewed.target_rate,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A client with its judgement and its sums over a year.

    Attributes:
        advice, unanswered: what to do, or which group of questions needs an answer first.
        fit, band: how well it fits, 0 to 100, and in a word.
        rate, money: what an hour brings in, in euros, and in a word.
        price_rise: the part by which the price must rise to reach the target rate; None without revenue.
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
    dependency: bool
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
        client.revenue, client.direct_costs, client.hours_billed, client.hours_unbilled, client.internal_rate
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
        price_rise=found["price_rise_to_target"],
        dependency="dependency" in found["flags"],
        hours=bounded(sums["hours"]),
        contribution=bounded(total([bounded(sums["contribution"]), client.referral_value])),
        net=bounded(total([bounded(sums["net"]), client.referral_value])),
    )
