"""Klantwaarde as a visitor uses it, in Chromium."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Calculator

SLUG = "klantwaarde"


@pytest.fixture
def value(calculator: Callable[..., Calculator]) -> Calculator:
    """Klantwaarde with Python running."""
    shown = calculator(SLUG)
    shown.start()
    return shown


def test_the_amount_follows_the_price_and_the_hours(value: Calculator) -> None:
    """A higher price and fewer unbilled hours make a customer worth more, live."""
    expect(value.headline).to_have_text("Een nieuwe klant is je € 3.283 waard.")
    value.field("order_value").fill("200")
    expect(value.headline).to_have_text("Een nieuwe klant is je € 5.324 waard.")
    value.field("hours_unbilled").fill("0")
    expect(value.headline).to_have_text("Een nieuwe klant is je € 7.106 waard.")


def test_one_of_the_three_ways_to_say_how_long(value: Calculator) -> None:
    """A second way is refused at klantbehoud; with the first one emptied the second counts."""
    value.field("lifespan").fill("5")
    expect(value.error("retention")).to_contain_text("Vul precies één van deze drie in")
    expect(value.summary).to_contain_text("Vul precies één van deze drie in")
    expect(value.answer).to_have_attribute("data-stale", "invalid")
    value.field("retention").fill("")
    expect(value.error("retention")).to_be_hidden()
    expect(value.result).to_contain_text("Een klant blijft gemiddeld 5 jaar.")


def test_a_price_with_btw_is_taken_apart(value: Calculator) -> None:
    """The price of a bon incl. btw gives the same answer as that price without it, and the page says which one."""
    value.field("vat").select_option("incl21")
    value.field("order_value").fill("199,65")
    expect(value.headline).to_have_text("Een nieuwe klant is je € 3.283 waard.")
    expect(value.result).to_contain_text("Gerekend is met € 165,00 per keer excl. btw.")


def test_a_customer_you_have_is_spoken_of_as_such(value: Calculator) -> None:
    """For a customer you have the acquisition no longer counts and its chart makes room."""
    expect(value.result).to_contain_text("Wanneer heb je de wervingskosten terug?")
    value.field("timing").select_option("existing_end")
    expect(value.headline).to_have_text("Deze klant is je nog € 3.001 waard.")
    expect(value.result).to_contain_text("De werving van € 400 heb je al betaald.")
    expect(value.result).not_to_contain_text("Wanneer heb je de wervingskosten terug?")


def test_a_customer_that_costs_money_is_said_to(value: Calculator) -> None:
    """With too many unbilled hours the answer turns, and says where it turns back."""
    value.field("hours_unbilled").fill("30")
    expect(value.headline).to_have_text("Een nieuwe klant kost je € 3.845.")
    expect(value.result).to_contain_text("Je speelt quitte bij 17,1 onbetaalde uren per jaar; nu zijn het er 30.")
    expect(value.next.locator('a[href*="systeemscan"]')).to_have_count(0)


def test_growth_and_another_first_year_are_refused_together(value: Calculator) -> None:
    """The sentence stands at growth and names the way out."""
    value.field("first_retention").fill("60")
    expect(value.result).to_contain_text("Eén punt meer na het eerste jaar")
    value.field("growth").fill("3")
    value.field("growth").blur()
    expect(value.error("growth")).to_contain_text("gaan niet samen")
    value.field("growth").fill("")
    expect(value.summary).to_be_hidden()


def test_the_slider_of_klantbehoud_speaks_percentages(value: Calculator) -> None:
    """The slider moves in whole points and the card names them."""
    field = value.field("retention")
    value.page.locator(f'[data-slider-for="{field.get_attribute("id")}"]').fill("80")
    expect(field).to_have_value("80")
    expect(value.result).to_contain_text("Van 80% naar 81% klantbehoud is")


def test_the_value_goes_along_to_the_systeemscan(value: Calculator) -> None:
    """The link to the systeemscan carries the rounded amount of the headline and no more."""
    link = value.next.locator('a[href*="systeemscan"]')
    expect(link).to_have_attribute("href", re.compile(r"#systeemscan\+klantwaarde;customer_value=3283$"))
    expect(link).to_contain_text("€ 3.283")
