"""How much a calculator asks, in a few words: what stands on a card before somebody begins."""

from __future__ import annotations

from calculators.model.answer import Count
from calculators.model.calculator import Calculator
from calculators.model.effort import minutes_of, questions_of
from calculators.presentation.text import write

NO_BREAK = "\N{NO-BREAK SPACE}"


def write_effort(calculator: Calculator) -> str:
    r"""Write the number of questions and of minutes; a number stays with its noun.

    >>> from calculators.catalogue import find
    >>> write_effort(find("pww-score"))
    '4\xa0vragen\xa0· 1\xa0minuut'
    """
    questions = write(Count(questions_of(calculator), "vraag", "vragen"))
    minutes = write(Count(minutes_of(calculator), "minuut", "minuten"))
    return f"{questions} · {minutes}".replace(" ", NO_BREAK).replace(f"{NO_BREAK}·{NO_BREAK}", f"{NO_BREAK}· ")
