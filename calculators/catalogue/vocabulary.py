"""What several calculators ask: one name, one label, one default with its source. A page adds its own hint.

Defaults are rules of thumb of this site: no research gives them, and the pages call them so.
"""

from __future__ import annotations

from typing import Annotated

from calculators.model.quantities import Bounds, Hint, RuleOfThumb, Slider
from calculators.operations import clv_books, clv_retention

# An amount or number above this is a slip of the keyboard, and beyond it sums lose their meaning.
LARGEST = 1e9
HIGHEST_RATE = 10_000.0

DISCOUNT = 0.08  # a little more than a company of this size pays for a loan
INTERNAL_RATE = 60.0  # what an hour of an owner costs with pension, insurance and days off
TARGET_RATE = 90.0
GROSS_MARGIN = 0.7  # between a shop and somebody who sells hours
YEARS = 5  # to look ahead: long enough to see what staying is worth, short enough to still be your own business

OrderValue = Annotated[clv_books.OrderValue, Bounds(maximum=LARGEST)]
OrdersPerYear = Annotated[clv_books.OrdersPerYear, Bounds(maximum=LARGEST)]
MARGIN_RULE = RuleOfThumb(
    GROSS_MARGIN,
    0.45,
    0.95,
    "Vuistregel van deze site: een winkel houdt ongeveer de helft over, een vakman twee derde, een dienstverlener bijna alles.",
)
GrossMargin = Annotated[clv_books.GrossMargin, Slider(0, 1, 0.01), MARGIN_RULE]
Retention = Annotated[
    clv_retention.Retention, Slider(0, 1, 0.01), Hint("Hoeveel van de 100 klanten een jaar later nog klant zijn.")
]
Discount = Annotated[
    clv_retention.Discount,
    Bounds(maximum=1),
    RuleOfThumb(DISCOUNT, 0.05, 0.12, "Vuistregel van deze site: iets meer dan de rente op een zakelijke lening."),
]
HoursBilled = Annotated[clv_books.HoursBilled, Bounds(maximum=LARGEST)]
HoursUnbilled = Annotated[clv_books.HoursUnbilled, Bounds(maximum=LARGEST)]
InternalRate = Annotated[
    clv_books.InternalRate,
    Bounds(maximum=HIGHEST_RATE),
    RuleOfThumb(
        INTERNAL_RATE, 40, 85, "Vuistregel van deze site: een gewoon inkomen met pensioen, verzekering en vrije dagen."
    ),
]
Customers = Annotated[clv_books.Customers, Bounds(maximum=LARGEST)]
