"""Ask PyPI and npm for known weaknesses in everything that is installed: `python -m tests.audit.weaknesses`.

Ends with 0 when there are none, 1 when there are, and 2 when somebody could not be asked: no answer is not a good one.
pip-audit calls a package that it could not look up skipped, and the whole then free of weaknesses; that is not taken
over.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from calculators.build.runtime import ROOT

FOUND, NOT_ASKED = 1, 2


def main() -> int:
    """Ask about every list of packages, tell what came out, and return the worst of it."""
    lists = [ROOT / name for name in _git("ls-files", "requirements.txt", "**/requirements.txt")]
    return max(*(_told(path, *read_pip_audit(_run_pip_audit(path))) for path in lists), _told(*_npm()))


def _git(*words: str) -> list[str]:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()


def _run_pip_audit(requirements: Path) -> str:
    options = ["--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json"]
    command = [sys.executable, "-m", "pip_audit", *options, "--requirement", str(requirements)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def _npm() -> tuple[Path, list[str], str]:
    npm = shutil.which("npm", path=str(Path(sys.executable).parent)) or "npm"
    done = subprocess.run([npm, "audit", "--json"], cwd=ROOT, capture_output=True, text=True, check=False)
    return (ROOT / "package-lock.json", *read_npm_audit(done.stdout))


def read_pip_audit(answer: str) -> tuple[list[str], str]:
    """Return the weaknesses that pip-audit found, and why it could not look, or nothing.

    >>> read_pip_audit('{"dependencies": [{"name": "a", "version": "1", "vulns": []}]}')
    ([], '')
    >>> weak = '{"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]}'
    >>> read_pip_audit('{"dependencies": [' + weak + "]}")
    (['a 1: X-1 (mended in: 2)'], '')
    >>> read_pip_audit('{"dependencies": [{"name": "a", "skip_reason": "Dependency not found on PyPI"}]}')
    ([], 'a: Dependency not found on PyPI')
    """
    dependencies = _json(answer).get("dependencies")
    if dependencies is None:
        return [], "no answer"
    weak = [
        f"{each['name']} {each['version']}: {problem['id']} (mended in: {', '.join(problem['fix_versions'])})"
        for each in dependencies
        for problem in each.get("vulns", [])
    ]
    skipped = [f"{each['name']}: {each['skip_reason']}" for each in dependencies if "skip_reason" in each]
    return weak, skipped[0] if skipped else ""


def read_npm_audit(answer: str) -> tuple[list[str], str]:
    """Return the weaknesses that npm found, and why it could not look, or nothing.

    >>> read_npm_audit('{"vulnerabilities": {}}')
    ([], '')
    >>> read_npm_audit('{"vulnerabilities": {"a": {"severity": "high", "range": "<2"}}}')
    (['a <2: high'], '')
    >>> read_npm_audit('{"message": "405 Method Not Allowed"}')
    ([], '405 Method Not Allowed')
    """
    told = _json(answer)
    if "vulnerabilities" not in told:
        return [], str(told.get("message", "no answer"))
    return [f"{name} {each['range']}: {each['severity']}" for name, each in told["vulnerabilities"].items()], ""


def _json(text: str) -> dict[str, Any]:
    try:
        told = json.loads(text)
    except json.JSONDecodeError:
        return {}
    return told if isinstance(told, dict) else {}


def _told(path: Path, weak: list[str], unasked: str) -> int:
    where = path.relative_to(ROOT)
    for each in weak:
        print(f"{where}: {each}")
    if unasked:
        print(f"{where}: could not be asked about ({unasked}). Try again where PyPI and npm can be reached.")
    elif not weak:
        print(f"{where}: no known weaknesses")
    return FOUND if weak else NOT_ASKED if unasked else 0


if __name__ == "__main__":
    sys.exit(main())
