"""Reads the signature of a typed function: the one place where its inputs are declared.

``declare(function)`` gives a tree: a ``Record`` of ``Field``s, whose nodes are numbers, words, flags, choices, lists
or records again. The tree is what validation, schemas, forms and tables walk along.
"""

from __future__ import annotations

import functools
import inspect
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NotRequired, is_typeddict

from calculators.model.quantities import Declared, Items, Options, Quantity, Words, refined


@dataclass(frozen=True, slots=True)
class Number:
    """A real number, or a whole one when ``integer``."""

    quantity: Quantity
    integer: bool = False

    @property
    def label(self) -> str:
        """The Dutch label."""
        return self.quantity.label


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text that may not be blank."""

    words: Words

    @property
    def label(self) -> str:
        """The Dutch label."""
        return self.words.label


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    quantity: Quantity

    @property
    def label(self) -> str:
        """The Dutch label."""
        return self.quantity.label


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few codes."""

    options: Options
    codes: tuple[str, ...]

    @property
    def label(self) -> str:
        """The Dutch label."""
        return self.options.label


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of which each item has the same shape."""

    items: Items
    item: Node

    @property
    def label(self) -> str:
        """The Dutch label."""
        return self.items.label

    def item_label(self, index: int) -> str:
        """What item ``index`` (from 0) is called: its own name, or the common one with a number from 1."""
        if index < len(self.items.names):
            return self.items.names[index]
        return f"{self.items.item} {index + 1}"


@dataclass(frozen=True, slots=True)
class ByName:
    """Values of the same shape under names of the caller's, such as amounts by customer."""

    items: Items
    item: Node

    @property
    def label(self) -> str:
        """The Dutch label."""
        return self.items.label


@dataclass(frozen=True, slots=True)
class Field:
    """One named input.

    Attributes:
        name: the name in the contract; ``keyword`` is the same in Python, where ``from`` must be ``from_``.
        required: whether it must be given; otherwise ``default`` holds when it is left out.
        nullable: whether null is a value of its own ("not answered").
    """

    name: str
    keyword: str
    node: Node
    required: bool
    nullable: bool
    default: object = None


@dataclass(frozen=True, slots=True)
class Record:
    """Named inputs, in the order in which they are checked."""

    fields: tuple[Field, ...]
    label: str = ""


Node = Number | Text | Flag | Choice | Sequence | ByName | Record


@functools.cache
def declare(function: Callable[..., object]) -> Record:
    """Return the inputs that a typed function declares in its signature.

    Raises:
        TypeError: when an annotation is not one of the shapes of this module (a mistake of the programmer); it names
            the function or record and the parameter.

    >>> def double(value: typing.Annotated[float, Quantity("getal", maximum=10)]) -> float: return 2 * value
    >>> declare(double).fields[0].node.quantity.maximum
    10
    """
    function = inspect.unwrap(function)
    hints = typing.get_type_hints(function, include_extras=True)
    empty = inspect.Parameter.empty
    return Record(
        tuple(
            _field(
                name,
                hints.get(name, "nothing"),
                function.__qualname__,
                required=parameter.default is empty,
                default=parameter.default,
            )
            for name, parameter in inspect.signature(function).parameters.items()
        )
    )


def _field(keyword: str, hint: Any, owner: str, *, required: bool, default: object = None) -> Field:  # noqa: ANN401 -- hints have no common type
    bare, nullable = _without_none(hint)
    try:
        node = _node(bare)
    except TypeError as error:
        message = f"{keyword} of {owner}: {error}"
        raise TypeError(message) from None
    return Field(
        name=keyword.rstrip("_"),
        keyword=keyword,
        node=node,
        required=required,
        nullable=nullable,
        default=None if required else default,
    )


def _without_none(hint: Any) -> tuple[Any, bool]:  # noqa: ANN401 -- as above
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        others = [each for each in typing.get_args(hint) if each is not type(None)]
        if len(others) == 1:
            return others[0], True
    return hint, False


def _node(hint: Any) -> Node:  # noqa: ANN401 -- as above; one return per shape reads best
    if is_typeddict(hint):
        return _record(hint)
    if typing.get_origin(hint) is not typing.Annotated:
        found = hint.__name__ if isinstance(hint, type) else hint
        message = f"annotate it with an Annotated type (a label and limits) or a TypedDict, not with {found}"
        raise TypeError(message)
    base, meta, *refinements = typing.get_args(hint)
    if isinstance(meta, Declared):
        meta = refined(meta, tuple(refinements))
    match meta:
        case Quantity() if base is bool:
            return Flag(meta)
        case Quantity() if base in {int, float}:
            return Number(meta, integer=base is int)
        case Words() if base is str:
            return Text(meta)
        case Options() if typing.get_origin(base) is typing.Literal:
            return Choice(meta, typing.get_args(base))
        case Items() if typing.get_origin(base) in {list, dict}:
            return _several(base, meta)
        case str() if is_typeddict(base):
            return _record(base, label=meta)
    message = f"{base!r} cannot be declared with {meta!r}"
    raise TypeError(message)


def _several(base: Any, items: Items) -> Node:  # noqa: ANN401 -- as above
    if typing.get_origin(base) is dict:
        return ByName(items, _node(typing.get_args(base)[1]))
    return Sequence(items, _node(_without_none(typing.get_args(base)[0])[0]))


def _record(shape: Any, label: str = "") -> Record:  # noqa: ANN401 -- as above
    fields = []
    for keyword, hint in typing.get_type_hints(shape, include_extras=True).items():
        optional = typing.get_origin(hint) is NotRequired
        bare = typing.get_args(hint)[0] if optional else hint
        fields.append(_field(keyword, bare, shape.__name__, required=not optional))
    return Record(tuple(fields), label)
