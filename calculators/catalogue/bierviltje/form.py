"""What the page asks: the customers, what they buy, how far to look and, for who wants it, what they buy elsewhere."""

from __future__ import annotations

from typing import Annotated

from calculators.catalogue import vocabulary
from calculators.catalogue.vocabulary import LARGEST
from calculators.model.quantities import Bounds, Hint, Slider
from calculators.operations import eight_steps

Customers = Annotated[vocabulary.Customers, Hint("Hoeveel klanten kochten het afgelopen jaar bij je?")]
NewPerYear = Annotated[
    eight_steps.NewPerYear,
    Bounds(maximum=LARGEST),
    Slider(0, 100, 1),
    Hint("Zonder de klanten die via een andere klant komen."),
]
Retention = Annotated[vocabulary.Retention, Hint("Hoeveel van je 100 klanten zijn volgend jaar nog klant?")]
ReferralRate = Annotated[
    eight_steps.ReferralRate,
    Bounds(maximum=LARGEST),
    Slider(0, 0.5, 0.01),
    Hint("Hoeveel nieuwe klanten brengen 100 klanten je samen per jaar?"),
]
OrdersPerYear = Annotated[vocabulary.OrdersPerYear, Slider(0, 24, 0.5), Hint("Hoe vaak koopt een klant gemiddeld?")]
OrderValue = Annotated[vocabulary.OrderValue, Hint("Gemiddeld per keer, excl. btw.")]
GrossMargin = Annotated[
    eight_steps.GrossMargin,
    vocabulary.MARGIN_RULE,
    Hint("Wat houd je van € 100 omzet over na inkoop en ingehuurd werk?"),
]
Years = Annotated[eight_steps.Years, Hint("Hoe ver kijk je vooruit?")]
Discount = Annotated[vocabulary.Discount, Hint("Geld van volgend jaar is nu zoveel minder waard.")]
TotalSpend = Annotated[
    eight_steps.TotalSpend,
    Bounds(0.01, LARGEST),
    Hint("Wat zo'n klant hieraan per jaar uitgeeft, bij jou en elders samen, excl. btw."),
]
TargetShare = Annotated[eight_steps.TargetShare, Hint("Welk deel daarvan wil je bij jou zien?")]
