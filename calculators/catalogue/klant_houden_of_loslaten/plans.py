"""What to do this week."""

from __future__ import annotations

from collections.abc import Mapping

from calculators.catalogue.klant_houden_of_loslaten.findings import Findings
from calculators.catalogue.klant_houden_of_loslaten.verdict import Kind
from calculators.catalogue.sentences import filled
from calculators.model.answer import Link, Plan, Value

TALK = Link("Bespreek het in een vrijblijvend gesprek", "gesprek/")
STEPS: dict[Kind, tuple[str, str, str]] = {
    "keep": (
        "Vertel deze klant wat je waardeert in de samenwerking.",
        "Vraag wat er nog beter kan, en wie je nog meer kunt helpen.",
        "Zet in je agenda dat je deze cijfers over een half jaar opnieuw invult.",
    ),
    "repair": (
        "Schrijf op wat je anders wilt. Begin bij {worst}: daar gaf je het hoogste cijfer.",
        "Plan een gesprek. Vraag eerst hoe de klant het ziet, en doe dan je voorstel.",
        "Zet de afspraken in een mail en kijk na drie maanden samen terug.",
    ),
    "dependent": (
        "Zoek er nieuwe klanten bij, zodat je ook zonder deze klant verder kunt: benader er deze maand drie.",
        "Plan een gesprek met deze klant over prijs, uren en samenwerking. Vraag eerst hoe de klant het ziet.",
        "Zet de afspraken in een mail en kijk na drie maanden samen terug.",
    ),
    "talk": (
        "Plan een open gesprek. Vertel wat je nodig hebt, en vraag wat de klant nodig heeft. Begin bij {worst}.",
        "Zet de afspraken in een mail en kijk na drie maanden samen terug.",
        "Vul deze vragen daarna opnieuw in, en beslis dan pas.",
    ),
    "raise_price": (
        "Vraag {first_rise} meer: dat is {price_euros} per jaar.",
        "Controleer je contract en opzegtermijn, zodat je weet vanaf wanneer je prijs kan ingaan.",
        "Bel eerst, en bevestig het daarna met een brief.",
    ),
    "part_price": (
        "Vraag {thinkable} meer: dat is {price_euros} per jaar.",
        "Spreek af wat je niet meer doet, of wat voortaan op de factuur komt: samen {price_hours} uur per jaar.",
        "Controleer je contract en opzegtermijn. Bel daarna, en bevestig het met een brief.",
    ),
    "never_pays": (
        "Spreek af welk werk je niet meer doet, of wat voortaan op de factuur komt: samen {price_hours} uur per jaar.",
        "Vraag daarnaast {thinkable} meer vanaf de volgende opdracht.",
        "Lukt dat niet, kijk dan na drie maanden of je met deze klant verder wilt.",
    ),
    "find_work": (
        "Zoek eerst ander werk voor {own_work} uur per jaar: dat is {refill} van de tijd die vrijkomt.",
        "Controleer je contract en opzegtermijn, en schrijf op wat je nog afmaakt.",
        "Zeg pas iets op als dat werk er is. Stop desnoods in stappen.",
    ),
    "hand_over": (
        "Zoek een vakgenoot die deze klant beter kan helpen, en ander werk voor {own_work} uur per jaar.",
        "Controleer je contract en opzegtermijn, en schrijf op wat je zelf nog afmaakt.",
        "Bel de klant, leg uit waarom een ander beter past en bied aan om kennis te maken.",
    ),
    "fire": (
        "Zoek ander werk voor {own_work} uur per jaar: dat is {refill} van de tijd die vrijkomt.",
        "Controleer je contract en opzegtermijn, en schrijf op wat je nog afmaakt.",
        "Bel de klant, vertel rustig dat je stopt en bied aan om mee te zoeken naar een ander.",
    ),
    "misconduct": (
        "Schrijf op wat er is gebeurd, met de datum erbij.",
        "Bespreek het met iemand die je vertrouwt en bepaal samen hoe je stopt.",
        "Controleer je contract en opzegtermijn. Stuur daarna een kort en zakelijk bericht.",
    ),
    "provisional": (
        "Beantwoord nog {lacking}. Dan weet je of afscheid verstandig is.",
        "Denk bij elke vraag aan de laatste drie keer dat je contact had met deze klant.",
        "Plan intussen een gesprek, en vraag hoe de klant het ziet.",
    ),
    "no_hours": (
        "Schrijf een maand lang op hoeveel tijd deze klant je kost, ook bellen, mailen en reizen.",
        "Maal twaalf is dat ongeveer je uren per jaar. Vul ze hier in.",
        "Weet je ze nu al ongeveer? Vul dan een schatting in.",
    ),
    "unjudged": (
        "Denk aan de laatste drie keer dat je contact had met deze klant.",
        "Geef bij elke vraag een cijfer van 0 (nooit) tot 4 (altijd).",
        "Weet je het niet? Laat die vraag dan leeg.",
    ),
}
# First steps for who has nothing to start with that the other names.
WITHOUT: dict[Kind, str] = {
    "repair": "Schrijf op welke twee dingen je met deze klant anders wilt doen.",
    "talk": "Plan een open gesprek. Vertel wat je nodig hebt, en vraag wat de klant nodig heeft.",
    "never_pays": "Reken na wat je voor deze klant inkoopt en uitbesteedt, en zet dat voortaan op de factuur.",
    "fire": "Bedenk wat je met de vrije tijd gaat doen, en voor welke klanten.",
}
NO_REVENUE = "Spreek een prijs af voor het werk, of doe het niet meer."
FIND_ENOUGH = "Zoek eerst ander werk voor minstens {work} uur per jaar: met minder verdien je minder dan nu."
FIND_OTHERS = "Zoek er nieuwe klanten bij, zodat je ook zonder deze klant verder kunt: benader er deze maand drie."
TO_FILL_IN: tuple[Kind, ...] = ("unjudged", "provisional", "no_hours")


def plan(found: Findings, values: Mapping[str, Value]) -> Plan:
    """Return three steps; without an advice they lead to one."""
    kind = found.verdict.kind
    starts = {
        "repair": found.worst,
        "talk": found.worst,
        "never_pays": found.price.hours,
        "fire": found.work,
    }
    first, *others = STEPS[kind]
    steps = [first if starts.get(kind, True) else WITHOUT[kind], *others]
    if kind == "never_pays" and not found.judged.client.revenue:
        steps[0] = NO_REVENUE
    if kind == "find_work" and found.farewell.own.change == "less" and found.farewell.work:
        steps[0] = FIND_ENOUGH
    if kind == "keep" and found.judged.client.portion.dependent:
        steps = [FIND_OTHERS, *steps[:2]]
    told = filled(steps, values)
    return Plan("Wat doe je nu?", told) if kind in TO_FILL_IN else Plan("Wat doe je deze week?", told, TALK)
