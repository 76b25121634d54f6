"""The wheel, installed in a fresh environment that has nothing else: what its users get."""

import json
import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest

from calculators import names
from calculators.build.runtime import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
# What a type checker must find wrong and what not; the comment is no use when it finds nothing, and then fails too.
TYPED = """\
from klantkompas import InputError, __version__, describe, names, run
from klantkompas.catalogue import find
from klantkompas.operations.nl import parse_number

version: str = __version__
first: str = names()[0]
answer: dict[str, object] = run(first, describe(first))
question: str = find("pww-score").question
number: float | None = parse_number("7,5", "money")["value"]
code: str = InputError("required", "margin", "Vul in.").code
run(1, {})  # type: ignore[arg-type]
"""
# Imports every module but those that are named, and tries the examples in its docstrings.
EXAMPLES = """\
import doctest, importlib, pkgutil, sys, klantkompas
names = ["klantkompas", *(each.name for each in pkgutil.walk_packages(klantkompas.__path__, "klantkompas."))]
tried = [doctest.testmod(importlib.import_module(name)) for name in names if name not in sys.argv]
print(sum(each.attempted for each in tried) > 50, sum(each.failed for each in tried))
"""


class Installed:
    """The environment with the package, in a folder beside no checkout."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "work"
        self.wheels = folder / "wheels"
        self.tools = folder / "environment" / ("Scripts" if os.name == "nt" else "bin")
        self.python = self.tools / "python"
        self.folder.mkdir()

    def call(self, *command: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Carry out a program of the environment."""
        alone = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
        return subprocess.run(
            command, cwd=self.folder, env=alone, input=stdin, capture_output=True, encoding="utf-8", check=False
        )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Build the wheel from the checkout and install it, both without a network."""
    folder = tmp_path_factory.mktemp("package")
    made = Installed(folder)
    before = _left_in_checkout()
    build: list[str | Path] = [
        "wheel",
        "--no-index",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        made.wheels,
        ROOT,
    ]
    subprocess.run([*PIP, *build], check=True)
    assert _left_in_checkout() == before, "building leaves nothing in the checkout"
    venv.create(folder / "environment", symlinks=os.name != "nt")
    subprocess.run([*PIP, "--python", made.python, "install", "--no-index", *made.wheels.iterdir()], check=True)
    return made


def _left_in_checkout() -> tuple[str, set[str]]:
    """Return what git sees, and what a build may leave that git is told not to see."""
    status = subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=False)
    return status.stdout, {path.name for path in (*ROOT.glob("build"), *ROOT.glob("*.egg-info"))}


def _wheel(made: Installed) -> zipfile.ZipFile:
    return zipfile.ZipFile(next(made.wheels.iterdir()))


def _metadata(made: Installed) -> Message:
    with _wheel(made) as wheel:
        return Parser().parsestr(wheel.read(f"klantkompas-{PROJECT['version']}.dist-info/METADATA").decode())


def test_only_its_own_name_is_taken(installed: Installed) -> None:
    """The package is called klantkompas, and no `calculators` comes to the top of anybody's Python."""
    with _wheel(installed) as wheel:
        assert {name.partition("/")[0].partition("-")[0] for name in wheel.namelist()} == {"klantkompas"}
        assert wheel.read(f"klantkompas-{PROJECT['version']}.dist-info/top_level.txt").split() == [b"klantkompas"]
    assert installed.call(installed.python, "-c", "import klantkompas").returncode == 0
    assert "ModuleNotFoundError" in installed.call(installed.python, "-c", "import calculators").stderr


def test_nothing_in_it_calls_the_package_by_its_other_name(installed: Installed) -> None:
    """Neither code nor a text sends anybody to a module or command that is not there."""
    with _wheel(installed) as wheel:
        sources = {name: wheel.read(name).decode() for name in wheel.namelist() if name.endswith(".py")}
    wrong = re.compile(r"(?:-m|import|from) calculators\b|\bcalculators\.\w")
    assert {name: wrong.findall(text) for name, text in sources.items() if wrong.search(text)} == {}


def test_builder_of_the_site_stays_behind(installed: Installed) -> None:
    """Of the build only the Markdown extension comes along; and nothing that starts Python in a browser."""
    with _wheel(installed) as wheel:
        build = {name.rpartition("/")[2] for name in wheel.namelist() if "/build/" in name}
        assert not [name for name in wheel.namelist() if "/start/" in name]
        assert {Path(name).suffix for name in wheel.namelist() if "dist-info" not in name} == {".py", ".typed"}
    assert "markdown.py" in build
    assert not build & {"site.py", "nginx.py", "serve.py", "package.py", "runtime.py"}


def test_version_is_that_of_the_project(installed: Installed) -> None:
    """In Python and on the command line."""
    told = installed.call(installed.python, "-c", "import klantkompas; print(klantkompas.__version__)")
    assert told.stdout.strip() == PROJECT["version"]
    assert installed.call(installed.tools / "klantkompas", "--version").stdout == f"klantkompas {PROJECT['version']}\n"


def test_command_line_answers_under_its_own_name(installed: Installed) -> None:
    """Commands, lists of customers and help work, and advice names the command that there is."""
    command = installed.tools / "klantkompas"
    assert installed.call(command, "list", "--operations").stdout.splitlines() == names()
    answer = installed.call(command, "run", "nl.parse_number", "-", stdin='{"text": "7,5", "kind": "money"}')
    assert json.loads(answer.stdout) == {"value": 7.5}
    assert "`klantkompas list --operations`" in installed.call(command, "run", "pww-score", "{}").stdout
    assert installed.call(command, "--help").stdout.startswith("usage: klantkompas ")
    (installed.folder / "klanten.csv").write_text("Klant;Omzet\nBakker;1.200\nSlager;800\n", "utf-8")
    assert json.loads(installed.call(command, "read", "klanten.csv").stdout)["revenue"] == 2000
    assert installed.call(installed.python, "-m", "klantkompas", "list").returncode == 0


def test_every_module_works_without_another_package(installed: Installed) -> None:
    """No MkDocs, no Markdown: all but the Markdown extension can be imported, and the docstrings' examples are true."""
    need_markdown = ("klantkompas.build.markdown", "klantkompas.build.glossary", "klantkompas.build.markers")
    done = installed.call(installed.python, "-c", EXAMPLES, *need_markdown)
    assert (done.stdout, done.stderr) == ("True 0\n", "")


def test_example_in_the_handbook_is_true(installed: Installed) -> None:
    """The notebook in the handbook gives what stands below it."""
    example = re.search(
        r"```python\n(.+?)```\n\n```\n(.+?)```", (ROOT / "handbook" / "library.md").read_text("utf-8"), re.DOTALL
    )
    assert example is not None
    done = installed.call(installed.python, "-X", "utf8", "-c", example[1])
    assert (done.stdout, done.stderr) == (example[2], "")


def test_types_are_honoured(installed: Installed) -> None:
    """A small program that uses the package passes mypy --strict, and a wrong call in it is seen."""
    (installed.folder / "use.py").write_text(TYPED, "utf-8")
    options = ("--strict", "--python-executable", installed.python)
    done = installed.call(sys.executable, "-m", "mypy", *options, "use.py")
    assert done.returncode == 0, done.stdout + done.stderr


def test_metadata_tells_what_it_is(installed: Installed) -> None:
    """Readme, licence, addresses, author and words to find it by; Markdown is needed with the extra alone."""
    told = _metadata(installed)
    assert (told["Name"], told["Version"], told["License-Expression"]) == ("klantkompas", PROJECT["version"], "MIT")
    assert told["Requires-Python"] == PROJECT["requires-python"]
    for name in ("Author", "Keywords", "Classifier", "Summary", "License-File"):
        assert told[name], name
    assert told["Description-Content-Type"] == "text/markdown"
    assert str(told.get_payload()).startswith("# Klantkompas")
    assert {each.partition(",")[0] for each in told.get_all("Project-URL", [])} == {"Homepage", "Repository"}
    assert told.get_all("Provides-Extra") == ["site"]
    assert [each for each in told.get_all("Requires-Dist", []) if "extra == " not in each] == []


def test_markdown_extension_works_with_markdown_alone(installed: Installed) -> None:
    """By the name `klantkompas` it puts a calculator and a number in a page; Markdown is all it needs."""
    import markdown  # noqa: PLC0415 -- only to know where it is

    (installed.folder / "beside").mkdir()
    (installed.folder / "beside" / "markdown").symlink_to(Path(markdown.__file__).parent)
    page = '[rekenmachine: pww-score]\n\n[bereken: nl.parse_number {"text": "7,5", "kind": "money"} value getal1]'
    code = (
        "import sys; sys.path.append('beside'); from markdown import markdown; "
        f"print(markdown({page!r}, extensions=['klantkompas']))"
    )
    done = installed.call(installed.python, "-X", "utf8", "-c", code)
    assert done.stderr == ""
    assert '<form class="kk-' in done.stdout
    assert "<p>7,5</p>" in done.stdout
