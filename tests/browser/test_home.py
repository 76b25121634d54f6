"""The home page: where somebody is sent from the first screen, and its question of three numbers."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from calculators.catalogue import find, hourly
from calculators.model.quick import solve_quick
from calculators.presentation.effort import write_effort
from calculators.presentation.quick import render_quick_answer
from tests.browser.axe import violations
from tests.browser.conftest import Calculator
from tests.server import StaticServer

OpenPage = Callable[..., Page]

SCREENS = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 800}}
WRONG = {
    "empty": ("order_value", "", "Vul bij bedrag per keer een getal"),
    "negative": ("orders_per_year", "-3", "valt buiten de grenzen"),
    "text": ("hours", "veel", "is geen getal"),
    "no hours": ("hours", "0", "Vul een getal boven 0"),
}


class Question:
    """The question on the home page, in the words of a test."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.form = page.locator("form[data-quick]")
        self.result = self.form.locator("[data-result]")
        self.headline = self.result.locator(".kk-headline")
        self.origin = self.form.locator("[data-origin]")
        self.onward = self.form.locator("[data-next] a")

    def field(self, name: str) -> Locator:
        """The field with this name."""
        return self.form.locator(f'[name="{name}"]')

    def error(self, name: str) -> Locator:
        """The place of what is wrong with a field."""
        return self.page.locator(f"#{hourly.QUESTION.slug}-{name}-error")


@pytest.fixture
def question(open_page: OpenPage, server: StaticServer) -> Callable[..., Question]:
    """Opens the home page."""
    return lambda **options: Question(open_page(server.url, **options))


@pytest.mark.parametrize("screen", SCREENS)
def test_the_first_screen_asks_and_sends_on(screen: str, question: Callable[..., Question]) -> None:
    """Four ways in stand whole on the first screen, each with what it takes; the question of numbers begins there."""
    page = question(viewport=SCREENS[screen]).page
    height = SCREENS[screen]["height"]
    expect(page.get_by_role("heading", name="Waar zit je mee?")).to_be_in_viewport()
    choices = page.locator(".kk-choices li")
    expect(choices).to_have_count(4)
    for choice in choices.all():
        expect(choice).to_be_in_viewport(ratio=1)
        box = choice.bounding_box()
        assert box
        assert box["height"] >= 60
        slug = (choice.locator("a").get_attribute("href") or "").strip("/").rpartition("/")[2]
        expect(choice).to_contain_text(write_effort(find(slug)))
        link = choice.locator("a").evaluate(
            "(link, [x, y]) => document.elementFromPoint(x, y) === link", [box["x"] + 5, box["y"] + box["height"] - 5]
        )
        assert link  # all of it is the link
    asked = page.locator("form[data-quick]").bounding_box()
    assert asked
    assert asked["y"] < height


def test_the_question_is_a_readable_example_without_javascript(question: Callable[..., Question]) -> None:
    """The sentence, its numbers and their answer are there, called an example, with what needs JavaScript."""
    asked = question(java_script_enabled=False)
    expect(asked.origin).to_have_text("Voorbeeld")
    seen = asked.form.locator(".kk-ask__fields").evaluate(
        "fields => [...fields.querySelectorAll('.kk-hidden')].forEach(each => each.remove()) ?? fields.textContent"
    )
    assert seen == "Een klant betaalt je€,keer per jaaren kost jeuur per jaar"
    expect(asked.headline).to_have_text(re.compile(r"Dat is €\s38 per uur\."))
    expect(asked.form.locator("noscript p")).to_be_visible()
    expect(asked.form.get_by_role("button", name="Bereken")).to_be_hidden()
    expect(asked.onward).to_have_attribute("href", re.compile("#klantwaarde.home;order_value=95;"))


def test_reading_the_page_loads_no_python(question: Callable[..., Question], server: StaticServer) -> None:
    """Python comes for who goes to a field, and not for who passes by."""
    asked = question(viewport=SCREENS["phone"])
    asked.form.scroll_into_view_if_needed()
    asked.form.hover()
    asked.page.wait_for_load_state("networkidle")
    assert [path for path, _ in server.requested if "python-" in path or "core." in path] == []


def test_typing_gives_the_bytes_of_the_build_and_asks_nobody(
    question: Callable[..., Question], server: StaticServer
) -> None:
    """The same Python answers and says whose numbers they are; nothing leaves the browser and nothing moves."""
    asked = question(viewport={"width": 320, "height": 640})
    asked.field("order_value").focus()
    expect(asked.form).to_have_attribute("data-state", "ready")
    before, height = list(server.requested), asked.form.bounding_box()
    asked.field("order_value").fill("120")
    expect(asked.headline).to_have_text(re.compile(r"Dat is €\s48 per uur\."))
    texts = {**hourly.QUESTION.example_texts, "order_value": "120"}
    found, _ = solve_quick(hourly.QUESTION, texts)
    assert asked.result.inner_html() == render_quick_answer(hourly.QUESTION, found)
    expect(asked.origin).to_have_text("Voorbeeld, met jouw 120")
    assert asked.form.bounding_box() == height
    asked.field("orders_per_year").fill("20")
    asked.field("hours").fill("40")
    expect(asked.headline).to_have_text(re.compile(r"Dat is €\s60 per uur\."))
    expect(asked.result).to_contain_text("precies uit")
    expect(asked.origin).to_have_text("Jouw cijfers")
    assert server.requested == before
    assert asked.page.evaluate("document.documentElement.scrollWidth") == 320
    kept = "document.cookie + Object.keys(localStorage).filter(key => !key.includes('palette'))"
    assert asked.page.evaluate(kept) == ""


@pytest.mark.parametrize("kind", WRONG)
def test_wrong_input_is_told_at_its_field(kind: str, question: Callable[..., Question]) -> None:
    """What is wrong is said in a sentence, there stands no amount meanwhile, and Enter brings the visitor to it."""
    name, text, words = WRONG[kind]
    asked = question()
    asked.field(name).fill(text)
    expect(asked.error(name)).to_contain_text(words)
    expect(asked.field(name)).to_have_attribute("aria-invalid", "true")
    expect(asked.headline).to_have_count(0)
    expect(asked.onward).to_have_count(0)
    expect(asked.result).to_have_text(hourly.QUESTION.incomplete)
    assert violations(asked.page) == []
    asked.field("order_value").press("Enter")
    expect(asked.field(name)).to_be_focused()
    asked.field(name).fill("5")
    expect(asked.error(name)).to_be_hidden()
    expect(asked.headline).to_be_visible()


def test_the_numbers_go_along_to_klantwaarde(question: Callable[..., Question]) -> None:
    """The three numbers stand in the fields of klantwaarde, which say where they are from."""
    asked = question()
    asked.field("hours").fill("12,5")
    expect(asked.headline).to_have_text(re.compile(r"€\s76 per uur"))
    asked.onward.click()
    there = Calculator(asked.page, "klantwaarde")
    expect(there.field("hours")).to_have_value("12,5")
    expect(there.field("order_value")).to_have_value("95")
    expect(there.field("orders_per_year")).to_have_value("10")
    for name in ("order_value", "orders_per_year", "hours"):
        expect(there.form.locator(f"#klantwaarde-{name}-origin")).to_have_text("overgenomen van de startpagina")
    # Nothing of the example stands under it: what was not told is still to come.
    expect(there.form).to_have_attribute("data-whose", "own")
    expect(there.field("retention")).to_have_value("")
    expect(there.headline).to_have_text("Nog 1 antwoord")
    asked.page.go_back()
    expect(asked.field("hours")).to_have_value("12,5")


def test_an_answer_to_other_numbers_is_not_shown(question: Callable[..., Question], excused: list[str]) -> None:
    """Where Python cannot come in, the example's amount does not stand beside typed numbers; the page says why."""
    excused.append("python-")
    asked = question()
    asked.page.context.route("**/python-*/**", lambda route: route.abort())
    asked.field("order_value").fill("500")
    expect(asked.form).to_have_attribute("data-state", "failed")
    expect(asked.headline).to_be_hidden()
    expect(asked.onward).to_be_hidden()
    expect(asked.form.locator('[data-when="failed"]')).to_be_visible()


@pytest.mark.parametrize("address", ["", "rekenmachines/", "kennis/"])
@pytest.mark.parametrize("width", [320, 390, 640, 700, 820, 960, 1100, 1280, 1920])
def test_no_card_stands_alone(address: str, width: int, open_page: OpenPage, server: StaticServer) -> None:
    """In every row of cards the last one ends where the row ends."""
    page = open_page(server.url + address, viewport={"width": width, "height": 900})
    for cards in page.locator(".grid.cards").all():
        edges = cards.evaluate(
            """cards => {
                const { right } = cards.getBoundingClientRect(), rows = {};
                for (const card of cards.querySelectorAll("li")) {
                    const box = card.getBoundingClientRect();
                    rows[Math.round(box.top)] = right - Math.max(box.right, right - (rows[Math.round(box.top)] ?? 1e9));
                }
                return Object.values(rows);
            }"""
        )
        assert max(edges) < 1


def test_the_picture_on_a_card_is_for_the_eye_alone(open_page: OpenPage, server: StaticServer) -> None:
    """Each card of the home page has its chart, which holds no words and is not told; what it takes is."""
    page = open_page(server.url)
    cards = page.locator(".grid.cards li")
    pictures = page.locator('.grid.cards li > [aria-hidden="true"] > svg:not([role])')
    assert cards.count() == pictures.count() > 0
    assert "".join(pictures.all_text_contents()) == ""
    for card in cards.all():
        expect(card).to_contain_text(re.compile(r"\d+\s(vraag|vragen)\s· \d+\sminu"))
