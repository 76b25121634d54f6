"""Reads the examples and compares them; imported by the tests and run as it is inside Pyodide.

An example is ``{"op", "inputs", "expected", "source", "tolerance"}``: ``expected`` names the outputs that matter,
``tolerance`` is relative (default 1e-12), for figures that were published with fewer digits.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

Example = dict[str, Any]

TOLERANCE = 1e-12


def load_examples(folder: Path) -> list[Example]:
    """Return all examples in the folder, in the order of the files' names."""
    return [example for path in sorted(folder.glob("*.json")) for example in json.loads(path.read_text("utf-8"))]


def difference(expected: Any, actual: Any, tolerance: float, path: str = "") -> str | None:  # noqa: ANN401 -- JSON values
    """Return where and how ``actual`` differs from what is expected, or None when it does not.

    Objects may hold more than is expected; numbers may differ by ``tolerance``, relative to max(1, |number|).
    """
    if isinstance(expected, dict) and isinstance(actual, dict):
        inner = (difference(value, actual.get(key), tolerance, f"{path}.{key}") for key, value in expected.items())
        return next((found for found in inner if found), None)
    if isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        pairs = enumerate(zip(expected, actual, strict=True))
        inner = (difference(value, found, tolerance, f"{path}[{index}]") for index, (value, found) in pairs)
        return next((found for found in inner if found), None)
    if expected in ("Infinity", "-Infinity"):
        expected = float(expected)
    if _is_number(expected) and _is_number(actual):
        same = expected == actual or math.isclose(expected, actual, rel_tol=tolerance, abs_tol=tolerance)
    else:
        same = expected == actual
    return None if same else f"{path}: expected {expected!r}, got {actual!r}"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
