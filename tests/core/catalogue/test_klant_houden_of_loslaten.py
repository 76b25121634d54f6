"""Klant houden of loslaten: the advice, its euros and its words, for published, extreme and drawn customers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from calculators.catalogue.klant_houden_of_loslaten import CALCULATOR, klant_houden_of_loslaten
from calculators.catalogue.klant_houden_of_loslaten.form import REVIEWED
from calculators.model.answer import Amount, Answer, Chart, LineChart, ScatterChart, SpanChart
from calculators.model.comparison import beside
from calculators.model.declarations import declare
from calculators.model.errors import InputError
from calculators.model.forms import read_form, write_form
from calculators.model.layers import describe_form, unanswered
from calculators.model.sharing import read_link, write_link
from calculators.model.validation import accept
from calculators.operations import fire
from calculators.presentation import text
from tests.said import assert_shown, sentence, sentences

DECLARATION = declare(klant_houden_of_loslaten)
DOCS = Path(__file__).parents[3] / "docs"

# 6.000 - 500 over 140 hours, S 93.75 and B 7.14.
PUBLISHED: dict[str, Any] = {
    "revenue": 6000,
    "direct_costs": 500,
    "hours_billed": 100,
    "hours_unbilled": 40,
    "symptoms": {"bottom_price": 4, "extra_demands": 4, "delays": 4, "interference": 3},
    "signs": {
        "loyal": 2,
        "grants_big_quotes": 0,
        "pays_on_time": 0,
        "tries_new": 0,
        "suggests": 0,
        "recommends": 0,
        "brings_clients": 0,
    },
    "turnover_share": "under_10",
}
# 75 euros an hour: thin. With answers of the middle the advice is to raise the price (20%).
THIN: dict[str, Any] = {"revenue": 9000, "hours_billed": 100, "hours_unbilled": 20}
MIDDLE: dict[str, Any] = {"symptoms": {"delays": 2}, "signs": {"loyal": 2}}
MATCH: dict[str, Any] = {"symptoms": {"delays": 1}, "signs": {"loyal": 3}}
# Enough answers to part on, of a client that is a small part of the turnover.
MISMATCH: dict[str, Any] = {
    "symptoms": {"delays": 4, "interference": 4},
    "signs": dict.fromkeys(("loyal", "grants_big_quotes", "pays_on_time", "tries_new"), 1),
    "turnover_share": "under_10",
}
AGREEMENTS = "Voorbeeldbrief: nieuwe afspraken"


def _judge(*parts: dict[str, Any], **inputs: object) -> Answer:
    merged: dict[str, Any] = {}
    for part in parts:
        merged |= part
    return klant_houden_of_loslaten(**accept(DECLARATION, merged | inputs))


def _example(**changes: object) -> Answer:
    return _judge(dict(CALCULATOR.example.inputs), **changes)


def _headline(answer: Answer) -> str:
    return sentence(answer.headline)


def _reasons(answer: Answer) -> str:
    return sentences(answer.reasons)


def _certainty(answer: Answer) -> str:
    return sentences(answer.certainty)


def _change(answer: Answer) -> str:
    return sentences(answer.change)


def _worth(answer: Answer) -> str:
    return sentences(answer.worth)


def _together(answer: Answer) -> str:
    return sentences(answer.more_cards[0].sentences)


def _plan(answer: Answer) -> str:
    return sentences(answer.plans[0].steps)


def _figure(answer: Answer, name: str) -> float:
    value = next(figure.value for figure in answer.figures if figure.name == name)
    assert isinstance(value, Amount)
    assert value.value is not None
    return value.value


def _charts(answer: Answer) -> dict[str, Chart]:
    return {chart.key: chart for chart in (answer.chart, *answer.more_charts)}


def _other(name: str, **changes: object) -> dict[str, Any]:
    return {
        "name": name,
        "revenue": 9000,
        "hours_billed": 100,
        "hours_unbilled": 0,
        "symptoms": 1,
        "signs": 3,
    } | changes


def test_published_customer_is_parted_with() -> None:
    """Fit 6.7, 39.29 euros an hour, part; the 118% that the price would have to rise is no plan and stays unsaid."""
    answer = _judge(PUBLISHED)
    assert _headline(answer) == "Neem afscheid van deze klant."
    assert _figure(answer, "Past bij je") == pytest.approx(6.7, abs=0.05)
    assert _figure(answer, "Opbrengst per uur") == pytest.approx(39.29, abs=0.005)
    assert "7 van de 100 punten" in _reasons(answer)
    assert "betaalt nooit wat het werk kost" in _reasons(answer)
    assert next(text.measure(each.value) for each in answer.figures if each.name == "Nodige prijsverhoging") == (
        "meer dan 50%"
    )


def test_published_customer_at_35_percent_of_the_revenue_is_talked_to() -> None:
    """The same customer at 35% of the turnover gives agreements, and the dependency is the reason."""
    answer = _judge(PUBLISHED, total_revenue=6000 / 0.35)
    assert _headline(answer) == "Maak eerst afspraken met deze klant, en zoek er nieuwe klanten bij."
    assert "Deze klant is 35% van je omzet. Valt die weg" in _reasons(answer)


def test_published_price_rise() -> None:
    """9.000 over 120 hours is 75 an hour, which takes a price rise of 20%."""
    answer = _judge(THIN, MIDDLE)
    assert _headline(answer) == "Verhoog de prijs voor deze klant."
    assert _figure(answer, "Opbrengst per uur") == 75
    assert "Voor € 90 per uur moet je prijs 20% omhoog: € 1.800 per jaar." in _reasons(answer)
    assert "Begin met 10%, en doe de rest bij de volgende opdracht." in _reasons(answer)
    assert "Vraag 10% meer: dat is € 900 per jaar." in _plan(answer)


def test_published_break_even() -> None:
    """5.500 in 140 hours: from 44% you earn more, with everything filled 7.100 more."""
    answer = _judge(PUBLISHED, refill=1)
    assert _figure(answer, "Zoveel vul je minstens") == pytest.approx(0.4365, abs=5e-5)
    assert _figure(answer, "Verschil per jaar") == 7100
    assert "Zodra je 44% daarvan vult met werk van € 90 per uur, verdien je meer." in _worth(answer)


@pytest.mark.parametrize(
    ("inputs", "headline"),
    [
        (THIN | MATCH, "Houd deze klant."),
        (THIN | MIDDLE, "Verhoog de prijs voor deze klant."),
        (THIN | MISMATCH | {"refill": 0.9}, "Draag deze klant over."),
        (THIN | MISMATCH, "Zoek eerst ander werk, en draag deze klant dan pas over."),
        (THIN | MISMATCH | {"revenue": 6000}, "Neem afscheid van deze klant."),
        (THIN | MISMATCH | {"revenue": 12000}, "Maak afspraken met deze klant."),
    ],
    ids=["keep", "raise_price", "hand_over", "find_work", "fire", "repair"],
)
def test_every_advice_has_its_headline(inputs: dict[str, Any], headline: str) -> None:
    """The five advices of the table, each as a sentence, and what goes before parting when it costs money."""
    assert _headline(_judge(inputs)) == headline


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, "Beantwoord nog één vraag over wat je energie kost en één over wat goed gaat."),
        ({"symptoms": {"delays": 2}}, "Beantwoord nog één vraag over wat goed gaat."),
        ({"signs": {"loyal": 2}}, "Beantwoord nog één vraag over wat je energie kost."),
    ],
)
def test_without_answers_the_money_speaks_and_the_question_is_asked(answers: dict[str, Any], asked: str) -> None:
    """Without a fit there is no advice: what is missing is asked for, and all three possible advices are named."""
    answer = _judge(THIN, answers)
    assert _headline(answer) == asked
    assert "een uur levert € 75 op" in _reasons(answer)
    assert "'overdragen'. Past het redelijk: 'prijs verhogen'. Past het goed: 'houden'." in _change(answer)


@pytest.mark.parametrize("answers", [{}, MATCH, MISMATCH])
def test_misconduct_decides_alone(answers: dict[str, Any]) -> None:
    """After misconduct the advice is to part, also without answers, and no price is named."""
    answer = _judge(THIN, answers, misconduct=True, total_revenue=10_000)
    assert _headline(answer) == "Neem afscheid van deze klant, wat die ook oplevert."
    assert answer.first_step is not None
    assert (answer.first_step.per_year, answer.first_step.urgent) == (None, True)
    assert "Bij wangedrag telt de rest niet mee." in sentence(answer.reasons[0])
    assert "omhoog" not in _reasons(answer)
    assert "Schrijf op wat er is gebeurd" in _plan(answer)
    assert "90% van je omzet. Zorg dat je ook zonder deze klant verder kunt." in _reasons(answer)


def test_gain_at_the_chosen_share_lies_on_the_line_between_both_ends() -> None:
    """At 70% of 140 hours at 90 euros: 8.820 - 5.500; the chart runs through the same point and through zero."""
    answer = _example(refill=0.7)
    assert _figure(answer, "Verschil per jaar") == pytest.approx(3320)
    assert "Vul je 70%, dan verdien je € 3.320 per jaar meer dan nu." in _worth(answer)
    chart = _charts(answer)["gain"]
    assert isinstance(chart, LineChart)
    assert [point[1] for point in chart.lines[0].points] == pytest.approx([-5500, 7100])
    assert [(mark.label, mark.x, mark.y) for mark in chart.marks] == [
        ("omslagpunt", pytest.approx(0.4365, abs=5e-5), 0),
        ("jouw keuze", 0.7, pytest.approx(3320)),
    ]


def test_first_year_counts_the_farewell_and_the_start() -> None:
    """600 euros and two months: (5.500 + 600) / (140 x 10/12 x 90) = 58%, and 1.250 more at 70%."""
    assert "In het eerste jaar is 58% nodig, door de kosten en de aanlooptijd." in _worth(_example())
    assert "Bij 70% verdien je dat jaar € 1.250 meer." in _worth(_example())
    assert "58% nodig" not in _worth(_example(exit_cost=0, lag_months=0))
    assert "eerste jaar" not in str(_charts(_example(exit_cost=0, lag_months=0))["gain"])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"lag_months": 0}, "door de kosten van het afscheid."),
        ({"exit_cost": 0}, "door de aanlooptijd."),
        ({"lag_months": 12}, "vul je door de aanlooptijd nog niets. Dat jaar verdien je € 6.100 minder dan nu."),
        ({"exit_cost": 9000}, "Het eerste jaar kost meer dan het oplevert, ook als je alles vult."),
    ],
)
def test_first_year_says_what_it_is_due_to(changes: dict[str, float], said: str) -> None:
    """Only what was filled in is named; a year in which it cannot be earned back is called so."""
    assert said in _worth(_example(**changes))


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        (THIN | {"revenue": 12000}, "Zelfs als je dat helemaal vult met werk van € 90 per uur, verdien je € 1.200"),
        (THIN | {"revenue": 10800}, "Vul je dat helemaal met werk van € 90 per uur, dan verdien je evenveel als nu."),
        (THIN | {"direct_costs": 9500}, "Ook als je daar niets van vult, houd je per jaar € 500 meer over."),
        (
            THIN | {"direct_costs": 8950},
            "Zodra je er een paar uur van vult met werk van € 90 per uur, verdien je meer.",
        ),
        (THIN | {"direct_costs": 9000}, "Ook als je daar niets van vult, houd je per jaar evenveel over."),
        ({"revenue": 500, "hours_billed": 0, "hours_unbilled": 0}, "Zonder uren is niet te zeggen"),
        (THIN | {"internal_rate": 90, "avoidable_share": 1}, "Na een afscheid houd je per jaar € 1.800 meer over."),
    ],
    ids=["never", "exactly", "always", "hardly any", "nothing", "no hours", "equal rates"],
)
def test_every_kind_of_turning_point_has_its_words(inputs: dict[str, Any], said: str) -> None:
    """Above 100%, at 100%, below 0%, without hours, and where filling makes no difference."""
    assert said in _worth(_judge(inputs, MIDDLE))


# Who goes through all statements need not answer for the whole group.
STATEMENTS_ALONE: dict[str, Any] = dict.fromkeys(("energy", "trouble", "stays_and_pays", "recommends_and_thinks_along"))


def test_answers_that_turn_the_advice_really_turn_it() -> None:
    """The named answer, one step lower, gives the named advice; the number of such answers is told."""
    answer = _example(**STATEMENTS_ALONE)
    assert "Elk van 4 antwoorden kan het advies veranderen. Gaat 'laagste prijs' van 3 naar 2" in _certainty(answer)
    assert "dan wordt het 'afspraken maken'." in _certainty(answer)
    assert _headline(answer) == "Voer eerst een gesprek met deze klant."
    assert "Het scheelt weinig: gaat 'laagste prijs' van 3 naar 2" in _reasons(answer)
    symptoms = CALCULATOR.example.inputs["symptoms"] | {"bottom_price": 2}
    assert _headline(_example(**STATEMENTS_ALONE, symptoms=symptoms)) == "Maak afspraken met deze klant."


def test_firm_advice_says_that_no_answer_turns_it() -> None:
    """Far from the limits no single step matters, and nothing asks to wait."""
    answer = _judge(PUBLISHED)
    assert "Geen enkel antwoord dat één stap lager of hoger uitvalt, verandert het advies." in _certainty(answer)
    assert "Het scheelt weinig" not in _reasons(answer)


def test_open_questions_give_the_room_that_is_left() -> None:
    """One of each answered with 2: the other nine can bring the score anywhere from 10 to 90."""
    said = "Je liet 9 vragen open. Daarmee kan de score nog tussen 10 en 90 uitkomen; het advies kan dan anders worden."
    assert said in _certainty(_judge(THIN, MIDDLE))
    assert "vragen open" not in _certainty(_example())
    signs = {sign: 4 for sign in fire.SIGNS if sign != "loyal"}
    one = _judge(THIN, symptoms=dict.fromkeys(fire.SYMPTOMS, 0), signs=signs)
    assert "Je liet 1 vraag open." in _certainty(one)
    assert "het advies blijft dan gelijk." in _certainty(one)


def test_unbilled_hours_are_doubted() -> None:
    """Half as many more or fewer of the hours that nobody writes down: 5.500 over 160 to 120 hours."""
    assert "50% naast, dan levert een uur € 34 tot € 46 op. Aan het advies verandert dat niets." in _certainty(
        _example()
    )
    near = _judge(THIN, MIDDLE, hours_unbilled=2)
    assert "Het advies kan dan" not in _certainty(near)
    turning = _judge(MIDDLE, revenue=9000, hours_billed=80, hours_unbilled=24)
    assert "Het advies kan dan 'houden' worden." in _certainty(turning)
    assert "Je vulde geen onbetaalde uren in." in _certainty(_judge(MIDDLE, THIN, hours_unbilled=0))


def test_price_and_hours_that_lead_to_keeping_really_do() -> None:
    """The card names 1.800 euros or 20 hours; with either the advice becomes to keep."""
    card = _change(_judge(THIN, MIDDLE))
    assert "Het advies wordt 'houden' zodra een uur minstens € 90 oplevert." in card
    assert "met € 1.800 meer per jaar, of met 20 uur minder voor hetzelfde geld." in card
    assert _headline(_judge(THIN, MIDDLE, revenue=10_800)) == "Houd deze klant."
    assert _headline(_judge(THIN, MIDDLE, hours_unbilled=0)) == "Houd deze klant."


def test_a_good_match_is_kept_from_the_cost_price() -> None:
    """With a high fit 60 euros an hour is enough to keep, and the room until there is told."""
    loss = _change(_judge(THIN, MATCH, revenue=6000))
    assert "Het advies wordt 'houden' zodra een uur minstens € 60 oplevert." in loss
    kept = _change(_judge(THIN, MATCH))
    assert "zolang een uur minstens € 60 oplevert. Er is ruimte voor 30 uur per jaar" in kept
    assert "of voor € 1.800 minder omzet" in kept


def test_money_alone_does_not_mend_a_mismatch() -> None:
    """With a low fit both the score and the rate are asked for; with enough money only the score."""
    assert "nodig (nu 37) én minstens € 90 per uur" in _change(_example(**STATEMENTS_ALONE))
    paid = _judge(THIN, MISMATCH, revenue=12_000)
    assert (
        "vanaf een score van 40 punten. Nu zijn het er 13. De meeste punten win je bij vertraging en bemoeienis."
        in _change(paid)
    )


def test_parting_at_a_loss_is_warned_against() -> None:
    """When the chosen refill does not make up for it, other work comes first, and the reason says what it costs."""
    answer = _judge(THIN, MISMATCH, refill=0.7)
    assert _headline(answer).startswith("Zoek eerst ander werk")
    assert "Vul je 70% van de vrije uren, dan verdien je € 1.440 per jaar minder" in _reasons(answer)
    assert "Zoek eerst ander werk" not in _headline(_judge(THIN, MISMATCH, refill=0.9))


@pytest.mark.parametrize(
    ("inputs", "first"),
    [
        (THIN | MIDDLE, "Voorbeeldbrief: een nieuwe prijs"),
        (THIN | MISMATCH | {"revenue": 12000}, AGREEMENTS),
        (THIN | MISMATCH, "Voorbeeldbrief: afscheid nemen"),
        (THIN | MISMATCH | {"refill": 0.9}, "Voorbeeldbrief: overdragen aan een vakgenoot"),
        (THIN | MATCH, "Voorbeeldbrief: een nieuwe prijs"),
        (THIN | {"symptoms": {"delays": 4}, "signs": {"loyal": 1}}, AGREEMENTS),
    ],
)
def test_fitting_letter_comes_first(inputs: dict[str, Any], first: str) -> None:
    """All four sample texts are always there; the one for the advice is on top."""
    letters = [letter.title for letter in _judge(inputs).letters]
    assert (letters[0], len(set(letters))) == (first, 4)


def test_letters_are_complete_and_promise_nothing_legal() -> None:
    """Every letter has a salutation, a place for the name and a closing; who ends something checks the contract."""
    for letter in _example().letters:
        words = " ".join(sentence(each) for each in letter.paragraphs)
        assert "Beste [naam]," in words
        assert "Met vriendelijke groet, [jouw naam]" in words
        assert letter.title == AGREEMENTS or "Controleer eerst je contract en opzegtermijn" in words
        assert "!" not in words


def test_plan_has_three_steps_for_every_advice() -> None:
    """Three things for this week; who parts hears for how many hours to find work, as its euros are of that."""
    assert "Zoek ander werk voor 98 uur per jaar: dat is 70% van de tijd die vrijkomt." in _plan(_example())
    for inputs in (THIN | MATCH, THIN | MIDDLE, THIN | MISMATCH, THIN, THIN | {"misconduct": True}):
        assert len(_judge(inputs).plans[0].steps) == 3


def test_other_clients_are_judged_with_one_answer_a_group() -> None:
    """One answer gives the same score as the same answer to every question."""
    alone = _judge(THIN, symptoms=dict.fromkeys(fire.SYMPTOMS, 1), signs=dict.fromkeys(fire.SIGNS, 3))
    chart = _charts(_judge(THIN, MIDDLE, clients=[_other("Bakker")]))["field"]
    assert isinstance(chart, ScatterChart)
    assert chart.bubbles[1].x == _figure(alone, "Past bij je")
    assert [(bubble.name, bubble.emphasis) for bubble in chart.bubbles] == [(REVIEWED, True), ("Bakker", False)]


def test_all_clients_together() -> None:
    """The example: the reviewed customer leaves; 19.000 euros over 217 hours stay."""
    card = _together(_example())
    assert "bij deze klant. Dat maakt 140 uur vrij en kost € 5.500 per jaar." in card
    assert "levert gemiddeld € 88 op. Met alle klanten samen is dat € 69." in card
    two = _together(_example(clients=[_other("Garage", revenue=3000, symptoms=4, signs=0)]))
    assert "deze klant en Garage" in two
    assert "Vul je 39% van die uren" in two
    none = _together(_judge(THIN, MATCH, clients=[_other("Bakker")]))
    assert "Bij geen van deze 2 klanten" in none
    assert len(_judge(THIN, MATCH).cards) == 3


def test_clients_without_answers_are_called_so_and_not_drawn() -> None:
    """A customer without a score has no place in the field but stands in its table and in the other chart."""
    answer = _judge(THIN, MIDDLE, clients=[_other("Bakker", symptoms=None)])
    charts = _charts(answer)
    field, results = charts["field"], charts["clients"]
    assert isinstance(field, ScatterChart)
    assert isinstance(results, SpanChart)
    assert [bubble.name for bubble in field.bubbles] == [REVIEWED]
    assert field.table.rows[1][-1] == "nog niet beoordeeld"
    assert [span.name for span in results.spans] == [REVIEWED, "Bakker"]


def test_referral_value_is_part_of_what_the_customer_brings() -> None:
    """1.800 euros of recommendations lift 75 euros an hour to 90, in the rate and in the bars."""
    answer = _judge(THIN, MIDDLE, referral_value=1800, clients=[_other("Bakker")])
    assert _figure(answer, "Opbrengst per uur") == 90
    results = _charts(answer)["clients"]
    assert isinstance(results, SpanChart)
    assert results.spans[0].end == 10_800 - 120 * 60


def test_the_yield_per_hour_goes_along_to_the_pww_score() -> None:
    """A grade by the goal: nothing is a 1, the goal a 7, half as much again a 9; equal yields give equal grades."""
    handover = next(each for each in _example().handovers if each.to == "pww-score")
    assert [(name, text.write(value)) for name, value in handover.fields] == [
        ("segments[0].profitability", "3,6"),
        ("segments[1].profitability", "7,2"),
        ("segments[2].profitability", "6"),
    ]
    assert "Namen gaan niet mee" in sentence(handover.words)
    equal = _judge(THIN, MIDDLE, clients=[_other("Bakker", hours_unbilled=20)])
    grades = next(each for each in equal.handovers if each.to == "pww-score").fields
    assert [text.write(value) for _, value in grades] == ["6", "6"]
    assert [each.to for each in _judge(THIN).handovers] == ["klantwaarde"]


def test_the_hours_go_along_to_the_customer_value() -> None:
    """The hours mean the same there and keep their decimals."""
    handover = next(each for each in _judge(THIN, hours_unbilled=12.25).handovers if each.to == "klantwaarde")
    assert [(name, text.write(value)) for name, value in handover.fields[:1]] == [("hours", "112,25")]


@pytest.mark.parametrize(
    ("inputs", "code", "field"),
    [
        ({"target_rate": 50}, "out_of_range", "target_rate"),
        ({"total_revenue": 8000}, "out_of_range", "total_revenue"),
        ({"clients": [_other(" deze KLANT ")]}, "duplicate_name", "clients[0].name"),
        ({"clients": [_other("A"), _other("a ")]}, "duplicate_name", "clients[1].name"),
        ({"symptoms": {"delays": 5}}, "out_of_range", "symptoms.delays"),
        ({"refill": 1.2}, "out_of_range", "refill"),
    ],
)
def test_refused_at_the_field_that_can_mend_it(inputs: dict[str, Any], code: str, field: str) -> None:
    """A fault between fields is reported at one of them, with the way out."""
    with pytest.raises(InputError) as refused:
        _judge(THIN, inputs)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_empty_form_asks_for_the_kern() -> None:
    """After Leegmaken the revenue, the hours and one answer of each kind are asked."""
    assert list(unanswered(CALCULATOR, {})) == ["revenue", "hours", "energy", "stays_and_pays"]


def test_field_names_are_those_of_the_specification() -> None:
    """The page's names are the contract's names."""
    names = set(describe_form(CALCULATOR)["fields"])
    assert {"symptoms.delays", "signs.brings_clients", "clients[0].revenue", "misconduct", "refill"} <= names


def test_form_and_link_bring_the_example_back() -> None:
    """What is typed comes back from the form as it was; a share link keeps the numbers and drops the names."""
    inputs = accept(DECLARATION, CALCULATOR.example.inputs)
    texts = write_form(DECLARATION, inputs)
    assert accept(DECLARATION, read_form(DECLARATION, texts)) == inputs
    link = write_link(DECLARATION, inputs)
    assert "Bakkerij" not in link
    shared = accept(DECLARATION, read_link(DECLARATION, link))
    assert _headline(klant_houden_of_loslaten(**shared)) == "Neem afscheid van deze klant."


def test_figures_keep_their_names_for_a_comparison() -> None:
    """Six numbers, the same for every answer, so that two situations can be set side by side."""
    compared = beside(_example(), _example(refill=0.8)).comparison
    assert compared is not None
    assert [row[0] for row in compared.rows] == [
        "Past bij je",
        "Opbrengst per uur",
        "Nodige prijsverhoging",
        "Vrije uren per jaar",
        "Zoveel vul je minstens",
        "Verschil per jaar",
    ]


def test_page_holds_the_calculator_and_its_account() -> None:
    """The page has the calculator, how it is calculated, and a title and description of the right length."""
    page = (DOCS / "rekenmachines" / "klant-houden-of-loslaten.md").read_text(encoding="utf-8")
    assert "[rekenmachine: klant-houden-of-loslaten]" in page
    assert "[verantwoording: klant-houden-of-loslaten]" in page
    title, description = (re.search(rf"^{key}: (.*)$", page, re.MULTILINE) for key in ("title", "description"))
    assert title is not None
    assert description is not None
    assert len(title[1]) <= 60
    assert 70 <= len(description[1].strip('"')) <= 160


EXTREMES: tuple[dict[str, Any], ...] = (
    {"revenue": 0, "hours_billed": 0, "hours_unbilled": 0},
    {"revenue": 1e308, "hours_billed": 1e308, "hours_unbilled": 1e308},
    {"revenue": 1e308, "hours_billed": 1e-300, "hours_unbilled": 0, "referral_value": 1e308, "total_revenue": 1.7e308},
    {"revenue": 0, "direct_costs": 1e308, "hours_billed": 1e-300, "hours_unbilled": 0, "referral_value": -1e308},
    {"revenue": 0, "direct_costs": 10, "hours_billed": 1, "hours_unbilled": 0, "internal_rate": 0},
    {"revenue": 10, "hours_billed": 1, "hours_unbilled": 1, "internal_rate": 0, "target_rate": 1e-300},
    {"revenue": 10, "hours_billed": 1, "hours_unbilled": 1, "internal_rate": 1e-300, "target_rate": 1},
    {"revenue": 9000, "hours_billed": 50, "hours_unbilled": 50, "internal_rate": 90, "avoidable_share": 1},
    {"revenue": 9000, "hours_billed": 50, "hours_unbilled": 50, "exit_cost": 1e308, "lag_months": 1e308},
)


@pytest.mark.parametrize("answers", [{}, MATCH, MIDDLE, MISMATCH], ids=["none", "match", "middle", "mismatch"])
@pytest.mark.parametrize("inputs", EXTREMES)
def test_extreme_numbers_give_an_answer(inputs: dict[str, Any], answers: dict[str, Any]) -> None:
    """The largest and smallest numbers are answered in words, with charts that can be drawn."""
    for clients in ([], [_other("Bakker"), _other("Leeg", revenue=0, hours_billed=0, symptoms=None)]):
        assert_shown(_judge(inputs, answers, clients=clients))
