"""What a customer is worth beside the own invoices: new customers, and how it is to work together.

Sources: V. Kumar, J. Petersen & R. Leone, "How Valuable Is Word of Mouth?", Harvard Business Review 85 (2007)
139-146 (referral value and the four kinds of customers); the soft factors are those of the article Klantwaarde of
this site.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated, Literal, NotRequired, TypedDict

from calculators.model.operation import operation
from calculators.model.quantities import Items, Quantity, Unit, Words
from calculators.operations.arithmetic import exceeds, product
from calculators.operations.clv_retention import Discount, Retention, TimingChoice, multiple

Quadrant = Literal["champion", "affluent", "advocate", "miser"]
SoftFactor = Literal["collaboration", "energy", "loyalty", "referrals", "feedback"]

SOFT_FACTORS: tuple[SoftFactor, ...] = ("collaboration", "energy", "loyalty", "referrals", "feedback")

# The Dutch school pass mark.
PASS_MARK = 5.5

ReferralsPerYear = Annotated[
    float, Quantity("aangebrachte klanten per jaar", Unit.PEOPLE, minimum=0, meaning="Door één klant.")
]
ShareTypeOne = Annotated[
    float,
    Quantity(
        "deel dat anders niet gekomen was",
        Unit.FRACTION,
        0,
        1,
        meaning="De anderen waren ook zonder aanbeveling klant geworden.",
    ),
]
Incentive = Annotated[
    float,
    Quantity(
        "beloning per aangebrachte klant",
        Unit.EURO,
        minimum=0,
        meaning="Wat je voor een aangebrachte klant geeft, excl. btw.",
    ),
]


class RatedCustomer(TypedDict):
    """A customer with the value of the own invoices and that of the customers brought in."""

    name: Annotated[str, Words("naam", "Hoe jij deze klant noemt.")]
    clv: Annotated[float, Quantity("klantwaarde", Unit.EURO, meaning="Wat de klant zelf oplevert, excl. btw.")]
    crv: Annotated[
        float, Quantity("aanbrengwaarde", Unit.EURO, meaning="Wat de klanten opleveren die deze klant aanbrengt.")
    ]


class SoftScores(TypedDict):
    """Grades for what does not stand on an invoice; absent or None is not answered."""

    collaboration: NotRequired[
        Annotated[float, Quantity("samenwerking", Unit.POINTS, 1, 10, meaning="Hoe makkelijk werken jullie samen?")]
        | None
    ]
    energy: NotRequired[
        Annotated[float, Quantity("energie", Unit.POINTS, 1, 10, meaning="Hoeveel energie krijg je van deze klant?")]
        | None
    ]
    loyalty: NotRequired[
        Annotated[float, Quantity("loyaliteit", Unit.POINTS, 1, 10, meaning="Hoe trouw is deze klant?")] | None
    ]
    referrals: NotRequired[
        Annotated[float, Quantity("aanbevelingen", Unit.POINTS, 1, 10, meaning="Brengt deze klant anderen aan?")] | None
    ]
    feedback: NotRequired[
        Annotated[float, Quantity("feedback", Unit.POINTS, 1, 10, meaning="Hoeveel leer je van deze klant?")] | None
    ]


class SoftWeights(TypedDict):
    """How much each factor counts; absent or None is 1."""

    collaboration: NotRequired[Annotated[float, Quantity("samenwerking", Unit.WEIGHT, minimum=0)] | None]
    energy: NotRequired[Annotated[float, Quantity("energie", Unit.WEIGHT, minimum=0)] | None]
    loyalty: NotRequired[Annotated[float, Quantity("loyaliteit", Unit.WEIGHT, minimum=0)] | None]
    referrals: NotRequired[Annotated[float, Quantity("aanbevelingen", Unit.WEIGHT, minimum=0)] | None]
    feedback: NotRequired[Annotated[float, Quantity("feedback", Unit.WEIGHT, minimum=0)] | None]


class ReferralValue(TypedDict):
    """What a customer is worth through the customers brought in."""

    value_per_referral: float
    annual: float
    crv: float
    reproduction: float


class Quadrants(TypedDict):
    """The two medians, and by name on which side of them a customer is."""

    clv_cut: float
    crv_cut: float
    quadrant: dict[str, Quadrant]


class SoftScore(TypedDict):
    """The weighted mean grade, on how many answers it stands, and whether it is a pass."""

    score: float | None
    answered: int
    sufficient: bool | None


@operation
def referral(
    referrals_per_year: ReferralsPerYear,
    share_type_one: ShareTypeOne,
    referred_value: Annotated[
        float, Quantity("klantwaarde van een aangebrachte klant", Unit.EURO, meaning="Excl. btw.")
    ],
    acquisition_saved: Annotated[
        float, Quantity("bespaarde wervingskosten", Unit.EURO, minimum=0, meaning="Per aangebrachte klant, excl. btw.")
    ],
    incentive: Incentive,
    retention: Retention,
    discount: Discount,
    timing: TimingChoice,
) -> ReferralValue:
    """Value a customer by the customers brought in.

    A referred customer of type one would not have come otherwise and counts with a lifetime value; one of type two
    would have come anyway and counts with the acquisition cost that is saved. With share f of type one and n
    referrals a year: value_per_referral = f x referred_value + (1 - f) x acquisition_saved - incentive; annual = n
    times that; crv = annual x the multiple of ``clv.infinite``. ``reproduction`` = n f / (1 - retention) is how many
    new type-one customers one customer brings in a lifetime: from 1 on the base grows by itself. It is 0 when n f = 0,
    and otherwise infinite when retention = 1.

    Args:
        referrals_per_year: 0 or more.
        share_type_one: 0 to 1.
        referred_value: euros excl. btw; may be negative.
        acquisition_saved: euros excl. btw, 0 or more.
        incentive: euros excl. btw, 0 or more.
        retention: of the referring customer per year, 0 to 1.
        discount: per year, 0 or more.
        timing: when the payments fall.

    Raises:
        InputError: ``required``, ``not_a_number``, ``out_of_range``, ``unknown_choice``.

    Source: Kumar, Petersen & Leone (2007).

    >>> outcome = referral(0.4, 0.6, 2000, 300, 50, 0.85, 0.08, "new_immediate")
    >>> outcome["value_per_referral"], round(outcome["crv"], 2)
    (1270.0, 2385.39)
    """
    value_per_referral = share_type_one * referred_value + (1 - share_type_one) * acquisition_saved - incentive
    annual = product(referrals_per_year, value_per_referral)
    new_per_year = referrals_per_year * share_type_one
    return {
        "value_per_referral": value_per_referral,
        "annual": annual,
        "crv": product(annual, multiple(retention, discount, timing)),
        "reproduction": new_per_year / (1 - retention) if retention < 1 else product(new_per_year, math.inf),
    }


@operation
def quadrants(
    customers: Annotated[list[RatedCustomer], Items("klanten", "klant", unique="name")],
) -> Quadrants:
    """Divide customers in four by their own value and by the value they bring in.

    The cuts are the medians of both values. On or above both cuts: champion; own value only: affluent; brought in
    only: advocate; neither: miser.

    Args:
        customers: at least one, with names that differ; both values in euros excl. btw.

    Raises:
        InputError: ``required``, ``not_a_number``, ``empty_list``, ``duplicate_name``.

    Source: Kumar, Petersen & Leone (2007).

    >>> quadrants([{"name": "A", "clv": 900, "crv": 0}, {"name": "B", "clv": 100, "crv": 500}])["quadrant"]
    {'A': 'affluent', 'B': 'advocate'}
    """
    clv_cut = _median([customer["clv"] for customer in customers])
    crv_cut = _median([customer["crv"] for customer in customers])
    return {
        "clv_cut": clv_cut,
        "crv_cut": crv_cut,
        "quadrant": {
            customer["name"]: _quadrant(spends=customer["clv"] >= clv_cut, refers=customer["crv"] >= crv_cut)
            for customer in customers
        },
    }


@operation
def soft_score(
    scores: Annotated[SoftScores, "de cijfers"], weights: Annotated[SoftWeights, "de weging"] | None = None
) -> SoftScore:
    """Average the grades for what does not stand on an invoice.

    Formula: the weighted mean of the factors that were answered; None when there is none, or when all of their
    weights are 0. ``sufficient`` is a score of 5.5 or more (to 1e-9), None without a score. A second view beside the
    euros: points are never added to money.

    Args:
        scores: collaboration, energy, loyalty, referrals and feedback, each 1 to 10; absent or None is not answered.
        weights: for the same factors, 0 or more; absent or None is 1.

    Raises:
        InputError: ``required``, ``wrong_type``, ``not_a_number``, ``out_of_range``.

    Source: the article Klantwaarde of this site names the factors; 5.5 is the Dutch school pass mark, a convention.

    >>> soft_score({"collaboration": 8, "energy": 4}, {"collaboration": 3})
    {'score': 7.0, 'answered': 2, 'sufficient': True}
    """
    grades = {factor: grade for factor in SOFT_FACTORS if (grade := scores.get(factor)) is not None}
    given: SoftWeights = weights or {}
    counts = {factor: 1.0 if (weight := given.get(factor)) is None else weight for factor in grades}
    score = _weighted_mean(list(grades.values()), list(counts.values()))
    return {
        "score": score,
        "answered": len(grades),
        "sufficient": None if score is None else not exceeds(PASS_MARK, score),
    }


def _median(values: Sequence[float]) -> float:
    ordered = sorted(values)
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    # Halved before they are added, so that two large values stay within a double.
    return low if low == high else low / 2 + high / 2


def _quadrant(*, spends: bool, refers: bool) -> Quadrant:
    if spends:
        return "champion" if refers else "affluent"
    return "advocate" if refers else "miser"


def _weighted_mean(values: Sequence[float], weights: Sequence[float]) -> float | None:
    heaviest = max(weights, default=0.0)
    if heaviest == 0:
        return None
    # Scaled by a power of 2, which costs no digits, weights such as 1e308 do not add up to infinity.
    exponent = math.frexp(heaviest)[1]
    scaled = [math.ldexp(weight, -exponent) for weight in weights]
    return math.fsum(weight * value for weight, value in zip(scaled, values, strict=True)) / math.fsum(scaled)
