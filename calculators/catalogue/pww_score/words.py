"""The answer about customer groups in sentences; ``values`` says what fills their places."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue.pww_score.findings import MOST_NAMED, UNPROFITABLE, Findings, Outcome
from calculators.model.amounts import distance, one_decimal
from calculators.model.answer import Amount, Figure, Names, Sentence, Share, Value, say
from calculators.model.quantities import Unit

HEADLINES: dict[Outcome, str] = {
    "alone": "{name} krijgt {best} van de 30 punten.",
    "none": "Geen van deze groepen haalt de helft van de punten.",
    "tie": "{names} staan samen bovenaan.",
    "close": "Nog te dicht bij elkaar: {near}.",
    "unprofitable": "Richt je marketing op {name}, maar maak het eerst winstgevend.",
    "winner": "Richt je marketing op {name}.",
}
FIRST_STEPS: dict[Outcome, str] = {
    "none": "Zoek een groep voor wie je liever werkt, of aan wie je meer verdient. Geef die ook cijfers.",
    "tie": "Kies tussen {names}: zoek bij één cijfer beter bewijs.",
    "close": "Zoek bewijs voor het cijfer waaraan je het meest twijfelt: je uren, je prijzen of een telefoontje met een klant.",
    "unprofitable": "Reken uit bij welke prijs je aan {name} verdient, en vraag die bij de volgende opdracht.",
    "winner": "Schrijf je volgende bericht voor {name}.",
}
REASONS: dict[Outcome, str] = {
    "alone": "Voeg een tweede klantgroep toe: pas dan valt er iets te kiezen.",
    "none": "De beste, {names}, krijgt {best} van de 30 punten. Marketing brengt je dan meer werk dat je niet wilt.",
    "tie": "Elk {best} van de 30 punten. Kijk bij welke groep je het liefst nog een jaar langer werkt, of geef een vraag meer gewicht.",
    "close": "Zit elk cijfer er een punt naast, dan is de kans maar {chance} dat {name} bovenaan blijft.",
    "unprofitable": "{name} krijgt {profit} voor winstgevendheid: meer klanten brengen dan meer werk en weinig geld.",
    "winner": "{lead} voorsprong.",
}
MARGIN = "{best} van de 30 punten, {margin} meer dan {second}."
SURENESS = {
    "certain": "Hoe je de drie vragen ook weegt, {name} staat bovenaan.",
    "hardly_matters": "Het maakt weinig uit hoe je weegt: bij {share} van alle mogelijke wegingen staat {name} bovenaan.",
    "fairly_sure": "Redelijk zeker: bij {share} van alle mogelijke wegingen staat {name} bovenaan.",
    "depends": "Het hangt af van wat jij belangrijk vindt: bij {share} van alle mogelijke wegingen staat {name} bovenaan.",
}


def reasons(found: Findings) -> Iterator[str]:
    """Say why."""
    yield REASONS[found.outcome]
    if found.outcome in ("close", "unprofitable", "winner"):
        yield MARGIN
    if found.poor and found.outcome in ("tie", "close"):
        yield "Aan {poor} verdien je weinig: {most_poor} of lager voor winstgevendheid. Maak het eerst winstgevend."
    if found.weighted:
        yield "Hierin telt jouw eigen weging van de drie vragen mee."
    if found.outcome in ("unprofitable", "winner"):
        yield "Andere klanten blijven welkom: je kiest alleen waar je marketing over gaat."


def certainty(found: Findings) -> Iterator[str]:
    """Say in how many weightings the winner stands, and how a point off matters."""
    if found.outcome == "alone":
        yield "Met één klantgroep is er niets te vergelijken."
    elif len(found.winners) > 1:
        yield "Niet zeker: de eerste plaats is gedeeld, een half punt beslist al."
    else:
        yield SURENESS[found.sureness]
        yield "Zit elk cijfer er hooguit één punt naast, dan is de kans {chance} dat {name} bovenaan staat."


def change(found: Findings) -> Iterator[str]:
    """Say which score or weight would turn it."""
    if found.outcome == "alone":
        yield "Een tweede klantgroep: dan zie je welk cijfer de doorslag geeft."
        return
    if len(found.winners) > 1:
        yield "Elk cijfer dat je bij een van de winnaars verandert, geeft de doorslag."
        return
    if found.flip:
        yield "Eén cijfer moet minstens {change} schuiven voordat {name} niet meer alleen bovenaan staat. Bijvoorbeeld: {criterion} van {changed} van {old} naar {new}."
    else:
        yield "Geen enkel los cijfer kan de winnaar van zijn plaats krijgen."
    if found.weight_change is None:
        yield "Eén vraag zwaarder of lichter laten tellen verandert de winnaar niet."
    else:
        yield "Laat je één vraag {weight} van het geheel zwaarder of lichter tellen, dan kan de winnaar wisselen."


def worth(found: Findings) -> Iterator[str]:
    """Say whether the winner is also where most is earned."""
    yield "PWW telt punten, geen euro's. Van de drie vragen zegt Winstgevendheid het meest over geld."
    if len(found.winners) == 1 and found.outcome != "alone":
        if found.winners[0] in found.richest:
            yield "Daarop scoort {name} het hoogst: {most}."
        else:
            yield "Daarop scoort {name} {profit} en {richest} {most}: aan je winnaar verdien je dus niet het meest."
        yield "Reken het na: neem van één klant de omzet min de kosten, en deel die door je uren (excl. btw)."


def one_question(found: Findings) -> Iterator[Sentence]:
    """Say who stand first when only one of the questions counts."""
    for label, best in found.alone_best:
        yield say("Telt alleen {question}: {best}.", question=label[:1].lower() + label[1:], best=Names(best))


def _near(found: Findings) -> Names:
    """Name who are near each other; of many the winner and how many more."""
    names = [each.name for each in sorted(found.near, key=lambda each: each.rank)]
    if len(names) <= MOST_NAMED:
        return Names(tuple(names))
    return Names((names[0], f"{len(names) - 1} andere groepen"))


def values(found: Findings) -> dict[str, Value]:
    """Return what fills the places in the sentences; places of what was not found are left out."""
    winner, flip = found.winners[0], found.flip
    filled: dict[str, Value] = {
        "name": winner.name,
        "names": Names(tuple(each.name for each in found.winners)),
        "best": one_decimal(winner.total),
        "lead": distance(found.margin or 0.0),
        "near": _near(found),
        "poor": Names(found.poor),
        "most_poor": one_decimal(UNPROFITABLE),
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
        filled |= {"old": Amount(flip.old, decimals=2), "new": Amount(flip.new, decimals=2)}
    return filled


def figures(found: Findings) -> Iterator[Figure]:
    """Return the numbers that sum it up; with one group there is only its total."""
    yield Figure("Hoogste totaal", Amount(found.winners[0].total, Unit.POINTS, decimals=1))
    if found.margin is not None:
        yield Figure("Voorsprong", Amount(found.margin, Unit.POINTS, decimals=1))
        yield Figure("Deel van alle wegingen", Share(found.winners[0].share))
        yield Figure("Kans bij een punt ernaast", Share(found.winners[0].chance))
