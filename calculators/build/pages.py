"""Lets MkDocs make the pages, in a process of its own: ``python -m calculators.build.pages FOLDER``.

What MkDocs refuses, and every warning, is told as an owner's fault, with file and line. With DEBUG=1 in the environment
MkDocs speaks for itself.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

from calculators.build.manuscript import LEAD, SETTINGS_FILE
from calculators.build.markers import MarkerError
from calculators.build.owner import Fault, OwnerError, line_of
from calculators.build.runtime import ROOT

_LINK = r"Doc file '(?P<page>[^']*)' contains an? (?:absolute |unrecognized relative )?link '(?P<part>[^']*)'"
_SUGGESTED = r".*?(?: Did you mean '(?P<instead>[^']*)'\?)?$"
# What MkDocs says, and what that is to an owner.
_TOLD = tuple(
    (re.compile(english, re.DOTALL), dutch)
    for english, dutch in (
        (
            rf"{_LINK}, but the target.* is not found{_SUGGESTED}",
            "'{part}' is er niet. Kijk naar de naam van het bestand en naar de map ervoor.",
        ),
        (
            rf"{_LINK}, it was left as is{_SUGGESTED}",
            "de link '{part}' begint niet bij deze map. Schrijf het bestand, zoals ../kennis/pww.md.",
        ),
        (
            rf"{_LINK}, but .*anchor{_SUGGESTED}",
            "op die pagina is geen kopje voor '{part}'. Kijk in de pagina hoe het kopje heet.",
        ),
        (
            r"A reference to '(?P<part>[^']*)' is included in the 'nav'.*",
            "het menu noemt '{part}', maar dat bestand is er niet in docs/.",
        ),
        (
            r"Config value '(?P<part>[^']*)': (?P<words>.*)",
            "'{part}' kan zo niet gebruikt worden. MkDocs zegt: {words}",
        ),
    )
)
_NOT_IN_MENU = re.compile(r"The following pages exist in the docs directory, but are not included.*?:\n(.*)", re.DOTALL)
_READING = re.compile(r"Error (?:reading|building) page '([^']*)'")


class _Heard(logging.Handler):
    """Keeps what MkDocs warns about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def make_pages(target: Path) -> None:
    """Make the pages in a folder.

    Raises:
        OwnerError: for everything that MkDocs refuses or warns about.
    """
    heard = _Heard()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    if os.environ.get("DEBUG"):
        logger.addHandler(logging.StreamHandler())
    try:
        config = load_config(str(ROOT / SETTINGS_FILE), site_dir=str(target), strict=True)
        if LEAD in os.environ:
            config.extra["lead"] = config.mdx_configs["klantkompas"]["lead"] = json.loads(os.environ[LEAD])
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except Exception as problem:
        faults = [*_told(heard.messages, problem)]
        if os.environ.get("DEBUG") or not faults:
            raise
        raise OwnerError(faults) from problem
    finally:
        logger.removeHandler(heard)


def _told(messages: list[str], problem: BaseException) -> Iterator[Fault]:
    """Give a fault for everything that was said, in the words of an owner where those are known."""
    for message in messages:
        if reading := _READING.match(message):
            yield _fault_in(f"docs/{reading[1]}", problem)
        elif missing := _NOT_IN_MENU.match(message):
            for page in missing[1].split():
                if page != "-":
                    yield Fault(
                        f"docs/{page}", "deze pagina staat niet in het menu. Zet een regel bij nav in mkdocs.yml."
                    )
        else:
            yield _translated(message)


def _fault_in(file: str, problem: BaseException) -> Fault:
    cause: BaseException | None = problem
    while cause is not None and not isinstance(cause, MarkerError):
        cause = cause.__cause__ or cause.__context__
    if cause is None:
        return Fault(file, f"deze pagina kan niet gemaakt worden: {problem} (DEBUG=1 laat meer zien.)")
    text = (ROOT / file).read_text("utf-8-sig")
    above = text.count("\n") - get_data(text)[0].count("\n")  # the front matter, and blank lines below it
    return Fault(file, cause.sentence, above + cause.line)


def _translated(message: str) -> Fault:
    for english, dutch in _TOLD:
        if match := english.match(message):
            found: dict[str, Any] = match.groupdict()
            file = f"docs/{found['page']}" if found.get("page") else SETTINGS_FILE
            advice = f" Bedoel je {found['instead']}?" if found.get("instead") else ""
            text = (ROOT / file).read_text("utf-8-sig")
            line = line_of(text, f"({found['part']}") or line_of(text, found["part"])
            return Fault(file, dutch.format(**found) + advice, line)
    return Fault(SETTINGS_FILE, f"MkDocs zegt: {message}")


if __name__ == "__main__":
    try:
        make_pages(Path(sys.argv[1]))
    except OwnerError as problem:
        sys.exit(str(problem))
