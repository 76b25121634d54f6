"""``python -m tests.benchmarks.serving``: what a visit costs, and how many visitors a host carries.

A real nginx serves what ``make nginx`` made. It is asked for every file that a visit loads, which is read from the
pages themselves: that gives the bytes and the requests of a first and of a second visit. Then wrk asks it for one file
as often as it can, in alternating rounds. From both follows how many visitors fit in what GitHub Pages gives away and
how many one small server carries, under the assumptions below. The report is kept in dist/bench-serve.md and
dist/bench-serve.json.

QUICK=1 in the environment makes it two short rounds.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

from calculators.build.manuscript import lead_of
from calculators.build.nginx import TARGET
from calculators.build.policy import rules_for
from calculators.build.site import SITE
from tests.benchmarks.report import keep, processor, table
from tests.nginx import Nginx, find_nginx
from tests.server import StaticServer, published_address

COUNTER = Path(__file__).with_name("wrk.lua")
ROUNDS, SECONDS, CONNECTIONS = 5, 2, 16
QUICK_ROUNDS, QUICK_SECONDS = 2, 1

# The visit: from the home page to an article and on to a calculator.
PAGES = ("", "kennis/pww/", "rekenmachines/pww-score/")
# Assumptions, on the careful side. Nobody has been here before; so many use a calculator; so much of a day's visitors
# come in its busiest hour; and a server is full when half of what was measured, or half of its line, is used.
CALCULATING = 0.3
BUSIEST_HOUR = 1 / 8
FULL = 0.5
LINE_BITS = 1e9
# https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits: a soft limit a month, and the
# most that a published site may be.
PAGES_MONTH_BYTES = 100e9
PAGES_SITE_BYTES = 1e9
DAYS = 30


class References(HTMLParser):
    """Collects what a browser loads for a page by itself: styles, the icon, scripts and pictures."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the address of one."""
        named = dict(attrs)
        if tag == "link" and named.get("rel") in {"stylesheet", "icon"}:
            self.found.append(named.get("href") or "")
        elif tag in {"script", "img"} and not (named.get("src") or "data:").startswith("data:"):
            self.found.append(named.get("src") or "")


def reading_files(site: Path) -> list[str]:
    """Return all that a visit to PAGES loads, in the paths of the site; each once, as the browser keeps it."""
    found: dict[str, None] = {}
    pending = list(PAGES)
    while pending:
        path = pending.pop()
        if path not in found:
            found[path] = None
            pending += [
                posixpath.normpath(posixpath.join(posixpath.dirname(path), each)) for each in _loads(site, path)
            ]
    return [*found, *_search_files(site)]


def _loads(site: Path, path: str) -> list[str]:
    """Return what a file makes a browser load, relative to its folder."""
    if not path or path.endswith("/"):
        return References((site / path / "index.html").read_text("utf-8")).found
    text = (site / path).read_text("utf-8") if path.endswith((".css", ".js")) else ""
    if path.endswith(".css"):
        return [each for each in re.findall(r'url\("?([^")]+)"?\)', text) if not each.startswith(("data:", "#"))]
    return []


def _search_files(site: Path) -> list[str]:
    """Return what the theme's script loads with the first page: the search, and the addresses of all pages."""
    worker = next((site / "assets" / "javascripts" / "workers").glob("search.*.js")).relative_to(site).as_posix()
    return [worker, "search/search_index.json", "sitemap.xml"]


def python_files(site: Path) -> list[str]:
    """Return what the first use of a calculator loads."""
    script = next((site / "assets").glob("klantkompas.*.js")).read_text("utf-8")
    named = re.findall(
        r'"\./((?:python-\w+/[\w./-]+|(?:core|catalogue|imports)\.\w+\.bin|worker\.\w+\.py))["#]', script
    )
    return [f"assets/{name}" for name in dict.fromkeys(named)]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a visit takes: requests, and bytes over the line with the headers of the answers."""

    requests: int
    size: int


def cost(nginx: Nginx, paths: Iterable[str], encoding: str, *, again: bool) -> Cost:
    """Ask for every file.

    Args:
        nginx: whom to ask.
        paths: of the files, within the site.
        encoding: how they may be compressed, such as ``gzip``.
        again: whether it is a second visit: what is kept for ever is not asked for, of the rest whether it changed.

    Raises:
        RuntimeError: when one is not there, or has changed meanwhile.
    """
    sizes = []
    for path in paths:
        answer = nginx.get(path, accept_encoding=encoding)
        expected = 200
        if again:
            if "immutable" in answer.headers["cache-control"]:
                continue
            answer = nginx.get(path, accept_encoding=encoding, if_none_match=answer.headers["etag"])
            expected = 304
        if answer.status != expected:
            raise RuntimeError(f"{path or 'the home page'}: {answer.status}")
        sizes.append(answer.size)
    return Cost(len(sizes), sum(sizes))


@dataclass(frozen=True, slots=True)
class Visit:
    """What a first and a second visit cost."""

    name: str
    encoding: str
    first: Cost
    second: Cost


def visits(nginx: Nginx, site: Path) -> Iterator[Visit]:
    """Make the visits."""
    reading = reading_files(site)
    calculating = [*reading, *python_files(site)]
    for encoding in ("gzip", "br") if nginx.brotli else ("gzip",):
        for name, paths in (("reading", reading), ("with a calculator", calculating)):
            first, second = (cost(nginx, paths, encoding, again=again) for again in (False, True))
            yield Visit(name, encoding, first, second)


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast one file is served: the median of the rounds, and every round's requests a second."""

    name: str
    requests: float
    megabytes: float
    p99_ms: float
    rounds: list[float]


def load(url: str, headers: Sequence[str], seconds: int) -> dict[str, float]:
    """Let wrk ask for one address as often as it can.

    Raises:
        RuntimeError: when not every answer was right.
    """
    said = [part for header in headers for part in ("-H", header)]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(COUNTER), *said, url]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    counted: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    if counted["failed"] or not counted["requests"]:
        raise RuntimeError(f"{url}: {done.stdout}")
    return counted


def speeds(nginx: Nginx, server: StaticServer, rounds: int, seconds: int) -> list[Speed]:
    """Measure in alternating rounds, so that a busy machine hurts all alike."""
    page = PAGES[-1]
    wasm = next(path for path in python_files(server.folder) if path.endswith(".wasm"))
    packed = "Accept-Encoding: gzip"
    tag = f"If-None-Match: {nginx.get(page, accept_encoding='gzip').headers['etag']}"
    cases = {
        "a page with a calculator, gzip": (nginx.url + page, [packed]),
        "the same page, unchanged (304)": (nginx.url + page, [packed, tag]),
        "Python's WebAssembly, gzip": (nginx.url + wasm, [packed]),
        "that page from the tests' own server, in Python": (server.url + page, [packed]),
    }
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in cases}
    for number in range(rounds):
        print(f"Round {number + 1} of {rounds}", file=sys.stderr)
        for name, (url, headers) in cases.items():
            taken[name].append(load(url, headers, seconds))
    return [_speed(name, counts) for name, counts in taken.items()]


def _speed(name: str, counts: Sequence[dict[str, float]]) -> Speed:
    requests = [each["requests"] / each["seconds"] for each in counts]
    megabytes = statistics.median(each["bytes"] / each["seconds"] / 1e6 for each in counts)
    return Speed(name, statistics.median(requests), megabytes, statistics.median(c["p99_ms"] for c in counts), requests)


@dataclass(frozen=True, slots=True)
class Carried:
    """How many visitors a day fit, and what is full first."""

    host: str
    encoding: str
    visitors: float
    limit: str


def carried(made: Sequence[Visit], page: Speed) -> Iterator[Carried]:
    """Return how many first visits a day fit."""
    for encoding in dict.fromkeys(visit.encoding for visit in made):
        reading, calculating = (visit.first for visit in made if visit.encoding == encoding)
        size = (1 - CALCULATING) * reading.size + CALCULATING * calculating.size
        requests = (1 - CALCULATING) * reading.requests + CALCULATING * calculating.requests
        if encoding == "gzip":  # all that GitHub Pages sends
            yield Carried("GitHub Pages", encoding, PAGES_MONTH_BYTES / DAYS / size, "100 GB a month")
        by_line = FULL * LINE_BITS / 8 / size
        by_server = FULL * page.requests / requests
        limit = "the line" if by_line < by_server else "requests a second"
        day = min(by_line, by_server) * 3600 / BUSIEST_HOUR
        yield Carried("one small server, 1 Gbit/s", encoding, day, limit)


def site_size(site: Path) -> int:
    """Return the bytes of all files."""
    return sum(path.stat().st_size for path in site.rglob("*") if path.is_file())


def as_markdown(made: Sequence[Visit], speed: Sequence[Speed], fits: Sequence[Carried], size: int) -> str:
    """Return the report as a page to read."""
    costs = table(
        ["visit", "compressed by", "first (MB)", "requests", "second (kB)", "requests"],
        [
            [
                each.name,
                each.encoding,
                f"{each.first.size / 1e6:.2f}",
                str(each.first.requests),
                f"{each.second.size / 1e3:.0f}",
                str(each.second.requests),
            ]
            for each in made
        ],
    )
    served = table(
        ["what is asked for", "requests/s", "MB/s", "99th percentile (ms)"],
        [[each.name, f"{each.requests:,.0f}", f"{each.megabytes:,.0f}", f"{each.p99_ms:.1f}"] for each in speed],
    )
    hosts = table(
        ["host", "compressed by", "visitors a day", "full first"],
        [[each.host, each.encoding, _rounded(each.visitors), each.limit] for each in fits],
    )
    return f"""\
# What visitors cost

A visit: the home page, an article and the page of a calculator, with their styles, scripts, fonts and the search;
*with a calculator* adds Python. Bytes with the headers of the answers, from nginx with what `make nginx` makes. A
second visit asks only for what has no hash in its name, and gets a 304.

{costs}

wrk with {CONNECTIONS} connections on the same machine as nginx, without TLS; medians of {len(speed[0].rounds)} rounds,
by turns. nginx serves the page {speed[0].requests / speed[-1].requests:.0f} times as often as the tests' own server.

{served}

Assumed: nobody has been here before, {CALCULATING:.0%} use a calculator, the busiest hour has {BUSIEST_HOUR:.1%} of a
day's visitors, and a server is full at {FULL:.0%} of what was measured for the page or of its line. GitHub Pages: a
soft limit of {PAGES_MONTH_BYTES / 1e9:.0f} GB a month of {DAYS} days. What a server's host asks for so much traffic is
not counted.

{hosts}

The site is {size / 1e6:.1f} MB, {size / PAGES_SITE_BYTES:.1%} of what GitHub Pages allows.

- Processor: {os.cpu_count()} cores, {processor()}; load {os.getloadavg()[0]:.1f}
"""


def _rounded(number: float) -> str:
    """Return two figures of a number: it is an estimate."""
    return f"{float(f'{number:.2g}'):,.0f}"


def main() -> int:
    """Measure, print and keep the report."""
    if not find_nginx() or not shutil.which("wrk"):
        print(
            "This needs nginx and wrk (so called on Debian). As root `make bench-serve` installs them.", file=sys.stderr
        )
        return 1
    if not TARGET.is_dir():
        print("There is no dist/nginx/. Run `make nginx` first.", file=sys.stderr)
        return 1
    quick = os.environ.get("QUICK", "0") not in {"", "0"}
    rules = rules_for(SITE, published_address(SITE), lead_of().endpoint_origin)
    with TemporaryDirectory() as folder, Nginx(TARGET, rules, Path(folder)) as nginx, StaticServer(SITE) as server:
        made = list(visits(nginx, SITE))
        speed = speeds(nginx, server, *((QUICK_ROUNDS, QUICK_SECONDS) if quick else (ROUNDS, SECONDS)))
    fits = list(carried(made, speed[0]))
    size = site_size(SITE)
    report = as_markdown(made, speed, fits, size)
    data = {"visits": [*map(asdict, made)], "speeds": [*map(asdict, speed)], "carried": [*map(asdict, fits)]}
    keep("bench-serve", report, {**data, "site_bytes": size})
    print(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
