"""What several years of a list say, as HTML: a part of its own below the answer about one year."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.model.answer import Answer, Sentence
from calculators.model.calculator import Calculator, ListIntake
from calculators.model.handover import BOOKS
from calculators.model.origins import Filling, example_filling
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
EXAMPLE_TITLE = "Over meer jaren: wie bleef er?"
EXAMPLE_INTRO = (
    "Dit zijn drie jaar facturen van het voorbeeld. "
    "Kies je eigen bestanden van twee jaar of meer, dan staat hier wie er bij jou bleef."
)


def render_years(answer: Answer, prefix: str) -> Html:
    """Write who stayed, the bridge, who fell silent, what to do and how sure it is.

    Args:
        answer: about the years.
        prefix: what ids start with: the slug and the part of the page.
    """
    return _section(prefix, *_told(answer, prefix))


def render_example_years(calculator: Calculator, filling: Filling) -> Html | None:
    """Write, folded, what several years of the example's books say, for as long as its list stands in the form.

    Args:
        calculator: with a list; without years of an example nothing is written.
        filling: what stands in the form.
    """
    intake, boxes = calculator.intake, calculator.names
    if intake is None or intake.example_years is None or boxes is None:
        return None
    if filling.business != calculator.example.business:
        return None
    if _list(intake, filling) != _list(intake, example_filling(calculator, calculator.example)):
        return None
    prefix = f"{calculator.slug}-example"
    answer = intake.example_years(hide=boxes.hide in filling.texts)
    intro = element("p", {"class": "kk-note"}, EXAMPLE_INTRO)
    told = (each for each in _told(answer, prefix) if each)
    return render_folded(f"{prefix}-years", EXAMPLE_TITLE, intro, *told)


def _list(intake: ListIntake, filling: Filling) -> dict[str, str]:
    return {name: typed for name, typed in filling.texts.items() if name.startswith(f"{intake.field}[") and typed}


def _told(answer: Answer, prefix: str) -> Iterator[Html | None]:
    plan = answer.plans[0] if answer.plans else None
    yield from (
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
