"""How far the euros of what is to be done can move, as long as rules of thumb stand in for numbers of the visitor."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from calculators.model.answer import Answer, FirstStep
from calculators.model.calculator import Calculator
from calculators.model.doubt import Range, find_range
from calculators.model.errors import InputError
from calculators.model.origins import Filling
from calculators.model.solving import Row


def find_ranges(
    calculator: Calculator, filling: Filling, answer: Answer, rows: Sequence[Row] = ()
) -> tuple[Range | None, ...]:
    """Return for each thing to do between what its euros lie; None where they are sure, or are not known at all.

    What a calculator says itself comes first.

    Args:
        calculator: whose answer it is.
        filling: what stands in the form; it was accepted.
        answer: to it.
        rows: of a list, that have no place in the form.

    >>> from calculators.catalogue import find
    >>> from calculators.model.origins import Origin, example_filling
    >>> from calculators.model.solving import solve
    >>> calculator = find("klantenlijst")
    >>> texts = example_filling(calculator, calculator.example).texts
    >>> answer = solve(calculator, texts).answer
    >>> found = find_ranges(calculator, Filling(texts, {"internal_rate": Origin.RULE}), answer)[0]
    >>> found.low <= answer.first_step.per_year <= found.high
    True
    """
    return tuple(_range(calculator, filling, step, rows) for step in answer.steps)


def euros_of(step: FirstStep) -> float | None:
    """Return the euros by which a thing to do is ranked; None for what is urgent, is not known, or is no number."""
    amount = step.per_year
    return amount if not step.urgent and amount is not None and math.isfinite(amount) and amount > 0 else None


def _range(calculator: Calculator, filling: Filling, step: FirstStep, rows: Sequence[Row]) -> Range | None:
    amount = euros_of(step)
    if amount is None:
        return None
    if step.low is not None and step.high is not None:
        low, high = min(step.low, amount), max(step.high, amount)
        return Range(low, amount, high, ()) if low < high else None

    def measure(**values: Any) -> float | None:  # noqa: ANN401 -- inputs have no common type
        if calculator.intake and rows:
            values = {**values, calculator.intake.field: [*values[calculator.intake.field], *rows]}
        try:
            steps = calculator.calculate(**values).steps
        except InputError:
            return None
        same = (each for each in steps if each.action.template == step.action.template)
        return next(map(euros_of, same), 0.0)  # what is not advised then, is worth nothing then

    found = find_range(replace(calculator, measure=measure), filling)
    if found is None or not found.low < found.high:
        return None
    return replace(found, low=max(0.0, min(found.low, amount)), middle=amount, high=max(found.high, amount))
