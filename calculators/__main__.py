"""The command line of the core.

    python -m calculators list                          what there is: name, tab, "operation" or "calculator"
    python -m calculators list --operations             the names of all operations alone
    python -m calculators list --calculators            the slugs of all calculators alone
    python -m calculators describe OP                   what an operation means and takes, as JSON
    python -m calculators describe SLUG                 the fields of a calculator's form
    python -m calculators run OP '{"segments": …}'      one operation; exit code 1 when it answers with an error
    python -m calculators run OP -                      the same, with the inputs from standard input
    python -m calculators answer SLUG '{"years": "5"}'  what a calculator's page answers to what is typed in its
                                                        fields, or to its example; exit code 1 without an answer
    python -m calculators batch                         JSON lines {"op", "inputs"} in, one JSON answer a line out
    python -m calculators read FILE...                  what the page reads in lists of customers; exit code 1 when it
                                                        asks something or cannot read them
    python -m calculators sample KIND LINES             a made-up list of customers, to try the readers with
    python -m calculators --version                     the version

Answers are JSON; infinities are written as the strings "Infinity" and "-Infinity". A sample is the file itself.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import os
import sys
from collections.abc import Callable
from typing import Any

from calculators import catalogue, describe, names, run
from calculators.imports.samples import SAMPLE_KINDS, sample
from calculators.model.errors import ErrorCode, InputError
from calculators.model.layers import describe_form
from calculators.model.suggestions import did_you_mean

BROKEN_PIPE = 128 + 13  # what a shell gives for a program that SIGPIPE ended

BATCH = """\
Carry out many operations. Each line of standard input is a JSON object:

  {"op": "nl.parse_number", "inputs": {"text": "7,5", "kind": "money"}}

Each line that is not blank gives one line on standard output, in the same order: the outputs of the operation,

  {"value": 7.5}

or what is wrong; a line that cannot be used does not stop the rest:

  {"error": {"code": "required", "field": "text", "message": "Vul ..."}}

The exit code is 0, whatever the answers are; with --strict it is 1 when one of them is an error.
"""


def main(arguments: list[str] | None = None) -> int:
    """Carry out one command and return its exit code; a reader that has seen enough (``| head``) is no failure."""
    try:
        try:
            return _carry_out(_parser().parse_args(arguments))
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # Python writes out what is left when it ends, and would complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m calculators", description="The calculations of Klantkompas.")
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    listed = commands.add_parser("list", help="the names of all operations and calculators")
    kinds = listed.add_mutually_exclusive_group()
    kinds.add_argument("--operations", action="store_true", help="the names of the operations alone, one a line")
    kinds.add_argument("--calculators", action="store_true", help="the slugs of the calculators alone, one a line")
    described = commands.add_parser("describe", help="what an operation takes, or which fields a calculator has")
    described.add_argument("name", metavar="NAME", help="an operation or a calculator; `list` has them all")
    ran = commands.add_parser("run", help="carry out one operation")
    ran.add_argument("op", metavar="OP", help="the name of the operation; `list --operations` has them all")
    ran.add_argument("inputs", metavar="INPUTS", help="its inputs as a JSON object; - reads it from standard input")
    answers = commands.add_parser("answer", help="what a calculator's page answers")
    answers.add_argument("slug", metavar="SLUG", help="the calculator; `list --calculators` has them all")
    answers.add_argument("texts", nargs="?", default="{}", metavar="TEXTS", help="a JSON object: field and typed text")
    answers.add_argument("--text", action="store_true", help="the answer alone, as plain text")
    batch = commands.add_parser(
        "batch",
        help="carry out JSON lines from standard input",
        description=BATCH,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    batch.add_argument("--strict", action="store_true", help="exit with 1 when a line was answered with an error")
    reads = commands.add_parser("read", help="read lists of customers as the page does")
    reads.add_argument("files", nargs="+", metavar="FILE", help="a list: CSV, Excel or an auditfile; several add up")
    reads.add_argument("--column", action="append", default=[], metavar="ROLE=HEADING", help="use this column")
    reads.add_argument("--answer", action="append", default=[], metavar="QUESTION=ANSWER", help="answer a question")
    sampled = commands.add_parser("sample", help="write a made-up list of customers to standard output")
    sampled.add_argument("kind", choices=SAMPLE_KINDS, help="which kind of file")
    sampled.add_argument("lines", type=_count, metavar="LINES", help="how many invoices are in it")
    sampled.add_argument("--seed", type=int, default=1, help="another number gives another list")
    return parser


class _Version(argparse.Action):
    """Shows the version, which is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from calculators import __version__  # noqa: PLC0415 -- see the docstring

        print(f"klantkompas {__version__}")
        parser.exit()


def _carry_out(options: argparse.Namespace) -> int:
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            # JSON is UTF-8; what is not text at all must not stop a batch.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    match options.command:
        case "list":
            return _list(operations=not options.calculators, calculators=not options.operations)
        case "describe":
            return _print(_described(options.name), indent=2)
        case "run":
            text = sys.stdin.read() if options.inputs == "-" else options.inputs
            return _print(_parsed(text, "inputs", "De invoer", lambda inputs: _run(options.op, inputs)))
        case "answer":
            return _answer(options.slug, options.texts, as_text=options.text)
        case "read":
            return _read(options.files, options.column, options.answer)
        case "sample":
            sys.stdout.buffer.write(sample(options.kind, options.lines, options.seed).content)
            return 0
        case _:
            return _batch(strict=options.strict)


def _count(text: str) -> int:
    """Read a number of lines, in the way of argparse: a fault is told by a ValueError."""
    count = int(text)
    if count < 0:
        raise ValueError
    return count


def _list(*, operations: bool, calculators: bool) -> int:
    """Print names, and behind each what it is when both kinds are asked for."""
    kinds = {"operation": names if operations else None, "calculator": catalogue.slugs if calculators else None}
    for kind, known in kinds.items():
        for name in known() if known else ():
            print(f"{name}\t{kind}" if operations and calculators else name)
    return 0


def _read(files: list[str], columns: list[str], answers: list[str]) -> int:
    from calculators.commands.read import read_files  # noqa: PLC0415 -- only who reads lists waits for the readers

    given = [dict(each.partition("=")[::2] for each in pairs) for pairs in (columns, answers)]
    reply = read_files(files, *given)
    _print(reply, indent=2)
    return 0 if reply["outcome"] == "read" else 1


def _answer(slug: str, texts: str, *, as_text: bool) -> int:
    from calculators.commands.answer import answer  # noqa: PLC0415 -- operations need no page

    if slug not in catalogue.slugs():
        advice = did_you_mean(slug, catalogue.slugs(), f"Er zijn: {', '.join(catalogue.slugs())}.")
        return _print(_refused("unknown_operation", "slug", f"De rekenmachine '{slug[:60]}' bestaat niet. {advice}"))
    reply = _parsed(
        sys.stdin.read() if texts == "-" else texts, "texts", "De invoer", lambda given: answer(slug, given)
    )
    if as_text and reply.get("text"):
        print(reply["text"], end="")
    else:
        _print(reply, indent=2)
    return 0 if reply.get("text") else 1


def _described(name: str) -> dict[str, Any]:
    if name in catalogue.slugs():
        return describe_form(catalogue.find(name))
    try:
        return describe(name)
    except InputError as error:
        return dict(error.report())


def _batch(*, strict: bool) -> int:
    """Answer every line in its own place; a broken line does not stop the rest."""
    failed = 0
    for line in sys.stdin:
        if line.strip():
            failed += _print(_parsed(line, "line", "Deze regel", _run_request))
    return 1 if strict and failed else 0


def _run_request(request: object) -> dict[str, Any]:
    if not isinstance(request, dict) or not isinstance(request.get("op"), str):
        return _refused("invalid_json", "line", 'Geef op elke regel een object met "op" (een naam) en "inputs".')
    return _run(request["op"], request.get("inputs", {}))


def _run(op: str, inputs: object) -> dict[str, Any]:
    if op in catalogue.slugs():
        message = (
            f"'{op}' is een rekenmachine met een formulier, geen bewerking. Kies een bewerking uit "
            f"`python -m calculators list --operations`, of bekijk de velden met `python -m calculators describe {op}`."
        )
        return _refused("unknown_operation", "op", message)
    return run(op, inputs)


def _parsed(text: str, field: str, place: str, carry_out: Callable[[object], dict[str, Any]]) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        message = f"{place} is geen geldige JSON. Kijk naar aanhalingstekens, komma's en haakjes."
        return _refused("invalid_json", field, message)
    return carry_out(value)


def _refused(code: ErrorCode, field: str, message: str) -> dict[str, Any]:
    return dict(InputError(code, field, message).report())


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
