"""Klantkompas: calculations about customers, in pure Python.

>>> from calculators import run
>>> run("nl.parse_number", {"text": "7,5", "kind": "money"})
{'value': 7.5}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from calculators.model.declarations import declare
from calculators.model.errors import InputError
from calculators.model.schema import schema_of
from calculators.model.unknown_inputs import refuse_unknown
from calculators.model.validation import accept
from calculators.operations import find, names

__all__ = ["InputError", "__version__", "describe", "names", "run"]

__version__: str  # looked up when asked for, below: the browser never does

if not TYPE_CHECKING:  # or a type checker would take any name for one of ours

    def __getattr__(name: str) -> str:
        """Return the version; there is nothing else."""
        if name != "__version__":
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        from calculators.build.version import version  # noqa: PLC0415 -- see above

        return version()


def run(op: str, inputs: object) -> dict[str, Any]:
    """Carry out one operation on JSON-like inputs.

    Args:
        op: the name of the operation, such as ``pww.rank``.
        inputs: a mapping of its inputs; a name that it does not have is refused, in nested records too.

    Returns:
        The outputs of the operation, or ``{"error": {"code", "field", "message"}}`` when the inputs cannot be used.

    >>> run("pww.rank", {"segments": []})["error"]["code"]
    'empty_list'
    >>> run("nl.format_money", {"value": 5, "decimal": 0})["error"]["message"]
    "'decimal' is geen invoer van nl.format_money. Bedoel je decimals?"
    """
    try:
        operation = find(op)
        declaration = declare(operation)
        refuse_unknown(declaration, inputs, op)
        return dict(operation.__wrapped__(**accept(declaration, inputs)))  # type: ignore[attr-defined]  # set by @operation
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
