"""A real nginx with the configuration that ``make nginx`` writes."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from calculators.build.nginx import make
from calculators.build.policy import ASK_AGAIN, FOR_EVER, Rules, rules_for
from tests.nginx import Nginx, find_nginx

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(find_nginx() is None, reason="there is no nginx here: `make test-full` installs it as root"),
]


@pytest.fixture(scope="module", params=["", "klantkompas/"], ids=["the whole host", "a path"])
def rules(request: pytest.FixtureRequest, small_site: Path) -> Rules:
    """The rules for a site of its own host, and for one below a path."""
    return rules_for(small_site, f"http://127.0.0.1/{request.param}", "")


@pytest.fixture(scope="module")
def made(rules: Rules, small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for the server."""
    return make(small_site, tmp_path_factory.mktemp("made") / "nginx", f"http://127.0.0.1{rules.path}", "")


@pytest.fixture(scope="module")
def nginx(made: Path, rules: Rules, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    """The server, running."""
    with Nginx(made, rules, tmp_path_factory.mktemp("running")) as running:
        yield running


def one(site: Path, pattern: str) -> str:
    """Return the address within the site of the only file of this pattern."""
    (file,) = site.glob(pattern)
    return file.relative_to(site).as_posix()


@pytest.mark.parametrize(
    ("pattern", "kind", "cache"),
    [
        ("index.html", "text/html; charset=utf-8", ASK_AGAIN),
        ("sitemap.xml", "text/xml; charset=utf-8", ASK_AGAIN),
        ("assets/klantkompas.*.css", "text/css; charset=utf-8", FOR_EVER),
        ("assets/klantkompas.*.js", "text/javascript; charset=utf-8", FOR_EVER),
        ("assets/javascripts/bundle.*.js", "text/javascript; charset=utf-8", FOR_EVER),
        ("assets/worker.*.py", "text/plain; charset=utf-8", FOR_EVER),
        ("assets/python-*/interpreter.mjs", "text/javascript; charset=utf-8", FOR_EVER),
        ("assets/python-*/kernel/index.js", "text/javascript; charset=utf-8", FOR_EVER),
        ("assets/python-*/*.wasm", "application/wasm", FOR_EVER),
        ("assets/core.*.bin", "application/octet-stream", FOR_EVER),
        ("assets/fonts/fraunces*", "font/woff2", FOR_EVER),
        ("assets/images/favicon.svg", "image/svg+xml; charset=utf-8", ASK_AGAIN),
        ("assets/images/favicon-32.png", "image/png", ASK_AGAIN),
    ],
)
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_every_answer_has_its_type_and_all_headers(
    pattern: str, kind: str, cache: str, encoding: str, nginx: Nginx, rules: Rules, small_site: Path
) -> None:
    """Whatever is asked for, compressed or not: right type, whole policy, and for ever only what has a hash."""
    path = one(small_site, pattern)
    answer = nginx.get(path, accept_encoding=encoding)
    assert answer.status == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["cache-control"] == cache
    assert {name.lower(): text for name, text in rules.headers.items()}.items() <= answer.headers.items()
    assert answer.headers["content-security-policy"] == rules.unframed
    assert answer.headers["server"] == "nginx"
    packed = answer.headers.get("content-encoding") == "gzip"
    assert (gzip.decompress(answer.body) if packed else answer.body) == (small_site / path).read_bytes()
    assert packed == (encoding == "gzip" and Path(path).suffix not in {".bin", ".woff2", ".png"})


def test_a_page_of_a_folder(nginx: Nginx) -> None:
    """The address of a page is that of its folder; without the slash the way is shown, whatever the host is called."""
    assert nginx.get("kennis/pww/").status == 200
    moved = nginx.get("kennis/pww", host="www.example.nl")
    assert (moved.status, moved.headers["location"]) == (301, f"{nginx.path}kennis/pww/")
    assert "content-security-policy" in moved.headers


@pytest.mark.parametrize("path", ["bestaat/niet/", "assets/", "assets/oud.0123456789.js", "_headers"])
def test_what_is_not_there(path: str, nginx: Nginx, rules: Rules, small_site: Path) -> None:
    """The site's own page, with status 404 and the whole policy, and kept by nobody: tomorrow it may be there."""
    answer = nginx.get(path, accept_encoding="gzip")
    assert answer.status == 404
    assert gzip.decompress(answer.body) == (small_site / "404.html").read_bytes()
    assert answer.headers["cache-control"] == ASK_AGAIN
    assert {name.lower(): text for name, text in rules.headers.items()}.items() <= answer.headers.items()
    assert answer.headers["content-security-policy"] == rules.unframed


@pytest.mark.parametrize(
    "path", ["insluiten/pww-score/", "insluiten/bestaat-niet/", "insluiten/bestaat-niet/dieper/x.js"]
)
def test_what_may_stand_in_a_frame(path: str, nginx: Nginx, rules: Rules, small_site: Path) -> None:
    """A calculator for other sites, and what is said there of one that there is not; with all other headers."""
    answer = nginx.get(path)
    page = "pww-score" if "pww" in path else "onbekend"
    assert answer.status == (200 if "pww" in path else 404)
    assert answer.body == (small_site / "insluiten" / page / "index.html").read_bytes()
    assert answer.headers["content-security-policy"] == rules.policy
    assert {name.lower(): text for name, text in rules.headers.items()}.items() <= answer.headers.items()


@pytest.mark.parametrize("path", ["insluiten/", "insluiten/pww-score/../../", "insluiten/%2e%2e/kennis/pww/"])
def test_what_may_not_stand_in_a_frame(path: str, nginx: Nginx, rules: Rules) -> None:
    """The page about it may not, nor what only looks as if it stood in that folder."""
    answer = nginx.get(path)
    assert answer.status == 200
    assert answer.headers["content-security-policy"] == rules.unframed


def test_the_host_shows_the_way_to_a_site_below_a_path(nginx: Nginx) -> None:
    """Above the path there is no page; the root of the host leads to the site."""
    answer = nginx.get_from_host("/")
    if nginx.path == "/":
        assert answer.status == 200
    else:
        assert (answer.status, answer.headers["location"]) == (302, nginx.path)
        assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br"])
def test_a_page_is_sent_again_only_when_it_has_changed(encoding: str, nginx: Nginx, made: Path) -> None:
    """Who has a page asks whether it is still so: 304 until it changes, each time with the policy."""
    path = "kennis/index.html"
    files = sorted((made / "site" / nginx.path.strip("/") / "kennis").glob("index.html*"))
    tag = nginx.get(path, accept_encoding=encoding).headers["etag"]
    same = nginx.get(path, accept_encoding=encoding, if_none_match=tag)
    assert (same.status, same.body) == (304, b"")
    assert same.headers["cache-control"] == ASK_AGAIN
    assert "content-security-policy" in same.headers
    for file in files:
        changed = file.stat().st_mtime + 5
        os.utime(file, (changed, changed))
    assert nginx.get(path, accept_encoding=encoding, if_none_match=tag).status == 200


def test_caches_on_the_way_keep_each_encoding_apart(nginx: Nginx) -> None:
    """One that has the compressed page must not give it to a visitor who cannot unpack it; and gets it compressed."""
    plain = nginx.get("", accept_encoding="identity")
    packed = nginx.get("", accept_encoding="gzip", via="1.1 cdn")
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    assert packed.headers["content-encoding"] == "gzip"


def test_brotli_where_the_server_can(nginx: Nginx, made: Path, small_site: Path) -> None:
    """With its module switched on, nginx sends what brotli compressed to who can read it."""
    if not nginx.brotli:
        pytest.skip("this nginx has no module for brotli")
    for pattern in ("index.html", "assets/python-*/*.wasm"):
        path = one(small_site, pattern)
        answer = nginx.get(path, accept_encoding="gzip, deflate, br")
        assert answer.headers["content-encoding"] == "br"
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.body == (made / "site" / nginx.path.strip("/") / f"{path}.br").read_bytes()
