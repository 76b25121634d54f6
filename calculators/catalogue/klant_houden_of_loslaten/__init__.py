"""Klant houden of loslaten: what to do with one customer, why, and what it brings in euros."""

from __future__ import annotations

from typing import cast

from calculators.catalogue.klant_houden_of_loslaten import charts, form, words
from calculators.catalogue.klant_houden_of_loslaten.client import Client, beside, judged
from calculators.catalogue.klant_houden_of_loslaten.examples import EXAMPLE
from calculators.catalogue.klant_houden_of_loslaten.farewell import Parting, farewell
from calculators.catalogue.klant_houden_of_loslaten.findings import find
from calculators.catalogue.klant_houden_of_loslaten.letters import letters
from calculators.catalogue.klant_houden_of_loslaten.plans import plan
from calculators.catalogue.sentences import filled
from calculators.catalogue.vocabulary import INTERNAL_RATE, TARGET_RATE
from calculators.model.answer import Answer, Card, FirstStep
from calculators.model.calculator import Calculator, Formula, Section, Source
from calculators.operations import fire


def klant_houden_of_loslaten(
    revenue: fire.Revenue,
    hours_billed: fire.HoursBilled,
    hours_unbilled: form.HoursUnbilled,
    *,
    direct_costs: fire.DirectCosts = 0.0,
    internal_rate: form.InternalRate = INTERNAL_RATE,
    target_rate: form.TargetRate = TARGET_RATE,
    symptoms: form.Symptoms | None = None,
    misconduct: fire.Misconduct = False,
    signs: form.Signs | None = None,
    refill: form.Refill = form.REFILL,
    referral_value: fire.ReferralValue = 0.0,
    total_revenue: fire.TotalRevenue | None = None,
    exit_cost: fire.ExitCost = 0.0,
    lag_months: fire.LagMonths = 0.0,
    avoidable_share: fire.AvoidableShare = 0.0,
    clients: form.OtherClients | None = None,
) -> Answer:
    """Judge one customer, say what to do and why, and what parting would bring; others can stand beside it."""
    form.check(revenue, total_revenue, clients or [])
    client = Client(
        name=form.REVIEWED,
        revenue=revenue,
        direct_costs=direct_costs,
        hours_billed=hours_billed,
        hours_unbilled=hours_unbilled,
        answers=cast("dict[str, float | None]", {**(symptoms or {}), **(signs or {})}),
        internal_rate=internal_rate,
        target_rate=target_rate,
        referral_value=referral_value,
        misconduct=misconduct,
        total_revenue=total_revenue,
    )
    reviewed = judged(client)
    others = tuple(judged(beside(each, client)) for each in clients or [])
    found = find(reviewed, others, farewell(reviewed, Parting(refill, avoidable_share, exit_cost, lag_months)))
    chart, *more_charts = charts.charts(found)
    values = words.values(found)
    headline, *reasons = filled([words.headline(found), *words.reasons(found)], values)
    together = filled(words.together(found), values)
    todo = plan(found, values)
    return Answer(
        headline,
        tuple(reasons),
        chart,
        certainty=filled(words.certainty(found), values),
        change=filled(words.change(found), values),
        worth=filled(words.worth(found), values),
        more_cards=(Card("En al deze klanten samen?", together),) if together else (),
        figures=words.figures(found),
        more_charts=tuple(more_charts),
        plans=(todo,),
        letters=letters(found),
        handovers=tuple(words.handovers(found)),
        first_step=FirstStep(todo.steps[0], found.yearly_gain),
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
    example=EXAMPLE,
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
