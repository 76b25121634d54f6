"""Random visits: whatever somebody does, and in which order, what a page promises holds after every step.

A visit goes on one page through typing, rows, examples, undo, links, other calculators, the report, files, back and
forward, a network that goes and comes, and deployments. After each step, once the page is quiet:

- an answer is that of the fields beside it, as Python outside the browser gives it, or it is marked as old;
- what stands in a form of the visitor's own stays, wherever they go, or the page offers the way back;
- nothing stands in the console, nothing went to another host, and no text came to life as HTML;
- Python was started once at most since the page was loaded;
- the browser keeps what the privacy page tells, and only what was asked for.

`make test` does a few visits; `make test-full` 300, or as many as VISITS says, and SEED gives others. What fails is
told as the steps of the visit, after Hypothesis left out what is not needed for it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, note, seed, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture.providers import AVAILABLE_PROVIDERS, HypothesisProvider
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from playwright.sync_api import Browser, FilePayload

from calculators.catalogue import find, slugs
from calculators.model.declarations import declare
from calculators.model.dutch_numbers import number_in
from calculators.model.forms import write_form
from calculators.presentation import newer
from tests.browser.builds import NEW_WORD, WORD, Builds
from tests.browser.visitor import Shown, Visitor
from tests.desk import ask
from tests.server import StaticServer

VISITS = int(os.environ.get("VISITS", "300"))
SEED = int(os.environ.get("SEED", "0"))
FEW = 8  # in `make test`
PARTS = 10  # so that more than one core can do them
STEPS = 12

NUMBERS = ("3", "7,5", "0", "-2", "1.234", "€ 12,50", "95%", "100000000", "0,88", "9", "40")
NONSENSE = ("veel", "", " ", "1,2,3", "--", "٣", "9" * 300, "x" * 2000, "\\", "=1+1", "\N{RIGHT-TO-LEFT OVERRIDE}7")
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "javascript:alert(1)",
    "'; DROP TABLE klanten; --",
    "{{7*7}}${7*7}",
    "&lt;b&gt;&amp;",
)
NAMES = ("Bakkerij De Zon", "🧑‍🔧 Ünïcödé", "مخبز السلام")
TEXTS = st.sampled_from(NUMBERS) | st.sampled_from(NUMBERS + NONSENSE + HOSTILE + NAMES)
PLACES = st.integers(0, 40)

LISTS = (
    "Klant;Omzet\nSmit;1.500\nBos;500\n",
    "Klant;Omzet;Kosten;Uren\nVos;21000;4000;220\nDe Wit;9000;3500;160\n<img src=x onerror=alert(1)>;10;;\n",
    "Klant;Omzet\n" + "".join(f"Klant {number};{number * 10}\n" for number in range(1, 13)),
    "geen lijst",
    "",
)

# Pages of the menu on which nothing calculates, or something else does.
ELSEWHERE = ("", "privacy/", "rekenmachines/", "mijn-rapport/", "gesprek/", "kennis/pww/")
REPORT = "mijn-rapport/"
KEY = "klantkompas.rapport"

Kept = list[list[str]]


class Visit(RuleBasedStateMachine):
    """One visit, with what the visitor may count on.

    Args:
        browser: Chromium.
        site: serves the site; as it is at first, and with another build in its place.
        builds: gives that build.
    """

    def __init__(self, browser: Browser, site: StaticServer, builds: Builds) -> None:
        super().__init__()
        self.server = site
        self.folders = [site.folder, builds.core]
        self.visitor = Visitor(browser.new_context(), site)
        self.story: list[str] = []
        # By calculator: what stood in the form, as it was left.
        self.left: dict[str, Shown] = {}
        # By calculator: what undo must bring back.
        self.before: dict[str, Shown] = {}
        # By calculator: what results are shown beside.
        self.base: dict[str, dict[str, str]] = {}
        self.saved: set[str] = set()
        self.may_keep: set[str] = set()
        self.has_failed = False
        self.is_offline = False
        self.slug = ""

    def teardown(self) -> None:
        """The next visit finds the first build, and a browser without a memory."""
        self.server.folder = self.folders[0]
        self.visitor.context.close()

    # --- what is done -----------------------------------------------------------------------------------------------

    def tell(self, step: str) -> None:
        """Note a step, for who reads what went wrong."""
        self.story.append(step)
        note(f"# {step}")

    def look(self) -> Shown:
        """What the calculator shows now."""
        shown = self.visitor.shown()
        assert shown is not None, self.told("there is no calculator on the page")
        return shown

    def told(self, what: str) -> str:
        """Return what went wrong, with all that was done."""
        steps = "\n".join(f"{number}. {step}" for number, step in enumerate(self.story, start=1))
        return f"{what}\n\nThe visit:\n{steps}"

    @initialize(slug=st.sampled_from(slugs()))
    def come(self, slug: str) -> None:
        """The visit begins at a calculator."""
        self.tell(f"open {slug}")
        self.visitor.page.goto(f"{self.server.url}rekenmachines/{slug}/")
        self.visitor.settle()
        self.arrive()

    def arrive(self) -> None:
        """Look where the visitor is now, and whether what was left there is there still."""
        shown = self.visitor.shown()
        self.slug = shown.slug if shown else ""
        if shown and (left := self.left.get(shown.slug)) and left.is_own:
            assert shown.fields == left.fields, self.told(
                f"not what was left at {shown.slug}: {difference(left, shown)}"
            )

    def leave(self) -> None:
        """Remember what stands in the form, before something else is looked at."""
        if self.slug:
            self.left[self.slug] = self.look()

    @precondition(lambda self: self.slug)
    @rule(place=PLACES, text=TEXTS)
    def type_in_a_field(self, place: int, text: str) -> None:
        """Type something in a field, and leave it."""
        before = self.look()
        if not before.typable:
            return
        name = before.typable[place % len(before.typable)]
        self.tell(f"type {text[:40]!r}{'...' * (len(text) > 40)} ({len(text)}) in {name}")
        field = self.visitor.calculator(self.slug).field(name)
        field = field.and_(self.visitor.page.locator(":not([type=radio], [type=checkbox])"))
        if field.evaluate("field => field.matches('select')"):
            self._select(field, place)
            return
        longest = field.evaluate("field => field.maxLength")
        field.fill(text)
        field.blur()
        self.visitor.settle()
        after = self.look()
        typed = text if longest < 0 else _cut(text, longest)
        assert after.text_in(name) == typed, self.told(f"{name} holds {after.text_in(name)!r}")
        self._expect_own(before, after, name)

    def _select(self, field: Any, place: int) -> None:  # noqa: ANN401 -- Playwright's own
        values = field.evaluate("field => [...field.options].map(({ value }) => value)")
        field.select_option(values[place % len(values)])
        field.blur()
        self.visitor.settle()

    def _expect_own(self, before: Shown, after: Shown, name: str) -> None:
        """One field was changed: a form of the visitor's own is that, else, and an example gave way."""
        assert after.is_own, self.told("the form is not the visitor's own")
        if not before.is_own:
            self.before[self.slug] = before
            return
        others = {each for each in before.origins if before.origins[each] == "rule"} | {name}
        one, other = ([each for each in shown.fields if each[0] not in others] for shown in (before, after))
        assert one == other, self.told(f"another field changed: {difference(before, after)}")

    @precondition(lambda self: self.slug)
    @rule(place=PLACES)
    def press_a_button_of_a_field(self, place: int) -> None:
        """Choose an answer, or tick a box."""
        before = self.look()
        boxes = self.visitor.page.locator("form[data-calculator] :is([type=radio], [type=checkbox])[name]")
        if not boxes.count():
            return
        box = boxes.nth(place % boxes.count())
        name, value = box.get_attribute("name") or "", box.get_attribute("value") or ""
        self.tell(f"press {name}={value}")
        self.visitor.calculator(self.slug).field(name)  # in sight
        box.evaluate("box => { box.focus(); box.click(); box.blur(); }")
        self.visitor.settle()
        self._expect_own(before, self.look(), name)

    @precondition(lambda self: self.slug)
    @rule(place=PLACES, share=st.integers(0, 4))
    def slide(self, place: int, share: int) -> None:
        """Move a slider: that explores an example, and is typing in a form of one's own."""
        before = self.look()
        sliders = self.visitor.page.locator("form[data-calculator] [data-fields] [data-slider-for]")
        if not sliders.count():
            return
        slider = sliders.nth(place % sliders.count())
        self.tell(f"slide {slider.get_attribute('data-slider-for')} to {share}/4")
        slider.evaluate(
            "(slider, share) => { slider.focus(); const [least, most] = [Number(slider.min), Number(slider.max)];"
            " slider.value = least + share / 4 * (most - least);"
            " slider.dispatchEvent(new Event('input', { bubbles: true }));"
            " slider.dispatchEvent(new Event('change', { bubbles: true })); }",
            share,
        )
        self.visitor.settle()
        assert self.look().whose == before.whose, self.told("a slider made the form another's")

    @precondition(lambda self: self.slug)
    @rule(place=PLACES)
    def add_a_row(self, place: int) -> None:
        """Add an item to a list: what stood in the form of the visitor stays."""
        before = self.look()
        buttons = self.visitor.calculator(self.slug).button("add")
        if not buttons.count():
            return
        self.tell("add a row")
        self.visitor.press(self.slug, "add", place=place % buttons.count())
        after = self.look()
        if not before.is_own:
            self._expect_way_back(before, after)
        else:
            assert all(each in after.fields for each in before.fields if each[2]), self.told(
                "a row took something away"
            )

    @precondition(lambda self: self.slug)
    @rule(regret=st.booleans(), place=PLACES)
    def remove_a_row(self, place: int, *, regret: bool) -> None:
        """Remove an item of a list; undo brings it back."""
        before = self.look()
        self._press_at_row("[data-row] [data-action=remove]", place, "remove row {}")
        after = self.look()
        if len(after.fields) < len(before.fields):
            self._expect_way_back(before, after, is_taken=regret)

    @precondition(lambda self: self.slug)
    @rule(place=PLACES, up=st.booleans())
    def move_a_row(self, place: int, *, up: bool) -> None:
        """Change the order of two items: all that was typed is still there."""
        before, way = self.look(), "up" if up else "down"
        self._press_at_row(f"[data-action={way}]", place, f"move row {{}} {way}")
        one, other = (sorted(each[1:] for each in shown.fields) for shown in (before, self.look()))
        assert one == other, self.told("what stood in the rows is not there any more")

    def _press_at_row(self, selector: str, place: int, words: str) -> None:
        """Press one of the buttons of this kind, if there are any."""
        buttons = self.visitor.page.locator(f"form[data-calculator] {selector}")
        if not buttons.count():
            return
        place %= buttons.count()
        self.tell(words.format(place))
        buttons.nth(place).evaluate("button => button.click()")
        self.visitor.settle()

    def _expect_way_back(self, before: Shown, after: Shown, *, is_taken: bool = False) -> None:
        """What was replaced can come back; some visitors see at once that they want that."""
        assert after.undo, self.told("there is no way back")
        self.before[self.slug] = before
        if is_taken:
            self.the_answer_is_that_of_the_fields()
            self._undo()

    @precondition(lambda self: self.slug and not self.has_failed)
    @rule(regret=st.booleans(), place=PLACES)
    def take_an_example(self, place: int, *, regret: bool) -> None:
        """Fill in the example of a kind of business."""
        before = self.look()
        count = self.visitor.calculator(self.slug).button("preset").count()
        self.tell(f"take example {place % count}")
        self.visitor.say(self.slug, "preset", place=place % count)
        after = self.look()
        if after.state == "failed":
            return
        assert after.whose == "example", self.told("the example is not called so")
        self._expect_way_back(before, after, is_taken=regret)

    @precondition(lambda self: self.slug)
    @rule(regret=st.booleans())
    def clear(self, *, regret: bool) -> None:
        """Ask for an empty form."""
        before = self.look()
        self.tell("clear")
        self.visitor.press(self.slug, "clear")
        self._expect_way_back(before, self.look(), is_taken=regret)

    @precondition(lambda self: self.slug)
    @rule()
    def undo(self) -> None:
        """Take back what was said last."""
        self._undo()

    def _undo(self) -> None:
        """Press "Ongedaan maken", where it is: what was replaced stands there again."""
        shown = self.look()
        if not shown.undo:
            return
        self.tell(f"undo ({shown.message})")
        self.visitor.press(self.slug, "undo")
        after = self.look()
        before = self.before.pop(self.slug, None)
        assert before is not None, self.told("a way back from nothing that is known")
        assert after.whose == before.whose, self.told("undo gave a form of somebody else")
        if before.is_own:
            assert after.fields == before.fields, self.told(f"undo gave something else: {difference(before, after)}")

    @precondition(lambda self: self.slug)
    @rule()
    def begin_with_what_was_explored(self) -> None:
        """Say that an example in which something was changed is one's own."""
        before = self.look()
        if before.is_own or "own" not in before.origins.values():
            return
        self.tell("begin with what was explored")
        self.visitor.press(self.slug, "own")
        after = self.look()
        assert after.is_own, self.told("the form is not the visitor's own")
        for name in [name for name, origin in before.origins.items() if origin == "own"]:
            assert after.texts.get(name) == before.texts.get(name), self.told(f"{name} is lost")
        self.before[self.slug] = before

    @precondition(lambda self: self.slug)
    @rule()
    def calculate(self) -> None:
        """Press Bereken: the fields stay."""
        before = self.look()
        self.tell("calculate")
        self.visitor.press(self.slug, "calculate")
        after = self.look()
        if before.is_own:
            assert after.fields == before.fields, self.told(
                f"pressing it changed the form: {difference(before, after)}"
            )

    @precondition(lambda self: self.slug)
    @rule(is_on=st.booleans())
    def compare(self, *, is_on: bool) -> None:
        """Put what is answered now beside what comes, or no longer."""
        before = self.look()
        if before.state != "ready" or (not is_on and self.slug not in self.base):
            return
        self.tell("compare" if is_on else "compare no longer")
        self.visitor.press(self.slug, "compare" if is_on else "release")
        if is_on:
            self.base[self.slug] = before.texts
        else:
            del self.base[self.slug]

    @precondition(lambda self: self.slug)
    @rule()
    def save(self) -> None:
        """Keep on this device what stands in the form; nothing of it changes."""
        before = self.look()
        self.tell("save")
        self.may_keep.add(f"klantkompas.{self.slug}")
        self.visitor.say(self.slug, "save")
        self.saved.add(self.slug)
        assert self.look().fields == before.fields, self.told("saving changed the form")

    @precondition(lambda self: self.slug in self.saved and not self.has_failed)
    @rule(regret=st.booleans())
    def restore(self, *, regret: bool) -> None:
        """Put back what was kept; what stood in the form can come back."""
        before = self.look()
        self.tell("restore")
        self.visitor.say(self.slug, "restore")
        after = self.look()
        if after.state != "failed":
            self._expect_way_back(before, after, is_taken=regret)

    @precondition(lambda self: self.slug in self.saved)
    @rule()
    def wipe(self) -> None:
        """Keep it no longer."""
        self.tell("wipe")
        self.visitor.say(self.slug, "wipe")
        self.saved.discard(self.slug)
        self.may_keep.discard(f"klantkompas.{self.slug}")

    # --- links ------------------------------------------------------------------------------------------------------

    @precondition(lambda self: self.slug and not self.is_offline and not self.has_failed)
    @rule()
    def open_the_share_link_in_another_tab(self) -> None:
        """Share, and open the link beside it: the same numbers, and no names."""
        self.tell("share, and open the link in another tab")
        self.visitor.say(self.slug, "share")
        shown = self.look()
        if "#" not in self.visitor.page.url:
            return  # a list, or too many rows: it says why there is no link
        tab = self.visitor.open_tab()
        tab.goto(self.visitor.page.url)
        self.visitor.settle(tab)
        other = self.visitor.shown(tab)
        assert other is not None
        if other.state == "ready":
            self._expect_answer_of(other, tab)
            for name, text in shown.texts.items():
                number = number_in(text)
                if number is not None and not self._is_text(name) and name in other.texts:
                    there = number_in(other.texts[name])
                    assert there == pytest.approx(number, abs=1e-6), self.told(f"{name} is {there} in the other tab")
        tab.close()

    def _is_text(self, name: str) -> bool:
        field = self.visitor.page.locator(f'form[data-calculator] [name="{name}"]:not([type=radio])')
        return not field.count() or not field.first.evaluate("field => 'inputMode' in field && field.inputMode !== ''")

    @precondition(lambda self: self.slug and not self.has_failed)
    @rule(place=PLACES, regret=st.booleans())
    def open_a_share_link_here(self, place: int, *, regret: bool) -> None:
        """Open somebody's link at the form: the numbers of the visitor can come back."""
        before = self.look()
        calculator = find(self.slug)
        example = (calculator.example, *calculator.presets)[place % (1 + len(calculator.presets))]
        texts = write_form(declare(calculator.calculate), example.inputs)
        fragment = ask({"task": "share", "slug": self.slug, "texts": texts})["fragment"]
        if self.visitor.page.url.endswith(f"#{fragment}"):
            return
        self.tell(f"open the link #{fragment}")
        self.visitor.page.evaluate("fragment => { location.hash = fragment; }", fragment)
        self._expect_opened(before, is_taken=regret)

    def _expect_opened(self, before: Shown, *, is_taken: bool) -> None:
        self.visitor.page.wait_for_function("() => !document.querySelector('[data-opening]')")
        self.visitor.settle()
        after = self.look()
        if after.state == "failed":
            return
        if after.undo or after.fields != before.fields:
            self._expect_way_back(before, after, is_taken=is_taken)

    @precondition(lambda self: self.slug and not self.is_offline)
    @rule(place=PLACES)
    def go_along_with_a_result(self, place: int) -> None:
        """Take numbers along to another calculator; what stood there can come back."""
        ways = self.visitor.page.locator('form[data-calculator] [data-next] a[href*="+"]')
        if not ways.count():
            return
        self.leave()
        way = ways.nth(place % ways.count())
        address = way.get_attribute("href") or ""
        there = address.partition("#")[2].partition("+")[0]
        self.tell(f"go along to {there}: {address.rpartition('/')[2]}")
        way.evaluate("way => way.click()")
        self.visitor.page.wait_for_function("slug => location.pathname.endsWith(`/${slug}/`)", arg=there)
        self.visitor.settle()
        after = self.look()
        self.slug = after.slug
        left = self.left.get(self.slug)
        if after.state == "ready" and "taken" in after.origins.values():
            assert after.undo, self.told("there is no way back")
            if left:
                self.before[self.slug] = left
            else:
                self.before[self.slug] = _example_of(after)
        elif left and left.is_own and left.state == "ready":
            assert after.fields == left.fields, self.told(f"not what was left: {difference(left, after)}")

    # --- elsewhere --------------------------------------------------------------------------------------------------

    @precondition(lambda self: not self.is_offline)
    @rule(path=st.sampled_from(ELSEWHERE))
    def go_elsewhere(self, path: str) -> None:
        """Follow a link of the menu."""
        if path == self.visitor.path:
            return
        self.leave()
        self.tell(f"go to /{path}")
        self.visitor.follow(path)
        self.arrive()

    @precondition(lambda self: not self.is_offline)
    @rule(slug=st.sampled_from(slugs()))
    def go_to_a_calculator(self, slug: str) -> None:
        """Follow a link of the menu to a calculator: what was left there is there."""
        if slug == self.slug:
            return
        self.leave()
        self.tell(f"go to {slug}")
        self.visitor.follow(f"rekenmachines/{slug}/")
        self.arrive()

    @precondition(lambda self: self.is_offline and self.slug)
    @rule(path=st.sampled_from(ELSEWHERE))
    def follow_a_link_into_a_tunnel(self, path: str) -> None:
        """Follow a link where there is no network, and come back once there is: what was typed is there."""
        self.leave()
        self.tell(f"follow a link to /{path} in a tunnel, and go back behind it")
        self.is_offline = self.visitor.follow_into_a_tunnel(path)
        self.has_failed = False
        self.arrive()

    @precondition(lambda self: not self.is_offline)
    @rule(by=st.sampled_from((-1, 1, -2)))
    def go_back_or_forward(self, by: int) -> None:
        """With the buttons of the browser. A link behind # that comes by fills the form again, with a way back."""
        self.leave()
        before = self.visitor.path
        if not self.visitor.step_through_history(by):
            return
        self.tell(
            f"go {'forward' if by > 0 else 'back'}{' twice' * (by == -2)}, from /{before} to {self.visitor.page.url}"
        )
        shown = self.visitor.shown()
        self.slug = shown.slug if shown else ""
        left = self.left.get(self.slug)
        if shown and left and (shown.undo or shown.fields != left.fields) and "#" in self.visitor.page.url:
            self.before.setdefault(self.slug, left)
        if shown and left and shown.fields != left.fields:
            assert shown.undo or not left.is_own, self.told(f"not what was left: {difference(left, shown)}")
            self.before[self.slug] = left

    @precondition(lambda self: not self.is_offline)
    @rule()
    def load_anew(self) -> None:
        """Load the page anew: that loses what was not saved, and the page is whole."""
        self.tell("load anew")
        self._forget_all()
        self.visitor.page.reload()
        self.visitor.settle()
        shown = self.visitor.shown()
        self.slug = shown.slug if shown else ""
        if shown and shown.undo:  # the address is a share link, which fills the form anew
            self.before[self.slug] = _example_of(shown)

    def _forget_all(self) -> None:
        self.left.clear()
        self.before.clear()
        self.base.clear()
        self.has_failed = False

    @precondition(lambda self: self.slug)
    @rule()
    def refresh_as_the_page_asks(self) -> None:
        """Press "Ververs de pagina", where the page says that there is a newer version: what was typed comes back."""
        before = self.look()
        if "newer" not in before.told:
            return
        self.leave()
        self.tell("refresh as the page asks")
        self.visitor.page.evaluate("document.documentElement.dataset.first = ''")
        self.visitor.calculator(self.slug).button("renew").evaluate("button => button.click()")
        self.visitor.page.locator("html[data-first]").wait_for(state="detached")
        self.visitor.settle()
        self.has_failed = False
        after = self.look()
        if before.is_own:
            assert after.message == newer.BACK, self.told(f"it is not said that all is back, but {after.message!r}")
        self.arrive()

    # --- the report -------------------------------------------------------------------------------------------------

    @precondition(lambda self: self.slug and not self.has_failed)
    @rule()
    def put_in_the_report(self) -> None:
        """Put the answer in the report; nothing in the form changes."""
        before = self.look()
        self.tell("put in the report")
        self.may_keep.add(KEY)
        self.visitor.say(self.slug, "report")
        assert self.look().fields == before.fields, self.told("the report changed the form")

    @precondition(lambda self: self.visitor.path == REPORT)
    @rule(action=st.sampled_from(("remove", "wipe", "undo", "wipe-all")))
    def change_the_report(self, action: str) -> None:
        """Take something out of the report, or bring it back."""
        buttons = self.visitor.page.locator(f"form[data-report-page] [data-action={action}]:visible")
        if not buttons.count():
            return
        self.tell(f"{action} in the report")
        form = self.visitor.page.locator("form[data-report-page]")
        form.evaluate("form => { form.querySelector('[data-message]').textContent = ''; }")
        buttons.first.evaluate("button => button.click()")
        form.locator("[data-message]:not(:empty)").wait_for()
        self.visitor.settle()
        if action == "wipe-all":
            self.saved.clear()
            self.may_keep -= {each for each in self.may_keep if each != KEY}
            assert [each for each in self.visitor.stored()["local"] if each.startswith("klantkompas")] == []
        if action == "undo":
            self.may_keep |= {f"klantkompas.{slug}" for slug in slugs()} | {KEY}
            kept = self.visitor.stored()["local"]
            self.saved = {slug for slug in slugs() if f"klantkompas.{slug}" in kept}

    # --- files ------------------------------------------------------------------------------------------------------

    @precondition(lambda self: self.slug == "klantenlijst" and not self.has_failed)
    @rule(regret=st.booleans(), content=st.sampled_from(LISTS))
    def give_a_list(self, content: str, *, regret: bool) -> None:
        """Choose a file: its customers stand in the form, and what stood there can come back; or it is said why not."""
        before = self.look()
        self.tell(f"give the list {content[:60]!r}")
        form = self.visitor.page.locator("form[data-calculator]")
        file = FilePayload(name="lijst.csv", mimeType="text/csv", buffer=content.encode())
        form.locator("[data-file]").set_input_files(file)
        form.locator("[data-intake]:not([data-busy])").wait_for()
        self.visitor.settle()
        after = self.look()
        if after.fields != before.fields:
            self._expect_way_back(before, after, is_taken=regret)
        else:
            assert form.locator("[data-intake-error]:visible").count(), self.told("it is not said why nothing was read")

    # --- the network, and the host ----------------------------------------------------------------------------------

    @rule()
    def lose_or_find_the_network(self) -> None:
        """Go offline, or come back."""
        self.is_offline = not self.is_offline
        self.tell("go offline" if self.is_offline else "come online")
        self.visitor.excused.append("net::ERR_INTERNET_DISCONNECTED")  # the browser itself tells that
        self.visitor.context.set_offline(self.is_offline)

    @precondition(lambda self: not self.is_offline)
    @rule()
    def deploy(self) -> None:
        """Put another build in the place of the one that is served: its files are gone."""
        self.tell("a deployment")
        self.visitor.excused.append(r"404 .* at .*/assets/")  # idem
        first, second = self.folders
        self.server.folder = second if self.server.folder == first else first

    # --- what must be true ------------------------------------------------------------------------------------------

    @invariant()
    def nothing_goes_wrong_unseen(self) -> None:
        """Nothing in the console, no error, no request to another host, no dialog."""
        assert self.visitor.faults == [], self.told(f"{self.visitor.faults}")

    @invariant()
    def the_answer_is_that_of_the_fields(self) -> None:
        """Or it is marked as old, or there is none yet."""
        shown = self.visitor.shown()
        if shown:
            self.has_failed = shown.state == "failed"
            self._expect_answer_of(shown)
        elif self.visitor.path == REPORT:
            self._expect_report()

    def _expect_answer_of(self, shown: Shown, page: Any = None) -> None:  # noqa: ANN401 -- Playwright's own
        if shown.state == "failed":
            assert len(shown.told) == 1, self.told(f"what is wrong is told {len(shown.told)} times: {shown.told}")
            if not shown.stale:
                assert shown.waiting in shown.result or not shown.is_own, self.told("an answer of before, unmarked")
            return
        asked: dict[str, Any] = {
            "slug": shown.slug,
            "texts": shown.texts,
            "origins": shown.origins,
            "business": shown.business,
        }
        asked |= {"base": None if page else self.base.get(shown.slug), "imported": "", "list": ""}
        replies = [
            ask({"task": "calculate", **asked, "quiet": [] if judged else shown.quiet, "judged": judged})
            for judged in (False, True)
        ]
        if shown.state == "static" and shown.is_own:
            assert shown.stale or shown.waiting in shown.result, self.told("an answer that nobody gave")
            return
        is_wrong = replies[0]["result"] is None
        assert shown.stale == ("invalid" if is_wrong else ""), self.told(f"the answer is marked as {shown.stale!r}")
        if not is_wrong:
            self._expect_same(shown, replies[0], page)
        if shown.state == "ready":
            summaries = self.visitor.plain(shown.summary, *(each.get("summary", "") for each in replies), page=page)
            is_limit = any(limit in shown.summary for limit in shown.limits)  # until the next change
            assert is_limit or summaries[0] in summaries[1:], self.told(f"of the faults is told: {summaries}")
            faults = [sorted(each["errors"]) for each in replies]
            assert any(set(shown.invalid) <= set(each) for each in faults), self.told(f"marked: {shown.invalid}")

    def _expect_same(self, shown: Shown, reply: dict[str, Any], page: Any) -> None:  # noqa: ANN401 -- as above
        names = ("result", "more", "next")
        there = [getattr(shown, name).replace(NEW_WORD, WORD) for name in names]
        written = self.visitor.plain(*there, *(reply.get(name) or "" for name in names), page=page)
        for name, one, other in zip(names, written[:3], written[3:], strict=True):
            assert one == other, self.told(
                f"{name} of {shown.slug} ({shown.state}, {shown.whose}) is not that of its fields: "
                f"{first_difference(one, other)}"
            )

    def _expect_report(self) -> None:
        """The report on the page is what Python makes of what is kept."""
        form = self.visitor.page.locator("form[data-report-page]")
        if form.get_attribute("data-state") != "ready" or form.get_attribute("data-own") is None:
            return
        stored, today = self.visitor.page.evaluate(
            "key => [localStorage.getItem(key) ?? '', new Date().toLocaleDateString('sv-SE')]", KEY
        )
        reply = ask({"task": "report_show", "stored": stored, "today": today})
        shown = form.locator("[data-report]").inner_html().replace(NEW_WORD, WORD)
        one, other = self.visitor.plain(shown, reply["report"])
        assert one == other, self.told(f"the report is not what is kept: {first_difference(one, other)}")

    @invariant()
    def python_is_started_once(self) -> None:
        """A page needs one Python; where none failed it is never started anew."""
        assert self.visitor.live_pythons <= 1, self.told(f"{self.visitor.live_pythons} times Python at once")
        if not any("offline" in step or "deploy" in step for step in self.story):
            assert self.visitor.pythons <= 1, self.told(f"Python was started {self.visitor.pythons} times")

    @invariant()
    def the_browser_keeps_what_was_asked(self) -> None:
        """Nothing of the visitor that they did not ask for, and nothing else than the privacy page tells."""
        kept = self.visitor.stored()
        ours = {key for key in kept["local"] if not re.fullmatch(r"/.*\.__palette", key)}
        assert ours <= self.may_keep, self.told(f"kept unasked: {ours - self.may_keep}")
        assert kept["session"] == [], self.told(f"in sessionStorage: {kept['session']}")
        assert kept["cookies"] == kept["databases"] == [], self.told(f"kept: {kept}")
        assert all(name.startswith("klantkompas-") for name in kept["caches"]), self.told(f"kept: {kept['caches']}")

    @invariant()
    def no_text_comes_to_life(self) -> None:
        """What was typed is text, wherever it is shown."""
        alive = self.visitor.page.locator("article :is(img[src=x], [onerror]), article form script")
        assert alive.count() == 0, self.told("a text became HTML")


def _cut(text: str, longest: int) -> str:
    """What a browser lets into a field that takes so many UTF-16 units."""
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore")


def _example_of(shown: Shown) -> Shown:
    """Stand in for the example that a form had before it was ever looked at."""
    return Shown(**{**{name: getattr(shown, name) for name in Shown.__dataclass_fields__}, "whose": "example"})


def difference(before: Shown, after: Shown) -> str:
    """Return the fields that are not the same."""
    one, other = ({(name, button): text for name, button, text in shown.fields} for shown in (before, after))
    changed = [key for key in {**one, **other} if one.get(key) != other.get(key)]
    return "; ".join(
        f"{name}{button and '=' + button}: {one.get((name, button))!r}, now {other.get((name, button))!r}"
        for name, button in changed
    )


def first_difference(one: str, other: str) -> str:
    """Return where two texts begin to differ."""
    place = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return f"{one[max(0, place - 60) : place + 120]!r}, while it should be {other[max(0, place - 60) : place + 120]!r}"


def _do(visits: int, number: int, make: Callable[[], Visit]) -> None:
    # Hypothesis's own way tries each visit five times more with a part of it twice: then most visits are alike. Another
    # "backend", which is the same source of choices, makes each of them anew.
    AVAILABLE_PROVIDERS.setdefault("anew", f"{HypothesisProvider.__module__}.{HypothesisProvider.__name__}")
    seed(number)(make)
    how = settings(
        max_examples=visits,
        backend="anew",
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),  # which ends after five minutes, at the latest
        suppress_health_check=list(HealthCheck),  # a visit takes seconds
        print_blob=False,
    )
    run_state_machine_as_test(make, settings=how)  # type: ignore[arg-type]  # it takes a function as well


@pytest.mark.parametrize("part", [0, *(pytest.param(number, marks=pytest.mark.full) for number in range(1, PARTS + 1))])
def test_whatever_somebody_does(part: int, chromium: Browser, server: StaticServer, builds: Builds) -> None:
    """Every promise holds after every step of every visit."""
    _do(FEW if part == 0 else VISITS // PARTS, SEED * (PARTS + 1) + part, lambda: Visit(chromium, server, builds))
