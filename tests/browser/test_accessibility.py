"""axe-core finds nothing: on every page, in light and dark, on a narrow phone and a desktop, in every state."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from typing import Literal

import pytest
from playwright.sync_api import Route, expect

from tests.browser.axe import violations
from tests.browser.conftest import Calculator, OpenPage
from tests.browser.pages import KINDS, PAGES, every_calculator
from tests.server import StaticServer

Open = Callable[..., Calculator]
Scheme = Literal["light", "dark"]
Scripts = Literal["with", "without"]

WIDTHS = (320, 1280)
SCRIPT = re.compile(r"<script\b.*?</script>|</?noscript>", re.DOTALL)
SLOW = 100_000  # bytes per second: Python would come in a minute
FAST = 1_000_000_000


def _page_cases() -> list[object]:
    """Every page in every way; of the few pages each scheme, each width and the lack of scripts once."""
    few = {("light", 320, "with"), ("dark", 1280, "with"), ("dark", 320, "without")}
    return [
        pytest.param(*case, marks=[] if case[0] in KINDS.values() and case[1:] in few else pytest.mark.full)
        for case in product(PAGES, ("light", "dark"), WIDTHS, ("with", "without"))
    ]


def _without_scripts(route: Route) -> None:
    """Serve a page as who has no JavaScript gets it; axe itself needs it to be on."""
    answer = route.fetch()
    route.fulfill(response=answer, body=SCRIPT.sub("", answer.text()))


@pytest.mark.parametrize(("address", "scheme", "width", "scripts"), _page_cases())
def test_page_has_no_violation(
    address: str, scheme: Scheme, width: int, scripts: Scripts, open_page: OpenPage, server: StaticServer
) -> None:
    """A page as it opens, with its scripts and without them."""
    page = open_page(
        "about:blank", color_scheme=scheme, reduced_motion="reduce", viewport={"width": width, "height": 900}
    )
    if scripts == "without":
        page.route(f"{server.url}{address}", _without_scripts)
    page.goto(f"{server.url}{address}")
    expect(page.locator("html")).to_have_class(re.compile(r"(^| )js( |$)" if scripts == "with" else r"(^| )no-js( |$)"))
    assert violations(page) == []


@pytest.mark.parametrize("scheme", [pytest.param("light", marks=pytest.mark.full), "dark"])
@every_calculator
def test_calculator_has_no_violation_in_any_state(
    slug: str, scheme: Scheme, calculator: Open, server: StaticServer
) -> None:
    """While Python comes in, with an answer and all folds open, half filled in, and with faults at the fields."""
    shown = calculator(slug, color_scheme=scheme, reduced_motion="reduce", viewport={"width": 320, "height": 900})
    server.bytes_per_second = SLOW
    field = shown.form.locator("[data-fields] input").first
    shown.field(field.get_attribute("name") or "").first.focus()
    expect(shown.form).to_have_attribute("data-state", "loading")
    assert violations(shown.page) == []
    server.bytes_per_second = FAST
    shown.start(own=False)
    _open_all(shown)
    assert _violations_at_both_widths(shown) == []
    shown.take_example()
    shown.button("save").evaluate("button => button.click()")
    expect(shown.message).to_contain_text("Bewaard")
    _open_all(shown)
    assert _violations_at_both_widths(shown) == []
    shown.button("clear").evaluate("button => button.click()")
    expect(shown.headline).to_have_text(re.compile(r"^Nog \d+ antwoord"))
    assert _violations_at_both_widths(shown) == []
    _open_all(shown)
    assert _violations_at_both_widths(shown) == []
    shown.button("calculate").click()
    expect(shown.summary).to_be_visible()
    assert _violations_at_both_widths(shown) == []


@pytest.mark.parametrize("scheme", [pytest.param("light", marks=pytest.mark.full), "dark"])
@every_calculator
def test_what_a_link_brings_has_no_violation(slug: str, scheme: Scheme, calculator: Open) -> None:
    """A shared link as it opens: what it fills in, and the sentence that says whose numbers these are."""
    first = calculator(slug)
    first.start()
    first.button("share").evaluate("button => button.click()")
    expect(first.page).to_have_url(re.compile(f"#{slug}="))
    fragment = "#" + first.page.url.partition("#")[2]
    shown = calculator(slug, fragment=fragment, color_scheme=scheme, reduced_motion="reduce")
    expect(shown.form).to_have_attribute("data-state", "ready")
    shown.settle()
    expect(shown.answer).to_contain_text("Gedeeld: deze cijfers zijn niet van jou")
    assert _violations_at_both_widths(shown) == []


@pytest.mark.parametrize("scheme", [pytest.param("light", marks=pytest.mark.full), "dark"])
@every_calculator
def test_failed_start_has_no_violation(
    slug: str, scheme: Scheme, calculator: Open, server: StaticServer, excused: list[str]
) -> None:
    """When Python cannot start, the page that says so is as accessible as any."""
    excused.append("interpreter.mjs")
    server.broken = lambda path: path.endswith("interpreter.mjs")
    shown = calculator(slug, color_scheme=scheme, reduced_motion="reduce")
    shown.form.locator("input").first.focus()
    expect(shown.form).to_have_attribute("data-state", "failed")
    assert _violations_at_both_widths(shown) == []


def _open_all(shown: Calculator) -> None:
    shown.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")


def _violations_at_both_widths(shown: Calculator) -> list[object]:
    found: list[object] = []
    for width in WIDTHS:
        shown.page.set_viewport_size({"width": width, "height": 900})
        found += violations(shown.page)
    return found
