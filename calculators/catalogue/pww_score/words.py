"""The answer about customer groups in sentences; ``values`` says what fills their places."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue.pww_score.findings import Findings
from calculators.model.amounts import distance, one_decimal
from calculators.model.answer import Amount, Figure, Names, Share, Value
from calculators.model.quantities import Unit

HEADLINES = {
    "alone": "{name} krijgt {best} van de 30 punten.",
    "tie": "{names} staan samen bovenaan.",
    "winner": "Richt je marketing op {name}.",
}
FIRST_STEPS = {
    "tie": "Kies tussen {names}: zoek bij één cijfer beter bewijs.",
    "winner": "Schrijf je volgende bericht voor {name}.",
}
REASONS = {
    "alone": "Voeg een tweede klantgroep toe: pas dan valt er iets te kiezen.",
    "tie": "Elk {best} van de 30 punten. Kijk bij welke groep je het liefst nog een jaar langer werkt, of geef een vraag meer gewicht.",
    "winner": "{best} van de 30 punten, {margin} meer dan {second}.",
}
SURENESS = {
    "certain": "Hoe je de drie vragen ook weegt, {name} staat bovenaan.",
    "hardly_matters": "Het maakt weinig uit hoe je weegt: bij {share} van alle mogelijke wegingen staat {name} bovenaan.",
    "fairly_sure": "Redelijk zeker: bij {share} van alle mogelijke wegingen staat {name} bovenaan.",
    "depends": "Het hangt af van wat jij belangrijk vindt: bij {share} van alle mogelijke wegingen staat {name} bovenaan.",
}


def reasons(found: Findings) -> Iterator[str]:
    """Say why."""
    yield REASONS[found.outcome]
    if found.weighted:
        yield "Hierin telt jouw eigen weging van de drie vragen mee."
    if found.outcome == "winner":
        yield "Andere klanten blijven welkom: je kiest alleen waar je marketing over gaat."


def certainty(found: Findings) -> Iterator[str]:
    """Say in how many weightings the winner stands, and how a point off matters."""
    if found.outcome == "alone":
        yield "Met één klantgroep is er niets te vergelijken."
    elif found.outcome == "tie":
        yield "Niet zeker: de eerste plaats is gedeeld, één halve punt beslist."
    else:
        yield SURENESS[found.sureness]
        equally = " (met drie even zware vragen)" if found.weighted else ""
        yield f"Zit elk cijfer er hooguit één punt naast, dan is de kans {{chance}} dat {{name}} bovenaan staat{equally}."


def change(found: Findings) -> Iterator[str]:
    """Say which score or weight would turn it."""
    if found.outcome == "alone":
        yield "Een tweede klantgroep: dan zie je welk cijfer de doorslag geeft."
        return
    if found.outcome == "tie":
        yield "Elk cijfer dat je bij een van de winnaars verandert, geeft de doorslag."
        return
    if found.flip:
        yield "Eén cijfer moet minstens {change} schuiven voordat de eerste plaats gedeeld wordt. Bijvoorbeeld: {criterion} van {changed} van {old} naar {new}."
    else:
        yield "Geen enkel los cijfer kan de winnaar van zijn plaats krijgen."
    if found.weight_change is None:
        yield "Eén vraag zwaarder of lichter laten tellen verandert de winnaar niet."
    else:
        yield "Laat je één vraag {weight} van het geheel zwaarder of lichter tellen, dan kan de winnaar wisselen."


def worth(found: Findings) -> Iterator[str]:
    """Say whether the winner is also where most is earned."""
    yield "PWW telt punten, geen euro's. Van de drie vragen zegt Winstgevendheid het meest over geld."
    if found.outcome == "winner":
        if found.winners[0] in found.richest:
            yield "Daarop scoort {name} het hoogst: {most}."
        else:
            yield "Daarop scoort {name} {profit} en {richest} {most}: aan je winnaar verdien je dus niet het meest."
        yield "Reken het na: neem van één klant de omzet min de kosten, en deel die door je uren (excl. btw)."


def values(found: Findings) -> dict[str, Value]:
    """Return what fills the places in the sentences; places of what was not found are left out."""
    winner, flip = found.winners[0], found.flip
    filled: dict[str, Value] = {
        "name": winner.name,
        "names": Names(tuple(each.name for each in found.winners)),
        "best": one_decimal(winner.total),
        "margin": one_decimal(found.margin),
        "second": Names(tuple(each.name for each in found.runners_up)),
        "share": Share(winner.share),
        "chance": Share(winner.chance),
        "weight": Amount(found.weight_change, Unit.FRACTION),
        "profit": one_decimal(winner.scores[-1]),
        "richest": Names(tuple(each.name for each in found.richest)),
        "most": one_decimal(found.richest[0].scores[-1]),
    }
    if flip:
        filled |= {"change": distance(flip.change), "criterion": flip.criterion, "changed": flip.name}
        filled |= {"old": one_decimal(flip.old), "new": one_decimal(flip.new)}
    return filled


def figures(found: Findings) -> Iterator[Figure]:
    """Return the numbers that sum it up; with one group there is only its total."""
    yield Figure("Hoogste totaal", Amount(found.winners[0].total, Unit.POINTS, decimals=1))
    if found.margin is not None:
        yield Figure("Voorsprong", Amount(found.margin, Unit.POINTS, decimals=1))
        yield Figure("Deel van alle wegingen", Share(found.winners[0].share))
        yield Figure("Kans bij een punt ernaast", Share(found.winners[0].chance))
