"""How far an answer can move: by rules of thumb that stand in for numbers of the visitor, and by small counts."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from calculators.model.calculator import Calculator
from calculators.model.declarations import Number, declare
from calculators.model.forms import Leaf, Texts, leaves, read_form
from calculators.model.layers import rules_in
from calculators.model.origins import Filling
from calculators.model.quantities import Quantity
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
        counted: whether a share that was counted in ten customers moves the amount most of all.
    """

    low: float
    middle: float
    high: float
    rules: tuple[Leaf, ...]
    counted: bool = False


def find_range(calculator: Calculator, filling: Filling) -> Range | None:
    """Return between what the amount lies; None where nothing moves it much, or there is no amount.

    Each rule of thumb and each count is set to its low and its high in turn. The effects are of numbers that have
    nothing to do with each other, so their squares add up.

    Args:
        calculator: whose answer it is.
        filling: what stands in the form; it was accepted. An example is not in doubt.

    >>> from calculators.catalogue import find
    >>> from calculators.model.origins import Origin
    >>> texts = {"order_value": "95", "orders_per_year": "10", "retention": "80", "hours_billed": "5"}
    >>> texts |= {"hours_unbilled": "1", "internal_rate": "60"}
    >>> found = find_range(find("klantwaarde"), Filling(texts, {"internal_rate": Origin.RULE}))
    >>> found.low < found.middle < found.high, found.rules[0].path
    (True, 'internal_rate')
    """
    rules = {name: leaf for name, leaf in rules_in(calculator, filling.texts).items() if name in filling.guessed}
    counts = {} if filling.business else _counted(calculator, filling.texts)
    if calculator.measure is None or not (rules or counts):
        return None
    declaration = declare(calculator.calculate)
    values = check(declaration, read_form(declaration, filling.texts)).values
    middle = _measured(calculator.measure, values)
    if middle is None:
        return None
    ends = {name: (leaf.rule.low, leaf.rule.high) for name, leaf in rules.items() if leaf.rule}
    effects = {name: _effect(calculator.measure, values, name, each, middle) for name, each in ends.items()}
    effects = {name: (FOUR_FIFTHS * down, FOUR_FIFTHS * up) for name, (down, up) in effects.items()}
    for name, doubt in counts.items():
        effects[name] = _effect(calculator.measure, values, name, doubt(values[name]), middle)
    down, up = (math.hypot(*(each[side] for each in effects.values())) for side in (0, 1))
    if not math.isfinite(down + up) or down + up < TELLING * abs(middle):
        return None
    heaviest = sorted((name for name in effects if sum(effects[name]) > 0), key=lambda name: -sum(effects[name]))
    moved = tuple(rules[name] for name in heaviest if name in rules)
    return Range(middle - down, middle, middle + up, moved, counted=bool(heaviest) and heaviest[0] in counts)


def _counted(calculator: Calculator, texts: Texts) -> dict[str, Callable[[float], tuple[float, float]]]:
    """Return the fields with a share that was counted in ten, and between what such a share really lies."""
    found = {}
    for leaf in leaves(declare(calculator.calculate)):
        typed = texts.get(leaf.path, "").strip()
        match leaf.node:
            case Number(quantity=Quantity(written_in=way)) if way and typed and "%" not in typed:
                if texts.get(way.choice) == "of_ten":
                    found[leaf.path] = way.doubt
    return found


def _effect(
    measure: Callable[..., float | None], values: Mapping[str, Any], name: str, ends: tuple[float, float], middle: float
) -> tuple[float, float]:
    """Return by how much the amount can fall and rise with another value of one field."""
    amounts = [_measured(measure, _with(values, name, value)) for value in ends]
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
