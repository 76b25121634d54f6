"""How much a calculator asks of a visitor: how many questions before there is an answer, and how many minutes."""

from __future__ import annotations

import math

from calculators.model.calculator import Calculator
from calculators.model.declarations import Flag, Node, Record, Sequence, declare

# Rule of thumb of this site: what it takes to read a question, to think of a number and to type it.
SECONDS_A_QUESTION = 12


def questions_of(calculator: Calculator) -> int:
    """Return how many questions stand in the first part of the form; a list that can grow counts as one item of it.

    This is the one place that knows what a visitor must answer.

    >>> from calculators.catalogue import find
    >>> questions_of(find("pww-score")), questions_of(find("klantenlijst"))
    (4, 1)
    """
    nodes = {each.name: each.node for each in declare(calculator.calculate).fields}
    return sum(_questions(nodes[name]) for name in calculator.sections[0].fields)


def minutes_of(calculator: Calculator) -> int:
    """Return how many whole minutes those take, one at least.

    >>> from calculators.catalogue import find
    >>> minutes_of(find("pww-score")), minutes_of(find("acht-v-scan"))
    (1, 4)
    """
    return max(1, math.ceil(questions_of(calculator) * SECONDS_A_QUESTION / 60))


def _questions(node: Node) -> int:
    match node:
        case Flag():
            return 0  # about how the answer is shown
        case Record(fields=fields):
            return sum(_questions(each.node) for each in fields)
        case Sequence(items=items, item=item):
            return _questions(item) * (len(items.names) or 1)
        case _:
            return 1
