"""The version of the project, which stands once: in pyproject.toml."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def version() -> str:
    """Return the version: of the checkout as it is now, or of the package that was installed.

    >>> version().count(".")
    2
    """
    if PACKAGE.name == "calculators":  # a checkout, see ``package``
        import tomllib  # noqa: PLC0415 -- what was installed goes without

        return str(tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text("utf-8"))["project"]["version"])
    from importlib import metadata  # noqa: PLC0415 -- slow to import, and a checkout goes without

    return metadata.version("klantkompas")
