"""Made-up files: the same on every machine, read back to their own truth by our readers and by other people's."""

import hashlib
import io
import warnings
from typing import get_args

import pandas as pd
import pytest
import pyxaf
from hypothesis import given
from hypothesis import strategies as st

from calculators.imports.files import Intake
from calculators.imports.reading import Reading
from calculators.imports.samples import (
    SAMPLE_KINDS,
    YEARS,
    Draws,
    SampleKind,
    YearsKind,
    invoices_of,
    name_of,
    sample,
    sample_csv,
    sample_xaf,
)

FINGERPRINTS: dict[SampleKind, str] = {  # a workbook is packed, and zlib may differ
    "excel-nl": "3226d295085e1a5a",
    "boekhouding": "44234e3fdae6e6ef",
    "engels": "e7e2a53eaae136ab",
    "xaf": "e3c0c7d488caf534",
}


def _read(data: bytes) -> Reading:
    intake = Intake("voorbeeld")
    intake.feed(data)
    return intake.finish()


ONE_YEAR = [kind for kind in SAMPLE_KINDS if kind not in get_args(YearsKind)]


def test_four_auditfiles_are_the_list_of_four_years() -> None:
    """The firm is the same: its auditfiles hold, year by year, what its export of invoices holds."""
    whole = {each["name"]: each["months"] for each in _read(sample("jaren", 300).content).customers}
    found: dict[str, dict[str, float]] = {}
    for year in YEARS:
        for each in _read(sample(f"xaf-{year}", 300).content).customers:  # type: ignore[arg-type]  # there is one a year
            found.setdefault(each["name"], {}).update(each["months"])
    assert found == whole
    assert {month[:4] for months in whole.values() for month in months} == set(map(str, YEARS))


@pytest.mark.parametrize("kind", ONE_YEAR)
@given(lines=st.integers(1, 120), seed=st.integers(0, 2**64 - 1))
def test_sample_is_read_back(kind: SampleKind, lines: int, seed: int) -> None:
    """Every kind of file gives the customers, amounts and unreadable lines that were put into it."""
    made = sample(kind, lines, seed)
    found = _read(made.content)
    assert {each["name"]: round(each["revenue"] * 100) for each in found.customers} == made.cents
    assert (sum(each.reason == "not_a_number" for each in found.left_out), round(found.unassigned * 100)) == (
        made.unreadable,
        made.unassigned_cents,
    )
    assert (found.vat_basis, found.problem) == ("excl", None)


@pytest.mark.parametrize("kind", SAMPLE_KINDS)
def test_sample_without_lines(kind: SampleKind) -> None:
    """A list with nothing but its headers is read too."""
    assert _read(sample(kind, 0).content).customers == []


@pytest.mark.parametrize(("kind", "fingerprint"), FINGERPRINTS.items())
def test_same_bytes_everywhere(kind: SampleKind, fingerprint: str) -> None:
    """The same seed gives the same bytes on every machine and with every Python."""
    assert hashlib.sha256(sample(kind, 500, 7).content).hexdigest()[:16] == fingerprint


@pytest.mark.parametrize("kind", SAMPLE_KINDS)
def test_seed_matters(kind: SampleKind) -> None:
    """The same seed gives the same file, another seed another."""
    assert sample(kind, 50, 1) == sample(kind, 50, 1)
    assert sample(kind, 50, 1).content != sample(kind, 50, 2).content


def test_pandas_reads_the_same_from_the_text() -> None:
    """Pandas adds up the lists of a package and of Excel to the same amounts a customer."""
    made = sample_csv("boekhouding", 2000)
    frame = pd.read_csv(io.BytesIO(made.content))
    theirs = frame.groupby("Klantnaam")["Bedrag excl. btw"].sum()
    assert {name: round(amount * 100) for name, amount in theirs.items()} == made.cents
    found = _read(made.content)
    assert {each["name"]: each.get("invoices") for each in found.customers} == frame.groupby(
        "Klantnaam"
    ).size().to_dict()
    excel = sample_csv("excel-nl", 2000)
    table = pd.read_csv(
        io.BytesIO(excel.content), sep=";", skiprows=3, skipfooter=2, engine="python", decimal=",", thousands="."
    )
    columns = table.groupby("Klant")[["Omzet excl. btw", "Kosten", "Uren"]].sum()
    ours = {
        each["name"]: (each["revenue"], each.get("costs"), each.get("hours")) for each in _read(excel.content).customers
    }
    for name, theirs_of_one in zip(columns.index, columns.itertuples(index=False), strict=True):
        assert ours[name] == pytest.approx(tuple(theirs_of_one))


def test_pyxaf_reads_the_same_from_the_auditfile() -> None:
    """The reader pyxaf finds the same turnover a customer on the debtors' lines, which hold 21% btw as well."""
    made = sample_xaf(300)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyxaf tells what a minimal file lacks
        with pyxaf.open(io.BytesIO(made.content)) as opened:
            theirs: dict[str | None, float] = {}
            total = 0.0
            for line in opened.lines():
                signed = float(line.credit or 0) - float(line.debit or 0)
                if line.account_id == "1300":
                    theirs[line.relation_id] = theirs.get(line.relation_id, 0.0) - signed
                elif line.account_id == "8000":
                    total += signed
    found = _read(made.content)
    assert found.total == pytest.approx(total)
    ours = {each.get("id"): each["revenue"] * 1.21 for each in found.customers}
    assert ours == pytest.approx(theirs, abs=1)


def test_lists_look_like_real_ones() -> None:
    """A fifth of the customers brings most, and some customers cost more than they bring."""
    found = _read(sample_csv("excel-nl", 5000).content)
    revenue = sorted((each["revenue"] for each in found.customers), reverse=True)
    assert 0.6 < sum(revenue[: len(revenue) // 5]) / sum(revenue) < 0.95
    losing = [each for each in found.customers if (each.get("costs") or 0) > each["revenue"] > 0]
    assert 0.05 < len(losing) / len(revenue) < 0.25
    assert any(invoice.cents < 0 for invoice in invoices_of(100, 1))


def test_names_are_all_different() -> None:
    """Thousands of customers have names of their own; some of them are hard to write down."""
    names = [name_of(number) for number in range(10_000)]
    assert len(set(names)) == len(names)
    assert any(";" in name for name in names)
    assert any('"' in name for name in names)


def test_draws_are_spread_evenly() -> None:
    """Every outcome comes up about as often."""
    draws = Draws(3)
    drawn = [draws.below(6) for _ in range(6000)]
    assert all(900 < drawn.count(side) < 1100 for side in range(6))
