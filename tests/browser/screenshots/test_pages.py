"""Eight pages look as in the reference screenshots, on a desktop and a phone, light and dark."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import Browser

from calculators.build.runtime import ROOT
from tests.browser.screenshots.pictures import KEPT, PAGES, SCHEMES, SIZES, Darkroom, Scheme
from tests.server import StaticServer

SHOWN = ROOT / "dist" / "screenshots"


@pytest.fixture(scope="module")
def darkroom(chromium: Browser) -> Darkroom:
    """What takes the pictures, once for all pages; what an earlier run left to look at is gone."""
    for old in SHOWN.glob("*.png"):
        old.unlink()
    return Darkroom(chromium)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did(name: str, scheme: Scheme, darkroom: Darkroom, made_up_server: StaticServer) -> None:
    """No part of the page has moved or changed colour; if it was meant to, `make keep` keeps the new one."""
    page = darkroom.open(made_up_server.url + PAGES[name], scheme)
    told = []
    for size in SIZES:
        file = KEPT / f"{name}-{size}-{scheme}.png"
        taken = darkroom.take(page, size)
        found = darkroom.compare(file.read_bytes(), taken)
        if found.share > darkroom.tolerance:
            SHOWN.mkdir(parents=True, exist_ok=True)
            (SHOWN / file.name).write_bytes(taken)
            (SHOWN / f"{file.stem}-difference.png").write_bytes(found.difference)
            told.append(f"{file.name} differs in {found.share:.2%} (at most {darkroom.tolerance:.2%})")
    page.close()
    assert not told, f"{'; '.join(told)}. Look in dist/screenshots/; if it is meant to be so: `make keep`."


def test_every_kept_picture_is_of_a_page() -> None:
    """No picture is kept of a page that is not looked at."""
    expected = {"-".join(parts) + ".png" for parts in product(PAGES, SIZES, SCHEMES)}
    assert {file.name for file in KEPT.glob("*.png")} == expected
