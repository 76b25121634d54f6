"""Bierviltje: where the customer base is heading, and which of four levers brings most in euros."""

from __future__ import annotations

from typing import Any

from calculators.catalogue.bierviltje import form, words
from calculators.catalogue.bierviltje.charts import charts
from calculators.catalogue.bierviltje.examples import GARDENER
from calculators.catalogue.bierviltje.findings import RETENTION_DOUBT, Case, find
from calculators.catalogue.vocabulary import DISCOUNT, YEARS
from calculators.model.answer import Amount, Answer, FirstStep
from calculators.model.calculator import Calculator, Section
from calculators.model.quantities import Unit
from calculators.operations import eight_steps


def bierviltje(
    customers: form.Customers,
    new_per_year: form.NewPerYear,
    retention: form.Retention,
    orders_per_year: form.OrdersPerYear,
    order_value: form.OrderValue,
    gross_margin: form.GrossMargin,
    referral_rate: form.ReferralRate = 0.0,
    years: form.Years = YEARS,
    discount: form.Discount = DISCOUNT,
    total_spend: form.TotalSpend | None = None,
    target_share: form.TargetShare | None = None,
) -> Answer:
    """Show where the customer base is heading and say which of four levers brings most, and what it is worth.

    Args:
        customers: today.
        new_per_year: apart from those whom customers bring.
        retention: the part that is still a customer a year later.
        orders_per_year: of one customer.
        order_value: euros excl. btw.
        gross_margin: the part of revenue that is left after purchases.
        referral_rate: new customers that one customer brings a year.
        years: how far to look ahead.
        discount: how much less money of next year is worth.
        total_spend: euros that a customer spends a year, here and elsewhere; together with ``target_share`` or not.
        target_share: the part of it that is wanted.

    Raises:
        InputError: as ``find`` does.
    """
    case = Case(
        customers, new_per_year, retention, referral_rate, orders_per_year, order_value, gross_margin, years, discount
    )
    found = find(case, total_spend, target_share)
    chart, *more_charts = charts(found)
    plans = tuple(words.plans(found))
    return Answer(
        headline=words.headline(found),
        reasons=tuple(words.reasons(found)),
        figures=words.figures(found),
        chart=chart,
        certainty=tuple(words.certainty(found)),
        change=tuple(words.change(found)),
        worth=tuple(words.worth(found)),
        more_charts=tuple(more_charts),
        plans=plans,
        handovers=words.handovers(found),
        links=(words.WEAKEST_STEP,),
        first_step=FirstStep(plans[0].steps[0], found.per_year) if plans else None,
        amount="gain" if found.winners else "",
    )


def best_gain(*, total_spend: float | None = None, target_share: float | None = None, **case: Any) -> float:  # noqa: ANN401, ARG001 -- the inputs of bierviltje
    """Return what the best lever brings, in euros, from the inputs of ``bierviltje``."""
    found = eight_steps.levers(*Case(**case))
    return max(found["levers"][name]["plus10"] for name in found["order"])


CALCULATOR = Calculator(
    slug="bierviltje",
    name="Bierviltje",
    question="Waarmee verdien je meer in de komende jaren?",
    calculate=bierviltje,
    sections=(
        Section(
            "Je klanten en wat ze kopen",
            ("customers", "new_per_year", "retention", "orders_per_year", "order_value"),
            kern=True,
        ),
        Section("Marge", ("gross_margin",)),
        Section("Aanbevelingen", ("referral_rate",)),
        Section("Hoe ver je vooruitkijkt", ("years", "discount")),
        Section(
            "Klantaandeel",
            ("total_spend", "target_share"),
            intro="Kopen je klanten ook elders? Vul dan allebei de velden in, of geen van beide.",
        ),
    ),
    measure=best_gain,
    example=GARDENER,
    rules={"retention_doubt": Amount(RETENTION_DOUBT, Unit.PERCENT_POINTS)},
)
