"""What the page asks about lists from files: to read them, to choose in them, to forget them.

A list stays in the worker: the page gets the report of how each file was read, and form rows for the few customers that
matter. The files of which the page shows the report have a token too, so that "undo" goes back to those of before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, TypeVar

from calculators.browser import list_words as words
from calculators.browser.calculator_tasks import filling_of
from calculators.browser.desk import GONE, Visit, drop_oldest
from calculators.browser.list_years import History, Row, add_years, read_history, row_of, years_as_text
from calculators.browser.protocol import (
    AccountsRequest,
    AnswerRequest,
    BeginFileRequest,
    ColumnRequest,
    EndFileRequest,
    FileRequest,
    FormRequest,
    ListReply,
    ListRequest,
    OfFileRequest,
    PasteRequest,
    PlaceRequest,
    Result,
    SampleRequest,
)
from calculators.catalogue import find
from calculators.catalogue.klantenlijst.years_report import count_years
from calculators.imports import samples
from calculators.imports.files import Intake, limits_for, read_pasted
from calculators.imports.merging import Merged, merge
from calculators.imports.reading import Reading, read_table
from calculators.imports.tables import Choices
from calculators.model.answer import Amount, Month, Table, say
from calculators.model.calculator import Calculator, ListIntake
from calculators.model.declarations import declare
from calculators.model.errors import InputError
from calculators.model.forms import Texts, count_rows, write_form
from calculators.model.intake import Account, Column, FileReport
from calculators.model.origins import Filling, Origin, own_filling
from calculators.model.quantities import Unit
from calculators.presentation import text
from calculators.presentation.answer import table_as_csv
from calculators.presentation.form import render_fields
from calculators.presentation.intake import render_read, render_reports

MOST_FILES = 20
SHOWN_LINES = 20
MOST_ROWS = 15  # of a short list in the form; more would bury the answer on a phone
MOST_ASKED = 5  # customers of a longer list whose hours are asked; the visitor may add who takes much work
MOST_OTHERS = 300  # to choose such a customer from
SAMPLE_LINES = 1200
SAMPLE_SEED = 2026

BROKEN_OFF = "Het lezen van dit bestand is afgebroken. Kies het opnieuw."

Answers = Mapping[str, str]
Asked = TypeVar("Asked", bound=ListRequest)


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    reading: Reading


class Lists:
    """The files of one visit, as they were read.

    Args:
        visit: what is remembered besides: rows that have no place in the form, and names.
    """

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._intake: Intake | None = None
        self._number = ""  # of the file that is being read
        self._name = ""
        self._files: list[_File] = []
        self._answers: Answers = {}  # of the visitor, about all files
        self._shown: dict[str, tuple[list[_File], Answers]] = {}
        self._latest: tuple[list[_File], Answers, Merged, History] | None = None

    def begin(self, name: str, size: int) -> str:
        """Make ready for the pieces of a file; return the number under which they come.

        Raises:
            InputError: when it is too large, or one too many.
        """
        self._intake = None
        if len(self._files) >= MOST_FILES:
            message = f"Meer dan {MOST_FILES} bestanden past niet. Haal de lijst eerst weg."
            raise InputError("file_too_large", "text", message)
        limits_for(name, size)
        self._intake, self._name, self._number = Intake(name), name, self._visit.next_token()
        return self._number

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

    def stop(self, number: str) -> None:
        """Forget what came in of a file."""
        if number == self._number:
            self._intake = None

    def end(self, number: str) -> None:
        """Take the file that has come in whole among the others.

        Raises:
            InputError: when it cannot be read, or its reading was broken off.
        """
        if self._intake is None or number != self._number:
            raise InputError("required", "text", BROKEN_OFF)
        intake, self._intake = self._intake, None
        self.take(self._name, intake.finish())

    def take(self, name: str, reading: Reading) -> None:
        """Take a list among the others."""
        self._files, self._answers = [*self._files, _File(name, reading)], {}

    def forget(self) -> None:
        """Forget all files."""
        self._files, self._answers, self._latest = [], {}, None

    def recall(self, asked: ListRequest) -> None:
        """Go on with the files that the page shows: after "undo" those of before, after a new start of Python none.

        Raises:
            InputError: when the file that is asked about is not among them.
        """
        token = asked.get("list")
        if token is not None:
            self._files, self._answers = self._shown.get(token, ([], {}))
        place = asked.get("file")
        if isinstance(place, int) and not -1 <= place < len(self._files):
            raise InputError("required", "text", GONE)

    def keep(self) -> str:
        """Keep the files as they are shown now; return their token, or nothing when there are none."""
        if not self._files:
            return ""
        token = self._visit.next_token()
        self._shown[token] = (self._files, self._answers)
        drop_oldest(self._shown)
        return token

    def history_of(self, token: str) -> History | None:
        """Return what the months of the files under a token say; nothing when they are gone."""
        return self._together(*self._shown[token])[1] if token in self._shown else None

    def _together(self, files: list[_File], answers: Answers) -> tuple[Merged, History]:
        """Return all files as one, with what their months say; of the latest files it is kept, as it takes long."""
        if self._latest is None or self._latest[0] is not files or self._latest[1] is not answers:
            told = [(file.name, file.reading) for file in files]
            merged = merge(told, answers.get("same_list", ""), answers.get("new_numbers", ""))
            tables = [table for file in files for table in file.reading.tables]
            self._latest = (files, answers, merged, read_history(tables, merged))
        return self._latest[2:]

    def years_as_text(self, calculator: Calculator, filling: Filling, token: str) -> str:
        """Return what the months of the files under a token say, as plain text; nothing without two whole years."""
        history = self.history_of(token)
        return years_as_text(calculator, filling, history) if history else ""

    def add_years(self, reply: Result, calculator: Calculator, filling: Filling, token: str) -> None:
        """Put what the months of the files under a token say below an answer."""
        if history := self.history_of(token):
            add_years(reply, calculator, filling, history)

    def counts_of(self, token: str) -> dict[str, float]:
        """Return what a report keeps of the years of the files under a token: counts, or nothing without two years."""
        history = self.history_of(token)
        return count_years(history.years) if history and history.years else {}

    def choose(
        self,
        place: int,
        mapping: Mapping[str, str] | None = None,
        answers: Mapping[str, str] | None = None,
        accounts: Sequence[str] | None = None,
    ) -> None:
        """Read a file again with one more choice of the visitor; a question about all files has the place -1."""
        if place < 0:
            self._answers = {**self._answers, **(answers or {})}
            return
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

    def reading_of(self, place: int) -> Reading:
        """Return how a file was read."""
        return self._files[place].reading

    def show(self, asked: ListRequest) -> ListReply:
        """Return the report of all files, and the form with rows for the customers that matter."""
        calculator = find(asked["slug"])
        merged, history = self._together(self._files, self._answers)
        reports = _reports(self._files, merged, history)
        problems = [f"{file.name}: {file.reading.problem.message}" for file in self._files if file.reading.problem]
        reply: ListReply = {
            "report": render_reports(calculator.slug, reports),
            "problem": problems[0] if problems else "",
        }
        if calculator.intake is None:
            return reply
        customers = history.rows or [row_of(each) for each in merged.customers]
        unsure = merged.question or any(file.reading.question for file in self._files)
        if not customers or unsure:
            return reply
        places = _rows_in_form(customers, calculator.intake.asked_first(customers))
        return {**reply, **self._fill_in(calculator, customers, places, asked, reports)}

    def add(self, asked: PlaceRequest) -> ListReply:
        """Return the form with a row for one more customer of the list; what was typed in the others stays."""
        calculator = find(asked["slug"])
        others = list(self._visit.rows_of(asked.get("imported")))
        if calculator.intake is None or not 0 <= asked["place"] < len(others):
            raise InputError("required", "text", GONE)
        reports = _reports(self._files, *self._together(self._files, self._answers))
        form, field = filling_of(asked), calculator.intake.field
        chosen = dict(others.pop(asked["place"]))
        index = count_rows(field, form.texts)
        row = write_form(declare(calculator.calculate), {field: [chosen]})
        texts = {name.replace(f"{field}[0]", f"{field}[{index}]", 1): text for name, text in row.items()}
        filling = Filling({**form.texts, **texts}, {**form.origins, **dict.fromkeys(texts, Origin.LIST)})
        self._visit.names.add(chosen["name"].strip())
        return {
            "report": render_reports(calculator.slug, reports, _names(others)),
            "told": render_read(reports),
            "problem": "",
            "fields": render_fields(calculator, filling),
            "imported": self._visit.remember(others),
            "message": f"{chosen['name']} staat er nu bij. Vul de uren in.",
        }

    def _fill_in(
        self,
        calculator: Calculator,
        customers: list[Row],
        places: list[int],
        asked: FormRequest,
        reports: Sequence[FileReport],
    ) -> ListReply:
        intake, chosen = calculator.intake, set(places)
        if intake is None:
            return {}
        others = [row for place, row in enumerate(customers) if place not in chosen]
        others.sort(key=lambda row: -row["revenue"])
        rows = write_form(declare(calculator.calculate), {intake.field: [customers[place] for place in places]})
        self._visit.names |= {customers[place]["name"].strip() for place in places}
        return {
            "fields": render_fields(calculator, _with_list(calculator, intake, filling_of(asked), rows)),
            "imported": self._visit.remember(others),
            "message": _told(len(customers), len(others)),
            "report": render_reports(calculator.slug, reports, _names(others)),
            "told": render_read(reports),
        }


def _about_lists(answer: Callable[[Lists, Asked], ListReply]) -> Callable[[Visit, Asked], ListReply]:
    """Make a task of what works on the lists that the page shows; what cannot be used is told as the problem."""

    @wraps(answer)
    def task(visit: Visit, asked: Asked) -> ListReply:
        try:
            visit.lists.recall(asked)
            reply = answer(visit.lists, asked)
        except InputError as problem:
            return {"problem": problem.message}
        return {**reply, "list": visit.lists.keep()} if "report" in reply else reply

    return task


@_about_lists
def begin_file(lists: Lists, asked: BeginFileRequest) -> ListReply:
    """Make ready for the pieces of a file."""
    return {"number": lists.begin(asked["name"], asked["size"])}


@_about_lists
def end_file(lists: Lists, asked: EndFileRequest) -> ListReply:
    """Read the file that has come in whole."""
    lists.end(asked["number"])
    # To lay all files together takes long: of three files once, and not after each.
    return {"list": lists.keep()} if asked.get("more") else lists.show(asked)


@_about_lists
def show_files(lists: Lists, asked: ListRequest) -> ListReply:
    """Show the files that came in while others waited that did not come in."""
    return lists.show(asked)


@_about_lists
def stop_file(lists: Lists, asked: FileRequest) -> ListReply:
    """Forget what came in of a file."""
    lists.stop(asked["number"])
    return {}


@_about_lists
def read_text(lists: Lists, asked: PasteRequest) -> ListReply:
    """Read rows that were pasted."""
    lists.take("Geplakte rijen", read_pasted(asked["text"]))
    return lists.show(asked)


@_about_lists
def sample(lists: Lists, asked: SampleRequest) -> ListReply:
    """Read a made-up list."""
    intake = Intake("Voorbeeldlijst")
    intake.feed(samples.sample(asked["kind"], SAMPLE_LINES, SAMPLE_SEED).content)
    lists.take("Voorbeeldlijst, verzonnen", intake.finish())
    return lists.show(asked)


@_about_lists
def choose_column(lists: Lists, asked: ColumnRequest) -> ListReply:
    """Read a file again with another column in this role."""
    lists.choose(asked["file"], mapping={asked["column"]: asked["header"]})
    return lists.show(asked)


@_about_lists
def answer_question(lists: Lists, asked: AnswerRequest) -> ListReply:
    """Read a file again with the answer to a question."""
    lists.choose(asked["file"], answers={asked["question"]: asked["value"]})
    return lists.show(asked)


@_about_lists
def choose_accounts(lists: Lists, asked: AccountsRequest) -> ListReply:
    """Read an auditfile again with other accounts as turnover."""
    lists.choose(asked["file"], accounts=asked["accounts"])
    return lists.show(asked)


@_about_lists
def add_customer(lists: Lists, asked: PlaceRequest) -> ListReply:
    """Give a customer of the list a row in the form, so that its hours can be told."""
    return lists.add(asked)


@_about_lists
def left_out(lists: Lists, asked: OfFileRequest) -> ListReply:
    """Return all rows of a file that do not count, with the reason, as a file for a spreadsheet."""
    reading = lists.reading_of(asked["file"])
    return {"text": table_as_csv(_left_out_table(reading, len(reading.left_out))), "file": "niet-gelezen.csv"}


@_about_lists
def forget(lists: Lists, asked: ListRequest) -> ListReply:
    """Forget all files; the form is empty."""
    lists.forget()
    calculator = find(asked["slug"])
    return {
        "report": "",
        "fields": render_fields(calculator, own_filling(calculator, {}, Origin.OWN)),
        "imported": "",
        "message": "De lijst is weg. Je formulier is leeg.",
    }


def _with_list(calculator: Calculator, intake: ListIntake, form: Filling, rows: Texts) -> Filling:
    """Return an own form with the rows of a list, and what was typed beside them; nothing of an example."""
    blank = own_filling(calculator, rows, Origin.LIST)
    if form.business:
        return blank
    beside = {name: text for name, text in form.texts.items() if not name.startswith(f"{intake.field}[")}
    told = {name: origin for name, origin in form.origins.items() if name in beside}
    return Filling({**beside, **rows}, {**blank.origins, **told})


def _rows_in_form(customers: Sequence[Row], asked_first: Sequence[int]) -> list[int]:
    """Return the places of the customers that get a row: those to ask about, then the largest."""
    most = MOST_ROWS if len(customers) <= MOST_ROWS else MOST_ASKED
    largest = sorted(range(len(customers)), key=lambda place: -customers[place]["revenue"])
    return list(dict.fromkeys([*asked_first, *largest[: most + len(asked_first)]]))[:most]


def _names(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return [row["name"] for row in rows[:MOST_OTHERS]]


def _told(count: int, others: int) -> str:
    if not others:
        return "Je lijst staat in het formulier."
    return text.sentence(
        say(
            "{count} klanten gelezen. De {rows} die er het meest toe doen staan in het formulier: vul daar de uren in. "
            "Kost een andere klant je veel werk, zet die er dan bij. De andere tellen gewoon mee.",
            count=Amount(count),
            rows=Amount(count - others),
        )
    )


def _reports(files: Sequence[_File], merged: Merged, history: History) -> list[FileReport]:
    """Return how each file was read, and all of them together; and which year counts for the list."""
    reports = [_report(_without_long_period(file) if history.rows else file) for file in files]
    if len(reports) > 1:
        reports.append(_report_of_all(merged))
    if history.rows and history.years:
        window = history.years.windows[0]
        words = (
            "Voor de lijst telt het laatste jaar: {from_} tot en met {until}. Wat ervoor was, staat onder de uitkomst."
        )
        note = say(words, from_=Month(window["from"]), until=Month(window["until"]))
        reports[-1] = replace(reports[-1], facts=(*reports[-1].facts, note))
    return reports


def _without_long_period(file: _File) -> _File:
    notes = [note for note in file.reading.notes if note.code != "long_period"]
    return replace(file, reading=replace(file.reading, notes=notes))


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
