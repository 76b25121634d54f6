"""More builds of the site, as a deployment puts in the place of the one that an open page is of."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cached_property
from pathlib import Path

from calculators.build.runtime import CACHE, ROOT

# What of the sources makes a site; node_modules is only read.
SOURCES = ("calculators", "docs", "mkdocs.yml", "pyproject.toml")
BUILD = "from pathlib import Path; from calculators.build.site import build; build(Path({!r}))"
WORD = "Punten per klantgroep"
NEW_WORD = "Punten per klantgroep, nieuw"


class Builds:
    """Two more builds of the site, each from a copy of the sources, made when first asked for.

    Args:
        folder: an empty one, to make them in.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def text(self) -> Path:
        """A build of which only a text of a page is another one."""
        return _build(self._copy("text"), self._folder / "text")

    @cached_property
    def core(self) -> Path:
        """A build of which a sentence of the core is another one, too: NEW_WORD for WORD."""
        copy = self._copy("core")
        _replace(copy / "calculators" / "catalogue" / "pww_score" / "charts.py", WORD, NEW_WORD)
        return _build(copy, self._folder / "core")

    def _copy(self, name: str) -> Path:
        copy = self._folder / f"{name}-sources"
        copy.mkdir()
        for each in SOURCES:
            source = ROOT / each
            if source.is_dir():
                shutil.copytree(source, copy / each, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(source, copy / each)
        (copy / "node_modules").symlink_to(ROOT / "node_modules")
        shutil.copytree(
            CACHE, copy / ".cache" / "runtime", ignore=shutil.ignore_patterns("site-*", "tmp*", "offline-*")
        )
        _replace(copy / "docs" / "privacy.md", "Dit is de privacyverklaring", "Dit blijft de privacyverklaring")
        return copy


def _replace(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def _build(copy: Path, target: Path) -> Path:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    command = [sys.executable, "-c", BUILD.format(str(target))]
    subprocess.run(command, cwd=copy, env=environment, check=True, capture_output=True)
    return target
