"""What the driver of a standard Firefox cannot do. With ``--engine firefox`` a test that needs it is skipped there.

Without this list such a test would fail, or worse: Firefox takes some of these without a word and does nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from playwright.sync_api import Page

# Options of ``new_context``, and what they ask for.
OPTIONS = {
    "color_scheme": "choose the colour scheme",
    "forced_colors": "force colours",
    "java_script_enabled": "switch off JavaScript",
    "permissions": "permit the clipboard",
    "reduced_motion": "ask for less motion",
}

# Methods of a page, and what they do.
METHODS = {
    "emulate_media": "show a page as it is printed",
    "expect_download": "tell of a download",
    "pdf": "print",
}


def skip_options(options: Mapping[str, object]) -> None:
    """Skip the test when it opens a page in a way that Firefox does not know."""
    for name in OPTIONS.keys() & options.keys():
        pytest.skip(f"the driver of Firefox cannot {OPTIONS[name]}")


def skip_methods(page: Page) -> None:
    """Skip the test when it comes to do with this page what Firefox does not know."""
    for name, work in METHODS.items():

        def skip(*_: object, work: str = work, **__: object) -> None:
            pytest.skip(f"the driver of Firefox cannot {work}")

        setattr(page, name, skip)
