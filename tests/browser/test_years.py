"""Several years of invoices in the klantenlijst: who stayed, by name on the screen alone, and numbers that go along."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Calculator

Open = Callable[..., Calculator]

NAME = re.compile(r"B\.V\.|V\.O\.F\.|en Zonen|Coöperatie|Nederland|Partners|Holding")


def _read_four_years(calculator: Open) -> Calculator:
    shown = calculator("klantenlijst")
    shown.form.locator("details:has([data-kind=jaren])").evaluate("fold => { fold.open = true; }")
    shown.form.locator("[data-kind=jaren]").click()
    expect(shown.form.locator(".kk-years .kk-headline").first).to_be_visible()
    shown.settle()
    return shown


def test_four_years_say_who_stayed_and_which_year_counts(calculator: Open) -> None:
    """The share that bought again with its bounds, the bridge, who is silent, and the year of the list above it."""
    shown = _read_four_years(calculator)
    years = shown.form.locator("[data-more] .kk-years")
    words = re.compile(r"Van de \d+ klanten van vorig jaar kochten er \d+ weer: \d+% \(tussen \d+% en \d+%\)\.")
    expect(years.locator(".kk-headline")).to_have_text(words)
    expect(years.get_by_text("Dit jaar", exact=True).first).to_be_visible()
    assert years.locator("tbody tr").filter(has_text=NAME).count() > 3
    told = shown.form.locator("[data-read-told]")
    expect(told).to_contain_text("januari 2025 tot en met december 2025")


def test_names_of_silent_customers_stay_on_the_screen(calculator: Open) -> None:
    """On paper they are numbers; with names hidden they are so on the screen too."""
    shown = _read_four_years(calculator)
    shown.page.emulate_media(media="print")
    printed = shown.form.locator("[data-paper] .kk-years")
    expect(printed).to_be_visible()
    assert "Stille klant 1" in printed.inner_text()
    assert not NAME.search(printed.inner_text())
    expect(shown.form.locator("[data-more] .kk-years")).to_be_hidden()
    shown.page.emulate_media(media="screen")
    shown.field("hide_names").check()
    shown.settle()
    assert not NAME.search(shown.form.locator("[data-more] .kk-years").inner_text())


def test_the_numbers_of_the_years_go_along(calculator: Open) -> None:
    """One press opens klantwaarde with amount, times a year and retention, and says where those are from."""
    shown = _read_four_years(calculator)
    shown.next.get_by_role("link", name="Wat is een klant je waard?").click()
    there = Calculator(shown.page, "klantwaarde")
    expect(there.form.locator("[data-message]")).to_contain_text("Overgenomen uit je eigen boeken")
    for name in ("order_value", "orders_per_year"):
        expect(there.field(name)).not_to_have_value("")
