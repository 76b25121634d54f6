"""The security policy of the finished site: what its pages may load, run and send to.

The theme has a few scripts inside its pages; the policy allows exactly those, by the hash of their content. A script
inside a page that is not one of them stops the build: it is a mistake, or somebody else's.

The policy stands in every page, for hosts that cannot send headers, and in ``_headers`` for hosts that can.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from urllib.parse import urlsplit

# What Material for MkDocs 9.8.1 puts in its pages, as hashes of the text with the path of the site replaced by "/":
# where its settings are kept in the browser, the colour scheme that was chosen, the tab that an address points at.
THEME_SCRIPTS = frozenset(
    {
        "sha256-/8wPdzX9q0NNJXyA5lzsLojXFpkeaXVxhbfkUOQaWy8=",
        "sha256-DrEMJJ29sL7vIloQzly+VUGMxKcBTMII+OfW7Y8AkG4=",
        "sha256-exqRXrW/0laiImCrTE8a70vxyyY10FJVIppytLf/dbY=",
    }
)

CHARSET = '<meta charset="utf-8">'
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_SCOPE = re.compile(r'^__md_scope=new URL\("[^"]*",location\)')

# A name with a hash of the content: a script, style or zip, or the folder of the browser's Python.
_HASHED = re.compile(r"(\.[0-9a-f]{10}\.\w+|-[0-9a-f]{10})$")
FOR_EVER = "public, max-age=31536000, immutable"

# What a browser may be asked to do on behalf of a page: none of it is needed here.
PERMISSIONS = "camera=(), microphone=(), geolocation=(), browsing-topics=()"


class PolicyError(RuntimeError):
    """A page holds a script that the policy does not know."""


def secure(site: Path, url: str, endpoint: str) -> None:
    """Write the policy into every page of the site, and the headers beside them.

    Args:
        site: the built site.
        url: where it will stand; only https is upgraded to https.
        endpoint: the origin that the form for a talk is sent to, or nothing.

    Raises:
        PolicyError: when a page holds a script of its own.
    """
    pages = sorted(site.rglob("*.html"))
    hashes = sorted({each for page in pages for each in _inline_scripts(page)})
    policy = write_policy(hashes, endpoint, secure_transport=urlsplit(url).scheme == "https")
    meta = f'{CHARSET}\n<meta http-equiv="Content-Security-Policy" content="{policy}">'
    for page in pages:
        html = page.read_text(encoding="utf-8")
        if CHARSET not in html:
            message = f"{page.relative_to(site)} has no {CHARSET} to put the policy behind"
            raise PolicyError(message)
        page.write_text(html.replace(CHARSET, meta, 1), encoding="utf-8")
    (site / "_headers").write_text(_headers(site, policy, urlsplit(url).path or "/"), encoding="utf-8")


def write_policy(hashes: list[str], endpoint: str, *, secure_transport: bool) -> str:
    """Return the policy.

    Args:
        hashes: of the scripts inside pages, as ``sha256-...``.
        endpoint: the origin that the form for a talk is sent to, or nothing.
        secure_transport: whether the site stands on https.

    >>> write_policy([], "https://formspree.io", secure_transport=True).partition("form-action ")[2]
    "'self' https://formspree.io; upgrade-insecure-requests"
    """
    own = f"'self' {endpoint}".strip()
    rules = [
        "default-src 'self'",
        " ".join(["script-src 'self' 'wasm-unsafe-eval'", *(f"'{each}'" for each in hashes)]),
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        f"connect-src {own}",
        "worker-src 'self' blob:",
        "manifest-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        f"form-action {own}",
    ]
    return "; ".join([*rules, "upgrade-insecure-requests"] if secure_transport else rules)


def _inline_scripts(page: Path) -> list[str]:
    """Return the hashes of the scripts inside a page, as a browser makes them."""
    found = []
    for script in _SCRIPT.finditer(page.read_text(encoding="utf-8")):
        attributes, text = script["attributes"], script["text"]
        if "src=" in attributes or re.search(r'type="?application/', attributes):
            continue
        if _digest(_SCOPE.sub('__md_scope=new URL("/",location)', text)) not in THEME_SCRIPTS:
            message = f"{page.name} holds a script that is not the theme's: {text[:80]!r}. Put it in a file of its own."
            raise PolicyError(message)
        found.append(_digest(text))
    return found


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _headers(site: Path, policy: str, path: str) -> str:
    """Return headers in the form that Netlify and Cloudflare Pages read; only a header can forbid being framed."""
    lines = [
        f"{path}*",
        f"  Content-Security-Policy: {policy}; frame-ancestors 'none'",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: strict-origin-when-cross-origin",
        f"  Permissions-Policy: {PERMISSIONS}",
        "  Cross-Origin-Opener-Policy: same-origin",
    ]
    for file in sorted((site / "assets").iterdir()):
        if _HASHED.search(file.name):
            lines += [f"{path}assets/{file.name}{'/*' if file.is_dir() else ''}", f"  Cache-Control: {FOR_EVER}"]
    return "\n".join(lines) + "\n"
