"""Every file, folder, heading and link that a document names is there."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest

from calculators.build.runtime import ROOT
from tests.docs.written import DOCUMENTS, anchors, blocks, links, name_of, prose, spans

# Made by a command, and not always there.
MADE = {".cache", ".venv", "dist", "node_modules", "site"}
# In the offline copy and in what Zensical makes.
ELSEWHERE = {"assets/kept.html", "search.json"}
# Names that a reader puts something of their own in the place of.
MADE_UP = re.compile(r"my[-_]calculator|prijs-verhogen|werkplaats\.jpg")
ENDINGS = r"\.(?:css|html|in|js|json|md|mjs|png|py|svg|toml|txt|yml)"
PATH = re.compile(rf"[\w.*-][\w./*-]*(?:/[\w.*-]*|{ENDINGS})")
KINDS_OF_FILES = re.compile(r"(?:application|image|text)/")

every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)


@cache
def _files() -> frozenset[str]:
    """All that Git keeps or would keep, with the folders that hold it."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    listed = done.stdout.split("\n") if done.returncode == 0 else []
    files = {Path(each) for each in listed if each} or {
        each.relative_to(ROOT) for each in ROOT.rglob("*") if each.relative_to(ROOT).parts[0] not in MADE | {".git"}
    }
    return frozenset(each.as_posix() for file in files for each in (file, *file.parents))


def _exists(path: str) -> bool:
    """Tell whether there is such a file, folder or page, from the top of the project or as the end of a longer path."""
    wanted = path.rstrip("/")
    patterns = [*(f"{start}{wanted}{end}" for start in ("", "*/") for end in ("", ".md"))]
    return path in ELSEWHERE or any(fnmatchcase(file, pattern) for file in _files() for pattern in patterns)


def _paths(document: Path) -> Iterator[str]:
    for span in spans(prose(document)):
        path = span.removeprefix("./")
        if PATH.fullmatch(path) and not KINDS_OF_FILES.match(path) and not MADE_UP.search(path):
            yield path


@every_document
def test_every_path_that_is_named_exists(document: Path) -> None:
    """A file or folder that a document names is in the project, or in a folder that a command makes."""
    missing = [path for path in _paths(document) if path.split("/")[0] not in MADE and not _exists(path)]
    assert missing == []


def test_the_paths_of_a_document_are_found() -> None:
    """The test above looks at something: at files, folders and patterns, and at nothing else."""
    found = set(_paths(ROOT / "README.md"))
    assert {"docs/", ".devcontainer/", "docs/third-party-notices.txt"} <= found
    assert not {path for path in found if " " in path or path.startswith(("http", "make"))}
    assert _exists("docs/assets/*.css")
    assert not _exists("docs/assets/kompas.css")


@every_document
def test_every_link_leads_somewhere(document: Path) -> None:
    """A link to a file, or to a heading in it, finds it; what others have on their sites is theirs."""
    broken = []
    for link in links(document):
        if link.startswith(("https://", "http://127.0.0.1", "mailto:")):
            continue
        path, _, heading = link.partition("#")
        target = document.parent / path if path else document
        if not target.exists() or (heading and heading not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_the_handbook_is_found_from_the_readme_and_the_settings() -> None:
    """An owner meets the way to the handbook before anything else."""
    for name in ("README.md", "mkdocs.yml"):
        start = (ROOT / name).read_text("utf-8").splitlines()[:5]
        assert any("handbook/eigenaar.md" in line for line in start), name


def test_what_the_settings_refer_to_is_there() -> None:
    """A comment in mkdocs.yml names files of ours that exist, and headings of the handbook that it has."""
    comments = re.findall(r"# (.*)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    named = re.findall(rf"\b(?:calculators|docs|handbook|tests)/[\w./-]+{ENDINGS}\b", " ".join(comments))
    assert named
    assert [path for path in named if not _exists(path)] == []
    for path, heading in re.findall(r'([\w./-]+\.md), "([^"]+)"', " ".join(comments)):
        assert f"## {heading}" in (ROOT / path).read_text("utf-8").splitlines()


def test_the_rooms_in_the_readme_are_the_rooms_there_are() -> None:
    """The tree under "The house" names every folder of the core and of the tests."""
    (tree,) = (code for code in blocks(ROOT / "README.md") if code.startswith("calculators/"))
    for top in ("calculators", "tests"):
        folders = {each.parent.name for each in (ROOT / top).glob("*/__init__.py")}
        assert {folder for folder in folders if not re.search(rf"\b{folder}\b", tree)} == set()
    tops = re.findall(r"^(\S+)/", tree, re.MULTILINE)
    assert [top for top in tops if not (ROOT / top).is_dir()] == []
