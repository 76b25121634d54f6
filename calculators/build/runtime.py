"""Packs the Python that runs in the browser: Pyodide, the lean standard library, PyScript's kernel and the core.

``python -m calculators.build.runtime`` makes the packed files in ``.cache/runtime/``. Packing takes some seconds in
Node and is skipped while the core and the npm packages have not changed.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache" / "runtime"
NODE_MODULES = ROOT / "node_modules"
PACKER = Path(__file__).with_name("pack_python.mjs")
START = ROOT / "calculators" / "browser" / "start"

PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")


class SetupError(RuntimeError):
    """Something that the set-up should have made is not there."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """The packed files.

    Attributes:
        core: the zip with the compiled core.
        python: files for the folder of the interpreter, by name.
    """

    core: Path
    python: dict[str, Path]


def prepare() -> Runtime:
    """Pack what has changed and return where everything is.

    Raises:
        SetupError: when the npm packages are missing or Node cannot pack.
    """
    pyodide = NODE_MODULES / "pyodide"
    kernel = NODE_MODULES / "polyscript" / "dist"
    if not pyodide.is_dir() or not kernel.is_dir():
        message = "The npm packages are missing. Run `make setup` first."
        raise SetupError(message)
    stamp = CACHE / "packed-from"
    fingerprint = _fingerprint([*sorted((ROOT / "calculators").rglob("*.py")), PACKER, pyodide / "package.json"])
    if not stamp.exists() or stamp.read_text() != fingerprint:
        CACHE.mkdir(parents=True, exist_ok=True)
        _pack(pyodide)
        stamp.write_text(fingerprint)
    return Runtime(
        core=CACHE / "core.zip",
        python={
            **{name: START / name for name in ("interpreter.mjs", "keeper.mjs")},
            "lock.mjs": CACHE / "lock.mjs",
            "stdlib.zip": CACHE / "stdlib.zip",
            **{name: pyodide / name for name in PYODIDE_FILES},
            **{f"kernel/{path.name}": path for path in sorted(kernel.glob("index*.js"))},
        },
    )


def _fingerprint(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def find_node() -> str:
    """Return the path of Node: that of the environment, or else the system's.

    Raises:
        SetupError: when there is none.
    """
    node = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
    if node is None:
        message = "Node is missing. Run `make setup` first."
        raise SetupError(message)
    return node


def _pack(pyodide: Path) -> None:
    command = [find_node(), str(PACKER), f"{pyodide}/", str(ROOT), str(CACHE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"Packing Python for the browser failed:\n{done.stdout}{done.stderr}"
        raise SetupError(message)


if __name__ == "__main__":
    try:
        prepare()
    except SetupError as problem:
        sys.exit(str(problem))
