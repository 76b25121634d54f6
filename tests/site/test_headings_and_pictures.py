"""Every built page as who does not see it meets it: headings in order, pictures with words, labels that exist.

That ids are unique, html-validate sees to in `make check`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from calculators.build.site import SITE
from tests.pages import full_pages
from tests.site.markup import Element, parse

PAGES = full_pages(SITE)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
PERMALINK = "¶"
REFERENCES = ("aria-controls", "aria-describedby", "aria-labelledby", "for")

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(SITE).as_posix())


@cache
def _tree(page: Path) -> Element:
    return parse(page.read_text("utf-8"))


def _article(page: Path) -> Element:
    (article,) = _tree(page).within("article")
    return article


@cache
def _by_id(page: Path) -> dict[str, list[Element]]:
    found = defaultdict(list)
    for each in _tree(page).within():
        if "id" in each.attributes:
            found[each.attributes["id"]].append(each)
    return found


def _drawings(page: Path, *, named: bool) -> Iterator[Element]:
    for svg in _tree(page).within("svg"):
        if (svg.attributes.get("role") == "img") is named:
            yield svg


def _speaks_or_hides(element: Element) -> bool:
    return element.tag in {"a", "button", "label"} or element.attributes.get("aria-hidden") == "true"


@every_page
def test_headings_skip_no_level(page: Path) -> None:
    """The article starts with its h1, and below a heading comes at most one level deeper."""
    levels = [int(heading.tag[1:]) for heading in _article(page).within(*HEADINGS)]
    assert [(above, below) for above, below in pairwise([0, *levels]) if below > above + 1] == []


@every_page
def test_no_heading_is_empty(page: Path) -> None:
    """Every heading has words of its own, beside the link to itself."""
    headings = [heading.text.removesuffix(PERMALINK).strip() for heading in _tree(page).within(*HEADINGS)]
    assert headings
    assert all(headings)


@every_page
def test_a_picture_has_an_alternative(page: Path) -> None:
    """Every img has an alt; one without words says that there is nothing to know."""
    assert [img.attributes for img in _tree(page).within("img") if "alt" not in img.attributes] == []


@every_page
def test_a_drawing_has_a_title_and_a_description(page: Path) -> None:
    """Every drawing is named by its title, or the title of its figure, and by its own description, both in words."""
    for svg in _drawings(page, named=True):
        named_by = [each for id_ in svg.attributes["aria-labelledby"].split() for each in _by_id(page)[id_]]
        title, description = named_by
        assert title.text
        assert description.text
        assert (title.tag, title.parent) in {("title", svg), ("figcaption", svg.parent)}
        assert (description.tag, description.parent) == ("desc", svg)


@every_page
def test_a_decoration_is_hidden(page: Path) -> None:
    """Who hears the page meets no drawing without words, except in a link, label or button of the theme."""
    bare = [svg for svg in _drawings(page, named=False) if not any(_speaks_or_hides(each) for each in svg.around())]
    assert [[each.attributes.get("class") for each in svg.around()] for svg in bare] == []


@every_page
def test_what_an_element_refers_to_is_there(page: Path) -> None:
    """Labels, hints and errors in the article, and links within the page, refer to one element that exists."""
    article = _article(page).within()
    wanted = [id_ for each in article for name in REFERENCES for id_ in each.attributes.get(name, "").split()]
    links = [each.attributes.get("href", "") for each in _tree(page).within("a")]
    wanted += [link.removeprefix("#") for link in links if link.startswith("#")]
    assert [id_ for id_ in wanted if len(_by_id(page)[id_]) != 1] == []
