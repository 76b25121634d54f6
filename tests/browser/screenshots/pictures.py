"""Takes pictures of pages and compares them with those that are kept, with a tolerance for how letters are drawn.

A kept picture shows the first two screens of a page at half its size: large enough for a person, small enough to
commit. Pictures are compared in cells of 8 by 8 pixels of the screen (compare.js): the mean of a cell hardly changes
when another version or machine smooths letters otherwise, and does when something moves or gets another colour.
"""

from __future__ import annotations

import base64
import struct
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page, expect

KEPT = Path(__file__).parent / "kept"
MADE_WITH = KEPT / "made-with.txt"

# Which page shows what: the front page, an article, a step with its figures, a calculator, the one with most fields,
# the report, the form, and the page for what is not there.
PAGES = {
    "home": "",
    "pww": "kennis/pww/",
    "verwennen": "kennis/verwennen/",
    "pww-score": "rekenmachines/pww-score/",
    "klantenlijst": "rekenmachines/klantenlijst/",
    "mijn-rapport": "mijn-rapport/",
    "gesprek": "gesprek/",
    "404": "nergens/",
}
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
SIZES = {"desktop": (1280, 1800), "phone": (390, 1688)}  # two screens, one below the other

# So much of a picture may differ, as a share of its cells: almost nothing with the browser that made the kept ones, and
# more with another, whose form controls or line heights may be a little different.
SAME_BROWSER = 0.0005
OTHER_BROWSER = 0.01


@dataclass(frozen=True)
class Comparison:
    """How a picture differs from the kept one."""

    share: float
    difference: bytes


class Darkroom:
    """Takes and compares pictures with one browser."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._desk = browser.new_page()
        self._desk.add_script_tag(path=Path(__file__).with_name("compare.js"))
        self.made_with = f"Chromium {browser.version.partition('.')[0]}, {sys.platform}\n"

    def open(self, url: str, scheme: Scheme) -> Page:
        """Open a page as it is photographed: nothing moves, and nobody has pressed what would show today's date."""
        page = self._browser.new_page(color_scheme=scheme, reduced_motion="reduce")
        page.goto(url)
        expect(page.locator(".kk-menu")).to_be_attached()  # the last thing that our scripts add to the frame
        page.evaluate("document.fonts.ready")
        return page

    def take(self, page: Page, size: str) -> bytes:
        """Take a picture of a page, as it is kept."""
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        shown = page.screenshot(animations="disabled")
        return _png(self._desk.evaluate("shown => halve(shown)", _text(shown)))

    def compare(self, kept: bytes, taken: bytes) -> Comparison:
        """Compare two pictures."""
        found = self._desk.evaluate("([kept, taken]) => compare(kept, taken)", [_text(kept), _text(taken)])
        return Comparison(found["share"], _png(found))

    @property
    def tolerance(self) -> float:
        """So much may a picture that this browser takes differ from the kept one."""
        same = MADE_WITH.is_file() and MADE_WITH.read_text("utf-8") == self.made_with
        return SAME_BROWSER if same else OTHER_BROWSER


def _text(png: bytes) -> str:
    return base64.b64encode(png).decode()


def _png(picture: dict[str, Any]) -> bytes:
    """Write a picture; unlike photographs, pages are smallest when no point is told by the one before it."""
    row = 3 * picture["width"]
    points = base64.b64decode(picture["points"])
    rows = b"".join(b"\0" + points[start : start + row] for start in range(0, len(points), row))
    header = struct.pack(">IIBBBBB", picture["width"], picture["height"], 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )
