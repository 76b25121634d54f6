"""Readers of customer lists: a CSV from any bookkeeping package, or an XML Auditfile Financieel.

Nothing is sent or kept. What is read is somebody's list of customers: names go into the outcome and nowhere else.
"""

from __future__ import annotations

from calculators.imports.auditfile import xaf
from calculators.imports.csv_list import csv

__all__ = ["OPERATIONS", "csv", "xaf"]

OPERATIONS = (csv, xaf)
