"""Mijn rapport: put together from the calculators, kept on this device only, shown, printed, taken along, wiped."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from calculators.build.bundle import script_of
from calculators.build.runtime import ROOT
from calculators.catalogue import find, slugs
from calculators.model.declarations import declare
from calculators.model.forms import write_form
from calculators.model.report import KIND, LONGEST, VERSION, read_report
from calculators.presentation.report_page import SENTENCES
from tests.browser.axe import violations
from tests.browser.conftest import Calculator, OpenPage
from tests.desk import ask
from tests.server import StaticServer

Open = Callable[..., Calculator]
KEY = "klantkompas.rapport"
TODAY = "2026-11-26"
UNUSUAL = ("🧑‍🔧 Ünïcödé " * 4, "مخبز السلام", "x" * 60)

# A browser that keeps nothing, as some do in a private window: whatever touches the storage is refused.
REFUSED = """
Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } });
navigator.locks.request = async () => { throw new DOMException("denied", "SecurityError"); };
"""
FILL = """() => {
  let text = "";
  for (let size = 1 << 22; size >= 1; size >>= 1) {
    try {
      localStorage.setItem("vol", text + "x".repeat(size));
      text += "x".repeat(size);
    } catch {
      // this much is too much
    }
  }
}"""


class Report:
    """The page Mijn rapport, in the words of a test."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.form = page.locator("form[data-report-page]")
        self.body = self.form.locator("[data-report]")
        self.next = self.form.locator("[data-report-next]")
        self.company = self.form.get_by_label("Naam van je bedrijf")
        self.message = self.form.locator("[data-message]")
        self.undo = self.button("undo")
        self.file = self.form.locator("[data-load]")

    def button(self, action: str) -> Locator:
        """The buttons with this action; every part has one to take it away."""
        return self.form.locator(f'[data-action="{action}"]')

    def part(self, slug: str) -> Locator:
        """What the report says of one calculator."""
        return self.page.locator(f"#rapport-{slug}")

    def expect_parts(self, *chosen: str) -> None:
        """Wait until the report holds these parts, in this order."""
        expect(self.form).to_have_attribute("data-state", "ready")
        expect(self.body.locator(".kk-myreport__chapter > h2")).to_have_text([find(slug).question for slug in chosen])

    def load(self, *, name: str = "rapport.json", content: bytes) -> None:
        """Choose a file."""
        self.file.set_input_files({"name": name, "mimeType": "application/json", "buffer": content})

    def expect_same_as_python_says(self) -> None:
        """The report on the page is what CPython makes of what is kept, to the byte."""
        today = self.page.evaluate("new Date().toLocaleDateString('sv-SE')")
        reply = ask({"task": "report_show", "stored": _stored(self.page), "today": today})
        assert self.body.inner_html() == reply["report"]


def _stored(page: Page) -> str | None:
    text: str | None = page.evaluate("key => localStorage.getItem(key)", KEY)
    return text


def _kept(page: Page) -> list[str]:
    keys: list[str] = page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('klantkompas')).sort()")
    return keys


def _texts(slug: str) -> dict[str, str]:
    calculator = find(slug)
    return write_form(declare(calculator.calculate), calculator.example.inputs)


def _filled(*chosen: str, company: str = "", **changes: str) -> str:
    """A report with the examples of these calculators; changes are for the first."""
    stored = ""
    for slug in chosen:
        texts = {**_texts(slug), **({} if stored else changes)}
        asked = {"task": "report_put", "stored": stored, "slug": slug, "texts": texts, "today": TODAY}
        stored = ask(asked)["stored"]
    asked = {"task": "report_name", "stored": stored, "company": company, "today": TODAY}
    return str(ask(asked)["stored"])


def _with_storage(server: StaticServer, **kept: str) -> dict[str, Any]:
    """Options for a browser that keeps this already; underscores stand for hyphens."""
    items = [{"name": f"klantkompas.{name.replace('_', '-')}", "value": text} for name, text in kept.items()]
    origin = server.url.removesuffix(server.prefix)
    return {"storage_state": {"cookies": [], "origins": [{"origin": origin, "localStorage": items}]}}


@pytest.fixture
def report(open_page: OpenPage, server: StaticServer) -> Callable[..., Report]:
    """Opens Mijn rapport; ``stored`` is what the browser keeps already, and other names what calculators saved."""

    def open_report(stored: str = "", saved: str = "", **options: Any) -> Report:  # noqa: ANN401 -- Playwright's own
        kept = {name: text for name, text in {"rapport": stored, "pww_score": saved}.items() if text}
        shown = Report(open_page(f"{server.url}mijn-rapport/", **_with_storage(server, **kept), **options))
        shown.page.wait_for_load_state("networkidle")
        return shown

    return open_report


def _python(server: StaticServer) -> list[str]:
    return [path for path, _ in server.requested if "python-" in path or "core." in path]


def _put(shown: Calculator) -> None:
    shown.button("report").click()
    expect(shown.message).to_contain_text(SENTENCES["put"])


def _go_to_report(shown: Calculator) -> Report:
    shown.form.get_by_role("link", name="Bekijk mijn rapport").click()
    there = Report(shown.page)
    expect(there.form).to_be_visible()
    return there


def _round_trip(shown: Calculator, server: StaticServer) -> None:
    """From the calculator to the report and back, without a request for anything but pages."""
    link = shown.form.get_by_role("link", name="Bekijk mijn rapport")
    shown.start()
    expect(link).to_be_hidden()
    assert _kept(shown.page) == []
    name, text = shown.change("3,5")
    shown.settle()
    before = list(server.requested)
    _put(shown)
    assert server.requested == before
    assert _kept(shown.page) == [KEY]
    expect(link).to_be_visible()
    there = _go_to_report(shown)
    there.expect_parts(shown.slug)
    there.expect_same_as_python_says()
    there.next.get_by_role("link", name=f"Verander je cijfers bij {find(shown.slug).name}").click()
    expect(shown.message).to_have_text(SENTENCES["edit"])
    shown.expect_text(name, text)


@pytest.mark.parametrize("slug", slugs())
def test_every_calculator_goes_into_the_report_and_back(slug: str, calculator: Open, server: StaticServer) -> None:
    """Nothing is kept before it is asked for; the page shows what Python makes of it; a link fills the form again."""
    _round_trip(calculator(slug), server)


def test_an_example_does_not_go_into_the_report(calculator: Open) -> None:
    """What is not the visitor's is not kept as theirs: it is said what to do first, beside the button."""
    shown = calculator("klantwaarde")
    shown.button("report").click()
    expect(shown.message).to_have_text(SENTENCES["example"])
    expect(shown.message).to_be_in_viewport()
    assert _kept(shown.page) == []


def test_firefox_makes_the_same_report(calculator: Open, server: StaticServer, firefox: Browser) -> None:
    """The same bytes in another browser."""
    _round_trip(calculator("klantwaarde", browser=firefox), server)


def test_an_empty_report_needs_no_python(report: Callable[..., Report], server: StaticServer) -> None:
    """Without a report stands the made-up one, called so; nothing is loaded and nothing is kept."""
    shown = report()
    expect(shown.form.locator(".kk-myreport__example")).to_be_visible()
    expect(shown.form).to_contain_text("Je rapport is nog leeg")
    expect(shown.body.locator(".kk-headline")).to_have_count(3)
    for action in ("print", "download", "wipe", "undo", "calculate"):
        expect(shown.button(action)).to_be_hidden()
    expect(shown.button("remove").first).to_be_hidden()
    expect(shown.company).to_be_hidden()
    assert _python(server) == []
    assert _kept(shown.page) == []


def test_the_example_is_there_without_javascript(report: Callable[..., Report]) -> None:
    """With JavaScript off the example can be read, and the page says what does not work."""
    shown = report(java_script_enabled=False)
    expect(shown.form.locator("noscript p")).to_be_visible()
    expect(shown.form.locator(".kk-myreport__example")).to_be_visible()
    expect(shown.body.locator(".kk-headline").first).to_be_visible()
    expect(shown.form.locator(".kk-myreport__desk")).to_be_hidden()


def test_all_is_done_by_keyboard_and_taken_back(report: Callable[..., Report], server: StaticServer) -> None:
    """Name, take away, wipe, wipe all: each is said and undone with one press, and the focus is never lost."""
    shown = report(_filled("pww-score", "klantwaarde"), saved="{}")
    shown.expect_parts("pww-score", "klantwaarde")
    keys = shown.page.keyboard
    before = list(server.requested)

    shown.company.focus()
    keys.type("Bakkerij <b> & Zn")
    keys.press("Enter")
    expect(shown.body.locator(".kk-myreport__company")).to_have_text("Bakkerij <b> & Zn")
    expect(shown.message).to_have_text(SENTENCES["named"])
    expect(shown.company).to_be_focused()
    whole = _stored(shown.page)

    shown.part("pww-score").get_by_role("button", name="Haal uit mijn rapport: PWW-score").focus()
    keys.press("Enter")
    shown.expect_parts("klantwaarde")
    expect(shown.message).to_have_text(SENTENCES["removed"])
    expect(shown.next).to_contain_text("PWW-score: Welke klantgroep")
    expect(shown.undo).to_be_focused()
    keys.press("Enter")
    shown.expect_parts("pww-score", "klantwaarde")
    expect(shown.message).to_have_text("Teruggezet.")
    expect(shown.button("print")).to_be_focused()
    assert _stored(shown.page) == whole

    def wiped(said: str, *left: str) -> None:
        expect(shown.message).to_have_text(SENTENCES[said])
        expect(shown.form.locator(".kk-myreport__example")).to_be_visible()
        assert _kept(shown.page) == list(left)

    def back() -> None:
        shown.expect_parts("pww-score", "klantwaarde")
        expect(shown.company).to_have_value("Bakkerij <b> & Zn")
        assert _kept(shown.page) == ["klantkompas.pww-score", KEY]
        assert _stored(shown.page) == whole

    shown.button("wipe").press("Enter")
    wiped("wiped", "klantkompas.pww-score")
    expect(shown.undo).to_be_focused()
    keys.press("Enter")
    back()
    shown.button("wipe-all").press("Enter")
    wiped("wiped-all")
    shown.button("wipe-all").press("Enter")  # twice by mistake: the way back is still there
    shown.undo.press("Enter")
    back()

    shown.button("remove").first.click()
    shown.expect_parts("klantwaarde")
    shown.button("remove").click()
    wiped("removed", "klantkompas.pww-score")
    assert server.requested == before


def test_a_report_is_taken_along_as_a_file(report: Callable[..., Report], tmp_path: Path) -> None:
    """Downloaded, wiped and loaded it is the same; a file that is no report is said and changes nothing."""
    shown = report(_filled("pww-score", "klantenlijst", company=UNUSUAL[1], **{"segments[0].name": UNUSUAL[0]}))
    shown.expect_parts("pww-score", "klantenlijst")
    shown.expect_same_as_python_says()
    whole = _stored(shown.page)
    with shown.page.expect_download() as download:
        shown.button("download").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.name.startswith("klantkompas-rapport-2")
    assert path.read_text("utf-8") == whole
    shown.button("wipe").click()
    expect(shown.form.locator(".kk-myreport__example")).to_be_visible()
    shown.file.set_input_files(path)
    shown.expect_parts("pww-score", "klantenlijst")
    expect(shown.message).to_have_text(SENTENCES["loaded"])
    assert _stored(shown.page) == whole
    body = shown.body.inner_html()
    newer = json.dumps({"kind": KIND, "version": VERSION + 1}).encode()
    bad = {
        "newer": [newer],
        "damaged": [
            b"",
            b"%PDF-1.7",
            bytes(range(256)),
            b"[" * LONGEST,
            b"x" * (4 * LONGEST + 1),
            path.read_bytes()[9:],
        ],
    }
    for said, contents in bad.items():
        for content in contents:
            shown.message.evaluate("message => { message.textContent = ''; }")
            shown.load(content=content)
            expect(shown.message).to_have_text(SENTENCES[said])
            assert shown.body.inner_html() == body
            assert _stored(shown.page) == whole
    # A mark that some editors put in front is no damage; half a character is kept as it is.
    file = f"\ufeff{_filled('klantwaarde', company=UNUSUAL[0])}".replace("Ünï", "\\ud83d")
    shown.load(content=file.encode())
    shown.expect_parts("klantwaarde")
    expect(shown.message).to_have_text(SENTENCES["loaded"])
    shown.undo.click()
    shown.expect_parts("pww-score", "klantenlijst")
    assert _stored(shown.page) == whole


@pytest.mark.parametrize(
    ("stored", "said"),
    [('{"kind": "klant', "kept-damaged"), (json.dumps({"kind": KIND, "version": VERSION + 1}), "kept-newer")],
)
def test_what_is_kept_and_cannot_be_read_is_said_and_left_alone(
    stored: str, said: str, calculator: Open, server: StaticServer
) -> None:
    """At the calculator and on the page stands what is wrong; the visitor can save it, wipe it, or load a good file."""
    shown = calculator("pww-score", **_with_storage(server, rapport=stored))
    shown.button("report").click()
    expect(shown.message).to_have_text(SENTENCES[said])
    there = _go_to_report(shown)
    expect(there.message).to_have_text(SENTENCES[said])
    expect(there.form.locator(".kk-myreport__example")).to_be_hidden()
    expect(there.company).to_be_hidden()
    expect(there.button("print")).to_be_hidden()
    expect(there.button("download")).to_be_visible()
    assert _stored(there.page) == stored
    there.button("wipe").click()
    expect(there.form.locator(".kk-myreport__example")).to_be_visible()
    assert _kept(there.page) == []
    there.undo.click()
    expect(there.message).to_have_text(SENTENCES[said])
    assert _stored(there.page) == stored
    if said == "kept-damaged":
        there.load(content=_filled("klantwaarde").encode())
        there.expect_parts("klantwaarde")
        there.undo.click()
        expect(there.message).to_have_text(SENTENCES[said])


def test_a_full_storage_is_said_and_nothing_is_lost(calculator: Open, server: StaticServer) -> None:
    """When nothing more fits the report stays as it was, on the page too, and a way back waits until there is room."""
    stored = _filled("klantwaarde")
    shown = calculator("pww-score", **_with_storage(server, rapport=stored))
    shown.start()
    shown.page.evaluate(FILL)
    shown.button("report").click()
    expect(shown.message).to_have_text(SENTENCES["full"])
    there = _go_to_report(shown)
    there.expect_parts("klantwaarde")
    there.load(content=_filled("klantwaarde", "bierviltje").encode())
    expect(there.message).to_have_text(SENTENCES["full"])
    there.expect_parts("klantwaarde")
    assert _stored(there.page) == stored
    there.button("wipe").click()
    expect(there.message).to_have_text(SENTENCES["wiped"])
    there.page.evaluate(FILL)
    there.undo.click()
    expect(there.message).to_have_text(SENTENCES["full"])
    there.page.evaluate("localStorage.removeItem('vol')")
    there.undo.click()
    there.expect_parts("klantwaarde")
    assert _stored(there.page) == stored


def test_where_nothing_can_be_kept_the_report_lasts_a_visit(chromium: Browser, server: StaticServer) -> None:
    """A browser that refuses storage still makes a report; it says how long it lasts, and it can be downloaded."""
    with chromium.new_context() as context:  # not watched: the theme itself complains
        context.add_init_script(REFUSED)
        shown = Calculator(context.new_page(), "pww-score")
        shown.page.goto(f"{server.url}rekenmachines/pww-score/")
        shown.type_kern()
        shown.button("report").click()
        expect(shown.message).to_have_text(SENTENCES["put-for-now"])
        there = _go_to_report(shown)
        there.expect_parts("pww-score")
        expect(there.message).to_have_text(SENTENCES["for-now"])
        there.next.get_by_role("link", name="Klantwaarde: ").click()
        other = Calculator(there.page, "klantwaarde")
        other.type_kern()
        other.button("report").click()
        expect(other.message).to_have_text(SENTENCES["put-for-now"])
        _go_to_report(other).expect_parts("pww-score", "klantwaarde")
        with there.page.expect_download() as download:
            there.button("download").click()
        content = Path(download.value.path()).read_text("utf-8")
        assert [each.slug for each in read_report(content).entries] == ["pww-score", "klantwaarde"]
        there.button("wipe").click()
        there.undo.click()
        there.expect_parts("pww-score", "klantwaarde")


STORAGE = ROOT / "docs" / "assets" / "scripts" / "storage.ts"
# With pauses now and then: between two turns of one tab the other begins, in every order.
ADD = """([storage, tab]) => { window.done = import(storage).then(async ({ alone, keep, readStored }) => {
  for (let each = 0; each < 50; each += 1) {
    await alone(async () => keep(`${readStored()} ${tab}-${each}`));
    await new Promise((resolve) => setTimeout(resolve, (each * 7 + tab * 3) % 5));
  }
}); }"""


def test_every_change_reaches_a_tab_that_waits(open_page: OpenPage, server: StaticServer) -> None:
    """Two tabs that change the report without a pause lose none of each other's changes."""
    page = open_page(f"{server.url}kennis/")
    tabs = [page, page.context.new_page()]
    tabs[1].goto(page.url)
    module = f"{server.url}assets/storage.js"  # by itself: on a page it is a part of the one script
    page.context.route(
        module, lambda route: route.fulfill(body=script_of(STORAGE, "esm"), content_type="text/javascript")
    )
    for name, tab in enumerate(tabs):
        tab.evaluate(ADD, [module, name])
    for tab in tabs:
        tab.evaluate("window.done")
    written = page.evaluate("localStorage.getItem('klantkompas.rapport')").split()
    assert sorted(written) == sorted(f"{name}-{each}" for name in range(2) for each in range(50))


def test_two_tabs_lose_nothing(calculator: Open, server: StaticServer) -> None:
    """What is put in at the same moment is all there; a tab shows what another one did, and no way back over it."""
    shown = calculator("pww-score")
    second = shown.page.context.new_page()
    second.goto(f"{server.url}rekenmachines/klantwaarde/")
    other = Calculator(second, "klantwaarde")
    shown.start()
    other.start()
    click = "button => button.click()"
    shown.button("report").evaluate(click)
    other.button("report").evaluate(click)
    expect(shown.message).to_have_text(SENTENCES["put"])
    expect(other.message).to_have_text(SENTENCES["put"])
    there = _go_to_report(shown)
    expect(there.body.locator(".kk-myreport__chapter")).to_have_count(2)
    there.part("pww-score").locator('[data-action="remove"]').click()
    there.expect_parts("klantwaarde")
    expect(there.undo).to_be_visible()
    elsewhere = _go_to_report(other)
    elsewhere.expect_parts("klantwaarde")
    elsewhere.company.fill("Jansen")
    elsewhere.company.press("Enter")
    expect(there.message).to_have_text(SENTENCES["elsewhere"])
    expect(there.undo).to_be_hidden()
    expect(there.body.locator(".kk-myreport__company")).to_have_text("Jansen")
    expect(there.company).to_have_value("Jansen")
    elsewhere.button("wipe").click()
    expect(there.form.locator(".kk-myreport__example")).to_be_visible()


def test_a_failed_start_is_said_and_can_be_tried_again(
    report: Callable[..., Report], server: StaticServer, excused: list[str]
) -> None:
    """Without Python the report can still be downloaded and wiped; "Maak opnieuw" makes it."""
    excused.append("interpreter.mjs")
    server.broken = lambda path: path.endswith("interpreter.mjs")
    shown = report(_filled("pww-score"), reduced_motion="reduce")
    expect(shown.form).to_have_attribute("data-state", "failed")
    failed = shown.form.locator('[data-when="failed"]')
    expect(failed).to_contain_text("Je rapport is niet veranderd")
    expect(shown.form.locator(".kk-myreport__example")).to_be_hidden()
    expect(shown.form.locator("[data-when-empty]")).to_be_hidden()
    expect(shown.button("print")).to_be_hidden()
    expect(shown.button("download")).to_be_visible()
    assert violations(shown.page) == []
    shown.button("wipe").click()
    expect(failed).to_be_hidden()
    expect(shown.form.locator(".kk-myreport__example")).to_be_visible()
    shown.undo.click()
    expect(failed).to_be_visible()
    server.broken = lambda _: False
    shown.button("calculate").click()
    shown.expect_parts("pww-score")
    expect(failed).to_be_hidden()


def test_paper_has_the_report_and_nothing_else(report: Callable[..., Report]) -> None:
    """Company and date on top, conclusions, first steps, then every part with its tables unfolded; no buttons."""
    shown = report(_filled(*slugs(), company="Bakkerij Jansen"))
    shown.expect_parts(*slugs())
    shown.page.emulate_media(media="print")
    for hidden in (".kk-myreport__desk", ".md-header", "h1", ".kk-myreport__next", ".kk-cta", ".md-footer", "button"):
        assert shown.page.locator(f"{hidden}:visible").count() == 0, hidden
    for table in shown.body.locator("table").all():
        expect(table).to_be_visible()
    lines = [line for line in shown.page.locator("article").inner_text().splitlines() if line.strip()]
    today = shown.page.evaluate("new Date().toLocaleDateString('nl-NL', { dateStyle: 'long' })")
    assert lines[:3] == ["Bakkerij Jansen", f"Rapport van {today}. Alle bedragen zijn excl. btw.", "Wat doe je eerst?"]
    headings = shown.body.locator("h2").all_inner_texts()
    first = ["Wat doe je eerst?", "Wat klopt er niet met elkaar?", "Wat weet je nu?"]  # examples of different firms
    assert headings == [*first, *(find(slug).question for slug in slugs())]
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 1280
    pages = shown.page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert len(slugs()) <= pages <= 3 * len(slugs())


def test_a_list_from_a_file_counts_in_the_report(calculator: Open) -> None:
    """All customers count, their names stay behind, and who changes the numbers still has the whole list."""
    shown = calculator("klantenlijst")
    shown.form.locator("summary", has_text="probeer een voorbeeldlijst").click()
    shown.form.locator('[data-kind="excel-nl"]').click()
    expect(shown.form.locator("[data-reading]")).to_be_hidden()
    shown.settle()
    headline = shown.headline.inner_text()
    said = f"{SENTENCES['put']} {SENTENCES['put-nameless']}"
    shown.button("report").click()
    expect(shown.message).to_have_text(said)
    stored = _stored(shown.page) or ""
    names = [text for name, text in read_report(stored).entries[0].texts.items() if name.endswith(".name")]
    assert set(names) == {""}
    there = _go_to_report(shown)
    there.expect_parts("klantenlijst")
    expect(there.part("klantenlijst").locator(".kk-headline")).to_have_text(headline)
    there.body.locator("summary", has_text="Wat je invulde").click()
    expect(there.body).to_contain_text("andere klanten mee, zonder naam")
    there.page.reload()
    there.expect_parts("klantenlijst")
    there.expect_same_as_python_says()
    there.next.get_by_role("link", name="Verander je cijfers").click()
    expect(shown.message).to_have_text(SENTENCES["edit-list"])
    shown.settle()
    expect(shown.headline).to_have_text(headline)
    shown.button("report").click()
    expect(shown.message).to_have_text(SENTENCES["put"])
    before, after = (read_report(each or "").entries[0] for each in (stored, _stored(shown.page)))
    assert (after.texts, after.rows) == (before.texts, before.rows)


def test_what_is_ticked_stays_ticked(report: Callable[..., Report]) -> None:
    """A tick at something to do is kept with the report, also after a new visit of the page."""
    shown = report(_filled("klantwaarde", "klantenlijst"))
    box = shown.body.locator("[data-done]").first
    box.check()
    expect(shown.body.locator(".kk-myreport__done")).to_have_count(1)
    shown.page.reload()
    expect(shown.body.locator("[data-done]").first).to_be_checked()
    shown.body.locator("[data-done]").first.uncheck()
    expect(shown.body.locator(".kk-myreport__done")).to_have_count(0)


def test_the_report_fills_the_form_each_time_it_is_asked(report: Callable[..., Report]) -> None:
    """After another report was loaded in the same visit, the link fills in its numbers, with a way back."""
    shown = report(_filled("klantwaarde", retention="81%"))
    shown.expect_parts("klantwaarde")
    form = Calculator(shown.page, "klantwaarde")
    for retention in ("81%", "82%"):
        shown.load(content=_filled("klantwaarde", retention=retention).encode())
        expect(shown.message).to_have_text(SENTENCES["loaded"])
        shown.next.get_by_role("link", name="Verander je cijfers").click()
        expect(form.field("retention")).to_have_value(retention)
        expect(form.message).to_have_text(SENTENCES["edit"])
        expect(shown.page).not_to_have_url("#")
        _go_to_report(form)
        shown.expect_parts("klantwaarde")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_full_report_is_accessible_and_fits_a_phone(
    scheme: Literal["light", "dark"], report: Callable[..., Report]
) -> None:
    """With everything in it folded open, axe finds nothing and nothing sticks out at 320 pixels, with unusual names."""
    names = {f"segments[{index}].name": name for index, name in enumerate(UNUSUAL)}
    stored = _filled("pww-score", *(slug for slug in slugs() if slug != "pww-score"), company=UNUSUAL[2], **names)
    viewport = {"width": 320, "height": 900}
    shown = report(stored, color_scheme=scheme, reduced_motion="reduce", viewport=viewport)
    expect(shown.part("systeemscan")).to_be_visible()
    shown.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert violations(shown.page) == []
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 320
