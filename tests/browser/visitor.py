"""One visitor with one page, for tests that do many things in a row: what can be done, and what the page shows then.

Nothing is waited for but states: `Visitor.settle` returns once the page has shown all that was asked of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, TimeoutError, Worker  # noqa: A004 -- Playwright's own

from tests.browser.conftest import PATIENCE_MS, SAVE_DATA, TELL_VIOLATIONS, Calculator
from tests.server import StaticServer

# Python's, and not the workers that search and that keep a memory for the next visit.
OF_PYTHON = re.compile(r"^(?!.*/(?:search|keeper)\.)")

# Which page was shown last: the theme tells that of the pages that it brings in, too. And of which build the page is:
# one of another build is about to be loaded anew.
WATCH = """
globalThis.buildOf = () => document.querySelector('meta[name="kk-build"]')?.content;
addEventListener("DOMContentLoaded", () => { globalThis.kkBuild = buildOf(); });
const watching = setInterval(() => {
  if (!globalThis.document$) return;
  clearInterval(watching);
  document$.subscribe(() => { globalThis.kkShown = location.pathname; });
}, 1);
"""
# What a screen reader hears once it is quiet, it hears at once.
NO_QUIET = """
const wait = globalThis.setTimeout;
globalThis.setTimeout = (work, time, ...more) => wait(work, time === 500 ? 0 : time, ...more);
"""

# Whether nothing is on its way any more. A form that failed says so, and keeps its old answer, marked.
SETTLED = """() => {
  if (globalThis.kkShown !== location.pathname || document.readyState !== "complete") return false;
  if (buildOf() !== globalThis.kkBuild) return false;
  const form = document.querySelector("form:is([data-calculator], [data-report-page], [data-quick])");
  if (!form) return true;
  const { state, opening } = form.dataset;
  if (state === "loading" || opening !== undefined || form.querySelector("[aria-busy]")) return false;
  const isReport = form.matches("[data-report-page][data-own]");
  if (isReport && state === "ready") return form.querySelector("[data-report]").children.length > 0;
  const result = form.querySelector("[data-result]");
  const isAsked = state === "ready" && result?.dataset.stale !== "invalid";
  if (isAsked && result?.textContent === result?.dataset.waiting) return false;
  return state === "failed" || !form.querySelector('[data-stale="pending"]');
}"""

UNSETTLED = """() => ({
  at: location.href, shown: globalThis.kkShown, of: [buildOf(), globalThis.kkBuild],
  forms: [...document.querySelectorAll("article form")].map(({ dataset }) => ({ ...dataset })),
  results: [...document.querySelectorAll("[data-result]")].map(each => [{ ...each.dataset }, each.textContent]),
  busy: document.querySelectorAll("[aria-busy]").length,
})"""

# What the form of a calculator shows, in the words of its own attributes.
READ = """form => {
  const one = selector => form.querySelector(selector);
  const fields = [...form.querySelectorAll("[name]")];
  const isBox = ({ type }) => type === "checkbox" || type === "radio";
  const textOf = field => isBox(field) ? `${field.checked}` : field.value;
  const isTold = field => isBox(field) ? field.checked : !("beside" in field.dataset && !field.value);
  const originOf = field => field.closest(".kk-field")?.querySelector("[data-origin]")?.dataset.origin;
  const whys = [...form.querySelectorAll("[data-when] [data-why], .kk-newer [data-why]")];
  const undo = one("[data-action=undo]");
  return {
    slug: form.dataset.calculator,
    state: form.dataset.state,
    whose: form.dataset.whose,
    failed: form.dataset.failed ?? "",
    fields: fields.map(field => [field.name, field.type === "radio" ? field.value : "", textOf(field)]),
    texts: Object.fromEntries(fields.filter(isTold).map(({ name, value }) => [name, value])),
    origins: Object.fromEntries(fields.map(field => [field.name, originOf(field)]).filter(([, code]) => code)),
    business: form.dataset.whose === "example" ? one("[data-example] strong").textContent : "",
    typable: fields.filter(field => !isBox(field)).map(({ name }) => name),
    limits: [...form.querySelectorAll("[data-few], [data-full]")].map(({ dataset }) => dataset.few ?? dataset.full),
    quiet: fields.filter(({ dataset }) => "fresh" in dataset).map(({ name }) => name),
    stale: one("[data-result]").dataset.stale ?? "",
    result: one("[data-result]").innerHTML,
    more: one("[data-more]").innerHTML,
    next: one("[data-next]").innerHTML,
    summary: one("[data-error-summary]").hidden ? "" : one("[data-error-summary]").innerHTML,
    invalid: fields.filter(field => field.getAttribute("aria-invalid")).map(({ id }) => id),
    told: whys.filter(each => each.offsetParent).map(each => each.dataset.why),
    waiting: one("[data-result]").dataset.waiting,
    message: one("[data-message]").textContent,
    undo: Boolean(undo && !undo.hidden && undo.offsetParent),
  };
}"""

# HTML as the page writes it: without what the visitor unfolded, and with whole addresses, as the theme makes them.
PLAIN = """htmls => htmls.map(html => {
  const { content } = Object.assign(document.createElement("template"), { innerHTML: html });
  for (const each of content.querySelectorAll("[open]")) each.removeAttribute("open");
  for (const each of content.querySelectorAll("a[href]")) {
    each.href = new URL(each.getAttribute("href"), location.href).href;
  }
  const holder = document.createElement("div");
  holder.append(content);
  return holder.innerHTML;
})"""

# Follows a link of the menu.
CLICK = "path => [...document.querySelectorAll('.md-nav a[href]')].find(each => each.pathname === path).click()"

STORED = """async () => ({
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map(({ name }) => name),
  caches: await caches.keys(),
})"""


@dataclass(frozen=True)
class Shown:
    """What the form of a calculator shows, once it is quiet.

    Attributes:
        fields: name, button and text of every field, in order; "true" where a box is ticked.
        texts: what of it is told to Python; ``origins`` and ``business`` too.
        typable: the fields that are no box and no button.
        limits: what is said of a list that takes no more items, or no less.
        quiet: the fields of which nothing is said yet.
        stale: why the answer is not that of the fields, as it is marked; empty when it is.
        told: which sentences about what went wrong are in sight.
        waiting: what stands in the place of an answer that is still to come.
    """

    slug: str
    state: str
    whose: str
    failed: str
    fields: list[list[str]]
    texts: dict[str, str]
    origins: dict[str, str]
    business: str
    typable: list[str]
    limits: list[str]
    quiet: list[str]
    stale: str
    result: str
    more: str
    next: str
    summary: str
    invalid: list[str]
    told: list[str]
    waiting: str
    message: str
    undo: bool

    @property
    def is_own(self) -> bool:
        """Whether the form is the visitor's."""
        return self.whose == "own"

    def text_in(self, name: str, button: str = "") -> str:
        """What stands in a field."""
        return next(text for each, value, text in self.fields if (each, value) == (name, button))


class Visitor:
    """Somebody with one page of the site, in a browser that keeps nothing of before.

    Args:
        context: a fresh one.
        server: of the site.

    Attributes:
        faults: what may never happen in any visit and did: words in the console, errors, requests to other hosts.
        pythons: how often Python was started since the page was loaded whole.
    """

    def __init__(self, context: BrowserContext, server: StaticServer) -> None:
        self.context = context
        self.server = server
        self.faults: list[str] = []
        self.excused: list[str] = []
        self.pythons = 0
        context.set_default_timeout(PATIENCE_MS)
        for script in (TELL_VIOLATIONS, SAVE_DATA, WATCH, NO_QUIET):
            context.add_init_script(script)
        context.on("request", self._see_request)
        self.page = self.open_tab()
        self.page.on("worker", self._count)
        self.page.on("domcontentloaded", lambda _: setattr(self, "pythons", 0))

    def open_tab(self) -> Page:
        """Another tab of this browser, as closely watched."""
        page = self.context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda problem: self.faults.append(f"error: {problem}"))
        return page

    def _see_request(self, request: Any) -> None:  # noqa: ANN401 -- Playwright's own
        if urlsplit(request.url).hostname not in {"127.0.0.1", None}:
            self.faults.append(f"request to another host: {request.url}")

    def _hear(self, message: ConsoleMessage) -> None:
        words = f"{message.type}: {message.text} at {message.location['url']}"
        if not any(re.search(each, words) for each in self.excused):
            self.faults.append(words)

    def _count(self, worker: Worker) -> None:
        self.pythons += OF_PYTHON.search(worker.url) is not None

    @property
    def live_pythons(self) -> int:
        """How many workers with Python there are now."""
        return sum(OF_PYTHON.search(worker.url) is not None for worker in self.page.workers)

    # --- to look ----------------------------------------------------------------------------------------------------

    def settle(self, page: Page | None = None) -> None:
        """Wait until nothing is on its way any more."""
        try:
            (page or self.page).wait_for_function(SETTLED)
        except TimeoutError:
            raise AssertionError(f"the page is not quiet: {(page or self.page).evaluate(UNSETTLED)}") from None

    def shown(self, page: Page | None = None) -> Shown | None:
        """Return what the calculator on the page shows; None where there is none."""
        form = (page or self.page).locator("form[data-calculator]")
        return Shown(**form.evaluate(READ)) if form.count() else None

    def plain(self, *htmls: str, page: Page | None = None) -> list[str]:
        """HTML as it is compared."""
        written: list[str] = (page or self.page).evaluate(PLAIN, htmls)
        return written

    def stored(self) -> dict[str, list[str]]:
        """What this browser keeps of the site, by kind of storage."""
        kept: dict[str, list[str]] = self.page.evaluate(STORED)
        return {**kept, "cookies": [str(each.get("name")) for each in self.context.cookies()]}

    @property
    def path(self) -> str:
        """Where the visitor is, from the top of the site."""
        return urlsplit(self.page.url).path.removeprefix(self.server.prefix)

    # --- to do ------------------------------------------------------------------------------------------------------

    def calculator(self, slug: str) -> Calculator:
        """The calculator on the page, in the words of other tests."""
        return Calculator(self.page, slug)

    def say(self, slug: str, action: str, *, place: int = 0) -> bool:
        """Press a button that says what it did, and wait until it did; returns whether there is such a button."""
        buttons = self.calculator(slug).button(action)
        if buttons.count() <= place:
            return False
        form = self.page.locator("form[data-calculator]")
        form.evaluate("form => { form.querySelector('[data-message]').textContent = ''; }")
        buttons.nth(place).evaluate("button => button.click()")
        self.page.wait_for_function(
            "form => form.dataset.state === 'failed' || form.querySelector('[data-message]').textContent !== ''",
            arg=form.element_handle(),
        )
        self.settle()
        return True

    def press(self, slug: str, action: str, *, place: int = 0) -> bool:
        """Press a button of which the page shows by itself what it did; returns whether there is such a button."""
        buttons = self.calculator(slug).button(action)
        if buttons.count() <= place:
            return False
        buttons.nth(place).evaluate("button => button.click()")
        self.settle()
        return True

    def follow(self, path: str) -> None:
        """Follow a link of the menu to another page, as the theme brings it in."""
        there = f"{self.server.prefix}{path}"
        self.page.evaluate(CLICK, there)
        self.page.wait_for_function("path => location.pathname === path", arg=there)
        self.settle()

    def follow_into_a_tunnel(self, path: str) -> bool:
        """Follow such a link where there is no network; returns whether the page comes in all the same.

        Where it does not, the network is found again, and the visitor goes back.
        """
        there = f"{self.server.prefix}{path}"
        self.page.evaluate(CLICK, there)
        self.page.wait_for_function(
            "path => location.protocol === 'chrome-error:' || globalThis.kkShown === path", arg=there
        )
        if self.page.evaluate("location.protocol") != "chrome-error:":
            self.settle()
            return True
        self.context.set_offline(False)
        self.page.go_back()
        if self.page.evaluate("location.protocol") == "chrome-error:":  # the browser's own page stayed, once in 600
            self.page.reload()
        self.settle()
        return False

    def step_through_history(self, by: int) -> bool:
        """Go back or forward; returns whether there is anything."""
        place: int = self.page.evaluate("by => navigation.currentEntry.index + by", by)
        if not self.page.evaluate("place => place in navigation.entries()", place):
            return False
        self.page.evaluate("by => history.go(by)", by)
        self.page.wait_for_function("place => navigation.currentEntry.index === place", arg=place)
        self.settle()
        return True
