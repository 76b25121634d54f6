"""Settings of the tests' own: no test depends on what the owner filled in under ``extra.lead``."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from calculators.build.manuscript import LEAD
from calculators.build.runtime import CACHE
from calculators.build.site import DEFAULT_URL, build

# As the project comes: nobody can be reached, and the form makes a message.
MADE_UP = {"name": "Voorbeeldnaam", "email": "gesprek@example.nl"}


def set_lead(patch: pytest.MonkeyPatch, **settings: str) -> None:
    """Let what is built from now on have these settings beside the made-up ones."""
    patch.setenv(LEAD, json.dumps({**MADE_UP, **settings}))


@contextmanager
def site_with(**settings: str) -> Iterator[Path]:
    """Build the site with these settings beside the made-up ones, as long as a ``with`` lasts."""
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        with pytest.MonkeyPatch.context() as patch:  # only for this build: other tests make sites too
            set_lead(patch, **settings)
            built = build(Path(folder) / "site", DEFAULT_URL, preview=True)
        yield built
