"""The bierviltje as a visitor uses it, in Chromium."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Calculator

SLUG = "bierviltje"


@pytest.fixture
def shown(calculator: Callable[..., Calculator]) -> Calculator:
    """The bierviltje with Python running."""
    opened = calculator(SLUG)
    opened.start()
    return opened


def _slider(shown: Calculator, name: str) -> str:
    return f'[data-slider-for="{shown.field(name).get_attribute("id")}"]'


def test_own_steps_name_a_winner(shown: Calculator) -> None:
    """Without own steps the headline says what € 5.000 takes; with two the larger one wins, live."""
    expect(shown.headline).to_contain_text("Voor € 5.000 meer per jaar")
    shown.field("steps.new_per_year").fill("5")
    expect(shown.headline).to_contain_text("5 klanten erbij levert je ongeveer")
    shown.field("steps.price").fill("5")
    expect(shown.headline).to_contain_text("levert een hogere prijs het meest op")
    shown.field("steps.price").fill("1")
    expect(shown.headline).to_contain_text("levert nieuwe klanten het meest op")


def test_the_slider_of_a_step_moves_in_customers(shown: Calculator) -> None:
    """The slider beside a step counts in whole customers and writes the field."""
    field = shown.field("steps.retention")
    slider = shown.page.locator(_slider(shown, "steps.retention"))
    field.fill("4")
    slider.focus()
    shown.page.keyboard.press("ArrowRight")
    expect(field).to_have_value("5")
    expect(shown.headline).to_contain_text("5 klanten minder kwijt")


def test_new_customers_may_be_more_than_the_slider_shows(shown: Calculator) -> None:
    """The field takes 250 where the slider ends at 100."""
    shown.field("new_per_year").fill("250")
    expect(shown.error("new_per_year")).to_be_hidden()
    expect(shown.result).to_contain_text("krimpt bij geen enkel klantbehoud")


def test_growth_without_end_is_said_and_doubted(shown: Calculator) -> None:
    """With 80% staying and 30% brought along there is no end to it, and the page does not believe that."""
    shown.field("referral_rate").fill("30")
    expect(shown.result).to_contain_text("onbeperkt")
    expect(shown.result).to_contain_text("Zulke groei houdt een keer op")


def test_half_a_klantaandeel_is_asked_for(shown: Calculator) -> None:
    """One of both fields empty is said at the empty one; with both empty the chart is gone and all is well."""
    shown.field("target_share").fill("")
    shown.field("target_share").blur()
    expect(shown.error("target_share")).to_contain_text("Vul bij gewenst klantaandeel een percentage in")
    shown.field("total_spend").fill("")
    expect(shown.error("target_share")).to_be_hidden()
    expect(shown.result).not_to_contain_text("Klantaandeel: wat een klant per jaar uitgeeft")


def test_a_total_below_what_is_bought_here_is_refused_at_its_field(shown: Calculator) -> None:
    """A customer cannot buy more here than in total; the old answer stays, marked as old."""
    shown.field("total_spend").fill("400")
    shown.field("total_spend").blur()
    expect(shown.error("total_spend")).to_contain_text("Een klant koopt bij jou al voor meer")
    expect(shown.answer).to_have_attribute("data-stale", "invalid")
    shown.field("spend_per_year").fill("300")
    expect(shown.error("total_spend")).to_be_hidden()
    expect(shown.result).to_contain_text("Je klantaandeel is al 75%")


def test_empty_optional_fields_take_the_rules_of_thumb(shown: Calculator) -> None:
    """Years, interest and referrals may be empty: 5 years, 8% and nobody brought along."""
    for name in ("years", "discount"):
        shown.field(name).fill("")
    expect(shown.result).to_contain_text("€ 241.042")
    shown.field("referral_rate").fill("")
    expect(shown.result).to_contain_text("gaat in 5 jaar van 200 naar")


def test_the_best_step_leads_to_its_calculator(shown: Calculator) -> None:
    """Klantbehoud leads to the systeemscan first, with the customers in the address."""
    for name, size in (("retention", "9"), ("new_per_year", "2")):
        shown.field(f"steps.{name}").fill(size)
    expect(shown.headline).to_contain_text("levert klantbehoud het meest op")
    first = shown.next.locator('a[href*="#"]').first
    expect(first).to_have_attribute("href", re.compile(r"systeemscan/#systeemscan\+bierviltje;customers=200"))
