"""The command line of the core.

    python -m calculators list                          the names of all operations
    python -m calculators list --calculators            the slugs of all calculators
    python -m calculators describe OP                   what an operation means and takes, as JSON
    python -m calculators describe SLUG                 the fields of a calculator's form
    python -m calculators run OP '{"segments": …}'      one operation; exit code 1 when it answers with an error
    python -m calculators batch                         JSON lines {"op", "inputs"} in, one JSON answer a line out
    python -m calculators read FILE...                  what the page reads in lists of customers; exit code 1 when it
                                                        asks something or cannot read them
    python -m calculators sample KIND LINES             a made-up list of customers, to try the readers with

Answers are JSON; infinities are written as the strings "Infinity" and "-Infinity". A sample is the file itself.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import sys
from collections.abc import Callable
from typing import Any

from calculators import catalogue, describe, names, run
from calculators.imports.samples import SAMPLE_KINDS, sample
from calculators.model.errors import InputError
from calculators.model.forms import describe_form


def main(arguments: list[str] | None = None) -> int:
    """Carry out one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="calculators", description="The calculations of Klantkompas.")
    commands = parser.add_subparsers(dest="command", required=True)
    listed = commands.add_parser("list", help="the names of all operations")
    listed.add_argument("--calculators", action="store_true", help="the slugs of all calculators instead")
    described = commands.add_parser("describe", help="what an operation takes, or which fields a calculator has")
    described.add_argument("name")
    ran = commands.add_parser("run", help="carry out one operation")
    ran.add_argument("op")
    ran.add_argument("inputs", help="a JSON object")
    commands.add_parser("batch", help="carry out JSON lines from standard input")
    reads = commands.add_parser("read", help="read lists of customers as the page does")
    reads.add_argument("files", nargs="+", metavar="FILE")
    reads.add_argument("--column", action="append", default=[], metavar="ROLE=HEADING", help="use this column")
    reads.add_argument("--answer", action="append", default=[], metavar="QUESTION=ANSWER", help="answer a question")
    sampled = commands.add_parser("sample", help="write a made-up list of customers to standard output")
    sampled.add_argument("kind", choices=SAMPLE_KINDS)
    sampled.add_argument("lines", type=_count, help="how many invoices are in it")
    sampled.add_argument("--seed", type=int, default=1, help="another number gives another list")
    options = parser.parse_args(arguments)
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            # JSON is UTF-8; what is not text at all must not stop a batch.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    match options.command:
        case "list":
            print("\n".join(catalogue.slugs() if options.calculators else names()))
            return 0
        case "describe":
            return _print(_described(options.name), indent=2)
        case "run":
            return _print(_parsed(options.inputs, lambda inputs: run(options.op, inputs)))
        case "read":
            return _read(options.files, options.column, options.answer)
        case "sample":
            sys.stdout.buffer.write(sample(options.kind, options.lines, options.seed).content)
            return 0
        case _:
            return _batch()


def _count(text: str) -> int:
    """Read a number of lines, in the way of argparse: a fault is told by a ValueError."""
    count = int(text)
    if count < 0:
        raise ValueError
    return count


def _read(files: list[str], columns: list[str], answers: list[str]) -> int:
    from calculators.adapters.read_files import read_files  # noqa: PLC0415 -- only who reads lists waits for the readers

    given = [dict(each.partition("=")[::2] for each in pairs) for pairs in (columns, answers)]
    reply = read_files(files, *given)
    _print(reply, indent=2)
    return 0 if reply["outcome"] == "read" else 1


def _described(name: str) -> dict[str, Any]:
    if name in catalogue.slugs():
        return describe_form(catalogue.find(name).calculate, name)
    try:
        return describe(name)
    except InputError as error:
        return dict(error.report())


def _batch() -> int:
    """Answer every line in its own place; a broken line does not stop the rest."""
    for line in sys.stdin:
        if line.strip():
            _print(_parsed(line, _run_request))
    return 0


def _run_request(request: object) -> dict[str, Any]:
    if not isinstance(request, dict) or not isinstance(request.get("op"), str):
        return _refused('Geef op elke regel een object met "op" (een naam) en "inputs".')
    return run(request["op"], request.get("inputs", {}))


def _parsed(text: str, carry_out: Callable[[object], dict[str, Any]]) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return _refused("Deze regel is geen geldige JSON. Kijk naar aanhalingstekens, komma's en haakjes.")
    return carry_out(value)


def _refused(message: str) -> dict[str, Any]:
    return dict(InputError("invalid_json", "line", message).report())


def _print(answer: dict[str, Any], indent: int | None = None) -> int:
    print(json.dumps(_json_ready(answer), ensure_ascii=False, indent=indent, allow_nan=False), flush=True)
    return 1 if "error" in answer else 0


def _json_ready(value: Any) -> Any:  # noqa: ANN401 -- JSON values have no common type
    """Write infinities as strings: JSON has no numbers for them."""
    if isinstance(value, dict):
        return {key: _json_ready(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_json_ready(each) for each in value]
    if isinstance(value, float) and math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return value


if __name__ == "__main__":
    sys.exit(main())
