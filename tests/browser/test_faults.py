"""What goes wrong on the way or in the browser is said in Dutch, loses nothing that was typed, can be tried again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from calculators.presentation.page import WAITING
from tests.browser.conftest import Calculator
from tests.browsers import _noted, launch_firefox
from tests.server import StaticServer

pytestmark = pytest.mark.full

Open = Callable[..., Calculator]
ENGINES = pytest.mark.parametrize("engine", ["chromium", "firefox"])
SLUG = "pww-score"
FIELD = "segments[0].fulfilment"
TYPED = "9,5"

# All that Python consists of, in the order in which it is asked for: a fault in one keeps the later ones away.
FILES = (
    "index.js",
    "worker.*.py",
    "interpreter.mjs",
    "hashes.mjs",
    "lock.mjs",
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "stdlib.bin",
    "core.*.bin",
    "catalogue.*.bin",
    "imports.*.bin",
)
CHECKED = ("worker.*.py", "pyodide.asm.wasm", "stdlib.bin", "core.*.bin", "catalogue.*.bin", "imports.*.bin")

# What an older browser does not have, as a script that runs before those of the page; and where in Python's worker.
TOO_OLD = {
    "no module workers": "Worker = class extends Worker { constructor(url, options) {"
    " if (options?.type === 'module') throw new TypeError('module'); super(url, options); } };",
    "no workers": "delete globalThis.Worker;",
    "no WebAssembly": "delete globalThis.WebAssembly;",
}
OLD = {
    "no structured clone": "delete globalThis.structuredClone;",
    "no locks": "delete Navigator.prototype.locks;",
    "no channels": "delete globalThis.BroadcastChannel;",
    "no time-out of a signal": "delete AbortSignal.timeout;",
}
OLD_WORKER = b"delete WebAssembly.compileStreaming; delete WebAssembly.instantiateStreaming;"
# On plain http a browser does not calculate hashes.
PLAIN_HTTP = b'Object.defineProperty(crypto, "subtle", { value: undefined });'
# A device with so little memory left that Python can start and calculate, but not hold a long list.
LITTLE_MEMORY = b"""
const { grow } = WebAssembly.Memory.prototype;
WebAssembly.Memory.prototype.grow = function (pages) {
  if (this.buffer.byteLength + pages * 65536 > 40e6) throw new RangeError("no memory");
  return grow.call(this, pages);
};
"""
LONG_LIST = b"Klant;Omzet\n" + b"".join(b"Bakkerij %06d;1.234,50\n" % number for number in range(400_000))

FILL_STORAGE = """() => {
  for (let size = 1 << 22; size >= 1; size >>= 1) {
    try {
      for (;;) localStorage.setItem(`vol-${Object.keys(localStorage).length}`, "x".repeat(size));
    } catch {
      // so much does not fit any more
    }
  }
}"""


# What the theme complains of under the clock of the driver, and a browser of WebAssembly that is forbidden.
CLOCK = "executing a cancelled action"
FORBIDDEN = ("wasm-eval", "unsafe-eval", "WebAssembly")


def _half(content: bytes) -> bytes:
    """A file that was only half written."""
    return content[: len(content) // 2]


def _other(content: bytes) -> bytes:
    """A file of the right length with one other letter in the middle."""
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def _type(shown: Calculator) -> None:
    """Type all of the kern, so that there is an answer as soon as Python is there; the last number is another one."""
    shown.type_kern()
    shown.field(FIELD).fill(TYPED)


def _say_so(shown: Calculator, why: str = "browser", headline: str = WAITING) -> None:
    """The true sentence is there, what was typed is in its field, and no answer of the example stands beside it."""
    expect(shown.form).to_have_attribute("data-state", "failed")
    expect(shown.form.locator(f'[data-why="{why}"]')).to_be_visible()
    expect(shown.form.locator("[data-when] [data-why]:visible")).to_have_count(1)
    expect(shown.headline).to_have_text(headline)
    expect(shown.field(FIELD)).to_have_value(TYPED)


def _works(shown: Calculator) -> None:
    """Bereken is the way on: it calculates with what was typed before."""
    shown.button("calculate").click()
    expect(shown.form).to_have_attribute("data-state", "ready")
    shown.settle()
    expect(shown.form.locator('[data-when="failed"]')).to_be_hidden()
    expect(shown.result).to_contain_text("22,5")


@pytest.fixture
def shown(calculator: Open, server: StaticServer, excused: list[str]) -> Open:
    """Opens the calculator; that a browser tells of a file with a fault is what a test wants."""
    excused.append(f"{server.url}assets/")
    return lambda **options: calculator(SLUG, **options)


@ENGINES
@pytest.mark.parametrize("fault", ["missing", "broken off", "half", "other"])
def test_a_file_of_python_with_a_fault(
    fault: str, engine: str, shown: Open, server: StaticServer, site: Path, request: pytest.FixtureRequest
) -> None:
    """A file that is not there, breaks off, is cut short or has other content is not run; then Bereken works."""
    page = shown(browser=request.getfixturevalue(engine))
    for number, pattern in enumerate(CHECKED if fault == "other" else FILES):
        (name,) = {path.name for path in (site / "assets").rglob(pattern) if "javascripts" not in path.parts}
        _give(server, fault, name)
        if number:
            page.form.evaluate("form => { form.dataset.state = 'static'; }")  # the next "failed" is a new one
            page.button("calculate").click()
        else:
            _type(page)
        # Of a script that is there and does not run nobody can tell whether that is the browser's doing.
        _say_so(page, "missing" if fault == "missing" or name.endswith((".wasm", ".bin")) else "browser")
    _give(server, "", "")
    _works(page)


def _give(server: StaticServer, fault: str, name: str) -> None:
    server.broken = lambda path: fault == "missing" and path.endswith(f"/{name}")
    server.hangs_up = lambda path: fault == "broken off" and path.endswith(f"/{name}")
    server.damage = {"half": {name: _half}, "other": {name: _other}}.get(fault, {})


def test_a_server_that_goes_away(shown: Open, server: StaticServer, excused: list[str]) -> None:
    """The server breaks off everything, in the middle of the start; who has Python already notices nothing of it."""
    excused.append(server.url)
    page = shown()
    server.hangs_up = lambda _: True
    _type(page)
    _say_so(page, "offline")
    server.hangs_up = lambda _: False
    _works(page)
    server.hangs_up = lambda _: True
    page.field(FIELD).fill("10")
    expect(page.result).to_contain_text("25 van de 30 punten, 2 meer dan Woningcorporaties")


def test_a_server_that_stays_silent(shown: Open, server: StaticServer, excused: list[str]) -> None:
    """After half a minute without a byte the page no longer waits; before that it says that it takes long."""
    excused.append(CLOCK)
    page = shown()
    page.page.clock.install()
    server.bytes_per_second = 1
    _type(page)
    expect(page.form).to_have_attribute("data-state", "loading")
    page.page.clock.fast_forward(11_000)
    expect(page.form.locator("[data-slow]")).to_be_visible()
    page.page.clock.fast_forward(31_000)
    _say_so(page, "missing")
    server.bytes_per_second = None
    _works(page)


def test_a_slow_network_shows_progress(shown: Open, server: StaticServer) -> None:
    """While Python comes in over a slow line, it is said where the answer will come; progress is told."""
    page = shown()
    server.bytes_per_second = 2_000_000
    page.field(FIELD).fill("2")
    expect(page.form).to_have_attribute("data-state", "loading", timeout=1000)
    expect(page.form.locator("[data-progress]")).to_contain_text("MB", timeout=1000)
    expect(page.headline).to_have_text(WAITING)
    _type(page)
    expect(page.form).to_have_attribute("data-state", "ready")
    page.settle()
    expect(page.result).to_contain_text("22,5")


@ENGINES
def test_blocked_webassembly(
    engine: str, shown: Open, server: StaticServer, excused: list[str], request: pytest.FixtureRequest
) -> None:
    """Where WebAssembly is forbidden, the page says so at once and in words, and can be read."""
    excused += FORBIDDEN
    server.headers["Content-Security-Policy"] = "script-src 'self' 'unsafe-inline'"
    page = shown(browser=request.getfixturevalue(engine))
    _type(page)
    _say_so(page)
    expect(page.form.locator('[data-when="failed"]')).to_contain_text("neem contact op")


@pytest.mark.parametrize("missing", TOO_OLD)
def test_a_browser_that_is_too_old_for_python(missing: str, shown: Open) -> None:
    """Without workers, module workers or WebAssembly the page says that it cannot calculate, and can be read."""
    page = shown()
    page.page.add_init_script(TOO_OLD[missing])
    page.page.reload()
    _type(page)
    _say_so(page)


def test_a_browser_that_is_a_little_old(shown: Open, server: StaticServer) -> None:
    """What an older browser lacks and is not needed keeps nobody from calculating; nor does plain http."""
    page = shown()
    for script in OLD.values():
        page.page.add_init_script(script)
    server.damage = {"hashes.mjs": lambda content: PLAIN_HTTP + content}
    page.page.reload()
    _type(page)
    _works(page)


def test_webassembly_that_cannot_be_started(shown: Open, server: StaticServer) -> None:
    """Pyodide itself would wait for ever when WebAssembly does not start; the page says so, and can try again."""
    page = shown()
    server.damage = {"hashes.mjs": lambda content: OLD_WORKER + content}
    _type(page)
    _say_so(page)
    server.damage = {}
    _works(page)


@ENGINES
@pytest.mark.parametrize("name", ["klantkompas.*.js"])
def test_scripts_of_the_page_that_do_not_come(
    name: str,
    engine: str,
    calculator: Open,
    server: StaticServer,
    site: Path,
    excused: list[str],
    request: pytest.FixtureRequest,
) -> None:
    """A page without its scripts can be read, and says after a while what is wrong and what to do."""
    (file,) = (site / "assets").glob(name)
    server.broken = lambda path: path.endswith(file.name)
    excused.append(f"{server.url}assets/")
    page = calculator(SLUG, browser=request.getfixturevalue(engine))
    expect(page.headline).to_be_visible()
    sentence = page.form.locator('[data-when="unscripted"]')
    expect(sentence).to_be_hidden()
    assert sentence.evaluate("sentence => sentence.offsetHeight") == 0
    sentence.evaluate("sentence => sentence.getAnimations().forEach(each => each.finish())")  # ten seconds later
    expect(sentence).to_be_visible()
    expect(sentence).to_contain_text("Ververs de pagina")
    server.broken = lambda _: False
    page.page.reload()
    page.start()
    expect(sentence).to_be_hidden()


def test_a_worker_that_is_killed(shown: Open, excused: list[str]) -> None:
    """When Python is gone in the middle of a visit, the page does not wait for it long, and starts another."""
    excused.append(CLOCK)
    page = shown()
    page.page.clock.install()
    page.start()
    before = page.headline.inner_text()
    page.page.workers[-1].evaluate("close()")
    _type(page)
    expect(page.form.locator('[data-when="pending"]')).to_be_visible()
    page.page.clock.fast_forward(16_000)
    _say_so(page, "silent", before)  # the last answer stays, marked as old
    _works(page)


def test_a_question_that_python_fails_at(calculator: Open, server: StaticServer) -> None:
    """It is said that it went wrong, and not that the browser is no good; the text stays and Python is started anew."""
    server.damage = {"index.html": lambda content: content.replace(b'-calculator="pww-score"', b'-calculator="ander"')}
    page = Calculator(calculator(SLUG).page, "ander")  # a calculator that Python does not know
    page.field(FIELD).fill(TYPED)
    expect(page.form).to_have_attribute("data-state", "ready")
    page.button("download").evaluate("button => button.click()")  # without an answer it is out of sight
    expect(page.form.locator('[data-why="ended"]')).to_be_visible()
    expect(page.form.locator("[data-when] [data-why]:visible")).to_have_count(1)
    expect(page.field(FIELD)).to_have_value(TYPED)
    page.button("calculate").click()
    expect(page.form).to_have_attribute("data-state", "ready")


def test_a_device_that_runs_out_of_memory(calculator: Open, server: StaticServer, tmp_path: Path) -> None:
    """A list that does not fit in memory is told; the form stays as it was, and Python starts anew for the next one."""
    server.damage = {"hashes.mjs": lambda content: LITTLE_MEMORY + content}
    page = calculator("klantenlijst")
    page.start()
    page.field("internal_rate").fill("71")
    page.settle()
    answer = page.headline.inner_text()
    path = tmp_path / "lang.csv"
    path.write_bytes(LONG_LIST)
    page.form.locator("[data-file]").set_input_files(path)
    expect(page.form.locator("[data-intake-error]")).to_contain_text("Het lezen is afgebroken")
    expect(page.form.locator("[data-reading]")).to_be_hidden()
    expect(page.headline).to_have_text(answer)
    expect(page.field("internal_rate")).to_have_value("71")
    path.write_text("Klant;Omzet\nSmit;1.500\nBos;500\n", "utf-8")
    page.form.locator("[data-file]").set_input_files(path)
    expect(page.form.locator("[data-report]")).to_contain_text("2 klanten, samen € 2.000.")
    expect(page.form.locator("[data-intake-error]")).to_be_hidden()


def test_full_storage(shown: Open) -> None:
    """Where nothing more fits, saving says so; what was typed and what was saved before stay."""
    page = shown()
    page.start()
    page.button("save").click()
    expect(page.message).to_contain_text("Bewaard")
    before = page.page.evaluate("localStorage['klantkompas.pww-score']")
    page.page.evaluate(FILL_STORAGE)
    page.field("segments[0].name").fill("Een veel langere naam dan er eerst stond")
    page.button("save").click()
    expect(page.message).to_contain_text("de opslag is vol")
    expect(page.field("segments[0].name")).to_have_value("Een veel langere naam dan er eerst stond")
    assert page.page.evaluate("localStorage['klantkompas.pww-score']") == before
    page.page.evaluate(
        "Object.keys(localStorage).filter(key => /^vol/.test(key)).forEach(key => localStorage.removeItem(key))"
    )
    page.button("save").click()
    expect(page.message).to_contain_text("Bewaard")


@pytest.fixture
def refusing(engine: str, playwright: Playwright, tmp_path: Path) -> Iterator[Page]:
    """A page in a browser whose visitor forbids sites to keep anything; the theme complains of it in the console."""
    if engine == "firefox":
        with launch_firefox(playwright, firefox_user_prefs={"network.cookie.cookieBehavior": 2}) as browser:
            yield browser.new_page()
        return
    settings = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(settings))
    with playwright.chromium.launch_persistent_context(tmp_path, executable_path=_noted("chromium")) as context:
        yield context.pages[0]


@ENGINES
def test_a_browser_that_keeps_nothing(refusing: Page, server: StaticServer) -> None:
    """With all storage refused the calculator calculates, and saving says that it is not allowed."""
    refusing.goto(f"{server.url}rekenmachines/{SLUG}/")
    page = Calculator(refusing, SLUG)
    _type(page)
    _works(page)
    page.button("save").click()
    expect(page.message).to_contain_text("laat bewaren niet toe")
    refusing.goto(f"{server.url}gesprek/")
    form = refusing.locator("form[data-lead]")
    form.locator("[type=submit]").click()
    expect(form.locator("[data-error-summary]")).to_be_focused()


@pytest.mark.parametrize("year", ["1970", "2099"])
def test_a_clock_that_is_wrong(year: str, calculator: Open, excused: list[str]) -> None:
    """With the clock in another century everything works; the date on what is taken along is that of the device."""
    excused.append(CLOCK)
    page = calculator(SLUG, permissions=["clipboard-read", "clipboard-write"])
    page.page.clock.set_fixed_time(f"{year}-01-01T12:00:00")
    page.start(own=False)  # the clock that is put wrong ends no waiting of the page in 1970
    _type(page)
    expect(page.result).to_contain_text("22,5")
    page.button("copy").click()
    expect(page.message).to_have_text("De uitkomst staat op je klembord.")
    assert f"1 januari {year}" in page.page.evaluate("navigator.clipboard.readText()")
    page.button("report").click()
    expect(page.message).to_contain_text("Het staat in je rapport")
    page.page.get_by_role("link", name="Bekijk mijn rapport").click()
    expect(page.page.locator("[data-report]")).to_contain_text(f"Rapport van 1 januari {year}")
