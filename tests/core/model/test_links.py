"""Deel-links and handovers as programs bring them: cut, with something behind them, or with what is no number."""

from __future__ import annotations

import json

import pytest

from calculators.browser.desk import FAILED, Desk
from calculators.catalogue import find, slugs
from calculators.model.declarations import declare
from calculators.model.sharing import BrokenLinkError, read_link, write_link

SHARED = "Gedeeld: deze cijfers zijn niet van jou"
NINES = "9" * 309  # more than a number can hold


def _link(slug: str) -> str:
    calculator = find(slug)
    return write_link(declare(calculator.calculate), calculator.example.inputs)


def _open(slug: str, fragment: str, task: str = "open_link") -> dict[str, str]:
    asked = {"task": task, "slug": slug, "texts": {}, "fragment": fragment}
    reply: dict[str, str] = json.loads(Desk().respond(json.dumps(asked)))
    return reply


@pytest.mark.parametrize("slug", slugs())
def test_a_cut_link_is_broken(slug: str) -> None:
    """Wherever a program cuts it, nothing is filled in, and the page says why."""
    link = _link(slug)
    declaration = declare(find(slug).calculate)
    for length in range(len(link)):
        with pytest.raises(BrokenLinkError):
            read_link(declaration, link[:length], find(slug).fields_before)
    assert "niet heel overgekomen" in _open(slug, link[:-1])["message"]


@pytest.mark.parametrize("slug", slugs())
def test_a_link_with_another_number_is_broken(slug: str) -> None:
    """A digit that became another one does not go unseen."""
    link = _link(slug)
    place = next(place for place, sign in enumerate(link) if sign.isdigit() and place > 1)
    with pytest.raises(BrokenLinkError):
        read_link(declare(find(slug).calculate), f"{link[:place]}{(int(link[place]) + 1) % 10}{link[place + 1 :]}")


@pytest.mark.parametrize("slug", slugs())
def test_a_link_without_a_check_opens_and_asks_to_look(slug: str) -> None:
    """Version 1 of a link still fills the form, and says that its numbers may not be all."""
    old = "1" + _link(slug)[1:].rpartition(";")[0]
    reply = _open(slug, old)
    assert reply["fields"]
    assert reply["message"].startswith(SHARED)
    assert reply["message"].endswith("Controleer de getallen.")
    assert _open(slug, _link(slug))["message"] == SHARED


@pytest.mark.parametrize(
    "behind", [")", ").", ",", ".", ">", '"', "\u201d", "!", " ", "\n", "&utm_source=mail&x=1", ")&fbclid=a"]
)
@pytest.mark.parametrize("slug", slugs())
def test_what_stands_behind_a_link_is_no_part_of_it(slug: str, behind: str) -> None:
    """A bracket, a full stop or a tracker that a program adds changes nothing."""
    assert _open(slug, _link(slug) + behind) == _open(slug, _link(slug))


@pytest.mark.parametrize("number", [NINES, f"-{NINES}", "7.5.3", "-", "."])
def test_what_is_no_number_breaks_a_link(number: str) -> None:
    """Nothing that is not finite, and nothing that is no number, comes in by a link or a handover."""
    opened = _open("pww-score", f"1;{number}_8_5~8_9_8;")
    assert "niet heel overgekomen" in opened["message"]
    assert "fields" not in opened
    taken = _open("systeemscan", f"klantwaarde;customer_value={number}", "take_along")
    assert taken == {"message": "Deze link is beschadigd. Er is niets overgenomen."}


@pytest.mark.parametrize("task", ["hour", "remind", "restore", "end_file", "report_put"])
def test_a_failure_that_the_page_would_not_show_is_no_answer(task: str) -> None:
    """An old result, an empty file or a request without its report must not pass for an answer."""
    with pytest.raises(LookupError):
        Desk().respond_always(json.dumps({"task": task, "slug": "none"}))


def test_a_question_that_fails_does_not_end_python() -> None:
    """The same Python answers the next one, and remembers what it remembered."""
    desk = Desk()
    assert json.loads(desk.respond_always('{"task": "calculate", "slug": "none", "texts": {}}'))["summary"] == FAILED
    asked = {"task": "open_link", "slug": "pww-score", "texts": {}, "fragment": _link("pww-score")}
    assert json.loads(desk.respond_always(json.dumps(asked)))["message"] == SHARED
