"""What is said about the customers, what a wished amount takes, and the owner's own steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from calculators.catalogue.bierviltje.findings import Doubt, Findings, OwnStep, StepName, Wallet
from calculators.model.amounts import customers, euros, people, percent, rough_percent
from calculators.model.answer import Amount, Count, Figure, FirstStep, Handover, Link, Names, Plan, Sentence, Value, say
from calculators.model.quantities import Unit

WEAKEST_STEP = Link("Zoek je zwakste stap met de 8 V-scan", "rekenmachines/acht-v-scan/")
A_FEW = 3
# By what the answer is about: the value in its headline that is the amount.
AMOUNTS = {"exchange": "won", "one step": "gain", "winner": "gain", "tie": "gain"}


@dataclass(frozen=True, slots=True)
class StepText:
    """How one step is spoken of.

    Attributes:
        name: as in the middle of a sentence; ``size`` is how much of it, with a place for the number.
        plan: a first thing or two to do.
        link: where to go on.
    """

    name: str
    size: str
    plan: tuple[str, ...]
    link: Link | None = None


STEP_TEXTS: dict[StepName, StepText] = {
    "new_per_year": StepText(
        "nieuwe klanten",
        "{size} erbij",
        (
            "Kies één klantgroep en zet je werving een half jaar lang daarop.",
            "Vraag elke nieuwe klant hoe hij je vond. Doe meer van wat het vaakst genoemd wordt.",
        ),
        Link("Kies je klantgroep met de PWW-score", "rekenmachines/pww-score/"),
    ),
    "retention": StepText(
        "klantbehoud",
        "{size} minder kwijt",
        (
            "Zoek vijf klanten op die dit jaar wegbleven en vraag naar de reden. Begin met wat je het vaakst hoort.",
            "Bel nieuwe klanten binnen een maand na hun eerste aankoop: wat viel mee en wat niet?",
        ),
    ),
    "orders": StepText(
        "meer kopen",
        "{size} één keer extra",
        (
            "Vraag tien vaste klanten wat ze elders kopen en ook bij jou kunnen krijgen.",
            "Vul hun antwoord in bij 'Klantaandeel' op deze pagina. Dan zie je wat er per jaar te winnen is.",
        ),
    ),
    "referrals": StepText(
        "aanbevelingen",
        "{size} via een klant",
        (
            "Vraag om een aanbeveling op een vast moment: vlak nadat een klant zegt dat hij tevreden is.",
            "Schrijf op via wie een nieuwe klant komt, en bedank die klant persoonlijk.",
        ),
    ),
    "price": StepText(
        "een hogere prijs",
        "{size} hogere prijs",
        (
            "Verhoog je prijs eerst bij nieuwe klanten, of bij het werk waar het meest om gevraagd wordt.",
            "Kondig de nieuwe prijs een maand vooruit aan, met de reden erbij. Tel daarna wie er afhaakt.",
        ),
    ),
}


def years(found: Findings) -> Count:
    """Return how far is looked ahead: "5 jaar"."""
    return Count(found.case.years, "jaar", "jaar")


def needed(number: float) -> Count:
    """Return how many customers an amount takes: as many as one can count, or a part of a few."""
    return customers(number, 0 if number >= A_FEW else 1)


def size_of(step: OwnStep) -> Value:
    """Return how large an own step is."""
    return percent(step.size) if step.name == "price" else customers(step.size, 1)


def names(steps: Iterable[StepName]) -> Names:
    """Return what some steps are called."""
    return Names(tuple(STEP_TEXTS[name].name for name in steps))


def headline(found: Findings) -> Sentence:
    """Say what the wished amount takes, or which own step brings most."""
    match found.kind:
        case "nothing":
            return say("Met deze cijfers houd je aan een klant niets over.")
        case "exchange":
            return _exchange(found)
        case "loss":
            return say("Nieuwe klanten kosten je hier meer dan ze opleveren.")
    best = found.own[0]
    gain = euros(best.gain)
    if found.kind == "one step":
        template = f"{STEP_TEXTS[best.name].size} levert je ongeveer {{gain}} per jaar op."
        return say(template[0].upper() + template[1:], size=size_of(best), gain=gain)
    if found.kind == "tie":
        return say(
            "Jouw stappen {names} leveren ongeveer evenveel op: {gain} per jaar.", names=names(found.winners), gain=gain
        )
    template = f"Van jouw stappen levert {STEP_TEXTS[best.name].name} het meest op: {{gain}} per jaar."
    return say(template, gain=gain)


def _exchange(found: Findings) -> Sentence:
    needs = found.needs
    values: dict[str, Value] = {"target": euros(found.case.target), "won": needed(needs.won or 0.0)}
    parts = ["{won} erbij"]
    if needs.kept is not None:
        parts.append("evenveel minder kwijt")
    if needs.bought is not None:
        parts.append("{bought} meer per klant")
        values["bought"] = rough_percent(needs.bought)
    if needs.dearer is not None:
        parts.append("{dearer} hogere prijs")
        values["dearer"] = rough_percent(needs.dearer)
    ways = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} of {parts[-1]}"
    return say(f"Voor {{target}} meer per jaar: elk jaar {ways}.", **values)


def reasons(found: Findings) -> Iterator[Sentence]:
    """Say what a customer is worth whichever way it comes, what the other steps bring, and where all is heading."""
    case = found.case
    if not found.earns:
        yield say("Kijk welk getal op 0 staat en begin daar: van niets blijft niets over.")
    elif found.kind == "exchange":
        yield say(
            "Een klant is een klant: erbij, gebleven of via een ander, hij is gemiddeld {value} per jaar waard. Wat verschilt, is wat hij kost.",
            value=euros(found.values["customer"]),
        )
    else:
        yield from _own(found)
    if found.earns:
        yield say(
            "Gerekend is met {spend} omzet per klant per jaar en {margin} marge, gemiddeld over {years}, in geld van nu.",
            spend=euros(case.spend),
            margin=percent(case.gross_margin),
            years=years(found),
        )
    yield from _outlook(found)


def _own(found: Findings) -> Iterator[Sentence]:
    best, *others = found.own
    if found.kind == "loss":
        value, cost = euros(found.values["customer"]), euros(found.case.acquisition_cost)
        yield say("Een nieuwe klant brengt {value} op en kost {cost} aan werving.", value=value, cost=cost)
    elif not others:
        yield say("Vul nog een stap in bij 'Wat lukt jou in een jaar?': dan zie je welke van de twee meer oplevert.")
    elif found.lead is not None:
        second = others[0]
        words = f"Dat is {{lead}} meer dan {STEP_TEXTS[second.name].name}. Het zijn jouw stappen: wat ze je kosten, weet jij."
        yield say(words, lead=euros(found.lead))
    elif found.winners:
        yield say("Kies dus de stap die je het makkelijkst afgaat.")
    if found.may_leave is not None and best.name == "price":
        yield say(
            "Pas als meer dan {part} van je klanten om de prijs vertrekt, levert die niets op.",
            part=percent(found.may_leave),
        )
    if found.extra_hours is not None:
        yield say(
            "Meer klanten kosten je ook uren: bij jouw stappen ongeveer {hours} per jaar. Een hogere prijs kost er geen.",
            hours=Count(found.extra_hours, "uur", "uur"),
        )


def _outlook(found: Findings) -> Iterator[Sentence]:
    course = "Je aantal klanten gaat in {years} van {now} naar {then}"
    values: dict[str, Value] = {"years": years(found), "now": people(found.case.customers), "then": people(found.last)}
    match found.outlook:
        case "stays":
            yield say("Je aantal klanten blijft {now}.", **values)
        case "grows_by_referrals":
            ending = " en blijft groeien zolang 100 klanten er per jaar {brought} aanbrengen."
            yield say(course + ending, **values, brought=Amount(found.brought_by_hundred, decimals=1))
            yield say("Zulke groei houdt een keer op. Reken voorzichtig met aanbevelingen.")
        case "grows_by_staying":
            yield say(course + " en blijft groeien zolang niemand vertrekt.", **values)
            yield say("Dat komt bijna nooit voor. Reken voorzichtig met klantbehoud.")
        case "empties":
            yield say(course + " en op den duur naar 0: er komen te weinig klanten bij.", **values)
        case "arrives":
            yield say(course + " en blijft daarna ongeveer gelijk.", **values)
        case "heads":
            yield say(course + ", en op den duur naar ongeveer {steady}.", **values, steady=people(found.steady))


def figures(found: Findings) -> tuple[Figure, ...]:
    """The numbers that sum it up."""
    return (
        Figure("Marge over de hele periode", euros(found.margin)),
        Figure("Klanten aan het eind", people(found.last)),
        Figure("Klanten op den duur", people(found.steady)),
        Figure("Eén klant meer per jaar", euros(found.values["customer"])),
        Figure("1% hogere prijs per jaar", euros(found.values["price_percent"])),
        Figure("Klanten die per jaar vertrekken", people(found.case.leavers)),
    )


def first_step(found: Findings) -> FirstStep | None:
    """Say what to do first: with the best of the own steps, or to name them."""
    if not found.earns:
        return None
    if found.kind == "exchange":
        words = "Bedenk welke van de vijf je het makkelijkst afgaat en vul in bij 'Wat lukt jou in een jaar?' wat je haalt. Eén klant meer is {value} per jaar waard."
        return FirstStep(say(words, value=euros(found.values["customer"])))
    if found.kind == "loss":
        words = "Zoek eerst een goedkopere manier van werven: een nieuwe klant mag hoogstens {most} kosten."
        return FirstStep(say(words, most=euros(found.values["customer"])))
    best = found.own[0]
    return FirstStep(say(STEP_TEXTS[best.name].plan[0]), best.gain)


def certainty(found: Findings) -> Iterator[Sentence]:
    """Say how far all moves when retention is off by five points."""
    if not found.earns:
        yield say("Zolang er geen marge is, maakt een ander klantbehoud geen verschil in euro's.")
        return
    yield say("Een schatting van je klantbehoud zit er snel 5 punten naast.")
    for doubt in found.doubts:
        yield _doubt(found, doubt)


def _doubt(found: Findings, doubt: Doubt) -> Sentence:
    level, margin = percent(doubt.retention), euros(doubt.margin)
    if found.winners and doubt.winners and set(doubt.winners) != set(found.winners):
        words = "Bij {level} is de marge in {years} samen {margin}, en winnen {names}."
        if len(doubt.winners) == 1:
            words = "Bij {level} is de marge in {years} samen {margin}, en wint {names}."
        return say(words, level=level, years=years(found), margin=margin, names=names(doubt.winners))
    if found.kind == "exchange" and doubt.won is not None:
        words = "Bij {level} is de marge in {years} samen {margin}, en vraagt {target} meer per jaar {won}."
        return say(
            words,
            level=level,
            years=years(found),
            margin=margin,
            target=euros(found.case.target),
            won=needed(doubt.won),
        )
    return say("Bij {level} is de marge in {years} samen {margin}.", level=level, years=years(found), margin=margin)


def change(found: Findings) -> Iterator[Sentence]:
    """Say at which retention the customers stay as many, and how the steps compare."""
    if found.balance:
        template = {
            "any": "Je klantenbestand krimpt bij geen enkel klantbehoud: er komen genoeg klanten bij.",
            "all": "Er komt niemand bij: alleen als elke klant blijft, krimpt je klantenbestand niet.",
            "above": "Onder {level} klantbehoud krimpt je klantenbestand.",
            "below": "Vanaf {level} klantbehoud krimpt je klantenbestand niet meer.",
            "exact": "Met {level} klantbehoud blijft je klantenbestand precies gelijk.",
        }[found.balance.side]
        yield say(template, level=percent(found.balance.retention))
    if not found.earns:
        return
    yield say(
        "1% hogere prijs is {price} per jaar waard, 1% meer omzet per klant {spend} en één klant meer {customer}.",
        price=euros(found.values["price_percent"]),
        spend=euros(found.values["spend_percent"]),
        customer=euros(found.values["customer"]),
    )
    if found.kind == "exchange" and found.needs.kept is None:
        yield say(
            "Minder klanten kwijtraken is niet genoeg: er vertrekken er {leavers} per jaar.",
            leavers=people(found.case.leavers),
        )
    if found.kind == "exchange" and found.needs.dearer is None:
        yield say("Met de prijs alleen red je het niet: zoveel hoger betaalt bijna niemand.")


def worth(found: Findings) -> Iterator[Sentence]:
    """Say what a customer may cost, and what a larger share of what they spend brings."""
    if found.earns:
        yield from _worth_of_one(found)
    if found.wallet:
        yield _worth_of_share(found.wallet)
    elif not found.earns:
        yield say("Zolang er geen marge is, is een verbetering niets waard.")


def _worth_of_one(found: Findings) -> Iterator[Sentence]:
    """Say what one customer may cost, and set a kept one against a won one where that cost is known."""
    cost, value = found.case.acquisition_cost, euros(found.values["customer"])
    yield say(
        "Elk jaar één klant meer zijn in {years} {many}: hoogstens {value} per klant aan werving.",
        years=years(found),
        many=customers(found.case.years),
        value=value,
    )
    if cost is None:
        return
    if found.wins_dearly:
        yield say(
            "Een nieuwe klant kost je {cost}: meer dan hij in {years} oplevert.", cost=euros(cost), years=years(found)
        )
    else:
        yield say(
            "Een nieuwe klant werven kost je {cost}. Een klant die blijft, bespaart je dat: zoveel mag het kosten om hem te houden.",
            cost=euros(cost),
        )


def _worth_of_share(wallet: Wallet) -> Sentence:
    values = {"share": Amount(wallet.share, Unit.FRACTION), "target": Amount(wallet.target_share, Unit.FRACTION)}
    if wallet.is_reached:
        return say("Je klantaandeel is al {share}, meer dan de {target} die je wilt.", **values)
    more = "Van {share} naar {target} klantaandeel is {extra} extra marge per jaar."
    return say(more, **values, extra=euros(wallet.extra_margin))


def plans(found: Findings) -> Iterator[Plan]:
    """Say how to begin with the best of the own steps."""
    if found.kind in {"one step", "winner", "tie"}:
        step = STEP_TEXTS[found.own[0].name]
        yield Plan(f"Zo begin je met {step.name}", tuple(say(each) for each in step.plan), step.link)


def handovers(found: Findings) -> tuple[Handover, ...]:
    """The calculator that goes with the best step comes first."""
    case, many = found.case, people(found.case.customers)
    orders = Amount(case.orders, Unit.TIMES, decimals=2)
    worth_of_one = Handover(
        say("Neem je cijfers mee naar klantwaarde: wat is één klant je waard?"),
        "klantwaarde",
        (
            ("order_value", Amount(case.order_value, Unit.EURO, decimals=2)),
            ("orders_per_year", orders),
            ("gross_margin", percent(case.gross_margin)),
            ("retention", percent(case.retention)),
            ("discount", percent(case.discount)),
        ),
    )
    journey = Handover(
        say("Neem je klanten mee naar de systeemscan: waar gaat er iets mis?"),
        "systeemscan",
        (("customers", many), ("visits_per_year", orders)),
    )
    base = Handover(
        say("Neem je klanten mee naar klantenbestand: verdeel ze daar over de groepen."),
        "klantenbestand",
        # Not yet divided: all are customers, so that the total there is the total here.
        (("start.klant", many), ("start.vaste_klant", Amount(0)), ("start.ambassadeur", Amount(0))),
    )
    match found.winners[:1]:
        case ("retention",):
            return (journey, worth_of_one, base)
        case ("new_per_year",):
            return (base, worth_of_one, journey)
    return (worth_of_one, journey, base)
