"""What the page asks of Python about the visitor's report: text in, text out.

The report itself is kept by the browser and goes along with each question as ``stored``; what comes back as ``stored``
is what the browser must keep from then on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from calculators.catalogue import find, slugs
from calculators.model.calculator import Calculator, Example
from calculators.model.declarations import declare
from calculators.model.errors import InputError
from calculators.model.forms import read_form, write_form
from calculators.model.report import (
    LONGEST_COMPANY,
    MOST_ROWS,
    ROW_KEYS,
    BrokenReportError,
    Chapter,
    Entry,
    Report,
    Row,
    read_report,
    with_entry,
    without_entry,
    write_report,
)
from calculators.model.sharing import without_names
from calculators.model.validation import check
from calculators.presentation.form import render_fields
from calculators.presentation.html import Html
from calculators.presentation.report import render_report, report_in_short
from calculators.presentation.report_page import SENTENCES, render_next

Reply = dict[str, Any]

# The made-up report on the page: one business, and for each calculator what differs from its own example.
EXAMPLE_COMPANY = "Installatiebedrijf De Jong (verzonnen)"
EXAMPLE_DAY = "2026-11-26"
EXAMPLE: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "pww-score": {},
        "klantwaarde": {
            "order_value": "2.400",
            "orders_per_year": "3",
            "gross_margin": "45%",
            "retention": "85%",
            "acquisition_cost": "900",
            "hours_billed": "24",
            "hours_unbilled": "8",
            "internal_rate": "55",
        },
        "systeemscan": {},
    }
)
EXAMPLE_BUSINESS = "installatiebedrijf"


def answer_about_report(asked: Mapping[str, Any], more_rows: Sequence[Row] = ()) -> Reply:
    """Answer one request; ``task`` is report_put, report_show, report_name, report_drop, report_load, report_edit or
    report_text.

    ``stored`` is the report as it is kept, ``today`` the day as 2026-11-26. Where it cannot be read, ``message`` says
    so and nothing is to be kept. ``nameless`` tells of report_put that names were left out.
    """  # noqa: D205 -- the tasks are one list
    try:
        report = _stored(asked)
    except BrokenReportError as problem:
        return {"broken": True, "message": SENTENCES["kept-newer" if problem.newer else "kept-damaged"]}
    match asked["task"]:
        case "report_put":
            return _put(report, asked, more_rows)
        case "report_name":
            report = Report(str(asked["company"]).strip()[:LONGEST_COMPANY], report.entries)
        case "report_drop":
            report = without_entry(report, asked["slug"])
        case "report_load":
            try:
                report = read_report(asked["text"] or "-")
            except BrokenReportError as problem:
                return {"message": SENTENCES["newer" if problem.newer else "damaged"]}
        case "report_edit":
            return _edit(report, asked["slug"])
        case "report_text":
            return {"text": report_in_short([_chapter(each, named=False) for each in _known(report)])}
        case "report_show":
            pass
        case task:
            message = f"unknown task {task!r}"
            raise ValueError(message)
    return _keep(report, _show(report, asked["today"]))


def _stored(asked: Mapping[str, Any]) -> Report:
    """Read what is kept; what is damaged may be replaced by a report from a file."""
    try:
        return read_report(asked.get("stored") or "")
    except BrokenReportError as problem:
        if asked["task"] != "report_load" or problem.newer:
            raise
        return Report()


def render_example_report() -> Html:
    """Write the made-up report, as the page shows it.

    Raises:
        InputError: when the example is refused (a mistake here).
    """
    chapters = []
    for slug, changes in EXAMPLE.items():
        calculator = find(slug)
        texts = {**write_form(declare(calculator.calculate), _example_of(calculator).inputs), **changes}
        chapter = _chapter(Entry(slug, texts, EXAMPLE_DAY), named=True)
        if chapter.problem:
            raise InputError("required", slug, chapter.problem)
        chapters.append(chapter)
    return render_report(EXAMPLE_COMPANY, chapters, EXAMPLE_DAY)


def _example_of(calculator: Calculator) -> Example:
    presets = (each for each in calculator.presets if each.business == EXAMPLE_BUSINESS)
    return next(presets, calculator.example)


def _put(report: Report, asked: Mapping[str, Any], more_rows: Sequence[Row]) -> Reply:
    entry = Entry(asked["slug"], asked["texts"], asked["today"], tuple(_numbers(row) for row in more_rows))
    if len(entry.rows) > MOST_ROWS:
        return {"message": SENTENCES["long-list"]}
    chapter = _chapter(entry, named=True)
    if chapter.answer is None:
        return {"message": f"{SENTENCES['invalid']} {chapter.problem}"}
    more = f" {SENTENCES['put-list']}" if asked.get("nameless") else ""
    said = {"put": SENTENCES["put"] + more, "put-for-now": SENTENCES["put-for-now"] + more, "full": SENTENCES["full"]}
    return _keep(with_entry(report, entry), {"said": said})


def _keep(report: Report, reply: Reply) -> Reply:
    """Add to a reply what is to be kept; a name alone is no report, and what could not be read back is refused."""
    try:
        return {**reply, "stored": write_report(report) if report.entries else ""}
    except BrokenReportError:
        return {"message": SENTENCES["too-long"]}


def _numbers(row: Row) -> Row:
    """A customer of a list without a name: only what is calculated with."""
    return {key: row[key] for key in ROW_KEYS if row.get(key) is not None}


def _show(report: Report, today: str) -> Reply:
    chapters = [_chapter(each, named=True) for each in _known(report)]
    present = {each.calculator.slug for each in chapters}
    missing = [find(slug) for slug in slugs() if slug not in present]
    return {
        "message": SENTENCES["unknown"] if len(chapters) < len(report.entries) else "",
        "report": render_report(report.company, chapters, today) if chapters else "",
        "next": render_next(chapters, missing) if chapters else "",
        "company": report.company,
    }


def _known(report: Report) -> list[Entry]:
    """What belongs to a calculator that there is; a later version of the site may have lost one."""
    return [each for each in report.entries if each.slug in slugs()]


def _chapter(entry: Entry, *, named: bool) -> Chapter:
    """Work out the answer of today; without names every text is replaced by a numbered one first."""
    calculator = find(entry.slug)
    declaration = declare(calculator.calculate)
    inputs = read_form(declaration, entry.texts)
    checked = check(declaration, inputs if named else without_names(declaration, inputs))
    errors = checked.errors
    if not errors:
        if calculator.intake and entry.rows:
            checked.values[calculator.intake.field] += entry.rows
        try:
            answer = calculator.calculate(**checked.values)
            return Chapter(calculator, entry.texts, entry.day, answer, more_rows=len(entry.rows))
        except InputError as error:  # a fault between fields
            errors = [error]
    return Chapter(calculator, entry.texts, entry.day, None, errors[0].message, len(entry.rows))


def _edit(report: Report, slug: str) -> Reply:
    """Fill the form with what the report holds of it; ``rows`` are those of a list that have no place in the form."""
    entry = next((each for each in report.entries if each.slug == slug), None)
    if entry is None:
        return {"message": SENTENCES["not-there"]}
    fields = render_fields(find(slug), entry.texts)
    return {"fields": fields, "rows": entry.rows, "message": SENTENCES["edit-list" if entry.rows else "edit"]}
