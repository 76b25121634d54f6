"""One way in for every file: recognised by its content, read in pieces, limited, never in doubt about what to do."""

import io
import random
import tracemalloc
import zipfile
from collections.abc import Iterator
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import run
from calculators.browser import list_words as words
from calculators.imports import files
from calculators.imports.files import MOST_BYTES, Intake, limits_for, read_pasted
from calculators.imports.reading import Kind, Reading, SheetContent, TextContent, read_table
from calculators.imports.samples import SAMPLE_KINDS, SampleKind, sample
from calculators.imports.tables import Choices
from calculators.imports.xlsx_list import Sheet
from calculators.model.errors import ErrorCode, InputError
from calculators.presentation.text import sentence
from tests.core.imports.test_xlsx_list import packed, parts_of, texts

CSV = b"Klant;Omzet;Uren\nSmit;1.234,50;3\nBos;-4;\nFout;x;\nTotaal;1.230,50;3\n"
XAF = sample("xaf", 3).content


def _read(data: bytes, name: str = "bestand", size: int = 1 << 20) -> Reading:
    intake = Intake(name)
    for at in range(0, len(data), size):
        intake.feed(data[at : at + size])
    return intake.finish()


def _outcome(data: bytes, size: int = 1 << 20) -> Reading | InputError:
    try:
        return _read(data, size=size)
    except InputError as error:
        return error


def _refused(data: bytes) -> InputError:
    outcome = _outcome(data)
    assert isinstance(outcome, InputError)
    _assert_sentence(outcome)
    return outcome


def _assert_sentence(error: InputError) -> None:
    """A refusal has a code of the contract, a field, and a sentence that ends with what to do."""
    assert error.code in get_args(ErrorCode)
    assert error.field == "text" or error.field.startswith("mapping.")
    assert error.message[0].isupper() or error.message[0] == "'"
    assert error.message.endswith(".")
    assert len(error.message) < 400


def test_text_tells_all_that_a_page_needs() -> None:
    """Customers, what was recognised, the first rows and the lines that were left out with their reason."""
    found = _read(CSV, "klanten.csv")
    assert (found.kind, found.encoding, found.delimiter, found.decimal) == ("csv", "utf-8", ";", ",")
    assert found.customers == [
        {"name": "Smit", "revenue": 1234.5, "hours": 3.0},
        {"name": "Bos", "revenue": -4.0, "hours": None},
    ]
    assert (found.total, found.vat_basis, found.problem) == (1230.5, "unknown", None)
    assert found.headers == ["Klant", "Omzet", "Uren"]
    assert {role: header for role, header in found.mapping.items() if header} == {
        "name": "Klant",
        "revenue": "Omzet",
        "hours": "Uren",
    }
    assert found.preview == [
        ["Smit", "1.234,50", "3"],
        ["Bos", "-4", ""],
        ["Fout", "x", ""],
        ["Totaal", "1.230,50", "3"],
        ["", "", ""],
    ]
    assert [(each.line, each.reason) for each in found.left_out] == [(4, "not_a_number"), (5, "total")]


@given(st.sampled_from(["excel-nl", "boekhouding", "engels"]), st.integers(1, 60), st.integers(0, 10**6))
def test_text_says_the_same_as_the_operation(kind: SampleKind, lines: int, seed: int) -> None:
    """``import.csv`` and the way in for files agree on what they share."""
    made = sample(kind, lines, seed).content
    found, outcome = _read(made), run("import.csv", {"bytes_hex": made.hex()})
    mapping, skipped = outcome.pop("mapping"), outcome.pop("skipped")
    assert {key: getattr(found, key) for key in outcome} == outcome
    assert {role: found.mapping[role] for role in mapping} == mapping
    assert [{"line": each.line, "reason": each.reason} for each in found.left_out if each.reason != "total"] == skipped


@given(lines=st.integers(1, 30), seed=st.integers(0, 10**6))
def test_auditfile_says_the_same_as_the_operation(lines: int, seed: int) -> None:
    """``import.xaf`` and the way in for files agree on what they share."""
    made = sample("xaf", lines, seed).content
    found, outcome = _read(made), run("import.xaf", {"bytes_hex": made.hex()})
    assert (found.kind, found.vat_basis, found.is_sure) == ("xaf", "excl", True)
    del outcome["version"]
    for customer in found.customers:
        assert sum(customer.pop("months").values()) == pytest.approx(customer["revenue"])
    assert {key: getattr(found, key) for key in outcome} == outcome


@pytest.mark.parametrize("kind", SAMPLE_KINDS)
@pytest.mark.parametrize("size", [1, 7, 4095, 4096, 4097])
def test_pieces_do_not_matter(kind: SampleKind, size: int) -> None:
    """However a file is cut into pieces, it says the same."""
    made = sample(kind, 40).content
    assert _read(made, size=size) == _read(made)


def test_workbook_tells_all_that_a_page_needs() -> None:
    """A workbook has a sheet in place of an encoding; numbers are shown with a comma."""
    rows = texts("Klant", "Omzet excl. btw") + '<row><c t="inlineStr"><is><t>A</t></is></c><c><v>1.5</v></c></row>'
    found = _read(packed(parts_of([texts("Uitleg"), rows])))
    assert (found.kind, found.tables[0].name, found.encoding, found.delimiter) == ("xlsx", "Blad2", None, None)
    assert (found.customers, found.vat_basis) == ([{"name": "A", "revenue": 1.5}], "excl")
    assert found.preview == [["A", "1,5"]]


def test_table_can_be_read_again_with_another_mapping() -> None:
    """What a reading keeps is enough to point out other columns, in a text and in a workbook."""
    header, row = ("Klant", "Omzet", "Bruto"), ("A", "1", "2")
    text = _read("\n".join([";".join(header), ";".join(row)]).encode())
    book = _read(packed(parts_of([texts(*header) + texts(*row)])))
    for found, kind in ((text, TextContent), (book, SheetContent)):
        assert isinstance(found.content, kind)
        assert found.total == 1
        again = read_table(found.content, Choices({"revenue": "Bruto"}))
        assert (again.total, again.mapping["revenue"]) == (2, "Bruto")
        assert read_table(again.content or found.content) == found


def test_unknown_headers_can_be_pointed_out() -> None:
    """When no header is understood the first row that looks like one is offered, in the best delimiter."""
    for delimiter in ";,\t|":
        rows = [["Lijst 2025"], ["Afnemer", "Bruto (eur)", "Plaats"], ["A", "2.50", "Ede"]]
        found = _read("\n".join(map(delimiter.join, rows)).encode())
        assert found.problem is not None
        _assert_sentence(found.problem)
        assert (found.headers, found.preview, found.customers) == (rows[1], rows[2:], [])
    book = _read(packed(parts_of([texts("Lijst") + texts("Afnemer", "Bruto") + texts("A", "2,50")])))
    assert book.problem is not None
    assert (book.problem.code, book.headers, book.preview) == (
        "no_revenue_column",
        ["Afnemer", "Bruto"],
        [["A", "2,50"]],
    )
    assert book.content is not None
    assert read_table(book.content, Choices({"name": "Afnemer", "revenue": "Bruto"})).total == 2.5


@pytest.mark.parametrize(
    ("mapping", "code", "field"),
    [
        ({"revenue": "Winst"}, "unknown_choice", "mapping.revenue"),
        ({"name": ""}, "required", "mapping.name"),
        ({"revenue": ""}, "no_revenue_column", "text"),
    ],
)
def test_mapping_that_does_not_fit_is_a_problem_and_not_the_end(mapping: dict[str, str], code: str, field: str) -> None:
    """A choice that cannot be carried out is told at its place; headers and preview stay."""
    content = _read(CSV).content
    assert content is not None
    found = read_table(content, Choices(mapping))
    assert found.problem is not None
    assert (found.problem.code, found.problem.field, found.headers) == (code, field, ["Klant", "Omzet", "Uren"])


def test_long_cells_are_cut_in_the_preview_only() -> None:
    """A name of a thousand letters stays a name; the preview shows its beginning."""
    found = _read(b"Klant;Omzet\n" + b"x" * 1000 + b";1\n")
    assert (len(found.customers[0]["name"]), len(found.preview[0][0])) == (1000, 80)


def test_names_with_html_and_formulas_are_names() -> None:
    """Nothing in a cell is carried out or taken away."""
    names = ["<img src=x onerror=alert(1)>", "=HYPERLINK(A1)", "@SUM(1)", "+31 6", "{{x}}", "'; DROP TABLE--"]
    found = _read(("Klant\tOmzet\n" + "".join(f"{name}\t1\n" for name in names)).encode())
    assert [customer["name"] for customer in found.customers] == names


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_unicode_text_of_excel(order: str) -> None:
    """What Excel calls Unicode text is UTF-16 with tabs; an auditfile may be written so too."""
    mark = "\N{ZERO WIDTH NO-BREAK SPACE}"
    found = _read(f"{mark}Klant\tOmzet\nCafé €\t1,50\n".encode(order))
    assert (found.encoding, found.delimiter, found.customers) == ("utf-16", "\t", [{"name": "Café €", "revenue": 1.5}])
    declared = XAF.decode().replace("UTF-8", "UTF-16")
    assert _read(f"{mark}{declared}".encode(order)) == _read(XAF)


def test_pasted_rows_are_a_file() -> None:
    """Rows that are pasted from a spreadsheet are read like a file; what no file can hold does no harm."""
    assert read_pasted("Klant\tOmzet\nSmit\t€ 1,50\n").customers == [{"name": "Smit", "revenue": 1.5}]
    assert read_pasted("Klant\tOmzet\nSm\ud800it\t1\n").customers[0]["name"] == "Sm\N{REPLACEMENT CHARACTER}it"
    with pytest.raises(InputError) as refused:
        read_pasted(" \n")
    assert refused.value.code == "empty_file"


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "empty_file", "leeg"),
        (b"\xef\xbb\xbf \r\n\t", "empty_file", "leeg"),
        (packed(parts_of([""])), "empty_file", "leeg"),
        (b"%PDF-1.7\n%\xe2\xe3", "wrong_type", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "wrong_type", ".xls"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "wrong_type", "geen lijst"),
        (b"\x1f\x8b\x08\x01abc", "wrong_type", "Pak het eerst uit"),
        (b"Rar!\x1a\x07\0", "wrong_type", "Pak het eerst uit"),
        (b"<!DOCTYPE HTML><table>", "wrong_type", "webpagina"),
        (b"\xef\xbb\xbf<html><body><table><tr><td>Klant", "wrong_type", "webpagina"),
        (b"PK\x05\x06" + b"\0" * 18, "wrong_type", "zip"),
        (b"PK\x03\x04 and then nothing", "wrong_type", "beschadigd"),
        (b'<?xml version="1.0"?><Workbook/>', "not_an_auditfile", "geen auditfile"),
        (b"<Invoice/>", "not_an_auditfile", "geen auditfile"),
        (XAF[:-20], "not_an_auditfile", "beschadigd"),
        (b"<!DOCTYPE auditfile []><auditfile/>", "doctype_forbidden", "DOCTYPE"),
        (b"een brief\nzonder kolommen\n", "no_revenue_column", "Klant"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_way_out(data: bytes, code: str, words: str) -> None:
    """Files of other kinds are recognised by their content, and the sentence says what they are."""
    error = _refused(data)
    assert (error.code, error.field) == (code, "text")
    assert words in error.message


SCRAPS = (
    b";",
    b",",
    b'"',
    b"\n",
    b"\r\n\r\n",
    b"\t",
    b"\0",
    b"Totaal",
    b"-",
    b"%",
    b"\xe9",
    b"Klant;Omzet\n",
    b"\xe2\x82\xac",
)


@given(
    kind=st.sampled_from(SAMPLE_KINDS),
    blows=st.lists(
        st.tuples(st.floats(0, 1), st.sampled_from(SCRAPS) | st.binary(max_size=3) | st.integers(1, 60)), max_size=6
    ),
)
def test_damaged_lists_are_answered_in_sentences(kind: SampleKind, blows: list[tuple[float, bytes | int]]) -> None:
    """Whatever was put in or cut out of a list, it is read with all that is told about it, or refused."""
    data = bytearray(sample(kind, 4).content)
    for place, blow in blows:
        at = int(place * len(data))
        data[at : at + (blow if isinstance(blow, int) else 0)] = b"" if isinstance(blow, int) else blow
    found = _outcome(bytes(data))
    if isinstance(found, InputError):
        _assert_sentence(found)
        return
    told = [*words.notes(found), *words.facts(found), words.summary(found), *map(words.reason, found.left_out)]
    assert all(sentence(each) for each in told)
    if found.question:
        assert words.question(found.question).options


@pytest.mark.parametrize(
    ("text", "revenue", "hours", "told"),
    [
        ("Client,Currency,Amount\nA,Euro - EUR,100.00\nB,United States Dollar - USD,50.00\n", {"A": 100}, None, "USD"),
        ("Klant;Munt;Omzet\nA;euro;100,00\nB;Britse pond;50,00\n", {"A": 100}, None, "BRITSE POND"),
        ("Naam;Soort;Bedrag\nA;Inkomsten;100,00\nA;Uitgaven;40,00\n", {"A": 100}, None, "Uitgaven"),
        ("Datum;Tijd;Klant;Bedrag\n02-01-2025;10:00;A;9,00\n03-01-2025;14:35;B;5,00\n", {"A": 9, "B": 5}, None, "Tijd"),
        ("Datum;Duur;Klant;Bedrag\n02-01-2025;1:30;A;9,00\n03-01-2025;0:30;B;5,00\n", {"A": 9, "B": 5}, 1.5, ""),
        ("Klantnr;Naam;Omzet\nguest;Jan;10\nguest;Piet;20\n7;Kees;5\n", {"Jan": 10, "Piet": 20, "Kees": 5}, None, ""),
        ("Klant;Jaar;Omzet\nA;2023;10,00\nA;2025;5,00\n", {"A": 15}, None, "Jaar"),
        ("Klant;Kwartaal;Omzet\nA;2024-Q1;10,00\nA;2025-Q1;5,00\n", {"A": 15}, None, "Kwartaal"),
        ("Klant;Omzet\nC;100,00\nD;50,00\n", {"C": 100, "D": 50}, None, ""),
    ],
)
def test_what_looks_like_something_else(text: str, revenue: dict[str, float], hours: float | None, told: str) -> None:
    """Named currencies, expenses, times of the day, guests and one-letter names are taken for what they are."""
    reading = _read(text.encode())
    assert {each["name"]: each["revenue"] for each in reading.customers} == revenue
    assert reading.customers[0].get("hours") == hours
    said = [sentence(words.note(note)) for note in reading.notes]
    assert told in " ".join([*said, *(each.detail for each in reading.left_out)])


@pytest.mark.parametrize(
    "word",
    ["Klant", "Debiteur", "Relatie", "Customer", "Client", "Project", "Week", "Factuur", "Groep", "Order", "Number"],
)
def test_customers_without_a_name_are_customers(word: str) -> None:
    """A word of lists with a number is how owners hide the names of customers: no total, whatever the amounts."""
    lines = [f"{word} {number};{number * 10}" for number in range(1, 41)]
    reading = _read("\n".join(["Klant;Omzet", *lines]).encode())
    assert [each["name"] for each in reading.customers] == [line.split(";")[0] for line in lines]


def test_sheets_say_by_their_names_what_they_are() -> None:
    """A plan is not added to what was sold, and two years are told."""
    rows = [(1, ["Klant", "Omzet"]), (2, ["A", "10"]), (3, ["B", "5"])]
    sheets = (Sheet("Omzet 2024", rows), Sheet("Omzet 2025", rows[:2]), Sheet("Begroting 2026", rows))
    reading = read_table(SheetContent(sheets))
    assert reading.total == 25
    assert {"plan_sheets", "year_sheets"} <= {note.code for note in reading.notes}


def test_zeros_in_the_middle_of_a_list_are_no_picture() -> None:
    """A stray NUL far down in a list is nothing that shows."""
    data = b"Klant;Omzet\n" + b"A;1\n" * 2000 + b"B\0;2\n"
    assert _read(data).customers[1]["name"] == "B"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.csv", "csv"),
        ("a.txt", "csv"),
        ("a", "csv"),
        ("a.XLSX", "xlsx"),
        ("a.xls", "xlsx"),
        ("a.xaf", "xaf"),
        ("a.b.xml", "xaf"),
    ],
)
def test_size_is_checked_before_reading(name: str, kind: Kind) -> None:
    """The name tells how large a file may be; one byte more is refused with the limit in the sentence."""
    most = MOST_BYTES[kind]
    assert limits_for(name, most) == most
    with pytest.raises(InputError) as refused:
        limits_for(name, most + 1)
    _assert_sentence(refused.value)
    assert (refused.value.code, f"{most // 2**20} MB" in refused.value.message) == ("file_too_large", True)


def test_size_is_checked_while_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name may promise an auditfile and the content be a list: then the limit of a list counts."""
    monkeypatch.setitem(MOST_BYTES, "csv", 10_000)
    intake = Intake("a.xaf")
    intake.feed(b"Klant;Omzet\n" + b"A;1\n" * 2400)
    with pytest.raises(InputError) as refused:
        intake.feed(b"A;1\n" * 200)
    assert refused.value.code == "file_too_large"
    assert _read(XAF).total > 0


def test_first_piece_may_be_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also a file that comes in one piece, short or long, keeps to the limit."""
    monkeypatch.setitem(MOST_BYTES, "csv", 10)
    for lines in (1, 5000):
        assert _refused(b"Klant;Omzet\n" + b"A;1\n" * lines).code == "file_too_large"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"Klant;Omzet\n" + b"A;1\n" * 1_000_001, "1.000.000 regels"),
        (b"Klant;Omzet" + b";x" * 200 + b"\nA;1\n", "200 kolommen"),
        (b"Klant;Omzet\nA;1" + b";x" * 1_000_000, "1.000.000 tekens"),
        (b"Klant;Omzet\nA;1\nB;1" + b";x" * 199 + b"\n", "Regel 3 "),
        (b"Klant;Omzet\n" + b"".join(b"%d;1\n" % number for number in range(100_001)), "100.000 klanten"),
        (b"Klant;Omzet\n" + b"x" * 1_000_001, "1.000.000 tekens"),
        (b"Klant;Omzet\rA;1\r" + b"x" * 1_000_001 + b"\rB;1", "1.000.000 tekens"),
    ],
)
def test_lists_beyond_the_limits(data: bytes, words: str) -> None:
    """Too many rows, columns, customers, or a line without end are told with the limit."""
    error = _refused(data)
    assert (error.code, words in error.message) == ("file_too_large", True)


def test_lists_at_the_limits() -> None:
    """Up to the limit everything is read: columns, also with empty ones behind them, and the length of a line."""
    assert _read(b"Klant;Omzet" + b";x" * 198 + b";" * 300 + b"\nA;1" + b";x" * 198 + b";" * 300).total == 1
    assert _read(b"Klant;Omzet\n" + b"x" * 999_998 + b";1\nB;2").total == 3
    assert len(_read(b"Klant;Omzet\n" + b"".join(b"%d;1\n" % number for number in range(100_000))).customers) == 100_000


def test_auditfile_with_too_many_customers(monkeypatch: pytest.MonkeyPatch) -> None:
    """An auditfile is given up as soon as it has more customers than the limit."""
    monkeypatch.setattr(files, "MOST_CUSTOMERS", 2)
    line = "<trLine><accID>8000</accID><amnt>1</amnt><amntTp>C</amntTp><custSupID>{}</custSupID></trLine>"
    start = "<auditfile><company><transactions><journal>"
    booked = "".join(f"<transaction>{line.format(number)}</transaction>" for number in range(3))
    assert _refused((start + booked).encode()).code == "file_too_large"


@pytest.mark.parametrize("start", ["<auditfile x='", "<auditfile><!--", "<auditfile><a ", "<auditfile><?x "])
def test_tag_without_end_is_given_up(start: str) -> None:
    """Megabytes inside one tag or comment are damage; expat would go over them again with every piece."""
    intake = Intake("a.xaf")
    intake.feed(start.encode().ljust(5000))
    for _ in range(99):
        intake.feed(b"x" * 10_000)
    with pytest.raises(InputError) as refused:
        intake.feed(b"x" * 10_000)
    assert refused.value.code == "not_an_auditfile"


def _large_auditfile(bookings: int) -> Iterator[bytes]:
    """An auditfile in pieces of some hundred kilobytes, of which the bookings are made again and again."""
    small = sample("xaf", 1000).content
    begin, end = small.index(b"<transaction><nr>1<"), small.index(b"</journal>")
    yield small[:begin]
    for number in range(bookings // 1000):
        yield small[begin:end].replace(b"<transaction><nr>", b"<transaction><nr>%d-" % number)
    yield small[end:]


def test_auditfile_is_never_held() -> None:
    """Of fourteen megabytes with twenty thousand invoices no more than half is in memory at any time."""
    pieces = list(_large_auditfile(20_000))
    intake = Intake("a.xaf")
    tracemalloc.start()
    for piece in pieces:
        intake.feed(piece)
    found = intake.finish()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sum(map(len, pieces)) > 13_000_000
    assert sum(customer.get("invoices", 0) for customer in found.customers) == 20_000
    assert peak < 7_000_000


STARTS = [
    b"",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"PK\x03\x04",
    b"<",
    b"<?xml",
    b"<auditfile>",
    b"Klant;Omzet\n",
    b"sep=;\n",
]


@given(data=st.binary(max_size=80), start=st.sampled_from(STARTS), size=st.integers(1, 40))
def test_any_bytes_are_answered(data: bytes, start: bytes, size: int) -> None:
    """Any bytes at all, in any pieces, give a reading or an error with a sentence."""
    _assert_answered(_outcome(start + data, size))


@pytest.mark.parametrize("kind", SAMPLE_KINDS)
@given(data=st.data())
def test_damaged_files_are_answered(kind: SampleKind, data: st.DataObject) -> None:
    """Real files that are cut off or changed in places give a reading or an error with a sentence."""
    content = bytearray(sample(kind, 12).content)
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        junk = data.draw(
            st.binary(max_size=4) | st.sampled_from([b'"', b'""";', b"\0", b"<!DOCTYPE a []>", b"&a;", b"<a>"])
        )
        content[at : at + data.draw(st.integers(0, 3))] = junk
    cut = data.draw(st.just(len(content)) | st.integers(0, len(content)))
    _assert_answered(_outcome(bytes(content[:cut])))


def _assert_answered(outcome: Reading | InputError) -> None:
    if isinstance(outcome, InputError):
        _assert_sentence(outcome)
        return
    if outcome.problem is not None:
        _assert_sentence(outcome.problem)
    assert outcome.total == pytest.approx(
        sum(customer["revenue"] for customer in outcome.customers) + outcome.unassigned, abs=1e-6, rel=1e-9
    )
    assert all(len(row) == len(outcome.headers) for row in outcome.preview)


@pytest.mark.parametrize(
    "piece", ['"x;', '""', '"""x;', '"\n', ',"', ' "', '"a";"b\n', '";"";', "1.1.1.1.", "€", "(", "-"]
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    """A megabyte of what is hard to read is read in one sweep: a quadratic reader would take hours."""
    lines = (piece * 200 + "\n") * (1_000_000 // (200 * len(piece)))
    for text in (f"Klant;Omzet\n{lines}", f"Klant;Omzet\nA;{lines}"):
        _assert_answered(_outcome(text.encode()))


def test_random_files_without_sense() -> None:
    """Noise of a megabyte is refused or read, and quickly so."""
    draw = random.Random(5)
    for start in STARTS:
        _assert_answered(_outcome(start + draw.randbytes(1_000_000)))


def test_zip_within_a_zip_is_not_opened() -> None:
    """Only what a workbook needs is unpacked; what else is in the zip stays packed."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bom", b"\0" * 200_000_000)
    parts = parts_of([texts("Klant", "Omzet") + texts("A", "1")])
    assert _read(packed({**parts, "xl/media/bom.zip": inner.getvalue(), "bom": b"\0" * 150_000_000})).total == 1


@pytest.mark.parametrize(
    ("rows", "costs"),
    [
        ("A;10,00;-1,00\nB;9,00;-2,00", {"A": 1.0, "B": 2.0}),  # as a ledger writes them
        ("A;10,00;€ -1,00\nB;9,00;€ -2,00", {"A": 1.0, "B": 2.0}),
        ("A;10,00;-1,00\nB;9,00;-2,00\nB;9,00;1,00", {"A": 1.0, "B": 1.0}),  # with one correction
        ("A;10,00;1,00\nA;-9,00;-2,00", {"A": -1.0}),  # a credit note is below zero on both sides
        ("A;10,00;1,00\nA;5,00;-2,00", {"A": -1.0}),  # as many one way as the other: as they stand
        ("A;10,00;1,00\nB;9,00;2,00", {"A": 1.0, "B": 2.0}),
    ],
)
def test_costs_are_turned_only_where_rows_with_turnover_have_them_below_zero(
    rows: str, costs: dict[str, float]
) -> None:
    """Costs that a ledger writes below zero are costs, and that is told; a credit note turns nothing."""
    reading = read_pasted(f"Klant;Omzet;Kosten\n{rows}\n")
    assert {each["name"]: each["costs"] for each in reading.customers} == costs
    turned = any(note.code == "turned_costs" for note in reading.notes)
    assert turned == (rows.count("-") > 1 and costs["A"] > 0)


@pytest.mark.parametrize(
    "thousand", ["1001", "1.001", "1'001", "1’001", "1 001", "1\N{NO-BREAK SPACE}001", "€ 1'001", "-1 001"]
)
def test_an_amount_that_a_comma_split_is_left_out_also_where_the_last_cell_is_blank(thousand: str) -> None:
    """However thousands are written: the part behind the comma is never taken for the customer number."""
    reading = read_pasted(f"Klant,Omzet,Klantnummer\nBos,12,108\nSmit,{thousand},50,\n")
    assert [(each["name"], each["revenue"]) for each in reading.customers] == [("Bos", 12.0)]
    assert [(each.line, each.reason) for each in reading.left_out] == [(3, "extra_cells")]


@pytest.mark.parametrize("behind", ["001.-", "001.--", "001.50", "001"])
def test_an_amount_that_its_thousands_split_is_left_out_too(behind: str) -> None:
    """What stands behind the comma of thousands is no customer number either, however cents are written."""
    reading = read_pasted(f"Klant,Omzet,Klantnummer\nBos,12.-,108\nSmit,1,{behind},\n")
    assert [(each["name"], each["revenue"]) for each in reading.customers] == [("Bos", 12.0)]
    assert [(each.line, each.reason) for each in reading.left_out] == [(3, "extra_cells")]


@pytest.mark.parametrize("before", ["1.000,00", "1 000,00", "1\N{NO-BREAK SPACE}000,00", "1’000,00", "7 Cr", "2024"])
@pytest.mark.parametrize("total", ["Subtotaal", "Totaal", "Totalen"])
def test_a_total_without_an_amount_is_no_heading_of_another_table(total: str, before: str) -> None:
    """Whatever stands in another column of it: the customers below it are read."""
    reading = read_pasted(f"Klant;Omzet vorig jaar;Omzet\nBos;3,00;4,00\n{total};{before};\nSmit;1,00;7,00\n")
    assert [(each["name"], each["revenue"]) for each in reading.customers] == [("Bos", 4.0), ("Smit", 7.0)]
    assert [(each.line, each.reason) for each in reading.left_out] == [(3, "total")]
