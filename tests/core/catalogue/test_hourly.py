"""The question of the home page: what an hour for a customer earns."""

from __future__ import annotations

import pytest

from calculators import run
from calculators.catalogue import find, hourly
from calculators.model.amounts import hourly_as_typed
from calculators.model.declarations import declare
from calculators.model.handover import HOME, read_handover, write_handover
from calculators.model.quick import solve_quick
from calculators.presentation.text import sentence
from tests.desk import ask

NAMES = list(hourly.QUESTION.clauses)

ANSWERS = {
    ("95", "10", "25"): ("€ 38 per uur", "Je komt € 22 per uur tekort."),
    ("120", "20", "40"): ("€ 60 per uur", "Je komt precies uit."),
    ("€ 1.500,50", "1", "20"): ("€ 75,03 per uur", "Je houdt € 15,03 per uur over."),
    ("59,999", "1", "1"): ("€ 60 per uur", "Je komt precies uit."),  # called equal, as it looks equal
    ("0", "10", "5"): ("€ 0 per uur", "Je komt € 60 per uur tekort."),
}

REFUSED = {
    ("", "10", "25"): ["order_value"],
    ("95", "tien", "0"): ["orders_per_year", "hours"],
    ("-95", "-10", "-25"): NAMES,
    ("1e9", "9999999999", "25"): ["order_value", "orders_per_year"],
}


@pytest.mark.parametrize("typed", ANSWERS)
def test_an_hour_earns_what_comes_in_by_the_hour(typed: tuple[str, str, str]) -> None:
    """The amount is turnover divided by hours; the comparison is called a rule of thumb and adds up to the cent."""
    found, faults = solve_quick(hourly.QUESTION, dict(zip(NAMES, typed, strict=True)))
    assert found
    assert not faults
    headline, beside = ANSWERS[typed]
    assert sentence(found.headline).replace("\N{NO-BREAK SPACE}", " ") == f"Dat is {headline}."
    said = sentence(found.reasons[0]).replace("\N{NO-BREAK SPACE}", " ")
    assert said == f"Een uur van een ondernemer kost € 60 (vuistregel). {beside}"


@pytest.mark.parametrize("typed", REFUSED)
def test_wrong_numbers_give_sentences_and_no_amount(typed: tuple[str, str, str]) -> None:
    """Each field that is wrong is named, and there is no answer."""
    found, faults = solve_quick(hourly.QUESTION, dict(zip(NAMES, typed, strict=True)))
    assert found is None
    assert [fault.field for fault in faults] == REFUSED[typed]


def test_the_amount_is_that_of_the_calculators() -> None:
    """Klant houden of loslaten finds the same amount per hour for the same customer."""
    client = {"revenue": 950, "direct_costs": 0, "hours_billed": 0, "hours_unbilled": 25, "symptoms": {}, "signs": {}}
    judged = run("fire.client", {**client, "internal_rate": 60, "target_rate": 90})
    found, _ = solve_quick(hourly.QUESTION, hourly.QUESTION.example_texts)
    assert found
    assert found.headline.values["rate"] == hourly_as_typed(judged["effective_rate"])


def test_the_numbers_arrive_as_they_were_typed() -> None:
    """Klantwaarde has a field for each of the three, and gets the number with its decimals."""
    found, _ = solve_quick(hourly.QUESTION, dict(zip(NAMES, ("95,5", "0,25", "12,3456"), strict=True)))
    assert found
    target, _, fragment = write_handover(HOME, found.onward).partition("+")
    arrival = read_handover(declare(find(target).calculate), fragment)
    assert dict(arrival.texts) == {"order_value": "95,5", "orders_per_year": "0,25", "hours": "12,3456"}


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ([], "Voorbeeld"),
        (["order_value"], "Voorbeeld, met jouw 120"),
        (["hours", "order_value"], "Voorbeeld, met jouw 120 en 25"),
        (NAMES, "Jouw cijfers"),
        (["onzin"], "Voorbeeld"),
    ],
)
def test_it_is_told_whose_numbers_they_are(own: list[str], told: str) -> None:
    """As long as a number of the example is among them, it is called an example."""
    reply = ask({"task": "hour", "texts": {**hourly.QUESTION.example_texts, "order_value": "120"}, "own": own})
    assert reply["message"] == told
