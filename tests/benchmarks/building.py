"""``python -m tests.benchmarks.building``: how long the build takes, also of a site that has grown.

MkDocs builds the pages of the site, in strict mode, with 10, 100 and 1,000 pages added that each hold a calculator.
The theme writes the menu anew in every page, so that is done in three ways: with the pages outside the menu, in it in
sections of 25, and the same with the theme's ``navigation.prune``, which leaves closed sections out. Beside that the
whole of ``make site`` is timed as it stands. The report is kept in dist/bench-build.md and dist/bench-build.json.

QUICK=1 in the environment leaves out the 1,000 pages.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from mkdocs.utils.yaml import yaml_load

from calculators.build.runtime import ROOT
from calculators.build.site import DEFAULT_URL
from calculators.catalogue import slugs
from tests.benchmarks.report import keep, processor, table

COUNTS = (10, 100, 1_000)
QUICK_COUNTS = COUNTS[:2]
SECTION = 25
OUTSIDE, INSIDE, PRUNED = "outside the menu", "in the menu", "in the menu, pruned"
WAYS = (OUTSIDE, INSIDE, PRUNED)
FOLDER = "proef"

PAGE = """\
---
title: Proefpagina {number} met een rekenmachine
description: Deze pagina is alleen gemaakt om te meten hoe lang het bouwen van een grote site duurt.
---

# Proefpagina {number}

Elke [klantgroep](../../kennis/begrippen.md#klantgroep) heeft een eigen waarde. Reken het na.

[rekenmachine: {slug}]

## En dan

Lees verder in [het artikel](../../kennis/pww.md).
"""


@dataclass(frozen=True, slots=True)
class Built:
    """One build.

    Attributes:
        name: what was built.
        pages: how many pages were added.
        seconds: on the clock.
        busy: seconds of the processor, which other work on the machine stretches less.
        peak: the most memory, in megabytes.
        size: of all pages that were made, in megabytes.
    """

    name: str
    pages: int
    seconds: float
    busy: float
    peak: float
    size: float = 0.0


def run(name: str, pages: int, command: Sequence[str], folder: Path) -> Built:
    """Run a build in a process of its own and return what it took.

    Raises:
        RuntimeError: when it fails, with what it said.
    """
    environment = {**os.environ, "SITE_URL": DEFAULT_URL, "SITE_SCOPE": "/", "NO_MKDOCS_2_WARNING": "1"}
    print(f"{name}, {pages} pages added", file=sys.stderr)
    with TemporaryFile("w+", encoding="utf-8") as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{name}, {pages} pages:\n{said.read()}")
    built = Built(name, pages, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e3)
    print(f"  {built.seconds:.1f} s, {built.busy:.1f} s of the processor, {built.peak:.0f} MB", file=sys.stderr)
    return built


def build_grown(way: str, count: int) -> Built:
    """Build the pages of the site with so many added."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "docs", folder / "docs")
        sections = add_pages(folder / "docs", count)
        (folder / "mkdocs.yml").write_text(json.dumps(configuration(way, sections)), "utf-8")
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder / "site")]
        built = run(way, count, command, folder)
        return replace(built, size=sum(page.stat().st_size for page in (folder / "site").rglob("*.html")) / 1e6)


def add_pages(docs: Path, count: int) -> dict[str, list[str]]:
    """Write so many pages with a calculator, all calculators by turns; return their paths by section."""
    sections: dict[str, list[str]] = {}
    for number, slug in zip(range(count), itertools.cycle(slugs()), strict=False):
        section = f"{number // SECTION:03}"
        path = docs / FOLDER / section / f"{number:04}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(number=number, slug=slug), "utf-8")
        sections.setdefault(section, []).append(path.relative_to(docs).as_posix())
    return sections


def configuration(way: str, sections: dict[str, list[str]]) -> dict[str, object]:
    """Return what differs from the settings of the site, in YAML's sister JSON."""
    own = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    added = [{FOLDER: [{f"Deel {section}": paths} for section, paths in sections.items()]}]
    prune = ["navigation.prune"] if way == PRUNED else []
    return {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "nav": own["nav"] if way == OUTSIDE else [*own["nav"], *added],
        "not_in_nav": f"{own['not_in_nav']}/{FOLDER}/\n",
        "theme": {"features": [*own["theme"]["features"], *prune]},
    }


def as_markdown(site: Built, bare: Built, grown: Sequence[Built]) -> str:
    """Return the report as a page to read."""
    rows = [
        [
            f"{each.pages:,} {each.name}",
            f"{each.seconds:.1f}",
            f"{each.busy:.1f}",
            f"{1000 * (each.busy - bare.busy) / each.pages:.0f}",
            f"{each.peak:.0f}",
            f"{each.size:.1f}",
        ]
        for each in grown
    ]
    measures = table(
        ["pages added", "seconds", "of the processor", "ms a page added", "peak memory (MB)", "HTML (MB)"],
        [["none", f"{bare.seconds:.1f}", f"{bare.busy:.1f}", "", f"{bare.peak:.0f}", f"{bare.size:.1f}"], *rows],
    )
    return f"""\
# Building

`make site`, set up and built before: {site.seconds:.1f} s, of which {site.busy:.1f} s of the processor, and
{site.peak:.0f} MB of memory at its peak.

MkDocs alone, in strict mode, the pages of the site with others added that each hold a calculator. The milliseconds are
of the processor; where they rise from line to line, the time grows faster than the number of pages.

{measures}

- Processor: {os.cpu_count()} cores, {processor()}; load {os.getloadavg()[0]:.1f}
"""


def main() -> int:
    """Measure, print and keep the report."""
    counts = QUICK_COUNTS if os.environ.get("QUICK", "0") not in {"", "0"} else COUNTS
    command = [sys.executable, "-m", "calculators.build.site"]
    site = min((run("make site", 0, command, ROOT) for _ in range(2)), key=lambda built: built.busy)
    bare = build_grown(OUTSIDE, 0)
    grown = [build_grown(way, count) for way in WAYS for count in counts]
    report = as_markdown(site, bare, grown)
    keep("bench-build", report, {"site": asdict(site), "bare": asdict(bare), "grown": [*map(asdict, grown)]})
    print(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
