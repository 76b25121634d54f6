"""A made-up list to start from."""

from __future__ import annotations

from calculators.model.calculator import Example

PRINTER = Example(
    business="drukkerij",
    inputs={
        "internal_rate": 60,
        "customers": [
            {"name": "Modehuis Fictief", "revenue": 66000, "costs": 31000, "hours": 640},
            {"name": "Uitgeverij Voorbeeld", "revenue": 39000, "costs": 15500, "hours": 260},
            {"name": "Gemeente Nergenshuizen", "revenue": 27500, "costs": 9800, "hours": 170},
            {"name": "Brouwerij De Proef", "revenue": 18000, "costs": 7200, "hours": 95},
            {"name": "Theater Denkbeeld", "revenue": 14500, "costs": 6900, "hours": 165},
            {"name": "Makelaardij Verzonnen", "revenue": 12000, "costs": 4100, "hours": 60},
            {"name": "Camping Utopia", "revenue": 9500, "costs": 3600, "hours": 55},
            {"name": "Stichting Zomaar", "revenue": 7000, "costs": 2600, "hours": 48},
            {"name": "Fietsenzaak Bijvoorbeeld", "revenue": 5200, "costs": 1900, "hours": 30},
            {"name": "Koffiebar Test", "revenue": 4000, "costs": 1500},
            {"name": "Advocaten Denk en Beeld", "revenue": 3600, "costs": 900, "hours": 18},
            {"name": "Sportclub Verzinsel", "revenue": 2500, "costs": 1100},
        ],
    },
    source="Een verzonnen drukkerij met verzonnen klanten.",
)
