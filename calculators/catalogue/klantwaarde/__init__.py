"""Klantwaarde: what a customer is worth after your own hours and the cost of winning them, and what would change it."""

from __future__ import annotations

from calculators.catalogue.klantwaarde import form, words
from calculators.catalogue.klantwaarde.charts import charts
from calculators.catalogue.klantwaarde.customer import Customer
from calculators.catalogue.klantwaarde.examples import OFFICE, SALON, WEB_AGENCY
from calculators.catalogue.klantwaarde.findings import find
from calculators.catalogue.vocabulary import DISCOUNT, INTERNAL_RATE, LARGEST, InternalRate, Retention
from calculators.model.answer import Answer, Card
from calculators.model.calculator import Calculator, Formula, Section, Source
from calculators.model.errors import InputError
from calculators.operations import clv
from calculators.operations.arithmetic import product
from calculators.operations.clv_relation import SoftScores

VAT_RATES = {"excl": 0.0, "incl9": 0.09, "incl21": 0.21}


def klantwaarde(
    order_value: form.OrderValue,
    orders_per_year: form.OrdersPerYear,
    gross_margin: form.GrossMargin = 1,
    retention: Retention | None = None,
    churn: form.Churn | None = None,
    lifespan: form.Lifespan | None = None,
    acquisition_cost: form.AcquisitionCost = 0,
    hours_billed: form.HoursBilled = 0,
    hours_unbilled: form.HoursUnbilled = 0,
    internal_rate: InternalRate = INTERNAL_RATE,
    timing: form.TimingChoice = "new_immediate",
    vat: form.Vat = "excl",
    discount: form.Discount = DISCOUNT,
    growth: form.Growth = 0,
    first_retention: form.FirstRetention | None = None,
    referrals_per_year: form.ReferralsPerYear = 0,
    share_type_one: form.ShareTypeOne = form.SHARE_TYPE_ONE,
    incentive: form.Incentive = 0,
    scores: SoftScores | None = None,
) -> Answer:
    """Value a customer after your own hours and the cost of winning them, and say what one point of retention is worth."""
    first_year_over = timing == "existing_end" and first_retention is not None
    customer = Customer(
        timing=timing,
        order_value=clv.excl_vat(order_value, VAT_RATES[vat])["amount_excl"],
        orders_per_year=orders_per_year,
        gross_margin=gross_margin,
        retention=clv.convert(retention, churn, lifespan)["retention"],
        first_retention=None if first_year_over else first_retention,
        growth=growth,
        discount=discount,
        acquisition_cost=acquisition_cost,
        hours_billed=hours_billed,
        hours_unbilled=hours_unbilled,
        internal_rate=internal_rate,
        referrals_per_year=referrals_per_year,
        share_type_one=share_type_one,
        incentive=incentive,
    )
    _refuse_too_large(customer)
    _refuse_first_year(customer)
    found = find(customer, scores or {}, vat_included=vat != "excl", first_year_over=first_year_over)
    chart, *more_charts = charts(found)
    return Answer(
        headline=words.headline(found),
        reasons=tuple(words.reasons(found)),
        figures=words.figures(found),
        chart=chart,
        certainty=tuple(words.certainty(found)),
        change=tuple(words.change(found)) or (words.NOTHING_TURNS,),
        worth=tuple(words.worth(found)),
        more_cards=(Card("Vijf punten meer klantbehoud", words.five_points(found)),),
        more_charts=tuple(more_charts),
        handovers=tuple(words.handovers(found)),
        first_step=words.first_step(found),
    )


def _refuse_too_large(customer: Customer) -> None:
    """Refuse a year that is too large, of numbers that each may be."""
    hours = customer.hours_billed + customer.hours_unbilled
    amounts = (
        ("orders_per_year", "keer per jaar", product(customer.order_value, customer.orders_per_year)),
        ("internal_rate", "intern uurtarief", product(hours, customer.internal_rate)),
    )
    for field, label, amount in amounts:
        if amount > LARGEST:
            message = f"Wat je invulde bij {label} is te groot om mee te rekenen. Vul minder in: ook per jaar hoogstens 1 miljard."
            raise InputError("out_of_range", field, message)


def _refuse_first_year(customer: Customer) -> None:
    if customer.first_retention is None:
        return
    if customer.timing == "new_mid":
        message = (
            "Met een apart klantbehoud na het eerste jaar betaalt een nieuwe klant meteen of aan het eind van het jaar. "
            "Kies bij soort klant een van die twee, of maak klantbehoud na het eerste jaar leeg."
        )
        raise InputError("unknown_choice", "timing", message)
    if customer.growth:
        message = "Groei per jaar en een apart klantbehoud na het eerste jaar gaan niet samen. Maak een van de twee velden leeg."
        raise InputError("out_of_range", "growth", message)


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
        Section("Fijner rekenen", ("discount", "growth", "first_retention"), intro="Dit kun je laten staan."),
    ),
    example=OFFICE,
    presets=(SALON, WEB_AGENCY),
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
