"""What only GitHub, Netlify or an editor reads: it parses, and asks for things that there are."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from calculators.build.runtime import ROOT
from calculators.build.site import SITE
from tests.docs.written import (
    HANDBOOK,
    WORKFLOWS,
    jobs,
    make_targets,
    name_of,
    python_versions,
    table,
    targets_in,
    yaml,
)

# What a job may do beside reading; it gets that alone.
PERMISSIONS = {
    "test": {"contents": "read", "attestations": "write", "id-token": "write"},
    "deploy": {"attestations": "read", "id-token": "write", "pages": "write"},
}
GITHUB = ROOT / ".github"
ACTIONS = sorted(GITHUB.rglob("action.yml"))
LISTS = [
    ROOT / "requirements.in",
    *sorted(ROOT.glob("tests/*/requirements.in")),
    *ROOT.glob("docs/*/*/requirements.in"),
]

every_workflow = pytest.mark.parametrize("workflow", WORKFLOWS, ids=name_of)


def _steps(workflow: Path) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    for job in jobs(workflow).values():
        for step in job["steps"]:
            yield job, step


def _filled_in(text: str, job: Mapping[str, Any]) -> list[str]:
    """Return the text for every line of the job's matrix.

    >>> _filled_in("make ${{ matrix.target }}", {"strategy": {"matrix": {"include": [{"target": "zensical"}]}}})
    ['make zensical']
    """
    lines = job.get("strategy", {}).get("matrix", {}).get("include") or [{}]
    return [_with(text, line) for line in lines]


def _with(text: str, line: Mapping[str, str]) -> str:
    return re.sub(r"\$\{\{ matrix\.(\w+) \}\}", lambda match: line.get(match[1], ""), text)


@every_workflow
def test_a_workflow_runs_targets_that_exist(workflow: Path) -> None:
    """Every `make` of a job is a line of `make help`."""
    runs = [run for job, step in _steps(workflow) for run in _filled_in(step.get("run", ""), job)]
    named = [target for run in runs for target in targets_in(run)]
    assert named
    assert set(named) - make_targets() == set()


@every_workflow
def test_a_job_waits_for_jobs_that_exist(workflow: Path) -> None:
    """What a job needs is a job, and the results that it looks at are of jobs that it needs."""
    for job in jobs(workflow).values():
        needs = {*([job["needs"]] if isinstance(job.get("needs"), str) else job.get("needs", []))}
        assert needs <= jobs(workflow).keys()
        looked_at = set(re.findall(r"needs\.(\w+)\.result", json.dumps(job, default=str)))
        assert looked_at <= needs


@every_workflow
def test_a_workflow_may_do_little(workflow: Path) -> None:
    """A workflow reads, and keeps no password of Git behind; one job signs what it made, and one writes to Pages."""
    assert yaml(workflow)["permissions"] == {"contents": "read"}
    for name, job in jobs(workflow).items():
        assert job.get("permissions") == PERMISSIONS.get(name)
    for _, step in _steps(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@every_workflow
def test_an_action_of_our_own_gets_what_it_asks_for(workflow: Path) -> None:
    """A step with an action of this project follows the checkout, and gives all that is required and nothing else."""
    for job in jobs(workflow).values():
        used = [step.get("uses", "") for step in job["steps"]]
        for step in job["steps"]:
            if step.get("uses", "").startswith("./"):
                inputs = yaml(ROOT / step["uses"] / "action.yml")["inputs"]
                assert {name for name, each in inputs.items() if each.get("required")} <= step["with"].keys()
                assert step["with"].keys() <= inputs.keys()
                assert used[0].startswith("actions/checkout@")


@pytest.mark.parametrize("file", [*WORKFLOWS, *ACTIONS], ids=name_of)
def test_an_action_of_others_is_one_commit(file: Path) -> None:
    """A tag can be moved to other code, a commit cannot: behind it stands which version it is, for who updates it."""
    used = re.findall(r"^ *(?:- )?uses: *(.*)$", file.read_text("utf-8"), re.MULTILINE)
    assert used
    pinned = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [each for each in used if not each.startswith("./.github/") and not pinned.fullmatch(each)] == []


def test_one_version_of_an_action_is_used() -> None:
    """Every workflow has the same commit of an action."""
    text = "".join(file.read_text("utf-8") for file in (*WORKFLOWS, *ACTIONS))
    used = set(re.findall(r"uses: *([\w./-]+)@(.*)", text))
    assert len(used) == len({name for name, _ in used})


def test_what_goes_online_is_what_was_signed() -> None:
    """The job that tests a site signs that file of it which is deployed, and the deployment looks before anything."""
    built, deployed = (jobs(GITHUB / "workflows" / "test.yml")[name] for name in ("test", "deploy"))
    kinds = [step.get("uses", "").partition("@")[0] for step in built["steps"]]
    assert kinds.index("actions/upload-pages-artifact") < kinds.index("actions/attest")
    (upload, attest) = (built["steps"][kinds.index(f"actions/{name}")] for name in ("upload-pages-artifact", "attest"))
    assert attest["with"]["subject-path"].split("\n")[:2] == ["${{ runner.temp }}/artifact.tar", "site/hashes.txt"]
    assert attest["if"].startswith(upload["if"])
    *before, verify, told, deploy = deployed["steps"]
    assert [step["uses"].partition("@")[0] for step in before] == ["actions/download-artifact"]
    assert "gh attestation verify artifact.tar" in verify["run"]
    assert deploy["uses"].startswith("actions/deploy-pages@")
    # Who signs verifies, and where neither can be done that is told.
    private = "github.event.repository.private"
    assert f"!{private}" in attest["if"]
    assert verify["if"] == f"${{{{ !{private} }}}}"
    assert told["if"] == private
    assert "::notice::" in told["run"]


def test_every_list_of_packages_is_looked_after() -> None:
    """What is locked or pinned anywhere has a line in dependabot.yml, and each goes in groups, not too often."""
    updates = {each["package-ecosystem"]: each for each in yaml(GITHUB / "dependabot.yml")["updates"]}
    locks = [ROOT / "package-lock.json", *ROOT.glob("tests/*/package-lock.json")]
    wanted = {"uv": LISTS, "npm": locks, "github-actions": [ROOT / "any workflow", *ACTIONS]}
    assert updates.keys() == wanted.keys()
    for kind, files in wanted.items():
        folders = {f"/{file.parent.relative_to(ROOT).as_posix()}".removesuffix(".") for file in files}
        assert set(updates[kind]["directories"]) == folders
        assert updates[kind]["schedule"]["interval"] == "monthly"
        assert updates[kind]["groups"]


@pytest.mark.parametrize("file", LISTS, ids=name_of)
def test_a_robot_locks_as_make_does(file: Path) -> None:
    """Dependabot reads in the first lines with which options a list was locked: those of the Makefile."""
    head = file.with_suffix(".txt").read_text("utf-8").partition("==")[0]
    (recipe,) = re.findall(r"uv pip compile(.*?) \$\$folder", (ROOT / "Makefile").read_text("utf-8"), re.DOTALL)
    lasting = set(re.findall(r"--\S+", recipe)) - {"--quiet", "--upgrade"}
    assert {"--universal", "--generate-hashes"} <= lasting
    assert lasting <= set(head.split())
    assert "# via" not in file.with_suffix(".txt").read_text("utf-8")


def test_downloads_are_kept_apart_from_what_is_made() -> None:
    """Only downloads are kept between runs: make goes by times, and a checkout renews them all."""
    action = yaml(ROOT / ".github" / "actions" / "set-up" / "action.yml")
    (cache,) = (step["with"] for step in action["runs"]["steps"] if step["uses"].startswith("actions/cache@"))
    assert all(path.startswith("~/") for path in cache["path"].split())
    assert "requirements.txt" in cache["key"]
    assert "package-lock.json" in cache["key"]
    assert action["inputs"]["python"]["default"] == python_versions()[-1]


def test_the_handbook_explains_every_job() -> None:
    """An owner can look up each job that may be red."""
    explained = [row[0].strip("`") for row in table(HANDBOOK, "job")]
    assert sorted(explained) == sorted(name for workflow in WORKFLOWS for name in jobs(workflow))


def test_the_container_makes_everything_ready() -> None:
    """The file is plain JSON; it sets up by make, in a Python that is tested, and shows the port of the site."""
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text("utf-8"))
    assert set(targets_in(container["postCreateCommand"])) & make_targets()
    image, _, tag = container["image"].partition(":")
    assert image == "python"
    assert tag.partition("-")[0] in python_versions()
    assert "slim" not in tag  # without make and git
    (port,) = container["forwardPorts"]
    assert f"PORT ?= {port}\n" in (ROOT / "Makefile").read_text("utf-8")
    assert container["portsAttributes"].keys() == {str(port)}
    assert [
        path for path in container["customizations"]["codespaces"]["openFiles"] if not (ROOT / path).is_file()
    ] == []


def test_netlify_makes_the_site() -> None:
    """Its command sets the address, with a slash at the end, and publishes the folder that the build makes."""
    build = tomllib.loads((ROOT / "netlify.toml").read_text("utf-8"))["build"]
    assert targets_in(build["command"].replace("$URL", "https://a.nl")) == ["publishable", "site"]
    assert "SITE_URL=$URL/ make site" in build["command"]
    assert ROOT / build["publish"] == SITE
    assert build["environment"]["PYTHON_VERSION"] in python_versions()


@pytest.mark.parametrize("template", sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.md")), ids=name_of)
def test_a_template_of_an_issue_has_a_name(template: Path) -> None:
    """GitHub shows a template by its name, with what it is about."""
    _, front, text = template.read_text("utf-8").split("---\n", 2)
    assert {"name", "about"} <= yaml(front).keys()
    assert text.strip()
