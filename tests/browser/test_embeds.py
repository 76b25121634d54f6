"""A calculator on a page of somebody else: on another origin, under a strict policy, with what their owner asked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from calculators.build.embed_chooser import line
from calculators.build.embed_page import THERE_IS_NONE, UNKNOWN, WRONG, pages_of, title_of
from calculators.catalogue import find, slugs
from calculators.presentation.page import render_outcome
from tests.browser.axe import violations
from tests.browser.conftest import Calculator, OpenPage
from tests.browser.host import Host
from tests.browser.pages import few_or_all
from tests.server import StaticServer

Embed = Callable[..., Page]

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
SLUG = "pww-score"
FIELD = "segments[0].fulfilment"
TYPED = "9,5"
ENGINES = ("chromium", "firefox")
CHROMIUM_FIRST = ("chromium", pytest.param("firefox", marks=pytest.mark.full))
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(27, 42, 41)"  # of a card, as in colours.css
FEW = (SLUG, "klantwaarde-kapsalon")
NAMES = [name for slug in slugs() for name, _ in pages_of(find(slug))]

# What a page keeps on a device, of whatever kind; a browser may refuse to tell, as in a frame of another site.
KEPT = """async () => {
  const told = async (look) => { try { return await look(); } catch { return []; } };
  return [
    ...(await told(() => Object.keys(localStorage))),
    ...(await told(() => Object.keys(sessionStorage))),
    ...(await told(() => caches.keys())),
    ...(await told(async () => (await indexedDB.databases()).map(({ name }) => name))),
    ...(await told(async () => (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope))),
    ...(document.cookie ? [document.cookie] : []),
  ];
}"""
SCROLLS = """() => {
  const { scrollHeight, scrollWidth } = document.documentElement;
  return [scrollHeight > innerHeight, scrollWidth > innerWidth];
}"""
# The page around a frame says something to it, of itself or not.
PRETEND = """(claim) => {
  const frame = document.querySelector("klant-kompas").shadowRoot.querySelector("iframe");
  frame.contentWindow.postMessage(claim, "*");
}"""


@pytest.fixture
def embed(server: StaticServer, open_page: OpenPage, request: pytest.FixtureRequest) -> Iterator[Embed]:
    """Opens a page of somebody else with this in it; {url} is where our site stands."""
    with ExitStack() as stack:

        def opened(content: str, *, styles: str = "", engine: str = "", **options: object) -> Page:
            host = stack.enter_context(Host(server.url, content.replace("{url}", server.url), styles))
            browser: Browser | None = request.getfixturevalue(engine) if engine else None
            return open_page(host.url, browser=browser, **options)

        yield opened


def _element(name: str = SLUG, **attributes: str) -> str:
    """The element, with what it is loaded by."""
    given = "".join(f' {key}="{text}"' for key, text in {"naam": name, **attributes}.items())
    return f'<script src="{{url}}insluiten/klant-kompas.js" async></script><klant-kompas{given}></klant-kompas>'


def _frame(page: Page, name: str = SLUG) -> Frame:
    """The frame with this page of ours, once it is there."""
    element = page.locator(f'klant-kompas iframe[src*="/insluiten/{name}/"]').first
    element.scroll_into_view_if_needed()
    frame = element.element_handle().content_frame()
    assert frame
    frame.locator("h1").wait_for(state="attached")
    return frame


def _calculator(page: Page, name: str = SLUG) -> Calculator:
    return Calculator(_frame(page, name), name)  # type: ignore[arg-type]  # a frame finds as a page does


def _is_fitted(frame: Frame) -> None:
    """The frame is as high as what stands in it: no bar to scroll, up or sideways."""
    frame.locator("html.kk-fitted").wait_for()
    frame.wait_for_function("() => Math.abs(innerHeight - document.body.getBoundingClientRect().height) <= 1")
    assert frame.evaluate(SCROLLS) == [False, False]


@pytest.mark.parametrize("engine", ENGINES)
def test_three_on_one_page(engine: str, embed: Embed, server: StaticServer) -> None:
    """On a phone, under a strict policy: each is there and fits, one starts Python, what they share comes once."""
    lines = [str(line("{url}", find(slug))) for slug in (SLUG, "klantwaarde", "systeemscan")]
    page = embed("\n".join(lines), engine=engine, viewport=PHONE)
    for slug in (SLUG, "klantwaarde", "systeemscan"):
        frame = _frame(page, slug)
        expect(frame.locator("[data-result]")).to_contain_text("Voorbeeld:")
        _is_fitted(frame)
    asked = [path for path, _ in server.requested]
    assert [path for path in asked if "/python-" in path] == []
    shared = [path for path in asked if re.search(r"embed\.\w+\.(css|js)$|klant-kompas\.js", path)]
    assert len(shared) == len(set(shared)) == 3
    shown = _calculator(page)
    shown.field(FIELD).fill(TYPED)
    shown.type_kern()
    shown.field(FIELD).fill(TYPED)
    shown.settle()
    expect(shown.answer).to_contain_text("Jouw cijfers")
    _is_fitted(_frame(page))
    states = [_frame(page, slug).locator("form").get_attribute("data-state") for slug in ("klantwaarde", "systeemscan")]
    assert states == ["static", "static"]
    assert _frame(page).evaluate(KEPT) == []


@pytest.mark.parametrize("name", few_or_all(NAMES, FEW))
def test_the_answer_is_that_of_the_site(name: str, open_page: OpenPage, server: StaticServer) -> None:
    """Without scripts and in the bare frame: the very bytes that Python writes; it fits 320 pixels."""
    slug, example = {n: (s, e) for s in slugs() for n, e in pages_of(find(s))}[name]
    page = open_page(
        f"{server.url}insluiten/{name}/", java_script_enabled=False, viewport={"width": 320, "height": 800}
    )
    expect(page.locator("[data-result]")).to_be_visible()
    assert str(render_outcome(find(slug), example)) in page.content()
    expect(page.locator(".kk-live:visible")).to_have_count(0)
    expect(page.locator("[data-take]")).to_be_visible()
    with_scripts = open_page(f"{server.url}insluiten/{name}/", viewport={"width": 320, "height": 800})
    assert with_scripts.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", few_or_all([*NAMES, UNKNOWN], FEW))
def test_nothing_stands_in_the_way(name: str, scheme: str, open_page: OpenPage, server: StaticServer) -> None:
    """No rule of accessibility is broken, in light and in dark, with an owner's colour too."""
    for query in ("", "?kleur=8a2be2"):
        page = open_page(f"{server.url}insluiten/{name}/{query}", color_scheme=scheme, viewport=DESK)
        for fold in page.locator("details:visible").all():
            fold.evaluate("fold => { fold.open = true; }")
        assert violations(page) == []


@pytest.mark.parametrize("engine", CHROMIUM_FIRST)
@pytest.mark.parametrize(
    ("styles", "attributes", "card"),
    [
        ("", {}, LIGHT),
        ("color-scheme: dark; background: #111", {}, DARK),
        ("color-scheme: light dark", {}, LIGHT),
        ("", {"weergave": "donker"}, DARK),
        ("color-scheme: dark; background: #111", {"weergave": "licht"}, LIGHT),
    ],
    ids=["says nothing", "dark", "as the device, which is light", "asked dark", "asked light"],
)
def test_light_or_dark_as_the_page_around_it(
    engine: str,
    styles: str,
    attributes: dict[str, str],
    card: str,
    embed: Embed,
) -> None:
    """On a device that likes light pages: the page around it decides, or the one who wrote it."""
    page = embed(_element(**attributes), styles=styles, engine=engine, color_scheme="null")
    frame = _frame(page)
    expect(frame.locator(".kk-panel").first).to_have_css("background-color", card)


@pytest.mark.parametrize("engine", CHROMIUM_FIRST)
def test_it_is_part_of_the_page_by_keyboard(engine: str, embed: Embed) -> None:
    """From the link before it into it, and out of it to the link behind it; a form in between asks for an answer."""
    page = embed(_element(), engine=engine, viewport=DESK)
    frame = _frame(page)
    _is_fitted(frame)
    page.locator("#before").focus()
    page.keyboard.press("Tab")
    expect(frame.locator(":focus")).to_have_attribute("data-action", "clear")
    frame.locator("form[data-state=ready]").wait_for()
    last = frame.locator("main a").last
    for _ in range(200):
        page.keyboard.press("Tab")
        if last.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Tab")
    expect(page.locator("#after")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(last).to_be_focused()


def test_what_is_typed_goes_along_to_the_site(embed: Embed, server: StaticServer) -> None:
    """In a new tab stand the same numbers; as long as it is the example, the page as it is."""
    page = embed(_element(), viewport=DESK)
    shown = _calculator(page)
    take = shown.form.locator("[data-take]")
    assert take.evaluate("link => link.href") == f"{server.url}rekenmachines/{SLUG}/"
    shown.type_kern()
    shown.field(FIELD).fill(TYPED)
    shown.settle()
    expect(take).to_have_attribute("href", re.compile("#"))
    with page.context.expect_page() as opened:
        take.click()
    ours = Calculator(opened.value, SLUG)
    expect(ours.field(FIELD)).to_have_value(TYPED)
    expect(ours.answer).to_contain_text("Gedeeld")


def test_another_example_goes_along_too(open_page: OpenPage, server: StaticServer) -> None:
    """Also without scripts: our own page starts with another one."""
    page = open_page(f"{server.url}insluiten/klantwaarde-kapsalon/", java_script_enabled=False)
    ours = open_page(str(page.locator("[data-take]").evaluate("link => link.href")))
    expect(ours.locator("[data-result]")).to_contain_text("Gedeeld")


def test_a_link_is_one_to_the_page_around_it(embed: Embed) -> None:
    """Who opens it there finds the same numbers in the frame; a bare frame gives a link to our own site."""
    page = embed(_element(), viewport=DESK)
    shown = _calculator(page)
    _is_fitted(_frame(page))
    shown.type_kern()
    shown.field(FIELD).fill(TYPED)
    shown.settle()
    shown.form.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    shown.button("share-here").click()
    expect(shown.message).to_contain_text("De link staat op je klembord")
    address = str(_frame(page).evaluate("window.copied"))
    assert address.startswith(f"{page.url}#{SLUG}=2;")
    page.goto("about:blank")
    page.goto(address)
    again = _calculator(page)
    expect(again.field(FIELD)).to_have_value(TYPED)
    expect(again.answer).to_contain_text("Gedeeld")


def test_a_link_that_may_not_be_copied_is_shown(embed: Embed, server: StaticServer) -> None:
    """A browser may refuse it in a frame: the link stands there."""
    page = embed(f'<iframe src="{{url}}insluiten/{SLUG}/" title="x" width="800" height="900"></iframe>')
    frame = page.frames[1]
    frame.locator("form").wait_for()
    shown = Calculator(frame, SLUG)  # type: ignore[arg-type]  # a frame finds as a page does
    shown.type_kern()
    shown.settle()
    frame.evaluate("() => { navigator.clipboard.writeText = async () => { throw new Error('no'); }; }")
    shown.button("share-here").click()
    expect(shown.message).to_contain_text(f"{server.url}rekenmachines/{SLUG}/#{SLUG}=2;")


@pytest.mark.parametrize("shown", ["info@kantoor-vos.nl", "https://agenda.kantoor-vos.nl/plan?wie=1&wat=2"])
def test_the_talk_is_with_the_owner_of_the_page(shown: str, embed: Embed) -> None:
    """Their own address, which a visitor sees before pressing; nothing of it goes by our form."""
    page = embed(_element(gesprek=shown.replace("&", "&amp;")), viewport=DESK)
    talk = _frame(page).locator("[data-talk]")
    expect(talk).to_be_visible()
    link = talk.locator("a")
    assert link.evaluate("link => link.href") == (shown if shown.startswith("https") else f"mailto:{shown}")
    expect(talk).to_contain_text("agenda.kantoor-vos.nl" if shown.startswith("https") else shown)
    assert link.evaluate("link => [link.target || document.querySelector('base').target, link.rel]") == [
        "_blank",
        "noopener",
    ]


def test_in_a_sandbox_the_answer_stands(embed: Embed, excused: list[str], server: StaticServer) -> None:
    """Some sites show what they do not know in a sandbox: the example can be read there, and nothing offers more."""
    excused.append(server.url)  # of the browser itself: a script of another origin
    page = embed(f'<iframe sandbox="allow-scripts" src="{{url}}insluiten/{SLUG}/" title="x" height="600"></iframe>')
    frame = page.frame_locator("iframe")
    expect(frame.locator("[data-result]")).to_contain_text("Voorbeeld:")
    expect(frame.locator(".kk-live:visible")).to_have_count(0)


def test_who_opens_a_frame_by_itself_gets_no_link_of_somebody_else(open_page: OpenPage, server: StaticServer) -> None:
    """An address of ours is no way to show a stranger's link under our name."""
    page = open_page(f"{server.url}insluiten/{SLUG}/?gesprek=https://bank.nl.kwaad.nl/")
    page.locator("[data-begun]").wait_for()
    expect(page.locator("[data-talk]")).to_be_hidden()


HOSTILE = {
    "kleur": (
        "red",
        "#ffee00",
        "#1234567",
        "url(https://kwaad.nl/)",
        "#123;background:url(//kwaad.nl)",
    ),
    "weergave": (
        "paars",
        "__proto__",
    ),
    "gesprek": (
        "javascript:alert(1)",
        "JavaScript:alert(1)//https://x.nl",
        "data:text/html,<script>alert(1)</script>",
        "http://kantoor.nl/",
        "https://naam:woord@kantoor.nl/",
        "https://kantoor",
        "naam@kantoor.nl?bcc=ander@kwaad.nl",
        "naam@kantoor.nl%0d%0aBcc:ander@kwaad.nl",
        'https://kantoor.nl/"><script>alert(1)</script>',
        "//kwaad.nl",
    ),
}


@pytest.mark.parametrize("option", HOSTILE)
def test_what_cannot_be_used_is_said_and_nothing_runs(option: str, open_page: OpenPage, server: StaticServer) -> None:
    """A sentence with the way out in the place of the calculator; no Python, no link, nothing in the console."""
    page = open_page(f"{server.url}insluiten/{SLUG}/")
    for text in HOSTILE[option]:
        page.goto(f"{server.url}insluiten/{SLUG}/?{urlencode({option: text})}")
        expect(page.locator(f"[data-wrong={option}]")).to_contain_text(WRONG[option])
        expect(page.locator("[data-wrong]:visible")).to_have_count(1)
        expect(page.locator("form")).to_have_count(0)
        expect(page.locator('a[href*="kwaad"], a[href^="javascript"], a[href^="data"]')).to_have_count(0)
    assert [path for path, _ in server.requested if "/python-" in path] == []


@pytest.mark.parametrize(
    "name", ["bestaat-niet", 'x" kleur="red', "../gesprek", "..", "klantwaarde/../../privacy", "https://kwaad.nl/", ""]
)
def test_a_name_that_there_is_not(name: str, embed: Embed, excused: list[str], server: StaticServer) -> None:
    """The frame says so, wherever the name would lead; it is as high as that."""
    excused.append(f"{server.url}insluiten/")  # of the browser itself: not found
    excused.append("localStorage")  # of the theme in the page for what is not found, in a frame that may keep nothing
    page = embed(_element(name), viewport=DESK)
    frame = page.frame_locator("klant-kompas iframe")
    expect(frame.locator(".kk-panel")).to_contain_text(THERE_IS_NONE)
    expect(frame.locator("nav, form")).to_have_count(0)
    expect(page.locator("klant-kompas iframe")).to_have_css("height", re.compile(r"^\d{2,3}px$"))


def test_only_the_page_around_it_is_heard(embed: Embed) -> None:
    """What claims to be another page, or speaks another version, changes nothing; neither does a stranger's height."""
    page = embed(_element(), viewport=DESK)
    frame = _frame(page)
    _is_fitted(frame)
    claims = [
        {"klantkompas": 1, "pagina": "https://bank.nl/"},
        {"klantkompas": 2, "pagina": page.url + "anders"},
        {"klantkompas": 1, "pagina": "geen adres"},
        {"klantkompas": 1},
        "klantkompas",
        None,
    ]
    for claim in claims:
        page.evaluate(PRETEND, claim)
    page.evaluate("() => postMessage({ klantkompas: 1, hoogte: 9, titel: 'kwaad' }, '*')")
    shown = _calculator(page)
    shown.type_kern()
    shown.settle()
    frame.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    shown.button("share-here").click()
    frame.wait_for_function("() => window.copied")
    assert str(frame.evaluate("window.copied")).startswith(f"{page.url}#")
    frame_element = page.locator("klant-kompas iframe")
    assert frame_element.get_attribute("title") == title_of(find(SLUG))
    assert frame_element.evaluate("frame => frame.style.height") != "9px"


def test_printing_prints_the_calculator(embed: Embed) -> None:
    """The button prints the frame, with what is folded, and not the page around it."""
    page = embed(_element(), viewport=DESK)
    frame = _frame(page)
    frame.locator("[data-begun]").wait_for()
    frame.evaluate(
        "() => { window.print = () => { window.printed = true; dispatchEvent(new Event('beforeprint')); }; }"
    )
    frame.locator("[data-action=print]").click()
    assert frame.evaluate("window.printed") is True
    expect(frame.locator("details:not([open])")).to_have_count(0)


# As they were on 30 November 2026. What stands on pages of others is never changed by us: these keep working.
OF_BEFORE = (
    '<script src="{url}insluiten/klant-kompas.js" async></script><klant-kompas naam="klantwaarde" voorbeeld="kapsalon" '
    'kleur="#7a1f5c" weergave="licht" gesprek="info@kantoor-vos.nl"><a href="{url}rekenmachines/klantwaarde/">x</a>'
    '</klant-kompas><iframe id="bare" src="{url}insluiten/bierviltje/?kleur=7a1f5c" title="x" width="100%" '
    'height="1000" frameborder="0" allow="clipboard-write"></iframe>'
)
# A page that listens by itself, as one may that wants no script of ours.
SPEAK = """() => new Promise((done) => {
  const frame = document.querySelector("#bare");
  addEventListener("message", ({ source, data }) => {
    if (source === frame.contentWindow) done([Object.keys(data).sort(), data.klantkompas, data.hoogte > 100]);
  });
  frame.contentWindow.postMessage({ klantkompas: 1, pagina: location.href }, "*");
})"""


def test_what_was_embedded_before_keeps_working(embed: Embed) -> None:
    """Addresses, attributes and messages are those of the first day."""
    page = embed(OF_BEFORE, viewport=DESK)
    frame = _frame(page, "klantwaarde-kapsalon")
    _is_fitted(frame)
    expect(frame.locator("[data-example] strong")).to_have_text("kapsalon")
    expect(frame.locator("[data-action=calculate]")).to_have_css("background-color", "rgb(122, 31, 92)")
    expect(frame.locator("[data-talk]")).to_contain_text("info@kantoor-vos.nl")
    page.frame_locator("#bare").locator("[data-begun]").wait_for()
    assert page.evaluate(SPEAK) == [["hoogte", "klantkompas", "titel"], 1, True]


def test_a_site_that_knows_oembed_needs_the_address_alone(
    embed: Embed, open_page: OpenPage, server: StaticServer
) -> None:
    """It finds the link in the page of the calculator, asks what is there, and puts that into a page of its own."""
    page = open_page(f"{server.url}rekenmachines/{SLUG}/")
    address = page.locator('link[type="application/json+oembed"]').get_attribute("href") or ""
    assert address.startswith(server.published)
    told = json.loads(page.request.get(address.replace(server.published, server.url)).text())
    shown = embed(told["html"].replace(server.published, "{url}"), viewport=DESK)
    expect(shown.frame_locator("iframe").locator("[data-result]")).to_contain_text("Voorbeeld:")


# --- the page about it ----------------------------------------------------------------------------------------------


def _code(page: Page, name: str) -> str:
    return page.locator(f'[data-code="{name}"]').inner_text()


@pytest.mark.parametrize("engine", CHROMIUM_FIRST)
def test_what_is_chosen_works_on_another_site(
    engine: str, embed: Embed, open_page: OpenPage, server: StaticServer, request: pytest.FixtureRequest
) -> None:
    """The line and the frame that the page writes, put into a page as they are."""
    page = open_page(f"{server.url}insluiten/", browser=request.getfixturevalue(engine), viewport=DESK)
    page.locator("#embed-calculator").select_option(label="Klantwaarde (voorbeeld: kapsalon)")
    page.locator("#embed-kleur").fill("#7a1f5c")
    page.locator("#embed-gesprek").fill("https://agenda.vos.nl/?a=1&b=2")
    page.locator("#embed-weergave").select_option("donker")
    expect(page.locator('[data-code="address"]')).to_contain_text("weergave=donker")
    expect(_frame(page, "klantwaarde-kapsalon").locator("[data-example] strong")).to_have_text("kapsalon")
    page.locator("summary").first.click()
    for code in ("line", "frame"):
        host = embed(_code(page, code).replace(server.published, "{url}"), engine=engine, viewport=DESK)
        frame = host.frame_locator("klant-kompas iframe" if code == "line" else "iframe")
        expect(frame.locator("[data-example] strong")).to_have_text("kapsalon")
        expect(frame.locator("[data-talk]")).to_contain_text("agenda.vos.nl")
        expect(frame.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_a_colour_that_cannot_be_read_is_said_and_left_out(open_page: OpenPage, server: StaticServer) -> None:
    """At its field, with the way out; the code is of what can be used."""
    page = open_page(f"{server.url}insluiten/", viewport=DESK)
    colour = page.locator("#embed-kleur")
    colour.fill("#ffee00")
    colour.press("Tab")
    error = page.locator("#embed-kleur-error")
    expect(error).to_contain_text(WRONG["kleur"])
    expect(colour).to_have_attribute("aria-invalid", "true")
    assert "kleur" not in _code(page, "line")
    assert violations(page) == []
    _, nearest = re.findall(r"#\w{6}", error.inner_text())  # behind the one that shows how to write it
    colour.fill(nearest)
    colour.press("Tab")
    expect(error).to_be_empty()
    assert f'kleur="{nearest}"' in _code(page, "line")


def test_an_attribute_cannot_break_out_of_the_code(open_page: OpenPage, server: StaticServer) -> None:
    """What is typed is written as the browser writes attributes, or not at all."""
    page = open_page(f"{server.url}insluiten/", viewport=DESK)
    page.locator("#embed-gesprek").fill('https://vos.nl/"><script>alert(1)</script>')
    page.locator("#embed-gesprek").press("Tab")
    expect(page.locator("#embed-gesprek-error")).to_have_text(WRONG["gesprek"])
    assert "alert" not in _code(page, "line")
