"""The table in handbook/reliability.md, made from the last runs: ``python -m tests.reliability``.

`make test-full` (in two parts), `make test-webkit` and `make zensical` leave their results in .cache/results; `make
reliability` writes the table from them. Of a test that ran more than once the newest result counts. That the table is
still about the tests that there are is tested in tests/site/test_reliability.py.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from calculators.build.runtime import ROOT
from tests.payloads import PAYLOADS

PAGE = ROOT / "handbook" / "reliability.md"
RESULTS = ROOT / ".cache" / "results"
BEGIN, END = "<!-- reliability -->\n", "<!-- /reliability -->\n"


@dataclass(frozen=True, slots=True)
class Subject:
    """One line of the table.

    Attributes:
        name: what is to be relied on.
        tried: what was done to it.
        modules: the tests, by module; none is all.
        named: what stands in the name of the tests.
        run: which command ran them, the name of its results.
    """

    name: str
    tried: str
    modules: tuple[str, ...] = ()
    named: str = ""
    run: str = "full"

    def is_about(self, module: str, test: str) -> bool:
        """Whether a test belongs to this subject."""
        return (not self.modules or module in self.modules) and self.named in test


SUBJECTS = (
    Subject(
        "Security policy",
        "the same in every page and header; an unknown script stops the build; a planted one is blocked; a whole visit "
        "breaks no rule (Chromium, Firefox)",
        ("site.test_policy", "site.test_nginx", "site.test_nginx_serving", "browser.test_policy"),
    ),
    Subject(
        "Hostile text",
        f"{len(PAYLOADS)} payloads as names, numbers, lists, addresses, search words, in storage and in report files",
        ("core.browser.test_payloads", "browser.test_payloads", "site.test_scripts"),
    ),
    Subject(
        "Long texts",
        "every reader and pattern with 100,000 characters of what is hard to read: time grows with the length only",
        ("core.test_long_texts",),
    ),
    Subject(
        "Random visits",
        "300 visits of 12 steps through all that can be done on a page, to its network and its host; after each the "
        "answer, what was typed, the console, Python and what the browser keeps",
        ("browser.test_visits",),
    ),
    Subject(
        "Parts of others",
        "every file by its SHA-256; the browser checks Python before it runs",
        ("site.test_vendored",),
    ),
    Subject(
        "Faults",
        "files of Python missing, broken off, half and changed; server gone or silent; no WebAssembly, workers or "
        "scripts; an old browser; worker killed; out of memory; storage full or refused; clock wrong",
        ("browser.test_faults",),
    ),
    Subject(
        "Accessibility",
        "axe on every page in light and dark, at 320 and 1280 px, with scripts and without; every calculator while "
        "loading, with a result, with faults and failed",
        ("browser.test_accessibility",),
    ),
    Subject("Keyboard", "every page against a kept walk; drawer, search, buttons", ("browser.test_keyboard",)),
    Subject("Accessible names", "every page in Chromium's accessibility tree", ("browser.test_names",)),
    Subject("Small screens", "400% zoom, wider text, targets of 24 px", ("browser.test_small_screens",)),
    Subject("Wishes of the device", "forced colours, less motion", ("browser.test_preferences",)),
    Subject(
        "Offline copy",
        "every calculator, search, lists and report from a disk, in a path with spaces and accents (Chromium, Firefox)",
        ("browser.test_offline", "site.test_bundle"),
    ),
    Subject(
        "Without a network",
        "one page, then the whole site, from the visitor's device; deployments meanwhile; a host that is gone or late; "
        "taken away again; at a root and under a path (Chromium, Firefox)",
        ("browser.test_device", "site.test_service_worker"),
    ),
    Subject(
        "No requests",
        "from the drop of a list to print, counted at the server and for all other hosts (Chromium, Firefox)",
        ("browser.test_no_requests",),
    ),
    Subject(
        "On sites of others",
        "three calculators on a page of another origin under a strict policy, on a phone, by keyboard, light and dark; "
        "options, names and messages that are hostile; what was embedded on the first day (Chromium, Firefox)",
        ("browser.test_embeds", "site.test_embeds"),
    ),
    Subject(
        "Report and form",
        "kept, printed, loaded, wiped; sent to a receiver in eight failure modes",
        ("browser.test_report", "browser.test_lead"),
    ),
    Subject(
        "Looks",
        "eight pages against reference screenshots",
        ("browser.screenshots.test_pages", "browser.screenshots.test_comparison"),
    ),
    Subject("Firefox", "a smoke of every calculator, and what stands above with Firefox", named="firefox"),
    Subject(
        "Calculators in Firefox",
        "the tests of every calculator; skipped is what Debian's Firefox cannot be asked to do",
        run="firefox",
    ),
    Subject("WebKit", "every calculator, a list, the report, the form, search", run="webkit"),
    Subject("Another builder", "everything made with Zensical", run="zensical"),
)


def read_results(folder: Path) -> dict[str, dict[tuple[str, str], str]]:
    """Return by command what became of each test, by module and name: passed, failed or skipped."""
    found: dict[str, dict[tuple[str, str], str]] = {}
    for file in sorted(folder.glob("*.xml"), key=lambda path: path.stat().st_mtime):
        results = found.setdefault(file.stem.partition("-")[0], {})
        for case in ET.parse(file).iter("testcase"):  # noqa: S314 -- pytest wrote it here
            module = case.get("classname", "").removeprefix("tests.")
            results[module, case.get("name", "")] = _outcome(case)
    return found


def _outcome(case: ET.Element) -> str:
    kinds = {child.tag for child in case}
    return "failed" if kinds & {"failure", "error"} else "skipped" if "skipped" in kinds else "passed"


def write_table(results: Mapping[str, Mapping[tuple[str, str], str]], day: str) -> str:
    """Return the table with what came out, as it stands in the handbook."""
    lines = [f"The last run, {day}:", "", "| what | what was tried | tests | passed |", "|---|---|---:|---|"]
    for subject in SUBJECTS:
        found = results.get(subject.run, {})
        lines.append(_line(subject, Counter(found[test] for test in found if subject.is_about(*test))))
    return "\n".join(lines) + "\n"


def _line(subject: Subject, counted: Mapping[str, int]) -> str:
    total = sum(counted.values())
    words = [f"**{counted['failed']} failed**"] if counted["failed"] else []
    words += [f"{counted['skipped']} skipped"] if counted["skipped"] else []
    passed = "all" if counted["passed"] == total > 0 else f"{counted['passed']}"
    return f"| {subject.name} | {subject.tried} | {total} | {', '.join([passed, *words])} |"


def kept_table() -> str:
    """Return the table that stands in the handbook."""
    text = PAGE.read_text("utf-8")
    return text[text.index(BEGIN) + len(BEGIN) : text.index(END)]


def kept_counts(table: str) -> dict[str, int]:
    """Return how many tests a table says that there are, by subject.

    >>> kept_counts("| Faults | many | 29 | all |")
    {'Faults': 29}
    """
    return {name: int(count) for name, count in re.findall(r"^\| (.+?) \|.*\| (\d+) \| .*\|$", table, re.MULTILINE)}


def main() -> int:
    """Write the table into the handbook."""
    results = read_results(RESULTS)
    if missing := {subject.run for subject in SUBJECTS} - results.keys():
        print(f"No results of {', '.join(sorted(missing))} in {RESULTS.relative_to(ROOT)}.", file=sys.stderr)
        return 1
    day = f"{datetime.now(UTC):%-d %B %Y}"
    before, after = f"{BEGIN}{kept_table()}{END}", f"{BEGIN}{write_table(results, day)}{END}"
    PAGE.write_text(PAGE.read_text("utf-8").replace(before, after), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
