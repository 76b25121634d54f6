"""Reads our own documents: what stands in them as code, as a link, as a heading and in a table."""

from __future__ import annotations

import re
import subprocess
import textwrap
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from mkdocs.utils.yaml import yaml_load

from calculators.build.runtime import ROOT

HANDBOOK = ROOT / "handbook" / "eigenaar.md"
# What says how things are now; the changelog says how they were.
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
    *sorted((ROOT / "handbook").glob("*.md")),
    *sorted((ROOT / ".github").rglob("*.md")),
]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))

_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(?<!`)`([^`\n]+(?:\n[^`\n]+)*)`(?!`)")
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)


def name_of(document: Path) -> str:
    """Return the path of a document in the project, to name a test after it."""
    return document.relative_to(ROOT).as_posix()


def blocks(document: Path, language: str | None = None) -> list[str]:
    """Return the blocks of code, without their indent: those in this language, or all."""
    found = _FENCE.findall(document.read_text("utf-8"))
    return [textwrap.dedent(code) for _, marked, code in found if language in {None, marked}]


def prose(document: Path) -> str:
    """Return the text without its blocks of code."""
    return _FENCE.sub("", document.read_text("utf-8"))


def spans(text: str) -> list[str]:
    r"""Return what is marked as code within sentences.

    >>> spans("Run `make serve`, or `make\nsite`.")
    ['make serve', 'make site']
    """
    return [" ".join(span.split()) for span in _SPAN.findall(text)]


def lines_of_code(document: Path) -> Iterator[str]:
    """Give everything that is marked as code, line by line, without what stands behind a #."""
    for code in blocks(document):
        yield from (line.partition(" #")[0].strip() for line in code.splitlines())
    yield from spans(prose(document))


def links(document: Path) -> list[str]:
    """Return where the links lead, as they are written; examples of links in code are none."""
    return _LINK.findall(_SPAN.sub("", prose(document)))


def anchors(document: Path) -> set[str]:
    """Return the names that GitHub gives to the headings, for the part of an address behind the #."""
    return {_anchor(heading) for heading in _HEADING.findall(prose(document))}


def _anchor(heading: str) -> str:
    """Write a heading as GitHub does in an address.

    >>> _anchor("Requests for a talk"), _anchor("Reliability (`Betrouwbaarheid`)")
    ('requests-for-a-talk', 'reliability-betrouwbaarheid')
    """
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def table(document: Path, first_heading: str) -> list[list[str]]:
    """Return the rows of the tables whose first column has this heading, cell by cell."""
    lines = prose(document).splitlines()
    tables = [list(group) for is_row, group in groupby(lines, lambda line: line.startswith("|")) if is_row]
    cells = [[[cell.strip() for cell in line.strip("|").split("|")] for line in each] for each in tables]
    return [row for heading, _, *rows in cells if heading[0] == first_heading for row in rows]


@cache
def make_targets() -> frozenset[str]:
    """Return what `make help` lists."""
    done = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return frozenset(line.split()[1] for line in done.stdout.splitlines())


def targets_in(code: str) -> list[str]:
    """Return the targets of make that a line of code names.

    >>> targets_in("SITE_URL=https://a.nl/ make nginx && make serve PORT=8001")
    ['nginx', 'serve']
    >>> targets_in("sudo apt install make git; how to make it your own")
    []
    """
    return re.findall(r"(?:^|&& |; )(?:[A-Z_]+=\S+ )*make ([a-z][a-z-]*)", code)


def yaml(text: str | Path) -> Any:  # noqa: ANN401 -- YAML holds anything
    """Read YAML as MkDocs does, ``!ENV`` too."""
    return yaml_load(text.read_text("utf-8") if isinstance(text, Path) else text)


def jobs(workflow: Path) -> Mapping[str, Any]:
    """Return the jobs of a workflow by their names."""
    found: Mapping[str, Any] = yaml(workflow)["jobs"]
    return found


def python_versions() -> list[str]:
    """Return the versions of Python that every change is tested with."""
    versions: list[str] = jobs(ROOT / ".github" / "workflows" / "test.yml")["test"]["strategy"]["matrix"]["python"]
    return versions
