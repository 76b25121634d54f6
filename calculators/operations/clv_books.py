"""Customer value from the books: what customers brought in, what they cost and what they are expected to pay.

Money is in euros excl. btw. Rates are fractions.

Sources: P. Farris & P. Pfeifer, Management by the Numbers, "Customer Lifetime Value II" (cohorts); R. Best,
Market-Based Management (schedules of payments).
"""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from calculators.model.errors import InputError
from calculators.model.operation import operation
from calculators.model.quantities import Items, Quantity, Unit
from calculators.operations.arithmetic import bounded, exceeds, product, total
from calculators.operations.arithmetic import ratio as quotient
from calculators.operations.clv_retention import AcquisitionCost, Discount, Retention, Value

VAT_RATES = (0.0, 0.09, 0.21)

TIGHT_FROM = 1
HEALTHY_FROM = 3
STRONG_FROM = 5

DAYS_IN_A_YEAR = 365

Band = Literal["no_cost", "loss", "tight", "healthy", "strong"]

GrossMargin = Annotated[
    float, Quantity("brutomarge", Unit.FRACTION, 0, 1, meaning="Welk deel van de omzet na de inkoop overblijft.")
]
Customers = Annotated[float, Quantity("aantal klanten", Unit.PEOPLE, minimum=0)]
OrderValue = Annotated[
    float, Quantity("bedrag per keer", Unit.EURO, minimum=0, meaning="Gemiddelde factuur of bon, excl. btw.")
]
OrdersPerYear = Annotated[float, Quantity("keer per jaar", Unit.TIMES, minimum=0, meaning="Hoe vaak een klant koopt.")]
Revenue = Annotated[float, Quantity("omzet", Unit.EURO, minimum=0, meaning="Van deze klant, excl. btw.")]
DirectCosts = Annotated[
    float, Quantity("directe kosten", Unit.EURO, minimum=0, meaning="Inkoop en uitbesteed werk, excl. btw.")
]
HoursBilled = Annotated[
    float, Quantity("betaalde uren", Unit.HOURS, minimum=0, meaning="Uren per jaar die op de factuur staan.")
]
HoursUnbilled = Annotated[
    float,
    Quantity("onbetaalde uren", Unit.HOURS, minimum=0, meaning="Per jaar: bellen, mailen, offertes, herstelwerk."),
]
InternalRate = Annotated[
    float, Quantity("intern uurtarief", Unit.EURO_PER_HOUR, minimum=0, meaning="Wat een uur van jou kost, excl. btw.")
]


class WithoutVat(TypedDict):
    """An amount split into what is yours and what is btw."""

    amount_excl: float
    vat_amount: float


class HistoricValue(TypedDict):
    """What a customer brought in, and what was left of it."""

    revenue: float
    gross_profit: float
    net: float


class Averages(TypedDict):
    """A mean customer, from the totals of the books."""

    order_value: float
    orders_per_customer: float
    years: float
    revenue: float


class CohortValue(TypedDict):
    """The value of a group of customers that started together."""

    npv: float
    per_customer: float | None


class Ratio(TypedDict):
    """The value of a customer against the cost of acquisition."""

    net: float
    ratio: float | None
    band: Band


class TimeCost(TypedDict):
    """What a customer leaves when all hours are counted."""

    hours: float
    contribution: float
    time_cost: float
    net: float
    effective_rate: float | None
    net_per_hour: float | None
    margin: float | None
    hidden_share: float | None


class LateCost(TypedDict):
    """What waiting for money costs in a year."""

    cost: float


@operation
def excl_vat(
    amount_incl: Annotated[float, Quantity("bedrag incl. btw", Unit.EURO)],
    vat: Annotated[float, Quantity("btw-tarief", Unit.FRACTION, choices=VAT_RATES, meaning="0%, 9% of 21%.")],
) -> WithoutVat:
    """Take the Dutch btw out of an amount.

    Formula: amount_excl = amount_incl / (1 + vat); vat_amount = amount_incl - amount_excl.

    Args:
        amount_incl: euros including btw; may be negative.
        vat: 0, 0.09 or 0.21.

    Raises:
        InputError: ``required``, ``not_a_number``, and ``unknown_choice`` for any other rate.

    Source: Wet op de omzetbelasting 1968, article 9: the rates.

    >>> round(excl_vat(121, 0.21)["amount_excl"], 2)
    100.0
    """
    amount_excl = amount_incl / (1 + vat)
    return {"amount_excl": amount_excl, "vat_amount": amount_incl - amount_excl}


@operation
def historic(
    order_value: OrderValue,
    orders_per_year: OrdersPerYear,
    years: Annotated[
        float, Quantity("jaren klant", Unit.YEARS, minimum=0, meaning="Hoelang iemand gemiddeld klant is.")
    ],
    gross_margin: GrossMargin = 1,
    acquisition_cost: AcquisitionCost = 0,
) -> HistoricValue:
    """Value a customer by what one brings in over the years, without discount.

    Formula: revenue = order_value x orders_per_year x years; gross_profit = revenue x gross_margin;
    net = gross_profit - acquisition_cost.

    Args:
        order_value: euros excl. btw, 0 or more.
        orders_per_year: 0 or more.
        years: 0 or more.
        gross_margin: 0 to 1.
        acquisition_cost: euros excl. btw, 0 or more.

    Raises:
        InputError: ``required``, ``not_a_number``, ``out_of_range``.

    Source: elementary; the same sum stands at kitchennmbrs.app, super-calc.com and calxo.ai.

    >>> historic(42, 18, 3.5)["revenue"]
    2646.0
    """
    revenue = product(order_value, orders_per_year, years)
    gross_profit = product(revenue, gross_margin)
    return {"revenue": revenue, "gross_profit": gross_profit, "net": gross_profit - acquisition_cost}


@operation
def from_totals(
    total_revenue: Annotated[float, Quantity("totale omzet", Unit.EURO, minimum=0, meaning="Excl. btw.")],
    orders: Annotated[float, Quantity("aantal bestellingen", Unit.TIMES, above=0)],
    customers: Annotated[float, Quantity("aantal klanten", Unit.PEOPLE, above=0)],
    customer_years: Annotated[
        float,
        Quantity("klantjaren", Unit.YEARS, above=0, meaning="Hoeveel jaar al je klanten samen klant zijn geweest."),
    ],
) -> Averages:
    """Find the mean order, number of orders and years of a customer from totals.

    Formula: order_value = total_revenue / orders; orders_per_customer = orders / customers;
    years = customer_years / customers; revenue = the product of the three.

    Args:
        total_revenue: euros excl. btw in a year, 0 or more.
        orders: in that year, more than 0.
        customers: more than 0.
        customer_years: the years of all customers together, more than 0.

    Raises:
        InputError: ``required``, ``not_a_number``, ``out_of_range``.

    Source: calculator.7search.cc, customer lifetime value.

    >>> from_totals(5_000_000, 500_000, 200_000, 300_000)["revenue"]
    37.5
    """
    order_value = total_revenue / orders
    orders_per_customer = orders / customers
    years = customer_years / customers
    return {
        "order_value": order_value,
        "orders_per_customer": orders_per_customer,
        "years": years,
        "revenue": product(order_value, bounded(orders_per_customer), bounded(years)),
    }


@operation
def schedule(
    margins: Annotated[
        list[
            Annotated[
                float,
                Quantity("marge", Unit.EURO, meaning="Wat je in die periode overhoudt, excl. btw; mag onder nul."),
            ]
        ],
        Items("marges", "periode", meaning="De eerste periode is nu; wervingskosten tellen daarin als min."),
    ],
    retention: Retention,
    discount: Discount,
) -> Value:
    """Value a customer whose margin differs from period to period.

    Formula: the sum over t = 0, 1, 2, ... of margins[t] x retention^t / (1 + discount)^t.

    Args:
        margins: euros excl. btw per period, from now on; the first may hold the acquisition cost as a minus.
        retention: per period, 0 to 1.
        discount: per period, 0 or more.

    Raises:
        InputError: ``required``, ``not_a_number``, ``out_of_range``, ``empty_list``, ``wrong_type``.

    Source: Best, Market-Based Management, figure 1.15.

    >>> round(schedule([-51, 30, 42, 44, 49, 55], 1, 0.15)["clv"], 2)
    91.14
    """
    ratio_per_period = retention / (1 + discount)
    return {"clv": total([margin * ratio_per_period**period for period, margin in enumerate(margins)])}


@operation
def cohort(
    customers: Annotated[
        list[Customers], Items("aantallen klanten", "periode", meaning="Hoeveel klanten van de groep er nog zijn.")
    ],
    revenue_per_customer: Annotated[
        list[Annotated[float, Quantity("omzet per klant", Unit.EURO, meaning="In die periode, excl. btw.")]],
        Items("omzet per klant", "periode"),
    ],
    gross_margin: GrossMargin,
    discount: Discount,
) -> CohortValue:
    """Value a group of customers that started together, from counts and revenue per period.

    Formula: npv = the sum over t = 0, 1, 2, ... of customers[t] x revenue_per_customer[t] x gross_margin /
    (1 + discount)^t; per_customer = npv / customers[0], None when the group starts empty.

    Args:
        customers: how many of the group are left in each period, 0 or more.
        revenue_per_customer: euros excl. btw in each period; below 0 when credit notes outweigh invoices.
        gross_margin: 0 to 1.
        discount: per period, 0 or more.

    Raises:
        InputError: as ``schedule``, and ``length_mismatch`` at ``revenue_per_customer``.

    Source: Farris & Pfeifer, Management by the Numbers, "Customer Lifetime Value II": the diapers.

    >>> cohort([100, 50], [40, 50], 0.4, 0)
    {'npv': 2600.0, 'per_customer': 26.0}
    """
    if len(revenue_per_customer) != len(customers):
        message = (
            f"Geef bij omzet per klant evenveel periodes als bij aantallen klanten: {len(customers)}, "
            f"niet {len(revenue_per_customer)}."
        )
        raise InputError("length_mismatch", "revenue_per_customer", message)
    present_value = 1 / (1 + discount)
    margins = (
        product(count, revenue, gross_margin, present_value**period)
        for period, (count, revenue) in enumerate(zip(customers, revenue_per_customer, strict=True))
    )
    npv = total([bounded(margin) for margin in margins])
    return {"npv": npv, "per_customer": quotient(npv, customers[0])}


@operation
def ratio(
    clv: Annotated[float, Quantity("klantwaarde", Unit.EURO, meaning="Wat een klant oplevert, excl. btw.")],
    acquisition_cost: AcquisitionCost,
) -> Ratio:
    """Compare the value of a customer with the cost of acquisition.

    Formula: net = clv - acquisition_cost; ratio = clv / acquisition_cost, None without a cost. ``band``: no_cost, loss
    (ratio below 1), tight (below 3), healthy (below 5) or strong; a ratio within 1e-9 of a limit has reached it.

    Args:
        clv: euros excl. btw; may be negative.
        acquisition_cost: euros excl. btw, 0 or more.

    Raises:
        InputError: ``required``, ``not_a_number``, ``out_of_range``.

    Source: 3 and 5 are rules of thumb of marketing sites (postaffiliatepro.nl), not science.

    >>> ratio(900, 300)
    {'net': 600.0, 'ratio': 3.0, 'band': 'healthy'}
    """
    times = clv / acquisition_cost if acquisition_cost else None
    return {"net": clv - acquisition_cost, "ratio": times, "band": _band(times)}


@operation
def time_cost(
    revenue: Revenue,
    direct_costs: DirectCosts,
    hours_billed: HoursBilled,
    hours_unbilled: HoursUnbilled,
    internal_rate: InternalRate,
) -> TimeCost:
    """Find what a customer leaves when the hours that nobody pays for are counted too.

    With H = hours_billed + hours_unbilled and k = internal_rate: contribution G = revenue - direct_costs;
    time_cost = H k; net = G - H k; effective_rate = G / H; net_per_hour = G / H - k; margin = net / revenue;
    hidden_share = hours_unbilled / H. None where the denominator is 0.

    Args:
        revenue: euros excl. btw, 0 or more.
        direct_costs: euros excl. btw, 0 or more.
        hours_billed: 0 or more.
        hours_unbilled: 0 or more.
        internal_rate: euros per hour, 0 or more.

    Raises:
        InputError: ``required``, ``not_a_number``, ``out_of_range``.

    Source: elementary; the two clients at jnbservice.com.

    >>> time_cost(50_000, 8_000, 400, 100, 38)["net"]
    23000.0
    """
    hours = hours_billed + hours_unbilled
    contribution = revenue - direct_costs
    cost = product(hours, internal_rate)
    net = contribution - cost
    effective_rate = quotient(contribution, hours)
    return {
        "hours": hours,
        "contribution": contribution,
        "time_cost": cost,
        "net": net,
        "effective_rate": effective_rate,
        "net_per_hour": None if effective_rate is None else effective_rate - internal_rate,
        "margin": quotient(net, revenue),
        "hidden_share": quotient(hours_unbilled, hours),
    }


@operation
def late_payment(
    average_outstanding: Annotated[
        float,
        Quantity("gemiddeld openstaand bedrag", Unit.EURO, minimum=0, meaning="Wat klanten je nog moeten betalen."),
    ],
    days_late: Annotated[float, Quantity("dagen te laat", Unit.DAYS, minimum=0)],
    annual_rate: Annotated[
        float, Quantity("rente per jaar", Unit.FRACTION, minimum=0, meaning="Wat geld je kost of zou opbrengen.")
    ],
) -> LateCost:
    """Find what it costs to wait for money.

    Formula: average_outstanding x annual_rate x days_late / 365.

    Args:
        average_outstanding: euros, 0 or more.
        days_late: 0 or more.
        annual_rate: 0 or more.

    Raises:
        InputError: ``required``, ``not_a_number``, ``out_of_range``.

    Source: simple interest; bid2bank.com has the same case.

    >>> round(late_payment(100_000, 60, 0.10)["cost"], 2)
    1643.84
    """
    return {"cost": product(average_outstanding, annual_rate, days_late) / DAYS_IN_A_YEAR}


def _band(times: float | None) -> Band:
    if times is None:
        return "no_cost"
    if exceeds(TIGHT_FROM, times):
        return "loss"
    if exceeds(HEALTHY_FROM, times):
        return "tight"
    return "healthy" if exceeds(STRONG_FROM, times) else "strong"
