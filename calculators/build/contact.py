"""The ways to get in touch that the settings name, as links."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from calculators.build.lead import Lead, digits
from calculators.presentation.html import Html, element

SUBJECT = "Vrijblijvend gesprek"


def render_contact(lead: Lead) -> Html:
    """Write a list of links: appointment, e-mail, telephone, WhatsApp.

    >>> render_contact(Lead(name="Jan", email="jan@example.nl"))
    '<div class="kk-contact"><p>Je spreekt met <strong>Jan</strong>.</p><ul><li>\
<a class="kk-button" href="mailto:jan@example.nl?subject=Vrijblijvend%20gesprek" data-way="mail">\
Mail jan@example.nl</a>\
</li></ul></div>'
    """
    links = list(contact_links(lead))
    if not links:
        return element("p", {"class": "kk-contact"}, "Er is nog geen manier ingesteld om contact op te nemen.")
    return element(
        "div",
        {"class": "kk-contact"},
        element("p", None, "Je spreekt met ", element("strong", None, lead.name), ".") if lead.name else None,
        element("ul", None, *(element("li", None, link) for link in links)),
    )


def contact_links(lead: Lead) -> Iterator[Html]:
    """Give a link for every way there is; ``data-way`` names those that can take a message along."""
    if lead.appointment:
        yield _link(lead.appointment, "Kies zelf een moment")
    if lead.email:
        yield _link(f"mailto:{lead.email}?subject={quote(SUBJECT)}", f"Mail {lead.email}", "mail")
    if lead.phone:
        yield _link(f"tel:{digits(lead.phone)}", f"Bel {lead.phone}")
    if lead.whatsapp:
        number = digits(lead.whatsapp).removeprefix("+")
        yield _link(f"https://wa.me/{number}?text={quote(SUBJECT)}", "Stuur een bericht via WhatsApp", "whatsapp")


def _link(address: str, words: str, way: str = "") -> Html:
    return element("a", {"class": "kk-button", "href": address, "data-way": way or None}, words)
