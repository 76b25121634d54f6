"""Hypothesis strategies made from signatures: inputs that an operation must accept, and any JSON at all."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from calculators.model.declarations import ByName, Choice, Field, Flag, Node, Number, Record, Sequence, Text

# Numbers as people meet them: large enough for any small business, small enough to compare sums by hand.
LARGEST = 1e6

any_json: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["Infinity", "new_immediate", "<b>"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def inputs_of(
    declaration: Record, decimals: int | None = None, **overrides: st.SearchStrategy[Any]
) -> st.SearchStrategy[dict[str, Any]]:
    """Return inputs that the declaration allows.

    Args:
        declaration: of the operation or calculator.
        decimals: round numbers to what a person types; None for any double.
        overrides: a strategy of the test for single fields.
    """
    required = {each.name: _field(each, decimals) for each in declaration.fields if each.required}
    optional = {each.name: _field(each, decimals) for each in declaration.fields if not each.required}
    for name, strategy in overrides.items():
        optional.pop(name, None)
        required[name] = strategy
    return st.fixed_dictionaries(required, optional=optional)


def nearly_inputs_of(declaration: Record) -> st.SearchStrategy[dict[str, Any]]:
    """Return inputs of the right shape in which any field may hold anything at all: what a fuzz has to feed."""
    return st.fixed_dictionaries({}, optional={each.name: _field(each, None) | any_json for each in declaration.fields})


def _field(each: Field, decimals: int | None) -> st.SearchStrategy[Any]:
    values = _node(each.node, decimals)
    return st.none() | values if each.nullable else values


def _node(node: Node, decimals: int | None) -> st.SearchStrategy[Any]:
    match node:
        case Number(quantity=quantity) if quantity.choices:
            return st.sampled_from(quantity.choices)
        case Number(quantity=quantity, integer=integer):
            low = quantity.above if quantity.minimum is None else quantity.minimum
            low = -LARGEST if low is None else low
            high = LARGEST if quantity.maximum is None else quantity.maximum
            if integer:
                return st.integers(int(low), min(int(high), int(low) + 100))
            numbers = st.floats(low, high, exclude_min=quantity.above is not None, allow_subnormal=False)
            if decimals is None:
                return numbers
            # Rounding must not end on a bound that itself is not allowed.
            least = low if quantity.above is None else low + 10**-decimals
            return numbers.map(lambda number: max(least, round(number, decimals)))
        case Text():
            return st.text(min_size=1, max_size=12).map(str.strip).filter(bool)
        case Flag():
            return st.booleans()
        case Choice(codes=codes):
            return st.sampled_from(codes)
        case Record():
            return inputs_of(node, decimals)
        case ByName() | Sequence():
            return _several(node, decimals)


def _several(node: ByName | Sequence, decimals: int | None) -> st.SearchStrategy[Any]:
    items, values = node.items, _node(node.item, decimals)
    if isinstance(node, ByName):
        return st.dictionaries(st.text(min_size=1, max_size=6), values, max_size=6)
    exact = len(items.names)
    lists = st.lists(
        values,
        min_size=exact or items.fewest,
        max_size=exact or min(items.most or 6, 6),
        unique_by=(lambda each: each[items.unique].strip().casefold()) if items.unique else None,
    )
    return lists.filter(any) if items.some_positive else lists
