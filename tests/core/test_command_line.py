"""The command line: JSON in, JSON out, never a traceback."""

import json
import subprocess
import sys

from calculators.imports.samples import SAMPLE_KINDS, sample

SEGMENT = {"name": "A", "fulfilment": 6, "market_value": 8, "profitability": 5}


def _call(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "calculators", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, encoding="utf-8", check=False)


def test_list_names_operations_and_calculators() -> None:
    """One name a line."""
    assert "pww.rank" in _call("list").stdout.splitlines()
    assert "pww-score" in _call("list", "--calculators").stdout.splitlines()


def test_describe_explains_an_operation_and_a_calculator() -> None:
    """An operation gives its schema, a calculator the names of its fields."""
    operation = json.loads(_call("describe", "pww.rank").stdout)
    assert operation["inputs"]["required"] == ["segments"]
    calculator = json.loads(_call("describe", "pww-score").stdout)
    assert "segments[0].fulfilment" in calculator["fields"]


def test_run_answers_and_tells_by_its_exit_code() -> None:
    """A result exits 0, an error 1; both are JSON on standard output."""
    good = _call("run", "pww.rank", json.dumps({"segments": [SEGMENT]}))
    assert (good.returncode, json.loads(good.stdout)["totals"]) == (0, [19])
    bad = _call("run", "pww.rank", "{}")
    assert (bad.returncode, json.loads(bad.stdout)["error"]["code"]) == (1, "required")
    broken = _call("run", "pww.rank", "{")
    assert (broken.returncode, json.loads(broken.stdout)["error"]["field"]) == (1, "line")


def test_batch_answers_every_line_in_its_place() -> None:
    """Blank lines are skipped; broken lines and unknown operations get an error and the rest goes on."""
    lines = [
        json.dumps({"op": "pww.rank", "inputs": {"segments": [SEGMENT]}}),
        "",
        "{broken",
        "[1]",
        json.dumps({"op": "pww.rnk", "inputs": {}}),
        json.dumps({"op": "nl.format_money", "inputs": {"value": "-Infinity", "decimals": 0}}),
        "[" * 100_000,
    ]
    done = _call("batch", stdin="\n".join(lines))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    codes = [answer.get("error", {}).get("code") for answer in answers]
    assert codes == [None, "invalid_json", "invalid_json", "unknown_operation", None, "invalid_json"]
    assert answers[4] == {"text": "onbeperkt negatief"}
    assert (done.returncode, done.stderr) == (0, "")


def test_sample_writes_a_list_to_try_the_readers_with() -> None:
    """The bytes of a made-up list come out as they are; the same seed gives the same list."""
    command = [sys.executable, "-m", "calculators", "sample"]
    for kind in SAMPLE_KINDS:
        done = subprocess.run([*command, kind, "20", "--seed", "3"], capture_output=True, check=True)
        assert (done.stdout, done.stderr) == (sample(kind, 20, seed=3).content, b"")
    assert _call("sample", "boekhouding", "1").stdout.startswith("Datum,Factuurnummer,Klantnummer")


def test_sample_refuses_what_it_cannot_make() -> None:
    """An unknown kind and a number that is none are told, without a traceback."""
    for arguments in (("pdf", "10"), ("xaf", "veel"), ("xaf", "-1")):
        done = _call("sample", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert "usage:" in done.stderr
        assert "Traceback" not in done.stderr
