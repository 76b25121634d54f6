"""What the systeemscan asks."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from calculators.catalogue import vocabulary
from calculators.model.quantities import Buttons, Hint, Items, Quantity, RuleOfThumb, Slider, Unit, Words
from calculators.operations import systems

# TARP's answers about a small purchase: of those who stay silent 37% buy again, of those whose complaint is not
# solved 46%, and 95% when it is solved fast.
LEAVE_SILENT = 0.63
LEAVE_UNRESOLVED = 0.54
LEAVE_RECOVERED = 0.05

# Rules of thumb of this site, called so on the page.
COMPLAINT_SHARE = 0.3
RECOVERY_SHARE = 0.5

QUESTIONS = (
    "Wie kan offertes maken?",
    "Wie kan het werk doen?",
    "Wie kan klachten oplossen?",
    "Wie kan anderen inwerken?",
    "Wie ziet fouten?",
    "Wie beslist zonder jou?",
)

# Who can do it. Of the first edition a 2 stays what it was: another, and I check everything.
WHO = Buttons(((0, "ik"), (1, "samen"), (3, "een ander"), (4, "gaat vanzelf")))
ARRANGED = Buttons(((0, "nee"), (0.5, "deels"), (1, "ja")))
LAST = 20  # visits that people can still remember
FAILED = Buttons(((0, "0"), (1, "1"), (2, "2"), (3, "3"), (5, "5+")), beside=True)

TARP = "Onderzoek van TARP onder Amerikaanse consumenten; hoog bij een grote aankoop, laag bij een kleine."
OURS = "Vuistregel van deze site."
# The introduction of the section says it for all fields.
SAID_ABOVE = Hint("")


class Touchpoint(TypedDict):
    """A step of the customer's journey, and how far it is arranged."""

    name: Annotated[str, Words("naam", "Bijvoorbeeld: offerte maken.", longest=40)]
    base_failure: NotRequired[
        Annotated[
            systems.BaseFailure,
            Slider(0, 0.5, 0.01),
            Hint("Hoe vaak gaat het mis als niemand oplet? Leeg rekenen we uit."),
        ]
        | None
    ]
    documented: NotRequired[Annotated[systems.Documented, ARRANGED, SAID_ABOVE] | None]
    trained: NotRequired[Annotated[systems.Trained, ARRANGED, SAID_ABOVE] | None]
    measured: NotRequired[Annotated[systems.Measured, ARRANGED, SAID_ABOVE] | None]
    backup: NotRequired[Annotated[systems.BackedUp, ARRANGED, SAID_ABOVE] | None]
    people: NotRequired[Annotated[int, Quantity("mensen die dit kunnen", Unit.NONE, 1, 100)] | None]
    pass_: NotRequired[Annotated[systems.Passing, Hint("Welk deel krijgt deze stap? Leeg is iedereen.")] | None]
    # At the end, so that links of the first edition still open.
    failed_of_20: NotRequired[
        Annotated[
            int,
            Quantity("mis van de 20", Unit.NONE, 0, LAST),
            FAILED,
            Hint("Ging deze stap mis, ook een beetje? Tel de laatste 20 keer."),
        ]
        | None
    ]


class Role(TypedDict):
    """Someone who may be at work; a role and not a name."""

    name: Annotated[str, Words("rol", "Een rol, geen naam van een persoon.", longest=40)]
    share: Annotated[float, Quantity("dagen per week", Unit.DAYS, above=0, maximum=7)]
    reliability: Annotated[
        systems.ColleagueReliability, Slider(0, 1, 0.01), Hint("Hoe vaak gaat het goed bij deze rol?")
    ]


def _effect(lever: systems.Lever) -> RuleOfThumb:
    value = systems.EFFECTS[lever]
    return RuleOfThumb(value, round(value / 2, 3), round(1.5 * value, 3), OURS)


class Effects(TypedDict):
    """Which part of the failures each measure takes away when it is fully in place."""

    documented: NotRequired[Annotated[systems.DocumentedEffect, _effect("documented"), Hint("Leeg is 30%.")] | None]
    trained: NotRequired[Annotated[systems.TrainedEffect, _effect("trained"), Hint("Leeg is 30%.")] | None]
    measured: NotRequired[Annotated[systems.MeasuredEffect, _effect("measured"), Hint("Leeg is 25%.")] | None]
    backup: NotRequired[Annotated[systems.BackupEffect, _effect("backup"), Hint("Leeg is 20%.")] | None]


Touchpoints = Annotated[list[Touchpoint], Items("stappen", "stap", most=12, unique="name")]
Staff = Annotated[list[Role], Items("rollen", "rol", fewest=0, most=6)]
Answers = Annotated[
    list[Annotated[systems.OwnerAnswer, Unit.NONE, WHO]],
    Items("de zes vragen", "antwoord", names=QUESTIONS),
]

Customers = Annotated[vocabulary.Customers, Hint("")]
VisitsPerYear = Annotated[systems.VisitsPerYear, Slider(0, 12, 0.5), Hint("Een klus of bestelling telt ook.")]
LeaveSilent = Annotated[
    systems.LeaveShare,
    RuleOfThumb(LEAVE_SILENT, 0.4, 0.91, TARP),
    Slider(0, 1, 0.01),
    Hint("Welk deel gaat weg van wie niets zegt na een fout?"),
]
ComplaintShare = Annotated[
    systems.ComplaintShare,
    RuleOfThumb(COMPLAINT_SHARE, 0.1, 0.5, OURS),
    Hint("Welk deel zegt het als er iets misgaat?"),
]
RecoveryShare = Annotated[
    systems.RecoveryShare, RuleOfThumb(RECOVERY_SHARE, 0.25, 0.8, OURS), Hint("Welk deel van de klachten los je op?")
]
LeaveUnresolved = Annotated[systems.LeaveUnresolved, RuleOfThumb(LEAVE_UNRESOLVED, 0.35, 0.81, TARP), SAID_ABOVE]
LeaveRecovered = Annotated[systems.LeaveRecovered, RuleOfThumb(LEAVE_RECOVERED, 0.03, 0.18, TARP)]
CustomerValue = Annotated[systems.CustomerValue, Hint("Wat één klant je nog oplevert, excl. btw.")]
