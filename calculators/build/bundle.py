"""Makes one script of the page's modules, with esbuild: a module for the website, a classic script for a disk.

From a disk a browser loads no modules, and starts Python in another way: there ``#launch`` is another file (see
"imports" in package.json), and ``disk.js`` stands in for what a browser's globals do on a website.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

from calculators.build.runtime import NODE_MODULES, ROOT, SetupError

SCRIPTS = ROOT / "docs" / "assets" / "scripts"
ENTRY = SCRIPTS / "main.js"
DISK = ROOT / "calculators" / "browser" / "start" / "offline" / "disk.js"
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
    esbuild = NODE_MODULES / ".bin" / "esbuild"
    if not esbuild.exists():
        message = "The npm packages are missing. Run `make setup` first."
        raise SetupError(message)
    options = ["--conditions=offline", f"--inject:{DISK}"] if offline else []
    command = [str(esbuild), str(ENTRY), "--bundle", "--minify", "--format=esm", "--charset=utf8", f"--target={TARGET}"]
    command += ["--log-level=warning", "--legal-comments=none", f"--define:BUILD={json.dumps(values)}", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode or done.stderr:
        raise BundleError(done.stderr.strip())
    # A classic script may wait for something within a function alone.
    return f"(async()=>{{{done.stdout.strip()}}})();\n" if offline else done.stdout


def sources() -> list[Path]:
    """Return the modules of the website's script, in a fixed order."""
    return sorted(SCRIPTS.glob("*.js"))
