"""The report's first page and its history: one order, what is urgent first, what contradicts, what became of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from calculators.catalogue import find, slugs
from calculators.model.answer import Answer, DotChart, FirstStep, Table, say
from calculators.model.contradictions import find_contradictions
from calculators.model.declarations import declare
from calculators.model.doubt import Range
from calculators.model.forms import write_form
from calculators.model.origins import Origin
from calculators.model.report import MOST_RUNS, VERSION, Chapter, read_report, write_report
from calculators.presentation.report_document import render_report
from calculators.presentation.report_first import ranked, render_contradictions, render_first, worth
from tests.desk import ask

KEPT = Path(__file__).parent / "reports"
JUNE, LATER = "2026-06-26", "2026-11-26"
LIST = {
    "customers[0].name": "Bakker",
    "customers[0].revenue": "48.000",
    "customers[0].costs": "9.000",
    "customers[0].hours": "300",
    "customers[1].name": "Vos",
    "customers[1].revenue": "21.000",
    "customers[1].costs": "4.000",
    "customers[1].hours": "320",
    "internal_rate": "60",
}


def _ask(task: str, stored: str = "", today: str = LATER, **more: object) -> dict[str, Any]:
    return ask({"task": f"report_{task}", "stored": stored, "today": today, **more})


def _put(stored: str, texts: dict[str, str], day: str = LATER, **more: object) -> str:
    return str(_ask("put", stored, day, slug="klantenlijst", texts=texts, **more)["stored"])


def _chapter(slug: str, *steps: FirstStep, ranges: tuple[Range | None, ...] = (), loses: bool = False) -> Chapter:
    """A part with these things to do and nothing else."""
    words = say("Zo is het.")
    dots = DotChart(key="k", title="", description=words, table=Table("", (), ()), groups=())
    answer = Answer(words, (), dots, (), (), (), more_steps=steps, loses=loses)
    return Chapter(find(slug), {}, LATER, answer, ranges=ranges)


def _do(words: str, euros: float | None = None, *, urgent: bool = False) -> FirstStep:
    return FirstStep(say(words), euros, urgent=urgent)


def _plain(html: object) -> str:
    return re.sub(r"<[^>]+>", "", str(html)).replace("&nbsp;", " ").replace("\N{NO-BREAK SPACE}", " ")


# The order.


def test_the_order_is_one_thing() -> None:
    """Urgent, misconduct before all; then euros of the next twelve months; then those of longer; then what has none."""
    chapters = [
        _chapter("pww-score", _do("Kies.")),
        _chapter("systeemscan", _do("Leg vast.", 90_000)),
        _chapter("klantwaarde", _do("Vraag meer.", 800)),
        _chapter("klantenlijst", _do("Praat.", 3400), _do("Zoek anderen.", urgent=True)),
        _chapter("klant-houden-of-loslaten", _do("Stop.", 9000, urgent=True)),
    ]
    assert [each.words for each in ranked(chapters)] == [
        "Stop.",
        "Zoek anderen.",
        "Praat.",
        "Vraag meer.",
        "Leg vast.",
        "Kies.",
    ]
    assert [each.euros for each in ranked(chapters)] == [None, None, 3400, 800, 90_000, None]


def test_what_is_urgent_has_no_euros() -> None:
    """It is called urgent, however much it is worth."""
    said = _plain(render_first([_chapter("klant-houden-of-loslaten", _do("Stop.", 9000, urgent=True))]))
    assert "Stop. (Klant houden of loslaten, dringend)" in said
    assert "9.000" not in said


def test_amounts_of_longer_are_called_so() -> None:
    """Customer value is no margin of this year, and is not ranked as if it were."""
    said = _plain(render_first([_chapter("systeemscan", _do("Leg vast.", 90_000))]))
    assert "ongeveer € 90.000 aan klantwaarde, verspreid over de jaren dat zij klant zijn" in said
    assert "twaalf maanden)" not in said


def test_a_range_is_told_with_its_middle() -> None:
    """Low, middle and high of the same year, no more exact than they are."""
    one = ranked([_chapter("klantwaarde", _do("Vraag meer.", 1234), ranges=(Range(812, 1234, 1777, ()),))])[0]
    assert worth(one).replace("\N{NO-BREAK SPACE}", " ") == (
        "ongeveer € 1.200 (€ 810 tot € 1.800) meer marge in twaalf maanden"
    )


@pytest.mark.parametrize("slug", slugs())
def test_the_middle_lies_between_low_and_high(slug: str) -> None:
    """For every calculator, with its rules of thumb standing in for what is not known."""
    texts = write_form(declare(find(slug).calculate), find(slug).example.inputs)
    stored = _ask("put", slug=slug, texts=texts)["stored"]
    entry = json.loads(stored)["entries"][0]
    entry["origins"] = dict.fromkeys(entry["texts"], Origin.RULE.value)
    document = {**json.loads(stored), "entries": [entry]}
    said = _plain(_ask("show", json.dumps(document))["report"])
    amounts = re.findall(r"ongeveer € ([\d.]+) \(€ ([\d.]+) tot € ([\d.]+)\)", said)
    for middle, low, high in (tuple(int(each.replace(".", "")) for each in found) for found in amounts):
        assert low <= middle <= high


def test_three_actions_come_first() -> None:
    """The others are named by their calculator, once, unless it stands there already."""
    chapters = [
        _chapter("klantenlijst", _do("Een.", 900), _do("Twee.", 100)),
        _chapter("klantwaarde", _do("Drie.", 800)),
        _chapter("bierviltje", _do("Vier.", 700)),
        _chapter("pww-score", _do("Vijf.")),
    ]
    html = str(render_first(chapters))
    assert html.count("<li") == 3
    assert "Daarna: PWW-score. Wat je daar doet" in html


# What contradicts.


def _told(slug: str, **texts: str) -> Chapter:
    return Chapter(find(slug), texts, LATER, None)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([("klantwaarde", {"retention": "88"}), ("systeemscan", {"retention": "60"})], ["88%", "60%"]),
        ([("klantwaarde", {"retention": "88%"}), ("bierviltje", {"retention": "88"})], []),
        (
            [
                ("klantwaarde", {"retention": "8", "retention_unit": "of_ten"}),
                ("systeemscan", {"retention": "5", "retention_unit": "years"}),
            ],
            [],
        ),
        (
            [("klantwaarde", {"retention": "6", "retention_unit": "of_ten"}), ("systeemscan", {"retention": "80%"})],
            ["6 van de 10", "80%"],
        ),
        ([("klantwaarde", {"internal_rate": "55"}), ("klantenlijst", {"internal_rate": "75"})], ["€ 55", "€ 75"]),
        ([("klantwaarde", {"gross_margin": "70"}), ("klantenlijst", {"margin_share": "40"})], ["70%", "40%"]),
        ([("bierviltje", {"customers": "1.200"}), ("systeemscan", {"customers": "1100"})], []),
        ([("bierviltje", {"customers": "1.200"}), ("systeemscan", {"customers": "150"})], ["1.200", "150"]),
        ([("klantwaarde", {"retention": "veel"}), ("systeemscan", {"retention": "60"})], []),
    ],
)
def test_the_same_number_told_differently_is_noticed(parts: list[tuple[str, dict[str, str]]], said: list[str]) -> None:
    """With the words in which it was typed; what is as good as equal is left alone."""
    found = find_contradictions([_told(slug, **texts) for slug, texts in parts])
    assert [one.text for each in found for one in each.told] == said


def test_a_rule_of_thumb_contradicts_nothing() -> None:
    """What nobody told is no claim."""
    guessed = Chapter(find("klantenlijst"), {"internal_rate": "60"}, LATER, None, guessed=frozenset({"internal_rate"}))
    assert find_contradictions([guessed, _told("klantwaarde", internal_rate="90")]) == []


def test_more_of_what_loses_money_comes_after_the_price() -> None:
    """A lever that sells more is marked and stands behind what brings anything; one about the price is not."""
    losing = _chapter("klantenlijst", _do("Kijk of je uur klopt.", urgent=True), loses=True)
    chapters = [
        losing,
        _chapter("bierviltje", _do("Vraag aanbevelingen.", 9000)),
        _chapter("klantwaarde", _do("X.", 5)),
    ]
    assert [each.words for each in ranked(chapters)] == ["Kijk of je uur klopt.", "X.", "Vraag aanbevelingen."]
    assert "eerst de prijs" in str(render_first(chapters))
    assert "Eerst de prijs: anders groeit je verlies." in str(render_contradictions(chapters))
    raised = [losing, _chapter("bierviltje", _do("Verhoog je prijs.", 9000))]
    assert "eerst de prijs" not in str(render_first(raised))
    assert render_contradictions([_chapter("bierviltje", _do("Vraag aanbevelingen.", 9000))]) is None


def test_a_customer_that_costs_money_warns_too() -> None:
    """Klantwaarde says it by its amount."""
    texts = write_form(declare(find("klantwaarde").calculate), find("klantwaarde").example.inputs)
    dear = _ask("put", slug="klantwaarde", texts={**texts, "internal_rate": "500"})["stored"]
    example = write_form(declare(find("bierviltje").calculate), find("bierviltje").example.inputs)
    both = _ask("put", dear, slug="bierviltje", texts=example)["stored"]
    said = _plain(_ask("show", both)["report"])
    if ranked_selling := "eerst de prijs" in said:
        assert "Klantwaarde zegt dat je op elke verkoop toelegt" in said
    assert ranked_selling


# History.


def test_another_day_keeps_the_run_of_before() -> None:
    """The same day only changes it; another day keeps it, with its day, and says what is different."""
    first = _put("", LIST, JUNE)
    assert read_report(_put(first, {**LIST, "customers[1].hours": "300"}, JUNE)).entries[0].earlier == ()
    stored = _put(first, {**LIST, "customers[1].hours": "250"})
    entry = read_report(stored).entries[0]
    assert (entry.day, [each.day for each in entry.earlier]) == (LATER, [JUNE])
    said = _plain(_ask("show", stored)["report"])
    assert "Wat is er veranderd sinds 26 juni 2026?" in said
    assert "Niet afgevinkt: Vraag Klant 2" in said
    assert "Klantenlijst: 26 juni 2026 en nu" in said
    assert "Winst" in said


def test_what_was_done_is_remembered() -> None:
    """A tick stays with the run in which it was advised, and is told when the calculator is filled in anew."""
    stored = _put("", LIST, JUNE)
    step = re.search(r'data-done="([^"]+)"', _ask("show", stored)["report"])
    assert step is not None
    ticked = _ask("done", stored, slug="klantenlijst", step=step[1], done=True)
    assert "checked" in ticked["report"]
    later = _put(ticked["stored"], {**LIST, "customers[1].hours": "250"})
    assert read_report(later).entries[0].done == ()
    assert f"Gedaan: {step[1]}" in _ask("show", later)["report"]
    again = _ask("done", ticked["stored"], slug="klantenlijst", step=step[1], done=False)
    assert "checked" not in again["report"]
    assert _ask("done", stored, slug="acht-v-scan", step="Bel.", done=True)["stored"] == stored


def test_only_the_last_runs_are_kept() -> None:
    """A report does not grow for ever."""
    stored = ""
    for month in range(1, MOST_RUNS + 4):
        stored = _put(stored, LIST, f"2025-{month:02}-01")
    entry = read_report(stored).entries[0]
    assert len(entry.earlier) == MOST_RUNS
    assert entry.earlier[0].day > entry.earlier[-1].day


def test_origins_are_kept() -> None:
    """What was a rule of thumb when it was put in is one when it comes back; all else was saved."""
    stored = _put("", LIST, origins={"internal_rate": "rule", "customers[0].hours": "own"})
    fields = _ask("edit", stored, slug="klantenlijst")["fields"]
    assert re.search(r'id="klantenlijst-internal_rate-origin" data-origin="rule"', fields)
    assert re.search(r'id="klantenlijst-customers-0-hours-origin" data-origin="saved"', fields)
    own = _put("", LIST, origins={"internal_rate": "own"})
    assert re.search(
        r'id="klantenlijst-internal_rate-origin" data-origin="saved"', _ask("edit", own, slug="klantenlijst")["fields"]
    )


# Reports of earlier versions.


def test_there_is_a_kept_report_of_every_version() -> None:
    """Whoever makes a new version keeps a file of it here."""
    assert {path.name for path in KEPT.iterdir()} == {f"version-{each}.json" for each in range(1, VERSION + 1)}


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_report_of_any_version_opens(version: int) -> None:
    """Every part has an answer today, every text stands as it stood, and it is written as the newest version."""
    text = (KEPT / f"version-{version}.json").read_text(encoding="utf-8")
    reply = _ask("load", text=text)
    given = json.loads(text)
    assert given["version"] == version
    assert reply["company"] == given["company"]
    assert "Met deze invoer is er geen uitkomst" not in reply["report"]
    kept = read_report(reply["stored"])
    assert json.loads(reply["stored"])["version"] == VERSION
    for before, now in zip(given["entries"], kept.entries, strict=True):
        assert (before["calculator"], before["day"], before["texts"]) == (now.slug, now.day, now.texts)
        assert f"rapport-{now.slug}" in reply["report"]
    assert read_report(write_report(kept)) == kept


def test_the_whole_is_written() -> None:
    """First what to do, then what contradicts, then what is known, then a part each."""
    texts = {"retention": "88"}
    chapters = [
        Chapter(find("klantwaarde"), texts, LATER, _chapter("klantwaarde", _do("A.", 5)).answer, guessed=frozenset()),
        Chapter(find("systeemscan"), {"retention": "60"}, LATER, _chapter("systeemscan", _do("B.", 5)).answer),
    ]
    said = _plain(render_report("Jansen", chapters, LATER))
    order = ["Jansen", "Wat doe je eerst?", "Wat klopt er niet met elkaar?", "Wat weet je nu?", "ingevuld op"]
    assert sorted(order, key=said.index) == order


def test_an_amount_is_as_sure_in_the_summary_as_in_its_part() -> None:
    """With a rule of thumb in it the amount is rounded at both places."""
    texts = write_form(declare(find("klantwaarde").calculate), find("klantwaarde").example.inputs)
    stored = _ask("put", slug="klantwaarde", texts=texts, origins=dict.fromkeys(texts, "rule"))["stored"]
    said = _plain(_ask("show", stored)["report"])
    headline = re.search(r"Een nieuwe klant is je ongeveer € [\d.]+ waard\.", said)
    assert headline is not None
    assert said.count(headline[0]) == 2
