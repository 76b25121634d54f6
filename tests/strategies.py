"""Hypothesis strategies made from signatures: inputs that an operation must accept, and any JSON at all."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from calculators.model.declarations import Choice, Field, Flag, Node, Number, Record, Sequence, Text

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


def inputs_of(declaration: Record, **overrides: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return inputs that the declaration allows; ``overrides`` replace single fields by a strategy of the test."""
    required = {each.name: _field(each) for each in declaration.fields if each.required}
    optional = {each.name: _field(each) for each in declaration.fields if not each.required}
    for name, strategy in overrides.items():
        optional.pop(name, None)
        required[name] = strategy
    return st.fixed_dictionaries(required, optional=optional)


def nearly_inputs_of(declaration: Record) -> st.SearchStrategy[dict[str, Any]]:
    """Return inputs of the right shape in which any field may hold anything at all: what a fuzz has to feed."""
    return st.fixed_dictionaries({}, optional={each.name: _field(each) | any_json for each in declaration.fields})


def _field(each: Field) -> st.SearchStrategy[Any]:
    return st.none() | _node(each.node) if each.nullable else _node(each.node)


def _node(node: Node) -> st.SearchStrategy[Any]:
    match node:
        case Number(quantity=quantity, integer=integer):
            low = quantity.above if quantity.minimum is None else quantity.minimum
            low = -LARGEST if low is None else low
            high = LARGEST if quantity.maximum is None else quantity.maximum
            if integer:
                return st.integers(int(low), min(int(high), int(low) + 100))
            return st.floats(low, high, exclude_min=quantity.above is not None, allow_subnormal=False)
        case Text():
            return st.text(min_size=1, max_size=12).filter(lambda text: bool(text.strip()))
        case Flag():
            return st.booleans()
        case Choice(codes=codes):
            return st.sampled_from(codes)
        case Record():
            return inputs_of(node)
        case Sequence(items=items, item=item):
            exact = len(items.names)
            lists = st.lists(
                _node(item),
                min_size=exact or items.fewest,
                max_size=exact or min(items.most or 6, 6),
                unique_by=(lambda each: each[items.unique].strip().casefold()) if items.unique else None,
            )
            return lists.filter(any) if items.some_positive else lists
