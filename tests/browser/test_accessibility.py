"""axe-core finds nothing on any page, in light and dark, on a narrow phone and a desktop, in every state."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from calculators.adapters.runtime import NODE_MODULES
from calculators.adapters.site import SITE
from calculators.catalogue import slugs
from tests.browser.conftest import Calculator, OpenPage
from tests.server import StaticServer

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 1280)
PAGES = sorted(SITE.rglob("*.html"))


def violations(page: Page) -> list[Any]:
    """What axe-core finds on a page: rules with the elements that break them."""
    page.evaluate((NODE_MODULES / "axe-core" / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("tags => axe.run(document, { runOnly: tags })", TAGS)
    return [(each["id"], [node["target"] for node in each["nodes"]]) for each in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(SITE).as_posix())
def test_page_has_no_violation(
    path: Path, scheme: Literal["light", "dark"], open_page: OpenPage, server: StaticServer
) -> None:
    """Every page, at both widths."""
    address = path.relative_to(SITE).as_posix().removesuffix("index.html")
    page = open_page(f"{server.url}{address}", color_scheme=scheme, reduced_motion="reduce")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("slug", slugs())
def test_calculator_has_no_violation_in_any_state(
    slug: str, scheme: Literal["light", "dark"], calculator: Callable[..., Calculator]
) -> None:
    """With a live result and everything folded open, and with faults said at the fields."""
    shown = calculator(slug, color_scheme=scheme, reduced_motion="reduce", viewport={"width": 320, "height": 900})
    shown.start()
    shown.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert violations(shown.page) == []
    shown.form.locator("input[inputmode]").first.fill("x")
    expect(shown.summary).to_be_visible()
    assert violations(shown.page) == []


@pytest.mark.parametrize("slug", slugs())
def test_failed_start_has_no_violation(slug: str, calculator: Callable[..., Calculator], server: StaticServer) -> None:
    """When Python cannot start, the page that says so is as accessible as any."""
    server.broken = lambda path: path.endswith("interpreter.mjs")
    shown = calculator(slug, reduced_motion="reduce")
    shown.form.locator("input").first.focus()
    expect(shown.form).to_have_attribute("data-state", "failed")
    assert violations(shown.page) == []
