"""Klantenbestand as a visitor uses it, in Chromium."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Calculator

SLUG = "klantenbestand"
COUNTS = {"start.klant": "20", "start.vaste_klant": "5", "start.ambassadeur": "1"}
LAST_YEAR = {"new_last_year": "6", "lost_last_year": "4", "margin_per_customer": "100"}


@pytest.fixture
def ladder(calculator: Callable[..., Calculator]) -> Calculator:
    """The ladder with Python running."""
    shown = calculator(SLUG)
    shown.start()
    return shown


def test_another_count_gives_another_headline(ladder: Calculator) -> None:
    """Twice as many who left last year: the number goes down, live."""
    expect(ladder.headline).to_contain_text("Gaat het zo door, dan heb je over 10 jaar")
    ladder.field("lost_last_year").fill("480")
    expect(ladder.headline).to_contain_text("daalt het aantal klanten in 10 jaar van 900 naar")


def test_six_counts_are_enough(ladder: Calculator) -> None:
    """Who there are, who came, who left and what they bring: an answer with euros, without consumers or addresses."""
    ladder.button("clear").click()
    for name, count in (COUNTS | LAST_YEAR).items():
        ladder.field(name).fill(count)
    expect(ladder.headline).to_contain_text("over 5 jaar ongeveer 38 klanten; nu 26.")
    expect(ladder.answer.locator(".kk-range")).to_contain_text("zolang je de rest schat")
    expect(ladder.summary).to_be_hidden()
    expect(ladder.result).to_contain_text("vóór je eigen uren")
    expect(ladder.result).not_to_contain_text("Wat brengen bekende adressen op?")


def test_a_doubling_is_asked_about(ladder: Calculator) -> None:
    """Of 26 customers twenty new: first the question whether that is right."""
    ladder.button("clear").click()
    for name, count in (COUNTS | LAST_YEAR | {"new_last_year": "20"}).items():
        ladder.field(name).fill(count)
    expect(ladder.headline).to_have_text("Klopt dit? Je klantenbestand groeide in één jaar van 10 naar 26.")


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
    for place in (0, 2, 3):
        ladder.field(f"rewards[{place}]").fill("10")
    ladder.field("rewards[3]").blur()
    expect(ladder.error("rewards[1]")).to_contain_text("marge per jaar van klant")
    for place in (0, 2, 3):
        ladder.field(f"rewards[{place}]").fill("")
    expect(ladder.summary).to_be_hidden()
    expect(ladder.result).to_contain_text("één bedrag voor alle klanten")


def test_addresses_follow_what_is_typed(ladder: Calculator) -> None:
    """Margin with a euro sign and a share in percent: the value of an address changes; empty asks for both."""
    ladder.field("margin_per_visit").fill("€ 22")
    expect(ladder.result).to_contain_text("Een bekend adres brengt €\N{NO-BREAK SPACE}6,40 per jaar op")
    ladder.field("known_share").fill("70%")
    expect(ladder.result).to_contain_text("Je zit op of boven je doel van 50%.")
    ladder.field("known_share").fill("")
    expect(ladder.result).to_contain_text("zowel het deel dat je kent als je marge per bezoek")


def test_a_group_of_nobody_is_refused(ladder: Calculator) -> None:
    """Zeros alone cannot be projected; the way out stands at the first field."""
    for name in (*COUNTS, "start.consument", "new_last_year", "lost_last_year"):
        ladder.field(name).fill("0")
    ladder.field("lost_last_year").blur()
    expect(ladder.error("start.klant")).to_have_text("Vul bij minstens één trede een getal boven 0 in.")
