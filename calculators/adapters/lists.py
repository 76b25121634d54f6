"""The lists that a visitor gives in one visit: Python's memory in the browser, and all that the page asks about them.

A list stays in the worker and never goes back to the page as a whole: the page gets the report of how each file was
read, and form rows for the few customers that matter. The other customers are kept here, under a token that the page
sends along with each question, so that "undo" can go back to the list of before. The files of which the page shows the
report have such a token too. No token is ever given twice, also not after a new start of Python: rows of one list never
end up with those of another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from calculators.adapters import list_words as words
from calculators.adapters.browser import Reply, answer_request, texts_of
from calculators.catalogue import find
from calculators.imports.files import Intake, limits_for, read_pasted
from calculators.imports.merging import Merged, merge
from calculators.imports.reading import Reading, read_table
from calculators.imports.samples import sample
from calculators.imports.tables import Choices, ListedCustomer
from calculators.model.answer import Amount, Table, say
from calculators.model.calculator import Calculator, ListIntake
from calculators.model.declarations import declare
from calculators.model.errors import InputError
from calculators.model.forms import Texts, write_form
from calculators.model.intake import Account, Column, FileReport
from calculators.model.quantities import Unit
from calculators.presentation import text
from calculators.presentation.answer import table_as_csv
from calculators.presentation.form import render_fields
from calculators.presentation.intake import render_reports

MOST_FILES = 20
MOST_LISTS = 10  # as many steps back as a visitor can take
SHOWN_LINES = 20
MOST_ROWS = 15  # of a list in the form; more would bury the answer on a phone
SAMPLE_LINES = 1200
SAMPLE_SEED = 2026

GONE = "Je lijst staat niet meer in het geheugen van de browser. Kies het bestand opnieuw."
BROKEN_OFF = "Het lezen van dit bestand is afgebroken. Kies het opnieuw."

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    reading: Reading


class Lists:
    """The lists of one visit: it answers what the page asks about them.

    Args:
        mark: of this start of Python, never the same twice; starts every token and number that is given out.
    """

    def __init__(self, mark: str = "") -> None:
        self._mark = mark
        self._intake: Intake | None = None
        self._number = ""  # of the file that is being read
        self._name = ""
        self._files: list[_File] = []
        self._twice = ""  # what the visitor answered about lists that are in two files
        self._lists: dict[str, Sequence[Mapping[str, Any]]] = {}
        self._names: set[str] = set()
        self._shown: dict[str, tuple[list[_File], str]] = {}
        self._given = 0

    def feed(self, piece: bytes, number: str) -> str:
        """Read a piece of the file that was begun under this number; return why it is refused, or nothing."""
        if self._intake is None or number != self._number:
            return BROKEN_OFF
        try:
            self._intake.feed(piece)
        except InputError as problem:
            self._intake = None
            return problem.message
        return ""

    def answer(self, asked: Mapping[str, Any]) -> Reply:
        """Answer one request, about a list or about a calculator with one.

        Tasks about lists: begin_file (``name``, ``size``), which returns a ``number``, end_file and stop_file (that
        ``number``), read_text (``text``), sample (``kind``), choose_column (``file``, ``column``, ``header``), left_out
        (``file``) and forget. In ``list`` stands what came with the report that the page shows.
        """
        try:
            self._recall(asked)
            reply = self._answer(asked)
            of_files = "report" in reply and not asked["task"].startswith("report_")
            return {**reply, "list": self._keep()} if of_files else reply
        except InputError as problem:
            return {"problem": problem.message}

    def _answer(self, asked: Mapping[str, Any]) -> Reply:
        match asked["task"]:
            case "choose_column":
                return self._choose(asked, mapping={asked["column"]: asked["header"]})
            case "answer_question":
                return self._choose(asked, answers={asked["question"]: asked["value"]})
            case "choose_accounts":
                return self._choose(asked, accounts=asked["accounts"])
            case "left_out":
                return self._left_out(asked["file"])
            case "forget":
                self._files, self._twice = [], ""
                return _example(find(asked["slug"]))
            case "report_edit":
                reply = answer_request(asked)
                rows = reply.pop("rows", ())
                return {**reply, "imported": self._remember(rows)} if "fields" in reply else reply
        return self._bring(asked)

    def _bring(self, asked: Mapping[str, Any]) -> Reply:
        """Take in a list that is given: a file in pieces, rows that are pasted, or a sample."""
        match asked["task"]:
            case "begin_file":
                return {"number": self._begin(asked["name"], asked["size"])}
            case "end_file":
                return self._take(asked, _File(self._name, self._end(asked["number"]).finish()))
            case "stop_file":
                return self._stop(asked["number"])
            case "read_text":
                return self._take(asked, _File("Geplakte rijen", read_pasted(asked["text"])))
            case "sample":
                intake = Intake("Voorbeeldlijst")
                intake.feed(sample(asked["kind"], SAMPLE_LINES, SAMPLE_SEED).content)
                return self._take(asked, _File("Voorbeeldlijst, verzonnen", intake.finish()))
        return self._other(asked)

    def _recall(self, asked: Mapping[str, Any]) -> None:
        """Go on with the files that the page shows: after "undo" those of before, after a new start of Python none."""
        token = asked.get("list")
        if token is not None:
            self._files, self._twice = self._shown.get(token, ([], ""))
        place = asked.get("file")
        if place is not None and not -1 <= place < len(self._files):
            raise InputError("required", "text", GONE)

    def _keep(self) -> str:
        """Keep the files as they are shown now; return their token, or nothing when there are none."""
        if not self._files:
            return ""
        token = self._next()
        self._shown[token] = (self._files, self._twice)
        _drop_oldest(self._shown)
        return token

    def _next(self) -> str:
        self._given += 1
        return f"{self._mark}-{self._given}"

    def _begin(self, name: str, size: int) -> str:
        self._intake = None
        if len(self._files) >= MOST_FILES:
            message = f"Meer dan {MOST_FILES} bestanden past niet. Haal de lijst eerst weg."
            raise InputError("file_too_large", "text", message)
        limits_for(name, size)
        self._intake, self._name, self._number = Intake(name), name, self._next()
        return self._number

    def _stop(self, number: str) -> Reply:
        if number == self._number:
            self._intake = None
        return {}

    def _end(self, number: str) -> Intake:
        if self._intake is None or number != self._number:
            raise InputError("required", "text", BROKEN_OFF)
        intake, self._intake = self._intake, None
        return intake

    def _take(self, asked: Mapping[str, Any], file: _File) -> Reply:
        self._files, self._twice = [*self._files, file], ""
        return self._show(asked)

    def _choose(
        self,
        asked: Mapping[str, Any],
        mapping: Mapping[str, str] | None = None,
        answers: Mapping[str, str] | None = None,
        accounts: Sequence[str] | None = None,
    ) -> Reply:
        """Read a file again with one more choice of the visitor; a question about all files is answered here."""
        place = asked["file"]
        if place < 0:
            self._twice = (answers or {}).get("same_list", "")
            return self._show(asked)
        file = self._files[place]
        before = file.reading.choices
        if file.reading.content is not None:
            choices = Choices(
                {**before.mapping, **(mapping or {})},
                {**before.answers, **(answers or {})},
                before.accounts if accounts is None else tuple(accounts),
            )
            file = replace(file, reading=read_table(file.reading.content, choices))
        self._files = [*self._files[:place], file, *self._files[place + 1 :]]
        return self._show(asked)

    def _left_out(self, place: int) -> Reply:
        file = self._files[place]
        return {
            "text": table_as_csv(_left_out_table(file.reading, len(file.reading.left_out))),
            "file": "niet-gelezen.csv",
        }

    def _show(self, asked: Mapping[str, Any]) -> Reply:
        """Return the report of all files, and the form with rows for the customers that matter."""
        calculator = find(asked["slug"])
        merged = merge([(file.name, file.reading) for file in self._files], self._twice)
        reports = [_report(file) for file in self._files]
        if len(reports) > 1:
            reports.append(_report_of_all(merged))
        problems = [f"{file.name}: {file.reading.problem.message}" for file in self._files if file.reading.problem]
        reply: Reply = {
            "report": render_reports(calculator.slug, reports),
            "problem": problems[0] if problems else "",
        }
        if calculator.intake is None:
            return reply
        customers = [_row(each) for each in merged.customers]
        unsure = merged.question or any(file.reading.question for file in self._files)
        if not customers or unsure:
            return reply
        return {**reply, **self._fill_in(calculator, calculator.intake, customers, texts_of(asked.get("texts")))}

    def _fill_in(self, calculator: Calculator, intake: ListIntake, customers: list[Row], texts: Texts) -> Reply:
        places = _rows_in_form(customers, intake.asked_first(customers))
        chosen = set(places)
        others = [row for place, row in enumerate(customers) if place not in chosen]
        declaration = declare(calculator.calculate)
        kept = {name: text for name, text in texts.items() if not name.startswith(f"{intake.field}[")}
        rows = {intake.field: [customers[place] for place in places]}
        self._names |= {customers[place]["name"].strip() for place in places}
        return {
            "fields": render_fields(calculator, {**kept, **write_form(declaration, rows)}),
            "imported": self._remember(others),
            "message": _told(len(customers), len(others)),
        }

    def _remember(self, others: Sequence[Mapping[str, Any]]) -> str:
        """Keep customers that have no place in the form; return their token, or nothing when there are none."""
        if not others:
            return ""
        token = self._next()
        self._lists[token] = others
        _drop_oldest(self._lists)
        return token

    def _nameless(self, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the request without the names that came from a file: those are kept nowhere, in no report either."""
        texts = texts_of(asked["texts"])
        kept = {
            name: "" if name.endswith(".name") and text.strip() in self._names else text for name, text in texts.items()
        }
        return {**asked, "texts": kept, "nameless": kept != texts}

    def _other(self, asked: Mapping[str, Any]) -> Reply:
        if asked["task"] == "report_put":
            asked = self._nameless(asked)
        token = asked.get("imported")
        if not token:
            return answer_request(asked)
        if token not in self._lists:
            return {"result": None, "next": "", "errors": {}, "summary": GONE, "message": GONE}
        if asked["task"] == "share":
            return {"message": "Een lijst uit een bestand gaat niet mee in een link. Download liever de uitkomst."}
        return answer_request(asked, self._lists[token])


def _drop_oldest(kept: dict[str, Any]) -> None:
    for old in list(kept)[:-MOST_LISTS]:
        del kept[old]


def _rows_in_form(customers: Sequence[Row], asked_first: Sequence[int]) -> list[int]:
    """Return the places of the customers that get a row: those to ask about, then the largest."""
    largest = sorted(range(len(customers)), key=lambda place: -customers[place]["revenue"])
    return list(dict.fromkeys([*asked_first, *largest[: MOST_ROWS + len(asked_first)]]))[:MOST_ROWS]


def _example(calculator: Calculator) -> Reply:
    texts = write_form(declare(calculator.calculate), calculator.example.inputs)
    message = "De lijst is weg. Het voorbeeld staat er weer."
    return {"report": "", "fields": render_fields(calculator, texts), "imported": "", "message": message}


def _told(count: int, others: int) -> str:
    if not others:
        return "Je lijst staat in het formulier."
    return text.sentence(
        say(
            "{count} klanten gelezen. De {rows} die er het meest toe doen staan in het formulier: vul daar de uren in. "
            "De andere tellen gewoon mee.",
            count=Amount(count),
            rows=Amount(count - others),
        )
    )


def _row(customer: ListedCustomer) -> Row:
    revenue = customer["revenue"]
    costs = customer.get("costs")
    if costs is None and (margin := customer.get("margin")) is not None:
        costs = revenue - margin
    return {"name": customer["name"], "revenue": revenue, "costs": costs, "hours": customer.get("hours")}


def _report(file: _File) -> FileReport:
    reading = file.reading
    headers = tuple(reading.headers)
    labels = {**words.ROLES, **{role: label for role, label in words.HELPERS.items() if reading.mapping.get(role)}}
    return FileReport(
        name=file.name,
        summary=words.summary(reading),
        facts=tuple(words.facts(reading)),
        notes=tuple(words.notes(reading)),
        questions=(words.question(reading.question),) if reading.question else (),
        columns=tuple(Column(role, label, reading.mapping.get(role) or "") for role, label in labels.items())
        if headers
        else (),
        headers=headers,
        accounts=tuple(_accounts(reading)),
        preview=_preview(reading) if headers else None,
        left_out=_left_out_table(reading, SHOWN_LINES) if reading.left_out else None,
        left_out_count=len(reading.left_out),
        asks_columns=reading.problem is not None,
    )


def _accounts(reading: Reading) -> Iterator[Account]:
    for each in reading.accounts:
        label = f"{each.id} {each.description}".strip()
        yield Account(each.id, label, say("{amount}", amount=Amount(each.amount, Unit.EURO)), each.counted)


def _report_of_all(merged: Merged) -> FileReport:
    return FileReport(
        "Alle bestanden samen",
        words.summary_of_all(merged),
        tuple(words.notes_of_all(merged)),
        questions=(words.question(merged.question),) if merged.question else (),
        of_all=True,
    )


def _preview(reading: Reading) -> Table:
    rows = tuple(tuple(cells) for cells in reading.preview if any(cells))
    return Table("De eerste rijen zoals ze in het bestand staan", tuple(reading.headers), rows)


def _left_out_table(reading: Reading, most: int) -> Table:
    rows = tuple(
        (f"{each.table}, {each.line}" if each.table else Amount(each.line), text.sentence(words.reason(each)))
        for each in reading.left_out[:most]
    )
    return Table("Regels die niet zijn meegeteld", ("Regel", "Waarom"), rows)
