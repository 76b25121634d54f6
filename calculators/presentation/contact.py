"""The ways to get in touch, from the settings in ``extra.lead``: only what is filled in, only what is safe to link."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from calculators.presentation.html import Html, element

_EMAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_SUBJECT = "Vrijblijvend gesprek"


class SettingError(ValueError):
    """A setting of ``extra.lead`` that cannot be used."""


def render_contact(lead: Mapping[str, Any]) -> Html:
    """Write a list of links: appointment, e-mail, telephone, WhatsApp.

    Raises:
        SettingError: for an e-mail address, number or address of the web that is not one.

    >>> render_contact({"name": "Jan", "email": "jan@example.nl"})
    '<div class="kk-contact"><p>Je spreekt met <strong>Jan</strong>.</p><ul><li>\
<a class="kk-button" href="mailto:jan@example.nl?subject=Vrijblijvend%20gesprek">Mail jan@example.nl</a>\
</li></ul></div>'
    """
    name = str(lead.get("name") or "")
    links = [link for link in (_appointment(lead), _email(lead), _phone(lead), _whatsapp(lead)) if link]
    if not links:
        return element("p", {"class": "kk-contact"}, "Er is nog geen manier ingesteld om contact op te nemen.")
    return element(
        "div",
        {"class": "kk-contact"},
        element("p", None, "Je spreekt met ", element("strong", None, name), ".") if name else None,
        element("ul", None, *(element("li", None, link) for link in links)),
    )


def _appointment(lead: Mapping[str, Any]) -> Html | None:
    address = str(lead.get("appointment") or "")
    if address and not address.startswith("https://"):
        message = f"extra.lead.appointment must start with https:// and is {address!r}"
        raise SettingError(message)
    return _link(address, "Kies zelf een moment") if address else None


def _email(lead: Mapping[str, Any]) -> Html | None:
    address = str(lead.get("email") or "")
    if address and not _EMAIL.fullmatch(address):
        message = f"extra.lead.email must be one e-mail address and is {address!r}"
        raise SettingError(message)
    return _link(f"mailto:{address}?subject={quote(_SUBJECT)}", f"Mail {address}") if address else None


def _phone(lead: Mapping[str, Any]) -> Html | None:
    number = str(lead.get("phone") or "")
    return _link(f"tel:{_digits('phone', number)}", f"Bel {number}") if number else None


def _whatsapp(lead: Mapping[str, Any]) -> Html | None:
    number = str(lead.get("whatsapp") or "")
    if not number:
        return None
    international = _digits("whatsapp", number).removeprefix("+")
    if international.startswith("0"):
        message = f"extra.lead.whatsapp needs the country code, as in +31 6 12345678, and is {number!r}"
        raise SettingError(message)
    return _link(f"https://wa.me/{international}?text={quote(_SUBJECT)}", "Stuur een bericht via WhatsApp")


def _digits(setting: str, number: str) -> str:
    digits = re.sub(r"[\s().-]", "", number)
    if not re.fullmatch(r"\+?\d{6,15}", digits):
        message = f"extra.lead.{setting} must be a telephone number and is {number!r}"
        raise SettingError(message)
    return digits


def _link(address: str, words: str) -> Html:
    return element("a", {"class": "kk-button", "href": address}, words)
