"""What an XML file is, seen from its root; a sentence for each kind that is no auditfile of version 3 or 4."""

from __future__ import annotations

from collections.abc import Mapping

from calculators.model.errors import InputError

_CHOOSE = "Kies een XML Auditfile Financieel uit je boekhoudpakket."
_PARTS = {
    "transactions", "journal", "journals", "transaction", "trline", "company", "generalledger", "customerssuppliers",
    "subledgers", "openingbalance",
}  # fmt: skip
_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"


def check_root(name: str, attributes: Mapping[str, str]) -> str:
    """Return the version of an auditfile: "3.2", "4.0" or "unknown".

    Raises:
        InputError: at ``text``: ``wrong_type`` for a workbook that is written as XML, else ``not_an_auditfile``, with
            what the file is.

    >>> check_root("x:auditfile", {"xmlns:x": "http://www.auditfiles.nl/XAF/3.2"})
    '3.2'
    """
    prefix, _, local = name.rpartition(":")
    namespace = attributes.get(f"xmlns:{prefix}" if prefix else "xmlns", "")
    root, said = local.lower(), namespace.lower()
    if root == "auditfile":
        if (
            "oecd" in said
            or "standardaudit" in said
            or "saf-t" in said
            or (local == "AuditFile" and not _is_dutch(said))
        ):
            raise _no_auditfile(
                "Dit is een SAF-T-bestand, de auditfile van een ander land.",
                "Kies de Nederlandse XML Auditfile Financieel (XAF 3.2 of nieuwer).",
            )
        return next((version for version in ("4.0", "3.2") if version in namespace), "unknown")
    if local == "Workbook" and _SPREADSHEET in [text.strip() for text in attributes.values()]:
        message = "Dit is een Excel-bestand in het oude XML-formaat. Open het in Excel en bewaar het als .xlsx."
        raise InputError("wrong_type", "text", message)
    raise _other(root, said)


def _is_dutch(namespace: str) -> bool:
    return "auditfiles.nl" in namespace or "belastingdienst" in namespace or "xaf" in namespace


def _other(root: str, namespace: str) -> InputError:
    if root in _PARTS:
        return _no_auditfile(
            "Dit is een deel van een auditfile, een vervolgbestand zonder begin.",
            "Kies het hele bestand, of exporteer de auditfile opnieuw in één deel.",
        )
    if root in {"invoice", "creditnote"}:
        return _no_auditfile("Dit is één factuur (UBL), geen auditfile.", _CHOOSE)
    if root == "document" and ("camt.05" in namespace or "iso:20022" in namespace):
        return _no_auditfile("Dit is een bankafschrift (camt), geen auditfile.", _CHOOSE)
    if root == "xbrl":
        return _no_auditfile("Dit is een XBRL-rapport, geen auditfile.", _CHOOSE)
    return _no_auditfile("Dit bestand is geen auditfile.", _CHOOSE)


def too_old() -> InputError:
    """Return the error for an auditfile of a version before 3."""
    return _no_auditfile(
        "Deze auditfile heeft een oude versie (van vóór 2010), die we niet lezen.",
        "Exporteer een auditfile in versie XAF 3.2 of nieuwer.",
    )


def _no_auditfile(what: str, way_out: str) -> InputError:
    return InputError("not_an_auditfile", "text", f"{what} {way_out}")
