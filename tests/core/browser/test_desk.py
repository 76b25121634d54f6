"""What the page asks Python about lists: reading, correcting, adding up, and a result over all customers."""

import html
import json
import re
from typing import Any

import pytest

from calculators.browser.desk import Desk
from calculators.browser.list_tasks import MOST_FILES
from calculators.browser.protocol import TASKS
from calculators.build.bundle import SCRIPTS
from tests.desk import ask

SLUG = "klantenlijst"
LIST = "Klant;Omzet excl. btw;Kosten;Waarde\nSmit;100;40;1\nBos;50;80;2\nVos;veel;1;3\n"


def _ask(desk: Desk, task: str, **more: object) -> dict[str, Any]:
    return ask({"task": task, "slug": SLUG, "texts": {}, **more}, desk)


def _give(desk: Desk, content: bytes, name: str = "klanten.csv") -> dict[str, Any]:
    begun = _ask(desk, "begin_file", name=name, size=len(content))
    if "problem" in begun:
        return begun
    for start in range(0, len(content), 16):
        if refused := desk.feed(content[start : start + 16], begun["number"]):
            return {"problem": refused}
    return _ask(desk, "end_file", number=begun["number"])


@pytest.fixture
def desk() -> Desk:
    """A fresh visit."""
    return Desk()


def test_a_short_list_ends_up_in_the_form(desk: Desk) -> None:
    """Two readable customers become two rows; the report tells what was found and what was left out."""
    reply = _give(desk, LIST.encode())
    assert reply["problem"] == ""
    assert reply["imported"] == ""
    assert 'name="customers[1].name"' in reply["fields"]
    assert 'name="customers[2].name"' not in reply["fields"]
    assert "Tekst met puntkomma's: 2 klanten, samen €&nbsp;150." in reply["report"]
    assert "Niet meegeteld: van 1 regel is het bedrag niet te lezen (regel 4)." in reply["report"]


def test_lines_left_out_can_be_downloaded(desk: Desk) -> None:
    """The file names the line and the reason."""
    _give(desk, LIST.encode())
    assert '"4";"het bedrag is niet te lezen: veel"' in _ask(desk, "left_out", file=0)["text"]


def test_another_column_can_be_chosen(desk: Desk) -> None:
    """What the visitor points out is used instead of what was recognised, and stays chosen."""
    _give(desk, LIST.encode())
    reply = _ask(desk, "choose_column", file=0, column="revenue", header="Waarde")
    assert "3 klanten, samen €&nbsp;6." in reply["report"]
    reply = _ask(desk, "choose_column", file=0, column="costs", header="")
    assert "3 klanten, samen €&nbsp;6." in reply["report"]


def test_a_list_without_turnover_asks_for_the_column(desk: Desk) -> None:
    """The headers are offered, nothing of the form is lost, and one choice mends it."""
    reply = _give(desk, b"Klant;Bruto\nSmit;100\n")
    assert "kolom met omzet" in reply["problem"]
    assert "fields" not in reply
    reply = _ask(desk, "choose_column", file=0, column="revenue", header="Bruto")
    assert reply["problem"] == ""
    assert "Smit" in reply["fields"]


def test_files_add_up(desk: Desk) -> None:
    """The same name in two files is one customer; the sum of all files is told."""
    _give(desk, LIST.encode())
    reply = _give(desk, b"Naam,Bedrag excl btw\nSMIT,10.50\nMol,5.00\n", "ander.csv")
    assert "3 klanten, samen €&nbsp;166." in reply["report"]
    assert 'value="110,5"' in reply["fields"]


def test_a_long_list_counts_as_a_whole(desk: Desk) -> None:
    """A few customers get a row, the others stay with Python and count in every result, export and comparison."""
    lines = [f"Klant {number};{number}" for number in range(1, 501)]
    reply = _give(desk, "\n".join(["Klant;Omzet excl. btw", *lines]).encode())
    assert reply["imported"]
    assert reply["fields"].count('data-row=""') < 50
    texts = {"customers[0].name": "Klant 500", "customers[0].revenue": "500"}
    own = _ask(desk, "calculate", texts=texts)["more"]
    whole = _ask(desk, "calculate", texts=texts, imported=reply["imported"])["more"]
    assert own != whole
    assert "<dd>1</dd>" in own
    assert '"Klant 400"' in _ask(desk, "download", texts=texts, imported=reply["imported"])["text"]


def test_a_list_does_not_go_along_in_a_link(desk: Desk) -> None:
    """A share link holds numbers of a form, not of a file."""
    reply = _ask(desk, "sample", kind="excel-nl")
    assert "gaat niet mee" in _ask(desk, "share", imported=reply["imported"])["message"]


def test_a_list_that_is_gone_is_said(desk: Desk) -> None:
    """After a new start of Python the old list is not silently left out."""
    reply = _ask(desk, "calculate", imported="7")
    assert reply["result"] is None
    assert "niet meer in het geheugen" in reply["summary"]


@pytest.mark.parametrize("kind", ["excel-nl", "boekhouding", "xlsx", "xaf"])
def test_every_sample_can_be_read(desk: Desk, kind: str) -> None:
    """The made-up lists give a result at once."""
    reply = _ask(desk, "sample", kind=kind)
    assert reply["problem"] == ""
    assert reply["imported"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("leeg.csv", b"", "leeg"),
        ("brief.pdf", b"%PDF-1.7 ...", "pdf"),
        ("oud.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "xls"),
        ("bom.xaf", b'<!DOCTYPE a [<!ENTITY b "c">]><auditfile/>', "DOCTYPE"),
        ("half.xaf", b"<auditfile><header>", "auditfile"),
        ("plaatje.csv", bytes(range(256)) * 20, "lijst"),
        ("tekst.txt", b"zomaar een zin zonder kolommen", "koppen"),
    ],
)
def test_what_cannot_be_read_is_said_and_changes_nothing(desk: Desk, name: str, content: bytes, said: str) -> None:
    """A clear sentence; the list that was there before is still there."""
    _give(desk, LIST.encode())
    reply = _give(desk, content, name)
    assert said.lower() in reply["problem"].lower()
    assert "fields" not in reply
    assert "2 klanten, samen" in _ask(desk, "choose_column", file=0, column="costs", header="")["report"]


def test_a_file_that_is_too_large_is_refused_before_it_is_read(desk: Desk) -> None:
    """The size alone is enough."""
    assert "te groot" in _ask(desk, "begin_file", name="lijst.csv", size=200_000_000)["problem"]


def test_there_is_an_end_to_the_number_of_files(desk: Desk) -> None:
    """Beyond the limit a file is refused with the way out."""
    for _ in range(MOST_FILES):
        _give(desk, LIST.encode())
    assert f"Meer dan {MOST_FILES} bestanden" in _give(desk, LIST.encode())["problem"]


def test_a_name_in_a_file_is_text(desk: Desk) -> None:
    """Markup in a cell or a header is escaped wherever it is shown."""
    reply = _give(desk, b"Klant;Omzet;<img src=x>\n<script>alert(1)</script>;10;<b>\n", "<i>.csv")
    assert "<script" not in reply["fields"] + reply["report"]
    assert "<img" not in reply["report"]
    assert "<i>" not in reply["report"]


def test_forgetting_leaves_nothing(desk: Desk) -> None:
    """After Lijst weghalen there are no files, and the form is empty: not somebody else's."""
    reply = _ask(desk, "sample", kind="xaf")
    reply = _ask(desk, "forget", imported=reply["imported"])
    assert reply["report"] == ""
    assert reply["imported"] == ""
    assert 'value="Modehuis Fictief"' not in reply["fields"]
    assert 'name="customers[0].name" value=""' in reply["fields"]


@pytest.mark.parametrize(
    "rows",
    [
        "A;100,00;40,00\nB;-50,00;-20,00\n",
        "A;-50,00;-20,00\n",
        "A;-50,00;20,00\nB;0,00;0,00\n",
        "A;100,00;400,00\n",
        "A;0,00;5,00\n",
        "A;999999999999999999999999;1,00\nB;1,00;\n",
        "A;0,01;0,01\nB;-0,01;\n",
    ],
)
@pytest.mark.parametrize("heading", ["Marge", "Kosten", "Uren"])
def test_no_odd_row_blocks_the_outcome(desk: Desk, rows: str, heading: str) -> None:
    """Credit notes, negative costs and extreme amounts in a list still give a result for the page."""
    reply = _give(desk, f"Klant;Omzet excl. btw;{heading}\n{rows}".encode())
    assert reply["problem"] == ""
    texts = {
        name: html.unescape(value)
        for name, value in re.findall(r'name="([^"]+)"[^>]*? value="([^"]*)"', reply["fields"])
        if not value.isspace()
    }
    assert texts["customers[0].revenue"]
    shown = _ask(desk, "calculate", texts=texts, imported=reply["imported"])
    assert (shown["errors"], shown["result"] is not None) == ({}, True)


def test_a_question_is_asked_and_its_answer_counts(desk: Desk) -> None:
    """What is not sure is asked with buttons, nothing is filled in until it is answered, and the answer is kept."""
    reply = _give(desk, b"Klant;Omzet\nA;10\nB;20\nC;30\nD;60\n")
    assert 'data-question="last_row"' in reply["report"]
    assert "fields" not in reply
    counted = _ask(desk, "answer_question", file=0, question="last_row", value="customer")
    assert "4 klanten, samen €&nbsp;120." in counted["report"]
    left_out = _ask(desk, "answer_question", file=0, question="last_row", value="total")
    assert "3 klanten, samen €&nbsp;60." in left_out["report"]
    assert "Niet meegeteld" in left_out["report"]


def test_the_same_list_twice_is_asked(desk: Desk) -> None:
    """A list that was already given is not doubled without a word."""
    _give(desk, LIST.encode())
    reply = _give(desk, LIST.encode(), "nog eens.csv")
    assert 'data-question="same_list"' in reply["report"]
    assert "fields" not in reply
    once = _ask(desk, "answer_question", file=-1, question="same_list", value="once")
    assert 'value="100"' in once["fields"]
    twice = _ask(desk, "answer_question", file=-1, question="same_list", value="twice")
    assert 'value="200"' in twice["fields"]


# What has to do with lists and is answered at once; all else may take as long as a long list takes.
AT_ONCE = {"begin_file", "stop_file", "left_out", "forget", "add_customer"}


def test_the_page_waits_long_for_whatever_reads_a_list() -> None:
    """A question that lays files together is not given up on as if Python were gone."""
    [told] = re.findall(r"const LONG = (\[.*?\]);", (SCRIPTS / "python.ts").read_text("utf-8"))
    assert {*json.loads(told)} == {task for task, room in TASKS.items() if room == "list_tasks"} - AT_ONCE
