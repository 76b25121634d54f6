"""The site on a visitor's device: what was seen is there without a network, all when asked, none once taken away."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from calculators.build.policy import SERVICE_WORKER
from calculators.build.runtime import CACHE
from calculators.build.service_worker import INSTEAD, write_service_worker
from calculators.build.site import build
from calculators.catalogue import slugs
from tests.benchmarks.serving import python_files
from tests.browser.conftest import PATIENCE_MS, TELL_VIOLATIONS, Calculator, wait_until
from tests.pages import full_pages
from tests.server import Line, StaticServer

DEVICE, _, NOTE = INSTEAD.partition("#")
UNDER_A_PATH = "http://127.0.0.1:8000/onder/een-pad/"
LIST = b"Klant;Omzet\nSmit;1.500\nBos;500\n"

# What browsers say by themselves about a host that is gone.
ABOUT_NO_HOST = re.compile(
    r"ERR_EMPTY_RESPONSE|ERR_FAILED|ERR_CONNECTION|NetworkError|Failed to fetch|NS_ERROR|Failed to load resource"
    r"|ServiceWorker (passed|intercepted)|rejected|Load failed"
)
KEPT = """async () => {
  const addresses = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith("klantkompas-site")) continue;
    addresses.push(...(await (await caches.open(name)).keys()).map(({ url }) => url));
  }
  return addresses;
}"""
WAITS = "async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)"
HAS_WORKER = "async () => (await navigator.serviceWorker.getRegistrations()).length"
LEFT = """async () => [
  await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length,
  (await indexedDB.databases()).length, Object.keys(localStorage).filter((key) => key.startsWith("klantkompas")),
]"""

Visit = Callable[..., Page]


@pytest.fixture(params=["chromium", pytest.param("firefox", marks=pytest.mark.full)])
def visit(request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Opens an address in one profile, in both engines; nothing may be said in the console but about the host."""
    browser: Browser = request.getfixturevalue(request.param)
    context = browser.new_context()
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(TELL_VIOLATIONS)
    said: list[str] = []

    def open_page(address: str) -> Page:
        page = context.new_page()
        page.on("console", lambda each: said.append(each.text))
        page.on("pageerror", lambda each: said.append(str(each)))
        page.goto(address)
        return page

    yield open_page
    context.close()
    assert [each for each in said if not ABOUT_NO_HOST.search(each)] == []


@pytest.fixture(scope="session")
def site_under_a_path() -> Iterator[Path]:
    """The site for an address with a path."""
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        yield build(Path(folder) / "site", UNDER_A_PATH)


@pytest.fixture(params=["root", pytest.param("path", marks=pytest.mark.full)])
def served(request: pytest.FixtureRequest, site: Path) -> Iterator[StaticServer]:
    """A server of the site at the root of a host, and of one under a path."""
    folder = site if request.param == "root" else request.getfixturevalue("site_under_a_path")
    with StaticServer(folder) as running:
        yield running


def _wait_until_kept(page: Page, *addresses: str) -> None:
    """Wait until the browser has kept these; what was seen is kept a while after it came in."""
    wait_until(page, lambda: set(addresses) <= set(page.evaluate(KEPT)))


def _fetch_all(page: Page) -> None:
    page.get_by_role("button", name="Zet Klantkompas op dit apparaat").click()
    expect(page.get_by_text("Klantkompas staat op dit apparaat sinds")).to_be_visible(timeout=4 * PATIENCE_MS)


def test_what_was_seen_is_there_without_a_network(visit: Visit, served: StaticServer) -> None:
    """A first visit of one page, with what it needs, is enough; Python is there once it was used."""
    address = f"{served.url}rekenmachines/pww-score/"
    page = visit(address)
    shown = Calculator(page, "pww-score")
    shown.field("segments[0].fulfilment").fill("7")
    shown.settle()
    assets = [path for path, _ in served.requested if path.endswith((".css", ".woff2"))]
    assert len(assets) >= 2
    python = (f"{served.url}{path}" for path in python_files(served.folder) if "keeper" not in path)
    _wait_until_kept(page, address, *python, *(f"{served.origin}{path}" for path in assets))
    served.is_gone = True
    page.reload()
    shown.type_kern()
    shown.settle()
    expect(shown.form).to_have_attribute("data-state", "ready")
    expect(shown.answer).to_contain_text("Commercieel vastgoed")


@pytest.mark.full
def test_all_of_the_site_without_a_network(visit: Visit, served: StaticServer, tmp_path: Path) -> None:
    """After one button every page opens, the search finds, all calculators answer, a list is read, a report is made."""
    page = visit(f"{served.url}{DEVICE}")
    _fetch_all(page)
    expect(page.locator("[data-device]")).to_contain_text(re.compile(r"neemt \d\d MB in"))
    served.is_gone = True
    found = [each for each in full_pages(served.folder) if each.name == "index.html"]
    pages = [each.parent.relative_to(served.folder).as_posix() for each in found]
    assert len(pages) > 30
    for path in pages:
        page.goto(f"{served.url}{'' if path == '.' else f'{path}/'}")
        title = re.search(r"<title>(.*?)</title>", (served.folder / path / "index.html").read_text("utf-8"))
        assert title
        expect(page).to_have_title(unescape(title[1]))
        expect(page.locator("h1")).to_be_visible()
    page.goto(served.url)
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("lastige klant")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.keyboard.press("Escape")
    for slug in slugs():
        page.goto(f"{served.url}rekenmachines/{slug}/")
        shown = Calculator(page, slug)
        if slug == "klantenlijst":
            (tmp_path / "lijst.csv").write_bytes(LIST)
            shown.form.locator("[data-file]").set_input_files(tmp_path / "lijst.csv")
            expect(shown.form.locator("[data-report]")).to_contain_text("2 klanten, samen € 2.000.")
        else:
            shown.start()
        shown.settle()
        expect(shown.form).to_have_attribute("data-state", "ready")
    shown.button("report").click()
    expect(shown.message).to_contain_text("Het staat in je rapport")
    page.goto(f"{served.url}mijn-rapport/")
    expect(page.locator("[data-report] h2").first).to_be_visible()
    expect(page.locator("form[data-report-page]")).to_have_attribute("data-own", "")


def test_a_newer_page_is_shown_at_once(visit: Visit, site: Path, tmp_path: Path) -> None:
    """Where there is a network, nobody sees a page of before; after that the new one is what is kept, whole."""
    newer = _changed(site, tmp_path, "Dit is de privacyverklaring", "Dit is de nieuwe privacyverklaring")
    with StaticServer(site) as host:
        page = visit(f"{host.url}privacy/")
        _wait_until_kept(page, f"{host.url}privacy/")
        page.reload()
        host.folder = newer
        page.reload()
        expect(page.get_by_text("Dit is de nieuwe privacyverklaring")).to_be_visible()
        host.is_gone = True
        page.reload()
        expect(page.get_by_text("Dit is de nieuwe privacyverklaring")).to_be_visible()


def test_a_deployment_brings_what_was_kept_up_to_date(visit: Visit, site: Path, tmp_path: Path) -> None:
    """Pages that were seen before come in anew, with their files under new names; the old ones go."""
    newer = _changed(site, tmp_path, "Dit is de privacyverklaring", "Dit is de nieuwe privacyverklaring")
    (style,) = (site / "assets").glob("klantkompas.*.css")
    other = style.name.replace(".css", "").rpartition(".")[0] + ".0123456789.css"
    (newer / "assets" / style.name).rename(newer / "assets" / other)
    for each in newer.rglob("*.html"):
        each.write_text(each.read_text("utf-8").replace(style.name, other), "utf-8")
    write_service_worker(newer, [])
    with StaticServer(site) as host:
        page = visit(f"{host.url}privacy/")
        _wait_until_kept(page, f"{host.url}privacy/", f"{host.url}assets/{style.name}")
        page.close()
        host.folder = newer
        page = visit(f"{host.url}over/")
        _wait_until_kept(page, f"{host.url}assets/{other}")
        wait_until(page, lambda: page.evaluate(WAITS))
        elsewhere = page.context.new_page()
        page.close()

        def is_gone() -> bool:
            """The new worker takes over once nothing of before is open."""
            kept = visit(f"{host.url}over/")
            gone = f"{host.url}assets/{style.name}" not in kept.evaluate(KEPT)
            kept.close()
            return gone

        wait_until(elsewhere, is_gone)
        page = visit(f"{host.url}over/")
        host.is_gone = True
        page.goto(f"{host.url}privacy/")
        expect(page.get_by_text("Dit is de nieuwe privacyverklaring")).to_be_visible()
        assert "Fraunces" in page.evaluate("() => getComputedStyle(document.querySelector('h1')).fontFamily")


def _changed(site: Path, folder: Path, before: str, after: str) -> Path:
    """Return a copy of a site with another text on a page."""
    newer = folder / "newer"
    shutil.copytree(site, newer)
    page = newer / "privacy" / "index.html"
    text = page.read_text("utf-8")
    assert before in text
    page.write_text(text.replace(before, after), "utf-8")
    write_service_worker(newer, [])
    return newer


def test_a_network_that_does_not_answer(visit: Visit, site: Path) -> None:
    """What is kept is shown after some seconds, and what the host says later is kept for the next time."""
    with StaticServer(site) as host:
        page = visit(f"{host.url}over/")
        _wait_until_kept(page, f"{host.url}over/")
        page.reload()
        host.line = Line(1e9, 12)
        page.goto(f"{host.url}over/", wait_until="commit", timeout=11_000)
        expect(page.get_by_role("heading", name="Wat is Klantkompas")).to_be_visible()


def test_a_page_that_is_not_kept(visit: Visit, server: StaticServer) -> None:
    """It is said that it is not on this device; who goes back finds what was typed, which is kept nowhere else."""
    page = visit(f"{server.url}rekenmachines/pww-score/")
    _wait_until_kept(page, f"{server.url}rekenmachines/pww-score/", f"{server.url}{DEVICE}")
    page.reload()
    shown = Calculator(page, "pww-score")
    shown.field("segments[0].fulfilment").fill("7")
    shown.settle()
    server.is_gone = True
    page.locator(".md-footer a", has_text="Privacy").click()
    expect(page.locator(f"#{NOTE}")).to_be_visible()
    expect(page).to_have_url(f"{server.url}{INSTEAD}")
    page.go_back()
    expect(shown.field("segments[0].fulfilment")).to_have_value("7")
    assert page.evaluate("Object.keys(sessionStorage)") == []


def test_a_page_that_does_not_come_in(visit: Visit, server: StaticServer) -> None:
    """Without a service worker the browser has a page of its own for it; what was typed is there all the same."""
    page = visit(f"{server.url}rekenmachines/pww-score/")
    shown = Calculator(page, "pww-score")
    shown.field("segments[0].fulfilment").fill("7")
    server.is_gone = True
    page.locator(".md-footer a", has_text="Privacy").click()
    expect(page.locator(".md-footer")).to_have_count(0)
    server.is_gone = False
    page.go_back()
    expect(shown.field("segments[0].fulfilment")).to_have_value("7")
    assert page.evaluate("Object.keys(sessionStorage)") == []


def test_a_page_back_that_does_not_come_in(visit: Visit, server: StaticServer) -> None:
    """Who goes back to where nothing comes in, and forward again, finds what was typed."""
    server.headers["Cache-Control"] = "no-store"
    page = visit(f"{server.url}over/")
    page.locator(".md-footer a", has_text="Rekenmachines").click()
    page.locator('.md-content a[href*="pww-score"]').first.click()
    shown = Calculator(page, "pww-score")
    shown.field("segments[0].fulfilment").fill("7")
    server.is_gone = True
    page.go_back(wait_until="commit")
    expect(page.locator(".md-footer")).to_have_count(0)
    server.is_gone = False
    page.go_forward()
    expect(shown.field("segments[0].fulfilment")).to_have_value("7")


def test_taking_it_away_leaves_nothing(visit: Visit, server: StaticServer) -> None:
    """No cache, no worker, no database; also after another page, as long as the visit lasts."""
    page = visit(f"{server.url}{DEVICE}")
    _fetch_all(page)
    page.get_by_role("button", name="Haal Klantkompas van dit apparaat").click()
    expect(page.get_by_text("De site staat niet meer op dit apparaat.")).to_be_visible()
    expect(page.get_by_role("button", name="Zet Klantkompas op dit apparaat")).to_be_focused()
    page.locator(".md-footer a", has_text="Over").click()
    expect(page.get_by_role("heading", name="Wat is Klantkompas")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate(LEFT) == [[], 0, 0, []]


def test_wiping_all_takes_it_away_too(visit: Visit, server: StaticServer) -> None:
    """On Mijn rapport."""
    page = visit(f"{server.url}mijn-rapport/")
    _wait_until_kept(page, f"{server.url}mijn-rapport/")
    page.get_by_role("button", name="Wis alles van deze site").click()
    expect(page.get_by_text("Alles is gewist")).to_be_visible()
    assert page.evaluate(LEFT) == [[], 0, 0, []]


def test_a_site_that_has_none_any_more(visit: Visit, site: Path, tmp_path: Path) -> None:
    """With `offline: false` the next visit takes away what was kept, and the worker with it."""
    without = tmp_path / "without"
    shutil.copytree(site, without)
    write_service_worker(without, [], is_wanted=False)
    (script,) = (without / "assets").glob("klantkompas.*.js")
    text = script.read_text("utf-8")
    assert f'"../{SERVICE_WORKER}"' in text
    script.write_text(text.replace(f'"../{SERVICE_WORKER}"', "null"), "utf-8")
    with StaticServer(site) as host:
        page = visit(f"{host.url}over/")
        _wait_until_kept(page, f"{host.url}over/")
        host.folder = without
        page.reload()
        wait_until(page, lambda: page.evaluate(LEFT)[:2] == [[], 0])
        page.reload()
        expect(page.get_by_role("heading", name="Wat is Klantkompas")).to_be_visible()


def test_a_page_in_the_place_of_a_file_is_not_kept(visit: Visit, server: StaticServer) -> None:
    """Some hosts send one with 200 for what is not there: it would be kept for ever."""
    page = visit(f"{server.url}over/")
    _wait_until_kept(page, f"{server.url}over/")
    page.reload()
    answer = server.answer
    missing = f"{server.prefix}assets/klantkompas.0000000000.css"
    server.answer = lambda path: answer(f"{server.prefix}over/" if path == missing else path)  # type: ignore[method-assign]
    address = f"{server.origin}{missing}"
    assert page.evaluate("async (address) => (await fetch(address)).ok", address)
    assert address not in page.evaluate(KEPT)


def test_nothing_for_who_saves_data(open_page: Callable[..., Page], server: StaticServer) -> None:
    """With the data saver on, nothing is kept that was not asked for."""
    page = open_page("about:blank")
    page.clock.install()  # before the theme sets a time: one of before cannot be taken back by it
    page.goto(f"{server.url}over/")
    page.clock.run_for(60_000)
    assert page.evaluate(HAS_WORKER) == 0
