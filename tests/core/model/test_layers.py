"""The kern and the folds of a form: what is asked first, what starts with a rule of thumb, what is still missing."""

from collections.abc import Mapping

import pytest

from calculators.catalogue import find, slugs
from calculators.model.declarations import declare
from calculators.model.forms import leaves, write_form
from calculators.model.layers import (
    blank_texts,
    count_questions,
    describe_form,
    layers,
    rules_in,
    unanswered,
    written_by,
)
from calculators.model.solving import solve

MOST_QUESTIONS = {"systeemscan": 6, "klant-houden-of-loslaten": 6}


@pytest.mark.parametrize("slug", slugs())
def test_the_kern_is_short(slug: str) -> None:
    """A kern asks at most five things, of which a list or a group of buttons is one; two calculators ask six."""
    assert 1 <= count_questions(find(slug)) <= MOST_QUESTIONS.get(slug, 5)


@pytest.mark.parametrize("slug", slugs())
def test_every_field_stands_in_one_part(slug: str) -> None:
    """Each parameter stands in a part of the form, and a list that is split is asked whole."""
    calculator = find(slug)
    asked = [(name, section.only) for section in calculator.sections for name in section.fields]
    assert sorted({name for name, _ in asked}) == sorted(each.name for each in declare(calculator.calculate).fields)
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("slug", slugs())
def test_an_example_lacks_nothing(slug: str) -> None:
    """Of every example the kern is complete."""
    calculator = find(slug)
    for example in (calculator.example, *calculator.presets):
        assert unanswered(calculator, write_form(declare(calculator.calculate), example.inputs)) == {}


@pytest.mark.parametrize("slug", slugs())
def test_the_kern_alone_gives_an_answer(slug: str) -> None:
    """The kern of the example, with nothing else but what a form of one's own starts with, is answered."""
    calculator = find(slug)
    layer = layers(calculator)
    texts = write_form(declare(calculator.calculate), calculator.example.inputs)
    # An item of a list counts as kern by its first one.
    kern = {name: text for name, text in texts.items() if layer[_first(name, layer)] == "kern"}
    solved = solve(calculator, blank_texts(calculator) | kern)
    assert solved.faults == ()
    assert solved.answer is not None
    assert unanswered(calculator, blank_texts(calculator) | kern) == {}


def _first(name: str, layer: Mapping[str, str]) -> str:
    if name in layer:
        return name
    head, _, rest = name.partition("[")
    return f"{head}[0]{rest.partition(']')[2]}"


@pytest.mark.parametrize("slug", slugs())
def test_a_form_of_ones_own_starts_without_an_answer(slug: str) -> None:
    """Nothing is answered before anything is told; in the kern only the way to write a number is chosen."""
    calculator = find(slug)
    texts = blank_texts(calculator)
    assert unanswered(calculator, texts) != {}
    assert {name for name in texts if layers(calculator)[name] == "kern"} <= set(written_by(calculator))


@pytest.mark.parametrize("slug", slugs())
def test_rules_of_thumb_lie_between_their_bounds(slug: str) -> None:
    """Each has a low and a high around its value, within what the field takes, and says where it comes from."""
    for name, leaf in rules_in(find(slug)).items():
        rule = leaf.rule
        assert rule is not None
        assert rule.low <= rule.value <= rule.high, name
        assert rule.low < rule.high, name
        assert rule.source.endswith((".", "!")), name
        quantity = leaf.node.quantity  # type: ignore[union-attr]
        assert quantity.minimum is None or rule.low >= quantity.minimum, name
        assert quantity.maximum is None or rule.high <= quantity.maximum, name


HOURS = {"revenue": "1", "hours_billed": "1", "hours_unbilled": "0"}
STEPS_LEFT = ["verfijnen", "verleiden", "veroveren", "verwennen", "verbinden", "verrassen", "verdienen"]


@pytest.mark.parametrize(
    ("slug", "texts", "lacking"),
    [
        ("klantwaarde", {"order_value": "95"}, ["keer per jaar", "klantbehoud", "jouw uren"]),
        ("klantwaarde", {"order_value": "95", "lifespan": "4"}, ["keer per jaar", "jouw uren"]),
        ("pww-score", {"segments[0].name": "A"}, ["klantgroep 1"]),
        ("pww-score", {f"segments[0].{each}": "" for each in ("name", "fulfilment")}, ["klantgroep 1"]),
        ("klantenlijst", {}, ["klanten"]),
        ("klant-houden-of-loslaten", HOURS, ["energie", "blijft en betaalt"]),
        ("klant-houden-of-loslaten", HOURS | {"signs.loyal": "3"}, ["energie"]),
        ("acht-v-scan", {"questions.verkennen[0]": "7"}, STEPS_LEFT),
    ],
)
def test_what_is_missing_is_named(slug: str, texts: dict[str, str], lacking: list[str]) -> None:
    """What is missing is called as it is asked; one of a group is enough, and an item of a list counts once."""
    calculator = find(slug)
    assert list(unanswered(calculator, blank_texts(calculator) | texts).values()) == lacking


@pytest.mark.parametrize("slug", slugs())
def test_the_description_has_every_field(slug: str) -> None:
    """``describe`` gives each field with its layer, and the low, high and source of its rule of thumb."""
    calculator = find(slug)
    fields = describe_form(calculator)["fields"]
    assert list(fields) == [leaf.path for leaf in leaves(declare(calculator.calculate))]
    assert {each["layer"] for each in fields.values()} <= {"kern", "preciezer"}
    assert {name for name, each in fields.items() if each["source"]} == set(rules_in(calculator))
