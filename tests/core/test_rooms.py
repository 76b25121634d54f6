"""The rooms of the house, the arrows between them, and the same rooms for its tests."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import calculators

PACKAGE = Path(calculators.__file__).parent
TESTS = Path(__file__).parent
ROOMS = {
    "model": {"model"},
    "operations": {"model", "operations"},
    "imports": {"model", "imports"},
    "catalogue": {"model", "operations", "imports", "catalogue"},
    "presentation": {"model", "presentation"},
    "browser": {"model", "imports", "catalogue", "presentation", "browser"},
}
SEAM = PACKAGE / "browser" / "start"  # the one place where the core meets the browser
MODULES = [path for room in ROOMS for path in sorted((PACKAGE / room).rglob("*.py")) if path.parent != SEAM]
CATALOGUE = sorted((PACKAGE / "catalogue").rglob("*.py"))
FOLDERS = sorted(path.parent for path in (PACKAGE / "catalogue").glob("*/__init__.py"))
LONGEST_MODULE = 450
LONGEST_FUNCTION = 60


def _imported(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    names = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {
                f"{node.module}.{alias.name}" if node.module == "calculators" else node.module or ""
                for alias in node.names
            }
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_imports_only_what_its_room_may(path: Path) -> None:
    """The core stands on the standard library and on the rooms below it; nobody imports the build or a command."""
    allowed = ROOMS[path.relative_to(PACKAGE).parts[0]]
    for name in _imported(path):
        top, _, rest = name.partition(".")
        if top == "calculators":
            assert rest.partition(".")[0] in allowed, f"{path.name} imports {name}"
        else:
            assert top in sys.stdlib_module_names, f"{path.name} imports {name}"


def test_importing_the_core_imports_no_build_and_no_package() -> None:
    """``import calculators`` works with nothing but Python, and leaves MkDocs and the network alone."""
    code = "import calculators, calculators.catalogue as c, sys; [c.find(s) for s in c.slugs()]; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=PACKAGE.parent, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert not {name for name in loaded if name.startswith(("calculators.build", "calculators.commands"))}
    assert not loaded & {"mkdocs", "markdown", "socket", "urllib.request"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_clock_and_no_chance(path: Path) -> None:
    """The core is deterministic: it imports no clock, no randomness and no machine, and asks for no date of today."""
    assert not _imported(path) & {"time", "random", "secrets", "uuid", "os", "locale"}
    attributes = {node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)}
    assert not attributes & {"now", "today", "utcnow"}


@pytest.mark.parametrize("name", ["words.py", "charts.py"])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_words_and_charts_compute_nothing(folder: Path, name: str) -> None:
    """Sentences and pictures are made of what was found: they import neither operations nor mathematics."""
    path = folder / name
    assert not {name for name in _imported(path) if name == "math" or name.startswith("calculators.operations")}


def test_every_calculator_has_the_same_rooms() -> None:
    """Who knows one calculator finds the way in all."""
    assert FOLDERS
    for folder in FOLDERS:
        there = {path.name for path in folder.glob("*.py")}
        assert {"__init__.py", "form.py", "findings.py", "words.py", "charts.py", "examples.py"} <= there, folder.name


@pytest.mark.parametrize("path", CATALOGUE, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_and_functions_of_the_catalogue_are_short(path: Path) -> None:
    """No module is longer than 450 lines, no function than 60."""
    source = path.read_text("utf-8")
    assert len(source.splitlines()) <= LONGEST_MODULE
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


def test_the_tests_stand_in_rooms_of_the_same_names() -> None:
    """Every room with Python has a folder of its name here, with tests in it; no folder is without such a room."""
    rooms = {path.parent.name for path in PACKAGE.glob("*/*.py")}
    assert {path.parent.name for path in TESTS.glob("*/*.py")} == rooms
    assert {path.parent.name for path in TESTS.glob("*/test_*.py")} == rooms


def test_one_search_by_halving() -> None:
    """``what_if.turn`` alone halves an interval: no other module takes the middle of two ends in a loop."""
    halving = [
        path
        for path in MODULES
        for loop in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(loop, ast.For | ast.While) and any(_is_middle(node) for node in ast.walk(loop))
    ]
    assert {path.name for path in halving} == {"what_if.py"}


def _is_middle(node: ast.AST) -> bool:
    """Tell whether this is (a + b) / 2, or half of a + b."""
    match node:
        case ast.BinOp(left=ast.BinOp(op=ast.Add()), op=ast.Div(), right=ast.Constant(value=2 | 2.0)):
            return True
        case ast.BinOp(
            left=ast.Constant(value=0.5) | ast.Name(id="HALF"), op=ast.Mult(), right=ast.BinOp(op=ast.Add())
        ):
            return True
    return False
