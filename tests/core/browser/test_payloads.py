"""Hostile text in every place where text can come in: what Python writes holds it as text and nothing else."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html.parser import HTMLParser

import pytest

from calculators.browser.desk import Desk
from calculators.catalogue import find, slugs
from calculators.model.declarations import declare
from calculators.model.forms import write_form
from calculators.model.report import LONGEST_TEXT
from calculators.presentation.answer import FORMULA_STARTS
from tests.desk import ask
from tests.payloads import PAYLOADS

NAMED = ("klant-houden-of-loslaten", "klantenlijst", "pww-score", "systeemscan")
FILES = 14  # fit in one visit, and their customers in the form
ENOUGH = 50  # characters of a long name are looked for: some places show no more
TODAY = "2026-11-26"


class Markup(HTMLParser):
    """The tags of some HTML with the names of their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[tuple[str, str]] = set()
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember the tag, with each of its attributes."""
        self.tags |= {(tag, name) for name, _ in attrs} | {(tag, "")}
        self.text += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        """Remember the text."""
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        """Count a comment as a tag of its own: none belongs here."""
        self.tags.add(("comment", data))


def _missing(names: Sequence[str], found: Markup) -> list[str]:
    """The names of which nothing is shown."""
    shown = "\n".join(found.text)
    return [name for name in names if name.strip()[:ENOUGH] not in shown]


def _texts(slug: str, names: Sequence[str]) -> dict[str, str]:
    """What stands in the form of the example with other names; names that do not fit are left out."""
    texts = write_form(declare(find(slug).calculate), find(slug).example.inputs)
    places = [name for name in texts if name.endswith(".name")]
    return {
        **texts,
        **dict(zip(places, names, strict=False)),
        **({"show_names": "on"} if slug == "klantenlijst" else {}),
    }


def _groups(slug: str) -> Iterator[Sequence[str]]:
    """All payloads, as many at a time as the example has names."""
    size = len([name for name in _texts(slug, ()) if name.endswith(".name")])
    return (PAYLOADS[start : start + size] for start in range(0, len(PAYLOADS), size))


def _html(slug: str, texts: Mapping[str, str]) -> str:
    """All HTML that the page gets for these texts: the result, what is next, the fields and what is wrong."""
    first = next(name for name in texts if not name.endswith(".name"))
    asked = {"slug": slug, "texts": texts, "base": {**texts, first: "3"}}
    wrong = {**asked, "texts": {**texts, first: "veel"}}
    answers = [
        ask({**asked, "task": "calculate"}),
        ask({**asked, "task": "restore"}),
        ask({**wrong, "task": "calculate"}),
    ]
    return "".join(str(each.get(part) or "") for each in answers for part in ("result", "next", "fields", "summary"))


@pytest.mark.parametrize("slug", NAMED)
def test_a_name_makes_no_markup(slug: str) -> None:
    """Whatever a customer, group or step is called, the HTML has the tags and attributes that plain names give."""
    plain = Markup(_html(slug, _texts(slug, [f"Naam {number}" for number in range(20)])))
    for names in _groups(slug):
        found = Markup(_html(slug, _texts(slug, names)))
        assert found.tags <= plain.tags
        assert _missing(names, found) == []


def test_calculators_that_take_text_are_all_here() -> None:
    """Only these calculators let a visitor type text: the others take numbers and choices."""
    taking = [slug for slug in slugs() if any(name.endswith(".name") for name in _texts(slug, ()))]
    assert tuple(taking) == NAMED


@pytest.mark.parametrize("slug", slugs())
def test_a_number_that_is_no_number_makes_no_markup(slug: str) -> None:
    """What stands in a field for a number comes back in the field, and in the sentence about it, as text."""
    texts = _texts(slug, ())
    numbers = [name for name, text in texts.items() if re.fullmatch(r"[\d.,%]+", text)]
    plain = Markup(_html(slug, {**texts, numbers[0]: "veel"}))
    for start in range(0, len(PAYLOADS), len(numbers)):
        typed = dict(zip(numbers, PAYLOADS[start:], strict=False))
        found = Markup(_html(slug, {**texts, **typed}))
        assert found.tags <= plain.tags
        assert _missing([*typed.values()], found) == []


def test_a_list_makes_no_markup() -> None:
    """Names of files and customers and headings of columns that are payloads are shown as text."""
    plain = _read_lists([f"Naam {number}" for number in range(FILES)])
    plain.tags |= _read_lists(["Naam", "Naam"]).tags | _read_lists(["Naam", "#N/A"]).tags  # with a question, a problem
    payloads = [each for each in PAYLOADS if "\0" not in each]  # a file with a null is no text, and refused
    for start in range(0, len(payloads), FILES):
        names = payloads[start : start + FILES]
        found = _read_lists(names)
        assert found.tags <= plain.tags
        assert _missing(names, found) == []


def _read_lists(names: Sequence[str]) -> Markup:
    """Give each name as a file of that name, with a column and a customer of that name, and take all HTML together."""
    desk = Desk()
    html = ""
    for name in names:
        content = io.StringIO()
        csv.writer(content, delimiter=";", quoting=csv.QUOTE_ALL).writerows(
            [("Klant", "Omzet", name), (name, "10", "")]
        )
        data = content.getvalue().encode("utf-8", "surrogatepass")
        asked = {"slug": "klantenlijst", "name": name, "size": len(data), "texts": {}}
        begun = ask({"task": "begin_file", **asked}, desk)
        desk.feed(data, begun["number"])
        reply = ask({"task": "end_file", **asked, **begun}, desk)
        html = reply.get("report", html) + reply.get("fields", "")
    return Markup(html)


def test_a_report_makes_no_markup() -> None:
    """The name of the company and all names in a report that was loaded are shown as text."""
    plain = Markup(_report("Bedrijf", ("A", "B", "C")))
    for start, payload in enumerate(PAYLOADS):
        names = [each[:LONGEST_TEXT] for each in (payload, *PAYLOADS[start - 2 : start])]
        found = Markup(_report(payload, names))
        assert found.tags <= plain.tags
        assert _missing(names, found) == []


def _report(company: str, names: Sequence[str]) -> str:
    texts = _texts("pww-score", names)
    entry = {"calculator": "pww-score", "day": TODAY, "texts": texts, "rows": []}
    document = {"kind": "klantkompas-rapport", "version": 1, "company": company, "entries": [entry]}
    loaded = ask({"task": "report_load", "today": TODAY, "text": json.dumps(document)})
    return f"{loaded['report']}{loaded['next']}"


REPORT = {"kind": "klantkompas-rapport", "version": 1, "company": "", "entries": []}
DAMAGED: dict[str, Callable[[str], object]] = {
    "all": lambda text: text,
    "kind": lambda text: {**REPORT, "kind": text, "__proto__": REPORT},
    "version": lambda text: {**REPORT, "version": text},
    "entries": lambda text: {**REPORT, "entries": text},
    "entry": lambda text: {**REPORT, "entries": [text]},
    "day": lambda text: {**REPORT, "entries": [{"calculator": "pww-score", "day": text, "texts": {}, "rows": []}]},
    "rows": lambda text: {
        **REPORT,
        "entries": [{"calculator": text, "day": TODAY, "texts": {text: text}, "rows": [text]}],
    },
}


@pytest.mark.parametrize("where", DAMAGED)
def test_a_damaged_report_is_told(where: str) -> None:
    """A report in which a payload stands where it cannot is refused with a sentence: nothing is shown, or kept."""
    for payload in PAYLOADS:
        stored = json.dumps(DAMAGED[where](payload))
        reply = ask({"task": "report_show", "today": TODAY, "stored": stored})
        assert reply["broken"]
        assert "stored" not in reply


@pytest.mark.parametrize("task", ["open_link", "take_along", "report_edit"])
@pytest.mark.parametrize("slug", slugs())
def test_a_fragment_fills_in_nothing(slug: str, task: str) -> None:
    """A payload behind the # of an address is answered with a sentence of our own, and no field changes."""
    for payload in PAYLOADS:
        reply = ask({"task": task, "slug": slug, "texts": {}, "fragment": payload, "stored": payload})
        assert set(reply) <= {"message", "broken"}
        assert payload not in reply["message"]


@pytest.mark.parametrize("slug", NAMED)
def test_a_download_holds_no_formula(slug: str) -> None:
    """No cell of a download begins as a formula does, unless it is a number."""
    for names in _groups(slug):
        reply = ask({"task": "download", "slug": slug, "texts": _texts(slug, names)})
        cells = [cell for row in csv.reader(io.StringIO(reply["text"][1:]), delimiter=";") for cell in row]
        formulas = [cell for cell in cells if cell.startswith(FORMULA_STARTS)]
        assert [cell for cell in formulas if not re.fullmatch(r"-[\d.]+(,\d+)?%?", cell)] == []
