"""The security policy of the finished site: what its pages may load, run and send to.

The theme has a few scripts inside its pages; the policy allows exactly those, by the hash of their content. A script
inside a page that is not one of them stops the build: it is a mistake, or somebody else's.

The policy stands in every page, for hosts that cannot send headers. For hosts that can, ``rules_for`` says what they
must send and how long it may be kept; ``_headers`` is written from that, and so is the configuration of nginx.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from calculators.build.embed_page import FOLDER

# What Material for MkDocs 9.8.1 puts in its pages, as hashes of the text with the path of the site replaced by "/":
# where its settings are kept in the browser, the colour scheme that was chosen, the tab that an address points at.
THEME_SCRIPTS = frozenset(
    {
        "sha256-/8wPdzX9q0NNJXyA5lzsLojXFpkeaXVxhbfkUOQaWy8=",
        "sha256-DrEMJJ29sL7vIloQzly+VUGMxKcBTMII+OfW7Y8AkG4=",
        "sha256-exqRXrW/0laiImCrTE8a70vxyyY10FJVIppytLf/dbY=",
    }
)

POLICY = "Content-Security-Policy"
SERVICE_WORKER = "service-worker.js"  # written once nothing of the site changes any more

CHARSET = '<meta charset="utf-8">'
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_SCOPE = re.compile(r'^__md_scope=new URL\("[^"]*",location\)')

# The end of a path with a hash of the content in it: a file of ours, a file of the theme (eight digits), or what stands
# in the folder of the browser's Python. Also the pattern that nginx gets, so only what both kinds of patterns know.
HASHED = r"(\.[0-9a-f]{8}([0-9a-f]{2})?(\.min)?\.\w+|-[0-9a-f]{10}/.+)$"
FOR_EVER = "public, max-age=31536000, immutable"
# All else may be kept, but is asked for at each use. Hosts with ``_headers`` say something of this kind by themselves,
# and would join a second rule for one file to the first.
ASK_AGAIN = "no-cache"

# What a browser may be asked to do on behalf of a page: none of it is needed here.
PERMISSIONS = "camera=(), microphone=(), geolocation=(), browsing-topics=()"


class PolicyError(RuntimeError):
    """A page holds a script that the policy does not know."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host is to send along with the site, whatever kind of host it is.

    Attributes:
        policy: as it stands in every page; of the pages that may stand in a frame on another site it is all there is.
        path: under which the site stands: ``/`` or, say, ``/klantkompas/``.
        headers: what goes with every answer, by name.
    """

    policy: str
    path: str
    headers: dict[str, str]

    @property
    def unframed(self) -> str:
        """The policy of all else: only a header can forbid being framed."""
        return f"{self.policy}; frame-ancestors 'none'"


def rules_for(site: Path, url: str, endpoint: str) -> Rules:
    """Return what a host is to send along with a built site.

    Args:
        site: the built site.
        url: where it will stand; only https is upgraded to https.
        endpoint: the origin that the form for a talk is sent to, or nothing.

    Raises:
        PolicyError: when a page holds a script of its own.
    """
    address = urlsplit(url)
    policy = write_policy(_hashes(site), endpoint, secure_transport=address.scheme == "https")
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": PERMISSIONS,
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    return Rules(policy, f"/{address.path.strip('/')}/".replace("//", "/"), headers)


def secure(site: Path, url: str, endpoint: str) -> None:
    """Write the policy into every page of the site, and the headers beside them.

    Args:
        site: the built site.
        url: where it will stand; only https is upgraded to https.
        endpoint: the origin that the form for a talk is sent to, or nothing.

    Raises:
        PolicyError: when a page holds a script of its own.
    """
    rules = rules_for(site, url, endpoint)
    _put_in_pages(site, rules.policy)
    (site / "_headers").write_text(_headers(site, rules), encoding="utf-8")


def secure_copy(copy: Path, endpoint: str) -> None:
    """Write the policy into every page of the copy that is opened from a disk.

    Raises:
        PolicyError: when a page holds a script of its own.
    """
    _put_in_pages(copy, write_policy_for_disk(_hashes(copy), endpoint))


def _hashes(site: Path) -> list[str]:
    return sorted({each for page in site.rglob("*.html") for each in _inline_scripts(page)})


def _put_in_pages(site: Path, policy: str) -> None:
    meta = f'{CHARSET}\n<meta http-equiv="Content-Security-Policy" content="{policy}">'
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        if CHARSET not in html:
            message = f"{page.relative_to(site)} has no {CHARSET} to put the policy behind"
            raise PolicyError(message)
        page.write_text(html.replace(CHARSET, meta, 1), encoding="utf-8")


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


def write_policy_for_disk(hashes: list[str], endpoint: str) -> str:
    """Return the policy of pages on a disk: they use files and what they make themselves (blob:), and reach no host.

    >>> write_policy_for_disk([], "").partition("connect-src ")[2]
    "'none'; worker-src blob:; object-src 'none'; base-uri 'none'; form-action 'none'"
    """
    receiver = endpoint or "'none'"
    rules = [
        "default-src file:",
        " ".join(["script-src file: blob: 'wasm-unsafe-eval'", *(f"'{each}'" for each in hashes)]),
        "img-src file: data:",
        f"connect-src {receiver}",
        "worker-src blob:",
        "object-src 'none'",
        "base-uri 'none'",
        f"form-action {receiver}",
    ]
    return "; ".join(rules)


def _inline_scripts(page: Path) -> list[str]:
    """Return the hashes of the scripts inside a page, as a browser makes them."""
    found = []
    for script in _SCRIPT.finditer(page.read_text(encoding="utf-8")):
        attributes, text = script["attributes"], script["text"]
        if "src=" in attributes or re.search(r'type="?application/', attributes):
            continue
        if _digest(_SCOPE.sub('__md_scope=new URL("/",location)', text)) not in THEME_SCRIPTS:
            message = (
                f"{page.parent.name}/{page.name}: hier staat een script dat niet van het thema is ({text[:60]!r}). "
                "Zet het in een eigen bestand in docs/assets/ en noem dat bij extra_javascript in mkdocs.yml."
            )
            raise PolicyError(message)
        found.append(_digest(text))
    return found


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _headers(site: Path, rules: Rules) -> str:
    """Return the rules in the form that Netlify and Cloudflare Pages read."""
    lines = [f"{rules.path}*", *(f"  {name}: {value}" for name, value in rules.headers.items())]
    for address, policy in _policies(site, rules):
        lines += [f"{rules.path}{address}", f"  {POLICY}: {policy}"]
    for address in _kept_for_ever(site):
        lines += [f"{rules.path}{address}", f"  Cache-Control: {FOR_EVER}"]
    return "\n".join(lines) + "\n"


def _policies(site: Path, rules: Rules) -> Iterator[tuple[str, str]]:
    """Give each part of the site its policy. These hosts join all rules for an address, so no two parts may meet.

    The pages of one calculator each may stand in a frame on another site: there is nothing to lose in them.
    """
    yield SERVICE_WORKER, rules.unframed
    names = {path.name: path for path in sorted(site.iterdir()) if not path.name.startswith((".", "_"))}
    for name, path in {"": site, **names}.items():
        if name == FOLDER:
            for inner in sorted(each.name for each in path.iterdir() if each.is_dir()):
                yield f"{name}/{inner}/*", rules.policy
            yield f"{name}/", rules.unframed
            yield f"{name}/index.html", rules.unframed
        elif name and path.is_dir():
            yield f"{name}/*", rules.unframed
        elif not name or path.suffix == ".html":
            yield name, rules.unframed


def _kept_for_ever(site: Path) -> list[str]:
    """Return the names with a hash in them; a folder with one stands for all that it holds."""
    paths = sorted(path.relative_to(site).as_posix() for path in (site / "assets").rglob("*") if path.is_file())
    hashed = [path for path in paths if re.search(HASHED, path)]
    return list(dict.fromkeys(re.sub(r"(-[0-9a-f]{10}/).+", r"\1*", path) for path in hashed))
