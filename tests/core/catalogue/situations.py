"""Situations: a firm as an adviser knows it, what its owner types, and what an experienced adviser would say.

The expected advice was written from judgement, before the program was asked. A calculator's own table stands beside
its tests; here is what they share.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest

from calculators.commands.answer import answer

PLAIN = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": ""})


@dataclass(frozen=True)
class Situation:
    """A firm and its advice.

    Attributes:
        firm: what kind, in a few words; the name of the test.
        typed: name of a field: the text.
        why: the adviser's reason.
        state: of the answer.
        headline, step, said: words in the headline, in what to do first, anywhere in the answer.
        missing: what is asked first.
        never: words that must not stand in the answer.
    """

    firm: str
    typed: dict[str, str]
    why: str
    state: str = "complete"
    headline: tuple[str, ...] = ()
    step: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    never: tuple[str, ...] = field(default=())


def cases(situations: Iterable[Situation]) -> list[object]:
    """Return them as cases of a test, each with the name of its firm."""
    return [pytest.param(each, id=each.firm) for each in situations]


def assert_advice(slug: str, situation: Situation) -> None:
    """Check what the page would answer against what an adviser would say."""
    found = answer(slug, situation.typed)
    assert found["state"] == situation.state, (situation.why, found["missing"], found["faults"])
    headline = (found["headline"] or "").translate(PLAIN)
    steps = " ".join(each["text"] for each in found["advice"] or ()).translate(PLAIN)
    everything = " ".join([(found["text"] or "").translate(PLAIN), steps, *found["faults"].values()])
    for words in situation.headline:
        assert words in headline, situation.why
    for words in situation.step:
        assert words in steps, situation.why
    for words in situation.said:
        assert words in everything, situation.why
    for name in situation.missing:
        assert name in found["missing"], situation.why
    for words in situation.never:
        assert words not in everything, situation.why
