"""Methods of dataclasses that were compiled when the core was packed do what those compiled at the start would."""

import builtins
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from types import CodeType, ModuleType

import pytest

import calculators

FILE = Path(calculators.__file__).parent / "browser" / "start" / "dataclass_methods.py"


@pytest.fixture
def methods() -> Iterator[ModuleType]:
    """The module, which is imported by its path as in the browser; in the end dataclasses compile as ever."""
    spec = importlib.util.spec_from_file_location("dataclass_methods", FILE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    module.stop()


def _point() -> type:
    @dataclass(frozen=True, order=True)
    class Point:
        x: float
        y: float = 2.0

    return Point


def test_what_was_recorded_is_used_again(methods: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same class is made without compiling any text, and behaves the same."""
    written = methods.record()
    first = _point()
    assert written
    methods.replay(written)
    executed: list[object] = []
    execute = builtins.exec

    def watch(what: CodeType | str, *names: dict[str, object]) -> None:
        executed.append(what)
        execute(what, *names)

    monkeypatch.setattr(builtins, "exec", watch)
    second = _point()
    monkeypatch.undo()
    assert executed
    assert not [each for each in executed if isinstance(each, str)]
    assert repr(second(1.0)) == repr(first(1.0))
    assert second(1.0) < second(3.0)
    assert [each.name for each in fields(second)] == ["x", "y"]


def test_what_was_not_recorded_is_compiled(methods: ModuleType) -> None:
    """A class that packing did not see is made as ever."""
    methods.replay({})
    assert _point()(1.0).y == 2.0
