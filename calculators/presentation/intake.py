"""The part of a form that takes files: choose, drop, paste or try a sample; and the report of what was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from calculators.model.answer import Count, Sentence, Table
from calculators.model.dutch_numbers import format_number
from calculators.model.intake import Account, Column, FileReport, Question, Sample
from calculators.presentation import text
from calculators.presentation.charts import render_table
from calculators.presentation.html import Attribute, Html, element, join

PROOF = "Bewijs: tijdens het lezen deed deze pagina {count} verzoeken. Je lijst is op je eigen apparaat gebleven."
ACCEPTED = ".csv,.txt,.tsv,.xaf,.xml,.xlsx"

ALL_FILES = -1  # the place of what is about all files together

# What the page's script says while it reads, and what it calls that which is no file. It fills in the names.
WORDS = {
    "data-words-start": "De rekenhulp wordt klaargezet.",
    "data-words-read": "{name} wordt gelezen.",
    "data-words-sort": "{name} wordt uitgezocht.",
    "data-words-wait": "{name} wacht tot {before} gelezen is.",
    "data-words-then": "Daarna: {names}.",
    "data-words-stop": "Het lezen stopt.",
    "data-name-paste": "Wat je plakte",
    "data-name-sample": "De voorbeeldlijst",
    "data-name-list": "Je lijst",
    "data-broken": "Het lezen is afgebroken. Kies het bestand opnieuw, of bewaar het eerst als CSV.",
    "data-not-started": "De rekenhulp kon niet starten. Dit is niet gelezen: {names}. Probeer het opnieuw.",
    "data-newer": "Dit is niet gelezen: {names}. Ververs eerst de pagina en probeer het dan opnieuw.",
    "data-stopped": "Gestopt. Dit is niet gelezen: {names}.",
    "data-gone": "Je lijst staat niet meer in het geheugen van de browser. Kies het bestand opnieuw.",
    "data-unsaved": "Een lijst uit een bestand wordt hier niet bewaard. Kies het de volgende keer opnieuw.",
}


def render_intake(slug: str, samples: Sequence[Sample], limits: str) -> Html:
    """Write the panel in which a visitor gives a list.

    Args:
        slug: of the calculator; starts every id.
        samples: made-up lists to try.
        limits: which files may be given, and how large they may be.
    """
    busy = f"{slug}-reading"  # what is being read is told with every way to give a list
    return element(
        "div",
        {"class": "kk-intake kk-live", "data-intake": True, **WORDS},
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
                    "aria-describedby": f"{busy} {slug}-file-hint {slug}-file-error",
                },
            ),
            element("label", {"class": "kk-button", "for": f"{slug}-file"}, "Kies bestanden"),
            element("span", None, " of sleep ze hierheen."),
            element("p", {"class": "kk-hint", "id": f"{slug}-file-hint"}, limits),
            element("p", {"class": "kk-error", "id": f"{slug}-file-error", "data-intake-error": True, "hidden": True}),
        ),
        # Always there, or a screen reader would not hear what comes in it.
        element("p", {"class": "kk-hidden", "role": "status", "data-told": True}),
        element(
            "div",
            {"class": "kk-reading", "data-reading": True, "hidden": True},
            element("span", {"id": busy, "data-reading-words": True}),
            element("progress", {"max": "1", "aria-label": "Voortgang van het lezen"}),
            _button("stop-reading", "Stop met lezen"),
            element("p", {"class": "kk-reading__queue", "data-queue": True}),
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
            _button("read-paste", "Lees deze rijen", {"aria-describedby": busy}),
            element(
                "p",
                {"class": "kk-presets"},
                "Verzonnen lijsten om te proberen: ",
                *(
                    _button("sample", sample.label, {"data-kind": sample.kind, "aria-describedby": busy})
                    for sample in samples
                ),
            ),
        ),
    )


def render_reports(slug: str, reports: Sequence[FileReport], others: Sequence[str] = ()) -> Html:
    """Write what was read, file by file, with what can be changed about it.

    Args:
        slug: of the calculator; starts every id.
        reports: of the files.
        others: the names of customers that have no row in the form, to give one of them a row.
    """
    if not reports:
        return join()
    sections = (_report(slug, ALL_FILES if report.of_all else place, report) for place, report in enumerate(reports))
    return join(*sections, _others(slug, others) if others else None, _button("forget", "Lijst weghalen"))


def _others(slug: str, names: Sequence[str]) -> Html:
    key = f"{slug}-other"
    options = (element("option", {"value": place}, name) for place, name in enumerate(names))
    return element(
        "div",
        {"class": "kk-field"},
        element("label", {"class": "kk-label", "for": key}, "Welke andere klant kost je het meeste werk?"),
        element(
            "p", {"class": "kk-hint", "id": f"{key}-hint"}, "Die komt bij de regels te staan: vul daar de uren in."
        ),
        element(
            "select",
            {"class": "kk-input", "id": key, "data-other": True, "aria-describedby": f"{key}-hint"},
            element("option", {"value": "", "selected": True}, "kies een klant"),
            *options,
        ),
    )


def render_read(reports: Sequence[FileReport]) -> Html:
    """Write, above the answer, what it was made from, and the way to how that was read."""
    of_all = [report for report in reports if report.of_all]
    lines = (
        element("p", None, element("strong", None, report.name), ". ", text.sentence(report.summary), *_facts(report))
        for report in of_all or reports
    )
    files = [report.name for report in reports if not report.of_all]
    named = element("p", None, f"Gelezen: {text.enumerate_names(files)}.") if of_all else None
    return join(named, *lines, _button("show-read", "Pas aan hoe het gelezen is"))


def _facts(report: FileReport) -> list[str]:
    facts = [f" {text.sentence(each)}" for each in report.facts]
    if report.left_out_count:
        count = text.write(Count(report.left_out_count, "regel telt", "regels tellen"))
        facts.append(f" {count[:1].upper()}{count[1:]} niet mee: kijk na waarom.")
    return facts


def _report(slug: str, place: int, report: FileReport) -> Html:
    """Write one file: what it is, what is known and asked about it, and what can be changed, in that order."""
    key = f"{slug}-read-{'all' if place == ALL_FILES else place}"
    left_out = report.left_out_count or (len(report.left_out.rows) if report.left_out else 0)
    return element(
        "section",
        {"class": "kk-card kk-report", "data-read": place, "aria-labelledby": key},
        # The focus comes here once the file was read.
        element("h3", {"id": key, "tabindex": "-1"}, report.name),
        element("p", {"class": "kk-report__summary", "data-read-summary": True}, text.sentence(report.summary)),
        _lines("kk-report__facts", report.facts),
        _lines("kk-report__notes", report.notes),
        *(_question(key, place, question) for question in report.questions),
        _accounts(key, place, report.accounts) if report.accounts else None,
        _fold(
            "Kolommen aanpassen",
            f"columns-{place}",
            _columns(slug, place, report),
            _table(report.preview),
            must_open=report.asks_columns,
        )
        if report.columns
        else None,
        _fold(
            f"Regels die niet zijn meegeteld ({format_number(left_out)})",
            f"left-out-{place}",
            _table(report.left_out),
            _button("left-out", "Download deze regels (CSV)", {"data-of-file": place}),
        )
        if report.left_out
        else None,
    )


def _lines(name: str, sentences: Sequence[Sentence]) -> Html | None:
    if not sentences:
        return None
    return element("ul", {"class": name}, *(element("li", None, text.sentence(each)) for each in sentences))


def _question(key: str, place: int, question: Question) -> Html:
    label = f"{key}-{question.code}"
    return element(
        "div",
        {"class": "kk-question", "role": "group", "aria-labelledby": label},
        element("p", {"id": label}, text.sentence(question.text)),
        *(
            element(
                "button",
                {
                    "type": "button",
                    "class": "kk-button",
                    "data-action": "answer-question",
                    "data-question": question.code,
                    "data-of-file": place,
                    "data-value": option.value,
                },
                option.label,
            )
            for option in question.options
        ),
    )


def _accounts(key: str, place: int, accounts: Sequence[Account]) -> Html:
    title = "Welke rekeningen tellen als omzet?"
    return _fold(
        f"{title} ({format_number(len(accounts))})",
        f"accounts-{place}",
        element(
            "div",
            {"class": "kk-accounts", "role": "group", "aria-label": title},
            *(_account(f"{key}-account-{number}", place, each) for number, each in enumerate(accounts)),
        ),
    )


def _account(key: str, place: int, account: Account) -> Html:
    amount = account.amount if isinstance(account.amount, str) else text.sentence(account.amount)
    box: dict[str, Attribute] = {"type": "checkbox", "id": key, "value": account.id, "checked": account.counted}
    return element(
        "label",
        {"class": "kk-accounts__one"},
        element("input", {**box, "data-account": True, "data-of-file": place}),
        element("span", None, account.label),
        element("span", {"class": "kk-accounts__amount"}, amount),
    )


def _columns(slug: str, place: int, report: FileReport) -> Html:
    return element(
        "div", {"class": "kk-columns"}, *(_choice(slug, place, column, report.headers) for column in report.columns)
    )


def _choice(slug: str, place: int, column: Column, headers: Sequence[str]) -> Html:
    key = f"{slug}-column-{place}-{column.role}"
    options = [element("option", {"value": "", "selected": not column.chosen}, "niet gebruiken")]
    options += [element("option", {"value": header, "selected": header == column.chosen}, header) for header in headers]
    return element(
        "div",
        {"class": "kk-field"},
        element("label", {"class": "kk-label", "for": key}, column.label),
        element(
            "select", {"class": "kk-input", "id": key, "data-column": column.role, "data-of-file": place}, *options
        ),
    )


def _table(table: Table | None) -> Html | None:
    return render_table(table) if table else None


def _fold(title: str, key: str, *children: Html | None, must_open: bool = False) -> Html:
    """Write what can be folded open; under its key it stays open when the report is written anew."""
    return element(
        "details",
        {"class": "kk-fold", "data-keep-open": key, "open": must_open},
        element("summary", None, title),
        *children,
    )


def _button(action: str, words: str, more: Mapping[str, Attribute] | None = None) -> Html:
    attributes = {"type": "button", "class": "kk-button kk-button--quiet", "data-action": action, **(more or {})}
    return element("button", attributes, words)
