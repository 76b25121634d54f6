"""Makes what a server with nginx needs: ``python -m calculators.build.nginx``.

In ``dist/nginx/`` come ``site/``, the built site with a compressed copy beside every file that gets smaller by it, so
that the server compresses nothing while visitors wait; and ``klantkompas.conf``, which sends the same headers as
``_headers`` asks of other hosts. The same site gives the same bytes.
"""

from __future__ import annotations

import ipaddress
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from calculators.build.embed_page import FOLDER, UNKNOWN
from calculators.build.gzipped import COMPRESSED, gzipped
from calculators.build.manuscript import lead_of
from calculators.build.owner import OwnerError
from calculators.build.policy import ASK_AGAIN, FOR_EVER, HASHED, POLICY, PolicyError, Rules, rules_for
from calculators.build.runtime import ROOT, SetupError, find_node
from calculators.build.site import SITE, site_url

TARGET = ROOT / "dist" / "nginx"
CONFIGURATION = "klantkompas.conf"
ROOT_ON_SERVER = "/var/www/klantkompas"
COMPRESSOR = Path(__file__).with_name("compress.mjs")

# What other hosts read.
LEFT_OUT = ("_headers", ".nojekyll")

# All kinds of files that the site holds, and those that an owner may add: Debian's own list has no .mjs, and not every
# version of it has .wasm.
TYPES = {
    "text/html": "html",
    "text/css": "css",
    "text/javascript": "js mjs",
    "text/plain": "txt py",
    "text/xml": "xml",
    "application/json": "json map",
    "application/manifest+json": "webmanifest",
    "application/wasm": "wasm",
    "application/octet-stream": "bin",
    "application/pdf": "pdf",
    "application/gzip": "gz",
    "application/zip": "zip",
    "font/woff2": "woff2",
    "image/avif": "avif",
    "image/jpeg": "jpg jpeg",
    "image/png": "png",
    "image/svg+xml": "svg",
    "image/webp": "webp",
}
TEXTS = ("text/css", "text/javascript", "text/plain", "text/xml", "application/json", "image/svg+xml")

BROTLI_OFF = "    # brotli_static on;"
BROTLI_ON = "    brotli_static on;"


def make(site: Path, target: Path, url: str, endpoint: str) -> Path:
    """Make the folder and return it.

    Args:
        site: the built site.
        target: the folder, replaced as a whole.
        url: where the site will stand; the one that it was built for.
        endpoint: the origin that the form for a talk is sent to, or nothing.

    Raises:
        PolicyError: when a page holds a script that is not the theme's.
        SetupError: when Node is missing or cannot compress.
    """
    rules = rules_for(site, url, endpoint)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f"{target.name}-") as workshop:
        fresh = Path(workshop) / "new"
        # Under the path of its address, so that the addresses are those of the files.
        copy = fresh / "site" / rules.path.strip("/")
        shutil.copytree(site, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        _compress(copy)
        (fresh / CONFIGURATION).write_text(configuration(rules, url), encoding="utf-8")
        if target.exists():
            target.rename(Path(workshop) / "old")
        fresh.rename(target)
    return target


def _compress(folder: Path) -> None:
    """Put a copy by gzip and one by brotli beside each file, where that is smaller."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in COMPRESSED)
    for file in files:
        content = file.read_bytes()
        compressed = gzipped(content)
        if len(compressed) < len(content):
            _beside(file, ".gz").write_bytes(compressed)
    command = [find_node(), str(COMPRESSOR)]
    done = subprocess.run(command, input="\n".join(map(str, files)), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupError(f"Node could not compress:\n{done.stdout}{done.stderr}")
    for file in files:
        for copy in (_beside(file, ".gz"), _beside(file, ".br")):
            if copy.exists():
                # nginx makes the ETag of this time and the size. So no time is the same for ever: a page of the same
                # length would pass for the one before. The server keeps the time of what did not change (rsync).
                shutil.copystat(file, copy)


def _beside(file: Path, suffix: str) -> Path:
    return file.with_name(file.name + suffix)


def configuration(rules: Rules, url: str, root: str = ROOT_ON_SERVER) -> str:
    """Return the configuration, to be included in the block ``http`` of nginx.

    Args:
        rules: what is to be sent along.
        url: where the site will stand.
        root: the folder on the server that holds what ``site/`` holds here.
    """
    headers = [f'    add_header {name} "{value}" always;' for name, value in rules.headers.items()]
    # Above its path stands nothing of the site; who asks for the host alone is shown the way.
    elsewhere = [] if rules.path == "/" else ["", "    location = / {", f"        return 302 {rules.path};", "    }"]
    return "\n".join(
        [
            f"# Klantkompas with nginx, made by `make nginx` for {url}",
            "# It needs Debian's package nginx and no more. Put this file in /etc/nginx/conf.d/,",
            "# and what site/ holds in the folder that `root` names.",
            "# It stays the same until the theme, the address or the service of the form changes.",
            "",
            "map $uri $klantkompas_cache {",
            f'    default "{ASK_AGAIN}";',
            "    # A name with a hash of its content: another content gets another name.",
            f'    "~^{re.escape(rules.path)}assets/.*{HASHED}" "{FOR_EVER}";',
            "}",
            "",
            "map $uri $klantkompas_policy {",
            f'    default "{rules.unframed}";',
            "    # A calculator that may stand in a frame on another site.",
            f'    "~^{re.escape(rules.path)}{FOLDER}/[^/]+/" "{rules.policy}";',
            "}",
            "",
            "server {",
            *_listening(url),
            "    # TLS is yours to add here (`certbot --nginx` does), with Strict-Transport-Security once it works.",
            "",
            f"    root {root};",
            "    index index.html;",
            f"    error_page 404 {rules.path}404.html;",
            f"    error_page 403 =404 {rules.path}404.html; # a folder without a page",
            "    # A frame that names what is not there gets a page for frames.",
            f"    location ^~ {rules.path}{FOLDER}/ {{",
            f"        error_page 403 =404 {rules.path}{FOLDER}/{UNKNOWN}/index.html;",
            f"        error_page 404 {rules.path}{FOLDER}/{UNKNOWN}/index.html;",
            "    }",
            "    absolute_redirect off; # right behind another server too",
            "    server_tokens off;",
            "",
            "    # For every answer. A location that adds a header of its own would lose all of these: add none there.",
            *headers,
            f"    add_header {POLICY} $klantkompas_policy always;",
            "    add_header Cache-Control $klantkompas_cache always;",
            "",
            "    gzip_static on;",
            "    gzip_vary on;",
            "    gzip_proxied any; # to a CDN too",
            "    # Smaller still: install Debian's package libnginx-mod-http-brotli-static and switch this on.",
            BROTLI_OFF,
            "",
            "    charset utf-8;",
            f"    charset_types {' '.join(TEXTS)};",
            "    default_type application/octet-stream;",
            "    types {",
            *(f"        {kind} {suffixes};" for kind, suffixes in TYPES.items()),
            "    }",
            *elsewhere,
            "}",
            "",
        ]
    )


def _listening(url: str) -> list[str]:
    """Return where to listen: on all addresses of the machine, unless the host is one itself.

    >>> _listening("https://www.example.nl/klantkompas/")
    ['    listen 80;', '    listen [::]:80;', '    server_name www.example.nl;']
    >>> _listening("http://127.0.0.1:8000/")
    ['    listen 127.0.0.1:8000;', '    server_name 127.0.0.1;']
    """
    address = urlsplit(url)
    host, port = address.hostname or "_", address.port or 80
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return [f"    listen {port};", f"    listen [::]:{port};", f"    server_name {host};"]
    return [f"    listen {address.hostname}:{port};", f"    server_name {host};"]


def _megabytes(folder: Path, pattern: str) -> float:
    return sum(path.stat().st_size for path in folder.rglob(pattern) if path.is_file()) / 1e6


def main() -> None:
    """Make the folder of the built site, and say how big it is."""
    if not (SITE / "index.html").is_file():
        sys.exit("There is no built site. Run `make nginx`, which builds it first.")
    TARGET.parent.mkdir(exist_ok=True)
    try:
        made = make(SITE, TARGET, site_url(), lead_of().endpoint_origin)
    except (PolicyError, OwnerError, SetupError) as problem:
        sys.exit(str(problem))
    copies = f"{_megabytes(made, '*.gz'):.1f} MB by gzip and {_megabytes(made, '*.br'):.1f} MB by brotli"
    print(f"Made {made.relative_to(ROOT)}/ for {site_url()}: {_megabytes(made, '*'):.1f} MB, of which {copies}")


if __name__ == "__main__":
    main()
