"""Several files that add up: nothing is lost, nothing is counted twice, one file is left as it is."""

import math
from typing import Any, cast, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.imports.files import Intake
from calculators.imports.joining import SharedNumber
from calculators.imports.merging import FileShare, merge
from calculators.imports.reading import Reading
from calculators.imports.samples import SAMPLE_KINDS, YearsKind, sample
from calculators.imports.tables import ListedCustomer

names = st.sampled_from(["Smit", "smit", " Smit  BV", "smit bv", "Bos", "Straße", "STRASSE"])


def _customer(name: str, key: str | None, cents: int, more: dict[str, Any]) -> ListedCustomer:
    number = {} if key == "-" else {"id": key}
    return cast("ListedCustomer", {"name": name, "revenue": cents / 100, **number, **more})


customers = st.builds(
    _customer,
    names,
    st.sampled_from(["-", None, "1", "2", "3"]),
    st.integers(-(10**9), 10**9),
    st.fixed_dictionaries(
        {},
        optional={
            "costs": st.floats(-1e6, 1e6),
            "hours": st.integers(0, 100).map(float),
            "invoices": st.integers(0, 9),
            "date": st.sampled_from([None, "2024-12-31", "2025-01-01"]),
        },
    ),
)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _number(customer: ListedCustomer, role: str) -> float:
    value = customer.get(role, 0.0)
    assert isinstance(value, int | float)
    return value


def _key(customer: ListedCustomer) -> tuple[str, str]:
    return ("id", customer.get("id") or "") if customer.get("id") else ("name", _plain(customer["name"]))


readings = st.lists(customers, max_size=6, unique_by=_key).map(
    lambda listed: Reading("csv", customers=listed, total=math.fsum(each["revenue"] for each in listed))
)


def _files(*lists: list[dict[str, Any]]) -> list[tuple[str, Reading]]:
    return [(f"{number}.csv", Reading("csv", customers=each)) for number, each in enumerate(lists, 1)]  # type: ignore[arg-type]  # customers


def _people(*lists: list[dict[str, Any]]) -> list[tuple[str, float]]:
    return [(customer["name"], customer["revenue"]) for customer in merge(_files(*lists)).customers]


@given(st.lists(readings, max_size=4))
def test_nothing_is_lost(found: list[Reading]) -> None:
    """Turnover, costs, hours and invoices of all files are in the list, whoever was taken for whom."""
    merged = merge([("x", each) for each in found])
    said = [customer for each in found for customer in each.customers]
    for role in ("revenue", "costs", "hours", "invoices"):
        before, after = (math.fsum(_number(each, role) for each in listed) for listed in (said, merged.customers))
        assert after == pytest.approx(before, abs=1e-5)
    assert merged.total == pytest.approx(math.fsum(each.total for each in found))
    assert [each.customers for each in merged.files] == [len(each.customers) for each in found]


@given(readings)
def test_one_file_stays_as_it_is(found: Reading) -> None:
    """What one file keeps apart is not taken together."""
    assert merge([("x", found)]).customers == found.customers


@given(readings)
def test_same_file_twice_doubles_everybody(found: Reading) -> None:
    """A file beside itself has the same customers with twice the amounts."""
    merged = merge([("x", found), ("x", found)])
    assert [customer["name"] for customer in merged.customers] == [customer["name"] for customer in found.customers]
    assert [each["revenue"] for each in merged.customers] == [2 * each["revenue"] for each in found.customers]


@given(st.lists(readings, min_size=2, max_size=4))
def test_numbers_are_one_customer(found: list[Reading]) -> None:
    """No two customers of the list have the same number."""
    numbers = [customer["id"] for customer in merge([("x", each) for each in found]).customers if customer.get("id")]
    assert len(numbers) == len(set(numbers))


def test_same_number_else_same_name() -> None:
    """A number wins over a name; without a known number the name counts, in any case and spacing."""
    first = [{"id": "1", "name": "Jansen  BV", "revenue": 1.0}, {"name": "De Vries", "revenue": 2.0}]
    second = [{"id": "1", "name": "Jansen", "revenue": 4.0}, {"id": "9", "name": "de vries ", "revenue": 8.0}]
    third = [{"id": "9", "name": "DE VRIES", "revenue": 16.0}, {"name": "jansen bv", "revenue": 32.0}]
    assert _people(first, second, third) == [("Jansen  BV", 37.0), ("De Vries", 26.0)]


def test_namesakes_in_one_file_stay_two() -> None:
    """Who has a known number keeps it, also when a new namesake stands before them."""
    first = [{"id": "1", "name": "Jansen", "revenue": 1.0}]
    second = [{"id": "2", "name": "Jansen", "revenue": 2.0}, {"id": "1", "name": "Jansen", "revenue": 4.0}]
    assert _people(first, second) == [("Jansen", 5.0), ("Jansen", 2.0)]


def test_first_spelling_and_real_names_stay() -> None:
    """A list without names gives numbers; the first real name takes their place."""
    first = [{"id": "1", "name": "1", "revenue": 1.0}]
    merged = merge(
        _files(first, [{"id": "1", "name": "Smit", "revenue": 1.0}], [{"id": "1", "name": "SMIT", "revenue": 1.0}])
    )
    assert merged.customers == [{"id": "1", "name": "Smit", "revenue": 3.0}]
    assert merged.shared_numbers == []


def test_number_with_two_names_is_told() -> None:
    """Two administrations may give one number to two customers: a page can ask."""
    merged = merge(_files([{"id": "1", "name": "Smit", "revenue": 1.0}], [{"id": "1", "name": "Bos", "revenue": 1.0}]))
    assert merged.shared_numbers == [SharedNumber("1", ("Smit", "Bos"))]


def test_what_only_one_file_knows_is_kept() -> None:
    """Hours from one file stand beside turnover from another; the latest date stays."""
    first = [{"name": "A", "revenue": 1.0, "date": "2024-05-01", "invoices": 2}]
    second = [{"id": "7", "name": "a", "revenue": 0.0, "hours": 3.0, "margin": 0.5, "date": "2023-01-01"}]
    expected = {
        "name": "A",
        "revenue": 1.0,
        "margin": 0.5,
        "hours": 3.0,
        "id": "7",
        "invoices": 2,
        "date": "2024-05-01",
    }
    assert merge(_files(first, second)).customers == [expected]


def _numbered(first: int, names: int) -> list[ListedCustomer]:
    return [{"name": f"Klant {each}", "id": str(first + each), "revenue": 10.0} for each in range(names)]


@pytest.mark.parametrize(("names", "is_asked"), [(12, True), (5, True), (4, False)])
def test_customers_with_new_numbers_are_asked_about_once(names: int, is_asked: bool) -> None:  # noqa: FBT001 -- a table
    """After a change of packages everybody has another number: that is one question, and a few namesakes are none."""
    others: list[ListedCustomer] = [
        {"name": f"Anders {each}", "id": str(900 + each), "revenue": 9.0} for each in range(6)
    ]
    files = [
        ("2023.csv", Reading("csv", _numbered(100, names))),
        ("2024.csv", Reading("csv", [*_numbered(500, names), *others])),
    ]
    asked = merge(files).question
    assert (asked is not None and asked.code == "new_numbers") is is_asked
    same, different = merge(files, numbers="same"), merge(files, numbers="different")
    assert (len(same.customers), len(different.customers)) == (names + 6, 2 * names + 6)
    assert same.question is None
    assert different.question is None
    assert {each["revenue"] for each in same.customers if each["name"].startswith("Klant")} == {20.0}


def test_files_tell_what_they_brought() -> None:
    """Of each file: its name and kind, how many customers, how much turnover, how many lines were left out."""
    made = {kind: sample(kind, 50) for kind in SAMPLE_KINDS if kind not in get_args(YearsKind)}
    found = []
    for kind, each in made.items():
        intake = Intake(kind)
        intake.feed(each.content)
        found.append((kind, intake.finish()))
    merged = merge(found)
    euros = {kind: (sum(each.cents.values()) + each.unassigned_cents) / 100 for kind, each in made.items()}
    assert [file.total for file in merged.files] == list(euros.values())
    assert merged.files[0] == FileShare("excel-nl", "csv", len(made["excel-nl"].cents), euros["excel-nl"], 2)
    assert (merged.vat_bases, merged.unassigned) == (["excl"], made["xaf"].unassigned_cents / 100)
    assert len(merged.customers) == len(made["xaf"].cents)
    assert merged.total == pytest.approx(sum(euros.values()))


def test_unlike_amounts_are_told() -> None:
    """Turnover excl. and incl. btw in one list is named, best first."""
    files = [("a", Reading("csv", vat_basis="incl")), ("b", Reading("csv", vat_basis="excl"))]
    assert merge(files).vat_bases == ["excl", "incl"]


def test_no_files_are_an_empty_list() -> None:
    """Without files there are no customers and no turnover."""
    merged = merge([])
    assert (merged.customers, merged.total, merged.files) == ([], 0.0, [])


@pytest.mark.parametrize(
    ("first", "second", "asked"),
    [
        ([("A", 100, ""), ("B", 50, "")], [("A", 100, ""), ("B", 50, "")], True),
        ([("A", 100, ""), ("B", 50, "")], [("A", 100, ""), ("B", 50, ""), ("C", 25, "")], True),
        ([("A", 10, "2025-01"), ("A", 20, "2025-02")], [("A", 20, "2025-02"), ("B", 30, "2025-03")], True),
        ([("A", 100, ""), ("B", 50, "")], [("C", 100, ""), ("D", 50, "")], False),
        ([("A", 100, "2024-01"), ("B", 50, "2024-01")], [("A", 100, "2025-01"), ("B", 50, "2025-01")], False),
        ([("A", 100, ""), ("B", 50, "")], [("A", 100, ""), ("B", 60, ""), ("C", 1, "")], False),
    ],
)
def test_lists_that_overlap_are_asked_about(
    first: list[tuple[str, float, str]], second: list[tuple[str, float, str]], *, asked: bool
) -> None:
    """A list that stands in another one, or the same amount of a customer in the same month, is asked about."""
    readings: list[tuple[str, Reading]] = []
    for rows in (first, second):
        listed: dict[str, ListedCustomer] = {}
        for name, amount, month in rows:
            each = listed.setdefault(name, {"name": name, "revenue": 0.0})
            each["revenue"] += amount
            if month:
                each.setdefault("months", {})[month] = amount
        readings.append((f"{len(readings)}.csv", Reading("csv", list(listed.values()))))
    question = merge(readings).question
    assert (question is not None and question.code == "same_list") is asked
