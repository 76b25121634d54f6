"""Finds inputs that were never declared: a misspelt name must not silently mean the default."""

from __future__ import annotations

from collections.abc import Mapping

from calculators.model.declarations import Node, Record, Sequence
from calculators.model.errors import InputError
from calculators.model.suggestions import did_you_mean

_LONGEST = 60  # of a name that is repeated in an error


def refuse_unknown(declaration: Record, inputs: object, owner: str) -> None:
    """Refuse inputs of the contract that hold a name that the declaration does not have, in nested records too.

    What is not a record or a list where one is due is left to ``validation``.

    Args:
        declaration: of the operation.
        inputs: what was given, as JSON values.
        owner: what the inputs belong to, for the sentence: the name of the operation.

    Raises:
        InputError: ``unknown_input``, with the nearest names or all of them.

    >>> from calculators.model.declarations import declare
    >>> from calculators.operations.pww import rank
    >>> try:
    ...     refuse_unknown(declare(rank), {"wieghts": [1, 1, 1]}, "pww.rank")
    ... except InputError as error:
    ...     print(error.message)
    'wieghts' is geen invoer van pww.rank. Bedoel je weights?
    """
    _search(declaration, inputs, "", owner)


def _search(node: Node, value: object, path: str, owner: str) -> None:
    match node:
        case Record() if isinstance(value, Mapping):
            names = [each.name for each in node.fields]
            known = {*names, *(each.keyword for each in node.fields)}
            for key in value:
                if key not in known:
                    raise _unknown(str(key)[:_LONGEST], names, path, owner)
            for each in node.fields:
                given = value.get(each.name, value.get(each.keyword))
                _search(each.node, given, _joined(path, each.name), each.node.label or each.name)
        case Sequence(item=Record() as item) if isinstance(value, list):
            for index, given in enumerate(value):
                _search(item, given, f"{path}[{index}]", node.item_label(index))
        case _:
            pass


def _unknown(name: str, names: list[str], path: str, owner: str) -> InputError:
    advice = did_you_mean(name, names, f"Kies uit {', '.join(names)}.")
    return InputError("unknown_input", _joined(path, name), f"'{name}' is geen invoer van {owner}. {advice}")


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
