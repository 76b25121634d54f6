"""How visitors reach the owner of the site: the settings of ``extra.lead`` in mkdocs.yml, checked.

Every setting may be empty. What is filled in must be usable, or the build stops with a sentence for the owner.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

_MADE_UP = re.compile(r"(^|[@./])example\.(nl|com|org|net)\b|\.invalid\b|\bvoorbeeld\b", re.IGNORECASE)
_MADE_UP_NAME = "Voorbeeldnaam"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a setting takes: the one place where it is said.

    Attributes:
        example: how it is written, as a sentence for the owner shows it.
        form: what the whole text must be, once spaces at its ends are gone; for a number, as it is dialled.
        otherwise: what to say about a text that is something else.
        dialled: whether it is a telephone number.
    """

    example: str
    form: str = r".*"
    otherwise: str = "staat niet op één regel."
    dialled: bool = False


_NUMBER = "+31 6 12 34 56 78"
SETTINGS: Mapping[str, Setting] = {
    "name": Setting("Jansen Advies"),
    "company": Setting("Jansen Advies bv, KVK 12345678"),
    "address": Setting("Dorpsstraat 1, 1234 AB Voorst"),
    "host": Setting("GitHub, in de Verenigde Staten"),
    "email": Setting(
        "naam@bedrijf.nl", r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", "is geen e-mailadres. Vul er één in."
    ),
    "phone": Setting(_NUMBER, r"\+?\d{6,15}", "is geen telefoonnummer.", dialled=True),
    "whatsapp": Setting(
        _NUMBER, r"(\+|[1-9])\d{6,15}", "is geen telefoonnummer, of mist het landnummer.", dialled=True
    ),
    "appointment": Setting("https://agenda.bedrijf.nl/kennismaken", r"https://\S+", "begint niet met https://."),
    "code": Setting("https://github.com/jansen/klantkompas", r"https://[^\s'\"<>]+", "begint niet met https://."),
    "kind": Setting("formspree"),
    "endpoint": Setting("https://formspree.io/f/sleutel"),
}

# Where the forms of a service go, for the services that have one place; "eigen" is a form handler of your own.
KINDS: Mapping[str, str] = {
    "formspree": "formspree.io",
    "netlify": "",
    "basin": "usebasin.com",
    "formward": "",
    "eigen": "",
}


class SettingError(ValueError):
    """A setting of ``extra.lead`` that cannot be used; the message is a sentence for the owner.

    Attributes:
        setting: its name.
    """

    def __init__(self, setting: str, problem: str) -> None:
        super().__init__(f"extra.lead.{setting}: {problem}")
        self.setting = setting


@dataclass(frozen=True, slots=True)
class Lead:
    """The settings; what is empty is not used.

    Attributes:
        company, address: of who answers for the site; ``host`` is where it stands. The privacy page says them.
        phone, whatsapp: as they are shown; ``digits`` gives them as they are dialled.
        appointment: an https address where a visitor chooses a moment.
        code: an https address where everybody can read what this site is made of, for who wants to check it.
        kind: the kind of service that takes the form, one of ``KINDS``, or nothing.
        endpoint: the address that the form goes to; Netlify needs none.
    """

    name: str = ""
    company: str = ""
    address: str = ""
    host: str = ""
    email: str = ""
    phone: str = ""
    whatsapp: str = ""
    appointment: str = ""
    code: str = ""
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
    for name, value in settings.items():
        if name not in SETTINGS:
            raise SettingError(name, f"deze instelling bestaat niet. Er zijn: {', '.join(SETTINGS)}.")
        if value is not None and not isinstance(value, str):
            # YAML reads 0612345670 as an octal number: what the owner wrote is gone.
            example = SETTINGS[name].example
            raise SettingError(
                name, f'zet de waarde tussen aanhalingstekens, zoals {name}: "{example}". YAML leest nu iets anders.'
            )
    lead = Lead(**{name: (settings.get(name) or "").strip() for name in SETTINGS})
    for name, setting in SETTINGS.items():
        text = getattr(lead, name)
        if text and not re.fullmatch(setting.form, digits(text) if setting.dialled else text):
            raise SettingError(name, f"'{text}' {setting.otherwise} Schrijf het als {setting.example}.")
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
