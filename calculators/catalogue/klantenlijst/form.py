"""What the list asks: a row for every customer with the sums of a year, and what an hour costs."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from calculators.catalogue import vocabulary
from calculators.model.quantities import Hint, Items, Quantity, Slider, Unit, Words
from calculators.operations import customer_list

MOST_TYPED = 60

Name = Annotated[str, Words("naam", "Hoe jij deze klant noemt; mag leeg.", may_be_blank=True)]
Revenue = Annotated[customer_list.Revenue, Hint("Van één jaar, excl. btw, creditnota's eraf.")]
Costs = Annotated[
    float,
    Quantity(
        "kosten",
        Unit.EURO,
        may_be_less=True,
        meaning="Inkoop en uitbesteed werk, excl. btw. Een teruggave met een min.",
    ),
]
Hours = Annotated[
    float, Quantity("uren", Unit.HOURS, minimum=0, meaning="Alle uren in dat jaar, ook bellen en mailen.")
]


class CustomerRow(TypedDict):
    """One customer with the sums of a year; what is not known is left out."""

    name: NotRequired[Name | None]
    revenue: Revenue
    costs: NotRequired[Costs | None]
    hours: NotRequired[Hours | None]


# On the page a row is not called a customer: "Klant 1" is the largest one, wherever it stands.
Customers = Annotated[list[CustomerRow], Items("klanten", "regel", most=MOST_TYPED)]
InternalRate = Annotated[vocabulary.InternalRate, Slider(0, 150, 1), Hint("Wat een uur werk jou kost, excl. btw.")]
MarginShare = Annotated[
    float,
    Quantity(
        "marge",
        Unit.FRACTION,
        0,
        1,
        hardly_small=True,
        meaning="Wat er van je omzet overblijft na inkoop en uitbesteed werk. Telt voor klanten zonder eigen kosten.",
    ),
]
ShowNames = Annotated[
    bool,
    Quantity(
        "namen ook op papier, in downloads en in je rapport",
        meaning="Uit: daar heet je grootste klant Klant 1, de volgende Klant 2. In een link staan nooit namen.",
    ),
]
HideNames = Annotated[
    bool,
    Quantity("verberg namen op het scherm", meaning="Handig als er iemand meekijkt."),
]
