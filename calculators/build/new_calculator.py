"""``make calculator NAME=…``: lays out a new calculator, which calculates at once, and says what is left to do."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from string import Template

from calculators.build.runtime import ROOT
from calculators.catalogue import slugs

CATALOGUE = ROOT / "calculators" / "catalogue"
PAGES = ROOT / "docs" / "rekenmachines"
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

FILES = {
    "__init__.py": '''\
"""$title: what an hour of work brings in."""

from __future__ import annotations

from calculators.catalogue.$module import charts, words
from calculators.catalogue.$module.examples import EXAMPLE
from calculators.catalogue.$module.findings import find
from calculators.catalogue.$module.form import Hours, Revenue
from calculators.model.answer import Answer, Link
from calculators.model.calculator import Calculator, Section


def $module(revenue: Revenue, hours_billed: Hours) -> Answer:
    """Divide the turnover by the hours, and say what an hour less would do."""
    found = find(revenue, hours_billed)
    return Answer(
        headline=words.headline(found),
        reasons=tuple(words.reasons(found)),
        chart=charts.hourly(found),
        certainty=tuple(words.certainty(found)),
        change=tuple(words.change(found)),
        worth=tuple(words.worth(found)),
        figures=tuple(words.figures(found)),
        links=(Link("Bereken wat een klant je waard is", "rekenmachines/klantwaarde/"),),
    )


CALCULATOR = Calculator(
    slug="$slug",
    name="$title",
    question="Wat levert een uur op met $title?",
    calculate=$module,
    sections=(Section("Wat weet je?", ("revenue", "hours_billed"), kern=True),),
    example=EXAMPLE,
)
''',
    "form.py": '''\
"""What is asked: the fields refine what operations declare."""

from __future__ import annotations

from typing import Annotated

from calculators.catalogue.vocabulary import LARGEST
from calculators.model.quantities import Bounds, Hint
from calculators.operations import clv_books

Revenue = Annotated[clv_books.Revenue, Bounds(maximum=LARGEST)]
Hours = Annotated[
    clv_books.HoursBilled, Bounds(minimum=1, maximum=LARGEST), Hint("Alle uren per jaar, ook die je niet schrijft.")
]
''',
    "examples.py": '''\
"""The worked example."""

from __future__ import annotations

from calculators.model.calculator import Example

EXAMPLE = Example(
    business="fietsenmaker",
    inputs={"revenue": 84000, "hours_billed": 1400},
    source="Een verzonnen werkplaats.",
)
''',
    "findings.py": '''\
"""Every number that is said or drawn."""

from __future__ import annotations

from dataclasses import dataclass

ONE_TENTH_LESS = 0.9


@dataclass(frozen=True, slots=True)
class Findings:
    """What an hour brings in (euros), now and with a tenth fewer hours for the same turnover."""

    revenue: float
    hours: float
    hourly: float
    hourly_with_less: float


def find(revenue: float, hours: float) -> Findings:
    """Calculate all of it."""
    return Findings(revenue, hours, revenue / hours, revenue / (hours * ONE_TENTH_LESS))
''',
    "words.py": '''\
"""The answer in sentences; nothing is calculated here."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue.$module.findings import Findings
from calculators.model.amounts import euros
from calculators.model.answer import Amount, Figure, Sentence, say
from calculators.model.quantities import Unit


def headline(found: Findings) -> Sentence:
    """Answer the question."""
    return say("Een uur levert je {hourly} op.", hourly=euros(found.hourly))


def reasons(found: Findings) -> Iterator[Sentence]:
    """Say why."""
    yield say(
        "Je zet {revenue} om in {hours} uur.",
        revenue=euros(found.revenue),
        hours=Amount(found.hours, Unit.HOURS, decimals=1),
    )


def certainty(_: Findings) -> Iterator[Sentence]:
    """Say how sure that is."""
    yield say("Zo zeker als je uren: tel een gewone week mee en kijk of het klopt.")


def change(found: Findings) -> Iterator[Sentence]:
    """Say what would change it."""
    yield say("Met een tiende minder uren wordt het {hourly}.", hourly=euros(found.hourly_with_less))


def worth(_: Findings) -> Iterator[Sentence]:
    """Say what it is worth."""
    yield say("Elk uur dat je niet meer weggeeft, is dat bedrag waard.")


def figures(found: Findings) -> Iterator[Figure]:
    """Return the numbers that sum it up."""
    yield Figure("Omzet", euros(found.revenue))
    yield Figure("Uren", Amount(found.hours, Unit.HOURS, decimals=1))
    yield Figure("Per uur", euros(found.hourly))
''',
    "charts.py": '''\
"""The charts, over what was found."""

from __future__ import annotations

from calculators.catalogue.$module.findings import Findings
from calculators.catalogue.charts import Ranked, Words, ranking
from calculators.model.amounts import euros
from calculators.model.answer import BarChart, say


def hourly(found: Findings) -> BarChart:
    """Draw an hour now beside an hour with less work."""
    words = Words(
        key="hourly",
        title="Wat een uur oplevert",
        description=say("Balken: nu {now} per uur.", now=euros(found.hourly)),
        caption="Opbrengst per uur",
        columns=("Wanneer", "Per uur"),
    )
    rows = (
        Ranked("Nu", found.hourly, euros(found.hourly), emphasis=True),
        Ranked("Een tiende minder uren", found.hourly_with_less, euros(found.hourly_with_less)),
    )
    return ranking(words, "Per uur", rows, longest=found.hourly_with_less or 1.0)
''',
}

PAGE = """\
---
title: Wat levert een uur op met $title?
description: Vul je omzet en je uren in, en zie wat een uur werk je oplevert. Met een voorbeeld dat al is ingevuld.
hide:
  - navigation
  - toc
card:
  text: Vul je omzet en je uren in, en zie wat een uur werk je oplevert.
  link: Reken met $title
---

# Wat levert een uur op met $title?

Deel wat je omzet door de uren die je werkt. Het voorbeeld hieronder laat zien hoe dat gaat.

[rekenmachine: $slug]

??? kk-fold "Zo is dit berekend"

    Per uur
    :   Omzet gedeeld door alle uren.

    [verantwoording: $slug]

??? kk-fold "Waar we van uitgaan"

    - Je uren zijn alle uren die je werkt.

??? kk-fold "Bronnen"

    - Deze site, Per uur.
"""


def lay_out(slug: str) -> list[Path]:
    """Write the files of a new calculator, and return them.

    Args:
        slug: its name in addresses, such as "uurprijs".

    Raises:
        ValueError: for a name that cannot be one, or is taken; the message says what to do.
    """
    if not NAME.fullmatch(slug):
        message = f"'{slug}' cannot be a name: write small letters, digits and single hyphens, such as my-calculator."
        raise ValueError(message)
    module, page = slug.replace("-", "_"), PAGES / f"{slug}.md"
    if slug in slugs() or page.exists():
        message = f"There is already something called {slug}: choose another name."
        raise ValueError(message)
    values = {"slug": slug, "module": module, "title": _title(slug)}
    texts = {CATALOGUE / module / name: text for name, text in FILES.items()} | {page: PAGE}
    (CATALOGUE / module).mkdir()
    for path, text in texts.items():
        path.write_text(Template(text).substitute(values), "utf-8")
    # The order of imports depends on the name.
    ruff = [sys.executable, "-m", "ruff", "check", "--quiet", "--fix", "--select", "I", str(CATALOGUE / module)]
    subprocess.run(ruff, cwd=ROOT, check=True)
    return list(texts)


def _title(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def main(slug: str) -> int:
    """Lay out a calculator and tell what is left to do; return the exit code."""
    try:
        made = lay_out(slug)
    except ValueError as problem:
        print(problem, file=sys.stderr)
        return 1
    print("\n".join(f"made {path.relative_to(ROOT)}" for path in made))
    print(f"""
What is left to do:
  1. mkdocs.yml, nav, under Rekenmachines:      - {_title(slug)}: rekenmachines/{slug}.md
  2. make serve, and look: http://127.0.0.1:8000/rekenmachines/{slug}/
  3. the mathematics in calculators/operations/, the fields in form.py, every number in findings.py, every sentence in
     words.py, the texts in docs/rekenmachines/{slug}.md
  4. make keep                   (social card, words, walk by keyboard)
  5. make test ONLY={slug}""")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
