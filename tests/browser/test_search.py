"""Who searches in the words of an owner finds the right page: the theme's own search, with its own Dutch pipeline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import PATIENCE_MS, wait_until
from tests.browser.keyboard import read_kept
from tests.server import StaticServer

# So many results are looked at before somebody asks in other words.
LOOKED_AT = 3

# Each question with the pages that answer it; one of them is enough.
QUESTIONS = {
    # In the words of an owner.
    "ben ik te duur": {"rekenmachines/klant-houden-of-loslaten/", "kennis/klantwaarde/", "rekenmachines/klantwaarde/"},
    "een klant betaalt niet op tijd": {"rekenmachines/klant-houden-of-loslaten/", "kennis/klanten-ontslaan/"},
    "eigen uren meerekenen": {"kennis/klantwaarde/", "rekenmachines/klantwaarde/", "rekenmachines/klantenlijst/"},
    "fouten voorkomen": {"kennis/systemiseren/", "rekenmachines/systeemscan/"},
    "hoe hou ik klanten vast": {"kennis/verbinden/", "kennis/verwennen/"},
    "hoe kies ik mijn doelgroep": {"kennis/doelgroep-en-klantenbestand/", "kennis/pww/"},
    "hoe krijg ik meer klanten": {"kennis/veroveren/", "rekenmachines/bierviltje/", "kennis/verdienen/"},
    "mag ik klanten bellen": {"kennis/doelgroep-en-klantenbestand/"},
    "lastige klant": {"kennis/klanten-ontslaan/", "rekenmachines/klant-houden-of-loslaten/"},
    "klant kost teveel tijd": {
        "rekenmachines/klant-houden-of-loslaten/",
        "kennis/klantwaarde/",
        "kennis/klanten-ontslaan/",
    },
    "klanten mailen mag dat": {"kennis/doelgroep-en-klantenbestand/"},
    "klanten opbellen": {"kennis/doelgroep-en-klantenbestand/", "kennis/verwennen/"},
    "korting geven": {"kennis/verbinden/", "kennis/doelgroep-en-klantenbestand/"},
    "meer verdienen": {"rekenmachines/bierviltje/", "kennis/verdienen/"},
    "nee zeggen tegen een klant": {"kennis/klantwaarde/", "kennis/klanten-ontslaan/"},
    "nieuwsbrief": {"kennis/doelgroep-en-klantenbestand/", "kennis/verbinden/", "kennis/verdienen/"},
    "opzegbrief": {"rekenmachines/klant-houden-of-loslaten/", "kennis/klanten-ontslaan/"},
    "personeel": {"kennis/klantgerichte-cultuur/", "kennis/systemiseren/"},
    "prijs verhogen": {
        "kennis/klanten-ontslaan/",
        "rekenmachines/klant-houden-of-loslaten/",
        "rekenmachines/bierviltje/",
    },
    "spaarkaart": {"kennis/verbinden/"},
    "uurtarief": {"rekenmachines/klantwaarde/", "rekenmachines/klant-houden-of-loslaten/", "kennis/klanten-ontslaan/"},
    "wanneer stop ik met een klant": {"kennis/klanten-ontslaan/", "rekenmachines/klant-houden-of-loslaten/"},
    "wat levert een vaste klant op": {
        "kennis/verbinden/",
        "rekenmachines/klantenbestand/",
        "kennis/doelgroep-en-klantenbestand/",
    },
    "welke klanten zijn het belangrijkst": {"rekenmachines/klantenlijst/", "kennis/pww/", "kennis/klantwaarde/"},
    "werkt het zonder mij": {"kennis/systemiseren/", "rekenmachines/systeemscan/"},
    "wie zijn mijn beste klanten": {
        "rekenmachines/klantenlijst/",
        "kennis/klantwaarde/",
        "kennis/verfijnen/",
        "rekenmachines/",
    },
    "zzp": {"kennis/klantgerichte-cultuur/", "kennis/systemiseren/", "kennis/klantwaarde/"},
    # Misspelt, cut in two and glued together.
    "klantwarde": {"kennis/klantwaarde/", "rekenmachines/klantwaarde/"},
    "klantwaarde berekennen": {"rekenmachines/klantwaarde/"},
    "bierviltjse": {"rekenmachines/bierviltje/"},
    "doelgroeep": {"kennis/doelgroep-en-klantenbestand/"},
    "klanten ontslaaan": {"kennis/klanten-ontslaan/"},
    "systemisern": {"kennis/systemiseren/"},
    "ambasadeur": {"kennis/doelgroep-en-klantenbestand/"},
    "klanten bestand": {"kennis/doelgroep-en-klantenbestand/", "rekenmachines/klantenbestand/"},
    "vasteklanten": {"kennis/doelgroep-en-klantenbestand/", "rekenmachines/klantenbestand/", "kennis/verbinden/"},
    "winstgevendhied": {"kennis/pww/", "rekenmachines/pww-score/"},
    "mond tot mond reclame": {"kennis/verrassen/"},
    "afspaak maken": {"gesprek/"},
    "privicy": {"privacy/"},
    # Words of the trade and names of pages.
    "80/20": {"rekenmachines/klantenlijst/"},
    "afscheid nemen van klant": {"kennis/klanten-ontslaan/"},
    "afspraak maken": {"gesprek/"},
    "ambassadeur": {"kennis/doelgroep-en-klantenbestand/"},
    "auditfile": {"rekenmachines/klantenlijst/"},
    "bierviltje": {"rekenmachines/bierviltje/"},
    "doelgroep kiezen": {"kennis/doelgroep-en-klantenbestand/"},
    "excel klantenlijst": {"rekenmachines/klantenlijst/"},
    "franchise": {"kennis/systemiseren/"},
    "gesprek plannen": {"gesprek/"},
    "ideale klant": {"kennis/pww/"},
    "klant ontslaan": {"kennis/klanten-ontslaan/"},
    "klanten behouden": {"kennis/doelgroep-en-klantenbestand/", "kennis/verbinden/"},
    "klantgerichte cultuur": {"kennis/klantgerichte-cultuur/"},
    "klantreis": {"kennis/verleiden/"},
    "klantwaarde berekenen": {"rekenmachines/klantwaarde/"},
    "mond-tot-mondreclame": {"kennis/verrassen/"},
    "privacy": {"privacy/"},
    "pww": {"kennis/pww/", "rekenmachines/pww-score/"},
    "systemiseren": {"kennis/systemiseren/"},
    "systeemscan": {"rekenmachines/systeemscan/"},
    "toeval": {"kennis/systemiseren/", "rekenmachines/systeemscan/"},
    "vaste klanten": {"kennis/doelgroep-en-klantenbestand/", "rekenmachines/klantenbestand/"},
    "vervelende klant": {"kennis/klanten-ontslaan/", "rekenmachines/klant-houden-of-loslaten/"},
    "wat is een klant waard": {"kennis/klantwaarde/", "rekenmachines/klantwaarde/"},
    "wat kost een nieuwe klant": {"kennis/klantwaarde/", "rekenmachines/klantwaarde/"},
    "werken aan je bedrijf": {"kennis/systemiseren/"},
    "winstgevendheid": {"kennis/pww/", "rekenmachines/pww-score/"},
    "zwakste schakel": {"rekenmachines/acht-v-scan/"},
}


@pytest.fixture(scope="module")
def page(chromium: Browser, site: Path) -> Iterator[Page]:
    """The home page, once for all questions."""
    with StaticServer(site) as server, chromium.new_context() as context:
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.goto(server.url)
        yield page


def _ask(page: Page, question: str) -> None:
    field = page.get_by_role("search").get_by_role("textbox")
    field.fill(question)
    field.press("End")  # the search looks when a key comes up


def _found(page: Page, question: str) -> list[str]:
    """Ask a question and return the addresses of the pages that were found, best first."""
    told = page.locator(".md-search-result__meta")
    _ask(page, "")
    expect(told).to_have_text(re.compile("^Typ een woord"))  # nothing of the question before is left
    _ask(page, question)
    expect(told).to_have_text(re.compile("gevonden"))
    first_links = page.locator(".md-search-result__item > a:first-child")  # a page, with its sections below it
    home = urlsplit(page.url).path
    return [urlsplit(link.get_attribute("href") or "").path.removeprefix(home) for link in first_links.all()]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_finds_its_page(question: str, page: Page) -> None:
    """One of the first three pages answers the question."""
    known = {address for address, _ in read_kept()}  # what an owner wrote may come before it
    found = [each for each in _found(page, question) if each in known][:LOOKED_AT]
    assert QUESTIONS[question].intersection(found), f"{question!r} finds {found}"


# So much of a place says which it is; a heading and what is missing come to it.
LONGEST_TEASER = 400


@pytest.mark.parametrize("question", ["klantwaarde berekenen", "netto per jaar", "uren", "gini"])
def test_a_hit_is_a_piece_with_the_word_that_was_looked_for(question: str, page: Page) -> None:
    """No place takes more than a part of the screen; what is shown from within a text holds a word that was found."""
    assert _found(page, question)
    places = page.locator(".md-search-result__item article")
    assert max(map(len, places.all_text_contents())) <= LONGEST_TEASER
    cut = places.filter(has_text=re.compile("[^.]… "))  # from within its text, so a word was found there
    assert cut.count() == cut.filter(has=page.locator("mark")).count()


def _of_search(server: StaticServer) -> set[str]:
    names = ("pages.json", "engine.", "lunr.")
    return {path for path, _ in server.requested if any(name in path for name in names)}


def test_what_searching_needs_comes_when_somebody_goes_to_the_field(server: StaticServer, chromium: Browser) -> None:
    """A page brings no index and no engine; the field of the search brings both, before the first letter, once."""
    server.requested.clear()
    page = chromium.new_page()
    page.goto(f"{server.url}kennis/pww/")
    page.wait_for_load_state("networkidle")
    assert _of_search(server) == set()
    page.get_by_role("search").get_by_role("textbox").focus()
    wait_until(page, lambda: len(_of_search(server)) == 4)  # the pages, the engine, and two files of its language
    there = _of_search(server)
    assert _found(page, "klantwaarde")
    assert _of_search(server) == there
    page.close()


def test_the_last_of_what_was_typed_is_answered(server: StaticServer, chromium: Browser) -> None:
    """Who types on while the index comes in sees the answer to the whole word, not to its beginning."""
    page = chromium.new_page()
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.context.route("**/pages.json", hold)
    page.goto(server.url)
    for letters in ("kl", "klant", "klantenlijst"):
        _ask(page, letters)
    wait_until(page, lambda: len(waiting) == 2)  # the page fetches it ahead, and the worker
    for each in waiting:
        each.continue_()
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile("gevonden"))
    first = page.locator(".md-search-result__item > a").first
    expect(first).to_have_attribute("href", re.compile("klantenlijst"))
    page.close()


def test_a_search_without_a_line_works_once_it_is_back(server: StaticServer, chromium: Browser) -> None:
    """When the index did not come in, nothing is said to be found or not; the next letter tries again."""
    page = chromium.new_page()
    page.goto(server.url)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    with page.expect_event("requestfailed", lambda request: "pages.json" in request.url):
        _ask(page, "klantwaarde")
    assert "resultaten" not in page.locator(".md-search-result__meta").inner_text()
    page.context.set_offline(False)
    assert _found(page, "klantenlijst")
    page.close()
