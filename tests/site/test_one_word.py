"""One word for one thing: what GLOSSARY.md says is never written stands on no page, and no calculator says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from calculators.build.runtime import ROOT
from tests.site import words
from tests.site.texts import PageText

GLOSSARY = ROOT / "GLOSSARY.md"


def avoided() -> dict[str, str]:
    """Return each word that is not written, with the one that stands for it."""
    table = GLOSSARY.read_text("utf-8").partition("| we write | never |")[2]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line.count("|") == 3
    ]
    return {word: kept for kept, never in rows if set(kept) != {"-"} for word in never.split(", ")}


def _found(text: str) -> Iterator[str]:
    for word, kept in avoided().items():
        for match in re.finditer(rf"\b{re.escape(word)}\b", text, re.IGNORECASE):
            yield f"{match[0]!r} is {kept!r} here: …{text[max(0, match.start() - 40) : match.end() + 20]!r}"


def test_no_page_has_a_second_word_for_one_thing(site: Path) -> None:
    """Titles of others (in ``cite`` and ``em``) may have such a word; our own sentences have not."""
    assert len(avoided()) > 8
    for page in sorted(site.rglob("index.html")):
        text = "\n".join(PageText(page.read_text("utf-8")).pieces)
        assert list(_found(text)) == [], page


def test_no_sentence_of_a_calculator_has_a_second_word_for_one_thing() -> None:
    """Also what the example does not say: every Dutch sentence in the source."""
    for module, text in words.modules().items():
        assert list(_found(text)) == [], module
