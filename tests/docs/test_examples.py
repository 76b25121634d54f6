"""Every example in a document does what is said beside it: settings, lines in square brackets, a page to start from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown

from calculators.build.lead import KINDS, SETTINGS, Lead, SettingError, placeholders, read_lead
from calculators.build.lead_form import FASTEST_MS, SENTENCES
from calculators.build.markdown import CalculatorsExtension
from calculators.build.markers import ALONE
from calculators.build.runtime import ROOT
from tests.docs.written import DOCUMENTS, HANDBOOK, blocks, prose, spans, table, yaml

# Lines in square brackets, but for links, whose brackets are followed by a parenthesis.
MARKER = re.compile(r"^\[(\w+)(?:: .*)?\]$")
TITLE, DESCRIPTION = range(1, 61), range(70, 161)
TEXTS = ROOT / "handbook" / "texts.md"
LISTS = ([TEXTS, "line"], [HANDBOOK, "zo schrijf je het"])


def _code(cell: str) -> str:
    """Return what is marked as code in a cell: the first of it."""
    return spans(cell)[0]


def _value(cell: str) -> Any:  # noqa: ANN401 -- that YAML may read anything is the point
    return yaml(f"value: {_code(cell)}")["value"]


def _markers(document: Path, heading: str) -> list[str]:
    return [code for row in table(document, heading) if MARKER.match(code := _code(row[0]))]


MARKERS = sorted({marker for document in DOCUMENTS for marker in spans(prose(document)) if MARKER.match(marker)})


def _rendered(text: str) -> str:
    lead = Lead(name="Jan Jansen", email="jan@jansenadvies.nl")
    settings = {setting: getattr(lead, setting) for setting in SETTINGS}
    extension = CalculatorsExtension(
        lead=settings, site_url="https://www.jansenadvies.nl/", glossary=str(ROOT / "docs" / "kennis" / "begrippen.md")
    )
    return Markdown(extensions=[extension, "md_in_html", "attr_list", "tables"]).convert(text)


@pytest.mark.parametrize("marker", [each for each in MARKERS if "my-calculator" not in each and "…" not in each])
def test_every_example_in_square_brackets_works(marker: str) -> None:
    """The line becomes something else, within a sentence or alone, and nothing of its brackets is left."""
    alone = marker.startswith(tuple(f"[{word}" for word in ALONE))
    html = _rendered(marker if alone else f"Er staat {marker} in een zin.")
    name = marker[1:].partition(":")[0].rstrip("]")
    assert f"[{name}" not in html
    assert html or name in {"voorbeeld", "kaarten"}  # there may be no other cards


@pytest.mark.parametrize(("document", "heading"), LISTS)
def test_the_lists_show_every_line_in_square_brackets(document: Path, heading: str) -> None:
    """README and handbook know the same lines, and those are all that the docstring of the extension has."""
    shown = {re.split(r"[:\]]", marker[1:])[0] for marker in _markers(document, heading)}
    source = (ROOT / "calculators" / "build" / "markdown.py").read_text("utf-8")
    described = set(re.findall(r"^ {4}\[(\w+)[:\]]", source.split('"""')[1], re.MULTILINE))
    assert described
    assert shown == described


def test_what_the_handbook_says_that_comes_of_a_number_is_so() -> None:
    """An outcome that stands beside its example is the outcome."""
    rows = [row for row in table(HANDBOOK, "zo schrijf je het") if ": " in row[1]]
    assert rows
    for marker, words in rows:
        assert words.rpartition(": ")[2] in _rendered(_code(marker))


def test_the_handbook_explains_every_setting() -> None:
    """The table has a row for each setting of extra.lead, in their order, and for nothing else."""
    assert [_code(row[0]) for row in table(HANDBOOK, "instelling")] == list(SETTINGS)


def test_the_right_settings_of_the_handbook_can_be_published() -> None:
    """All that is called right is accepted, together, and nothing of it is taken for a placeholder."""
    right = {_code(row[0]): _value(row[2]) for row in table(HANDBOOK, "instelling")}
    assert placeholders(read_lead(right)) == []


@pytest.mark.parametrize("row", table(HANDBOOK, "instelling"), ids=lambda row: _code(row[0]))
def test_the_wrong_settings_of_the_handbook_are_refused(row: list[str]) -> None:
    """What is called wrong stops the build, or keeps the site from being published."""
    right = {_code(each[0]): _value(each[2]) for each in table(HANDBOOK, "instelling")}
    try:
        lead = read_lead({**right, _code(row[0]): _value(row[3])})
    except SettingError:
        return
    assert placeholders(lead)


def test_every_service_is_explained_and_its_example_accepted() -> None:
    """README and handbook have a row for each kind of service, and for none; what they say to fill in works."""
    rows = table(HANDBOOK, "`kind`")
    assert {_value(row[0]) for row in rows} == {"", *KINDS}
    for kind, endpoint, _ in rows:
        assert read_lead({"kind": _value(kind), "endpoint": _value(endpoint)}).kind == _value(kind)
    assert [_code(row[0]) for row in table(TEXTS, "kind") if "`" in row[0]] == [
        _code(row[0]).strip("'") for row in rows if _value(row[0])
    ]


def test_settings_in_blocks_of_the_handbook_are_accepted() -> None:
    """An owner who copies a block to mkdocs.yml has settings that can be used."""
    copied = [code for code in blocks(HANDBOOK, "yaml") if re.match(rf"(?:{'|'.join(SETTINGS)}): ", code)]
    assert copied
    for code in copied:
        read_lead(yaml(code))


def test_a_page_to_start_from_is_a_page() -> None:
    """The article to copy has front matter that fits, one title, and lines in square brackets that work."""
    (template,) = blocks(HANDBOOK, "markdown")
    front, _, text = template.removeprefix("---\n").partition("---\n")
    (shown,) = (code for code in blocks(HANDBOOK, "yaml") if code.startswith("---"))
    for meta in (yaml(front), yaml(shown.strip().strip("-"))):
        assert len(meta["title"]) in TITLE
        assert len(meta["description"]) in DESCRIPTION
        assert meta["talk"].keys() == {"title", "text"}
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(meta["changed"]))
    assert text.count("\n# ") == 1
    assert yaml(front)["title"] in text
    assert not re.search(r"\[\w+: ", _rendered(text))


def test_the_drawing_of_the_handbook_is_one_that_the_tests_of_pages_accept() -> None:
    """Its words are there for who does not see it, and the names in it are those that it refers to."""
    (drawing,) = blocks(HANDBOOK, "html")
    html = _rendered(drawing)
    title, description = re.findall(r'aria-labelledby="(\S+) (\S+)"', html)[0]
    assert re.search(rf'<title id="{title}">\w.*</title>', html)
    assert re.search(rf'<desc id="{description}">\w.*</desc>', html)


def test_what_the_handbook_quotes_is_said_somewhere() -> None:
    """A sentence that an owner may look up stands so in what speaks to owners."""
    speaking = [ROOT / "Makefile", *(ROOT / "calculators").rglob("*.py"), *(ROOT / "tests").glob("*.py")]
    said = " ".join(" ".join(path.read_text("utf-8").split()) for path in speaking)
    quoted = [_code(row[0]) for row in table(HANDBOOK, "je leest")]
    assert quoted
    assert [words for words in quoted if words not in said] == []
    for words in ("Dat ging erg snel", "De formulierdienst nam je aanvraag niet aan"):
        assert words in " ".join(prose(HANDBOOK).split())
        assert any(sentence.startswith(words) for sentence in SENTENCES.values())


def test_the_measures_of_the_handbook_are_those_of_the_tests() -> None:
    """How long a text is, and how long somebody takes for the form."""
    text = " ".join(prose(HANDBOOK).split())
    assert f"hoogstens {TITLE[-1]} tekens" in text
    assert f"{DESCRIPTION[0]} tot {DESCRIPTION[-1]} tekens" in text
    assert "drie tellen" in text
    assert FASTEST_MS == 3_000


def test_the_colours_of_the_handbook_exist_in_light_and_dark() -> None:
    """Each variable of the table is set once, with a colour for light and one for dark."""
    style = (ROOT / "docs" / "assets" / "styles" / "colours.css").read_text("utf-8")
    named = [variable for row in table(HANDBOOK, "naam") for variable in spans(" ".join(row)) if variable[:2] == "--"]
    assert named
    assert "`docs/assets/styles/colours.css`" in prose(HANDBOOK)
    assert "achter `--kk-light` voor de lichte pagina, achter `--kk-dark` voor de donkere" in prose(HANDBOOK)
    both = re.findall(r"^ *(--[\w-]+): var\(--kk-light, #\w+\) var\(--kk-dark, #\w+\);", style, re.MULTILINE)
    assert [variable for variable in named if both.count(variable) != 1] == []
