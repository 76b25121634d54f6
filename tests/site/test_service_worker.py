"""What the built site keeps on a visitor's device, and what it is called there."""

from __future__ import annotations

import json
import re
import shutil
import struct
from pathlib import Path

import pytest

from calculators.build.manuscript import read_yaml
from calculators.build.policy import SERVICE_WORKER
from calculators.build.runtime import ROOT
from calculators.build.service_worker import INSTEAD, WORKER, write_service_worker
from tests.pages import full_pages

MOST_LINES = 150


@pytest.fixture(scope="module")
def listed(site: Path) -> dict[str, int]:
    """The files that the service worker knows, with their sizes."""
    found = re.search(r"files:(\{.*?\})", (site / SERVICE_WORKER).read_text("utf-8"))
    assert found
    return dict(json.loads(re.sub(r"([{,])([\w$]+):", r'\1"\2":', found[1])))


def test_every_page_and_what_pages_name_is_known(site: Path, listed: dict[str, int]) -> None:
    """All pages, and each script, style sheet, picture and icon that one of them names; with their real sizes.

    Those for frames on sites of others are not looked at without a network.
    """
    for page in full_pages(site):
        folder = page.parent.relative_to(site).as_posix()
        if page.name == "index.html":
            assert ("" if folder == "." else f"{folder}/") in listed
            for part in re.findall(
                r'<(?:script|link|img)\b[^>]*?\s(?:src|href)="([^":#?]+\.\w+)"', page.read_text("utf-8")
            ):
                path = (page.parent / part).resolve().relative_to(site.resolve()).as_posix()
                assert path in listed, f"{folder} names {part}"
    for address, size in listed.items():
        file = site / address
        assert (file / "index.html" if file.is_dir() else file).stat().st_size == size
    assert INSTEAD.partition("#")[0] in listed


def test_python_and_the_search_are_known(site: Path, listed: dict[str, int]) -> None:
    """All that the page's script fetches, the languages of the search that are asked for, and no others."""
    (script,) = (site / "assets").glob("klantkompas.*.js")
    for name in re.findall(r'"\./([\w./-]+\.\w+)"', script.read_text("utf-8")):
        if (site / "assets" / name).is_file():
            assert f"assets/{name}" in listed
    assert [each for each in listed if "lunr" in each] == [
        "assets/javascripts/lunr/min/lunr.nl.min.js",
        "assets/javascripts/lunr/min/lunr.stemmer.support.min.js",
    ]
    assert not [each for each in listed if each.startswith(("assets/cards", "_", ".")) or each.endswith(".map")]


def test_another_text_is_another_worker(site: Path, tmp_path: Path) -> None:
    """Of the same length too; and the same site gives the same bytes."""
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    write_service_worker(copy, [])
    first = (copy / SERVICE_WORKER).read_bytes()
    write_service_worker(copy, [])
    assert (copy / SERVICE_WORKER).read_bytes() == first
    page = copy / "over" / "index.html"
    page.write_text(page.read_text("utf-8").replace("Voor wie", "Vaar wie"), "utf-8")
    write_service_worker(copy, [])
    assert (copy / SERVICE_WORKER).read_bytes() != first


def test_the_worker_is_short() -> None:
    """What runs on a device for as long as it pleases is read in one sitting."""
    assert len(WORKER.read_text("utf-8").splitlines()) <= MOST_LINES


def test_the_site_has_a_name_and_pictures_as_an_app(site: Path) -> None:
    """The manifest is JSON, its pictures are there in the size that it says, and one is for a mask of any shape."""
    manifest = json.loads((site / "manifest.webmanifest").read_text("utf-8"))
    settings = read_yaml("mkdocs.yml", (ROOT / "mkdocs.yml").read_bytes()).values
    assert manifest["name"] == settings["site_name"]
    assert (site / manifest["start_url"]).resolve() == site.resolve()
    for icon in manifest["icons"]:
        content = (site / icon["src"]).read_bytes()
        if icon["type"] == "image/png":
            width, height = struct.unpack(">II", content[16:24])
            assert icon["sizes"] == f"{width}x{height}"
    assert [each["purpose"] for each in manifest["icons"] if "purpose" in each] == ["maskable"]
    named = [page for page in site.rglob("*.html") if "manifest.webmanifest" in page.read_text("utf-8")]
    assert [page.parent.name for page in named] == [INSTEAD.partition("/")[0]]
