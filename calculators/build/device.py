"""The part of a page where a visitor puts the site on a device, for use without a network, and takes it away again."""

from __future__ import annotations

from calculators.presentation.html import Html, element

# In which state what is said: `asking` when not yet known, `seen` with the pages that were looked at, `all` with all.
_FETCH = "asking,seen,failed,full,gone"


def render_device() -> Html:
    """Write the panel; ``docs/assets/scripts/device.ts`` shows what is true, and fills in the numbers.

    >>> render_device().count("<button")
    2
    """
    return element(
        "form",
        {
            "class": "kk-panel kk-device",
            "method": "dialog",
            "data-device": True,
            "data-search-exclude": True,
            "aria-label": "Klantkompas op dit apparaat",
        },
        element("noscript", None, element("p", None, "Dit werkt alleen met JavaScript.")),
        element(
            "div",
            {"role": "status"},
            _told(
                "none",
                "In deze browser kan dit niet, of deze kopie heeft het niet nodig. Vaak komt het door een privévenster "
                "of doordat opslag uit staat. Op een website zonder https kan het ook niet.",
            ),
            _told(
                "seen",
                "Op dit apparaat staan nu de pagina's die je bekeek. De hele site ophalen is ongeveer ",
                _slot("transfer-bytes"),
                " MB. Op je apparaat neemt hij ",
                _slot("bytes"),
                " MB in.",
            ),
            _told("busy", "De site wordt opgehaald. Blijf op deze pagina tot het klaar is."),
            _told(
                "all",
                "Klantkompas staat op dit apparaat sinds ",
                _slot("day"),
                " en neemt ",
                _slot("bytes"),
                " MB in. Alle pagina's en rekenmachines werken nu zonder internet.",
            ),
            _told(
                "failed",
                "Niet alles kwam binnen. Kijk of je internet hebt en probeer het opnieuw. Wat er al is, blijft staan.",
            ),
            _told(
                "full",
                "De opslag van dit apparaat is vol, dus niet alles past. Maak ruimte en probeer het opnieuw.",
            ),
            _told(
                "gone",
                "De site staat niet meer op dit apparaat. Kom je hier later terug, dan bewaart je browser weer de "
                "pagina's die je bekijkt.",
            ),
        ),
        element(
            "progress", {"class": "kk-device__bar", "data-when": "busy", "hidden": True, "aria-label": "Opgehaald"}
        ),
        element(
            "div",
            {"class": "kk-actions"},
            _button("fetch-all", _FETCH, "Zet Klantkompas op dit apparaat"),
            _button(
                "take-away", "asking,seen,all,failed,full", "Haal Klantkompas van dit apparaat", "kk-button--quiet"
            ),
        ),
    )


def _told(state: str, *words: str | Html) -> Html:
    return element("p", {"data-when": state, "hidden": True}, *words)


def _slot(name: str) -> Html:
    return element("span", {f"data-{name}": True})


def _button(action: str, states: str, words: str, kind: str = "") -> Html:
    return element(
        "button",
        {
            "class": f"kk-button {kind}".strip(),
            "type": "button",
            "data-action": action,
            "data-when": states,
            "hidden": True,
        },
        words,
    )
