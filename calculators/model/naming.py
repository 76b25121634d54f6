"""Names of people in a form: they show on the visitor's own screen, and go nowhere unless the visitor says so."""

from __future__ import annotations

from calculators.model.calculator import Calculator
from calculators.model.forms import Texts

TICKED = "on"


def for_others(calculator: Calculator, texts: Texts, *, ever: bool = True) -> Texts:
    """Return the texts for an answer that leaves the screen: on paper, in what is copied or saved, in a report.

    Args:
        calculator: whose form it is.
        texts: what stands in it.
        ever: whether names go along where the visitor ticked the box for it.

    >>> from calculators.catalogue import find
    >>> for_others(find("klantenlijst"), {"customers[0].name": "Jansen"})["hide_names"]
    'on'
    >>> "hide_names" in for_others(find("klantenlijst"), {"show_names": "on"})
    False
    """
    boxes = calculator.names
    if boxes is None or (ever and boxes.show in texts):
        return texts
    return {**texts, boxes.hide: TICKED}


def is_named(calculator: Calculator, texts: Texts) -> bool:
    """Tell whether the screen shows names that may not go along.

    >>> from calculators.catalogue import find
    >>> is_named(find("klantenlijst"), {"customers[0].name": "Jansen"}), is_named(find("klantenlijst"), {})
    (True, False)
    """
    boxes = calculator.names
    if boxes is None or boxes.show in texts or boxes.hide in texts:
        return False
    return any(text.strip() for name, text in texts.items() if name.endswith(".name"))
