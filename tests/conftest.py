"""Fixtures that the rooms share: the built site and a server for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from calculators.adapters.site import SITE
from tests.server import StaticServer


@pytest.fixture(scope="session")
def site() -> Path:
    """The site that was built: the tests look at exactly what is going to be published."""
    if not (SITE / "index.html").is_file():
        pytest.fail("There is no built site. Run `make site` first, or `make test`, which does both.")
    return SITE


@pytest.fixture
def server(site: Path) -> Iterator[StaticServer]:
    """A server of the built site for one test, which may make it slow or broken."""
    with StaticServer(site) as running:
        yield running
