"""An operation: a typed function that checks its own inputs."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from calculators.model.declarations import declare
from calculators.model.validation import accept

P = ParamSpec("P")
R = TypeVar("R")


def operation(function: Callable[P, R]) -> Callable[P, R]:
    """Make a typed function check its inputs against its own signature on every call.

    The bare function stays reachable as ``__wrapped__``, for callers that have checked already.

    Raises:
        InputError: on a call with inputs that the signature does not allow.
    """

    @functools.cache
    def signature() -> inspect.Signature:
        return inspect.signature(function)

    @functools.wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        given = signature().bind_partial(*args, **kwargs).arguments
        return function(**accept(declare(function), given))  # type: ignore[call-arg]  # names come from the signature

    return checked
