"""Klantenbestand: where the ladder consument, klant, vaste klant, ambassadeur leads, and what a step up is worth."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, NotRequired, TypedDict, get_args

from calculators.model.amounts import euros, percent
from calculators.model.answer import (
    Amount,
    Answer,
    AreaChart,
    Axis,
    Bar,
    BarChart,
    Card,
    Figure,
    FirstStep,
    Flow,
    FlowChart,
    Handover,
    Layer,
    Link,
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
from calculators.model.errors import InputError
from calculators.model.quantities import Items, Quantity, Unit
from calculators.operations import customer_base
from calculators.operations.arithmetic import TOLERANCE, bounded, product, total
from calculators.operations.customer_base import Rates, Reach, SteadyState

LARGEST_COUNT = 10_000_000
MOST_NEW_PER_AMBASSADOR = 100
MOST_MAILINGS = 365

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
OFF_BY = 0.25  # how far the least certain inputs may be off
STEP_UP = 10  # as many customers as one person can pay attention to; the sentence calls them "Tien"
MOST_ADVICE = 2

POINT = 0.01  # one percentage point
NEARLY = 0.001  # rates closer than this are the same to who reads them
HALVINGS = 20  # finds a rate to the millionth part
VISIBLE = 0.5  # fewer people than this are not seen in whole numbers
SEEN_IN_FLOW = 0.05  # fewer people than this are not seen with one decimal

RateName = Literal[
    "consument_to_klant",
    "klant_to_vast",
    "klant_to_consument",
    "vast_to_ambassadeur",
    "vast_to_klant",
    "vast_to_consument",
    "ambassadeur_to_vast",
    "ambassadeur_to_consument",
    "new_per_ambassadeur",
]
STATES = ("Consument", "Klant", "Vaste klant", "Ambassadeur")
GROUPS = ("consumenten", "klanten", "vaste klanten", "ambassadeurs")
START_FIELDS = ("start.consument", "start.klant", "start.vaste_klant", "start.ambassadeur")
RATE_NAMES: tuple[RateName, ...] = get_args(RateName)


@dataclass(frozen=True, slots=True)
class _Move:
    """A yearly step on the ladder: from where to where (places in STATES), its words and what to do about it."""

    rate: RateName
    source: int
    target: int
    words: str
    improved: str
    advice: str

    @property
    def up(self) -> bool:
        return self.target > self.source


MOVES = (
    _Move(
        "consument_to_klant",
        0,
        1,
        "consument wordt klant",
        "meer consumenten worden klant",
        "Kies één groep die bij je past. Laat op je site en in je zaak zien dat je er voor hen bent.",
    ),
    _Move(
        "klant_to_vast",
        1,
        2,
        "klant wordt vaste klant",
        "meer klanten worden vaste klant",
        "Geef elke nieuwe klant binnen twee weken een reden om terug te komen: een tip, een proeverij of een belletje.",
    ),
    _Move(
        "klant_to_consument",
        1,
        0,
        "klant vertrekt",
        "minder klanten vertrekken",
        "Vraag vijf klanten die wegbleven waarom, en los het antwoord op dat je het vaakst hoort.",
    ),
    _Move(
        "vast_to_ambassadeur",
        2,
        3,
        "vaste klant wordt ambassadeur",
        "meer nieuwe ambassadeurs",
        "Vraag je tien trouwste klanten om eens iemand mee te nemen, en bedank ze allebei.",
    ),
    _Move(
        "vast_to_klant",
        2,
        1,
        "vaste klant wordt gewone klant",
        "minder vaste klanten zakken terug",
        "Onthoud wat vaste klanten kopen en vertel hun als eersten wat er nieuw is.",
    ),
    _Move(
        "vast_to_consument",
        2,
        0,
        "vaste klant vertrekt",
        "minder vaste klanten vertrekken",
        "Bel elke vaste klant die langer wegblijft dan je gewend bent.",
    ),
    _Move(
        "ambassadeur_to_vast",
        3,
        2,
        "ambassadeur wordt vaste klant",
        "minder ambassadeurs zakken terug",
        "Geef ambassadeurs iets om over te vertellen: laat ze proeven, meekijken of meebeslissen.",
    ),
    _Move(
        "ambassadeur_to_consument",
        3,
        0,
        "ambassadeur vertrekt",
        "minder ambassadeurs vertrekken",
        "Los een klacht van een ambassadeur dezelfde dag op: anders vertrekken ook de mensen die meekwamen.",
    ),
)

# The operation refuses a whole state; the page says so at the first of the fields concerned.
FAULTS_OF_STATE = {
    "rates.klant": ("rates.klant_to_vast", "klant"),
    "rates.vaste_klant": ("rates.vast_to_ambassadeur", "vaste klant"),
    "rates.ambassadeur": ("rates.ambassadeur_to_vast", "ambassadeur"),
}


class PageCounts(TypedDict):
    """How many people stand on each rung now."""

    consument: Annotated[
        float,
        Quantity("consumenten", minimum=0, meaning="Passen bij je, maar kopen nog niet bij je."),
    ]
    klant: Annotated[float, Quantity("klanten", minimum=0, meaning="Kochten het afgelopen jaar bij je.")]
    vaste_klant: Annotated[float, Quantity("vaste klanten", minimum=0, meaning="Komen uit zichzelf terug.")]
    ambassadeur: Annotated[
        float,
        Quantity("ambassadeurs", minimum=0, meaning="Vaste klanten die anderen meebrengen."),
    ]


def _rate(label: str, meaning: str, slider: tuple[float, float, float] | None = None) -> Quantity:
    return Quantity(label, Unit.FRACTION, 0, 1, slider=slider, meaning=meaning)


class PageRates(TypedDict):
    """Which part of each group moves in a year; what is left empty is a rule of thumb."""

    consument_to_klant: NotRequired[
        Annotated[float, _rate("consument wordt klant", "Vuistregel: 4%.", (0, 0.2, 0.005))] | None
    ]
    klant_to_vast: NotRequired[
        Annotated[float, _rate("klant wordt vaste klant", "Vuistregel: 30%.", (0, 1, 0.01))] | None
    ]
    klant_to_consument: NotRequired[Annotated[float, _rate("klant vertrekt", "Vuistregel: 40%.")] | None]
    vast_to_ambassadeur: NotRequired[
        Annotated[float, _rate("vaste klant wordt ambassadeur", "Vuistregel: 10%.", (0, 1, 0.01))] | None
    ]
    vast_to_klant: NotRequired[Annotated[float, _rate("vaste klant wordt gewone klant", "Vuistregel: 10%.")] | None]
    vast_to_consument: NotRequired[Annotated[float, _rate("vaste klant vertrekt", "Vuistregel: 10%.")] | None]
    ambassadeur_to_vast: NotRequired[Annotated[float, _rate("ambassadeur wordt vaste klant", "Vuistregel: 5%.")] | None]
    ambassadeur_to_consument: NotRequired[Annotated[float, _rate("ambassadeur vertrekt", "Vuistregel: 5%.")] | None]
    new_per_ambassadeur: NotRequired[
        Annotated[
            float,
            Quantity(
                "nieuwe klanten per ambassadeur",
                minimum=0,
                maximum=MOST_NEW_PER_AMBASSADOR,
                slider=(0, 1, 0.05),
                meaning="Per jaar, door wat zij vertellen. Vuistregel: 0,05, dus 1 op de 20 brengt iemand mee. Bij 0,5 raakt je doelgroep al op.",
            ),
        ]
        | None
    ]


# The labels end the sentences about a field: "Vul bij consumenten van nu een getal in."
PageStart = Annotated[PageCounts, "nu"]
PageYearlyRates = Annotated[PageRates, "de kansen per jaar"]
PageRewards = Annotated[
    list[Annotated[float, Quantity("marge per jaar", Unit.EURO)]],
    Items(
        "marge per jaar",
        "trede",
        names=("consument", "klant", "vaste klant", "ambassadeur"),
        meaning="Wat je per persoon per jaar overhoudt na inkoop, excl. btw. Bij een consument is dat meestal 0.",
    ),
]


def customer_ladder(
    start: PageStart,
    rewards: PageRewards | None = None,
    rates: PageYearlyRates | None = None,
    years: Annotated[int, Quantity("jaren vooruit", Unit.YEARS, 1, 30, slider=(1, 30, 1))] = 10,
    discount: Annotated[
        float,
        Quantity("rente per jaar", Unit.FRACTION, 0, 1, meaning="Zoveel minder telt geld dat een jaar later komt."),
    ] = 0.08,
    known_share: Annotated[
        float,
        Quantity("bekende adressen", Unit.FRACTION, 0, 1, meaning="Van welk deel van je klanten heb je een adres?"),
    ]
    | None = None,
    margin_per_visit: Annotated[
        float, Quantity("marge per bezoek", Unit.EURO, meaning="Wat je aan één bezoek overhoudt, excl. btw.")
    ]
    | None = None,
    target_share: Annotated[float, Quantity("doel bekende adressen", Unit.FRACTION, 0, 1, slider=(0, 1, 0.05))] = 0.5,
    mailings_per_year: Annotated[float, Quantity("berichten per jaar", Unit.TIMES, 0, MOST_MAILINGS)] = 10,
    response: Annotated[
        float,
        Quantity("reactie", Unit.FRACTION, 0, 1, meaning="Welk deel komt door een bericht een keer extra?"),
    ] = 0.03,
    cost_per_message: Annotated[
        float, Quantity("kosten per bericht", Unit.EURO, minimum=0, meaning="Excl. btw.")
    ] = 0.02,
    attrition: Annotated[
        float,
        Quantity("verlies van adressen", Unit.FRACTION, 0, 1, meaning="Welk deel valt per jaar weg of meldt zich af?"),
    ] = 0.2,
) -> Answer:
    """Project the customer base, value each rung and say what a step up and unknown addresses are worth."""
    outlook = _outlook(start, rewards, rates, years, discount)
    contacts: _Contacts | None = None
    if known_share is not None and margin_per_visit is not None:
        reach = customer_base.reach(
            outlook.present,
            known_share,
            target_share,
            mailings_per_year,
            response,
            margin_per_visit,
            cost_per_message,
            attrition,
            discount,
        )
        contacts = _Contacts(known_share, target_share, margin_per_visit, reach)
    levers = _levers(outlook)
    plan = _plan(levers)
    return Answer(
        headline=_headline(outlook),
        reasons=_reasons(outlook),
        figures=_figures(outlook, contacts),
        chart=_growth_chart(outlook),
        more_cards=(
            _certainty(outlook),
            _change(outlook, levers),
            _worth(outlook),
            *_addresses(contacts, begun=known_share is not None or margin_per_visit is not None),
        ),
        more_charts=tuple(
            chart
            for chart in (
                _ladder_chart(outlook),
                _lever_chart(outlook, levers),
                _flow_chart(outlook),
                _address_chart(contacts),
            )
            if chart
        ),
        plans=(plan,),
        handovers=_handovers(outlook),
        links=(Link("Kies eerst welke klantgroep bij je past", "rekenmachines/pww-score/"),),
        first_step=FirstStep(plan.steps[0], _best_effect(outlook, levers)),
    )


@dataclass(frozen=True, slots=True)
class _Outlook:
    """The inputs with rules of thumb filled in, and what the operations make of them."""

    start: PageCounts
    rates: Rates
    guessed: int
    rewards: list[float] | None
    years: int
    discount: float
    rows: list[list[float]]
    values: list[float | None]
    steady: SteadyState

    @property
    def present(self) -> float:
        return _customers(self.rows[0])

    @property
    def end(self) -> float:
        return _customers(self.rows[-1])


@dataclass(frozen=True, slots=True)
class _Contacts:
    known: float
    target: float
    margin: float
    reach: Reach


@dataclass(frozen=True, slots=True)
class _Lever:
    """One rate a percentage point better, and what that brings in the last year (euros, or customers)."""

    move: _Move
    old: float
    new: float
    effect: float


def _outlook(
    start: PageCounts, rewards: list[float] | None, given: PageRates | None, years: int, discount: float
) -> _Outlook:
    everyone = _everyone(start)
    rates, guessed = _filled_in(given)
    rows = _project(start, rates, years)
    return _Outlook(
        start=start,
        rates=rates,
        guessed=guessed,
        rewards=rewards,
        years=years,
        discount=discount,
        rows=rows,
        values=customer_base.value(_matrix(rates), rewards, discount)["values"] if rewards else [],
        steady=customer_base.steady(everyone, rates),
    )


def _filled_in(given: PageRates | None) -> tuple[Rates, int]:
    """Return the rates with rules of thumb for what was left empty, and how many those are."""
    rates = DEFAULT_RATES.copy()
    guessed = 0
    for name in RATE_NAMES:
        value = given.get(name) if given else None
        if value is None:
            guessed += 1
        else:
            rates[name] = value
    return rates, guessed


def _project(start: PageCounts, rates: Rates, years: int) -> list[list[float]]:
    try:
        return customer_base.project(start, rates, years)["counts"]
    except InputError as fault:
        field, who = FAULTS_OF_STATE[fault.field]
        message = f"De kansen waarmee een {who} van trede verandert, zijn samen hoogstens 100%. Wat leeg is, telt mee als vuistregel. Verlaag er een."
        raise InputError(fault.code, field, message) from fault


def _matrix(rates: Rates) -> list[list[float]]:
    """Return the chances to be on each rung a year later, without word of mouth."""
    matrix = [[0.0] * len(STATES) for _ in STATES]
    for move in MOVES:
        matrix[move.source][move.target] = rates[move.rate]
    for place, row in enumerate(matrix):
        row[place] = max(0.0, 1 - math.fsum(row))
    return matrix


def _everyone(start: PageCounts) -> float:
    """Return how many people there are in all.

    Raises:
        InputError: when there is nobody, or more than a chart can show.
    """
    counts = (start["consument"], start["klant"], start["vaste_klant"], start["ambassadeur"])
    for field, who, count in zip(START_FIELDS, GROUPS, counts, strict=True):
        if count > LARGEST_COUNT:
            raise InputError("out_of_range", field, f"Vul bij {who} hoogstens 10.000.000 in.")
    if not any(counts):
        raise InputError("out_of_range", START_FIELDS[0], "Vul bij minstens één trede een getal boven 0 in.")
    return math.fsum(counts)


def _customers(row: Sequence[float]) -> float:
    return math.fsum(row[1:])


def _yearly_margin(row: Sequence[float], rewards: Sequence[float]) -> float:
    return total([bounded(product(count, reward)) for count, reward in zip(row, rewards, strict=True)])


def _difference(after: float | None, before: float | None) -> float | None:
    """Return what is gained, or None where that has no meaning."""
    if after is None or before is None or not (math.isfinite(after) and math.isfinite(before)):
        return None
    return after - before


def _seen(count: float) -> int:
    """Return the whole number in which a count is written, for choosing words that go with it."""
    return math.floor(round(count, 9) + 0.5)


def _noun(count: float) -> str:
    return "klant" if _seen(count) == 1 else "klanten"


def _headline(outlook: _Outlook) -> Sentence:
    now, end = outlook.present, outlook.end
    values: dict[str, Value] = {
        "years": Amount(outlook.years),
        "now": Amount(now),
        "end": Amount(end),
        "noun": _noun(end),
    }
    if _seen(end) == _seen(now):
        return say("Gaat het zo door, dan heb je over {years} jaar evenveel klanten als nu: {now}.", **values)
    if end < now:
        return say("Gaat het zo door, dan daalt het aantal klanten in {years} jaar van {now} naar {end}.", **values)
    return say("Gaat het zo door, dan heb je over {years} jaar {end} {noun}; nu {now}.", **values)


def _reasons(outlook: _Outlook) -> tuple[Sentence, ...]:
    found = (_margin_reason(outlook), _step_reason(outlook), _detour_reason(outlook), _steady_reason(outlook))
    return tuple(sentence for sentence in found if sentence)


def _margin_reason(outlook: _Outlook) -> Sentence | None:
    if outlook.rewards is None:
        return None
    now, end = (_yearly_margin(row, outlook.rewards) for row in (outlook.rows[0], outlook.rows[-1]))
    if not (math.isfinite(now) and math.isfinite(end)):
        return None
    return say(
        "Wat je per jaar aan ze overhoudt, gaat van {now} naar {end} (excl. btw).", now=euros(now), end=euros(end)
    )


def _step_reason(outlook: _Outlook) -> Sentence | None:
    if outlook.rewards is None:
        return say("Vul ook in wat je per jaar aan elke trede overhoudt. Dan zie je wat een trede hoger waard is.")
    gain = _step_up(outlook, 1)
    if gain is None:
        return _no_value(outlook)
    if gain > 0:
        return say("Eén klant die vaste klant wordt, is je {gain} meer waard.", gain=euros(gain))
    return say("Een klant die vaste klant wordt, is je niet meer waard: controleer je marge per trede.")


def _no_value(outlook: _Outlook) -> Sentence:
    if outlook.discount > 0:
        return say("Voor de waarde per trede zijn deze bedragen te groot.")
    return say("Bij een rente van 0% loopt de waarde per trede zonder einde op. Vul een rente boven 0% in.")


def _step_up(outlook: _Outlook, place: int) -> float | None:
    """Return what a person on this rung is worth more on the next."""
    return _difference(outlook.values[place + 1], outlook.values[place])


def _detour_reason(outlook: _Outlook) -> Sentence | None:
    """Say so when the numbers first go the other way."""
    numbers = [_customers(row) for row in outlook.rows]
    lowest, highest = min(numbers), max(numbers)
    if _seen(lowest) < _seen(min(outlook.present, outlook.end)):
        year = numbers.index(lowest)
        return say("Eerst zakt het: na {year} jaar heb je er {lowest}.", year=Amount(year), lowest=Amount(lowest))
    if _seen(highest) > _seen(max(outlook.present, outlook.end)):
        year = numbers.index(highest)
        return say("Onderweg heb je er meer: {highest} na {year} jaar.", year=Amount(year), highest=Amount(highest))
    return None


def _in_the_long_run(outlook: _Outlook) -> float | None:
    """Return the customers in the long run.

    Without consumers who come by themselves the operation gives the standstill without customers, although
    ambassadors may keep the base going; then nothing is said.
    """
    counts = outlook.steady["counts"]
    kept_by_ambassadors = not outlook.rates["consument_to_klant"] and outlook.rates["new_per_ambassadeur"] > 0
    if counts is None or kept_by_ambassadors:
        return None
    return math.fsum((counts["klant"], counts["vaste_klant"], counts["ambassadeur"]))


def _steady_reason(outlook: _Outlook) -> Sentence | None:
    if outlook.steady["market_exhausted"]:
        return _exhausted(outlook)
    if outlook.steady["reason"]:
        return say("Op den duur is er geen vast aantal: dat hangt af van waar je begint.")
    number = _in_the_long_run(outlook)
    if number is None:
        return None
    if _seen(number) == _seen(outlook.end):
        return say("Op den duur blijft het bij {number} {noun}.", number=Amount(number), noun=_noun(number))
    return say("Op den duur komt het uit op {number} {noun}.", number=Amount(number), noun=_noun(number))


def _exhausted(outlook: _Outlook) -> Sentence:
    new, limit = outlook.rates["new_per_ambassadeur"], _sustainable_referrals(outlook)
    values: dict[str, Value] = {
        "new": Amount(new, decimals=2),
        "noun": "klant" if new == 1 else "klanten",
        "limit": Amount(limit, decimals=2),
    }
    if limit < POINT:
        return say(
            "Let op: met {new} nieuwe {noun} per ambassadeur per jaar raakt je doelgroep op den duur op.", **values
        )
    return say(
        "Let op: met {new} nieuwe {noun} per ambassadeur per jaar raakt je doelgroep op den duur op. Dat begint al bij {limit}: controleer dit getal eerst.",
        **values,
    )


def _sustainable_referrals(outlook: _Outlook) -> float:
    """Return the most new customers per ambassador with which consumers are left in the long run, by halving."""
    low, high = 0.0, outlook.rates["new_per_ambassadeur"]
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        rates: Rates = {**outlook.rates, "new_per_ambassadeur": middle}
        if customer_base.steady(_everyone(outlook.start), rates)["market_exhausted"]:
            high = middle
        else:
            low = middle
    return low


def _figures(outlook: _Outlook, contacts: _Contacts | None) -> tuple[Figure, ...]:
    figures = [
        Figure("Klanten na de periode", Amount(outlook.end, Unit.PEOPLE)),
        Figure("Ambassadeurs na de periode", Amount(outlook.rows[-1][3])),
        Figure("Klanten op den duur", Amount(_in_the_long_run(outlook), Unit.PEOPLE)),
    ]
    if outlook.rewards is not None:
        figures += [
            Figure("Klant wordt vaste klant", euros(_step_up(outlook, 1))),
            Figure("Vaste klant wordt ambassadeur", euros(_step_up(outlook, 2))),
        ]
    if contacts and contacts.reach["value_per_contact"] > 0:
        figures.append(Figure("Gemist door onbekende adressen", euros(contacts.reach["missed"])))
    return tuple(figures)


def _growth_chart(outlook: _Outlook) -> AreaChart:
    rows = outlook.rows
    return AreaChart(
        key="growth",
        title="Je klanten per jaar, zonder de consumenten",
        description=say(
            "Drie lagen op elkaar: klanten, vaste klanten en ambassadeurs. Samen van {now} nu naar {end} over {years} jaar, van wie {ambassadors} ambassadeurs.",
            now=Amount(outlook.present),
            end=Amount(outlook.end),
            years=Amount(outlook.years),
            ambassadors=Amount(rows[-1][3]),
        ),
        x=Axis("jaar", outlook.years, unit=Unit.YEARS),
        y=Axis("klanten", max(1.0, *(_customers(row) for row in rows)), unit=Unit.PEOPLE),
        moments=tuple(float(year) for year in range(len(rows))),
        layers=tuple(Layer(name, tuple(row[place] for row in rows)) for place, name in enumerate(GROUPS) if place),
        table=Table(
            caption="Mensen per trede, per jaar",
            columns=("Jaar", *STATES, "Klanten samen"),
            rows=tuple(
                (Amount(year) if year else "nu", *(Amount(count) for count in row), Amount(_customers(row)))
                for year, row in enumerate(rows)
            ),
        ),
    )


def _certainty(outlook: _Outlook) -> Card:
    sentences = [*_range(outlook)]
    if outlook.start["consument"] > 0:
        fewer: PageCounts = {**outlook.start, "consument": outlook.start["consument"] * (1 - OFF_BY)}
        number = _customers(_project(fewer, outlook.rates, outlook.years)[-1])
        sentences.append(
            say(
                "Zijn er een kwart minder consumenten dan je denkt, dan {verb} het er {number}.",
                verb="wordt" if _noun(number) == "klant" else "worden",
                number=Amount(number),
            )
        )
    if outlook.guessed:
        sentences.append(
            say(
                "Je liet {guessed} van de {all} kansen leeg. Daar rekent de pagina met vuistregels van deze site.",
                guessed=Amount(outlook.guessed),
                all=Amount(len(RATE_NAMES)),
            )
        )
    return Card("Hoe zeker is dit?", tuple(sentences))


def _range(outlook: _Outlook) -> tuple[Sentence, ...]:
    """Say what happens when the chances to go up are a quarter lower or higher."""
    ends = [
        _customers(_project(outlook.start, _all_up(outlook.rates, factor), outlook.years)[-1])
        for factor in (1 - OFF_BY, 1 + OFF_BY)
    ]
    low, high = min(ends), max(ends)
    if high - low < VISIBLE:
        return (say("Zijn de drie kansen om te stijgen een kwart lager of hoger, dan maakt dat hier niets uit."),)
    if low > outlook.present:
        verdict = "Ook dan groeit je klantenbestand."
    elif high < outlook.present:
        verdict = "Ook dan krimpt je klantenbestand."
    else:
        verdict = "Of je groeit of krimpt, staat dus nog niet vast."
    return (
        say(
            "Zijn de drie kansen om te stijgen een kwart lager of hoger, dan worden het {low} tot {high} klanten. {verdict}",
            low=Amount(low),
            high=Amount(high),
            verdict=verdict,
        ),
    )


def _room(rates: Rates, source: int) -> float:
    """Return which part of a group does not move yet."""
    return max(0.0, 1 - math.fsum(rates[move.rate] for move in MOVES if move.source == source))


def _all_up(rates: Rates, factor: float) -> Rates:
    """Return the rates with every chance to go up times a factor, as far as there are people left to move."""
    changed = rates.copy()
    for move in MOVES:
        if move.up:
            old = rates[move.rate]
            changed[move.rate] = min(1.0, old * factor, old + _room(rates, move.source))
    return changed


def _levers(outlook: _Outlook) -> list[_Lever]:
    """Return each rate a percentage point better, the most telling first."""
    levers = []
    before = _measure(outlook, outlook.rows[-1])
    for move in MOVES:
        old = outlook.rates[move.rate]
        room = _room(outlook.rates, move.source) if move.up else old
        if room < POINT - TOLERANCE:
            continue
        new = min(1.0, old + POINT) if move.up else max(0.0, old - POINT)
        rates = outlook.rates.copy()
        rates[move.rate] = new
        effect = _difference(_measure(outlook, _project(outlook.start, rates, outlook.years)[-1]), before)
        if effect is not None and math.isfinite(effect):
            levers.append(_Lever(move, old, new, effect))
    return sorted(levers, key=lambda lever: -lever.effect)


def _measure(outlook: _Outlook, row: Sequence[float]) -> float:
    """Return what counts in the end: the margin of the last year, or else the number of customers."""
    return _customers(row) if outlook.rewards is None else _yearly_margin(row, outlook.rewards)


def _change(outlook: _Outlook, levers: Sequence[_Lever]) -> Card:
    return Card("Wat verandert het?", (*_turning_sentences(outlook), _lever_sentence(outlook, levers)))


def _turning_sentences(outlook: _Outlook) -> tuple[Sentence, ...]:
    """Say at which inflow of new customers growing turns into shrinking."""
    if outlook.present < VISIBLE:
        return ()
    growing = outlook.end > outlook.present
    point = _turning_point(outlook, growing=growing)
    near = point is not None and abs(point - outlook.rates["consument_to_klant"]) < NEARLY
    if near or _seen(outlook.end) == _seen(outlook.present):
        return (say("Je zit bijna op het omslagpunt: een klein verschil bepaalt of je groeit of krimpt."),)
    values: dict[str, Value] = {
        "years": Amount(outlook.years),
        "old": percent(outlook.rates["consument_to_klant"]),
        "point": percent(point if point is not None else 0.0),
    }
    if point is not None and growing:
        return (
            say(
                "Het omslagpunt: wordt maar {point} van de consumenten per jaar klant, in plaats van {old}, dan heb je over {years} jaar niet meer klanten dan nu.",
                **values,
            ),
        )
    if point is not None:
        return (
            say(
                "Het omslagpunt: wordt {point} van de consumenten per jaar klant, in plaats van {old}, dan heb je er over {years} jaar evenveel als nu.",
                **values,
            ),
        )
    if growing:
        return (say("Je groeit ook als er geen consument meer uit zichzelf klant wordt."),)
    return (say("Meer nieuwe klanten houden je aantal niet op peil. Zorg eerst dat er minder vertrekken."),)


def _turning_point(outlook: _Outlook, *, growing: bool) -> float | None:
    """Return the chance to become a customer at which the number ends as it began, by halving; None without one."""
    now = outlook.rates["consument_to_klant"]
    ends = _ends_by_inflow(outlook)
    low, high = (0.0, now) if growing else (now, 1.0)
    if ends(low) > outlook.present or ends(high) < outlook.present:
        return None
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if ends(middle) < outlook.present:
            low = middle
        else:
            high = middle
    return high


def _ends_by_inflow(outlook: _Outlook) -> Callable[[float], float]:
    def ends(conversion: float) -> float:
        rates: Rates = {**outlook.rates, "consument_to_klant": conversion}
        return _customers(_project(outlook.start, rates, outlook.years)[-1])

    return ends


def _lever_sentence(outlook: _Outlook, levers: Sequence[_Lever]) -> Sentence:
    if not levers or levers[0].effect < VISIBLE:
        return say("Eén procentpunt beter levert bij geen enkele kans merkbaar iets op.")
    best = levers[0]
    values: dict[str, Value] = {
        "words": best.move.words,
        "old": percent(best.old),
        "new": percent(best.new),
        "more": _effect(outlook, best),
    }
    if outlook.rewards is None:
        return say(
            "Eén procentpunt telt het zwaarst bij '{words}': van {old} naar {new} scheelt aan het eind {more} in het aantal klanten.",
            **values,
        )
    return say(
        "Eén procentpunt telt het zwaarst bij '{words}': van {old} naar {new} scheelt in het laatste jaar {more} marge.",
        **values,
    )


def _effect(outlook: _Outlook, lever: _Lever, *, signed: bool = False) -> Amount:
    if outlook.rewards is not None:
        return euros(lever.effect, signed=signed)
    return Amount(lever.effect, decimals=1, signed=signed)


def _worth(outlook: _Outlook) -> Card:
    return Card("Wat is het waard?", _worth_sentences(outlook))


def _worth_sentences(outlook: _Outlook) -> tuple[Sentence, ...]:
    if outlook.rewards is None:
        return (say("Zonder marge per trede is dit een telling van mensen. Vul de marges in en je ziet euro's."),)
    gain = _step_up(outlook, 1)
    if gain is None:
        return (_no_value(outlook),)
    if gain <= 0:
        return (
            say("Een klant vaste klant maken levert bij deze marges niets op. Daar hoef je dus niets voor te doen."),
        )
    sentences = [
        say(
            "Tien klanten die vaste klant worden, zijn je samen {gain} meer waard (excl. btw). Tot dat bedrag verdient je moeite zich terug.",
            gain=euros(product(STEP_UP, gain)),
        )
    ]
    higher = _step_up(outlook, 2)
    if higher is not None and higher > 0:
        sentences.append(
            say("Wordt een vaste klant ambassadeur, dan is dat per persoon nog eens {higher}.", higher=euros(higher))
        )
    return tuple(sentences)


def _addresses(contacts: _Contacts | None, *, begun: bool) -> tuple[Card, ...]:
    """Return the card about addresses; none for who skips them."""
    title = "Wat brengen bekende adressen op?"
    if contacts is None:
        missing = say("Vul bij Bekende adressen zowel het deel dat je kent als je marge per bezoek in.")
        return (Card(title, (missing,)),) if begun else ()
    value = contacts.reach["value_per_contact"]
    sentences = _paying_addresses(contacts) if value > 0 else (_idle_addresses(contacts),)
    rules = (
        say("Wie nog geen klant is, mail je alleen met toestemming vooraf."),
        say(
            "Eigen klanten mag je mailen over iets dat lijkt op wat ze kochten, als ze dat konden weigeren toen ze hun adres gaven. Zet in elk bericht hoe je je afmeldt."
        ),
    )
    return (Card(title, (*sentences, *rules)),)


def _paying_addresses(contacts: _Contacts) -> tuple[Sentence, ...]:
    reach = contacts.reach
    lifetime = reach["lifetime_per_contact"]
    worth = say("Een bekend adres brengt {yearly} per jaar op.", yearly=euros(reach["value_per_contact"]))
    if math.isfinite(lifetime):
        worth = say(
            "Een bekend adres brengt {yearly} per jaar op, en {lifetime} zolang je het houdt. Meer mag eraan komen je niet kosten.",
            yearly=euros(reach["value_per_contact"]),
            lifetime=euros(lifetime),
        )
    goal = say(
        "Je zit op of boven je doel van {target}. Je mist nog {missed} per jaar.",
        target=Share(contacts.target),
        missed=euros(reach["missed"]),
    )
    if contacts.target > contacts.known:
        goal = say(
            "Van {known} naar {target} bekende adressen levert {gain} per jaar op. Nu mis je {missed} per jaar.",
            known=Share(contacts.known),
            target=Share(contacts.target),
            gain=euros(reach["gain"]),
            missed=euros(reach["missed"]),
        )
    least = reach["break_even_response"]
    if not least:
        return (worth, goal)
    return (
        worth,
        goal,
        say("Een bericht verdient zich terug vanaf een reactie van {least}.", least=_fine_percent(least)),
    )


def _idle_addresses(contacts: _Contacts) -> Sentence:
    """Say why an address brings nothing."""
    if contacts.margin <= 0:
        return say("Aan een bezoek houd je niets over. Dan verdient geen enkel bericht zich terug.")
    least = contacts.reach["break_even_response"]
    if not contacts.reach["value_per_contact"] or least is None:
        return say("Zo brengt een bekend adres niets op, en het kost ook niets.")
    if least > 1:
        return say("Een bericht kost meer dan een bezoek oplevert. Zelfs als iedereen reageert, leg je erop toe.")
    return say(
        "Een bericht kost nu meer dan het oplevert. Pas vanaf een reactie van {least} verdient het zich terug.",
        least=_fine_percent(least),
    )


def _fine_percent(value: float) -> Amount:
    return Amount(value, Unit.FRACTION, decimals=2)


def _ladder_chart(outlook: _Outlook) -> BarChart | None:
    values = [value for value in outlook.values if value is not None and math.isfinite(value)]
    if len(values) < len(STATES) or max(values) <= 0:
        return None
    return BarChart(
        key="ladder",
        title="Wat een persoon op elke trede je waard is",
        description=say(
            "Balken in euro's per persoon: consument {c}, klant {k}, vaste klant {v}, ambassadeur {a}.",
            **dict(zip("ckva", map(euros, values), strict=True)),
        ),
        series=("Waarde",),
        bars=tuple(
            Bar(name, (Part(0, max(0.0, value)),), euros(value), emphasis=value == max(values))
            for name, value in zip(STATES, values, strict=True)
        ),
        longest=max(values),
        unit=Unit.EURO,
        decimals=0,
        table=Table(
            caption="Waarde per persoon en wat een trede hoger scheelt (excl. btw)",
            columns=("Trede", "Waarde", "Een trede hoger"),
            rows=tuple(
                (name, euros(value), euros(_step_up(outlook, place), signed=True) if place < len(STATES) - 1 else "")
                for place, (name, value) in enumerate(zip(STATES, values, strict=True))
            ),
        ),
    )


def _lever_chart(outlook: _Outlook, levers: Sequence[_Lever]) -> SpanChart | None:
    if not levers or levers[0].effect < VISIBLE:
        return None
    money = outlook.rewards is not None
    effects = [_effect(outlook, lever, signed=True) for lever in levers]
    return SpanChart(
        key="levers",
        title="Eén procentpunt beter: extra marge in het laatste jaar"
        if money
        else "Eén procentpunt beter: extra klanten na de periode",
        description=say(
            "Per kans wat één procentpunt scheelt. Het meest: {best}, {effect}.",
            best=levers[0].move.improved,
            effect=effects[0],
        ),
        spans=tuple(
            Span(lever.move.improved, 0.0, lever.effect, note) for lever, note in zip(levers, effects, strict=True)
        ),
        table=Table(
            caption="Wat één procentpunt per kans scheelt",
            columns=("Kans", "Nu", "Wordt", "Marge per jaar erbij" if money else "Klanten erbij"),
            rows=tuple(
                (lever.move.words, percent(lever.old), percent(lever.new), note)
                for lever, note in zip(levers, effects, strict=True)
            ),
        ),
    )


def _first_year(outlook: _Outlook) -> tuple[Flow, ...]:
    """Return who goes where in the first year, without the consumers who stay what they are."""
    counts, after = outlook.rows[0], outlook.rows[1]
    moves = [
        Flow(move.source, move.target, counts[move.source] * outlook.rates[move.rate]) for move in MOVES if move.source
    ]
    staying = [Flow(place, place, counts[place] * _room(outlook.rates, place)) for place in range(1, len(STATES))]
    # All others who are klant a year later came from the consumers, by themselves or through an ambassador.
    others = math.fsum(flow.amount for flow in (*moves, *staying) if flow.target == 1)
    return (Flow(0, 1, max(0.0, after[1] - others)), *moves, *staying)


def _flow_chart(outlook: _Outlook) -> FlowChart | None:
    flows = tuple(flow for flow in _first_year(outlook) if flow.amount >= SEEN_IN_FLOW)
    if not flows:
        return None
    new, lost = (
        math.fsum(flow.amount for flow in flows if (flow.target if leaving else flow.source) == 0)
        for leaving in (False, True)
    )
    return FlowChart(
        key="flow",
        title="Wie stapt er het eerste jaar over?",
        description=say(
            "Stromen van nu naar over een jaar: {new} erbij en {lost} weg. Consumenten die consument blijven, zijn weggelaten.",
            new=Amount(new),
            lost=Amount(lost),
        ),
        before=STATES,
        after=STATES,
        flows=flows,
        before_title="nu",
        after_title="over een jaar",
        table=Table(
            caption="Overstappen in het eerste jaar, zonder consumenten die consument blijven",
            columns=("Van", "Naar", "Mensen"),
            rows=tuple((STATES[flow.source], STATES[flow.target], Amount(flow.amount, decimals=1)) for flow in flows),
        ),
    )


def _address_chart(contacts: _Contacts | None) -> BarChart | None:
    if contacts is None:
        return None
    known, target = Share(contacts.known), Share(contacts.target)
    return BarChart(
        key="addresses",
        title="Van hoeveel klanten heb je een adres?",
        description=say("Balk tot {known}, met een streep bij je doel: {target}.", known=known, target=target),
        series=("Bekend",),
        bars=(Bar("Bekend; de streep is je doel", (Part(0, contacts.known),), known, mark=contacts.target),),
        longest=1.0,
        unit=Unit.FRACTION,
        decimals=0,
        table=Table(
            caption="Bekende adressen: deel van je klanten en opbrengst per jaar",
            columns=("", "Deel", "Opbrengst per jaar"),
            rows=(
                ("Nu", known, euros(contacts.reach["current"])),
                ("Doel", target, euros(contacts.reach["target"])),
            ),
        ),
    )


def _best_effect(outlook: _Outlook, levers: Sequence[_Lever]) -> float | None:
    """Euros that a point of the most telling rate is worth in the last year; without margins there are no euros."""
    if outlook.rewards is None or not levers or levers[0].effect <= 0:
        return None
    return levers[0].effect


def _plan(levers: Sequence[_Lever]) -> Plan:
    helpful = [lever.move.advice for lever in levers if lever.effect > 0][:MOST_ADVICE]
    return Plan(
        "Wat kun je deze maand doen?",
        (
            *(say(advice) for advice in helpful),
            say("Vraag bij elke aankoop om een e-mailadres, en vertel erbij wat je ermee doet."),
            say("Tel over drie maanden opnieuw hoeveel mensen er op elke trede staan, en vul dat hier in."),
        ),
        Link("Lees hoe je de groep kiest die bij je past", "kennis/pww/"),
    )


def _handovers(outlook: _Outlook) -> tuple[Handover, ...]:
    retention = percent(1 - outlook.rates["vast_to_consument"])
    found = [
        Handover(
            say("Neem {retention} klantbehoud van een vaste klant mee naar de klantwaarde", retention=retention),
            "klantwaarde",
            (("retention", retention),),
        )
    ]
    if outlook.present >= VISIBLE:
        found.append(_growth_handover(outlook))
    value = outlook.values[2] if outlook.values else None
    if value is not None and math.isfinite(value) and value >= VISIBLE:
        amount = Amount(value, Unit.EURO)
        found.append(
            Handover(
                say("Neem {value} per vaste klant mee als klantwaarde naar de systeemscan", value=amount),
                "systeemscan",
                (("customer_value", amount),),
            )
        )
    return tuple(found)


def _growth_handover(outlook: _Outlook) -> Handover:
    """The first year as the bierviltje counts it: who stays, who comes by himself, who comes through another."""
    flows = _first_year(outlook)
    leaving = math.fsum(flow.amount for flow in flows if flow.source and not flow.target)
    alone = outlook.start["consument"] * outlook.rates["consument_to_klant"]
    brought = max(0.0, flows[0].amount - alone)
    customers, new = Amount(outlook.present), Amount(alone)
    return Handover(
        say(
            "Neem {customers} {noun} en {new} nieuwe per jaar mee naar het bierviltje",
            customers=customers,
            noun=_noun(outlook.present),
            new=new,
        ),
        "bierviltje",
        (
            ("customers", customers),
            ("new_per_year", new),
            ("retention", percent(max(0.0, 1 - leaving / outlook.present))),
            ("referral_rate", percent(brought / outlook.present)),
        ),
    )


CALCULATOR = Calculator(
    slug="klantenbestand",
    name="Klantenbestand",
    question="Hoe maak je van voorbijgangers vaste klanten?",
    calculate=customer_ladder,
    sections=(
        Section(
            "Hoeveel mensen staan er op elke trede?",
            ("start",),
            intro="Een schatting is goed genoeg. Pas deze vier aan en je ziet al waar je klantenbestand heen gaat.",
        ),
        Section("Wat houd je per jaar aan ze over?", ("rewards",)),
        Section(
            "Wie stapt er per jaar over?",
            ("rates",),
            intro="Wat je niet weet, laat je leeg: dan rekent de pagina met een vuistregel van deze site.",
        ),
        Section("Hoe ver kijk je vooruit?", ("years", "discount")),
        Section(
            "Bekende adressen",
            (
                "known_share",
                "margin_per_visit",
                "target_share",
                "mailings_per_year",
                "response",
                "cost_per_message",
                "attrition",
            ),
            intro="Sla dit gerust over. Met de eerste twee getallen zie je wat onbekende adressen je kosten.",
        ),
    ),
    example=Example(
        business="kaaswinkel",
        inputs={
            "start": {"consument": 4500, "klant": 600, "vaste_klant": 240, "ambassadeur": 60},
            "rewards": [0, 60, 200, 350],
            "rates": dict(DEFAULT_RATES),
            "years": 10,
            "discount": 0.08,
            "known_share": 0.2,
            "margin_per_visit": 8,
            "target_share": 0.5,
            "mailings_per_year": 10,
            "response": 0.03,
            "cost_per_message": 0.02,
            "attrition": 0.2,
        },
        source="Een bedachte kaaswinkel in een stad, met de vuistregels van deze site.",
    ),
    formulas=(
        Formula(
            "Nieuwe klanten in een jaar",
            "Consumenten × 'consument wordt klant' + ambassadeurs × nieuwe klanten per ambassadeur, en nooit meer dan er consumenten zijn.",
        ),
        Formula(
            "Een jaar verder",
            "Elke trede: wie er staat, plus wie erbij komt, min wie naar een andere trede gaat. Alle stappen tellen vanaf het begin van het jaar.",
        ),
        Formula(
            "Op den duur", "De aantallen waarbij er elk jaar op elke trede evenveel mensen bij komen als er weggaan."
        ),
        Formula(
            "Waarde van een persoon",
            "De marge van dit jaar + de verwachte waarde over een jaar ÷ (1 + rente). Die verwachting weegt elke trede met de kans om daar te staan.",
        ),
        Formula("Een trede hoger", "De waarde op de hogere trede − de waarde op de huidige trede."),
        Formula("Adres per jaar", "Berichten per jaar × (reactie × marge per bezoek − kosten per bericht)."),
        Formula(
            "Gemist door onbekende adressen",
            "Klanten, vaste klanten en ambassadeurs samen × het deel zonder adres × de opbrengst van een adres per jaar.",
        ),
        Formula("Adres zolang je het houdt", "Adres per jaar × (1 + rente) ÷ (rente + verlies van adressen)."),
        Formula("Reactie waarbij een bericht zich terugverdient", "Kosten per bericht ÷ marge per bezoek."),
    ),
    assumptions=(
        "Iedereen op een trede heeft elk jaar dezelfde kansen, hoe lang die er ook al staat.",
        "De doelgroep blijft even groot: wie vertrekt, is weer consument en kan later terugkomen.",
        "De klanten die een ambassadeur meebrengt, tellen wel mee in de aantallen en niet in de waarde van die ambassadeur.",
        "Vuistregels van deze site voor wat je leeg laat: de kansen bij de velden, 0,05 nieuwe klanten per ambassadeur, 8% rente en 10 jaar. Ze passen bij een winkel of restaurant; tel een jaar mee en vervang ze door die van jezelf.",
        "Met die vuistregels is 0,5 nieuwe klanten per ambassadeur per jaar op den duur al zoveel dat de hele doelgroep klant wordt.",
        "Vuistregels van deze site voor de adressen: 10 berichten per jaar, 3% reactie, € 0,02 per bericht, 20% verlies per jaar en als doel de helft bekend.",
        "Bij de reactie tellen alleen bezoeken die er zonder bericht niet waren geweest. De opbrengst van adressen zit niet in de waarde per trede.",
        "Vuistregel van deze site: de kansen om te stijgen en het aantal consumenten kunnen er een kwart naast zitten.",
    ),
    sources=(
        Source(
            "Artikel over doelgroep en klantenbestand",
            "Schrijver onbekend",
            "De vier treden, en het belang van bekende adressen.",
            language="nl",
        ),
        Source(
            "Modeling customer relationships as Markov chains",
            "P. E. Pfeifer en R. L. Carraway (2000)",
            "De waarde van een klant die van trede kan wisselen.",
        ),
        Source(
            "Telecommunicatiewet, artikel 11.7",
            "Nederlandse wetgever",
            "Wie je zonder toestemming mag mailen.",
            language="nl",
        ),
    ),
)
