"""``python -m tests.benchmarks.lists``: how long a list of customers takes, from file to answer.

Invoice lists of 10,000 to 200,000 lines are read here (CPython) and in Chromium, by the same code and in the same run:
from the choice of the file until the answer about it is on the page. Also the longest task of the page's main thread
meanwhile, the memory that a large auditfile takes while it is read piece by piece, and what three large auditfiles of a
year each take beside one. The report is kept in
dist/bench-lists.md and dist/bench-lists.json; a missed goal is shown and is no failure.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from calculators.browser.desk import Desk
from calculators.build.runtime import ROOT
from calculators.build.site import SITE
from calculators.imports import samples
from calculators.imports.samples import sample
from tests import browsers
from tests.benchmarks.visits import NO_OTHER_HOST, PROBE
from tests.server import StaticServer

OUT = ROOT / "dist"
SLUG = "klantenlijst"
LINES = (10_000, 50_000, 100_000, 200_000)
PIECE = 1 << 20
MOST_RATIO = 6
MOST_TASK_MS = 100
AUDITFILE_LINES = 120_000
MOST_MEMORY_RATIO = 0.5
YEARS = (2023, 2024, 2025)
MOST_YEARS_RATIO = 3.2
MOST_YEARS_ADDED = 80  # megabytes
WAIT_MS = 180_000


@dataclass(frozen=True, slots=True)
class Reading:
    """One list: its size, seconds here and in Chromium, and the longest task of the page in milliseconds."""

    lines: int
    megabytes: float
    cpython: float
    chromium: float
    longest_task: float

    @property
    def ratio(self) -> float:
        """How many times longer the browser takes."""
        return self.chromium / self.cpython

    @property
    def task_words(self) -> str:
        """The longest task; browsers report none below 50 ms."""
        return f"{self.longest_task:.0f}" if self.longest_task else "< 50"


@dataclass(frozen=True, slots=True)
class Memory:
    """Auditfiles: their size and the memory that reading them added, in megabytes, and the seconds it took."""

    megabytes: float
    added: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Years:
    """Three auditfiles beside one of them: here, with memory, and in Chromium, in seconds with the longest task."""

    one: Memory
    three: Memory
    one_in_browser: float
    three_in_browser: float
    longest_task: float


def read_here(content: bytes) -> float:
    """Return the seconds from the first piece until the answer, in CPython."""
    desk = Desk()
    start = time.perf_counter()
    asked = {"slug": SLUG, "texts": {}}
    begun = desk.respond(json.dumps({"task": "begin_file", "name": "lijst.csv", "size": len(content), **asked}))
    number = json.loads(begun)["number"]
    for place in range(0, len(content), PIECE):
        desk.feed(content[place : place + PIECE], number)
    reply = json.loads(desk.respond(json.dumps({"task": "end_file", "number": number, **asked})))
    texts = {"customers[0].name": "x", "customers[0].revenue": "1"}
    request = {"task": "calculate", "slug": SLUG, "texts": texts, "imported": reply["imported"]}
    desk.respond(json.dumps(request))
    return time.perf_counter() - start


def read_in_browser(tab: Page, path: Path | list[Path]) -> tuple[float, float]:
    """Return the seconds from the choice of files until their answer, and the longest task meanwhile in ms."""
    start = tab.evaluate("performance.now()")
    tab.locator("[data-file]").set_input_files(path)
    seconds: float = tab.evaluate(
        """async (start) => {
          const form = document.querySelector("form[data-calculator]");
          const busy = () => form.querySelector("[data-stale]") || !form.querySelector("[data-reading]").hidden;
          const done = () => form.querySelector(".kk-report") && !busy();
          while (!done()) await new Promise(requestAnimationFrame);
          return (performance.now() - start) / 1000;
        }""",
        start,
    )
    return seconds, max(tab.evaluate("start => probe.tasksSince(start)", start), default=0.0)


def measure() -> list[Reading]:
    """Read every list here and in the browser, one after the other."""
    readings = []
    with TemporaryDirectory() as folder, _browser() as open_page:
        for lines in LINES:
            content = sample("boekhouding", lines).content
            path = Path(folder) / f"{lines}.csv"
            path.write_bytes(content)
            tab = open_page()
            here = min(read_here(content) for _ in range(2))
            there, longest = read_in_browser(tab, path)
            readings.append(Reading(lines, len(content) / 1e6, here, there, longest))
            tab.close()
    return readings


@contextmanager
def _browser() -> Iterator[Callable[[], Page]]:
    """Give a way to open the page in Chromium, each time anew, with Python ready."""
    with (
        TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        StaticServer(SITE) as server,
        sync_playwright() as pw,
    ):
        profile = pw.chromium.launch_persistent_context(
            f"{folder}/profile", executable_path=browsers._noted("chromium"), args=[NO_OTHER_HOST]
        )
        profile.set_default_timeout(WAIT_MS)
        profile.add_init_script(path=PROBE)

        def open_page() -> Page:
            tab = profile.new_page()
            tab.goto(f"{server.url}rekenmachines/{SLUG}/")
            tab.locator("[data-file]").focus()
            tab.locator('form[data-state="ready"]').wait_for()
            return tab

        yield open_page
        profile.close()


def measure_years() -> Years:
    """Read one large auditfile and three of different years, here and in Chromium."""
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{year}.xaf" for year in YEARS]
        for year, path in zip(YEARS, paths, strict=True):
            # The same firm, as its numbers of customers are the same; other invoices, in another year.
            content = sample("xaf", AUDITFILE_LINES, seed=year).content
            path.write_bytes(content.replace(str(samples.YEAR).encode(), str(year).encode()))
        one, three = _in_fresh_process(paths[-1:]), _in_fresh_process(paths)
        with _browser() as open_page:
            one_there, _ = read_in_browser(open_page(), paths[-1:])
            three_there, longest = read_in_browser(open_page(), paths)
    return Years(one, three, one_there, three_there, longest)


def measure_memory() -> Memory:
    """Read a large auditfile piece by piece in a process of its own, so that its memory can be seen."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "groot.xaf"
        path.write_bytes(sample("xaf", AUDITFILE_LINES).content)
        return _in_fresh_process([path])


def _in_fresh_process(paths: Sequence[Path]) -> Memory:
    command = [sys.executable, "-m", "tests.benchmarks.lists", "--auditfile", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return Memory(**json.loads(done.stdout))


def read_auditfiles(paths: Sequence[Path]) -> Memory:
    """Read files in pieces from the disk and tell what it took; meant for a fresh process."""
    desk = Desk()
    before = _peak_megabytes()
    start = time.perf_counter()
    asked = {"slug": SLUG, "texts": {}}
    size = 0
    for path in paths:
        size += path.stat().st_size
        begin = {"task": "begin_file", "name": path.name, "size": path.stat().st_size, **asked}
        number = json.loads(desk.respond(json.dumps(begin)))["number"]
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                desk.feed(piece, number)
        end = {"task": "end_file", "number": number, "more": path != paths[-1], **asked}
        asked["list"] = json.loads(desk.respond(json.dumps(end)))["list"]
    seconds = time.perf_counter() - start
    return Memory(size / 1e6, _peak_megabytes() - before, seconds)


def _peak_megabytes() -> float:
    """The most memory that this process had; where the system tells it, without that of who started it."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def as_markdown(readings: list[Reading], memory: Memory, years: Years) -> str:
    """Return the report as a page to read."""
    rows = [
        f"| {each.lines:,} | {each.megabytes:.1f} | {each.cpython:.2f} | {each.chromium:.2f} | {each.ratio:.1f}× "
        f"| {1e6 * each.chromium / each.lines:.0f} | {each.task_words} "
        f"| {'yes' if each.ratio <= MOST_RATIO and each.longest_task <= MOST_TASK_MS else '**no**'} |"
        for each in readings
    ]
    ratio = memory.added / memory.megabytes
    told = (
        f"From the choice of a CSV with invoices to the answer on the page; {os.cpu_count()} cores, load "
        f"{os.getloadavg()[0]:.1f}. Goals: browser ≤ {MOST_RATIO}× CPython, longest task ≤ {MOST_TASK_MS} ms."
    )
    head = [
        "| lines | MB | CPython (s) | Chromium (s) | ratio | µs a line | longest task (ms) | goals met |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    large = (
        f"An auditfile of {memory.megabytes:.0f} MB, read in pieces: {memory.seconds:.1f} s, {memory.added:.0f} MB of "
        f"memory more ({ratio:.2f}× the file; goal ≤ {MOST_MEMORY_RATIO}×)."
    )
    one, three = years.one, years.three
    of_years = (
        f"Three auditfiles of a year each, {three.megabytes:.0f} MB together, beside one of {one.megabytes:.0f} MB: "
        f"CPython {one.seconds:.1f} and {three.seconds:.1f} s ({three.seconds / one.seconds:.2f}×), Chromium "
        f"{years.one_in_browser:.1f} and {years.three_in_browser:.1f} s "
        f"({years.three_in_browser / years.one_in_browser:.2f}×; goal ≤ {MOST_YEARS_RATIO}×), longest task "
        f"{years.longest_task:.0f} ms; {three.added - one.added:.0f} MB of memory more than one (goal ≤ "
        f"{MOST_YEARS_ADDED})."
    )
    return "\n".join(["# Lists of customers", "", told, "", *head, *rows, "", large, "", of_years, ""])


def main() -> int:
    """Measure and report."""
    if sys.argv[1:2] == ["--auditfile"]:
        print(json.dumps(asdict(read_auditfiles([Path(each) for each in sys.argv[2:]]))))
        return 0
    readings, memory, years = measure(), measure_memory(), measure_years()
    report = as_markdown(readings, memory, years)
    OUT.mkdir(exist_ok=True)
    (OUT / "bench-lists.md").write_text(report, "utf-8")
    data = {"lists": [asdict(each) for each in readings], "auditfile": asdict(memory), "years": asdict(years)}
    (OUT / "bench-lists.json").write_text(json.dumps(data, indent=2), "utf-8")
    print(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
