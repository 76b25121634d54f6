"""The owner's settings: what can be used, what cannot, and what may not go online."""

from __future__ import annotations

import pytest
from mkdocs.utils.yaml import yaml_load

from calculators.build.contact import render_contact
from calculators.build.lead import Lead, SettingError, digits, placeholders, read_lead
from calculators.build.lead_form import render_lead_form

FILLED_IN = Lead(
    name="Jan Jansen",
    email="jan@jansenadvies.nl",
    phone="+31 85 123 45 67",
    whatsapp="+31 6 12 34 56 78",
    appointment="https://agenda.jansenadvies.nl/kennismaken",
    kind="formspree",
    endpoint="https://formspree.io/f/abc",
)


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("email", "jan", "geen e-mailadres"),
        ("email", "jan@jansen.nl?bcc=x@y.nl", "geen e-mailadres"),
        ("email", "jan@jansen.nl\nBcc: x@y.nl", "geen e-mailadres"),
        ("email", "a@b.nl, c@d.nl", "geen e-mailadres"),
        ("phone", "bel me", "geen telefoonnummer"),
        ("whatsapp", "06 12 34 56 78", "mist het landnummer"),
        ("appointment", "javascript:alert(1)", "begint niet met https://"),
        ("appointment", "http://agenda.nl", "begint niet met https://"),
        ("code", "github.com/jan/fork", "begint niet met https://"),
        ("code", "https://a.nl/'; rm -r .", "begint niet met https://"),
        ("mail", "jan@jansen.nl", "bestaat niet"),
        ("kind", "mailchimp", "kennen we niet"),
        ("kind", "formspree", "vul het adres"),
        ("endpoint", "https://formspree.io/f/abc", "wat voor dienst"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_in_a_sentence(setting: str, value: str, words: str) -> None:
    """The sentence names the setting, in the words of the owner."""
    with pytest.raises(SettingError, match=words) as problem:
        read_lead({setting: value})
    assert "extra.lead." in str(problem.value)


@pytest.mark.parametrize(
    "written", ["0612345670", "0612345678", "+31612345678", "31.5", "yes", "2026-11-29", "[06, 12]"]
)
@pytest.mark.parametrize("setting", ["phone", "whatsapp", "name"])
def test_a_setting_that_yaml_reads_as_something_else_is_refused(setting: str, written: str) -> None:
    """A number without quotes is octal, a date or yes or no to YAML: the sentence says how to write it."""
    value = yaml_load(f"{setting}: {written}")[setting]
    if isinstance(value, str):
        assert value == written  # YAML read it as it was written
        return
    with pytest.raises(SettingError, match="tussen aanhalingstekens"):
        read_lead({setting: value})


@pytest.mark.parametrize(
    ("kind", "endpoint"),
    [
        ("formspree", "http://formspree.io/f/abc"),
        ("formspree", "https://formspree.example.nl/f/abc"),
        ("basin", "https://formspree.io/f/abc"),
        ("eigen", "ftp://a.nl"),
        ("eigen", "https://a.nl; script-src *"),
        ("eigen", "https://a.nl 'unsafe-inline'"),
        ("netlify", "https://a.nl"),
    ],
)
def test_an_endpoint_must_fit_its_service_and_the_policy(kind: str, endpoint: str) -> None:
    """An address of another service, without https or with signs that would end up in the policy is refused."""
    with pytest.raises(SettingError):
        read_lead({"kind": kind, "endpoint": endpoint})


@pytest.mark.parametrize("kind", ["formspree", "basin", "formward", "eigen", "netlify"])
def test_the_form_fits_the_service(kind: str) -> None:
    """Every service gets a form that works without JavaScript: an address, a trap, and the way back."""
    endpoint = {"formspree": "https://formspree.io/f/a", "basin": "https://usebasin.com/f/a", "netlify": ""}
    lead = read_lead({"kind": kind, "endpoint": endpoint.get(kind, "https://formulier.jansenadvies.nl/f/a")})
    form = render_lead_form(lead, "https://www.jansenadvies.nl/")
    assert 'method="post"' in form
    assert f'action="{lead.endpoint or "../bedankt/"}"' in form
    if kind == "netlify":
        assert 'data-netlify="true"' in form
        assert 'netlify-honeypot="bijnaam"' in form
        assert '<input type="hidden" name="form-name" value="aanvraag">' in form
    else:
        assert '<input type="hidden" name="_next" value="https://www.jansenadvies.nl/bedankt/">' in form
        assert 'name="_gotcha"' in form


def test_without_a_service_nothing_can_be_posted() -> None:
    """Where there is nobody to send it to, what was typed goes nowhere without our script, and not to the host."""
    form = render_lead_form(Lead(email="jan@jansen.nl"), "https://www.jansenadvies.nl/")
    assert 'method="dialog"' in form
    assert "action=" not in form.partition(">")[0]


def test_what_is_not_set_is_not_shown() -> None:
    """Only the ways that are filled in become links, and only safe ones."""
    assert render_contact(Lead()).count("<a ") == 0
    assert render_contact(FILLED_IN).count("<a ") == 4
    assert 'href="https://wa.me/31612345678?text=' in render_contact(FILLED_IN)
    assert 'href="tel:+31851234567"' in render_contact(FILLED_IN)


def test_made_up_settings_may_not_go_online() -> None:
    """Each example is named; filled in there is nothing to say; nobody to reach is a fault as well."""
    assert placeholders(FILLED_IN) == []
    made_up = Lead(name="Voorbeeldnaam", email="gesprek@example.nl", endpoint="https://formulier.example.nl/f")
    assert len(placeholders(made_up)) == 3
    assert len(placeholders(Lead(name="Jan"))) == 1
    assert len(placeholders(Lead(email="jan@jansen.nl"))) == 1


def test_a_number_is_dialled_without_signs() -> None:
    """Spaces, dots, dashes and brackets are for reading only."""
    assert digits("+31 (0)6-12.34 56 78") == "+310612345678"
