"""The privacy page names who answers for the site and who else receives something, as the owner's settings have it."""

from __future__ import annotations

import pytest

from calculators.build.lead import KINDS, Lead
from calculators.build.privacy import render_controller, render_recipients

ENDPOINTS = {
    "formspree": "https://formspree.io/f/a",
    "netlify": "",
    "basin": "https://usebasin.com/f/a",
    "formward": "https://forms.formward.eu/f/a",
    "eigen": "https://formulier.jansenadvies.nl/f/a",
}


def test_the_controller_is_named_with_what_is_filled_in() -> None:
    """Name, company, address and ways to write or ring; nothing that is empty leaves an empty line."""
    lead = Lead(
        name="Jan <Jansen>",
        company="Jansen Advies, KVK 12345678",
        address="Dorpsstraat 1, 1234 AB Voorst",
        email="jan@jansenadvies.nl",
        phone="085 123 45 67",
    )
    html = render_controller(lead)
    assert "Jan &lt;Jansen&gt;, Jansen Advies, KVK 12345678" in html
    assert "Adres: Dorpsstraat 1, 1234 AB Voorst" in html
    assert 'href="mailto:jan@jansenadvies.nl?subject=Privacy"' in html
    assert 'href="tel:0851234567"' in html
    assert "WhatsApp" not in html
    assert "postadres" not in html


def test_an_address_that_is_not_told_can_be_asked_for() -> None:
    """An owner who works at home may leave it out, and the page says so instead of nothing."""
    assert "postadres" in render_controller(Lead(name="Jan", email="jan@jansenadvies.nl"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_service_for_the_form_is_named(kind: str) -> None:
    """Whatever an owner may choose, the page tells a visitor where the form goes."""
    html = render_recipients(Lead(kind=kind, endpoint=ENDPOINTS[kind]))
    assert (kind if kind != "eigen" else "formulier.jansenadvies.nl") in html.lower()
    assert "geen dienst" not in html


def test_recipients_follow_the_ways_to_get_in_touch() -> None:
    """WhatsApp and the calendar are told where they are used, and only there; so is who keeps the site."""
    lead = Lead(
        host="GitHub, in de Verenigde Staten",
        whatsapp="+31 6 12 34 56 78",
        appointment="https://agenda.jansenadvies.nl/kennismaken",
    )
    html = render_recipients(lead)
    assert "GitHub, in de Verenigde Staten: je IP-adres" in html
    assert "van Meta" in html
    assert "agenda.jansenadvies.nl" in html
    assert "geen dienst" in html
    bare = render_recipients(Lead())
    assert "van Meta" not in bare
    assert "agendadienst" not in bare
