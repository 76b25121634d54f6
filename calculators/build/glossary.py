"""Tells in a tooltip what a word means, wherever a text links to the page of words.

A text links to a word as to any page, ``[klantbehoud](begrippen.md#klantbehoud)``; this extension gives the link the
first sentences under that heading as its title. So a meaning is written once, and without the extension the link works.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor

_ENTRY = re.compile(r"^### (.+)\n+(.+)$", re.MULTILINE)
_MARKUP = re.compile(r"\[([^\]]+)\]\([^)]*\)|\*\*?")


def read_glossary(page: Path) -> dict[str, str]:
    """Return the meaning of every word on the page, by the anchor of its heading.

    Raises:
        LookupError: when the page holds no words, so that a wrong path stops the build.
    """
    found = _ENTRY.findall(page.read_text("utf-8"))
    if not found:
        message = f"{page} explains no words (a heading of level three with a sentence below it)"
        raise LookupError(message)
    return {slugify(word, "-"): _MARKUP.sub(r"\1", meaning).strip() for word, meaning in found}


class GlossaryTitles(Treeprocessor):
    """Gives every link to a word its meaning as title."""

    def __init__(self, markdown: Markdown, page: str, meanings: Mapping[str, str]) -> None:
        super().__init__(markdown)
        self._page = page
        self._meanings = meanings

    def run(self, root: Element) -> None:
        """Look at all links; one to a word that is not there is left to MkDocs, which refuses it."""
        for link in root.iter("a"):
            page, _, anchor = (link.get("href") or "").partition("#")
            if page.rpartition("/")[2] == self._page and anchor in self._meanings:
                link.set("title", self._meanings[anchor])
                link.set("class", "kk-word")
