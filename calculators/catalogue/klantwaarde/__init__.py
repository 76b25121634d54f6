"""Klantwaarde: what a customer is worth after your own hours and the cost of winning them, and what would change it."""

from __future__ import annotations

from typing import Any

from calculators.catalogue.klantwaarde import form, words
from calculators.catalogue.klantwaarde.charts import charts
from calculators.catalogue.klantwaarde.customer import Customer
from calculators.catalogue.klantwaarde.examples import OFFICE, SALON, WEB_AGENCY
from calculators.catalogue.klantwaarde.findings import Findings, find
from calculators.catalogue.klantwaarde.shapes import Told
from calculators.catalogue.vocabulary import DISCOUNT, INTERNAL_RATE, LARGEST, Retention, RetentionUnit, Trade
from calculators.model.answer import Amount, Answer, Card
from calculators.model.calculator import Calculator, Section
from calculators.model.errors import InputError
from calculators.operations import clv, clv_books
from calculators.operations.arithmetic import exceeds, product
from calculators.operations.clv_relation import SoftScores
from calculators.operations.clv_retention import Timing

# What of the form does not change the amount.
NO_AMOUNT = {"scores", "trade", "retention_unit"}
# Nobody keeps everybody for ever: who fills that in is counted with a customer that stays fifty years.
ALL_STAY, MOST_STAY = 0.9995, 0.98
VAT_RATES = {"excl": 0.0, "incl9": 0.09, "incl21": 0.21}


def klantwaarde(
    order_value: form.OrderValue,
    orders_per_year: form.OrdersPerYear,
    gross_margin: form.GrossMargin = 1,
    retention: Retention | None = None,
    churn: form.Churn | None = None,
    lifespan: form.Lifespan | None = None,
    acquisition_cost: form.AcquisitionCost = 0,
    hours_billed: form.HoursBilled | None = None,
    hours_unbilled: form.HoursUnbilled | None = None,
    internal_rate: form.InternalRate = INTERNAL_RATE,
    timing: form.TimingChoice = "new_immediate",
    vat: form.Vat = "excl",
    discount: form.Discount = DISCOUNT,
    growth: form.Growth = 0,
    first_retention: form.FirstRetention | None = None,
    referrals_per_year: form.ReferralsPerYear = 0,
    share_type_one: form.ShareTypeOne = form.SHARE_TYPE_ONE,
    incentive: form.Incentive = 0,
    scores: SoftScores | None = None,
    hours: form.Hours | None = None,
    trade: Trade | None = None,  # noqa: ARG001 -- the form puts its rules of thumb in other fields
    retention_unit: RetentionUnit = "percent",  # noqa: ARG001 -- it says how retention is written in the form
) -> Answer:
    """Value a customer after your own hours and the cost of winning them, and say what to do first."""
    first_year_over = timing == "existing_end" and first_retention is not None
    customer = _customer(
        timing=timing,
        order_value=order_value,
        vat=vat,
        orders_per_year=orders_per_year,
        gross_margin=gross_margin,
        retention=retention,
        churn=churn,
        lifespan=lifespan,
        first_retention=first_retention,
        growth=growth,
        discount=discount,
        acquisition_cost=acquisition_cost,
        hours=hours,
        hours_billed=hours_billed,
        hours_unbilled=hours_unbilled,
        internal_rate=internal_rate,
        referrals_per_year=referrals_per_year,
        share_type_one=share_type_one,
        incentive=incentive,
    )
    _refuse_too_large(customer)
    _refuse_first_year(customer)
    told = Told(
        vat_included=vat != "excl",
        first_year_over=first_year_over,
        everyone_stays=clv.convert(retention, churn, lifespan)["retention"] >= ALL_STAY,
    )
    return _answer(find(customer, scores or {}, told))


def _answer(found: Findings) -> Answer:
    chart, *more_charts = charts(found)
    return Answer(
        headline=words.headline(found),
        reasons=tuple(words.reasons(found)),
        figures=words.figures(found),
        chart=chart,
        certainty=tuple(words.certainty(found)),
        change=tuple(words.change(found)) or (words.NOTHING_TURNS,),
        worth=tuple(words.worth(found)),
        more_cards=(Card("Vijf punten meer klantbehoud", words.five_points(found)),),
        more_charts=tuple(more_charts),
        handovers=tuple(words.handovers(found)),
        first_step=words.first_step(found),
        amount="value" if found.result in {"gain", "loss"} else "",
    )


def _customer(
    *,
    timing: Timing,
    order_value: float,
    vat: str,
    retention: float | None,
    churn: float | None,
    lifespan: float | None,
    first_retention: float | None,
    hours: float | None,
    hours_billed: float | None,
    hours_unbilled: float | None,
    **same: float,
) -> Customer:
    kept = clv.convert(retention, churn, lifespan)["retention"]
    billed, unbilled = _split_hours(hours, hours_billed, hours_unbilled)
    return Customer(
        timing=timing,
        order_value=clv.excl_vat(order_value, VAT_RATES[vat])["amount_excl"],
        retention=MOST_STAY if kept >= ALL_STAY else kept,
        first_retention=None if timing == "existing_end" else first_retention,
        hours_billed=billed,
        hours_unbilled=unbilled,
        **same,
    )


def _split_hours(hours: float | None, billed: float | None, unbilled: float | None) -> tuple[float, float]:
    """Return the hours on and off the invoice, from all hours or from the two apart."""
    if hours is None:
        return billed or 0.0, unbilled or 0.0
    apart = (billed or 0.0) + (unbilled or 0.0)
    if exceeds(apart, hours) or (billed is not None and unbilled is not None and exceeds(hours, apart)):
        message = (
            "Je uren per jaar zijn alle uren samen: die op de factuur en die er niet op staan. "
            "Pas een van de drie aan, of maak er een leeg."
        )
        raise InputError("out_of_range", "hours", message)
    if billed is not None:
        return billed, hours - billed
    return hours - (unbilled or 0.0), unbilled or 0.0


def outcome(**inputs: Any) -> float:  # noqa: ANN401 -- the inputs of klantwaarde
    """Return what the customer is worth, from the inputs of ``klantwaarde``; it may be without an end."""
    return _customer(**{name: value for name, value in inputs.items() if name not in NO_AMOUNT}).outcome()


def _refuse_too_large(customer: Customer) -> None:
    """Refuse a year that is too large, of numbers that each may be."""
    hours = customer.hours_billed + customer.hours_unbilled
    amounts = (
        ("orders_per_year", "keer per jaar", product(customer.order_value, customer.orders_per_year)),
        ("internal_rate", "intern uurtarief", product(hours, customer.internal_rate)),
    )
    for field, label, amount in amounts:
        if amount > LARGEST:
            message = f"Wat je invulde bij {label} is te groot om mee te rekenen. Vul minder in: ook per jaar hoogstens 1 miljard."
            raise InputError("out_of_range", field, message)


def _refuse_first_year(customer: Customer) -> None:
    if customer.first_retention is None:
        return
    if customer.timing == "new_mid":
        message = (
            "Met een apart klantbehoud na het eerste jaar betaalt een nieuwe klant meteen of aan het eind van het jaar. "
            "Kies bij soort klant een van die twee, of maak klantbehoud na het eerste jaar leeg."
        )
        raise InputError("unknown_choice", "timing", message)
    if customer.growth:
        message = "Groei per jaar en een apart klantbehoud na het eerste jaar gaan niet samen. Maak een van de twee velden leeg."
        raise InputError("out_of_range", "growth", message)


CALCULATOR = Calculator(
    slug="klantwaarde",
    name="Klantwaarde",
    question="Wat is een klant je waard?",
    calculate=klantwaarde,
    sections=(
        Section(
            "Eén klant, één jaar",
            ("trade", "order_value", "orders_per_year", "retention", "retention_unit", "hours"),
            kern=True,
        ),
        Section("Marge", ("gross_margin",)),
        Section("Wat je uur kost", ("internal_rate",)),
        Section("Uren op en naast de factuur", ("hours_billed", "hours_unbilled")),
        Section("Soort klant, btw en werving", ("timing", "vat", "acquisition_cost")),
        Section("Klantbehoud anders opgeven", ("churn", "lifespan", "first_retention")),
        Section("Aanbevelingen", ("referrals_per_year", "share_type_one", "incentive")),
        Section(
            "Samenwerking",
            ("scores",),
            intro="Geef cijfers van 1 tot 10. Ze staan naast het geld en veranderen het bedrag niet.",
        ),
        Section("Fijner rekenen", ("discount", "growth"), intro="Dit kun je laten staan."),
    ),
    fields_before=19,
    one_of=(("retention", "churn", "lifespan"), ("hours", "hours_billed", "hours_unbilled")),
    measure=outcome,
    example=OFFICE,
    presets=(SALON, WEB_AGENCY),
    rules={"healthy": Amount(clv_books.HEALTHY_FROM), "strong": Amount(clv_books.STRONG_FROM)},
)
