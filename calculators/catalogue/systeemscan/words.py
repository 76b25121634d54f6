"""What the systeemscan says."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue.systeemscan.findings import TARGET, Action, Findings, Lottery
from calculators.model.amounts import euros, percent, percent_points, rough
from calculators.model.answer import Amount, Count, Figure, FirstStep, Handover, Link, Names, Plan, Sentence, Share, say
from calculators.model.quantities import Unit

ACTIONS = {
    "documented": "Leg vast hoe de stap {name} gaat",
    "trained": "Oefen de stap {name} met iedereen die hem doet",
    "measured": "Houd bij hoe vaak de stap {name} goed gaat",
    "backup": "Regel een vervanger voor de stap {name}",
}
HEADLINES = {
    "always": "Elk bezoek gaat van begin tot eind goed.",
    "nearly always": "Van elke 100 bezoeken gaat er minder dan één ergens mis.",
    "some": "Van elke 100 bezoeken gaan er {good} van begin tot eind goed.",
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
    "later": "Begin bij {name}. Gaat die stap zonder afspraken niet bij {now} maar bij minder dan {limit} mis, begin dan bij {follower}.",
}
OWNER = {
    "owner": (
        "{score} van de 100 punten: je bedrijf hangt aan jou.",
        "Kies één taak, schrijf op hoe jij die doet en laat een ander hem drie keer doen terwijl jij kijkt. Blijf daarna een dag weg.",
    ),
    "transition": (
        "{score} van de 100 punten: een deel loopt zonder jou.",
        "Blijf een week onbereikbaar. Schrijf op waarvoor ze je nodig hadden: dat is je volgende lijst.",
    ),
    "system": (
        "{score} van de 100 punten: je bedrijf loopt grotendeels zonder jou.",
        "Doe de proef: blijf dertig dagen weg en kijk daarna alleen naar de cijfers.",
    ),
}
OWNER_ONLY = {"once": "Bij één vraag ben jij de enige.", "often": "Bij {count} vragen ben jij de enige."}


def headline(found: Findings) -> Sentence:
    """Say how often a visit goes well."""
    return say(HEADLINES[found.odds], good=Amount(found.guests))


def reasons(found: Findings) -> Iterator[Sentence]:
    """Say what failures cost, where most of them are, and what depends on who is at work."""
    if found.odds == "always":
        yield say(
            "Er gaat volgens je invoer nooit iets mis. Vul bij elke stap in hoe vaak het misgaat als niemand oplet."
        )
    else:
        lost = rough(found.loss["lost_customers"])
        yield say(
            "Wat misgaat, kost naar schatting {value} per jaar: {lost} door fouten niet terug.",
            value=euros(found.loss["lost_value"]),
            lost=Count(found.loss["lost_customers"], "klant komt", "klanten komen", lost.decimals),
        )
        if len(found.steps) > 1:
            yield _weakest(found)
    if found.staff is not None and found.compares_staff:
        yield _lottery(found.staff)


def _weakest(found: Findings) -> Sentence:
    words = "De zwakste stap is {names}: die gaat mis bij {share} van de bezoeken."
    if len(found.weakest) > 1:
        words = "De zwakste stappen zijn {names}: elk gaat mis bij {share} van de bezoeken."
    return say(words, names=Names(found.weakest), share=percent(found.most_spoilt))


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
    yield Figure("Kans dat een bezoek goed gaat", percent(found.reliability))
    yield Figure("Teleurgestelde klanten per jaar", rough(found.loss["disappointed_customers"]))
    yield Figure("Verloren klanten per jaar", rough(found.loss["lost_customers"]))
    yield Figure("Verlies per jaar", euros(found.loss["lost_value"]))
    if found.owner:
        yield Figure("Werkt zonder jou", Amount(found.owner["score"], Unit.POINTS))
    if found.staff is not None:
        yield Figure("Verschil door wie er werkt", percent_points(found.staff.mix["luck_gap"]))


def certainty(found: Findings) -> Iterator[Sentence]:
    """Say what the estimates decide: how often it fails, what measures do and how many leave."""
    if found.odds == "always":
        yield say("Alleen zo zeker als je invoer: nergens een fout komt bijna niet voor.")
    else:
        yield say(
            "Gaat het een kwart minder of een kwart vaker mis dan je invulde, dan gaat {bad} tot {good} van de bezoeken goed. Het verlies is dan {least} tot {most} per jaar.",
            bad=Share(found.range.bad),
            good=Share(found.range.good),
            least=euros(found.range.least),
            most=euros(found.range.most),
        )
    weaker = found.weaker_first
    if found.same_first:
        yield say(
            "Wat een maatregel doet is een vuistregel. Werken ze allemaal half zo sterk, dan blijft je eerste actie dezelfde."
        )
    elif weaker is not None:
        words = (
            "Wat een maatregel doet is een vuistregel. Werken ze allemaal half zo sterk, dan wordt je eerste actie: "
        )
        yield say(f"{words}{ACTIONS[weaker.lever]}.", name=weaker.step)
    if found.leaving_less is not None:
        yield say(
            "Gaan er na een fout half zoveel klanten weg als je invulde, dan is het verlies {value}.",
            value=euros(found.leaving_less),
        )
    if found.retention is not None and found.contradicted:
        yield say(
            "Let op: je houdt {retention} van je klanten, maar volgens deze invoer blijft door fouten hooguit {most} over. Er gaat dus minder mis, of klanten lopen minder snel weg.",
            retention=percent(found.retention),
            most=percent(found.loss["retention_effect"]),
        )


def change(found: Findings) -> Iterator[Sentence]:
    """Say what each step must reach, where a point does most, and when another step comes first."""
    yield say(
        TARGETS[found.target],
        target=Amount(TARGET, Unit.FRACTION),
        each=percent(found.each_step),
        count=Amount(len(found.steps)),
        reached=Amount(found.reached),
    )
    if found.point_saved is not None:
        yield say(
            "Eén procentpunt minder fouten helpt het meest bij {names}: dat scheelt ongeveer {saved} per jaar.",
            names=Names(found.point_at),
            saved=euros(found.point_saved),
        )
    if found.turning is not None:
        case, name, follower, now, limit = found.turning
        yield say(TURNS[case], name=name, follower=follower, now=percent(now), limit=percent(limit))


def worth(found: Findings) -> Iterator[Sentence]:
    """Say what the first actions are worth together."""
    if not found.actions:
        yield say("Met deze vier maatregelen valt er volgens je invoer niets meer te winnen.")
        return
    improved, saved = found.improved, euros(found.improved.saved)
    if improved.saved is None:
        yield say("In euro's is er niets te winnen: er gaan volgens je invoer geen klanten of euro's verloren.")
    else:
        words = "Zet je de {count} acties hieronder helemaal op orde, dan scheelt dat samen ongeveer {saved} van de {loss} per jaar."
        if len(found.actions) == 1:
            words = "Zet je de ene actie hieronder helemaal op orde, dan scheelt dat ongeveer {saved} van de {loss} per jaar."
        yield say(words, saved=saved, loss=euros(found.loss["lost_value"]), count=Amount(len(found.actions)))
    yield say(
        "Daarmee gaat {after} van de bezoeken goed in plaats van {before}.",
        before=Share(found.reliability),
        after=Share(improved.reliability),
    )
    if improved.saved is not None:
        yield say(
            "Door fouten vertrekt dan {then} van je klanten per jaar, en niet {now}.",
            now=Share(found.leaving),
            then=Share(improved.leaving),
        )
        yield say("Kost het op orde brengen minder dan {saved}, dan heb je het binnen een jaar terug.", saved=saved)


def without_you(found: Findings) -> Iterator[Sentence]:
    """Say how far the business comes without its owner, and what hangs on one person."""
    if found.owner is None:
        yield say("Beantwoord de vragen in het formulier: dan zie je hoe ver je bedrijf zonder jou komt.")
    else:
        verdict, step = OWNER[found.owner["band"]]
        yield say(verdict, score=Amount(found.owner["score"]))
        if found.owner_only in OWNER_ONLY:
            yield say(OWNER_ONLY[found.owner_only], count=Amount(found.owner["owner_only"]))
        yield say(step)
    if found.alone_at:
        yield say(
            "Maar één persoon kan dit: {names}. Werkt die vier van de vijf dagen, dan is er op {nobody} van de dagen niemand.",
            names=Names(found.alone_at),
            nobody=Amount(found.nobody, Unit.FRACTION),
        )


def plans(found: Findings) -> tuple[Plan, ...]:
    """Give the first actions, where there are any."""
    if not found.actions:
        return ()
    link = Link("Neem deze stappen met ons door", "gesprek/")
    return (Plan("Breng dit als eerste op orde", tuple(map(_action, found.actions)), link),)


def _action(action: Action) -> Sentence:
    words = f"{ACTIONS[action.lever]}: dat scheelt naar schatting {{saved}} per jaar."
    if action.saved is None:
        words = f"{ACTIONS[action.lever]}: dan gaat {{delta}} procentpunt meer van de bezoeken goed."
        return say(words, name=action.step, delta=percent_points(action.delta))
    return say(words, name=action.step, saved=euros(action.saved))


def first_step(found: Findings) -> FirstStep | None:
    """Give the first action, and what it saves in a year."""
    if not found.actions:
        return None
    first = found.actions[0]
    return FirstStep(say(f"{ACTIONS[first.lever]}.", name=first.step), first.saved)


def handovers(found: Findings) -> Iterator[Handover]:
    """Take the retention along that is left when the first actions are in place."""
    if found.retention_after is None:
        return
    kept = percent(found.retention_after)
    for slug, where in (("bierviltje", "het bierviltje"), ("klantwaarde", "de klantwaarde")):
        words = f"Neem het klantbehoud van {{kept}} (met deze acties op orde) mee naar {where}"
        yield Handover(say(words, kept=kept), slug, (("retention", kept),))
