"""The report of a visitor: all answers together as HTML, and in short as the text that may go along with a request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from calculators.model.answer import Answer, Sentence, Table
from calculators.model.calculator import Calculator
from calculators.model.declarations import Choice, Field, Flag, Node, Number, Record, Text, declare
from calculators.model.declarations import Sequence as Items
from calculators.model.doubt import Range, find_range
from calculators.model.forms import Texts, count_rows
from calculators.model.origins import Filling, Origin
from calculators.model.report import Chapter
from calculators.presentation import text
from calculators.presentation.answer import answer_in_short, render_for_report
from calculators.presentation.charts import render_table
from calculators.presentation.fields import SYMBOLS
from calculators.presentation.html import Html, element, join
from calculators.presentation.report_first import render_contradictions, render_first, render_history
from calculators.presentation.whose import amount_in, in_doubt, render_range
from calculators.presentation.years import TITLE as YEARS_TITLE

MOST_ROWS_SHOWN = 20
SHOW_NAMES = "show_names"
NO_BREAK = "\N{NO-BREAK SPACE}"


def render_report(company: str, chapters: Sequence[Chapter], today: str) -> Html:
    """Write the whole report.

    Args:
        company: the name above it, or nothing.
        chapters: the answers, in the order in which they are shown.
        today: the day that is written above it, as 2026-11-26.
    """
    answered = [each for each in chapters if each.answer]
    return join(
        element(
            "header",
            {"class": "kk-myreport__head"},
            element("p", {"class": "kk-myreport__company", "dir": "auto"}, company) if company else None,
            element(
                "p",
                {"class": "kk-myreport__date"},
                f"Rapport van {text.write_day(today)}. Alle bedragen zijn excl. btw.",
            ),
        ),
        render_first(answered),
        render_contradictions(answered),
        _conclusions(answered),
        *(_chapter(each) for each in chapters),
    )


def _conclusions(chapters: Sequence[Chapter]) -> Html | None:
    lines = (
        join(
            element("dt", None, chapter.calculator.question),
            element("dd", None, text.sentence(_as_sure_as_it_is(chapter, chapter.answer)[0].headline)),
        )
        for chapter in chapters
        if chapter.answer
    )
    if not chapters:
        return None
    return element(
        "section", {"class": "kk-myreport__part"}, element("h2", None, "Wat weet je nu?"), element("dl", None, *lines)
    )


def _chapter(chapter: Chapter) -> Html:
    slug = chapter.calculator.slug
    prefix = f"rapport-{slug}"
    body = (
        _answered(chapter, chapter.answer, prefix)
        if chapter.answer
        else element("p", {"class": "kk-error"}, f"Met deze invoer is er geen uitkomst. {chapter.problem}")
    )
    return element(
        "section",
        {"class": "kk-myreport__chapter", "id": prefix, "aria-labelledby": f"{prefix}-title"},
        element("h2", {"id": f"{prefix}-title"}, chapter.calculator.question),
        element(
            "p", {"class": "kk-myreport__date"}, f"{chapter.calculator.name}, ingevuld op {text.write_day(chapter.day)}"
        ),
        body,
        render_history(chapter),
        element(
            "details",
            {"class": "kk-fold kk-myreport__inputs", "data-keep-open": f"{prefix}-inputs"},
            element("summary", None, "Wat je invulde"),
            *_inputs(chapter.calculator, chapter.texts),
            element("p", None, _more_rows(chapter.more_rows)) if chapter.more_rows else None,
        ),
        element(
            "button",
            {
                "type": "button",
                "class": "kk-button kk-button--quiet kk-live",
                "data-action": "remove",
                "data-slug": slug,
                "aria-label": f"Haal uit mijn rapport: {chapter.calculator.name}",
            },
            "Haal uit mijn rapport",
        ),
    )


def _answered(chapter: Chapter, answer: Answer, prefix: str) -> Html:
    """Write an answer: the headline in sight, all else in a fold that is open on paper."""
    said, doubt = _as_sure_as_it_is(chapter, answer)
    return join(
        element("p", {"class": "kk-headline"}, text.sentence(said.headline)),
        render_range(chapter.calculator, doubt, amount_in(answer)) if doubt else None,
        _years(chapter.years),
        element(
            "details",
            {"class": "kk-fold", "data-keep-open": f"{prefix}-answer"},
            element("summary", None, "Waarom, en alle cijfers"),
            render_for_report(said, prefix),
        ),
    )


def _years(sentences: Sequence[Sentence]) -> Html | None:
    if not sentences:
        return None
    return join(
        element("h3", None, YEARS_TITLE),
        *(element("p", {"class": "kk-reason"}, text.sentence(each)) for each in sentences),
    )


def _as_sure_as_it_is(chapter: Chapter, answer: Answer) -> tuple[Answer, Range | None]:
    """Return the answer with its amount no more exact than rules of thumb let it be, and between what that lies."""
    filling = Filling(chapter.texts, dict.fromkeys(chapter.guessed, Origin.RULE))
    doubt = find_range(chapter.calculator, filling) if answer.amount else None
    return (in_doubt(answer, doubt) if doubt else answer), doubt


# What was filled in --------------------------------------------------------------------------------------------------


def _inputs(calculator: Calculator, texts: Texts) -> Iterator[Html]:
    """Write the inputs as tables: one of the loose fields, one of every list."""
    loose: list[tuple[str, str]] = []
    lists: list[Table] = []
    fields = declare(calculator.calculate).fields
    # Names of customers are only printed by who asked to show them.
    named = all(each.name != SHOW_NAMES for each in fields) or SHOW_NAMES in texts
    for each in fields:
        node = each.node
        if isinstance(node, Items) and not node.items.names and isinstance(node.item, Record):
            lists += _list(node, node.item, each.name, texts, named=named)
        else:
            loose += _loose(each, each.name, texts)
    if loose:
        table = Table(f"{calculator.name}: je cijfers", ("Veld", "Ingevuld"), tuple(loose))
        yield element("div", {"class": "kk-myreport__loose"}, render_table(table))
    yield from (render_table(replace(each, caption=f"{calculator.name}: {each.caption}")) for each in lists)


def _more_rows(count: int) -> str:
    them = "1 andere klant" if count == 1 else f"{count} andere klanten"
    return f"Uit je bestand {'telt' if count == 1 else 'tellen'} nog {them} mee, zonder naam."


def _loose(each: Field, path: str, texts: Texts, owner: str = "") -> Iterator[tuple[str, str]]:
    match each.node:
        case Record(fields=fields, label=label):
            for inner in fields:
                yield from _loose(inner, f"{path}.{inner.name}", texts, label)
        case Items() as node:
            for index in range(len(node.items.names) or count_rows(path, texts)):
                item = f"{path}[{index}]"
                if texts.get(item):
                    yield f"{_capital(node.label)}: {node.item_label(index)}", _shown(node.item, item, texts)
        case node if texts.get(path):
            yield _capital(f"{owner}: {node.label}" if owner else node.label), _shown(node, path, texts)


def _list(node: Items, record: Record, path: str, texts: Texts, *, named: bool) -> list[Table]:
    count = count_rows(path, texts)
    if not count:
        return []
    left_out = Items | Record if named else Items | Record | Text
    columns = [each for each in record.fields if not isinstance(each.node, left_out)]
    rows = tuple(
        (f"{index + 1}", *(_shown(each.node, f"{path}[{index}].{each.name}", texts) for each in columns))
        for index in range(min(count, MOST_ROWS_SHOWN))
    )
    more = f" (de eerste {MOST_ROWS_SHOWN} van {count})" if count > MOST_ROWS_SHOWN else ""
    headings = ("Nummer", *(_capital(each.node.label) for each in columns))
    return [Table(f"{node.label}{more}", headings, rows)]


def _shown(node: Node, path: str, texts: Mapping[str, str]) -> str:
    typed = texts.get(path, "").strip()
    match node:
        case Flag():
            return "ja" if path in texts else "nee"
        case Choice(options=options, codes=codes) if typed in codes:
            return options.words[codes.index(typed)]
        case Number(quantity=quantity) if typed:
            unit = SYMBOLS.get(quantity.unit, "")
            if not unit or unit in typed or not typed[-1].isdigit():
                return typed
            if unit.startswith("€"):
                return f"€{NO_BREAK}{typed}{unit[1:]}"
            return f"{typed}{'' if unit == '%' else NO_BREAK}{unit}"
        case _:
            return typed


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def report_in_short(chapters: Sequence[Chapter]) -> str:
    """Write the report as the text that may go along with a request: answers and key figures, no lists."""
    parts = []
    for chapter in chapters:
        if chapter.answer is None:
            continue
        lines = [f"{chapter.calculator.name}, {text.write_day(chapter.day)}", *answer_in_short(chapter.answer)]
        lines += map(text.sentence, chapter.years)
        if steps := chapter.answer.steps:
            lines.append(f"Eerst doen: {text.sentence(steps[0].action)}")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)
