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


def test_another_retention_gives_another_winner(shown: Calculator) -> None:
    """At 40% retention more orders win; the headline follows what is typed."""
    expect(shown.headline).to_contain_text("Je wint het meest met klantbehoud")
    shown.field("retention").fill("40")
    expect(shown.headline).to_contain_text("Je wint het meest met meer kopen")


def test_the_slider_of_retention_moves_in_points(shown: Calculator) -> None:
    """The slider beside klantbehoud counts in percents and writes the field."""
    slider = shown.page.locator(_slider(shown, "retention"))
    shown.field("retention").fill("75")
    slider.focus()
    shown.page.keyboard.press("ArrowRight")
    expect(shown.field("retention")).to_have_value("76")
    shown.field("retention").fill("75")
    expect(shown.result).to_contain_text("Je aantal klanten blijft 200.")


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
    shown.field("order_value").fill("100")
    expect(shown.error("total_spend")).to_be_hidden()
    expect(shown.result).to_contain_text("Je klantaandeel is al 75%")


def test_empty_optional_fields_take_the_rules_of_thumb(shown: Calculator) -> None:
    """Years, interest and referrals may be empty: 5 years, 8% and nobody brought along."""
    for name in ("years", "discount"):
        shown.field(name).fill("")
    expect(shown.headline).to_have_text(re.compile(r"€\s47\.598 extra marge in 5 jaar\."))
    shown.field("referral_rate").fill("")
    expect(shown.result).to_contain_text("Bij aanbevelingen staat 0")


def test_the_best_lever_leads_to_its_calculator(shown: Calculator) -> None:
    """Klantbehoud leads to the systeemscan first, with the customers in the address."""
    first = shown.next.locator('a[href*="#"]').first
    expect(first).to_have_attribute("href", re.compile(r"systeemscan/#systeemscan\+bierviltje;customers=200"))
