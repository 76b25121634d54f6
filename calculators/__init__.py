"""Klantkompas: calculations about customers, in pure Python.

>>> from calculators import run
>>> run("nl.parse_number", {"text": "7,5", "kind": "money"})
{'value': 7.5}
"""

from __future__ import annotations

from typing import Any

from calculators.model.declarations import declare
from calculators.model.errors import InputError
from calculators.model.schema import schema_of
from calculators.model.validation import accept
from calculators.operations import find, names

__all__ = ["InputError", "describe", "names", "run"]


def run(op: str, inputs: object) -> dict[str, Any]:
    """Carry out one operation on JSON-like inputs.

    Args:
        op: the name of the operation, such as ``pww.rank``.
        inputs: a mapping of its inputs; unknown keys are ignored.

    Returns:
        The outputs of the operation, or ``{"error": {"code", "field", "message"}}`` when the inputs cannot be used.

    >>> run("pww.rank", {"segments": []})["error"]["code"]
    'empty_list'
    """
    try:
        operation = find(op)
        return dict(operation.__wrapped__(**accept(declare(operation), inputs)))  # type: ignore[attr-defined]  # set by @operation
    except InputError as error:
        return dict(error.report())


def describe(op: str) -> dict[str, Any]:
    """Return the meaning, the inputs (as JSON schema) and the documentation of one operation.

    Raises:
        InputError: ``unknown_operation``.

    >>> describe("nl.parse_number")["inputs"]["required"]
    ['text', 'kind']
    """
    operation = find(op)
    return {"op": op, "inputs": schema_of(declare(operation)), "documentation": (operation.__doc__ or "").strip()}
