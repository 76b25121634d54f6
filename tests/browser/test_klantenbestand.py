"""Klantenbestand as a visitor uses it, in Chromium."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Calculator

SLUG = "klantenbestand"
COUNTS = {"start.consument": "100", "start.klant": "20", "start.vaste_klant": "5", "start.ambassadeur": "1"}


@pytest.fixture
def ladder(calculator: Callable[..., Calculator]) -> Calculator:
    """The ladder with Python running."""
    shown = calculator(SLUG)
    shown.start()
    return shown


def test_another_count_gives_another_headline(ladder: Calculator) -> None:
    """Thousands of customers and few others in the target group: the number goes down, live."""
    expect(ladder.headline).to_have_text("Gaat het zo door, dan heb je over 10 jaar 932 klanten; nu 900.")
    ladder.field("start.consument").fill("1.000")
    ladder.field("start.klant").fill("3.000")
    expect(ladder.headline).to_have_text(
        "Gaat het zo door, dan daalt het aantal klanten in 10 jaar van 3.300 naar 1.094."
    )


def test_four_counts_are_enough(ladder: Calculator) -> None:
    """The four counts alone give an answer with its doubt, without euros and without the card about addresses."""
    ladder.button("clear").click()
    for name, count in COUNTS.items():
        ladder.field(name).fill(count)
    headline = "Gaat het zo door, dan daalt het aantal klanten in 5 jaar van 26 naar ongeveer 21."
    expect(ladder.headline).to_have_text(headline)
    expect(ladder.answer.locator(".kk-range")).to_contain_text("zolang je de rest schat")
    expect(ladder.summary).to_be_hidden()
    expect(ladder.result).to_contain_text("Je liet 9 van de 9 kansen leeg.")
    expect(ladder.result).not_to_contain_text("€")
    expect(ladder.result).not_to_contain_text("Wat brengen bekende adressen op?")


def test_too_much_leaving_is_said_at_a_field_that_exists(ladder: Calculator) -> None:
    """80% and 40% of the same group cannot both go: the sentence stands at the first of the two."""
    ladder.field("rates.klant_to_vast").fill("80")
    ladder.field("rates.klant_to_vast").blur()
    expect(ladder.error("rates.klant_to_vast")).to_contain_text("samen hoogstens 100%")
    expect(ladder.summary).to_contain_text("samen hoogstens 100%")
    expect(ladder.answer).to_have_attribute("data-stale", "invalid")
    ladder.field("rates.klant_to_consument").fill("20")
    expect(ladder.error("rates.klant_to_vast")).to_be_hidden()
    expect(ladder.answer).not_to_have_attribute("data-stale", "invalid")


def test_slider_of_word_of_mouth_warns_when_the_market_is_exhausted(ladder: Calculator) -> None:
    """Half a new customer per ambassador, set with the slider, brings the warning and fills the field."""
    field = ladder.field("rates.new_per_ambassadeur")
    slider = ladder.form.locator(f'[data-slider-for="{field.get_attribute("id")}"]')
    slider.fill("0.5")
    expect(field).to_have_value("0,5")
    expect(ladder.result).to_contain_text("raakt je doelgroep op den duur op")


def test_half_filled_margins_are_asked_for_one_by_one(ladder: Calculator) -> None:
    """Margins are all or none: an empty one is reported at its own field, four empty ones are fine."""
    ladder.field("rewards[1]").fill("")
    ladder.field("rewards[1]").blur()
    expect(ladder.error("rewards[1]")).to_contain_text("marge per jaar van klant")
    for place in (0, 2, 3):
        ladder.field(f"rewards[{place}]").fill("")
    expect(ladder.summary).to_be_hidden()
    expect(ladder.result).to_contain_text("Vul ook in wat je per jaar aan elke trede overhoudt.")


def test_addresses_follow_what_is_typed(ladder: Calculator) -> None:
    """Margin with a euro sign and a share in percent: the value of an address changes; empty asks for both."""
    ladder.field("margin_per_visit").fill("€ 22")
    expect(ladder.result).to_contain_text("Een bekend adres brengt €\N{NO-BREAK SPACE}6,40 per jaar op")
    ladder.field("known_share").fill("70%")
    expect(ladder.result).to_contain_text("Je zit op of boven je doel van 50%.")
    ladder.field("known_share").fill("")
    expect(ladder.result).to_contain_text("zowel het deel dat je kent als je marge per bezoek")


def test_a_group_of_nobody_is_refused(ladder: Calculator) -> None:
    """Four zeros cannot be projected; the way out stands at the first field."""
    for name in COUNTS:
        ladder.field(name).fill("0")
    expect(ladder.error("start.consument")).to_have_text("Vul bij minstens één trede een getal boven 0 in.")
