"""What to do with a client: the advice of the table, and the rules that go before it.

In this order: misconduct; no hours; too little known to part; a client that the business cannot do without; an advice to
part that one answer turns, or that costs money at first; a price that no client pays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from calculators.catalogue.klant_houden_of_loslaten.client import Client, Judged
from calculators.catalogue.klant_houden_of_loslaten.farewell import Farewell
from calculators.operations.arithmetic import exceeds
from calculators.operations.fire import HIGHEST_ANSWER, PARTING, QUESTIONS, SIGNS, SYMPTOMS, Advice

Kind = Literal[
    "misconduct",
    "unjudged",
    "no_hours",
    "provisional",
    "dependent",
    "talk",
    "find_work",
    "keep",
    "repair",
    "raise_price",
    "part_price",
    "never_pays",
    "hand_over",
    "fire",
]
Lacking = Literal["share", "symptoms", "signs"]

# Rises that a client may accept at once, that price alone can bring, and that no client accepts: rules of thumb.
THINKABLE_RISE = 0.1
LARGEST_RISE = 0.25
UNTHINKABLE_RISE = 0.5


class Turn(NamedTuple):
    """An answer that, one step lower or higher, gives another advice."""

    question: str
    old: float
    new: float
    advice: Advice


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with a client.

    Attributes:
        kind: the advice of the table, or the rule that goes before it.
        lacking: what must be known before parting can be the advice.
        turns: answers that change the advice of the table.
        work_first: whether other work must be found before parting.
    """

    kind: Kind
    lacking: tuple[Lacking, ...]
    turns: tuple[Turn, ...]
    work_first: bool


def verdict(judged: Judged, farewell: Farewell) -> Verdict:
    """Return what to do with a client, given what parting with it would mean."""
    client = judged.client
    lacking, turns = tuple(_lacking(client)), tuple(_turns(client, judged.advice))
    costs_at_first = "less" in (farewell.own.change, farewell.own_first_year.change)
    work_first = judged.advice in PARTING and (costs_at_first or client.portion.sizeable)
    return Verdict(_kind(judged, lacking, turns, work_first=work_first), lacking, turns, work_first)


def _kind(judged: Judged, lacking: tuple[Lacking, ...], turns: tuple[Turn, ...], *, work_first: bool) -> Kind:
    client, advice = judged.client, judged.advice
    if client.misconduct:
        return "misconduct"
    if advice is None:
        return "unjudged"
    if not judged.hours:
        return "no_hours"
    if client.portion.dependent and advice != "keep":
        return "dependent"
    if advice in PARTING:
        return "provisional" if lacking else "talk" if turns else "find_work" if work_first else advice
    return _priced(judged) if advice == "raise_price" else advice


def _priced(judged: Judged) -> Kind:
    """Say what the price can do: where costs eat it up, no fewer hours mend that either."""
    rise, income = judged.price_rise, judged.contribution + THINKABLE_RISE * judged.client.revenue
    if rise is None or exceeds(rise, UNTHINKABLE_RISE) or income <= 0:
        return "never_pays"
    return "part_price" if exceeds(rise, LARGEST_RISE) else "raise_price"


def _lacking(client: Client) -> Iterator[Lacking]:
    if not client.portion.known:
        yield "share"
    if not client.answered_enough(SYMPTOMS):
        yield "symptoms"
    if not client.answered_enough(SIGNS):
        yield "signs"


def _turns(client: Client, advice: Advice | None) -> Iterator[Turn]:
    if advice is None:
        return
    for question, old in client.answers.items():
        for step in (-1, 1):
            if old is None or not 0 <= old + step <= HIGHEST_ANSWER:
                continue
            other = client.answering({question: old + step}).advice()
            if other is not None and other != advice:
                yield Turn(QUESTIONS[question].label, old, old + step, other)
