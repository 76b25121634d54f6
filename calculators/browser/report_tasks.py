"""What the page asks about the visitor's report.

The report itself is kept by the browser and goes along with each request as ``stored``; what comes back as ``stored``
is what the browser must keep from then on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from types import MappingProxyType
from typing import TypeVar

from calculators.browser.desk import Row, Visit
from calculators.browser.protocol import (
    Exported,
    Filled,
    Kept,
    ReportDoneRequest,
    ReportLoadRequest,
    ReportNameRequest,
    ReportPartRequest,
    ReportPutRequest,
    ReportRequest,
)
from calculators.catalogue import find, slugs
from calculators.catalogue.klantenlijst.years_report import tell_counted_years
from calculators.model.calculator import Calculator, Example
from calculators.model.declarations import declare
from calculators.model.doubt import Range
from calculators.model.errors import InputError
from calculators.model.forms import texts_of, write_form
from calculators.model.layers import unanswered
from calculators.model.naming import for_others
from calculators.model.origins import Filling, origins_of, saved_filling
from calculators.model.report import (
    LONGEST_COMPANY,
    MOST_ROWS,
    ROW_KEYS,
    BrokenReportError,
    Chapter,
    Entry,
    Report,
    read_report,
    with_done,
    with_entry,
    without_entry,
    write_report,
)
from calculators.model.solving import solve
from calculators.model.steps import find_ranges
from calculators.presentation.form import render_fields
from calculators.presentation.html import Html
from calculators.presentation.report_document import render_report, report_in_short
from calculators.presentation.report_page import SENTENCES, render_next
from calculators.presentation.text import enumerate_names

Asked = TypeVar("Asked", bound=ReportRequest)
Told = TypeVar("Told", Kept, Filled, Exported)

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
            "hours": "32",
            "hours_unbilled": "8",
            "internal_rate": "55",
        },
        "systeemscan": {"retention": "85%"},
    }
)
EXAMPLE_BUSINESS = "installatiebedrijf"


def _on_report(answer: Callable[[Report, Visit, Asked], Told]) -> Callable[[Visit, Asked], Told | Kept]:
    """Make a task of what works on the report that came along; one that cannot be read is said, and stays as it is."""

    @wraps(answer)
    def task(visit: Visit, asked: Asked) -> Told | Kept:
        try:
            report = read_report(_stored(asked))
        except BrokenReportError as problem:
            return _broken(problem)
        return answer(report, visit, asked)

    return task


def _stored(asked: ReportRequest) -> str:
    return asked.get("stored") or ""


def _broken(problem: BrokenReportError) -> Kept:
    return {"broken": True, "message": SENTENCES["kept-newer" if problem.newer else "kept-damaged"]}


@_on_report
def report_put(report: Report, visit: Visit, asked: ReportPutRequest) -> Kept:
    """Put the answer to a form into the report; names that came from a file are kept nowhere, so not there either."""
    rows = visit.rows_of(asked.get("imported"))
    texts = texts_of(asked["texts"])
    calculator = find(asked["slug"])
    stays = calculator.names is None or calculator.names.show in texts
    nameless = {
        name: "" if name.endswith(".name") and (not stays or text.strip() in visit.names) else text
        for name, text in texts.items()
    }
    origins = {name: each.value for name, each in origins_of(asked.get("origins")).items()}
    entry = Entry(
        calculator.slug,
        nameless,
        asked["today"],
        tuple(_numbers(row) for row in rows),
        origins,
        years=visit.lists.counts_of(token) if (token := asked.get("list")) else {},
    )
    if len(entry.rows) > MOST_ROWS:
        return {"message": SENTENCES["long-list"]}
    if asked.get("business"):
        return {"message": SENTENCES["example"]}
    lacking = {} if entry.rows else unanswered(calculator, texts)
    if lacking:
        return {"message": f"{SENTENCES['invalid']} Vul eerst nog in: {enumerate_names(list(lacking.values()))}."}
    chapter = _chapter(entry, named=True)
    if chapter.answer is None:
        return {"message": f"{SENTENCES['invalid']} {chapter.problem}"}
    more = f" {SENTENCES['put-list' if stays else 'put-nameless']}" if nameless != texts else ""
    said = {"put": SENTENCES["put"] + more, "put-for-now": SENTENCES["put-for-now"] + more, "full": SENTENCES["full"]}
    return _keep(with_entry(report, entry), {"said": said})


@_on_report
def report_show(report: Report, visit: Visit, asked: ReportRequest) -> Kept:  # noqa: ARG001 -- every task has this signature
    """Return the report as it is."""
    return _shown(report, asked["today"])


@_on_report
def report_name(report: Report, visit: Visit, asked: ReportNameRequest) -> Kept:  # noqa: ARG001 -- as above
    """Put another name on the report."""
    return _shown(Report(str(asked["company"]).strip()[:LONGEST_COMPANY], report.entries), asked["today"])


@_on_report
def report_drop(report: Report, visit: Visit, asked: ReportPartRequest) -> Kept:  # noqa: ARG001 -- as above
    """Take the part of one calculator out."""
    return _shown(without_entry(report, asked["slug"]), asked["today"])


def report_load(visit: Visit, asked: ReportLoadRequest) -> Kept:  # noqa: ARG001 -- as above
    """Take over a report that was downloaded before; it may replace one that is damaged."""
    try:
        read_report(_stored(asked))
    except BrokenReportError as problem:
        if problem.newer:
            return _broken(problem)
    try:
        report = read_report(asked["text"] or "-")
    except BrokenReportError as problem:
        return {"message": SENTENCES["newer" if problem.newer else "damaged"]}
    return _shown(report, asked["today"])


@_on_report
def report_edit(report: Report, visit: Visit, asked: ReportPartRequest) -> Filled:
    """Fill the form with what the report holds of it; ``imported`` are its rows that have no place in the form."""
    entry = next((each for each in report.entries if each.slug == asked["slug"]), None)
    if entry is None:
        return {"message": SENTENCES["not-there"]}
    return {
        "fields": render_fields(find(entry.slug), _filling(entry)),
        "imported": visit.remember(entry.rows),
        "message": SENTENCES["edit-list" if entry.rows else "edit"],
    }


@_on_report
def report_done(report: Report, visit: Visit, asked: ReportDoneRequest) -> Kept:  # noqa: ARG001 -- as above
    """Tick something to do as done, or not any more."""
    return _shown(with_done(report, asked["slug"], str(asked["step"]), done=bool(asked["done"])), asked["today"])


@_on_report
def report_text(report: Report, visit: Visit, asked: ReportRequest) -> Exported:  # noqa: ARG001 -- as above
    """Return the report in short, without names."""
    return {"text": report_in_short([_chapter(each, named=False) for each in _known(report)])}


def _chapter(entry: Entry, *, named: bool, past: bool = False) -> Chapter:
    """Work out the answer of today; without names every text is replaced by a numbered one first.

    Of what was filled in before it is not told how far its euros can move.
    """
    calculator = find(entry.slug)
    solved = solve(calculator, for_others(calculator, entry.texts, ever=named), entry.rows, named=named)
    filling = _filling(entry)
    ranges: tuple[Range | None, ...] = ()
    if solved.answer and not past:
        ranges = find_ranges(calculator, filling, solved.answer, entry.rows)
    return Chapter(
        calculator,
        filling.texts,
        entry.day,
        solved.answer,
        solved.faults[0].message if solved.faults else "",
        len(entry.rows),
        frozenset(filling.guessed),
        ranges,
        tell_counted_years(entry.years),
        entry.done,
        tuple(_chapter(each, named=named, past=True) for each in entry.earlier),
    )


def _filling(entry: Entry) -> Filling:
    """Return the form as it was put in."""
    return saved_filling(find(entry.slug), entry.texts, origins_of(entry.origins))


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


def _keep(report: Report, reply: Kept) -> Kept:
    """Add to a reply what is to be kept; a name alone is no report, and what could not be read back is refused."""
    try:
        return {**reply, "stored": write_report(report) if report.entries else ""}
    except BrokenReportError:
        return {"message": SENTENCES["too-long"]}


def _numbers(row: Row) -> Row:
    """A customer of a list without a name: only what is calculated with."""
    return {key: row[key] for key in ROW_KEYS if row.get(key) is not None}


def _shown(report: Report, today: str) -> Kept:
    chapters = [_chapter(each, named=True) for each in _known(report)]
    present = {each.calculator.slug for each in chapters}
    missing = [find(slug) for slug in slugs() if slug not in present]
    shown: Kept = {
        "message": SENTENCES["unknown"] if len(chapters) < len(report.entries) else "",
        "report": render_report(report.company, chapters, today) if chapters else "",
        "next": render_next(chapters, missing) if chapters else "",
        "company": report.company,
    }
    return _keep(report, shown)


def _known(report: Report) -> list[Entry]:
    """What belongs to a calculator that there is; a later version of the site may have lost one."""
    return [each for each in report.entries if each.slug in slugs()]
