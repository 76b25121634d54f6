"""What the heading of a column says: which role it may have, how surely, and on which basis.

A heading is a set of words. Years, months, currencies, order and punctuation do not count, compounds are taken apart
("Klantnaam", "Jaaromzet"), and one word that is not known makes the whole heading unknown: "Omzet vorig jaar" is no
turnover of this year. The surer the word, the higher its strength: "Klant" is a customer before "Naam" is.

Source: headings of the exports of bookkeeping packages, web shops, banks and hour registrations, as far as publicly
documented; the strengths are ours.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["name", "id", "revenue", "costs", "margin", "hours", "date", "invoice"]
Helper = Literal[
    "currency", "status", "kind", "sign", "debit", "credit", "vat", "quantity", "price", "first_name", "infix",
    "last_name",
]  # fmt: skip
VatBasis = Literal["excl", "unknown", "incl"]

ROLES: tuple[Role, ...] = get_args(Role)
HELPERS: tuple[Helper, ...] = get_args(Helper)
# In the order of preference when a file has several columns of turnover.
VAT_BASES: tuple[VatBasis, ...] = ("excl", "unknown", "incl")

_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december january february march "
    "may june july august october jan feb mrt mar apr jun jul aug sep sept okt oct nov dec"
)
_WITHOUT_MEANING = frozenset(
    f"{_MONTHS} eur euro euros in de het een van the of op over n ytd q1 q2 q3 q4 kwartaal quarter kw boekjaar "
    "jaar year jaarlijkse annual yearly mijn our onze totaaloverzicht tm vanaf gerealiseerd gerealiseerde werkelijk "
    "werkelijke stand heel t m som sum du des la le der die das".split()
)
_FOREIGN = {
    "usd": "USD", "dollar": "USD", "dollars": "USD", "gbp": "GBP", "pond": "GBP", "ponden": "GBP", "pounds": "GBP",
    "chf": "CHF", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "pln": "PLN", "czk": "CZK", "huf": "HUF", "jpy": "JPY",
    "cny": "CNY", "cad": "CAD", "aud": "AUD", "try": "TRY",
}  # fmt: skip
_FOREIGN_SIGNS = {"$": "USD", "£": "GBP", "¥": "JPY"}
_PERCENT = frozenset(["procent", "percent", "percentage", "pct", "perc"])

# Other words for the same thing; the parts of compounds too.
_SYNONYMS = {
    word: concept
    for concept, words in {
        "klant": "klant klanten klants customer customers client clients clienten cust afnemer afnemers debiteur "
        "debiteuren debiteurs debtor debtors deb opdrachtgever opdrachtgevers kl kunde kunden lid leden clientes",
        "koper": "koper kopers buyer relatie relaties billing billto soldto ontvanger",
        "bedrijf": "bedrijf bedrijfs bedrijven company organisatie organisaties organization organisation firma "
        "onderneming handelspartner unternehmen societe",
        "rijlabels": "rijlabels rowlabels",
        "contact": "contact contacten contactpersoon contacts tegenpartij tegenrekeninghouder patient patienten gast "
        "gasten huurder huurders deelnemer",
        "naam": "naam namen name names nom",
        "voornaam": "voornaam voornamen firstname givenname roepnaam voorletters initials initialen",
        "tussenvoegsel": "tussenvoegsel tussenvoegsels infix voorvoegsel voorvoegsels",
        "achternaam": "achternaam achternamen lastname familyname surname familienaam geslachtsnaam",
        "nummer": "nummer nummers nr nrs no num number code codes id ids numero",
        "omzet": "omzet omzetten revenue revenues turnover sales gefactureerd gefactureerde invoiced facturatie "
        "opbrengst opbrengsten verkoop verkopen omzetbedrag umsatz umsatze chiffredaffaires",
        "bedrag": "bedrag bedragen amount amounts betrag montant",
        "totaal": "totaal totale total totals subtotaal subtotal eindtotaal gesamt",
        "factuur": "factuur facturen factuurs invoice invoices bill fact rechnung rechnungs facture",
        "order": "order orders bestelling bestellingen",
        "regel": "regel line",
        "excl": "excl exclusief ex exclusive excluding exc zonder ht",
        "incl": "incl inclusief inclusive including inc gross ttc",
        "btw": "btw vat tva mwst ust tax taxes belasting belastingen omzetbelasting",
        "netto": "netto net nett",
        "bruto": "bruto brutto",
        "kosten": "kosten kost cost costs inkoop inkopen kostprijs inkoopwaarde inkoopkosten cogs",
        "marge": "marge margin margins winst profit brutowinst dekkingsbijdrage brutomarge",
        "uren": "uren uur hours hour hrs tijd time duur duration stunden heures",
        "datum": "datum date data",
        "aantal": "aantal aantallen menge quantite qty quantity stuks hoeveelheid",
        "prijs": "prijs preis prix price stukprijs eenheidsprijs tarief rate uurtarief prijzen",
        "valuta": "valuta wahrung devise currency munt muntsoort muntcode valutacode muntsoorten",
        "status": "status state staat",
        "soort": "soort type kind doctype documentsoort factuursoort mutatiesoort boekingssoort mutatiecode",
    }.items()
    for word in words.split()
}
# Two words that are one.
_TOGETHER = (
    "chiffre d affaires",
    "row labels",
    "bill to",
    "sold to",
    "first name",
    "last name",
    "given name",
    "family name",
)
_OTHER_WORDS = frozenset(
    "boek boekings boeking transactie transaction document boekstuk kenmerk debet debit credit af bij waarde "
    "value klantwaarde directe direct variabele materiaal project gewerkte gewerkt bestede besteed geschreven "
    "geboekte worked spent logged financial payment betaal created at day dag maand month periode period per stuk "
    "unit eenheid goederen omschrijving bank mutatie d c db cr dc plus min richting rekening account "
    "leverancier leveranciers crediteur crediteuren supplier suppliers vendor vendors artikel artikelen product "
    "producten dienst diensten medewerker medewerkers werknemer employee land country plaats city adres address "
    "categorie category groep opmerking opmerkingen toelichting".split()
)
_SUBTOTALS = frozenset({"subtotaal", "subtotal"})
# Too short, or too often the beginning of another word, to be a part of a compound.
_ALONE = frozenset("no id ids ex inc exc deb data num fact kl lid leden ht ttc ust tva nom numero".split())
_PARTS = tuple(sorted(set(_SYNONYMS) - _ALONE, key=len))
_SHORT_NUMBER = re.compile(r"(?:deb|kl|lid|cust)(?:nr|nummer|no|code|id)")

# Roles by the set of words, with how sure that is; a heading must consist of nothing else.
_CUSTOMERS = {"account": 3.5, "klant": 10.0, "koper": 8.0, "bedrijf": 7.0, "contact": 6.0, "rijlabels": 5.5}
_NUMBER_OF_INVOICE = {
    frozenset({"factuur", "nummer"}): 10.0,
    frozenset({"boekstuk", "nummer"}): 6.0,
    frozenset({"document", "nummer"}): 6.0,
    frozenset({"order", "nummer"}): 6.0,
    frozenset({"boekstuk"}): 5.0,
    frozenset({"factuur"}): 5.0,
    frozenset({"order"}): 4.0,
    frozenset({"nummer"}): 4.0,
    frozenset({"transactie", "nummer"}): 3.0,
}
_DATES = {
    frozenset({"factuur", "datum"}): 10.0,
    frozenset({"datum"}): 8.0,
    frozenset({"boek", "datum"}): 7.0,
    frozenset({"boekings", "datum"}): 7.0,
    frozenset({"boeking", "datum"}): 7.0,
    frozenset({"document", "datum"}): 7.0,
    frozenset({"transactie", "datum"}): 6.0,
    frozenset({"order", "datum"}): 6.0,
    frozenset({"created", "at"}): 4.0,
    frozenset({"datum", "at"}): 4.0,
    frozenset({"maand"}): 3.0,
    frozenset({"periode"}): 3.0,
    frozenset({"dag"}): 3.0,
}
_OTHER = {
    frozenset({"valuta"}): ("currency", 10.0),
    frozenset({"valuta", "nummer"}): ("currency", 9.0),
    frozenset({"status"}): ("status", 9.0),
    frozenset({"factuur", "status"}): ("status", 10.0),
    frozenset({"order", "status"}): ("status", 10.0),
    frozenset({"financial", "status"}): ("status", 10.0),
    frozenset({"betaal", "status"}): ("status", 9.5),
    frozenset({"payment", "status"}): ("status", 9.5),
    frozenset({"soort"}): ("kind", 9.0),
    frozenset({"factuur", "soort"}): ("kind", 10.0),
    frozenset({"document", "soort"}): ("kind", 10.0),
    frozenset({"boeking", "soort"}): ("kind", 9.5),
    frozenset({"transactie", "soort"}): ("kind", 9.0),
    frozenset({"mutatie", "soort"}): ("kind", 9.0),
    frozenset({"voornaam"}): ("first_name", 10.0),
    frozenset({"voornaam", "klant"}): ("first_name", 10.0),
    frozenset({"voornaam", "koper"}): ("first_name", 10.0),
    frozenset({"voornaam", "contact"}): ("first_name", 9.0),
    frozenset({"tussenvoegsel"}): ("infix", 10.0),
    frozenset({"achternaam"}): ("last_name", 10.0),
    frozenset({"achternaam", "klant"}): ("last_name", 10.0),
    frozenset({"achternaam", "koper"}): ("last_name", 10.0),
    frozenset({"achternaam", "contact"}): ("last_name", 9.0),
    frozenset({"af", "bij"}): ("sign", 10.0),
    frozenset({"debet", "credit"}): ("sign", 10.0),
    frozenset({"d", "c"}): ("sign", 10.0),
    frozenset({"db", "cr"}): ("sign", 10.0),
    frozenset({"dc"}): ("sign", 10.0),
    frozenset({"plus", "min"}): ("sign", 9.0),
    frozenset({"richting"}): ("sign", 8.0),
    frozenset({"debet"}): ("debit", 9.0),
    frozenset({"credit"}): ("credit", 9.0),
    frozenset({"debet", "bedrag"}): ("debit", 9.0),
    frozenset({"credit", "bedrag"}): ("credit", 9.0),
    frozenset({"btw"}): ("vat", 9.0),
    frozenset({"btw", "bedrag"}): ("vat", 10.0),
    frozenset({"btw", "totaal"}): ("vat", 9.0),
    frozenset({"aantal"}): ("quantity", 9.0),
    frozenset({"prijs"}): ("price", 8.0),
    frozenset({"prijs", "per", "stuk"}): ("price", 9.0),
    frozenset({"prijs", "stuk"}): ("price", 9.0),
    frozenset({"prijs", "unit"}): ("price", 9.0),
    frozenset({"prijs", "per", "eenheid"}): ("price", 9.0),
}

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LONGEST_HEADING = 100
_LONGEST_WORD = 40
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says about its column.

    Attributes:
        meanings: how sure each role is, 0 to 10.5.
        basis: whether amounts are excl. or incl. btw, as far as the heading tells.
        percent: whether the values are percentages.
        currency: the code of a currency that is not the euro, or nothing.
        years: the years that the heading names.
        is_known: whether all words are known, also when they make no role.
    """

    meanings: dict[Role | Helper, float]
    basis: VatBasis = "unknown"
    percent: bool = False
    currency: str = ""
    years: tuple[int, ...] = ()
    is_known: bool = False

    def strength(self, role: Role | Helper) -> float:
        """Return how sure a role is; 0 when the heading does not say it."""
        return self.meanings.get(role, 0.0)


_NOTHING = Heading({})


@functools.lru_cache(maxsize=4096)
def understand(heading: str) -> Heading:
    """Return what a heading says.

    >>> understand("Omzet 2025 (excl. BTW)").meanings, understand("Omzet 2025 (excl. BTW)").basis
    ({'revenue': 10.0}, 'excl')
    >>> understand("Klant nr.").meanings, understand("Omzet vorig jaar").meanings
    ({'id': 10.0}, {})
    >>> understand("Marge %").percent, understand("Amount (USD)").currency
    (True, 'USD')
    """
    if len(heading) > _LONGEST_HEADING:
        return _NOTHING
    words = _words(heading)
    if not words or len(words) > _MOST_WORDS:
        return _NOTHING
    years = tuple(int(word) for word in words if _YEAR.fullmatch(word))
    currency = next((code for sign, code in _FOREIGN_SIGNS.items() if sign in heading), "")
    currency = currency or next((_FOREIGN[word] for word in words if word in _FOREIGN), "")
    percent = "%" in heading or any(word in _PERCENT for word in words)
    left = [
        word
        for word in words
        if word not in _WITHOUT_MEANING and word not in _FOREIGN and word not in _PERCENT and not word.isdigit()
    ]
    concepts = [concept for word in left for concept in _concepts(word) if concept != "jaar"]
    if "?" in concepts:
        return Heading({}, percent=percent, currency=currency, years=years)
    basis = _basis(left, concepts)
    meanings = _meanings(frozenset(concepts), left) if concepts else {}
    if percent:  # a share of something; only of costs and margin is known what to do with it
        meanings = {role: sure for role, sure in meanings.items() if role in {"costs", "margin"}}
    return Heading(meanings, basis, percent, currency, years, is_known=True)


_ENGLISH = frozenset(
    "customer client company invoice date amount total revenue sales name billing number hours".split()
)
_DUTCH = frozenset(
    "klant debiteur relatie naam datum bedrag omzet totaal factuur uren kosten bedrijf factuurdatum".split()
)


def is_english(header: Iterable[str]) -> bool:
    """Return whether headings are English, so that dates may be American.

    >>> is_english(["Customer", "Date", "Amount"]), is_english(["Klant", "Datum", "Amount"])
    (True, False)
    """
    words = {word for heading in header for word in _words(heading[:_LONGEST_HEADING])}
    return bool(words & _ENGLISH) and not words & _DUTCH


def vat_basis(heading: str) -> VatBasis:
    """Return whether a column of turnover is excl. or incl. btw, as far as its heading tells.

    >>> vat_basis("Subtotaal"), vat_basis("Totaal incl. btw"), vat_basis("Gefactureerd ex btw"), vat_basis("Omzet")
    ('excl', 'incl', 'excl', 'unknown')
    """
    understood = understand(heading)
    if understood.is_known:
        return understood.basis
    concepts = {_SYNONYMS.get(word, word) for word in _words(heading[:_LONGEST_HEADING])}
    return next((basis for basis in VAT_BASES if basis in concepts), "unknown")


def normalised(heading: str) -> str:
    """Return the words of a heading in lower case and without accents, with one word for the same thing.

    >>> normalised(" Omzet (exclusief BTW)"), normalised("Cliënt")
    ('omzet excl btw', 'klant')
    """
    return " ".join(_SYNONYMS.get(word, word) for word in _words(heading))


def _words(heading: str) -> list[str]:
    split = _CAMEL.sub(" ", unicodedata.normalize("NFKD", heading.replace("€", " ")))
    plain = "".join(letter for letter in split.casefold() if not unicodedata.combining(letter))
    joined = _BETWEEN_WORDS.sub(" ", plain.replace("#", " nr ")).strip()
    for together in _TOGETHER:
        joined = joined.replace(together, together.replace(" ", ""))
    return joined.split()


@functools.lru_cache(maxsize=4096)
def _concepts(word: str) -> tuple[str, ...]:
    """Return what a word stands for, a compound taken apart; a question mark when it is not known."""
    if word in _SYNONYMS:
        return (_SYNONYMS[word],)
    if word in _OTHER_WORDS:
        return (word,)
    if _SHORT_NUMBER.fullmatch(word):
        return ("klant", "nummer")
    if len(word) <= _LONGEST_WORD:
        for part in _PARTS:
            rest = word.removeprefix(part)
            if rest != word and rest and "?" not in (found := _concepts(rest)) and rest not in _OTHER_WORDS - _JOINED:
                return (_SYNONYMS[part], *found)
        for part in _JOINED:
            rest = word.removeprefix(part)
            if rest != word and rest in _SYNONYMS:
                return (part, _SYNONYMS[rest])
    return ("?",)


# Words that only count within a compound or beside another: boekdatum, jaaromzet, betaalstatus, factuurwaarde.
_JOINED = frozenset("boek boekings boeking transactie document boekstuk betaal jaar waarde mutatie".split())


def _basis(words: Iterable[str], concepts: Iterable[str]) -> VatBasis:
    found = set(concepts)
    if "excl" in found:
        return "excl"
    if "incl" in found:
        return "incl"
    return "excl" if "netto" in found or _SUBTOTALS & set(words) else "unknown"


def _meanings(concepts: frozenset[str], words: list[str]) -> dict[Role | Helper, float]:
    meanings: dict[Role | Helper, float] = {}
    if concepts in _OTHER:
        role, sure = _OTHER[concepts]
        meanings[role] = sure  # type: ignore[index]  # the table holds helpers only
    for table, known in ((_NUMBER_OF_INVOICE, "invoice"), (_DATES, "date")):
        if concepts in table:
            meanings[known] = table[concepts]  # type: ignore[index]
    if sure := _customer(concepts):
        meanings["name"] = sure
    if sure := _customer_number(concepts):
        meanings["id"] = sure
    plain = concepts - {"excl", "incl", "btw", "netto", "bruto"}
    if sure := _revenue(concepts, plain):
        meanings["revenue"] = sure
    if "kosten" in plain and plain <= {"kosten", "totaal", "directe", "direct", "variabele", "materiaal", "project"}:
        meanings["costs"] = 10.0
    if "marge" in plain and plain <= {"marge", "totaal", "bedrag"}:
        meanings["margin"] = 10.0 if any("marg" in word for word in words) else 9.0
    worked = {"gewerkte", "gewerkt", "bestede", "besteed", "geschreven", "geboekte", "worked", "spent", "logged"}
    if "uren" in concepts and concepts <= {"uren", "aantal", "totaal", *worked}:
        meanings["hours"] = 8.0 if {"tijd", "time"} & set(words) else 10.0  # the first may be the time of the day
    return meanings


def _customer(concepts: frozenset[str]) -> float:
    """Return how sure it is that a heading means the name of the customer."""
    rest = concepts - {"naam"}
    if not rest:
        return 5.0
    if rest <= {"omschrijving"}:  # "Naam / Omschrijving" of a bank
        return 4.0 if "naam" in concepts else 0.0
    if rest - {"factuur"} and rest - {"factuur"} <= set(_CUSTOMERS):
        extra = 0.25 if "naam" in concepts else 0.0
        return max(_CUSTOMERS[each] for each in rest - {"factuur"}) + extra
    return 0.0


def _customer_number(concepts: frozenset[str]) -> float:
    rest = concepts - {"nummer"}
    if "nummer" in concepts and rest and rest <= set(_CUSTOMERS):
        return max(_CUSTOMERS[each] for each in rest)
    return 0.0


def _revenue(concepts: frozenset[str], plain: frozenset[str]) -> float:
    """Return how sure it is that a heading means turnover."""
    if "btw" in concepts and not concepts & {"excl", "incl", "netto"}:
        return 0.0  # the btw itself
    beside = {"factuur", "order", "regel", "klant", "totaal", "bedrag", "waarde", "value", "goederen", "per"}
    if "omzet" in plain and plain - {"omzet"} <= beside and ("per" not in plain or "klant" in plain):
        return 10.0
    if plain & {"klant", "koper", "bedrijf", "contact", "per"}:
        return 0.0
    if plain in _AMOUNTS:
        return _AMOUNTS[plain]
    if not plain and concepts & {"excl", "netto"} and len(concepts) <= 3:  # noqa: PLR2004 -- "Netto", "Excl. btw"
        return 4.0 if "btw" in concepts or "netto" in concepts else 0.0
    if not plain and "incl" in concepts and "btw" in concepts:
        return 4.0
    return 0.0


_AMOUNTS = {
    frozenset({"bedrag"}): 7.0,
    frozenset({"totaal"}): 6.0,
    frozenset({"totaal", "bedrag"}): 8.0,
    frozenset({"factuur", "bedrag"}): 9.0,
    frozenset({"factuur", "totaal"}): 9.0,
    frozenset({"factuur", "totaal", "bedrag"}): 9.0,
    frozenset({"factuur", "waarde"}): 8.0,
    frozenset({"factuur"}): 2.0,
    frozenset({"order", "bedrag"}): 8.0,
    frozenset({"order", "totaal"}): 8.0,
    frozenset({"order", "waarde"}): 7.0,
    frozenset({"regel", "bedrag"}): 8.5,
    frozenset({"regel", "totaal"}): 8.5,
    frozenset({"totaal", "prijs"}): 8.0,
    frozenset({"regel", "prijs"}): 7.0,
    frozenset({"totaal", "waarde"}): 6.0,
}
