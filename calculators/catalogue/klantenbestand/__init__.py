"""Klantenbestand: where the ladder consument, klant, vaste klant, ambassadeur leads, and what a step up is worth."""

from __future__ import annotations

from calculators.catalogue.klantenbestand import charts, form, words
from calculators.catalogue.klantenbestand.examples import EXAMPLE
from calculators.catalogue.klantenbestand.findings import Contacts, find
from calculators.catalogue.klantenbestand.form import DEFAULT_RATES
from calculators.catalogue.klantenbestand.ladder import LastYear, ladder_of
from calculators.catalogue.sentences import filled
from calculators.catalogue.vocabulary import DISCOUNT, YEARS
from calculators.model.answer import Amount, Answer, Card, FirstStep, Link
from calculators.model.calculator import Calculator, Section
from calculators.operations import customer_base


def customer_ladder(
    start: form.Start,
    rewards: form.Rewards | None = None,
    rates: form.YearlyRates | None = None,
    years: form.Years = YEARS,
    discount: form.Discount = DISCOUNT,
    known_share: customer_base.KnownShare | None = None,
    margin_per_visit: customer_base.VisitMargin | None = None,
    target_share: form.TargetShare = 0.5,
    mailings_per_year: form.Mailings = 10,
    response: customer_base.Response = 0.03,
    cost_per_message: customer_base.MessageCost = 0.02,
    attrition: customer_base.Attrition = 0.2,
    new_last_year: form.NewLastYear | None = None,
    lost_last_year: form.LostLastYear | None = None,
    margin_per_customer: form.MarginPerCustomer | None = None,
) -> Answer:
    """Project the customer base, value each rung and say what a step up and unknown addresses are worth."""
    form.check(start)
    ladder = ladder_of(start, rates, rewards, years, LastYear(new_last_year, lost_last_year, margin_per_customer))
    contacts = None
    if known_share is not None and margin_per_visit is not None:
        reach = customer_base.reach(
            ladder.present,
            known_share,
            target_share,
            mailings_per_year,
            response,
            margin_per_visit,
            cost_per_message,
            attrition,
            discount,
        )
        contacts = Contacts(known_share, target_share, margin_per_visit, reach)
    half_addresses = (known_share is None) != (margin_per_visit is None)
    found = find(ladder, discount, contacts, half_addresses=half_addresses)
    values = words.values(found)
    headline, *reasons = filled([words.headline(found), *words.reasons(found)], values)
    chart, *more_charts = charts.charts(found)
    addresses = filled(words.addresses(found), values)
    plan = words.plan(found)
    return Answer(
        headline,
        tuple(reasons),
        chart,
        certainty=filled(words.certainty(found), values),
        change=filled(words.change(found), values),
        worth=filled(words.worth(found), values),
        more_cards=(Card("Wat brengen bekende adressen op?", addresses),) if addresses else (),
        figures=tuple(words.figures(found)),
        more_charts=tuple(more_charts),
        plans=(plan,),
        handovers=tuple(words.handovers(found)),
        links=(Link("Kies eerst welke klantgroep bij je past", "rekenmachines/pww-score/"),),
        first_step=FirstStep(plan.steps[0], found.gain if found.sure else None),
        amount=words.amount(found),
    )


def customers_at_the_end(
    *,
    start: form.PageCounts,
    rates: form.PageRates | None = None,
    rewards: list[float] | None = None,
    years: int = YEARS,
    new_last_year: float | None = None,
    lost_last_year: float | None = None,
    **beside: object,  # noqa: ARG001 -- the inputs of the calculator
) -> float:
    """Return how many customers there are after the last year, from the inputs of the calculator."""
    return ladder_of(start, rates, rewards, years, LastYear(new_last_year, lost_last_year)).end()


CALCULATOR = Calculator(
    slug="klantenbestand",
    name="Klantenbestand",
    question="Hoe maak je van voorbijgangers vaste klanten?",
    calculate=customer_ladder,
    sections=(
        Section(
            "Hoeveel klanten nu?",
            ("start",),
            kern=True,
            aside=("consument",),
            aside_title="Consumenten tellen mag ook",
        ),
        Section("Vorig jaar", ("new_last_year", "lost_last_year", "margin_per_customer"), kern=True),
        Section("Marge per trede", ("rewards",)),
        Section(
            "Wie er per jaar overstapt",
            ("rates",),
            intro="Wat je niet weet, laat je leeg: dan rekent de pagina met een vuistregel van deze site.",
        ),
        Section("Hoe ver je vooruitkijkt", ("years", "discount")),
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
    fields_before=12,
    one_of=(
        ("new_last_year", "start.consument"),
        ("lost_last_year", "start.consument"),
        ("margin_per_customer", "rewards", "start.consument"),
    ),
    measure=customers_at_the_end,
    example=EXAMPLE,
    rules={"new_per_ambassadeur": Amount(DEFAULT_RATES["new_per_ambassadeur"], decimals=2)},
)
