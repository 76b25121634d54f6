"""From a page to a received request for a talk: with a real receiver, on another host for the browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from calculators.operations.eight_steps import STEPS
from tests.browser.conftest import Calculator, OpenPage
from tests.desk import ask
from tests.receiver import Receiver
from tests.server import StaticServer
from tests.settings import site_with

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
VISITOR = {"naam": "Sanne de Wit", "email": "sanne@bakkerij.nl", "vraag": "Ik twijfel over twee klantgroepen."}
NAMES = ("Jansen & Zonen", "Café 't Hoekje")


@pytest.fixture(scope="session")
def receiving_site() -> Iterator[tuple[Path, Receiver]]:
    """The site as it is built for an owner with a form handler of their own, and that handler."""
    with Receiver() as receiver, site_with(kind="eigen", endpoint=receiver.url) as built:
        yield built, receiver


@pytest.fixture
def served(receiving_site: tuple[Path, Receiver]) -> Iterator[StaticServer]:
    """That site on a server."""
    with StaticServer(receiving_site[0]) as running:
        yield running


@pytest.fixture
def receiver(receiving_site: tuple[Path, Receiver], served: StaticServer, excused: list[str]) -> Receiver:
    """The receiver, empty and well; that it answers with a fault is not the page's fault."""
    fresh = receiving_site[1]
    fresh.mode, fresh.thanks = "ok", f"{served.url}bedankt/"
    fresh.leads.clear()
    fresh.headers.clear()
    excused.append(fresh.url)
    return fresh


class LeadForm:
    """The form, in the words of a test."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.form = page.locator("form[data-lead]")
        self.summary = self.form.locator("[data-error-summary]")
        self.ways = self.form.locator("[data-ways]")
        self.status = self.form.locator("[data-status]")
        self.text = self.form.locator("[data-text]")

    def field(self, name: str) -> Locator:
        """The field with this name."""
        return self.form.locator(f'[name="{name}"]')

    def fill(self, **values: str) -> None:
        """Fill in the visitor's data, and other values for some; the visitor took the time for it."""
        for name, value in {**VISITOR, **values}.items():
            self.field(name).fill(value)
        self.form.evaluate("form => form.setAttribute('data-fastest', '0')")

    def send(self) -> None:
        """Press the button."""
        self.form.locator("[type=submit]").click()

    def mail(self) -> dict[str, list[str]]:
        """What the link to a mail would put in it."""
        address = urlsplit(self.ways.locator("[data-way=mail]").get_attribute("href") or "")
        return {"to": [address.path], **parse_qs(address.query, strict_parsing=True)}


OpenForm = Callable[..., LeadForm]


@pytest.fixture
def lead(open_page: OpenPage, served: StaticServer, receiver: Receiver) -> OpenForm:
    """Opens the page with the form."""
    assert receiver.leads == []

    def open_form(fragment: str = "", **options: Any) -> LeadForm:  # noqa: ANN401 -- Playwright's own
        return LeadForm(open_page(f"{served.url}gesprek/{fragment}", **options))

    return open_form


def test_a_request_arrives_and_leaves_nothing_behind(lead: OpenForm, served: StaticServer, receiver: Receiver) -> None:
    """Exactly the fields arrive, once, without cookie or page address; nothing is kept in the browser."""
    shown = lead("#bron=rekenmachines/pww-score", **PHONE)
    shown.fill(telefoon="06 12345678", moment="dinsdag")
    shown.send()
    expect(shown.page).to_have_url(f"{served.url}bedankt/")
    (fields,) = receiver.leads
    assert re.fullmatch(r"[0-9a-f]{32}", fields.pop("kenmerk"))
    assert fields.pop("_next").endswith("/bedankt/")
    assert fields == {
        **VISITOR,
        "telefoon": "06 12345678",
        "moment": "dinsdag",
        "bron": "rekenmachines/pww-score",
        "_subject": "Vrijblijvend gesprek",
        "_gotcha": "",
    }
    (headers,) = receiver.headers
    assert headers["content-type"].startswith("application/x-www-form-urlencoded")
    assert "cookie" not in headers
    assert urlsplit(headers["referer"]).path == "/"
    kept = shown.page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('klantkompas'))")
    assert kept == []
    assert shown.page.context.cookies() == []
    shown.page.go_back()
    expect(shown.field("vraag")).to_have_value("")


@pytest.mark.parametrize("mode", ["ok", "redirect"])
def test_without_javascript_it_arrives_too(mode: str, lead: OpenForm, served: StaticServer, receiver: Receiver) -> None:
    """The browser sends the form by itself and the receiver leads back to the page of thanks."""
    receiver.mode = mode
    shown = lead(java_script_enabled=False)
    for name, value in VISITOR.items():
        shown.field(name).fill(value)
    shown.send()
    expect(shown.page).to_have_url(f"{served.url}bedankt/")
    assert [each["vraag"] for each in receiver.leads] == [VISITOR["vraag"]]


@pytest.mark.parametrize("mode", ["redirect", "garbled"])
def test_a_service_that_answers_otherwise_took_it_too(
    mode: str, lead: OpenForm, served: StaticServer, receiver: Receiver
) -> None:
    """A redirect and an answer that is no JSON mean that it was taken; it is sent once."""
    receiver.mode = mode
    shown = lead()
    shown.fill()
    shown.send()
    expect(shown.page).to_have_url(f"{served.url}bedankt/")
    assert len(receiver.headers) == 1


@pytest.mark.parametrize(
    ("mode", "words"),
    [("busy", "te veel aanvragen"), ("broken", "een storing"), ("large", "te lang"), ("silent", "binnen 10 seconden")],
)
def test_when_it_does_not_arrive_there_is_another_way(
    mode: str, words: str, lead: OpenForm, receiver: Receiver
) -> None:
    """The page says what is wrong, the text stays, and it goes along in a mail or can be copied; a retry arrives."""
    receiver.mode = mode
    shown = lead()
    shown.fill()
    shown.form.evaluate("form => form.setAttribute('data-timeout', '500')")
    shown.send()
    expect(shown.ways).to_contain_text(words)
    expect(shown.form.locator("[data-problem]")).to_be_focused()
    expect(shown.field("vraag")).to_have_value(VISITOR["vraag"])
    assert shown.mail().keys() == {"to", "subject", "body"}
    assert VISITOR["vraag"] in shown.mail()["body"][0]
    assert shown.text.input_value() == shown.mail()["body"][0]
    receiver.mode = "ok"
    shown.form.evaluate("form => form.setAttribute('data-timeout', '10000')")
    shown.send()
    expect(shown.page).to_have_url(re.compile("/bedankt/$"))
    assert len(receiver.leads) == 1


def test_a_server_that_is_gone_is_said(lead: OpenForm, receiver: Receiver) -> None:
    """Without a connection the page says so, and the text stays."""
    shown = lead()
    shown.fill()
    shown.page.route(receiver.url, lambda route: route.abort("connectionrefused"))
    shown.send()
    expect(shown.ways).to_contain_text("niet te bereiken")
    expect(shown.field("naam")).to_have_value(VISITOR["naam"])


def test_a_fault_of_the_service_is_said_in_our_words(lead: OpenForm, receiver: Receiver) -> None:
    """A refused e-mail address is an error at that field, in Dutch."""
    receiver.mode = "fault"
    shown = lead()
    shown.fill()
    shown.send()
    expect(shown.summary).to_contain_text("Dit is geen e-mailadres")
    expect(shown.summary).to_be_focused()
    expect(shown.field("email")).to_have_attribute("aria-invalid", "true")
    assert shown.page.title().startswith("Fout: ")


def test_faults_are_said_before_anything_is_sent(lead: OpenForm, receiver: Receiver) -> None:
    """Empty, wrong and too long are said at the field and in the summary, which leads to the field; the text stays."""
    shown = lead()
    shown.send()
    expect(shown.summary.get_by_role("link")).to_have_count(3)
    expect(shown.summary.locator("p")).to_have_text("Er kloppen nog 3 dingen niet")
    expect(shown.summary).to_be_focused()
    shown.summary.get_by_role("link").first.click()
    expect(shown.field("naam")).to_be_focused()
    shown.fill(email="sanne@", vraag="w" * 100_000)
    expect(shown.summary.get_by_role("link")).to_have_count(2)
    expect(shown.form.locator("#aanvraag-email-error")).to_have_text(re.compile("geen e-mailadres"))
    expect(shown.form.locator("#aanvraag-vraag-error")).to_have_text(re.compile(r"hoogstens 5\.000 tekens"))
    assert len(shown.field("vraag").input_value()) == 100_000
    shown.fill(vraag="https://a.nl https://b.nl www.c.nl https://d.nl")
    expect(shown.form.locator("#aanvraag-vraag-error")).to_have_text(re.compile("links"))
    shown.fill()
    expect(shown.summary).to_be_hidden()
    assert not shown.page.title().startswith("Fout: ")
    assert receiver.headers == []


def test_odd_text_arrives_as_it_was_typed(lead: OpenForm, receiver: Receiver) -> None:
    """Line ends that try to add a header, signs of markup, emoji and text from right to left arrive unharmed."""
    odd = "Bcc: x@y.nl\r\n\r\n<b>&amp;</b> \N{ROCKET} \N{FAMILY} שלום 'a' \"b\""
    shown = lead()
    shown.fill(vraag=odd, naam="Sanne\r\nBcc: x@y.nl")
    receiver.mode = "broken"
    shown.send()
    expect(shown.ways).to_be_visible()
    assert shown.mail().keys() == {"to", "subject", "body"}
    assert shown.mail()["subject"] == ["Vrijblijvend gesprek"]
    receiver.mode = "ok"
    shown.send()
    expect(shown.page).to_have_url(re.compile("/bedankt/$"))
    assert receiver.leads[0]["vraag"].replace("\r\n", "\n") == odd.replace("\r\n", "\n")
    assert "\n" not in receiver.leads[0]["naam"]


def test_an_address_of_mail_stays_short(lead: OpenForm, receiver: Receiver) -> None:
    """Of a long text a part goes along in the link and says so; all of it can be copied."""
    receiver.mode = "broken"
    shown = lead(permissions=["clipboard-read", "clipboard-write"])
    shown.fill(vraag="Waarom? \N{ROCKET} " * 400)
    shown.send()
    expect(shown.ways).to_be_visible()
    assert len(shown.ways.locator("[data-way=mail]").get_attribute("href") or "") <= 1900
    assert "kunt kopiëren" in shown.mail()["body"][0]
    shown.form.locator("[data-action=copy]").click()
    expect(shown.status).to_contain_text("klembord")
    assert shown.page.evaluate("navigator.clipboard.readText()") == shown.text.input_value()


def test_nothing_is_sent_twice(lead: OpenForm, receiver: Receiver) -> None:
    """The same text again carries the same mark and counts once; another text carries another mark."""
    receiver.mode = "broken"
    shown = lead()
    shown.fill()
    marks = []
    for question in ("eerst", "eerst", "anders"):
        shown.field("vraag").fill(question)
        shown.send()
        expect(shown.ways).to_be_visible()
        expect(shown.form).to_have_attribute("data-state", "ready")
        marks.append(shown.field("kenmerk").input_value())
    assert marks[0] == marks[1] != marks[2]
    receiver.mode = "ok"
    shown.form.locator("[type=submit]").dblclick(no_wait_after=True)
    expect(shown.page).to_have_url(re.compile("/bedankt/$"))
    assert [each["vraag"] for each in receiver.leads] == ["anders"]


def test_a_program_is_stopped_and_a_person_is_told(lead: OpenForm, receiver: Receiver) -> None:
    """Who is too fast, or fills in the hidden field, is not sent; a person who did reads what to do."""
    shown = lead()
    shown.fill()
    shown.form.evaluate("form => form.setAttribute('data-fastest', '3600000')")
    shown.send()
    expect(shown.status).to_contain_text("erg snel")
    shown.form.evaluate("form => form.setAttribute('data-fastest', '0')")
    shown.form.locator("[data-trap]").evaluate("field => { field.value = 'x'; }")
    shown.send()
    expect(shown.ways).to_contain_text("Een programma")
    assert receiver.headers == []


def test_another_tab_knows_what_was_sent(lead: OpenForm, receiver: Receiver) -> None:
    """The same text in a second tab is cleared when the first has sent it, and says so."""
    first = lead()
    second = LeadForm(first.page.context.new_page())
    second.page.goto(first.page.url)
    for tab in (first, second):
        tab.fill()
    first.send()
    expect(first.page).to_have_url(re.compile("/bedankt/$"))
    expect(second.status).to_contain_text("ander tabblad")
    expect(second.field("vraag")).to_have_value("")
    assert len(receiver.leads) == 1


def test_what_was_typed_survives_a_walk(lead: OpenForm, served: StaticServer) -> None:
    """Who looks up the privacy page and comes back finds the form as it was."""
    shown = lead()
    shown.fill()
    shown.form.get_by_role("link", name="Lees wat er met je gegevens").click()
    expect(shown.page).to_have_url(f"{served.url}privacy/")
    shown.page.go_back()
    expect(shown.field("vraag")).to_have_value(VISITOR["vraag"])


@pytest.mark.parametrize("engine", ["chromium", "firefox"])
def test_the_whole_road_on_a_phone(
    engine: str, open_page: OpenPage, served: StaticServer, receiver: Receiver, request: pytest.FixtureRequest
) -> None:
    """Home, two calculators, the report, the form: to the letter what the preview showed arrives, without names."""
    browser: Browser = request.getfixturevalue(engine)
    options = PHONE if engine == "chromium" else {"viewport": PHONE["viewport"]}
    page = open_page(served.url, browser=browser, **options)
    page.locator('.md-content a[href*="rekenmachines/pww-score/"]').first.click()
    first = Calculator(page, "pww-score")
    first.start()
    for index, name in enumerate(NAMES):
        first.field(f"segments[{index}].name").fill(name)
    first.settle()
    first.button("report").click()
    expect(first.message).to_contain_text("Het staat in je rapport")
    page.locator('.kk-footer__list a[href$="rekenmachines/"]').click()
    page.locator('.md-content a[href*="bierviltje/"]').first.click()
    second = Calculator(page, "bierviltje")
    second.start()
    second.button("report").click()
    expect(second.message).to_contain_text("Het staat in je rapport")
    page.get_by_role("link", name="Bekijk mijn rapport").click()
    expect(page.locator("#rapport-bierviltje")).to_be_visible()
    expect(page.locator("#rapport-pww-score")).to_contain_text(NAMES[0])
    page.locator(".kk-cta a").click()
    shown = LeadForm(page)
    shown.fill()
    shown.form.get_by_label("Stuur mijn rapport mee").check()
    preview = shown.field("rapport")
    expect(preview).to_be_visible()
    expect(preview).to_have_value(re.compile("PWW-score"))
    promised = preview.input_value()
    stored = page.evaluate("localStorage.getItem('klantkompas.rapport')")
    assert promised == ask({"task": "report_text", "stored": stored})["text"]
    shown.send()
    expect(page).to_have_url(f"{served.url}bedankt/")
    (fields,) = receiver.leads
    assert fields["rapport"].replace("\r\n", "\n") == promised
    assert fields["bron"] == "mijn-rapport"
    assert not any(name in str(fields) for name in NAMES)


def test_the_report_stays_home_unless_ticked(lead: OpenForm, receiver: Receiver) -> None:
    """The box is not ticked, and without a report it is not there; unticking takes the text out again."""
    shown = lead()
    expect(shown.form.get_by_label("Stuur mijn rapport mee")).to_be_hidden()
    kept = ask(
        {
            "task": "report_put",
            "slug": "acht-v-scan",
            "today": "2026-11-26",
            "texts": {f"questions.{step}[{index}]": "5" for step in STEPS for index in range(2)},
        }
    )
    shown.page.evaluate("text => localStorage.setItem('klantkompas.rapport', text)", kept["stored"])
    shown.page.reload()
    box = shown.form.get_by_label("Stuur mijn rapport mee")
    expect(box).not_to_be_checked()
    box.check()
    expect(shown.field("rapport")).to_be_visible()
    box.uncheck()
    expect(shown.field("rapport")).to_be_hidden()
    shown.fill()
    shown.send()
    expect(shown.page).to_have_url(re.compile("/bedankt/$"))
    assert "rapport" not in receiver.leads[0]


def test_without_a_service_the_form_makes_a_message(open_page: OpenPage, made_up_server: StaticServer) -> None:
    """The site as it comes, without a form service: the text goes along in a mail, and nothing is sent by the page."""
    shown = LeadForm(open_page(f"{made_up_server.url}gesprek/"))
    shown.fill()
    before = len(made_up_server.requested)
    shown.send()
    expect(shown.ways).to_contain_text("Kies hoe je dit verstuurt")
    expect(shown.ways).not_to_contain_text("appt")  # only a mail address is set
    expect(shown.ways.locator("li").first).to_have_css("list-style-type", "none")
    body = shown.mail()["body"][0]
    assert "Je naam: Sanne de Wit" in body
    assert "Waar wil je over praten? " in body
    assert "?:" not in body
    assert len(made_up_server.requested) == before
