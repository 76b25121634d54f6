"""More builds of the site, as a deployment puts in the place of the one that an open page is of."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from calculators.build.site import site_url
from tests.owners.fork import Fork

WORD = "Punten per klantgroep"
NEW_WORD = "Punten per klantgroep, nieuw"


class Builds:
    """Two more builds of the site, each from a copy of the sources, made when first asked for.

    Args:
        folder: an empty one, to make them in.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def text(self) -> Path:
        """A build of which only a text of a page is another one."""
        return _build(self._fork("text"))

    @cached_property
    def core(self) -> Path:
        """A build of which a sentence of the core is another one, too: NEW_WORD for WORD."""
        fork = self._fork("core")
        fork.edit("calculators/catalogue/pww_score/charts.py", WORD, NEW_WORD)
        return _build(fork)

    def _fork(self, name: str) -> Fork:
        fork = Fork(self._folder / name, site_url())
        fork.edit("docs/privacy.md", "Dit is de privacyverklaring", "Dit blijft de privacyverklaring")
        return fork


def _build(fork: Fork) -> Path:
    done = fork.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return fork.folder / "site"
