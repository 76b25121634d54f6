"""A quantity has one name, one label and one default, whichever operation or calculator asks it."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from calculators import names
from calculators.catalogue import find, slugs, vocabulary
from calculators.model.declarations import Field, Node, Number, Record, Sequence, declare
from calculators.operations import find as find_operation

# Names of the contract that stand for two quantities: in which operations they are the other one.
OTHERS = {
    "years": {"clv.historic"},  # how long somebody was a customer, not how far ahead is looked
    "target_share": {"v8.wallet", "bierviltje"},  # of what a customer spends, not of the addresses
    "new": {"base.from_last_year"},  # last year, and of all groups; elsewhere within the period that is counted
    "hours": {"klantwaarde", "bierviltje"},  # of the owner for one customer, also where no file says so
}


def _numbers(where: str, node: Node, parent: str = "") -> Iterator[tuple[str, str, Field, Number]]:
    """Give every number that is asked, with the record that it stands in."""
    match node:
        case Record(fields=fields):
            for each in fields:
                if isinstance(each.node, Number):
                    yield where, parent, each, each.node
                else:
                    yield from _numbers(where, each.node, each.name)
        case Sequence(item=item):
            yield from _numbers(where, item, parent)


OPERATIONS = [*chain.from_iterable(_numbers(name, declare(find_operation(name))) for name in names())]
PAGES = [*chain.from_iterable(_numbers(slug, declare(find(slug).calculate)) for slug in slugs())]


def test_a_name_has_one_label() -> None:
    """The same name in the same unit is the same quantity: page and operation call it the same."""
    labels: dict[tuple[str, str, str, bool], dict[str, str]] = defaultdict(dict)
    for where, parent, each, number in [*OPERATIONS, *PAGES]:
        is_other = where in OTHERS.get(each.name, ())
        key = (parent, each.name, number.quantity.unit.name, is_other)
        labels[key].setdefault(number.label, where)
    assert labels
    assert {key: found for key, found in labels.items() if len(found) > 1} == {}


def test_a_default_of_pages_is_one() -> None:
    """What a field takes when it is left empty is the same on every page that asks it."""
    defaults: dict[tuple[str, str, bool], dict[object, str]] = defaultdict(dict)
    for where, parent, each, _ in PAGES:
        if not each.required and each.default is not None:
            defaults[parent, each.name, where in OTHERS.get(each.name, ())].setdefault(each.default, where)
    assert {"discount", "internal_rate"} <= {name for _, name, _ in defaults}
    assert {key: found for key, found in defaults.items() if len(found) > 1} == {}


def test_what_several_pages_ask_stands_in_the_vocabulary() -> None:
    """Defaults that two pages share come from the one place that gives their source."""
    pages: dict[tuple[str, object], set[str]] = defaultdict(set)
    for where, _, each, _ in PAGES:
        if each.default:
            pages[each.name, each.default].add(where)
    shared = {default for (_, default), found in pages.items() if len(found) > 1}
    assert shared
    assert shared <= {value for name, value in vars(vocabulary).items() if name.isupper()}
