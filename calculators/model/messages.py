"""The Dutch sentences for refused input: which field, which limit, and what to do."""

from __future__ import annotations

from calculators.model.declarations import ByName, Choice, Flag, Node, Number, Record, Sequence, Text
from calculators.model.dutch_numbers import format_number
from calculators.model.errors import ErrorCode
from calculators.model.quantities import Quantity, Unit

SHARE = "Vul 0 tot en met 10 van de 10 klanten in, 0% tot en met 100%, of 1 jaar of langer."


def refusal(code: ErrorCode, node: Node, place: str) -> str:
    """Return the sentence for a value of ``node`` that was refused with ``code``.

    Args:
        code: the kind of fault.
        node: the declaration that was not met.
        place: what the field is called, with the list item it stands in ("winstgevendheid van klantgroep 2").
    """
    match node:
        case Number(quantity=quantity):
            return _number(code, quantity, place, integer=node.integer)
        case Text(words=words):
            if code == "duplicate_name":
                return f"Verander {words.article} {place}: die staat er al."
            return f"Vul {words.article} {place} in." if code == "required" else f"Vul bij {place} tekst in."
        case Choice(options=options):
            return f"Kies bij {place} een van deze mogelijkheden: {', '.join(options.words)}."
        case Flag():
            return f"Antwoord bij {place} met ja of nee."
        case Sequence():
            return _sequence(code, node, place)
        case ByName(items=items):
            return f"Geef bij {place} elke {items.item} met een naam en een waarde."
        case Record() if code == "required":
            return f"Vul {place} in."
        case Record():
            return f"Geef bij {place} de onderdelen elk met een naam en een waarde."


def _number(code: ErrorCode, quantity: Quantity, place: str, *, integer: bool) -> str:
    if quantity.written_in and code in {"not_a_number", "out_of_range"}:
        fault = "is geen getal" if code == "not_a_number" else "kan niet"
        return f"Wat je invulde bij {place} {fault}. {SHARE}"
    kind = "een geheel getal" if integer else "een getal"
    limits = _limits(quantity)
    ask = f"{kind}{limits}" if limits else kind
    if code == "required":
        return f"Vul bij {place} {ask} in."
    if code == "not_a_number":
        return f"Wat je invulde bij {place} is geen getal. Vul {ask} in, met een komma voor decimalen."
    if code == "unknown_choice":
        allowed = ", ".join(_limit(choice, quantity.unit) for choice in quantity.choices)
        return f"Kies bij {place} een van deze getallen: {allowed}."
    if code == "not_integer":
        return f"Vul bij {place} {ask} in, zonder cijfers achter de komma."
    return f"Het getal bij {place} valt buiten de grenzen. Vul {ask} in."


def _limits(quantity: Quantity) -> str:
    low = None if quantity.minimum is None else _limit(quantity.minimum, quantity.unit)
    high = None if quantity.maximum is None else _limit(quantity.maximum, quantity.unit)
    if quantity.above is not None:
        above = f" boven {_limit(quantity.above, quantity.unit)}"
        return f"{above} tot en met {high}" if high else above
    if low and high:
        return f" van {low} tot en met {high}"
    if low:
        return f" van {low} of meer"
    return f" van hoogstens {high}" if high else ""


def _limit(value: float, unit: Unit) -> str:
    if unit is Unit.FRACTION:
        return f"{format_number(value, 6, shift=2, trim=True)}%"
    return format_number(value, 6, trim=True)


def _sequence(code: ErrorCode, node: Sequence, place: str) -> str:
    items = node.items
    match code:
        case "length_mismatch":
            return f"Geef bij {place} precies {len(items.names)} getallen."
        case "out_of_range" if items.some_positive:
            return f"Geef bij {place} minstens één getal boven 0."
        case "out_of_range":
            return f"Geef bij {place} hoogstens {items.most} keer een {items.item}. Verwijder er een."
        case "wrong_type":
            return f"Geef {place} als een lijst."
        case _:
            return f"Geef bij {place} minstens {items.fewest} keer een {items.item}."
