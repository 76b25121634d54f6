"""What an owner wrote wrongly is one Dutch sentence with its file, its line and the way out; what is right passes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from calculators.build.manuscript import check, read_yaml
from calculators.build.owner import OwnerError
from calculators.build.runtime import ROOT

DESCRIPTION = "Je prijs verhogen is de snelste manier om meer te verdienen. Zo kies je het moment en het bedrag."
ARTICLE = f"""---
title: Wanneer verhoog je je prijs?
description: {DESCRIPTION}
changed: 2026-11-29
talk:
  title: Twijfel je?
  text: We rekenen het graag met je door.
---
# Wanneer verhoog je je prijs?
"""
SETTINGS = """site_name: Klantkompas
extra:
  lead:
    name: 'Jansen Advies'
    phone: ''
    whatsapp: ''
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project of which everything is right."""
    (tmp_path / "docs" / "kennis").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    (tmp_path / "docs" / "kennis" / "prijs.md").write_text(ARTICLE, "utf-8")
    return tmp_path


def told(project: Path) -> str:
    """Return what the owner is told."""
    with pytest.raises(OwnerError) as problem:
        check(project)
    return str(problem.value)


def test_the_project_itself_and_a_right_one_are_accepted(project: Path) -> None:
    """Nothing is said about what is right, with an accent, a quote or a remark where YAML allows it."""
    check(ROOT)
    settings = SETTINGS.replace("'Jansen Advies'", '"Café Zoë\'s #1"  # ons bedrijf').replace(
        "phone: ''", "phone: # geen"
    )
    (project / "mkdocs.yml").write_text(settings, "utf-8")
    assert check(project).name == "Café Zoë's #1"


@pytest.mark.parametrize("name", ["phone", "whatsapp", "name", "email", "appointment", "kind", "endpoint"])
@pytest.mark.parametrize(
    "value", ["0612345670", "0201234567", "31612345678", "3.5", "yes", "2026-11-29", "[06, 12]", "{a: 1}"]
)
def test_a_setting_that_is_no_text_is_refused_with_its_line(project: Path, name: str, value: str) -> None:
    """YAML makes octal numbers, dates, yes and no, and lists of what was meant as text: none of them is used."""
    (project / "mkdocs.yml").write_text(f"extra:\n  lead:\n    {name}: {value}\n", "utf-8")
    assert told(project).startswith(f"mkdocs.yml, regel 3: extra.lead.{name}: ")
    if isinstance(read_yaml("", f"{name}: {value}".encode()).values[name], str):
        assert "Schrijf het als" in told(project)  # YAML left it as it was
    else:
        assert f'{name}: "' in told(project)


@pytest.mark.parametrize(
    ("wrong", "line", "words"),
    [
        ("    name: 'Jan's bedrijf'", 4, "aanhalingsteken"),
        ("    name: Jansen: advies", 4, "dubbele punt"),
        ("    name: 'Jansen", 4, "aanhalingsteken"),
        ("\tname: Jansen", 4, "tab"),
        ("    name: Jansen #1", 4, "achter #"),
        ("    name: Jan\n    name: Piet", 5, "twee keer"),
        ("    nam: Jan", 4, "bestaat niet"),
        ("    email: jan", 4, "geen e-mailadres"),
        ("    kind: 'formspree'", 4, "vul het adres"),
    ],
)
def test_a_fault_in_the_settings_names_its_line(project: Path, wrong: str, line: int, words: str) -> None:
    """An apostrophe, a colon, a tab, a # and a name twice: YAML says it in English, or nothing at all."""
    (project / "mkdocs.yml").write_text(SETTINGS.replace("    name: 'Jansen Advies'", wrong), "utf-8")
    sentence = told(project)
    assert sentence.startswith("mkdocs.yml, regel ")
    assert abs(int(re.findall(r"\d+", sentence)[0]) - line) <= 2  # YAML finds an open quote at the end of the text
    assert words in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("right", "wrong", "line", "words"),
    [
        ("title: Wanneer verhoog je je prijs?", "title: Je prijs: en hoe", 2, "dubbele punt"),
        ("title: Wanneer verhoog je je prijs?", "title: 'Foto's'", 2, "aanhalingsteken"),
        ("title: Wanneer verhoog je je prijs?", "titel: Je prijs", 2, "Bedoel je title?"),
        ("title: Wanneer verhoog je je prijs?", "title: 2026", 2, "aanhalingstekens"),
        ("title: Wanneer verhoog je je prijs?", f"title: {'lang ' * 20}", 2, "99 tekens"),
        ("title: Wanneer verhoog je je prijs?", "title: PWW #1 in acht stappen", 2, "achter #"),
        (f"description: {DESCRIPTION}\n", "", 1, "description: ontbreekt"),
        (DESCRIPTION, "Kort", 3, "4 tekens"),
        (DESCRIPTION, "lang " * 40, 3, "199 tekens"),
        (DESCRIPTION, "yes", 3, "geen tekst"),
        ("changed: 2026-11-29\n", "", 1, "changed: ontbreekt"),
        ("2026-11-29", "gisteren", 4, "geen dag"),
        ("2026-11-29", "29-11-2026", 4, "geen dag"),
        ("2026-11-29", "2026-13-01", 4, "geen dag"),
        ("2026-11-29", "2026-11-29 12:00:00", 4, "geen dag"),
        ("2026-11-29", "20261", 4, "geen dag"),
        ("  text: We rekenen het graag met je door.\n", "", 5, "title en text"),
        ("  text: We", "  tekst: We", 5, "title en text"),
        ("---\ntitle", "title", 1, "begin met een regel ---"),
        ("door.\n---\n", "door.\n", 1, "begin met een regel ---"),
    ],
)
def test_a_fault_in_front_matter_names_its_line(project: Path, right: str, wrong: str, line: int, words: str) -> None:
    """What MkDocs prints on the page or leaves out without a word stops the build."""
    assert right in ARTICLE
    (project / "docs" / "kennis" / "prijs.md").write_text(ARTICLE.replace(right, wrong, 1), "utf-8")
    sentence = told(project).splitlines()[0]
    assert sentence.startswith(f"docs/kennis/prijs.md, regel {line}: "), sentence
    assert words in told(project)


def test_two_pages_may_not_have_the_same_title(project: Path) -> None:
    """A visitor of a search engine must be able to tell them apart; the sentence names the other page."""
    (project / "docs" / "kennis" / "tarief.md").write_text(ARTICLE, "utf-8")
    assert "docs/kennis/tarief.md, regel 2: title: docs/kennis/prijs.md heeft dezelfde." in told(project)


def test_a_file_that_is_not_utf_8_is_told(project: Path) -> None:
    """An editor of Windows may keep é as one byte, which would become another sign."""
    (project / "docs" / "kennis" / "prijs.md").write_bytes(ARTICLE.replace("Twijfel", "Één").encode("cp1252"))
    assert "docs/kennis/prijs.md, regel 6: dit is geen UTF-8" in told(project)
    (project / "mkdocs.yml").write_bytes(SETTINGS.replace("Jansen", "Zoë").encode("cp1252"))
    assert "mkdocs.yml, regel 4: dit is geen UTF-8" in told(project)


def test_line_ends_of_windows_and_a_mark_of_byte_order_are_fine(project: Path) -> None:
    """What Notepad adds is no fault."""
    (project / "docs" / "kennis" / "prijs.md").write_bytes(b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode())
    check(project)
