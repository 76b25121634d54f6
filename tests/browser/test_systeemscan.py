"""The systeemscan as a visitor uses it, in Chromium."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Calculator

SLUG = "systeemscan"
HEADLINE = "70 van de 100 bezoeken gaan goed."


@pytest.fixture
def scan(calculator: Callable[..., Calculator]) -> Calculator:
    """The systeemscan with Python running."""
    shown = calculator(SLUG)
    shown.start()
    return shown


def beside(scan: Calculator, step: int) -> Locator:
    """The field beside the buttons of a step."""
    return scan.form.locator(f'[name="touchpoints[{step}].failed_of_20"][data-beside]')


def test_a_worse_step_makes_a_worse_visit(scan: Calculator) -> None:
    """Half of the service going wrong: fewer visits go right, and no more are lost than leave at all."""
    expect(scan.headline).to_have_text(HEADLINE)
    beside(scan, 1).fill("10")
    expect(scan.headline).to_have_text("44 van de 100 bezoeken gaan goed.")
    expect(scan.result).to_contain_text("hoogstens")


def test_a_button_and_the_field_beside_it_tell_one_number(scan: Calculator) -> None:
    """A button empties the field, a typed number puts the buttons out."""
    scan.button("clear").click()
    scan.choose("touchpoints[0].failed_of_20", "3")
    beside(scan, 0).fill("7")
    row = scan.form.locator('[name="touchpoints[0].failed_of_20"][type=radio]:checked')
    expect(row).to_have_count(0)
    expect(scan.headline).to_have_text("65 van de 100 bezoeken gaan goed.")
    scan.choose("touchpoints[0].failed_of_20", "1")
    expect(beside(scan, 0)).to_have_value("")
    expect(scan.headline).to_have_text("95 van de 100 bezoeken gaan goed.")


def test_six_taps_are_an_answer(scan: Calculator) -> None:
    """In an empty form the six questions answer on their own; the steps may come later."""
    scan.button("clear").click()
    for index in range(5):
        scan.choose(f"answers[{index}]", "0")
    expect(scan.headline).to_have_text("Nog 1 antwoord")
    scan.choose("answers[5]", "0")
    expect(scan.headline).to_have_text("Je bedrijf hangt aan jou: 0 van de 100 punten.")
    expect(scan.result).to_contain_text("Tel bij elke stap hoe vaak het de laatste 20 keer misging")


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
    expect(scan.error("answers[0]")).to_contain_text("de vraag 'Wie kan offertes maken?'")
    scan.choose("answers[0]", "0")
    expect(scan.error("answers[0]")).to_be_hidden()


def test_a_coach_has_no_roles(scan: Calculator) -> None:
    """Another kind of business fills the whole form, and takes away the roles of the restaurant."""
    scan.button("preset").filter(has_text="coachpraktijk").click()
    expect(scan.headline).to_have_text("Voorbeeld: 61 van de 100 bezoeken gaan goed.")
    expect(scan.field("touchpoints[0].name")).to_have_value("Kennismaking")
    expect(scan.form.locator('[data-rows="staff"] [data-row]')).to_have_count(0)
    expect(scan.result).to_contain_text("Bij 5 vragen ben jij de enige.")
