"""A made-up web agency with one client too many."""

from __future__ import annotations

from calculators.model.calculator import Example
from calculators.operations.fire import SIGNS

OTHERS = ("name", "revenue", "hours_billed", "hours_unbilled", "symptoms", "signs", "direct_costs")

EXAMPLE = Example(
    business="webbureau",
    inputs={
        "revenue": 6000,
        "direct_costs": 500,
        "hours": 140,
        "hours_unbilled": 40,
        "internal_rate": 60,
        "target_rate": 90,
        "symptoms": {"bottom_price": 3, "extra_demands": 3, "delays": 3, "interference": 2},
        "energy": 3,
        "trouble": 3,
        "stays_and_pays": 2,
        "recommends_and_thinks_along": 1,
        "misconduct": False,
        "signs": dict(zip(SIGNS, (3, 1, 2, 1, 2, 2, 1), strict=False)),
        "refill": 0.7,
        "referral_value": 0,
        "turnover_share": "under_10",
        "exit_cost": 600,
        "lag_months": 2,
        "avoidable_share": 0,
        "clients": [
            dict(zip(OTHERS, row, strict=True))
            for row in (("Bakkerij", 14000, 130, 15, 1, 3, 400), ("Sportclub", 5400, 60, 12, 2, 2, 0))
        ],
    },
    source="Een bedacht webbureau: € 60 kosten en € 90 doel per uur zijn de standaard van deze site.",
)
