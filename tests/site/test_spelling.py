"""Every Dutch word that a visitor may see is spelled as the dictionary has it, or stands in `words.txt`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.site import words
from tests.site.spelling import dutch_text, listed_words, unknown_words


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    """The Dutch text of every built page."""
    return words.pages(site)


@pytest.fixture(scope="module")
def modules() -> dict[str, str]:
    """The Dutch sentences of every module that speaks to a visitor."""
    return words.modules()


def _report(unknown: Mapping[str, list[str]]) -> str:
    lines = [f"  {word}: {', '.join(sorted(places))}" for word, places in sorted(unknown.items())]
    return "\n".join(["Mend these words; those that are right `make keep` adds to tests/site/words.txt:", *lines])


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
    assert sorted(words.needless(pages | modules)) == [], "Nobody says these any more: `make keep` leaves them out."


def test_the_word_list_is_sorted() -> None:
    """Within its groups the list goes by the alphabet, and has no word twice."""
    groups = listed_words()
    assert groups == [sorted(group, key=words.order) for group in groups]
    listed = [word for group in groups for word in group]
    assert len(set(listed)) == len(listed)
