"""Renew the reference screenshots that no longer show their page: ``make screenshots``."""

from __future__ import annotations

from itertools import product

from playwright.sync_api import sync_playwright

from tests.browser.screenshots.pictures import KEPT, MADE_WITH, PAGES, SCHEMES, SIZES, Darkroom
from tests.browsers import launch_chromium
from tests.server import StaticServer
from tests.settings import site_with


def main() -> None:
    """Take all pictures; keep those that differ more than the tests allow, or all with another browser."""
    KEPT.mkdir(exist_ok=True)
    renewed: set[str] = set()
    current: set[str] = {MADE_WITH.name}
    with (
        site_with() as site,
        StaticServer(site) as server,
        sync_playwright() as playwright,
        launch_chromium(playwright) as browser,
    ):
        darkroom = Darkroom(browser)
        same_browser = MADE_WITH.is_file() and MADE_WITH.read_text("utf-8") == darkroom.made_with
        for name, scheme in product(PAGES, SCHEMES):
            page = darkroom.open(server.url + PAGES[name], scheme)
            for size in SIZES:
                file = KEPT / f"{name}-{size}-{scheme}.png"
                taken = darkroom.take(page, size)
                current.add(file.name)
                still_right = same_browser and file.is_file()
                if still_right and darkroom.compare(file.read_bytes(), taken).share <= darkroom.tolerance:
                    continue
                file.write_bytes(taken)
                renewed.add(file.name)
            page.close()
    MADE_WITH.write_text(darkroom.made_with, "utf-8")
    for old in KEPT.iterdir():
        if old.name not in current:
            old.unlink()
    print(f"Renewed {len(renewed)} of {len(current) - 1} screenshots in {KEPT.relative_to(KEPT.parents[3])}/")
    for name in sorted(renewed):
        print(f"  {name}")


if __name__ == "__main__":
    main()
