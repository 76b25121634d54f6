"""Makes the offline copy: ``python -m calculators.build.offline``.

The copy is the whole site in one zip, for use without a network: unpack it, open ``index.html`` by a double click. From
a disk a browser follows no link to a folder, loads no modules, fetches nothing and makes no worker of a file. So in the
copy every link names a file, the page's modules are one script, and what is fetched on a website (the search, Python)
stands as text in a script. The pages, the core and its answers are the same.
"""

from __future__ import annotations

import base64
import json
import re
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

from calculators.build.bundle import BundleError, bundle, script_of
from calculators.build.gzipped import gzipped
from calculators.build.manuscript import check
from calculators.build.owner import OwnerError
from calculators.build.policy import PolicyError, secure_copy
from calculators.build.runtime import CACHE, ROOT, Runtime, SetupError, prepare
from calculators.build.site import BuildError, add_fonts, build_pages, site_url

TARGET = ROOT / "dist" / "klantkompas-offline.zip"
SCRIPTS = Path(__file__).parents[1] / "browser" / "start" / "offline"

# What is for web servers, search engines and debuggers, or stands in a script of the copy.
LEFT_OUT = (
    ".nojekyll",
    ".well-known",
    "404.html",
    "llms.txt",
    "robots.txt",
    "sitemap.xml*",
    "manifest.webmanifest",
    "assets/cards",
    "assets/embed.css",
    "insluiten/*/",
    "insluiten/klant-kompas.js",
    "oembed",
    "assets/javascripts/lunr",
    "assets/javascripts/workers",
    "search/search_index.json",
    "**/*.map",
)

READ_ME = """\
Klantkompas, te gebruiken zonder internet

1. Pak eerst alles uit: klik rechts op het zipbestand en kies "Alles uitpakken". In het zipbestand zelf werkt het niet.
2. Open in de uitgepakte map het bestand index.html met een dubbelklik. Het werkt in Chrome, Edge en Firefox.
3. Wat je invult, blijft op dit apparaat, tot je zelf iets verstuurt.
"""
# Who opens index.html within the zip sees it without its styles, and this line on top.
STILL_ZIPPED = (
    '<p class="kk-still-zipped">Ziet deze pagina er kaal uit? Dan zit hij nog in het zipbestand. Pak eerst alles uit '
    "en open dan index.html in de uitgepakte map.</p>"
)
STILL_ZIPPED_STYLE = "\n.kk-still-zipped { display: none; }\n"
# What must be said otherwise of the copy.
SENTENCES = {
    "De link staat op je klembord.": "De link staat op je klembord. Hij werkt alleen met deze kopie op dit apparaat."
}

_LINK = re.compile(r'(?<=\s)(href|data-thanks)="([^"]*)"')
_MODULE = re.compile(r'\s*<script src="[^"]*?assets/(\w+\.js)" type="module"></script>')
# What only a website has: the app, and a calculator for pages of others.
_ONLINE = re.compile(r'\s*<link rel="(?:manifest|alternate oembed)"[^>]*>|<noscript><iframe[^>]*></iframe></noscript>')
_THEME = re.compile(r'(?P<tag><script src="[./]*assets/)javascripts/bundle\.')
_INSTANT = re.compile(r'"navigation\.instant[\w.]*", ')

# The same sources give the same zip, to the byte.
MOMENT = (1980, 1, 1, 0, 0, 0)
READABLE_FILE = 0o100644 << 16
UNIX = 3


def build(target: Path = TARGET) -> Path:
    """Make the zip and return it.

    Raises:
        BuildError: when MkDocs refuses, or the theme is not as it is known here.
        BundleError: when a script cannot go into the copy.
        PolicyError: when a page holds a script that is not the theme's.
        OwnerError: when what the owner wrote cannot be used.
        SetupError: when the set-up has not been done.
    """
    lead = check()
    runtime = prepare()
    address = site_url()
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="offline-") as workshop:
        copy = Path(workshop) / "copy"
        # An address on this machine says nothing on another.
        build_pages(copy, address if address.startswith("https://") else "")
        add_fonts(copy / "assets" / "fonts")
        sizes = _write_python(copy / "assets", runtime)
        (copy / "assets" / "offline.js").write_text(bundle(sizes, offline=True), encoding="utf-8")
        _write_search(copy)
        _leave_out(copy)
        for page in copy.rglob("*.html"):
            page.write_text(open_from_disk(page.read_text(encoding="utf-8")), encoding="utf-8")
        shutil.copyfile(SCRIPTS / "kept.html", copy / "assets" / "kept.html")
        (copy / "assets" / "kept.js").write_text(script_of(SCRIPTS / "kept.ts"), encoding="utf-8")
        _explain(copy)
        secure_copy(copy, lead.endpoint_origin)
        target.parent.mkdir(exist_ok=True)
        shutil.move(_zip(copy, Path(workshop) / target.name), target)
    return target


def _write_python(assets: Path, runtime: Runtime) -> dict[str, int]:
    """Write the script that holds Python; return how much that is, for the progress."""
    names = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "lock.mjs", "stdlib.zip")
    files = {name: runtime.python[name].read_bytes() for name in names}
    files["core.zip"] = runtime.core.read_bytes()
    files["worker.py"] = SCRIPTS.with_name("worker.py").read_bytes()
    zipped = {name: gzipped(content) for name, content in files.items()}
    texts = {name: base64.b64encode(content).decode() for name, content in zipped.items()}
    texts["program"] = script_of(SCRIPTS / "program.ts")
    (assets / "packed.js").write_text(f"globalThis.packedPython = {json.dumps(texts)};\n", encoding="utf-8")
    return {"countedBytes": sum(map(len, files.values())), "transferBytes": sum(map(len, zipped.values()))}


def _write_search(copy: Path) -> None:
    """Write the index of the search, and its worker with the languages that it would import, as scripts."""
    index = (copy / "search" / "search_index.json").read_text(encoding="utf-8")
    (copy / "search" / "search_index.js").write_text(f"var __index = {index};\n", encoding="utf-8")  # the theme's name
    scripts = copy / "assets" / "javascripts"
    languages = ["stemmer.support", *json.loads(index)["config"]["lang"]]
    imported = [(scripts / "lunr" / "min" / f"lunr.{each}.min.js").read_text(encoding="utf-8") for each in languages]
    worker = next((scripts / "workers").glob("search.*.js")).read_text(encoding="utf-8")
    text = "\n".join(["self.importScripts = () => {", *imported, "};", worker])
    script = script_of(SCRIPTS / "search.ts").replace("SEARCH_WORKER", json.dumps(text))
    (copy / "assets" / "search.js").write_text(script, encoding="utf-8")


def _leave_out(copy: Path) -> None:
    for pattern in LEFT_OUT:
        for path in list(copy.glob(pattern)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def open_from_disk(html: str) -> str:
    """Return a page that needs no web server.

    Raises:
        BuildError: when the theme's script is not where it was.
    """
    html = _LINK.sub(lambda match: f'{match[1]}="{to_file(match[2])}"', html)
    html = _INSTANT.sub("", _ONLINE.sub("", _MODULE.sub("", html)))
    for online, offline in SENTENCES.items():
        html = html.replace(online, offline)
    theme = _THEME.search(html)
    if theme is None:
        message = "The pages have no script of the theme, before which the search of the offline copy goes."
        raise BuildError(message)
    html = html.replace(theme["tag"], f'{theme["tag"]}search.js"></script>\n      {theme["tag"]}', 1)
    return html.replace("</body>", f'  {theme["tag"]}offline.js"></script>\n  </body>')


def to_file(link: str) -> str:
    """Return a link to the folder of a page as a link to its file.

    >>> [to_file(link) for link in ("../klantwaarde/#invoer", "../..", ".", "#uitkomst", "https://example.nl/")]
    ['../klantwaarde/index.html#invoer', '../../index.html', './index.html', '#uitkomst', 'https://example.nl/']
    """
    path, mark, fragment = link.partition("#")
    last = path.rpartition("/")[2]
    if not path or ":" in path or last not in {"", ".", ".."}:
        return link
    return f"{path}{'/' if last else ''}index.html{mark}{fragment}"


def _explain(copy: Path) -> None:
    """Say how to open the copy: in a text beside it, and to who opened it within the zip."""
    (copy / "LEES-MIJ.txt").write_text(READ_ME, encoding="utf-8", newline="\r\n")
    home = copy / "index.html"
    html = home.read_text(encoding="utf-8")
    home.write_text(
        re.sub(r"<body[^>]*>", lambda body: f"{body[0]}\n    {STILL_ZIPPED}", html, count=1), encoding="utf-8"
    )
    with (copy / "assets" / "klantkompas.css").open("a", encoding="utf-8") as style:
        style.write(STILL_ZIPPED_STYLE)


def _zip(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = UNIX
            entry.external_attr = READABLE_FILE
            archive.writestr(entry, path.read_bytes(), compresslevel=9)
    return target


if __name__ == "__main__":
    try:
        made = build()
        print(f"Made {made.relative_to(ROOT)}, {made.stat().st_size / 1e6:.1f} MB")
    except (BuildError, BundleError, PolicyError, OwnerError, SetupError) as problem:
        sys.exit(str(problem))
