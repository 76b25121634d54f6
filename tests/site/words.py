"""Where Dutch words of the site stand, and the list of those that the dictionary does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

from calculators.build.manuscript import SETTINGS_FILE, lead_of, read_yaml
from calculators.build.runtime import ROOT
from tests.site.spelling import (
    WORD_LIST,
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
    "build/privacy.py",
    "browser/*.py",
    "catalogue/**/[!f]*.py",
    "catalogue/**/form.py",  # not findings.py, which holds codes
    "imports/[!_]*.py",
    "model/messages.py",
    "model/suggestions.py",
    "model/unknown_inputs.py",
    "operations/*.py",
    "presentation/**/*.py",
)
WITH_FOREIGN_WORDS = "samples.py"  # made-up lists, some with English headers
ADDED = "# Words of the owner of this site, added by make keep"


def pages(site: Path) -> dict[str, str]:
    """Return the Dutch text of every built page, without the names of the owner and of the site."""
    names = (lead_of().name, read_yaml(SETTINGS_FILE, (ROOT / SETTINGS_FILE).read_bytes()).values["site_name"])
    own = re.compile("|".join(re.escape(name) for name in names if name) or "(?!)")
    texts = {page: dutch_text(page.read_text("utf-8")) for page in site.rglob("*.html")}
    return {page.relative_to(site).as_posix(): own.sub("", text) for page, text in texts.items()}


def modules() -> dict[str, str]:
    """Return the Dutch sentences of every module that speaks to a visitor."""
    return {
        module.relative_to(ROOT).as_posix(): "\n".join(sentences_in(module.read_text("utf-8")))
        for module in _speaking_modules()
    }


def _speaking_modules() -> Iterator[Path]:
    for pattern in SPEAKING:
        yield from (path for path in (ROOT / "calculators").glob(pattern) if path.name != WITH_FOREIGN_WORDS)


def needless(texts: dict[str, str]) -> set[str]:
    """Return the words of the list that stand in none of these texts, or are in the dictionary."""
    found = {word for text in texts.values() for word in words_in(text)}
    used = set[str]().union(*(listed_as(word) for word in found if not is_in_dictionary(word)))
    return {word for group in listed_words() for word in group} - used


def order(word: str) -> str:
    """Return by what the list is sorted."""
    return normalize("NFD", word).casefold()


def renew(site: Path) -> None:
    """Add to the list the words that are new, in a group of their own, and leave out those that are gone."""
    texts = pages(site) | modules()
    gone, new = needless(texts), set(unknown_words(texts))
    lines = [line for line in WORD_LIST.read_text("utf-8").splitlines() if line not in gone]
    if new and ADDED not in lines:
        lines += ["", ADDED]
    if ADDED in lines:
        place = lines.index(ADDED) + 1
        own = {line for line in lines[place:] if line} | new
        lines[place:] = sorted(own, key=order)
    WORD_LIST.write_text("\n".join(lines) + "\n", "utf-8")
