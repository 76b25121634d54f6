"""The sentences about lists: what was read, what does not count and why, and what is asked.

The page and the command line say the same: both take their words from here.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence

from calculators.imports.merging import Merged
from calculators.imports.reading import Reading, TableReading
from calculators.imports.told import LeftOut, Note, Question
from calculators.model.answer import Amount, Sentence, Value, say
from calculators.model.intake import Option
from calculators.model.intake import Question as Asked
from calculators.model.quantities import Unit
from calculators.presentation import text

ROLES = {
    "name": "Naam van de klant",
    "id": "Klantnummer",
    "revenue": "Omzet",
    "costs": "Kosten",
    "margin": "Marge",
    "hours": "Uren",
    "date": "Datum",
    "invoice": "Factuurnummer",
}
HELPERS = {
    "currency": "Valuta",
    "status": "Status",
    "kind": "Soort",
    "sign": "Af of bij",
    "debit": "Debet",
    "credit": "Credit",
}
DELIMITERS = {";": "puntkomma's", ",": "komma's", "\t": "tabs", "|": "streepjes"}

# Why a row does not count; {detail} is what stands there.
REASONS = {
    "not_a_number": "het bedrag is niet te lezen: {detail}",
    "required": "er staat geen klant bij",
    "empty": "er staat geen bedrag bij",
    "total": "dit is een totaal of een andere regel onder de lijst: {detail}",
    "ambiguous": "{detail} kan met de punt of komma als duizendtal en als decimaal gelezen worden",
    "percentage": "hier staat een percentage en geen bedrag: {detail}",
    "not_calculated": "de formule is nog niet uitgerekend: open het bestand in Excel en sla het op",
    "currency": "het bedrag is in een andere munt dan de euro: {detail}",
    "status": "de status is {detail}",
    "kind": "de soort is {detail}",
    "sign": "er staat niet bij of het af of bij is: {detail}",
    "credit": "een creditnota met een bedrag boven nul",
    "extra_cells": "deze regel heeft meer cellen dan er koppen zijn",
    "hidden": "deze rij is verborgen",
    "other_table": "dit is een andere tabel, onder de lijst",
    "error_value": "waar de klant hoort te staan, staat een fout: {detail}",
    "closing": "de afsluiting van het jaar: {detail}",
    "opening": "de beginbalans: {detail}",
    "several_customers": "een boeking met meer klanten, waarbij niet duidelijk is van wie de omzet is: {detail}",
}
# The same for many rows at once.
_GROUPED = {
    "not_a_number": "van {count} {rows} is het bedrag niet te lezen",
    "required": "bij {count} {rows} staat geen klant",
    "empty": "bij {count} {rows} staat geen bedrag",
    "total": "{count} {rows} met een totaal of iets anders onder de lijst",
    "ambiguous": "van {count} {rows} is het bedrag op twee manieren te lezen",
    "percentage": "bij {count} {rows} staat een percentage in plaats van een bedrag",
    "not_calculated": "van {count} {rows} is de formule nog niet uitgerekend: open het bestand in Excel en sla het op",
    "currency": "{count} {rows} in {detail}",
    "status": "{count} {rows} met de status {detail}",
    "kind": "{count} {rows} van de soort {detail}",
    "sign": "{count} {rows} waar niet bij staat of het af of bij is",
    "extra_cells": "{count} {rows} met meer cellen dan koppen (staat een bedrag met een komma zonder aanhalingstekens?)",
    "hidden": "{count} verborgen {rows}, bijvoorbeeld door een filter",
    "other_table": "{count} {rows} van een andere tabel onder de lijst",
    "error_value": "{count} {rows} met een fout waar de klant hoort te staan ({detail})",
    "closing": "{count} {entries} van de jaarafsluiting",
    "opening": "{count} {entries} van de beginbalans",
    "several_customers": "bij {count} {entries} met meer klanten is niet duidelijk van wie de omzet is",
}
_WITH_AMOUNT = frozenset(
    {
        "currency",
        "status",
        "kind",
        "required",
        "error_value",
        "hidden",
        "sign",
        "closing",
        "opening",
        "several_customers",
    }
)
_BY_DETAIL = frozenset({"currency", "status", "kind"})
MOST_LINES = 5
MOST_GROUPS = 12

_SIDES = {"debit": "debet", "credit": "credit"}
_NOTES: dict[str, str] = {
    "twin_columns": "Er is meer dan één kolom voor {role}. Gelezen is ‘{used}’, niet {others}.",
    "second_name": "Waar ‘{used}’ leeg is, is ‘{others}’ als klant gelezen.",
    "whole_name": "De naam van de klant komt uit {used} samen.",
    "last_name_only": "De klant is gelezen uit ‘{used}’ alleen. Wie dezelfde achternaam heeft, telt als één klant.",
    "second_list": "Op regel {line} staan dezelfde koppen nog eens, onder een totaal. Beide lijsten zijn opgeteld.",
    "turned_costs": "De kosten staan in deze lijst allemaal onder nul. Ze zijn als gewone kosten gelezen.",
    "below_total": "Onder een totaal staan nog {count} {rows} die meetellen als klant. Controleer of dat klopt.",
    "undated": "Van {count} {rows} is de datum niet te lezen (regel {lines}). De omzet telt mee, maar bij geen maand.",
    "credit_in_words": "Bij {count} {rows} met een bedrag boven nul staat het woord credit (regel {lines}). Die zijn erbij opgeteld: klopt dat?",
    "unassigned_below_zero": "Boekingen zonder klant verlagen de omzet met {amount}. Dat telt bij geen klant mee.",
    "suppliers_counted": "{names} staat in het bestand als leverancier, maar heeft wel omzet ({amount}). Klopt dat?",
    "hidden_column": "De omzet komt uit de kolom ‘{used}’, en die is verborgen in je werkblad.",
    "other_revenue": "De omzet komt uit de kolom ‘{used}’. Er is ook {others}: kies die als dat je omzet is.",
    "other_years": "Er zijn kolommen voor meer jaren. Gelezen is ‘{used}’, niet {others}.",
    "clock_times": "De kolom ‘{used}’ is niet gebruikt: er kunnen tijdstippen in staan in plaats van gewerkte uren.",
    "unused_period": "De kolom ‘{used}’ is niet gebruikt. Staan er meer jaren in, dan zijn ze bij elkaar opgeteld.",
    "unclear_percentage": "De kolom ‘{used}’ is niet gebruikt: het is niet duidelijk of het procenten of delen zijn.",
    "percentage": "In ‘{used}’ staan percentages: dat deel van de omzet telt als {role}.",
    "comma_thousands": "‘{cell}’ is gelezen als duizendtal: in deze kolom staan achter elke komma drie cijfers.",
    "sides": "Bij dit bedrag staat debet of credit: {plus} telt op, {minus} gaat eraf.",
    "plus_minus": "Een kolom zegt of een bedrag af of bij is: bij telt op, af gaat eraf.",
    "other_table": "Vanaf regel {line} begint een andere tabel ({heading}). Die telt niet mee.",
    "total_elsewhere": "Op regel {line} ({name}) staat ergens het woord totaal. De regel is gewoon meegeteld.",
    "unclear_details": "{role}: {count} {cells} niet te lezen (regel {lines}). Bij die klanten blijft dit onbekend.",
    "unknown_values": "{helper} {values}: die regels tellen gewoon mee. Klopt dat niet, haal ze dan uit de lijst.",
    "mixed_credit": "Creditnota's staan in deze lijst met een plus en met een min. Ze zijn allemaal van de omzet afgetrokken.",
    "credit_taken_off": "Creditnota's staan in deze lijst zonder min. Ze zijn van de omzet afgetrokken.",
    "rounded_amounts": "Excel heeft {count} {amounts} afgerond opgeslagen. Maak de kolom breder en bewaar opnieuw.",
    "rounded_numbers": "Excel heeft klantnummers afgerond (zoals {number}). Klanten zijn daarom op naam bij elkaar gezocht.",
    "shared_number": "Onder nummer {number} staan verschillende namen: {names}. Ze tellen als één klant.",
    "shared_name": "{name} heeft nummer {first} en ook nummer {second}. Dat zijn nu twee klanten: is het er één, geef hem dan één nummer.",
    "other_sheets": "Gelezen is blad {used}. Andere koppen, en dus niet gelezen: {sheets}.",
    "plan_sheets": "Niet meegeteld: blad {sheets}. De naam zegt dat het een plan of offerte is, en geen omzet.",
    "year_sheets": "De bladen gaan over meer dan één jaar ({years}). Hun bedragen zijn bij elkaar opgeteld.",
    "summary_sheet": "Blad {sheet} telt de andere bladen op en is daarom niet meegeteld.",
    "long_period": "Deze lijst loopt van {from_day} tot en met {until_day}: dat is meer dan een jaar. De omzet is die hele periode.",
    "left_out_twice": "Wat in {first} en ook in {second} staat, telt één keer mee.",
    "accounts_not_counted": "Niet als omzet geteld: {accounts}, samen {amount}. Is dat wel omzet, zet ze dan hieronder aan.",
    "accounts_not_in_ledger": "Rekening {accounts} staat niet in het grootboek van deze auditfile. Wat erop geboekt is, telt mee als omzet.",
    "accounts_unsure": "Het is niet zeker of dit omzet is: {accounts}. Kijk dat hieronder na.",
    "large_entry_without_customer": "Er is een grote boeking zonder klant: {place}, {amount}. Is dat geen omzet, haal hem dan uit je boekhouding.",
    "other_currency": "De bedragen in deze auditfile zijn in {currency} en niet in euro's.",
    "part_of_split_file": "Dit lijkt een deel van een auditfile die in stukken is opgeslagen ({comment}). Kies ook de andere delen.",
    "lines_missing": "Volgens de auditfile zelf zijn er {stated} boekingsregels, maar er staan er {found} in. Is de export compleet?",
    "text_behind_end": "Achter het einde van de auditfile staat nog tekst. Die is niet gelezen.",
    "thousands_or_decimals": "{count} bedragen in deze auditfile hebben drie cijfers achter de komma of punt. Ze zijn gelezen als decimalen.",
    "two_names": "Klantnummer {number} heet {first} en ook {second}. Ze tellen als één klant.",
    "months_unknown": "Van {amount} omzet is niet te zien in welke maand die hoort.",
    "no_bookings": "In deze auditfile staan geen boekingen.",
    "no_revenue_accounts": "Geen enkele grootboekrekening is als omzet herkend.",
    "no_revenue": "Op de rekeningen met omzet staat niets: {accounts}.",
    "no_customers": "Bij de omzet ({amount}) staat nergens een klant. Rekeningen: {accounts}.",
    "date_order": "Bij datums zoals {cell} is niet te zien wat de dag is en wat de maand. De datums zijn niet gebruikt.",
}
_ROLE_WORDS = {
    "costs": "de kosten",
    "margin": "de marge",
    "hours": "de uren",
    "name": "de klant",
    "revenue": "de omzet",
}

_QUESTIONS: dict[str, tuple[str, dict[str, str]]] = {
    "revenue_column": ("Welke kolom is de omzet? Deze koppen zijn even duidelijk, maar de bedragen verschillen.", {}),
    "decimal": (
        "Hoe is ‘{cell}’ bedoeld? De bedragen in deze lijst zijn op twee manieren te lezen.",
        {"thousands": "Als duizendtal", "decimals": "Met drie cijfers achter de komma"},
    ),
    "sides": (
        "Bij de bedragen staat debet of credit. Wat is je omzet?",
        {"credit": "Credit telt op", "debit": "Debet telt op"},
    ),
    "nameless": (
        "Bij {count} regels staat geen klant. Horen die bij de klant erboven?",
        {"above": "Ja, bij de klant erboven", "apart": "Nee, laat ze weg"},
    ),
    "last_row": (
        "De laatste regel, ‘{name}’ (regel {line}), is precies de som van alle andere. Is dat een totaal of een klant?",
        {"total": "Een totaal", "customer": "Een klant"},
    ),
    "same_sheet": (
        "Blad {second} is gelijk aan blad {first}. Tellen ze allebei mee?",
        {"once": "Nee, één keer", "twice": "Ja, allebei"},
    ),
    "summary_sheet": (
        "Blad {sheet} lijkt een overzicht van de andere bladen. Telt het mee?",
        {"leave_out": "Nee, laat het weg", "count": "Ja, tel het mee"},
    ),
    "accounts": (
        "Als omzet tellen deze rekeningen: {accounts}. Klopt dat? Anders kies je hieronder andere rekeningen.",
        {"right": "Ja, dat klopt"},
    ),
    "same_list": (
        "{second} lijkt dubbel: (een deel van) deze lijst staat al in {first}. Hoe vaak telt wat er dubbel in staat?",
        {"once": "Eén keer", "twice": "Twee keer, het zijn andere bedragen"},
    ),
    "new_numbers": (
        "{count} klanten hebben in een ander bestand een ander nummer, zoals {name} ({first} en {second}). Kreeg je een nieuw boekhoudpakket, en zijn het dezelfde klanten?",
        {"same": "Ja, dezelfde klanten", "different": "Nee, het zijn andere klanten"},
    ),
}


def note(told: Note) -> Sentence:
    """Return the sentence for something that a visitor should know.

    >>> text.sentence(note(Note("summary_sheet", {"sheet": "Totaal"})))
    'Blad Totaal telt de andere bladen op en is daarom niet meegeteld.'
    """
    values: dict[str, Value] = {}
    for name, value in told.values.items():
        unit = Unit.EURO if name == "amount" else Unit.NONE
        values[name] = value if isinstance(value, str) else Amount(value, unit)
    if "role" in values:
        values["role"] = _ROLE_WORDS.get(str(values["role"]), str(values["role"]))
    if "helper" in values:
        values["helper"] = HELPERS.get(str(values["helper"]), str(values["helper"]))
    if told.code == "unclear_details":
        values["role"] = ROLES[str(told.values["role"])]
        values["cells"] = "cel is" if told.values["count"] == 1 else "cellen zijn"
    if told.code in {"undated", "credit_in_words", "below_total"}:
        values["rows"] = "regel" if told.values["count"] == 1 else "regels"
    if told.code == "rounded_amounts":
        values["amounts"] = "bedrag" if told.values["count"] == 1 else "bedragen"
    if told.code == "sides":
        values |= {side: _SIDES[str(told.values[side])] for side in ("plus", "minus")}
    if told.code == "long_period":
        values["from_day"], values["until_day"] = (_day(str(told.values[name])) for name in ("from", "until"))
    template = _NOTES[told.code]
    if table := told.values.get("table"):
        template, values["table"] = f"Blad {{table}}: {template[0].lower()}{template[1:]}", str(table)
    return Sentence(template, values)


def question(asked: Question) -> Asked:
    """Return a question with what stands on its buttons.

    >>> [option.label for option in question(Question("sides", ("credit", "debit"))).options]
    ['Credit telt op', 'Debet telt op']
    """
    template, labels = _QUESTIONS[asked.code]
    values: dict[str, Value] = {
        name: value if isinstance(value, str) else Amount(value) for name, value in asked.values.items()
    }
    options = tuple(Option(option, labels.get(option, option)) for option in asked.options)
    return Asked(asked.code, Sentence(template, values), options)


def reason(left_out: LeftOut) -> Sentence:
    r"""Return why a row does not count, without its line.

    >>> text.sentence(reason(LeftOut(4, "status", "Concept", 5.0)))
    'de status is Concept (€\xa05)'
    """
    template = REASONS[left_out.reason]
    values: dict[str, Value] = {"detail": left_out.detail or "leeg"}
    if left_out.reason == "total" and not left_out.detail:
        template = "dit is de som van de regels erboven"
    if left_out.amount is not None:
        template += " ({amount})"
        foreign = left_out.reason == "currency"
        values["amount"] = Amount(left_out.amount) if foreign else Amount(left_out.amount, Unit.EURO)
    return Sentence(template, values)


def about_left_out(left_out: Sequence[LeftOut]) -> Iterator[Sentence]:
    r"""Give a sentence for each kind of rows that do not count, with how many they are, their lines and their amount.

    >>> rows = [LeftOut(3, "status", "Concept", 5.0), LeftOut(4, "status", "Concept", 7.0)]
    >>> [text.sentence(each) for each in about_left_out(rows)]
    ['Niet meegeteld: 2 regels met de status Concept, samen €\xa012 (regel 3, 4).']
    """
    groups: dict[tuple[str, str], list[LeftOut]] = {}
    for each in left_out:
        detail = each.detail if each.reason in _BY_DETAIL else ""
        groups.setdefault((each.reason, detail), []).append(each)
    for (why, detail), rows in itertools.islice(groups.items(), MOST_GROUPS):
        values: dict[str, Value] = {
            "count": Amount(len(rows)),
            "rows": "regel" if len(rows) == 1 else "regels",
            "entries": "boeking" if len(rows) == 1 else "boekingen",
            "detail": detail or rows[0].detail or "leeg",
        }
        template = f"Niet meegeteld: {_GROUPED[why]}"
        amounts = [each.amount for each in rows if each.amount is not None]
        if amounts and why in _WITH_AMOUNT:
            foreign = why == "currency"
            template += ", samen {amount}" if len(rows) > 1 else ", {amount}"
            values["amount"] = Amount(sum(amounts)) if foreign else Amount(sum(amounts), Unit.EURO)
        lines = [f"{each.line}" for each in rows[:MOST_LINES] if each.line is not None]
        if lines:
            template += " (regel {lines})"
            values["lines"] = ", ".join(lines) + (", …" if len(rows) > MOST_LINES else "")
        yield Sentence(f"{template}.", values)
    if len(groups) > MOST_GROUPS:
        yield say(
            "Er zijn nog {count} andere redenen: zie de regels hieronder.", count=Amount(len(groups) - MOST_GROUPS)
        )


def summary(reading: Reading) -> Sentence:
    """Return what a file is and how much was found in it."""
    count = Amount(len(reading.customers))
    total = Amount(reading.total - reading.unassigned, Unit.EURO)
    words = "klant" if len(reading.customers) == 1 else "klanten"
    if reading.problem:
        return say("{kind}: nog niet gelezen.", kind=_kind(reading))
    if reading.question:
        return say("{kind}: nog één vraag, dan telt deze lijst mee.", kind=_kind(reading))
    return say("{kind}: {count} {words}, samen {total}.", kind=_kind(reading), count=count, words=words, total=total)


def _kind(reading: Reading) -> str:
    if reading.kind == "xaf":
        return f"Auditfile {reading.fiscal_year}" if reading.fiscal_year else "Auditfile"
    return "Excel" if reading.kind == "xlsx" else f"Tekst met {DELIMITERS.get(reading.delimiter or '', 'kolommen')}"


def facts(reading: Reading) -> Iterator[Sentence]:
    """Give what was read of a file: the rows of each table, its period and its columns."""
    shown = reading.tables[:MOST_LINES]
    for table in shown:
        yield _table_fact(table)
    if len(reading.tables) > len(shown):
        yield say("En nog {count} bladen.", count=Amount(len(reading.tables) - len(shown)))
    if reading.kind == "xaf":
        if counted := reading.tables[0].columns.get("revenue"):
            yield say("Als omzet tellen deze rekeningen: {accounts}.", accounts=counted)
    elif reading.tables:
        used = reading.tables[0].columns
        named = [f"{label} uit ‘{used[role]}’" for role, label in ROLES.items() if role in used]
        named += [f"{label} uit ‘{used[role]}’" for role, label in HELPERS.items() if role in used]
        yield say("Kolommen: {columns}.", columns=text.enumerate_names(named))


def _table_fact(table: TableReading) -> Sentence:
    rows = "regel" if table.rows == 1 else "regels"
    where = "Blad {name}: " if table.name else "Gelezen: "
    values: dict[str, Value] = {"name": table.name, "count": Amount(table.rows), "rows": rows}
    if not (table.from_date and table.until_date):
        return Sentence(f"{where}{{count}} {{rows}}.", values)
    values |= {"from_day": _day(table.from_date), "until_day": _day(table.until_date)}
    return Sentence(f"{where}{{count}} {{rows}}, van {{from_day}} tot en met {{until_day}}.", values)


def _day(day: str) -> str:
    return text.write_day(day) if day.count("-") > 1 else text.write_day(f"{day}-01").split(" ", 1)[1]


def notes(reading: Reading) -> Iterator[Sentence]:
    """Give all that a visitor should know about how a file was read."""
    if reading.problem:
        yield say("{problem}", problem=reading.problem.message)
    elif reading.vat_basis == "incl":
        yield say("Deze bedragen zijn incl. btw. Kies liever een kolom excl. btw, als die er is.")
    elif reading.vat_basis == "unknown":
        yield say("De kop zegt niet of de bedragen excl. btw zijn. Controleer dat.")
    if reading.unassigned:
        yield say("{amount} omzet hoort bij geen klant en telt niet mee.", amount=Amount(reading.unassigned, Unit.EURO))
    yield from map(note, reading.notes)
    yield from about_left_out(reading.left_out)


def notes_of_all(merged: Merged) -> Iterator[Sentence]:
    """Give all that a visitor should know about several files together."""
    if len(merged.vat_bases) > 1:
        yield say("Niet alle bestanden zijn excl. btw. Tel alleen bedragen bij elkaar op die hetzelfde zijn.")
    yield from map(note, merged.notes)
    for each in merged.shared_numbers[:MOST_LINES]:
        yield say(
            "Klantnummer {id} heet in het ene bestand {first} en in het andere {second}. Ze zijn als één klant geteld.",
            id=each.id,
            first=each.names[0],
            second=each.names[1],
        )


def summary_of_all(merged: Merged) -> Sentence:
    """Return how much all files together hold."""
    return say(
        "{count} {words}, samen {total}. Wie in meer bestanden staat, is opgeteld.",
        count=Amount(len(merged.customers)),
        words="klant" if len(merged.customers) == 1 else "klanten",
        total=Amount(merged.total - merged.unassigned, Unit.EURO),
    )


def written(sentences: Iterable[Sentence], write: Callable[[Sentence], str] = text.sentence) -> list[str]:
    """Return sentences as plain text."""
    return [write(each) for each in sentences]
