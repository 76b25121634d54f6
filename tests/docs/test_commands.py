"""Every command that a document shows can be given."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from calculators.build.runtime import ROOT
from tests.docs.written import DOCUMENTS, HANDBOOK, lines_of_code, make_targets, name_of, targets_in

CORE = "python -m calculators "

every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)


@every_document
def test_every_target_that_is_named_exists(document: Path) -> None:
    """`make something` in a document is a line of `make help`."""
    named = {target for line in lines_of_code(document) for target in targets_in(line)}
    assert named - make_targets() == set()


def test_targets_of_the_settings_exist() -> None:
    """The comments of mkdocs.yml name commands that there are."""
    named = {target for line in (ROOT / "mkdocs.yml").read_text("utf-8").split("`") for target in targets_in(line)}
    assert named
    assert named - make_targets() == set()


def _command_lines() -> Iterator[str]:
    for document in DOCUMENTS:
        for line in lines_of_code(document):
            command = line.removeprefix(".venv/bin/")
            if command.startswith(CORE):
                yield command


@pytest.mark.parametrize("command", sorted({*_command_lines()}))
def test_every_command_line_of_the_core_runs(command: str, tmp_path: Path) -> None:
    """What is shown of the core works as it stands, also from another folder, with files such as it names."""
    (tmp_path / "klanten.csv").write_text("Klant;Omzet excl. btw\nBakker;1.200,00\nSlager;800,00\n", "utf-8")
    (tmp_path / "inputs.json").write_text(
        '{"segments": [{"name": "A", "fulfilment": 7, "market_value": 8, "profitability": 6}]}'
    )
    (tmp_path / "requests.jsonl").write_text('{"op": "clv.convert", "inputs": {"retention": 0.5}}\n', "utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout


def test_a_calculator_that_does_not_exist_is_refused() -> None:
    """`make test ONLY=...` says which calculators there are, and runs nothing, when the name is not one of them."""
    command = ["make", "--no-print-directory", "test", "ONLY=pww_score"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode
    assert "There is no calculator 'pww_score'." in done.stderr
    assert "pww-score" in done.stderr
    assert "pytest" not in done.stdout


def test_the_tests_of_one_calculator_are_asked_for_in_both_spellings() -> None:
    """A page writes a hyphen where a module has an underscore."""
    command = ["make", "--no-print-directory", "--dry-run", "test", "ONLY=acht-v-scan"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert '-k "acht-v-scan or acht_v_scan"' in done.stdout


def test_the_port_of_the_handbook_is_the_port_of_the_site() -> None:
    """What is served without more is at the address that an owner reads."""
    assert "PORT ?= 8000\n" in (ROOT / "Makefile").read_text("utf-8")
    assert "<http://127.0.0.1:8000/>" in HANDBOOK.read_text("utf-8")
