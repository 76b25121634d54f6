"""A question of a few numbers in one sentence, with an answer of a few sentences: what a page asks in passing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from calculators.model.answer import Handover, Sentence, say
from calculators.model.declarations import Record, declare
from calculators.model.errors import InputError
from calculators.model.forms import Texts, read_form, write_form
from calculators.model.validation import check


@dataclass(frozen=True, slots=True)
class Clause:
    """The words around a field: before it, its sign, behind it; ``aloud`` completes its name for who hears it."""

    before: str
    sign: str
    behind: str
    aloud: str


@dataclass(frozen=True, slots=True)
class QuickAnswer:
    """What is said, and the calculator that takes the numbers along."""

    headline: Sentence
    reasons: tuple[Sentence, ...]
    onward: Handover


@dataclass(frozen=True)
class QuickQuestion:
    """A question in one sentence.

    Attributes:
        slug: starts its ids.
        name: what it is called for who hears the page.
        answer: a typed function; its signature declares the fields.
        clauses: the words around each field, in their order.
        example: the numbers that it starts with.
        incomplete: what is said while there is no answer.
    """

    slug: str
    name: str
    answer: Callable[..., QuickAnswer]
    clauses: Mapping[str, Clause]
    example: Mapping[str, float]
    incomplete: str

    @property
    def form(self) -> Record:
        """The fields."""
        return declare(self.answer)

    @property
    def example_texts(self) -> dict[str, str]:
        """What stands in the fields of the example."""
        return write_form(self.form, self.example)


def solve_quick(question: QuickQuestion, texts: Texts) -> tuple[QuickAnswer | None, list[InputError]]:
    """Answer what stands in the fields; otherwise return all faults."""
    checked = check(question.form, read_form(question.form, texts))
    return (None, checked.errors) if checked.errors else (question.answer(**checked.values), [])


def origin_of(question: QuickQuestion, own: list[str], texts: Texts) -> Sentence:
    """Say whose numbers these are.

    Args:
        question: about which they are.
        own: names of the fields that the visitor typed in.
        texts: what stands in the fields.
    """
    typed = [texts.get(name, "").strip() for name in question.clauses if name in own]
    given = " en ".join(filter(None, typed))
    if len(typed) == len(question.clauses):
        return say("Jouw cijfers")
    return say("Voorbeeld, met jouw {given}", given=given) if given else say("Voorbeeld")
