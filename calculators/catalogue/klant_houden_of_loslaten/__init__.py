"""Klant houden of loslaten: what to do with one customer, why, and what it brings in euros."""

from __future__ import annotations

from typing import cast

from calculators.catalogue.klant_houden_of_loslaten import cards, charts, form, words
from calculators.catalogue.klant_houden_of_loslaten.client import (
    SIZEABLE_SHARE,
    Client,
    beside,
    judged,
    portion,
    portion_beside,
)
from calculators.catalogue.klant_houden_of_loslaten.examples import EXAMPLE
from calculators.catalogue.klant_houden_of_loslaten.farewell import Parting
from calculators.catalogue.klant_houden_of_loslaten.findings import HOURS_DOUBT, UNBILLED_DOUBT, Findings, find
from calculators.catalogue.klant_houden_of_loslaten.letters import letters
from calculators.catalogue.klant_houden_of_loslaten.plans import plan
from calculators.catalogue.klant_houden_of_loslaten.verdict import LARGEST_RISE, THINKABLE_RISE, UNTHINKABLE_RISE
from calculators.catalogue.sentences import filled
from calculators.catalogue.vocabulary import INTERNAL_RATE, TARGET_RATE
from calculators.model.amounts import percent
from calculators.model.answer import Amount, Answer, Card, FirstStep
from calculators.model.calculator import Calculator, Section
from calculators.operations import fire


def klant_houden_of_loslaten(
    revenue: fire.Revenue,
    hours_billed: form.HoursBilled | None = None,
    hours_unbilled: form.HoursUnbilled | None = None,
    *,
    direct_costs: fire.DirectCosts = 0.0,
    internal_rate: form.InternalRate = INTERNAL_RATE,
    target_rate: form.TargetRate = TARGET_RATE,
    symptoms: form.Symptoms | None = None,
    misconduct: fire.Misconduct = False,
    signs: form.Signs | None = None,
    refill: form.Refill = form.REFILL,
    referral_value: fire.ReferralValue = 0.0,
    total_revenue: fire.TotalRevenue | None = None,
    exit_cost: fire.ExitCost = 0.0,
    lag_months: fire.LagMonths = 0.0,
    avoidable_share: fire.AvoidableShare = 0.0,
    clients: form.OtherClients | None = None,
    energy: form.Energy | None = None,
    trouble: form.Trouble | None = None,
    stays_and_pays: form.StaysAndPays | None = None,
    recommends_and_thinks_along: form.RecommendsAndThinksAlong | None = None,
    hours: form.Hours | None = None,
    turnover_share: form.TurnoverShare | None = None,
) -> Answer:
    """Judge one customer, say what to do and why, and what parting would bring; others can stand beside it."""
    form.check(revenue, total_revenue, turnover_share, clients or [])
    in_one_answer = {
        "energy": energy,
        "trouble": trouble,
        "stays_and_pays": stays_and_pays,
        "recommends_and_thinks_along": recommends_and_thinks_along,
    }
    client = Client(
        name=form.REVIEWED,
        revenue=revenue,
        direct_costs=direct_costs,
        time=form.hours_of(hours, hours_billed, hours_unbilled),
        answers={**in_one_answer, **cast("dict[str, float | None]", {**(symptoms or {}), **(signs or {})})},
        internal_rate=internal_rate,
        target_rate=target_rate,
        referral_value=referral_value,
        misconduct=misconduct,
        portion=portion(revenue, total_revenue, turnover_share),
    )
    others = tuple(
        judged(beside(each, client, portion_beside(each["revenue"], revenue, total_revenue, turnover_share)))
        for each in clients or []
    )
    return _answer(find(judged(client), others, Parting(refill, avoidable_share, exit_cost, lag_months)))


def _answer(found: Findings) -> Answer:
    chart, *more_charts = charts.charts(found)
    values = words.values(found)
    headline, *reasons = filled([words.headline(found), *words.reasons(found)], values)
    together = filled(cards.together(found), values)
    todo = plan(found, values)
    return Answer(
        headline,
        tuple(reasons),
        chart,
        certainty=filled(cards.certainty(found), values),
        change=filled(cards.change(found), values),
        worth=filled(cards.worth(found), values),
        more_cards=(Card("En al deze klanten samen?", together),) if together else (),
        figures=words.figures(found),
        more_charts=tuple(more_charts),
        plans=(todo,),
        letters=letters(found),
        handovers=tuple(words.handovers(found)),
        first_step=FirstStep(todo.steps[0], found.yearly_gain, urgent=found.urgent),
    )


CALCULATOR = Calculator(
    slug="klant-houden-of-loslaten",
    name="Klant houden of loslaten",
    question="Deze klant houden of loslaten?",
    calculate=klant_houden_of_loslaten,
    sections=(
        Section(
            "Eén klant, één jaar",
            ("revenue", "hours", "turnover_share"),
            kern=True,
        ),
        Section("Wat kost het je? 0 is nooit, 4 altijd", ("energy", "trouble", "misconduct"), kern=True),
        Section("Wat geeft het je?", ("stays_and_pays", "recommends_and_thinks_along"), kern=True),
        Section(
            "Vier ergernissen",
            ("symptoms",),
            intro="0 is nooit, 4 is altijd. Laat leeg wat je niet weet.",
        ),
        Section("Zeven goede tekenen", ("signs",), intro="0 is nooit, 4 is altijd. Laat leeg wat je niet weet."),
        Section("Je uren en je hele omzet", ("hours_unbilled", "hours_billed", "total_revenue")),
        Section("Kosten en tarieven", ("direct_costs", "internal_rate", "target_rate")),
        Section("Als je afscheid neemt", ("refill", "referral_value", "exit_cost", "lag_months", "avoidable_share")),
        Section(
            "Andere klanten ernaast",
            ("clients",),
            add="Andere klant toevoegen",
            intro="Zo zie je of deze klant echt anders is. Namen blijven op je eigen apparaat.",
        ),
    ),
    fields_before=16,
    one_of=(
        ("hours", "hours_billed", "hours_unbilled"),
        ("energy", "trouble", "symptoms"),
        ("stays_and_pays", "recommends_and_thinks_along", "signs"),
    ),
    example=EXAMPLE,
    rows_when_empty=0,
    rules={
        "mid_fit": Amount(fire.MID_FIT),
        "high_fit": Amount(fire.HIGH_FIT),
        "dependent_share": percent(fire.DEPENDENT_SHARE),
        "unbilled_doubt": percent(UNBILLED_DOUBT),
        "hours_doubt": percent(HOURS_DOUBT),
        "sizeable_share": percent(SIZEABLE_SHARE),
        "thinkable_rise": percent(THINKABLE_RISE),
        "largest_rise": percent(LARGEST_RISE),
        "unthinkable_rise": percent(UNTHINKABLE_RISE),
    },
)
