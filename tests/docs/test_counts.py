"""What a document counts is counted."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest

import calculators
from calculators.build.runtime import ROOT
from calculators.catalogue import slugs
from calculators.model import answer
from tests.browser.screenshots.pictures import PAGES as PICTURES
from tests.docs.written import HANDBOOK, prose, python_versions, table
from tests.lighthouse.measure import PAGES as MEASURED

README, CONTRIBUTING = ROOT / "README.md", ROOT / "CONTRIBUTING.md"
CALCULATOR, PUBLISHING, RELIABILITY, BUILDER, SPEED = (
    ROOT / "handbook" / f"{name}.md" for name in ("calculator", "publishing", "reliability", "second-builder", "speed")
)
LONGEST_README = 110
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
WOORDEN = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def _text(document: Path) -> str:
    return " ".join(prose(document).split())


def test_the_readme_counts_the_operations() -> None:
    """The core has as many operations as the README says."""
    assert re.findall(r"(\d+) operations", _text(README)) == [str(len(calculators.names()))]


def test_the_kinds_of_charts_are_counted() -> None:
    """The model has as many kinds of charts as is said where a calculator is added."""
    assert f"{WORDS[len(get_args(answer.Chart))]} kinds of charts" in _text(CALCULATOR)


def test_the_readme_fits_on_a_page_or_two() -> None:
    """Idea, start, rooms and ways on; the rest stands in the handbook."""
    assert len(README.read_text("utf-8").splitlines()) <= LONGEST_README


def test_every_calculator_in_the_table_exists() -> None:
    """The README names calculators that there are, each once; a new one need not be told there."""
    named = [row[0].strip("`") for row in table(README, "calculator")]
    assert named
    assert len(set(named)) == len(named)
    assert set(named) <= set(slugs())


def test_the_handbook_names_the_files_with_words() -> None:
    """Every calculator has each file that an owner looks for words in, but for those that some can do without."""
    named = {row[0].strip("`") for row in table(HANDBOOK, "bestand")}
    for slug in slugs():
        there = {path.name for path in (ROOT / "calculators/catalogue" / slug.replace("-", "_")).glob("*.py")}
        assert {"words.py", "charts.py", "__init__.py"} <= there & named


def test_pages_are_counted_that_are_measured_and_kept() -> None:
    """As many pages go through Lighthouse, and as many have kept pictures, as the documents say."""
    assert set(re.findall(r"`make lighthouse` measures (\w+) pages", _text(SPEED))) == {WORDS[len(MEASURED)]}
    assert set(re.findall(r"(\w+) pages against (?:kept|reference)", _text(RELIABILITY))) == {WORDS[len(PICTURES)]}
    assert f"{WOORDEN[len(MEASURED)]} pagina's zijn" in _text(HANDBOOK)


def test_the_versions_of_python_are_those_of_the_workflow() -> None:
    """What is said to be tested is tested, and the oldest of it is what the package asks for."""
    versions = python_versions()
    assert re.search(rf"Python\s+{re.escape(versions[0])} to {re.escape(versions[-1])}", _text(PUBLISHING))
    assert f"{WOORDEN[len(versions)]} versies van Python" in _text(HANDBOOK)
    assert PROJECT["requires-python"] == f">={versions[0]}"
    for document, words in ((README, "or newer"), (HANDBOOK, "of nieuwer")):
        assert set(re.findall(rf"Python ([\d.]+) {words}", _text(document))) == {versions[0]}
    assert f"Python {versions[0]} or newer" in (ROOT / "Makefile").read_text("utf-8")


def test_the_version_of_the_second_builder_is_the_one_that_is_installed() -> None:
    """The handbook names the Zensical that was compared with."""
    asked = (ROOT / "tests" / "zensical" / "requirements.in").read_text("utf-8")
    assert re.findall(r"Zensical ([\d.]+\d)", _text(BUILDER)) == re.findall(r"^zensical==(.*)$", asked, re.MULTILINE)


def test_every_package_is_explained() -> None:
    """CONTRIBUTING says of each package that is asked for why it is here, and of no other."""
    asked = set()
    for file in (
        ROOT / "requirements.in",
        *ROOT.glob("tests/*/requirements.in"),
        *ROOT.glob("docs/**/requirements.in"),
    ):
        asked |= set(re.findall(r"^[\w-]+", file.read_text("utf-8"), re.MULTILINE))
    for file in (ROOT / "package.json", ROOT / "tests" / "lighthouse" / "package.json"):
        packages = json.loads(file.read_text("utf-8"))
        asked |= {*packages.get("dependencies", {}), *packages.get("devDependencies", {})}
    asked |= {"watchdog"}  # comes with MkDocs, and is used by ourselves
    explained = {re.sub(r" \(.*\)", "", name) for row in table(CONTRIBUTING, "package") for name in row[0].split(", ")}
    for general in [name for name in explained if name.endswith("*")]:
        named = {name for name in asked if name.startswith(general.rstrip("*"))}
        assert named, general
        explained |= named
    assert {name for name in explained if not name.endswith("*")} == asked


@pytest.mark.parametrize("document", [README, CONTRIBUTING])
def test_what_is_checked_here_is_there_to_be_checked(document: Path) -> None:
    """The documents have text: an empty file would make no count false."""
    assert len(_text(document).split()) > 400


def test_the_changelog_has_versions_with_dates() -> None:
    """Every version but the newest has the day on which it was complete; the package is one of the newest two."""
    headings = re.findall(r"^## (\S+) \((.*)\)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert PROJECT["version"] in [version for version, _ in headings[:2]]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for _, day in headings[1:])
    assert re.fullmatch(r"unreleased|\d{4}-\d\d-\d\d", headings[0][1])
