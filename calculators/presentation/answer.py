"""An answer as HTML for the page, as plain text to copy, and as CSV to download."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence

from calculators.model.answer import (
    Amount,
    Answer,
    Card,
    Figure,
    Handover,
    Letter,
    Link,
    Plan,
    Share,
    Table,
    Value,
)
from calculators.model.dutch_numbers import format_number
from calculators.model.handover import write_handover
from calculators.model.quantities import Unit
from calculators.presentation import text
from calculators.presentation.charts import render_chart, render_table
from calculators.presentation.html import Html, element, join

# From the page of a calculator, /rekenmachines/<slug>/, to the top of the site.
TOP = "../../"

# Text that starts like this could be taken for a formula by a spreadsheet (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def render_answer(answer: Answer, slug: str) -> Html:
    """Write the inside of the result block of the calculator ``slug``."""
    prefix = f"{slug}-result"
    return join(
        *_words(answer),
        _figures(answer.figures) if answer.figures else None,
        element("div", {"class": "kk-comparison"}, render_table(answer.comparison)) if answer.comparison else None,
        render_chart(answer.chart, prefix),
        element("div", {"class": "kk-cards"}, *(_card(card) for card in answer.cards)),
        *(_plan(plan) for plan in answer.plans),
        *(_letter(letter, f"{prefix}-letter-{index}") for index, letter in enumerate(answer.letters)),
        *(render_chart(chart, prefix) for chart in answer.more_charts),
    )


def render_next(answer: Answer, slug: str) -> Html | None:
    """Write where to go on: a page to read, a calculator that takes a result along.

    Kept apart from the result: the theme rewrites every link of a page, and the result must stay what Python wrote.
    """
    pages = [*(plan.link for plan in answer.plans if plan.link), *answer.links]
    ways = [*(_handover(each, slug) for each in answer.handovers), *map(_link, pages)]
    if not ways:
        return None
    return element(
        "section",
        {"class": "kk-next"},
        element("h3", None, "Ga hiermee verder"),
        element("ul", None, *(element("li", None, way) for way in ways)),
    )


def render_brief(answer: Answer, prefix: str) -> Html:
    """Write the answer with its main chart, for an article that goes on where it stops."""
    return join(*_words(answer), render_chart(answer.chart, prefix))


def render_for_report(answer: Answer, prefix: str) -> Html:
    """Write what a report holds of an answer: all that fits on paper, without what only helps to change it."""
    return join(
        *_words(answer),
        _figures(answer.figures) if answer.figures else None,
        render_chart(answer.chart, prefix),
        element("div", {"class": "kk-cards"}, *(_card(card) for card in answer.cards)),
        *(_plan(plan) for plan in answer.plans),
    )


def _words(answer: Answer) -> tuple[Html, ...]:
    return (
        element("p", {"class": "kk-headline"}, text.sentence(answer.headline)),
        *(element("p", {"class": "kk-reason"}, text.sentence(reason)) for reason in answer.reasons),
    )


def _figures(figures: Sequence[Figure]) -> Html:
    pairs = (
        element("div", None, element("dt", None, figure.name), element("dd", None, text.measure(figure.value)))
        for figure in figures
    )
    return element("dl", {"class": "kk-figures"}, *pairs)


def _card(card: Card) -> Html:
    sentences = (element("p", None, text.sentence(each)) for each in card.sentences)
    return element("section", {"class": "kk-card"}, element("h3", None, card.title), *sentences)


def _plan(plan: Plan) -> Html:
    steps = (element("li", None, text.sentence(step)) for step in plan.steps)
    return element(
        "section",
        {"class": "kk-card kk-plan"},
        element("h3", None, plan.title),
        element("ol", None, *steps),
    )


def _letter(letter: Letter, key: str) -> Html:
    paragraphs = (element("p", None, text.sentence(each)) for each in letter.paragraphs)
    return element(
        "details",
        {"class": "kk-fold kk-letter", "data-keep-open": key},
        element("summary", None, letter.title),
        element("blockquote", None, *paragraphs),
    )


def _handover(handover: Handover, slug: str) -> Html:
    address = f"../{handover.to}/#{write_handover(slug, handover)}"
    return element("a", {"href": address}, text.sentence(handover.words))


def _link(link: Link) -> Html:
    return element("a", {"href": f"{TOP}{link.path}"}, link.words)


def answer_as_text(answer: Answer) -> str:
    """Write the answer as plain text, for pasting into a letter or a message."""
    lines = [text.sentence(each) for each in (answer.headline, *answer.reasons)]
    if answer.figures:
        lines += ["", *(f"{figure.name}: {text.measure(figure.value)}" for figure in answer.figures)]
    for card in answer.cards:
        lines += ["", card.title, *(text.sentence(each) for each in card.sentences)]
    for table in _tables(answer):
        lines += ["", table.caption, *_table_as_lines(table)]
    for plan in answer.plans:
        steps = (f"{number}. {text.sentence(step)}" for number, step in enumerate(plan.steps, start=1))
        lines += ["", plan.title, *steps]
    for letter in answer.letters:
        lines += ["", letter.title, *(text.sentence(each) for each in letter.paragraphs)]
    return "\n".join(lines) + "\n"


def answer_in_short(answer: Answer) -> list[str]:
    """Write the answer and its key figures as lines of text, without tables, letters or lists."""
    figures = (f"{figure.name}: {text.measure(figure.value)}" for figure in answer.figures)
    return [*(text.sentence(each) for each in (answer.headline, *answer.reasons)), *figures]


def answer_as_csv(answer: Answer) -> str:
    """Write the tables of the answer for a Dutch spreadsheet: semicolons, decimal commas, no formulas.

    The byte order mark in front makes spreadsheets read accents well.
    """
    figures = Table("Kerncijfers", ("", "Waarde"), tuple((each.name, each.value) for each in answer.figures))
    tables = [*((figures,) if figures.rows else ()), *_tables(answer), *([answer.export] if answer.export else [])]
    return _as_csv(tables)


def table_as_csv(table: Table) -> str:
    """Write one table as ``answer_as_csv`` does."""
    return _as_csv([table])


def _as_csv(tables: Sequence[Table]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL)
    for table in tables:
        writer.writerow([table.caption])
        writer.writerow(table.columns)
        writer.writerows([_cell(value) for value in row] for row in table.rows)
        writer.writerow([])
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + buffer.getvalue()


def _tables(answer: Answer) -> list[Table]:
    comparison = [answer.comparison] if answer.comparison else []
    return comparison + [chart.table for chart in (answer.chart, *answer.more_charts)]


def _table_as_lines(table: Table) -> list[str]:
    rows = [table.columns, *([text.write(value) for value in row] for row in table.rows)]
    return [" | ".join(row) for row in rows]


def _cell(value: Value) -> str:
    """A number keeps all its decimals and has no sign of its unit, so that a spreadsheet can go on with it."""
    match value:
        case Share(value=number):
            return f"{format_number(number, 6, shift=2, trim=True)}%"
        case Amount(value=float() | int() as number) if math.isinf(number):
            return text.write(value)
        case Amount(value=float() | int() as number, unit=Unit.PERCENT_POINTS):
            return format_number(number, 6, shift=2, trim=True)
        case Amount(value=float() | int() as number, unit=Unit.FRACTION):
            return f"{format_number(number, 6, shift=2, trim=True)}%"
        case Amount(value=float() | int() as number):
            return format_number(number, 6, trim=True)
        case _:
            words = text.write(value)
            return f"'{words}" if words.startswith(FORMULA_STARTS) else words
