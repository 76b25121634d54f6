"""Walk through pages with the Tab key, as who has no mouse does, and tell where the focus stops.

    python -m tests.browser.keyboard

walks through all pages of the built site (`make site`) and writes the stops to keyboard.txt, with which the tests
compare. Renew it after a change that is meant, and read the difference before you commit it.

In keyboard.txt stands for each page and width what the focus meets, in order: where, and then the roles and names. It
is about controls, not about texts. Links outside the frame of the site are only "links", fields are counted, a number
is #, a name ends at its colon, and what is equal then, such as the buttons of the rows of a list, stands there once.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page, expect, sync_playwright

from tests.browser.conftest import PATIENCE_MS
from tests.browser.pages import PAGES
from tests.browsers import launch_chromium
from tests.server import StaticServer
from tests.settings import site_with

KEPT = Path(__file__).with_suffix(".txt")
WIDTHS = (1280, 390)
HEIGHT = 844
MOST_STOPS = 1000

FIELDS = ("textbox", "slider", "spinbutton", "combobox", "checkbox", "radio")

# What the element looks like that has the focus; it gets a mark by which its name is found. A hidden file input is seen
# as its label, and one of a row of buttons as its face.
# Within a frame the page sees the frame alone; that has a walk of its own, in test_embeds.py.
IN_FRAME = "document.activeElement.shadowRoot?.activeElement?.localName === 'iframe'"
LOOK = """
(mark) => {
  const stop = document.activeElement;
  if (stop === document.body) return null;
  const face = stop.matches(".kk-tap input") ? stop.nextElementSibling : stop;
  const seen = stop.matches(".kk-file") ? stop.labels[0] : face;
  const whole = stop.closest(".kk-tap") ?? seen;
  const style = getComputedStyle(seen);
  const hit = [...seen.getClientRects()].some((box) => {
    const [left, top] = [Math.max(box.left, 0), Math.max(box.top, 0)];
    const [right, bottom] = [Math.min(box.right, innerWidth), Math.min(box.bottom, innerHeight)];
    if (left >= right || top >= bottom) return false;
    // One writes at the top of a tall field, and there it must be seen.
    const height = stop.matches("textarea") ? Math.min(bottom - top, 44) : bottom - top;
    const found = document.elementFromPoint((left + right) / 2, top + height / 2);
    return found !== null && (whole === found || whole.contains(found));
  });
  const places = [];
  for (let at = stop.parentElement; at; at = at.parentElement) {
    if (!at.matches("header, nav:not(nav nav), main, footer, form, fieldset, .kk-cta")) continue;
    const title = at.querySelector(":scope > legend")?.textContent ?? at.getAttribute("aria-label") ?? "";
    places.unshift(`${at.matches(".kk-cta") ? "call to action" : at.localName} ${title.trim()}`.trim());
  }
  const markup = stop.outerHTML.slice(0, 160);
  const before = document.querySelector(`[data-stop="${mark - 1}"]`);
  const again = stop.dataset.stop !== undefined;
  stop.dataset.stop = mark;
  return {
    place: places.join(" > "),
    markup,
    seen: hit && style.visibility === "visible" && Number(style.opacity) > 0,
    ring: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none",
    again,
    later: !before || Boolean(before.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING),
  };
}
"""


@dataclass(frozen=True)
class Stop:
    """One element that got the focus.

    Attributes:
        role: its role in the accessibility tree.
        name: its name there.
        place: the landmarks, forms and groups around it.
        markup: the beginning of its HTML, to find it by.
        seen: whether it is on the screen and in front.
        ring: whether it shows that it has the focus.
        again: whether the focus was there before.
        later: whether it stands behind the stop before it in the document.
    """

    role: str
    name: str
    place: str
    markup: str
    seen: bool
    ring: bool
    again: bool
    later: bool


def walk(page: Page) -> list[Stop]:
    """Press Tab from the top of a page until the focus leaves it; a trap ends the walk too.

    Python is started first, as its coming in changes what a calculator shows.
    """
    calculator = page.locator("form[data-calculator]")
    if calculator.count():
        calculator.dispatch_event("pointerover")
        expect(calculator).to_have_attribute("data-state", "ready", timeout=PATIENCE_MS)
        expect(calculator.locator('[data-stale="pending"]')).to_have_count(0, timeout=PATIENCE_MS)
    devtools = page.context.new_cdp_session(page)
    told = _told(devtools)  # before the walk: the theme hides its tabs while a page scrolls
    found: list[dict[str, Any]] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate(IN_FRAME):
            continue
        look = page.evaluate(LOOK, len(found))
        if look is None:
            break
        found.append(look)
        if look["again"]:
            break
    told |= _told(devtools)  # and after it: a first answer may still have come in
    marked = _marked(devtools)
    return [Stop(*told.get(marked.get(mark, 0), ("", "")), **look) for mark, look in enumerate(found)]


def _told(devtools: CDPSession) -> dict[int, tuple[str, str]]:
    """Role and name of everything in the accessibility tree, by node."""
    nodes = devtools.send("Accessibility.getFullAXTree")["nodes"]
    return {
        node["backendDOMNodeId"]: (_value(node, "role"), " ".join(_value(node, "name").split()))
        for node in nodes
        if "backendDOMNodeId" in node and not node["ignored"]
    }


def _marked(devtools: CDPSession) -> dict[int, int]:
    """The nodes of the elements that got a mark, by their mark."""
    devtools.send("DOM.enable")
    marked = {}
    for node in devtools.send("DOM.getFlattenedDocument", {"depth": -1})["nodes"]:
        attributes = node.get("attributes", [])
        if "data-stop" in attributes[::2]:
            marked[int(attributes[attributes.index("data-stop") + 1])] = node["backendNodeId"]
    return marked


def _value(node: dict[str, Any], key: str) -> str:
    return str(node.get(key, {}).get("value", ""))


def summarise(stops: list[Stop]) -> list[str]:
    """Write stops as keyboard.txt does: a line for each place, without what changes with every change of a text."""
    lines = [_line(place, list(group)) for place, group in groupby(stops, key=lambda stop: _hide_numbers(stop.place))]
    return [line for line, _ in groupby(lines)]


def _line(place: str, stops: list[Stop]) -> str:
    told = ", ".join(_counted([_word(place, stop) for stop in stops]))
    return f"{place}: {told}" if place else told


def _word(place: str, stop: Stop) -> str:
    inside = place.startswith(("main", "footer > nav Vorige")) and not place.endswith("call to action")
    if inside and stop.role in FIELDS:
        return stop.role
    if inside and stop.role == "link":
        return "links"
    return f"{stop.role} '{_hide_numbers(stop.name).partition(': ')[0]}'"


def _counted(words: list[str]) -> Iterator[str]:
    """Fields are counted where the first of their kind stands; the rest is told where it comes first."""
    for word in dict.fromkeys(words):
        yield f"{words.count(word)} {word}" if word in FIELDS else word


def _hide_numbers(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def read_kept() -> dict[tuple[str, int], list[str]]:
    """Read keyboard.txt: the lines for each page and width."""
    kept: dict[tuple[str, int], list[str]] = {}
    lines: list[str] = []
    for line in KEPT.read_text("utf-8").splitlines():
        if line.startswith("    "):
            lines.append(line.strip())
        elif line:
            lines = [] if lines else lines
            width, _, address = line.partition(" /")
            kept[address, int(width)] = lines
    return kept


def _write_kept(walks: dict[tuple[str, int], list[str]]) -> str:
    """Write pages with the same stops together."""
    text = ""
    for lines in dict.fromkeys(tuple(each) for each in walks.values()):
        text += "".join(f"{width} /{address}\n" for (address, width), each in walks.items() if tuple(each) == lines)
        text += "".join(f"    {line}\n" for line in lines) + "\n"
    return text.removesuffix("\n")


def main() -> int:
    """Renew keyboard.txt."""
    walks = {}
    with (
        site_with() as site,
        StaticServer(site) as server,
        sync_playwright() as playwright,
        launch_chromium(playwright) as browser,
    ):
        for width in WIDTHS:
            for address in PAGES:
                context = browser.new_context(viewport={"width": width, "height": HEIGHT}, reduced_motion="reduce")
                page = context.new_page()
                page.goto(f"{server.url}{address}")
                walks[address, width] = summarise(walk(page))
                context.close()
                print(width, address or "home", len(walks[address, width]))
    KEPT.write_text(_write_kept(walks), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
