"""A fork: a copy of this checkout in which an owner edits, builds and tests, with the environment that is there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from calculators.build.manuscript import LEAD
from calculators.build.runtime import CACHE, ROOT

# What is made by commands, at the top of the checkout; it stands in .gitignore too.
MADE = {".git", "site", "dist", ".cache", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
BORROWED = {".venv", "node_modules"}


class Fork:
    """A copy of the project in a folder of its own.

    Attributes:
        folder: where it stands.
        url: the address for which it is built.
    """

    def __init__(self, folder: Path, url: str = "https://www.jansenadvies.nl/") -> None:
        self.folder = folder
        self.url = url
        folder.mkdir()
        for each in ROOT.iterdir():
            if each.name in BORROWED:
                (folder / each.name).symlink_to(each)
            elif each.is_dir() and each.name not in MADE:
                shutil.copytree(each, folder / each.name, ignore=shutil.ignore_patterns("__pycache__"))
            elif each.is_file():
                shutil.copy(each, folder)
        made = folder / ".cache"
        shutil.copytree(CACHE, made / CACHE.name, ignore=shutil.ignore_patterns("site-*", "tmp*"))
        for file in CACHE.parent.glob("*.json"):
            shutil.copy(file, made)

    def set_lead(self, **settings: str) -> None:
        """Fill in settings of ``extra.lead``, as an owner does: behind the colon, between quotes."""
        for name, value in settings.items():
            self.edit("mkdocs.yml", rf"(?m)^(    {name}: )[^#\n]*?( *#.*)?$", rf'\g<1>"{value}"\2')

    def edit(self, file: str, pattern: str, replacement: str) -> None:
        """Change the one place in a file that a pattern finds.

        Raises:
            LookupError: when there is no such place, or more than one.
        """
        path = self.folder / file
        text, count = re.subn(pattern, replacement, path.read_text("utf-8"))
        if count != 1:
            raise LookupError(f"{pattern!r} is there {count} times in {file}")
        path.write_text(text, "utf-8")

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a Python module in the fork, as its Makefile does."""
        settings = {key: value for key, value in os.environ.items() if key != LEAD and not key.startswith("PYTEST_")}
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=self.folder,
            env={**settings, "SITE_URL": self.url, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def build(self) -> subprocess.CompletedProcess[str]:
        """Build the site of the fork."""
        return self.run("calculators.build.site")

    def test(self, *tests: str) -> subprocess.CompletedProcess[str]:
        """Run tests of the fork, those that `make test` runs."""
        return self.run("pytest", "-q", "-m", "not full", "-p", "no:cacheprovider", *tests)

    def publishable(self) -> subprocess.CompletedProcess[str]:
        """Ask whether the fork may go online."""
        return self.run("calculators.build.settings", "--publish")
