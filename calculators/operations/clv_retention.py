"""Customer value when the same share of customers stays every period.

A customer pays a margin m every period, stays with probability r from one period to the next, and a payment one
period later is worth 1 + i times less. What that adds up to depends on when the payments fall (the timing):

    timing           payment t = 0, 1, 2, ... is made with probability    discounted over    value without end
    new_immediate    r^t                                                  t                  m (1 + i) / (1 + i - r)
    new_end          r^t                                                  t + 1              m / (1 + i - r)
    existing_end     r^(t + 1)                                            t + 1              m r / (1 + i - r)
    new_mid          r^t                                                  t + 1/2            m sqrt(1 + i) / (1 + i - r)

Every value here is the first payment times a geometric series with ratio Q = r / (1 + i); with growth g of the margin,
q = r (1 + g) takes the place of r. The series is made from its loss per period, 1 - Q, because that keeps its digits
where Q is close to 1.

Sources: S. Gupta & D. Lehmann, "Customers as Assets", Journal of Interactive Marketing 17 (2003) 9-24 (existing_end);
P. Berger & N. Nasr, "Customer lifetime value: marketing models and applications", Journal of Interactive Marketing 12
(1998) 17-30 (the other timings); S. Gupta, D. Lehmann & J. Stuart, "Valuing Customers", Journal of Marketing Research
41 (2004) 7-18 (elasticity).
"""

from __future__ import annotations

import math
import sys
from typing import Annotated, Literal, TypedDict

from calculators.model.errors import InputError
from calculators.model.operation import operation
from calculators.model.quantities import Items, Options, Quantity, Unit
from calculators.operations.arithmetic import TOLERANCE, exceeds, product

Timing = Literal["new_immediate", "new_end", "existing_end", "new_mid"]
NewTiming = Literal["new_immediate", "new_end"]

MONTHS_IN_A_YEAR = 12

# Beyond this exponent e^x is too large for a double.
_LARGEST_EXPONENT = math.log(sys.float_info.max)

Margin = Annotated[
    float, Quantity("marge per periode", Unit.EURO, meaning="Wat je per periode aan de klant overhoudt, excl. btw.")
]
Retention = Annotated[
    float,
    Quantity("klantbehoud", Unit.FRACTION, 0, 1, meaning="Welk deel van de klanten een periode later nog klant is."),
]
FirstRetention = Annotated[
    float,
    Quantity(
        "klantbehoud na het eerste jaar",
        Unit.FRACTION,
        0,
        1,
        hardly_small=True,
        meaning="Hoeveel klanten een tweede keer komen.",
    ),
]
Churn = Annotated[
    float, Quantity("vertrek", Unit.FRACTION, 0, 1, meaning="Welk deel van de klanten per periode vertrekt.")
]
Lifespan = Annotated[
    float, Quantity("klantduur", Unit.TIMES, minimum=1, meaning="Hoeveel periodes een klant gemiddeld blijft.")
]
Discount = Annotated[
    float,
    Quantity(
        "rekenrente",
        Unit.FRACTION,
        minimum=0,
        meaning="Hoeveel minder een euro je waard is als je hem een periode later krijgt.",
    ),
]
Growth = Annotated[
    float,
    Quantity(
        "groei per jaar", Unit.FRACTION, above=-1, may_be_less=True, meaning="Hoeveel de marge per periode stijgt."
    ),
]
AcquisitionCost = Annotated[
    float,
    Quantity("wervingskosten", Unit.EURO, minimum=0, meaning="Wat het kost om één klant te werven, excl. btw."),
]
TimingChoice = Annotated[
    Timing,
    Options(
        "moment van betalen",
        (
            "nieuwe klant, betaalt aan het begin van elke periode",
            "nieuwe klant, betaalt aan het eind van elke periode",
            "klant die je al hebt, betaalt aan het eind van elke periode",
            "nieuwe klant, betaalt halverwege elke periode",
        ),
        meaning="Wanneer de eerste betaling valt.",
    ),
]


class InfiniteValue(TypedDict):
    """The value of a customer, of a margin of 1, and how many payments to expect."""

    clv: float
    multiple: float
    expected_periods: float


class MultipleTable(TypedDict):
    """A row for every retention, a column for every discount."""

    table: list[list[float]]


class Value(TypedDict):
    """The value of a customer."""

    clv: float


class ValueAndMultiple(TypedDict):
    """The value of a customer, and of a margin of 1."""

    clv: float
    multiple: float


class Payback(TypedDict):
    """Months until the acquisition cost is earned back; None is never."""

    simple_months: float | None
    months: float | None


class RetentionUplift(TypedDict):
    """What better retention does to the value of a customer."""

    uplift: float | None
    elasticity: float
    capped: bool


class RetentionForms(TypedDict):
    """The same retention said in four ways."""

    retention: float
    churn: float
    lifespan: float
    retention_month: float


class RetentionAndChurn(TypedDict):
    """The share that stayed and the share that left."""

    retention: float
    churn: float


@operation
def infinite(
    margin: Margin, retention: Retention, discount: Discount, timing: TimingChoice, growth: Growth = 0
) -> InfiniteValue:
    """Value a customer over an endless horizon.

    The formulas stand at the top of this module, with q = r (1 + growth) for r, also in the numerator of
    ``existing_end``: growth starts with the second payment of a new customer, and with the first future payment of one
    you have. ``multiple`` is the value of a margin of 1. ``expected_periods``, the number of payments to expect, is
    1 / (1 - r) for a new customer and r / (1 - r) for one you have; growth and discount play no part in it.
    Infinite where q >= 1 + discount; a margin of 0 stays worth 0.

    Args:
        margin: contribution per period in euros excl. btw; may be negative.
        retention: per period, 0 to 1.
        discount: per period, 0 or more.
        timing: when the payments fall.
        growth: of the margin per period, above -1.

    Raises:
        InputError: ``required``, ``not_a_number``, ``out_of_range``, ``unknown_choice``.

    Source: Gupta & Lehmann (2003) for ``existing_end``, Berger & Nasr (1998) for the others.

    >>> round(infinite(1000, 0.85, 0.08, "existing_end")["clv"], 2)
    3695.65
    """
    unit_value = multiple(retention, discount, timing, growth)
    return {
        "clv": product(margin, unit_value),
        "multiple": unit_value,
        "expected_periods": _expected_payments(retention, timing),
    }


@operation
def multiple_table(
    retentions: Annotated[list[Retention], Items("klantbehoud", "klantbehoud")],
    discounts: Annotated[list[Discount], Items("rekenrentes", "rekenrente")],
    timing: TimingChoice,
) -> MultipleTable:
    """Tabulate the value of a margin of 1 per period, over an endless horizon.

    Formula: as ``infinite``, for every retention (rows) and discount (columns).

    Args:
        retentions: per period, 0 to 1; at least one.
        discounts: per period, 0 or more; at least one.
        timing: when the payments fall.

    Raises:
        InputError: as ``infinite``, and ``empty_list``.

    Source: Gupta & Lehmann (2003), who print the table of ``existing_end``.

    >>> [round(value, 2) for value in multiple_table([0.8], [0.1, 0.12], "existing_end")["table"][0]]
    [2.67, 2.5]
    """
    return {"table": [[multiple(retention, discount, timing) for discount in discounts] for retention in retentions]}


@operation
def finite(
    margin: Margin,
    retention: Retention,
    discount: Discount,
    timing: TimingChoice,
    periods: Annotated[int, Quantity("aantal betalingen", Unit.TIMES, minimum=1, meaning="Over hoeveel betalingen.")],
    growth: Growth = 0,
) -> Value:
    """Value the first payments of a customer.

    Formula: first payment x (1 - Q^n) / (1 - Q) with Q = r (1 + growth) / (1 + discount); n times the first payment
    where Q = 1.

    Args:
        margin: contribution per period in euros excl. btw; may be negative.
        retention: per period, 0 to 1.
        discount: per period, 0 or more.
        timing: when the payments fall.
        periods: the number of payments n, 1 or more.
        growth: of the margin per period, above -1.

    Raises:
        InputError: as ``infinite``, and ``not_integer``.

    Source: Berger & Nasr (1998).

    >>> round(finite(1200, 0.8, 0.07, "existing_end", 5)["clv"], 2)
    2724.87
    """
    return {"clv": product(margin, multiple(retention, discount, timing, growth, periods))}


@operation
def two_stage(
    margin: Margin,
    first_retention: FirstRetention,
    retention: Annotated[
        float,
        Quantity("klantbehoud", Unit.FRACTION, 0, 1, meaning="Hoeveel klanten daarna elke periode blijven."),
    ],
    discount: Discount,
    timing: Annotated[
        NewTiming,
        Options(
            "moment van betalen",
            (
                "nieuwe klant, betaalt aan het begin van elke periode",
                "nieuwe klant, betaalt aan het eind van elke periode",
            ),
        ),
    ],
) -> ValueAndMultiple:
    """Value a new customer when most that leave do so after the first period.

    Formula: m (1 + r1 / (1 + i - r)) for ``new_immediate``; that divided by 1 + i for ``new_end``. Infinite where
    nobody leaves after the first period (r = 1) and i = 0, unless r1 or the margin is 0. One point of retention after
    the first period is worth 0.01 m / (1 + i - r).

    Args:
        margin: contribution per period in euros excl. btw; may be negative.
        first_retention: the share r1 that stays after the first period, 0 to 1.
        retention: the share r that stays in every later period, 0 to 1.
        discount: per period, 0 or more.
        timing: ``new_immediate`` or ``new_end``.

    Raises:
        InputError: as ``infinite``.

    Source: the series written out; freemathhelp.com thread 92447 has the case 1 + 0.5 / (1 - 0.75).

    >>> two_stage(1, 0.5, 0.75, 0, "new_immediate")["clv"]
    3.0
    """
    unit_value = 1 + product(first_retention, multiple(retention, discount, "new_end"))
    if timing == "new_end":
        unit_value /= 1 + discount
    return {"clv": product(margin, unit_value), "multiple": unit_value}


@operation
def payback(
    acquisition_cost: AcquisitionCost,
    margin_per_month: Annotated[
        float, Quantity("marge per maand", Unit.EURO, meaning="Wat je per maand aan de klant overhoudt, excl. btw.")
    ],
    retention_month: Annotated[
        float, Quantity("klantbehoud per maand", Unit.FRACTION, 0, 1, meaning="Welk deel een maand later nog klant is.")
    ] = 1,
    discount_month: Annotated[
        float,
        Quantity(
            "rekenrente per maand",
            Unit.FRACTION,
            minimum=0,
            meaning="Uit een jaarrente: (1 + rente) tot de macht 1/12, min 1.",
        ),
    ] = 0,
) -> Payback:
    """Find after how many monthly payments the acquisition cost is earned back.

    ``simple_months`` = cost / margin. ``months`` is the smallest number n of payments, the first at once, with
    m (1 + Q + ... + Q^(n-1)) >= cost (to 1e-9), Q = r / (1 + i). Both are None when the margin is not above 0, and
    ``months`` also when all payments together, m / (1 - Q), do not come above the cost. Both are 0 without a cost.

    Args:
        acquisition_cost: euros excl. btw, 0 or more.
        margin_per_month: contribution per month in euros excl. btw; may be negative.
        retention_month: per month, 0 to 1.
        discount_month: per month, 0 or more.

    Raises:
        InputError: ``required``, ``not_a_number``, ``out_of_range``.

    Source: the geometric series, solved for its length.

    >>> payback(900, 100, 0.95, 0.005)
    {'simple_months': 9.0, 'months': 13}
    """
    if acquisition_cost == 0:
        return {"simple_months": 0.0, "months": 0}
    if margin_per_month <= 0:
        return {"simple_months": None, "months": None}
    loss = _headroom(retention_month, discount_month, 0) / (1 + discount_month)
    return {
        "simple_months": acquisition_cost / margin_per_month,
        "months": _payments_until(acquisition_cost, margin_per_month, loss),
    }


@operation
def retention_uplift(
    retention: Retention,
    delta: Annotated[
        float, Quantity("verbetering", Unit.FRACTION, minimum=0, meaning="Hoeveel punten het klantbehoud stijgt.")
    ],
    discount: Discount,
    timing: TimingChoice,
) -> RetentionUplift:
    """Find how much more a customer is worth when retention rises.

    ``uplift`` = value(min(1, r + delta)) / value(r) - 1, worked out so that a small delta keeps its digits:
    gain / (1 + i - r - gain) for new customers, (1 + i) / r times that for ``existing_end``, with
    gain = min(delta, 1 - r). None when value(r) is 0 or infinite, infinite when only the new value is.
    ``elasticity`` is the percent of value that one percent of retention brings: (1 + i) / (1 + i - r) for
    ``existing_end``, r / (1 + i - r) for new customers. ``capped`` tells that r + delta came above 1.

    Args:
        retention: per period, 0 to 1.
        delta: what is added to it, 0 or more: 0.05 is five points.
        discount: per period, 0 or more.
        timing: when the payments fall.

    Raises:
        InputError: as ``infinite``.

    Source: the derivative of the formulas of ``infinite``; Gupta, Lehmann & Stuart (2004) find an elasticity of
    about 5 for listed firms.

    >>> round(retention_uplift(0.8, 0.05, 0.1, "existing_end")["uplift"], 3)
    0.275
    """
    raised = min(1.0, retention + delta)
    headroom, headroom_raised = _headroom(retention, discount, 0), _headroom(raised, discount, 0)
    existing = timing == "existing_end"
    numerator = 1 + discount if existing else retention
    uplift: float | None
    if headroom == 0 or (existing and retention == 0):
        uplift = None
    elif headroom_raised == 0:
        uplift = math.inf
    else:
        gain = min(delta, 1 - retention)
        uplift = product(gain / headroom_raised, (1 + discount) / retention if existing else 1.0)
    return {
        "uplift": uplift,
        "elasticity": numerator / headroom if headroom else math.inf,
        "capped": retention + delta > 1,
    }


@operation
def convert(
    retention: Retention | None = None,
    churn: Churn | None = None,
    lifespan: Lifespan | None = None,
) -> RetentionForms:
    """Say retention as churn, as lifespan and per month.

    Formula: churn = 1 - retention; lifespan = 1 / churn in periods (infinite without churn); retention_month =
    retention^(1/12) when the period is a year.

    Args:
        retention: the share that stays per period, 0 to 1.
        churn: the share that leaves per period, 0 to 1.
        lifespan: the mean number of periods, 1 or more. Exactly one of the three is given.

    Raises:
        InputError: ``not_a_number``, ``out_of_range``, and ``exactly_one`` (field ``retention``) with none or several.

    Source: the mean of a geometric distribution; Best, Market-Based Management, prints lifespans 4, 5 and 6.

    >>> round(convert(lifespan=6)["retention"], 3)
    0.833
    """
    match retention, churn, lifespan:
        case stay, None, None if stay is not None:
            leave = 1 - stay
        case None, leave, None if leave is not None:
            stay = 1 - leave
        case None, None, periods if periods is not None:
            leave = 1 / periods
            stay = 1 - leave
        case _:
            message = "Vul precies één van deze drie in: klantbehoud, vertrek of klantduur. Maak de andere leeg."
            raise InputError("exactly_one", "retention", message)
    return {
        "retention": stay,
        "churn": leave,
        "lifespan": lifespan or (1 / leave if leave else math.inf),
        "retention_month": stay ** (1 / MONTHS_IN_A_YEAR),
    }


@operation
def retention_from_counts(
    start: Annotated[float, Quantity("klanten aan het begin", Unit.PEOPLE, above=0)],
    new: Annotated[float, Quantity("nieuwe klanten", Unit.PEOPLE, minimum=0, meaning="Erbij gekomen in de periode.")],
    end: Annotated[
        float, Quantity("klanten aan het eind", Unit.PEOPLE, minimum=0, meaning="De nieuwe klanten tellen mee.")
    ],
) -> RetentionAndChurn:
    """Calculate retention from the number of customers before and after a period.

    Formula: retention = (end - new) / start; churn = 1 - retention.

    Args:
        start: customers at the start, more than 0.
        new: customers who came during the period, 0 or more, all of them still there at the end.
        end: customers at the end, 0 or more.

    Raises:
        InputError: ``required``, ``not_a_number``, ``out_of_range``; also ``out_of_range`` at ``new`` when it is more
            than ``end``, and at ``end`` when more customers stayed than there were.

    Source: the definition of retention.

    >>> retention_from_counts(200, 30, 200)
    {'retention': 0.85, 'churn': 0.15}
    """
    stayed = end - new
    if exceeds(new, end):
        message = "Het aantal nieuwe klanten is hoger dan het aantal klanten aan het eind. Vul hoogstens dat aantal in."
        raise InputError("out_of_range", "new", message)
    if exceeds(stayed, start):
        message = (
            "Het aantal klanten aan het eind is hoger dan dat aan het begin en de nieuwe klanten samen. "
            "Vul hoogstens die som in."
        )
        raise InputError("out_of_range", "end", message)
    stayed = max(0.0, min(stayed, start))
    return {"retention": stayed / start, "churn": (start - stayed) / start}


def multiple(retention: float, discount: float, timing: Timing, growth: float = 0, periods: float = math.inf) -> float:
    """Return the value of a margin of 1 over a number of payments, endless when none is given.

    >>> round(multiple(0.8, 0.1, "existing_end"), 2)
    2.67
    """
    loss = _headroom(retention, discount, growth) / (1 + discount)
    return product(_first_payment(retention * (1 + growth), discount, timing), _series(loss, periods))


def _headroom(retention: float, discount: float, growth: float) -> float:
    """Return 1 + i - q; above 0 the value without end is finite.

    The 1 is taken from r, which is exact: beside 1 a small i would lose its digits.
    """
    headroom = discount - ((retention - 1) + retention * growth)
    if growth and retention * (1 + growth) >= 1 + discount:
        # 0.95 x 1.1 is 1 + 0.045 to whoever typed it; the last bits must not make a finite value of it.
        return min(headroom, 0.0)
    return headroom


def _first_payment(kept: float, discount: float, timing: Timing) -> float:
    """Return the value of the first payment for a margin of 1; ``kept`` is q, retention with growth."""
    match timing:
        case "new_immediate":
            return 1.0
        case "new_end":
            return 1 / (1 + discount)
        case "existing_end":
            return kept / (1 + discount)
        case "new_mid":
            return 1 / math.sqrt(1 + discount)


def _series(loss: float, count: float) -> float:
    """Return 1 + Q + ... + Q^(count - 1) for Q = 1 - loss; ``count`` may be infinite."""
    if loss == 0:
        return float(count)
    if loss >= 1:
        return 1.0
    exponent = count * math.log1p(-loss)
    if exponent > _LARGEST_EXPONENT:
        # Q^count is so large that the 1 beside it no longer counts.
        exponent -= math.log(-loss)
        return math.exp(exponent) if exponent < _LARGEST_EXPONENT else math.inf
    return -math.expm1(exponent) / loss


def _expected_payments(retention: float, timing: Timing) -> float:
    first = retention if timing == "existing_end" else 1.0
    return first / (1 - retention) if retention < 1 else math.inf


def _payments_until(cost: float, margin: float, loss: float) -> float | None:
    """Return the smallest number of payments that repay the cost (above 0), or None when they never do."""
    if loss > 0 and not exceeds(margin / loss, cost):
        return None
    without_loss = max(0.0, cost - TOLERANCE * max(1.0, cost)) / margin
    if without_loss == math.inf:
        return math.inf
    if loss >= 1:
        estimate = 1.0
    elif without_loss * loss > 0:
        estimate = math.log1p(-without_loss * loss) / math.log1p(-loss)
    else:
        estimate = without_loss
    if estimate == math.inf:
        return math.inf
    # The closed form can be one off by its last bits; the payments themselves decide.
    nearest = max(2, math.ceil(estimate))
    for count in (nearest - 1, nearest):
        if not exceeds(cost, product(margin, _series(loss, count))):
            return count
    return nearest + 1
