"""The answer about a client in sentences; ``values`` says what fills their places."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue.klant_houden_of_loslaten.client import Judged
from calculators.catalogue.klant_houden_of_loslaten.findings import FIT_LIMITS, LABELS, UNBILLED_DOUBT, Findings
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

HEADLINES = {
    "keep": "Houd deze klant.",
    "repair": "Maak afspraken met deze klant.",
    "raise_price": "Verhoog de prijs voor deze klant.",
    "hand_over": "Draag deze klant over.",
    "fire": "Neem afscheid van deze klant.",
    "signs": "Beantwoord nog één vraag over wat goed gaat.",
    "symptoms": "Beantwoord nog één vraag over wat je energie kost.",
    "both": "Beantwoord nog één vraag over wat je energie kost en één over wat goed gaat.",
}
FIT = {
    "low": "De samenwerking past nu niet goed bij je: {score} van de 100 punten.",
    "mid": "De samenwerking past redelijk bij je: {score} van de 100 punten.",
    "high": "De samenwerking past goed bij je: {score} van de 100 punten.",
}
SPENT = "Je besteedt {hours} uur per jaar aan deze klant; een uur levert {rate} op. "
MONEY = {
    "good": SPENT + "Daarmee haal je de {target} die je wilt verdienen.",
    "thin": SPENT + "Dat dekt je kosten ({internal}), maar niet de {target} die je wilt verdienen.",
    "loss": SPENT + "Dat is minder dan een uur je kost: {internal}.",
}
SIDES = {"above": "boven", "below": "onder", "on": ""}
MORE = {"more": "meer", "less": "minder", "same": ""}
LEFT = {"more": "{empty} meer over.", "less": "{empty} minder over.", "same": "evenveel over."}
FREED = "Neem je afscheid, dan komt er {hours} uur vrij. "
TURNING_POINTS = {
    "no_hours": "Bij afscheid komen er geen uren vrij: je houdt per jaar ",
    "no_difference": "Lege uren kosten je niets meer. Na een afscheid houd je per jaar ",
    "always": FREED + "Ook als je daar niets van vult, houd je per jaar ",
    "never": FREED + "Zelfs als je dat helemaal vult met werk van {target} per uur, verdien je {full} per jaar minder.",
    "when_full": FREED + "Vul je dat helemaal met werk van {target} per uur, dan verdien je evenveel als nu.",
    "depends": FREED + "Zodra je {break_even} daarvan vult met werk van {target} per uur, verdien je meer.",
}
# With a gain that differs from now, and with one that is the same.
NOTHING_FILLED = "In het eerste jaar vul je door de aanlooptijd nog niets. Dat jaar verdien je "
FIRST_YEARS = {
    "nothing_filled": (NOTHING_FILLED + "{first_gain} {first_more} dan nu.", NOTHING_FILLED + "evenveel als nu."),
    "out_of_reach": (
        "Het eerste jaar kost meer dan het oplevert, ook als je alles vult. Bij {refill} verdien je dat jaar {first_gain} {first_more}.",
        "Het eerste jaar kost meer dan het oplevert, ook als je bijna alles vult.",
    ),
    "within_reach": (
        "In het eerste jaar is {needed} nodig, {because}. Bij {refill} verdien je dat jaar {first_gain} {first_more}.",
        "In het eerste jaar is {needed} nodig, {because}. Bij {refill} kom je dat jaar precies uit.",
    ),
}


def score(judged: Judged) -> Amount:
    """Return how well a client fits, told apart from the limits."""
    return points(judged.fit, *FIT_LIMITS)


def rate(judged: Judged) -> Amount:
    """Return what an hour brings in, told apart from both rates it is measured by."""
    return hourly(judged.rate, judged.client.internal_rate, judged.client.target_rate)


def advice(judged: Judged) -> str:
    """Return the advice in a word or two."""
    return "nog niet beoordeeld" if judged.advice is None else LABELS[judged.advice]


def headline(found: Findings) -> str:
    """Say the advice, or which question is to be answered first."""
    return HEADLINES[found.judged.advice or found.judged.unanswered]


def reasons(found: Findings) -> Iterator[str]:
    """Say why."""
    judged, misconduct = found.judged, found.judged.client.misconduct
    if misconduct:
        yield "Bij wangedrag telt de rest niet mee. Jouw veiligheid en die van je mensen gaan voor."
    if judged.advice is None:
        yield "Kijk je alleen naar geld, dan is dit het beeld."
    if judged.band is not None:
        yield FIT[judged.band]
    yield from _money(found)
    if judged.dependency and found.dependency_decides:
        yield "Deze klant is {share_of_revenue} van je omzet. Valt die weg, dan raakt dat je hele bedrijf: daarom eerst afspraken, en nieuwe klanten erbij."
    elif judged.dependency:
        yield "Deze klant is {share_of_revenue} van je omzet. Zorg dat je ook zonder deze klant verder kunt."
    if found.parting and not misconduct:
        if found.farewell.own.change == "less":
            yield "Zoek eerst ander werk: vul je {refill} van de vrije uren, dan verdien je {gain} per jaar minder dan nu."
        if found.turns:
            yield "Het scheelt weinig: voer eerst een open gesprek, en beslis dan pas."


def _money(found: Findings) -> Iterator[str]:
    judged = found.judged
    if judged.rate is not None:
        yield MONEY[judged.money]
    elif judged.contribution < 0:
        yield "Je vulde geen uren in. De kosten zijn {contribution} per jaar hoger dan de omzet."
    else:
        yield "Je vulde geen uren in. Er blijft {contribution} per jaar over."
    if found.short and not judged.client.misconduct:
        if judged.price_rise is None:
            yield "Voor {target} per uur is {shortage} per jaar meer nodig; nu is er geen omzet."
        else:
            yield "Voor {target} per uur moet je prijs {rise} omhoog: {shortage} per jaar."


def certainty(found: Findings) -> Iterator[str]:
    """Say how near the limits it is, which answers turn it, and what is not known."""
    judged = found.judged
    if judged.advice is None:
        yield "Nog niet: pas met een antwoord op beide soorten vragen is er een advies."
    if judged.client.misconduct:
        yield "Het advies hangt niet af van de score of het geld: wangedrag geeft de doorslag."
        return
    if found.fit_distance and found.fit_distance.side == "on":
        yield "De score ligt precies op de grens van {fit_limit}."
    elif found.fit_distance:
        yield "De score ligt {fit_distance} {fit_side} de grens van {fit_limit}."
    if found.rate_distance and found.rate_distance.side == "on":
        yield "De opbrengst per uur ligt precies op je grens van {rate_limit}."
    elif found.rate_distance:
        yield "De opbrengst per uur ligt {rate_distance} {rate_side} je grens van {rate_limit}."
    if judged.advice is not None:
        yield from _turning_answers(found)
    if judged.rate is not None and not found.doubt:
        yield "Je vulde geen onbetaalde uren in. Kost deze klant toch bel- of mailtijd, dan levert een uur minder op."
    elif found.doubt:
        doubt = "Zitten je onbetaalde uren er {doubt} naast, dan levert een uur {low_rate} tot {high_rate} op."
        other = "Het advies kan dan '{other}' worden." if found.doubt.other else "Aan het advies verandert dat niets."
        yield doubt if judged.advice is None else f"{doubt} {other}"


def _turning_answers(found: Findings) -> Iterator[str]:
    if not found.turns:
        yield "Geen enkel antwoord dat één stap lager of hoger uitvalt, verandert het advies."
    elif found.turning_questions == 1:
        yield "Eén antwoord kan het advies veranderen. Gaat '{question}' van {old} naar {new}, dan wordt het '{turned}'."
    else:
        yield "Elk van {many} antwoorden kan het advies veranderen. Gaat '{question}' van {old} naar {new}, dan wordt het '{turned}'."
    if found.open_questions:
        result = "blijft dan gelijk" if found.open_questions.sure else "kan dan anders worden"
        yield f"Je liet {{open}} open. Daarmee kan de score nog tussen {{low}} en {{high}} uitkomen; het advies {result}."


def change(found: Findings) -> Iterator[str]:
    """Say what would change the advice."""
    judged = found.judged
    if judged.client.misconduct:
        yield "Geen prijs en geen antwoord: bij wangedrag blijft het advies afscheid nemen."
        return
    if judged.advice == "keep":
        yield from _end_of_keeping(found)
        return
    if judged.fit is None:
        yield "Het hangt af van hoe jullie samenwerken. Past dat niet, dan is het advies '{if_low}'. Past het redelijk: '{if_mid}'. Past het goed: '{if_high}'."
    elif found.keeping_rate is not None:
        yield "Het advies wordt 'houden' zodra een uur minstens {aim} oplevert."
    elif found.short:
        yield "Meer geld alleen is niet genoeg. Voor 'houden' zijn minstens {keeping_score} punten nodig (nu {score}) én minstens {target} per uur."
    else:
        yield "Het advies wordt 'houden' vanaf een score van {keeping_score} punten. Nu zijn het er {score}."
        yield (
            "De meeste punten win je bij {worst}." if found.worst else "Kijk welke goede tekenen er nog kunnen groeien."
        )
        return
    yield from _route(found)


def _route(found: Findings) -> Iterator[str]:
    """Say how to get to a rate: by price, or by hours."""
    if found.route and found.route.hours is None:
        yield "Daarvoor is {lack} per jaar meer nodig. Met minder uren alleen kom je er niet."
    elif found.route:
        yield "{aim} per uur haal je met {lack} meer per jaar, of met {cut} uur minder voor hetzelfde geld."
        if found.route.within_unbilled:
            yield "Zoek die uren eerst in het werk dat je niet factureert ({unbilled} uur)."
        elif found.judged.client.hours_unbilled:
            yield "Alleen stoppen met onbetaald werk ({unbilled} uur) is daarvoor niet genoeg."


def _end_of_keeping(found: Findings) -> Iterator[str]:
    """Say how far the money may fall before the advice is no longer to keep."""
    if found.judged.rate is None:
        yield "Zodra deze klant je uren gaat kosten, telt ook wat een uur oplevert. Vul ze dan in."
    elif not found.floor:
        yield "Zolang de omzet de kosten dekt en de samenwerking goed blijft, blijft het advies 'houden'."
    else:
        yield "Het advies blijft 'houden' zolang een uur minstens {floor} oplevert."
        if found.room:
            yield "Er is ruimte voor {extra} uur per jaar extra werk zonder factuur, of voor {room} minder omzet."
        else:
            yield "Er is dus geen ruimte voor extra uren of een lagere prijs."


def worth(found: Findings) -> Iterator[str]:
    """Say what acting on the advice brings, and what parting would."""
    judged, farewell = found.judged, found.farewell
    if judged.advice == "keep" and judged.hours:
        if judged.net >= 0:
            yield "Als je uren betaald zijn, houd je aan deze klant {net} per jaar over."
        else:
            yield "Als je uren betaald zijn, leg je op deze klant {net} per jaar toe."
    elif judged.advice == "raise_price":
        yield "Een prijs die {target} per uur oplevert, is {shortage} per jaar waard."
    elif judged.advice == "repair" and judged.client.hours_unbilled:
        yield "Maak je van {unbilled} onbetaalde uren betaald werk, dan is dat {unbilled_worth} per jaar waard."
    template = TURNING_POINTS[farewell.turning_point]
    yield template if template.endswith(".") else template + LEFT[farewell.empty.change]
    if farewell.turning_point in {"no_hours", "no_difference"}:
        return
    if farewell.own.change == "same":
        yield "Vul je {refill}, dan verdien je evenveel als nu."
    else:
        yield "Vul je {refill}, dan verdien je {gain} per jaar {more} dan nu."
    if farewell.has_start:
        different, same = FIRST_YEARS[farewell.first_year]
        yield same if farewell.own_first_year.change == "same" else different


def together(found: Findings) -> Iterator[str]:
    """Say what happens when all clients go that the advice parts with; nothing about one client alone."""
    sums = found.portfolio
    if sums is None:
        return
    if not found.leaving:
        yield "Bij geen van deze {clients} klanten is het advies afscheid nemen of overdragen."
        if sums["rate_before"] is not None:
            yield "Samen leveren ze {rate_of_all} per uur op."
        return
    costs = "kost" if sums["lost_contribution"] >= 0 else "scheelt"
    yield f"Afscheid nemen of overdragen is het advies bij {{leaving}}. Dat maakt {{freed}} uur vrij en {costs} {{lost}} per jaar."
    if len(found.leaving) > 1 and sums["verdict"] == "depends":
        yield "Vul je {freed_share} van die uren met werk van {target} per uur, dan mis je niets."
    if sums["rate_before"] is not None and sums["rate_after"] is not None:
        yield "Een uur voor wie blijft, levert gemiddeld {rate_after} op. Met alle klanten samen is dat {rate_before}."


def figures(found: Findings) -> tuple[Figure, ...]:
    """Return the six numbers that sum it up."""
    return (
        Figure("Past bij je", score(found.judged)),
        Figure("Opbrengst per uur", rate(found.judged)),
        Figure("Nodige prijsverhoging", Amount(found.judged.price_rise, Unit.FRACTION)),
        Figure("Vrije uren per jaar", hours(found.judged.hours)),
        Figure("Zoveel vul je minstens", Amount(found.farewell.break_even, Unit.FRACTION)),
        Figure("Verschil per jaar", euros(found.farewell.own.euros, signed=True)),
    )


def handovers(found: Findings) -> Iterator[Handover]:
    """Return the rates as grades to the PWW-score, where they differ, and the hours to the customer value."""
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
            ("hours_billed", Amount(client.hours_billed, Unit.HOURS, decimals=2)),
            ("hours_unbilled", Amount(client.hours_unbilled, Unit.HOURS, decimals=2)),
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
        "unbilled": hours(client.hours_unbilled),
        "unbilled_worth": euros(found.unbilled_worth),
        "internal": hourly_as_typed(client.internal_rate),
        "target": hourly_as_typed(client.target_rate),
        "contribution": euros(abs(judged.contribution)),
        "net": euros(abs(judged.net)),
        "shortage": euros(found.shortage),
        "rise": share_or_more(judged.price_rise or 0.0),
        "share_of_revenue": Share(found.share_of_revenue),
        "worst": Names(found.worst),
        "keeping_score": Amount(FIT_LIMITS[0]),
        "if_low": LABELS[low],
        "if_mid": LABELS[mid],
        "if_high": LABELS[high],
        "aim": hourly_as_typed(found.aim),
        "floor": hourly_as_typed(found.floor),
        "doubt": Amount(UNBILLED_DOUBT, Unit.FRACTION),
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


def _where_found(found: Findings) -> dict[str, Value]:
    client, filled = found.judged.client, dict[str, Value]()
    limits = client.internal_rate, client.target_rate
    if (near := found.fit_distance) is not None:
        filled |= {"fit_distance": distance(near.by), "fit_side": SIDES[near.side]}
        filled["fit_limit"] = Amount(near.limit)
    if (near := found.rate_distance) is not None:
        filled |= {"rate_distance": hourly(near.by), "rate_side": SIDES[near.side]}
        filled["rate_limit"] = hourly_as_typed(near.limit)
    if found.turns:
        question, old, new, turned = found.turns[0]
        filled |= {"question": question, "turned": LABELS[turned]}
        filled |= {"old": Amount(old, decimals=2), "new": Amount(new, decimals=2)}
    if (asked := found.open_questions) is not None:
        filled |= {"open": Count(asked.number, "vraag", "vragen")}
        filled |= {"low": points(asked.low, *FIT_LIMITS), "high": points(asked.high, *FIT_LIMITS)}
    if (doubt := found.doubt) is not None:
        filled |= {"low_rate": hourly(doubt.low, *limits), "high_rate": hourly(doubt.high, *limits)}
        filled["other"] = LABELS[doubt.other] if doubt.other else ""
    if found.route:
        filled |= {"lack": euros(found.route.euros), "cut": hours(found.route.hours or 0.0)}
    if found.room:
        filled |= {"extra": hours(found.room.hours), "room": euros(found.room.euros)}
    if (sums := found.portfolio) is not None:
        before, after = sums["rate_before"] or 0.0, sums["rate_after"] or 0.0
        filled |= {"rate_before": hourly(before, after), "rate_after": hourly(after, before)}
        filled |= {"rate_of_all": hourly(before), "clients": Amount(len(found.everyone))}
        filled |= {"leaving": Names(found.leaving), "freed": hours(sums["released_hours"])}
        filled |= {"lost": euros(abs(sums["lost_contribution"])), "freed_share": Share(sums["break_even"] or 0.0)}
    return filled
