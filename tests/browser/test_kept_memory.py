"""What Python has in memory after its start is kept for the next visit, politely, and used only if it is still right.

It is kept in the browser's Cache Storage by a worker of its own, from a Python that nobody typed into.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from calculators.catalogue import slugs
from tests.browser.conftest import Calculator
from tests.browser.test_first_visit import assert_same_bytes
from tests.server import StaticServer

SLUG = "pww-score"
STRONG = (8, 8)  # cores and gigabytes
MARK = "Zilvermeeuw"

KEPT = """async () => {
  if (!(await caches.has("klantkompas-python"))) return [];
  return (await (await caches.open("klantkompas-python")).keys()).map(({ url }) => url);
}"""
# Until something is kept; the browser tells nobody when that is so.
UNTIL_KEPT = """async () => {
  for (;;) {
    const cache = (await caches.has("klantkompas-python")) && (await caches.open("klantkompas-python"));
    if (cache && (await cache.keys()).length) return;
    await new Promise((next) => setTimeout(next, 50));
  }
}"""
# What is kept, changed: one byte of it, all of it, or a word of it; only then does its hash go along.
CHANGE = """async (how) => {
  const cache = await caches.open("klantkompas-python");
  const [request] = await cache.keys();
  const found = await cache.match(request);
  const bytes = new Uint8Array(await found.arrayBuffer());
  if (how === "a byte") bytes[bytes.length >> 1] ^= 1;
  else if (how === "all") bytes.fill(0);
  else {
    const text = new TextDecoder("latin1").decode(bytes);
    for (let at = text.indexOf("Voorbeeld:"); at >= 0; at = text.indexOf("Voorbeeld:", at + 1)) bytes[at] = 66; // a B
  }
  const digest = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))];
  const hash = how === "a byte"
    ? found.headers.get("X-SHA-256") : digest.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  await cache.put(request, new Response(bytes, { headers: { "X-SHA-256": hash } }));
}"""
HOLDS = """async (word) => {
  const cache = await caches.open("klantkompas-python");
  const found = await cache.match((await cache.keys())[0]);
  return new TextDecoder("latin1").decode(await found.arrayBuffer()).includes(word);
}"""

Visit = Callable[..., Calculator]


@pytest.fixture
def visit(
    request: pytest.FixtureRequest, server: StaticServer, watched: Callable[[BrowserContext], Page]
) -> Iterator[Visit]:
    """Opens a calculator in one profile, in which the browser says this of its device and its line."""
    context = request.getfixturevalue(request.config.getoption("engine")).new_context()

    def open_calculator(
        slug: str = SLUG, device: tuple[int, int | None] = STRONG, *, saves: bool = False
    ) -> Calculator:
        page = watched(context)
        told = {"connection": {"saveData": saves}, "hardwareConcurrency": device[0], "deviceMemory": device[1]}
        for name, value in told.items():
            told_so = "undefined" if value is None else json.dumps(value)
            page.add_init_script(
                f"Object.defineProperty(navigator, '{name}', {{ configurable: true, value: {told_so} }});"
            )
        page.clock.install()
        page.goto(f"{server.url}rekenmachines/{slug}/")
        return Calculator(page, slug)

    yield open_calculator
    context.close()


def _keep(shown: Calculator) -> None:
    """Ask something, so that the memory is kept, and wait until it is."""
    shown.start(own=False)
    shown.page.clock.run_for(5_000)
    shown.page.evaluate(UNTIL_KEPT)


def test_a_next_visit_starts_from_the_memory_of_the_first(visit: Visit) -> None:
    """What was changed in the memory that is kept shows in the next answer: so that is where Python goes on."""
    first = visit()
    _keep(first)
    first.page.evaluate(CHANGE, "a word")
    first.page.close()
    second = visit()
    second.start(own=False)
    second.page.locator("[data-slider-for]").first.fill("3")
    second.settle()
    expect(second.headline).to_contain_text("Boorbeeld:")
    assert len(second.page.evaluate(KEPT)) == 1


@pytest.mark.full
@pytest.mark.parametrize("slug", slugs())
def test_answers_from_a_kept_memory_are_the_same(slug: str, visit: Visit) -> None:
    """Every calculator gives the same bytes from a memory that was kept as from a new start."""
    first = visit()
    _keep(first)
    first.page.close()
    assert_same_bytes(visit(slug), slug)


@pytest.mark.parametrize("how", ["a byte", "all"])
def test_a_memory_that_is_not_right_is_left_out(how: str, visit: Visit) -> None:
    """Whether it changed after it was kept, or was no good from the start: Python starts anew, and nobody notices."""
    first = visit()
    _keep(first)
    first.page.evaluate(CHANGE, how)
    first.page.close()
    second = visit(device=(2, 2))  # where nothing new is kept
    assert_same_bytes(second, SLUG)
    assert second.page.evaluate(KEPT) == []


def test_nothing_that_was_typed_is_kept(visit: Visit) -> None:
    """It is the memory of a Python that nobody typed into."""
    shown = visit()
    shown.start(own=False)
    shown.field("segments[0].name").fill(MARK)
    shown.settle()
    shown.page.evaluate(UNTIL_KEPT)
    assert shown.page.evaluate(HOLDS, "Woningcorporaties")  # of the example, so that this can fail
    assert not shown.page.evaluate(HOLDS, MARK)


@pytest.mark.parametrize(
    ("device", "saves"),
    [((2, 8), False), ((8, 2), False), (STRONG, True)],
    ids=["two cores", "little memory", "saves data"],
)
def test_it_is_not_kept_where_that_may_cost_something(device: tuple[int, int], saves: bool, visit: Visit) -> None:  # noqa: FBT001 -- a case
    """Where cores or memory are few, or somebody saves data, nothing is made and nothing kept."""
    shown = visit(device=device, saves=saves)
    shown.start(own=False)
    shown.page.clock.run_for(10_000)
    assert [each.url for each in shown.page.workers if "keeper" in each.url] == []
    assert shown.page.evaluate(KEPT) == []


def test_wipe_all_takes_it_along(visit: Visit, server: StaticServer) -> None:
    """Who wipes all of this site keeps nothing of it."""
    shown = visit()
    _keep(shown)
    shown.page.goto(f"{server.url}mijn-rapport/")
    shown.page.locator('[data-action="wipe-all"]').click()
    expect(shown.page.locator("[data-message]")).not_to_be_empty()
    assert shown.page.evaluate(KEPT) == []
