"""The systeemscan as a visitor uses it, in Chromium."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Calculator

SLUG = "systeemscan"
HEADLINE = "Van elke 100 bezoeken gaan er 70 van begin tot eind goed."


@pytest.fixture
def scan(calculator: Callable[..., Calculator]) -> Calculator:
    """The systeemscan with Python running."""
    shown = calculator(SLUG)
    shown.start()
    return shown


def test_a_worse_step_makes_a_worse_visit(scan: Calculator) -> None:
    """Half of the service going wrong: fewer visits go right, and more is lost, live."""
    expect(scan.headline).to_have_text(HEADLINE)
    scan.field("touchpoints[1].base_failure").fill("50%")
    expect(scan.headline).to_have_text("Van elke 100 bezoeken gaan er 43 van begin tot eind goed.")
    expect(scan.result).to_contain_text("460 klanten komen door fouten niet terug.")
    expect(scan.result).to_contain_text("Let op: je houdt 60% van je klanten")


def test_what_is_arranged_leaves_the_plan(scan: Calculator) -> None:
    """Once the service is on paper, practising it is the first thing to do."""
    first = scan.result.locator(".kk-todo li").first
    expect(first).to_contain_text("Leg vast hoe de stap Bediening gaat")
    scan.field("touchpoints[1].documented").fill("100")
    expect(first).to_contain_text("Oefen de stap Bediening met iedereen die hem doet")


def test_a_slider_of_a_measure_moves_in_quarters(scan: Calculator) -> None:
    """One step of the slider is 25%."""
    field = scan.field("touchpoints[1].measured")
    slider = scan.page.locator(f'[data-slider-for="{field.get_attribute("id")}"]')
    slider.focus()
    slider.press("ArrowRight")
    expect(field).to_have_value("25")
    expect(scan.headline).not_to_have_text(HEADLINE)


def test_the_name_of_a_step_is_text(scan: Calculator) -> None:
    """Markup and braces in a name stand in the plan as they were typed."""
    name = "<b>{saved}</b>"
    scan.field("touchpoints[1].name").fill(name)
    expect(scan.result.locator(".kk-todo li").first).to_contain_text(f"Leg vast hoe de stap {name} gaat")
    assert scan.result.locator("b").count() == 0


def test_two_steps_with_one_name_are_refused_at_the_second(scan: Calculator) -> None:
    """The plan names steps, so their names must differ."""
    scan.field("touchpoints[2].name").fill("bediening")
    scan.field("touchpoints[2].name").blur()
    expect(scan.error("touchpoints[2].name")).to_have_text("Verander de naam van stap 3: die staat er al.")


def test_roles_may_all_be_removed(scan: Calculator) -> None:
    """Without roles the lottery of who works is gone; undo brings the last one back."""
    rows = scan.form.locator('[data-rows="staff"]')
    for _ in range(2):
        rows.locator('[data-action="remove"]').first.click()
    expect(rows.locator("[data-row]")).to_have_count(0)
    expect(scan.result).not_to_contain_text("Verschil door wie er werkt")
    expect(scan.summary).to_be_hidden()
    scan.button("undo").click()
    expect(rows.locator("[data-row]")).to_have_count(1)


def test_a_question_without_an_answer_is_asked_for_by_name(scan: Calculator) -> None:
    """In an empty form with five of six questions answered, Bereken quotes the one that is left."""
    scan.button("clear").click()
    for index in range(1, 6):
        scan.choose(f"answers[{index}]", "0")
    scan.button("calculate").click()
    expect(scan.error("answers[0]")).to_contain_text("de vraag 'Wie kan een offerte maken?'")
    scan.choose("answers[0]", "0")
    expect(scan.error("answers[0]")).to_be_hidden()


def test_a_coach_has_no_roles(scan: Calculator) -> None:
    """Another kind of business fills the whole form, and takes away the roles of the restaurant."""
    scan.button("preset").filter(has_text="coachpraktijk").click()
    expect(scan.headline).to_have_text("Voorbeeld: Van elke 100 bezoeken gaan er 59 van begin tot eind goed.")
    expect(scan.field("touchpoints[0].name")).to_have_value("Kennismaking")
    expect(scan.form.locator('[data-rows="staff"] [data-row]')).to_have_count(0)
    expect(scan.result).to_contain_text("Bij 5 vragen ben jij de enige.")
