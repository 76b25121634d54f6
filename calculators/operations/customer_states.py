"""The four states of ``customer_base``, how many people are in each, and the chances to move between them in a year."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from calculators.model.quantities import Quantity, Unit


def _chance(label: str) -> Quantity:
    return Quantity(label, Unit.FRACTION, 0, 1)


RateName = Literal[
    "consument_to_klant",
    "klant_to_vast",
    "klant_to_consument",
    "vast_to_ambassadeur",
    "vast_to_klant",
    "vast_to_consument",
    "ambassadeur_to_vast",
    "ambassadeur_to_consument",
    "new_per_ambassadeur",
]
RATES: dict[RateName, Quantity] = {
    "consument_to_klant": _chance("consument wordt klant"),
    "klant_to_vast": _chance("klant wordt vaste klant"),
    "klant_to_consument": _chance("klant vertrekt"),
    "vast_to_ambassadeur": _chance("vaste klant wordt ambassadeur"),
    "vast_to_klant": _chance("vaste klant wordt gewone klant"),
    "vast_to_consument": _chance("vaste klant vertrekt"),
    "ambassadeur_to_vast": _chance("ambassadeur wordt vaste klant"),
    "ambassadeur_to_consument": _chance("ambassadeur vertrekt"),
    "new_per_ambassadeur": Quantity(
        "nieuwe klanten per ambassadeur", minimum=0, meaning="Per jaar, door wat zij vertellen."
    ),
}

Consumers = Annotated[float, Quantity("consumenten", minimum=0, meaning="Passen bij je, maar kopen nog niet bij je.")]
Customers = Annotated[float, Quantity("klanten", minimum=0, meaning="Kochten het afgelopen jaar bij je.")]
Regulars = Annotated[float, Quantity("vaste klanten", minimum=0, meaning="Komen uit zichzelf terug.")]
Ambassadors = Annotated[float, Quantity("ambassadeurs", minimum=0, meaning="Vaste klanten die anderen meebrengen.")]


class Counts(TypedDict):
    """How many people are in each state."""

    consument: Consumers
    klant: Customers
    vaste_klant: Regulars
    ambassadeur: Ambassadors


class Rates(TypedDict):
    """Which part of each group moves in a year."""

    consument_to_klant: Annotated[float, RATES["consument_to_klant"]]
    klant_to_vast: Annotated[float, RATES["klant_to_vast"]]
    klant_to_consument: Annotated[float, RATES["klant_to_consument"]]
    vast_to_ambassadeur: Annotated[float, RATES["vast_to_ambassadeur"]]
    vast_to_klant: Annotated[float, RATES["vast_to_klant"]]
    vast_to_consument: Annotated[float, RATES["vast_to_consument"]]
    ambassadeur_to_vast: Annotated[float, RATES["ambassadeur_to_vast"]]
    ambassadeur_to_consument: Annotated[float, RATES["ambassadeur_to_consument"]]
    new_per_ambassadeur: Annotated[float, RATES["new_per_ambassadeur"]]


StartCounts = Annotated[Counts, "de beginstand"]
YearlyRates = Annotated[Rates, "de kansen per jaar"]
