"""Whose numbers stand in a form: the example's until somebody types, the visitor's own after that; in Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from calculators.catalogue import find
from calculators.model.declarations import declare
from calculators.model.forms import read_form, write_form
from calculators.model.layers import blank_texts, layers, rules_in, unanswered
from calculators.model.sharing import write_link
from calculators.presentation.page import GAVE_WAY
from tests.browser.conftest import Calculator
from tests.browser.pages import every_calculator
from tests.server import StaticServer

Open = Callable[..., Calculator]

pytestmark = every_calculator

LACKING = re.compile(r"^Nog \d+ antwoord(en)?$")
INDEX = re.compile(r"\[\d+\]")

# What stands in the fields by name; of a row of buttons the one that is on.
TEXTS = """form => Object.fromEntries([...form.querySelectorAll("[name]")]
  .filter(each => !each.matches("[type=checkbox], [type=radio]") || each.checked)
  .filter(each => !each.matches("[data-beside]") || each.value)
  .map(each => [each.name, each.value]))"""

# Everything that is told in a form but what an example can be chosen with.
TOLD = """form => [...form.querySelectorAll(".kk-mine__whose, .kk-telling, [data-fields], .kk-outcome, [data-peek]")]
  .map(each => each.innerText).join("\\n")"""


class Form:
    """A calculator whose fields are looked at one by one."""

    def __init__(self, shown: Calculator) -> None:
        self.shown = shown
        self.about = find(shown.slug)
        self.declaration = declare(self.about.calculate)
        self.example = write_form(self.declaration, self.about.example.inputs)
        self.is_typed = shown.numbers.count() > 0
        # The first field for a number is one of the kern, and takes any small number; or the first row of buttons.
        first = shown.numbers if self.is_typed else shown.form.locator("[data-fields] [type=radio]")
        self.first = first.first.get_attribute("name") or ""
        self.peek = shown.form.locator("[data-peek]")
        self.whose = shown.answer.locator(".kk-whose")
        self.announced = shown.form.locator("[data-announced]")

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields that are not empty."""
        return {name: text for name, text in self.shown.form.evaluate(TEXTS).items() if text}

    def answer_first(self, text: str = "7") -> str:
        """Type in the first field, key by key, or press a button; gives what stands there now."""
        if not self.is_typed:
            return self.shown.change(text)[1]
        field = self.shown.field(self.first)
        field.fill("")
        field.press_sequentially(text)
        return text

    def explore(self) -> tuple[str, str]:
        """Move the first slider there is to see; gives the name of its field, and what stands there now."""
        self.shown.form.evaluate(
            "form => form.querySelectorAll('[data-precise]').forEach(each => { each.open = true; })"
        )
        slider = self.shown.form.locator("[data-slider-for]:visible").first
        if not slider.count():
            pytest.skip("no slider to explore the example with")
        owner = self.shown.form.locator(f"#{slider.get_attribute('data-slider-for')}")
        field = self.shown.field(owner.get_attribute("name") or "")
        before = field.input_value()
        # One step: the ends of a scale may contradict what else stands in the example.
        slider.press("ArrowLeft" if slider.input_value() == slider.get_attribute("max") else "ArrowRight")
        expect(field).not_to_have_value(before)
        return owner.get_attribute("name") or "", field.input_value()

    def origin(self, name: str) -> Locator:
        """What is said at a field about where its text comes from."""
        return self.shown.field(name).first.locator(
            "xpath=ancestor::*[contains(@class, 'kk-field')][1]//*[@data-origin]"
        )

    def expect_lacking(self) -> None:
        """Expect that instead of a verdict it is said how many answers are still to come, everywhere."""
        self.shown.settle()
        lacking = len(unanswered(self.about, self.shown.form.evaluate(TEXTS)))
        assert lacking
        words = "Nog 1 antwoord" if lacking == 1 else f"Nog {lacking} antwoorden"
        expect(self.shown.headline).to_have_text(words)
        expect(self.peek).to_contain_text(f"{words}: ")
        expect(self.shown.form.locator("[data-more] *, [data-next] *")).to_have_count(0)

    def expect_example(self) -> None:
        """Expect the example, as it was at first."""
        expect(self.shown.form).to_have_attribute("data-whose", "example")
        expect(self.shown.headline).to_contain_text("Voorbeeld: ")
        expect(self.peek).to_contain_text("Voorbeeld: ")
        assert self.texts == self.example


@pytest.fixture
def form(slug: str, calculator: Open) -> Form:
    """A calculator with the example, as it is found."""
    return Form(calculator(slug))


def test_an_example_is_called_one(form: Form) -> None:
    """Before anything is touched the headline, the line above it and that at the bottom call it an example."""
    business = form.about.example.business
    expect(form.shown.headline).to_have_text(re.compile("^Voorbeeld: "))
    expect(form.peek).to_have_text(re.compile(r"^\s*Voorbeeld: "))
    expect(form.whose).to_have_text(f"Voorbeeld: {business}")
    expect(form.shown.form.locator(".kk-mine__whose")).to_contain_text(f"Voorbeeld: {business}. Typ, en het wordt jouw")
    form.expect_example()


def test_the_first_character_makes_the_form_ones_own(form: Form) -> None:
    """What was typed stays; the kern is empty with the example as a hint, folds have their rules of thumb, marked."""
    form.shown.start(own=False)
    text = form.answer_first()
    form.expect_lacking()
    expect(form.shown.form).to_have_attribute("data-whose", "own")
    blank = blank_texts(form.about)
    assert form.texts == {**blank, form.first: text}
    expect(form.origin(form.first)).to_have_text("van jou")
    for name in blank.keys() & rules_in(form.about).keys():
        expect(form.origin(name)).to_have_text("vuistregel")
    layer = layers(form.about)
    for field in form.shown.form.locator("[data-fields] input[type=text]:not([data-beside])").all():
        name = field.get_attribute("name") or ""
        if layer[INDEX.sub("[0]", name) if name not in layer else name] == "kern" and form.example.get(name):
            expect(field).to_have_attribute("placeholder", f"bijv. {form.example[name]}")


def test_it_is_told_and_announced_that_the_example_gave_way(form: Form) -> None:
    """One line says it, beside the ways back, until another field is touched; nothing of the example is told."""
    form.shown.start(own=False)
    text = form.answer_first("75")
    expect(form.shown.message).to_have_text(GAVE_WAY)
    expect(form.announced).to_have_text(GAVE_WAY)
    expect(form.shown.button("undo")).to_be_visible()
    expect(form.shown.button("try")).to_be_visible()
    expect(form.shown.form.locator("[data-example]")).to_be_hidden()
    assert form.about.example.business not in form.shown.form.evaluate(TOLD)
    expect(form.shown.answer).to_have_attribute("aria-live", "polite")
    form.shown.change("3", place=1)
    expect(form.shown.message).to_be_hidden()
    expect(form.shown.button("undo")).to_be_hidden()
    expect(form.shown.button("try")).to_be_hidden()
    form.shown.expect_text(form.first, text)


def test_the_example_comes_back(form: Form) -> None:
    """Undo gives the example as it was, and the keys go on in the form."""
    form.shown.start(own=False)
    answer = form.shown.headline.inner_text()
    form.answer_first()
    form.shown.button("undo").click()
    expect(form.shown.headline).to_have_text(answer)
    form.shown.settle()
    form.expect_example()
    expect(form.shown.message).to_have_text("Teruggezet.")
    expect(form.shown.form.locator(":focus")).to_have_count(1)
    expect(form.whose).to_have_text(f"Voorbeeld: {form.about.example.business}")


def test_a_number_can_be_tried_in_the_example(form: Form) -> None:
    """The example with that one number in it says so, and stays an example."""
    form.shown.start(own=False)
    text = form.answer_first()
    form.expect_lacking()
    form.shown.button("try").click()
    expect(form.whose).to_have_text(f"Voorbeeld: {form.about.example.business}, met jouw {text}")
    expect(form.shown.headline).to_contain_text("Voorbeeld: ")
    expect(form.peek).to_contain_text("Voorbeeld: ")
    expect(form.shown.message).to_have_text("Het voorbeeld, met jouw getal erin.")
    assert form.texts == {**form.example, form.first: text}
    expect(form.origin(form.first)).to_have_text("van jou")
    assert form.shown.page.evaluate("document.activeElement.name") == form.first


def test_a_slider_explores_the_example(form: Form) -> None:
    """A slider leaves the example an example, with that number; a button makes it the start of a form of one's own."""
    form.shown.start(own=False)
    name, moved = form.explore()
    expect(form.whose).to_have_text(f"Voorbeeld: {form.about.example.business}, met jouw {moved}")
    expect(form.shown.headline).to_contain_text("Voorbeeld: ")
    expect(form.shown.form).to_have_attribute("data-whose", "example")
    assert form.texts == {**form.example, name: moved}
    expect(form.shown.form.locator("[data-explored]")).to_contain_text("Zijn dit jouw cijfers?")
    expect(form.shown.form.locator("[data-before]")).to_be_hidden()
    form.shown.form.get_by_role("button", name="Begin hiermee").click()
    if unanswered(form.about, {**blank_texts(form.about), name: moved}):
        form.expect_lacking()
    assert form.texts == {**blank_texts(form.about), name: moved}
    expect(form.origin(name)).to_have_text("van jou")
    expect(form.shown.form.locator(":focus")).to_have_count(1)
    form.shown.button("undo").click()
    expect(form.shown.headline).to_contain_text("Voorbeeld: ")
    form.expect_example()


def test_an_empty_form_has_nothing_of_the_example(form: Form) -> None:
    """Who begins with an empty form, also after a slider, gets rules of thumb, and is told what is to come."""
    form.shown.start(own=False)
    form.explore()
    expect(form.whose).to_contain_text("met jouw")
    form.shown.button("clear").click()
    form.expect_lacking()
    assert form.texts == blank_texts(form.about)
    expect(form.shown.message).to_have_text(GAVE_WAY)
    expect(form.shown.button("try")).to_be_hidden()
    expect(form.shown.form.locator(":focus")).to_have_count(1)


def test_a_full_kern_gives_an_answer_of_ones_own(form: Form) -> None:
    """With the kern filled in the answer is there, is called one's own, and names the example's business nowhere."""
    form.shown.start(own=False)
    form.answer_first()
    form.expect_lacking()
    form.shown.type_kern()
    expect(form.shown.headline).not_to_have_text(LACKING)
    form.shown.settle()
    expect(form.whose).to_have_text(re.compile("^Jouw cijfers"))
    expect(form.shown.headline).not_to_contain_text("Voorbeeld")
    expect(form.peek).not_to_contain_text("Voorbeeld")
    expect(form.shown.summary).to_be_hidden()
    told = form.shown.form.evaluate(TOLD)
    assert form.about.example.business not in told
    assert "voorbeeld:" not in told.lower()


def test_a_deel_link_is_shared_and_no_example(slug: str, calculator: Open) -> None:
    """Who opens a link is told that the numbers are not theirs; each field says so, and nothing is of an example."""
    sent = calculator(slug)
    sent.start()
    sent.button("share").click()
    expect(sent.page).to_have_url(re.compile(f"#{slug}="))
    form = Form(calculator(slug, fragment=f"#{sent.page.url.partition('#')[2]}"))
    expect(form.whose).to_contain_text("Gedeeld: deze cijfers zijn niet van jou")
    expect(form.shown.message).to_have_text("Gedeeld: deze cijfers zijn niet van jou")
    expect(form.shown.form.locator("[data-origin=shared]").first).to_have_text("gedeeld met je")
    expect(form.shown.form.locator("[data-origin=example], [data-origin=own]")).to_have_count(0)
    expect(form.shown.headline).not_to_contain_text("Voorbeeld")
    assert form.about.example.business not in form.shown.form.evaluate(TOLD)


def test_a_link_shows_no_example_while_python_comes_in(
    slug: str, calculator: Open, server: StaticServer, excused: list[str]
) -> None:
    """As long as its numbers are on their way the example is out of sight; Bereken tries again."""
    about = find(slug)
    texts = write_form(declare(about.calculate), about.example.inputs)
    fragment = f"{slug}={write_link(declare(about.calculate), read_form(declare(about.calculate), texts))}"
    server.bytes_per_second = 2_000_000
    form = Form(calculator(slug, fragment=f"#{fragment}"))
    expect(form.shown.form).to_have_attribute("data-state", "loading")
    expect(form.shown.headline).to_have_text("Jouw uitkomst komt hier zodra de vragen zijn ingevuld.")
    expect(form.shown.form.locator("[data-fields] :visible")).to_have_count(0)
    expect(form.shown.form.locator(".kk-mine__whose")).to_be_hidden()
    assert about.example.business not in form.shown.form.evaluate(TOLD)
    server.bytes_per_second = None
    expect(form.whose).to_contain_text("Gedeeld: ")
    expect(form.shown.form.locator("[data-origin=shared]").first).to_be_attached()
    excused.append("interpreter.mjs")
    server.broken = lambda path: path.endswith("interpreter.mjs")
    form = Form(calculator(slug, fragment=f"#{fragment}"))
    expect(form.shown.form).to_have_attribute("data-state", "failed")
    server.broken = lambda _: False
    form.shown.button("calculate").click()
    expect(form.whose).to_contain_text("Gedeeld: ")


def test_half_a_link_is_answers_to_come(slug: str, calculator: Open) -> None:
    """A link with one number of the kern gives no verdict; the number stands there, and undo brings the example.

    Of a list one client is all that is needed: then there is an answer, to that client alone.
    """
    about = find(slug)
    declaration = declare(about.calculate)
    there = Form(calculator(slug))
    first, text = there.first, "7" if there.is_typed else there.shown.change("7")[1]
    fragment = f"{slug}={write_link(declaration, read_form(declaration, {first: text}))}"
    form = Form(calculator(slug, fragment=f"#{fragment}"))
    expect(form.shown.form).to_have_attribute("data-state", "ready")
    if unanswered(about, {first: text}):
        expect(form.shown.headline).to_have_text(LACKING)
        form.expect_lacking()
    form.shown.expect_text(first, text)
    expect(form.origin(first)).to_have_text("gedeeld met je")
    expect(form.shown.form.locator("[data-origin=example]")).to_have_count(0)
    form.shown.button("undo").click()
    expect(form.shown.headline).to_contain_text("Voorbeeld: ")
    form.expect_example()


def test_what_was_kept_is_called_so(form: Form) -> None:
    """What a visitor kept on the device comes back as theirs, fields marked, with nothing of an example under it."""
    form.shown.start(own=False)
    form.answer_first()
    form.expect_lacking()
    form.shown.type_kern()
    expect(form.shown.headline).not_to_have_text(LACKING)
    form.shown.settle()
    kept, answer = form.texts, form.shown.headline.inner_text()
    form.shown.button("save").click()
    expect(form.shown.message).to_contain_text("Bewaard")
    form.shown.page.reload()
    form.shown.button("restore").click()
    expect(form.shown.headline).to_have_text(answer)
    assert form.texts == kept
    expect(form.whose).to_contain_text("Door jou bewaard")
    expect(form.origin(form.first)).to_have_text("door jou bewaard")
    expect(form.shown.form.locator("[data-origin=example], [data-origin=own]")).to_have_count(0)


def test_a_fault_in_a_fold_opens_it(form: Form) -> None:
    """Bereken opens the fold in which something is wrong, and its line in the summary leads there."""
    form.shown.start()
    inside = form.shown.form.locator("[data-precise] input[inputmode]:not([data-beside])").first
    if not inside.count():
        pytest.skip("no field for a number in a fold")
    field = form.shown.field(inside.get_attribute("name") or "")
    field.fill("veel")
    field.blur()
    form.shown.settle()
    fold = field.locator("xpath=ancestor::details[1]")
    form.shown.form.evaluate("form => form.querySelectorAll('[data-precise]').forEach(each => { each.open = false; })")
    expect(field).to_be_hidden()
    form.shown.button("calculate").click()
    expect(form.shown.summary).to_be_focused()
    expect(fold).to_have_attribute("open", "")
    expect(form.shown.error(field.get_attribute("name") or "")).to_contain_text("is geen getal")
    form.shown.summary.get_by_role("link", name="is geen getal").click()
    expect(field).to_be_focused()


def test_a_form_of_ones_own_stays_so_on_a_walk(form: Form, server: StaticServer) -> None:
    """Away by a link, back, forward and back again: the form is still the visitor's, as far as it was."""
    form.shown.start(own=False)
    form.answer_first()
    form.expect_lacking()
    before, headline = form.texts, form.shown.headline.inner_text()
    page = form.shown.page
    page.locator('.kk-footer__list a[href$="privacy/"]').click()
    for _ in range(2):
        expect(page).to_have_url(f"{server.url}privacy/")
        page.go_back()
        expect(form.shown.form).to_have_attribute("data-whose", "own")
        expect(form.shown.headline).to_have_text(headline)
        assert form.texts == before
        page.go_forward()
    page.go_back()
    expect(form.shown.form).to_have_attribute("data-whose", "own")
    form.shown.type_kern()
    expect(form.shown.headline).not_to_have_text(LACKING)
    expect(form.whose).to_have_text(re.compile("^Jouw cijfers"))


def test_a_field_is_judged_once_it_is_left(form: Form) -> None:
    """Nobody is told that something is wrong while typing it; when the field is left, it is said there."""
    form.shown.start()
    if not form.is_typed:
        pytest.skip("all of its questions are buttons: there is nothing that can be typed wrong")
    form.answer_first("veel")
    field = form.shown.field(form.first)
    form.shown.settle()
    expect(form.shown.error(form.first)).to_be_hidden()
    expect(form.shown.summary).to_be_hidden()
    expect(field).not_to_have_attribute("aria-invalid", "true")
    field.press("Tab")
    expect(form.shown.error(form.first)).to_contain_text("is geen getal")
    expect(form.shown.summary).to_contain_text("is geen getal")
    expect(form.peek).to_contain_text("1 veld klopt niet")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("3")
    expect(form.shown.error(form.first)).to_be_hidden()
    expect(form.shown.summary).to_be_hidden()
