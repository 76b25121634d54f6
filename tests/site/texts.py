"""Reads the texts of the pages as words and sentences, for the tests of what is written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

RUN = 5  # so many equal words in a row may be a copy
SOURCE_RUNS = Path(__file__).with_name("source-runs.txt")

_SKIPPED = {"script", "style", "svg", "form", "nav", "footer", "header", "cite", "em", "table", "button", "template"}
_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "dd", "dt", "blockquote", "figcaption"}
_LETTERS = re.compile(r"[^\W\d_]+")
_VOWELS = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+")
_SENTENCE_END = re.compile(r"[.!?:]+(?:\s|$)")


def words_of(text: str) -> list[str]:
    """Return the words, in lower case and without signs.

    >>> words_of("Zo'n klant, € 5!")
    ['zo', 'n', 'klant']
    """
    return _LETTERS.findall(text.casefold())


def runs_of(text: str) -> Iterator[tuple[str, str]]:
    """Give every run of five words, with its hash."""
    words = words_of(text)
    for start in range(len(words) - RUN + 1):
        run = " ".join(words[start : start + RUN])
        yield run, hashlib.sha256(run.encode()).hexdigest()[:10]


def source_runs() -> set[str]:
    """Return the hashes of all runs of five words in the sources; the sources themselves are not in the project."""
    return set(SOURCE_RUNS.read_text("ascii").split())


class PageText(HTMLParser):
    """Collects the running text of a page, one piece a paragraph, heading or item; quoted titles stay out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a piece begins and what is left out."""
        kind = dict(attrs).get("class") or ""
        if tag in _SKIPPED or "kk-outcome" in kind or "headerlink" in kind or (self._open and tag == self._open[-1]):
            self._open.append(tag)
        elif tag in _BLOCKS:
            self.pieces.append("")

    def handle_endtag(self, tag: str) -> None:
        """Note where what is left out ends."""
        if self._open and tag == self._open[-1]:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Add to the piece."""
        if not self._open and self.pieces:
            self.pieces[-1] += data


@dataclass(frozen=True, slots=True)
class Readability:
    """How easily a text reads: Flesch-Douma, where 60 is plain Dutch and 30 is hard."""

    words: int
    score: float


def readability(text: str) -> Readability:
    """Return the Flesch-Douma score: 206.84 - 0.93 x words a sentence - 77 x syllables a word.

    Source: W. H. Douma, De leesbaarheid van landbouwbladen (1960). A group of vowels counts as one syllable.

    >>> readability("Een klant koopt. Hij komt terug.").words
    6
    """
    words = words_of(text)
    sentences = len([each for each in _SENTENCE_END.split(text) if words_of(each)]) or 1
    syllables = sum(len(_VOWELS.findall(word)) or 1 for word in words)
    count = len(words) or 1
    return Readability(len(words), 206.84 - 0.93 * count / sentences - 77 * syllables / count)
