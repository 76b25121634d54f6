"""Made-up bookkeepings in made-up dialects: the turnover of each customer is the truth, or something is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from calculators.imports.ledger import Turnover
from tests.core.imports.auditfiles import auditfile, booking, codes, journal, line, read

Row = tuple[str, int, str, str]  # account, cents with debit above zero, customer, document


class Bill(NamedTuple):
    """An invoice, or a credit note below zero; cents excl. btw."""

    customer: int
    cents: int
    is_second: bool  # whether on the second turnover account


@dataclass(frozen=True)
class Dialect:
    """How a package writes, and what its chart is."""

    first: tuple[str, str]
    second: tuple[str, str]
    cost: tuple[str, str]
    goods: tuple[str, str]
    loss: str
    balance: str
    codes: str
    credit: str
    debit: str
    sales: str | None
    on_all_lines: bool
    batch: bool
    documents: bool
    closes: bool
    has_goods: bool
    comma: bool
    negative: bool
    lower: bool
    is_ledger_last: bool


dialects = st.builds(
    Dialect,
    first=st.sampled_from(
        [
            ("8000", "Omzet hoog"),
            ("8000", "x"),
            ("4000", "Sales"),
            ("9000", "Verkopen"),
            ("7000", "Q"),
            ("80000", "Werk"),
            ("3100", "Opbrengst diensten"),
            ("8000", "Verzendkosten"),
            ("8", "Honorarium"),
            ("V100", "Omzet"),
        ]
    ),
    second=st.sampled_from(
        [("8100", "Omzet laag"), ("8100", "y"), ("9100", "Revenue"), ("7500", "R"), ("4010", "Fees")]
    ),
    cost=st.sampled_from(
        [("4500", "Huur"), ("4510", "x"), ("8500", "Bank charges"), ("8600", "Salarissen"), ("6000", "")]
    ),
    goods=st.sampled_from(
        [("7900", "Kostprijs omzet"), ("7900", "z"), ("8900", "Inkoopwaarde"), ("5000", "Cost of sales")]
    ),
    loss=st.sampled_from(["P", "p", "W", "W/V", "P&L", "Winst & verlies", "Resultaat"]),
    balance=st.sampled_from(["B", "b", "Balans", "BAL"]),
    codes=st.sampled_from(["none", "all", "half"]),
    credit=st.sampled_from(["C", "c", " Credit", "CR"]),
    debit=st.sampled_from(["D", "d", "Debet", "DB"]),
    sales=st.sampled_from(["S", "s", "V", "Verkoop", None]),
    on_all_lines=st.booleans(),
    batch=st.booleans(),
    documents=st.booleans(),
    closes=st.booleans(),
    has_goods=st.booleans(),
    comma=st.booleans(),
    negative=st.booleans(),
    lower=st.booleans(),
    is_ledger_last=st.booleans(),
)
lists_of_bills = st.lists(
    st.builds(Bill, st.integers(1, 4), st.integers(-20_000, 90_000).filter(bool), st.booleans()), min_size=1, max_size=8
)


def _rows(bill: Bill, at: int, dialect: Dialect) -> list[Row]:
    account = dialect.second[0] if bill.is_second else dialect.first[0]
    vat, customer, document = bill.cents * 21 // 100, f"K{bill.customer}", f"F{at}" if dialect.documents else ""
    whose = customer if dialect.on_all_lines else ""
    rows = [
        ("1300", bill.cents + vat, customer, document),
        (account, -bill.cents, whose, document),
        ("1500", -vat, whose, document),
    ]
    if dialect.has_goods:
        cost = bill.cents * 6 // 10
        rows += [(dialect.goods[0], cost, whose, document), ("3000", -cost, whose, document)]
    return rows


def _line(row: Row, dialect: Dialect) -> str:
    account, cents, customer, document = row
    side, size = (dialect.debit, cents) if cents >= 0 or dialect.negative else (dialect.credit, -cents)
    amount = f"{size / 100:.2f}"
    number = (customer.lower() if dialect.lower else customer) or None
    written = amount.replace(".", ",") if dialect.comma else amount
    return line(account, written, side, number, **({"docRef": document} if document else {}))


def _code(code: str, dialect: Dialect, *, is_coded: bool = True) -> tuple[str, ...]:
    return (code,) if dialect.codes == "all" or (dialect.codes == "half" and is_coded) else ()


def _file(bills: list[Bill], dialect: Dialect) -> str:
    invoices = [[_line(row, dialect) for row in _rows(bill, at, dialect)] for at, bill in enumerate(bills)]
    if dialect.batch:
        invoices = [[text for lines in invoices for text in lines]]
    bookings = [booking(str(at), *lines) for at, lines in enumerate(invoices)]
    rent = [(dialect.cost[0], 7_000, "", ""), ("1600", -7_000, "C9", "")]
    journals = [
        journal("P", booking("1", *(_line(row, dialect) for row in rent)), key="INK"),
        journal(dialect.sales, *bookings, desc="Verkoopboek"),
    ]
    if dialect.closes:
        sums = {account: 0 for account, _ in (dialect.first, dialect.second)}
        for bill in bills:
            sums[dialect.second[0] if bill.is_second else dialect.first[0]] += bill.cents
        rows = [
            *((account, cents, "", "") for account, cents in sums.items() if cents),
            ("0500", -sum(sums.values()), "", ""),
        ]
        journals.append(journal("M", booking("1", *(_line(row, dialect) for row in rows)), key="MEM"))
    ledger = [
        ("0500", "Eigen vermogen", dialect.balance, *_code("BEivKap", dialect)),
        ("1300", "Debiteuren", dialect.balance, *_code("BVorDeb", dialect)),
        ("1500", "Af te dragen btw", dialect.balance, *_code("BSchBtw", dialect)),
        ("1600", "Crediteuren", dialect.balance, *_code("BSchCre", dialect)),
        ("3000", "Voorraad", dialect.balance, *_code("BVrd", dialect)),
        (*dialect.cost, dialect.loss, *_code("WBedHui", dialect)),
        (*dialect.goods, dialect.loss, *_code("WKprKvg", dialect)),
        (*dialect.first, dialect.loss, *_code("WOmzNop", dialect)),
        (*dialect.second, dialect.loss, *_code("WOmzNop", dialect, is_coded=False)),
    ]
    customers = [(f"K{number}", f"Klant {number}", "C") for number in range(1, 5)]
    text = auditfile(*journals, ledger=ledger, customers=[*customers, ("C9", "Leverancier", "S")])
    if dialect.is_ledger_last:
        start, end = text.index("<generalLedger>"), text.index("</generalLedger>") + len("</generalLedger>")
        text = text[:start] + text[end:].replace("</company>", text[start:end] + "</company>")
    return text


def _truth(bills: list[Bill]) -> dict[str, float]:
    cents: dict[str, int] = {}
    for bill in bills:
        name = f"Klant {bill.customer}"
        cents[name] = cents.get(name, 0) + bill.cents
    return {name: amount / 100 for name, amount in cents.items()}


def _is_told(found: Turnover) -> bool:
    """Whether anything was asked or told beside the close of the year, which is no doubt."""
    return found.question is not None or bool(codes(found) - {"closing_entry"})


@given(bills=lists_of_bills, dialect=dialects)
def test_turnover_is_the_truth_or_something_is_told(bills: list[Bill], dialect: Dialect) -> None:
    """Never another turnover without a word."""
    found = read(_file(bills, dialect)).revenue()
    read_as = {each["name"]: each["revenue"] for each in found.customers}
    if read_as != _truth(bills) or found.unassigned:
        assert _is_told(found), (read_as, _truth(bills))
    for each in found.customers:
        assert each["months"] == {"2025-01": each["revenue"]}


plain = st.builds(
    Dialect,
    first=st.sampled_from([("8000", "Omzet hoog"), ("4000", "Sales"), ("9000", "Verkopen")]),
    second=st.sampled_from([("8100", "Omzet laag"), ("9100", "Revenue")]),
    cost=st.sampled_from([("4500", "Huur"), ("8500", "Bank charges")]),
    goods=st.sampled_from([("7900", "Kostprijs omzet"), ("5000", "Cost of sales")]),
    loss=st.sampled_from(["P", "W/V", "Winst & verlies"]),
    balance=st.sampled_from(["B", "Balans"]),
    codes=st.sampled_from(["none", "all", "half"]),
    credit=st.sampled_from(["C", "c"]),
    debit=st.sampled_from(["D", "d"]),
    sales=st.sampled_from(["S", "Verkoop"]),
    on_all_lines=st.booleans(),
    batch=st.booleans(),
    documents=st.just(True),  # noqa: FBT003 -- a strategy
    closes=st.booleans(),
    has_goods=st.booleans(),
    comma=st.booleans(),
    negative=st.booleans(),
    lower=st.booleans(),
    is_ledger_last=st.booleans(),
)


@given(bills=lists_of_bills.filter(lambda bills: sum(bill.cents for bill in bills) > 0), dialect=plain)
def test_plain_turnover_is_the_truth(bills: list[Bill], dialect: Dialect) -> None:
    """Where accounts are called what they are, nothing has to be asked."""
    found = read(_file(bills, dialect)).revenue()
    assert {each["name"]: each["revenue"] for each in found.customers} == _truth(bills)
    assert (found.question, found.unassigned) == (None, 0)
