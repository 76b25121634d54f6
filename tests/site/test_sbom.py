"""The list of packages that goes along with the site names all that is locked, and tells what of it visitors get."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any

from calculators.build.runtime import ROOT

SBOM = ROOT / "docs" / "sbom.json"
RENEW = "`make sbom` renews docs/sbom.json"

Package = tuple[str, str, frozenset[str]]


def _told() -> Any:  # noqa: ANN401 -- JSON
    return json.loads(SBOM.read_text("utf-8"))


def _listed(kind: str) -> set[Package]:
    """Name, version and hashes of every package of a kind that the list has."""
    return {
        (
            f"{each['group']}/{each['name']}" if "group" in each else each["name"],
            each["version"],
            frozenset(hashed["content"] for hashed in each["hashes"]),
        )
        for each in _told()["components"]
        if each["purl"].startswith(f"pkg:{kind}/")
    }


def _from_pypi() -> set[Package]:
    text = (ROOT / "requirements.txt").read_text("utf-8")
    pinned = re.findall(r"^([\w.-]+)==([^\s;]+).*\n((?: +--hash=.*\n)+)", text, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[\w.-]+==", text, re.MULTILINE)) > 40
    return {(name, version, frozenset(re.findall("sha256:([0-9a-f]{64})", hashes))) for name, version, hashes in pinned}


def _from_npm() -> set[Package]:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    return {
        (
            name.rpartition("node_modules/")[2],
            each["version"],
            frozenset({base64.b64decode(each["integrity"].removeprefix("sha512-")).hex()}),
        )
        for name, each in packages.items()
        if name
    }


def test_every_package_of_pypi_is_listed() -> None:
    """What `requirements.txt` pins is in the list, with its version and the hash of each file; nothing else is."""
    assert _listed("pypi") ^ _from_pypi() == set(), RENEW


def test_every_package_of_npm_is_listed() -> None:
    """The same for `package-lock.json`, the programs for other systems than this one included."""
    assert _listed("npm") ^ _from_npm() == set(), RENEW


def test_what_visitors_get_is_told_apart() -> None:
    """Of these packages something is in the site, and the notices name them; the others only build and test it."""
    sent = {each["purl"] for each in _told()["components"] if each["scope"] == "required"}
    assert {re.sub(r"pkg:|@[^@]*$", "", each) for each in sent} == {
        "npm/%40fontsource-variable/atkinson-hyperlegible-next",
        "npm/%40fontsource-variable/fraunces",
        "npm/polyscript",
        "npm/pyodide",
        "pypi/mkdocs-material",
    }
    notices = (ROOT / "docs" / "third-party-notices.txt").read_text("utf-8").partition("Used to build")[0]
    for each in ("pyodide", "polyscript", "mkdocs-material"):
        version = next(told["version"] for told in _told()["components"] if told["name"] == each)
        assert f"{each.removeprefix('mkdocs-')} " in notices.casefold()
        assert version in notices


def test_the_list_is_the_same_every_time() -> None:
    """It has no time, no number of its own and no path: what is locked is all that it depends on."""
    told = _told()
    assert {"bomFormat", "specVersion", "version", "metadata", "components"} == told.keys()
    assert told["bomFormat"] == "CycloneDX"
    assert told["metadata"].keys() == {"component"}
    assert str(ROOT) not in SBOM.read_text("utf-8")
    purls = [each["purl"] for each in told["components"]]
    assert purls == sorted(set(purls))


def test_the_list_is_in_the_site(site: Path) -> None:
    """A visitor gets the list as it is kept."""
    assert (site / SBOM.name).read_bytes() == SBOM.read_bytes()
