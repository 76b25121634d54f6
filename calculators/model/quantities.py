"""The words in which a signature declares its inputs: used inside ``typing.Annotated``.

A parameter such as ``score: Annotated[float, Quantity("winstgevendheid", Unit.POINTS, minimum=1, maximum=10)]`` is the
only place where its label, unit and bounds stand. Validation, the JSON schema, the form on the page and the
reference table are all made from it. Labels live here and not in docstrings, because the browser's copy of the
core is compiled without docstrings.

A page refines what an operation declares, and repeats none of it: ``Annotated[clv.HoursUnbilled, Slider(0, 40, 0.5),
Hint("Bellen, mailen, reizen.")]`` has the label, unit and bounds of the operation.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, replace


class Unit(enum.Enum):
    """What a number counts. Rates are fractions in the core and percentages on the page."""

    POINTS = "punten"
    EURO = "€"
    EURO_PER_HOUR = "€ per uur"
    HOURS = "uren"
    YEARS = "jaar"
    MONTHS = "maanden"
    DAYS = "dagen"
    PEOPLE = "klanten"
    TIMES = "keer"
    FRACTION = "%"
    PERCENT_POINTS = "procentpunt"
    WEIGHT = "gewicht"
    NONE = ""


@dataclass(frozen=True, slots=True)
class RuleOfThumb:
    """What a page assumes of a number that the visitor did not give, also as a refinement.

    Attributes:
        value: what stands in the field then.
        low, high: between these it lies for four out of five businesses.
        source: where that comes from, as a Dutch sentence.
    """

    value: float
    low: float
    high: float
    source: str


@dataclass(frozen=True, slots=True)
class RuleByChoice:
    """A refinement: a rule of thumb that depends on what was chosen elsewhere in the form; another holds without.

    Attributes:
        choice: the name of the field with the choice.
        rules: its codes, each with the rule of thumb that holds then.
    """

    choice: str
    rules: tuple[tuple[str, RuleOfThumb], ...]


@dataclass(frozen=True, slots=True)
class WrittenIn:
    """A refinement: a choice beside the field says how its number is written; see ``model.ways_to_write``.

    Attributes:
        choice: the name of the field with the choice.
        doubt: between what a share of ten counted really lies, four times out of five: from the share to low and high.
    """

    choice: str
    doubt: Callable[[float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number: its Dutch label, unit, bounds and one line that says what it means.

    Attributes:
        label: lower case, as in the middle of a sentence.
        minimum, maximum: the smallest and largest value that are allowed; None is unbounded.
        above: a bound that itself is not allowed ("more than 0"); None when there is none.
        choices: the only numbers that are allowed, such as the rates of a tax.
        unbounded: whether infinities count as numbers, also written as "Infinity" and "-Infinity".
        slider: lowest, highest and step of a slider beside the field, in the unit of the core (0.01 is one point of a
            percentage); the field itself takes all that is within the bounds. Points have one without asking.
        may_be_less: whether less than nothing is no slip of the keyboard; then the keypad must have a minus sign.
        buttons: whether a page asks it with a row of buttons, one for each whole number within the bounds.
        button_words: the numbers that have a button and the words on it, where not each whole number has one.
        beside_buttons: whether a field stands beside the buttons, for any other number.
        hardly_small: whether hardly anybody has less than 1% of it, also where no rule of thumb says so.
        rule: what is assumed as long as it is not given; None when nothing is.
        rule_by: what is assumed instead for some choices; only beside ``rule``.
        written_in: how it is written, where a choice beside it says so; None for its unit.
        meaning: one Dutch sentence, shown as a hint beside the field and in the reference table.
    """

    label: str
    unit: Unit = Unit.NONE
    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    choices: tuple[float, ...] = ()
    unbounded: bool = False
    slider: tuple[float, float, float] | None = None
    may_be_less: bool = False
    buttons: bool = False
    button_words: tuple[tuple[float, str], ...] = ()
    beside_buttons: bool = False
    hardly_small: bool = False
    rule: RuleOfThumb | None = None
    rule_by: RuleByChoice | None = None
    written_in: WrittenIn | None = None
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text, such as a name. ``longest`` is the number of characters that a page lets through."""

    label: str
    meaning: str = ""
    article: str = "de"
    longest: int = 60
    may_be_blank: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """A choice among codes (a ``Literal`` type), each with its Dutch words in the order of the type.

    Attributes:
        buttons: whether a page asks it with a row of buttons.
        start: the code that is chosen in a form of one's own; empty for the default, or nothing in the kern.
        may_be_unknown: whether one of the buttons says that it is not known, which leaves it empty.
    """

    label: str
    words: tuple[str, ...]
    meaning: str = ""
    buttons: bool = False
    start: str = ""
    may_be_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list: how many there may be and what one of them is called.

    Attributes:
        label: what the list is called.
        item: what one item is called ("klantgroep"); it is numbered from 1 in messages.
        fewest, most: how many items there may be; None for no upper limit.
        names: a fixed list of labels, one an item, for a list of exactly that length.
        needed: of a fixed list, how many items from the first must be given; None for all.
        unique: the key that must differ between items (compared without case and outer spaces).
        some_positive: whether at least one number of the list must be above zero.
    """

    label: str
    item: str
    fewest: int = 1
    most: int | None = None
    names: tuple[str, ...] = ()
    needed: int | None = None
    unique: str | None = None
    some_positive: bool = False
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """A refinement: the line at the field."""

    meaning: str


@dataclass(frozen=True, slots=True)
class Slider:
    """A refinement: a slider beside the field, as ``Quantity.slider``."""

    lowest: float
    highest: float
    step: float


@dataclass(frozen=True, slots=True)
class Bounds:
    """A refinement: narrower bounds; None leaves what was declared."""

    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Buttons:
    """A refinement: a row of buttons in place of a field, one for each whole number or for each choice.

    Attributes:
        words: other numbers that have a button instead, each with the words on it.
        beside: whether a field stands beside them, for any other number.
    """

    words: tuple[tuple[float, str], ...] = ()
    beside: bool = False


Declared = Quantity | Words | Options | Items
Refinement = Hint | Slider | Bounds | Unit | RuleOfThumb | RuleByChoice | WrittenIn | Buttons


def refined(declared: Declared, refinements: tuple[object, ...]) -> Declared:
    """Return what was declared with the refinements of a page, from left to right.

    Args:
        declared: by an operation, or by another refinement of it.
        refinements: a hint for anything; a slider, buttons, narrower bounds, another unit or a rule of thumb
            for a number.

    Raises:
        TypeError: when something else stands there, or a number's refinement at what is none.

    >>> discount = Quantity("korting", Unit.FRACTION, 0, 1)
    >>> refined(discount, (Hint("Op de hele bon."), Bounds(maximum=0.5))) == Quantity(
    ...     "korting", Unit.FRACTION, 0, 0.5, meaning="Op de hele bon."
    ... )
    True
    """
    for each in refinements:
        match declared, each:
            case _, Hint(meaning=meaning):
                declared = replace(declared, meaning=meaning)
            case Options(), Buttons():
                declared = replace(declared, buttons=True)
            case Quantity(), _:
                declared = _refined_number(declared, each)
            case _:
                raise _no_refinement(each, declared)
    return declared


def _refined_number(quantity: Quantity, each: object) -> Quantity:
    match each:
        case Slider(lowest=lowest, highest=highest, step=step):
            return replace(quantity, slider=(lowest, highest, step))
        case Bounds(minimum=minimum, maximum=maximum):
            low = quantity.minimum if minimum is None else minimum
            return replace(quantity, minimum=low, maximum=quantity.maximum if maximum is None else maximum)
        case Unit():
            return replace(quantity, unit=each)
        case RuleOfThumb():
            return replace(quantity, rule=each)
        case RuleByChoice():
            return replace(quantity, rule_by=each)
        case WrittenIn():
            return replace(quantity, written_in=each, slider=None)
        case Buttons(words=words, beside=beside):
            return replace(quantity, buttons=True, slider=None, button_words=words, beside_buttons=beside)
    raise _no_refinement(each, quantity)


def _no_refinement(each: object, declared: object) -> TypeError:
    return TypeError(f"{each!r} does not refine {declared!r}")
