"""The auditfile: against a plain second reader with decimals, cut off, bombed and read byte by byte."""

import io
import tracemalloc
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculators import run
from calculators.imports.auditfile import AuditfileReader, read_auditfile
from calculators.imports.ledger import Auditfile, LeftOut
from calculators.model.errors import InputError

NAMESPACES = {
    "3.2": "http://www.auditfiles.nl/XAF/3.2",
    "4.0": "http://www.auditfiles.nl/structures/XmlauditfileXAF_4.0",
    "unknown": "http://www.odb.belastingdienst.nl/xaf",
}

Tree = tuple[str, Any]  # the name of an element, and its text or elements

names = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="￾￿"), min_size=1, max_size=8)
    .map(str.strip)
    .filter(bool)
)
customer_ids = st.sampled_from(["1", "2", "3", ""])
amounts = st.decimals(-1000, 1000, places=2).map(str) | st.sampled_from(
    ["0", "7", "0.1", "+3.5", "12345678901234567.89"]
)
trees_of_lines = st.builds(
    lambda account, amount, side, customer: (
        "trLine",
        [
            ("nr", "1"),
            ("accID", account),
            ("amnt", amount),
            ("amntTp", side),
            *([("custSupID", customer)] if customer else []),
        ],
    ),
    st.sampled_from(["1300", "4000", "8000", "8010", "7000"]),
    amounts,
    st.sampled_from("CD"),
    customer_ids,
)
trees_of_transactions = st.builds(
    lambda number, lines: ("transaction", [("nr", number), ("desc", "x"), *lines]),
    st.sampled_from(["1", "2", "3"]),
    st.lists(trees_of_lines, min_size=1, max_size=4),
)
trees_of_journals = st.builds(
    lambda key, kind, transactions: ("journal", [("jrnID", key), ("jrnTp", kind), *transactions]),
    st.sampled_from(["VRK", "INK"]),
    st.sampled_from("SPM"),
    st.lists(trees_of_transactions, min_size=1, max_size=3),
)
trees_of_accounts = st.builds(
    lambda key, kind, code: (
        "ledgerAccount",
        [("accID", key), ("accDesc", "x"), ("accTp", kind), *([("RGScode", code)] if code else [])],
    ),
    st.sampled_from(["1300", "4000", "8000", "8010", "7000"]),
    st.sampled_from("PPB"),
    st.sampled_from(["", "", "", "WOmzNop", "WKpr", "BVor"]),
)
ledgers = st.lists(trees_of_accounts, min_size=3, max_size=5, unique_by=lambda tree: tree[1][0][1])
lists_of_customers = st.lists(
    st.builds(
        lambda key, name: ("customerSupplier", [("custSupID", key), ("custSupName", name)]),
        st.sampled_from(["1", "2"]),
        names,
    ),
    max_size=2,
    unique_by=lambda tree: tree[1][0][1],
)


@st.composite
def _files(draw: st.DrawFn) -> str:
    """Write an auditfile with its parts in the order of the schema or another."""
    opening = ("openingBalance", [("obLine", [("accID", "8000"), ("amnt", "9"), ("amntTp", "C")])])
    parts = [
        ("customersSuppliers", draw(lists_of_customers)),
        ("generalLedger", draw(ledgers)),
        opening,
        ("transactions", [("linesCount", "0"), *draw(st.lists(trees_of_journals, max_size=3))]),
    ]
    parts = draw(st.permutations(parts))
    namespace = NAMESPACES[draw(st.sampled_from(sorted(NAMESPACES)))]
    inner = [("header", [("fiscalYear", "2025")]), ("company", parts)]
    return f'<?xml version="1.0"?>\n<auditfile xmlns="{namespace}">{"".join(map(_markup, inner))}</auditfile>'


def _markup(tree: Tree) -> str:
    name, content = tree
    inner = escape(content) if isinstance(content, str) else "".join(map(_markup, content))
    return f"<{name}>{inner}</{name}>"


files = _files()


def _text(element: ET.Element, name: str) -> str:
    return (element.findtext(f"{{*}}{name}") or "").strip()


def _second_reading(text: str, revenue: set[str]) -> dict[str, Any]:
    """Read an auditfile as a whole tree, in decimals, step by step.

    Which accounts hold turnover is tested in ``test_auditfile_accounts``; here they are given.
    """
    company = ET.fromstring(text).find("{*}company")  # noqa: S314 -- own files
    assert company is not None
    journals = company.findall("{*}transactions/{*}journal")
    sums: dict[str, Decimal] = {}
    invoices: dict[str, set[tuple[str, str]]] = {}
    for journal, transaction in ((each, inner) for each in journals for inner in each.findall("{*}transaction")):
        found = {_text(line, "custSupID") for line in transaction.findall("{*}trLine")} - {""}
        for line in transaction.findall("{*}trLine"):
            if _text(line, "accID") in revenue:
                customer = _text(line, "custSupID") or (min(found) if len(found) == 1 else "")
                amount = Decimal(_text(line, "amnt")) * (1 if _text(line, "amntTp") == "C" else -1)
                sums[customer] = sums.get(customer, Decimal(0)) + amount
                invoices.setdefault(customer, set()).add((_text(journal, "jrnID"), _text(transaction, "nr")))
    called = {
        _text(each, "custSupID"): _text(each, "custSupName")
        for each in company.findall("{*}customersSuppliers/{*}customerSupplier")
    }
    return {
        "customers": [
            {"id": key, "name": called.get(key, key), "revenue": float(amount), "invoices": len(invoices[key])}
            for key, amount in sums.items()
            if key
        ],
        "unassigned": float(sums.get("", 0)),
        "total": float(sum(sums.values())),
    }


def _divides_by_amount(text: str) -> bool:
    """Whether the amounts of a booking with several customers may tell which line is whose."""
    for transaction in ET.fromstring(text).iterfind(".//{*}transaction"):  # noqa: S314 -- own files
        lines = transaction.findall("{*}trLine")
        signed = (Decimal(_text(line, "amnt")) * (1 if _text(line, "amntTp") == "C" else -1) for line in lines)
        if len({_text(line, "custSupID") for line in lines} - {""}) > 1 and sum(signed) == 0:
            return True
    return False


def _read(data: bytes, size: int = 1 << 20) -> Auditfile:
    reader = AuditfileReader()
    for at in range(0, len(data), size):
        reader.feed(data[at : at + size])
    return reader.finish()


@given(text=files)
def test_reading_agrees_with_a_second_reader(text: str) -> None:
    """A reader of the whole tree with decimals finds the same customers, amounts and invoices."""
    outcome = run("import.xaf", {"text": text})
    assume(not _divides_by_amount(text))
    accounts = {each.id for each in _read(text.encode()).revenue().accounts if each.counted}
    assert {key: outcome[key] for key in ("customers", "unassigned", "total")} == _second_reading(text, accounts)
    assert NAMESPACES[outcome["version"]] in text


class _Trickle(io.BytesIO):
    """A stream that gives a few bytes at a time, as a slow disk may."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(7, size) if size and size > 0 else 7)


@given(text=files)
def test_pieces_do_not_matter(text: str) -> None:
    """Read seven bytes at a time a file says the same."""
    assert read_auditfile(_Trickle(text.encode())) == run("import.xaf", {"text": text})


@given(text=files, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_bytes_say_the_same_as_text(text: str, encoding: str) -> None:
    """Bytes with a byte order mark or none are read by the rules of XML."""
    outcome = run("import.xaf", {"bytes_hex": text.encode(encoding).hex()})
    assert outcome == run("import.xaf", {"text": text})


@given(text=files, data=st.data())
def test_file_that_breaks_off_is_refused(text: str, data: st.DataObject) -> None:
    """A part of a file is not taken for the whole."""
    cut = data.draw(st.integers(0, len(text) - 1))
    error = run("import.xaf", {"text": text[:cut]})["error"]
    assert (error["code"], error["field"]) == ("not_an_auditfile", "text")


@given(text=files, junk=st.text(max_size=8), data=st.data())
def test_damaged_file_is_answered(text: str, junk: str, data: st.DataObject) -> None:
    """Anything put into a file gives an answer or one of two errors."""
    at = data.draw(st.integers(0, len(text)))
    outcome = run("import.xaf", {"text": text[:at] + junk + text[at:]})
    assert outcome.get("error", {"code": "not_an_auditfile"})["code"] in {"not_an_auditfile", "doctype_forbidden"}
    assert str(outcome).encode()


@given(
    data=st.binary(max_size=60), start=st.sampled_from([b"", b"<auditfile>", b"\xff\xfe<\0", b'<?xml version="1.0"?>'])
)
def test_any_bytes_are_answered(data: bytes, start: bytes) -> None:
    """Any bytes at all give an answer or an error at the text."""
    outcome = run("import.xaf", {"bytes_hex": (start + data).hex()})
    assert outcome.get("error", {"field": "text"})["field"] == "text"


class _Bomb(io.BytesIO):
    """A stream whose second piece must never be asked for."""

    def read(self, size: int | None = -1) -> bytes:
        assert self.tell() == 0
        return super().read(size)


def test_doctype_is_refused_before_its_content() -> None:
    """Nothing behind ``<!DOCTYPE`` is read: no entity is declared, let alone expanded."""
    start = b'<?xml version="1.0"?><!DOCTYPE auditfile [<!ENTITY a "aaaaaaaaaa">'
    with pytest.raises(InputError) as refused:
        read_auditfile(_Bomb(start + b" " * 100_000))
    assert refused.value.code == "doctype_forbidden"


def test_doctype_in_a_comment_is_no_doctype() -> None:
    """Text that only looks like a declaration is read on."""
    assert "error" not in run(
        "import.xaf", {"text": "<!-- <!DOCTYPE x> --><auditfile><a><![CDATA[<!DOCTYPE x>]]></a></auditfile>"}
    )


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-15", "us-ascii"])
def test_encoding_that_the_file_names(encoding: str) -> None:
    """Old packages write one byte a character; the name of the encoding decides."""
    body = "<auditfile><header><fiscalYear>2025</fiscalYear></header></auditfile>"
    data = f'<?xml version="1.0" encoding="{encoding}"?>{body}'.encode(encoding)
    assert run("import.xaf", {"bytes_hex": data.hex()})["fiscal_year"] == "2025"


@pytest.mark.parametrize("encoding", ["", "nonsense", "hex", "utf-7", "rot13", "ANSI", "windows-1252 ", "Unicode"])
def test_encoding_that_nobody_knows(encoding: str) -> None:
    """Where nobody knows the encoding that a file names, its bytes tell: it is UTF-8, or Windows-1252."""
    body = "<auditfile><header><fiscalYear>é€</fiscalYear></header></auditfile>"
    text = f'<?xml version="1.0" encoding="{encoding}"?>{body}'
    for written in ("utf-8", "cp1252"):
        assert run("import.xaf", {"bytes_hex": text.encode(written).hex()})["fiscal_year"] == "é€"
    assert "error" not in run("import.xaf", {"text": text})


def test_deep_nesting_is_no_burden() -> None:
    """A hundred thousand open elements end in an error, not in a crash."""
    for name in ("a", "company"):
        assert run("import.xaf", {"text": "<auditfile>" + f"<{name}>" * 100_000})["error"]["code"] == "not_an_auditfile"


def test_history_of_accounts_and_customers_is_not_read() -> None:
    """Version 3.2 keeps old names and kinds inside the element; the present ones count."""
    text = (
        "<auditfile><company><customersSuppliers><customerSupplier><custSupID>1</custSupID><custSupName>Nu</custSupName>"
        "<customerSupplierHistory><customerSupplier><custSupID>1</custSupID><custSupName>Toen</custSupName>"
        "</customerSupplier></customerSupplierHistory></customerSupplier></customersSuppliers><generalLedger>"
        "<ledgerAccount><accID>8000</accID><accTp>P</accTp><glAccountHistory><glAccount><accID>8000</accID>"
        "<accTp>B</accTp></glAccount></glAccountHistory></ledgerAccount></generalLedger><transactions><journal>"
        "<jrnID>V</jrnID><transaction><nr>1</nr><trLine><accID>8000</accID><amnt>5</amnt><amntTp>C</amntTp>"
        "<custSupID>1</custSupID><vat><vatAmnt>1</vatAmnt></vat><currency><curAmnt>6</curAmnt></currency></trLine>"
        "</transaction></journal></transactions></company></auditfile>"
    )
    assert run("import.xaf", {"text": text})["customers"] == [{"id": "1", "name": "Nu", "revenue": 5.0, "invoices": 1}]


@pytest.mark.parametrize("amount", ["", "abc", "1,234", "1e3", "--1", "NaN", "9" * 5000])
def test_unreadable_amount_is_left_out_and_told(amount: str) -> None:
    """A hole in the turnover is told with its place and the rest is read; other accounts are not looked at."""
    text = (
        "<auditfile><company><generalLedger><ledgerAccount><accID>8000</accID><accTp>P</accTp></ledgerAccount>"
        "</generalLedger><transactions><journal><jrnID>V</jrnID><transaction><nr>1</nr><trLine><accID>{}</accID>"
        "<amnt>{}</amnt><amntTp>C</amntTp></trLine>\n<trLine><accID>8000</accID><amnt>5</amnt><amntTp>C</amntTp>"
        "</trLine></transaction></journal></transactions></company></auditfile>"
    )
    turnover = _read(text.format("8000", amount).encode()).revenue()
    assert (turnover.total, turnover.left_out) == (5, [LeftOut(1, "not_a_number", "dagboek V, boeking 1", None)])
    assert _read(text.format("4000", amount).encode()).revenue().left_out == []


class _Endless(io.RawIOBase):
    """A large auditfile that is made while it is read."""

    def __init__(self, bookings: int) -> None:
        super().__init__()
        self.size = 0
        self._pieces = self._write(bookings)

    def _write(self, bookings: int) -> Iterator[bytes]:
        yield b"<auditfile><company><generalLedger><ledgerAccount><accID>1300</accID><accTp>B</accTp></ledgerAccount>"
        yield b"</generalLedger><transactions><journal><jrnID>B</jrnID>"
        line = (
            b"<trLine><accID>1300</accID><desc>" + b"x" * 400 + b"</desc><amnt>1.00</amnt><amntTp>D</amntTp></trLine>"
        )
        for _ in range(bookings):
            yield b"<transaction><nr>1</nr>" + line * 4 + b"</transaction>"
        yield b"</journal></transactions></company></auditfile>"

    def readable(self) -> bool:
        return True

    def read(self, _size: int = -1) -> bytes:
        piece = next(self._pieces, b"")
        self.size += len(piece)
        return piece


def test_file_is_never_held_as_a_whole() -> None:
    """Four megabytes of bookings on balance accounts take less than a quarter of that in memory."""
    stream = _Endless(2000)
    tracemalloc.start()
    read_auditfile(stream)  # type: ignore[arg-type]  # all that is asked of it is read()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert stream.size > 3_500_000
    assert peak < 1_000_000
