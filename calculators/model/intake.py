"""What is told about a list that a visitor dropped: how each file was read, so that it can be seen and corrected."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.model.answer import Sentence, Table


@dataclass(frozen=True, slots=True)
class Column:
    """What one role is taken from: its code, its Dutch label and the header that was chosen (blank for none)."""

    role: str
    label: str
    chosen: str


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that a question offers: its code and what stands on the button."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """What only the visitor knows about a file: its code, the question, and the answers to choose from."""

    code: str
    text: Sentence
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """An account of an auditfile: its number, its name, what was booked on it, and whether that counts as turnover."""

    id: str
    label: str
    amount: Sentence | str
    counted: bool


@dataclass(frozen=True, slots=True)
class FileReport:
    """How one file was read, or all files together.

    Attributes:
        name: the name of the file.
        summary: what it is and how much was found in it.
        facts: what was read: rows, sheets or tables, the period, the columns.
        notes: what the visitor should know, such as amounts that may include btw.
        questions: what only the visitor can tell.
        accounts: the accounts of which the visitor says whether they are turnover; empty when there are none.
        columns: what each role is taken from; empty when there is nothing to choose.
        headers: the headers to choose from; no two are the same.
        preview: the first rows as they stand in the file.
        asks_columns: whether a column must be pointed out: then the columns stand open.
        left_out: the lines that were not read, with the reason: the first of them.
        left_out_count: how many were not read; 0 where ``left_out`` holds them all.
        of_all: whether this is about all files together.
    """

    name: str
    summary: Sentence
    notes: tuple[Sentence, ...] = ()
    columns: tuple[Column, ...] = ()
    headers: tuple[str, ...] = ()
    preview: Table | None = None
    left_out: Table | None = None
    facts: tuple[Sentence, ...] = ()
    questions: tuple[Question, ...] = ()
    accounts: tuple[Account, ...] = ()
    asks_columns: bool = False
    left_out_count: int = 0
    of_all: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """A made-up list to try: its code and what it is called on the button."""

    kind: str
    label: str
