"""What klantwaarde says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from calculators.catalogue.klantwaarde.findings import (
    CUSTOMERS_TO_THINK_OF,
    HORIZON_YEARS,
    KEPT,
    LOW_START,
    SLOGAN_STARTS,
    Findings,
)
from calculators.catalogue.klantwaarde.shapes import HALF_A_CENT, Rise, Turning
from calculators.model.amounts import cents, euros, hourly_as_euros, one_decimal, percent, rate
from calculators.model.answer import Amount, Count, Figure, FirstStep, Handover, Sentence, Share, say
from calculators.model.quantities import Unit

# An input that can be turned: its name in a chart and in a sentence, and how its value is written.
LEVERS: dict[str, tuple[str, str, Callable[[float], Amount]]] = {
    "order_value": ("Prijs of aantal bestellingen", "je prijs of je aantal bestellingen", euros),
    "gross_margin": ("Brutomarge", "je brutomarge", percent),
    "retention": ("Klantbehoud", "je klantbehoud", percent),
    "first_retention": ("Klantbehoud na het eerste jaar", "het klantbehoud na het eerste jaar", percent),
    "growth": ("Groei per jaar", "de groei per jaar", percent),
    "discount": ("Rekenrente", "de rekenrente", percent),
    "hours": ("Jouw uren", "het aantal uren", one_decimal),
    "internal_rate": ("Intern uurtarief", "je interne uurtarief", hourly_as_euros),
    "acquisition_cost": ("Wervingskosten", "de wervingskosten", euros),
}
# For a new customer, and for one you have.
HEADLINES = {
    "nothing": ("Een nieuwe klant levert je niets op.", "Deze klant levert je niets meer op."),
    "gain": ("Een nieuwe klant is je {value} waard.", "Deze klant is je nog {value} waard."),
    "loss": ("Een nieuwe klant kost je {value}.", "Deze klant kost je nog {value}."),
    "endless gain": (
        "Met deze cijfers komt er aan de waarde van een nieuwe klant geen eind.",
        "Met deze cijfers komt er aan de waarde van deze klant geen eind.",
    ),
    "endless loss": (
        "Met deze cijfers komt er aan de kosten van een nieuwe klant geen eind.",
        "Met deze cijfers komt er aan de kosten van deze klant geen eind.",
    ),
}
NOT_HAVING = (
    "Werf je zo'n klant niet, dan scheelt dat je {value}, als je die uren voor ander werk kunt gebruiken.",
    "Stoppen scheelt je {value}, als je die uren voor ander werk kunt gebruiken.",
)
NOT_WINNING = "Werf je zo'n klant niet, dan scheelt dat je {value}."
YEAR = {
    "no hours": "Per jaar houd je {net} over na inkoop (marge {margin}). Je eigen uren tellen nog niet mee: vul ze in voor een eerlijk getal.",
    "free hours": "Per jaar houd je {net} over na inkoop (marge {margin}). Je eigen uren kosten hier niets, want je interne uurtarief is nul.",
    "gain": "Per jaar houd je {net} over: {contribution} na inkoop (marge {margin}), min {cost} voor {hours} van jezelf.",
    "loss": "Per jaar leg je {net} toe: {contribution} na inkoop (marge {margin}), min {cost} voor {hours} van jezelf.",
}
LASTING = {
    "gone": "Met {kept} klantbehoud komt deze klant niet terug: er komt geen jaar meer bij.",
    "outgrown": "De groei per jaar is zo hoog dat die het vertrek en de rekenrente inhaalt. Vul een lagere groei in.",
    "existing": "Met {kept} klantbehoud blijft zo'n klant gemiddeld nog {years}. Geld dat later komt, telt minder zwaar mee.",
    "new": "Met {kept} klantbehoud blijft een klant gemiddeld {years}. Geld dat later komt, telt minder zwaar mee.",
    "new at a cost": "Met {kept} klantbehoud blijft een klant gemiddeld {years}. Al die jaren samen zijn nu {value} waard, en daar gaat {cost} aan werving af.",
    "new at a loss": "Met {kept} klantbehoud blijft een klant gemiddeld {years}. Al die jaren samen kosten je nu {value}, en daar komt {cost} aan werving bij.",
}
EVERYONE = "Je vulde 100% klantbehoud in. Dat houdt geen bedrijf vol, dus er is gerekend met {kept}."
# What to do first: three steps that ask about as much, and the way out of a loss.
LEVER_STEPS = {
    "price": "Vraag zo'n klant {new} per keer in plaats van {old}: 5% meer.",
    "hours": "Breng je uren voor zo'n klant terug van {old} naar {new} per jaar: 10% minder.",
    "retention": "Laat 10% minder klanten vertrekken: van {old} naar {new} klantbehoud. Per klant is dat:",
}
# By whether fewer hours are a way out, and whether hardly anybody would pay the price.
WAYS_OUT = {
    (True, False): "Vraag minstens {price} per keer, of breng je uren terug tot {hours} per jaar: dan speel je quitte.",
    (False, False): "Vraag minstens {price} per keer: met minder uren alleen red je het niet.",
    (
        True,
        True,
    ): "Breng je uren terug tot {hours} per jaar. Met de prijs alleen red je het niet: dan moet het {price} per keer worden, en dat betaalt bijna niemand.",
    (
        False,
        True,
    ): "Neem zo'n klant niet meer aan op deze voorwaarden: quitte speel je pas bij {price} per keer, en dat betaalt bijna niemand.",
}
NO_WAY_OUT = "Kijk eerst naar je inkoop: van de omzet blijft niets over om je uren van te betalen."
ACQUISITION = {
    True: "Stop met deze manier van werven, of maak haar goedkoper: een nieuwe klant mag hoogstens {most} kosten, en nu is dat {now}.",
    False: "Stop met deze manier van werven: een nieuwe klant verdient haar niet terug.",
}
# Only what the figure beside it cannot say in a number.
PAYBACK = {
    "doubtful": "Of de wervingskosten terugkomen, is niet zeker: het hangt ervan af wanneer in het jaar klanten betalen en vertrekken.",
    "never": "De wervingskosten verdien je nooit terug.",
}
PAYBACK_FIGURE = {"doubtful": "niet zeker", "never": "nooit"}
# By whether the grade is a pass, and whether the customer pays.
COLLABORATION = {
    (True, True): "Los van het geld geef je een {score}: een voldoende.",
    (
        True,
        False,
    ): "Los van het geld geef je een {score}: een voldoende. Fijn werk dus, maar voor deze prijs kost het je geld.",
    (False, True): "Los van het geld geef je een {score}: een onvoldoende. Het geld klopt, de samenwerking nog niet.",
    (False, False): "Los van het geld geef je een {score}: ook een onvoldoende.",
}
OUTLOOK = {
    "gain": "In beide gevallen houd je iets over.",
    "loss": "In beide gevallen kost een klant je geld.",
    "either": "Daar hangt van af of je er iets aan overhoudt. Tel dus eerst na hoeveel klanten er bleven.",
}
RETENTION_TURNS = {
    "no help": "Meer klantbehoud helpt niet zolang je per jaar niets overhoudt.",
    "always": "De werving komt er zelfs uit als na het eerste jaar niemand terugkomt.",
    "out of reach": "Zelfs met 100% klantbehoud komt de werving er niet uit.",
    "holds": "De werving komt eruit zolang je klantbehoud minstens {turn} is.",
    "missed": "De werving komt er pas uit vanaf {turn} klantbehoud.",
}
ONE_POINT = {
    "unknown": "Wat één punt klantbehoud waard is, valt met deze cijfers niet te zeggen.",
    "loss": "Van {old} naar {new} klantbehoud kost je {gain} per klant: elk extra jaar leg je erop toe.",
    "gain": "Van {old} naar {new} klantbehoud is {gain} per klant waard. Bij {many} klanten is dat {sum}.",
}
FIVE_POINTS = {
    "full": "Meer dan 100% klantbehoud bestaat niet: hier valt niets te winnen.",
    "unknown": "Van {old} naar {new}: met deze cijfers valt dat niet in euro's te zeggen.",
    "loss": "Van {old} naar {new} kost je {gain} per klant, want per jaar leg je erop toe.",
    "gain": "Van {old} naar {new} levert jou {gain} per klant op.",
}
BANDS = {
    "never": "Van elke euro werving komt niets terug: elk jaar met zo'n klant kost je geld.",
    "loss": "Elke euro werving levert {ratio} op: minder dan hij kost.",
    "tight": "Elke euro werving levert {ratio} op. Marketeers noemen minder dan € 3 krap. Dat is een afspraak in hun vak, geen wetenschap.",
    "healthy": "Elke euro werving levert {ratio} op. Marketeers noemen € 3 tot € 5 gezond. Dat is een afspraak in hun vak, geen wetenschap.",
    "strong": "Elke euro werving levert {ratio} op. Marketeers noemen € 5 of meer ruim. Dat is een afspraak in hun vak, geen wetenschap.",
}


NOTHING_TURNS = say("Vul je omzet, je uren of je werving in: dan zie je wat de doorslag geeft.")


def headline(found: Findings) -> Sentence:
    """Say what the customer is worth."""
    new, existing = HEADLINES[found.result]
    return say(new if found.customer.is_new else existing, value=euros(abs(found.outcome)))


def reasons(found: Findings) -> Iterator[Sentence]:
    """Say what a year and all years bring, and what stands beside the value."""
    year = found.year
    yield say(
        YEAR[found.year_result],
        net=euros(abs(year["net"])),
        margin=percent(found.customer.gross_margin),
        contribution=euros(year["contribution"]),
        cost=euros(year["time_cost"]),
        hours=_hours(year["hours"]),
    )
    kept = percent(found.customer.retention)
    if found.told.everyone_stays:
        yield say(EVERYONE, kept=kept)
    yield say(
        LASTING[found.lasting],
        kept=kept,
        years=Count(found.expected_years, "jaar", "jaar", decimals=1),
        value=euros(abs(found.after_hours)),
        cost=euros(found.customer.to_earn_back),
    )
    if found.hours_hide:
        costs = "je uren en de werving" if found.costs_acquisition else "je uren"
        yield say("Zonder {costs} lijkt het {value}.", costs=costs, value=euros(found.before_hours))
    if found.payback in PAYBACK:
        yield say(PAYBACK[found.payback])
    yield from _beside(found)


def _beside(found: Findings) -> Iterator[Sentence]:
    if found.referrals is not None:
        who = "een nieuwe klant" if found.customer.is_new else "deze klant"
        words = (
            "De klanten die {who} aanbrengt, leveren daarnaast {value} op."
            if found.referrals.pay
            else "De klanten die {who} aanbrengt, kosten je nog eens {value}."
        )
        yield say(words, who=who, value=euros(abs(found.referrals.total)))
    if (score := found.soft["score"]) is not None:
        yield say(COLLABORATION[bool(found.soft["sufficient"]), found.pays], score=one_decimal(score))
    if found.told.vat_included:
        yield say("Gerekend is met {value} per keer excl. btw.", value=cents(found.customer.order_value))
    if found.acquisition_spent:
        yield say(
            "De werving van {cost} heb je al betaald. Die telt hier niet mee, want je krijgt haar niet terug.",
            cost=euros(found.customer.acquisition_cost),
        )
    if found.told.first_year_over:
        yield say("Het klantbehoud na het eerste jaar telt niet mee: dat jaar is bij deze klant voorbij.")


def figures(found: Findings) -> tuple[Figure, ...]:
    """Return the numbers that sum it up."""
    return (
        Figure("Vóór je uren en werving", euros(found.before_hours)),
        Figure("Na je uren en werving", euros(found.outcome)),
        Figure("Wervingskosten terug na", PAYBACK_FIGURE.get(found.payback) or Amount(found.months, Unit.MONTHS)),
        Figure("Waarde per euro werving", cents(found.ratio)),
        Figure("Eén punt klantbehoud", euros(found.one_point.gain) if found.one_point.fits else "niet meer mogelijk"),
        Figure("Netto per uur", cents(found.year["net_per_hour"])),
    )


def _price(value: float) -> Amount:
    """A price as one asks it: cents only where there are any."""
    return Amount(value, Unit.EURO) if abs(value - round(value)) < HALF_A_CENT else cents(value)


def _hours(value: float) -> Count:
    return Count(value, "uur", "uur", decimals=1)


def first_step(found: Findings) -> FirstStep | None:
    """Say what to do first, by what costs the money. The euros are those of one customer for one year."""
    if found.cause == "year":
        return FirstStep(_way_out(found), urgent=True)
    if found.cause == "acquisition":
        most, now = euros(found.after_hours), euros(found.customer.to_earn_back)
        return FirstStep(say(ACQUISITION[found.after_hours >= 1], most=most, now=now), urgent=True)
    if found.cause == "nothing":
        return None
    lever = found.levers[0]
    writers: dict[str, Callable[[float], Amount | Count]] = {"price": _price, "hours": _hours, "retention": percent}
    write = writers[lever.name]
    words = say(LEVER_STEPS[lever.name], old=write(lever.old), new=write(lever.new))
    return FirstStep(words, lever.per_year)


def _way_out(found: Findings) -> Sentence:
    out = found.way_out
    if out.price is None:
        return say(NO_WAY_OUT)
    words = WAYS_OUT[out.hours is not None, out.unthinkable]
    return say(words, price=_price(out.price), hours=_hours(out.hours or 0.0))


def certainty(found: Findings) -> Iterator[Sentence]:
    """Say how much hangs on retention, which is often an estimate."""
    outlook = found.outlook
    if outlook is None:
        yield say("Niet zeker: met deze cijfers komt er geen eind aan de som.")
        return
    yield say(
        "Klantbehoud is vaak een schatting. Met {low} is de uitkomst {worst}, met {high} is die {best}.",
        low=percent(outlook.low),
        worst=euros(outlook.worst),
        high=percent(outlook.high),
        best=euros(outlook.best),
    )
    if outlook.verdict in OUTLOOK:
        yield say(OUTLOOK[outlook.verdict])
    if found.far_share is not None:
        yield say(
            "{share} van de klantwaarde komt pas na {years} jaar. Dat deel is het minst zeker.",
            share=Share(found.far_share),
            years=Amount(HORIZON_YEARS),
        )


def change(found: Findings) -> Iterator[Sentence]:
    """Say which input weighs most, and where the outcome turns."""
    if found.swings:
        yield _heaviest(found)
    if found.retention_turn is not None and found.payback != "doubtful":
        yield say(RETENTION_TURNS[found.retention_turn.case], turn=percent(found.retention_turn.at))
    if found.hours_turn is not None:
        yield _hours_turn(found, found.hours_turn)
    if found.price_turn is not None:
        yield say(
            "Met {price} per keer excl. btw en gelijke inkoop speel je quitte; nu is het {now}.",
            price=euros(found.price_turn),
            now=euros(found.customer.order_value),
        )


def _heaviest(found: Findings) -> Sentence:
    swing = found.swings[0]
    _, what, write = LEVERS[swing.name]
    effect = euros(swing.effect, signed=True)
    if found.heaviest_is_endless:
        words = "Het zwaarst telt {what}: bij {new} komt er geen eind aan de som."
    elif swing.name == "order_value":
        # One bar for two inputs, so no amount of either.
        words = "Het zwaarst telt {what}: 10% meer geeft {effect} per klant."
    elif swing.name in KEPT:
        words = "Het zwaarst telt {what}: 10% minder vertrekkers, van {old} naar {new}, geeft {effect} per klant."
    else:
        words = "Het zwaarst telt {what}: van {old} naar {new} geeft {effect} per klant."
    return say(words, what=what, old=write(swing.old), new=write(swing.new), effect=effect)


def _hours_turn(found: Findings, turn: Turning) -> Sentence:
    if turn.case == "out of reach":
        return say("Ook als het je geen uur kost, houd je niets over.")
    until = "Je houdt over tot {most} per jaar; " if turn.case == "holds" else "Je speelt quitte bij {most} per jaar; "
    return say(until + "nu werk je {now}.", most=_hours(turn.at), now=_hours(found.customer.hours))


def worth(found: Findings) -> Iterator[Sentence]:
    """Say what it is worth to change something."""
    if found.result == "loss":
        new, existing = NOT_HAVING if found.customer.hours else (NOT_WINNING, NOT_HAVING[1])
        yield say(new if found.customer.is_new else existing, value=euros(abs(found.outcome)))
    point = found.one_point
    if point.fits:
        many, together = Amount(CUSTOMERS_TO_THINK_OF), euros(found.point_for_many)
        yield _rise(ONE_POINT[point.result], point, many=many, sum=together)
    else:
        yield say("Je klantbehoud is al zo hoog dat er geen vol punt meer bij kan.")
    first = found.first_year_point
    if first is not None and first.fits and first.result != "unknown":
        yield say("Eén punt meer na het eerste jaar scheelt {gain} per klant.", gain=euros(first.gain))
    if found.one_hour is not None:
        yield say("Elk jaar één uur minder is {value} per klant waard.", value=euros(found.one_hour))
    if found.band in BANDS:
        yield say(BANDS["never" if found.ratio_is_negative else found.band], ratio=cents(found.ratio))
    if found.referrals is not None and found.referrals.successors is not None:
        yield say(
            "Elke klant brengt in al die jaren {many} nieuwe aan: zo groeit je klantenbestand vanzelf.",
            many=one_decimal(found.referrals.successors),
        )


def _rise(words: str, rise: Rise, **values: Amount) -> Sentence:
    return say(words, old=percent(rise.old), new=percent(rise.new), gain=euros(rise.size), **values)


def five_points(found: Findings) -> tuple[Sentence, ...]:
    """Say what five points more retention do here, and what is often said of them."""
    low, high = SLOGAN_STARTS
    slogan = say(
        "Je leest vaak dat 5% meer klantbehoud 25 tot 95% meer winst geeft. Zonder rekenrente klopt 25% als je begint bij {low} en 95% als je begint bij {high}. Begin je bij {start}, dan is het {uplift}.",
        low=Amount(low, Unit.FRACTION),
        high=Amount(high, Unit.FRACTION, decimals=1),
        start=Amount(LOW_START, Unit.FRACTION),
        uplift=Amount(found.slogan_uplift, Unit.FRACTION),
    )
    words = FIVE_POINTS[found.five_points.result]
    if found.uplift is not None and found.five_points.result == "gain":
        words = "Van {old} naar {new} levert jou {gain} per klant op: {uplift} meer dan nu."
        if found.costs_acquisition:
            words = "Van {old} naar {new} levert jou {gain} per klant op: {uplift} meer dan nu, voordat de werving eraf gaat."
    return (_rise(words, found.five_points, uplift=Amount(found.uplift, Unit.FRACTION)), slogan)


def handovers(found: Findings) -> Iterator[Handover]:
    """Hand what is lost with a customer to the systeemscan, and the year with this customer to the other two."""
    customer = found.customer
    if found.loses_something:
        value = Amount(found.to_lose, Unit.EURO)
        words = say("Neem {value} mee naar de systeemscan: wat je kwijt bent als zo'n klant vertrekt", value=value)
        yield Handover(words, "systeemscan", (("customer_value", value),))
    growth = [
        ("order_value", cents(customer.order_value)),
        ("orders_per_year", Amount(customer.orders_per_year, Unit.TIMES, decimals=2)),
        ("gross_margin", rate(customer.gross_margin)),
    ]
    if customer.first_retention is None:
        growth.append(("retention", rate(customer.retention)))
    words = say("Neem deze cijfers mee naar het bierviltje en reken aan groei")
    yield Handover(words, "bierviltje", tuple(growth))
    books = [
        ("revenue", Amount(found.revenue, Unit.EURO)),
        ("direct_costs", Amount(found.direct_costs, Unit.EURO)),
        ("hours", Amount(customer.hours, Unit.HOURS, decimals=1)),
    ]
    if found.referrals is not None and found.referrals.is_amount:
        books.append(("referral_value", Amount(found.referrals.annual, Unit.EURO)))
    words = say("Neem omzet, kosten en uren mee naar houden of loslaten")
    yield Handover(words, "klant-houden-of-loslaten", tuple(books))
