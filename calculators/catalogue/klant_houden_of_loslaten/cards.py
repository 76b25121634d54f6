"""The blocks beside the answer about a client: how sure, what would change it, what it is worth, all clients together."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue.klant_houden_of_loslaten.findings import Findings

LEFT = {"more": "{empty} meer over.", "less": "{empty} minder over.", "same": "evenveel over."}
FREED = "Neem je afscheid, dan komt er {hours} uur vrij. "
TURNING_POINTS = {
    "no_hours": "Bij afscheid komen er geen uren vrij: je houdt per jaar ",
    "no_difference": "Lege uren kosten je niets meer. Na een afscheid houd je per jaar ",
    "always": FREED + "Ook als je daar niets van vult, houd je per jaar ",
    "never": FREED + "Zelfs als je dat helemaal vult met werk van {target} per uur, verdien je {full} per jaar minder.",
    "when_full": FREED + "Vul je dat helemaal met werk van {target} per uur, dan verdien je evenveel als nu.",
    "hardly_any": FREED + "Zodra je er een paar uur van vult met werk van {target} per uur, verdien je meer.",
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
    "hardly_any": (
        "In het eerste jaar zijn een paar uur werk al genoeg. Bij {refill} verdien je dat jaar {first_gain} {first_more}.",
        "In het eerste jaar zijn een paar uur werk al genoeg. Bij {refill} kom je dat jaar precies uit.",
    ),
    "within_reach": (
        "In het eerste jaar is {needed} nodig, {because}. Bij {refill} verdien je dat jaar {first_gain} {first_more}.",
        "In het eerste jaar is {needed} nodig, {because}. Bij {refill} kom je dat jaar precies uit.",
    ),
}


def certainty(found: Findings) -> Iterator[str]:
    """Say how near the limits it is, which answers turn it, and what is not known."""
    judged, kind = found.judged, found.verdict.kind
    if kind == "unjudged":
        yield "Nog niet: pas met een antwoord op beide soorten vragen is er een advies."
    if kind == "provisional":
        yield "Nog niet: dit is wat er tot nu toe uit komt."
    if kind == "misconduct":
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
    if judged.advice is not None and judged.hours:
        yield from _turning_answers(found)
    yield from _hours(found)


def _hours(found: Findings) -> Iterator[str]:
    """Say what it is worth that hours are guessed."""
    judged = found.judged
    if judged.rate is not None and judged.client.time.split and not found.doubt:
        yield "Je vulde geen onbetaalde uren in. Kost deze klant toch bel- of mailtijd, dan levert een uur minder op."
    elif found.doubt:
        whose = "uren" if found.doubt.all_hours else "onbetaalde uren"
        doubt = f"Zitten je {whose} er {{doubt}} naast, dan levert een uur {{low_rate}} tot {{high_rate}} op."
        other = "Het advies kan dan '{other}' worden." if found.doubt.other else "Aan het advies verandert dat niets."
        yield doubt if judged.advice is None else f"{doubt} {other}"


def _turning_answers(found: Findings) -> Iterator[str]:
    asked = found.open_questions
    if not found.verdict.turns and (asked is None or asked.sure):
        yield "Geen enkel antwoord dat één stap lager of hoger uitvalt, verandert het advies."
    elif found.turning_questions == 1:
        yield "Eén antwoord kan het advies veranderen. Gaat '{question}' van {old} naar {new}, dan wordt het '{turned}'."
    elif found.verdict.turns:
        yield "Elk van {many} antwoorden kan het advies veranderen. Gaat '{question}' van {old} naar {new}, dan wordt het '{turned}'."
    if asked:
        result = "blijft dan gelijk" if asked.sure else "kan dan anders worden"
        yield f"Je liet {{open}} open. Daarmee kan de score nog tussen {{low}} en {{high}} uitkomen; het advies {result}."


def change(found: Findings) -> Iterator[str]:
    """Say what would change the advice."""
    judged, kind = found.judged, found.verdict.kind
    if kind == "misconduct":
        yield "Geen prijs en geen antwoord: bij wangedrag blijft het advies afscheid nemen."
        return
    if kind == "provisional":
        yield "Met een antwoord op {lacking} staat hier een besluit."
    if not judged.hours:
        yield "Zodra deze klant je uren gaat kosten, telt ook wat een uur oplevert. Vul ze dan in."
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
        if found.route.price_alone:
            yield "{aim} per uur haal je met {lack} meer per jaar, of met {cut} uur minder voor hetzelfde geld."
        else:
            yield "{aim} per uur haal je met {cut} uur minder voor hetzelfde geld. De prijs alleen kan dat niet goedmaken."
        if found.route.within_unbilled:
            yield "Zoek die uren eerst in het werk dat je niet factureert ({unbilled} uur)."
        elif found.judged.client.time.unbilled:
            yield "Alleen stoppen met onbetaald werk ({unbilled} uur) is daarvoor niet genoeg."


def _end_of_keeping(found: Findings) -> Iterator[str]:
    """Say how far the money may fall before the advice is no longer to keep."""
    if not found.floor:
        yield "Zolang de omzet de kosten dekt en de samenwerking goed blijft, blijft het advies 'houden'."
    else:
        yield "Het advies blijft 'houden' zolang een uur minstens {floor} oplevert."
        if found.room and found.room.whole_revenue:
            yield "Er is ruimte voor {extra} uur per jaar extra werk zonder factuur. Ook zonder omzet levert deze klant genoeg op, door de aanbevelingen."
        elif found.room:
            yield "Er is ruimte voor {extra} uur per jaar extra werk zonder factuur, of voor {room} minder omzet."
        else:
            yield "Er is dus geen ruimte voor extra uren of een lagere prijs."


def worth(found: Findings) -> Iterator[str]:
    """Say what acting on the advice brings, and what parting would."""
    judged, kind = found.judged, found.verdict.kind
    if kind == "no_hours":
        yield "Zonder uren is niet te zeggen wat deze klant je oplevert."
        return
    if kind == "keep":
        if judged.net >= 0:
            yield "Als je uren betaald zijn, houd je aan deze klant {net} per jaar over."
        else:
            yield "Als je uren betaald zijn, leg je op deze klant {net} per jaar toe."
    elif kind == "raise_price":
        yield "Een prijs die {target} per uur oplevert, is {shortage} per jaar waard."
    elif kind in ("part_price", "never_pays") and found.price.hours is not None:
        yield "Met {thinkable} erbij verdien je {price_euros} per jaar meer. {price_hours} uur minder werk levert iets op zodra je die uren anders kunt gebruiken."
    elif judged.advice == "repair" and judged.client.time.unbilled:
        yield "Maak je van {unbilled} onbetaalde uren betaald werk, dan is dat {unbilled_worth} per jaar waard."
    if not judged.client.portion.dependent or kind == "misconduct":
        yield from _after_parting(found)


def _after_parting(found: Findings) -> Iterator[str]:
    """Say what it brings when the hours come free; of a client that the business hangs on nothing is said."""
    farewell = found.farewell
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
    if found.first_year_costs:
        yield "Over de eerste twee jaar samen is het gemiddeld {two_years} per jaar {two_years_more}."


def together(found: Findings) -> Iterator[str]:
    """Say what happens when all clients go that the advice parts with; nothing about one client alone."""
    sums = found.portfolio
    if sums is None:
        return
    if found.large:
        least = "" if found.large.portion.exact else "minstens "
        yield f"{{large}} is {least}{{large_share}} van je omzet: maak daar eerst afspraken, en zoek er nieuwe klanten bij."
    if found.undecided:
        yield "Over {undecided} is nog geen besluit: vul daarvoor je totale omzet in."
    if not found.leaving:
        yield "Bij geen van deze {clients} klanten is het advies nu al afscheid nemen of overdragen."
        if sums["rate_before"] is not None:
            yield "Samen leveren ze {rate_of_all} per uur op."
        return
    costs = "kost" if sums["lost_contribution"] >= 0 else "scheelt"
    yield f"Afscheid nemen of overdragen is het advies bij {{leaving}}. Dat maakt {{freed}} uur vrij en {costs} {{lost}} per jaar."
    if len(found.leaving) > 1 and sums["verdict"] == "depends":
        yield "Vul je {freed_share} van die uren met werk van {target} per uur, dan mis je niets."
    if sums["rate_before"] is not None and sums["rate_after"] is not None:
        yield "Een uur voor wie blijft, levert gemiddeld {rate_after} op. Met alle klanten samen is dat {rate_before}."
