"""What holds for every operation: an answer or an error of the contract, whatever it is given."""

import json
import math
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import describe, names, run
from calculators.model.declarations import declare
from calculators.model.errors import ErrorCode
from calculators.operations import find
from tests.strategies import any_json, inputs_of, nearly_inputs_of

OPERATIONS = names()
SEGMENT = {"name": "A", "fulfilment": 6, "market_value": 8, "profitability": 5}


def _assert_contract(outcome: dict[str, Any]) -> None:
    """An outcome is an error with a known code and a Dutch sentence, or results without NaN."""
    if "error" in outcome:
        error = outcome["error"]
        assert set(outcome) == {"error"}
        assert error["code"] in get_args(ErrorCode)
        assert error["message"].endswith((".", "?"))
    else:
        assert not _holds_nan(outcome)


def _holds_nan(value: Any) -> bool:  # noqa: ANN401 -- JSON values
    if isinstance(value, dict):
        return any(map(_holds_nan, value.values()))
    if isinstance(value, list):
        return any(map(_holds_nan, value))
    return isinstance(value, float) and math.isnan(value)


@pytest.mark.parametrize("op", OPERATIONS)
@settings(max_examples=60)
@given(data=st.data())
def test_any_json_gives_an_answer_or_an_error(op: str, data: st.DataObject) -> None:
    """Nothing that can be said in JSON leads to a traceback or NaN."""
    inputs = data.draw(any_json | nearly_inputs_of(declare(find(op))))
    _assert_contract(run(op, inputs))


@pytest.mark.parametrize("op", OPERATIONS)
@settings(max_examples=40)
@given(data=st.data())
def test_declared_inputs_are_accepted(op: str, data: st.DataObject) -> None:
    """Inputs within the declared bounds pass the checks of single fields; the outcome keeps to the contract."""
    outcome = run(op, data.draw(inputs_of(declare(find(op)))))
    _assert_contract(outcome)
    refused = {"required", "wrong_type", "empty_list", "unknown_choice"}
    if not any(each.required for each in declare(find(op)).fields):
        refused.discard("required")  # one of several must be given, and this draw may hold none
    assert outcome.get("error", {}).get("code") not in refused


@pytest.mark.parametrize("op", OPERATIONS)
def test_describe_explains(op: str) -> None:
    """Every operation has documentation with its source, and a schema that JSON can hold."""
    description = describe(op)
    assert "Source:" in description["documentation"]
    assert json.loads(json.dumps(description["inputs"])) == description["inputs"]


@pytest.mark.parametrize("op", OPERATIONS)
def test_missing_input_is_required(op: str) -> None:
    """Without any input the first required field is named."""
    fields = declare(find(op)).fields
    first = next((each for each in fields if each.required), fields[0])
    error = run(op, {})["error"]
    assert error["code"] in ({"required"} if first.required else {"required", "exactly_one"})
    assert error["field"] == first.name


def test_unknown_operation_names_the_nearest() -> None:
    """A typing error in the name of an operation is answered with the name that was meant."""
    error = run("pww.rnk", {})["error"]
    assert (error["code"], error["field"]) == ("unknown_operation", "op")
    assert "pww.rank" in error["message"]


@pytest.mark.parametrize(
    ("op", "inputs", "field", "advice"),
    [
        ("nl.format_money", {"value": 5, "decimal": 0}, "decimal", "van nl.format_money. Bedoel je decimals?"),
        ("pww.rank", {"segmnets": []}, "segmnets", "Bedoel je segments?"),
        (
            "pww.rank",
            {"segments": [SEGMENT, {**SEGMENT, "name": "B", "fulfillment": 6}]},
            "segments[1].fulfillment",
            "'fulfillment' is geen invoer van klantgroep 2. Bedoel je fulfilment?",
        ),
        ("pww.rank", {"segments": [SEGMENT], "xyz": 1}, "xyz", "Kies uit segments, weights."),
        ("pww.rank", {"segments": [SEGMENT], "q" * 100: 1}, "q" * 60, f"'{'q' * 60}' is geen invoer van pww.rank."),
    ],
)
def test_unknown_input_is_refused_with_the_nearest_name(
    op: str, inputs: dict[str, object], field: str, advice: str
) -> None:
    """A misspelt name, optional or within a record, never silently means the default."""
    error = run(op, inputs)["error"]
    assert (error["code"], error["field"]) == ("unknown_input", field)
    assert advice in error["message"]


def test_schema_says_that_other_names_are_refused() -> None:
    """What ``describe`` tells a program is what ``run`` does, at every level."""
    inputs = describe("pww.rank")["inputs"]
    assert inputs["additionalProperties"] is False
    assert inputs["properties"]["segments"]["items"]["additionalProperties"] is False


def test_name_that_python_keeps_for_itself_is_known_with_and_without_underscore() -> None:
    """``from`` in the contract is ``from_`` in Python, and both are taken."""
    op, keyword = next(
        (op, each.keyword) for op in OPERATIONS for each in declare(find(op)).fields if each.keyword != each.name
    )
    for name in (keyword, keyword.rstrip("_")):
        assert run(op, {name: None})["error"]["code"] != "unknown_input"
