"""A made-up cheese shop."""

from __future__ import annotations

from calculators.catalogue.klantenbestand.form import DEFAULT_RATES
from calculators.model.calculator import Example

EXAMPLE = Example(
    business="kaaswinkel",
    inputs={
        "start": {"consument": 4500, "klant": 600, "vaste_klant": 240, "ambassadeur": 60},
        "new_last_year": 180,
        "lost_last_year": 240,
        "margin_per_customer": 115,
        "rates": dict(DEFAULT_RATES),
        "years": 10,
        "discount": 0.08,
        "known_share": 0.2,
        "margin_per_visit": 8,
        "target_share": 0.5,
        "mailings_per_year": 10,
        "response": 0.03,
        "cost_per_message": 0.02,
        "attrition": 0.2,
    },
    source="Een bedachte kaaswinkel in een stad, met de vuistregels van deze site.",
)
