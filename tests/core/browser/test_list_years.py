"""What the page tells of several years of a list: below the answer, in what is copied, and when it is gone again."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from calculators.browser.desk import Desk
from calculators.imports.samples import sample
from calculators.presentation.years import EXAMPLE_TITLE
from tests.desk import ask

SLUG = "klantenlijst"
YEARS = "Uit je eigen boeken: wie bleef er?"
SHARES = ("change", "revenue_retention")
NAME = re.compile(r"B\.V\.|V\.O\.F\.|en Zonen|Coöperatie|Nederland|Partners|Holding")


def _ask(desk: Desk, task: str, **more: object) -> dict[str, Any]:
    return ask({"task": task, "slug": SLUG, "texts": {}, **more}, desk)


def _give(desk: Desk, content: bytes, name: str = "facturen.csv") -> dict[str, Any]:
    begun = _ask(desk, "begin_file", name=name, size=len(content))
    assert not desk.feed(content, begun["number"])
    return _ask(desk, "end_file", number=begun["number"])


def _texts(fields: str) -> dict[str, str]:
    return dict(re.findall(r'name="([^"]+)"[^>]*? value="([^"]*)"', fields))


def _calculate(desk: Desk, reply: dict[str, Any], **texts: str) -> dict[str, Any]:
    told = {**_texts(reply["fields"]), **texts}
    return _ask(desk, "calculate", texts=told, imported=reply["imported"], list=reply["list"])


@pytest.fixture
def desk() -> Desk:
    """A fresh visit."""
    return Desk()


def test_several_files_are_years_together(desk: Desk) -> None:
    """One auditfile says what is missing; with the next the years are compared, and the last counts for the list."""
    first = _give(desk, sample("xaf-2024", 600).content, "2024.xaf")
    assert "Kies er het jaar daarvoor bij" in _calculate(desk, first)["more"]
    both = _give(desk, sample("xaf-2025", 600).content, "2025.xaf")
    answer = _calculate(desk, both)
    assert re.search(r"Van de \d+ klanten van vorig jaar kochten er \d+ weer", answer["more"])
    assert "Voor de lijst telt het laatste jaar: januari 2025 tot en met december 2025." in both["report"]
    assert "klantwaarde+boeken;" in answer["next"]


def test_names_are_on_the_screen_alone(desk: Desk) -> None:
    """The part on paper and the copied text have numbers, unless the visitor lets names go along."""
    reply = _give(desk, sample("jaren", 600).content)
    answer = _calculate(desk, reply)
    assert NAME.search(answer["more"])
    assert "kk-years" in answer["paper"]
    assert not NAME.search(answer["paper"])
    assert not NAME.search(_calculate(desk, reply, hide_names="on")["more"])
    copied = {"imported": reply["imported"], "list": reply["list"]}
    text = _ask(desk, "copy", texts=_texts(reply["fields"]), **copied)["text"]
    assert YEARS in text
    assert not NAME.search(text)
    assert NAME.search(_ask(desk, "copy", texts={**_texts(reply["fields"]), "show_names": "on"}, **copied)["text"])


def test_a_list_without_dates_has_no_years(desk: Desk) -> None:
    """Nothing is compared, and nothing is said about years."""
    answer = _calculate(desk, _give(desk, b"Klant;Omzet\nA;10\nB;20\nC;30\n"))
    assert "kk-years" not in answer["more"]


def test_costs_have_no_months_so_the_whole_list_counts(desk: Desk) -> None:
    """With costs beside the turnover it is not known which are of one year: all of it counts, and that is said."""
    days = [f"{day}-{month}-{year}" for year in (2024, 2025) for month in range(1, 13) for day in (2, 27)]
    rows = "".join(f"A;{day};100;40\n" for day in days)
    reply = _give(desk, f"Klant;Datum;Omzet excl. btw;Kosten\n{rows}".encode())
    assert re.search(r'value="4\.?800"', reply["fields"])
    assert "De omzet is die hele periode." in reply["report"]
    assert "kk-years" in _calculate(desk, reply)["more"]


def test_costs_of_turnover_without_a_month_go_along_as_no_margin(desk: Desk) -> None:
    """Where rows have no date their costs are of no month: then no margin and no hours are handed over."""
    days = [f"{day}-{month}-{year}" for year in (2024, 2025) for month in range(1, 13) for day in (2, 27)]
    rows = "".join(f"A;{day};100;40;1\n" for day in days)
    told: dict[str, str] = {}
    for name, more in (("all dated", ""), ("one undated", "A;;1000;900;50\n")):
        content = f"Klant;Datum;Omzet excl. btw;Kosten;Uren\n{rows}{more}".encode()
        [told[name]] = re.findall(r'klantwaarde\+boeken;[^"]*', _calculate(desk, _give(desk, content))["next"])
        _ask(desk, "forget")
    assert "gross_margin=0.6" in told["all dated"]
    assert "hours=24" in told["all dated"]
    assert "gross_margin" not in told["one undated"]
    assert "hours=" not in told["one undated"]


def test_what_was_forgotten_is_said_no_more(desk: Desk) -> None:
    """After the list is taken away, and after Python was started anew, an answer has no years."""
    reply = _give(desk, sample("jaren", 300).content)
    gone = {**reply, "list": ""}
    assert "kk-years" not in _calculate(desk, {**gone, "imported": reply["imported"]})["more"]
    assert "kk-years" not in _ask(Desk(), "calculate", texts=_texts(reply["fields"]), list=reply["list"])["more"]


def _put(desk: Desk, reply: dict[str, Any], stored: str = "", **texts: str) -> dict[str, Any]:
    told = {"texts": {**_texts(reply["fields"]), **texts}, "imported": reply["imported"], "list": reply["list"]}
    return _ask(desk, "report_put", stored=stored, today="2026-11-30", **told)


def test_a_report_keeps_counts_and_shares_of_the_years(desk: Desk) -> None:
    """It says who stayed in the words of the page; what is kept holds no name and no customer's amount."""
    reply = _give(desk, sample("jaren", 600).content)
    stored = _put(desk, reply)["stored"]
    [entry] = json.loads(stored)["entries"]
    years = entry["years"]
    assert years["until"] == 12 * 2025 + 11
    assert all(value.is_integer() for name, value in years.items() if name not in SHARES)
    assert all(0 <= years[name] <= 3 for name in SHARES)
    assert not NAME.search(stored)
    shown = _ask(Desk(), "report_show", stored=stored, today="2026-11-30")["report"]
    headline = re.search(r"Van de \d+ klanten van vorig jaar kochten er \d+ weer: [^<]+", shown)
    assert headline
    assert headline[0] in _calculate(desk, reply)["more"]
    assert "twaalf maanden tot en met december 2025" in shown
    assert headline[0] in _ask(Desk(), "report_text", stored=stored, today="2026-11-30")["text"]


def test_a_report_of_one_year_says_nothing_of_years(desk: Desk) -> None:
    """A list without a second year keeps no counts."""
    stored = _put(desk, _give(desk, sample("xaf-2025", 600).content, "2025.xaf"))["stored"]
    assert json.loads(stored)["entries"][0]["years"] == {}
    assert YEARS not in _ask(Desk(), "report_show", stored=stored, today="2026-11-30")["report"]


@pytest.mark.parametrize(
    "damage",
    [
        {"kept": 1e6},
        {"kept": 0.5},
        {"start": -1},
        {"until": 3},
        {"first_start": 3},
        {"change": -1},
        {"silent": None},
    ],
    ids=str,
)
def test_counts_that_make_no_sense_are_not_told(desk: Desk, damage: dict[str, float | None]) -> None:
    """A report that somebody changed by hand never says a wrong share: the years are left out, all else stays."""
    document = json.loads(_put(desk, _give(desk, sample("xaf", 300).content, "alles.xaf"))["stored"])
    years = {"until": 24311, "start": 40, "kept": 30, "new": 3, "returned": 1, "lost": 10, "silent": 2}
    for counts, is_told in ((years, True), ({**years, **damage}, False)):
        document["entries"][0]["years"] = {name: value for name, value in counts.items() if value is not None}
        shown = _ask(Desk(), "report_show", stored=json.dumps(document), today="2026-11-30")["report"]
        assert (YEARS in shown) == is_told
        assert "Klantenlijst" in shown


def test_the_example_has_years_for_as_long_as_its_own_list_stands_there(desk: Desk) -> None:
    """They stay when its rate is tried and are gone when its list is changed; they are not for paper."""
    fields = _ask(desk, "preset", preset=0)
    texts = _texts(fields["fields"])
    about = {"business": fields["business"]}
    shown = _ask(desk, "calculate", texts={**texts, "internal_rate": "75"}, **about)
    assert EXAMPLE_TITLE in shown["more"]
    assert "Koffiebar Test en Restaurant Luchtkasteel deze week" in _words(shown["more"])
    assert EXAMPLE_TITLE not in shown["paper"]
    hidden = _ask(desk, "calculate", texts={**texts, "hide_names": "on"}, **about)["more"]
    assert EXAMPLE_TITLE in hidden
    assert "Koffiebar" not in hidden
    assert EXAMPLE_TITLE not in _ask(desk, "calculate", texts={**texts, "customers[0].revenue": "1"}, **about)["more"]
    assert EXAMPLE_TITLE not in _ask(desk, "calculate", texts=texts)["more"]


def _words(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)
