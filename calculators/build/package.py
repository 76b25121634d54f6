"""The build backend (PEP 517) of pyproject.toml: makes the wheel with the package ``klantkompas``.

The folder is called ``calculators`` in the checkout, for tests, site and browser; that is no name to take at the top of
everybody's Python. So a copy is made in which the package and all that refers to it is called ``klantkompas``, and
setuptools packs that. It works in a temporary folder: nothing is left behind in the checkout.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from setuptools import build_meta

ROOT = Path(__file__).parents[2]
PROJECT_FILES = ("pyproject.toml", "README.md", "LICENSE")
# What of the build needs no checkout: the Markdown extension. The rest needs its docs, settings and npm packages.
EXTENSION = {
    *(
        "__init__.py",
        "contact.py",
        "device.py",
        "embed_chooser.py",
        "embed_page.py",
        "filter_field.py",
        "glossary.py",
        "hashes.py",
        "lead.py",
        "lead_form.py",
        "markdown.py",
        "markers.py",
    ),
    "overview.py",
    "privacy.py",
    "thumbnail.py",
    "version.py",
}
# A module's name, in code and in texts. The word for what the core offers stays as it is.
_NAME = re.compile(r"\bcalculators(?=\.\w| import\b)")

# An editable install is the checkout itself, under the name that it has there.
build_editable = build_meta.build_editable


def build_wheel(
    wheel_directory: str,
    config_settings: dict[str, object] | None = None,
    metadata_directory: str | None = None,  # noqa: ARG001 -- the signature of PEP 517
) -> str:
    """Make the wheel in a folder and return its name; pip and other installers call this."""
    target = str(Path(wheel_directory).resolve())
    with _copy() as copy:
        package = copy / "klantkompas"
        (copy / "calculators").rename(package)
        shutil.rmtree(package / "browser" / "start")
        for path in (package / "build").iterdir():
            if path.name not in EXTENSION:
                path.unlink()
        for path in [copy / "pyproject.toml", *package.rglob("*.py")]:
            path.write_text(renamed(path.read_text("utf-8")), "utf-8")
        with chdir(copy):
            return str(build_meta.build_wheel(target, config_settings))


def build_sdist(sdist_directory: str, config_settings: dict[str, object] | None = None) -> str:
    """Pack what the wheel is made from, under its own names, in a folder, and return its name."""
    target = str(Path(sdist_directory).resolve())
    with _copy() as copy, chdir(copy):
        return str(build_meta.build_sdist(target, config_settings))


def renamed(text: str) -> str:
    """Return a source text with the name under which it is installed.

    >>> renamed("from calculators.model import answer  # all calculators; see `python -m calculators list`")
    'from klantkompas.model import answer  # all calculators; see `klantkompas list`'
    """
    return _NAME.sub("klantkompas", re.sub(r"python -m calculators\b(?!\.)", "klantkompas", text))


@contextmanager
def _copy() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        for name in PROJECT_FILES:
            shutil.copy(ROOT / name, folder)
        ours = shutil.ignore_patterns("__pycache__")
        yield shutil.copytree(ROOT / "calculators", Path(folder, "calculators"), ignore=ours).parent
