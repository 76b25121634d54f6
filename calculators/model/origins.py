"""Where what stands in a field comes from, and whose form it is."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from calculators.model.calculator import Calculator, Example
from calculators.model.declarations import declare
from calculators.model.forms import write_form
from calculators.model.layers import blank_texts, rules_in, written_by
from calculators.model.ways_to_write import AS_BEFORE


class Origin(enum.Enum):
    """Where a text in a field comes from; the value is the code in requests and pages."""

    EXAMPLE = "example"
    RULE = "rule"
    OWN = "own"
    LIST = "list"
    TAKEN = "taken"
    SHARED = "shared"
    SAVED = "saved"


Origins = Mapping[str, Origin]


def origins_of(given: object) -> dict[str, Origin]:
    """Return the origins that a page sent or a device kept, by name of a field; what is not one is left out.

    >>> origins_of({"visits": "rule", "price": "nonsense"})
    {'visits': <Origin.RULE: 'rule'>}
    """
    codes = {each.value: each for each in Origin}
    pairs = given.items() if isinstance(given, dict) else ()
    return {name: codes[code] for name, code in pairs if isinstance(code, str) and code in codes}


@dataclass(frozen=True, slots=True)
class Filling:
    """What stands in a form, where it comes from, and of which kind of business it is an example.

    Attributes:
        texts: name of the field: what stands in it.
        origins: name of the field: where that comes from.
        business: of the example; empty when the form is the visitor's own.
        source: where something was taken from, as it is said at the field: "uit Klantwaarde".
    """

    texts: Mapping[str, str]
    origins: Origins = field(default_factory=dict)
    business: str = ""
    source: str = ""

    @property
    def guessed(self) -> set[str]:
        """The names of the fields in which a rule of thumb stands."""
        return {name for name, origin in self.origins.items() if origin is Origin.RULE}


def example_filling(calculator: Calculator, example: Example) -> Filling:
    """Return the form as an example fills it.

    >>> from calculators.catalogue import find
    >>> filling = example_filling(find("klantwaarde"), find("klantwaarde").example)
    >>> filling.business, filling.origins["order_value"].value
    ('administratiekantoor', 'example')
    """
    texts = write_form(declare(calculator.calculate), example.inputs)
    return Filling(texts, dict.fromkeys(texts, Origin.EXAMPLE), example.business)


def own_filling(calculator: Calculator, texts: Mapping[str, str], origin: Origin, source: str = "") -> Filling:
    """Return a form of one's own with some texts in it, all from one place; rules of thumb stand in for the rest.

    >>> from calculators.catalogue import find
    >>> filling = own_filling(find("klantwaarde"), {"order_value": "95"}, Origin.TAKEN)
    >>> filling.origins["order_value"].value, filling.origins["internal_rate"].value, filling.texts.get("retention")
    ('taken', 'rule', None)
    """
    start = blank_texts(calculator, texts)
    # A number that came along without the choice of how it is written, is written as before there was one.
    start |= {way: AS_BEFORE for way, name in written_by(calculator).items() if name in texts}
    rules = rules_in(calculator)
    # What was kept and equals the rule of thumb was left as it was: it is told, and counts, as one.
    kept = origin in {Origin.SHARED, Origin.SAVED}
    as_it_was = {name for name, text in start.items() if name not in texts or (kept and texts[name] == text)}
    guessed = [name for name in start if name in rules and name in as_it_was]
    origins = dict.fromkeys(texts, origin) | dict.fromkeys(guessed, Origin.RULE)
    return Filling(start | dict(texts), origins, "", source)


def saved_filling(calculator: Calculator, texts: Mapping[str, str], kept: Origins) -> Filling:
    """Return a form as it was kept: what was a rule of thumb then is one; at first origins were not kept.

    >>> from calculators.catalogue import find
    >>> texts = {"order_value": "95", "internal_rate": "61"}
    >>> filling = saved_filling(find("klantwaarde"), texts, {"internal_rate": Origin.RULE})
    >>> filling.origins["order_value"].value, filling.origins["internal_rate"].value
    ('saved', 'rule')
    """
    filling = own_filling(calculator, texts, Origin.SAVED)
    if not kept:
        return filling
    rules = rules_in(calculator)
    told = {name: Origin.RULE if kept.get(name) is Origin.RULE and name in rules else Origin.SAVED for name in texts}
    return replace(filling, origins={**filling.origins, **told})


def with_rules(calculator: Calculator, filling: Filling) -> Filling:
    """Return the form with its rules of thumb as they are for what was chosen in it.

    >>> from calculators.catalogue import find
    >>> own = own_filling(find("klantwaarde"), {}, Origin.OWN)
    >>> chosen = Filling({**own.texts, "trade": "shop"}, own.origins)
    >>> own.texts["gross_margin"], with_rules(find("klantwaarde"), chosen).texts["gross_margin"]
    ('70', '40')
    """
    guessed = filling.guessed
    if not guessed:
        return filling
    now = blank_texts(calculator, filling.texts)
    return replace(filling, texts={**filling.texts, **{name: now[name] for name in guessed if name in now}})


def without_guesses(calculator: Calculator, filling: Filling) -> dict[str, str]:
    """Return the texts, without rules of thumb that the calculator itself puts in the place of an empty field.

    So it can tell how many it guessed.

    >>> from calculators.catalogue import find
    >>> own = own_filling(find("klantenbestand"), {"start.klant": "5"}, Origin.OWN)
    >>> "rates.klant_to_vast" in own.texts, "rates.klant_to_vast" in without_guesses(find("klantenbestand"), own)
    (True, False)
    """
    own = {name for name, leaf in rules_in(calculator).items() if leaf.optional and leaf.default is None}
    return {name: text for name, text in filling.texts.items() if name not in own & filling.guessed}
