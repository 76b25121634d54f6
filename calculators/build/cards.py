"""Draws the social cards, the pictures that go along when a page is shared: ``make cards``.

Material's social plugin draws them, as described in ``docs/overrides/.cards``. This module makes the files small, notes
in each which title it shows, and puts them in ``docs/assets/cards``. There they are committed, so that building the
site needs no imaging library.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from html import unescape
from io import BytesIO
from pathlib import Path

from calculators.build.runtime import ROOT, SetupError
from calculators.build.site import BuildError

CARDS = ROOT / "docs" / "assets" / "cards"
DESIGN = ROOT / "docs" / "overrides" / ".cards"

# Enough for the edges of letters to stay smooth.
COLOURS = 64

LIBRARIES = ("libcairo2", "libfribidi0")
LIBRARIES_WORK = "import cairosvg, PIL.features as have, sys; sys.exit(not have.check('raqm'))"


def draw() -> int:
    """Draw the cards of all pages, remove those of pages that are gone, and return how many there are.

    Raises:
        BuildError: when MkDocs or its plugin refuses.
        SetupError: when a library of the system is missing and cannot be installed.
    """
    _need_libraries()
    with tempfile.TemporaryDirectory() as folder:
        workshop = Path(folder)
        site = workshop / "site"
        shutil.copytree(DESIGN / "fonts", workshop / "fonts")
        _run_mkdocs(workshop, site)
        cards = {}
        for drawn in (site / "cards").rglob("*.png"):
            place = drawn.relative_to(site / "cards")
            cards[_name(place)] = _finish(drawn, _title((site / place).with_suffix(".html")))
    CARDS.mkdir(exist_ok=True)
    for old in CARDS.glob("*.png"):
        if old.name not in cards:
            old.unlink()
    for name, content in cards.items():
        (CARDS / name).write_bytes(content)
    return len(cards)


def _run_mkdocs(workshop: Path, site: Path) -> None:
    environment = {**os.environ, "CARDS_WORKSHOP": str(workshop), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(DESIGN / "mkdocs.yml"), "-d", str(site)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(done.stdout + done.stderr)


def _name(drawn: Path) -> str:
    """Return the name of a card, as docs/overrides/main.html makes it from the page's address.

    >>> [_name(Path(drawn)) for drawn in ("kennis/pww.png", "kennis/index.png", "index.png")]
    ['kennis-pww.png', 'kennis.png', 'index.png']
    """
    parts = [part for part in drawn.with_suffix("").parts if part != "index"]
    return f"{'-'.join(parts) or 'index'}.png"


def _title(page: Path) -> str:
    found = re.search(r'<meta property="og:title" content="(.*?)">', page.read_text("utf-8"))
    if found is None:
        raise BuildError(f"{page.name} does not say its title.")
    return unescape(found[1])


def _finish(drawn: Path, title: str) -> bytes:
    """Return the card as a PNG of few colours, in which the title can be read by tests too."""
    from PIL import Image, PngImagePlugin  # noqa: PLC0415 -- only `make cards` has Pillow

    text = PngImagePlugin.PngInfo()
    text.add_itxt("Title", title)
    with Image.open(drawn) as card:
        # The round of k-means keeps the large, even areas in exactly the brand's colours.
        few = card.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    file = BytesIO()
    few.save(file, "PNG", optimize=True, pnginfo=text)
    return file.getvalue()


def _need_libraries() -> None:
    """Have the libraries of the system that the imaging packages load: cairo for shapes, FriBidi for kerned text."""
    if _libraries_work():
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        get = ["apt-get", "-qq", "-o=Dpkg::Use-Pty=0"]
        for command in ([*get, "update"], [*get, "install", "--yes", "--no-install-recommends", *LIBRARIES]):
            subprocess.run(command, check=False)
    if not _libraries_work():
        raise SetupError(f"Install cairo and FriBidi to draw the cards (Debian and Ubuntu: {' and '.join(LIBRARIES)}).")


def _libraries_work() -> bool:
    done = subprocess.run([sys.executable, "-c", LIBRARIES_WORK], capture_output=True, check=False)
    return done.returncode == 0


if __name__ == "__main__":
    try:
        print(f"Drew {draw()} cards in {CARDS.relative_to(ROOT)}/")
    except (BuildError, SetupError) as problem:
        sys.exit(str(problem))
