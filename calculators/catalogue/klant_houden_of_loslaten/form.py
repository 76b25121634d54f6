"""What is asked about a client, and what must hold between the answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, NotRequired, TypedDict

from calculators.catalogue import vocabulary
from calculators.model.errors import InputError
from calculators.model.quantities import Bounds, Hint, Items, Quantity, RuleOfThumb, Slider, Unit, Words
from calculators.operations import fire
from calculators.operations.arithmetic import exceeds
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
HoursUnbilled = Annotated[
    fire.HoursUnbilled,
    Slider(0, 200, 5),
    Hint("Bellen, mailen, herstellen, reizen, wachten: per jaar. Een schatting is genoeg."),
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


OtherClients = Annotated[list[OtherClient], Items("andere klanten", "andere klant", fewest=0, most=10, unique="name")]


def check(revenue: float, total_revenue: float | None, clients: Sequence[OtherClient]) -> None:
    """Check what no field can check alone.

    Raises:
        InputError: ``out_of_range`` at ``total_revenue`` when it is less than that of the client, ``duplicate_name``
            when another client is called as the one under review.
    """
    if total_revenue is not None and exceeds(revenue, total_revenue):
        raise InputError(
            "out_of_range",
            "total_revenue",
            "Vul bij totale omzet minstens de omzet van deze klant in, of laat het veld leeg.",
        )
    for index, each in enumerate(clients):
        if each["name"].strip().casefold() == REVIEWED.casefold():
            raise InputError(
                "duplicate_name",
                f"clients[{index}].name",
                f"Verander de naam van andere klant {index + 1}: zo heet de klant die je beoordeelt al.",
            )
