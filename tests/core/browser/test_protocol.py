"""The talk between page and Python: what the scripts ask is what there is, in the shape that is declared."""

import inspect
import re
import typing
from importlib import import_module
from pathlib import Path

import pytest

from calculators.browser import protocol
from calculators.browser.desk import Visit
from calculators.browser.protocol import TASKS

SCRIPTS = Path(__file__).parents[3] / "docs" / "assets"


@pytest.mark.parametrize("task", TASKS)
def test_each_task_has_a_function_with_a_declared_request_and_reply(task: str) -> None:
    """The function has the name of the task, takes a request of the protocol and gives a reply of it."""
    function = inspect.unwrap(getattr(import_module(f"calculators.browser.{TASKS[task]}"), task))
    hints = typing.get_type_hints(function, {**vars(protocol), **function.__globals__, "SampleKind": str})
    request, reply = hints["asked"], hints["return"]
    assert Visit in hints.values() or "lists" in hints
    for shape in (request, reply):
        assert typing.is_typeddict(shape)
        assert shape is getattr(protocol, shape.__name__)
    assert function.__doc__


def test_scripts_ask_only_what_there_is() -> None:
    """Every task that a page's script names is in the table, and every task of the table is named by a script."""
    scripts = "".join(path.read_text("utf-8") for path in SCRIPTS.rglob("*.ts"))
    words = set(re.findall(r'"([a-z_]+)"', scripts))
    assert set(TASKS) <= words
    asked = re.findall(r'\b(?:ask|askInTurn|askPython|changeReport|work|choose)\((?:\{ task: )?"([a-z_]+)"', scripts)
    assert asked
    assert set(asked) <= set(TASKS)
