"""Hostile text in every place where text can come in, in real browsers: nothing runs, loads or navigates.

What Python writes of it is tested in tests/core/browser/test_payloads.py. A page here may not even try: what the
security policy blocks, or the browser complains of, ends up in the console and fails the test.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import Page, expect

from calculators.presentation.report_page import SENTENCES
from tests.browser.conftest import Calculator, OpenPage
from tests.core.browser.test_payloads import FILES, NAMED
from tests.payloads import PAYLOADS
from tests.server import StaticServer

Open = Callable[..., Calculator]

TELL = "window.hits = 0; window.hit = () => { window.hits += 1; }; null"  # a function would be called by the driver
# Every kind of element with the names of its attributes, but for those in which scripts keep how things are.
MARKUP = """() => [...document.querySelectorAll("*")].flatMap((each) => [each.localName, ...each.getAttributeNames()
  .filter((name) => !/^(data-|aria-|hidden$|open$)/.test(name)).map((name) => `${each.localName} ${name}`)])"""
ADDRESSES = """() => [...document.querySelectorAll("[href], [src], [action], [formaction]")]
  .flatMap((each) => ["href", "src", "action", "formaction"].map((name) => each.getAttribute(name)))
  .filter((address) => /^\\s*(javascript:|data:|(https?:)?[/][/]elders)/.test(address ?? ""))"""
TEXTS = "form => Object.fromEntries(new FormData(form))"
# Put each payload where it comes in and wait until the page has said something; gives those of which nothing was said.
EACH = """async ([form, payloads, sign, key]) => {
  const message = form.querySelector("[data-message]");
  const silent = [];
  for (const payload of payloads) {
    message.textContent = "";
    const said = new Promise((resolve) => {
      new MutationObserver(() => message.textContent && resolve(true)).observe(message, { childList: true });
      setTimeout(resolve, 10_000);
    });
    if (key) {
      localStorage.setItem(key, payload);
      form.querySelector(`[data-action=${sign}]`).click();
    } else location.hash = sign + payload;
    if (!(await said)) silent.push(payload);
  }
  return silent;
}"""
FILL = """([form, texts]) => {
  for (const [name, text] of Object.entries(texts)) {
    form.elements[name].value = text;
    form.elements[name].dispatchEvent(new Event("input", { bubbles: true }));
  }
}"""


class Watched:
    """A page before and after something hostile came in."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.evaluate(TELL)
        self.address = page.url.partition("#")[0]
        self.plain: set[str] = set(page.evaluate(MARKUP))

    def expect_nothing_happened(self, *, new: bool = False) -> None:
        """Nothing ran, the page is still there, and what came in made no element and no address.

        Args:
            new: whether there may be elements of kinds that were not there, as what is shown is another thing.
        """
        assert self.page.evaluate("window.hits") == 0
        assert self.page.url.partition("#")[0] == self.address
        assert self.page.evaluate(ADDRESSES) == []
        markup = set(self.page.evaluate(MARKUP))
        assert [each for each in markup if " on" in each or each in {"iframe", "object", "embed", "base"}] == []
        assert new or markup <= self.plain


def _parts(payloads: Sequence[str], size: int) -> list[Sequence[str]]:
    return [payloads[start : start + size] for start in range(0, len(payloads), size)]


@pytest.fixture(params=["chromium", pytest.param("firefox", marks=pytest.mark.full)])
def engine(request: pytest.FixtureRequest) -> dict[str, object]:
    """Each of both browsers, as an option for opening a page."""
    return {"browser": request.getfixturevalue(request.param)}


@pytest.mark.parametrize(
    "sign", ["pww-score=", *(pytest.param(f"pww-score{sign}", marks=pytest.mark.full) for sign in "+@")]
)
def test_behind_the_hash_of_an_address(sign: str, calculator: Open, engine: dict[str, object]) -> None:
    """As a share link, as an answer that goes along or as a part of the report: it is refused, and the numbers stay."""
    shown = calculator("pww-score", **engine)
    shown.start()
    watched = Watched(shown.page)
    before = shown.form.evaluate(TEXTS)
    assert _each(shown, PAYLOADS, sign) == []
    shown.settle()
    watched.expect_nothing_happened()
    assert shown.form.evaluate(TEXTS) == before


def _each(shown: Calculator, payloads: Sequence[str], sign: str, key: str = "") -> list[str]:
    silent: list[str] = shown.form.evaluate(
        f"(form, [payloads, sign, key]) => ({EACH})([form, payloads, sign, key])", [[*payloads], sign, key]
    )
    return silent


# What the theme's search tells in the console when it cannot read a query, such as a lone minus.
UNREADABLE = ("Invalid query", "QueryParseError")


@pytest.mark.full
def test_in_an_address_that_is_opened(open_page: OpenPage, server: StaticServer, excused: list[str]) -> None:
    """A page that is opened with it behind the # or in the search words is the page, and nothing else."""
    excused += UNREADABLE
    page = open_page(f"{server.url}over/")
    page.add_init_script(TELL)
    heading = page.locator("h1").inner_text()
    for payload in PAYLOADS[::4]:
        page.goto("about:blank")
        page.evaluate("([base, text]) => location.assign(`${base}?q=${encodeURIComponent(text)}#${text}`)", [
            f"{server.url}over/", payload.encode("utf-8", "ignore").decode(),
        ])  # fmt: skip
        expect(page.locator("h1")).to_have_text(heading)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.hits") == 0
        assert page.url.startswith(f"{server.url}over/?q=")
        assert page.evaluate(ADDRESSES) == []


def test_in_the_search(open_page: OpenPage, server: StaticServer, excused: list[str]) -> None:
    """Whatever is looked for, the results are results."""
    excused += UNREADABLE
    page = open_page(server.url)
    field = page.get_by_role("textbox", name="Zoeken")
    found = page.locator(".md-search-result__item").first
    field.click()

    def search(words: str) -> None:
        field.fill(words)
        field.press("End")  # the theme looks when a key comes up

    search("klantwaarde")
    expect(found).to_be_visible()
    watched = Watched(page)
    for payload in PAYLOADS:
        search(payload)
    search("klantwaarde")
    expect(found).to_be_visible()
    watched.expect_nothing_happened()


@pytest.mark.parametrize(
    "slug", [slug if slug == "pww-score" else pytest.param(slug, marks=pytest.mark.full) for slug in NAMED]
)
def test_as_a_name(slug: str, calculator: Open, engine: dict[str, object]) -> None:
    """Groups, customers, clients and steps with such names are shown, compared and reported as what they are."""
    shown = calculator(slug, **engine)
    shown.start()
    names = [
        name for name in shown.form.evaluate("form => [...form.elements].map(each => each.name)") if ".name" in name
    ]
    if slug == "klantenlijst":
        shown.field("show_names").check()  # names go into the report too
    shown.button("compare").click()
    shown.settle()
    watched = Watched(shown.page)
    for part in [*_parts(PAYLOADS, len(names)), [each[:60] for each in PAYLOADS]]:  # the last fit in a report
        texts = dict(zip(names, part, strict=False))
        shown.form.evaluate(f"(form, texts) => ({FILL})([form, texts])", texts)
        expect(shown.form.locator('[data-stale="pending"]')).to_have_count(0)
        watched.expect_nothing_happened()
    shown.button("report").click()
    expect(shown.message).to_contain_text(SENTENCES["put"])
    shown.page.get_by_role("link", name="Bekijk mijn rapport").click()
    expect(shown.page.locator(f"#rapport-{slug}")).to_be_visible()
    Watched(shown.page).expect_nothing_happened()


def test_in_a_list(calculator: Open, engine: dict[str, object]) -> None:
    """Names of files, headings and customers are shown as text."""
    shown = calculator("klantenlijst", **engine)
    plain = [f"Naam {number}" for number in range(FILES)]
    _choose(shown, plain, plain)
    watched = Watched(shown.page)
    shown.button("forget").click()
    payloads = [each for each in PAYLOADS if "\0" not in each]  # a file with a null is no text, and refused
    _choose(shown, payloads[:FILES], payloads)
    watched.expect_nothing_happened()


def _choose(shown: Calculator, headings: Sequence[str], customers: Sequence[str]) -> None:
    """Choose as many files as there are headings, each named after one, with the customers spread over them."""
    files = []
    for place, heading in enumerate(headings):
        content = io.StringIO()
        rows = [(customer, "10", "") for customer in customers[place :: len(headings)]]
        csv.writer(content, delimiter=";", quoting=csv.QUOTE_ALL).writerows([("Klant", "Omzet", heading), *rows])
        data = content.getvalue().encode("utf-8", "ignore")
        files.append({"name": heading.replace("/", "-"), "mimeType": "text/csv", "buffer": data})
    shown.form.locator("[data-file]").set_input_files(files)  # type: ignore[arg-type]  # as Playwright writes it
    expect(shown.form.locator("[data-report] h3")).to_have_count(len(files) + 1)  # and all together
    expect(shown.form.locator("[data-reading]")).to_be_hidden()
    shown.settle()


@pytest.mark.parametrize("key", ["pww-score", "rapport"])
def test_in_what_is_kept_on_the_device(key: str, calculator: Open, server: StaticServer) -> None:
    """What stands in the browser's storage and is not ours is refused in a sentence, and shown nowhere."""
    shown = calculator("pww-score")
    shown.start()
    watched = Watched(shown.page)
    quoted = [json.dumps(payload) for payload in PAYLOADS]
    forms = [json.dumps({payload: payload, "segments[0].name": payload}) for payload in PAYLOADS]
    action = "report" if key == "rapport" else "restore"
    assert _each(shown, [*PAYLOADS, *quoted, *forms], action, f"klantkompas.{key}") == []
    shown.settle()
    watched.expect_nothing_happened()
    shown.page.goto(f"{server.url}mijn-rapport/")
    expect(shown.page.locator("form[data-report-page]")).to_be_visible()
    shown.page.wait_for_load_state("networkidle")
    Watched(shown.page).expect_nothing_happened()


def test_in_a_report_that_is_loaded(open_page: OpenPage, server: StaticServer, engine: dict[str, object]) -> None:
    """A file with such names is a report with such names; one that is no report is said, and shown nowhere."""
    page = open_page(f"{server.url}mijn-rapport/", **engine)
    watched = Watched(page)
    message = page.locator("form[data-report-page] [data-message]")
    empty = {"kind": "klantkompas-rapport", "version": 1, "company": "", "entries": []}
    names = ("fulfilment", "market_value", "profitability")
    for first, second, third in (part for part in _parts(PAYLOADS, 3) if len(part) == 3):
        texts = {f"segments[{place}].name": name[:60] for place, name in enumerate((first, second, third))}
        texts |= {f"segments[{place}].{name}": "7" for place in range(3) for name in names}
        entry = {"calculator": "pww-score", "day": "2026-11-26", "texts": texts, "rows": []}
        damaged = {**empty, first: second, "entries": [third]}
        for document in ({**empty, "company": first, "entries": [entry]}, damaged):
            message.evaluate("message => { message.textContent = ''; }")
            content = json.dumps(document).encode()
            page.locator("[data-load]").set_input_files(
                {"name": "rapport.json", "mimeType": "application/json", "buffer": content}
            )
            expect(message).to_have_text(SENTENCES["damaged" if document is damaged else "loaded"])
    expect(page.locator("#rapport-pww-score")).to_be_visible()
    watched.expect_nothing_happened(new=True)
