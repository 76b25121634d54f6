"""Who answers for the site and who else gets to see a visitor's data, from the settings: for the privacy page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from calculators.build.lead import Lead, digits
from calculators.presentation.html import Html, element

# The services that take a form, and where they are as far as they say so themselves.
_SERVICES: Mapping[str, str] = {
    "formspree": "Formspree, in de Verenigde Staten",
    "netlify": "Netlify, in de Verenigde Staten",
    "basin": "Basin",
    "formward": "Formward, dat gegevens in Europa bewaart",
}
_OUTSIDE = (
    "Gaan je gegevens daarbij naar een land buiten de EU, dan alleen onder afspraken die de AVG daarvoor toelaat. "
    "Je kunt ons vragen welke dat zijn en er een kopie van krijgen."
)


def render_controller(lead: Lead) -> Html:
    """Write who answers for the site, with the address and the ways to write or ring.

    >>> render_controller(Lead(name="Jan", address="Dorpsstraat 1, Voorst"))
    '<div class="kk-controller"><p>Verantwoordelijk voor deze site is <strong>Jan</strong>.</p><ul>\
<li>Adres: Dorpsstraat 1, Voorst</li></ul></div>'
    """
    who = ", ".join(each for each in (lead.name, lead.company) if each)
    reached = list(_ways(lead))
    return element(
        "div",
        {"class": "kk-controller"},
        element("p", None, "Verantwoordelijk voor deze site is ", element("strong", None, who), ".")
        if who
        else element("p", None, "Er is nog niet ingevuld wie er verantwoordelijk is voor deze site."),
        element("ul", None, *reached) if reached else None,
        None if lead.address else element("p", None, "Wil je ons postadres weten, vraag er dan naar."),
    )


def _ways(lead: Lead) -> Iterator[Html]:
    if lead.address:
        yield element("li", None, f"Adres: {lead.address}")
    if lead.email:
        yield element(
            "li", None, "E-mail: ", element("a", {"href": f"mailto:{lead.email}?subject=Privacy"}, lead.email)
        )
    if lead.phone:
        yield element("li", None, "Telefoon: ", element("a", {"href": f"tel:{digits(lead.phone)}"}, lead.phone))
    if lead.whatsapp:
        yield element("li", None, f"WhatsApp: {lead.whatsapp}")


def render_recipients(lead: Lead) -> Html:
    """List who else receives what: the host, the service of the form, and those of the other ways to get in touch.

    >>> "Formspree, in de Verenigde Staten" in render_recipients(Lead(kind="formspree", endpoint="https://formspree.io/f/a"))
    True
    """
    return element(
        "div",
        {"class": "kk-recipients"},
        element("ul", None, *(element("li", None, each) for each in _recipients(lead))),
        element("p", None, _OUTSIDE),
    )


def _recipients(lead: Lead) -> Iterator[str]:
    yield f"{lead.host or 'De partij waar de site staat'}: je IP-adres en de pagina's die je opvraagt."
    if lead.kind == "eigen":
        yield f"Het formulier gaat naar een ontvanger van onszelf, op {urlsplit(lead.endpoint).hostname}."
    elif lead.kind:
        yield f"{_SERVICES[lead.kind]}: wat je in het formulier invult, en je IP-adres."
    else:
        yield "Voor het formulier gebruiken we geen dienst: je verstuurt het bericht zelf, met je eigen mail of app."
    if lead.email:
        yield "Je mailaanbieder en die van ons: wat je mailt."
    if lead.whatsapp:
        yield "WhatsApp, van Meta, als je ons een app stuurt: je bericht en je nummer."
    if lead.appointment:
        yield f"De agendadienst op {urlsplit(lead.appointment).hostname}: wat je daar invult."
