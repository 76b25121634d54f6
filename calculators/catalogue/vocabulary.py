"""What several calculators ask: one name, one label, one default with its source. A page adds its own hint.

Defaults are rules of thumb of this site: no research gives them, and the pages call them so.
"""

from __future__ import annotations

from typing import Annotated, Literal

from calculators.model.quantities import (
    Bounds,
    Buttons,
    Hint,
    Options,
    Quantity,
    RuleByChoice,
    RuleOfThumb,
    Slider,
    Unit,
    WrittenIn,
)
from calculators.model.ways_to_write import Way
from calculators.operations import clv_books, clv_retention, proportion

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
TradeCode = Literal["services", "construction", "shop", "hospitality", "other"]
Trade = Annotated[
    TradeCode,
    Options(
        "wat voor bedrijf",
        ("diensten", "bouw", "winkel", "horeca", "anders"),
        meaning="Daarmee schat de pagina je marge en je uur, tot je die zelf invult.",
    ),
    Buttons(),
]
MARGIN_BY_TRADE = RuleByChoice(
    "trade",
    (
        ("services", RuleOfThumb(0.9, 0.75, 1.0, "Vuistregel van deze site: een dienstverlener koopt weinig in.")),
        (
            "construction",
            RuleOfThumb(0.5, 0.35, 0.7, "Vuistregel van deze site: materiaal en onderaanneming zijn de helft."),
        ),
        ("shop", RuleOfThumb(0.4, 0.25, 0.55, "Vuistregel van deze site: een winkel koopt voor ruim de helft in.")),
        (
            "hospitality",
            RuleOfThumb(0.7, 0.6, 0.78, "Vuistregel van deze site: eten en drinken kosten ongeveer drie tiende."),
        ),
    ),
)
GrossMargin = Annotated[
    clv_books.GrossMargin,
    Slider(0, 1, 0.01),
    MARGIN_RULE,
    MARGIN_BY_TRADE,
]


def margin_of(trade: TradeCode | None) -> float:
    """Return the part of revenue that is left after purchases, by the rule of thumb for a trade.

    >>> margin_of("shop"), margin_of(None)
    (0.4, 0.7)
    """
    return dict(MARGIN_BY_TRADE.rules).get(trade or "other", MARGIN_RULE).value


Retention = Annotated[
    clv_retention.Retention,
    WrittenIn("retention_unit", proportion.of_ten),
    Hint("Van 10 klanten van vorig jaar: hoeveel kochten er dit jaar weer? Een percentage of een aantal jaar mag ook."),
]
RetentionUnit = Annotated[
    Way, Options("klantbehoud opgeven als", ("van de 10", "procent", "jaar"), start="of_ten"), Buttons()
]
Discount = Annotated[
    clv_retention.Discount,
    Bounds(maximum=1),
    RuleOfThumb(DISCOUNT, 0.05, 0.12, "Vuistregel van deze site: iets meer dan de rente op een zakelijke lening."),
]
Hours = Annotated[
    float,
    Quantity("jouw uren", Unit.HOURS, minimum=0, maximum=LARGEST, meaning="Alle uren, ook bellen en mailen."),
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
HOURLY_BY_TRADE = RuleByChoice(
    "trade",
    (
        ("services", RuleOfThumb(60, 45, 85, "Vuistregel van deze site: een ervaren dienstverlener.")),
        ("construction", RuleOfThumb(50, 38, 65, "Vuistregel van deze site: een vakman in bouw of installatie.")),
        ("shop", RuleOfThumb(35, 24, 50, "Vuistregel van deze site: een winkelier die zelf in de zaak staat.")),
        ("hospitality", RuleOfThumb(35, 24, 50, "Vuistregel van deze site: een horecabaas die zelf meewerkt.")),
    ),
)
Customers = Annotated[clv_books.Customers, Bounds(maximum=LARGEST)]
