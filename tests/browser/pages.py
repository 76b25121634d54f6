"""The pages of the built site, one of each kind, and which of them are looked at when."""

from collections.abc import Collection, Iterable

import pytest

from calculators.build.site import SITE
from calculators.catalogue import slugs
from tests.pages import full_pages

# Addresses from the top of the site, as a visitor types them.
PAGES = [path.relative_to(SITE).as_posix().removesuffix("index.html") for path in full_pages(SITE)]

# Of each kind of page one that has everything of its kind.
KINDS = {
    "home": "",
    "overview": "rekenmachines/",
    "article": "kennis/pww/",
    "calculator": "rekenmachines/pww-score/",
    "report": "mijn-rapport/",
    "lead": "gesprek/",
    "plain": "toegankelijkheid/",
    "lost": "404.html",
}

# One calculator with a list of groups, and one with choices in their place.
TYPICAL = ("pww-score", "klant-houden-of-loslaten")


def few_or_all(values: Iterable[str], few: Collection[str]) -> list[object]:
    """Return values for the parameter of a test, of which `make test` does the few."""
    return [value if value in few else pytest.param(value, marks=pytest.mark.full) for value in values]


# `make test` does the few, `make test-full` all.
every_page = pytest.mark.parametrize(
    "address", few_or_all(PAGES, KINDS.values()), ids=lambda address: address or "home"
)
every_kind = pytest.mark.parametrize("address", KINDS.values(), ids=list(KINDS))
every_calculator = pytest.mark.parametrize("slug", few_or_all(slugs(), TYPICAL))
