"""Python's memory in the browser for one visit, and the one place where what the page asks finds its answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from calculators.browser.protocol import TASKS, Reply

if TYPE_CHECKING:
    from calculators.browser.list_tasks import Lists

FAILED = "Hier loopt de rekenmachine op vast. Wat je invulde, staat er nog. Pas een getal aan en probeer het opnieuw."
TELLING = {"calculate", "open_link", "take_along"}  # of these the page shows what is wrong with all that was asked
GONE = "Je lijst staat niet meer in het geheugen van de browser. Kies het bestand opnieuw."
MOST_STEPS_BACK = 10  # as many lists of before as are kept

Row = Mapping[str, Any]


class ListGoneError(LookupError):
    """The list that a request is about is not in memory: Python was started anew since."""


class Visit:
    """What is remembered of one visit.

    A list stays in the worker and never goes back to the page as a whole. The customers that have no place in the form
    are kept here, under a token that the page sends along with each question, so that "undo" can go back to the list of
    before. No token is given twice, also not after a new start of Python: rows of one list never end up with another.

    Args:
        mark: of this start of Python, never the same twice; starts every token that is given out.

    Attributes:
        names: all names that came from a file and stand in the form: those are kept in no report.
    """

    def __init__(self, mark: str = "") -> None:
        self.names: set[str] = set()
        self._mark = mark
        self._given = 0
        self._rows: dict[str, Sequence[Row]] = {}
        self._lists: Lists | None = None

    @property
    def lists(self) -> Lists:
        """The files of this visit, as they were read."""
        if self._lists is None:
            from calculators.browser.list_tasks import Lists  # noqa: PLC0415 -- see ``protocol.TASKS``

            self._lists = Lists(self)
        return self._lists

    def next_token(self) -> str:
        """Return a token that was never given before."""
        self._given += 1
        return f"{self._mark}-{self._given}"

    def remember(self, rows: Sequence[Row]) -> str:
        """Keep rows that have no place in the form; return their token, or nothing when there are none."""
        if not rows:
            return ""
        token = self.next_token()
        self._rows[token] = rows
        drop_oldest(self._rows)
        return token

    def rows_of(self, token: str | None) -> Sequence[Row]:
        """Return the rows under a token; none without a token.

        Raises:
            ListGoneError: when they are not in memory any more.
        """
        if not token:
            return ()
        if token not in self._rows:
            raise ListGoneError
        return self._rows[token]


class Desk:
    """One visit: it answers every request of the page.

    Args:
        mark: of this start of Python, never the same twice.
    """

    def __init__(self, mark: str = "") -> None:
        self._visit = Visit(mark)

    def respond(self, request: str) -> str:
        """Answer one request, text in and text out, both JSON; see ``protocol``.

        Raises:
            KeyError: for a task that there is not (a mistake of the page's script).
        """
        asked = json.loads(request)
        module = import_module(f"calculators.browser.{TASKS[asked['task']]}")
        answer: Callable[[Visit, Any], Reply] = getattr(module, asked["task"])
        try:
            reply = answer(self._visit, asked)
        except ListGoneError:
            reply = {"result": None, "next": "", "errors": {}, "summary": GONE, "message": GONE}
        return json.dumps(reply, ensure_ascii=False)

    def respond_always(self, request: str) -> str:
        """Answer as ``respond`` does; where a form can say so, a question that fails costs nothing that is remembered.

        Raises:
            Exception: as ``respond`` does, where the page would not show the sentence in an answer, and where memory
                has run out: then the page says that Python ended.

        >>> json.loads(Desk().respond_always('{"task": "calculate", "slug": "none"}'))["summary"] == FAILED
        True
        """
        try:
            return self.respond(request)
        except MemoryError:
            raise  # nothing that comes after it can be relied on
        except Exception:
            if json.loads(request)["task"] not in TELLING:
                raise
            return json.dumps({"result": None, "next": "", "errors": {}, "summary": FAILED, "message": FAILED})

    def feed(self, piece: bytes, number: str) -> str:
        """Read a piece of the file that was begun under this number; return why it is refused, or nothing."""
        return self._visit.lists.feed(piece, number)


def drop_oldest(kept: dict[str, Any]) -> None:
    """Forget all but the last few that were kept."""
    for old in list(kept)[:-MOST_STEPS_BACK]:
        del kept[old]
