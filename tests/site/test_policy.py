"""The security policy in the built pages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from calculators.build.manuscript import lead_of
from calculators.build.policy import PolicyError, secure, write_policy
from calculators.build.site import SITE
from tests.pages import embeds
from tests.server import published_address

PAGES = sorted(SITE.rglob("*.html"))
META = re.compile(r'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(SITE).as_posix())
def test_every_page_has_the_same_policy_before_anything_else(page: Path) -> None:
    """The policy stands right behind the charset, before anything can be loaded, and is one for the whole site."""
    found = META.search(page.read_text("utf-8"))
    assert found
    assert found.start() < page.read_text("utf-8").index("<link")
    assert found[1] == META.search((SITE / "index.html").read_text("utf-8"))[1]  # type: ignore[index]  # found above
    assert "'unsafe-inline'" not in found[1]
    assert "'unsafe-eval'" not in found[1]
    receiver = lead_of().endpoint_origin  # of the owner's form service, where forms and scripts may send
    assert set(re.findall(r"https?://[^\s;]+", found[1])) == ({receiver} - {""})


def _sent(site: Path, address: str) -> dict[str, list[str]]:
    """Return what a host that reads ``_headers`` sends with an address: what every rule that fits it says."""
    prefix = urlsplit(published_address(site)).path
    sent: dict[str, list[str]] = {}
    path = ""
    for line in (site / "_headers").read_text("utf-8").splitlines():
        if line.startswith("/"):
            path = line.removeprefix(prefix)
        elif address == path or (path.endswith("*") and address.startswith(path[:-1])):
            name, _, text = line.strip().partition(": ")
            sent.setdefault(name, []).append(text)
    return sent


def test_headers_say_the_same_and_what_only_a_header_can(site: Path) -> None:
    """Hosts that send headers give one policy with every answer; only calculators for other sites may be framed."""
    found = META.search((site / "index.html").read_text("utf-8"))
    assert found
    framed = {f"{page.parent.relative_to(site).as_posix()}/" for page in embeds(site)}
    files = [path.relative_to(site).as_posix() for path in site.rglob("*.*") if path.suffix in {".html", ".js", ".mjs"}]
    addresses = [each.removesuffix("index.html") for each in files if not each.endswith("klant-kompas.js")]
    for address in addresses:
        sent = _sent(site, address)
        assert sent["X-Content-Type-Options"] == ["nosniff"]
        only = [] if address in framed else ["; frame-ancestors 'none'"]
        assert sent.get("Content-Security-Policy") == ["".join([found[1], *only])], address
    assert framed < set(addresses)


def test_a_frame_with_a_wrong_name_may_show_that_it_is_wrong(site: Path) -> None:
    """What is not there below the folder for frames is answered by a page that may be framed, too."""
    assert "Content-Security-Policy" not in _sent(site, "insluiten/bestaat-niet/")


def test_only_names_with_a_hash_are_cached_for_ever(site: Path) -> None:
    """What is cached for ever exists and changes its name with its content."""
    headers = (site / "_headers").read_text("utf-8")
    cached = re.findall(r"^(/\S+)\n  Cache-Control", headers, re.MULTILINE)
    assert cached
    prefix = re.sub(r"^https?://[^/]+", "", published_address(site))
    for address in cached:
        assert re.search(r"[.-]([0-9a-f]{10}|[0-9a-f]{8}\.min)(\.\w+$|/\*$)", address)
        assert (site / address.removeprefix(prefix).removesuffix("/*")).exists()


def test_an_endpoint_may_be_sent_to_and_nothing_else() -> None:
    """The service of the form is added where forms and scripts send, and nowhere else."""
    without, to_service = (write_policy([], each, secure_transport=True) for each in ("", "https://formspree.io"))
    rules = [rule for rule in to_service.split("; ") if rule not in without.split("; ")]
    assert rules == ["connect-src 'self' https://formspree.io", "form-action 'self' https://formspree.io"]


@pytest.mark.parametrize("script", ["<script>alert(1)</script>", '<script type="module">import "./x.js"</script>'])
def test_a_script_inside_a_page_stops_the_build(script: str, site: Path, tmp_path: Path) -> None:
    """A script that is not the theme's is not allowed by accident: the build stops and names it."""
    shutil.copy(site / "404.html", tmp_path / "404.html")
    page = tmp_path / "404.html"
    page.write_text(page.read_text("utf-8").replace("</body>", f"{script}</body>"), "utf-8")
    with pytest.raises(PolicyError, match="niet van het thema"):
        secure(tmp_path, "https://www.example.nl/", "")
