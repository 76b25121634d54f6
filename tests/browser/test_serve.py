"""The local server: an open page tells what is wrong in a text, and goes on once it is mended."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.owners.fork import Fork

PAGE = "docs/kennis/pww.md"
BUILDS_MS = 120_000  # a busy machine builds slowly


@pytest.fixture
def fork(tmp_path: Path) -> Fork:
    """A copy of the project, in which texts may be broken."""
    return Fork(tmp_path / "fork")


@pytest.fixture
def address(fork: Fork) -> Iterator[str]:
    """The server at work in it, from a build that failed: the title of a page holds a colon."""
    fork.edit(PAGE, r"(?m)^title: ", "title: PWW: ")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "calculators.build.serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=fork.folder, env=os.environ, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout
        assert any("Serving" in line for line in serving.stdout)
        yield f"http://127.0.0.1:{port}/"
        serving.terminate()


def test_a_fault_is_told_in_the_open_page_until_it_is_mended(
    fork: Fork, address: str, open_page: OpenPage, excused: list[str]
) -> None:
    """Before there is a site, and on a page that stands open: one sentence with file and line, then the new page."""
    excused.append(address)
    page = open_page(f"{address}kennis/pww/")
    told = page.locator("pre[role=alert]")
    expect(told).to_contain_text(f"{PAGE}, regel 2: ")
    fork.edit(PAGE, r"(?m)^title: PWW: ", "title: ")
    expect(page.locator("article h1")).to_be_visible(timeout=BUILDS_MS)
    expect(told).to_have_count(0)
    fork.edit(PAGE, r"\A((?:.*\n)*?)# ", r"\1[kerncijver: klantwaarde, Netto per uur]\n\n# ")
    expect(told).to_contain_text("Bedoel je kerncijfer?", timeout=BUILDS_MS)
    expect(page.locator("article h1")).to_be_visible()
    fork.edit(PAGE, "kerncijver", "kerncijfer")
    expect(told).to_have_count(0, timeout=BUILDS_MS)
    expect(page.locator("article")).not_to_contain_text("kerncijfer:")
