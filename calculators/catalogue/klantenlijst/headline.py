"""The one sentence about a list of customers."""

from __future__ import annotations

from calculators.catalogue.klantenlijst.findings import Findings
from calculators.catalogue.klantenlijst.naming import named
from calculators.model.amounts import customers, euros, share
from calculators.model.answer import Amount, Count, Sentence, Value, say


def headline(found: Findings) -> Sentence:
    """Say who earns the money and who costs it or, with only revenue known, who brings it."""
    if found.book.basis == "revenue":
        return _headline_of_revenue(found)
    if len(found.book.customers) == 1 and found.book.size:
        return _headline_of_one(found)
    return _headline_of_hours(found) if found.book.basis == "hours" else _headline_of_costs(found)


def _headline_of_revenue(found: Findings) -> Sentence:
    spread = found.spread
    if spread.top_share is None:
        return say("Deze lijst bevat geen omzet.")
    if len(found.book.customers) == 1:
        return say("Al je omzet komt van één klant.")
    if spread.dependent:
        part = share(spread.dependent_share)
        return say("Van {client} hangt {share} van je omzet af.", client=named(spread.dependent), share=part)
    who = "De grootste 20% van je klanten brengt" if spread.has_top else "Je grootste klant brengt"
    return say(f"{who} {{share}} van je omzet.", share=share(spread.top_share))


def _headline_of_one(found: Findings) -> Sentence:
    result, before = found.whale.total, " vóór je eigen uren" if found.book.basis == "costs" else ""
    if found.losses.by_price:
        return say("Al je omzet komt van één klant, en die betaalt {loss} minder dan hij je kost.", loss=euros(-result))
    if found.losses.customers:
        lost = "Al je omzet komt van één klant, en je uren kosten {loss} meer dan er overblijft."
        return say(lost, loss=euros(-result))
    if found.whale.gaining:
        left = f"Al je omzet komt van één klant: je houdt er {{gain}} aan over{before}."
        return say(left, gain=euros(result))
    return say(f"Al je omzet komt van één klant, en je houdt er niets aan over{before}.")


def _headline_of_costs(found: Findings) -> Sentence:
    """Speak of what is left before the own hours: that is no profit."""
    losing = len(found.losses.customers)
    if not found.whale.gaining and not losing:
        return say("Je houdt vóór je eigen uren niets over aan deze klanten.")
    values = _amounts(found)
    if not found.whale.gaining:
        return say("Aan geen enkele klant houd je iets over: {losing} je {erosion}, nog vóór je eigen uren.", **values)
    one = found.whale.gaining == 1
    kept = f"Aan {{kept}} houd je {'' if one else 'samen '}{{gain}} over vóór je eigen uren"
    return say(f"{kept}; {{others}} je {{erosion}}." if losing else f"{kept}.", **values)


def _headline_of_hours(found: Findings) -> Sentence:
    """Speak of the whole list, or of those whose hours are known."""
    losing, values = len(found.losses.customers), _amounts(found)
    part = " ({share} van je omzet)" if found.known.share is not None else ""
    if not found.whale.gaining and not losing:
        whom = (
            "Je verdient niets aan de {known} met uren" if found.unknown.count else "Je verdient niets aan deze klanten"
        )
        return say(f"{whom}, en ze kosten je ook niets." if found.known.count > 1 else f"{whom}.", **values)
    if found.unknown.count:
        return _headline_of_some(found, part, values)
    if not found.whale.gaining:
        return say("Je verdient aan geen enkele klant: {losing} je {erosion}.", **values)
    if losing and found.whale.net == "gain":
        return say("{gaining} {gain} winst op; {others} je daarvan weer {erosion}.", **values)
    if losing:
        return say("{gaining} {gain} winst op, maar {others} je {erosion}.", **values)
    return say("Geen enkele klant kost je geld: {gaining} {gain} winst op.", **values)


def _headline_of_some(found: Findings, part: str, values: dict[str, Value]) -> Sentence:
    """Speak of the customers whose hours are known, and say how much of the list that is."""
    some, losing = f"Van de {{known}} met uren{part}", len(found.losses.customers)
    if not losing:
        return say(f"{some} houd je {{gain}} winst over.", **values)
    if not found.whale.gaining:
        return say(f"Aan de {{known}} met uren{part} verlies je {{erosion}}.", **values)
    one, several = "levert er {count} {gain} winst op", "leveren er {count} samen {gain} winst op"
    return say(f"{some} {one if found.whale.gaining == 1 else several}; {{losers}} je {{erosion}}.", **values)


def _amounts(found: Findings) -> dict[str, Value]:
    losing = len(found.losses.customers)
    return {
        "known": Count(found.known.count, "klant", "klanten"),
        "share": share(found.known.share),
        "count": Amount(found.whale.gaining),
        "kept": customers(found.whale.gaining),
        "gaining": Count(found.whale.gaining, "klant levert", "klanten leveren samen"),
        "gain": euros(found.whale.gain),
        "losing": Count(losing, "klant kost", "klanten kosten"),
        "losers": Count(losing, "kost", "kosten"),
        "others": Count(losing, "andere kost", "andere kosten"),
        "erosion": euros(found.losses.amount),
    }
