"""What holds for every calculator on its page, in Chromium."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from calculators.catalogue import find, slugs
from calculators.presentation.page import render_outcome
from tests.browser.conftest import Calculator
from tests.server import StaticServer

Open = Callable[..., Calculator]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}

pytestmark = pytest.mark.parametrize("slug", slugs())


def _assert_same_bytes(shown: Calculator, slug: str) -> None:
    """The result as it was built, as the page shows it, and as the browser calculates it: the same HTML."""
    built = str(render_outcome(find(slug)))
    assert shown.result.inner_html() == built
    shown.result.evaluate("result => { result.innerHTML = ''; }")
    shown.start()
    expect(shown.headline).to_be_visible()
    assert shown.result.inner_html() == built


def test_nothing_of_python_is_loaded_before_intent(slug: str, calculator: Open, server: StaticServer) -> None:
    """A visitor who only reads downloads no Python."""
    page = calculator(slug).page
    page.wait_for_load_state("networkidle")
    assert [path for path, _ in server.requested if "python-" in path or "core." in path] == []


def test_example_is_there_without_javascript(slug: str, calculator: Open) -> None:
    """With JavaScript off the page shows the form, the example, its result and what needs JavaScript."""
    shown = calculator(slug, java_script_enabled=False)
    expect(shown.form).to_have_attribute("data-state", "static")
    expect(shown.headline).to_be_visible()
    expect(shown.form.locator("noscript p")).to_be_visible()
    expect(shown.form.locator(".kk-live").first).to_be_hidden()


def test_build_and_browser_write_the_same_result(slug: str, calculator: Open) -> None:
    """The HTML of the result is the same to the byte: built, as the page shows it, and calculated in the browser."""
    shown = calculator(slug)
    _assert_same_bytes(shown, slug)


def test_calculating_makes_no_request(slug: str, calculator: Open, server: StaticServer) -> None:
    """Once Python is there, nothing leaves the browser: not one request while typing."""
    shown = calculator(slug)
    shown.start()
    before = list(server.requested)
    field = shown.form.locator("input[inputmode]").first
    field.fill("3")
    shown.settle()
    assert server.requested == before


def test_a_deel_link_brings_the_numbers_back(slug: str, calculator: Open) -> None:
    """A deel-link holds no text that was typed, and a visitor who opens it sees the same numbers."""
    shown = calculator(slug)
    shown.start()
    field = shown.form.locator("input[inputmode]").first
    name = field.get_attribute("name") or ""
    field.fill("3,5")
    shown.button("share").click()
    expect(shown.message).not_to_be_empty()
    address = shown.page.url
    assert len(address.partition("#")[2]) <= 2000
    again = calculator(slug, fragment="#" + address.partition("#")[2])
    expect(again.form).to_have_attribute("data-state", "ready")
    expect(again.field(name)).to_have_value("3,5")


def test_it_fits_a_narrow_phone(slug: str, calculator: Open) -> None:
    """At 320 pixels nothing sticks out, before and after calculating."""
    shown = calculator(slug, viewport={"width": 320, "height": 640}, has_touch=True)
    shown.start()
    width = shown.page.evaluate("document.documentElement.scrollWidth")
    assert width == 320


def test_typed_text_survives_a_walk_through_the_site(slug: str, calculator: Open, server: StaticServer) -> None:
    """Who follows a link and comes back finds what was typed, and Python still running."""
    shown = calculator(slug)
    shown.start()
    field = shown.form.locator("input[inputmode]").first
    name = field.get_attribute("name") or ""
    field.fill("4")
    shown.settle()
    shown.page.locator(".md-footer a", has_text="Privacy").click()
    expect(shown.page).to_have_url(f"{server.url}privacy/")
    started = len([path for path, _ in server.requested if path.endswith(".wasm")])
    shown.page.go_back()
    expect(shown.field(name)).to_have_value("4")
    shown.field(name).fill("5")
    shown.settle()
    assert len([path for path, _ in server.requested if path.endswith(".wasm")]) == started


def test_blocked_webassembly_is_said_in_words(slug: str, calculator: Open, server: StaticServer) -> None:
    """Where WebAssembly is forbidden, the page says so, keeps the example and what was typed."""
    server.headers["Content-Security-Policy"] = "script-src 'self' 'unsafe-inline'"
    shown = calculator(slug)
    field = shown.form.locator("input[inputmode]").first
    field.fill("7")
    expect(shown.form).to_have_attribute("data-state", "failed")
    expect(shown.form.locator('[data-when="failed"]')).to_be_visible()
    expect(shown.headline).to_be_visible()
    expect(field).to_have_value("7")


def test_a_slow_network_shows_progress(slug: str, calculator: Open, server: StaticServer) -> None:
    """While Python comes in over a slow line the example stays, progress is told in MB, and typing goes on."""
    shown = calculator(slug)
    server.bytes_per_second = 2_000_000
    shown.form.locator("input[inputmode]").first.fill("2")
    expect(shown.form).to_have_attribute("data-state", "loading", timeout=1000)
    expect(shown.form.locator("[data-progress]")).to_contain_text("MB", timeout=1000)
    expect(shown.headline).to_be_visible()
    shown.form.locator("input[inputmode]").nth(1).fill("3")
    expect(shown.form).to_have_attribute("data-state", "ready")
    shown.settle()
    expect(shown.form.locator("input[inputmode]").nth(1)).to_have_value("3")


def test_a_missing_runtime_file_is_said_and_can_be_tried_again(
    slug: str, calculator: Open, server: StaticServer
) -> None:
    """When a file of Python is not there the page says so; once it is back, Bereken works."""
    server.broken = lambda path: path.endswith("interpreter.mjs")
    shown = calculator(slug)
    shown.form.locator("input[inputmode]").first.focus()
    expect(shown.form).to_have_attribute("data-state", "failed")
    server.broken = lambda _: False
    shown.button("calculate").click()
    expect(shown.form).to_have_attribute("data-state", "ready")


def test_firefox_calculates(slug: str, calculator: Open, firefox: object) -> None:
    """Firefox gives the same bytes as the build, and calculates with what is typed."""
    shown = calculator(slug, browser=firefox)
    _assert_same_bytes(shown, slug)
    shown.form.locator("input[inputmode]").first.fill("x")
    expect(shown.summary).to_be_visible()
