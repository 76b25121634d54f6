"""The report of what was read: what stands in it, and in which order."""

from __future__ import annotations

import re

from calculators.model.answer import Table, say
from calculators.model.intake import Account, Column, FileReport, Option, Question
from calculators.presentation.intake import render_reports

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
