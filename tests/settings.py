"""Settings of the tests' own: no test depends on what the owner filled in under ``extra.lead``."""

from __future__ import annotations

import json

import pytest

from calculators.adapters.manuscript import LEAD

# As the project comes: nobody can be reached, and the form makes a message.
MADE_UP = {"name": "Voorbeeldnaam", "email": "gesprek@example.nl"}


def set_lead(patch: pytest.MonkeyPatch, **settings: str) -> None:
    """Let what is built from now on have these settings beside the made-up ones."""
    patch.setenv(LEAD, json.dumps({**MADE_UP, **settings}))
