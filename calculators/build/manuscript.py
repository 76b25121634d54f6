"""What the owner wrote, checked before anything is built: mkdocs.yml and the front matter of every page.

MkDocs takes much of it silently, and otherwise than it was meant: front matter that it cannot read becomes text on the
page, a number without quotes another number, a word behind a # nothing. Here each is a sentence with its file and line.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils.yaml import get_yaml_loader

from calculators.build.lead import Lead, SettingError, read_lead
from calculators.build.owner import Fault, OwnerError
from calculators.build.runtime import ROOT
from calculators.model.suggestions import did_you_mean

SETTINGS_FILE = "mkdocs.yml"
# In the environment: the settings of extra.lead as JSON, in place of the owner's. A test does not depend on those.
LEAD = "KLANTKOMPAS_LEAD"
LONGEST_TITLE = 60
DESCRIPTION = range(70, 161)
YEARS = range(2000, 2100)
NO_DAY = "geen dag. Schrijf jaar, maand en dag: 2026-11-29"
FRONT_MATTER = ("title", "description", "changed", "talk", "hide", "robots")

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
# In these a # is meant as a sign; elsewhere it begins a remark.
_TEXTS = re.compile(r"extra\.lead\.\w+|talk\.\w+|site_name|site_description|copyright|title|description")
# What YAML says, and what that is to an owner.
_YAML_PROBLEMS = {
    "mapping values are not allowed here": "er staat een dubbele punt in de tekst",
    "could not find expected ':'": "er mist een dubbele punt, of een regel springt verkeerd in",
    "found unexpected end of stream": "een aanhalingsteken wordt niet gesloten",
    "found character '\\t'": "er staat een tab: spring in met spaties",
    "found character": "een teken staat op een plek waar het niet kan",
    "expected <block end>": "een aanhalingsteken staat midden in de tekst, of een regel springt verkeerd in",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A piece of YAML as it was written.

    Attributes:
        values: what YAML makes of it.
        lines: in which line of the file a value stands, by its names with dots in between: ``extra.lead.phone``.
    """

    values: Mapping[str, Any]
    lines: Mapping[str, int]


def check(root: Path = ROOT) -> Lead:
    """Check all of it and return the settings of ``extra.lead``.

    Raises:
        OwnerError: with a line for everything that is wrong.
    """
    faults: list[Fault] = []
    lead = Lead()
    try:
        lead = lead_of(root)
    except OwnerError as problem:
        faults += problem.faults
    pages = sorted(path for path in (root / "docs").rglob("*.md") if "overrides" not in path.parts)
    seen: dict[tuple[str, str], str] = {}
    for page in pages:
        faults += _page_faults(page.relative_to(root).as_posix(), page.read_bytes(), seen)
    if faults:
        raise OwnerError(faults)
    return lead


def lead_of(root: Path = ROOT) -> Lead:
    """Return the settings of ``extra.lead`` in mkdocs.yml, or those of the environment.

    Raises:
        OwnerError: when the file cannot be read, or for a setting that cannot be used.
    """
    written = read_yaml(SETTINGS_FILE, (root / SETTINGS_FILE).read_bytes())
    extra = written.values.get("extra")
    settings = extra.get("lead") if isinstance(extra, dict) else None
    if not isinstance(settings, dict):
        raise OwnerError([Fault(SETTINGS_FILE, "extra.lead ontbreekt: daar staat hoe bezoekers je bereiken.")])
    try:
        return read_lead(json.loads(os.environ[LEAD]) if LEAD in os.environ else settings)
    except SettingError as problem:
        line = written.lines.get(f"extra.lead.{problem.setting}", written.lines.get("extra.lead"))
        raise OwnerError([Fault(SETTINGS_FILE, str(problem), line)]) from problem


def works_offline(root: Path = ROOT) -> bool:
    """Return whether pages that a visitor saw are to be there without a network: ``extra.offline`` in mkdocs.yml.

    Raises:
        OwnerError: when it is neither true nor false.
    """
    written = read_yaml(SETTINGS_FILE, (root / SETTINGS_FILE).read_bytes())
    value = (written.values.get("extra") or {}).get("offline", True)
    if not isinstance(value, bool):
        line = written.lines.get("extra.offline")
        raise OwnerError([Fault(SETTINGS_FILE, f"extra.offline is '{value}'. Schrijf true of false.", line)])
    return value


def read_yaml(file: str, content: bytes, first_line: int = 1) -> Written:
    r"""Read YAML, and refuse what it would take otherwise than it was meant.

    Args:
        file: what to call it.
        content: the text in UTF-8.
        first_line: the line of the file in which the text begins.

    Raises:
        OwnerError: for what is no YAML, a name that is there twice, and a value that stops at a #.

    >>> read_yaml("mkdocs.yml", b"extra:\n  name: 'Jan'").lines
    {'extra': 1, 'extra.name': 2}
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + first_line
        raise OwnerError(
            [Fault(file, "dit is geen UTF-8. Bewaar het bestand opnieuw, met codering UTF-8.", line)]
        ) from problem
    loader = get_yaml_loader()
    lines: dict[str, int] = {}
    try:
        node = yaml.compose(text, loader)
        if not isinstance(node, yaml.MappingNode):
            raise OwnerError(
                [Fault(file, "hier horen regels met een naam, een dubbele punt en een waarde.", first_line)]
            )
        if faults := [*_misread(file, node, text.splitlines(), first_line, "", lines)]:
            raise OwnerError(faults)
        values = yaml.load(text, loader)  # noqa: S506 -- the loader of MkDocs: a safe one that knows !ENV
    except yaml.MarkedYAMLError as problem:
        in_quotes = "quoted scalar" in str(problem.context)
        mark = problem.context_mark if in_quotes else problem.problem_mark
        what = next((dutch for english, dutch in _YAML_PROBLEMS.items() if english in str(problem.problem)), "")
        advice = 'Zet de waarde tussen aanhalingstekens; een apostrof kan alleen tussen dubbele: "foto\'s".'
        sentence = f"YAML kan dit niet lezen{f': {what}' if what else ''}. {advice}"
        raise OwnerError([Fault(file, sentence, mark.line + first_line if mark else None)]) from problem
    return Written(values, lines)


def _misread(
    file: str, node: yaml.MappingNode, text: list[str], first_line: int, prefix: str, lines: dict[str, int]
) -> Iterator[Fault]:
    """Give what YAML reads without a word otherwise than it was meant, and note the line of every name."""
    for key, value in node.value:
        name, line = f"{prefix}{key.value}", key.start_mark.line
        if name in lines:
            yield Fault(
                file,
                f"'{key.value}' staat er twee keer, ook in regel {lines[name]}. Haal er één weg.",
                line + first_line,
            )
        lines[name] = line + first_line
        if isinstance(value, yaml.MappingNode):
            yield from _misread(file, value, text, first_line, f"{name}.", lines)
        elif isinstance(value, yaml.ScalarNode) and value.tag.endswith(":timestamp"):
            if _day(value.value) is None:
                advice = NO_DAY if key.value == "changed" else "geen tekst. Zet de waarde tussen aanhalingstekens."
                yield Fault(file, f"{key.value}: dit is {advice}", line + first_line)
        elif isinstance(value, yaml.ScalarNode) and value.style is None and value.value:
            behind = text[value.end_mark.line][value.end_mark.column :] if value.end_mark.line < len(text) else ""
            if value.end_mark.line == line and behind.lstrip().startswith("#") and _TEXTS.fullmatch(name):
                sentence = (
                    f"wat bij '{key.value}' achter # staat, leest YAML niet. Zet de waarde tussen aanhalingstekens."
                )
                yield Fault(file, sentence, line + first_line)


def _page_faults(file: str, content: bytes, seen: dict[tuple[str, str], str]) -> Iterator[Fault]:
    text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    found = _FRONT.match(text)
    if found is None:
        yield Fault(file, "begin met een regel ---, dan title en description, en weer een regel ---.", 1)
        return
    try:
        front = read_yaml(file, *((content, 1) if "\ufffd" in text else (found[1].encode(), 2)))
    except OwnerError as problem:
        yield from problem.faults
        return
    lines = front.lines
    for name in front.values:
        if name not in FRONT_MATTER and (advice := did_you_mean(str(name), FRONT_MATTER, "")):
            yield Fault(file, f"'{name}' bestaat niet. {advice}", lines[name])
    for name, wrong in (
        ("title", _title_problem(front.values.get("title"))),
        ("description", _description_problem(front.values.get("description"))),
        ("changed", _date_problem(front.values, file)),
        ("talk", _talk_problem(front.values)),
    ):
        if wrong:
            yield Fault(file, f"{name}: {wrong}", lines.get(name, 1))
            continue
        words = str(front.values.get(name, ""))
        if name in {"title", "description"} and (other := seen.setdefault((name, words), file)) != file:
            yield Fault(file, f"{name}: {other} heeft dezelfde. Maak ze verschillend.", lines.get(name, 1))


def _title_problem(title: object) -> str:
    if title is None:
        return 'ontbreekt. Schrijf boven in het bestand: title: "Waar gaat deze pagina over?"'
    if not isinstance(title, str):
        return "YAML leest hier geen tekst. Zet de titel tussen aanhalingstekens."
    if len(title) > LONGEST_TITLE:
        return f"{len(title)} tekens is te lang voor een zoekmachine. Maak er hoogstens {LONGEST_TITLE} van."
    return ""


def _description_problem(description: object) -> str:
    if description is None:
        return "ontbreekt. Vertel in één of twee zinnen wat een lezer hier vindt."
    if not isinstance(description, str):
        return "YAML leest hier geen tekst. Zet de beschrijving tussen aanhalingstekens."
    if len(description) not in DESCRIPTION:
        most = DESCRIPTION.stop - 1
        return f"dit zijn {len(description)} tekens. Een zoekresultaat heeft er {DESCRIPTION.start} tot {most} nodig."
    return ""


def _date_problem(values: Mapping[str, Any], file: str) -> str:
    if "changed" not in values:
        article = file.startswith("docs/kennis/") and not file.endswith("/index.md")
        return (
            "ontbreekt. Zet erbij wanneer je het artikel het laatst veranderde: changed: 2026-11-29" if article else ""
        )
    day = values["changed"]
    known = _day(day) if isinstance(day, str) else day
    return "" if type(known) is date and known.year in YEARS else f"dit is {NO_DAY}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _talk_problem(values: Mapping[str, Any]) -> str:
    talk = values.get("talk")
    if "talk" in values and (
        not isinstance(talk, dict)
        or set(talk) != {"title", "text"}
        or not all(isinstance(each, str) and each.strip() for each in talk.values())
    ):
        return "hier horen twee regels onder, ingesprongen: title en text, elk met een tekst."
    return ""
