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
TRIMMER = Path(__file__).with_name("trim_pyodide.mjs")
PARTS = ("catalogue", "imports")  # as in core_start.py, which runs in another Python
START = ROOT / "calculators" / "browser" / "start"

TRIMMED = ("pyodide.asm.mjs", "pyodide.asm.wasm")


class SetupError(RuntimeError):
    """Something that the set-up should have made is not there."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """The packed files.

    Attributes:
        core: the zip with the compiled core.
        parts: the same in parts, by name, that with the start of it first; an edit leaves most of them as they were.
        python: files for the folder of the interpreter, by name.
    """

    core: Path
    parts: dict[str, Path]
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
    CACHE.mkdir(parents=True, exist_ok=True)
    core = sorted((ROOT / "calculators").rglob("*.py"))
    _when_changed("packed-from", [*core, PACKER, pyodide / "package.json"], [PACKER, f"{pyodide}/", ROOT, CACHE])
    binaryen = NODE_MODULES / "binaryen" / "package.json"
    _when_changed("trimmed-from", [TRIMMER, pyodide / "package.json", binaryen], [TRIMMER, pyodide, CACHE])
    return Runtime(
        core=CACHE / "core.zip",
        parts={"core": CACHE / "base.zip", **{name: CACHE / f"{name}.zip" for name in PARTS}},
        python={
            **{name: START / name for name in ("interpreter.mjs", "keeper.mjs")},
            "lock.mjs": CACHE / "lock.mjs",
            "stdlib.zip": CACHE / "stdlib.zip",
            "pyodide.mjs": pyodide / "pyodide.mjs",
            **{name: CACHE / name for name in TRIMMED},
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


def _when_changed(stamp_name: str, sources: list[Path], script: list[str | Path]) -> None:
    """Run a script in Node, unless its sources are as they were the last time."""
    stamp = CACHE / stamp_name
    fingerprint = _fingerprint(sources)
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    done = subprocess.run([find_node(), *map(str, script)], capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"Packing Python for the browser failed:\n{done.stdout}{done.stderr}"
        raise SetupError(message)
    stamp.write_text(fingerprint)


if __name__ == "__main__":
    try:
        prepare()
    except SetupError as problem:
        sys.exit(str(problem))
