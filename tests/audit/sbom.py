"""Write `docs/sbom.json`, the list of all packages that the site is made with: `make sbom`.

CycloneDX's own tool reads `requirements.txt` and npm reads `package-lock.json`; here both become one list, always in
the same words: without a number of its own, a time or a path. `docs/` is where it is kept, so that it goes along with
the site and a visitor can read it. What is sent to visitors has the scope `required`; what only builds and tests the
site, the scope `excluded`, which is how CycloneDX calls that.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from calculators.build.runtime import ROOT

TARGET = ROOT / "docs" / "sbom.json"
SPECIFICATION = "1.6"
# Of these a part is sent to visitors; docs/third-party-notices.txt says under which licences.
SENT = re.compile(r"pkg:(npm/(pyodide|polyscript|%40fontsource-variable/[\w-]+)|pypi/mkdocs-material)@.+")
OURS = "klantkompas"


def make() -> str:
    """Return the list as JSON.

    Raises:
        ValueError: when it is not what CycloneDX describes.
    """
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    found = [*_python()["components"], *_npm(version)["components"]]
    components = {each["purl"]: _component(each) for each in sorted(found, key=lambda each: each["purl"])}
    about = {"bom-ref": OURS, "type": "application", "name": OURS, "version": version}
    text = json.dumps(
        {
            "bomFormat": "CycloneDX",
            "specVersion": SPECIFICATION,
            "version": 1,
            "metadata": {"component": about},
            "components": list(components.values()),
        },
        indent=1,
    )
    _validate(text)
    return f"{text}\n"


def _component(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return what we say of a package: name, version, hashes, its licence if that is told, and whether visitors get it.

    >>> _component({"name": "a", "version": "1", "purl": "pkg:npm/a@1", "hashes": []})["scope"]
    'excluded'
    """
    return {
        "bom-ref": told["purl"],
        "type": "library",
        **{name: told[name] for name in ("group", "name", "version", "licenses") if told.get(name)},
        "scope": "required" if SENT.fullmatch(told["purl"]) else "excluded",
        "hashes": hashes_of(told),
        "purl": told["purl"],
    }


def hashes_of(told: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """Return the hashes of a package: npm has one of it, PyPI one of each file, at the place where that is got.

    >>> hashes_of({"externalReferences": [{"url": "a", "hashes": [{"alg": "SHA-256", "content": "0"}]}]})
    [{'alg': 'SHA-256', 'content': '0'}]
    """
    got = [hashed for each in told.get("externalReferences", []) for hashed in each.get("hashes", [])]
    found = {(hashed["alg"], hashed["content"]) for hashed in (*told.get("hashes", []), *got)}
    return [{"alg": alg, "content": content} for alg, content in sorted(found)]


def _python() -> Any:  # noqa: ANN401 -- JSON
    options = ["--output-reproducible", "--spec-version", SPECIFICATION, "--output-format", "JSON"]
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", *options, str(ROOT / "requirements.txt")]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _npm(version: str) -> Any:  # noqa: ANN401 -- JSON
    """Ask npm, of a copy that has a version: without one it tells nothing."""
    npm = shutil.which("npm", path=str(Path(sys.executable).parent)) or "npm"
    with tempfile.TemporaryDirectory() as folder:
        package = json.loads((ROOT / "package.json").read_text("utf-8"))
        Path(folder, "package.json").write_text(json.dumps({**package, "version": version}), "utf-8")
        shutil.copy(ROOT / "package-lock.json", folder)
        command = [npm, "sbom", "--sbom-format", "cyclonedx", "--package-lock-only"]
        return json.loads(subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout)


def _validate(text: str) -> None:
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415 -- only `make sbom` has it
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415 -- idem

    if problem := JsonStrictValidator(SchemaVersion.from_version(SPECIFICATION)).validate_str(text):
        raise ValueError(problem)


if __name__ == "__main__":
    TARGET.write_text(make(), "utf-8")
    print(f"Wrote {TARGET.relative_to(ROOT)}, {len(json.loads(TARGET.read_text('utf-8'))['components'])} packages")
