"""What an owner comes for, on a phone, with taps, digits, screens and words counted as seconds.

The seconds are those of the keystroke-level model (Card, Moran & Newell 1980), rounded for a phone; what a number takes
to find is a rule of thumb: a known one 3 seconds, an estimate 12, a grade 5.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenPage
from tests.server import StaticServer

PHONE = {"width": 390, "height": 844}
TAP, DIGIT, SCREEN, WORD = 1.0, 0.35, 0.9, 60 / 240
KNOWN, ESTIMATE, GRADE = 3.0, 12.0, 5.0
LIST = b"Klant;Omzet;Kosten;Uren\nBakker;48000;9000;300\nVos;21000;4000;220\nDe Wit;9000;3500;160\nSmit;4000;500;90\n"


class Owner:
    """Somebody with a question and a phone: everything costs seconds.

    Args:
        open_page: opens pages.
        address: of the page to begin at.
    """

    def __init__(self, open_page: OpenPage, address: str) -> None:
        self.page = open_page(address, viewport=PHONE, has_touch=True, is_mobile=True)
        self.seconds = 0.0

    def _reach(self, place: Locator) -> None:
        before = self.page.evaluate("scrollY")
        place.scroll_into_view_if_needed()
        self.seconds += SCREEN * abs(self.page.evaluate("scrollY") - before) / PHONE["height"]

    def tap(self, place: Locator, thought: float = 0.0) -> None:
        """Find something, think, and tap it."""
        self._reach(place)
        self.seconds += TAP + thought
        place.tap(force=True)

    def fill(self, name: str, text: str, thought: float) -> None:
        """Read what a field asks, find the number, type it."""
        field = self.page.locator(f'[data-fields] [name="{name}"]')
        self.tap(field, thought)
        label = self.page.locator(f'label[for="{field.get_attribute("id")}"]').evaluate(
            "label => label.firstChild.data"
        )
        self.seconds += WORD * len(label.split()) + DIGIT * len(text)
        field.fill(text)

    def choose(self, name: str, answer: str, thought: float = GRADE) -> None:
        """Read a question and press one of its buttons."""
        row = self.page.locator("fieldset.kk-choice", has=self.page.locator(f'[name="{name}"]'))
        self.seconds += WORD * len(row.locator(".kk-label").inner_text().split())
        self.tap(row.locator(f'[value="{answer}"]'), thought)

    def read(self) -> str:
        """Go to the answer and read it: whose it is, the headline, why, and what to do."""
        answer = self.page.locator("[data-result]")
        self.page.locator('[data-stale="pending"], [data-result][aria-busy]').first.wait_for(state="detached")
        expect(answer.locator(".kk-todo, .kk-chart").first).to_be_visible()
        self._reach(answer.locator(".kk-headline"))
        read = answer.locator(".kk-whose, .kk-headline, .kk-range, .kk-reason").all_inner_texts()
        self.seconds += WORD * len(" ".join(read).split())
        return " ".join(read)


def _own(answer: str) -> None:
    assert "Jouw cijfers" in answer
    assert "Voorbeeld" not in answer


def test_which_group(open_page: OpenPage, server: StaticServer) -> None:
    """Two groups, three grades each: the owner knows which one deserves the marketing. The aim is 45 seconds."""
    owner = Owner(open_page, f"{server.url}rekenmachines/pww-score/")
    for group, grades in enumerate(("786", "454")):
        for name, grade in zip(("fulfilment", "market_value", "profitability"), grades, strict=True):
            owner.fill(f"segments[{group}].{name}", grade, GRADE)
    answer = owner.read()
    _own(answer)
    assert "klantgroep 1" in answer.lower()

    assert owner.seconds <= 45


def test_what_a_customer_is_worth(open_page: OpenPage, server: StaticServer) -> None:
    """A button and four numbers: within 60 seconds the owner knows, and sees which numbers are rules of thumb."""
    owner = Owner(open_page, f"{server.url}rekenmachines/klantwaarde/")
    owner.choose("trade", "services", KNOWN)
    for name, text in {"order_value": "95", "orders_per_year": "10"}.items():
        owner.fill(name, text, KNOWN)
    for name, text in {"retention": "8", "hours": "15"}.items():
        owner.fill(name, text, ESTIMATE)
    answer = owner.read()
    _own(answer)
    assert "vuistregel" in answer
    assert "ongeveer" in answer
    assert owner.seconds <= 60


def test_keep_or_drop(open_page: OpenPage, server: StaticServer) -> None:
    """Turnover, hours and four buttons: within 60 seconds there is an advice."""
    owner = Owner(open_page, f"{server.url}rekenmachines/klant-houden-of-loslaten/")
    owner.fill("revenue", "6000", KNOWN)
    owner.fill("hours", "110", ESTIMATE)
    owner.choose("turnover_share", "under_10")
    for name, answer in {
        "energy": "3",
        "trouble": "3",
        "stays_and_pays": "2",
        "recommends_and_thinks_along": "1",
    }.items():
        owner.choose(name, answer)
    _own(owner.read())
    assert owner.seconds <= 60


def test_what_a_system_is_worth(open_page: OpenPage, server: StaticServer) -> None:
    """Six facts, two counts, four numbers: it is clear what fails and what that costs, within 90 seconds."""
    owner = Owner(open_page, f"{server.url}rekenmachines/systeemscan/")
    for index, answer in enumerate("014311"):
        owner.choose(f"answers[{index}]", answer, KNOWN)  # who can do it is known, and stands in words on the button
    for index, failed in enumerate("13"):
        owner.choose(f"touchpoints[{index}].failed_of_20", failed)
    for name, text in {"customers": "150", "visits_per_year": "2", "customer_value": "900"}.items():
        owner.fill(name, text, KNOWN)
    owner.fill("retention", "8", ESTIMATE)
    _own(owner.read())
    assert owner.seconds <= 90


def test_from_list_to_report(open_page: OpenPage, server: StaticServer) -> None:
    """A file of one's own: within 90 seconds it is read, answered and in the report."""
    owner = Owner(open_page, f"{server.url}rekenmachines/klantenlijst/")
    owner.seconds += 2 * TAP + KNOWN  # the button, and the file in the device's own list
    owner.page.locator("[data-file]").set_input_files({"name": "klanten.csv", "mimeType": "text/csv", "buffer": LIST})
    expect(owner.page.locator("[data-report] h3")).to_be_visible()
    owner.seconds += WORD * len(owner.page.locator("[data-report] [data-read-summary]").inner_text().split())
    answer = owner.read()
    assert "uit je lijst" in answer
    assert "Voorbeeld" not in answer
    owner.tap(owner.page.locator("[data-action=report]"))
    expect(owner.page.locator("[data-message]")).to_contain_text("rapport")
    owner.tap(owner.page.locator("[data-has-report] a:visible"))
    expect(owner.page.locator("[data-report-page] .kk-myreport__first li").first).to_be_visible()
    assert owner.seconds <= 90


@pytest.mark.parametrize("slug", ["klantwaarde"])
def test_the_first_number_costs_one_tap(slug: str, open_page: OpenPage, server: StaticServer) -> None:
    """Nothing stands between a visitor and the first question: it is on the first screen and takes one tap."""
    owner = Owner(open_page, f"{server.url}rekenmachines/{slug}/")
    owner.fill("order_value", "95", 0)
    assert owner.seconds <= TAP + 2 * DIGIT + 3 * WORD
