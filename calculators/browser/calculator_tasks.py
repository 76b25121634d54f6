"""What the page asks about a calculator's form: to calculate, to fill it, to take the answer along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from calculators.browser.desk import Row, Visit
from calculators.browser.protocol import (
    CalculateRequest,
    Exported,
    ExportRequest,
    Filled,
    FormRequest,
    LinkRequest,
    PresetRequest,
    RemindRequest,
    Result,
)
from calculators.catalogue import find
from calculators.model.answer import Answer
from calculators.model.calculator import Calculator
from calculators.model.comparison import beside
from calculators.model.declarations import declare
from calculators.model.doubt import find_range
from calculators.model.errors import InputError
from calculators.model.forms import read_form, texts_of, write_form
from calculators.model.handover import fill_in, read_handover, told_source
from calculators.model.layers import MISSING, unanswered
from calculators.model.naming import for_others, is_named
from calculators.model.origins import (
    Filling,
    Origin,
    example_filling,
    origins_of,
    own_filling,
    saved_filling,
    with_rules,
    without_guesses,
)
from calculators.model.sharing import BrokenLinkError, is_checked, read_link, trimmed, write_link
from calculators.model.solving import Solved, solve
from calculators.presentation.answer import (
    answer_as_csv,
    answer_as_text,
    headline_in_short,
    render_answer,
    render_more,
    render_next,
    render_on_paper,
)
from calculators.presentation.calendar import write_appointment
from calculators.presentation.fields import Place
from calculators.presentation.form import gists, render_fields
from calculators.presentation.html import join
from calculators.presentation.notes import render_notes
from calculators.presentation.page import render_summary
from calculators.presentation.whose import (
    SHARED,
    enumerate_faults,
    in_doubt,
    lacking_in_short,
    render_lacking,
    whose_in_text,
)
from calculators.presentation.years import render_example_years

BROKEN_LINK = (
    "Deze deel-link is niet heel overgekomen, of van een andere versie. Vraag om een nieuwe link. "
    "Het voorbeeld staat er nog."
)
OLD_LINK = "De link is van een oudere versie, en die kan onderweg ingekort zijn. Controleer de getallen."


def calculate(visit: Visit, asked: CalculateRequest) -> Result:
    """Return the new result, what is still to be told, or the faults.

    Of a field in which somebody is typing it is not said yet that it is wrong, unless all is judged.
    """
    calculator = find(asked["slug"])
    filling = filling_of(asked)
    typed = texts_of(asked.get("texts"))
    lacking = {} if filling.business else unanswered(calculator, filling.texts)
    solved = _solved(calculator, asked, visit.rows_of(asked.get("imported")), filling)
    faults = _told_faults(solved.faults, lacking, set(asked.get("quiet", ())), judged=bool(asked.get("judged")))
    reply: Result = {
        "result": None,
        "texts": {name: text for name, text in filling.texts.items() if text != typed.get(name)},
        "gists": gists(calculator, filling),
        "notes": dict(render_notes(calculator, filling)),
        "errors": {Place(calculator.slug, fault.field).id: fault.message for fault in reversed(faults)},
        "summary": render_summary(calculator, faults) if faults else "",
        "peek": f"{enumerate_faults(len(faults))} ↑" if faults else "",
    }
    if lacking:
        reply["result"] = render_lacking(lacking)
        reply["more"] = reply["next"] = ""
        reply["peek"] = reply["peek"] or f"{lacking_in_short(lacking)}: {next(iter(lacking.values()))}"
    elif solved.answer is not None:
        paper = None
        if is_named(calculator, filling.texts):
            paper = _solved(
                calculator, asked, visit.rows_of(asked.get("imported")), _unnamed(calculator, filling)
            ).answer
        reply |= _answered(calculator, filling, solved.answer, paper)
        if token := asked.get("list"):
            visit.lists.add_years(reply, calculator, filling, token)
    return reply


def _answered(calculator: Calculator, filling: Filling, answer: Answer, paper: Answer | None) -> Result:
    """Write the answer; ``paper`` is what is printed in its place, where names stay on the screen."""
    doubt = find_range(calculator, filling) if answer.amount else None
    return {
        "result": render_answer(answer, calculator, filling, doubt),
        "more": join(render_example_years(calculator, filling), render_more(answer, calculator.slug)),
        "paper": render_on_paper(paper, calculator, filling, doubt) if paper else "",
        "next": render_next(answer, calculator.slug) or "",
        "peek": headline_in_short(answer, filling, doubt),
    }


def _told(calculator: Calculator, asked: FormRequest, answer: Answer) -> tuple[Answer, str]:
    """Return the answer as sure as it is, and whose it is, for what leaves the page."""
    filling = filling_of(asked)
    doubt = find_range(calculator, filling) if answer.amount else None
    return (in_doubt(answer, doubt) if doubt else answer, whose_in_text(calculator, filling, answer, doubt))


def _unnamed(calculator: Calculator, filling: Filling) -> Filling:
    """Return a form for an answer that leaves the screen."""
    return replace(filling, texts=for_others(calculator, filling.texts))


def filling_of(asked: FormRequest) -> Filling:
    """Return what stands in a form, where it comes from, and whether it is an example."""
    filling = Filling(texts_of(asked.get("texts")), origins_of(asked.get("origins")), asked.get("business", ""))
    return with_rules(find(asked["slug"]), filling)


def _told_faults(
    faults: Sequence[InputError], lacking: Mapping[str, str], quiet: set[str], *, judged: bool
) -> list[InputError]:
    """Return the faults that are told: of the kern it is only said that something is missing once all is judged."""
    if judged:
        return list(faults)
    return [
        each
        for each in faults
        if each.field not in quiet and not (lacking and (each.code in MISSING or each.field in lacking))
    ]


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
    fragment = trimmed(asked["fragment"])
    try:
        inputs = read_link(declaration, fragment, calculator.fields_before)
    except BrokenLinkError:
        return {"message": BROKEN_LINK}
    filling = own_filling(calculator, write_form(declaration, inputs), Origin.SHARED)
    message = SHARED if is_checked(fragment) else f"{SHARED}. {OLD_LINK}"
    return {"fields": render_fields(calculator, filling), "message": message}


def take_along(visit: Visit, asked: LinkRequest) -> Filled:  # noqa: ARG001 -- as above
    """Fill in what was taken along from another calculator, and say at the field where it is from."""
    calculator = find(asked["slug"])
    declaration = declare(calculator.calculate)
    try:
        arrival = read_handover(declaration, trimmed(asked["fragment"]))
        source = told_source(arrival.source, lambda slug: find(slug).name)
    except (BrokenLinkError, LookupError):
        return {"message": "Deze link is beschadigd. Er is niets overgenomen."}
    if not arrival.texts:
        return {"message": f"{source[0].upper()}{source[1:]} kwam geen getal mee. Er is niets overgenomen."}
    filling = own_filling(calculator, fill_in(declaration, arrival, {}), Origin.TAKEN, source)
    return {
        "fields": render_fields(calculator, filling),
        "message": f"Overgenomen {source}. Vul de rest zelf in.",
    }


def restore(visit: Visit, asked: FormRequest) -> Filled:  # noqa: ARG001 -- as above
    """Fill the form with texts that were kept on the device, and may be damaged; at first origins were not kept."""
    calculator = find(asked["slug"])
    texts = {name: text for name, text in texts_of(asked.get("texts")).items() if text}
    filling = saved_filling(calculator, texts, origins_of(asked.get("origins")))
    return {"fields": render_fields(calculator, filling)}


def preset(visit: Visit, asked: PresetRequest) -> Filled:  # noqa: ARG001 -- as above
    """Fill the form with an example."""
    calculator = find(asked["slug"])
    example = (calculator.example, *calculator.presets)[asked["preset"]]
    return {"fields": render_fields(calculator, example_filling(calculator, example)), "business": example.business}


def copy(visit: Visit, asked: ExportRequest) -> Exported:
    """Return the answer as plain text, with where it is from."""
    calculator = find(asked["slug"])
    filling = _unnamed(calculator, filling_of(asked))
    solved = _solved(calculator, asked, visit.rows_of(asked.get("imported")), filling)
    if solved.answer is None:
        return {"message": _no_outcome(solved.faults)}
    said, whose = _told(calculator, asked, solved.answer)
    origin = f"{whose}\n{calculator.name}, {asked.get('date', '')}\n{asked.get('address', '')}\n"
    token = asked.get("list")
    below = f"\n{visit.lists.years_as_text(calculator, filling, token)}" if token else ""
    return {"text": f"{answer_as_text(said)}{below}\n{origin}"}


def download(visit: Visit, asked: FormRequest) -> Exported:
    """Return the tables of the answer, as a file for a spreadsheet."""
    calculator = find(asked["slug"])
    filling = _unnamed(calculator, filling_of(asked))
    solved = _solved(calculator, asked, visit.rows_of(asked.get("imported")), filling)
    file = f"{calculator.slug}.csv"
    if solved.answer is None:
        return {"message": _no_outcome(solved.faults), "file": file}
    said, whose = _told(calculator, asked, solved.answer)
    return {"text": answer_as_csv(said, whose), "file": file}


def remind(visit: Visit, asked: RemindRequest) -> Exported:  # noqa: ARG001 -- as above
    """Return an appointment for in three months, as a file for any calendar."""
    calculator = find(asked["slug"])
    appointment = write_appointment(calculator, asked["today"], asked.get("address", ""))
    return {"text": appointment, "file": f"{calculator.slug}-opnieuw.ics"}


def _solved(
    calculator: Calculator, asked: FormRequest, more_rows: Sequence[Row], filling: Filling | None = None
) -> Solved:
    """Answer the form, beside the base case where there is one."""
    filling = filling or filling_of(asked)
    solved = solve(calculator, without_guesses(calculator, filling), more_rows)
    base = texts_of(asked.get("base"))
    before = solve(calculator, base, more_rows).answer if base and solved.answer else None
    return Solved(_beside(before, solved.answer), solved.faults)


def _beside(before: Answer | None, answer: Answer | None) -> Answer | None:
    return beside(before, answer) if before and answer else answer


def _no_outcome(faults: Sequence[InputError]) -> str:
    return f"Er is nog geen uitkomst om mee te nemen. {faults[0].message}"
