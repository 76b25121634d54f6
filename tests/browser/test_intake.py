"""A visitor's own list: chosen, dropped, pasted or a sample; read in the browser, shown, corrected, taken away."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from calculators.imports.samples import sample
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
DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  const drop = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data });
  document.querySelector("[data-drop]").dispatchEvent(drop);
}"""


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
    expect(shown.form.locator("[data-report]")).to_contain_text("1 regel is niet meegeteld.")
    expect(shown.field("customers[0].name")).to_have_value("Hout; Staal")
    expect(shown.result).to_contain_text("Klant 1")
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
    shown.form.locator("summary", has_text="De eerste rijen").click()
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


def test_names_are_hidden_until_asked_for(shown: Calculator, excel_file: Path) -> None:
    """The answer, its charts, the copy and the print hold numbers; the switch shows names, and only here."""
    _choose(shown, excel_file)
    assert "Staal" not in shown.result.inner_html()
    shown.page.emulate_media(media="print")
    expect(shown.field("customers[0].name")).to_be_hidden()
    shown.page.emulate_media(media="screen")
    shown.field("show_names").check()
    expect(shown.result).to_contain_text("Hout; Staal")
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
    shown.field("show_names").check()
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
    """A list from a file is not kept on the device; taken away, the example is back."""
    _choose(shown, excel_file)
    assert shown.page.evaluate("Object.values(localStorage).join()").count("Staal") == 0
    shown.button("forget").click()
    expect(shown.form.locator(".kk-report")).to_have_count(0)
    expect(shown.field("customers[0].name")).to_have_value("Modehuis Fictief")
