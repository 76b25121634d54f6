"""The chart of a worked example, small and without words: a picture on a card, for the eye alone."""

from __future__ import annotations

import re

from calculators.model.calculator import Calculator
from calculators.model.solving import solve_example
from calculators.presentation.charts import render_chart
from calculators.presentation.html import Html, element

_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
# So small nobody reads them; and what the picture shows, the words of the card say.
_WORDS = re.compile(r"<(text|title|desc)\b[^>]*>.*?</\1>", re.DOTALL)
# A swatch says nothing without its words.
_SWATCHES = re.compile(r'(?:<rect\b[^>]*></rect>)+(?=<text class="kk-key")')
_ROLE = re.compile(r'^<svg\b([^>]*?) role="img" aria-labelledby="[^"]*"')


def render_thumbnail(calculator: Calculator) -> Html:
    """Draw the first chart of the answer to the example.

    The words are taken out of what is drawn, markup of our own, so that every chart is drawn in one place only.

    Raises:
        InputError: when the example is refused (a mistake in the catalogue).
    """
    figure = render_chart(solve_example(calculator, calculator.example).chart, f"card-{calculator.slug}")
    drawing = _DRAWING.search(figure)
    wordless = _ROLE.sub(r"<svg\1", _WORDS.sub("", _SWATCHES.sub("", drawing[0] if drawing else "")))
    # No div: the theme's search would take its end for that of the cards around it.
    return element("span", {"class": "kk-thumbnail", "aria-hidden": "true"}, Html(wordless))
