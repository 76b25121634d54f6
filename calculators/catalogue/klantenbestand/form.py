"""What is asked about a customer base."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from calculators.catalogue import vocabulary
from calculators.model.errors import InputError
from calculators.model.quantities import Bounds, Hint, Items, Quantity, RuleOfThumb, Slider, Unit
from calculators.operations import customer_base
from calculators.operations.customer_states import RATES, Ambassadors, Consumers, Customers, RateName, Rates, Regulars

RUNGS = ("consument", "klant", "vaste klant", "ambassadeur")
LARGEST_COUNT = 10_000_000

# Rules of thumb of this site; the page calls them so.
DEFAULT_RATES: Rates = {
    "consument_to_klant": 0.04,
    "klant_to_vast": 0.30,
    "klant_to_consument": 0.40,
    "vast_to_ambassadeur": 0.10,
    "vast_to_klant": 0.10,
    "vast_to_consument": 0.10,
    "ambassadeur_to_vast": 0.05,
    "ambassadeur_to_consument": 0.05,
    "new_per_ambassadeur": 0.05,
}


class PageCounts(TypedDict):
    """How many people stand on each rung now."""

    consument: NotRequired[Annotated[Consumers, Bounds(maximum=LARGEST_COUNT)] | None]
    klant: Annotated[Customers, Bounds(maximum=LARGEST_COUNT)]
    vaste_klant: Annotated[Regulars, Bounds(maximum=LARGEST_COUNT)]
    ambassadeur: Annotated[Ambassadors, Bounds(maximum=LARGEST_COUNT)]


_SOURCE = "Vuistregel van deze site: geen onderzoek, wel een begin."
# Between what a rate lies for most businesses: a webshop and a baker differ this much.
RULES: dict[RateName, RuleOfThumb] = {
    "consument_to_klant": RuleOfThumb(DEFAULT_RATES["consument_to_klant"], 0.02, 0.08, _SOURCE),
    "klant_to_vast": RuleOfThumb(DEFAULT_RATES["klant_to_vast"], 0.15, 0.45, _SOURCE),
    "klant_to_consument": RuleOfThumb(DEFAULT_RATES["klant_to_consument"], 0.25, 0.55, _SOURCE),
    "vast_to_ambassadeur": RuleOfThumb(DEFAULT_RATES["vast_to_ambassadeur"], 0.04, 0.18, _SOURCE),
    "vast_to_klant": RuleOfThumb(DEFAULT_RATES["vast_to_klant"], 0.05, 0.18, _SOURCE),
    "vast_to_consument": RuleOfThumb(DEFAULT_RATES["vast_to_consument"], 0.05, 0.18, _SOURCE),
    "ambassadeur_to_vast": RuleOfThumb(DEFAULT_RATES["ambassadeur_to_vast"], 0.02, 0.12, _SOURCE),
    "ambassadeur_to_consument": RuleOfThumb(DEFAULT_RATES["ambassadeur_to_consument"], 0.02, 0.12, _SOURCE),
    "new_per_ambassadeur": RuleOfThumb(DEFAULT_RATES["new_per_ambassadeur"], 0.0, 0.2, _SOURCE),
}


class PageRates(TypedDict):
    """Which part of each group moves in a year; what is left empty is a rule of thumb."""

    consument_to_klant: NotRequired[
        Annotated[
            float,
            RATES["consument_to_klant"],
            RULES["consument_to_klant"],
            Slider(0, 0.2, 0.005),
            Hint("Vuistregel: 4%."),
        ]
        | None
    ]
    klant_to_vast: NotRequired[
        Annotated[float, RATES["klant_to_vast"], RULES["klant_to_vast"], Slider(0, 1, 0.01), Hint("Vuistregel: 30%.")]
        | None
    ]
    klant_to_consument: NotRequired[
        Annotated[float, RATES["klant_to_consument"], RULES["klant_to_consument"], Hint("Vuistregel: 40%.")] | None
    ]
    vast_to_ambassadeur: NotRequired[
        Annotated[
            float,
            RATES["vast_to_ambassadeur"],
            RULES["vast_to_ambassadeur"],
            Slider(0, 1, 0.01),
            Hint("Vuistregel: 10%."),
        ]
        | None
    ]
    vast_to_klant: NotRequired[
        Annotated[float, RATES["vast_to_klant"], RULES["vast_to_klant"], Hint("Vuistregel: 10%.")] | None
    ]
    vast_to_consument: NotRequired[
        Annotated[float, RATES["vast_to_consument"], RULES["vast_to_consument"], Hint("Vuistregel: 10%.")] | None
    ]
    ambassadeur_to_vast: NotRequired[
        Annotated[float, RATES["ambassadeur_to_vast"], RULES["ambassadeur_to_vast"], Hint("Vuistregel: 5%.")] | None
    ]
    ambassadeur_to_consument: NotRequired[
        Annotated[float, RATES["ambassadeur_to_consument"], RULES["ambassadeur_to_consument"], Hint("Vuistregel: 5%.")]
        | None
    ]
    new_per_ambassadeur: NotRequired[
        Annotated[
            float,
            RATES["new_per_ambassadeur"],
            RULES["new_per_ambassadeur"],
            Bounds(maximum=100),
            Slider(0, 1, 0.05),
            Hint(
                "Per jaar, door wat zij vertellen. Vuistregel: 0,05, dus 1 op de 20 brengt iemand mee. Bij 0,5 raakt je doelgroep al op."
            ),
        ]
        | None
    ]


NewLastYear = Annotated[
    customer_base.NewLastYear, Bounds(maximum=LARGEST_COUNT), Hint("Wie kocht vorig jaar voor het eerst?")
]
LostLastYear = Annotated[
    customer_base.LostLastYear, Bounds(maximum=LARGEST_COUNT), Hint("Wie kocht eerst wel, en vorig jaar niet meer?")
]
MarginPerCustomer = Annotated[
    float,
    Quantity(
        "wat je per klant overhoudt",
        Unit.EURO,
        may_be_less=True,
        meaning="Gemiddeld per jaar, na inkoop en vóór je eigen uren, excl. btw.",
    ),
]

# The labels end the sentences about a field: "Vul bij consumenten van nu een getal in."
Start = Annotated[PageCounts, "nu"]
YearlyRates = Annotated[PageRates, "de kansen per jaar"]
Rewards = Annotated[
    list[customer_base.Reward],
    Items(
        "marge per jaar",
        "trede",
        names=RUNGS,
        meaning="Wat je per persoon per jaar overhoudt na inkoop en vóór je eigen uren, excl. btw. Bij een consument is dat meestal 0.",
    ),
]
Years = Annotated[customer_base.Years, Bounds(maximum=30), Slider(1, 30, 1)]
Discount = Annotated[vocabulary.Discount, Hint("Zoveel minder telt geld dat een jaar later komt.")]
TargetShare = Annotated[customer_base.TargetShare, Slider(0, 1, 0.05)]
Mailings = Annotated[customer_base.Mailings, Bounds(maximum=365)]


def check(start: PageCounts) -> None:
    """Check that there is anybody.

    Raises:
        InputError: ``out_of_range`` at the first rung.
    """
    if not any(start.values()):
        raise InputError("out_of_range", "start.klant", "Vul bij minstens één trede een getal boven 0 in.")
