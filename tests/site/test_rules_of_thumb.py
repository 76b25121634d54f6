"""Over promises it: a figure of an article is calculated, has a source, or is called a rule of thumb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from calculators.build.runtime import ROOT
from calculators.operations.eight_steps import STEPS
from tests.site.test_texts import SUBJECTS

ARTICLES = [ROOT / "docs" / "kennis" / f"{name}.md" for name in (*SUBJECTS, "klantgerichte-cultuur", *STEPS)]

_COUNT = (
    r"(?:\d[\d.,]*|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|vijftien|twintig|dertig|veertig|vijftig"
    r"|honderd|half|halve|anderhalf|één op de|kwart)"
)
_UNIT = r"(?:uur|uren|minuten|minuut|dagen|dag|weken|week|maanden|maand|jaar|jaren|kwartier|%|procent|euro|keer|van de)"
_BOUND = r"(?:genoeg|hooguit|hoogstens|minstens)"
# A length, a share, a price, or so many that are enough.
FIGURE = re.compile(
    rf"\b{_COUNT}\b[\s-]*(?:\w+\s)?{_UNIT}(?!\w)|\b{_COUNT}\b[^.]*\b{_BOUND}\b|\b{_BOUND}\b[^.]*\b{_COUNT}\b|€",
    re.IGNORECASE,
)
# Calculated, of somebody else, called a rule of thumb, or made up and said to be so.
MARKED = re.compile(
    r"\[(?:bereken|kerncijfer|vuistregel)|vuistregel|volgens|verzonnen|onze som|\bbron\b|Van Leeuwen|Gerber"
    r"|Brouwer|Van Bel|Reichheld",
    re.IGNORECASE,
)
# What tells or asks something, and is no rule. Each stands so in an article.
TOLD = (
    "Klopt het dat 5% meer klantbehoud",  # the question that the section answers
    "'Er werd niet teruggebeld', hoorde ze drie keer",
    "dat de bakker drie maanden niets bestelde",
    "waar twee jaar geleden niemand om vroeg?",
    "In een bloemenwinkel stond de eigenaar om zes uur",
    "Een slotenmaker die om elf uur",
    "in drie weken uitverkocht",
    "Neem twee keer twaalf hele maanden",  # how it is counted
    "Een lunchroom die elke maand",
    "ook over drie jaar nog",  # a mark of the scale, which is called a rule of thumb above it
    "vrouwen van 30 tot 50 jaar",
)
# An example is made up, as its sources say; actions and questions claim nothing.
_LEFT_OUT = re.compile(r"Voorbeeld|Doe dit|Bronnen|Vragen|Welke vragen")


def figures_without_ground(text: str) -> Iterator[str]:
    """Give every paragraph or item with a figure that is neither calculated, sourced nor called a rule of thumb."""
    body = text.split("---\n", 2)[2]
    body = re.sub(r"<figure.*?</figure>", "", body, flags=re.DOTALL)
    body = re.sub(r"^\[voorbeeld:.*?\]$", "", body, flags=re.DOTALL | re.MULTILINE)
    for section in re.split(r"^## ", body, flags=re.MULTILINE):
        if not _LEFT_OUT.match(section):
            for piece in re.split(r"\n\n|\n- |\n\d+\. ", section):
                said = re.sub(r"'[^']*'", "", piece)  # what somebody says
                if FIGURE.search(said) and not MARKED.search(piece) and not any(each in piece for each in TOLD):
                    yield " ".join(piece.split())


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_a_figure_has_a_ground(article: Path) -> None:
    """No length, share, price or number that is enough stands there as a fact without where it comes from."""
    assert list(figures_without_ground(article.read_text("utf-8"))) == []


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_a_made_up_example_is_said_to_be_made_up(article: Path) -> None:
    """An article with an example says in its text or under its sources that it is ours."""
    text = article.read_text("utf-8")
    assert re.search(r"verzonnen|van deze site|van ons", text.partition("## Bronnen")[2])


def test_what_is_let_through_still_stands_somewhere() -> None:
    """The list of what is no rule holds nothing that no article says any more."""
    texts = " ".join(path.read_text("utf-8") for path in ARTICLES)
    assert [each for each in TOLD if each not in texts] == []


@pytest.mark.parametrize(
    ("sentence", "is_found"),
    [
        ("Twee uur per maand is genoeg.", True),
        ("Met twaalf kom je zelden rond; met honderd heb je er genoeg.", True),
        ("Houd er 80% van.", True),
        ("Twee uur per maand is genoeg, is onze vuistregel.", False),
        ("Volgens Van Leeuwen duurt het twee weken.", False),
        ("Dat is [bereken: clv.convert {} lifespan getal1] jaar, in twee jaar.", False),
        ("Er zijn vier manieren.", False),
        ("'Ik bel je over twee weken.'", False),
    ],
)
def test_a_figure_is_told_from_a_count_of_things(sentence: str, is_found: bool) -> None:  # noqa: FBT001 -- a table
    """What is a claim is found, what is marked or only counts a list is not."""
    assert bool(list(figures_without_ground(f"---\n---\n{sentence}"))) == is_found
