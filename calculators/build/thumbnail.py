"""The chart of a worked example, small and without words: a picture on a card, for the eye alone."""

from __future__ import annotations

import itertools
import xml.etree.ElementTree as ET

from calculators.model.calculator import Calculator
from calculators.model.solving import solve_example
from calculators.presentation.charts import render_chart
from calculators.presentation.html import Html, element

# So small nobody reads them; and what the picture shows, the words of the card say.
WORDS = {"text", "title", "desc"}


def render_thumbnail(calculator: Calculator) -> Html:
    """Draw the first chart of the answer to the example.

    The words are taken out of what is drawn, so that every chart is drawn in one place only.

    Raises:
        InputError: when the example is refused (a mistake in the catalogue).
    """
    chart = render_chart(solve_example(calculator, calculator.example).chart, f"card-{calculator.slug}")
    figure = ET.fromstring(chart.replace("&nbsp;", " "))  # noqa: S314 -- markup of our own
    drawing = figure.find(".//svg")
    if drawing is None:
        return element("span", {"class": "kk-thumbnail", "aria-hidden": "true"})
    for name in ("role", "aria-labelledby"):
        drawing.attrib.pop(name, None)
    _take_out_words(drawing)
    wordless = ET.tostring(drawing, encoding="unicode", short_empty_elements=False)
    # No div: the theme's search would take its end for that of the cards around it.
    return element("span", {"class": "kk-thumbnail", "aria-hidden": "true"}, Html(wordless))


def _take_out_words(part: ET.Element) -> None:
    children = list(part)
    for child, after in itertools.zip_longest(children, children[1:]):
        # A swatch says nothing without its words, which follow it.
        swatch = child.tag == "rect" and after is not None and _is_key(after)
        if child.tag in WORDS or swatch:
            part.remove(child)
        else:
            _take_out_words(child)


def _is_key(part: ET.Element) -> bool:
    return part.tag == "text" and "kk-key" in part.get("class", "").split()
