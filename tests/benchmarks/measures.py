"""What is measured: each measure is one small function over the visits of a round, with a goal where there is one."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.benchmarks.pages import PLAIN, PYODIDE, PYSCRIPT
from tests.benchmarks.visits import Round

LONG_TASK_MS = 50  # browsers report no task that is shorter


@dataclass(frozen=True, slots=True)
class Goal:
    """What our value must stay below: a limit, or that many times the value of another page.

    Attributes:
        limit: the largest value, or ratio, with which the goal is met.
        of: the name of the page to which the ratio is taken; None makes the limit one in the measure's own unit.
    """

    limit: float
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the report."""

    name: str
    unit: str
    take: Callable[[Round], float]
    goals: tuple[Goal, ...] = ()


def first_result_cold(visits: Round) -> float:
    """From the start of Python until the first live result, with nothing in the browser's cache."""
    return visits.cold.start_ms


def first_result_warm(visits: Round) -> float:
    """The same in a second visit, with what the browser kept of the first."""
    return visits.warm.start_ms


def first_result_again(visits: Round) -> float:
    """The same on a strong device, where the browser kept what Python had in memory."""
    return visits.again.start_ms


def from_loading_cold(visits: Round) -> float:
    """From the start of the page's loading until the first live result: the same clock for all pages."""
    return visits.cold.load_ms


def from_loading_warm(visits: Round) -> float:
    """The same in a second visit."""
    return visits.warm.load_ms


def python_kilobytes(visits: Round) -> float:
    """All that came over the line for Python alone, compressed as it was sent, without headers."""
    return sum(size for path, size in visits.cold.sent if visits.page.python.search(path)) / 1000


def longest_task(visits: Round) -> float:
    """The longest that the page could not answer, on a slow processor, from the start of Python to its result."""
    return max(visits.slowed.tasks_ms, default=LONG_TASK_MS)


def change_median(visits: Round) -> float:
    """From a change until its result is in the page."""
    return statistics.median(visits.cold.changes_ms)


def change_p95(visits: Round) -> float:
    """The time within which 95% of the changes have their result."""
    return statistics.quantiles(visits.cold.changes_ms, n=20, method="inclusive")[-1]


def readable(visits: Round) -> float:
    """From the start of loading until something can be read, with nothing in the browser's cache."""
    return visits.cold.readable_ms


def visible(visits: Round) -> float:
    """From the start of loading until a first result can be read."""
    return visits.cold.visible_ms


def requests(visits: Round) -> float:
    """How many requests the first visit takes, until the first live result."""
    return len(visits.cold.sent)


def over_line(name: str) -> Callable[[Round], float]:
    """From the start of Python until the first live result, cold, over a slower line."""
    return lambda visits: visits.lines[name].start_ms


def visible_over_line(name: str) -> Callable[[Round], float]:
    """From the start of loading until a first result can be read, over a slower line."""
    return lambda visits: visits.lines[name].visible_ms


def after_reading(visits: Round) -> float:
    """From the first change until its result, of who looked at the page for ten seconds first."""
    return visits.read.start_ms if visits.read else math.nan


def after_looking(visits: Round) -> float:
    """From the first change until its result, of who looked at the page for three seconds on a strong device."""
    return visits.looked.start_ms


def memory(visits: Round) -> float:
    """What the page holds after 50 changes, Python included."""
    return visits.cold.memory_mb


SEEN = (Goal(1.6, PLAIN),)
COLD = (Goal(800), Goal(0.45, PYSCRIPT), Goal(0.5, PYODIDE))


def measures(lines: Sequence[str]) -> tuple[Measure, ...]:
    """Return all lines of the report, for rounds in which these slower lines were visited."""
    return (
        Measure("Start of loading to readable text, cold", "ms", readable),
        Measure("Start of loading to first visible result, cold", "ms", visible, SEEN),
        *(Measure(f"The same over {name} with 150 ms", "ms", visible_over_line(name), SEEN) for name in lines),
        Measure("Start of Python to first live result, cold", "ms", first_result_cold, COLD),
        Measure("Start of Python to first live result, warm", "ms", first_result_warm, (Goal(0.4, PYSCRIPT),)),
        Measure("The same, second visit, strong device", "ms", first_result_again, (Goal(450),)),
        *(Measure(f"The same, cold, over {name} with 150 ms", "ms", over_line(name)) for name in lines),
        *(
            Measure(f"First change to its result, after 10 s of reading, over {name} with 150 ms", "ms", after_reading)
            for name in lines[:1]
        ),
        Measure("First change to its result, after 3 s of looking, strong device", "ms", after_looking, (Goal(100),)),
        Measure("Start of loading to first live result, acting at once, cold", "ms", from_loading_cold),
        Measure("Start of loading to first live result, acting at once, warm", "ms", from_loading_warm),
        Measure("Bytes over the line for Python", "kB", python_kilobytes, (Goal(4_800), Goal(0.75, PYSCRIPT))),
        Measure("Longest main-thread task, processor 4× slower", "ms", longest_task, (Goal(120),)),
        Measure("Change to new result, median of 50", "ms", change_median, (Goal(25),)),
        Measure("Memory of the page after 50 changes", "MB", memory, (Goal(1.1, PYSCRIPT),)),
        Measure("Requests until the first live result", "requests", requests),
        Measure("Change to new result, 95th percentile of 50", "ms", change_p95),
    )
