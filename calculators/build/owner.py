"""What is wrong in what an owner wrote, told to an owner: the file, the line, and the way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_TOLD = 10


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        file: the path from the top of the project.
        sentence: what is wrong and what to do, in Dutch.
        line: where, counted from 1; None when it is about the whole file.

    >>> str(Fault("docs/over.md", "de datum klopt niet.", 4))
    'docs/over.md, regel 4: de datum klopt niet.'
    """

    file: str
    sentence: str
    line: int | None = None

    def __str__(self) -> str:
        """Return the one line that an owner reads."""
        return f"{self.file}, regel {self.line}: {self.sentence}" if self.line else f"{self.file}: {self.sentence}"


class OwnerError(RuntimeError):
    """The site cannot be built from what the owner wrote; its text is a line for each fault.

    Attributes:
        faults: what is wrong, in the order in which it is told.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        told = [str(fault) for fault in dict.fromkeys(faults)]
        more = [f"En nog {len(told) - MOST_TOLD} andere fouten."] if len(told) > MOST_TOLD + 1 else []
        super().__init__("\n".join([*(told[:MOST_TOLD] if more else told), *more]))


def line_of(text: str, part: str) -> int | None:
    """Return in which line of a text a part stands first, or None.

    >>> line_of('''een
    ... twee''', "twee")
    2
    """
    place = text.find(part)
    return text.count("\n", 0, place) + 1 if place >= 0 else None
