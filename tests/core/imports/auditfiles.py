"""Small auditfiles for tests, written in the dialect that a test asks for."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from calculators.imports.auditfile import AuditfileReader
from calculators.imports.ledger import Auditfile, Turnover

EUROS = '<?xml version="1.0" encoding="UTF-8"?><auditfile xmlns="http://www.auditfiles.nl/XAF/3.2">'
CUSTOMERS = (("D1", "Jansen BV", "C"), ("D2", "Bakker", "C"))
LEDGER = (("1300", "Debiteuren", "B"), ("1500", "Btw", "B"), ("0500", "Eigen vermogen", "B"), ("8000", "Omzet", "P"))


def element(name: str, text: str | float | None) -> str:
    """Write an element; nothing for None."""
    return "" if text is None else f"<{name}>{escape(str(text))}</{name}>"


def line(account: str, amount: str | float, side: str, customer: str | None = None, **more: str) -> str:
    """Write a line of a booking."""
    extra = "".join(element(name, text) for name, text in more.items())
    inner = element("accID", account) + extra + element("amnt", amount) + element("amntTp", side)
    return f"<trLine>{inner}{element('custSupID', customer)}</trLine>"


def booking(number: str, *lines: str, **more: str) -> str:
    """Write a transaction."""
    extra = "".join(element(name, text) for name, text in {"trDt": "2025-01-15", **more}.items())
    return f"<transaction>{element('nr', number)}{extra}{''.join(lines)}</transaction>"


def journal(kind: str | None, *bookings: str, key: str = "VRK", desc: str | None = None) -> str:
    """Write a journal."""
    about = element("jrnID", key) + element("desc", desc) + element("jrnTp", kind)
    return f"<journal>{about}{''.join(bookings)}</journal>"


def invoice(number: str, customer: str, net: float, account: str = "8000", **more: str) -> str:
    """Write the booking of an invoice with 21% btw, the customer on the line of the debtors alone."""
    debit, credit = ("D", "C") if net >= 0 else ("C", "D")
    vat = round(abs(net) * 0.21, 2)
    return booking(
        number,
        line("1300", f"{abs(net) + vat:.2f}", debit, customer),
        line(account, f"{abs(net):.2f}", credit),
        line("1500", f"{vat:.2f}", credit),
        **more,
    )


SALES = journal("S", invoice("1", "D1", 100), invoice("2", "D2", 200))


def auditfile(
    *journals: str,
    ledger: Iterable[tuple[str, ...]] = LEDGER,
    customers: Iterable[tuple[str, ...]] = CUSTOMERS,
    header: str = "<fiscalYear>2025</fiscalYear>",
    behind: str = "",
) -> str:
    """Write an auditfile; ``ledger`` has numbers, descriptions, kinds and codes, ``behind`` follows the journals."""
    names = ("accID", "accDesc", "accTp", "RGScode")
    accounts = "".join(f"<ledgerAccount>{''.join(map(element, names, each))}</ledgerAccount>" for each in ledger)
    names = ("custSupID", "custSupName", "custSupTp", "x")
    people = "".join(f"<customerSupplier>{''.join(map(element, names, each))}</customerSupplier>" for each in customers)
    return (
        f"{EUROS}<header>{header}</header><company><customersSuppliers>{people}</customersSuppliers>"
        f"<generalLedger>{accounts}</generalLedger><transactions>{''.join(journals)}{behind}</transactions></company>"
        "</auditfile>"
    )


def read(data: str | bytes, size: int = 1 << 20) -> Auditfile:
    """Read a file in pieces."""
    written = data.encode() if isinstance(data, str) else data
    reader = AuditfileReader()
    for at in range(0, len(written), size):
        reader.feed(written[at : at + size])
    return reader.finish()


def turnover_of(data: str | bytes) -> Turnover:
    """Return the turnover that the reader chooses."""
    return read(data).revenue()


def amounts(turnover: Turnover) -> dict[str, float]:
    """Return the turnover by the name of the customer."""
    return {each["name"]: each["revenue"] for each in turnover.customers}


def codes(turnover: Turnover) -> set[str]:
    """Return the codes of all that is told."""
    return {note.code for note in turnover.notes} | {each.reason for each in turnover.left_out}
