"""The name that was probably meant, after a typing error."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return the question "Bedoel je …?" with at most three names like this one, or ``otherwise`` when none is.

    >>> did_you_mean("retentoin", ["margin", "retention"], "Kijk in de lijst.")
    'Bedoel je retention?'
    >>> did_you_mean("xyz", ["margin", "retention"], "Kijk in de lijst.")
    'Kijk in de lijst.'
    """
    import difflib  # noqa: PLC0415 -- the browser never asks for a name that is not there, and goes without

    near = difflib.get_close_matches(name, list(known))
    return f"Bedoel je {' of '.join(near)}?" if near else otherwise
