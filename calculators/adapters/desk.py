"""Python's memory in the browser for one visit, and all that the page asks it.

What has to do with lists is only loaded when a list is given: most visits never do, and Python is there sooner.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from calculators.adapters.browser import answer_request

if TYPE_CHECKING:
    from calculators.adapters.lists import Lists

LIST_TASKS = frozenset(
    {
        "begin_file",
        "end_file",
        "stop_file",
        "read_text",
        "sample",
        "choose_column",
        "answer_question",
        "choose_accounts",
        "left_out",
        "forget",
        "report_edit",
    }
)


class Desk:
    """One visit: it answers every request of the page, and keeps the lists that were given.

    Args:
        mark: of this start of Python, never the same twice; see ``lists.Lists``.
    """

    def __init__(self, mark: str = "") -> None:
        self._mark = mark
        self._lists: Lists | None = None

    def respond(self, request: str) -> str:
        """Answer one request, text in and text out, both JSON; see ``browser.answer_request`` and ``lists.Lists``."""
        asked = json.loads(request)
        about_a_list = (
            asked["task"] in LIST_TASKS
            or asked.get("imported")
            # Names that came from a file are kept in no report.
            or (asked["task"] == "report_put" and self._lists)
        )
        reply = self._with_lists().answer(asked) if about_a_list else answer_request(asked)
        return json.dumps(reply, ensure_ascii=False)

    def feed(self, piece: bytes, number: str) -> str:
        """Read a piece of the file that was begun under this number; return why it is refused, or nothing."""
        return self._with_lists().feed(piece, number)

    def _with_lists(self) -> Lists:
        if self._lists is None:
            from calculators.adapters.lists import Lists  # noqa: PLC0415 -- see the top of this module

            self._lists = Lists(self._mark)
        return self._lists
