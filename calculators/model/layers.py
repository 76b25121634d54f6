"""The two layers of a form: the kern, without which there is no answer, and what can be told more precisely.

A visitor's own form starts with an empty kern; what is folded starts with its rule of thumb, or with nothing. What
counts as answered, and what is still missing, is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, Literal

from calculators.model.asking import is_hardly_small, meant_instead
from calculators.model.calculator import Calculator, Section
from calculators.model.declarations import Choice, Field, Flag, Node, Number, Record, Sequence, Text, declare
from calculators.model.errors import InputError
from calculators.model.forms import Leaf, Texts, leaves, read_form, way_of, write_number
from calculators.model.schema import schema_of
from calculators.model.validation import check

Layer = Literal["kern", "preciezer"]

_INDEX = re.compile(r"\[\d+\]")
MISSING = ("required", "empty_list", "too_few")


def layers(calculator: Calculator) -> dict[str, Layer]:
    """Return in which layer each field stands, by its name; ``[0]`` stands for every item of a list that grows.

    >>> from calculators.catalogue import find
    >>> layers(find("klantwaarde"))["order_value"], layers(find("klantwaarde"))["discount"]
    ('kern', 'preciezer')
    """
    kern = [section for section in calculator.sections if section.kern]
    return {
        leaf.path: "kern" if any(stands_in(leaf.path, section) for section in kern) else "preciezer"
        for leaf in leaves(declare(calculator.calculate))
    }


def stands_in(path: str, section: Section) -> bool:
    """Tell whether a field belongs to a part of the form; what stands aside in an item of a list does not."""
    name, *rest = re.split(r"[.\[]", path, maxsplit=1)
    if name not in section.fields or path.rpartition(".")[2] in section.aside:
        return False
    return section.only is None or not rest or path.endswith(f"[{section.only}]")


def count_questions(calculator: Calculator) -> int:
    """Return how many questions the kern has; those of a list or a group count once.

    >>> from calculators.catalogue import find
    >>> count_questions(find("pww-score"))
    1
    """
    fields = {each.name: each.node for each in declare(calculator.calculate).fields}
    ways = written_by(calculator)
    return sum(_count(section, fields, ways) for section in calculator.sections if section.kern)


def _count(section: Section, fields: Mapping[str, Node], ways: Collection[str]) -> int:
    # A box to tick is no question, and how the number beside it is written neither.
    nodes = [fields[name] for name in section.fields if not isinstance(fields[name], Flag) and name not in ways]
    grouped = all(isinstance(node, Number) and node.quantity.buttons for node in nodes)
    return 1 if grouped else len(nodes)


def blank_texts(calculator: Calculator, texts: Texts | None = None) -> dict[str, str]:
    """Return what stands in a form of one's own before anything is typed: rules of thumb, and choices that need one.

    Args:
        calculator: whose form it is.
        texts: what was chosen already, on which some rules of thumb depend.

    >>> from calculators.catalogue import find
    >>> texts = blank_texts(find("klantwaarde"))
    >>> texts["internal_rate"], "order_value" in texts
    ('60', False)
    """
    layer = layers(calculator)
    rules = rules_in(calculator, texts)
    found = (
        (leaf, _blank(rules.get(leaf.path, leaf), layer[leaf.path])) for leaf in leaves(declare(calculator.calculate))
    )
    grows = _growing(calculator)
    return {leaf.path: text for leaf, text in found if text and _INDEX.sub("[0]", leaf.path).split("[")[0] not in grows}


def _growing(calculator: Calculator) -> set[str]:
    """Return the names of the lists that grow: a form of one's own starts without items, or with blank ones."""
    fields = declare(calculator.calculate).fields
    return {each.name for each in fields if isinstance(each.node, Sequence) and not each.node.items.names}


def _blank(leaf: Leaf, layer: Layer) -> str:
    match leaf.node, leaf.rule:
        case Choice(options=options), _ if options.start:
            return options.start
        case _ if layer == "kern":
            return ""
        case Number(quantity=quantity), rule if rule is not None:
            return write_number(quantity, rule.value)
        case Choice(), _ if isinstance(leaf.default, str):
            return leaf.default
    return ""


def rules_in(calculator: Calculator, texts: Texts | None = None) -> dict[str, Leaf]:
    """Return the fields that a rule of thumb stands in for, by name.

    Args:
        calculator: whose form it is.
        texts: what stands in the form; a rule of thumb may depend on a choice in it.

    >>> from calculators.catalogue import find
    >>> margin = rules_in(find("klantwaarde"), {"trade": "shop"})["gross_margin"].rule
    >>> margin.value < rules_in(find("klantwaarde"))["gross_margin"].rule.value
    True
    """
    return {leaf.path: _chosen(leaf, texts or {}) for leaf in leaves(declare(calculator.calculate)) if leaf.rule}


def _chosen(leaf: Leaf, texts: Texts) -> Leaf:
    match leaf.node:
        case Number(quantity=quantity) as node if quantity.rule_by:
            rule = dict(quantity.rule_by.rules).get(texts.get(quantity.rule_by.choice, ""), quantity.rule)
            return replace(leaf, node=replace(node, quantity=replace(quantity, rule=rule)))
    return leaf


def written_by(calculator: Calculator) -> dict[str, str]:
    """Return the choices that say how a number is written, with the name of that number.

    >>> from calculators.catalogue import find
    >>> written_by(find("klantwaarde"))
    {'retention_unit': 'retention'}
    """
    numbers = {leaf.path: leaf.node for leaf in leaves(declare(calculator.calculate)) if isinstance(leaf.node, Number)}
    return {node.quantity.written_in.choice: name for name, node in numbers.items() if node.quantity.written_in}


def unanswered(calculator: Calculator, texts: Texts) -> dict[str, str]:
    """Return what is still lacking: the name of a field and what is asked there, in the order of the form.

    That is what the kern lacks, and percentages anywhere of which it is not known what was meant. An item of a list
    that lacks something counts once, and so does a group of fields of which one is enough.

    >>> from calculators.catalogue import find
    >>> list(unanswered(find("klantwaarde"), {"order_value": "95", "churn": "10", "hours_billed": "2"}).values())
    ['keer per jaar']
    """
    declaration = declare(calculator.calculate)
    errors = check(declaration, read_form(declaration, texts)).errors
    lacking: dict[str, str] = {}
    for section in calculator.sections:
        if section.kern:
            for name in section.fields:
                field = next(each for each in declaration.fields if each.name == name)
                lacking |= _lacking(calculator, section, field, texts, errors)
    return lacking | {
        name: f"{label} (bedoel je {meant}?)" for name, (label, meant) in doubtful(calculator, texts).items()
    }


def doubtful(calculator: Calculator, texts: Texts) -> dict[str, tuple[str, str]]:
    """Return the fields with a percentage that may not be what was meant: what each is called, and what may be meant.

    >>> from calculators.catalogue import find
    >>> doubtful(find("klantwaarde"), {"retention": "0,88"})
    {'retention': ('klantbehoud', '88%')}
    """
    found = {}
    for leaf in leaves(declare(calculator.calculate)):
        match leaf.node:
            case Number(quantity=quantity) if is_hardly_small(quantity):
                if meant := meant_instead(quantity, texts.get(leaf.path, ""), way_of(quantity, texts)):
                    found[leaf.path] = (leaf.label, meant)
    return found


def _lacking(
    calculator: Calculator, section: Section, field: Field, texts: Texts, errors: list[InputError]
) -> dict[str, str]:
    group = next((group for group in calculator.one_of if field.name in group), ())
    if group:
        told = {each for name in _answers(calculator, texts) for each in (_root(name), name)} & {*group}
        if field.name not in told:  # of one that was begun it is asked what it still lacks
            return {} if told or field.name != group[0] else {field.name: field.node.label}
    found: dict[str, str] = {}
    for error in errors:
        if error.code in MISSING and error.field and stands_in(error.field, section):
            name, label = _asked(field, error.field)
            if name is not None and label not in found.values():
                found[name] = label
    if isinstance(field.node, Number) and field.default is not None and not texts.get(field.name, "").strip():
        found[field.name] = field.node.label
    return found


def _answers(calculator: Calculator, texts: Texts) -> list[str]:
    """Return the fields with which something is told: what an item of a list is called tells nothing."""
    names = {leaf.path for leaf in leaves(declare(calculator.calculate)) if isinstance(leaf.node, Text)}
    return [path for path, text in texts.items() if text.strip() and _INDEX.sub("[0]", path) not in names]


def _root(path: str) -> str:
    """The parameter of the calculator that a field belongs to."""
    return re.split(r"[.\[]", path, maxsplit=1)[0]


def _asked(field: Field, path: str) -> tuple[str | None, str]:
    """Return the name of the field, and what is asked there: of a list that grows that is the item."""
    if _root(path) != field.name:
        return None, ""
    match field.node:
        case Sequence(items=items) as node if not items.names:
            index = _INDEX.search(path)
            return path, node.item_label(int(index[0][1:-1])) if index else items.label
        case Sequence() as node:
            return path, node.label
        case Record(fields=fields) as node:
            label = next((each.node.label for each in fields if path.startswith(f"{field.name}.{each.name}")), "")
            return path, label or node.label
        case node:
            return path, node.label


def describe_form(calculator: Calculator) -> dict[str, Any]:
    """Return the fields of a calculator's form by name and what they take; ``[0]`` stands for every item of a list.

    >>> from calculators.catalogue import find
    >>> fields = describe_form(find("klantwaarde"))["fields"]
    >>> fields["internal_rate"]["layer"], fields["internal_rate"]["low"] < fields["internal_rate"]["high"]
    ('preciezer', True)
    """
    layer = layers(calculator)
    declaration = declare(calculator.calculate)
    fields = {leaf.path: _described(leaf, layer[leaf.path]) for leaf in leaves(declaration)}
    return {"calculator": calculator.slug, "fields": fields, "inputs": schema_of(declaration)}


def _described(leaf: Leaf, layer: Layer) -> dict[str, Any]:
    rule = leaf.rule
    unit = leaf.node.quantity.unit.value if isinstance(leaf.node, Number) else ""
    return {
        "label": leaf.label,
        "unit": unit,
        "layer": layer,
        "default": rule.value if rule else leaf.default,
        "low": rule.low if rule else None,
        "high": rule.high if rule else None,
        "source": rule.source if rule else None,
    }
