"""Puts calls to the packed core in Pyodide, in Node."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from calculators.build.runtime import NODE_MODULES, prepare


def in_pyodide(calls: Sequence[tuple[Any, ...]]) -> list[str]:
    """Answer calls in Pyodide; see answer.mjs for what a call is."""
    runtime = prepare()
    node = shutil.which("node", path=str(Path(sys.executable).parent)) or "node"
    script = Path(__file__).with_name("answer.mjs")
    files = [f"{NODE_MODULES / 'pyodide'}/", str(runtime.python["stdlib.zip"]), str(runtime.core)]
    done = subprocess.run(
        [node, str(script), *files], input=json.dumps(calls), capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    answers: list[str] = json.loads(done.stdout)
    return answers
