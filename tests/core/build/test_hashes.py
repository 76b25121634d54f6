"""The hashes of a site: a list that others can check, and those of what runs on the page that shows them."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from calculators.build.hashes import FILE, RUNS, render_own_build, render_place, show_hashes, write_hashes


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site with what runs, a page that shows hashes and one that does not, and names with a space and a dot."""
    for pattern in RUNS.values():
        file = tmp_path / "assets" / pattern.replace("*", "0123456789")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(pattern)
    for name, html in (("a/index.html", f"<p>{render_place()}</p>"), ("index.html", "<p>Home</p>"), (".b c", "")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(html)
    return tmp_path


def test_the_list_is_one_that_sha256sum_checks(small: Path) -> None:
    """It names every file but itself, by the alphabet; the command finds them, and finds one that was changed."""
    write_hashes(small)
    write_hashes(small)  # what is there of a run before is not in it
    names = [line.split("  ", 1)[1] for line in (small / FILE).read_text("utf-8").splitlines()]
    assert names == sorted(names)
    assert set(names) == {p.relative_to(small).as_posix() for p in small.rglob("*") if p.is_file()} - {FILE}
    if not shutil.which("sha256sum"):
        pytest.skip("this machine has no sha256sum")
    check = ["sha256sum", "--check", "--strict", FILE]
    assert subprocess.run(check, cwd=small, check=False, capture_output=True).returncode == 0
    (small / "index.html").write_text("<p>Hume</p>")
    assert subprocess.run(check, cwd=small, check=False, capture_output=True).returncode == 1


def test_a_page_shows_the_hashes_of_what_runs(small: Path) -> None:
    """Each file that runs, with its hash, and the way to the list; a page without a place stays as it is."""
    show_hashes(small, "abc1234567")
    shown = (small / "a" / "index.html").read_text("utf-8")
    for pattern in RUNS.values():
        (file,) = (small / "assets").glob(pattern)
        assert f"<code>{hashlib.sha256(file.read_bytes()).hexdigest()}</code>" in shown
    assert "heet <code>abc1234567</code>" in shown
    assert f'<a href="../{FILE}">' in shown
    assert "kopie" not in shown
    assert (small / "index.html").read_text("utf-8") == "<p>Home</p>"


def test_what_runs_is_one_file_each(small: Path) -> None:
    """A second file of a kind, or none, stops the build: a hash would be of the other."""
    (small / "assets" / "klantkompas.9876543210.js").write_text("")
    with pytest.raises(ValueError, match="unpack"):
        show_hashes(small, "abc1234567")


def test_the_commands_take_no_more_than_an_address() -> None:
    """A setting with signs of the shell in it is one word of the command."""
    assert "git clone 'https://a.nl/;rm' mijn" in render_own_build("https://a.nl/;rm", "https://b.nl/").replace(
        "&#x27;", "'"
    ).replace("&#39;", "'")
    assert "ADRES-VAN-DE-CODE" in render_own_build("", "https://b.nl/")
    assert "curl ADRES-VAN-DE-SITE/hashes.txt" in render_own_build("", "")
