"""A line in square brackets becomes what it asks for, or stops the build with its place and the way out."""

from __future__ import annotations

import pytest
from markdown import Markdown

from calculators.build.markdown import CalculatorsExtension
from calculators.build.markers import MARKERS, MarkerError

RIGHT = '[bereken: clv.convert {"retention": 0.75} lifespan getal1]'


def render(text: str) -> str:
    """Return the HTML of a text, with the extensions of mkdocs.yml that put code aside."""
    return Markdown(extensions=[CalculatorsExtension(), "pymdownx.superfences", "tables", "md_in_html"]).convert(text)


def fault(text: str) -> MarkerError:
    """Return what stops the build at a text."""
    with pytest.raises(MarkerError) as problem:
        render(text)
    return problem.value


@pytest.mark.parametrize("form", MARKERS.values(), ids=list(MARKERS))
def test_every_form_that_is_advised_can_be_read(form: str) -> None:
    """What a sentence says to write, works when it is written."""
    assert "[" not in render(f"Tekst.\n\n{form}\n\nTekst.").replace("segments[", "").partition("<form")[0]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("[kerncijver: klantwaarde, Netto per uur]", "Bedoel je kerncijfer?"),
        ("[Kerncijfer: klantwaarde, Netto per uur]", "Bedoel je kerncijfer?"),
        ("[grafiek: klantwaarde]", "Er zijn: rekenmachine"),
        ("[rekenmachine: pww-scor]", "Bedoel je pww-score?"),
        ("[rekenmachine]", "[rekenmachine: pww-score]"),
        ("[rekenmachine: ]", "[rekenmachine: pww-score]"),
        ("[contact: pww-score]", "'[contact]'"),
        ("[contct]", "Bedoel je contact"),
        ("Kijk [contact] hier", "op een eigen regel"),
        ("Kijk [rekenmachine: pww-score] hier", "op een eigen regel"),
        ("Tekst\n[uitkomst: pww-score]", "op een eigen regel"),
        ("[kerncijfer: klantwaarde, Netto per uurtje]", "Bedoel je Netto per uur"),
        ("[kerncijfer: klantwaarde]", "Schrijf het zo: [kerncijfer: klantwaarde, Netto per uur]"),
        ("[invullen: klantwaarde]", "Schrijf het zo: [invullen:"),
        ('[bereken: clv.convertt {"a": 1} x %]', "Bedoel je clv.convert"),
        (RIGHT.replace("0.75", "8"), "van 0% tot en met 100%"),
        (RIGHT.replace("0.75", "0,75"), "een punt in getallen"),
        (RIGHT.replace("lifespan", "lifespam"), "Bedoel je lifespan"),
        (RIGHT.replace("getal1", "komma1"), "Schrijf het zo: [bereken:"),
        (RIGHT.replace("getal1", "getal12"), "Schrijf het zo: [bereken:"),
        (RIGHT.replace("0.75", "1"), "geen getal"),
        ("[voorbeeld: klantwaarde; retentoin = 85%]", "Bedoel je retention"),
        ("[voorbeeld: klantwaarde; retention = veel]", "getal"),
        ("[voorbeeld: klantwaarde]", "[voorbeeld: klantwaarde; retention = 85%]"),
        ("# Kop\n\n<div markdown>\n[kerncijver: klantwaarde, Netto per uur]\n</div>", "Bedoel je kerncijfer?"),
        ("| een | twee |\n|---|---|\n| [kerncijver: a, b] | 2 |", "Bedoel je kerncijfer?"),
        ("<p>[kerncijfer: klantwaarde, Netto per uur]</p>", "Schrijf het zo"),
    ],
)
def test_a_wrong_line_stops_the_build_with_its_place(wrong: str, words: str) -> None:
    """Misspelt, unknown, in a wrong form or at a wrong place: never on the page as it was typed."""
    problem = fault(f"# Titel\n\n```\n[kerncijver: in code]\n```\n\n{wrong}\n")
    assert words in problem.sentence
    first = 7
    assert problem.line in range(first, first + wrong.count("\n") + 1)


@pytest.mark.parametrize(
    "text",
    [
        "Beste [naam],",
        "[naam]",
        "Kijk bij [rekenmachine: hoe werkt het](https://www.example.nl/).",
        "Kijk bij [contact](https://www.example.nl/).",
        "Kijk bij [let op: dit](https://www.example.nl/).",
        r"Echt een haak: \[kerncijver: zo].",
        "In code: `[kerncijver: zo]` staat het.",
        "```\n[kerncijver: zo]\n```",
        "[rapport]: https://www.example.nl/",
    ],
)
def test_other_brackets_are_the_owners(text: str) -> None:
    """A link, a word to fill in, code and what was escaped are left alone."""
    assert "@" not in render(text)


def test_all_examples_of_a_page_keep_their_place() -> None:
    """A key figure is that of the example that stands above it, whatever its line."""
    figure = "[kerncijfer: klantwaarde, Netto per uur]"
    own = "[voorbeeld: klantwaarde;\n retention = 20%;\n hours = 54]"
    html = render(f"Eerst {figure}.\n\n{own}\n\nDan {figure}.")
    first, second = (part.partition(".")[0] for part in html.replace("Dan", "Eerst").split("Eerst ")[1:])
    assert first != second
