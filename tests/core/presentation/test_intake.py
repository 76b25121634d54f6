"""The report of what was read: what stands in it, and that page and Python keep speaking of the same files."""

from __future__ import annotations

import re
from typing import Any

from calculators.browser.desk import GONE, Desk
from calculators.browser.list_tasks import BROKEN_OFF
from calculators.model.answer import Table, say
from calculators.model.intake import Account, Column, FileReport, Option, Question
from calculators.presentation.intake import render_reports
from tests.desk import ask

FULL = FileReport(
    name="<boek>.xaf",
    summary=say("Auditfile 2025: 12 klanten."),
    facts=(say("1.200 boekingen, januari tot en met december."),),
    notes=(say("Geen btw gevonden."),),
    questions=(Question("btw", say("Excl. btw?"), (Option("excl", "Ja"), Option("incl", "Nee"))),),
    accounts=(
        Account("8000", "8000 Omzet", say("€ 100"), counted=True),
        Account("8900", "Rente", "€ 5", counted=False),
    ),
    columns=(Column("revenue", "Omzet", ""),),
    headers=("Omzet (kolom B)", "Omzet (kolom C)"),
    left_out=Table("Regels", ("Regel",), (("4",), ("5",))),
    left_out_count=1234,
)


def _ask(desk: Desk, task: str, **more: object) -> dict[str, Any]:
    return ask({"task": task, "slug": "klantenlijst", "texts": {}, **more}, desk)


def _paste(desk: Desk, name: str, **more: object) -> dict[str, Any]:
    return _ask(desk, "read_text", text=f"Klant\tOmzet\n{name}\t100", **more)


def _paste_many(desk: Desk, name: str, **more: object) -> dict[str, Any]:
    rows = "\n".join(f"{name} {number}\t{100 + number}" for number in range(120))
    return _ask(desk, "read_text", text=f"Klant\tOmzet\n{rows}", **more)


def test_a_report_has_one_order() -> None:
    """Name, summary, facts, notes, questions, accounts, columns, lines that were left out."""
    html = render_reports("x", [FULL])
    order = (
        "boek",
        "12 klanten",
        "1.200 boekingen",
        "Geen btw",
        "Excl. btw?",
        "Welke rekeningen",
        "Kolommen aanpassen",
    )
    places = [html.index(words) for words in (*order, "Regels die niet zijn meegeteld (1.234)", "Lijst weghalen")]
    assert places == sorted(places)
    assert "<boek>" not in html
    assert "Omzet (kolom B)</option>" in html


def test_a_question_is_a_group_of_buttons() -> None:
    """Its text is its name; each answer tells the question, the answer and the file."""
    html = render_reports("x", [FULL, FileReport("Samen", say("Alles."), questions=FULL.questions, of_all=True)])
    labels = re.findall(r'role="group" aria-labelledby="([^"]+)"', html)
    assert labels == ["x-read-0-btw", "x-read-all-btw"]
    assert all(f'<p id="{label}">Excl. btw?</p>' in html for label in labels)
    assert 'data-question="btw" data-of-file="0" data-value="incl">Nee</button>' in html
    assert 'data-question="btw" data-of-file="-1" data-value="incl">Nee</button>' in html


def test_accounts_are_boxes() -> None:
    """Ticked where they count; the number of accounts stands on the fold."""
    html = render_reports("x", [FULL])
    assert "Welke rekeningen tellen als omzet? (2)" in html
    assert 'value="8000" checked="" data-account="" data-of-file="0">' in html
    assert 'value="8900" data-account="" data-of-file="0">' in html


def test_columns_stand_open_only_when_one_is_asked_for() -> None:
    """And when nothing can be chosen there is no fold at all."""
    folds = '<details class="kk-fold" data-keep-open="columns-0"'
    asks = FileReport("a", say("b"), columns=FULL.columns, headers=FULL.headers, asks_columns=True)
    assert f'{folds} open="">' in render_reports("x", [asks])
    assert f"{folds}>" in render_reports("x", [FULL])
    assert "<details" not in render_reports("x", [FileReport("a", say("b"))])


def test_a_piece_of_another_file_is_refused() -> None:
    """Only the file that was begun last is read, under its own number, until it ends or stops."""
    desk = Desk("start")
    first = _ask(desk, "begin_file", name="a.csv", size=9)["number"]
    second = _ask(desk, "begin_file", name="b.csv", size=9)["number"]
    assert first != second
    assert desk.feed(b"Klant;Omzet\nA;1\n", first) == BROKEN_OFF
    assert _ask(desk, "end_file", number=first) == {"problem": BROKEN_OFF}
    assert _ask(desk, "stop_file", number=first) == {}
    assert desk.feed(b"Klant;Omzet\nB;2\n", second) == ""
    assert "B" in _ask(desk, "end_file", number=second)["fields"]
    assert desk.feed(b"C;3\n", second) == BROKEN_OFF


def test_a_stopped_file_takes_nothing_more() -> None:
    """What still was on its way is refused."""
    desk = Desk()
    number = _ask(desk, "begin_file", name="a.csv", size=9)["number"]
    _ask(desk, "stop_file", number=number)
    assert desk.feed(b"Klant;Omzet\nA;1\n", number) == BROKEN_OFF


def test_tokens_of_another_start_mean_nothing() -> None:
    """Two starts of Python give out nothing that is the same, and each says of the other's that it is gone."""
    old, new = Desk("one"), Desk("two")
    before, after = (_paste_many(desk, "Aap") for desk in (old, new))
    assert before["imported"] != after["imported"]
    assert before["list"] != after["list"]
    assert _ask(new, "calculate", imported=before["imported"])["summary"] == GONE
    chosen = _ask(new, "choose_column", list=before["list"], file=0, column="costs", header="")
    assert chosen == {"problem": GONE}


def test_python_goes_on_with_the_files_that_the_page_shows() -> None:
    """After undo those of before; without a report none; what belongs to another start is not added to."""
    desk = Desk("start")
    first = _paste(desk, "Smit", list="")
    both = _paste(desk, "Bos", list=first["list"])
    assert "2 klanten, samen" in both["report"]
    other = _paste(desk, "Mol", list=first["list"])
    assert "Mol" in other["fields"]
    assert "Bos" not in other["fields"]
    assert "Smit" not in _paste(desk, "Vos", list="")["fields"]
    assert "Smit" not in _paste(desk, "Vos", list="elsewhere-1")["fields"]
    assert _ask(desk, "left_out", list="", file=0) == {"problem": GONE}
    assert _ask(desk, "forget", list=both["list"])["list"] == ""
