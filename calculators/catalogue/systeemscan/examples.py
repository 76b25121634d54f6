"""Made-up businesses to start from."""

from __future__ import annotations

from typing import Any

from calculators.catalogue.systeemscan.form import (
    COMPLAINT_SHARE,
    LEAVE_RECOVERED,
    LEAVE_SILENT,
    LEAVE_UNRESOLVED,
    RECOVERY_SHARE,
)
from calculators.model.calculator import Example
from calculators.operations.systems import EFFECTS, LEVERS

SMALL_PURCHASE = {
    "leave_share": LEAVE_SILENT,
    "complaint_share": COMPLAINT_SHARE,
    "recovery_share": RECOVERY_SHARE,
    "leave_unresolved": LEAVE_UNRESOLVED,
    "leave_recovered": LEAVE_RECOVERED,
    "effects": dict(EFFECTS),
}
LARGE_PURCHASE = {**SMALL_PURCHASE, "leave_share": 0.91, "leave_unresolved": 0.81, "leave_recovered": 0.18}


def _step(name: str, failed: int, *arranged: float, people: int, share: float = 1.0) -> dict[str, Any]:
    """Give a step; ``arranged`` is how far it is documented, trained, measured and backed up."""
    step = {"name": name, "failed_of_20": failed, "people": people, "pass": share}
    return {**step, **dict(zip(LEVERS, arranged, strict=True))}


def _role(name: str, days: float, reliability: float) -> dict[str, Any]:
    return {"name": name, "share": days, "reliability": reliability}


RESTAURANT = Example(
    business="restaurant",
    inputs=SMALL_PURCHASE
    | {
        "customers": 900,
        "visits_per_year": 2,
        "customer_value": 150,
        "retention": 0.6,
        "retention_unit": "of_ten",
        "answers": [0, 3, 1, 3, 1, 1],
    }
    | {"staff": [_role("Topper", 2, 0.98), _role("Andere bediening", 3, 0.7)]}
    | {
        "touchpoints": [
            _step("Reserveren en ontvangst", 1, 0.5, 0.5, 0, 1, people=3),
            _step("Bediening", 4, 0, 0, 0, 0, people=4),
            _step("Eten en drinken", 1, 1, 1, 0.5, 0.5, people=2),
            _step("Gezelschappen", 5, 0, 0.5, 0, 0, people=1, share=0.1),
        ]
    },
    source="Bedachte cijfers. De twee rollen volgen het verhaal van de twee avonden in hetzelfde restaurant.",
)
COACH = Example(
    business="coachpraktijk",
    inputs=LARGE_PURCHASE
    | {
        "customers": 35,
        "visits_per_year": 1,
        "customer_value": 1500,
        "retention": 0.5,
        "retention_unit": "of_ten",
        "answers": [0, 0, 0, 0, 1, 0],
    }
    | {"staff": [], "recovery_share": 0.7}
    | {
        "touchpoints": [
            _step("Kennismaking", 1, 0.5, 1, 0, 0, people=1),
            _step("Afspraken vastleggen", 3, 0.5, 0, 0, 0, people=1),
            _step("Gesprekken", 1, 0, 1, 0.5, 0, people=1),
            _step("Opvolging achteraf", 6, 0, 0, 0, 0, people=1, share=0.7),
        ]
    },
    source="Bedachte cijfers. Het vertrek na een fout is dat bij een grote aankoop in het onderzoek van TARP.",
)
INSTALLER = Example(
    business="installatiebedrijf",
    inputs=LARGE_PURCHASE
    | {
        "customers": 320,
        "visits_per_year": 1,
        "customer_value": 1200,
        "retention": 0.7,
        "retention_unit": "of_ten",
        "answers": [1, 3, 3, 3, 1, 1],
    }
    | {"staff": [_role("Ervaren monteur", 3, 0.96), _role("Monteur in opleiding", 2, 0.84)]}
    | {
        "touchpoints": [
            _step("Bereikbaar zijn", 3, 0.5, 0.5, 0, 0.5, people=2),
            _step("Offerte maken", 2, 0.5, 0.5, 0, 0, people=1, share=0.6),
            _step("Op tijd komen", 3, 0.5, 0, 0.5, 0.5, people=5),
            _step("Werk in één keer goed", 1, 1, 0.5, 0.5, 0.5, people=5),
            _step("Factuur klopt", 1, 1, 0.5, 0, 0.5, people=2),
        ]
    },
    source="Bedachte cijfers. Het vertrek na een fout is dat bij een grote aankoop in het onderzoek van TARP.",
)
WEBSHOP = Example(
    business="webshop",
    inputs=SMALL_PURCHASE
    | {"customers": 2500, "visits_per_year": 2.5, "customer_value": 60, "retention": 0.55, "retention_unit": "percent"}
    | {"staff": [_role("Vaste inpakker", 4, 0.98), _role("Uitzendkracht", 2, 0.93)], "answers": [4, 3, 3, 3, 3, 1]}
    | {
        "touchpoints": [
            _step("Bestellen en betalen", 0, 1, 0.5, 1, 0.5, people=2),
            _step("Inpakken", 1, 0.5, 0.5, 0, 1, people=6),
            _step("Bezorgen", 1, 0.5, 0, 0.5, 1, people=3),
            _step("Vraag beantwoorden", 3, 0.5, 0.5, 0, 0.5, people=2, share=0.15),
            _step("Retour verwerken", 3, 0.5, 0, 0, 0, people=1, share=0.12),
        ]
    },
    source="Bedachte cijfers.",
)
