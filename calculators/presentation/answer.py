"""An answer as HTML for the page, as plain text to copy, and as CSV to download."""

from __future__ import annotations

import csv
import io

from calculators.model.answer import Amount, Answer, Card, Chart, Share, Table, Value
from calculators.model.dutch_numbers import format_number
from calculators.model.quantities import Unit
from calculators.presentation import text
from calculators.presentation.charts import render_chart
from calculators.presentation.html import Html, element, join

# Text that starts like this could be taken for a formula by a spreadsheet (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def render_answer(answer: Answer, prefix: str) -> Html:
    """Write the inside of the result block; every id starts with ``prefix``."""
    return join(
        *_opening(answer, prefix),
        element("div", {"class": "kk-cards"}, *(_card(card) for card in answer.cards)),
        *(render_chart(chart, prefix) for chart in answer.more_charts),
    )


def render_brief(answer: Answer, prefix: str) -> Html:
    """Write the answer with its main chart, for an article that goes on where it stops."""
    return join(*_opening(answer, prefix))


def _opening(answer: Answer, prefix: str) -> tuple[Html, ...]:
    return (
        element("p", {"class": "kk-headline"}, text.sentence(answer.headline)),
        *(element("p", {"class": "kk-reason"}, text.sentence(reason)) for reason in answer.reasons),
        render_chart(answer.chart, prefix),
    )


def _card(card: Card) -> Html:
    sentences = (element("p", None, text.sentence(each)) for each in card.sentences)
    return element("section", {"class": "kk-card"}, element("h3", None, card.title), *sentences)


def answer_as_text(answer: Answer) -> str:
    """Write the answer as plain text, for pasting into a letter or a message."""
    lines = [text.sentence(each) for each in (answer.headline, *answer.reasons)]
    for card in answer.cards:
        lines += ["", card.title, *(text.sentence(each) for each in card.sentences)]
    for chart in _charts(answer):
        lines += ["", chart.table.caption, *_table_as_lines(chart.table)]
    return "\n".join(lines) + "\n"


def answer_as_csv(answer: Answer) -> str:
    """Write the tables of the answer for a Dutch spreadsheet: semicolons, decimal commas, no formulas.

    The byte order mark in front makes spreadsheets read accents well.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL)
    for chart in _charts(answer):
        writer.writerow([chart.table.caption])
        writer.writerow(chart.table.columns)
        writer.writerows([_cell(value) for value in row] for row in chart.table.rows)
        writer.writerow([])
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + buffer.getvalue()


def _charts(answer: Answer) -> tuple[Chart, ...]:
    return (answer.chart, *answer.more_charts)


def _table_as_lines(table: Table) -> list[str]:
    rows = [table.columns, *([text.write(value) for value in row] for row in table.rows)]
    return [" | ".join(row) for row in rows]


def _cell(value: Value) -> str:
    """A number keeps all its decimals and has no sign of its unit, so that a spreadsheet can go on with it."""
    match value:
        case Share(value=number):
            return f"{format_number(number, 6, shift=2, trim=True)}%"
        case Amount(value=float() | int() as number, unit=Unit.FRACTION):
            return f"{format_number(number, 6, shift=2, trim=True)}%"
        case Amount(value=float() | int() as number):
            return format_number(number, 6, trim=True)
        case _:
            words = text.write(value)
            return f"'{words}" if words.startswith(FORMULA_STARTS) else words
