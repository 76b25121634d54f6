"""Our own scripts: text of a visitor has no way to become markup or code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from calculators.build.runtime import ROOT

SCRIPTS = sorted(
    path
    for place in ("docs/assets", "calculators/browser", "calculators/build")
    for path in (ROOT / place).rglob("*.*[jt]s")
)

# What takes text for markup or for code, and addresses that are code.
MARKUP = re.compile(r"\.(?:innerHTML|outerHTML)\s*\+?=(?!=)|\binnerHTML\s*:")
FORBIDDEN = re.compile(
    r"\.outerHTML\s*\+?=(?!=)|insertAdjacentHTML|createContextualFragment|setHTMLUnsafe|parseFromString|srcdoc"
    r"|document\.write|\beval\b|\bFunction\(|\bimportScripts\(|javascript:|[\"']on\w+[\"']\s*,"
    r"|\bset(?:Timeout|Interval)\(\s*[\"'`]"
)

# The only lines that set markup, and who wrote it. HTML in a reply of Python was escaped by presentation/html.py.
ALLOWED = {
    "dom.ts": {"target.innerHTML = html;": "Python: the result, the report of a list, the visitor's report"},
    "fields.ts": {"else if (summary.innerHTML !== html) summary.innerHTML = html;": "Python"},
    "form.ts": {
        'this.one("[data-fields]").innerHTML = html;': "Python, or the fields as they stood in the page",
        'this.one("[data-fields]").innerHTML = this.example;': "the fields as they stood in the page",
        (
            'const note = Object.assign(document.createElement("p"), { className: "kk-asked", innerHTML: html });'
        ): "Python: how a field is read",
        "for (const [place, each] of this.reports.entries()) each.innerHTML = read[place];": "what stood there before",
    },
    "rows.ts": {
        'template.innerHTML = blank.replaceAll("{index}", `${index}`).replaceAll("{number}", `${index + 1}`);': (
            "the page itself, with two numbers filled in"
        ),
    },
}

# The only line that runs another script, and whose that is.
RUN = {
    "searcher.ts": {"importScripts(at(SEARCH.engine));": "the theme's search, under the name that the build gave it"}
}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_markup_is_set_at_known_places_only(path: Path) -> None:
    """A script sets HTML only where Python or the page itself wrote it; each place is known, and none has gone."""
    lines = [line.strip() for line in path.read_text("utf-8").splitlines() if MARKUP.search(line)]
    assert sorted({*lines}) == sorted(ALLOWED.get(path.name, {}))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_script_makes_code_of_text(path: Path) -> None:
    """No eval, no code in a string, no handler or address made of text, no other way to write markup.

    One script runs another, by a name of the build's own.
    """
    lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
    assert {line for line in lines if FORBIDDEN.search(line)} == {*RUN.get(path.name, {})}
