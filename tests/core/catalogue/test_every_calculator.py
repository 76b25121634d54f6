"""What holds for every calculator: whatever its form lets through is answered, readable and drawable, or refused."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.catalogue import find, slugs
from calculators.model.declarations import declare
from calculators.model.forms import write_form
from calculators.model.solving import solve
from tests.said import assert_shown
from tests.strategies import inputs_of


@pytest.mark.parametrize("slug", slugs())
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_any_allowed_input_gives_an_answer(slug: str, data: st.DataObject) -> None:
    """Within the limits of the fields there is an answer, or a sentence at a field of the form."""
    calculator = find(slug)
    declaration = declare(calculator.calculate)
    inputs: dict[str, Any] = data.draw(inputs_of(declaration, decimals=2))
    _answer_or_refusal(slug, inputs)


@pytest.mark.parametrize("slug", slugs())
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_change_of_an_example_gives_an_answer(slug: str, data: st.DataObject) -> None:
    """The same for an example with some fields changed: what fits together is answered more often."""
    calculator = find(slug)
    declaration = declare(calculator.calculate)
    example = data.draw(st.sampled_from((calculator.example, *calculator.presets)))
    drawn: dict[str, Any] = data.draw(inputs_of(declaration, decimals=2))
    changed = data.draw(st.lists(st.sampled_from(sorted(drawn)), max_size=3, unique=True)) if drawn else []
    _answer_or_refusal(slug, {**example.inputs, **{name: drawn[name] for name in changed}})


def _answer_or_refusal(slug: str, inputs: dict[str, Any]) -> None:
    calculator = find(slug)
    declaration = declare(calculator.calculate)
    solved = solve(calculator, write_form(declaration, inputs), named=False)  # a name may hold anything at all
    for fault in solved.faults:
        assert fault.field.partition("[")[0].partition(".")[0] in {each.name for each in declaration.fields}
        assert fault.message.endswith((".", "?"))
    assert (solved.answer is None) == bool(solved.faults)
    if solved.answer:
        assert_shown(solved.answer)
