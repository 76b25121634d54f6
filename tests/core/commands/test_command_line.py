"""The command line: JSON in, JSON out, never a traceback."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import calculators
from calculators import __version__
from calculators.__main__ import BROKEN_PIPE
from calculators.imports.samples import SAMPLE_KINDS, sample

SEGMENT = {"name": "A", "fulfilment": 6, "market_value": 8, "profitability": 5}


def _call(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "calculators", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, encoding="utf-8", check=False)


def test_list_names_operations_and_calculators() -> None:
    """One name a line with what it is behind a tab; names alone when one kind is asked for."""
    pairs = [line.split("\t") for line in _call("list").stdout.splitlines()]
    assert ["pww.rank", "operation"] in pairs
    assert ["pww-score", "calculator"] in pairs
    for kind in ("operation", "calculator"):
        assert _call("list", f"--{kind}s").stdout.splitlines() == [name for name, found in pairs if found == kind]


def test_version_is_that_of_the_project() -> None:
    """It stands once, in pyproject.toml, and in a checkout that is what is told."""
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))["project"]
    assert _call("--version").stdout == f"klantkompas {project['version']}\n"
    assert project["version"] == __version__


def test_module_has_no_other_attributes() -> None:
    """Looking the version up when asked for hides no typing error."""
    with pytest.raises(AttributeError, match="'versoin'"):
        calculators.versoin  # type: ignore[attr-defined]  # noqa: B018 -- that is the point


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
    error = json.loads(broken.stdout)["error"]
    assert (broken.returncode, error["code"], error["field"]) == (1, "invalid_json", "inputs")
    assert error["message"].startswith("De invoer is geen geldige JSON.")


def test_run_reads_its_inputs_from_standard_input() -> None:
    """A dash stands for standard input, as in other programs."""
    done = _call("run", "pww.rank", "-", stdin=json.dumps({"segments": [SEGMENT]}, indent=2))
    assert (done.returncode, json.loads(done.stdout)["totals"]) == (0, [19])


def test_misspelt_input_is_refused() -> None:
    """By ``run`` and by ``batch``, with the name that was meant."""
    inputs = {"value": 5, "decimal": 0}
    request = json.dumps({"op": "nl.format_money", "inputs": inputs})
    for done in (_call("run", "nl.format_money", json.dumps(inputs)), _call("batch", stdin=request)):
        error = json.loads(done.stdout)["error"]
        assert (error["code"], error["field"]) == ("unknown_input", "decimal")
        assert error["message"].endswith("Bedoel je decimals?")


def test_run_of_a_calculator_tells_what_to_do_instead() -> None:
    """A calculator is a form, and has no inputs that ``run`` could take."""
    for done in (_call("run", "pww-score", "{}"), _call("batch", stdin='{"op": "pww-score"}')):
        error = json.loads(done.stdout)["error"]
        assert (error["code"], error["field"]) == ("unknown_operation", "op")
        assert "'pww-score' is een rekenmachine" in error["message"]
        assert "python -m calculators list --operations" in error["message"]


@pytest.mark.parametrize("command", [[], ["list"], ["describe"], ["run"], ["batch"], ["read"], ["sample"]], ids=str)
def test_help_explains_every_argument(command: list[str]) -> None:
    """Every argument and option that the usage names has words of its own behind it."""
    usage, _, rest = _call(*command, "--help").stdout.partition("\n\n")
    explained = re.findall(r"^  (?:-h, )?(\S+)(?: \S+)?(?:\n {4,}|  +)\S", rest, re.MULTILINE)
    for name in re.findall(r"--\w+|\b[A-Z]{2,}\b(?!=)", re.sub(r"(--\w+) [A-Z=]+", r"\1", usage)):
        assert name in explained, f"{name} of {usage}"


def test_help_of_batch_holds_its_format() -> None:
    """The examples in it are true: the line in gives the line out."""
    lines = [line.strip() for line in _call("batch", "--help").stdout.splitlines() if line.startswith("  {")]
    assert json.loads(_call("batch", stdin=lines[0]).stdout) == json.loads(lines[1])
    assert set(json.loads(lines[2])["error"]) == {"code", "field", "message"}


def test_strict_batch_tells_of_errors_by_its_exit_code() -> None:
    """Without --strict the exit code only tells that all lines were read; the answers are the same."""
    good, bad = json.dumps({"op": "pww.rank", "inputs": {"segments": [SEGMENT]}}), "{broken"
    strict, mild = (_call("batch", *more, stdin=f"{bad}\n{good}\n") for more in (["--strict"], []))
    assert (strict.returncode, mild.returncode) == (1, 0)
    assert strict.stdout == mild.stdout
    assert _call("batch", "--strict", stdin=f"{good}\n").returncode == 0


def test_reader_that_has_seen_enough_is_no_failure() -> None:
    """``describe X | head -1`` ends quietly, with the exit code that a shell gives for a broken pipe."""
    for arguments in (["describe", "fire.client"], ["list"]):
        command = [sys.executable, "-m", "calculators", *arguments]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
            assert running.stdout is not None
            assert running.stderr is not None
            running.stdout.close()
            assert running.stderr.read() == b""
            assert running.wait() == BROKEN_PIPE


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
