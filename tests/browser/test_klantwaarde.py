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
    """A higher price and fewer hours make a customer worth more, live."""
    expect(value.headline).to_have_text("Een nieuwe klant is je € 3.283 waard.")
    value.field("order_value").fill("200")
    expect(value.headline).to_have_text("Een nieuwe klant is je € 5.324 waard.")
    value.field("hours").fill("14")
    expect(value.headline).to_have_text("Een nieuwe klant is je € 7.106 waard.")


def test_one_of_the_three_ways_to_say_how_long(value: Calculator) -> None:
    """A second way is refused at klantbehoud; with the first one emptied the second counts."""
    value.field("lifespan").fill("5")
    expect(value.error("retention")).to_contain_text("Vul precies één van deze drie in")
    expect(value.summary).to_contain_text("Vul precies één van deze drie in")
    expect(value.answer).to_have_attribute("data-stale", "invalid")
    value.field("retention").fill("")
    expect(value.error("retention")).to_be_hidden()
    expect(value.result).to_contain_text("Met 80% klantbehoud blijft een klant gemiddeld 5 jaar.")


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
    """With too many hours the answer turns, and says first where it turns back."""
    value.field("hours").fill("44")
    expect(value.headline).to_have_text("Een nieuwe klant kost je € 3.845.")
    expect(value.result.locator(".kk-todo li").first).to_contain_text("of breng je uren terug tot 31,1 uur per jaar")
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


def test_klantbehoud_is_written_in_three_ways(value: Calculator) -> None:
    """Eight of ten, 80% and five years are the same; a percent sign always is a percentage; 82 of ten is asked."""
    value.choose("retention_unit", "of_ten")
    value.field("retention").fill("8")
    expect(value.result).to_contain_text("Met 80% klantbehoud")
    expect(value.result).to_contain_text("tien klanten is een kleine telling")
    value.field("retention").fill("75%")
    expect(value.result).to_contain_text("Met 75% klantbehoud")
    value.choose("retention_unit", "years")
    value.field("retention").fill("5")
    expect(value.result).to_contain_text("Met 80% klantbehoud")
    value.choose("retention_unit", "of_ten")
    value.field("retention").fill("82")
    expect(value.headline).to_have_text("Nog 1 antwoord")
    value.form.locator("[data-action=correct]").click()
    expect(value.field("retention")).to_have_value("82%")
    expect(value.result).to_contain_text("Met 82% klantbehoud")


def test_the_trade_fills_margin_and_hourly_cost(value: Calculator) -> None:
    """In a form of one's own the trade sets both rules of thumb, in the fields and in the answer; own numbers stay."""
    value.button("clear").click()
    value.choose("trade", "shop")
    expect(value.field("gross_margin")).to_have_value("40")
    expect(value.field("internal_rate")).to_have_value("35")
    value.field("internal_rate").fill("45")
    value.choose("trade", "services")
    expect(value.field("gross_margin")).to_have_value("90")
    expect(value.field("internal_rate")).to_have_value("45")
    for name, text in (("order_value", "165"), ("orders_per_year", "12"), ("retention", "9"), ("hours", "20")):
        value.field(name).fill(text)
    expect(value.result).to_contain_text("(marge 90%)")
    expect(value.result).to_contain_text("ongeveer")


def test_what_is_lost_goes_along_to_the_systeemscan(value: Calculator) -> None:
    """The link to the systeemscan carries the value of a customer one has, with the cost of winning another."""
    link = value.next.locator('a[href*="systeemscan"]')
    expect(link).to_have_attribute("href", re.compile(r"#systeemscan\+klantwaarde;customer_value=3401$"))
    expect(link).to_contain_text("€ 3.401")


# What is said of the answer at the moment when other fields stand beside it.
MARK = """button => new Promise(tell => {
  const { form } = button;
  const look = () => tell(form.querySelector("[data-result]").dataset.stale ?? "");
  new MutationObserver(look).observe(form.querySelector("[data-fields]"), { childList: true });
  button.click();
})"""


def test_an_answer_beside_another_example_is_marked(calculator: Callable[..., Calculator]) -> None:
    """Also at the first press, of which no pointer and no key told before: as a voice presses a button."""
    shown = calculator(SLUG)
    assert shown.button("preset").nth(1).evaluate(MARK) == "pending"
    shown.settle()
    expect(shown.answer).not_to_have_attribute("data-stale", re.compile(""))
