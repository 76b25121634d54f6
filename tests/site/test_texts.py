"""What is written: nothing copied, easy to read, of a length that somebody reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from calculators.build.site import SITE
from calculators.operations.eight_steps import STEPS
from tests.site.texts import PageText, readability, runs_of, source_runs

# The articles that the project comes with; how an owner writes their own is theirs.
SUBJECTS = (
    "pww",
    "klantwaarde",
    "klanten-die-blijven",
    "klanten-ontslaan",
    "doelgroep-en-klantenbestand",
    "de-8-v-stappen",
    "systemiseren",
)
ARTICLES = [SITE / "kennis" / name / "index.html" for name in (*SUBJECTS, "klantgerichte-cultuur", *STEPS)]
PAGES = sorted(SITE.rglob("index.html"))
LEAST_SCORE = 70


def _name(page: Path) -> str:
    return page.parent.relative_to(SITE).as_posix()


def _text(page: Path) -> str:
    html = page.read_text("utf-8")
    article = re.search(r"<article.*?</article>", html, re.DOTALL)
    # A piece without a full stop, such as a heading, is a sentence of its own.
    pieces = PageText(article[0] if article else html).pieces
    return "\n".join(
        piece if piece.rstrip().endswith((".", "?", "!", ":")) else f"{piece}." for piece in pieces if piece.strip()
    )


# Runs of a source that everybody may write: names of a method, and plain Dutch that no one owns.
NAMES = {
    *(
        "de stappen van klantgericht ondernemen",
        "de acht stappen van klantgericht",
        "acht stappen van klantgericht ondernemen",
    ),
    *("persoonlijke voldoening waarde voor de", "voldoening waarde voor de markt", "waarde voor de markt en"),
    *("behoefte belofte bewijs en beleving", "belofte bewijs en beleving de"),
    *("de kans dat de klant", "wil je weten hoe je"),
}


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_no_words_of_a_source_are_copied(page: Path) -> None:
    """No page has five words in a row that stand so in one of the five documents behind the subjects, but names."""
    known = source_runs()
    assert known
    assert [run for run, digest in runs_of(_text(page)) if digest in known and run not in NAMES] == []


@pytest.mark.parametrize("page", ARTICLES, ids=_name)
def test_article_reads_easily(page: Path) -> None:
    """The Flesch-Douma score is that of plain Dutch."""
    score = readability(_text(page)).score
    assert score >= LEAST_SCORE, f"{_name(page)} scores {score:.0f}: write shorter sentences and words."


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_price_and_length_of_the_talk_stand_on_its_own_page(page: Path) -> None:
    """What stands below every page says what the talk does for its subject, not how long it is or what it costs."""
    call = re.search(r'<section class="kk-cta".*?</section>', page.read_text("utf-8"), re.DOTALL)
    said = re.sub(r"<[^>]*>", " ", call[0]) if call else ""
    assert not re.search(r"half uur|minuten|kost niets|kosten|gratis", said), said
    if _name(page) == "gesprek":
        assert "half uur" in _text(page)
