"""Which customers to keep, to make agreements with, to charge more, to hand over or to part with.

Two questions about one customer: does the work fit (four annoyances and seven good signs), and does an hour of it pay.
Their answers together give an advice. Then: how much of the hours that come free must be filled again, with work at
the rate you want, before parting pays.

Sources: the article "Ontsla jij wel genoeg klanten?" (the annoyances and signs). The advice table,
the limits 40 and 60 of the fit and the 30% of dependency ("one customer gone must not sink you") are rules of thumb of
this project, and the interface calls them so.

Conventions: euros a year excl. btw; hours a year, billed or not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated, Literal, NotRequired, TypedDict

from calculators.model.errors import InputError
from calculators.model.operation import operation
from calculators.model.quantities import Items, Options, Quantity, Unit, Words
from calculators.operations.arithmetic import bounded, exceeds, ratio, total

Symptom = Literal["bottom_price", "extra_demands", "delays", "interference", "energy", "trouble"]
Sign = Literal[
    "loyal",
    "grants_big_quotes",
    "pays_on_time",
    "tries_new",
    "suggests",
    "recommends",
    "brings_clients",
    "stays_and_pays",
    "recommends_and_thinks_along",
]
Money = Literal["good", "thin", "loss"]
Fit = Literal["low", "mid", "high"]
Advice = Literal["keep", "repair", "raise_price", "hand_over", "fire"]
Flag = Literal["misconduct", "dependency"]
Verdict = Literal["always", "depends", "never"]

SYMPTOMS: tuple[Symptom, ...] = ("bottom_price", "extra_demands", "delays", "interference", "energy", "trouble")
SIGNS: tuple[Sign, ...] = (
    "loyal",
    "grants_big_quotes",
    "pays_on_time",
    "tries_new",
    "suggests",
    "recommends",
    "brings_clients",
    "stays_and_pays",
    "recommends_and_thinks_along",
)
ADVICE_LABELS = ("houden", "afspraken maken", "prijs verhogen", "overdragen", "afscheid nemen")

HIGHEST_ANSWER = 4.0
MID_FIT = 40.0
HIGH_FIT = 60.0
DEPENDENT_SHARE = 0.3
MONTHS_A_YEAR = 12.0

ADVICE: dict[Money, dict[Fit, Advice]] = {
    "good": {"low": "repair", "mid": "keep", "high": "keep"},
    "thin": {"low": "hand_over", "mid": "raise_price", "high": "keep"},
    "loss": {"low": "fire", "mid": "repair", "high": "raise_price"},
}
PARTING: tuple[Advice, ...] = ("fire", "hand_over")


def question(label: str, meaning: str) -> Quantity:
    """Return what declares an answer from 0 (never) to 4 (always)."""
    return Quantity(label, Unit.NONE, 0, HIGHEST_ANSWER, buttons=True, meaning=meaning)


QUESTIONS: dict[str, Quantity] = {
    "bottom_price": question("laagste prijs", "Wil de laagste prijs, en daarna valt het toch nog tegen."),
    "extra_demands": question("extra wensen", "Vraagt onderweg meer dan jullie hadden afgesproken."),
    "delays": question("vertraging", "Laat jou wachten op informatie of op een besluit."),
    "interference": question("bemoeienis", "Kijkt zo vaak mee dat jij je vak niet goed kunt doen."),
    "loyal": question("trouw", "Komt bij jou terug voor nieuw werk."),
    "grants_big_quotes": question("grote opdrachten", "Zegt ja tegen een grote offerte, zonder lang onderhandelen."),
    "pays_on_time": question("op tijd betalen", "Betaalt zonder herinnering."),
    "tries_new": question("iets nieuws proberen", "Staat open voor nieuw werk dat jij aanbiedt."),
    "suggests": question("meedenken", "Zegt uit zichzelf wat er nog beter kan."),
    "recommends": question("aanbevelen", "Raadt je aan bij anderen."),
    "brings_clients": question("klanten aandragen", "Brengt zelf nieuwe klanten bij je."),
    # In one answer, for who does not go through all statements.
    "energy": question("energie", "Hoe vaak kost deze klant je energie?"),
    "trouble": question("gedoe", "Hoe vaak geeft hij gedoe over prijs, wensen of wachten?"),
    "stays_and_pays": question("blijft en betaalt", "Hoe vaak komt hij terug en betaalt hij op tijd?"),
    "recommends_and_thinks_along": question("beveelt aan en denkt mee", "Hoe vaak doet hij dat uit zichzelf?"),
}


class SymptomStatements(TypedDict):
    """How often a customer does what spoils the work: 0 never to 4 always, None when not answered."""

    bottom_price: NotRequired[Annotated[float, QUESTIONS["bottom_price"]] | None]
    extra_demands: NotRequired[Annotated[float, QUESTIONS["extra_demands"]] | None]
    delays: NotRequired[Annotated[float, QUESTIONS["delays"]] | None]
    interference: NotRequired[Annotated[float, QUESTIONS["interference"]] | None]


class Symptoms(SymptomStatements):
    """The same, with the two questions that ask for all of it in one answer."""

    energy: NotRequired[Annotated[float, QUESTIONS["energy"]] | None]
    trouble: NotRequired[Annotated[float, QUESTIONS["trouble"]] | None]


class SignStatements(TypedDict):
    """How often a customer does what makes the work a pleasure: 0 never to 4 always, None when not answered."""

    loyal: NotRequired[Annotated[float, QUESTIONS["loyal"]] | None]
    grants_big_quotes: NotRequired[Annotated[float, QUESTIONS["grants_big_quotes"]] | None]
    pays_on_time: NotRequired[Annotated[float, QUESTIONS["pays_on_time"]] | None]
    tries_new: NotRequired[Annotated[float, QUESTIONS["tries_new"]] | None]
    suggests: NotRequired[Annotated[float, QUESTIONS["suggests"]] | None]
    recommends: NotRequired[Annotated[float, QUESTIONS["recommends"]] | None]
    brings_clients: NotRequired[Annotated[float, QUESTIONS["brings_clients"]] | None]


class Signs(SignStatements):
    """The same, with the two questions that ask for all of it in one answer."""

    stays_and_pays: NotRequired[Annotated[float, QUESTIONS["stays_and_pays"]] | None]
    recommends_and_thinks_along: NotRequired[Annotated[float, QUESTIONS["recommends_and_thinks_along"]] | None]


Revenue = Annotated[
    float, Quantity("omzet", Unit.EURO, minimum=0, meaning="Wat deze klant per jaar betaalt, excl. btw.")
]
DirectCosts = Annotated[
    float,
    Quantity(
        "directe kosten", Unit.EURO, minimum=0, meaning="Inkoop en uitbesteed werk voor deze klant per jaar, excl. btw."
    ),
]
HoursBilled = Annotated[
    float, Quantity("betaalde uren", Unit.HOURS, minimum=0, meaning="Uren per jaar die op de factuur staan.")
]
HoursUnbilled = Annotated[
    float,
    Quantity("onbetaalde uren", Unit.HOURS, minimum=0, meaning="Bellen, herstellen, reizen, wachten: per jaar."),
]
ReferralValue = Annotated[
    float,
    Quantity("waarde van aanbevelingen", Unit.EURO, meaning="Wat klanten die via deze klant komen per jaar opleveren."),
]
Misconduct = Annotated[
    bool, Quantity("wangedrag", meaning="Intimidatie, bedrog of discriminatie: dan telt de rest niet meer.")
]
InternalRate = Annotated[
    float, Quantity("intern uurtarief", Unit.EURO_PER_HOUR, minimum=0, meaning="Wat een uur werk jou kost, excl. btw.")
]
TargetRate = Annotated[
    float,
    Quantity("gewenst uurtarief", Unit.EURO_PER_HOUR, above=0, meaning="Wat een uur goed werk oplevert, excl. btw."),
]
TotalRevenue = Annotated[
    float, Quantity("totale omzet", Unit.EURO, above=0, meaning="De jaaromzet van je hele bedrijf, excl. btw.")
]
Contribution = Annotated[
    float,
    Quantity("bijdrage", Unit.EURO, meaning="Omzet min directe kosten per jaar, excl. btw; een verlies is negatief."),
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
Hours = Annotated[float, Quantity("uren", Unit.HOURS, minimum=0, meaning="Alle uren voor deze klant per jaar.")]


class Client(TypedDict):
    """A customer with what it brings in, the time it takes and the advice of ``client``."""

    name: Annotated[str, Words("naam", "Hoe jij deze klant noemt.")]
    contribution: Contribution
    hours: Hours
    advice: Annotated[Advice, Options("advies", ADVICE_LABELS, "Leeg is nog niet beoordeeld.")] | None


class ClientJudgement(TypedDict):
    """How well a customer fits (0 to 100), what an hour brings in, and what to do."""

    symptom_score: float | None
    promoter_score: float | None
    fit: float | None
    money: Money
    effective_rate: float | None
    advice: Advice | None
    flags: list[Flag]
    price_rise_to_target: float | None


class BreakEven(TypedDict):
    """The share of the released hours to fill again before parting pays, and what it brings at both ends."""

    break_even: float | None
    break_even_year1: float | None
    gain_full_refill: float
    gain_no_refill: float
    verdict: Verdict | None


class Portfolio(TypedDict):
    """What happens when all customers go that the advice parts with."""

    clients: int
    released_hours: float
    lost_contribution: float
    break_even: float | None
    verdict: Verdict | None
    gain_full_refill: float
    rate_before: float | None
    rate_after: float | None
    capacity_share: float | None


@operation
def client(
    revenue: Revenue,
    direct_costs: DirectCosts,
    hours_billed: HoursBilled,
    hours_unbilled: HoursUnbilled,
    symptoms: Annotated[Symptoms, "de ergernissen"],
    signs: Annotated[Signs, "de goede tekenen"],
    *,
    referral_value: ReferralValue = 0.0,
    misconduct: Misconduct = False,
    internal_rate: InternalRate,
    target_rate: TargetRate,
    total_revenue: TotalRevenue | None = None,
) -> ClientJudgement:
    """Judge one customer: does the work fit, does it pay, and so what to do.

    Fit: S and B are 100 times the mean of the answered symptoms and signs / 4 (None without answers), and fit =
    (100 - S + B)/2: low below 40, high from 60. Money: G = revenue - direct costs + referral value, H = all hours,
    e = G/H (None when H = 0); good from the target rate, thin from the internal rate, otherwise a loss; when H = 0
    good if G is not negative. The advice is read from the table ``ADVICE``; it is None without a fit.
    Flags: with misconduct an advice becomes "fire". With ``dependency`` (30% or more of the total revenue) "fire" and
    "hand_over" become "repair", unless there is misconduct. ``price_rise_to_target`` = max(0, T H - G) / revenue, the
    fraction by which prices must rise to reach the target rate T (None when there is no revenue).

    Args:
        revenue: euros a year, 0 or more.
        direct_costs: euros a year, 0 or more.
        hours_billed: hours a year, 0 or more.
        hours_unbilled: hours a year, 0 or more.
        symptoms: answers of 0 (never) to 4 (always); None or left out is not answered.
        signs: as ``symptoms``.
        referral_value: euros a year.
        misconduct: whether the customer went too far.
        internal_rate: euros an hour, 0 or more.
        target_rate: euros an hour, above 0 and not below the internal rate.
        total_revenue: euros a year of the whole business, above 0; left out, dependency is not judged.

    Raises:
        InputError: ``required``, ``wrong_type``, ``not_a_number``, ``out_of_range``; the last also for a target rate
            below the internal rate.

    Source: symptoms and signs of source 002; table and limits are rules of thumb of this project.

    >>> judgement = client(9000, 0, 100, 20, {"delays": 2}, {"loyal": 2}, internal_rate=60, target_rate=90)
    >>> judgement["effective_rate"], judgement["advice"], judgement["price_rise_to_target"]
    (75.0, 'raise_price', 0.2)
    """
    if target_rate < internal_rate:
        raise InputError(
            "out_of_range",
            "target_rate",
            "Vul bij gewenst uurtarief minstens je interne uurtarief in, of verlaag het interne uurtarief.",
        )
    symptom_score = _mean_score([symptoms.get(symptom) for symptom in SYMPTOMS])
    promoter_score = _mean_score([signs.get(sign) for sign in SIGNS])
    fit = None if symptom_score is None or promoter_score is None else (100 - symptom_score + promoter_score) / 2
    contribution = bounded(total([revenue, -direct_costs, referral_value]))
    hours = bounded(hours_billed + hours_unbilled)
    effective_rate = ratio(contribution, hours)
    money = _money(contribution, effective_rate, internal_rate, target_rate)
    dependent = total_revenue is not None and not exceeds(DEPENDENT_SHARE, revenue / total_revenue)
    flags: list[Flag] = []
    if misconduct:
        flags.append("misconduct")
    if dependent:
        flags.append("dependency")
    return {
        "symptom_score": symptom_score,
        "promoter_score": promoter_score,
        "fit": fit,
        "money": money,
        "effective_rate": effective_rate,
        "advice": None if fit is None else _advice(money, fit_band(fit), flags),
        "flags": flags,
        "price_rise_to_target": ratio(max(0.0, target_rate * hours - contribution), revenue),
    }


@operation
def break_even(
    contribution: Contribution,
    hours: Hours,
    target_rate: TargetRate,
    internal_rate: InternalRate = 0.0,
    avoidable_share: AvoidableShare = 0.0,
    exit_cost: ExitCost = 0.0,
    lag_months: LagMonths = 0.0,
) -> BreakEven:
    """Find which share of the released hours must be filled again before parting with a customer pays.

    With a share phi filled at the target rate T, and a share a of the cost k of the other hours really saved:
    gain(phi) = phi H T + (1 - phi) a H k - G a year. It is 0 at break_even = (G - a H k) / (H (T - a k)). In the first
    year the exit cost X comes on top and only 12 - lag months can be filled: break_even_year1 =
    (G + X - a H k) / (H (12 - lag)/12 (T - a k)). Both are None when H = 0 or T is not above a k; the second also when
    the lag is 12 months or more. Verdict: "always" at 0 or less, "never" above 1, otherwise "depends".

    Args:
        contribution: G, euros a year; a loss is negative.
        hours: H, hours a year, 0 or more.
        target_rate: T, euros an hour, above 0.
        internal_rate: k, euros an hour, 0 or more.
        avoidable_share: a, fraction of 0 to 1, such as the part done by hired staff.
        exit_cost: X, euros once, 0 or more.
        lag_months: months, 0 or more.

    Raises:
        InputError: ``required``, ``wrong_type``, ``not_a_number``, ``out_of_range``.

    Source: elementary break-even analysis.

    >>> outcome = break_even(5500, 140, 90)
    >>> round(outcome["break_even"], 4), outcome["gain_full_refill"], outcome["verdict"]
    (0.4365, 7100.0, 'depends')
    """
    saved_rate = avoidable_share * internal_rate
    share = _refill_share(contribution, hours, target_rate, saved_rate)
    year1 = None
    if lag_months < MONTHS_A_YEAR:
        whole_year = _refill_share(contribution + exit_cost, hours, target_rate, saved_rate)
        year1 = None if whole_year is None else whole_year / ((MONTHS_A_YEAR - lag_months) / MONTHS_A_YEAR)
    return {
        "break_even": share,
        "break_even_year1": year1,
        "gain_full_refill": hours * target_rate - contribution,
        "gain_no_refill": hours * saved_rate - contribution,
        "verdict": _verdict(share),
    }


@operation
def portfolio(
    clients: Annotated[list[Client], Items("klanten", "klant")],
    target_rate: TargetRate,
    annual_hours: Annotated[
        float, Quantity("werkuren per jaar", Unit.HOURS, above=0, meaning="Alle uren die je per jaar kunt werken.")
    ]
    | None = None,
) -> Portfolio:
    """Add up what happens when every customer with the advice "fire" or "hand_over" goes.

    ``released_hours`` and ``lost_contribution`` are sums over those customers; ``break_even``, ``verdict`` and
    ``gain_full_refill`` are those of ``break_even`` on the sums. ``rate_before`` and ``rate_after`` are the
    contribution an hour of all customers and of those that stay (None without hours); ``capacity_share`` =
    released hours / annual hours (None when these are left out).

    Args:
        clients: at least one; an advice of None is not judged yet, so the customer stays.
        target_rate: euros an hour, above 0.
        annual_hours: hours a year, above 0.

    Raises:
        InputError: ``required``, ``wrong_type``, ``empty_list``, ``not_a_number``, ``out_of_range``,
            ``unknown_choice``.

    Source: as ``break_even``.

    >>> outcome = portfolio([{"name": "A", "contribution": 5500, "hours": 140, "advice": "fire"},
    ...                      {"name": "B", "contribution": 9000, "hours": 100, "advice": "keep"}], 90)
    >>> outcome["released_hours"], outcome["rate_after"]
    (140.0, 90.0)
    """
    leaving = [each for each in clients if each["advice"] in PARTING]
    staying = [each for each in clients if each["advice"] not in PARTING]
    hours, contribution = _hours(leaving), _contribution(leaving)
    share = _refill_share(contribution, hours, target_rate, saved_rate=0.0)
    return {
        "clients": len(leaving),
        "released_hours": hours,
        "lost_contribution": contribution,
        "break_even": share,
        "verdict": _verdict(share),
        "gain_full_refill": hours * target_rate - bounded(contribution),
        "rate_before": ratio(_contribution(clients), _hours(clients)),
        "rate_after": ratio(_contribution(staying), _hours(staying)),
        "capacity_share": None if annual_hours is None else hours / annual_hours,
    }


def fit_band(fit: float) -> Fit:
    """Return whether a fit of 0 to 100 is low, middling or high; one within 1e-9 of a limit has reached it."""
    if exceeds(MID_FIT, fit):
        return "low"
    return "mid" if exceeds(HIGH_FIT, fit) else "high"


OPERATIONS = (client, break_even, portfolio)


def _mean_score(answers: Sequence[float | None]) -> float | None:
    """Return the mean of the given answers on a scale of 0 to 100, or None when there are none."""
    given = [answer for answer in answers if answer is not None]
    return 100 * math.fsum(given) / (HIGHEST_ANSWER * len(given)) if given else None


def _money(contribution: float, effective_rate: float | None, internal_rate: float, target_rate: float) -> Money:
    if effective_rate is None:
        return "loss" if exceeds(0, contribution) else "good"
    if not exceeds(target_rate, effective_rate):
        return "good"
    return "loss" if exceeds(internal_rate, effective_rate) else "thin"


def _advice(money: Money, fit: Fit, flags: Sequence[Flag]) -> Advice:
    if "misconduct" in flags:
        return "fire"
    advice = ADVICE[money][fit]
    return "repair" if "dependency" in flags and advice in PARTING else advice


def _refill_share(contribution: float, hours: float, target_rate: float, saved_rate: float) -> float | None:
    """Return the share of the hours to fill again that makes up for the contribution.

    Each amount is taken per hour, so that no product can be too large.
    """
    rate = ratio(contribution, hours)
    if rate is None or not exceeds(target_rate, saved_rate):
        return None
    return (rate - saved_rate) / (target_rate - saved_rate)


def _verdict(share: float | None) -> Verdict | None:
    if share is None:
        return None
    if not exceeds(share, 0):
        return "always"
    return "never" if exceeds(share, 1) else "depends"


def _contribution(clients: Sequence[Client]) -> float:
    return total([each["contribution"] for each in clients])


def _hours(clients: Sequence[Client]) -> float:
    return total([each["hours"] for each in clients])
