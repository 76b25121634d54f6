"""The answer about a client in sentences; ``values`` says what fills their places."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue.klant_houden_of_loslaten.client import Judged, Portion
from calculators.catalogue.klant_houden_of_loslaten.findings import DEPENDENT_SHARE, FIT_LIMITS, LABELS, Findings
from calculators.catalogue.klant_houden_of_loslaten.verdict import Kind
from calculators.model.amounts import (
    distance,
    euros,
    hourly,
    hourly_as_typed,
    hours,
    one_decimal,
    points,
    share_or_more,
)
from calculators.model.answer import Amount, Count, Figure, Handover, Names, Share, Value, say
from calculators.model.quantities import Unit

HEADLINES: dict[Kind, str] = {
    "misconduct": "Neem afscheid van deze klant, wat die ook oplevert.",
    "no_hours": "Vul eerst je uren in: zonder uren geen oordeel over geld.",
    "provisional": "Voorlopig geen besluit: beantwoord nog {lacking}.",
    "dependent": "Maak eerst afspraken met deze klant, en zoek er nieuwe klanten bij.",
    "talk": "Voer eerst een gesprek met deze klant.",
    "keep": "Houd deze klant.",
    "repair": "Maak afspraken met deze klant.",
    "raise_price": "Verhoog de prijs voor deze klant.",
    "part_price": "Vraag deze klant {thinkable} meer, en werk {price_hours} uur per jaar minder.",
    "never_pays": "Deze klant betaalt nooit wat het werk kost: spreek minder uren af.",
    "hand_over": "Draag deze klant over.",
    "fire": "Neem afscheid van deze klant.",
}
ASKED = {
    "signs": "Beantwoord nog één vraag over wat goed gaat.",
    "symptoms": "Beantwoord nog één vraag over wat je energie kost.",
    "both": "Beantwoord nog één vraag over wat je energie kost en één over wat goed gaat.",
}
# When other work must be found first.
WORK_FIRST = {
    "talk": "Voer eerst een gesprek met deze klant. Zoek eerst ander werk voordat je iets opzegt.",
    "hand_over": "Zoek eerst ander werk, en draag deze klant dan pas over.",
    "fire": "Zoek eerst ander werk, en neem dan pas afscheid van deze klant.",
}
COSTS_ALONE = "Deze klant betaalt nooit wat het werk kost: de omzet dekt de directe kosten niet."
NO_REVENUE = "Deze klant betaalt nog niets: spreek eerst een prijs af."
KEPT_AND_DEPENDENT = "Houd deze klant, en zoek er nieuwe klanten bij."
KINDS: dict[Kind, str] = {
    "misconduct": "afscheid nemen",
    "unjudged": "nog niet beoordeeld",
    "no_hours": "nog geen uren",
    "provisional": "nog niet zeker",
    "dependent": "eerst afspraken maken",
    "talk": "eerst een gesprek",
    "find_work": "eerst ander werk",
    "keep": "houden",
    "repair": "afspraken maken",
    "raise_price": "prijs verhogen",
    "part_price": "prijs verhogen en minder uren",
    "never_pays": "minder uren",
    "hand_over": "overdragen",
    "fire": "afscheid nemen",
}
LACKING = {
    "share": "welk deel van je omzet deze klant is",
    "symptoms": "meer vragen over wat deze klant je kost",
    "signs": "meer vragen over wat deze klant je geeft",
}
FIT = {
    "low": "De samenwerking past niet goed: {score} van de 100 punten.",
    "mid": "De samenwerking past redelijk: {score} van de 100 punten.",
    "high": "De samenwerking past goed: {score} van de 100 punten.",
}
SPENT = "Je besteedt {hours} uur per jaar aan deze klant; een uur levert {rate} op. "
MONEY = {
    "good": SPENT + "Daarmee haal je de {target} die je wilt verdienen.",
    "thin": SPENT + "Dat dekt je kosten ({internal}), maar niet de {target} die je wilt verdienen.",
    "loss": SPENT + "Dat is minder dan een uur je kost: {internal}.",
}
SIDES = {"above": "boven", "below": "onder", "on": ""}
MORE = {"more": "meer", "less": "minder", "same": ""}
PRICES = {
    "small": "Voor {target} per uur moet je prijs {rise} omhoog: {shortage} per jaar.",
    "fair": "Voor {target} per uur moet je prijs {rise} omhoog: {shortage} per jaar. Begin met {thinkable}, en doe de rest bij de volgende opdracht.",
    "large": "Voor {target} per uur moet je prijs {rise} omhoog. Denkbaar is {thinkable}: {price_euros} per jaar. De rest haal je uit {price_hours} uur minder werk.",
    "unthinkable": "Deze klant betaalt nooit wat het werk kost: ook met {thinkable} erbij ({price_euros}) moet er {price_hours} uur per jaar af voor {target} per uur.",
}
NO_HOURS_PAY = "Deze klant betaalt nooit wat het werk kost: ook met {thinkable} erbij dekt de omzet de kosten niet."


def score(judged: Judged) -> Amount:
    """Return how well a client fits, told apart from the limits."""
    return points(judged.fit, *FIT_LIMITS)


def rate(judged: Judged) -> Amount:
    """Return what an hour brings in, told apart from both rates it is measured by."""
    return hourly(judged.rate, judged.client.internal_rate, judged.client.target_rate)


def advice(kind: Kind) -> str:
    """Return what to do in a word or two."""
    return KINDS[kind]


def headline(found: Findings) -> str:
    """Say what to do, or what is to be answered first."""
    judged, kind = found.judged, found.verdict.kind
    if kind == "unjudged":
        return ASKED[judged.unanswered]
    if kind == "find_work" and judged.advice is not None:
        return WORK_FIRST[judged.advice]
    if kind == "talk" and found.verdict.work_first:
        return WORK_FIRST[kind]
    if kind == "keep" and judged.client.portion.dependent:
        return KEPT_AND_DEPENDENT
    if kind == "never_pays" and found.price.hours is None:
        return COSTS_ALONE if judged.client.revenue else NO_REVENUE
    return HEADLINES[kind]


def reasons(found: Findings) -> Iterator[str]:
    """Say why, what decides first."""
    judged, kind = found.judged, found.verdict.kind
    yield from _decisive(found)
    if judged.band is not None:
        yield FIT[judged.band]
    if kind != "misconduct":
        yield from _money(found)
    yield from _share(found)


def _decisive(found: Findings) -> Iterator[str]:
    """Say why it is not the advice of the table."""
    match found.verdict.kind:
        case "misconduct":
            yield "Bij wangedrag telt de rest niet mee. Jouw veiligheid en die van je mensen gaan voor."
        case "unjudged":
            yield "Kijk je alleen naar geld, dan is dit het beeld."
        case "no_hours":
            yield "Ook bellen, mailen en reizen kost tijd. Een schatting van je uren per jaar is genoeg."
        case "provisional":
            yield from _too_early(found)
        case "dependent":
            yield "Deze klant is {share_of_revenue} van je omzet. Valt die weg, dan raakt dat je hele bedrijf: daarom eerst afspraken, en nieuwe klanten erbij."
        case "talk":
            yield "Het scheelt weinig: gaat '{question}' van {old} naar {new}, dan wordt het '{turned}'."
    if found.verdict.work_first and found.verdict.kind in ("talk", "find_work"):
        yield from _work_first(found)


def _too_early(found: Findings) -> Iterator[str]:
    if "share" not in found.verdict.lacking:
        yield "Met deze antwoorden wijst het op '{leaning}'. Voor zo'n besluit zijn het er te weinig."
    elif found.large_part_of_a_year:
        yield "Met {hours} uur per jaar kan deze klant een groot deel van je omzet zijn. Dan raakt afscheid je hele bedrijf."
    else:
        yield "Met deze antwoorden wijst het op '{leaning}'. Maar is deze klant een groot deel van je omzet, dan raakt dat je hele bedrijf."


def _work_first(found: Findings) -> Iterator[str]:
    """Say what parting costs before it pays, or that there is much to fill."""
    if found.first_year_costs:
        yield "In het eerste jaar verdien je {first_gain} minder dan nu, {because}. Over twee jaar is dat gemiddeld {two_years} per jaar {two_years_more}."
    elif found.farewell.own.change == "less":
        yield "Vul je {refill} van de vrije uren, dan verdien je {gain} per jaar minder dan nu."
    else:
        yield "Deze klant is {share_of_revenue} van je omzet. Dat mis je niet zomaar: bouw het werk af terwijl er ander werk bij komt."


def _share(found: Findings) -> Iterator[str]:
    """Say what is known of the share in the turnover, where that was not said yet."""
    portion, kind = found.judged.client.portion, found.verdict.kind
    if portion.near_the_limit and kind != "misconduct":
        yield "De grens van {dependent_share} is een vuistregel: net daaronder zou je ook eerst ander werk zoeken."
    elif portion.dependent and kind != "dependent":
        yield "Deze klant is {share_of_revenue} van je omzet. Zorg dat je ook zonder deze klant verder kunt."
    elif portion.known and portion.sizeable and kind in ("find_work", "talk"):
        if portion.exact:
            yield "Vanaf {dependent_share} van je omzet is het advies: eerst afspraken maken (een vuistregel)."
        else:
            yield "Zit deze klant dicht bij {dependent_share} van je omzet, maak dan eerst afspraken."
    elif not portion.known and kind in ("raise_price", "part_price", "never_pays", "repair"):
        yield "Je vulde niet in hoeveel van je omzet deze klant is. Is het veel, zoek er dan eerst nieuwe klanten bij."


def _money(found: Findings) -> Iterator[str]:
    judged = found.judged
    if judged.rate is not None:
        yield MONEY[judged.money]
    elif judged.contribution < 0:
        yield "Je vulde geen uren in. De kosten zijn {contribution} per jaar hoger dan de omzet."
    else:
        yield "Je vulde geen uren in. Er blijft {contribution} per jaar over, nog zonder je uren."
    if found.short and judged.hours:
        if judged.price_rise is None:
            yield "Voor {target} per uur is {shortage} per jaar meer nodig; nu is er geen omzet."
        else:
            yield NO_HOURS_PAY if found.price.hours is None else PRICES[found.rise]


def figures(found: Findings) -> tuple[Figure, ...]:
    """Return the six numbers that sum it up."""
    return (
        Figure("Past bij je", score(found.judged)),
        Figure("Opbrengst per uur", rate(found.judged)),
        Figure("Nodige prijsverhoging", _rise(found)),
        Figure("Vrije uren per jaar", hours(found.judged.hours)),
        Figure("Zoveel vul je minstens", Amount(found.farewell.break_even, Unit.FRACTION)),
        Figure("Verschil per jaar", euros(found.yearly.euros, signed=True)),
    )


def _rise(found: Findings) -> Value:
    """Return the rise that is needed; one that no client pays is no number to plan with."""
    if found.judged.rate is not None and found.short and found.rise == "unthinkable":
        return "meer dan 50%"
    return Amount(found.judged.price_rise, Unit.FRACTION)


def handovers(found: Findings) -> Iterator[Handover]:
    """Return the rates as grades to the PWW-score, and the hours to the customer value."""
    if found.grades:
        yield Handover(
            say(
                "Neem de opbrengst per uur van deze {count} klanten mee naar de PWW-score, als cijfer voor Winstgevendheid. Namen gaan niet mee; de andere twee cijfers geef je zelf.",
                count=Amount(len(found.grades)),
            ),
            "pww-score",
            tuple((f"segments[{index}].profitability", one_decimal(each)) for index, each in enumerate(found.grades)),
        )
    client = found.judged.client
    yield Handover(
        say("Neem de uren van deze klant en wat een uur kost mee naar klantwaarde. De rest vul je daar zelf in."),
        "klantwaarde",
        (
            ("hours", Amount(client.time.all, Unit.HOURS, decimals=2)),
            ("internal_rate", Amount(client.internal_rate, Unit.EURO_PER_HOUR, decimals=2)),
        ),
    )


def values(found: Findings) -> dict[str, Value]:
    """Return what fills the places in the sentences; places of what was not found are left out."""
    judged, client, farewell = found.judged, found.judged.client, found.farewell
    low, mid, high = found.advices
    because = "door de kosten en de aanlooptijd" if farewell.parting.exit_cost else "door de aanlooptijd"
    return {
        "score": score(judged),
        "rate": rate(judged),
        "hours": hours(judged.hours),
        "unbilled": hours(client.time.unbilled),
        "unbilled_worth": euros(found.unbilled_worth),
        "internal": hourly_as_typed(client.internal_rate),
        "target": hourly_as_typed(client.target_rate),
        "contribution": euros(abs(judged.contribution)),
        "net": euros(abs(judged.net)),
        "shortage": euros(found.shortage),
        "rise": share_or_more(judged.price_rise or 0.0),
        "share_of_revenue": _portion(client.portion),
        "dependent_share": Share(DEPENDENT_SHARE),
        "leaning": LABELS[judged.advice] if judged.advice else "",
        "lacking": Names(_lacking(found)),
        "first_rise": Share(min(judged.price_rise or 0.0, found.price.rise)),
        "thinkable": Share(found.price.rise),
        "price_euros": euros(found.price.euros),
        "price_hours": hours(found.price.hours),
        "two_years": euros(abs(found.two_years.euros)),
        "two_years_more": f"{MORE[found.two_years.change]} dan nu" if MORE[found.two_years.change] else "verschil",
        "own_work": hours(found.work),
        "worst": Names(found.worst),
        "keeping_score": Amount(FIT_LIMITS[0]),
        "if_low": LABELS[low],
        "if_mid": LABELS[mid],
        "if_high": LABELS[high],
        "aim": hourly_as_typed(found.aim),
        "floor": hourly_as_typed(found.floor),
        "many": Amount(found.turning_questions),
        "refill": Share(farewell.parting.refill),
        "gain": euros(abs(farewell.own.euros)),
        "more": MORE[farewell.own.change],
        "first_gain": euros(abs(farewell.own_first_year.euros)),
        "first_more": MORE[farewell.own_first_year.change],
        "because": because if farewell.parting.lag_months else "door de kosten van het afscheid",
        "full": euros(abs(farewell.full.euros)),
        "empty": euros(abs(farewell.empty.euros)),
        "break_even": Share(farewell.break_even or 0.0),
        "needed": Share(farewell.needed or 0.0),
        "work": hours(farewell.work or 0.0),
        **_where_found(found),
    }


def _lacking(found: Findings) -> tuple[str, ...]:
    lacking = found.verdict.lacking
    if {"symptoms", "signs"} <= set(lacking):
        both = "meer vragen over wat deze klant je kost en geeft"
        return (LACKING["share"], both) if "share" in lacking else (both,)
    return tuple(LACKING[each] for each in lacking)


def _portion(portion: Portion) -> Value:
    """Write the share of a client in the turnover as exactly as it is known."""
    if portion.exact:
        return Share(portion.low)
    return "meer dan 30%" if portion.dependent else "10 tot 30%"


def _where_found(found: Findings) -> dict[str, Value]:
    client, filled = found.judged.client, dict[str, Value]()
    limits = client.internal_rate, client.target_rate
    if (near := found.fit_distance) is not None:
        filled |= {"fit_distance": distance(near.by), "fit_side": SIDES[near.side]}
        filled["fit_limit"] = Amount(near.limit)
    if (near := found.rate_distance) is not None:
        filled |= {"rate_distance": hourly(near.by), "rate_side": SIDES[near.side]}
        filled["rate_limit"] = hourly_as_typed(near.limit)
    if found.verdict.turns:
        question, old, new, turned = found.verdict.turns[0]
        filled |= {"question": question, "turned": LABELS[turned]}
        filled |= {"old": Amount(old, decimals=2), "new": Amount(new, decimals=2)}
    if (asked := found.open_questions) is not None:
        filled |= {"open": Count(asked.number, "vraag", "vragen")}
        filled |= {"low": points(asked.low, *FIT_LIMITS), "high": points(asked.high, *FIT_LIMITS)}
    if (doubt := found.doubt) is not None:
        filled["doubt"] = Amount(doubt.by, Unit.FRACTION)
        filled |= {"low_rate": hourly(doubt.low, *limits), "high_rate": hourly(doubt.high, *limits)}
        filled["other"] = LABELS[doubt.other] if doubt.other else ""
    if found.route:
        filled |= {"lack": euros(found.route.euros), "cut": hours(found.route.hours or 0.0)}
    if found.room:
        filled |= {"extra": hours(found.room.hours), "room": euros(found.room.euros)}
    if (sums := found.portfolio) is not None:
        before, after = sums["rate_before"] or 0.0, sums["rate_after"] or 0.0
        filled |= {"rate_before": hourly(before, after), "rate_after": hourly(after, before)}
        filled["undecided"] = Names(found.undecided)
        if found.large:
            filled |= {"large": found.large.name, "large_share": Share(found.large.portion.low)}
        filled |= {"rate_of_all": hourly(before), "clients": Amount(len(found.everyone))}
        filled |= {"leaving": Names(found.leaving), "freed": hours(sums["released_hours"])}
        filled |= {"lost": euros(abs(sums["lost_contribution"])), "freed_share": Share(sums["break_even"] or 0.0)}
    return filled
