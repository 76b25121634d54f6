"""Every built page: what it must have, and what must not be in it."""

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from calculators.build.manuscript import read_yaml
from calculators.build.runtime import ROOT
from calculators.build.site import SITE
from calculators.catalogue import find, slugs
from calculators.presentation.page import render_calculator
from tests.pages import embeds, full_pages
from tests.server import published_address

# What the site itself links to, whatever an owner writes.
FIXED = {
    "",
    "kennis/",
    "kennis/begrippen/",
    "rekenmachines/",
    *(f"rekenmachines/{slug}/" for slug in slugs()),
    "gesprek/",
    "bedankt/",
    "mijn-rapport/",
    "privacy/",
}
SITE_NAME = read_yaml("mkdocs.yml", (ROOT / "mkdocs.yml").read_bytes()).values["site_name"]
TITLE = re.compile(rf"<title>(.*?)(?: \| {re.escape(SITE_NAME)})?</title>")
PAGES = full_pages(SITE)
EMBEDS = embeds(SITE)


class Outline(HTMLParser):
    """Collects of a page what the tests look at."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember every tag with its attributes."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str, attribute: str) -> list[str]:
        """The values of an attribute of all tags of a kind."""
        return [attributes[attribute] for name, attributes in self.tags if name == tag and attribute in attributes]


def _html(page: Path) -> str:
    return page.read_text("utf-8")


def _address(page: Path) -> str:
    return page.relative_to(SITE).as_posix().removesuffix("index.html")


def test_all_pages_are_there(site: Path) -> None:
    """Every text is a page, the addresses that the site links to are among them, and there is one for what is not."""
    texts = (path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md") if "overrides" not in path.parts)
    written = {text.with_suffix("").as_posix().removesuffix("index").rstrip("/") + "/" for text in texts}
    built = {_address(page) for page in full_pages(site)}
    assert built == {address.lstrip("/") for address in written} | {"404.html"}
    assert built >= FIXED


@pytest.mark.parametrize("page", [*PAGES, *EMBEDS], ids=_address)
def test_nothing_comes_from_another_host(page: Path) -> None:
    """No script, style, picture, font or frame is loaded from elsewhere; no inline handler, style or cookie."""
    outline = Outline(_html(page))
    loaded = [
        *outline.all("script", "src"),
        *outline.all("img", "src"),
        *outline.all("iframe", "src"),
        *(
            a["href"]
            for tag, a in outline.tags
            if tag == "link" and a.get("rel") not in {"alternate", "alternate oembed", "canonical", "next", "prev"}
        ),
    ]
    assert [address for address in loaded if urlsplit(address).netloc] == []
    handlers = [(tag, name) for tag, a in outline.tags for name in a if name.startswith("on") or name == "style"]
    assert handlers == []
    assert "document.cookie" not in _html(page)


@pytest.mark.parametrize("page", [*PAGES, *EMBEDS], ids=_address)
def test_page_is_dutch_and_has_one_heading(page: Path) -> None:
    """A page says its language and has one h1."""
    outline = Outline(_html(page))
    assert outline.all("html", "lang") == ["nl"]
    assert len([tag for tag, _ in outline.tags if tag == "h1"]) == 1


def test_titles_and_descriptions_differ_and_fit() -> None:
    """Titles have at most 60 characters before the name of the site, descriptions 70 to 160; no two are the same."""
    titles, descriptions = [], []
    for page in PAGES:
        if page.name == "404.html":
            continue
        html = _html(page)
        title = TITLE.search(html)
        description = re.search(r'<meta name="description" content="(.*?)"', html)
        assert title
        assert description
        titles.append(title[1])
        descriptions.append(description[1])
    assert [title for title in titles if len(title) > 60] == []
    assert [text for text in descriptions if not 70 <= len(text) <= 160] == []
    assert len(set(titles)) == len(titles)
    assert len(set(descriptions)) == len(descriptions)


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "404.html"], ids=_address)
def test_a_search_engine_is_told_what_the_page_is(page: Path) -> None:
    """The structured data parse, name the page as its title does, and say where it stands in the site."""
    html = _html(page)
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    title = TITLE.search(html)
    assert found
    assert title
    about, trail, organisation = json.loads(found[1])["@graph"]
    kinds = {"kennis": "Article", "rekenmachines": "WebApplication"}
    section, _, rest = _address(page).partition("/")
    assert about["@type"] == (kinds.get(section, "WebPage") if rest else "WebPage")
    assert about["name"] == unescape(title[1])
    assert about["url"] == urljoin(published_address(SITE), _address(page))
    assert [each["position"] for each in trail["itemListElement"]] == [
        place for place, _ in enumerate(trail["itemListElement"], start=1)
    ]
    assert organisation["@type"] == "Organization"


@pytest.mark.parametrize("page", PAGES, ids=_address)
def test_own_links_lead_somewhere(page: Path) -> None:
    """Every link and file within the site exists, from the place of the page; 404.html is read from anywhere."""
    outline = Outline(_html(page))
    published = urlsplit(published_address(SITE))
    missing = []
    for target in [*outline.all("a", "href"), *outline.all("script", "src"), *outline.all("link", "href")]:
        address = urlsplit(urljoin(published.geturl() + _address(page), target))
        if address.scheme not in {"http", "https"} or address.netloc != published.netloc:
            continue
        file = SITE / address.path.removeprefix(published.path)
        if not (file.is_file() or (file / "index.html").is_file()):
            missing.append(target)
    assert missing == []


@pytest.mark.parametrize("slug", slugs())
def test_calculator_is_on_its_page_as_it_was_rendered(slug: str, site: Path) -> None:
    """The form with its worked example stands in the HTML, to the byte: MkDocs changes nothing."""
    assert str(render_calculator(find(slug))) in _html(site / "rekenmachines" / slug / "index.html")


@pytest.mark.parametrize("slug", slugs())
def test_the_heading_of_a_calculator_is_its_question(slug: str, site: Path) -> None:
    """The report calls a calculator by its question: the same words as above its page."""
    heading = re.search(r"<h1[^>]*>(.*?)(?:<a |</h1>)", _html(site / "rekenmachines" / slug / "index.html"))
    assert heading
    assert unescape(heading[1]) == find(slug).question


def test_own_files_are_named_by_their_content(site: Path) -> None:
    """Scripts, styles, core and runtime carry a hash in their names, and no page points to a name without."""
    names = {path.name for path in (site / "assets").iterdir() if path.suffix in {".js", ".css", ".bin", ".py"}}
    assert names
    assert [name for name in names if not re.search(r"\.[0-9a-f]{10}\.", name)] == []
    assert len(list((site / "assets").glob("python-*"))) == 1
    for page in PAGES:
        assert not re.search(r"assets/\w+\.(?:js|css)[\"']", _html(page))


def test_fonts_are_small_and_open(site: Path) -> None:
    """Both typefaces together stay within 110 kB."""
    fonts = list((site / "assets" / "fonts").glob("*.woff2"))
    assert len(fonts) == 2
    assert sum(font.stat().st_size for font in fonts) <= 110_000


def test_search_knows_dutch_pages(site: Path) -> None:
    """The search index is Dutch and holds the article and the calculator, without the labels of its form."""
    index = json.loads((site / "search" / "pages.json").read_text("utf-8"))
    assert index["config"]["lang"] == ["nl"]
    locations = {document["location"] for document in index["docs"]}
    assert {"kennis/pww/", "rekenmachines/pww-score/"} <= locations
    assert not any("klantgroep omhoog" in document["text"] for document in index["docs"])


def test_no_source_map_or_template_is_published(site: Path) -> None:
    """What only the build needs stays out of the site."""
    assert [path.name for path in site.rglob("*") if path.suffix == ".ts"] == []
    assert list(site.glob("assets/python-*/**/*.map")) == []
    assert not (site / "overrides").exists()


@pytest.mark.parametrize("slug", slugs())
def test_the_table_of_inputs_stands_in_its_fold(slug: str, site: Path) -> None:
    """How it is calculated is one fold, with formulas and the table of inputs; it is closed until it is asked for."""
    html = _html(site / "rekenmachines" / slug / "index.html")
    (fold,) = re.findall(
        r'<details class="kk-fold">\s*<summary>Zo is dit berekend</summary>(.*?)</details>', html, re.DOTALL
    )
    assert "<dl>" in fold
    assert 'aria-label="Invoer van ' in fold
