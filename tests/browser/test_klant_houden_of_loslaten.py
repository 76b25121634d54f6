"""Klant houden of loslaten as a visitor uses it, in Chromium."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Calculator

Open = Callable[..., Calculator]
SLUG = "klant-houden-of-loslaten"


@pytest.fixture
def shown(calculator: Open) -> Calculator:
    """The calculator with Python running."""
    opened = calculator(SLUG)
    opened.start()
    return opened


def test_one_answer_turns_the_advice(shown: Calculator) -> None:
    """With less energy lost the advice hangs on one answer: to talk first; one step lower and it is agreements."""
    shown.choose("energy", "1")
    expect(shown.result).to_contain_text("Het scheelt weinig: gaat 'energie' van 1 naar 0, dan wordt het")
    expect(shown.headline).to_have_text("Voer eerst een gesprek met deze klant.")
    shown.choose("energy", "0")
    expect(shown.headline).to_have_text("Maak afspraken met deze klant.")


def test_every_advice_can_be_reached(shown: Calculator) -> None:
    """More money and better signs lead from parting to keeping, each advice with its own headline."""
    shown.field("revenue").fill("11000")
    expect(shown.headline).to_have_text("Zoek eerst ander werk, en draag deze klant dan pas over.")
    for name, typed in (("refill", "95"), ("exit_cost", "0"), ("lag_months", "0")):
        shown.field(name).fill(typed)
    expect(shown.headline).to_have_text("Draag deze klant over.")
    shown.choose("energy", "1")
    shown.choose("trouble", "1")
    expect(shown.headline).to_have_text("Verhoog de prijs voor deze klant.")
    shown.field("revenue").fill("20000")
    expect(shown.headline).to_have_text("Houd deze klant.")


def test_misconduct_decides(shown: Calculator) -> None:
    """The box alone changes the advice, also for a customer that pays well, and its reason comes first."""
    shown.field("revenue").fill("30000")
    shown.choose("symptoms.bottom_price", "0")
    expect(shown.headline).to_have_text("Houd deze klant.")
    shown.field("misconduct").check()
    expect(shown.headline).to_have_text("Neem afscheid van deze klant, wat die ook oplevert.")
    expect(shown.result).to_contain_text("Bij wangedrag telt de rest niet mee.")
    shown.field("misconduct").uncheck()
    expect(shown.headline).to_have_text("Houd deze klant.")


def test_refill_slider_moves_in_whole_percents(shown: Calculator) -> None:
    """The slider writes the field, and the gain follows."""
    field = shown.field("refill")
    slider = shown.page.locator(f'[data-slider-for="{field.get_attribute("id")}"]')
    slider.focus()
    shown.page.keyboard.press("ArrowRight")
    expect(field).to_have_value("71")
    expect(shown.result).to_contain_text("Vul je 71%, dan verdien je")
    slider.fill("100")
    expect(shown.result).to_contain_text("dan verdien je €\N{NO-BREAK SPACE}7.100 per jaar meer dan nu.")


def test_empty_answers_ask_for_one_of_each(shown: Calculator) -> None:
    """In an empty form two numbers and one answer of each kind are enough; what is missing is asked for."""
    shown.button("clear").click()
    for name, typed in (("revenue", "9000"), ("hours", "120")):
        shown.field(name).fill(typed)
    expect(shown.headline).to_have_text("Nog 2 antwoorden")
    expect(shown.answer).to_contain_text("Vul nog in: 'energie' en 'blijft en betaalt'.")
    shown.choose("symptoms.delays", "2")
    expect(shown.headline).to_have_text("Nog 1 antwoord")
    expect(shown.answer).to_contain_text("Vul nog in: 'blijft en betaalt'.")
    shown.choose("turnover_share", "under_10")
    shown.choose("stays_and_pays", "2")
    expect(shown.headline).to_have_text("Verhoog de prijs voor deze klant.")


def test_other_clients_come_and_go(shown: Calculator) -> None:
    """All other customers may go; a new one is named in the result, as text whatever it holds."""
    shown.button("remove").last.click()
    shown.button("remove").last.click()
    expect(shown.result).not_to_contain_text("En al deze klanten samen?")
    shown.button("add").click()
    name = "<b>Garage</b>"
    typed = {
        "name": name,
        "revenue": "3000",
        "hours_billed": "100",
        "hours_unbilled": "0",
    }
    for field, value in typed.items():
        shown.field(f"clients[0].{field}").fill(value)
    shown.choose("clients[0].symptoms", "4")
    shown.choose("clients[0].signs", "0")
    expect(shown.result).to_contain_text(f"is het advies bij deze klant en {name}.")
    assert shown.result.locator("b").count() == 0


def test_faults_between_fields_are_said_where_they_can_be_mended(shown: Calculator) -> None:
    """A goal below the cost price, a turnover below that of one customer, a name that is taken."""
    shown.field("target_rate").fill("50")
    shown.field("target_rate").blur()
    expect(shown.error("target_rate")).to_contain_text("minstens je interne uurtarief")
    shown.field("target_rate").fill("90")
    shown.field("total_revenue").fill("5000")
    shown.field("total_revenue").blur()
    expect(shown.error("total_revenue")).to_contain_text("minstens de omzet van deze klant")
    shown.field("total_revenue").fill("")
    shown.field("hours_unbilled").fill("200")
    shown.field("hours_unbilled").blur()
    expect(shown.error("hours_unbilled")).to_contain_text("hoogstens al je uren")
    shown.field("hours_unbilled").fill("40")
    shown.field("clients[1].name").fill("Deze klant")
    shown.field("clients[1].name").blur()
    expect(shown.error("clients[1].name")).to_contain_text("Verander de naam van andere klant 2")
    shown.field("clients[1].name").fill("Sportclub")
    expect(shown.summary).to_be_hidden()


def test_fitting_letter_comes_first(shown: Calculator) -> None:
    """The sample text for the advice is the first of four in their fold, and has places to fill in."""
    shown.result.get_by_text("4 voorbeeldbrieven").click()
    letters = shown.result.get_by_role("heading", name="Voorbeeldbrief:")
    expect(letters).to_have_count(4)
    expect(letters.first).to_contain_text("afscheid nemen")
    shown.choose("energy", "0")
    expect(letters.first).to_contain_text("nieuwe afspraken")
    expect(shown.result.get_by_text("Beste [naam],").first).to_be_visible()


def test_a_part_of_the_turnover_decides_about_parting(shown: Calculator) -> None:
    """Without it there is no verdict about parting; of a large part there are agreements first."""
    shown.choose("turnover_share", "")
    expect(shown.headline).to_contain_text("Voorlopig geen besluit")
    shown.field("total_revenue").fill("26000")
    expect(shown.headline).to_have_text("Zoek eerst ander werk, en neem dan pas afscheid van deze klant.")
    shown.field("total_revenue").fill("")
    shown.choose("turnover_share", "under_10")
    expect(shown.headline).to_have_text("Neem afscheid van deze klant.")
