"""Bierviltje: where the customer base is heading, what more euros take, and which own step brings most of them."""

from __future__ import annotations

from typing import Annotated, Any

from calculators.catalogue import vocabulary
from calculators.catalogue.bierviltje import form, words
from calculators.catalogue.bierviltje.charts import charts
from calculators.catalogue.bierviltje.examples import GARDENER
from calculators.catalogue.bierviltje.findings import RETENTION_DOUBT, Case, Findings, amount, find
from calculators.catalogue.vocabulary import DISCOUNT, YEARS, Retention, RetentionUnit, Trade, margin_of
from calculators.model.answer import Amount, Answer
from calculators.model.calculator import Calculator, Section
from calculators.model.errors import InputError
from calculators.model.quantities import Unit
from calculators.operations.arithmetic import product


def bierviltje(
    customers: form.Customers,
    new_per_year: form.NewPerYear,
    retention: Retention,
    orders_per_year: form.OrdersPerYear | None = None,
    order_value: form.OrderValue | None = None,
    gross_margin: form.GrossMargin | None = None,
    referral_rate: form.ReferralRate = 0.0,
    years: form.Years = YEARS,
    discount: form.Discount = DISCOUNT,
    total_spend: form.TotalSpend | None = None,
    target_share: form.TargetShare | None = None,
    spend_per_year: form.SpendPerYear | None = None,
    trade: Trade | None = None,
    retention_unit: RetentionUnit = "percent",  # noqa: ARG001 -- it says how retention is written in the form
    target_per_year: form.Target = form.TARGET,
    steps: Annotated[form.OwnSteps, "jouw stappen"] | None = None,
    acquisition_cost: form.AcquisitionCost | None = None,
    hours: form.Hours | None = None,
) -> Answer:
    """Say what more euros a year take, and with own steps which of them brings most.

    ``orders_per_year`` times ``order_value`` stand in for ``spend_per_year``, and the ``trade`` for ``gross_margin``.

    Raises:
        InputError: ``required`` without what a customer spends; as ``find`` does.
    """
    spend, one_order = _spend(spend_per_year, orders_per_year, order_value)
    case = Case(
        customers,
        new_per_year,
        retention,
        referral_rate,
        spend,
        one_order,
        margin_of(trade) if gross_margin is None else gross_margin,
        years,
        discount,
        target_per_year,
        acquisition_cost,
        hours,
    )
    return _answer(find(case, steps or {}, total_spend, target_share))


def _answer(found: Findings) -> Answer:
    chart, *more_charts = charts(found)
    return Answer(
        headline=words.headline(found),
        reasons=tuple(words.reasons(found)),
        figures=words.figures(found),
        chart=chart,
        certainty=tuple(words.certainty(found)),
        change=tuple(words.change(found)),
        worth=tuple(words.worth(found)),
        more_charts=tuple(more_charts),
        plans=tuple(words.plans(found)),
        handovers=words.handovers(found),
        links=(words.WEAKEST_STEP,),
        first_step=words.first_step(found),
        amount=words.AMOUNTS.get(found.kind, ""),
    )


def _spend(spend: float | None, orders: float | None, order_value: float | None) -> tuple[float, float]:
    """Return what a customer spends in a year, and at once."""
    if spend is not None:
        return spend, spend / (orders or form.ORDERS_PER_YEAR) if order_value is None else order_value
    if order_value is None:
        message = "Vul bij omzet per klant per jaar een getal boven 0 in, of vul in wat een klant per keer betaalt."
        raise InputError("required", "spend_per_year", message)
    return product(form.ORDERS_PER_YEAR if orders is None else orders, order_value), order_value


def measured(
    *,
    spend_per_year: float | None,
    orders_per_year: float | None,
    order_value: float | None,
    gross_margin: float | None,
    trade: vocabulary.TradeCode | None,
    steps: form.OwnSteps | None,
    target_per_year: float,
    **case: Any,  # noqa: ANN401 -- the other inputs of bierviltje
) -> float | None:
    """Return the amount that the answer is about, from the inputs of ``bierviltje``."""
    spend, one_order = _spend(spend_per_year, orders_per_year, order_value)
    margin = margin_of(trade) if gross_margin is None else gross_margin
    of_case = {name: value for name, value in case.items() if name in Case._fields}
    found = Case(spend=spend, order_value=one_order, gross_margin=margin, target=target_per_year, **of_case)
    return amount(found, steps or {})


CALCULATOR = Calculator(
    slug="bierviltje",
    name="Bierviltje",
    question="Waarmee verdien je meer in de komende jaren?",
    calculate=bierviltje,
    sections=(
        Section(
            "Je klanten en wat ze kopen",
            ("trade", "customers", "new_per_year", "retention", "retention_unit", "spend_per_year"),
            kern=True,
        ),
        Section(
            "Wat lukt jou in een jaar?",
            ("steps",),
            blank="vul hier je stappen in",
            intro="Vul in wat je in een jaar denkt te halen. Met twee of meer stappen zie je welke het meest oplevert.",
        ),
        Section("Wat je meer wilt verdienen", ("target_per_year",), blank="€\N{NO-BREAK SPACE}5.000 per jaar"),
        Section("Marge", ("gross_margin",)),
        Section("Hoe vaak een klant koopt", ("orders_per_year", "order_value")),
        Section("Wat een klant je kost", ("acquisition_cost", "hours")),
        Section("Aanbevelingen", ("referral_rate",)),
        Section("Hoe ver je vooruitkijkt", ("years", "discount")),
        Section(
            "Klantaandeel",
            ("total_spend", "target_share"),
            intro="Kopen je klanten ook elders? Vul dan allebei de velden in, of geen van beide.",
        ),
    ),
    fields_before=11,
    one_of=(("spend_per_year", "order_value"),),
    measure=measured,
    example=GARDENER,
    rules={"retention_doubt": Amount(RETENTION_DOUBT, Unit.PERCENT_POINTS)},
)
