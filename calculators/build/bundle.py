"""Makes one script of the page's modules, with esbuild: a module for the website, a classic script for a disk.

The style sheets become one as well, the same for both.

From a disk a browser loads no modules, and starts Python in another way: there ``#launch`` is another file (see
"imports" in package.json), and ``disk.ts`` stands in for what a browser's globals do on a website.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from calculators.build.runtime import NODE_MODULES, ROOT, SetupError

SCRIPTS = ROOT / "docs" / "assets" / "scripts"
ENTRY = SCRIPTS / "main.ts"
DISK = ROOT / "calculators" / "browser" / "start" / "offline" / "disk.ts"
# What the theme asks of a browser, and more: WebAssembly with exceptions, as Pyodide needs, came with or after these.
TARGET = "chrome111,firefox115,safari16.4"


class BundleError(RuntimeError):
    """esbuild refuses a script; its words are in the message."""


def bundle(values: Mapping[str, object], *, offline: bool = False) -> str:
    """Return one script that does what the modules do.

    Args:
        values: what stands in it as ``BUILD``.
        offline: whether it is for the offline copy.

    Raises:
        BundleError: when a module cannot be read, or imports what there is not.
        SetupError: when the npm packages are missing.
    """
    options = ["--conditions=offline", f"--inject:{DISK}"] if offline else []
    script = _esbuild(ENTRY, "--format=esm", f"--define:BUILD={json.dumps(values)}", *options)
    # A classic script may wait for something within a function alone.
    return f"(async()=>{{{script.strip()}}})();\n" if offline else script


def bundle_styles(assets: Path) -> None:
    """Make one style sheet of those that the pages came with: of ``klantkompas.css`` and all that it imports.

    Raises:
        BundleError: when one cannot be read.
        SetupError: when the npm packages are missing.
    """
    entry = assets / "klantkompas.css"
    # The fonts are named after their content later on.
    entry.write_text(_esbuild(entry, "--external:fonts/*"), encoding="utf-8")
    shutil.rmtree(assets / "styles")


def script_of(path: Path, form: str = "iife", values: Mapping[str, object] | None = None) -> str:
    """Return a source as a script by itself: a classic one, or a module (``esm``).

    Args:
        path: of the source.
        form: of the script.
        values: what stands in it, by name.

    Raises:
        BundleError: when it cannot be read.
        SetupError: when the npm packages are missing.
    """
    defined = (f"--define:{name}={json.dumps(value)}" for name, value in (values or {}).items())
    return _esbuild(path, f"--format={form}", *defined)


def _esbuild(entry: Path, *options: str) -> str:
    esbuild = NODE_MODULES / ".bin" / "esbuild"
    if not esbuild.exists():
        message = "The npm packages are missing. Run `make setup` first."
        raise SetupError(message)
    command = [str(esbuild), str(entry), "--bundle", "--minify", "--charset=utf8", f"--target={TARGET}"]
    command += ["--log-level=warning", "--legal-comments=none", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode or done.stderr:
        raise BundleError(done.stderr.strip())
    return done.stdout


def sources() -> list[Path]:
    """Return the modules of the website's script, in a fixed order."""
    return sorted(path for path in SCRIPTS.glob("*.ts") if not path.name.endswith(".d.ts"))
