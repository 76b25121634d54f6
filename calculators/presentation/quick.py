"""A question in one sentence: the sentence with its fields, and the answer."""

from __future__ import annotations

from calculators.model.handover import HOME, write_handover
from calculators.model.quick import QuickAnswer, QuickQuestion, origin_of, solve_quick
from calculators.presentation.html import Html, element, join
from calculators.presentation.newer import render_newer
from calculators.presentation.page import FAILED, render_status
from calculators.presentation.text import sentence

LONGEST = 20  # characters of a number

NO_SCRIPTS = "Zelf rekenen werkt alleen met JavaScript. Dit voorbeeld kun je ook zonder lezen."


def render_quick(question: QuickQuestion) -> Html:
    """Write the sentence with the numbers of the example in it, and their answer, for the home page.

    Raises:
        InputError: when the example is refused (a mistake in the catalogue).
    """
    texts = question.example_texts
    found, faults = solve_quick(question, texts)
    if found is None:
        raise faults[0]
    return element(
        "form",
        {
            "class": "kk-panel kk-ask",
            "id": question.slug,
            "data-quick": question.slug,
            "data-state": "static",
            "data-error-title": "Fout: ",
            "method": "dialog",
            "novalidate": True,
            "autocomplete": "off",
            "aria-label": question.name,
            # As the calculators: the search index is for texts.
            "data-search-exclude": True,
        },
        element("p", {"class": "kk-ask__origin", "data-origin": True}, sentence(origin_of(question, [], texts))),
        element("div", {"class": "kk-ask__fields"}, *(_clause(question, name, texts[name]) for name in texts)),
        element("div", {"data-error-summary": True, "hidden": True}),
        render_status(FAILED),
        element("div", {"data-result": True, "aria-live": "polite"}, render_quick_answer(question, found)),
        element(
            "div",
            {"class": "kk-ask__ways"},
            element("button", {"type": "submit", "class": "kk-button kk-live"}, "Bereken"),
            element("div", {"data-next": True}, render_onward(found)),
        ),
        element("noscript", None, element("p", {"class": "kk-note"}, NO_SCRIPTS)),
        render_newer(),
    )


def render_quick_answer(question: QuickQuestion, found: QuickAnswer | None) -> Html:
    """Write the answer, or what is needed for one."""
    if found is None:
        return element("p", {"class": "kk-reason"}, question.incomplete)
    return join(
        element("p", {"class": "kk-headline"}, sentence(found.headline)),
        element("p", {"class": "kk-reason"}, " ".join(map(sentence, found.reasons))),
    )


def render_onward(found: QuickAnswer | None) -> Html:
    """Write the link that takes the numbers along. Apart from the answer: the theme rewrites links."""
    if found is None:
        return join()
    address = f"rekenmachines/{found.onward.to}/#{write_handover(HOME, found.onward)}"
    return element("a", {"href": address}, sentence(found.onward.words))


def field_id(question: QuickQuestion, name: str) -> str:
    """Return the id of a field."""
    return f"{question.slug}-{name}"


def _clause(question: QuickQuestion, name: str, text: str) -> Html:
    place, words = field_id(question, name), question.clauses[name]
    control = element(
        "input",
        {
            "class": "kk-input kk-input--number",
            "type": "text",
            "inputmode": "decimal",
            "id": place,
            "name": name,
            "value": text,
            "maxlength": LONGEST,
            "spellcheck": "false",
            "autocomplete": "off",
            "aria-describedby": f"{place}-error",
        },
    )
    # The words before the field are its name; where none stand there, those behind it.
    aloud = _hidden(f" {words.aloud}" if words.before else f"{words.aloud} ")
    named = (words.before, aloud) if words.before else (aloud, words.behind)
    label = element("label", {"for": place}, *named)
    # Sign and number stay together where the sentence breaks.
    slot = element(
        "span", {"class": "kk-ask__slot"}, _sign(words.sign), control, _sign(words.behind if words.before else "")
    )
    line = (label, slot) if words.before else (slot, label)
    return element(
        "div",
        {"class": "kk-ask__clause"},
        element("div", {"class": "kk-ask__line"}, *line),
        element("p", {"class": "kk-error", "id": f"{place}-error", "data-error": True, "hidden": True}),
    )


def _hidden(words: str) -> Html:
    return element("span", {"class": "kk-hidden"}, words)


def _sign(words: str) -> Html | None:
    """What the name of the field says already."""
    return element("span", {"aria-hidden": "true"}, words) if words else None
