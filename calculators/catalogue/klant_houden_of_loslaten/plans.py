"""What to do this week."""

from __future__ import annotations

from collections.abc import Mapping

from calculators.catalogue.klant_houden_of_loslaten.findings import Findings
from calculators.catalogue.sentences import filled
from calculators.model.answer import Link, Plan, Value

TALK = Link("Bespreek het in een vrijblijvend gesprek", "gesprek/")
STEPS = {
    "keep": (
        "Vertel deze klant wat je waardeert in de samenwerking.",
        "Vraag wat er nog beter kan, en wie je nog meer kunt helpen.",
        "Zet in je agenda dat je deze cijfers over een halfjaar opnieuw invult.",
    ),
    "repair": (
        "Schrijf op wat je anders wilt. Begin bij {worst}: daar gaf je het hoogste cijfer.",
        "Plan een gesprek. Vraag eerst hoe de klant het ziet, en doe dan je voorstel.",
        "Zet de afspraken in een mail en kijk na drie maanden samen terug.",
    ),
    "raise_price": (
        "Reken je nieuwe prijs uit: {rise} hoger, of met minder werk voor dezelfde prijs.",
        "Controleer je contract en opzegtermijn, zodat je weet vanaf wanneer je prijs kan ingaan.",
        "Bel eerst, en bevestig het daarna met de brief hieronder.",
    ),
    "hand_over": (
        "Bedenk welke vakgenoot deze klant beter kan helpen, en vraag of daar plek is.",
        "Controleer je contract en opzegtermijn, en schrijf op wat je zelf nog afmaakt.",
        "Bel de klant, leg uit waarom een ander beter past en bied aan om kennis te maken.",
    ),
    "fire": (
        "Zoek werk voor de vrije tijd: met {work} uur per jaar ga je er niet op achteruit.",
        "Controleer je contract en opzegtermijn, en schrijf op wat je nog afmaakt.",
        "Bel de klant, vertel rustig dat je stopt en bied aan om mee te zoeken naar een ander.",
    ),
    "misconduct": (
        "Schrijf op wat er is gebeurd, met de datum erbij.",
        "Bespreek het met iemand die je vertrouwt en bepaal samen hoe je stopt.",
        "Controleer je contract en opzegtermijn. Stuur daarna een kort en zakelijk bericht.",
    ),
    "unjudged": (
        "Denk aan de laatste drie keer dat je contact had met deze klant.",
        "Geef bij elke vraag een cijfer van 0 (nooit) tot 4 (altijd).",
        "Weet je het niet? Laat die vraag dan leeg.",
    ),
}
# First steps for who has nothing to start with that the other names.
WITHOUT = {
    "repair": "Schrijf op welke twee dingen je met deze klant anders wilt doen.",
    "raise_price": "Reken uit welke prijs bij dit werk past.",
    "fire": "Bedenk wat je met de vrije tijd gaat doen, en voor welke klanten.",
}


def plan(found: Findings, values: Mapping[str, Value]) -> Plan:
    """Return three steps; without an advice they lead to one."""
    advice = "misconduct" if found.judged.client.misconduct else found.judged.advice or "unjudged"
    starts = {"repair": found.worst, "raise_price": found.judged.price_rise, "fire": found.farewell.work is not None}
    first, *others = STEPS[advice]
    steps = filled([first if starts.get(advice, True) else WITHOUT[advice], *others], values)
    return Plan("Wat doe je nu?", steps) if advice == "unjudged" else Plan("Wat doe je deze week?", steps, TALK)
