"""The first page of a report: what to do first, and what its parts say against each other; and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from calculators.model.amounts import euros
from calculators.model.answer import Answer, FirstStep
from calculators.model.comparison import beside
from calculators.model.contradictions import find_contradictions, loses_money, sells_more
from calculators.model.doubt import Range
from calculators.model.report import Chapter
from calculators.model.steps import euros_of
from calculators.presentation import text
from calculators.presentation.charts import render_table
from calculators.presentation.html import Html, element, join
from calculators.presentation.whose import rounded

MOST_STEPS = 3

# What an amount is of a calculator that counts no margin of a year; it is not ranked among those that do.
APART = {"systeemscan": "aan klantwaarde, verspreid over de jaren dat zij klant zijn"}
# Misconduct goes before all else.
FIRST = "klant-houden-of-loslaten"

RANKED = (
    "Wat dringend is staat bovenaan. Daarna komt wat in de komende twaalf maanden de meeste extra marge brengt, uit "
    "die ene stap. Bedragen over een langere tijd tellen niet mee in de volgorde. De bedragen overlappen: tel ze niet "
    "bij elkaar op."
)


class Step(NamedTuple):
    """Something to do.

    Attributes:
        chapter: of which part of the report; ``range`` is between what its euros lie.
        euros: margin in the next twelve months, by which it is ranked; ``apart`` says what other euros are.
        price_first: whether it sells more of what loses money.
    """

    chapter: Chapter
    step: FirstStep
    euros: float | None
    range: Range | None
    apart: str
    price_first: bool

    @property
    def words(self) -> str:
        """What to do, as it is read."""
        return text.sentence(self.step.action)


def ranked(chapters: Sequence[Chapter]) -> list[Step]:
    """Return what to do: what is urgent, then the most margin in the next twelve months, then all else.

    More of what loses money comes after what brings anything.
    """
    losing = loses_money(chapters) is not None
    steps = [each for chapter in chapters for each in _steps(chapter, losing=losing)]
    return sorted(steps, key=_place)


def _steps(chapter: Chapter, *, losing: bool) -> Iterator[Step]:
    if chapter.answer is None:
        return
    apart = APART.get(chapter.calculator.slug, "")
    for place, step in enumerate(chapter.answer.steps):
        found = chapter.ranges[place] if place < len(chapter.ranges) else None
        price_first = losing and not step.urgent and sells_more(chapter, text.sentence(step.action))
        yield Step(chapter, step, euros_of(step), found, apart, price_first)


def _place(each: Step) -> tuple[bool, bool, bool, int, float]:
    urgent, misconduct = each.step.urgent, each.chapter.calculator.slug == FIRST
    kind = 2 if not each.euros else 1 if each.apart else 0
    return (not urgent, urgent and not misconduct, each.price_first, kind, -(each.euros or 0.0))


def render_first(chapters: Sequence[Chapter]) -> Html | None:
    """Write what to do first, each with a box to tick."""
    steps = ranked(chapters)
    if not steps:
        return None
    first = steps[:MOST_STEPS]
    named = [each.chapter.calculator.name for each in first]
    later = list(dict.fromkeys(each.chapter.calculator.name for each in steps[MOST_STEPS:]))
    left = [name for name in later if name not in named]
    return element(
        "section",
        {"class": "kk-myreport__part kk-card kk-plan kk-myreport__first"},
        element("h2", None, "Wat doe je eerst?"),
        element("ol", None, *map(_line, first)),
        element("p", None, f"Daarna: {text.enumerate_names(left)}. Wat je daar doet, staat hieronder.")
        if left
        else None,
        element("p", {"class": "kk-note"}, RANKED) if any(each.euros for each in steps) else None,
    )


def _line(each: Step) -> Html:
    done = each.words in each.chapter.done
    # On paper the box is ticked with a pen.
    box = element(
        "input",
        {
            "type": "checkbox",
            "class": "kk-live",
            "data-done": each.words,
            "data-slug": each.chapter.calculator.slug,
            "checked": done,
        },
    )
    return element(
        "li",
        {"class": "kk-myreport__done"} if done else None,
        element("label", None, box, " ", each.words),
        element("span", {"class": "kk-myreport__from"}, f" ({', '.join(_about(each))})"),
    )


def _about(each: Step) -> Iterator[str]:
    yield each.chapter.calculator.name
    if each.step.urgent:
        yield "dringend"
    elif each.euros:
        yield worth(each)
    if each.price_first:
        yield "eerst de prijs: nu leg je op elke verkoop toe"


def worth(each: Step) -> str:
    """Say what something brings: the middle, and between what it lies."""
    amount = each.euros or 0.0
    like = euros(amount)
    about = rounded(amount, like) if each.range else text.measure(like)
    between = f" ({rounded(each.range.low, like)} tot {rounded(each.range.high, like)})" if each.range else ""
    return f"ongeveer {about}{between} {each.apart or 'meer marge in twaalf maanden'}"


def render_contradictions(chapters: Sequence[Chapter]) -> Html | None:
    """Write what the parts of the report say against each other."""
    lines = [*_different(chapters), *_losing(chapters)]
    if not lines:
        return None
    return element(
        "section",
        {"class": "kk-myreport__part"},
        element("h2", None, "Wat klopt er niet met elkaar?"),
        element("ul", None, *(element("li", None, line) for line in lines)),
    )


def _different(chapters: Sequence[Chapter]) -> Iterator[str]:
    for each in find_contradictions(chapters):
        told = text.enumerate_names([f"{one.text} bij {one.chapter.calculator.name}" for one in each.told])
        name = each.name[:1].upper() + each.name[1:]
        yield f"{name}: {told}. Gaat het om dezelfde klanten, dan klopt er één niet."


def _losing(chapters: Sequence[Chapter]) -> Iterator[str]:
    losing = loses_money(chapters)
    steps = [each for each in ranked(chapters) if each.price_first]
    if losing is not None and steps:
        named = text.enumerate_names(list(dict.fromkeys(each.chapter.calculator.name for each in steps)))
        yield (
            f"{losing.calculator.name} zegt dat je op elke verkoop toelegt, en {named} dat je meer moet verkopen. "
            "Eerst de prijs: anders groeit je verlies."
        )


# What became of it ----------------------------------------------------------------------------------------------------


def render_history(chapter: Chapter) -> Html | None:
    """Write what changed since a calculator was filled in before, and whether what came first then was done."""
    if not chapter.earlier:
        return None
    runs = (_run(before, chapter) for before in chapter.earlier)
    last = chapter.earlier[0]
    return element(
        "details",
        {"class": "kk-fold", "data-keep-open": f"rapport-{chapter.calculator.slug}-history"},
        element("summary", None, f"Wat is er veranderd sinds {text.write_day(last.day)}?"),
        *runs,
    )


def _run(before: Chapter, now: Chapter) -> Html:
    day = text.write_day(before.day)
    if before.answer is None:
        return element("p", None, f"{day}: met wat je toen invulde is er nu geen uitkomst.")
    said = element("p", None, f"{day}: {text.sentence(before.answer.headline)}")
    return join(said, element("p", None, _became(before, before.answer)), _changed(before, now, day))


def _became(before: Chapter, answer: Answer) -> str:
    if before.done:
        return f"Gedaan: {' '.join(before.done)}"
    first = answer.steps[:1]
    return f"Niet afgevinkt: {text.sentence(first[0].action)}" if first else "Er was niets om eerst te doen."


def _changed(before: Chapter, now: Chapter, day: str) -> Html | None:
    if before.answer is None or now.answer is None:
        return None
    table = beside(before.answer, now.answer).comparison
    if table is None:
        return None
    columns = ("", day, "Nu", "Verschil")
    return render_table(replace(table, caption=f"{now.calculator.name}: {day} en nu", columns=columns))
