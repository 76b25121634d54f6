"""What is said about a list of customers."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue.klantenlijst.findings import DEPENDENCE_LIMIT, HOURS_DOUBT, Findings
from calculators.model.amounts import customers, euros, hourly, hourly_as_typed, hours, percent, rough_percent, share
from calculators.model.answer import Amount, Count, Figure, Handover, Link, Names, Sentence, Value, say
from calculators.model.quantities import Unit

LOOK_AT_ONE = Link("Bekijk één klant: houden of loslaten?", "rekenmachines/klant-houden-of-loslaten/")
CHOOSE_GROUP = Link("Kies op welke klantgroep je je marketing richt", "rekenmachines/pww-score/")


def headline(found: Findings) -> Sentence:
    """Say who earns the money and who costs it or, with only revenue known, who brings it."""
    if found.book.basis == "revenue":
        return _headline_of_revenue(found)
    whale = found.whale
    values: dict[str, Value] = {
        "gaining": Count(whale.gaining, "klant levert", "klanten leveren samen"),
        "gain": euros(whale.gain),
        "losing": Count(whale.losing, "klant kost", "klanten kosten"),
        "others": Count(whale.losing, "andere kost", "andere kosten"),
        "erosion": euros(whale.erosion),
    }
    if not whale.gaining and not whale.losing:
        return say("Je verdient niets aan deze klanten, en ze kosten je ook niets.")
    if not whale.gaining:
        return say("Je verdient aan geen enkele klant: {losing} je {erosion}.", **values)
    if whale.losing and whale.net == "gain":
        return say("{gaining} {gain} winst op; {others} je daarvan weer {erosion}.", **values)
    if whale.losing:
        return say("{gaining} {gain} winst op, maar {others} je {erosion}.", **values)
    if found.book.basis == "costs":
        return say("{gaining} {gain} op, vóór je eigen uren.", **values)
    if found.unknown.count:
        return say("{gaining} {gain} winst op.", **values)
    return say("Geen enkele klant kost je geld: {gaining} {gain} winst op.", **values)


def _headline_of_revenue(found: Findings) -> Sentence:
    if found.spread.top_share is None:
        return say("Deze lijst bevat geen omzet.")
    if found.known.count == 1:
        return say("Al je omzet komt van één klant.")
    who = "De grootste 20% van je klanten" if found.spread.has_top else "Je grootste klant"
    return say("{who} brengt {share} van je omzet.", who=who, share=share(found.spread.top_share))


def reasons(found: Findings) -> Iterator[Sentence]:
    """Say what the headline is about, who stands out, and how much hangs on the largest."""
    if found.book.basis == "revenue":
        yield say("Dit gaat over omzet. Wie er winst oplevert, zie je als je kosten en uren invult.")
    else:
        yield from _scope(found)
        yield from _outstanding(found)
    if found.spread.effective_customers is not None and len(found.book.customers) > 1:
        yield _dependence(found)
        spread = customers(found.spread.effective_customers, decimals=1)
        yield say(
            "Je omzet hangt af van de grootste klanten: het risico is zo groot als bij {spread} die even groot zijn.",
            spread=spread,
        )


def _scope(found: Findings) -> Iterator[Sentence]:
    if found.book.basis == "costs":
        yield say("Dit is omzet min kosten. Je uren tellen nog niet mee, want die staan nergens ingevuld.")
    if found.unknown.count:
        about = "Dit gaat over {known} van je {count} klanten, goed voor {share} van je omzet. Van de rest zijn de uren nog niet bekend."
        known, count = Amount(found.known.count), Amount(len(found.book.customers))
        yield say(about, known=known, count=count, share=share(found.known.share))
    if found.without_costs == found.known.count:
        yield say("Kosten vulde je niet in: die tellen als nul.")
    elif found.without_costs:
        some = "Bij {missing} vulde je geen kosten in: die tellen als nul."
        yield say(some, missing=customers(found.without_costs))


def _outstanding(found: Findings) -> Iterator[Sentence]:
    """Name the customer that costs most, or else the one that brings most."""
    best, worst = found.best, found.worst
    if found.whale.losing and found.known.count > 1:
        most = "{client} kost je het meest: {loss} per jaar, bij een omzet van {revenue}."
        yield say(most, client=worst.label, loss=euros(-worst.result), revenue=euros(worst.revenue))
    elif found.whale.gaining and found.known.count > 1:
        yield say("Aan {client} verdien je het meest: {profit} per jaar.", client=best.label, profit=euros(best.result))


def _dependence(found: Findings) -> Sentence:
    little = (
        "Je grootste klant is {share} van je omzet. Dat is onder de {limit} die wij als grens aanhouden (vuistregel)."
    )
    much = (
        "{client} is {share} van je omzet. Vanaf {limit} raakt het je hele bedrijf als zo'n klant weggaat (vuistregel)."
    )
    values = {"share": share(found.spread.largest_share), "limit": percent(DEPENDENCE_LIMIT)}
    return say(much if found.spread.is_dependent else little, client=found.largest.label, **values)


def figures(found: Findings) -> Iterator[Figure]:
    """The numbers that sum it up."""
    yield Figure("Klanten", Amount(len(found.book.customers)))
    if found.book.basis == "revenue":
        yield Figure("Omzet", euros(found.spread.revenue))
    else:
        yield Figure("Winst", euros(found.whale.total))
        yield Figure("Klanten die geld kosten", Amount(found.whale.losing))
    yield Figure("Aandeel van de grootste 20%", share(found.spread.top_share))
    yield Figure("Grootste klant", share(found.spread.largest_share))
    yield Figure("Omzet gespreid als bij", Amount(found.spread.effective_customers, Unit.PEOPLE, decimals=1))


def certainty(found: Findings) -> Iterator[Sentence]:
    """Say how sure it is."""
    if not found.book.size:
        yield say("Zonder omzet valt er nog weinig te vergelijken.")
    elif found.book.basis == "revenue":
        yield say("De volgorde op omzet is zeker, als je lijst volledig is. Aan wie je verdient, is nog onbekend.")
    elif found.book.basis == "costs":
        yield say("De volgorde kan nog veranderen: een klant met veel uren zakt, zodra je die uren invult.")
    if found.book.basis == "hours":
        yield _doubtful_hours(found)
        yield from _unknown_hours(found)
    yield from _inequality(found)


def _doubtful_hours(found: Findings) -> Sentence:
    doubt = found.doubt
    if doubt is None:
        return say("De uren wegen hier niet mee: de uitslag hangt alleen af van omzet en kosten.")
    several = "al je grote klanten (klasse A)" if doubt.all_large else "deze klanten"
    start = "Zijn de uren van {whose} {doubt} te laag of te hoog geschat, dan ligt de winst tussen {low} en {high}."
    values: dict[str, Value] = {
        "whose": doubt.only.label if doubt.only else several,
        "doubt": percent(HOURS_DOUBT),
        "low": euros(doubt.low),
        "high": euros(doubt.high),
    }
    if doubt.fewest != doubt.most:
        between = " Het aantal klanten dat geld kost, ligt dan tussen {fewest} en {most}."
        return say(start + between, fewest=Amount(doubt.fewest), most=Amount(doubt.most), **values)
    same = " Het blijven dezelfde klanten die geld kosten."
    none = " Ook dan kost geen van deze klanten je geld."
    return say(start + (same if doubt.most else none), **values)


def _unknown_hours(found: Findings) -> Iterator[Sentence]:
    if not found.unknown.count:
        return
    missing = "Van {unknown} ({share} van je omzet) ontbreken de uren."
    if found.unknown.result > 0:
        missing += " De winst kan daardoor hooguit {most} hoger zijn."
    unknown = found.unknown
    yield say(missing, unknown=customers(unknown.count), share=share(unknown.share), most=euros(unknown.result))


def _inequality(found: Findings) -> Iterator[Sentence]:
    if found.spread.inequality is None:
        return
    how, advice = {
        "even": ("vrij gelijk", "Een fout bij één klant doet dus weinig."),
        "uneven": ("ongelijk", "Controleer vooral de cijfers van de grootste."),
        "very_uneven": ("heel ongelijk", "Controleer eerst de cijfers van de grootste."),
    }[found.spread.inequality]
    spread = f"Je omzet is {how} verdeeld (Gini {{gini}}; 0 is gelijk, 1 is alles bij één klant). {advice}"
    yield say(spread, gini=Amount(found.spread.gini, decimals=2))


def change(found: Findings) -> Iterator[Sentence]:
    """Say what would change it."""
    if found.book.basis == "hours":
        yield _nearest(found)
        yield from _turning_rate(found)
        return
    yield _bearing(found)
    if found.spread.largest_share is not None and len(found.book.customers) > 1:
        gone, largest = "Gaat {client} weg, dan mis je {revenue} omzet: {share} van het geheel.", found.largest
        yield say(gone, client=largest.label, revenue=euros(largest.revenue), share=share(found.spread.largest_share))


def _nearest(found: Findings) -> Sentence:
    nearest = found.nearest
    if not found.book.rate:
        return say("Vul in wat een uur je kost: dan zie je wie te veel tijd vraagt.")
    if nearest is None:
        return say("Nergens staan uren boven nul. Vul ze in: dan zie je wie te veel tijd vraagt.")
    template = {
        "none": "{client} zit precies op de grens: elk extra uur kost je geld.",
        "more_hours": "Met {hours} uur extra werk verdien je niets meer aan {client}.",
        "revenue": "Met {amount} meer omzet kost {client} je niets meer.",
        "fewer_hours": "Met {hours} uur minder werk of {amount} meer omzet kost {client} je niets meer.",
    }[nearest.way]
    if nearest.compared > 1 and nearest.way != "none":
        template += " Van je grote klanten zit die het dichtst bij de grens."
    return say(template, client=nearest.customer.label, hours=hours(nearest.hours), amount=euros(nearest.amount))


def _turning_rate(found: Findings) -> Iterator[Sentence]:
    template = {
        "gain": "Kost een uur je {turning} in plaats van {rate}, dan houd je aan deze klanten samen niets meer over.",
        "loss": "Pas als een uur je minder dan {turning} kost in plaats van {rate}, houd je aan deze klanten samen iets over.",
        "even": "",
    }[found.whale.net]
    if found.contribution <= 0:
        template = (
            "Met een lager intern uurtarief kom je er niet: de kosten zijn samen al minstens zo hoog als de omzet."
        )
    if template and found.turning_rate is not None:
        turning, rate = hourly(found.turning_rate, found.book.rate), hourly_as_typed(found.book.rate)
        yield say(template, turning=turning, rate=rate)


def _bearing(found: Findings) -> Sentence:
    if found.bearing is None:
        return say("Vul bij je grootste klanten de uren in, en wat een uur je kost: dan zie je aan wie je verdient.")
    customer, most = found.bearing
    template = "{client} kost je geld zodra er meer dan {hours} uur per jaar in gaat zitten, als een uur je {rate} kost"
    template += " en er geen andere kosten zijn." if found.book.basis == "revenue" else "."
    return say(template, client=customer.label, hours=hours(most), rate=hourly_as_typed(found.book.rate))


def worth(found: Findings) -> Iterator[Sentence]:
    """Say what it is worth to do something about it."""
    if found.book.basis == "revenue":
        yield _worth_of_small(found)
    elif found.whale.losing:
        yield _worth_of_losers(found)
        yield from _worth_of_worst(found)
        yield _worth_of_parting(found)
    elif found.book.basis == "costs":
        yield say("Zonder je uren erbij kost geen klant je geld. Vul ze in: dan zie je wat er overblijft.")
    else:
        yield say("Geen van deze klanten kost je geld: met afscheid nemen win je niets.")
        yield from _worth_of_lift(found)


def _worth_of_small(found: Findings) -> Sentence:
    """Turn the revenue of small customers into the hours that they can bear."""
    if not found.small.count:
        return say("In euro's weet je het pas met kosten en uren erbij: omzet is nog geen winst.")
    one = "Je kleinste klant (klasse C) brengt {mean} per jaar."
    several = "Je {count} kleinste klanten (klasse C) brengen gemiddeld {mean} per jaar."
    template = one if found.small.count == 1 else several
    values = {"count": Amount(found.small.count), "mean": euros(found.small_mean)}
    if found.small_hours is None:
        return say(template + " Vul in wat een uur je kost, dan zie je hoeveel werk dat waard is.", **values)
    template += " Kost zo'n klant je meer dan {hours} uur van {rate}, dan leg je erop toe."
    return say(template, hours=hours(found.small_hours), rate=hourly_as_typed(found.book.rate), **values)


def _worth_of_losers(found: Findings) -> Sentence:
    one = "Kost die klant je niets meer, dan scheelt dat {erosion} per jaar"
    several = "Kosten die {losing} klanten je niets meer, dan scheelt dat {erosion} per jaar"
    template = one if found.whale.losing == 1 else several
    template += "." if found.whale.more is None else ": {more} meer winst."
    more = Amount(found.whale.more, Unit.FRACTION)
    return say(template, losing=Amount(found.whale.losing), erosion=euros(found.whale.erosion), more=more)


def _worth_of_worst(found: Findings) -> Iterator[Sentence]:
    recovery = found.recovery
    if recovery is None:
        return
    template = "Bij {client} is {loss} te winnen, met een prijs die {rise} hoger is"
    template += "." if recovery.hours is None else " of met {hours} uur minder werk."
    values: dict[str, Value] = {"client": found.worst.label, "loss": euros(recovery.loss)}
    yield say(template, rise=rough_percent(recovery.rise), hours=hours(recovery.hours), **values)


def _worth_of_parting(found: Findings) -> Sentence:
    """Say what their hours must bring elsewhere when all customers with a loss go."""
    parting = found.parting
    template = {
        "saves": "Neem je afscheid van {them}, dan scheelt dat {missed}, ook als je geen nieuw werk vindt.",
        "free": "Neem je afscheid van {them}, dan houd je {hours} uur over, en je mist er geen geld door.",
        "needs_work": "Neem je afscheid van {them}, dan mis je {missed} (omzet min kosten) en houd je {hours} uur over. Dat loont zodra die uren gemiddeld meer dan {least} opleveren.",
    }[parting.effect]
    them = "die klant" if found.whale.losing == 1 else "die klanten"
    least = hourly(parting.hourly, found.book.rate)
    return say(template, them=them, missed=euros(parting.amount), hours=hours(parting.hours), least=least)


def _worth_of_lift(found: Findings) -> Iterator[Sentence]:
    lift, rate = found.lift, found.book.rate
    if lift is None:
        return
    template = "Een uur voor {client} levert het minst op: {lowest}. Haal je daar het gemiddelde van {mean}, dan scheelt dat {gain} per jaar."
    lowest, mean = hourly(lift.lowest, rate, lift.mean), hourly(lift.mean, rate, lift.lowest)
    yield say(template, client=lift.customer.label, lowest=lowest, mean=mean, gain=euros(lift.gain))


def steps(found: Findings) -> Iterator[Sentence]:
    """Say what to do, first things first."""
    only_revenue, names = found.book.basis == "revenue", Names(found.asked)
    if not found.book.size:
        yield say("Vul bij elke klant de omzet van een jaar in.")
    if only_revenue and found.asked:
        yield say("Schat eerst de kosten en de uren van {names}: daar zit de meeste omzet.", names=names)
    if not only_revenue and found.whale.losing:
        begin = "Begin bij {client}. Zoek uit of het aan de prijs ligt of aan de uren, en bespreek het."
        yield say(begin, client=found.worst.label)
    elif not only_revenue and found.whale.gaining:
        yield say("Bel {client}. Vraag wat er nog beter kan.", client=found.best.label)
    if not only_revenue and found.asked:
        yield say("Schat ook de uren van {names}.", names=names)
    if found.spread.is_dependent:
        yield say("Zoek nieuwe klanten, zodat {client} een kleiner deel wordt.", client=found.largest.label)
    yield say("Vul de lijst over een halfjaar opnieuw in.")


def handovers(found: Findings) -> Iterator[Handover]:
    """Take one customer along to the calculator that says whether to keep it."""
    chosen = found.closer
    if chosen is None:
        return
    fields = [
        ("revenue", Amount(chosen.revenue, Unit.EURO, decimals=2)),
        ("direct_costs", Amount(chosen.costs or 0.0, Unit.EURO, decimals=2)),
        # All hours of this customer; how many of them are paid is asked there.
        ("hours_billed", Amount(chosen.hours, Unit.HOURS, decimals=2)),
        ("hours_unbilled", Amount(0.0, Unit.HOURS)),
    ]
    if found.takes_rate:
        fields.append(("internal_rate", Amount(found.book.rate, Unit.EURO_PER_HOUR, decimals=2)))
    if found.takes_revenue:
        fields.append(("total_revenue", Amount(found.spread.revenue, Unit.EURO, decimals=2)))
    keep = say("Houd je {client}, of laat je die los? Neem de cijfers mee", client=chosen.label)
    yield Handover(keep, "klant-houden-of-loslaten", tuple(fields))
