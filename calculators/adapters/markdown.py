"""The Markdown extension that puts calculators on a page, one bracketed line each.

    [rekenmachine: pww-score]      the whole form, with the worked example and its result
    [uitkomst: pww-score]          the result of the example alone, for an article
    [verantwoording: pww-score]    formulas, inputs, assumptions and sources
    [contact]                      the ways to get in touch that are set in `extra.lead`

and a number of the example within a sentence, so that no text types over what the core calculates:

    [kerncijfer: klantwaarde, Eén punt klantbehoud]      € 194

It is a plain Python-Markdown extension, so it works in every builder that renders Markdown with Python.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from calculators.catalogue import find
from calculators.presentation.contact import render_contact
from calculators.presentation.html import Html
from calculators.presentation.page import (
    example_answer,
    render_account,
    render_calculator,
    render_outcome_in_article,
)
from calculators.presentation.text import measure

_BLOCK = re.compile(r"^\[(rekenmachine|uitkomst|verantwoording|contact)(?::\s*([\w-]+))?\]$")


_RENDERERS: Mapping[str, Callable[[str], Html]] = {
    "rekenmachine": lambda slug: render_calculator(find(slug)),
    "uitkomst": lambda slug: render_outcome_in_article(find(slug)),
    "verantwoording": lambda slug: render_account(find(slug)),
}


class CalculatorBlock(BlockProcessor):
    """Replaces a bracketed line by the block it asks for."""

    def __init__(self, markdown: Markdown, lead: Mapping[str, Any]) -> None:
        super().__init__(markdown.parser)
        self._markdown = markdown
        self._lead = lead

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 -- the signature of Python-Markdown
        """Tell whether this block is one of ours."""
        return _BLOCK.match(block.strip()) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Put the HTML in the stash, where Markdown leaves it alone.

        Raises:
            LookupError: for a calculator that does not exist, so that the build stops.
        """
        asked = _BLOCK.match(blocks.pop(0).strip())
        if asked is None:
            return
        kind, slug = asked.groups()
        html = render_contact(self._lead) if kind == "contact" else _RENDERERS[kind](slug or "")
        # Markdown puts stashed HTML back in place of a paragraph that holds nothing else.
        SubElement(parent, "p").text = self._markdown.htmlStash.store(html)


class FigureInText(InlineProcessor):
    """Replaces ``[kerncijfer: slug, name]`` in a sentence by that key figure of the worked example."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: ARG002, N802 -- the signature of Python-Markdown
        """Return the figure as text.

        Raises:
            LookupError: when the calculator or its figure does not exist, so that the build stops.
        """
        slug, name = m.group(1), m.group(2).strip()
        calculator = find(slug)
        figures = {each.name: each.value for each in example_answer(calculator, calculator.example).figures}
        if name not in figures:
            message = f"The example of {slug} has no figure '{name}'; it has: {', '.join(figures)}."
            raise LookupError(message)
        return measure(figures[name]), m.start(0), m.end(0)


class CalculatorsExtension(Extension):
    """``calculators`` in the list of Markdown extensions; option ``lead`` holds the ways to get in touch."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 -- the signature of Python-Markdown
        self.config = {"lead": [{}, "The settings of extra.lead"]}
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- the name that Python-Markdown calls
        """Register the block, before paragraphs and reference links take it."""
        md.parser.blockprocessors.register(CalculatorBlock(md, self.getConfig("lead") or {}), "calculators", 175)
        # Before links and references, which also begin with a bracket.
        md.inlinePatterns.register(FigureInText(r"\[kerncijfer:\s*([\w-]+),([^\]]+)\]", md), "figure", 185)


def makeExtension(**kwargs: Any) -> CalculatorsExtension:  # noqa: ANN401, N802 -- the name and signature of Python-Markdown
    """Return the extension, for those who name the module instead of the entry point."""
    return CalculatorsExtension(**kwargs)
