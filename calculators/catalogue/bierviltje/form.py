"""What the page asks: the customers, what they spend, what the owner can do in a year, how far to look."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from calculators.catalogue import vocabulary
from calculators.catalogue.vocabulary import LARGEST
from calculators.model.quantities import Bounds, Hint, Quantity, RuleOfThumb, Slider, Unit
from calculators.operations import clv_retention, eight_steps, growth_steps

# Rules of thumb of this site.
ORDERS_PER_YEAR = 4.0
TARGET = 5000.0

Customers = Annotated[vocabulary.Customers, Hint("Hoeveel klanten kochten het afgelopen jaar bij je?")]
NewPerYear = Annotated[
    eight_steps.NewPerYear,
    Bounds(maximum=LARGEST),
    Slider(0, 100, 1),
    Hint("Zonder de klanten die via een andere klant komen."),
]
ReferralRate = Annotated[
    eight_steps.ReferralRate,
    Bounds(maximum=LARGEST),
    Slider(0, 0.5, 0.01),
    Hint("Hoeveel nieuwe klanten brengen 100 klanten je samen per jaar?"),
]
SpendPerYear = Annotated[growth_steps.SpendPerYear, Bounds(maximum=LARGEST), Hint("Gemiddeld bij jou, excl. btw.")]
OrdersPerYear = Annotated[
    vocabulary.OrdersPerYear,
    RuleOfThumb(ORDERS_PER_YEAR, 1, 12, "Vuistregel van deze site: een klant koopt eens per kwartaal."),
    Slider(0, 24, 0.5),
    Hint("Hoe vaak koopt een klant gemiddeld?"),
]
OrderValue = Annotated[vocabulary.OrderValue, Hint("Gemiddeld per keer, excl. btw.")]
GrossMargin = Annotated[
    eight_steps.GrossMargin,
    vocabulary.MARGIN_RULE,
    vocabulary.MARGIN_BY_TRADE,
    Hint("Wat houd je van € 100 omzet over na inkoop en ingehuurd werk?"),
]
AcquisitionCost = Annotated[
    clv_retention.AcquisitionCost,
    Bounds(maximum=LARGEST),
    Hint("Wat het kost om één klant binnen te halen: reclame, korting, kennismaking. Excl. btw."),
]
Hours = Annotated[vocabulary.Hours, Hint("Voor één klant per jaar, alles bij elkaar.")]
Target = Annotated[
    growth_steps.Target,
    Bounds(maximum=LARGEST),
    Hint("Dan zie je hoeveel klanten, omzet of prijs dat vraagt."),
]
Years = Annotated[eight_steps.Years, Hint("Hoe ver kijk je vooruit?")]
Discount = Annotated[vocabulary.Discount, Hint("Geld van volgend jaar is nu zoveel minder waard.")]
TotalSpend = Annotated[
    eight_steps.TotalSpend,
    Bounds(0.01, LARGEST),
    Hint("Wat zo'n klant hieraan per jaar uitgeeft, bij jou en elders samen, excl. btw."),
]
TargetShare = Annotated[eight_steps.TargetShare, Hint("Welk deel daarvan wil je bij jou zien?")]


def _step(label: str, meaning: str) -> Quantity:
    return Quantity(label, Unit.PEOPLE, minimum=0, maximum=LARGEST, slider=(0, 20, 1), meaning=meaning)


class OwnSteps(TypedDict):
    """What an owner thinks can be done in a year; customers a year, and a part for the price."""

    new_per_year: NotRequired[Annotated[float, _step("nieuwe klanten erbij", "Meer dan je er nu per jaar wint.")]]
    retention: NotRequired[Annotated[float, _step("minder klanten kwijt", "Minder dan er nu per jaar vertrekken.")]]
    orders: NotRequired[Annotated[float, _step("klanten die één keer extra kopen", "Elk jaar opnieuw.")]]
    referrals: NotRequired[Annotated[float, _step("klanten erbij via een klant", "Meer dan nu.")]]
    price: NotRequired[
        Annotated[
            float,
            Quantity("hogere prijs", Unit.FRACTION, 0, 1, slider=(0, 0.2, 0.01), meaning="Als niemand daarom afhaakt."),
        ]
    ]
