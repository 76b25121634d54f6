"""Which accounts hold turnover, in the dialects of packages: counted, left, or asked; never a guess that looks sure."""

import pytest

from calculators.imports._auditfile_accounts import Kind, kind_of, rgs_code
from tests.core.imports.auditfiles import (
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


def _ledger(*more: tuple[str, ...], kind: str = "P", balance: str = "B") -> list[tuple[str, ...]]:
    return [
        ("1300", "Deb", balance),
        ("1500", "Btw", balance),
        *(row if len(row) > 2 else (*row, kind) for row in more),
    ]


@pytest.mark.parametrize(
    "kind",
    ["P", "p", " P ", "W", "V", "W/V", "w/v", "WV", "PNL", "P&L", "P/L", "Winst & verlies", "Winst en verlies", "W&V",
     "Verlies en winst", "Profit and loss", "ProfitLoss", "Income statement", "Resultaat", "Resultatenrekening", "V/W",
     "Exploitatie", "PL", "R", "Winst- en verliesrekening", "M", "", "Kosten en opbrengsten"],
)  # fmt: skip
def test_kinds_of_accounts(kind: str) -> None:
    """However a package says profit and loss, turnover is read; also on accounts without a telling number."""
    for balance in ("B", "b", "Balans", "BAL", "Balance", "Balance sheet", "A"):
        ledger = _ledger(("8000", "Omzet"), kind=kind, balance=balance)
        found = turnover_of(auditfile(SALES, ledger=ledger))
        assert (amounts(found), found.question) == (BOTH, None)


def test_assets_and_liabilities() -> None:
    """Beside A for activa, P is passiva: the btw on such an account is no turnover."""
    ledger = [("1300", "Deb", "A"), ("1500", "Schuld", "P"), ("8000", "x", "W")]
    assert amounts(turnover_of(auditfile(SALES, ledger=ledger))) == BOTH
    assert kind_of("P", {"A", "P", "W"}) is Kind.BALANCE


@pytest.mark.parametrize(
    ("turnover", "other"),
    [
        # Charts in which 8 is no turnover.
        (("4000", "Sales"), ("8000", "Bank charges")),
        (("4000", "Verkopen NL"), ("8100", "Huur kantoor")),
        (("3000", "Omzet diensten"), ("8000", "Telefoonkosten")),
        (("7000", "Opbrengsten"), ("8000", "Afschrijving inventaris")),
        (("400000", "Revenue"), ("800000", "Salarissen")),
        (("70100", "Honoraria"), ("80100", "Rente en bankkosten")),
        # A number of turnover without a word.
        (("8000", "Hosting"), ("4000", "Hosting")),
        (("8010", "Groep A"), ("4010", "Groep A")),
        (("800", "x"), ("400", "x")),
        # Words of cost behind a word of turnover tell what was sold.
        (("8000", "Omzet belastingadvies"), ("4000", "Belastingadvies")),
        (("8000", "Omzet salarisadministratie"), ("4000", "Salarissen")),
        (("8000", "Honorarium administratie"), ("4000", "Administratiekosten")),
        (("8100", "Verzendkosten"), ("4100", "Verzendkosten")),
        (("8050", "Doorbelaste kosten"), ("4050", "Kosten")),
    ],
)
def test_charts(turnover: tuple[str, str], other: tuple[str, str]) -> None:
    """Words, numbers and use together tell turnover from costs, in charts of any kind."""
    sales = journal("S", invoice("1", "D1", 100, turnover[0]), invoice("2", "D2", 200, turnover[0]))
    costs = journal("P", booking("1", line(other[0], 30, "D"), line("1600", 30, "C", "C9")), key="INK")
    found = turnover_of(auditfile(costs, sales, ledger=_ledger(turnover, other, ("1600", "Cred", "B"))))
    assert (amounts(found), found.question) == (BOTH, None)
    assert [each.id for each in found.accounts if each.counted] == [turnover[0]]


@pytest.mark.parametrize(
    ("number", "description"),
    [("7000", "Kostprijs verkopen"), ("7000", "Inkoopwaarde van de omzet"), ("8900", "Kostprijs omzet"), ("7000", "x"),
     ("8800", "Cost of sales"), ("7100", "COGS"), ("8900", "Inkoop handelsgoederen"), ("5000", "Kosten van de omzet"),
     ("8700", "Voorraadmutatie"), ("4500", "Verkoopkosten"), ("8950", "Verkoopprovisie"), ("8960", "Uitbesteed werk")],
)  # fmt: skip
@pytest.mark.parametrize("revenue", ["8000", "9000"])
def test_cost_of_sales_is_no_turnover(number: str, description: str, revenue: str) -> None:
    """What a sales journal debits for the goods does not lower the turnover, whatever it is called."""
    lines = (line("1300", 121, "D", "D1"), line(revenue, 100, "C"), line("1500", 21, "C"))
    cost = (line(number, 60, "D"), line("3000", 60, "C"))
    sales = journal("S", booking("1", *lines, *cost))
    ledger = _ledger((revenue, "Omzet"), (number, description), ("3000", "Voorraad", "B"))
    found = turnover_of(auditfile(sales, ledger=ledger))
    assert amounts(found) == {"Jansen BV": 100}
    assert found.question is None


@pytest.mark.parametrize(
    "description", ["Omzetbelasting hoog", "Af te dragen btw", "VAT payable", "VAT", "Btw 21%",
                    "Btw hoog", "Koersverschillen",
                    "Betalingsverschillen", "Afrondingsverschillen",
                    "Te betalen omzetbelasting", "Sales tax"]
)  # fmt: skip
@pytest.mark.parametrize("kind", ["P", "", "M"])
def test_tax_and_differences_are_no_turnover(description: str, kind: str) -> None:
    """A word of turnover in a tax, or a difference that a sales journal credits, is no turnover."""
    ledger = [("1300", "Deb", "B"), ("1500", description, kind), ("8000", "Omzet", "P")]
    assert amounts(turnover_of(auditfile(SALES, ledger=ledger))) == BOTH


@pytest.mark.parametrize("description", ["Verleende kortingen", "Retouren", "Creditnota's", "Omzetkorting"])
def test_what_lowers_the_turnover_counts(description: str) -> None:
    """Discounts and returns are turnover below zero."""
    back = booking("3", line("1300", 10, "C", "D1"), line("8090", 10, "D"))
    sales = journal("S", invoice("1", "D1", 100), invoice("2", "D2", 200), back)
    assert amounts(turnover_of(auditfile(sales, ledger=[*LEDGER, ("8090", description, "P")])))["Jansen BV"] == 90


@pytest.mark.parametrize("code", ["WOmzNopOlh", "WOmz", "womznop", "WOMZNOP", "WOmzNopOlh.01", " WOmzNop "])
@pytest.mark.parametrize("half", [True, False])
def test_codes_of_the_rgs(code: str, half: bool) -> None:  # noqa: FBT001 -- a case
    """The code decides; an account without one is judged by the rest."""
    ledger = _ledger(("8000", "x", "P", code), ("8100", "Omzet laag", "P") if half else ("8100", "x", "P", "WOmzNop"))
    sales = journal("S", invoice("1", "D1", 100, "8000"), invoice("2", "D2", 200, "8100"))
    found = turnover_of(auditfile(sales, ledger=ledger))
    assert (amounts(found), found.question) == (BOTH, None)


@pytest.mark.parametrize("code", ["WKprInh", "WPerLon", "WBedHui", "WFbeRlm", "BVorDeb", "WOvbOvo"])
def test_codes_that_are_something_else(code: str) -> None:
    """A code of costs holds against the number; the account is named when it looks like turnover."""
    sales = journal("S", invoice("1", "D1", 100, "8000"), invoice("2", "D2", 200, "8100"))
    ledger = _ledger(("8000", "Omzet", "P", "WOmzNop"), ("8100", "Diversen", "P", code))
    found = turnover_of(auditfile(sales, ledger=ledger))
    assert amounts(found) == {"Jansen BV": 100}
    assert code.startswith("B") or "accounts_not_counted" in codes(found)


@pytest.mark.parametrize(
    "written",
    [
        "<taxonomy><taxoRef>rgs</taxoRef><entryPoint><conceptRef>WOmzNopOlh</conceptRef></entryPoint></taxonomy>",
        "<taxonomy><taxoRef>rgs-i:WOmzNop</taxoRef></taxonomy>",
        "<leadReference>WOmzNopOlh</leadReference>",
        "<RGScode>0000</RGScode><leadCode>WOmz</leadCode>",
        "<RGSCode>WOmzNop</RGSCode>",
        "<rgscode>WOmzNop</rgscode>",
    ],
)
def test_where_the_code_stands(written: str) -> None:
    """Version 3.2 has no element for the code: packages put it in the taxonomy, or in a field for something else."""
    text = auditfile(journal("S", invoice("1", "D1", 100, "7000")), ledger=_ledger(("7000", "Q")))
    text = text.replace("<accDesc>Q</accDesc><accTp>P</accTp>", f"<accDesc>Q</accDesc><accTp>P</accTp>{written}")
    assert read(text).books.ledger["7000"].code.startswith("womz")
    link = "<taxoElement><glAccID>7000</glAccID><txCd>WOmzNop</txCd></taxoElement>"
    links = f"<taxonomies><taxonomy>{link}</taxonomy></taxonomies>"
    assert (
        read(text.replace("</generalLedger>", f"{links}</generalLedger>")).books.ledger["7000"].code.startswith("womz")
    )
    assert rgs_code("nvt", "Bank", "BAL") == ""


@pytest.mark.parametrize("kind", ["S", "s", "V", "VRK", "Verkoop", "Sales", "Verkoopboek", None])
def test_sales_journals(kind: str | None) -> None:
    """Without a word or number of turnover, the account that sales journals credit is it."""
    sales = journal(kind, invoice("1", "D1", 100, "7000"), invoice("2", "D2", 200, "7000"), desc="Verkoopboek")
    costs = journal("P", booking("1", line("4000", 70, "D"), line("1600", 70, "C", "C9")), key="INK")
    ledger = _ledger(("7000", "Q"), ("4000", "R"), ("1600", "Cred", "B"))
    found = turnover_of(auditfile(sales, costs, ledger=ledger))
    assert (amounts(found), found.question) == (BOTH, None)


def test_what_may_be_btw_is_asked() -> None:
    """Two accounts without a word, of which one holds as much as the btw on the other: asked."""
    sales = SALES.replace("1500", "4900").replace("8000", "7000")
    found = turnover_of(auditfile(sales, ledger=_ledger(("4900", "Q"), ("7000", "R"))))
    assert (found.question, [each.id for each in found.accounts if not each.sure]) == ("accounts", ["4900"])


def test_one_journal_for_all() -> None:
    """Where all stands in one journal, turnover is what is credited in bookings with customers."""
    other = booking("9", line("4000", 70, "D"), line("1600", 70, "C", "C9"))
    everything = journal("O", invoice("1", "D1", 100, "7000"), invoice("2", "D2", 200, "7000"), other, key="ALG")
    ledger = _ledger(("7000", "Q"), ("4000", "R"), ("1600", "Cred", "B"))
    assert amounts(turnover_of(auditfile(everything, ledger=ledger))) == BOTH


def test_account_that_may_be_turnover_is_asked() -> None:
    """Credited in sales without a sign of turnover: it is named with its amount, and asked; then it can be taken."""
    sales = journal("S", invoice("1", "D1", 100), invoice("2", "D2", 200, "9100"))
    file = read(auditfile(sales, ledger=[*LEDGER, ("9100", "Q", "P")]))
    found = file.revenue()
    assert (amounts(found), found.question) == ({"Jansen BV": 100}, "accounts")
    assert [(each.id, each.amount, each.counted, each.sure) for each in found.accounts] == [
        ("8000", 100, True, True),
        ("9100", 200, False, False),
    ]
    assert {"accounts_unsure", "accounts_not_counted"} <= codes(found)
    taken = file.revenue({"8000", "9100"})
    assert (amounts(taken), taken.question, taken.total) == (BOTH, None, 300)


def test_account_that_the_ledger_lacks() -> None:
    """8000 without a line in the ledger is read, and told."""
    found = turnover_of(auditfile(SALES, ledger=LEDGER[:3]))
    assert (amounts(found), codes(found)) == (BOTH, {"accounts_not_in_ledger"})
    nothing = turnover_of(auditfile(SALES, ledger=()))
    assert amounts(nothing) == BOTH


@pytest.mark.parametrize(
    ("journals", "ledger", "code"),
    [
        ((), LEDGER, "no_bookings"),
        ((journal("M", booking("1", line("1300", 5, "D"), line("0500", 5, "C"))),), LEDGER, "no_bookings"),
        ((journal("P", booking("1", line("4000", 5, "D"), line("1600", 5, "C"))),), [("4000", "Huur", "P")],
         "no_revenue_accounts"),
        ((journal("B", booking("1", line("1100", 5, "D"), line("8000", 5, "C"))),), LEDGER, "no_customers"),
    ],
)  # fmt: skip
def test_no_customers_has_a_reason(journals: tuple[str, ...], ledger: list[tuple[str, ...]], code: str) -> None:
    """No customers is never said without why."""
    found = turnover_of(auditfile(*journals, ledger=ledger))
    assert found.customers == []
    assert code in codes(found)


def test_balance_account_that_looks_like_turnover_is_asked() -> None:
    """A kind and a number that do not agree are asked."""
    found = turnover_of(auditfile(SALES, ledger=[*LEDGER[:3], ("8000", "Omzet", "B"), ("4000", "Huur", "P")]))
    assert (found.customers, found.question) == ([], "accounts")
