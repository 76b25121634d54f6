"""The 8 V-scan as a visitor uses it, in Chromium."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from calculators.operations.eight_steps import STEPS
from tests.browser.conftest import Calculator
from tests.server import StaticServer

SLUG = "acht-v-scan"


@pytest.fixture
def scan(calculator: Callable[..., Calculator]) -> Calculator:
    """The 8 V-scan with Python running."""
    shown = calculator(SLUG)
    shown.start()
    return shown


def _answer(shown: Calculator, step: str, grade: str) -> None:
    """Give both questions of a step the same grade."""
    for index in (0, 1):
        shown.field(f"questions.{step}[{index}]").fill(grade)


def test_another_step_is_advised_with_its_own_plan(scan: Calculator, server: StaticServer) -> None:
    """Two low grades for verkennen move the headline, the plan and the link to the page of that step."""
    expect(scan.headline).to_have_text("Begin bij verwennen.")
    _answer(scan, "verkennen", "1")
    expect(scan.headline).to_have_text("Begin bij verkennen.")
    expect(scan.answer.locator(".kk-todo li").first).to_contain_text("Bel twee leveranciers en een vakgenoot")
    scan.next.get_by_role("link", name="Lees meer over verkennen").click()
    expect(scan.page).to_have_url(f"{server.url}kennis/verkennen/")


def test_the_step_is_the_mean_of_its_questions(scan: Calculator) -> None:
    """A half point counts: 4,5 and 2 make 3,25, and the lower question is quoted."""
    scan.field("questions.verwennen[0]").fill("4,5")
    expect(scan.result).to_contain_text("Verwennen is met een 3,25 je zwakste schakel.")
    expect(scan.result).to_contain_text("los van rekeningen en reclame?' Die kreeg een 2.")


def test_every_step_stands_in_a_group_of_its_own(scan: Calculator) -> None:
    """Eight groups, named after the steps, with two questions each: also for who hears the form."""
    for step in STEPS:
        group = scan.form.get_by_role("group", name=step.capitalize(), exact=True)
        expect(group.locator("[name]")).to_have_count(2)


def test_equal_grades_begin_at_the_front_and_tens_need_a_second_opinion(scan: Calculator) -> None:
    """Without a weakest link the first step comes first; with only tens no step is advised."""
    for step in STEPS:
        _answer(scan, step, "7")
    expect(scan.headline).to_have_text("Je keten is overal even sterk: begin vooraan, bij verkennen.")
    for step in STEPS:
        _answer(scan, step, "10")
    expect(scan.headline).to_have_text("Alle acht stappen krijgen een 10.")
    expect(scan.result).not_to_contain_text("Waar één punt erbij het meeste doet")


@pytest.mark.parametrize("typed", ["0", "11", "goed"])
def test_a_wrong_grade_quotes_its_question(scan: Calculator, typed: str) -> None:
    """The sentence names the question, at the field and in the summary, and the old answer is marked."""
    field = scan.field("questions.verwennen[1]")
    field.fill(typed)
    field.blur()
    quoted = "de vraag 'Hoe goed houd je contact na een koop, los van rekeningen en reclame?'"
    expect(scan.error("questions.verwennen[1]")).to_contain_text(quoted)
    expect(scan.summary).to_contain_text(quoted)
    expect(scan.answer).to_have_attribute("data-stale", "invalid")


def test_a_second_question_may_stay_empty(scan: Calculator) -> None:
    """Of a step with one grade that grade counts, and nothing is asked for."""
    scan.field("questions.verwennen[0]").fill("2,5")
    scan.field("questions.verwennen[1]").fill("")
    scan.field("questions.verwennen[1]").blur()
    expect(scan.result).to_contain_text("Verwennen is met een 2,5 je zwakste schakel.")
    expect(scan.summary).to_be_hidden()


def test_an_empty_form_asks_for_nothing_until_bereken(scan: Calculator) -> None:
    """Eight empty questions are eight answers to come and no complaints; Bereken names the eight of the kern."""
    scan.button("clear").click()
    expect(scan.field("questions.verkennen[0]")).to_have_value("")
    expect(scan.headline).to_have_text("Nog 8 antwoorden")
    expect(scan.summary).to_be_hidden()
    scan.button("calculate").click()
    expect(scan.summary.get_by_role("link")).to_have_count(8)
    scan.button("undo").click()
    expect(scan.headline).to_have_text("Begin bij verwennen.")


def test_a_deel_link_brings_all_sixteen_grades(scan: Calculator, calculator: Callable[..., Calculator]) -> None:
    """Who opens the link sees the same grades and the same advice."""
    _answer(scan, "verdienen", "1,5")
    expect(scan.headline).to_have_text("Begin bij verdienen.")
    scan.button("share").click()
    expect(scan.message).not_to_be_empty()
    opened = calculator(SLUG, fragment=f"#{scan.page.url.partition('#')[2]}")
    expect(opened.headline).to_have_text("Begin bij verdienen.")
    for step in STEPS:
        for index in (0, 1):
            name = f"questions.{step}[{index}]"
            expect(opened.field(name)).to_have_value(scan.field(name).input_value())


def test_keyboard_moves_a_slider_and_the_answer(scan: Calculator) -> None:
    """From the field the next tab stop is its slider; a step to the right is half a point."""
    scan.field("questions.verrassen[0]").focus()
    scan.page.keyboard.press("Tab")
    scan.page.keyboard.press("ArrowRight")
    expect(scan.field("questions.verrassen[0]")).to_have_value("4,5")
    expect(scan.result).to_contain_text(re.compile(r"Daarna volgt verrassen met een 3,75\."))
