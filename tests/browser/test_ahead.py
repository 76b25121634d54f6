"""Python that is made ready before anybody asks for it.

It is fetched on a good line where there is a calculator to see, and started on a device that has enough of all, once
somebody has looked for a while.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.benchmarks.serving import python_files
from tests.browser.conftest import Calculator, wait_until
from tests.server import StaticServer

ADDRESS = "rekenmachines/pww-score/"
GOOD = {"saveData": False, "downlink": 10}
WEAK, STRONG = (2, 8), (8, 8)  # cores and gigabytes

# Until the largest file has come in. Not wait_for_function, which needs what the security policy forbids.
ARRIVED = """() => new Promise((resolve) => new PerformanceObserver((list) => {
  if (list.getEntries().some(({ name }) => name.endsWith(".wasm"))) resolve();
}).observe({ type: "resource", buffered: true }))"""

Visit = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser, server: StaticServer) -> Visit:
    """Opens an address in a browser that says this of its line and its device."""

    def open_page(
        address: str,
        line: dict[str, object] | None,
        device: tuple[int, int | None] = WEAK,
        **options: object,
    ) -> Page:
        context = chromium.new_context(**options)  # type: ignore[arg-type]  # Playwright's own
        told = {"connection": line, "hardwareConcurrency": device[0], "deviceMemory": device[1]}
        for name, value in told.items():
            told_so = "undefined" if value is None else json.dumps(value)
            context.add_init_script(
                f"Object.defineProperty(navigator, '{name}', {{ configurable: true, value: {told_so} }});"
            )
        page = context.new_page()
        page.clock.install()
        page.goto(f"{server.url}{address}")
        page.wait_for_load_state("networkidle")
        return page

    return open_page


def _pythons(page: Page) -> list[str]:
    return [worker.url for worker in page.workers if not re.search("/search[.]|/keeper[.]", worker.url)]


def _look(page: Page) -> None:
    """Look at the page for longer than it takes until Python is started ahead."""
    page.clock.run_for(5_000)
    page.evaluate("() => new Promise((idle) => requestIdleCallback(idle))")


def _wait_for_pythons(page: Page, count: int) -> None:
    wait_until(page, lambda: len(_pythons(page)) == count)


def _fetched(server: StaticServer) -> list[str]:
    python = {f"{server.prefix}{path}" for path in python_files(server.folder)}
    return sorted(path for path, _ in server.requested if path in python)


def test_all_of_python_is_there_once_before_the_first_sign(visit: Visit, server: StaticServer) -> None:
    """Who looks at a calculator on a good line has Python in the cache; it starts without asking for more."""
    page = visit(ADDRESS, GOOD)
    expected = sorted(f"{server.prefix}{path}" for path in python_files(server.folder))
    page.evaluate(ARRIVED)
    wait_until(page, lambda: set(_fetched(server)) == set(expected))
    assert _fetched(server) == expected
    assert _pythons(page) == []
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


def test_python_is_started_once_somebody_has_looked_for_a_while(visit: Visit, server: StaticServer) -> None:
    """On a strong device it waits in memory: the page shows nothing of it; the first question starts no second one."""
    page = visit(ADDRESS, GOOD, STRONG)
    _look(page)
    _wait_for_pythons(page, 1)
    shown = Calculator(page, "pww-score")
    expect(shown.form).to_have_attribute("data-state", "static")
    assert "Voorbeeld" in shown.headline.inner_text()
    shown.start()
    assert len(_pythons(page)) == 1
    assert _fetched(server) == sorted(f"{server.prefix}{path}" for path in python_files(server.folder))
    page.context.close()


@pytest.mark.parametrize(
    ("line", "device"),
    [
        (GOOD, (2, 8)),
        (GOOD, (8, 2)),
        (GOOD, (8, None)),
        ({**GOOD, "saveData": True}, STRONG),
        ({**GOOD, "downlink": 1.6}, STRONG),
        (None, STRONG),
    ],
    ids=["two cores", "little memory", "unknown memory", "saves data", "slow", "unknown line"],
)
def test_python_is_not_started_where_it_may_cost_something(
    line: dict[str, object] | None, device: tuple[int, int | None], visit: Visit
) -> None:
    """Where cores, memory or line are few or unknown nothing is started, however long somebody looks."""
    page = visit(ADDRESS, line, device)
    _look(page)
    page.wait_for_load_state("networkidle")
    assert _pythons(page) == []
    page.context.close()


@pytest.mark.parametrize("leaving", ["hides the tab", "reads an article"])
def test_who_leaves_without_a_question_gets_the_memory_back(leaving: str, visit: Visit) -> None:
    """A Python that nobody asked anything ends when the tab is hidden, or the visitor goes on to an article."""
    page = visit(ADDRESS, GOOD, STRONG)
    _look(page)
    _wait_for_pythons(page, 1)
    if leaving == "hides the tab":
        page.evaluate(
            "() => { Object.defineProperty(document, 'hidden', { configurable: true, value: true });"
            " document.dispatchEvent(new Event('visibilitychange')); }"
        )
    else:
        page.get_by_role("link", name="Kennis").first.click()
        page.wait_for_url("**/kennis/")
    _wait_for_pythons(page, 0)
    page.context.close()


def test_a_python_that_was_asked_stays(visit: Visit) -> None:
    """Who used a calculator finds Python back after reading an article."""
    page = visit(ADDRESS, GOOD, STRONG)
    Calculator(page, "pww-score").start()
    page.get_by_role("link", name="Kennis").first.click()
    page.wait_for_url("**/kennis/")
    page.evaluate("() => new Promise((idle) => requestIdleCallback(idle))")
    assert len(_pythons(page)) == 1
    page.context.close()
