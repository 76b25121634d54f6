"""What is said about a list of customers."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue.klantenlijst.findings import DEPENDENCE_LIMIT, Findings
from calculators.catalogue.klantenlijst.losses import HOURS_DOUBT
from calculators.catalogue.klantenlijst.naming import named
from calculators.model.amounts import customers, euros, hourly, hourly_as_typed, hours, percent, rough_percent, share
from calculators.model.answer import Amount, Figure, Handover, Link, Sentence, Value, say
from calculators.model.quantities import Unit

LOOK_AT_ONE = Link("Bekijk één klant: houden of loslaten?", "rekenmachines/klant-houden-of-loslaten/")
ALIKE = 1.05  # below this it is one customer, with the decimals in which it is told
CHOOSE_GROUP = Link("Kies op welke klantgroep je je marketing richt", "rekenmachines/pww-score/")


def reasons(found: Findings) -> Iterator[Sentence]:
    """Say how much hangs on the largest, who stands out, and what the headline is about."""
    dependence = list(_dependence(found))
    if found.spread.dependent:
        yield from dependence
    if found.book.basis == "revenue":
        yield say("Dit gaat over omzet. Wie er winst oplevert, zie je als je kosten en uren invult.")
    else:
        yield from _outstanding(found)
        yield from _why(found)
        yield from _scope(found)
    if not found.spread.dependent:
        yield from dependence
    if found.spread.effective_customers is not None and len(found.book.customers) > 1:
        spread = customers(found.spread.effective_customers, decimals=1)
        alike = " die even groot zijn" if found.spread.effective_customers >= ALIKE else ""
        risk = f"Je omzet hangt af van de grootste klanten: het risico is zo groot als bij {{spread}}{alike}."
        yield say(risk, spread=spread)


def _dependence(found: Findings) -> Iterator[Sentence]:
    spread = found.spread
    values = {"share": share(spread.largest_share), "limit": percent(DEPENDENCE_LIMIT)}
    if spread.largest_share is None:
        return
    if len(found.book.customers) == 1:
        yield say("Gaat die klant weg, dan is al je omzet weg.")
    elif len(spread.dependent) > 1:
        together = "{client} zijn samen {share} van je omzet. Vanaf {limit} bij één klant raakt het je hele bedrijf als die weggaat (vuistregel)."
        values["share"] = share(spread.dependent_share)
        yield say(together, client=named(spread.dependent), **values)
    elif spread.dependent:
        much = "{client} is {share} van je omzet. Vanaf {limit} raakt het je hele bedrijf als zo'n klant weggaat (vuistregel)."
        yield say(much, client=named(spread.dependent), **values)
    else:
        yield say(
            "Je grootste klant is {share} van je omzet. Dat is onder de {limit} die wij als grens aanhouden (vuistregel).",
            **values,
        )


def _scope(found: Findings) -> Iterator[Sentence]:
    book = found.book
    if book.basis == "costs":
        yield say("Dit is omzet min kosten. Je uren tellen nog niet mee, want die staan nergens ingevuld.")
    if found.unknown.count:
        about = "Dit gaat over {known} van je {count} klanten. Van de rest zijn de uren nog niet bekend."
        yield say(about, known=Amount(found.known.count), count=Amount(len(book.customers)))
    if book.margin is not None:
        yield say("Zonder eigen kosten rekenden we met één marge voor iedereen: {margin}.", margin=percent(book.margin))
    elif found.without_costs == found.known.count:
        yield say("Kosten vulde je niet in: die tellen als nul.")
    elif found.without_costs:
        some = "Bij {missing} vulde je geen kosten in: die tellen als nul."
        yield say(some, missing=customers(found.without_costs))
    if found.credits.count:
        credited = "Bij {credited} zijn er meer creditnota's dan facturen: dat telt mee in het totaal ({amount})."
        yield say(credited, credited=customers(found.credits.count), amount=euros(found.credits.result))


def _outstanding(found: Findings) -> Iterator[Sentence]:
    """Name the customers that cost most, or else those that bring most."""
    worst, best, before = found.losses.worst, found.best, found.book.basis == "costs"
    if found.known.count == 1:
        return
    if len(worst) > 1:
        yield say(
            "{client} kosten je het meest: elk {loss} per jaar.", client=named(worst), loss=euros(-worst[0].result)
        )
    elif worst:
        most = "{client} kost je het meest: {loss} per jaar, bij een omzet van {revenue}."
        yield say(most, client=named(worst), loss=euros(-worst[0].result), revenue=euros(worst[0].revenue))
    elif found.whale.gaining and found.all_equal:
        same = (
            "Aan elke klant houd je evenveel over: {profit} per jaar."
            if before
            else "Aan elke klant verdien je evenveel: {profit} per jaar."
        )
        yield say(same, profit=euros(best[0].result))
    elif found.whale.gaining:
        verb, each = "houd je het meest over" if before else "verdien je het meest", "elk " if len(best) > 1 else ""
        yield say(
            f"Aan {{client}} {verb}: {each}{{profit}} per jaar.", client=named(best), profit=euros(best[0].result)
        )


def _why(found: Findings) -> Iterator[Sentence]:
    """Tell losses by price, which no hour less can mend, from those by hours."""
    losses = found.losses
    if found.book.basis == "hours" and losses.by_price and losses.by_hours:
        yield say(
            "Bij {price} ligt het aan de prijs: die dekt de kosten niet, hoe weinig uren je er ook in steekt. Bij {hours} ligt het aan de uren.",
            price=customers(losses.by_price),
            hours=customers(losses.by_hours),
        )
    elif losses.by_price:
        them = "die klant betaalt" if losses.by_price == 1 else "die klanten betalen"
        yield say(f"Het ligt aan de prijs: {them} minder dan de kosten, nog vóór je uren.")
    elif losses.by_hours:
        yield say("Het ligt aan de uren: na de kosten blijft er te weinig over voor het werk dat je doet.")
    below = losses.below_cost
    if below:
        loss = euros(-sum(each.contribution for each in below))
        one, several = (
            "{client} betaalt {loss} minder dan de kosten.",
            "{client} betalen samen {loss} minder dan de kosten.",
        )
        yield say(
            f"{one if len(below) == 1 else several} Daar leg je op toe, ook zonder de uren te kennen.",
            client=named(below),
            loss=loss,
        )


def figures(found: Findings) -> Iterator[Figure]:
    """The numbers that sum it up."""
    yield Figure("Klanten", Amount(len(found.book.customers)))
    some = " (klanten met uren)" if found.unknown.count else ""
    if found.book.basis == "revenue":
        yield Figure("Omzet", euros(found.spread.revenue))
    else:
        yield Figure(
            f"Winst{some}" if found.book.basis == "hours" else "Over vóór je eigen uren", euros(found.whale.total)
        )
        yield Figure(f"Klanten die geld kosten{' (met uren)' if some else ''}", Amount(len(found.losses.customers)))
    yield Figure("Aandeel van de grootste 20%", share(found.spread.top_share))
    yield Figure("Grootste klant", share(found.spread.largest_share))
    yield Figure("Omzet gespreid als bij", Amount(found.spread.effective_customers, Unit.PEOPLE, decimals=1))


def certainty(found: Findings) -> Iterator[Sentence]:
    """Say how sure it is."""
    if not found.book.size:
        yield say("Zonder omzet valt er nog weinig te vergelijken.")
    elif found.book.basis == "revenue":
        yield say("De volgorde op omzet is zeker, als je lijst volledig is. Aan wie je verdient, is nog onbekend.")
    elif found.book.basis == "costs" and len(found.book.customers) == 1:
        yield say("Omzet en kosten zijn zeker, als je cijfers kloppen. Je uren gaan er nog af.")
    elif found.book.basis == "costs":
        yield say("De volgorde kan nog veranderen: een klant met veel uren zakt, zodra je die uren invult.")
    if found.book.basis == "hours":
        yield _doubtful_hours(found)
        yield from _unknown_hours(found)
    yield from _inequality(found)


def _doubtful_hours(found: Findings) -> Sentence:
    doubt = found.doubt
    if doubt is None:
        return say("De uren wegen hier niet mee: de uitkomst hangt alleen af van omzet en kosten.")
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
    same = (
        " Het blijven dezelfde klanten die geld kosten."
        if doubt.most > 1
        else " Het blijft dezelfde klant die geld kost."
    )
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
        gone = gone.replace("{client}", "een van {client}") if len(largest) > 1 else gone
        part = share(found.spread.largest_share)
        yield say(gone, client=named(largest), revenue=euros(largest[0].revenue), share=part)


def _nearest(found: Findings) -> Sentence:
    nearest = found.nearest
    if not found.book.rate:
        return say("Vul in wat een uur je kost: dan zie je wie te veel tijd vraagt.")
    if nearest is None:
        return say("Nergens staan uren boven nul. Vul ze in: dan zie je wie te veel tijd vraagt.")
    several = len(nearest.customers) > 1
    template = {
        "none": "{client} zit precies op de grens: elk extra uur kost je geld.",
        "more_hours": "Met {hours} uur extra werk verdien je niets meer aan {client}.",
        "revenue": "Met {amount} meer omzet kost {client} je niets meer.",
        "fewer_hours": "Met {hours} uur minder werk of {amount} meer omzet kost {client} je niets meer.",
    }[nearest.way]
    if several:
        template = template.replace("zit precies", "zitten precies").replace("kost {client}", "kosten {client}")
        template = template.replace("Met {hours}", "Met elk {hours}").replace("Met {amount}", "Met elk {amount}")
    if nearest.compared > len(nearest.customers) and nearest.way != "none":
        template += f" Van je grote klanten {'zitten die' if several else 'zit die'} het dichtst bij de grens."
    return say(template, client=named(nearest.customers), hours=hours(nearest.hours), amount=euros(nearest.amount))


def _turning_rate(found: Findings) -> Iterator[Sentence]:
    template = {
        "gain": "Kost een uur je {turning} in plaats van {rate}, dan houd je aan {them} niets meer over.",
        "loss": "Pas als een uur je minder dan {turning} kost in plaats van {rate}, houd je aan {them} iets over.",
        "even": "",
    }[found.whale.net]
    if found.contribution <= 0:
        template = (
            "Met een lager intern uurtarief kom je er niet: de kosten zijn samen al minstens zo hoog als de omzet."
        )
    if template and found.turning_rate is not None:
        turning, rate = hourly(found.turning_rate, found.book.rate), hourly_as_typed(found.book.rate)
        them = "deze klant" if found.known.count == 1 else "deze klanten samen"
        yield say(template, turning=turning, rate=rate, them=them)


def _bearing(found: Findings) -> Sentence:
    if found.bearing is None:
        return say("Vul bij je grootste klanten de uren in, en wat een uur je kost: dan zie je aan wie je verdient.")
    bearing, most = found.bearing
    several = len(bearing) > 1
    template = "{client} kost je geld zodra er meer dan {hours} uur per jaar in gaat zitten, als een uur je {rate} kost"
    if several:
        template = (
            template.replace("{client} kost", "{client} kosten")
            .replace("er meer dan", "er in elk meer dan")
            .replace(" in gaat zitten", " gaat zitten")
        )
    template += " en er geen andere kosten zijn." if found.book.basis == "revenue" else "."
    return say(template, client=named(bearing), hours=hours(most), rate=hourly_as_typed(found.book.rate))


def worth(found: Findings) -> Iterator[Sentence]:
    """Say what it is worth to do something about it."""
    if found.book.basis == "revenue":
        yield _worth_of_small(found)
    elif found.losses.customers:
        yield _worth_of_losers(found)
        yield from _worth_of_worst(found)
        yield _worth_of_parting(found)
    elif found.book.basis == "costs":
        yield say("Zonder je uren erbij kost geen klant je geld. Vul ze in: dan zie je wat er overblijft.")
    else:
        with_hours = "de klanten met uren" if found.unknown.count else "deze klanten"
        yield say(f"Geen van {with_hours} kost je geld.")
        yield from _worth_of_worst(found)
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
    losing = len(found.losses.customers)
    one = "Kost die klant je niets meer, dan scheelt dat {erosion} per jaar"
    several = "Kosten die {losing} klanten je niets meer, dan scheelt dat {erosion} per jaar"
    kind = "winst" if found.book.basis == "hours" else "vóór je eigen uren"
    template = one if losing == 1 else several
    more = found.whale.more
    template += f": {{more}} meer {kind}." if more is not None and not found.credits.count else "."
    return say(template, losing=Amount(losing), erosion=euros(found.losses.amount), more=Amount(more, Unit.FRACTION))


def _worth_of_worst(found: Findings) -> Iterator[Sentence]:
    repair = found.losses.repair
    if repair is None or repair.way == "unpaid":
        return
    template = {
        "price": "Bij {client} is {loss} te winnen, met een prijs die {rise} hoger is",
        "both": "Een hogere prijs alleen is bij {client} te veel gevraagd: {rise} meer brengt {amount}, de andere {rest} moet uit {hours} uur minder werk komen",
        "hours": "Met wat {client} betaalt, kun je er {left} uur in steken; nu zijn het er {now}. Geen haalbare prijs maakt dat goed",
        "cost_price": "Bij {client} maakt geen haalbare prijs het verschil goed",
    }[repair.way]
    if repair.way == "price" and repair.fewer is not None:
        template += " of met {hours} uur minder werk (als je die uren anders kunt gebruiken)"
    values: dict[str, Value] = {"client": repair.customer.label, "loss": euros(repair.loss)}
    amounts = {"amount": euros(repair.middle), "rest": euros(repair.loss - (repair.middle or 0.0))}
    spent = {"left": hours(repair.left), "now": hours(repair.customer.hours), "hours": hours(repair.fewer)}
    yield say(f"{template}.", rise=rough_percent(repair.rise), **values, **amounts, **spent)


def _worth_of_parting(found: Findings) -> Sentence:
    """Say what their hours must bring elsewhere when all customers with a loss go, unless too much hangs on them."""
    losses, several = found.losses, len(found.losses.customers) > 1
    them = "die klanten" if several else "die klant"
    if losses.parting is None:
        if len(found.book.customers) == 1:
            return say("Je kunt deze klant niet missen zolang er geen andere is: begin bij de prijs of de uren.")
        if losses.share is None:
            return say("Vul bij elke klant de omzet in: dan zie je hoeveel ervan deze klanten afhangt.")
        kept = f"Samen zijn {them}" if several else "Die klant is"
        return say(
            f"{kept} {{share}} van je omzet. Dat kun je niet missen: begin bij de prijs of de uren.",
            share=share(losses.share),
        )
    parting = losses.parting
    template = {
        "saves": "Lukt dat niet en neem je afscheid van {them}, dan scheelt dat {missed}, ook als je geen nieuw werk vindt.",
        "free": "Lukt dat niet en neem je afscheid van {them}, dan houd je {hours} uur over, en je mist er geen geld door.",
        "needs_work": "Lukt dat niet en neem je afscheid van {them}, dan mis je {missed} (omzet min kosten) en houd je {hours} uur over. Dat loont zodra die uren gemiddeld meer dan {least} opleveren.",
    }[parting.effect]
    least = hourly(parting.hourly, found.book.rate)
    return say(template, them=them, missed=euros(parting.amount), hours=hours(parting.hours), least=least)


def _worth_of_lift(found: Findings) -> Iterator[Sentence]:
    lift, rate = found.lift, found.book.rate
    if lift is None:
        return
    template = "Een uur voor {client} levert het minst op: {lowest}. Haal je daar het gemiddelde van {mean}, dan scheelt dat {gain} per jaar."
    lowest, mean = hourly(lift.lowest, rate, lift.mean), hourly(lift.mean, rate, lift.lowest)
    yield say(template, client=named(lift.customers), lowest=lowest, mean=mean, gain=euros(lift.gain))


def handovers(found: Findings) -> Iterator[Handover]:
    """Take one customer along to the calculator that says whether to keep it."""
    chosen = found.closer
    if chosen is None:
        return
    fields = [
        ("revenue", Amount(chosen.revenue, Unit.EURO, decimals=2)),
        ("direct_costs", Amount(chosen.costs or 0.0, Unit.EURO, decimals=2)),
        # All of them, on the invoice or not: how many are paid is asked there.
        ("hours", Amount(chosen.hours, Unit.HOURS, decimals=2)),
    ]
    if found.takes_rate:
        fields.append(("internal_rate", Amount(found.book.rate, Unit.EURO_PER_HOUR, decimals=2)))
    if found.takes_revenue:
        fields.append(("total_revenue", Amount(found.spread.revenue, Unit.EURO, decimals=2)))
    kept = found.closer_is_needed
    asked = "Bekijk {client} van dichtbij" if kept else "Houd je {client}, of laat je die los"
    keep = say(f"{asked}{': neem' if kept else '? Neem'} de cijfers mee", client=chosen.label)
    yield Handover(keep, "klant-houden-of-loslaten", tuple(fields))
