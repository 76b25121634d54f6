"""Several years of invoices in the klantenlijst: who stayed, by name on the screen alone, and numbers that go along."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import FilePayload, expect

from calculators.imports.samples import YearsKind, sample
from tests.browser.conftest import Calculator

Open = Callable[..., Calculator]

OWN = "Uit je eigen boeken: wie bleef er?"
NAME = re.compile(r"B\.V\.|V\.O\.F\.|en Zonen|Coöperatie|Nederland|Partners|Holding")


def _read_four_years(calculator: Open) -> Calculator:
    shown = calculator("klantenlijst")
    shown.form.locator("details:has([data-kind=jaren])").evaluate("fold => { fold.open = true; }")
    shown.form.locator("[data-kind=jaren]").click()
    expect(shown.form.get_by_role("heading", name=OWN)).to_be_visible()
    shown.settle()
    return shown


def _choose(shown: Calculator, *files: tuple[str, bytes]) -> None:
    chosen: list[FilePayload] = [{"name": name, "mimeType": "", "buffer": content} for name, content in files]
    shown.form.locator("[data-file]").set_input_files(chosen)


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


def _with_hours(year: int) -> bytes:
    """The invoices of a year of a studio that writes down its costs and hours; one customer leaves each year."""
    lines = [
        f"Klant {customer};15-{month:02d}-{year};{400 + 50 * customer};{60 + customer};4,5"
        for customer in range(year - 2022, year - 2022 + 14)
        for month in range(1 + customer % 3, 13, 3)
    ]
    return "\n".join(
        ["Klant;Datum;Omzet excl. btw;Kosten;Uren", *lines, f"Klant 12;29-12-{year};500;70;4", ""]
    ).encode()


def _fill_klantwaarde(shown: Calculator, *files: tuple[str, bytes]) -> Calculator:
    _choose(shown, *files)
    expect(shown.form.get_by_role("heading", name=OWN)).to_be_visible()
    shown.settle()
    expect(shown.form.locator("[data-report] [data-read]")).to_have_count(len(files) + 1)  # and all together
    shown.next.get_by_role("link", name="Wat is een klant je waard?").click()
    there = Calculator(shown.page, "klantwaarde")
    expect(there.form.locator("[data-message]")).to_contain_text("Overgenomen uit je eigen boeken")
    there.settle()
    return there


def test_four_yearly_files_at_once_fill_klantwaarde_without_a_typed_number(calculator: Open) -> None:
    """Dropped together they are one history; one press further there is an answer about what a customer is worth."""
    files = ((f"{year}.csv", _with_hours(year)) for year in (2022, 2023, 2024, 2025))
    there = _fill_klantwaarde(calculator("klantenlijst"), *files)
    expect(there.headline).to_contain_text("€")
    for name in ("order_value", "orders_per_year", "retention", "hours", "gross_margin"):
        expect(there.field(name)).not_to_have_value("")


def test_auditfiles_hold_no_hours_so_those_are_asked(calculator: Open) -> None:
    """Of four auditfiles all is filled in but the own hours: those are the one answer that is missing."""
    kinds: tuple[YearsKind, ...] = ("xaf-2022", "xaf-2023", "xaf-2024", "xaf-2025")
    files = ((f"{kind}.xaf", sample(kind, 1200).content) for kind in kinds)
    there = _fill_klantwaarde(calculator("klantenlijst"), *files)
    expect(there.result).to_contain_text("Vul nog in: 'jouw uren'.")


def test_files_before_one_that_cannot_be_read_are_shown(calculator: Open) -> None:
    """Of three files the second and the last are refused: the first is there, with what is wrong with the others."""
    shown = calculator("klantenlijst")
    good = b"Klant;Omzet\nBakker;100\nSlager;50\n"
    _choose(shown, ("goed.csv", good), ("boek.pdf", b"%PDF-1.7 niets"), ("leeg.csv", b""))
    expect(shown.form.locator("[data-report] [data-read]")).to_have_count(1)
    shown.settle()
    expect(shown.form.locator("[data-intake-error]")).to_contain_text("boek.pdf")
    expect(shown.form.locator("[data-intake-error]")).to_contain_text("leeg.csv")
    assert shown.field("customers[0].name").input_value() == "Bakker"
    shown.form.get_by_role("button", name="Ongedaan maken").click()
    expect(shown.form.locator("[data-report] [data-read]")).to_have_count(0)
