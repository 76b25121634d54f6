"""``python -m tests.benchmarks.operations``: how long each operation takes, in CPython and in Pyodide.

The typical input of an operation is its first published example. Beside that three heavy cases have a goal; a missed
goal is shown and is no failure. The report is kept in dist/bench-operations.md and dist/bench-operations.json.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from calculators import run
from calculators.build.runtime import ROOT
from calculators.operations.customer_years import written_month
from tests.examples.examples import Example, load_examples
from tests.pyodide.calls import in_pyodide

OUT = ROOT / "dist"
EXAMPLES = Path(__file__).parents[1] / "examples"
FIRST_MONTH, MONTHS = 12 * 2022, 48
SECONDS_EACH = 0.05  # long enough to count, short enough for sixty operations


@dataclass(frozen=True, slots=True)
class Typical:
    """One operation with its example: microseconds a call, validation included, here and in Pyodide."""

    op: str
    cpython: float
    pyodide: float


@dataclass(frozen=True, slots=True)
class Heavy:
    """One heavy case: seconds, and the most that it may take."""

    case: str
    seconds: float
    goal: float


def typical_examples() -> list[Example]:
    """Return the first example of each operation that is no error."""
    first: dict[str, Example] = {}
    for example in load_examples(EXAMPLES):
        if "error" not in example["expected"]:
            first.setdefault(example["op"], example)
    return list(first.values())


def seconds_of(call: Callable[[], object]) -> float:
    """Return the shortest time of a call within a moment of trying."""
    shortest = float("inf")
    end = time.perf_counter() + SECONDS_EACH
    while time.perf_counter() < end:
        start = time.perf_counter()
        call()
        shortest = min(shortest, time.perf_counter() - start)
    return shortest


def measure_typical() -> list[Typical]:
    """Time every operation here and in Pyodide, the same way."""
    examples = typical_examples()
    there = in_pyodide([("time", example["op"], example["inputs"], SECONDS_EACH) for example in examples])
    return [
        Typical(example["op"], 1e6 * _here(example), 1e6 * float(answer))
        for example, answer in zip(examples, there, strict=True)
    ]


def _here(example: Example) -> float:
    return seconds_of(lambda: run(example["op"], example["inputs"]))


def measure_heavy() -> list[Heavy]:
    """Time the cases that have a goal."""
    segments = [
        {"name": f"Groep {index}", "fulfilment": 3 + index / 2, "market_value": 9 - index / 2, "profitability": 6}
        for index in range(12)
    ]
    profits = [100 - 0.0015 * index for index in range(100_000)]
    [rhythm] = in_pyodide([("time", "list.rhythm", buyers(5_000), SECONDS_EACH)])
    return [
        Heavy("batch: 10,000 lines of clv.infinite, with the start of Python", _batch(10_000), 2.0),
        Heavy(
            "pww.uncertainty: 12 segments, spread 2",
            seconds_of(lambda: run("pww.uncertainty", {"segments": segments, "spread": 2})),
            0.05,
        ),
        Heavy("list.rhythm: 5,000 customers in Pyodide, the fit of the model included", float(rhythm), 0.6),
        Heavy("list.whale: 100,000 customers", seconds_of(lambda: run("list.whale", {"profits": profits})), 0.5),
    ]


def buyers(count: int) -> dict[str, Any]:
    """Return customers of four years for ``list.rhythm``, as BG/NBD has them: each its own rate and chance to stop."""
    dice = random.Random(21)
    customers = []
    for place in range(count):
        rate, stops, at = dice.gammavariate(0.8, 1 / 3), dice.betavariate(0.8, 3), dice.uniform(0, MONTHS)
        months = {int(at)}
        while dice.random() >= stops and (at := at + dice.expovariate(max(rate, 1e-9))) < MONTHS:
            months.add(int(at))
        customers.append({"name": f"{place}", "months": [written_month(FIRST_MONTH + each) for each in sorted(months)]})
    return {"customers": customers, "last": written_month(FIRST_MONTH + MONTHS - 1)}


def _batch(lines: int) -> float:
    inputs = {"margin": 1000, "retention": 0.85, "discount": 0.08, "timing": "new_immediate"}
    request = json.dumps({"op": "clv.infinite", "inputs": inputs}) + "\n"
    start = time.perf_counter()
    command = [sys.executable, "-m", "calculators", "batch"]
    done = subprocess.run(command, cwd=ROOT, input=request * lines, capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - start
    answers = done.stdout.splitlines()
    if len(answers) != lines or "clv" not in json.loads(answers[-1]):
        raise RuntimeError(f"batch answered {len(answers)} lines, the last one {answers[-1:]}")
    return seconds


def as_markdown(typical: list[Typical], heavy: list[Heavy]) -> str:
    """Return the report as a page to read."""
    rows = [f"| `{each.op}` | {each.cpython:,.0f} | {each.pyodide:,.0f} |" for each in typical]
    cases = [f"| {each.case} | {each.seconds:.3f} | {each.goal:g} | {_met(each)} |" for each in heavy]
    return "\n".join(
        [
            "# Operations",
            "",
            "Microseconds a call, validation included, for the first published example; the shortest of many.",
            "",
            "| Operation | CPython | Pyodide |",
            "| --- | ---: | ---: |",
            *rows,
            "",
            "| Heavy case (CPython, unless it says else) | seconds | goal | met |",
            "| --- | ---: | ---: | --- |",
            *cases,
            "",
        ]
    )


def _met(heavy: Heavy) -> str:
    return "yes" if heavy.seconds <= heavy.goal else "**missed**"


def main() -> int:
    """Measure, print and keep the report."""
    typical, heavy = measure_typical(), measure_heavy()
    OUT.mkdir(exist_ok=True)
    report = as_markdown(typical, heavy)
    (OUT / "bench-operations.md").write_text(report, "utf-8")
    data: dict[str, Any] = {"typical": [*map(asdict, typical)], "heavy": [*map(asdict, heavy)]}
    (OUT / "bench-operations.json").write_text(json.dumps(data, indent=2) + "\n", "utf-8")
    print(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
