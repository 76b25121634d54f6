"""What the codes in a list say about an amount: currency, debit or credit, status, and kind of document.

Source: ours, after exports of bookkeeping packages, web shops, payment providers and banks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

Verdict = Literal["counts", "unknown", "leave_out", "credit"]
Side = Literal["plus", "minus", "debit", "credit", ""]

EURO = frozenset({"eur", "€", "euro", "euros", "978"})
CURRENCIES = EURO | frozenset(
    "usd gbp chf sek nok dkk pln czk huf ron bgn jpy cny cad aud nzd try zar inr hkd sgd ils mxn brl $ £ dollar "
    "pond".split()
)

_PLUS = frozenset({"bij", "+", "plus", "in", "ontvangen", "ontvangst", "ontvangsten", "inkomend", "inkomsten"})
_MINUS = frozenset({"af", "-", "min", "minus", "uit", "betaald aan", "uitgaand", "uitgave", "uitgaven", "uitgegeven"})
_DEBIT = frozenset({"d", "db", "dr", "debet", "debit", "deb", "debet (d)"})
_CREDIT = frozenset({"c", "cr", "credit", "cred", "cre", "credit (c)"})

_WORDS = re.compile(r"[^\W\d_]+|978")
_BETWEEN = re.compile(r"[\s_\-]+")

# What was never turnover, or is none any more; the beginnings of statuses.
_NO_TURNOVER = tuple(
    "concept, draft, klad, geannuleerd, annulering, geannul, cancel, void, refunded, terugbetaald, "
    "terugbetaling, terug betaald, failed, failure, mislukt, expired, ingetrokken, "
    "afgewezen, rejected, declined, geweigerd, verwijderd, deleted, trash, prullenbak, offerte, quote, "
    "proforma, pro forma, chargeback, charged back, reversed, fraud, niet "
    "gefactureerd, nog niet, te factureren, voorlopig, ongeldig, invalid, abandoned, afgebroken, closed lost, "
    "lost".split(", ")
)
_TURNOVER = frozenset(
    "betaald, paid, open, openstaand, verzonden, sent, verstuurd, voldaan, voltooid, completed, complete, "
    "processed, verwerkt, definitief, final, gefactureerd, invoiced, afgerond, late, te laat, overdue, "
    "herinnering, herinnerd, reminded, aanmaning, aangemaand, incasso, captured, fulfilled, geboekt, booked, "
    "closed, gesloten, goedgekeurd, approved, geleverd, delivered, shipped, deels betaald, gedeeltelijk "
    "betaald, partially paid, onbetaald, unpaid, te betalen, ok, actief, active, settled, paidout, paid out, "
    "succeeded, success, betaling ontvangen, afgehandeld, posted, issued, gereed, klaar, "
    "factuur, invoice, deelbetaling, 1e herinnering, 2e herinnering, eerste herinnering, tweede herinnering, "
    "laatste herinnering, deurwaarder".split(", ")
)

_CREDIT_KINDS = ("credit", "kredit", "cn", "retour", "return", "refund", "terugbetaling", "storno", "teruggave")
_CREDIT_CODES = frozenset({"cr", "crn", "cm", "cn", "cre", "crd"})
_OTHER_KINDS = tuple(
    "offerte, quote, quotation, pakbon, packing, proforma, pro forma, herinnering, reminder, betaling, payment, "
    "ontvangst, inkoop, purchase, leverancier, supplier, vendor, concept, draft, aanmaning, crediteur, payout, "
    "uitbetaling, inkoopfactuur, bill, prijsopgave, uitgave, uitgegeven, expense, kosten".split(", ")
)
_TURNOVER_KINDS = frozenset(
    "factuur, facturen, invoice, inv, fac, fact, fct, vkf, verkoopfactuur, verkoop, sales invoice, sale, sales, "
    "order, bestelling, inkomsten, income, revenue, "
    "termijnfactuur, abonnement, debetfactuur, debetnota, debet, debit, charge, slotfactuur, voorschotfactuur, "
    "deelfactuur, verkoopboeking, omzet, f, vf, verkoopnota, nota, bon, kassabon, dienst, product, service, "
    "deelnota, eindfactuur, regiefactuur, periodieke factuur, standaard, standaardfactuur, normaal, invoice "
    "line".split(", ")
)


def is_euro(code: str) -> bool:
    """Return whether a currency is the euro; no currency at all is taken for it.

    >>> is_euro("EUR"), is_euro(""), is_euro("USD"), is_euro("Euro - EUR")
    (True, True, False, True)
    """
    return not code or _names_one_of(EURO, code)


def names_currency(text: str) -> bool:
    """Return whether a text holds the code or the name of a currency.

    >>> names_currency("United States Dollar - USD"), names_currency("Britse pond"), names_currency("2 weken")
    (True, True, False)
    """
    return _names_one_of(CURRENCIES, text)


def _names_one_of(currencies: frozenset[str], text: str) -> bool:
    """Whether a text is the code, sign or name of one of these currencies, or holds one as a word."""
    plain = text.casefold()
    return plain in currencies or not currencies.isdisjoint(_WORDS.findall(plain))


def side_of(code: str) -> Side:
    """Return what a code says about the sign of an amount.

    >>> side_of("Bij"), side_of("Af"), side_of("D"), side_of("Credit"), side_of("x")
    ('plus', 'minus', 'debit', 'credit', '')
    """
    text = code.casefold()
    if text in _PLUS:
        return "plus"
    if text in _MINUS:
        return "minus"
    if text in _DEBIT:
        return "debit"
    return "credit" if text in _CREDIT else ""


def is_side(code: str) -> bool:
    """Return whether a code says something about the sign of an amount."""
    return bool(side_of(code))


def verdict_on_status(status: str) -> Verdict:
    """Return whether an invoice or order with this status is turnover.

    >>> verdict_on_status("Betaald"), verdict_on_status("Concept"), verdict_on_status("wc-refunded")
    ('counts', 'leave_out', 'leave_out')
    >>> verdict_on_status("partially_refunded"), verdict_on_status("")
    ('unknown', 'counts')
    """
    text = _plain(status).removeprefix("wc ")
    if not text or text in _TURNOVER:
        return "counts"
    return "leave_out" if text.startswith(_NO_TURNOVER) else "unknown"


def verdict_on_kind(kind: str) -> Verdict:
    """Return whether a document of this kind is turnover, or takes turnover off.

    >>> [verdict_on_kind(kind) for kind in ("Factuur", "Creditnota", "Offerte", "Bijzonder")]
    ['counts', 'credit', 'leave_out', 'unknown']
    """
    text = _plain(kind)
    if not text or text in _TURNOVER_KINDS:
        return "counts"
    if text.startswith("crediteur"):
        return "leave_out"
    if text in _CREDIT_CODES:
        return "credit"
    if text.startswith(_CREDIT_KINDS) or text.endswith(("credit", "creditnota", "creditfactuur", "credit note")):
        return "credit"
    return "leave_out" if text.startswith(_OTHER_KINDS) else "unknown"


def is_telling_status(values: Iterable[str]) -> bool:
    """Return whether values can only be statuses of which one is no turnover.

    >>> is_telling_status({"betaald", "concept"}), is_telling_status({"betaald"})
    (True, False)
    """
    verdicts = {verdict_on_status(value) for value in values}
    return verdicts == {"counts", "leave_out"}


def is_telling_kind(values: Iterable[str]) -> bool:
    """Return whether values can only be kinds of documents of which one takes turnover off or is none.

    >>> is_telling_kind({"factuur", "creditnota"}), is_telling_kind({"factuur"})
    (True, False)
    """
    verdicts = {verdict_on_kind(value) for value in values}
    return "counts" in verdicts and len(verdicts) > 1 and "unknown" not in verdicts


def _plain(text: str) -> str:
    return _BETWEEN.sub(" ", text.casefold()).strip(" .,:;()")
