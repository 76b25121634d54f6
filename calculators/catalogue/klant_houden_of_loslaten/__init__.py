"""Klant houden of loslaten: what to do with one customer, why, and what it brings in euros."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, NotRequired, TypedDict, cast, get_args

from calculators.model.amounts import euros
from calculators.model.answer import (
    Amount,
    Answer,
    Axis,
    Bubble,
    Card,
    Chart,
    Figure,
    FirstStep,
    Handover,
    Letter,
    Limit,
    Line,
    LineChart,
    Link,
    Mark,
    Names,
    Plan,
    ScatterChart,
    Sentence,
    Share,
    Span,
    SpanChart,
    Table,
    Value,
    say,
)
from calculators.model.calculator import Calculator, Example, Formula, Section, Source
from calculators.model.errors import InputError
from calculators.model.quantities import Items, Quantity, Unit, Words
from calculators.operations import clv, fire
from calculators.operations.arithmetic import bounded, exceeds, product, total
from calculators.operations.fire import (
    ADVICE,
    ADVICE_LABELS,
    HIGH_FIT,
    HIGHEST_ANSWER,
    MID_FIT,
    MONTHS_A_YEAR,
    PARTING,
    SIGNS,
    SYMPTOMS,
    Advice,
    BreakEven,
    ClientJudgement,
    DirectCosts,
    Fit,
    HoursBilled,
    InternalRate,
    Misconduct,
    ReferralValue,
    Revenue,
    TotalRevenue,
)

REVIEWED = "Deze klant"
LABELS: dict[Advice, str] = dict(zip(get_args(Advice), ADVICE_LABELS, strict=True))
UNJUDGED = "nog niet beoordeeld"

# Defaults of the specification, section 9; how much is filled again is a rule of thumb of this page.
USUAL_INTERNAL_RATE = 60.0
USUAL_TARGET_RATE = 90.0
USUAL_REFILL = 0.7

# Hours that nobody writes down are guessed badly: rule of thumb, and the page calls it so.
UNBILLED_DOUBT = 0.5

HIGHEST_RATE = 10_000.0
HIGHEST_SCORE = 100.0
LOWEST_GRADE, HIGHEST_GRADE = 1.0, 10.0
HALF_A_EURO = 0.5
TABLE_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)

# From here on a number is said without decimals.
SMALL_RATE = 10.0
MANY_HOURS = 10.0

# A drawing needs finite numbers, and room around them; far beyond the target rate a circle stands at the edge.
DRAWABLE = 1e12
HEADROOM = 1.15
HIGHEST_DRAWN_TARGETS = 3.0


def _answer(label: str, meaning: str) -> Quantity:
    return Quantity(label, Unit.NONE, 0, HIGHEST_ANSWER, slider=(0, HIGHEST_ANSWER, 1), meaning=meaning)


QUESTIONS: dict[str, Quantity] = {
    "bottom_price": _answer("laagste prijs", "Wil de laagste prijs, en daarna valt het toch nog tegen."),
    "extra_demands": _answer("extra wensen", "Vraagt onderweg meer dan jullie hadden afgesproken."),
    "delays": _answer("vertraging", "Laat jou wachten op informatie of op een besluit."),
    "interference": _answer("bemoeienis", "Kijkt zo vaak mee dat jij je vak niet goed kunt doen."),
    "loyal": _answer("trouw", "Komt bij jou terug voor nieuw werk."),
    "grants_big_quotes": _answer("grote opdrachten", "Zegt ja tegen een grote offerte, zonder lang onderhandelen."),
    "pays_on_time": _answer("op tijd betalen", "Betaalt zonder herinnering."),
    "tries_new": _answer("iets nieuws proberen", "Staat open voor nieuw werk dat jij aanbiedt."),
    "suggests": _answer("meedenken", "Zegt uit zichzelf wat er nog beter kan."),
    "recommends": _answer("aanbevelen", "Raadt je aan bij anderen."),
    "brings_clients": _answer("klanten aandragen", "Brengt zelf nieuwe klanten bij je."),
}


class PageSymptoms(TypedDict):
    """How often this customer does what costs energy: 0 never to 4 always."""

    bottom_price: NotRequired[Annotated[float, QUESTIONS["bottom_price"]] | None]
    extra_demands: NotRequired[Annotated[float, QUESTIONS["extra_demands"]] | None]
    delays: NotRequired[Annotated[float, QUESTIONS["delays"]] | None]
    interference: NotRequired[Annotated[float, QUESTIONS["interference"]] | None]


class PageSigns(TypedDict):
    """How often this customer does what makes the work a pleasure: 0 never to 4 always."""

    loyal: NotRequired[Annotated[float, QUESTIONS["loyal"]] | None]
    grants_big_quotes: NotRequired[Annotated[float, QUESTIONS["grants_big_quotes"]] | None]
    pays_on_time: NotRequired[Annotated[float, QUESTIONS["pays_on_time"]] | None]
    tries_new: NotRequired[Annotated[float, QUESTIONS["tries_new"]] | None]
    suggests: NotRequired[Annotated[float, QUESTIONS["suggests"]] | None]
    recommends: NotRequired[Annotated[float, QUESTIONS["recommends"]] | None]
    brings_clients: NotRequired[Annotated[float, QUESTIONS["brings_clients"]] | None]


HoursUnbilled = Annotated[
    float,
    Quantity(
        "niet-gefactureerde uren",
        Unit.HOURS,
        minimum=0,
        slider=(0, 200, 5),
        meaning="Bellen, mailen, herstellen, reizen, wachten: per jaar. Een schatting is genoeg.",
    ),
]
TargetRate = Annotated[
    float,
    Quantity(
        "gewenst uurtarief",
        Unit.EURO_PER_HOUR,
        above=0,
        maximum=HIGHEST_RATE,
        slider=(30, 200, 5),
        meaning="Wat een uur goed werk bij een andere klant je oplevert, excl. btw.",
    ),
]
Refill = Annotated[
    float,
    Quantity(
        "deel dat je opnieuw vult",
        Unit.FRACTION,
        0,
        1,
        slider=(0, 1, 0.01),
        meaning="Hoeveel van de vrije uren vul je met ander werk, tegen de prijs die jij wilt?",
    ),
]
AvoidableShare = Annotated[
    float,
    Quantity(
        "kosten die wegvallen",
        Unit.FRACTION,
        0,
        1,
        meaning="Deel van de lege uren dat je echt niet meer betaalt, zoals ingehuurde mensen.",
    ),
]
ExitCost = Annotated[
    float, Quantity("kosten van het afscheid", Unit.EURO, minimum=0, meaning="Eenmalig, zoals overdracht, excl. btw.")
]
LagMonths = Annotated[
    float, Quantity("aanlooptijd", Unit.MONTHS, minimum=0, meaning="Zo lang duurt het tot er nieuw werk is.")
]


class OtherClient(TypedDict):
    """A customer to set beside the one under review."""

    name: Annotated[str, Words("naam", "Hoe jij deze klant noemt.")]
    revenue: Revenue
    hours_billed: HoursBilled
    hours_unbilled: Annotated[
        float,
        Quantity("niet-gefactureerde uren", Unit.HOURS, minimum=0, meaning="Bellen, herstellen, reizen: per jaar."),
    ]
    symptoms: NotRequired[
        Annotated[float, _answer("wat energie kost", "Hoe vaak kost deze klant je energie? 0 is nooit, 4 is altijd.")]
        | None
    ]
    signs: NotRequired[
        Annotated[float, _answer("wat goed gaat", "Hoe vaak gaat het juist goed? 0 is nooit, 4 is altijd.")] | None
    ]
    direct_costs: NotRequired[DirectCosts | None]


OtherClients = Annotated[list[OtherClient], Items("andere klanten", "andere klant", fewest=0, most=10, unique="name")]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Review:
    """A customer as it was filled in; with ``replace`` also as it could be."""

    revenue: float
    direct_costs: float
    hours_billed: float
    hours_unbilled: float
    symptoms: Mapping[str, float | None]
    signs: Mapping[str, float | None]
    internal_rate: float
    target_rate: float
    referral_value: float = 0.0
    misconduct: bool = False
    total_revenue: float | None = None

    def judge(self) -> ClientJudgement:
        return fire.client(
            self.revenue,
            self.direct_costs,
            self.hours_billed,
            self.hours_unbilled,
            cast("fire.Symptoms", dict(self.symptoms)),
            cast("fire.Signs", dict(self.signs)),
            referral_value=self.referral_value,
            misconduct=self.misconduct,
            internal_rate=self.internal_rate,
            target_rate=self.target_rate,
            total_revenue=self.total_revenue,
        )

    def advice(self) -> Advice | None:
        """The advice; misconduct decides even when no question has been answered yet."""
        return "fire" if self.misconduct else self.judge()["advice"]


@dataclass(frozen=True, slots=True)
class _Judged:
    """A customer with its judgement and its sums: hours, contribution and what is left after paying the hours."""

    name: str
    review: _Review
    judgement: ClientJudgement
    advice: Advice | None
    hours: float
    contribution: float
    net: float

    @property
    def fit(self) -> float | None:
        return self.judgement["fit"]

    @property
    def rate(self) -> float | None:
        return self.judgement["effective_rate"]

    @property
    def shortage(self) -> float:
        """Euros a year that lack until the target rate; negative when there is more."""
        return bounded(product(self.hours, self.review.target_rate)) - self.contribution


@dataclass(frozen=True, slots=True)
class _Farewell:
    """What parting with the customer under review would mean."""

    outcome: BreakEven
    refill: float
    exit_cost: float
    lag_months: float

    def gain(self, share: float) -> float:
        """Euros a year more than now, with this share of the hours filled again: a straight line between both ends."""
        full, none = self.outcome["gain_full_refill"], self.outcome["gain_no_refill"]
        return total([product(share, bounded(full)), product(1 - share, bounded(none))])

    def first_year_gain(self, share: float) -> float:
        """The same in the first year: fewer months to fill, and the cost of parting."""
        months = max(0.0, MONTHS_A_YEAR - self.lag_months)
        return self.gain(share * months / MONTHS_A_YEAR) - self.exit_cost

    @property
    def has_start(self) -> bool:
        return self.exit_cost > 0 or self.lag_months > 0


def klant_houden_of_loslaten(
    revenue: Revenue,
    hours_billed: HoursBilled,
    hours_unbilled: HoursUnbilled,
    *,
    direct_costs: DirectCosts = 0.0,
    internal_rate: InternalRate = USUAL_INTERNAL_RATE,
    target_rate: TargetRate = USUAL_TARGET_RATE,
    symptoms: Annotated[PageSymptoms, "deze klant"] | None = None,
    misconduct: Misconduct = False,
    signs: Annotated[PageSigns, "deze klant"] | None = None,
    refill: Refill = USUAL_REFILL,
    referral_value: ReferralValue = 0.0,
    total_revenue: TotalRevenue | None = None,
    exit_cost: ExitCost = 0.0,
    lag_months: LagMonths = 0.0,
    avoidable_share: AvoidableShare = 0.0,
    clients: OtherClients | None = None,
) -> Answer:
    """Judge one customer, say what to do and why, and what parting would bring; others can stand beside it."""
    _check(revenue, total_revenue, clients or [])
    judged = _judged(
        REVIEWED,
        _Review(
            revenue=revenue,
            direct_costs=direct_costs,
            hours_billed=hours_billed,
            hours_unbilled=hours_unbilled,
            symptoms=cast("Mapping[str, float | None]", symptoms or {}),
            signs=cast("Mapping[str, float | None]", signs or {}),
            internal_rate=internal_rate,
            target_rate=target_rate,
            referral_value=referral_value,
            misconduct=misconduct,
            total_revenue=total_revenue,
        ),
    )
    others = [_beside(each, internal_rate, target_rate) for each in clients or []]
    outcome = fire.break_even(
        judged.contribution, judged.hours, target_rate, internal_rate, avoidable_share, exit_cost, lag_months
    )
    farewell = _Farewell(outcome, refill, exit_cost, lag_months)
    chart, *more_charts = _charts(judged, others, farewell)
    plan = _plan(judged, farewell)
    return Answer(
        headline=_headline(judged),
        reasons=tuple(_reasons(judged, farewell)),
        chart=chart,
        more_cards=(
            Card("Hoe zeker is dit?", tuple(_certainty(judged))),
            Card("Wat verandert het?", tuple(_change(judged))),
            Card("Wat is het waard?", tuple(_worth(judged, farewell))),
            *_together(judged, others),
        ),
        figures=_figures(judged, farewell),
        more_charts=tuple(more_charts),
        plans=(plan,),
        letters=_letters(judged.advice),
        handovers=tuple(_handovers([judged, *others])),
        first_step=FirstStep(plan.steps[0], _yearly_gain(judged, farewell)),
    )


def _check(revenue: float, total_revenue: float | None, clients: Sequence[OtherClient]) -> None:
    if total_revenue is not None and exceeds(revenue, total_revenue):
        raise InputError(
            "out_of_range",
            "total_revenue",
            "Vul bij totale omzet minstens de omzet van deze klant in, of laat het veld leeg.",
        )
    for index, each in enumerate(clients):
        if each["name"].strip().casefold() == REVIEWED.casefold():
            raise InputError(
                "duplicate_name",
                f"clients[{index}].name",
                f"Verander de naam van andere klant {index + 1}: zo heet de klant die je beoordeelt al.",
            )


def _judged(name: str, review: _Review) -> _Judged:
    sums = clv.time_cost(
        review.revenue, review.direct_costs, review.hours_billed, review.hours_unbilled, review.internal_rate
    )
    return _Judged(
        name,
        review,
        review.judge(),
        review.advice(),
        hours=bounded(sums["hours"]),
        contribution=bounded(total([bounded(sums["contribution"]), review.referral_value])),
        net=bounded(total([bounded(sums["net"]), review.referral_value])),
    )


def _beside(client: OtherClient, internal_rate: float, target_rate: float) -> _Judged:
    """One answer stands for a whole group of questions: the mean is the same."""
    return _judged(
        client["name"],
        _Review(
            revenue=client["revenue"],
            direct_costs=client.get("direct_costs") or 0.0,
            hours_billed=client["hours_billed"],
            hours_unbilled=client["hours_unbilled"],
            symptoms={SYMPTOMS[0]: client.get("symptoms")},
            signs={SIGNS[0]: client.get("signs")},
            internal_rate=internal_rate,
            target_rate=target_rate,
        ),
    )


# Values with no more digits than they deserve.


def _is_whole(amount: float) -> bool:
    return float(round(amount, 2)).is_integer()


def _hourly(value: float | None, *beside: float) -> Amount:
    """An amount per hour; with cents when it would otherwise look the same as a rate it differs from."""
    if value is None:
        return Amount(None, Unit.EURO_PER_HOUR)
    close = abs(value) < SMALL_RATE or any(abs(value - other) < 1 for other in beside)
    cents = close and not _is_whole(value)
    return Amount(value, Unit.EURO_PER_HOUR, decimals=2 if cents else 0)


def _agreed(rate: float) -> Amount:
    """A rate as it was typed."""
    return Amount(rate, Unit.EURO_PER_HOUR, decimals=0 if _is_whole(rate) else 2)


def _score(fit: float | None) -> Amount:
    """A score in whole points; with decimals when it would otherwise look the same as a limit it differs from."""
    close = fit is not None and any(abs(fit - limit) < 1 for limit in (MID_FIT, HIGH_FIT))
    return Amount(fit, Unit.POINTS, decimals=2 if close else 0)


def _hours(hours: float) -> Amount:
    return Amount(hours, Unit.HOURS, decimals=0 if hours >= MANY_HOURS else 1)


def _part(share: float) -> Value:
    """A share of a whole, or a percentage above that."""
    return Share(share) if 0 <= share <= 1 else Amount(share, Unit.FRACTION)


def _own_rate(judged: _Judged) -> Amount:
    return _hourly(judged.rate, judged.review.internal_rate, judged.review.target_rate)


# The answer and its reasons.


def _headline(judged: _Judged) -> Sentence:
    match judged.advice:
        case "keep":
            return say("Houd deze klant.")
        case "repair":
            return say("Maak afspraken met deze klant.")
        case "raise_price":
            return say("Verhoog de prijs voor deze klant.")
        case "hand_over":
            return say("Draag deze klant over.")
        case "fire":
            return say("Neem afscheid van deze klant.")
        case None:
            return _asks_for_answers(judged.judgement)


def _asks_for_answers(judgement: ClientJudgement) -> Sentence:
    if judgement["symptom_score"] is not None:
        return say("Beantwoord nog één vraag over wat goed gaat.")
    if judgement["promoter_score"] is not None:
        return say("Beantwoord nog één vraag over wat je energie kost.")
    return say("Beantwoord nog één vraag over wat je energie kost en één over wat goed gaat.")


def _reasons(judged: _Judged, farewell: _Farewell) -> Iterator[Sentence]:
    if judged.review.misconduct:
        yield say("Bij wangedrag telt de rest niet mee. Jouw veiligheid en die van je mensen gaan voor.")
    if judged.advice is None:
        yield say("Kijk je alleen naar geld, dan is dit het beeld.")
    if judged.fit is not None:
        yield _fit_reason(judged.fit)
    yield _money_reason(judged)
    if not judged.review.misconduct and exceeds(judged.shortage, 0):
        yield _price_reason(judged)
    if "dependency" in judged.judgement["flags"]:
        yield _dependency_reason(judged)
    if not judged.review.misconduct and judged.advice in PARTING:
        yield from _before_parting(judged.review, judged.advice, farewell)


def _before_parting(review: _Review, advice: Advice, farewell: _Farewell) -> Iterator[Sentence]:
    """Say what speaks against parting at once."""
    gain = farewell.gain(farewell.refill)
    if gain < -HALF_A_EURO:
        yield say(
            "Zoek eerst ander werk: vul je {refill} van de vrije uren, dan verdien je {amount} per jaar minder dan nu.",
            refill=Share(farewell.refill),
            amount=euros(-gain),
        )
    if any(_turns(review, advice)):
        yield say("Het scheelt weinig: voer eerst een open gesprek, en beslis dan pas.")


def _band(fit: float) -> Fit:
    if exceeds(MID_FIT, fit):
        return "low"
    return "mid" if exceeds(HIGH_FIT, fit) else "high"


def _fit_reason(fit: float) -> Sentence:
    match _band(fit):
        case "low":
            return say("De samenwerking past nu niet goed bij je: {score} van de 100 punten.", score=_score(fit))
        case "mid":
            return say("De samenwerking past redelijk bij je: {score} van de 100 punten.", score=_score(fit))
        case "high":
            return say("De samenwerking past goed bij je: {score} van de 100 punten.", score=_score(fit))


def _money_reason(judged: _Judged) -> Sentence:
    if judged.rate is None:
        return _without_hours(judged.contribution)
    values: dict[str, Value] = {
        "rate": _own_rate(judged),
        "hours": _hours(judged.hours),
        "internal": _agreed(judged.review.internal_rate),
        "target": _agreed(judged.review.target_rate),
    }
    match judged.judgement["money"]:
        case "good":
            return say(
                "Je besteedt {hours} uur per jaar aan deze klant; een uur levert {rate} op. Daarmee haal je de {target} die je wilt verdienen.",
                **values,
            )
        case "thin":
            return say(
                "Je besteedt {hours} uur per jaar aan deze klant; een uur levert {rate} op. Dat dekt je kosten ({internal}), maar niet de {target} die je wilt verdienen.",
                **values,
            )
        case "loss":
            return say(
                "Je besteedt {hours} uur per jaar aan deze klant; een uur levert {rate} op. Dat is minder dan een uur je kost: {internal}.",
                **values,
            )


def _without_hours(contribution: float) -> Sentence:
    if contribution < 0:
        return say(
            "Je vulde geen uren in. De kosten zijn {amount} per jaar hoger dan de omzet.", amount=euros(-contribution)
        )
    return say("Je vulde geen uren in. Er blijft {amount} per jaar over.", amount=euros(contribution))


def _price_reason(judged: _Judged) -> Sentence:
    values: dict[str, Value] = {
        "target": _agreed(judged.review.target_rate),
        "amount": euros(judged.shortage),
    }
    rise = judged.judgement["price_rise_to_target"]
    if rise is None:
        return say("Voor {target} per uur is {amount} per jaar meer nodig; nu is er geen omzet.", **values)
    return say("Voor {target} per uur moet je prijs {rise} omhoog: {amount} per jaar.", rise=_part(rise), **values)


def _dependency_reason(judged: _Judged) -> Sentence:
    review = judged.review
    share = Share(review.revenue / (review.total_revenue or review.revenue))
    if replace(review, total_revenue=None).advice() == judged.advice:
        return say("Deze klant is {share} van je omzet. Zorg dat je ook zonder deze klant verder kunt.", share=share)
    return say(
        "Deze klant is {share} van je omzet. Valt die weg, dan raakt dat je hele bedrijf: daarom eerst afspraken, en nieuwe klanten erbij.",
        share=share,
    )


def _figures(judged: _Judged, farewell: _Farewell) -> tuple[Figure, ...]:
    turning_point = farewell.outcome["break_even"]
    return (
        Figure("Past bij je", _score(judged.fit)),
        Figure("Opbrengst per uur", _own_rate(judged)),
        Figure("Nodige prijsverhoging", Amount(judged.judgement["price_rise_to_target"], Unit.FRACTION)),
        Figure("Vrije uren per jaar", _hours(judged.hours)),
        # Below zero no hour has to be filled at all.
        Figure("Omslagpunt opvullen", Amount(turning_point and max(0.0, turning_point), Unit.FRACTION)),
        Figure("Winst bij jouw opvulling", euros(farewell.gain(farewell.refill), signed=True)),
    )


# How sure it is.


def _certainty(judged: _Judged) -> Iterator[Sentence]:
    if judged.advice is None:
        yield say("Nog niet: pas met een antwoord op beide soorten vragen is er een advies.")
    if judged.review.misconduct:
        yield say("Het advies hangt niet af van de score of het geld: wangedrag geeft de doorslag.")
        return
    yield from _distances(judged)
    if judged.advice is not None:
        yield _turning_answers(judged.review, judged.advice)
        yield from _open_questions(judged.review)
    yield from _doubtful_hours(judged)


def _distances(judged: _Judged) -> Iterator[Sentence]:
    if judged.fit is not None:
        limit = min((MID_FIT, HIGH_FIT), key=lambda each: abs(each - (judged.fit or 0.0)))
        distance = abs(judged.fit - limit)
        yield say(
            "De score ligt {distance} {points} {side} de grens van {limit}."
            if exceeds(distance, 0)
            else "De score ligt precies op de grens van {limit}.",
            distance=Amount(distance, decimals=1),
            points="punt" if distance <= 1 else "punten",
            side="boven" if judged.fit > limit else "onder",
            limit=Amount(limit),
        )
    if judged.rate is not None:
        rate = judged.rate
        limit = min((judged.review.target_rate, judged.review.internal_rate), key=lambda each: abs(each - rate))
        yield say(
            "De opbrengst per uur ligt {distance} {side} je grens van {limit}."
            if exceeds(abs(rate - limit), 0)
            else "De opbrengst per uur ligt precies op je grens van {limit}.",
            distance=_hourly(abs(rate - limit)),
            side="boven" if rate > limit else "onder",
            limit=_agreed(limit),
        )


@dataclass(frozen=True, slots=True)
class _Turn:
    """An answer that, one step lower or higher, gives another advice."""

    question: str
    old: float
    new: float
    advice: Advice


def _turning_answers(review: _Review, advice: Advice) -> Sentence:
    turns = list(_turns(review, advice))
    if not turns:
        return say("Geen enkel antwoord dat één stap lager of hoger uitvalt, verandert het advies.")
    first = turns[0]
    values: dict[str, Value] = {
        "question": first.question,
        "old": Amount(first.old, decimals=2),
        "new": Amount(first.new, decimals=2),
        "advice": LABELS[first.advice],
    }
    many = len({turn.question for turn in turns})
    if many == 1:
        return say(
            "Eén antwoord kan het advies veranderen. Gaat '{question}' van {old} naar {new}, dan wordt het '{advice}'.",
            **values,
        )
    return say(
        "Elk van {many} antwoorden kan het advies veranderen. Gaat '{question}' van {old} naar {new}, dan wordt het '{advice}'.",
        many=Amount(many),
        **values,
    )


def _turns(review: _Review, advice: Advice) -> Iterator[_Turn]:
    for question, old in {**review.symptoms, **review.signs}.items():
        for step in (-1, 1):
            if old is None or not 0 <= old + step <= HIGHEST_ANSWER:
                continue
            other = _with_answer(review, question, old + step).advice()
            if other is not None and other != advice:
                yield _Turn(QUESTIONS[question].label, old, old + step, other)


def _with_answer(review: _Review, question: str, answer: float | None) -> _Review:
    if question in SYMPTOMS:
        return replace(review, symptoms={**review.symptoms, question: answer})
    return replace(review, signs={**review.signs, question: answer})


def _open_questions(review: _Review) -> Iterator[Sentence]:
    """Say between which scores the open questions can still bring it."""
    symptoms = [each for each in SYMPTOMS if review.symptoms.get(each) is None]
    signs = [each for each in SIGNS if review.signs.get(each) is None]
    count = len(symptoms) + len(signs)
    if not count:
        return
    worst = _answered(review, dict.fromkeys(symptoms, HIGHEST_ANSWER), dict.fromkeys(signs, 0.0))
    best = _answered(review, dict.fromkeys(symptoms, 0.0), dict.fromkeys(signs, HIGHEST_ANSWER))
    sure = worst.advice() == best.advice() == review.advice()
    yield say(
        "Je liet {count} {questions} open. Daarmee kan de score nog tussen {low} en {high} uitkomen; het advies {result}.",
        result="blijft dan gelijk" if sure else "kan dan anders worden",
        count=Amount(count),
        questions="vraag" if count == 1 else "vragen",
        low=_score(worst.judge()["fit"]),
        high=_score(best.judge()["fit"]),
    )


def _answered(review: _Review, symptoms: Mapping[str, float], signs: Mapping[str, float]) -> _Review:
    return replace(review, symptoms={**review.symptoms, **symptoms}, signs={**review.signs, **signs})


SAME_ADVICE = " Aan het advies verandert dat niets."
OTHER_ADVICE = " Het advies kan dan '{advice}' worden."


def _doubtful_hours(judged: _Judged) -> Iterator[Sentence]:
    review = judged.review
    if judged.rate is None:
        return
    if not review.hours_unbilled:
        yield say(
            "Je vulde geen niet-gefactureerde uren in. Kost deze klant toch bel- of mailtijd, dan levert een uur minder op."
        )
        return
    more, less = (
        replace(review, hours_unbilled=review.hours_unbilled * factor)
        for factor in (1 + UNBILLED_DOUBT, 1 - UNBILLED_DOUBT)
    )
    low, high = sorted(each.judge()["effective_rate"] or 0.0 for each in (more, less))
    limits = (review.internal_rate, review.target_rate)
    others = [each.advice() for each in (more, less)]
    other = next((each for each in others if each is not None and each != judged.advice), None)
    effect = "" if judged.advice is None else SAME_ADVICE if other is None else OTHER_ADVICE
    yield say(
        "Zitten je niet-gefactureerde uren er {doubt} naast, dan levert een uur {low} tot {high} op." + effect,
        doubt=Amount(UNBILLED_DOUBT, Unit.FRACTION),
        low=_hourly(low, *limits),
        high=_hourly(high, *limits),
        advice="" if other is None else LABELS[other],
    )


# What would change it.


def _change(judged: _Judged) -> Iterator[Sentence]:
    if judged.review.misconduct:
        yield say("Geen prijs en geen antwoord: bij wangedrag blijft het advies afscheid nemen.")
        return
    if judged.fit is None:
        yield _advice_by_fit(judged.judgement)
        yield from _ways_to_rate(judged, judged.review.target_rate)
        return
    if judged.advice == "keep":
        yield from _end_of_keeping(judged)
        return
    yield from _way_to_keeping(judged, judged.fit)


def _advice_by_fit(judgement: ClientJudgement) -> Sentence:
    low, mid, high = ADVICE[judgement["money"]].values()
    return say(
        "Het hangt af van hoe jullie samenwerken. Past dat niet, dan is het advies '{low}'. Past het redelijk: '{mid}'. Past het goed: '{high}'.",
        low=LABELS[low],
        mid=LABELS[mid],
        high=LABELS[high],
    )


def _way_to_keeping(judged: _Judged, fit: float) -> Iterator[Sentence]:
    rate = _keeping_rate(judged)
    if rate is not None:
        yield say("Het advies wordt 'houden' zodra een uur minstens {rate} oplevert.", rate=_agreed(rate))
        yield from _ways_to_rate(judged, rate)
        return
    target = judged.review.target_rate
    values: dict[str, Value] = {"limit": Amount(MID_FIT), "score": _score(fit), "target": _agreed(target)}
    if not exceeds(judged.shortage, 0):
        yield say("Het advies wordt 'houden' vanaf een score van {limit} punten. Nu zijn het er {score}.", **values)
        yield _answers_needed(judged.review)
        return
    yield say(
        "Meer geld alleen is niet genoeg. Voor 'houden' zijn minstens {limit} punten nodig (nu {score}) én minstens {target} per uur.",
        **values,
    )
    yield from _ways_to_rate(judged, target)


def _answers_needed(review: _Review) -> Sentence:
    """Name the annoyance that weighs most, because that is where talking pays first."""
    worst = _worst(review)
    if not worst:
        return say("Kijk welke goede tekenen er nog kunnen groeien.")
    return say("De meeste punten win je bij {worst}.", worst=Names(worst[:2]))


def _worst(review: _Review) -> tuple[str, ...]:
    """The annoyances with the highest answer; none when nothing annoys."""
    highest = max((answer or 0.0 for answer in review.symptoms.values()), default=0.0)
    if not highest:
        return ()
    return tuple(QUESTIONS[each].label for each, answer in review.symptoms.items() if answer == highest)


def _keeping_rate(judged: _Judged) -> float | None:
    """The lowest of both rates at which the advice is to keep; None when money alone does not do it."""
    review = judged.review
    for rate in (review.internal_rate, review.target_rate):
        lack = product(judged.hours, rate) - judged.contribution
        revenue = review.revenue + lack
        if exceeds(lack, 0) and math.isfinite(revenue) and replace(review, revenue=revenue).advice() == "keep":
            return rate
    return None


def _ways_to_rate(judged: _Judged, rate: float) -> Iterator[Sentence]:
    """Say how to get to a rate: by price, or by hours."""
    lack = bounded(product(judged.hours, rate)) - judged.contribution
    if not exceeds(lack, 0):
        return
    if judged.contribution <= 0:
        yield say("Daarvoor is {lack} per jaar meer nodig. Met minder uren alleen kom je er niet.", lack=euros(lack))
        return
    cut = lack / rate
    yield say(
        "{rate} per uur haal je met {lack} meer per jaar, of met {cut} uur minder voor hetzelfde geld.",
        rate=_agreed(rate),
        lack=euros(lack),
        cut=_hours(cut),
    )
    unbilled = judged.review.hours_unbilled
    if unbilled:
        yield say(
            "Alleen stoppen met niet-gefactureerd werk ({unbilled} uur) is daarvoor niet genoeg."
            if exceeds(cut, unbilled)
            else "Zoek die uren eerst in het werk dat je niet factureert ({unbilled} uur).",
            unbilled=_hours(unbilled),
        )


def _end_of_keeping(judged: _Judged) -> Iterator[Sentence]:
    """Say how far the money may fall before the advice is no longer to keep."""
    if judged.rate is None:
        yield say("Zodra deze klant je uren gaat kosten, telt ook wat een uur oplevert. Vul ze dan in.")
        return
    review = judged.review
    floor = review.internal_rate if ADVICE["thin"][_band(judged.fit or 0.0)] == "keep" else review.target_rate
    if not floor:
        yield say("Zolang de omzet de kosten dekt en de samenwerking goed blijft, blijft het advies 'houden'.")
        return
    yield say("Het advies blijft 'houden' zolang een uur minstens {floor} oplevert.", floor=_agreed(floor))
    room = judged.contribution - bounded(product(judged.hours, floor))
    if not exceeds(room, 0):
        yield say("Er is dus geen ruimte voor extra uren of een lagere prijs.")
        return
    yield say(
        "Er is ruimte voor {extra} uur per jaar extra werk zonder factuur, of voor {room} minder omzet.",
        extra=_hours(judged.contribution / floor - judged.hours),
        room=euros(room),
    )


# What it is worth.


def _worth(judged: _Judged, farewell: _Farewell) -> Iterator[Sentence]:
    yield from _worth_of_acting(judged)
    yield _turning_point(judged, farewell)
    if judged.hours and not _nothing_to_fill(judged, farewell):
        yield _own_gain(farewell)
        if farewell.has_start:
            yield _first_year(farewell)


def _worth_of_acting(judged: _Judged) -> Iterator[Sentence]:
    unbilled = judged.review.hours_unbilled
    match judged.advice:
        case "keep" if judged.hours:
            yield say(
                "Als je uren betaald zijn, houd je aan deze klant {net} per jaar over."
                if judged.net >= 0
                else "Als je uren betaald zijn, leg je op deze klant {net} per jaar toe.",
                net=euros(abs(judged.net)),
            )
        case "raise_price":
            yield say(
                "Een prijs die {target} per uur oplevert, is {amount} per jaar waard.",
                target=_agreed(judged.review.target_rate),
                amount=euros(judged.shortage),
            )
        case "repair" if unbilled:
            yield say(
                "Maak je van {hours} niet-gefactureerde uren betaald werk, dan is dat {amount} per jaar waard.",
                hours=_hours(unbilled),
                amount=euros(bounded(product(unbilled, judged.review.target_rate))),
            )
        case _:
            return


def _nothing_to_fill(judged: _Judged, farewell: _Farewell) -> bool:
    return judged.hours == 0 or farewell.outcome["break_even"] is None


def _turning_point(judged: _Judged, farewell: _Farewell) -> Sentence:
    outcome = farewell.outcome
    share = outcome["break_even"]
    values: dict[str, Value] = {
        "hours": _hours(judged.hours),
        "target": _agreed(judged.review.target_rate),
        "full": euros(abs(outcome["gain_full_refill"])),
        "none": euros(abs(outcome["gain_no_refill"])),
    }
    left = _left(outcome["gain_no_refill"])
    if judged.hours == 0:
        return say("Bij afscheid komen er geen uren vrij: je houdt per jaar " + left, **values)
    if share is None:
        return say("Lege uren kosten je niets meer. Na een afscheid houd je per jaar " + left, **values)
    if outcome["verdict"] == "always":
        return say(
            "Neem je afscheid, dan komt er {hours} uur vrij. Ook als je daar niets van vult, houd je per jaar " + left,
            **values,
        )
    if outcome["verdict"] == "never":
        return say(
            "Neem je afscheid, dan komt er {hours} uur vrij. Zelfs als je dat helemaal vult met werk van {target} per uur, verdien je {full} per jaar minder.",
            **values,
        )
    if not exceeds(1, share):
        return say(
            "Neem je afscheid, dan komt er {hours} uur vrij. Vul je dat helemaal met werk van {target} per uur, dan verdien je evenveel als nu.",
            **values,
        )
    return say(
        "Neem je afscheid, dan komt er {hours} uur vrij. Zodra je {share} daarvan vult met werk van {target} per uur, verdien je meer.",
        share=Share(share),
        **values,
    )


def _left(gain: float) -> str:
    if abs(gain) < HALF_A_EURO:
        return "evenveel over."
    return "{none} meer over." if gain > 0 else "{none} minder over."


def _own_gain(farewell: _Farewell) -> Sentence:
    return _compared(
        farewell.gain(farewell.refill),
        "Vul je {refill}, dan verdien je {amount} per jaar {more} dan nu.",
        "Vul je {refill}, dan verdien je evenveel als nu.",
        farewell.refill,
    )


def _first_year(farewell: _Farewell) -> Sentence:
    needed = farewell.outcome["break_even_year1"]
    gain = farewell.first_year_gain(farewell.refill)
    if needed is None:
        return _compared(
            gain,
            "In het eerste jaar vul je door de aanlooptijd nog niets. Dat jaar verdien je {amount} {more} dan nu.",
            "In het eerste jaar vul je door de aanlooptijd nog niets. Dat jaar verdien je evenveel als nu.",
            farewell.refill,
        )
    if exceeds(needed, 1):
        return _compared(
            gain,
            "Het eerste jaar kost meer dan het oplevert, ook als je alles vult. Bij {refill} verdien je dat jaar {amount} {more}.",
            "Het eerste jaar kost meer dan het oplevert, ook als je bijna alles vult.",
            farewell.refill,
        )
    return _compared(
        gain,
        "In het eerste jaar is {needed} nodig, {because}. Bij {refill} verdien je dat jaar {amount} {more}.",
        "In het eerste jaar is {needed} nodig, {because}. Bij {refill} kom je dat jaar precies uit.",
        farewell.refill,
        needed=Share(max(0.0, needed)),
        because=_because(farewell),
    )


def _because(farewell: _Farewell) -> str:
    if not farewell.lag_months:
        return "door de kosten van het afscheid"
    return "door de kosten en de aanlooptijd" if farewell.exit_cost else "door de aanlooptijd"


def _compared(gain: float, different: str, same: str, refill: float, **values: Value) -> Sentence:
    """Say a gain in the words that fit its sign."""
    if abs(gain) < HALF_A_EURO:
        return say(same, refill=Share(refill), **values)
    return say(
        different, refill=Share(refill), amount=euros(abs(gain)), more="meer" if gain > 0 else "minder", **values
    )


def _together(judged: _Judged, others: Sequence[_Judged]) -> Iterator[Card]:
    if others:
        yield Card("En al deze klanten samen?", tuple(_portfolio([judged, *others])))


def _portfolio(everyone: Sequence[_Judged]) -> Iterator[Sentence]:
    target = everyone[0].review.target_rate
    sums = fire.portfolio(
        [
            {"name": each.name, "contribution": each.contribution, "hours": each.hours, "advice": each.advice}
            for each in everyone
        ],
        target,
    )
    leaving = tuple(
        REVIEWED.lower() if each is everyone[0] else each.name for each in everyone if each.advice in PARTING
    )
    before, after = sums["rate_before"], sums["rate_after"]
    if not leaving:
        yield say(
            "Bij geen van deze {count} klanten is het advies afscheid nemen of overdragen.", count=Amount(len(everyone))
        )
        if before is not None:
            yield say("Samen leveren ze {rate} per uur op.", rate=_hourly(before))
        return
    lost = sums["lost_contribution"]
    yield say(
        "Afscheid nemen of overdragen is het advies bij {names}. Dat maakt {hours} uur vrij en {costs} {amount} per jaar.",
        names=Names(leaving),
        hours=_hours(sums["released_hours"]),
        costs="kost" if lost >= 0 else "scheelt",
        amount=euros(abs(lost)),
    )
    share = sums["break_even"]
    if len(leaving) > 1 and sums["verdict"] == "depends" and share is not None:
        yield say(
            "Vul je {share} van die uren met werk van {target} per uur, dan mis je niets.",
            share=Share(share),
            target=_agreed(target),
        )
    if before is not None and after is not None:
        yield say(
            "Een uur voor wie blijft, levert gemiddeld {after} op. Met alle klanten samen is dat {before}.",
            after=_hourly(after, before),
            before=_hourly(before, after),
        )


# Charts.


def _charts(judged: _Judged, others: Sequence[_Judged], farewell: _Farewell) -> Iterator[Chart]:
    everyone = [judged, *others]
    if any(each.fit is not None and each.rate is not None for each in everyone):
        yield _field(everyone)
    yield _gains(farewell)
    if others:
        yield _results(everyone)


def _drawable(value: float) -> float:
    return max(-DRAWABLE, min(DRAWABLE, value))


def _advice_words(judged: _Judged) -> str:
    return UNJUDGED if judged.advice is None else LABELS[judged.advice]


def _field(everyone: Sequence[_Judged]) -> ScatterChart:
    """Draw who fits (x) and who pays (y); what is far outside stands at the edge."""
    review = everyone[0].review
    reach = HIGHEST_DRAWN_TARGETS * review.target_rate
    placed = [
        (each, each.fit, max(-reach, min(reach, each.rate)))
        for each in everyone
        if each.fit is not None and each.rate is not None
    ]
    rates = [rate for _, _, rate in placed]
    equal = not exceeds(review.target_rate, review.internal_rate)
    limits = (Limit(review.internal_rate, "je kosten"), Limit(review.target_rate, "je doel"))
    return ScatterChart(
        key="field",
        title="Past de samenwerking, en loont ze?",
        description=say(
            "Elke klant als cirkel: naar rechts past de samenwerking beter, naar boven levert een uur meer op. {names}.",
            names=Names(tuple(f"{each.name}: {_advice_words(each)}" for each, _, _ in placed)),
        ),
        x=Axis("past bij je (punten)", HIGHEST_SCORE),
        y=Axis(
            "opbrengst per uur",
            most=HEADROOM * max(review.target_rate, *rates),
            least=HEADROOM * min(0.0, *rates),
            unit=Unit.EURO_PER_HOUR,
        ),
        bubbles=tuple(
            Bubble(each.name, fit, rate, _drawable(max(each.review.revenue, 1.0)), emphasis=each is everyone[0])
            for each, fit, rate in placed
        ),
        x_limits=(Limit(MID_FIT, "redelijk"), Limit(HIGH_FIT, "goed")),
        y_limits=limits[1:] if equal else limits,
        corners=("afspraken maken", "houden", "afscheid nemen", "prijs verhogen"),
        table=Table(
            caption="Score, opbrengst en advies per klant",
            columns=("Klant", "Past bij je", "Per uur", "Omzet", "Advies"),
            rows=tuple(
                (each.name, _score(each.fit), _own_rate(each), euros(each.review.revenue), _advice_words(each))
                for each in everyone
            ),
        ),
    )


def _gains(farewell: _Farewell) -> LineChart:
    """Draw what parting brings against the share of the hours that is filled again."""
    ends = [_drawable(farewell.gain(share)) for share in (0.0, 1.0)]
    starts = [_drawable(farewell.first_year_gain(share)) for share in (0.0, 1.0)]
    first_year = (Line("eerste jaar", ((0.0, starts[0]), (1.0, starts[1])), emphasis=False),)
    shown = [*ends, *(starts if farewell.has_start else ()), 0.0]
    room = (HEADROOM - 1) * max(1.0, max(shown) - min(shown))
    return LineChart(
        key="gain",
        title="Wat afscheid oplevert, hangt af van hoeveel uren je opnieuw vult",
        description=say(
            "Een rechte lijn: zonder nieuw werk is het verschil {none} per jaar, met alle vrije uren gevuld {full}.",
            none=euros(farewell.gain(0), signed=True),
            full=euros(farewell.gain(1), signed=True),
        ),
        x=Axis("deel van de vrije uren dat je vult", 1.0, unit=Unit.FRACTION),
        y=Axis(
            "verschil per jaar",
            most=max(shown) + room,
            least=min(shown) - room,
            unit=Unit.EURO,
        ),
        lines=(
            Line("per jaar", ((0.0, ends[0]), (1.0, ends[1]))),
            *(first_year if farewell.has_start else ()),
            Line("evenveel als nu", ((0.0, 0.0), (1.0, 0.0)), emphasis=False),
        ),
        marks=tuple(_marks(farewell)),
        table=_gain_table(farewell),
    )


def _marks(farewell: _Farewell) -> Iterator[Mark]:
    share = farewell.outcome["break_even"]
    if share is not None and 0 < share <= 1:
        yield Mark(share, 0.0, "omslagpunt")
    yield Mark(farewell.refill, _drawable(farewell.gain(farewell.refill)), "jouw keuze")


def _gain_table(farewell: _Farewell) -> Table:
    share = farewell.outcome["break_even"]
    own = {farewell.refill} | ({share} if share is not None and 0 < share <= 1 else set())
    shares = sorted({*TABLE_SHARES, *own})
    later: tuple[str, ...] = ("Eerste jaar",) if farewell.has_start else ()
    return Table(
        caption="Verschil met nu per deel dat je opnieuw vult",
        columns=("Deel gevuld", "Per jaar", *later),
        rows=tuple(
            (
                Share(each),
                euros(farewell.gain(each), signed=True),
                *((euros(farewell.first_year_gain(each), signed=True),) if later else ()),
            )
            for each in shares
        ),
    )


def _results(everyone: Sequence[_Judged]) -> SpanChart:
    return SpanChart(
        key="clients",
        title="Wat er per klant overblijft als je uren betaald zijn",
        description=say(
            "Een balk per klant: naar rechts blijft er geld over, naar links leg je toe. {first}: {net} per jaar.",
            first=everyone[0].name,
            net=euros(everyone[0].net, signed=True),
        ),
        spans=tuple(Span(each.name, 0.0, _drawable(each.net), euros(each.net, signed=True)) for each in everyone),
        table=Table(
            caption="Uren, wat er per jaar overblijft en advies per klant",
            columns=("Klant", "Uren", "Blijft over", "Advies"),
            rows=tuple(
                (each.name, _hours(each.hours), euros(each.net, signed=True), _advice_words(each)) for each in everyone
            ),
        ),
    )


# What to do with it.


def _plan(judged: _Judged, farewell: _Farewell) -> Plan:
    talk = Link("Bespreek het in een vrijblijvend gesprek", "gesprek/")
    if judged.advice is None:
        return Plan("Wat doe je nu?", _steps_to_answers())
    steps = _steps_after_misconduct() if judged.review.misconduct else _steps(judged, judged.advice, farewell)
    return Plan("Wat doe je deze week?", steps, talk)


def _yearly_gain(judged: _Judged, farewell: _Farewell) -> float | None:
    """Euros a year that following the advice is worth: a fair price, or other work in the freed hours."""
    match judged.advice:
        case "raise_price":
            gain = judged.shortage
        case "fire" | "hand_over" if judged.hours:
            gain = farewell.gain(farewell.refill)
        case _:
            return None
    return gain if math.isfinite(gain) and gain > 0 else None


def _steps_to_answers() -> tuple[Sentence, ...]:
    return (
        say("Denk aan de laatste drie keer dat je contact had met deze klant."),
        say("Geef bij elke vraag een cijfer van 0 (nooit) tot 4 (altijd)."),
        say("Weet je het niet? Laat die vraag dan leeg."),
    )


def _steps_after_misconduct() -> tuple[Sentence, ...]:
    return (
        say("Schrijf op wat er is gebeurd, met de datum erbij."),
        say("Bespreek het met iemand die je vertrouwt en bepaal samen hoe je stopt."),
        say("Controleer je contract en opzegtermijn. Stuur daarna een kort en zakelijk bericht."),
    )


def _steps(judged: _Judged, advice: Advice, farewell: _Farewell) -> tuple[Sentence, ...]:
    match advice:
        case "keep":
            return (
                say("Vertel deze klant wat je waardeert in de samenwerking."),
                say("Vraag wat er nog beter kan, en wie je nog meer kunt helpen."),
                say("Zet in je agenda dat je deze cijfers over een halfjaar opnieuw invult."),
            )
        case "repair":
            return (
                _first_subject(judged.review),
                say("Plan een gesprek. Vraag eerst hoe de klant het ziet, en doe dan je voorstel."),
                say("Zet de afspraken in een mail en kijk na drie maanden samen terug."),
            )
        case "raise_price":
            return (
                _new_price(judged),
                say("Controleer je contract en opzegtermijn, zodat je weet vanaf wanneer je prijs kan ingaan."),
                say("Bel eerst, en bevestig het daarna met de brief hieronder."),
            )
        case "hand_over":
            return (
                say("Bedenk welke vakgenoot deze klant beter kan helpen, en vraag of daar plek is."),
                say("Controleer je contract en opzegtermijn, en schrijf op wat je zelf nog afmaakt."),
                say("Bel de klant, leg uit waarom een ander beter past en bied aan om kennis te maken."),
            )
        case "fire":
            return (
                _work_first(judged, farewell),
                say("Controleer je contract en opzegtermijn, en schrijf op wat je nog afmaakt."),
                say("Bel de klant, vertel rustig dat je stopt en bied aan om mee te zoeken naar een ander."),
            )


def _first_subject(review: _Review) -> Sentence:
    worst = _worst(review)
    if not worst:
        return say("Schrijf op welke twee dingen je met deze klant anders wilt doen.")
    return say(
        "Schrijf op wat je anders wilt. Begin bij {worst}: daar gaf je het hoogste cijfer.", worst=Names(worst[:2])
    )


def _new_price(judged: _Judged) -> Sentence:
    rise = judged.judgement["price_rise_to_target"]
    if not rise:
        return say("Reken uit welke prijs bij dit werk past.")
    return say(
        "Reken je nieuwe prijs uit: {rise} hoger, of met minder werk voor dezelfde prijs.",
        rise=_part(rise),
    )


def _work_first(judged: _Judged, farewell: _Farewell) -> Sentence:
    share = farewell.outcome["break_even"]
    if share is None or farewell.outcome["verdict"] != "depends":
        return say("Bedenk wat je met de vrije tijd gaat doen, en voor welke klanten.")
    return say(
        "Zoek werk voor de vrije tijd: met {hours} uur per jaar ga je er niet op achteruit.",
        hours=_hours(share * judged.hours),
    )


GREETING = "Met vriendelijke groet, [jouw naam]"
CHECK_FIRST = "[Controleer eerst je contract en opzegtermijn, en haal deze regel dan weg.]"


def _letter(title: str, *paragraphs: str) -> Letter:
    return Letter(title, tuple(say(each) for each in (*paragraphs, GREETING)))


PRICE_LETTER = _letter(
    "Voorbeeldbrief: een nieuwe prijs",
    CHECK_FIRST,
    "Beste [naam],",
    "Dank je wel voor de opdrachten van het afgelopen jaar. Ik heb bekeken hoeveel tijd er in jullie werk zit. Dat is meer dan in mijn prijs is meegerekend.",
    "Daarom reken ik vanaf [datum] [nieuwe prijs], excl. btw. Werk dat we al hebben afgesproken, maak ik af voor de oude prijs.",
    "Ligt je budget vast? Dan kijk ik graag met je wat eenvoudiger kan, of wat jullie zelf kunnen doen.",
    "Heb je vragen? Bel me gerust voor [datum].",
)
AGREEMENTS_LETTER = _letter(
    "Voorbeeldbrief: nieuwe afspraken",
    "Beste [naam],",
    "Ik wil je goed werk blijven leveren. Daarvoor stel ik een paar nieuwe afspraken voor.",
    "Ik begin zodra ik alle informatie van je heb, uiterlijk [aantal] werkdagen van tevoren. Komt er een wens bij, dan krijg je eerst een prijs. Overleggen doen we op [vast moment].",
    "Van mij mag je verwachten dat [wat jij toezegt].",
    "Wat heb jij van mij nodig? Ik bel je graag op [datum]. Na drie maanden kijken we samen of het werkt.",
)
GOODBYE_LETTER = _letter(
    "Voorbeeldbrief: afscheid nemen",
    CHECK_FIRST,
    "Beste [naam],",
    "Dank je wel voor het vertrouwen van de afgelopen tijd. Ik heb besloten om per [datum] te stoppen met mijn werk voor jullie.",
    "De reden is dat [korte, eerlijke reden die over het werk gaat].",
    "Wat we hebben afgesproken, maak ik af: [welk werk] is klaar op [datum]. Je krijgt dan ook alle bestanden en gegevens van me.",
    "Ik help je graag aan iemand die beter bij jullie past. Zal ik je voorstellen aan [naam van een vakgenoot]?",
    "Ik wens je veel succes met [wat de klant belangrijk vindt].",
)
FITTING_LETTERS: dict[Advice, Letter] = {
    "repair": AGREEMENTS_LETTER,
    "raise_price": PRICE_LETTER,
    "hand_over": GOODBYE_LETTER,
    "fire": GOODBYE_LETTER,
}


def _letters(advice: Advice | None) -> tuple[Letter, ...]:
    """All sample texts, the one that fits the advice first."""
    letters = (PRICE_LETTER, AGREEMENTS_LETTER, GOODBYE_LETTER)
    fitting = None if advice is None else FITTING_LETTERS.get(advice)
    return tuple(sorted(letters, key=lambda each: each is not fitting))


def _handovers(everyone: Sequence[_Judged]) -> Iterator[Handover]:
    yield from _to_pww(everyone)
    yield _to_customer_value(everyone[0].review)


def _to_pww(everyone: Sequence[_Judged]) -> Iterator[Handover]:
    """The yield per hour on a scale of 1 (lowest of these customers) to 10 (highest)."""
    rates = [each.rate for each in everyone if each.rate is not None]
    spread = max(rates) - min(rates) if rates else 0.0
    if not exceeds(spread, 0) or not math.isfinite(spread):
        return
    grades = [LOWEST_GRADE + (HIGHEST_GRADE - LOWEST_GRADE) * (rate - min(rates)) / spread for rate in rates]
    yield Handover(
        say(
            "Neem de opbrengst per uur van deze {count} klanten mee naar de PWW-score, als cijfer voor Winstgevendheid. Namen gaan niet mee; de andere twee cijfers geef je zelf.",
            count=Amount(len(grades)),
        ),
        "pww-score",
        tuple((f"segments[{index}].profitability", Amount(grade, decimals=1)) for index, grade in enumerate(grades)),
    )


def _to_customer_value(review: _Review) -> Handover:
    fields = [
        ("hours_billed", Amount(review.hours_billed, Unit.HOURS, decimals=2)),
        ("hours_unbilled", Amount(review.hours_unbilled, Unit.HOURS, decimals=2)),
        ("internal_rate", Amount(review.internal_rate, Unit.EURO_PER_HOUR, decimals=2)),
    ]
    return Handover(
        say("Neem de uren van deze klant en wat een uur kost mee naar klantwaarde. De rest vul je daar zelf in."),
        "klantwaarde",
        tuple(fields),
    )


CALCULATOR = Calculator(
    slug="klant-houden-of-loslaten",
    name="Klant houden of loslaten",
    question="Deze klant houden of loslaten?",
    calculate=klant_houden_of_loslaten,
    sections=(
        Section(
            "Geld en uren",
            ("revenue", "direct_costs", "hours_billed", "hours_unbilled", "internal_rate", "target_rate"),
            intro="Kies één klant en reken over een jaar.",
        ),
        Section(
            "Wat kost je energie?",
            ("symptoms", "misconduct"),
            intro="0 is nooit, 4 is altijd. Laat leeg wat je niet weet.",
        ),
        Section("Wat gaat er goed?", ("signs",), intro="0 is nooit, 4 is altijd. Laat leeg wat je niet weet."),
        Section(
            "Als je afscheid neemt",
            ("refill", "referral_value", "total_revenue", "exit_cost", "lag_months", "avoidable_share"),
        ),
        Section(
            "Andere klanten ernaast",
            ("clients",),
            add="Andere klant toevoegen",
            intro="Zo zie je of deze klant echt anders is. Namen blijven op je eigen apparaat.",
        ),
    ),
    example=Example(
        business="webbureau",
        inputs={
            "revenue": 6000,
            "direct_costs": 500,
            "hours_billed": 100,
            "hours_unbilled": 40,
            "internal_rate": 60,
            "target_rate": 90,
            "symptoms": {"bottom_price": 3, "extra_demands": 3, "delays": 3, "interference": 2},
            "misconduct": False,
            "signs": {
                "loyal": 3,
                "grants_big_quotes": 1,
                "pays_on_time": 2,
                "tries_new": 1,
                "suggests": 2,
                "recommends": 2,
                "brings_clients": 1,
            },
            "refill": 0.7,
            "referral_value": 0,
            "total_revenue": 90000,
            "exit_cost": 600,
            "lag_months": 2,
            "avoidable_share": 0,
            "clients": [
                {
                    "name": "Bakkerij",
                    "revenue": 14000,
                    "hours_billed": 130,
                    "hours_unbilled": 15,
                    "symptoms": 1,
                    "signs": 3,
                    "direct_costs": 400,
                },
                {
                    "name": "Sportclub",
                    "revenue": 5400,
                    "hours_billed": 60,
                    "hours_unbilled": 12,
                    "symptoms": 2,
                    "signs": 2,
                    "direct_costs": 0,
                },
            ],
        },
        source="Een bedacht webbureau: € 60 kosten en € 90 doel per uur zijn de standaard van deze site.",
    ),
    formulas=(
        Formula(
            "Past bij je",
            "(100 − wat energie kost + wat goed gaat) ÷ 2. Beide groepen tellen van 0 tot 100: het gemiddelde van je antwoorden ÷ 4 × 100.",
        ),
        Formula(
            "Opbrengst per uur",
            "(Omzet − directe kosten + waarde van aanbevelingen) ÷ alle uren, ook de niet-gefactureerde.",
        ),
        Formula(
            "Advies",
            "Levert een uur minstens je gewenste uurtarief op: past het niet, dan afspraken maken, anders houden. "
            "Dekt een uur alleen je kosten: overdragen als het niet past, prijs verhogen als het redelijk past, houden als het goed past. "
            "Dekt een uur je kosten niet: afscheid nemen als het niet past, afspraken maken als het redelijk past, prijs verhogen als het goed past.",
        ),
        Formula(
            "Nodige prijsverhoging",
            "(Alle uren × gewenst uurtarief − wat er nu overblijft) ÷ omzet.",
        ),
        Formula(
            "Omslagpunt opvullen",
            "Wat er nu overblijft ÷ (vrije uren × gewenst uurtarief). Vallen er kosten weg voor lege uren, dan tellen die mee. "
            "In het eerste jaar komen de kosten van het afscheid erbij en vallen de maanden van de aanloop weg.",
        ),
        Formula(
            "Winst bij jouw opvulling",
            "Gevulde uren × gewenst uurtarief + weggevallen kosten van lege uren − wat er nu overblijft.",
        ),
    ),
    assumptions=(
        "De antwoorden zijn jouw oordeel over de samenwerking, niet over de mens. Vraag ook eens hoe de klant het ziet.",
        "Alle vragen in een groep tellen even zwaar, en wat goed gaat telt even zwaar als wat energie kost.",
        "Nieuw werk levert je gewenste uurtarief op. Is dat te rooskleurig, verlaag dan dat tarief of het deel dat je opnieuw vult.",
        "Vuistregel van deze site: onder 40 punten past de samenwerking niet, vanaf 60 punten past ze goed. Ook de tabel met adviezen is een vuistregel.",
        "Vuistregel van deze site: is een klant 30% van je omzet of meer, dan ben je afhankelijk en wordt afscheid eerst afspraken maken.",
        "Vuistregel van deze site: niet-gefactureerde uren kunnen er 50% naast zitten, omdat bijna niemand ze opschrijft.",
        "Vuistregel van deze site: € 60 kosten en € 90 doel per uur, en 70% opnieuw vullen. Vul je eigen getallen in.",
    ),
    sources=(
        Source(
            "Ontsla jij wel genoeg klanten",
            "Artikel over klanten ontslaan",
            "De vier ergernissen en de zeven tekenen van een goede klant.",
            language="nl",
        ),
        Source(
            "Cost & Effect",
            "R.S. Kaplan en R. Cooper (1998)",
            "Het idee om alle tijd die een klant kost mee te rekenen.",
        ),
        Source(
            "Tarieven van zzp'ers",
            "Knab en De Zaak (2024)",
            "Gemiddeld € 81 per uur; onze standaard van € 60 en € 90 ligt daaromheen.",
            language="nl",
        ),
    ),
    rows_when_empty=0,
)
