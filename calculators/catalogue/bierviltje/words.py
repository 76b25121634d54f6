"""What is said about the customers and the four levers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from calculators.catalogue.bierviltje.findings import Findings, LeverName, Wallet
from calculators.model.amounts import euros, people, percent
from calculators.model.answer import Amount, Figure, Handover, Link, Names, Plan, Sentence, Value, say
from calculators.model.quantities import Unit

WEAKEST_STEP = Link("Zoek je zwakste stap met de 8 V-scan", "rekenmachines/acht-v-scan/")


@dataclass(frozen=True, slots=True)
class LeverText:
    """How one lever is spoken of.

    Attributes:
        name: as in the middle of a sentence.
        change: what 10% more is, with places for the old and new value.
        step: one small step, as the name of a bar.
        plan: a first thing or two to do.
        link: where to go on.
    """

    name: str
    change: str
    step: str
    plan: tuple[str, ...]
    link: Link | None = None


LEVER_TEXTS: dict[LeverName, LeverText] = {
    "new_per_year": LeverText(
        "nieuwe klanten",
        "10% meer is hier van {old} naar {new} nieuwe klanten per jaar.",
        "1 extra nieuwe klant per jaar",
        (
            "Kies één klantgroep en zet je werving een half jaar lang daarop.",
            "Vraag elke nieuwe klant hoe hij je vond. Doe meer van wat het vaakst genoemd wordt.",
        ),
        Link("Kies je klantgroep met de PWW-score", "rekenmachines/pww-score/"),
    ),
    "retention": LeverText(
        "klantbehoud",
        "10% meer is hier klantbehoud van {old} naar {new}.",
        "1 op de 100 blijft langer",
        (
            "Bel nieuwe klanten binnen een maand na hun eerste aankoop: wat viel mee en wat niet?",
            "Zoek vijf klanten op die dit jaar wegbleven en vraag naar de reden. Begin met wat je het vaakst hoort.",
        ),
    ),
    "orders_per_year": LeverText(
        "meer kopen",
        "10% meer is hier van {old} naar {new} keer per jaar.",
        "1 op de 100 koopt één keer extra",
        (
            "Vraag tien vaste klanten wat ze elders kopen en ook bij jou kunnen krijgen.",
            "Vul hun antwoord in bij Klantaandeel op deze pagina. Dan zie je wat er per jaar te winnen is.",
        ),
    ),
    "referral_rate": LeverText(
        "aanbevelingen",
        "10% meer is hier aanbevelingen van {old} naar {new}.",
        "1 op de 100 brengt iemand aan",
        (
            "Vraag om een aanbeveling op een vast moment: vlak nadat een klant zegt dat hij tevreden is.",
            "Schrijf op via wie een nieuwe klant komt, en bedank die klant persoonlijk.",
        ),
    ),
}


def setting(name: LeverName, value: float) -> Amount:
    """Return what a lever stands at."""
    return percent(value) if name in {"retention", "referral_rate"} else Amount(value, decimals=2)


def years(found: Findings) -> Amount:
    """Return how far is looked ahead."""
    return Amount(found.case.years, Unit.YEARS)


def names(levers: Iterable[LeverName]) -> Names:
    """Return what some levers are called."""
    return Names(tuple(LEVER_TEXTS[name].name for name in levers))


def headline(found: Findings) -> Sentence:
    """Say which lever brings most."""
    if not found.winners:
        return say("Met deze cijfers houd je in {years} jaar niets over.", years=years(found))
    best = found.levers[0]
    each = "10% meer" if len(found.winners) == 1 else "elk 10% meer"
    more = "van {old} naar 100%" if best.is_capped else each
    values = {"old": percent(best.old), "gain": euros(best.gain), "years": years(found)}
    template = f"Je wint het meest met {{names}}: {more} is {{gain}} extra marge in {{years}} jaar."
    return say(template, names=names(found.winners), **values)


def reasons(found: Findings) -> Iterator[Sentence]:
    """Say what 10% more takes, where it is no fair measure, and where the customers are heading."""
    fair = "Niet bij alle vier is 10% even moeilijk: vergelijk ook wat één kleine stap oplevert."
    best = found.levers[0]
    if not found.winners:
        yield say("Kijk welk getal op 0 staat en begin daar: 10% meer van niets blijft niets.")
    elif len(found.winners) > 1 or best.is_capped:
        yield say(fair)
    else:
        change = f"{LEVER_TEXTS[best.name].change} {fair}"
        yield say(change, old=setting(best.name, best.old), new=setting(best.name, best.new))
    if found.winners:
        yield from _limits_of_ten_percent(found)
    yield from _outlook(found)


def _limits_of_ten_percent(found: Findings) -> Iterator[Sentence]:
    """Say where there is nothing to take 10% of, and where there is no room for it."""
    if found.at_zero:
        zero = "Bij {names} staat 0, en 10% daarvan blijft 0. Kijk daar alleen naar de kleine stap."
        yield say(zero, names=names(found.at_zero))
    retention = found.lever("retention")
    if retention.is_capped:
        room = "Klantbehoud telt mee van {old} tot 100%: hoger kan niet."
        none = "Meer klantbehoud dan 100% kan niet."
        yield say(none if retention.old == 1 else room, old=percent(retention.old))


def _outlook(found: Findings) -> Iterator[Sentence]:
    course = "Je aantal klanten gaat in {years} jaar van {now} naar {then}"
    values = {"years": years(found), "now": people(found.case.customers), "then": people(found.last)}
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
        Figure("Eén punt klantbehoud", euros(found.lever("retention").step)),
        Figure("Eén extra nieuwe klant per jaar", euros(found.lever("new_per_year").step)),
        Figure("Alle vier samen", euros(found.combined)),
    )


def certainty(found: Findings) -> Iterator[Sentence]:
    """Say how far the margin and the winner move when retention is off by five points."""
    first, *others = found.doubts
    if not any(each.margin for each in found.doubts):
        yield say("Zolang er geen marge is, maakt een ander klantbehoud geen verschil in euro's.")
        return
    template = (
        "Een schatting van je klantbehoud zit er snel 5 punten naast. Bij {one} is de marge in {years} jaar {first}"
    )
    values = {"one": percent(first.retention), "years": years(found), "first": euros(first.margin)}
    for other in others:
        also = {"two": percent(other.retention), "second": euros(other.margin)}
        yield say(template + ", bij {two} is dat {second}.", **values, **also)
    if not others:
        yield say(template + " in plaats van {now}.", **values, now=euros(found.margin))
    changed = [each for each in found.doubts if each.instead]
    if found.winners and not changed:
        yield say("Ook dan win je het meest met {names}.", names=names(found.winners))
    for each in changed:
        level, instead = percent(each.retention), names(each.instead)
        yield say("Bij {retention} win je het meest met {names}.", retention=level, names=instead)


def change(found: Findings) -> Iterator[Sentence]:
    """Say at which retention another lever wins or the customers stay as many, and which small step is best."""
    if found.winners:
        yield from _turns(found)
    if found.balance:
        template = {
            "any": "Je klantenbestand krimpt bij geen enkel klantbehoud: er komen genoeg klanten bij.",
            "all": "Er komt niemand bij: alleen als elke klant blijft, krimpt je klantenbestand niet.",
            "above": "Onder {level} klantbehoud krimpt je klantenbestand.",
            "below": "Vanaf {level} klantbehoud krimpt je klantenbestand niet meer.",
            "exact": "Met {level} klantbehoud blijft je klantenbestand precies gelijk.",
        }[found.balance.side]
        yield say(template, level=percent(found.balance.retention))
    best = found.best_steps
    if best:
        also = "Ook met" if set(best) == set(found.winners) else "Met"
        amount = "{amount}" if len(best) == 1 else "elk {amount}"
        template = f"{also} één kleine stap win je het meest bij {{names}}: {amount}."
        yield say(template, names=names(best), amount=euros(found.lever(best[0]).step))


def _turns(found: Findings) -> Iterator[Sentence]:
    below, above = found.below, found.above
    if not below and not above:
        yield say("Bij elk klantbehoud win je het meest met {names}.", names=names(found.winners))
    if below and above and below.winners == above.winners:
        both = "Zakt je klantbehoud naar {low} of stijgt het naar {high}, dan win je het meest met {names}."
        low, high = percent(below.retention), percent(above.retention)
        yield say(both, low=low, high=high, names=names(below.winners))
        return
    for direction, turn in (("Zakt", below), ("Stijgt", above)):
        if turn:
            template = f"{direction} je klantbehoud naar {{level}}, dan win je het meest met {{names}}."
            yield say(template, level=percent(turn.retention), names=names(turn.winners))


def worth(found: Findings) -> Iterator[Sentence]:
    """Say what it is worth: all four together, a customer, a point of retention, a larger share of what they spend."""
    values: dict[str, Value] = {"combined": euros(found.combined), "years": years(found)}
    together = "Alle vier tegelijk 10% meer is {combined} extra marge in {years} jaar"
    if found.is_worth:
        ending = "." if found.synergy is None else ", waarvan {synergy} doordat ze elkaar versterken."
        yield say(together + ending, **values, synergy=euros(found.synergy))
    yield from _worth_of_one(found)
    if found.wallet:
        yield _worth_of_share(found.wallet)
    elif not found.is_worth and found.worth_of_customer is None:
        yield say("Zolang er geen marge is, is een verbetering niets waard.")


def _worth_of_one(found: Findings) -> Iterator[Sentence]:
    """Say what one new customer and one point of retention may cost, and how they weigh against each other."""
    if found.worth_of_customer is None:
        return
    limit = "Eén extra nieuwe klant per jaar is in {years} jaar {customer} waard. Meer mag de werving in die tijd niet kosten."
    yield say(limit, customer=euros(found.worth_of_customer), years=years(found))
    if found.worth_of_point is None:
        return
    also = "." if found.customers_per_point is None else ", evenveel als {ratio} van die klanten per jaar."
    point, ratio = euros(found.worth_of_point), Amount(found.customers_per_point, decimals=1)
    yield say(f"Eén punt klantbehoud is {{point}} waard{also}", point=point, ratio=ratio)


def _worth_of_share(wallet: Wallet) -> Sentence:
    values = {"share": Amount(wallet.share, Unit.FRACTION), "target": Amount(wallet.target_share, Unit.FRACTION)}
    if wallet.is_reached:
        return say("Je klantaandeel is al {share}, meer dan de {target} die je wilt.", **values)
    more = "Van {share} naar {target} klantaandeel is {extra} extra marge per jaar."
    return say(more, **values, extra=euros(wallet.extra_margin))


def plans(found: Findings) -> Iterator[Plan]:
    """Say how to begin with the best lever."""
    for name in found.winners[:1]:
        lever = LEVER_TEXTS[name]
        yield Plan(f"Zo begin je met {lever.name}", tuple(say(step) for step in lever.plan), lever.link)


def handovers(found: Findings) -> tuple[Handover, ...]:
    """The calculator that goes with the best lever comes first."""
    case, customers = found.case, people(found.case.customers)
    orders = Amount(case.orders_per_year, Unit.TIMES, decimals=2)
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
        (("customers", customers), ("visits_per_year", orders)),
    )
    base = Handover(
        say("Neem je klanten mee naar klantenbestand: verdeel ze daar over de groepen."),
        "klantenbestand",
        # Not yet divided: all are customers, so that the total there is the total here.
        (("start.klant", customers), ("start.vaste_klant", Amount(0)), ("start.ambassadeur", Amount(0))),
    )
    match found.winners[:1]:
        case ("retention",):
            return (journey, worth_of_one, base)
        case ("new_per_year",):
            return (base, worth_of_one, journey)
    return (worth_of_one, journey, base)
