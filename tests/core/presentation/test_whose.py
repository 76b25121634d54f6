"""Whose numbers an answer rests on, and what is said while there is none."""

import pytest

from calculators.catalogue import find
from calculators.model.origins import Filling, Origin, own_filling
from calculators.presentation.calendar import write_appointment
from calculators.presentation.fields import ORIGINS
from calculators.presentation.notes import render_notes
from calculators.presentation.whose import lacking_in_short, render_lacking, whose
from tests.desk import ask


def _filling(*origins: Origin) -> Filling:
    return Filling({}, {str(place): origin for place, origin in enumerate(origins)})


@pytest.mark.parametrize(
    ("filling", "rules", "said"),
    [
        (_filling(Origin.OWN), 0, "Jouw cijfers"),
        (_filling(Origin.OWN, Origin.RULE), 1, "Jouw cijfers; 1 vuistregel"),
        (_filling(Origin.OWN, Origin.LIST, Origin.LIST), 3, "Jouw cijfers; 2 uit je lijst; 3 vuistregels"),
        (_filling(Origin.TAKEN), 0, "Jouw cijfers; 1 overgenomen"),
        (_filling(Origin.SHARED), 0, "Gedeeld: deze cijfers zijn niet van jou"),
        (_filling(Origin.SHARED, Origin.OWN), 0, "Jouw cijfers"),
        (_filling(Origin.SAVED), 2, "Door jou bewaard; 2 vuistregels"),
        (Filling({}, {}, "kapsalon"), 0, "Voorbeeld: kapsalon"),
        (Filling({"a": "95"}, {"a": Origin.OWN}, "kapsalon"), 0, "Voorbeeld: kapsalon, met jouw 95"),
    ],
)
def test_the_line_above_an_answer(filling: Filling, rules: int, said: str) -> None:
    """It says whose numbers these are, and how many are rules of thumb, taken along or of a list."""
    assert whose(filling, rules) == said


def test_every_origin_has_a_word() -> None:
    """Where a text comes from is a word at the field, of its own for each origin."""
    assert set(ORIGINS) == set(Origin)
    assert len(set(ORIGINS.values())) == len(Origin)


def test_what_is_lacking_is_counted_and_named() -> None:
    """One answer is singular; of many the first four are named."""
    assert lacking_in_short({"a": "omzet"}) == "Nog 1 antwoord"
    many = {str(each): f"vraag {each}" for each in range(7)}
    assert "'vraag 3' en nog 3. Dan" in render_lacking(many)


def test_what_leaves_the_page_says_whose_it_is() -> None:
    """Copied or saved, an answer says whose numbers it rests on, and is no surer than on the page."""
    calculator = find("klantwaarde")
    typed = {
        "order_value": "95",
        "orders_per_year": "10",
        "retention": "80",
        "hours_billed": "5",
        "hours_unbilled": "1",
    }
    own = own_filling(calculator, typed, Origin.OWN)
    origins = {name: origin.value for name, origin in own.origins.items()}
    asked = {"slug": "klantwaarde", "texts": dict(own.texts), "origins": origins}
    for task in ("copy", "download"):
        text = ask({"task": task, **asked})["text"]
        assert "Jouw cijfers; 3 vuistregels." in text
        assert "zolang je de rest schat" in text
        example = ask({"task": task, **asked, "business": "kapsalon"})["text"]
        assert "Voorbeeld: kapsalon" in example
    assert "ongeveer" in ask({"task": "copy", **asked})["text"]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"retention": "0,88"}, "Er staat nu 0,88%. Bedoel je"),
        ({"retention": "1"}, "Er staat nu 1%. Bedoel je"),
        ({"retention": "0,88%"}, None),
        ({"retention": "88"}, None),
        ({"order_value": "1.234"}, "Gelezen als €&nbsp;1.234,00."),
        ({"order_value": "1,234"}, "Gelezen als €&nbsp;1,234."),
        ({"order_value": "1.234,50"}, None),
        ({"order_value": "95"}, None),
        ({"order_value": "veel"}, None),
    ],
)
def test_what_can_be_read_in_two_ways_is_told(texts: dict[str, str], said: str | None) -> None:
    """A percentage of at most one is asked about, an amount with three digits behind its only mark is repeated."""
    found = render_notes(find("klantwaarde"), Filling(texts, dict.fromkeys(texts, Origin.OWN)))
    assert [note for note in found.values() if said and said in note] if said else found == {}


def test_only_what_the_visitor_typed_is_asked_about() -> None:
    """Of an example or a rule of thumb nothing is asked."""
    texts = {"retention": "0,88"}
    for origin in (Origin.EXAMPLE, Origin.RULE):
        assert render_notes(find("klantwaarde"), Filling(texts, dict.fromkeys(texts, origin))) == {}


@pytest.mark.parametrize(
    ("today", "then"),
    [("2026-01-15", "20260415"), ("2026-11-30", "20270228"), ("2026-10-01", "20270101"), ("2027-12-31", "20280328")],
)
def test_an_appointment_is_three_months_ahead(today: str, then: str) -> None:
    """The day exists in every month and year; lines are short, end well and hold the address whole."""
    address = "https://voorbeeld.nl/rekenmachines/klantwaarde/#klantwaarde=1;95;12;0.7;0.8;;;;5;2;60;0;0;0.08;;;;0.5"
    written = write_appointment(find("klantwaarde"), today, address)
    lines = written.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert written.endswith("END:VCALENDAR\r\n")
    assert f"DTSTART;VALUE=DATE:{then}" in lines
    assert max(len(line.encode()) for line in lines) <= 75
    assert f"URL:{address}" in written.replace("\r\n ", "")


def test_kept_numbers_that_equal_a_rule_of_thumb_are_told_as_one() -> None:
    """A share link does not say which numbers were left as they were: what equals the rule counts as one."""
    shared = own_filling(find("klantwaarde"), {"order_value": "95", "internal_rate": "60"}, Origin.SHARED)
    assert shared.origins["internal_rate"] is Origin.RULE
    other = own_filling(find("klantwaarde"), {"order_value": "95", "internal_rate": "61"}, Origin.SHARED)
    assert other.origins["internal_rate"] is Origin.SHARED
