"""Forms and share links: what is typed becomes inputs, inputs become text again, links carry numbers only."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.catalogue import find, slugs
from calculators.model.declarations import Record, declare
from calculators.model.forms import read_form, write_form
from calculators.model.sharing import LONGEST, BrokenLinkError, read_link, write_link
from calculators.model.validation import check
from tests.strategies import inputs_of

DECLARATIONS = {slug: declare(find(slug).calculate) for slug in slugs()}


@pytest.mark.parametrize("declaration", DECLARATIONS.values(), ids=DECLARATIONS)
@given(data=st.data())
def test_written_form_is_read_back(declaration: Record, data: st.DataObject) -> None:
    """Inputs written into fields and read again pass the checks and give the same text."""
    texts = write_form(declaration, data.draw(inputs_of(declaration, decimals=4)))
    read = read_form(declaration, texts)
    assert check(declaration, read).errors == []
    assert write_form(declaration, read) == texts


@pytest.mark.parametrize("slug", slugs())
def test_examples_pass_their_own_checks(slug: str) -> None:
    """Every worked example of every calculator is valid input."""
    declaration = DECLARATIONS[slug]
    for example in (find(slug).example, *find(slug).presets):
        texts = write_form(declaration, example.inputs)
        assert check(declaration, read_form(declaration, texts)).errors == []


def test_unreadable_text_is_refused_at_its_own_field() -> None:
    """Text where a number belongs is not lost and not guessed: validation names its field."""
    declaration = DECLARATIONS["pww-score"]
    texts = {**write_form(declaration, find("pww-score").example.inputs), "segments[1].fulfilment": "acht"}
    errors = check(declaration, read_form(declaration, texts)).errors
    assert [(error.code, error.field) for error in errors] == [("not_a_number", "segments[1].fulfilment")]


def test_all_faults_are_found_in_order() -> None:
    """A page shows every fault at once; the operation's contract reports the first. A name is not asked for."""
    declaration = DECLARATIONS["pww-score"]
    errors = check(declaration, read_form(declaration, {"segments[0].name": " ", "weights[1]": "1"})).errors
    assert [error.field for error in errors] == [
        "segments[0].fulfilment",
        "segments[0].market_value",
        "segments[0].profitability",
        "weights[0]",
        "weights[2]",
    ]


def test_an_item_without_a_name_is_called_by_its_number() -> None:
    """Who compares two groups need not name them: an empty name is the number, a typed one stays."""
    texts = {"segments[0].name": " ", "segments[1].name": "Zorg", "segments[2].fulfilment": "7"}
    read = read_form(DECLARATIONS["pww-score"], texts)["segments"]
    assert [each["name"] for each in read] == ["Klantgroep 1", "Zorg", "Klantgroep 3"]


@pytest.mark.parametrize("declaration", DECLARATIONS.values(), ids=DECLARATIONS)
@given(data=st.data())
def test_deel_link_brings_back_the_numbers(declaration: Record, data: st.DataObject) -> None:
    """All numbers come back; names do not."""
    inputs = data.draw(inputs_of(declaration, decimals=4))
    link = write_link(declaration, inputs)
    again = write_link(declaration, read_link(declaration, link))
    assert again == link


@given(st.text(min_size=3, max_size=20))
def test_deel_link_holds_no_typed_text(name: str) -> None:
    """A link for any name is the link for another name."""
    declaration = DECLARATIONS["pww-score"]
    inputs = {"segments": [{"name": name, "fulfilment": 1, "market_value": 2, "profitability": 3}]}
    assert write_link(declaration, inputs).startswith("2;1_2_3;;")


@given(st.text(max_size=60) | st.from_regex(r"[12];[0-9;~_.\-]{0,80}", fullmatch=True))
def test_any_fragment_is_read_or_refused(fragment: str) -> None:
    """Whatever stands behind the #, it gives inputs that meet the checks or a broken link, nothing else."""
    declaration = DECLARATIONS["pww-score"]
    try:
        inputs: dict[str, Any] = read_link(declaration, fragment)
    except BrokenLinkError:
        return
    check(declaration, read_form(declaration, write_form(declaration, inputs)))


def test_a_full_form_fits_in_a_link() -> None:
    """Twelve groups with weights stay far under the longest link."""
    declaration = DECLARATIONS["pww-score"]
    segment = {"name": "n", "fulfilment": 7.25, "market_value": 7.25, "profitability": 7.25}
    assert len(write_link(declaration, {"segments": [segment] * 12, "weights": [33.3] * 3})) < LONGEST / 5
