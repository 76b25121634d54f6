"""The table in handbook/reliability.md is about the tests that there are, and says that they pass."""

from __future__ import annotations

import re

import pytest

from tests.conftest import FOUND
from tests.reliability import SUBJECTS, kept_counts, kept_table


def test_the_table_has_a_line_for_every_subject() -> None:
    """Each subject, with what was tried as it is told now; whoever changes that makes the table anew."""
    lines = re.findall(r"^\| (.+?) \| (.+) \| \d+ \| .+ \|$", kept_table(), re.MULTILINE)
    assert lines == [(subject.name, subject.tried) for subject in SUBJECTS]


def test_nothing_in_the_table_failed() -> None:
    """A table with a failure is not published."""
    passed = re.findall(r"\| \d+ \| (.+) \|$", kept_table(), re.MULTILINE)
    assert [each for each in passed if "failed" in each] == []


def test_the_table_counts_the_tests_that_there_are(request: pytest.FixtureRequest) -> None:
    """The numbers are those of the tests that pytest finds now: `make reliability` after a run that found others."""
    if request.config.args_source != pytest.Config.ArgsSource.TESTPATHS:
        pytest.skip("only a part of the tests was asked for")
    found = [(module.removeprefix("tests."), name) for module, name in request.config.stash[FOUND]]
    kept = kept_counts(kept_table())
    subjects = [each for each in SUBJECTS if each.run == "full"]
    here = {each.name: sum(each.is_about(*test) for test in found) for each in subjects}
    assert {name: kept.get(name) for name in here} == here
