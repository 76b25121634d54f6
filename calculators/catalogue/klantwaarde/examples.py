"""Made-up businesses to start from."""

from __future__ import annotations

from calculators.model.calculator import Example

OFFICE = Example(
    business="administratiekantoor",
    inputs={
        "order_value": 165,
        "orders_per_year": 12,
        "gross_margin": 0.9,
        "retention": 0.88,
        "retention_unit": "percent",
        "acquisition_cost": 400,
    }
    | {
        "trade": "services",
        "hours": 20,
        "hours_unbilled": 6,
        "internal_rate": 55,
        "timing": "new_immediate",
        "vat": "excl",
    }
    | {"discount": 0.08, "growth": 0, "referrals_per_year": 0.1, "share_type_one": 0.6, "incentive": 25}
    | {"scores": {"collaboration": 8, "energy": 7, "loyalty": 8, "referrals": 6, "feedback": 7}},
    source="Een verzonnen kantoor met een vast bedrag per maand.",
)
SALON = Example(
    business="kapsalon",
    inputs={
        "order_value": 46,
        "orders_per_year": 7,
        "gross_margin": 0.88,
        "retention": 0.75,
        "retention_unit": "percent",
        "acquisition_cost": 35,
    }
    | {
        "trade": "other",
        "hours": 5.5,
        "hours_unbilled": 0.5,
        "internal_rate": 38,
        "timing": "new_immediate",
        "vat": "incl9",
    }
    | {"discount": 0.08, "growth": 0, "first_retention": 0.6, "referrals_per_year": 0.2, "share_type_one": 0.5}
    | {"incentive": 5, "scores": {"collaboration": 7, "energy": 8, "loyalty": 7}},
    source="Een verzonnen salon; de bedragen zijn wat de klant afrekent.",
)
WEB_AGENCY = Example(
    business="webbureau, één klant",
    inputs={
        "order_value": 950,
        "orders_per_year": 4,
        "gross_margin": 0.85,
        "retention": 0.75,
        "retention_unit": "years",
        "acquisition_cost": 600,
    }
    | {
        "trade": "services",
        "hours": 62,
        "hours_unbilled": 22,
        "internal_rate": 60,
        "timing": "existing_end",
        "vat": "excl",
    }
    | {"discount": 0.08, "growth": 0, "referrals_per_year": 0, "share_type_one": 0.5, "incentive": 0}
    | {"scores": {"collaboration": 4, "energy": 3, "loyalty": 7, "feedback": 5}},
    source="Een verzonnen bureau, met een klant die het al heeft.",
)
