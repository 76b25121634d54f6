"""How much a calculator asks of a visitor: how many questions before there is an answer, and how many minutes."""

from __future__ import annotations

import math

from calculators.model.calculator import Calculator
from calculators.model.declarations import Flag, declare
from calculators.model.forms import leaves
from calculators.model.layers import stands_in, written_by

# Rule of thumb of this site: what it takes to read a question, to think of a number and to type it.
SECONDS_A_QUESTION = 12


def questions_of(calculator: Calculator) -> int:
    """Return how many questions the kern asks: the fields of one item of a list; a list that comes from a file is one.

    This is the one place that knows what a visitor must answer.

    >>> from calculators.catalogue import find
    >>> questions_of(find("pww-score")), questions_of(find("klantenlijst"))
    (4, 1)
    """
    ways = written_by(calculator)
    found = [
        leaf
        for leaf in leaves(declare(calculator.calculate))
        if not isinstance(leaf.node, Flag) and leaf.path not in ways
    ]
    kern = [section for section in calculator.sections if section.kern]
    return sum(1 if section.folded else sum(stands_in(leaf.path, section) for leaf in found) for section in kern)


def minutes_of(calculator: Calculator) -> int:
    """Return how many whole minutes those take, one at least.

    >>> from calculators.catalogue import find
    >>> minutes_of(find("pww-score")), minutes_of(find("acht-v-scan"))
    (1, 2)
    """
    return max(1, math.ceil(questions_of(calculator) * SECONDS_A_QUESTION / 60))
