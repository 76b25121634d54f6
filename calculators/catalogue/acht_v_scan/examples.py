"""A made-up business to start from."""

from __future__ import annotations

from calculators.model.calculator import Example

BICYCLE_SHOP = Example(
    business="fietsenwinkel",
    inputs={
        "questions": {"verkennen": [9, 5], "verfijnen": [9, 5], "verleiden": [9, 9], "veroveren": [5, 9]}
        | {"verwennen": [2, 2], "verbinden": [5, 5], "verrassen": [3, 5], "verdienen": [5, 9]}
    },
    source="Een verzonnen winkel die goed adviseert, maar na de verkoop weinig van zich laat horen.",
)
