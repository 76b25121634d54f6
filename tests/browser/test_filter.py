"""The field on the page of words: it leaves what holds the typed words, and without scripts it is not there."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.server import StaticServer

OpenPage = Callable[..., Page]

PAGE = "kennis/begrippen/"


def _entries(page: Page) -> Locator:
    return page.locator(".md-content h3:visible")


def test_typing_leaves_what_holds_the_words(open_page: OpenPage, server: StaticServer) -> None:
    """Each word counts, in the name or the meaning, without accents or capitals; it is told how many there are."""
    page = open_page(server.url + PAGE, viewport={"width": 390, "height": 844})
    everything = _entries(page).count()
    field = page.get_by_label("Zoek een begrip", exact=True).and_(page.locator("input"))
    field.fill("KLANTBEHOUD")
    expect(page.get_by_role("heading", name="Klantbehoud", exact=True)).to_be_in_viewport()
    assert 0 < _entries(page).count() < 20
    told = page.locator("[data-told]")
    expect(told).to_have_text(f"{_entries(page).count()} begrippen gevonden")
    assert (
        page.locator(".md-content h2:visible").count() <= _entries(page).count() + 1
    )  # and that of the call to action
    assert violations(page) == []
    field.fill("auditfile boekingen")
    expect(told).to_have_text("1 begrip gevonden")
    expect(_entries(page)).to_contain_text("Auditfile")
    field.fill("xyzzy")
    expect(told).to_contain_text("Geen begrip gevonden")
    field.press("Enter")
    expect(page).to_have_url(server.url + PAGE)
    field.fill("")
    expect(told).to_be_empty()
    assert _entries(page).count() == everything


def test_a_link_to_a_word_shows_it_whatever_was_typed(open_page: OpenPage, server: StaticServer) -> None:
    """Who comes to an entry by its address sees it: then the field is emptied."""
    page = open_page(server.url + PAGE)
    field = page.locator("form[data-filter] input")
    field.fill("auditfile")
    page.evaluate("location.hash = '#klantbehoud'")
    expect(page.get_by_role("heading", name="Klantbehoud", exact=True)).to_be_in_viewport()
    expect(field).to_have_value("")


def test_without_javascript_all_words_are_there(open_page: OpenPage, server: StaticServer) -> None:
    """The plain list, without a field that does nothing."""
    page = open_page(server.url + PAGE, java_script_enabled=False)
    expect(page.locator("form[data-filter]")).to_be_hidden()
    assert _entries(page).count() > 50
