"""What a signature that declares too little is told."""

from typing import Annotated, TypedDict

import pytest

from calculators.model.operation import operation
from calculators.model.quantities import Items, Quantity


class Row(TypedDict):
    """A record with a field that was forgotten."""

    rate: float


def test_bare_annotation_is_refused_by_name() -> None:
    """The programmer reads which parameter of which function has no label and limits, and what to write instead."""

    @operation
    def growth(base: Annotated[float, Quantity("basis")], rate: float) -> float:
        return base * rate

    with pytest.raises(TypeError, match=r"rate of .*growth: annotate it with an Annotated type .* not with float"):
        growth(1, 2)


def test_bare_annotation_in_a_record_is_refused_by_name() -> None:
    """The way to it is told: the parameter, the record and its field."""

    @operation
    def total(rows: Annotated[list[Row], Items("rijen", "rij")]) -> int:
        return len(rows)

    with pytest.raises(TypeError, match=r"rows of .*total: rate of Row: annotate it .* not with float"):
        total([])


def test_missing_annotation_is_refused_by_name() -> None:
    """So is a parameter that says nothing at all."""

    def growth(rate):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 -- that is the point
        return rate

    with pytest.raises(TypeError, match=r"rate of .*growth: annotate it .* not with nothing"):
        operation(growth)(1)
