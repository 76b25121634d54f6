"""Sliders beside fields: what stands in their attributes is what a browser reads as a number."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.catalogue import find, slugs
from calculators.model.origins import example_filling
from calculators.model.quantities import Quantity, Unit
from calculators.presentation.fields import Place, _slider
from calculators.presentation.form import render_fields

MACHINE_NUMBER = re.compile(r"-?[0-9]+([.][0-9]+)?")
ATTRIBUTE = re.compile(r' (min|max|step|value)="([^"]*)"')


def _attributes(html: str) -> dict[str, Decimal]:
    found = dict(ATTRIBUTE.findall(html))
    assert all(MACHINE_NUMBER.fullmatch(value) for value in found.values()), found
    return {name: Decimal(value) for name, value in found.items()}


@given(
    low=st.integers(-(10**7), 10**7),
    reach=st.integers(1, 10**7),
    decimals=st.integers(0, 3),
    unit=st.sampled_from([Unit.EURO, Unit.FRACTION, Unit.HOURS]),
)
def test_any_bounds_are_machine_numbers(low: int, reach: int, decimals: int, unit: Unit) -> None:
    """Bounds of thousands, below zero and with decimals arrive in the browser as they were declared."""
    scale = 10**decimals
    bounds = (low / scale, (low + reach) / scale, 1 / scale)
    quantity = Quantity("bedrag", unit, slider=bounds)
    found = _attributes(str(_slider(quantity, Place("x", "amount"), "", "bedrag")))
    shift = 100 if unit is Unit.FRACTION else 1
    wanted = [Decimal(low) / scale * shift, Decimal(low + reach) / scale * shift]
    assert [float(found["min"]), float(found["max"])] == pytest.approx([float(each) for each in wanted], abs=1e-4)
    assert found["min"] <= found["value"] <= found["max"]


@pytest.mark.parametrize("slug", slugs())
def test_every_slider_stands_where_its_field_stands(slug: str) -> None:
    """In every example of every calculator slider and field say the same number."""
    calculator = find(slug)
    for example in (calculator.example, *calculator.presets):
        html = str(render_fields(calculator, example_filling(calculator, example)))
        for slider in re.findall(r'<input class="kk-slider[^>]*>', html):
            name = re.search(r'data-slider-for="([^"]*)"', slider)
            assert name
            field = re.search(rf'<input[^>]*id="{re.escape(name[1])}"[^>]*>', html)
            assert field
            written = re.search(r' value="([^"]*)"', field[0])
            found = _attributes(slider)
            if written and written[1]:
                assert found["value"] == Decimal(written[1].replace(".", "").replace(",", ".")), slider


def test_made_up_calculator_with_odd_bounds() -> None:
    """A slider up to 2,000 or beyond reaches its end."""
    quantity = Quantity("omzet", Unit.EURO, 0, 10**7, slider=(0, 250_000, 2_500))
    found = _attributes(str(_slider(quantity, Place("x", "turnover"), "125000", "omzet")))
    assert [found[name] for name in ("min", "max", "step", "value")] == [0, 250_000, 2_500, 125_000]
