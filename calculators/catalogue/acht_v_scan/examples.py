"""A made-up business to start from."""

from __future__ import annotations

from calculators.model.calculator import Example

BICYCLE_SHOP = Example(
    business="fietsenwinkel",
    inputs={
        "questions": {"verkennen": [8, 6], "verfijnen": [7, 5], "verleiden": [8, 8], "veroveren": [4, 6]}
        | {"verwennen": [4, 2], "verbinden": [3, 5], "verrassen": [4, 3], "verdienen": [6, 6]}
    },
    source="Een verzonnen winkel die goed adviseert, maar na de verkoop weinig van zich laat horen.",
)
