"""The security policy at work: it blocks what was planted, and nothing of the site itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import TELL_VIOLATIONS, Calculator, OpenPage
from tests.server import StaticServer

PLANTED = '<script>document.title = "geplant"</script><img src="x" alt="" onerror="document.title = \'geplant\'">'


@pytest.mark.parametrize("engine", ["chromium", "firefox"])
def test_a_planted_script_does_not_run(
    engine: str, server: StaticServer, request: pytest.FixtureRequest, site: Path
) -> None:
    """A script and a handler that somebody got into a page are blocked by the policy of the page itself."""
    browser: Browser = request.getfixturevalue(engine)
    page = browser.new_page()
    page.add_init_script(TELL_VIOLATIONS)
    blocked: list[str] = []
    page.on("console", lambda message: blocked.append(message.text))
    html = (site / "over" / "index.html").read_text("utf-8").replace("</article>", f"{PLANTED}</article>")
    page.route("**/over/", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(f"{server.url}over/")
    expect(page.locator("h1")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert "geplant" not in page.title()
    assert len([words for words in blocked if words.startswith("policy: script-src")]) == 2
    page.close()


@pytest.mark.parametrize("engine", ["chromium", "firefox"])
def test_a_visit_breaks_no_rule(
    engine: str, open_page: OpenPage, server: StaticServer, request: pytest.FixtureRequest
) -> None:
    """Reading, searching, the colour scheme, calculating, the report, the form and printing: nothing in the console."""
    browser: Browser = request.getfixturevalue(engine)
    page = open_page(server.url, browser=browser)
    page.locator(".kk-scheme").click()
    page.get_by_role("textbox", name="Zoeken").click()
    page.keyboard.type("klantwaarde")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("Escape")
    page.locator('.kk-footer__list a[href$="rekenmachines/"]').click()
    page.locator('.md-content a[href*="pww-score/"]').first.click()
    shown = Calculator(page, "pww-score")
    shown.start()
    shown.field("segments[0].fulfilment").fill("9")
    shown.settle()
    shown.button("report").click()
    page.get_by_role("link", name="Bekijk mijn rapport").click()
    expect(page.locator("#rapport-pww-score")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#rapport-pww-score")).to_be_visible()
    page.emulate_media(media="screen")
    page.locator(".kk-cta a").click()
    expect(page.locator("form[data-lead]")).to_be_visible()
