"""Zensical makes the same pages from the same texts, settings, templates and Markdown extension as MkDocs does.

What is compared is what we make. The frame around it (header, menu, search, icons, styles) is the theme's: README, "A
second builder", names what is different there.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from calculators.build.runtime import ROOT
from calculators.build.site import SITE
from calculators.catalogue import slugs
from tests.pages import full_pages
from tests.server import published_address
from tests.site.markup import Element, parse

ZENSICAL = ROOT / ".cache" / "zensical"
COPY = ZENSICAL / "copy"  # Zensical keeps a cache beside the settings, where ours has things to lose
PAGES = sorted(page.relative_to(SITE).as_posix() for page in full_pages(SITE))

# Zensical takes this mark out once its search has left the element alone.
SEARCH_MARK = ' data-search-exclude=""'


@pytest.fixture(scope="session")
def rebuilt(site: Path) -> Path:
    """The site as Zensical builds it, of a fresh copy of the tree."""
    shutil.rmtree(COPY, ignore_errors=True)
    shutil.copytree(ROOT / "docs", COPY / "docs")
    shutil.copy(ROOT / "mkdocs.yml", COPY)
    address = published_address(site)
    environment = {**os.environ, "SITE_URL": address, "SITE_SCOPE": urlsplit(address).path}
    command = [str(ZENSICAL / "bin" / "zensical"), "build", "--strict"]
    done = subprocess.run(command, cwd=COPY, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return COPY / "site"


def test_the_same_files(rebuilt: Path) -> None:
    """The same pages at the same addresses, and the same files for search engines, programs and hosts."""
    assert sorted(page.relative_to(rebuilt).as_posix() for page in rebuilt.rglob("*.html")) == PAGES
    for name in ("llms.txt", "robots.txt", "third-party-notices.txt", ".nojekyll"):
        assert (rebuilt / name).read_bytes() == (SITE / name).read_bytes()


def test_the_same_addresses_for_search_engines(rebuilt: Path) -> None:
    """The sitemap names the same pages."""
    named = [re.findall("<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8")) for site in (SITE, rebuilt)]
    assert sorted(named[0]) == sorted(named[1])


@pytest.mark.parametrize("page", PAGES)
def test_the_same_head(page: str, rebuilt: Path) -> None:
    """The same title, description, robots, canonical address, and picture and words for who shares the page."""
    assert _head(rebuilt, page) == _head(SITE, page)


@pytest.mark.parametrize("page", PAGES)
def test_the_same_facts_for_machines(page: str, rebuilt: Path) -> None:
    """The same JSON-LD."""
    assert _facts(rebuilt, page) == _facts(SITE, page)


@pytest.mark.parametrize("page", PAGES)
def test_the_same_article(page: str, rebuilt: Path) -> None:
    """The same headings, texts, links, tooltips of words, results, date and call to action, in the same order."""
    assert _article(rebuilt, page) == _article(SITE, page)


@pytest.mark.parametrize("page", PAGES)
def test_the_same_footer(page: str, rebuilt: Path) -> None:
    """The same steps to the page before and after, and the same way to the other pages."""
    assert _parts(rebuilt, page, "footer") == _parts(SITE, page, "footer")


@pytest.mark.parametrize("page", PAGES)
def test_the_same_forms(page: str, rebuilt: Path) -> None:
    """Calculators, report and the form for a talk are the same to the byte: the browser's Python rewrites them."""
    assert _forms(rebuilt, page) == _forms(SITE, page)


def test_there_are_forms_to_compare() -> None:
    """Every calculator, the report and the form for a talk are among them."""
    assert sum(len(_forms(SITE, page)) for page in PAGES) == len(slugs()) + 2


def _html(site: Path, page: str) -> str:
    return (site / page).read_text("utf-8")


def _head(site: Path, page: str) -> list[tuple[str, object]]:
    head = next(parse(_html(site, page)).within("head"))
    kinds = ("description", "robots", "referrer", "twitter:card")
    told: list[tuple[str, object]] = [("title", each.text) for each in head.within("title")]
    for each in head.within("meta", "link"):
        name = each.attributes.get("name") or each.attributes.get("property") or each.attributes.get("rel") or ""
        if name in kinds or name.startswith("og:"):
            told.append((name, re.sub(r"\.[0-9a-f]{10}(?=\.png)", "", each.attributes["content"])))
        elif name in {"canonical", "prev", "next", "alternate icon", "apple-touch-icon"}:
            told.append((name, _address(each, page)))
    return told


def _facts(site: Path, page: str) -> list[object]:
    return [
        json.loads(each.text) for each in parse(_html(site, page)).within("script") if "ld+json" in str(each.attributes)
    ]


def _article(site: Path, page: str) -> list[object]:
    return _parts(site, page, "article")


def _parts(site: Path, page: str, tag: str) -> list[object]:
    """Return what stands in the elements with this tag: texts, and tags with their attributes, in order."""
    return [part for each in parse(_html(site, page)).within(tag) for part in _flat(each, page)]


def _flat(element: Element, page: str) -> list[object]:
    told: list[object] = []
    for child in element.children:
        if isinstance(child, str):
            told += child.split()
        elif child.attributes.get("class") == "kk-hashes":
            told.append("the hashes of what runs, which only our own build makes")
        elif child.attributes.get("id") != "__skip":  # where the theme of Zensical skips to
            attributes = {name: text for name, text in child.attributes.items() if name != "data-search-exclude"}
            if "href" in attributes:
                attributes["href"] = _address(child, page)
            told += [(child.tag, attributes), *_flat(child, page), f"/{child.tag}"]
    return told


def _address(element: Element, page: str) -> str:
    """Return where a link leads: ``./`` and ``././`` are the same."""
    return urljoin(f"http://site/{page.removesuffix('index.html')}", element.attributes["href"])


def _forms(site: Path, page: str) -> list[str]:
    html = _html(site, page).replace(SEARCH_MARK, "").replace(" data-search-exclude", "")
    return re.findall(r'<form class="kk-.*?</form>', html, re.DOTALL)
