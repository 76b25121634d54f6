"""How visitors reach the owner of the site: the settings of ``extra.lead`` in mkdocs.yml, checked.

Every setting may be empty. What is filled in must be usable, or the build stops with a sentence for the owner.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

_EMAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_MADE_UP = re.compile(r"(^|[@./])example\.(nl|com|org|net)\b|\.invalid\b|\bvoorbeeld\b", re.IGNORECASE)
_MADE_UP_NAME = "Voorbeeldnaam"

SETTINGS = ("name", "email", "phone", "whatsapp", "appointment", "kind", "endpoint")

# Where the forms of a service go, for the services that have one place; "eigen" is a form handler of your own.
KINDS: Mapping[str, str] = {
    "formspree": "formspree.io",
    "netlify": "",
    "basin": "usebasin.com",
    "formward": "",
    "eigen": "",
}


class SettingError(ValueError):
    """A setting of ``extra.lead`` that cannot be used; the message is a sentence for the owner."""

    def __init__(self, setting: str, problem: str) -> None:
        super().__init__(f"extra.lead.{setting} in mkdocs.yml: {problem}")


@dataclass(frozen=True, slots=True)
class Lead:
    """The settings; what is empty is not used.

    Attributes:
        phone, whatsapp: as they are shown; ``digits`` gives them as they are dialled.
        appointment: an https address where a visitor chooses a moment.
        kind: the kind of service that takes the form, one of ``KINDS``, or nothing.
        endpoint: the address that the form goes to; Netlify needs none.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    whatsapp: str = ""
    appointment: str = ""
    kind: str = ""
    endpoint: str = ""

    @property
    def endpoint_origin(self) -> str:
        """Scheme and host of the endpoint, which the security policy must allow.

        >>> Lead(kind="eigen", endpoint="https://formulier.example.nl/f/1").endpoint_origin
        'https://formulier.example.nl'
        """
        address = urlsplit(self.endpoint)
        return f"{address.scheme}://{address.netloc}" if self.endpoint else ""


def read_lead(settings: Mapping[str, Any]) -> Lead:
    """Check the settings.

    Raises:
        SettingError: for the first one that cannot be used.

    >>> read_lead({"name": "Jan", "email": "jan@example.nl"}).email
    'jan@example.nl'
    """
    for name in settings:
        if name not in SETTINGS:
            raise SettingError(name, f"deze instelling bestaat niet. Er zijn: {', '.join(SETTINGS)}.")
        if settings[name] is not None and not isinstance(settings[name], str):
            # YAML reads 0612345670 as an octal number: what the owner wrote is gone.
            example = '"+31 6 12 34 56 78"' if name in {"phone", "whatsapp"} else f'{name}: "..."'
            raise SettingError(
                name, f"zet de waarde tussen aanhalingstekens, zoals {example}. YAML leest nu iets anders."
            )
    lead = Lead(**{name: (settings.get(name) or "").strip() for name in SETTINGS})
    if lead.email and not _EMAIL.fullmatch(lead.email):
        raise SettingError("email", f"'{lead.email}' is geen e-mailadres. Vul er één in, zoals naam@bedrijf.nl.")
    for setting, number in (("phone", lead.phone), ("whatsapp", lead.whatsapp)):
        if number and not re.fullmatch(r"\+?\d{6,15}", digits(number)):
            raise SettingError(setting, f"'{number}' is geen telefoonnummer. Schrijf het als +31 6 12 34 56 78.")
    if digits(lead.whatsapp).startswith("0"):
        raise SettingError("whatsapp", f"'{lead.whatsapp}' mist het landnummer. Schrijf het als +31 6 12 34 56 78.")
    if lead.appointment and not lead.appointment.startswith("https://"):
        raise SettingError("appointment", f"'{lead.appointment}' begint niet met https://.")
    _check_endpoint(lead)
    return lead


def _check_endpoint(lead: Lead) -> None:
    if lead.kind and lead.kind not in KINDS:
        raise SettingError("kind", f"'{lead.kind}' kennen we niet. Kies {', '.join(KINDS)}, of laat het leeg.")
    if not lead.kind:
        if lead.endpoint:
            raise SettingError("kind", f"vul in wat voor dienst {lead.endpoint} is: {', '.join(KINDS)}.")
        return
    if lead.kind == "netlify":
        if lead.endpoint:
            raise SettingError("endpoint", "laat dit leeg: bij netlify gaat het formulier naar je eigen site.")
        return
    if not lead.endpoint:
        raise SettingError("endpoint", f"vul het adres in dat je van {lead.kind} kreeg.")
    address = urlsplit(lead.endpoint)
    local = address.scheme == "http" and address.hostname in {"127.0.0.1", "localhost"}
    if (address.scheme != "https" and not local) or not address.hostname or re.search(r"[\s;,'\"]", lead.endpoint):
        raise SettingError("endpoint", f"'{lead.endpoint}' is geen adres dat met https:// begint.")
    host = KINDS[lead.kind]
    if host and address.hostname != host:
        raise SettingError("endpoint", f"'{lead.endpoint}' is niet van {lead.kind}: dat zit op https://{host}/.")


def digits(number: str) -> str:
    """Return a telephone number as it is dialled.

    >>> digits("+31 (6) 12-34.56.78")
    '+31612345678'
    """
    return re.sub(r"[\s().-]", "", number)


def placeholders(lead: Lead) -> list[str]:
    """Return a sentence for everything that must be filled in before the site may be published.

    >>> placeholders(Lead(name="Jan Jansen", email="jan@jansenadvies.nl"))
    []
    """
    found = [
        f"extra.lead.{setting} is nog een voorbeeld: '{value}'."
        for setting in SETTINGS
        if (value := getattr(lead, setting)) and (_MADE_UP.search(value) or value == _MADE_UP_NAME)
    ]
    if not lead.name:
        found.append("extra.lead.name is leeg: vul in met wie een bezoeker praat.")
    if not (lead.email or lead.phone or lead.whatsapp or lead.kind or lead.appointment):
        found.append("In extra.lead staat nog geen manier om je te bereiken.")
    return found
