"""Systeemscan: how much of the quality is chance, what that costs a year, and which three things to arrange first.

What a measure is worth is the loss before it minus the loss after it, both from ``systems.loss``. The ``value`` of
``systems.levers`` counts every failed visit, so also a customer who would leave twice in one year; its order is the
same, and with one visit a year its amounts are too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, NotRequired, TypedDict

from calculators.model.amounts import euros, percent
from calculators.model.answer import (
    Amount,
    Answer,
    Bar,
    BarChart,
    Card,
    Chart,
    DotChart,
    DotGroup,
    Figure,
    FirstStep,
    Handover,
    Link,
    Names,
    Part,
    Plan,
    Sentence,
    Share,
    Span,
    SpanChart,
    Table,
    Value,
    say,
)
from calculators.model.calculator import Calculator, Example, Formula, Section, Source
from calculators.model.quantities import Items, Quantity, Unit, Words
from calculators.operations import systems
from calculators.operations.arithmetic import bounded, exceeds
from calculators.operations.systems import (
    EFFECTS,
    HIGHEST_ANSWER,
    Colleague,
    CustomerValue,
    Effects,
    ImprovableTouchpoint,
    Lever,
    LeverGain,
    LeverGains,
    Loss,
    OwnerDependence,
    StaffMix,
    Touchpoint,
)

# TARP's answers about a small purchase: of those who stay silent 37% buy again, of those whose complaint is not
# solved 46%, and 95% when it is solved fast.
LEAVE_SILENT = 0.63
LEAVE_UNRESOLVED = 0.54
LEAVE_RECOVERED = 0.05

# Rules of thumb of this site, called so on the page.
COMPLAINT_SHARE = 0.3
RECOVERY_SHARE = 0.5
OFF_BY = 0.25
HALF = 0.5
TARGET = 0.95
DAYS_PRESENT = 0.8  # four days of five

ONE_POINT = 0.01
LAST_TENTH = 0.05  # closer than this to a whole number, one decimal shows a zero
ONE_SHOWN = 0.0005  # below this two percentages with one decimal look the same
HALVINGS = 20
GUESTS = 100
TENTHS_BELOW = 10.0  # fewer customers than this are shown with a decimal

QUESTIONS = (
    "Wie kan een offerte maken?",
    "Wie kan het werk goed uitvoeren?",
    "Wie kan een klacht oplossen?",
    "Wie kan een ander inwerken?",
    "Wie ziet dat er iets misgaat?",
    "Wie beslist als jij er niet bent?",
)

ACTIONS: dict[Lever, str] = {
    "documented": "Leg vast hoe de stap {name} gaat",
    "trained": "Oefen de stap {name} met iedereen die hem doet",
    "measured": "Houd bij hoe vaak de stap {name} goed gaat",
    "backup": "Regel een vervanger voor de stap {name}",
}

QUARTERS = (0, 1, 0.25)


class PageTouchpoint(TypedDict):
    """A step of the customer's journey, and how far it is arranged."""

    name: Annotated[str, Words("naam", "Bijvoorbeeld: offerte maken.", longest=40)]
    base_failure: Annotated[
        float,
        Quantity(
            "gaat mis zonder afspraken",
            Unit.FRACTION,
            0,
            1,
            slider=(0, 0.5, 0.01),
            meaning="Hoe vaak gaat het mis als niemand oplet?",
        ),
    ]
    documented: NotRequired[Annotated[float, Quantity("staat op papier", Unit.FRACTION, 0, 1, slider=QUARTERS)] | None]
    trained: NotRequired[Annotated[float, Quantity("is geoefend", Unit.FRACTION, 0, 1, slider=QUARTERS)] | None]
    measured: NotRequired[Annotated[float, Quantity("wordt gemeten", Unit.FRACTION, 0, 1, slider=QUARTERS)] | None]
    backup: NotRequired[
        Annotated[float, Quantity("vervanging is geregeld", Unit.FRACTION, 0, 1, slider=QUARTERS)] | None
    ]
    people: NotRequired[Annotated[int, Quantity("mensen die dit kunnen", Unit.NONE, 1, 100)] | None]
    pass_: NotRequired[
        Annotated[
            float,
            Quantity(
                "deel van de klanten",
                Unit.FRACTION,
                0,
                1,
                meaning="Welk deel krijgt deze stap? Leeg is iedereen.",
            ),
        ]
        | None
    ]


class Role(TypedDict):
    """Someone who may be at work; a role and not a name."""

    name: Annotated[str, Words("rol", "Een rol, geen naam van een persoon.", longest=40)]
    share: Annotated[float, Quantity("dagen per week", Unit.DAYS, above=0, maximum=7)]
    reliability: Annotated[
        float,
        Quantity("gaat goed", Unit.FRACTION, 0, 1, slider=(0, 1, 0.01), meaning="Hoe vaak gaat het goed bij deze rol?"),
    ]


class PageEffects(TypedDict):
    """Which part of the failures each measure takes away when it is fully in place."""

    documented: NotRequired[
        Annotated[float, Quantity("effect van opschrijven", Unit.FRACTION, 0, 1, meaning="Leeg is 30%.")] | None
    ]
    trained: NotRequired[
        Annotated[float, Quantity("effect van oefenen", Unit.FRACTION, 0, 1, meaning="Leeg is 30%.")] | None
    ]
    measured: NotRequired[
        Annotated[float, Quantity("effect van meten", Unit.FRACTION, 0, 1, meaning="Leeg is 25%.")] | None
    ]
    backup: NotRequired[
        Annotated[float, Quantity("effect van vervanging", Unit.FRACTION, 0, 1, meaning="Leeg is 20%.")] | None
    ]


PageTouchpoints = Annotated[list[PageTouchpoint], Items("stappen", "stap", most=12, unique="name")]
Staff = Annotated[list[Role], Items("rollen", "rol", fewest=0, most=6)]
Answers = Annotated[
    list[Annotated[float, Quantity("antwoord", Unit.NONE, 0, HIGHEST_ANSWER, slider=(0, HIGHEST_ANSWER, 1))]],
    Items(
        "de vragen",
        "antwoord",
        names=QUESTIONS,
        meaning="0 is alleen ik. 1 is een ander met mijn hulp. 2 is een ander, maar ik kijk alles na. 3 is een ander zonder mij. 4 is zonder mij, en iemand controleert het.",
    ),
]

Customers = Annotated[float, Quantity("klanten", Unit.PEOPLE, minimum=0, meaning="Hoeveel klanten heb je nu?")]
VisitsPerYear = Annotated[
    float,
    Quantity(
        "bezoeken per klant per jaar",
        Unit.TIMES,
        minimum=0,
        slider=(0, 12, 0.5),
        meaning="Een afspraak, klus of bestelling telt ook als bezoek.",
    ),
]
LeaveSilent = Annotated[
    float,
    Quantity(
        "vertrek zonder klacht",
        Unit.FRACTION,
        0,
        1,
        slider=(0, 1, 0.01),
        meaning="Welk deel gaat weg van wie niets zegt na een fout?",
    ),
]
ComplaintShare = Annotated[
    float, Quantity("klagers", Unit.FRACTION, 0, 1, meaning="Welk deel zegt het als er iets misgaat?")
]
RecoveryShare = Annotated[
    float, Quantity("opgeloste klachten", Unit.FRACTION, 0, 1, meaning="Welk deel van de klachten los je op?")
]
LeaveUnresolved = Annotated[float, Quantity("vertrek na een klacht die blijft liggen", Unit.FRACTION, 0, 1)]
LeaveRecovered = Annotated[float, Quantity("vertrek na een opgeloste klacht", Unit.FRACTION, 0, 1)]
Retention = Annotated[
    float,
    Quantity(
        "klantbehoud nu",
        Unit.FRACTION,
        0,
        1,
        meaning="Welk deel van je klanten is er volgend jaar nog? Hiermee controleren we de uitkomst.",
    ),
]


@dataclass(frozen=True, slots=True)
class _Customers:
    """Who comes, and what they do when something goes wrong."""

    customers: float
    visits_per_year: float
    customer_value: float
    leave_share: float
    complaint_share: float
    recovery_share: float
    leave_unresolved: float
    leave_recovered: float

    def loss(self, reliability: float) -> Loss:
        return systems.loss(
            min(1.0, reliability),
            customers=self.customers,
            visits_per_year=self.visits_per_year,
            leave_share=self.leave_share,
            complaint_share=self.complaint_share,
            recovery_share=self.recovery_share,
            customer_value=self.customer_value,
            leave_unresolved=self.leave_unresolved,
            leave_recovered=self.leave_recovered,
        )

    def cost(self, reliability: float) -> float:
        return self.loss(reliability)["lost_value"]

    def saved(self, before: float, after: float) -> float:
        return bounded(self.cost(before)) - bounded(self.cost(after))

    def staying_more(self) -> _Customers:
        return replace(
            self,
            leave_share=HALF * self.leave_share,
            leave_unresolved=HALF * self.leave_unresolved,
            leave_recovered=HALF * self.leave_recovered,
        )


@dataclass(frozen=True, slots=True)
class _Scan:
    """The steps as they are, and what the operations say about them."""

    steps: list[ImprovableTouchpoint]
    effects: Effects
    gains: LeverGains
    importance: list[float]
    after_each: list[float]
    customers: _Customers
    loss: Loss

    @property
    def reliability(self) -> float:
        return self.gains["reliability"]

    @property
    def failures(self) -> list[float]:
        """How often each step fails now, counted over all visits."""
        return [
            step["pass_"] * (1 - reliability)
            for step, reliability in zip(self.steps, self.gains["reliabilities"], strict=True)
        ]


def systeemscan(
    touchpoints: PageTouchpoints,
    customers: Customers,
    visits_per_year: VisitsPerYear,
    customer_value: CustomerValue,
    staff: Staff | None = None,
    answers: Answers | None = None,
    leave_share: LeaveSilent = LEAVE_SILENT,
    complaint_share: ComplaintShare = COMPLAINT_SHARE,
    recovery_share: RecoveryShare = RECOVERY_SHARE,
    leave_unresolved: LeaveUnresolved = LEAVE_UNRESOLVED,
    leave_recovered: LeaveRecovered = LEAVE_RECOVERED,
    retention: Retention | None = None,
    effects: PageEffects | None = None,
) -> Answer:
    """Say how often a visit goes well, what failures cost a year and what to arrange first."""
    who = _Customers(
        customers,
        visits_per_year,
        customer_value,
        leave_share,
        complaint_share,
        recovery_share,
        leave_unresolved,
        leave_recovered,
    )
    scan = _scan([_step(each) for each in touchpoints], _effects(effects), who)
    mix = _staff_mix(staff) if staff else None
    owner = systems.emyth(answers) if answers else None
    return Answer(
        headline=_headline(scan.reliability),
        reasons=_reasons(scan, staff or [], mix),
        figures=_figures(scan, mix, owner),
        chart=_falling(scan),
        more_cards=(
            _certainty(scan, retention),
            _change(scan),
            _worth(scan),
            _without_you(touchpoints, owner),
        ),
        more_charts=_more_charts(scan, mix, answers),
        plans=_plans(scan),
        handovers=_handovers(scan, retention),
        links=(Link("Reken uit wat een klant je waard is", "rekenmachines/klantwaarde/"),),
        first_step=_first_step(scan),
    )


def _step(given: PageTouchpoint) -> ImprovableTouchpoint:
    share = given.get("pass_")
    return {
        "name": given["name"],
        "base_failure": given["base_failure"],
        "documented": given.get("documented") or 0.0,
        "trained": given.get("trained") or 0.0,
        "measured": given.get("measured") or 0.0,
        "backup": given.get("backup") or 0.0,
        "pass_": 1.0 if share is None else share,
    }


def _effects(given: PageEffects | None, strength: float = 1.0) -> Effects:
    def part(lever: Lever) -> float:
        value = given.get(lever) if given else None
        return strength * (EFFECTS[lever] if value is None else value)

    return {
        "documented": part("documented"),
        "trained": part("trained"),
        "measured": part("measured"),
        "backup": part("backup"),
    }


def _gains(steps: list[ImprovableTouchpoint], effects: Effects) -> LeverGains:
    """Rank by what a measure does for the reliability: the order is the same in euros, also where all euros are 0."""
    return systems.levers(steps, 1.0, 1.0, 1.0, effects)


def _scan(steps: list[ImprovableTouchpoint], effects: Effects, customers: _Customers) -> _Scan:
    gains = _gains(steps, effects)
    now: list[Touchpoint] = [
        {"name": step["name"], "reliability": reliability, "pass_": step["pass_"]}
        for step, reliability in zip(steps, gains["reliabilities"], strict=True)
    ]
    return _Scan(
        steps=steps,
        effects=effects,
        gains=gains,
        importance=systems.journey(now)["importance"],
        after_each=[systems.journey(now[: index + 1])["reliability"] for index in range(len(now))],
        customers=customers,
        loss=customers.loss(gains["reliability"]),
    )


def _staff_mix(staff: Sequence[Role]) -> StaffMix:
    colleagues: list[Colleague] = [{"share": each["share"], "reliability": each["reliability"]} for each in staff]
    return systems.staff_mix(colleagues)


def _count(value: float) -> Amount:
    return Amount(value, decimals=1 if abs(value) < TENTHS_BELOW else 0)


def _headline(reliability: float) -> Sentence:
    if reliability == 1:
        return say("Elk bezoek gaat van begin tot eind goed.")
    if reliability == 0:
        return say("Bij elk bezoek gaat ergens iets mis.")
    if reliability >= 1 - HALF / GUESTS:
        return say("Van elke 100 bezoeken gaat er minder dan één ergens mis.")
    if reliability < (1 + HALF) / GUESTS:
        return say("Bijna bij elk bezoek gaat ergens iets mis.")
    return say(
        "Van elke 100 bezoeken gaan er {good} van begin tot eind goed.", good=Amount(GUESTS * reliability, decimals=0)
    )


def _reasons(scan: _Scan, staff: Sequence[Role], mix: StaffMix | None) -> tuple[Sentence, ...]:
    if scan.reliability == 1:
        return (
            say(
                "Er gaat volgens je invoer nooit iets mis. Vul bij elke stap in hoe vaak het misgaat als niemand oplet."
            ),
            *_lottery(staff, mix),
        )
    return (_price(scan.loss), *_weakest(scan), *_lottery(staff, mix))


def _price(loss: Loss) -> Sentence:
    lost = loss["lost_customers"]
    one = math.isclose(lost, 1, abs_tol=LAST_TENTH)
    tail = "1 klant komt door fouten niet terug" if one else "{lost} klanten komen door fouten niet terug"
    return say(
        f"Wat misgaat, kost naar schatting {{value}} per jaar: {tail}.",
        value=euros(loss["lost_value"]),
        lost=_count(lost),
    )


def _weakest(scan: _Scan) -> tuple[Sentence, ...]:
    if len(scan.steps) == 1:
        return ()
    names = _highest(scan, scan.failures)
    share = percent(max(scan.failures))
    if len(names) == 1:
        words = say("De zwakste stap is {name}: die gaat mis bij {share} van de bezoeken.", name=names[0], share=share)
    else:
        words = say(
            "De zwakste stappen zijn {names}: elk gaat mis bij {share} van de bezoeken.",
            names=Names(names),
            share=share,
        )
    return (words,)


def _highest(scan: _Scan, values: Sequence[float]) -> tuple[str, ...]:
    """Return the names of the steps with the highest value."""
    most = max(values)
    return tuple(step["name"] for step, value in zip(scan.steps, values, strict=True) if not exceeds(most, value))


def _lottery(staff: Sequence[Role], mix: StaffMix | None) -> tuple[Sentence, ...]:
    if mix is None or len(staff) == 1:
        return ()
    if not exceeds(mix["luck_gap"], 0):
        return (say("Wie er werkt maakt voor je klanten geen verschil."),)
    best = next(each["name"] for each in staff if each["reliability"] == mix["best"])
    return (
        say(
            "Wie er werkt scheelt {gap} procentpunt: bij {best} gaat {high} goed, gemiddeld {mean}.",
            gap=Amount(mix["luck_gap"], Unit.PERCENT_POINTS, decimals=1),
            best=best,
            high=Amount(mix["best"], Unit.FRACTION),
            mean=Amount(mix["reliability"], Unit.FRACTION),
        ),
    )


def _figures(scan: _Scan, mix: StaffMix | None, owner: OwnerDependence | None) -> tuple[Figure, ...]:
    loss = scan.loss
    figures = [
        Figure("Kans dat een bezoek goed gaat", Amount(scan.reliability, Unit.FRACTION, decimals=1)),
        Figure("Teleurgestelde klanten per jaar", _count(loss["disappointed_customers"])),
        Figure("Verloren klanten per jaar", _count(loss["lost_customers"])),
        Figure("Verlies per jaar", euros(loss["lost_value"])),
    ]
    if owner:
        figures.append(Figure("Werkt zonder jou", Amount(owner["score"], Unit.POINTS)))
    if mix:
        gap = Amount(mix["luck_gap"], Unit.PERCENT_POINTS, decimals=1)
        figures.append(Figure("Verschil door wie er werkt", gap))
    return tuple(figures)


def _certainty(scan: _Scan, retention: float | None) -> Card:
    sentences = [*_range(scan), *_first_with_weaker_effects(scan), *_leave_less(scan), *_check(scan, retention)]
    return Card("Hoe zeker is dit?", tuple(sentences))


def _range(scan: _Scan) -> tuple[Sentence, ...]:
    if scan.reliability == 1:
        return (say("Alleen zo zeker als je invoer: nergens een fout komt bijna niet voor."),)
    good, bad = (_gains(_scaled(scan.steps, 1 + off), scan.effects)["reliability"] for off in (-OFF_BY, OFF_BY))
    return (
        say(
            "Gaat het een kwart minder of een kwart vaker mis dan je invulde, dan gaat {bad} tot {good} van de bezoeken goed. Het verlies is dan {least} tot {most} per jaar.",
            bad=Share(bad),
            good=Share(good),
            least=euros(scan.customers.cost(good)),
            most=euros(scan.customers.cost(bad)),
        ),
    )


def _scaled(steps: Sequence[ImprovableTouchpoint], factor: float) -> list[ImprovableTouchpoint]:
    return [{**step, "base_failure": min(1.0, factor * step["base_failure"])} for step in steps]


def _first_with_weaker_effects(scan: _Scan) -> tuple[Sentence, ...]:
    best = scan.gains["best"]
    weaker = _gains(scan.steps, _effects({**scan.effects}, HALF))["best"]
    if best is None or weaker is None:
        return ()
    if (best["touchpoint"], best["lever"]) == (weaker["touchpoint"], weaker["lever"]):
        return (
            say(
                "Wat een maatregel doet is een vuistregel. Werken ze allemaal half zo sterk, dan blijft je eerste actie dezelfde."
            ),
        )
    return (
        say(
            f"Wat een maatregel doet is een vuistregel. Werken ze allemaal half zo sterk, dan wordt je eerste actie: {ACTIONS[weaker['lever']]}.",
            name=weaker["touchpoint"],
        ),
    )


def _leave_less(scan: _Scan) -> tuple[Sentence, ...]:
    if not exceeds(scan.loss["lost_value"], 0):
        return ()
    return (
        say(
            "Gaan er na een fout half zoveel klanten weg als je invulde, dan is het verlies {value}.",
            value=euros(scan.customers.staying_more().cost(scan.reliability)),
        ),
    )


def _check(scan: _Scan, retention: float | None) -> tuple[Sentence, ...]:
    most = scan.loss["retention_effect"]
    if retention is None or not exceeds(retention, most):
        return ()
    return (
        say(
            "Let op: je houdt {retention} van je klanten, maar volgens deze invoer blijft door fouten hooguit {most} over. Er gaat dus minder mis, of klanten lopen minder snel weg.",
            retention=percent(retention),
            most=percent(most),
        ),
    )


def _change(scan: _Scan) -> Card:
    return Card("Wat verandert het?", (_needed(scan), *_one_point(scan), *_turning_point(scan)))


def _needed(scan: _Scan) -> Sentence:
    count = len(scan.steps)
    each = TARGET ** (1 / count)
    reached = sum(not exceeds(each, 1 - failure) for failure in scan.failures)
    values: dict[str, Value] = {
        "target": Amount(TARGET, Unit.FRACTION),
        "each": percent(each),
        "count": Amount(count),
        "reached": Amount(reached),
    }
    if count == 1:
        return say(
            "Met één stap hangt alles aan die stap: haalt die {target}, dan gaan 95 van de 100 bezoeken goed.", **values
        )
    if reached == count:
        return say(
            "Alle {count} stappen gaan in {each} van de gevallen of vaker goed. Houd dat vast: dan gaat minstens {target} van de bezoeken goed.",
            **values,
        )
    tail = {0: "Dat haalt nu geen enkele stap.", 1: "Dat haalt nu één stap."}.get(
        reached, "Dat halen nu {reached} stappen."
    )
    return say(
        f"Wil je dat {{target}} van de bezoeken goed gaat, dan moet elk van de {{count}} stappen in {{each}} van de gevallen goed gaan. {tail}",
        **values,
    )


def _one_point(scan: _Scan) -> tuple[Sentence, ...]:
    """Say where one percentage point fewer failures does most; a step must have that point to give."""
    weights = [
        importance if reliability <= 1 - ONE_POINT else 0.0
        for importance, reliability in zip(scan.importance, scan.gains["reliabilities"], strict=True)
    ]
    saved = scan.customers.saved(scan.reliability, scan.reliability + ONE_POINT * max(weights))
    if not exceeds(saved, 0):
        return ()
    return (
        say(
            "Eén procentpunt minder fouten helpt het meest bij {names}: dat scheelt ongeveer {saved} per jaar.",
            names=Names(_highest(scan, weights)),
            saved=euros(saved),
        ),
    )


def _turning_point(scan: _Scan) -> tuple[Sentence, ...]:
    """Find how rarely the first step to work on must fail before another step comes first."""
    best = scan.gains["best"]
    if best is None:
        return ()
    name = best["touchpoint"]
    now = next(step["base_failure"] for step in scan.steps if step["name"] == name)
    low, high = 0.0, now
    follower = _first_if(scan, name, low)
    if follower is None:
        return (say("Alleen bij {name} valt nog iets te winnen.", name=name),)
    for _ in range(HALVINGS):
        middle = HALF * (low + high)
        if (first := _first_if(scan, name, middle)) not in {name, None}:
            low, follower = middle, first
        else:
            high = middle
    return (_turning_sentence(name, str(follower), now, low),)


def _first_if(scan: _Scan, name: str, base_failure: float) -> str | None:
    """Return which step would come first if the step ``name`` failed this often."""
    steps: list[ImprovableTouchpoint] = [
        {**step, "base_failure": base_failure} if step["name"] == name else step for step in scan.steps
    ]
    best = _gains(steps, scan.effects)["best"]
    return best["touchpoint"] if best else None


def _turning_sentence(name: str, follower: str, now: float, limit: float) -> Sentence:
    values: dict[str, Value] = {
        "name": name,
        "follower": follower,
        "now": percent(now),
        "limit": percent(limit),
    }
    if now - limit < ONE_SHOWN:
        return say("Nipt: gaat {name} iets minder vaak mis, dan begin je bij {follower}.", **values)
    if limit < ONE_SHOWN:
        return say("Pas als {name} bijna nooit misgaat, begin je bij {follower}.", **values)
    return say(
        "Begin bij {name}. Gaat die stap zonder afspraken niet bij {now} maar bij minder dan {limit} mis, begin dan bij {follower}.",
        **values,
    )


def _improved(scan: _Scan) -> float:
    """Return the reliability once the top three are all in place."""
    steps = [step.copy() for step in scan.steps]
    for gain in scan.gains["top3"]:
        step = next(each for each in steps if each["name"] == gain["touchpoint"])
        step[gain["lever"]] = 1.0
    return _gains(steps, scan.effects)["reliability"]


def _worth(scan: _Scan) -> Card:
    title = "Wat is het waard?"
    top = scan.gains["top3"]
    if not top:
        return Card(title, (say("Met deze vier maatregelen valt er volgens je invoer niets meer te winnen."),))
    better = _improved(scan)
    saved = scan.customers.saved(scan.reliability, better)
    gain = say(
        "Daarmee gaat {after} van de bezoeken goed in plaats van {before}.",
        before=Share(scan.reliability),
        after=Share(better),
    )
    if not exceeds(saved, 0):
        words = say("In euro's is er niets te winnen: er gaan volgens je invoer geen klanten of euro's verloren.")
        return Card(title, (words, gain))
    return Card(title, (_together(scan, saved, len(top)), gain, _staying(scan, better), _pays(saved)))


def _together(scan: _Scan, saved: float, count: int) -> Sentence:
    values: dict[str, Value] = {"saved": euros(saved), "loss": euros(scan.loss["lost_value"]), "count": Amount(count)}
    if count == 1:
        return say(
            "Zet je de ene actie hieronder helemaal op orde, dan scheelt dat ongeveer {saved} van de {loss} per jaar.",
            **values,
        )
    return say(
        "Zet je de {count} acties hieronder helemaal op orde, dan scheelt dat samen ongeveer {saved} van de {loss} per jaar.",
        **values,
    )


def _staying(scan: _Scan, better: float) -> Sentence:
    now, then = (1 - loss["retention_effect"] for loss in (scan.loss, scan.customers.loss(better)))
    return say(
        "Door fouten vertrekt dan {then} van je klanten per jaar, en niet {now}.", now=Share(now), then=Share(then)
    )


def _pays(saved: float) -> Sentence:
    return say("Kost het op orde brengen minder dan {saved}, dan heb je het binnen een jaar terug.", saved=euros(saved))


def _without_you(touchpoints: PageTouchpoints, owner: OwnerDependence | None) -> Card:
    sentences = (
        _owner(owner)
        if owner
        else (say("Beantwoord de vragen in het formulier: dan zie je hoe ver je bedrijf zonder jou komt."),)
    )
    return Card("Werkt het zonder jou?", (*sentences, *_single_points(touchpoints)))


def _owner(owner: OwnerDependence) -> tuple[Sentence, ...]:
    verdict, step = {
        "owner": (
            "{score} van de 100 punten: je bedrijf hangt aan jou.",
            "Kies één taak, schrijf op hoe jij die doet en laat een ander hem drie keer doen terwijl jij kijkt. Blijf daarna een dag weg.",
        ),
        "transition": (
            "{score} van de 100 punten: een deel loopt zonder jou.",
            "Blijf een week onbereikbaar. Schrijf op waarvoor ze je nodig hadden: dat is je volgende lijst.",
        ),
        "system": (
            "{score} van de 100 punten: je bedrijf loopt grotendeels zonder jou.",
            "Doe de proef: blijf dertig dagen weg en kijk daarna alleen naar de cijfers.",
        ),
    }[owner["band"]]
    return (say(verdict, score=Amount(owner["score"])), *_only_you(owner["owner_only"]), say(step))


def _only_you(count: int) -> tuple[Sentence, ...]:
    if count == 0:
        return ()
    if count == 1:
        return (say("Bij één vraag ben jij de enige."),)
    return (say("Bij {count} vragen ben jij de enige.", count=Amount(count)),)


def _single_points(touchpoints: PageTouchpoints) -> tuple[Sentence, ...]:
    """Warn for steps that only one person can do."""
    crews = [
        (each["name"], systems.backup([DAYS_PRESENT] * people))
        for each in touchpoints
        if (people := each.get("people"))
    ]
    names = tuple(name for name, crew in crews if crew["single_point"])
    if not names:
        return ()
    nobody = next(1 - crew["available"] for _, crew in crews if crew["single_point"])
    return (
        say(
            "Maar één persoon kan dit: {names}. Werkt die vier van de vijf dagen, dan is er op {nobody} van de dagen niemand.",
            names=Names(names),
            nobody=Amount(nobody, Unit.FRACTION),
        ),
    )


def _plans(scan: _Scan) -> tuple[Plan, ...]:
    top = scan.gains["top3"]
    if not top:
        return ()
    return (
        Plan(
            title="Breng dit als eerste op orde",
            steps=tuple(_action(scan, gain) for gain in top),
            link=Link("Neem deze stappen met ons door", "gesprek/"),
        ),
    )


def _first_step(scan: _Scan) -> FirstStep | None:
    if not scan.gains["top3"]:
        return None
    gain = scan.gains["top3"][0]
    saved = scan.customers.saved(scan.reliability, scan.reliability + gain["delta"])
    action = say(f"{ACTIONS[gain['lever']]}.", name=gain["touchpoint"])
    return FirstStep(action, saved if math.isfinite(saved) and exceeds(saved, 0) else None)


def _action(scan: _Scan, gain: LeverGain) -> Sentence:
    saved = scan.customers.saved(scan.reliability, scan.reliability + gain["delta"])
    if exceeds(saved, 0):
        return say(
            f"{ACTIONS[gain['lever']]}: dat scheelt naar schatting {{saved}} per jaar.",
            name=gain["touchpoint"],
            saved=euros(saved),
        )
    return say(
        f"{ACTIONS[gain['lever']]}: dan gaat {{delta}} procentpunt meer van de bezoeken goed.",
        name=gain["touchpoint"],
        delta=Amount(gain["delta"], Unit.PERCENT_POINTS, decimals=1),
    )


def _handovers(scan: _Scan, retention: float | None) -> tuple[Handover, ...]:
    """Take the retention along that is left when the top three are in place (spec 8: r x new effect / old effect).

    A retention that contradicts the loss (see ``_check``) would come out absurdly high, and stays here.
    """
    now = scan.loss["retention_effect"]
    if not retention or not now or exceeds(retention, now) or not scan.gains["top3"]:
        return ()
    then = scan.customers.loss(_improved(scan))["retention_effect"]
    kept = Amount(min(1.0, retention * then / now), Unit.FRACTION, decimals=1)
    return (
        Handover(
            say("Neem het klantbehoud van {kept} (met deze acties op orde) mee naar het bierviltje", kept=kept),
            "bierviltje",
            (("retention", kept),),
        ),
        Handover(
            say("Neem het klantbehoud van {kept} (met deze acties op orde) mee naar de klantwaarde", kept=kept),
            "klantwaarde",
            (("retention", kept),),
        ),
    )


def _falling(scan: _Scan) -> BarChart:
    weakest = _highest(scan, scan.failures) if scan.reliability < 1 else ()
    steps = tuple(
        Bar(step["name"], (Part(0, left),), Share(left), emphasis=step["name"] in weakest)
        for step, left in zip(scan.steps, scan.after_each, strict=True)
    )
    return BarChart(
        key="steps",
        title="Bij hoeveel bezoeken is na elke stap alles nog goed?",
        description=say(
            "Balken die korter worden: van 100% aan het begin naar {end} na de laatste stap.",
            end=Share(scan.reliability),
        ),
        series=("Nog goed",),
        bars=(Bar("Aan het begin", (Part(0, 1.0),), Share(1.0)), *steps),
        longest=1.0,
        table=_step_table(scan),
    )


def _step_table(scan: _Scan) -> Table:
    columns = zip(scan.steps, scan.gains["reliabilities"], scan.after_each, strict=True)
    return Table(
        caption="Elke stap: hoe vaak het misgaat en wat er goed overblijft",
        columns=(
            "Stap",
            "Mis zonder afspraken",
            "Mis zoals het nu geregeld is",
            "Deel van de klanten",
            "Alles nog goed",
        ),
        rows=tuple(
            (
                step["name"],
                percent(step["base_failure"]),
                percent(1 - reliability),
                percent(step["pass_"]),
                percent(left),
            )
            for step, reliability, left in columns
        ),
    )


def _more_charts(scan: _Scan, mix: StaffMix | None, answers: Answers | None) -> tuple[Chart, ...]:
    charts: list[Chart] = []
    if exceeds(scan.loss["lost_value"], 0) and math.isfinite(scan.loss["lost_value"]):
        charts.append(_waterfall(scan))
    charts.append(_two_visits(scan, mix))
    if answers:
        charts.append(_without_you_chart(answers))
    return tuple(charts)


def _waterfall(scan: _Scan) -> SpanChart:
    """Each step adds the loss of the visits that go wrong there for the first time."""
    levels = [0.0, *(0.0 - scan.customers.cost(left) for left in scan.after_each)]
    pieces = list(zip(scan.steps, levels, levels[1:], strict=False))
    spans = [Span(step["name"], before, after, euros(after - before)) for step, before, after in pieces]
    total = scan.loss["lost_value"]
    return SpanChart(
        key="euros",
        title="Waar het verlies ontstaat, in euro's per jaar",
        description=say(
            "Trap naar beneden: elke stap telt er verlies bij op, tot {total} per jaar na de laatste stap.",
            total=euros(total),
        ),
        spans=(*spans, Span("Verlies per jaar", 0.0, levels[-1], euros(levels[-1]), total=True)),
        table=Table(
            caption="Verlies per jaar door bezoeken die bij een stap voor het eerst misgaan",
            columns=("Stap", "Verlies per jaar", "Opgeteld"),
            rows=tuple((step["name"], euros(before - after), euros(0.0 - after)) for step, before, after in pieces),
        ),
    )


def _two_visits(scan: _Scan, mix: StaffMix | None) -> DotChart:
    """Show two visits: by whom customers are served, or without roles how the whole visit goes."""
    odds = mix or systems.staff_mix([{"share": 1.0, "reliability": scan.reliability}])
    mixed = odds["good_then_bad"]
    chances = (odds["two_good"], mixed, mixed, max(0.0, 1 - odds["two_good"] - 2 * mixed))
    names = ("Twee keer goed", "Eerst goed, dan mis", "Eerst mis, dan goed", "Twee keer mis")
    counts = _whole(chances)
    return DotChart(
        key="visits",
        title="100 klanten komen twee keer en treffen wie er werkt" if mix else "100 klanten komen twee keer",
        description=say(
            "Honderd stippen: {good} twee keer goed, {then_bad} eerst goed en dan mis, {then_good} eerst mis en dan goed, {bad} twee keer mis.",
            good=Amount(counts[0]),
            then_bad=Amount(counts[1]),
            then_good=Amount(counts[2]),
            bad=Amount(counts[3]),
        ),
        groups=tuple(DotGroup(name, count) for name, count in zip(names, counts, strict=True)),
        table=Table(
            caption="Wat 100 klanten bij twee bezoeken meemaken",
            columns=("Ervaring", "Van de 100 klanten", "Kans"),
            rows=tuple(
                (name, Amount(count), Amount(chance, Unit.FRACTION, decimals=1))
                for name, count, chance in zip(names, counts, chances, strict=True)
            ),
        ),
    )


def _whole(chances: Sequence[float]) -> list[int]:
    """Divide 100 over the chances in whole numbers, the largest remainders first (ties in order)."""
    exact = [GUESTS * chance for chance in chances]
    counts = [math.floor(each) for each in exact]
    # Rounded, so that the last bits do not decide a tie.
    order = sorted(range(len(exact)), key=lambda index: -round(exact[index] - counts[index], 9))
    for index in order[: GUESTS - sum(counts)]:
        counts[index] += 1
    return counts


def _without_you_chart(answers: Answers) -> BarChart:
    pairs = list(zip(QUESTIONS, answers, strict=True))
    lowest = min(answers)
    return BarChart(
        key="without-you",
        title="Hoe ver komt je bedrijf zonder jou?",
        description=say(
            "Balk per vraag, van 0 (alleen ik) tot 4 (zonder mij, met controle). De laagste staat op {lowest}.",
            lowest=Amount(lowest, decimals=1),
        ),
        series=("Antwoord",),
        bars=tuple(
            Bar(question, (Part(0, answer),), Amount(answer, decimals=1), emphasis=answer == lowest)
            for question, answer in pairs
        ),
        longest=HIGHEST_ANSWER,
        table=Table(
            caption="Antwoorden van 0 (alleen ik) tot 4 (zonder mij, met controle)",
            columns=("Vraag", "Antwoord"),
            rows=tuple((question, Amount(answer, decimals=1)) for question, answer in pairs),
        ),
    )


def _example(business: str, source: str, **inputs: Any) -> Example:  # noqa: ANN401 -- JSON values
    """Make an example that starts from the shares of a small purchase, as far as it does not give its own."""
    shares = {
        "leave_share": LEAVE_SILENT,
        "complaint_share": COMPLAINT_SHARE,
        "recovery_share": RECOVERY_SHARE,
        "leave_unresolved": LEAVE_UNRESOLVED,
        "leave_recovered": LEAVE_RECOVERED,
        "effects": dict(EFFECTS),
    }
    return Example(business=business, inputs={**shares, **inputs}, source=source)


def _touchpoint(name: str, base_failure: float, *arranged: float, people: int, share: float = 1.0) -> dict[str, Any]:
    """Give a step of an example; ``arranged`` is how far it is documented, trained, measured and backed up."""
    return {
        "name": name,
        "base_failure": base_failure,
        **dict(zip(systems.LEVERS, arranged, strict=True)),
        "people": people,
        "pass": share,
    }


RESTAURANT = _example(
    "restaurant",
    "Bedachte cijfers. De twee rollen volgen het verhaal van de twee avonden in hetzelfde restaurant.",
    touchpoints=[
        _touchpoint("Reserveren en ontvangst", 0.1, 0.5, 0.5, 0, 1, people=3),
        _touchpoint("Bediening", 0.19, 0, 0, 0, 0, people=4),
        _touchpoint("Eten en drinken", 0.15, 1, 1, 0.5, 0.5, people=2),
        _touchpoint("Gezelschappen", 0.3, 0, 0.5, 0, 0, people=1, share=0.1),
    ],
    customers=900,
    visits_per_year=2,
    customer_value=150,
    staff=[
        {"name": "Topper", "share": 2, "reliability": 0.98},
        {"name": "Andere bediening", "share": 3, "reliability": 0.7},
    ],
    answers=[0, 3, 1, 2, 1, 1],
    retention=0.6,
)

COACH = _example(
    "coachpraktijk",
    "Bedachte cijfers. Het vertrek na een fout is dat bij een grote aankoop in het onderzoek van TARP.",
    touchpoints=[
        _touchpoint("Kennismaking", 0.1, 0.5, 1, 0, 0, people=1),
        _touchpoint("Afspraken vastleggen", 0.2, 0.5, 0, 0, 0, people=1),
        _touchpoint("Gesprekken", 0.08, 0, 1, 0.5, 0, people=1),
        _touchpoint("Opvolging achteraf", 0.3, 0, 0, 0, 0, people=1, share=0.7),
    ],
    customers=35,
    visits_per_year=1,
    customer_value=1500,
    staff=[],
    answers=[0, 0, 0, 0, 1, 0],
    leave_share=0.91,
    leave_unresolved=0.81,
    leave_recovered=0.18,
    recovery_share=0.7,
    retention=0.5,
)

INSTALLER = _example(
    "installatiebedrijf",
    "Bedachte cijfers. Het vertrek na een fout is dat bij een grote aankoop in het onderzoek van TARP.",
    touchpoints=[
        _touchpoint("Bereikbaar zijn", 0.2, 0.5, 0.5, 0, 0.5, people=2),
        _touchpoint("Offerte maken", 0.15, 0.5, 0.5, 0, 0, people=1, share=0.6),
        _touchpoint("Op tijd komen", 0.2, 0.5, 0, 0.5, 0.5, people=5),
        _touchpoint("Werk in één keer goed", 0.12, 1, 0.5, 0.5, 0.5, people=5),
        _touchpoint("Factuur klopt", 0.08, 1, 0.5, 0, 0.5, people=2),
    ],
    customers=320,
    visits_per_year=1,
    customer_value=1200,
    staff=[
        {"name": "Ervaren monteur", "share": 3, "reliability": 0.96},
        {"name": "Monteur in opleiding", "share": 2, "reliability": 0.84},
    ],
    answers=[1, 3, 2, 2, 1, 2],
    leave_share=0.91,
    leave_unresolved=0.81,
    leave_recovered=0.18,
    retention=0.7,
)

WEBSHOP = _example(
    "webshop",
    "Bedachte cijfers.",
    touchpoints=[
        _touchpoint("Bestellen en betalen", 0.05, 1, 0.5, 1, 0.5, people=2),
        _touchpoint("Inpakken", 0.06, 0.5, 0.5, 0, 1, people=6),
        _touchpoint("Bezorgen", 0.1, 0.5, 0, 0.5, 1, people=3),
        _touchpoint("Vraag beantwoorden", 0.25, 0.5, 0.5, 0, 0.5, people=2, share=0.15),
        _touchpoint("Retour verwerken", 0.2, 0.5, 0, 0, 0, people=1, share=0.12),
    ],
    customers=2500,
    visits_per_year=2.5,
    customer_value=60,
    staff=[
        {"name": "Vaste inpakker", "share": 4, "reliability": 0.98},
        {"name": "Uitzendkracht", "share": 2, "reliability": 0.93},
    ],
    answers=[4, 3, 3, 2, 3, 2],
    retention=0.55,
)


CALCULATOR = Calculator(
    slug="systeemscan",
    name="Systeemscan",
    question="Hoeveel van je kwaliteit is toeval?",
    calculate=systeemscan,
    sections=(
        Section("Je klanten", ("customers", "visits_per_year", "customer_value")),
        Section(
            "De stappen van je klant",
            ("touchpoints",),
            add="Stap toevoegen",
            intro="Zet de stappen in de volgorde van je klant. Bij papier, oefenen, meten en vervanging is 0% niets en 100% helemaal geregeld.",
        ),
        Section(
            "Maakt het uit wie er werkt?",
            ("staff",),
            add="Rol toevoegen",
            intro="Mag leeg. Denk aan de stap waar het verschil tussen mensen het grootst is.",
        ),
        Section("Werkt het zonder jou?", ("answers",), intro="Mag leeg, of beantwoord alle zes de vragen."),
        Section(
            "Wat doen klanten na een fout?",
            (
                "leave_share",
                "complaint_share",
                "recovery_share",
                "leave_unresolved",
                "leave_recovered",
                "retention",
            ),
            intro="Het vertrek komt uit Amerikaans onderzoek (TARP). Weet je het van je eigen klanten, vul dat dan in.",
        ),
        Section(
            "Wat doet een maatregel?",
            ("effects",),
            intro="Vuistregel, geen onderzoek: welk deel van de fouten verdwijnt als je dit helemaal hebt geregeld?",
        ),
    ),
    example=RESTAURANT,
    presets=(COACH, INSTALLER, WEBSHOP),
    formulas=(
        Formula(
            "Fouten bij een stap",
            "Fouten zonder afspraken × (1 - effect × hoever het is geregeld), voor opschrijven, oefenen, meten en vervanging na elkaar.",
        ),
        Formula(
            "Kans dat een bezoek goed gaat",
            "Alle stappen met elkaar vermenigvuldigd: 1 - deel van de klanten × fouten bij die stap.",
        ),
        Formula(
            "Vertrek na een fout",
            "Wie niets zegt × vertrek zonder klacht, plus wie klaagt × het vertrek na een opgeloste klacht of na een klacht die blijft liggen.",
        ),
        Formula(
            "Verloren klanten per jaar",
            "Klanten × (1 - de kans om in geen enkel bezoek door een fout te vertrekken). Een klant telt per jaar hooguit één keer mee.",
        ),
        Formula("Verlies per jaar", "Verloren klanten × klantwaarde."),
        Formula(
            "Wat een actie scheelt",
            "Het verlies nu min het verlies als die ene maatregel bij die ene stap helemaal is geregeld. Bedragen van losse acties kun je niet optellen.",
        ),
        Formula(
            "Wat elke stap moet halen",
            "Het getal dat 95% geeft als je het net zo vaak met zichzelf vermenigvuldigt als er stappen zijn.",
        ),
        Formula(
            "Wie er werkt",
            "Gemiddelde van de rollen, gewogen met hun dagen. Het verschil is dat van de beste rol met het gemiddelde.",
        ),
        Formula("Werkt zonder jou", "Gemiddelde van de antwoorden ÷ 4 × 100."),
    ),
    assumptions=(
        "Fouten bij verschillende stappen en bij verschillende bezoeken hangen niet met elkaar samen.",
        "Vuistregel van deze site: opschrijven en oefenen halen elk 30% van de fouten weg, meten 25% en vervanging 20%. Dit is geen onderzoek; pas het gerust aan.",
        "Vuistregel van deze site: 30% van de klanten zegt het als er iets misgaat, en de helft van die klachten wordt opgelost.",
        "Na een fout bij een kleine aankoop vertrekt 63% van wie niets zegt, 54% na een klacht die blijft liggen en 5% na een klacht die snel is opgelost (TARP). Bij een grote aankoop is dat 91%, 81% en 18%. Het onderzoek is Amerikaans en oud.",
        "Vuistregel van deze site: onder de 40 punten hangt je bedrijf aan jou, vanaf 75 punten loopt het grotendeels zonder jou.",
        "Vuistregel van deze site: wie als enige iets kan, is er vier van de vijf dagen.",
        "De rollen tellen niet mee in de kans dat een bezoek goed gaat: vul dat verschil zelf in bij de stap waar het speelt.",
    ),
    sources=(
        Source(
            "The E-Myth Revisited",
            "Michael Gerber (1995)",
            "Het idee: bouw een bedrijf dat ook zonder jou goed werk levert.",
        ),
        Source(
            "Consumer Complaint Handling in America",
            "TARP (1979, 1986), via fastcompany.com/663494",
            "Welk deel van de klanten blijft na een fout, met en zonder opgeloste klacht.",
        ),
        Source(
            "The Six Sigma Handbook",
            "Thomas Pyzdek en Paul Keller",
            "De kans dat alle stappen goed gaan is het product van de stappen.",
        ),
        Source(
            "On the importance of different components in a multicomponent system",
            "Z. W. Birnbaum (1969)",
            "Bij welke stap één procentpunt het meest doet.",
        ),
        Source("felixlenhard.com", "Felix Lenhard", "De proef om dertig dagen weg te blijven."),
    ),
    rows_when_empty=2,
)
