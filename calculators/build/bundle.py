"""Makes one script of the page's modules, with esbuild: a module for the website, a classic script for a disk.

The style sheets become one as well, the same for both.

From a disk a browser loads no modules, and starts Python in another way: there ``#launch`` is another file (see
"imports" in package.json), and ``disk.ts`` stands in for what a browser's globals do on a website.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from calculators.build.runtime import NODE_MODULES, ROOT, SetupError, find_node

SCRIPTS = ROOT / "docs" / "assets" / "scripts"
ENTRY = SCRIPTS / "main.ts"
EMBED = SCRIPTS / "embed.ts"
DISK = ROOT / "calculators" / "browser" / "start" / "offline" / "disk.ts"
PURGE = Path(__file__).with_name("purge.mjs")
THEIR_STYLES = ("main", "palette")
# What is in a page for a frame, which has a sheet of its own.
EMBEDDED = re.compile(r'<body class="kk-embed"')
_IMPORT = re.compile(r'^import (?:.* from )?"\./(\w+\.ts)"', re.MULTILINE)
_THEIR_LINK = re.compile(r'\s*<link rel="stylesheet" href="[^"]*/stylesheets/[^"]*">')
# What the theme asks of a browser, and more: WebAssembly with exceptions, as Pyodide needs, came with or after these.
TARGET = "chrome111,firefox115,safari16.4"


class BundleError(RuntimeError):
    """esbuild refuses a script; its words are in the message."""


def bundle(values: Mapping[str, object], entry: Path = ENTRY, *, offline: bool = False) -> str:
    """Return one script that does what the modules do.

    Args:
        values: what stands in it as ``BUILD``.
        entry: the module that imports all of them.
        offline: whether it is for the offline copy.

    Raises:
        BundleError: when a module cannot be read, or imports what there is not.
        SetupError: when the npm packages are missing.
    """
    options = ["--conditions=offline", f"--inject:{DISK}"] if offline else []
    script = _esbuild(entry, "--format=esm", f"--define:BUILD={json.dumps(values)}", *options)
    # A classic script may wait for something within a function alone.
    return f"(async()=>{{{script.strip()}}})();\n" if offline else script


def bundle_styles(site: Path) -> None:
    """Make one style sheet of the theme's and ours, with what the pages can need, and let every page use that alone.

    The pages for frames have a sheet of their own, with what they can need of both.

    Raises:
        BundleError: when one cannot be read, or the theme's are not where they were.
        SetupError: when the npm packages are missing.
    """
    assets = site / "assets"
    theme = "".join(_sheet_of(assets, name) for name in THEIR_STYLES)
    script = next((assets / "javascripts").glob("bundle.*.js")).read_text(encoding="utf-8")
    frames = {page for page in site.rglob("*.html") if EMBEDDED.search(page.read_text(encoding="utf-8"))}
    pages = sorted({*site.rglob("*.html")} - frames)
    ours = assets / "klantkompas.css"
    styles = _esbuild(ours, "--external:fonts/*")  # fonts are named after their content later
    scripts = [*_modules(ENTRY), *DISK.parent.iterdir()]
    purged = _purged(theme, [*pages, *scripts], kept=styles, script=script)
    ours.write_text(_small(purged, assets) + styles, encoding="utf-8")
    embed = assets / "embed.css"
    purged = _purged(theme + _esbuild(embed), [*frames, *_modules(EMBED)])
    embed.write_text(_small(purged, assets), encoding="utf-8")
    shutil.rmtree(assets / "styles")
    shutil.rmtree(assets / "stylesheets")
    for page in pages:
        html = page.read_text(encoding="utf-8")
        page.write_text(_THEIR_LINK.sub("", html), encoding="utf-8")


def _small(styles: str, folder: Path) -> str:
    with tempfile.NamedTemporaryFile("w", dir=folder, suffix=".css", encoding="utf-8") as sheet:
        sheet.write(styles)
        sheet.flush()
        return _esbuild(Path(sheet.name))


def _sheet_of(assets: Path, name: str) -> str:
    found = next((assets / "stylesheets").glob(f"{name}.*.css"), None)
    if found is None:
        message = f"The theme has no style sheet '{name}' any more."
        raise BundleError(message)
    return found.read_text(encoding="utf-8").partition("/*# sourceMappingURL")[0]


def _modules(entry: Path) -> set[Path]:
    """Return a module and all that it imports."""
    found, waiting = set(), [entry]
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting += [module.parent / name for name in _IMPORT.findall(module.read_text(encoding="utf-8"))]
    return found


def _purged(styles: str, read: Iterable[Path], kept: str = "", script: str = "") -> str:
    """Return rules without those that no page, and nothing that a script or Python makes, can need.

    Args:
        styles: the rules.
        read: the pages that they are for, and the sources of their scripts.
        kept: a sheet that stays as it is, and may use what is declared here.
        script: the theme's, where the pages have it.
    """
    paths = sorted(map(str, [*read, *(ROOT / "calculators" / "presentation").rglob("*.py")]))
    given = {"styles": styles, "kept": kept, "script": script, "paths": paths}
    command = [find_node(), str(PURGE)]
    done = subprocess.run(command, cwd=ROOT, input=json.dumps(given), capture_output=True, text=True, check=False)
    if done.returncode:
        raise BundleError(done.stderr.strip())
    return done.stdout


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
