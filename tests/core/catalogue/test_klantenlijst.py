"""Klantenlijst: who earns the money, without names unless asked, for short, long, strange and drawn lists."""

from __future__ import annotations

import math
import random
import re
from pathlib import Path
from typing import Any

import pytest

from calculators.catalogue import klant_houden_of_loslaten
from calculators.catalogue.klantenlijst import CALCULATOR, klantenlijst
from calculators.catalogue.klantenlijst.book import MOST_ASKED, asked_first
from calculators.catalogue.klantenlijst.form import CustomerRow
from calculators.model.answer import Amount, Answer, BarChart, Chart, LineChart, Share
from calculators.model.comparison import beside
from calculators.model.declarations import declare
from calculators.model.errors import InputError
from calculators.model.forms import read_form, write_form
from calculators.model.handover import read_handover, write_handover
from calculators.model.layers import describe_form
from calculators.model.sharing import read_link, write_link
from calculators.model.validation import accept, check
from calculators.presentation.answer import answer_as_csv, answer_as_text
from tests.said import assert_shown, html_of, sentence, sentences

DECLARATION = declare(klantenlijst)
TARGET = declare(klant_houden_of_loslaten.klant_houden_of_loslaten)
DOCS = Path(__file__).parents[3] / "docs"

# A file of a very large business.
MANY = 100_000


def _row(revenue: float, costs: float | None = None, hours: float | None = None, name: str = "") -> dict[str, Any]:
    return {"name": name or None, "revenue": revenue, "costs": costs, "hours": hours}


def _list(*rows: dict[str, Any], **inputs: object) -> Answer:
    return klantenlijst(**accept(DECLARATION, {"customers": list(rows), **inputs}))


def _example(**changes: object) -> Answer:
    """The example, with numbers for names as elsewhere in these tests."""
    return klantenlijst(**accept(DECLARATION, {**CALCULATOR.example.inputs, "hide_names": True, **changes}))


def _profits(*profits: float) -> Answer:
    """A list with these profits: all with the same revenue and an hour that costs nothing."""
    return _list(*(_row(1000, 1000 - each, 0) if each <= 1000 else _row(each, 0, 0) for each in profits))


def _headline(answer: Answer) -> str:
    return sentence(answer.headline)


def _reasons(answer: Answer) -> str:
    return " ".join(sentence(each) for each in answer.reasons)


def _steps(answer: Answer) -> str:
    return " ".join(sentence(each) for each in answer.plans[0].steps)


def _figure(answer: Answer, name: str) -> float | None:
    value = next(figure.value for figure in answer.figures if figure.name.startswith(name))
    assert isinstance(value, Amount | Share)
    return value.value


def _charts(answer: Answer) -> dict[str, Chart]:
    return {chart.key: chart for chart in (answer.chart, *answer.more_charts)}


def _curve(answer: Answer) -> LineChart:
    assert isinstance(answer.chart, LineChart)
    return answer.chart


def _bars(answer: Answer, key: str) -> BarChart:
    chart = _charts(answer)[key]
    assert isinstance(chart, BarChart)
    return chart


def _everywhere(answer: Answer) -> str:
    return html_of(answer) + answer_as_text(answer) + answer_as_csv(answer)


# The example.


def test_example_says_who_earns_and_who_costs() -> None:
    """Eight customers earn 32.040, two cost 5.700 of it; the largest is one of those two."""
    answer = _example()
    assert _headline(answer) == (
        "Van de 10 klanten met uren (97% van je omzet) leveren er 8 samen € 32.040 winst op; 2 kosten je € 5.700."
    )
    assert "Klant 1 kost je het meest: € 3.400 per jaar, bij een omzet van € 66.000." in _reasons(answer)
    assert _figure(answer, "Winst") == 26340
    assert _figure(answer, "Klanten die geld kosten") == 2
    assert _figure(answer, "Grootste klant") == pytest.approx(66000 / 208800)


def test_unknown_hours_are_left_out_and_told() -> None:
    """Two customers have no hours: the profit is about the other ten, and says how much it can still rise."""
    answer = _example()
    assert "Dit gaat over 10 van je 12 klanten." in _reasons(answer)
    assert "Van 2 klanten (3% van je omzet) ontbreken de uren." in sentences(answer.certainty)
    # Klant 10 and 12: 4.000 - 1.500 and 2.500 - 1.100.
    assert "hooguit € 3.900 hoger" in sentences(answer.certainty)
    assert "Schat ook de uren van Klant 12 en Klant 10." in _steps(answer)
    assert _curve(answer).x.most == 10
    assert "uren onbekend" in {bar.note for bar in _bars(answer, "largest").bars}


def test_hours_that_are_off_give_a_range() -> None:
    """A quarter more or less on the hours of class A (1.390 hours of 60 euros) moves the profit by 20.850."""
    said = sentences(_example().certainty)
    assert "dan ligt de winst tussen € 5.490 en € 47.190." in said
    assert "Het aantal klanten dat geld kost, ligt dan tussen 0 en 2." in said


def test_turning_points_hold() -> None:
    """What the card names as turning point makes the headline turn."""
    answer = _example()
    assert "Met 38 uur minder werk of € 2.300 meer omzet kost Klant 5 je niets meer." in sentences(answer.change)
    rows = [dict(row) for row in CALCULATOR.example.inputs["customers"]]
    rows[4]["hours"] -= 39
    assert _figure(_example(customers=rows), "Klanten die geld kosten") == 1
    assert "Kost een uur je € 77 in plaats van € 60" in sentences(answer.change)
    profits = [_figure(_example(internal_rate=rate), "Winst") or 0.0 for rate in (77, 78)]
    assert profits[0] > 0 > profits[1]


def test_worth_of_the_losses() -> None:
    """Both losses to nothing is 22% more; at 39% of the revenue nobody is told to part with them."""
    said = sentences(_example().worth)
    assert "Kosten die 2 klanten je niets meer, dan scheelt dat € 5.700 per jaar: 22% meer winst." in said
    assert "Bij Klant 1 is € 3.400 te winnen, met een prijs die 5,2% hoger is of met 57 uur minder werk (als je" in said
    assert "Samen zijn die klanten 39% van je omzet. Dat kun je niet missen" in said
    assert "afscheid" not in said


def test_worth_of_parting() -> None:
    """Losers with little of the revenue: the 100 hours for them must bring what is missed."""
    rows = [_row(30000, 0, 200), _row(30000, 0, 200), _row(30000, 0, 200), _row(5000, 0, 100)]
    said = sentences(_list(*rows).worth)
    assert "Lukt dat niet en neem je afscheid van die klant, dan mis je € 5.000 (omzet min kosten)" in said
    assert "en houd je 100 uur over. Dat loont zodra die uren gemiddeld meer dan € 50 opleveren." in said


def test_worst_customer_is_taken_along() -> None:
    """The numbers of the customer with the largest loss go to klant-houden-of-loslaten, with the total revenue."""
    handover = _example().handovers[0]
    assert handover.to == "klant-houden-of-loslaten"
    arrived = read_handover(TARGET, write_handover("klantenlijst", handover).removeprefix("klant-houden-of-loslaten+"))
    assert arrived.texts == {
        "revenue": "66.000",
        "direct_costs": "31.000",
        "hours": "640",
        "internal_rate": "60",
        "total_revenue": "208.800",
    }


def test_handover_is_accepted_over_there() -> None:
    """What arrives is valid there, also with a high rate and with credit notes in the total."""
    for answer in (
        _example(internal_rate=150),
        _list(_row(5000, 0, 200), _row(-4000, 0, 1), _row(100, 0, 1)),
        _list(_row(5000, 100, 20), _row(3000, 0, 1)),
    ):
        fragment = write_handover("klantenlijst", answer.handovers[0]).removeprefix("klant-houden-of-loslaten+")
        inputs = read_form(TARGET, {"hours_unbilled": "0", **read_handover(TARGET, fragment).texts})
        assert check(TARGET, inputs).errors == []
        assert (inputs["internal_rate"] or 0) <= 90
        assert (inputs["total_revenue"] or math.inf) >= inputs["revenue"]


# Names.


NAMES = [row["name"] for row in CALCULATOR.example.inputs["customers"]]


def test_names_are_hidden_when_asked() -> None:
    """With the box ticked neither page, copied text nor download holds a name."""
    hidden = _everywhere(_example())
    assert [name for name in NAMES if name in hidden] == []
    assert "Klant 1" in hidden


def test_names_are_shown_from_the_start() -> None:
    """It is the visitor's own list on the visitor's own device: names stand in sentences and charts."""
    answer = _example(hide_names=False)
    assert "Modehuis Fictief kost je het meest" in _reasons(answer)
    downloaded = answer_as_csv(answer)
    assert [name for name in NAMES if name not in downloaded] == []
    assert "Klant 1" not in downloaded


def test_customers_are_numbered_by_revenue() -> None:
    """Klant 1 is the largest, wherever it stands; of two equal ones the first comes first."""
    answer = _list(_row(100, name="Klein"), _row(900, name="Groot"), _row(100, name="Later"))
    assert answer.export is not None
    assert [row[0] for row in answer.export.rows] == ["Groot", "Klein", "Later"]
    hidden = _list(_row(100), _row(900), _row(100))
    assert hidden.export is not None
    assert [row[0] for row in hidden.export.rows] == ["Klant 1", "Klant 2", "Klant 3"]


def test_empty_and_equal_names_are_fine() -> None:
    """A customer without a name keeps its number; two customers may have the same name."""
    answer = _list(_row(900, name="Jansen"), _row(800, name="Jansen"), _row(100, name="  "))
    assert answer.export is not None
    assert [row[0] for row in answer.export.rows] == ["Jansen", "Jansen", "Klant 3"]


def test_name_is_text_whatever_it_holds() -> None:
    """Markup in a name is escaped, braces are not filled in, a formula does not start a cell."""
    answer = _list(_row(900, 0, 20, "<b>{client}</b>"), _row(100, 0, 9, "=1+1"))
    html = html_of(answer)
    assert "<b>" not in html
    assert "{client}" in html
    assert '"=1+1"' not in answer_as_csv(answer)


# The curve.


def test_curve_goes_up_to_the_peak_and_down_to_the_total() -> None:
    """Profits 140, 0, 0, -40: the peak is 140 after one customer, the end 100 (a ratio of 1,4)."""
    answer = _profits(0, 140, -40, 0)
    curve = _curve(answer)
    assert list(curve.lines[0].points) == [(0, 0), (1, 140), (2, 140), (3, 140), (4, 100)]
    assert [(mark.x, mark.y) for mark in curve.marks] == [(1, 140), (4, 100)]
    assert list(curve.lines[1].points) == [(0, 100), (4, 100)]


def test_published_shape_of_the_whale() -> None:
    """SAP blog: 16 of 20 customers bring 46.946, four take 11.500 of it; the list itself is made up."""
    answer = _profits(*[2934.125] * 16, *[-2875.0] * 4)
    assert _headline(answer) == "16 klanten leveren samen € 46.946 winst op; 4 andere kosten je daarvan weer € 11.500."
    assert [(mark.x, round(mark.y)) for mark in _curve(answer).marks] == [(16, 46946), (20, 35446)]


def test_all_gain() -> None:
    """Without losses the curve has no peak of its own, and the lowest yield per hour is worth looking at."""
    answer = _list(_row(1000, 0, 5), _row(900, 0, 10))
    assert _headline(answer) == "Geen enkele klant kost je geld: 2 klanten leveren samen € 1.000 winst op."
    assert "Een uur voor Klant 2 levert het minst op: € 90." in sentences(answer.worth)
    assert len(_curve(answer).marks) == 1


def test_no_gain_at_all() -> None:
    """When everyone costs money the curve starts at 0 and only falls."""
    answer = _profits(-100, -300)
    assert _headline(answer) == "Je verdient aan geen enkele klant: 2 klanten kosten je € 400."
    assert _curve(answer).lines[0].points[-1] == (2, -400)
    assert _curve(answer).y.least < -400
    assert "Samen zijn die klanten 100% van je omzet. Dat kun je niet missen" in sentences(answer.worth)


def test_losses_larger_than_gains() -> None:
    """The gain is named first, and that it is not enough."""
    assert _headline(_profits(100, -300)) == "1 klant levert € 100 winst op, maar 1 andere kost je € 300."


def test_nothing_gained_and_nothing_lost() -> None:
    """Zero profit for everyone is said as it is."""
    assert _headline(_profits(0, 0)) == "Je verdient niets aan deze klanten, en ze kosten je ook niets."


def test_equal_customers() -> None:
    """Ties: equal customers stand in the order of the list and are as spread as they are many."""
    answer = _list(*[_row(500, 100, 5)] * 4)
    assert _figure(answer, "Omzet gespreid als bij") == pytest.approx(4)
    assert _figure(answer, "Grootste klant") == pytest.approx(0.25)
    assert "Dat is onder de 30%" in _reasons(answer)
    assert [row[0] for row in _curve(answer).table.rows] == ["Klant 1", "Klant 2", "Klant 3", "Klant 4"]


# What is known.


def test_only_revenue_is_a_curve_of_revenue() -> None:
    """Without costs and hours the answer is about revenue, says so, and asks for what matters."""
    answer = _list(*(_row(each) for each in (500, 290, 110, 60, 40)))
    assert _headline(answer) == "Van Klant 1 hangt 50% van je omzet af."
    spread = _list(*(_row(each) for each in (250, 240, 230, 220, 60)))
    assert _headline(spread) == "De grootste 20% van je klanten brengt 25% van je omzet."
    assert "Dit gaat over omzet." in _reasons(answer)
    assert "Schat eerst de kosten en de uren van Klant 1, Klant 2 en Klant 3" in _steps(answer)
    assert [figure.name for figure in answer.figures][:2] == ["Klanten", "Omzet"]
    assert "Klant 1 kost je geld zodra er meer dan 8,3 uur per jaar in gaat zitten" in sentences(answer.change)
    assert not answer.handovers
    assert "yields" not in _charts(answer)


def test_costs_without_hours_count_before_the_hours() -> None:
    """With costs only, the profit is told to be before the own hours."""
    answer = _list(_row(1000, 400), _row(500, 100), _row(200))
    assert _headline(answer) == "Aan 3 klanten houd je samen € 1.200 over vóór je eigen uren."
    assert "Je uren tellen nog niet mee" in _reasons(answer)
    assert "Bij 1 klant vulde je geen kosten in: die tellen als nul." in _reasons(answer)
    assert "Klant 1 kost je geld zodra er meer dan 10 uur per jaar" in sentences(answer.change)


def test_hours_without_costs() -> None:
    """Who has no costs anywhere is told that they count as nothing."""
    answer = _list(_row(1000, hours=5), _row(600, hours=2))
    assert _figure(answer, "Winst") == 1180
    assert "Kosten vulde je niet in: die tellen als nul." in _reasons(answer)


def test_one_customer_with_hours_among_others() -> None:
    """With the hours of one customer the profit is about that one, and does not claim more."""
    answer = _list(_row(1000, hours=5), _row(600), _row(300))
    assert _headline(answer) == "Van de 1 klant met uren (53% van je omzet) houd je € 700 winst over."
    assert "Dit gaat over 1 van je 3 klanten." in _reasons(answer)


def test_credit_notes_count_in_the_profit_and_not_in_the_shares() -> None:
    """A customer with a negative revenue is class C, has no share, and lowers the total."""
    answer = _list(_row(1000), _row(-200))
    assert _figure(answer, "Omzet") == 800
    assert _figure(answer, "Grootste klant") == 1
    assert answer.export is not None
    assert answer.export.rows[1][1] == "C"


@pytest.mark.parametrize("revenue", [0, -50])
def test_list_without_revenue(revenue: float) -> None:
    """Without revenue there are no shares, and the answer asks for it."""
    answer = _list(_row(revenue))
    assert _headline(answer) == "Deze lijst bevat geen omzet."
    assert _figure(answer, "Grootste klant") is None
    assert "Vul bij elke klant de omzet van een jaar in." in _steps(answer)


def test_one_customer() -> None:
    """One customer is all revenue; nothing is compared."""
    assert _headline(_list(_row(1000))) == "Al je omzet komt van één klant."
    answer = _list(_row(1000, 100, 20))
    assert _headline(answer) == ("Al je omzet komt van één klant, en je uren kosten € 300 meer dan er overblijft.")
    assert "het dichtst bij" not in sentences(answer.change)


def test_free_hours() -> None:
    """With an internal rate of nothing the hours do not weigh, and no sentence divides by it."""
    answer = _list(_row(1000, 100, 20), _row(500, 700, 5), internal_rate=0)
    assert "De uren wegen hier niet mee" in sentences(answer.certainty)
    assert _figure(answer, "Winst") == 700


# Tables and long lists.


def test_classes_and_their_numbers() -> None:
    """The customer that crosses 80% is still A."""
    answer = _list(*(_row(each) for each in (50, 30, 10, 6, 4)))
    rows = _bars(answer, "classes").table.rows
    assert [(row[0], row[1].value) for row in rows if isinstance(row[1], Amount)] == [
        ("Klasse A, de eerste 80%", 2),
        ("Klasse B, de volgende 15%", 2),
        ("Klasse C, de laatste 5%", 1),
    ]


def test_pyramid_stands_in_the_table_of_a_long_list() -> None:
    """250 customers are 3 top, 10 large, 37 medium, 200 small."""
    answer = klantenlijst([{"revenue": 1000.0 - each} for each in range(250)])
    counts = [row[1].value for row in _bars(answer, "classes").table.rows[3:] if isinstance(row[1], Amount)]
    assert counts == [3, 10, 37, 200]


def test_export_holds_all_customers_with_all_columns() -> None:
    """The download has a line for every customer; what is not known is called so."""
    answer = _list(_row(1000, 100, 5), _row(500, hours=0), _row(100))
    assert answer.export is not None
    assert answer.export.columns == (
        "Klant",
        "Klasse",
        "Omzet",
        "Aandeel",
        "Kosten",
        "Uren",
        "Winst",
        "Opbrengst per uur",
    )
    lines = answer_as_csv(answer).splitlines()
    assert '"Klant 1";"A";"1.000";"62,5%";"100";"5";"600";"180"' in lines
    assert '"Klant 2";"A";"500";"31,25%";"onbekend";"0";"500";"n.v.t."' in lines
    assert '"Klant 3";"B";"100";"6,25%";"onbekend";"onbekend";"onbekend";"onbekend"' in lines


def _many(count: int, *, costs: bool = False) -> list[CustomerRow]:
    draw = random.Random(7)
    rows: list[CustomerRow] = []
    for index in range(count):
        row: CustomerRow = {"name": f"Naam {index}", "revenue": round(draw.paretovariate(1.1) * 100, 2)}
        if costs:
            row["costs"] = round(row["revenue"] * draw.uniform(0, 1.2), 2)
        rows.append(row)
    return rows


@pytest.mark.parametrize("costs", [False, True])
def test_the_answer_about_a_very_long_list_is_small(costs: bool) -> None:  # noqa: FBT001 -- a parameter of the test
    """A hundred thousand customers from a file: a page as small as that of twenty."""
    rows = _many(MANY, costs=costs)
    for index in asked_first(rows):
        rows[index]["hours"] = 50.0
    answer = klantenlijst(rows, hide_names=True)
    assert len(html_of(answer)) < 40_000
    assert "Naam" not in html_of(answer)
    assert answer.export is not None
    assert len(answer.export.rows) == MANY


def test_a_long_curve_is_sampled_with_its_peak_and_ends() -> None:
    """At most 120 points, among which the start, the peak and the end; the table keeps both ends of the list."""
    rows = _many(5000, costs=True)
    answer = klantenlijst(rows)
    curve = _curve(answer)
    points = list(curve.lines[0].points)
    profits = [row["revenue"] - (row.get("costs") or 0.0) for row in rows]
    gaining = [each for each in profits if each > 0]
    assert len(points) <= 120
    assert points[0][1] == 0
    assert dict(points)[len(gaining)] == pytest.approx(math.fsum(gaining))
    assert points[-1][0] == len(rows)
    assert points[-1][1] == pytest.approx(math.fsum(profits))
    assert len(curve.table.rows) == 20
    assert curve.table.rows[12][0] == "Alle klanten hiertussen"
    assert len(_bars(answer, "largest").table.rows) == 11


# Whom to ask for hours.


def test_class_a_is_asked_first_and_then_the_lowest_margins() -> None:
    """By revenue within class A, then by margin; known hours and unknown margins are passed over."""
    rows: list[CustomerRow] = [
        {"revenue": 5, "costs": 4},
        {"revenue": 400},
        {"revenue": 5, "costs": 5},
        {"revenue": 500},
        {"revenue": 6},
        {"revenue": 450, "hours": 10},
        {"revenue": 0, "costs": 3},
    ]
    assert asked_first(rows) == [3, 1, 2, 0]
    assert asked_first(rows, 3) == [3, 1, 2]


def test_never_more_are_asked_than_wanted() -> None:
    """Not with a long list, not with none wanted, not with an empty list."""
    rows = _many(2000, costs=True)
    assert len(asked_first(rows)) == MOST_ASKED
    assert asked_first(rows) == asked_first(list(rows))
    assert asked_first(rows, 0) == []
    assert asked_first([]) == []


def test_equal_customers_are_asked_in_their_order() -> None:
    """Ties keep the order of the list."""
    assert asked_first([{"revenue": 10}, {"revenue": 10}, {"revenue": 10}], 2) == [0, 1]


# The form and the page.


def test_empty_form_asks_for_revenue_only() -> None:
    """After Leegmaken the revenue of each row is all that is required."""
    texts = {"customers[0].name": "", "customers[1].name": ""}
    errors = check(DECLARATION, read_form(DECLARATION, texts)).errors
    assert [error.field for error in errors] == ["customers[0].revenue", "customers[1].revenue"]


def test_negative_hours_are_refused() -> None:
    """Revenue and costs may be negative, because of credit notes; hours may not."""
    assert _list({"revenue": 1, "costs": -1}).figures
    with pytest.raises(InputError) as refused:
        _list({"revenue": 1, "hours": -1})
    assert (refused.value.code, refused.value.field) == ("out_of_range", "customers[0].hours")


def test_field_names() -> None:
    """The names that the import fills in."""
    names = list(describe_form(CALCULATOR)["fields"])
    assert names[:4] == [f"customers[0].{key}" for key in ("name", "revenue", "costs", "hours")]
    assert {"internal_rate", "margin_share", "show_names", "hide_names"} <= set(names)


def test_form_and_link_bring_the_example_back() -> None:
    """What is typed comes back; a share link keeps the numbers and drops the names."""
    inputs = accept(DECLARATION, CALCULATOR.example.inputs)
    assert accept(DECLARATION, read_form(DECLARATION, write_form(DECLARATION, inputs))) == inputs
    link = write_link(DECLARATION, inputs)
    assert "Modehuis" not in link
    shared = klantenlijst(**accept(DECLARATION, read_link(DECLARATION, link)))
    assert _headline(shared) == _headline(_example())


def test_a_link_of_the_first_edition_opens() -> None:
    """Three fields, of which the last was whether names were shown; the later ones stand as in an empty form."""
    first = ";".join(["1", *write_link(DECLARATION, CALCULATOR.example.inputs).split(";")[1:4]])
    opened = read_link(DECLARATION, first, CALCULATOR.fields_before)
    assert (opened["internal_rate"], opened["margin_share"], opened["hide_names"]) == (60, None, False)
    assert len(opened["customers"]) == 12


def test_one_margin_for_all_fills_in_costs() -> None:
    """Who knows one margin need not know the costs of each; those that are known stay as they are."""
    answer = _list(_row(1000), _row(800, 700), _row(600), margin_share=0.4)
    assert _figure(answer, "Over vóór je eigen uren") == pytest.approx(400 + 100 + 240)
    assert "met één marge voor iedereen: 40%" in _reasons(answer)
    assert _headline(_list(_row(1000), _row(900), margin_share=1)) == (
        "Aan 2 klanten houd je samen € 1.900 over vóór je eigen uren."
    )


def test_figures_keep_their_names_for_a_comparison() -> None:
    """Two situations can be set beside each other."""
    compared = beside(_example(), _example(internal_rate=70)).comparison
    assert compared is not None
    assert [row[0] for row in compared.rows] == [
        "Klanten",
        "Winst (klanten met uren)",
        "Klanten die geld kosten (met uren)",
        "Aandeel van de grootste 20%",
        "Grootste klant",
        "Omzet gespreid als bij",
    ]


def test_page_holds_the_calculator_and_its_account() -> None:
    """The page has the calculator, how it is calculated, and a title and description of the right length."""
    page = (DOCS / "rekenmachines" / "klantenlijst.md").read_text(encoding="utf-8")
    assert "[rekenmachine: klantenlijst]" in page
    assert "[verantwoording: klantenlijst]" in page
    title, description = (re.search(rf"^{key}: (.*)$", page, re.MULTILINE) for key in ("title", "description"))
    assert title is not None
    assert description is not None
    assert len(title[1]) <= 60
    assert 70 <= len(description[1].strip('"')) <= 160


EXTREMES: tuple[list[dict[str, Any]], ...] = (
    [_row(0, 0, 0)],
    [_row(1e308, 1e308, 1e308), _row(1e308), _row(-1e308, 1e308, 1e308)],
    [_row(1e308), _row(1e308), _row(-1e308)],
    [_row(1e-300, 0, 1e-300), _row(5e-324, 1e308, 0)],
    [_row(-1e308, 1e308), _row(1e-300, 0)],
    [_row(0.01, 0, 1e308), _row(1e308, 0, 1e-300)],
    [_row(1000, 1000, 5), _row(1000, 2000, 0), _row(0, 0, 3)],
    [_row(300.3, 0, 5.005), _row(1, 0, 1), _row(1, 0, 0.01)],
)


@pytest.mark.parametrize("rate", [0, 1e-300, 60, 10_000])
@pytest.mark.parametrize("rows", EXTREMES)
def test_extreme_numbers_give_an_answer(rows: list[dict[str, Any]], rate: float) -> None:
    """The largest and smallest numbers are answered in words, with charts that can be drawn."""
    assert_shown(_list(*rows, internal_rate=rate))
    asked_first(accept(DECLARATION, {"customers": rows})["customers"])
