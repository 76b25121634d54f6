"""What the systeemscan says."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue.systeemscan.customers import Cost
from calculators.catalogue.systeemscan.findings import TARGET, Action, Findings, Journey
from calculators.catalogue.systeemscan.staff import Lottery
from calculators.model.amounts import about_euros, one_decimal, percent, percent_points, rough, two_digits
from calculators.model.answer import Amount, Count, Figure, FirstStep, Handover, Link, Names, Plan, Sentence, Share, say
from calculators.model.quantities import Unit

ACTIONS = {
    "documented": "Leg vast hoe de stap {name} gaat",
    "trained": "Oefen de stap {name} met iedereen die hem doet",
    "measured": "Houd bij hoe vaak de stap {name} goed gaat",
    "backup": "Regel een vervanger voor de stap {name}",
}
HEADLINES = {
    "always": "Er gaat volgens jou nergens iets mis.",
    "nearly always": "Van de 100 bezoeken gaat er minder dan één mis.",
    "some": "{good} van de 100 bezoeken gaan goed.",
    "hardly ever": "Bijna bij elk bezoek gaat ergens iets mis.",
    "never": "Bij elk bezoek gaat ergens iets mis.",
}
TARGETS = {
    "one step": "Met één stap hangt alles aan die stap: haalt die {target}, dan gaan 95 van de 100 bezoeken goed.",
    "all": "Alle {count} stappen gaan in {each} van de gevallen of vaker goed. Houd dat vast: dan gaat minstens {target} van de bezoeken goed.",
    "none": "Wil je dat {target} van de bezoeken goed gaat, dan moet elk van de {count} stappen in {each} van de gevallen goed gaan. Dat haalt nu geen enkele stap.",
    "one": "Wil je dat {target} van de bezoeken goed gaat, dan moet elk van de {count} stappen in {each} van de gevallen goed gaan. Dat haalt nu één stap.",
    "some": "Wil je dat {target} van de bezoeken goed gaat, dan moet elk van de {count} stappen in {each} van de gevallen goed gaan. Dat halen nu {reached} stappen.",
}
TURNS = {
    "only": "Alleen bij {name} valt nog iets te winnen.",
    "close": "Nipt: gaat {name} iets minder vaak mis, dan begin je bij {follower}.",
    "hardly ever": "Pas als {name} bijna nooit misgaat, begin je bij {follower}.",
    "later": "Begin bij {name}. Ging die stap niet {now} maar minder dan {limit} van de 20 keer mis, begin dan bij {follower}.",
}
OWNER = {
    "owner": (
        "Je bedrijf hangt aan jou: {score} van de 100 punten.",
        "Kies één taak, schrijf op hoe jij die doet en laat een ander die drie keer doen terwijl jij kijkt. Blijf daarna een dag weg.",
    ),
    "transition": (
        "Een deel van je bedrijf loopt zonder jou: {score} van de 100 punten.",
        "Blijf een week onbereikbaar. Schrijf op waarvoor ze je nodig hadden: dat is je volgende lijst.",
    ),
    "system": (
        "Je bedrijf loopt grotendeels zonder jou: {score} van de 100 punten.",
        "Doe de proef: blijf dertig dagen weg en kijk daarna alleen naar de cijfers.",
    ),
}
OWNER_ONLY = {"once": "Bij één vraag ben jij de enige.", "often": "Bij {count} vragen ben jij de enige."}
# Beside what must be arranged at a step.
ON_OWNER = "Je bedrijf hangt aan jou: kies één taak en laat een ander die drie keer doen terwijl jij kijkt."
COUNT_FIRST = "Tel bij elke stap hoe vaak het de laatste 20 keer misging: dan zie je hoe vaak een bezoek goed gaat."
TWENTY_IS_FEW = "Twintig keer goed is nog geen bewijs: ook van een stap die 1 op de 10 keer misgaat, gaan er soms twintig achter elkaar goed. Blijf tellen."
MOST_ACTIONS = 2  # beside the step for an owner on whom all hangs


def headline(found: Findings) -> Sentence:
    """Say how often a visit goes well; before that is known, how far the business comes without its owner."""
    if found.journey is not None:
        return say(HEADLINES[found.journey.odds], good=Amount(found.journey.guests))
    return _verdict(found)


def _verdict(found: Findings) -> Sentence:
    if found.owner is None:
        return say(COUNT_FIRST)
    return say(OWNER[found.owner["band"]][0], score=Amount(found.owner["score"]))


def reasons(found: Findings) -> Iterator[Sentence]:
    """Say what failures cost, where most of them are, how much hangs on the owner and on who is at work."""
    journey = found.journey
    if journey is None:
        yield say(COUNT_FIRST)
    elif journey.odds == "always":
        yield say(TWENTY_IS_FEW)
    else:
        yield from _costs(found, journey)
        if len(journey.steps) > 1:
            yield _weakest(journey)
    if found.owner is not None and journey is not None:
        yield _verdict(found)
    if found.unknown:
        yield say("Van {names} weet je nog niet hoe vaak het misgaat: dat telt niet mee.", names=Names(found.unknown))
    if found.staff is not None and found.compares_staff:
        yield _lottery(found.staff)


def _costs(found: Findings, journey: Journey) -> Iterator[Sentence]:
    cost = journey.cost
    if cost is None:
        yield say(
            "Vul ook {names} in: dan zie je wat er per jaar door fouten verloren gaat.", names=Names(found.missing)
        )
    elif not cost.is_known:
        yield say(
            "Dat kost per jaar {least} tot {most} aan klantwaarde. Vul je klantbehoud in: dan wordt dat één bedrag.",
            least=about_euros(cost.least),
            most=about_euros(cost.most),
        )
    elif not cost.something_is_lost:
        yield _nothing_lost(cost)
    elif cost.lost["capped"]:
        yield say(
            "Dat kost per jaar hoogstens {value} aan klantwaarde: meer dan {lost} raak je niet kwijt.",
            value=about_euros(cost.lost["lost_value"]),
            lost=_customers(cost.lost["lost_customers"]),
        )
    else:
        yield say(
            "Dat kost per jaar {value} aan klantwaarde: {lost} weg.",
            value=about_euros(cost.lost["lost_value"]),
            lost=_customers(cost.lost["lost_customers"], "klant blijft", "klanten blijven"),
        )


def _nothing_lost(cost: Cost) -> Sentence:
    if cost.lost["leavers"] == 0:
        return say("Er gaan bij jou geen klanten weg: wat misgaat, kost je tijd en goede naam, maar nu geen klanten.")
    if not cost.lost["lost_customers"]:
        return say("Door wat misgaat, verlies je volgens je invoer geen klanten.")
    words = "Door wat misgaat, raak je {limit} {lost} per jaar kwijt. Zonder klantwaarde zijn dat nog geen euro's."
    limit = "hoogstens" if cost.lost["capped"] else "ongeveer"
    return say(words, limit=limit, lost=_customers(cost.lost["lost_customers"]))


def _customers(number: float, one: str = "klant", many: str = "klanten") -> Count:
    return Count(two_digits(number), one, many, rough(number).decimals)


def _weakest(journey: Journey) -> Sentence:
    words = "De zwakste stap is {names}: die gaat mis bij {share} van de bezoeken."
    if len(journey.weakest) > 1:
        words = "De zwakste stappen zijn {names}: elk gaat mis bij {share} van de bezoeken."
    return say(words, names=Names(journey.weakest), share=percent(journey.most_spoilt))


def _lottery(staff: Lottery) -> Sentence:
    if staff.best is None:
        return say("Wie er werkt maakt voor je klanten geen verschil.")
    return say(
        "Wie er werkt scheelt {gap} procentpunt: bij {best} gaat {high} goed, gemiddeld {mean}.",
        gap=percent_points(staff.mix["luck_gap"]),
        best=staff.best,
        high=Amount(staff.mix["best"], Unit.FRACTION),
        mean=Amount(staff.mix["reliability"], Unit.FRACTION),
    )


def figures(found: Findings) -> Iterator[Figure]:
    """Return the numbers that sum it up."""
    journey = found.journey
    if journey is not None:
        yield Figure("Kans dat een bezoek goed gaat", percent(journey.reliability))
        cost = journey.cost
        if cost is not None:
            yield Figure("Teleurgestelde klanten per jaar", rough(two_digits(cost.disappointed)))
        if cost is not None and cost.is_known:
            yield Figure("Verloren klanten per jaar", rough(two_digits(cost.lost["lost_customers"])))
            if cost.something_is_lost:
                yield Figure("Klantwaarde die je per jaar verspeelt", about_euros(cost.lost["lost_value"]))
    if found.owner:
        yield Figure("Werkt zonder jou", Amount(found.owner["score"], Unit.POINTS))
    if found.staff is not None:
        yield Figure("Verschil door wie er werkt", percent_points(found.staff.mix["luck_gap"]))


def certainty(found: Findings) -> Iterator[Sentence]:
    """Say what the estimates decide: how often it fails, what measures do and how many leave."""
    journey = found.journey
    if journey is None:
        yield say("Zes antwoorden geven een indruk. De proef is een week niet bereikbaar zijn.")
        return
    if journey.odds == "always":
        yield say("Alleen zo zeker als je telling: nergens een fout komt bijna niet voor.")
    else:
        yield from _within(journey)
    if journey.cost is not None and journey.odds != "always":
        yield from _leaving(journey, journey.cost)
    yield from _measures(journey)
    if found.torn:
        words = "Bij {names} passen de laatste 20 keer en wat er zonder afspraken misgaat niet bij elkaar. We rekenen met de laatste 20 keer."
        yield say(words, names=Names(found.torn))
    if found.overrated:
        words = "Bij {names} gaat het vaker mis dan met jouw afspraken zou kunnen. Die doen daar dus minder dan onze vuistregel zegt."
        yield say(words, names=Names(found.overrated))


def _within(journey: Journey) -> Iterator[Sentence]:
    within = journey.range
    words = "Gaat het een kwart minder of een kwart vaker mis dan je invulde, dan gaat {bad} tot {good} van de bezoeken goed."
    yield say(words, bad=Share(within.bad), good=Share(within.good))
    cost = journey.cost
    if cost is not None and cost.is_known and cost.something_is_lost and not cost.lost["capped"]:
        least, most = about_euros(within.least), about_euros(within.most)
        yield say("Dan verspeel je {least} tot {most} aan klantwaarde per jaar.", least=least, most=most)


def _leaving(journey: Journey, cost: Cost) -> Iterator[Sentence]:
    if not cost.is_known:
        words = "Zonder klantbehoud weten we niet hoeveel klanten er weggaan. Het laagste bedrag is als 90% blijft en de helft minder vaak om een fout vertrekt, het hoogste als de helft blijft."
        yield say(words)
    elif cost.lost["capped"] and cost.lost["lost_customers"]:
        yield say(
            "Met onze vuistregels zouden er {many} door fouten weggaan, maar er gaan er in totaal maar {leavers} weg. Daarom rekenen we met minder vertrek na een fout. Een deel gaat vast om iets anders weg: het echte verlies is dus lager.",
            many=Amount(two_digits(cost.lost["uncapped_customers"])),
            leavers=rough(two_digits(cost.lost["lost_customers"])),
        )
    elif journey.leaving_less is not None:
        yield say(
            "Gaan er na een fout half zoveel klanten weg als je invulde, dan is het verlies {value}.",
            value=about_euros(journey.leaving_less),
        )


def _measures(journey: Journey) -> Iterator[Sentence]:
    weaker = journey.weaker_first
    if journey.same_first:
        yield say(
            "Wat een maatregel doet is een vuistregel. Werken ze allemaal half zo sterk, dan blijft je eerste actie dezelfde."
        )
    elif weaker is not None:
        words = (
            "Wat een maatregel doet is een vuistregel. Werken ze allemaal half zo sterk, dan wordt je eerste actie: "
        )
        yield say(f"{words}{ACTIONS[weaker.lever]}.", name=weaker.step)


def change(found: Findings) -> Iterator[Sentence]:
    """Say what each step must reach, where one failure less does most, and when another step comes first."""
    journey = found.journey
    if journey is None:
        yield say("Kan een ander de taak die nu alleen jij doet, dan stijgt je score het meest.")
        return
    yield say(
        TARGETS[journey.target],
        target=Amount(TARGET, Unit.FRACTION),
        each=percent(journey.each_step),
        count=Amount(len(journey.steps)),
        reached=Amount(journey.reached),
    )
    if journey.one_less_saved is not None:
        yield say(
            "Eén van de 20 keer minder mis helpt het meest bij {names}: dat scheelt ongeveer {saved} klantwaarde per jaar.",
            names=Names(journey.one_less_at),
            saved=about_euros(journey.one_less_saved),
        )
    if journey.turning is not None:
        case, name, follower, now, limit = journey.turning
        yield say(TURNS[case], name=name, follower=follower, now=one_decimal(now), limit=one_decimal(limit))


def worth(found: Findings) -> Iterator[Sentence]:
    """Say what the first actions are worth together."""
    journey = found.journey
    if journey is None:
        return
    if not journey.actions:
        yield say("Met deze vier maatregelen valt er volgens je invoer niets meer te winnen.")
        return
    improved, cost = journey.improved, journey.cost
    yield say(
        "Staan de eerste maatregelen, dan gaat {after} van de bezoeken goed in plaats van {before}.",
        before=Share(journey.reliability),
        after=Share(improved.reliability),
    )
    if cost is None or not cost.is_known:
        return
    if improved.saved is None:
        yield say("In euro's is er niets te winnen: er gaan volgens je invoer geen klanten of euro's verloren.")
        return
    limit = "hoogstens" if cost.lost["capped"] else "ongeveer"
    yield say(
        f"Dat scheelt samen {limit} {{saved}} van de {{loss}} klantwaarde die je per jaar verspeelt. Tel de bedragen van losse maatregelen niet op: samen doen ze minder.",
        saved=about_euros(improved.saved),
        loss=about_euros(cost.lost["lost_value"]),
    )
    yield say(
        "Het is de waarde van {kept}, verspreid over de jaren dat zij klant zijn. In het eerste jaar komt daar maar een deel van binnen.",
        kept=_customers(improved.kept, "klant die blijft", "klanten die blijven"),
    )


def without_you(found: Findings) -> Iterator[Sentence]:
    """Say how far the business comes without its owner, and what hangs on one person."""
    if found.owner is None:
        yield say("Beantwoord de zes vragen in het formulier: dan zie je hoe ver je bedrijf zonder jou komt.")
    else:
        yield _verdict(found)
        if found.owner_only in OWNER_ONLY:
            yield say(OWNER_ONLY[found.owner_only], count=Amount(found.owner["owner_only"]))
        yield say(OWNER[found.owner["band"]][1])
    if found.alone_at:
        yield say(
            "Maar één persoon kan dit: {names}. Werkt die vier van de vijf dagen, dan is er op {nobody} van de dagen niemand.",
            names=Names(found.alone_at),
            nobody=Amount(found.nobody, Unit.FRACTION),
        )


def plans(found: Findings) -> tuple[Plan, ...]:
    """Give the first actions, where there are any, and what makes the business hang less on its owner."""
    steps = _steps(found)
    if not steps:
        return ()
    link = Link("Neem deze stappen met ons door", "gesprek/")
    return (Plan("Breng dit als eerste op orde", tuple(steps), link),)


def _steps(found: Findings) -> list[Sentence]:
    journey = found.journey
    actions = [_action(each, journey, place) for place, each in enumerate(journey.actions)] if journey else []
    if found.owner is None or (actions and found.owner["band"] != "owner"):
        return actions
    # All actions end at the owner as long as the business hangs on one person.
    return [*actions[:MOST_ACTIONS], say(ON_OWNER if actions else OWNER[found.owner["band"]][1])]


def _action(action: Action, journey: Journey, place: int) -> Sentence:
    words = f"{ACTIONS[action.lever]}: dan gaat {{delta}} procentpunt meer van de bezoeken goed."
    if action.saved is None or journey.cost is None:
        return say(words, name=action.step, delta=percent_points(action.delta))
    limit = "hoogstens" if journey.cost.lost["capped"] else "ongeveer"
    words = f"{ACTIONS[action.lever]}: dat scheelt {limit} {{saved}} klantwaarde per jaar."
    if place == 1:
        words += " Tel die bedragen niet op."
    return say(words, name=action.step, saved=about_euros(action.saved))


def first_step(found: Findings) -> FirstStep | None:
    """Give the first action. What it saves is the value of customers over the years, so there are no euros of a year."""
    steps = _steps(found)
    return FirstStep(steps[0]) if steps else None


def handovers(found: Findings) -> Iterator[Handover]:
    """Take the retention along that is left when the first actions are in place."""
    if found.journey is None or found.journey.retention_after is None:
        return
    kept = percent(found.journey.retention_after)
    for slug, where in (("bierviltje", "het bierviltje"), ("klantwaarde", "de klantwaarde")):
        words = f"Neem {{kept}} klantbehoud (na deze acties) mee naar {where}"
        yield Handover(say(words, kept=kept), slug, (("retention", kept),))
