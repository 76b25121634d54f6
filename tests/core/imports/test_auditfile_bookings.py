"""Whose turnover a booking is, in which month, and what is none: always as the file says, else told."""

import pytest

from calculators.imports.auditfile import AuditfileReader
from calculators.imports.ledger import LeftOut
from calculators.model.errors import InputError
from tests.core.imports.auditfiles import (
    EUROS,
    LEDGER,
    SALES,
    amounts,
    auditfile,
    booking,
    codes,
    invoice,
    journal,
    line,
    read,
    turnover_of,
)

BOTH = {"Jansen BV": 100, "Bakker": 200}


@pytest.mark.parametrize(
    ("credit", "debit"),
    [("C", "D"), ("c", "d"), (" C ", "D "), ("Credit", "Debet"), ("CREDIT", "DEBIT"), ("CR", "DB"), ("cr.", "dr."),
     ("Cred", "Deb")],
)  # fmt: skip
def test_sides(credit: str, debit: str) -> None:
    """However a package says debit and credit."""
    text = auditfile(SALES).replace("<amntTp>C<", f"<amntTp>{credit}<").replace("<amntTp>D<", f"<amntTp>{debit}<")
    assert amounts(turnover_of(text)) == BOTH


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1234.50", 1234.5), ("1234,50", 1234.5), ("1.234,50", 1234.5), ("1,234.50", 1234.5), ("+1234.5", 1234.5),
        ("1234.50-", -1234.5), ("-1234,5", -1234.5), (" 1 234,50 ", 1234.5), ("\N{NO-BREAK SPACE}1234.5000", 1234.5),
        ("€ 1.234,50", 1234.5), ("1.234.567", 1234567), ("1.234.567,89", 1234567.89), ("1,234,567.89", 1234567.89),
        ("1'234.50", 1234.5), ("\N{MINUS SIGN}5", -5), ("1234,5000", 1234.5), (".5", 0.5), ("7.", 7), ("-0.01", -0.01),
        ("1,234", None), ("1e3", None), ("", None), ("-", None), ("12.34.56", None), ("1,2,3", None),
        ("1.23,456", None), ("NaN", None), ("--5", None),
        ("5 D", None), ("١٢", None), ("1_000", None), ("0x10", None), ("∞", None),
    ],
)  # fmt: skip
def test_amounts(written: str, amount: float | None) -> None:
    """What is certain is read; the rest is left out and told with its place, and never guessed."""
    sales = journal("S", booking("7", line("8000", written, "C", "D1"), line("8000", 5, "C", "D2")))
    found = turnover_of(auditfile(sales))
    if amount is None:
        assert (amounts(found), found.left_out) == (
            {"Bakker": 5},
            [LeftOut(1, "not_a_number", "dagboek VRK, boeking 7", None)],
        )
    else:
        assert (amounts(found), found.left_out) == ({"Jansen BV": amount, "Bakker": 5}, [])


def test_three_decimals_where_commas_are_used() -> None:
    """1.234 is read as XML says, but told where other amounts have a decimal comma."""
    sales = journal("S", booking("1", line("8000", "1.234", "C", "D1"), line("8000", "1,50", "C", "D2")))
    assert codes(turnover_of(auditfile(sales))) == {"thousands_or_decimals"}
    assert codes(turnover_of(auditfile(sales).replace("1,50", "1.50"))) == set()


@pytest.mark.parametrize("side", ["", "X", "CD", "1"])
def test_side_that_cannot_be_read(side: str) -> None:
    """An amount without a side is left out and told."""
    found = turnover_of(auditfile(journal("S", booking("1", line("8000", 5, side, "D1")))))
    assert (found.customers, codes(found)) == ([], {"not_a_number", "no_revenue"})


@pytest.mark.parametrize("change", [str.upper, str.lower, str.swapcase, str.title])
def test_names_of_elements_in_any_case(change: object) -> None:
    """custSupId, ACCID and RGSCode are the same elements."""
    text = auditfile(SALES).partition("<auditfile")[2]
    head, _, body = text.partition(">")
    parts = body.replace("</auditfile>", "").split("<")
    assert callable(change)
    cased = "<".join(change(part.partition(">")[0]) + ">" + part.partition(">")[2] if part else "" for part in parts)
    assert amounts(turnover_of(f"<auditfile{head}>{cased}</auditfile>")) == BOTH


@pytest.mark.parametrize("written", ["d1", " D1 ", "D1\n", "\tD1"])
def test_numbers_of_customers(written: str) -> None:
    """Case and white space do not make another customer."""
    text = auditfile(SALES, journal("S", invoice("3", written, 50), key="V2"))
    assert amounts(turnover_of(text)) == {"Jansen BV": 150, "Bakker": 200}


@pytest.mark.parametrize("written", ["0", "000", "-", "", "n.v.t.", "NVT", " ", "geen"])
def test_numbers_that_are_nobody(written: str) -> None:
    """A number that says "nobody" is no customer; the turnover is without one."""
    found = turnover_of(auditfile(SALES, journal("S", invoice("3", written, 50), key="V2")))
    assert (amounts(found), found.unassigned, found.total) == (BOTH, 50, 350)


@pytest.mark.parametrize("order", [0, 1])
@pytest.mark.parametrize("debtor", ["C", "B", "Customer", "Debiteur", "", "O"])
def test_debtor_and_creditor_with_one_number(debtor: str, order: int) -> None:
    """Turnover is the debtor's."""
    both = [("D1", "Jansen BV", debtor), ("D1", "Papiergroothandel", "S")]
    customers = [*(both[::-1] if order else both), ("D2", "Bakker", "C")]
    found = turnover_of(auditfile(SALES, customers=customers))
    assert (amounts(found), codes(found)) == (BOTH, set())


def test_one_number_with_two_names_is_told() -> None:
    """Two debtors with one number cannot be told apart: the first name is used, and both are told."""
    found = turnover_of(auditfile(SALES, customers=[("D1", "A", "C"), ("D1", "B", "C"), ("D2", "Bakker", "C")]))
    assert (amounts(found), codes(found)) == ({"A": 100, "Bakker": 200}, {"two_names"})


Row = tuple[str, float, str] | tuple[str, float, str, str]

A: Row = ("1300", 121, "D", "D1")
B: Row = ("1300", 242, "D", "D2")
ROWS_A: list[Row] = [("8000", 100, "C"), ("1500", 21, "C")]
ROWS_B: list[Row] = [("8000", 200, "C"), ("1500", 42, "C")]


@pytest.mark.parametrize(
    "rows",
    [
        [A, *ROWS_A, B, *ROWS_B],
        [*ROWS_A, A, *ROWS_B, B],
        [A, B, *ROWS_A, *ROWS_B],
        [B, *ROWS_B, A, *ROWS_A],
        [A, ("8000", 60, "C"), ("8000", 40, "C"), ("1500", 21, "C"), B, *ROWS_B],
    ],
)
def test_batch_that_the_amounts_divide(rows: list[Row]) -> None:
    """Invoices in one booking, each as large as the lines beside it, belong to those customers."""
    found = turnover_of(auditfile(journal("S", booking("1", *(line(*row) for row in rows)))))
    assert (amounts(found), codes(found)) == (BOTH, set())


@pytest.mark.parametrize("reference", ["docRef", "invRef"])
def test_batch_that_the_documents_divide(reference: str) -> None:
    """The number of the document tells whose line it is, in any order."""
    rows: list[Row] = [A, ROWS_B[0], ("1500", 63, "C"), B, ROWS_A[0]]
    numbers = ["F1", "f2", "", "F2 ", "F1"]
    lines = [line(*row, **{reference: number}) for row, number in zip(rows, numbers, strict=True)]
    assert amounts(turnover_of(auditfile(journal("S", booking("1", *lines))))) == BOTH


@pytest.mark.parametrize(
    "rows",
    [
        [A, B, ("8000", 300, "C"), ("1500", 63, "C")],
        [A, B, *ROWS_B, *ROWS_A],
        [("8000", 100, "C"), ("8000", 200, "C"), ("1500", 63, "C"), A, B],
        [("1300", 100, "D", "D1"), ("8000", 100, "C"), ("1300", 100, "D", "D2"), ("8010", 100, "C"),
         ("1300", 100, "D", "D1")],
    ],
)  # fmt: skip
def test_batch_that_nothing_divides_is_told(rows: list[Row]) -> None:
    """What may be of several customers is nobody's, and told with its amount; nothing is guessed."""
    lines = (line(*row, docRef="DAG") for row in rows)
    found = turnover_of(auditfile(journal("S", booking("1", *lines)), ledger=[*LEDGER, ("8010", "Omzet", "P")]))
    told = [each for each in found.left_out if each.reason == "several_customers"]
    assert found.customers == []
    assert sum(each.amount or 0 for each in told) == found.unassigned == found.total > 0
    assert told[0].place == "dagboek VRK, boeking 1"


def test_payment_beside_cash_sales() -> None:
    """In a booking of the bank, a customer who pays is not the one of other turnover in it."""
    rows = (line("1100", 171, "D"), line("1300", 121, "C", "D1"), line("8000", 50, "C"))
    found = turnover_of(auditfile(SALES, journal("B", booking("1", *rows), key="BNK")))
    assert (amounts(found), found.unassigned, codes(found)) == (BOTH, 50, {"several_customers"})
    direct = (line("1100", 50, "D", "D1"), line("8000", 50, "C"))
    assert amounts(turnover_of(auditfile(journal("B", booking("1", *direct), key="BNK")))) == {"Jansen BV": 50}


def _subledger(kind: str, *rows: dict[str, str]) -> str:
    lines = "".join(
        f"<sbLine>{''.join(f'<{key}>{text}</{key}>' for key, text in row.items())}</sbLine>" for row in rows
    )
    return f"<subledgers><subledger><sbType>{kind}</sbType>{lines}</subledger></subledgers>"


@pytest.mark.parametrize("kind", ["CS", "CU", "C", "ZZ"])
@pytest.mark.parametrize("reference", ["transaction", "document"])
def test_customers_in_a_subledger(kind: str, reference: str) -> None:
    """The customer of a booking may stand in the subledger alone."""
    rows = [{"jrnID": "VRK", "trNr": number, "custSupID": f"D{number}"} for number in "12"]
    if reference == "document":
        rows = [{"docRef": f"F{number}", "custSupID": f"D{number}"} for number in "12"]
    text = auditfile(SALES, behind=_subledger(kind, *rows))
    for number in "12":
        text = text.replace(f"<custSupID>D{number}</custSupID></trLine>", "</trLine>")
        place = text.index("<accID>8000", text.index(f"<nr>{number}</nr>"))
        text = text[:place] + f"<docRef>F{number}</docRef>" + text[place:]
    found = turnover_of(text)
    assert (amounts(found), found.unassigned, codes(found)) == (BOTH, 0, set())
    assert [each["invoices"] for each in found.customers] == [1, 1]
    suppliers = turnover_of(text.replace(f"<sbType>{kind}", "<sbType>SU"))
    assert (suppliers.customers, suppliers.unassigned) == ([], 300)


CLOSING = ("Afsluiting boekjaar 2025", "Jaarafsluiting", "closing entry", "Resultaat naar EV", "x", "")


@pytest.mark.parametrize("desc", CLOSING)
@pytest.mark.parametrize("kind", ["M", "G", "Z", None])
@pytest.mark.parametrize("first", [True, False])
def test_close_of_the_year(desc: str, kind: str | None, first: bool) -> None:  # noqa: FBT001 -- a case
    """The entry that takes all turnover to the equity is left out and told; customers keep theirs."""
    close = booking("99", line("8000", 300, "D"), line("4000", 100, "C"), line("0500", 200, "C"), desc=desc)
    closing = journal(kind, close, key="AFS")
    costs = journal("P", booking("1", line("4000", 100, "D"), line("1600", 100, "C", "C9")), key="INK")
    journals = [closing, SALES, costs] if first else [SALES, costs, closing]
    found = turnover_of(auditfile(*journals, ledger=[*LEDGER, ("4000", "Huur", "P")]))
    assert (amounts(found), found.total, found.unassigned) == (BOTH, 300, 0)
    assert found.left_out == [LeftOut(None, "closing_entry", "dagboek AFS, boeking 99", -300)]


def test_close_in_parts() -> None:
    """A close for each account or each period is as much a close."""
    parts = [
        booking(str(at), line("8000", size, "D"), line("0500", size, "C")) for at, size in enumerate((50, 50, 200))
    ]
    found = turnover_of(auditfile(SALES, journal("M", *parts, key="MEM")))
    assert (amounts(found), found.total) == (BOTH, 300)
    assert sum(each.amount or 0 for each in found.left_out) == -300


@pytest.mark.parametrize(
    ("size", "counter", "desc", "told"),
    [
        (50, "0500", "Correctie", set()),
        (50, "1900", "Correctie na afsluiting", set()),
        (300, "1300", "Correctie debiteuren", {"large_entry_without_customer"}),
        (10, "1500", "Btw-correctie", set()),
        (150, "0500", "x", {"large_entry_without_customer"}),
    ],
)
def test_correction_is_no_close(size: float, counter: str, desc: str, told: set[str]) -> None:
    """A correction in the memorial counts, and a large one that may be a part of a close is told."""
    memo = journal("M", booking("9", line("8000", size, "D"), line(counter, size, "C"), desc=desc), key="MEM")
    found = turnover_of(auditfile(SALES, memo))
    assert (amounts(found), found.unassigned, found.total) == (BOTH, -size, 300 - size)
    assert codes(found) == told | {"unassigned_below_zero"}


@pytest.mark.parametrize(
    ("kind", "counter", "customer", "desc"),
    [
        ("M", "9990", None, "d"),
        ("M", "2900", None, "d"),
        ("M", "0500", "D1", "d"),
        ("S", "0500", None, "Afsluiting 2025"),
        ("B", "0500", None, "Closing entry"),
        ("O", "0500", None, "x"),
    ],
)
def test_close_in_other_ways(kind: str, counter: str, customer: str | None, desc: str) -> None:
    """A close may go by way of a result account, stand in any journal, or have a number of its own."""
    close = journal(kind, booking("9", line("8000", 300, "D"), line(counter, 300, "C", customer), desc=desc), key="X")
    ledger = [*LEDGER, ("9990", "Resultaat boekjaar", "P"), ("2900", "Tussenrekening", "B")]
    found = turnover_of(auditfile(SALES, close, ledger=ledger))
    assert (amounts(found), found.total, codes(found)) == (BOTH, 300, {"closing_entry"})


def test_supplier_beside_a_customer() -> None:
    """In a booking with a customer and a supplier, turnover is the customer's; a supplier with turnover is told."""
    customers = [("D1", "Jansen BV", "C"), ("C9", "Leverancier", "S")]
    rows = (line("1300", 121, "D", "D1"), line("8000", 100, "C"), line("1500", 21, "C"), line("1600", 9, "C", "C9"))
    sales = journal("S", booking("1", *rows))
    assert amounts(turnover_of(auditfile(sales, customers=customers))) == {"Jansen BV": 100}
    back = journal("P", booking("1", line("8000", 50, "D"), line("1600", 50, "C", "C9")), key="INK")
    assert codes(turnover_of(auditfile(sales, back, customers=customers))) == {"suppliers_counted"}


@pytest.mark.parametrize(
    ("kind", "key", "desc", "period"),
    [("O", "BB", "d", "0"), ("O", "OB", "Openingsbalans", "1"), ("B", "BB", "Beginbalans", "1"),
     ("M", "MEM", "Opening balance", "1"), ("Openingsbalans", "X", "d", "1")],
)  # fmt: skip
def test_opening_balance_is_no_turnover(kind: str, key: str, desc: str, period: str) -> None:
    """Also when it is written as a journal; what it says of a turnover account is told."""
    opening = booking("0", line("8000", 900, "C", "D1"), line("0500", 900, "D"), periodNumber=period)
    found = turnover_of(auditfile(journal(kind, opening, key=key, desc=desc), SALES))
    assert (amounts(found), codes(found)) == (BOTH, {"opening_balance"})


@pytest.mark.parametrize(
    ("dates", "month"),
    [
        ({"effDate": "2025-03-31", "trDt": "2025-04-01"}, "2025-03"),
        ({"trDt": "2025-04-01"}, "2025-04"),
        ({"effDate": "x", "trDt": "2025-04-01", "periodNumber": "7"}, "2025-04"),
        ({"effDate": "31-05-2025", "trDt": ""}, "2025-05"),
        ({"trDt": "20250601"}, "2025-06"),
        ({"trDt": "2025-06-01T00:00:00"}, "2025-06"),
        ({"trDt": "", "periodNumber": "7"}, "2025-07"),
        ({"trDt": "0001-01-01", "periodNumber": "08"}, "2025-08"),
        ({"trDt": "", "periodNumber": "13"}, None),
        ({"trDt": "", "periodNumber": ""}, None),
        ({"trDt": "2025-13-01"}, None),
    ],
)
def test_months(dates: dict[str, str], month: str | None) -> None:
    """The date of the line, else of the booking, else the period; what is unknown stays out of the months alone."""
    own = {"effDate": dates["effDate"]} if "effDate" in dates else {}
    more = {name: text for name, text in dates.items() if name != "effDate"}
    found = turnover_of(auditfile(journal("S", booking("1", line("8000", 5, "C", "D1", **own), **more))))
    assert found.customers[0]["months"] == ({month: 5.0} if month else {})
    assert (found.total, codes(found)) == (5, set() if month else {"months_unknown"})


def test_months_of_a_year_that_begins_in_july() -> None:
    """Period 1 is the first month of the fiscal year."""
    header = "<fiscalYear>2024</fiscalYear><startDate>2024-07-01</startDate><endDate>2025-06-30</endDate>"
    sales = journal("S", booking("1", line("8000", 5, "C"), trDt="", periodNumber="8"))
    file = read(auditfile(sales, header=header))
    assert (file.start, file.until, file.revenue().unassigned_months) == ("2024-07-01", "2025-06-30", {"2025-02": 5})


def test_other_currency_is_told() -> None:
    """Amounts in pounds are not taken for euros without a word."""
    for code, told in (("EUR", set()), ("eur", set()), ("", set()), ("GBP", {"other_currency"})):
        file = read(auditfile(SALES, header=f"<curCode>{code}</curCode>"))
        assert (file.currency, codes(file.revenue())) == (code or None, told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<!-- Vervolgbestand 2 van 2 -->", {"part_of_split_file"}),
        ("<!-- bestand 1 van 3 -->", {"part_of_split_file"}),
        ("<!-- deel 1/2 -->", {"part_of_split_file"}),
        ("<!-- bestand 1 van 1 -->", set()),
        ("<!-- gemaakt op 2 januari -->", set()),
    ],
)
def test_first_part_of_a_split_file_is_told(text: str, told: set[str]) -> None:
    """A whole root may still be a part: the comment says so."""
    assert codes(turnover_of(auditfile(SALES).replace("<header>", f"{text}<header>"))) == told


def test_lines_that_are_missing_are_told() -> None:
    """A file that says to have more lines than it has is not whole."""
    for stated, told in (("6", set()), ("0", set()), ("x", set()), ("7", {"lines_missing"})):
        text = auditfile(f"<linesCount>{stated}</linesCount>", SALES)
        assert codes(turnover_of(text)) == told


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("<auditfile><header><auditfileVersion>CLAIR2.00.00</auditfileVersion></header></auditfile>",
         "not_an_auditfile",
         "3.2 of nieuwer"),
        ("<auditfile><transactions><journal><journalID>V</journalID></journal>", "not_an_auditfile", "oude versie"),
        ("<auditfile><generalLedger><ledgerAccount><accountID>8</accountID></ledgerAccount>", "not_an_auditfile",
         "oude versie"),
        ("<transactions/>", "not_an_auditfile", "vervolgbestand"),
        ("<!-- 2 van 2 --><journal/>", "not_an_auditfile", "deel van een auditfile"),
        ("<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>", "wrong_type", "bewaar het als .xlsx"),
        ("<ss:Workbook xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'/>", "wrong_type",
         "het oude XML-formaat"),
        ("<Invoice xmlns='urn:oasis:names:specification:ubl:Invoice-2'/>", "not_an_auditfile", "één factuur"),
        ("<u:CreditNote xmlns:u='urn:x'/>", "not_an_auditfile", "één factuur"),
        ("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'/>", "not_an_auditfile", "bankafschrift"),
        ("<AuditFile xmlns='urn:StandardAuditFile-Taxation-Financial:NO'/>", "not_an_auditfile", "SAF-T"),
        ("<AuditFile/>", "not_an_auditfile", "ander land"),
        ("<xbrl/>", "not_an_auditfile", "XBRL"),
        ("<rss/>", "not_an_auditfile", "geen auditfile"),
        ("<html/>", "not_an_auditfile", "geen auditfile"),
    ],
)  # fmt: skip
def test_other_files(text: str, code: str, words: str) -> None:
    """Each kind of XML that is no auditfile of today is told what it is, and what to do."""
    with pytest.raises(InputError, match=words) as refused:
        read(text)
    assert (refused.value.code, refused.value.field) == (code, "text")


def test_parts_outside_the_company() -> None:
    """Some packages close the company before the bookings."""
    text = (
        auditfile(SALES)
        .replace("<transactions>", "</company><transactions>")
        .replace("</company></auditfile>", "</auditfile>")
    )
    assert amounts(turnover_of(text)) == BOTH


@pytest.mark.parametrize("size", [1, 7, 4095])
def test_pieces_do_not_matter(size: int) -> None:
    """However a file is cut, it says the same."""
    text = auditfile(SALES, journal("M", booking("9", line("8000", 300, "D"), line("0500", 300, "C")), key="MEM"))
    assert read(text, size).revenue() == read(text).revenue()


def test_damage_is_answered() -> None:
    """Any byte flipped, any length cut: a result or an error at the text, never anything else."""
    data = auditfile(SALES, header="<fiscalYear>2025</fiscalYear><curCode>EUR</curCode>").encode()
    for place in range(len(EUROS) - 90, len(data)):
        for broken in (data[:place], data[:place] + bytes([data[place] ^ 0x15]) + data[place + 1 :]):
            try:
                read(broken).revenue()
            except InputError as refused:
                assert refused.field == "text"  # noqa: PT017 -- an answer is fine too


def test_reader_takes_no_turnover_twice() -> None:
    """Turnover may be taken again and again, from any accounts, and the books stay what they were."""
    reader = AuditfileReader()
    reader.feed(auditfile(SALES).encode())
    file = reader.finish()
    first = file.revenue()
    assert file.revenue(["1300"]).total == 0
    assert file.revenue([]).customers == []
    assert file.revenue() == first == file.revenue(["8000"])
