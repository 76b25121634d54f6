"""Writes the service worker of a built site, which keeps pages on a visitor's device for where there is no network.

It knows every file that may be kept, and how big it is. A site that has none any more gets one that takes itself away:
a device that still has the other asks for it at its next visit.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from calculators.build.bundle import SCRIPTS, script_of
from calculators.build.gzipped import COMPRESSED
from calculators.build.hashes import sha256
from calculators.build.policy import HASHED, SERVICE_WORKER

WORKER = SCRIPTS / "service_worker.ts"
GONE = SCRIPTS / "service_worker_gone.ts"
# Where a visitor is sent who asks without a network for a page that is not kept, and what is said there.
INSTEAD = "zonder-internet/#niet-bewaard"
# For search engines, hosts, other sites and debuggers, or never asked for by name.
LEFT_OUT = re.compile(
    r"_headers|404\.html|oembed/.*|insluiten/.+/.*|insluiten/.*\.js|assets/embed\..*|robots\.txt|llms\.txt|hashes\.txt|sbom\.json|sitemap\.xml\.gz|\..*|assets/cards/.*|.*\.map"
)
LANGUAGES = re.compile(r"assets/javascripts/lunr/.*")  # of the search: only those of this site are asked for


def write_service_worker(site: Path, searched: Sequence[str], *, is_wanted: bool = True) -> None:
    """Write it into a built site, of which nothing changes any more.

    Args:
        site: the folder of the site.
        searched: what the search needs, from ``assets/``.
        is_wanted: whether the site has one; otherwise it is the one that takes itself away.

    Raises:
        BundleError: when a script cannot be read.
        SetupError: when the npm packages are missing.
    """
    target = site / SERVICE_WORKER
    if not is_wanted:
        target.write_text(script_of(GONE), encoding="utf-8")
        return
    asked = {(site / "assets" / each).resolve() for each in searched}
    kept = {address_of(path.relative_to(site).as_posix()): path for path in _kept(site, asked)}
    listed = "".join(f"{sha256(path)}  {address}\n" for address, path in kept.items())
    values = {
        "files": {address: path.stat().st_size for address, path in kept.items()},
        "transferBytes": sum(map(_transferred, kept.values())),
        "hashed": HASHED,
        "instead": INSTEAD,
    }
    script = script_of(WORKER, values={"SITE": values})
    # Another text on a page of the same length must be another worker, too.
    target.write_text(f"{script.rstrip()}\n// {hashlib.sha256(listed.encode()).hexdigest()}\n", encoding="utf-8")


def address_of(path: str) -> str:
    """Return the address of a file within the site: a page is named by its folder.

    >>> [address_of(path) for path in ("index.html", "kennis/pww/index.html", "assets/images/logo.svg")]
    ['', 'kennis/pww/', 'assets/images/logo.svg']
    """
    return re.sub(r"(^|/)index\.html$", r"\1", path)


def _kept(site: Path, asked: set[Path]) -> Iterator[Path]:
    for path in sorted(each for each in site.rglob("*") if each.is_file()):
        name = path.relative_to(site).as_posix()
        is_spared = LANGUAGES.fullmatch(name) and path.resolve() not in asked
        if name != SERVICE_WORKER and not LEFT_OUT.fullmatch(name) and not is_spared:
            yield path


def _transferred(path: Path) -> int:
    """How many bytes come over the line: hosts compress what is not compressed yet."""
    content = path.read_bytes()
    return len(content if path.suffix in COMPRESSED else gzip.compress(content, 6))
