"""The PWW-score as a visitor uses it, in Chromium."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Calculator, OpenPage
from tests.server import StaticServer

Open = Callable[..., Calculator]
SLUG = "pww-score"

# What a visitor can type in a score that is no score, and a piece of the sentence that must answer it.
WRONG_SCORES = {
    "veel": "is geen getal",
    "0": "valt buiten de grenzen",
    "11": "valt buiten de grenzen",
    "1e9": "is geen getal",
    "-3": "valt buiten de grenzen",
    "7,5,5": "is geen getal",
}


@pytest.fixture
def pww(calculator: Callable[..., Calculator]) -> Calculator:
    """The PWW-score with Python running."""
    shown = calculator(SLUG)
    shown.start()
    return shown


def _names(shown: Calculator) -> list[str]:
    return [field.input_value() for field in shown.form.locator('[name$=".name"]').all()]


def test_another_score_gives_another_winner(pww: Calculator) -> None:
    """Three tens for the first group put it in front, live."""
    for criterion in ("fulfilment", "market_value", "profitability"):
        pww.field(f"segments[0].{criterion}").fill("10")
    expect(pww.headline).to_have_text("Richt je marketing op Woningcorporaties.")
    expect(pww.result).to_contain_text("30 van de 30 punten, 5 meer dan Commercieel vastgoed.")


def test_half_points_are_scores(pww: Calculator) -> None:
    """7,5 is a score and counts as seven and a half."""
    pww.field("segments[1].fulfilment").fill("7,5")
    expect(pww.result).to_contain_text("24,5 van de 30 punten")


@pytest.mark.parametrize(("typed", "said"), WRONG_SCORES.items(), ids=WRONG_SCORES)
def test_wrong_score_is_said_at_the_field_and_in_the_summary(pww: Calculator, typed: str, said: str) -> None:
    """Left with a score that is none: said at field and summary; the text stays, the old result is marked."""
    field = pww.field("segments[0].fulfilment")
    field.fill(typed)
    field.blur()
    expect(pww.error("segments[0].fulfilment")).to_contain_text(said)
    expect(pww.summary).to_contain_text(said)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value(typed)
    expect(pww.answer).to_have_attribute("data-stale", "invalid")
    expect(pww.headline).to_have_text("Richt je marketing op Commercieel vastgoed.")
    field.fill("6")
    expect(pww.error("segments[0].fulfilment")).to_be_hidden()
    expect(pww.summary).to_be_hidden()
    expect(pww.answer).not_to_have_attribute("data-stale", "invalid")


def test_an_emptied_score_is_an_answer_to_come_and_a_fault_on_bereken(pww: Calculator) -> None:
    """Without one of its scores a group is not answered: there is no verdict and no complaint until Bereken."""
    field = pww.field("segments[0].fulfilment")
    field.fill("")
    field.blur()
    expect(pww.headline).to_have_text("Nog 1 antwoord")
    expect(pww.answer).to_contain_text("Vul nog in: 'klantgroep 1'.")
    expect(pww.summary).to_be_hidden()
    field.press("Enter")
    said = "Vul bij persoonlijke voldoening van klantgroep 1 een getal van 1 tot en met 10 in"
    expect(pww.error("segments[0].fulfilment")).to_contain_text(said)
    expect(pww.summary).to_contain_text(said)
    field.fill("6")
    expect(pww.headline).to_have_text("Richt je marketing op Commercieel vastgoed.")
    expect(pww.summary).to_be_hidden()


def test_leaving_a_field_does_not_take_the_focus_but_bereken_does(pww: Calculator) -> None:
    """In the next field the focus stays; Enter moves it to the summary, and a link there leads to the field."""
    field = pww.field("segments[0].market_value")
    field.fill("99")
    other = pww.field("segments[1].market_value")
    other.focus()
    expect(pww.summary).to_be_visible()
    expect(other).to_be_focused()
    other.press("Enter")
    expect(pww.summary).to_be_focused()
    expect(pww.page).to_have_title(re.compile("^Fout: "))
    pww.summary.get_by_role("link").click()
    expect(field).to_be_focused()


def test_two_groups_with_the_same_name_are_refused_at_the_second(pww: Calculator) -> None:
    """The later one of two equal names gets the sentence."""
    pww.field("segments[2].name").fill(" woningcorporaties ")
    pww.field("segments[2].name").blur()
    expect(pww.error("segments[2].name")).to_have_text("Verander de naam van klantgroep 3: die staat er al.")
    expect(pww.error("segments[0].name")).to_be_hidden()


@pytest.mark.parametrize("name", ["<img src=x onerror=document.title='x'>", "{winner}", '"><b>', "&amp;", "=1+1"])
def test_a_name_is_text_whatever_it_holds(pww: Calculator, name: str) -> None:
    """Markup, braces and formulas in a name are shown as they were typed and do nothing."""
    title = pww.page.title()
    pww.field("segments[1].name").fill(name)
    expect(pww.headline).to_have_text(f"Richt je marketing op {name}.")
    assert pww.result.locator("img, b").count() == 0
    assert pww.page.title() == title


def test_half_filled_weights_are_asked_for_and_zeros_refused(pww: Calculator) -> None:
    """Some weights filled: the empty ones are required. All zero: refused as a whole. All empty: equal."""
    pww.field("weights[0]").fill("50")
    expect(pww.error("weights[1]")).to_contain_text("Vul bij de weging van Waarde voor de markt een getal van 0")
    expect(pww.error("weights[2]")).to_be_visible()
    for index in range(3):
        pww.field(f"weights[{index}]").fill("0")
    pww.field("weights[2]").blur()
    expect(pww.page.locator("#pww-score-weights-error")).to_contain_text("minstens één getal boven 0")
    for index in range(3):
        pww.field(f"weights[{index}]").fill("")
    expect(pww.summary).to_be_hidden()
    expect(pww.headline).to_have_text("Richt je marketing op Commercieel vastgoed.")


def test_weights_change_the_totals(pww: Calculator) -> None:
    """With all weight on the last question only that score counts."""
    for index, weight in enumerate(("0", "0", "2")):
        pww.field(f"weights[{index}]").fill(weight)
    expect(pww.result).to_contain_text("24 van de 30 punten, 9 meer dan Woningcorporaties en Particulieren.")


def test_groups_are_added_moved_removed_and_brought_back(pww: Calculator) -> None:
    """A new group counts once it is filled in; groups change places; a removed one comes back as it was."""
    pww.button("add").click()
    expect(pww.field("segments[3].name")).to_be_focused()
    expect(pww.error("segments[3].name")).to_be_hidden()
    pww.field("segments[3].name").fill("Scholen")
    for criterion in ("fulfilment", "market_value", "profitability"):
        pww.field(f"segments[3].{criterion}").fill("9,5")
    expect(pww.headline).to_have_text("Richt je marketing op Scholen.")
    pww.button("up").nth(3).click()
    assert _names(pww) == ["Woningcorporaties", "Commercieel vastgoed", "Scholen", "Particulieren"]
    pww.button("down").first.click()
    assert _names(pww) == ["Commercieel vastgoed", "Woningcorporaties", "Scholen", "Particulieren"]
    pww.button("remove").nth(2).click()
    expect(pww.message).to_have_text("Klantgroep 3 is verwijderd.")
    expect(pww.headline).to_have_text("Richt je marketing op Commercieel vastgoed.")
    pww.button("undo").click()
    assert _names(pww) == ["Commercieel vastgoed", "Woningcorporaties", "Scholen", "Particulieren"]
    expect(pww.headline).to_have_text("Richt je marketing op Scholen.")


def test_thirteen_groups_are_too_many_and_none_too_few(pww: Calculator) -> None:
    """The thirteenth group and the removal of the last one are answered with a sentence, and nothing is lost."""
    for _ in range(9):
        pww.button("add").click()
    pww.button("add").click()
    expect(pww.page.locator("#pww-score-segments-error")).to_have_text(
        "Meer dan 12 past niet: verwijder eerst een klantgroep."
    )
    expect(pww.summary).to_have_text("Meer dan 12 past niet: verwijder eerst een klantgroep.")
    assert pww.form.locator("[data-row]").count() == 12
    for _ in range(11):
        pww.button("remove").last.click()
    pww.button("remove").last.click()
    expect(pww.summary).to_have_text("Er blijft minstens 1 klantgroep staan.")
    assert _names(pww) == ["Woningcorporaties"]
    expect(pww.headline).to_have_text("Woningcorporaties krijgt 19 van de 30 punten.")


def test_keyboard_alone_is_enough(pww: Calculator) -> None:
    """Keyboard only: from the first field to the add button, a new group, its removal and the way back."""
    keyboard = pww.page.keyboard
    pww.field("segments[2].profitability").focus()
    keyboard.press("Tab")  # the slider
    keyboard.press("ArrowRight")
    expect(pww.field("segments[2].profitability")).to_have_value("6")
    keyboard.press("Tab")
    expect(pww.button("add")).to_be_focused()
    keyboard.press("Enter")
    keyboard.type("Scholen")
    keyboard.press("Tab")
    keyboard.type("9")
    expect(pww.field("segments[3].fulfilment")).to_have_value("9")
    keyboard.press("Enter")
    expect(pww.summary).to_be_focused()
    expect(pww.summary).to_contain_text("waarde voor de markt van klantgroep 4")


def test_slider_and_field_follow_each_other(pww: Calculator) -> None:
    """The slider writes whole grades in the field, and the field moves the slider."""
    slider = pww.page.locator(f'[data-slider-for="{pww.field("segments[0].fulfilment").get_attribute("id")}"]')
    slider.fill("8")
    expect(pww.field("segments[0].fulfilment")).to_have_value("8")
    expect(pww.result).to_contain_text("van de 30 punten, 4 meer dan Woningcorporaties.")
    pww.field("segments[0].fulfilment").fill("2")
    expect(slider).to_have_value("2")


def test_clear_example_and_undo(pww: Calculator) -> None:
    """An empty form has two groups and scolds nobody, undo brings everything back, the example can be filled in."""
    pww.field("segments[0].name").fill("Scholen")
    pww.button("clear").click()
    assert _names(pww) == ["", ""]
    expect(pww.headline).to_have_text("Nog 2 antwoorden")
    expect(pww.summary).to_be_hidden()
    pww.button("undo").click()
    assert _names(pww)[0] == "Scholen"
    expect(pww.headline).to_have_text("Richt je marketing op Commercieel vastgoed.")
    pww.field("segments[0].name").fill("Winkels")  # what was said goes, and the choice is in sight again
    pww.button("preset").first.click()
    expect(pww.headline).to_have_text("Voorbeeld: Richt je marketing op Commercieel vastgoed.")
    assert _names(pww) == ["Woningcorporaties", "Commercieel vastgoed", "Particulieren"]


def test_a_deel_link_carries_no_names(pww: Calculator, calculator: Callable[..., Calculator]) -> None:
    """Names stay behind: who opens the link sees numbered groups with the same scores."""
    pww.field("segments[0].name").fill("Geheim")
    pww.button("share").click()
    expect(pww.message).not_to_be_empty()
    fragment = pww.page.url.partition("#")[2]
    assert re.fullmatch(r"pww-score=2;6_8_5~8_9_8~7_6_5;;\d{4}", fragment)
    opened = calculator(SLUG, fragment=f"#{fragment}")
    expect(opened.headline).to_have_text("Richt je marketing op Klantgroep 2.")


@pytest.mark.parametrize(
    "fragment",
    [
        "pww-score=1;<img src=x onerror=alert(1)>;",
        "pww-score=2;6_8_5;",
        "pww-score=",
        "pww-score=1;" + "1_1_1~" * 400,
        "pww-score=%00",
        "pww-score=1;javascript:alert(1);",
    ],
)
def test_a_hostile_deel_link_does_nothing(calculator: Callable[..., Calculator], fragment: str) -> None:
    """A link that is no share link leaves the example as it was and says so."""
    shown = calculator(SLUG, fragment=f"#{fragment}")
    expect(shown.form).to_have_attribute("data-state", "ready")
    expect(shown.message).to_contain_text("Deze deel-link is niet heel overgekomen")
    expect(shown.headline).to_have_text("Voorbeeld: Richt je marketing op Commercieel vastgoed.")


@pytest.mark.parametrize(("sign", "written"), [("#", "%23"), ("=", "%3D"), (";", "%3B")])
def test_a_deel_link_in_percent_signs_is_read(
    pww: Calculator, calculator: Callable[..., Calculator], excused: list[str], sign: str, written: str
) -> None:
    """Programs write a sign of the address in another way; with %23 it is the host's 404 page that goes on to it."""
    excused.append("%23")
    pww.field("segments[0].fulfilment").fill("3")
    pww.button("share").click()
    expect(pww.message).not_to_be_empty()
    opened = calculator(SLUG, fragment=f"#{pww.page.url.partition('#')[2]}".replace(sign, written))
    expect(opened.field("segments[0].fulfilment")).to_have_value("3")
    expect(opened.message).to_contain_text("Gedeeld")


def test_an_address_that_is_repaired_stays_on_this_site(
    open_page: OpenPage, server: StaticServer, excused: list[str]
) -> None:
    """A path with two slashes at its begin must not become the name of another host."""
    excused.append("elders.example/")  # neither address is a page here
    page = open_page(f"{server.url}/elders.example/%23pww-score=1")
    expect(page).to_have_url(f"{server.url}/elders.example/#pww-score=1")


def test_a_deel_link_with_wrong_numbers_is_refused_at_the_fields(calculator: Callable[..., Calculator]) -> None:
    """Numbers from a link meet the same checks as numbers that are typed."""
    shown = calculator(SLUG, fragment="#pww-score=1;66_8_5~8_9_8;")
    expect(shown.error("segments[0].fulfilment")).to_contain_text("valt buiten de grenzen")
    expect(shown.field("segments[0].fulfilment")).to_have_value("66")


def test_a_change_without_typing_counts(pww: Calculator) -> None:
    """A password manager or a voice that fills in a field may tell of nothing but a change."""
    before = pww.result.inner_text()
    pww.field("segments[2].profitability").evaluate(
        "field => { field.value = '10'; field.dispatchEvent(new Event('change', { bubbles: true })); }"
    )
    pww.settle()
    assert pww.result.inner_text() != before


def test_a_field_that_is_left_is_judged_whoever_filled_it_in(pww: Calculator) -> None:
    """A voice or a driver may tell what it writes, and no change: what is wrong is said once the field is left."""
    field = pww.field("segments[2].profitability")
    field.evaluate("field => { field.value = 'veel'; field.dispatchEvent(new Event('input', { bubbles: true })); }")
    pww.settle()
    expect(pww.error("segments[2].profitability")).to_be_hidden()
    field.evaluate("field => { field.focus(); field.blur(); }")
    expect(pww.error("segments[2].profitability")).to_contain_text("is geen getal")


def test_a_field_that_an_extension_adds_shifts_nothing(pww: Calculator) -> None:
    """A password manager or a translator may put a field of its own in a row; each number stays where it was."""
    scores = {f"segments[{row}].{name}": "" for row in range(3) for name in ("fulfilment", "market_value")}
    before = {name: pww.field(name).input_value() for name in scores}
    pww.form.locator("[data-row]").first.evaluate(
        "row => row.querySelector('input').before(Object.assign(document.createElement('input'), { value: '99' }))"
    )
    pww.button("down").first.click()
    pww.settle()
    moved = {name: pww.field(name).input_value() for name in scores}
    swapped = str.maketrans("01", "10")
    assert moved == {f"segments[{name[9].translate(swapped)}{name[10:]}": text for name, text in before.items()}


def test_saving_is_explicit_and_wiping_removes_all(pww: Calculator) -> None:
    """Nothing is stored until asked; what is stored comes back on request; wiping leaves nothing."""
    page = pww.page
    keys = "Object.keys(localStorage).filter(key => key.startsWith('klantkompas'))"
    assert page.evaluate(keys) == []
    pww.field("segments[0].name").fill("Scholen")
    pww.button("save").click()
    expect(pww.message).to_contain_text("Bewaard")
    assert page.evaluate(keys) == ["klantkompas.pww-score"]
    page.reload()
    pww.button("restore").click()
    expect(pww.field("segments[0].name")).to_have_value("Scholen")
    pww.button("wipe").click()
    expect(pww.message).to_contain_text("Gewist")
    assert page.evaluate(keys) == []


def test_damaged_storage_is_said_and_changes_nothing(pww: Calculator) -> None:
    """What was kept and is no JSON any more cannot come back; the form stays as it is and the page says so."""
    pww.page.evaluate("localStorage.setItem('klantkompas.pww-score', '{\"segments[0')")
    pww.page.reload()
    pww.button("restore").click()
    expect(pww.message).to_contain_text("beschadigd")
    assert _names(pww)[0] == "Woningcorporaties"
    pww.button("compare-saved").click()
    expect(pww.message).to_contain_text("niets om mee te vergelijken")


def test_a_deel_link_is_opened_once(calculator: Callable[..., Calculator]) -> None:
    """Who opens a link, types, walks away and comes back finds what was typed, not the link again."""
    shown = calculator(SLUG, fragment="#pww-score=1;6_8_5~8_9_8;")
    expect(shown.field("segments[0].name")).to_have_value("Klantgroep 1")
    shown.field("segments[0].name").fill("Scholen")
    shown.settle()
    shown.page.locator('.kk-footer__list a[href$="privacy/"]').click()
    expect(shown.page).to_have_url(re.compile("privacy"))
    shown.page.go_back()
    expect(shown.field("segments[0].name")).to_have_value("Scholen")
    shown.settle()
    assert _names(shown)[0] == "Scholen"


def test_copy_gives_the_answer_as_text_with_its_source(calculator: Callable[..., Calculator]) -> None:
    """What is copied reads as a letter: the answer, the tables, where and when it was made."""
    shown = calculator(SLUG, permissions=["clipboard-read", "clipboard-write"])
    shown.start()
    shown.button("copy").click()
    expect(shown.message).to_have_text("De uitkomst staat op je klembord.")
    text = shown.page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("Richt je marketing op Commercieel vastgoed.\n6 punten voorsprong.\n25 van de 30 punten")
    assert "Woningcorporaties | 6 | 8 | 5 | 19 | 2" in text
    assert shown.page.url in text


def test_download_is_a_safe_dutch_csv(pww: Calculator, tmp_path: Path) -> None:
    """The file has a byte order mark, semicolons and decimal commas; a name cannot become a formula."""
    pww.field("segments[0].name").fill('=HYPERLINK("x")')
    pww.field("segments[0].fulfilment").fill("6,5")
    with pww.page.expect_download() as download:
        pww.button("download").click()
    path = tmp_path / "file.csv"
    download.value.save_as(path)
    content = path.read_bytes().decode("utf-8")
    assert download.value.suggested_filename == "pww-score.csv"
    assert content.startswith("\ufeff")
    assert '"\'=HYPERLINK(""x"")";"6,5";"8";"5";"19,5";"2"\r\n' in content


def test_a_result_is_announced_once_it_is_quiet(pww: Calculator) -> None:
    """The result is busy until 500 ms after the last change, so that a screen reader hears it once, at the end."""
    clock = pww.page.clock
    clock.install(time=0)
    clock.pause_at(1_000)
    field = pww.field("segments[0].name")
    field.fill("Scho")
    expect(pww.answer).to_have_attribute("aria-busy", "true")
    clock.run_for(400)
    field.fill("Scholen")
    clock.run_for(400)
    expect(pww.answer).to_have_attribute("aria-busy", "true")
    clock.run_for(200)
    expect(pww.answer).not_to_have_attribute("aria-busy", "true")


def test_folds_stay_open_when_the_result_changes(pww: Calculator) -> None:
    """A table that was folded open is still open after the next change."""
    table = pww.result.locator("details").first
    table.locator("summary").click()
    pww.field("segments[0].fulfilment").fill("9")
    expect(pww.result).to_contain_text("3 meer dan Woningcorporaties")
    expect(pww.result.locator("details").first).to_have_attribute("open", "")
