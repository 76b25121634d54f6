"""What MkDocs refuses in an owner's fork is one Dutch sentence with file, line and way out, and no traceback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.owners.fork import Fork

PAGE = "docs/over.md"
SECTION = "docs/kennis/index.md"


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Fork:
    """One fork for all faults; each is taken back."""
    return Fork(tmp_path_factory.mktemp("told") / "fork")


@pytest.fixture
def clean(fork: Fork) -> Iterator[Fork]:
    """The fork, with what a test changes put back."""
    files = {fork.folder / name: (fork.folder / name).read_bytes() for name in (PAGE, SECTION, "mkdocs.yml")}
    yield fork
    for file, content in files.items():
        file.write_bytes(content)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (PAGE, r"\Z", "\n[lees](nergens.md)\n", ("docs/over.md, regel ", "'nergens.md' is er niet")),
        (PAGE, r"\Z", "\n![foto](assets/images/geen.jpg)\n", ("docs/over.md, regel ", "geen.jpg' is er niet")),
        (PAGE, r"\Z", "\n[lees](/kennis/pww/)\n", ("docs/over.md, regel ", "'/kennis/pww/' begint niet bij deze map")),
        (PAGE, r"\Z", "\n[lees](kennis/pww.md#nergens)\n", ("docs/over.md, regel ", "geen kopje")),
        (
            PAGE,
            r"\Z",
            '\n<img src="../assets/images/weg.png" alt="">\n',
            ("docs/over.md, regel ", "weg.png' is er niet"),
        ),
        (
            SECTION,
            r"\Z",
            '\n<img src="../assets/images/weg.png" alt="">\n',
            ("docs/kennis/index.md, regel ", "weg.png"),
        ),
        (PAGE, r"\Z", "\n<script>alert(1)</script>\n", ("over/index.html", "script")),
        ("mkdocs.yml", r"  - Over: over.md\n", "", ("docs/over.md: ", "staat niet in het menu")),
        ("mkdocs.yml", r"  - Over: over.md", "  - Over: overr.md", ("mkdocs.yml, regel ", "'overr.md'")),
        ("mkdocs.yml", r"(?m)^site_name: .*$", "site_name: 5", ("mkdocs.yml, regel ", "'site_name'")),
        ("mkdocs.yml", r"(?m)^  name: material$", "  name: materiaal", ("mkdocs.yml, regel ", "materiaal")),
    ],
)
def test_a_fault_stops_the_build_with_one_sentence(
    file: str, old: str, new: str, said: tuple[str, ...], clean: Fork
) -> None:
    """A link, a picture, the menu, a script, a setting: the first line says which file, and what is wrong with it."""
    clean.edit(file, old, new)
    done = clean.build()
    assert done.returncode
    assert "Traceback" not in done.stderr
    for part in said:
        assert part in done.stderr, done.stderr


def test_debug_shows_where_it_went_wrong(clean: Fork) -> None:
    """A developer who asks for it gets the traceback."""
    clean.edit(PAGE, r"\Z", "\n[kerncijver: klantwaarde, Netto per uur]\n")
    assert "Traceback" in clean.run("calculators.build.site", DEBUG="1").stderr
