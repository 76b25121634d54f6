"""Klantwaarde: what a customer is worth.

The family ``clv`` in four parts: customers that stay at the same rate every period (``clv_retention``), amounts from
the books (``clv_books``), what a customer brings beside the own invoices (``clv_relation``) and retention that rises
with tenure (``clv_tenure``). Money is in euros excl. btw, rates are fractions per period.
"""

from __future__ import annotations

from calculators.operations.clv_books import (
    cohort,
    excl_vat,
    from_totals,
    historic,
    late_payment,
    ratio,
    schedule,
    time_cost,
)
from calculators.operations.clv_relation import quadrants, referral, soft_score
from calculators.operations.clv_retention import (
    convert,
    finite,
    infinite,
    multiple_table,
    payback,
    retention_from_counts,
    retention_uplift,
    two_stage,
)
from calculators.operations.clv_tenure import sbg_fit, sbg_project, sbg_residual

__all__ = [
    "OPERATIONS",
    "cohort",
    "convert",
    "excl_vat",
    "finite",
    "from_totals",
    "historic",
    "infinite",
    "late_payment",
    "multiple_table",
    "payback",
    "quadrants",
    "ratio",
    "referral",
    "retention_from_counts",
    "retention_uplift",
    "sbg_fit",
    "sbg_project",
    "sbg_residual",
    "schedule",
    "soft_score",
    "time_cost",
    "two_stage",
]

OPERATIONS = (
    excl_vat,
    historic,
    from_totals,
    infinite,
    multiple_table,
    finite,
    schedule,
    cohort,
    convert,
    retention_from_counts,
    ratio,
    payback,
    retention_uplift,
    time_cost,
    late_payment,
    referral,
    quadrants,
    soft_score,
    sbg_fit,
    sbg_project,
    sbg_residual,
    two_stage,
)
