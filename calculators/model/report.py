"""The report of a visitor: what was filled in at each calculator, kept as text on the visitor's own device.

A report holds inputs and never results: those are worked out anew each time, so that a report is always right with
the calculators of today. What is read back may be damaged, made by hand or by a later version of this site.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any, TypeGuard

from calculators.model.answer import Answer, Sentence
from calculators.model.calculator import Calculator
from calculators.model.doubt import Range
from calculators.model.forms import Texts

KIND = "klantkompas-rapport"
VERSION = 2
FIRST_VERSION = 1  # without origins and earlier runs

# A report of all calculators with a full list takes about 200 kB.
LONGEST = 1_000_000
LONGEST_TEXT = 1_000
LONGEST_COMPANY = 80
MOST_ENTRIES = 50
MOST_RUNS = 6  # of a calculator, besides the last one
MOST_DONE = 10
MOST_ROWS = 2_000
MOST_COUNTS = 30
ROW_KEYS = ("revenue", "costs", "hours")
LARGEST = sys.float_info.max
DEEPEST = 10

_DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_STRING_OR_BRACKET = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[][{}]', re.DOTALL)

Row = Mapping[str, Any]


class BrokenReportError(ValueError):
    """Text that is no report, or one that this version cannot read.

    Attributes:
        newer: whether it was made by a later version of the site.
    """

    def __init__(self, *, newer: bool = False) -> None:
        super().__init__("a newer report" if newer else "no report")
        self.newer = newer


@dataclass(frozen=True, slots=True)
class Entry:
    """What was filled in at one calculator.

    Attributes:
        texts: name of the field: what stood in it.
        day: when, as 2026-11-26.
        rows: customers of a list from a file that do not stand in the form, without their names.
        origins: name of the field: the code of where its text came from; see ``model.origins``.
        done: what was to be done first, in the words of then, as far as it was ticked.
        years: what was counted in several years of books, number by name; see the calculator. No names, no amounts.
        earlier: how it was filled in before, the newest first; those have no earlier ones themselves.
    """

    slug: str
    texts: Texts
    day: str
    rows: tuple[Row, ...] = ()
    origins: Texts = field(default_factory=dict)
    done: tuple[str, ...] = ()
    years: Mapping[str, float] = field(default_factory=dict)
    earlier: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What the visitor put together, one entry a calculator, in the order in which they were put in."""

    company: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """An entry with the answer of today, or with the reason why there is none.

    Attributes:
        texts: what was filled in, as it is shown.
        more_rows: how many customers of a list from a file were counted besides.
        guessed: the fields in which a rule of thumb stands.
        ranges: of each thing to do of the answer, between what its euros lie as far as rules of thumb move them.
        years: what several years of books say besides; nothing without them.
        done: what was ticked as done; ``earlier`` are the answers of today to what was filled in before.
    """

    calculator: Calculator
    texts: Texts
    day: str
    answer: Answer | None
    problem: str = ""
    more_rows: int = 0
    guessed: frozenset[str] = frozenset()
    ranges: tuple[Range | None, ...] = ()
    years: tuple[Sentence, ...] = ()
    done: tuple[str, ...] = ()
    earlier: tuple[Chapter, ...] = ()


def read_report(text: str) -> Report:
    """Return the report that was written; empty text is an empty report.

    Raises:
        BrokenReportError: for anything that ``write_report`` does not write.

    >>> read_report("").entries
    ()
    """
    if not text:
        return Report()
    try:
        document = None if len(text) > LONGEST or _is_deep(text) else json.loads(text)
    except ValueError:
        document = None
    if not isinstance(document, dict) or document.get("kind") != KIND:
        raise BrokenReportError
    version = document.get("version")
    if not _is_number(version) or not FIRST_VERSION <= version <= VERSION or version != int(version):
        raise BrokenReportError(newer=_is_number(version) and version > VERSION)
    company, entries = document.get("company"), document.get("entries")
    if not isinstance(company, str) or not isinstance(entries, list):
        raise BrokenReportError
    if len(entries) > MOST_ENTRIES:
        raise BrokenReportError
    report = Report(company[:LONGEST_COMPANY])
    for entry in entries:
        report = with_entry(report, _entry(entry), keep=False)
    return report


def write_report(report: Report) -> str:
    """Return the report as text to keep or to download; the reverse of ``read_report``.

    Raises:
        BrokenReportError: when it has no place in a report, such as a text that is too long; what cannot be read back
            must not be kept.

    >>> read_report(write_report(Report("Jansen"))).company
    'Jansen'
    """
    entries = [
        {"calculator": each.slug, **_written(each), "earlier": [*map(_written, each.earlier)]}
        for each in report.entries
    ]
    document = {"kind": KIND, "version": VERSION, "company": report.company, "entries": entries}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    read_report(text)
    return text


def _written(entry: Entry) -> dict[str, Any]:
    return {
        "day": entry.day,
        "texts": dict(entry.texts),
        "rows": [[row.get(key) for key in ROW_KEYS] for row in entry.rows],
        "origins": dict(entry.origins),
        "done": list(entry.done),
        "years": dict(entry.years),
    }


def with_entry(report: Report, entry: Entry, *, keep: bool = True) -> Report:
    """Return the report with this entry, in the place of an earlier one of the same calculator.

    Args:
        report: to put it in.
        entry: how the calculator is filled in now.
        keep: whether that of an earlier day stays as an earlier run; what is changed on the day itself is only changed.

    >>> report = with_entry(Report(), Entry("pww-score", {}, "2026-11-26"))
    >>> [each.day for each in with_entry(report, Entry("pww-score", {}, "2026-12-01")).entries]
    ['2026-12-01']
    """
    before = next((each for each in report.entries if each.slug == entry.slug), None)
    if before is not None:
        entry = _after(before, entry) if keep else entry
        entries = tuple(entry if each.slug == entry.slug else each for each in report.entries)
    else:
        entries = (*report.entries, entry)
    return replace(report, entries=entries)


def _after(before: Entry, entry: Entry) -> Entry:
    if before.day == entry.day:
        return replace(entry, done=before.done, earlier=before.earlier)
    runs = (replace(before, earlier=()), *before.earlier)
    return replace(entry, earlier=runs[:MOST_RUNS])


def with_done(report: Report, slug: str, step: str, *, done: bool) -> Report:
    """Return the report in which something to do is ticked as done, or is not any more.

    >>> report = with_done(with_entry(Report(), Entry("pww-score", {}, "2026-11-26")), "pww-score", "Bel.", done=True)
    >>> report.entries[0].done
    ('Bel.',)
    """
    entry = next((each for each in report.entries if each.slug == slug), None)
    if entry is None:
        return report
    others = tuple(each for each in entry.done if each != step)
    ticked = (*others, step[:LONGEST_TEXT])[-MOST_DONE:] if done else others
    return with_entry(report, replace(entry, done=ticked), keep=False)


def without_entry(report: Report, slug: str) -> Report:
    """Return the report without what was filled in at this calculator."""
    return replace(report, entries=tuple(each for each in report.entries if each.slug != slug))


def _is_deep(text: str) -> bool:
    """Tell whether brackets stand deeper within each other than in any report: that ends Python in the browser."""
    steps = (1 if each in "[{" else -1 if each in "]}" else 0 for each in _STRING_OR_BRACKET.findall(text))
    return max(accumulate(steps), default=0) > DEEPEST


def _entry(given: object) -> Entry:
    if not isinstance(given, dict):
        raise BrokenReportError
    slug, earlier = given.get("calculator"), given.get("earlier", [])
    if not isinstance(slug, str) or not isinstance(earlier, list) or len(earlier) > MOST_RUNS:
        raise BrokenReportError
    return replace(_run(slug, given), earlier=tuple(_run(slug, each) for each in earlier))


def _run(slug: str, given: object) -> Entry:
    if not isinstance(given, dict):
        raise BrokenReportError
    day, texts, rows = (given.get(key) for key in ("day", "texts", "rows"))
    if not isinstance(day, str) or not _DAY.fullmatch(day):
        raise BrokenReportError
    if not _is_texts(texts) or not isinstance(rows, list) or len(rows) > MOST_ROWS:
        raise BrokenReportError
    origins, done = given.get("origins", {}), given.get("done", [])
    if not _is_texts(origins) or not isinstance(done, list) or len(done) > MOST_DONE:
        raise BrokenReportError
    if not _is_texts(dict(enumerate(done))):
        raise BrokenReportError
    return Entry(slug, texts, day, tuple(map(_row, rows)), origins, tuple(done), _counts(given.get("years", {})))


def _is_texts(given: object) -> TypeGuard[dict[str, str]]:
    if not isinstance(given, dict):
        return False
    return all(isinstance(text, str) and len(text) <= LONGEST_TEXT for text in given.values())


def _row(given: object) -> Row:
    if not isinstance(given, list) or len(given) != len(ROW_KEYS) or not _is_number(given[0]):
        raise BrokenReportError
    if not all(each is None or _is_number(each) for each in given[1:]) or (given[2] is not None and given[2] < 0):
        raise BrokenReportError
    return {key: float(value) for key, value in zip(ROW_KEYS, given, strict=True) if value is not None}


def _counts(given: object) -> Mapping[str, float]:
    if not isinstance(given, dict) or len(given) > MOST_COUNTS or not all(map(_is_number, given.values())):
        raise BrokenReportError
    return {name: float(value) for name, value in given.items()}


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and -LARGEST <= value <= LARGEST
