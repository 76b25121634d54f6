"""Customer lists from CSV: written in every style and read back, damaged in every way and still answered."""

import csv
import io
import itertools
import random
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import run
from calculators.imports._totals import kind_of_total
from calculators.imports._who import clean, is_nothing
from calculators.imports.csv_list import DELIMITERS, _rows

TOTALS = frozenset({"totaal", "eindtotaal", "subtotaal", "totalen", "total", "grand total"})
Line = tuple[str, int]  # a customer and an amount in cents


class Style(NamedTuple):
    """One way in which a package may write a list."""

    delimiter: str
    decimal: str
    thousands: bool
    currency: str
    quote_all: bool
    separator_line: bool
    line_end: str
    title: str


styles = st.builds(
    Style,
    delimiter=st.sampled_from(DELIMITERS),
    decimal=st.sampled_from(",."),
    thousands=st.booleans(),
    currency=st.sampled_from(["", "€ ", "EUR ", "€\N{NO-BREAK SPACE}"]),
    quote_all=st.booleans(),
    separator_line=st.booleans(),
    line_end=st.sampled_from(["\r\n", "\n"]),
    title=st.sampled_from(["", "Omzet per klant 2025", "Rapport \N{EN DASH} eigen selectie"]),
)
names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(
    lambda name: clean(name) == name and not is_nothing(name) and not kind_of_total(name)
)
lines: st.SearchStrategy[list[Line]] = st.lists(
    st.tuples(names, st.integers(-(10**9), 10**9)), min_size=1, max_size=8, unique_by=lambda each: _key(each[0])
)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _amount(cents: int, style: Style) -> str:
    """Write cents in the style of a package."""
    digits = f"{abs(cents) / 100:,.2f}" if style.thousands else f"{abs(cents) / 100:.2f}"
    if style.decimal == ",":
        digits = digits.translate(str.maketrans(",.", ".,"))
    return f"{style.currency}{'-' if cents < 0 else ''}{digits}"


def _written(rows: list[Line], style: Style) -> str:
    out = io.StringIO()
    writer = csv.writer(
        out,
        delimiter=style.delimiter,
        lineterminator=style.line_end,
        quoting=csv.QUOTE_ALL if style.quote_all else csv.QUOTE_MINIMAL,
    )
    if style.separator_line:
        out.write(f"sep={style.delimiter}{style.line_end}")
    if style.title:
        writer.writerow([style.title])
    writer.writerow(["Klant", "Omzet excl. btw"])
    writer.writerows([name, _amount(cents, style)] for name, cents in rows)
    writer.writerow(["Totaal", _amount(sum(cents for _, cents in rows), style)])
    return out.getvalue()


def _read(text: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- JSON values
    return run("import.csv", {"text": text, **more})


def _pairs(outcome: dict[str, Any]) -> list[tuple[str, float]]:
    return [(customer["name"], customer["revenue"]) for customer in outcome["customers"]]


@given(rows=lines, style=styles)
def test_list_is_read_back_in_every_style(rows: list[Line], style: Style) -> None:
    """Any separator, decimal mark, quoting, title and line end gives the customers and amounts that were written."""
    outcome = _read(_written(rows, style))
    assert _pairs(outcome) == [(name, cents / 100) for name, cents in rows]
    assert outcome["total"] == sum(cents for _, cents in rows) / 100
    assert (outcome["delimiter"], outcome["decimal"]) == (style.delimiter, style.decimal)
    assert (outcome["vat_basis"], outcome["skipped"]) == ("excl", [])


@given(rows=lines, style=styles, encoding=st.sampled_from(["utf-8", "utf-8-sig"]))
def test_bytes_read_as_text(rows: list[Line], style: Style, encoding: str) -> None:
    """The bytes of a file give what its text gives, and the encoding that was found."""
    text = _written(rows, style)
    outcome = run("import.csv", {"bytes_hex": text.encode(encoding).hex()})
    assert outcome == {**_read(text), "encoding": encoding}


def test_windows_1252_in_every_byte() -> None:
    """All 256 bytes can stand in a name; what Windows-1252 does not know becomes U+FFFD."""
    data = b"Klant;Omzet\n" + bytes(byte for byte in range(256) if byte not in b'\r\n"') + b";1\n"
    outcome = run("import.csv", {"bytes_hex": data.hex()})
    assert outcome["encoding"] == "cp1252"


def test_byte_order_mark_decides_also_over_broken_utf8() -> None:
    """With the mark of UTF-8 a file is UTF-8; a byte that does not fit becomes U+FFFD and the rest is read."""
    outcome = run("import.csv", {"bytes_hex": (b"\xef\xbb\xbfKlant;Omzet\nCaf\xe9;1\n").hex()})
    assert outcome["encoding"] == "utf-8-sig"
    assert _pairs(outcome) == [("Caf\N{REPLACEMENT CHARACTER}", 1)]


@given(rows=st.lists(st.tuples(st.sampled_from(["A", "B", "C"]), st.integers(-(10**15), 10**15)), max_size=30))
def test_sums_are_exact(rows: list[Line]) -> None:
    """Rows of one customer add up in decimals; the double at the end is the nearest to the exact sum."""
    outcome = _read(
        "Klant;Omzet\n" + "".join(f"{name};{Decimal(cents) / 100:.2f}\n".replace(".", ",") for name, cents in rows)
    )
    expected: dict[str, int] = {}
    for name, cents in rows:
        expected[name] = expected.get(name, 0) + cents
    assert dict(_pairs(outcome)) == {name: cents / 100 for name, cents in expected.items()}


@given(rows=lines, style=styles, shuffle=st.randoms(use_true_random=False))
def test_order_of_rows_only_orders_the_customers(rows: list[Line], style: Style, shuffle: random.Random) -> None:
    """Shuffled rows give the same customers and total."""
    shuffled = shuffle.sample(rows, len(rows))
    one, other = _read(_written(rows, style)), _read(_written(shuffled, style))
    assert sorted(_pairs(one)) == sorted(_pairs(other))
    assert one["total"] == other["total"]


@given(
    rows=st.lists(
        st.lists(st.text(st.sampled_from('a;"\n\r ,'), max_size=6), min_size=1, max_size=4), min_size=1, max_size=5
    ),
    delimiter=st.sampled_from(DELIMITERS),
)
def test_cells_are_those_of_the_csv_module(rows: list[list[str]], delimiter: str) -> None:
    """Whatever Python's csv module writes is split into the same cells."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    found = list(_rows(out.getvalue(), delimiter, 0, 1))
    assert [cells for _, cells in found] == [*rows, [""]]


@given(rows=st.lists(st.text(st.sampled_from('a"\n'), max_size=5), min_size=1, max_size=6))
def test_lines_are_counted_through_quoted_cells(rows: list[str]) -> None:
    """A row that follows cells of several lines has the number of its own first line."""
    quoted = ['"' + cell.replace('"', '""') + '"' for cell in rows]
    found = [line for line, _ in _rows("\n".join(quoted), ";", 0, 1)]
    lengths = [1 + cell.count("\n") for cell in rows]
    assert found == list(itertools.accumulate(lengths[:-1], initial=1))


@pytest.mark.parametrize("broken", ['"Jansen', 'Jan"sen', '"Jan"sen', '"', "Jansen''"])
def test_broken_quote_stays_in_its_cell(broken: str) -> None:
    """A quote that is never closed does not swallow the rows behind it."""
    outcome = _read(f"Klant;Omzet\n{broken};1\nSmit;2\n")
    assert _pairs(outcome) == [(broken, 1), ("Smit", 2)]


def test_space_before_a_quote() -> None:
    """Cells behind a comma and a space may be quoted too."""
    assert _pairs(_read('"Klant", "Omzet"\n"Jansen", "1.234,50"\n')) == [("Jansen", 1234.5)]


@pytest.mark.parametrize(
    ("cells", "decimal", "expected"),
    [
        (["1.234", "5"], ",", [1234, 5]),
        (["1.234", "5,5"], ",", [1234, 5.5]),
        (["1,234", "5.5"], ".", [1234, 5.5]),
        (["1,234.5", "0.125"], ".", [1234.5, 0.125]),
        (["1.234.567,8", "-,5"], ",", [1234567.8, -0.5]),
        (["1.234,567", "1,2345"], ",", [1234.567, 1.2345]),
        (["1,234", "5"], ".", [1234, 5]),
        (["12,-", "(3)"], ",", [12, -3]),
        (["7,-", "1.5"], ".", [7, 1.5]),
    ],
)
def test_decimal_mark_of_a_column(cells: list[str], decimal: str, expected: list[float]) -> None:
    """One vote for the whole column: any Dutch evidence, else any English, else three digits are thousands."""
    outcome = _read("Klant\tOmzet\n" + "".join(f"{at}\t{cell}\n" for at, cell in enumerate(cells)))
    assert outcome["decimal"] == decimal
    assert [customer["revenue"] for customer in outcome["customers"]] == expected


@pytest.mark.parametrize(
    "cell",
    ["", "€", "abc", "12%", "1e5", "1.23,45", "--1", "+-1", "1 2 x", "12.34.56", "٣", "0x10", "Infinity", "1_000"],
)
def test_unreadable_amounts_are_told(cell: str) -> None:
    """What is no number in the style of the column is left out of the total and stands in ``skipped``."""
    outcome = _read(f"Klant\tOmzet\nSmit\t1,50\nJansen\t{cell}\n")
    assert outcome["skipped"] == [{"line": 3, "reason": "not_a_number"}]
    assert outcome["total"] == 1.5


@pytest.mark.parametrize("header", ["Omzet (excl. BTW)", "OMZET EXCLUSIEF BTW", "omzet_ex_btw", " Omzet  excl.btw "])
def test_headers_are_compared_by_their_words(header: str) -> None:
    """Case, dots, brackets and the spelling of excl. do not matter."""
    outcome = _read(f"Klant;{header}\nA;1\n")
    assert (outcome["vat_basis"], outcome["total"]) == ("excl", 1)


@pytest.mark.parametrize("total", sorted(TOTALS))
def test_totals_are_passed_over(total: str) -> None:
    """A row of totals is no customer, in any case and with spaces around it."""
    outcome = _read(f"Klant;Omzet\nA;1\n {total.upper()} ;1\n")
    assert (outcome["total"], outcome["skipped"]) == (1, [])


def test_delimiter_with_the_most_known_headers_wins() -> None:
    """A comma in a header does not make a file comma separated."""
    outcome = _read("Klant;Factuurnr,Omzet;Omzet;Datum\nA;x;1;1-2-2025\n")
    assert (outcome["delimiter"], outcome["total"]) == (";", 1)


def test_first_spelling_and_first_name_of_a_number_stay() -> None:
    """A number without a name gets the first name that it is seen with; the rows count together."""
    outcome = _read("Klantnr;Klant;Omzet\n7;;1\n7;Jansen;2\n7;JANSEN BV;3\n")
    assert outcome["customers"] == [{"name": "Jansen", "revenue": 6.0, "id": "7"}]


def test_rows_shorter_and_longer_than_the_header() -> None:
    """Missing cells are empty; a row with more filled cells than headings is told: where do they belong?"""
    outcome = _read("Klant;Omzet;Uren\nA\nB;1\nC;2;3;4;5\nD;3;4;;\n")
    assert _pairs(outcome) == [("B", 1), ("D", 3)]
    assert [customer["hours"] for customer in outcome["customers"]] == [None, 4]
    assert [(row["line"], row["reason"]) for row in outcome["skipped"]] == [(2, "not_a_number"), (4, "extra_cells")]


def test_date_is_the_latest_that_can_be_read() -> None:
    """Dates may be written day first or year first; what is no date does not count."""
    outcome = _read("Klant;Datum;Omzet\nA;31-12-24;1\nA;2025-01-02T09:00:00;1\nA;99-99-2025;1\nB;;1\n")
    assert [customer["date"] for customer in outcome["customers"]] == ["2025-01-02", None]


def test_mapping_of_a_header_that_stands_twice() -> None:
    """Of headers with the same words the one that is written exactly so is meant."""
    outcome = _read("Klant;Omzet;OMZET\nA;1;2\n", mapping={"revenue": "OMZET"})
    assert (outcome["total"], outcome["mapping"]["revenue"]) == (2, "OMZET")


def test_mapping_takes_a_column_from_another_role() -> None:
    """A column that is said to hold costs is not taken for turnover."""
    outcome = _read("Klant;Bedrag;Factuur\nA;1;2,00\n", mapping={"costs": "Bedrag"})
    assert (outcome["total"], outcome["customers"][0]["costs"]) == (2, 1)


def test_huge_cells_and_many_columns() -> None:
    """A cell of a million characters and a row of a hundred thousand cells are ordinary input."""
    name = "x" * 1_000_000
    assert _pairs(_read(f"Klant;Omzet\n{name};1\n"))[0] == (name, 1)
    assert _pairs(_read("Klant;Omzet" + ";" * 100_000 + "\nA;1" + ";" * 100_000)) == [("A", 1)]


hostile = st.text(st.sampled_from('";,|\t\n\r \0\ud800\ufeff€-1.5aé='), max_size=30)


@given(before=hostile, rows=st.lists(hostile, max_size=4), line_end=st.sampled_from(["\n", "\r", "\r\n"]))
def test_hostile_rows_are_answered(before: str, rows: list[str], line_end: str) -> None:
    """Broken quotes, NUL bytes and halves of surrogates give an answer that adds up, and text that can be written."""
    outcome = _read(before + line_end + "Klant;Omzet" + line_end + line_end.join(rows))
    assert str(outcome).encode()
    if "error" not in outcome:
        revenue = [customer["revenue"] for customer in outcome["customers"]]
        assert outcome["total"] == pytest.approx(sum(revenue), abs=1e-6)
        last = 2 + sum(row.count("\n") + row.count("\r") + 1 for row in [before, *rows])
        assert all(1 <= row["line"] <= last for row in outcome["skipped"])


@given(data=st.binary(max_size=60), start=st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"Klant;Omzet\n"]))
def test_any_bytes_are_answered(data: bytes, start: bytes) -> None:
    """Any bytes at all give customers or an error of the contract."""
    outcome = run("import.csv", {"bytes_hex": (start + data).hex()})
    assert ("error" in outcome) != ("customers" in outcome)


@pytest.mark.parametrize("piece", ['"x;', '""', '"""x;', '""x;', '"\n', "a;", ',"', ' "'])
def test_time_grows_with_the_length_only(piece: str) -> None:
    """Hundreds of kilobytes of broken quotes are read in one sweep: a quadratic reader would take minutes."""
    assert "error" not in _read("Klant;Omzet\n" + piece * 50_000)
