"""``python -m calculators answer``: what a calculator's page answers to the texts in its fields, as JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from calculators.catalogue import find
from calculators.model.answer import Amount, Answer, Count, Figure, Share
from calculators.model.calculator import Calculator
from calculators.model.forms import texts_of
from calculators.model.layers import describe_form
from calculators.model.quantities import Unit
from calculators.model.solving import solve, solve_example
from calculators.model.suggestions import did_you_mean
from calculators.presentation import text
from calculators.presentation.answer import answer_as_text

_PLACE = re.compile(r"\[\d+\]")


def answer(slug: str, given: object) -> dict[str, Any]:
    """Return what the page answers.

    Args:
        slug: of the calculator.
        given: name of a field: the text as it is typed there; nothing is the worked example.

    Returns:
        ``state`` ("example", "incomplete", "complete" or "invalid"), ``missing`` (names of fields that must be
        filled), ``faults`` (name of a field: what is wrong), and of the answer ``headline``, ``reasons``, ``figures``,
        ``advice`` (with euros a year where they are known), ``cards`` and ``text``, the whole as plain text; those are
        None or empty without an answer.

    Raises:
        LookupError: when there is no such calculator.

    >>> answer("pww-score", {})["state"], answer("pww-score", {"segments[0].name": "A"})["state"]
    ('example', 'incomplete')
    """
    calculator = find(slug)
    if given == {}:
        return _reply("example", solve_example(calculator, calculator.example))
    if wrong := _wrong(calculator, given):
        return {**_reply("invalid"), "faults": wrong}
    solved = solve(calculator, texts_of(given))
    missing = [fault.field for fault in solved.faults if fault.code == "required"]
    faults = {fault.field: fault.message for fault in reversed(solved.faults) if fault.code != "required"}
    state = "invalid" if faults else "incomplete" if missing else "complete"
    return {**_reply(state, solved.answer), "missing": missing, "faults": faults}


def _wrong(calculator: Calculator, given: object) -> dict[str, str]:
    """Tell of each name that is no field, and of each value that is no text."""
    if not isinstance(given, Mapping):
        return {"": 'Geef een object met velden en teksten, zoals {"order_value": "95"}.'}
    known = describe_form(calculator)["fields"]
    wrong = {}
    for name, typed in given.items():
        if _PLACE.sub("[0]", str(name)) not in known:
            advice = did_you_mean(str(name), sorted(known), "`python -m calculators describe` noemt ze allemaal.")
            wrong[str(name)] = f"'{name}' is geen veld van {calculator.slug}. {advice}"
        elif not isinstance(typed, str):
            wrong[str(name)] = f"Geef {name} als tekst, zoals je die op de pagina typt: tussen aanhalingstekens."
    return wrong


def _reply(state: str, found: Answer | None = None) -> dict[str, Any]:
    reply: dict[str, Any] = {
        "state": state,
        "missing": [],
        "faults": {},
        "headline": None,
        "reasons": [],
        "figures": [],
        "advice": None,
        "cards": [],
        "text": None,
    }
    if found is None:
        return reply
    step = found.first_step
    return {
        **reply,
        "headline": text.sentence(found.headline),
        "reasons": [text.sentence(each) for each in found.reasons],
        "figures": [_figure(each) for each in found.figures],
        "advice": [{"text": text.sentence(step.action), "middle": step.per_year}] if step else None,
        "cards": [
            {"title": card.title, "sentences": [text.sentence(each) for each in card.sentences]} for card in found.cards
        ],
        "text": answer_as_text(found),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    written = text.measure(figure.value)
    match figure.value:
        case Amount(value=value, unit=unit):
            return {"name": figure.name, "value": value, "unit": unit.value, "text": written}
        case Share(value=value):
            return {"name": figure.name, "value": value, "unit": Unit.FRACTION.value, "text": written}
        case Count(value=value, many=many):
            return {"name": figure.name, "value": value, "unit": many, "text": written}
    return {"name": figure.name, "value": None, "unit": "", "text": written}
