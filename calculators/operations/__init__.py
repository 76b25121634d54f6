"""The mathematics: pure functions, one module for each subject.

An operation is found by its name in the contract, ``<family>.<function>``: ``pww.rank`` is ``rank`` in ``pww``.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from calculators.model.errors import InputError
from calculators.model.suggestions import did_you_mean

FAMILIES = {
    "pww": "calculators.operations.pww",
    "clv": "calculators.operations.clv",
    "fire": "calculators.operations.fire",
    "list": "calculators.operations.lists",
    "v8": "calculators.operations.eight_steps",
    "grow": "calculators.operations.growth_steps",
    "nps": "calculators.operations.nps",
    "sys": "calculators.operations.systems",
    "base": "calculators.operations.customer_base",
    "import": "calculators.imports",
    "nl": "calculators.operations.nl",
}


def find(name: str) -> Callable[..., object]:
    """Return the operation with this name; only its own module is imported.

    Raises:
        InputError: ``unknown_operation``, with the nearest names.

    >>> find("pww.rank").__name__
    'rank'
    """
    family, _, function_name = name.partition(".")
    for function in _members(family):
        if _plain(function) == function_name:
            return function
    advice = did_you_mean(name, names(), "Alle namen staan in `python -m calculators list`.")
    raise InputError("unknown_operation", "op", f"De bewerking '{name[:60]}' bestaat niet. {advice}")


def names() -> list[str]:
    """Return the names of all operations, sorted within their families.

    >>> "pww.rank" in names()
    True
    """
    return [f"{family}.{name}" for family in FAMILIES for name in sorted(_plain(each) for each in _members(family))]


def _members(family: str) -> tuple[Callable[..., object], ...]:
    if family not in FAMILIES:
        return ()
    members: tuple[Callable[..., object], ...] = import_module(FAMILIES[family]).OPERATIONS
    return members


def _plain(function: Callable[..., object]) -> str:
    """The name in the contract: a Python name that would be a keyword loses its underscore."""
    return function.__name__.rstrip("_")
