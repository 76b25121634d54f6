"""What others made and the site sends along is exactly what was looked at: nothing came in on the way."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from calculators.build.runtime import CACHE, ROOT, find_node

# The SHA-256 of every file that goes to visitors as its maker published it. After an upgrade with `make lock`: read
# what changed, and put the new ones here.
VENDORED = {
    "fonts/atkinson-*.woff2": "18b2a1a39a2fa298b0ba5390aca68462669826c90925656f1c1f6796e0e1bbaf",
    "fonts/fraunces-*.woff2": "7f9d191d999336d3b9790afa72e1358e50a13b06d4f289341e92a311967a80f9",
    "python-*/kernel/index-BKC8iPg7.js": "f09e1c68df639fbc8f0c5775ca556b76831b5886e82894c0f943760c3af0e563",
    "python-*/kernel/index.js": "ce8d93f272335dce9dc0863cc3e92dd9683cf91001a0b9e8336c62df996cf913",
    "python-*/pyodide.mjs": "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
}
# The same of what the build leaves a part out of.
TRIMMED = {
    "pyodide.asm.mjs": "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
    "pyodide.asm.wasm": "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
}
OURS = {"hashes.mjs", "interpreter.mjs", "keeper.mjs", "lock.mjs", "stdlib.bin", *TRIMMED}


@pytest.mark.parametrize("pattern", VENDORED)
def test_a_file_of_others_is_the_one_that_was_looked_at(pattern: str, site: Path) -> None:
    """The file in the built site has the hash that stands here."""
    (file,) = (site / "assets").glob(pattern)
    assert hashlib.sha256(file.read_bytes()).hexdigest() == VENDORED[pattern]


@pytest.mark.parametrize("name", TRIMMED)
def test_what_is_trimmed_is_the_one_that_was_looked_at(name: str) -> None:
    """What a part is left out of has the hash that stands here."""
    assert hashlib.sha256((ROOT / "node_modules" / "pyodide" / name).read_bytes()).hexdigest() == TRIMMED[name]


def test_trimming_the_script_only_leaves_out(site: Path) -> None:
    """Every statement of the script that is sent stands in Pyodide's own, but for the two that list all names."""
    (file,) = (site / "assets").glob("python-*/pyodide.asm.mjs")
    whole = set((ROOT / "node_modules" / "pyodide" / file.name).read_text("utf-8").split(";"))
    names = {word for statement in whole for word in re.split(r"\W+", statement)}
    other = set(file.read_text("utf-8").split(";")) - whole
    assert {each.split()[0] for each in other} == {"var", "function"}
    assert {word for each in other for word in re.split(r"\W+", each)} <= names


def test_trimming_the_program_only_leaves_out(site: Path) -> None:
    """It exports less, and asks of the browser what it asked."""
    (file,) = (site / "assets").glob("python-*/pyodide.asm.wasm")
    sent, whole = (_names(path) for path in (file, ROOT / "node_modules" / "pyodide" / file.name))
    assert set(sent["exports"]) < set(whole["exports"])
    assert set(sent["imports"]) <= set(whole["imports"])


def _names(program: Path) -> dict[str, list[str]]:
    """The names that a program in WebAssembly exports and imports, as Node reads it."""
    script = """
      const module = new WebAssembly.Module(require("fs").readFileSync(process.argv[1]));
      const names = (all) => all.map(({ name, kind }) => `${kind} ${name}`);
      const { imports, exports } = WebAssembly.Module;
      console.log(JSON.stringify({ imports: names(imports(module)), exports: names(exports(module)) }));
    """
    done = subprocess.run([find_node(), "-e", script, str(program)], capture_output=True, text=True, check=True)
    names: dict[str, list[str]] = json.loads(done.stdout)
    return names


def test_every_file_of_others_is_in_the_table(site: Path) -> None:
    """What stands beside Python and the fonts is in the table, or made by the build."""
    found = {path for folder in ("python-*", "fonts") for path in (site / "assets").glob(f"{folder}/**/*.*")}
    known = {path for pattern in VENDORED for path in (site / "assets").glob(pattern)}
    assert {path.name for path in found - known} == OURS


def test_the_browser_checks_what_was_built(site: Path) -> None:
    """The hashes by which the browser judges what comes in are those of the files in the site."""
    (python,) = (site / "assets").glob("python-*")
    hashes = json.loads((python / "hashes.mjs").read_text("utf-8").removeprefix("export const hashes = ").rstrip(";\n"))
    assert hashes.keys() == {"pyodide.asm.wasm", "stdlib.bin"}
    for name, wanted in hashes.items():
        assert hashlib.sha256((python / name).read_bytes()).hexdigest() == wanted
    (script,) = (site / "assets").glob("klantkompas.*.js")
    parts = re.findall(r'"\./(\w+\.\w+\.bin)#(\w{64})"', script.read_text("utf-8"))
    assert {name for name, _ in parts} == {path.name for path in (site / "assets").glob("*.bin")}
    for name, wanted in parts:
        assert hashlib.sha256((site / "assets" / name).read_bytes()).hexdigest() == wanted


def test_the_standard_library_is_a_part_of_pyodides(site: Path) -> None:
    """The packed library holds modules of Pyodide's own and nothing else."""
    (packed,) = (site / "assets").glob("python-*/stdlib.bin")
    with (
        zipfile.ZipFile(io.BytesIO(gzip.decompress(packed.read_bytes()))) as ours,
        zipfile.ZipFile(ROOT / "node_modules" / "pyodide" / "python_stdlib.zip") as theirs,
    ):
        assert {name.removesuffix("c") for name in ours.namelist()} <= {*theirs.namelist()}
    assert gzip.decompress(packed.read_bytes()) == (CACHE / "stdlib.zip").read_bytes()


def test_every_npm_package_is_locked_by_hash() -> None:
    """Nothing is installed from npm whose content is not what was locked; pip is told so in the Makefile."""
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    integrity = {name: package.get("integrity", "") for name, package in packages.items() if name}
    assert [name for name, given in integrity.items() if not given.startswith("sha512-")] == []
