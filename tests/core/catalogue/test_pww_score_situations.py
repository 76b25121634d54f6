"""PWW-score: what an experienced adviser would say to named kinds of firms, and what holds for all groups.

The advice of each situation was written down before the calculator was asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.catalogue.pww_score import CALCULATOR, pww_score
from calculators.catalogue.pww_score.findings import find
from calculators.model.answer import Answer
from calculators.model.declarations import declare
from calculators.model.origins import Origin, own_filling
from calculators.model.solving import solve
from calculators.model.validation import accept
from calculators.operations import pww
from calculators.presentation.answer import answer_as_text
from tests.said import assert_shown, sentence, sentences

CRITERIA = ("fulfilment", "market_value", "profitability")


@dataclass(frozen=True)
class Situation:
    """A firm with its groups, how the headline begins, what is said, what is not, and why.

    Attributes:
        groups: a name and three grades each, as typed.
        never: what stands nowhere in headline and first step.
    """

    firm: str
    groups: str
    says: str
    why: str
    tells: str = ""
    never: str = ""
    weights: str = ""

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the form."""
        texts: dict[str, str] = {}
        for place, group in enumerate(self.groups.split(" | ")):
            name, *grades = group.rsplit(" ", 3)
            texts[f"segments[{place}].name"] = name
            texts |= {f"segments[{place}].{each}": grade for each, grade in zip(CRITERIA, grades, strict=True)}
        return texts | {f"weights[{place}]": each for place, each in enumerate(self.weights.split())}


EQUALS = " | ".join(f"Groep {letter} 7 7 7" for letter in "ABCDEFGHIJK")

SITUATIONS = (
    Situation("tegengestelde groepen", "Leuk 10 5 5 | Rijk 4 7 10 | Groot 6 7 7 | Nieuw 7 7 6",
              "Nog te dicht bij elkaar: Rijk", "een punt verschil tussen vier", never="Schrijf je volgende bericht"),
    Situation(
        "adviesbureau, elf gelijke groepen en één een half punt hoger", f"{EQUALS} | Winnaar 7 7 7,5",
        "Nog te dicht bij elkaar: Winnaar en 11 andere groepen", "een half punt is geen bewijs", never="Richt",
    ),
    Situation(
        "fotograaf, hobby zonder verdienste", "Hobby 10 10 1 | Saai 4 7 9",
        "Richt je marketing op Hobby, maar maak het eerst winstgevend", "aan de winnaar verdien je niets",
        tells="Hobby krijgt 1 voor winstgevendheid",
    ),
    Situation("beginner zonder goede groep", "A 1 1 2 | B 1 1 1", "Geen van deze groepen", "vier van de dertig",
              never="Richt"),
    Situation("twee slechte groepen, gelijk", "A 4 4 4 | B 4 4 4", "Geen van deze groepen", "ook samen te weinig"),
    Situation("net onder de helft", "A 5 5 4,5 | B 2 2 2", "Geen van deze groepen", "14,5 is minder dan de helft"),
    Situation("precies de helft", "A 5 5 5 | B 2 2 2", "Richt je marketing op A.", "vijftien is de helft"),
    Situation("kapper, drie groepen dicht bij elkaar", "Dames 7 7 6 | Heren 7 6 6,5 | Kinderen 6 7 6,5",
              "Nog te dicht bij elkaar: Dames, Heren en Kinderen", "een punt beslist", never="Richt"),
    Situation("coach, twee groepen gelijk", "Starters 8 6 7 | Managers 7 7 7",
              "Starters en Managers staan samen bovenaan", "gelijk is gelijk"),
    Situation("coach, gelijk en allebei arm", "Kunst 9 8 2 | Sport 8 8 3", "Kunst en Sport staan samen bovenaan",
              "gelijk, en allebei te weinig geld", tells="Aan Kunst en Sport verdien je weinig"),
    Situation("installateur, duidelijke winnaar", "Corporaties 6 8 5 | Vastgoed 8 9 8 | Particulieren 7 6 5",
              "Richt je marketing op Vastgoed.", "zes punten voorsprong", tells="6 punten voorsprong."),
    Situation("één punt voorsprong", "A 7 8 7 | B 7 7 7", "Richt je marketing op A.",
              "met twee groepen is dat vaker wel dan niet", tells="1 punt voorsprong."),
    Situation("één groep", "Scholen 7 7 7", "Scholen krijgt 21 van de 30 punten.", "niets te kiezen"),
    Situation("één groep, slecht", "Scholen 2 2 2", "Scholen krijgt 6 van de 30 punten.", "niets te kiezen"),
    Situation("winstgevendheid precies 3", "A 9 9 3 | B 4 5 5",
              "Richt je marketing op A, maar maak het eerst winstgevend", "bij een drie blijft er bijna niets over"),
    Situation("winstgevendheid net boven 3", "A 9 9 3,5 | B 4 5 5", "Richt je marketing op A.", "boven de grens"),
    Situation("alles tien", "A 10 10 10 | B 3 3 3", "Richt je marketing op A.", "duidelijk"),
    Situation("alles één op één na", "A 1 1 1 | B 10 10 10", "Richt je marketing op B.", "duidelijk"),
    Situation("gelijke gewichten ingevuld", "A 8 8 8 | B 5 5 5", "Richt je marketing op A.",
              "drie keer hetzelfde is geen eigen weging", weights="2 2 2"),
    Situation("alleen winst telt", "A 9 9 4 | B 5 5 8", "Richt je marketing op B.", "zo gekozen",
              tells="jouw eigen weging", weights="0 0 1"),
    Situation("winst telt zwaarder en draait de uitkomst", "A 9 9 2 | B 5 6 9", "Richt je marketing op B.",
              "wie geld nodig heeft, kiest anders", weights="1 1 4"),
    Situation("bouwbedrijf, twee groepen met een half punt", "Nieuwbouw 7 7 7 | Verbouw 7 7 6,5",
              "Richt je marketing op Nieuwbouw.", "kans boven de helft, en dat staat erbij"),
    Situation("vier groepen, twee bijna gelijk", "A 8 8 8 | B 8 8 7,5 | C 3 3 3 | D 4 4 4", "Richt je marketing op A.",
              "tussen twee is een half punt iets"),
    Situation("lunchroom, drie gelijk", "Ontbijt 6 6 6 | Lunch 6 6 6 | Borrel 6 6 6",
              "Ontbijt, Lunch en Borrel staan samen bovenaan", "gelijk"),
    Situation("twaalf groepen, één ver voor", f"{EQUALS.replace('7 7 7', '3 4 3')} | Winnaar 9 9 9",
              "Richt je marketing op Winnaar.", "ver voor"),
    Situation("winnaar verdient niet het meest, wel genoeg", "A 9 9 6 | B 5 5 9", "Richt je marketing op A.",
              "vijf punten voor, en dat staat erbij"),
)  # fmt: skip


def _answer(typed: dict[str, str]) -> Answer:
    filling = own_filling(CALCULATOR, typed, Origin.OWN)
    solved = solve(CALCULATOR, dict(filling.texts))
    assert solved.answer is not None, solved.faults
    return solved.answer


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.firm)
def test_the_advice_is_that_of_an_adviser(situation: Situation) -> None:
    """The headline is what an adviser would say, and no step sends anyone where the grades do not."""
    answer = _answer(situation.typed)
    assert sentence(answer.headline).startswith(situation.says), situation.why
    assert situation.tells in sentences(answer.reasons), situation.why
    step = sentence(answer.first_step.action) if answer.first_step else ""
    if situation.never:
        assert situation.never not in f"{sentence(answer.headline)} {step}", situation.why
    assert_shown(answer)


def test_there_are_enough_situations() -> None:
    """At least 25 kinds of firms, each once."""
    assert len({each.firm for each in SITUATIONS}) == len(SITUATIONS) >= 25


def test_equal_weights_are_no_weighting_of_ones_own() -> None:
    """Three times the same number is what an empty weighting is, in every word."""
    groups = "A 8 8 8 | B 5 6 5"
    without, equal = (_answer(Situation("", groups, "", "", weights=each).typed) for each in ("", "5 5 5"))
    assert answer_as_text(without) == answer_as_text(equal)


def test_one_question_alone_is_told_in_plain_lines() -> None:
    """Three lines say who stand first when one question counts, ties named."""
    card = _answer(Situation("", "A 9 5 5 | B 4 7 5", "", "").typed).more_cards[0]
    assert [sentence(each) for each in card.sentences] == [
        "Telt alleen persoonlijke voldoening: A.",
        "Telt alleen waarde voor de markt: B.",
        "Telt alleen winstgevendheid: A en B.",
    ]


# What holds for all groups -------------------------------------------------------------------------------------------

SCORE = st.integers(10, 100).map(lambda each: each / 10)
GROUPS = st.lists(st.tuples(SCORE, SCORE, SCORE), min_size=2, max_size=5)


def _segments(grades: list[tuple[float, ...]]) -> Any:  # noqa: ANN401 -- a list of TypedDicts
    return [{"name": f"G{place}", **dict(zip(CRITERIA, each, strict=True))} for place, each in enumerate(grades)]


def _told(segments: list[dict[str, Any]]) -> Answer:
    return pww_score(**accept(declare(pww_score), {"segments": segments}))


@settings(max_examples=300, deadline=None)
@given(grades=GROUPS)
def test_no_group_is_advised_that_probably_is_not_first(grades: list[tuple[float, ...]]) -> None:
    """Who is told to aim has more than half a chance to stay first, half of the points, and money or a warning."""
    segments = _segments(grades)
    headline, found = sentence(_told(segments).headline), find(segments, None)
    winner = found.winners[0]
    if headline.startswith("Richt"):
        assert len(found.winners) == 1
        assert winner.chance >= 0.5 - 1e-9
        assert winner.total >= 15 - 1e-9
        assert ("winstgevend" in headline) == (winner.scores[-1] <= 3)


@settings(max_examples=300, deadline=None)
@given(grades=GROUPS)
def test_a_flip_that_is_told_flips(grades: list[tuple[float, ...]]) -> None:
    """The changed score, typed as it is told, ends the lead; the amount is what the two scores differ."""
    segments = _segments(grades)
    flip = find(segments, None).flip
    if flip is None:
        return
    criterion = CRITERIA[pww.CRITERION_LABELS.index(flip.criterion)]
    old_winner = pww.rank(segments)["winners"]
    changed: Any = [
        {**each, criterion: round(flip.new, 2)} if each["name"] == flip.name else dict(each) for each in segments
    ]
    assert pww.rank(changed)["winners"] != old_winner
    assert abs(flip.new - flip.old) == pytest.approx(flip.change)
    assert 1 <= flip.new <= 10


@settings(max_examples=200, deadline=None)
@given(grades=GROUPS, data=st.data())
def test_names_and_order_change_no_advice(grades: list[tuple[float, ...]], data: st.DataObject) -> None:
    """Renamed and put in another order, the groups get the same advice under their new names."""
    segments = _segments(grades)
    order = data.draw(st.permutations(range(len(segments))))
    other: Any = [{**segments[place], "name": f"H{place}"} for place in order]
    first, second = (find(each, None) for each in (segments, other))
    assert first.outcome == second.outcome
    assert {each.name.replace("G", "H") for each in first.winners} == {each.name for each in second.winners}


@settings(max_examples=200, deadline=None)
@given(grades=GROUPS)
def test_an_unrelated_poor_group_changes_no_winner(grades: list[tuple[float, ...]]) -> None:
    """A group that is far behind makes no other group first."""
    segments = _segments(grades)
    more = [*segments, {"name": "Ver weg", "fulfilment": 1.0, "market_value": 1.0, "profitability": 1.0}]
    first, second = find(segments, None), find(more, None)
    if first.winners[0].total > 6:
        assert [each.name for each in first.winners] == [each.name for each in second.winners]
        assert first.outcome == second.outcome
