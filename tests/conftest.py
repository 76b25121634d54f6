"""Fixtures that the rooms share: the built site and a server for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from calculators.build.site import SITE
from tests.server import StaticServer
from tests.settings import site_with

# On a busy machine a test may be slow; how fast the core is, is measured by `make bench`.
settings.register_profile("klantkompas", deadline=None, derandomize=True)
settings.load_profile("klantkompas")


# Module and name of every test, those included that are left out this time.
FOUND = pytest.StashKey[list[tuple[str, str]]]()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Note the tests before any is left out: the table in handbook/reliability.md is about all of them."""
    named = (item.nodeid.partition("::") for item in items)
    config.stash[FOUND] = [(file.removesuffix(".py").replace("/", "."), name) for file, _, name in named]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what to do when an edit was meant: most tests that fail after one hold what the site was like before it."""
    if terminalreporter.stats.get("failed"):
        terminalreporter.write_line(
            "Veranderde je een tekst, een woord of een kleur? `make keep` vernieuwt wat daaruit volgt en laat zien wat."
        )


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the tests in tests/browser be done in another browser: ``--engine firefox``."""
    parser.addoption("--engine", choices=("chromium", "firefox"), default="chromium", help="browser of tests/browser")


@pytest.fixture(scope="session")
def site() -> Path:
    """The site that was built: the tests look at exactly what is going to be published."""
    if not (SITE / "index.html").is_file():
        pytest.fail("There is no built site. Run `make site` first, or `make test`, which does both.")
    return SITE


@pytest.fixture(scope="session")
def made_up_site() -> Iterator[Path]:
    """The site with the settings that the project comes with, for what looks otherwise with those of an owner."""
    with site_with() as built:
        yield built


@pytest.fixture
def made_up_server(made_up_site: Path) -> Iterator[StaticServer]:
    """A server of that site."""
    with StaticServer(made_up_site) as running:
        yield running


@pytest.fixture
def server(site: Path) -> Iterator[StaticServer]:
    """A server of the built site for one test, which may make it slow or broken."""
    with StaticServer(site) as running:
        yield running
