"""The rooms of the house and the arrows between them."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import calculators

PACKAGE = Path(calculators.__file__).parent
ROOMS = {
    "model": {"model"},
    "operations": {"model", "operations"},
    "imports": {"model", "imports"},
    "catalogue": {"model", "operations", "imports", "catalogue"},
    "presentation": {"model", "presentation"},
}
MODULES = [path for room in ROOMS for path in sorted((PACKAGE / room).rglob("*.py"))]


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
    """The core stands on the standard library and on the rooms below it; nobody imports an adapter."""
    allowed = ROOMS[path.relative_to(PACKAGE).parts[0]]
    for name in _imported(path):
        top, _, rest = name.partition(".")
        if top == "calculators":
            assert rest.partition(".")[0] in allowed, f"{path.name} imports {name}"
        else:
            assert top in sys.stdlib_module_names, f"{path.name} imports {name}"


def test_importing_the_core_imports_no_adapter_and_no_package() -> None:
    """``import calculators`` works with nothing but Python, and leaves MkDocs and the network alone."""
    code = "import calculators, calculators.catalogue as c, sys; [c.find(s) for s in c.slugs()]; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=PACKAGE.parent, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert not {name for name in loaded if name.startswith("calculators.adapters")}
    assert not loaded & {"mkdocs", "markdown", "socket", "urllib.request"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_clock_and_no_chance(path: Path) -> None:
    """The core is deterministic: it imports no clock, no randomness and no machine, and asks for no date of today."""
    assert not _imported(path) & {"time", "random", "secrets", "uuid", "os", "locale"}
    attributes = {node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)}
    assert not attributes & {"now", "today", "utcnow"}
