"""The report: a Markdown table to read, and the same as data."""

from __future__ import annotations

import json
import math
import os
import platform
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from calculators.build.runtime import NODE_MODULES, ROOT
from tests.benchmarks.measures import Measure
from tests.benchmarks.pages import OURS
from tests.benchmarks.visits import Round

EXPLANATION = """\
Values are medians of the rounds; a ratio is our value divided by the other page's in the same round, again the \
median. Start of Python: for our page the intent (focus on the first field of the loaded page, changed at once), for \
the naive pages the start of their loading (they start Python with it; the field is changed as soon as it is there). \
Live result: the page holds exactly the HTML that Python gives for the fields. Cold: fresh browser profile. Warm: \
second visit in that profile, after one with 50 changes. Same server, gzip, no delay added. Bytes: bodies as sent, \
without headers, of all that is there for Python. Longest task: from the start of Python to the first live result, \
cold; 50 ms when there is none that long. Memory: how much more the browser's \
pages hold after the visit than before; what processes share is divided among them (PSS)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One measure with what came out.

    Attributes:
        measure: what was measured.
        rounds: the value of each round, by page.
        values: the median of the rounds, by page.
        ratios: our value divided by that of each other page in the same round; the median of the rounds.
        met: whether all goals are met; None without one.
    """

    measure: Measure
    rounds: dict[str, list[float]]
    values: dict[str, float]
    ratios: dict[str, float]
    met: bool | None


def summarise(measure: Measure, rounds: Sequence[Round]) -> Line:
    """Return what came out for one measure."""
    taken: dict[str, list[float]] = {}
    for each in rounds:
        taken.setdefault(each.page.name, []).append(measure.take(each))
    values = {page: statistics.median(series) for page, series in taken.items()}
    ratios = {page: _ratio(taken[OURS], series) for page, series in taken.items() if page != OURS}
    met = [(ratios[goal.of] if goal.of else values[OURS]) <= goal.limit for goal in measure.goals]
    return Line(measure, taken, values, ratios, all(met) if met else None)


def _ratio(ours: list[float], others: list[float]) -> float:
    """The median of the ratios; to a page that needs no time to be seen on the clock everything is endless.

    >>> _ratio([3.0, 8.0], [1.0, 2.0]), _ratio([3.0], [0.0])
    (3.5, inf)
    """
    return statistics.median(our / other if other else math.inf for our, other in zip(ours, others, strict=True))


def machine(browser: str) -> dict[str, str]:
    """Return on what was measured: the processor and the versions."""
    lock = json.loads((NODE_MODULES / "pyodide" / "pyodide-lock.json").read_text("utf-8"))["info"]
    return {
        "Processor": f"{os.cpu_count()} cores, {processor()}",
        "Browser": f"Chromium {browser}",
        "Pyodide": f"{_npm_version('pyodide')} (Python {lock['python']})",
        "PyScript": f"{_npm_version('@pyscript/core')}, kernel {_npm_version('polyscript')}",
        "Python here": platform.python_version(),
    }


def processor() -> str:
    """Return the name of the processor."""
    information = Path("/proc/cpuinfo")
    lines = information.read_text("utf-8").splitlines() if information.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()


def _npm_version(package: str) -> str:
    description: dict[str, str] = json.loads((NODE_MODULES / package / "package.json").read_text("utf-8"))
    return description["version"]


def as_markdown(lines: Sequence[Line], facts: Mapping[str, str]) -> str:
    """Return the report as a page to read."""
    others = list(lines[0].ratios)
    head = ["Measure", OURS, *others, *(f"{OURS} ÷ {page}" for page in others), "goal", "met"]
    align = ["---", *["---:"] * (len(head) - 2), "---"]
    rows = [head, align, *(_row(line, others) for line in lines)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    listed = "\n".join(f"- {name}: {fact}" for name, fact in facts.items())
    return f"# Benchmark\n\n{table}\n\n{EXPLANATION}\n\n{listed}\n"


def _row(line: Line, others: Sequence[str]) -> list[str]:
    values = [f"{line.values[page]:,.{int(line.values[page] < 100)}f}" for page in (OURS, *others)]
    ratios = [f"{line.ratios[page]:.2f}×" for page in others]
    met = {True: "yes", False: "**missed**", None: ""}[line.met]
    return [f"{line.measure.name} ({line.measure.unit})", *values, *ratios, _goals(line.measure), met]


def _goals(measure: Measure) -> str:
    return ", ".join(f"≤ {goal.limit:g}{f'× {goal.of}' if goal.of else f' {measure.unit}'}" for goal in measure.goals)


def as_json(lines: Sequence[Line], facts: Mapping[str, str]) -> str:
    """Return the report as data, with every round."""
    measures = [
        {
            "measure": line.measure.name,
            "unit": line.measure.unit,
            "values": line.values,
            "ratios": line.ratios,
            "goals": [asdict(goal) for goal in line.measure.goals],
            "met": line.met,
            "rounds": line.rounds,
        }
        for line in lines
    ]
    return json.dumps({"machine": facts, "measures": measures}, indent=2, ensure_ascii=False) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table: words in the first column, numbers in the others."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def keep(name: str, report: str, data: Mapping[str, Any]) -> None:
    """Keep a report in ``dist/``: as a page to read, and as data."""
    folder = ROOT / "dist"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.md").write_text(report, "utf-8")
    (folder / f"{name}.json").write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", "utf-8")
