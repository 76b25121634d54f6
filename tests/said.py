"""What an answer says and draws, as a visitor reads it: one way in for all tests of calculators."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from calculators.catalogue import find
from calculators.model.answer import (
    Answer,
    AreaChart,
    BarChart,
    Chart,
    LineChart,
    ScatterChart,
    Sentence,
    SpanChart,
)
from calculators.model.origins import Filling
from calculators.presentation import text
from calculators.presentation.answer import answer_as_csv, answer_as_text, render_answer, render_more

MOST_FIGURES = 6


def sentence(said: Sentence) -> str:
    """Write a sentence with plain spaces.

    >>> sentence(Sentence("Je houdt {left} over.", {"left": "€\N{NO-BREAK SPACE}3"}))
    'Je houdt € 3 over.'
    """
    return text.sentence(said).replace("\N{NO-BREAK SPACE}", " ")


def sentences(said: Iterable[Sentence]) -> str:
    """Write sentences one after the other."""
    return " ".join(map(sentence, said))


class Said:
    """The sentences of an answer by where they stand, and all of them, a line each, in the order of the page."""

    def __init__(self, answer: Answer) -> None:
        self.headline = sentence(answer.headline)
        self.reasons = sentences(answer.reasons)
        self.certainty = sentences(answer.certainty)
        self.change = sentences(answer.change)
        self.worth = sentences(answer.worth)
        self.cards = "\n".join(sentence(each) for card in answer.cards for each in card.sentences)
        self.steps = "\n".join(sentence(step) for plan in answer.plans for step in plan.steps)
        lines = (self.headline, *map(sentence, answer.reasons), self.cards, self.steps)
        self.everything = "\n".join(line for line in lines if line)


def html_of(answer: Answer) -> str:
    """Write all of an answer as the page shows it, what is folded included."""
    return f"{render_answer(answer, find('pww-score'), Filling({}))}{render_more(answer, 'x')}"


def assert_shown(answer: Answer) -> None:
    """Fail unless the answer can be read and drawn: whole sentences, no number that is none, charts with room."""
    for shown in (html_of(answer), answer_as_text(answer), answer_as_csv(answer)):
        assert not re.search(r"(?<![\w-])(nan|inf|None)(?![\w-])", shown)
        assert "{" not in shown
    said = [answer.headline, *answer.reasons, *(each for card in answer.cards for each in card.sentences)]
    assert [each for each in map(sentence, said) if not each.endswith((".", "?"))] == []
    assert all(card.sentences for card in answer.cards)
    assert len(answer.figures) <= MOST_FIGURES
    for chart in (answer.chart, *answer.more_charts):
        assert_drawable(chart)


def assert_drawable(chart: Chart) -> None:
    """Fail unless every number of a chart is one, and every axis has some length."""
    numbers: list[float] = []
    match chart:
        case LineChart(lines=lines, marks=marks):
            numbers = [number for line in lines for point in line.points for number in point]
            numbers += [number for mark in marks for number in (mark.x, mark.y)]
        case ScatterChart(bubbles=bubbles):
            numbers = [number for bubble in bubbles for number in (bubble.x, bubble.y)]
            assert all(0 < bubble.size < math.inf for bubble in bubbles)
        case SpanChart(spans=spans):
            numbers = [number for span in spans for number in (span.start, span.end)]
        case BarChart(bars=bars, longest=longest):
            numbers = [longest, *(part.value for bar in bars for part in bar.parts)]
            assert longest > 0
        case AreaChart(moments=moments, layers=layers):
            numbers = [*moments, *(value for layer in layers for value in layer.values)]
        case _:
            pass  # counts and shares
    assert all(map(math.isfinite, numbers))
    for axis in (chart.x, chart.y) if isinstance(chart, LineChart | ScatterChart | AreaChart) else ():
        assert math.isfinite(axis.least)
        assert axis.least < axis.most < math.inf
