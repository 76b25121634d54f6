"""The sentences about several years of a list, and its two pictures: the bridge from year to year, and who fell silent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from calculators.catalogue.klantenlijst.years import Silent, Years
from calculators.model.amounts import euros, one_decimal, percent
from calculators.model.answer import (
    Amount,
    Answer,
    Card,
    Count,
    Figure,
    Handover,
    Link,
    Month,
    Names,
    Plan,
    Sentence,
    Share,
    Span,
    SpanChart,
    Table,
    say,
)
from calculators.model.quantities import Unit
from calculators.operations.customer_rhythm import FEWEST
from calculators.operations.customer_years import Kept

MOST_CALLED = 3
FEWEST_TOLD = 5  # customers in their first year, below which their share says nothing
DEPENDENT_CHANGE = 0.05  # a largest share that changed less than this is the same

ARTICLE = Link("Lees hoe je weet of klanten blijven", "kennis/klanten-die-blijven/")

# What a rule names, in the words of an owner.
RULES = {
    "silence": "klanten die langer dan {months} stil zijn",
    "model": "klanten die, als ze doorgaan zoals ze kochten, dit jaar waarschijnlijk niets meer kopen",
}
PATTERNS = {
    "subscription": "Bijna al je klanten kopen elke maand. Dan is één stille maand al een teken: vaak is er opgezegd.",
    "season": "De meeste klanten kopen bij jou eens per jaar. Stilte van een paar maanden zegt dan niets; pas na ruim een jaar is iemand stil.",
    "once": "Bijna niemand kocht twee jaar achter elkaar. Deze maat past dus niet bij jouw werk: bij werk dat iemand één keer nodig heeft, telt wie je aanbeveelt. Vraag elke nieuwe klant via wie die kwam.",
}


def years_answer(years: Years, *, hide: bool = False) -> Answer:
    """Say who stayed, who fell silent and what that is worth.

    Args:
        years: what is known.
        hide: whether customers are numbered and not called by their names.
    """
    silent = [
        replace(each, label=f"Stille klant {place}") if hide else each for place, each in enumerate(years.silent, 1)
    ]
    steps = tuple(_todo(years, silent))
    return Answer(
        headline=tell_kept(years.kept),
        reasons=tuple(_reasons(years)),
        chart=_bridge(years),
        certainty=tuple(_certainty(years)),
        change=(),
        worth=(),
        more_cards=(Card("Toen en nu", tuple(_then_now(years))),),
        figures=tuple(_figures(years)),
        plans=(Plan("Doe dit", steps, ARTICLE),) if steps else (),
        handovers=tuple(handovers(years)),
        export=_silent_table(years, silent) if silent else None,
    )


def tell_kept(kept: Kept) -> Sentence:
    """Say how many customers of last year bought again, and between what their share lies."""
    if not kept["start"]:
        return say("Vorig jaar kocht er nog niemand bij je, dus er valt nog niets te vergelijken.")
    words = "Van de {start} van vorig jaar {bought} er {kept} weer: {share} (tussen {low} en {high})."
    if kept["start"] == 1:
        words = (
            "Je ene klant van vorig jaar kocht weer."
            if kept["kept"]
            else "Je ene klant van vorig jaar kocht niet meer."
        )
    return say(
        words,
        start=Count(kept["start"], "klant", "klanten"),
        bought="kocht" if kept["kept"] == 1 else "kochten",
        kept=Amount(kept["kept"]),
        share=Share(kept["retention"] or 0.0),
        low=Share(kept["low"] or 0.0),
        high=Share(kept["high"] or 0.0),
    )


def tell_first_year(first: Kept | None, later: Kept | None) -> Iterator[Sentence]:
    """Say whether customers left sooner in their first year, where there are enough of both kinds to say so."""
    if first and later and min(first["start"], later["start"]) >= FEWEST_TOLD:
        yield say(
            "Van de {new} die vorig jaar voor het eerst kochten, bleef {share}; van de {old} die al langer klant waren, {other}.",
            new=Amount(first["start"]),
            share=Share(first["retention"] or 0.0),
            old=Amount(later["start"]),
            other=Share(later["retention"] or 0.0),
        )


def _reasons(years: Years) -> Iterator[Sentence]:
    now, before = years.windows[0], years.windows[1]
    yield say(
        "Vergeleken: {from_} tot en met {until} met de twaalf maanden daarvoor. Een klant telt mee als er meer dan € 0 op staat.",
        from_=Month(now["from"]),
        until=Month(now["until"]),
    )
    if years.pattern in PATTERNS:
        yield say(PATTERNS[years.pattern])
    if years.few:
        yield say(
            "Je hebt weinig klanten, dus de grenzen liggen ver uit elkaar: één klant meer of minder scheelt veel."
        )
    yield from tell_first_year(years.kept["first"], years.kept["later"])
    bridge = years.bridge
    words = "Je omzet ging van {start} naar {end}. {lost} ging weg met {gone}; {new} kwam van {came}."
    if not bridge["new"] + bridge["returned"]:
        words = "Je omzet ging van {start} naar {end}. {lost} ging weg met {gone}; er kwam niemand bij of terug."
    if not bridge["lost"]:
        words = "Je omzet ging van {start} naar {end}. Niemand ging weg; {new} kwam van {came}."
    if not bridge["lost"] + bridge["new"] + bridge["returned"]:
        words = "Je omzet ging van {start} naar {end}, met dezelfde klanten."
    yield say(
        words,
        start=euros(bridge["start"]),
        end=euros(bridge["end"]),
        lost=euros(bridge["lost"]),
        gone=Count(bridge["customers"]["lost"], "klant", "klanten"),
        new=euros(bridge["new"] + bridge["returned"]),
        came=Count(
            bridge["customers"]["new"] + bridge["customers"]["returned"],
            "klant die nieuw was of terugkwam",
            "klanten die nieuw waren of terugkwamen",
        ),
    )
    if years.empty:
        words = "In {month} staat er bij niemand een bedrag. Klopt dat, of ontbreekt er een bestand?"
        if len(years.empty) > 1:
            words = "In {month}, en in {more} meer, staat er bij niemand een bedrag. Klopt dat, of ontbreekt er een bestand?"
        yield say(words, month=Month(years.empty[0]), more=Count(len(years.empty) - 1, "maand", "maanden"))
    if len(years.windows) == 2:  # noqa: PLR2004 -- this year and the year before
        yield say(
            "Kies er nog een jaar bij ({from_} en eerder), dan zie je of nieuwe klanten eerder weggaan dan oude.",
            from_=Month(before["from"]),
        )


def _certainty(years: Years) -> Iterator[Sentence]:
    tried = years.tried
    rule = tried["rule"]
    if years.pattern == "once":
        return
    called = tried[rule] if rule else None
    if called is None or rule is None:
        yield say(
            "Of deze lijst klopt, is op jouw boeken niet te proberen: daarvoor zijn minstens drie jaar en {fewest} klanten nodig, van wie er een paar wegbleven.",
            fewest=Amount(FEWEST),
        )
        return
    limit = Count(tried["silence_months"], "maand", "maanden")
    words = f"We noemen {RULES[rule]}. Wie minstens drie keer kocht en al eens zo lang stil was, noemen we niet."
    yield say(words, **({"months": limit} if rule == "silence" else {}))
    yield say(
        "Een jaar geleden had deze regel {named} genoemd. Van de {left} die daarna echt een jaar wegbleven, stonden er {found} bij, en {returned} die toch terugkwamen.",
        named=Count(called["named"], "klant", "klanten"),
        left=Amount(tried["left"]),
        found=Amount(called["left"]),
        returned=Amount(called["returned"]),
    )
    yield say("We kozen de regel op diezelfde jaren, dus reken op iets minder.")
    yield say("Zo'n regel weet niet waarom iemand stil is. Eén vraag aan de klant zelf is meer waard dan de som.")


def _then_now(years: Years) -> Iterator[Sentence]:
    now, then = years.then_now["now"], years.then_now["then"]
    largest, before = now["largest_share"], then["largest_share"]
    if largest is None or before is None:
        return
    same = abs(largest - before) < DEPENDENT_CHANGE
    words = "Je grootste klant is nu {now} van je omzet; vorig jaar was dat {then}."
    yield say(words + (" Dat is ongeveer gelijk." if same else ""), now=percent(largest), then=percent(before))
    yield say(
        "Je omzet hangt af van evenveel klanten als bij {now} die even groot zijn; vorig jaar {then}.",
        now=Count(now["effective_clients"] or 0.0, "klant", "klanten", 1),
        then=one_decimal(then["effective_clients"]),
    )
    if now["top20_share"] is not None and then["top20_share"] is not None:
        yield say(
            "De grootste 20% van je klanten brengt {now} van de omzet; vorig jaar {then}.",
            now=percent(now["top20_share"]),
            then=percent(then["top20_share"]),
        )


def _todo(years: Years, silent: list[Silent]) -> Iterator[Sentence]:
    if silent:
        called = silent[:MOST_CALLED]
        yield say(
            "Vraag {names} deze week hoe het gaat, zonder iets te verkopen. {were} per jaar {worth} waard.",
            names=Names(tuple(each.label for each in called)),
            were="Samen waren ze" if len(called) > 1 else "Die was",
            worth=euros(sum(each.worth for each in called)),
        )
    lost = years.bridge["customers"]["lost"]
    if years.pattern != "once" and lost:
        yield say(
            "Kijk van {lost} die wegbleven wat de laatste bestelling was. Ging daar iets mis, herstel dat dan eerst.",
            lost=Count(lost, "klant", "klanten"),
        )
    if years.pattern == "once":
        yield say("Vraag de laatste tien klanten via wie ze kwamen, en bedank wie je aanbeval.")


def _figures(years: Years) -> Iterator[Figure]:
    if years.kept["retention"] is not None:
        yield Figure("Klantbehoud", percent(years.kept["retention"]))
    if years.kept["revenue_retention"] is not None:
        yield Figure("Omzet van dezelfde klanten", percent(years.kept["revenue_retention"]))
    yield Figure("Aankopen per klant per jaar", Amount(years.orders, Unit.TIMES, decimals=1))
    yield Figure("Bedrag per aankoop", euros(years.order))


def _bridge(years: Years) -> SpanChart:
    bridge, counts = years.bridge, years.bridge["customers"]
    spans: list[Span] = []
    at = 0.0

    def step(name: str, change: float) -> None:
        nonlocal at
        spans.append(Span(name, at, at + change, euros(change, signed=True)))
        at += change

    spans.append(Span("Vorig jaar", 0.0, bridge["start"], euros(bridge["start"]), total=True))
    at = bridge["start"]
    step("Nieuw", bridge["new"])
    if bridge["returned"]:
        step("Terug", bridge["returned"])
    step("Gegroeid", bridge["grown"])
    step("Gekrompen", -bridge["shrunk"])
    step("Weg", -bridge["lost"])
    if bridge["corrections"]:
        step("Correcties", bridge["corrections"])
    spans.append(Span("Dit jaar", 0.0, bridge["end"], euros(bridge["end"]), total=True))
    people = {"Vorig jaar": "start", "Nieuw": "new", "Terug": "returned", "Weg": "lost", "Dit jaar": "end"}
    return SpanChart(
        key="bridge",
        title="Van vorig jaar naar dit jaar, in euro's omzet",
        description=say(
            "Een trap van {start} naar {end}: nieuwe klanten {new}, gegroeid {grown}, gekrompen {shrunk} eraf en weg {lost} eraf.",
            start=euros(bridge["start"]),
            end=euros(bridge["end"]),
            new=euros(bridge["new"]),
            grown=euros(bridge["grown"]),
            shrunk=euros(bridge["shrunk"]),
            lost=euros(bridge["lost"]),
        ),
        table=Table(
            "De omzet van jaar op jaar (excl. btw)",
            ("", "Bedrag", "Klanten"),
            tuple(
                (each.name, each.note, Amount(counts[people[each.name]]) if each.name in people else "")  # type: ignore[literal-required]  # keys of the table above
                for each in spans
            ),
        ),
        spans=tuple(spans),
    )


def _silent_table(years: Years, silent: list[Silent]) -> Table:
    caption = (
        f"Stil sinds: {len(silent)} van de {years.silent_count} die langer stil zijn dan gewoonlijk"
        if years.silent_count > len(silent)
        else "Stil sinds, langer dan gewoonlijk"
    )
    with_chance = any(each.chance is not None for each in silent)
    columns = (
        "Klant",
        "Laatste aankoop",
        "Gewoonlijk om de",
        "Was per jaar waard",
        *(("Kans op een aankoop binnen een jaar",) if with_chance else ()),
    )
    return Table(
        caption,
        columns,
        tuple(
            (
                each.label,
                Month(each.since),
                Count(each.gap, "maand", "maanden", 1) if each.gap else "één aankoop",
                euros(each.worth),
                *(
                    (Share(each.chance),)
                    if with_chance and each.chance is not None
                    else ("onbekend",)
                    if with_chance
                    else ()
                ),
            )
            for each in silent
        ),
    )


def handovers(years: Years) -> Iterator[Handover]:
    """Take the counts along to the calculators that ask them, one press each."""
    counts, kept = years.bridge["customers"], years.kept
    if years.pattern == "once" or kept["retention"] is None or not counts["end"]:
        return
    spend = years.bridge["end"] / counts["end"]
    new = counts["new"] + counts["returned"]
    stays = percent(kept["retention"])
    value = [
        ("order_value", Amount(years.order, Unit.EURO, decimals=2)),
        ("orders_per_year", Amount(years.orders, Unit.TIMES, decimals=2)),
        ("retention", stays),
    ]
    first = kept["first"]
    if first and first["retention"] is not None and first["start"] >= FEWEST_TOLD:
        value.append(("first_retention", percent(first["retention"])))
    if years.hours is not None:
        value.append(("hours", Amount(years.hours, Unit.HOURS, decimals=1)))
    if years.margin is not None and 0 <= years.margin <= 1:
        value.append(("gross_margin", percent(years.margin)))
    yield Handover(say("Wat is een klant je waard? Reken verder met deze cijfers"), "klantwaarde", tuple(value))
    yield Handover(
        say("Waarmee verdien je meer? Reken verder met deze cijfers"),
        "bierviltje",
        (
            ("customers", Amount(counts["end"])),
            ("new_per_year", Amount(new)),
            ("retention", stays),
            ("spend_per_year", Amount(spend, Unit.EURO, decimals=2)),
        ),
    )
    yield Handover(
        say("Waar gaat je klantenbestand heen? Reken verder met deze cijfers"),
        "klantenbestand",
        (
            ("start.klant", Amount(counts["end"] - years.regulars)),
            ("start.vaste_klant", Amount(years.regulars)),
            ("new_last_year", Amount(new)),
            ("lost_last_year", Amount(counts["lost"])),
        ),
    )
    yield Handover(
        say("Hoe zwaar weegt je grootste klant? Reken verder met deze cijfers"),
        "klant-houden-of-loslaten",
        (
            ("revenue", Amount(years.largest, Unit.EURO, decimals=2)),
            ("total_revenue", Amount(years.bridge["end"], Unit.EURO, decimals=2)),
        ),
    )


def too_short(months: int, until: str) -> Sentence:
    """Say what is missing when a list has months, but no two whole years."""
    return say(
        "Deze lijst gaat {months} terug, tot en met {until}. Kies er het jaar daarvoor bij, dan zie je wie er bleef, wie stil viel en wat dat scheelt: exporteer dezelfde lijst over een vorig jaar en kies beide bestanden samen.",
        months=Count(months, "maand", "maanden"),
        until=Month(until),
    )
