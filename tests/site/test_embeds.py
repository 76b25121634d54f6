"""What is made for frames on sites of others: its addresses stand there for ever, and it is light."""

from __future__ import annotations

import gzip
import json
import re
from html import unescape
from pathlib import Path

import pytest

from calculators.build.bundle import SCRIPTS
from calculators.build.embed_page import pages_of
from calculators.build.lead import SETTINGS
from calculators.build.site import SITE
from calculators.catalogue import find, slugs
from calculators.presentation.page import render_outcome
from tests.pages import embeds
from tests.server import published_address
from tests.site.markup import parse

# Since 30 November 2026. A name may be added; one that is taken away, or changed, breaks pages of others.
FOR_EVER = {
    "acht-v-scan",
    "bierviltje",
    "klant-houden-of-loslaten",
    "klantenbestand",
    "klantenlijst",
    "klantwaarde",
    "klantwaarde-kapsalon",
    "klantwaarde-webbureau-een-klant",
    "pww-score",
    "systeemscan",
    "systeemscan-coachpraktijk",
    "systeemscan-installatiebedrijf",
    "systeemscan-webshop",
    "onbekend",
}
EXAMPLES = {name: (slug, example) for slug in slugs() for name, example in pages_of(find(slug))}
PAGES = {page.parent.name: page for page in embeds(SITE)}
HEAVIEST = 90_000  # all that a visitor waits for, as hosts send it
SMALL = 2_000  # bytes of the script that others put into their pages

every_page = pytest.mark.parametrize("name", PAGES)
every_example = pytest.mark.parametrize("name", EXAMPLES)


def _html(name: str) -> str:
    return PAGES[name].read_text("utf-8")


def _sent(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


def test_every_address_of_before_is_there() -> None:
    """What stands on sites of others works for ever; no name is that of two pages."""
    assert PAGES.keys() >= FOR_EVER
    assert PAGES.keys() == EXAMPLES.keys() | {"onbekend"}
    assert len(EXAMPLES) == sum(1 + len(find(slug).presets) for slug in slugs())
    assert (SITE / "insluiten" / "klant-kompas.js").is_file()


def test_the_script_for_pages_of_others_is_small_and_keeps_to_itself(site: Path) -> None:
    """It fetches nothing by itself, and asks for no more than its own frame."""
    script = (site / "insluiten" / "klant-kompas.js").read_text("utf-8")
    assert len(script) <= SMALL
    assert script.startswith(("(()=>{", '"use strict";(()=>{'))
    assert not re.search(r"fetch\(|cookie|Storage|import\b", script)


@every_page
def test_all_of_a_page_is_light(name: str) -> None:
    """The page, its one sheet and its one script; nothing else is asked before somebody types."""
    outline = parse(_html(name))
    links = [each.attributes for each in outline.within("link")]
    sheets = [each["href"] for each in links if each["rel"] == "stylesheet"]
    scripts = [each.attributes["src"] for each in outline.within("script")]
    assert [len(sheets), len(scripts)] == [1, 1]
    files = [PAGES[name], *((PAGES[name].parent / each).resolve() for each in (*sheets, *scripts))]
    assert sum(map(_sent, files)) <= HEAVIEST
    assert "@font-face" not in files[1].read_text("utf-8")
    assert [each.tag for each in outline.within("nav", "header", "footer", "img")] == []


@every_example
def test_the_answer_is_there_and_is_that_of_the_site(name: str) -> None:
    """The same bytes as on our own page, or as Python writes of another example; no other way in than what is asked."""
    slug, example = EXAMPLES[name]
    assert str(render_outcome(find(slug), example)) in _html(name)
    for gone in ("data-restore", "data-peek", "data-next", 'data-action="report"', 'data-action="save"', "gesprek/"):
        assert gone not in _html(name)


@every_example
def test_search_engines_find_the_page_of_the_site(name: str) -> None:
    """A page for frames is not for them, and names the one that is."""
    slug, _ = EXAMPLES[name]
    assert '<meta name="robots" content="noindex">' in _html(name)
    assert f'<link rel="canonical" href="{published_address(SITE)}rekenmachines/{slug}/">' in _html(name)


@every_example
def test_a_site_that_asks_gets_the_frame(name: str, site: Path) -> None:
    """As oEmbed has it: the page names a file, and what stands in that is the frame with this page."""
    slug, _ = EXAMPLES[name]
    url = published_address(site)
    [link] = [each.attributes for each in parse(_html(name)).within("link") if each.attributes["rel"] == "alternate"]
    assert link["type"] == "application/json+oembed"
    told = json.loads((site / link["href"].removeprefix(url)).read_text("utf-8"))
    assert (told["version"], told["type"], told["provider_url"]) == ("1.0", "rich", url)
    assert told["title"] == find(slug).question
    [frame] = parse(told["html"]).within("iframe")
    assert frame.attributes["src"] == f"{url}insluiten/{name}/"
    assert find(slug).question in frame.attributes["title"]
    assert told["height"] == int(frame.attributes["height"])


@pytest.mark.parametrize("slug", slugs())
def test_the_page_of_a_calculator_tells_sites_how_to_embed_it(slug: str, site: Path) -> None:
    """Who pastes its address where oEmbed is known gets the calculator."""
    page = (site / "rekenmachines" / slug / "index.html").read_text("utf-8")
    found = re.findall(r'<link rel="alternate oembed" type="application/json\+oembed" href="([^"]*)"', page)
    assert found == [f"{published_address(site)}oembed/{slug}.json"]


def test_the_code_on_the_page_is_that_of_the_first_calculator(site: Path) -> None:
    """It is there without scripts, and names where this site stands."""
    page = (site / "insluiten" / "index.html").read_text("utf-8")
    codes = {name: unescape(code) for name, code in re.findall(r'<code data-code="(\w+)">(.*?)</code>', page)}
    url = published_address(site)
    assert codes["line"] == (
        f'<script src="{url}insluiten/klant-kompas.js" async=""></script><klant-kompas naam="klantwaarde">'
        f'<a href="{url}rekenmachines/klantwaarde/">{find("klantwaarde").question}</a></klant-kompas>'
    )
    assert codes["address"] == f"{url}insluiten/klantwaarde/"
    [frame] = parse(codes["frame"]).within("iframe")
    assert frame.attributes["src"] == codes["address"]


def test_an_address_is_one_for_python_and_for_the_script() -> None:
    """What counts as a mail address is written twice, as Python is not there yet in the frame: the same twice."""
    [pattern] = re.findall(r"MAIL = /\^(.*)\$/;", (SCRIPTS / "embed_options.ts").read_text("utf-8"))
    assert pattern == SETTINGS["email"].form


def test_colours_are_judged_on_those_of_the_pages() -> None:
    """An owner's colour is judged on the papers of light and dark, and with the ink, that the styles have."""
    styles = (SCRIPTS.parent / "styles" / "colours.css").read_text("utf-8")
    light_card, dark_card = _colours(styles, "card")
    on_light, on_dark = _colours(styles, "on-primary")
    [known] = re.findall(r"Colour\[\] = \[WHITE, (.*)\];", (SCRIPTS / "colour.ts").read_text("utf-8"))
    assert json.loads(f"[{known}]") == [dark_card, on_dark]
    assert light_card == on_light == [255, 255, 255]


def _colours(styles: str, name: str) -> list[list[int]]:
    """A colour for light and for dark, in red, green and blue."""
    [pair] = re.findall(rf"--kk-{name}: var\(--kk-light, #(\w+)\) var\(--kk-dark, #(\w+)\);", styles)
    whole = [each if len(each) == 6 else re.sub("(.)", r"\1\1", each) for each in pair]
    return [list(bytes.fromhex(each)) for each in whole]
