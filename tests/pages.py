"""The pages of a built site: those of the site itself, and those with one calculator for frames on sites of others."""

from __future__ import annotations

from pathlib import Path

from calculators.build.bundle import EMBEDDED


def _is_embed(page: Path) -> bool:
    return EMBEDDED.search(page.read_text("utf-8")) is not None


def full_pages(site: Path) -> list[Path]:
    """Return the pages of the site itself, with its menu."""
    return [page for page in sorted(site.rglob("*.html")) if not _is_embed(page)]


def embeds(site: Path) -> list[Path]:
    """Return the pages for frames."""
    return [page for page in sorted(site.rglob("*.html")) if _is_embed(page)]
