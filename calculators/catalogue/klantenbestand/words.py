"""The answer about a customer base in sentences; ``values`` says what fills their places."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue.klantenbestand.findings import Findings, Lever
from calculators.model.amounts import euros, percent
from calculators.model.answer import Amount, Count, Figure, Handover, Link, Plan, Share, Value, say
from calculators.model.quantities import Unit

HEADLINES = {
    "same": "Gaat het zo door, dan heb je over {years} jaar evenveel klanten als nu: {now}.",
    "down": "Gaat het zo door, dan daalt het aantal klanten in {years} jaar van {now} naar {end}.",
    "up": "Gaat het zo door, dan heb je over {years} jaar {end_customers}; nu {now}.",
}
ON_GUESSES = {
    "same": "Met onze vuistregels heb je over {years} jaar evenveel klanten als nu: {now}.",
    "down": "Met onze vuistregels daalt het aantal klanten in {years} jaar van {now} naar {end}.",
    "up": "Met onze vuistregels heb je over {years} jaar {end_customers}; nu {now}.",
}
GREW = "Klopt dit? Je klantenbestand groeide in één jaar van {before} naar {now}."
DOUBTFUL = "Klopt dit? Zo groeit je klantenbestand in één jaar van {now} naar {next}."
DOUBTFUL_LATER = "Klopt dit? Zo groeit je klantenbestand in {years} jaar van {now} naar {end}."
# The value in the headline that is the number of customers in the end.
AMOUNTS = {"same": "now", "down": "end", "up": "end_customers"}
DETOURS = {
    "dip": "Eerst zakt het: na {year} jaar heb je er {extreme}.",
    "peak": "Onderweg heb je er meer: {extreme} na {year} jaar.",
}
NO_VALUE = {
    "too_large": "Voor de waarde per trede zijn deze bedragen te groot.",
    "no_end": "Bij een rekenrente van 0% loopt de waarde per trede zonder einde op. Vul een rekenrente boven 0% in.",
}
STEPS = NO_VALUE | {
    "unpriced": "Vul ook in wat je per jaar aan elke trede overhoudt. Dan zie je wat een trede hoger waard is.",
    "gains": "Eén klant die vaste klant wordt, is je over de jaren {gain} meer waard.",
    "no_gain": "Een klant die vaste klant wordt, is je niet meer waard: controleer je marge per trede.",
}
WORTH = NO_VALUE | {
    "unpriced": "Zonder marge per trede is dit een telling van mensen. Vul de marges in en je ziet euro's.",
    "gains": "Tien klanten die vaste klant worden, zijn je over de jaren samen {ten_gain} meer waard, vóór je eigen uren (excl. btw). Daar moeten ook die uren nog af.",
    "no_gain": "Een vaste klant levert bij deze marges niet meer op dan een klant. Controleer ze: meestal koopt een vaste klant vaker.",
}
EXHAUSTED = "Let op: met {new} per ambassadeur per jaar raakt je doelgroep op den duur op."
LONG_RUNS = {
    "exhausted_soon": EXHAUSTED,
    "exhausted": EXHAUSTED + " Dat begint al bij {exhausting}: controleer dit getal eerst.",
    "not_unique": "Op den duur is er geen vast aantal: dat hangt af van waar je begint.",
    "stays": "Op den duur blijft het bij {settled}.",
    "settles": "Op den duur komt het uit op {settled}.",
}
RANGE = "Zijn de drie kansen om te stijgen een kwart lager of hoger, dan "
RANGES = {
    "same": RANGE + "maakt dat hier niets uit.",
    "grows": RANGE + "worden het {low} tot {high} klanten. Ook dan groeit je klantenbestand.",
    "shrinks": RANGE + "worden het {low} tot {high} klanten. Ook dan krimpt je klantenbestand.",
    "open": RANGE + "worden het {low} tot {high} klanten. Of je groeit of krimpt, staat dus nog niet vast.",
}
TURNINGS = {
    "near": "Je zit bijna op het omslagpunt: een klein verschil bepaalt of je groeit of krimpt.",
    "if_less": "Het omslagpunt: wordt maar {point} van de consumenten per jaar klant, in plaats van {inflow}, dan heb je over {years} jaar niet meer klanten dan nu.",
    "if_more": "Het omslagpunt: wordt {point} van de consumenten per jaar klant, in plaats van {inflow}, dan heb je er over {years} jaar evenveel als nu.",
    "always_grows": "Je groeit ook als er geen consument meer uit zichzelf klant wordt.",
    "fewer_new": "Het omslagpunt: komen er {turning_new} nieuwe klanten per jaar bij, in plaats van {inflow_new}, dan heb je over {years} jaar niet meer klanten dan nu.",
    "more_new": "Het omslagpunt: komen er {turning_new} nieuwe klanten per jaar bij, in plaats van {inflow_new}, dan heb je er over {years} jaar evenveel als nu.",
    "never_enough": "Meer nieuwe klanten houden je aantal niet op peil. Zorg eerst dat er minder vertrekken.",
}
COUNTED_TURNINGS = {"if_less": "fewer_new", "if_more": "more_new"}
IDLE_ADDRESSES = {
    "no_margin": "Aan een bezoek houd je niets over. Dan verdient geen enkel bericht zich terug.",
    "nothing": "Zo brengt een bekend adres niets op, en het kost ook niets.",
    "never": "Een bericht kost meer dan een bezoek oplevert. Zelfs als iedereen reageert, leg je erop toe.",
    "too_little": "Een bericht kost nu meer dan het oplevert. Pas vanaf een reactie van {least} verdient het zich terug.",
}
IMPROVED = {
    "consument_to_klant": "meer consumenten worden klant",
    "klant_to_vast": "meer klanten worden vaste klant",
    "klant_to_consument": "minder klanten vertrekken",
    "vast_to_ambassadeur": "meer nieuwe ambassadeurs",
    "vast_to_klant": "minder vaste klanten zakken terug",
    "vast_to_consument": "minder vaste klanten vertrekken",
    "ambassadeur_to_vast": "minder ambassadeurs zakken terug",
    "ambassadeur_to_consument": "minder ambassadeurs vertrekken",
}
ADVICE = {
    "consument_to_klant": "Kies één groep die bij je past. Laat op je site en in je zaak zien dat je er voor hen bent.",
    "klant_to_vast": "Geef elke nieuwe klant binnen twee weken een reden om terug te komen: een tip, een proeverij of de vraag of alles beviel.",
    "klant_to_consument": "Vraag vijf klanten die wegbleven waarom, en los het antwoord op dat je het vaakst hoort.",
    "vast_to_ambassadeur": "Vraag je tien trouwste klanten om eens iemand mee te nemen, en bedank ze allebei.",
    "vast_to_klant": "Onthoud wat vaste klanten kopen en vertel hun als eersten wat er nieuw is.",
    "vast_to_consument": "Vraag elke vaste klant die langer wegblijft dan je gewend bent of alles goed is, zonder iets te verkopen.",
    "ambassadeur_to_vast": "Geef ambassadeurs iets om over te vertellen: laat ze proeven, meekijken of meebeslissen.",
    "ambassadeur_to_consument": "Los een klacht van een ambassadeur dezelfde dag op: anders vertrekken ook de mensen die meekwamen.",
}
MOST_ADVICE = 2
CHECK = "Tel je aantallen na: wie kocht dit jaar, wie voor het eerst, en wie kwam niet terug?"
COUNT = "Tel hoeveel klanten er vorig jaar nieuw waren en hoeveel er wegbleven, en vul dat hier in."


def headline(found: Findings) -> str:
    """Say where it goes; ask first where hardly any business goes there."""
    if found.doubtful:
        return GREW if found.grew else DOUBTFUL if found.grows else DOUBTFUL_LATER
    return (ON_GUESSES if found.ladder.on_guesses else HEADLINES)[found.trend]


def amount(found: Findings) -> str:
    """Return which value of the headline is the number of customers in the end; nothing while it is asked about."""
    return "" if found.doubtful else AMOUNTS[found.trend]


def reasons(found: Findings) -> Iterator[str]:
    """Say why."""
    if found.doubtful:
        yield "Bijna geen bedrijf groeit zo hard, en nog minder houden dat vol. Tel je klanten en nieuwe klanten na."
    elif found.ladder.on_guesses:
        yield "Wie erbij komt en wie weggaat, is hier geschat. Vul in hoeveel klanten er vorig jaar nieuw waren en hoeveel er wegbleven."
    elif found.margins:
        yield "Wat je per jaar aan ze overhoudt, gaat van {margin_now} naar {margin_end}, vóór je eigen uren (excl. btw)."
    yield STEPS[found.worth]
    if found.ladder.flat:
        yield "Je vulde één bedrag voor alle klanten in. Vul in wat elke trede oplevert, en je ziet wat een vaste klant echt meer waard is."
    if found.detour:
        yield DETOURS[found.detour.kind]
    if found.long_run in LONG_RUNS:
        yield LONG_RUNS[found.long_run]


def certainty(found: Findings) -> Iterator[str]:
    """Say what the least certain inputs do with it."""
    yield RANGES[found.range]
    if found.fewer is not None:
        verb = "wordt" if found.one_left else "worden"
        yield f"Zijn er een kwart minder consumenten dan je denkt, dan {verb} het er {{fewer}}."
    if found.ladder.guessed:
        yield "Van de {all} kansen zijn er {guessed} vuistregels van deze site."
    if found.unclimbed is not None:
        yield "Klom niemand een trede, dan waren het er {unclimbed}: zo rekent het bierviltje. Wie vaste klant wordt, vertrekt hier minder snel."


def change(found: Findings) -> Iterator[str]:
    """Say where growing turns into shrinking, and which rate tells most."""
    turning = found.turning if found.ladder.pool_known else COUNTED_TURNINGS.get(found.turning, found.turning)
    if turning in TURNINGS:
        yield TURNINGS[turning]
    if not found.visible:
        yield "Eén procentpunt beter levert bij geen enkele kans merkbaar iets op."
    elif found.priced:
        yield "Eén procentpunt telt het zwaarst bij '{lever}': van {old} naar {better} scheelt in het laatste jaar {effect} marge."
    else:
        yield "Eén procentpunt telt het zwaarst bij '{lever}': van {old} naar {better} scheelt aan het eind {effect} in het aantal klanten."


def worth(found: Findings) -> Iterator[str]:
    """Say what a step up is worth."""
    yield WORTH[found.worth]
    if found.worth == "gains" and found.higher is not None:
        yield "Wordt een vaste klant ambassadeur, dan is dat per persoon nog eens {higher}."
    if found.gain and found.sure:
        yield "Gaat '{first_lever}' een tiende beter, dan scheelt dat in het eerste jaar ongeveer {gain_first}. Dat bedrag staat in je rapport."


def addresses(found: Findings) -> Iterator[str]:
    """Say what known addresses bring, and who may be mailed; nothing for who skips them."""
    if found.contacts is None:
        if found.half_addresses:
            yield "Vul bij Bekende adressen zowel het deel dat je kent als je marge per bezoek in."
        return
    if found.contacts.paying == "pays":
        if found.contacts.lasting:
            yield "Een bekend adres brengt {yearly} per jaar op, en {lifetime} zolang je het houdt. Meer mag eraan komen je niet kosten."
        else:
            yield "Een bekend adres brengt {yearly} per jaar op."
        if found.contacts.target > found.contacts.known:
            yield "Van {known} naar {target} bekende adressen levert {address_gain} per jaar op. Nu mis je {missed} per jaar."
        else:
            yield "Je zit op of boven je doel van {target}. Je mist nog {missed} per jaar."
        if found.contacts.reach["break_even_response"]:
            yield "Een bericht verdient zich terug vanaf een reactie van {least}."
    else:
        yield IDLE_ADDRESSES[found.contacts.paying]
    yield "Iemand die nog niets kocht, mail of app je alleen met toestemming vooraf. Bel je klanten om te verkopen, vraag dan ook eerst toestemming."
    yield "Eigen klanten mag je schrijven over iets dat lijkt op wat ze kochten, als ze dat konden weigeren toen ze hun adres gaven. Zet in elk bericht hoe je je afmeldt."


def plan(found: Findings) -> Plan:
    """Return what to do this month, the most telling rates first."""
    helpful = [ADVICE[lever.rate] for lever in found.helpful][:MOST_ADVICE]
    if not found.sure:
        helpful = [CHECK if found.doubtful else COUNT, *helpful[:1]]
    last = (
        "Vraag bij elke aankoop om een e-mailadres, en vertel erbij wat je ermee doet.",
        "Tel over drie maanden opnieuw hoeveel mensen er op elke trede staan, en vul dat hier in.",
    )
    link = Link("Lees hoe je de groep kiest die bij je past", "kennis/pww/")
    return Plan("Wat kun je deze maand doen?", tuple(say(each) for each in (*helpful, *last)), link)


def figures(found: Findings) -> Iterator[Figure]:
    """Return the numbers that sum it up."""
    yield Figure("Klanten na de periode", Amount(found.numbers[-1], Unit.PEOPLE))
    yield Figure("Ambassadeurs na de periode", Amount(found.rows[-1][3]))
    yield Figure("Klanten op den duur", Amount(found.settled, Unit.PEOPLE))
    if found.priced:
        yield Figure("Klant wordt vaste klant", euros(found.steps[1]))
        yield Figure("Vaste klant wordt ambassadeur", euros(found.steps[2]))
    if found.contacts and found.contacts.paying == "pays":
        yield Figure("Gemist door onbekende adressen", euros(found.contacts.reach["missed"]))


def effect(found: Findings, lever: Lever, *, signed: bool = False) -> Amount:
    """Return what a percentage point brings, in euros or people."""
    if found.priced:
        return euros(lever.effect, signed=signed)
    return Amount(lever.effect, decimals=1, signed=signed)


def handovers(found: Findings) -> Iterator[Handover]:
    """Return the retention of a new customer, the first year as the bierviltje counts it, and the value of a customer."""
    if not found.sure:
        return
    stays = percent(found.kept)
    words = say("Neem {retention} klantbehoud van een nieuwe klant mee naar de klantwaarde", retention=stays)
    yield Handover(words, "klantwaarde", (("retention", stays),))
    if found.retention is not None:
        new = Amount(found.alone)
        customers = Count(found.numbers[0], "klant", "klanten")
        yield Handover(
            say("Neem {customers} en {new} nieuwe per jaar mee naar het bierviltje", customers=customers, new=new),
            "bierviltje",
            (
                ("customers", Amount(found.numbers[0])),
                ("new_per_year", new),
                ("retention", percent(found.retention)),
                ("referral_rate", percent(found.referrals)),
            ),
        )
    if found.average_value is not None:
        value = Amount(found.average_value, Unit.EURO)
        words = say("Neem {value} per klant (vóór je uren) mee als klantwaarde naar de systeemscan", value=value)
        yield Handover(words, "systeemscan", (("customer_value", value),))


def values(found: Findings) -> dict[str, Value]:
    """Return what fills the places in the sentences; places of what was not found are left out."""
    numbers, rates = found.numbers, found.ladder.rates
    new, end = rates["new_per_ambassadeur"], numbers[-1]
    filled: dict[str, Value] = {
        "years": Amount(found.ladder.years),
        "now": Amount(numbers[0]),
        "end": Amount(end),
        "end_customers": Count(end, "klant", "klanten"),
        "settled": Count(found.settled or 0.0, "klant", "klanten"),
        "new": Count(new, "nieuwe klant", "nieuwe klanten", decimals=2),
        "exhausting": Amount(found.exhausting, decimals=2),
        "low": Amount(found.reach[0]),
        "high": Amount(found.reach[1]),
        "fewer": Amount(found.fewer),
        "guessed": Amount(found.ladder.guessed),
        "all": Amount(len(rates)),
        "inflow": percent(rates["consument_to_klant"]),
        "point": percent(found.turning_point),
        "turning_new": Amount(found.turning_point),
        "inflow_new": Amount(found.alone),
        "before": Amount(found.ladder.before),
        "first_lever": found.helpful[0].label if found.helpful else "",
        "gain_first": euros(found.gain),
        "next": Amount(numbers[1]),
        "unclimbed": Amount(found.unclimbed),
    }
    if found.detour:
        filled |= {"year": Amount(found.detour.year), "extreme": Amount(found.detour.number)}
    if found.margins:
        filled |= {"margin_now": euros(found.margins[0]), "margin_end": euros(found.margins[1])}
    if found.worth == "gains":
        filled |= {"gain": euros(found.steps[1]), "ten_gain": euros(found.ten_up), "higher": euros(found.higher)}
    if found.levers:
        best = found.levers[0]
        filled |= {"lever": best.label, "effect": effect(found, best)}
        filled |= {"old": percent(best.old), "better": percent(best.new)}
    if found.contacts:
        known, target, _, reach = found.contacts
        filled |= {"known": Share(known), "target": Share(target)}
        filled |= {"yearly": euros(reach["value_per_contact"]), "lifetime": euros(reach["lifetime_per_contact"])}
        filled |= {"address_gain": euros(reach["gain"]), "missed": euros(reach["missed"])}
        filled |= {"least": Amount(reach["break_even_response"], Unit.FRACTION, decimals=2)}
    return filled
