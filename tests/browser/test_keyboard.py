"""By keyboard alone: where Tab stops is kept in keyboard.txt, each stop is seen, and nothing loses the focus."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Calculator, OpenPage
from tests.browser.keyboard import HEIGHT, WIDTHS, read_kept, summarise, walk
from tests.browser.pages import PAGES, every_calculator, every_page
from tests.server import StaticServer

RENEW = "The walk by keyboard is another than was kept. If that was meant: `make keep`, and read the difference."


@pytest.mark.parametrize("width", WIDTHS)
@every_page
def test_tab_goes_through_the_page_in_reading_order(
    address: str, width: int, open_page: OpenPage, made_up_server: StaticServer
) -> None:
    """Tab leads through all controls and out of the page again; each is in front, named and marked while it is met."""
    viewport = {"width": width, "height": HEIGHT}
    stops = walk(open_page(f"{made_up_server.url}{address}", viewport=viewport, reduced_motion="reduce"))
    assert [stop.markup for stop in stops if stop.again] == []
    assert [stop.markup for stop in stops if not stop.seen] == []
    assert [stop.markup for stop in stops if not stop.ring] == []
    assert [stop.markup for stop in stops if not stop.later] == []
    assert [stop.markup for stop in stops if not stop.name] == []
    kept = read_kept().get((address, width))  # a page that an owner added may not be in it yet
    assert kept is None or summarise(stops) == kept, RENEW


def test_no_page_that_is_gone_is_kept() -> None:
    """The kept list is about pages of the site, most of them, each at both widths."""
    kept, known = read_kept().keys(), {(address, width) for address in PAGES for width in WIDTHS}
    assert kept <= known, RENEW
    assert len(kept) > len(known) / 2, RENEW


def test_the_drawer_holds_the_focus_and_escape_leads_back(open_page: OpenPage, server: StaticServer) -> None:
    """On a phone the open menu is all there is to reach; Escape closes it, and the focus is on its button again."""
    page = open_page(f"{server.url}kennis/pww/", viewport={"width": 390, "height": HEIGHT}, reduced_motion="reduce")
    menu = page.get_by_role("button", name="Menu", exact=True)
    menu.press("Enter")
    expect(page.get_by_role("button", name="Menu sluiten")).to_be_focused()
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('.md-sidebar')"
        )
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("width", WIDTHS)
def test_search_by_keyboard(width: int, open_page: OpenPage, server: StaticServer) -> None:
    """Words, an arrow and Enter lead to a page; Escape leaves the search, on a phone back to its button."""
    page = open_page(server.url, viewport={"width": width, "height": HEIGHT}, reduced_motion="reduce")
    if width < 1000:
        page.get_by_role("button", name="Zoeken", exact=True).press("Enter")
    field = page.get_by_role("textbox", name="Zoeken")
    field.focus()
    page.keyboard.type("klantwaarde")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(
        page.get_by_role("button", name="Zoeken", exact=True) if width < 1000 else page.locator("body")
    ).to_be_focused()
    if width < 1000:
        page.keyboard.press("Enter")
    field.focus()
    expect(page.locator("#__search")).to_be_checked()  # the theme opens it in its own time, and takes no arrows before
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search-result__link").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(server.url)
    expect(page.locator(".md-content h1")).to_be_focused()


# What a button may lead to that has the focus itself: a field, its own place, or the way back.
PRESSED = (
    *("preset", "undo", "compare", "release", "share", "copy", "download", "remind", "save", "wipe", "save", "restore"),
    *("undo", "restore", "report", "show-rules", "add", "up", "down", "remove", "clear", "undo", "clear", "calculate"),
)

ASKED = {"preset", "copy", "download", "remind", "restore", "report", "share"}


@every_calculator
def test_no_button_of_a_calculator_loses_the_focus(slug: str, calculator: Callable[..., Calculator]) -> None:
    """After every button the focus is on something that is seen: who goes on with Tab does not start at the top."""
    shown = calculator(slug, permissions=["clipboard-read", "clipboard-write"], reduced_motion="reduce")
    shown.start()
    pressed = []
    for action in PRESSED:
        shown.form.evaluate("form => form.querySelectorAll('details').forEach(each => { each.open = true; })")
        if action != "undo":  # as typing takes away what was told
            shown.form.locator("[data-telling]").evaluate("telling => { telling.hidden = true; }")
        for button in shown.button(action).all()[:2]:
            if button.is_visible():
                shown.message.evaluate("message => { message.textContent = ''; }")
                button.press("Enter")
                if action in ASKED:  # Python has its say first
                    expect(shown.message).not_to_be_empty()
                shown.settle()
                assert _has_focus(shown.page), action
                pressed.append(action)
    always = {
        "preset",
        "compare",
        "release",
        "download",
        "remind",
        "save",
        "restore",
        "wipe",
        "report",
        "clear",
        "undo",
    }
    assert always <= {*pressed}


def _has_focus(page: Page) -> bool:
    """Whether something has the focus, and is seen."""
    seen: bool = page.evaluate("document.activeElement !== document.body && document.activeElement.checkVisibility()")
    return seen


@every_calculator
def test_an_answer_that_comes_in_leaves_the_focus_where_it_is(slug: str, calculator: Callable[..., Calculator]) -> None:
    """Who is reading in the answer, with the focus on a fold or a link, is still there when a new one is put in."""
    shown = calculator(slug, reduced_motion="reduce")
    shown.start()
    change = (
        "form => { const all = [...form.querySelectorAll('[data-fields] input[inputmode]:not([data-beside])')];"
        " const other = form.querySelector('[data-fields] [type=radio]:not(:checked)');"
        " const field = all.find((each) => each.name === 'customers') ?? all[0] ?? other;"
        " if (field === other) field.checked = true; else field.value = field.value === '3' ? '4' : '3';"
        " field.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    for selector in ("[data-more] summary", "[data-next] a"):
        shown.form.locator(selector).first.focus()
        before = shown.headline.evaluate_handle("each => each")
        shown.form.evaluate(change)
        shown.settle()
        assert before.evaluate("each => !each.isConnected")
        expect(shown.form.locator(selector).first).to_be_focused()  # its words may be others now
