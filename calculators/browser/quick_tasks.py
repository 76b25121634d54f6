"""What the home page asks: what an hour for a customer earns."""

from __future__ import annotations

from calculators.browser.desk import Visit
from calculators.browser.protocol import HourRequest, QuickResult
from calculators.catalogue.hourly import QUESTION
from calculators.model.forms import texts_of
from calculators.model.quick import origin_of, solve_quick
from calculators.presentation.quick import field_id, render_onward, render_quick_answer
from calculators.presentation.text import sentence


def hour(visit: Visit, asked: HourRequest) -> QuickResult:  # noqa: ARG001 -- every task has this signature
    """Return the new answer, or what is wrong at which field."""
    texts = texts_of(asked.get("texts"))
    found, faults = solve_quick(QUESTION, texts)
    return {
        "result": render_quick_answer(QUESTION, found),
        "next": render_onward(found),
        "message": sentence(origin_of(QUESTION, asked["own"], texts)),
        "errors": {field_id(QUESTION, fault.field): fault.message for fault in faults},
    }
