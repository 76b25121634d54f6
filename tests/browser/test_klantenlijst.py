"""Klantenlijst as a visitor uses it who types the customers, in Chromium."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Calculator

Open = Callable[..., Calculator]
SLUG = "klantenlijst"
EURO = "€\N{NO-BREAK SPACE}"


@pytest.fixture
def shown(calculator: Open) -> Calculator:
    """The calculator with Python running."""
    opened = calculator(SLUG)
    opened.start()
    return opened


def test_names_are_shown_until_they_are_hidden(shown: Calculator) -> None:
    """The result names customers on the screen; the box numbers them by revenue, and brings the names again."""
    expect(shown.result).to_contain_text("Modehuis Fictief is 32% van je omzet")
    shown.field("hide_names").check()
    expect(shown.result).to_contain_text("Klant 1 is 32% van je omzet")
    expect(shown.result).not_to_contain_text("Modehuis Fictief")
    shown.field("hide_names").uncheck()
    expect(shown.result).to_contain_text("Modehuis Fictief is 32% van je omzet")


def test_another_rate_changes_who_earns(shown: Calculator) -> None:
    """With a cheaper hour nobody costs money any more."""
    shown.field("internal_rate").fill("40")
    expect(shown.headline).to_contain_text("Van de 10 klanten met uren (97% van je omzet) houd je")
    shown.field("internal_rate").fill("60")
    expect(shown.headline).to_have_text(
        "Van de 10 klanten met uren (97% van je omzet) leveren er 8 samen "
        f"{EURO}32.040 winst op; 2 kosten je {EURO}5.700."
    )


def test_revenue_is_enough_for_a_first_answer(shown: Calculator) -> None:
    """After Leegmaken three amounts give the revenue curve; a negative one is a credit note, hours give the profit."""
    shown.button("clear").click()
    for index, revenue in enumerate(("6000", "3000", "-1000")):
        shown.field(f"customers[{index}].revenue").fill(revenue)
    expect(shown.headline).to_have_text("Van Klant 1 en Klant 2 hangt 100% van je omzet af.")
    shown.field("customers[0].hours").fill("50")
    expect(shown.headline).to_have_text(f"Van de 1 klant met uren (67% van je omzet) houd je {EURO}3.000 winst over.")
    expect(shown.result).to_contain_text("Dit gaat over 1 van je 3 klanten")


def test_rows_are_added_and_removed(shown: Calculator) -> None:
    """A new customer counts once its revenue is there; without its row it does not."""
    figures = shown.result.locator(".kk-figures")
    expect(figures).to_contain_text("Klanten12")
    shown.button("add").click()
    shown.field("customers[12].revenue").fill("200.000")
    expect(figures).to_contain_text("Klanten13")
    expect(shown.result).to_contain_text("Klant 1 is 49% van je omzet.")
    shown.button("remove").last.click()
    expect(figures).to_contain_text("Klanten12")


def test_wrong_hours_are_said_at_their_row(shown: Calculator) -> None:
    """The sentence names the row of the form, not the number in the result."""
    shown.field("customers[4].hours").fill("-5")
    shown.field("customers[4].hours").blur()
    expect(shown.error("customers[4].hours")).to_contain_text("uren van regel 5")
    shown.field("customers[4].hours").fill("165")
    expect(shown.summary).to_be_hidden()


def test_download_holds_all_customers_without_names(shown: Calculator, tmp_path: Path) -> None:
    """The file has a line for each of the twelve customers; names only with the box ticked."""
    for ticked in (False, True):
        shown.field("show_names").set_checked(ticked)
        shown.settle()
        with shown.page.expect_download() as download:
            shown.button("download").click()
        path = tmp_path / f"{ticked}.csv"
        download.value.save_as(path)
        content = path.read_text(encoding="utf-8")
        assert ("Sportclub Verzinsel" in content) is ticked
        assert ('"Klant 12"' in content) is not ticked


def test_worst_customer_goes_along_to_the_next_calculator(shown: Calculator) -> None:
    """The link opens klant-houden-of-loslaten with the numbers of that customer and no name in the address."""
    link = shown.next.get_by_role("link", name="Bekijk Modehuis Fictief van dichtbij")
    address = link.get_attribute("href") or ""
    assert "Modehuis" not in address
    link.click()
    form = shown.page.locator('form[data-calculator="klant-houden-of-loslaten"]')
    expect(form.locator('[name="revenue"]')).to_have_value("66.000")
    expect(form.locator('[name="hours"]')).to_have_value("640")
    expect(form.locator('[name="total_revenue"]')).to_have_value("208.800")
