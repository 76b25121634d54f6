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
from xml.sax.saxutils import escape

from calculators.imports._who import name_key, number_of
from calculators.imports.reading import Reading
from calculators.imports.tables import ListedCustomer
from tests.core.test_xlsx_list import DAY_ZERO, packed, parts_of

NAMES = (
    "Jansen BV", "Bakkerij de Vries", "Totaalbouw BV", "Somers", "Total Design", "Saldo BV", "BTW Advies",
    "Café 't Hoekje", "Müller & Zn.", "Van der Berg, P.", 'Ster "De" Zaak', "3M Nederland", "Omzet & Co", "Marge Wonen",
    "De Som", "Gemiddeld Goed", "Sumatra Import", "Totaal Wonen", "Aantal Plus", "Peter; Paul", "Alles Kids",
    "Factuurdesk BV", "Netto Advies", "Klantgericht", "Naamloos NV", "Transport Pietersen", "Februari Events",
    "Total Energies Nederland", "Subtotaal Theater", "2Xceed", "Eindtotaal Fiscalisten", "Straßer GmbH", "Nul & Een",
)  # fmt: skip

CUSTOMER_HEADINGS = (
    "Klant", "Klantnaam", "Naam klant", "Debiteur", "Debiteurnaam", "Relatie", "Relatienaam", "Customer",
    "Customer name", "Client", "Opdrachtgever", "Afnemer", "Naam debiteur", "Naam opdrachtgever", "Cliënt",
    "customer_name", "ClientName", "Klant (naam)", "Klanten", "Bill to", "Debtor",
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
DECORATION = ("2025", "(2025)", "€", "(€)", "EUR", "in euro", "jan-dec 2025", "in EUR", "boekjaar 2025", "t/m nov 2025")
DATE_HEADINGS = ("Datum", "Factuurdatum", "Date", "Invoice date", "Boekdatum", "Date of invoice")
INVOICE_HEADINGS = ("Factuurnummer", "Factuurnr.", "Factuur", "Invoice number", "Invoice no.", "Factuur nr", "Invoice")
COST_HEADINGS = ("Kosten", "Inkoop", "Kostprijs", "Inkoopwaarde", "Costs", "Inkoopkosten", "Directe kosten")
MARGIN_HEADINGS = ("Marge", "Brutomarge", "Margin", "Brutowinst", "Gross profit", "Marge in €", "Winst")
SHARE_HEADINGS = ("Marge %", "Marge (%)", "Margin %", "Brutomarge %", "Margepercentage")
HOUR_HEADINGS = ("Uren", "Aantal uren", "Hours", "Bestede uren", "Gewerkte uren", "Uur")
TOTAL_WORDS = (
    "Totaal", "Totaal:", "TOTAAL", "Eindtotaal", "Total", "Grand total", "Totalen", "Som", "Subtotaal", "Totaal generaal",
    "Totaal omzet", "Totaal 2025", "Totaal excl. btw", "Algemeen totaal", "Totals", "Sum", "Totaal (3 klanten)",
    "Totaal :", "Alle klanten", "Totaal debiteuren", "Omzet totaal", "Totaal per jaar", "Grand Total:", "Totaal aantal",
)  # fmt: skip
ODD_TOTAL_WORDS = ("Samen", "Bij elkaar", "Tot.", "Opgeteld", "Cumulatief", "Omzet")
FOOTER_WORDS = ("Gemiddelde", "Gemiddeld per klant", "BTW 21%", "BTW", "Average", "Aantal klanten", "Maximum", "Mediaan")
TITLES = (
    "Omzet per klant", "Bakkerij Test BV", "Periode: 01-01-2025 t/m 31-12-2025", "Afdrukdatum 12-01-2026",
    "Administratie 1 - Test", "Omzetoverzicht 2025", "Naam: Test BV", "Export", "Klantenlijst", "Bedragen in euro's",
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
    written: dict[tuple[str, int], int]
    columns: frozenset[str]
    doubts: frozenset[str] = frozenset()
    shown: str = ""


class Draw:
    """Draws that become simpler when Hypothesis makes an example smaller: no, and the first of the choices."""

    def __init__(self, source: random.Random) -> None:
        self.source = source

    def often(self, one_in: int) -> bool:
        """Return True once in so many times."""
        return self.source.randrange(one_in) == one_in - 1

    def one[T](self, choices: Sequence[T]) -> T:
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
    return AmountStyle(
        mark,
        draw.one(("", {",": ".", ".": ","}[mark], "'", " ", "\N{NO-BREAK SPACE}", "")),
        draw.one(("two", "two", "variable", "none", "four", "dash")),
        draw.one(("before", "behind", "parentheses", "unicode", "between")),
        *draw.one((("", ""), ("€ ", ""), ("", " €"), ("EUR ", ""), ("€", ""), ("", " EUR"))),
        zero=draw.one(("0", "0", "-", "blank")),
    )


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
                person, cents, day, str(at), costs, margin, share,
                None if credit or draw.often(9) else 25 * draw.number(1, 200), credit=credit,
                kind=draw.one(("Creditnota", "Creditfactuur", "Credit")) if credit else "Factuur",
                status=draw.one(("Betaald", "Open", "Verzonden")),
            )  # fmt: skip
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


def _cased(draw: Draw, heading: str) -> str:
    return draw.one((str, str, str.upper, str.lower, lambda text: f" {text} ", lambda text: text.replace(" ", "  ")))(
        heading
    )


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
    return _cased(draw, " ".join(parts + more))


def vary(draw: Draw, name: str) -> str:
    """Return a name as another clerk may have typed it."""
    return draw.one(
        (
            str, str, str, str.upper, str.lower, lambda text: text.replace(" ", "\N{NO-BREAK SPACE}"),
            lambda text: f"{text[:2]}\N{ZERO WIDTH SPACE}{text[2:]}", lambda text: unicodedata.normalize("NFD", text),
            lambda text: f"  {text} ", lambda text: text.replace(" ", "  "),
        )
    )(name)  # fmt: skip


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
    shapes = ["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%Y%m%d", "%Y-%m-%dT10:11:12", "%d-%m-%y", "%d-%m-%Y 10:11"]
    shapes += ["%m/%d/%Y"] if english else ["named"]
    shape = draw.one(shapes)
    if shape == "named":
        return lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return lambda day: day.strftime(shape)
