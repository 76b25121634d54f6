"""Whose numbers an answer rests on: one line above it, and what is said as long as there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from calculators.model.answer import Amount, Answer, Count, Sentence, Value
from calculators.model.calculator import Calculator
from calculators.model.doubt import Range
from calculators.model.layers import stands_in
from calculators.model.origins import Filling, Origin
from calculators.presentation import text
from calculators.presentation.html import Html, element, join

MOST_TOLD = 2
MOST_LACKING = 4

# How each origin is counted in the line above an answer.
COUNTED = {
    Origin.TAKEN: ("{many} overgenomen", "{many} overgenomen"),
    Origin.LIST: ("{many} uit je lijst", "{many} uit je lijst"),
    Origin.RULE: ("{many} vuistregel", "{many} vuistregels"),
}
SHARED = "Gedeeld: deze cijfers zijn niet van jou"
SAVED = "Door jou bewaard"
OWN = "Jouw cijfers"


def render_whose(filling: Filling, rules: int) -> Html:
    """Write whose numbers an answer rests on: "Voorbeeld: kapsalon", or "Jouw cijfers; 3 vuistregels"."""
    words = whose(filling, rules)
    if filling.business or not rules:
        return element("p", {"class": "kk-whose"}, words)
    # What is counted can be looked up: the button opens the folds in which they stand.
    attributes = {"type": "button", "class": "kk-link kk-live", "data-action": "show-rules"}
    return element("p", {"class": "kk-whose"}, words, " ", element("button", attributes, "Bekijk"))


def whose(filling: Filling, rules: int) -> str:
    """Say whose numbers an answer rests on.

    >>> whose(Filling({}, {}, "kapsalon"), 0), whose(Filling({"a": "1"}, {"a": Origin.RULE}), 1)
    ('Voorbeeld: kapsalon', 'Jouw cijfers; 1 vuistregel')
    """
    if filling.business:
        mine = [filling.texts.get(name, "") for name, origin in filling.origins.items() if origin is Origin.OWN]
        told = " en ".join(each for each in mine if each) if len(mine) <= MOST_TOLD else f"{len(mine)} eigen getallen"
        return f"Voorbeeld: {filling.business}" + (f", met jouw {told}" if told else "")
    counts = Counter(filling.origins.values())
    counts[Origin.RULE] = rules
    first = OWN if counts[Origin.OWN] or not (counts[Origin.SHARED] or counts[Origin.SAVED]) else ""
    first = first or (SHARED if counts[Origin.SHARED] else SAVED)
    parts = (
        (one if counts[origin] == 1 else many).format(many=counts[origin])
        for origin, (one, many) in COUNTED.items()
        if counts[origin]
    )
    return "; ".join((first, *parts))


def render_lacking(lacking: Mapping[str, str]) -> Html:
    """Write, in the place of an answer, what must still be told."""
    return join(
        element("p", {"class": "kk-headline"}, lacking_in_short(lacking)),
        element("p", {"class": "kk-reason"}, _which(lacking)),
    )


def lacking_in_short(lacking: Mapping[str, str]) -> str:
    """Say how many answers are still to come.

    >>> lacking_in_short({"a": "omzet", "b": "uren"}), lacking_in_short({"a": "omzet"})
    ('Nog 2 antwoorden', 'Nog 1 antwoord')
    """
    return f"Nog {text.write(Count(len(lacking), 'antwoord', 'antwoorden'))}"


def _which(lacking: Mapping[str, str]) -> str:
    names = [f"'{each}'" for each in lacking.values()]
    more = len(names) - MOST_LACKING
    shown = names if more <= 1 else [*names[:MOST_LACKING], f"nog {more}"]
    return f"Vul nog in: {text.enumerate_names(tuple(shown))}. Dan staat hier jouw uitkomst."


def render_range(calculator: Calculator, found: Range, like: Value) -> Html:
    """Write between what the amount of an answer lies, and which fold narrows it most."""
    return element("p", {"class": "kk-range"}, said_range(calculator, found, like))


def said_range(calculator: Calculator, found: Range, like: Value) -> str:
    """Say between what the amount lies, and what to fill in first."""
    low, high = found.low, found.high
    if high <= 0:
        low, high = -high, -low
    between = f"Tussen {rounded(low, like)} en {rounded(high, like)}"
    if found.counted:
        return f"{between}, want tien klanten is een kleine telling. Tel er meer: dat scheelt het meest."
    first = found.rules[0]
    section = next((each for each in calculator.sections if stands_in(first.path, each)), None)
    where = f" bij '{section.title}'" if section and section.title.lower() != first.label else ""
    return f"{between}, zolang je de rest schat. Vul {first.label} in{where}: dat scheelt het meest."


def count_rules(filling: Filling, answer: Answer, found: Range | None) -> int:
    """Return how many rules of thumb move an answer: all that stand there, where it has no amount to tell by."""
    if not answer.amount:
        return len(filling.guessed)
    return len(found.rules) if found else 0


def whose_in_text(calculator: Calculator, filling: Filling, answer: Answer, found: Range | None) -> str:
    """Say whose numbers an answer rests on, and how sure its amount is, for what is copied or saved."""
    parts = [f"{whose(filling, count_rules(filling, answer, found))}."]
    return " ".join([*parts, said_range(calculator, found, amount_in(answer))] if found else parts)


def amount_in(answer: Answer) -> Value:
    """Return the amount that an answer is about, where it is told first; it must have one."""
    return next(each.values[answer.amount] for each in _telling(answer) if answer.amount in each.values)


def in_doubt(answer: Answer, found: Range) -> Answer:
    """Return the answer with its amount no more exact than it is."""
    about = f"ongeveer {rounded(abs(found.middle), amount_in(answer))}"
    headline, *reasons = (
        replace(each, values={**each.values, answer.amount: about}) if answer.amount in each.values else each
        for each in _telling(answer)
    )
    return replace(answer, headline=headline, reasons=(*reasons, *answer.reasons[len(reasons) :]))


def _telling(answer: Answer) -> tuple[Sentence, ...]:
    return (answer.headline, *answer.reasons[:1])


def rounded(amount: float, like: Value) -> str:
    r"""Write an amount that is not certain, with two digits that count and the unit of another one.

    >>> from calculators.model.quantities import Unit
    >>> rounded(3344.0, Amount(1, Unit.EURO)), rounded(-1374.9, Amount(1, Unit.EURO)), rounded(87.4, Amount(1))
    ('€\xa03.300', '−\u202f€\xa01.400', '87')
    """
    number = float(f"{amount:.1e}")
    match like:
        case Count():
            return text.write(replace(like, value=number))
        case Amount():
            return text.write(replace(like, value=number, decimals=0))
    return text.write(Amount(number))


def enumerate_faults(count: int) -> str:
    """Say how many fields are wrong, for the line at the bottom of a phone.

    >>> enumerate_faults(1), enumerate_faults(3)
    ('1 veld klopt niet', '3 velden kloppen niet')
    """
    return "1 veld klopt niet" if count == 1 else f"{count} velden kloppen niet"
