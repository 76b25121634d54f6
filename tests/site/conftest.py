"""What tests of this room share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

PAGES = (
    *("index.html", "404.html", "kennis/index.html", "kennis/pww/index.html", "sitemap.xml", "_headers"),
    *("insluiten/index.html", "insluiten/pww-score/index.html", "insluiten/onbekend/index.html"),
)


@pytest.fixture(scope="session")
def small_site(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few pages and all assets of the built site, with only the start of what takes brotli half a minute."""
    small = tmp_path_factory.mktemp("small") / "site"
    shutil.copytree(site / "assets", small / "assets", ignore=shutil.ignore_patterns("cards", "lunr", "*.map"))
    for page in PAGES:
        (small / page).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(site / page, small / page)
    for large in [*small.rglob("*.wasm"), *small.rglob("*.asm.mjs")]:
        large.write_bytes(large.read_bytes()[:20_000])
    return small
