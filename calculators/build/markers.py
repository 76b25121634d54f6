"""The lines in square brackets that an owner writes in a text: which there are, where they stand, what is wrong.

What they become is in ``markdown.py``. Before Markdown splits a page into blocks, each gets a note of its line and of
the example of the page that holds there: ``[kerncijfer@1.23: klantwaarde, Netto per uur]`` stands in line 23, below one
example. So Markdown, which reads the sentences after all blocks, knows the example, and a fault its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from calculators.model.errors import InputError
from calculators.model.suggestions import did_you_mean

# How each is written. The first group stands on a line of its own, the second within a sentence.
ALONE: Mapping[str, str] = {
    "rekenmachine": "[rekenmachine: pww-score]",
    "uitkomst": "[uitkomst: pww-score]",
    "verantwoording": "[verantwoording: pww-score]",
    "voorbeeld": "[voorbeeld: klantwaarde; retention = 85%]",
    "kaarten": "[kaarten: overige]",
    "vraag": "[vraag: uurloon]",
    "filter": "[filter: begrip, begrippen]",
    "contact": "[contact]",
    "verantwoordelijke": "[verantwoordelijke]",
    "ontvangers": "[ontvangers]",
    "apparaat": "[apparaat]",
    "insluiten": "[insluiten]",
    "aanvraag": "[aanvraag]",
    "rapport": "[rapport]",
    "hashes": "[hashes]",
    "broncode": "[broncode]",
}
IN_TEXT: Mapping[str, str] = {
    "kerncijfer": "[kerncijfer: klantwaarde, Netto per uur]",
    "invullen": "[invullen: klantwaarde, Reken hiermee verder]",
    "vuistregel": "[vuistregel: klantwaarde.discount]",
    "duur": "[duur: klantwaarde]",
    "bereken": '[bereken: clv.convert {"retention": 0.8} lifespan getal1]',
}
MARKERS = {**ALONE, **IN_TEXT}

_FENCE = re.compile(r"\s*(```|~~~)")
_CODE = re.compile(r"(`+[^`]*`+)")
_BRACKET = re.compile(r"(?<![\\!*\w])\[(?P<word>[A-Za-z][A-Za-z-]*)(?:(?P<colon>\s*:)(?P<blank>\s?)|\](?![(\[:]))")
_LINK = re.compile(r"[^\[\]]*\][(\[]")
_NOTED = re.compile(r"\[(\w+)@\d+\.(\d+)")


class MarkerError(LookupError):
    """A line in brackets that cannot be carried out.

    Attributes:
        line: in which line of the text it stands, below the front matter, counted from 1.
        sentence: what is wrong and what to do, in Dutch.
    """

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence


@contextmanager
def told_at(line: int) -> Iterator[None]:
    """Give what is wrong in a line in brackets its place; the core's own sentences come through."""
    try:
        yield
    except InputError as problem:
        raise MarkerError(line, problem.message) from problem
    except LookupError as problem:
        raise MarkerError(line, str(problem)) from problem


def _unknown(word: str, line: int) -> MarkerError:
    known = ", ".join(MARKERS)
    advice = did_you_mean(word.lower(), MARKERS, f"Er zijn: {known}.")
    return MarkerError(
        line, f"'[{word}: …]' bestaat niet. {advice} Wil je echt een haak in de tekst, schrijf dan \\[ in plaats van [."
    )


def wrong_form(word: str, line: int) -> MarkerError:
    """Return what to say about a line in brackets that is written otherwise than it should."""
    if word in ALONE:
        advice = f"Zet '{ALONE[word]}' op een eigen regel, met een lege regel erboven en eronder."
    else:
        advice = f"Schrijf het zo: {IN_TEXT[word]}."
    return MarkerError(line, f"'[{word}…]' kan zo niet gelezen worden. {advice}")


class Notes(Preprocessor):
    """Notes at every line in brackets where it stands and how many examples of its calculator stand above it."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the text with the notes; code stays as it is.

        Raises:
            MarkerError: for a word in brackets that looks like one of ours and is none.
        """
        given: Counter[str] = Counter()
        noted, in_code = [], False
        for number, line in enumerate(lines, start=1):
            fence = _FENCE.match(line) is not None
            in_code ^= fence
            if fence or in_code:
                noted.append(line)
            else:
                pieces = _CODE.split(line)
                pieces[::2] = [self._note(piece, line.strip(), number, given) for piece in pieces[::2]]
                noted.append("".join(pieces))
        return noted

    def _note(self, text: str, whole_line: str, number: int, given: Counter[str]) -> str:
        def note(match: re.Match[str]) -> str:
            word, rest = match["word"], text[match.end() :]
            if match["colon"] is None:
                return self._without_colon(match[0], word, whole_line, number)
            if word != "bereken" and _LINK.match(rest):  # the words of a link; only that one holds brackets itself
                return match[0]
            if word not in MARKERS:
                if match["blank"] or did_you_mean(word.lower(), MARKERS, ""):
                    raise _unknown(word, number)
                return match[0]
            slug = re.split(r"[\s,;.\]]", rest.strip(), maxsplit=1)
            given[slug[0] if slug else ""] += word == "voorbeeld"
            return f"[{word}@{given[slug[0] if slug else '']}.{number}:{match['blank']}"

        return _BRACKET.sub(note, text)

    def _without_colon(self, found: str, word: str, whole_line: str, number: int) -> str:
        """A word in brackets alone, such as ``[naam]`` in a letter, is the owner's, unless it is or resembles ours."""
        alone = found == whole_line
        if word in MARKERS:
            if ":" in MARKERS[word] or not alone:
                raise wrong_form(word, number)
            return f"[{word}@0.{number}]"
        if alone and did_you_mean(word.lower(), MARKERS, ""):
            raise _unknown(word, number)
        return found


class NothingLeft(Postprocessor):
    """Stops at a line in brackets that nothing was made of: it is written wrongly, or stands where it cannot."""

    def run(self, text: str) -> str:
        """Return the page as it is.

        Raises:
            MarkerError: for the first one.
        """
        if left := _NOTED.search(text):
            raise wrong_form(left[1], int(left[2]))
        return text
