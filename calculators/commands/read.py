"""``python -m calculators read``: what the page reads from the same files, as JSON.

The same functions as the page's, so that what goes wrong on the page can be seen here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from calculators.browser import list_words as words
from calculators.imports.files import Intake, limits_for
from calculators.imports.joining import exact_sum
from calculators.imports.merging import merge
from calculators.imports.reading import Reading, read_table
from calculators.imports.tables import Choices, ListedCustomer
from calculators.model.errors import InputError
from calculators.presentation import text

_PIECE = 1 << 20
# On the command line a number is called a number.
_ROLE_OF = {"number": "id", **{role: role for role in (*words.ROLES, *words.HELPERS)}}
_NAME_OF = {"id": "number"}

Read = tuple[str, Reading]


def read_files(
    paths: Sequence[str], columns: Mapping[str, str] | None = None, answers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return what the page says about files that are chosen together.

    Args:
        paths: the files, in the order in which they are chosen.
        columns: the heading to use for a role (name, number, revenue, ...); blank for a column that must not be used.
        answers: what is answered to questions, by their code.

    Returns:
        ``outcome`` "read", "ask" or "refused", ``message`` with what is asked or why, ``customers``, ``revenue`` (of
        those customers), ``unassigned``, ``left_out``, ``notes`` and ``tables``. Customers are given when the outcome
        is "read".
    """
    try:
        choices = _choices(columns or {}, answers or {})
        files = [(Path(path).name, _read(Path(path), choices)) for path in paths]
    except InputError as problem:
        return _reply("refused", problem.message, [])
    merged = merge(files, choices.answers.get("same_list", ""), choices.answers.get("new_numbers", ""))
    notes = words.written(sentence for _, reading in files for sentence in words.notes(reading))
    if len(files) > 1:
        notes += words.written(words.notes_of_all(merged))
    if message := _asked(files):
        return _reply("ask", message, files, notes=notes)
    if merged.question:
        return _reply("ask", _question(words.question(merged.question)), files, notes=notes)
    customers = [_customer(each) for each in merged.customers]
    return _reply("read", _summaries(files), files, customers=customers, unassigned=merged.unassigned, notes=notes)


def _choices(columns: Mapping[str, str], answers: Mapping[str, str]) -> Choices:
    for role in columns:
        if role not in _ROLE_OF:
            message = f"Er is geen kolom '{role}'. Kies een van deze: {', '.join(_ROLE_OF)}."
            raise InputError("unknown_choice", "column", message)
    return Choices({_ROLE_OF[role]: heading for role, heading in columns.items()}, answers)


def _read(path: Path, choices: Choices) -> Reading:
    try:
        limits_for(path.name, path.stat().st_size)
        intake = Intake(path.name)
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                intake.feed(piece)
        reading = intake.finish()
        if reading.content is not None and (choices.mapping or choices.answers):
            return read_table(reading.content, choices)
    except InputError as problem:
        raise InputError(problem.code, problem.field, f"{path.name}: {problem.message}") from None
    except OSError:
        raise InputError("empty_file", "text", f"{path}: dit bestand is niet te openen.") from None
    return reading


def _asked(files: Sequence[Read]) -> str:
    """Return what has to be known first, of the first file that asks something."""
    for name, reading in files:
        if reading.problem:
            return f"{name}: {reading.problem.message}"
        if reading.question:
            return f"{name}: {_question(words.question(reading.question))}"
    return ""


def _question(asked: Any) -> str:  # noqa: ANN401 -- the page's question
    options = "; ".join(f"{asked.code}={option.value}: {option.label}" for option in asked.options)
    return f"{text.sentence(asked.text)} ({options})"


def _summaries(files: Sequence[Read]) -> str:
    return " ".join(f"{name}: {text.sentence(words.summary(reading))}" for name, reading in files)


def _reply(
    outcome: str,
    message: str,
    files: Sequence[Read],
    *,
    customers: Sequence[dict[str, Any]] = (),
    unassigned: float = 0.0,
    notes: Sequence[str] = (),
) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "message": message,
        "customers": list(customers),
        "revenue": exact_sum(each["revenue"] for each in customers),
        "unassigned": unassigned,
        "left_out": list(_left_out(files)),
        "notes": list(notes),
        "tables": list(_tables(files)),
    }


def _customer(listed: ListedCustomer) -> dict[str, Any]:
    return {
        "number": listed.get("id"),
        "name": listed["name"],
        "revenue": listed["revenue"],
        "costs": listed.get("costs"),
        "margin": listed.get("margin"),
        "hours": listed.get("hours"),
        "months": listed.get("months", {}),
    }


def _left_out(files: Sequence[Read]) -> Iterator[dict[str, Any]]:
    for name, reading in files:
        for each in reading.left_out:
            why = text.sentence(words.reason(each))
            yield {"file": name, "table": each.table or None, "line": each.line, "reason": why}


def _tables(files: Sequence[Read]) -> Iterator[dict[str, Any]]:
    for name, reading in files:
        for table in reading.tables:
            yield {
                "file": name,
                "table": table.name or None,
                "columns": {_NAME_OF.get(role, role): label for role, label in table.columns.items()},
                "rows": table.rows,
                "from": table.from_date or None,
                "until": table.until_date or None,
            }
