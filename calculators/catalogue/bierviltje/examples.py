"""A made-up business to start from."""

from __future__ import annotations

from calculators.model.calculator import Example

GARDENER = Example(
    business="hoveniersbedrijf",
    inputs={
        "trade": "services",
        "customers": 200,
        "new_per_year": 40,
        "retention": 0.8,
        "retention_unit": "of_ten",
        "spend_per_year": 450,
        "target_per_year": 5000,
        "acquisition_cost": 120,
        "hours": 6,
        "referral_rate": 0.05,
        "orders_per_year": 3,
        "order_value": 150,
        "gross_margin": 0.6,
        "years": 5,
        "discount": 0.08,
        "total_spend": 800,
        "target_share": 0.65,
    },
    source="Verzonnen cijfers voor een hovenier met vaste klanten voor tuinonderhoud.",
)
