"""What to do about a list of customers, first things first, with what it brings."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue.klantenlijst.findings import Findings
from calculators.catalogue.klantenlijst.losses import Repair
from calculators.catalogue.klantenlijst.naming import named
from calculators.model.amounts import euros, hourly_as_typed, hours, rough_percent, share
from calculators.model.answer import FirstStep, Names, Sentence, Value, say


def todo(found: Findings) -> Iterator[FirstStep]:
    """Say what to do."""
    losses = found.losses
    if not found.book.size:
        yield FirstStep(say("Vul bij elke klant de omzet van een jaar in."))
    elif found.all_lose and len(found.book.customers) > 1:
        yield FirstStep(_everyone(found), urgent=True)
    # Without the hours of most of the revenue the worst of the others may not matter at all.
    blind = found.asked_first and (found.book.basis == "hours" or losses.repair is None)
    if blind:
        yield FirstStep(_asking(found, first=True))
    if losses.repair is not None:
        yield _repairing(found, losses.repair)
    if found.spread.dependent:
        yield FirstStep(_spreading(found), urgent=True)
    if found.asked and not blind:
        yield FirstStep(_asking(found, first=False))
    if found.book.basis == "hours" and found.whale.gaining and losses.repair is None:
        yield FirstStep(_calling(found))
    yield FirstStep(say("Vul de lijst over een half jaar opnieuw in."))


def _everyone(found: Findings) -> Sentence:
    if not found.book.rate or found.book.basis != "hours":
        return say("Verhoog eerst je prijzen: met nieuwe klanten tegen deze prijzen verlies je alleen meer.")
    check = "Kijk eerst of {rate} per uur klopt. Zo ja: verhoog je prijzen of besteed minder uren, vóór je nieuwe klanten zoekt."
    return say(check, rate=hourly_as_typed(found.book.rate))


def _asking(found: Findings, *, first: bool) -> Sentence:
    names = Names(found.asked)
    if found.book.basis == "revenue":
        return say("Schat eerst de kosten en de uren van {names}: daar zit de meeste omzet.", names=names)
    if first:
        return say("Schat eerst de uren van {names}: daar zit de meeste omzet.", names=names)
    return say("Schat ook de uren van {names}.", names=names)


def _spreading(found: Findings) -> Sentence:
    dependent = found.spread.dependent
    if len(found.book.customers) == 1:
        return say("Zoek een tweede klant, terwijl deze er nog is: nu hangt je hele omzet van één klant af.")
    smaller = "een kleiner deel wordt" if len(dependent) == 1 else "een kleiner deel worden"
    part = share(found.spread.dependent_share)
    return say(
        f"Zoek nieuwe klanten, zodat {{client}} ({{share}} van je omzet) {smaller}.",
        client=named(dependent),
        share=part,
    )


def _calling(found: Findings) -> Sentence:
    if found.all_equal:
        return say("Vraag een klant voor wie je graag werkt wat er nog beter kan.")
    return say("Vraag {client} wat er nog beter kan: daar verdien je het meest aan.", client=named(found.best))


def _repairing(found: Findings, repair: Repair) -> FirstStep:
    template = {
        "price": "Vraag {client} {rise} meer",
        "both": "Vraag {client} {rise} meer en doe het werk in {fewer} uur minder: alleen een hogere prijs is hier te veel gevraagd.",
        "hours": "Breng het werk voor {client} terug van {now} naar {left} uur: met de prijs alleen kom je er niet.",
        "cost_price": "{client} betaalt veel minder dan je kosten. Spreek een prijs af die de kosten dekt, vóór je weer levert.",
        "unpaid": "{client} betaalde niets en kostte je {loss}. Spreek af wat het werk kost, vóór je verdergaat.",
    }[repair.way]
    if repair.way == "price" and repair.fewer is not None:
        template += ", of doe het werk in {fewer} uur minder. Dan leg je er niets meer op toe."
    elif repair.way == "price":
        template += (
            ": dan zijn de kosten gedekt." if found.book.basis == "costs" else ": dan leg je er niets meer op toe."
        )
    values: dict[str, Value] = {
        "client": repair.customer.label,
        "rise": rough_percent(repair.rise),
        "fewer": hours(repair.fewer),
        "now": hours(repair.customer.hours),
        "left": hours(repair.left),
        "loss": euros(repair.loss),
    }
    return FirstStep(say(template, **values), repair.middle, low=repair.low, high=repair.high)
