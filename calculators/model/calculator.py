"""What a calculator is: a typed function whose signature is the form, with its words and examples."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from calculators.model.answer import Amount, Answer, Value
from calculators.model.declarations import Number, declare
from calculators.model.intake import Sample


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form: the inputs that stand together under one heading.

    Attributes:
        fields: names of parameters of the calculator's function.
        add: the words on the button that adds an item, for a part with a list.
        intro: a sentence under the heading.
        kern: whether it is always open, as there is no answer without it; another part stands in a fold.
        folded: whether it stands in a fold although it is kern, as there is another way to fill it.
        compact: whether an item of its list is one line, as in a table.
        only: of lists of fixed length within it, the one place that is asked here; None for all.
        blank: what the summary of its fold says while nothing stands in it.
        aside: fields of an item of its list, or of its group, that stand in a fold within it, under ``aside_title``.
    """

    title: str
    fields: tuple[str, ...]
    add: str = ""
    intro: str = ""
    kern: bool = False
    folded: bool = False
    compact: bool = False
    only: int | None = None
    blank: str = "niet ingevuld"
    aside: tuple[str, ...] = ()
    aside_title: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example of a named kind of business."""

    business: str
    inputs: Mapping[str, Any]
    source: str


@dataclass(frozen=True, slots=True)
class NameBoxes:
    """The boxes of a form in which names of people stand: they show on the visitor's own screen and go nowhere.

    Attributes:
        hide: the box that hides them on the screen too; ``show`` the one that lets them go along on paper, in what is
            copied or downloaded and in a report.
    """

    hide: str
    show: str


@dataclass(frozen=True, slots=True)
class ListIntake:
    """A list of the form that a file may fill.

    Attributes:
        field: the parameter with the list; its items have ``name``, ``revenue``, ``costs`` and ``hours``.
        asked_first: tells which customers of a long list deserve a row in the form: their places, most important first.
        samples: made-up lists to try.
        example_years: says what several years of the example's books say, with ``hide`` without names.
        limits: which files may be given, and how large, as a sentence at the field.
    """

    field: str
    asked_first: Callable[[Sequence[Any]], list[int]]
    samples: tuple[Sample, ...]
    limits: str
    example_years: Callable[..., Answer] | None = None


@dataclass(frozen=True)
class Calculator:
    """Everything the page, the browser, the tables and the tests need to know about one calculator.

    Attributes:
        slug: its name in addresses and ids.
        name: what people call it; ``question`` is what it answers, the heading of its page.
        calculate: a typed function; its signature declares the form, its result is the answer.
        example: the worked example that the page starts with; ``presets`` are those of other kinds of business.
        intake: the list that may come from a file, where there is one.
        names: the boxes about names of people, where a form asks those.
        rows_when_empty: how many empty items a list shows in a form of one's own.
        fields_before: how many parameters it had in the first edition, whose links still open; None for as many.
        one_of: groups of fields of which one is enough; the first stands in the kern and names the question.
        measure: the amount in the headline, for as long as it is one, from the inputs that ``calculate`` takes; with it
            the page tells how far rules of thumb can move the answer.
        rules: rules of thumb that a text names beside the defaults of the fields; see ``rules_of_thumb``.
    """

    slug: str
    name: str
    question: str
    calculate: Callable[..., Answer]
    sections: tuple[Section, ...]
    example: Example
    rows_when_empty: int = 2
    fields_before: int | None = None
    one_of: tuple[tuple[str, ...], ...] = ()
    measure: Callable[..., float | None] | None = None
    presets: tuple[Example, ...] = ()
    intake: ListIntake | None = None
    names: NameBoxes | None = None
    rules: Mapping[str, Value] = field(default_factory=dict)


def rules_of_thumb(calculator: Calculator) -> dict[str, Value]:
    """Return the rules of thumb of a calculator by name: the defaults of its fields, and those that it calls so itself.

    A text names them, ``[vuistregel: klantwaarde.discount]``, so that no digit is typed twice.
    """
    defaults: dict[str, Value] = {}
    for each in declare(calculator.calculate).fields:
        if isinstance(each.node, Number) and isinstance(each.default, int | float):
            whole = float(each.default).is_integer()
            defaults[each.name] = Amount(float(each.default), each.node.quantity.unit, decimals=0 if whole else 2)
    return {**defaults, **calculator.rules}
