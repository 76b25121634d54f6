"""CPython (the build) and Pyodide (the visitor's browser) give the same answers."""

import json
import random
from pathlib import Path
from typing import Any

from calculators import run
from calculators.browser.desk import Desk
from calculators.catalogue import find, slugs
from calculators.model.declarations import Choice, Flag, Node, Number, Record, declare
from calculators.model.declarations import Sequence as ListNode
from calculators.model.forms import write_form
from tests.core.browser.test_report import BROKEN
from tests.examples.examples import difference, load_examples
from tests.pyodide.calls import in_pyodide

EXAMPLES = load_examples(Path(__file__).parents[1] / "examples")
DRAWS = 60
BASE_CASES = 5


def test_examples_give_the_same_numbers() -> None:
    """Every published example agrees to 1e-12, and errors are the same to the letter."""
    there = in_pyodide([("run", example["op"], example["inputs"]) for example in EXAMPLES])
    found = [
        (example["op"], example["source"], difference(run(example["op"], example["inputs"]), json.loads(answer), 1e-12))
        for example, answer in zip(EXAMPLES, there, strict=True)
    ]
    assert [each for each in found if each[2]] == []


def test_pages_get_the_same_bytes() -> None:
    """For drawn forms, good and bad, every task of the page is answered with the same bytes."""
    requests = [request for slug in slugs() for request in _requests(slug)]
    here = [Desk().respond(request) for request in requests]
    there = in_pyodide([("respond", request) for request in requests])
    assert [request for request, mine, theirs in zip(requests, here, there, strict=True) if mine != theirs] == []


def test_reports_get_the_same_bytes() -> None:
    """A full report is put together, shown, changed and told alike; so is every kind of damage."""
    requests, stored = [], ""
    for slug in slugs():
        texts = write_form(declare(find(slug).calculate), find(slug).example.inputs)
        asked = {"task": "report_put", "slug": slug, "texts": texts, "stored": stored, "today": "2026-11-26"}
        requests.append(json.dumps(asked))
        stored = json.loads(Desk().respond(requests[-1]))["stored"]
    more: list[dict[str, Any]] = [{"task": f"report_{task}"} for task in ("show", "text", "edit", "drop")]
    more += [{"task": "report_name", "company": company} for company in ("Jansen & <b>", "🧑‍🔧 مخبز", "\ud83d")]
    more += [{"task": "report_load", "text": text} for text in BROKEN.values()]
    kept = {"slug": "pww-score", "stored": stored, "today": "2026-11-26"}
    requests += [json.dumps({**kept, **each}) for each in more]
    here = [Desk().respond(request) for request in requests]
    there = in_pyodide([("respond", request) for request in requests])
    assert [request for request, mine, theirs in zip(requests, here, there, strict=True) if mine != theirs] == []


def _requests(slug: str) -> list[str]:
    draw = random.Random(slug)
    declaration = declare(find(slug).calculate)
    forms = [write_form(declaration, find(slug).example.inputs)]
    forms += [write_form(declaration, _drawn(declaration, draw)) for _ in range(DRAWS)]
    forms += [
        {**form, name: draw.choice(["", "x", "1e9", "-1", "<b>"])} for form in forms for name in [next(iter(form))]
    ]
    tasks = ("calculate", "share", "copy", "download", "restore")
    requests: list[dict[str, Any]] = [{"task": task, "slug": slug, "texts": form} for form in forms for task in tasks]
    requests += [{"task": "calculate", "slug": slug, "texts": form, "base": forms[0]} for form in forms[:BASE_CASES]]
    requests += [{"task": "preset", "slug": slug, "preset": each} for each in range(len(find(slug).presets) + 1)]
    intake = find(slug).intake
    requests += [{"task": "sample", "slug": slug, "kind": each.kind} for each in (intake.samples if intake else ())]
    return [json.dumps(request) for request in requests]


def _drawn(node: Node, draw: random.Random, number: int = 0) -> Any:  # noqa: ANN401 -- JSON values
    """Draw inputs that are mostly allowed, with the quarters and ties that people type."""
    match node:
        case Record(fields=fields):
            return {
                each.name: _drawn(each.node, draw, number) for each in fields if each.required or draw.random() > 0.5
            }
        case ListNode(items=items, item=item):
            count = len(items.names) or draw.randint(items.fewest, items.most or 8)
            return [_drawn(item, draw, index + 1) for index in range(count)]
        case Number(quantity=quantity):
            low, high = quantity.minimum or 0, 100 if quantity.maximum is None else quantity.maximum
            return low + round((high - low) * draw.random() * 8) / 8
        case Choice(codes=codes):
            return draw.choice(codes)
        case Flag():
            return draw.random() > 0.5
        case _:
            return f"Naam {number} & <{draw.randint(1, 99)}>"
