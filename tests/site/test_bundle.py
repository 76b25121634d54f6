"""The page's modules as one script, for the website and for the offline copy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from calculators.build.bundle import BundleError, bundle
from calculators.build.offline import open_from_disk
from calculators.build.site import BuildError

SIZES = {"countedBytes": 12_345_678, "transferBytes": 5}


def test_the_offline_copy_gets_a_classic_script_with_its_own_start() -> None:
    """It imports and fetches nothing, and holds the start from a disk in place of that of a website."""
    script = bundle(SIZES, offline=True)
    assert not re.search(r"\b(?:import|export)\b\s*[{*\"']|\bimport\.meta\b", script)
    assert "packedPython" in script
    assert "kk-build" in script
    assert '"no-store"' not in script
    assert "12345678" in script


def test_the_website_gets_a_module_that_imports_only_the_kernel() -> None:
    """One file for all that runs on a page: what it loads later is Python's own start."""
    script = bundle(SIZES)
    assert re.findall(r"\bimport\b\s*[({*\"']", script) == ["import("]
    assert "packedPython" not in script
    assert "12345678" in script


def test_an_import_of_what_there_is_not_stops_the_build(tmp_path: Path) -> None:
    """The owner reads which file and line."""
    entry = tmp_path / "main.ts"
    entry.write_text('import "./gone.ts";\n', "utf-8")
    with pytest.raises(BundleError, match=r"gone\.ts"):
        bundle(SIZES, entry)


def test_a_theme_without_its_script_stops_the_build() -> None:
    """The search of the copy goes before the theme's script; when that has moved, somebody must look."""
    with pytest.raises(BuildError, match="search"):
        open_from_disk("<body></body>")
