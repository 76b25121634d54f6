"""Sentences from a store of values: a module of words says which sentences, and once what fills their places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from calculators.model.answer import Sentence, Value


def filled(templates: Iterable[str], values: Mapping[str, Value]) -> tuple[Sentence, ...]:
    """Return sentences, each with the values that it has places for.

    >>> [sentence.values for sentence in filled(["{name} wint.", "Gelijk."], {"name": "A", "points": "3"})]
    [{'name': 'A'}, {}]
    """
    return tuple(
        Sentence(template, {name: value for name, value in values.items() if f"{{{name}}}" in template})
        for template in templates
    )
