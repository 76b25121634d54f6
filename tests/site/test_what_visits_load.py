"""The files of a visit, as ``make bench-serve`` counts them."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.serving import PAGES, python_files, reading_files


def test_reading_loads_what_the_pages_name_and_no_python(site: Path) -> None:
    """Styles, the fonts in them, scripts and the search: each is there, and none is of Python."""
    files = reading_files(site)
    assert len(files) == len(set(files))
    assert [path for path in files if path not in PAGES and not (site / path).is_file()] == []
    endings = {Path(path).suffix for path in files}
    assert {"", ".css", ".js", ".woff2", ".svg", ".json", ".xml"} == endings
    assert any("/klantkompas." in path and path.endswith(".js") for path in files)
    assert not set(files) & set(python_files(site))


def test_calculating_loads_all_of_python(site: Path) -> None:
    """What the runtime names is all that the build has packed for it: nothing is forgotten in the count."""
    assets = site / "assets"
    packed = [path for path in assets.glob("python-*/**/*") if path.is_file()]
    packed += [*assets.glob("*.bin"), *assets.glob("worker.*.py")]
    assert sorted(python_files(site)) == sorted(path.relative_to(site).as_posix() for path in packed)
