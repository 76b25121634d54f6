"""A visitor's own list: chosen, dropped, pasted or a sample; read in the browser, shown, corrected, taken away."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from calculators.imports.samples import sample
from calculators.model.answer import say
from calculators.model.intake import Account, FileReport, Option, Question
from calculators.presentation.intake import render_reports
from tests.browser.axe import violations
from tests.browser.conftest import Calculator
from tests.server import StaticServer

Open = Callable[..., Calculator]
SLUG = "klantenlijst"
DUTCH_EXCEL = (
    "Omzetlijst 2025;;\r\n"
    "Klant;Omzet excl. btw;Kosten\r\n"
    "Bakkerij Crèche;1.234,50;400,00\r\n"
    '"Hout; Staal";€ 20.000,00;21.000,00\r\n'
    "Smit;veel;1\r\n"
    "Totaal;21.234,50;\r\n"
)
# Drops a file somewhere; returns whether the browser's own way with it, a page of its own, was prevented.
DROP = """([name, text, place = "[data-drop]", kind = "drop"]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  const drop = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data });
  document.querySelector(place).dispatchEvent(drop);
  return drop.defaultPrevented;
}"""
# Ways to give a list, one after the other, so many ms apart.
GIVE = """async ([given, gap]) => {
  const find = selector => document.querySelector(selector);
  const ways = {
    choose(name, text) {
      const data = new DataTransfer();
      data.items.add(new File([text], name));
      find("[data-file]").files = data.files;
      find("[data-file]").dispatchEvent(new Event("change", { bubbles: true }));
    },
    drop(name, text) {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      find("[data-drop]").dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
    },
    paste(name, text) {
      find("[data-paste]").value = text;
      find("[data-action=read-paste]").click();
    },
  };
  for (const [way, name, text] of given) {
    ways[way](name, text);
    if (gap) await new Promise(resolve => setTimeout(resolve, gap));
  }
}"""
# Notes what Python is asked; an answer or a choice about accounts is asked as something that every Python knows.
NOTE_ASKED = """() => {
  const write = JSON.stringify;
  window.asked = [];
  JSON.stringify = (value, ...more) => {
    if (!["answer_question", "choose_accounts"].includes(value?.task)) return write(value, ...more);
    window.asked.push(value);
    return write({ ...value, task: "sample", kind: "excel-nl", file: undefined }, ...more);
  };
}"""
# Fifteen seconds are over at once; ninety, for long questions, are not.
SHORT_OF_PATIENCE = """() => {
  const wait = window.setTimeout;
  window.setTimeout = (work, time, ...more) => wait(work, time === 15_000 ? 0 : time, ...more);
  window.beAsPatientAsEver = () => { window.setTimeout = wait; };
}"""
ASKING = FileReport(
    "boek.xaf",
    say("Auditfile: 2 klanten."),
    facts=(say("1.200 boekingen in 2025."),),
    notes=(say("Een rekening heet niet naar omzet."),),
    questions=(Question("btw", say("Excl. btw?"), (Option("excl", "Ja"), Option("incl", "Nee"))),),
    accounts=(Account("8000", "Omzet", "€ 100", counted=True), Account("8900", "Rente", "€ 5", counted=False)),
)
GONE = "Je lijst staat niet meer in het geheugen van de browser. Kies het bestand opnieuw."


@pytest.fixture
def excel_file(tmp_path: Path) -> Path:
    """A list as a spreadsheet with Dutch settings saves it: Windows-1252, semicolons, decimal commas."""
    path = tmp_path / "omzet.csv"
    path.write_bytes(DUTCH_EXCEL.encode("cp1252"))
    return path


@pytest.fixture
def shown(calculator: Open) -> Calculator:
    """The klantenlijst, Python not yet started."""
    return calculator(SLUG)


def _choose(shown: Calculator, *files: Path) -> None:
    shown.form.locator("[data-file]").set_input_files(list(files))
    expect(shown.form.locator("[data-reading]")).to_be_hidden()
    shown.settle()


def test_a_spreadsheet_list_is_a_curve_in_one_step(shown: Calculator, excel_file: Path) -> None:
    """Choosing the file is enough: Python starts, the list is read, the answer is about it."""
    _choose(shown, excel_file)
    expect(shown.form.locator("[data-report]")).to_contain_text("Tekst met puntkomma's: 2 klanten, samen € 21.235.")
    expect(shown.form.locator("[data-report]")).to_contain_text("van 1 regel is het bedrag niet te lezen (regel 5)")
    expect(shown.field("customers[0].name")).to_have_value("Hout; Staal")
    expect(shown.result).to_contain_text("Hout; Staal")
    expect(shown.result.locator("svg").first).to_be_visible()


def test_firefox_reads_a_file_too(calculator: Open, firefox: Browser, excel_file: Path) -> None:
    """The same file gives the same list in Firefox."""
    shown = calculator(SLUG, browser=firefox)
    _choose(shown, excel_file)
    expect(shown.form.locator("[data-report]")).to_contain_text("2 klanten, samen € 21.235.")
    expect(shown.field("customers[1].name")).to_have_value("Bakkerij Crèche")


@pytest.mark.parametrize("name", ["chromium", "firefox"])
def test_a_file_can_be_dropped(name: str, calculator: Open, request: pytest.FixtureRequest) -> None:
    """Dropping a file on the panel reads it."""
    shown = calculator(SLUG, browser=request.getfixturevalue(name))
    shown.page.evaluate(DROP, ["klanten.csv", DUTCH_EXCEL])
    expect(shown.form.locator("[data-report]")).to_contain_text("2 klanten, samen € 21.235.")


@pytest.mark.parametrize("kind", ["xlsx", "xaf"])
def test_other_kinds_of_files(kind: str, shown: Calculator, tmp_path: Path) -> None:
    """A workbook and an auditfile are recognised by what is in them, whatever they are called."""
    path = tmp_path / "bestand.bin"
    made = sample(kind, 300, seed=5)  # type: ignore[arg-type]  # both are kinds
    path.write_bytes(made.content)
    _choose(shown, path)
    customers = len(made.cents)
    expect(shown.form.locator("[data-report]")).to_contain_text(f"{customers} klanten, samen")


def test_pasted_rows_are_read(shown: Calculator) -> None:
    """Rows copied from a spreadsheet come with tabs."""
    shown.form.locator("summary", has_text="Plak rijen").click()
    shown.form.locator("[data-paste]").fill("Klant\tOmzet\nSmit\t1.500\nBos\t500")
    shown.button("read-paste").click()
    expect(shown.form.locator("[data-report]")).to_contain_text("Tekst met tabs: 2 klanten, samen € 2.000.")


def test_the_found_columns_can_be_changed(shown: Calculator, excel_file: Path) -> None:
    """The first rows are shown with what was recognised; another choice gives another result at once."""
    _choose(shown, excel_file)
    shown.form.locator("summary", has_text="Kolommen aanpassen").click()
    expect(shown.form.locator("[data-report]")).to_contain_text("Bakkerij Crèche")
    expect(shown.form.get_by_label("Omzet", exact=True).first).to_have_value("Omzet excl. btw")
    shown.form.locator('[data-column="costs"]').select_option("")
    expect(shown.field("customers[0].costs")).to_have_value("")
    expect(shown.form.locator('[data-column="costs"]')).to_be_visible()


def test_reading_makes_no_request_and_says_so(shown: Calculator, server: StaticServer, excel_file: Path) -> None:
    """While a file is read not one request goes out, and the page shows its own count as proof."""
    shown.start()
    before = list(server.requested)
    _choose(shown, excel_file)
    expect(shown.form.locator("[data-proof]")).to_contain_text("0 verzoeken")
    assert server.requested == before


def test_names_stay_on_the_screen(shown: Calculator, excel_file: Path) -> None:
    """The answer on the screen names customers, that on paper numbers them; a box hides them here, one prints them."""
    _choose(shown, excel_file)
    expect(shown.result).to_contain_text("Hout; Staal")
    shown.page.emulate_media(media="print")
    expect(shown.field("customers[0].name")).to_be_hidden()
    assert "Staal" not in shown.page.locator(".kk-calculator").inner_text()
    assert "Klant 1" in shown.form.locator("[data-paper]").inner_text()
    shown.page.emulate_media(media="screen")
    shown.field("hide_names").check()
    expect(shown.result).not_to_contain_text("Staal")
    shown.field("hide_names").uncheck()
    shown.field("show_names").check()
    shown.settle()
    shown.page.emulate_media(media="print")
    assert "Staal" in shown.result.inner_text()
    assert "Staal" not in shown.page.url


def test_undo_brings_the_list_of_before_back(shown: Calculator, excel_file: Path) -> None:
    """A list read by mistake is gone with one press: the fields, the report and the answer are those of before."""
    shown.start()
    answer = shown.headline.inner_text()
    _choose(shown, excel_file)
    expect(shown.headline).not_to_have_text(answer)
    shown.button("undo").click()
    expect(shown.headline).to_have_text(answer)
    expect(shown.form.locator(".kk-report")).to_have_count(0)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("leeg.csv", b"", "leeg"),
        ("rekening.pdf", b"%PDF-1.4", "pdf"),
        ("bom.xaf", b'<!DOCTYPE a [<!ENTITY x "y">]><auditfile>&x;</auditfile>', "DOCTYPE"),
        ("zonder.csv", b"Klant;Plaats\nSmit;Delft\n", "omzet"),
    ],
)
def test_a_bad_file_is_said_and_loses_nothing(
    shown: Calculator, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    """A sentence at the field; the form and the answer are as they were."""
    shown.start()
    answer = shown.headline.inner_text()
    path = tmp_path / name
    path.write_bytes(content)
    shown.form.locator("[data-file]").set_input_files(path)
    expect(shown.form.locator("[data-intake-error]")).to_contain_text(said)
    expect(shown.headline).to_have_text(answer)
    expect(shown.field("customers[0].name")).not_to_have_value("")


def test_a_file_that_is_too_large_is_refused_at_once(shown: Calculator, tmp_path: Path) -> None:
    """200 MB is refused by its size, before a byte of it is read."""
    path = tmp_path / "groot.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    shown.start()
    shown.form.locator("[data-file]").set_input_files(path)
    expect(shown.form.locator("[data-intake-error]")).to_contain_text("te groot")


def test_a_name_from_a_file_is_text(shown: Calculator, tmp_path: Path) -> None:
    """Markup and formulas in a list are shown as they are and do nothing."""
    path = tmp_path / "<img src=x>.csv"
    path.write_text("Klant;Omzet\n<img src=x onerror=document.title='x'>;100\n=1+1;50\n", "utf-8")
    title = shown.page.title()
    _choose(shown, path)
    expect(shown.result).to_contain_text("<img src=x onerror=document.title='x'>")
    assert shown.form.locator("img").count() == 0
    assert shown.page.title() == title


def test_reading_can_be_stopped(shown: Calculator, tmp_path: Path) -> None:
    """A long file shows that it is being read; Stop ends it, the form stays, and the calculator still works."""
    path = tmp_path / "lang.csv"
    path.write_bytes(b"Klant;Omzet\n" + b"Bakkerij Jansen;1.234,50\n" * 1_000_000)
    shown.start()
    answer = shown.headline.inner_text()
    shown.form.locator("[data-file]").set_input_files(path)
    shown.button("stop-reading").click()
    expect(shown.message).to_contain_text("Gestopt")
    expect(shown.form.locator("[data-reading]")).to_be_hidden()
    expect(shown.headline).to_have_text(answer)
    shown.field("internal_rate").fill("70")
    shown.settle()
    expect(shown.form).to_have_attribute("data-state", "ready")
    expect(shown.form.locator(".kk-report")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_read_list_is_accessible_and_fits_a_phone(scheme: str, calculator: Open, excel_file: Path) -> None:
    """With the report and everything in it folded open, axe finds nothing and nothing sticks out at 320 pixels."""
    viewport = {"width": 320, "height": 900}
    shown = calculator(SLUG, color_scheme=scheme, reduced_motion="reduce", viewport=viewport)
    _choose(shown, excel_file)
    shown.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert violations(shown.page) == []
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 320


def test_nothing_of_a_list_is_stored(shown: Calculator, excel_file: Path) -> None:
    """A list from a file is not kept on the device; taken away, an empty form is left."""
    _choose(shown, excel_file)
    assert shown.page.evaluate("Object.values(localStorage).join()").count("Staal") == 0
    shown.button("forget").click()
    expect(shown.form.locator(".kk-report")).to_have_count(0)
    expect(shown.message).to_have_text("De lijst is weg. Je formulier is leeg.")
    expect(shown.field("customers[0].name")).to_have_value("")
    expect(shown.headline).to_contain_text("Nog ")


def _monkeys(lines: int = 30) -> str:
    """List A: 30 customers of € 100 a line in turn."""
    return "Klant;Omzet excl. btw\n" + "".join(f"Aap {line % 30};100,00\n" for line in range(lines))


def _bears(lines: int = 20) -> str:
    """List B: 20 customers of € 1,000 a line in turn."""
    return "Klant;Omzet excl. btw\n" + "".join(f"Beer {line % 20};1000,00\n" for line in range(lines))


LINES = pytest.mark.parametrize("lines", [60, 90_000], ids=["one piece", "several pieces"])


def _expect_both(shown: Calculator, first: str, second: str, lines: int = 60) -> None:
    """Expect a report of each list with its own content under its own name, and all of it in the sum."""
    monkeys, bears = (f"{amount * lines:,}".replace(",", ".") for amount in (100, 1000))
    reads = shown.form.locator("[data-read]")
    expect(reads).to_have_count(3)
    for place, name in enumerate((first, second)):
        of_monkeys = name in {"a.csv", "Geplakte rijen"}
        mine = f"30 klanten, samen € {monkeys}." if of_monkeys else f"20 klanten, samen € {bears}."
        expect(reads.nth(place).locator("h3")).to_have_text(name)
        expect(reads.nth(place).locator("[data-read-summary]")).to_contain_text(mine)
    total = f"{1100 * lines:,}".replace(",", ".")
    expect(reads.nth(2)).to_contain_text(f"50 klanten, samen € {total}.")
    expect(shown.form.locator("[data-intake-error]")).to_be_hidden()
    expect(shown.form.locator("[data-reading]")).to_be_hidden()
    shown.settle()


@contextmanager
def _held(page: Page) -> Iterator[None]:
    """Hold up Python's largest file as long as this lasts; it is on its way when it begins to."""
    routes: list[Route] = []
    held = True

    def hold(route: Route) -> None:
        if held:
            routes.append(route)
        else:
            route.continue_()

    page.context.route("**/*.wasm", hold)
    yield
    held = False
    for route in routes:
        route.continue_()


def _give(shown: Calculator, *given: tuple[str, str, str], gap: int = 0) -> None:
    shown.page.evaluate(GIVE, [given, gap])


@LINES
def test_a_second_list_while_python_loads_waits(shown: Calculator, lines: int) -> None:
    """On a slow line the second list is chosen before the first is read: it waits, the page says so, both are read."""
    with _held(shown.page):
        _give(shown, ("choose", "a.csv", _monkeys(lines)))
        expect(shown.form.locator("[data-reading]")).to_be_visible()
        _give(shown, ("choose", "b.csv", _bears(lines)))
        expect(shown.form.locator("[data-queue]")).to_have_text("b.csv wacht tot a.csv gelezen is.")
        expect(shown.form.locator("[data-told]")).to_have_text("b.csv wacht tot a.csv gelezen is.")
        expect(shown.form.locator("[data-intake]")).to_have_attribute("data-busy", "")
    _expect_both(shown, "a.csv", "b.csv", lines)
    expect(shown.form.locator("[data-busy]")).to_have_count(0)


@LINES
@pytest.mark.parametrize("gap", [0, 1])
def test_two_lists_at_the_same_moment(shown: Calculator, gap: int, lines: int) -> None:
    """With Python ready, a second choice in the middle of the first mixes nothing."""
    shown.start()
    _give(shown, ("choose", "a.csv", _monkeys(lines)), ("choose", "b.csv", _bears(lines)), gap=gap)
    _expect_both(shown, "a.csv", "b.csv", lines)


@pytest.mark.parametrize("started", [True, False], ids=["warm", "cold"])
@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        (("choose", "a.csv", _monkeys(60)), ("drop", "b.csv", _bears(60)), ("a.csv", "b.csv")),
        (("drop", "b.csv", _bears(60)), ("choose", "a.csv", _monkeys(60)), ("b.csv", "a.csv")),
        (("paste", "", _monkeys(60)), ("choose", "b.csv", _bears(60)), ("Geplakte rijen", "b.csv")),
        (("choose", "b.csv", _bears(60)), ("paste", "", _monkeys(60)), ("b.csv", "Geplakte rijen")),
    ],
    ids=["drop after choose", "choose after drop", "choose after paste", "paste after choose"],
)
def test_two_ways_to_give_a_list_at_once(
    shown: Calculator, one: tuple[str, str, str], other: tuple[str, str, str], names: tuple[str, str], *, started: bool
) -> None:
    """Whatever is given while another list is read waits for it; the order is that of the visitor."""
    if started:
        shown.start()
    _give(shown, one, other)
    _expect_both(shown, *names)


def test_a_good_list_beside_bad_ones(shown: Calculator) -> None:
    """Of files that are given together each that cannot be read is named; the others are read."""
    shown.start()
    files = [{"name": "leeg.csv", "mimeType": "text/csv", "buffer": b""}]
    files += [{"name": "goed.csv", "mimeType": "text/csv", "buffer": _monkeys().encode()}]
    files += [{"name": "brief.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}]
    shown.form.locator("[data-file]").set_input_files(files)  # type: ignore[arg-type]  # are payloads
    expect(shown.form.locator("[data-intake-error]")).to_contain_text("leeg.csv: ")
    expect(shown.form.locator("[data-intake-error]")).to_contain_text("brief.pdf: ")
    expect(shown.form.locator("[data-read] h3")).to_have_text(["goed.csv"])
    expect(shown.form.locator("[data-told]")).to_contain_text("goed.csv. Tekst met puntkomma's: 30 klanten")


def test_files_that_were_given_together_are_undone_together(shown: Calculator) -> None:
    """One step of the visitor is one step back, and a list after that starts anew."""
    shown.start()
    answer = shown.headline.inner_text()
    files = [(f"{name}.csv", text().encode()) for name, text in (("a", _monkeys), ("b", _bears))]
    payloads = [{"name": name, "mimeType": "text/csv", "buffer": content} for name, content in files]
    shown.form.locator("[data-file]").set_input_files(payloads)  # type: ignore[arg-type]  # are payloads
    expect(shown.form.locator("[data-read]")).to_have_count(3)
    shown.settle()
    shown.button("undo").click()
    expect(shown.headline).to_have_text(answer)
    _give(shown, ("choose", "b.csv", _bears()))
    expect(shown.form.locator("[data-read] h3")).to_have_text(["b.csv"])


def test_stop_empties_the_queue(shown: Calculator) -> None:
    """Stopped is stopped, also what only waited; the page says what was not read, and the next list is read as ever."""
    with _held(shown.page):
        _give(shown, ("choose", "a.csv", _monkeys()), ("choose", "b.csv", _bears()))
        shown.button("stop-reading").click()
        expect(shown.message).to_have_text("Gestopt. Dit is niet gelezen: a.csv, b.csv.")
        expect(shown.form.locator("[data-reading]")).to_be_hidden()
        expect(shown.form.locator("[data-file]")).to_be_focused()
    _give(shown, ("choose", "b.csv", _bears()))
    expect(shown.form.locator("[data-read] h3")).to_have_text(["b.csv"])
    expect(shown.form.locator("[data-read-summary]")).to_contain_text("20 klanten, samen € 20.000.")


def test_a_list_of_before_survives_stopping(shown: Calculator) -> None:
    """Stop in the middle of a second list leaves the first as it was."""
    shown.start()
    _give(shown, ("choose", "a.csv", _monkeys()))
    expect(shown.form.locator("[data-read]")).to_have_count(1)
    shown.settle()
    answer = shown.headline.inner_text()
    _give(shown, ("choose", "b.csv", _bears(200_000)))
    shown.button("stop-reading").click()
    expect(shown.form.locator("[data-reading]")).to_be_hidden()
    expect(shown.form.locator("[data-read] h3")).to_have_text(["a.csv"])
    _give(shown, ("choose", "c.csv", _bears()))
    expect(shown.form.locator("[data-read] h3")).to_have_text(["a.csv", "c.csv", "Alle bestanden samen"])
    shown.button("undo").click()
    expect(shown.headline).to_have_text(answer)


def test_a_list_in_a_worker_that_died_is_gone_and_said(calculator: Open) -> None:
    """Seconds after its worker died the page says that the list is gone; no rows of it end up in another list."""
    shown = calculator(SLUG)
    many = "Klant;Omzet excl. btw\n" + "".join(f"Aap {number};{100 + number}\n" for number in range(120))
    shown.start()
    _give(shown, ("choose", "a.csv", many))
    expect(shown.form.locator("[data-read]")).to_have_count(1)
    shown.settle()
    shown.page.workers[-1].evaluate("close()")
    shown.page.evaluate(SHORT_OF_PATIENCE)
    _give(shown, ("choose", "b.csv", _bears()))
    error = shown.form.locator("[data-intake-error]")
    expect(error).to_contain_text("Het lezen is afgebroken")
    expect(error).to_contain_text(GONE)
    expect(shown.form.locator("[data-read]")).to_have_count(0)
    expect(shown.button("undo")).to_be_hidden()
    shown.page.evaluate("window.beAsPatientAsEver()")
    shown.field("internal_rate").fill("70")
    expect(shown.summary).to_have_text(GONE)
    _give(shown, ("choose", "b.csv", _bears()))
    expect(shown.form.locator("[data-read] h3")).to_have_text(["b.csv"])
    expect(shown.form.locator("[data-read-summary]")).to_contain_text("20 klanten, samen € 20.000.")
    expect(shown.summary).to_be_hidden()
    shown.settle()
    shown.button("undo").click()
    expect(shown.summary).to_have_text(GONE)
    expect(shown.answer).to_have_attribute("data-stale", "invalid")
    expect(shown.form.locator("[data-read]")).to_have_count(0)


def test_the_example_takes_the_place_of_the_whole_list(shown: Calculator) -> None:
    """After a long list the example is the example: no customer of the list still counts."""
    shown.start()
    answer = shown.headline.inner_text()
    _give(shown, ("choose", "a.csv", _monkeys()))
    expect(shown.headline).not_to_have_text(answer)
    shown.settle()
    shown.field("internal_rate").fill("62")  # what was said goes, and the choice of an empty form is in sight again
    shown.button("clear").click()
    expect(shown.form.locator("[data-read]")).to_have_count(0)
    shown.button("undo").click()
    expect(shown.form.locator("[data-read]")).to_have_count(1)
    shown.field("internal_rate").fill("61")  # and the same
    shown.button("preset").first.click()
    expect(shown.headline).to_have_text(f"Voorbeeld: {answer}")
    expect(shown.form.locator("[data-read]")).to_have_count(0)


def test_a_file_dropped_beside_the_zone(shown: Calculator) -> None:
    """Nowhere does a dropped file take the place of the page; anywhere on the form it is a list."""
    for kind in ("dragover", "drop"):
        assert shown.page.evaluate(DROP, ["a.csv", DUTCH_EXCEL, "h1", kind])
    expect(shown.form.locator("[data-reading]")).to_be_hidden()
    shown.page.evaluate(DROP, ["a.csv", DUTCH_EXCEL, '[name="internal_rate"]', "dragover"])
    expect(shown.form.locator("[data-drop]")).to_have_attribute("data-over", "")
    assert shown.page.evaluate(DROP, ["a.csv", DUTCH_EXCEL, '[name="internal_rate"]', "drop"])
    expect(shown.form.locator("[data-over]")).to_have_count(0)
    expect(shown.form.locator("[data-report]")).to_contain_text("2 klanten, samen € 21.235.")


def test_a_page_without_lists_leaves_dropping_alone(calculator: Open) -> None:
    """Where no list can be given, the browser does with a file as it always does."""
    assert not calculator("pww-score").page.evaluate(DROP, ["a.csv", DUTCH_EXCEL, "h1", "drop"])


@pytest.mark.parametrize("width", [390, 1280])
def test_the_view_goes_to_the_answer(calculator: Open, excel_file: Path, width: int) -> None:
    """Above it stands what it was made from, with the focus, below the header; a press leads to how that was read."""
    shown = calculator(SLUG, viewport={"width": width, "height": 800})
    _choose(shown, excel_file)
    heading = shown.form.locator("[data-read-told]")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport(ratio=1)
    for said in ("omzet.csv", "2 klanten, samen € 21.235.", "Gelezen: 4 regels", "2 regels tellen niet mee"):
        expect(heading).to_contain_text(said)
    expect(shown.headline).to_be_in_viewport()
    header = shown.page.locator(".md-header").bounding_box()
    box = heading.bounding_box()
    assert header is not None
    assert box is not None
    assert box["y"] >= header["y"] + header["height"]
    told = "omzet.csv. Tekst met puntkomma's: 2 klanten, samen € 21.235."
    expect(shown.form.locator("[data-told]")).to_have_text(told)
    shown.button("show-read").click()
    expect(shown.form.locator("[data-read] h3")).to_be_focused()
    expect(shown.form.locator("[data-read] h3")).to_be_in_viewport(ratio=1)
    shown.button("undo").click()
    expect(heading).to_be_hidden()


def test_who_goes_on_with_the_form_is_left_there(shown: Calculator, excel_file: Path) -> None:
    """The view stays at a field in which the visitor types while the list is read, and so does that text."""
    with _held(shown.page):
        shown.form.locator("[data-file]").set_input_files(excel_file)
        expect(shown.form.locator("[data-reading]")).to_be_visible()
        shown.field("internal_rate").fill("71")
    expect(shown.form.locator("[data-report]")).to_contain_text("2 klanten, samen € 21.235.")
    expect(shown.form.locator("[data-told]")).to_contain_text("2 klanten")
    expect(shown.field("internal_rate")).to_be_focused()
    expect(shown.field("internal_rate")).to_have_value("71")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_column_that_was_not_found_is_asked_for(calculator: Open, tmp_path: Path, width: int) -> None:
    """The choice stands open and in view; after it the list is read, and the focus is still where it was."""
    shown = calculator(SLUG, viewport={"width": width, "height": 800})
    path = tmp_path / "bruto.csv"
    path.write_text("Klant;Bruto\nSmit;100\nBos;50\n", "utf-8")
    _choose(shown, path)
    choice = shown.form.locator('[data-column="revenue"]')
    expect(choice).to_be_in_viewport(ratio=1)
    expect(shown.form.locator("[data-read] h3")).to_be_focused()
    choice.focus()
    choice.select_option("Bruto")
    expect(shown.form.locator("[data-read-summary]")).to_contain_text("2 klanten, samen € 150.")
    expect(shown.form.locator("[data-intake-error]")).to_be_hidden()
    expect(choice).to_be_focused()


def test_answers_and_accounts_are_asked_in_turn(shown: Calculator, excel_file: Path) -> None:
    """A press on an answer and a tick at an account go to Python with the file, and keep the focus near."""
    _choose(shown, excel_file)
    shown.page.evaluate(NOTE_ASKED)
    html = render_reports(SLUG, [ASKING])
    shown.page.evaluate("html => { document.querySelector('[data-report]').innerHTML = html; }", html)
    shown.form.locator("summary", has_text="Welke rekeningen").click()
    shown.form.locator('[data-account][value="8900"]').check()
    expect(shown.form.locator("[data-read]").first).to_contain_text("omzet.csv")  # Python wrote the report anew
    shown.page.evaluate("html => { document.querySelector('[data-report]').innerHTML = html; }", html)
    shown.form.get_by_role("group", name="Excl. btw?").get_by_role("button", name="Nee").click()
    expect(shown.form.locator("[data-read]").first).to_contain_text("omzet.csv")
    expect(shown.form.locator("[data-read] h3").first).to_be_focused()
    first, second = shown.page.evaluate("window.asked")
    assert (first["task"], first["file"], first["accounts"]) == ("choose_accounts", 0, ["8000", "8900"])
    assert (second["task"], second["file"], second["question"], second["value"]) == (
        "answer_question",
        0,
        "btw",
        "incl",
    )
    shown.settle()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_questions_and_accounts_are_accessible_and_fit_a_phone(scheme: str, calculator: Open) -> None:
    """Of a file that asks something axe finds nothing, nothing sticks out, and everything is large enough to touch."""
    viewport = {"width": 320, "height": 900}
    shown = calculator(SLUG, color_scheme=scheme, reduced_motion="reduce", viewport=viewport)
    together = FileReport("Alle bestanden samen", ASKING.summary, questions=ASKING.questions, of_all=True)
    html = render_reports(SLUG, [ASKING, together])
    shown.page.evaluate("html => { document.querySelector('[data-report]').innerHTML = html; }", html)
    shown.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert violations(shown.page) == []
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 320
    for touched in shown.form.locator(".kk-question button, .kk-accounts label").all():
        box = touched.bounding_box()
        assert box is not None
        assert box["height"] >= 44


def test_a_list_by_keyboard_alone(shown: Calculator, tmp_path: Path) -> None:
    """From the heading of what was read the keys go on to the columns; a choice there keeps the focus."""
    path = tmp_path / "bruto.csv"
    path.write_text("Klant;Bruto\nSmit;100\nBos;50\n", "utf-8")
    _choose(shown, path)
    keys = shown.page.keyboard
    keys.press("Tab")
    expect(shown.form.locator("summary", has_text="Kolommen aanpassen")).to_be_focused()
    for _ in ("Naam", "Klantnummer", "Omzet"):
        keys.press("Tab")
    expect(shown.form.locator('[data-column="revenue"]')).to_be_focused()
    keys.press("B")
    expect(shown.form.locator("[data-read-summary]")).to_contain_text("2 klanten, samen € 150.")
    expect(shown.form.locator('[data-column="revenue"]')).to_be_focused()


def test_a_question_holds_the_form_until_it_is_answered(shown: Calculator) -> None:
    """A last row that adds up the others is asked about with two buttons; the answer fills the form."""
    shown.start()
    answer = shown.headline.inner_text()
    _give(shown, ("choose", "som.csv", "Klant;Omzet excl. btw\nAap;100\nBeer;200\nChimp;300\nDas;600\n"))
    buttons = shown.form.locator("[data-question=last_row]")
    expect(buttons).to_have_text(["Een totaal", "Een klant"])
    expect(shown.headline).to_have_text(answer)
    buttons.first.click()
    expect(shown.form.locator("[data-report]")).to_contain_text("3 klanten, samen € 600.")
    expect(shown.field("customers[0].name")).to_have_value("Chimp")
    expect(buttons).to_have_count(0)
