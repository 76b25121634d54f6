"""The hashes of a built site, for who wants to see that it is what the open code makes.

``hashes.txt`` has the SHA-256 of every other file of the site, as ``sha256sum --check`` reads it. The page *Controleer
het zelf* shows those of what runs in a visitor's browser. No page can hold its own hash, so that page shows no other
pages, and the file leaves out itself.
"""

from __future__ import annotations

import hashlib
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from calculators.presentation.html import Html, element, join

FILE = "hashes.txt"
# What runs once a visitor calculates: what it is, and the one file in ``assets/`` that it stands in.
RUNS = {
    "Het script van de pagina's": "klantkompas.*.js",
    "De rekenhulp, het begin": "core.*.bin",
    "De rekenhulp, de rekenmachines": "catalogue.*.bin",
    "De rekenhulp, het lezen van lijsten": "imports.*.bin",
    "Het begin van Python": "worker.*.py",
    "Python": "python-*/pyodide.asm.wasm",
    "De bibliotheek van Python": "python-*/stdlib.bin",
}
_PLACE = re.compile(r'(<section class="kk-hashes" data-search-exclude="">).*?(</section>)', re.DOTALL)


def render_place() -> Html:
    """Write where the hashes come once the site is complete; a copy that is no website keeps this sentence."""
    sentence = "Je bekijkt een kopie van de site. De hashes staan op de site zelf."
    return element("section", {"class": "kk-hashes", "data-search-exclude": True}, element("p", None, sentence))


def render_own_build(code: str, site_url: str) -> Html:
    """Write the commands that build the site and compare it with this one.

    Args:
        code: the address of the code of this site; without one a visitor asks for it.
        site_url: where the site stands, with a slash at the end; a copy does not know.

    >>> print(render_own_build("https://github.com/jan/klantkompas", "https://www.example.nl/"))
    <p>De code van deze site staat op <a href="https://github.com/jan/klantkompas">github.com/jan/klantkompas</a>.</p>\
<pre><code>git clone https://github.com/jan/klantkompas mijn-kopie
    cd mijn-kopie
    SITE_URL=https://www.example.nl/ make site
    curl https://www.example.nl/hashes.txt | diff site/hashes.txt -
    </code></pre>
    """
    where = (
        element("p", None, "De code van deze site staat op ", element("a", {"href": code}, _bare(code)), ".")
        if code
        else element("p", None, "Vraag ons waar de code van deze site staat, en zet dat adres in de eerste regel.")
    )
    site = site_url or "ADRES-VAN-DE-SITE/"
    lines = (
        f"git clone {shlex.quote(code or 'ADRES-VAN-DE-CODE')} mijn-kopie",
        "cd mijn-kopie",
        f"SITE_URL={shlex.quote(site)} make site",
        f"curl {shlex.quote(site + FILE)} | diff site/{FILE} -",
    )
    return Html(where + element("pre", None, element("code", None, "".join(f"{line}\n" for line in lines))))


def _bare(address: str) -> str:
    return address.removeprefix("https://").rstrip("/")


def show_hashes(site: Path, build: str) -> None:
    """Put the hashes of what runs in the pages that have a place for them; nothing of that may change afterwards.

    Args:
        site: the folder of the site.
        build: the name of the build.

    Raises:
        ValueError: when what runs is not exactly one file of each kind.
    """
    runs: dict[str, Path] = {}
    for name, pattern in RUNS.items():
        (runs[name],) = (site / "assets").glob(pattern)
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        if not _PLACE.search(html):
            continue
        top = "../" * (len(page.relative_to(site).parts) - 1)
        shown = join(
            element("p", None, "Deze versie van de site heet ", _code(build), ". Dit draait er in je browser:"),
            element(
                "ul", None, *(_item(name, path, top + path.relative_to(site).as_posix()) for name, path in runs.items())
            ),
            element(
                "p",
                None,
                "De hashes van alle bestanden staan in ",
                element("a", {"href": top + FILE}, _code(FILE)),
                ".",
            ),
        )
        page.write_text(_PLACE.sub(rf"\g<1>{shown}\g<2>", html), encoding="utf-8")


def _item(name: str, path: Path, address: str) -> Html:
    link = element("a", {"href": address, "download": True}, _code(path.name))
    return element("li", None, f"{name}, ", link, ": ", _code(sha256(path)))


def _code(text: str) -> Html:
    return element("code", None, text)


def write_hashes(site: Path) -> None:
    """Write ``hashes.txt`` in a site that is complete."""
    (site / FILE).write_text("".join(f"{line}\n" for line in _lines(site)), encoding="utf-8", newline="\n")


def _lines(site: Path) -> Iterator[str]:
    """Give a line for each file but the list itself, by the names: with two spaces, as ``sha256sum`` writes it."""
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    for name, path in sorted(files.items()):
        if name != FILE:
            yield f"{sha256(path)}  {name}"


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, as 64 hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
