"""Page and Python keep speaking of the same files and lists, whatever else was begun, stopped or undone."""

from __future__ import annotations

import re
from typing import Any

from calculators.browser.desk import GONE, Desk
from calculators.browser.list_tasks import BROKEN_OFF
from tests.desk import ask


def _ask(desk: Desk, task: str, **more: object) -> dict[str, Any]:
    return ask({"task": task, "slug": "klantenlijst", "texts": {}, **more}, desk)


def _paste(desk: Desk, name: str, **more: object) -> dict[str, Any]:
    return _ask(desk, "read_text", text=f"Klant\tOmzet\n{name}\t100", **more)


def _paste_many(desk: Desk, name: str, **more: object) -> dict[str, Any]:
    rows = "\n".join(f"{name} {number}\t{100 + number}" for number in range(120))
    return _ask(desk, "read_text", text=f"Klant\tOmzet\n{rows}", **more)


def test_a_piece_of_another_file_is_refused() -> None:
    """Only the file that was begun last is read, under its own number, until it ends or stops."""
    desk = Desk("start")
    first = _ask(desk, "begin_file", name="a.csv", size=9)["number"]
    second = _ask(desk, "begin_file", name="b.csv", size=9)["number"]
    assert first != second
    assert desk.feed(b"Klant;Omzet\nA;1\n", first) == BROKEN_OFF
    assert _ask(desk, "end_file", number=first) == {"problem": BROKEN_OFF}
    assert _ask(desk, "stop_file", number=first) == {}
    assert desk.feed(b"Klant;Omzet\nB;2\n", second) == ""
    assert "B" in _ask(desk, "end_file", number=second)["fields"]
    assert desk.feed(b"C;3\n", second) == BROKEN_OFF


def test_a_stopped_file_takes_nothing_more() -> None:
    """What still was on its way is refused."""
    desk = Desk()
    number = _ask(desk, "begin_file", name="a.csv", size=9)["number"]
    _ask(desk, "stop_file", number=number)
    assert desk.feed(b"Klant;Omzet\nA;1\n", number) == BROKEN_OFF


def test_tokens_of_another_start_mean_nothing() -> None:
    """Two starts of Python give out nothing that is the same, and each says of the other's that it is gone."""
    old, new = Desk("one"), Desk("two")
    before, after = (_paste_many(desk, "Aap") for desk in (old, new))
    assert before["imported"] != after["imported"]
    assert before["list"] != after["list"]
    assert _ask(new, "calculate", imported=before["imported"])["summary"] == GONE
    chosen = _ask(new, "choose_column", list=before["list"], file=0, column="costs", header="")
    assert chosen == {"problem": GONE}


def test_python_goes_on_with_the_files_that_the_page_shows() -> None:
    """After undo those of before; without a report none; what belongs to another start is not added to."""
    desk = Desk("start")
    first = _paste(desk, "Smit", list="")
    both = _paste(desk, "Bos", list=first["list"])
    assert "2 klanten, samen" in both["report"]
    other = _paste(desk, "Mol", list=first["list"])
    assert "Mol" in other["fields"]
    assert "Bos" not in other["fields"]
    assert "Smit" not in _paste(desk, "Vos", list="")["fields"]
    assert "Smit" not in _paste(desk, "Vos", list="elsewhere-1")["fields"]
    assert _ask(desk, "left_out", list="", file=0) == {"problem": GONE}
    assert _ask(desk, "forget", list=both["list"])["list"] == ""


def _long_list() -> str:
    rows = "\n".join(f"Zaak {number:02}\t{1000 - number}" for number in range(30))
    return f"Klant\tOmzet\n{rows}"


def test_of_a_long_list_the_five_that_matter_most_are_asked() -> None:
    """The others are kept, the largest first, and can be chosen from by name."""
    desk = Desk()
    reply = ask({"task": "read_text", "slug": "klantenlijst", "text": _long_list()}, desk)
    assert reply["fields"].count('data-row=""') == 5 + 1  # and the template
    assert '<option value="0">Zaak 05</option>' in reply["report"]
    assert '<option value="24">Zaak 29</option>' in reply["report"]
    short = ask({"task": "read_text", "slug": "klantenlijst", "text": "Klant\tOmzet\nA\t1\nB\t2"}, Desk())
    assert "data-other" not in short["report"]


def test_a_customer_that_takes_much_work_gets_a_row() -> None:
    """What was typed in the other rows stays, and the customer counts once."""
    desk = Desk()
    read = ask({"task": "read_text", "slug": "klantenlijst", "text": _long_list()}, desk)
    texts = {
        f"customers[{place}].{key}": text for place in range(5) for key, text in (("revenue", "900"), ("hours", "3"))
    }
    asked = {"slug": "klantenlijst", "texts": texts, "imported": read["imported"], "list": read["list"]}
    added = ask({"task": "add_customer", **asked, "place": 20}, desk)
    assert re.search(r'name="customers\[5\]\.name"[^>]* value="Zaak 25"', added["fields"])
    assert added["fields"].count('value="3"') == 5
    assert "Zaak 25</option>" not in added["report"]
    assert added["message"] == "Zaak 25 staat er nu bij. Vul de uren in."
    told = {**texts, "customers[5].revenue": "975", "internal_rate": "60"}
    answer = ask({"task": "calculate", **asked, "texts": told, "imported": added["imported"]}, desk)
    assert "<dd>30</dd>" in answer["more"]
    gone = ask({"task": "add_customer", **asked, "place": 99}, desk)
    assert gone["problem"]
