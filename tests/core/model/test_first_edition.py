"""Deel-links of the first edition, as it wrote them, still open with the numbers that were shared."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from calculators.catalogue import find
from calculators.model.declarations import declare
from calculators.model.forms import write_form
from calculators.model.layers import unanswered
from calculators.model.origins import Origin, own_filling, without_guesses
from calculators.model.sharing import read_link
from calculators.model.solving import solve

KEPT = json.loads(Path(__file__).with_name("links_of_the_first_edition.json").read_text("utf-8"))


def _told(value: object) -> object:
    """What a link carries: numbers and choices; names and what was left empty stay behind."""
    match value:
        case Mapping():
            kept = {name: _told(each) for name, each in value.items() if name != "name"}
            return {name: each for name, each in kept.items() if each not in (None, False, [])}
        case list():
            return [_told(each) for each in value]
        case float() | int() if not isinstance(value, bool):
            return round(float(value), 5)
    return value


@pytest.mark.parametrize("kept", KEPT, ids=[f"{kept['slug']} {place}" for place, kept in enumerate(KEPT)])
def test_a_link_of_the_first_edition_opens(kept: dict[str, object]) -> None:
    """Every number that was shared stands where it stood, nothing is asked again, and there is an answer."""
    calculator = find(str(kept["slug"]))
    declaration = declare(calculator.calculate)
    inputs = read_link(declaration, str(kept["link"]), calculator.fields_before)
    shared, found = _told(kept["inputs"]), _told(inputs)
    assert isinstance(shared, dict)
    assert isinstance(found, dict)
    assert {name: found.get(name) for name in shared} == shared
    filling = own_filling(calculator, write_form(declaration, inputs), Origin.SHARED)
    assert unanswered(calculator, filling.texts) == {}
    assert solve(calculator, without_guesses(calculator, filling)).answer is not None
