"""Who builds the same sources gets the same site, to the byte: wherever, whenever, and whoever it is."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from calculators.build.hashes import sha256
from tests.owners.fork import Fork

pytestmark = pytest.mark.full  # two complete builds of all three: minutes

OFFLINE = "dist/klantkompas-offline.zip"


@dataclass(frozen=True)
class Builder:
    """Somebody who builds.

    Attributes:
        folder: where the sources stand.
        settings: of the environment.
        umask: what others may not do with the files of this one.
    """

    folder: str
    settings: Mapping[str, str]
    umask: int


# Two that differ in all that should not matter.
ONE = Builder("een", {"TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1"}, 0o022)
OTHER = Builder(
    "een map/met spatie en een lange naam",
    {"TZ": "Pacific/Pago_Pago", "LANG": "nl_NL.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    0o077,
)


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Site, offline copy and what nginx needs, made twice."""
    top = tmp_path_factory.mktemp("reproducible")
    # Both are copied first: who edits meanwhile changes neither.
    one, other = (_copy(builder, top) for builder in (ONE, OTHER))
    return _build(ONE, one), _build(OTHER, other)


def _copy(builder: Builder, top: Path) -> Fork:
    place = top / builder.folder
    place.parent.mkdir(exist_ok=True)
    fork = Fork(place)
    # Nothing that was made before may be used again: Python is packed for the browser anew.
    shutil.rmtree(place / ".cache")
    return fork


def _build(builder: Builder, fork: Fork) -> Path:
    home = fork.folder.parent / f"home-{builder.umask:o}"
    home.mkdir()
    before = os.umask(builder.umask)
    try:
        for command in ("calculators.build.site", "calculators.build.offline", "calculators.build.nginx"):
            done = fork.run(command, **{**builder.settings, "HOME": str(home)})
            assert done.returncode == 0, done.stdout + done.stderr
    finally:
        os.umask(before)
    return fork.folder


def _different(one: Path, other: Path) -> list[str]:
    """Return the names of the files that are in one of two folders alone, or are not the same."""
    hashes = [
        {path.relative_to(folder).as_posix(): sha256(path) for path in folder.rglob("*") if path.is_file()}
        for folder in (one, other)
    ]
    assert len(hashes[0]) > 100
    return sorted({name for name, _ in hashes[0].items() ^ hashes[1].items()})


@pytest.mark.parametrize("folder", ["site", "dist/nginx"])
def test_two_builds_give_the_same_files(folder: str, builds: tuple[Path, Path]) -> None:
    """In two folders, time zones and languages the same files come out: the names that are told differ."""
    assert _different(*(build / folder for build in builds)) == []


def test_two_builds_give_the_same_offline_copy(builds: tuple[Path, Path]) -> None:
    """The zip is the same to the byte; where it is not, the names that are told differ within it."""
    one, other = (build / OFFLINE for build in builds)
    contents = []
    for archive in (one, other):
        with zipfile.ZipFile(archive) as opened:
            contents.append({(entry.filename, entry.CRC, entry.date_time) for entry in opened.infolist()})
    assert sorted({name for name, _, _ in contents[0] ^ contents[1]}) == []
    assert sha256(one) == sha256(other)


def test_no_path_and_no_day_of_the_build_is_in_it(builds: tuple[Path, Path]) -> None:
    """Nothing tells where it was built; the sitemap has the days that the pages tell themselves."""
    for build in builds:
        found = [
            path.relative_to(build).as_posix()
            for path in (build / "site").rglob("*")
            if path.is_file() and str(build).encode() in path.read_bytes()
        ]
        assert found == []
    sitemap = (builds[0] / "site" / "sitemap.xml").read_text("utf-8")
    privacy = (builds[0] / "docs" / "privacy.md").read_text("utf-8")
    (day,) = (line.split()[1] for line in privacy.splitlines() if line.startswith("changed: "))
    assert f"/privacy/</loc>\n    <lastmod>{day}</lastmod>" in sitemap
    assert sitemap.count("<lastmod>") < sitemap.count("<loc>")
    assert (builds[0] / "site" / "sitemap.xml.gz").read_bytes()[4:8] == bytes(4)  # the time in the head of gzip
