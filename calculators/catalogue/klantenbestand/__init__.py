"""Klantenbestand: where the ladder consument, klant, vaste klant, ambassadeur leads, and what a step up is worth."""

from __future__ import annotations

from calculators.catalogue.klantenbestand import charts, form, words
from calculators.catalogue.klantenbestand.examples import EXAMPLE
from calculators.catalogue.klantenbestand.findings import Contacts, find
from calculators.catalogue.klantenbestand.ladder import ladder_of
from calculators.catalogue.sentences import filled
from calculators.catalogue.vocabulary import DISCOUNT
from calculators.model.answer import Answer, Card, FirstStep, Link
from calculators.model.calculator import Calculator, Formula, Section, Source
from calculators.operations import customer_base


def customer_ladder(
    start: form.Start,
    rewards: form.Rewards | None = None,
    rates: form.YearlyRates | None = None,
    years: form.Years = 10,
    discount: form.Discount = DISCOUNT,
    known_share: customer_base.KnownShare | None = None,
    margin_per_visit: customer_base.VisitMargin | None = None,
    target_share: form.TargetShare = 0.5,
    mailings_per_year: form.Mailings = 10,
    response: customer_base.Response = 0.03,
    cost_per_message: customer_base.MessageCost = 0.02,
    attrition: customer_base.Attrition = 0.2,
) -> Answer:
    """Project the customer base, value each rung and say what a step up and unknown addresses are worth."""
    form.check(start)
    ladder = ladder_of(start, rates, rewards, years)
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
    headline, *reasons = filled([words.HEADLINES[found.trend], *words.reasons(found)], values)
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
        first_step=FirstStep(plan.steps[0], found.yearly_gain),
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
    example=EXAMPLE,
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
