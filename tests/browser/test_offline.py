"""The offline copy, as somebody has it who unpacked the zip on a USB stick: from a disk, in Chromium and Firefox."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from calculators.build.manuscript import lead_of
from calculators.build.offline import build
from calculators.catalogue import find, slugs
from calculators.presentation.page import render_outcome
from tests.browser.conftest import Calculator, OpenPage
from tests.browsers import launch_firefox
from tests.desk import ask
from tests.receiver import Receiver
from tests.settings import set_lead
from tests.site.markup import parse

pytestmark = pytest.mark.full

MOST_BYTES = 12_000_000
STICK = "Mijn stick é #1 100%"  # what a path of an owner may hold

ENGINES = ("chromium", "plain_firefox")

OpenFile = Callable[..., Page]
Open = Callable[..., Calculator]


@pytest.fixture(scope="session")
def zipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip, made anew."""
    return build(tmp_path_factory.mktemp("dist") / "klantkompas-offline.zip")


def _unpack(zipped: Path, folder: Path) -> Path:
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="session")
def copy(zipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy, unpacked."""
    return _unpack(zipped, tmp_path_factory.mktemp("media") / STICK / "Klantkompas offline")


@pytest.fixture(scope="session")
def plain_firefox(playwright: Playwright) -> Iterator[Browser]:
    """Firefox as visitors have it: driven by a test it takes all files on a disk for one site, unless told not to."""
    browser = launch_firefox(playwright, firefox_user_prefs={"security.fileuri.strict_origin_policy": True})
    yield browser
    browser.close()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Browser:
    """Both browsers, one after the other."""
    browser: Browser = request.getfixturevalue(request.param)
    return browser


@pytest.fixture
def open_file(copy: Path, open_page: OpenPage, engine: Browser) -> OpenFile:
    """Opens a file of the copy."""

    def open_at(name: str, fragment: str = "", **options: Any) -> Page:  # noqa: ANN401 -- Playwright's own
        return open_page((copy / name).as_uri() + fragment, browser=engine, **options)

    return open_at


@pytest.fixture
def offline(open_file: OpenFile) -> Open:
    """Opens a calculator of the copy."""

    def open_calculator(slug: str, **options: Any) -> Calculator:  # noqa: ANN401 -- Playwright's own
        return Calculator(open_file(f"rekenmachines/{slug}/index.html", **options), slug)

    return open_calculator


def _pages(copy: Path) -> list[Path]:
    return sorted(copy.rglob("*.html"))


def _python(copy: Path) -> Path:
    return copy / "assets" / "packed.js"


@contextmanager
def _without_python(copy: Path) -> Iterator[None]:
    """Take the file that holds Python away for a while."""
    aside = _python(copy).rename(copy / "aside.js")
    try:
        yield
    finally:
        aside.rename(_python(copy))


def _texts(shown: Calculator) -> dict[str, str]:
    """What stands in the fields, as the page tells it to Python."""
    texts: dict[str, str] = shown.form.evaluate(
        "form => Object.fromEntries([...form.querySelectorAll('[name]')]"
        ".filter(each => each.matches('[data-beside]') ? each.value"
        " : !['checkbox', 'radio'].includes(each.type) || each.checked)"
        ".map(each => [each.name, each.value]))"
    )
    return texts


def _origins(shown: Calculator) -> dict[str, str]:
    """Where that comes from, as the page tells it to Python."""
    origins: dict[str, str] = shown.form.evaluate(
        "form => Object.fromEntries([...form.querySelectorAll(':is(.kk-field, .kk-choice)')]"
        ".filter(each => each.querySelector('[data-origin]')?.dataset.origin)"
        ".map(each => [each.querySelector('[name]').name, each.querySelector('[data-origin]').dataset.origin]))"
    )
    return origins


# --- the zip --------------------------------------------------------------------------------------------------------


def test_the_copy_looks_for_no_newer_build(copy: Path) -> None:
    """No page of it names a build, and no script asks for an address to see whether there is another one."""
    assert [page.name for page in _pages(copy) if "kk-build" in page.read_text("utf-8")] == []
    assert "no-store" not in (copy / "assets" / "offline.js").read_text("utf-8")


def test_the_zip_is_small_and_says_how_to_open_it(zipped: Path) -> None:
    """It fits in a mail, and holds the page to open and a text that says to unpack first."""
    assert zipped.name.endswith("-offline.zip")
    assert zipped.stat().st_size <= MOST_BYTES
    with zipfile.ZipFile(zipped) as archive:
        assert {"index.html", "LEES-MIJ.txt", "third-party-notices.txt"} <= set(archive.namelist())
        assert "Pak eerst alles uit" in archive.read("LEES-MIJ.txt").decode()


def test_the_same_sources_give_the_same_zip(zipped: Path, tmp_path: Path) -> None:
    """Made twice, it is the same to the byte."""
    assert build(tmp_path / "again-offline.zip").read_bytes() == zipped.read_bytes()


def test_every_link_leads_to_a_file_of_the_copy(copy: Path) -> None:
    """No link leads to a folder, to nothing or out of the copy."""
    for page in _pages(copy):
        for each in parse(page.read_text("utf-8")).within():
            for name in ("href", "src", "data-thanks"):
                link = urlsplit(each.attributes.get(name) or "")
                if link.scheme or not link.path:
                    continue
                target = (page.parent / link.path).resolve()
                assert target.is_file(), f"{page.relative_to(copy)} leads to {link.geturl()}"
                assert target.is_relative_to(copy.resolve())


def test_the_policy_lets_nothing_out(copy: Path) -> None:
    """Every page forbids itself to reach any host but the one that the form for a talk goes to, if there is one."""
    receiver = lead_of().endpoint_origin or "'none'"
    for page in _pages(copy):
        html = page.read_text("utf-8")
        assert f"connect-src {receiver};" in html
        assert f'form-action {receiver}"' in html
        assert "default-src file:;" in html


def test_every_page_opens_with_its_pictures(copy: Path, chromium: Browser, open_page: OpenPage) -> None:
    """Each page shows its heading, its typeface and all pictures, and nothing in the console."""
    page = open_page((copy / "index.html").as_uri(), browser=chromium)
    for file in _pages(copy):
        if file.name == "kept.html":
            continue
        page.goto(file.as_uri())
        expect(page.locator("h1")).to_be_visible()
        broken = "[...document.images].filter(each => !each.complete || !each.naturalWidth).map(each => each.src)"
        assert page.evaluate(broken) == []
        assert page.evaluate("document.fonts.ready.then(fonts => [...fonts].some(each => each.status === 'loaded'))")
        expect(page.locator(".kk-still-zipped:visible")).to_have_count(0)


# --- the calculators ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", slugs())
def test_a_calculator_gives_the_same_answers(slug: str, offline: Open) -> None:
    """The HTML of the result is what CPython writes: built, calculated again, and after a change."""
    shown = offline(slug)
    built = str(render_outcome(find(slug)))
    assert shown.answer.inner_html() == built
    shown.answer.evaluate("result => { result.innerHTML = ''; }")
    shown.start(own=False)
    expect(shown.headline).to_be_visible()
    assert shown.answer.inner_html() == built
    shown.change("3")  # an own form, also where all that is typed are the buttons of the example
    shown.type_kern()
    shown.settle()
    reply = ask({"task": "calculate", "slug": slug, "texts": _texts(shown), "origins": _origins(shown)})
    assert shown.answer.inner_html() == reply["result"] != built
    assert shown.next.inner_html() == reply["next"]


def test_who_only_reads_loads_no_python(copy: Path, offline: Open) -> None:
    """Without the file that holds Python a page opens in silence: it is not asked for before intent."""
    with _without_python(copy):
        shown = offline("pww-score")
        expect(shown.page.locator("html.kk-scripted")).to_be_attached()
        shown.page.locator("h1").click()
        expect(shown.form).to_have_attribute("data-state", "static")


def test_a_list_is_read(offline: Open) -> None:
    """A file that is chosen is read on this device, as on the website."""
    shown = offline("klantenlijst")
    rows = "".join(f"Klant {number};{number * 100}\n" for number in range(1, 41))
    file = {"name": "omzet.csv", "mimeType": "text/csv", "buffer": f"Klant;Omzet\n{rows}".encode()}
    shown.form.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]  # Playwright's own dict
    expect(shown.message).to_contain_text("40 klanten gelezen.")
    expect(shown.form.locator("[data-proof]")).to_contain_text("0")


def test_a_missing_file_is_said_and_can_be_tried_again(copy: Path, offline: Open, excused: list[str]) -> None:
    """Where not everything was unpacked the page says that Python does not start; with the file, Bereken works."""
    excused += [_python(copy).as_uri(), (copy / "rekenmachines").as_uri()]  # where browsers say that it is missing
    with _without_python(copy):
        shown = offline("bierviltje")
        shown.form.locator("input[inputmode]").first.fill("7")
        expect(shown.form).to_have_attribute("data-state", "failed")
        expect(shown.form.locator('[data-when="failed"]')).to_be_visible()
        expect(shown.headline).to_be_visible()
    shown.button("calculate").click()
    expect(shown.form).to_have_attribute("data-state", "ready")
    expect(shown.form.locator("input[inputmode]").first).to_have_value("7")


def test_a_link_to_share_opens_in_the_copy(offline: Open) -> None:
    """What was filled in comes back with the link, which is said to work on this device alone."""
    shown = offline("pww-score")
    shown.type_kern()
    shown.field("segments[0].fulfilment").fill("9")
    shown.button("share").click()
    expect(shown.message).not_to_have_text("")
    assert "alleen met deze kopie" in (shown.button("share").get_attribute("data-done") or "")
    link = urlsplit(shown.page.url)
    again = offline("pww-score", fragment=f"#{link.fragment}")
    expect(again.form).to_have_attribute("data-state", "ready")
    expect(again.field("segments[0].fulfilment")).to_have_value("9")


# --- the visit ------------------------------------------------------------------------------------------------------


def test_the_search_finds_a_page(open_file: OpenFile) -> None:
    """The search works, and its results lead to pages."""
    page = open_file("index.html")
    page.get_by_role("search").get_by_role("textbox").fill("klantwaarde")
    page.keyboard.press("End")
    expect(page.locator(".md-search-result__meta")).to_contain_text("gevonden")
    page.locator(".md-search-result__item > a").first.click()
    expect(page.locator("h1")).to_contain_text("klantwaarde")
    assert urlsplit(page.url).path.endswith("/kennis/klantwaarde/index.html")


def test_a_visit_from_home_to_the_talk(open_file: OpenFile) -> None:
    """By clicking alone: an article, a calculator, the next one with the result of the first, the report, the talk."""
    page = open_file("index.html")
    page.locator('.md-tabs a[href*="kennis/index.html"]').click()
    page.locator('.md-content a[href*="klantwaarde/index.html"]').first.click()
    expect(page.locator(".kk-page--article")).to_be_visible()
    page.locator('.md-content a[href*="rekenmachines/klantwaarde/"]').first.click()
    shown = Calculator(page, "klantwaarde")
    shown.type_kern()
    shown.button("report").click()
    expect(shown.message).to_contain_text("Het staat in je rapport")
    way = shown.next.locator('a[href*="+"]').first
    there = Calculator(page, (way.get_attribute("href") or "").split("/")[1])
    way.click()
    expect(there.form.locator('[data-origin="taken"]').first).to_contain_text("overgenomen uit")
    page.locator('.md-tabs a[href*="mijn-rapport/"]').click()
    report = page.locator("form[data-report-page][data-own]")
    expect(report.locator("#rapport-klantwaarde")).to_be_visible()
    report.get_by_role("link", name="Verander je cijfers").click()
    expect(shown.message).not_to_have_text("")
    expect(shown.form).to_have_attribute("data-whose", "own")
    page.locator(".kk-cta a").click()
    form = page.locator("form[data-lead]")
    form.locator("[name=naam]").fill("Sanne de Wit")
    form.locator("[name=email]").fill("sanne@bakkerij.nl")
    form.locator("[name=vraag]").fill("Ik twijfel over twee klantgroepen.")
    form.locator("[type=submit]").click()
    expect(form.locator("[data-text]")).to_have_value(re.compile("^Je naam: Sanne de Wit\n"))
    expect(form.locator("[name=bron]")).to_have_value("rekenmachines/klantwaarde")


def test_what_is_kept_is_there_on_every_page_until_it_is_wiped(offline: Open, copy: Path) -> None:
    """Kept at one calculator and put in the report, it comes back after a reload; the report page wipes it all."""
    shown = offline("bierviltje")
    page = shown.page
    shown.type_kern()
    shown.form.locator("[data-kern] input[inputmode]").first.fill("4")
    shown.settle()
    shown.form.locator(".kk-more > summary").click()
    shown.button("save").click()
    expect(shown.message).to_contain_text("Bewaard")
    shown.button("report").click()
    expect(shown.message).to_contain_text("Het staat in je rapport")
    page.reload()
    shown.button("restore").click()
    expect(shown.form.locator("[data-kern] input[inputmode]").first).to_have_value("4")
    page.goto((copy / "mijn-rapport" / "index.html").as_uri())
    report = page.locator("form[data-report-page]")
    expect(report).to_have_attribute("data-own", "")
    report.locator("[data-action=wipe-all]").click()
    expect(report).not_to_have_attribute("data-own", "")
    page.goto((copy / "rekenmachines" / "bierviltje" / "index.html").as_uri())
    expect(page.locator("html.kk-scripted")).to_be_attached()
    expect(shown.button("restore")).to_be_hidden()


FRAME = """<!doctype html><iframe src="{}"></iframe><script>
const say = (text) => frames[0].postMessage({{ key: "klantkompas.rapport", text }}, "*");
</script>"""


def test_nothing_but_a_report_takes_the_place_of_the_report(offline: Open, copy: Path, tmp_path: Path) -> None:
    """Any file on the disk can ask what the copy keeps to be changed: a text that is no report is not taken."""
    shown = offline("pww-score")
    shown.type_kern()
    shown.button("report").click()
    expect(shown.message).to_contain_text("Het staat in je rapport")
    strange = tmp_path / "ander.html"
    strange.write_text(FRAME.format((copy / "assets" / "kept.html").as_uri()), "utf-8")
    other = shown.page.context.new_page()
    other.goto(strange.as_uri())
    other.wait_for_load_state()
    for text in ("onzin", "{}", "[1]", "null"):
        other.evaluate("text => say(text)", text)
    shown.page.goto((copy / "mijn-rapport" / "index.html").as_uri())
    expect(shown.page.locator("#rapport-pww-score")).to_be_visible()


def test_with_a_network_a_request_still_arrives(
    engine: Browser, open_page: OpenPage, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Of an owner with a form handler the form works from a disk too, and leads to the page of thanks of the copy."""
    with Receiver() as receiver, pytest.MonkeyPatch.context() as patch:
        set_lead(patch, kind="eigen", endpoint=receiver.url)
        folder = tmp_path_factory.mktemp("lead")
        copy = _unpack(build(folder / "lead-offline.zip"), folder / STICK)
        page = open_page((copy / "gesprek" / "index.html").as_uri(), browser=engine)
        form = page.locator("form[data-lead]")
        form.locator("[name=naam]").fill("Sanne de Wit")
        form.locator("[name=email]").fill("sanne@bakkerij.nl")
        form.locator("[name=vraag]").fill("Ik twijfel over twee klantgroepen.")
        form.evaluate("form => form.setAttribute('data-fastest', '0')")
        form.locator("[type=submit]").click()
        expect(page).to_have_url((copy / "bedankt" / "index.html").as_uri())
        assert [lead["naam"] for lead in receiver.leads] == ["Sanne de Wit"]
