"""An answer as HTML for the page, as plain text to copy, and as CSV to download."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence

from calculators.model.amounts import about_euros
from calculators.model.answer import (
    Amount,
    Answer,
    Card,
    Count,
    Figure,
    Handover,
    Letter,
    Link,
    Plan,
    Share,
    Table,
    Value,
)
from calculators.model.calculator import Calculator
from calculators.model.doubt import Range
from calculators.model.dutch_numbers import format_number
from calculators.model.handover import write_handover
from calculators.model.origins import Filling
from calculators.model.quantities import Unit
from calculators.presentation import text
from calculators.presentation.charts import render_chart, render_table
from calculators.presentation.html import Html, element, join
from calculators.presentation.whose import amount_in, count_rules, in_doubt, render_range, render_whose

# From the page of a calculator, /rekenmachines/<slug>/, to the top of the site.
TOP = "../../"

MOST_TO_DO = 3
PAPER = "paper"  # in ids of what is only printed

# Text that starts like this could be taken for a formula by a spreadsheet (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def render_on_paper(answer: Answer, calculator: Calculator, filling: Filling, doubt: Range | None = None) -> Html:
    """Write what is printed in the place of an answer with names that stay on the screen."""
    return join(render_answer(answer, calculator, filling, doubt, PAPER), render_more(answer, calculator.slug, PAPER))


def render_answer(
    answer: Answer, calculator: Calculator, filling: Filling, doubt: Range | None = None, part: str = "result"
) -> Html:
    """Write the answer of a calculator: the headline, one reason, one chart, what to do.

    Args:
        answer: what to write.
        calculator: whose answer it is.
        filling: of the form, for the line above it that says whose numbers these are.
        doubt: between what its amount lies, in a line below it.
        part: of the page, which the ids of the charts start with.
    """
    prefix = f"{calculator.slug}-{part}"
    range_ = render_range(calculator, doubt, amount_in(answer)) if doubt else None
    answer = in_doubt(answer, doubt) if doubt else answer
    rules = count_rules(filling, answer, doubt)
    return join(
        element(
            "div",
            {"class": "kk-top"},
            render_whose(filling, rules),
            element("p", {"class": "kk-headline"}, _mark(filling), text.sentence(answer.headline)),
        ),
        range_,
        element("div", {"class": "kk-comparison"}, render_table(answer.comparison)) if answer.comparison else None,
        *(element("p", {"class": "kk-reason"}, text.sentence(reason)) for reason in answer.reasons[:1]),
        render_chart(answer.chart, prefix),
        _todo(answer),
    )


def _mark(filling: Filling) -> Html | None:
    return join(element("span", {"class": "kk-mark"}, "Voorbeeld:"), " ") if filling.business else None


def headline_in_short(answer: Answer, filling: Filling, doubt: Range | None = None) -> str:
    """Write the headline for the line at the bottom of a phone."""
    answer = in_doubt(answer, doubt) if doubt else answer
    return f"{'Voorbeeld: ' if filling.business else ''}{text.sentence(answer.headline)}"


def render_more(answer: Answer, slug: str, part: str = "result") -> Html:
    """Write all else there is to say, folded: how sure it is, what would change it, what it is worth, all numbers."""
    prefix = f"{slug}-{part}"
    cards = (
        render_folded(f"{prefix}-card-{index}", card.title, *_sentences(card))
        for index, card in enumerate(answer.own_cards)
    )
    steps = [
        render_folded(f"{prefix}-plan-{index}", plan.title, render_steps(plan))
        for index, plan in enumerate(answer.plans)
        if len(plan.steps) > MOST_TO_DO
    ]
    return join(
        *cards,
        *steps,
        _letters(answer.letters, prefix),
        _all_numbers(answer, prefix),
    )


def _all_numbers(answer: Answer, prefix: str) -> Html | None:
    parts = [
        *(element("p", {"class": "kk-reason"}, text.sentence(reason)) for reason in answer.reasons[1:]),
        *([render_figures(answer.figures)] if answer.figures else []),
        *(
            [element("div", {"class": "kk-cards"}, *(_card(card) for card in answer.more_cards))]
            if answer.more_cards
            else []
        ),
        *(render_chart(chart, prefix) for chart in answer.more_charts),
    ]
    if not parts:
        return None
    charts = f" ({text.write(Count(len(answer.more_charts), 'grafiek', 'grafieken'))})" if answer.more_charts else ""
    return render_folded(f"{prefix}-numbers", f"Alle cijfers{charts}", *parts)


def render_folded(key: str, title: str, *content: Html) -> Html:
    """Write what a visitor may open; ``key`` keeps it open when the answer is written again."""
    return element("details", {"class": "kk-fold", "data-keep-open": key}, element("summary", None, title), *content)


def things_to_do(answer: Answer) -> list[tuple[str, float | None]]:
    """Return what to do, first things first, at most three, with their euros a year where they are known."""
    known = {text.sentence(step.action): step.per_year for step in answer.steps if not step.urgent}
    found = [(text.sentence(step.action), known.get(text.sentence(step.action))) for step in answer.steps[:1]]
    for plan in answer.plans:
        for step in plan.steps:
            words = text.sentence(step)
            if all(words != other for other, _ in found):
                found.append((words, known.get(words)))
    return found[:MOST_TO_DO]


def _todo(answer: Answer) -> Html | None:
    todo = things_to_do(answer)
    if not todo:
        return None
    lines = (
        element("li", None, words, element("strong", {"class": "kk-euros"}, f" {per_year(amount)}") if amount else None)
        for words, amount in todo
    )
    return element("section", {"class": "kk-todo"}, element("h3", None, "Doe dit"), element("ol", None, *lines))


def per_year(amount: float) -> str:
    r"""Write what a step is worth, no more exact than "about".

    >>> per_year(1234.4)
    'Ongeveer €\xa01.200 per jaar.'
    """
    return f"Ongeveer {text.write(about_euros(amount))} per jaar."


def render_next(answer: Answer, slug: str) -> Html | None:
    """Write where to go on: a page to read, a calculator that takes a result along.

    Kept apart from the result: the theme rewrites every link of a page, and the result must stay what Python wrote.
    """
    pages = [*(plan.link for plan in answer.plans if plan.link), *answer.links]
    ways = [*render_handovers(answer.handovers, slug), *map(render_link, pages)]
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
    return join(*render_words(answer), render_chart(answer.chart, prefix))


def render_for_report(answer: Answer, prefix: str) -> Html:
    """Write what a report holds of an answer below its headline: all that fits on paper."""
    return join(
        *(element("p", {"class": "kk-reason"}, text.sentence(reason)) for reason in answer.reasons),
        render_figures(answer.figures) if answer.figures else None,
        render_chart(answer.chart, prefix),
        element("div", {"class": "kk-cards"}, *(_card(card) for card in answer.cards)),
        *(_plan(plan) for plan in answer.plans),
    )


def render_words(answer: Answer) -> tuple[Html, ...]:
    """Write the headline and the reasons, a paragraph each."""
    return (
        element("p", {"class": "kk-headline"}, text.sentence(answer.headline)),
        *(element("p", {"class": "kk-reason"}, text.sentence(reason)) for reason in answer.reasons),
    )


def render_figures(figures: Sequence[Figure]) -> Html:
    """Write the numbers that sum up an answer, each with its name."""
    pairs = (
        element("div", None, element("dt", None, figure.name), element("dd", None, text.measure(figure.value)))
        for figure in figures
    )
    return element("dl", {"class": "kk-figures"}, *pairs)


def _sentences(card: Card) -> tuple[Html, ...]:
    return tuple(element("p", None, text.sentence(each)) for each in card.sentences)


def _card(card: Card) -> Html:
    return element("section", {"class": "kk-card"}, element("h3", None, card.title), *_sentences(card))


def render_steps(plan: Plan) -> Html:
    """Write the steps of a plan as a numbered list."""
    return element("ol", None, *(element("li", None, text.sentence(step)) for step in plan.steps))


def _plan(plan: Plan) -> Html:
    return element("section", {"class": "kk-card kk-plan"}, element("h3", None, plan.title), render_steps(plan))


def _letters(letters: Sequence[Letter], prefix: str) -> Html | None:
    """Write the sample texts in one fold, the one that fits best first."""
    if not letters:
        return None
    written = (
        join(
            element("h3", None, letter.title),
            element("blockquote", None, *(element("p", None, text.sentence(each)) for each in letter.paragraphs)),
        )
        for letter in letters
    )
    title = "Voorbeeldbrief" if len(letters) == 1 else f"{len(letters)} voorbeeldbrieven"
    return element(
        "details",
        {"class": "kk-fold kk-letter", "data-keep-open": f"{prefix}-letters"},
        element("summary", None, title),
        *written,
    )


def render_handovers(handovers: Sequence[Handover], source: str) -> list[Html]:
    """Write a link for each, with what goes along behind its #; ``source`` is where it is from."""
    return [
        element("a", {"href": f"../{each.to}/#{write_handover(source, each)}"}, text.sentence(each.words))
        for each in handovers
    ]


def render_link(link: Link) -> Html:
    """Write a link to a page of the site."""
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


def answer_as_csv(answer: Answer, whose: str = "") -> str:
    """Write the tables of the answer for a Dutch spreadsheet: semicolons, decimal commas, no formulas.

    The byte order mark in front makes spreadsheets read accents well.

    Args:
        answer: to write.
        whose: whose numbers it rests on, as a line above the tables.
    """
    above = [Table(whose, (), ())] if whose else []
    figures = Table("Kerncijfers", ("", "Waarde"), tuple((each.name, each.value) for each in answer.figures))
    tables = [
        *above,
        *((figures,) if figures.rows else ()),
        *_tables(answer),
        *([answer.export] if answer.export else []),
    ]
    return _as_csv(tables)


def table_as_csv(table: Table) -> str:
    """Write one table as ``answer_as_csv`` does."""
    return _as_csv([table])


def _as_csv(tables: Sequence[Table]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL)
    for table in tables:
        writer.writerow([table.caption])
        if table.columns:
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
