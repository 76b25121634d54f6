"""The part of a form that takes files: choose, drop, paste or try a sample; and the report of what was read."""

from __future__ import annotations

from collections.abc import Sequence

from calculators.model.answer import Table
from calculators.model.intake import Column, FileReport, Sample
from calculators.presentation import text
from calculators.presentation.charts import render_table
from calculators.presentation.html import Html, element, join

PROOF = "Bewijs: tijdens het lezen deed deze pagina {count} verzoeken. Je lijst is op je eigen apparaat gebleven."
ACCEPTED = ".csv,.txt,.tsv,.xaf,.xml,.xlsx"


def render_intake(slug: str, samples: Sequence[Sample], limits: str) -> Html:
    """Write the panel in which a visitor gives a list.

    Args:
        slug: of the calculator; starts every id.
        samples: made-up lists to try.
        limits: which files may be given, and how large they may be.
    """
    return element(
        "div",
        {
            "class": "kk-intake kk-live",
            "data-intake": True,
            "data-broken": "Het lezen is afgebroken. Kies het bestand opnieuw, of bewaar het eerst als CSV.",
            "data-stopped": "Gestopt. Er is niets van dit bestand bewaard.",
            "data-unsaved": "Een lijst uit een bestand wordt hier niet bewaard. Kies het de volgende keer opnieuw.",
        },
        element("h2", {"class": "kk-section__title"}, "Je eigen lijst"),
        element(
            "div",
            {"class": "kk-drop", "data-drop": True},
            # The browser's own button would be in the language of the browser; the label is in ours.
            element(
                "input",
                {
                    "type": "file",
                    "class": "kk-file",
                    "id": f"{slug}-file",
                    "multiple": True,
                    "accept": ACCEPTED,
                    "data-file": True,
                    "aria-describedby": f"{slug}-file-hint {slug}-file-error",
                },
            ),
            element("label", {"class": "kk-button", "for": f"{slug}-file"}, "Kies bestanden"),
            element("span", None, " of sleep ze hierheen."),
            element("p", {"class": "kk-hint", "id": f"{slug}-file-hint"}, limits),
            element("p", {"class": "kk-error", "id": f"{slug}-file-error", "data-intake-error": True, "hidden": True}),
        ),
        element(
            "div",
            {"class": "kk-reading", "data-reading": True, "role": "status", "hidden": True},
            element("span", {"data-reading-words": True}),
            element("progress", {"max": "1", "aria-label": "Voortgang van het lezen"}),
            _button("stop-reading", "Stop met lezen"),
        ),
        element("div", {"data-report": True}),
        element("p", {"class": "kk-note", "data-proof": True, "role": "status", "data-words": PROOF}),
        element(
            "details",
            {"class": "kk-fold"},
            element("summary", None, "Plak rijen, of probeer een voorbeeldlijst"),
            element("label", {"class": "kk-label", "for": f"{slug}-paste"}, "Rijen uit een spreadsheet"),
            element(
                "p",
                {"class": "kk-hint", "id": f"{slug}-paste-hint"},
                "Kopieer ze met de koppen erboven, zoals Klant en Omzet excl. btw.",
            ),
            element(
                "textarea",
                {
                    "class": "kk-input",
                    "id": f"{slug}-paste",
                    "rows": "4",
                    "spellcheck": "false",
                    "autocomplete": "off",
                    "data-paste": True,
                    "aria-describedby": f"{slug}-paste-hint",
                },
            ),
            _button("read-paste", "Lees deze rijen"),
            element(
                "p",
                {"class": "kk-presets"},
                "Verzonnen lijsten om te proberen: ",
                *(_button("sample", sample.label, kind=sample.kind) for sample in samples),
            ),
        ),
    )


def render_reports(slug: str, reports: Sequence[FileReport]) -> Html:
    """Write what was read, file by file, with what can be changed about it."""
    if not reports:
        return join()
    forget = _button("forget", "Lijst weghalen")
    return join(*(_report(slug, index, report) for index, report in enumerate(reports)), forget)


def _report(slug: str, index: int, report: FileReport) -> Html:
    return element(
        "section",
        {"class": "kk-card kk-report"},
        element("h3", None, report.name),
        element("p", None, text.sentence(report.summary)),
        *(element("p", None, text.sentence(note)) for note in report.notes),
        _fold("De eerste rijen en de kolommen", index, _columns(slug, index, report), _table(report.preview))
        if report.columns
        else None,
        _fold(
            "Regels die niet zijn meegeteld",
            index,
            _table(report.left_out),
            _button("left-out", "Download deze regels (CSV)", file=index),
        )
        if report.left_out
        else None,
    )


def _columns(slug: str, index: int, report: FileReport) -> Html:
    return element(
        "div", {"class": "kk-columns"}, *(_choice(slug, index, column, report.headers) for column in report.columns)
    )


def _choice(slug: str, index: int, column: Column, headers: Sequence[str]) -> Html:
    key = f"{slug}-column-{index}-{column.role}"
    options = [element("option", {"value": "", "selected": not column.chosen}, "niet gebruiken")]
    options += [element("option", {"value": header, "selected": header == column.chosen}, header) for header in headers]
    return element(
        "div",
        {"class": "kk-field"},
        element("label", {"class": "kk-label", "for": key}, column.label),
        element(
            "select", {"class": "kk-input", "id": key, "data-column": column.role, "data-of-file": index}, *options
        ),
    )


def _table(table: Table | None) -> Html | None:
    return render_table(table) if table else None


def _fold(title: str, index: int, *children: Html | None) -> Html:
    return element(
        "details",
        {"class": "kk-fold", "data-keep-open": f"{title} {index}"},
        element("summary", None, title),
        *children,
    )


def _button(action: str, words: str, *, kind: str | None = None, file: int | None = None) -> Html:
    attributes = {
        "type": "button",
        "class": "kk-button kk-button--quiet",
        "data-action": action,
        "data-kind": kind,
        "data-of-file": file,
    }
    return element("button", attributes, words)
