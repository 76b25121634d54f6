"""What ``make nginx`` makes, as text and bytes; tests/site/test_nginx_serving.py asks a real nginx."""

from __future__ import annotations

import base64
import gzip
import html
import json
import re
import subprocess
from pathlib import Path

import pytest

from calculators.build.gzipped import COMPRESSED
from calculators.build.manuscript import lead_of
from calculators.build.nginx import TYPES, configuration, make
from calculators.build.policy import FOR_EVER, rules_for
from calculators.build.runtime import find_node
from tests.server import published_address

POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
UNPACK = """
const { readFileSync } = require("node:fs");
const { brotliDecompressSync } = require("node:zlib");
const unpack = (path) => brotliDecompressSync(readFileSync(path)).toString("base64");
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map(unpack)));
"""


@pytest.fixture(scope="module")
def made(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for a server, of a small site."""
    return make(small_site, tmp_path_factory.mktemp("nginx") / "nginx", published_address(small_site), "")


def sent_headers(text: str) -> dict[str, str]:
    """Return the headers that a configuration adds to every answer."""
    return dict(re.findall(r'^    add_header (\S+) "(.*)" always;$', text, re.MULTILINE))


def policies(text: str) -> tuple[str, str]:
    """Return the policy of all pages and that of those for frames, as a configuration has them."""
    block = text.partition("$klantkompas_policy {")[2].partition("\n}")[0]
    alone, framed = re.findall(r'^    \S+ "(.*)";$', block, re.MULTILINE)
    assert "    add_header Content-Security-Policy $klantkompas_policy always;\n" in text
    return alone, framed


def kept_for_ever(text: str, addresses: list[str]) -> set[str]:
    """Return the addresses that a configuration lets a browser keep for ever."""
    pattern = re.search(rf'^    "~(.*)" "{FOR_EVER}";$', text, re.MULTILINE)
    assert pattern
    return {address for address in addresses if re.search(pattern[1], address)}


def test_headers_are_those_that_other_hosts_send(site: Path) -> None:
    """A site behind nginx is as strict as one on a host that reads _headers, and as its own pages say."""
    text = configuration(rules_for(site, published_address(site), lead_of().endpoint_origin), published_address(site))
    first = (site / "_headers").read_text("utf-8").partition("\n")[2].split("\n/")[0]
    others = dict(re.findall(r"^  (\S+): (.*)$", first, re.MULTILINE))
    assert others == sent_headers(text)
    policy = POLICY.search((site / "index.html").read_text("utf-8"))
    assert policy
    alone, framed = policies(text)
    assert alone == f"{framed}; frame-ancestors 'none'"
    assert framed == html.unescape(policy[1])


def test_kept_for_ever_is_what_other_hosts_keep_for_ever(site: Path) -> None:
    """The pattern of nginx means exactly the files that _headers names, one by one or by their folder."""
    url = published_address(site)
    rules = rules_for(site, url, "")
    files = [rules.path + path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    named = re.findall(r"^(/\S+)\n  Cache-Control: ", (site / "_headers").read_text("utf-8"), re.MULTILINE)
    expected = {file for file in files if file in named or any(map(file.startswith, folders(named)))}
    assert len(expected) > len(named)
    assert expected == kept_for_ever(configuration(rules, url), files)


def folders(named: list[str]) -> list[str]:
    """Return which of these stand for all that they hold."""
    return [name.removesuffix("*") for name in named if name.endswith("/*")]


def test_a_path_goes_before_everything(site: Path, small_site: Path, tmp_path: Path) -> None:
    """A site below a path stands in a folder of that name, and nothing beside it is kept for ever."""
    url = "https://www.example.nl/klantkompas/"
    text = configuration(rules_for(small_site, url, ""), url)
    script = next((site / "assets").glob("klantkompas.*.js")).name
    addresses = [f"/klantkompas/assets/{script}", f"/assets/{script}"]
    assert kept_for_ever(text, addresses) == {f"/klantkompas/assets/{script}"}
    assert "    listen 80;\n    listen [::]:80;\n    server_name www.example.nl;\n" in text
    assert "    error_page 404 /klantkompas/404.html;\n" in text
    assert "        return 302 /klantkompas/;\n" in text
    assert "upgrade-insecure-requests; frame-ancestors" in text
    page = tmp_path / "small" / "index.html"
    page.parent.mkdir()
    page.write_text("<p>Dag", "utf-8")
    made = make(page.parent, tmp_path / "nginx", url, "")
    assert (made / "site" / "klantkompas" / "index.html").is_file()


def test_a_service_for_the_form_is_allowed_here_too(small_site: Path) -> None:
    """The header would otherwise stop what the page's own policy lets through."""
    rules = rules_for(small_site, "https://www.example.nl/", "https://formspree.io")
    for policy in policies(configuration(rules, "https://www.example.nl/")):
        assert "form-action 'self' https://formspree.io;" in policy


def test_compressed_copies_hold_the_same_and_are_smaller(made: Path) -> None:
    """Every copy unpacks to the file beside it; what is compressed already has none."""
    copies = sorted([*(made / "site").rglob("*.br"), *(made / "site").rglob("*.gz")])
    assert {".br", ".gz"} == {copy.suffix for copy in copies}
    originals = {copy: copy.with_suffix("") for copy in copies}
    assert [copy for copy, original in originals.items() if original.suffix in COMPRESSED] == []
    assert [copy for copy in copies if copy.stat().st_size >= originals[copy].stat().st_size] == []
    assert {".html", ".css", ".js", ".mjs", ".wasm", ".svg", ".xml"} <= {each.suffix for each in originals.values()}
    brotli = [copy for copy in copies if copy.suffix == ".br"]
    asked = json.dumps([str(copy) for copy in brotli])
    done = subprocess.run([find_node(), "-e", UNPACK], input=asked, capture_output=True, text=True, check=True)
    unpacked = dict(zip(brotli, json.loads(done.stdout), strict=True))
    for copy, original in originals.items():
        content = original.read_bytes()
        if copy.suffix == ".gz":
            assert content == gzip.decompress(copy.read_bytes())
        else:
            assert content == base64.b64decode(unpacked[copy])
        assert copy.stat().st_mtime == pytest.approx(original.stat().st_mtime, abs=1e-3)


def test_every_kind_of_file_has_its_type(site: Path) -> None:
    """A browser with `nosniff` refuses a module or a style that comes as something else."""
    endings = {path.suffix.removeprefix(".") for path in site.rglob("*.*") if path.is_file()}
    known = {suffix for suffixes in TYPES.values() for suffix in suffixes.split()}
    assert endings - known - {"", "nojekyll"} == set()


def test_what_is_for_other_hosts_stays_behind(made: Path) -> None:
    """Nobody needs to read over the web how another host is set up."""
    assert not (made / "site" / "_headers").exists()


def test_the_same_site_gives_the_same_bytes(small_site: Path, made: Path, tmp_path: Path) -> None:
    """Of two runs on one site every file is the same, so that a server gets only what has changed."""
    again = make(small_site, tmp_path / "nginx", published_address(small_site), "")
    assert contents(made) == contents(again)


def contents(folder: Path) -> dict[str, bytes]:
    """Return what every file in a folder holds."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
