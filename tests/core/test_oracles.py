"""The core against well-known libraries: other people's code, written for other purposes, gives the same numbers."""

import csv
import io
import itertools
import math
import random
import warnings

import numpy_financial
import pandas as pd
import pytest
import pyxaf
from babel.numbers import format_currency, format_percent
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, special, stats

from calculators import run
from calculators.model import dutch_numbers
from calculators.operations import clv, customer_base, customer_list, proportion
from calculators.operations.clv_retention import Timing

RATES = st.floats(0.01, 0.99)


@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_money_is_written_as_cldr_has_it(value: float, decimals: int) -> None:
    """Babel, which carries CLDR, writes the same amounts, but for the negative zero that we never write."""
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    pattern = f"¤\u00a0{digits};¤\u00a0-{digits}"
    # Babel rounds half to even on the exact decimals; both agree once the value is rounded first.
    rounded = float(dutch_numbers.format_number(value, decimals).replace(".", "").replace(",", "."))
    theirs = format_currency(rounded, "EUR", pattern, locale="nl_NL", currency_digits=False)
    assert dutch_numbers.format_money(rounded, decimals) == theirs


@given(st.integers(-100_000, 100_000))
def test_percentages_are_written_as_cldr_has_it(thousandths: int) -> None:
    """Babel writes the same percentages."""
    value = thousandths / 1000
    assert dutch_numbers.format_percent(value, 1) == format_percent(value, "#,##0.0%", locale="nl_NL")


@given(st.floats(1, 1e5), RATES, st.floats(0.01, 0.5), st.integers(1, 40))
def test_finite_value_is_the_net_present_value_of_its_payments(
    margin: float, retention: float, discount: float, periods: int
) -> None:
    """Spreadsheet functions (numpy-financial's npv) add the same payments to the same value."""
    payments = [margin * retention**period for period in range(periods)]
    theirs = float(numpy_financial.npv(discount, payments))
    assert clv.finite(margin, retention, discount, "new_immediate", periods)["clv"] == pytest.approx(theirs, rel=1e-9)


@given(st.floats(1, 1e5), st.floats(0.02, 0.5))
def test_a_customer_who_always_stays_is_a_perpetuity(margin: float, discount: float) -> None:
    """With retention 1 the value of an existing customer is margin / discount, the limit of numpy-financial's pv."""
    endless = float(-numpy_financial.pv(discount, 1500, margin))
    assert clv.infinite(margin, 1.0, discount, "existing_end")["clv"] == pytest.approx(endless, rel=1e-9)


@pytest.mark.parametrize("timing", ["new_immediate", "new_end", "existing_end", "new_mid"])
@given(retention=RATES, discount=st.floats(0.01, 0.5))
def test_infinite_values_are_long_sums(timing: Timing, retention: float, discount: float) -> None:
    """The closed form of each timing is the sum of 5,000 discounted payments."""
    shift = {"new_immediate": 0.0, "new_end": 1.0, "existing_end": 1.0, "new_mid": 0.5}[timing]
    lag = 1 if timing == "existing_end" else 0
    total = math.fsum(retention ** (t + lag) * (1 + discount) ** -(t + shift) for t in range(5000))
    assert clv.infinite(1.0, retention, discount, timing)["clv"] == pytest.approx(total, rel=1e-9)


SURVIVORS = {
    "high end": [1000, 869, 743, 653, 593, 551, 517, 491],
    "regular": [1000, 631, 468, 382, 326, 289, 262, 241],
}


@pytest.mark.parametrize("survivors", SURVIVORS.values(), ids=SURVIVORS)
def test_fit_is_the_maximum_that_scipy_finds(survivors: list[int]) -> None:
    """Scipy's optimiser, on the likelihood written with its own beta functions, finds no better parameters."""

    def loss(logs: list[float]) -> float:
        alpha, beta = math.exp(logs[0]), math.exp(logs[1])
        base = special.betaln(alpha, beta)
        lost = [before - after for before, after in itertools.pairwise(survivors)]
        ended = math.fsum(count * (special.betaln(alpha + 1, beta + t) - base) for t, count in enumerate(lost))
        stayed = survivors[-1] * (special.betaln(alpha, beta + len(lost)) - base)
        return -float(ended + stayed)

    theirs = optimize.minimize(loss, [0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-10})
    ours = clv.sbg_fit([float(count) for count in survivors])
    assert ours["log_likelihood"] == pytest.approx(-theirs.fun, rel=1e-9)
    assert [ours["alpha"], ours["beta"]] == pytest.approx([math.exp(log) for log in theirs.x], rel=2e-3)


@given(st.floats(0.1, 20), st.floats(0.1, 20), st.floats(0.01, 0.5), st.integers(0, 20))
def test_residual_lifetime_is_a_hypergeometric_function(a: float, b: float, discount: float, completed: int) -> None:
    """Scipy's 2F1 gives the same discounted expected residual lifetime."""
    theirs = (
        (b + completed)
        / (a + b + completed)
        * special.hyp2f1(1, b + completed + 1, a + b + completed + 1, 1 / (1 + discount))
    )
    assert clv.sbg_residual(a, b, discount, completed)["derl"] == pytest.approx(float(theirs), rel=1e-7)


@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=40).filter(lambda values: sum(values) > 1))
def test_gini_is_half_the_mean_difference(values: list[float]) -> None:
    """The definition by differences, with pandas: half the mean absolute difference over the mean."""
    series = pd.Series(values)
    difference = pd.concat([(series - value).abs() for value in values]).mean()
    assert customer_list.gini(values)["gini"] == pytest.approx(difference / (2 * series.mean()), rel=1e-9, abs=1e-9)


@given(st.lists(st.lists(st.floats(0.01, 1), min_size=3, max_size=3), min_size=3, max_size=3))
def test_stationary_distribution_is_where_a_chain_ends(rows: list[list[float]]) -> None:
    """Multiplying the matrix with itself many times (with pandas) gives the same distribution."""
    matrix = [[value / math.fsum(row) for value in row] for row in rows]
    frame = pd.DataFrame(matrix)
    for _ in range(12):
        frame = frame.dot(frame)
    ours = customer_base.stationary([[*row[:-1], 1 - math.fsum(row[:-1])] for row in matrix])["distribution"]
    assert ours == pytest.approx(frame.iloc[0].tolist(), abs=1e-9)


@given(st.lists(st.integers(0, 10), min_size=2, max_size=60))
def test_margin_of_the_promoter_score_is_that_of_a_mean(answers: list[int]) -> None:
    """Scipy's standard error of answers counted as +1, 0 and -1, times 1.96, is the margin."""
    counted = [1 if answer >= 9 else (-1 if answer <= 6 else 0) for answer in answers]
    error = float(stats.sem(counted, ddof=0)) if len(set(counted)) > 1 else 0.0
    assert run("nps.score", {"answers": answers})["margin95"] == pytest.approx(196 * error, rel=1e-9, abs=1e-9)


def test_pandas_adds_a_list_of_invoices_to_the_same_customers() -> None:
    """A list in the style of a Dutch spreadsheet: pandas with decimal comma groups it to the same sums."""
    draw = random.Random(3)
    names = [f"Klant {number}" for number in range(40)]
    rows = [(draw.choice(names), draw.randint(-50_000, 500_000) / 100) for _ in range(2_000)]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["Klant", "Omzet excl btw"])
    writer.writerows([name, f"{amount:.2f}".replace(".", ",")] for name, amount in rows)
    frame = pd.read_csv(io.StringIO(out.getvalue()), sep=";", decimal=",")
    theirs = frame.groupby("Klant")["Omzet excl btw"].sum().to_dict()
    ours = {each["name"]: each["revenue"] for each in run("import.csv", {"text": out.getvalue()})["customers"]}
    assert ours == pytest.approx(theirs)


def test_pyxaf_reads_the_same_revenue_from_an_auditfile() -> None:
    """pyxaf, a reader of all versions, sums the lines on the revenue accounts to the same amounts a customer."""
    text = _auditfile(random.Random(4))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyxaf tells what a minimal file lacks
        with pyxaf.open(io.BytesIO(text.encode())) as opened:
            theirs: dict[str | None, float] = {}
            for line in opened.lines():
                if (line.account_id or "").startswith("8") and line.credit is not None:
                    signed = float(line.credit or 0) - float(line.debit or 0)
                    theirs[line.relation_id] = theirs.get(line.relation_id, 0.0) + signed
    outcome = run("import.xaf", {"text": text})
    ours = {each["id"]: each["revenue"] for each in outcome["customers"]}
    assert ours == pytest.approx(theirs)


def _auditfile(draw: random.Random) -> str:
    lines = []
    for number in range(400):
        customer, cents = draw.randint(1, 25), draw.randint(1, 500_000)
        amount = f"{cents // 100}.{cents % 100:02d}"
        sides = "CD" if draw.random() < 0.9 else "DC"
        entries = "".join(
            f"<trLine><nr>{index}</nr><accID>{account}</accID><docRef>{number}</docRef><effDate>2025-01-01</effDate>"
            f"<desc>x</desc><amnt>{amount}</amnt><amntTp>{side}</amntTp><custSupID>{customer}</custSupID></trLine>"
            for index, (account, side) in enumerate(zip(("8000", "1300"), sides, strict=True))
        )
        lines.append(
            f"<transaction><nr>{number}</nr><desc>x</desc><periodNumber>1</periodNumber><trDt>2025-01-01</trDt>{entries}</transaction>"
        )
    customers = "".join(
        f"<customerSupplier><custSupID>{key}</custSupID><custSupName>Klant {key}</custSupName></customerSupplier>"
        for key in range(1, 26)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><auditfile xmlns="http://www.auditfiles.nl/XAF/3.2">'
        "<header><fiscalYear>2025</fiscalYear><startDate>2025-01-01</startDate><endDate>2025-12-31</endDate>"
        "<curCode>EUR</curCode><dateCreated>2026-01-01</dateCreated><softwareDesc>x</softwareDesc>"
        "<softwareVersion>1</softwareVersion></header><company><companyName>x</companyName>"
        f"<customersSuppliers>{customers}</customersSuppliers><generalLedger>"
        "<ledgerAccount><accID>8000</accID><accDesc>Omzet</accDesc><accTp>P</accTp></ledgerAccount>"
        "<ledgerAccount><accID>1300</accID><accDesc>Debiteuren</accDesc><accTp>B</accTp></ledgerAccount>"
        "</generalLedger><transactions><linesCount>800</linesCount><totalDebit>0</totalDebit><totalCredit>0</totalCredit>"
        f"<journal><jrnID>VRK</jrnID><desc>Verkoop</desc><jrnTp>S</jrnTp>{''.join(lines)}</journal>"
        "</transactions></company></auditfile>"
    )


@given(st.integers(1, 3000).flatmap(lambda counted: st.tuples(st.integers(0, counted), st.just(counted))))
def test_intervals_are_the_quantiles_of_scipy(case: tuple[int, int]) -> None:
    """SciPy's Beta gives the same ends of the interval of Jeffreys, but for nobody and everybody."""
    kept, counted = case
    low, high = proportion.interval(kept, counted)
    expected = stats.beta.ppf([0.1, 0.9], kept + 0.5, counted - kept + 0.5)
    assert low == (0 if kept == 0 else pytest.approx(expected[0], abs=1e-9))
    assert high == (1 if kept == counted else pytest.approx(expected[1], abs=1e-9))


@given(st.floats(0.001, 0.999), st.floats(0.5, 200), st.floats(0.5, 200))
def test_the_incomplete_beta_is_that_of_scipy(share: float, first: float, second: float) -> None:
    """SciPy's regularised incomplete beta is the same function."""
    assert proportion.below(share, first, second) == pytest.approx(special.betainc(first, second, share), abs=1e-10)
