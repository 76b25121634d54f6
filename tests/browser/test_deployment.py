"""A deployment while pages are open, on a host that drops the files of before: no page breaks, nothing is lost."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from calculators.catalogue import find, slugs
from calculators.model.declarations import declare
from calculators.model.forms import write_form
from calculators.presentation import newer
from tests.browser.axe import violations
from tests.browser.builds import NEW_WORD, Builds
from tests.browser.conftest import Calculator, OpenPage
from tests.browser.pages import few_or_all
from tests.desk import ask
from tests.server import StaticServer

Open = Callable[..., Calculator]

SLUG = "pww-score"
FIELD = "segments[0].fulfilment"
TYPED = "9,5"
LIST = "klantenlijst"
CARRIED = "klantkompas.verversen"
CSV = b"Klant;Omzet\nSmit;1.500\nBos;500\n"

REFUSE_STORAGE = """() => {
  Storage.prototype.setItem = () => { throw new DOMException("no", "QuotaExceededError"); };
}"""
# The time that Python gets for an answer is over at once.
NO_PATIENCE = """() => {
  const wait = window.setTimeout;
  window.setTimeout = (work, time, ...more) => wait(work, time === 15_000 ? 0 : time, ...more);
}"""
# On an element that is only there as long as this page is.
MARK = "document.documentElement.dataset.first = ''"
FIRST = "html[data-first]"


@pytest.fixture
def deploy(server: StaticServer, builds: Builds, excused: list[str]) -> Callable[[], None]:
    """Puts a newer build in the place of what is served; of what is gone the browser itself tells in the console."""
    excused.append(f"{server.url}assets/")

    def swap() -> None:
        server.folder = builds.core

    return swap


def _type(shown: Calculator) -> None:
    """Type all of the kern, so that there is an answer as soon as Python is there; the last number is another one."""
    shown.type_kern()
    shown.field(FIELD).fill(TYPED)


def _notice(form: Locator, why: str = "newer") -> Locator:
    return form.locator(f'.kk-newer [data-why="{why}"]')


def _told(shown: Calculator) -> None:
    """The notice is there, in sight, within what is announced; the browser gets no blame and the typed text stays."""
    notice = _notice(shown.form)
    expect(notice).to_be_visible()
    expect(notice).to_be_in_viewport(ratio=1)
    expect(notice).to_contain_text("Er is een nieuwe versie van deze site. Ververs de pagina.")
    expect(shown.form.locator('[data-why="browser"]')).to_be_hidden()
    assert shown.form.locator(".kk-newer").get_attribute("role") == "status"


def _refresh(shown: Calculator) -> None:
    shown.page.evaluate(MARK)
    shown.button("renew").press("Enter")
    shown.page.locator(FIRST).wait_for(state="detached")


@pytest.fixture
def come_back(deploy: Callable[[], None]) -> Callable[[Calculator], None]:
    """Deploy, of which a part that comes later tells; who then refreshes is told that all is back, and it is."""

    def deploy_and_refresh(shown: Calculator) -> None:
        texts, pressed = _texts(shown), _pressed(shown)
        deploy()
        shown.form.evaluate("form => { form.dataset.failed = 'newer'; }")
        _refresh(shown)
        expect(shown.message).to_have_text(newer.BACK)
        assert _texts(shown) == texts
        assert _pressed(shown) == pressed

    return deploy_and_refresh


def _kept(page: Page) -> object:
    return page.evaluate("key => sessionStorage.getItem(key)", CARRIED)


def _name(site: Path) -> str:
    """The name of a build: every page has it, once."""
    found = {
        tuple(re.findall(r'<meta name="kk-build" content="(\w+)">', p.read_text("utf-8"))) for p in site.rglob("*.html")
    }
    assert len(found) == 1
    (name,) = found.pop()
    return str(name)


# --- what a build is called -----------------------------------------------------------------------------------------


def test_a_build_is_named_after_what_runs(site: Path, builds: Builds) -> None:
    """Every page names its build; another text keeps the name, another core does not; the scripts know it, too."""
    assert _name(site) == _name(builds.text) != _name(builds.core)
    for built in (site, builds.core):
        (script,) = (built / "assets").glob("klantkompas.*.js")
        assert f'"{_name(built)}"' in script.read_text("utf-8")


def test_another_sentence_of_a_calculator_is_a_small_update(site: Path, builds: Builds) -> None:
    """A visitor of before fetches the part that it stands in, and keeps two thirds of the core and all of Python."""
    kept, fresh = ({path.name: path.stat().st_size for path in _python(built)} for built in (site, builds.core))
    changed = fresh.keys() - kept.keys()
    assert {name.partition(".")[0] for name in changed} == {"catalogue"}
    parts = sum(size for name, size in fresh.items() if name.count(".") == 2 and name.endswith(".bin"))
    assert sum(map(fresh.__getitem__, changed)) < 0.4 * parts


def _python(built: Path) -> list[Path]:
    assets = built / "assets"
    return [path for path in (*assets.glob("*.bin"), *assets.glob("python-*/**/*")) if path.is_file()]


# --- a file that is gone --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ["chromium", "firefox"])
def test_a_deployment_before_the_start(
    engine: str, calculator: Open, deploy: Callable[[], None], request: pytest.FixtureRequest
) -> None:
    """The page says so and refreshes with what was typed, which is calculated with the new core and kept nowhere."""
    shown = calculator(SLUG, browser=request.getfixturevalue(engine))
    deploy()
    _type(shown)
    _told(shown)
    expect(shown.field(FIELD)).to_be_focused()
    assert _kept(shown.page) is None
    shown.button("calculate").click()
    _told(shown)
    _refresh(shown)
    expect(shown.field(FIELD)).to_have_value(TYPED)
    expect(shown.message).to_have_text(newer.BACK)
    assert _kept(shown.page) is None
    expect(shown.form).to_have_attribute("data-state", "ready")
    shown.settle()
    expect(shown.result).to_contain_text("22,5")
    expect(shown.result).to_contain_text(NEW_WORD)
    shown.page.reload()
    expect(shown.field(FIELD)).not_to_have_value(TYPED)


@pytest.mark.parametrize("last", ["pyodide.mjs", "pyodide.asm.wasm", "catalogue."])
def test_a_deployment_during_the_start(
    last: str, calculator: Open, server: StaticServer, deploy: Callable[[], None]
) -> None:
    """Some files were in already when the others went: the catalogue, the only one that is gone, is asked for last."""
    shown = calculator(SLUG)
    deployed = threading.Event()

    def broken(path: str) -> bool:
        if f"/{last}" in path:
            deploy()
            deployed.set()
        return "/catalogue." in path and not deployed.wait(timeout=60)

    server.broken = broken
    shown.field(FIELD).fill(TYPED)
    _told(shown)
    expect(shown.field(FIELD)).to_have_value(TYPED)


def test_a_host_that_sends_a_page_for_every_file(
    calculator: Open, server: StaticServer, deploy: Callable[[], None]
) -> None:
    """With 200 and HTML in the place of what is gone, the same is said."""
    shown = calculator(SLUG)
    deploy()
    answer = server.answer
    server.answer = lambda path: (type(answer(path)[0]).OK, answer(path)[1])  # type: ignore[method-assign]
    shown.field(FIELD).fill(TYPED)
    _told(shown)


def test_a_deployment_after_the_start(
    calculator: Open, server: StaticServer, deploy: Callable[[], None], tmp_path: Path
) -> None:
    """Who has Python already goes on, with lists too, and nothing is asked of the host."""
    shown = calculator(LIST)
    shown.start()
    deploy()
    before = list(server.requested)
    shown.field("internal_rate").fill("71")
    shown.settle()
    (tmp_path / "lijst.csv").write_bytes(CSV)
    shown.form.locator("[data-file]").set_input_files(tmp_path / "lijst.csv")
    expect(shown.form.locator("[data-report]")).to_contain_text("2 klanten, samen € 2.000.")
    shown.settle()
    expect(_notice(shown.form)).to_be_hidden()
    assert server.requested == before


def test_a_list_chosen_after_a_deployment(calculator: Open, deploy: Callable[[], None], tmp_path: Path) -> None:
    """At the list it is said what was not read; fields and pasted rows come back, a file is chosen again."""
    shown = calculator(LIST)
    deploy()
    path = tmp_path / "lijst.csv"
    path.write_bytes(CSV)
    shown.form.locator("[data-file]").set_input_files(path)
    error = shown.form.locator("[data-intake-error]")
    expect(error).to_contain_text("Dit is niet gelezen: lijst.csv. Ververs eerst de pagina")
    _told(shown)
    expect(_notice(shown.form)).to_contain_text("Een bestand kies je dan opnieuw.")
    shown.field("internal_rate").fill("71")
    shown.form.get_by_text("Plak rijen, of probeer een voorbeeldlijst").click()
    shown.form.locator("[data-paste]").fill("Klant\tOmzet\nVos\t10")
    _refresh(shown)
    expect(shown.field("internal_rate")).to_have_value("71")
    expect(shown.form.locator("[data-paste]")).to_have_value("Klant\tOmzet\nVos\t10")
    shown.form.locator("[data-file]").set_input_files(path)
    expect(shown.form.locator("[data-report]")).to_contain_text("2 klanten, samen € 2.000.")


def test_python_that_ends_after_a_deployment(calculator: Open, deploy: Callable[[], None], tmp_path: Path) -> None:
    """A question that fails once Python had started, as for a part of it that comes late, has the same reason."""
    shown = calculator(LIST)
    shown.start()
    deploy()
    shown.page.workers[-1].evaluate("close()")
    shown.page.evaluate(NO_PATIENCE)
    (tmp_path / "lijst.csv").write_bytes(CSV)
    shown.form.locator("[data-file]").set_input_files(tmp_path / "lijst.csv")
    error = shown.form.locator("[data-intake-error]")
    expect(error).to_contain_text("Dit is niet gelezen: lijst.csv. Ververs eerst de pagina")
    _told(shown)


def test_only_a_text_was_changed(calculator: Open, server: StaticServer, builds: Builds) -> None:
    """A build with the same scripts and Python is no other build: nothing is said, nothing is loaded anew."""
    shown = calculator(SLUG)
    shown.page.evaluate(MARK)
    server.folder = builds.text
    _type(shown)
    expect(shown.result).to_contain_text("22,5")
    shown.page.locator(".md-footer a", has_text="Privacy").click()
    expect(shown.page.get_by_text("Dit blijft de privacyverklaring")).to_be_visible()
    expect(shown.page.locator(FIRST)).to_be_attached()
    shown.page.go_back()
    expect(shown.field(FIELD)).to_have_value(TYPED)


def test_a_file_that_is_missing_for_a_while(calculator: Open, server: StaticServer, excused: list[str]) -> None:
    """With the same build on the host it is said that a part is not there, and Bereken is the way on."""
    excused.append(f"{server.url}assets/")
    shown = calculator(SLUG)
    server.broken = lambda path: "/assets/core." in path
    _type(shown)
    expect(shown.form.locator('[data-why="missing"]')).to_be_visible()
    expect(shown.form.locator('[data-why="browser"]')).to_be_hidden()
    server.broken = lambda _: False
    shown.button("calculate").click()
    expect(shown.result).to_contain_text("22,5")
    expect(shown.form.locator('[data-why="missing"]')).to_be_hidden()


def test_a_host_that_is_down(calculator: Open, server: StaticServer, excused: list[str]) -> None:
    """Without an answer of any kind it is said that the site cannot be reached."""
    excused.append(server.url)
    shown = calculator(SLUG)
    shown.page.wait_for_load_state("networkidle")  # the theme says an unkind word when its own requests fail
    shown.page.context.set_offline(True)
    _type(shown)
    expect(shown.form.locator('[data-why="offline"]')).to_be_visible()
    expect(_notice(shown.form)).to_be_hidden()
    expect(shown.field(FIELD)).to_have_value(TYPED)
    shown.page.context.set_offline(False)
    shown.button("calculate").click()
    expect(shown.result).to_contain_text("22,5")


def test_fetching_ahead_is_silent(chromium: Browser, server: StaticServer, deploy: Callable[[], None]) -> None:
    """What was fetched for later and is gone is no reason to speak, until the visitor is going to use the form."""
    context = chromium.new_context()
    context.add_init_script(
        "Object.defineProperty(navigator, 'connection',"
        " { configurable: true, value: { saveData: false, downlink: 10 } });"
    )
    page = context.new_page()
    server.broken = lambda path: "/assets/python-" in path
    page.goto(f"{server.url}rekenmachines/{SLUG}/")
    shown = Calculator(page, SLUG)
    page.wait_for_load_state("networkidle")
    deploy()
    expect(shown.form).to_have_attribute("data-state", "static")
    expect(_notice(shown.form)).to_be_hidden()
    shown.field(FIELD).focus()
    _told(shown)
    context.close()


# --- what was typed -------------------------------------------------------------------------------------------------


def test_rows_ticks_and_choices_come_back(calculator: Open, come_back: Callable[[Calculator], None]) -> None:
    """Every field of every row, ticked or not, chosen or not, of this form and of others of this visit."""
    shown = calculator(SLUG)
    shown.start()
    shown.button("add").click()
    rows = shown.form.locator("[data-row]").count()
    shown.field(f"segments[{rows - 1}].name").fill("Zorg & <b>wonen</b>")
    shown.settle()
    shown.page.locator(".md-footer a", has_text="Rekenmachines").click()
    shown.page.locator("article a[href*='klantenlijst']").first.click()
    other = Calculator(shown.page, LIST)
    box = other.field("show_names")
    box.click()
    other.settle()
    ticked = box.is_checked()
    come_back(other)
    expect(box).to_be_checked(checked=ticked)
    other.page.locator(".md-footer a", has_text="Rekenmachines").click()
    other.page.locator("article a[href*='pww-score']").first.click()
    expect(shown.message).to_have_text(newer.BACK)
    expect(shown.form.locator("[data-row]")).to_have_count(rows)
    expect(shown.field(f"segments[{rows - 1}].name")).to_have_value("Zorg & <b>wonen</b>")


def _texts(shown: Calculator) -> list[list[str]]:
    texts: list[list[str]] = shown.form.evaluate(
        "form => [...form.querySelectorAll('[name]')]"
        ".map(({ name, type, value, checked }) => [name, type === 'checkbox' ? `${checked}` : value])"
    )
    return texts


def _pressed(shown: Calculator) -> list[list[str]]:
    """Which buttons and boxes are on."""
    on = shown.form.locator("[data-fields] [name]:checked")
    pressed: list[list[str]] = on.evaluate_all("all => all.map(({ name, value }) => [name, value])")
    return pressed


def test_a_form_that_is_half_filled_comes_back_so(calculator: Open, come_back: Callable[[Calculator], None]) -> None:
    """It is the visitor's own, asks what it still lacks, and says of each field where its text comes from."""
    shown = calculator("klantwaarde")
    shown.field("order_value").fill("95")
    shown.field("acquisition_cost").fill("250")
    shown.field("acquisition_cost").blur()
    come_back(shown)
    expect(shown.headline).to_have_text("Nog 3 antwoorden")
    expect(shown.form).to_have_attribute("data-whose", "own")
    origins = {name: shown.form.locator(f"#klantwaarde-{name}-origin") for name in ("order_value", "internal_rate")}
    expect(origins["order_value"]).to_have_text("van jou")
    expect(origins["internal_rate"]).to_have_text("vuistregel")
    expect(shown.form.locator("[name=orders_per_year]")).to_have_value("")
    # What the visitor put in a fold is in sight again; a fold with nothing but a rule of thumb stays shut.
    expect(shown.form.locator("[name=acquisition_cost]")).to_be_visible()
    expect(shown.form.locator("[name=discount]")).to_be_hidden()
    expect(shown.summary).to_be_hidden()


def test_what_was_not_answered_comes_back_so(calculator: Open, come_back: Callable[[Calculator], None]) -> None:
    """A row of buttons of which none was pressed has no answer after that either: that of the example is nobody's."""
    shown = calculator("systeemscan")
    shown.start(own=False)
    shown.choose("answers[0]", "1")
    expect(shown.form).to_have_attribute("data-whose", "own")
    shown.settle()
    come_back(shown)
    expect(shown.headline).to_contain_text("Nog ")


# Presses another button in every row of them: of the first row the first, of the second the second, and so on.
PRESS_ANOTHER = """form => form.querySelectorAll("fieldset.kk-choice").forEach((row, place) => {
  const buttons = row.querySelectorAll("[type=radio]");
  buttons[place % buttons.length]?.click();
})"""


@pytest.mark.parametrize("state", ["filled in", "emptied", "answered otherwise"])
@pytest.mark.parametrize("slug", few_or_all(slugs(), ("acht-v-scan",)))
def test_every_answer_comes_back(
    slug: str, state: str, calculator: Open, come_back: Callable[[Calculator], None]
) -> None:
    """Whichever button of a row was on, one that stands for no answer too, and wherever that stands in the row."""
    shown = calculator(slug)
    shown.start()
    if state == "emptied":
        shown.button("clear").click()
    elif state == "answered otherwise":
        shown.form.evaluate(PRESS_ANOTHER)
    shown.settle()
    come_back(shown)


def test_an_example_that_was_explored_stays_one(calculator: Open, come_back: Callable[[Calculator], None]) -> None:
    """What came along of an example of another business, with one number of the visitor, is still called so."""
    shown = calculator("klantwaarde")
    shown.start(own=False)
    shown.button("preset").nth(1).click()
    business = shown.form.locator("[data-example] strong")
    expect(business).not_to_have_text(find("klantwaarde").example.business)
    name = business.inner_text()
    shown.form.locator('[data-slider-for="klantwaarde-hours"]').fill("8")
    shown.settle()
    expect(shown.headline).to_have_text(re.compile("^Voorbeeld:"))
    said, texts = shown.answer.inner_text(), _texts(shown)
    come_back(shown)
    shown.settle()
    expect(shown.headline).to_have_text(re.compile("^Voorbeeld:"))
    expect(shown.form).to_have_attribute("data-whose", "example")
    expect(business).to_have_text(name)
    expect(shown.answer).to_have_text(said, use_inner_text=True)
    assert _texts(shown) == texts
    shown.field("order_value").fill("95")  # and it still gives way
    expect(shown.form).to_have_attribute("data-whose", "own")
    expect(shown.field("orders_per_year")).to_have_value("")


def test_a_new_build_with_other_fields(
    calculator: Open, server: StaticServer, builds: Builds, excused: list[str], tmp_path: Path
) -> None:
    """What fits is put back; what does not is shown, with its name; a new field is empty, and nothing breaks."""
    excused.append(f"{server.url}assets/")
    slug = "klantwaarde"
    changed = tmp_path / "changed"
    shutil.copytree(builds.core, changed, copy_function=os.link)
    page = changed / "rekenmachines" / slug / "index.html"
    html = page.read_text("utf-8").replace('name="order_value"', 'name="order_size"')
    page.unlink()
    page.write_text(html, "utf-8")
    shown = calculator(slug)
    label = shown.field("order_value").evaluate("field => field.labels[0].textContent")
    server.folder = changed
    fields = shown.form.locator("[data-fields] input[inputmode]:not([name=order_value])")
    fields.first.fill("3")
    shown.field("order_value").fill("777")
    name = fields.first.get_attribute("name") or ""
    _told(shown)
    _refresh(shown)
    expect(shown.message).to_contain_text(f"dit past niet meer: {label}: 777. Controleer de getallen.")
    expect(shown.field(name)).to_have_value("3")
    expect(shown.field("order_size")).to_have_value("")


@pytest.mark.parametrize("carried", ["{", "null", "[1]", '{"pww-score": 3}', '{"pww-score": {"fields": [["x"]]}}'])
def test_what_was_kept_is_damaged(carried: str, open_page: OpenPage, server: StaticServer) -> None:
    """The page works, with its example."""
    page = open_page(f"{server.url}over/")
    page.evaluate("([key, text]) => sessionStorage.setItem(key, text)", [CARRIED, carried])
    page.goto(f"{server.url}rekenmachines/{SLUG}/")
    shown = Calculator(page, SLUG)
    shown.start()
    expect(shown.field(FIELD)).not_to_have_value("")
    assert _kept(page) is None


def test_a_deel_link_does_not_undo_what_was_typed(calculator: Open, deploy: Callable[[], None]) -> None:
    """The address still has the link, but what came after it counts."""
    first = calculator(SLUG)
    first.start()
    first.field(FIELD).fill("2")
    first.button("share").click()
    expect(first.page).to_have_url(re.compile("#pww-score="))
    shown = calculator(SLUG, fragment="#" + first.page.url.partition("#")[2])
    expect(shown.field(FIELD)).to_have_value("2")
    shown.field(FIELD).fill(TYPED)
    shown.settle()
    deploy()
    shown.form.evaluate("form => { form.dataset.failed = 'newer'; }")
    _refresh(shown)
    expect(shown.form).to_have_attribute("data-state", "ready")
    shown.settle()
    expect(shown.field(FIELD)).to_have_value(TYPED)
    expect(shown.result).to_contain_text("22,5")


def test_a_browser_that_keeps_nothing(calculator: Open, deploy: Callable[[], None]) -> None:
    """It is said that what was typed gets lost, before it does; the visitor chooses."""
    shown = calculator(SLUG)
    shown.page.evaluate(REFUSE_STORAGE)
    deploy()
    shown.field(FIELD).fill(TYPED)
    _told(shown)
    shown.page.evaluate(MARK)
    shown.button("renew").press("Enter")
    expect(_notice(shown.form, "lost")).to_contain_text(newer.LOST)
    expect(shown.button("renew-anyway")).to_be_focused()
    expect(shown.field(FIELD)).to_have_value(TYPED)
    shown.page.keyboard.press("Enter")
    shown.page.locator(FIRST).wait_for(state="detached")
    shown.start()
    expect(shown.field(FIELD)).not_to_have_value(TYPED)


# --- by a link ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ["chromium", "firefox"])
def test_a_page_of_another_build_is_loaded_whole(
    engine: str, calculator: Open, server: StaticServer, deploy: Callable[[], None], request: pytest.FixtureRequest
) -> None:
    """Who follows a link after a deployment gets all of the new build, once, and finds back what was typed."""
    shown = calculator(SLUG, browser=request.getfixturevalue(engine))
    shown.start()
    shown.field(FIELD).fill(TYPED)
    shown.settle()
    page = shown.page
    page.evaluate(MARK)
    deploy()
    page.locator(".md-footer a", has_text="Over").click()
    page.locator(FIRST).wait_for(state="detached")
    expect(page).to_have_url(f"{server.url}over/")
    expect(page.locator("html.kk-scripted")).to_be_attached()
    assert _kept(page) is None
    asked = [path for path, _ in server.requested].count(f"{server.prefix}over/")
    assert asked == 2  # by the theme, and whole
    page.evaluate(MARK)
    page.locator(".md-footer a", has_text="Rekenmachines").click()
    page.locator("article a[href*='pww-score']").first.click()
    expect(shown.field(FIELD)).to_have_value(TYPED)
    expect(shown.message).to_have_text(newer.BACK)
    expect(shown.result).to_contain_text(NEW_WORD)
    # A page of before that the browser kept is of another build too: it is loaded whole, and what was typed stays.
    assert page.locator(FIRST).count() == 0


def test_a_page_that_bears_another_name_is_no_loop(
    calculator: Open, server: StaticServer, site: Path, excused: list[str]
) -> None:
    """Whatever changed the page on its way: it is loaded anew once, and then works."""
    excused.append(f"{server.url}rekenmachines/")  # the driver breaks off what it was loading
    server.damage = {"index.html": lambda content: content.replace(_name(site).encode(), b"0123456789")}
    shown = calculator(SLUG)
    shown.start()
    shown.field(FIELD).fill(TYPED)
    expect(shown.result).to_contain_text("22,5")
    assert [path for path, _ in server.requested].count(f"{server.prefix}rekenmachines/{SLUG}/") <= 2


def test_a_page_of_another_build_where_nothing_can_be_kept(
    calculator: Open, server: StaticServer, deploy: Callable[[], None]
) -> None:
    """The page stays, and so does what was typed; a form of the new build offers the choice."""
    shown = calculator(SLUG)
    shown.start()
    shown.field(FIELD).fill(TYPED)
    shown.settle()
    page = shown.page
    page.evaluate(REFUSE_STORAGE)
    page.evaluate(MARK)
    deploy()
    page.locator(".md-footer a", has_text="Rekenmachines").click()
    page.locator("article a[href*='klantwaarde']").first.click()
    expect(page).to_have_url(f"{server.url}rekenmachines/klantwaarde/")
    other = Calculator(page, "klantwaarde")
    expect(_notice(other.form, "lost")).to_be_visible()
    page.go_back()
    page.locator("article a[href*='pww-score']").first.click()
    expect(shown.field(FIELD)).to_have_value(TYPED)
    shown.field(FIELD).fill("10")
    expect(shown.result).to_contain_text("25 van de 30 punten")
    expect(page.locator(FIRST)).to_be_attached()


# --- elsewhere ------------------------------------------------------------------------------------------------------


@pytest.fixture
def kept(server: StaticServer) -> dict[str, Any]:
    """Options for a browser that keeps a report."""
    texts = write_form(declare(find(SLUG).calculate), find(SLUG).example.inputs)
    asked = {"task": "report_put", "stored": "", "slug": SLUG, "texts": texts, "today": "2026-11-29"}
    items = [{"name": "klantkompas.rapport", "value": ask(asked)["stored"]}]
    origin = server.url.removesuffix(server.prefix)
    return {"storage_state": {"cookies": [], "origins": [{"origin": origin, "localStorage": items}]}}


def test_the_report_after_a_deployment(
    open_page: OpenPage, server: StaticServer, deploy: Callable[[], None], kept: dict[str, Any]
) -> None:
    """The page of the report says it too; the report is there after that."""

    def broken(path: str) -> bool:
        if "/assets/catalogue." in path:  # the part that the newer build has under another name
            deploy()
        return False

    server.broken = broken
    page = open_page(f"{server.url}mijn-rapport/", **kept)
    form = page.locator("form[data-report-page]")
    expect(_notice(form)).to_be_visible()
    expect(form.locator("[data-action=renew]")).to_be_in_viewport(ratio=1)
    page.evaluate(MARK)
    form.locator("[data-action=renew]").click()
    page.locator(FIRST).wait_for(state="detached")
    expect(page.locator("#rapport-pww-score")).to_be_visible()
    expect(_notice(form)).to_be_hidden()


def test_the_form_for_a_talk_after_a_deployment(
    open_page: OpenPage, server: StaticServer, deploy: Callable[[], None], kept: dict[str, Any]
) -> None:
    """A report that cannot be sent along is no reason to lose the message."""
    page = open_page(f"{server.url}gesprek/#bron=kennis/pww", **kept)
    form = page.locator("form[data-lead]")
    form.locator("[name=naam]").fill("Sanne")
    form.locator("[name=vraag]").fill("Twee regels\nover mijn klanten")
    deploy()
    form.get_by_label("Stuur mijn rapport mee").click()
    expect(_notice(form)).to_contain_text("Er is een nieuwe versie van deze site. Ververs de pagina.")
    expect(_notice(form)).to_be_visible()
    expect(form.locator("[data-status]")).to_be_empty()
    expect(form.locator("[data-attach]")).not_to_be_checked()
    page.evaluate(MARK)
    form.locator("[data-action=renew]").click()
    page.locator(FIRST).wait_for(state="detached")
    expect(form.locator("[name=naam]")).to_have_value("Sanne")
    expect(form.locator("[name=vraag]")).to_have_value("Twee regels\nover mijn klanten")
    expect(form.locator("[data-status]")).to_have_text("Wat je had ingevuld staat er weer.")
    assert _kept(page) is None
    form.get_by_label("Stuur mijn rapport mee").click()
    expect(form.locator("[data-preview]")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_notice_is_accessible_and_in_sight(
    scheme: str, width: int, calculator: Open, deploy: Callable[[], None]
) -> None:
    """Wherever in the form the visitor is, and not on top of the field with the focus."""
    shown = calculator(SLUG, color_scheme=scheme, viewport={"width": width, "height": 800})
    deploy()
    field = shown.form.locator("[data-fields] input[inputmode]").nth(4)
    field.evaluate("field => field.scrollIntoView({ block: 'end' })")
    field.fill("9")
    _told(shown)
    assert field.evaluate(
        "field => { const box = field.getBoundingClientRect();"
        " return document.elementFromPoint(box.x + box.width / 2, box.bottom - 2) === field; }"
    )
    assert violations(shown.page) == []
    assert shown.page.evaluate("document.documentElement.scrollWidth") == width
