"""Bierviltje: where the customer base is heading, and which of four levers brings most in euros."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, NamedTuple

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
    Handover,
    Layer,
    Line,
    LineChart,
    Link,
    Mark,
    Names,
    Part,
    Plan,
    Sentence,
    Span,
    SpanChart,
    Table,
    say,
)
from calculators.model.calculator import Calculator, Example, Section
from calculators.model.errors import InputError
from calculators.model.quantities import Quantity, Unit
from calculators.operations import eight_steps
from calculators.operations.arithmetic import exceeds, product
from calculators.operations.eight_steps import (
    ONE_POINT,
    TEN_PERCENT_MORE,
    Growth,
    LeverComparison,
    LeverName,
    Wallet,
)

# Rules of thumb of this site; the page calls them so.
DEFAULT_YEARS = 5
DEFAULT_DISCOUNT = 0.08
RETENTION_DOUBT = 0.05

# Far above any business: what comes out higher is a slip of the finger, and its digits would fill the screen.
LARGEST_AMOUNT = 1e15

# From here up a number gets no decimals: they would claim more than a visitor knows.
WHOLE_CUSTOMERS = 10

# Below this a ratio with one decimal says nothing.
LEAST_RATIO = 0.1

# Within half a percent of where it is heading, the number of customers has arrived for all that anyone can see.
ARRIVED = 0.005

CERTAINTY = "Hoe zeker is dit?"

RETENTION_STEPS = 20
USUAL_LOWEST_RETENTION = 0.5

Customers = Annotated[
    float, Quantity("klanten nu", Unit.PEOPLE, minimum=0, meaning="Hoeveel klanten kochten het afgelopen jaar bij je?")
]
NewPerYear = Annotated[
    float,
    Quantity(
        "nieuwe klanten per jaar",
        Unit.PEOPLE,
        minimum=0,
        slider=(0, 100, 1),
        meaning="Zonder de klanten die via een andere klant komen.",
    ),
]
Retention = Annotated[
    float,
    Quantity(
        "klantbehoud",
        Unit.FRACTION,
        0,
        1,
        slider=(0, 1, 0.01),
        meaning="Hoeveel van je 100 klanten zijn volgend jaar nog klant?",
    ),
]
ReferralRate = Annotated[
    float,
    Quantity(
        "aanbevelingen",
        Unit.FRACTION,
        minimum=0,
        slider=(0, 0.5, 0.01),
        meaning="Hoeveel nieuwe klanten brengen 100 klanten je samen per jaar?",
    ),
]
OrdersPerYear = Annotated[
    float,
    Quantity(
        "aankopen per klant per jaar",
        Unit.TIMES,
        minimum=0,
        slider=(0, 24, 0.5),
        meaning="Hoe vaak koopt een klant gemiddeld?",
    ),
]
OrderValue = Annotated[
    float, Quantity("bedrag per aankoop", Unit.EURO, minimum=0, meaning="Gemiddeld per keer, excl. btw.")
]
GrossMargin = Annotated[
    float,
    Quantity(
        "brutomarge", Unit.FRACTION, 0, 1, meaning="Wat houd je van € 100 omzet over na inkoop en ingehuurd werk?"
    ),
]
Years = Annotated[int, Quantity("aantal jaren", Unit.YEARS, 1, 50, meaning="Hoe ver kijk je vooruit?")]
Discount = Annotated[
    float,
    Quantity("rente per jaar", Unit.FRACTION, minimum=0, meaning="Geld van volgend jaar is nu zoveel minder waard."),
]
TotalSpend = Annotated[
    float,
    Quantity(
        "totale besteding per klant per jaar",
        Unit.EURO,
        above=0,
        meaning="Wat zo'n klant hieraan per jaar uitgeeft, bij jou en elders samen, excl. btw.",
    ),
]
TargetShare = Annotated[
    float,
    Quantity("gewenst klantaandeel", Unit.FRACTION, 0, 1, meaning="Welk deel daarvan wil je bij jou zien?"),
]


@dataclass(frozen=True, slots=True)
class LeverText:
    """How one lever is spoken of.

    Attributes:
        name: as in the middle of a sentence.
        change: what 10% more is, with places for the old and new value.
        step: one small step, as the name of a bar.
        plan: a first thing or two to do.
        link: where to go on.
    """

    name: str
    change: str
    step: str
    plan: tuple[str, ...]
    link: Link | None = None


LEVER_TEXTS: dict[LeverName, LeverText] = {
    "new_per_year": LeverText(
        "nieuwe klanten",
        "10% meer is hier van {old} naar {new} nieuwe klanten per jaar.",
        "1 extra nieuwe klant per jaar",
        (
            "Kies één klantgroep en zet je werving een half jaar lang daarop.",
            "Vraag elke nieuwe klant hoe hij je vond. Doe meer van wat het vaakst genoemd wordt.",
        ),
        Link("Kies je klantgroep met de PWW-score", "rekenmachines/pww-score/"),
    ),
    "retention": LeverText(
        "klantbehoud",
        "10% meer is hier klantbehoud van {old} naar {new}.",
        "1 op de 100 blijft langer",
        (
            "Bel nieuwe klanten binnen een maand na hun eerste aankoop: wat viel mee en wat niet?",
            "Zoek vijf klanten op die dit jaar wegbleven en vraag naar de reden. Begin met wat je het vaakst hoort.",
        ),
    ),
    "orders_per_year": LeverText(
        "meer kopen",
        "10% meer is hier van {old} naar {new} aankopen per klant per jaar.",
        "1 op de 100 koopt één keer extra",
        (
            "Vraag tien vaste klanten wat ze elders kopen en ook bij jou kunnen krijgen.",
            "Vul hun antwoord in bij Klantaandeel op deze pagina. Dan zie je wat er per jaar te winnen is.",
        ),
    ),
    "referral_rate": LeverText(
        "aanbevelingen",
        "10% meer is hier aanbevelingen van {old} naar {new}.",
        "1 op de 100 brengt iemand aan",
        (
            "Vraag om een aanbeveling op een vast moment: vlak nadat een klant zegt dat hij tevreden is.",
            "Schrijf op via wie een nieuwe klant komt, en bedank die klant persoonlijk.",
        ),
    ),
}


class Case(NamedTuple):
    """The inputs of the operations, in their order."""

    customers: float
    new_per_year: float
    retention: float
    referral_rate: float
    orders_per_year: float
    order_value: float
    gross_margin: float
    years: int
    discount: float

    def growth(self) -> Growth:
        """Project customers and margin."""
        return eight_steps.growth(*self)

    def levers(self) -> LeverComparison:
        """Compare the four levers."""
        return eight_steps.levers(*self)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the operations say about one case.

    Attributes:
        winners: the levers that bring most with 10% more; none when nothing brings anything.
        steps: what one small step of each lever is worth.
    """

    case: Case
    growth: Growth
    levers: LeverComparison
    winners: tuple[LeverName, ...]
    steps: dict[LeverName, float]

    @property
    def last(self) -> float:
        """The number of customers at the end."""
        return self.growth["customers"][-1]

    @property
    def steady(self) -> float:
        """Where the number of customers is heading; a number that does not change is there already."""
        if math.isclose(self.last, self.case.customers):
            return self.last
        return self.growth["steady_state"]


@dataclass(frozen=True, slots=True)
class Basket:
    """What a customer spends with you and in total, and what a larger share would bring."""

    spend: float
    total: float
    target: float
    wallet: Wallet


def bierviltje(
    customers: Customers,
    new_per_year: NewPerYear,
    retention: Retention,
    orders_per_year: OrdersPerYear,
    order_value: OrderValue,
    gross_margin: GrossMargin,
    referral_rate: ReferralRate = 0.0,
    years: Years = DEFAULT_YEARS,
    discount: Discount = DEFAULT_DISCOUNT,
    total_spend: TotalSpend | None = None,
    target_share: TargetShare | None = None,
) -> Answer:
    """Show where the customer base is heading and say which of four levers brings most, and what it is worth."""
    case = Case(
        customers,
        new_per_year,
        retention,
        referral_rate,
        orders_per_year,
        order_value,
        gross_margin,
        years,
        discount,
    )
    outcome = _outcome(case)
    basket = _basket(case, total_spend, target_share)
    return Answer(
        headline=_headline(outcome),
        reasons=_reasons(outcome),
        figures=_figures(outcome),
        chart=_tornado(outcome),
        more_cards=(_certainty(outcome), _change(outcome), _worth(outcome, basket)),
        more_charts=(
            _customers_chart(outcome),
            _steps_chart(outcome),
            _retention_chart(case),
            *((_wallet_chart(basket),) if basket else ()),
        ),
        plans=tuple(_plan(name) for name in outcome.winners[:1]),
        handovers=_handovers(outcome),
        links=(Link("Zoek je zwakste stap met de 8 V-scan", "rekenmachines/acht-v-scan/"),),
        first_step=_first_step(outcome),
    )


def _outcome(case: Case) -> Outcome:
    growth, levers = case.growth(), case.levers()
    more_orders = case._replace(orders_per_year=case.orders_per_year + ONE_POINT).growth()["total"]
    per_point = levers["per_point"]
    _refuse_too_large(
        case, (*growth["customers"], growth["total"], levers["combined"], more_orders, *per_point.values())
    )
    steps: dict[LeverName, float] = {
        "new_per_year": per_point["new_per_year"],
        "retention": per_point["retention"],
        "orders_per_year": more_orders - growth["total"],
        "referral_rate": per_point["referral_rate"],
    }
    return Outcome(case, growth, levers, _winners(levers), steps)


def _refuse_too_large(case: Case, amounts: Iterable[object]) -> None:
    if all(isinstance(amount, float | int) and amount < LARGEST_AMOUNT for amount in amounts):
        return
    if exceeds(case.retention + case.referral_rate, 1):
        raise InputError(
            "out_of_range",
            "referral_rate",
            "Met zoveel aanbevelingen loopt het aantal klanten uit de hand. Vul bij aanbevelingen of bij aantal jaren een kleiner getal in.",
        )
    raise InputError(
        "out_of_range",
        "customers",
        "Deze getallen zijn samen te groot. Vul bij klanten, nieuwe klanten, aankopen of bedrag per aankoop een kleiner getal in.",
    )


def _winners(levers: LeverComparison) -> tuple[LeverName, ...]:
    return _largest({name: levers["levers"][name]["plus10"] for name in levers["order"]})


def _largest(amounts: dict[LeverName, float]) -> tuple[LeverName, ...]:
    """Return all levers with the largest amount; none when that is nothing."""
    most = max(amounts.values())
    return tuple(name for name, amount in amounts.items() if not exceeds(most, amount)) if exceeds(most, 0) else ()


def _basket(case: Case, total_spend: float | None, target_share: float | None) -> Basket | None:
    if total_spend is None and target_share is None:
        return None
    if total_spend is None:
        raise InputError(
            "required",
            "total_spend",
            "Vul bij totale besteding per klant per jaar een bedrag in, of maak gewenst klantaandeel leeg.",
        )
    if target_share is None:
        raise InputError(
            "required",
            "target_share",
            "Vul bij gewenst klantaandeel een percentage in, of maak de totale besteding leeg.",
        )
    spend = product(case.orders_per_year, case.order_value)
    if exceeds(spend, total_spend):
        raise InputError(
            "out_of_range",
            "total_spend",
            "Een klant koopt bij jou al voor meer dan deze totale besteding. Vul minstens aankopen per jaar × bedrag per aankoop in.",
        )
    spend = min(spend, total_spend)
    wallet = eight_steps.wallet(case.customers, spend, total_spend, target_share, case.gross_margin)
    if abs(wallet["extra_revenue"]) > LARGEST_AMOUNT:
        raise InputError("out_of_range", "total_spend", "Dit bedrag is te groot. Vul bij totale besteding minder in.")
    return Basket(spend, total_spend, target_share, wallet)


def _people(count: float) -> Amount:
    return Amount(count, Unit.PEOPLE, decimals=0 if count >= WHOLE_CUSTOMERS else 1)


def _setting(name: LeverName, value: float) -> Amount:
    """What a lever stands at."""
    return percent(value) if name in {"retention", "referral_rate"} else Amount(value, decimals=2)


def _years(case: Case) -> Amount:
    return Amount(case.years, Unit.YEARS)


def _names(levers: Iterable[LeverName]) -> Names:
    return Names(tuple(LEVER_TEXTS[name].name for name in levers))


def _headline(outcome: Outcome) -> Sentence:
    case, winners = outcome.case, outcome.winners
    if not winners:
        return say("Met deze cijfers houd je in {years} jaar niets over.", years=_years(case))
    lever = outcome.levers["levers"][winners[0]]
    gain = euros(lever["plus10"])
    if lever["capped"]:
        return say(
            "Je wint het meest met {names}: van {old} naar 100% is {gain} extra marge in {years} jaar.",
            names=_names(winners),
            old=percent(case.retention),
            gain=gain,
            years=_years(case),
        )
    return say(
        "Je wint het meest met {names}: {each}10% meer is {gain} extra marge in {years} jaar.",
        names=_names(winners),
        each="" if len(winners) == 1 else "elk ",
        gain=gain,
        years=_years(case),
    )


def _reasons(outcome: Outcome) -> tuple[Sentence, ...]:
    if not outcome.winners:
        start = say("Kijk welk getal op 0 staat en begin daar: 10% meer van niets blijft niets.")
        return (start, *_future(outcome))
    return (_what_ten_percent_is(outcome), *_limits_of_ten_percent(outcome), *_future(outcome))


def _what_ten_percent_is(outcome: Outcome) -> Sentence:
    """Say what the winner takes, and that 10% is not equally hard everywhere."""
    fair = "Niet bij alle vier is 10% even moeilijk: vergelijk ook wat één kleine stap oplevert."
    name = outcome.winners[0]
    if len(outcome.winners) > 1 or outcome.levers["levers"][name]["capped"]:
        return say(fair)
    old = _current(outcome.case, name)
    return say(
        f"{LEVER_TEXTS[name].change} {fair}", old=_setting(name, old), new=_setting(name, TEN_PERCENT_MORE * old)
    )


def _current(case: Case, name: LeverName) -> float:
    return {
        "new_per_year": case.new_per_year,
        "retention": case.retention,
        "orders_per_year": case.orders_per_year,
        "referral_rate": case.referral_rate,
    }[name]


def _limits_of_ten_percent(outcome: Outcome) -> tuple[Sentence, ...]:
    """Say where 10% more is no fair measure: at 0 there is nothing to take 10% of, above 100% there is no room."""
    case = outcome.case
    found = []
    empty = [name for name in LEVER_TEXTS if _current(case, name) == 0]
    if empty:
        found.append(
            say(
                "Bij {names} staat 0, en 10% daarvan blijft 0. Kijk daar alleen naar de kleine stap.",
                names=_names(empty),
            )
        )
    if outcome.levers["levers"]["retention"]["capped"]:
        found.append(
            say("Meer klantbehoud dan 100% kan niet.")
            if case.retention == 1
            else say("Klantbehoud telt mee van {old} tot 100%: hoger kan niet.", old=percent(case.retention))
        )
    return tuple(found)


def _future(outcome: Outcome) -> tuple[Sentence, ...]:
    case, steady = outcome.case, outcome.steady
    values = {"years": _years(case), "now": _people(case.customers), "then": _people(outcome.last)}
    course = "Je aantal klanten gaat in {years} jaar van {now} naar {then}"
    if steady == outcome.last:
        return (say("Je aantal klanten blijft {now}.", now=_people(case.customers)),)
    if math.isinf(steady) and case.referral_rate > 0:
        return (
            say(
                course + " en blijft groeien zolang 100 klanten er per jaar {brought} aanbrengen.",
                **values,
                brought=Amount(100 * case.referral_rate, decimals=1),
            ),
            say("Zulke groei houdt een keer op. Reken voorzichtig met aanbevelingen."),
        )
    if math.isinf(steady):
        return (
            say(course + " en blijft groeien zolang niemand vertrekt.", **values),
            say("Dat komt bijna nooit voor. Reken voorzichtig met klantbehoud."),
        )
    if steady == 0:
        return (say(course + " en op den duur naar 0: er komen te weinig klanten bij.", **values),)
    if math.isclose(outcome.last, steady, rel_tol=ARRIVED):
        return (say(course + " en blijft daarna ongeveer gelijk.", **values),)
    return (say(course + ", en op den duur naar ongeveer {steady}.", **values, steady=_people(steady)),)


def _figures(outcome: Outcome) -> tuple[Figure, ...]:
    return (
        Figure("Marge over de hele periode", euros(outcome.growth["total"])),
        Figure("Klanten aan het eind", _people(outcome.last)),
        Figure("Klanten op den duur", _people(outcome.steady)),
        Figure("Eén punt klantbehoud", euros(outcome.steps["retention"])),
        Figure("Eén extra nieuwe klant per jaar", euros(outcome.steps["new_per_year"])),
        Figure("Alle vier samen", euros(outcome.levers["combined"])),
    )


def _tornado(outcome: Outcome) -> SpanChart:
    levers = outcome.levers["levers"]
    order = outcome.levers["order"]
    return SpanChart(
        key="levers",
        title="Extra marge als elk 10% omhooggaat",
        description=say(
            "Vier balken vanaf nul, de grootste eerst: {first} {one}, {second} {two}, {third} {three} en {fourth} {four}.",
            first=LEVER_TEXTS[order[0]].name,
            one=euros(levers[order[0]]["plus10"]),
            second=LEVER_TEXTS[order[1]].name,
            two=euros(levers[order[1]]["plus10"]),
            third=LEVER_TEXTS[order[2]].name,
            three=euros(levers[order[2]]["plus10"]),
            fourth=LEVER_TEXTS[order[3]].name,
            four=euros(levers[order[3]]["plus10"]),
        ),
        spans=tuple(
            Span(LEVER_TEXTS[name].name.capitalize(), 0.0, levers[name]["plus10"], euros(levers[name]["plus10"]))
            for name in order
        ),
        table=Table(
            caption="Extra marge als elk 10% omhooggaat, in geld van nu",
            columns=("Wat", "Nu", "10% meer", "Extra marge", "1% meer geeft"),
            rows=tuple(_lever_row(outcome, name) for name in order),
        ),
    )


def _lever_row(outcome: Outcome, name: LeverName) -> tuple[str | Amount, ...]:
    lever = outcome.levers["levers"][name]
    old = _current(outcome.case, name)
    elasticity = lever["elasticity"]
    return (
        LEVER_TEXTS[name].name.capitalize(),
        _setting(name, old),
        _setting(name, 1.0 if lever["capped"] else TEN_PERCENT_MORE * old),
        euros(lever["plus10"]),
        Amount(None if elasticity is None else elasticity * ONE_POINT, Unit.FRACTION, decimals=1),
    )


def _customers_chart(outcome: Outcome) -> AreaChart:
    case = outcome.case
    counts = (case.customers, *outcome.growth["customers"])
    before = counts[:-1]
    stayed = (case.customers, *(case.retention * count for count in before))
    new = (0.0, *(case.new_per_year for _ in before))
    referred = (0.0, *(case.referral_rate * count for count in before))
    margins = (None, *outcome.growth["margin"])
    most = max(counts)
    return AreaChart(
        key="customers",
        title=_course(outcome),
        description=say(
            "Gestapelde vlakken per jaar: gebleven, nieuw en aangebracht. Het aantal klanten gaat in {years} jaar van {now} naar {then}.",
            now=_people(case.customers),
            then=_people(outcome.last),
            years=_years(case),
        ),
        x=Axis("jaar", most=float(case.years)),
        y=Axis("klanten", most=most if most > 0 else 1.0, decimals=0 if most >= WHOLE_CUSTOMERS else 1),
        moments=tuple(float(year) for year in range(len(counts))),
        layers=(Layer("gebleven", stayed), Layer("nieuw", new), Layer("aangebracht", referred)),
        table=Table(
            caption="Klanten en marge per jaar; het bedrag is dat van het jaar zelf",
            columns=("Jaar", "Gebleven", "Nieuw", "Aangebracht", "Samen", "Marge"),
            rows=tuple(
                (
                    Amount(year) if year else "Nu",
                    *(_people(part) for part in parts),
                    _people(count),
                    "" if margin is None else euros(margin),
                )
                for year, (parts, count, margin) in enumerate(
                    zip(zip(stayed, new, referred, strict=True), counts, margins, strict=True)
                )
            ),
        ),
    )


def _course(outcome: Outcome) -> str:
    if exceeds(outcome.last, outcome.case.customers):
        return "Je klantenbestand groeit"
    return (
        "Je klantenbestand krimpt"
        if exceeds(outcome.case.customers, outcome.last)
        else "Je klantenbestand blijft gelijk"
    )


def _steps_chart(outcome: Outcome) -> BarChart:
    order = sorted(outcome.steps, key=lambda name: -_rounded(outcome.steps[name]))
    most = max(outcome.steps.values())
    best = _largest(outcome.steps)
    return BarChart(
        key="steps",
        title="Wat levert één kleine stap op?",
        description=say(
            "Balken met wat één kleine stap oplevert. De langste is {amount}, bij {names}.",
            amount=euros(most),
            names=_names(best or order),
        ),
        series=("Extra marge",),
        bars=tuple(
            Bar(
                LEVER_TEXTS[name].step,
                (Part(0, outcome.steps[name]),),
                euros(outcome.steps[name]),
                emphasis=name in best,
            )
            for name in order
        ),
        longest=most if most > 0 else 1.0,
        unit=Unit.EURO,
        table=Table(
            caption="Extra marge van één kleine stap, in geld van nu",
            columns=("Stap", "Extra marge"),
            rows=tuple((LEVER_TEXTS[name].step, euros(outcome.steps[name])) for name in order),
        ),
    )


def _rounded(amount: float) -> float:
    """Steps that differ by the last bits only keep their order, on every machine."""
    return round(amount, 6)


def _retention_chart(case: Case) -> LineChart:
    least = USUAL_LOWEST_RETENTION if case.retention >= USUAL_LOWEST_RETENTION else 0.0
    grid = [least + (1 - least) * step / RETENTION_STEPS for step in range(RETENTION_STEPS + 1)]
    growths = {retention: case._replace(retention=retention).growth() for retention in sorted({*grid, case.retention})}
    most = max(growth["total"] for growth in growths.values())
    now = growths[case.retention]["total"]
    return LineChart(
        key="retention",
        title="Wat klantbehoud met je marge doet",
        description=say(
            "Een stijgende lijn: de marge in {years} jaar loopt van {low} bij {least} klantbehoud tot {high} bij 100%. Nu is het {now}.",
            years=_years(case),
            low=euros(growths[grid[0]]["total"]),
            least=percent(least),
            high=euros(most),
            now=euros(now),
        ),
        x=Axis("klantbehoud", most=1.0, least=least, unit=Unit.FRACTION),
        y=Axis("marge over de hele periode", most=most if most > 0 else 1.0, unit=Unit.EURO),
        lines=(Line("marge", tuple((retention, growth["total"]) for retention, growth in growths.items())),),
        marks=(Mark(case.retention, now, "nu"),),
        table=Table(
            caption="Klanten en marge bij elk klantbehoud",
            columns=("Klantbehoud", "Klanten aan het eind", "Marge"),
            rows=tuple(
                (percent(retention), _people(growths[retention]["customers"][-1]), euros(growths[retention]["total"]))
                for retention in grid[::2]
            ),
        ),
    )


def _wallet_chart(basket: Basket) -> BarChart:
    elsewhere = basket.total - basket.spend
    target = basket.target * basket.total
    return BarChart(
        key="wallet",
        title="Klantaandeel: wat een klant per jaar uitgeeft",
        description=say(
            "Een balk van {total}: {ours} bij jou en {elsewhere} elders. Het streepje staat op {target}, het aandeel dat je wilt.",
            total=euros(basket.total),
            ours=euros(basket.spend),
            elsewhere=euros(elsewhere),
            target=euros(target),
        ),
        series=("bij jou", "elders"),
        bars=(
            Bar(
                "Eén klant; streepje is gewenst",
                (Part(0, basket.spend), Part(1, elsewhere)),
                euros(basket.total),
                mark=target,
            ),
        ),
        longest=basket.total,
        unit=Unit.EURO,
        decimals=euros(basket.total).decimals,
        table=Table(
            caption="Besteding van één klant per jaar, excl. btw",
            columns=("Wat", "Bedrag", "Aandeel"),
            rows=(
                ("Bij jou", euros(basket.spend), Amount(basket.wallet["current_share"], Unit.FRACTION)),
                ("Gewenst bij jou", euros(target), Amount(basket.target, Unit.FRACTION)),
                ("In totaal", euros(basket.total), Amount(1.0, Unit.FRACTION)),
            ),
        ),
    )


def _certainty(outcome: Outcome) -> Card:
    """How far the margin and the winner move when retention is off by five points."""
    case = outcome.case
    around = (max(0.0, case.retention - RETENTION_DOUBT), min(1.0, case.retention + RETENTION_DOUBT))
    doubted = [case._replace(retention=retention) for retention in around if retention != case.retention]
    totals = [each.growth()["total"] for each in doubted]
    if not any(totals):
        return Card(CERTAINTY, (say("Zolang er geen marge is, maakt een ander klantbehoud geen verschil in euro's."),))
    if len(doubted) == 1:
        margin = say(
            "Een schatting van je klantbehoud zit er snel 5 punten naast. Bij {one} is de marge in {years} jaar {first} in plaats van {now}.",
            one=percent(doubted[0].retention),
            years=_years(case),
            first=euros(totals[0]),
            now=euros(outcome.growth["total"]),
        )
    else:
        margin = say(
            "Een schatting van je klantbehoud zit er snel 5 punten naast. Bij {one} is de marge in {years} jaar {first}, bij {two} is dat {second}.",
            one=percent(doubted[0].retention),
            two=percent(doubted[1].retention),
            years=_years(case),
            first=euros(totals[0]),
            second=euros(totals[1]),
        )
    return Card(CERTAINTY, (margin, *_doubted_winners(outcome, doubted)))


def _doubted_winners(outcome: Outcome, doubted: list[Case]) -> tuple[Sentence, ...]:
    if not outcome.winners:
        return ()
    changed = [each for each in doubted if not _still_wins(outcome, each)]
    if not changed:
        return (say("Ook dan win je het meest met {names}.", names=_names(outcome.winners)),)
    return tuple(
        say(
            "Bij {retention} win je het meest met {names}.",
            retention=percent(each.retention),
            names=_names(_winners(each.levers())),
        )
        for each in changed
    )


def _still_wins(outcome: Outcome, other: Case) -> bool:
    """Tell whether the first winner is among the winners of another case; a case without winners changes nothing."""
    winners = _winners(other.levers())
    return not winners or outcome.winners[0] in winners


def _change(outcome: Outcome) -> Card:
    return Card("Wat verandert het?", (*_turning_points(outcome), *_balance(outcome.case), *_best_step(outcome)))


def _turning_points(outcome: Outcome) -> tuple[Sentence, ...]:
    """Say at which retention, in whole percents below and above, another lever wins."""
    if not outcome.winners:
        return ()
    now = outcome.case.retention * 100
    below = _turn(outcome, range(math.ceil(now) - 1, -1, -1))
    above = _turn(outcome, range(math.floor(now) + 1, 101))
    if below and above and below[1] == above[1]:
        both = "Zakt je klantbehoud naar {low} of stijgt het naar {high}, dan win je het meest met {names}."
        return (say(both, low=percent(below[0]), high=percent(above[0]), names=_names(below[1])),)
    turns = [("Zakt", below), ("Stijgt", above)]
    return tuple(
        say(
            f"{direction} je klantbehoud naar {{level}}, dan win je het meest met {{names}}.",
            level=percent(turn[0]),
            names=_names(turn[1]),
        )
        for direction, turn in turns
        if turn
    ) or (say("Bij elk klantbehoud win je het meest met {names}.", names=_names(outcome.winners)),)


def _turn(outcome: Outcome, percents: Iterable[int]) -> tuple[float, tuple[LeverName, ...]] | None:
    """Return the first of these retentions at which other levers win, and which."""
    for hundredths in percents:
        other = outcome.case._replace(retention=hundredths / 100)
        if not _still_wins(outcome, other):
            return other.retention, _winners(other.levers())
    return None


def _balance(case: Case) -> tuple[Sentence, ...]:
    """Say at which retention the number of customers stays what it is: r = 1 - referral rate - new / customers."""
    if case.customers == 0:
        return ()
    balance = 1 - case.referral_rate - case.new_per_year / case.customers
    if not exceeds(balance, 0):
        return (say("Je klantenbestand krimpt bij geen enkel klantbehoud: er komen genoeg klanten bij."),)
    if not exceeds(1, balance):
        return (say("Er komt niemand bij: alleen als elke klant blijft, krimpt je klantenbestand niet."),)
    level = percent(balance)
    if exceeds(case.retention, balance):
        return (say("Onder {level} klantbehoud krimpt je klantenbestand.", level=level),)
    if exceeds(balance, case.retention):
        return (say("Vanaf {level} klantbehoud krimpt je klantenbestand niet meer.", level=level),)
    return (say("Met {level} klantbehoud blijft je klantenbestand precies gelijk.", level=level),)


def _best_step(outcome: Outcome) -> tuple[Sentence, ...]:
    best = _largest(outcome.steps)
    if not best:
        return ()
    also = "Ook met" if set(best) == set(outcome.winners) else "Met"
    return (
        say(
            f"{also} één kleine stap win je het meest bij {{names}}: {{each}}{{amount}}.",
            names=_names(best),
            each="" if len(best) == 1 else "elk ",
            amount=euros(outcome.steps[best[0]]),
        ),
    )


def _worth(outcome: Outcome, basket: Basket | None) -> Card:
    sentences = (*_together(outcome), *_points(outcome), *((_wallet_worth(basket),) if basket else ()))
    return Card("Wat is het waard?", sentences or (say("Zolang er geen marge is, is een verbetering niets waard."),))


def _together(outcome: Outcome) -> tuple[Sentence, ...]:
    levers = outcome.levers
    if not exceeds(levers["combined"], 0):
        return ()
    together = "Alle vier tegelijk 10% meer is {combined} extra marge in {years} jaar"
    values = {"combined": euros(levers["combined"]), "years": _years(outcome.case)}
    if not exceeds(levers["synergy"], 0):
        return (say(f"{together}.", **values),)
    return (
        say(
            f"{together}, waarvan {{synergy}} doordat ze elkaar versterken.", **values, synergy=euros(levers["synergy"])
        ),
    )


def _points(outcome: Outcome) -> tuple[Sentence, ...]:
    """What one point of retention and one new customer may cost, and how they weigh against each other."""
    point, customer = outcome.steps["retention"], outcome.steps["new_per_year"]
    if not exceeds(customer, 0):
        return ()
    limit = say(
        "Eén extra nieuwe klant per jaar is in {years} jaar {customer} waard. Meer mag de werving in die tijd niet kosten.",
        customer=euros(customer),
        years=_years(outcome.case),
    )
    if not exceeds(point, 0):
        return (limit,)
    ratio = point / customer
    if ratio < LEAST_RATIO:
        return (limit, say("Eén punt klantbehoud is {point} waard.", point=euros(point)))
    weigh = say(
        "Eén punt klantbehoud is {point} waard, evenveel als {ratio} van die klanten per jaar.",
        point=euros(point),
        ratio=Amount(ratio, decimals=1),
    )
    return (limit, weigh)


def _wallet_worth(basket: Basket) -> Sentence:
    share = basket.wallet["current_share"]
    values = {"share": Amount(share, Unit.FRACTION), "target": Amount(basket.target, Unit.FRACTION)}
    if exceeds(basket.spend, basket.target * basket.total):
        return say("Je klantaandeel is al {share}, meer dan de {target} die je wilt.", **values)
    return say(
        "Van {share} naar {target} klantaandeel is {extra} extra marge per jaar.",
        **values,
        extra=euros(basket.wallet["extra_margin"]),
    )


def _first_step(outcome: Outcome) -> FirstStep | None:
    """The gain of the best lever, spread evenly over the years."""
    if not outcome.winners:
        return None
    best = outcome.winners[0]
    return FirstStep(_plan(best).steps[0], product(outcome.levers["levers"][best]["plus10"], 1 / outcome.case.years))


def _plan(name: LeverName) -> Plan:
    lever = LEVER_TEXTS[name]
    return Plan(f"Zo begin je met {lever.name}", tuple(say(step) for step in lever.plan), lever.link)


def _handovers(outcome: Outcome) -> tuple[Handover, ...]:
    """The calculator that goes with the best lever comes first."""
    case = outcome.case
    customers = _people(case.customers)
    worth = Handover(
        say("Neem je cijfers mee naar klantwaarde: wat is één klant je waard?"),
        "klantwaarde",
        (
            ("order_value", Amount(case.order_value, Unit.EURO, decimals=2)),
            ("orders_per_year", Amount(case.orders_per_year, Unit.TIMES, decimals=2)),
            ("gross_margin", percent(case.gross_margin)),
            ("retention", percent(case.retention)),
            ("discount", percent(case.discount)),
        ),
    )
    journey = Handover(
        say("Neem je klanten mee naar de systeemscan: waar gaat er iets mis?"),
        "systeemscan",
        (("customers", customers), ("visits_per_year", Amount(case.orders_per_year, Unit.TIMES, decimals=2))),
    )
    base = Handover(
        say("Neem je klanten mee naar klantenbestand: verdeel ze daar over de groepen."),
        "klantenbestand",
        # Not yet divided: all are customers, so that the total there is the total here.
        (("start.klant", customers), ("start.vaste_klant", Amount(0)), ("start.ambassadeur", Amount(0))),
    )
    first = outcome.winners[0] if outcome.winners else None
    if first == "retention":
        return (journey, worth, base)
    if first == "new_per_year":
        return (base, worth, journey)
    return (worth, journey, base)


CALCULATOR = Calculator(
    slug="bierviltje",
    name="Bierviltje",
    question="Waarmee verdien je meer in de komende jaren?",
    calculate=bierviltje,
    sections=(
        Section("Je klanten", ("customers", "new_per_year", "retention", "referral_rate")),
        Section("Wat een klant koopt", ("orders_per_year", "order_value", "gross_margin")),
        Section("Hoe ver kijk je vooruit?", ("years", "discount")),
        Section(
            "Klantaandeel",
            ("total_spend", "target_share"),
            intro="Kopen je klanten ook elders? Vul dan allebei de velden in, of geen van beide.",
        ),
    ),
    example=Example(
        business="hoveniersbedrijf",
        inputs={
            "customers": 200,
            "new_per_year": 40,
            "retention": 0.8,
            "referral_rate": 0.05,
            "orders_per_year": 3,
            "order_value": 150,
            "gross_margin": 0.6,
            "years": 5,
            "discount": 0.08,
            "total_spend": 800,
            "target_share": 0.65,
        },
        source="Verzonnen cijfers voor een hovenier met vaste klanten voor tuinonderhoud.",
    ),
)
