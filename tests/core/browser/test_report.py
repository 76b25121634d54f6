"""The visitor's report: what is kept is read back, what is damaged is refused, what goes along holds no names."""

import json
import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from calculators.browser.desk import Desk, Visit
from calculators.browser.report_tasks import EXAMPLE_COMPANY, render_example_report, report_put
from calculators.catalogue import find, slugs
from calculators.model.declarations import Node, Record, Sequence, Text, declare
from calculators.model.forms import read_form, write_form
from calculators.model.origins import Origin, own_filling
from calculators.model.report import (
    FIRST_VERSION,
    KIND,
    LONGEST,
    LONGEST_COMPANY,
    LONGEST_TEXT,
    MOST_DONE,
    MOST_ENTRIES,
    MOST_ROWS,
    MOST_RUNS,
    ROW_KEYS,
    VERSION,
    BrokenReportError,
    Entry,
    Report,
    read_report,
    with_entry,
    without_entry,
    write_report,
)
from calculators.model.sharing import without_names
from calculators.presentation.form import render_fields
from calculators.presentation.report_document import MOST_ROWS_SHOWN
from calculators.presentation.report_page import SENTENCES
from tests.desk import ask
from tests.strategies import any_json, inputs_of

DECLARATIONS = {slug: declare(find(slug).calculate) for slug in slugs()}
EXAMPLES = {slug: write_form(DECLARATIONS[slug], find(slug).example.inputs) for slug in slugs()}
TODAY = "2026-11-26"
ENTRY: dict[str, Any] = {"calculator": "klantenlijst", "day": TODAY, "texts": {"a": "b"}, "rows": [[1, None, 2.5]]}
RUN: dict[str, Any] = {"day": "2026-06-30", "texts": {"a": "c"}, "rows": [], "origins": {"a": "own"}, "done": ["Bel."]}
DOCUMENT: dict[str, Any] = {"kind": KIND, "version": VERSION, "company": "Jansen", "entries": [ENTRY]}
DEEP = 100_000

numbers = st.floats(allow_nan=False, allow_infinity=False)
rows = st.fixed_dictionaries({"revenue": numbers}, optional={"costs": numbers, "hours": st.floats(0, 1e300)})
entries = st.builds(
    Entry,
    st.sampled_from([*slugs(), "van-later"]),
    st.dictionaries(st.text(max_size=12), st.text(max_size=40), max_size=6),
    st.dates().map(str),
    st.lists(rows, max_size=4).map(tuple),
)
reports = st.builds(
    Report,
    st.text(max_size=LONGEST_COMPANY),
    st.lists(entries, max_size=4, unique_by=lambda each: each.slug).map(tuple),
)


def _ask(task: str, stored: str = "", **more: object) -> dict[str, Any]:
    return ask({"task": f"report_{task}", "stored": stored, "today": TODAY, **more})


def _put_list(texts: dict[str, str], more_rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Put in a list with rows that came from a file and have no place in the form."""
    visit = Visit()
    token = visit.remember(more_rows)
    return dict(
        report_put(
            visit,
            {"task": "report_put", "slug": "klantenlijst", "texts": texts, "today": TODAY, "imported": token},
        )
    )


def _put(stored: str, slug: str, **more: object) -> dict[str, Any]:
    return _ask("put", stored, slug=slug, texts=EXAMPLES[slug], **more)


def _filled(*chosen: str) -> str:
    """A report with the examples of these calculators."""
    stored = ""
    for slug in chosen:
        stored = _put(stored, slug)["stored"]
    return stored


def _entry(**changes: object) -> str:
    return json.dumps({**DOCUMENT, "entries": [{**ENTRY, **changes}]})


# The text that is kept.


@given(reports)
def test_what_is_written_is_read_back(report: Report) -> None:
    """Every text, number and order comes back as it was, emoji and all."""
    assert read_report(write_report(report)) == report


@given(reports, entries)
def test_an_entry_keeps_the_place_of_the_one_it_replaces(report: Report, entry: Entry) -> None:
    """Filling in a calculator again changes nothing else; a new one comes last; taking it away leaves the rest."""
    names = [each.slug for each in report.entries]
    changed = with_entry(report, entry, keep=False)
    assert [each.slug for each in changed.entries] == (names if entry.slug in names else [*names, entry.slug])
    assert entry in changed.entries
    assert without_entry(changed, entry.slug) == without_entry(report, entry.slug)


BROKEN = {
    "no JSON": "rapport",
    "half of it": json.dumps(DOCUMENT)[:-1],
    "a byte order mark": f"\ufeff{json.dumps(DOCUMENT)}",
    "only a mark": "\ufeff",
    "deep nesting": "[" * DEEP,
    "deep nesting within": json.dumps(DOCUMENT).replace('"b"', '{"a":' * DEEP + "1" + "}" * DEEP),
    "a list": json.dumps([DOCUMENT]),
    "null": "null",
    "too many digits": "1" * 5000,
    "another kind": json.dumps({**DOCUMENT, "kind": "ander-rapport"}),
    "no kind": json.dumps({"version": VERSION}),
    "an older version": json.dumps({**DOCUMENT, "version": FIRST_VERSION - 1}),
    "a version between two": json.dumps({**DOCUMENT, "version": FIRST_VERSION + 0.5}),
    "no version": json.dumps({**DOCUMENT, "version": None}),
    "a version in words": json.dumps({**DOCUMENT, "version": "1"}),
    "a boolean for a version": json.dumps({**DOCUMENT, "version": True}),
    "infinity for a version": json.dumps({**DOCUMENT, "version": math.inf}),
    "no company": json.dumps({**DOCUMENT, "company": None}),
    "no entries": json.dumps({**DOCUMENT, "entries": {}}),
    "an entry that is none": json.dumps({**DOCUMENT, "entries": ["pww-score"]}),
    "too many entries": json.dumps({**DOCUMENT, "entries": [ENTRY] * (MOST_ENTRIES + 1)}),
    "no calculator": _entry(calculator=None),
    "a calculator that is a number": _entry(calculator=8),
    "no day": _entry(day=None),
    "a day in words": _entry(day="26 november"),
    "a day too many": _entry(day="2026-11-32"),
    "a month too many": _entry(day="2026-13-01"),
    "a day and more": _entry(day="2026-11-26T10:00"),
    "a day with a line after it": _entry(day="2026-11-26\n"),
    "a day in other digits": _entry(day="٢٠٢٦-11-26"),
    "texts that are a list": _entry(texts=["a"]),
    "a number for a text": _entry(texts={"a": 1}),
    "a list for a text": _entry(texts={"a": ["b"]}),
    "a text that is too long": _entry(texts={"a": "é" * (LONGEST_TEXT + 1)}),
    "rows that are none": _entry(rows=None),
    "a row that is an object": _entry(rows=[{"revenue": 1}]),
    "a short row": _entry(rows=[[1, 2]]),
    "a long row": _entry(rows=[[1, 2, 3, 4]]),
    "a row without revenue": _entry(rows=[[None, 2, 3]]),
    "a boolean for a number": _entry(rows=[[True, None, None]]),
    "a boolean for hours": _entry(rows=[[1, None, False]]),
    "words for a number": _entry(rows=[["1", None, None]]),
    "no number": _entry(rows=[[math.nan, None, None]]),
    "infinite": _entry(rows=[[1, math.inf, None]]),
    "infinite when read": _entry().replace("2.5", "1e999"),
    "a whole number beyond all others": _entry(rows=[[10**400, None, None]]),
    "hours below nothing": _entry(rows=[[1, None, -1]]),
    "origins that are a list": _entry(origins=["own"]),
    "a number for an origin": _entry(origins={"a": 1}),
    "what was done in one text": _entry(done="Bel."),
    "a number for what was done": _entry(done=[1]),
    "too much done": _entry(done=["Bel."] * (MOST_DONE + 1)),
    "earlier runs that are none": _entry(earlier={}),
    "an earlier run that is none": _entry(earlier=["2026-11-26"]),
    "an earlier run without a day": _entry(earlier=[{"texts": {}, "rows": []}]),
    "too many earlier runs": _entry(earlier=[RUN] * (MOST_RUNS + 1)),
    "too many rows": _entry(rows=[[1, None, None]] * (MOST_ROWS + 1)),
    "too long": _entry(texts={f"{index}": "x" * LONGEST_TEXT for index in range(LONGEST // LONGEST_TEXT)}),
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_damage_is_refused(text: str) -> None:
    """Whatever is wrong, it is a broken report, not a newer one, and nothing else goes wrong."""
    with pytest.raises(BrokenReportError) as problem:
        read_report(text)
    assert not problem.value.newer


@pytest.mark.parametrize("version", [VERSION + 1, 1e6])
def test_a_later_version_is_told_apart(version: float) -> None:
    """What a later site wrote is not called damaged, whatever it holds."""
    with pytest.raises(BrokenReportError) as problem:
        read_report(json.dumps({"kind": KIND, "version": version, "onderdelen": []}))
    assert problem.value.newer


def _put_in(document: object, path: tuple[str | int, ...], value: object) -> Any:  # noqa: ANN401 -- JSON values
    """The same JSON with one value replaced."""
    if not path:
        return value
    first, *rest = path
    if isinstance(document, list):
        return [_put_in(each, tuple(rest), value) if place == first else each for place, each in enumerate(document)]
    assert isinstance(document, dict)
    return {**document, first: _put_in(document.get(first), tuple(rest), value)}


PLACES = st.sampled_from(
    [
        (),
        *[(each,) for each in DOCUMENT],
        ("entries", 0),
        *[("entries", 0, each) for each in ENTRY],
        ("entries", 0, "texts", "a"),
        ("entries", 0, "rows", 0),
        *[("entries", 0, "rows", 0, index) for index in range(len(ROW_KEYS))],
    ]
)


@given(PLACES, any_json)
@example((), {})
def test_any_json_is_read_or_refused(place: tuple[str | int, ...], value: object) -> None:
    """With any JSON at any place it is a report that can be written and shown, or a broken one; never anything else."""
    text = json.dumps(_put_in(DOCUMENT, place, value))
    try:
        report = read_report(text)
    except BrokenReportError:
        assert _ask("show", text)["broken"]
        return
    assert read_report(write_report(report)) == report
    assert "broken" not in _ask("show", text)


@given(st.text(max_size=30) | any_json.map(json.dumps))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever stands in the storage or in a file, Python answers with a report or a sentence."""
    reply = _ask("load", _filled("pww-score"), text=text)
    assert reply.get("report") or reply["message"]


# What the page asks.


@pytest.mark.parametrize("slug", slugs())
def test_every_calculator_can_be_put_and_is_shown(slug: str) -> None:
    """The question, the answer of today, the inputs and the way to change them; the others are still to be done."""
    reply = _ask("show", _filled(slug))
    calculator = find(slug)
    assert f'<h2 id="rapport-{slug}-title">{calculator.question}</h2>' in reply["report"]
    assert 'class="kk-headline"' in reply["report"]
    assert f"<caption>{calculator.name}: " in reply["report"]
    assert _ask("text", reply["stored"])["text"].startswith(f"{calculator.name}, 26 november 2026\n")
    assert f"{slug}/#{slug}@rapport" in reply["next"]
    assert [other for other in slugs() if f'rekenmachines/{other}/"' in reply["next"]] == [
        other for other in slugs() if other != slug
    ]


@pytest.mark.parametrize("slug", slugs())
def test_what_was_filled_in_comes_back(slug: str) -> None:
    """The link from the report fills the form with exactly what was put in."""
    boxes = find(slug).names
    texts = {**EXAMPLES[slug], **({boxes.show: "on"} if boxes else {})}
    stored = _ask("put", _filled(*slugs()), slug=slug, texts=texts)["stored"]
    assert _ask("edit", stored, slug=slug)["fields"] == render_fields(
        find(slug), own_filling(find(slug), texts, Origin.SAVED)
    )


def test_what_has_no_answer_is_not_put() -> None:
    """Inputs that are refused give the sentence of the first field, and nothing to keep."""
    reply = _ask("put", slug="pww-score", texts={**EXAMPLES["pww-score"], "segments[0].fulfilment": "acht"})
    assert reply["message"].startswith(SENTENCES["invalid"])
    assert "is geen getal" in reply["message"]
    assert "stored" not in reply


def test_putting_again_replaces() -> None:
    """A calculator stands in the report once, with what was filled in last."""
    stored = _filled("pww-score", "klantwaarde")
    texts = {**EXAMPLES["pww-score"], "segments[0].name": "Nieuw & anders"}
    report = read_report(_ask("put", stored, slug="pww-score", texts=texts)["stored"])
    assert [each.slug for each in report.entries] == ["pww-score", "klantwaarde"]
    assert report.entries[0].texts == texts


@pytest.mark.parametrize("field", ["segments[0].name", "segments[0].fulfilment"])
def test_a_text_that_is_too_long_is_not_put(field: str) -> None:
    """100 kB in a field gives a sentence; what could not be read back is never kept."""
    long = {"segments[0].name": "x" * 100_000, "segments[0].fulfilment": f"{'0' * 100_000}7"}
    reply = _ask("put", _filled("pww-score"), slug="pww-score", texts={**EXAMPLES["pww-score"], field: long[field]})
    assert "stored" not in reply
    assert reply["message"]


@pytest.mark.parametrize(
    "text", ["🧑‍🔧 Ünïcödé", "مخبز السلام", "\u202eomgekeerd", "<b>&amp;", "\ud83d", "a\u0000b", '[[[[[[[[[[[\\"{{']
)
def test_unusual_texts_are_kept_as_they_are(text: str) -> None:
    """Emoji, right-to-left, markup and half a character come back from the report, escaped where they are shown."""
    texts = {**EXAMPLES["pww-score"], "segments[0].name": text}
    reply = _ask("put", slug="pww-score", texts=texts)
    assert read_report(reply["stored"]).entries[0].texts["segments[0].name"] == text
    assert "<b>" not in _ask("show", reply["stored"])["report"]


def test_of_a_list_from_a_file_only_numbers_are_kept() -> None:
    """Customers that have no row in the form lose their name; they count in the answer and are told of."""
    more = [{"name": "Geheim Bv", "revenue": 12_345.5, "costs": None, "hours": 3}, {"name": "X", "revenue": -5}]
    stored = _put_list(EXAMPLES["klantenlijst"], more)["stored"]
    assert read_report(stored).entries[0].rows == ({"revenue": 12_345.5, "hours": 3}, {"revenue": -5})
    assert "Geheim" not in stored
    shown = _ask("show", stored)["report"]
    assert "<dd>14</dd>" in shown
    assert "Uit je bestand tellen nog 2 andere klanten mee, zonder naam." in shown


def test_a_list_goes_back_with_the_form() -> None:
    """Who changes the numbers of a list from a file still has all its customers, and can put them in again."""
    desk = Desk()

    def of_desk(**asked: object) -> dict[str, Any]:
        return ask({"slug": "klantenlijst", "today": TODAY, **asked}, desk)

    token = of_desk(task="sample", kind="excel-nl", texts={})["imported"]
    stored = of_desk(task="report_put", texts=EXAMPLES["klantenlijst"], imported=token)["stored"]
    assert read_report(stored).entries[0].rows
    reply = of_desk(task="report_edit", stored=stored)
    assert reply["imported"] not in {"", token}
    assert reply["message"] == SENTENCES["edit-list"]
    assert "rows" not in reply
    again = of_desk(task="report_put", texts=EXAMPLES["klantenlijst"], imported=reply["imported"])
    assert again["stored"] == stored
    alone = _filled("pww-score")
    assert of_desk(task="report_edit", slug="pww-score", stored=alone)["imported"] == ""
    assert of_desk(task="report_edit", stored=alone) == {"message": SENTENCES["not-there"]}


def test_names_from_a_file_are_kept_nowhere() -> None:
    """Of a short list, of which every customer has a row in the form, the names stay behind; typed ones are kept."""
    desk = Desk()

    def of_desk(**asked: object) -> dict[str, Any]:
        return ask({"slug": "klantenlijst", "today": TODAY, "texts": EXAMPLES["klantenlijst"], **asked}, desk)

    named = {**EXAMPLES["klantenlijst"], "show_names": "on"}
    unnamed, typed = of_desk(task="report_put"), of_desk(task="report_put", texts=named)
    assert "Modehuis" not in unnamed["stored"]
    assert unnamed["said"]["put"] == f"{SENTENCES['put']} {SENTENCES['put-nameless']}"
    assert "Modehuis Fictief" in typed["stored"]
    assert typed["said"]["put"] == SENTENCES["put"]
    assert of_desk(task="read_text", text="Klant\tOmzet\nSmit & Zn\t1500\nBos\t500")["imported"] == ""
    texts = {f"customers[{index}].name": name for index, name in enumerate(("Smit & Zn", " Bos", "Zelf getypt"))}
    texts |= {f"customers[{index}].revenue": "500" for index in range(3)} | {"show_names": "on"}
    read = of_desk(task="report_put", texts=texts)
    assert read["said"]["put"] == f"{SENTENCES['put']} {SENTENCES['put-list']}"
    kept = read_report(read["stored"]).entries[0].texts
    assert [kept[f"customers[{index}].name"] for index in range(3)] == ["", "", "Zelf getypt"]
    assert of_desk(task="report_put", texts=named) == typed


def test_a_list_that_is_too_long_is_refused() -> None:
    """More customers than a report holds: a sentence with the way out, and nothing to keep."""
    more = [{"name": "", "revenue": 1.0}] * (MOST_ROWS + 1)
    assert _put_list(EXAMPLES["klantenlijst"], more) == {"message": SENTENCES["long-list"]}
    assert "stored" in _put_list(EXAMPLES["klantenlijst"], more[1:])


def test_the_table_of_a_list_stays_short() -> None:
    """Of a long list the first customers are shown, and how many there are."""
    texts = {f"customers[{index}].revenue": f"{index + 1}" for index in range(MOST_ROWS_SHOWN + 5)}
    shown = _ask("show", _ask("put", slug="klantenlijst", texts={**texts, "internal_rate": "60"})["stored"])["report"]
    assert f"(de eerste {MOST_ROWS_SHOWN} van {MOST_ROWS_SHOWN + 5})" in shown
    assert f'<th scope="row">{MOST_ROWS_SHOWN}</th>' in shown
    assert f'<th scope="row">{MOST_ROWS_SHOWN + 1}</th>' not in shown


def test_names_of_a_list_are_shown_only_when_asked() -> None:
    """A report for others to read holds no customers by name, unless that box was ticked."""
    texts = EXAMPLES["klantenlijst"]
    hidden = _ask("show", _ask("put", slug="klantenlijst", texts=texts)["stored"])["report"]
    assert "Modehuis Fictief" not in hidden
    shown = _ask("show", _ask("put", slug="klantenlijst", texts={**texts, "show_names": "on"})["stored"])["report"]
    assert "Modehuis Fictief" in shown


def test_a_calculator_that_there_is_not_is_kept_and_told_of() -> None:
    """What a later site put in is not shown, not lost, and said."""
    known = read_report(_filled("pww-score"))
    stored = write_report(with_entry(known, Entry("van-later", {"veld": "tekst"}, TODAY)))
    reply = _ask("show", stored)
    assert reply["message"] == SENTENCES["unknown"]
    assert "van-later" not in reply["report"]
    assert reply["stored"] == stored
    assert "van-later" not in _ask("text", stored)["text"]
    assert _ask("show", _filled("pww-score"))["message"] == ""


def test_an_entry_that_is_refused_today_shows_why_and_its_inputs() -> None:
    """When the limits of a calculator have changed the visitor sees the sentence and what was filled in."""
    texts = {**EXAMPLES["klantwaarde"], "retention": "veel"}
    reply = _ask("show", write_report(Report("", (Entry("klantwaarde", texts, TODAY),))))
    assert "Met deze invoer is er geen uitkomst. " in reply["report"]
    assert "is geen getal" in reply["report"]
    assert "<td>veel</td>" in reply["report"]
    assert "Wat weet je nu?" not in reply["report"]
    assert "klantwaarde/#klantwaarde@rapport" in reply["next"]


@pytest.mark.parametrize("huge", [1e308, -1e308, 10.0**30, 5e-324])
def test_a_report_made_by_hand_cannot_break_the_page(huge: float) -> None:
    """Numbers of a list that no calculator would let through still give an answer."""
    row = {"revenue": huge, "costs": huge, "hours": abs(huge)}
    entry = Entry("klantenlijst", EXAMPLES["klantenlijst"], TODAY, (row, row, row))
    assert "kk-headline" in _ask("show", write_report(Report("", (entry,))))["report"]


def test_what_is_worth_most_comes_first() -> None:
    """The first steps stand in the order of their euros a year; the others are named below."""
    chosen = ("pww-score", "systeemscan", "klantenbestand", "bierviltje", "acht-v-scan")
    report = _ask("show", _filled(*chosen))["report"]
    steps = report.partition("Wat doe je eerst?")[2].partition("</section>")[0]
    order = sorted(("Klantenbestand", "PWW-score", "Bierviltje"), key=steps.index)
    assert order[0] == "Klantenbestand"
    assert steps.count("<li>") == 3
    assert "Daarna: " in steps
    assert "tel ze niet bij elkaar op" in steps


def test_without_euros_nothing_is_said_of_them() -> None:
    """The note about amounts only stands where there are amounts."""
    steps = _ask("show", _filled("pww-score"))["report"].partition("Wat doe je eerst?")[2].partition("</section>")[0]
    assert "(PWW-score)" in steps
    assert "tel ze niet" not in steps


def test_the_name_of_the_company_is_text() -> None:
    """It stands above the report as it was typed, escaped and not too long; without a report it is not kept."""
    reply = _ask("name", _filled("pww-score"), company='  Bakkerij <img src=x> & "Zn"  ')
    assert '>Bakkerij &lt;img src=x&gt; &amp; "Zn"</p>' in reply["report"]
    assert reply["company"] == read_report(reply["stored"]).company == 'Bakkerij <img src=x> & "Zn"'
    long = _ask("name", _filled("pww-score"), company="x" * 100_000)
    assert long["company"] == "x" * LONGEST_COMPANY
    assert _ask("name", "", company="Jansen")["stored"] == ""


def test_taking_the_last_part_away_leaves_nothing() -> None:
    """Without parts there is no report, and nothing is kept, the name of the company neither."""
    named = _ask("name", _filled("pww-score", "klantwaarde"), company="Jansen")["stored"]
    one = _ask("drop", named, slug="pww-score")
    assert "rapport-pww-score" not in one["report"]
    assert ">Jansen<" in one["report"]
    none = _ask("drop", one["stored"], slug="klantwaarde")
    assert (none["report"], none["next"], none["stored"]) == ("", "", "")


def test_a_downloaded_report_can_be_loaded() -> None:
    """The text that is kept is the file; it takes the place of what was there."""
    file = _ask("name", _filled(*slugs()), company="Jansen 🧑‍🔧")["stored"]
    before = _ask("show", file)
    assert _ask("load", _filled("pww-score"), text=file) == before
    assert _ask("load", "", text=file) == before


@pytest.mark.parametrize(
    ("stored", "text", "said", "broken"),
    [
        ("", "zomaar", "damaged", False),
        ("", "", "damaged", False),
        ("", json.dumps({**DOCUMENT, "version": VERSION + 1}), "newer", False),
        ("beschadigd", "zomaar", "damaged", False),
        (json.dumps({**DOCUMENT, "version": VERSION + 1}), _filled("pww-score"), "kept-newer", True),
    ],
)
def test_a_file_that_cannot_be_loaded_changes_nothing(stored: str, text: str, said: str, broken: bool) -> None:  # noqa: FBT001 -- a row of the table
    """A sentence that says what is wrong, and nothing to keep."""
    reply = _ask("load", stored, text=text)
    assert reply == ({"broken": True} if broken else {}) | {"message": SENTENCES[said]}


@pytest.mark.parametrize("task", ["show", "put", "name", "drop", "edit", "text"])
@pytest.mark.parametrize(("version", "said"), [(0, "kept-damaged"), (VERSION + 1, "kept-newer")])
def test_a_damaged_report_is_left_alone(task: str, version: int, said: str) -> None:
    """Whatever is asked, what is kept stays as it is until the visitor wipes it or loads another one."""
    asked = {"slug": "pww-score", "texts": EXAMPLES["pww-score"], "company": "Jansen"}
    reply = _ask(task, json.dumps({**DOCUMENT, "version": version}), **asked)
    assert reply == {"broken": True, "message": SENTENCES[said]}


def test_a_good_file_takes_the_place_of_a_damaged_report() -> None:
    """Who downloaded a report before the damage needs no wiping first."""
    file = _filled("pww-score")
    assert _ask("load", "beschadigd", text=file)["stored"] == file


def test_another_task_is_a_mistake_of_ours() -> None:
    """The page cannot ask for what there is not."""
    with pytest.raises(KeyError, match="report_anders"):
        _ask("anders")


def test_the_example_on_the_page_has_an_answer() -> None:
    """The made-up report passes its own checks, says that it is made up, and has something to do first."""
    shown = render_example_report()
    assert EXAMPLE_COMPANY in shown
    assert "verzonnen" in EXAMPLE_COMPANY
    assert "Wat doe je eerst?" in shown
    assert "kk-error" not in shown


# What goes along with a request.


def _with_names(node: Node, value: Any, name: Callable[[], str]) -> Any:  # noqa: ANN401 -- JSON values
    """The same inputs with a name of our own in every text."""
    match node:
        case _ if value is None:
            return None
        case Text():
            return name()
        case Record(fields=fields):
            return {each.name: _with_names(each.node, value[each.name], name) for each in fields if each.name in value}
        case Sequence(item=item):
            return [_with_names(item, each, name) for each in value]
        case _:
            return value


def _texts_in(node: Node, value: Any) -> list[str]:  # noqa: ANN401 -- as above
    match node:
        case Text() if value is not None:
            return [value]
        case Record(fields=fields) if value is not None:
            return [text for each in fields for text in _texts_in(each.node, value.get(each.name))]
        case Sequence(item=item):
            return [text for each in value or () for text in _texts_in(item, each)]
        case _:
            return []


def _numbers_in(node: Node, value: Any) -> list[Any]:  # noqa: ANN401 -- as above
    """Everything that is no text, in order."""
    match node:
        case Record(fields=fields):
            return [each for field in fields for each in _numbers_in(field.node, (value or {}).get(field.name))]
        case Sequence(item=item):
            return [found for each in value or () for found in _numbers_in(item, each)]
        case Text():
            return [value is None]
        case _:
            return [value]


@pytest.mark.parametrize("slug", slugs())
@settings(max_examples=40)
@given(data=st.data())
def test_no_name_goes_along_with_a_request(slug: str, data: st.DataObject) -> None:
    """Whatever was typed in whatever text field of whatever calculator, the text that may be sent holds none of it."""
    declaration = DECLARATIONS[slug]
    drawn = read_form(declaration, write_form(declaration, data.draw(inputs_of(declaration, decimals=2))))
    given: list[str] = []

    def name() -> str:
        given.append(f"Żqx{len(given)}ØÞ")
        return given[-1]

    texts = write_form(declaration, _with_names(declaration, drawn, name))
    if "show_names" in {each.name for each in declaration.fields}:
        texts["show_names"] = "on"
    stored = write_report(Report("ŻqxBedrijf", (Entry(slug, texts, TODAY),)))
    assert all(each in stored for each in given)
    assert "Żqx" not in _ask("text", stored)["text"]


def test_no_list_goes_along_with_a_request() -> None:
    """Of a list only the answer is told: two thousand customers more give no line more, and no name."""

    def told(count: int) -> list[str]:
        more = [{"name": f"Żqx{index}", "revenue": 1000.0 + index, "costs": 700.0} for index in range(count)]
        lines: list[str] = _ask("text", _put_list(EXAMPLES["klantenlijst"], more)["stored"])["text"].splitlines()
        return lines

    few, many = told(3), told(MOST_ROWS)
    assert len(many) <= len(few)
    assert "Żqx" not in "".join(many)


@pytest.mark.parametrize("declaration", DECLARATIONS.values(), ids=DECLARATIONS)
@given(data=st.data())
def test_only_texts_are_replaced(declaration: Record, data: st.DataObject) -> None:
    """Without names every number, choice, flag and length is what it was, and every name is a numbered one of ours."""
    inputs = read_form(declaration, write_form(declaration, data.draw(inputs_of(declaration, decimals=2))))
    bare = without_names(declaration, inputs)
    assert _numbers_in(declaration, bare) == _numbers_in(declaration, inputs)
    other = without_names(declaration, _with_names(declaration, inputs, lambda: "Iets anders"))
    assert _texts_in(declaration, bare) == _texts_in(declaration, other)


def test_the_text_that_goes_along_can_be_read() -> None:
    """Each calculator with its day, its answer, key figures and first step; nothing of what was refused."""
    stored = _filled("pww-score", "klantwaarde")
    refused = Entry("bierviltje", {"retention": "Geheim"}, TODAY)
    text = _ask("text", write_report(with_entry(read_report(stored), refused)))["text"]
    first, second = text.split("\n\n")
    assert first.splitlines()[:2] == ["PWW-score, 26 november 2026", "Richt je marketing op Klantgroep 2."]
    assert "Hoogste totaal: 25 punten" in first
    assert "Eerst doen: Schrijf je volgende bericht voor Klantgroep 2." in first
    assert second.startswith("Klantwaarde, ")
    assert _ask("text", "")["text"] == ""
