"""The calculators, a folder each. A folder here and a Markdown page is all that a new calculator takes."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from calculators.model.calculator import Calculator
from calculators.model.suggestions import did_you_mean


def slugs() -> list[str]:
    """Return the slugs of all calculators, sorted.

    >>> "pww-score" in slugs()
    True
    """
    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__) if module.ispkg)


def find(slug: str) -> Calculator:
    """Return the calculator with this slug; only its own folder is imported.

    Raises:
        LookupError: when there is none, naming those that there are.

    >>> find("pww-score").name
    'PWW-score'
    """
    if slug not in slugs():
        advice = did_you_mean(slug, slugs(), f"Er zijn: {', '.join(slugs())}.")
        raise LookupError(f"De rekenmachine '{slug[:60]}' bestaat niet. {advice}")
    calculator: Calculator = import_module(f"{__name__}.{slug.replace('-', '_')}").CALCULATOR
    return calculator
