"""What the page asks of Python in the browser: text in, text out, both JSON.

The page's script knows no rules: it sends what stands in the fields and shows what comes back. HTML in an answer was
escaped by the builder in ``presentation.html``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from calculators.adapters.report import answer_about_report
from calculators.catalogue import find
from calculators.model.answer import Answer
from calculators.model.calculator import Calculator
from calculators.model.comparison import beside
from calculators.model.declarations import declare
from calculators.model.errors import InputError
from calculators.model.forms import Texts, read_form, write_form
from calculators.model.handover import fill_in, read_handover
from calculators.model.sharing import BrokenLinkError, read_link, write_link
from calculators.model.validation import check
from calculators.presentation.answer import answer_as_csv, answer_as_text, render_answer, render_next
from calculators.presentation.form import Place, render_fields
from calculators.presentation.page import render_summary

Reply = dict[str, Any]


def respond(request: str) -> str:
    """Answer one request of the page, without lists that were given before; see ``answer_request``."""
    return json.dumps(answer_request(json.loads(request)), ensure_ascii=False)


def answer_request(asked: Mapping[str, Any], more_rows: Sequence[Mapping[str, Any]] = ()) -> Reply:
    """Answer one request of the page.

    The request holds ``task`` (calculate, share, open, take, restore, preset, copy or download), ``slug``, ``texts``
    (name of the field: what stands in it), ``base`` (texts of a base case to compare with), ``quiet`` (names of empty
    fields about which nothing is said yet) and, where a task needs them, ``fragment``, ``preset``, ``date`` and
    ``address``. Tasks about the visitor's report are answered by ``adapters.report``. ``more_rows`` are rows of a list
    that came from a file and do not stand in the form.
    """
    if asked["task"].startswith("report_"):
        return answer_about_report(asked, more_rows)
    calculator = find(asked["slug"])
    texts: Texts = texts_of(asked.get("texts"))
    match asked["task"]:
        case "calculate":
            reply = _calculate(calculator, texts, asked, more_rows)
        case "share":
            declaration = declare(calculator.calculate)
            reply = {"fragment": f"{calculator.slug}={write_link(declaration, read_form(declaration, texts))}"}
        case "open":
            reply = _open(calculator, asked["fragment"])
        case "take":
            reply = _take(calculator, texts, asked["fragment"])
        case "restore":
            reply = {"fields": render_fields(calculator, texts)}
        case "preset":
            example = (calculator.example, *calculator.presets)[asked["preset"]]
            example_texts = write_form(declare(calculator.calculate), example.inputs)
            reply = {"fields": render_fields(calculator, example_texts), "business": example.business}
        case "copy":
            reply = _export(calculator, texts, asked, more_rows)
        case "download":
            reply = {**_export(calculator, texts, asked, more_rows), "file": f"{calculator.slug}.csv"}
        case task:
            message = f"unknown task {task!r}"
            raise ValueError(message)
    return reply


def texts_of(given: object) -> Texts:
    """What was kept on a device may be damaged: only text under a name counts."""
    return {name: text for name, text in given.items() if isinstance(text, str)} if isinstance(given, dict) else {}


def _answer(
    calculator: Calculator, texts: Texts, base: Texts, more_rows: Sequence[Mapping[str, Any]]
) -> tuple[Answer | None, list[InputError]]:
    """Return the answer, beside that to the base case where there is one, or all faults."""
    declaration = declare(calculator.calculate)
    checked = check(declaration, read_form(declaration, texts))
    if checked.errors:
        return None, checked.errors
    if calculator.intake and more_rows:
        # These were checked when the file was read.
        checked.values[calculator.intake.field] += more_rows
    try:
        answer = calculator.calculate(**checked.values)
    except InputError as error:  # a fault between fields
        return None, [error]
    before = _answer(calculator, base, {}, more_rows)[0] if base else None
    return (beside(before, answer) if before else answer), []


def _calculate(
    calculator: Calculator, texts: Texts, asked: Mapping[str, Any], more_rows: Sequence[Mapping[str, Any]]
) -> Reply:
    """Return the new result, or the faults; of a field that was only just added it is not said that it is empty."""
    quiet = set(asked.get("quiet", ()))
    answer, errors = _answer(calculator, texts, texts_of(asked.get("base")), more_rows)
    if answer is not None:
        next_steps = render_next(answer, calculator.slug) or ""
        return {"result": render_answer(answer, calculator.slug), "next": next_steps, "errors": {}, "summary": ""}
    shown = [error for error in errors if error.code != "required" or error.field not in quiet]
    return {
        "result": None,
        "errors": {Place(calculator.slug, error.field).id: error.message for error in reversed(shown)},
        "summary": render_summary(calculator, shown) if shown else "",
    }


def _open(calculator: Calculator, fragment: str) -> Reply:
    declaration = declare(calculator.calculate)
    try:
        inputs = read_link(declaration, fragment)
    except BrokenLinkError:
        return {"message": "Deze deel-link is beschadigd of van een andere versie. Het voorbeeld staat er nog."}
    return {"fields": render_fields(calculator, write_form(declaration, inputs))}


def _take(calculator: Calculator, texts: Texts, fragment: str) -> Reply:
    """Fill in what was taken along from another calculator, and say at the field where it is from."""
    declaration = declare(calculator.calculate)
    try:
        arrival = read_handover(declaration, fragment)
        source = find(arrival.source).name
    except (BrokenLinkError, LookupError):
        return {"message": "Deze link is beschadigd. Er is niets overgenomen."}
    if not arrival.texts:
        return {"message": f"Uit {source} kwam geen getal mee. Er is niets overgenomen."}
    origins = dict.fromkeys(arrival.texts, f"Overgenomen uit {source}.")
    return {
        "fields": render_fields(calculator, fill_in(declaration, arrival, texts), origins),
        "message": f"Overgenomen uit {source}. De andere velden zijn niet veranderd.",
    }


def _export(
    calculator: Calculator, texts: Texts, asked: Mapping[str, Any], more_rows: Sequence[Mapping[str, Any]]
) -> Reply:
    answer, errors = _answer(calculator, texts, texts_of(asked.get("base")), more_rows)
    if answer is None:
        return {"message": _first_message(errors)}
    if asked["task"] == "download":
        return {"text": answer_as_csv(answer)}
    origin = f"{calculator.name}, {asked.get('date', '')}\n{asked.get('address', '')}\n"
    return {"text": f"{answer_as_text(answer)}\n{origin}"}


def _first_message(errors: list[InputError]) -> str:
    return f"Er is nog geen uitkomst om mee te nemen. {errors[0].message}"
