"""Exports of which the truth is known: tables as packages, web shops and people write them, in every dialect.

An export is drawn from a ``random.Random`` (one of Hypothesis, so that a failing one is made smaller): first who the
customers are and what was invoiced to them, then which columns tell it, then how the table is laid out, and last how
its cells and its file are written. ``differences`` tells how what is read differs from what was written.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeVar
from xml.sax.saxutils import escape

from calculators.imports._who import name_key, number_of
from calculators.imports.reading import Reading
from calculators.imports.tables import ListedCustomer
from tests.core.imports.test_xlsx_list import DAY_ZERO, packed, parts_of

T = TypeVar("T")

NAMES = (
    "Jansen BV", "Bakkerij de Vries", "Totaalbouw BV", "Somers", "Total Design", "Saldo BV", "BTW Advies",
    "Café 't Hoekje", "Müller & Zn.", "Van der Berg, P.", 'Ster "De" Zaak', "3M Nederland", "Omzet & Co", "Marge Wonen",
    "De Sommelier", "Gemiddeld Goed", "Sumatra Import", "Totaal Wonen", "Aantal & Zn.", "Peter; Paul", "Alles Kids",
    "Factuurdesk BV", "Netto Advies", "Klantgericht", "Naamloos NV", "Transport Pietersen", "Februari Events",
    "Total Energies Nederland", "Subtotaal Theater", "2Xceed", "Eindtotaal Fiscalisten", "Straßer GmbH", "Nul & Een",
)  # fmt: skip

CUSTOMER_HEADINGS = (
    "Klant", "Klantnaam", "Naam klant", "Debiteur", "Debiteurnaam", "Relatie", "Relatienaam", "Customer",
    "Customer name", "Client", "Opdrachtgever", "Afnemer", "Naam debiteur", "Naam opdrachtgever", "Cliënt",
    "customer_name", "ClientName", "Klant (naam)", "Klanten", "Billing name", "Debtor",
)  # fmt: skip
LOOSE_CUSTOMER_HEADINGS = ("Naam", "Bedrijfsnaam", "Bedrijf", "Name", "Company", "Organisatie", "Company name")
NUMBER_HEADINGS = (
    "Klantnummer", "Klantnr.", "Klant nr", "Debiteurnummer", "Debiteurnr", "Relatiecode", "Customer ID",
    "Customer no.", "Client code", "Deb.nr.", "Klant-ID", "KlantID", "Klantcode", "Relatienummer", "Debtor number",
)  # fmt: skip
PLAIN_REVENUE = (
    "Omzet", "Bedrag", "Factuurbedrag", "Totaalbedrag", "Revenue", "Turnover", "Sales", "Amount", "Invoice amount",
    "Gefactureerd", "Gefactureerd bedrag", "Jaaromzet", "Omzetbedrag", "Totale omzet", "Invoiced", "Total amount",
    "Factuurtotaal", "Total sales", "Totaal omzet",
)  # fmt: skip
EXCL_WORDS = ("excl. btw", "excl btw", "(excl. BTW)", "exclusief btw", "ex btw", "excl. VAT", "ex. VAT")
INCL_WORDS = ("incl. btw", "incl btw", "(incl. BTW)", "inclusief btw", "incl. VAT")
DECORATION = ("2025", "(2025)", "€", "(€)", "EUR", "in euro", "jan-dec 2025", "in EUR", "boekjaar 2025")
DATE_HEADINGS = ("Datum", "Factuurdatum", "Date", "Invoice date", "Boekdatum", "Date of invoice")
INVOICE_HEADINGS = ("Factuurnummer", "Factuurnr.", "Factuur", "Invoice number", "Invoice no.", "Factuur nr", "Invoice")
COST_HEADINGS = ("Kosten", "Inkoop", "Kostprijs", "Inkoopwaarde", "Costs", "Inkoopkosten", "Directe kosten")
MARGIN_HEADINGS = ("Marge", "Brutomarge", "Margin", "Brutowinst", "Gross profit", "Marge in €", "Winst")
SHARE_HEADINGS = ("Marge %", "Marge (%)", "Margin %", "Brutomarge %", "Margepercentage")
HOUR_HEADINGS = ("Uren", "Aantal uren", "Hours", "Bestede uren", "Gewerkte uren", "Uur")
TOTAL_WORDS = (
    "Totaal", "Totaal:", "TOTAAL", "Eindtotaal", "Total", "Grand total", "Totalen", "Som", "Subtotaal",
    "Totaal generaal", "Totaal omzet", "Totaal 2025", "Totaal excl. btw", "Algemeen totaal", "Totals", "Sum",
    "Totaal (3 klanten)", "Totaal :", "Alle klanten", "Totaal debiteuren", "Omzet totaal", "Totaal per jaar",
    "Grand Total:", "Totaal aantal",
)  # fmt: skip
ODD_TOTAL_WORDS = ("Samen", "Bij elkaar", "Tot.", "Opgeteld", "Cumulatief", "Omzet")
FOOTER_WORDS = (
    "Gemiddelde",
    "Gemiddeld per klant",
    "BTW 21%",
    "BTW",
    "Average",
    "Aantal klanten",
    "Maximum",
)
# Not known as such yet (8 and 28).
MORE_FOOTER_WORDS = ("Mediaan", "Te betalen", "Omzet 2024")
TITLES = (
    "Omzet per klant", "Bakkerij Test BV", "Periode: 01-01-2025 t/m 31-12-2025", "Afdrukdatum 12-01-2026",
    "Administratie 1 - Test", "Omzetoverzicht 2025", "Naam: Test BV", "Export", "Klantenlijst", "Bedragen in euro's",
)  # fmt: skip
PARAMETERS = (
    ("Klanten", "Alle"), ("Periode", "2025"), ("Bedrijf", "Test BV"), ("Administratie", "001"), ("Valuta", "EUR"),
    ("Debiteur", "t/m 99999"), ("Totaal", "12.345,67"), ("Omzet vanaf", "0"), ("Datum", "12-01-2026"),
)  # fmt: skip
EMPLOYEES = ("Piet de Boer", "Els Vos", "Jan Smit")
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Person:
    """A customer: the number and the name that are true."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of truth: amounts in cents, excl. btw unless the table has amounts incl. btw alone.

    ``counts`` is 1 for turnover, and 0 for what is none: another currency, a draft, a quotation.
    """

    person: Person
    cents: int
    date: dt.date
    invoice: str
    costs: int | None = None
    margin: int | None = None
    share: int | None = None
    hours: int | None = None
    counts: int = 1
    credit: bool = False
    currency: str = "EUR"
    status: str = "Betaald"
    kind: str = "Factuur"


@dataclass(frozen=True, slots=True)
class Export:
    """A file, what is true of it by the number of each line, and what it may be asked about.

    ``doubts`` says why a question or a row that is left out would be fair; without any the file has to be read.
    """

    name: str
    data: bytes
    truth: dict[tuple[str, int], Entry]
    columns: frozenset[str]
    doubts: frozenset[str] = frozenset()
    shown: str = ""
    joined: bool = False


class Draw:
    """Draws that become simpler when Hypothesis makes an example smaller: no, and the first of the choices."""

    def __init__(self, source: random.Random) -> None:
        self.source = source

    def often(self, one_in: int) -> bool:
        """Return True once in so many times."""
        return self.source.randrange(one_in) == one_in - 1

    def one(self, choices: Sequence[T]) -> T:
        """Return one of the choices."""
        return choices[self.source.randrange(len(choices))]

    def number(self, low: int, high: int) -> int:
        """Return a whole number between two bounds, both included."""
        return self.source.randint(low, high)


# How amounts are written.


@dataclass(frozen=True, slots=True)
class AmountStyle:
    """How the amounts of a column are written."""

    mark: str = ","
    thousands: str = ""
    decimals: str = "two"
    sign: str = "before"
    before: str = ""
    behind: str = ""
    zero: str = "0"

    def write(self, cents: int) -> str:
        """Return an amount in cents as the column writes it."""
        if not cents and self.zero != "0":
            return self.zero.removeprefix("blank")
        whole, rest = divmod(abs(cents), 100)
        digits = f"{whole:,}".replace(",", self.thousands)
        text = f"{self.before}{digits}{self._fraction(rest)}{self.behind}"
        if cents >= 0:
            return text
        return {
            "before": f"-{text}",
            "behind": f"{text}-",
            "parentheses": f"({text})",
            "unicode": f"\N{MINUS SIGN}{text}",
            "between": f"{self.before}-{digits}{self._fraction(rest)}{self.behind}",
        }[self.sign]

    def _fraction(self, rest: int) -> str:
        if self.decimals == "none":
            return ""
        if self.decimals == "variable":
            text = f"{rest:02}".rstrip("0")
            return f"{self.mark}{text}" if text else ""
        if self.decimals == "dash" and not rest:
            return f"{self.mark}-"
        return f"{self.mark}{rest:02}{'00' if self.decimals == 'four' else ''}"


def amount_style(draw: Draw, *, mark: str | None = None) -> AmountStyle:
    """Draw how the amounts of a column are written."""
    mark = mark or draw.one((",", "."))
    style = AmountStyle(
        mark,
        draw.one(("", {",": ".", ".": ","}[mark], "'", " ", "\N{NO-BREAK SPACE}", "")),
        draw.one(("two", "two", "variable", "none", "four", "dash")),
        draw.one(("before", "behind", "parentheses", "unicode", "between")),
        *draw.one((("", ""), ("€ ", ""), ("", " €"), ("EUR ", ""), ("€", ""), ("", " EUR"))),
        zero=draw.one(("0", "0", "-", "blank")),
    )
    # "12,--" is twelve euros and no cents: such a dash allows no other sign than one before it.
    return dataclasses.replace(style, sign="before") if style.decimals == "dash" else style


# What is true.


def people(draw: Draw, most: int = 5) -> list[Person]:
    """Draw customers with different names and numbers."""
    names = list(NAMES)
    found = []
    width = draw.one((3, 5, 8))
    lead = draw.one(("", "0", "D"))
    for place in range(draw.number(2, most)):
        name = names.pop(draw.number(0, len(names) - 1))
        found.append(Person(f"{lead}{10 ** (width - 1) + place * 7 + 1}", name))
    return found


def _cents(draw: Draw, kind: str) -> int:
    if draw.often(12):
        return 0
    whole = draw.one((draw.number(1, 99), draw.number(100, 999), draw.number(1000, 9999), draw.number(10_000, 250_000)))
    if kind == "thousands":
        return 100 * draw.number(1000, 250_000)
    return 100 * whole + (0 if kind == "whole" else draw.number(0, 99))


def entries(draw: Draw, customers: Sequence[Person], kind: str, *, invoices: bool) -> list[Entry]:
    """Draw what was invoiced: a row for each customer, or several invoices, in any order."""
    found = []
    at = draw.number(20_250_001, 20_259_000)
    persons = list(customers)
    if invoices:
        persons += [draw.one(customers) for _ in range(draw.number(0, 6))]
    day = dt.date(2025, 1, 1)
    for person in persons:
        day += dt.timedelta(days=draw.number(0, 40 if len(persons) < 9 else 20))
        at += draw.one((1, 1, 2, 7))
        credit = invoices and draw.often(7)
        cents = _cents(draw, kind)
        share = draw.number(5, 80)
        costs = cents * draw.number(0, 90) // 100 // 100 * 100
        cents, costs = (-cents, -costs) if credit else (cents, costs)
        margin = cents - costs
        found.append(
            Entry(
                person,
                cents,
                day,
                str(at),
                costs,
                margin,
                share,
                None if credit or draw.often(9) else 25 * draw.number(1, 200),
                credit=credit,
                kind=draw.one(("Creditnota", "Creditfactuur", "Credit")) if credit else "Factuur",
                status=draw.one(("Betaald", "Open", "Verzonden")),
            )
        )
    return found


# Which columns tell it.

Cell = str
CellOf = Callable[[Entry], Cell]


@dataclass(slots=True)
class Column:
    """A column: its heading, what stands in the row of each entry, and what stands in a row of totals."""

    heading: str
    cell: CellOf
    role: str = ""
    total: Callable[[Iterable[Entry]], Cell] | None = None
    heading_below: str = ""
    plain: Callable[[Entry], str | None] | None = None  # the number for a workbook, written with a dot


Change = Callable[[str], str]
_CASES: tuple[Change, ...] = (
    str, str, str.upper, str.lower, lambda text: f" {text} ", lambda text: text.replace(" ", "  ")
)  # fmt: skip
_SPELLINGS: tuple[Change, ...] = (
    str, str, str, str.upper, str.lower, lambda text: text.replace(" ", "\N{NO-BREAK SPACE}"),
    lambda text: f"{text[:2]}\N{ZERO WIDTH SPACE}{text[2:]}", lambda text: unicodedata.normalize("NFD", text),
    lambda text: f"  {text} ", lambda text: text.replace(" ", "  "),
)  # fmt: skip


def _cased(draw: Draw, heading: str) -> str:
    return draw.one(_CASES)(heading)


def revenue_heading(draw: Draw, basis: str, *, decorated: bool = True) -> str:
    """Draw a heading of turnover, excl. or incl. btw, or that does not tell."""
    parts = [draw.one(PLAIN_REVENUE)]
    more = []
    if basis != "unknown":
        more.append(draw.one(EXCL_WORDS if basis == "excl" else INCL_WORDS))
    if decorated and draw.often(3):
        more.append(draw.one(DECORATION))
    if draw.often(2):
        more.reverse()
    text = _cased(draw, " ".join(parts + more))
    return text.replace(" ", "\n", 1) if draw.often(12) else text


def vary(draw: Draw, name: str) -> str:
    """Return a name as another clerk may have typed it."""
    return draw.one(_SPELLINGS)(name)


def _sum(style: AmountStyle, value: Callable[[Entry], int | None]) -> Callable[[Iterable[Entry]], Cell]:
    return lambda found: style.write(sum(value(each) or 0 for each in found))


def _amount_column(heading: str, style: AmountStyle, value: Callable[[Entry], int | None], role: str = "") -> Column:
    def cell(entry: Entry) -> Cell:
        cents = value(entry)
        return "" if cents is None else style.write(cents)

    def plain(entry: Entry) -> str | None:
        cents = value(entry)
        return None if cents is None else str(float(Fraction(cents, 100)))

    return Column(heading, cell, role, _sum(style, value), plain=plain)


def date_writer(draw: Draw, *, english: bool) -> Callable[[dt.date], str]:
    """Draw how dates are written."""
    shapes = [
        "%d-%m-%Y",
        "%Y-%m-%d",
        "%d/%m/%Y",
        "%d.%m.%Y",
        "%Y%m%d",
        "%Y-%m-%dT10:11:12",
        "%d-%m-%y",
        "%d-%m-%Y 10:11",
    ]
    shapes += ["%m/%d/%Y"] if english else ["named"]
    shape = draw.one(shapes)
    if shape == "named":
        return lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return lambda day: day.strftime(shape)


@dataclass(slots=True)
class Plan:
    """What is drawn about one table, before it is written."""

    draw: Draw
    customers: list[Person]
    entries: list[Entry]
    columns: list[Column] = field(default_factory=list)
    doubts: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    invoices: bool = False
    grouped: bool = False
    whole: bool = False
    workbook: bool = False
    joined: bool = False
    style: AmountStyle = AmountStyle()


def _replace_all(plan: Plan, change: Callable[[Entry], Entry]) -> None:
    plan.entries = [change(each) for each in plan.entries]


def plan_table(draw: Draw, *, joined: bool = False) -> Plan:
    """Draw the truth of a table and its columns; ``joined`` is for one of which the rows come in several tables."""
    kind = draw.one(("cents", "cents", "whole", "thousands"))
    invoices = draw.often(2)
    customers = people(draw)
    plan = Plan(draw, customers, entries(draw, customers, kind, invoices=invoices), invoices=invoices, joined=joined)
    style = amount_style(draw)
    if style.decimals == "none":  # what is not written is not true either
        _replace_all(plan, _without_cents)
    plan.style = style
    plan.whole = kind != "cents" or style.decimals == "none"
    plan.grouped = draw.often(8)
    _who(plan)
    _money(plan)
    _details(plan)
    if invoices:
        _invoice_columns(plan)
    _helpers(plan)
    _traps(plan)
    for at in range(len(plan.columns) - 1, 0, -1):
        other = at - draw.number(0, at)
        plan.columns[at], plan.columns[other] = plan.columns[other], plan.columns[at]
    return plan


def _without_cents(entry: Entry) -> Entry:
    return dataclasses.replace(
        entry,
        cents=entry.cents // 100 * 100,
        costs=None if entry.costs is None else entry.costs // 100 * 100,
        margin=None if entry.costs is None else entry.cents // 100 * 100 - entry.costs // 100 * 100,
    )


def _who(plan: Plan) -> None:
    draw = plan.draw
    shape = draw.one(("name", "name", "both", "both", "number"))
    if plan.grouped:
        shape = "name"
    varied = draw.often(3)
    if shape != "number":
        loose = draw.often(4)
        heading = draw.one(LOOSE_CUSTOMER_HEADINGS if loose else CUSTOMER_HEADINGS)
        column = Column(
            _cased(draw, heading), lambda entry: vary(draw, entry.person.name) if varied else entry.person.name, "name"
        )
        plan.columns.append(column)
        if not loose and draw.often(6):
            plan.columns.append(Column("Naam", lambda _: draw.one(EMPLOYEES)))
        elif not loose and draw.often(8):
            plan.columns.append(Column("Name", lambda entry: f"#{entry.invoice[-4:]}"))
    if shape != "name":
        blank = shape == "both" and draw.often(3)
        floats = draw.often(5) and plan.customers[0].number.isdigit()
        scientific = shape == "both" and draw.often(8)
        nothing = draw.one(("", "0", "n.v.t.", "-", "#N/B"))
        if not blank and not scientific and draw.often(6):
            _make_namesakes(plan)

        def number(entry: Entry) -> str:
            if scientific:
                return "1,23457E+11"
            if blank and draw.often(2):
                return nothing
            return f"{entry.person.number}.0" if floats else entry.person.number

        plan.columns.append(Column(_cased(draw, draw.one(NUMBER_HEADINGS)), number, "id"))


def _make_namesakes(plan: Plan) -> None:
    """Give the second customer the name of the first: their numbers tell them apart."""
    first, second = plan.customers[:2]
    namesake = Person(second.number, first.name)
    plan.customers[1] = namesake
    _replace_all(plan, lambda each: dataclasses.replace(each, person=namesake) if each.person == second else each)


def _money(plan: Plan) -> None:
    draw, style = plan.draw, plan.style
    shape = draw.one(
        ("unknown", "excl", "incl", "excl+incl", "excl+vat+incl", "unknown+vat", "line", "years", "last year")
    )
    rate = draw.one((21, 9))

    def vat(entry: Entry) -> int:
        return round(entry.cents * rate / 100)

    def with_vat(entry: Entry) -> int:
        return entry.cents + vat(entry)

    if "+" in shape and style.decimals == "none":
        shape = "excl"
    basis = next((each for each in ("excl", "incl") if shape.startswith(each)), "unknown")
    heading = revenue_heading(draw, basis, decorated=shape != "years")
    if shape == "years":
        heading = draw.one(("Omzet 2025", "Omzet 2025 (excl. btw)"))
        _other_amounts(plan, heading.replace("2025", "2024"))
    if shape == "last year":
        words = ("Omzet vorig jaar", "Revenue last year", "Vorig jaar", "Begroot", "Budget", "Openstaand")
        _other_amounts(plan, draw.one(words))
    if shape == "unknown" and draw.often(5):
        _debit_and_credit(plan)
        return
    plan.columns.append(_amount_column(heading, style, lambda entry: entry.cents, "revenue"))
    if shape in {"excl+incl", "excl+vat+incl"}:
        plan.columns.append(_amount_column(revenue_heading(draw, "incl"), style, with_vat))
    if shape in {"excl+vat+incl", "unknown+vat"}:
        plan.columns.append(_amount_column(draw.one(("Btw", "BTW-bedrag", "VAT", "Btw bedrag", "Tax")), style, vat))
    if shape == "line":
        _prices(plan)


def _other_amounts(plan: Plan, heading: str) -> None:
    """Add amounts of another year, or of something else."""
    amounts = {each.invoice: _cents(plan.draw, "whole") for each in plan.entries}
    plan.columns.append(_amount_column(heading, plan.style, lambda entry: amounts[entry.invoice]))


def _debit_and_credit(plan: Plan) -> None:
    """Write turnover in one column, and what takes it off in another."""
    plus, minus = plan.draw.one((("Debet", "Credit"), ("Credit", "Debet"), ("Credit bedrag", "Debet bedrag")))

    def positive(entry: Entry) -> int | None:
        return entry.cents if entry.cents >= 0 else None

    def negative(entry: Entry) -> int | None:
        return -entry.cents if entry.cents < 0 else None

    plan.columns.append(_amount_column(plus, plan.style, positive))
    plan.columns.append(_amount_column(minus, plan.style, negative))
    plan.doubts.add("sides")


def _prices(plan: Plan) -> None:
    """Make each amount a price times a quantity."""
    draw = plan.draw
    counts = {each.invoice: draw.number(1, 12) for each in plan.entries}
    if plan.style.decimals == "none":
        return

    def multiple(entry: Entry) -> Entry:
        cents = entry.cents // counts[entry.invoice] * counts[entry.invoice]
        return dataclasses.replace(entry, cents=cents, margin=cents - (entry.costs or 0))

    _replace_all(plan, multiple)
    words = draw.one(("Prijs", "Stukprijs", "Prijs per stuk", "Price", "Unit price", "Tarief"))
    plan.columns.append(_amount_column(words, plan.style, lambda entry: entry.cents // counts[entry.invoice]))
    plan.columns.append(Column(draw.one(("Aantal", "Qty", "Quantity")), lambda entry: str(counts[entry.invoice])))


def _details(plan: Plan) -> None:
    draw, style = plan.draw, plan.style
    if draw.often(3):
        plan.columns.append(_amount_column(draw.one(COST_HEADINGS), style, lambda entry: entry.costs, "costs"))
    if draw.often(4):
        plan.columns.append(_amount_column(draw.one(MARGIN_HEADINGS), style, lambda entry: entry.margin, "margin"))
    elif draw.often(4):
        behind = draw.one(("", "%", " %"))
        column = Column(draw.one(SHARE_HEADINGS), lambda entry: f"{entry.share}{behind}", "share")
        plan.columns.append(column)
    if draw.often(3):
        hours = AmountStyle(style.mark, decimals="variable")
        plan.columns.append(_amount_column(draw.one(HOUR_HEADINGS), hours, lambda entry: entry.hours, "hours"))


def _invoice_columns(plan: Plan) -> None:
    draw = plan.draw
    write = date_writer(draw, english=plan.style.mark == "." and plan.style.decimals in {"two", "four"})
    if draw.often(2):
        plan.columns.append(Column(draw.one(DATE_HEADINGS), lambda entry: write(entry.date), "date"))
    if draw.often(2):
        before = draw.one(("", "F", "2025-"))
        headings = INVOICE_HEADINGS
        plan.columns.append(Column(_cased(draw, draw.one(headings)), lambda entry: before + entry.invoice, "invoice"))


def _helpers(plan: Plan) -> None:
    """Add columns that say which rows are no turnover, or with which sign."""
    draw = plan.draw
    if draw.often(6):
        foreign = draw.one(("USD", "GBP", "usd"))
        _replace_all(
            plan,
            lambda each: dataclasses.replace(each, currency=foreign, counts=0) if draw.often(4) else each,
        )
        plan.columns.append(
            Column(draw.one(("Valuta", "Currency", "Munt", "Valutacode")), lambda entry: entry.currency, "helper")
        )
    if plan.invoices and draw.often(5):
        word = draw.one(("Concept", "Geannuleerd", "Draft", "cancelled", "Vervallen"))
        _replace_all(plan, lambda each: dataclasses.replace(each, status=word, counts=0) if draw.often(4) else each)
        plan.columns.append(Column(draw.one(("Status", "Factuurstatus", "Betaalstatus")), lambda entry: entry.status))
    if plan.invoices and draw.often(4):
        if draw.often(2):
            _replace_all(
                plan,
                lambda each: (
                    dataclasses.replace(each, kind="Offerte", counts=0) if draw.often(4) and not each.credit else each
                ),
            )
        plan.columns.append(Column(draw.one(("Soort", "Type", "Documentsoort")), lambda entry: entry.kind))
        if draw.often(2):
            _write_positive(plan, lambda entry: entry.credit)
    elif plan.invoices and draw.often(5):
        signs = ("-", "+")
        low, high = draw.one((("Af", "Bij"), signs, ("D", "C"), ("Debet", "Credit")))
        plan.columns.append(
            Column(draw.one(("Af Bij", "Af/Bij", "D/C")), lambda entry: low if entry.cents < 0 else high, "helper")
        )
        _write_positive(plan, lambda entry: entry.cents < 0)
        if low.startswith("D"):
            plan.doubts.add("sides")  # which side is turnover is learnt from the amounts, and told


def _write_positive(plan: Plan, applies: Callable[[Entry], bool]) -> None:
    """Write the amounts of some rows without their minus: another column says it."""
    for column in plan.columns:
        if column.plain is None:
            continue
        cell, plain = column.cell, column.plain

        def unsigned(entry: Entry, cell: CellOf = cell) -> Cell:
            positive = dataclasses.replace(
                entry, cents=abs(entry.cents), costs=abs(entry.costs or 0), margin=abs(entry.margin or 0)
            )
            return cell(positive if applies(entry) else entry)

        def number(entry: Entry, plain: Callable[[Entry], str | None] = plain) -> str | None:
            text = plain(entry)
            return text.removeprefix("-") if text is not None and applies(entry) else text

        column.cell, column.plain = unsigned, number


def _traps(plan: Plan) -> None:
    """Add columns that must not be taken for anything else."""
    draw = plan.draw
    for _ in range(draw.number(0, 3)):
        heading, cell = draw.one(
            (
                ("Postcode", lambda _: f"{draw.number(1000, 9999)} AB"),
                ("Telefoon", lambda _: f"06{draw.number(10_000_000, 99_999_999)}"),
                ("Plaats", lambda _: draw.one(("Utrecht", "Den Haag", "Ede"))),
                ("", lambda _: ""),
                ("KvK-nummer", lambda _: str(draw.number(10_000_000, 99_999_999))),
                ("E-mail", lambda _: "info@test.nl"),
                ("Jaar", lambda _: "2025"),
                ("Betalingstermijn", lambda _: draw.one(("14", "30"))),
                ("Omschrijving", lambda _: draw.one(("Advies; uren maart", "Onderhoud", "Totaal pakket", ""))),
                ("Korting %", lambda _: draw.one(("0", "5", "10"))),
                ("Land", lambda _: draw.one(("NL", "BE"))),
                ("Btw %", lambda _: draw.one(("21%", "9%", "0%"))),
                ("Opmerking", lambda _: draw.one(("", "", "let op"))),
                ("Aantal facturen", lambda _: str(draw.number(1, 12))),
                ("Adres", lambda _: draw.one(("Kade 1\nEde", "Dam 2", "Laan 3\n\nOss"))),
                ("Referentie", lambda _: f'="{draw.number(1, 99):05}"'),
                ("Uurtarief", lambda _: draw.one(("85", "95"))),
                ("Factuuradres", lambda _: draw.one(("Kade 1", "Dam 2"))),
                ("Btw-nummer", lambda _: f"NL{draw.number(100_000_000, 999_999_999)}B01"),
                ("Aantal klanten", lambda _: "1"),
                ("Klant sinds", lambda _: str(draw.number(2001, 2024))),
                ("Klantgroep", lambda _: draw.one(("A", "B", "1"))),
                ("Medewerker", lambda _: draw.one(EMPLOYEES)),
                ("Laatste factuur", lambda _: f"{draw.number(1, 28):02}-11-2025"),
                ("Branche", lambda _: draw.one(("Horeca", "Bouw"))),
                ("Betaald bedrag", lambda _: draw.one(("0", "100"))),
                ("% van totaal", lambda _: f"{draw.number(1, 60)}%"),
            )
        )
        if heading not in {each.heading for each in plan.columns} or not heading:
            plan.columns.append(Column(heading, cell))


# How the table is laid out: rows of cells, each with the entry that it tells, if any.


@dataclass(slots=True)
class Laid:
    """A row of a table as it is laid out."""

    cells: list[Cell]
    entry: Entry | None = None
    numbers: list[str | None] = field(default_factory=list)


def lay_out(plan: Plan, *, bare: bool = False) -> list[Laid]:
    """Draw what stands above, between and below the rows."""
    if bare:
        return [*_headings(plan, bare=True), *_body(plan, header=None, subtotals=False)]
    draw = plan.draw
    above = _above(plan) if draw.often(4) else []
    headings = _headings(plan, bare=False)
    repeated = draw.often(8) and len(headings) == 1
    subtotals = plan.invoices and draw.often(6)
    if subtotals:
        plan.entries.sort(key=lambda each: plan.customers.index(each.person))
    body = _body(plan, header=headings[0] if repeated else None, subtotals=subtotals, blanks=True)
    return [*above, *headings, *body, *_below(plan)]


def _above(plan: Plan) -> list[Laid]:
    draw, width = plan.draw, len(plan.columns)
    rows = []
    for _ in range(draw.number(1, 3)):
        rows.append(Laid([draw.one(TITLES), *([""] * (width - 1) if draw.often(2) else [])]))
        if draw.often(3):
            rows.append(Laid([*draw.one(PARAMETERS), *[""] * (width - 2)]))
        if draw.often(2):
            rows.append(Laid([""] * draw.one((1, width))))
    return rows


def _body(plan: Plan, *, header: Laid | None, subtotals: bool, blanks: bool = False) -> list[Laid]:
    """Return the rows of the entries, with the headings again, blank rows, names alone and subtotals between them."""
    draw, columns = plan.draw, plan.columns
    rows: list[Laid] = []
    group: list[Entry] = []
    starts: list[int] = []
    named = any(each.role == "name" for each in columns)
    for at, entry in enumerate(plan.entries):
        if header and at and at % 4 == 0:
            rows.append(Laid(list(header.cells)))
        # A blank row ends a group.
        if blanks and draw.often(25) and not plan.grouped:
            rows.append(Laid([""] * len(columns)))
        begins = not group or group[-1].person != entry.person
        if plan.grouped and begins:
            rows.append(Laid([entry.person.name if each.role == "name" else "" for each in columns]))
        starts += [at] if begins else []
        # Below a name alone nothing else tells it from a total, of its own group or of some of them.
        if plan.grouped and not begins and entry.cents and entry.cents in _sums(plan.entries[:at], starts):
            plan.doubts.add("a row of a group adds up those above it")
        group = [entry] if begins else [*group, entry]
        rows.append(_row_of(plan, entry))
        if plan.grouped and not any(rows[-1].cells):
            plan.doubts.add("a row of a group is empty")  # as is a row that ends the group
        last = at + 1 == len(plan.entries) or plan.entries[at + 1].person != entry.person
        if subtotals and last:
            name = entry.person.name if named else entry.person.number
            words = (f"Totaal {name}", f"{name} Totaal", f"Subtotaal {name}", f"Totaal: {name}", "Subtotaal")
            rows.append(_total_row(plan, draw.one(words), group))
    return rows


def _sums(entries: Sequence[Entry], starts: Iterable[int]) -> set[int]:
    """What the entries since each of these add up to, with and without those that do not count."""
    ways = [[each.cents for each in entries], [each.cents if each.counts else 0 for each in entries]]
    return {sum(cents[start:]) for start in starts for cents in ways}


def _headings(plan: Plan, *, bare: bool) -> list[Laid]:
    draw, columns = plan.draw, plan.columns
    if not bare and draw.often(8):  # in two rows
        above, below = [], []
        for column in columns:
            words = column.heading.split()
            if column.role == "revenue" and len(words) > 1:
                above.append(words[0])
                below.append(" ".join(words[1:]))
            else:
                above.append(column.heading)
                below.append("")
        if any(below):
            plan.doubts.add("two rows of headings")
            return [Laid(above), Laid(below)]
    return [Laid([each.heading for each in columns])]


def _row_of(plan: Plan, entry: Entry) -> Laid:
    cells = [each.cell(entry) for each in plan.columns]
    if plan.grouped:
        cells = ["" if each.role == "name" else cell for each, cell in zip(plan.columns, cells, strict=True)]
    numbers = [
        each.plain(entry) if each.plain and cell else None for each, cell in zip(plan.columns, cells, strict=True)
    ]
    return Laid(cells, entry, numbers)


def _total_row(plan: Plan, words: str, found: Sequence[Entry], *, place: int | None = None) -> Laid:
    columns = plan.columns
    if place is None:
        place = next((at for at, each in enumerate(columns) if each.role in {"name", "id"}), 0)
    cells = [each.total(found) if each.total else "" for each in columns]
    if words:
        cells[place] = words
    return Laid(cells)


def _below(plan: Plan) -> list[Laid]:
    draw, columns = plan.draw, plan.columns
    rows: list[Laid] = []
    width = len(columns)
    if draw.often(2):
        if draw.often(3):
            rows.append(Laid([""] * width))
        shape = draw.one(("word", "word", "first", "nameless", "odd"))
        free = [at for at, each in enumerate(columns) if each.total is None and each.role != "helper"]
        if shape == "odd" and len({each.cents for each in plan.entries if each.cents and each.counts}) > 3:
            place = next((at for at, each in enumerate(columns) if each.role == "name"), None)
            rows.append(_total_row(plan, draw.one(ODD_TOTAL_WORDS), plan.entries, place=place))
            plan.doubts.add("odd total")
        elif shape == "nameless" and not plan.grouped:
            rows.append(_total_row(plan, "", plan.entries))
        else:
            place = draw.one(free) if shape == "first" else None
            rows.append(_total_row(plan, draw.one(TOTAL_WORDS), plan.entries, place=place))
        odd = "odd total" in plan.doubts or not any(rows[-1].cells[at] for at in free)
        odd = odd or plan.grouped or not all(each.counts and each.cents for each in plan.entries)
        known = FOOTER_WORDS + MORE_FOOTER_WORDS
        for _ in range(draw.number(0, 2)):
            words = draw.one(known)
            footer = _total_row(plan, words, plan.entries[:1])
            rows.append(footer)
    if draw.often(10):
        rows.append(Laid([""]))
        rows.append(Laid(["Leverancier", "Inkoopbedrag", *[""] * max(0, width - 2)][: max(width, 2)]))
        rows.append(Laid(["Groothandel", plan.style.write(12345), *[""] * max(0, width - 2)][: max(width, 2)]))
    return rows


# How the file is written.


def _quoted(cell: str, delimiter: str, quoting: str) -> str:
    if quoting == "none":
        return cell
    needed = any(mark in cell for mark in (delimiter, '"', "\n", "\r"))
    if quoting == "all" or needed:
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _unquoted(plan: Plan, rows: Sequence[Laid], delimiter: str) -> list[Laid]:
    """Return rows that can be written without quotes, and take note when a cell holds a delimiter all the same."""
    if any(delimiter in cell for row in rows for cell in row.cells):
        plan.doubts.add("unquoted")
    return [dataclasses.replace(row, cells=[cell.replace("\n", " ") for cell in row.cells]) for row in rows]


def write_text(draw: Draw, plan: Plan, rows: Sequence[Laid], name: str) -> Export:
    """Draw a dialect and write a table in it."""
    delimiter = draw.one((";", ",", "\t", "|"))
    quoting = draw.one(("needed", "all", "needed", "none"))
    end = draw.one(("\n", "\r\n", "\r"))
    ragged = draw.often(5)  # as Excel does: no delimiters behind the last filled cell
    more = delimiter if draw.often(8) and not ragged else ""
    if quoting == "none":
        ragged, more = False, ""
        rows = _unquoted(plan, rows, delimiter)
        quoting = "needed" if "unquoted" in plan.doubts and plan.grouped else "none"  # a name alone would be cut
    text, line = "", 1
    truth: dict[tuple[str, int], Entry] = {}
    if draw.often(12):
        text, line = f"sep={delimiter}{end}", 2
    for row in rows:
        if row.entry is not None:
            truth["", line] = row.entry
        cells = list(row.cells)
        while ragged and row is not rows[0] and len(cells) > 1 and not cells[-1]:
            del cells[-1]
        text += delimiter.join(_quoted(cell.replace("\n", end), delimiter, quoting) for cell in cells) + more + end
        line += 1 + sum(cell.count("\n") for cell in cells)
    if draw.often(4):
        text = text.removesuffix(end)
    encoding = draw.one(("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"))
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        data = text.encode()
    return Export(name, data, truth, _roles(plan), frozenset(plan.doubts), text)


def _roles(plan: Plan) -> frozenset[str]:
    return frozenset(each.role for each in plan.columns if each.role)


def write_workbook(draw: Draw, tables: Sequence[tuple[Plan, Sequence[Laid]]], name: str) -> Export:
    """Write each table on a sheet of its own; amounts as numbers, or as text."""
    as_numbers = not draw.often(3)
    sheets = []
    truth: dict[tuple[str, int], Entry] = {}
    for at, (plan, rows) in enumerate(tables, start=1):
        xml = ""
        for line, row in enumerate(rows, start=1):
            if row.entry is not None:
                truth[f"Blad{at}" if len(tables) > 1 else "", line] = row.entry
            cells = "".join(_cell(row, place, plan, as_numbers) for place in range(len(row.cells)))
            xml += f'<row r="{line}">{cells}</row>'
        sheets.append(xml)
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    first = tables[0][0]
    doubts = frozenset().union(*(plan.doubts for plan, _ in tables))
    shown = "\n---\n".join("\n".join(" ¦ ".join(row.cells) for row in rows) for _, rows in tables)
    data = packed(parts_of(sheets, styles=styles))
    return Export(name, data, truth, _roles(first), doubts, shown, joined=len(tables) > 1)


def _cell(row: Laid, place: int, plan: Plan, as_numbers: bool) -> str:  # noqa: FBT001 -- inside only
    text = row.cells[place]
    if not text:
        return "<c/>"
    number = row.numbers[place] if row.numbers else None
    if as_numbers and number is not None:
        return f"<c><v>{number}</v></c>"
    if as_numbers and row.entry is not None and plan.columns[place].role == "date":
        return f'<c s="1"><v>{(row.entry.date - DAY_ZERO).days}</v></c>'
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def text_export(source: random.Random, *, bare: bool = False) -> Export:
    """Draw a text with columns: the whole generator, or with nothing but headings and rows."""
    draw = Draw(source)
    plan = plan_table(draw)
    rows = lay_out(plan, bare=bare)
    return write_text(draw, plan, rows, "klanten.csv")


def workbook_export(source: random.Random) -> Export:
    """Draw a workbook with one table."""
    draw = Draw(source)
    plan = plan_table(draw)
    plan.workbook = True
    return write_workbook(draw, [(plan, lay_out(plan))], "klanten.xlsx")


def sheets_export(source: random.Random) -> Export:
    """Draw a workbook with the months on sheets of their own: the same columns, other invoices."""
    draw = Draw(source)
    plan = plan_table(draw, joined=True)
    plan.workbook = True
    found = plan.entries
    cut = draw.number(1, len(found) - 1)
    first, second = found[:cut], found[cut:]
    tables: list[tuple[Plan, Sequence[Laid]]] = []
    for part in (first, second):
        own = dataclasses.replace(plan, entries=part, grouped=False)
        rows = [Laid([each.heading for each in plan.columns]), *(_row_of(own, entry) for entry in part)]
        tables.append((own, rows))
    return write_workbook(draw, tables, "klanten.xlsx")


def two_exports(source: random.Random) -> tuple[Export, Export]:
    """Draw two files about the same customers, with other invoices and each in a dialect of its own."""
    draw = Draw(source)
    plan = plan_table(draw, joined=True)
    cut = draw.number(1, len(plan.entries) - 1)
    first, second = (dataclasses.replace(plan, entries=part) for part in (plan.entries[:cut], plan.entries[cut:]))
    return (
        write_text(draw, first, lay_out(first, bare=True), "eerste.csv"),
        write_workbook(draw, [(second, lay_out(second, bare=True))], "tweede.xlsx"),
    )


def merged_truth(exports: Sequence[Export]) -> Export:
    """Return the truth of several files together; a row is told by the name of its file."""
    truth = {(each.name, line): entry for each in exports for (_, line), entry in each.truth.items()}
    shown = "\n---\n".join(each.shown for each in exports)
    doubts = frozenset().union(*(each.doubts for each in exports))
    return Export("", b"", truth, exports[0].columns, doubts, shown, joined=True)


# How what is read differs from what was written.


def differences(export: Export, reading: Reading) -> Iterator[str]:
    """Give how a reading differs from the truth without telling it; nothing when it does not, or when it asks."""
    if reading.problem or reading.question or any(note.code == "sides" for note in reading.notes):
        return  # which side is turnover is learnt from the amounts, and told
    counted: dict[Person, list[Entry]] = {}
    yield from _of_rows(export, reading, counted)
    found: dict[Person, ListedCustomer] = {}
    for customer in reading.customers:
        person = _person(export, customer)
        if person is not None and person not in counted and not customer["revenue"]:
            continue  # of whom every row is left out
        if person is None or person not in counted or person in found:
            yield f"no customer: {customer}"
        else:
            found[person] = customer
    told_dates = any(note.code == "date_order" for note in reading.notes)
    for person, rows in counted.items():
        if person in found:
            yield from _of_customer(export, found[person], rows, told_dates=told_dates)
        elif any(each.cents for each in rows):  # a blank cell for nothing may be passed over
            yield f"missing: {person} {rows}"


def _of_rows(export: Export, reading: Reading, counted: dict[Person, list[Entry]]) -> Iterator[str]:
    """Sort the rows that are not left out by customer; give those that are left out with another amount."""
    left = {(each.table, each.line or 0): each for each in reading.left_out}
    told_values = any(note.code == "unknown_values" for note in reading.notes)
    for place, entry in export.truth.items():
        if place in left:
            amount = left[place].amount
            if amount is not None and abs(amount) != abs(float(Fraction(entry.cents, 100))):
                yield f"left out with {amount}: {place} {entry}"
            continue
        if not entry.counts and entry.cents and not (told_values and entry.status == "Vervallen"):
            yield f"counted what is no turnover: {place} {entry}"
        counted.setdefault(entry.person, []).append(entry)


def _person(export: Export, customer: ListedCustomer) -> Person | None:
    """Return who a customer is: by the number, else by the name."""
    persons = {each.person: None for each in export.truth.values()}
    number = (customer.get("id") or customer["name"]).lstrip("0")
    by_number = [each for each in persons if number_of(each.number).lstrip("0") == number]
    key = name_key(customer["name"])
    return next(iter(by_number or [each for each in persons if name_key(each.name) == key]), None)


def _of_customer(
    export: Export, customer: ListedCustomer, counted: Sequence[Entry], *, told_dates: bool
) -> Iterator[str]:
    revenue = float(Fraction(sum(each.cents for each in counted), 100))
    # What several tables add up to is a sum of doubles; within one table it is exact.
    if (round(customer["revenue"], 2) if export.joined else customer["revenue"]) != revenue:
        yield f"revenue {customer['revenue']} is {revenue} of {customer['name']}"
    values: dict[str, Callable[[Entry], int | None]] = {
        "costs": lambda each: each.costs, "margin": lambda each: each.margin, "hours": lambda each: each.hours
    }  # fmt: skip
    for role, value in values.items():
        known = customer.get(role)
        if known is None:
            continue
        true: float = float(Fraction(sum(value(each) or 0 for each in counted), 100))
        if role == "margin" and "margin" not in export.columns:
            if "share" not in export.columns:
                yield f"margin {known} from nowhere"
                continue
            true = float(sum(Fraction(each.cents * (each.share or 0), 10_000) for each in counted))
        elif role not in export.columns:
            yield f"{role} {known} from nowhere"
            continue
        if abs(float(str(known)) - true) > 1e-9:
            yield f"{role} {known} is {true} of {customer['name']}"
    if customer.get("months") and not told_dates:
        yield from _of_months(export, customer, counted)


def _of_months(export: Export, customer: ListedCustomer, counted: Sequence[Entry]) -> Iterator[str]:
    months: dict[str, int] = {}
    for each in counted:
        month = each.date.isoformat()[:7]
        months[month] = months.get(month, 0) + each.cents
    true = {month: float(Fraction(cents, 100)) for month, cents in months.items() if cents}
    read = {month: amount for month, amount in customer.get("months", true).items() if amount}
    if export.joined:
        read = {month: round(amount, 2) for month, amount in read.items()}
    if read != true:
        yield f"months {read} are {true} of {customer['name']}"
