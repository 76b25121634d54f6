"""``python -m calculators answer``: what a calculator's page answers to the texts in its fields, as JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from calculators.catalogue import find
from calculators.model.answer import Amount, Answer, Count, Figure, FirstStep, Share
from calculators.model.calculator import Calculator
from calculators.model.doubt import Range, find_range
from calculators.model.forms import texts_of
from calculators.model.layers import MISSING, describe_form, doubtful, unanswered
from calculators.model.origins import Filling, Origin, example_filling, own_filling, without_guesses
from calculators.model.quantities import Unit
from calculators.model.solving import solve, solve_example
from calculators.model.steps import find_ranges
from calculators.model.suggestions import did_you_mean
from calculators.presentation import text
from calculators.presentation.answer import answer_as_text
from calculators.presentation.fields import ORIGINS
from calculators.presentation.whose import amount_in, in_doubt

_PLACE = re.compile(r"\[\d+\]")


def answer(slug: str, given: object) -> dict[str, Any]:
    """Return what the page answers.

    Args:
        slug: of the calculator.
        given: name of a field: the text as it is typed there; nothing is the worked example.

    Returns:
        ``state`` ("example", "incomplete", "complete" or "invalid"), ``missing`` (names of fields that must be
        filled), ``faults`` (name of a field: what is wrong), ``origins`` (name of a field: "voorbeeld", "vuistregel" or
        "van jou"), and of the answer ``headline``, ``range`` (``low``, ``high`` and ``unit``, where rules of thumb move
        it), ``reasons``, ``figures``, ``advice`` (with euros a year where they are known), ``cards`` and ``text``, the
        whole as plain text; those are None or empty without an answer.

    Raises:
        LookupError: when there is no such calculator.

    >>> answer("pww-score", {})["state"], answer("pww-score", {"segments[0].name": "A"})["state"]
    ('example', 'incomplete')
    """
    calculator = find(slug)
    if given == {}:
        example = calculator.example
        filling = example_filling(calculator, example)
        return _answered("example", calculator, filling, solve_example(calculator, example))
    if wrong := _wrong(calculator, given):
        return {**_reply("invalid"), "faults": wrong}
    filling = own_filling(calculator, texts_of(given), Origin.OWN)
    missing = list(unanswered(calculator, filling.texts))
    solved = solve(calculator, without_guesses(calculator, filling))
    told = [each for each in solved.faults if not (missing and (each.code in MISSING or each.field in missing))]
    faults = {fault.field: fault.message for fault in reversed(told)}
    state = "invalid" if faults else "incomplete" if missing else "complete"
    asked = {name: f"Bedoel je {meant}?" for name, (_, meant) in doubtful(calculator, filling.texts).items()}
    faults = asked | faults
    if state != "complete" or solved.answer is None:
        return {**_reply(state, filling), "missing": missing, "faults": faults}
    return _answered(state, calculator, filling, solved.answer)


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


def _reply(state: str, filling: Filling | None = None) -> dict[str, Any]:
    return {
        "state": state,
        "missing": [],
        "faults": {},
        "origins": {name: ORIGINS[origin] for name, origin in filling.origins.items()} if filling else {},
        "headline": None,
        "range": None,
        "reasons": [],
        "figures": [],
        "advice": None,
        "cards": [],
        "text": None,
    }


def _answered(state: str, calculator: Calculator, filling: Filling, found: Answer) -> dict[str, Any]:
    reply = _reply(state, filling)
    doubt = find_range(calculator, filling) if found.amount else None
    ranges = find_ranges(calculator, filling, found)
    if doubt:
        like = amount_in(found)
        unit = like.unit.value if isinstance(like, Amount) else like.many if isinstance(like, Count) else ""
        reply["range"] = {"low": doubt.low, "high": doubt.high, "unit": unit}
        found = in_doubt(found, doubt)
    return {
        **reply,
        "headline": text.sentence(found.headline),
        "reasons": [text.sentence(each) for each in found.reasons],
        "figures": [_figure(each) for each in found.figures],
        "advice": [_advised(*each) for each in zip(found.steps, ranges, strict=True)] or None,
        "cards": [
            {"title": card.title, "sentences": [text.sentence(each) for each in card.sentences]} for card in found.cards
        ],
        "text": answer_as_text(found),
    }


def _advised(step: FirstStep, found: Range | None) -> dict[str, Any]:
    action = text.sentence(step.action)
    low, high = (found.low, found.high) if found else (step.per_year, step.per_year)
    return {"text": action, "low": low, "middle": step.per_year, "high": high, "urgent": step.urgent}


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
