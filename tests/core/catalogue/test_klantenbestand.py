"""Klantenbestand: the answers against the published funnel, and what the page says when inputs are unusual."""

import copy
import math
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.catalogue.klantenbestand import CALCULATOR
from calculators.catalogue.klantenbestand.charts import STATES
from calculators.catalogue.klantenbestand.form import DEFAULT_RATES
from calculators.catalogue.klantenbestand.ladder import MOVES
from calculators.catalogue.klantenbestand.words import IMPROVED
from calculators.model.answer import Amount, Answer, AreaChart, BarChart, Chart, FlowChart, SpanChart
from calculators.model.declarations import Number, Record, declare
from calculators.model.errors import InputError
from calculators.model.forms import write_form
from calculators.model.layers import unanswered
from calculators.model.sharing import read_link
from calculators.model.solving import solve
from calculators.model.validation import accept
from calculators.operations import customer_base
from calculators.operations.customer_states import RATES, Rates
from calculators.presentation import text
from tests.said import Said, html_of
from tests.strategies import inputs_of

DECLARATION = declare(CALCULATOR.calculate)
# Three chances to leave a rung are together at most 99%, and with the rules of thumb at most 100%.
POSSIBLE_RATES = st.fixed_dictionaries(
    {},
    optional={name: st.none() | st.integers(0, 33).map(lambda percent: percent / 100) for name in DEFAULT_RATES},
)
# The cheese shop as the first edition asked it: consumers and chances, and nothing of last year.
SHOP = {
    **{name: value for name, value in CALCULATOR.example.inputs.items() if "last_year" not in name},
    "rewards": [0, 60, 200, 350],
    "margin_per_customer": None,
}
GUESTS = {"start": {"consument": 0, "klant": 1800, "vaste_klant": 480, "ambassadeur": 120}}


def _answer(**changes: Any) -> Answer:  # noqa: ANN401 -- JSON values have no common type
    """The shop's answer with some inputs changed; a record is changed key by key."""
    inputs: dict[str, Any] = copy.deepcopy(SHOP)
    for name, value in changes.items():
        inputs[name] = {**inputs[name], **value} if isinstance(value, dict) else value
    return CALCULATOR.calculate(**accept(DECLARATION, inputs))


def _alone(**inputs: Any) -> Answer:  # noqa: ANN401 -- as above
    return CALCULATOR.calculate(**accept(DECLARATION, inputs))


def _number(answer: Answer, name: str) -> float | None:
    value = next(figure.value for figure in answer.figures if figure.name == name)
    assert isinstance(value, Amount)
    return value.value


def _charts(answer: Answer) -> dict[str, Chart]:
    return {chart.key: chart for chart in (answer.chart, *answer.more_charts)}


def test_published_funnel_values_each_rung() -> None:
    """Rungs are worth 271, 814, 1.539 and 2.603; a step up brings 725 and 1.064 (Pfeifer & Carraway)."""
    answer = _answer(rewards=[0, 60, 200, 350], discount=0.08, rates=DEFAULT_RATES)
    ladder = _charts(answer)["ladder"]
    assert isinstance(ladder, BarChart)
    assert [bar.parts[0].value for bar in ladder.bars] == pytest.approx([271, 814, 1539, 2603], abs=0.5)
    assert _number(answer, "Klant wordt vaste klant") == pytest.approx(725, abs=0.5)
    assert _number(answer, "Vaste klant wordt ambassadeur") == pytest.approx(1064, abs=0.5)
    assert "Eén klant die vaste klant wordt, is je over de jaren € 725 meer waard." in Said(answer).everything
    assert (
        "Tien klanten die vaste klant worden, zijn je over de jaren samen € 7.249 meer waard" in Said(answer).everything
    )


def test_example_says_where_the_customer_base_goes() -> None:
    """The cheese shop keeps its number of customers, dips first, and earns more on each of them."""
    said = Said(_answer(years=10)).everything
    assert said.partition("\n")[0] == "Gaat het zo door, dan heb je over 10 jaar 932 klanten; nu 900."
    assert (
        "Wat je per jaar aan ze overhoudt, gaat van € 105.000 naar € 178.432, vóór je eigen uren (excl. btw)." in said
    )
    assert "Eerst zakt het: na 2 jaar heb je er 809." in said
    assert "Op den duur komt het uit op 1.120 klanten." in said


@pytest.mark.parametrize(("referrals", "customers"), [(0, 1039), (0.05, 1134), (0.5, 4673)])
def test_long_run_is_the_steady_state_of_the_specification(referrals: float, customers: float) -> None:
    """5.470 people settle at known numbers, for three numbers of new customers per ambassador."""
    start = {"consument": 5000, "klant": 300, "vaste_klant": 120, "ambassadeur": 50}
    answer = _alone(start=start, rates={"new_per_ambassadeur": referrals})
    assert _number(answer, "Klanten op den duur") == pytest.approx(customers, abs=0.6)


def test_half_a_new_customer_per_ambassador_exhausts_the_market() -> None:
    """At 0,5 the page warns, and says from which number on: just below it the warning is gone."""
    said = Said(_answer(rates={"new_per_ambassadeur": 0.5})).everything
    assert "met 0,5 nieuwe klanten per ambassadeur per jaar raakt je doelgroep op den duur op" in said
    limit = re.search(r"Dat begint al bij (0,\d+):", said)
    assert limit
    below = float(limit.group(1).replace(",", ".")) - 0.01
    assert "raakt je doelgroep" not in Said(_answer(rates={"new_per_ambassadeur": below})).everything
    assert "raakt je doelgroep" in Said(_answer(rates={"new_per_ambassadeur": below + 0.02})).everything


def test_one_new_customer_is_singular() -> None:
    """Words agree with the number before them."""
    assert "met 1 nieuwe klant per ambassadeur per jaar" in Said(_answer(rates={"new_per_ambassadeur": 1})).everything


def test_addresses_as_in_the_specification() -> None:
    """2.400 guests: 6,40 an address a year, 4.608 to the target, 12.288 missed, from a response of 0,09%."""
    answer = _alone(
        **GUESTS,
        known_share=0.2,
        target_share=0.5,
        mailings_per_year=10,
        response=0.03,
        margin_per_visit=22,
        cost_per_message=0.02,
        attrition=0.2,
        discount=0.08,
    )
    said = Said(answer).everything
    assert "Een bekend adres brengt € 6,40 per jaar op, en € 24,69 zolang je het houdt." in said
    assert "Van 20% naar 50% bekende adressen levert € 4.608 per jaar op. Nu mis je € 12.288 per jaar." in said
    assert "vanaf een reactie van 0,09%" in said
    assert _number(answer, "Gemist door onbekende adressen") == pytest.approx(12288)
    chart = _charts(answer)["addresses"]
    assert isinstance(chart, BarChart)
    assert (chart.bars[0].parts[0].value, chart.bars[0].mark) == (0.2, 0.5)


def test_mailing_rules_go_with_the_addresses() -> None:
    """Who fills in addresses reads who may be mailed and that every message says how to sign off."""
    said = Said(_answer()).everything
    assert "alleen met toestemming vooraf" in said
    assert "Eigen klanten mag je schrijven" in said
    assert "hoe je je afmeldt" in said


def test_addresses_can_be_skipped() -> None:
    """Without them there are three cards, no thermometer and no figure; with one of the two the page asks the other."""
    skipped = _answer(known_share=None, margin_per_visit=None)
    assert [card.title for card in skipped.cards] == ["Hoe zeker is dit?", "Wat verandert het?", "Wat is het waard?"]
    assert "addresses" not in _charts(skipped)
    assert not any("adressen" in figure.name for figure in skipped.figures)
    for half in (_answer(known_share=None), _answer(margin_per_visit=None)):
        assert "zowel het deel dat je kent als je marge per bezoek" in Said(half).everything
        assert "addresses" not in _charts(half)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"response": 0.0001}, "Pas vanaf een reactie van 0,25% verdient het zich terug."),
        ({"margin_per_visit": -3}, "Aan een bezoek houd je niets over."),
        ({"margin_per_visit": 0.01}, "Zelfs als iedereen reageert, leg je erop toe."),
        ({"mailings_per_year": 0}, "Zo brengt een bekend adres niets op, en het kost ook niets."),
        ({"known_share": 0.7}, "Je zit op of boven je doel van 50%. Je mist nog € 594 per jaar."),
        ({"attrition": 0, "discount": 0}, "Een bekend adres brengt € 2,20 per jaar op."),
    ],
)
def test_addresses_that_do_not_pay(changes: dict[str, Any], expected: str) -> None:
    """Each reason why an address brings less than hoped for has its own sentence."""
    assert expected in Said(_answer(**changes)).everything


def test_empty_rates_are_the_rules_of_thumb_of_the_hints() -> None:
    """Counts alone give an answer; the hints name the numbers that are used, and the page counts them."""
    start = CALCULATOR.example.inputs["start"]
    assert _number(_alone(start=start), "Klanten na de periode") == _number(_answer(years=5), "Klanten na de periode")
    assert "Van de 9 kansen zijn er 9 vuistregels" in Said(_alone(start=start)).everything
    assert "Van de 9 kansen zijn er 8 vuistregels" in Said(_alone(start=start, rates={"klant_to_vast": 0.2})).everything
    assert "kansen zijn er" not in Said(_answer()).everything
    rates = next(field.node for field in DECLARATION.fields if field.name == "rates")
    assert isinstance(rates, Record)
    assert [field.name for field in rates.fields] == list(DEFAULT_RATES)
    for name, field in zip(RATES, rates.fields, strict=True):
        assert isinstance(field.node, Number)
        shown = Amount(DEFAULT_RATES[name], field.node.quantity.unit, decimals=2)
        number = text.write(shown).replace(",00%", "%")
        assert f"Vuistregel: {number}" in field.node.quantity.meaning


KERN = {"start": {"klant": 60, "vaste_klant": 30, "ambassadeur": 10}, "new_last_year": 20, "lost_last_year": 25}


def test_last_year_repeats_itself() -> None:
    """As many come as last year, and of the customers as large a part leaves; consumers need not be known."""
    answer = _alone(**KERN, years=1)
    assert _number(answer, "Klanten na de periode") == pytest.approx(100 * (1 - 25 / 105) + 20, abs=0.01)
    assert "Met onze vuistregels" not in text.sentence(answer.headline)
    assert "Consument" not in answer.chart.table.columns
    assert "1.000.000" not in Said(answer).everything


@pytest.mark.parametrize("consumers", [None, 500, 5000])
def test_the_counts_win_from_the_chances(consumers: float | None) -> None:
    """Whatever chances stand there, the first year brings as many new customers as were counted."""
    start = {**KERN["start"], "consument": consumers}  # type: ignore[dict-item]
    answer = _alone(**{**KERN, "start": start}, rates={"consument_to_klant": 0.5, "klant_to_consument": 0.05}, years=1)
    assert _number(answer, "Klanten na de periode") == pytest.approx(100 * (1 - 25 / 105) + 20, abs=0.01)


def test_one_margin_holds_for_all() -> None:
    """A margin a customer gives euros; it is said that it is one amount, and margins of each rung win from it."""
    said = Said(_alone(**KERN, margin_per_customer=100)).everything
    assert "gaat van € 10.000 naar" in said
    assert "één bedrag voor alle klanten" in said
    own = Said(_alone(**KERN, margin_per_customer=100, rewards=[0, 50, 200, 300])).everything
    assert "gaat van € 12.000 naar" in own
    assert "één bedrag" not in own


def test_a_growth_that_hardly_any_business_has_is_asked_about() -> None:
    """More than half more in a year: a question, no euros a year, nothing to take along."""
    answer = _alone(**{**KERN, "new_last_year": 90, "lost_last_year": 0}, margin_per_customer=100)
    assert text.sentence(answer.headline).startswith(
        "Klopt dit? Je klantenbestand groeide in één jaar van 10 naar 100."
    )
    assert answer.amount == ""
    assert answer.first_step is not None
    assert answer.first_step.per_year is None
    assert answer.first_step.action.template.startswith("Tel je aantallen na")
    assert answer.handovers == ()


def test_more_new_customers_than_there_are_is_refused() -> None:
    """Of 100 customers no 150 can be new when 25 left."""
    with pytest.raises(InputError) as refused:
        _alone(**{**KERN, "new_last_year": 150})
    assert (refused.value.code, refused.value.field) == ("out_of_range", "new_last_year")


def test_links_of_the_first_edition_say_the_same() -> None:
    """A link with consumers and chances opens, and projects what it projected."""
    fragment = "1;4500_600_240_60;0~60~200~350;0.04_0.3_0.4_0.1_0.1_0.1_0.05_0.05_0.05;10;0.08;;;;;;;"
    texts = write_form(DECLARATION, read_link(DECLARATION, fragment, CALCULATOR.fields_before))
    assert unanswered(CALCULATOR, texts) == {}
    solved = solve(CALCULATOR, texts)
    assert solved.answer is not None
    assert text.sentence(solved.answer.headline) == "Gaat het zo door, dan heb je over 10 jaar 932 klanten; nu 900."


@given(
    klant=st.integers(1, 500),
    vast=st.integers(0, 300),
    ambassadeur=st.integers(0, 50),
    new=st.floats(0, 0.9),
    lost=st.floats(0, 0.9),
)
def test_ten_times_as_large_gets_the_same_advice(
    klant: int, vast: int, ambassadeur: int, new: float, lost: float
) -> None:
    """Size decides nothing: all counts times ten give the same steps and ten times the customers."""
    present = klant + vast + ambassadeur

    def firm(size: int) -> Answer:
        start = {"klant": size * klant, "vaste_klant": size * vast, "ambassadeur": size * ambassadeur}
        last = {"new_last_year": size * new * present, "lost_last_year": size * lost * present}
        return _alone(start=start, margin_per_customer=80, **last)

    small, large = firm(1), firm(10)
    ends = [_number(each, "Klanten na de periode") for each in (small, large)]
    assert ends[1] == pytest.approx(10 * (ends[0] or 0), rel=1e-6)
    assert small.plans[0].steps == large.plans[0].steps
    assert small.headline.template.startswith("Klopt") == large.headline.template.startswith("Klopt")


def test_without_margins_there_are_no_euros() -> None:
    """The ladder without rewards counts people, says so and leaves out values and their chart."""
    answer = _alone(start=CALCULATOR.example.inputs["start"])
    assert "€" not in Said(answer).everything
    assert "ladder" not in _charts(answer)
    assert [figure.name for figure in answer.figures] == [
        "Klanten na de periode",
        "Ambassadeurs na de periode",
        "Klanten op den duur",
    ]


def test_without_discount_the_value_has_no_end() -> None:
    """At 0% the value of a rung is unlimited: the page says what to do, and shows no difference of infinities."""
    answer = _answer(discount=0)
    assert "Vul een rekenrente boven 0% in." in Said(answer).everything
    assert _number(answer, "Klant wordt vaste klant") is None
    assert "ladder" not in _charts(answer)


def test_a_ladder_that_does_not_pay_is_not_recommended() -> None:
    """When a regular customer is worth less than a new one, no effort is called worthwhile."""
    assert "levert bij deze marges niet meer op dan een klant" in Said(_answer(rewards=[0, 600, 20, 10])).everything
    losing = _answer(rewards=[-5, -60, -200, -350])
    assert "ladder" not in _charts(losing)
    assert "levert bij geen enkele kans merkbaar iets op" in Said(losing).everything


@pytest.mark.parametrize(
    ("rates", "field"),
    [
        ({"klant_to_vast": 0.7}, "rates.klant_to_vast"),
        ({"vast_to_klant": 0.9}, "rates.vast_to_ambassadeur"),
        ({"ambassadeur_to_consument": 1}, "rates.ambassadeur_to_vast"),
    ],
)
def test_more_than_everyone_leaving_is_said_at_a_field_of_the_form(rates: dict[str, float], field: str) -> None:
    """The refusal of a state stands at the first field of that state, also when rules of thumb complete the sum."""
    with pytest.raises(InputError) as refused:
        _alone(**GUESTS, rates=rates)
    assert (refused.value.code, refused.value.field) == ("sum_exceeds_one", field)
    assert "samen hoogstens 100%. Wat leeg is, telt mee als vuistregel." in refused.value.message


@pytest.mark.parametrize(
    ("counts", "field"),
    [((0, 0, 0, 0), "start.klant"), ((1, 1, 2e7, 1), "start.vaste_klant")],
)
def test_nobody_and_too_many_are_refused(counts: tuple[float, ...], field: str) -> None:
    """Without a single person there is nothing to calculate; above ten million a rung is a slip of the finger."""
    with pytest.raises(InputError) as refused:
        _alone(start=dict(zip(("consument", "klant", "vaste_klant", "ambassadeur"), counts, strict=True)))
    assert (refused.value.code, refused.value.field) == ("out_of_range", field)


def test_a_single_customer() -> None:
    """One customer, no target group: words are singular, and nothing can grow."""
    answer = _alone(start={"consument": 0, "klant": 1, "vaste_klant": 0, "ambassadeur": 0}, years=1)
    assert text.sentence(answer.headline) == "Met onze vuistregels heb je over 1 jaar evenveel klanten als nu: 1."
    known = _alone(start={"klant": 1, "vaste_klant": 0, "ambassadeur": 0}, years=1, new_last_year=0, lost_last_year=0)
    assert "Neem 1 klant en 0 nieuwe per jaar mee" in text.sentence(known.handovers[1].words)


def test_a_start_without_customers() -> None:
    """A new business sees its first customers come; there is no turning point and no growth to hand over yet."""
    answer = _alone(start={"consument": 1000, "klant": 0, "vaste_klant": 0, "ambassadeur": 0}, years=10)
    assert text.sentence(answer.headline) == "Met onze vuistregels heb je over 10 jaar 139 klanten; nu 0."
    assert "omslagpunt" not in Said(answer).everything
    assert answer.handovers == ()  # guesses do not travel


@pytest.mark.parametrize("start", [{}, {"consument": 1000, "klant": 3000}], ids=["growing", "shrinking"])
def test_turning_point_turns(start: dict[str, float]) -> None:
    """With the inflow that the page names as the turning point the customer base ends as large as it began."""
    said = Said(_answer(start=start)).everything
    point = re.search(r"Het omslagpunt: wordt (?:maar )?([\d,]+)% van de consumenten", said)
    assert point
    inflow = float(point.group(1).replace(",", ".")) / 100
    answer = _answer(start=start, rates={"consument_to_klant": inflow})
    chart = answer.chart
    assert isinstance(chart, AreaChart)
    now, end = (math.fsum(layer.values[place] for layer in chart.layers) for place in (0, -1))
    assert end == pytest.approx(now, rel=0.01)


def test_shrinking_without_a_way_back_says_so() -> None:
    """When even everybody becoming a customer does not keep the number up, the page points at those who leave."""
    answer = _alone(start={"consument": 0, "klant": 500, "vaste_klant": 0, "ambassadeur": 0}, years=1)
    assert "Meer nieuwe klanten houden je aantal niet op peil." in Said(answer).everything


def test_without_inflow_the_long_run_is_left_open() -> None:
    """Ambassadors may keep a customer base going without other inflow, so no number is claimed."""
    assert _number(_answer(rates={"consument_to_klant": 0}), "Klanten op den duur") is None
    still = _answer(rates=dict.fromkeys(DEFAULT_RATES, 0))
    assert "Op den duur is er geen vast aantal" in Said(still).everything


def test_best_lever_is_the_best() -> None:
    """The chart of percentage points is sorted, and each of its numbers is what projecting with that rate gives."""
    inputs = SHOP
    chart = _charts(_answer())["levers"]
    assert isinstance(chart, SpanChart)
    effects = [span.end for span in chart.spans]
    assert effects == sorted(effects, reverse=True)
    assert len(effects) == len(MOVES)

    def margin(rates: Rates) -> float:
        last = customer_base.project(inputs["start"], rates, inputs["years"])["counts"][-1]
        return math.fsum(count * reward for count, reward in zip(last, inputs["rewards"], strict=True))

    for move in MOVES:
        better = DEFAULT_RATES.copy()
        better[move.rate] += 0.01 if move.up else -0.01
        span = next(span for span in chart.spans if span.name == IMPROVED[move.rate])
        assert span.end == pytest.approx(margin(better) - margin(DEFAULT_RATES))
    assert "het zwaarst bij 'consument wordt klant': van 4% naar 5%" in Said(_answer()).everything


def test_first_year_adds_up() -> None:
    """The flows into each rung are the numbers a year later; those out of it are the numbers now."""
    answer = _answer(rates={"new_per_ambassadeur": 0.5})
    chart, growth = _charts(answer)["flow"], answer.chart
    assert isinstance(chart, FlowChart)
    assert isinstance(growth, AreaChart)
    for place in range(1, len(STATES)):
        layer = growth.layers[place - 1]
        arriving = math.fsum(flow.amount for flow in chart.flows if flow.target == place)
        leaving = math.fsum(flow.amount for flow in chart.flows if flow.source == place)
        assert arriving == pytest.approx(layer.values[1])
        assert leaving == pytest.approx(layer.values[0])
    assert not any(flow.source == flow.target == 0 for flow in chart.flows)


def test_handovers_take_the_first_year_along() -> None:
    """Klantwaarde gets the retention of a new customer, the bierviltje the first year, the systeemscan a mean value."""
    taken = {handover.to: {name: each.value for name, each in handover.fields} for handover in _answer().handovers}
    assert taken["klantwaarde"] == {"retention": 0.6}
    assert taken["bierviltje"] == pytest.approx(
        {"customers": 900, "new_per_year": 180, "retention": 633 / 900, "referral_rate": 3 / 900}
    )
    assert taken["systeemscan"]["customer_value"] == pytest.approx((600 * 814 + 240 * 1539 + 60 * 2603) / 900, abs=0.7)


def test_range_tells_whether_growth_is_sure() -> None:
    """A quarter lower or higher is projected; the verdict follows from whether the present number lies between."""
    assert (
        "worden het 700 tot 1.168 klanten. Of je groeit of krimpt, staat dus nog niet vast."
        in Said(_answer()).everything
    )
    assert "Ook dan groeit je klantenbestand." in Said(_answer(start={"klant": 100})).everything
    assert "Ook dan krimpt je klantenbestand." in Said(_answer(start={"klant": 3000})).everything


def test_figures_keep_their_names() -> None:
    """What-if compares figures by name, so the names do not depend on the numbers."""
    names = [figure.name for figure in _answer().figures]
    assert names == [figure.name for figure in _answer(years=3, rates={"klant_to_vast": 0.4}).figures]
    assert len(names) == 6


def _answered(inputs: dict[str, Any]) -> bool:
    """Answer and render; return whether the input was accepted."""
    try:
        answer = CALCULATOR.calculate(**accept(DECLARATION, inputs))
    except InputError:
        return False
    html = html_of(answer)
    assert not re.search(r"\b(nan|inf|None)\b", html, re.IGNORECASE)
    return True


@given(inputs_of(DECLARATION, decimals=2, rates=POSSIBLE_RATES))
def test_any_possible_rates_give_an_answer(inputs: dict[str, Any]) -> None:
    """With rates that leave nobody twice everything is answered, unless there is nobody or nobody comes in."""
    start, new, lost = inputs["start"], inputs.get("new_last_year"), inputs.get("lost_last_year")
    present = math.fsum(start.get(name) or 0 for name in ("klant", "vaste_klant", "ambassadeur"))
    told = start.get("consument") is not None or new is not None
    assert _answered(inputs) == (any(start.values()) and told and (new or 0) <= (present + (lost or 0)) * (1 + 1e-9))


@pytest.mark.parametrize("size", [1e-300, 1e307, 1e308])
@pytest.mark.parametrize("signs", [(1, 1, 1, 1), (0, 1, -1, 1), (-1, -1, -1, -1)])
def test_absurd_margins_give_an_answer(size: float, signs: tuple[int, ...]) -> None:
    """Margins that overflow a double are still answered."""
    inputs = {**CALCULATOR.example.inputs, "rewards": [sign * size for sign in signs], "margin_per_visit": size}
    assert _answered(inputs)


def test_the_first_step_is_worth_a_tenth_better_in_one_year() -> None:
    """Its euros are the margin of the next year with that one chance a tenth better, and they are told."""
    answer = _answer()
    assert answer.first_step is not None
    shop, rates = SHOP["start"], {**DEFAULT_RATES, "consument_to_klant": 0.044}

    def margin(chances: Any) -> float:  # noqa: ANN401 -- Rates
        year = customer_base.project(shop, chances, 1)["counts"][-1]
        return math.fsum(count * reward for count, reward in zip(year, SHOP["rewards"], strict=True))

    assert answer.first_step.per_year == pytest.approx(margin(rates) - margin(DEFAULT_RATES))
    assert "een tiende beter" in Said(answer).everything
