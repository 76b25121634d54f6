"""The form with which a visitor asks for a talk. It works without JavaScript; with it, nothing that was typed is lost.

The limits and sentences stand in attributes, for the script that checks the fields before it sends them.
"""

from __future__ import annotations

from calculators.build.contact import SUBJECT, contact_links
from calculators.build.lead import Lead
from calculators.presentation.html import Attribute, Html, element
from calculators.presentation.newer import render_newer
from calculators.presentation.page import render_button

TIMEOUT_MS = 10_000
FASTEST_MS = 3_000  # nobody fills in a form faster
MOST_LINKS = 3
# Longer addresses of mail are cut off by some programs.
LONGEST_ADDRESS = 1_900

# A field for programs that fill in everything; each service has its own name for it.
TRAPS = {"netlify": "bijnaam", "formward": "_gotcha", "basin": "_gotcha", "formspree": "_gotcha", "eigen": "_gotcha"}

SENTENCES = {
    "sending": "Je aanvraag wordt verstuurd.",
    "server": "De formulierdienst heeft een storing. Je aanvraag is niet verstuurd; je tekst staat er nog.",
    "busy": "De formulierdienst kreeg te veel aanvragen tegelijk. Wacht een minuut en verstuur dan opnieuw; je tekst staat er nog.",
    "large": "Je aanvraag is te lang voor de formulierdienst. Maak je vraag korter of laat je rapport weg; je tekst staat er nog.",
    "refused": "De formulierdienst nam je aanvraag niet aan. Je tekst staat er nog.",
    "silent": "De formulierdienst gaf binnen 10 seconden geen antwoord. Misschien is je aanvraag toch aangekomen. Je tekst staat er nog.",
    "offline": "De formulierdienst is niet te bereiken. Kijk of je internet hebt; je tekst staat er nog.",
    "trap": "Een programma lijkt dit formulier te hebben ingevuld. Is dat niet zo, kies dan een andere manier; je tekst staat er nog.",
    "fast": "Dat ging erg snel. Wacht een paar tellen en verstuur je aanvraag dan opnieuw.",
    "elsewhere": "Deze aanvraag is al verstuurd vanuit een ander tabblad.",
    "fault": "Er klopt nog iets niet",
    "faults": "Er kloppen nog {count} dingen niet",
    "more": "(De rest staat in de tekst die je kunt kopiëren.)",
    "copied": "De tekst staat op je klembord.",
    "uncopied": "Deze browser laat kopiëren niet toe. Selecteer de tekst en kopieer die zelf.",
    "report-failed": "Je rapport kon niet worden gemaakt. Je aanvraag kun je zonder rapport versturen.",
    "report-loading": "Je rapport wordt gemaakt.",
    "back": "Wat je had ingevuld staat er weer.",
    "back-without": "Wat je had ingevuld staat er weer, maar dit past niet meer: {texts}.",
}


def render_lead_form(lead: Lead, site_url: str) -> Html:
    """Write the form.

    Args:
        lead: the settings; without a service the form makes a message to mail, to send by WhatsApp or to copy.
        site_url: where the site stands, for the way back from a service.
    """
    thanks = f"{site_url}bedankt/"
    attributes: dict[str, Attribute] = {
        "class": f"kk-panel kk-lead{'' if lead.kind else ' kk-live'}",
        "id": "aanvraag",
        "name": "aanvraag",
        "method": "post" if lead.kind else "dialog",  # without a service there is nobody to post to
        "accept-charset": "utf-8",
        "aria-label": "Vraag het gesprek aan",
        "data-lead": True,
        "data-state": "ready",
        "data-kind": lead.kind,
        "data-thanks": "../bedankt/",
        "data-error-title": "Fout: ",
        "data-timeout": TIMEOUT_MS,
        "data-fastest": FASTEST_MS,
        "data-longest-address": LONGEST_ADDRESS,
        "data-search-exclude": True,
        **{f"data-say-{name}": words for name, words in SENTENCES.items()},
        "data-say-ways": _how_to_send(lead),
    }
    if lead.kind == "netlify":
        attributes |= {"action": "../bedankt/", "data-netlify": "true", "netlify-honeypot": TRAPS["netlify"]}
    elif lead.kind:
        attributes["action"] = lead.endpoint
    return element(
        "form",
        attributes,
        element(
            "div",
            {"class": "kk-summary", "data-error-summary": True, "role": "alert", "tabindex": "-1", "hidden": True},
        ),
        _line("naam", "Je naam", most=80, missing="Vul je naam in.", autocomplete="name"),
        _line(
            "email",
            "Je e-mailadres",
            kind="email",
            most=200,
            missing="Vul je e-mailadres in, zodat we kunnen antwoorden.",
            wrong="Dit is geen e-mailadres. Vul er een in zoals naam@bedrijf.nl.",
            autocomplete="email",
        ),
        _line("telefoon", "Je telefoonnummer", hint="Mag leeg.", kind="tel", most=30, autocomplete="tel"),
        _question(),
        _line("moment", "Wanneer kun je?", hint="Mag leeg. Bijvoorbeeld: dinsdagochtend.", most=120),
        _report(),
        _trap(TRAPS.get(lead.kind, "_gotcha")),
        *(_hidden(name, value) for name, value in _extras(lead.kind, thanks).items()),
        element(
            "button",
            {"type": "submit", "class": "kk-button kk-button--cta"},
            "Vraag het gesprek aan",
        ),
        element(
            "p",
            {"class": "kk-note"},
            "We gebruiken dit om je te antwoorden en het gesprek te voeren. Je komt niet op een mailinglijst. ",
            element("a", {"href": "../privacy/"}, "Lees wat er met je gegevens gebeurt"),
            ".",
        ),
        element("p", {"class": "kk-lead__status", "data-status": True, "role": "status"}),
        _ways_out(lead),
        render_newer("Vink dan opnieuw aan dat je rapport meegaat."),
    )


def _how_to_send(lead: Lead) -> str:
    """Say which of the ways to get in touch take the text along; where none does, it can be copied."""
    ways = [does for setting, does in ((lead.email, "mailt"), (lead.whatsapp, "appt")) if setting]
    if not ways:
        return "Kopieer je bericht en verstuur het zoals je wilt."
    return f"Kies hoe je dit verstuurt. Je tekst gaat mee als je {' of '.join(ways)}."


def _extras(kind: str, thanks: str) -> dict[str, str]:
    """Hidden fields: what the script fills in, and what a service asks for."""
    own = {"bron": "gesprek", "kenmerk": ""}
    match kind:
        case "netlify":
            return {**own, "form-name": "aanvraag"}
        case "formward":  # reads another name than the others for the way back
            return {**own, "_subject": SUBJECT, "_next": thanks, "_redirect": thanks}
        case "formspree" | "basin" | "eigen":
            return {**own, "_subject": SUBJECT, "_next": thanks}
        case _:
            return own


def _hidden(name: str, value: str) -> Html:
    return element("input", {"type": "hidden", "name": name, "value": value})


def _line(
    name: str,
    label: str,
    *,
    most: int,
    kind: str = "text",
    hint: str = "",
    missing: str = "",
    wrong: str = "",
    autocomplete: str = "off",
) -> Html:
    control = element(
        "input",
        {
            "class": "kk-input",
            "type": kind,
            "id": f"aanvraag-{name}",
            "name": name,
            "required": bool(missing),
            "autocomplete": autocomplete,
            "aria-describedby": _described(name, hint),
            **_limits(label, most, missing, wrong),
        },
    )
    return _field(name, label, hint, control)


def _question() -> Html:
    label, hint = "Waar wil je over praten?", "Een paar zinnen is genoeg. Laat namen van klanten weg."
    control = element(
        "textarea",
        {
            "class": "kk-input",
            "id": "aanvraag-vraag",
            "name": "vraag",
            "rows": 5,
            "required": True,
            "aria-describedby": _described("vraag", hint),
            "data-most-links": MOST_LINKS,
            "data-links": f"Er staan meer dan {MOST_LINKS} links in je vraag. Haal er een paar weg.",
            **_limits(label, 5_000, "Schrijf in een paar woorden waar je over wilt praten.", ""),
        },
    )
    return _field("vraag", label, hint, control)


def _limits(label: str, most: int, missing: str, wrong: str) -> dict[str, Attribute]:
    name = label.removeprefix("Je ").rstrip("?").lower()
    thousands = f"{most:,}".replace(",", ".")
    return {
        "data-most": most,
        "data-long": f"Wat je invulde bij '{name}' is te lang: hoogstens {thousands} tekens. Maak het korter.",
        "data-missing": missing or None,
        "data-wrong": wrong or None,
    }


def _described(name: str, hint: str) -> str:
    return f"aanvraag-{name}-hint aanvraag-{name}-error" if hint else f"aanvraag-{name}-error"


def _field(name: str, label: str, hint: str, control: Html) -> Html:
    return element(
        "div",
        {"class": "kk-field"},
        element("label", {"class": "kk-label", "for": f"aanvraag-{name}"}, label),
        element("p", {"class": "kk-hint", "id": f"aanvraag-{name}-hint"}, hint) if hint else None,
        control,
        element("p", {"class": "kk-error", "id": f"aanvraag-{name}-error", "data-error": True, "hidden": True}),
    )


def _report() -> Html:
    """The box that sends the report along, with exactly what goes; only there for who has a report."""
    return element(
        "div",
        {"class": "kk-field", "data-report-offer": True, "hidden": True},
        element(
            "div",
            {"class": "kk-check"},
            element("input", {"type": "checkbox", "id": "aanvraag-mee", "data-attach": True}),
            element("label", {"for": "aanvraag-mee"}, "Stuur mijn rapport mee"),
        ),
        element(
            "div",
            {"data-preview": True, "hidden": True},
            element("label", {"class": "kk-label", "for": "aanvraag-rapport"}, "Precies dit gaat mee"),
            element(
                "p",
                {"class": "kk-hint", "id": "aanvraag-rapport-hint"},
                "Uitkomsten en kerncijfers. Namen zijn vervangen door nummers; lijsten gaan niet mee.",
            ),
            element(
                "textarea",
                {
                    "class": "kk-input",
                    "id": "aanvraag-rapport",
                    "name": "rapport",
                    "rows": 10,
                    "readonly": True,
                    "disabled": True,
                    "aria-describedby": "aanvraag-rapport-hint",
                },
            ),
        ),
    )


def _trap(name: str) -> Html:
    return element(
        "div",
        {"class": "kk-trap", "aria-hidden": "true"},
        element("label", {"for": "aanvraag-trap"}, "Laat dit veld leeg"),
        element(
            "input",
            {
                "type": "text",
                "id": "aanvraag-trap",
                "name": name,
                "tabindex": "-1",
                "autocomplete": "off",
                "data-trap": True,
            },
        ),
    )


def _ways_out(lead: Lead) -> Html:
    """What to do when the form does not arrive: the message goes along where it can, and can be copied."""
    links = [element("li", None, link) for link in contact_links(lead)]
    return element(
        "div",
        {
            "class": "kk-lead__ways",
            "data-ways": True,
            "role": "group",
            "aria-labelledby": "aanvraag-anders",
            "hidden": True,
        },
        element("p", {"class": "kk-summary__title", "id": "aanvraag-anders", "tabindex": "-1", "data-problem": True}),
        element("div", {"class": "kk-contact"}, element("ul", None, *links)) if links else None,
        element("label", {"class": "kk-label", "for": "aanvraag-tekst"}, "Je bericht, om te kopiëren"),
        element(
            "textarea", {"class": "kk-input", "id": "aanvraag-tekst", "rows": 8, "readonly": True, "data-text": True}
        ),
        render_button("copy", "Kopieer", ""),
    )
