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
    """Give both questions of a step the same answer."""
    for index in (0, 1):
        shown.choose(f"questions.{step}[{index}]", grade)


def test_another_step_is_advised_with_its_own_plan(scan: Calculator, server: StaticServer) -> None:
    """Twice no for verkennen moves the headline, the plan and the link to the page of that step."""
    expect(scan.headline).to_have_text("Begin bij verwennen, en daarna bij verrassen.")
    _answer(scan, "verwennen", "9")
    _answer(scan, "verkennen", "2")
    expect(scan.headline).to_have_text("Begin bij verkennen, en daarna bij verrassen.")
    expect(scan.answer.locator(".kk-todo li").first).to_contain_text("Bel twee leveranciers en een vakgenoot")
    scan.next.get_by_role("link", name="Lees meer over verkennen").click()
    expect(scan.page).to_have_url(f"{server.url}kennis/verkennen/")


def test_the_step_is_the_mean_of_its_questions(scan: Calculator) -> None:
    """Partly and no make 3,5, and the lower question is quoted."""
    scan.choose("questions.verwennen[0]", "5")
    expect(scan.result).to_contain_text("Verwennen is met een 3,5 je zwakste schakel.")
    expect(scan.result).to_contain_text("los van rekeningen en reclame?' Die kreeg een 2.")


def test_every_step_stands_in_a_group_of_its_own(scan: Calculator) -> None:
    """Eight groups, named after the steps, in the kern and in the fold: also for who hears the form."""
    for step in STEPS:
        group = scan.form.get_by_role("group", name=step.capitalize(), exact=True)
        expect(group.locator("[name]")).to_have_count(8)


def test_equal_answers_begin_at_the_front_and_weak_ones_are_called_so(scan: Calculator) -> None:
    """Without a weakest link the first step comes first; with only noes every step is called work."""
    for step in STEPS:
        _answer(scan, step, "9")
    expect(scan.headline).to_have_text("Je keten is overal even sterk: begin vooraan, bij verkennen.")
    for step in STEPS:
        _answer(scan, step, "2")
    expect(scan.headline).to_have_text("Alle stappen vragen werk: begin vooraan, bij verkennen.")


def test_a_second_question_may_stay_open(scan: Calculator) -> None:
    """Of a step with one answer that answer counts, and nothing is asked for."""
    scan.choose("questions.verwennen[1]", "")
    expect(scan.result).to_contain_text("Verwennen is met een 2 je zwakste schakel.")
    expect(scan.summary).to_be_hidden()


def test_an_empty_form_asks_for_nothing_until_bereken(scan: Calculator) -> None:
    """Eight empty questions are eight answers to come and no complaints; Bereken names the eight of the kern."""
    scan.button("clear").click()
    expect(scan.headline).to_have_text("Nog 8 antwoorden")
    expect(scan.summary).to_be_hidden()
    scan.button("calculate").click()
    expect(scan.summary.get_by_role("link")).to_have_count(8)
    scan.button("undo").click()
    expect(scan.headline).to_have_text("Begin bij verwennen, en daarna bij verrassen.")


def test_a_deel_link_brings_all_sixteen_answers(scan: Calculator, calculator: Callable[..., Calculator]) -> None:
    """Who opens the link sees the same answers and the same advice."""
    _answer(scan, "verwennen", "9")
    _answer(scan, "verdienen", "2")
    expect(scan.headline).to_have_text("Begin bij verdienen, en daarna bij verrassen.")
    scan.button("share").click()
    expect(scan.message).not_to_be_empty()
    opened = calculator(SLUG, fragment=f"#{scan.page.url.partition('#')[2]}")
    expect(opened.headline).to_have_text("Begin bij verdienen, en daarna bij verrassen.")
    for index in (0, 1):
        expect(opened.page.locator(f'[name="questions.verdienen[{index}]"][value="2"]')).to_be_checked()


def test_a_link_of_the_first_edition_keeps_its_grades(calculator: Callable[..., Calculator]) -> None:
    """An 8 is no yes and no partly: it has a button of its own, and counts as an 8."""
    grades = "8_6_7_5_8_8_4_6_4_2_3_5_4_3_6_6"
    opened = calculator(SLUG, fragment=f"#{SLUG}=1;{grades}")
    expect(opened.page.locator('[name="questions.verkennen[0]"][value="8"]')).to_be_checked()
    expect(opened.result).to_contain_text("Verwennen is met een 3 je zwakste schakel.")
    expect(opened.headline).to_contain_text("Begin bij verwennen of verrassen")


def test_arrow_keys_move_along_the_buttons(scan: Calculator) -> None:
    """From no one step to the right is partly, and the answer follows."""
    scan.page.locator('[name="questions.verwennen[0]"][value="2"]').focus()
    scan.page.keyboard.press("ArrowRight")
    expect(scan.page.locator('[name="questions.verwennen[0]"][value="5"]')).to_be_checked()
    expect(scan.result).to_contain_text(re.compile(r"Verwennen is met een 3,5"))
