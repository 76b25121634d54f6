"""Every published or specified example gives its published outcome."""

from pathlib import Path

import pytest

from calculators import names, run
from tests.examples.examples import TOLERANCE, Example, difference, load_examples

EXAMPLES = load_examples(Path(__file__).parent)


def _title(example: Example) -> str:
    return f"{example['op']}: {example['source']}"


@pytest.mark.parametrize("example", EXAMPLES, ids=_title)
def test_example_gives_its_outcome(example: Example) -> None:
    """The outcome agrees within the tolerance of the example."""
    actual = run(example["op"], example["inputs"])
    assert difference(example["expected"], actual, example.get("tolerance", TOLERANCE)) is None


def test_every_operation_of_a_family_with_examples_has_one() -> None:
    """No operation goes without an example, except the number rules, which have tables of their own."""
    shown = {example["op"] for example in EXAMPLES}
    assert {name for name in names() if not name.startswith("nl.")} <= shown
