"""The pages that are compared, put together in a temporary folder."""

from __future__ import annotations

import re
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from calculators.build.runtime import NODE_MODULES, ROOT

SOURCES = Path(__file__).with_name("pages")
SLUG = "pww-score"


@dataclass(frozen=True, slots=True)
class Page:
    """One page that is measured.

    Attributes:
        name: what the report calls it.
        folder: what the server serves.
        path: where the page stands in it.
        starts_at: what makes it start Python: its own loading, or the visitor's intent.
        python: matches the paths of all that is only there for Python, the scripts that start it included.
    """

    name: str
    folder: Path
    path: str
    starts_at: Literal["load", "intent"]
    python: re.Pattern[str]


OURS, PYSCRIPT, PYODIDE, PLAIN = "ours", "naive PyScript", "naive Pyodide", "plain JavaScript"


def assemble(folder: Path, site: Path) -> list[Page]:
    """Put all pages together below ``folder``; our site is copied, as it may be built anew meanwhile."""
    return [
        _ours(folder / "ours", site),
        _naive_pyscript(folder / "pyscript"),
        _naive_pyodide(folder / "pyodide"),
        _plain(folder / "plain"),
    ]


def _ours(folder: Path, site: Path) -> Page:
    shutil.copytree(site, folder)
    python = re.compile(r"/assets/(python-|(python|runtime|core|catalogue|imports|worker)\.)")
    return Page(OURS, folder, f"rekenmachines/{SLUG}/", "intent", python)


def _naive_pyscript(folder: Path) -> Page:
    _naive(folder, "naive-pyscript")
    _copy_package("@pyscript/core/dist", folder / "pyscript")
    return Page(PYSCRIPT, folder, "", "load", re.compile(r"/(pyscript|pyodide)/|/calculators\.zip"))


def _naive_pyodide(folder: Path) -> Page:
    _naive(folder, "naive-pyodide")
    return Page(PYODIDE, folder, "", "load", re.compile(r"/pyodide/|/(page|worker)\.js|/calculators\.zip"))


def _plain(folder: Path) -> Page:
    """The same form without Python: what there is to gain, or to lose, at all."""
    _with_form(folder, "plain-js")
    return Page(PLAIN, folder, "", "load", re.compile(r"/page\.js"))


def _with_form(folder: Path, source: str) -> None:
    shutil.copytree(SOURCES / source, folder)
    index = folder / "index.html"
    form = (SOURCES / "form.html").read_text("utf-8")
    index.write_text(index.read_text("utf-8").replace("<!-- form -->", form), "utf-8")
    shutil.copy(SOURCES / "404.html", folder)


def _naive(folder: Path, source: str) -> None:
    _with_form(folder, source)
    _copy_package("pyodide", folder / "pyodide")
    _zip_core(folder / "calculators.zip")


def _copy_package(package: str, folder: Path) -> None:
    shutil.copytree(NODE_MODULES / package, folder, ignore=shutil.ignore_patterns("*.map", "*.ts"))


def _zip_core(target: Path) -> None:
    """Zip the sources of the core: what our own build packs too, but not compiled."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for source in sorted((ROOT / "calculators").rglob("*.py")):
            impure = source.parent.name in {"build", "commands", "start"}
            if not impure and source.name != "__main__.py":
                archive.write(source, source.relative_to(ROOT))
