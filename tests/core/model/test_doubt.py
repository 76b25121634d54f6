"""The range of an answer: as wide as rules of thumb make it, and gone once the visitor's own numbers stand there."""

import random

import pytest

from calculators.catalogue import find, slugs
from calculators.model.calculator import Calculator
from calculators.model.declarations import declare
from calculators.model.doubt import find_range
from calculators.model.forms import read_form, write_form, write_number
from calculators.model.layers import rules_in, written_by
from calculators.model.origins import Filling, Origin
from calculators.model.solving import solve
from calculators.model.validation import check
from calculators.operations.proportion import of_ten

BUSINESSES = 20
DRAWS = 400
MEASURED = [slug for slug in slugs() if find(slug).measure]


def _texts(calculator: Calculator, draw: random.Random) -> dict[str, str]:
    """Fill in a business: an example with other numbers in the kern, and rules of thumb elsewhere."""
    example = draw.choice((calculator.example, *calculator.presets))
    texts = write_form(declare(calculator.calculate), example.inputs)
    for name in written_by(calculator).values():
        texts[name] = f"{100 * example.inputs[name]:g}%".replace(".", ",")  # known, not counted in ten
    for name, text in texts.items():
        plain = text.replace(".", "").replace(",", ".")
        if name in {"order_value", "customers", "new_per_year", "customer_value", "start.klant"}:
            texts[name] = f"{float(plain) * draw.uniform(0.6, 1.6):.0f}"
    rules = {
        name: write_number(leaf.node.quantity, leaf.rule.value)  # type: ignore[union-attr]
        for name, leaf in rules_in(calculator, texts).items()
    }
    return texts | rules


@pytest.mark.parametrize("slug", MEASURED)
def test_the_measure_is_the_amount_that_is_told(slug: str) -> None:
    """The quick sum of the amount gives the very number that the answer tells."""
    calculator = find(slug)
    for example in (calculator.example, *calculator.presets):
        declaration = declare(calculator.calculate)
        texts = write_form(declaration, example.inputs)
        answer = solve(calculator, texts).answer
        assert answer is not None
        assert calculator.measure is not None
        told = next(each for each in (answer.headline, answer.reasons[0]) if answer.amount in each.values)
        value = told.values[answer.amount].value  # type: ignore[union-attr]
        measured = calculator.measure(**check(declaration, read_form(declaration, texts)).values)
        assert measured is not None
        assert abs(measured) == pytest.approx(value)


@pytest.mark.parametrize("slug", MEASURED)
def test_a_range_holds_four_times_out_of_five(slug: str) -> None:
    """Of businesses whose numbers lie anywhere between low and high, 75 to 90% fall within the range that is told."""
    calculator = find(slug)
    draw = random.Random(slug)
    declaration = declare(calculator.calculate)
    assert calculator.measure is not None
    inside = total = 0
    for _ in range(BUSINESSES):
        texts = _texts(calculator, draw)
        found = find_range(calculator, Filling(texts, dict.fromkeys(rules_in(calculator), Origin.RULE)))
        if found is None:
            continue
        for _ in range(DRAWS):
            drawn = {
                name: write_number(leaf.node.quantity, draw.uniform(leaf.rule.low, leaf.rule.high))  # type: ignore[union-attr]
                for name, leaf in rules_in(calculator, texts).items()
            }
            amount = calculator.measure(**check(declaration, read_form(declaration, texts | drawn)).values)
            total += 1
            inside += amount is not None and found.low <= amount <= found.high
    assert total >= 10 * DRAWS
    assert 0.75 <= inside / total <= 0.9


@pytest.mark.parametrize("slug", MEASURED)
def test_nothing_guessed_is_no_range(slug: str) -> None:
    """With all numbers of one's own the amount stands as it is."""
    calculator = find(slug)
    assert find_range(calculator, Filling(_texts(calculator, random.Random(1)))) is None


def test_the_heaviest_rule_comes_first() -> None:
    """The fold that narrows the range most is named first."""
    calculator = find("klantwaarde")
    texts = {
        "order_value": "95",
        "orders_per_year": "10",
        "retention": "80",
        "hours_billed": "5",
        "hours_unbilled": "1",
    }
    texts |= {"internal_rate": "60", "gross_margin": "70", "discount": "8"}
    found = find_range(
        calculator, Filling(texts, dict.fromkeys(("internal_rate", "gross_margin", "discount"), Origin.RULE))
    )
    assert found is not None
    assert [leaf.path for leaf in found.rules] == ["gross_margin", "internal_rate", "discount"]


def test_a_count_of_ten_has_its_own_doubt() -> None:
    """Eight of ten is a small count: a range without any rule of thumb; a percentage is taken as known."""
    calculator = find("klantwaarde")
    typed = {"order_value": "95", "orders_per_year": "10", "retention": "8", "retention_unit": "of_ten", "hours": "5"}
    own = {"internal_rate": "60", "gross_margin": "70", "discount": "8"}
    found = find_range(calculator, Filling(typed | own, dict.fromkeys(typed | own, Origin.OWN)))
    assert found is not None
    assert found.counted
    assert found.rules == ()
    assert calculator.measure is not None
    low, high = (
        _worth({**typed, **own, "retention": f"{100 * share:.6f}%".replace(".", ",")}) for share in of_ten(0.8)
    )
    assert [found.low, found.high] == pytest.approx([low, high], rel=1e-4)
    assert find_range(calculator, Filling({**typed, **own, "retention": "80%"})) is None


def _worth(texts: dict[str, str]) -> float:
    calculator = find("klantwaarde")
    declaration = declare(calculator.calculate)
    assert calculator.measure is not None
    return calculator.measure(**check(declaration, read_form(declaration, texts)).values) or 0.0
