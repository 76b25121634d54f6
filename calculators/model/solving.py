"""The one road from the texts in a form to an answer: read, check, calculate. Build, browser and shell take it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calculators.model.answer import Answer
from calculators.model.calculator import Calculator, Example
from calculators.model.declarations import declare
from calculators.model.errors import InputError
from calculators.model.forms import Texts, read_form, write_form
from calculators.model.sharing import without_names
from calculators.model.validation import check

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Solved:
    """What became of the texts in a form.

    Attributes:
        answer: None when there are faults.
        faults: all of them, in the order of the form; or the one between fields, which is only seen in calculating.
    """

    answer: Answer | None
    faults: tuple[InputError, ...] = ()


def solve(calculator: Calculator, texts: Texts, more_rows: Sequence[Row] = (), *, named: bool = True) -> Solved:
    """Answer what stands in a form.

    Args:
        calculator: whose form it is.
        texts: name of the field: what stands in it.
        more_rows: rows of a list that have no place in the form; they were checked when the file was read.
        named: whether names stay; otherwise every text is replaced by a numbered one first.
    """
    declaration = declare(calculator.calculate)
    inputs = read_form(declaration, texts)
    checked = check(declaration, inputs if named else without_names(declaration, inputs))
    if checked.errors:
        return Solved(None, tuple(checked.errors))
    if calculator.intake and more_rows:
        checked.values[calculator.intake.field] += more_rows
    try:
        return Solved(calculator.calculate(**checked.values))
    except InputError as fault:
        return Solved(None, (fault,))


def solve_example(calculator: Calculator, example: Example) -> Answer:
    """Return the answer to an example; it goes the way of typed text, so build and browser start from the same numbers.

    Raises:
        InputError: when the example is refused.
    """
    solved = solve(calculator, write_form(declare(calculator.calculate), example.inputs))
    if solved.answer is None:
        raise solved.faults[0]
    return solved.answer
