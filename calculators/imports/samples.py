"""Made-up lists of customers, to try the readers with: the same seed gives the same file on every machine.

Names are put together from words; no company is meant. A few customers bring much and many bring little, as in real
lists, and some cost more than they bring. A sample tells its own truth beside its bytes.

Source: ours; the layouts are those that packages and Excel write (``csv_list``, ``auditfile``, ``xlsx_list``).
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

CsvKind = Literal["excel-nl", "boekhouding", "engels"]
# One firm in four years: all of it as an export of invoices, or a year of it as an auditfile.
YearsKind = Literal["jaren", "xaf-2022", "xaf-2023", "xaf-2024", "xaf-2025"]
SampleKind = Literal[CsvKind, "xaf", "xlsx", YearsKind]
SAMPLE_KINDS: tuple[SampleKind, ...] = get_args(SampleKind)

YEAR = 2025
YEARS = (2022, 2023, 2024, 2025)
LINES_A_CUSTOMER = 25
CREDIT_NOTE_EVERY = 40
LOSS_EVERY, LOSS_FROM = 7, 3  # of every seven customers the fourth costs more than it brings
VAT_PERCENT = 21
UNASSIGNED_CENTS = 12_345

_PLACES = (
    "Zilverlinde", "Blauwbeek", "Oosterwind", "Hazelhof", "Noordkroon", "Vuurdoorn", "Meerzicht", "Kleizand",
    "Dubbeldijk", "Rietvoorde", "Sterrenburcht", "Wildwater", "Goudveld", "Kromme Aak", "Lindehorst", "Bovenmaat",
)  # fmt: skip
_TRADES = (
    "Advies", "Bouw", "Installatie", "Bakkerij", "Hout; Staal", "Café", 'Drukkerij "De Pers"', "Tuinen", "Logistiek",
    "Zorg", "Crèche", "Fietsen", "Software", "Schilders", "Catering", "Één & Co", "Verhuur", "Notariaat",
)  # fmt: skip
_FORMS = ("B.V.", "V.O.F.", "en Zonen", "Holding B.V.", "Coöperatie", "Groep", "Partners", "Nederland")


class Draws:
    """Numbers that look drawn by chance and are the same everywhere (a linear congruential generator of Knuth's).

    >>> draws = Draws(1)
    >>> [draws.below(10) for _ in range(5)]
    [5, 6, 3, 7, 5]
    """

    def __init__(self, seed: int) -> None:
        self._state = seed
        self.below(1)

    def below(self, limit: int) -> int:
        """Return a whole number of 0 or more that is smaller than the limit."""
        self._state = (self._state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % (1 << 64)
        return (self._state >> 33) * limit >> 31


class Invoice(NamedTuple):
    """One made-up invoice; amounts in cents excl. btw, a credit note below zero."""

    number: str
    date: dt.date
    customer: int
    cents: int
    cost_cents: int
    tenths_of_hours: int


@dataclass(frozen=True, slots=True)
class Sample:
    """A made-up file, and what is in it.

    Attributes:
        content: the bytes of the file.
        cents: the turnover of each customer by name, in cents excl. btw, in the order in which they first appear.
        unassigned_cents: turnover without a customer.
        unreadable: how many lines have an amount that nobody can read.
    """

    content: bytes
    cents: dict[str, int]
    unassigned_cents: int = 0
    unreadable: int = 0


def sample(kind: SampleKind, lines: int, seed: int = 1) -> Sample:
    """Return a made-up file of any kind.

    Args:
        kind: one of SAMPLE_KINDS.
        lines: how many invoices are in it.
        seed: another seed gives another file.

    >>> sample("boekhouding", 3).content.decode().splitlines()[0]
    'Datum,Factuurnummer,Klantnummer,Klantnaam,Bedrag excl. btw,BTW'
    """
    match kind:
        case "xaf":
            return sample_xaf(lines, seed)
        case "xlsx":
            return sample_xlsx(lines, seed)
        case "jaren":
            return _as_csv("boekhouding", list(invoices_of_years(lines, seed)))
        case "xaf-2022" | "xaf-2023" | "xaf-2024" | "xaf-2025":
            year = int(kind[4:])
            return _as_xaf([each for each in invoices_of_years(lines, seed) if each.date.year == year], year)
        case _:
            return sample_csv(kind, lines, seed)


def sample_csv(kind: CsvKind, lines: int, seed: int = 1) -> Sample:
    """Return a made-up list as text.

    "excel-nl" is what Excel writes with Dutch settings: titles above the list, a total below it and one line with an
    amount that cannot be read; "boekhouding" an export of invoices; "engels" a list with tabs from an English package.

    >>> sample_csv("excel-nl", 2).unreadable
    1
    """
    return _as_csv(kind, list(invoices_of(lines, seed)))


def _as_csv(kind: CsvKind, invoices: Sequence[Invoice]) -> Sample:
    layout = _LAYOUTS[kind]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=layout.delimiter, lineterminator=layout.line_end)
    writer.writerows(layout.above)
    writer.writerows(map(layout.row, invoices))
    writer.writerows(layout.below(invoices))
    return Sample(out.getvalue().encode(layout.encoding), _cents_by_name(invoices), unreadable=layout.unreadable)


def _escaped(text: str) -> str:
    """Write text into XML; the library for it would bring along the names of all signs of HTML."""
    signs = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"}
    return "".join(signs.get(sign, sign) for sign in text)


def sample_xaf(lines: int, seed: int = 1) -> Sample:
    """Return a made-up XML Auditfile Financieel 3.2 with codes of the Referentie Grootboekschema.

    The customer stands on the line of the debtors, and every other time on that of the turnover too. One booking of the
    bank has turnover without a customer.
    """
    return _as_xaf(list(invoices_of(lines, seed)), YEAR)


def _as_xaf(invoices: Sequence[Invoice], year: int) -> Sample:
    customers = "".join(
        f"<customerSupplier><custSupID>{_key(each)}</custSupID><custSupName>{_escaped(name_of(each))}</custSupName>"
        "<custSupTp>C</custSupTp></customerSupplier>\n"
        for each in sorted({invoice.customer for invoice in invoices})
    )
    bookings = "".join(map(_booking, range(len(invoices)), invoices))
    content = _XAF.format(year=year, customers=customers, bookings=bookings, unassigned=_plain(UNASSIGNED_CENTS))
    return Sample(content.encode(), _cents_by_name(invoices), UNASSIGNED_CENTS)


def sample_xlsx(lines: int, seed: int = 1) -> Sample:
    """Return a made-up workbook: a sheet that explains, and one with dates, names, turnover, costs and hours.

    What is in it is the same everywhere; how it is packed may differ with the version of zlib.
    """
    import zipfile  # noqa: PLC0415 -- only who wants a workbook waits for it

    invoices = list(invoices_of(lines, seed))
    names = list(dict.fromkeys(invoice.customer for invoice in invoices))
    texts = [*_XLSX_TEXTS, *map(name_of, names)]
    places = {customer: len(_XLSX_TEXTS) + place for place, customer in enumerate(names)}
    rows = "".join(_sheet_row(row, invoice, places) for row, invoice in enumerate(invoices, 4))
    strings = "".join(f'<si><t xml:space="preserve">{_escaped(text)}</t></si>' for text in texts)
    parts = {
        **_XLSX_PARTS,
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{strings}</sst>',
        "xl/worksheets/sheet2.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{_XLSX_TOP}{rows}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, content in parts.items():
            about = zipfile.ZipInfo(part, (YEAR, 1, 1, 0, 0, 0))
            archive.writestr(about, _DECLARATION + content, zipfile.ZIP_DEFLATED, compresslevel=1)
    return Sample(out.getvalue(), _cents_by_name(invoices))


def invoices_of(lines: int, seed: int) -> Iterator[Invoice]:
    """Give made-up invoices, in the order of their dates.

    >>> [invoice.number for invoice in invoices_of(2, seed=1)]
    ['F2025-000001', 'F2025-000002']
    """
    draws = Draws(seed)
    customers = max(1, lines // LINES_A_CUSTOMER)
    days = [dt.date(YEAR, 1, 1) + dt.timedelta(days=day) for day in range(365)]
    for index in range(lines):
        customer = min(draws.below(customers), draws.below(customers), draws.below(customers))
        size = 1 + 20 * (customers - customer) ** 6 // customers**6  # the first ones are large
        cents = (2_500 + draws.below(75_000)) * size
        costs = cents * (20 + draws.below(40)) // 100
        if customer % LOSS_EVERY == LOSS_FROM:
            costs += cents
        sign = -1 if index % CREDIT_NOTE_EVERY == CREDIT_NOTE_EVERY - 1 else 1
        hours = cents // (1_100 + draws.below(900))
        number = f"F{YEAR}-{index + 1:06d}"
        yield Invoice(number, days[index * 365 // lines], customer, sign * cents, sign * costs, sign * hours)


def invoices_of_years(lines: int, seed: int) -> Iterator[Invoice]:
    """Give the made-up invoices of four years of one firm, in the order of their dates.

    Each customer comes in some month, buys in a rhythm of its own and stays away after a purchase now and then; who
    was new leaves soonest. So there is something to find: who stayed, and whose silence is unusual.

    >>> [invoice.number for invoice in invoices_of_years(300, seed=1)][:1]
    ['F2022-000001']
    """
    draws = Draws(seed)
    found: list[Invoice] = []
    customer = 0
    while len(found) < lines:
        month, gap = draws.below(12 * len(YEARS)) * draws.below(2), 1 + draws.below(5)
        size, leaves, bought = 1 + 12 // (1 + customer % 13), 5 + draws.below(30), 0
        while month < 12 * len(YEARS) and len(found) < lines:
            day = dt.date(YEARS[0] + month // 12, 1 + month % 12, 1 + draws.below(28))
            cents = (4_000 + draws.below(60_000)) * size
            found.append(Invoice("", day, customer, cents, cents // 3, cents // 1_500))
            bought += 1
            if draws.below(100) < leaves * (3 if bought == 1 else 1) // 2:
                break
            pause = 4 if draws.below(12) == 0 else 1  # silence that means nothing
            month += max(1, gap + draws.below(3) - 1) * pause
        customer += 1
    found.sort(key=lambda invoice: (invoice.date, invoice.customer))
    for index, invoice in enumerate(found):
        yield invoice._replace(number=f"F{invoice.date.year}-{index + 1:06d}")


def name_of(customer: int) -> str:
    """Return the name of a customer; no two have the same.

    >>> name_of(0), name_of(1)
    ('Zilverlinde Advies B.V.', 'Blauwbeek Bouw V.O.F.')
    """
    place, trade = customer % len(_PLACES), customer % len(_TRADES)
    # Places and trades come together again after 144 customers, and with a form after 144 times 8.
    round_ = customer // 144
    name = f"{_PLACES[place]} {_TRADES[trade]} {_FORMS[(customer + round_) % len(_FORMS)]}"
    return name if round_ < len(_FORMS) else f"{name} {round_ // len(_FORMS) + 1}"


def _cents_by_name(invoices: Iterable[Invoice]) -> dict[str, int]:
    cents: dict[int, int] = {}
    for invoice in invoices:
        cents[invoice.customer] = cents.get(invoice.customer, 0) + invoice.cents
    return {name_of(customer): total for customer, total in cents.items()}


def _key(customer: int) -> int:
    return 10_001 + customer


def _plain(cents: int) -> str:
    """Write cents as euros with a dot.

    >>> _plain(-5), _plain(123456)
    ('-0.05', '1234.56')
    """
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def _english(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def _dutch(cents: int) -> str:
    """Write cents as euros in Dutch.

    >>> _dutch(-123456)
    '-1.234,56'
    """
    return _english(cents).translate(_SWAPPED)


_SWAPPED = str.maketrans(",.", ".,")


class _Layout(NamedTuple):
    """How a list is written as text: the rows above it, those of its invoices, and those below it."""

    delimiter: str
    line_end: str
    encoding: str
    above: Sequence[Sequence[str]]
    row: Callable[[Invoice], Sequence[str]]
    below: Callable[[Sequence[Invoice]], Sequence[Sequence[str]]]
    unreadable: int


def _excel_row(invoice: Invoice) -> Sequence[str]:
    hours = f"{invoice.tenths_of_hours / 10:.1f}".replace(".", ",")
    name = name_of(invoice.customer)
    return name, f"{invoice.date:%d-%m-%Y}", _dutch(invoice.cents), _dutch(invoice.cost_cents), hours


def _below_excel_rows(invoices: Sequence[Invoice]) -> Sequence[Sequence[str]]:
    total = sum(invoice.cents for invoice in invoices)
    return (name_of(0), f"31-12-{YEAR}", "volgt nog", "", ""), ("Totaal", "", _dutch(total), "", "")


def _bookkeeping_row(invoice: Invoice) -> Sequence[str]:
    vat = _plain(round(invoice.cents * VAT_PERCENT / 100))
    key, name = str(_key(invoice.customer)), name_of(invoice.customer)
    return invoice.date.isoformat(), invoice.number, key, name, _plain(invoice.cents), vat


def _english_row(invoice: Invoice) -> Sequence[str]:
    hours = f"{invoice.tenths_of_hours / 10:.1f}"
    return name_of(invoice.customer), invoice.number, f"{invoice.date:%d/%m/%Y}", _english(invoice.cents), hours


_LAYOUTS: dict[CsvKind, _Layout] = {
    "excel-nl": _Layout(
        delimiter=";",
        line_end="\r\n",
        encoding="utf-8-sig",
        above=(
            ("Omzet per klant",),
            (f"Periode: 1-1-{YEAR} tot en met 31-12-{YEAR}",),
            (),
            ("Klant", "Factuurdatum", "Omzet excl. btw", "Kosten", "Uren"),
        ),
        row=_excel_row,
        below=_below_excel_rows,
        unreadable=1,
    ),
    "boekhouding": _Layout(
        delimiter=",",
        line_end="\n",
        encoding="utf-8",
        above=(("Datum", "Factuurnummer", "Klantnummer", "Klantnaam", "Bedrag excl. btw", "BTW"),),
        row=_bookkeeping_row,
        below=lambda _: (),
        unreadable=0,
    ),
    "engels": _Layout(
        delimiter="\t",
        line_end="\n",
        encoding="utf-8",
        above=(("Customer name", "Invoice number", "Date", "Net amount", "Hours"),),
        row=_english_row,
        below=lambda _: (),
        unreadable=0,
    ),
}

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_XAF = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<auditfile xmlns="http://www.auditfiles.nl/XAF/3.2">\n'
    "<header><fiscalYear>{year}</fiscalYear><startDate>{year}-01-01</startDate><endDate>{year}-12-31</endDate>"
    "<curCode>EUR</curCode><dateCreated>{year}-12-31</dateCreated><softwareDesc>Voorbeeld</softwareDesc>"
    "<softwareVersion>1</softwareVersion></header>\n<company><companyName>Voorbeeld</companyName>\n"
    "<customersSuppliers>\n{customers}</customersSuppliers>\n<generalLedger>\n"
    "<ledgerAccount><accID>1100</accID><accDesc>Bank</accDesc><accTp>B</accTp><RGScode>BLimBan</RGScode>"
    "</ledgerAccount>\n"
    "<ledgerAccount><accID>1300</accID><accDesc>Debiteuren</accDesc><accTp>B</accTp><RGScode>BVorDeb</RGScode>"
    "</ledgerAccount>\n"
    "<ledgerAccount><accID>1520</accID><accDesc>Btw</accDesc><accTp>B</accTp><RGScode>BSchBep</RGScode>"
    "</ledgerAccount>\n"
    "<ledgerAccount><accID>8000</accID><accDesc>Omzet</accDesc><accTp>P</accTp><RGScode>WOmzNop</RGScode>"
    "</ledgerAccount>\n"
    "<ledgerAccount><accID>8900</accID><accDesc>Koersverschil</accDesc><accTp>P</accTp><RGScode>WFbeKrs</RGScode>"
    "</ledgerAccount>\n</generalLedger>\n<transactions><linesCount>0</linesCount><totalDebit>0</totalDebit>"
    "<totalCredit>0</totalCredit>\n<journal><jrnID>VRK</jrnID><desc>Verkoop</desc><jrnTp>S</jrnTp>\n{bookings}"
    "</journal>\n<journal><jrnID>BNK</jrnID><desc>Bank</desc><jrnTp>B</jrnTp>\n<transaction><nr>1</nr>"
    "<desc>Contant</desc><periodNumber>12</periodNumber><trDt>{year}-12-31</trDt>"
    "<trLine><nr>1</nr><accID>1100</accID><docRef>1</docRef><effDate>{year}-12-31</effDate><desc>Contant</desc>"
    "<amnt>{unassigned}</amnt><amntTp>D</amntTp></trLine>"
    "<trLine><nr>2</nr><accID>8000</accID><docRef>1</docRef><effDate>{year}-12-31</effDate><desc>Contant</desc>"
    "<amnt>{unassigned}</amnt><amntTp>C</amntTp></trLine>"
    "</transaction>\n</journal>\n</transactions>\n</company>\n</auditfile>\n"
)


def _booking(index: int, invoice: Invoice) -> str:
    """Write the booking of an invoice: what the customer owes, the turnover and the btw."""
    customer = f"<custSupID>{_key(invoice.customer)}</custSupID>"
    cents, vat = abs(invoice.cents), round(abs(invoice.cents) * VAT_PERCENT / 100)
    debit, credit = "DC" if invoice.cents > 0 else "CD"
    lines = (
        ("1300", cents + vat, debit, customer),
        ("8000", cents, credit, customer if index % 2 else ""),
        ("1520", vat, credit, ""),
    )
    written = "".join(
        f"<trLine><nr>{number}</nr><accID>{account}</accID><docRef>{invoice.number}</docRef>"
        f"<effDate>{invoice.date}</effDate><desc>Factuur {invoice.number}</desc><amnt>{_plain(amount)}</amnt>"
        f"<amntTp>{side}</amntTp>{whose}</trLine>\n"
        for number, (account, amount, side, whose) in enumerate(lines, 1)
    )
    return (
        f"<transaction><nr>{index + 1}</nr><desc>Factuur {invoice.number}</desc>"
        f"<periodNumber>{invoice.date.month}</periodNumber><trDt>{invoice.date}</trDt>\n{written}</transaction>\n"
    )


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_EXCEL_DAY_ZERO = dt.date(1899, 12, 30)

_XLSX_TEXTS = ("Omzet per klant", "Klant", "Factuurdatum", "Omzet excl. btw", "Kosten", "Uren")
_XLSX_TOP = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="3">'
    + "".join(f'<c r="{column}3" t="s"><v>{text}</v></c>' for text, column in enumerate("ABCDE", 1))
    + "</row>"
)
_XLSX_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPES}.sharedStrings+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="Uitleg" sheetId="1" r:id="rId1"/>'
        '<sheet name="Klanten" sheetId="2" r:id="rId2"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/worksheet" Target="worksheets/sheet2.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="rId4" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3">'
        '<xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="4" applyNumberFormat="1"/>'
        "</cellXfs></styleSheet>"
    ),
    "xl/worksheets/sheet1.xml": (
        f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is>'
        "<t>Dit is een voorbeeld.</t></is></c></row></sheetData></worksheet>"
    ),
}


def _sheet_row(row: int, invoice: Invoice, places: dict[int, int]) -> str:
    day = (invoice.date - _EXCEL_DAY_ZERO).days
    revenue, costs = _plain(invoice.cents), _plain(invoice.cost_cents)
    return (
        f'<row r="{row}"><c r="A{row}" t="s"><v>{places[invoice.customer]}</v></c><c r="B{row}" s="1"><v>{day}</v></c>'
        f'<c r="C{row}" s="2"><v>{revenue}</v></c><c r="D{row}" s="2"><v>{costs}</v></c>'
        f'<c r="E{row}"><v>{invoice.tenths_of_hours / 10}</v></c></row>'
    )
