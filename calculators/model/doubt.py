"""How far an answer can move as long as rules of thumb stand in for numbers of the visitor."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from calculators.model.calculator import Calculator
from calculators.model.declarations import declare
from calculators.model.forms import Leaf, Texts, read_form
from calculators.model.layers import rules_in
from calculators.model.validation import check

# Of a number that lies anywhere between low and high with equal chance, four fifths lie within this part around the
# middle; of a sum of several such numbers somewhat more.
FOUR_FIFTHS = 0.8
# A range narrower than this part of the amount says nothing.
TELLING = 0.05


@dataclass(frozen=True, slots=True)
class Range:
    """Between what the amount of an answer lies, four times out of five.

    Attributes:
        low, middle, high: amounts in euros; the middle is the answer with the rules of thumb as they are.
        rules: the fields that a rule of thumb stands in for and that move the amount, the heaviest first.
    """

    low: float
    middle: float
    high: float
    rules: tuple[Leaf, ...]


def find_range(calculator: Calculator, texts: Texts, guessed: Collection[str]) -> Range | None:
    """Return between what the amount lies; None where rules of thumb hardly move it, or there is no amount.

    Each rule of thumb is set to its low and its high in turn. The effects are of numbers that have nothing to do with
    each other, so their squares add up.

    Args:
        calculator: whose answer it is.
        texts: what stands in the form; it was accepted.
        guessed: names of the fields in which a rule of thumb still stands.

    >>> from calculators.catalogue import find
    >>> texts = {"order_value": "95", "orders_per_year": "10", "retention": "80", "hours_billed": "5"}
    >>> texts |= {"hours_unbilled": "1", "internal_rate": "60"}
    >>> found = find_range(find("klantwaarde"), texts, {"internal_rate"})
    >>> found.low < found.middle < found.high, found.rules[0].path
    (True, 'internal_rate')
    """
    rules = {name: leaf for name, leaf in rules_in(calculator).items() if name in guessed}
    if calculator.measure is None or not rules:
        return None
    declaration = declare(calculator.calculate)
    values = check(declaration, read_form(declaration, texts)).values
    middle = _measured(calculator.measure, values)
    if middle is None:
        return None
    effects = {name: _effect(calculator.measure, values, leaf, middle) for name, leaf in rules.items()}
    down, up = (FOUR_FIFTHS * math.hypot(*(each[side] for each in effects.values())) for side in (0, 1))
    if not math.isfinite(down + up) or down + up < TELLING * abs(middle):
        return None
    heaviest = sorted((name for name in rules if sum(effects[name]) > 0), key=lambda name: -sum(effects[name]))
    return Range(middle - down, middle, middle + up, tuple(rules[name] for name in heaviest))


def _effect(
    measure: Callable[..., float | None], values: Mapping[str, Any], leaf: Leaf, middle: float
) -> tuple[float, float]:
    """Return by how much the amount can fall and rise with another value of one field."""
    if leaf.rule is None:
        return (0.0, 0.0)
    amounts = [_measured(measure, _with(values, leaf.path, value)) for value in (leaf.rule.low, leaf.rule.high)]
    found = [amount for amount in amounts if amount is not None]
    return (max(0.0, middle - min(found, default=middle)), max(0.0, max(found, default=middle) - middle))


def _measured(measure: Callable[..., float | None], values: Mapping[str, Any]) -> float | None:
    amount = measure(**values)
    return amount if amount is not None and math.isfinite(amount) else None


def _with(values: Mapping[str, Any], path: str, value: float) -> dict[str, Any]:
    """Return the inputs with another value of one field; all else is shared with them."""
    step, _, rest = path.partition(".")
    inner = values[step]
    return {**values, step: _with(inner or {}, rest, value) if rest else value}
