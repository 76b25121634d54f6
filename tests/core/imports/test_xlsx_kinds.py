"""Workbooks that are unlike Excel's own, or that hide, merge, format and calculate: each kind of them, in a table."""

import datetime as dt
import itertools
from collections.abc import Mapping

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calculators.imports._cells import NumberCell, UncalculatedCell
from calculators.imports._formats import NO_REFERENCE, Money, Shown, number_cell, shown_by
from calculators.imports.tables import MOST_COLUMNS
from calculators.imports.xlsx_list import MOST_REPEATED, Sheet, read_workbook, unescaped
from calculators.model.errors import InputError
from tests.core.imports.test_xlsx_list import BROKEN, MAIN, OFFICE, packed, parts_of, texts

Parts = Mapping[str, str | bytes]

SHARED = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>5</v></c></row>'
STRINGS = "<si><t>Smit</t></si>"
WHOLE = parts_of([SHARED], strings=STRINGS, styles='<cellXfs><xf numFmtId="0"/></cellXfs>')
READ = [(1, ["Smit", "5"])]


def _sheet(rows: str, *, before: str = "", after: str = "", **more: str) -> Sheet:
    """Read the one sheet with these rows, and these elements before and after them."""
    parts = parts_of([rows], **more)
    part = "xl/worksheets/sheet1.xml"
    content = (
        str(parts[part]).replace("<sheetData>", f"{before}<sheetData>").replace("</sheetData>", f"</sheetData>{after}")
    )
    (sheet,) = read_workbook(packed({**parts, part: content}))
    return sheet


def _cells(cells: str, **more: str) -> list[str]:
    ((_, row),) = _sheet(f"<row>{cells}</row>", **more).rows
    return row


def _refused(parts: Parts) -> InputError:
    with pytest.raises(InputError) as refused:
        list(read_workbook(packed(parts)))
    assert (refused.value.code, refused.value.field) == ("wrong_type", "text")
    return refused.value


def _renamed(old: str, new: str, parts: Parts = WHOLE) -> Parts:
    return {name.replace(old, new): content for name, content in parts.items()}


def _without(*names: str) -> Parts:
    return {name: content for name, content in WHOLE.items() if name not in names}


def _related(old: str, new: str) -> Parts:
    part = "xl/_rels/workbook.xml.rels"
    return {**WHOLE, part: str(WHOLE[part]).replace(old, new)}


# Names and relations.


@pytest.mark.parametrize(
    "parts",
    [
        _renamed("sharedStrings", "SharedStrings"),
        _renamed("xl/", "XL/"),
        _renamed("/", "\\"),
        _renamed("xl/", "/xl/"),
        _renamed("xl/", "./xl/"),
        _related("worksheets/sheet1.xml", "./Worksheets/Sheet1.XML"),
        _related("worksheets/sheet1.xml", "worksheets\\sheet1.xml"),
        _related("worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"),
        _without("xl/styles.xml"),
        _related("styles.xml", "theme/theme1.xml"),
        _without("_rels/.rels"),
        *({**WHOLE, "_rels/.rels": content} for content in BROKEN),
        {**WHOLE, "_rels/.rels": str(WHOLE["_rels/.rels"]).replace("xl/workbook.xml", "xl/elsewhere.xml")},
        _without("xl/_rels/workbook.xml.rels"),
        {**WHOLE, "xl/_rels/workbook.xml.rels": "<Relationships/>"},
    ],
)
def test_parts_are_found_however_they_are_named(parts: Parts) -> None:
    """Case, slashes and parts that nobody needs do not matter; nor do relations that can be told without them."""
    assert [sheet.rows for sheet in read_workbook(packed(parts))] == [READ]


def test_sheets_without_relations_are_in_the_order_of_their_numbers() -> None:
    """Sheet 10 comes after sheet 9, a hidden one keeps its place, and what does not fit is not guessed at."""
    names = [f"s{number}" for number in range(1, 12)]
    parts = parts_of([texts(name) for name in names], states=["hidden", *["visible"] * 10])
    del parts["xl/_rels/workbook.xml.rels"]
    assert [sheet.rows[0][1] for sheet in read_workbook(packed(parts))] == [[name] for name in names[1:]]
    del parts["xl/worksheets/sheet4.xml"]
    assert "beschadigd" in _refused(parts).message


@pytest.mark.parametrize("kind", ["chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"])
def test_sheets_without_cells_are_passed_over(kind: str) -> None:
    """A chart has a place among the sheets and no rows, and so has a sheet that is not there."""
    parts = parts_of([texts("a"), texts("b"), texts("c")])
    listing = "xl/_rels/workbook.xml.rels"
    parts[listing] = str(parts[listing]).replace(f'rId1" Type="{OFFICE}/worksheet', f'rId1" Type="{OFFICE}/{kind}')
    del parts["xl/worksheets/sheet2.xml"]
    assert [sheet.name for sheet in read_workbook(packed(parts))] == ["Blad3"]
    del parts["xl/worksheets/sheet3.xml"]
    assert "geen Excel-lijst" in _refused(parts).message


def test_shared_texts_that_are_missing_matter_to_who_needs_them() -> None:
    """Without the part with texts a list of inline texts is whole, and one that refers to it is damaged."""
    bare = _without("xl/sharedStrings.xml")
    assert "beschadigd" in _refused(bare).message
    inline = {**bare, "xl/worksheets/sheet1.xml": parts_of([texts("a")])["xl/worksheets/sheet1.xml"]}
    assert [sheet.rows for sheet in read_workbook(packed(inline))] == [[(1, ["a"])]]


# References to nothing.


@pytest.mark.parametrize("index", ["1", "99", "-1", "x", "1.5", "9" * 5000])
def test_text_that_is_not_there_is_told_in_its_cell(index: str) -> None:
    """One bad reference costs one cell, and never brings another's text."""
    cells = f'<c t="s"><v>{index}</v></c><c t="s"><v>0</v></c>'
    assert _cells(cells, strings=STRINGS) == [NO_REFERENCE, "Smit"]


def test_number_with_a_style_that_is_not_there() -> None:
    """It may be a date or an amount, and is neither; a text is what it is, and without any styles a number is one."""
    cells = '<c s="9"><v>45658</v></c><c s="9" t="str"><v>a</v></c><c s="1"><v>45658</v></c>'
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    assert _cells(cells, styles=styles) == [NO_REFERENCE, "a", "2025-01-01"]
    assert _cells(cells) == ["45658", "a", "45658"]


@given(st.lists(st.sampled_from(["", "1", "2", "3", "7", "x", "-1", "0", "1.5", "²", "9" * 5000]), max_size=8))
@example(["2", "2", "1", "3"])
def test_no_two_rows_have_the_same_number(numbers: list[str]) -> None:
    """Whatever the file says of them, rows are told apart, and a number that can be right is kept."""
    rows = "".join(
        f"<row{f' r={chr(34)}{number}{chr(34)}' if number else ''}><c><v>1</v></c></row>" for number in numbers
    )
    found = [number for number, _ in _sheet(rows).rows]
    assert len(found) == len(numbers)
    assert all(one < other for one, other in itertools.pairwise(found))
    if numbers and numbers[0] in {"1", "2", "3", "7"}:
        assert found[0] == int(numbers[0])


def test_row_in_a_row_is_damage() -> None:
    """Which cells are whose is not guessed at."""
    row = '<row r="1"><c><v>1</v></c><row r="2"><c><v>2</v></c></row></row>'
    assert "beschadigd" in _refused(parts_of([row])).message


def test_references_in_small_letters() -> None:
    """A cell is put where its letters say, also when they are small."""
    assert _cells('<c r="c1"><v>3</v></c>') == ["", "", "3"]


# Formulas.

ON_LOAD = '<calcPr calcId="124519" fullCalcOnLoad="1"/>'


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<c><f>B2+C2</f></c>", UncalculatedCell("=B2+C2")),
        ("<c><f>B2+C2</f><v/></c>", UncalculatedCell("=B2+C2")),
        ("<c><f>B2+C2</f><v></v></c>", UncalculatedCell("=B2+C2")),
        ('<c t="str"><f>A1&amp;"x"</f></c>', UncalculatedCell('=A1&"x"')),
        ('<c><f t="shared" si="0"/></c>', UncalculatedCell("=")),
        ('<c><f t="array" ref="A1:A2">B2:B3</f></c>', UncalculatedCell("=B2:B3")),
        ("<c><f>B2+C2</f><v>3</v></c>", NumberCell("3")),
        ("<c><f>B2+C2</f><v>0</v></c>", NumberCell("0")),
        ('<c><f t="shared" si="0"/><v>3</v></c>', NumberCell("3")),
        ('<c t="str"><f>A1&amp;"x"</f><v>Smit</v></c>', "Smit"),
        ('<c t="str"><f>""</f><v></v></c>', None),
        ('<c t="str"><f>""</f><v/></c>', None),
        ('<c t="e"><f>NA()</f><v>#N/A</v></c>', "#N/A"),
        ("<c><v/></c>", None),
        ("<c/>", None),
    ],
)
def test_formula_is_the_value_that_was_kept(cell: str, value: str | None) -> None:
    """A formula without a value is no empty cell; one with an empty text is."""
    found = _cells(f"{cell}<c><v>9</v></c>")
    assert found == [value or "", "9"]
    assert type(found[0]) is type(value or "")


def _formulas(*values: str) -> str:
    return "".join(
        f'<row><c t="str"><v>a</v></c><c><f>B{at}</f><v>{value}</v></c></row>' for at, value in enumerate(values)
    )


@pytest.mark.parametrize(
    ("values", "asked", "uncalculated"),
    [
        (["0"], ON_LOAD, 1),
        (["0", "0.0", "-0"], ON_LOAD, 3),
        (["0", "0", ""], ON_LOAD, 3),
        (["0", "5", "0"], ON_LOAD, 0),
        (["5", "0"], ON_LOAD, 0),
        (["0", "0"], ON_LOAD.replace('"1"', '"0"'), 0),
        (["0", "0"], "", 0),
    ],
)
def test_zeros_of_a_workbook_that_is_yet_to_be_calculated(values: list[str], asked: str, uncalculated: int) -> None:
    """XlsxWriter keeps a zero for every formula: where all are zero and Excel must calculate, none is a value."""
    rows = _sheet(_formulas(*values), properties=asked).rows
    cells = [cells[1] for _, cells in rows]
    assert sum(isinstance(cell, UncalculatedCell) for cell in cells) == uncalculated
    assert all(cell == f"=B{at}" for at, cell in enumerate(cells) if isinstance(cell, UncalculatedCell))


def test_numbers_beside_formulas_are_numbers() -> None:
    """A zero that was typed is a zero, and one sheet says nothing about another."""
    parts = parts_of([_formulas("0") + "<row><c><v>0</v></c></row>", _formulas("7", "0")], properties=ON_LOAD)
    first, second = read_workbook(packed(parts))
    assert (first.rows[1][1][0], type(first.rows[1][1][0])) == ("0", NumberCell)
    assert type(first.rows[0][1][1]) is UncalculatedCell
    assert [cells[1] for _, cells in second.rows] == ["7", "0"]


@pytest.mark.parametrize(
    ("first", "asked", "uncalculated"),
    [("", "", True), ("<v>0</v>", ON_LOAD, True), ("<v>0</v>", "", False), ("<v>7</v>", ON_LOAD, False)],
)
def test_formula_of_many_cells(first: str, asked: str, uncalculated: bool) -> None:  # noqa: FBT001 -- given by name
    """What a formula fills is as calculated as its first cell: XlsxWriter keeps mere zeros in the other ones."""
    rows = (
        f'<row r="1"><c r="B1"><f t="array" ref="B1:C2">D1:E2</f>{first}</c><c r="C1"><v>0</v></c></row>'
        '<row r="2"><c r="A2"><v>0</v></c><c r="B2"><v>0</v></c><c r="C2"><v>5</v></c></row>'
        '<row r="3"><c><v>0</v></c></row>'
    )
    found = [[type(cell) is UncalculatedCell for cell in cells] for _, cells in _sheet(rows, properties=asked).rows]
    assert found == [[False, uncalculated, uncalculated], [False, uncalculated, False], [False]]


# Formats.


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("0%", Shown.PERCENTAGE),
        ("#,##0.00%;[Red]-#,##0.00%", Shown.PERCENTAGE),
        ('0.0 %" van omzet"', Shown.PERCENTAGE),
        ("0\\%", Shown.WITH_PERCENT_SIGN),
        ('0"%"', Shown.WITH_PERCENT_SIGN),
        ('0;"%"0', None),
        ('"a;b"0%', Shown.PERCENTAGE),
        ("[$$-409]#,##0.00", Money("$")),
        ("[$$-409]#,##0.00;[Red]-[$$-409]#,##0.00", Money("$")),
        ('"$"#,##0_);("$"#,##0)', Money("$")),
        ('_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)', Money("$")),
        ("$#,##0.00", Money("$")),
        ("\\$0", Money("$")),
        ("[$USD] #,##0.00", Money("USD")),
        ("[$USD-409]0.00", Money("USD")),
        ('"USD "#,##0.00', Money("USD")),
        ("USD 0", Money("USD")),
        ('#,##0.00\\ "CHF"', Money("CHF")),
        ("\\C\\H\\F 0", Money("CHF")),
        ("[$£-809]#,##0.00", Money("£")),
        ("£0", Money("£")),
        ('"US$" 0', Money("US$")),
        ("[$kr.-406] #,##0", Money("kr.")),
        ('#,##0 "kr"', Money("kr")),
        ("[$zł-415] 0", Money("zł")),
        ("[$¥-411]General", Money("¥")),
        ("[$₺-41F]0", Money("₺")),
        ("[$fl-413] 0", Money("fl")),
        ("[$€-413] #,##0.00", None),
        ("[$€-2]\\ #,##0.00", None),
        ("[$EUR] #,##0.00", None),
        ('"EUR" 0', None),
        ('0 "euro"', None),
        ('_ "€" * #,##0.00_ ;_ "€" * -#,##0.00_ ;_ "€" * "-"??_ ;_ @_ ', None),
        ("#,##0.00\\ _€", None),
        ("#,##0_$", None),
        ("[$-413]#,##0.00", None),
        ('0 "uur"', None),
        ('0 "USDA"', None),
        ('0.0,,"M"', None),
        ("General", None),
        ("[$-409]h:mm AM/PM", Shown.DURATION),
        ("[$-F800]dddd, mmmm dd, yyyy", Shown.DATE),
        ('"$" dd-mm-yyyy', Shown.DATE),
        ("dd-mm-yyyy hh:mm:ss.00", Shown.DATE),
        ("mm:ss.0", Shown.DURATION),
        ("", None),
        ("\\", None),
        ("[$" * 200, None),
        ('"' + "%" * 1_000_000, None),
    ],
)
def test_formats_of_shares_and_other_money(code: str, shown: Shown | Money | None) -> None:
    """A percent sign and a currency count wherever Excel shows them; room, locales and the euro do not."""
    assert shown_by(code) == shown


@pytest.mark.parametrize(
    ("written", "shown", "cell"),
    [
        ("0.25", Shown.PERCENTAGE, "25%"),
        ("0.125", Shown.PERCENTAGE, "12.5%"),
        ("7.0000000000000007E-2", Shown.PERCENTAGE, "7%"),
        ("-1", Shown.PERCENTAGE, "-100%"),
        ("12.5", Shown.WITH_PERCENT_SIGN, "12.5%"),
        ("1234.50", Money("$"), "$ 1234.5"),
        ("-1234.5", Money("USD"), "USD -1234.5"),
        ("5", Shown.UNKNOWN, NO_REFERENCE),
        ("45658.75", Shown.DATE, "2025-01-01"),
        ("n.v.t.", Shown.PERCENTAGE, "n.v.t."),
    ],
)
def test_numbers_say_what_they_are_shown_as(written: str, shown: Shown | Money, cell: str) -> None:
    """What is no amount in euros does not look like one."""
    assert number_cell(written, shown, dt.date(1899, 12, 30)) == cell


@given(st.integers(-(10**7), 10**7))
def test_every_percentage_is_what_excel_shows(hundredths: int) -> None:
    """A share of two decimals comes back as it is seen, and is a number."""
    cell = number_cell(repr(hundredths / 10_000), Shown.PERCENTAGE, dt.date.min)
    assert isinstance(cell, NumberCell)
    assert cell.endswith("%")
    assert round(float(cell[:-1]) * 100, 6) == hundredths


def test_built_in_percentages_and_dates_as_text() -> None:
    """Formats 9 and 10 have no code; a cell that holds a date itself keeps it."""
    styles = '<cellXfs><xf numFmtId="9"/><xf numFmtId="10"/><xf numFmtId="1"/></cellXfs>'
    cells = "".join(f'<c s="{style}"><v>0.5</v></c>' for style in range(3))
    assert _cells(f'{cells}<c t="d"><v>2025-12-31T00:00:00</v></c>', styles=styles) == [
        "50%",
        "50%",
        "0.5",
        "2025-12-31T00:00:00",
    ]


# Texts.


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("A_x000D_ B", "A\r B"),
        ("_x005F_x000D_", "_x000D_"),
        ("_x005f_", "_"),
        ("_x00e9__x20AC_", "é€"),
        ("_xD83D__xDE00_", "\U0001f600"),
        ("_xD83D_", "\N{REPLACEMENT CHARACTER}"),
        ("_x000_", "_x000_"),
        ("_x000G_", "_x000G_"),
        ("a_xb_c", "a_xb_c"),
    ],
)
def test_escapes_are_read_in_every_kind_of_text(written: str, text: str) -> None:
    """Shared, inline and calculated texts hold signs that XML cannot hold."""
    assert unescaped(written) == text
    cells = (
        f'<c t="s"><v>0</v></c><c t="inlineStr"><is><t>{written}</t></is></c><c t="str"><f>A1</f><v>{written}</v></c>'
    )
    assert _cells(cells, strings=f"<si><t>{written}</t></si>") == [text] * 3


@given(st.text())
def test_whatever_is_escaped_is_read_back(text: str) -> None:
    """Every sign may be written as its code."""
    units = text.encode("utf-16-be", "surrogatepass")
    written = "".join(f"_x{units[at : at + 2].hex().upper()}_" for at in range(0, len(units), 2))
    assert unescaped(written) == text.encode("utf-8", "replace").decode() or "?" in text


# What does not show, and what was merged.


@pytest.mark.parametrize(
    ("columns", "hidden"),
    [
        ('<col min="2" max="3" hidden="1"/>', {1, 2}),
        ('<col min="1" max="1" hidden="true" width="9"/><col min="4" max="4" width="0"/>', {0, 3}),
        ('<col min="1" max="2" width="9.5"/><col min="3" max="3" hidden="0"/>', set()),
        (f'<col min="{MOST_COLUMNS}" max="16384" hidden="1"/>', {MOST_COLUMNS - 1}),
        (f'<col min="1" max="{"9" * 5000}" hidden="1"/>', set(range(MOST_COLUMNS))),
        ('<col min="0" max="1" hidden="1"/><col min="5" max="4" hidden="1"/>', {0}),
        ('<col min="x" max="1" hidden="1"/><col hidden="1"/>', set()),
    ],
)
def test_hidden_columns(columns: str, hidden: set[int]) -> None:
    """Columns that do not show are named by their index, as far as a list goes."""
    sheet = _sheet(texts("a", "b", "c"), before=f"<cols>{columns}</cols>")
    assert set(sheet.hidden_columns) == hidden
    assert sheet.rows == [(1, ["a", "b", "c"])]


@pytest.mark.parametrize(
    ("attributes", "is_hidden"),
    [
        ('hidden="1"', True),
        ('hidden="true"', True),
        ('ht="0" customHeight="1"', True),
        ('hidden="1" outlineLevel="0"', True),
        ('hidden="1" outlineLevel="1"', False),
        ('ht="0" outlineLevel="2"', False),
        ('hidden="0"', False),
        ('ht="15.75"', False),
        ('ht="x"', False),
        ("", False),
    ],
)
def test_hidden_rows(attributes: str, is_hidden: bool) -> None:  # noqa: FBT001 -- pytest gives it by name
    """Rows behind a filter are named and kept; those of a folded group are details that count."""
    sheet = _sheet(f'<row r="4" {attributes}><c><v>1</v></c></row><row r="5"><c><v>2</v></c></row>')
    assert set(sheet.hidden_rows) == ({4} if is_hidden else set())
    assert sheet.rows == [(4, ["1"]), (5, ["2"])]


def _merged(*references: str, first: str = '<c r="A2" t="str"><v>Smit</v></c>', row: str = "") -> list[list[str]]:
    rows = f'<row r="2">{first}<c r="B2"><v>1</v></c></row><row r="3"><c r="B3"><v>2</v></c></row>{row}'
    after = "".join(f'<mergeCell ref="{reference}"/>' for reference in references)
    return [cells for _, cells in _sheet(rows, after=f"<mergeCells>{after}</mergeCells>").rows]


LAST = '<row r="5"><c r="B5"><v>3</v></c></row>'


@pytest.mark.parametrize(
    ("reference", "column"),
    [
        ("A2:A5", ["Smit", "Smit", "Smit"]),
        ("A2:A4", ["Smit", "Smit", ""]),
        ("A2:A1048576", ["Smit", "Smit", "Smit"]),
        ("A2:B5", ["Smit", "", ""]),
        ("A1:A5", ["Smit", "", ""]),
        ("B2:B5", ["Smit", "", ""]),
        ("A5:A2", ["Smit", "", ""]),
        ("A2", ["Smit", "", ""]),
        ("", ["Smit", "", ""]),
        ("A2:A9999999999", ["Smit", "", ""]),
    ],
)
def test_text_of_merged_cells_stands_in_each_row(reference: str, column: list[str]) -> None:
    """A customer's name beside several rows is the name in all of them; a title over columns is no name."""
    assert [cells[0] for cells in _merged(reference, row=LAST)] == column


@pytest.mark.parametrize(
    "first",
    [
        '<c r="A2"><v>300</v></c>',
        '<c r="A2" t="str"><v>€ 1.234,50</v></c>',
        '<c r="A2" t="str"><v>1,234.50</v></c>',
        '<c r="A2" t="str"><v>EUR 300</v></c>',
        '<c r="A2" t="str"><v>12,5 %</v></c>',
        '<c r="A2" t="str"><v>8:30</v></c>',
        '<c r="A2" t="str"><v>7,5 uur</v></c>',
        '<c r="A2" t="str"><v>2u30</v></c>',
        '<c r="A2" t="str"><v>$ 300</v></c>',
        '<c r="A2"><f>SUM(B2:B5)</f></c>',
        '<c r="A2" t="str"><v></v></c>',
    ],
)
def test_amount_of_merged_cells_counts_once(first: str) -> None:
    """The amount of three rows together is not three amounts, whether it is a number, a text or a formula."""
    assert [cells[0] for cells in _merged("A2:A5", first=first, row=LAST)][1:] == ["", ""]


@pytest.mark.parametrize("name", ["3M", "123inkt.nl", "K10001", "2025-12-31", "De 2 uur", "#N/A"])
def test_names_with_digits_are_no_amounts(name: str) -> None:
    """A name, a code and a date are those of each row."""
    first = f'<c r="A2" t="str"><v>{name}</v></c>'
    assert [cells[0] for cells in _merged("A2:A5", first=first, row=LAST)] == [name] * 3


def test_merging_keeps_what_is_there_and_fills_short_rows() -> None:
    """A value below is not overwritten, and a row that ends before the column is made longer."""
    row = '<row r="4"><c r="A4" t="str"><v>Bos</v></c></row>'
    assert [cells[0] for cells in _merged("A2:A5", row=row)] == ["Smit", "Smit", "Bos"]
    assert _merged("A2:A3", first=f'<c r="A2" t="str"><v>1{" " * 30_000}x</v></c>')[1][0].endswith("x")
    assert _merged("D2:D4", first='<c r="D2" t="str"><v>x</v></c>', row=row)[1:] == [
        ["", "2", "", "x"],
        ["Bos", "", "", "x"],
    ]


def test_merges_by_the_hundred_thousand_are_left_alone() -> None:
    """Work that no list needs is not done, and takes no time."""
    references = ["A2:A1048576"] * (MOST_REPEATED // 3 + 1)
    assert [cells[0] for cells in _merged(*references, row=LAST)] == ["Smit", "", ""]
    assert [cells[0] for cells in _merged("A2:A5", *["C8:C9"] * MOST_REPEATED, row=LAST)] == ["Smit", "Smit", "Smit"]


def test_merges_do_not_count_where_rows_have_wrong_numbers() -> None:
    """When the numbers of rows cannot be believed, a name is not given to another's row."""
    row = '<row r="3"><c r="B3"><v>9</v></c></row>'
    assert [cells[0] for cells in _merged("A2:A4", row=row)] == ["Smit", "", ""]


# Other zips.

ODS = "application/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"mimetype": ODS, "content.xml": "<a/>"}, "LibreOffice"),
        ({"mimetype": f"{ODS}-template", "content.xml": "<a/>"}, "LibreOffice"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "geen Excel-lijst"),
        (_renamed(".xml", ".bin", parts_of([texts("a")])), ".xlsb"),
        ({"Index/Document.iwa": "", "Index/Tables/DataList.iwa": ""}, "Numbers"),
        ({"Index.zip": "", "preview.jpg": ""}, "Numbers"),
        ({"klanten.csv": "Klant;Omzet"}, "uit"),
        ({"auditfile.xaf": "<auditfile/>"}, "uit"),
        ({"map/auditfile.xml": "<auditfile/>"}, "uit"),
        ({"xl/workbook.xml": f'<workbook xmlns="{MAIN}"/>'}, "geen Excel-lijst"),
    ],
)
def test_zips_of_other_programs_are_named(parts: Parts, told: str) -> None:
    """Who brings another program's file hears how to save it."""
    assert told in _refused(parts).message
