"""What the 8 V-scan says."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue.acht_v_scan.findings import TELLING_GAP, Findings
from calculators.catalogue.acht_v_scan.form import NO, PARTLY, QUESTIONS, UNKNOWN, YES
from calculators.model.amounts import percent
from calculators.model.answer import Amount, Figure, Names, Sentence, say
from calculators.model.quantities import Unit

# Which of the four ways to earn more a step moves most.
LEVERS = {
    "verkennen": "nieuwe klanten",
    "verfijnen": "nieuwe klanten",
    "verleiden": "nieuwe klanten",
    "veroveren": "nieuwe klanten",
    "verwennen": "klanten die langer blijven",
    "verbinden": "klanten die langer blijven",
    "verrassen": "klanten die je aanbevelen",
    "verdienen": "klanten die meer kopen",
}
HEADLINES = {
    "perfect": "Alle acht stappen krijgen een 10.",
    "equal": "Je keten is overal even sterk: begin vooraan, bij {step}.",
    "low": "Alle stappen vragen werk: begin vooraan, bij {step}.",
    "tied": "Begin bij {step} of {second}: die staan gelijk.",
    "apart": "Begin bij {step}, en daarna bij {second}.",
    "near": "Begin bij {step} of {second}: dat verschil is te klein om te tellen.",
}


TWICE = "Wie de scan twee keer doet, krijgt maar in ongeveer de helft van de gevallen dezelfde zwakste stap. Kijk daarom naar de laagste twee."
COUNTED = "Nee telt als een {no}, weet ik niet als een {unknown}, deels als een {partly} en ja als een {yes}. Minder dan {gap} punten verschil telt niet (vuistregels)."


def grade(value: float) -> Amount:
    """Write a number of points with as many decimals as two answers give."""
    return Amount(value, decimals=2)


def names(steps: tuple[str, ...]) -> Names:
    """Write steps for the beginning of a sentence."""
    first, *others = steps
    return Names((first.capitalize(), *others))


def headline(found: Findings) -> Sentence:
    """Say where to begin, and whether the two weakest steps can be told apart."""
    if found.all_low:
        return say(HEADLINES["low"], step=found.start.step)
    alone = "apart" if found.apart else "near"
    key = alone if found.standing == "alone" else found.standing
    return say(HEADLINES[key], step=found.first.step, second=found.second)


def reasons(found: Findings) -> Iterator[Sentence]:
    """Say why: the place of the step, the question that pulls it down, and what weak links cost."""
    if found.standing == "perfect":
        yield say("Beter kan niet, als je klanten het met je eens zijn.")
        yield say("Vraag drie klanten en een medewerker om dezelfde cijfers te geven voordat je dit gelooft.")
        return
    if found.all_low:
        words = (
            "Geen stap haalt een voldoende: de hoogste krijgt een {most}. De latere stappen bouwen voort op de eerste."
        )
        yield say(words, most=grade(found.top.score))
    if not (found.all_low and found.standing == "equal"):
        yield _place(found)
    if found.least_answer is not None:
        yield say(
            "Kijk bij {step} eerst naar de vraag '{question}' Die kreeg een {grade}.",
            step=found.first.step,
            question=QUESTIONS[found.first.step][found.least_answer],
            grade=grade(found.first.answers[found.least_answer]),
        )
    if found.standing != "equal":
        words = "Als lage cijfers zwaarder tellen, kom je uit op een {chain}, bij een gewoon gemiddelde van {mean}: geen enkele schakel trekt hem ver omlaag."
        if found.loses:
            words = "Als lage cijfers zwaarder tellen, kom je uit op een {chain}, bij een gewoon gemiddelde van {mean}. Volgens onze vuistregel kosten de zwakke schakels je {loss} van je kracht."
        scan = found.scan
        yield say(words, chain=grade(scan["chain"]), mean=grade(scan["mean"]), loss=percent(scan["chain_loss"]))
    if found.also_near and found.standing != "equal" and not found.all_low:
        yield say("Ook dichtbij: {names}.", names=Names(found.also_near))
    if found.first.strong:
        yield say("Ook je zwakste stap is dus sterk. Vraag klanten of zij dezelfde cijfers geven.")


def _place(found: Findings) -> Sentence:
    match found.standing:
        case "equal":
            words = "Elke stap krijgt een {score}: geen schakel is zwakker dan de andere. De latere stappen bouwen voort op de eerste."
            return say(words, score=grade(found.score))
        case "tied":
            words = "{names} zijn met een {score} samen je zwakste schakels. Van deze stappen komt {step} het eerst."
        case _ if found.others_level:
            words = "{names} is met een {score} je zwakste schakel. Alle andere stappen krijgen een {limit}."
        case _ if len(found.following) == 1:
            words = "{names} is met een {score} je zwakste schakel. Daarna volgt {following} met een {limit}."
        case _:
            words = "{names} is met een {score} je zwakste schakel. Daarna volgen {following} met een {limit}."
    return say(
        words,
        names=names(found.lowest),
        score=grade(found.score),
        step=found.first.step,
        following=Names(found.following),
        limit=grade(found.limit),
    )


def figures(found: Findings) -> tuple[Figure, ...]:
    """Return the numbers that sum it up."""
    scan = found.scan
    return (
        Figure("Gemiddelde", Amount(scan["mean"], Unit.POINTS, decimals=2)),
        Figure("Sterkte van de keten", Amount(scan["chain"], Unit.POINTS, decimals=2)),
        Figure("Verlies door zwakke schakels", percent(scan["chain_loss"])),
        Figure("Zwakste stap", Amount(found.steps[scan["weakest"]].score, Unit.POINTS, decimals=2)),
        Figure("Verschil hoog en laag", Amount(scan["spread"], Unit.POINTS, decimals=2)),
    )


def certainty(found: Findings) -> Iterator[Sentence]:
    """Say how far the weakest step is below the others, and whether one answer decides."""
    match found.standing:
        case "perfect":
            yield say("Eén punt minder bij één vraag, en die stap is de zwakste. Reken er dus niet op.")
        case "equal":
            yield say("Niet zeker: alle stappen staan gelijk, dus één antwoord geeft de doorslag.")
        case "tied":
            yield say("Niet zeker: {names} staan gelijk, dus één antwoord beslist.", names=Names(found.lowest))
            yield say("Begin gerust bij de stap die je het snelst kunt verbeteren.")
        case "alone":
            words = "{name} staat {gap} {points} onder de volgende stap."
            points = "punten" if found.gap_is_plural else "punt"
            yield say(words, name=names(found.lowest), gap=grade(found.gap), points=points)
            yield _one_point_off(found)
    if found.standing in ("tied", "alone"):
        yield say(TWICE)
    yield say(
        COUNTED, no=grade(NO), unknown=grade(UNKNOWN), partly=grade(PARTLY), yes=grade(YES), gap=grade(TELLING_GAP)
    )


def _one_point_off(found: Findings) -> Sentence:
    """How often another step is at least as weak when one answer is one point different."""
    if not found.rivals:
        return say(
            "Verschuif één antwoord een punt, omhoog of omlaag: {step} blijft de zwakste stap.", step=found.first.step
        )
    return say(
        "Verschuif je één antwoord een punt, dan is in {count} van de {cases} gevallen een andere stap minstens zo zwak: {rivals}.",
        count=Amount(found.shaken),
        cases=Amount(found.cases),
        rivals=Names(found.rivals),
    )


def change(found: Findings) -> Iterator[Sentence]:
    """Say what a point more does, and from which score on it is another step's turn."""
    if found.standing == "perfect":
        yield say("Elk cijfer onder de 10: die stap wordt dan je zwakste schakel.")
        return
    if found.standing == "equal":
        words = "Eén punt erbij maakt de keten {gain} punt sterker, bij welke stap ook."
    elif found.top.full:
        words = "Eén punt erbij bij {step} maakt de keten {gain} punt sterker. Bij {strongest} valt niets te winnen: dat is al een 10."
    elif len(found.strongest) == 1:
        words = "Eén punt erbij bij {step} maakt de keten {gain} punt sterker. Hetzelfde punt bij {strongest}, je sterkste stap, geeft {other} punt."
    else:
        words = "Eén punt erbij bij {step} maakt de keten {gain} punt sterker. Hetzelfde punt bij {strongest}, een van je sterkste stappen, geeft {other} punt."
    gain, other = grade(found.first.gain), grade(found.top.gain)
    yield say(words, step=found.first.step, gain=gain, strongest=found.top.step, other=other)
    if found.standing != "alone":
        words = "Zodra {step} een hoger cijfer krijgt, is {next_step} aan de beurt."
        yield say(words, step=found.first.step, next_step=found.lowest[1])
    elif found.steps[found.following[0]].full:
        yield say("Krijgt {step} ook een 10, dan is er geen zwakste schakel meer.", step=found.first.step)
    else:
        words = "Komt {step} boven de {limit}, dan is {next_step} aan de beurt."
        yield say(words, step=found.first.step, limit=grade(found.limit), next_step=found.following[0])


def worth(found: Findings) -> Iterator[Sentence]:
    """Say what the step moves, and where that becomes euros."""
    yield say("De scan telt punten, geen euro's.")
    if found.standing == "perfect":
        yield say("Dit houd je ermee vast: nieuwe klanten, klantbehoud, aanbevelingen en klanten die meer kopen.")
        yield say("Op het bierviltje zie je wat elk van die vier per jaar oplevert.")
        return
    words = "Word je beter in {step}, dan merk je dat vooral aan {lever} (een vuistregel)."
    yield say(words, step=found.start.step, lever=LEVERS[found.start.step])
    yield say("Op het bierviltje zie je wat dat per jaar in euro's scheelt.")
