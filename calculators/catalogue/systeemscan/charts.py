"""What the systeemscan draws."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue.charts import Ranked, Step, Words, ranking, waterfall
from calculators.catalogue.systeemscan.findings import Findings, Journey
from calculators.catalogue.systeemscan.form import QUESTIONS
from calculators.model.amounts import about_euros, one_decimal, percent
from calculators.model.answer import (
    Amount,
    Bar,
    BarChart,
    Chart,
    DotChart,
    DotGroup,
    Part,
    Share,
    SpanChart,
    Table,
    Value,
    say,
)

VISITS = ("Twee keer goed", "Eerst goed, dan mis", "Eerst mis, dan goed", "Twee keer mis")
HIGHEST_ANSWER = 4.0


def chart(found: Findings) -> BarChart:
    """Draw how visits go wrong; before that is known, the answers about the owner."""
    return _falling(found.journey) if found.journey else _without_you(found)


def _falling(journey: Journey) -> BarChart:
    """Draw of how many visits all is still well after each step."""
    weakest = journey.weakest if journey.odds != "always" else ()
    bars = [Bar(each.name, (Part(0, each.left),), Share(each.left), each.name in weakest) for each in journey.steps]
    return BarChart(
        key="steps",
        title="Bij hoeveel bezoeken is na elke stap alles nog goed?",
        description=say(
            "Balken die korter worden: van 100% aan het begin naar {end} na de laatste stap.",
            end=Share(journey.reliability),
        ),
        series=("Nog goed",),
        bars=(Bar("Aan het begin", (Part(0, 1.0),), Share(1.0)), *bars),
        longest=1.0,
        table=Table(
            "Elke stap: hoe vaak het misgaat en wat er goed overblijft",
            ("Stap", "Gaat mis", "Zonder afspraken", "Deel van de klanten", "Alles nog goed"),
            tuple(
                (each.name, percent(each.failure), _known(each.base_failure), percent(each.passing), percent(each.left))
                for each in journey.steps
            ),
        ),
    )


def _known(rate: float | None) -> Value:
    return "onbekend" if rate is None else percent(rate)


def more_charts(found: Findings) -> Iterator[Chart]:
    """Draw where the loss arises, two visits, and the answers about the owner."""
    if found.journey and found.journey.loss_can_be_drawn:
        yield _loss(found.journey)
    if found.journey or found.staff:
        yield _two_visits(found)
    if found.answers and found.journey:
        yield _without_you(found)


def _loss(journey: Journey) -> SpanChart:
    """Each step adds the loss of the visits that go wrong there for the first time."""
    last = journey.steps[-1].level
    return waterfall(
        Words(
            key="euros",
            title="Waar je klantwaarde verspeelt, in euro's per jaar",
            description=say(
                "Trap naar beneden: elke stap telt er verlies bij op, tot {total} per jaar na de laatste stap.",
                total=about_euros(0.0 - last),
            ),
            caption="Klantwaarde die per jaar verloren gaat door bezoeken die bij een stap voor het eerst misgaan",
            columns=("Stap", "Verlies per jaar", "Opgeteld"),
        ),
        [
            *(
                Step(
                    each.name,
                    each.level,
                    about_euros(each.change),
                    cells=(each.name, about_euros(each.adds), about_euros(each.lost)),
                )
                for each in journey.steps
            ),
            Step("Verlies per jaar", last, about_euros(last), total=True, in_table=False),
        ],
    )


def _two_visits(found: Findings) -> DotChart:
    """Show two visits: by whom customers are served, or without roles how the whole visit goes."""
    visits = [(name, chance, count) for name, (chance, count) in zip(VISITS, found.visits, strict=True)]
    good, then_bad, then_good, bad = (Amount(count) for _, count in found.visits)
    return DotChart(
        key="visits",
        title="100 klanten komen twee keer en treffen wie er werkt" if found.staff else "100 klanten komen twee keer",
        description=say(
            "Honderd stippen: {good} twee keer goed, {then_bad} eerst goed en dan mis, {then_good} eerst mis en dan goed, {bad} twee keer mis.",
            good=good,
            then_bad=then_bad,
            then_good=then_good,
            bad=bad,
        ),
        groups=tuple(DotGroup(name, count) for name, _, count in visits),
        table=Table(
            "Wat 100 klanten bij twee bezoeken merken van wie er werkt"
            if found.staff
            else "Wat 100 klanten bij twee bezoeken meemaken",
            ("Ervaring", "Van de 100 klanten", "Kans"),
            tuple((name, Amount(count), percent(chance)) for name, chance, count in visits),
        ),
    )


def _without_you(found: Findings) -> BarChart:
    lowest = min(found.answers)
    return ranking(
        Words(
            key="without-you",
            title="Hoe ver komt je bedrijf zonder jou?",
            description=say(
                "Balk per vraag, van 0 (alleen ik) tot 4 (gaat vanzelf). De laagste staat op {lowest}.",
                lowest=one_decimal(lowest),
            ),
            caption="Antwoorden van 0 (alleen ik) tot 4 (gaat vanzelf)",
            columns=("Vraag", "Antwoord"),
        ),
        "Antwoord",
        [
            Ranked(question, answer, one_decimal(answer), emphasis=answer == lowest)
            for question, answer in zip(QUESTIONS, found.answers, strict=True)
        ],
        HIGHEST_ANSWER,
    )
