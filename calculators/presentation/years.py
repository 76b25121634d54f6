"""What several years of a list say, as HTML: a part of its own below the answer about one year."""

from __future__ import annotations

from calculators.model.answer import Answer, Sentence
from calculators.model.handover import BOOKS
from calculators.presentation import text
from calculators.presentation.answer import (
    render_figures,
    render_folded,
    render_handovers,
    render_link,
    render_steps,
    render_words,
)
from calculators.presentation.charts import render_chart, render_table
from calculators.presentation.html import Html, element

TITLE = "Uit je eigen boeken: wie bleef er?"


def render_years(answer: Answer, prefix: str) -> Html:
    """Write who stayed, the bridge, who fell silent, what to do and how sure it is.

    Args:
        answer: about the years.
        prefix: what ids start with: the slug and the part of the page.
    """
    plan = answer.plans[0] if answer.plans else None
    return _section(
        prefix,
        *render_words(answer),
        render_chart(answer.chart, prefix),
        render_table(answer.export) if answer.export else None,
        element("section", {"class": "kk-todo"}, element("h3", None, plan.title), render_steps(plan)) if plan else None,
        render_folded(f"{prefix}-years-sure", "Hoe zeker is deze lijst?", *_paragraphs(answer.certainty))
        if answer.certainty
        else None,
        render_folded(
            f"{prefix}-years-numbers",
            "Toen en nu, en de cijfers om verder te rekenen",
            *(paragraph for card in answer.more_cards for paragraph in _paragraphs(card.sentences)),
            render_figures(answer.figures),
        ),
    )


def render_onward(answer: Answer) -> Html | None:
    """Write where the numbers of the years can go along, and what to read about them."""
    links = [render_link(plan.link) for plan in answer.plans if plan.link]
    ways = [*render_handovers(answer.handovers, BOOKS), *links]
    if not ways:
        return None
    return element(
        "section",
        {"class": "kk-next"},
        element("h3", None, "Reken verder met je eigen boeken"),
        element("ul", None, *(element("li", None, way) for way in ways)),
    )


def render_too_short(words: Sentence, prefix: str) -> Html:
    """Write what is missing where a list has no two whole years."""
    return _section(prefix, *_paragraphs((words,)))


def _section(prefix: str, *content: Html | None) -> Html:
    key = f"{prefix}-years"
    return element(
        "section",
        {"class": "kk-years", "aria-labelledby": key},
        element("h2", {"class": "kk-section__title", "id": key}, TITLE),
        *content,
    )


def _paragraphs(sentences: tuple[Sentence, ...]) -> list[Html]:
    return [element("p", {"class": "kk-reason"}, text.sentence(each)) for each in sentences]
