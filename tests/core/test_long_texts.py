"""How long reading takes grows with the length of a text only: who types or chooses 100,000 characters stops nothing.

Python in the browser has one thread: a reader that looks at every character from every other one is a page that hangs.
Measured is the time of this thread alone, so that a busy machine changes nothing; and each text is tried short first,
so that a reader which grows too fast is told in seconds.
"""

from __future__ import annotations

import ast
import gc
import importlib
import inspect
import itertools
import pkgutil
import re
import string
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from types import ModuleType
from typing import Any, get_args

import pytest

import calculators
from calculators import run
from calculators.catalogue import find
from calculators.imports import (
    _amounts,
    _auditfile_accounts,
    _auditfile_values,
    _codes,
    _dates,
    _formats,
    _headings,
    _totals,
    _who,
    csv_list,
    headers,
    xlsx_list,
)
from calculators.imports.files import read_pasted
from calculators.model.declarations import declare
from calculators.model.dutch_numbers import NotANumberError, ReadingKind, parse_number
from calculators.model.errors import InputError
from calculators.model.forms import write_form
from calculators.model.handover import read_handover
from calculators.model.report import BrokenReportError, read_report
from calculators.model.sharing import BrokenLinkError, read_link
from calculators.model.ways_to_write import WAYS, read_share
from tests.core.imports.auditfiles import LEDGER, auditfile, booking, journal, line, turnover_of
from tests.core.imports.test_xlsx_list import packed, parts_of, texts
from tests.desk import ask

LONG = 100_000
STEP = 4
LENGTHS = tuple(LONG // STEP**power for power in (3, 2, 1, 0))
# Four times as long may take so many times the time, where it takes any: a quadratic reader takes 16.
MOST_GROWTH = 9
WORTH_MEASURING = 0.2  # seconds; below that a measurement says nothing: memory is tidied up now and then
LONGEST = 5.0  # seconds, for 100,000 characters of the slowest reader on a slow machine

# What is hard to read: pieces that are repeated, and what stands before and behind all of them.
PIECES = (
    *(
        "0",
        "1",
        " ",
        ".",
        ",",
        "-",
        "(",
        ")",
        "[",
        "{",
        "a",
        "é",
        "€",
        "%",
        "#",
        '"',
        "'",
        "\n",
        "\t",
        ";",
        "_",
        "~",
        "=",
    ),
    *(
        "1.",
        "1,",
        "0 ",
        "1'",
        "- ",
        "a ",
        "a1",
        "aA",
        "€ ",
        "eur",
        "1e",
        "0.000",
        "1.000",
        "12:",
        ',"',
        '";',
        '"\n',
        "[[",
    ),
    *("Klant;", "0 1 2 ", "31-12-2025 ", "januari ", "totaal ", "omzet", "usd ", "<a>", "&#", "_x0041_", "segments[0]"),
)
ENDS = (("", ""), ("", "x"), ("-1", "\0"))

# The rooms whose patterns meet what a visitor gives.
ROOMS = ("model", "operations", "imports", "catalogue", "presentation", "browser")
METHODS = frozenset({"fullmatch", "match", "search", "sub", "subn", "split", "findall", "finditer"})
# Patterns that never see a long text, with what keeps it from them.
BOUNDED = {
    _formats._TEXT: "a format has at most 255 characters: _LONGEST_FORMAT",
    _formats._NOT_SHOWN: "as above",
    _formats._NAMED_CURRENCY: "as above",
}


def _seconds(work: Callable[[str], object], text: str) -> float:
    gc.disable()  # what other tests left in memory would be looked through meanwhile
    begin = time.thread_time()
    try:
        work(text)
    finally:
        gc.enable()
    return time.thread_time() - begin


def _assert_in_one_sweep(
    work: Callable[[str], object], piece: str, start: str, end: str, lengths: Sequence[int] = LENGTHS
) -> None:
    """Try longer and longer texts, each four times as long as the one before."""
    before = 0.0
    for length in lengths:
        text = start + (piece * length)[: length - len(start + end)] + end
        limit = min(LONGEST, max(WORTH_MEASURING, MOST_GROWTH * before))
        took = _seconds(work, text)
        if took > limit:  # once more: the first time of something may take longer
            took = min(took, _seconds(work, text))
        told = f"{length:,} characters took {took:.2f} s, a quarter of them {before:.4f} s: {text[:20]!r}, {end!r}"
        assert took <= limit, told
        before = took


# --- every reader ---------------------------------------------------------------------------------------------------


def _in_form(task: str, **more: Any) -> Callable[[str], object]:  # noqa: ANN401 -- JSON values
    """In two fields of a form, a number and whatever comes last, and in every other that is asked."""
    calculator = find("pww-score")
    before = write_form(declare(calculator.calculate), calculator.example.inputs)
    names = {"segments[0].name", "segments[0].fulfilment", "weights[1]"}
    about = {"task": task, "slug": "pww-score", "origins": dict.fromkeys(before, "own"), **more}

    def read(text: str) -> object:
        return ask({**about, "texts": {**before, **dict.fromkeys(names, text)}})

    return read


def _link(task: str) -> Callable[[str], object]:
    return lambda text: ask({"task": task, "slug": "pww-score", "texts": {}, "fragment": text, "stored": ""})


def _report(task: str, **more: Any) -> Callable[[str], object]:  # noqa: ANN401 -- as above
    place = {"report_load": "text", "report_name": "company", "report_show": "stored"}[task]
    return lambda text: ask({"task": task, "stored": "", "today": "2026-11-30", **more, place: text})


def _whole(read: Callable[[bytes], object]) -> Callable[[str], object]:
    return lambda text: read(text.encode())


def _workbook(text: str) -> object:
    return [*xlsx_list.read_workbook(packed(parts_of([texts("Klant", "Omzet") + texts(_xml(text), _xml(text))])))]


def _xml(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, '<>&"\0'), " "))


def _in_auditfile(text: str) -> object:
    """In everything that a booking and an account tell."""
    written = _xml(text)
    sale = line("8000", written, "C", written)
    bill = booking(written, line("1300", "1.00", "D", "D1"), sale, periodNumber=written, trDt=written, desc=written)
    ledger = (*LEDGER, (written, written, written, written))
    file = auditfile(journal(written, bill, desc=written), ledger=ledger, customers=((written, written, written),))
    return turnover_of(file)


READERS: dict[str, Callable[[str], object]] = {
    **{f"number, {kind}": partial(parse_number, kind=kind) for kind in get_args(ReadingKind)},
    **{f"share, {way}": partial(read_share, way=way) for way in WAYS},
    **{f"form, {task}": _in_form(task) for task in ("calculate", "share", "restore", "copy", "download")},
    "form, judged": _in_form("calculate", judged=True),
    "form, in report": _in_form("report_put", stored="", today="2026-11-30"),
    "home page": lambda text: ask({"task": "hour", "texts": {"order_value": text, "hours": text}, "own": []}),
    "link": _link("open_link"),
    "handover": _link("take_along"),
    "link alone": lambda text: read_link(declare(find("pww-score").calculate), text),
    "handover alone": lambda text: read_handover(declare(find("pww-score").calculate), text),
    **{f"report, {task}": _report(task) for task in ("report_load", "report_name", "report_show")},
    "report alone": read_report,
    "nl.parse": lambda text: run("nl.parse_number", {"text": text}),
    "list pasted": read_pasted,
    "list, cells": lambda text: read_pasted(f"Klant;Omzet;Uren;Datum\n{text};{text};{text};{text}\nA;1;2;3"),
    "list, headings": lambda text: read_pasted(f"{text};Klant;Omzet {text}\nA;1;2"),
    "list, bytes": _whole(csv_list.decoded),
    "list, csv": lambda text: run("import.csv", {"text": text}),
    "list, page": lambda text: ask(
        {"task": "read_text", "slug": "klantenlijst", "texts": {}, "list": "", "text": text}
    ),
    "workbook": _workbook,
    "workbook, text": xlsx_list.unescaped,
    "workbook, area": xlsx_list._area,
    "workbook, format": _formats.shown_by,
    "workbook, merged": xlsx_list._is_repeatable,
    "auditfile": _in_auditfile,
    "auditfile, bytes": lambda text: run("import.xaf", {"text": text}),
    "auditfile, amount": lambda text: _auditfile_values.exact_side(text, "C"),
    "auditfile, side": lambda text: _auditfile_values.exact_side("1", text),
    "auditfile, month": _auditfile_values.month_of,
    "auditfile, date": _auditfile_values.iso_date,
    "auditfile, period": lambda text: _auditfile_values.month_of_period(text, text, text),
    "auditfile, customer": _auditfile_values.customer_key,
    "auditfile, journal": lambda text: _auditfile_values.journal_of(text, text),
    "auditfile, code": _auditfile_accounts.rgs_code,
    "auditfile, kind": lambda text: _auditfile_accounts.kind_of(text, ()),
    "cell, amount": lambda text: [_amounts.look_at(text, _amounts.Style(mark)) for mark in (",", ".")],
    "cell, hours": lambda text: _amounts.read_hours(text, _amounts.Style()),
    "cell, vote": lambda text: _amounts.DecimalVote().count(text),
    "cell, split": lambda text: _amounts.splits_an_amount([text, text]),
    "cell, quick": lambda text: _amounts.QuickReader(_amounts.Style()).read(text),
    "cell, date": _dates.read_date,
    "cell, order of dates": lambda text: _dates.is_month_first([text]),
    "cell, clean": _who.clean,
    "cell, nothing": _who.is_nothing,
    "cell, number": _who.number_of,
    "cell, rounded": _who.is_rounded,
    "cell, name": _who.name_key,
    "cell, total": _totals.kind_of_total,
    "cell, named in total": _totals.named_in_total,
    "cell, currency": _codes.names_currency,
    "cell, side": _codes.side_of,
    "cell, status": _codes.verdict_on_status,
    "cell, kind": _codes.verdict_on_kind,
    "heading": _headings.understand.__wrapped__,
    "heading, words": _headings.normalised,
    "heading, basis": _headings.vat_basis,
    "heading, language": lambda text: _headings.is_english([text]),
    "heading or value": headers.is_value,
    "row of headings": lambda text: headers.is_like_header([text, text], after_blank=True),
}


# What reads a text in many ways at once, and so takes long for all of them.
SLOW = {"list, cells", "list, headings", "auditfile", "auditfile, journal", "cell, amount", "workbook, merged"}


def _answered(read: Callable[[str], object]) -> Callable[[str], None]:
    """Read, or refuse in the way that those around it expect; anything else is a fault."""

    def work(text: str) -> None:
        with suppress(InputError, NotANumberError, BrokenLinkError, BrokenReportError):
            read(text)

    return work


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.full) if name in SLOW else name for name in READERS]
)
def test_a_reader_is_done_in_one_sweep(name: str) -> None:
    """A hundred thousand characters of anything take some four times as long as a quarter of them, and are answered."""
    work = _answered(READERS[name])
    for piece, (start, end) in itertools.product(PIECES, ENDS):
        _assert_in_one_sweep(work, piece, start, end)


@pytest.mark.parametrize("digits", ["1" * LONG, "0" * LONG + "7", "0," + "1" * LONG, "1" + ".000" * LONG])
def test_a_number_of_so_many_digits_is_none(digits: str) -> None:
    """Nobody means it, and a visitor is told so at the field; a period in an auditfile is no month of the year then."""
    with pytest.raises(NotANumberError):
        parse_number(digits)
    reply = ask({"task": "calculate", "slug": "pww-score", "texts": {"segments[0].fulfilment": digits}, "judged": True})
    assert "is geen getal" in reply["errors"]["pww-score-segments-0-fulfilment"]
    assert _auditfile_values.month_of_period(digits, "2025", None) == ""


# --- every pattern --------------------------------------------------------------------------------------------------


def _modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        package = importlib.import_module(f"{calculators.__name__}.{room}")
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".browser.start" not in found.name:  # only runs in a browser, and has no patterns
                yield importlib.import_module(found.name)


def _patterns_in(value: object) -> Iterator[re.Pattern[Any]]:
    """Patterns themselves, and those in tables of them."""
    match value:
        case re.Pattern():
            yield value
        case dict():
            yield from (each for inner in value.values() for each in _patterns_in(inner))
        case tuple() | list() | set() | frozenset():
            yield from (each for inner in value for each in _patterns_in(inner))


def _uses(module: ModuleType) -> Iterator[tuple[re.Pattern[Any], str]]:
    """The patterns of a module, with what is asked of them: of some that cannot be told, so all is tried."""
    by_name: dict[str, set[str]] = {}
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if not isinstance(node, ast.Attribute) or node.attr not in METHODS:
            continue
        value = node.value.value if isinstance(node.value, ast.Subscript) else node.value
        if isinstance(value, ast.Name):
            by_name.setdefault(value.id, set()).add(node.attr)
    for name, value in vars(module).items():
        for pattern in _patterns_in(value):
            yield from ((pattern, method) for method in by_name.get(name, {"fullmatch", "search"}))
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        match node:  # re.sub(r"...", ...), with no name
            case ast.Call(
                func=ast.Attribute(value=ast.Name("re"), attr=method), args=[ast.Constant(str(written)), *_]
            ) if method in METHODS:
                yield re.compile(written), method


PATTERNS = sorted(
    {use for module in _modules() for use in _uses(module) if use[0] not in BOUNDED},
    key=lambda use: (str(use[0].pattern), use[1]),
)


def _applied(pattern: re.Pattern[Any], method: str) -> Callable[[str], None]:
    is_bytes = isinstance(pattern.pattern, bytes)

    def work(text: str) -> None:
        given = text.encode("latin-1", "replace") if is_bytes else text
        arguments = (given[:0], given) if method in {"sub", "subn"} else (given,)
        found = getattr(pattern, method)(*arguments)
        for _ in found if method == "finditer" else ():
            pass

    return work


def _letters_of(pattern: re.Pattern[Any]) -> list[str]:
    """What stands in a pattern itself: where it repeats something twice, one of these tells, or two of them do."""
    written = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    return sorted({*written, *"0a .\n"})


@pytest.mark.full
@pytest.mark.parametrize(("pattern", "method"), PATTERNS, ids=lambda value: getattr(value, "pattern", value))
def test_a_pattern_looks_at_a_text_once(pattern: re.Pattern[Any], method: str) -> None:
    """Also when it does not fit until the last character, or begins to fit at every one."""
    work = _applied(pattern, method)
    letters = _letters_of(pattern)
    signs = [each for each in letters if each not in string.ascii_letters and each.isascii()]
    for end in ("", "\0"):
        for letter in letters:
            _assert_in_one_sweep(work, letter, "", end)
        for two in itertools.permutations(signs, 2):  # so many, that 25,000 characters must do
            _assert_in_one_sweep(work, "".join(two), "", end, LENGTHS[:-1])
