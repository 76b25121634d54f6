"""Python that is fetched ahead: only on a good line, only where there is a calculator to see, and never started."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.benchmarks.serving import python_files
from tests.browser.conftest import Calculator
from tests.server import StaticServer

ADDRESS = "rekenmachines/pww-score/"
GOOD = {"saveData": False, "downlink": 10}

# Until the largest file has come in. Not wait_for_function, which needs what the security policy forbids.
ARRIVED = """() => new Promise((resolve) => new PerformanceObserver((list) => {
  if (list.getEntries().some(({ name }) => name.endsWith(".wasm"))) resolve();
}).observe({ type: "resource", buffered: true }))"""

Visit = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser, server: StaticServer) -> Visit:
    """Opens an address in a browser that says this of its line."""

    def open_page(address: str, line: dict[str, object] | None, **options: object) -> Page:
        context = chromium.new_context(**options)  # type: ignore[arg-type]  # Playwright's own
        value = f"{{ configurable: true, value: {json.dumps(line) if line else 'undefined'} }}"
        context.add_init_script(f"Object.defineProperty(navigator, 'connection', {value});")
        page = context.new_page()
        page.goto(f"{server.url}{address}")
        page.wait_for_load_state("networkidle")
        return page

    return open_page


def _fetched(server: StaticServer) -> list[str]:
    python = {f"{server.prefix}{path}" for path in python_files(server.folder)}
    return sorted(path for path, _ in server.requested if path in python)


def test_all_of_python_is_there_once_before_the_first_sign(visit: Visit, server: StaticServer) -> None:
    """Who looks at a calculator on a good line has Python in the cache; it starts without asking for more."""
    page = visit(ADDRESS, GOOD)
    expected = sorted(f"{server.prefix}{path}" for path in python_files(server.folder))
    page.evaluate(ARRIVED)
    page.wait_for_load_state("networkidle")
    assert _fetched(server) == expected
    assert [worker.url for worker in page.workers if "/search." not in worker.url] == []
    shown = Calculator(page, "pww-score")
    expect(shown.form).to_have_attribute("data-state", "static")
    shown.start()
    assert _fetched(server) == expected
    page.context.close()


@pytest.mark.parametrize(
    ("address", "line"),
    [
        (ADDRESS, {**GOOD, "saveData": True}),
        (ADDRESS, {**GOOD, "downlink": 1.6}),
        (ADDRESS, None),
        ("kennis/pww/", GOOD),
        ("gesprek/", GOOD),
    ],
    ids=["saves data", "slow", "unknown", "article", "form"],
)
def test_elsewhere_nothing_is_fetched(
    address: str, line: dict[str, object] | None, visit: Visit, server: StaticServer
) -> None:
    """Not for who saves data, on a slow or unknown line, or where there is no calculator."""
    page = visit(address, line)
    page.evaluate("() => new Promise((idle) => requestIdleCallback(() => requestIdleCallback(idle)))")
    page.wait_for_load_state("networkidle")
    assert _fetched(server) == []
    page.context.close()


def test_a_calculator_out_of_sight_waits(visit: Visit, server: StaticServer) -> None:
    """On a screen where the form stands further down it is fetched when the visitor comes to it."""
    page = visit(ADDRESS, GOOD, viewport={"width": 320, "height": 120})
    assert _fetched(server) == []
    page.locator("form[data-calculator] input").first.scroll_into_view_if_needed()
    page.evaluate(ARRIVED)
    page.context.close()
