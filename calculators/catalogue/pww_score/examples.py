"""The worked example."""

from __future__ import annotations

from calculators.model.calculator import Example

EXAMPLE = Example(
    business="installatiebedrijf",
    inputs={
        "segments": [
            {"name": "Woningcorporaties", "fulfilment": 6, "market_value": 8, "profitability": 5},
            {"name": "Commercieel vastgoed", "fulfilment": 8, "market_value": 9, "profitability": 8},
            {"name": "Particulieren", "fulfilment": 7, "market_value": 6, "profitability": 5},
        ],
    },
    source="Het voorbeeld van het installatiebedrijf in het artikel over PWW.",
)
