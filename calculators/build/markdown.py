"""The Markdown extension that puts calculators and their numbers on a page, one bracketed line each.

    [rekenmachine: pww-score]      the whole form, with the worked example and its result
    [uitkomst: pww-score]          the result of the example alone, for an article
    [verantwoording: pww-score]    the table of its inputs, with their limits
    [kaarten: overige]             cards of the calculators whose pages name this group; `overige` are all others, and
                                   `alle` are all of them, for the home page
    [vraag: uurloon]               a question of three numbers that calculates, for the home page
    [filter: begrip, begrippen]    a field that narrows the page to the entries with what is typed in them
    [contact]                      the ways to get in touch that are set in `extra.lead`
    [verantwoordelijke]            who answers for the site, with the address, from the same settings
    [ontvangers]                   who else receives data of a visitor, by those settings
    [aanvraag]                     the form with which a visitor asks for a talk
    [apparaat]                     where a visitor puts the site on a device, for use without a network
    [insluiten]                    where the owner of another site takes a calculator along
    [rapport]                      the visitor's own report, with a made-up one until there is one
    [hashes]                       the hashes of what runs in the browser, once the site is complete
    [broncode]                     the commands with which somebody builds the site and compares it

Within a sentence, so that no text types over what the core calculates:

    [kerncijfer: klantwaarde, Eén punt klantbehoud]      that key figure of the example: € 194
    [invullen: klantwaarde, Reken hiermee verder]        a link that opens the calculator with the example filled in
    [vuistregel: klantwaarde.discount]                   a default of a field, or another rule of thumb of it: 8%
    [duur: klantwaarde]                                  how many questions it asks and how many minutes those take
    [bereken: clv.retention_uplift {"retention": 0.75, "delta": 0.05} uplift %]      one output of one operation

A page may have an example of its own: what is different from the worked example, by the names of the fields. All lines
below it are about that example.

    [voorbeeld: klantwaarde; retention = 85%; revenue = 1.200]

It is a plain Python-Markdown extension, so it works in every builder that renders Markdown with Python: MkDocs, and
Zensical, as `make zensical` shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from math import inf
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from calculators import run
from calculators.browser.report_tasks import render_example_report
from calculators.build.contact import render_contact
from calculators.build.device import render_device
from calculators.build.embed_chooser import render_embed_chooser
from calculators.build.filter_field import render_filter
from calculators.build.glossary import GlossaryTitles, read_glossary
from calculators.build.hashes import render_own_build, render_place
from calculators.build.lead import Lead, read_lead
from calculators.build.lead_form import render_lead_form
from calculators.build.markers import ALONE, Notes, NothingLeft, told_at, wrong_form
from calculators.build.overview import PageCard, read_cards, render_cards
from calculators.build.privacy import render_controller, render_recipients
from calculators.catalogue import find
from calculators.catalogue.hourly import QUESTION
from calculators.model.answer import Amount
from calculators.model.calculator import Calculator, Example, rules_of_thumb
from calculators.model.declarations import declare
from calculators.model.forms import read_form, write_form
from calculators.model.quantities import Unit
from calculators.model.quick import QuickQuestion
from calculators.model.sharing import write_link
from calculators.model.solving import solve_example
from calculators.model.suggestions import did_you_mean
from calculators.model.validation import accept
from calculators.presentation.answer import TOP
from calculators.presentation.effort import write_effort
from calculators.presentation.html import Html, element, join
from calculators.presentation.page import (
    render_calculator,
    render_inputs_table,
    render_outcome_in_article,
)
from calculators.presentation.quick import render_quick
from calculators.presentation.report_page import render_report_page
from calculators.presentation.text import measure, write

_NOTE = r"@(\d+)\.(\d+)"
_BLOCK = re.compile(
    rf"^\[({'|'.join(word for word in ALONE if word != 'voorbeeld')}){_NOTE}(?::\s*([^\s\]][^\]\n]*?)\s*)?\]$"
)
_EXAMPLE = re.compile(rf"^\[voorbeeld{_NOTE}:\s*([\w-]+)\s*[;\n](.+)\]$", re.DOTALL)
QUESTIONS = {QUESTION.slug: QUESTION}
_UNITS = {"%": Unit.FRACTION, "€": Unit.EURO, "getal": Unit.NONE}


class PageExamples:
    """The examples of each calculator on the page that is being read: its own, or the worked example before those."""

    def __init__(self) -> None:
        self._own: dict[str, list[Example]] = {}

    def clear(self) -> None:
        """Forget the examples of the page before."""
        self._own.clear()

    def set(self, calculator: Calculator, changes: str) -> None:
        """Take the worked example with other texts in some fields, ``name = text`` with ; or a new line in between.

        Raises:
            InputError: for a text that the calculator refuses.
            LookupError: for a field that the calculator does not have.
        """
        declaration = declare(calculator.calculate)
        pairs = (change.partition("=") for change in re.split(r"[;\n]", changes) if change.strip())
        given = {name.strip(): text.strip() for name, _, text in pairs}
        inputs = read_form(declaration, {**write_form(declaration, calculator.example.inputs), **given})
        accept(declaration, inputs)
        written = write_form(declaration, inputs)
        for name, text in given.items():
            if text and written.get(name) is None:
                advice = did_you_mean(name, written, f"Er zijn: {', '.join(written)}.")
                raise LookupError(f"De rekenmachine {calculator.slug} heeft geen veld '{name}'. {advice}")
        rows = (row for value in inputs.values() if isinstance(value, list) for row in value if isinstance(row, dict))
        if any(all(each is None for each in row.values()) for row in rows):
            raise LookupError(
                f"Dit voorbeeld van {calculator.slug} slaat een rij over: een link ernaartoe zou niet te lezen zijn. "
                "Vul elke rij ervoor ook in."
            )
        example = Example(calculator.example.business, inputs, calculator.example.source)
        self._own.setdefault(calculator.slug, []).append(example)

    def latest(self, calculator: Calculator) -> Example:
        """Return the example that was given last."""
        return [calculator.example, *self._own.get(calculator.slug, [])][-1]

    def at(self, calculator: Calculator, number: int) -> Example:
        """Return the example with this number, from 1; 0 is the worked one."""
        return [calculator.example, *self._own.get(calculator.slug, [])][number]


class CalculatorBlock(BlockProcessor):
    """Replaces a bracketed line by the block it asks for."""

    def __init__(
        self, markdown: Markdown, examples: PageExamples, lead: Lead, site_url: str, cards: Callable[[], list[PageCard]]
    ) -> None:
        super().__init__(markdown.parser)
        self._markdown = markdown
        self._examples = examples
        self._renderers: Mapping[str, Callable[[str], Html]] = {
            "rekenmachine": lambda slug: render_calculator(find(slug)),
            "uitkomst": lambda slug: _unsearched(render_outcome_in_article(find(slug), examples.latest(find(slug)))),
            "verantwoording": lambda slug: _account(find(slug)),
            "kaarten": lambda group: render_cards(cards(), group),
            "vraag": lambda slug: render_quick(_question(slug)),
            "filter": render_filter,
            "contact": lambda _: render_contact(lead),
            "verantwoordelijke": lambda _: render_controller(lead),
            "ontvangers": lambda _: render_recipients(lead),
            "apparaat": lambda _: render_device(),
            "insluiten": lambda _: render_embed_chooser(site_url),
            "aanvraag": lambda _: render_lead_form(lead, site_url),
            "rapport": lambda _: render_report_page(render_example_report()),
            "hashes": lambda _: render_place(),
            "broncode": lambda _: render_own_build(lead.code, site_url),
        }

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 -- the signature of Python-Markdown
        """Tell whether this block is one of ours; an indented one comes again, once it is in what it belongs to."""
        if block.startswith(" " * self.tab_length):
            return False
        return _BLOCK.match(block.strip()) is not None or _EXAMPLE.match(block.strip()) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Put the HTML in the stash, where Markdown leaves it alone.

        Raises:
            MarkerError: for a calculator that does not exist, so that the build stops.
        """
        block = blocks.pop(0).strip()
        if own := _EXAMPLE.match(block):
            with told_at(int(own[2])):
                self._examples.set(find(own[3]), own[4])
        elif asked := _BLOCK.match(block):
            if (":" in ALONE[asked[1]]) != (asked[4] is not None):
                raise wrong_form(asked[1], int(asked[3]))
            with told_at(int(asked[3])):
                html = self._renderers[asked[1]](asked[4] or "")
            # Markdown puts stashed HTML back in place of a paragraph that holds nothing else.
            SubElement(parent, "p").text = _stash(self._markdown, html)


class InText(InlineProcessor):
    """Replaces brackets within a sentence by what ``write`` makes of them: text, or HTML of our own."""

    def __init__(self, pattern: str, markdown: Markdown, write: Callable[[re.Match[str]], str]) -> None:
        super().__init__(pattern, markdown)
        self._markdown = markdown
        self._write = write

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: ARG002, N802 -- the signature of Python-Markdown
        """Return what takes the place of the brackets.

        Raises:
            MarkerError: when what is asked for does not exist, so that the build stops.
        """
        with told_at(int(m[2])):
            written = self._write(m)
        text = _stash(self._markdown, written) if isinstance(written, Html) else written
        return text, m.start(0), m.end(0)


class CalculatorsExtension(Extension):
    """``klantkompas`` in the list of Markdown extensions.

    Option ``lead`` holds the ways to get in touch, ``site_url`` is where the site stands, ``glossary`` the path of the
    page that explains words, ``calculators`` the folder with the pages of calculators and ``settings`` mkdocs.yml.
    """

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 -- the signature of Python-Markdown
        self.config = {
            "lead": [{}, "The settings of extra.lead"],
            "site_url": ["", "Where the site stands, with a slash at the end"],
            "glossary": ["", "The page that explains words"],
            "calculators": ["", "The folder with the pages of calculators, for their cards"],
            "settings": ["mkdocs.yml", "The settings of the site, whose menu has the order of the cards"],
        }
        self._examples = PageExamples()
        self._read_cards: list[PageCard] | None = None
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- the name that Python-Markdown calls
        """Register the block, before paragraphs and reference links take it."""
        md.registerExtension(self)
        lead = read_lead(self.getConfig("lead") or {})
        block = CalculatorBlock(md, self._examples, lead, self.getConfig("site_url"), self._cards)
        md.parser.blockprocessors.register(block, "calculators", 175)
        # As the page was typed, before code and HTML are put aside: the lines must count as they do there.
        md.preprocessors.register(Notes(md), "notes", 28)
        # Before links and references, which also begin with a bracket.
        written = {
            "kerncijfer": (rf"{_NOTE}:\s*([\w-]+),([^\]]+)\]", self._figure),
            "invullen": (rf"{_NOTE}:\s*([\w-]+),([^\]]+)\]", self._link),
            "vuistregel": (rf"{_NOTE}:\s*([\w-]+)\.([\w.]+)\]", _rule),
            "duur": (rf"{_NOTE}:\s*([\w-]+)\s*\]", lambda match: write_effort(find(match[3]))),
            "bereken": (rf"{_NOTE}:\s*([\w.]+)\s*(\{{.*?\}})\s+([\w.]+)\s+(%|€|getal)(\d?)\]", _calculated),
        }
        for word, (form, written_as) in written.items():
            md.inlinePatterns.register(InText(rf"\[{word}{form}", md, written_as), word, 185)
        md.postprocessors.register(NothingLeft(md), "nothing-left", 0)
        if self.getConfig("glossary"):
            page = Path(self.getConfig("glossary"))
            # Before MkDocs turns links to files into addresses.
            md.treeprocessors.register(GlossaryTitles(md, page.name, read_glossary(page)), "glossary", 5)

    def reset(self) -> None:
        """Begin a new page."""
        self._examples.clear()
        self._read_cards = None

    def _cards(self) -> list[PageCard]:
        """Return the cards of all calculators, read once a page however often it asks."""
        folder = self.getConfig("calculators")
        if self._read_cards is None:
            self._read_cards = read_cards(Path(folder), Path(self.getConfig("settings"))) if folder else []
        return self._read_cards

    def _figure(self, match: re.Match[str]) -> str:
        calculator, name = find(match[3]), match[4].strip()
        answer = solve_example(calculator, self._examples.at(calculator, int(match[1])))
        figures = {each.name: each.value for each in answer.figures}
        if name not in figures:
            advice = did_you_mean(name, figures, f"Er zijn: {', '.join(figures)}.")
            raise LookupError(f"Het voorbeeld van {match[3]} heeft geen kerncijfer '{name}'. {advice}")
        value = figures[name]
        # A plus belongs in a list of figures; in a sentence the words say that it is more.
        return measure(replace(value, signed=False) if isinstance(value, Amount) else value)

    def _link(self, match: re.Match[str]) -> Html:
        """The worked example is there already; another goes along as a share link."""
        number, calculator = int(match[1]), find(match[3])
        inputs = self._examples.at(calculator, number).inputs
        fragment = f"#{calculator.slug}={write_link(declare(calculator.calculate), inputs)}" if number else ""
        return element("a", {"href": f"{TOP}rekenmachines/{calculator.slug}/{fragment}"}, match[4].strip())


def _stash(markdown: Markdown, html: Html) -> str:
    """Put HTML where Markdown leaves it alone, and return the mark that is exchanged for it in the end.

    MkDocs leaves its links alone too. Zensical takes every address in a page for one between source files, and adds a
    step up where the page gets a folder of its own; so there that step is taken away first.
    """
    page = next((each.page for each in markdown.preprocessors if hasattr(each, "page")), None)  # only Zensical has it
    one_step_less = page is not None and not page.path.endswith("index.md")
    return markdown.htmlStash.store(re.sub(r'(?<= href=")\.\./', "", html) if one_step_less else html)


def _question(slug: str) -> QuickQuestion:
    """Return the question with this slug.

    Raises:
        LookupError: when there is none.
    """
    if slug not in QUESTIONS:
        advice = did_you_mean(slug, QUESTIONS, f"Er is: {', '.join(QUESTIONS)}.")
        raise LookupError(f"De vraag '{slug}' bestaat niet. {advice}")
    return QUESTIONS[slug]


def _account(calculator: Calculator) -> Html:
    """The table of inputs below a line that the search does read: it finds the calculator by its name."""
    line = element("p", None, f"Dit vul je in bij {calculator.name}, met de grenzen:")
    return join(line, _unsearched(render_inputs_table(calculator)))


def _unsearched(html: Html) -> Html:
    """Keep out of the search index what is no running text: there the words of charts and tables would run together.

    The theme takes the first end of such a tag for the end of it, so no section may stand within.
    """
    return element("section", {"data-search-exclude": True}, html)


def _rule(match: re.Match[str]) -> str:
    """Return a rule of thumb of a calculator, as the code has it."""
    rules = rules_of_thumb(find(match[3]))
    if match[4] not in rules:
        advice = did_you_mean(match[4], rules, f"Er zijn: {', '.join(rules)}.")
        raise LookupError(f"De rekenmachine {match[3]} heeft geen vuistregel '{match[4]}'. {advice}")
    return write(rules[match[4]])


def _calculated(match: re.Match[str]) -> str:
    """Return one number of the outcome of an operation; a path such as ``winners.0`` leads into lists."""
    operation, inputs, path = match[3], match[4], match[5]
    try:
        value: Any = run(operation, json.loads(inputs))
    except (ValueError, RecursionError) as problem:
        raise LookupError(
            f"'{inputs}' is geen JSON. Schrijf het met dubbele aanhalingstekens en een punt in getallen, "
            'zoals {"retention": 0.8}.'
        ) from problem
    if "error" in value:
        raise LookupError(f"{operation} kan hier niet mee rekenen: {value['error']['message']}")
    for step in path.split("."):
        known = [str(place) for place in range(len(value))] if isinstance(value, list) else [*value]
        if step not in known:
            advice = did_you_mean(step, known, f"Er is: {', '.join(known)}." if known else "Daar staat niets.")
            raise LookupError(f"{operation} geeft geen '{path}'. {advice}")
        value = value[int(step)] if isinstance(value, list) else value[step]
        if not isinstance(value, int | float | list | dict) or isinstance(value, bool) or value in (inf, -inf):
            raise LookupError(f"'{path}' van {operation} is met deze invoer geen getal.")
    match value:
        case list() | dict():
            raise LookupError(f"'{path}' van {operation} is nog geen getal. Schrijf erachter wat je ervan wilt: .naam")
    return measure(Amount(float(value), _UNITS[match[6]], int(match[7] or 0)))


def makeExtension(**kwargs: Any) -> CalculatorsExtension:  # noqa: ANN401, N802 -- the name and signature of Python-Markdown
    """Return the extension, for those who name the module instead of the entry point."""
    return CalculatorsExtension(**kwargs)
