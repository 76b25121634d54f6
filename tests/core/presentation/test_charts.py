"""The charts: whatever the numbers, there is a drawing that fits, says the same everywhere and hides nothing."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.model.answer import (
    Amount,
    AreaChart,
    Axis,
    Bar,
    BarChart,
    Bubble,
    ChainChart,
    ChainLink,
    Chart,
    DotChart,
    DotGroup,
    Flow,
    FlowChart,
    Layer,
    Limit,
    Line,
    LineChart,
    Mark,
    Part,
    RadarChart,
    Region,
    ScatterChart,
    Shape,
    Span,
    SpanChart,
    Table,
    TriangleChart,
    say,
)
from calculators.model.quantities import Unit
from calculators.presentation.charts import render_chart
from calculators.presentation.charts._scale import scale, ticks
from calculators.presentation.charts._svg import NORMAL, SMALL, WIDTH, fit, steady, width_of, wrap

PREFIX = "proef"
GEOMETRY = (
    "x",
    "y",
    "x1",
    "x2",
    "y1",
    "y2",
    "width",
    "height",
    "cx",
    "cy",
    "r",
    "d",
    "points",
    "stroke-width",
    "viewBox",
)
COORDINATE = re.compile(r"-?\d+(?:\.\d)?")
SLACK = 2.0  # units that words may stick out by the estimate of their width
UNITS = (Unit.NONE, Unit.EURO, Unit.EURO_PER_HOUR, Unit.FRACTION, Unit.YEARS, Unit.PEOPLE, Unit.PERCENT_POINTS)

EXTREMES = (0.0, -0.0, 1e-320, 1e-9, 1.0, 1e15, -1e15, 1e308, -1e308)

wild = st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from(EXTREMES)
tidy = st.integers(-(10**6), 10**6).map(lambda cents: cents / 100)  # as a person types them
Numbers = st.SearchStrategy[float]

names = st.text(max_size=70) | st.sampled_from(
    ["", "Klant", "Onderhoudscontract met jaarlijkse controle", "WWWWWWWWWW" * 5]
)


def _base(kind: str) -> dict[str, Any]:
    table = Table("Dezelfde cijfers", ("Naam", "Waarde"), (("A", Amount(1)),))
    return {"key": kind, "title": "Titel", "description": say("Wat er te zien is."), "table": table}


def _tuples(item: st.SearchStrategy[Any], most: int = 6) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(item, max_size=most).map(tuple)


def _amounts(numbers: Numbers) -> st.SearchStrategy[Amount]:
    return st.builds(Amount, numbers, st.sampled_from(UNITS), st.integers(0, 2))


def _axes(numbers: Numbers) -> st.SearchStrategy[Axis]:
    return st.builds(Axis, names, numbers, numbers, st.sampled_from(UNITS), st.integers(0, 2))


def _bars(numbers: Numbers) -> st.SearchStrategy[Chart]:
    def of_series(series: tuple[str, ...]) -> st.SearchStrategy[Chart]:
        parts = _tuples(st.builds(Part, st.integers(0, len(series) - 1), numbers), 4)
        bar = st.builds(Bar, names, parts, _amounts(numbers) | names, st.booleans(), st.none() | numbers)
        return st.builds(
            lambda **given: BarChart(**_base("bars"), series=series, **given),
            bars=_tuples(bar),
            longest=numbers,
            unit=st.sampled_from(UNITS),
            criteria=st.booleans(),
        )

    return st.lists(names, min_size=1, max_size=5).map(tuple).flatmap(of_series)


def _spans(numbers: Numbers) -> st.SearchStrategy[Chart]:
    span = st.builds(Span, names, numbers, numbers, _amounts(numbers) | names, st.booleans())
    return st.builds(lambda spans: SpanChart(**_base("spans"), spans=spans), _tuples(span))


def _lines(numbers: Numbers) -> st.SearchStrategy[Chart]:
    line = st.builds(Line, names, _tuples(st.tuples(numbers, numbers), 8), st.booleans())
    mark = st.builds(Mark, numbers, numbers, _amounts(numbers) | names)
    return st.builds(
        lambda **given: LineChart(**_base("lines"), **given),
        x=_axes(numbers),
        y=_axes(numbers),
        lines=_tuples(line, 4),
        marks=_tuples(mark, 3),
    )


def _areas(numbers: Numbers) -> st.SearchStrategy[Chart]:
    layer = st.builds(Layer, names, _tuples(numbers, 5))
    return st.builds(
        lambda **given: AreaChart(**_base("areas"), **given),
        x=_axes(numbers),
        y=_axes(numbers),
        moments=_tuples(numbers, 5).map(lambda moments: tuple(sorted(moments))),
        layers=_tuples(layer, 5),
    )


def _radars(numbers: Numbers) -> st.SearchStrategy[Chart]:
    shape = st.builds(Shape, names, _tuples(numbers, 8), st.booleans())
    return st.builds(
        lambda **given: RadarChart(**_base("radar"), **given),
        spokes=_tuples(names, 9),
        most=numbers,
        shapes=_tuples(shape, 3),
    )


def _chains(numbers: Numbers) -> st.SearchStrategy[Chart]:
    link = st.builds(ChainLink, names, numbers, names)
    return st.builds(
        lambda links, most: ChainChart(**_base("chain"), links=links, most=most), _tuples(link, 9), numbers
    )


def _scatters(numbers: Numbers) -> st.SearchStrategy[Chart]:
    limits = _tuples(st.builds(Limit, numbers, names), 2)
    return st.builds(
        lambda **given: ScatterChart(**_base("scatter"), **given),
        x=_axes(numbers),
        y=_axes(numbers),
        bubbles=_tuples(st.builds(Bubble, names, numbers, numbers, numbers, st.booleans()), 8),
        x_limits=limits,
        y_limits=limits,
        corners=st.tuples(names, names, names, names),
    )


def _flows(numbers: Numbers) -> st.SearchStrategy[Chart]:
    flow = st.builds(Flow, st.integers(-1, 4), st.integers(-1, 4), numbers)
    return st.builds(
        lambda **given: FlowChart(**_base("flows"), **given),
        before=_tuples(names, 5),
        after=_tuples(names, 5),
        flows=_tuples(flow, 8),
        before_title=names,
        after_title=names,
    )


def _dots(_: Numbers) -> st.SearchStrategy[Chart]:
    group = st.builds(DotGroup, names, st.integers(-1, 40) | st.sampled_from([999, 10**12]))
    return st.builds(lambda groups: DotChart(**_base("dots"), groups=groups), _tuples(group, 5))


def _triangles(_: Numbers) -> st.SearchStrategy[Chart]:
    weight = st.floats(0, 1)
    region = st.builds(Region, names, _tuples(st.tuples(weight, weight), 5), weight, st.booleans())
    return st.builds(
        lambda **given: TriangleChart(**_base("triangle"), **given),
        corners=st.tuples(names, names, names),
        regions=_tuples(region, 4),
        marker=st.tuples(weight, weight),
        marker_label=names,
    )


KINDS: dict[str, Callable[[Numbers], st.SearchStrategy[Chart]]] = {
    "bars": _bars,
    "spans": _spans,
    "lines": _lines,
    "areas": _areas,
    "radar": _radars,
    "chain": _chains,
    "scatter": _scatters,
    "flows": _flows,
    "dots": _dots,
    "triangle": _triangles,
}
every_kind = pytest.mark.parametrize("kind", KINDS)


def _drawn(chart: Chart) -> ET.Element:
    # What hypothesis writes may hold characters that HTML bears and XML does not.
    markup = re.sub(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "?", render_chart(chart, PREFIX))
    return ET.fromstring(markup.replace("&nbsp;", "&#160;"))  # noqa: S314 -- our own markup


def _found(figure: ET.Element, tag: str, kind: str = "") -> list[ET.Element]:
    return [each for each in figure.iter(tag) if not kind or kind in each.get("class", "").split()]


def _words(figure: ET.Element, kind: str = "") -> list[str]:
    return [each.text or "" for each in _found(figure, "text", kind)]


def _reach(words: ET.Element) -> tuple[float, float]:
    """Return where words begin and end, by an estimate of their width."""
    size = NORMAL if {"kk-name", "kk-total"} & set(words.get("class", "").split()) else SMALL
    width = width_of(words.text or "", size)
    start = float(words.get("x", "nan")) - width * {"middle": 0.5, "end": 1.0}.get(words.get("text-anchor", ""), 0.0)
    return start, start + width


@every_kind
@given(data=st.data())
def test_any_numbers_give_a_drawing_that_fits(kind: str, data: st.DataObject) -> None:
    """Huge, tiny, equal and missing numbers never raise; every coordinate is a plain number, all words are in sight."""
    figure = _drawn(data.draw(KINDS[kind](wild)))
    for each in figure.iter():
        for name in GEOMETRY:
            for token in re.split(r"[MLCZHVhavz, ]+", each.get(name, "")):
                assert not token or COORDINATE.fullmatch(token), f"{name}={each.get(name)}"
    for words in _found(figure, "text"):
        start, end = _reach(words)
        assert start >= -SLACK, words.text
        assert end <= WIDTH + SLACK, words.text


@every_kind
@given(data=st.data())
def test_every_chart_is_described_and_has_its_table(kind: str, data: st.DataObject) -> None:
    """A drawing is named by its title and its description, its numbers stand in the table, no id stands twice."""
    markup = render_chart(data.draw(KINDS[kind](tidy)), PREFIX)
    ids = re.findall(r' id="([^"]*)"', markup)
    assert len(ids) == len(set(ids))
    assert all(each.startswith(f"{PREFIX}-{kind}-") for each in ids)
    assert f'role="img" aria-labelledby="{PREFIX}-{kind}-title {PREFIX}-{kind}-description"' in markup
    assert f'<desc id="{PREFIX}-{kind}-description">Wat er te zien is.</desc>' in markup
    assert "<caption>Dezelfde cijfers</caption>" in markup
    assert all(f'id="{each}"' in markup for each in re.findall(r"url\(#([^)]*)\)", markup))
    assert " style=" not in markup


def _nudged(value: Any, factor: float) -> Any:  # noqa: ANN401 -- walks through any part of a chart
    if isinstance(value, float):
        return value * factor
    if isinstance(value, tuple):
        return tuple(_nudged(each, factor) for each in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changes = {each.name: _nudged(getattr(value, each.name), factor) for each in dataclasses.fields(value)}
        return dataclasses.replace(value, **changes)
    return value


@every_kind
@given(data=st.data(), factor=st.sampled_from([1 - 1e-13, 1 + 1e-13]))
def test_last_bits_change_nothing(kind: str, data: st.DataObject, factor: float) -> None:
    """The build and the browser may differ in the last bits of a number, and still draw the same bytes."""
    chart = data.draw(KINDS[kind](tidy))
    assert render_chart(chart, PREFIX) == render_chart(_nudged(chart, factor), PREFIX)


@given(least=tidy, length=st.integers(1, 10**6), unit=st.sampled_from(UNITS), decimals=st.integers(0, 2))
def test_ticks_are_few_round_and_different(least: float, length: int, unit: Unit, decimals: int) -> None:
    """Along an axis stand two to six numbers, a step of 1, 2 or 5 apart, each with words of its own."""
    along = scale(least, least + length / 100, 0, 100)
    found = ticks(along, unit, decimals)
    assert 2 <= len(found) <= 6
    assert len({tick.words for tick in found}) == len(found)
    steps = {f"{steady(after.value - before.value):e}"[0] for before, after in itertools.pairwise(found)}
    assert steps <= {"1", "2", "5"}
    assert all(along.holds(tick.value) for tick in found)


@pytest.mark.parametrize(
    ("most", "unit", "expected"),
    [
        (25_000, Unit.EURO, ["€\xa00", "€\xa010.000", "€\xa020.000"]),
        (1.0, Unit.FRACTION, ["0%", "50%", "100%"]),
        (2.4e6, Unit.EURO, ["€\xa00", *(f"€\xa0{each}\xa0mln" for each in ("0,5", "1,0", "1,5", "2,0"))]),
        (4, Unit.YEARS, ["0", "1", "2", "3", "4"]),
        (1e15, Unit.NONE, ["0", "500\xa0bln", "1.000\xa0bln"]),
    ],
)
def test_ticks_are_written_the_dutch_way(most: float, unit: Unit, expected: list[str]) -> None:
    """Thousands have dots, rates are percentages, and from a million on the words say how many."""
    assert [tick.words for tick in ticks(scale(0, most, 0, 1), unit)] == expected


@given(words=st.text(max_size=80), width=st.floats(8, 300))
def test_words_are_made_to_fit(words: str, width: float) -> None:
    """Shortened and wrapped words are as wide as there is room, and say with dots that something is missing."""
    shown = fit(words, width)
    assert width_of(shown) <= width or shown == "…"
    assert shown == words or shown.endswith("…")
    assert len(wrap(words, width, 2)) <= 2


def _bar_chart(**changes: Any) -> BarChart:  # noqa: ANN401 -- passes on any field
    bars = (Bar("A", (Part(0, 300.0), Part(1, 500.0)), Amount(800, Unit.EURO)),)
    fields: dict[str, Any] = {"series": ("Eerst", "Later"), "bars": bars, "longest": 1000.0, **changes}
    return BarChart(**_base("bars"), **fields)


def test_numbers_under_pieces_have_their_unit() -> None:
    """A piece of a stacked bar carries its number as the chart says it is written."""
    bars = (Bar("A", (Part(0, 300.0), Part(1, 500.0)), ""), Bar("B", (Part(0, 400.0), Part(1, 600.0)), ""))
    figure = _drawn(_bar_chart(bars=bars, unit=Unit.EURO, decimals=0))
    assert _words(figure, "kk-value") == ["Eerst €\xa0300", "Later €\xa0500", "€\xa0400", "€\xa0600"]


def test_pieces_carry_their_names_and_only_without_room_a_key_does() -> None:
    """A series is named under its first piece with room for that, also right of a last piece; all are, or a key is."""
    bars = (Bar("A", (Part(0, 900.0), Part(1, 1.0)), ""), Bar("B", (Part(0, 300.0), Part(1, 1.0)), ""))
    figure = _drawn(_bar_chart(bars=bars))
    assert not _found(figure, "text", "kk-key")
    assert _words(figure, "kk-value") == ["Eerst 900", "300", "Later 1"]
    too_long = _drawn(_bar_chart(bars=bars, series=("Eerst", "Een naam die veel te lang is om onder iets te staan")))
    assert len(_found(too_long, "text", "kk-key")) == 2
    assert _words(too_long, "kk-value") == ["900", "300"]


def test_what_is_left_has_the_colour_for_good_and_costs_are_grey() -> None:
    """Of costs and profit, only the profit is green, and nothing has the colour of the site itself."""
    figure = _drawn(_bar_chart(left=1))
    assert len(_found(figure, "rect", "kk-tone--good")) == 1
    assert not _found(figure, "rect", "kk-tone--0")


def test_long_names_go_on_over_a_second_line() -> None:
    """A name that does not fit beside its number is not cut off."""
    name = "minder ambassadeurs zakken terug"
    bars = tuple(Bar(each, (Part(0, 300.0),), Amount(25_750, Unit.EURO)) for each in (name, "kort"))
    figure = _drawn(_bar_chart(series=("Eerst",), bars=bars))
    assert " ".join(_words(figure, "kk-name")) == f"{name} kort"


def test_only_criteria_have_the_colours_of_criteria() -> None:
    """The colours of P, W and W mean the same everywhere, so other stacked bars stay away from them."""
    assert not _found(_drawn(_bar_chart()), "rect", "kk-series")
    assert len(_found(_drawn(_bar_chart(criteria=True)), "rect", "kk-series")) == 2


def test_a_mark_is_a_tick_on_the_bar() -> None:
    """A target stands where its value is."""
    bar = Bar("A", (Part(0, 300.0),), Amount(300), mark=500.0)
    (tick,) = _found(_drawn(_bar_chart(series=("Eerst",), bars=(bar,))), "line", "kk-target")
    assert tick.get("x1") == "160"


def _span_chart(*spans: Span) -> ET.Element:
    return _drawn(SpanChart(**_base("spans"), spans=spans))


def test_a_waterfall_says_what_is_gained_and_lost() -> None:
    """Gains are said to be more, costs have stripes and no colour, what is left is green; steps join, without a key."""
    figure = _span_chart(
        Span("Omzet", 0, 100, Amount(100, Unit.EURO), total=True),
        Span("Kosten", 100, 40, Amount(-60, Unit.EURO)),
        Span("Meerwerk", 40, 55, Amount(15, Unit.EURO)),
        Span("Netto", 0, 55, Amount(55, Unit.EURO), total=True),
    )
    assert _words(figure, "kk-total") == ["€\xa0100", "−\u202f€\xa060", "€\xa015 meer", "€\xa055"]
    assert not _found(figure, "text", "kk-key")
    assert len(_found(figure, "rect", "kk-texture")) == 1
    assert [each.get("class") for each in _found(figure, "rect", "kk-span")] == [
        f"kk-span kk-span--{kind}" for kind in ("total", "cost", "gain", "left")
    ]
    assert {each.get("x1") for each in _found(figure, "line", "kk-joint")} == {"319", "128.2", "175.9"}


def test_losses_are_no_costs() -> None:
    """What goes below nothing, and a total that ends there, have the colour for bad."""
    figure = _span_chart(Span("Bediening", 0, -60, Amount(-60)), Span("Samen", 0, -60, Amount(-60), total=True))
    assert len(_found(figure, "rect", "kk-span--loss")) == 2
    (_, _, end) = _found(
        _span_chart(
            Span("Omzet", 0, 50, Amount(50), total=True),
            Span("Kosten", 50, -10, Amount(-60)),
            Span("Netto", 0, -10, Amount(-10), total=True),
        ),
        "rect",
        "kk-span",
    )
    assert end.get("class") == "kk-span kk-span--loss"


@given(data=st.data())
def test_what_joins_steps_never_goes_through_words(data: st.DataObject) -> None:
    """A line from step to step stops at the words of the next row, and goes on below them."""
    sizes = data.draw(st.lists(st.floats(-1000, 1000), min_size=1, max_size=6))
    ends = list(itertools.accumulate(sizes))
    words = data.draw(st.lists(names, min_size=len(ends), max_size=len(ends)))
    spans = [
        Span(name, start, end, Amount(end - start, Unit.EURO))
        for name, start, end in zip(words, [0.0, *ends], ends, strict=False)
    ]
    figure = _span_chart(*spans, Span("Over", 0, ends[-1], Amount(ends[-1], Unit.EURO), total=True))
    boxes = [(*_reach(each), float(each.get("y", ""))) for each in _found(figure, "text")]
    for joint in _found(figure, "line", "kk-joint"):
        x, top, bottom = (float(joint.get(each, "")) for each in ("x1", "y1", "y2"))
        for left, right, level in boxes:
            assert not left < x < right or bottom <= level - 0.7 * NORMAL or top >= level + 0.2 * NORMAL


def test_a_tornado_has_no_joints() -> None:
    """Swings all start at zero and have nothing to do with each other."""
    figure = _span_chart(Span("Behoud", 0, 80, Amount(80)), Span("Rente", 0, -20, Amount(-20)))
    assert not _found(figure, "line", "kk-joint")
    gain, loss = (_found(figure, "rect", f"kk-span--{kind}")[-1] for kind in ("gain", "loss"))
    assert float(loss.get("x", "")) + float(loss.get("width", "")) == pytest.approx(float(gain.get("x", "")), abs=0.1)


def _line_chart(*lines: Line, marks: tuple[Mark, ...] = ()) -> ET.Element:
    x, y = Axis("Tijd", 10, unit=Unit.YEARS), Axis("Marge", 100, -50, Unit.EURO)
    return _drawn(LineChart(**_base("lines"), x=x, y=y, lines=lines, marks=marks))


def test_lines_are_named_and_references_dashed() -> None:
    """Each line has its name beside it; what is no main line looks like a reference."""
    figure = _line_chart(Line("Nu", ((0, -40), (10, 90))), Line("Vertrekpunt", ((0, -40), (10, 30)), emphasis=False))
    assert _words(figure, "kk-curve-name") == ["Nu", "Vertrekpunt"]
    assert len(_found(figure, "path", "kk-curve--aside")) == 1


def test_lines_stop_at_the_axes() -> None:
    """A line that runs out of the field is cut off where it leaves, also when it comes back."""
    figure = _line_chart(Line("Nu", ((-5, -40), (5, 200), (15, -40))))
    (curve,) = _found(figure, "path", "kk-curve")
    places = [tuple(map(float, each.split())) for each in re.split("[ML]", curve.get("d", "")) if each]
    rows = [float(each.get("y1", "")) for each in figure.iter("line") if each.get("x2") == "316"]
    assert all(0 <= x <= WIDTH and min(rows) - 30 <= y <= max(rows) + 30 for x, y in places)
    assert curve.get("d", "").count("M") == 2


def test_an_axis_says_its_unit() -> None:
    """What the numbers do not show stands in the label, zero has a line of its own, marks their words."""
    figure = _line_chart(Line("Nu", ((0, -40), (10, 90))), marks=(Mark(3, 0, "terugverdiend"), Mark(30, 0, "te ver")))
    assert _words(figure, "kk-axis-label") == ["Marge", "Tijd (jaren)"]
    assert "−\u202f€\xa050" in _words(figure, "kk-tick")
    assert _words(figure, "kk-mark-name") == ["terugverdiend"]


def test_names_do_not_cover_each_other() -> None:
    """Lines that end at the same place have their names apart."""
    figure = _line_chart(*(Line(f"Groep {number}", ((0, 0), (10, 80 - number))) for number in range(4)))
    boxes = [(*_reach(each), float(each.get("y", ""))) for each in _found(figure, "text", "kk-curve-name")]
    assert len(boxes) == 4
    for index, (left, right, level) in enumerate(boxes):
        for other_left, other_right, other_level in boxes[index + 1 :]:
            assert right <= other_left or other_right <= left or abs(level - other_level) >= SMALL - 1


def test_layers_without_room_are_named_in_a_key() -> None:
    """A thick layer carries its name, the highest has it above, a thin one between is in a key: none is without."""
    layers = (Layer("Gebleven", (80.0, 80.0)), Layer("Nieuw", (1.0, 1.0)), Layer("Aangebracht", (1.0, 1.0)))
    x, y = Axis("Jaar", 1), Axis("Klanten", 100)
    figure = _drawn(AreaChart(**_base("areas"), x=x, y=y, moments=(0.0, 1.0), layers=layers))
    assert _words(figure, "kk-layer-name") == ["Gebleven", "Aangebracht"]
    assert _words(figure, "kk-key") == ["Nieuw"]


def test_a_radar_writes_the_values_of_its_main_shape() -> None:
    """Each spoke has its name and, below it, the value; other shapes are dashed and named in the key."""
    shapes = (Shape("Nu", (7, 3.5, 10)), Shape("Vertrekpunt", (5, 5, 5), emphasis=False))
    figure = _drawn(RadarChart(**_base("radar"), spokes=("A", "B", "C"), most=10, shapes=shapes))
    assert _words(figure, "kk-spoke") == ["A", "7", "B", "3,5", "C", "10"]
    assert _words(figure, "kk-key") == ["Nu", "Vertrekpunt"]


def test_a_strong_link_is_thick_and_a_special_one_says_why() -> None:
    """Thickness follows strength; the remark stands in words below its link."""
    links = (ChainLink("Offerte", 0.4, "zwakste"), ChainLink("Nazorg", 0.9))
    figure = _drawn(ChainChart(**_base("chain"), links=links, most=1))
    weak, strong = (float(each.get("stroke-width", "")) for each in _found(figure, "path", "kk-link")[:2])
    assert weak < strong
    assert _words(figure, "kk-remark") == ["zwakste"]
    assert _words(figure, "kk-total") == ["40%", "90%"]


def test_the_surface_of_a_circle_is_its_size() -> None:
    """Four times the turnover is twice the radius; words and lines divide the field."""
    figure = _drawn(
        ScatterChart(
            **_base("scatter"),
            x=Axis("Past", 10),
            y=Axis("Tarief", 100),
            bubbles=(Bubble("Groot", 2, 50, 400), Bubble("Klein", 8, 50, 100), Bubble("Elders", 20, 50, 1)),
            x_limits=(Limit(5, "past net"),),
            corners=("a", "b", "c", "d"),
        )
    )
    assert [each.get("r") for each in _found(figure, "circle", "kk-bubble")] == ["16", "8", "4"]
    assert len(_found(figure, "circle", "kk-bubble--outside")) == 1
    assert _words(figure, "kk-corner-words") == ["a", "b", "c", "d"]
    assert _words(figure, "kk-limit-words") == ["past net"]
    assert _words(figure, "kk-bubble-name") == ["Groot", "Klein", "Elders"]


def test_only_what_moves_is_drawn() -> None:
    """A flow of nothing has no band, the smallest one is still seen, and groups carry their totals."""
    flows = (Flow(0, 0, 900), Flow(0, 1, 0.001), Flow(1, 1, 0))
    figure = _drawn(
        FlowChart(
            **_base("flows"),
            before=("Klant", "Weg"),
            after=("Klant", "Weg"),
            flows=flows,
            before_title="Nu",
            after_title="Straks",
        )
    )
    assert len(_found(figure, "path", "kk-flow")) == 2
    assert _words(figure, "kk-total") == ["900", "0", "900", "0"]


def test_a_group_says_how_many_there_are_and_how_many_move() -> None:
    """Where not everyone is in a band, the number that was given stands there, with how many of them are drawn."""
    figure = _drawn(
        FlowChart(
            **_base("flows"),
            before=("Consument", "Klant"),
            after=("Consument", "Klant"),
            flows=(Flow(0, 1, 183), Flow(1, 0, 267), Flow(1, 1, 333)),
            before_title="Nu",
            after_title="Straks",
            before_counts=(4500, 600),
            after_counts=(4584, 516),
        )
    )
    assert _words(figure, "kk-total") == ["4.500", "600", "4.584", "516"]
    assert _words(figure, "kk-value") == ["183 gaan", "267 komen"]


def test_dots_can_be_counted() -> None:
    """There are as many shapes as the groups say (and one in the key), and the key gives the counts."""
    figure = _drawn(DotChart(**_base("dots"), groups=(DotGroup("goed", 66), DotGroup("mis", 34))))
    assert len(_found(figure, "circle", "kk-dot--0")) == 67
    assert len(_found(figure, "circle", "kk-dot--1")) == 35
    assert _words(figure, "kk-total") == ["66 van de 100", "34 van de 100"]


def test_very_many_dots_stand_for_more_than_one() -> None:
    """When there are too many to draw, the key says how many one of them is."""
    figure = _drawn(DotChart(**_base("dots"), groups=(DotGroup("goed", 90_000), DotGroup("mis", 10))))
    assert len(_found(figure, "circle")) < 400
    assert _words(figure, "kk-key")[-1] == "Eén teken is 500."
