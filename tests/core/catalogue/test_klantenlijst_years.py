"""Several years of a list: who stayed, who is silent for their own doing, and what kinds of selling are told apart."""

from __future__ import annotations

import random
from typing import Any

import pytest

from calculators.catalogue.klantenlijst.examples import PRINTER
from calculators.catalogue.klantenlijst.years import Listed, Years, find_years, months_of, of_last_year
from calculators.catalogue.klantenlijst.years_example import BOOKS_UNTIL, printer_books
from calculators.catalogue.klantenlijst.years_words import too_short, years_answer
from calculators.model.answer import Answer
from calculators.presentation import text

LAST = "2025-12"
MONTHS = [f"{year}-{month:02d}" for year in (2022, 2023, 2024, 2025) for month in range(1, 13)]


def _every(gap: int, first: int = 0, until: int = 48, amount: float = 100.0) -> dict[str, float]:
    return dict.fromkeys(MONTHS[first:until:gap], amount)


def _years(customers: list[Listed], last: str = LAST) -> Years:
    found = find_years(customers, last)
    assert found is not None
    return found


def _said(answer: Answer) -> str:
    steps = (step for plan in answer.plans for step in plan.steps)
    cards = (sentence for card in answer.more_cards for sentence in card.sentences)
    return " ".join(map(text.sentence, (answer.headline, *answer.reasons, *answer.certainty, *cards, *steps)))


def _usual(count: int = 40) -> list[Listed]:
    """Customers with a rhythm of their own; the first eight stopped somewhere in the last three years."""
    dice = random.Random(3)
    found = []
    for place in range(count):
        until = 48 if place >= 8 else 20 + 3 * place
        months, at = {}, place % 5
        while at < until:
            months[MONTHS[at]] = 100.0 + place
            at += dice.choice((1, 2, 3, 3, 4))
        found.append(Listed(f"Klant {place}", months))
    return found


def test_a_customer_that_is_silent_for_long_is_named_with_its_worth() -> None:
    """Who bought every month and nothing for half a year stands on the list; who buys each half year does not."""
    customers = [*_usual(), Listed("Bakker", _every(1, until=40, amount=500.0)), Listed("Slager", _every(6))]
    years = _years(customers)
    named = {each.label: each for each in years.silent}
    assert named["Bakker"].since == "2025-04"
    assert (named["Bakker"].silence, named["Bakker"].worth) == (8, 6000.0)
    assert years.silent[0].label == "Bakker"
    assert "Slager" not in named
    said = _said(years_answer(years))
    assert "Vraag Bakker" in said
    assert "zonder iets te verkopen" in said


def test_a_silence_that_comes_back_each_year_is_not_unusual() -> None:
    """Who orders each spring and is silent until the next is not named; the first spring without an order is."""
    spring = [MONTHS[at] for at in range(48) if at % 12 in (1, 2, 3)]
    few = [Listed(f"K{n}", _every(1)) for n in range(5)]
    camping = Listed("Camping", dict.fromkeys(spring, 100.0))
    assert not _years([*few, camping]).silent
    gone = Listed("Camping", dict.fromkeys(spring[:-3], 100.0))
    assert [each.label for each in _years([*few, gone]).silent] == ["Camping"]


def test_the_books_of_the_example_add_up_to_its_list() -> None:
    """What the printer billed in the last year is the turnover that stands in the form, customer by customer."""
    billed = {each.label: sum(of_last_year([each], BOOKS_UNTIL)) for each in printer_books()}
    listed = {row["name"]: row["revenue"] for row in PRINTER.inputs["customers"]}
    assert {name: amount for name, amount in billed.items() if amount} == listed


def test_names_can_be_hidden() -> None:
    """With names hidden none of them is said, in a sentence, the table or the picture."""
    answer = years_answer(_years([*_usual(), Listed("Bakker", _every(1, until=40))]), hide=True)
    written = _said(answer) + repr(answer.export) + repr(answer.chart)
    assert "Stille klant 1" in written
    assert "Bakker" not in written
    assert "Klant 3" not in written


@pytest.mark.parametrize(
    ("customers", "pattern", "words"),
    [
        ([Listed(f"K{n}", _every(1, until=48 - 6 * (n % 4))) for n in range(20)], "subscription", "elke maand"),
        ([Listed(f"K{n}", _every(12, first=5)) for n in range(20)], "season", "eens per jaar"),
        ([Listed(f"K{n}", {MONTHS[n]: 900.0}) for n in range(48)], "once", "Deze maat past dus niet bij jouw werk"),
        (_usual(), "usual", ""),
    ],
    ids=["subscriptions", "a season", "work that is done once", "usual"],
)
def test_kinds_of_selling_have_words_of_their_own(customers: list[Listed], pattern: str, words: str) -> None:
    """What silence means depends on how people buy."""
    years = _years(customers)
    assert years.pattern == pattern
    assert words in _said(years_answer(years))


def test_work_that_is_done_once_names_nobody_and_hands_no_share_over() -> None:
    """Where nobody comes back a silence is no sign, and a share of nothing is no number for another calculator."""
    years = _years([Listed(f"K{n}", {MONTHS[n]: 900.0}) for n in range(48)])
    answer = years_answer(years)
    assert years.silent == ()
    assert answer.handovers == ()
    assert "via wie ze kwamen" in _said(answer)


def test_few_customers_are_said_to_be_few() -> None:
    """With three customers the bounds are wide, and it is said."""
    said = _said(years_answer(_years([Listed(f"K{n}", _every(2)) for n in range(3)])))
    assert "Je hebt weinig klanten" in said
    assert "minstens drie jaar en 20 klanten" in said


def test_the_headline_counts_customers_with_bounds() -> None:
    """So many of last year's bought again, as a share with its bounds."""
    stayed = [Listed(f"K{n}", _every(1)) for n in range(33)]
    left = [Listed(f"L{n}", _every(1, until=36)) for n in range(8)]
    answer = years_answer(_years([*stayed, *left]))
    words = "Van de 41 klanten van vorig jaar kochten er 33 weer: 80% (tussen 69% en 89%)."
    assert text.sentence(answer.headline) == words


def test_two_customers_of_one_name_are_two() -> None:
    """A name is no key: who is called the same is counted apart."""
    years = _years([Listed("Jansen", _every(1)), Listed("Jansen", _every(1, until=36))])
    assert (years.kept["start"], years.kept["kept"]) == (2, 1)


def test_months_in_which_nobody_bought_are_asked_about() -> None:
    """A hole in the data may be a file that is missing."""
    months = {month: 10.0 for month in MONTHS if month not in {"2024-03", "2024-04"}}
    said = _said(years_answer(_years([Listed(f"K{n}", months) for n in range(12)])))
    assert "In maart 2024, en in 1 maand meer, staat er bij niemand een bedrag." in said


def test_less_than_two_years_say_what_is_missing() -> None:
    """One year is no comparison: which year to add is said, and nothing is made up."""
    customers = [Listed("A", _every(1, first=36))]
    assert find_years(customers, LAST) is None
    words = text.sentence(too_short(months_of(customers, LAST), LAST))
    assert "12 maanden terug, tot en met december 2025" in words


def test_the_last_year_is_what_counts_for_the_list() -> None:
    """Amounts of the twelve months that end with the last whole one, to the cent."""
    customers = [Listed("A", {"2024-12": 5.0, "2025-01": 0.1, "2025-12": 0.2}), Listed("B", {"2024-01": 9.0})]
    assert of_last_year(customers, LAST) == [0.3, 0.0]


@pytest.mark.parametrize("seed", range(30))
def test_whatever_the_list_is_it_can_be_said(seed: int) -> None:
    """Random lists, with credit and gaps: every sentence has its values, and sums agree with the list."""
    dice = random.Random(seed)
    customers = [
        Listed(f"K{n}", {dice.choice(MONTHS): round(dice.uniform(-50, 900), 2) for _ in range(dice.randint(1, 20))})
        for n in range(dice.randint(1, 60))
    ]
    found = find_years(customers, LAST)
    if found is None:
        return
    answer: Any = years_answer(found)
    said = _said(answer)
    assert "{" not in said
    assert "None" not in said
    assert "nan" not in said
    total = sum(amount for each in customers for month, amount in each.months.items() if month >= "2025-01")
    assert found.bridge["end"] == pytest.approx(total, abs=0.005)
    assert found.silent_count >= len(found.silent)
