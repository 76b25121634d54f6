"""What is said at a field about how its text is read, where that may not be what was meant: nothing changes unasked."""

from __future__ import annotations

import re

from calculators.model.asking import meant_instead
from calculators.model.calculator import Calculator
from calculators.model.declarations import Number, declare
from calculators.model.dutch_numbers import NO_BREAK_SPACE, format_number, number_in
from calculators.model.forms import leaves, way_of
from calculators.model.origins import Filling, Origin
from calculators.model.quantities import Unit
from calculators.presentation.fields import Place
from calculators.presentation.html import Html, element, join

# Three digits after the only dot or comma: thousands, or decimals.
_EITHER = re.compile(r"\D*\d{1,3}[.,]\d{3}\D*")
_INDEX = re.compile(r"\[\d+\]")
THOUSAND = 1000
AMOUNTS = {Unit.EURO, Unit.EURO_PER_HOUR}


def render_notes(calculator: Calculator, filling: Filling) -> dict[str, Html]:
    """Return what is said at the fields that the visitor filled, by their ids.

    >>> from calculators.catalogue import find
    >>> own = {"retention": "0,88", "order_value": "1.234", "orders_per_year": "12"}
    >>> found = render_notes(find("klantwaarde"), Filling(own, dict.fromkeys(own, Origin.OWN)))
    >>> sorted(found)
    ['klantwaarde-order_value', 'klantwaarde-retention']
    """
    numbers = {leaf.path: leaf.node for leaf in leaves(declare(calculator.calculate)) if isinstance(leaf.node, Number)}
    notes = {}
    for name, text in filling.texts.items():
        node = numbers.get(name) or numbers.get(_INDEX.sub("[0]", name))
        if node is None or filling.origins.get(name) is not Origin.OWN:
            continue
        chosen = way_of(node.quantity, filling.texts)
        meant = meant_instead(node.quantity, text, chosen)
        note = _ask(text, meant, chosen) if meant else _amount(text, node.quantity.unit)
        if note:
            notes[Place(calculator.slug, name).id] = note
    return notes


def _ask(text: str, meant: str, way: str) -> Html:
    """Ask about a percentage that may be another one."""
    attributes = {"type": "button", "class": "kk-link", "data-action": "correct", "data-value": meant}
    now = f"{text.strip()} van de 10" if way == "of_ten" else f"{text.strip()}%"
    return join(f"Er staat nu {now}. Bedoel je ", element("button", attributes, meant), "?")


def _amount(text: str, unit: Unit) -> Html | None:
    value = number_in(text)
    if value is None or unit not in AMOUNTS or not _EITHER.fullmatch(text):
        return None
    return join(f"Gelezen als €{NO_BREAK_SPACE}{format_number(value, 3 if value < THOUSAND else 2)}.")
