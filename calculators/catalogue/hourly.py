"""The question of the home page: what an hour for a customer earns."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated

from calculators.catalogue.vocabulary import INTERNAL_RATE, LARGEST, OrdersPerYear, OrderValue
from calculators.model.amounts import hourly_as_typed
from calculators.model.answer import Amount, Handover, say
from calculators.model.quantities import Quantity, Unit
from calculators.model.quick import Clause, QuickAnswer, QuickQuestion
from calculators.operations import clv_books

# Named as in klantwaarde, where the three numbers go. Without hours there is no amount per hour.
Hours = Annotated[float, Quantity("jouw uren", Unit.HOURS, above=0, maximum=LARGEST)]

BESIDE = {
    "more": "Een uur van een ondernemer kost {cost} (vuistregel). Je houdt {gap} per uur over.",
    "less": "Een uur van een ondernemer kost {cost} (vuistregel). Je komt {gap} per uur tekort.",
    "equal": "Een uur van een ondernemer kost {cost} (vuistregel). Je komt precies uit.",
}

MOST_DECIMALS = 4  # of a number that goes along


def hour(order_value: OrderValue, orders_per_year: OrdersPerYear, hours: Hours) -> QuickAnswer:
    """Say what an hour for this customer earns, beside what an hour of an owner costs by rule of thumb.

    >>> hour(95, 10, 25).headline.values["rate"].value
    38.0
    """
    revenue = order_value * orders_per_year
    rate = clv_books.time_cost(revenue, 0.0, 0.0, hours, INTERNAL_RATE)["effective_rate"] or 0.0
    gap = round(rate, 2) - INTERNAL_RATE  # to the cent, as it is shown: what is called equal looks equal too
    beside = BESIDE["more" if gap > 0 else "less" if gap < 0 else "equal"]
    fields = (
        ("order_value", _as_typed(order_value, Unit.EURO)),
        ("orders_per_year", _as_typed(orders_per_year, Unit.TIMES)),
        ("hours", _as_typed(hours, Unit.HOURS)),
    )
    return QuickAnswer(
        say("Dat is {rate} per uur.", rate=hourly_as_typed(rate)),
        (
            say(beside, cost=hourly_as_typed(INTERNAL_RATE), gap=hourly_as_typed(abs(gap))),
            say("Inkoop en werving gaan er nog af."),
        ),
        Handover(say("Wat is deze klant je waard?"), "klantwaarde", fields),
    )


def _as_typed(value: float, unit: Unit) -> Amount:
    decimals = next((each for each in range(MOST_DECIMALS) if round(value, each) == value), MOST_DECIMALS)
    return Amount(value, unit, decimals)


QUESTION = QuickQuestion(
    slug="uurloon",
    name="Wat een uur voor een klant je oplevert",
    answer=hour,
    clauses=MappingProxyType(
        {
            "order_value": Clause("Een klant betaalt je", "€", ",", "per keer, in euro, excl. btw"),
            "orders_per_year": Clause("", "", "keer per jaar", "hoe vaak:"),
            "hours": Clause("en kost je", "", "uur per jaar", "aan uren per jaar"),
        }
    ),
    example=MappingProxyType({"order_value": 95.0, "orders_per_year": 10.0, "hours": 25.0}),
    incomplete="Vul de drie getallen in. Dan staat hier wat een uur je oplevert.",
)
