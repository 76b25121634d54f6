"""What is asked: the groups, with words for three of the ten grades."""

from __future__ import annotations

from typing import Annotated

from calculators.model.quantities import Hint, Items, Slider
from calculators.operations import pww

GRADES = Slider(pww.LOWEST_SCORE, pww.HIGHEST_SCORE, 1)


class Segment(pww.Segment):
    """A customer group with its three scores; whole ones with the slider, halves by typing."""

    name: Annotated[pww.Name, Hint("")]
    fulfilment: Annotated[pww.Fulfilment, Hint("3: met tegenzin, 6: prima, 9: met plezier."), GRADES]
    market_value: Annotated[
        pww.MarketValue,
        Hint("3: ze kiezen de laagste prijs, 6: ze betalen je gewone prijs, 9: ze komen voor jou."),
        GRADES,
    ]
    profitability: Annotated[
        pww.Profitability, Hint("3: er blijft bijna niets over, 6: gemiddeld, 9: je beste marge."), GRADES
    ]


Segments = Annotated[list[Segment], Items("klantgroepen", "klantgroep", most=12, unique="name")]
