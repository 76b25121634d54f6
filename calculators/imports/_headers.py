"""The names that bookkeeping packages give to their columns."""

from __future__ import annotations

import re
from typing import Literal

Role = Literal["name", "id", "revenue", "costs", "margin", "hours", "date", "invoice"]
VatBasis = Literal["excl", "unknown", "incl"]

ROLES: tuple[Role, ...] = ("name", "id", "revenue", "costs", "margin", "hours", "date", "invoice")
# In the order of preference when a file has several columns of turnover.
VAT_BASES: tuple[VatBasis, ...] = ("excl", "unknown", "incl")

_REVENUE: dict[VatBasis, str] = {
    "excl": "omzet excl btw, omzet excl, netto omzet, bedrag excl btw, bedrag excl, totaal excl btw, totaal excl, "
    "factuurbedrag excl btw, subtotaal, revenue excl vat, net amount",
    "unknown": "omzet, bedrag, totaal, totaalbedrag, factuurbedrag, factuur, revenue, turnover, amount, total",
    "incl": "omzet incl btw, omzet incl, bedrag incl btw, bedrag incl, totaal incl btw, totaal incl, "
    "factuurbedrag incl btw, revenue incl vat",
}
_HEADERS: dict[Role, str] = {
    "name": "klant, klantnaam, naam, naam klant, contact, contactnaam, relatie, relatienaam, debiteur, debiteurnaam, "
    "naam debiteur, bedrijf, bedrijfsnaam, opdrachtgever, organisatie, customer, customer name, client, company, name",
    "id": "klantnummer, klantnr, klantcode, debiteurnummer, debiteurnr, deb nr, relatiecode, relatienummer, "
    "contactnummer, contact id, customer id",
    "revenue": ", ".join(_REVENUE.values()),
    "costs": "kosten, inkoop, directe kosten",
    "margin": "marge, brutomarge",
    "hours": "uren, aantal uren, hours",
    "date": "datum, factuurdatum, date",
    "invoice": "factuurnummer, factuurnr, factuur nummer, nummer, invoice number",
}
ROLE_OF: dict[str, Role] = {header: role for role, headers in _HEADERS.items() for header in headers.split(", ")}
_BASIS_OF: dict[str, VatBasis] = {
    header: basis for basis, headers in _REVENUE.items() for header in headers.split(", ")
}

# Names of rows that add up the rows above them, and are no customers.
TOTALS = frozenset({"totaal", "eindtotaal", "subtotaal", "totalen", "total", "grand total"})

_FIRST_WORD = re.compile(r"[^\W_]+")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_SAME_WORD = {"exclusief": "excl", "ex": "excl", "inclusief": "incl"}


def normalised(header: str) -> str:
    """Return the words of a header in lower case, with one way to write excl. and incl.

    >>> normalised(" Omzet (exclusief BTW)")
    'omzet excl btw'
    """
    words = _BETWEEN_WORDS.sub(" ", header.lower()).split()
    return " ".join(_SAME_WORD.get(word, word) for word in words)


def first_word(header: str) -> str:
    """Return the first word of a normalised header, without the work of normalising the rest.

    >>> first_word(" Klant (naam)"), first_word("ex btw"), first_word("- -")
    ('klant', 'excl', '')
    """
    found = _FIRST_WORD.search(header.lower())
    return _SAME_WORD.get(found[0], found[0]) if found else ""


def vat_basis(header: str) -> VatBasis:
    """Return whether a column of turnover is excl. or incl. btw, as far as its header tells.

    >>> vat_basis("Subtotaal"), vat_basis("Totaal incl. btw"), vat_basis("Gefactureerd ex btw"), vat_basis("Omzet")
    ('excl', 'incl', 'excl', 'unknown')
    """
    words = normalised(header)
    if words in _BASIS_OF:
        return _BASIS_OF[words]
    return next((basis for basis in VAT_BASES if basis in words.split()), "unknown")
