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
class FileReport:
    """How one file was read.

    Attributes:
        name: the name of the file.
        summary: what it is and how much was found in it.
        notes: what the visitor should know, such as amounts that may include btw.
        columns: what each role is taken from; empty when there is nothing to choose.
        headers: the headers to choose from.
        preview: the first rows as they stand in the file.
        left_out: the lines that were not read, with the reason.
    """

    name: str
    summary: Sentence
    notes: tuple[Sentence, ...] = ()
    columns: tuple[Column, ...] = ()
    headers: tuple[str, ...] = ()
    preview: Table | None = None
    left_out: Table | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """A made-up list to try: its code and what it is called on the button."""

    kind: str
    label: str
