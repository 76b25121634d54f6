"""Builds the complete site: ``python -m calculators.build.site``.

MkDocs makes the pages; this module packs the browser's Python, adds the fonts, gives our own files names with a hash of
their content (static hosts cache for long, and an old core must never meet a new page), names the build in every page,
writes the security policy into it, and puts the new site in place of the old one in one move. The address of the site
comes from the environment variable SITE_URL.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from calculators.build.bundle import EMBED, SCRIPTS, BundleError, bundle, bundle_styles, script_of, sources
from calculators.build.embeds import write_embeds
from calculators.build.gzipped import gzipped
from calculators.build.hashes import sha256, show_hashes, write_hashes
from calculators.build.manuscript import check, works_offline
from calculators.build.owner import Fault, OwnerError, line_of
from calculators.build.policy import CHARSET, SERVICE_WORKER, PolicyError, secure
from calculators.build.runtime import CACHE, NODE_MODULES, ROOT, Runtime, SetupError, prepare
from calculators.build.service_worker import write_service_worker

SITE = ROOT / "site"
DEFAULT_URL = "http://127.0.0.1:8000/"

FONTS = (
    "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "@fontsource-variable/fraunces/files/fraunces-latin-wght-normal.woff2",
)

HASH_LENGTH = 10

SPELLING = SCRIPTS / "spelling.ts"  # for the worker of the search
SEARCHER = SCRIPTS / "searcher.ts"  # that worker, until somebody searches
PAGES = "pages.json"  # the words of all pages, once they are asked for
WORKER = Path(__file__).parents[1] / "browser" / "start" / "worker.py"
CHECKED = ("pyodide.asm.wasm", "stdlib.bin")  # what the browser runs once it is known to be this


class BuildError(RuntimeError):
    """The site could not be built."""


def build(target: Path = SITE, url: str | None = None, *, preview: bool = False, kept: bool = True) -> Path:
    """Build the site into ``target`` and return it.

    Args:
        target: the folder, replaced as a whole.
        url: where the site will stand; left out, SITE_URL or the local address.
        preview: whether the site is only looked at on this machine; then a page needs no social card yet.
        kept: whether browsers may keep pages for where there is no network, if the owner wants that. Not while a site
            is served here: they would show it when the next one is looked at under that address.

    Raises:
        OwnerError: when what the owner wrote cannot be used; each fault with its file, line and way out.
        PolicyError: when a page holds a script that is not the theme's.
        BuildError: when the pages cannot be made for another reason.
        BundleError: when a script cannot be read.
        SetupError: when the set-up has not been done.
    """
    address = url or site_url()
    is_offline = works_offline() and kept
    lead = check()  # before anything else: its faults are the owner's, and quickly found
    runtime = prepare()
    # A folder of its own, so that two builds at the same time do not meet.
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="site-") as workshop:
        fresh = Path(workshop) / "new"
        build_pages(fresh, address)
        searched = _search_when_asked(fresh)
        check_pictures(fresh, address, preview=preview)
        assets = fresh / "assets"
        add_fonts(assets / "fonts")
        others = {"search": searched, "device": f"../{SERVICE_WORKER}" if is_offline else None}
        named = _add_runtime(assets, runtime, others)
        _name_by_content(fresh)
        _name_build(fresh, named)
        show_hashes(fresh, named)
        secure(fresh, address, lead.endpoint_origin)
        write_service_worker(fresh, searched, is_wanted=is_offline)
        write_hashes(fresh)
        if target.exists():
            target.rename(Path(workshop) / "old")
        fresh.rename(target)
    return target


def site_url() -> str:
    """Return where the site will stand, with a slash at the end: SITE_URL, or the address of ``make serve``.

    Raises:
        OwnerError: when SITE_URL is no address of a site.
    """
    url = os.environ.get("SITE_URL") or DEFAULT_URL
    if not re.fullmatch(r"https?://[\w.:-]+(/[\w.~%/-]*)?", url):
        raise OwnerError([Fault("SITE_URL", f"'{url}' is geen adres van een site. Schrijf https://www.bedrijf.nl/")])
    return f"{url.rstrip('/')}/"


def build_pages(target: Path, url: str) -> None:
    """Let MkDocs make the pages, for the address where they will stand; without one they name none.

    Raises:
        BuildError: when MkDocs refuses, which it does for every warning (a broken link, a missing page); its text is
            for the owner.
        BundleError: when a style sheet cannot be read.
    """
    scope = urlsplit(url).path or "/"
    environment = {
        **os.environ,
        "SITE_URL": url,
        # The theme keeps its colour choice under this path; the same on every page, so its scripts are too.
        "SITE_SCOPE": scope,
        "NO_MKDOCS_2_WARNING": "1",
        # MkDocs writes the day of the build in what it makes; the day on which a page changed stands in the page.
        "SOURCE_DATE_EPOCH": "0",
    }
    command = [sys.executable, "-m", "calculators.build.pages", str(target)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError((done.stdout + done.stderr).strip())
    if url:
        write_embeds(target, url)
    bundle_styles(target)
    _add_spelling(target)


def _add_spelling(site: Path) -> None:
    """Put our spelling before the theme's search, in a worker that is named after both."""
    workers = site / "assets" / "javascripts" / "workers"
    theirs = next(workers.glob("search.*.min.js"))
    script = script_of(SPELLING) + theirs.read_text(encoding="utf-8").partition("//# sourceMappingURL")[0]
    for each in workers.iterdir():
        each.unlink()
    _use_worker(site, theirs.name, script)


def _use_worker(site: Path, before: str, script: str) -> None:
    """Let every page use this worker of the search, named after its content, and not the one of before."""
    name = f"search.{hashlib.sha256(script.encode()).hexdigest()[:8]}.min.js"
    (site / "assets" / "javascripts" / "workers" / name).write_text(script, encoding="utf-8")
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        page.write_text(html.replace(f"workers/{before}", f"workers/{name}"), encoding="utf-8")


def check_pictures(site: Path, url: str, *, preview: bool) -> None:
    """Look whether every picture of every page is there; its social card too, unless the site is only looked at.

    Raises:
        OwnerError: with a line for each that is not.
    """
    faults = []
    for page in sorted(site.rglob("*.html")):
        html = page.read_text("utf-8")
        address = url + page.relative_to(site).as_posix()
        folder = Path("docs", page.relative_to(site).parent)
        texts = (folder.with_suffix(".md"), folder / page.with_suffix(".md").name)  # of a page, or of a section
        source = next((each for each in texts if (ROOT / each).is_file()), texts[-1]).as_posix()
        for part in re.findall(r'<img\b[^>]*?\ssrc="([^"]*)"', html):
            place = urljoin(address, unescape(part))
            if place.startswith(url) and not (site / unquote(urlsplit(place.removeprefix(url)).path)).is_file():
                text = (ROOT / source).read_text("utf-8") if (ROOT / source).is_file() else ""
                faults.append(Fault(source, f"het plaatje '{part}' is er niet.", line_of(text, Path(part).name)))
        card = re.search(rf'<meta property="og:image" content="{re.escape(url)}([^"]*)"', html)
        if card and not preview and not (site / card[1]).is_file():
            faults.append(Fault(source, f"de kaart voor gedeelde links ontbreekt ({card[1]}). `make keep` tekent hem."))
    if faults:
        raise OwnerError(faults)


def add_fonts(folder: Path) -> None:
    """Copy the typefaces."""
    folder.mkdir(parents=True, exist_ok=True)
    for font in FONTS:
        shutil.copy(NODE_MODULES / font, folder)


def _search_when_asked(site: Path) -> list[str]:
    """Have the words of all pages and what looks in them fetched once somebody searches, not with every page.

    The theme asks an index and a worker at once. It gets an index without pages, and a worker that waits. Returns what
    the search needs, from the folder of our script.
    """
    index = site / "search" / "search_index.json"
    known = json.loads(index.read_text(encoding="utf-8"))
    index.rename(index.with_name(PAGES))
    index.write_text(json.dumps({"config": known["config"], "docs": []}), encoding="utf-8")
    scripts = site / "assets" / "javascripts"
    engine = next((scripts / "workers").glob("search.*.min.js"))
    looks = engine.rename(engine.with_name(f"engine.{engine.name.split('.')[1]}.min.js"))
    waits = script_of(SEARCHER, values={"SEARCH": {"engine": looks.name, "index": f"../../../search/{PAGES}"}})
    _use_worker(site, engine.name, waits)
    languages = [f"lunr.{each}.min.js" for each in ("stemmer.support", *known["config"]["lang"])]
    needed = [looks, *(scripts / "lunr" / "min" / each for each in languages)]
    return [f"../search/{PAGES}", *(f"./{each.relative_to(site / 'assets').as_posix()}" for each in needed)]


def _add_runtime(assets: Path, runtime: Runtime, others: Mapping[str, object]) -> str:
    """Add the packed Python, and the page's script, which knows where that stands and how big it is, and the others.

    Returns the name of the build: of all that runs in a browser, so that another text on a page leaves it as it is.
    """
    digest = hashlib.sha256()
    for name, source in runtime.python.items():
        digest.update(name.encode() + source.read_bytes())
    folder = f"python-{digest.hexdigest()[:HASH_LENGTH]}"
    for name, source in runtime.python.items():
        destination = assets / folder / name
        destination.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == ".zip":
            destination.with_suffix(".bin").write_bytes(_compressed(source))
        else:
            shutil.copyfile(source, destination)
    hashes = {name: sha256(assets / folder / name) for name in CHECKED}
    (assets / folder / "hashes.mjs").write_text(f"export const hashes = {json.dumps(hashes)};\n")
    core = [_pack_part(name, part, assets) for name, part in runtime.parts.items()]
    worker = _copy_by_content(WORKER, assets)
    files = [*(each for each in sorted((assets / folder).rglob("*")) if each.is_file()), *core, assets / worker]
    counted = [assets / folder / "pyodide.asm.wasm", assets / folder / "stdlib.bin", *core]
    paths = {
        "kernel": f"./{folder}/kernel/index.js",
        "interpreter": f"./{folder}/interpreter.mjs",
        "keeper": f"./{folder}/keeper.mjs",
        "scripts": [f"./{each.relative_to(assets)}" for each in sorted((assets / folder).rglob("*.*js"))]
        + [f"./{worker}"],
        # Where Python finds each part; behind its address: what its content must be.
        "core": {
            f"./{each.name}#{sha256(each)}": f"/{name}.zip" for name, each in zip(runtime.parts, core, strict=True)
        },
        # All of it, what takes longest first.
        "files": [f"./{each.relative_to(assets)}" for each in sorted(files, key=_size, reverse=True)],
        "worker": f"./{worker}",
        **others,
        "workerIntegrity": f"sha256-{base64.b64encode(bytes.fromhex(sha256(WORKER))).decode()}",
        # What comes over the line is compressed; what the worker counts is not.
        "countedBytes": sum(map(_size, counted)),
        "transferBytes": sum(len(gzip.compress(path.read_bytes(), 6)) for path in files),
    }
    content = json.dumps(paths).encode()
    # The theme names its own script after its content.
    theme = [path.name.encode() for path in sorted((assets / "javascripts").glob("bundle.*.js"))]
    scripts = [path.name.encode() + b"\0" + path.read_bytes() for path in sources()]
    build = hashlib.sha256(b"\0".join([content, *theme, *scripts])).hexdigest()[:HASH_LENGTH]
    (assets / "klantkompas.js").write_text(bundle({"build": build, **paths}), encoding="utf-8")
    (assets / "embed.js").write_text(bundle({"build": build, **paths}, EMBED), encoding="utf-8")
    return build


def _pack_part(name: str, part: Path, assets: Path) -> Path:
    packed = _compressed(part)
    target = assets / _content_name(Path(f"{name}.bin"), packed)
    target.write_bytes(packed)
    return target


def _name_build(site: Path, name: str) -> None:
    """Name the build in the head of every page: the theme brings that in with a page (see deployment.ts)."""
    named = f'{CHARSET}\n<meta name="kk-build" content="{name}">'
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        page.write_text(html.replace(CHARSET, named, 1), encoding="utf-8")


def _size(path: Path) -> int:
    return path.stat().st_size


def _compressed(zip_file: Path) -> bytes:
    """Compress a zip as a whole, which no host does for every kind of file; the interpreter module unpacks it."""
    return gzipped(zip_file.read_bytes())


def _content_name(path: Path, content: bytes) -> str:
    return f"{path.stem}.{hashlib.sha256(content).hexdigest()[:HASH_LENGTH]}{path.suffix}"


def _copy_by_content(source: Path, folder: Path) -> str:
    name = _content_name(source, source.read_bytes())
    shutil.copyfile(source, folder / name)
    return name


def _name_by_content(site: Path) -> None:
    """Rename our own scripts, styles, fonts and social cards after their content; all points to the new names."""
    assets = site / "assets"
    renamed: dict[str, str] = {}
    for file in [*assets.glob("cards/*.png"), *assets.glob("fonts/*.woff2")]:
        name = _content_name(file, file.read_bytes())
        file.rename(file.with_name(name))
        renamed[f"{file.parent.name}/{file.name}"] = f"{file.parent.name}/{name}"
    for file in [*assets.glob("*.css"), *assets.glob("*.js")]:
        content = file.read_text(encoding="utf-8")
        for font, new in renamed.items():
            content = content.replace(font, new)
        name = _content_name(file, content.encode())
        file.with_name(name).write_text(content, encoding="utf-8")
        file.unlink()
        renamed[file.name] = name
    reference = re.compile(r'(?<=["\'/=])assets/(' + "|".join(map(re.escape, renamed)) + r')(?=["\'])')
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        page.write_text(reference.sub(lambda match: f"assets/{renamed[match[1]]}", html), encoding="utf-8")


if __name__ == "__main__":
    try:
        is_preview = "--preview" in sys.argv
        print(f"Built {build(preview=is_preview, kept=not is_preview).relative_to(ROOT)}/")
    except (BuildError, BundleError, OwnerError, PolicyError, SetupError) as problem:
        if os.environ.get("DEBUG"):
            raise
        sys.exit(str(problem))
