"""Klantwaarde: what a customer is worth after your own hours and the cost of winning them, and what would change it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Literal, NamedTuple

from calculators.model.amounts import euros
from calculators.model.answer import (
    Amount,
    Answer,
    Axis,
    Bar,
    BarChart,
    Card,
    Chart,
    Figure,
    FirstStep,
    Handover,
    Line,
    LineChart,
    Mark,
    Part,
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
from calculators.model.quantities import Options, Quantity, Unit
from calculators.operations import clv
from calculators.operations.arithmetic import exceeds, product
from calculators.operations.clv_books import Band, TimeCost
from calculators.operations.clv_relation import PASS_MARK, SOFT_FACTORS, SoftScore, SoftScores
from calculators.operations.clv_retention import MONTHS_IN_A_YEAR, Timing

# Spec section 9: suggested defaults, all of them rules of thumb.
DISCOUNT = 0.08
INTERNAL_RATE = 60.0
HORIZON_YEARS = 5
SHARE_TYPE_ONE = 0.5

# A customer that brings in or costs more than this is a slip of the keyboard, and beyond it sums lose their meaning.
LARGEST = 1e9

ONE_POINT = 0.01
FIVE_POINTS = 0.05
TEN_PERCENT_MORE = 1.1
CUSTOMERS_TO_THINK_OF = 100

# Five points more retention give +25% and +95% from these starts, without discount (spec 2.8); the third shows a low start.
SLOGAN_STARTS = (0.75, 0.897368)
LOW_START = 0.5

# Below this many euros cents count.
HALF_A_CENT = 0.005

CHART_MONTHS_LEAST = 24
CHART_MONTHS_WITHOUT_END = 60
CHART_MONTHS_MOST = 600
CHART_STEPS = 24
CURVE_STEPS = 50
CURVE_ROWS = 10
# The curve shoots up near 100%: this many times the value of today is as high as it is drawn.
CURVE_HEIGHT = 3
BISECTIONS = 60

VAT_RATES = {"excl": 0.0, "incl9": 0.09, "incl21": 0.21}

SOFT_LABELS = {
    "collaboration": "Samenwerking",
    "energy": "Energie",
    "loyalty": "Loyaliteit",
    "referrals": "Doorverwijzingen",
    "feedback": "Feedback",
}
HIGHEST_GRADE = 10.0

PageTiming = Annotated[
    Literal["new_immediate", "existing_end", "new_mid", "new_end"],
    Options(
        "soort klant",
        (
            "nieuwe klant, betaalt meteen",
            "klant die je al hebt",
            "nieuwe klant, het jaar door",
            "nieuwe klant, aan het jaareinde",
        ),
        meaning="Wanneer komt het geld van elk jaar? Bij een klant die je al hebt aan het jaareinde, en de werving is dan al betaald.",
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
OrderValue = Annotated[
    float,
    Quantity(
        "bedrag per bestelling",
        Unit.EURO,
        minimum=0,
        meaning="Je gemiddelde factuur of bon, excl. btw. Of kies hieronder incl. btw.",
    ),
]
OrdersPerYear = Annotated[
    float,
    Quantity(
        "bestellingen per jaar",
        Unit.TIMES,
        minimum=0,
        meaning="Hoe vaak één klant per jaar betaalt. Bij elke maand is dat 12.",
    ),
]
GrossMargin = Annotated[
    float,
    Quantity(
        "brutomarge",
        Unit.FRACTION,
        0,
        1,
        slider=(0, 1, 0.01),
        meaning="Wat van de omzet overblijft na inkoop en uitbesteed werk. Je eigen uren tellen hieronder mee, niet hier.",
    ),
]
Retention = Annotated[
    float,
    Quantity(
        "klantbehoud per jaar",
        Unit.FRACTION,
        0,
        1,
        slider=(0, 1, 0.01),
        meaning="Hoeveel van de 100 klanten een jaar later nog klant zijn.",
    ),
]
Churn = Annotated[
    float,
    Quantity("vertrek per jaar", Unit.FRACTION, 0, 1, meaning="Hoeveel van de 100 klanten in een jaar vertrekken."),
]
Lifespan = Annotated[
    float, Quantity("klantduur", Unit.YEARS, minimum=1, meaning="Hoe lang een klant gemiddeld blijft, 1 jaar of meer.")
]
AcquisitionCost = Annotated[
    float,
    Quantity(
        "wervingskosten",
        Unit.EURO,
        minimum=0,
        meaning="Wat het kost om één klant binnen te halen: reclame, korting, kennismaking. Excl. btw.",
    ),
]
HoursBilled = Annotated[
    float, Quantity("betaalde uren per jaar", Unit.HOURS, minimum=0, meaning="Jouw uren werk voor deze klant.")
]
HoursUnbilled = Annotated[
    float,
    Quantity(
        "onbetaalde uren per jaar",
        Unit.HOURS,
        minimum=0,
        slider=(0, 40, 0.5),
        meaning="Bellen, mailen, offertes, reizen, herstelwerk.",
    ),
]
InternalRate = Annotated[
    float,
    Quantity("intern uurtarief", Unit.EURO_PER_HOUR, minimum=0, meaning="Wat een uur van jou kost, excl. btw."),
]
ReferralsPerYear = Annotated[
    float,
    Quantity(
        "aangebrachte klanten per jaar",
        Unit.PEOPLE,
        minimum=0,
        meaning="Door één klant. Eén in de tien jaar is 0,1.",
    ),
]
ShareTypeOne = Annotated[
    float,
    Quantity(
        "deel dat anders niet gekomen was",
        Unit.FRACTION,
        0,
        1,
        meaning="De rest had je ook zonder aanbeveling gevonden; daar bespaar je alleen de werving.",
    ),
]
Incentive = Annotated[
    float,
    Quantity(
        "beloning per aangebrachte klant", Unit.EURO, minimum=0, meaning="Een bos bloemen of een korting, excl. btw."
    ),
]
Discount = Annotated[
    float,
    Quantity(
        "rekenrente", Unit.FRACTION, 0, 1, meaning="Hoeveel minder een euro waard is als hij een jaar later komt."
    ),
]
Growth = Annotated[
    float,
    Quantity(
        "groei per jaar",
        Unit.FRACTION,
        maximum=1,
        above=-1,
        meaning="Hoeveel je per klant elk jaar meer overhoudt. Een min mag ook.",
    ),
]
FirstRetention = Annotated[
    float,
    Quantity(
        "klantbehoud na het eerste jaar",
        Unit.FRACTION,
        0,
        1,
        meaning="Alleen als er na het eerste jaar meer nieuwe klanten weggaan dan later.",
    ),
]


@dataclass(frozen=True, slots=True)
class _Case:
    """The numbers that decide the outcome; every "what if" is a copy with one number changed.

    Attributes:
        order_value: excl. btw.
        acquisition_cost: what is still to be earned back: 0 for a customer you already have.
    """

    timing: Timing
    order_value: float
    orders_per_year: float
    gross_margin: float
    retention: float
    first_retention: float | None
    growth: float
    discount: float
    acquisition_cost: float
    hours_billed: float
    hours_unbilled: float
    internal_rate: float

    @property
    def is_new(self) -> bool:
        return self.timing != "existing_end"

    def year(self) -> TimeCost:
        """One year with the customer."""
        books = clv.historic(self.order_value, self.orders_per_year, 1, self.gross_margin)
        direct_costs = max(0.0, books["revenue"] - books["gross_profit"])
        return clv.time_cost(books["revenue"], direct_costs, self.hours_billed, self.hours_unbilled, self.internal_rate)

    def revenue(self) -> float:
        return clv.historic(self.order_value, self.orders_per_year, 1)["revenue"]

    def worth(self, margin: float) -> float:
        """What a margin per year is worth over all years."""
        match self.timing, self.first_retention:
            case ("new_immediate" | "new_end") as timing, first if first is not None:
                return clv.two_stage(margin, first, self.retention, self.discount, timing)["clv"]
            case _:
                return clv.infinite(margin, self.retention, self.discount, self.timing, self.growth)["clv"]

    def outcome(self) -> float:
        """What the customer is worth after the own hours and the acquisition."""
        return self.outcome_of(self.year()["net"])

    def outcome_of(self, net: float) -> float:
        """What the customer is worth after the acquisition, when this is left of every year."""
        return self.worth(net) - self.acquisition_cost

    def outcome_at(self, retention: float, net: float) -> float:
        """The same at another retention, which leaves the year as it is."""
        return replace(self, retention=retention).outcome_of(net)


class _Lever(NamedTuple):
    """An input that can be turned: its field, its name in a chart and in a sentence, its unit and where it ends."""

    field: str
    name: str
    phrase: str
    unit: Unit
    most: float = math.inf


LEVERS = (
    _Lever("order_value", "Prijs of aantal bestellingen", "je prijs of je aantal bestellingen", Unit.EURO),
    _Lever("gross_margin", "Brutomarge", "je brutomarge", Unit.FRACTION, 1),
    _Lever("retention", "Klantbehoud", "je klantbehoud", Unit.FRACTION, 1),
    _Lever("first_retention", "Klantbehoud na het eerste jaar", "het klantbehoud na het eerste jaar", Unit.FRACTION, 1),
    _Lever("growth", "Groei per jaar", "de groei per jaar", Unit.FRACTION),
    _Lever("discount", "Rekenrente", "de rekenrente", Unit.FRACTION),
    _Lever("hours_billed", "Betaalde uren", "het aantal betaalde uren", Unit.HOURS),
    _Lever("hours_unbilled", "Onbetaalde uren", "het aantal onbetaalde uren", Unit.HOURS),
    _Lever("internal_rate", "Intern uurtarief", "je interne uurtarief", Unit.EURO_PER_HOUR),
    _Lever("acquisition_cost", "Wervingskosten", "de wervingskosten", Unit.EURO),
)


class _Swing(NamedTuple):
    """What 10% more of one input does."""

    lever: _Lever
    old: float
    new: float
    effect: float


class _Referrals(NamedTuple):
    """What the customers are worth that this customer brings in: per year, over all years, and how many in all."""

    annual: float
    total: float
    reproduction: float | None


@dataclass(frozen=True, slots=True)
class _Findings:
    """All that was calculated for one customer, for the sentences and charts to speak of.

    Attributes:
        before_hours, after_hours: the value over all years without and with the own hours.
        outcome: after hours and acquisition.
        referrals: None when there are none, or when they cannot be counted.
        paid_acquisition: what was paid for a customer you already have.
    """

    case: _Case
    year: TimeCost
    before_hours: float
    after_hours: float
    outcome: float
    months: float | None
    one_point: float | None
    swings: tuple[_Swing, ...]
    referrals: _Referrals | None
    soft: SoftScore
    grades: dict[str, float]
    paid_acquisition: float


def klantwaarde(
    order_value: OrderValue,
    orders_per_year: OrdersPerYear,
    gross_margin: GrossMargin = 1,
    retention: Retention | None = None,
    churn: Churn | None = None,
    lifespan: Lifespan | None = None,
    acquisition_cost: AcquisitionCost = 0,
    hours_billed: HoursBilled = 0,
    hours_unbilled: HoursUnbilled = 0,
    internal_rate: InternalRate = INTERNAL_RATE,
    timing: PageTiming = "new_immediate",
    vat: Vat = "excl",
    discount: Discount = DISCOUNT,
    growth: Growth = 0,
    first_retention: FirstRetention | None = None,
    referrals_per_year: ReferralsPerYear = 0,
    share_type_one: ShareTypeOne = SHARE_TYPE_ONE,
    incentive: Incentive = 0,
    scores: SoftScores | None = None,
) -> Answer:
    """Value a customer after your own hours and the cost of winning them, and say what one point of retention is worth."""
    kept = clv.convert(retention, churn, lifespan)["retention"]
    existing = timing == "existing_end"
    case = _Case(
        timing=timing,
        order_value=clv.excl_vat(order_value, VAT_RATES[vat])["amount_excl"],
        orders_per_year=orders_per_year,
        gross_margin=gross_margin,
        retention=kept,
        first_retention=None if existing else first_retention,
        growth=growth,
        discount=discount,
        acquisition_cost=0.0 if existing else acquisition_cost,
        hours_billed=hours_billed,
        hours_unbilled=hours_unbilled,
        internal_rate=internal_rate,
    )
    _refuse_too_large(case, acquisition_cost, referrals_per_year, incentive)
    _refuse_first_year(case)
    found = _find(case, referrals_per_year, share_type_one, incentive, acquisition_cost, scores or {})
    chart, more_charts = _charts(found)
    return Answer(
        headline=_headline(found),
        reasons=(*_reasons(found), *_remarks(found, vat, ignored=existing and first_retention is not None)),
        figures=_figures(found),
        chart=chart,
        more_cards=(_certainty(found), _change(found), _worth(found), _five_points(found)),
        more_charts=more_charts,
        handovers=_handovers(found),
        first_step=_first_step(found),
    )


def _refuse_too_large(case: _Case, acquisition_cost: float, referrals_per_year: float, incentive: float) -> None:
    amounts = (
        ("order_value", "bedrag per bestelling", case.order_value),
        ("orders_per_year", "bestellingen per jaar", case.orders_per_year),
        ("orders_per_year", "bestellingen per jaar", product(case.order_value, case.orders_per_year)),
        ("acquisition_cost", "wervingskosten", acquisition_cost),
        ("hours_billed", "betaalde uren per jaar", case.hours_billed),
        ("hours_unbilled", "onbetaalde uren per jaar", case.hours_unbilled),
        ("internal_rate", "intern uurtarief", case.internal_rate),
        ("internal_rate", "intern uurtarief", product(case.hours_billed + case.hours_unbilled, case.internal_rate)),
        ("referrals_per_year", "aangebrachte klanten per jaar", referrals_per_year),
        ("incentive", "beloning per aangebrachte klant", incentive),
    )
    for field, label, amount in amounts:
        if amount > LARGEST:
            message = f"Wat je invulde bij {label} is te groot om mee te rekenen. Vul minder in: ook per jaar hoogstens 1 miljard."
            raise InputError("out_of_range", field, message)


def _refuse_first_year(case: _Case) -> None:
    if case.first_retention is None:
        return
    if case.timing == "new_mid":
        message = (
            "Met een apart klantbehoud na het eerste jaar betaalt een nieuwe klant meteen of aan het eind van het jaar. "
            "Kies bij soort klant een van die twee, of maak klantbehoud na het eerste jaar leeg."
        )
        raise InputError("unknown_choice", "timing", message)
    if case.growth:
        message = "Groei per jaar en een apart klantbehoud na het eerste jaar gaan niet samen. Maak een van de twee velden leeg."
        raise InputError("out_of_range", "growth", message)


def _find(
    case: _Case,
    referrals_per_year: float,
    share_type_one: float,
    incentive: float,
    acquisition_cost: float,
    scores: SoftScores,
) -> _Findings:
    year = case.year()
    outcome = case.outcome()
    return _Findings(
        case=case,
        year=year,
        before_hours=case.worth(year["contribution"]),
        after_hours=case.worth(year["net"]),
        outcome=outcome,
        months=_Monthly.of(case, year["net"]).payback(case.acquisition_cost),
        one_point=_gain(case, ONE_POINT),
        swings=_swings(case, outcome),
        referrals=_referrals(case, outcome, referrals_per_year, share_type_one, incentive, acquisition_cost),
        soft=clv.soft_score(scores),
        grades={SOFT_LABELS[each]: grade for each in SOFT_FACTORS if (grade := scores.get(each)) is not None},
        paid_acquisition=acquisition_cost if not case.is_new else 0.0,
    )


class _Monthly(NamedTuple):
    """A customer counted by the month: what is left of a month, and what is kept and discounted from month to month.

    Attributes:
        kept: retention a month; ``kept_first`` is that of the first year, when it is another one.
        left: the share that is left after the first year, in money of its start.
    """

    margin: float
    kept: float
    discount: float
    kept_first: float | None
    left: float

    @classmethod
    def of(cls, case: _Case, net: float) -> _Monthly:
        first = case.first_retention
        # That the margin grows weighs against customers that leave.
        kept = min(1.0, case.retention * (1 + case.growth))
        return cls(
            margin=net / MONTHS_IN_A_YEAR,
            kept=_per_month(kept),
            discount=math.expm1(math.log1p(case.discount) / MONTHS_IN_A_YEAR),
            kept_first=None if first is None else _per_month(first),
            left=0.0 if first is None else first / (1 + case.discount),
        )

    def earned(self, months: int) -> float:
        """The expected margin of the first months together."""
        if months == 0:
            return 0.0
        if self.kept_first is None:
            return self._earned(self.kept, months)
        first = self._earned(self.kept_first, min(months, MONTHS_IN_A_YEAR))
        if months <= MONTHS_IN_A_YEAR:
            return first
        return first + self.left * self._earned(self.kept, months - MONTHS_IN_A_YEAR)

    def _earned(self, kept: float, months: int) -> float:
        return clv.finite(self.margin, kept, self.discount, "new_immediate", months)["clv"]

    def payback(self, cost: float) -> float | None:
        """Months until the cost is back, with customers that leave; None is never."""
        if self.kept_first is None:
            return self._payback(cost, self.kept)
        months = self._payback(cost, self.kept_first)
        if months is not None and months <= MONTHS_IN_A_YEAR:
            return months
        # What is missing after a year is earned by those who are left, in money of a year later.
        missing = cost - self.earned(MONTHS_IN_A_YEAR)
        if self.left == 0 or math.isinf(missing / self.left):
            return None
        later = self._payback(missing / self.left, self.kept)
        return None if later is None else MONTHS_IN_A_YEAR + later

    def _payback(self, cost: float, kept: float) -> float | None:
        months = clv.payback(max(0.0, cost), self.margin, kept, self.discount)["months"]
        return None if months is None or math.isinf(months) else months


def _per_month(kept_per_year: float) -> float:
    return math.pow(kept_per_year, 1 / MONTHS_IN_A_YEAR)


def _gain(case: _Case, points: float, field: str = "retention") -> float | None:
    """What a customer is worth more when this rate rises by so many points; None where both are unbounded."""
    raised = min(1.0, getattr(case, field) + points)
    return _difference(replace(case, **{field: raised}).outcome(), case.outcome())


def _difference(new: float, old: float) -> float | None:
    return None if math.isinf(old) else new - old


def _swings(case: _Case, outcome: float) -> tuple[_Swing, ...]:
    """The effect of 10% more of every input that has one, the largest first; none when the value is unbounded."""
    if math.isinf(outcome):
        return ()
    swings = []
    for lever in LEVERS:
        old = getattr(case, lever.field)
        if old is None:
            continue
        new = min(old * TEN_PERCENT_MORE, lever.most)
        effect = replace(case, **{lever.field: new}).outcome() - outcome
        if abs(effect) >= HALF_A_CENT:
            swings.append(_Swing(lever, old, new, effect))
    # Rounded, so that the last bits do not decide between two inputs that weigh the same.
    return tuple(sorted(swings, key=lambda swing: -round(abs(swing.effect), 6)))


def _referrals(
    case: _Case, value: float, per_year: float, share_type_one: float, incentive: float, saved: float
) -> _Referrals | None:
    if per_year == 0 or math.isinf(value):
        return None
    found = clv.referral(per_year, share_type_one, value, saved, incentive, case.retention, case.discount, case.timing)
    if math.isinf(found["annual"]) or math.isinf(found["crv"]):
        return None
    if case.first_retention is None:
        return _Referrals(found["annual"], found["crv"], found["reproduction"])
    return _Referrals(found["annual"], case.worth(found["annual"]), None)


def _rate(value: float) -> Amount:
    whole = float(round(100 * value, 6)).is_integer()
    return Amount(value, Unit.FRACTION, decimals=0 if whole else 1)


def _count(value: float) -> Amount:
    return Amount(value, decimals=1)


def _headline(found: _Findings) -> Sentence:
    new = found.case.is_new
    if abs(found.outcome) < HALF_A_CENT:
        return say("Een nieuwe klant levert je niets op." if new else "Deze klant levert je niets meer op.")
    if math.isinf(found.outcome):
        what = "de waarde" if found.outcome > 0 else "de kosten"
        return say("Met deze cijfers komt er aan {what} van {who} geen eind.", what=what, who=_who(found.case))
    value = euros(abs(found.outcome))
    if found.outcome < 0:
        return say("Een nieuwe klant kost je {value}." if new else "Deze klant kost je nog {value}.", value=value)
    return say("Een nieuwe klant is je {value} waard." if new else "Deze klant is je nog {value} waard.", value=value)


def _who(case: _Case) -> str:
    return "een nieuwe klant" if case.is_new else "deze klant"


def _reasons(found: _Findings) -> tuple[Sentence, ...]:
    return (_year_reason(found.year), _years_reason(found), *_without_hours(found), *_payback_reason(found))


def _year_reason(year: TimeCost) -> Sentence:
    if year["time_cost"] == 0:
        hours = (
            "kosten hier niets, want je interne uurtarief is nul."
            if year["hours"]
            else "tellen nog niet mee: vul ze in voor een eerlijk getal."
        )
        return say("Per jaar houd je {net} over na inkoop. Je eigen uren {hours}", net=euros(year["net"]), hours=hours)
    return say(
        "Per jaar houd je {net} over: {contribution} na inkoop, min {cost} voor {hours} uur van jezelf."
        if year["net"] >= 0
        else "Per jaar leg je {net} toe: {contribution} na inkoop, min {cost} voor {hours} uur van jezelf.",
        net=euros(abs(year["net"])),
        contribution=euros(year["contribution"]),
        cost=euros(year["time_cost"]),
        hours=_count(year["hours"]),
    )


def _years_reason(found: _Findings) -> Sentence:
    case = found.case
    years = _expected_years(case)
    if math.isinf(years):
        return say("Met 100% klantbehoud vertrekt er nooit iemand. Dat houdt geen bedrijf vol: vul een lager getal in.")
    if math.isinf(found.after_hours):
        return say(
            "De groei per jaar is zo hoog dat die het vertrek en de rekenrente inhaalt. Vul een lagere groei in."
        )
    if not case.is_new:
        return say(
            "Zo'n klant blijft gemiddeld nog {years} jaar. Geld dat later komt, telt minder zwaar mee.",
            years=_count(years),
        )
    start = "Een klant blijft gemiddeld {years} jaar. "
    if case.acquisition_cost == 0:
        return say(start + "Geld dat later komt, telt minder zwaar mee.", years=_count(years))
    return say(
        start
        + (
            "Al die jaren samen zijn nu {value} waard, en daar gaat {cost} aan werving af."
            if found.after_hours >= 0
            else "Al die jaren samen kosten je nu {value}, en daar komt {cost} aan werving bij."
        ),
        years=_count(years),
        value=euros(abs(found.after_hours)),
        cost=euros(case.acquisition_cost),
    )


def _without_hours(found: _Findings) -> tuple[Sentence, ...]:
    """What it seems to be for who forgets the own hours."""
    if found.year["time_cost"] == 0 or found.before_hours == 0 or math.isinf(found.before_hours):
        return ()
    costs = "je uren en de werving" if found.case.acquisition_cost else "je uren"
    return (say("Zonder {costs} lijkt het {value}.", costs=costs, value=euros(found.before_hours)),)


def _expected_years(case: _Case) -> float:
    if case.first_retention is not None:
        # Without discount a margin of 1 is worth as much as there are years.
        return clv.two_stage(1, case.first_retention, case.retention, 0, "new_immediate")["multiple"]
    return clv.infinite(1, case.retention, case.discount, case.timing)["expected_periods"]


def _payback_reason(found: _Findings) -> tuple[Sentence, ...]:
    """Only what the figure beside it cannot say in a number."""
    if found.case.acquisition_cost == 0:
        return ()
    if _doubtful(found):
        return (
            say(
                "Of de wervingskosten terugkomen, is niet zeker: het hangt ervan af wanneer in het jaar klanten betalen en vertrekken."
            ),
        )
    return (say("De wervingskosten verdien je nooit terug."),) if found.months is None else ()


def _doubtful(found: _Findings) -> bool:
    """Whether counting by the month and by the year disagree on earning the acquisition cost back."""
    return (found.months is not None) != (found.outcome >= 0)


def _remarks(found: _Findings, vat: str, *, ignored: bool) -> tuple[Sentence, ...]:
    said = []
    if found.referrals is not None:
        said.append(
            say(
                "De klanten die {who} aanbrengt, leveren daarnaast {value} op."
                if found.referrals.total >= 0
                else "De klanten die {who} aanbrengt, kosten je nog eens {value}.",
                who=_who(found.case),
                value=euros(abs(found.referrals.total)),
            )
        )
    if found.soft["score"] is not None:
        said.append(_soft_remark(found.soft["score"], money=found.outcome >= 0))
    if vat != "excl":
        said.append(say("Gerekend is met {value} per bestelling excl. btw.", value=_cents(found.case.order_value)))
    if found.paid_acquisition > 0:
        said.append(
            say(
                "De werving van {cost} heb je al betaald. Die telt hier niet mee, want je krijgt haar niet terug.",
                cost=euros(found.paid_acquisition),
            )
        )
    if ignored:
        said.append(say("Het klantbehoud na het eerste jaar telt niet mee: dat jaar is bij deze klant voorbij."))
    return tuple(said)


def _cents(value: float | None) -> Amount:
    return Amount(value, Unit.EURO, decimals=2)


def _soft_remark(score: float, *, money: bool) -> Sentence:
    if not exceeds(PASS_MARK, score):
        ending = "een voldoende." if money else "een voldoende. Fijn werk dus, maar voor deze prijs kost het je geld."
    else:
        ending = "een onvoldoende. Het geld klopt, de samenwerking nog niet." if money else "ook een onvoldoende."
    return say("Los van het geld geef je een {score}: {ending}", score=_count(score), ending=ending)


def _figures(found: _Findings) -> tuple[Figure, ...]:
    return (
        Figure("Vóór je uren en werving", euros(found.before_hours)),
        Figure("Na je uren en werving", euros(found.outcome)),
        Figure("Wervingskosten terug na", _payback_figure(found)),
        Figure("Waarde per euro werving", _cents(_ratio(found)[0])),
        Figure("Eén punt klantbehoud", euros(found.one_point)),
        Figure("Netto per uur", _cents(found.year["net_per_hour"])),
    )


def _first_step(found: _Findings) -> FirstStep | None:
    """The value of a point is that of one customer, so it says nothing about a year."""
    if found.one_point is None or math.isinf(found.one_point) or found.one_point <= 0:
        return None
    return FirstStep(
        say(
            "Bel een klant die je lang niet sprak: één punt meer klantbehoud is {gain} per klant waard.",
            gain=euros(found.one_point),
        )
    )


def _payback_figure(found: _Findings) -> Value:
    if found.case.acquisition_cost == 0:
        return Amount(None, Unit.MONTHS)
    if _doubtful(found):
        return "niet zeker"
    return "nooit" if found.months is None else Amount(found.months, Unit.MONTHS)


def _ratio(found: _Findings) -> tuple[float | None, Band]:
    if found.case.acquisition_cost == 0:
        return None, "no_cost"
    if math.isinf(found.after_hours):
        return found.after_hours, "strong" if found.after_hours > 0 else "loss"
    result = clv.ratio(found.after_hours, found.case.acquisition_cost)
    return result["ratio"], result["band"]


def _certainty(found: _Findings) -> Card:
    title = "Hoe zeker is dit?"
    case = found.case
    if math.isinf(found.outcome):
        return Card(title, (say("Niet zeker: met deze cijfers komt er geen eind aan de som."),))
    low, high = max(0.0, case.retention - FIVE_POINTS), min(1.0, case.retention + FIVE_POINTS)
    worst, best = case.outcome_at(low, found.year["net"]), case.outcome_at(high, found.year["net"])
    values = say(
        "Klantbehoud is vaak een schatting. Met {low} is de uitkomst {worst}, met {high} is die {best}.",
        low=_rate(low),
        worst=euros(worst),
        high=_rate(high),
        best=euros(best),
    )
    far_away = _far_away(case) if found.before_hours else ()
    return Card(title, (values, *_verdict(min(worst, best), max(worst, best)), *far_away))


def _verdict(lowest: float, highest: float) -> tuple[Sentence, ...]:
    if lowest >= HALF_A_CENT:
        return (say("In beide gevallen houd je iets over."),)
    if highest <= -HALF_A_CENT:
        return (say("In beide gevallen kost een klant je geld."),)
    if highest - lowest < HALF_A_CENT:
        return ()
    return (say("Daar hangt van af of je er iets aan overhoudt. Tel dus eerst na hoeveel klanten er bleven."),)


def _far_away(case: _Case) -> tuple[Sentence, ...]:
    multiple = case.worth(1.0)
    if case.first_retention is not None or math.isinf(multiple) or multiple == 0:
        return ()
    near = clv.finite(1, case.retention, case.discount, case.timing, HORIZON_YEARS, case.growth)["clv"]
    far = max(0.0, 1 - near / multiple)
    if far < ONE_POINT:
        return ()
    return (
        say(
            "{share} van de klantwaarde komt pas na {years} jaar. Dat deel is het minst zeker.",
            share=Share(far),
            years=Amount(HORIZON_YEARS),
        ),
    )


def _change(found: _Findings) -> Card:
    sentences = (*_heaviest(found.swings), *_retention_turn(found), *_hours_turn(found), *_price_turn(found))
    nothing = say("Vul je omzet, je uren of je werving in: dan zie je wat de doorslag geeft.")
    return Card("Wat verandert het?", sentences or (nothing,))


def _heaviest(swings: tuple[_Swing, ...]) -> tuple[Sentence, ...]:
    if not swings:
        return ()
    lever, old, new, effect = swings[0]
    if math.isinf(effect):
        return (
            say(
                "Het zwaarst telt {what}: bij {new} komt er geen eind aan de som.",
                what=lever.phrase,
                new=_in_unit(new, lever.unit),
            ),
        )
    if lever.field == "order_value":
        # One bar for two inputs, so no amount of either.
        return (
            say(
                "Het zwaarst telt {what}: 10% meer geeft {effect} per klant.",
                what=lever.phrase,
                effect=euros(effect, signed=True),
            ),
        )
    return (
        say(
            "Het zwaarst telt {what}: van {old} naar {new} geeft {effect} per klant.",
            what=lever.phrase,
            old=_in_unit(old, lever.unit),
            new=_in_unit(new, lever.unit),
            effect=euros(effect, signed=True),
        ),
    )


def _in_unit(value: float, unit: Unit) -> Amount:
    match unit:
        case Unit.FRACTION:
            return _rate(value)
        case Unit.EURO_PER_HOUR:
            return Amount(value, unit, decimals=euros(value).decimals)
        case Unit.EURO:
            return euros(value)
        case _:
            return _count(value)


def _retention_turn(found: _Findings) -> tuple[Sentence, ...]:
    """The retention from which the acquisition cost is earned back."""
    case = found.case
    if case.acquisition_cost == 0:
        return ()
    if found.year["net"] <= 0:
        return (say("Meer klantbehoud helpt niet zolang je per jaar niets overhoudt."),)

    def outcome(retention: float) -> float:
        return case.outcome_at(retention, found.year["net"])

    if outcome(0.0) >= 0:
        return (say("De werving komt er zelfs uit als na het eerste jaar niemand blijft."),) if _plain(case) else ()
    if outcome(1.0) < 0:
        return (say("Zelfs met 100% klantbehoud komt de werving er niet uit."),)
    turn = _crossing(outcome)
    if found.outcome >= 0:
        return (say("De werving komt eruit zolang je klantbehoud minstens {turn} is.", turn=_rate(turn)),)
    return (say("De werving komt er pas uit vanaf {turn} klantbehoud.", turn=_rate(turn)),)


def _plain(case: _Case) -> bool:
    return case.first_retention is None


def _crossing(outcome: Callable[[float], float]) -> float:
    """Return the rate from which a rising outcome, below 0 at 0 and not at 1, is no longer below 0."""
    low, high = 0.0, 1.0
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        if outcome(middle) < 0:
            low = middle
        else:
            high = middle
    return high


def _least_net(case: _Case) -> float | None:
    """What must remain in a year for the acquisition to come back; None when no amount will do."""
    multiple = case.worth(1.0)
    if case.acquisition_cost == 0 or math.isinf(multiple):
        return 0.0
    return case.acquisition_cost / multiple if multiple else None


def _hours_turn(found: _Findings) -> tuple[Sentence, ...]:
    """The number of unbilled hours from which nothing remains."""
    case = found.case
    least = _least_net(case)
    if case.internal_rate == 0 or least is None or found.year["contribution"] == 0:
        return ()
    most = case.hours_unbilled + (found.year["net"] - least) / case.internal_rate
    now = "nu is het {now}" if _is_one(case.hours_unbilled) else "nu zijn het er {now}"
    values: dict[str, Value] = {"most": _count(most), "now": _count(case.hours_unbilled), "hours": _unbilled(most)}
    if most < 0:
        return (say("Ook zonder onbetaalde uren houd je niets over."),)
    if found.year["net"] >= least:
        return (say("Je houdt over tot {most} {hours} per jaar; " + now + ".", **values),)
    return (say("Je speelt quitte bij {most} {hours} per jaar; " + now + ".", **values),)


def _unbilled(hours: float) -> str:
    return "onbetaald uur" if _is_one(hours) else "onbetaalde uren"


def _is_one(value: float) -> bool:
    return round(value, 1) == 1


def _price_turn(found: _Findings) -> tuple[Sentence, ...]:
    """The price at which a customer that costs money breaks even."""
    least = _least_net(found.case)
    contribution = found.year["contribution"]
    if found.outcome >= 0 or least is None or contribution <= 0:
        return ()
    price = found.case.order_value * (found.year["time_cost"] + least) / contribution
    return (
        say(
            "Met {price} per bestelling excl. btw speel je quitte; nu is het {now}.",
            price=euros(price),
            now=euros(found.case.order_value),
        ),
    )


def _worth(found: _Findings) -> Card:
    sentences = (
        *_without(found),
        *_one_point(found),
        *_first_year_point(found.case),
        *_unbilled_hour(found.case),
        *_band(found),
        *_grows_by_itself(found.referrals),
    )
    return Card("Wat is het waard?", sentences)


def _without(found: _Findings) -> tuple[Sentence, ...]:
    """What it is worth not to have a customer that costs money."""
    if found.outcome > -HALF_A_CENT or math.isinf(found.outcome):
        return ()
    value = euros(abs(found.outcome))
    if found.case.is_new:
        return (say("Werf je zo'n klant niet, dan scheelt dat je {value}.", value=value),)
    return (say("Stoppen scheelt je {value}, als je die uren voor ander werk kunt gebruiken.", value=value),)


def _one_point(found: _Findings) -> tuple[Sentence, ...]:
    case = found.case
    if exceeds(case.retention + ONE_POINT, 1.0):
        return (say("Je klantbehoud is al zo hoog dat er geen vol punt meer bij kan."),)
    if found.one_point is None or math.isinf(found.one_point):
        return (say("Wat één punt klantbehoud waard is, valt met deze cijfers niet te zeggen."),)
    values: dict[str, Value] = {
        "old": _rate(case.retention),
        "new": _rate(case.retention + ONE_POINT),
        "value": euros(abs(found.one_point)),
        "many": Amount(CUSTOMERS_TO_THINK_OF),
        "sum": euros(abs(found.one_point) * CUSTOMERS_TO_THINK_OF),
    }
    if found.one_point < 0:
        return (
            say(
                "Van {old} naar {new} klantbehoud kost je {value} per klant: elk extra jaar leg je erop toe.", **values
            ),
        )
    return (
        say("Van {old} naar {new} klantbehoud is {value} per klant waard. Bij {many} klanten is dat {sum}.", **values),
    )


def _first_year_point(case: _Case) -> tuple[Sentence, ...]:
    if case.first_retention is None or exceeds(case.first_retention + ONE_POINT, 1.0):
        return ()
    gain = _gain(case, ONE_POINT, "first_retention")
    if gain is None or math.isinf(gain):
        return ()
    return (say("Eén punt meer na het eerste jaar scheelt {gain} per klant.", gain=euros(gain)),)


def _unbilled_hour(case: _Case) -> tuple[Sentence, ...]:
    value = case.worth(case.internal_rate)
    if case.hours_unbilled < 1 or value == 0 or math.isinf(value):
        return ()
    return (say("Elk jaar één onbetaald uur minder is {value} per klant waard.", value=euros(value)),)


BAND_WORDS = {
    "loss": "Elke euro werving levert {ratio} op: minder dan hij kost.",
    "tight": "Elke euro werving levert {ratio} op. Marketeers noemen minder dan € 3 krap.",
    "healthy": "Elke euro werving levert {ratio} op. Marketeers noemen € 3 tot € 5 gezond.",
    "strong": "Elke euro werving levert {ratio} op. Marketeers noemen € 5 of meer ruim.",
}


def _band(found: _Findings) -> tuple[Sentence, ...]:
    ratio, band = _ratio(found)
    if ratio is None or math.isinf(ratio):
        return ()
    ending = "" if band == "loss" else " Dat is een afspraak in hun vak, geen wetenschap."
    return (say(BAND_WORDS[band] + ending, ratio=_cents(ratio)),)


def _grows_by_itself(referrals: _Referrals | None) -> tuple[Sentence, ...]:
    if referrals is None or referrals.reproduction is None or referrals.reproduction < 1:
        return ()
    if math.isinf(referrals.reproduction):
        return ()
    return (
        say(
            "Elke klant brengt in al die jaren {many} nieuwe aan: zo groeit je klantenbestand vanzelf.",
            many=_count(referrals.reproduction),
        ),
    )


def _five_points(found: _Findings) -> Card:
    return Card("Vijf punten meer klantbehoud", (_five_points_here(found), _slogan()))


def _five_points_here(found: _Findings) -> Sentence:
    case = found.case
    if case.retention >= 1:
        return say("Meer dan 100% klantbehoud bestaat niet: hier valt niets te winnen.")
    gain = _gain(case, FIVE_POINTS)
    values: dict[str, Value] = {
        "old": _rate(case.retention),
        "new": _rate(min(1.0, case.retention + FIVE_POINTS)),
    }
    if gain is None or math.isinf(gain):
        return say("Van {old} naar {new}: met deze cijfers valt dat niet in euro's te zeggen.", **values)
    values["gain"] = euros(abs(gain))
    if gain < 0:
        return say("Van {old} naar {new} kost je {gain} per klant, want per jaar leg je erop toe.", **values)
    uplift = _uplift(case)
    if uplift is None or math.isinf(uplift) or gain == 0:
        return say("Van {old} naar {new} levert jou {gain} per klant op.", **values)
    return say(
        "Van {old} naar {new} levert jou {gain} per klant op: {uplift} meer dan nu, voordat de werving eraf gaat."
        if case.acquisition_cost
        else "Van {old} naar {new} levert jou {gain} per klant op: {uplift} meer dan nu.",
        uplift=Amount(uplift, Unit.FRACTION),
        **values,
    )


def _uplift(case: _Case) -> float | None:
    if case.growth or case.first_retention is not None:
        return None
    return clv.retention_uplift(case.retention, FIVE_POINTS, case.discount, case.timing)["uplift"]


def _slogan() -> Sentence:
    low, high = SLOGAN_STARTS
    at_low_start = clv.retention_uplift(LOW_START, FIVE_POINTS, 0, "new_immediate")["uplift"]
    return say(
        "Je leest vaak dat 5% meer klantbehoud 25 tot 95% meer winst geeft. Zonder rekenrente klopt 25% als je begint bij {low} en 95% als je begint bij {high}. Begin je bij {start}, dan is het {uplift}.",
        low=Amount(low, Unit.FRACTION),
        high=Amount(high, Unit.FRACTION),
        start=Amount(LOW_START, Unit.FRACTION),
        uplift=Amount(at_low_start, Unit.FRACTION),
    )


def _charts(found: _Findings) -> tuple[Chart, tuple[Chart, ...]]:
    charts: list[Chart] = [_waterfall(found)]
    if found.case.acquisition_cost > 0:
        charts.insert(0, _payback_chart(found))
    if found.swings:
        charts.append(_tornado(found))
    charts.append(_curve(found))
    if found.grades:
        charts.append(_grades(found))
    return charts[0], tuple(charts[1:])


def _payback_chart(found: _Findings) -> LineChart:
    months = found.months
    monthly = _Monthly.of(found.case, found.year["net"])
    end = _chart_end(months)
    step = math.ceil(end / CHART_STEPS)
    moments = {*range(0, end + 1, step), end}
    marks: tuple[Mark, ...] = ()
    if months is not None and months <= end:
        moments.add(int(months))
        marks = (Mark(months, monthly.earned(int(months)), "terugverdiend"),)
    points = tuple((float(moment), monthly.earned(moment)) for moment in sorted(moments))
    cost = found.case.acquisition_cost
    heights = [height for _, height in points]
    return LineChart(
        key="payback",
        title="Wanneer heb je de wervingskosten terug?",
        description=_payback_words(found),
        x=Axis("maanden", float(end)),
        y=Axis("opgeteld per klant", max(cost, *heights) * TEN_PERCENT_MORE, min(0.0, *heights), Unit.EURO),
        lines=(
            Line("wat je overhoudt", points),
            Line("wervingskosten", ((0.0, cost), (float(end), cost)), emphasis=False),
        ),
        marks=marks,
        table=Table(
            caption="Wat een klant na je uren opgeteld oplevert, met de kans op vertrek",
            columns=("Na maand", "Opgeteld", "Na aftrek van de werving"),
            rows=tuple((Amount(moment), euros(height), euros(height - cost)) for moment, height in points),
        ),
    )


def _chart_end(months: float | None) -> int:
    if months is None:
        return CHART_MONTHS_WITHOUT_END
    return int(min(CHART_MONTHS_MOST, max(CHART_MONTHS_LEAST, 1.5 * months)))


def _payback_words(found: _Findings) -> Sentence:
    cost = euros(found.case.acquisition_cost)
    if found.months is None:
        return say("De lijn met wat een klant oplevert, komt nooit boven de wervingskosten van {cost}.", cost=cost)
    return say(
        "De lijn met wat een klant oplevert, komt na {months} {unit} boven de wervingskosten van {cost}.",
        months=Amount(found.months),
        unit="maand" if found.months == 1 else "maanden",
        cost=cost,
    )


def _waterfall(found: _Findings) -> SpanChart:
    spans = _waterfall_spans(found)
    return SpanChart(
        key="year",
        title="Van omzet naar wat je per jaar overhoudt",
        description=say(
            "Van {revenue} omzet per jaar blijft {net} over na inkoop en je eigen uren.",
            revenue=euros(found.case.revenue()),
            net=euros(found.year["net"]),
        ),
        spans=spans,
        table=Table(
            caption="Eén klant, één jaar, excl. btw",
            columns=("Stap", "Bedrag"),
            rows=tuple((span.name, span.note) for span in spans),
        ),
    )


def _waterfall_spans(found: _Findings) -> tuple[Span, ...]:
    case, year = found.case, found.year
    revenue, net = case.revenue(), year["net"]
    after_billed = year["contribution"] - product(case.hours_billed, case.internal_rate)
    spans = [
        Span("Omzet per jaar", 0.0, revenue, euros(revenue), total=True),
        *_step("Inkoop", revenue, year["contribution"]),
        *_step("Betaalde uren", year["contribution"], after_billed),
        *_step("Onbetaalde uren", after_billed, net),
        Span("Netto per jaar", 0.0, net, euros(net), total=True),
    ]
    if found.referrals is not None:
        together = net + found.referrals.annual
        spans += _step("Aanbevelingen", net, together)
        spans.append(Span("Met aanbevelingen", 0.0, together, euros(together), total=True))
    return tuple(spans)


def _step(name: str, start: float, end: float) -> tuple[Span, ...]:
    if abs(end - start) < HALF_A_CENT:
        return ()
    return (Span(name, start, end, euros(end - start, signed=True)),)


def _tornado(found: _Findings) -> SpanChart:
    finite = [abs(swing.effect) for swing in found.swings if math.isfinite(swing.effect)]
    longest = max(finite, default=1.0)
    first = found.swings[0]
    return SpanChart(
        key="swings",
        title="Wat 10% meer doet met de uitkomst",
        description=say(
            "Balken per getal, het zwaarste eerst: {name} geeft {effect}.",
            name=first.lever.name,
            effect=euros(first.effect, signed=True),
        ),
        spans=tuple(
            Span(
                swing.lever.name,
                0.0,
                max(-longest, min(longest, swing.effect)),
                euros(swing.effect, signed=True),
            )
            for swing in found.swings
        ),
        table=Table(
            caption="Verschil in euro's per klant als één getal 10% hoger is (een percentage hoogstens 100%)",
            columns=("10% meer van", "Verschil"),
            rows=tuple((swing.lever.name, euros(swing.effect, signed=True)) for swing in found.swings),
        ),
    )


def _curve(found: _Findings) -> LineChart:
    case = found.case
    rates = [step / CURVE_STEPS for step in range(CURVE_STEPS + 1)]
    values = [case.outcome_at(rate, found.year["net"]) for rate in rates]
    points = tuple((rate, value) for rate, value in zip(rates, values, strict=True) if math.isfinite(value))
    least, most = _curve_range(found, [value for _, value in points])
    marks = (Mark(case.retention, found.outcome, "nu"),) if math.isfinite(found.outcome) else ()
    even = (Line("quitte", ((0.0, 0.0), (1.0, 0.0)), emphasis=False),) if least < 0 < most else ()
    return LineChart(
        key="curve",
        title="Elk punt klantbehoud is meer waard dan het vorige"
        if found.year["net"] > 0
        else "De uitkomst bij elk klantbehoud",
        description=say(
            "Lijn van de uitkomst per klant bij 0 tot 100% klantbehoud. Bij {retention} is die {value}.",
            retention=_rate(case.retention),
            value=euros(found.outcome),
        ),
        x=Axis("klantbehoud per jaar", 1.0, unit=Unit.FRACTION),
        y=Axis("waarde na uren en werving", most, least, Unit.EURO),
        lines=(Line("waarde", points), *even),
        marks=marks,
        table=Table(
            caption="Waarde na je uren en werving bij elk klantbehoud",
            columns=("Klantbehoud", "Waarde"),
            rows=tuple(
                (Amount(rate, Unit.FRACTION), euros(value))
                for rate, value in zip(rates, values, strict=True)
                if round(rate * CURVE_STEPS) % (CURVE_STEPS // CURVE_ROWS) == 0
            ),
        ),
    )


def _curve_range(found: _Findings, values: list[float]) -> tuple[float, float]:
    """From where to where the curve is drawn: all of it, unless the end would press the rest flat."""
    height = CURVE_HEIGHT * max(abs(found.outcome), abs(values[0]), found.case.acquisition_cost)
    least, most = max(min(0.0, *values), -height), min(max(0.0, *values), height)
    return (least, most) if most > least else (least, least + 1)


def _grades(found: _Findings) -> BarChart:
    score = found.soft["score"] or 0.0
    verdict = "voldoende" if found.soft["sufficient"] else "onvoldoende"
    bars = [Bar(name, (Part(0, grade),), _count(grade), mark=PASS_MARK) for name, grade in found.grades.items()]
    mean = Bar("Gemiddeld", (Part(0, score),), _count(score), emphasis=True, mark=PASS_MARK)
    return BarChart(
        key="grades",
        title=f"Wat niet op de factuur staat: {verdict}",
        description=say(
            "Balken met de cijfers die je gaf. Gemiddeld {score}: {verdict}.", score=_count(score), verdict=verdict
        ),
        series=("Cijfer",),
        bars=(*bars, mean),
        longest=HIGHEST_GRADE,
        table=Table(
            caption="Cijfers van 1 tot 10; vanaf 5,5 is het een voldoende",
            columns=("Onderdeel", "Cijfer"),
            rows=(*((name, _count(grade)) for name, grade in found.grades.items()), ("Gemiddeld", _count(score))),
        ),
    )


def _handovers(found: _Findings) -> tuple[Handover, ...]:
    return (*_to_system_scan(found), _to_growth(found.case), _to_firing(found))


def _to_system_scan(found: _Findings) -> tuple[Handover, ...]:
    if math.isinf(found.outcome) or found.outcome < 1:
        return ()
    value = Amount(found.outcome, Unit.EURO)
    words = say("Neem {value} mee als klantwaarde naar de systeemscan", value=value)
    return (Handover(words, "systeemscan", (("customer_value", value),)),)


def _to_growth(case: _Case) -> Handover:
    fields = [
        ("order_value", _cents(case.order_value)),
        ("orders_per_year", Amount(case.orders_per_year, Unit.TIMES, decimals=2)),
        ("gross_margin", _rate(case.gross_margin)),
    ]
    if _plain(case):
        fields.append(("retention", _rate(case.retention)))
    return Handover(say("Neem deze cijfers mee naar het bierviltje en reken aan groei"), "bierviltje", tuple(fields))


def _to_firing(found: _Findings) -> Handover:
    revenue = found.case.revenue()
    fields = [
        ("revenue", Amount(revenue, Unit.EURO)),
        ("direct_costs", Amount(revenue - found.year["contribution"], Unit.EURO)),
        ("hours_billed", Amount(found.case.hours_billed, Unit.HOURS, decimals=1)),
        ("hours_unbilled", Amount(found.case.hours_unbilled, Unit.HOURS, decimals=1)),
    ]
    if found.referrals is not None and found.referrals.annual >= 1:
        fields.append(("referral_value", Amount(found.referrals.annual, Unit.EURO)))
    words = say("Neem omzet, kosten en uren mee naar houden of loslaten")
    return Handover(words, "klant-houden-of-loslaten", tuple(fields))


CALCULATOR = Calculator(
    slug="klantwaarde",
    name="Klantwaarde",
    question="Wat is een klant je waard?",
    calculate=klantwaarde,
    sections=(
        Section("Wat koopt een klant?", ("timing", "order_value", "vat", "orders_per_year", "gross_margin")),
        Section("Hoe lang blijven klanten?", ("retention", "churn", "lifespan"), intro="Vul één van de drie in."),
        Section(
            "Wat kost een klant je?",
            ("acquisition_cost", "hours_billed", "hours_unbilled", "internal_rate"),
            intro="Vul de uren in voor één klant.",
        ),
        Section("Brengt een klant anderen aan?", ("referrals_per_year", "share_type_one", "incentive")),
        Section(
            "Hoe is het om samen te werken?",
            ("scores",),
            intro="Geef cijfers van 1 tot 10. Ze staan naast het geld en veranderen het bedrag niet.",
        ),
        Section(
            "Fijner rekenen",
            ("discount", "growth", "first_retention"),
            intro="Dit kun je laten staan.",
        ),
    ),
    example=Example(
        business="administratiekantoor",
        inputs={
            "order_value": 165,
            "orders_per_year": 12,
            "gross_margin": 0.9,
            "retention": 0.88,
            "acquisition_cost": 400,
            "hours_billed": 14,
            "hours_unbilled": 6,
            "internal_rate": 55,
            "timing": "new_immediate",
            "vat": "excl",
            "discount": 0.08,
            "growth": 0,
            "referrals_per_year": 0.1,
            "share_type_one": 0.6,
            "incentive": 25,
            "scores": {"collaboration": 8, "energy": 7, "loyalty": 8, "referrals": 6, "feedback": 7},
        },
        source="Een verzonnen kantoor met een vast bedrag per maand.",
    ),
    presets=(
        Example(
            business="kapsalon",
            inputs={
                "order_value": 46,
                "orders_per_year": 7,
                "gross_margin": 0.88,
                "churn": 0.25,
                "acquisition_cost": 35,
                "hours_billed": 5,
                "hours_unbilled": 0.5,
                "internal_rate": 38,
                "timing": "new_immediate",
                "vat": "incl9",
                "discount": 0.08,
                "growth": 0,
                "first_retention": 0.6,
                "referrals_per_year": 0.2,
                "share_type_one": 0.5,
                "incentive": 5,
                "scores": {"collaboration": 7, "energy": 8, "loyalty": 7},
            },
            source="Een verzonnen salon; de bedragen zijn wat de klant afrekent.",
        ),
        Example(
            business="webbureau, één klant",
            inputs={
                "order_value": 950,
                "orders_per_year": 4,
                "gross_margin": 0.85,
                "lifespan": 4,
                "acquisition_cost": 600,
                "hours_billed": 40,
                "hours_unbilled": 22,
                "internal_rate": 60,
                "timing": "existing_end",
                "vat": "excl",
                "discount": 0.08,
                "growth": 0,
                "referrals_per_year": 0,
                "share_type_one": 0.5,
                "incentive": 0,
                "scores": {"collaboration": 4, "energy": 3, "loyalty": 7, "feedback": 5},
            },
            source="Een verzonnen bureau, met een klant die het al heeft.",
        ),
    ),
    formulas=(
        Formula(
            "Netto per jaar",
            "Bedrag per bestelling × bestellingen per jaar × brutomarge, min alle uren × het interne uurtarief.",
        ),
        Formula(
            "Klantwaarde",
            "De marge per jaar, opgeteld over alle jaren. Elk later jaar telt mee met de kans dat de klant er nog is, en gedeeld door 1 + de rekenrente. "
            "Voor een nieuwe klant die meteen betaalt: marge × (1 + rekenrente) ÷ (1 + rekenrente − klantbehoud).",
        ),
        Formula(
            "Klantwaarde op een ander moment",
            "Betaalt de klant aan het eind van het jaar: deel door 1 + de rekenrente. Verspreid over het jaar: deel door de wortel daarvan. "
            "Voor een klant die je al hebt: marge × klantbehoud ÷ (1 + rekenrente − klantbehoud). Met groei staat overal klantbehoud × (1 + groei) in plaats van klantbehoud.",
        ),
        Formula(
            "Eerste jaar apart",
            "Marge × (1 + klantbehoud na het eerste jaar ÷ (1 + rekenrente − klantbehoud daarna)). Betaalt de klant aan het eind van het jaar: deel door 1 + de rekenrente.",
        ),
        Formula("Na je uren en werving", "De klantwaarde van het netto per jaar, min de wervingskosten."),
        Formula(
            "Klantbehoud, vertrek en klantduur",
            "Klantbehoud = 100% − vertrek. Klantduur = 1 ÷ vertrek: 20% vertrek is gemiddeld 5 jaar.",
        ),
        Formula(
            "Wervingskosten terug na",
            "Het eerste aantal maanden waarin netto per jaar ÷ 12, met elke maand wat kans op vertrek en rente, opgeteld de wervingskosten haalt.",
        ),
        Formula("Waarde per euro werving", "De waarde na je uren ÷ de wervingskosten."),
        Formula("Netto per uur", "(Omzet − inkoop) ÷ alle uren, min het interne uurtarief."),
        Formula(
            "Aanbevelingen",
            "Per aangebrachte klant: deel dat anders niet gekomen was × waarde na uren en werving, plus de rest × wervingskosten, min de beloning. Dat keer het aantal per jaar, en opgeteld over alle jaren.",
        ),
        Formula(
            "Eén punt klantbehoud",
            "De uitkomst met één punt meer klantbehoud, min de uitkomst van nu. Een punt is er één op de honderd klanten.",
        ),
        Formula("Btw", "Bedrag per bestelling ÷ 1,09 of ÷ 1,21 als je incl. btw invult."),
    ),
    assumptions=(
        "Het klantbehoud is elk jaar gelijk, behalve na het eerste jaar als je dat apart invult. Een gemiddelde zegt niets over één bepaalde klant.",
        "Al je uren kosten geld, ook de betaalde. Tel ze daarom niet nog eens mee in de brutomarge.",
        "Bij een klant die je al hebt, zijn de wervingskosten betaald. Ze tellen dan alleen mee als besparing bij aanbevelingen.",
        "Groei per jaar en een apart klantbehoud na het eerste jaar gaan niet samen. Bij een klant die je al hebt, telt het eerste jaar niet mee.",
        "In de vergelijking met 10% meer blijft al het andere gelijk: bij meer bestellingen dus ook je uren.",
        "De terugverdientijd rekent per maand, met vertrek dat over het jaar verdeeld is, en is zo iets strenger dan de klantwaarde. Groeit de marge sneller dan klanten vertrekken, dan rekent ze met een gelijke marge.",
        "Wat aanbevelingen opleveren, staat apart en zit niet in het bedrag bovenaan. Een aangebrachte klant is evenveel waard als deze; wat die weer aanbrengt, telt niet mee. Aanbevelingen groeien niet.",
        "De cijfers voor samenwerking staan naast het geld: punten en euro's tel je niet op. De grens van 5,5 komt van school.",
        "Vuistregel van deze site: een rekenrente van 8% per jaar en een intern uurtarief van € 60, als je niets invult.",
        "Vuistregel van deze site: de helft van de aangebrachte klanten was anders niet gekomen, als je niets invult.",
        "Vuistregel uit de marketing: 3 euro klantwaarde per euro werving is gezond, 5 is ruim. Daar is geen onderzoek voor.",
    ),
    sources=(
        Source(
            "Customers as Assets",
            "S. Gupta en D. Lehmann (2003)",
            "De klantwaarde van een klant die je al hebt, over alle jaren.",
        ),
        Source(
            "Customer lifetime value: marketing models and applications",
            "P. Berger en N. Nasr (1998)",
            "De klantwaarde van een nieuwe klant, met verschillende momenten van betalen.",
        ),
        Source(
            "Valuing Customers",
            "S. Gupta, D. Lehmann en J. Stuart (2004)",
            "Hoe sterk de klantwaarde op klantbehoud reageert.",
        ),
        Source(
            "E-Loyalty: Your Secret Weapon on the Web",
            "F. Reichheld en P. Schefter (2000)",
            "De uitspraak over 5% meer klantbehoud en 25 tot 95% meer winst. Bij welk begin die past, is hier nagerekend.",
        ),
        Source(
            "How Valuable Is Word of Mouth?",
            "V. Kumar, J. Petersen en R. Leone (2007)",
            "Het verschil tussen klanten die anders niet gekomen waren en klanten die toch wel kwamen.",
        ),
        Source(
            "Klantwaarde: weten wat een klant oplevert",
            "artikel van deze site",
            "De vijf punten die niet op een factuur staan: samenwerking, energie, loyaliteit, doorverwijzingen en feedback.",
            language="nl",
        ),
    ),
)
