"""Workbooks: written by hand as Excel and others write them, read back, damaged, bombed."""

import datetime as dt
import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calculators.imports._cells import NumberCell
from calculators.imports._formats import Shown, number_cell, shown_by
from calculators.imports.reading import SheetContent, read_table
from calculators.imports.xlsx_list import Sheet, column_of, read_workbook
from calculators.model.errors import InputError

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DAY_ZERO = dt.date(1899, 12, 30)


def packed(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Zip the parts of a workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def parts_of(
    sheets: Sequence[str],
    *,
    strings: str = "",
    styles: str = "",
    properties: str = "",
    states: Sequence[str] = (),
) -> dict[str, str | bytes]:
    """Return the parts of a workbook; a sheet is the XML of its rows."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name="Blad{number}" sheetId="{number}" r:id="rId{number}"'
        f"{f' state={chr(34)}{states[number - 1]}{chr(34)}' if states else ''}/>"
        for number in numbers
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    relations += f'<Relationship Id="rId90" Type="{OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
    relations += f'<Relationship Id="rId91" Type="{OFFICE}/styles" Target="styles.xml"/>'
    return {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        **{
            f"xl/worksheets/sheet{number}.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
            for number, rows in zip(numbers, sheets, strict=True)
        },
    }


def texts(*cells: str) -> str:
    """Write a row of texts without references."""
    return "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in cells) + "</row>"


def _rows(rows: str, **more: str) -> list[tuple[int, list[str]]]:
    (sheet,) = read_workbook(packed(parts_of([rows], **more)))
    return sheet.rows


def _outcome(data: bytes) -> list[Sheet] | InputError:
    try:
        return list(read_workbook(data))
    except InputError as error:
        return error


def _refused(data: bytes) -> InputError:
    with pytest.raises(InputError) as refused:
        list(read_workbook(data))
    assert refused.value.field == "text"
    return refused.value


def test_cells_of_every_type() -> None:
    """Shared and inline texts, results of formulas, numbers, booleans, errors and dates as text are told apart."""
    strings = "<si><t>Smit &amp; Co</t></si><si><r><t>Jan</t></r><r><t>sen</t></r><rPh><t>x</t></rPh></si>"
    row = (
        '<row r="4"><c r="A4" t="s"><v>0</v></c><c r="B4" t="s"><v>1</v></c><c r="C4"><v>1234.5</v></c>'
        '<c r="D4" t="str"><f>A4&amp;"x"</f><v>ab</v></c><c r="E4"><f>1+1</f><v>2</v></c><c r="F4" t="b"><v>1</v></c>'
        '<c r="G4" t="b"><v>0</v></c><c r="H4" t="e"><v>#N/A</v></c><c r="I4" t="d"><v>2025-03-01</v></c>'
        '<c r="J4" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c></row>'
    )
    expected = ["Smit & Co", "Jansen", "1234.5", "ab", "2", "WAAR", "ONWAAR", "#N/A", "2025-03-01", "inline"]
    rows = _rows(row, strings=strings)
    assert rows == [(4, expected)]
    assert [isinstance(cell, NumberCell) for cell in rows[0][1]] == [at in {2, 4} for at in range(10)]


def test_empty_cells_and_rows_that_are_left_out() -> None:
    """A cell stands where its reference says; what lies between is empty, and rows keep their numbers."""
    rows = (
        '<row r="2"><c r="B2"><v>1</v></c><c r="AA2"><v>2</v></c></row><row r="5"/><row r="9"><c r="A9" s="3"/></row>'
    )
    rows += '<row r="12"><c><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>'
    assert _rows(rows) == [(2, ["", "1", *[""] * 24, "2"]), (12, ["3", "4"]), (13, ["5"])]


@given(st.integers(0, 16_383))
def test_columns_are_counted_like_digits(column: int) -> None:
    """The letters of a column are a number in base 26 without a zero."""
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    assert column_of(letters) == column


STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="d mmm yyyy;@"/><numFmt numFmtId="165" formatCode="[h]:mm"/>'
    '<numFmt numFmtId="166" formatCode="&quot;dagen &quot;0"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/>'
    '<xf numFmtId="165"/>'
    '<xf numFmtId="166"/><xf numFmtId="4"/></cellXfs>'
)


def test_styles_make_dates_and_durations() -> None:
    """A number with a date's format is a date, with a clock's format hours; other formats leave it a number."""
    cells = "".join(f'<c s="{style}"><v>45658.25</v></c>' for style in range(6))
    hours = str(45658.25 * 24)[:-2]
    expected = ["45658.25", "2025-01-01", "2025-01-01", hours, "45658.25", "45658.25"]
    assert _rows(f"<row>{cells}</row>", styles=STYLES) == [(1, expected)]


def test_workbooks_that_count_from_1904() -> None:
    """Old Macs count days from 1904: the workbook says so."""
    cell = '<row><c s="1"><v>44196</v></c></row>'
    for said, date in (("1", "2025-01-01"), ("true", "2025-01-01"), ("0", "2020-12-31")):
        assert _rows(cell, styles=STYLES, properties=f'<workbookPr date1904="{said}"/>') == [(1, [date])]


@given(st.dates(dt.date(1900, 3, 1), dt.date(9000, 1, 1)))
def test_every_date_is_read_back(date: dt.date) -> None:
    """Dates from March 1900 on are the days since 30 December 1899."""
    assert number_cell(str((date - DAY_ZERO).days), Shown.DATE, DAY_ZERO) == date.isoformat()


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", None),
        ("#,##0.00", None),
        ('_ "€" * #,##0.00_ ;_ "€" * -#,##0.00_ ', None),
        ("[$€-413] #,##0.00", None),
        ("0.00E+00", None),
        ('0 "dagen"', None),
        ("0\\d", None),
        ("[Red]0;[Blue]-0", None),
        ("[>=1000]0", None),
        ("dd-mm-yyyy", Shown.DATE),
        ("[$-413]d mmmm yyyy;@", Shown.DATE),
        ("mmm", Shown.DATE),
        ("yyyy-mm-dd hh:mm", Shown.DATE),
        ("h:mm", Shown.DURATION),
        ("[hh]:mm:ss", Shown.DURATION),
        ("[ss].00", Shown.DURATION),
        ('"' * 300, None),
        ("[" * 1_000_000, None),
    ],
)
def test_formats(code: str, shown: Shown | None) -> None:
    """Letters of a date count, letters in quotes, colours, currencies and conditions do not."""
    assert shown_by(code) is shown


@given(st.floats(-1e14, 1e14).map(lambda value: round(value, 2)))
@example(0.1 + 0.2)
def test_amounts_are_what_excel_shows(value: float) -> None:
    """Fifteen digits are read, without the dust of doubles behind them; the decimal mark is no question."""
    cell = number_cell(repr(value), None, DAY_ZERO)
    rows = [(1, ["Klant", "Omzet"]), (2, ["A", cell]), (3, ["B", "1.234,50"])]
    found = read_table(SheetContent((Sheet("x", rows),)))
    assert [customer["revenue"] for customer in found.customers] == [float(f"{value:.15g}"), 1234.5]


@pytest.mark.parametrize("written", ["nan", "inf", "1e999", "x", "1e30", "-1E+300", "1" * 5000])
def test_numbers_that_are_none_are_told(written: str) -> None:
    """What is no amount is left out with its line, as in other lists."""
    rows = texts("Klant", "Omzet") + f'<row><c t="inlineStr"><is><t>A</t></is></c><c><v>{written}</v></c></row>'
    sheets = list(read_workbook(packed(parts_of([rows]))))
    found = read_table(SheetContent(tuple(sheets)))
    assert [(each.line, each.reason) for each in found.left_out] == [(2, "not_a_number")]


def test_small_remainders_are_zero_and_not_refused() -> None:
    """What Excel leaves of 0,1 + 0,2 - 0,3 is an amount."""
    assert number_cell("5.5511151231257827E-17", None, DAY_ZERO) == "0.00000000000000005551"


def test_first_sheet_with_customers_and_turnover_is_taken() -> None:
    """Explanations before the list are passed over, and so is a list without turnover."""
    sheets = [
        texts("Klant:", ""),
        texts("Klant", "Plaats"),
        texts("x", "y") + texts("Klant", "Omzet") + texts("A", "1"),
    ]
    read = list(read_workbook(packed(parts_of(sheets))))
    found, first = read_table(SheetContent(tuple(read))), read_table(SheetContent(tuple(read[:2])))
    assert [table.name for table in found.tables] == ["Blad3"]
    assert (first.headers, first.problem.code if first.problem else "") == (["Klant", "Plaats"], "no_revenue_column")


def test_hidden_sheets_are_not_read() -> None:
    """What a visitor does not see in Excel does not count."""
    data = packed(parts_of([texts("a"), texts("b"), texts("c")], states=["hidden", "veryHidden", "visible"]))
    assert [sheet.name for sheet in read_workbook(data)] == ["Blad3"]


def test_prefixes_and_the_strict_namespace() -> None:
    """Other programs write names with a prefix, and parts at other places."""
    strict = "http://purl.oclc.org/ooxml/"
    parts = {
        "_rels/.rels": f'<p:Relationships xmlns:p="{PACKAGE}"><p:Relationship Id="a" Target="/boek/b.xml" '
        f'Type="{strict}officeDocument/relationships/officeDocument"/></p:Relationships>',
        "boek/b.xml": f'<x:workbook xmlns:x="{strict}spreadsheetml/main" '
        f'xmlns:q="{strict}officeDocument/relationships"><x:sheets>'
        '<x:sheet name="L" sheetId="7" q:id="k"/></x:sheets></x:workbook>',
        "boek/_rels/b.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="k" Type="{strict}worksheet" '
        'Target="../bladen/1.xml"/></Relationships>',
        "bladen/1.xml": f'<x:worksheet xmlns:x="{strict}spreadsheetml/main"><x:sheetData><x:row>'
        '<x:c t="inlineStr"><x:is><x:t>A</x:t></x:is></x:c><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    }
    assert list(read_workbook(packed(parts))) == [Sheet("L", [(1, ["A", "5"])])]


@pytest.mark.parametrize("part", sorted(parts_of([texts("a")])))
def test_doctype_is_refused_in_every_part(part: str) -> None:
    """No part of a workbook may declare anything: entities that grow are never read."""
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    parts = parts_of([texts("a")])
    assert _refused(packed({**parts, part: f"{bomb}{parts[part]!s}"})).code == "doctype_forbidden"


BROKEN = [b"", b"<a>", b"<a>&b;</a>", b"\0" * 50, b"\xff" * 50]


@pytest.mark.parametrize("part", sorted({*parts_of([texts("a")])} - {"_rels/.rels"}))
@pytest.mark.parametrize("content", BROKEN)
def test_broken_part_is_a_damaged_workbook(part: str, content: bytes) -> None:
    """Whatever part is no XML, the way out is told."""
    assert _refused(packed({**parts_of([texts("a")]), part: content})).code == "wrong_type"


def test_part_that_unpacks_too_large() -> None:
    """A hundred kilobytes that become more than a hundred megabytes are given up halfway."""
    parts = parts_of([texts("Klant", "Omzet") + " " * 105_000_000])
    data = packed(parts)
    assert len(data) < 200_000
    assert _refused(data).code == "file_too_large"


def test_parts_that_unpack_too_large_together() -> None:
    """What is unpacked is counted over all parts."""
    parts = parts_of([" " * 40_000_000] * 3)
    assert _refused(packed(parts)).code == "file_too_large"


def test_zip_with_very_many_parts() -> None:
    """A list of parts that is longer than any workbook's is not even opened."""
    assert _refused(packed(dict.fromkeys(map(str, range(10_001)), ""))).code == "file_too_large"


def test_too_many_columns_and_rows() -> None:
    """A cell far to the right, and rows without end, are told with their place and number."""
    error = _refused(packed(parts_of(['<row r="3"><c r="XFD3"><v>1</v></c></row>'])))
    assert (error.code, "Regel 3 " in error.message) == ("file_too_large", True)
    assert _refused(packed(parts_of(["<row/>" * 1_000_001]))).code == "file_too_large"


def test_empty_cells_far_to_the_right_do_no_harm() -> None:
    """A style up to the last column of Excel is no data."""
    assert _rows('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>') == [(1, ["1"])]


def test_zip_that_is_no_workbook() -> None:
    """Other zips are named for what they are not: a document, an archive."""
    document = {"_rels/.rels": str(parts_of([])["_rels/.rels"]).replace("xl/workbook.xml", "word/document.xml")}
    for parts in ({"auditfile.xaf": "<auditfile/>"}, {**document, "word/document.xml": "<document/>"}, parts_of([])):
        error = _refused(packed(parts))
        assert (error.code, "geen Excel-lijst" in error.message) == ("wrong_type", True)


def test_password_and_unknown_packing() -> None:
    """A part behind a password, or packed in a way that nobody knows, is told as such."""
    data = packed(parts_of([texts("a")]))
    central = data.index(b"PK\x01\x02")
    locked = bytearray(data)
    locked[6] |= 1
    locked[central + 8] |= 1
    assert "wachtwoord" in _refused(bytes(locked)).message
    odd = bytearray(data)
    odd[8:10] = odd[central + 10 : central + 12] = struct.pack("<H", 99)
    assert _refused(bytes(odd)).code == "wrong_type"


WORKBOOK = packed(parts_of([texts("Klant", "Omzet") + texts("A", "1")], strings="<si><t>x</t></si>", styles=STYLES))
STORED = packed(parts_of([texts("Klant", "Omzet") + texts("A", "1")], styles=STYLES), zipfile.ZIP_STORED)


@given(data=st.data(), whole=st.sampled_from([WORKBOOK, STORED]))
def test_damaged_workbooks_are_answered(data: st.DataObject, whole: bytes) -> None:
    """Bytes that are changed, put in or cut off give sheets or an error with a sentence."""
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    cut = data.draw(st.just(len(content)) | st.integers(0, len(content)))
    outcome = _outcome(bytes(content[:cut]))
    if isinstance(outcome, InputError):
        assert outcome.message.endswith(".")
        assert outcome.code in {"wrong_type", "file_too_large", "doctype_forbidden"}
    else:
        assert all(isinstance(cell, str) for sheet in outcome for _, cells in sheet.rows for cell in cells)
