"""Never silently wrong: what is read from an export of which the truth is known is true, or it is asked or told.

``list_exports`` writes tables as packages and people do, with all that may stand in the way. A reading has to be equal
to the truth for every customer, but for rows that are left out and told by their line; it may ask instead. An export in
which nothing is doubtful has to be read.
"""

import dataclasses
import random
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from calculators.commands.read import read_files
from calculators.imports._totals import kind_of_total
from calculators.imports.files import Intake, read_pasted
from calculators.imports.merging import merge
from calculators.imports.reading import Reading
from calculators.model.errors import InputError
from tests.core.imports import list_exports as exports
from tests.core.imports.list_exports import Entry, Export

# Notes that tell that something may be meant otherwise than it was read.
TELLING = {"sides", "other_years", "second_list", "shared_name", "shared_number", "unknown_values"}

sources = st.randoms(use_true_random=False)
# Drawing an export is most of the work, and larger ones are as welcome as small ones.
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
cheap = settings(max_examples=200, deadline=None, suppress_health_check=SLOW)


def _read(export: Export) -> Reading | InputError:
    intake = Intake(export.name)
    middle = len(export.data) // 2
    try:
        for piece in (export.data[:middle], export.data[middle:]):
            intake.feed(piece)
        return intake.finish()
    except InputError as error:
        return error


def _assert_true(export: Export) -> None:
    """What is read is true, or asked or told."""
    reading = _read(export)
    note(export.shown)
    note(repr(reading))
    if isinstance(reading, Reading):
        assert not list(exports.differences(export, reading))


def _assert_read(export: Export) -> None:
    """An export without doubts is read to its last row, unless no row of it counts."""
    reading = _read(export)
    note(export.shown)
    note(repr(reading))
    if export.doubts or not any(entry.counts and entry.cents for entry in export.truth.values()):
        return
    assert isinstance(reading, Reading)
    assert reading.problem is None
    # The last customer may happen to have as much as all others together.
    assert reading.question is None or reading.question.code == "last_row"
    left = {(each.table, each.line or 0): each.reason for each in reading.left_out}
    assert not [
        entry
        for place, entry in export.truth.items()
        if place in left and entry.counts and entry.cents and not _may_be_a_total(entry, left[place])
    ]


def _may_be_a_total(entry: Entry, reason: str) -> bool:
    """Whether a customer has a word for a total in the name, and happens to have as much as those above it."""
    return reason == "total" and bool(kind_of_total(entry.person.name))


@cheap
@given(sources)
def test_a_list_without_anything_beside_it_is_read(source: random.Random) -> None:
    """Headings and rows alone, in any dialect and with any columns: read, true, and to the last row."""
    export = exports.text_export(source, bare=True)
    _assert_read(export)
    _assert_true(export)


@cheap
@given(sources)
def test_a_list_with_all_that_stands_around_it_is_true(source: random.Random) -> None:
    """Titles, totals, subtotals, groups, footers and a second table do not make a reading untrue."""
    export = exports.text_export(source)
    _assert_true(export)
    _assert_read(export)


@cheap
@given(sources)
def test_a_workbook_is_true(source: random.Random) -> None:
    """The same as a workbook, with amounts and dates as numbers or as texts."""
    export = exports.workbook_export(source)
    _assert_true(export)
    _assert_read(export)


@cheap
@given(sources)
def test_sheets_add_up(source: random.Random) -> None:
    """Sheets with the same columns are one list."""
    export = exports.sheets_export(source)
    _assert_true(export)
    _assert_read(export)


@cheap
@given(sources)
def test_files_add_up(source: random.Random) -> None:
    """A text and a workbook with other invoices of the same customers add up, each in its own dialect."""
    pair = exports.two_exports(source)
    readings = [_read(export) for export in pair]
    note(pair[0].shown)
    note(pair[1].shown)
    found = [each for each in readings if isinstance(each, Reading) and not each.problem and not each.question]
    if len(found) < len(pair):
        return
    merged = merge([(export.name, reading) for export, reading in zip(pair, found, strict=True)])
    if merged.question:
        return
    together = dataclasses.replace(
        found[0],
        customers=merged.customers,
        left_out=[
            dataclasses.replace(each, table=export.name)
            for export, reading in zip(pair, found, strict=True)
            for each in reading.left_out
        ],
        notes=[each for reading in found for each in reading.notes],
    )
    assert not list(exports.differences(exports.merged_truth(pair), together))


@settings(cheap, max_examples=25)
@given(sources)
def test_the_command_line_says_the_same(source: random.Random) -> None:
    """``read`` gives what the page reads: the same customers and lines, or what is asked, and never a traceback."""
    export = exports.text_export(source)
    reading = _read(export)
    with TemporaryDirectory() as folder:
        path = Path(folder, export.name)
        path.write_bytes(export.data)
        said = read_files([str(path)])
    if isinstance(reading, InputError):
        assert said["outcome"] == "refused"
    elif reading.problem or reading.question:
        assert said["outcome"] == "ask"
        assert said["message"]
    else:
        assert said["outcome"] == "read"
        assert [(each["name"], each["revenue"]) for each in said["customers"]] == [
            (each["name"], each["revenue"]) for each in reading.customers
        ]
        assert [each["line"] for each in said["left_out"]] == [each.line for each in reading.left_out]


# Each was once read wrongly without a word: the list, and what is true.
FOUND: list[tuple[str, dict[str, float]]] = [
    ("Klant,Omzet,Notitie\nBos,1,50,\nVos,2,50,\n", {}),
    (
        "Klant,Nr,Omzet,Marge,Datum,Factuur,,\nA,1,-1,00 €,-1,00 €,01-01-2025,5,,\nB,2,1,00 €,1,00 €,01-01-2025,6,,\n",
        {},
    ),
    (
        "Klant,Omzet,Soort,Plaats,\nA,1,000.00,Factuur,Ede,\nA,1.00,Factuur,Ede,\nB,2.00,Factuur,Ede,\n",
        {"A": 1, "B": 2},
    ),
    ("Klant,Omzet,Btw\nBos,10,2\nTotaal Bos,10,2\nVos,5,50,1\nTotaal Vos,5,1\n", {"Bos": 10}),
    ("Klant;Omzet\nJansen;100\nBos;\n;150\n", {"Jansen": 100}),
    ("Naam;Omzet;Klantnaam\n;;Aantal Plus\nJan Smit;10;\n;;Bos\nPiet;20;\n", {"Aantal Plus": 10, "Bos": 20}),
    ("Klant;Totaal excl. btw;Factuurbedrag incl. btw\nA;171;206,91\nB;465;562,65\n", {"A": 171, "B": 465}),
    ("Klant;Omzet t/m nov excl. btw;Totaal incl. btw\nA;100;121\nB;200,50;242,61\n", {"A": 100, "B": 200.5}),
    ("Klant;Af Bij;Bedrag\nA;Bij;100\nKlant;Af Bij;Bedrag\nA;Af;40\n", {"A": 60}),
    ("Af Bij;Klant;Bedrag\nBij;A;100\nAf;A;40\nTotaal;;60\n", {"A": 60}),
    ("Valuta;Klant;Omzet\nUSD;A;100\nEUR;B;50\nTotaal;;150\nOpgesteld op;;\nDoor;;", {"B": 50}),
    ("Klant;Omzet\nA;10\nB;30\nMediaan;20\n", {"A": 10, "B": 30}),
    ("Factuur;Klant;Omzet incl. btw\n20250001;A;121\n20250002;B;242\nTotaal;;363\n", {"A": 121, "B": 242}),
    ("KlantID;Omzet\n101;10\n102;20\n103;5\nBij elkaar;35", {"101": 10, "102": 20, "103": 5}),
    ("Nr;Klant;Omzet\n;Bos;\n1;;100\n\nLeverancier;;Inkoopbedrag\nGroothandel;;123\n", {"Bos": 100}),
    (
        "KlantID;Omzet;Naam\n1;465;Bos\n2;20;Vos\n\nLeverancier;Inkoopbedrag;\nGroothandel;123;\n",
        {"Bos": 465, "Vos": 20},
    ),
    ("Klant;Omzet;Valuta\nA;10;EUR\nB;20;USD\nC;30;EUR\nD;5;EUR\nTot.;65;\n", {"A": 10, "C": 30, "D": 5}),
    ("Klant;Omzet 2025;Omzet 2024 excl. btw\nA;100;90\nB;50,5;20", {"A": 100, "B": 50.5}),
    ("Omzet;Omzet 2024 (excl. btw);Klant\n2025 (excl. btw);;\n100;90;A\n50;20;B\n", {"A": 100, "B": 50}),
    ("Klant;Omzet;Status\nA;10;Betaald\nTotaal A;10;\nB;18;Concept\nTotaal B;18;\n", {"A": 10}),
    ("Klant;Soort;Bedrag\nA;Credit;0\nA;Factuur;10\nA;Credit;40", {"A": -30}),
    ("Omzet 2025;Omzet 2024;Klant\n-;14;A\n75;28;B\n\nLeverancier;Bedrag;\nGroothandel;123;\n", {"A": 0, "B": 75}),
    ("Klant;Af Bij;Bedrag\nA;-;100\nB;-;50\n", {"A": -100, "B": -50}),
    ("Klant;Type;Omzet\nA;CR;10\nB;INV;5", {"A": -10, "B": 5}),
    ("Voornaam;Naam;Omzet\nPiet;Bos;10\nJan;Bos;5", {"Piet Bos": 10, "Jan Bos": 5}),
    ("Klant;Omzet\nA;12 50\nB;5", {"B": 5}),
    ("Klant;Omzet\nA;10\nB;20\nTotaal excl. btw;30\n21% btw;6,30\nTe betalen;36,30", {"A": 10, "B": 20}),
    ("Klant;Omzet\nA;10\nB;20\nTotaal;30\nOmzet 2024;28", {"A": 10, "B": 20}),
    ("Klant;Omzet\nA;10\nB;20\nTotaal;30\nKlant;Omzet\nA;10\nB;20\nTotaal;30\n", {"A": 10, "B": 20}),
    ("Klant;Omzet\nBos;\n;100\nTotaal Bos;100\nVos;\n;0\n;5\nTotaal Vos;5\n", {"Bos": 100, "Vos": 5}),
    ("Factuuradres;Relatie;Omzet\nKade 1;Bos;10\nDam 2;Vos;5\nKade 1;Maan;3\n", {"Bos": 10, "Vos": 5, "Maan": 3}),
    ("Klant;Debet;Credit\nA;;10\nC;;15\nB;100;\n", {"A": 10, "C": 15, "B": -100}),
    (
        "Klant;Omschrijving;Omzet incl. btw;Omzet excl. btw\nA;x; y;121;100\nB;x; z;242;200\nC;w;60,50;50\n",
        {"C": 50},
    ),
    ("Klant;Omzet\nA;\n;100\nB;\n;100\n", {"A": 100, "B": 100}),
    ("Klant;Omzet\nA;10\nB;20\nC;5\nCumulatief;35\nTe betalen;42\n", {"A": 10, "B": 20, "C": 5}),
    ("BTW;Bedrag;Klant\n2;10;A\n4;20;B\n6;30;\n2;10;Te betalen\n", {"A": 10, "B": 20}),
    ("Klant,Omzet,Aantal facturen,\nA,70.58,1,\nB,336.91,7,\n,,,\n,407.49,,", {"A": 70.58, "B": 336.91}),
    ("Klant;Factuur;Omzet\nTotal E;1;0\nTotal E Totaal;;0\nBos;2;5\n", {"Total E": 0, "Bos": 5}),
    ('Klant;Factuur;"Omzet\nincl. btw"\n;bedrag excl. btw;\nA;627,00;758,67\n', {"A": 627}),
    ("Klant;Bedrag\nA;10\nB;20\nAlgemeen totaal;40\nTe betalen;36\n", {"A": 10, "B": 20}),
    ("Klantnummer;Factuur;Omzet\n101;1;0\nSubtotaal 101;;0\n102;2;5\n", {"101": 0, "102": 5}),
    ("Klant;Factuur;Omzet\nVan der Berg;1;0\nTotaal: Van der Berg;;0\nBos;2;5\n", {"Van der Berg": 0, "Bos": 5}),
    ("Klant;Omzet;Valuta\nA;;\n;10;EUR\nB;;\n;20;GBP\n;30;EUR\n", {"A": 10, "B": 30}),
    (
        "Klantnummer;Omzet;Omschrijving;Klant\n1;5;Advies;Bos\n2;7;Werk; maart;Vos\nTotaal Vos;7;;\n3;9;Advies;Maan\n",
        {"Bos": 5, "Maan": 9},
    ),
    ("Klant;Soort;Omzet\nA;Factuur;10\n\nB;Factuur;\nC;Factuur;30\n", {"A": 10, "C": 30}),
    (
        "Klant,Omzet 2024,Plaats,Omzet 2025\nA,1,000.00,Ede,2,000.00\nB,3,000.00,Oss,4,000.00\nC,5.00,Ede,6.00\n",
        {"C": 6},
    ),
]


@pytest.mark.parametrize(("text", "true"), FOUND)
def test_what_was_read_wrongly_once(text: str, true: dict[str, float]) -> None:
    """The smallest lists that were read wrongly without a word are read well, or asked about, or told."""
    try:
        reading = read_pasted(text)
    except InputError:
        return
    if reading.problem or reading.question:
        return
    read = {each["name"]: each["revenue"] for each in reading.customers}
    assert read == true or {each.code for each in reading.notes} & TELLING


@pytest.mark.full
@pytest.mark.parametrize(
    "draw", [exports.text_export, exports.workbook_export, exports.sheets_export], ids=["text", "workbook", "sheets"]
)
@settings(max_examples=5000, deadline=None, suppress_health_check=SLOW)
@given(source=sources)
def test_many_exports_are_true(draw: Callable[[random.Random], Export], source: random.Random) -> None:
    """The whole generator, at length."""
    export = draw(source)
    _assert_true(export)
    _assert_read(export)
