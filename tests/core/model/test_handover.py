"""What a visitor takes along from one calculator to another: numbers by field, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.catalogue import find, slugs
from calculators.model.answer import Amount, Handover, Sentence
from calculators.model.declarations import declare
from calculators.model.forms import read_form, write_form
from calculators.model.handover import fill_in, read_handover, write_handover
from calculators.model.quantities import Unit
from calculators.model.sharing import BrokenLinkError
from calculators.model.solving import solve_example
from calculators.model.validation import check
from tests.desk import ask

PWW = declare(find("pww-score").calculate)
EXAMPLE = write_form(PWW, find("pww-score").example.inputs)


def _ask(task: str, slug: str, **more: object) -> dict[str, object]:
    return ask({"task": task, "slug": slug, **more})


@pytest.mark.parametrize("slug", slugs())
def test_what_leaves_one_calculator_arrives_in_the_other(slug: str) -> None:
    """Every number of every handover of the example lands in a field of the other form, and passes its checks."""
    for handover in solve_example(find(slug), find(slug).example).handovers:
        there = find(handover.to)
        declaration = declare(there.calculate)
        arrival = read_handover(declaration, write_handover(slug, handover).partition("+")[2])
        assert arrival.source == slug
        assert len(arrival.texts) == len(handover.fields)
        filled = fill_in(declaration, arrival, write_form(declaration, there.example.inputs))
        refused = {error.field for error in check(declaration, read_form(declaration, filled)).errors}
        assert refused.isdisjoint(arrival.texts)


def test_a_percentage_arrives_as_a_percentage() -> None:
    """A rate travels as a fraction and stands in the field as the visitor reads it."""
    handover = Handover(Sentence(""), "klantwaarde", (("retention", Amount(0.875, Unit.FRACTION, 1)),))
    fragment = write_handover("bierviltje", handover)
    assert fragment == "klantwaarde+bierviltje;retention=0.875"
    declaration = declare(find("klantwaarde").calculate)
    assert read_handover(declaration, fragment.partition("+")[2]).texts == {"retention": "87,5%"}


def test_a_list_is_replaced_and_gets_numbered_names() -> None:
    """Numbers for two items leave a list of two, with the names that a share link gives too."""
    arrival = read_handover(PWW, "bron;segments.0.profitability=10;segments.1.profitability=1")
    filled = fill_in(PWW, arrival, EXAMPLE)
    assert filled == {
        "segments[0].name": "Klantgroep 1",
        "segments[0].profitability": "10",
        "segments[1].name": "Klantgroep 2",
        "segments[1].profitability": "1",
    }


def test_a_place_beyond_the_list_is_dropped() -> None:
    """A link cannot ask for more items than the form allows."""
    assert read_handover(PWW, "bron;segments.12.profitability=5").texts == {}


@given(st.text(max_size=60) | st.from_regex(r"[a-z-]{1,9}(;[a-z0-9_.]{1,20}=-?[0-9.]{1,9}){1,4}", fullmatch=True))
def test_any_fragment_is_taken_or_refused(fragment: str) -> None:
    """Whatever stands behind the plus, it becomes text in fields or a broken link, nothing else."""
    try:
        arrival = read_handover(PWW, fragment)
    except BrokenLinkError:
        return
    check(PWW, read_form(PWW, fill_in(PWW, arrival, EXAMPLE)))


def test_the_field_says_where_its_number_is_from() -> None:
    """The form that comes back has the number and where it is from, and nothing of an example beside it."""
    fragment = "klant-houden-of-loslaten;segments.0.profitability=7"
    fields = str(_ask("take_along", "pww-score", texts=EXAMPLE, fragment=fragment)["fields"])
    assert "overgenomen uit Klant houden of loslaten" in fields
    assert "Woningcorporaties" not in fields.replace('placeholder="bijv. Woningcorporaties"', "")


def test_numbers_of_the_home_page_are_told_as_such() -> None:
    """The home page is a known source, that is no calculator."""
    reply = _ask("take_along", "klantwaarde", texts={}, fragment="home;order_value=95;orders_per_year=10")
    assert "overgenomen van de startpagina" in str(reply["fields"])
    nothing = _ask("take_along", "klantwaarde", texts={}, fragment="home;bestaat_niet=95")
    assert nothing == {"message": "Van de startpagina kwam geen getal mee. Er is niets overgenomen."}


@pytest.mark.parametrize("fragment", ["", "onzin", "bestaat-niet;weights.0=1", "pww-score;weights.9=1", "<b>;a=1"])
def test_a_damaged_link_takes_nothing(fragment: str) -> None:
    """A damaged link, an unknown sender or an unknown field is said in a sentence; the form stays."""
    reply = _ask("take_along", "pww-score", texts=EXAMPLE, fragment=fragment)
    assert "Er is niets overgenomen." in str(reply["message"])
    assert "fields" not in reply


@pytest.mark.parametrize("slug", slugs())
def test_the_base_case_stands_beside_the_answer(slug: str) -> None:
    """With a base case every figure is shown with its old value; equal inputs give no difference."""
    calculator = find(slug)
    texts = write_form(declare(calculator.calculate), calculator.example.inputs)
    answer = solve_example(calculator, calculator.example)
    assert len(answer.figures) >= 3
    reply = str(_ask("calculate", slug, texts=texts, base=texts)["result"])
    assert reply.count("<td>gelijk</td>") == len(answer.figures)
    assert "Vertrekpunt" not in str(_ask("calculate", slug, texts=texts, base={"onzin": "x"})["result"])
