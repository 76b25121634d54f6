"""What the page asks about a calculator's form: to calculate, to fill it, to take the answer along."""

from __future__ import annotations

from collections.abc import Sequence

from calculators.browser.desk import Row, Visit
from calculators.browser.protocol import (
    CalculateRequest,
    Exported,
    ExportRequest,
    Filled,
    FormRequest,
    LinkRequest,
    PresetRequest,
    Result,
)
from calculators.catalogue import find
from calculators.model.answer import Answer
from calculators.model.calculator import Calculator
from calculators.model.comparison import beside
from calculators.model.declarations import declare
from calculators.model.errors import InputError
from calculators.model.forms import read_form, texts_of, write_form
from calculators.model.handover import fill_in, read_handover, told_source
from calculators.model.sharing import BrokenLinkError, read_link, write_link
from calculators.model.solving import Solved, solve
from calculators.presentation.answer import answer_as_csv, answer_as_text, render_answer, render_next
from calculators.presentation.form import Place, render_fields
from calculators.presentation.page import render_summary


def calculate(visit: Visit, asked: CalculateRequest) -> Result:
    """Return the new result, or the faults; of a field that was only just added it is not said that it is empty."""
    calculator = find(asked["slug"])
    solved = _solved(calculator, asked, visit.rows_of(asked.get("imported")))
    if solved.answer is not None:
        next_steps = render_next(solved.answer, calculator.slug) or ""
        return {
            "result": render_answer(solved.answer, calculator.slug),
            "next": next_steps,
            "errors": {},
            "summary": "",
        }
    quiet = set(asked.get("quiet", ()))
    shown = [fault for fault in solved.faults if fault.code != "required" or fault.field not in quiet]
    return {
        "result": None,
        "errors": {Place(calculator.slug, fault.field).id: fault.message for fault in reversed(shown)},
        "summary": render_summary(calculator, shown) if shown else "",
    }


def share(visit: Visit, asked: FormRequest) -> Exported:
    """Return the fragment of a share link to what stands in the form."""
    if visit.rows_of(asked.get("imported")):
        return {"message": "Een lijst uit een bestand gaat niet mee in een link. Download liever de uitkomst."}
    calculator = find(asked["slug"])
    declaration = declare(calculator.calculate)
    inputs = read_form(declaration, texts_of(asked.get("texts")))
    return {"fragment": f"{calculator.slug}={write_link(declaration, inputs)}"}


def open_link(visit: Visit, asked: LinkRequest) -> Filled:  # noqa: ARG001 -- every task has this signature
    """Fill the form with what a share link holds."""
    calculator = find(asked["slug"])
    declaration = declare(calculator.calculate)
    try:
        inputs = read_link(declaration, asked["fragment"])
    except BrokenLinkError:
        return {"message": "Deze deel-link is beschadigd of van een andere versie. Het voorbeeld staat er nog."}
    return {"fields": render_fields(calculator, write_form(declaration, inputs))}


def take_along(visit: Visit, asked: LinkRequest) -> Filled:  # noqa: ARG001 -- as above
    """Fill in what was taken along from another calculator, and say at the field where it is from."""
    calculator = find(asked["slug"])
    declaration = declare(calculator.calculate)
    try:
        arrival = read_handover(declaration, asked["fragment"])
        source = told_source(arrival.source, lambda slug: find(slug).name)
    except (BrokenLinkError, LookupError):
        return {"message": "Deze link is beschadigd. Er is niets overgenomen."}
    if not arrival.texts:
        return {"message": f"{source[0].upper()}{source[1:]} kwam geen getal mee. Er is niets overgenomen."}
    origins = dict.fromkeys(arrival.texts, f"Overgenomen {source}.")
    return {
        "fields": render_fields(calculator, fill_in(declaration, arrival, texts_of(asked.get("texts"))), origins),
        "message": f"Overgenomen {source}. De andere velden zijn niet veranderd.",
    }


def restore(visit: Visit, asked: FormRequest) -> Filled:  # noqa: ARG001 -- as above
    """Fill the form with texts that were kept on the device, and may be damaged."""
    return {"fields": render_fields(find(asked["slug"]), texts_of(asked.get("texts")))}


def preset(visit: Visit, asked: PresetRequest) -> Filled:  # noqa: ARG001 -- as above
    """Fill the form with an example."""
    calculator = find(asked["slug"])
    example = (calculator.example, *calculator.presets)[asked["preset"]]
    texts = write_form(declare(calculator.calculate), example.inputs)
    return {"fields": render_fields(calculator, texts), "business": example.business}


def copy(visit: Visit, asked: ExportRequest) -> Exported:
    """Return the answer as plain text, with where it is from."""
    calculator = find(asked["slug"])
    solved = _solved(calculator, asked, visit.rows_of(asked.get("imported")))
    if solved.answer is None:
        return {"message": _no_outcome(solved.faults)}
    origin = f"{calculator.name}, {asked.get('date', '')}\n{asked.get('address', '')}\n"
    return {"text": f"{answer_as_text(solved.answer)}\n{origin}"}


def download(visit: Visit, asked: FormRequest) -> Exported:
    """Return the tables of the answer, as a file for a spreadsheet."""
    calculator = find(asked["slug"])
    solved = _solved(calculator, asked, visit.rows_of(asked.get("imported")))
    file = f"{calculator.slug}.csv"
    if solved.answer is None:
        return {"message": _no_outcome(solved.faults), "file": file}
    return {"text": answer_as_csv(solved.answer), "file": file}


def _solved(calculator: Calculator, asked: FormRequest, more_rows: Sequence[Row]) -> Solved:
    """Answer the form, beside the base case where there is one."""
    solved = solve(calculator, texts_of(asked.get("texts")), more_rows)
    base = texts_of(asked.get("base"))
    before = solve(calculator, base, more_rows).answer if base and solved.answer else None
    return Solved(_beside(before, solved.answer), solved.faults)


def _beside(before: Answer | None, answer: Answer | None) -> Answer | None:
    return beside(before, answer) if before and answer else answer


def _no_outcome(faults: Sequence[InputError]) -> str:
    return f"Er is nog geen uitkomst om mee te nemen. {faults[0].message}"
