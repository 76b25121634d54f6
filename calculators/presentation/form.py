"""The form of a calculator, made from the signature of its function: the kern, folds, lists.

In the template of a list item the index is written as ``{index}`` and its number as ``{number}``; the page's script
fills them in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from calculators.model.calculator import Calculator, Section
from calculators.model.declarations import Choice, Field, Flag, Node, Number, Record, Sequence, declare
from calculators.model.dutch_numbers import format_number
from calculators.model.forms import Leaf, count_rows, leaves, write_form
from calculators.model.layers import blank_texts, stands_in
from calculators.model.origins import Filling, Origin
from calculators.model.quantities import Unit
from calculators.presentation.fields import Asked, Place, error_at, render_field, with_unit
from calculators.presentation.html import Html, element, join

INDEX = "{index}"
NUMBER = "{number}"

MOST_IN_A_GIST = 2
SHUT = (None, Origin.EXAMPLE, Origin.RULE)


@dataclass(frozen=True, slots=True)
class _Form:
    """A form that is being written.

    Attributes:
        filling: what stands in it.
        starts: what stands in its fields in a form of one's own; ``examples`` is what the example has there.
        section: the part that is being written.
        rows_when_empty: how many blank items a list shows in a form of one's own.
    """

    filling: Filling
    starts: Mapping[str, str]
    examples: Mapping[str, str]
    section: Section
    rows_when_empty: int


def render_fields(calculator: Calculator, filling: Filling) -> Html:
    """Write all inputs of a calculator with what stands in them: the kern open, each other subject in a fold."""
    declaration = declare(calculator.calculate)
    fields = {each.name: each for each in declaration.fields}
    examples = write_form(declaration, calculator.example.inputs)
    starts = blank_texts(calculator)
    forms = (_Form(filling, starts, examples, each, calculator.rows_when_empty) for each in calculator.sections)
    return join(*(_section(calculator, form, fields) for form in forms))


def _section(calculator: Calculator, form: _Form, fields: Mapping[str, Field]) -> Html:
    section = form.section
    inputs = [_field(fields[name], Place(calculator.slug, name), form) for name in section.fields]
    intro = element("p", {"class": "kk-note"}, section.intro) if section.intro else None
    if section.kern and not section.folded:
        # Where each question has a heading of its own, that of all of them is only heard.
        named = all(
            isinstance(each, Record) and _is_of_lists(each) for each in (fields[name].node for name in section.fields)
        )
        title = element("legend", {"class": "kk-hidden" if named else "kk-section__title"}, section.title)
        return element("fieldset", {"class": "kk-section", "data-kern": True}, title, intro, *inputs)
    key = f"{calculator.slug}-{section.fields[0]}-fold{section.only or ''}"
    return element(
        "details",
        {"class": "kk-fold kk-precise", "data-precise": True, "open": _is_own(section, form.filling)},
        element(
            "summary",
            None,
            element("span", {"id": key, "class": "kk-precise__title"}, section.title),
            " ",
            element("span", {"class": "kk-gist", "data-gist": True}, gist(calculator, section, form.filling)),
        ),
        # A group called as its summary: a legend would say it twice.
        element("div", {"class": "kk-section", "role": "group", "aria-labelledby": key}, intro, *inputs),
    )


def _is_of_lists(node: Node) -> bool:
    return isinstance(node, Record) and all(isinstance(each.node, Sequence) for each in node.fields)


def _is_own(section: Section, filling: Filling) -> bool:
    """Tell whether something stands in a fold that is not of the example, a rule of thumb, or of every form."""
    return any(filling.origins.get(path) not in SHUT for path in filling.texts if stands_in(path, section))


def gists(calculator: Calculator, filling: Filling) -> list[str]:
    """Return what each fold does to the answer now, in the order of the form."""
    return [gist(calculator, section, filling) for section in calculator.sections if section.folded or not section.kern]


def gist(calculator: Calculator, section: Section, filling: Filling) -> str:
    """Say in one line what stands in a fold: "€ 60 per uur (vuistregel)"."""
    found = _filled(calculator, section, filling)
    if items := _items(calculator, section, filling):
        return ", ".join(items)
    if not found:
        return section.blank
    several = len(found) > 1
    said = [_in_a_gist(leaf, filling, named=several) for leaf in found[:MOST_IN_A_GIST]]
    more = f" en nog {len(found) - MOST_IN_A_GIST}" if len(found) > MOST_IN_A_GIST else ""
    return ", ".join(said) + more


def _items(calculator: Calculator, section: Section, filling: Filling) -> list[str]:
    """Say how many items stand in the lists of a fold that grow."""
    counted = []
    for each in declare(calculator.calculate).fields:
        match each.node:
            case Sequence(items=items) if each.name in section.fields and not items.names:
                count = count_rows(each.name, filling.texts)
                counted += [f"{count} {items.item if count == 1 else items.label}"] if count else []
    return counted


def _filled(calculator: Calculator, section: Section, filling: Filling) -> list[Leaf]:
    """Return the fields of a fold in which something stands."""
    fields = (leaf for leaf in leaves(declare(calculator.calculate)) if stands_in(leaf.path, section))
    return [leaf for leaf in fields if filling.texts.get(leaf.path, "").strip()]


def _in_a_gist(leaf: Leaf, filling: Filling, *, named: bool) -> str:
    text = filling.texts[leaf.path].strip()
    match leaf.node:
        case Choice(options=options, codes=codes) if text in codes:
            return options.words[codes.index(text)]
        case Flag():
            return leaf.label
        case Number(quantity=quantity):
            words = with_unit(quantity, text)
        case _:
            words = text
    guessed = " (vuistregel)" if filling.origins.get(leaf.path) is Origin.RULE else ""
    return f"{leaf.label} {words}{guessed}" if named else f"{words}{guessed}"


def _field(each: Field, place: Place, form: _Form) -> Html:
    match each.node:
        case Sequence(items=items) as node if not items.names:
            return _rows(node, place, form)
        # The heading of the section names a list or a record that is a section of its own.
        case Sequence() as node:
            return _fixed_list(node, place, form)
        case Record() as node:
            inputs = _with_aside(node, place, form, "")
            return join(*inputs, None if form.section.only else error_at(place.id))
        case _:
            return _input(each, place, form)


def _inputs_of(record: Record, place: Place, form: _Form) -> list[Html]:
    return [_input(each, Place(place.slug, f"{place.path}.{each.name}", place.owner), form) for each in record.fields]


def _blank(each: Field, form: _Form) -> str:
    """What it means to leave a field empty. Of a question of the kern that is not said: without it less is answered."""
    needed = form.section.kern and (each.default is not None or each.name in form.section.fields)
    if needed or (each.required and not each.nullable):
        return ""
    match each.node, each.default:
        case Number(quantity=quantity), float() | int() as default:
            shift = 2 if quantity.unit is Unit.FRACTION else 0
            sign = "%" if quantity.unit is Unit.FRACTION else ""
            return f"leeg is {format_number(default, 4, shift=shift, trim=True)}{sign}"
        case _:
            return "mag leeg"


def _input(each: Field, place: Place, form: _Form) -> Html:
    match each.node:
        case Record(label=label) as node:
            return _group(label, *_inputs_of(node, place, form))
        case Sequence(items=items) as node:
            return _group(items.label, _fixed_list(node, place, form))
        case node:
            optional = not each.required or each.nullable
            return render_field(
                _asked(node, place, form, node.label, _blank(each, form), optional=optional), form.filling
            )


def _asked(node: Node, place: Place, form: _Form, label: str, blank: str, *, optional: bool) -> Asked:
    # What the example has is shown where a form of one's own starts empty.
    hint = form.examples.get(place.path, "") if form.section.kern else ""
    return Asked(node, place, label, blank, optional, form.starts.get(place.path, ""), hint)


def _fixed_list(node: Sequence, place: Place, form: _Form) -> Html:
    """Write a list of fixed length: one field an item, under the item's own name."""
    only, needed = form.section.only, node.items.needed
    inputs = [
        render_field(
            _asked(
                node.item,
                Place(place.slug, f"{place.path}[{index}]"),
                form,
                name,
                "",
                # All of a list or nothing: that one is not known is no answer to it.
                optional=needed is not None and index >= needed,
            ),
            form.filling,
        )
        for index, name in enumerate(node.items.names)
        if only is None or index == only
    ]
    meaning = node.items.meaning
    hint = element("p", {"class": "kk-hint"}, meaning) if meaning and only is None else None
    # Faults of the list as a whole have a place of their own, once.
    return join(hint, element("div", {"class": "kk-list"}, *inputs), None if only else error_at(place.id))


def _rows(node: Sequence, place: Place, form: _Form) -> Html:
    items = node.items
    when_empty = min(form.rows_when_empty, items.fewest) if items.fewest == 0 else form.rows_when_empty
    # A form of one's own in which nothing of the list came along asks for as many items as an empty one.
    count = count_rows(place.path, form.filling.texts) or (0 if form.filling.business else when_empty)
    rows = [_row(node, place, str(index), str(index + 1), form) for index in range(count)]
    kind = " kk-rows--compact" if form.section.compact else " kk-rows--graded" if _is_graded(node) else ""
    blank = replace(form, filling=Filling({}), examples={})
    template = element("template", None, _row(node, place, INDEX, NUMBER, blank))
    most = items.most
    add = element(
        "button",
        {
            "type": "button",
            "class": "kk-button kk-button--quiet kk-live",
            "data-action": "add",
            "data-list": place.path,
            "data-full": f"Meer dan {most} past niet: verwijder eerst een {items.item}." if most else None,
        },
        f"+ {form.section.add}",
    )
    return join(
        element(
            "div",
            {
                "class": f"kk-rows{kind}",
                "id": place.id,
                "data-rows": place.path,
                "data-fewest": items.fewest,
                "data-most": most,
                "data-few": f"Er blijft minstens {items.fewest} {items.item} staan.",
                "data-when-empty": when_empty,
            },
            *rows,
            template,
        ),
        error_at(place.id),
        element("div", {"data-tells": True}, add),
    )


def _is_graded(node: Sequence) -> bool:
    """Tell whether an item is a name with grades, which fit beside each other on a phone."""
    numbers = [each.node for each in node.item.fields] if isinstance(node.item, Record) else []
    found = [each.quantity.unit for each in numbers if isinstance(each, Number)]
    return len(found) > 1 and set(found) == {Unit.POINTS}


def _row(node: Sequence, place: Place, index: str, number: str, form: _Form) -> Html:
    owner = f"{node.items.item} {number}"
    inner = Place(place.slug, f"{place.path}[{index}]", owner)
    record = node.item if isinstance(node.item, Record) else Record(())
    inputs = _with_aside(record, inner, form, owner)
    return element(
        "div",
        {"class": "kk-row", "role": "group", "aria-labelledby": f"{inner.id}-title", "data-row": True},
        element(
            "div",
            {"class": "kk-row__head"},
            element("span", {"class": "kk-row__title", "id": f"{inner.id}-title"}, owner.capitalize()),
            element(
                "span",
                {"class": "kk-row__buttons kk-live"},
                _row_button("up", "↑", f"{owner} omhoog", ""),
                _row_button("down", "↓", f"{owner} omlaag", ""),
                _row_button("remove", "×", f"{owner} verwijderen", f"{owner.capitalize()} is verwijderd."),
            ),
        ),
        *inputs,
    )


def _with_aside(record: Record, inner: Place, form: _Form, owner: str) -> list[Html]:
    """Write the fields of an item or a group, and below them those that stand aside."""
    aside = [each for each in record.fields if each.name in form.section.aside]
    inputs = _inputs_of(Record(tuple(each for each in record.fields if each not in aside)), inner, form)
    return [*inputs, _aside(form, inner, owner, _inputs_of(Record(tuple(aside)), inner, form))] if aside else inputs


def _aside(form: _Form, inner: Place, owner: str, inputs: list[Html]) -> Html:
    """Write the fields of an item that stand in a fold of it; open when the visitor filled them."""
    own = any(
        origin not in SHUT and path.startswith(inner.path) and path.rpartition(".")[2] in form.section.aside
        for path, origin in form.filling.origins.items()
    )
    heard = element("span", {"class": "kk-hidden"}, f" van {owner}") if owner else None
    title = join(form.section.aside_title, heard)
    return element(
        "details",
        {"class": "kk-fold kk-aside", "data-precise": True, "open": own},
        element("summary", None, title),
        *inputs,
    )


def _row_button(action: str, sign: str, label: str, done: str) -> Html:
    return element(
        "button",
        {
            "type": "button",
            "class": "kk-icon-button",
            "data-action": action,
            "aria-label": label,
            "title": label,
            "data-done": done or None,
        },
        element("span", {"aria-hidden": "true"}, sign),
    )


def _group(label: str, *inputs: Html) -> Html:
    legend = element("legend", {"class": "kk-group__title"}, label[:1].upper() + label[1:]) if label else None
    return element("fieldset", {"class": "kk-group"}, legend, *inputs)
