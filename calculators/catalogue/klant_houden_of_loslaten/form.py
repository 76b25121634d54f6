"""What is asked about a client, and what must hold between the answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, NamedTuple, NotRequired, TypedDict

from calculators.catalogue import vocabulary
from calculators.model.errors import InputError
from calculators.model.quantities import Bounds, Hint, Items, Options, Quantity, RuleOfThumb, Slider, Unit, Words
from calculators.operations import fire
from calculators.operations.arithmetic import exceeds, product, total
from calculators.operations.fire import QUESTIONS

REVIEWED = "Deze klant"
REFILL = 0.7  # a rule of thumb of this page


# The questions that ask for a whole group of statements in one answer.
IN_ONE_ANSWER = ("energy", "trouble", "stays_and_pays", "recommends_and_thinks_along")

Symptoms = Annotated[fire.SymptomStatements, "deze klant"]
Signs = Annotated[fire.SignStatements, "deze klant"]
Energy = Annotated[float, QUESTIONS["energy"]]
Trouble = Annotated[float, QUESTIONS["trouble"]]
StaysAndPays = Annotated[float, QUESTIONS["stays_and_pays"]]
RecommendsAndThinksAlong = Annotated[float, QUESTIONS["recommends_and_thinks_along"]]
Hours = Annotated[fire.Hours, Hint("Alles bij elkaar in een jaar: ook bellen, mailen, reizen en herstellen.")]
HoursBilled = Annotated[fire.HoursBilled, Hint("Uren per jaar die op de factuur staan.")]
HoursUnbilled = Annotated[
    fire.HoursUnbilled,
    Slider(0, 200, 5),
    Hint("Hoeveel van al je uren per jaar niet op de factuur staan. Een schatting is genoeg."),
]
ShareCode = Literal["under_10", "from_10_to_30", "over_30"]
TurnoverShare = Annotated[
    ShareCode,
    Options(
        "omzetaandeel",
        ("tot 10%", "10 tot 30%", "meer dan 30%"),
        "Hoeveel van alles wat je per jaar omzet, komt van deze klant?",
        buttons=True,
        may_be_unknown=True,
    ),
]
InternalRate = Annotated[vocabulary.InternalRate, Hint("Wat een uur werk jou kost, excl. btw.")]
TargetRate = Annotated[
    fire.TargetRate,
    Bounds(maximum=vocabulary.HIGHEST_RATE),
    RuleOfThumb(vocabulary.TARGET_RATE, 65, 125, "Vuistregel van deze site: anderhalf keer wat een uur je kost."),
    Slider(30, 200, 5),
    Hint("Wat een uur goed werk bij een andere klant je oplevert, excl. btw."),
]
Refill = Annotated[
    float,
    Quantity("deel dat je opnieuw vult", Unit.FRACTION, 0, 1),
    RuleOfThumb(REFILL, 0.4, 0.95, "Vuistregel van deze site: niet elk vrij uur is meteen weer verkocht."),
    Slider(0, 1, 0.01),
    Hint("Hoeveel van de vrije uren vul je met ander werk, tegen de prijs die jij wilt?"),
]


class OtherClient(TypedDict):
    """A client to set beside the one under review; one answer stands for a whole group of questions."""

    name: Annotated[str, Words("naam", "Hoe jij deze klant noemt.")]
    revenue: fire.Revenue
    hours_billed: fire.HoursBilled
    hours_unbilled: Annotated[fire.HoursUnbilled, Hint("Bellen, herstellen, reizen: per jaar.")]
    symptoms: NotRequired[
        Annotated[
            float,
            fire.question("wat energie kost", "Hoe vaak kost deze klant je energie? 0 is nooit, 4 is altijd."),
        ]
        | None
    ]
    signs: NotRequired[
        Annotated[float, fire.question("wat goed gaat", "Hoe vaak gaat het juist goed? 0 is nooit, 4 is altijd.")]
        | None
    ]
    direct_costs: NotRequired[fire.DirectCosts | None]


class HoursOfAYear(NamedTuple):
    """The hours of a year for a client.

    Attributes:
        split: whether it is known which of them are not on the invoice.
    """

    billed: float
    unbilled: float
    split: bool

    @property
    def all(self) -> float:
        """All hours together."""
        return self.billed + self.unbilled


OtherClients = Annotated[list[OtherClient], Items("andere klanten", "andere klant", fewest=0, most=10, unique="name")]


def hours_of(hours: float | None, billed: float | None, unbilled: float | None) -> HoursOfAYear:
    """Return the hours of a year from what was filled in: all of them, those on the invoice, those beside it.

    Raises:
        InputError: ``required`` at ``hours`` when nothing was, ``out_of_range`` when one contradicts the other.
    """
    if hours is None:
        if billed is None and unbilled is None:
            raise InputError("required", "hours", "Vul bij uren een getal van 0 of meer in.")
        return HoursOfAYear(billed or 0.0, unbilled or 0.0, split=billed is not None and unbilled is not None)
    for name, label, part in (
        ("hours_unbilled", "onbetaalde uren", unbilled),
        ("hours_billed", "betaalde uren", billed),
    ):
        if part is not None and exceeds(part, hours):
            raise InputError(
                "out_of_range", name, f"Vul bij {label} hoogstens al je uren voor deze klant in, of verhoog die."
            )
    if billed is None or unbilled is None:
        beside = hours - billed if billed is not None else unbilled or 0.0
        return HoursOfAYear(hours - beside, beside, split=billed is not None or unbilled is not None)
    if exceeds(hours, billed + unbilled) or exceeds(billed + unbilled, hours):
        raise InputError(
            "out_of_range",
            "hours",
            "Vul bij uren de betaalde en onbetaalde uren samen in, of laat een van de drie velden leeg.",
        )
    return HoursOfAYear(billed, unbilled, split=True)


# Of its whole turnover, what a client is at least and at most.
SHARES: dict[ShareCode, tuple[float, float]] = {
    "under_10": (0.0, 0.1),
    "from_10_to_30": (0.1, fire.DEPENDENT_SHARE),
    "over_30": (fire.DEPENDENT_SHARE, 1.0),
}


def check(revenue: float, total_revenue: float | None, code: ShareCode | None, clients: Sequence[OtherClient]) -> None:
    """Check what no field can check alone.

    Raises:
        InputError: ``out_of_range`` at ``total_revenue`` when it is less than that of the clients, or at
            ``turnover_share`` when the others are too large for it, ``duplicate_name`` when another client is called as
            the one under review.
    """
    together = total([revenue, *(each["revenue"] for each in clients)])
    if total_revenue is None and code is not None and exceeds(product(SHARES[code][0], together), revenue):
        raise InputError(
            "out_of_range",
            "turnover_share",
            "Kies bij omzetaandeel een kleiner deel: de andere klanten hieronder zijn er te groot voor.",
        )
    if total_revenue is not None and exceeds(together, total_revenue):
        whose = "deze klanten samen" if clients and not exceeds(revenue, total_revenue) else "deze klant"
        raise InputError(
            "out_of_range",
            "total_revenue",
            f"Vul bij totale omzet minstens de omzet van {whose} in, of laat het veld leeg.",
        )
    for index, each in enumerate(clients):
        if each["name"].strip().casefold() == REVIEWED.casefold():
            raise InputError(
                "duplicate_name",
                f"clients[{index}].name",
                f"Verander de naam van andere klant {index + 1}: zo heet de klant die je beoordeelt al.",
            )
