"""Every Dutch word that a visitor may see is spelled as the dictionary has it, or stands in `words.txt`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from unicodedata import normalize

import pytest

from calculators.adapters.runtime import ROOT
from tests.site.spelling import (
    dutch_text,
    is_in_dictionary,
    listed_as,
    listed_words,
    sentences_in,
    unknown_words,
    words_in,
)

# Many sentences of these stand on no page: other answers than the example's, refusals, reports of a list.
SPEAKING = (
    "adapters/list*.py",
    "catalogue/*.py",
    "imports/[!_]*.py",
    "model/messages.py",
    "model/suggestions.py",
    "model/unknown_inputs.py",
    "operations/*.py",
    "presentation/**/*.py",
)
WITH_FOREIGN_WORDS = "samples.py"  # made-up lists, some with English headers


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    """The Dutch text of every built page."""
    return {page.relative_to(site).as_posix(): dutch_text(page.read_text("utf-8")) for page in site.rglob("*.html")}


@pytest.fixture(scope="module")
def modules() -> dict[str, str]:
    """The Dutch sentences of every module that speaks to a visitor."""
    return {
        module.relative_to(ROOT).as_posix(): "\n".join(sentences_in(module.read_text("utf-8")))
        for module in _speaking_modules()
    }


def _speaking_modules() -> Iterator[Path]:
    for pattern in SPEAKING:
        yield from (path for path in (ROOT / "calculators").glob(pattern) if path.name != WITH_FOREIGN_WORDS)


def _report(unknown: Mapping[str, list[str]]) -> str:
    lines = [f"  {word}: {', '.join(sorted(places))}" for word, places in sorted(unknown.items())]
    return "\n".join(["Mend these words, or add those that are right to tests/site/words.txt:", *lines])


def test_pages_are_spelled_well(pages: dict[str, str]) -> None:
    """Every Dutch word of a page is known: text, title, description, labels and waiting messages."""
    unknown = unknown_words(pages)
    assert not unknown, _report(unknown)


def test_sentences_in_the_source_are_spelled_well(modules: dict[str, str]) -> None:
    """Every Dutch word of a sentence that a calculator may say is known, also where the example does not say it."""
    unknown = unknown_words(modules)
    assert not unknown, _report(unknown)


def test_a_misspelling_is_found_with_its_place(site: Path) -> None:
    """A misspelled word in a real page, in its text and in a label, is reported; the page without it is not."""
    html = (site / "kennis" / "pww" / "index.html").read_text("utf-8")
    planted = html.replace("</article>", '<p aria-label="De vaste klandt">Zo’n klantenbstand, excl. btw</p></article>')
    assert unknown_words({"pww": dutch_text(planted)}) == {
        **unknown_words({"pww": dutch_text(html)}),
        "klandt": ["pww"],
        "klantenbstand": ["pww"],
    }


def test_the_word_list_holds_only_what_is_needed(pages: dict[str, str], modules: dict[str, str]) -> None:
    """Every word of the list stands in a page or sentence, and none is in the dictionary."""
    found = {word for text in (*pages.values(), *modules.values()) for word in words_in(text)}
    used = set[str]().union(*(listed_as(word) for word in found if not is_in_dictionary(word)))
    assert sorted({word for group in listed_words() for word in group} - used) == []


def test_the_word_list_is_sorted() -> None:
    """Within its groups the list goes by the alphabet, and has no word twice."""
    groups = listed_words()
    assert groups == [sorted(group, key=lambda word: normalize("NFD", word).casefold()) for group in groups]
    words = [word for group in groups for word in group]
    assert len(set(words)) == len(words)
