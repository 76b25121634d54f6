"""JSON schema of declared inputs, for ``describe`` and for anyone who calls the core from another program."""

from __future__ import annotations

from typing import Any

from calculators.model.declarations import ByName, Choice, Field, Flag, Node, Number, Record, Sequence, Text

Schema = dict[str, Any]


def schema_of(declaration: Record) -> Schema:
    """Return the JSON schema (2020-12) of a record of inputs; ``x-unit`` holds the unit."""
    return {
        "type": "object",
        "properties": {each.name: _property(each) for each in declaration.fields},
        "required": [each.name for each in declaration.fields if each.required],
        "additionalProperties": False,
    }


def _property(each: Field) -> Schema:
    schema = _schema(each.node)
    if each.nullable:
        schema = {"anyOf": [schema, {"type": "null"}]}
    if not each.required:
        schema["default"] = each.default
    return schema


def _schema(node: Node) -> Schema:
    match node:
        case Number(quantity=quantity):
            limits = {
                "minimum": quantity.minimum,
                "maximum": quantity.maximum,
                "exclusiveMinimum": quantity.above,
                "enum": list(quantity.choices) or None,
            }
            return {
                "type": "integer" if node.integer else "number",
                **_titles(quantity.label, quantity.meaning),
                "x-unit": quantity.unit.value,
                **{key: limit for key, limit in limits.items() if limit is not None},
            }
        case Text(words=words):
            blank = {} if words.may_be_blank else {"minLength": 1}
            return {"type": "string", **_titles(words.label, words.meaning), **blank}
        case Flag(quantity=quantity):
            return {"type": "boolean", **_titles(quantity.label, quantity.meaning)}
        case Choice(options=options, codes=codes):
            return {"enum": list(codes), **_titles(options.label, options.meaning), "x-words": list(options.words)}
        case Sequence(items=items, item=item):
            most = len(items.names) or items.most
            return {
                "type": "array",
                **_titles(items.label, items.meaning),
                "items": _schema(item) if items.needed is None else {"anyOf": [_schema(item), {"type": "null"}]},
                "minItems": len(items.names) or items.fewest,
                **({"maxItems": most} if most else {}),
            }
        case ByName(items=items, item=item):
            return {
                "type": "object",
                **_titles(items.label, items.meaning),
                "additionalProperties": _schema(item),
            }
        case Record():
            return schema_of(node)


def _titles(label: str, meaning: str) -> Schema:
    return {"title": label, **({"description": meaning} if meaning else {})}
