"""Puts changed words of a calculator into the tests that quote them, as a part of ``make keep``.

A test that compares a sentence with what a calculator says fails once an owner changed a word. Here such tests are run;
where the two sentences resemble each other, the one in the test becomes the one that is said now. What changed is shown
by ``make keep``, and is to be read: a number that should not have changed is a fault, not a quote.

The module is a plugin of pytest, too: in the tests it runs, it notes what was compared.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from calculators.build.runtime import ROOT

ROUNDS = 12  # a test tells one comparison at a time
ALIKE = 0.5
LONGEST = 20_000  # in characters; longer is a whole page
SHORTEST = 8  # in characters; shorter is a code or a number
NOTES = "KLANTKOMPAS_NOTES"  # in the environment: the folder where the plugin leaves what it noted

# What Playwright says when a page shows something else.
_SEEN_ON_PAGE = re.compile(
    r"expected to \w+ text '(?P<expected>.*)'\s*\nActual value: (?P<actual>.*?)\s*\n(?:Error|Call log)", re.DOTALL
)
_compared = pytest.StashKey[list[tuple[str, str]]]()


def pytest_assertrepr_compare(config: pytest.Config, op: str, left: object, right: object) -> None:
    """Note two texts, or the texts of two lists, that should have been equal or one in the other."""
    if op in {"==", "in"}:
        config.stash.setdefault(_compared, []).extend(_pairs(left, right))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Leave a note of a test that failed, with what it compared."""
    report = yield
    pairs = item.config.stash.setdefault(_compared, [])
    if call.excinfo and (seen := _SEEN_ON_PAGE.search(str(call.excinfo.value))):
        pairs.append((seen["expected"], seen["actual"]))
    if call.when == "call" and report.failed:
        note = {"test": item.nodeid, "file": str(item.path), "pairs": pairs}
        place = Path(os.environ[NOTES]) / f"{os.environ.get('PYTEST_XDIST_WORKER', 'main')}.jsonl"
        with place.open("a", encoding="utf-8") as file:
            file.write(json.dumps(note) + "\n")
    pairs.clear()
    return report


def _pairs(left: object, right: object) -> list[tuple[str, str]]:
    match left, right:
        case str(), str():
            return [(left, right)]
        case str(), list() | tuple():
            return [(left, each) for each in right if isinstance(each, str)]
        case ((list() | tuple()), (list() | tuple())) if len(left) == len(right):
            return [pair for each in zip(left, right, strict=True) if each[0] != each[1] for pair in _pairs(*each)]
    return []


def renew(tests: Iterable[str]) -> list[str]:
    """Renew the quotes in these tests and return the tests that fail all the same.

    Args:
        tests: files or names, as pytest takes them.
    """
    failing = list(tests)
    for _ in range(ROUNDS):
        notes = _run(failing)
        failing = sorted({note["test"].partition("[")[0] for note in notes})  # behind the bracket may stand a quote
        renewed = [_replace(Path(note["file"]), note["pairs"]) for note in notes]
        if not any(renewed):
            break
    return failing


def _run(tests: list[str]) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "-p", "tests.quotes", "-m", "not full", *tests]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(command, cwd=ROOT, env={**os.environ, NOTES: folder}, capture_output=True, check=False)
        lines = [line for file in sorted(Path(folder).iterdir()) for line in file.read_text("utf-8").splitlines()]
    return [json.loads(line) for line in lines]


def _replace(file: Path, pairs: Iterable[tuple[str, str]]) -> bool:
    """Put new quotes in a file; return whether there were any."""
    source = file.read_text("utf-8")
    changes: dict[str, str] = {}
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) >= SHORTEST):
            continue
        quote = node.value
        said = {new for pair in pairs for old, text in (pair, pair[::-1]) if old == quote and (new := now(old, text))}
        segment = ast.get_source_segment(source, node)
        if said and segment and segment[0] in "\"'":
            changes[segment] = json.dumps(max(said, key=lambda new: _likeness(quote, new)), ensure_ascii=False)
    for segment, literal in changes.items():
        source = source.replace(segment, literal)
    file.write_text(source, "utf-8")
    return bool(changes)


def now(quote: str, text: str) -> str:
    """Return what takes the place of a quote in a text: as many sentences, as alike as there are; or nothing.

    >>> now("Je verdient eraan.", "Kort gezegd: ja. Je houdt eraan over. Klaar.")
    'Je houdt eraan over.'
    >>> now("een deel loopt zonder jou", "16 punten: een stuk loopt zonder jou. Bij één vraag.")
    'een stuk loopt zonder jou'
    >>> now("Iets heel anders.", "De zon schijnt vandaag.")
    ''
    """
    pieces = _sentences(text) if quote not in text and len(text) <= LONGEST else []
    many = len(_sentences(quote))
    runs = [" ".join(pieces[start : start + many]) for start in range(len(pieces) - many + 1)]
    best = max(runs, key=lambda run: _likeness(quote, run), default="")
    blocks = [
        each for each in SequenceMatcher(None, quote, best, autojunk=False).get_matching_blocks() if each.size > 2
    ]
    if not blocks:
        return ""
    first, last = blocks[0], blocks[-1]
    start = max(0, first.b - first.a)
    behind = len(quote) - (last.a + last.size)
    end = len(best) if quote.endswith((".", "!", "?")) else last.b + last.size + behind
    new = best[start:end].strip()
    return new if _likeness(quote, new) >= ALIKE and new != quote else ""


def _sentences(text: str) -> list[str]:
    return [each for each in re.split(r"(?<=[.!?:])\s+|\n", text) if each]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
