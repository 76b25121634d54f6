"""The eight steps of customer-minded business (8 V-scan), and a back-of-a-beer-mat plan for growth (bierviltje).

Sources: the article "8 stappen van klantgericht ondernemen" (the steps, and the four ways to earn
more: aanwas, klantbehoud, retentie and loyaliteit). That a chain is as strong as the geometric mean of its links is a
rule of thumb of this project: a weak link costs more than a strong one repairs.

Words of the source: aanwas is ``new_per_year``, klantbehoud is ``retention`` (staying longer), retentie is
``orders_per_year`` (buying more; called "meer kopen" here, against confusion), loyaliteit is ``referral_rate``.

Conventions: the amount of a year counts at its end, so that of year t is divided by (1 + discount)^t.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, NamedTuple, TypedDict

from calculators.model.errors import InputError
from calculators.model.operation import operation
from calculators.model.quantities import Quantity, Unit
from calculators.operations.arithmetic import exceeds, product, ratio, total

Step = Literal["verkennen", "verfijnen", "verleiden", "veroveren", "verwennen", "verbinden", "verrassen", "verdienen"]
LeverName = Literal["new_per_year", "retention", "orders_per_year", "referral_rate"]

STEPS: tuple[Step, ...] = (
    "verkennen",
    "verfijnen",
    "verleiden",
    "veroveren",
    "verwennen",
    "verbinden",
    "verrassen",
    "verdienen",
)
LEVERS: tuple[LeverName, ...] = ("new_per_year", "retention", "orders_per_year", "referral_rate")

LOWEST_SCORE = 1.0
HIGHEST_SCORE = 10.0
SAME_GAIN = 1e-12
TEN_PERCENT_MORE = 1.1
ONE_POINT = 0.01


def _score(step: str, meaning: str) -> Quantity:
    return Quantity(step, Unit.POINTS, LOWEST_SCORE, HIGHEST_SCORE, meaning=meaning)


class Scores(TypedDict):
    """A score of 1 to 10 for each of the eight steps."""

    verkennen: Annotated[float, _score("verkennen", "Weet je wat er in je markt gebeurt?")]
    verfijnen: Annotated[float, _score("verfijnen", "Weet je wie je ideale klant is?")]
    verleiden: Annotated[float, _score("verleiden", "Ken je de mens achter de klant?")]
    veroveren: Annotated[float, _score("veroveren", "Help je de klant om voor jou te kiezen?")]
    verwennen: Annotated[float, _score("verwennen", "Geef je klanten na de koop aandacht?")]
    verbinden: Annotated[float, _score("verbinden", "Versterk je de band met je klanten?")]
    verrassen: Annotated[float, _score("verrassen", "Maak je van klanten ambassadeurs?")]
    verdienen: Annotated[float, _score("verdienen", "Verhoog je gericht de klantwaarde?")]


Customers = Annotated[
    float, Quantity("aantal klanten", Unit.PEOPLE, minimum=0, meaning="Hoeveel klanten je vandaag hebt.")
]
NewPerYear = Annotated[
    float,
    Quantity("nieuwe klanten per jaar", Unit.PEOPLE, minimum=0, meaning="Aanwas: nieuwe klanten zonder aanbeveling."),
]
Retention = Annotated[
    float, Quantity("klantbehoud", Unit.FRACTION, 0, 1, meaning="Deel van je klanten dat een jaar later nog klant is.")
]
ReferralRate = Annotated[
    float,
    Quantity("aanbevelingen", Unit.FRACTION, minimum=0, meaning="Nieuwe klanten die een klant per jaar aanbrengt."),
]
OrdersPerYear = Annotated[
    float, Quantity("keer per jaar", Unit.TIMES, minimum=0, meaning="Hoe vaak een klant per jaar koopt.")
]
OrderValue = Annotated[
    float, Quantity("bedrag per keer", Unit.EURO, minimum=0, meaning="Wat een klant per keer besteedt, excl. btw.")
]
GrossMargin = Annotated[
    float, Quantity("brutomarge", Unit.FRACTION, 0, 1, meaning="Deel van de omzet dat na inkoop overblijft.")
]
Years = Annotated[int, Quantity("jaren vooruit", Unit.YEARS, 1, 50, meaning="Hoe ver je vooruitkijkt.")]
Discount = Annotated[
    float,
    Quantity("rekenrente", Unit.FRACTION, minimum=0, meaning="Geld van later is vandaag zoveel minder waard."),
]
Spend = Annotated[
    float,
    Quantity("besteding bij jou", Unit.EURO, minimum=0, meaning="Wat een klant per jaar bij jou koopt, excl. btw."),
]
TotalSpend = Annotated[
    float,
    Quantity(
        "totale besteding per klant per jaar",
        Unit.EURO,
        minimum=0,
        meaning="Wat die klant hieraan overal samen besteedt, excl. btw.",
    ),
]
TargetShare = Annotated[
    float,
    Quantity(
        "gewenst klantaandeel",
        Unit.FRACTION,
        0,
        1,
        hardly_small=True,
        meaning="Welk deel daarvan je bij jou wilt zien.",
    ),
]


class Scan(TypedDict):
    """The eight scores as a chain: its strength, its weakest link, and which step up strengthens it most."""

    mean: float
    chain: float
    chain_loss: float
    weakest: Step
    spread: float
    gains: list[float]
    best_next: Step | None


class Growth(TypedDict):
    """Customers and margin of each year, their total today, and where the number of customers is heading."""

    customers: list[float]
    margin: list[float]
    total: float
    steady_state: float


class Lever(TypedDict):
    """What 10% more of one input does; ``capped`` when retention stops at 100%."""

    plus10: float
    elasticity: float | None
    capped: bool


class Levers(TypedDict):
    """The four levers."""

    new_per_year: Lever
    retention: Lever
    orders_per_year: Lever
    referral_rate: Lever


class PerPoint(TypedDict):
    """What one percentage point, or one new customer a year, is worth in euros."""

    retention: float
    referral_rate: float
    new_per_year: float


class LeverComparison(TypedDict):
    """Which lever brings most, alone and together."""

    base: float
    levers: Levers
    order: list[LeverName]
    combined: float
    synergy: float
    per_point: PerPoint


class Wallet(TypedDict):
    """The part of a customer's spending that comes to you, and what a larger part brings in."""

    current_share: float | None
    extra_revenue: float
    extra_margin: float


class Plan(NamedTuple):
    """The inputs of ``growth`` and ``levers``."""

    customers: float
    new_per_year: float
    retention: float
    referral_rate: float
    orders_per_year: float
    order_value: float
    gross_margin: float
    years: int
    discount: float

    @property
    def growth_factor(self) -> float:
        """How many customers there are next year for each one now."""
        return self.retention + self.referral_rate

    @property
    def margin_per_customer(self) -> float:
        """Euros a year."""
        return product(self.orders_per_year, self.order_value, self.gross_margin)


@operation
def scan(scores: Annotated[Scores, "de acht stappen"]) -> Scan:
    """Read the eight scores as a chain of links.

    ``chain`` = the geometric mean, ``chain_loss`` = 1 - chain/mean: what is lost because the links differ. ``gains`` =
    how much the chain grows when one step goes up by 1 (not above 10), in the order of the steps; ``best_next`` is the
    first with the largest gain (differences below 1e-12 are none), None when nothing can go up.

    Args:
        scores: 1 to 10 for each step.

    Raises:
        InputError: ``required``, ``wrong_type``, ``not_a_number``, ``out_of_range``.

    Source: steps of source 003; the chain is a rule of thumb of this project.

    >>> outcome = scan({"verkennen": 7, "verfijnen": 6, "verleiden": 8, "veroveren": 5, "verwennen": 3,
    ...                 "verbinden": 4, "verrassen": 3, "verdienen": 6})
    >>> outcome["mean"], round(outcome["chain"], 3), outcome["weakest"]
    (5.25, 4.954, 'verwennen')
    """
    links = [scores[step] for step in STEPS]
    mean = math.fsum(links) / len(links)
    chain = _geometric_mean(links)
    gains = [_geometric_mean(_one_higher(links, index)) - chain for index in range(len(links))]
    largest = max(gains)
    return {
        "mean": mean,
        "chain": chain,
        "chain_loss": max(0.0, 1 - chain / mean),
        "weakest": STEPS[links.index(min(links))],
        "spread": max(links) - min(links),
        "gains": gains,
        "best_next": None
        if largest < SAME_GAIN
        else next(step for step, gain in zip(STEPS, gains, strict=True) if largest - gain < SAME_GAIN),
    }


@operation
def growth(
    customers: Customers,
    new_per_year: NewPerYear,
    retention: Retention,
    referral_rate: ReferralRate,
    orders_per_year: OrdersPerYear,
    order_value: OrderValue,
    gross_margin: GrossMargin,
    years: Years,
    discount: Discount = 0.0,
) -> Growth:
    """Project customers and margin over some years.

    N_t = (r + rho) N_{t-1} + A, with r the retention, rho the referral rate and A the new customers a year; the margin
    of year t is N_t times orders, order value and gross margin. ``total`` is their sum, each divided by
    (1 + discount)^t. ``steady_state`` = A / (1 - r - rho) is where the number of customers heads for, infinity when
    r + rho is 1 or more.

    Args:
        customers: today, 0 or more.
        new_per_year: 0 or more, apart from those referred.
        retention: fraction of 0 to 1.
        referral_rate: new customers each customer brings a year, 0 or more.
        orders_per_year: a customer, 0 or more.
        order_value: euros, 0 or more.
        gross_margin: fraction of 0 to 1.
        years: a whole number of 1 to 50.
        discount: a year, 0 or more.

    Raises:
        InputError: ``required``, ``wrong_type``, ``not_a_number``, ``not_integer``, ``out_of_range``.

    Source: after the terms of source 003; a linear recursion with closed form N_n = q^n N_0 + A (1 - q^n)/(1 - q),
    q = r + rho.

    >>> outcome = growth(200, 40, 0.8, 0.05, 3, 150, 0.6, 5)
    >>> [round(each, 2) for each in outcome["customers"]], round(outcome["total"], 2)
    ([210.0, 218.5, 225.73, 231.87, 237.09], 303257.94)
    """
    plan = Plan(
        customers,
        new_per_year,
        retention,
        referral_rate,
        orders_per_year,
        order_value,
        gross_margin,
        years,
        discount,
    )
    counts = _customers(plan, discount=0.0)
    return {
        "customers": counts,
        "margin": [product(count, plan.margin_per_customer) for count in counts],
        "total": _total(plan),
        "steady_state": new_per_year / (1 - plan.growth_factor) if exceeds(1, plan.growth_factor) else math.inf,
    }


@operation
def levers(
    customers: Customers,
    new_per_year: NewPerYear,
    retention: Retention,
    referral_rate: ReferralRate,
    orders_per_year: OrdersPerYear,
    order_value: OrderValue,
    gross_margin: GrossMargin,
    years: Years,
    discount: Discount = 0.0,
) -> LeverComparison:
    """Compare four ways to earn more, by what each adds to the total of ``growth``.

    ``plus10`` = the total with that input times 1.1 (retention at most 1, then ``capped``) minus the base;
    ``elasticity`` = derivative times input / total, the percentage that 1% more brings (None when the base is 0 or too
    large to count). ``order`` holds the levers by ``plus10``, largest first. ``combined`` is all four at once,
    ``synergy`` what that brings beyond the four apart. ``per_point`` is one percentage point of retention (at most
    to 1) or referral rate, or one new customer a year: a fairer comparison, as 10% is not equally hard everywhere.

    With P_t = N_t / (1 + i)^t the derivatives follow dP_t/dr = (P_{t-1} + q dP_{t-1}/dr) / (1 + i), the same for
    rho; N is linear in A, and the total is proportional to the orders.

    Args:
        customers: as for ``growth``.
        new_per_year: as for ``growth``.
        retention: as for ``growth``.
        referral_rate: as for ``growth``.
        orders_per_year: as for ``growth``.
        order_value: as for ``growth``.
        gross_margin: as for ``growth``.
        years: as for ``growth``.
        discount: as for ``growth``.

    Raises:
        InputError: as ``growth``.

    Source: point elasticities of the model of ``growth``.

    >>> outcome = levers(200, 40, 0.8, 0.05, 3, 150, 0.6, 5)
    >>> outcome["order"][0], round(outcome["levers"]["retention"]["plus10"], 2), round(outcome["synergy"], 2)
    ('retention', 62715.75, 10539.02)
    """
    plan = Plan(
        customers,
        new_per_year,
        retention,
        referral_rate,
        orders_per_year,
        order_value,
        gross_margin,
        years,
        discount,
    )
    base = _total(plan)

    def increase(larger: Plan) -> float:
        """How much the total grows when the larger plan comes instead."""
        if larger == plan:
            return 0.0
        return _total(larger) - base if math.isfinite(base) else math.inf

    more = _ten_percent_more(plan)
    plus10: dict[LeverName, float] = {
        "new_per_year": increase(plan._replace(new_per_year=more.new_per_year)),
        "retention": increase(plan._replace(retention=more.retention)),
        "orders_per_year": increase(plan._replace(orders_per_year=more.orders_per_year)),
        "referral_rate": increase(plan._replace(referral_rate=more.referral_rate)),
    }
    combined = increase(more)
    elasticities = _elasticities(plan, base)
    capped = exceeds(TEN_PERCENT_MORE * retention, 1)

    def lever(name: LeverName) -> Lever:
        return {
            "plus10": plus10[name],
            "elasticity": elasticities[name],
            "capped": capped and name == "retention",
        }

    return {
        "base": base,
        "levers": {
            "new_per_year": lever("new_per_year"),
            "retention": lever("retention"),
            "orders_per_year": lever("orders_per_year"),
            "referral_rate": lever("referral_rate"),
        },
        "order": _largest_first(plus10),
        "combined": combined,
        "synergy": combined - total(list(plus10.values())) if math.isfinite(combined) else combined,
        "per_point": {
            "retention": increase(plan._replace(retention=min(1.0, retention + ONE_POINT))),
            "referral_rate": increase(plan._replace(referral_rate=referral_rate + ONE_POINT)),
            "new_per_year": increase(plan._replace(new_per_year=new_per_year + 1)),
        },
    }


@operation
def wallet(
    customers: Customers,
    spend_with_us: Spend,
    total_spend: TotalSpend,
    target_share: TargetShare,
    gross_margin: GrossMargin,
) -> Wallet:
    """Work out what a larger share of each customer's spending brings in (klantaandeel).

    ``current_share`` = spent with you / spent in total (None when the total is 0); ``extra_revenue`` = customers x
    (target share x total spend - spend with you), negative when the target is below the current share;
    ``extra_margin`` = extra revenue x gross margin.

    Args:
        customers: 0 or more.
        spend_with_us: euros a customer a year, 0 or more and not above the total.
        total_spend: euros a customer a year, 0 or more.
        target_share: fraction of 0 to 1.
        gross_margin: fraction of 0 to 1.

    Raises:
        InputError: ``required``, ``wrong_type``, ``not_a_number``, ``out_of_range``; the last also when more is spent
            with you than in total.

    Source: elementary.

    >>> wallet(100, 300, 1000, 0.4, 0.5)
    {'current_share': 0.3, 'extra_revenue': 10000.0, 'extra_margin': 5000.0}
    """
    if spend_with_us > total_spend:
        raise InputError(
            "out_of_range",
            "spend_with_us",
            "Vul bij besteding bij jou hoogstens de totale besteding in, of verhoog de totale besteding.",
        )
    extra_revenue = customers * (target_share * total_spend - spend_with_us)
    return {
        "current_share": ratio(spend_with_us, total_spend),
        "extra_revenue": extra_revenue,
        "extra_margin": product(extra_revenue, gross_margin),
    }


OPERATIONS = (scan, growth, levers, wallet)


def _geometric_mean(links: Sequence[float]) -> float:
    """Return the eighth root of the product: three square roots, which every machine rounds alike."""
    return math.sqrt(math.sqrt(math.sqrt(math.prod(links))))


def _one_higher(links: Sequence[float], index: int) -> list[float]:
    return [*links[:index], min(HIGHEST_SCORE, links[index] + 1), *links[index + 1 :]]


def _customers(plan: Plan, discount: float) -> list[float]:
    """Return N_t / (1 + discount)^t for each year.

    Discounting happens on the way, so that a steep growth and a steep discount do not both become too large.
    """
    factor = plan.growth_factor / (1 + discount)
    newcomers, present = plan.new_per_year, plan.customers
    counts = []
    for _ in range(plan.years):
        newcomers /= 1 + discount
        present = product(factor, present) + newcomers
        counts.append(present)
    return counts


def _total(plan: Plan) -> float:
    return product(plan.margin_per_customer, total(_customers(plan, plan.discount)))


def _ten_percent_more(plan: Plan) -> Plan:
    """Return the plan with all four levers up."""
    return plan._replace(
        new_per_year=TEN_PERCENT_MORE * plan.new_per_year,
        retention=min(1.0, TEN_PERCENT_MORE * plan.retention),
        orders_per_year=TEN_PERCENT_MORE * plan.orders_per_year,
        referral_rate=TEN_PERCENT_MORE * plan.referral_rate,
    )


def _elasticities(plan: Plan, base: float) -> dict[LeverName, float | None]:
    if base == 0 or math.isinf(base):
        return dict.fromkeys(LEVERS)
    whole = total(_customers(plan, plan.discount))
    slope = total(_slopes(plan))
    return {
        "new_per_year": total(_customers(plan._replace(customers=0.0), plan.discount)) / whole,
        "retention": product(plan.retention, slope) / whole,
        "orders_per_year": 1.0,
        "referral_rate": product(plan.referral_rate, slope) / whole,
    }


def _slopes(plan: Plan) -> list[float]:
    """Return the derivative of each discounted number of customers to the growth factor r + rho."""
    factor = plan.growth_factor / (1 + plan.discount)
    before = [plan.customers, *_customers(plan, plan.discount)[:-1]]
    slope = 0.0
    slopes = []
    for present in before:
        slope = present / (1 + plan.discount) + factor * slope
        slopes.append(slope)
    return slopes


def _largest_first(increases: Mapping[LeverName, float]) -> list[LeverName]:
    """Return the names by increase; increases that differ by the last bits only keep the order of the levers."""
    names = list(LEVERS)
    order: list[LeverName] = []
    while names:
        largest = max(increases[name] for name in names)
        first = next(name for name in names if not exceeds(largest, increases[name]))
        names.remove(first)
        order.append(first)
    return order
