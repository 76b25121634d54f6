"""Never silently wrong: what is read from an export of which the truth is known is true, or it is asked or told.

``list_exports`` writes tables as packages and people do, with all that may stand in the way. A reading has to be equal
to the truth for every customer, but for rows that are left out and told by their line; it may ask instead. An export in
which nothing is doubtful has to be read.
"""

import dataclasses
import random
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from calculators.adapters.read_files import read_files
from calculators.imports.files import Intake
from calculators.imports.merging import merge
from calculators.imports.reading import Reading
from calculators.model.errors import InputError
from tests.core import list_exports as exports
from tests.core.list_exports import Export

sources = st.randoms(use_true_random=False)
# Drawing an export is most of the work, and larger ones are as welcome as small ones.
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
cheap = settings(max_examples=100, deadline=None, suppress_health_check=SLOW)


def _read(export: Export) -> Reading | InputError:
    intake = Intake(export.name)
    middle = len(export.data) // 2
    try:
        for piece in (export.data[:middle], export.data[middle:]):
            intake.feed(piece)
        return intake.finish()
    except InputError as error:
        return error


def _assert_true(export: Export) -> None:
    """What is read is true, or asked or told."""
    reading = _read(export)
    note(export.shown)
    note(repr(reading))
    if isinstance(reading, Reading):
        assert not list(exports.differences(export, reading))


def _assert_read(export: Export) -> None:
    """An export without doubts is read to its last row, unless no row of it counts."""
    reading = _read(export)
    note(export.shown)
    note(repr(reading))
    if export.doubts or not any(entry.counts and entry.cents for entry in export.truth.values()):
        return
    assert isinstance(reading, Reading)
    assert reading.problem is None
    # The last customer may happen to have as much as all others together.
    assert reading.question is None or reading.question.code == "last_row"
    left = {(each.table, each.line or 0) for each in reading.left_out}
    assert not [entry for place, entry in export.truth.items() if place in left and entry.counts and entry.cents]


@cheap
@given(sources)
def test_a_list_without_anything_beside_it_is_read(source: random.Random) -> None:
    """Headings and rows alone, in any dialect and with any columns: read, true, and to the last row."""
    export = exports.text_export(source, bare=True)
    _assert_read(export)
    _assert_true(export)


@cheap
@given(sources)
def test_a_list_with_all_that_stands_around_it_is_true(source: random.Random) -> None:
    """Titles, totals, subtotals, groups, footers and a second table do not make a reading untrue."""
    export = exports.text_export(source)
    _assert_true(export)
    _assert_read(export)


@cheap
@given(sources)
def test_a_workbook_is_true(source: random.Random) -> None:
    """The same as a workbook, with amounts and dates as numbers or as texts."""
    export = exports.workbook_export(source)
    _assert_true(export)
    _assert_read(export)


@cheap
@given(sources)
def test_sheets_add_up(source: random.Random) -> None:
    """Sheets with the same columns are one list."""
    export = exports.sheets_export(source)
    _assert_true(export)
    _assert_read(export)


@cheap
@given(sources)
def test_files_add_up(source: random.Random) -> None:
    """A text and a workbook with other invoices of the same customers add up, each in its own dialect."""
    pair = exports.two_exports(source)
    readings = [_read(export) for export in pair]
    note(pair[0].shown)
    note(pair[1].shown)
    found = [each for each in readings if isinstance(each, Reading) and not each.problem and not each.question]
    if len(found) < len(pair):
        return
    merged = merge([(export.name, reading) for export, reading in zip(pair, found, strict=True)])
    if merged.question:
        return
    together = dataclasses.replace(
        found[0],
        customers=merged.customers,
        left_out=[
            dataclasses.replace(each, table=export.name)
            for export, reading in zip(pair, found, strict=True)
            for each in reading.left_out
        ],
        notes=[each for reading in found for each in reading.notes],
    )
    assert not list(exports.differences(exports.merged_truth(pair), together))


@settings(cheap, max_examples=25)
@given(sources)
def test_the_command_line_says_the_same(source: random.Random) -> None:
    """``read`` gives what the page reads: the same customers and lines, or what is asked, and never a traceback."""
    export = exports.text_export(source)
    reading = _read(export)
    with TemporaryDirectory() as folder:
        path = Path(folder, export.name)
        path.write_bytes(export.data)
        said = read_files([str(path)])
    if isinstance(reading, InputError):
        assert said["outcome"] == "refused"
    elif reading.problem or reading.question:
        assert said["outcome"] == "ask"
        assert said["message"]
    else:
        assert said["outcome"] == "read"
        assert [(each["name"], each["revenue"]) for each in said["customers"]] == [
            (each["name"], each["revenue"]) for each in reading.customers
        ]
        assert [each["line"] for each in said["left_out"]] == [each.line for each in reading.left_out]


@pytest.mark.full
@pytest.mark.parametrize(
    "draw", [exports.text_export, exports.workbook_export, exports.sheets_export], ids=["text", "workbook", "sheets"]
)
@settings(max_examples=5000, deadline=None, suppress_health_check=SLOW)
@given(source=sources)
def test_many_exports_are_true(draw: Callable[[random.Random], Export], source: random.Random) -> None:
    """The whole generator, at length."""
    export = draw(source)
    _assert_true(export)
    _assert_read(export)
