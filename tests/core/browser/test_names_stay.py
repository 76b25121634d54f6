"""Names of customers show on the visitor's own screen, and leave it only where the visitor ticked the box for that."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk import ask

NAME = "Bakkerij Geheim"
LIST = {
    "customers[0].name": NAME,
    "customers[0].revenue": "9.000",
    "customers[0].hours": "200",
    "customers[1].name": "Vos",
    "customers[1].revenue": "8.000",
    "customers[1].hours": "20",
    "internal_rate": "60",
}
SHOWN, HIDDEN = {"show_names": "on"}, {"hide_names": "on"}


def _ask(task: str, more: dict[str, str], **asked: object) -> dict[str, Any]:
    return ask({"task": task, "slug": "klantenlijst", "texts": {**LIST, **more}, "today": "2026-11-30", **asked})


def _leaving(more: dict[str, str]) -> dict[str, str]:
    """All that leaves the screen, by its name."""
    stored = _ask("report_put", more)["stored"]
    return {
        "paper": _ask("calculate", more)["paper"],
        "copy": _ask("copy", more)["text"],
        "download": _ask("download", more)["text"],
        "link": _ask("share", more)["fragment"],
        "report": stored,
        "report as it is shown": _ask("report_show", more, stored=stored)["report"],
        "request": _ask("report_text", more, stored=stored)["text"],
    }


@pytest.mark.parametrize("more", [{}, HIDDEN])
def test_no_name_leaves_the_screen(more: dict[str, str]) -> None:
    """Whatever is printed, copied, saved, shared or put in a report numbers customers."""
    assert [name for name, text in _leaving(more).items() if NAME in text] == []


def test_names_go_along_where_that_is_ticked() -> None:
    """To all but a link and a request; what is printed is the answer itself."""
    leaving = _leaving(SHOWN)
    assert [name for name, text in leaving.items() if NAME in text] == [
        "copy",
        "download",
        "report",
        "report as it is shown",
    ]
    assert leaving["paper"] == ""
    assert NAME in _ask("calculate", SHOWN)["result"]


def test_the_screen_names_and_paper_numbers() -> None:
    """Both give the same answer about the same customers."""
    reply = _ask("calculate", {})
    assert NAME in reply["result"]
    assert "Klant 1" in reply["paper"]
    assert NAME not in _ask("calculate", HIDDEN)["result"]
    assert _ask("calculate", HIDDEN)["paper"] == ""
