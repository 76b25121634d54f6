"""The addresses that search engines and language models are told: canonical links, sitemap, robots.txt, llms.txt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest

from calculators.build.site import SITE
from calculators.operations.eight_steps import STEPS
from tests.pages import full_pages
from tests.server import published_address
from tests.site.markup import parse

PAGES = full_pages(SITE)


def _address(page: Path) -> str:
    return published_address(SITE) + page.relative_to(SITE).as_posix().removesuffix("index.html")


def _is_for_search_engines(page: Path) -> bool:
    metas = parse(page.read_text("utf-8")).within("meta")
    return not any(
        each.attributes.get("name") == "robots" and "noindex" in each.attributes["content"] for each in metas
    )


INDEXED = [page for page in PAGES if _is_for_search_engines(page)]


def _in_sitemap(site: Path) -> list[str]:
    return re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8"))


def _in_llms(site: Path) -> list[str]:
    links = re.findall(r"\]\((.*?)\)", (site / "llms.txt").read_text("utf-8"))
    return [urljoin(published_address(site) + "llms.txt", link) for link in links]


def _articles_and_calculators() -> Iterator[str]:
    """The pages of both sections; the eight steps are named in the line of the article that leads to them."""
    for section in ("kennis", "rekenmachines"):
        yield from (
            _address(page) for page in PAGES if page.is_relative_to(SITE / section) and page.parent.name not in STEPS
        )


@pytest.mark.parametrize("page", INDEXED, ids=lambda page: page.relative_to(SITE).as_posix())
def test_the_canonical_link_is_the_address_in_the_sitemap(page: Path, site: Path) -> None:
    """A page names one address as its own: where it stands, and where the sitemap says it stands."""
    links = parse(page.read_text("utf-8")).within("link")
    assert [each.attributes["href"] for each in links if each.attributes["rel"] == "canonical"] == [_address(page)]
    assert _address(page) in _in_sitemap(site)


def test_the_sitemap_holds_every_page_once(site: Path) -> None:
    """All pages for search engines are in the sitemap, and nothing is in it that does not exist."""
    listed = _in_sitemap(site)
    assert len(set(listed)) == len(listed)
    assert {_address(page) for page in INDEXED} <= set(listed) <= {_address(page) for page in PAGES}


def test_robots_are_told_where_the_sitemap_is(site: Path) -> None:
    """Robots may read everything, and find the sitemap at the address of this site."""
    lines = (site / "robots.txt").read_text("utf-8").splitlines()
    assert f"Sitemap: {published_address(site)}sitemap.xml" in lines
    assert not any(line.startswith("Disallow") for line in lines)


def test_llms_txt_leads_to_pages_that_exist(site: Path) -> None:
    """Every link in llms.txt leads to a page of this site."""
    links = _in_llms(site)
    assert links
    assert set(links) <= {_address(page) for page in PAGES}


def test_llms_txt_names_every_article_and_calculator(site: Path) -> None:
    """A language model that reads llms.txt misses no article and no calculator."""
    assert set(_articles_and_calculators()) <= set(_in_llms(site))
