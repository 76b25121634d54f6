"""The one style sheet holds all that the theme's and ours say about this site.

No element of any state looks otherwise with all the rules of both.
"""

from __future__ import annotations

import importlib.util
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from calculators.build.runtime import NODE_MODULES, ROOT
from calculators.catalogue import slugs
from tests.browser.conftest import Calculator, OpenPage
from tests.server import StaticServer

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
WHOLE = "/whole.css"

# How every element and what stands before and after it looks, and where it is, as far as another sheet differs in that.
# Of a margin that is "auto" Chromium tells now and then that it is 0, so it is left out: where all is, is told.
DIFFERENCES = """async (whole) => {
  const all = [...document.querySelectorAll("html, body, body *")];
  const look = () => all.flatMap((each) =>
    ["", "::before", "::after"].map((part) => {
      const style = getComputedStyle(each, part);
      if (part && style.content === "none") return null;
      const { x, y, width, height } = each.getBoundingClientRect();
      const known = [...style].filter((name) => !/^(--|margin)/.test(name));
      const place = `${[x, y + scrollY, width, height]}`;
      return { place, ...Object.fromEntries(known.map((name) => [name, style[name]])) };
    }));
  // The theme's script places its sidebars a while after the page has changed: until it has, nothing is compared.
  const inline = () => all.map((each) => each.getAttribute("style")).join();
  const settled = async () => {
    for (let [told, calm] = ["", 0]; calm < 10; told = inline()) {
      await new Promise(requestAnimationFrame);
      calm = told === inline() ? calm + 1 : 0;
    }
  };
  await settled();
  const before = look();
  const link = document.querySelector("link[rel=stylesheet]");
  const there = new Promise((come) => link.addEventListener("load", come, { once: true }));
  link.href = whole;
  await there;
  await document.fonts.ready;
  await settled();
  const after = look();
  return before.flatMap((one, at) => {
    const other = after[at];
    const name = `${all[Math.floor(at / 3)].outerHTML.slice(0, 80)} ${["", "before", "after"][at % 3]}`;
    if (!one || !other) return one === other ? [] : [name];
    const found = Object.keys(other).filter((each) => one[each] !== other[each]);
    return found.slice(0, 2).map((each) => `${name} ${each}: ${one[each]} / ${other[each]}`);
  }).slice(0, 6);
}"""


@pytest.fixture(scope="module")
def whole(site: Path) -> str:
    """All style sheets of the theme and ours, one after the other; the fonts have the names that the site gives."""
    [theme] = importlib.util.find_spec("material").submodule_search_locations or []  # type: ignore[union-attr]  # it is there
    folder = Path(theme, "templates", "assets", "stylesheets")
    theirs = [next(folder.glob(f"{name}.*.css")).read_text("utf-8") for name in ("main", "palette")]
    command = [str(NODE_MODULES / ".bin" / "esbuild"), str(ROOT / "docs" / "assets" / "klantkompas.css"), "--bundle"]
    ours = subprocess.run([*command, "--external:fonts/*"], capture_output=True, text=True, check=True).stdout
    for font in (site / "assets" / "fonts").iterdir():
        name = font.name.rpartition(".")[0].rpartition(".")[0]
        ours = ours.replace(f"fonts/{name}.woff2", f"/assets/fonts/{font.name}")
    return "\n".join([*theirs, ours])


def _open_all(page: Page) -> None:
    page.evaluate("() => { for (const fold of document.querySelectorAll('details')) fold.open = true; }")


def _search(page: Page) -> None:
    if page.viewport_size == PHONE:
        page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("search").get_by_role("textbox").fill("klantwaarde")
    page.get_by_role("search").get_by_role("textbox").press("End")
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile("gevonden"))
    page.mouse.move(200, 800)  # away from what has a hint
    expect(page.locator(".md-tooltip")).to_have_count(0)


def _menu(page: Page) -> None:
    page.locator("button.kk-menu").click()
    page.wait_for_function("() => document.querySelector('.md-sidebar--primary').getBoundingClientRect().left >= 0")


def _wrong(page: Page) -> None:
    shown = Calculator(page, "klantwaarde")
    shown.start()
    shown.field("order_value").fill("niets")
    shown.button("calculate").click()
    expect(shown.summary).to_be_visible()
    _open_all(page)


def _list(page: Page) -> None:
    shown = Calculator(page, "klantenlijst")
    shown.form.locator("details:has([data-kind=jaren])").evaluate("fold => { fold.open = true; }")
    shown.form.locator("[data-kind=jaren]").click()
    expect(shown.form.get_by_role("heading", name="Uit je eigen boeken: wie bleef er?")).to_be_visible()
    shown.settle()
    shown.form.locator("[data-action=report]").click()
    expect(shown.message.filter(has_text="in je rapport")).to_be_visible()
    _open_all(page)


def _report(page: Page) -> None:
    _list(page)
    page.goto(re.sub("rekenmachines/.*", "mijn-rapport/", page.url))
    expect(page.get_by_role("heading", name="Uit je eigen boeken: wie bleef er?")).to_be_visible()
    _open_all(page)


def _request(page: Page) -> None:
    page.locator("[data-lead] button[type=submit]").click()


STATES: dict[str, tuple[str, Callable[[Page], object] | None]] = {
    "home": ("", None),
    "article": ("kennis/klanten-die-blijven/", _open_all),
    "terms": ("kennis/begrippen/", _open_all),
    "overview": ("rekenmachines/", _open_all),
    "privacy": ("privacy/", _open_all),
    "not found": ("nergens/", None),
    "menu": ("kennis/pww/", _menu),
    "search": ("kennis/pww/", _search),
    "request": ("gesprek/", _request),
    "faults": ("rekenmachines/klantwaarde/", _wrong),
    "list": ("rekenmachines/klantenlijst/", _list),
    "report": ("rekenmachines/klantenlijst/", _report),
    **{
        slug: (f"rekenmachines/{slug}/", _open_all)
        for slug in slugs()
        if slug not in {"klantwaarde", "klantenlijst"}  # above, with more to see
    },
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    "way", ["phone", *(pytest.param(each, marks=pytest.mark.full) for each in ("desk", "dark", "print"))]
)
def test_no_state_needs_a_rule_that_was_left_out(
    state: str, way: str, whole: str, open_page: OpenPage, server: StaticServer, excused: list[str]
) -> None:
    """With all rules of the theme's and ours every element, and what stands before and after it, has the same style."""
    path, act = STATES[state]
    if state == "menu" and way != "phone":
        pytest.skip("the menu is for phones")
    excused.append(f"{server.url}{path}")  # a page that is not there
    page = open_page(
        f"{server.url}{path}",
        viewport=PHONE if way == "phone" else DESK,
        color_scheme="dark" if way == "dark" else "light",
        reduced_motion="reduce",
    )
    page.route(f"**{WHOLE}", lambda route: route.fulfill(body=whole, content_type="text/css"))
    page.wait_for_load_state("networkidle")
    if act:
        act(page)
    if way == "print":
        page.emulate_media(media="print")
    page.evaluate("() => document.fonts.ready")
    assert page.evaluate(DIFFERENCES, WHOLE) == []
