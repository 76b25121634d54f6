"""What every calculator can do, by the mechanism that all share; what differs is in test_first_visit.py."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from calculators.catalogue import find
from tests.browser.conftest import Calculator
from tests.browser.pages import every_calculator
from tests.browser.test_first_visit import assert_same_bytes
from tests.server import StaticServer

Open = Callable[..., Calculator]

pytestmark = every_calculator


# What stands in all fields, in order, and what stands there in an empty form of one's own: a rule of thumb, or nothing.
TYPED = """form => [...form.querySelectorAll("[name]")]
  .map(each => each.matches("[type=checkbox], [type=radio]") ? `${each.checked && each.value !== ""}` : each.value)"""
STARTS = """form => [...form.querySelectorAll("[name]")]
  .map(each => each.matches("[type=checkbox], [type=radio]")
    ? `${each.dataset.start !== undefined && each.value === each.dataset.start}` : each.dataset.start ?? "")"""

# Where the focus is: within the fields or not, the name of the field, and whether it is in sight. Of a row of buttons
# the words lie over the button.
# Firefox scrolls there in some frames, and not where a part of it is in the window: that part must be in front then.
FOCUSED = """async () => {
  const focused = document.activeElement;
  const isSeen = () => {
    const box = focused.getBoundingClientRect();
    const isLeft = navigator.userAgent.includes("Firefox");
    const middle = isLeft ? (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2 : box.y + box.height / 2;
    const top = document.elementFromPoint(box.x + box.width / 2, middle);
    return box.width > 0 && [focused, ...(focused.labels ?? [])].some(each => each.contains(top));
  };
  for (let frames = 0; frames < 60 && !isSeen(); frames += 1) await new Promise(requestAnimationFrame);
  return [focused.closest("[data-fields]") !== null, focused.name ?? "", isSeen()];
}"""


def _number_field(shown: Calculator) -> Locator:
    """The first field for a number, in sight; it takes any small number in every calculator."""
    if not shown.numbers.count():
        pytest.skip("all of its questions are buttons: there is nothing that can be typed wrong")
    return shown.field(shown.numbers.first.get_attribute("name") or "")


def _typed(shown: Calculator, script: str = TYPED) -> list[str]:
    """What stands in all fields, in order."""
    values: list[str] = shown.form.evaluate(script)
    return values


def _stored(shown: Calculator) -> list[str]:
    keys: list[str] = shown.page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('klantkompas'))")
    return keys


def test_a_deel_link_brings_the_numbers_back(slug: str, calculator: Open) -> None:
    """A share link holds no text that was typed, and a visitor who opens it sees the same numbers."""
    shown = calculator(slug)
    shown.start()
    name, text = shown.change("3,5")
    shown.button("share").click()
    expect(shown.message).not_to_be_empty()
    address = shown.page.url
    assert len(address.partition("#")[2]) <= 2000
    again = calculator(slug, fragment="#" + address.partition("#")[2])
    expect(again.form).to_have_attribute("data-state", "ready")
    again.expect_text(name, text)


def test_a_fault_is_said_and_the_old_answer_marked(slug: str, calculator: Open) -> None:
    """A field left with what is no number says so, there and in the summary; the text stays, the answer is marked."""
    shown = calculator(slug)
    shown.start()
    answer = shown.headline.inner_text()
    field = _number_field(shown)
    field.fill("veel")
    field.blur()
    error = shown.page.locator(f"#{field.get_attribute('id')}-error")
    expect(error).to_contain_text("is geen getal")
    expect(shown.summary).to_contain_text("is geen getal")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("veel")
    expect(shown.answer).to_have_attribute("data-stale", "invalid")
    expect(shown.headline).to_have_text(answer)
    field.press("Enter")
    expect(shown.summary).to_be_focused()
    shown.summary.get_by_role("link").first.click()
    expect(field).to_be_focused()
    field.fill("3")
    expect(error).to_be_hidden()
    expect(shown.summary).to_be_hidden()
    expect(shown.answer).not_to_have_attribute("data-stale", "invalid")


def test_an_empty_form_scolds_nobody_and_undo_brings_all_back(slug: str, calculator: Open) -> None:
    """An empty form has its rules of thumb and no errors; undo gives back what was typed; an example can come back."""
    shown = calculator(slug)
    built = shown.headline.first.inner_text()
    shown.start()
    example = _typed(shown)
    shown.change("3")
    shown.settle()
    own = _typed(shown)
    shown.button("clear").click()
    assert _typed(shown) == _typed(shown, STARTS)
    shown.settle()
    expect(shown.headline).to_contain_text("Nog ")
    expect(shown.summary).to_be_hidden()
    shown.button("undo").click()
    assert _typed(shown) == own
    shown.settle()
    expect(shown.summary).to_be_hidden()
    shown.change("4")  # what was said goes, and the choice of an example is in sight again
    shown.button("preset").first.click()
    expect(shown.headline).to_have_text(built)
    assert _typed(shown) == example


def test_saving_is_explicit_and_wiping_leaves_nothing(slug: str, calculator: Open) -> None:
    """Nothing is stored until asked; it comes back on request, can be compared with, and is gone after wiping."""
    shown = calculator(slug)
    shown.start()
    assert _stored(shown) == []
    name, text = shown.change("3")
    own = _typed(shown)
    shown.button("save").click()
    assert _stored(shown) == [f"klantkompas.{slug}"]
    shown.page.reload()
    shown.button("compare-saved").click()
    expect(shown.result.locator(".kk-comparison")).to_be_visible()
    shown.button("restore").click()
    shown.expect_text(name, text)
    assert _typed(shown) == own
    shown.button("wipe").click()
    expect(shown.message).to_contain_text("Gewist")
    assert _stored(shown) == []


def test_what_if_keeps_the_base_case_beside_it(slug: str, calculator: Open) -> None:
    """After Vergelijk a change is shown as old, new and difference, until the visitor stops comparing."""
    shown = calculator(slug)
    shown.start()
    shown.button("compare").click()
    comparison = shown.result.locator(".kk-comparison")
    expect(comparison).to_contain_text("gelijk")
    shown.change("3")
    expect(comparison.locator("td", has_text="gelijk")).not_to_have_count(comparison.locator("tbody tr").count())
    shown.button("release").click()
    expect(comparison).to_have_count(0)


def test_the_answer_can_be_copied_and_downloaded(slug: str, calculator: Open, tmp_path: Path) -> None:
    """The text starts with the answer and ends with where it is from; the file is a CSV for a Dutch spreadsheet."""
    shown = calculator(slug, permissions=["clipboard-read", "clipboard-write"])
    shown.start()
    shown.button("copy").click()
    expect(shown.message).to_have_text("De uitkomst staat op je klembord.")
    text = shown.page.evaluate("navigator.clipboard.readText()")
    assert text.startswith(shown.headline.inner_text())
    assert shown.page.url in text
    with shown.page.expect_download() as download:
        shown.button("download").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == f"{slug}.csv"
    content = file.read_bytes().decode("utf-8")
    assert content.startswith("\ufeff")
    assert '";"' in content
    assert {line[:1] for line in content[1:].splitlines() if line} == {'"'}


def test_print_has_the_answer_the_input_and_nothing_to_press(slug: str, calculator: Open) -> None:
    """On paper stand the answer, its tables and what was filled in; buttons, sliders and messages do not."""
    shown = calculator(slug)
    shown.start()
    shown.page.emulate_media(media="print")
    expect(shown.form.locator(".kk-headline:visible")).to_have_count(1)  # with names on paper only where they may go
    if find(slug).names is None:  # rows with names are not printed
        expect(shown.form.locator("[data-fields] [name]:visible").first).to_be_attached()
    assert shown.form.locator("button:visible, input[type=range]:visible").count() == 0
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 1280
    assert shown.page.pdf().startswith(b"%PDF")


def test_every_field_is_reached_by_keyboard_in_reading_order(slug: str, calculator: Open) -> None:
    """Tab goes through all fields in the order of the page, folds included, each one visible while it has the focus."""
    shown = calculator(slug)
    shown.start()
    shown.form.locator("[data-fields]").evaluate(
        "all => all.querySelectorAll('details').forEach(each => each.open = true)"
    )
    names = [field.get_attribute("name") for field in shown.form.locator("[name]").all()]
    shown.form.locator("[name]").first.focus()
    visited = []
    while (step := shown.page.evaluate(FOCUSED))[0]:
        assert step[2], step
        visited += [step[1]] if step[1] else []
        shown.page.keyboard.press("Tab")
    names = list(dict.fromkeys(names))  # the buttons of a row have one name, and are one stop
    assert list(dict.fromkeys(visited)) == names


def test_typed_text_survives_a_walk_through_the_site(slug: str, calculator: Open, server: StaticServer) -> None:
    """Who follows a link and comes back finds what was typed, and Python still running."""
    shown = calculator(slug)
    shown.start()
    name, text = shown.change("4")
    shown.settle()
    shown.page.locator('.kk-footer__list a[href$="privacy/"]').click()
    expect(shown.page).to_have_url(f"{server.url}privacy/")
    started = len([path for path, _ in server.requested if path.endswith(".wasm")])
    shown.page.go_back()
    shown.expect_text(name, text)
    shown.change("5")
    shown.settle()
    assert len([path for path, _ in server.requested if path.endswith(".wasm")]) == started


def test_a_slow_network_shows_progress(slug: str, calculator: Open, server: StaticServer) -> None:
    """While Python comes in over a slow line progress is told in MB, and typing goes on; the answer is told to come."""
    shown = calculator(slug)
    server.bytes_per_second = 2_000_000
    first = shown.change("2")
    expect(shown.form).to_have_attribute("data-state", "loading", timeout=1000)
    expect(shown.form.locator("[data-progress]")).to_contain_text("MB", timeout=1000)
    expect(shown.headline).to_have_text("Jouw uitkomst komt hier zodra de vragen zijn ingevuld.")
    second = shown.change("3", place=1)
    expect(shown.form).to_have_attribute("data-state", "ready")
    expect(shown.headline).to_contain_text("Nog ")
    shown.expect_text(*first)
    shown.expect_text(*second)


def test_a_missing_runtime_file_is_said_and_can_be_tried_again(
    slug: str, calculator: Open, server: StaticServer, excused: list[str]
) -> None:
    """When a file of Python is not there the page says so; once it is back, Bereken works."""
    excused.append("interpreter.mjs")
    server.broken = lambda path: path.endswith("interpreter.mjs")
    shown = calculator(slug)
    shown.form.locator("input").first.focus()
    expect(shown.form).to_have_attribute("data-state", "failed")
    server.broken = lambda _: False
    shown.button("calculate").click()
    expect(shown.form).to_have_attribute("data-state", "ready")


def test_firefox_calculates(slug: str, calculator: Open, firefox: object) -> None:
    """Firefox gives the same bytes as the build, and calculates with what is typed."""
    shown = calculator(slug, browser=firefox)
    assert_same_bytes(shown, slug)
    _number_field(shown).press_sequentially("x")
    _number_field(shown).press("Tab")
    expect(shown.summary).to_contain_text("is geen getal")
