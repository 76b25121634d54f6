"""Rows that are no customers: totals, subtotals, averages and what else stands below a list.

Words alone are not enough: "Totaal Wonen BV" is a customer. A row is a total when all its words belong below a list, or
when it has such a word and its amount is the sum of rows above it, or when what stands beside the word is a customer
of the list ("Totaal Jansen").

Source: ours, after exports of bookkeeping packages and what Excel writes ("Jansen Totaal", "Eindtotaal").
"""

from __future__ import annotations

import re
from typing import Literal

TotalKind = Literal["", "certain", "maybe", "words"]

# Each of these makes a row a total, with nothing beside it but words of _BESIDE and numbers.
_TOTALS = frozenset(
    "totaal totalen total totals totaaltelling subtotaal subtotalen subtotal subtotals eindtotaal som sum "
    "grandtotal generaal algemeentotaal deeltotaal tussentotaal hoofdtotaal groepstotaal paginatotaal kolomtotaal "
    "jaartotaal maandtotaal kwartaaltotaal klanttotaal gesamt summe optelling saldo "
    "tot tezamen samen alles opgeteld cumulatief totale totaalbedrag totaalomzet omzettotaal gesamtsumme gesamtbetrag "
    "gesamtumsatz eindsaldo ttl rapporttotaal lijsttotaal summen zwischensumme endsumme".split()
)
# These stand below a list too, and say something else than a sum.
_FOOTERS = frozenset(
    "gemiddelde gemiddeld average mean mediaan median btw vat tax maximum minimum max min percentage marge "
    "resultaat omzetbelasting afronding afrondingsverschil transport gem gemidd durchschnitt mwst ust steuer tva "
    "moyenne".split()
)
_COUNTS = frozenset(["aantal", "count", "anzahl", "nombre"])
_BESIDE = frozenset(
    "omzet revenue turnover sales bedrag bedragen amount netto bruto net gross excl exclusief ex incl inclusief "
    "btw vat tax klant klanten customer customers client clients debiteur debiteuren relatie relaties factuur "
    "facturen invoice invoices regel regels rij rijen row rows order orders van de het per of the all alle over "
    "in en and eur euro euros jaar year maand month kwartaal quarter periode period week grand algemeen general "
    "gezamenlijk overall lijst overzicht rapport report pagina page groep categorie selectie hoog laag verlegd "
    "nul tarief te betalen januari februari maart april mei juni juli augustus september oktober november "
    "december q1 q2 q3 q4 stuks rekening grootboek kosten inkoop uren marge winst verkoop verkopen gefactureerd "
    "bij elkaar vorig vorige dit dragen records record kunden rechnungen brutto umsatz te ontvangen voldoen".split()
)
# One of these must be among the words: "Klant 1" and "Week 3" may be customers without a name.
_OF_A_LIST = frozenset(
    "alle all omzet klanten customers clients periode overzicht betalen verlegd elkaar records kunden umsatz".split()
)
_EVERYBODY = frozenset({"alle", "all"})
_WORDS = re.compile(r"[^\W\d_]+|[0-9]+%?", re.UNICODE)
_SIGNS = frozenset("∑Σ")
_ENDS = ("totaal", "summe")
_BEFORE_NAMES = ("van ", "voor ", "of ", "for ", "klant ", "debiteur ", "relatie ")
_LONGEST = 80


def kind_of_total(name: str) -> TotalKind:
    """Return whether a name is that of a total: for certain, maybe (arithmetic must tell), or not.

    "words" is a name that consists of words of a list alone: no total by itself, and no likely customer either.

    >>> [kind_of_total(name) for name in ("Totaal:", "Totaal (2 klanten)", "BTW 21%", "Gemiddelde", "Som")]
    ['certain', 'certain', 'certain', 'certain', 'certain']
    >>> [kind_of_total(name) for name in ("Totaal Jansen", "Jansen Totaal", "Totaalbouw BV", "Somers", "Jansen")]
    ['maybe', 'maybe', '', '', '']
    >>> [kind_of_total(name) for name in ("Klant 1", "Debiteur 12", "Omzet 2025", "Alle klanten")]
    ['', '', 'words', 'certain']
    """
    if len(name) > _LONGEST or name.startswith(("@", "=")):
        return ""
    if name.strip(" :.") in _SIGNS:
        return "certain"
    words = [word.casefold() for word in _WORDS.findall(name)]
    plain = [word for word in words if not word[0].isdigit()]
    if not plain:
        return ""
    keys = _TOTALS | _FOOTERS | _COUNTS
    if plain[0] in keys or plain[-1] in keys or "totaal" in plain or "total" in plain:
        if all(word in keys or word in _BESIDE for word in plain):
            return "certain"
        return "maybe" if plain[0] in _TOTALS or plain[-1] in _TOTALS else ""
    if any(word.endswith(_ENDS) and word not in _ENDS for word in plain):  # "Regiototaal"
        return "maybe"
    if all(word in _BESIDE for word in plain) and not _OF_A_LIST.isdisjoint(plain):  # "Alle klanten", "Omzet 2025"
        return "certain" if plain[0] in _EVERYBODY else "words"
    return ""


def named_in_total(name: str) -> tuple[str, ...]:
    """Return what may be named beside the word for a total: the customer or group that is added up.

    >>> named_in_total("Totaal Jansen BV"), named_in_total("Jansen BV - totaal:"), named_in_total("Totaal")
    (('Jansen BV',), ('Jansen BV',), ())
    >>> named_in_total("Totaal van der Berg")
    ('van der Berg', 'der Berg')
    """
    found = list(_WORDS.finditer(name))
    rests = []
    if found and found[0][0].casefold() in _TOTALS:
        rests.append(name[found[0].end() :])
    if found and found[-1][0].casefold() in _TOTALS:
        rests.append(name[: found[-1].start()])
    named = [rest.strip(" :-–—\t()") for rest in rests]
    for rest in list(named):
        named += [rest[len(word) :].strip() for word in _BEFORE_NAMES if rest.casefold().startswith(word)]
    return tuple(dict.fromkeys(rest for rest in named if rest))


def _spellings() -> frozenset[str]:
    words = ("totaal", "total", "totalen", "totals", "subtotaal", "subtotal", "eindtotaal", "grand total", "som", "sum")
    shapes = (str.lower, str.upper, str.capitalize, str.title)
    ends = ("", ":", " :", " ")
    return frozenset(f"{shape(word)}{end}" for word in words for shape in shapes for end in ends)


# To see at once whether any cell of a row says total, in whatever column.
TOTAL_CELLS = _spellings()


class Boundaries:
    """The sums after which a total stood: what was added up since one of them may be a total again.

    Sums are exact amounts of turnover in the order of the rows.

    >>> sums = Boundaries()
    >>> sums.add(10); sums.add(5); sums.is_sum(15)
    True
    >>> sums.close(); sums.add(2); sums.is_sum(2), sums.is_sum(17), sums.is_sum(5)
    (True, True, False)
    """

    __slots__ = ("_starts", "_written_starts", "aside", "rows", "total")

    def __init__(self) -> None:
        self.total = 0
        self.rows = 0
        self.aside = 0  # what was left out, which a printed total may hold all the same
        self._starts = {0}
        self._written_starts = {0}

    def add(self, amount: int) -> None:
        """Add a row."""
        self.total += amount
        self.rows += 1

    def is_sum(self, amount: int) -> bool:
        """Return whether an amount is the sum of all rows since the beginning or since a total; nothing is no sum."""
        if not amount or not (self.rows or self.aside):
            return False
        written = self.total + self.aside
        return (self.total - amount) in self._starts or (written - amount) in self._written_starts

    def is_all(self, amount: int) -> bool:
        """Return whether an amount is the sum of all rows since the beginning."""
        return bool(amount) and amount in {self.total, self.total + self.aside}

    def close(self) -> None:
        """Take note that a total stands here."""
        self._starts.add(self.total)
        self._written_starts.add(self.total + self.aside)
