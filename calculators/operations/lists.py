"""A list of customers: one year of it, several years, and the rhythm in which they buy.

The family ``list`` in three parts: where the money of a year comes from (``customer_list``), who came, stayed and left
from year to year (``customer_years``), and whose silence is unusual (``customer_rhythm``).
"""

from __future__ import annotations

from calculators.operations import customer_list, customer_rhythm, customer_years

OPERATIONS = (*customer_list.OPERATIONS, *customer_years.OPERATIONS, *customer_rhythm.OPERATIONS)
