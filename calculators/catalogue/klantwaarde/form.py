"""What klantwaarde asks."""

from __future__ import annotations

from typing import Annotated, Literal

from calculators.catalogue import vocabulary
from calculators.catalogue.vocabulary import LARGEST
from calculators.model.quantities import Bounds, Hint, Options, RuleOfThumb, Slider, Unit
from calculators.operations import clv_relation, clv_retention

# Rule of thumb of this site.
SHARE_TYPE_ONE = 0.5

TimingChoice = Annotated[
    Literal["new_immediate", "existing_end", "new_mid", "new_end"],
    Options(
        "soort klant",
        (
            "nieuwe klant, betaalt meteen",
            "klant die je al hebt",
            "nieuwe klant, het jaar door",
            "nieuwe klant, aan het jaareinde",
        ),
        meaning="Bij een klant die je al hebt, is de werving al betaald.",
    ),
]
Vat = Annotated[
    Literal["excl", "incl9", "incl21"],
    Options(
        "btw in dit bedrag",
        ("excl. btw", "incl. 9% btw", "incl. 21% btw"),
        meaning="Alleen voor het bedrag hierboven. Vul alle andere bedragen excl. btw in.",
    ),
]
OrderValue = Annotated[vocabulary.OrderValue, Hint("Je gemiddelde factuur of bon, excl. btw.")]
OrdersPerYear = Annotated[
    vocabulary.OrdersPerYear, Hint("Hoe vaak één klant per jaar betaalt. Bij elke maand is dat 12.")
]
GrossMargin = Annotated[
    vocabulary.GrossMargin,
    Hint("Wat van de omzet overblijft na inkoop en uitbesteed werk. Je eigen uren tellen hieronder mee, niet hier."),
]
Churn = Annotated[clv_retention.Churn, Hint("Hoeveel van de 100 klanten in een jaar vertrekken.")]
Lifespan = Annotated[clv_retention.Lifespan, Unit.YEARS, Hint("Hoelang een klant gemiddeld blijft, 1 jaar of meer.")]
AcquisitionCost = Annotated[
    clv_retention.AcquisitionCost,
    Bounds(maximum=LARGEST),
    Hint("Wat het kost om één klant binnen te halen: reclame, korting, kennismaking. Excl. btw."),
]
Hours = Annotated[
    vocabulary.Hours, Slider(0, 100, 1), Hint("Per jaar, alles: werk, bellen, mailen, offertes, reizen, herstel.")
]
HoursBilled = Annotated[vocabulary.HoursBilled, Hint("De uren daarvan die op de factuur staan.")]
HoursUnbilled = Annotated[
    vocabulary.HoursUnbilled, Hint("De uren daarvan die niet op de factuur staan: bellen, mailen, herstellen.")
]
InternalRate = Annotated[vocabulary.InternalRate, vocabulary.HOURLY_BY_TRADE]
ReferralsPerYear = Annotated[
    clv_relation.ReferralsPerYear, Bounds(maximum=LARGEST), Hint("Door één klant. Eén in de tien jaar is 0,1.")
]
ShareTypeOne = Annotated[
    clv_relation.ShareTypeOne,
    RuleOfThumb(SHARE_TYPE_ONE, 0.3, 0.8, "Vuistregel van deze site: de helft had je anders niet gevonden."),
    Hint("De rest had je ook zonder aanbeveling gevonden; daar bespaar je alleen de werving."),
]
Incentive = Annotated[
    clv_relation.Incentive, Bounds(maximum=LARGEST), Hint("Een bos bloemen of een korting, excl. btw.")
]
Discount = Annotated[vocabulary.Discount, Hint("Hoeveel minder een euro waard is als hij een jaar later komt.")]
Growth = Annotated[
    clv_retention.Growth, Bounds(maximum=1), Hint("Hoeveel je per klant elk jaar meer overhoudt. Een min mag ook.")
]
FirstRetention = Annotated[
    clv_retention.FirstRetention,
    Hint("Alleen als er na het eerste jaar meer nieuwe klanten weggaan dan later."),
]
