"""What a form says when a newer version of the site took the place of the one that the page is of."""

from __future__ import annotations

from calculators.presentation.html import Html, element

NEWER = "Er is een nieuwe versie van deze site. Ververs de pagina. Wat je hebt ingevuld, staat er daarna weer."
# Where the browser keeps nothing, not even that long.
LOST = (
    "Deze browser kan niet onthouden wat je hebt ingevuld. Als je de pagina ververst, ben je het kwijt. "
    "Schrijf eerst op wat je wilt houden."
)
BACK = "Wat je had ingevuld staat er weer. Controleer de getallen."
BACK_WITHOUT = "Wat je had ingevuld staat er weer, maar dit past niet meer: {texts}. Controleer de getallen."
NOT_BACK = "Wat je had ingevuld past niet in de nieuwe versie. Het voorbeeld staat er weer."


def render_newer(more: str = "") -> Html:
    """Write the notice, for the end of a form; the style sheet shows the sentence that fits and keeps it in sight.

    Args:
        more: what the visitor must do anew after that.
    """
    return element(
        "div",
        {
            "class": "kk-newer",
            "role": "status",
            "data-back": BACK,
            "data-left": BACK_WITHOUT,
            "data-none": NOT_BACK,
        },
        _sentence("newer", f"{NEWER} {more}".strip(), "renew", "Ververs de pagina"),
        _sentence("lost", LOST, "renew-anyway", "Toch verversen"),
    )


def _sentence(why: str, words: str, action: str, label: str) -> Html:
    return element(
        "div",
        {"data-why": why},
        element("p", None, words),
        element("button", {"type": "button", "class": "kk-button", "data-action": action}, label),
    )
