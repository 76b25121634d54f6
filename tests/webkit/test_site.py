"""What a visitor with WebKit must be able to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from calculators.catalogue import find, slugs
from calculators.presentation.page import render_outcome
from tests.webkit.conftest import Visit

NUMBER = "form[data-calculator] input[inputmode]"
RESULT = "form[data-calculator] [data-result]"


def _start(visit: Visit) -> None:
    """Show intent and wait until Python has answered."""
    visit.press(NUMBER)
    visit.find("form[data-calculator][data-state=ready]")
    _settle(visit)


def _settle(visit: Visit) -> None:
    visit.wait(lambda: not visit.run("return document.querySelector('[data-stale=pending], form [aria-busy]')"))


@pytest.mark.parametrize("slug", slugs())
def test_every_calculator(slug: str, visit: Visit) -> None:
    """The same bytes as the build, calculated here; another number, another answer; a fault is said, and mended."""
    built = str(render_outcome(find(slug)))
    visit.open(f"rekenmachines/{slug}/")
    result = visit.find(RESULT)
    assert result.get_property("innerHTML") == built
    visit.run("arguments[0].innerHTML = ''", result)
    _start(visit)
    visit.find(f"{RESULT} .kk-headline")
    assert result.get_property("innerHTML") == built
    visit.fill(NUMBER, "3,5")
    visit.wait(lambda: result.get_property("innerHTML") != built)
    _settle(visit)
    assert result.get_attribute("data-stale") is None
    visit.fill(NUMBER, "veel")
    visit.reads("[data-error-summary]", "is geen getal")
    visit.wait(lambda: result.get_attribute("data-stale") == "invalid")
    visit.fill(NUMBER, "3,5")
    visit.wait(lambda: not visit.find("[data-error-summary]").is_displayed())


def test_a_list_is_read(visit: Visit, tmp_path: Path) -> None:
    """A list as a spreadsheet with Dutch settings saves it is read from a file."""
    file = tmp_path / "omzet.csv"
    file.write_bytes("Klant;Omzet\r\nBakkerij Crèche;1.234,50\r\nSmit;€ 20.000,00\r\n".encode("cp1252"))
    visit.open("rekenmachines/klantenlijst/")
    visit.find("[data-file]").send_keys(str(file))
    visit.reads("form [data-report]", "2 klanten, samen € 21.235.")
    assert visit.find('[name="customers[1].name"]').get_property("value") == "Bakkerij Crèche"


def test_a_report_is_put_together(visit: Visit) -> None:
    """An outcome ends up in the report, which is still there after the page was opened anew."""
    visit.open("rekenmachines/bierviltje/")
    _start(visit)
    visit.press("form[data-calculator] [data-action=report]")
    visit.reads("form[data-calculator] [data-message]", "Het staat in je rapport")
    visit.open("mijn-rapport/")
    visit.find("form[data-report-page][data-own] #rapport-bierviltje")
    visit.press("[data-report-page] [data-action=wipe]")
    visit.find("form[data-report-page]:not([data-own])")


def test_the_form_says_what_is_wrong(visit: Visit) -> None:
    """Without a name, an address and a question nothing is sent: it is said at the fields and in a summary."""
    visit.open("gesprek/")
    visit.press("form[data-lead] [type=submit]")
    visit.wait(lambda: len(visit.run("return document.querySelectorAll('[data-error-summary] a')")) == 3)
    assert visit.run("return document.activeElement.matches('[data-error-summary]')")
    visit.fill('[name="naam"]', "Sanne de Wit")
    visit.fill('[name="vraag"]', "Ik twijfel over twee klantgroepen.")
    visit.fill('[name="email"]', "sanne@")
    visit.reads("#aanvraag-email-error", "geen e-mailadres")
    visit.fill('[name="email"]', "sanne@bakkerij.nl")
    visit.wait(lambda: not visit.find("form[data-lead] [data-error-summary]").is_displayed())


def test_search_finds_a_page(visit: Visit) -> None:
    """A word finds its page, and pressing it goes there without loading the site anew."""
    visit.open("")
    visit.run("window.mark = 'the same visit'")
    visit.press(".md-search__input")
    visit.find(".md-search__input").send_keys("bierviltje")
    visit.press('.md-search-result__item > a[href*="/rekenmachines/bierviltje/"]')
    visit.find("form[data-calculator=bierviltje]")
    assert visit.run("return window.mark") == "the same visit"


def test_a_planted_script_is_blocked_and_heard(visit: Visit) -> None:
    """The policy works in WebKit, and these tests hear what it blocks."""
    visit.open("over/")
    visit.run(
        "const planted = document.createElement('script'); planted.text = 'document.title = 1';"
        "document.body.append(planted)"
    )
    visit.wait(visit.told)
    assert visit.told()[0].startswith("policy: script-src")
    assert visit.browser.title != "1"
    visit.server.requested.clear()
