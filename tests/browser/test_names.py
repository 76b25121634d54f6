"""What a screen reader gets to hear, read from Chromium's own accessibility tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Calculator, OpenPage
from tests.browser.pages import every_calculator, every_page
from tests.server import StaticServer

pytestmark = pytest.mark.full

Open = Callable[..., Calculator]

CONTROLS = {
    *("button", "checkbox", "combobox", "DisclosureTriangle", "link", "menuitem", "radio", "searchbox", "slider"),
    *("spinbutton", "switch", "tab", "textbox"),
}
PICTURES = {"image", "img", "graphics-document"}
LANDMARKS = {"banner", "complementary", "contentinfo", "form", "main", "navigation", "region", "search"}
# These tell their controls apart from those of others, when they have a name.
GROUPS = LANDMARKS | {"group", "dialog", "radiogroup"}


@dataclass
class Node:
    """One thing in the accessibility tree.

    Attributes:
        role: its role.
        name: its name.
        description: what is said after it.
        properties: what else is known of it, such as "live" or "invalid".
        within: the names of the groups around it.
    """

    role: str
    name: str
    description: str
    properties: dict[str, Any] = field(default_factory=dict)
    within: tuple[str, ...] = ()


def heard(page: Page) -> list[Node]:
    """Everything on a page that a screen reader knows of, in order."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    return list(_below(nodes[0], by_id, ()))


def _below(node: dict[str, Any], by_id: dict[str, dict[str, Any]], within: tuple[str, ...]) -> Iterator[Node]:
    role, name = _text(node, "role"), _text(node, "name")
    if not node.get("ignored"):
        properties = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
        yield Node(role, name, _text(node, "description"), properties, within)
        if role in GROUPS and name:
            within = (*within, f"{role} {name}")
    for child in node.get("childIds", []):
        yield from _below(by_id[child], by_id, within)


def _text(node: dict[str, Any], key: str) -> str:
    return " ".join(str(node.get(key, {}).get("value", "")).split())


def _twice(values: list[Any]) -> list[Any]:
    return [value for value, count in Counter(values).items() if count > 1]


def assert_names(nodes: list[Node]) -> None:
    """Everything that is told or used has a name, and the names tell things apart."""
    assert [node for node in nodes if node.role in CONTROLS | PICTURES and not node.name] == []
    landmarks = [(node.role, node.name) for node in nodes if node.role in LANDMARKS]
    assert [role for role, _ in landmarks].count("main") == 1
    assert [role for role, _ in landmarks].count("banner") == 1
    assert [role for role, _ in landmarks].count("contentinfo") == 1
    assert [role for role, name in landmarks if role in {"navigation", "region"} and not name] == []
    assert _twice(landmarks) == []
    # Equal names are told apart by the named groups around them; equal links must lead to the same place.
    assert _twice([(*node.within, node.role, node.name) for node in nodes if node.role in CONTROLS - {"link"}]) == []
    links = {(*node.within, node.name, node.properties.get("url")) for node in nodes if node.role == "link"}
    assert _twice([each[:-1] for each in links]) == []


@every_page
def test_everything_has_a_name_of_its_own(address: str, open_page: OpenPage, server: StaticServer) -> None:
    """Controls, pictures and landmarks are named, folded parts included; one main, one header, one footer."""
    page = open_page(f"{server.url}{address}")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    nodes = heard(page)
    assert_names(nodes)
    headings = [node.properties["level"] for node in nodes if node.role == "heading"]
    assert headings.count(1) == 1


@every_calculator
def test_a_calculator_tells_its_answer_and_its_faults(slug: str, calculator: Open) -> None:
    """The answer is said when it changes, a fault at once; the field with the fault says that it is wrong, and why."""
    shown = calculator(slug)
    shown.start()
    shown.button("compare").click()
    shown.settle()
    assert_names(heard(shown.page))
    said = [node.properties.get("live") for node in heard(shown.page) if node.properties.get("live")]
    assert said.count("polite") >= 2  # the answer, and what has been done
    if not shown.numbers.count():  # where all is buttons nothing can be wrong
        return
    first = shown.field(shown.numbers.first.get_attribute("name") or "")
    first.fill("veel")
    first.blur()
    expect(shown.summary).to_be_visible()
    nodes = heard(shown.page)
    assert_names(nodes)
    assert [node.properties["live"] for node in nodes if node.role == "alert"] == ["assertive"]
    wrong = [node for node in nodes if node.properties.get("invalid") == "true"]
    assert [node.role for node in wrong] == ["textbox"]
    assert "is geen getal" in wrong[0].description


def test_an_own_report_has_names_of_its_own(calculator: Open, server: StaticServer) -> None:
    """Two chapters, with their buttons and tables, are told apart."""
    shown = calculator("pww-score")
    for slug in ("pww-score", "bierviltje"):
        shown = Calculator(shown.page, slug)
        shown.page.goto(f"{server.url}rekenmachines/{slug}/")
        shown.start()
        shown.button("report").click()
        expect(shown.message).to_contain_text("Het staat in je rapport")
    shown.page.goto(f"{server.url}mijn-rapport/")
    expect(shown.page.locator("#rapport-bierviltje")).to_be_visible()
    shown.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert_names(heard(shown.page))


def test_the_form_tells_its_faults(open_page: OpenPage, server: StaticServer) -> None:
    """Sent empty, each field that must be filled says that it is required, that it is wrong, and why."""
    page = open_page(f"{server.url}gesprek/")
    page.locator("form[data-lead] [type=submit]").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    nodes = heard(page)
    assert_names(nodes)
    wrong = [node for node in nodes if node.properties.get("invalid") == "true"]
    assert [node.name for node in wrong] == ["Je naam", "Je e-mailadres", "Waar wil je over praten?"]
    assert all(node.properties["required"] and node.description for node in wrong)
